//! The schedule as a file: calendar, municipal table, programme, schema.org's events.

use std::collections::{HashMap, HashSet};

use axum::extract::{Query, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use jiff::ToSpan;
use serde::Deserialize;

use crate::domain::meeting::MeetingId;
use crate::domain::text::Lang;
use crate::feed::{Span, json};
use crate::hub::audience::Audience;
use crate::hub::outward::{EMPTY_CALENDAR, Kept, Maker, table};
use crate::hub::own;
use crate::hub::programme::assemble;
use crate::hub::store::{Kind, KioskRow, Listed, Reading, StoreError, Which};
use crate::hub::web::{Failure, Here, Page, Viewer};
use crate::hub::{Hub, phone};

/// How far repeating meetings are laid out in what knows no rules: a table, schema.org.
const DAYS_BEFORE: i64 = 400;
const DAYS_AFTER: i64 = 400;

/// Meetings of a file at the most.
const MOST: i64 = 100_000;

/// As which file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    Ics,
    Csv,
    Json,
    JsonLd,
}

impl Shape {
    pub const ALL: [Shape; 4] = [Shape::Ics, Shape::Csv, Shape::Json, Shape::JsonLd];

    pub fn key(self) -> &'static str {
        match self {
            Shape::Ics => "ics",
            Shape::Csv => "csv",
            Shape::Json => "json",
            Shape::JsonLd => "jsonld",
        }
    }

    fn from_key(key: &str) -> Option<Shape> {
        Shape::ALL.into_iter().find(|shape| shape.key() == key)
    }

    fn kind(self) -> &'static str {
        match self {
            Shape::Ics => "text/calendar; charset=utf-8",
            Shape::Csv => "text/csv; charset=utf-8",
            Shape::Json => "application/json",
            Shape::JsonLd => "application/ld+json",
        }
    }
}

/// What is wanted in it.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    shape: String,
    /// As in the schedule: coming, published, drafts, past, all.
    show: String,
    /// Empty: everything. `group:` or `kiosk:` and its name or id: what those screens show.
    to: String,
    /// One meeting alone, by its id.
    meeting: String,
}

/// A meeting with the version that is wanted of it.
pub struct Chosen {
    pub id: String,
    pub number: i64,
    pub at: i64,
    pub body: String,
    pub audience: Audience,
}

impl Chosen {
    fn kept(&self) -> Kept<'_> {
        Kept { id: &self.id, body: &self.body, number: self.number, at: self.at }
    }
}

/// The file.
///
/// # Errors
/// When nobody knows such a file, screen or meeting, or the database does.
pub async fn out(
    State(hub): State<Hub>,
    Viewer(staff): Viewer,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Failure> {
    let page = Page::of(&staff, Here::Settings);
    let shape = Shape::from_key(&wanted.shape).ok_or(Failure::NotFound)?;
    let mut reading = hub.store.read().await?;
    let chosen = chosen(&hub, &mut reading, &wanted).await?;
    let has_phone_pages = phone::is_on(&mut reading).await?;
    let around = around(&mut reading, shape).await?;
    drop(reading);
    let maker = Making { shape, lang: page.language(), around, has_phone_pages, is_alone: false };
    let text = maker.of(&hub, chosen).await?;
    let day = hub.now().to_zoned(hub.settings.zone.clone()).date();
    let disposition = format!("attachment; filename=\"hiroba-{day}.{}\"", shape.key());
    Ok(([(CONTENT_TYPE, shape.kind().to_owned()), (CONTENT_DISPOSITION, disposition)], text).into_response())
}

/// What stands around the meetings of a file.
///
/// # Errors
/// When the database does.
pub async fn around(reading: &mut Reading, shape: Shape) -> Result<Vec<own::Row>, StoreError> {
    let mut around = Vec::new();
    if shape == Shape::Json {
        // Meetings alone: what is around them is this house's own.
        return Ok(around);
    }
    for kind in [Kind::Place, Kind::Categories] {
        around.extend(
            reading.shown_items(kind).await?.into_iter().map(|row| (kind, row.id, Audience::All, row.body)),
        );
    }
    Ok(around)
}

/// What a file is made with.
pub struct Making {
    pub shape: Shape,
    pub lang: Lang,
    /// What stands around the meetings: the place, its categories.
    pub around: Vec<own::Row>,
    pub has_phone_pages: bool,
    /// Without what the meetings do not say themselves (see [`Maker::alone`]).
    pub is_alone: bool,
}

impl Making {
    /// The file of these meetings.
    ///
    /// # Errors
    /// When what is kept cannot be read.
    pub async fn of(mut self, hub: &Hub, chosen: Vec<Chosen>) -> Result<String, Failure> {
        let rows = chosen.iter().map(|one| (Kind::Meeting, one.id.clone(), Audience::All, one.body.clone()));
        self.around.extend(rows);
        let body = assemble(&hub.settings, &self.around, |_| true)?;
        if self.shape == Shape::Json {
            return Ok(body);
        }
        let (hub, zone) = (hub.clone(), hub.settings.zone.clone());
        let today = hub.now().to_zoned(zone.clone()).date();
        let made = tokio::task::spawn_blocking(move || {
            let (from, to) =
                (today.saturating_sub(DAYS_BEFORE.days()), today.saturating_add(DAYS_AFTER.days()));
            let read = json::read(body.as_bytes(), Span { today, from, to }, &zone);
            let mut programme = read.map_err(|error| Failure::Internal(error.to_string()))?.programme;
            programme.sort();
            let maker = Maker::new(&hub, &programme, self.lang, today)
                .with_phone_pages(self.has_phone_pages)
                .alone(self.is_alone);
            match self.shape {
                Shape::Ics => {
                    let kept: Vec<Kept<'_>> = chosen.iter().map(Chosen::kept).collect();
                    Ok(maker.calendar_of(&kept).unwrap_or_else(|| EMPTY_CALENDAR.to_owned()))
                }
                Shape::Csv => table(&programme.meetings, &zone).map_err(|e| Failure::Internal(e.to_string())),
                Shape::Json | Shape::JsonLd => Ok(maker.events().to_string()),
            }
        });
        made.await.map_err(|error| Failure::Internal(error.to_string()))?
    }
}

/// One screen, or what all of a group have.
struct Screens {
    kiosk: Option<String>,
    group: Option<String>,
}

/// Which screens' meetings are meant; everything where that is not said.
fn screens(kiosks: Vec<KioskRow>, to: &str) -> Result<Option<Screens>, Failure> {
    if let Some(group) = to.strip_prefix("group:") {
        return Ok(Some(Screens { kiosk: None, group: Some(group.to_owned()) }));
    }
    match to.strip_prefix("kiosk:") {
        Some(id) => {
            let kiosk = kiosks.into_iter().find(|kiosk| kiosk.id == id).ok_or(Failure::NotFound)?;
            Ok(Some(Screens { kiosk: Some(kiosk.id), group: kiosk.group }))
        }
        None if to.is_empty() => Ok(None),
        None => Err(Failure::NotFound),
    }
}

async fn chosen(hub: &Hub, reading: &mut Reading, wanted: &Wanted) -> Result<Vec<Chosen>, Failure> {
    if !wanted.meeting.is_empty() {
        let item = reading.item(Kind::Meeting, &wanted.meeting).await?.filter(|item| !item.removed);
        let item = item.ok_or(Failure::NotFound)?;
        // With the dates of it that stand by themselves: one that was called off is not to be missed.
        let mut chosen = Vec::new();
        for item in std::iter::once(item).chain(reading.singles(&wanted.meeting).await?) {
            let number = item.shown.unwrap_or(item.latest);
            chosen.push(version(reading, &item.id, number).await?);
        }
        return Ok(chosen);
    }
    let which = Which::from_key(&wanted.show).unwrap_or(Which::Coming);
    let screens = screens(reading.kiosks().await?, &wanted.to)?;
    let mut listed = reading.schedule(which, &[], hub.now_ms(), 0, MOST).await?;
    listed.extend(moved_away(reading, which, &listed).await?);
    // A single date of a row is for the screens of its row.
    let of_rows: HashMap<String, Audience> =
        listed.iter().map(|one| (one.item.id.clone(), one.item.audience.clone())).collect();
    let mut chosen = Vec::with_capacity(listed.len());
    for Listed { item, body, at } in listed {
        // What is published is as screens show it; everything else as it was written last.
        let shown = item.shown.filter(|shown| which == Which::Published && *shown != item.latest);
        let one = match shown {
            Some(number) => version(reading, &item.id, number).await?,
            None => Chosen { id: item.id, number: item.latest, at, body, audience: item.audience },
        };
        let row = MeetingId::row_and_day(&one.id).and_then(|(row, _)| of_rows.get(row));
        let audience = row.unwrap_or(&one.audience);
        let reaches = |to: &Screens| audience.reaches(to.kiosk.as_deref(), to.group.as_deref());
        if screens.as_ref().is_none_or(reaches) {
            chosen.push(one);
        }
    }
    Ok(chosen)
}

/// Dates of the listed rows that were moved to a day that is over: without them, the rows would have them
/// on the days of their plan again.
async fn moved_away(
    reading: &mut Reading,
    which: Which,
    listed: &[Listed],
) -> Result<Vec<Listed>, StoreError> {
    if !matches!(which, Which::Coming | Which::Published) {
        return Ok(Vec::new());
    }
    let known: HashSet<&str> = listed.iter().map(|one| one.item.id.as_str()).collect();
    let mut moved = Vec::new();
    for row in listed.iter().filter(|one| one.body.contains("\"repeat\"")) {
        for item in reading.singles(&row.item.id).await? {
            let is_wanted = which == Which::Coming || item.shown.is_some();
            if is_wanted && !known.contains(item.id.as_str()) {
                let Chosen { at, body, .. } = version(reading, &item.id, item.latest).await?;
                moved.push(Listed { item, body, at });
            }
        }
    }
    Ok(moved)
}

async fn version(reading: &mut Reading, id: &str, number: i64) -> Result<Chosen, StoreError> {
    let version = reading.version(Kind::Meeting, id, number).await?;
    let version = version.ok_or_else(|| StoreError::Row(format!("version {number} of {id}")))?;
    let (at, body, audience) = (version.at, version.body, version.audience);
    Ok(Chosen { id: id.to_owned(), number, at, body, audience })
}
