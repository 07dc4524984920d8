//! Emergency notices: written from a template, looked at once more, and then on the screens at once.
//! The words are those of CAP 1.2.

mod draft;
mod send;
mod template;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Html;
use serde::Deserialize;

pub use send::{again, confirm, end, ending, send};

use super::calls::Done;
use super::fields::{Fields, Mends, WRITTEN, Written, shown_text};
use super::said;
use super::screens::{Boxes, ScreenList};
use crate::api::{self, AlertStatus};
use crate::hub::Hub;
use crate::hub::audience::Audience;
use crate::hub::store::{Item, Kind, Reading};
use crate::hub::web::{Failure, Here, Page, Publisher, Viewer, html};

/// How many past ones the list tells of.
const MOST_PAST: usize = 30;

/// An emergency notice as a list and its page show it.
struct Told {
    id: String,
    headline: String,
    exercise: bool,
    /// For which screens, in words.
    audience: String,
    is_for_all: bool,
    /// How many screens those are now, and which.
    screens: String,
    sent: String,
    until: String,
    running: bool,
    /// It was ended before its time.
    ended: bool,
    infos: Vec<Info>,
}

impl Told {
    /// Of what is over it is not told whom it would reach now.
    fn is_over(&self) -> bool {
        !self.running && !self.sent.is_empty()
    }
}

/// What it says in one language.
struct Info {
    lang: Written,
    headline: String,
    description: String,
    instruction: String,
}

/// What one language of a message says, without the marks of readings.
fn infos(message: &api::Emergency) -> Vec<Info> {
    let plain = |text: &str| crate::domain::text::Phrase::parse(text).text();
    let info = |lang: Written| {
        let info = message.info.iter().find(|info| info.language.as_deref().unwrap_or("ja") == lang.key)?;
        Some(Info {
            lang,
            headline: plain(&info.headline),
            description: plain(&info.description),
            instruction: plain(&info.instruction),
        })
    };
    WRITTEN.into_iter().filter_map(info).collect()
}

async fn told(
    hub: &Hub,
    (page, screens): (&Page, &ScreenList),
    reading: &mut Reading,
    item: Item,
) -> Result<Option<Told>, Failure> {
    // The version that was sent; a message that ends it only adds to its history.
    let Some(version) = reading.version(Kind::Emergency, &item.id, 1).await? else { return Ok(None) };
    let Ok(message) = serde_json::from_str::<api::Emergency>(&version.body) else { return Ok(None) };
    let ends = item.ends.unwrap_or_default();
    Ok(Some(Told {
        headline: item.title,
        exercise: message.status == AlertStatus::Exercise,
        audience: screens.said(page, &item.audience),
        is_for_all: item.audience == Audience::All,
        screens: screens.counted(page, &item.audience),
        sent: said::moment(hub, page, version.at),
        until: said::moment(hub, page, ends),
        running: item.shown.is_some() && ends > hub.now_ms(),
        ended: item.latest > 1,
        infos: infos(&message),
        id: item.id,
    }))
}

#[derive(Template)]
#[template(path = "emergency/list.html", config = "src/hub/askama.toml")]
struct List {
    page: Page,
    running: Vec<Told>,
    past: Vec<Told>,
    templates: Vec<&'static str>,
}

/// What is running, what was, and what one can begin with.
///
/// # Errors
/// When the database does.
pub async fn list(
    State(hub): State<Hub>,
    Viewer(staff): Viewer,
    Query(done): Query<Done>,
) -> Result<Html<String>, Failure> {
    let page = Page::of(&staff, Here::Notices).after(done.done.as_deref());
    let mut reading = hub.store.read().await?;
    let screens = ScreenList::read(&mut reading).await?;
    let (mut running, mut past) = (Vec::new(), Vec::new());
    // The newest first.
    for item in reading.items(Kind::Emergency).await?.into_iter().rev() {
        let is_running = item.shown.is_some() && item.ends > Some(hub.now_ms());
        if !is_running && past.len() >= MOST_PAST {
            continue;
        }
        if let Some(told) = told(&hub, (&page, &screens), &mut reading, item).await? {
            if told.running { running.push(told) } else { past.push(told) }
        }
    }
    let templates = template::all().iter().map(|template| template.key.as_str()).collect();
    html(&List { page, running, past, templates })
}

#[derive(Template)]
#[template(path = "emergency/one.html", config = "src/hub/askama.toml")]
struct OnePage {
    page: Page,
    told: Told,
}

/// One of them, running or past.
///
/// # Errors
/// When there is none, or the database does.
pub async fn one(
    State(hub): State<Hub>,
    Viewer(staff): Viewer,
    Path(id): Path<String>,
    Query(done): Query<Done>,
) -> Result<Html<String>, Failure> {
    let page = Page::of(&staff, Here::Notices).after(done.done.as_deref());
    let mut reading = hub.store.read().await?;
    let item = reading.item(Kind::Emergency, &id).await?.ok_or(Failure::NotFound)?;
    let screens = ScreenList::read(&mut reading).await?;
    let told = told(&hub, (&page, &screens), &mut reading, item).await?.ok_or(Failure::NotFound)?;
    html(&OnePage { page, told })
}

/// What it begins with.
#[derive(Default, Deserialize)]
pub struct From {
    #[serde(default)]
    template: String,
}

#[derive(Template)]
#[template(path = "emergency/form.html", config = "src/hub/askama.toml")]
struct FormPage {
    page: Page,
    form: Fields,
    mends: Mends,
    boxes: Boxes,
    langs: [Written; 5],
    lengths: &'static [i64],
}

impl FormPage {
    /// What of a language is there already, said beside its name.
    fn is_missing(&self, lang: &Written) -> bool {
        ["headline", "description", "instruction"].iter().all(|name| self.form.lang(name, lang).is_empty())
    }

    fn has_mend(&self, lang: &Written) -> bool {
        self.mends.0.iter().any(|mend| mend.field.ends_with(&format!("-{}", lang.key)))
    }

    /// A length that one can choose, in words.
    fn length(&self, minutes: &i64) -> String {
        said::length(&self.page, "for", minutes * said::MINUTE)
    }
}

/// The form, filled from a template.
///
/// # Errors
/// When the database does.
pub async fn new(
    State(hub): State<Hub>,
    Publisher(staff): Publisher,
    Query(from): Query<From>,
) -> Result<Html<String>, Failure> {
    let screens = ScreenList::read(&mut hub.store.read().await?).await?;
    let form = template::filled(&from.template);
    let page = Page::of(&staff, Here::Notices);
    let boxes = screens.boxes(&page, form.pairs(), "");
    html(&FormPage { page, form, mends: Mends::default(), boxes, langs: WRITTEN, lengths: &draft::LENGTHS })
}

/// The headline of a message for lists.
fn title(message: &api::Emergency) -> String {
    let headline = |info: &api::Info| {
        let lang = info.language.clone().unwrap_or_else(|| "ja".to_owned());
        (lang, info.headline.clone())
    };
    shown_text(&api::Text(message.info.iter().map(headline).collect()))
}
