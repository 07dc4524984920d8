//! The kiosks on the live channel. There may be thousands, and all of them hear the same: what is
//! said is written once and shared, and a connection costs a queue of a few places, no timer and no
//! question to the database.

use std::collections::{HashMap, HashSet, VecDeque};
use std::convert::Infallible;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::Bytes;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{mpsc, watch};
use tokio_stream::Stream;

use super::live::{Happening, Live};
use crate::api::sync::Announcement;

/// How often something is said to a kiosk when there is nothing to say, s. Not to all in the same second.
const HEARTBEAT: u64 = 15;
/// Records come by the hundred when a meeting begins; kiosks need not ask after each.
const BETWEEN_RECORDS: Duration = Duration::from_millis(250);
/// When a kiosk comes again after the connection was cut, ms.
const RETRY: u64 = 5000;
/// What a slow connection may be behind. One that is further is cut; it comes again and hears how
/// things stand then.
const QUEUE: usize = 8;
/// Kiosks that wait for an answer instead, at the most: each is a request that is under way.
const MOST_WAITING: usize = 2000;
/// Live channels of one kiosk side by side, on one process. A connection that broke may not have been missed
/// yet, so that of more it is the oldest that goes.
const MOST_LINES_OF_ONE: usize = 4;
/// Questions of one kiosk that wait side by side: one whose connection broke may not have been missed yet.
const MOST_OF_ONE: usize = 4;

/// Those who listen. Clones share them.
#[derive(Clone, Debug, Default)]
pub struct Displays(Arc<Mutex<Inner>>);

#[derive(Debug, Default)]
struct Inner {
    next: u64,
    lines: HashMap<u64, (Box<str>, mpsc::Sender<Bytes>)>,
    /// The numbers of those that each kiosk has, the oldest first, until they are dropped.
    of: HashMap<Box<str>, VecDeque<u64>>,
    /// Who waits for an answer, and how often.
    waiting: HashMap<Box<str>, usize>,
    over: watch::Sender<bool>,
}

/// A kiosk that waits for an answer, as long as it does.
#[derive(Debug)]
pub struct Waiting {
    kiosk: Box<str>,
    over: watch::Receiver<bool>,
    displays: Displays,
}

impl Waiting {
    /// Comes back when the server ends.
    pub async fn over(&mut self) {
        // Its sender is in what this holds too.
        let _ = self.over.wait_for(|over| *over).await;
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        let mut inner = self.displays.inner();
        if let Some(count) = inner.waiting.get_mut(&self.kiosk) {
            *count -= 1;
            if *count == 0 {
                inner.waiting.remove(&self.kiosk);
            }
        }
    }
}

/// One connection of a kiosk: what it is told, as the bytes of events.
#[derive(Debug)]
pub struct Line {
    number: u64,
    kiosk: Box<str>,
    frames: mpsc::Receiver<Bytes>,
    displays: Displays,
}

impl Stream for Line {
    type Item = Result<Bytes, Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.frames.poll_recv(cx).map(|frame| frame.map(Ok))
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        let mut inner = self.displays.inner();
        inner.lines.remove(&self.number);
        if let Some(numbers) = inner.of.get_mut(&self.kiosk) {
            numbers.retain(|number| *number != self.number);
            if numbers.is_empty() {
                inner.of.remove(&self.kiosk);
            }
        }
    }
}

impl Displays {
    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many kiosks hold the channel.
    pub fn count(&self) -> usize {
        self.inner().lines.len()
    }

    /// How many questions wait for an answer.
    pub fn waiting(&self) -> usize {
        self.inner().waiting.values().sum()
    }

    /// A kiosk begins to wait; nothing when too many do.
    pub fn wait(&self, kiosk: &str) -> Option<Waiting> {
        let mut inner = self.inner();
        let all: usize = inner.waiting.values().sum();
        let own = inner.waiting.get(kiosk).copied().unwrap_or_default();
        if all >= MOST_WAITING || own >= MOST_OF_ONE {
            return None;
        }
        inner.waiting.insert(kiosk.into(), own + 1);
        let over = inner.over.subscribe();
        drop(inner);
        Some(Waiting { kiosk: kiosk.into(), over, displays: self.clone() })
    }

    /// Cuts every connection, and takes no other: the server ends.
    pub fn end(&self) {
        let mut inner = self.inner();
        inner.over.send_replace(true);
        inner.lines.clear();
    }

    /// Cuts the connections of kiosks that do not belong to the hub any more.
    pub fn keep_only(&self, kiosks: &HashSet<String>) {
        self.inner().lines.retain(|_, (kiosk, _)| kiosks.contains(&**kiosk));
    }

    fn say(&self, frame: &Bytes, to: impl Fn(u64, &str) -> bool) {
        // Whoever cannot take it is cut by being forgotten.
        let hears = |line: &mpsc::Sender<Bytes>| line.try_send(frame.clone()).is_ok();
        self.inner().lines.retain(|number, (kiosk, line)| !to(*number, kiosk) || hears(line));
    }
}

impl Live {
    /// A kiosk begins to listen. The first thing it is told is how things stand.
    pub fn listen(&self, kiosk: &str) -> Line {
        let (line, frames) = mpsc::channel(QUEUE);
        // Under the lock: what changes after these values were read is said to this line too.
        let mut inner = self.displays.inner();
        let revision = *self.revision().borrow();
        let last = *self.records().borrow();
        let mut first = format!("retry: {RETRY}\n").into_bytes();
        first.extend_from_slice(&event(&Announcement::Revision { revision }));
        first.extend_from_slice(&event(&Announcement::Records { last }));
        let number = inner.next;
        inner.next += 1;
        if !*inner.over.borrow() && line.try_send(first.into()).is_ok() {
            inner.lines.insert(number, (kiosk.into(), line));
        }
        let own = inner.of.entry(kiosk.into()).or_default();
        own.push_back(number);
        if own.len() > MOST_LINES_OF_ONE
            && let Some(oldest) = own.pop_front()
        {
            inner.lines.remove(&oldest);
        }
        drop(inner);
        Line { number, kiosk: kiosk.into(), frames, displays: self.displays.clone() }
    }
}

/// An announcement as it goes over the wire.
fn event(announcement: &Announcement) -> Bytes {
    // Numbers and fixed names only: it can always be written.
    let json = serde_json::to_string(announcement).unwrap_or_default();
    format!("data: {json}\n\n").into()
}

/// Tells every kiosk what changes, for as long as the hub is open.
pub(super) async fn tell(live: Live) {
    let (mut revision, mut records, mut happenings) = (live.revision(), live.records(), live.happenings());
    let mut seconds = tokio::time::interval(Duration::from_secs(1));
    let mut second = 0_u64;
    let heartbeat = Bytes::from_static(b":\n\n");
    let errands = event(&Announcement::Errands);
    let mut resting = false;
    let mut rest = Box::pin(tokio::time::sleep(BETWEEN_RECORDS));
    loop {
        tokio::select! {
            changed = revision.changed() => {
                if changed.is_err() {
                    return;
                }
                let revision = *revision.borrow_and_update();
                live.displays.say(&event(&Announcement::Revision { revision }), |_, _| true);
            }
            changed = records.changed(), if !resting => {
                if changed.is_err() {
                    return;
                }
                let last = *records.borrow_and_update();
                live.displays.say(&event(&Announcement::Records { last }), |_, _| true);
                resting = true;
                rest.set(tokio::time::sleep(BETWEEN_RECORDS));
            }
            () = &mut rest, if resting => resting = false,
            happening = happenings.recv() => match happening {
                Ok(Happening::Errand { kiosk: whose }) => {
                    live.displays.say(&errands, |_, kiosk| *kiosk == whose);
                }
                Ok(Happening::Call { .. } | Happening::Answered { .. } | Happening::Reported { .. }) => {}
                // Behind: whatever it was, asking once finds it.
                Err(RecvError::Lagged(_)) => live.displays.say(&errands, |_, _| true),
                Err(RecvError::Closed) => return,
            },
            _ = seconds.tick() => {
                second += 1;
                live.displays.say(&heartbeat, |number, _| number % HEARTBEAT == second % HEARTBEAT);
            }
        }
    }
}
