//! Programmes ready to be handed out. After every change each kiosk fetches the same one, perhaps
//! thousands at once: it is put together and packed once for each group of kiosks.

use std::collections::HashMap;
use std::io::Write;
use std::sync::Arc;

use axum::body::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;
use tokio::sync::Mutex;

use super::Hub;
use super::programme::{Sample, published, since};
use super::store::StoreError;

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

/// The programmes of the newest revision and of today, by group of kiosks and whether the sample is wanted. Clones share it.
#[derive(Clone, Debug, Default)]
pub struct Shelf(Arc<Mutex<Programmes>>);

type Programmes = HashMap<(Option<String>, Sample), Arc<Ready>>;

impl Shelf {
    /// The programme of now for a group of kiosks.
    ///
    /// # Errors
    /// When the database does.
    pub async fn ready(
        &self,
        hub: &Hub,
        audience: Option<String>,
        sample: Sample,
    ) -> Result<Arc<Ready>, StoreError> {
        let revision = hub.store.read().await?.revision().await?;
        let since = since(&hub.settings, hub.now());
        // Held while one is put together: of thousands that ask at once, one does the work.
        let mut shelf = self.0.lock().await;
        let wanted = (audience, sample);
        if let Some(ready) = shelf.get(&wanted)
            && ready.revision >= revision
            && ready.since == since
        {
            return Ok(ready.clone());
        }
        let mut reading = hub.store.read().await?;
        let published = published(hub, &mut reading, wanted.0.as_deref(), sample).await?;
        drop(reading);
        let plain = Bytes::from(published.body);
        let packed = tokio::task::spawn_blocking({
            let plain = plain.clone();
            move || gzip(&plain)
        });
        let gzip = packed.await.map_err(std::io::Error::other)??.into();
        let (revision_of, etag) = (published.revision, published.etag);
        let ready = Arc::new(Ready { revision: revision_of, since, etag, plain, gzip });
        shelf.retain(|_, other| other.revision >= revision && other.since == since);
        shelf.insert(wanted, ready.clone());
        Ok(ready)
    }
}

fn gzip(plain: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::with_capacity(plain.len() / 4), Compression::default());
    encoder.write_all(plain)?;
    encoder.finish()
}
