//! Copies of the hub's SQLite file, bringing one back, and what becomes of a file that is damaged.
//! Nothing is ever written over: what has to make room is set aside.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::os::unix::fs::{DirBuilderExt, FileExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection, SqliteConnection};

use super::open::SCHEMA;
use super::salt::HUB_ID;
use super::whose::{Looks, is_a_hubs, is_there, look};
use super::{Database, Engine, Store, StoreError};
use crate::domain::attendance::Mark;

/// Revisions and numbers of records go on from here further than anybody can have gone since the
/// copy was made: a kiosk that saw the later ones would take an earlier one for old news.
const LEAP: i64 = 1_000_000;

/// What a database is called in the names of its copies: several may lie in one folder.
fn name_of(database: &Path) -> String {
    let name = database.file_name().unwrap_or_default().to_string_lossy();
    name.strip_suffix(".sqlite").unwrap_or(&name).to_owned()
}

/// The name of a day's copy.
pub fn copy_name(database: &Path, day: Date) -> String {
    format!("{}-{day}.sqlite", name_of(database))
}

/// The daily copies of a database in a folder by their names, the oldest first. What has another name is
/// none; whether it is this hub's own is another question ([`is_of`]).
pub fn copies_of(database: &Path, folder: &Path) -> Vec<PathBuf> {
    let of = name_of(database);
    let is_copy = |path: &PathBuf| {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let rest = name.strip_prefix(&of).and_then(|rest| rest.strip_prefix('-'));
        let day = rest.and_then(|rest| rest.strip_suffix(".sqlite"));
        day.is_some_and(|day| day.parse::<Date>().is_ok())
    };
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut copies: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(is_copy).collect();
    copies.sort();
    copies
}

/// Whether a copy is of the hub with this id. Of one that does not say, its name has to do.
pub async fn is_of(copy: &Path, id: &str) -> bool {
    id_in(copy).await.is_none_or(|its| its == id)
}

/// What the hub of a file is known by, where it can be read.
async fn id_in(path: &Path) -> Option<String> {
    let mut connection = connect(path, false).await.ok()?;
    let sql = "SELECT value FROM setting WHERE name = $1";
    let id = sqlx::query_scalar(sql).bind(HUB_ID).fetch_optional(&mut connection).await;
    // It was only read.
    let _ = connection.close().await;
    id.ok().flatten()
}

/// Held by every process that works on the file; whoever moves the file must have it alone.
#[derive(Debug)]
pub(super) struct Held(File);

/// Held by the one hub that serves from a file of SQLite. Commands work beside it.
#[derive(Debug)]
pub struct Alone(#[expect(dead_code, reason = "held until it is dropped")] File);

/// A file beside the database: its name with something behind it.
pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

fn of_file(path: &Path) -> impl Fn(io::Error) -> StoreError {
    move |why| StoreError::File { path: path.to_owned(), why }
}

/// Beside the database: by it everybody knows who works on the file, and in it stands what the hub is known
/// by, for when the file itself cannot be read any more.
const LOCK: &str = ".lock";
/// Beside the database: held by the hub that serves from it.
const SERVES: &str = ".serves";

fn lock_file(path: &Path) -> Result<File, StoreError> {
    let file = OpenOptions::new().create(true).truncate(false).write(true).mode(0o600).open(path);
    file.map_err(of_file(path))
}

impl Alone {
    /// That this process is the one hub that serves from a database, as long as this is held. Nothing is held
    /// where several may ([`Database::Postgres`]) or nothing can be written beside the file.
    ///
    /// # Errors
    /// When another one does.
    pub fn serving(database: &Database) -> Result<Option<Alone>, StoreError> {
        let Database::File(path) = database else { return Ok(None) };
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
        }
        let Ok(file) = lock_file(&beside(path, SERVES)) else { return Ok(None) };
        match file.try_lock() {
            Ok(()) => Ok(Some(Alone(file))),
            Err(TryLockError::WouldBlock) => Err(StoreError::Served(path.clone())),
            Err(TryLockError::Error(_)) => Ok(None),
        }
    }
}

impl Held {
    /// Together with others who work on it.
    pub fn shared(path: &Path) -> Result<Held, StoreError> {
        let lock = beside(path, LOCK);
        let file = lock_file(&lock)?;
        match file.try_lock_shared() {
            Ok(()) => Ok(Held(file)),
            Err(TryLockError::WouldBlock) => Err(StoreError::InUse(path.to_owned())),
            Err(TryLockError::Error(why)) => Err(StoreError::File { path: lock, why }),
        }
    }

    /// Writes down what the hub is known by. Whoever works on the same file writes the same.
    pub fn remember(&self, id: &str) -> io::Result<()> {
        self.0.write_all_at(id.as_bytes(), 0)
    }

    /// Alone, or nothing when somebody works on it.
    pub fn alone(path: &Path) -> Result<Option<Held>, StoreError> {
        let lock = beside(path, LOCK);
        let file = lock_file(&lock)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Held(file))),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(why)) => Err(StoreError::File { path: lock, why }),
        }
    }
}

impl Store {
    /// Writes a copy of everything, as of one moment, into a file that does not exist yet. Safe
    /// while the hub works.
    ///
    /// # Errors
    /// When it could not be written, and nothing of it stays; on PostgreSQL, which has its own way.
    pub async fn copy_to(&self, to: &Path) -> Result<(), StoreError> {
        if self.engine == Engine::Postgres {
            return Err(StoreError::CopiesOfPostgres);
        }
        if to.exists() {
            return Err(StoreError::Exists(to.to_owned()));
        }
        // What is not whole must not be taken for a copy.
        let part = beside(to, ".part");
        let copied = self.copy_into(&part).await;
        let whole = match copied {
            Ok(()) => fs::rename(&part, to).and_then(|()| sync_folder(to)).map_err(of_file(to)),
            Err(error) => Err(error),
        };
        if whole.is_err() {
            // The reason is told; that the rest could not be removed would not help.
            let _ = fs::remove_file(&part);
        }
        whole
    }

    async fn copy_into(&self, part: &Path) -> Result<(), StoreError> {
        let name = part.to_str().ok_or_else(|| {
            let why = io::Error::new(io::ErrorKind::InvalidFilename, "its name is not in UTF-8");
            StoreError::File { path: part.to_owned(), why }
        })?;
        if let Some(folder) = part.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            fs::create_dir_all(folder).map_err(of_file(folder))?;
        }
        // For the user alone from its first byte on: it holds what the database holds.
        let made = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(part);
        drop(made.map_err(of_file(part))?);
        let mut reading = self.read().await?;
        sqlx::query("VACUUM INTO $1").bind(name).execute(&mut *reading).await?;
        // SQLite does not wait for the disk here.
        File::open(part).and_then(|file| file.sync_all()).map_err(of_file(part))?;
        check(part).await
    }
}

fn sync_folder(of: &Path) -> io::Result<()> {
    let folder = of.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder)?.sync_all()
}

pub(super) async fn connect(path: &Path, to_write: bool) -> Result<SqliteConnection, sqlx::Error> {
    SqliteConnectOptions::new().filename(path).read_only(!to_write).connect().await
}

/// Whether a file is a whole database of a hub that this program can read.
pub(super) async fn check(path: &Path) -> Result<(), StoreError> {
    let no = |why: String| StoreError::NoCopy { path: path.to_owned(), why };
    if !path.exists() {
        return Err(no("there is no such file".to_owned()));
    }
    let mut connection = connect(path, false).await.map_err(|error| no(error.to_string()))?;
    let found = async {
        let ok: String =
            sqlx::query_scalar("PRAGMA quick_check(1)").fetch_one(&mut connection).await.map_err(why)?;
        if ok != "ok" {
            return Err(ok);
        }
        let found: i64 = sqlx::query_scalar("SELECT COALESCE(MAX(number), 0) FROM migration")
            .fetch_one(&mut connection)
            .await
            .map_err(|_| "it is not the database of a hub".to_owned())?;
        if found > SCHEMA.len() as i64 {
            return Err("a newer hiroba has made it".to_owned());
        }
        Ok(())
    };
    let found = found.await;
    connection.close().await?;
    found.map_err(no)
}

#[expect(clippy::needless_pass_by_value, reason = "as map_err calls it")]
fn why(error: sqlx::Error) -> String {
    error.to_string()
}

/// Puts a copy in the place of the database. What lay there is set aside; where, is the answer.
/// Nothing was changed when it fails.
///
/// # Errors
/// When the copy is none, or a hub works on the database, or the disk does not want to.
pub async fn restore(copy: &Path, database: &Path, now: i64) -> Result<Option<PathBuf>, StoreError> {
    check(copy).await?;
    if let Looks::OfAnother = look(database).await {
        return Err(StoreError::OtherProgram(database.to_owned()));
    }
    if let Some(folder) = database.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder).map_err(of_file(folder))?;
    }
    let Some(alone) = Held::alone(database)? else {
        return Err(StoreError::InUse(database.to_owned()));
    };
    let aside = put_in_place(copy, database, now, "before").await?;
    if let Some(id) = id_in(database).await {
        alone.remember(&id).map_err(of_file(&beside(database, LOCK)))?;
    }
    Ok(aside)
}

async fn put_in_place(
    copy: &Path,
    database: &Path,
    now: i64,
    why: &str,
) -> Result<Option<PathBuf>, StoreError> {
    let part = beside(database, ".part");
    let ready = prepare(copy, &part, now).await;
    if let Err(error) = ready {
        let _ = fs::remove_file(&part);
        return Err(error);
    }
    let aside = set_aside(database, why)?;
    fs::rename(&part, database).and_then(|()| sync_folder(database)).map_err(of_file(database))?;
    Ok(aside)
}

/// The copy, beside its future place and with its counters leapt forward.
async fn prepare(copy: &Path, part: &Path, now: i64) -> Result<(), StoreError> {
    let mut from = File::open(copy).map_err(of_file(copy))?;
    let to = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(part);
    let mut to = to.map_err(of_file(part))?;
    io::copy(&mut from, &mut to).map_err(of_file(part))?;
    drop(to);
    let mut connection = connect(part, true).await?;
    // No log beside it: what is renamed must be all of it.
    sqlx::query("PRAGMA journal_mode = DELETE").execute(&mut connection).await?;
    let sql = "UPDATE counter SET value = value + $1 WHERE name IN ('revision', 'record')";
    sqlx::query(sql).bind(LEAP).execute(&mut connection).await?;
    let name = copy.file_name().unwrap_or_default().to_string_lossy().into_owned();
    sqlx::query("INSERT INTO audit (id, at, who, act, subject) VALUES ($1, $2, 'hub', 'hub-restored', $3)")
        .bind(crate::hub::secret::new_id()?)
        .bind(now)
        .bind(format!("database/{name}"))
        .execute(&mut connection)
        .await?;
    connection.close().await?;
    File::open(part).and_then(|file| file.sync_all()).map_err(of_file(part))
}

/// Renames the database and what SQLite keeps beside it to the first free name.
fn set_aside(database: &Path, why: &str) -> Result<Option<PathBuf>, StoreError> {
    const ENDINGS: [&str; 3] = ["", "-wal", "-shm"];
    if ENDINGS.iter().all(|ending| !beside(database, ending).exists()) {
        return Ok(None);
    }
    let free = (1_u32..).map(|number| beside(database, &format!(".{why}-{number}")));
    let is_free = |aside: &PathBuf| ENDINGS.iter().all(|ending| !beside(aside, ending).exists());
    // Cannot be without end: numbers are more than files.
    let aside = free.into_iter().find(is_free).unwrap_or_else(|| beside(database, ".aside"));
    for ending in ENDINGS {
        match fs::rename(beside(database, ending), beside(&aside, ending)) {
            Err(why) if why.kind() != io::ErrorKind::NotFound => {
                return Err(StoreError::File { path: beside(database, ending), why });
            }
            Ok(()) | Err(_) => {}
        }
    }
    sync_folder(database).map_err(of_file(database))?;
    Ok(Some(aside))
}

/// What was done about a database that was damaged or lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mended {
    /// Where the damaged file lies now; nothing: there was none.
    pub aside: Option<PathBuf>,
    /// The copy that stands in its place; nothing: there was no good one, and a new database begins.
    pub from: Option<PathBuf>,
}

/// Looks whether the database is whole and where it belongs, before anybody works on it. A damaged one is set
/// aside, and the newest good copy of `copies` takes its place; as it does where a hub has worked and nothing lies
/// there any more. What never was a hub's stays where it is ([`is_a_hubs`]).
///
/// # Errors
/// When it could not be set aside, or is not a hub's.
pub async fn mend(database: &Path, copies: &Path, now: i64) -> Result<Option<Mended>, StoreError> {
    is_a_hubs(database, copies).await?;
    let is_there = is_there(database);
    if !is_there && mark_beside(database).is_none() {
        return Ok(None);
    }
    // Somebody works on it, or the folder cannot be written: opening says what there is to say.
    let Ok(Some(_alone)) = Held::alone(database) else { return Ok(None) };
    if is_there {
        let Some(damage) = damage(database).await else { return Ok(None) };
        tracing::error!("The database {} is damaged: {damage}", database.display());
    }
    let candidates = copies_of(database, copies);
    // Another hub's would bring back its accounts, kiosks and records.
    let own = own_id(database, &candidates).await;
    for copy in candidates.into_iter().rev() {
        if check(&copy).await.is_ok() && is_own(&copy, &own).await {
            let aside = put_in_place(&copy, database, now, "damaged").await?;
            return Ok(Some(Mended { aside, from: Some(copy) }));
        }
    }
    let aside = if is_there { set_aside(database, "damaged")? } else { None };
    Ok(Some(Mended { aside, from: None }))
}

/// What the hub of a damaged database is known by.
enum OwnId {
    Is(String),
    /// Nothing says it; all copies of its name are of one hub, or say nothing.
    OfCopies,
    /// Nothing says it, and copies of several hubs have its name: none can be taken for its own.
    Unclear,
}

/// What the hub that worked with a database is known by, as it stands beside it.
pub(super) fn mark_beside(database: &Path) -> Option<Mark> {
    fs::read_to_string(beside(database, LOCK)).ok().and_then(|text| Mark::parse(text.trim()))
}

async fn own_id(database: &Path, copies: &[PathBuf]) -> OwnId {
    if let Some(id) = mark_beside(database) {
        return OwnId::Is(id.to_string());
    }
    if let Some(id) = id_in(database).await {
        return OwnId::Is(id);
    }
    let mut ids = BTreeSet::new();
    for copy in copies {
        ids.extend(id_in(copy).await);
    }
    if ids.len() > 1 { OwnId::Unclear } else { OwnId::OfCopies }
}

async fn is_own(copy: &Path, own: &OwnId) -> bool {
    let is_own = match own {
        OwnId::Is(id) => is_of(copy, id).await,
        OwnId::OfCopies => true,
        OwnId::Unclear => false,
    };
    if !is_own {
        tracing::warn!("{} may be the copy of another hub and is left where it is.", copy.display());
    }
    is_own
}

/// What is broken in the file itself, if anything: not that a disk is full or may not be read.
pub(super) async fn damage(database: &Path) -> Option<String> {
    let looked = async {
        let mut connection = connect(database, true).await?;
        let found: String = sqlx::query_scalar("PRAGMA quick_check(1)").fetch_one(&mut connection).await?;
        connection.close().await?;
        Ok::<String, sqlx::Error>(found)
    };
    match looked.await {
        Ok(found) => (found != "ok").then_some(found),
        Err(error) => broken(&error),
    }
}

/// What SQLite says of a damaged file, and of one that is none of its own; nothing where it says anything else.
pub(super) fn broken(error: &sqlx::Error) -> Option<String> {
    const BROKEN: [&str; 2] = ["11", "26"];
    let error = error.as_database_error()?;
    // The extended code has the plain one in its lowest byte.
    let code = error.code()?.parse::<u32>().ok()? & 0xff;
    BROKEN.contains(&code.to_string().as_str()).then(|| error.to_string())
}
