//! The registration itself, in one change of the database: the rules are asked again within it, and
//! a form that comes twice is recorded once.

use serde_json::value::RawValue;
use sha2::{Digest, Sha256};

use super::Desk;
use crate::api::record as wire;
use crate::domain::attendance::{
    Mark, Outcome, Receipt, Record, RecordKey, Refusal, Salt, Way, What, Wish, band, decide,
};
use crate::hub::Hub;
use crate::hub::phone::answers::Answers;
use crate::hub::phone::find::book;
use crate::hub::store::{Change, StoreError, receipt_secret, salt};
use crate::hub::sync::append;
use crate::hub::web::Failure;

/// Where it was made, as staff read it.
const ORIGIN: &str = "phone";
/// Receipts that are drawn before giving up. That one is taken happens once in 100,000 draws.
const DRAWS: u32 = 16;

/// What came of it.
pub enum Recorded {
    /// It is on the disk, now or since an earlier time.
    Stands {
        /// Nothing when it is not this form's to show.
        receipt: Option<Receipt>,
        way: Way,
        /// Place in the line of those who wait.
        position: Option<i64>,
        is_taken_back: bool,
    },
    /// The rules do not allow it any more.
    Refused,
    /// The key belongs to something else.
    Strange,
}

/// Records what was answered under the form's key, or finds what was recorded under it before.
///
/// # Errors
/// When the database does; nothing is recorded then, and it can be sent again.
pub async fn record(hub: &Hub, desk: &Desk, answers: &Answers, key: RecordKey) -> Result<Recorded, Failure> {
    let mut change = hub.store.begin().await?;
    // In a line with everybody who records, so that a seat is given once.
    change.count("record", 0).await?;
    let meeting = &desk.meeting.id;
    let secret = receipt_secret(&mut change).await?;
    let own = salt(&mut change).await?;
    if let Some(known) = change.record(&key.to_string()).await? {
        let is_ours = known.meeting == meeting.0 && known.origin == ORIGIN && known.what == "registered";
        let book = book(&change.record_bodies(&meeting.0).await?);
        return Ok(match stands(desk, &book, key).filter(|_| is_ours) {
            Some((mark, way, position, is_taken_back)) => {
                let drawn = (0..DRAWS).map(|n| draw(&secret, key, n));
                let receipt = drawn.into_iter().find(|receipt| Some(receipt.mark(&own)) == mark);
                Recorded::Stands { receipt, way, position, is_taken_back }
            }
            None => Recorded::Strange,
        });
    }
    let mut book = book(&change.record_bodies(&meeting.0).await?);
    let Some(way) = answers.way(desk.asked()) else { return Ok(Recorded::Strange) };
    let now = hub.now();
    let salts = salts(&mut change, own).await?;
    for n in 0..DRAWS {
        let receipt = draw(&secret, key, n);
        // Nor may it be one that a kiosk has given: the number alone has to say whose it is.
        let marks: Vec<String> = salts.iter().map(|salt| receipt.mark(salt).to_string()).collect();
        if !change.holders(&marks).await?.is_empty() {
            continue;
        }
        let wish = Wish::Register { mark: receipt.mark(&own), way, party: answers.party() };
        let what = match decide(&book, &desk.rules(), wish, now) {
            Outcome::Record(what) => what,
            Outcome::Refused(Refusal::ReceiptTaken) => continue,
            Outcome::Refused(
                Refusal::NotOpen | Refusal::Closed | Refusal::Over | Refusal::Unknown | Refusal::NoSuchWay,
            )
            | Outcome::Already(_) => return Ok(Recorded::Refused),
        };
        let record = Record::new(key, meeting.clone(), now, true, what);
        keep(hub, change, &record).await?;
        book.apply(&record);
        return Ok(match stands(desk, &book, key) {
            Some((_, way, position, is_taken_back)) => {
                Recorded::Stands { receipt: Some(receipt), way, position, is_taken_back }
            }
            None => Recorded::Strange,
        });
    }
    Err(Failure::Internal("no receipt was free".to_owned()))
}

/// Adds a record made here, and says so to whoever waits.
///
/// # Errors
/// When the database does.
pub async fn keep(hub: &Hub, mut change: Change, record: &Record) -> Result<(), Failure> {
    let mut written = wire::Record::from(record);
    written.origin = Some(ORIGIN.to_owned());
    let failed = |error: serde_json::Error| Failure::Internal(error.to_string());
    let text = serde_json::to_string(&written).map_err(failed)?;
    let raw = RawValue::from_string(text).map_err(failed)?;
    // When somebody registered is nobody's business to the minute, here as everywhere.
    let received = band(hub.now()).as_millisecond();
    append(&mut change, &raw, ORIGIN, "", received).await?;
    let last = change.count("record", 0).await?;
    change.commit().await?;
    hub.live.announce_records(last);
    Ok(())
}

/// Every salt under which a receipt of this hub may be marked.
async fn salts(change: &mut Change, own: Salt) -> Result<Vec<Salt>, StoreError> {
    let kiosks = change.kiosk_salts().await?;
    let kiosks = kiosks.iter().filter_map(|text| Mark::parse(text)).map(|Mark(bits)| Salt(bits));
    Ok(std::iter::once(own).chain(kiosks).collect())
}

/// The receipt of a key: always the same, so that a form sent twice is answered alike, and known to
/// nobody without the secret, so that nobody can choose one and learn whether it is taken.
fn draw(secret: &[u8; 16], key: RecordKey, n: u32) -> Receipt {
    let hash = Sha256::new()
        .chain_update(secret)
        .chain_update(key.0.to_be_bytes())
        .chain_update(n.to_be_bytes())
        .finalize();
    let bits = hash.iter().take(8).fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte));
    Receipt::from_random(bits)
}

/// How a registration stands: its mark, its way, its place among those who wait, and whether it was
/// taken back.
fn stands(
    desk: &Desk,
    book: &crate::domain::attendance::Book,
    key: RecordKey,
) -> Option<(Option<Mark>, Way, Option<i64>, bool)> {
    let registration = book.registration(key)?;
    let seats = book.seats(registration.way, desk.meeting.capacity);
    let position = seats.waiting.iter().position(|waiting| *waiting == key);
    let position = position.map(|at| i64::try_from(at + 1).unwrap_or(i64::MAX));
    Some((registration.mark, registration.way, position, registration.taken_back))
}

/// A registration changed or taken back from the phone.
///
/// # Errors
/// When the database does.
pub async fn keep_what(
    hub: &Hub,
    change: Change,
    meeting: &crate::domain::meeting::MeetingId,
    key: RecordKey,
    what: What,
) -> Result<(), Failure> {
    keep(hub, change, &Record::new(key, meeting.clone(), hub.now(), true, what)).await
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn a_key_has_one_receipt_and_no_two_keys_the_same() {
        let secret = [7; 16];
        assert_eq!(draw(&secret, RecordKey(1), 0), draw(&secret, RecordKey(1), 0));
        assert_ne!(draw(&secret, RecordKey(1), 0), draw(&[8; 16], RecordKey(1), 0), "another place");
        let many: HashSet<String> = (0..1000).map(|key| draw(&secret, RecordKey(key), 0).digits()).collect();
        assert_eq!(many.len(), 1000);
        let tries: HashSet<String> = (0..DRAWS).map(|n| draw(&secret, RecordKey(1), n).digits()).collect();
        assert_eq!(tries.len(), 16);
    }
}
