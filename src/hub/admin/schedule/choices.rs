//! What can be chosen and translated in the form of a meeting.

use super::fields::Fields;
use super::form::{NTHS, field_of};
use crate::api;
use crate::domain::meeting::Access;
use crate::domain::text::{Lang, Phrase};
use crate::hub::admin::fields::{DAYS, LANGS};
use crate::hub::admin::slide::Choice;
use crate::hub::web::Page;
use crate::view::words::{Say, Words};

/// A text in another language.
pub struct Other {
    pub field: String,
    pub label: String,
    pub value: String,
    pub tall: bool,
    /// The Japanese it is the translation of.
    pub of: String,
    /// The readings as they will stand, of easy Japanese.
    pub ruby: Vec<(String, String)>,
}

/// All texts in one other language.
pub struct Tongue {
    pub code: Lang,
    pub name: String,
    pub open: bool,
    pub missing: String,
    pub hint: String,
    pub texts: Vec<Other>,
}

/// The texts in the other languages, and how many of them are still to be written.
pub fn tongues(page: &Page, f: &Fields, open: &str) -> Vec<Tongue> {
    let others = LANGS.into_iter().filter(|lang| *lang != Lang::JA);
    let tongue = |lang: Lang| {
        let texts: Vec<Other> = super::form::TEXTS
            .into_iter()
            .map(|text| {
                let (field, value) = (field_of(text, lang), f.get(&field_of(text, lang)).to_owned());
                let ruby = if lang == Lang::JA_EASY { ruby(&value) } else { Vec::new() };
                Other {
                    label: page.t(format!("schedule-f-{text}")),
                    of: Phrase::parse(f.get(&field_of(text, Lang::JA))).text(),
                    tall: text == "description",
                    field,
                    value,
                    ruby,
                }
            })
            .filter(|other| !other.of.trim().is_empty() || !other.value.trim().is_empty())
            .collect();
        let missing = texts.iter().filter(|other| other.value.trim().is_empty()).count();
        let key =
            if texts.is_empty() || missing > 0 { "schedule-tongue-missing" } else { "schedule-tongue-whole" };
        Tongue {
            code: lang,
            name: page.t(format!("lang-{lang}")),
            open: open == lang.as_str(),
            missing: if texts.is_empty() { String::new() } else { page.n(key, missing as i64) },
            hint: page.t(if lang == Lang::JA_EASY { "schedule-easy-hint" } else { "schedule-tongue-hint" }),
            texts,
        }
    };
    others.map(tongue).collect()
}

/// A text with its readings, where it has any.
fn ruby(markup: &str) -> Vec<(String, String)> {
    let phrase = Phrase::parse(markup);
    let chunk =
        |chunk: &crate::domain::text::Chunk| (chunk.base.clone(), chunk.ruby.clone().unwrap_or_default());
    if phrase.chunks().iter().all(|chunk| chunk.ruby.is_none()) {
        return Vec::new();
    }
    phrase.chunks().iter().map(chunk).collect()
}

pub fn access(page: &Page, f: &Fields) -> Vec<Choice> {
    let words = Words::of(page.language());
    let choice = |access: Access| Choice {
        value: access.key().to_owned(),
        word: words.say(Say::access(access)).text(),
        chosen: f.has("access", access.key()),
    };
    Access::ALL.into_iter().map(choice).collect()
}

pub fn days(page: &Page, f: &Fields) -> Vec<Choice> {
    let choice = |(name, _): (&str, api::Weekday)| Choice {
        value: name.to_owned(),
        word: page.t(format!("schedule-day-{name}")),
        chosen: f.has("on", name),
    };
    DAYS.into_iter().map(choice).collect()
}

pub fn nths(page: &Page, f: &Fields) -> Vec<Choice> {
    let choice = |nth: i8| Choice {
        value: nth.to_string(),
        word: if nth < 0 { page.t("schedule-nth-last") } else { page.n("schedule-nth-of", i64::from(nth)) },
        chosen: f.has("nth", &nth.to_string()),
    };
    NTHS.into_iter().map(choice).collect()
}

/// The days without a meeting, with room for more.
pub fn excepts(f: &Fields) -> Vec<String> {
    let mut days: Vec<String> =
        f.all("except").filter(|day| !day.trim().is_empty()).map(str::to_owned).collect();
    days.extend([String::new(), String::new(), String::new()]);
    days
}
