//! The hub: the server where staff change what screens show, and where kiosks and visitors' phones
//! bring what happened. One process for a space, several on one PostgreSQL for a ward.
//!
//! Knows the domain, the wire and its own store. Never names the kiosk or the window: a kiosk, also
//! the one in the same process, comes to it by HTTP.

pub mod admin;
mod live;
mod programme;
mod router;
mod secret;
mod serve;
pub mod store;
pub mod sync;
mod web;
mod words;

use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;

pub use live::{Happening, Live};
pub use router::router;
pub use secret::{Token, fingerprint, new_id};
pub use serve::{Listening, ServeError, serve};
use store::{Database, Store, StoreError};

/// What a hub has to know to begin.
#[derive(Clone, Debug)]
pub struct Settings {
    pub database: Database,
    /// The zone in which days begin and end.
    pub zone: TimeZone,
    /// How browsers and phones reach it, without a stroke at its end: for links and QR codes.
    pub address: String,
}

/// Asks for the time: the clock's in a program, a test's own in a test.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// Draws what a screen would show. Handed in by whoever has a renderer; a server without one says
/// that there is no preview.
pub type Painter = Arc<dyn Fn(Sketch) -> Result<Vec<u8>, String> + Send + Sync>;

/// What is to be drawn: one slide or screen of a programme, on a panel.
#[derive(Clone, Debug, PartialEq)]
pub struct Sketch {
    /// The wire's JSON of a programme with what is to be seen in it.
    pub programme: String,
    /// The item whose slide is wanted: `meeting`, `notice`, `theme`, `voice` and its id.
    pub kind: String,
    pub id: String,
    /// A key of the languages: `ja`, `ja-easy`, `en`, `zh-Hans`, `ko`.
    pub lang: String,
    /// `normal`, `large`, `larger`, `largest`.
    pub size: String,
    /// `light`, `dark`, `high-contrast`.
    pub colours: String,
    pub panel: crate::api::sync::PanelReport,
    pub now: Timestamp,
}

/// The hub. Clones share it.
#[derive(Clone)]
pub struct Hub {
    pub store: Store,
    pub live: Live,
    pub settings: Arc<Settings>,
    clock: Clock,
    painter: Option<Painter>,
}

impl Hub {
    /// Opens the database and takes up work.
    ///
    /// # Errors
    /// When the database cannot be opened.
    pub async fn open(settings: Settings, clock: Clock, painter: Option<Painter>) -> Result<Hub, StoreError> {
        let store = Store::open(&settings.database).await?;
        let mut reading = store.read().await?;
        let (revision, last) = (reading.revision().await?, reading.last_record().await?);
        drop(reading);
        let live = Live::new(revision, last);
        Ok(Hub { store, live, settings: Arc::new(settings), clock, painter })
    }

    /// The time by the hub's clock.
    pub fn now(&self) -> Timestamp {
        (self.clock)()
    }

    /// The same in milliseconds since 1970, as the store keeps it.
    pub fn now_ms(&self) -> i64 {
        self.now().as_millisecond()
    }

    pub fn painter(&self) -> Option<&Painter> {
        self.painter.as_ref()
    }
}
