//! Programmes ready to be handed out. After every change each kiosk fetches the same one, perhaps
//! thousands at once: it is put together and packed once for each group of kiosks, for those of it that
//! are named in the same things, and for each kiosk that has something of its own.

use std::collections::{HashMap, HashSet};
use std::io::Write;
use std::sync::Arc;

use axum::body::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;
use tokio::sync::Mutex;

use super::Hub;
use super::audience::Audience;
use super::programme::{Receiver, Sample, published, since};
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
    ready: HashMap<Class, Arc<Ready>>,
    singles: Singles,
}

/// Kiosks that get the same programme.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Class {
    group: Option<String>,
    /// The one kiosk that it is, where that has something of its own.
    own: Option<String>,
    /// The audiences that name them, by their numbers among [`Singles::audiences`]: a kiosk that asks is not
    /// held against thousands of others.
    named: Vec<usize>,
    sample: Sample,
}

/// What there is for single kiosks, as of a revision or a later one.
#[derive(Debug, Default)]
struct Singles {
    revision: i64,
    /// The kiosks that have something of their own.
    own: HashSet<String>,
    audiences: Vec<Audience>,
    /// By kiosk, which of the audiences name it.
    named: HashMap<String, Vec<usize>>,
}

impl Singles {
    async fn read(hub: &Hub) -> Result<Singles, StoreError> {
        let mut reading = hub.store.read().await?;
        // The revision first: what comes between is in it, at most too early.
        let revision = reading.revision().await?;
        let (own, audiences) = (reading.kiosks_with_own().await?, reading.audiences_of_singles().await?);
        let mut named: HashMap<String, Vec<usize>> = HashMap::new();
        for (number, audience) in audiences.iter().enumerate() {
            for kiosk in audience.singles() {
                named.entry(kiosk.to_owned()).or_default().push(number);
            }
        }
        Ok(Singles { revision, own, audiences, named })
    }

    fn class(&self, kiosk: &KioskRow, sample: Sample) -> Class {
        Class {
            group: kiosk.group.clone(),
            own: self.own.contains(&kiosk.id).then(|| kiosk.id.clone()),
            named: self.named.get(&kiosk.id).cloned().unwrap_or_default(),
            sample,
        }
    }

    fn receiver(&self, class: &Class) -> Receiver {
        let named = class.named.iter().filter_map(|number| self.audiences.get(*number));
        Receiver { group: class.group.clone(), kiosk: class.own.clone(), named: named.cloned().collect() }
    }
}

impl Programmes {
    /// Learns what there is for single kiosks now; what was put together without it goes.
    async fn learn(&mut self, hub: &Hub) -> Result<(), StoreError> {
        self.singles = Singles::read(hub).await?;
        self.ready.clear();
        Ok(())
    }
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
        if shelf.singles.revision < revision {
            shelf.learn(hub).await?;
        }
        let mut wanted = shelf.singles.class(&kiosk, sample);
        if let Some(ready) = shelf.ready.get(&wanted)
            && ready.revision >= revision
            && ready.since == since
        {
            return Ok(ready.clone());
        }
        let published = loop {
            let receiver = shelf.singles.receiver(&wanted);
            let mut reading = hub.store.read().await?;
            let published = published(hub, &mut reading, &receiver, sample).await?;
            drop(reading);
            // Somebody has published since: what is new may name this very kiosk, and it would believe that it has it.
            if published.revision <= shelf.singles.revision {
                break published;
            }
            shelf.learn(hub).await?;
            wanted = shelf.singles.class(&kiosk, sample);
        };
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
