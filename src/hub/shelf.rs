//! Programmes ready to be handed out. After every change each kiosk fetches the same one, perhaps
//! thousands at once: it is put together and packed once for each group of kiosks, and for each kiosk
//! that has something of its own.

use std::collections::{HashMap, HashSet};
use std::io::Write;
use std::sync::Arc;

use axum::body::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;
use tokio::sync::Mutex;

use super::Hub;
use super::programme::{Audience, Sample, published, since};
use super::store::{KioskRow, StoreError};

/// A programme as it goes over the wire.
#[derive(Debug)]
pub struct Ready {
    pub revision: i64,
    /// From when on meetings that are over are in it.
    since: i64,
    pub etag: String,
    pub plain: Bytes,
    pub gzip: Bytes,
}

/// The programmes of the newest revision and of today, by those they are for and whether the sample is wanted. Clones share it.
#[derive(Clone, Debug, Default)]
pub struct Shelf(Arc<Mutex<Programmes>>);

#[derive(Debug, Default)]
struct Programmes {
    ready: HashMap<(Audience, Sample), Arc<Ready>>,
    /// The kiosks that have something of their own, as of a revision.
    own: (i64, HashSet<String>),
}

impl Shelf {
    /// The programme of now for a kiosk.
    ///
    /// # Errors
    /// When the database does.
    pub async fn ready(&self, hub: &Hub, kiosk: KioskRow, sample: Sample) -> Result<Arc<Ready>, StoreError> {
        let revision = hub.store.read().await?.revision().await?;
        let since = since(&hub.settings, hub.now());
        // Held while one is put together: of thousands that ask at once, one does the work.
        let mut shelf = self.0.lock().await;
        if shelf.own.0 < revision {
            shelf.own = (revision, hub.store.read().await?.kiosks_with_own().await?);
        }
        let own = shelf.own.1.contains(&kiosk.id);
        let wanted = (Audience { group: kiosk.audience, kiosk: own.then_some(kiosk.id) }, sample);
        if let Some(ready) = shelf.ready.get(&wanted)
            && ready.revision >= revision
            && ready.since == since
        {
            return Ok(ready.clone());
        }
        let mut reading = hub.store.read().await?;
        let published = published(hub, &mut reading, &wanted.0, sample).await?;
        drop(reading);
        let plain = Bytes::from(published.body);
        let packed = tokio::task::spawn_blocking({
            let plain = plain.clone();
            move || gzip(&plain)
        });
        let gzip = packed.await.map_err(std::io::Error::other)??.into();
        let (revision_of, etag) = (published.revision, published.etag);
        let ready = Arc::new(Ready { revision: revision_of, since, etag, plain, gzip });
        shelf.ready.retain(|_, other| other.revision >= revision && other.since == since);
        shelf.ready.insert(wanted, ready.clone());
        Ok(ready)
    }
}

fn gzip(plain: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::with_capacity(plain.len() / 4), Compression::default());
    encoder.write_all(plain)?;
    encoder.finish()
}
