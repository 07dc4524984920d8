//! Attendance on disk: one SQLite file that is only ever added to (invariants 5 and 6).
//!
//! A record and its place in the outbox are one transaction, and [`Store::append`] comes back only
//! when it is on the disk; whoever asked for it may then be thanked. What stands is worked out by
//! [`Book`](crate::domain::attendance::Book), never here. Nothing about a visitor is stored but
//! what a [`Record`] has: no name, no time finer than a quarter of an hour, and of a receipt only
//! its mark.

mod append;
mod backup;
mod open;
mod outbox;
mod purge;
mod read;
mod row;
mod setting;
mod trouble;

use std::path::{Path, PathBuf};

use sqlx::SqliteConnection;

use crate::domain::attendance::Salt;

pub use append::Stored;
pub use backup::{Backup, Restored, SaltFate};
use open::Identity;
pub use open::Opened;
pub use outbox::{OutboxState, Parked};
pub use purge::{Count, Purged, Removed, Stays, Swept};
pub use row::Topic;
pub use trouble::{Remedy, Trouble};

/// The name of the database in its folder.
pub const FILE: &str = "records.sqlite";

/// The open database. One connection, on purpose: [`Store::version`] then tells what others wrote.
/// Its work is done on a thread of its own; the caller's runtime only waits.
#[derive(Debug)]
pub struct Store {
    connection: SqliteConnection,
    path: PathBuf,
    /// The file itself, whatever its name comes to mean.
    file: Identity,
    salt: Salt,
    under_way: Option<Access>,
}

impl Store {
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What turns the receipts of this place into marks. Kept in the database.
    pub fn salt(&self) -> Salt {
        self.salt
    }

    /// A number that changes whenever another program has written: enter, purge, restore. What was
    /// read before is old then, and [`Store::open_again`] is the way to have all of it anew, the
    /// salt too.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn version(&mut self) -> Result<i64, Trouble> {
        let read = sqlx::query_scalar("PRAGMA data_version").fetch_one(&mut self.connection).await;
        read.map_err(|error| Trouble::of(&self.path, &error))
    }

    /// Ends it in good order: what stands beside the file moves into it.
    ///
    /// # Errors
    /// When the disk refuses. Nothing is lost by it.
    pub async fn close(self) -> Result<(), Trouble> {
        let path = self.path;
        sqlx::Connection::close(self.connection).await.map_err(|error| Trouble::of(&path, &error))
    }

    /// Begins something that is seen and done as of one moment. What comes of it goes to
    /// [`Store::end`].
    ///
    /// Not with the transactions of SQLx: a full disk makes SQLite undo one by itself, which SQLx
    /// does not notice, and its connection could never begin another.
    async fn begin(&mut self, access: Access) -> Result<(), Trouble> {
        if self.under_way.is_some() {
            // Whoever began it has given up waiting.
            self.undo().await;
        }
        let sql = match access {
            Access::Read => "BEGIN",
            // At once, and not when the first row is written: then nobody else comes in between.
            Access::Write => "BEGIN IMMEDIATE",
        };
        self.under_way = Some(access);
        let begun = sqlx::query(sql).execute(&mut self.connection).await;
        if begun.is_err() {
            self.undo().await;
        }
        begun.map(drop).map_err(|error| Trouble::of(&self.path, &error))
    }

    /// Ends it: when this comes back without an error, what was written is on the disk. With one,
    /// nothing was written.
    async fn end<T>(&mut self, done: sqlx::Result<T>) -> Result<T, Trouble> {
        let ended = match done {
            // A file that somebody moved or removed can still be written, and nobody would ever
            // find what was.
            Ok(_) if self.under_way == Some(Access::Write) && Identity::of(&self.path) != Some(self.file) => {
                Err(Trouble::Gone { path: self.path.clone() })
            }
            Ok(value) => sqlx::query("COMMIT")
                .execute(&mut self.connection)
                .await
                .map(|_| value)
                .map_err(|error| Trouble::of(&self.path, &error)),
            Err(error) => Err(Trouble::of(&self.path, &error)),
        };
        match ended {
            Ok(_) => self.under_way = None,
            Err(_) => self.undo().await,
        }
        ended
    }

    async fn undo(&mut self) {
        // Fails when SQLite has undone it already.
        let _ = sqlx::query("ROLLBACK").execute(&mut self.connection).await;
        self.under_way = None;
    }
}

/// What something that is under way may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Access {
    Read,
    Write,
}
