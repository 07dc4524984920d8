//! Meetings of a file beside those that are here: what would become of each.
//!
//! No file but a programme can say everything that is known of a meeting here. So what is here is first
//! written as such a file and read back: only where the file at hand says something else than that has
//! somebody changed something, and only that is taken over.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::{Map, Value};

use super::{Uploaded, beside, ids, through, times};
use crate::api::{self, Known};
use crate::domain::meeting::MeetingId;
use crate::domain::text::Lang;
use crate::feed::{Format, print};
use crate::hub::audience::Audience;
use crate::hub::outward::host_of;
use crate::hub::secret::fingerprint;
use crate::hub::store::{Item, Kind, Reading};
use crate::hub::web::Failure;
use crate::hub::{Hub, rows};

/// What would become of a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is not here yet.
    New,
    /// It is here, and says something else.
    Changed,
    /// It is here and says the same.
    Same,
    /// A date of a row that stands by itself here, and that the file has as the row plans it.
    Planned,
    /// It is here, and the file has the times of another rule in its place.
    Replaced,
    /// A time of an event of the file that is here, and in the file no more.
    Gone,
}

impl Fate {
    /// Whether what becomes of it is decided with the file, and not by its row: what the file says itself, and
    /// what it has no more.
    pub fn is_decided(self) -> bool {
        self.is_said() || self == Fate::Gone
    }

    /// Whether the file says it itself; the others are here, and beside what it says.
    pub fn is_said(self) -> bool {
        match self {
            Fate::New | Fate::Changed | Fate::Same => true,
            Fate::Planned | Fate::Replaced | Fate::Gone => false,
        }
    }
}

/// A meeting of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its id here.
    pub id: String,
    pub fate: Fate,
    pub title: String,
    pub when: String,
    /// What would be another than here, as words of pages: `exchange-field-when`.
    pub fields: Vec<&'static str>,
    /// The wire's JSON as it would be kept.
    pub body: String,
    /// The version that it would follow.
    pub latest: Option<i64>,
    /// For which screens it is.
    pub audience: Audience,
    /// Whether it would be told as called off.
    pub is_cancelled: bool,
    /// Whether it is here as the same, but as a draft that no screen ever showed.
    pub is_draft: bool,
    /// Whether it comes in the place of one that is here.
    pub comes_for_another: bool,
    /// What stands beside it, as a word of pages.
    pub note: &'static str,
    /// What becomes of dates of it, in lines.
    pub dates: Vec<String>,
}

impl Row {
    /// For templates.
    pub fn is(&self, fate: &str) -> bool {
        let own = match self.fate {
            Fate::Same if self.is_draft => "draft",
            Fate::New => "new",
            Fate::Changed => "changed",
            Fate::Same => "same",
            Fate::Planned => "planned",
            Fate::Replaced => "replaced",
            Fate::Gone => "gone",
        };
        own == fate
    }
}

/// A meeting that is here.
pub struct Here {
    pub item: Option<Item>,
    pub body: String,
}

/// What is here under an id: an item, or a date of a row.
async fn here(hub: &Hub, reading: &mut Reading, id: &str) -> Result<Option<Here>, Failure> {
    if let Some(item) = reading.item(Kind::Meeting, id).await?.filter(|item| !item.removed)
        && let Some(version) = reading.version(Kind::Meeting, id, item.latest).await?
    {
        return Ok(Some(Here { item: Some(item), body: version.body }));
    }
    let Some((row, day)) = MeetingId::row_and_day(id) else { return Ok(None) };
    let Some(item) = reading.item(Kind::Meeting, row).await?.filter(|item| !item.removed) else {
        return Ok(None);
    };
    let number = item.shown.unwrap_or(item.latest);
    let Some(version) = reading.version(Kind::Meeting, row, number).await? else { return Ok(None) };
    let Ok(row) = serde_json::from_str::<api::Meeting>(&version.body) else { return Ok(None) };
    let single = rows::single(&row, day, &hub.settings.zone);
    let single = single.filter(|_| !is_day_off(&row, day));
    Ok(single
        .map(|single| serde_json::to_string(&single))
        .transpose()
        .map_err(internal)?
        .map(|body| Here { item: None, body }))
}

pub fn is_day_off(row: &api::Meeting, day: Date) -> bool {
    let day = day.to_string();
    row.repeat.iter().flat_map(|repeat| &repeat.except).any(|off| *off == api::StringOr::String(day.clone()))
}

pub fn internal(error: serde_json::Error) -> Failure {
    Failure::Internal(error.to_string())
}

/// Each meeting of a file, rows first.
///
/// # Errors
/// When the database does.
pub async fn compare(
    hub: &Hub,
    reading: &mut Reading,
    uploaded: &Uploaded,
    lang: Lang,
) -> Result<Vec<Row>, Failure> {
    let zone = &hub.settings.zone;
    let (format, host) = (uploaded.format(), host_of(hub));
    let mut meetings = ids::kept(&uploaded.programme.meetings, format, host);
    beside::under_their_rows(hub, reading, &mut meetings).await?;
    let written_of = &uploaded.programme.meetings;
    let of_file = (ids::laid_out(written_of, format, host), ids::without_series(written_of, format, host));
    let times = times::under_what_is_here(hub, reading, &mut meetings, of_file).await?;
    let mut known: HashMap<String, Here> = HashMap::new();
    for meeting in &meetings {
        if let Some(here) = here(hub, reading, &meeting.id).await? {
            known.insert(meeting.id.clone(), here);
        }
    }
    let written = through::written(hub, reading, uploaded.format(), &known).await?;
    let mut compared = beside::replaced(hub, reading, (&times, &meetings), lang).await?;
    // Whose place they take, those screens they are for.
    let mut replaced: HashMap<String, Audience> =
        times.of.iter().map(|(event, item)| (event.clone(), item.audience.clone())).collect();
    replaced.extend(compared.iter().map(|row| (row.id.clone(), row.audience.clone())));
    let gone = beside::gone(hub, reading, &times, lang).await?;
    let makes_room: HashSet<String> = compared
        .iter()
        .map(|row| row.id.clone())
        .chain(gone.iter().map(|(event, _)| event.clone()))
        .collect();
    compared.extend(gone.into_iter().map(|(_, row)| row));
    compared.extend(beside::planned(hub, reading, &meetings, lang).await?);
    for meeting in meetings {
        let there = value(&meeting)?;
        let here = known.get(&meeting.id);
        let least = written
            .iter()
            .filter_map(|written| {
                let (own, there) = (written.own(&meeting.id)?, written.without_beside(&meeting.id, &there));
                Some((differing(own, &there), there))
            })
            .min_by_key(|(fields, _)| fields.len());
        let (fields, there) = match (here, least) {
            (Some(_), Some((fields, there))) => (Some(fields), there),
            // Such a file has no place for it as it is here: what has no day is in no calendar.
            (Some(here), None) => (Some(said_otherwise(&here.body, &there, zone)?), there),
            (None, _) => (None, through::without_own_page(hub, &meeting.id, there)),
        };
        let body = match (here, &fields) {
            (Some(here), Some(fields)) => merged(&here.body, &there, fields, uploaded.format())?,
            (None, _) | (_, None) => Value::Object(there).to_string(),
        };
        let read = meeting.to_domain(Known { zone, today: None }).ok();
        let item = here.and_then(|here| here.item.as_ref());
        // What was taken off the screens is not brought back by a file that has nothing new.
        let is_draft = match item {
            Some(item) => reading.last_shown(Kind::Meeting, &item.id).await?.is_none(),
            None => false,
        };
        let event = times.laid_out.get(&meeting.id).map_or(&meeting.id, |time| &time.row);
        compared.push(Row {
            fate: match &fields {
                None => Fate::New,
                Some(fields) if fields.is_empty() => Fate::Same,
                Some(_) => Fate::Changed,
            },
            title: read.as_ref().map(|read| print::title(read, lang)).unwrap_or_default(),
            when: read.as_ref().map(|read| print::when(&read.when, lang)).unwrap_or_default(),
            fields: words(fields.as_deref().unwrap_or_default()),
            body,
            latest: item.map(|item| item.latest),
            audience: item
                .map(|item| item.audience.clone())
                .or_else(|| replaced.get(event).cloned())
                .unwrap_or_default(),
            is_cancelled: meeting.status == Some(api::Status::Cancelled),
            is_draft,
            comes_for_another: makes_room.contains(event),
            note: match fields.as_ref().is_some_and(Vec::is_empty) {
                _ if times.without_series.contains(&meeting.id) => "exchange-without-series",
                true if is_draft => "exchange-draft-text",
                true | false => "",
            },
            dates: Vec::new(),
            id: meeting.id,
        });
    }
    Ok(compared)
}

pub fn value(meeting: &api::Meeting) -> Result<Map<String, Value>, Failure> {
    match serde_json::to_value(meeting).map_err(internal)? {
        Value::Object(fields) => Ok(fields),
        _ => Ok(Map::new()),
    }
}

/// The fields of the wire in which a file says something else than what is here would say in it.
fn differing(here: &Map<String, Value>, there: &Map<String, Value>) -> Vec<String> {
    let mut names: Vec<&String> = here.keys().chain(there.keys()).collect();
    names.sort_unstable();
    names.dedup();
    names.into_iter().filter(|name| *name != "id" && here.get(*name) != there.get(*name)).cloned().collect()
}

/// The fields of which a file says something, and that is not what stands here.
fn said_otherwise(here: &str, there: &Map<String, Value>, zone: &TimeZone) -> Result<Vec<String>, Failure> {
    let here: api::Meeting = serde_json::from_str(here).map_err(internal)?;
    let plain = here.to_domain(Known { zone, today: None }).map(|read| api::Meeting::from(&read));
    let here = value(&plain.unwrap_or(here))?;
    Ok(differing(&here, there).into_iter().filter(|name| there.contains_key(name)).collect())
}

/// Says one thing together: a table and a calendar have one name for all three.
const NAME: [&str; 3] = ["title", "theme", "series"];

/// What is here, with what the file says otherwise.
fn merged(
    here: &str,
    there: &Map<String, Value>,
    fields: &[String],
    format: Format,
) -> Result<String, Failure> {
    let mut body: Map<String, Value> = serde_json::from_str(here).map_err(internal)?;
    let is_renamed = format != Format::Json && fields.iter().any(|field| NAME.contains(&field.as_str()));
    let names = NAME.into_iter().filter(|_| is_renamed);
    for field in fields.iter().map(String::as_str).chain(names) {
        match there.get(field) {
            Some(value) => body.insert(field.to_owned(), value.clone()),
            None => body.remove(field),
        };
    }
    Ok(Value::Object(body).to_string())
}

/// The parts of a meeting that staff know, by their names on the wire.
const FIELDS: [(&str, &str); 10] = [
    ("title", "exchange-field-title"),
    ("theme", "exchange-field-theme"),
    ("when", "exchange-field-when"),
    ("repeat", "exchange-field-repeat"),
    ("place", "exchange-field-place"),
    ("mode", "exchange-field-mode"),
    ("description", "exchange-field-description"),
    ("who", "exchange-field-who"),
    ("capacity", "exchange-field-capacity"),
    ("status", "exchange-field-status"),
];

fn words(fields: &[String]) -> Vec<&'static str> {
    let known = |field: &str| FIELDS.iter().find(|(name, _)| *name == field).map(|(_, word)| *word);
    let mut words: Vec<&str> = FIELDS
        .iter()
        .filter(|(name, _)| fields.iter().any(|field| field == name))
        .map(|(_, word)| *word)
        .collect();
    if fields.iter().any(|field| known(field).is_none()) {
        words.push("exchange-field-other");
    }
    words
}

/// What was compared with, in short: which versions of which meetings.
pub fn seen(rows: &[Row]) -> String {
    let each = rows.iter().map(|row| format!("{} {}\n", row.id, row.latest.unwrap_or_default()));
    fingerprint(&each.collect::<String>()).get(..32).unwrap_or_default().to_owned()
}
