//! Texts of the screen in the place's own words, for all screens, a group or one.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Query, State};
use axum::response::{Html, IntoResponse, Response};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::scope::{Chosen, Screens};
use super::{For, easy_known, keep_form, kept, look, own_form, to_mend, versions};
use crate::api::{self, Text};
use crate::domain::display::TextSize;
use crate::domain::programme::Programme;
use crate::domain::text::{Lang, Phrase};
use crate::domain::wording::{Wording, WordingError};
use crate::hub::Hub;
use crate::hub::admin::fields::{Fields, Mends, WRITTEN, Written};
use crate::hub::admin::history::text;
use crate::hub::admin::said;
use crate::hub::admin::slide::easy;
use crate::hub::admin::slide::lint::{Line as Lint, Said};
use crate::hub::admin::slide::measure;
use crate::hub::admin::slide::panel::panels_of;
use crate::hub::admin::slide::preview::{Look, Shot};
use crate::hub::store::{Kind, KioskRow};
use crate::hub::web::{Administrator, Failure, Here, Page, html};
use crate::view::Board;
use crate::view::specimen::specimen;
use crate::view::words::{Arg, Say, Words};

/// What a scope says in its own way, in the fields of a programme.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Own {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    welcome: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    staff_place: Option<Text>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    texts: BTreeMap<String, Text>,
}

impl Own {
    /// For its history: every text with its label.
    pub(super) fn said(&self, page: &Page) -> Vec<(String, Vec<String>)> {
        let of_place = [("name", &self.name), ("welcome", &self.welcome), ("staff-place", &self.staff_place)];
        let of_place = of_place.into_iter().map(|(field, own)| (field, own.as_ref()));
        let others = Wording::ALL.iter().map(|wording| (wording.key(), self.texts.get(wording.key())));
        let all = of_place.chain(others);
        all.map(|(field, own)| (page.t(format!("own-{field}")), text(page, own))).collect()
    }

    /// The texts that are written, by the lines of the form.
    fn written(&self, lines: &[Line]) -> Vec<Said<'_>> {
        let text = |field: &str| match field {
            "name" => self.name.as_ref(),
            "welcome" => self.welcome.as_ref(),
            "staff-place" => self.staff_place.as_ref(),
            key => self.texts.get(key),
        };
        let said = |line: &Line| {
            text(line.field).map(|text| Said { name: line.field, label: line.label.clone(), text })
        };
        lines.iter().filter_map(said).collect()
    }
}

/// The texts of the place, which its own page sets for all screens: name of the field, longest, and the
/// message that is said where nothing is set.
const PLACE: [(&str, usize, Say); 3] = [
    ("name", 30, Say::PlaceName),
    ("welcome", 80, Say::WelcomeSentence),
    ("staff-place", 80, Say::StaffSentence),
];

/// One text that can be said otherwise.
pub(super) struct Line {
    /// The first part of its fields' names.
    pub(super) field: &'static str,
    /// Where on the screen it is.
    pub(super) label: String,
    longest: usize,
    /// What may stand in braces; empty when nothing may.
    args: String,
    /// What is said while nothing is written, by language.
    otherwise: Vec<String>,
}

impl Line {
    pub(super) fn otherwise(&self, lang: &Written) -> &str {
        let at = WRITTEN.iter().position(|known| known == lang);
        at.and_then(|at| self.otherwise.get(at)).map_or("", String::as_str)
    }
}

#[derive(Template)]
#[template(path = "settings/texts.html", config = "src/hub/askama.toml")]
struct TextsPage {
    page: Page,
    screens: Screens,
    lines: Vec<Line>,
    form: Fields,
    mends: Mends,
    langs: [Written; 5],
    lints: Vec<Lint>,
    lint_count: String,
    lang: String,
    versions: String,
    shot: Shot,
}

impl TextsPage {
    fn has_mend(&self, lang: &Written) -> bool {
        self.lang == lang.key
            || self.mends.0.iter().any(|mend| mend.field.ends_with(&format!("-{}", lang.key)))
    }

    /// How many texts are in the place's own words.
    fn written(&self, lang: &Written) -> String {
        let count = self.lines.iter().filter(|line| !self.form.lang(line.field, lang).is_empty()).count();
        if count == 0 {
            String::new()
        } else {
            self.page.n("own-count", i64::try_from(count).unwrap_or_default())
        }
    }
}

/// The built-in words, with what the screen fills in left as it is written in a form.
fn built_in(say: Say, lang: Lang) -> Phrase {
    let braces: Vec<String> = say.args().iter().map(|name| format!("{{{name}}}")).collect();
    let args: Vec<(&str, Arg<'_>)> =
        say.args().iter().zip(&braces).map(|(name, braces)| (*name, Arg::Text(braces))).collect();
    let words = Words::of(lang);
    words.one_line(&words.say_with(say, &args))
}

fn say_of(wording: Wording) -> Option<Say> {
    Say::ALL.iter().copied().find(|say| say.id() == wording.key())
}

/// A text among the fields of a programme.
fn text_in(fields: &Map<String, Value>, name: &str) -> Text {
    fields.get(name).and_then(|text| serde_json::from_value(text.clone()).ok()).unwrap_or_default()
}

fn lines(page: &Page, chosen: &Chosen) -> Vec<Line> {
    let wider = chosen.otherwise();
    let texts = wider.get("texts").and_then(Value::as_object).cloned().unwrap_or_default();
    let line = |field: &'static str, longest: usize, args: &[&str], set: Text, say: Option<Say>| {
        let said = |lang: &Written| match (set.0.get(lang.key), say) {
            (Some(markup), _) => markup.clone(),
            (None, Some(say)) => built_in(say, lang.lang()).to_markup(),
            (None, None) => String::new(),
        };
        let args: Vec<String> = args.iter().map(|name| format!("{{{name}}}")).collect();
        Line {
            field,
            label: page.t(format!("own-{field}")),
            longest,
            args: if args.is_empty() {
                String::new()
            } else {
                page.with("own-args", "args", &args.join(" "))
            },
            otherwise: WRITTEN.iter().map(said).collect(),
        }
    };
    let mut lines = Vec::new();
    // For all screens these three stand on the page of the place.
    if !chosen.screens.is_all {
        for (field, longest, say) in PLACE {
            let name = if field == "staff-place" { "staffPlace" } else { field };
            lines.push(line(field, longest, &[], text_in(&wider, name), Some(say)));
        }
    }
    for wording in Wording::ALL {
        let set = text_in(&texts, wording.key());
        lines.push(line(wording.key(), wording.longest(), wording.args(), set, say_of(*wording)));
    }
    lines
}

fn fill(own: &Own) -> Fields {
    let mut form = Fields::default();
    form.set_text("name", own.name.as_ref());
    form.set_text("welcome", own.welcome.as_ref());
    form.set_text("staff-place", own.staff_place.as_ref());
    for (key, text) in &own.texts {
        form.set_text(key, Some(text));
    }
    form
}

fn read(page: &Page, form: &Fields, lines: &[Line]) -> Result<Own, Mends> {
    let mut mends = Mends::default();
    for line in lines {
        for lang in &WRITTEN {
            let written = form.lang(line.field, lang);
            let field = format!("{}-{}", line.field, lang.key);
            if Phrase::parse(written).reading_length() > line.longest as f32 {
                let most = i64::try_from(line.longest).unwrap_or(i64::MAX);
                mends.add(field, page.n("mend-own-long", most));
            } else if let Some(wording) = Wording::from_key(line.field)
                && let Err(error) = wording.check(written)
            {
                let known: Vec<String> = wording.args().iter().map(|name| format!("{{{name}}}")).collect();
                mends.add(
                    field,
                    match error {
                        WordingError::UnknownArg(_) | WordingError::LoneBrace if known.is_empty() => {
                            page.t("mend-own-no-braces")
                        }
                        WordingError::UnknownArg(_) | WordingError::LoneBrace => {
                            page.with("mend-own-braces", "args", &known.join(" "))
                        }
                    },
                );
            }
        }
    }
    if !mends.is_empty() {
        return Err(mends);
    }
    let of =
        |field: &str| lines.iter().any(|line| line.field == field).then(|| form.some_text(field)).flatten();
    let texts = Wording::ALL
        .iter()
        .filter_map(|wording| Some((wording.key().to_owned(), form.some_text(wording.key())?)));
    Ok(Own {
        name: of("name"),
        welcome: of("welcome"),
        staff_place: of("staff-place"),
        texts: texts.collect(),
    })
}

/// Which texts take a second page at the largest size where the built-in ones do not.
fn too_long(page: &Page, hub: &Hub, own: &Own, kiosks: &[KioskRow], lines: &[Line]) -> Vec<Lint> {
    let today = said::zoned(hub, hub.now_ms()).date();
    let mut plain = Programme::empty(hub.settings.zone.clone());
    // A number of usual length, for the hint that stands under it.
    let (url, number) = ("https://www.city.example".to_owned(), Some("00000".to_owned()));
    plain.page = Some(crate::domain::meeting::Page { url, number });
    let Ok(texts) = api::wordings(&own.texts) else { return Vec::new() };
    // All of them: two may stand on one screen.
    let ours = Programme { texts, ..plain.clone() };
    let mut lints = Vec::new();
    for (wording, text) in ours.texts.iter() {
        let pages = |programme: &Programme, lang: Lang| -> usize {
            let look = (lang, TextSize::Largest);
            let board = |reader: &crate::view::reader::Reader<'_>| {
                Board::Article(Box::new(specimen(reader, wording)))
            };
            let of_panel = |panel| measure::pages(programme, look, panel, today, board).len();
            panels_of(kiosks).iter().map(of_panel).max().unwrap_or_default()
        };
        for lang in text.langs() {
            if pages(&ours, lang) > pages(&plain, lang) {
                let label = lines.iter().find(|line| line.field == wording.key());
                let detail = page.with("own-long-detail", "lang", &page.t(format!("lang-{lang}")));
                let title = page.with("own-long", "text", label.map_or("", |line| line.label.as_str()));
                let field = format!("{}-{lang}", wording.key());
                lints.push(Lint::open(title, detail, &field, page.t("schedule-lint-shorten")).in_lang(lang));
            }
        }
    }
    lints
}

async fn texts_page(
    hub: &Hub,
    page: Page,
    (form, mends): (Fields, Mends),
    chosen: Chosen,
    kiosks: &[KioskRow],
    (lang, look): (String, Look),
) -> Result<Html<String>, Failure> {
    let lines = lines(&page, &chosen);
    let own = read(&page, &form, &lines).ok();
    let mut lints = own.as_ref().map(|own| too_long(&page, hub, own, kiosks, &lines)).unwrap_or_default();
    if let Some(own) = &own {
        let known = easy_known(hub, &mut hub.store.read().await?).await?;
        lints.extend(easy::lines(&page, &own.written(&lines), &known));
    }
    let typed = own.as_ref().filter(|_| form.of("do") == "look");
    let shot = look::shot(&page, hub, &chosen, (&form, &lines), (look, typed), kiosks).await?;
    let open = lints.iter().filter(|line| line.open).count();
    let lint_count = page.n("schedule-lint-count", i64::try_from(open).unwrap_or_default());
    let (screens, langs) = (chosen.screens, WRITTEN);
    let versions = versions::address(Kind::Texts, &screens.key, &form);
    html(&TextsPage { page, screens, lines, form, mends, langs, lints, lint_count, lang, versions, shot })
}

/// The texts as they are.
///
/// # Errors
/// When there are no such screens, or the database does.
pub async fn texts(
    State(hub): State<Hub>,
    Administrator(staff): Administrator,
    Query(wish): Query<For>,
    Query(look): Query<Look>,
) -> Result<Html<String>, Failure> {
    let page = Page::of(&staff, Here::Settings).after(wish.done.as_deref());
    let mut reading = hub.store.read().await?;
    let chosen = Chosen::read(&mut reading, &page, Kind::Texts, &wish.screens).await?;
    let kiosks = reading.kiosks().await?;
    let form = own_form(&mut reading, Kind::Texts, &chosen.scope, fill).await?;
    drop(reading);
    texts_page(&hub, page, (form, Mends::default()), chosen, &kiosks, (wish.lang, look)).await
}

/// Keeps them and shows them at once; or draws what is not kept.
///
/// # Errors
/// When there are no such screens, or the database does.
pub async fn save_texts(
    State(hub): State<Hub>,
    Administrator(staff): Administrator,
    mut form: Fields,
) -> Result<Response, Failure> {
    let page = Page::of(&staff, Here::Settings);
    let mut reading = hub.store.read().await?;
    let chosen = Chosen::read(&mut reading, &page, Kind::Texts, form.of("for")).await?;
    let kiosks = reading.kiosks().await?;
    drop(reading);
    let id = chosen.scope.key();
    let read = read(&page, &form, &lines(&page, &chosen));
    let look = Look::of(|name| form.of(name).to_owned());
    if form.of("do") == "look" && read.is_ok() {
        let draft = (form, Mends::default());
        let page = texts_page(&hub, page, draft, chosen, &kiosks, (String::new(), look)).await?;
        return Ok(page.into_response());
    }
    let Some(mends) = keep_form(&hub, (&staff, &page), &mut form, (Kind::Texts, &id), read).await? else {
        return Ok(kept(Kind::Texts, &chosen.scope));
    };
    Ok(to_mend(texts_page(&hub, page, (form, mends), chosen, &kiosks, (String::new(), look)).await?))
}
