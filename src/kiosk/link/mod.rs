//! What a kiosk and its hub have to do with each other: the live channel, the outbox, what others
//! recorded, reports and errands, calls, and how a kiosk is taken in. Every part is a task of its
//! own that tries again by itself; none of them ever holds up the window or a visitor.
//!
//! The hub is an address and a token here, and is reached by HTTP also when it runs in the same
//! process. Decisions are [`core`](super::core)'s.

mod backoff;
mod call;
mod client;
mod live;
mod pairing;
mod push;
mod report;
mod shared;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::sync::{Notify, mpsc, oneshot, watch};

use super::clerk::Order;
use super::core::Event;
use crate::api::sync::{BASE, PanelReport};
use crate::feed::Format;
use crate::feed::fetch::{Address, Limits, Pass, Source};

pub use backoff::{Backoff, Jitter};
use client::Client;
pub use client::{LinkError, answer};
pub use pairing::kept_token;
pub use push::{Judged, Sending};
pub use shared::{Learning, Learnt};

/// The hub that a kiosk belongs to, as whoever starts it knows it.
#[derive(Clone, Debug)]
pub struct Belonging {
    /// Without a stroke at its end.
    pub address: String,
    pub pass: Pass,
    /// It runs in this process, and its clock is that of this machine.
    pub is_own: bool,
}

/// How often the programme is asked for when the live channel says nothing.
const EVERY: Duration = Duration::from_secs(60);

impl Belonging {
    /// What the hub publishes, as a source among others; nothing when the address is none.
    pub fn source(&self, with_sample: bool) -> Option<Source> {
        let sample = if with_sample { "" } else { "?sample=no" };
        let address = format!("{}{BASE}/programme{sample}", self.address);
        Some(Source {
            name: "hub".to_owned(),
            address: Address::parse(&address, std::path::Path::new("")).ok()?,
            format: Some(Format::Json),
            every: EVERY,
            limits: Limits::default(),
            pass: Some(self.pass.clone()),
        })
    }
}

/// What the hub tells a kiosk.
#[derive(Debug)]
pub enum Told {
    Event(Event),
    /// How far this clock is behind that of the hub, and what time it was there.
    Clock {
        behind: SignedDuration,
        seen: Timestamp,
    },
    /// Staff want to see the screen: a small PNG, please.
    Picture(oneshot::Sender<Vec<u8>>),
}

/// What a kiosk says of itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    pub showing: String,
    pub pinned: bool,
    pub dimmed: bool,
    /// Quiet for the room, by staff.
    pub calm: bool,
    pub sure: bool,
    /// Why attendance cannot be taken.
    pub closed: Option<String>,
    pub panel: Option<PanelReport>,
    /// When the programme of the hub was last found to be what shows.
    pub confirmed: Option<Timestamp>,
}

/// The kiosk's side of the link: what it says whenever it has something to say.
#[derive(Clone, Debug)]
pub struct Handle {
    /// Records wait to be sent, or can be sent again.
    stored: Arc<Notify>,
    report: Arc<Notify>,
    state: watch::Sender<State>,
    calls: mpsc::UnboundedSender<()>,
}

impl Handle {
    /// Something happened at the clerk's: what belongs to the hub is on its way at once.
    pub fn hears(&self, event: &Event) {
        match event {
            Event::Recorded { result: Ok(()), .. } => self.stored.notify_one(),
            Event::Opened(_) => {
                self.stored.notify_one();
                self.report.notify_one();
            }
            Event::Recorded { result: Err(_), .. }
            | Event::Closed(_)
            | Event::Tick
            | Event::Act(_)
            | Event::Key(_)
            | Event::Touched(_)
            | Event::Resized(..)
            | Event::Programme { .. }
            | Event::Confirmed(_)
            | Event::Pictures(_)
            | Event::PinChecked(_)
            | Event::Sources(_)
            | Event::Outbox(_)
            | Event::Hub(_)
            | Event::Voices(_)
            | Event::Voice(_) => {}
        }
    }

    /// What the screen shows now.
    pub fn is(&self, state: State) {
        self.state.send_if_modified(|known| {
            let differs = *known != state;
            if differs {
                *known = state;
            }
            differs
        });
    }

    /// A visitor calls staff.
    pub fn call(&self) {
        // The link ends only with the process.
        let _ = self.calls.send(());
    }
}

/// What the link works with.
pub struct Wiring {
    pub belonging: Belonging,
    /// To the clerk.
    pub orders: mpsc::UnboundedSender<Order>,
    /// Has the hub's programme read again.
    pub again: watch::Sender<()>,
    /// What this kiosk calls itself until staff name it.
    pub name: String,
    /// Where the token is kept, and whose disk must not be full.
    pub folder: Option<PathBuf>,
    pub jitter: Jitter,
}

/// What the tasks share.
struct Link<T> {
    client: Client,
    wiring: Wiring,
    tell: T,
    stored: Arc<Notify>,
    report: Arc<Notify>,
    state: watch::Receiver<State>,
    /// The number of the last record the hub has spoken of.
    records: watch::Sender<i64>,
    /// The revision the hub has spoken of last, and when.
    announced: watch::Sender<Option<(i64, Timestamp)>>,
}

/// Begins the tasks, on the runtime of the caller. They end with it.
///
/// # Errors
/// When no HTTP client can be made.
pub fn start<T: Fn(Told) + Send + Sync + 'static>(
    runtime: &tokio::runtime::Handle,
    wiring: Wiring,
    tell: T,
) -> Result<Handle, LinkError> {
    let client = Client::new(&wiring.belonging)?;
    let (stored, report) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let (state, known) = watch::channel(State::default());
    let (calls, called) = mpsc::unbounded_channel();
    let link = Arc::new(Link {
        client,
        wiring,
        tell,
        stored: stored.clone(),
        report: report.clone(),
        state: known,
        records: watch::Sender::new(0),
        announced: watch::Sender::new(None),
    });
    runtime.spawn(pairing::take_in(link.clone()));
    runtime.spawn(live::listen(link.clone()));
    runtime.spawn(push::push(link.clone()));
    runtime.spawn(report::report(link.clone()));
    runtime.spawn(shared::learn(link.clone()));
    runtime.spawn(call::ring(link, called));
    Ok(Handle { stored, report, state, calls })
}

impl<T: Fn(Told)> Link<T> {
    fn pass(&self) -> &Pass {
        &self.wiring.belonging.pass
    }

    fn backoff(&self) -> Backoff {
        Backoff::new(self.wiring.jitter.clone())
    }

    fn read_again(&self) {
        // Without a source there is nobody to hear it.
        let _ = self.wiring.again.send(());
    }

    /// Asks the clerk. Nothing while there is none, or no database.
    async fn ask<A>(&self, order: impl FnOnce(oneshot::Sender<A>) -> Order) -> Option<A> {
        let (to, answer) = oneshot::channel();
        self.wiring.orders.send(order(to)).ok()?;
        answer.await.ok()
    }
}
