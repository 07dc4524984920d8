//! Records on their way in, and what other kiosks have to know of them.

use std::collections::HashMap;

use axum::Json;
use axum::extract::{Query, State};
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::value::RawValue;

use super::{ApiFailure, Device};
use crate::api::record::{Record, What};
use crate::api::sync::{Answers, Batch, RecordAnswer, RecordOutcome, Shared, SharedRecord, SharedWhat};
use crate::domain::attendance as domain;
use crate::hub::Hub;
use crate::hub::store::{Answer, Change, RecordRow, StoreError};

/// Records in one batch, at the most.
const MOST: usize = 1000;
/// Records told at once to a kiosk that asks what others did.
const MOST_SHARED: i64 = 1000;
/// A quarter of an hour, ms.
const BAND_MS: i64 = domain::BAND * 1000;
/// A record is a few hundred bytes.
const LONGEST: usize = 16 * 1024;

/// Takes in what a kiosk sends: whatever has a key is kept, and answered one by one. Nothing that
/// happened is refused (invariant 6).
///
/// # Errors
/// When the database does; all of it can be sent again.
pub async fn push(
    State(hub): State<Hub>,
    Device(kiosk): Device,
    Json(batch): Json<Batch>,
) -> Result<Json<Answers>, ApiFailure> {
    if batch.records.len() > MOST {
        return Err(ApiFailure::Request(format!("a batch has at most {MOST} records")));
    }
    let mut change = hub.store.begin().await?;
    let now = hub.now_ms();
    let mut answers = Vec::with_capacity(batch.records.len());
    for record in &batch.records {
        answers.push(append(&mut change, record, &kiosk.name, &kiosk.id, now).await?);
    }
    let last = change.count("record", 0).await?;
    change.commit().await?;
    hub.live.announce_records(last);
    Ok(Json(Answers { answers }))
}

/// The little that any version of a record has.
#[derive(Deserialize)]
struct Known<'r> {
    key: &'r str,
    #[serde(default)]
    meeting: Option<String>,
}

/// Keeps one record, as part of a change.
///
/// # Errors
/// When the database does.
pub async fn append(
    change: &mut Change,
    raw: &RawValue,
    origin: &str,
    kiosk: &str,
    now: i64,
) -> Result<RecordAnswer, StoreError> {
    let parked = |key: &str, why: &str| RecordAnswer {
        key: key.to_owned(),
        outcome: RecordOutcome::Parked,
        flags: Vec::new(),
        why: Some(why.to_owned()),
    };
    let Ok(known) = serde_json::from_str::<Known>(raw.get()) else {
        return Ok(parked("", "It has no key."));
    };
    if domain::RecordKey::parse(known.key).is_none() {
        return Ok(parked(known.key, "Its key is not 32 hexadecimal digits."));
    }
    if raw.get().len() > LONGEST {
        return Ok(parked(known.key, "It is longer than any record can be."));
    }
    // The key first: whatever the rules say of it now, a repeat gets its first answer.
    if let Some(first) = change.record(known.key).await? {
        return Ok(answer(known.key, Answer::Repeated { flags: first.flags }));
    }
    let mut flags = Vec::new();
    let understood = serde_json::from_str::<Record>(raw.get())
        .ok()
        .filter(|record| domain::Record::try_from(record).is_ok());
    match &understood {
        None => flags.push("not-understood"),
        Some(record) => {
            if !record.sure {
                flags.push("clock");
            }
            if let What::CameWithReceipt { registration, .. } = &record.what
                && change.has_arrival(registration).await?
            {
                flags.push("receipt-twice");
            }
        }
    }
    let (what, about) = understood.as_ref().map(|record| kind(&record.what)).unwrap_or_default();
    let row = RecordRow {
        key: known.key.to_owned(),
        number: 0,
        meeting: known.meeting.unwrap_or_default(),
        origin: origin.to_owned(),
        kiosk: kiosk.to_owned(),
        what: what.to_owned(),
        about: about.map(str::to_owned),
        body: raw.get().to_owned(),
        // To the quarter of an hour, like everything of a visit: a kiosk that is connected sends a
        // record in the moment in which it happens.
        received: now - now.rem_euclid(BAND_MS),
        flags: (!flags.is_empty()).then(|| flags.join(" ")),
    };
    Ok(answer(known.key, change.add_record(&row).await?))
}

/// The kind of a record as the wire names it, and the record it is about.
fn kind(what: &What) -> (&'static str, Option<&str>) {
    match what {
        What::Registered { .. } => ("registered", None),
        What::CameWithReceipt { registration, .. } => ("came-with-receipt", Some(registration)),
        What::CameWithoutReceipt { .. } => ("came-without-receipt", None),
        What::WalkedIn { .. } => ("walked-in", None),
        What::CameOnPaper { .. } => ("came-on-paper", None),
        What::WayChanged { registration, .. } => ("way-changed", Some(registration)),
        What::TakenBack { record } => ("taken-back", Some(record)),
        What::Felt { .. } => ("felt", None),
        What::Corrected { .. } => ("corrected", None),
    }
}

fn answer(key: &str, answer: Answer) -> RecordAnswer {
    let (outcome, flags) = match answer {
        Answer::Stored { flags } => (RecordOutcome::Stored, flags),
        Answer::Repeated { flags } => (RecordOutcome::Repeated, flags),
    };
    let flags = flags.unwrap_or_default().split_whitespace().map(str::to_owned).collect();
    RecordAnswer { key: key.to_owned(), outcome, flags, why: None }
}

/// After which number.
#[derive(Deserialize)]
pub struct After {
    #[serde(default)]
    after: i64,
    /// `yes`: the asking kiosk's own too, so that it knows the place of each in the line of all.
    #[serde(default)]
    own: Option<String>,
}

/// What was recorded since a number: keys, ways and numbers of people, never a category. Of others
/// only, unless the kiosk wants to know where its own stand among them.
///
/// # Errors
/// When the database does.
pub async fn shared(
    State(hub): State<Hub>,
    Device(kiosk): Device,
    Query(After { after, own }): Query<After>,
) -> Result<Json<Shared>, ApiFailure> {
    let mut reading = hub.store.read().await?;
    // No kiosk has this id.
    let not_of = if own.as_deref() == Some("yes") { "-" } else { kiosk.id.as_str() };
    let rows = reading.records_after(after, not_of, MOST_SHARED).await?;
    let salts: HashMap<String, String> =
        reading.kiosks().await?.into_iter().filter_map(|row| row.salt.map(|salt| (row.id, salt))).collect();
    let mut all: Vec<String> = salts.into_values().collect();
    all.extend(reading.setting("salt").await?);
    all.sort();
    let last = rows.last().map_or(after, |row| row.number);
    let more = rows.len() as i64 == MOST_SHARED;
    let records = rows.iter().filter_map(|row| share(&row.body)).collect();
    Ok(Json(Shared { records, last, more, salts: all }))
}

/// What of a record another kiosk has to know.
fn share(body: &str) -> Option<SharedRecord> {
    let record: Record = serde_json::from_str(body).ok()?;
    let people = |party: &[crate::api::record::Group]| {
        party.iter().fold(0_u32, |sum, group| sum.saturating_add(group.people))
    };
    let what = match record.what {
        What::Registered { mark, way, party } => SharedWhat::Registered { mark, way, people: people(&party) },
        What::CameWithReceipt { registration, people } => {
            SharedWhat::CameWithReceipt { registration, people }
        }
        What::WayChanged { registration, way } => SharedWhat::WayChanged { registration, way },
        What::TakenBack { record } => SharedWhat::TakenBack { record },
        What::CameWithoutReceipt { .. }
        | What::WalkedIn { .. }
        | What::CameOnPaper { .. }
        | What::Felt { .. }
        | What::Corrected { .. } => return None,
    };
    let observed: Timestamp = record.observed;
    Some(SharedRecord { key: record.key, meeting: record.meeting, observed, what })
}
