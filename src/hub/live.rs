//! What has just changed, for everybody who waits: kiosks on the live channel, staff on a page.

use std::sync::Arc;

use tokio::sync::{broadcast, watch};

use super::displays::Displays;

/// News within this process. Clones share it.
#[derive(Clone, Debug)]
pub struct Live {
    revision: Arc<watch::Sender<i64>>,
    records: Arc<watch::Sender<i64>>,
    happenings: broadcast::Sender<Happening>,
    /// The kiosks that hold the live channel of this process.
    pub displays: Displays,
}

/// Something that somebody may be waiting for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Happening {
    /// Staff want something of a kiosk.
    Errand { kiosk: String },
    /// A visitor calls.
    Call { id: String, kiosk: String },
    /// A call was answered.
    Answered { id: String },
    /// A kiosk has reported, or its picture has come.
    Reported { kiosk: String },
}

/// Happenings that a slow listener may be behind.
const BACKLOG: usize = 256;

impl Live {
    pub fn new(revision: i64, last_record: i64) -> Live {
        Live {
            revision: Arc::new(watch::channel(revision).0),
            records: Arc::new(watch::channel(last_record).0),
            happenings: broadcast::channel(BACKLOG).0,
            displays: Displays::default(),
        }
    }

    /// Says that screens show this revision from now on. After the commit.
    pub fn announce_revision(&self, revision: i64) {
        self.revision.send_if_modified(|known| raise(known, revision));
    }

    /// Says that records up to this number are here. After the commit.
    pub fn announce_records(&self, last: i64) {
        self.records.send_if_modified(|known| raise(known, last));
    }

    pub fn announce(&self, happening: Happening) {
        // Nobody listening is no fault.
        let _ = self.happenings.send(happening);
    }

    pub fn revision(&self) -> watch::Receiver<i64> {
        self.revision.subscribe()
    }

    pub fn records(&self) -> watch::Receiver<i64> {
        self.records.subscribe()
    }

    pub fn happenings(&self) -> broadcast::Receiver<Happening> {
        self.happenings.subscribe()
    }
}

/// Never backwards: of two announcements the later may overtake.
fn raise(known: &mut i64, to: i64) -> bool {
    let higher = to > *known;
    if higher {
        *known = to;
    }
    higher
}
