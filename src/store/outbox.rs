//! The outbox: records that a hub has not answered for. One that cannot be sent is parked with the
//! reason, in plain sight, and holds up nobody else (invariant 6).

use sqlx::SqliteConnection;

use super::read::{self, Kept};
use super::{Access, Store, Trouble};
use crate::domain::attendance::{Record, RecordKey};
use crate::domain::meeting::MeetingId;

/// A record that could not be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parked {
    pub key: RecordKey,
    pub meeting: MeetingId,
    /// The hub's reason, for staff.
    pub why: String,
}

/// What has not been sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OutboxState {
    pub waiting: u64,
    pub parked: Vec<Parked>,
}

impl Store {
    /// What waits to be sent and what is parked.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn outbox(&mut self) -> Result<OutboxState, Trouble> {
        let state = state(&mut self.connection).await;
        state.map_err(|error| Trouble::of(&self.path, &error))
    }

    /// The first records that wait, at most so many, with the name of where each was made.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn batch(&mut self, most: u32) -> Result<Vec<(Record, String)>, Trouble> {
        self.begin(Access::Read).await?;
        let kept = read::waiting(&mut self.connection, most).await;
        let kept = self.end(kept).await?;
        Ok(kept.into_iter().map(|Kept { origin, record, .. }| (record, origin)).collect())
    }

    /// Takes records out of the outbox: a hub has answered that it has them.
    ///
    /// # Errors
    /// When it could not be written; they are sent once more then, which a hub knows.
    pub async fn sent(&mut self, keys: &[RecordKey]) -> Result<(), Trouble> {
        self.begin(Access::Write).await?;
        let sent = sent(&mut self.connection, keys).await;
        self.end(sent).await
    }

    /// Parks a record that a hub cannot take, with its reason.
    ///
    /// # Errors
    /// When it could not be written.
    pub async fn park(&mut self, key: RecordKey, why: &str) -> Result<(), Trouble> {
        self.begin(Access::Write).await?;
        let parked = park(&mut self.connection, key, why).await;
        self.end(parked).await
    }
}

async fn sent(connection: &mut SqliteConnection, keys: &[RecordKey]) -> sqlx::Result<()> {
    for key in keys {
        let sql = "DELETE FROM outbox WHERE record = (SELECT seq FROM record WHERE key = $1)";
        sqlx::query(sql).bind(key.0.to_be_bytes().to_vec()).execute(&mut *connection).await?;
    }
    Ok(())
}

pub(super) async fn park(connection: &mut SqliteConnection, key: RecordKey, why: &str) -> sqlx::Result<()> {
    let sql = "UPDATE outbox SET parked = $2 WHERE record = (SELECT seq FROM record WHERE key = $1)";
    let parked = sqlx::query(sql).bind(key.0.to_be_bytes().to_vec()).bind(why);
    parked.execute(connection).await.map(drop)
}

async fn state(connection: &mut SqliteConnection) -> sqlx::Result<OutboxState> {
    let waiting: i64 = sqlx::query_scalar("SELECT count(*) FROM outbox WHERE parked IS NULL")
        .fetch_one(&mut *connection)
        .await?;
    let parked: Vec<(Vec<u8>, String, String)> = sqlx::query_as(
        "SELECT record.key, meeting.name, outbox.parked FROM outbox \
         JOIN record ON record.seq = outbox.record JOIN meeting ON meeting.id = record.meeting \
         WHERE outbox.parked IS NOT NULL ORDER BY outbox.record",
    )
    .fetch_all(connection)
    .await?;
    let parked = parked.into_iter().filter_map(|(key, meeting, why)| {
        let key = RecordKey(u128::from_be_bytes(key.try_into().ok()?));
        Some(Parked { key, meeting: MeetingId(meeting), why })
    });
    Ok(OutboxState { waiting: waiting.unsigned_abs(), parked: parked.collect() })
}
