//! The hub of a kiosk, in the same process. What the kiosk gets of it is an address and a token.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::Path;

use hiroba::config::Config;
use hiroba::hub::store::Database;
use hiroba::hub::{self, Hub, Listening};

use super::{certificate, keep, open_to_serve, say_where, settings_of, warn_without_tls};
use crate::command::Error;

/// The hub of a kiosk, on threads of its own in the same process.
pub struct Embedded {
    /// Where the kiosk reaches it.
    pub address: String,
    /// By what it knows the kiosk.
    pub token: String,
    over: tokio::sync::oneshot::Sender<()>,
    thread: std::thread::JoinHandle<()>,
}

/// The kiosk of this machine, as its own hub calls it.
const OWN: &str = "own";

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
        let certificate = runtime.block_on(certificate(config))?;
        let listening = runtime.block_on(listen(&config.hub.listen))?;
        warn_without_tls(&listening, certificate.as_ref());
        let at = listening.address;
        let mut near = if at.ip().is_unspecified() {
            let near: IpAddr =
                if at.is_ipv4() { Ipv4Addr::LOCALHOST.into() } else { Ipv6Addr::LOCALHOST.into() };
            SocketAddr::new(near, at.port())
        } else {
            at
        };
        let mut doors = vec![(listening, certificate)];
        if let Some((_, Some(_))) = doors.first() {
            // The name in a certificate is that by which others know this machine. Its own screen
            // comes in by a door of its own, which nobody else can reach.
            let own = runtime.block_on(Listening::on("127.0.0.1:0"))?;
            near = own.address;
            doors.push((own, None));
        }
        let settings = settings_of(config, Some(at.to_string()))?;
        if let Database::File(path) = &settings.database {
            make_private(path)?;
        }
        let token = hub::Token::new()?;
        let (over, is_over) = tokio::sync::oneshot::channel();
        let (name, print) = (config.attendance.kiosk.clone(), token.fingerprint());
        let config = config.clone();
        let thread = std::thread::Builder::new().name("hub".to_owned()).spawn(move || {
            let serving = async {
                let (hub, copies) = open_to_serve(&config, settings).await?;
                know_own(&hub, &name, &print).await?;
                say_where(&hub).await?;
                let told = async {
                    // Dropped or sent: it is over.
                    let _ = is_over.await;
                };
                keep(hub, copies, doors, told).await
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
async fn know_own(hub: &Hub, name: &str, fingerprint: &str) -> Result<(), Error> {
    let mut change = hub.store.begin().await?;
    if !change.renew_token(OWN, fingerprint).await? {
        change.add_kiosk(OWN, name, fingerprint, hub.now_ms()).await?;
    }
    change.commit().await?;
    Ok(())
}
