//! What can go wrong with the hub's database.

use std::path::PathBuf;

/// Why something could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The address in the settings.
    #[error("\"{0}\" is no database: write a file name, or an address that starts with postgres://.")]
    Address(String),
    /// A newer program has been here.
    #[error(
        "The database was made by a newer hiroba (version {found} of its tables; this program knows {known}). \
         Start the newer program, or restore a copy from before."
    )]
    Newer { found: i64, known: i64 },
    #[error("The folder of the database cannot be made: {0}.")]
    Folder(#[from] std::io::Error),
    #[error("The database says: {0}.")]
    Database(#[from] sqlx::Error),
    /// A server that does not answer when it is asked for the first time.
    #[error("The database cannot be reached, {place}: {why}.")]
    Unreachable { place: String, why: String },
    /// A server that has answered before.
    #[error("The database gives no connection, {0}: it is away, or has too much to do.")]
    Away(String),
    #[error(
        "{} is the database of another program: there are tables in it, and none of them a hub's. Nothing was \
         written into it. Name another file in [hub] database.", .0.display()
    )]
    OtherProgram(PathBuf),
    #[error(
        "{} is no database, and nothing beside it tells that a hub has ever worked with it. It was left as it is. \
         Name another file in [hub] database. If it is what became of a hub's database: move it away, and bring \
         a copy back with: hiroba hub restore FILE.", .0.display()
    )]
    NoDatabase(PathBuf),
    #[error(
        "{} is damaged, or is not there although a hub has worked with it. Nothing was changed. Start the hub: it \
         brings the newest good copy back, and says in its log what it did. Or bring a copy back by hand: \
         hiroba hub restore FILE.", .0.display()
    )]
    Damaged(PathBuf),
    #[error(
        "Another hub works on {} already. Two on one file of SQLite would not tell each other what changes: end \
         that one first, or give this one a database of its own. On PostgreSQL any number may work on one.",
        .0.display()
    )]
    Served(PathBuf),
    #[error(
        "{} is the copy of another hub's database, so no copy of this one is made. Name a folder of its own \
         for it: [hub] backups.", .0.display()
    )]
    CopyOfAnother(PathBuf),
    /// Written by this program, and not readable for it any more.
    #[error("A row of the database cannot be understood: {0}.")]
    Row(String),
    #[error("{} cannot be read or written: {why}.", .path.display())]
    File { path: PathBuf, why: std::io::Error },
    #[error("{} is there already. Choose another name; nothing is ever written over.", .0.display())]
    Exists(PathBuf),
    #[error("{} is no copy that can be brought back: {why}.", .path.display())]
    NoCopy { path: PathBuf, why: String },
    #[error(
        "A program works on {} at this moment. End it first (systemctl stop hiroba-hub, or the kiosk whose \
         hub it is), and start it again afterwards.", .0.display()
    )]
    InUse(PathBuf),
    #[error(
        "The hub stands on PostgreSQL, which makes and takes back its own copies: \
         pg_dump --format=custom --file=FILE ADDRESS, and pg_restore --clean --dbname=ADDRESS FILE."
    )]
    CopiesOfPostgres,
    #[error("There is no randomness to be had: {0}.")]
    Chance(String),
    /// What was written together with others, all of which failed.
    #[error("Nothing of what was to be written together was: {0}")]
    Together(String),
}

impl StoreError {
    /// Whether it is what was to be written that the database does not take, so that it would not take
    /// it at any other time either. Everything else may pass.
    pub fn is_about_the_row(&self) -> bool {
        let error = match self {
            StoreError::Database(error) => error,
            StoreError::Row(_) => return true,
            StoreError::Address(_)
            | StoreError::Unreachable { .. }
            | StoreError::Away(_)
            | StoreError::OtherProgram(_)
            | StoreError::NoDatabase(_)
            | StoreError::Damaged(_)
            | StoreError::Served(_)
            | StoreError::CopyOfAnother(_)
            | StoreError::Newer { .. }
            | StoreError::Folder(_)
            | StoreError::File { .. }
            | StoreError::Exists(_)
            | StoreError::NoCopy { .. }
            | StoreError::InUse(_)
            | StoreError::CopiesOfPostgres
            | StoreError::Chance(_)
            | StoreError::Together(_) => return false,
        };
        let Some(code) = error.as_database_error().and_then(|error| error.code()) else {
            return matches!(error, sqlx::Error::Encode(_));
        };
        match code.parse::<u32>() {
            // PostgreSQL: a value that cannot be, a rule of the table, a limit of the program.
            _ if code.len() == 5 => ["22", "23", "54"].iter().any(|class| code.starts_with(class)),
            // SQLite: SQLITE_TOOBIG, _CONSTRAINT, _MISMATCH, _RANGE, and their extended codes.
            Ok(code) => matches!(code & 0xff, 18 | 19 | 20 | 25),
            Err(_) => false,
        }
    }
}
