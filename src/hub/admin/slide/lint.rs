//! What to look at before something is published (公開の前に 見るところ). Nothing here forbids anything:
//! each line says what will be, and where it can be mended.

use super::panel::{REFERENCE, panel_of, panels_of};
use super::picture::hash_of;
use crate::api;
use crate::domain::display::{Panel, TextSize};
use crate::domain::text::Lang;
use crate::hub::Hub;
use crate::hub::admin::fields::LANGS;
use crate::hub::links::{State, Trouble};
use crate::hub::store::{KioskRow, Reading, StoreError};
use crate::hub::web::Page;
use crate::view::layout::MOST_READING;

/// One thing to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Something is open; otherwise it is good to know.
    pub open: bool,
    pub title: String,
    pub detail: String,
    /// Id of the field in which it is mended, the language whose texts have to be open, and the
    /// word for the way there.
    pub field: String,
    pub lang: String,
    pub word: String,
    /// More is known in a moment.
    pub waits: bool,
}

/// Whether more is known in a moment.
pub fn waits(lines: &[Line]) -> bool {
    lines.iter().any(|line| line.waits)
}

/// A text of what is looked at.
pub struct Said<'a> {
    /// The first part of its fields' names.
    pub name: &'static str,
    pub label: String,
    pub text: &'a api::Text,
}

impl Said<'_> {
    /// The name of its field in a language.
    pub fn field(&self, lang: Lang) -> String {
        format!("{}-{lang}", self.name)
    }

    fn lacks(&self, lang: Lang) -> bool {
        !self.text.is_empty() && !self.text.0.contains_key(lang.as_str())
    }
}

impl Line {
    pub fn open(title: String, detail: String, field: &str, word: String) -> Line {
        Line { open: true, title, detail, field: field.to_owned(), lang: String::new(), word, waits: false }
    }

    pub fn in_lang(self, lang: Lang) -> Line {
        Line { lang: lang.to_string(), ..self }
    }

    /// The way to where it is mended: on the page of this path, or on this one where it is empty.
    pub fn href(&self, path: &str) -> String {
        if path.is_empty() {
            format!("#{}", self.field)
        } else {
            format!("{path}?lang={}#{}", self.lang, self.field)
        }
    }

    pub fn good(self) -> Line {
        Line { open: false, ..self }
    }
}

/// Whether a slide needs a second page somewhere, and where. `pages` sets it: the reading length of each
/// page. `field` is where it can be made shorter.
pub fn too_long(
    page: &Page,
    kiosks: &[KioskRow],
    field: &str,
    pages: impl Fn(Lang, TextSize, &Panel) -> Vec<f32>,
) -> Vec<Line> {
    let panels = panels_of(kiosks);
    let long = |size: TextSize| -> Vec<String> {
        let needs = |lang: Lang| panels.iter().any(|panel| pages(lang, size, panel).len() > 1);
        let langs = LANGS.into_iter().filter(|lang| needs(*lang));
        langs.map(|lang| page.t(format!("lang-{lang}"))).collect()
    };
    let mut lines = Vec::new();
    let (normal, largest) = (long(TextSize::Normal), long(TextSize::Largest));
    let joint = page.t("schedule-joint");
    let said = |langs: &[String]| page.with("schedule-lint-pages-detail", "langs", &langs.join(&joint));
    let shorten = || page.t("schedule-lint-shorten");
    if !normal.is_empty() {
        lines.push(Line::open(page.t("schedule-lint-pages"), said(&normal), field, shorten()));
    } else if !largest.is_empty() {
        lines.push(Line::open(page.t("schedule-lint-pages-largest"), said(&largest), field, shorten()));
    }
    let reading = pages(Lang::JA, TextSize::Normal, &panel_of(&REFERENCE)).into_iter().fold(0.0, f32::max);
    if reading > MOST_READING {
        let title = page.n("schedule-lint-much", reading.round() as i64);
        lines.push(Line::open(title, page.t("schedule-lint-much-detail"), field, shorten()));
    }
    lines
}

/// Which texts are not written in which language.
pub fn translations(page: &Page, texts: &[Said<'_>]) -> Vec<Line> {
    let mut lines = Vec::new();
    for lang in LANGS.into_iter().filter(|lang| *lang != Lang::JA) {
        let missing: Vec<&Said<'_>> = texts.iter().filter(|said| said.lacks(lang)).collect();
        let Some(first) = missing.first() else { continue };
        let names: Vec<String> = missing.iter().map(|said| said.label.clone()).collect();
        let language = page.t(format!("lang-{lang}"));
        let title = page.with("schedule-lint-translation", "lang", &language);
        let detail =
            page.with("schedule-lint-translation-detail", "fields", &names.join(&page.t("schedule-joint")));
        let word = page.t("schedule-todo-translate");
        lines.push(Line::open(title, detail, &first.field(lang), word).in_lang(lang));
    }
    lines
}

/// Whether a picture says what is on it.
pub fn alt(page: &Page, picture: Option<&api::Picture>) -> Option<Line> {
    let picture = picture?;
    (!picture.alt.0.contains_key("ja")).then(|| {
        let (title, detail) = (page.t("schedule-lint-alt"), page.t("schedule-mend-alt"));
        Line::open(title, detail, "alt-ja", page.t("schedule-lint-write"))
    })
}

/// What a picture needs to be told from its ground: WCAG 2.2, 1.4.11, hundredths.
const CONTRAST: i64 = 300;

/// Whether the light and the dark parts of a picture stand out from each other.
///
/// # Errors
/// When the database does.
pub async fn contrast(
    page: &Page,
    reading: &mut Reading,
    picture: Option<&api::Picture>,
) -> Result<Option<Line>, StoreError> {
    let Some(hash) = picture.and_then(|picture| hash_of(&picture.source)) else { return Ok(None) };
    let measured = reading.picture_contrast(&hash).await?;
    Ok(measured.filter(|measured| *measured < CONTRAST).map(|_| {
        let (title, detail) = (page.t("schedule-lint-contrast"), page.t("schedule-lint-contrast-detail"));
        Line::open(title, detail, "picture-file", page.t("schedule-lint-contrast-way"))
    }))
}

/// Whether a link answers, as far as that is known: where it is not, it begins to be tried, and the next look at
/// the page says more. `now` has it tried once more, and waits for that.
pub async fn link(page: &Page, hub: &Hub, url: &str, field: &str, now: bool) -> Line {
    let word = page.t("schedule-lint-link-way");
    let state =
        if now { hub.links.try_now(url, hub.now_ms()).await } else { hub.links.state(url, hub.now_ms()) };
    match state {
        State::Asking => {
            let (title, detail) =
                (page.t("schedule-lint-link-asking"), page.t("schedule-lint-link-asking-detail"));
            Line { waits: true, ..Line::open(title, detail, field, word).good() }
        }
        State::Answers(status @ 200..400) => {
            let detail = page.n("schedule-lint-link-good", i64::from(status));
            Line::open(page.t("schedule-lint-link-answers"), detail, field, word).good()
        }
        State::Answers(status) => {
            let detail = page.n("schedule-lint-link-status", i64::from(status));
            Line::open(page.t("schedule-lint-link"), detail, field, word)
        }
        // The hub does not ask itself, and without a way to the web nothing is known.
        State::Not(trouble) if trouble == Trouble::NoWeb || url.starts_with(&hub.settings.address) => {
            Line::open(page.t("schedule-lint-link-unknown"), page.t(trouble.key()), field, word).good()
        }
        State::Not(trouble) => Line::open(page.t("schedule-lint-link"), page.t(trouble.key()), field, word),
    }
}
