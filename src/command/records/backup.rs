//! `hiroba backup` and `hiroba restore`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use hiroba::store::{Backup, Restored, SaltFate};

use super::Error;

#[derive(Args)]
pub struct BackupArguments {
    /// A file that does not exist yet, best on another disk. It is as private as the records are.
    file: PathBuf,
    /// Settings; without it kiosk.toml of this folder, or what holds without one.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

#[derive(Args)]
pub struct RestoreArguments {
    /// What `hiroba backup` has written.
    file: PathBuf,
    /// Settings; without it kiosk.toml of this folder, or what holds without one.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

pub async fn back_up(arguments: &BackupArguments) -> Result<ExitCode, Error> {
    let config = super::super::settings(arguments.config.clone())?;
    let mut store = super::open_to_read(&config).await?;
    let records = store.backup(&arguments.file).await?;
    store.close().await?;
    let said = format!("{records} records are in {}, readable for you alone.", arguments.file.display());
    super::super::print_out(&said)?;
    Ok(ExitCode::SUCCESS)
}

pub async fn restore(arguments: &RestoreArguments) -> Result<ExitCode, Error> {
    let config = super::super::settings(arguments.config.clone())?;
    // Read first: a wrong name must not make a database.
    let backup = Backup::read(&arguments.file).await?;
    let mut store = super::open(&config).await?;
    let restored = store.restore(&backup, &config.place.zone).await?;
    store.close().await?;
    super::super::print_out(&said(&restored))?;
    Ok(ExitCode::SUCCESS)
}

fn said(Restored { new, here, purged, salt }: &Restored) -> String {
    let mut lines = vec![format!("{new} records came back; {here} were here already.")];
    if let Some((records, day)) = purged {
        lines.push(format!(
            "{records} stay away: they were purged, or are older than the purge before {day}."
        ));
    }
    match salt {
        SaltFate::Same => {}
        SaltFate::TakenOver => {
            lines.push("Receipts given out before the backup are known again.".to_owned());
        }
        SaltFate::Kept => lines.push(
            "Receipts given out before the backup are not known here, because others were given out since. \
             Whoever has an old one is checked in without it."
                .to_owned(),
        ),
    }
    lines.join("\n")
}
