//! How a kiosk is taken in: it shows a code, staff type the code in at the hub, and it gets its
//! token, which is kept in a file that only the service can read.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use super::{Link, LinkError, Told};
use crate::api::sync::{PairingState, PairingTicket, PairingWish};
use crate::clock;
use crate::kiosk::core::{Event, HubNews, Pairing};
use crate::kiosk::pin::keep_private;

/// How often it is asked whether staff have typed the code in.
const ASK: Duration = Duration::from_secs(2);

fn file(folder: &Path) -> PathBuf {
    folder.join("hub-token")
}

/// The token of an earlier start, and that it belongs to this hub.
pub fn kept_token(folder: &Path, address: &str) -> Option<String> {
    let text = std::fs::read_to_string(file(folder)).ok()?;
    let (token, of) = text.trim_end().split_once(' ')?;
    (of == address).then(|| token.to_owned())
}

fn keep(folder: &Path, address: &str, token: &str) -> io::Result<()> {
    keep_private(&file(folder), format!("{token} {address}\n").as_bytes())
}

/// Has the kiosk taken in whenever it has no token.
pub async fn take_in<T: Fn(Told)>(link: Arc<Link<T>>) {
    let mut backoff = link.backoff();
    loop {
        link.pass().wait_for_loss().await;
        link.pairs(None);
        match link.pair().await {
            Ok(()) => backoff.reset(),
            Err(error) => {
                tracing::warn!("The kiosk cannot be taken in yet: {error}.");
                tokio::time::sleep(backoff.wait()).await;
            }
        }
    }
}

impl<T: Fn(Told)> Link<T> {
    /// Shows a code, or that there is none yet.
    fn pairs(&self, code: Option<String>) {
        let address = self.wiring.belonging.address.clone();
        let pairing = Some(Pairing { address, code });
        (self.tell)(Told::Event(Event::Hub(HubNews::Pairing(pairing))));
    }

    /// One code from its beginning to its end.
    async fn pair(&self) -> Result<(), LinkError> {
        let wish = PairingWish { name: self.wiring.name.clone() };
        let ticket: PairingTicket = self.client.ask("/pairing", Some(&wish)).await?;
        tracing::info!(
            "Waiting to be taken in at {} with the code {}.",
            self.wiring.belonging.address,
            ticket.code
        );
        self.pairs(Some(ticket.code.clone()));
        let path = format!("/pairing/{}", ticket.secret);
        loop {
            tokio::time::sleep(ASK).await;
            match self.client.ask(&path, None::<&()>).await {
                Ok(PairingState::Waiting) => {}
                Ok(PairingState::Over) => return Ok(()),
                Ok(PairingState::Paired { name, token, .. }) => {
                    self.is_taken_in(&name, token);
                    return Ok(());
                }
                // The code stays good while the network is away; only the hub knows how long.
                Err(error) if clock::now() < ticket.ends => tracing::debug!("{error}"),
                Err(error) => return Err(error),
            }
        }
    }

    fn is_taken_in(&self, name: &str, token: String) {
        tracing::info!("The hub has taken this kiosk in as {name}.");
        let Belongs { folder, address } = Belongs::of(self);
        if let Some(folder) = folder
            && let Err(error) = keep(folder, address, &token)
        {
            tracing::warn!(
                "The hub's token could not be kept; after a restart there is another code: {error}"
            );
        }
        self.pass().set(Some(token));
        (self.tell)(Told::Event(Event::Hub(HubNews::Pairing(None))));
        self.report.notify_one();
    }
}

/// Where a token is kept, and of which hub. The own hub gives a new one at every start.
struct Belongs<'a> {
    folder: Option<&'a Path>,
    address: &'a str,
}

impl<'a> Belongs<'a> {
    fn of<T>(link: &'a Link<T>) -> Belongs<'a> {
        let belonging = &link.wiring.belonging;
        let folder = link.wiring.folder.as_deref().filter(|_| !belonging.is_own);
        Belongs { folder, address: &belonging.address }
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn a_token_is_kept_for_its_hub_alone_and_for_no_other_eyes() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(kept_token(folder.path(), "http://a"), None);
        keep(folder.path(), "http://a", "secret").unwrap();
        assert_eq!(kept_token(folder.path(), "http://a").as_deref(), Some("secret"));
        assert_eq!(kept_token(folder.path(), "http://b"), None, "a token is shown to no other hub");
        let mode = std::fs::metadata(file(folder.path())).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{mode:o}");
    }
}
