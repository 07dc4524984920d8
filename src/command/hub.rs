//! `hiroba hub`: the server alone, for a ward or for several screens.

#[cfg(feature = "kiosk")]
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
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
    match arguments.job {
        None => {
            super::start_log(&config);
            runtime.block_on(serve(&config))?;
        }
        Some(Job::Setup) => {
            let link = runtime.block_on(async {
                let hub = Hub::open(settings_of(&config, None)?, Arc::new(clock::now), None).await?;
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

async fn serve(config: &Config) -> Result<(), Error> {
    let listening = Listening::on(&config.hub.listen).await?;
    let hub = Hub::open(settings_of(config, None)?, Arc::new(clock::now), None).await?;
    say_where(&hub).await?;
    hub::serve(listening, hub::router(hub), told_to_end()).await?;
    Ok(())
}

/// The hub of a kiosk, on threads of its own in the same process.
#[cfg(feature = "kiosk")]
pub struct Embedded {
    /// Where the kiosk reaches it.
    pub address: String,
    /// By what it knows the kiosk.
    pub token: String,
    over: tokio::sync::oneshot::Sender<()>,
    thread: std::thread::JoinHandle<()>,
}

/// The kiosk of this machine, as its own hub calls it.
#[cfg(feature = "kiosk")]
const OWN: &str = "own";

#[cfg(feature = "kiosk")]
impl Embedded {
    /// Listens at once. The database is opened beside the window, which need not wait for it.
    ///
    /// # Errors
    /// When nothing can be listened on, or no thread begun.
    pub fn start(config: &Config) -> Result<Embedded, Error> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .thread_name("hub")
            .enable_all()
            .build()?;
        let listening = runtime.block_on(listen(&config.hub.listen))?;
        let at = listening.address;
        let near = if at.ip().is_unspecified() {
            let near: IpAddr =
                if at.is_ipv4() { Ipv4Addr::LOCALHOST.into() } else { Ipv6Addr::LOCALHOST.into() };
            SocketAddr::new(near, at.port())
        } else {
            at
        };
        let settings = settings_of(config, Some(at.to_string()))?;
        if let Database::File(path) = &settings.database {
            make_private(path)?;
        }
        let token = hub::Token::new()?;
        let (over, is_over) = tokio::sync::oneshot::channel();
        let (name, print) = (config.attendance.kiosk.clone(), token.fingerprint());
        let thread = std::thread::Builder::new().name("hub".to_owned()).spawn(move || {
            let serving = async {
                let hub = Hub::open(settings, Arc::new(clock::now), None).await?;
                know_own(&hub, &name, &print).await?;
                say_where(&hub).await?;
                let told = async {
                    // Dropped or sent: it is over.
                    let _ = is_over.await;
                };
                hub::serve(listening, hub::router(hub), told).await?;
                Ok::<(), Error>(())
            };
            if let Err(error) = runtime.block_on(serving) {
                tracing::error!("The hub of this machine does not run: {error}");
            }
        })?;
        Ok(Embedded { address: format!("http://{near}"), token: token.text().to_owned(), over, thread })
    }

    /// Ends it, and waits until it has.
    pub fn end(self) {
        // It may have ended by itself.
        let _ = self.over.send(());
        if self.thread.join().is_err() {
            tracing::error!("The hub ended by a mistake of this program.");
        }
    }
}

/// A file that only this user can read, in a folder that only this user can enter, as for the records
/// it lies beside.
#[cfg(feature = "kiosk")]
fn make_private(file: &Path) -> Result<(), Error> {
    use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
    if let Some(folder) = file.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    }
    std::fs::OpenOptions::new().append(true).create(true).mode(0o600).open(file)?;
    Ok(())
}

/// Where settings say, or, when somebody else is there, at any other place: better a hub at an
/// unusual address than a sign without one.
#[cfg(feature = "kiosk")]
async fn listen(wanted: &str) -> Result<Listening, Error> {
    match Listening::on(wanted).await {
        Ok(listening) => Ok(listening),
        Err(error) => {
            let listening = Listening::on("127.0.0.1:0").await?;
            tracing::warn!(
                "{error} Until that is mended, and the kiosk started again, the hub of this machine is at \
                 http://{} and for this machine alone.",
                listening.address
            );
            Ok(listening)
        }
    }
}

/// Takes the kiosk of this machine in, under a token that is good until the next start.
#[cfg(feature = "kiosk")]
async fn know_own(hub: &Hub, name: &str, fingerprint: &str) -> Result<(), Error> {
    let mut change = hub.store.begin().await?;
    if !change.renew_token(OWN, fingerprint).await? {
        change.add_kiosk(OWN, name, fingerprint, hub.now_ms()).await?;
    }
    change.commit().await?;
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
