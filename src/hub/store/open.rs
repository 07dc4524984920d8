//! Opening the hub's database and bringing its tables up to date.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};
use sqlx::any::AnyPoolOptions;
use sqlx::{AnyConnection, AssertSqlSafe};
use tokio::sync::Mutex;

use super::copy::Held;
use super::{Store, StoreError};
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
                let host = address.rsplit_once('@').map_or(address.as_str(), |(_, host)| host);
                write!(f, "postgres at {}", host.trim_start_matches("postgres://"))
            }
        }
    }
}

impl Database {
    /// Reads what settings say; a file is seen from `folder`.
    ///
    /// # Errors
    /// When it is an address of something else.
    pub fn parse(text: &str, folder: &Path) -> Result<Database, StoreError> {
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return Ok(Database::Postgres(text.to_owned()));
        }
        if text.contains("://") || text.is_empty() {
            return Err(StoreError::Address(text.to_owned()));
        }
        Ok(Database::File(folder.join(text)))
    }
}

/// Connections at the most. SQLite writes one after the other anyway.
const MOST_CONNECTIONS: u32 = 16;

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
                    std::fs::create_dir_all(folder)?;
                }
                // Where the folder cannot be written, nobody moves the file either.
                let held = match Held::shared(path) {
                    Err(StoreError::InUse(path)) => return Err(StoreError::InUse(path)),
                    held => held.ok().map(Arc::new),
                };
                (Engine::Sqlite, sqlite_address(path), held)
            }
            Database::Postgres(address) => (Engine::Postgres, address.clone(), None),
        };
        let pool = AnyPoolOptions::new()
            .max_connections(MOST_CONNECTIONS)
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
            writer: Arc::new(Mutex::new(())),
            _held: held,
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
        change.commit().await
    }
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
