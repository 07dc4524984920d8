//! Whose a file is: a hub's by evidence, another program's, or nobody's; looked at before anybody works on it.

use std::fs;
use std::path::Path;

use sqlx::Connection;

use super::StoreError;
use super::copy::{Held, broken, check, connect, copies_of, damage, mark_beside};

/// What a file shows of itself, looked at without writing anything.
pub(super) enum Looks {
    /// There is none, or nothing in it.
    Empty,
    /// The tables of a hub can be read, or nothing stands in the way of making them.
    OfHub,
    /// Tables, of which none is a hub's.
    OfAnother,
    /// It cannot be read: damaged, or no database at all.
    Unreadable,
}

pub(super) async fn look(path: &Path) -> Looks {
    if !is_there(path) {
        return Looks::Empty;
    }
    let looked = async {
        let mut connection = connect(path, false).await?;
        let sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'";
        let tables: Result<Vec<String>, sqlx::Error> =
            sqlx::query_scalar(sql).fetch_all(&mut connection).await;
        // It was only read.
        let _ = connection.close().await;
        tables
    };
    let is_ours = |tables: &[String]| {
        ["migration", "counter", "setting"].iter().all(|own| tables.iter().any(|table| table == own))
    };
    match looked.await {
        Ok(tables) if tables.is_empty() || is_ours(&tables) => Looks::OfHub,
        Ok(_) => Looks::OfAnother,
        Err(error) if broken(&error).is_some() => Looks::Unreadable,
        // It may not be read, or somebody has it: opening says what there is to say.
        Err(_) => Looks::OfHub,
    }
}

pub(super) fn is_there(database: &Path) -> bool {
    fs::metadata(database).is_ok_and(|file| file.len() > 0)
}

/// Refuses a file that is not a hub's, before anything is written into it, beside it, or of it: a wrong name in the
/// settings must not move somebody's list or picture out of its place, nor change who may read it. What cannot be
/// read is a hub's where its mark lies beside it, or a good copy of its name in the folder for copies.
///
/// # Errors
/// When it is another program's, or nothing tells that a hub has ever worked with it.
pub async fn is_a_hubs(database: &Path, copies: &Path) -> Result<(), StoreError> {
    match look(database).await {
        Looks::Empty | Looks::OfHub => Ok(()),
        Looks::OfAnother => Err(StoreError::OtherProgram(database.to_owned())),
        Looks::Unreadable if mark_beside(database).is_some() => Ok(()),
        Looks::Unreadable => {
            for copy in copies_of(database, copies) {
                if check(&copy).await.is_ok() {
                    return Ok(());
                }
            }
            Err(StoreError::NoDatabase(database.to_owned()))
        }
    }
}

/// Refuses what cannot be opened as it is, before anything is written.
pub(super) async fn can_be_opened(database: &Path) -> Result<(), StoreError> {
    match look(database).await {
        Looks::Empty | Looks::OfHub => Ok(()),
        Looks::OfAnother => Err(StoreError::OtherProgram(database.to_owned())),
        Looks::Unreadable if mark_beside(database).is_some() => Err(StoreError::Damaged(database.to_owned())),
        Looks::Unreadable => Err(StoreError::NoDatabase(database.to_owned())),
    }
}

/// For whoever works on a database without serving from it: what a hub would mend when it starts ([`mend`](super::mend)) is
/// refused. A command that began an empty database in the place of a lost one would end what the copies are for.
///
/// # Errors
/// When it is damaged or lost, or not a hub's.
pub async fn is_whole(database: &Path) -> Result<(), StoreError> {
    can_be_opened(database).await?;
    let damaged = if is_there(database) {
        // Where a program works on it, that one has looked.
        let Ok(Some(_alone)) = Held::alone(database) else { return Ok(()) };
        damage(database).await.is_some()
    } else {
        mark_beside(database).is_some()
    };
    if damaged { Err(StoreError::Damaged(database.to_owned())) } else { Ok(()) }
}
