//! Notices, themes and voices: the list, and what is done with one of them.

mod form;
mod look;
mod publish;
mod save;
mod versions;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{Html, Redirect};
use serde::Deserialize;

pub use look::preview;
pub use publish::{publish, publish_page};
pub use save::{edit, new, save};
pub use versions::{differ, restore, version, versions};

use super::fields::WRITTEN;
use super::said::{self, Changed};
use super::screens::ScreenList;
use super::sentences;
use crate::api::Text;
use crate::hub::Hub;
use crate::hub::audience::Audience;
use crate::hub::store::{Item, Kind, Reading, Role};
use crate::hub::web::{Editor, Failure, Here, Page, Publisher, Staff, Viewer, html};

/// What of the three it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Notice,
    Theme,
    Voice,
}

impl Sort {
    const ALL: [Sort; 3] = [Sort::Notice, Sort::Theme, Sort::Voice];

    fn key(self) -> &'static str {
        self.kind().key()
    }

    fn kind(self) -> Kind {
        match self {
            Sort::Notice => Kind::Notice,
            Sort::Theme => Kind::Theme,
            Sort::Voice => Kind::Voice,
        }
    }

    fn from_key(key: &str) -> Result<Sort, Failure> {
        Sort::ALL.into_iter().find(|sort| sort.key() == key).ok_or(Failure::NotFound)
    }

    /// The field of its main text.
    fn main(self) -> &'static str {
        match self {
            Sort::Notice | Sort::Theme => "title",
            Sort::Voice => "sentence",
        }
    }
}

/// Which of the three are listed.
#[derive(Default, Deserialize)]
pub struct Wish {
    #[serde(default)]
    kind: String,
    done: Option<String>,
}

/// One of them as the list shows it.
struct Row {
    sort: Sort,
    id: String,
    title: String,
    /// Name of the sign beside the state.
    sign: &'static str,
    state: String,
    /// From when until when.
    window: String,
    /// Empty: all.
    screens: String,
    /// That no screen shows it now.
    nobody: String,
    /// The languages in which its main text is not written, by name.
    missing: String,
    can_publish: bool,
    is_shown: bool,
}

#[derive(Template)]
#[template(path = "notices/list.html", config = "src/hub/askama.toml")]
struct List {
    page: Page,
    rows: Vec<Row>,
    sorts: [Sort; 3],
    chosen: Option<Sort>,
}

impl List {
    fn is_chosen(&self, sort: &Sort) -> bool {
        self.chosen.as_ref() == Some(sort)
    }
}

/// All of them, or those of one kind.
///
/// # Errors
/// When the database does.
pub async fn list(
    State(hub): State<Hub>,
    Viewer(staff): Viewer,
    Query(wish): Query<Wish>,
) -> Result<Html<String>, Failure> {
    let page = Page::of(&staff, Here::Notices).after(wish.done.as_deref());
    let chosen = Sort::from_key(&wish.kind).ok();
    let mut reading = hub.store.read().await?;
    let screens = ScreenList::read(&mut reading).await?;
    let mut rows = Vec::new();
    for sort in Sort::ALL {
        if chosen.is_none_or(|chosen| chosen == sort) {
            for item in reading.items(sort.kind()).await? {
                rows.push(row((&hub, &page, &screens), &mut reading, sort, item).await?);
            }
        }
    }
    html(&List { page, rows, sorts: Sort::ALL, chosen })
}

async fn row(
    (hub, page, screens): (&Hub, &Page, &ScreenList),
    reading: &mut Reading,
    sort: Sort,
    item: Item,
) -> Result<Row, Failure> {
    let version = reading.version(sort.kind(), &item.id, item.latest).await?;
    let body: serde_json::Value =
        version.and_then(|version| serde_json::from_str(&version.body).ok()).unwrap_or_default();
    let text: Text =
        body.get(sort.main()).and_then(|text| serde_json::from_value(text.clone()).ok()).unwrap_or_default();
    let (sign, state) = state(&item, hub.now_ms());
    Ok(Row {
        sort,
        title: item.title.clone(),
        sign,
        state: page.t(state),
        window: window(hub, page, &item),
        screens: if item.audience == Audience::All {
            String::new()
        } else {
            screens.said(page, &item.audience)
        },
        nobody: screens.nobody(page, &item.audience),
        missing: missing(page, &text),
        can_publish: item.has_draft(),
        is_shown: item.shown.is_some(),
        id: item.id,
    })
}

/// Sign and message of its state.
fn state(item: &Item, now: i64) -> (&'static str, &'static str) {
    match item.shown {
        None => ("open", "state-draft"),
        Some(_) if item.ends.is_some_and(|ends| ends <= now) => ("done", "state-run-out"),
        Some(shown) if shown != item.latest => ("settled", "state-published-draft"),
        Some(_) if item.starts.is_some_and(|starts| starts > now) => ("waiting", "state-comes"),
        Some(_) => ("settled", "state-published"),
    }
}

/// "12月3日 午前0時から" and so on; empty when it is shown always.
fn window(hub: &Hub, page: &Page, item: &Item) -> String {
    let from = item.starts.map(|at| page.with("shown-from", "at", &said::from(hub, page, at)));
    let until = item.ends.map(|at| page.with("shown-until", "at", &said::until(hub, page, at)));
    from.into_iter().chain(until).collect::<Vec<_>>().join(" ")
}

/// The languages in which a text is not written.
fn missing(page: &Page, text: &Text) -> String {
    let missing = WRITTEN.iter().filter(|lang| !text.0.contains_key(lang.key));
    let names: Vec<String> = missing.map(|lang| page.t(lang.word())).collect();
    if names.is_empty() { String::new() } else { page.with("langs-missing", "langs", &names.join("・")) }
}

async fn find(hub: &Hub, sort: Sort, id: &str) -> Result<Item, Failure> {
    let item = hub.store.read().await?.item(sort.kind(), id).await?;
    item.filter(|item| !item.removed).ok_or(Failure::NotFound)
}

/// Where the pages of one are.
fn path_of(sort: Sort, id: &str) -> String {
    format!("/notices/{}/{id}", sort.key())
}

/// Lets screens show a version of it, or nothing of it any more. Not when a newer one has been saved than
/// the one that was looked at.
async fn show(hub: &Hub, staff: &Staff, sort: Sort, id: &str, number: Option<i64>) -> Result<bool, Failure> {
    let mut change = hub.store.begin().await?;
    // Under the lock of the change: nobody has saved in between.
    let item = change.item(sort.kind(), id).await?.filter(|item| !item.removed).ok_or(Failure::NotFound)?;
    if number.is_some_and(|number| number != item.latest) {
        return Ok(false);
    }
    change.show_version(sort.kind(), id, number).await?;
    sentences::follow_voice(&mut change, sort.kind(), id, number.is_some()).await?;
    let subject = format!("{}/{id}", sort.key());
    let act = if number.is_some() { "notice-published" } else { "notice-taken-down" };
    let later = number.map(|number| number.to_string());
    let changed = Changed { act, subject: &subject, later: later.as_deref(), ..Changed::default() };
    said::note(&mut change, staff, hub.now_ms(), changed).await?;
    let revision = change.next_revision().await?;
    change.commit().await?;
    hub.live.announce_revision(revision);
    Ok(true)
}

/// Takes it off the screens; what was written stays.
///
/// # Errors
/// When there is none, or the database does.
pub async fn take_down(
    State(hub): State<Hub>,
    Publisher(staff): Publisher,
    Path((sort, id)): Path<(String, String)>,
) -> Result<Redirect, Failure> {
    let sort = Sort::from_key(&sort)?;
    show(&hub, &staff, sort, &id, None).await?;
    Ok(Redirect::to("/notices?done=notice-taken-down"))
}

#[derive(Template)]
#[template(path = "notices/remove.html", config = "src/hub/askama.toml")]
struct RemovalPage {
    page: Page,
    sort: Sort,
    id: String,
    title: String,
    is_shown: bool,
}

/// Asks whether it is really to go.
///
/// # Errors
/// When there is none, or the database does.
pub async fn removal(
    State(hub): State<Hub>,
    Editor(staff): Editor,
    Path((sort, id)): Path<(String, String)>,
) -> Result<Html<String>, Failure> {
    let sort = Sort::from_key(&sort)?;
    let item = find(&hub, sort, &id).await?;
    let page = Page::of(&staff, Here::Notices);
    html(&RemovalPage { page, sort, is_shown: item.shown.is_some(), title: item.title, id })
}

/// Takes it out of the list and off the screens.
///
/// # Errors
/// When there is none, it is shown and they may not change that, or the database does.
pub async fn remove(
    State(hub): State<Hub>,
    Editor(staff): Editor,
    Path((sort, id)): Path<(String, String)>,
) -> Result<Redirect, Failure> {
    let sort = Sort::from_key(&sort)?;
    let item = find(&hub, sort, &id).await?;
    if item.shown.is_some() {
        staff.may(Role::Publisher)?;
    }
    let now = hub.now_ms();
    let mut change = hub.store.begin().await?;
    change.remove_item(sort.kind(), &id, now).await?;
    sentences::follow_voice(&mut change, sort.kind(), &id, false).await?;
    let subject = format!("{}/{id}", sort.key());
    // What a visitor said is in no log: it may have to go.
    let is_said = sentences::of_voice(sort.kind(), &id).is_some();
    let changed = Changed {
        act: "notice-removed",
        subject: &subject,
        earlier: Some(item.title.as_str()).filter(|_| !is_said),
        ..Changed::default()
    };
    said::note(&mut change, &staff, now, changed).await?;
    let revision = if item.shown.is_some() { Some(change.next_revision().await?) } else { None };
    change.commit().await?;
    if let Some(revision) = revision {
        hub.live.announce_revision(revision);
    }
    Ok(Redirect::to("/notices?done=notice-removed"))
}
