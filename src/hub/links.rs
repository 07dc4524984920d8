//! Whether the links of what is written answer. They are tried beside the pages, a few at once, and what came of
//! it is remembered for some minutes, so that no page waits for another machine. They lead as far as calendars
//! may be read from: not to this machine, and never to the hub itself, whatever a redirect says.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{OnceCell, Semaphore};

use crate::feed::fetch::{Address, FetchError, Fetcher, Patience, Proxies, Reach};

/// How long an answer may take, all redirects together.
const PATIENCE: Duration = Duration::from_secs(5);
/// Links that are tried at once, and those that may wait for their turn.
const AT_ONCE: usize = 4;
const MOST_WAITING: usize = 60;
/// How many are remembered, and for how long, ms: a link that did not answer may have been mended.
const MOST_KNOWN: usize = 500;
const GOOD_FOR: i64 = 10 * 60 * 1000;
const BAD_FOR: i64 = 2 * 60 * 1000;
const ASKING_FOR: i64 = 2 * 60 * 1000;

/// Why it is not known whether a link answers, or that it does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// No address of the web.
    Address,
    /// There is no such name.
    Name,
    /// It leads to this machine or to the hub itself.
    Inside,
    /// It cannot prove who it is.
    Certificate,
    /// It is passed on and on, or to what is no web address.
    Round,
    /// No answer in time, or none at all.
    Silent,
    /// This machine cannot try anything.
    NoWeb,
}

impl Trouble {
    /// The message that says it.
    pub fn key(self) -> &'static str {
        match self {
            Trouble::Address => "schedule-mend-url",
            Trouble::Name => "schedule-link-name",
            Trouble::Inside => "schedule-link-inside",
            Trouble::Certificate => "schedule-link-certificate",
            Trouble::Round => "schedule-link-round",
            Trouble::Silent => "schedule-link-silent",
            Trouble::NoWeb => "schedule-link-no-web",
        }
    }

    fn of(error: &FetchError) -> Trouble {
        match error {
            FetchError::UnknownName(_) => Trouble::Name,
            FetchError::TooNear(_) => Trouble::Inside,
            FetchError::Certificate { .. } => Trouble::Certificate,
            FetchError::RedirectedTooOften(_) | FetchError::RedirectedElsewhere(_) => Trouble::Round,
            FetchError::NoCertificates | FetchError::NoWeb(_) => Trouble::NoWeb,
            FetchError::NoFile
            | FetchError::Folder
            | FetchError::NotAFile
            | FetchError::Unopenable(_)
            | FetchError::BeingWritten => Trouble::Address,
            FetchError::TooLarge { .. }
            | FetchError::TooSlow(_)
            | FetchError::Stalled(_)
            | FetchError::NoConnection { .. }
            | FetchError::NotThere(_)
            | FetchError::NotAllowed(_)
            | FetchError::Busy { .. }
            | FetchError::ServerTrouble(_)
            | FetchError::OddAnswer(_)
            | FetchError::CutOff
            | FetchError::Garbled(_)
            | FetchError::Other(_) => Trouble::Silent,
        }
    }
}

/// What is known of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It is being tried.
    Asking,
    /// The status with which it answers, after all redirects.
    Answers(u16),
    Not(Trouble),
}

#[derive(Clone, Copy)]
struct Known {
    state: State,
    at: i64,
}

impl Known {
    fn holds(&self, now: i64) -> bool {
        let good_for = match self.state {
            // As long as the longest line before it, and then some.
            State::Asking => ASKING_FOR,
            State::Answers(200..300) => GOOD_FOR,
            State::Answers(_) | State::Not(_) => BAD_FOR,
        };
        (0..good_for).contains(&(now - self.at))
    }
}

/// What tries links and remembers. Clones share it.
#[derive(Clone)]
pub struct Links(Arc<Inner>);

struct Inner {
    reach: Reach,
    /// Made when it is needed first: it reads the certificates of the machine.
    fetcher: OnceCell<Fetcher>,
    places: Semaphore,
    known: Mutex<HashMap<String, Known>>,
}

impl Links {
    /// Within these bounds.
    pub fn within(reach: Reach) -> Links {
        let known = Mutex::default();
        Links(Arc::new(Inner { reach, fetcher: OnceCell::new(), places: Semaphore::new(AT_ONCE), known }))
    }

    fn known(&self) -> MutexGuard<'_, HashMap<String, Known>> {
        // What a panic elsewhere left is whole: one entry is put in at a time.
        self.0.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What is known of a link. Where that is nothing, it begins to be tried, and nobody waits for it.
    pub fn state(&self, url: &str, now: i64) -> State {
        let mut all = self.known();
        if let Some(known) = all.get(url).filter(|known| known.holds(now)) {
            return known.state;
        }
        all.retain(|_, known| known.holds(now));
        let waiting = all.values().filter(|known| known.state == State::Asking).count();
        if waiting >= MOST_WAITING {
            // Whoever asks again finds a place.
            return State::Asking;
        }
        while all.len() >= MOST_KNOWN {
            let oldest = all.iter().min_by_key(|(_, known)| known.at).map(|(url, _)| url.clone());
            let Some(oldest) = oldest else { break };
            all.remove(&oldest);
        }
        all.insert(url.to_owned(), Known { state: State::Asking, at: now });
        let (links, url) = (self.clone(), url.to_owned());
        tokio::spawn(async move { links.try_now(&url, now).await });
        State::Asking
    }

    /// Tries a link now, whatever is known of it.
    pub async fn try_now(&self, url: &str, now: i64) -> State {
        let state = match self.asked(url).await {
            Ok(status) => State::Answers(status),
            Err(trouble) => State::Not(trouble),
        };
        self.known().insert(url.to_owned(), Known { state, at: now });
        state
    }

    async fn asked(&self, url: &str) -> Result<u16, Trouble> {
        let address = Address::parse(url, Path::new("/")).map_err(|_| Trouble::Address)?;
        if matches!(address, Address::File(_)) {
            return Err(Trouble::Address);
        }
        let _place = self.0.places.acquire().await.map_err(|_| Trouble::NoWeb)?;
        let fetcher = self.fetcher().await?;
        match fetcher.status(&address, PATIENCE).await.map_err(|error| Trouble::of(&error))? {
            // A redirect that could not be followed: to something that is no page of the web.
            300..400 => Err(Trouble::Round),
            status => Ok(status),
        }
    }

    async fn fetcher(&self) -> Result<&Fetcher, Trouble> {
        let make = async || {
            let reach = self.0.reach.clone();
            let patience = Patience { connect: PATIENCE, silence: PATIENCE };
            let made =
                tokio::task::spawn_blocking(move || Fetcher::within(reach, patience, Proxies::OfEnvironment));
            made.await.map_err(|_| Trouble::NoWeb)
        };
        self.0.fetcher.get_or_try_init(make).await
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpListener;

    use super::*;

    /// A server that says one thing to every question, and how often it was asked.
    async fn saying(answer: String) -> (String, Arc<Mutex<usize>>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let asked: Arc<Mutex<usize>> = Arc::default();
        let count = asked.clone();
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                *count.lock().unwrap() += 1;
                let mut question = [0; 4096];
                let _ = stream.read(&mut question).await;
                let _ = stream.write_all(answer.as_bytes()).await;
            }
        });
        (address, asked)
    }

    fn near() -> Links {
        let reach = Reach::far(None);
        reach.allow_near(true);
        Links::within(reach)
    }

    const OK: &str = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok";

    async fn settled(links: &Links, url: &str, now: i64) -> State {
        loop {
            match links.state(url, now) {
                State::Asking => tokio::time::sleep(Duration::from_millis(10)).await,
                state => return state,
            }
        }
    }

    #[tokio::test]
    async fn a_page_does_not_wait_and_finds_the_answer_later_and_remembered() {
        let (url, asked) = saying(OK.to_owned()).await;
        let links = near();
        assert_eq!(links.state(&url, 0), State::Asking);
        assert_eq!(settled(&links, &url, 1).await, State::Answers(200));
        assert_eq!(links.state(&url, GOOD_FOR - 1), State::Answers(200));
        assert_eq!(*asked.lock().unwrap(), 1);
        assert_eq!(links.state(&url, GOOD_FOR), State::Asking, "its time is over");
        assert_eq!(settled(&links, &url, GOOD_FOR + 1).await, State::Answers(200));
        assert_eq!(*asked.lock().unwrap(), 2);
    }

    #[tokio::test]
    async fn what_does_not_answer_is_looked_at_again_sooner() {
        let (url, asked) = saying("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n".to_owned()).await;
        let links = near();
        assert_eq!(links.try_now(&url, 0).await, State::Answers(404));
        assert_eq!(links.state(&url, BAD_FOR - 1), State::Answers(404));
        assert_eq!(links.state(&url, BAD_FOR), State::Asking);
        assert_eq!(links.try_now(&url, BAD_FOR).await, State::Answers(404), "by hand, whatever is known");
        assert!(*asked.lock().unwrap() >= 2);
    }

    #[tokio::test]
    async fn a_redirect_is_followed_and_every_hop_is_looked_at() {
        let (end, _) = saying(OK.to_owned()).await;
        let way = |to: &str| format!("HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n");
        let (url, _) = saying(way(&end)).await;
        assert_eq!(near().try_now(&url, 0).await, State::Answers(200));
        let own = reqwest::Url::parse(&end).unwrap();
        let reach = Reach::far(Some(&own));
        reach.allow_near(true);
        assert_eq!(
            Links::within(reach).try_now(&url, 0).await,
            State::Not(Trouble::Inside),
            "to the hub itself"
        );
        let (round, _) = saying(way("/again")).await;
        assert_eq!(near().try_now(&round, 0).await, State::Not(Trouble::Round));
        let (elsewhere, _) = saying(way("file:///etc/passwd")).await;
        assert_eq!(near().try_now(&elsewhere, 0).await, State::Not(Trouble::Round));
    }

    #[tokio::test]
    async fn what_leads_inside_or_nowhere_is_not_asked() {
        let links = Links::within(Reach::far(None));
        for inside in ["http://127.0.0.1:1/", "http://[::1]/", "http://localhost/", "http://169.254.169.254/"]
        {
            assert_eq!(links.try_now(inside, 0).await, State::Not(Trouble::Inside), "{inside}");
        }
        for nothing in ["file:///etc/passwd", "not an address", "", "ftp://example.jp/"] {
            assert_eq!(links.try_now(nothing, 0).await, State::Not(Trouble::Address), "{nothing}");
        }
    }

    #[tokio::test]
    async fn many_links_take_neither_many_connections_nor_memory_without_end() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let links = near();
        for number in 0..300 {
            assert_eq!(links.state(&format!("http://{address}/{number}"), 0), State::Asking);
        }
        assert_eq!(links.known().len(), MOST_WAITING);
        let mut held = Vec::new();
        while let Ok(Ok((stream, _))) =
            tokio::time::timeout(Duration::from_millis(400), listener.accept()).await
        {
            held.push(stream);
        }
        assert_eq!(held.len(), AT_ONCE);
        links.known().clear();
        let mut all = links.known();
        for number in 0..2 * MOST_KNOWN {
            let known = Known { state: State::Answers(200), at: number as i64 };
            all.insert(format!("https://example.jp/{number}"), known);
        }
        drop(all);
        links.state("https://example.jp/new", 2 * MOST_KNOWN as i64);
        assert_eq!(links.known().len(), MOST_KNOWN);
    }
}
