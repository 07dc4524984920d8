//! A form as it was sent: every field by its name, and perhaps a file. The page that comes back with
//! something to mend is filled from the same.

use std::collections::BTreeMap;

use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::header::CONTENT_TYPE;
use axum::{Form, RequestExt};

use crate::api::{Text, Weekday};
use crate::domain::text::Lang;
use crate::hub::Hub;
use crate::hub::web::{Failure, Page, without_nul};

/// A language in which staff write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    /// As the wire names it.
    pub key: &'static str,
    /// As HTML names it.
    pub html: &'static str,
}

impl Written {
    /// The message that names it.
    pub fn word(&self) -> String {
        format!("lang-{}", self.key)
    }

    /// The same as the rules of the place name it.
    pub const fn lang(&self) -> Lang {
        Lang::of(self.key)
    }

    /// Whether it is the one that everything is written in first.
    pub fn is_first(&self) -> bool {
        self.key == "ja"
    }
}

/// The languages in which staff write, in the order of their fields.
pub const WRITTEN: [Written; 5] = [
    Written { key: "ja", html: "ja" },
    Written { key: "ja-easy", html: "ja" },
    Written { key: "en", html: "en" },
    Written { key: "zh-Hans", html: "zh-Hans" },
    Written { key: "ko", html: "ko" },
];

/// The same as a programme has them.
pub const LANGS: [Lang; 5] = {
    let [first, second, third, fourth, fifth] = WRITTEN;
    [first.lang(), second.lang(), third.lang(), fourth.lang(), fifth.lang()]
};

/// Days of the week as forms and the wire name them.
pub const DAYS: [(&str, Weekday); 7] = [
    ("mo", Weekday::Mo),
    ("tu", Weekday::Tu),
    ("we", Weekday::We),
    ("th", Weekday::Th),
    ("fr", Weekday::Fr),
    ("sa", Weekday::Sa),
    ("su", Weekday::Su),
];

/// A file that came with a form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Upload {
    /// None was chosen.
    #[default]
    Nothing,
    Bytes(Vec<u8>),
    /// Larger than anything of use.
    TooLarge,
}

impl Upload {
    /// What came with a form. Also what is too large is read to its end: a browser listens only then.
    ///
    /// # Errors
    /// When it broke off.
    pub async fn read(part: &mut Field<'_>) -> Result<Upload, MultipartError> {
        let (mut bytes, mut too_large) = (Vec::new(), false);
        while let Some(chunk) = part.chunk().await? {
            too_large |= bytes.len() + chunk.len() > LARGEST_FILE;
            if !too_large {
                bytes.extend_from_slice(&chunk);
            }
        }
        Ok(match (too_large, bytes.is_empty()) {
            (true, _) => Upload::TooLarge,
            (false, true) => Upload::Nothing,
            (false, false) => Upload::Bytes(bytes),
        })
    }
}

/// Largest file that is looked at, bytes.
const LARGEST_FILE: usize = 12 * 1024 * 1024;

/// A form as it was sent.
#[derive(Clone, Debug)]
pub struct Fields {
    pairs: Vec<(String, String)>,
    pub file: Upload,
}

impl Default for Fields {
    fn default() -> Fields {
        Fields { pairs: Vec::new(), file: Upload::Nothing }
    }
}

impl Fields {
    /// A field without the room around it; empty when there is none.
    pub fn of(&self, name: impl AsRef<str>) -> &str {
        let name = name.as_ref();
        self.pairs.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.trim())
    }

    /// Whether anything is written in a field.
    pub fn is_filled(&self, name: &str) -> bool {
        !self.of(name).is_empty()
    }

    /// A field that has one value for each language.
    pub fn lang(&self, name: &str, lang: &Written) -> &str {
        self.of(format!("{name}-{}", lang.key))
    }

    /// Whether a box of this name and value is ticked, or a button pressed.
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.pairs.iter().any(|(known, has)| known == name && has == value)
    }

    /// Everything that was sent, for a page that sends it once more.
    pub fn pairs(&self) -> &[(String, String)] {
        &self.pairs
    }

    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.pairs.retain(|(known, _)| known != name);
        self.add(name, value);
    }

    /// Adds one of several values.
    pub fn add(&mut self, name: &str, value: impl Into<String>) {
        self.pairs.push((name.to_owned(), value.into()));
    }

    /// A text in all languages that were written.
    pub fn text(&self, name: &str) -> Text {
        let written = WRITTEN.iter().map(|lang| (lang.key.to_owned(), self.lang(name, lang)));
        let written = written.filter(|(_, text)| !text.is_empty());
        Text(written.map(|(key, text)| (key, one_kind_of_break(text))).collect())
    }

    /// A text that need not be there.
    pub fn some_text(&self, name: &str) -> Option<Text> {
        Some(self.text(name)).filter(|text| !text.is_empty())
    }

    /// Fills the fields of a text.
    pub fn set_text(&mut self, name: &str, text: Option<&Text>) {
        for (key, value) in text.into_iter().flat_map(|text| &text.0) {
            self.set(&format!("{name}-{key}"), value);
        }
    }

    /// A text that need not be there, by a plain field.
    pub fn some(&self, name: &str) -> Option<String> {
        Some(self.of(name)).filter(|text| !text.is_empty()).map(str::to_owned)
    }
}

/// Browsers send two letters for a break.
fn one_kind_of_break(text: &str) -> String {
    text.replace("\r\n", "\n")
}

impl FromRequest<Hub> for Fields {
    type Rejection = Failure;
    async fn from_request(request: Request, hub: &Hub) -> Result<Fields, Failure> {
        let kind = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        if !kind.is_some_and(|kind| kind.starts_with("multipart/form-data")) {
            let form = request.extract::<Form<Vec<(String, String)>>, _>().await;
            let Form(pairs) = form.map_err(|error| Failure::Request(error.to_string()))?;
            return Ok(Fields { pairs, file: Upload::Nothing });
        }
        let unclear = |error: MultipartError| Failure::Request(error.to_string());
        let mut multipart =
            Multipart::from_request(request, hub).await.map_err(|e| Failure::Request(e.to_string()))?;
        let mut fields = Fields::default();
        while let Some(mut part) = multipart.next_field().await.map_err(unclear)? {
            let name = part.name().unwrap_or_default().to_owned();
            if part.file_name().is_none() {
                let name = without_nul(name);
                fields.pairs.push((name, without_nul(part.text().await.map_err(unclear)?)));
                continue;
            }
            fields.file = Upload::read(&mut part).await.map_err(unclear)?;
        }
        Ok(fields)
    }
}

/// What can be mended in a form: the field and a sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mends(pub Vec<Mend>);

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mend {
    pub field: String,
    pub text: String,
}

impl Mends {
    /// One thing that can be mended.
    pub fn one(field: &str, text: String) -> Mends {
        Mends(vec![Mend { field: field.to_owned(), text }])
    }

    pub fn add(&mut self, field: impl Into<String>, text: String) {
        self.0.push(Mend { field: field.into(), text });
    }

    /// Wherever a text is longer than so many characters, language by language.
    pub fn add_long(&mut self, page: &Page, form: &Fields, name: &str, most: usize) {
        for lang in &WRITTEN {
            if form.lang(name, lang).chars().count() > most {
                let count = i64::try_from(most).unwrap_or(i64::MAX);
                self.add(format!("{name}-{}", lang.key), page.n("mend-text-long", count));
            }
        }
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn count(&self) -> i64 {
        i64::try_from(self.0.len()).unwrap_or(i64::MAX)
    }

    /// What is said at a field.
    pub fn of(&self, field: impl AsRef<str>) -> &str {
        let field = field.as_ref();
        self.0.iter().find(|mend| mend.field == field).map_or("", |mend| mend.text.as_str())
    }

    pub fn lang(&self, field: &str, lang: &Written) -> &str {
        self.of(format!("{field}-{}", lang.key))
    }
}

/// Every text of some, in lower case: what a search looks through.
pub fn words_of<'a>(texts: impl IntoIterator<Item = Option<&'a Text>>) -> String {
    let all: BTreeMap<&str, ()> = texts
        .into_iter()
        .flatten()
        .flat_map(|text| text.0.values())
        .map(|text| (text.as_str(), ()))
        .collect();
    all.into_keys().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// A text as lists show it: in Japanese, or in what there is; without readings.
pub fn shown_text(text: &Text) -> String {
    let markup = text.0.get("ja").or_else(|| text.0.values().next());
    markup.map(|markup| crate::domain::text::Phrase::parse(markup).text()).unwrap_or_default()
}
