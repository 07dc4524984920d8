//! Meetings of a file beside those that are here: what would become of each.

use std::collections::HashSet;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::Value;

use crate::api;
use crate::domain::meeting as domain;
use crate::domain::text::{Lang, Phrase};
use crate::feed::print;
use crate::hub::secret::fingerprint;
use crate::hub::store::{Kind, Reading, StoreError};

/// What would become of a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is not here yet.
    New,
    /// It is here, and says something else.
    Changed,
    /// It is here and says the same.
    Same,
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
}

impl Row {
    /// For templates.
    pub fn is(&self, fate: &str) -> bool {
        let own = match self.fate {
            Fate::New => "new",
            Fate::Changed => "changed",
            Fate::Same => "same",
        };
        own == fate
    }
}

/// What lists sort by and search in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    pub title: String,
    pub words: String,
    pub starts: Option<i64>,
    pub ends: Option<i64>,
}

/// An id that can stand in an address. Calendars name their events by anything.
pub fn id_of(id: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    if !id.is_empty() && id.len() <= 60 && id.chars().all(plain) {
        return id.to_owned();
    }
    format!("in-{}", fingerprint(id).get(..24).unwrap_or_default())
}

/// A meeting as it would be kept: under its id here, without the line of the file.
fn kept(meeting: &api::Meeting) -> api::Meeting {
    api::Meeting { id: id_of(&meeting.id), source_line: None, ..meeting.clone() }
}

/// Each meeting of a file, in its order. Of two with one id the first counts.
///
/// # Errors
/// When the database does.
pub async fn compare(
    reading: &mut Reading,
    meetings: &[api::Meeting],
    zone: &TimeZone,
    lang: Lang,
) -> Result<Vec<Row>, StoreError> {
    let mut rows: Vec<Row> = Vec::with_capacity(meetings.len());
    let mut known: HashSet<String> = HashSet::new();
    for meeting in meetings {
        let meeting = kept(meeting);
        if !known.insert(meeting.id.clone()) {
            continue;
        }
        let item = reading.item(Kind::Meeting, &meeting.id).await?;
        let latest = item.as_ref().map(|item| item.latest);
        let here = match (&item, latest) {
            (Some(item), Some(latest)) if !item.removed => {
                reading.version(Kind::Meeting, &meeting.id, latest).await?.map(|version| version.body)
            }
            _ => None,
        };
        let fields = here.as_deref().map(|here| differences(here, &meeting, zone));
        let fate = match &fields {
            None => Fate::New,
            Some(fields) if fields.is_empty() => Fate::Same,
            Some(_) => Fate::Changed,
        };
        let read = meeting.to_domain(api::Known { zone, today: None }).ok();
        rows.push(Row {
            fate,
            title: read.as_ref().map(|read| print::title(read, lang)).unwrap_or_default(),
            when: read.as_ref().map(|read| print::when(&read.when, lang)).unwrap_or_default(),
            fields: fields.unwrap_or_default(),
            body: serde_json::to_string(&meeting).map_err(|error| StoreError::Row(error.to_string()))?,
            latest,
            id: meeting.id,
        });
    }
    Ok(rows)
}

/// The parts of a meeting that staff know, by their names on the wire.
const FIELDS: [(&str, &str); 9] = [
    ("title", "exchange-field-title"),
    ("theme", "exchange-field-theme"),
    ("when", "exchange-field-when"),
    ("place", "exchange-field-place"),
    ("mode", "exchange-field-mode"),
    ("description", "exchange-field-description"),
    ("who", "exchange-field-who"),
    ("capacity", "exchange-field-capacity"),
    ("status", "exchange-field-status"),
];

/// What is another in the file than here. Both are brought into one form first: staff may have
/// written "16:00" where a calendar has the whole moment.
fn differences(here: &str, meeting: &api::Meeting, zone: &TimeZone) -> Vec<&'static str> {
    let plain = |meeting: &api::Meeting| -> Option<Value> {
        let read = meeting.to_domain(api::Known { zone, today: None }).ok()?;
        serde_json::to_value(api::Meeting::from(&read)).ok()
    };
    let here = serde_json::from_str::<api::Meeting>(here).ok();
    let (Some(here), Some(there)) = (here.as_ref().and_then(plain), plain(meeting)) else {
        return vec!["exchange-field-other"];
    };
    let mut fields: Vec<&'static str> = FIELDS
        .into_iter()
        .filter(|(name, _)| here.get(name) != there.get(name))
        .map(|(_, word)| word)
        .collect();
    let rest = |value: &Value| {
        let mut rest = value.as_object().cloned().unwrap_or_default();
        rest.retain(|name, _| FIELDS.iter().all(|(known, _)| known != name) && name != "sourceLine");
        rest
    };
    if rest(&here) != rest(&there) {
        fields.push("exchange-field-other");
    }
    fields
}

/// What was compared with, in short: which versions of which meetings.
pub fn seen(rows: &[Row]) -> String {
    let each = rows.iter().map(|row| format!("{} {}\n", row.id, row.latest.unwrap_or_default()));
    fingerprint(&each.collect::<String>()).get(..32).unwrap_or_default().to_owned()
}

/// What lists need of a meeting.
pub fn facts(meeting: &domain::Meeting, zone: &TimeZone) -> Facts {
    let ms = |at: Option<Timestamp>| at.map(Timestamp::as_millisecond);
    let texts = [
        Some(&meeting.title),
        meeting.theme.as_ref(),
        meeting.place.as_ref(),
        meeting.description.as_ref(),
        meeting.who.as_ref(),
        meeting.series.as_ref().map(|series| &series.name),
    ];
    let said =
        texts.into_iter().flatten().flat_map(|text| [Lang::JA, Lang::EN].map(|lang| text.phrase(lang)));
    let mut words: Vec<String> = said.map(|phrase: Phrase| phrase.text().to_lowercase()).collect();
    words.dedup();
    Facts {
        title: print::title(meeting, Lang::JA),
        words: words.join("\n"),
        starts: ms(meeting.when.starts_at(zone)),
        ends: ms(meeting.when.over_at(zone)),
    }
}
