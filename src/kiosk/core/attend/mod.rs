//! Attendance at the kiosk: what somebody is about, and what becomes of it.
//!
//! A visit asks, [`decide`](crate::domain::attendance::decide) decides, the shell records, and only
//! then is anybody thanked (invariant 5). What is known of meetings is kept here as books made from
//! records; nothing of it belongs to the visit.

mod answers;
mod belongs;
mod board;
mod corner;
mod counter;
mod desk;
mod errand;
mod late;
mod ledger;
mod record;
mod steps;

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};

use super::{Kiosk, Now};
use crate::domain::attendance::{Book, Guesses, Receipt, Record, RecordKey, Rules, Salt};
use crate::domain::meeting::{Meeting, MeetingId};

pub(super) use board::Told;
pub use corner::{Outbox, Pin, SourceState};
pub(super) use counter::{Desktop, still_there_controls};
pub use errand::{Deed, Errand, Step};
pub use record::NotRecorded;

/// Where keys and receipts come from: a generator nobody can foresee, started by the shell
/// (invariant 1: randomness is an argument).
#[derive(Clone)]
pub struct Chance(ChaCha20Rng);

impl Chance {
    pub fn from_seed(seed: [u8; 32]) -> Chance {
        Chance(ChaCha20Rng::from_seed(seed))
    }

    fn key(&mut self) -> RecordKey {
        RecordKey(u128::from(self.0.next_u64()) << 64 | u128::from(self.0.next_u64()))
    }

    fn receipt(&mut self) -> Receipt {
        Receipt::from_random(self.0.next_u64())
    }
}

/// Without its state: what comes next must not stand in a log.
impl std::fmt::Debug for Chance {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Chance(..)")
    }
}

/// Whether attendance can be taken.
#[derive(Clone, Debug)]
pub enum Desk {
    /// Settings say that it is not: nothing of it shows.
    Off,
    Open(Box<OpenDesk>),
    /// Why not, for staff. Visitors are told where to go instead.
    Closed(String),
}

#[derive(Clone, Debug)]
pub struct OpenDesk {
    salt: Salt,
    chance: Chance,
}

/// What the store hands over when it is open, or when another program has written into it.
#[derive(Clone, Debug)]
pub struct Opened {
    pub salt: Salt,
    pub seed: [u8; 32],
    /// All records of meetings that may still matter.
    pub records: Vec<Record>,
    /// Whether staff have pinned the reception.
    pub pinned: bool,
}

/// Equal when they hold the same records; the seed is nobody's business.
impl PartialEq for Opened {
    fn eq(&self, other: &Opened) -> bool {
        (self.salt, &self.records, self.pinned) == (other.salt, &other.records, other.pinned)
    }
}

/// All that is known of attendance here.
#[derive(Clone, Debug)]
pub struct Attendance {
    pub desk: Desk,
    pub books: HashMap<MeetingId, Book>,
    ledger: ledger::Ledger,
    pub pinned: bool,
    /// What staff chose here, which the store may not have taken: it was closed, or spoke before.
    chosen_pinned: Option<bool>,
    guesses: Guesses,
    pin_guesses: Guesses,
    /// What is being recorded; a second wish waits for its answer.
    pending: Option<record::Pending>,
    /// Given up before the answer came, with what has to be done should it come after all.
    late: HashMap<RecordKey, record::Pending>,
    /// What has to be taken back, and is not yet.
    undos: Vec<late::Undo>,
    /// Digits of a scanner that types outside the number screen.
    pub(super) scan: desk::Scan,
    office: corner::Office,
}

impl Attendance {
    pub fn new(is_on: bool) -> Attendance {
        Attendance {
            desk: if is_on { Desk::Closed(String::new()) } else { Desk::Off },
            books: HashMap::new(),
            ledger: ledger::Ledger::default(),
            pinned: false,
            chosen_pinned: None,
            guesses: Guesses::default(),
            pin_guesses: Guesses::default(),
            pending: None,
            late: HashMap::new(),
            undos: Vec::new(),
            scan: desk::Scan::default(),
            office: corner::Office::default(),
        }
    }

    pub fn is_on(&self) -> bool {
        match self.desk {
            Desk::Off => false,
            Desk::Open(_) | Desk::Closed(_) => true,
        }
    }

    pub fn book(&self, meeting: &MeetingId) -> Option<&Book> {
        self.books.get(meeting)
    }

    /// Takes over what the store has. Books are made anew: they are only what records say.
    pub fn open(&mut self, opened: Opened) {
        if !self.is_on() {
            return;
        }
        self.ledger.open(opened.records);
        self.books = self.ledger.books();
        self.pinned = self.chosen_pinned.unwrap_or(opened.pinned);
        match &mut self.desk {
            // The generator goes on: a seed that came twice would draw the same receipts again.
            Desk::Open(desk) => desk.salt = opened.salt,
            Desk::Off | Desk::Closed(_) => {
                let desk = OpenDesk { salt: opened.salt, chance: Chance::from_seed(opened.seed) };
                self.desk = Desk::Open(Box::new(desk));
            }
        }
    }

    /// What others recorded, in the order in which the hub has it.
    pub(in crate::kiosk::core) fn learn(&mut self, records: Vec<Record>, salts: Vec<Salt>, is_first: bool) {
        if !self.is_on() {
            return;
        }
        if is_first {
            self.ledger.forget_shared();
        }
        let meetings = self.ledger.learn(records, salts);
        if is_first {
            self.books = self.ledger.books();
            return;
        }
        for meeting in meetings {
            let book = self.ledger.book(&meeting);
            self.books.insert(meeting, book);
        }
    }

    /// When the first of the sources was last found as it is shown.
    pub(in crate::kiosk::core) fn first_confirmed(&self) -> Option<Timestamp> {
        self.office.sources.first().and_then(|source| source.confirmed)
    }

    /// Staff pin or unpin the reception.
    pub(in crate::kiosk::core) fn pin(&mut self, pinned: bool) {
        self.pinned = pinned;
        self.chosen_pinned = Some(pinned);
    }

    /// Attendance cannot be taken. What is known stays: it comes back with the store.
    pub fn close(&mut self, why: String) {
        if self.is_on() {
            self.desk = Desk::Closed(why);
        }
    }
}

/// A personal screen ends only after so long (ACCESSIBILITY row 11), ...
const PERSONAL: SignedDuration = SignedDuration::from_secs(300);
/// ... and after it has asked whether somebody is still there, for so long.
pub(super) const ASKED_FOR: SignedDuration = SignedDuration::from_secs(60);
/// The way is free for the next at the reception: this long after it was read.
const WELCOMED: SignedDuration = SignedDuration::from_secs(20);

impl Kiosk {
    pub(super) fn meeting(&self, id: &MeetingId) -> Option<&Meeting> {
        self.programme.meetings.iter().find(|meeting| meeting.id == *id)
    }

    pub(super) fn rules<'a>(&'a self, meeting: &'a Meeting) -> Rules<'a> {
        Rules { meeting, zone: &self.programme.zone, house: &self.config.attendance.house }
    }

    /// What stands for a meeting, as far as this kiosk knows.
    pub fn book(&self, meeting: &MeetingId) -> std::borrow::Cow<'_, Book> {
        match self.attendance.book(meeting) {
            Some(book) => std::borrow::Cow::Borrowed(book),
            None => std::borrow::Cow::Owned(Book::default()),
        }
    }

    /// Sessions one can check in to now, in order of time.
    pub(super) fn sessions(&self, now: Now) -> Vec<&Meeting> {
        if !self.attendance.is_on() || !now.sure {
            return Vec::new();
        }
        let open = |meeting: &&Meeting| self.rules(meeting).checks_in(now.at);
        self.programme.meetings.iter().filter(open).collect()
    }

    /// Sessions that have just ended, of which one may say how they were.
    pub(super) fn just_over(&self, now: Now) -> Vec<&Meeting> {
        match self.attendance.desk {
            Desk::Open(_) if now.sure => {
                let asks = |meeting: &&Meeting| self.rules(meeting).asks_how_it_was(now.at);
                self.programme.meetings.iter().filter(asks).collect()
            }
            Desk::Open(_) | Desk::Off | Desk::Closed(_) => Vec::new(),
        }
    }

    /// The session that can be checked in to next, and when.
    pub(super) fn next_session(&self, now: Now) -> Option<(&Meeting, Timestamp)> {
        let opens = |meeting| self.rules(meeting).check_in_window().map(|(from, _)| (meeting, from));
        let coming = self.programme.meetings.iter().filter_map(opens).filter(|(_, from)| *from > now.at);
        coming.min_by_key(|(_, from)| *from)
    }

    /// The next moment at which something about attendance opens or closes.
    pub(super) fn next_edge(&self, now: Now) -> Option<Timestamp> {
        if !self.attendance.is_on() {
            return None;
        }
        let edges = self.programme.meetings.iter().flat_map(|meeting| {
            let rules = self.rules(meeting);
            rules.edges().filter(|edge| *edge > now.at).min()
        });
        edges.min()
    }

    /// When a personal screen asks whether somebody is still there, or ends.
    pub(super) fn personal_ends(&self) -> Option<Timestamp> {
        let touch = self.visit.last_touch?;
        Some(match self.visit.asked_at {
            Some(asked) => asked + ASKED_FOR,
            None => touch + PERSONAL,
        })
    }

    /// How long a screen stands that holds nothing of anybody.
    pub(super) fn idle(&self) -> SignedDuration {
        if self.visit.is_welcome() {
            WELCOMED
        } else if self.waits_for_staff() {
            // They may not touch anything while they wait.
            PERSONAL
        } else {
            self.returns_after()
        }
    }
}
