//! Taking away what is no longer needed: whole meetings, for good, with a receipt of what went.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use sqlx::SqliteConnection;

use super::row::Topic;
use super::{Access, Store, Trouble};
use crate::api::{self, Known};
use crate::domain::attendance::BAND;
use crate::domain::meeting::MeetingId;

/// What a purge removes, or would.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Purged {
    /// The day before which all must have happened.
    pub before: Date,
    /// In the order of the meetings' first records.
    pub removed: Vec<Removed>,
    /// Meetings with records older than that day, and why they stay.
    pub kept: Vec<(MeetingId, Stays)>,
}

/// The records of one meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Removed {
    pub meeting: MeetingId,
    pub counts: BTreeMap<Topic, Count>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    pub records: u64,
    /// Of these, records that no hub has.
    pub not_sent: u64,
}

/// Why a meeting with old records stays as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stays {
    /// Something was recorded since.
    Newer,
    /// It is still to come, or goes on.
    NotOver,
    /// Its day is not decided, so it may still come.
    Undecided,
}

/// What became of the bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Swept {
    Gone,
    /// The records are gone, but traces may stand in the files until it is done again.
    Later(Trouble),
}

/// What is known of one meeting.
#[derive(Clone, Debug)]
pub(super) struct Held {
    pub meeting: MeetingId,
    pub words: Option<String>,
    pub first: i64,
    pub last: i64,
    pub counts: BTreeMap<Topic, Count>,
}

impl Held {
    /// A meeting of which one record is known.
    pub fn new(meeting: &MeetingId, band: i64) -> Held {
        Held { meeting: meeting.clone(), words: None, first: band, last: band, counts: BTreeMap::new() }
    }

    /// Whether all of it happened before that day, and nothing of it is to come.
    pub fn stays(&self, before: Date, zone: &TimeZone) -> Option<Stays> {
        let day = midnight(before, zone);
        if self.last.saturating_mul(BAND) >= day.as_second() {
            return Some(Stays::Newer);
        }
        // A meeting without words came from paper or another place: its records are all that is known.
        let words: api::Meeting = serde_json::from_str(self.words.as_deref()?).ok()?;
        let meeting = words.to_domain(Known { zone, today: None }).ok()?;
        match meeting.when.over_at(zone) {
            Some(over) if over <= day => None,
            Some(_) => Some(Stays::NotOver),
            None => Some(Stays::Undecided),
        }
    }
}

/// When that day begins. There is no day without a beginning within a thousand years.
pub(super) fn midnight(day: Date, zone: &TimeZone) -> Timestamp {
    day.to_zoned(zone.clone()).map_or(Timestamp::MIN, |midnight| midnight.timestamp())
}

impl Store {
    /// What [`Store::purge`] would remove.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn would_purge(&mut self, before: Date, zone: &TimeZone) -> Result<Purged, Trouble> {
        let held = held(&mut self.connection).await.map_err(|error| Trouble::of(&self.path, &error))?;
        Ok(plan(&held, before, zone))
    }

    /// Removes all records of meetings whose last record is before that day and which are over by
    /// then, with everything that was stored about these meetings, and keeps a receipt of it. The
    /// bytes go too.
    ///
    /// # Errors
    /// When it could not be done; nothing was removed then.
    pub async fn purge(
        &mut self,
        before: Date,
        zone: &TimeZone,
        now: Timestamp,
    ) -> Result<(Purged, Swept), Trouble> {
        self.begin(Access::Write).await?;
        let removed = match held(&mut self.connection).await {
            Ok(held) => remove(&mut self.connection, plan(&held, before, zone), now).await,
            Err(error) => Err(error),
        };
        let purged = self.end(removed).await?;
        let swept = match sweep(&mut self.connection).await {
            Ok(()) => Swept::Gone,
            Err(error) => Swept::Later(Trouble::of(&self.path, &error)),
        };
        Ok((purged, swept))
    }
}

/// Every meeting with its counts, in the order of first records.
pub(super) async fn held(connection: &mut SqliteConnection) -> sqlx::Result<Vec<Held>> {
    type Row = (String, Option<String>, i64, i64, i64, i64, i64);
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT meeting.name, meeting.words, record.what, count(*), min(band), max(band), \
         count(outbox.record) FROM record JOIN meeting ON meeting.id = record.meeting \
         LEFT JOIN outbox ON outbox.record = record.seq \
         GROUP BY meeting.id, record.what ORDER BY meeting.id, record.what",
    )
    .fetch_all(connection)
    .await?;
    let mut all: Vec<Held> = Vec::new();
    for (name, words, what, records, first, last, not_sent) in rows {
        if all.last().is_none_or(|held| held.meeting.0 != name) {
            all.push(Held { words, ..Held::new(&MeetingId(name), first) });
        }
        if let Some(held) = all.last_mut() {
            (held.first, held.last) = (held.first.min(first), held.last.max(last));
            let count = held.counts.entry(Topic::of(what)).or_default();
            count.records += records.unsigned_abs();
            count.not_sent += not_sent.unsigned_abs();
        }
    }
    Ok(all)
}

fn plan(held: &[Held], before: Date, zone: &TimeZone) -> Purged {
    let mut purged = Purged { before, removed: Vec::new(), kept: Vec::new() };
    for held in held {
        match held.stays(before, zone) {
            None => {
                let (meeting, counts) = (held.meeting.clone(), held.counts.clone());
                purged.removed.push(Removed { meeting, counts });
            }
            Some(why) if held.first.saturating_mul(BAND) < midnight(before, zone).as_second() => {
                purged.kept.push((held.meeting.clone(), why));
            }
            Some(_) => {}
        }
    }
    purged
}

async fn remove(connection: &mut SqliteConnection, purged: Purged, now: Timestamp) -> sqlx::Result<Purged> {
    const OF_MEETING: [&str; 3] = [
        "DELETE FROM outbox WHERE record IN (SELECT record.seq FROM record JOIN meeting \
         ON meeting.id = record.meeting WHERE meeting.name = $1)",
        "DELETE FROM record WHERE meeting = (SELECT id FROM meeting WHERE name = $1)",
        "DELETE FROM meeting WHERE name = $1",
    ];
    const LEFT_OVER: [&str; 2] = [
        "DELETE FROM party WHERE id NOT IN (SELECT party FROM record WHERE party IS NOT NULL)",
        "DELETE FROM origin WHERE id NOT IN (SELECT origin FROM record)",
    ];
    for Removed { meeting, counts } in &purged.removed {
        for sql in OF_MEETING {
            sqlx::query(sql).bind(&meeting.0).execute(&mut *connection).await?;
        }
        for (topic, count) in counts {
            let sql = "INSERT INTO purged (at, before, meeting, what, records, not_sent) \
                       VALUES ($1, $2, $3, $4, $5, $6)";
            sqlx::query(sql)
                .bind(now.as_second())
                .bind(purged.before.to_string())
                .bind(&meeting.0)
                .bind(topic.key())
                .bind(i64::try_from(count.records).unwrap_or(i64::MAX))
                .bind(i64::try_from(count.not_sent).unwrap_or(i64::MAX))
                .execute(&mut *connection)
                .await?;
        }
    }
    for sql in LEFT_OVER {
        sqlx::query(sql).execute(&mut *connection).await?;
    }
    Ok(purged)
}

/// Rewrites the file without what was deleted, and empties the log beside it.
async fn sweep(connection: &mut SqliteConnection) -> sqlx::Result<()> {
    sqlx::query("VACUUM").execute(&mut *connection).await?;
    // Waits for readers as long as for any lock. The first column says whether one was in the way.
    let busy: i64 = sqlx::query_scalar("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(&mut *connection).await?;
    if busy == 0 { Ok(()) } else { Err(sqlx::Error::Io(std::io::ErrorKind::ResourceBusy.into())) }
}
