//! What the kiosk says of itself every minute and whenever something changes; and in the answer,
//! what time it is and what staff want.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::sync::oneshot;

use super::{Link, LinkError, State, Told};
use crate::api::sync::{Errand, Job, ParkedReport, Reply, Report};
use crate::clock;
use crate::domain::attendance::Mark;
use crate::kiosk::clerk::Order;
use crate::kiosk::core::{Event, HubNews};

const EVERY: Duration = Duration::from_secs(60);
/// Of what only turns over by itself, slide after slide, not every turn is worth a report.
const NEXT_SLIDE: Duration = Duration::from_secs(15);
/// How long the window may take for a picture of itself.
const PICTURE: Duration = Duration::from_secs(5);
/// Parked records in one report; the rest is counted by the hub's page of this kiosk next time.
const MOST_PARKED: usize = 100;

/// Reports for ever.
pub async fn report<T: Fn(Told)>(link: Arc<Link<T>>) {
    let mut backoff = link.backoff();
    let mut state = link.state.clone();
    let mut errands = Errands::default();
    loop {
        link.pass().wait().await;
        let shown = state.borrow_and_update().clone();
        let wait = match link.report_once(&shown, &mut errands).await {
            Ok(()) => {
                backoff.reset();
                if errands.done.is_empty() { EVERY } else { Duration::ZERO }
            }
            Err(error) => {
                tracing::debug!("There is no report to the hub: {error}.");
                backoff.wait()
            }
        };
        let worth_it = async {
            if state.changed().await.is_err() {
                std::future::pending::<()>().await;
            }
            let now = state.borrow_and_update().clone();
            // The next slide alone can wait for the others behind it.
            if now == (State { showing: now.showing.clone(), ..shown.clone() }) {
                tokio::time::sleep(NEXT_SLIDE).await;
            }
        };
        let sooner = async {
            tokio::select! {
                () = link.report.notified() => {}
                () = worth_it => {}
            }
        };
        let _ = tokio::time::timeout(wait, sooner).await;
    }
}

/// What staff want, on its way through.
#[derive(Default)]
struct Errands {
    /// Done, and the hub does not know it yet.
    done: Vec<String>,
    /// Done, and the hub may not have noted it yet: not to be done twice.
    known: HashSet<String>,
    /// To start again is done when the hub knows it: otherwise it would be done for ever.
    restarts: bool,
}

impl<T: Fn(Told)> Link<T> {
    async fn report_once(&self, state: &State, errands: &mut Errands) -> Result<(), LinkError> {
        let said = errands.done.clone();
        let report = self.composed(state, said.clone()).await;
        let sent = clock::now();
        let reply: Reply = self.client.post("/report", &report).await?;
        let took = clock::now().duration_since(sent);
        let behind = reply.now.duration_since(sent) - took / 2;
        if took < SignedDuration::from_secs(5) {
            (self.tell)(Told::Clock { behind, seen: reply.now });
        }
        errands.done.retain(|id| !said.contains(id));
        // What the hub still asks for although it was told that it is done was told too late.
        let asked: HashSet<&str> = reply.errands.iter().map(|errand| errand.id.as_str()).collect();
        errands.known.retain(|id| asked.contains(id.as_str()));
        if errands.restarts && errands.done.is_empty() {
            errands.restarts = false;
            (self.tell)(Told::Event(Event::Hub(HubNews::Restart)));
        }
        for Errand { id, job } in reply.errands {
            if errands.known.contains(&id) {
                continue;
            }
            if self.carry_out(job, errands).await {
                errands.known.insert(id.clone());
                errands.done.push(id);
            }
        }
        Ok(())
    }

    async fn composed(&self, state: &State, done: Vec<String>) -> Report {
        let inventory = self.ask(Order::Inventory).await;
        let announced = self.announced_before(clock::now());
        let revision = announced.filter(|(_, at)| state.confirmed.is_some_and(|read| read >= *at));
        let mut report = Report {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            revision: revision.map(|(revision, _)| revision.to_string()),
            showing: state.showing.clone(),
            clock: Some(clock::now()),
            sure: state.sure,
            panel: state.panel,
            disk_free: self.wiring.folder.as_deref().and_then(free),
            pinned: state.pinned,
            dimmed: state.dimmed,
            calm: Some(state.calm),
            records_closed: state.closed.clone(),
            done,
            ..Report::default()
        };
        if let Some(inventory) = inventory {
            report.salt = Some(Mark(inventory.salt.0).to_string());
            report.waiting = inventory.outbox.waiting;
            let parked = inventory.outbox.parked.into_iter().take(MOST_PARKED);
            let told = |parked: crate::store::Parked| ParkedReport {
                key: parked.key.to_string(),
                meeting: parked.meeting.0,
                why: parked.why,
            };
            report.parked = parked.map(told).collect();
        }
        report
    }

    /// The revision the hub has spoken of last, and when. Where the clock has been put back since, it
    /// was now: the programme is read once more, so that what shows can be told from before.
    fn announced_before(&self, now: Timestamp) -> Option<(i64, Timestamp)> {
        let (revision, at) = (*self.announced.borrow())?;
        if at <= now {
            return Some((revision, at));
        }
        self.announced.send_replace(Some((revision, now)));
        self.read_again();
        Some((revision, now))
    }

    /// Whether it is done. What this version does not know waits for one that does.
    async fn carry_out(&self, job: Job, errands: &mut Errands) -> bool {
        let tell = |news| (self.tell)(Told::Event(Event::Hub(news)));
        match job {
            Job::Refresh => self.read_again(),
            Job::Pin { pinned } => tell(HubNews::Pin(pinned)),
            Job::Dim { dimmed } => tell(HubNews::Dim(dimmed)),
            Job::Calm { calm, until } => tell(HubNews::Calm { calm, until }),
            Job::Restart => errands.restarts = true,
            Job::Coming { call } => tell(HubNews::Coming(call)),
            Job::Picture => self.send_picture().await,
            Job::Unknown => return false,
        }
        true
    }

    /// Once: a picture that could not be sent is asked for again by whoever wants it.
    async fn send_picture(&self) {
        let (to, taken) = oneshot::channel();
        (self.tell)(Told::Picture(to));
        let Ok(Ok(png)) = tokio::time::timeout(PICTURE, taken).await else {
            tracing::warn!("There is no picture of the screen for the hub.");
            return;
        };
        if let Err(error) = self.client.send_picture(png).await {
            tracing::warn!("The picture of the screen could not be sent: {error}.");
        }
    }
}

/// Bytes that are free where records are kept.
fn free(folder: &std::path::Path) -> Option<u64> {
    let stat = rustix::fs::statvfs(folder).ok()?;
    Some(stat.f_bavail.saturating_mul(stat.f_frsize))
}
