//! What screens show, put together from the shown versions: the wire's programme.

use std::collections::BTreeSet;

use jiff::{Timestamp, ToSpan};
use serde_json::Value;
use serde_json::value::RawValue;

use super::audience::Audience;
use super::own::{self, Row, Scope};
use super::store::{Kind, Reading, StoreError};
use super::{Hub, Settings, phone, rows, secret};
use crate::api;
use crate::feed::built_in::{SAMPLE, SAMPLE_PICTURE_FILE};

/// Whether the built-in sample shows as long as staff have published nothing: `on` or `off`.
const SAMPLE_SETTING: &str = "sample";

/// How many whole days screens still get a meeting that is over. The longest that any of them asks
/// for one is the end of its day (how was it, corrections); a kiosk that was away for some weeks and its
/// staff, who look back at the last month, find what they know. Without an end a programme grows for years.
const DAYS_AFTERWARDS: i64 = 31;

/// From when on meetings that are over are in the programme: it moves on at midnight, so that within a
/// day every kiosk gets the same bytes.
pub fn since(settings: &Settings, now: Timestamp) -> i64 {
    let today = now.to_zoned(settings.zone.clone()).date();
    let first = today.saturating_sub(DAYS_AFTERWARDS.days());
    first.to_zoned(settings.zone.clone()).map_or(i64::MIN, |first| first.timestamp().as_millisecond())
}

/// A programme as a kiosk takes it, and the mark by which it knows that nothing has changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    pub revision: i64,
    pub body: String,
    pub etag: String,
}

/// Whether the built-in sample may stand where nothing is published. A kiosk with sources of its
/// own does not want it beside them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sample {
    Wanted,
    NotWanted,
}

/// The name of the sample's picture among the pictures.
pub const SAMPLE_PICTURE_NAME: &str = "sample.png";

/// Who gets a programme: the kiosks of a group that are named in the same things, or one of them that has
/// something of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Receiver {
    pub group: Option<String>,
    /// Its id, when something is set for it alone.
    pub kiosk: Option<String>,
    /// The audiences in which it is named as a single kiosk.
    pub named: BTreeSet<Audience>,
}

impl Receiver {
    fn shows(&self, to: &Audience) -> bool {
        to.reaches(None, self.group.as_deref()) || self.named.contains(to)
    }
}

/// The programme for a group of kiosks, without what has been over for long. At the turn of a day it
/// becomes thinner without a new revision: nobody is woken for that, and whoever asks the next time, a
/// kiosk within a minute, gets another mark.
///
/// # Errors
/// When the database does.
pub async fn published(
    hub: &Hub,
    reading: &mut Reading,
    receiver: &Receiver,
    sample: Sample,
) -> Result<Published, StoreError> {
    // The revision first: whatever comes between makes the next one be fetched, never be missed.
    let revision = reading.revision().await?;
    let mut shown = reading.shown(since(&hub.settings, hub.now())).await?;
    let own = own::fields(&shown, &Scope::of_kiosk(receiver.kiosk.as_deref(), receiver.group.as_deref()));
    phone::link_all(hub, phone::in_qr(reading).await?, &own, &mut shown);
    let is_sample = sample == Sample::Wanted && is_sample(reading, &shown).await?;
    let body = if is_sample {
        laid_over(sample_text(), own)?
    } else {
        assemble_with(&hub.settings, &shown, |to| receiver.shows(to), own)?
    };
    let etag = format!("\"{}\"", secret::fingerprint(&body).get(..32).unwrap_or_default());
    Ok(Published { revision, body, etag })
}

/// Whether the sample stands where nothing is published. Who has published something, however long
/// ago, does not want it back.
async fn is_sample_wanted(reading: &mut Reading) -> Result<bool, StoreError> {
    Ok(reading.setting(SAMPLE_SETTING).await?.as_deref() != Some("off")
        && !reading.is_anything_shown().await?)
}

/// Everything that any kiosk shows or has shown, as one programme.
///
/// # Errors
/// When the database does.
pub async fn everything(settings: &Settings, reading: &mut Reading) -> Result<String, StoreError> {
    let shown = reading.shown(i64::MIN).await?;
    if is_sample(reading, &shown).await? { Ok(sample_text()) } else { assemble(settings, &shown, |_| true) }
}

/// Whether the sample stands, because nothing is published.
async fn is_sample(reading: &mut Reading, shown: &[Row]) -> Result<bool, StoreError> {
    // A text of the place's own alone is nothing to show.
    let is_empty = !shown.iter().any(|(kind, ..)| own::is_content(*kind));
    Ok(is_empty && is_sample_wanted(reading).await?)
}

/// The built-in sample with fields of the place's own laid over it: every screen has something to show.
///
/// # Errors
/// When it cannot be written down, which would be a mistake of ours.
pub(super) fn sample_with(own: serde_json::Map<String, Value>) -> Result<String, StoreError> {
    laid_over(sample_text(), own)
}

/// A programme with fields laid over its own.
fn laid_over(body: String, own: serde_json::Map<String, Value>) -> Result<String, StoreError> {
    if own.is_empty() {
        return Ok(body);
    }
    let row = |error: serde_json::Error| StoreError::Row(error.to_string());
    let mut whole = serde_json::from_str(&body).map_err(row)?;
    own::lay_over(&mut whole, own);
    serde_json::to_string(&whole).map_err(row)
}

/// The built-in sample. Its days are counted from today, wherever it is read. Its one picture lies
/// in the program.
fn sample_text() -> String {
    let picture = format!("pictures/{SAMPLE_PICTURE_NAME}");
    String::from_utf8_lossy(SAMPLE).replace(SAMPLE_PICTURE_FILE, &picture)
}

/// One JSON document of many. Each is taken as it is stored: it was checked when it was written,
/// and a reader takes row by row (invariant 4). What is set for all screens is laid over it.
pub(super) fn assemble(
    settings: &Settings,
    shown: &[Row],
    is_for: impl Fn(&Audience) -> bool,
) -> Result<String, StoreError> {
    assemble_with(settings, shown, is_for, own::fields(shown, &[Scope::All]))
}

/// The same with what a scope says in its own way.
pub(super) fn assemble_with(
    settings: &Settings,
    shown: &[Row],
    is_for: impl Fn(&Audience) -> bool,
    own: serde_json::Map<String, Value>,
) -> Result<String, StoreError> {
    let raw = |body: &str| RawValue::from_string(body.to_owned()).map_err(|e| StoreError::Row(e.to_string()));
    let mut whole = serde_json::Map::new();
    whole.insert("format".to_owned(), Value::from(api::FORMAT));
    whole.insert("version".to_owned(), Value::from(api::VERSION));
    let zone = settings.zone.iana_name().unwrap_or("Asia/Tokyo");
    whole.insert("timeZone".to_owned(), Value::from(zone));
    let mut lists: [(&str, Vec<Box<RawValue>>); 5] =
        ["meetings", "themes", "notices", "voices", "emergencies"].map(|name| (name, Vec::new()));
    let content: Vec<&Row> =
        shown.iter().filter(|(kind, _, to, _)| own::is_content(*kind) && is_for(to)).collect();
    let meetings: Vec<(&str, &str)> = content
        .iter()
        .filter(|(kind, ..)| *kind == Kind::Meeting)
        .map(|(_, id, _, body)| (id.as_str(), body.as_str()))
        .collect();
    let mut meetings = rows::settled(&meetings, &settings.zone)?.into_iter();
    for (kind, _, _, body) in content {
        let list = match kind {
            Kind::Meeting => {
                let meeting = meetings.next().map(|body| raw(&body)).transpose()?;
                lists[0].1.extend(meeting);
                continue;
            }
            Kind::Theme => Some(1),
            Kind::Notice => Some(2),
            Kind::Voice => Some(3),
            Kind::Emergency => Some(4),
            Kind::Place | Kind::Categories | Kind::Texts | Kind::Quiet | Kind::Reach | Kind::Readings => None,
        };
        match list.and_then(|index| lists.get_mut(index)) {
            Some((_, list)) => list.push(raw(body)?),
            // The place is an object of the programme's own fields; categories an object with a list.
            None => {
                if let Ok(Value::Object(fields)) = serde_json::from_str::<Value>(body) {
                    whole.extend(fields);
                }
            }
        }
    }
    own::lay_over(&mut whole, own);
    let mut text = serde_json::to_string(&whole).map_err(|error| StoreError::Row(error.to_string()))?;
    // Lists are added as they are: taking them apart and putting them together again costs more
    // than everything else here.
    text.pop();
    for (name, list) in lists {
        let list = serde_json::to_string(&list).map_err(|error| StoreError::Row(error.to_string()))?;
        text.push_str(&format!(",\"{name}\":{list}"));
    }
    text.push('}');
    Ok(text)
}
