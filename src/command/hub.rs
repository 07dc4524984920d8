//! `hiroba hub`: the server alone, for a ward or for several screens.

mod user;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Args, Subcommand};
use hiroba::clock;
use hiroba::config::Config;
use hiroba::hub::store::Database;
use hiroba::hub::{self, Hub, Listening, Settings};

use super::{Error, settings};

#[derive(Args)]
pub struct Arguments {
    #[command(subcommand)]
    job: Option<Job>,
    /// Settings; without it kiosk.toml of this folder, or what holds without one.
    #[arg(long, value_name = "FILE", global = true)]
    config: Option<PathBuf>,
}

#[derive(Subcommand)]
enum Job {
    /// Prints a link by which the first account is made.
    Setup,
    /// Accounts, where nobody can sign in to look after them.
    #[command(subcommand)]
    User(user::User),
    /// Takes a screen in by name and prints its token.
    Kiosk { name: String },
}

/// The name of the hub's database beside the records.
const FILE: &str = "hub.sqlite";

/// What a hub has to know, out of the settings of the machine.
///
/// # Errors
/// When there is no place for its database.
pub fn settings_of(config: &Config, address: Option<String>) -> Result<Settings, Error> {
    let database = match &config.hub.database {
        Some(database) => Database::parse(database, Path::new(""))?,
        None => {
            let folder = config.records_dir(|name| std::env::var_os(name));
            let folder = folder.ok_or(
                "There is no folder for the hub's database. Name one with [hub] database or [paths] records \
                 in kiosk.toml.",
            )?;
            Database::File(folder.join(FILE))
        }
    };
    let scheme = if config.hub.certificate.is_some() { "https" } else { "http" };
    let reached = address.unwrap_or_else(|| config.hub.listen.clone());
    let address = config.hub.public_address.clone().unwrap_or_else(|| format!("{scheme}://{reached}"));
    Ok(Settings { database, zone: config.place.zone.clone(), address })
}

/// # Errors
/// When it cannot be begun.
pub fn run(arguments: &Arguments) -> Result<ExitCode, Error> {
    let config = settings(arguments.config.clone())?;
    let runtime = tokio::runtime::Builder::new_multi_thread().thread_name("hub").enable_all().build()?;
    match &arguments.job {
        None => {
            super::start_log(&config);
            runtime.block_on(serve(&config))?;
        }
        Some(Job::User(job)) => runtime.block_on(async { user::user(&open(&config).await?, job).await })?,
        Some(Job::Kiosk { name }) => {
            runtime.block_on(async { user::kiosk(&open(&config).await?, name).await })?;
        }
        Some(Job::Setup) => {
            let link = runtime.block_on(async {
                let hub = open(&config).await?;
                Ok::<_, Error>(hub::admin::sign::setup_link(&hub).await?)
            })?;
            match link {
                Some(link) => super::print_out(&link)?,
                None => {
                    return Err("There are accounts already: sign in, or let an administrator help.".into());
                }
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

async fn open(config: &Config) -> Result<Hub, Error> {
    Ok(Hub::open(settings_of(config, None)?, Arc::new(clock::now), None).await?)
}

async fn serve(config: &Config) -> Result<(), Error> {
    let listening = Listening::on(&config.hub.listen).await?;
    let hub = Hub::open(settings_of(config, None)?, Arc::new(clock::now), None).await?;
    say_where(&hub).await?;
    hub::serve(listening, hub::router(hub), told_to_end()).await?;
    Ok(())
}

/// Where staff find it; and how the first account is made, as long as there is none.
pub async fn say_where(hub: &Hub) -> Result<(), Error> {
    tracing::info!("Staff find the hub at {} .", hub.settings.address);
    if let Some(link) = hub::admin::sign::setup_link(hub).await? {
        tracing::info!(
            "There is no account yet. Whoever looks after the hub makes the first one here: {link}"
        );
    }
    Ok(())
}

async fn told_to_end() {
    use tokio::signal::unix::{SignalKind, signal};
    let (Ok(mut terminate), Ok(mut interrupt)) =
        (signal(SignalKind::terminate()), signal(SignalKind::interrupt()))
    else {
        return std::future::pending().await;
    };
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    tracing::info!("Ending, as told.");
}
