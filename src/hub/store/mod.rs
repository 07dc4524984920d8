//! What the hub keeps, in SQLite or PostgreSQL, by one code: TEXT, BIGINT and DOUBLE only,
//! placeholders as `$1`, one `$1` for each value.
//!
//! A change is begun with [`Store::begin`] and holds once [`Change::commit`] has come back. What
//! is read alone goes through [`Store::read`].

mod account;
mod attendance;
mod audit;
mod calendar;
mod copy;
mod display;
mod exchange;
mod item;
mod kiosk;
mod news;
mod open;
mod own;
mod passkey;
mod phone;
mod picture;
mod record;
mod salt;
mod schedule;
mod sentence;
mod session;
mod setting;
mod shown;
mod single;
mod trouble;
mod whose;

use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use prometheus_client::metrics::histogram::Histogram;
use sqlx::pool::PoolConnection;
use sqlx::{Any, AnyConnection, AnyPool};
use tokio::sync::{Mutex, OwnedMutexGuard};

use crate::clock::Stopwatch;

pub use account::{Account, Link, LinkPurpose, Role, SessionRow};
pub use attendance::{ContactRow, HeadCount, Reported};
pub use audit::{About, Asked, Entry};
pub use calendar::{CalendarEntry, CalendarRow, CalendarState};
pub use copy::{Alone, Mended, copies_of, copy_name, is_of, mend, restore};
pub use display::{OpenCall, PastCall, Shot};
pub use exchange::IntakeRow;
pub use item::{Item, Kind, NewVersion, Version};
pub use kiosk::{AnsweredCall, CallRow, ErrandRow, KioskRow, PairingRow};
pub use news::News;
pub(super) use news::{listen, look_round};
pub use open::{Database, Engine, wait_for};
pub use passkey::{Challenge, ChallengePurpose, PasskeyRow};
pub use phone::{HolderRow, ShownRow};
pub use picture::PictureRow;
pub use record::{Added, Answer, RecordRow};
pub use salt::{SALT, receipt_secret, salt};
pub use schedule::{Listed, Neighbour, Which};
pub use sentence::{Sentence, SentenceState};
pub use session::SessionSeen;
pub use single::DaysApart;
pub use trouble::StoreError;
pub use whose::{is_a_hubs, is_whole};

/// The open database. Clones share it.
#[derive(Clone, Debug)]
pub struct Store {
    pool: AnyPool,
    engine: Engine,
    /// SQLite has one writer. In a line here, nobody is told that the database is busy.
    writer: Arc<Mutex<()>>,
    /// That the file of SQLite is being worked on.
    held: Option<Arc<copy::Held>>,
    /// Where the database is, without its password.
    place: Arc<str>,
    /// What this process calls itself to the others on the same database.
    process: Arc<str>,
    /// How long changes take to the disk, s.
    commits: Histogram,
}

/// A connection that only reads.
pub struct Reading(PoolConnection<Any>);

impl Deref for Reading {
    type Target = AnyConnection;
    fn deref(&self) -> &AnyConnection {
        &self.0
    }
}

impl DerefMut for Reading {
    fn deref_mut(&mut self) -> &mut AnyConnection {
        &mut self.0
    }
}

/// A change that is under way: all of it or nothing. Dropped before [`Change::commit`], nothing of
/// it was.
pub struct Change {
    connection: Option<PoolConnection<Any>>,
    _in_line: Option<OwnedMutexGuard<()>>,
    engine: Engine,
    process: Arc<str>,
    commits: Histogram,
    /// What other processes have to hear of it.
    news: Vec<News>,
}

impl Store {
    /// How long changes take to the disk.
    pub(super) fn commits(&self) -> Histogram {
        self.commits.clone()
    }

    /// What this process is called, in news and in the log: eight digits of chance.
    pub(super) fn process(&self) -> &str {
        self.process.get(..8).unwrap_or_default()
    }

    /// What the database is.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// A connection for reading.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn read(&self) -> Result<Reading, StoreError> {
        Ok(Reading(self.connection().await?))
    }

    async fn connection(&self) -> Result<PoolConnection<Any>, StoreError> {
        match self.pool.acquire().await {
            Err(sqlx::Error::PoolTimedOut) => Err(StoreError::Away(self.place.to_string())),
            Err(sqlx::Error::Io(why)) => {
                Err(StoreError::Unreachable { place: self.place.to_string(), why: why.to_string() })
            }
            acquired => Ok(acquired?),
        }
    }

    /// Begins a change. On SQLite changes stand in a line.
    ///
    /// Not with the transactions of SQLx: a full disk makes SQLite undo one by itself, which SQLx
    /// does not notice, and its connection could never begin another.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn begin(&self) -> Result<Change, StoreError> {
        let in_line = match self.engine {
            Engine::Sqlite => Some(self.writer.clone().lock_owned().await),
            Engine::Postgres => None,
        };
        let mut change = Change {
            connection: Some(self.connection().await?),
            _in_line: in_line,
            engine: self.engine,
            process: self.process.clone(),
            commits: self.commits.clone(),
            news: Vec::new(),
        };
        let begin = match self.engine {
            Engine::Sqlite => "BEGIN IMMEDIATE",
            Engine::Postgres => "BEGIN",
        };
        sqlx::query(begin).execute(&mut *change).await?;
        Ok(change)
    }

    /// What this hub is known by. Its copies have it too.
    ///
    /// # Errors
    /// When the database does.
    pub async fn id(&self) -> Result<String, StoreError> {
        let id = self.read().await?.setting(salt::HUB_ID).await?;
        id.ok_or_else(|| StoreError::Row("a hub without an id".to_owned()))
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// When it does not.
    pub async fn ping(&self) -> Result<(), StoreError> {
        let mut reading = self.read().await?;
        let _: i64 = sqlx::query_scalar("SELECT value FROM counter WHERE name = 'revision'")
            .fetch_one(&mut *reading)
            .await?;
        Ok(())
    }

    /// Ends it in good order.
    pub async fn close(&self) {
        self.pool.close().await;
    }
}

impl Change {
    /// Makes it hold: when this comes back without an error, it is on the disk.
    ///
    /// # Errors
    /// When it could not be written; nothing was then.
    pub async fn commit(mut self) -> Result<(), StoreError> {
        let watch = Stopwatch::start();
        self.announce().await?;
        sqlx::query("COMMIT").execute(&mut *self).await?;
        self.commits.observe(watch.elapsed().as_secs_f64());
        // Kept for the next one; everything else goes through `drop`.
        drop(self.connection.take());
        Ok(())
    }

    /// Adds one to a counter and gives what it then is. The row is held until the end, so that
    /// whoever counts stands in a line.
    ///
    /// # Errors
    /// When the database does.
    pub async fn count(&mut self, counter: &str, by: i64) -> Result<i64, StoreError> {
        let sql = "UPDATE counter SET value = value + $1 WHERE name = $2 RETURNING value";
        let value = sqlx::query_scalar(sql).bind(by).bind(counter).fetch_one(&mut **self).await?;
        match counter {
            "revision" if by > 0 => self.tell(News::Revision(value)),
            "record" if by > 0 => self.tell(News::Records(value)),
            _ => {}
        }
        Ok(value)
    }
}

impl Deref for Change {
    type Target = AnyConnection;
    #[expect(clippy::expect_used, reason = "taken only by commit, which consumes the change")]
    fn deref(&self) -> &AnyConnection {
        // Cannot fail: only commit takes it, and commit consumes the change.
        self.connection.as_deref().expect("a change holds its connection until its end")
    }
}

impl DerefMut for Change {
    #[expect(clippy::expect_used, reason = "taken only by commit, which consumes the change")]
    fn deref_mut(&mut self) -> &mut AnyConnection {
        // Cannot fail: only commit takes it, and commit consumes the change.
        self.connection.as_deref_mut().expect("a change holds its connection until its end")
    }
}

impl Drop for Change {
    fn drop(&mut self) {
        if let Some(connection) = self.connection.take() {
            // Given up or failed: the connection is closed, and the database undoes what was begun.
            drop(connection.detach());
        }
    }
}
