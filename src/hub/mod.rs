//! The hub: the server where staff change what screens show, and where kiosks and visitors' phones
//! bring what happened. One process for a space, several on one PostgreSQL for a ward.
//!
//! Knows the domain, the wire and its own store. Never names the kiosk or the window: a kiosk, also
//! the one in the same process, comes to it by HTTP.

pub mod admin;
pub mod attendance;
pub mod audience;
pub mod calendars;
mod displays;
pub mod furigana;
pub mod keeper;
pub mod links;
mod live;
mod meter;
pub mod operation;
pub mod outward;
mod own;
pub mod phone;
pub mod poster;
mod programme;
mod router;
mod rows;
mod secret;
mod serve;
mod shelf;
pub mod store;
pub mod sync;
mod web;
mod words;
mod wrong;

use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;

pub use live::{Happening, Live};
pub use meter::Meter;
pub use router::router;
pub use secret::{Token, fingerprint, new_id};
pub use serve::{Certificate, Listening, ServeError, serve, work};
use store::{Alone, Database, Store, StoreError};

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
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Sketch {
    /// The wire's JSON of a programme with what is to be seen in it.
    pub programme: String,
    /// The item whose slide is wanted: `meeting`, `notice`, `theme`, `voice` and its id; or the screen of
    /// a text of the place's own: [`Sketch::WORDING`] and its key.
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
    /// Pictures by the source that the programme names, their bytes in hexadecimal digits.
    #[serde(default)]
    pub pictures: std::collections::BTreeMap<String, String>,
}

impl Sketch {
    /// What is wanted is the screen on which a wording stands.
    pub const WORDING: &'static str = "wording";

    /// Gives a picture to whoever draws.
    pub fn give_picture(&mut self, source: &str, bytes: &[u8]) {
        self.pictures.insert(source.to_owned(), secret::hex(bytes));
    }

    /// The pictures that were given, by source.
    pub fn given_pictures(&self) -> impl Iterator<Item = (&str, Vec<u8>)> {
        self.pictures.iter().filter_map(|(source, text)| Some((source.as_str(), secret::unhex(text)?)))
    }
}

/// The hub. Clones share it.
#[derive(Clone)]
pub struct Hub {
    pub store: Store,
    pub live: Live,
    pub settings: Arc<Settings>,
    /// What an operator's monitoring reads.
    pub meter: Meter,
    /// Whoever brings it from another machine may read the figures.
    metrics_token: Option<Arc<str>>,
    shelf: shelf::Shelf,
    inbox: sync::Inbox,
    counts: Arc<attendance::Counts>,
    clock: Clock,
    painter: Option<Painter>,
    words: Option<furigana::ReadWords>,
    /// Who has tried to sign in.
    attempts: Arc<web::Attempts>,
    /// What reads the calendars of others.
    pub calendars: calendars::Calendars,
    /// What tries the links of what is written.
    pub links: links::Links,
    /// Proxies that are believed when they say for whom they ask, beside those of this machine.
    proxies: Arc<[ipnet::IpNet]>,
    /// That no other hub serves from its file.
    alone: Option<Arc<Alone>>,
    /// What goes on beside the requests; it ends with the last clone.
    _tasks: Arc<Tasks>,
}

/// Tasks that end when this is dropped.
struct Tasks(Vec<tokio::task::JoinHandle<()>>);

impl Drop for Tasks {
    fn drop(&mut self) {
        for task in &self.0 {
            task.abort();
        }
    }
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
        let mut tasks = vec![
            tokio::spawn(displays::tell(live.clone())),
            tokio::spawn(store::look_round(store.clone(), live.clone())),
        ];
        if let Database::Postgres(address) = &settings.database {
            let clock = clock.clone();
            let now = move || clock().as_millisecond();
            tasks.push(tokio::spawn(store::listen(store.clone(), live.clone(), address.clone(), now)));
        }
        let inbox = sync::Inbox::open(store.clone(), live.clone());
        let settings = Arc::new(settings);
        tasks.push(tokio::spawn(attendance::keep_contacts(store.clone(), settings.clone(), clock.clone())));
        tasks.push(tokio::spawn(phone::keep_sentences(store.clone(), settings.clone(), clock.clone())));
        tasks.push(tokio::spawn(keeper::keep(
            store.clone(),
            live.clone(),
            settings.zone.clone(),
            clock.clone(),
        )));
        let calendars = calendars::Calendars::new(store.clone(), live.clone(), &settings, clock.clone());
        tasks.push(tokio::spawn(calendars::keep(calendars.clone())));
        let links = links::Links::within(calendars.reach());
        let (meter, tasks) = (Meter::new(&store, &live), Arc::new(Tasks(tasks)));
        Ok(Hub {
            store,
            live,
            settings,
            meter,
            metrics_token: None,
            shelf: shelf::Shelf::default(),
            clock,
            painter,
            words: None,
            attempts: Arc::default(),
            calendars,
            links,
            inbox,
            counts: Arc::default(),
            proxies: Arc::default(),
            alone: None,
            _tasks: tasks,
        })
    }

    /// The same hub, with somebody who knows how words are read.
    #[must_use]
    pub fn with_words(mut self, words: Option<furigana::ReadWords>) -> Hub {
        self.words = words;
        self
    }

    /// The same hub, with somebody who draws screens.
    #[must_use]
    pub fn with_painter(mut self, painter: Painter) -> Hub {
        self.painter = Some(painter);
        self
    }

    /// The same hub, behind proxies on these addresses.
    #[must_use]
    pub fn behind(mut self, proxies: &[ipnet::IpNet]) -> Hub {
        self.proxies = proxies.into();
        self
    }

    /// The same hub, the one that serves from its database.
    #[must_use]
    pub fn serving(mut self, alone: Option<Alone>) -> Hub {
        self.alone = alone.map(Arc::new);
        self
    }

    /// The same hub, whose figures can be read from another machine with this token.
    #[must_use]
    pub fn with_metrics_token(mut self, token: Option<&str>) -> Hub {
        self.metrics_token = token.map(Arc::from);
        self
    }

    /// The same hub, which may read calendars from this machine itself and from what only its cable
    /// reaches.
    #[must_use]
    pub fn with_near_calendars(self, allowed: bool) -> Hub {
        self.calendars.allow_near(allowed);
        self
    }

    fn proxies(&self) -> &[ipnet::IpNet] {
        &self.proxies
    }

    fn metrics_token(&self) -> Option<&str> {
        self.metrics_token.as_deref()
    }

    /// Removes the contact details whose time is over; how many there were. It is done every hour
    /// anyway.
    ///
    /// # Errors
    /// When the database does.
    pub async fn forget_contacts(&self) -> Result<u64, StoreError> {
        attendance::forget_contacts(&self.store, &self.settings, &self.clock).await
    }

    /// The time by the hub's clock.
    pub fn now(&self) -> Timestamp {
        (self.clock)()
    }

    /// The same in milliseconds since 1970, as the store keeps it.
    pub fn now_ms(&self) -> i64 {
        self.now().as_millisecond()
    }

    /// Whoever knows how words are read, where there is somebody.
    pub fn words(&self) -> Option<&furigana::ReadWords> {
        self.words.as_ref()
    }

    /// Whether browsers reach it by TLS, its own or that of a proxy.
    pub fn is_https(&self) -> bool {
        self.settings.address.starts_with("https://")
    }

    pub fn painter(&self) -> Option<&Painter> {
        self.painter.as_ref()
    }
}
