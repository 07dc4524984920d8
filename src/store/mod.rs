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

use sqlx::{Sqlite, SqliteConnection, Transaction};

use crate::domain::attendance::Salt;

pub use append::Stored;
pub use backup::{Restored, SaltFate};
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
    file: open::Identity,
    salt: Salt,
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
    /// read before is old then.
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

    /// Begins to write; waits while another program does.
    async fn write(&mut self) -> Result<Writing<'_>, Trouble> {
        let Store { connection, path, file, .. } = self;
        let begun = sqlx::Connection::begin_with(connection, "BEGIN IMMEDIATE").await;
        let transaction = begun.map_err(|error| Trouble::of(path, &error))?;
        Ok(Writing { transaction, path, file: *file })
    }

    /// Begins to read: everything until its end is as of one moment.
    async fn reading(&mut self) -> Result<(Transaction<'_, Sqlite>, &Path), Trouble> {
        let Store { connection, path, .. } = self;
        let begun = sqlx::Connection::begin(connection).await;
        Ok((begun.map_err(|error| Trouble::of(path, &error))?, path))
    }
}

/// Something that is being written, as a whole or not at all.
struct Writing<'a> {
    transaction: Transaction<'a, Sqlite>,
    path: &'a Path,
    file: open::Identity,
}

impl Writing<'_> {
    fn trouble(&self, error: &sqlx::Error) -> Trouble {
        Trouble::of(self.path, error)
    }

    /// Comes back when it is on the disk.
    async fn commit(self) -> Result<(), Trouble> {
        // A file that somebody moved or removed can still be written, and nobody would ever find
        // what was.
        if open::Identity::of(self.path) != Some(self.file) {
            return Err(Trouble::Gone { path: self.path.to_owned() });
        }
        self.transaction.commit().await.map_err(|error| Trouble::of(self.path, &error))
    }
}
