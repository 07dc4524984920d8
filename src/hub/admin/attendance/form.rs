//! Forms whose fields are the categories of the place.

use crate::domain::attendance::{Group, Standing};
use crate::domain::programme::{Category, Division};
use crate::domain::text::Lang;
use crate::hub::admin::fields::Fields;
use crate::hub::new_id;
use crate::hub::store::StoreError;
use crate::hub::web::Page;

/// One of a few, to choose from.
pub struct Choice {
    pub value: &'static str,
    pub label: String,
    pub chosen: bool,
}

/// The key of a form that is shown: drawn once, so that a form which is sent twice is recorded once.
///
/// # Errors
/// When there is no chance left in the machine.
pub fn key_of(form: &Fields) -> Result<String, StoreError> {
    if form.is_filled("key") { Ok(form.of("key").to_owned()) } else { new_id() }
}

/// Digits of either width, at most so many that they are a number of people.
pub fn number(text: &str) -> Option<u32> {
    let digit = |c: char| match c {
        '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10),
        '0'..='9' => Some(c),
        _ => None,
    };
    match text.trim() {
        "" => Some(0),
        text if text.chars().count() > 5 => None,
        text => text.chars().map(digit).collect::<Option<String>>()?.parse().ok(),
    }
}

/// One field of people in a form.
#[derive(Clone, Debug)]
pub struct Line {
    pub name: String,
    /// Of what it is a part, for who hears the line alone; the eye sees it above. Empty where it is none.
    pub above: String,
    pub label: String,
    pub value: String,
}

/// The fields of all categories, with what was typed into them.
pub fn lines(categories: &[Category], page: &Page, form: &Fields) -> Vec<Line> {
    let lang = page.language();
    let mut lines = Vec::new();
    let whole = |division| match division {
        Division::Complete => page.t("at-no-sub"),
        Division::OfWhich => page.t("at-none-of-these"),
    };
    for (standing, label, above) in standings(categories, lang, whole) {
        let name = name(&standing);
        let value = form.of(&name).to_owned();
        let label = label.unwrap_or_else(|| page.t("at-not-said"));
        lines.push(Line { name, above, label, value });
    }
    lines
}

/// All that somebody can be, in the order of the programme; not to say comes last.
fn standings(
    categories: &[Category],
    lang: Lang,
    whole: impl Fn(Division) -> String,
) -> Vec<(Standing, Option<String>, String)> {
    let said = |category: &Category, sub: Option<&str>| Standing::Said {
        category: category.id.clone(),
        sub: sub.map(str::to_owned),
    };
    // As each language sets its signs.
    let (open, close, below) = if lang == Lang::EN { (" (", ")", " > ") } else { ("（", "）", " ＞ ") };
    let mut all = Vec::new();
    for category in categories {
        let name = category.name.phrase(lang).text();
        let label = match category.subs.is_empty() {
            true => name.clone(),
            false => format!("{name}{open}{}{close}", whole(category.division)),
        };
        all.push((said(category, None), Some(label), String::new()));
        for sub in &category.subs {
            let label = sub.name.phrase(lang).text();
            all.push((said(category, Some(&sub.id)), Some(label), format!("{name}{below}")));
        }
    }
    all.push((Standing::NotSaid, None, String::new()));
    all
}

/// The name of a field: `n:category/sub`.
fn name(standing: &Standing) -> String {
    match standing {
        Standing::NotSaid => "n:".to_owned(),
        Standing::Said { category, sub } => format!("n:{category}/{}", sub.as_deref().unwrap_or_default()),
    }
}

/// The people of a form.
///
/// # Errors
/// With the name of a field that is no number.
pub fn groups(categories: &[Category], form: &Fields) -> Result<Vec<Group>, String> {
    let mut groups = Vec::new();
    for (standing, _, _) in standings(categories, Lang::JA, |_| String::new()) {
        let name = name(&standing);
        let people = number(form.of(&name)).ok_or(name)?;
        if people > 0 {
            groups.push(Group { standing, people });
        }
    }
    Ok(groups)
}

/// How many they are.
pub fn people(groups: &[Group]) -> u32 {
    groups.iter().fold(0, |sum, group| sum.saturating_add(group.people))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_in_either_width_and_nothing_is_nought() {
        for (text, expected) in [
            ("", Some(0)),
            (" 12 ", Some(12)),
            ("１２", Some(12)),
            ("-1", None),
            ("1.5", None),
            ("二", None),
            ("123456", None),
            ("99999", Some(99_999)),
        ] {
            assert_eq!(number(text), expected, "{text}");
        }
    }
}
