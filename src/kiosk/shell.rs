//! The dull part: events in, effects out, sheets onto the window.
//!
//! Everything here runs on the window's thread; other threads only queue events.

mod hub;

use std::cell::RefCell;
use std::collections::{HashSet, VecDeque};
use std::io::IsTerminal;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{mpsc, watch};

use super::clerk::{self, Order};
use super::core::{self, Effect, Event, HubNews, Kiosk, Pin, Stroke};
use super::link::{self, Belonging, Jitter, Told, Wiring};
use super::pin;
use super::sources::{Again, Feeding, News};
use super::speech::Speech;
use super::time::Time;
use crate::api;
use crate::clock;
use crate::config::{Config, Key};
use crate::domain::programme::Category;
use crate::feed::cache::write_atomically;
use crate::screen::offscreen::png;
use crate::screen::pictures::Decoded;
use crate::screen::{self, Alarm, Stage, Wishes};

/// For trials and continuous integration.
#[derive(Clone, Debug, Default)]
pub struct Trial {
    /// Keeps a fresh picture of the screen here.
    pub picture: Option<PathBuf>,
    /// Ends by itself after so long.
    pub ends_after: Option<Duration>,
    /// Adds a line here for all that is said and all that becomes of it.
    pub speech: Option<PathBuf>,
}

/// Why a kiosk cannot go on.
#[derive(Debug, thiserror::Error)]
pub enum KioskError {
    #[error(
        "No window can be opened: {0}. Is there a display (DISPLAY)? scripts/run starts a virtual one where there is none."
    )]
    Display(String),
    #[error("The readers of sources cannot be started: {0}.")]
    Threads(#[from] std::io::Error),
}

/// What other threads and callbacks hand in.
enum Message {
    Event(Event),
    Picture(String, Option<Decoded>),
    Link(Told),
}

#[derive(Clone, Default)]
struct Queue(Arc<Mutex<VecDeque<Message>>>);

impl Queue {
    /// Queues a message and wakes the window's thread. Nothing happens inside the caller.
    fn push(&self, message: Message) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push_back(message);
        screen::post(drain);
    }

    fn pop(&self) -> Option<Message> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).pop_front()
    }
}

struct Shell {
    kiosk: Kiosk,
    stage: Stage,
    queue: Queue,
    time: Time,
    deadline: Alarm,
    snapshot: Alarm,
    pictures: HashSet<String>,
    wanted: mpsc::UnboundedSender<Vec<String>>,
    asked: Vec<String>,
    orders: mpsc::UnboundedSender<Order>,
    /// To the hub, where there is one.
    link: Option<link::Handle>,
    /// What is asked of the voice, where there is one.
    speech: Speech,
    /// Categories the clerk has been told.
    categories: Vec<Category>,
    records: Option<PathBuf>,
    runtime: tokio::runtime::Handle,
    again: bool,
    picture_file: Option<PathBuf>,
}

thread_local! {
    static SHELL: RefCell<Option<Shell>> = const { RefCell::new(None) };
}

/// Shows the sign until it is told to end.
///
/// # Errors
/// When there is no display, or no thread can be started.
pub fn run(config: Config, hub: Option<Belonging>, trial: Trial) -> Result<Ended, KioskError> {
    let display = |error: screen::WindowError| KioskError::Display(error.to_string());
    let feeding = Feeding::open(&config, hub.as_ref(), clock::now());
    let (programme, confirmed) = feeding.first();

    screen::open_window().map_err(display)?;
    let stage = Stage::new(config.display.fullscreen).map_err(display)?;
    let queue = Queue::default();
    let (wanted, wanted_by) = mpsc::unbounded_channel();
    let records = config.records_dir(|name| std::env::var_os(name));
    // The hub in the same process has the same clock.
    let learns_time = hub.as_ref().is_some_and(|hub| !hub.is_own);
    let time = Time::begin(learns_time, feeding.last_seen(), records.as_deref());
    let now = time.now();
    let spoken_by = config.voice.enabled.then(|| config.speech(|name| std::env::var_os(name)));
    let (takes_attendance, origin) = (config.attendance.enabled, config.attendance.kiosk.clone());
    let mut kiosk = Kiosk::new(config, programme.clone(), now);
    kiosk.update(Event::Programme { programme: Box::new(programme), confirmed }, now);
    connect(&stage, &queue);

    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .thread_name("sources")
        .enable_all()
        .build()?;
    let news = {
        let queue = queue.clone();
        move |news: News| {
            queue.push(match news {
                News::Programme { programme, confirmed } => {
                    Message::Event(Event::Programme { programme, confirmed })
                }
                News::Confirmed(confirmed) => Message::Event(Event::Confirmed(confirmed)),
                News::Picture(name, picture) => Message::Picture(name, picture),
                News::States(states) => Message::Event(Event::Sources(states)),
            });
        }
    };
    let (orders, ordered) = mpsc::unbounded_channel();
    let ((ask, all), (ask_hub, of_hub)) = (watch::channel(()), watch::channel(()));
    let link = hub.and_then(|belonging| {
        let wiring = Wiring {
            belonging,
            orders: orders.clone(),
            again: ask_hub,
            name: origin.clone(),
            folder: records.clone(),
            jitter: Jitter(Arc::new(clock::chance)),
        };
        let queue = queue.clone();
        let started = link::start(runtime.handle(), wiring, move |told| queue.push(Message::Link(told)));
        started.map_err(|error| tracing::error!("There is no way to the hub: {error}.")).ok()
    });
    if takes_attendance {
        let (queue, link) = (queue.clone(), link.clone());
        let answer = move |event| {
            if let Some(link) = &link {
                link.hears(&event);
            }
            queue.push(Message::Event(event));
        };
        runtime.spawn(clerk::serve(records.clone(), origin, ordered, answer));
    }
    runtime.spawn(feeding.run(news, wanted_by, Again { all, hub: of_hub }));
    runtime.spawn(end_by_signal());
    runtime.spawn(read_again_by_signal(ask));

    stage.show_window().map_err(display)?;
    let speech = {
        let queue = queue.clone();
        Speech::begin(spoken_by, trial.speech, move |event| queue.push(Message::Event(event)))
    };
    let shell = Shell {
        kiosk,
        stage,
        queue: queue.clone(),
        time,
        deadline: Alarm::default(),
        snapshot: Alarm::default(),
        pictures: HashSet::new(),
        wanted,
        asked: Vec::new(),
        orders,
        link,
        speech,
        categories: Vec::new(),
        records,
        runtime: runtime.handle().clone(),
        again: false,
        picture_file: trial.picture,
    };
    SHELL.with_borrow_mut(|slot| *slot = Some(shell));
    queue.push(Message::Event(Event::Tick));
    let end = Alarm::default();
    if let Some(after) = trial.ends_after {
        end.after(after, || {
            // The last picture is that of the last moment.
            SHELL.with_borrow_mut(|slot| slot.as_mut().map(Shell::take_picture));
            screen::quit();
        });
    }
    let ran = screen::run().map_err(display);
    let again = SHELL.with_borrow_mut(|slot| slot.take()).is_some_and(|shell| shell.again);
    // The clerk ends with the last order, and takes a moment to close its database.
    runtime.shutdown_timeout(Duration::from_secs(2));
    ran.map(|()| if again { Ended::ToStartAgain } else { Ended::ForGood })
}

/// How a kiosk ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    ForGood,
    /// Staff asked for it.
    ToStartAgain,
}

fn connect(stage: &Stage, queue: &Queue) {
    let event = |queue: &Queue| {
        let queue = queue.clone();
        move |event: Event| queue.push(Message::Event(event))
    };
    let (act, key, touched, resized) = (event(queue), event(queue), event(queue), event(queue));
    stage.connect(Wishes {
        act: Box::new(move |action| act(Event::Act(action))),
        key: Box::new(move |stroke| {
            if let Some(stroke) = known_key(&stroke) {
                key(Event::Key(stroke));
            }
        }),
        touched: Box::new(move |at| touched(Event::Touched(at))),
        resized: Box::new(move |width, height| resized(Event::Resized(width, height))),
    });
}

/// A key of the window as the key map names it.
fn known_key(stroke: &screen::Stroke) -> Option<Stroke> {
    match stroke {
        screen::Stroke::Tab => Some(Stroke::Tab),
        screen::Stroke::BackTab => Some(Stroke::BackTab),
        screen::Stroke::Named(name) => Key::parse(name).map(Stroke::Key),
        screen::Stroke::Sign(c) => Key::parse(&c.to_string()).map(Stroke::Key),
    }
}

async fn end_by_signal() {
    use tokio::signal::unix::{SignalKind, signal};
    let (Ok(mut terminate), Ok(mut interrupt)) =
        (signal(SignalKind::terminate()), signal(SignalKind::interrupt()))
    else {
        tracing::warn!("Signals cannot be received; the process ends by them without a word.");
        return;
    };
    tokio::select! {
        _ = terminate.recv() => tracing::info!("Ending, as told by a signal."),
        _ = interrupt.recv() => tracing::info!("Ending, as told from the keyboard."),
    }
    screen::quit();
}

/// Reads all sources again whenever the process is told so by a hangup signal, as `systemctl reload`
/// does. Started from a terminal it ends with the terminal, like any other program.
async fn read_again_by_signal(ask: watch::Sender<()>) {
    use tokio::signal::unix::{SignalKind, signal};
    if std::io::stdin().is_terminal() {
        return;
    }
    let Ok(mut hangup) = signal(SignalKind::hangup()) else {
        tracing::warn!("Signals cannot be received; sources are read again only in their own rhythm.");
        return;
    };
    while hangup.recv().await.is_some() {
        tracing::info!("Reading all sources again, as told by a signal.");
        // Without a source there is nobody to hear it.
        let _ = ask.send(());
    }
}

/// Takes all that is queued, then shows once.
fn drain() {
    SHELL.with_borrow_mut(|slot| {
        if let Some(shell) = slot {
            shell.drain();
        }
    });
}

impl Shell {
    fn drain(&mut self) {
        let mut show = false;
        while let Some(message) = self.queue.pop() {
            let event = match message {
                Message::Event(Event::Voice(report)) => {
                    self.speech.hears(&report);
                    Event::Voice(report)
                }
                Message::Event(event) => event,
                Message::Picture(name, picture) => {
                    if picture.is_some() {
                        self.pictures.insert(name.clone());
                    } else {
                        self.pictures.remove(&name);
                    }
                    self.stage.set_picture(&name, picture);
                    Event::Pictures(self.pictures.clone())
                }
                Message::Link(told) => match told {
                    Told::Event(event) => event,
                    Told::Clock { behind, seen } => {
                        self.time.learn(behind, seen);
                        Event::Tick
                    }
                    Told::Picture(to) => {
                        // Whoever asked may have stopped waiting.
                        let _ = self.small_picture().map(|png| to.send(png));
                        continue;
                    }
                },
            };
            for effect in self.kiosk.update(event, self.time.now()) {
                match effect {
                    Effect::Show => show = true,
                    effect => self.perform(effect),
                }
            }
        }
        if show {
            self.show();
        }
    }

    /// Does what the core asks for; answers come back through the queue.
    fn perform(&mut self, effect: Effect) {
        match effect {
            Effect::Show => {}
            Effect::Record(records) => {
                let ids = records.iter().map(|record| &record.meeting);
                let about = self.kiosk.meetings_of(ids).map(api::Meeting::from).collect();
                self.order(Order::Record { records, about });
            }
            Effect::KeepPinned(pinned) => self.order(Order::KeepPinned(pinned)),
            Effect::AskOutbox => self.order(Order::TellOutbox),
            Effect::CheckPin(digits) => {
                let (folder, queue) = (self.records.clone(), self.queue.clone());
                self.runtime.spawn_blocking(move || {
                    let pin = folder.map_or(Pin::NotSet, |folder| pin::check(&folder, &digits));
                    queue.push(Message::Event(Event::PinChecked(pin)));
                });
            }
            Effect::Restart => {
                tracing::info!("Starting again, as staff asked.");
                self.again = true;
                screen::quit();
            }
            Effect::Call => match &self.link {
                Some(link) => link.call(),
                None => self.queue.push(Message::Event(Event::Hub(HubNews::Called(None)))),
            },
            Effect::Speak { id, utterances } => self.speech.speak(id, &utterances),
            Effect::Voice(order) => self.speech.order(order),
            Effect::LeaveFullscreen => {
                tracing::info!("Leaving full screen, as staff asked.");
                self.stage.leave_fullscreen();
            }
        }
    }

    fn order(&self, order: Order) {
        // The clerk ends only with the process; before that every order is answered.
        let _ = self.orders.send(order);
    }

    fn show(&mut self) {
        let now = self.time.now();
        let core::Shown { view, sheet, title, announcement } = self.kiosk.show(now);
        self.stage.show(&sheet, view.colours, view.light, &title, &announcement);
        self.tell_hub(now);
        let mut wanted: Vec<String> = self.kiosk.wanted_pictures().into_iter().collect();
        wanted.sort();
        if wanted != self.asked {
            self.asked.clone_from(&wanted);
            // The readers end only with the process.
            let _ = self.wanted.send(wanted);
        }
        if self.categories != self.kiosk.programme().categories {
            self.categories.clone_from(&self.kiosk.programme().categories);
            self.order(Order::Categories(self.categories.iter().map(api::Category::from).collect()));
        }
        let wait = self.kiosk.next_deadline().duration_since(self.time.now().at);
        let wait = Duration::try_from(wait).unwrap_or_default().max(Duration::from_millis(1));
        let queue = self.queue.clone();
        self.deadline.after(wait, move || queue.push(Message::Event(Event::Tick)));
        if self.picture_file.is_some() && !self.snapshot.is_set() {
            // Not for every frame: a picture costs more than the frame it is of.
            self.snapshot.after(Duration::from_millis(250), || {
                SHELL.with_borrow_mut(|slot| slot.as_mut().map(Shell::take_picture));
            });
        }
    }

    fn take_picture(&mut self) {
        let Some(path) = &self.picture_file else { return };
        let written = self
            .stage
            .picture()
            .map_err(|error| error.to_string())
            .and_then(|(width, height, rgba)| {
                png(width, height, &rgba, screen::RGBA).map_err(|error| error.to_string())
            })
            .and_then(|bytes| write_atomically(path, &bytes).map_err(|error| error.to_string()));
        if let Err(error) = written {
            tracing::warn!("The picture of the screen could not be written to {}: {error}", path.display());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_the_window_names_is_one_that_settings_know() {
        for name in screen::Stroke::names() {
            assert!(known_key(&screen::Stroke::Named(name)).is_some(), "{name}");
        }
    }
}
