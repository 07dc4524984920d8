//! What stands, worked out from the records of one meeting. It can be thrown away and made again
//! from them at any time.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;

use super::{Arrival, Counted, Feeling, Mark, Party, Reason, Record, RecordKey, Way, What};
use crate::domain::meeting::Capacity;

/// A registration as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registration {
    pub key: RecordKey,
    pub mark: Option<Mark>,
    pub way: Way,
    pub party: Party,
    pub taken_back: bool,
    /// Place in the line of its way: grows with every record.
    line: usize,
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

/// Who holds a seat of a way and who waits for one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seats {
    /// People with a seat.
    pub taken: u32,
    /// Registrations that wait, first in line first.
    pub waiting: Vec<RecordKey>,
    /// People who wait.
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
    place_of: HashMap<RecordKey, usize>,
    /// People who came with the receipt of a registration, as far as that stands.
    came_with: HashMap<RecordKey, u32>,
    /// Arrivals with a receipt: which, and how many.
    with_receipt: HashMap<RecordKey, (RecordKey, u32)>,
    by_mark: HashMap<Mark, usize>,
    /// Every key that was ever applied: a repeat is known by it.
    keys: HashSet<RecordKey>,
    /// Taken back before it was seen: records may arrive in another order than they were made.
    taken_back: HashSet<RecordKey>,
    /// Changes of a registration that was not seen yet, by its key.
    early: HashMap<RecordKey, Vec<Way>>,
    line: usize,
}

impl Book {
    pub fn of<'a>(records: impl IntoIterator<Item = &'a Record>) -> Book {
        let mut book = Book::default();
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
                let way =
                    self.early.remove(&record.key).and_then(|ways| ways.last().copied()).unwrap_or(*way);
                let at = self.registrations.len();
                self.place_of.insert(record.key, at);
                if let Some(mark) = mark {
                    self.by_mark.insert(*mark, at);
                }
                let (mark, party, line) = (*mark, party.clone(), self.line);
                self.registrations.push(Registration { key: record.key, mark, way, party, taken_back, line });
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
            What::WayChanged { registration, way } if !taken_back => {
                match self.place_of.get(registration).and_then(|at| self.registrations.get_mut(*at)) {
                    Some(registration) => {
                        registration.way = *way;
                        registration.line = self.line;
                    }
                    None => self.early.entry(*registration).or_default().push(*way),
                }
            }
            What::WayChanged { .. } => {}
            What::TakenBack { record } => self.take_back(*record),
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

    /// Whether a record was taken back.
    pub fn is_taken_back(&self, key: RecordKey) -> bool {
        self.taken_back.contains(&key)
    }

    /// Who has a seat of a way: first come, first seated, nobody overtakes anybody, and a party
    /// stays together. Whoever takes back makes room for the first in line at once, because
    /// nothing of this is stored.
    pub fn seats(&self, way: Way, capacity: Capacity) -> Seats {
        let limit = match way {
            Way::Venue => capacity.venue,
            Way::Online => capacity.online,
            Way::Open => None,
        };
        let mut line: Vec<&Registration> =
            self.standing().filter(|registration| registration.way == way).collect();
        line.sort_by_key(|registration| registration.line);
        let corrected = self.corrected(Counted::Registered(way));
        let mut seats =
            Seats { taken: u32::try_from(corrected.max(0)).unwrap_or(u32::MAX), ..Seats::default() };
        for registration in line {
            let people = registration.party.people();
            let with = seats.taken.saturating_add(people);
            if seats.waiting.is_empty() && limit.is_none_or(|limit| with <= limit) {
                seats.taken = with;
            } else {
                seats.waiting.push(registration.key);
                seats.waiting_people = seats.waiting_people.saturating_add(people);
            }
        }
        // A seat that somebody waits for is not free, even when their party needs more of them.
        let free = |limit: u32| if seats.waiting.is_empty() { limit.saturating_sub(seats.taken) } else { 0 };
        seats.free = limit.map(free);
        seats
    }

    /// By how much staff corrected a count.
    pub fn corrected(&self, count: Counted) -> i64 {
        let stands = |correction: &&Correction| !self.is_taken_back(correction.key);
        let of_it = self.corrections.iter().filter(stands).filter(|correction| correction.count == count);
        of_it.map(|correction| i64::from(correction.by)).sum()
    }
}
