//! A visitor calls staff.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::mpsc;

use super::{Link, Told};
use crate::api::sync::Call;
use crate::clock;
use crate::domain::attendance::RecordKey;
use crate::kiosk::core::{Event, HubNews};

/// Whoever waits longer than this has long been told where staff are.
const PATIENCE: Duration = Duration::from_secs(10);
const AGAIN: Duration = Duration::from_secs(1);

/// Rings for ever, once for each call.
pub async fn ring<T: Fn(Told)>(link: Arc<Link<T>>, mut calls: mpsc::UnboundedReceiver<()>) {
    while calls.recv().await.is_some() {
        let heard = tokio::time::timeout(PATIENCE, link.ring()).await.ok().flatten();
        if heard.is_none() {
            tracing::info!("A call did not reach staff.");
        }
        (link.tell)(Told::Event(Event::Hub(HubNews::Called(heard))));
    }
}

impl<T: Fn(Told)> Link<T> {
    /// The id of a call that has reached the hub. The same id every time, so that it rings once.
    async fn ring(&self) -> Option<String> {
        let id = RecordKey(u128::from_be_bytes(clock::random_bytes().ok()?)).to_string();
        loop {
            match self.client.tell("/calls", &Call { id: id.clone() }).await {
                Ok(()) => return Some(id),
                Err(super::LinkError::NoToken | super::LinkError::Refused { .. }) => return None,
                Err(
                    super::LinkError::Trouble(_) | super::LinkError::Network(_) | super::LinkError::Odd(_),
                ) => tokio::time::sleep(AGAIN).await,
            }
        }
    }
}
