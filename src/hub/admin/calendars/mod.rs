//! Calendars of others, as staff see them: how their readings went, what they brought, and what can be
//! done about them.

mod form;

use std::time::Duration;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{Html, Redirect};
use serde::Deserialize;

use super::fields::Fields;
use super::said::{self, Changed};
use super::screens::ScreenList;
use crate::api;
use crate::feed::fetch::Address;
use crate::feed::{Trouble, print};
use crate::hub::Hub;
use crate::hub::secret::new_id;
use crate::hub::store::{CalendarEntry, CalendarRow, Entry, Kind, NewVersion, Reading};
use crate::hub::web::{Editor, Failure, Here, Page, Publisher, Viewer, html};
use crate::hub::wrong::Wrong;

pub use form::{add, edit, new, save};

/// How long somebody who asks for a reading waits for its end, before the page comes anyway.
const PATIENCE: Duration = Duration::from_secs(8);

/// Meetings of a calendar on its page, at the most.
const ROWS: usize = 200;

/// What a page says it has done.
#[derive(Default, Deserialize)]
pub struct Done {
    done: Option<String>,
}

/// How a calendar is, in words.
struct Health {
    /// Name of the sign beside the state.
    sign: &'static str,
    state: String,
    /// What can be done, or what happens by itself; may be empty.
    help: String,
    /// When it is read next; may be empty.
    next: String,
}

fn health(hub: &Hub, page: &Page, row: &CalendarRow) -> Health {
    let state = &row.state;
    let at = |ms: i64| said::moment(hub, page, ms);
    let next = if row.paused || state.next <= hub.now_ms() {
        String::new()
    } else {
        page.with("calendar-next", "when", &at(state.next))
    };
    let trouble = state.trouble.as_deref().and_then(Trouble::from_key);
    let stays = match state.good {
        Some(good) => page.with("calendar-stays", "when", &at(good)),
        None => page.t("calendar-nothing-yet"),
    };
    match (row.paused, trouble, state.good) {
        (true, _, _) => {
            let (state, help) = (page.t("calendar-paused"), page.t("calendar-paused-help"));
            Health { sign: "open", state, help, next }
        }
        (false, Some(trouble), _) => {
            let why = page.t(format!("trouble-{}", trouble.key()));
            Health { sign: "day", state: why, help: stays, next }
        }
        (false, None, None) => {
            let state = page.t("calendar-unread");
            Health { sign: "waiting", state, help: String::new(), next }
        }
        (false, None, Some(good)) => {
            let state = page.with("calendar-good", "when", &at(good));
            Health { sign: "settled", state, help: String::new(), next }
        }
    }
}

/// The address as pages show it: without what may be a secret.
fn shown_address(row: &CalendarRow) -> String {
    Address::parse(&row.address, std::path::Path::new("")).map(|it| it.to_string()).unwrap_or_default()
}

struct Line {
    id: String,
    name: String,
    audience: String,
    /// That no screen shows its meetings now.
    nobody: String,
    health: Health,
    coming: i64,
}

#[derive(Template)]
#[template(path = "calendars/list.html", config = "src/hub/askama.toml")]
struct ListPage {
    page: Page,
    rows: Vec<Line>,
}

/// All calendars.
///
/// # Errors
/// When the database does.
pub async fn list(
    State(hub): State<Hub>,
    Viewer(staff): Viewer,
    Query(done): Query<Done>,
) -> Result<Html<String>, Failure> {
    let page = Page::of(&staff, Here::Schedule).after(done.done.as_deref());
    let mut reading = hub.store.read().await?;
    let (calendars, counts) = (reading.calendars().await?, reading.calendar_counts(hub.now_ms()).await?);
    let screens = ScreenList::read(&mut reading).await?;
    let line = |row: CalendarRow| Line {
        audience: screens.said(&page, &row.audience),
        nobody: screens.nobody(&page, &row.audience),
        health: health(&hub, &page, &row),
        coming: counts.iter().find(|(id, _)| *id == row.id).map_or(0, |(_, count)| *count),
        id: row.id,
        name: row.name,
    };
    let rows = calendars.into_iter().map(line).collect();
    html(&ListPage { page, rows })
}

struct Meeting {
    id: String,
    when: String,
    title: String,
    place: String,
}

#[derive(Template)]
#[template(path = "calendars/one.html", config = "src/hub/askama.toml")]
struct OnePage {
    page: Page,
    id: String,
    name: String,
    address: String,
    audience: String,
    /// That no screen shows its meetings now.
    nobody: String,
    every: String,
    paused: bool,
    health: Health,
    changed: String,
    meetings: Vec<Meeting>,
    /// How many more there are.
    more: i64,
    problems: Vec<Wrong>,
    problem_count: i64,
}

async fn find(reading: &mut Reading, id: &str) -> Result<CalendarRow, Failure> {
    reading.calendar(id).await?.ok_or(Failure::NotFound)
}

fn understood(entry: &CalendarEntry) -> Result<api::Meeting, Failure> {
    serde_json::from_str(&entry.body).map_err(|error| Failure::Internal(error.to_string()))
}

/// One calendar: how it is, and its meetings to come.
///
/// # Errors
/// When there is no such calendar.
pub async fn one(
    State(hub): State<Hub>,
    Viewer(staff): Viewer,
    Path(id): Path<String>,
    Query(done): Query<Done>,
) -> Result<Html<String>, Failure> {
    let page = Page::of(&staff, Here::Schedule).after(done.done.as_deref());
    let mut reading = hub.store.read().await?;
    let row = find(&mut reading, &id).await?;
    let entries = reading.calendar_entries(&id).await?;
    let screens = ScreenList::read(&mut reading).await?;
    drop(reading);
    let (now, zone) = (hub.now_ms(), &hub.settings.zone);
    let coming: Vec<&CalendarEntry> =
        entries.iter().filter(|entry| !entry.is_gone && entry.ends.is_none_or(|ends| ends > now)).collect();
    let lang = page.language();
    let mut meetings = Vec::new();
    for entry in coming.iter().take(ROWS) {
        let read = understood(entry)?.to_domain(api::Known { zone, today: None }).ok();
        let place = |read: &crate::domain::meeting::Meeting| {
            read.place.as_ref().map(|place| place.phrase(lang).text()).unwrap_or_default()
        };
        meetings.push(Meeting {
            id: entry.id.clone(),
            when: read.as_ref().map(|read| print::when(&read.when, lang)).unwrap_or_default(),
            title: read.as_ref().map(|read| print::title(read, lang)).unwrap_or_default(),
            place: read.as_ref().map(place).unwrap_or_default(),
        });
    }
    let more = coming.len().saturating_sub(ROWS);
    let changed =
        row.state.changed.map(|at| page.with("calendar-changed", "when", &said::moment(&hub, &page, at)));
    html(&OnePage {
        address: shown_address(&row),
        audience: screens.said(&page, &row.audience),
        nobody: screens.nobody(&page, &row.audience),
        every: page.t(form::every(row.minutes)),
        paused: row.paused,
        health: health(&hub, &page, &row),
        changed: changed.unwrap_or_default(),
        meetings,
        more: i64::try_from(more).unwrap_or(i64::MAX),
        problems: serde_json::from_str(&row.state.problems).unwrap_or_default(),
        problem_count: row.state.problem_count,
        id,
        name: row.name,
        page,
    })
}

/// Reads it now, stops reading it, or goes on.
///
/// # Errors
/// When there is no such calendar, or the database does.
pub async fn act(
    State(hub): State<Hub>,
    Publisher(staff): Publisher,
    Path(id): Path<String>,
    form: Fields,
) -> Result<Redirect, Failure> {
    let now = hub.now_ms();
    let mut change = hub.store.begin().await?;
    let row = change.calendar(&id).await?.ok_or(Failure::NotFound)?;
    let subject = format!("calendar/{id}");
    let (act, done) = match form.of("act") {
        "read" => ("calendar-asked", "calendar-read"),
        "pause" => ("calendar-paused", "calendar-paused"),
        "resume" => ("calendar-resumed", "calendar-resumed"),
        _ => return Err(Failure::Request("act".to_owned())),
    };
    change.set_calendar(&CalendarRow { paused: act == "calendar-paused", ..row.clone() }).await?;
    if act != "calendar-paused" {
        change.read_calendar_soon(&id, now).await?;
    }
    let changed = Changed { act, subject: &subject, later: Some(&row.name), ..Changed::default() };
    said::note(&mut change, &staff, now, changed).await?;
    change.commit().await?;
    if act != "calendar-paused" {
        read_and_wait(&hub, &id).await;
    }
    Ok(Redirect::to(&format!("/calendars/{id}?done={done}")))
}

/// Reads it, and waits for a moment: whoever asked sees how it went. A slow server is waited for by the
/// hub, not by a browser.
async fn read_and_wait(hub: &Hub, id: &str) {
    let (calendars, id) = (hub.calendars.clone(), id.to_owned());
    let reading = tokio::spawn(async move { calendars.read(&id).await });
    if let Ok(Ok(Err(error))) = tokio::time::timeout(PATIENCE, reading).await {
        tracing::error!("A calendar could not be read: {error}");
    }
}

#[derive(Template)]
#[template(path = "calendars/remove.html", config = "src/hub/askama.toml")]
struct RemovePage {
    page: Page,
    id: String,
    name: String,
}

/// Asks before it is removed.
///
/// # Errors
/// When there is no such calendar.
pub async fn removal(
    State(hub): State<Hub>,
    Publisher(staff): Publisher,
    Path(id): Path<String>,
) -> Result<Html<String>, Failure> {
    let row = find(&mut hub.store.read().await?, &id).await?;
    html(&RemovePage { page: Page::of(&staff, Here::Schedule), id, name: row.name })
}

/// Removes it; its meetings leave the screens.
///
/// # Errors
/// When there is no such calendar, or the database does.
pub async fn remove(
    State(hub): State<Hub>,
    Publisher(staff): Publisher,
    Path(id): Path<String>,
) -> Result<Redirect, Failure> {
    let now = hub.now_ms();
    let mut change = hub.store.begin().await?;
    let row = change.calendar(&id).await?.ok_or(Failure::NotFound)?;
    let revision = change.next_revision().await?;
    change.remove_calendar(&id, now).await?;
    let subject = format!("calendar/{id}");
    let changed = Changed {
        act: "calendar-removed",
        subject: &subject,
        earlier: Some(&row.name),
        ..Changed::default()
    };
    said::note(&mut change, &staff, now, changed).await?;
    change.commit().await?;
    hub.live.announce_revision(revision);
    Ok(Redirect::to("/calendars?done=calendar-removed"))
}

/// Makes a meeting of the hub's own out of one of a calendar: a draft, which can be edited.
///
/// # Errors
/// When there is no such meeting, or the database does.
pub async fn copy(
    State(hub): State<Hub>,
    Editor(staff): Editor,
    Path((id, meeting)): Path<(String, String)>,
) -> Result<Redirect, Failure> {
    let mut reading = hub.store.read().await?;
    let row = find(&mut reading, &id).await?;
    let (calendar, entry) = reading.calendar_entry(&meeting).await?.ok_or(Failure::NotFound)?;
    drop(reading);
    if calendar != id {
        return Err(Failure::NotFound);
    }
    let (own, zone) = (new_id()?, &hub.settings.zone);
    let wire = api::Meeting { id: own.clone(), occurrence: None, ..understood(&entry)? };
    let facts = super::schedule::facts(&wire, zone);
    let body = serde_json::to_string(&wire).map_err(|error| Failure::Internal(error.to_string()))?;
    let mut change = hub.store.begin().await?;
    let new = NewVersion {
        kind: Kind::Meeting,
        id: &own,
        body: &body,
        title: &facts.title,
        words: &facts.words,
        starts: facts.starts,
        ends: facts.ends,
        audience: &row.audience,
        at: hub.now_ms(),
        who: &staff.name,
    };
    if change.add_version(&new, None).await?.is_err() {
        return Err(Failure::Internal("a new id is taken".to_owned()));
    }
    let noted = Entry {
        at: hub.now_ms(),
        who: staff.name.clone(),
        act: "meeting-copied".to_owned(),
        subject: format!("meeting/{own}"),
        earlier: Some(format!("calendar/{id}")),
        later: Some("version 1".to_owned()),
    };
    change.note(&new_id()?, &noted).await?;
    change.commit().await?;
    Ok(Redirect::to(&format!("/schedule/{own}?done=calendar-copied")))
}
