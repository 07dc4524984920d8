//! Opening the hub's database and bringing its tables up to date.

use std::fs::{DirBuilder, OpenOptions, Permissions};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use std::{fmt, io};

use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};
use sqlx::any::AnyPoolOptions;
use sqlx::{AnyConnection, AssertSqlSafe, Connection};
use tokio::sync::Mutex;

use super::copy::{Held, beside};
use super::whose::can_be_opened;
use super::{Store, StoreError, salt};
use crate::hub::secret::new_id;

/// The tables as they came about, oldest first. One that has been on a disk is never changed.
pub(super) const SCHEMA: &[&str] = &[
    include_str!("schema/0001_core.sql"),
    include_str!("schema/0002_schedule.sql"),
    include_str!("schema/0003_notices.sql"),
    include_str!("schema/0004_attendance.sql"),
    include_str!("schema/0005_phone.sql"),
    include_str!("schema/0006_accounts.sql"),
    include_str!("schema/0007_operation.sql"),
    include_str!("schema/0008_exchange.sql"),
    include_str!("schema/0009_keys.sql"),
    include_str!("schema/0010_gates.sql"),
    include_str!("schema/0011_contrast.sql"),
    include_str!("schema/0012_calls.sql"),
    include_str!("schema/0013_last_shown.sql"),
];

/// Which database it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// Where the database lies.
#[derive(Clone, PartialEq, Eq)]
pub enum Database {
    File(PathBuf),
    /// `postgres://user:password@host/name`
    Postgres(String),
}

/// Never with its password.
impl fmt::Debug for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Database::File(path) => write!(f, "{}", path.display()),
            Database::Postgres(address) => {
                let rest = address.strip_prefix(POSTGRES).unwrap_or(address);
                let host = rest.rsplit_once('@').map_or(rest, |(_, host)| host);
                // What follows may be a password too.
                write!(f, "postgres at {}", host.split('?').next().unwrap_or_default())
            }
        }
    }
}

/// How an address of PostgreSQL begins.
const POSTGRES: &str = "postgres://";

/// What stands before the colons and strokes of an address, and what after them.
fn scheme(text: &str) -> Option<(String, &str)> {
    let (scheme, rest) = text.split_once(':')?;
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    // A path may have a colon in it; this is none, also with a stroke too few.
    let is_address = rest.starts_with("//") || scheme.to_ascii_lowercase().starts_with("postgre");
    (is_scheme && is_address).then(|| (scheme.to_ascii_lowercase(), rest))
}

impl Database {
    /// Reads what settings say; a file is seen from `folder`.
    ///
    /// # Errors
    /// When it is an address of something else.
    pub fn parse(text: &str, folder: &Path) -> Result<Database, StoreError> {
        match scheme(text) {
            Some((scheme, rest)) => match (scheme.as_str(), rest.strip_prefix("//")) {
                ("postgres" | "postgresql", Some(rest)) => {
                    Ok(Database::Postgres(format!("{POSTGRES}{rest}")))
                }
                // Without the rest, in which a password may stand.
                _ => Err(StoreError::Address(format!("{scheme}:..."))),
            },
            None if text.contains("://") => Err(StoreError::Address("...://...".to_owned())),
            None if text.is_empty() => Err(StoreError::Address(String::new())),
            None => Ok(Database::File(folder.join(text))),
        }
    }
}

/// Connections at the most. SQLite writes one after the other anyway.
const MOST_CONNECTIONS: u32 = 16;
/// Whoever asks for a connection and gets none for so long is told so: a browser would wait in silence.
const PATIENCE: Duration = Duration::from_secs(5);
/// How long a server may take to come up, when the hub and it start together.
const START: Duration = Duration::from_secs(30);
/// Between two tries.
const AGAIN: Duration = Duration::from_secs(1);

impl Store {
    /// Opens the database, makes it when there is none, and brings its tables up to date.
    ///
    /// # Errors
    /// When it cannot be reached, or a newer program has made it.
    pub async fn open(database: &Database) -> Result<Store, StoreError> {
        sqlx::any::install_default_drivers();
        let (engine, address, held) = match database {
            Database::File(path) => {
                if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
                    DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
                }
                // Before anything lies beside it that was not there.
                can_be_opened(path).await?;
                // Where the folder cannot be written, nobody moves the file either.
                let held = match Held::shared(path) {
                    Err(StoreError::InUse(path)) => return Err(StoreError::InUse(path)),
                    held => held.ok().map(Arc::new),
                };
                make_private(path)?;
                (Engine::Sqlite, sqlite_address(path), held)
            }
            Database::Postgres(address) => {
                reach(database, address).await?;
                (Engine::Postgres, address.clone(), None)
            }
        };
        let pool = AnyPoolOptions::new()
            .max_connections(MOST_CONNECTIONS)
            .acquire_timeout(PATIENCE)
            // A file does not go away as a server does: to ask every time doubles the way.
            .test_before_acquire(engine == Engine::Postgres)
            .after_connect(move |connection, _| {
                Box::pin(async move {
                    if engine == Engine::Sqlite {
                        // FULL: what was acknowledged is still there after the power has failed.
                        for pragma in [
                            "PRAGMA journal_mode = WAL",
                            "PRAGMA synchronous = FULL",
                            "PRAGMA busy_timeout = 10000",
                            // LIKE tells A from a, as PostgreSQL's does: two ids may differ in nothing else, and
                            // only so an index answers it.
                            "PRAGMA case_sensitive_like = ON",
                        ] {
                            sqlx::query(pragma).execute(&mut *connection).await?;
                        }
                    }
                    Ok(())
                })
            })
            .connect(&address)
            .await?;
        let store = Store {
            pool,
            engine,
            place: format!("{database:?}").into(),
            writer: Arc::new(Mutex::new(())),
            held,
            process: new_id()?.into(),
            // From a tenth of a millisecond to three seconds.
            commits: Histogram::new(exponential_buckets(0.0001, 2.0, 16)),
        };
        store.bring_up_to_date().await?;
        Ok(store)
    }

    async fn bring_up_to_date(&self) -> Result<(), StoreError> {
        let mut change = self.begin().await?;
        if self.engine == Engine::Postgres {
            // Of several hubs that start at once, one makes the tables.
            sqlx::query("SELECT pg_advisory_xact_lock(1751741039)").execute(&mut *change).await?;
        }
        sqlx::query("CREATE TABLE IF NOT EXISTS migration (number BIGINT NOT NULL PRIMARY KEY)")
            .execute(&mut *change)
            .await?;
        let found: i64 = sqlx::query_scalar("SELECT COALESCE(MAX(number), 0) FROM migration")
            .fetch_one(&mut *change)
            .await?;
        let known = SCHEMA.len() as i64;
        if found > known {
            return Err(StoreError::Newer { found, known });
        }
        for (number, schema) in (1_i64..).zip(SCHEMA).filter(|(number, _)| *number > found) {
            run(&mut change, schema).await?;
            sqlx::query("INSERT INTO migration (number) VALUES ($1)")
                .bind(number)
                .execute(&mut *change)
                .await?;
        }
        let id = salt::hub_id(&mut change).await?;
        change.commit().await?;
        if let Some(held) = &self.held {
            // Where it lies beside a database that is whole, it is not missed.
            held.remember(&id).unwrap_or_else(|error| {
                tracing::warn!("The hub's id could not be written beside its database: {error}");
            });
        }
        Ok(())
    }
}

/// What stands in the way of reaching a server.
struct Silence {
    why: String,
    /// Whether it may answer in a moment.
    may_pass: bool,
}

async fn ask(address: &str) -> Result<(), Silence> {
    match tokio::time::timeout(PATIENCE, AnyConnection::connect(address)).await {
        Ok(Ok(connection)) => {
            // It has answered; how it takes leave does not matter.
            let _ = connection.close().await;
            Ok(())
        }
        Ok(Err(error)) => {
            // 57P03: it is there and starts up.
            let starts = error.as_database_error().and_then(|error| error.code());
            let starts = starts.is_some_and(|code| code == "57P03");
            Err(Silence { may_pass: starts || matches!(error, sqlx::Error::Io(_)), why: error.to_string() })
        }
        Err(_) => {
            Err(Silence { why: format!("it has not answered for {} s", PATIENCE.as_secs()), may_pass: true })
        }
    }
}

/// Waits until a server answers that may start together with the hub, and says at once for whom and why.
///
/// # Errors
/// When it does not, or says that it never will.
pub async fn wait_for(database: &Database) -> Result<(), StoreError> {
    let Database::Postgres(address) = database else { return Ok(()) };
    sqlx::any::install_default_drivers();
    let waited = tokio::time::timeout(START, async {
        for number in 1.. {
            match ask(address).await {
                Err(silence) if silence.may_pass => {
                    if number == 1 {
                        tracing::warn!("Waiting for the database, {database:?}: {}", silence.why);
                    }
                    tokio::time::sleep(AGAIN).await;
                }
                // Opening says what it is.
                Ok(()) | Err(_) => break,
            }
        }
    });
    // Over: once more, and then it is said.
    let _ = waited.await;
    reach(database, address).await
}

async fn reach(database: &Database, address: &str) -> Result<(), StoreError> {
    ask(address)
        .await
        .map_err(|silence| StoreError::Unreachable { place: format!("{database:?}"), why: silence.why })
}

/// For the user alone, whatever the program was started by: it holds accounts and what people wrote. SQLite
/// gives what it keeps beside it the same rights.
fn make_private(path: &Path) -> Result<(), StoreError> {
    let of_file = |why| StoreError::File { path: path.to_owned(), why };
    let made = OpenOptions::new().append(true).create(true).mode(0o600).open(path);
    match made {
        // Where it may only be read, opening says what there is to say.
        Err(why) if why.kind() == io::ErrorKind::PermissionDenied => return Ok(()),
        made => drop(made.map_err(of_file)?),
    }
    for ending in ["", "-wal", "-shm"] {
        let path = beside(path, ending);
        let Ok(metadata) = std::fs::metadata(&path) else { continue };
        let mode = metadata.permissions().mode();
        if mode & 0o077 == 0 {
            continue;
        }
        let private = Permissions::from_mode(mode & 0o7700);
        if let Err(error) = std::fs::set_permissions(&path, private) {
            tracing::warn!("Others may read {}, and that cannot be changed: {error}", path.display());
        }
    }
    Ok(())
}

/// Runs the statements of a schema, which end with a semicolon at the end of a line.
async fn run(connection: &mut AnyConnection, schema: &'static str) -> Result<(), StoreError> {
    let sql: Vec<&str> = schema.lines().filter(|line| !line.trim_start().starts_with("--")).collect();
    for statement in sql.join("\n").split(";\n").map(str::trim).filter(|statement| !statement.is_empty()) {
        // From files of this program, not from anybody's input.
        sqlx::query(AssertSqlSafe(statement.to_owned())).execute(&mut *connection).await?;
    }
    Ok(())
}

/// A path as an address, with the signs that mean something in one written otherwise.
fn sqlite_address(path: &Path) -> String {
    let mut address = String::from("sqlite://");
    for c in path.to_string_lossy().chars() {
        match c {
            '%' => address.push_str("%25"),
            '?' => address.push_str("%3F"),
            '#' => address.push_str("%23"),
            c => address.push(c),
        }
    }
    address.push_str("?mode=rwc");
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_of_postgresql_is_known_however_its_first_word_is_written() {
        for text in
            ["postgres://u:SECRET@host/x", "Postgres://u:SECRET@host/x", "POSTGRESQL://u:SECRET@host/x"]
        {
            let database = Database::parse(text, Path::new("")).unwrap();
            assert_eq!(database, Database::Postgres("postgres://u:SECRET@host/x".to_owned()));
            assert_eq!(format!("{database:?}"), "postgres at host/x");
        }
        let database = Database::parse("postgres://host/x?user=u&password=SECRET", Path::new("")).unwrap();
        assert_eq!(format!("{database:?}"), "postgres at host/x");
    }

    #[test]
    fn what_is_said_of_an_address_that_is_none_never_has_the_password_in_it() {
        for text in [
            "postgre://u:SECRET@host/x",
            "Postgre://u:SECRET@host/x",
            "postgres:/u:SECRET@host/x",
            "postgres:u:SECRET@host/x",
            "mysql://u:SECRET@host/x",
            "post gres://u:SECRET@host/x",
            "://u:SECRET@host/x",
        ] {
            let error = Database::parse(text, Path::new("")).unwrap_err().to_string();
            assert!(!error.contains("SECRET") && error.contains("postgres://"), "{text}: {error}");
        }
    }

    #[test]
    fn a_file_may_have_a_colon_in_its_name() {
        for name in ["hub.sqlite", "state/hub:2.sqlite", "c:hub.sqlite"] {
            let database = Database::parse(name, Path::new("/var")).unwrap();
            assert_eq!(database, Database::File(Path::new("/var").join(name)));
        }
    }
}
