//! The commands over the records of attendance: export, purge, backup, restore, enter. All of them
//! may run while a kiosk does.

mod backup;
mod enter;
mod export;
pub mod known;
mod purge;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Subcommand;
use hiroba::clock;
use hiroba::config::Config;
use hiroba::domain::attendance::Salt;
use hiroba::store::{FILE, Opened, Store};

use super::Error;

#[derive(Subcommand)]
pub enum Job {
    /// Writes every record to standard output, for programs (NDJSON) or for a spreadsheet (CSV).
    Export(export::Arguments),
    /// Removes the records of meetings before a day, for good, and says what was removed.
    Purge(purge::Arguments),
    /// Writes a copy of all records into a new file.
    Backup(backup::BackupArguments),
    /// Brings back from a backup what is missing here.
    Restore(backup::RestoreArguments),
    /// Takes in a list (CSV) of who registered or came, kept on paper.
    Enter(enter::Arguments),
}

/// # Errors
/// What a person has to know and do, in sentences.
pub fn run(job: &Job) -> Result<ExitCode, Error> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        match job {
            Job::Export(arguments) => export::run(arguments).await,
            Job::Purge(arguments) => purge::run(arguments).await,
            Job::Backup(arguments) => backup::back_up(arguments).await,
            Job::Restore(arguments) => backup::restore(arguments).await,
            Job::Enter(arguments) => enter::run(arguments).await,
        }
    })
}

/// Where the database is.
fn path(config: &Config) -> Result<PathBuf, Error> {
    let folder = config.records_dir(|name| std::env::var_os(name));
    let folder = folder.ok_or("There is no home folder to keep records in. Name one in [paths] records.")?;
    Ok(folder.join(FILE))
}

pub async fn open_to_read(config: &Config) -> Result<Store, Error> {
    Ok(Store::open_to_read(&path(config)?).await?)
}

/// Opens the database to write. Makes it when there is none, and says when a damaged one had to
/// be set aside.
async fn open(config: &Config) -> Result<Store, Error> {
    let fresh = Salt(clock::random_bytes()?);
    let opened = Store::open(&path(config)?, clock::now(), fresh).await?;
    if let Some(news) = opened.news() {
        eprintln!("{news}");
    }
    let Opened { store, .. } = opened;
    Ok(store)
}
