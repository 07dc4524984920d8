//! A kiosk without a window: the real core, clerk, store, sources and link, and a queue between
//! them as the shell has it.

use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use hiroba::clock;
use hiroba::config::Config;
use hiroba::domain::attendance::{Record, Way};
use hiroba::feed::fetch::{Fetcher, Pass, Patience, Proxies};
use hiroba::kiosk::clerk::{self, Order};
use hiroba::kiosk::core::{Effect, Event, Kiosk, Now, Shown};
use hiroba::kiosk::link::{self, Belonging, Handle, Jitter, State, Told, Wiring};
use hiroba::kiosk::sources::{Again, Feeding, News};
use hiroba::kiosk::time::Time;
use hiroba::store::{OutboxState, Store};
use hiroba::view::{Action, Ask};
use jiff::{SignedDuration, Timestamp};
use tokio::sync::{mpsc, watch};

/// Longer than anything here takes on a small machine that compiles something else meanwhile.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// What it was asked to do and cannot without a window.
#[derive(Default)]
pub struct Seen {
    pub restarts: usize,
    /// By how much its clock was behind, and what time it was at the hub.
    pub clock: Option<(SignedDuration, Timestamp)>,
}

pub struct Sign {
    pub kiosk: Arc<Mutex<Kiosk>>,
    pub seen: Arc<Mutex<Seen>>,
    hours: Hours,
    pub pass: Pass,
    pub folder: Arc<tempfile::TempDir>,
    queue: mpsc::UnboundedSender<Message>,
    runtime: Option<tokio::runtime::Runtime>,
}

enum Message {
    Event(Event),
    Told(Told),
}

/// Its time: by the machine's clock, always believed; or by the hub's, as a kiosk has it.
type Hours = Arc<Mutex<Option<Time>>>;

fn now(hours: &Hours) -> Now {
    let hours = hours.lock().unwrap();
    hours.as_ref().map_or_else(|| Now { at: clock::now(), sure: true }, Time::now)
}

impl Sign {
    /// Starts one that belongs to the hub at this address.
    pub fn start(address: &str, token: Option<&str>) -> Sign {
        Sign::start_in(Arc::new(tempfile::tempdir().unwrap()), address, token)
    }

    /// Starts one with the files of an earlier life.
    pub fn start_in(folder: Arc<tempfile::TempDir>, address: &str, token: Option<&str>) -> Sign {
        Sign::begin(folder, address, token, false)
    }

    /// Starts one that goes by the clock of its hub.
    pub fn start_by_the_hub(folder: Arc<tempfile::TempDir>, address: &str, token: &str) -> Sign {
        Sign::begin(folder, address, Some(token), true)
    }

    fn begin(folder: Arc<tempfile::TempDir>, address: &str, token: Option<&str>, learns: bool) -> Sign {
        // A runtime of its own, as a kiosk has: it can be killed as a whole.
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let settings = "[paths]\ncache = \"cache\"\nrecords = \"records\"\n[attendance]\nkiosk = \"入口\"\n";
        let config = Config::parse(settings, &folder.path().join("kiosk.toml")).unwrap();
        let records = config.records_dir(|_| None);
        let pass = Pass::new(token.map(str::to_owned));
        let belonging = Belonging { address: address.to_owned(), pass: pass.clone(), is_own: false };
        let fetcher = Fetcher::new(Patience::default(), Proxies::None);
        let feeding = Feeding::open_with(fetcher, &config, Some(&belonging), clock::now());
        let (programme, confirmed) = feeding.first();
        let time = learns.then(|| Time::begin(true, feeding.last_seen(), records.as_deref()));
        let hours: Hours = Arc::new(Mutex::new(time));
        let mut kiosk = Kiosk::new(config, programme.clone(), now(&hours));
        kiosk.update(Event::Programme { programme: Box::new(programme), confirmed }, now(&hours));

        let (queue, mut queued) = mpsc::unbounded_channel();
        let (orders, ordered) = mpsc::unbounded_channel();
        let ((_ask, all), (again, hub)) = (watch::channel(()), watch::channel(()));
        let wiring = Wiring {
            belonging,
            orders: orders.clone(),
            again,
            name: "入口".to_owned(),
            folder: records.clone(),
            jitter: Jitter(Arc::new(|| 0.0)),
        };
        let to = queue.clone();
        let link = link::start(runtime.handle(), wiring, move |told| drop(to.send(Message::Told(told))));
        let link = link.unwrap();
        let (to, hears) = (queue.clone(), link.clone());
        let answer = move |event| {
            hears.hears(&event);
            drop(to.send(Message::Event(event)));
        };
        runtime.spawn(clerk::serve(records, "入口".to_owned(), ordered, answer));
        let to = queue.clone();
        let news = move |news| {
            let event = match news {
                News::Programme { programme, confirmed } => Event::Programme { programme, confirmed },
                News::Confirmed(confirmed) => Event::Confirmed(confirmed),
                News::States(states) => Event::Sources(states),
                News::Picture(..) => return,
            };
            drop(to.send(Message::Event(event)));
        };
        let (wanted, wanted_by) = mpsc::unbounded_channel();
        runtime.spawn(async move {
            // Nobody wants pictures here, and the readers go on until somebody does not.
            let _wanted = wanted;
            feeding.run(news, wanted_by, Again { all, hub }).await;
        });
        let kiosk = Arc::new(Mutex::new(kiosk));
        let seen = Arc::new(Mutex::new(Seen::default()));
        let (core, noted, time) = (kiosk.clone(), seen.clone(), hours.clone());
        runtime.spawn(async move {
            while let Some(message) = queued.recv().await {
                let event = match message {
                    Message::Event(event) => event,
                    Message::Told(Told::Event(event)) => event,
                    Message::Told(Told::Clock { behind, seen }) => {
                        noted.lock().unwrap().clock = Some((behind, seen));
                        if let Some(time) = time.lock().unwrap().as_mut() {
                            time.learn(behind, seen);
                        }
                        continue;
                    }
                    Message::Told(Told::Picture(to)) => {
                        to.send(b"a picture".to_vec()).unwrap();
                        continue;
                    }
                };
                let mut core = core.lock().unwrap();
                for effect in core.update(event, now(&time)) {
                    perform(effect, &core, &orders, &link, &noted);
                }
                let standing = core.standing(now(&time));
                link.is(State {
                    showing: standing.showing,
                    pinned: standing.pinned,
                    dimmed: standing.dimmed,
                    calm: standing.calm,
                    closed: standing.closed,
                    confirmed: standing.confirmed,
                    sure: now(&time).sure,
                    panel: None,
                });
            }
        });
        Sign { kiosk, seen, hours, pass, folder, queue, runtime: Some(runtime) }
    }

    /// Ends it as the plug being pulled would; its files are left.
    pub fn kill(self) -> Arc<tempfile::TempDir> {
        self.folder.clone()
    }

    pub fn send(&self, event: Event) {
        self.queue.send(Message::Event(event)).ok().unwrap();
    }

    /// A visitor taps, at leisure.
    pub async fn tap(&self, action: Action) {
        tokio::time::sleep(Duration::from_millis(550)).await;
        self.send(Event::Act(action));
    }

    pub async fn ask(&self, ask: Ask) {
        self.tap(Action::Attend(ask)).await;
    }

    /// What time it is for it, and whether it believes that.
    pub fn time(&self) -> Now {
        now(&self.hours)
    }

    pub fn shown(&self) -> Shown {
        self.kiosk.lock().unwrap().show(now(&self.hours))
    }

    /// All that stands on the screen.
    pub fn words(&self) -> String {
        let said = self.shown().sheet.said;
        said.iter().map(|said| said.label.as_str()).collect::<Vec<_>>().join("\n")
    }

    /// Registers for the meeting that shows; the digits of the receipt.
    pub async fn registers(&self, way: Way) -> String {
        self.ask(Ask::Register).await;
        self.ask(Ask::Way(way)).await;
        self.ask(Ask::Category(Some("lived".to_owned()))).await;
        self.ask(Ask::Submit).await;
        let receipt = self.until("a thank-you", |sign| receipt_on(&sign.shown())).await;
        self.ask(Ask::Finish).await;
        receipt
    }

    /// Waits until something is so.
    pub async fn until<T>(&self, what: &str, found: impl Fn(&Sign) -> Option<T>) -> T {
        let begun = Instant::now();
        loop {
            if let Some(found) = found(self) {
                return found;
            }
            assert!(begun.elapsed() < PATIENCE, "{what} never came; the screen says:\n{}", self.words());
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    pub async fn says(&self, words: &str) {
        self.until(words, |sign| sign.words().replace('\n', "").contains(words).then_some(())).await;
    }

    /// The ids of the meetings it knows.
    pub fn meetings(&self) -> Vec<String> {
        let kiosk = self.kiosk.lock().unwrap();
        kiosk.programme().meetings.iter().map(|meeting| meeting.id.0.clone()).collect()
    }

    /// What is on its disk and what of that waits to be sent.
    pub async fn stored(&self) -> (Vec<Record>, OutboxState) {
        let path = self.folder.path().join("records").join(hiroba::store::FILE);
        let mut store = Store::open_to_read(Path::new(&path)).await.unwrap();
        (store.all().await.unwrap(), store.outbox().await.unwrap())
    }

    /// Waits until nothing waits to be sent.
    pub async fn has_sent(&self) {
        let begun = Instant::now();
        while self.stored().await.1.waiting > 0 {
            assert!(begun.elapsed() < PATIENCE, "records still wait to be sent");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }
}

impl Drop for Sign {
    fn drop(&mut self) {
        self.runtime.take().unwrap().shutdown_background();
    }
}

fn perform(
    effect: Effect,
    core: &Kiosk,
    orders: &mpsc::UnboundedSender<Order>,
    link: &Handle,
    seen: &Mutex<Seen>,
) {
    match effect {
        Effect::Record(records) => {
            let ids = records.iter().map(|record| &record.meeting);
            let about = core.meetings_of(ids).map(hiroba::api::Meeting::from).collect();
            orders.send(Order::Record { records, about }).unwrap();
        }
        Effect::KeepPinned(pinned) => orders.send(Order::KeepPinned(pinned)).unwrap(),
        Effect::AskOutbox => orders.send(Order::TellOutbox).unwrap(),
        Effect::Call => link.call(),
        Effect::Restart => seen.lock().unwrap().restarts += 1,
        Effect::Show
        | Effect::CheckPin(_)
        | Effect::LeaveFullscreen
        | Effect::Speak { .. }
        | Effect::Voice(_) => {}
    }
}

fn receipt_on(shown: &Shown) -> Option<String> {
    match &shown.view.board {
        hiroba::view::Board::Article(article) => {
            article.way.as_ref().filter(|way| way.is_bare())?.url.clone()
        }
        hiroba::view::Board::List(_) => None,
    }
}
