//! Pictures that programmes name: fetched, decoded and kept; and the programmes that wait for them.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Semaphore, mpsc, watch};
use tokio::task::{AbortHandle, JoinError, JoinSet};
use tokio::time::Sleep;

use super::built_in::SAMPLE_PICTURE_NAME;
use super::curtain::{Curtain, Told};
use super::{News, asked};
use crate::api::sync::BASE;
use crate::clock;
use crate::feed::built_in::SAMPLE_PICTURE;
use crate::feed::cache::Loaded;
use crate::feed::fetch::{Address, FetchError, Fetched, Limits, sha256};
use crate::feed::refresh::Intake;
use crate::screen::pictures::{self, Decoded};

/// Largest picture file, bytes.
const MOST_PICTURE: u64 = 20_000_000;
/// Pictures that are fetched at once, so that one that hangs holds up no other.
const AT_ONCE: usize = 3;
/// How soon a picture that broke off goes on, and one of which nothing came is tried again: twice as
/// late each time, up to the last.
const GO_ON_AFTER: Duration = Duration::from_millis(500);
const FIRST_AGAIN: Duration = Duration::from_secs(10);
const LAST_AGAIN: Duration = Duration::from_secs(300);
/// How long a new programme waits for its pictures.
const CURTAIN: Duration = Duration::from_secs(4);

/// What comes in from outside.
pub(super) struct Incoming {
    /// Programmes, each newer than the one before.
    pub programmes: mpsc::UnboundedReceiver<Told>,
    /// What the kiosk wants to show.
    pub wanted: mpsc::UnboundedReceiver<Vec<String>>,
    pub again: watch::Receiver<()>,
}

/// All pictures of a kiosk.
pub(super) struct Hanging<N> {
    intake: Intake,
    news: N,
    curtain: Curtain,
    /// What the kiosk asked for last.
    wanted: Vec<String>,
    /// Those that show, and of them those that need not be looked at again.
    shown: HashSet<String>,
    fresh: HashSet<String>,
    /// Those that are here, or were tried in vain; not those of which more is on its way.
    tried: HashSet<String>,
    /// How often in a row one could not be had, and whether something of it came the last time.
    failures: HashMap<String, (u32, bool)>,
    running: HashMap<String, AbortHandle>,
    tasks: JoinSet<(String, Result<Decoded, NotHad>)>,
    places: Arc<Semaphore>,
}

/// Why a picture could not be had.
#[derive(Debug)]
pub(super) struct NotHad {
    pub why: String,
    /// It broke off, and will go on.
    came_on: bool,
}

impl NotHad {
    fn of(why: impl ToString) -> NotHad {
        NotHad { why: why.to_string(), came_on: false }
    }
}

impl<N: Fn(News)> Hanging<N> {
    /// Beside what is on the screen already.
    pub fn beside(intake: Intake, news: N, shown: crate::domain::programme::Programme) -> Hanging<N> {
        Hanging {
            intake,
            news,
            curtain: Curtain::before(shown),
            wanted: Vec::new(),
            shown: HashSet::new(),
            fresh: HashSet::new(),
            tried: HashSet::new(),
            failures: HashMap::new(),
            running: HashMap::new(),
            tasks: JoinSet::new(),
            places: Arc::new(Semaphore::new(AT_ONCE)),
        }
    }

    /// Goes on until nobody wants anything any more.
    pub async fn run(mut self, incoming: Incoming) {
        let Incoming { mut programmes, mut wanted, mut again } = incoming;
        let mut patience: Option<Pin<Box<Sleep>>> = None;
        // What shows from the start wants its pictures, whatever comes.
        self.look_after_all(&again);
        loop {
            let ended = async {
                match &mut patience {
                    Some(sleep) => sleep.await,
                    None => std::future::pending().await,
                }
            };
            let told = tokio::select! {
                names = wanted.recv() => match names {
                    Some(names) => {
                        self.wanted = names;
                        None
                    }
                    None => return,
                },
                Some(told) = programmes.recv() => self.curtain.comes(told, |name| self.tried.contains(name)),
                Some(ended) = self.tasks.join_next() => {
                    self.has_ended(ended);
                    self.curtain.settles(|name| self.tried.contains(name))
                }
                () = ended => {
                    tracing::info!("A new programme is shown before all of its pictures have come.");
                    self.curtain.opens()
                }
                // A picture that has changed under its name is only seen by looking at it anew.
                () = asked(&mut again) => {
                    self.fresh.clear();
                    self.failures.clear();
                    None
                }
            };
            if let Some((programme, confirmed)) = told {
                (self.news)(News::Programme { programme, confirmed });
            }
            // However many others come meanwhile, the screen does not wait longer than for the first of them.
            patience = self
                .curtain
                .waits()
                .then(|| patience.unwrap_or_else(|| Box::pin(tokio::time::sleep(CURTAIN))));
            self.look_after_all(&again);
        }
    }

    /// Lets go of what nobody names any more, and begins with what is new.
    fn look_after_all(&mut self, again: &watch::Receiver<()>) {
        let mut list: HashSet<String> = self.curtain.pictures().map(str::to_owned).collect();
        list.extend(self.wanted.iter().cloned());
        list.remove("");
        self.fresh.retain(|name| list.contains(name));
        self.tried.retain(|name| list.contains(name));
        self.failures.retain(|name, _| list.contains(name));
        self.running.retain(|name, task| {
            let kept = list.contains(name);
            if !kept {
                task.abort();
            }
            kept
        });
        self.shown.retain(|name| {
            let kept = list.contains(name);
            if !kept {
                (self.news)(News::Picture(name.clone(), None));
            }
            kept
        });
        let mut missing: Vec<String> = list
            .into_iter()
            .filter(|name| !self.fresh.contains(name) && !self.running.contains_key(name))
            .collect();
        missing.sort();
        for name in missing {
            let wait = self.failures.get(&name).map(|(count, came_on)| wait(*count, *came_on));
            let (intake, places, mut again) = (self.intake.clone(), self.places.clone(), again.clone());
            let of = name.clone();
            let task = self.tasks.spawn(async move {
                if let Some(wait) = wait {
                    // Sooner, when staff ask for it.
                    let _ = tokio::time::timeout(wait, asked(&mut again)).await;
                }
                let _place = places.acquire().await;
                let picture = picture(&intake, &of).await;
                (of, picture)
            });
            self.running.insert(name, task);
        }
    }

    fn has_ended(&mut self, ended: Result<(String, Result<Decoded, NotHad>), JoinError>) {
        let (name, had) = match ended {
            Ok(ended) => ended,
            Err(error) => {
                // One that was let go of is not among them any more.
                let of = self.running.iter().find(|(_, task)| task.id() == error.id());
                let Some(name) = of.map(|(name, _)| name.clone()) else { return };
                (name, Err(NotHad::of(error)))
            }
        };
        if self.running.remove(&name).is_none() {
            // It ended in the moment in which it was let go of.
            return;
        }
        match had {
            Ok(picture) => {
                self.tried.insert(name.clone());
                self.failures.remove(&name);
                self.fresh.insert(name.clone());
                self.shown.insert(name.clone());
                (self.news)(News::Picture(name, Some(picture)));
            }
            Err(NotHad { why, came_on }) => {
                let (count, _) = self.failures.get(&name).copied().unwrap_or_default();
                let stands =
                    if self.shown.contains(&name) { "stays as it was" } else { "is not shown, its text is" };
                tracing::warn!("The picture {name} {stands}: {why}");
                if !came_on {
                    self.tried.insert(name.clone());
                }
                self.failures.insert(name, (count.saturating_add(1), came_on));
            }
        }
    }
}

/// How long to wait after a failure.
fn wait(count: u32, came_on: bool) -> Duration {
    if came_on {
        return GO_ON_AFTER;
    }
    FIRST_AGAIN.saturating_mul(1 << count.saturating_sub(1).min(10)).min(LAST_AGAIN)
}

/// What a picture has to be, where a hub names it by its hash.
fn hash_named(address: &Address) -> Option<String> {
    let Address::Web(url) = address else { return None };
    let name = url.path().rsplit_once(&format!("{BASE}/pictures/"))?.1;
    let hash = name.split('.').next()?;
    (hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit())).then(|| hash.to_ascii_lowercase())
}

/// A picture from its place, or as it was when it was last seen there. What is named by its hash never changes:
/// once it is here, nobody is asked again.
pub(super) async fn picture(intake: &Intake, name: &str) -> Result<Decoded, NotHad> {
    if name == SAMPLE_PICTURE_NAME {
        return decoded(SAMPLE_PICTURE.to_vec()).await;
    }
    let address = Address::parse(name, &PathBuf::from(".")).map_err(NotHad::of)?;
    let hash = hash_named(&address);
    let kept = || match intake.cache.as_ref().map(|cache| cache.load(&address)) {
        Some(Ok(Loaded::Whole(kept))) => Some(kept),
        Some(Ok(Loaded::Nothing | Loaded::Damaged { .. }) | Err(_)) | None => None,
    };
    if hash.is_some()
        && let Some(kept) = kept().filter(|kept| hash.as_ref() == Some(&kept.validators.sha256))
    {
        return decoded(kept.bytes).await;
    }
    match fetched(intake, &address, hash.as_deref()).await {
        Ok(Fetched::New { bytes, validators }) => {
            let picture = decoded(bytes.clone()).await?;
            if let Some(cache) = &intake.cache
                && let Err(error) = cache.store(&address, &bytes, &validators, clock::now())
            {
                tracing::warn!("A picture could not be kept for the next start: {error}");
            }
            Ok(picture)
        }
        Ok(Fetched::NotModified(_)) => Err(NotHad::of("the server sends nothing")),
        Err(failure) => match kept().filter(|_| hash.is_none()) {
            Some(kept) => decoded(kept.bytes).await,
            None => Err(failure),
        },
    }
}

/// Fetches the whole, going on from what came before, and keeps what comes where it breaks off again.
async fn fetched(intake: &Intake, address: &Address, hash: Option<&str>) -> Result<Fetched, NotHad> {
    let limits = Limits { max_bytes: MOST_PICTURE, ..Limits::default() };
    let mut part = intake.cache.as_ref().map(|cache| cache.part(address, clock::now())).unwrap_or_default();
    part.is_known = hash.is_some();
    let before = part.bytes.len();
    let is_wrong = |fetched: &Result<Fetched, FetchError>| match fetched {
        Ok(Fetched::New { bytes, .. }) => hash.is_some_and(|hash| sha256(bytes) != hash),
        Ok(Fetched::NotModified(_)) | Err(_) => false,
    };
    let mut fetched = intake.fetcher.fetch_on(address, limits, &mut part).await;
    if before > 0 && is_wrong(&fetched) {
        tracing::warn!("What came of {address} in two parts does not fit together; it is fetched anew.");
        part.bytes.clear();
        fetched = intake.fetcher.fetch_on(address, limits, &mut part).await;
    }
    let wrong = is_wrong(&fetched);
    if let Some(cache) = &intake.cache {
        if part.bytes.is_empty() {
            cache.forget_part(address);
        } else if part.bytes.len() != before
            && let Err(error) = cache.keep_part(address, &part, clock::now())
        {
            tracing::warn!("A part of a picture could not be kept: {error}");
        }
    }
    if wrong {
        return Err(NotHad::of("what comes is not what its name says"));
    }
    fetched.map_err(|error| NotHad {
        why: error.to_string(),
        came_on: intake.cache.is_some() && part.bytes.len() > before,
    })
}

async fn decoded(bytes: Vec<u8>) -> Result<Decoded, NotHad> {
    // One after the other: a large one takes much memory while it is decoded.
    static ALONE: Semaphore = Semaphore::const_new(1);
    let _alone = ALONE.acquire().await;
    let decoding = tokio::task::spawn_blocking(move || pictures::decode(&bytes));
    match decoding.await {
        Ok(decoded) => decoded.map_err(NotHad::of),
        Err(_) => Err(NotHad::of("it could not be decoded")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_hub_names_pictures_by_their_hash() {
        let hash = "0123456789abcdef".repeat(4);
        let named = |address: &str| hash_named(&Address::parse(address, &PathBuf::from("/")).unwrap());
        assert_eq!(named(&format!("https://hub.example/api/v1/pictures/{hash}.png")), Some(hash.clone()));
        assert_eq!(named(&format!("https://example.jp/hub/api/v1/pictures/{hash}")), Some(hash.clone()));
        assert_eq!(named(&format!("https://example.jp/{hash}.png")), None);
        assert_eq!(named("https://hub.example/api/v1/pictures/sample.png"), None);
        assert_eq!(named(&format!("/srv/api/v1/pictures/{hash}.png")), None);
    }

    #[test]
    fn what_broke_off_goes_on_soon_and_what_does_not_come_is_tried_more_and_more_rarely() {
        assert_eq!(wait(7, true), GO_ON_AFTER);
        let waits: Vec<u64> =
            [1, 2, 3, 5, 6, 4_000].into_iter().map(|count| wait(count, false).as_secs()).collect();
        assert_eq!(waits, [10, 20, 40, 160, 300, 300]);
    }
}
