//! What stands, worked out from the records of one meeting. It can be thrown away and made again
//! from them at any time.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;

use super::{Arrival, ByKey, Counted, Feeling, Mark, Party, Reason, Record, RecordKey, Way, What};
use crate::domain::meeting::Capacity;

/// A registration as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registration {
    pub key: RecordKey,
    pub mark: Option<Mark>,
    pub way: Way,
    pub party: Party,
    pub taken_back: bool,
    /// The way it was registered for, before any change.
    at_first: Way,
    /// Place in the line of its way: grows with every record.
    line: usize,
}

/// A change of way that stands.
#[derive(Clone, Copy, Debug)]
struct Change {
    key: RecordKey,
    way: Way,
}

/// Somebody who came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Came {
    pub key: RecordKey,
    pub arrival: Arrival,
    pub observed: Timestamp,
    pub sure: bool,
}

/// A count corrected by staff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Correction {
    pub key: RecordKey,
    pub count: Counted,
    pub by: i32,
    pub reason: Reason,
}

/// Who holds a seat of a way and who waits for one. `taken` and `waiting_people` together are the
/// people registered for it, as [`Tally`](super::Tally) counts them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seats {
    /// People with a seat, and those whom staff added.
    pub taken: u32,
    /// Registrations that wait, first in line first.
    pub waiting: Vec<RecordKey>,
    /// People who wait, less those whom staff took away and who had no seat.
    pub waiting_people: u32,
    /// Seats that are free; nothing where there is no limit.
    pub free: Option<u32>,
}

/// All that stands for one meeting.
#[derive(Clone, Debug, Default)]
pub struct Book {
    pub(super) registrations: Vec<Registration>,
    pub(super) came: Vec<Came>,
    pub(super) felt: Vec<(RecordKey, Feeling)>,
    pub(super) corrections: Vec<Correction>,
    place_of: HashMap<RecordKey, usize, ByKey>,
    /// People who came with the receipt of a registration, as far as that stands.
    came_with: HashMap<RecordKey, u32, ByKey>,
    /// Arrivals with a receipt: which, and how many.
    with_receipt: HashMap<RecordKey, (RecordKey, u32), ByKey>,
    by_mark: HashMap<Mark, usize>,
    /// Every key that was ever applied: a repeat is known by it.
    keys: HashSet<RecordKey, ByKey>,
    /// What was taken back, also before it was seen: records may arrive in another order than they
    /// were made.
    taken_back: HashSet<RecordKey, ByKey>,
    /// The records that take back.
    takings: HashSet<RecordKey, ByKey>,
    /// Changes of way that stand, by registration, also of one that was not seen yet.
    changes: HashMap<RecordKey, Vec<Change>, ByKey>,
    /// Which registration a change of way belongs to.
    changed: HashMap<RecordKey, RecordKey, ByKey>,
    line: usize,
}

/// The order in which records are applied is the order of the lines, and of several changes of one
/// registration the last holds. Nothing else depends on it.
impl Book {
    pub fn of<'a>(records: impl IntoIterator<Item = &'a Record>) -> Book {
        let records = records.into_iter();
        let mut book = Book::default();
        book.keys.reserve(records.size_hint().0);
        for record in records {
            book.apply(record);
        }
        book
    }

    /// Takes a record in. Whether it was new: a repeat changes nothing.
    pub fn apply(&mut self, record: &Record) -> bool {
        if !self.keys.insert(record.key) {
            return false;
        }
        self.line += 1;
        let taken_back = self.taken_back.contains(&record.key);
        match &record.what {
            What::Registered { mark, way, party } => {
                let at = self.registrations.len();
                self.place_of.insert(record.key, at);
                if let Some(mark) = mark {
                    // Should two kiosks ever draw the same receipt, it stays with the first.
                    self.by_mark.entry(*mark).or_insert(at);
                }
                self.registrations.push(Registration {
                    key: record.key,
                    mark: *mark,
                    way: *way,
                    party: party.clone(),
                    taken_back,
                    at_first: *way,
                    line: self.line,
                });
                self.settle_way(record.key);
            }
            What::CheckedIn(arrival) => {
                let arrival = arrival.clone();
                if let Arrival::Receipt { registration, people } = arrival
                    && !taken_back
                {
                    self.with_receipt.insert(record.key, (registration, people));
                    let came = self.came_with.entry(registration).or_default();
                    *came = came.saturating_add(people);
                }
                self.came.push(Came {
                    key: record.key,
                    arrival,
                    observed: record.observed,
                    sure: record.sure,
                });
            }
            What::WayChanged { registration, way } => {
                if !taken_back {
                    self.changed.insert(record.key, *registration);
                    let change = Change { key: record.key, way: *way };
                    self.changes.entry(*registration).or_default().push(change);
                    self.settle_way(*registration);
                }
            }
            What::TakenBack { record: gone } => {
                self.takings.insert(record.key);
                self.take_back(*gone);
            }
            What::Felt(feeling) => self.felt.push((record.key, *feeling)),
            What::Corrected { count, by, reason } => {
                let (count, by, reason) = (*count, *by, *reason);
                self.corrections.push(Correction { key: record.key, count, by, reason });
            }
        }
        true
    }

    fn take_back(&mut self, key: RecordKey) {
        self.taken_back.insert(key);
        if let Some(registration) = self.place_of.get(&key).and_then(|at| self.registrations.get_mut(*at)) {
            registration.taken_back = true;
        }
        if let Some((registration, people)) = self.with_receipt.remove(&key)
            && let Some(came) = self.came_with.get_mut(&registration)
        {
            *came = came.saturating_sub(people);
        }
        if let Some(registration) = self.changed.remove(&key) {
            if let Some(changes) = self.changes.get_mut(&registration) {
                changes.retain(|change| change.key != key);
            }
            self.settle_way(registration);
        }
    }

    /// Puts a registration into the way of its last change that stands, or the one it began with.
    /// Whoever moves goes to the end of the line, also when they move back: their old seat may be
    /// somebody else's by now. Whoever stays keeps their place.
    fn settle_way(&mut self, registration: RecordKey) {
        let changed = self.changes.get(&registration).and_then(|changes| changes.last());
        let changed = changed.map(|change| change.way);
        let at = self.place_of.get(&registration);
        if let Some(registration) = at.and_then(|at| self.registrations.get_mut(*at)) {
            let way = changed.unwrap_or(registration.at_first);
            if registration.way != way {
                registration.way = way;
                registration.line = self.line;
            }
        }
    }

    /// How many of a registration have come, as far as its receipt was used.
    pub fn came_with(&self, registration: RecordKey) -> u32 {
        self.came_with.get(&registration).copied().unwrap_or_default()
    }

    /// The registration a receipt belongs to, taken back or not.
    pub fn by_mark(&self, mark: Mark) -> Option<&Registration> {
        self.by_mark.get(&mark).and_then(|at| self.registrations.get(*at))
    }

    pub fn registration(&self, key: RecordKey) -> Option<&Registration> {
        self.place_of.get(&key).and_then(|at| self.registrations.get(*at))
    }

    /// Registrations that stand.
    pub fn standing(&self) -> impl Iterator<Item = &Registration> {
        self.registrations.iter().filter(|registration| !registration.taken_back)
    }

    /// Whether a record is here, whatever became of it.
    pub fn knows(&self, key: RecordKey) -> bool {
        self.keys.contains(&key)
    }

    /// Whether a record takes another back. Such a one stands for good: whoever wants to come
    /// after all registers anew, at the end of the line.
    pub fn takes_back(&self, key: RecordKey) -> bool {
        self.takings.contains(&key)
    }

    /// Whether a record was taken back.
    pub fn is_taken_back(&self, key: RecordKey) -> bool {
        self.taken_back.contains(&key)
    }

    /// Who has a seat of a way: first come, first seated, nobody overtakes anybody, and a party
    /// stays together. Whoever takes back makes room for the first in line at once, because
    /// nothing of this is stored. What staff added comes before the line, and what they took away
    /// makes room in it.
    ///
    /// A party that would not even fit into the empty room waits beside the line: in it, it would
    /// keep everybody waiting for ever.
    pub fn seats(&self, way: Way, capacity: Capacity) -> Seats {
        let limit = match way {
            Way::Venue => capacity.venue,
            Way::Online => capacity.online,
            Way::Open => None,
        };
        let mut line: Vec<&Registration> =
            self.standing().filter(|registration| registration.way == way).collect();
        line.sort_by_key(|registration| registration.line);
        let mut taken = self.corrected(Counted::Registered(way));
        let (mut seats, mut line_waits) = (Seats::default(), false);
        for registration in line {
            let people = registration.party.people();
            let with = taken.saturating_add(i64::from(people));
            if !line_waits && limit.is_none_or(|limit| with <= i64::from(limit)) {
                taken = with;
            } else {
                line_waits |= limit.is_some_and(|limit| people <= limit);
                seats.waiting.push(registration.key);
                seats.waiting_people = seats.waiting_people.saturating_add(people);
            }
        }
        seats.taken = u32::try_from(taken.max(0)).unwrap_or(u32::MAX);
        let without_seat = u32::try_from(taken.min(0).unsigned_abs()).unwrap_or(u32::MAX);
        seats.waiting_people = seats.waiting_people.saturating_sub(without_seat);
        // A seat that somebody waits for is not free, even when their party needs more of them.
        seats.free = limit.map(|limit| if line_waits { 0 } else { limit.saturating_sub(seats.taken) });
        seats
    }

    /// By how much staff corrected a count.
    pub fn corrected(&self, count: Counted) -> i64 {
        let stands = |correction: &&Correction| !self.is_taken_back(correction.key);
        let of_it = self.corrections.iter().filter(stands).filter(|correction| correction.count == count);
        of_it.map(|correction| i64::from(correction.by)).sum()
    }
}
