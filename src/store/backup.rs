//! A copy of the database as of one moment, and bringing records back from one. Both are safe
//! while a kiosk runs.

use std::collections::{HashMap, HashSet};
use std::fs::{self, File, OpenOptions};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use sqlx::SqliteConnection;

use super::append::{Sending, append, known};
use super::purge::{Held, held, midnight};
use super::read::{self, Kept};
use super::{Access, Store, Trouble, open, outbox, setting};
use crate::api;
use crate::domain::attendance::{BAND, Record, Salt};
use crate::domain::meeting::MeetingId;

/// What a restore did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// Records that came back.
    pub new: u64,
    /// Records that were here already.
    pub here: u64,
    /// Records that stay away, and the day of the purge they were older than.
    pub purged: Option<(u64, Date)>,
    pub salt: SaltFate,
}

/// What becomes of the receipts that were given out before the backup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaltFate {
    /// Both knew the same receipts.
    Same,
    /// There were no registrations here, so the backup's receipts are known again.
    TakenOver,
    /// Registrations were made here since, with a salt of their own: the backup's receipts are
    /// not known here. Whoever has one is checked in without it.
    Kept,
}

impl Store {
    /// Writes a copy of everything into a file that does not exist yet, for the user alone. Gives
    /// the number of records in it.
    ///
    /// # Errors
    /// When the file exists or could not be written; nothing of it stays then.
    pub async fn backup(&mut self, to: &Path) -> Result<u64, Trouble> {
        let trouble = |error: std::io::Error| Trouble::of_io(to, &error);
        let made = OpenOptions::new().write(true).create_new(true).mode(0o600).open(to);
        drop(made.map_err(|error| match error.kind() {
            std::io::ErrorKind::AlreadyExists => Trouble::Exists { path: to.to_owned() },
            _ => trouble(error),
        })?);
        let copied = self.copy(to).await;
        if copied.is_err() {
            // What is not whole must not be taken for a backup.
            let _ = fs::remove_file(to);
        }
        copied
    }

    async fn copy(&mut self, to: &Path) -> Result<u64, Trouble> {
        let name = to.to_str().ok_or_else(|| {
            let why = "its name is not in UTF-8".to_owned();
            Trouble::CannotOpen { path: to.to_owned(), why }
        })?;
        // An error is one of the target far more often than of the source.
        let trouble = |error: sqlx::Error| Trouble::of(to, &error);
        sqlx::query("VACUUM INTO $1").bind(name).execute(&mut self.connection).await.map_err(trouble)?;
        // SQLite does not wait for the disk here.
        let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let synced = File::open(to).and_then(|file| file.sync_all());
        synced.and_then(|()| File::open(folder)?.sync_all()).map_err(|error| Trouble::of_io(to, &error))?;
        // A backup is one when it can be read.
        let mut copy = Store::open_to_read(to).await?;
        open::check(&mut copy.connection, to).await?;
        let count: i64 = sqlx::query_scalar("SELECT count(*) FROM record")
            .fetch_one(&mut copy.connection)
            .await
            .map_err(trouble)?;
        copy.close().await?;
        Ok(count.unsigned_abs())
    }

    /// Brings back from a backup what is missing here, in one transaction. Nothing that is here is
    /// touched, and what was purged stays away.
    ///
    /// # Errors
    /// When it could not be taken in; nothing was changed then.
    pub async fn restore(&mut self, backup: &Backup, zone: &TimeZone) -> Result<Restored, Trouble> {
        self.begin(Access::Write).await?;
        let restored = backup.put_back(&mut self.connection, self.salt, zone).await;
        let restored = self.end(restored).await?;
        if restored.salt == SaltFate::TakenOver {
            self.salt = backup.salt;
        }
        Ok(restored)
    }
}

/// One row of the table of purges.
type PurgedRow = (i64, String, String, String, i64, i64);

const PURGED: &str = "SELECT at, before, meeting, what, records, not_sent FROM purged ORDER BY at";

/// Everything in a backup, or in the database of another kiosk.
#[derive(Debug)]
pub struct Backup {
    salt: Salt,
    records: Vec<Kept>,
    /// Records that were not sent, and why if they were parked.
    outbox: HashMap<i64, Option<String>>,
    words: Vec<(String, String)>,
    categories: Vec<String>,
    purged: Vec<PurgedRow>,
}

impl Backup {
    /// Reads a backup and makes sure that it is whole.
    ///
    /// # Errors
    /// When it is not.
    pub async fn read(path: &Path) -> Result<Backup, Trouble> {
        let no_backup = |trouble| match trouble {
            Trouble::Missing { path } => Trouble::NoBackup { path, why: "there is no such file".to_owned() },
            Trouble::Damaged { path, why } => Trouble::NoBackup { path, why },
            Trouble::Foreign { path } => {
                Trouble::NoBackup { path, why: "it belongs to another program".to_owned() }
            }
            other => other,
        };
        let mut store = Store::open_to_read(path).await.map_err(no_backup)?;
        let checked = open::check(&mut store.connection, path).await;
        let read = match checked {
            // All as of one moment: a kiosk may be writing.
            Ok(()) => match store.begin(Access::Read).await {
                Ok(()) => {
                    let read = Backup::read_from(&mut store.connection, store.salt).await;
                    store.end(read).await
                }
                Err(trouble) => Err(trouble),
            },
            Err(trouble) => Err(trouble),
        };
        store.close().await?;
        read.map_err(no_backup)
    }

    async fn read_from(connection: &mut SqliteConnection, salt: Salt) -> sqlx::Result<Backup> {
        let records = read::read(connection, None, |line, names| names.kept(&line)).await?;
        let outbox: Vec<(i64, Option<String>)> =
            sqlx::query_as("SELECT record, parked FROM outbox").fetch_all(&mut *connection).await?;
        let words = sqlx::query_as("SELECT name, words FROM meeting WHERE words IS NOT NULL ORDER BY id")
            .fetch_all(&mut *connection)
            .await?;
        let categories = sqlx::query_scalar("SELECT words FROM category ORDER BY place, name")
            .fetch_all(&mut *connection)
            .await?;
        let purged = sqlx::query_as(PURGED).fetch_all(&mut *connection).await?;
        Ok(Backup { salt, records, outbox: outbox.into_iter().collect(), words, categories, purged })
    }

    async fn put_back(
        &self,
        connection: &mut SqliteConnection,
        salt: Salt,
        zone: &TimeZone,
    ) -> sqlx::Result<Restored> {
        self.remember_purges(connection).await?;
        let mut here = HashSet::new();
        for kept in self.records.chunks(500) {
            here.extend(known(connection, kept.iter().map(|kept| kept.record.key)).await?);
        }
        let receipts: i64 = sqlx::query_scalar("SELECT count(*) FROM record WHERE mark IS NOT NULL")
            .fetch_one(&mut *connection)
            .await?;
        let missing: Vec<&Kept> =
            self.records.iter().filter(|kept| !here.contains(&kept.record.key)).collect();
        let purge = Purges::read(connection, &missing, &self.words, zone).await?;
        let (gone, back): (Vec<&Kept>, Vec<&Kept>) =
            missing.into_iter().partition(|kept| purge.took(&kept.record));
        for run in back.chunk_by(|one, next| self.sending(one) == self.sending(next)) {
            let records = run.iter().map(|kept| (&kept.record, kept.origin.as_str()));
            append(connection, records, self.sending(run[0])).await?;
        }
        for kept in &back {
            if let Some(Some(why)) = self.outbox.get(&kept.seq) {
                outbox::park(connection, kept.record.key, why).await?;
            }
        }
        for (name, words) in &self.words {
            let sql = "UPDATE meeting SET words = $2 WHERE name = $1 AND words IS NULL";
            sqlx::query(sql).bind(name).bind(words).execute(&mut *connection).await?;
        }
        self.add_categories(connection).await?;
        let salt = match (self.salt == salt, receipts) {
            (true, _) => SaltFate::Same,
            (false, 0) => {
                setting::keep_salt(connection, self.salt).await?;
                SaltFate::TakenOver
            }
            (false, _) => SaltFate::Kept,
        };
        let purged = purge.newest.filter(|_| !gone.is_empty()).map(|day| (gone.len() as u64, day));
        Ok(Restored { new: back.len() as u64, here: here.len() as u64, purged, salt })
    }

    fn sending(&self, kept: &Kept) -> Sending {
        if self.outbox.contains_key(&kept.seq) { Sending::Waits } else { Sending::Done }
    }

    async fn remember_purges(&self, connection: &mut SqliteConnection) -> sqlx::Result<()> {
        let known: Vec<PurgedRow> = sqlx::query_as(PURGED).fetch_all(&mut *connection).await?;
        for row in self.purged.iter().filter(|row| !known.contains(row)) {
            let (at, before, meeting, what, records, not_sent) = row;
            let sql = "INSERT INTO purged (at, before, meeting, what, records, not_sent) \
                       VALUES ($1, $2, $3, $4, $5, $6)";
            let row = sqlx::query(sql).bind(at).bind(before).bind(meeting).bind(what);
            row.bind(records).bind(not_sent).execute(&mut *connection).await?;
        }
        Ok(())
    }

    /// Categories that are not here follow those that are.
    async fn add_categories(&self, connection: &mut SqliteConnection) -> sqlx::Result<()> {
        for words in &self.categories {
            let Ok(category) = serde_json::from_str::<api::Category>(words) else { continue };
            let sql = "INSERT INTO category (name, place, words) \
                       VALUES ($1, (SELECT coalesce(max(place), 0) + 1 FROM category), $2) \
                       ON CONFLICT (name) DO NOTHING";
            sqlx::query(sql).bind(&category.id).bind(words).execute(&mut *connection).await?;
        }
        Ok(())
    }
}

/// What purges took, here and where the backup was made.
struct Purges {
    newest: Option<Date>,
    /// Records of a meeting older than this, s, are gone.
    older: HashMap<MeetingId, i64>,
}

impl Purges {
    /// A meeting that somebody purged stays away up to the day of that purge. The newest purge
    /// also takes every other meeting that it would have taken, had it been here: of this it is
    /// asked when it was last heard of, here and in the backup.
    async fn read(
        connection: &mut SqliteConnection,
        missing: &[&Kept],
        words: &[(String, String)],
        zone: &TimeZone,
    ) -> sqlx::Result<Purges> {
        let rows: Vec<(String, String)> =
            sqlx::query_as("SELECT meeting, before FROM purged").fetch_all(&mut *connection).await?;
        let days =
            rows.into_iter().filter_map(|(name, day)| Some((MeetingId(name), day.parse::<Date>().ok()?)));
        let days: Vec<(MeetingId, Date)> = days.collect();
        let Some(newest) = days.iter().map(|(_, day)| *day).max() else {
            return Ok(Purges { newest: None, older: HashMap::new() });
        };
        let mut heard: HashMap<MeetingId, Held> = HashMap::new();
        for held in held(connection).await? {
            heard.insert(held.meeting.clone(), held);
        }
        for Kept { record, .. } in missing {
            let band = record.observed.as_second().div_euclid(BAND);
            let held =
                heard.entry(record.meeting.clone()).or_insert_with(|| Held::new(&record.meeting, band));
            held.last = held.last.max(band);
        }
        for (name, words) in words {
            if let Some(held) = heard.get_mut(&MeetingId(name.clone())) {
                held.words.get_or_insert_with(|| words.clone());
            }
        }
        let mut older: HashMap<MeetingId, i64> = HashMap::new();
        for (meeting, day) in days {
            let until = older.entry(meeting).or_insert(i64::MIN);
            *until = (*until).max(midnight(day, zone).as_second());
        }
        for held in heard.into_values().filter(|held| held.stays(newest, zone).is_none()) {
            older.insert(held.meeting, midnight(newest, zone).as_second());
        }
        Ok(Purges { newest: Some(newest), older })
    }

    fn took(&self, record: &Record) -> bool {
        self.older.get(&record.meeting).is_some_and(|until| record.observed.as_second() < *until)
    }
}
