//! Sources and pictures: read again and again, each on its own, beside the window.
//!
//! Runs on a thread of its own. What is new goes out as news; whoever takes it merges it whole.

mod built_in;
mod curtain;
mod furigana;
mod pictures;

use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use tokio::sync::{mpsc, watch};

use self::furigana::Furigana;
use super::core::SourceState;
use super::link::Belonging;
use crate::clock;
use crate::config::{Config, Sources};
use crate::domain::meeting::Picture;
use crate::domain::programme::Programme;
use crate::feed::built_in::categories_or_built_in;
use crate::feed::cache::Cache;
use crate::feed::fetch::{Address, Fetcher, Patience, Proxies, Source};
use crate::feed::refresh::{Intake, Outcome, Refresh, Restored, refresh_once, restore};
use crate::feed::{Problem, Span};
use crate::screen::pictures::Decoded;

pub use built_in::{drill, sample, sample_picture};

/// How many days ahead repeating meetings are looked for.
const AHEAD_DAYS: i64 = 400;
/// What the sources bring.
pub enum News {
    /// The whole programme as it is now, of all sources that have ever given one.
    Programme {
        programme: Box<Programme>,
        confirmed: Option<Timestamp>,
    },
    /// Nothing changed; it was confirmed then.
    Confirmed(Option<Timestamp>),
    Picture(String, Option<Decoded>),
    /// How each source is, for staff.
    States(Vec<SourceState>),
}

/// The days around today that a reader expands into.
pub fn span(now: Timestamp, zone: &TimeZone) -> Span {
    let today = now.to_zoned(zone.clone()).date();
    Span {
        today,
        // A meeting of last evening may still be going on.
        from: today.checked_sub(1.day()).unwrap_or(today),
        to: today.checked_add(AHEAD_DAYS.days()).unwrap_or(today),
    }
}

fn pictures_of(programme: &mut Programme) -> impl Iterator<Item = &mut Picture> {
    let notices = programme.notices.iter_mut().filter_map(|notice| notice.picture.as_mut());
    let themes = programme.themes.iter_mut().filter_map(|theme| theme.picture.as_mut());
    let meetings = programme.meetings.iter_mut().filter_map(|meeting| meeting.picture.as_mut());
    notices.chain(themes).chain(meetings)
}

/// Says where a source's pictures are, seen from the source itself. A programme from the network
/// never names a file of this machine.
fn resolve_pictures(programme: &mut Programme, base: &Address) {
    for picture in pictures_of(programme) {
        let resolved = match base {
            Address::File(path) => Address::parse(&picture.source, path.parent().unwrap_or(Path::new(".")))
                .map(|address| address.canonical()),
            Address::Web(url) => match url.join(&picture.source) {
                Ok(joined) if matches!(joined.scheme(), "http" | "https") => Ok(joined.to_string()),
                Ok(_) | Err(_) => Ok(String::new()),
            },
        };
        picture.source = resolved.unwrap_or_default();
    }
}

fn report(name: &str, problems: &[Problem]) {
    for Problem { line, field, message, .. } in problems {
        let line = line.map(|line| format!(" line {line}")).unwrap_or_default();
        let field = field.as_ref().map(|field| format!(" {field}")).unwrap_or_default();
        tracing::warn!("{name}{line}{field}: {message}");
    }
}

/// What every source has given last.
struct Board {
    zone: TimeZone,
    parts: Vec<Option<(Programme, Timestamp)>>,
    /// How each source is, for staff.
    states: Vec<SourceState>,
}

impl Board {
    fn merged(&self) -> Programme {
        let parts = self.parts.iter().flatten().map(|(programme, _)| programme.clone());
        let mut programme = Programme::merged(self.zone.clone(), parts);
        programme.categories = categories_or_built_in(programme.categories);
        programme
    }

    /// Notes how a reading went, and tells of all sources.
    fn state(&mut self, index: usize, failing: bool, now: Timestamp) -> Vec<SourceState> {
        if let Some(state) = self.states.get_mut(index) {
            state.failing = failing;
            if !failing {
                state.confirmed = Some(now);
            }
        }
        self.states.clone()
    }

    /// When the oldest of what shows was last confirmed: a sign is as old as its oldest part.
    fn confirmed(&self) -> Option<Timestamp> {
        self.parts.iter().flatten().map(|(_, at)| *at).min()
    }
}

/// Hands the whole programme over, with readings over its kanji.
#[derive(Clone)]
struct Teller {
    board: Arc<Mutex<Board>>,
    furigana: Arc<Furigana>,
    /// One after the other, each with what is newest then: none is overtaken by an older one.
    turn: Arc<tokio::sync::Mutex<()>>,
}

impl Teller {
    /// The news, and the turn that is held until it has been told.
    async fn whole(&self) -> (News, tokio::sync::OwnedMutexGuard<()>) {
        let turn = self.turn.clone().lock_owned().await;
        let (mut programme, confirmed) = {
            let board = lock(&self.board);
            (board.merged(), board.confirmed())
        };
        let (furigana, mut read) = (self.furigana.clone(), programme.clone());
        let reading = tokio::task::spawn_blocking(move || {
            furigana.read(&mut read);
            read
        });
        match reading.await {
            Ok(read) => programme = read,
            Err(error) => tracing::error!("The programme is shown without automatic readings: {error}"),
        }
        (News::Programme { programme: Box::new(programme), confirmed }, turn)
    }
}

/// The sources of one kiosk.
pub struct Feeding {
    intake: Intake,
    zone: TimeZone,
    sources: Vec<(Source, Refresh)>,
    teller: Teller,
    sample: bool,
}

impl Feeding {
    /// Opens the sources and brings back what they gave last, before any network.
    pub fn open(config: &Config, hub: Option<&Belonging>, now: Timestamp) -> Feeding {
        Feeding::open_with(Fetcher::new(Patience::default(), Proxies::OfEnvironment), config, hub, now)
    }

    /// The same with a fetcher of the caller's. What staff publish on the hub is one more source,
    /// and the first: their words stand before those of others.
    pub fn open_with(fetcher: Fetcher, config: &Config, hub: Option<&Belonging>, now: Timestamp) -> Feeding {
        let zone = config.place.zone.clone();
        let cache = config.cache_dir(|name| std::env::var_os(name)).map(Cache::new);
        let own = match &config.sources {
            Sources::Given(sources) => Some(sources.clone()),
            Sources::Sample => None,
        };
        // The hub serves the sample itself as long as nobody has published anything, but not beside
        // what a place has of its own.
        let of_hub = hub.and_then(|hub| hub.source(own.is_none()));
        // Until the hub of this very machine has spoken, which takes a moment.
        let shows_sample = own.is_none() && hub.is_none_or(|hub| hub.is_own);
        let sample = own.is_none() && of_hub.is_none();
        let given: Vec<Source> = of_hub.into_iter().chain(own.into_iter().flatten()).collect();
        let state =
            |source: &Source| SourceState { name: source.name.clone(), confirmed: None, failing: false };
        let states = given.iter().map(state).collect();
        let mut board = Board { zone: zone.clone(), parts: vec![None; given.len().max(1)], states };
        if shows_sample {
            board.parts = vec![Some((self::sample(now, &zone), now))];
        }
        let intake = Intake::new(fetcher, cache);
        let mut sources = Vec::new();
        for (index, source) in given.into_iter().enumerate() {
            let mut refresh = Refresh::new(source.every);
            match restore(&mut refresh, &source, &intake, span(now, &zone), &zone) {
                Restored::Nothing => {}
                Restored::Content(mut reading) => {
                    resolve_pictures(&mut reading.programme, &source.address);
                    let at = refresh.last_good_at().unwrap_or(now);
                    if let Some(state) = board.states.get_mut(index) {
                        state.confirmed = Some(at);
                    }
                    if let Some(part) = board.parts.get_mut(index) {
                        *part = Some((reading.programme, at));
                    }
                }
                Restored::Unusable(why) => tracing::warn!("{why}"),
            }
            sources.push((source, refresh));
        }
        let dictionary = config.speech(|name| std::env::var_os(name)).dictionary;
        let teller = Teller {
            board: Arc::new(Mutex::new(board)),
            furigana: Arc::new(Furigana::new(dictionary)),
            turn: Arc::default(),
        };
        Feeding { intake, zone, sources, teller, sample }
    }

    /// What there is at once, and when the oldest of it was confirmed.
    pub fn first(&self) -> (Programme, Option<Timestamp>) {
        let board = lock(&self.teller.board);
        let mut programme = board.merged();
        // No picture waits for the dictionary: what it has to say follows.
        self.teller.furigana.read_at_once(&mut programme);
        // The sample is never old.
        (programme, if self.sample { None } else { board.confirmed() })
    }

    /// The latest moment at which anything of this was confirmed: it is not earlier than that now.
    pub fn last_seen(&self) -> Option<Timestamp> {
        self.sources.iter().filter_map(|(_, refresh)| refresh.last_good_at()).max()
    }

    /// Reads every source once, as of `now`, and the pictures they name: for previews.
    pub async fn read_once(&mut self, now: Timestamp) -> Vec<(String, Decoded)> {
        for (index, (source, refresh)) in self.sources.iter_mut().enumerate() {
            let outcome =
                refresh_once(refresh, source, &self.intake, span(now, &self.zone), &self.zone, now).await;
            match outcome {
                Outcome::Changed { mut reading, .. } => {
                    report(&source.name, &reading.problems);
                    resolve_pictures(&mut reading.programme, &source.address);
                    if let Some(part) = lock(&self.teller.board).parts.get_mut(index) {
                        *part = Some((reading.programme, now));
                    }
                }
                Outcome::Unchanged { .. } => {}
                Outcome::Failed { .. } => tracing::warn!("{}", refresh.sentence(source, &self.zone, now)),
            }
        }
        let mut programme = lock(&self.teller.board).merged();
        self.teller.furigana.read(&mut programme);
        let mut had = Vec::new();
        for wanted in pictures_of(&mut programme) {
            match pictures::picture(&self.intake, &wanted.source).await {
                Ok(picture) => had.push((wanted.source.clone(), picture)),
                Err(not) => tracing::warn!("The picture {} is not shown: {}", wanted.source, not.why),
            }
        }
        had
    }

    /// Reads until the process ends. `wanted` brings the pictures that are to be had; whenever
    /// `again` changes, what it is about is read at once, whatever its rhythm.
    pub async fn run(
        self,
        news: impl Fn(News) + Clone + Send + 'static,
        wanted: mpsc::UnboundedReceiver<Vec<String>>,
        again: Again,
    ) {
        let mut tasks = Vec::new();
        let hanging = pictures::Hanging::beside(self.intake.clone(), news.clone(), self.first().0);
        // Programmes go behind the curtain first, where their pictures are waited for.
        let (behind, programmes) = mpsc::unbounded_channel();
        let news = move |told| match told {
            // Whoever takes them ends only with the process.
            News::Programme { programme, confirmed } => drop(behind.send((programme, confirmed))),
            News::Confirmed(_) | News::Picture(..) | News::States(_) => news(told),
        };
        if self.teller.furigana.has_more(&self.first().0) {
            let (teller, news) = (self.teller.clone(), news.clone());
            tasks.push(tokio::spawn(async move {
                let (whole, _turn) = teller.whole().await;
                news(whole);
            }));
        }
        for (index, (source, refresh)) in self.sources.into_iter().enumerate() {
            let task = Task {
                index,
                source,
                intake: self.intake.clone(),
                zone: self.zone.clone(),
                teller: self.teller.clone(),
            };
            tasks.push(tokio::spawn(task.run(refresh, news.clone(), again.clone())));
        }
        if self.sample {
            tasks.push(tokio::spawn(renew_sample(self.zone.clone(), news.clone())));
        }
        hanging.run(pictures::Incoming { programmes, wanted, again: again.all }).await;
        for task in tasks {
            task.abort();
        }
    }
}

fn lock<T>(held: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    // A panic elsewhere must not stop the sign: what it left is whole, since a part is put in at once.
    held.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

struct Task {
    index: usize,
    source: Source,
    intake: Intake,
    zone: TimeZone,
    teller: Teller,
}

impl Task {
    async fn run(self, mut refresh: Refresh, news: impl Fn(News), mut again: Again) {
        let board = &self.teller.board;
        loop {
            if let Some(pass) = &self.source.pass {
                // A hub that has not taken the kiosk in yet: nothing to read, and nothing amiss.
                pass.wait().await;
            }
            let now = clock::now();
            let outcome = refresh_once(
                &mut refresh,
                &self.source,
                &self.intake,
                span(now, &self.zone),
                &self.zone,
                now,
            )
            .await;
            let name = &self.source.name;
            news(News::States(lock(board).state(self.index, matches!(outcome, Outcome::Failed { .. }), now)));
            match outcome {
                Outcome::Changed { mut reading, not_kept } => {
                    report(name, &reading.problems);
                    let sentence = refresh.sentence(&self.source, &self.zone, now);
                    match not_kept {
                        None => tracing::info!("{sentence}"),
                        Some(_) => tracing::warn!("{sentence}"),
                    }
                    resolve_pictures(&mut reading.programme, &self.source.address);
                    if let Some(part) = lock(board).parts.get_mut(self.index) {
                        *part = Some((reading.programme, now));
                    }
                    let (whole, _turn) = self.teller.whole().await;
                    news(whole);
                }
                Outcome::Unchanged { not_kept } => {
                    if let Some(error) = not_kept {
                        tracing::warn!("{name}: {error}");
                    }
                    let mut board = lock(board);
                    if let Some(Some((_, at))) = board.parts.get_mut(self.index) {
                        *at = now;
                    }
                    let confirmed = board.confirmed();
                    drop(board);
                    news(News::Confirmed(confirmed));
                }
                Outcome::Failed { .. } => {
                    tracing::warn!("{}", refresh.sentence(&self.source, &self.zone, now))
                }
            }
            let now = clock::now();
            let wait = refresh.next_try(now).duration_since(now);
            let wait = Duration::try_from(wait).unwrap_or_default();
            // At least a moment, so that no mistake of a clock makes a busy loop; at most a
            // quarter of an hour, since a clock may be set while this sleeps.
            let wait = wait.clamp(Duration::from_millis(200), Duration::from_secs(900));
            // Early, when staff ask for it; a wish that came during the reading counts too.
            let sooner = async {
                match &self.source.pass {
                    None => asked(&mut again.all).await,
                    Some(_) => tokio::select! {
                        () = asked(&mut again.all) => {}
                        () = asked(&mut again.hub) => {}
                    },
                }
            };
            let _ = tokio::time::timeout(wait, sooner).await;
        }
    }
}

/// By what somebody asks for a reading before its time.
#[derive(Clone, Debug)]
pub struct Again {
    /// Of everything.
    pub all: watch::Receiver<()>,
    /// Of what the hub has published.
    pub hub: watch::Receiver<()>,
}

/// Waits until somebody asks for everything to be read again.
async fn asked(again: &mut watch::Receiver<()>) {
    if again.changed().await.is_err() {
        // Nobody can ask any more: the rhythm alone counts.
        std::future::pending().await
    }
}

/// The sample is dated from today: it moves on with the day.
async fn renew_sample(zone: TimeZone, news: impl Fn(News)) {
    let mut day = clock::now().to_zoned(zone.clone()).date();
    loop {
        tokio::time::sleep(Duration::from_secs(60)).await;
        let now = clock::now();
        let today = now.to_zoned(zone.clone()).date();
        if today != day {
            day = today;
            news(News::Programme { programme: Box::new(sample(now, &zone)), confirmed: None });
        }
    }
}
