//! The book of one meeting as far as it was read, and its counts.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::api;
use crate::domain::attendance::{Book, Record, Tally, band};
use crate::domain::meeting::{Capacity, Meeting, When};
use crate::hub::store::{RecordRow, Store, StoreError};

/// Records read at once: others want the thread, too.
const AT_ONCE: i64 = 4_000;

/// A record that staff should look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flagged {
    /// The quarter of an hour: its own, or that of its arrival where it cannot be read.
    pub at: Timestamp,
    /// Where it was made.
    pub origin: String,
    /// What happened, as the wire names it; empty where it cannot be read.
    pub what: String,
    /// Why.
    pub flags: Vec<String>,
}

/// What was read of a meeting's records so far.
#[derive(Debug, Default)]
pub struct Ledger {
    pub book: Book,
    /// In the order of their arrival.
    pub flagged: Vec<Flagged>,
    /// Records that cannot be read.
    pub unread: usize,
    pub records: usize,
    /// Number of the last record.
    pub last: i64,
    counted: Option<(i64, Capacity, When, Arc<Tally>)>,
}

impl Ledger {
    /// Reads what has come since.
    pub(super) async fn read_on(&mut self, store: &Store, meeting: &str) -> Result<(), StoreError> {
        let mut reading = store.read().await?;
        loop {
            let rows = reading.records_of_after(meeting, self.last, AT_ONCE).await?;
            for row in &rows {
                self.take(row);
            }
            if (rows.len() as i64) < AT_ONCE {
                return Ok(());
            }
            tokio::task::yield_now().await;
        }
    }

    fn take(&mut self, row: &RecordRow) {
        self.last = row.number;
        self.records += 1;
        let record = serde_json::from_str::<api::record::Record>(&row.body).ok();
        let record = record.and_then(|record| Record::try_from(&record).ok());
        if let Some(record) = &record {
            self.book.apply(record);
        } else {
            self.unread += 1;
        }
        if let Some(flags) = &row.flags {
            let arrived = || band(Timestamp::from_millisecond(row.received).unwrap_or_default());
            self.flagged.push(Flagged {
                at: record.map_or_else(arrived, |record| record.observed),
                origin: row.origin.clone(),
                what: row.what.clone(),
                flags: flags.split_whitespace().map(str::to_owned).collect(),
            });
        }
    }

    /// The counts as they are now; worked out once for every change.
    pub(super) fn tally(&mut self, meeting: &Meeting, zone: &TimeZone) -> Arc<Tally> {
        let (capacity, when) = (meeting.capacity, &meeting.when);
        if let Some((last, of, on, tally)) = &self.counted
            && (*last, *of, on) == (self.last, capacity, when)
        {
            return tally.clone();
        }
        let tally = Arc::new(self.book.tally(capacity).on_days_of(when, zone));
        self.counted = Some((self.last, capacity, when.clone(), tally.clone()));
        tally
    }
}
