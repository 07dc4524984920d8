//! A copy of the hub's database every day, and the end of the oldest ones.

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::hub::Hub;
use crate::hub::store::{self, Database, Engine, StoreError, copies_of, copy_name, is_of};

/// How often it is looked whether today's copy is there.
const LOOK: Duration = Duration::from_secs(10 * 60);
/// Name of the folder beside the database.
const FOLDER: &str = "backups";

/// Where copies lie and how many are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copies {
    pub folder: PathBuf,
    /// None: no copies are made.
    pub keep: usize,
}

impl Copies {
    /// The folder beside a database.
    pub fn folder_beside(database: &Path) -> PathBuf {
        database.parent().unwrap_or(Path::new("")).join(FOLDER)
    }

    /// For a database, in the folder that was named or the one beside it. PostgreSQL has its own way.
    pub fn of(database: &Database, folder: Option<PathBuf>, keep: usize) -> Option<Copies> {
        match database {
            Database::File(path) => {
                Some(Copies { folder: folder.unwrap_or_else(|| Copies::folder_beside(path)), keep })
            }
            Database::Postgres(_) => None,
        }
    }
}

/// Makes today's copy, if it is not there yet, and removes the oldest beyond those that are kept:
/// only after one that is good, so that the old ones stay when copies fail. What else lies in the
/// folder is not touched.
///
/// # Errors
/// When it could not be made.
pub async fn make_copy(hub: &Hub, copies: &Copies) -> Result<Option<PathBuf>, StoreError> {
    let Database::File(database) = &hub.settings.database else { return Err(StoreError::CopiesOfPostgres) };
    if copies.keep == 0 {
        return Ok(None);
    }
    let today = hub.now().to_zoned(hub.settings.zone.clone()).date();
    let path = copies.folder.join(copy_name(database, today));
    let id = hub.store.id().await?;
    if path.exists() {
        return if is_of(&path, &id).await { Ok(None) } else { Err(StoreError::CopyOfAnother(path)) };
    }
    hub.store.copy_to(&path).await?;
    let mut all = Vec::new();
    for copy in copies_of(database, &copies.folder) {
        // Another hub's copies are its own to remove.
        if is_of(&copy, &id).await {
            all.push(copy);
        }
    }
    while all.len() > copies.keep {
        let oldest = all.remove(0);
        if let Err(error) = std::fs::remove_file(&oldest) {
            tracing::warn!("The old copy {} cannot be removed: {error}", oldest.display());
        }
    }
    Ok(Some(path))
}

/// Makes a copy every day for as long as it is awaited.
pub async fn keep_copies(hub: Hub, copies: Copies) {
    if hub.store.engine() == Engine::Postgres {
        return;
    }
    loop {
        match make_copy(&hub, &copies).await {
            Ok(Some(path)) => tracing::info!("A copy of the database was made: {}", path.display()),
            Ok(None) => {}
            Err(error) => tracing::error!("No copy of the database could be made: {error}"),
        }
        tokio::time::sleep(LOOK).await;
    }
}

/// Looks whether the database is whole and there before it is opened, and says in the log what was done.
///
/// # Errors
/// When a damaged one could not be set aside.
pub async fn mend(database: &Path, copies: &Path, now: i64) -> Result<(), StoreError> {
    let Some(mended) = store::mend(database, copies, now).await? else { return Ok(()) };
    match (mended.aside.as_deref().map(Path::display), mended.from) {
        (None, Some(copy)) => tracing::error!(
            "A hub has worked with {}, and there is nothing any more. Its copy {} stands in its place. What was \
             changed since it was made is not in it.",
            database.display(),
            copy.display()
        ),
        (None, None) => tracing::warn!(
            "A hub has worked with {}, and there is nothing any more, nor a copy of it, so a new one begins. If \
             the disk is another one than it was, end the hub and look for it.",
            database.display()
        ),
        (Some(aside), Some(copy)) => tracing::error!(
            "The damaged database was set aside as {aside}, and the copy {} stands in its place. What was \
             changed since it was made is not in it.",
            copy.display()
        ),
        (Some(aside), None) => tracing::error!(
            "The damaged database was set aside as {aside}. There is no copy of it, so a new one begins: \
             an account has to be made, and kiosks have to be paired again."
        ),
    }
    Ok(())
}
