//! The schedule: what staff see of all meetings, and what they do with one of them.

mod choices;
mod clash;
mod dates;
mod deeds;
mod differ;
mod edit;
mod fields;
pub mod follow;
mod form;
mod health;
mod lint;
mod list;
mod merge;
mod poster;
mod publish;
mod read;
mod said;
mod save;
mod todo;
mod told;
mod versions;

use axum::extract::{Path, Query, State};
use axum::response::Response;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::super::store::{Change, Entry, Item, Kind, NewVersion, Reading, StoreError, Version};
use super::super::web::{Failure, Viewer};
use super::super::{Hub, new_id, rows};
use super::slide::preview::{self, Look, Subject};
use crate::api;
use crate::domain::meeting::MeetingId;
use crate::hub::audience::Audience;

pub use dates::{cancel_date, cancel_date_page, dates};
pub use deeds::{
    cancel, cancel_page, duplicate, move_meeting, move_page, remove, remove_page, resume, withdraw,
    withdraw_page,
};
pub use edit::{edit, edit_new};
pub use list::list;
pub use merge::merge;
pub use poster::{poster_pdf, poster_png};
pub use publish::{publish, publish_page};
pub use read::too_long;
pub use said::{facts, rhythm};
pub use save::{save, save_new};
pub use told::{name_of, told};
pub use versions::{restore, version, versions};

/// A meeting as it stands, with one of its versions.
struct Found {
    item: Item,
    version: Version,
    meeting: api::Meeting,
    /// Of a date as planned: the version of its row that says so.
    of_row: Option<i64>,
}

fn understood(body: &str) -> Result<api::Meeting, Failure> {
    serde_json::from_str(body).map_err(|error| Failure::Internal(format!("a meeting's version: {error}")))
}

/// A meeting by its id, in its newest version.
async fn find(reading: &mut Reading, id: &str) -> Result<Found, Failure> {
    let item = reading.item(Kind::Meeting, id).await?.filter(|item| !item.removed);
    let item = item.ok_or(Failure::NotFound)?;
    let version = reading.version(Kind::Meeting, id, item.latest).await?.ok_or(Failure::NotFound)?;
    let meeting = understood(&version.body)?;
    Ok(Found { item, version, meeting, of_row: None })
}

/// A meeting by its id; or a date of a row that is as planned, so that it can be changed by itself. Such a date
/// is not there yet (its item counts as removed): it is kept when something of it is saved.
async fn find_or_planned(reading: &mut Reading, id: &str, zone: &TimeZone) -> Result<Found, Failure> {
    let not_there = match find(reading, id).await {
        Err(Failure::NotFound) => MeetingId::row_and_day(id),
        found => return found,
    };
    let (row, day) = not_there.ok_or(Failure::NotFound)?;
    let row = find(reading, row).await?.item;
    let shown = row.shown.ok_or(Failure::NotFound)?;
    let version = reading.version(Kind::Meeting, &row.id, shown).await?.ok_or(Failure::NotFound)?;
    // Called off with its row, it is not so by itself.
    let single = rows::single(&understood(&version.body)?, day, zone).ok_or(Failure::NotFound)?;
    let meeting = api::Meeting { status: None, ..single };
    let latest = reading.item(Kind::Meeting, id).await?.map_or(0, |item| item.latest);
    let body = serde_json::to_string(&meeting).map_err(|error| Failure::Internal(error.to_string()))?;
    let audience = version.audience.clone();
    let (starts, ends) = (None, None);
    let item = Item {
        id: id.to_owned(),
        latest,
        shown: None,
        planned: None,
        audience,
        starts,
        ends,
        removed: true,
        ..row
    };
    let of_row = Some(shown);
    Ok(Found { item, version: Version { number: latest, body, ..version }, meeting, of_row })
}

/// The row that a meeting is one date of, as it was written last.
async fn row_of(reading: &mut Reading, id: &str) -> Result<Option<(Found, Date)>, Failure> {
    let Some((row, day)) = MeetingId::row_and_day(id) else { return Ok(None) };
    match find(reading, row).await {
        Ok(found) if found.meeting.repeat.is_some() => Ok(Some((found, day))),
        Ok(_) | Err(Failure::NotFound) => Ok(None),
        Err(failure) => Err(failure),
    }
}

/// Whether a meeting is one date of a row that is on no screen: then it is on none either.
async fn is_without_its_row(reading: &mut Reading, item: &Item) -> Result<bool, StoreError> {
    let Some((row, _)) = MeetingId::row_and_day(&item.id) else { return Ok(false) };
    let row = reading.item(Kind::Meeting, row).await?;
    Ok(item.shown.is_some() && row.is_some_and(|row| row.removed || row.shown.is_none()))
}

/// A meeting as something to be drawn.
fn subject(meeting: &api::Meeting) -> Result<Subject<'_>, StoreError> {
    Subject::new(Kind::Meeting, &meeting.id, meeting, meeting.picture.as_ref())
}

/// The slide of a meeting as it was last saved.
///
/// # Errors
/// When there is no such meeting, or nobody who can draw.
pub async fn preview(
    State(hub): State<Hub>,
    Viewer(_): Viewer,
    Path(id): Path<String>,
    Query(look): Query<Look>,
) -> Result<Response, Failure> {
    let mut reading = hub.store.read().await?;
    let found = find_or_planned(&mut reading, &id, &hub.settings.zone).await?;
    let look = look.of_audience(found.version.audience);
    let sketch = preview::sketch(&hub, &mut reading, subject(&found.meeting)?, &look).await?;
    drop(reading);
    preview::answer(preview::paint(&hub, sketch).await)
}

/// The day it is where the hub stands.
fn today(hub: &Hub) -> Date {
    hub.now().to_zoned(hub.settings.zone.clone()).date()
}

/// Adds a version, with its entry in the log of changes; the number of the version, or of the one
/// that somebody else has added since.
pub async fn add_version(
    hub: &Hub,
    change: &mut Change,
    meeting: &api::Meeting,
    audience: &Audience,
    base: Option<i64>,
    by: (&str, &str),
) -> Result<Result<i64, i64>, Failure> {
    write_version(change, (&hub.settings.zone, hub.now_ms()), meeting, audience, base, by).await
}

/// The same where there is no hub at hand, but its zone and its time.
async fn write_version(
    change: &mut Change,
    (zone, now): (&TimeZone, i64),
    meeting: &api::Meeting,
    audience: &Audience,
    base: Option<i64>,
    (who, act): (&str, &str),
) -> Result<Result<i64, i64>, Failure> {
    let meeting = &as_of_its_row(zone, change, meeting).await?;
    let body = serde_json::to_string(meeting).map_err(|error| Failure::Internal(error.to_string()))?;
    let facts = said::facts(meeting, zone);
    let new = NewVersion {
        kind: Kind::Meeting,
        id: &meeting.id,
        body: &body,
        title: &facts.title,
        words: &facts.words,
        starts: facts.starts,
        ends: facts.ends,
        audience,
        at: now,
        who,
    };
    let earlier = base.map(|base| format!("version {base}"));
    let added = change.add_version(&new, base).await?;
    if let Ok(number) = added {
        note_at(change, now, who, act, &meeting.id, (earlier, Some(format!("version {number}")))).await?;
    }
    Ok(added)
}

/// A single date of a row says itself whether it goes on as one of the row's occurrences.
async fn as_of_its_row(
    zone: &TimeZone,
    change: &mut Change,
    meeting: &api::Meeting,
) -> Result<api::Meeting, Failure> {
    let Some((row, day)) = MeetingId::row_and_day(&meeting.id) else { return Ok(meeting.clone()) };
    let Some(item) = change.item(Kind::Meeting, row).await? else { return Ok(meeting.clone()) };
    let number = item.shown.unwrap_or(item.latest);
    let Some(version) = change.version(Kind::Meeting, row, number).await? else { return Ok(meeting.clone()) };
    let occurrence = rows::occurrence(&understood(&version.body)?, meeting, day, zone);
    let date = api::Meeting { occurrence, repeat: None, ..meeting.clone() };
    Ok(rows::one_to_which_people_come(date))
}

/// Takes a meeting out of every list and off the screens, with its entry in the log of changes. Its versions
/// stay.
pub async fn take_out(
    hub: &Hub,
    change: &mut Change,
    who: &str,
    id: &str,
    latest: Option<i64>,
) -> Result<(), StoreError> {
    change.remove_item(Kind::Meeting, id, hub.now_ms()).await?;
    note(hub, change, who, "meeting-removed", id, (latest.map(|latest| format!("version {latest}")), None))
        .await
}

/// An entry in the log of changes.
async fn note(
    hub: &Hub,
    change: &mut Change,
    who: &str,
    act: &str,
    id: &str,
    sides: (Option<String>, Option<String>),
) -> Result<(), StoreError> {
    note_at(change, hub.now_ms(), who, act, id, sides).await
}

async fn note_at(
    change: &mut Change,
    at: i64,
    who: &str,
    act: &str,
    id: &str,
    (earlier, later): (Option<String>, Option<String>),
) -> Result<(), StoreError> {
    let (who, act, subject) = (who.to_owned(), act.to_owned(), format!("meeting/{id}"));
    change.note(&new_id()?, &Entry { at, who, act, subject, earlier, later }).await
}

/// Where a meeting's pages are. An id may come from a calendar, with anything in it.
fn path_of(id: &str) -> String {
    let mut path = String::from("/schedule/");
    for byte in id.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' => path.push(char::from(byte)),
            byte => path.push_str(&format!("%{byte:02X}")),
        }
    }
    path
}

/// What stands in the address of most pages here.
#[derive(Default, serde::Deserialize)]
pub struct Address {
    /// What was just done.
    #[serde(default)]
    done: String,
    /// The language whose texts are open.
    #[serde(default)]
    lang: String,
    /// Whether links are to be tried.
    #[serde(default)]
    links: String,
}

impl Address {
    fn done(&self) -> Option<&str> {
        Some(self.done.as_str()).filter(|done| !done.is_empty())
    }
}
