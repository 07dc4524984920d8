//! Calendars of others, read again and again: their meetings are on the screens beside the hub's own.
//!
//! What a kiosk does with its sources the hub does here by the same parts: the fetcher with its
//! limits, the readers, and the rule that only better content takes the place of good content. Of
//! several hubs on one database one reads, and all announce.

mod entries;
mod turn;

use std::sync::Arc;
use std::time::Duration;

use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use reqwest::Url;
use tokio::sync::OnceCell;
use tokio::task::JoinSet;

use super::store::{Store, StoreError};
use super::{Clock, Live, Settings};
use crate::feed::Span;
use crate::feed::fetch::{Fetcher, Patience, Proxies, Reach};

/// How often it looks whether one is to be read. The hub's clock may be set, so it is asked again.
const ROUND: Duration = Duration::from_millis(500);

/// Calendars that are read at once: a server that sends by the byte holds up no others.
const AT_ONCE: usize = 4;

/// How far repeating meetings are laid out: back as far as screens get what is over, ahead as far as
/// kiosks look themselves.
const DAYS_BEFORE: i64 = 31;
const DAYS_AFTER: i64 = 400;

/// The name of the hub in the log of changes.
const WHO: &str = "hiroba";

/// What reads them. Clones share it.
#[derive(Clone)]
pub struct Calendars {
    store: Store,
    live: Live,
    zone: TimeZone,
    clock: Clock,
    reach: Reach,
    /// Made when it is needed first: it reads the certificates of the machine.
    fetcher: Arc<OnceCell<Fetcher>>,
}

impl Calendars {
    pub fn new(store: Store, live: Live, settings: &Settings, clock: Clock) -> Calendars {
        let own = Url::parse(&settings.address).ok();
        let reach = Reach::far(own.as_ref());
        Calendars { store, live, zone: settings.zone.clone(), clock, reach, fetcher: Arc::default() }
    }

    /// Lets it read from this machine too.
    pub fn allow_near(&self, allowed: bool) {
        self.reach.allow_near(allowed);
    }

    /// How far it may reach, as whoever looks after the machine says.
    pub fn reach(&self) -> Reach {
        self.reach.clone()
    }

    /// Whether an address is out of bounds, as far as it says so itself.
    pub fn refuses(&self, url: &Url) -> bool {
        self.reach.refuses(url)
    }

    fn now(&self) -> Timestamp {
        (self.clock)()
    }

    async fn fetcher(&self) -> Result<Fetcher, StoreError> {
        let make = async || {
            let reach = self.reach.clone();
            let made = tokio::task::spawn_blocking(move || {
                Fetcher::within(reach, Patience::default(), Proxies::OfEnvironment)
            });
            made.await.map_err(std::io::Error::other)
        };
        Ok(self.fetcher.get_or_try_init(make).await?.clone())
    }

    fn span(&self, now: Timestamp) -> Span {
        let today = now.to_zoned(self.zone.clone()).date();
        let (from, to) = (today.saturating_sub(DAYS_BEFORE.days()), today.saturating_add(DAYS_AFTER.days()));
        Span { today, from, to }
    }

    /// Reads one calendar now, if it is to be read and nobody else does. Whether it was read.
    ///
    /// # Errors
    /// When the database does; it is tried again.
    pub async fn read(&self, id: &str) -> Result<bool, StoreError> {
        turn::turn(self, id).await
    }

    /// Reads every calendar whose time has come, one after the other; how many there were.
    ///
    /// # Errors
    /// When the database does; it is tried again.
    pub async fn read_due(&self) -> Result<usize, StoreError> {
        let due = self.store.read().await?.due_calendars(self.now().as_millisecond()).await?;
        let mut count = 0;
        for id in due {
            count += usize::from(self.read(&id).await?);
        }
        Ok(count)
    }
}

/// Works until it is ended with the hub.
pub async fn keep(calendars: Calendars) {
    let mut reading: JoinSet<Result<bool, StoreError>> = JoinSet::new();
    let mut failed = false;
    loop {
        tokio::time::sleep(ROUND).await;
        let mut outcome = begin(&calendars, &mut reading).await;
        while let Some(done) = reading.try_join_next() {
            let done = done.map_err(|error| StoreError::from(std::io::Error::other(error)));
            outcome = outcome.and(done.flatten().map(|_| ()));
        }
        if let Err(error) = &outcome
            && !failed
        {
            // Once: it is tried again in a moment, and that would fill a log.
            tracing::error!("Calendars of others could not be read: {error}");
        }
        failed = outcome.is_err();
    }
}

/// Begins to read what is due, as far as there is room.
async fn begin(
    calendars: &Calendars,
    reading: &mut JoinSet<Result<bool, StoreError>>,
) -> Result<(), StoreError> {
    let room = AT_ONCE.saturating_sub(reading.len());
    let due = calendars.store.read().await?.due_calendars(calendars.now().as_millisecond()).await?;
    for id in due.into_iter().take(room) {
        let calendars = calendars.clone();
        reading.spawn(async move { calendars.read(&id).await });
    }
    Ok(())
}
