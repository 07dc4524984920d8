//! `hiroba hub`: the server alone, for a ward or for several screens.

mod copies;
#[cfg(feature = "kiosk")]
mod embedded;
mod user;

use std::future::Future;
use std::net::{SocketAddr, UdpSocket};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Args, Subcommand};
use hiroba::clock;
use hiroba::config::Config;
use hiroba::hub::operation::{self, Copies};
use hiroba::hub::store::{Alone, Database};
use hiroba::hub::{self, Certificate, Hub, Listening, Settings};

use super::{Error, settings};
#[cfg(feature = "kiosk")]
pub use embedded::Embedded;

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
    /// Writes a copy of the database into a file that does not exist yet; safe while the hub works.
    Backup {
        #[arg(value_name = "FILE")]
        to: PathBuf,
    },
    /// Puts a copy in the place of the database, which is set aside. The hub must not run meanwhile.
    Restore {
        #[arg(value_name = "FILE")]
        from: PathBuf,
    },
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
    let listens = address.unwrap_or_else(|| config.hub.listen.clone());
    let reached = listens.parse().map_or_else(|_| listens.clone(), |listens| reached_at(listens).to_string());
    let address = config.hub.public_address.clone().unwrap_or_else(|| format!("{scheme}://{reached}"));
    Ok(Settings { database, zone: config.place.zone.clone(), address })
}

/// Where others find what listens here: "any address of this machine" is none that a link could name, so that it
/// is the one by which this machine goes out to others.
fn reached_at(listens: SocketAddr) -> SocketAddr {
    if !listens.ip().is_unspecified() {
        return listens;
    }
    // Addresses for documentation, to which nothing goes: it is only looked which way it would take.
    let ways = [("0.0.0.0:0", "192.0.2.1:9"), ("[::]:0", "[2001:db8::1]:9")];
    let out = |(from, to): (&str, &str)| {
        let socket = UdpSocket::bind(from).ok()?;
        socket.connect(to).ok()?;
        socket.local_addr().ok().map(|own| own.ip()).filter(|own| !own.is_unspecified())
    };
    let own = ways.into_iter().filter(|(from, _)| listens.is_ipv6() || from.starts_with('0')).find_map(out);
    own.map_or(listens, |own| SocketAddr::new(own, listens.port()))
}

/// # Errors
/// When it cannot be begun.
pub fn run(arguments: &Arguments) -> Result<ExitCode, Error> {
    let config = settings(arguments.config.clone())?;
    let runtime = tokio::runtime::Builder::new_multi_thread().thread_name("hub").enable_all().build()?;
    match &arguments.job {
        None => {
            super::log::start(&config);
            runtime.block_on(serve(&config))?;
        }
        Some(Job::User(job)) => runtime.block_on(async { user::user(&open(&config).await?, job).await })?,
        Some(Job::Kiosk { name }) => {
            runtime.block_on(async { user::kiosk(&open(&config).await?, name).await })?;
        }
        Some(Job::Backup { to }) => runtime.block_on(copies::backup(&config, to))?,
        Some(Job::Restore { from }) => runtime.block_on(copies::restore(&config, from))?,
        Some(Job::Setup) => {
            let link = runtime.block_on(async {
                let hub = open(&config).await?;
                Ok::<_, Error>(hub::admin::sign::only_setup_link(&hub).await?)
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

/// For a command. What is damaged or lost is mended by the hub alone, when it starts.
async fn open(config: &Config) -> Result<Hub, Error> {
    let settings = settings_of(config, None)?;
    if let Database::File(path) = &settings.database {
        hub::store::is_whole(path).await?;
    }
    Ok(Hub::open(settings, Arc::new(clock::now), None).await?)
}

/// Whoever draws previews.
#[cfg(feature = "kiosk")]
fn painter() -> Option<hub::Painter> {
    super::painter::painter()
}

/// A program without a screen has nobody who draws.
#[cfg(not(feature = "kiosk"))]
fn painter() -> Option<hub::Painter> {
    None
}

/// Whoever knows how words are read: the dictionary of the voice, where it is installed.
#[cfg(feature = "voice")]
fn words(config: &Config) -> Option<hub::furigana::ReadWords> {
    super::words::words(config)
}

/// A program without a voice has no dictionary.
#[cfg(not(feature = "voice"))]
fn words(_config: &Config) -> Option<hub::furigana::ReadWords> {
    None
}

async fn serve(config: &Config) -> Result<(), Error> {
    let certificate = certificate(config).await?;
    let listening = Listening::on(&config.hub.listen).await?;
    warn_without_tls(&listening, certificate.as_ref());
    let settings = settings_of(config, None)?;
    let (hub, copies) = open_to_serve(config, settings).await?;
    say_where(&hub).await?;
    keep(hub, copies, vec![(listening, certificate)], told_to_end()).await
}

async fn certificate(config: &Config) -> Result<Option<Certificate>, Error> {
    Ok(match &config.hub.certificate {
        Some((certificate, key)) => Some(Certificate::read(certificate, key).await?),
        None => None,
    })
}

fn warn_without_tls(listening: &Listening, certificate: Option<&Certificate>) {
    if certificate.is_none() && listening.is_open_to_others() {
        tracing::warn!(
            "Other machines can reach the hub at {} without TLS: whoever is on the network between could \
             read passwords. Give it a certificate ([hub] certificate and key), or let it listen at \
             127.0.0.1 behind a proxy that has one.",
            listening.address
        );
    }
}

/// Opens the hub's database, or the newest copy of it where it is damaged. It must be the one hub of a file.
async fn open_to_serve(config: &Config, settings: Settings) -> Result<(Hub, Option<Copies>), Error> {
    let copies = Copies::of(&settings.database, config.hub.backups.clone(), config.hub.keep_backups);
    if let (Database::File(database), Some(copies)) = (&settings.database, &copies) {
        // Before anything lies beside it.
        hub::store::is_a_hubs(database, &copies.folder).await?;
    }
    let alone = Alone::serving(&settings.database)?;
    hub::store::wait_for(&settings.database).await?;
    if let (Database::File(database), Some(copies)) = (&settings.database, &copies) {
        operation::mend(database, &copies.folder, clock::now().as_millisecond()).await?;
    }
    let hub = Hub::open(settings, Arc::new(clock::now), painter()).await?.with_words(words(config));
    let hub = hub.with_metrics_token(config.hub.metrics_token.as_deref()).behind(&config.hub.proxies);
    Ok((hub.with_near_calendars(config.hub.near_calendars).serving(alone), copies))
}

/// Serves at every door until it is told to end, keeps copies, and takes up new certificates.
async fn keep(
    hub: Hub,
    copies: Option<Copies>,
    doors: Vec<(Listening, Option<Certificate>)>,
    told: impl Future<Output = ()> + Send + 'static,
) -> Result<(), Error> {
    let store = hub.store.clone();
    let certificate = doors.iter().find_map(|(_, certificate)| certificate.clone());
    let mut beside = vec![tokio::spawn(read_again_when_told(certificate))];
    beside.extend(copies.map(|copies| tokio::spawn(operation::keep_copies(hub.clone(), copies))));
    let (over, is_over) = tokio::sync::watch::channel(false);
    beside.push(tokio::spawn(async move {
        told.await;
        // Where every door is closed already, nobody is left to be told.
        let _ = over.send(true);
    }));
    let mut serving = tokio::task::JoinSet::new();
    for (listening, certificate) in doors {
        let mut is_over = is_over.clone();
        let told = async move {
            // Dropped or true: it is over.
            let _ = is_over.wait_for(|over| *over).await;
        };
        serving.spawn(hub::work(hub.clone(), listening, certificate, told));
    }
    drop(hub);
    while let Some(ended) = serving.join_next().await {
        ended??;
    }
    for task in beside {
        task.abort();
    }
    store.close().await;
    Ok(())
}

/// A new certificate is taken up by `systemctl reload`, and nobody is cut.
async fn read_again_when_told(certificate: Option<Certificate>) {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut told) = signal(SignalKind::hangup()) else { return };
    while told.recv().await.is_some() {
        let Some(certificate) = &certificate else { continue };
        match certificate.read_again().await {
            Ok(()) => tracing::info!("The certificate was read again."),
            Err(error) => tracing::error!("The certificate before goes on. {error}"),
        }
    }
}

/// Where staff find it; and how the first account is made, as long as there is none.
pub async fn say_where(hub: &Hub) -> Result<(), Error> {
    let address = &hub.settings.address;
    tracing::info!("Staff find the hub at {address} .");
    if address.contains("//0.0.0.0") || address.contains("//[::]") {
        tracing::warn!(
            "Nobody can open that address as it stands: it means any name of this machine. Write the name in its \
             place, or give it with [hub] public_address, which links and QR codes then have too."
        );
    }
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

#[cfg(test)]
mod tests {
    use super::reached_at;

    #[test]
    fn what_listens_everywhere_is_found_at_an_address_that_a_link_can_name() {
        for one in ["127.0.0.1:8168", "192.0.2.7:80", "[::1]:8168"] {
            assert_eq!(reached_at(one.parse().unwrap()).to_string(), one);
        }
        for everywhere in ["0.0.0.0:8168", "[::]:8168"] {
            let found = reached_at(everywhere.parse().unwrap());
            assert_eq!(found.port(), 8168);
            // Where there is no way out there is nothing better to say, and the log says that.
            assert!(!found.ip().is_loopback(), "{found}");
        }
    }
}
