//! Records on their way in, and what other kiosks have to know of them.

use std::borrow::Cow;

use axum::Json;
use axum::extract::{Query, State};
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::value::RawValue;

use super::inbox::Taken;
use super::{ApiFailure, Device, Refusals};
use crate::api::record::{Counted, Record, What};
use crate::api::sync::{
    Answers, Batch, MOST_RECORDS, RecordAnswer, RecordOutcome, Shared, SharedRecord, SharedWhat,
};
use crate::domain::attendance as domain;
use crate::hub::Hub;
use crate::hub::store::{Answer, Change, RecordRow, SALT, StoreError};
use crate::hub::web::json_has_nul;

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
#[utoipa::path(post, path = "/api/v1/records", tag = "kiosk", operation_id = "records",
    request_body = Batch, security(("kiosk" = [])),
    responses((status = 200, body = Answers), Refusals))]
pub async fn push(
    State(hub): State<Hub>,
    Device(kiosk): Device,
    Json(batch): Json<Batch>,
) -> Result<Json<Answers>, ApiFailure> {
    if batch.records.len() > MOST_RECORDS {
        return Err(ApiFailure::Request(format!("a batch has at most {MOST_RECORDS} records")));
    }
    let now = hub.now_ms();
    let (mut rows, mut answers) = (Vec::with_capacity(batch.records.len()), Vec::new());
    for record in &batch.records {
        // What cannot be kept has its answer already; the others get theirs from the disk.
        match row(record, &kiosk.name, &kiosk.id, now) {
            Ok(row) => {
                answers.push(None);
                rows.push(row);
            }
            Err(parked) => answers.push(Some(parked)),
        }
    }
    let keys: Vec<String> = rows.iter().map(|row| row.key.clone()).collect();
    let mut kept = keys.into_iter().zip(hub.inbox.take(rows).await?);
    let answers = answers.into_iter().filter_map(|parked| {
        parked.or_else(|| {
            let (key, taken) = kept.next()?;
            Some(match taken {
                Taken::Kept(kept) => answer(&key, kept),
                Taken::Refused => parked_for(&key, "The database does not take it."),
            })
        })
    });
    let answers: Vec<RecordAnswer> = answers.collect();
    answers.iter().for_each(|answer| hub.meter.recorded(answer.outcome));
    Ok(Json(Answers { answers }))
}

/// The little that any version of a record has.
#[derive(Deserialize)]
struct Known<'r> {
    #[serde(borrow)]
    key: Cow<'r, str>,
    #[serde(default)]
    meeting: Option<String>,
}

fn parked_for(key: &str, why: &str) -> RecordAnswer {
    RecordAnswer {
        key: key.to_owned(),
        outcome: RecordOutcome::Parked,
        flags: Vec::new(),
        why: Some(why.to_owned()),
    }
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
    let row = match row(raw, origin, kiosk, now) {
        Ok(row) => row,
        Err(parked) => return Ok(parked),
    };
    let added = change.add_records(std::slice::from_ref(&row)).await?;
    let first = added.answers.into_iter().next().ok_or_else(|| StoreError::Row("no answer".to_owned()))?;
    Ok(answer(&row.key, first))
}

/// A record as it is kept, or the answer to what has no key to be kept by.
pub fn row(raw: &RawValue, origin: &str, kiosk: &str, now: i64) -> Result<RecordRow, RecordAnswer> {
    let Ok(known) = serde_json::from_str::<Known>(raw.get()) else {
        return Err(parked_for("", "It has no key."));
    };
    if domain::RecordKey::parse(&known.key).is_none() {
        return Err(parked_for(&known.key, "Its key is not 32 hexadecimal digits."));
    }
    if raw.get().len() > LONGEST {
        return Err(parked_for(&known.key, "It is longer than any record can be."));
    }
    // No meeting and nothing of a visit has a NUL in it, and not every database keeps one: it is kept as it
    // was sent, for staff to look at, where it says so as JSON does.
    let has_nul = json_has_nul(raw.get());
    let understood = serde_json::from_str::<Record>(raw.get())
        .ok()
        .filter(|_| !has_nul)
        .filter(|record| domain::Record::try_from(record).is_ok());
    let flags = match &understood {
        None => Some("not-understood"),
        Some(record) => (!record.sure).then_some("clock"),
    };
    let (what, about) = understood.as_ref().map(|record| kind(&record.what)).unwrap_or_default();
    Ok(RecordRow {
        // In one case, however it was written: it is one record.
        key: known.key.to_ascii_lowercase(),
        number: 0,
        meeting: known.meeting.filter(|_| !has_nul).unwrap_or_default(),
        origin: origin.to_owned(),
        kiosk: kiosk.to_owned(),
        what: what.to_owned(),
        about: about.map(str::to_ascii_lowercase),
        body: raw.get().to_owned(),
        // To the quarter of an hour, like everything of a visit: a kiosk that is connected sends a
        // record in the moment in which it happens.
        received: now - now.rem_euclid(BAND_MS),
        flags: flags.map(str::to_owned),
    })
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
#[utoipa::path(get, path = "/api/v1/shared", tag = "kiosk", security(("kiosk" = [])),
    params(
        ("after" = Option<i64>, Query, description = "The number told last; without it from the beginning."),
        ("own" = Option<String>, Query, description = "`yes`: also those of the kiosk that asks."),
    ),
    responses((status = 200, body = Shared), Refusals))]
pub async fn shared(
    State(hub): State<Hub>,
    Device(kiosk): Device,
    Query(After { after, own }): Query<After>,
) -> Result<Json<Shared>, ApiFailure> {
    let mut reading = hub.store.read().await?;
    // No kiosk has this id.
    let not_of = if own.as_deref() == Some("yes") { "-" } else { kiosk.id.as_str() };
    let rows = reading.records_after(after, not_of, MOST_SHARED).await?;
    // Also of kiosks that are here no more: whoever registered there still has the receipt.
    let mut all = reading.kiosk_salts().await?;
    all.extend(reading.setting(SALT).await?);
    all.sort();
    all.dedup();
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
        What::Corrected { count: Counted::Registered, way: Some(way), by, .. } => {
            SharedWhat::RegisteredCorrected { way, by }
        }
        What::CameWithoutReceipt { .. }
        | What::WalkedIn { .. }
        | What::CameOnPaper { .. }
        | What::Felt { .. }
        | What::Corrected { .. } => return None,
    };
    let observed: Timestamp = record.observed;
    Some(SharedRecord { key: record.key, meeting: record.meeting, observed, what })
}
