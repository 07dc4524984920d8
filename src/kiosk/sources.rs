//! Sources and pictures: read again and again, each on its own, beside the window.
//!
//! Runs on a thread of its own. What is new goes out as news; whoever takes it merges it whole.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use tokio::sync::{mpsc, watch};

use crate::clock;
use crate::config::{Config, Sources};
use crate::domain::meeting::Picture;
use crate::domain::programme::Programme;
use crate::feed::cache::{Cache, Loaded};
use crate::feed::fetch::{Address, Fetched, Fetcher, Limits, Patience, Proxies, Source};
use crate::feed::refresh::{Intake, Outcome, Refresh, Restored, refresh_once, restore};
use crate::feed::{self, Format, Problem, SAMPLE, Span};
use crate::screen::pictures::{self, Decoded};

/// How many days ahead repeating meetings are looked for.
const AHEAD_DAYS: i64 = 400;
/// Largest picture file, bytes.
const MOST_PICTURE: u64 = 20_000_000;
/// How often a picture that could not be had is tried again.
const PICTURE_AGAIN: Duration = Duration::from_secs(300);

const SAMPLE_PICTURE: &[u8] = include_bytes!("../../assets/sample/notice-ring.png");
/// By what the sample names its picture once it is resolved.
const SAMPLE_PICTURE_NAME: &str = "sample:notice-ring.png";

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

/// The built-in sample, dated relative to today.
pub fn sample(now: Timestamp, zone: &TimeZone) -> Programme {
    match feed::read(Some(Format::Json), SAMPLE, span(now, zone), zone) {
        Ok(mut reading) => {
            report("sample", &reading.problems);
            for picture in pictures_of(&mut reading.programme) {
                picture.source = format!("sample:{}", picture.source);
            }
            reading.programme
        }
        Err(error) => {
            // Cannot happen while the tests read the sample; the sign would then say welcome.
            tracing::error!("The built-in sample cannot be read: {error}.");
            Programme::empty(zone.clone())
        }
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
    for Problem { line, field, message } in problems {
        let line = line.map(|line| format!(" line {line}")).unwrap_or_default();
        let field = field.as_ref().map(|field| format!(" {field}")).unwrap_or_default();
        tracing::warn!("{name}{line}{field}: {message}");
    }
}

/// What every source has given last.
struct Board {
    zone: TimeZone,
    parts: Vec<Option<(Programme, Timestamp)>>,
}

impl Board {
    fn merged(&self) -> Programme {
        let parts = self.parts.iter().flatten().map(|(programme, _)| programme.clone());
        Programme::merged(self.zone.clone(), parts)
    }

    /// When the oldest of what shows was last confirmed: a sign is as old as its oldest part.
    fn confirmed(&self) -> Option<Timestamp> {
        self.parts.iter().flatten().map(|(_, at)| *at).min()
    }
}

/// The sources of one kiosk.
pub struct Feeding {
    intake: Intake,
    zone: TimeZone,
    sources: Vec<(Source, Refresh)>,
    board: Arc<Mutex<Board>>,
    sample: bool,
}

impl Feeding {
    /// Opens the sources and brings back what they gave last, before any network.
    pub fn open(config: &Config, now: Timestamp) -> Feeding {
        let zone = config.place.zone.clone();
        let cache = config.cache_dir(|name| std::env::var_os(name)).map(Cache::new);
        let fetcher = match Fetcher::new(Patience::default(), Proxies::OfEnvironment) {
            Ok(fetcher) => Some(fetcher),
            Err(error) => {
                tracing::error!("No source can be read: {error}");
                None
            }
        };
        let given = match (&config.sources, &fetcher) {
            (Sources::Given(sources), Some(_)) => sources.clone(),
            (Sources::Given(_), None) | (Sources::Sample, _) => Vec::new(),
        };
        let sample = config.sources == Sources::Sample;
        let mut board = Board { zone: zone.clone(), parts: vec![None; given.len().max(1)] };
        if sample {
            board.parts = vec![Some((sample_of(now, &zone), now))];
        }
        // Without a client there are no sources to be read, and the intake is never used.
        let intake = Intake::new(fetcher.unwrap_or_else(fetcher_for_files), cache);
        let mut sources = Vec::new();
        for (index, source) in given.into_iter().enumerate() {
            let mut refresh = Refresh::new(source.every);
            match restore(&mut refresh, &source, &intake, span(now, &zone), &zone) {
                Restored::Nothing => {}
                Restored::Content(mut reading) => {
                    resolve_pictures(&mut reading.programme, &source.address);
                    let at = refresh.last_good_at().unwrap_or(now);
                    if let Some(part) = board.parts.get_mut(index) {
                        *part = Some((reading.programme, at));
                    }
                }
                Restored::Unusable(why) => tracing::warn!("{why}"),
            }
            sources.push((source, refresh));
        }
        Feeding { intake, zone, sources, board: Arc::new(Mutex::new(board)), sample }
    }

    /// What there is at once, and when the oldest of it was confirmed.
    pub fn first(&self) -> (Programme, Option<Timestamp>) {
        let board = lock(&self.board);
        // The sample is never old.
        (board.merged(), if self.sample { None } else { board.confirmed() })
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
                    if let Some(part) = lock(&self.board).parts.get_mut(index) {
                        *part = Some((reading.programme, now));
                    }
                }
                Outcome::Unchanged { .. } => {}
                Outcome::Failed { .. } => tracing::warn!("{}", refresh.sentence(source, &self.zone, now)),
            }
        }
        let mut programme = lock(&self.board).merged();
        let mut had = Vec::new();
        for wanted in pictures_of(&mut programme) {
            match picture(&self.intake, &wanted.source).await {
                Ok(picture) => had.push((wanted.source.clone(), picture)),
                Err(why) => tracing::warn!("The picture {} is not shown: {why}", wanted.source),
            }
        }
        had
    }

    /// Reads until the process ends. `wanted` brings the pictures that are to be had; whenever
    /// `again` changes, everything is read at once, whatever its rhythm.
    pub async fn run(
        self,
        news: impl Fn(News) + Clone + Send + 'static,
        wanted: mpsc::UnboundedReceiver<Vec<String>>,
        again: watch::Receiver<()>,
    ) {
        let mut tasks = Vec::new();
        for (index, (source, refresh)) in self.sources.into_iter().enumerate() {
            let task = Task {
                index,
                source,
                intake: self.intake.clone(),
                zone: self.zone.clone(),
                board: self.board.clone(),
            };
            tasks.push(tokio::spawn(task.run(refresh, news.clone(), again.clone())));
        }
        if self.sample {
            tasks.push(tokio::spawn(renew_sample(self.zone.clone(), news.clone())));
        }
        fetch_pictures(self.intake, news, wanted, again).await;
        for task in tasks {
            task.abort();
        }
    }
}

fn sample_of(now: Timestamp, zone: &TimeZone) -> Programme {
    sample(now, zone)
}

/// A fetcher where none with TLS can be made. Files still work.
fn fetcher_for_files() -> Fetcher {
    // Cannot fail twice: `Fetcher::new` has its own way without certificates; and where it does,
    // there is no source to use it.
    #[allow(clippy::expect_used)]
    Fetcher::new(Patience::default(), Proxies::None).expect("a fetcher without proxies")
}

fn lock(board: &Mutex<Board>) -> std::sync::MutexGuard<'_, Board> {
    // A panic elsewhere must not stop the sign: what it left is whole, since a part is put in at once.
    board.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

struct Task {
    index: usize,
    source: Source,
    intake: Intake,
    zone: TimeZone,
    board: Arc<Mutex<Board>>,
}

impl Task {
    async fn run(self, mut refresh: Refresh, news: impl Fn(News), mut again: watch::Receiver<()>) {
        loop {
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
            match outcome {
                Outcome::Changed { mut reading, not_kept } => {
                    report(name, &reading.problems);
                    tracing::info!("{}", refresh.sentence(&self.source, &self.zone, now));
                    if let Some(error) = not_kept {
                        tracing::warn!(
                            "{name}: it is on the screen, but could not be kept for the next start: {error}"
                        );
                    }
                    resolve_pictures(&mut reading.programme, &self.source.address);
                    let mut board = lock(&self.board);
                    if let Some(part) = board.parts.get_mut(self.index) {
                        *part = Some((reading.programme, now));
                    }
                    let (programme, confirmed) = (Box::new(board.merged()), board.confirmed());
                    drop(board);
                    news(News::Programme { programme, confirmed });
                }
                Outcome::Unchanged { not_kept } => {
                    if let Some(error) = not_kept {
                        tracing::warn!("{name}: {error}");
                    }
                    let mut board = lock(&self.board);
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
            let _ = tokio::time::timeout(wait, asked(&mut again)).await;
        }
    }
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

async fn fetch_pictures(
    intake: Intake,
    news: impl Fn(News),
    mut wanted: mpsc::UnboundedReceiver<Vec<String>>,
    mut again: watch::Receiver<()>,
) {
    // Those that show, and of them those that need not be looked at again.
    let mut shown: HashSet<String> = HashSet::new();
    let mut fresh: HashSet<String> = HashSet::new();
    let mut list: Vec<String> = Vec::new();
    loop {
        let missing = list.iter().any(|name| !name.is_empty() && !fresh.contains(name));
        let try_again = async {
            if missing { tokio::time::sleep(PICTURE_AGAIN).await } else { std::future::pending().await }
        };
        tokio::select! {
            names = wanted.recv() => match names {
                Some(names) => list = names,
                None => return,
            },
            // A picture that has changed under its name is only seen by looking at it anew.
            () = asked(&mut again) => fresh.clear(),
            () = try_again => {}
        }
        fresh.retain(|name| list.contains(name));
        shown.retain(|name| {
            let kept = list.contains(name);
            if !kept {
                news(News::Picture(name.clone(), None));
            }
            kept
        });
        for name in &list {
            if fresh.contains(name) || name.is_empty() {
                continue;
            }
            match picture(&intake, name).await {
                Ok(picture) => {
                    fresh.insert(name.clone());
                    shown.insert(name.clone());
                    news(News::Picture(name.clone(), Some(picture)));
                }
                Err(why) if shown.contains(name) => {
                    tracing::warn!("The picture {name} stays as it was: {why}");
                }
                Err(why) => tracing::warn!("The picture {name} is not shown, its text is: {why}"),
            }
        }
    }
}

/// A picture from its place, or as it was when it was last seen there.
async fn picture(intake: &Intake, name: &str) -> Result<Decoded, String> {
    if name == SAMPLE_PICTURE_NAME {
        return decoded(SAMPLE_PICTURE.to_vec()).await;
    }
    let address = Address::parse(name, &PathBuf::from(".")).map_err(|error| error.to_string())?;
    let limits = Limits { max_bytes: MOST_PICTURE, ..Limits::default() };
    let fetched = intake.fetcher.fetch(&address, limits, None).await;
    match fetched {
        Ok(Fetched::New { bytes, validators }) => {
            let picture = decoded(bytes.clone()).await?;
            if let Some(cache) = &intake.cache
                && let Err(error) = cache.store(&address, &bytes, &validators, clock::now())
            {
                tracing::warn!("A picture could not be kept for the next start: {error}");
            }
            Ok(picture)
        }
        Ok(Fetched::NotModified(_)) => Err("the server sends nothing".to_owned()),
        Err(error) => match intake.cache.as_ref().map(|cache| cache.load(&address)) {
            Some(Ok(Loaded::Whole(kept))) => decoded(kept.bytes).await,
            Some(Ok(Loaded::Nothing | Loaded::Damaged { .. }) | Err(_)) | None => Err(error.to_string()),
        },
    }
}

async fn decoded(bytes: Vec<u8>) -> Result<Decoded, String> {
    let decoding = tokio::task::spawn_blocking(move || pictures::decode(&bytes));
    match decoding.await {
        Ok(decoded) => decoded.map_err(|error| error.to_string()),
        Err(_) => Err("it could not be decoded".to_owned()),
    }
}

/// The picture of the sample, for previews.
pub fn sample_picture() -> Option<(String, Decoded)> {
    pictures::decode(SAMPLE_PICTURE).ok().map(|picture| (SAMPLE_PICTURE_NAME.to_owned(), picture))
}
