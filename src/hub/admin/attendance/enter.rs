//! What staff enter becomes records like those of a kiosk: added, never changed.

use jiff::Timestamp;
use sha2::{Digest, Sha256};

use crate::api;
use crate::domain::attendance::{Record, RecordKey, What};
use crate::domain::meeting::MeetingId;
use crate::hub::store::{Added, Answer, Change, Entry, RecordRow, StoreError};
use crate::hub::web::{Failure, Staff};
use crate::hub::{Hub, new_id, sync};

/// Where records of staff were made.
const ORIGIN: &str = "staff";

/// The key that a form brings: drawn when it was shown, so that a form which is sent twice is
/// recorded once.
///
/// # Errors
/// When it is none: not from a page of ours.
pub fn key(text: &str) -> Result<RecordKey, Failure> {
    RecordKey::parse(text).ok_or_else(|| Failure::Request("the key of the form".to_owned()))
}

/// The keys of several records of one form.
pub fn keys(form: RecordKey, count: u32) -> impl Iterator<Item = RecordKey> {
    (0..count).map(move |number| {
        let hash = Sha256::new().chain_update(form.0.to_be_bytes()).chain_update(number.to_be_bytes());
        let mut bits = [0; 16];
        bits.iter_mut().zip(hash.finalize()).for_each(|(bit, byte)| *bit = byte);
        RecordKey(u128::from_be_bytes(bits))
    })
}

/// A record as it is kept.
fn row(
    meeting: &MeetingId,
    at: Timestamp,
    key: RecordKey,
    what: What,
    now: i64,
) -> Result<RecordRow, StoreError> {
    let record = Record::new(key, meeting.clone(), at, true, what);
    let wire = api::record::Record { origin: Some(ORIGIN.to_owned()), ..(&record).into() };
    let raw = serde_json::value::to_raw_value(&wire).map_err(|error| StoreError::Row(error.to_string()))?;
    // Its key was made here, so nothing can be wrong with it.
    sync::row(&raw, ORIGIN, "", now).map_err(|parked| StoreError::Row(parked.why.unwrap_or_default()))
}

/// Adds what happened to a meeting, each under its key.
///
/// # Errors
/// When the database does.
pub async fn add(
    hub: &Hub,
    change: &mut Change,
    meeting: &MeetingId,
    all: impl IntoIterator<Item = (RecordKey, What)>,
) -> Result<Added, StoreError> {
    let now = hub.now();
    let rows = all.into_iter().map(|(key, what)| row(meeting, now, key, what, now.as_millisecond()));
    let rows: Vec<RecordRow> = rows.collect::<Result<_, _>>()?;
    change.add_records(&rows).await
}

/// Adds what happened and says so to whoever counts; noted as `act` unless all of it was there before.
///
/// # Errors
/// When the database does.
pub async fn write(
    hub: &Hub,
    staff: &Staff,
    meeting: &MeetingId,
    all: impl IntoIterator<Item = (RecordKey, What)>,
    (act, later): (&str, String),
) -> Result<(), StoreError> {
    let mut change = hub.store.begin().await?;
    let added = add(hub, &mut change, meeting, all).await?;
    if added.answers.iter().any(|answer| matches!(answer, Answer::Stored { .. })) {
        note(hub, &mut change, staff, act, meeting, Some(later)).await?;
    }
    change.commit().await?;
    hub.live.announce_records(added.last);
    Ok(())
}

/// Notes who did it, in the change itself. `later` says how many, never who or as what.
///
/// # Errors
/// When the database does.
pub async fn note(
    hub: &Hub,
    change: &mut Change,
    staff: &Staff,
    act: &str,
    meeting: &MeetingId,
    later: Option<String>,
) -> Result<(), StoreError> {
    let entry = Entry {
        at: hub.now_ms(),
        who: staff.name.clone(),
        act: act.to_owned(),
        subject: format!("meeting/{}", meeting.0),
        earlier: None,
        later,
    };
    change.note(&new_id()?, &entry).await
}
