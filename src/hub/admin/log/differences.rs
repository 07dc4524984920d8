//! What was before and what came after, field by field and in words.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::hub::web::Page;

/// One field that is no longer what it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Its name in words; empty where the whole is one text.
    pub field: String,
    /// Empty: it was not there.
    pub earlier: String,
    /// Empty: it is not there any more.
    pub later: String,
}

/// Differences of one entry that are shown: more would hide the others.
const MOST: usize = 40;
/// Longest value that is shown, characters.
const LONGEST: usize = 400;

/// The differences between two texts: of their fields where both are objects of JSON (or one of them
/// is and the other is not there), otherwise of the whole.
pub fn between(page: &Page, earlier: Option<&str>, later: Option<&str>) -> Vec<Difference> {
    let fields = |text: Option<&str>| match text {
        None => Some(BTreeMap::new()),
        Some(text) => match serde_json::from_str::<Value>(text) {
            Ok(Value::Object(object)) => {
                let mut fields = BTreeMap::new();
                flatten(&Value::Object(object), &mut Vec::new(), &mut fields);
                Some(fields)
            }
            Ok(_) | Err(_) => None,
        },
    };
    let whole = |text: Option<&str>| text.map(|text| said(page, "", text)).unwrap_or_default();
    match (fields(earlier), fields(later)) {
        (Some(before), Some(after)) => of_fields(page, &before, &after),
        _ => {
            let (earlier, later) = (whole(earlier), whole(later));
            if earlier == later {
                Vec::new()
            } else {
                vec![Difference { field: String::new(), earlier, later }]
            }
        }
    }
}

type Fields = BTreeMap<Vec<String>, String>;

fn of_fields(page: &Page, before: &Fields, after: &Fields) -> Vec<Difference> {
    let paths = before.keys().chain(after.keys().filter(|path| !before.contains_key(*path)));
    let value = |fields: &Fields, path: &[String]| {
        let last = path.last().map(String::as_str).unwrap_or_default();
        fields.get(path).map(|value| said(page, last, value)).unwrap_or_default()
    };
    let mut changed: Vec<&Vec<String>> = paths.filter(|path| before.get(*path) != after.get(*path)).collect();
    changed.sort();
    changed
        .into_iter()
        .take(MOST)
        .map(|path| Difference {
            field: named(page, path),
            earlier: value(before, path),
            later: value(after, path),
        })
        .collect()
}

/// Every value with its path. Rows of a list are counted from one.
fn flatten(value: &Value, path: &mut Vec<String>, fields: &mut Fields) {
    let mut inside = |name: String, value: &Value, fields: &mut Fields| {
        path.push(name);
        flatten(value, path, fields);
        path.pop();
    };
    match value {
        Value::Object(object) => {
            for (name, value) in object {
                inside(name.clone(), value, fields);
            }
        }
        Value::Array(list) => {
            for (row, value) in (1_usize..).zip(list) {
                inside(row.to_string(), value, fields);
            }
        }
        Value::Null => {}
        Value::String(text) => {
            fields.insert(path.clone(), text.clone());
        }
        Value::Bool(_) | Value::Number(_) => {
            fields.insert(path.clone(), value.to_string());
        }
    }
}

/// A path in words, its parts apart by a stroke; a name that nobody has given a word stands as it is.
fn named(page: &Page, path: &[String]) -> String {
    let part = |name: &String| {
        page.word(&format!("log-field-{}", name.to_ascii_lowercase())).unwrap_or_else(|| name.clone())
    };
    path.iter().map(part).collect::<Vec<_>>().join(" / ")
}

/// A value in words, where there are some.
fn said(page: &Page, field: &str, value: &str) -> String {
    let word = match (field, value) {
        ("audience", "true") => page.word("audience-all"),
        ("role", role) => page.word(&format!("role-{role}")),
        (_, "true") => page.word("log-yes"),
        (_, "false") => page.word("log-no"),
        _ => None,
    };
    shortened(&word.unwrap_or_else(|| value.to_owned()))
}

/// A value as long as it is shown.
pub fn shortened(text: &str) -> String {
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    text.chars().take(LONGEST).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::text::Lang;

    fn told(earlier: Option<&str>, later: Option<&str>) -> Vec<(String, String, String)> {
        let page = Page::outside(Lang::EN);
        between(&page, earlier, later).into_iter().map(|one| (one.field, one.earlier, one.later)).collect()
    }

    fn row(field: &str, earlier: &str, later: &str) -> (String, String, String) {
        (field.to_owned(), earlier.to_owned(), later.to_owned())
    }

    #[test]
    fn only_what_differs_is_told_and_by_its_place() {
        let earlier = r#"{"title":{"ja":"お茶","en":"Tea"},"capacity":{"venue":8},"access":["step-free"]}"#;
        let later = r#"{"title":{"ja":"お茶","en":"Tea time"},"capacity":{"venue":8},"access":[]}"#;
        assert_eq!(
            told(Some(earlier), Some(later)),
            [row("Help for taking part / 1", "step-free", ""), row("Title / English", "Tea", "Tea time")]
        );
    }

    #[test]
    fn what_is_new_or_gone_is_told_whole() {
        let body = r#"{"role":"editor","open":true}"#;
        assert_eq!(told(None, Some(body)), [row("open", "", "yes"), row("Role", "", "Editor")]);
        assert_eq!(told(Some(body), None), [row("open", "yes", ""), row("Role", "Editor", "")]);
    }

    #[test]
    fn a_text_that_is_no_object_is_one_difference_and_the_same_text_is_none() {
        assert_eq!(told(Some("3"), Some("4")), [row("", "3", "4")]);
        assert_eq!(told(Some("3"), Some("3")), []);
        assert_eq!(told(None, None), []);
        let long = "長".repeat(LONGEST + 1);
        assert_eq!(told(None, Some(&long))[0].2.chars().count(), LONGEST + 1, "cut, with a sign that it is");
    }
}
