//! Opening the database: what is missing is made, what is damaged is set aside, what is newer or
//! somebody else's is left alone.

use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, fchown};
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::Timestamp;
use sqlx::migrate::{MigrateError, Migration, MigrationType, Migrator};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection, SqlSafeStr, SqliteConnection};

use super::{Store, Trouble, setting};
use crate::domain::attendance::Salt;

/// The tables as they came about, oldest first. One that has been on a disk is never changed.
/// Whoever adds the second decides how a backup of the first is read (`backup.rs`): so far there
/// are no older ones.
const SCHEMA: [(i64, &str, &str); 1] = [(1, "records", include_str!("schema/0001_records.sql"))];

/// "hiro" in the head of the file, as the schema writes it.
const APPLICATION: i64 = 0x6869_726f;

/// How long a writer waits for another: a purge of years takes a few seconds.
const PATIENCE: Duration = Duration::from_secs(10);

/// What [`Store::open`] came to.
#[derive(Debug)]
pub struct Opened {
    pub store: Store,
    /// Where a damaged file lies now; staff have to be told.
    pub aside: Option<PathBuf>,
}

impl Opened {
    /// What staff have to know, if anything.
    pub fn news(&self) -> Option<String> {
        let aside = self.aside.as_ref()?;
        Some(format!(
            "The database of attendance was damaged. It was set aside as {} and a new one was begun. \
             If there is a backup, bring it back with: hiroba restore FILE.",
            aside.display()
        ))
    }
}

/// Which file it is, whatever its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Identity {
    device: u64,
    inode: u64,
}

impl Identity {
    pub fn of(path: &Path) -> Option<Identity> {
        let metadata = fs::metadata(path).ok()?;
        Some(Identity { device: metadata.dev(), inode: metadata.ino() })
    }
}

impl Store {
    /// Opens the database to write, and makes it when there is none. A file that is damaged or no
    /// database is renamed, never overwritten. `fresh` becomes the salt of a new database. Needs a
    /// runtime with a timer.
    ///
    /// # Errors
    /// When it can neither be opened nor replaced.
    pub async fn open(path: &Path, now: Timestamp, fresh: Salt) -> Result<Opened, Trouble> {
        make_folder(path)?;
        // Of several programs that begin a database or find it damaged, one does something about it.
        let _alone = alone(path).await?;
        let mut aside = None;
        // What a lost file has left beside it must not flow into a new one.
        if !path.exists() && beside(path, "-wal").exists() {
            aside = Some(set_aside(path, now)?);
        }
        make_file(path)?;
        match Store::connect_to_write(path, fresh).await {
            Err(Trouble::Damaged { .. }) => {
                aside = Some(set_aside(path, now)?);
                make_file(path)?;
                let store = Store::connect_to_write(path, fresh).await?;
                Ok(Opened { store, aside })
            }
            Err(Trouble::CannotOpen { path, why }) => Err(why_not_open(path, why)),
            opened => opened.map(|store| Opened { store, aside }),
        }
    }

    /// Closes and opens anew, after a [`Trouble`] that this helps against. The salt stays, so that
    /// the receipts of a file that is lost are known again when its records are brought back.
    ///
    /// # Errors
    /// When it can neither be opened nor replaced.
    pub async fn open_again(self, now: Timestamp) -> Result<Opened, Trouble> {
        let (path, salt) = (self.path.clone(), self.salt);
        // Closed first: closing takes away what lies beside the name. What is wrong with the old
        // one is known already.
        let _ = self.close().await;
        Store::open(&path, now, salt).await
    }

    /// Opens the database to read it, also while a kiosk writes. Nothing is made or changed.
    ///
    /// # Errors
    /// When there is none, or it cannot be read.
    pub async fn open_to_read(path: &Path) -> Result<Store, Trouble> {
        if !path.exists() {
            return Err(Trouble::Missing { path: path.to_owned() });
        }
        let options = options(path).read_only(true);
        match Store::connect_to_read(path, &options).await {
            // In a folder that cannot be written, what SQLite keeps beside the file cannot be made.
            // It is not needed when all records have moved into the file itself.
            Err(Trouble::CannotOpen { .. } | Trouble::ReadOnly { .. })
                if fs::metadata(beside(path, "-wal")).map_or(true, |wal| wal.len() == 0) =>
            {
                Store::connect_to_read(path, &options.immutable(true)).await
            }
            opened => opened,
        }
    }

    async fn connect_to_write(path: &Path, fresh: Salt) -> Result<Store, Trouble> {
        let trouble = |error: sqlx::Error| Trouble::of(path, &error);
        let mut connection = options(path).connect().await.map_err(trouble)?;
        match prepare(&mut connection, path, fresh).await {
            Ok(salt) => Store::of(connection, path, salt),
            Err(trouble) => {
                // Closed before anything is renamed: closing takes away what lies beside the name.
                let _ = connection.close().await;
                Err(trouble)
            }
        }
    }

    async fn connect_to_read(path: &Path, options: &SqliteConnectOptions) -> Result<Store, Trouble> {
        let trouble = |error: sqlx::Error| Trouble::of(path, &error);
        let mut connection = options.connect().await.map_err(trouble)?;
        let salt = match identify(&mut connection, path).await? {
            Written::Nothing => return Err(Trouble::Missing { path: path.to_owned() }),
            Written::Version(version) if version < newest() => {
                return Err(Trouble::Older { path: path.to_owned() });
            }
            Written::Version(_) => setting::salt(&mut connection).await.map_err(trouble)?,
        };
        let lost = || Trouble::Damaged { path: path.to_owned(), why: "it has no salt".to_owned() };
        Store::of(connection, path, salt.ok_or_else(lost)?)
    }

    fn of(connection: SqliteConnection, path: &Path, salt: Salt) -> Result<Store, Trouble> {
        let gone = || Trouble::Gone { path: path.to_owned() };
        let file = Identity::of(path).ok_or_else(gone)?;
        Ok(Store { connection, path: path.to_owned(), file, salt, under_way: None })
    }
}

/// Nothing that would touch the file: what is in it is not known yet. Statements are not logged:
/// a log is no place for what visitors do.
fn options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new().filename(path).busy_timeout(PATIENCE).disable_statement_logging()
}

fn newest() -> i64 {
    SCHEMA.iter().map(|(version, ..)| *version).max().unwrap_or_default()
}

/// What a file holds.
enum Written {
    Nothing,
    /// Our tables, in this version.
    Version(i64),
}

/// Looks whose file it is, as of one moment and without changing anything.
async fn identify(connection: &mut SqliteConnection, path: &Path) -> Result<Written, Trouble> {
    let trouble = |error: sqlx::Error| Trouble::of(path, &error);
    sqlx::query("BEGIN").execute(&mut *connection).await.map_err(trouble)?;
    let head = head(connection).await.map_err(trouble)?;
    sqlx::query("COMMIT").execute(&mut *connection).await.map_err(trouble)?;
    match head {
        (0, 0, _) => Ok(Written::Nothing),
        (APPLICATION, _, version) if version > newest() => Err(Trouble::Newer { path: path.to_owned() }),
        (APPLICATION, _, version) => Ok(Written::Version(version)),
        _ => Err(Trouble::Foreign { path: path.to_owned() }),
    }
}

/// Whose file it is, how many tables are in it, and of which version ours are.
async fn head(connection: &mut SqliteConnection) -> sqlx::Result<(i64, i64, i64)> {
    // The first to read: what is locked for a moment is waited for.
    let tables = sqlx::query_scalar("SELECT count(*) FROM sqlite_schema").fetch_one(&mut *connection).await?;
    let application = sqlx::query_scalar("PRAGMA application_id").fetch_one(&mut *connection).await?;
    if application != APPLICATION {
        return Ok((application, tables, 0));
    }
    let version: Option<i64> =
        sqlx::query_scalar("SELECT max(version) FROM _sqlx_migrations").fetch_one(connection).await?;
    Ok((application, tables, version.unwrap_or_default()))
}

/// Makes sure of the file and brings it up to date. Gives the salt.
async fn prepare(connection: &mut SqliteConnection, path: &Path, fresh: Salt) -> Result<Salt, Trouble> {
    let trouble = |error: sqlx::Error| Trouble::of(path, &error);
    identify(connection, path).await?;
    check(connection, path).await?;
    // Attendance survives the plug being pulled (FULL), what is deleted is overwritten, and nothing
    // is sorted or copied into a file somewhere else.
    let settings = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; \
                    PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = ON;";
    sqlx::raw_sql(settings).execute(&mut *connection).await.map_err(trouble)?;
    // One program at a time; the second finds the tables made. A write that changes nothing shows
    // whether anything can be written: to begin one does not.
    let begin = "BEGIN IMMEDIATE";
    sqlx::query(begin).execute(&mut *connection).await.map_err(trouble)?;
    let migrations = SCHEMA.map(|(version, name, sql)| {
        Migration::new(version, name.into(), MigrationType::Simple, sql.into_sql_str(), true)
    });
    let migrated = Migrator::with_migrations(migrations.into()).run_direct(None, connection, false).await;
    migrated.map_err(|error| of_migration(path, error))?;
    let nothing = "DELETE FROM setting WHERE name = ''";
    sqlx::query(nothing).execute(&mut *connection).await.map_err(trouble)?;
    let salt = match setting::salt(connection).await.map_err(trouble)? {
        Some(salt) => salt,
        None => {
            setting::keep_salt(connection, fresh).await.map_err(trouble)?;
            fresh
        }
    };
    sqlx::query("COMMIT").execute(&mut *connection).await.map_err(trouble)?;
    // SQLite looks at pages, not at what the words in its own table of tables have become.
    for table in TABLES {
        let found = sqlx::query(table).fetch_optional(&mut *connection).await;
        found.map_err(|error| Trouble::Damaged { path: path.to_owned(), why: error.to_string() })?;
    }
    Ok(salt)
}

/// Every column of every table that is read or written.
const TABLES: [&str; 8] = [
    "SELECT name, value FROM setting LIMIT 0",
    "SELECT id, name, words FROM meeting LIMIT 0",
    "SELECT name, place, words FROM category LIMIT 0",
    "SELECT id, name FROM origin LIMIT 0",
    "SELECT id, people FROM party LIMIT 0",
    "SELECT seq, key, meeting, origin, band, sure, what, way, party, people, word, about, mark \
     FROM record LIMIT 0",
    "SELECT record, parked FROM outbox LIMIT 0",
    "SELECT at, before, meeting, what, records, not_sent FROM purged LIMIT 0",
];

/// Whether the file is whole, as SQLite sees it.
pub(super) async fn check(connection: &mut SqliteConnection, path: &Path) -> Result<(), Trouble> {
    let found: Result<String, _> =
        sqlx::query_scalar("PRAGMA quick_check(1)").fetch_one(&mut *connection).await;
    match found.map_err(|error| Trouble::of(path, &error))? {
        ok if ok == "ok" => Ok(()),
        why => Err(Trouble::Damaged { path: path.to_owned(), why }),
    }
}

fn of_migration(path: &Path, error: MigrateError) -> Trouble {
    match error {
        MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => Trouble::of(path, &error),
        MigrateError::VersionMissing(_) | MigrateError::VersionMismatch(_) => {
            Trouble::Newer { path: path.to_owned() }
        }
        error => Trouble::Other { path: path.to_owned(), why: error.to_string() },
    }
}

/// For the user alone, where it is missing.
fn make_folder(path: &Path) -> Result<(), Trouble> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let made = folder.map(|folder| DirBuilder::new().recursive(true).mode(0o700).create(folder));
    made.unwrap_or(Ok(())).map_err(|error| not_written(path, &error))
}

/// For the user alone, where it is missing. The one that is there is not touched: closing a second
/// handle to a database would drop the locks of the first.
fn make_file(path: &Path) -> Result<(), Trouble> {
    match OpenOptions::new().write(true).create_new(true).mode(0o600).open(path) {
        Ok(file) => {
            give_to_owner(&file, path);
            Ok(())
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(not_written(path, &error)),
    }
}

/// What an administrator makes in a kiosk's folder is the kiosk's, or the kiosk could not use it.
fn give_to_owner(file: &File, path: &Path) {
    let folder = path.parent().and_then(|folder| fs::metadata(folder).ok());
    if let Some(folder) = folder {
        // Only an administrator can; for anybody else it is right already.
        let _ = fchown(file, Some(folder.uid()), Some(folder.gid()));
    }
}

/// Waits until no other program opens this database to write. They wait while this is held; one
/// that dies holds it no more.
async fn alone(path: &Path) -> Result<File, Trouble> {
    let lock = beside(path, "-lock");
    let made = OpenOptions::new().write(true).create(true).truncate(false).mode(0o600).open(lock);
    let file = made.map_err(|error| not_written(path, &error))?;
    give_to_owner(&file, path);
    let waited = tokio::time::timeout(PATIENCE, async {
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(()),
                Err(TryLockError::WouldBlock) => tokio::time::sleep(Duration::from_millis(10)).await,
                Err(TryLockError::Error(error)) => return Err(Trouble::of_io(path, &error)),
            }
        }
    });
    waited.await.unwrap_or_else(|_| Err(Trouble::Busy { path: path.to_owned() }))?;
    Ok(file)
}

/// Why nothing can be written in the folder of the database.
fn not_written(path: &Path, error: &io::Error) -> Trouble {
    match error.kind() {
        io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied => {
            Trouble::ReadOnly { path: path.to_owned() }
        }
        _ => Trouble::of_io(path, error),
    }
}

/// SQLite says no more than that it cannot open a file when it may not write beside it.
fn why_not_open(path: PathBuf, why: String) -> Trouble {
    // Not the database itself: closing a second handle to it would drop the locks of the first.
    let probe = beside(&path, "-probe");
    match OpenOptions::new().write(true).create_new(true).open(&probe) {
        Ok(_) => {
            let _ = fs::remove_file(probe);
            Trouble::CannotOpen { path, why }
        }
        Err(error) => not_written(&path, &error),
    }
}

/// The file that SQLite keeps beside the database under this ending.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// Renames the database and what lies beside it. Gives the new name.
fn set_aside(path: &Path, now: Timestamp) -> Result<PathBuf, Trouble> {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let at = now.strftime("%Y%m%dT%H%M%SZ");
    let free = (1..).map(|n| match n {
        1 => path.with_file_name(format!("{stem}.damaged-{at}.sqlite")),
        n => path.with_file_name(format!("{stem}.damaged-{at}-{n}.sqlite")),
    });
    let is_free = |aside: &PathBuf| ["", "-wal", "-shm"].iter().all(|ending| !beside(aside, ending).exists());
    let aside = free.take(1000).find(is_free).unwrap_or_else(|| path.with_extension("damaged"));
    for ending in ["", "-wal", "-shm"] {
        match fs::rename(beside(path, ending), beside(&aside, ending)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(Trouble::of_io(path, &error));
            }
            Ok(()) | Err(_) => {}
        }
    }
    Ok(aside)
}
