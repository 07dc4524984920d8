//! Pictures on a bad line: what came is kept, and a programme is shown whole.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use hiroba::clock;
use hiroba::config::Config;
use hiroba::domain::programme::Programme;
use hiroba::feed::fetch::{Fetcher, Pass, Patience, Proxies, sha256};
use hiroba::hub::Hub;
use hiroba::hub::store::{Kind, PictureRow};
use hiroba::kiosk::link::Belonging;
use hiroba::kiosk::sources::{Again, Feeding, News};
use jiff::ToSpan;
use tokio::net::TcpListener;
use tokio::sync::{mpsc, watch};

use crate::house::House;
use crate::staff::{publish, take_in};
use crate::wire::{Mood, Wire};

/// Longer than anything here takes on a small machine that compiles something else meanwhile.
const PATIENCE: Duration = Duration::from_secs(30);

/// What a screen is given, in its order.
enum Given {
    Programme(Box<Programme>),
    Picture(String),
}

/// The sources of a kiosk and what they bring.
struct Screen {
    given: mpsc::UnboundedReceiver<Given>,
    running: tokio::task::JoinHandle<()>,
    again: watch::Sender<()>,
    /// The pictures it has.
    had: Vec<String>,
    _wanted: mpsc::UnboundedSender<Vec<String>>,
    _all: watch::Sender<()>,
}

impl Screen {
    fn start(folder: &Path, address: &str, token: &str) -> Screen {
        let config = Config::parse("[paths]\ncache = \"cache\"\n", &folder.join("kiosk.toml")).unwrap();
        let pass = Pass::new(Some(token.to_owned()));
        let belonging = Belonging { address: address.to_owned(), pass, is_own: false };
        let fetcher = Fetcher::new(Patience::default(), Proxies::None);
        let feeding = Feeding::open_with(fetcher, &config, Some(&belonging), clock::now());
        let (to, given) = mpsc::unbounded_channel();
        let (wanted, wanted_by) = mpsc::unbounded_channel();
        let ((all, of_all), (again, of_hub)) = (watch::channel(()), watch::channel(()));
        let news = move |news| {
            let one = match news {
                News::Programme { programme, .. } => Given::Programme(programme),
                News::Picture(name, Some(_)) => Given::Picture(name),
                News::Picture(_, None) | News::Confirmed(_) | News::States(_) => return,
            };
            drop(to.send(one));
        };
        let running = tokio::spawn(feeding.run(news, wanted_by, Again { all: of_all, hub: of_hub }));
        Screen { given, running, again, had: Vec::new(), _wanted: wanted, _all: all }
    }

    /// Waits for the programme that has this meeting; which ones went before it.
    async fn shows(&mut self, id: &str) -> Vec<Programme> {
        let mut before = Vec::new();
        loop {
            match self.next().await {
                Given::Picture(name) => self.had.push(name),
                Given::Programme(programme) => {
                    let has = programme.meetings.iter().any(|meeting| meeting.id.0 == id);
                    before.push(*programme);
                    if has {
                        return before;
                    }
                }
            }
        }
    }

    async fn next(&mut self) -> Given {
        tokio::time::timeout(PATIENCE, self.given.recv()).await.expect("nothing more came").unwrap()
    }

    /// Waits until it has a picture whose name holds this.
    async fn has(&mut self, hash: &str) {
        while !self.had.iter().any(|name| name.contains(hash)) {
            if let Given::Picture(name) = self.next().await {
                self.had.push(name);
            }
        }
    }

    /// The hub has announced something.
    fn hears(&self) {
        self.again.send(()).unwrap();
    }

    fn dies(self) {
        self.running.abort();
    }
}

/// A picture that cannot be packed, of more than a hundred thousand bytes.
fn noise(seed: u32) -> (String, Vec<u8>) {
    let mut state = seed;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    };
    let picture = image::RgbImage::from_fn(240, 180, |_, _| image::Rgb([next(), next(), next()]));
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    let bytes = bytes.into_inner();
    (sha256(&bytes), bytes)
}

async fn keep(hub: &Hub, hash: &str, bytes: Vec<u8>) {
    let mut change = hub.store.begin().await.unwrap();
    let row = PictureRow {
        hash: hash.to_owned(),
        kind: "image/png".to_owned(),
        width: 240,
        height: 180,
        bytes,
        contrast: None,
    };
    change.add_picture(&row, hub.now_ms()).await.unwrap();
    change.commit().await.unwrap();
}

fn with_picture(id: &str, source: &str) -> String {
    format!(
        r#"{{"id": "{id}", "title": "{id}", "when": {{"kind": "undecided"}},
            "picture": {{"source": "{source}", "alt": "ざあざあ"}} }}"#
    )
}

fn plain(id: &str) -> String {
    format!(r#"{{"id": "{id}", "title": "{id}", "when": {{"kind": "undecided"}} }}"#)
}

struct Story {
    house: House,
    wire: Wire,
    folder: Arc<tempfile::TempDir>,
    token: String,
}

impl Story {
    /// A kiosk that shows a meeting without a picture.
    async fn begins() -> (Story, Screen) {
        let house = House::open().await;
        let wire = Wire::to(&house.address).await;
        let (_, token) = take_in(&house.hub, "入口").await;
        publish(&house.hub, "tea", &plain("tea")).await;
        let story = Story { house, wire, folder: Arc::new(tempfile::tempdir().unwrap()), token };
        let mut screen = story.starts();
        screen.shows("tea").await;
        (story, screen)
    }

    fn starts(&self) -> Screen {
        Screen::start(self.folder.path(), &self.wire.address, &self.token)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_that_breaks_off_goes_on_from_there_and_its_slide_waits_for_it() {
    let (story, mut screen) = Story::begins().await;
    let (hash, bytes) = noise(1);
    let size = bytes.len();
    keep(&story.house.hub, &hash, bytes).await;
    story.wire.becomes(Mood::CutsAfter(size * 2 / 3));
    let before = story.wire.came();
    publish(&story.house.hub, "walk", &with_picture("walk", &format!("pictures/{hash}.png"))).await;
    screen.hears();
    let begun = Instant::now();
    let shown = screen.shows("walk").await;
    assert!(
        screen.had.iter().any(|name| name.contains(&hash)),
        "its slide stood without it ({:?})",
        begun.elapsed()
    );
    assert_eq!(shown.len(), 1, "nothing half went before it");
    let came = story.wire.came() - before;
    assert!(came >= size && came < size + size / 10, "{came} bytes came for a picture of {size}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kiosk_that_is_killed_while_a_picture_comes_goes_on_after_its_start_and_then_asks_no_more() {
    let (story, screen) = Story::begins().await;
    let (hash, bytes) = noise(2);
    let size = bytes.len();
    keep(&story.house.hub, &hash, bytes).await;
    story.wire.becomes(Mood::CutsAfter(size * 2 / 3));
    let before = story.wire.came();
    publish(&story.house.hub, "walk", &with_picture("walk", &format!("pictures/{hash}.png"))).await;
    screen.hears();
    let parts = story.folder.path().join("cache/parts");
    let begun = Instant::now();
    while std::fs::read_dir(&parts).map_or(0, Iterator::count) == 0 {
        assert!(begun.elapsed() < PATIENCE, "no part is kept");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    screen.dies();
    story.wire.becomes(Mood::Good);
    let mut screen = story.starts();
    screen.has(&hash).await;
    let came = story.wire.came() - before;
    assert!(came >= size && came < size + size / 10, "{came} bytes came for a picture of {size}");
    assert_eq!(std::fs::read_dir(&parts).unwrap().count(), 0, "what is whole is no part");
    screen.dies();
    let before = story.wire.came();
    let mut screen = story.starts();
    screen.has(&hash).await;
    assert!(story.wire.came() - before < size / 10, "a picture that is named by its hash is fetched once");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_that_cannot_be_had_holds_no_programme() {
    let (story, mut screen) = Story::begins().await;
    let begun = Instant::now();
    let source = format!("pictures/{}.png", "0".repeat(64));
    publish(&story.house.hub, "walk", &with_picture("walk", &source)).await;
    screen.hears();
    screen.shows("walk").await;
    assert!(begun.elapsed() < Duration::from_secs(3), "{:?}", begun.elapsed());
    assert_eq!(screen.had.len(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_that_hangs_holds_a_programme_some_seconds_and_an_emergency_not_at_all() {
    let (story, mut screen) = Story::begins().await;
    // It takes every question and answers none.
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let source = format!("http://{}/walk.png", silent.local_addr().unwrap());
    let begun = Instant::now();
    publish(&story.house.hub, "walk", &with_picture("walk", &source)).await;
    screen.hears();
    let (_asks, _) = silent.accept().await.unwrap();
    let now = clock::now();
    let fire = format!(
        r#"{{"identifier": "fire", "status": "Actual", "sent": "{now}", "expires": "{}",
            "info": [{{"headline": "火事です"}}] }}"#,
        now + 1.hours()
    );
    let alarm = Instant::now();
    publish::publish(&story.house.hub, Kind::Emergency, "fire", &fire).await;
    screen.hears();
    let Given::Programme(programme) = screen.next().await else { panic!("a picture came") };
    assert!(alarm.elapsed() < Duration::from_secs(1), "{:?}", alarm.elapsed());
    assert_eq!(programme.emergencies.len(), 1);
    assert!(programme.meetings.iter().all(|meeting| meeting.id.0 == "tea"), "with what is whole");
    screen.shows("walk").await;
    let waited = begun.elapsed();
    assert!(waited > Duration::from_secs(3) && waited < Duration::from_secs(10), "{waited:?}");
}
