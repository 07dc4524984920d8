//! The records of which books are made: this kiosk's own, and those that the hub has of everybody.
//!
//! Where two kiosks register for the last seat in the same minute, both have to come to the same
//! answer. So what the hub has stands first, in its order; what has not reached it comes after.
//! Nothing of others goes into the store of this kiosk.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::domain::attendance::{Book, Record, RecordKey, Salt};
use crate::domain::meeting::MeetingId;

#[derive(Clone, Debug, Default)]
pub(super) struct Ledger {
    own: HashMap<MeetingId, Vec<Record>>,
    shared: HashMap<MeetingId, Vec<Record>>,
    /// Of the other kiosks and the phones.
    salts: Vec<Salt>,
}

impl Ledger {
    /// All that the store of this kiosk has.
    pub fn open(&mut self, records: Vec<Record>) {
        self.own.clear();
        for record in records {
            self.own.entry(record.meeting.clone()).or_default().push(record);
        }
    }

    /// A record that this kiosk's store has taken.
    pub fn note(&mut self, record: &Record) {
        self.own.entry(record.meeting.clone()).or_default().push(record.clone());
    }

    pub fn forget_shared(&mut self) {
        self.shared.clear();
    }

    /// What the hub has beside what is known already; the meetings it is about.
    pub fn learn(&mut self, records: Vec<Record>, salts: Vec<Salt>) -> BTreeSet<MeetingId> {
        self.salts = salts;
        let mut meetings = BTreeSet::new();
        for record in records {
            meetings.insert(record.meeting.clone());
            self.shared.entry(record.meeting.clone()).or_default().push(record);
        }
        meetings
    }

    /// What a receipt may be marked with, most likely first.
    pub fn salts(&self, own: Salt) -> Vec<Salt> {
        let others = self.salts.iter().copied().filter(|salt| *salt != own);
        std::iter::once(own).chain(others).collect()
    }

    pub fn books(&self) -> HashMap<MeetingId, Book> {
        let meetings: HashSet<&MeetingId> = self.own.keys().chain(self.shared.keys()).collect();
        meetings.into_iter().map(|meeting| (meeting.clone(), self.book(meeting))).collect()
    }

    pub fn book(&self, meeting: &MeetingId) -> Book {
        let own = self.own.get(meeting).map(Vec::as_slice).unwrap_or_default();
        let shared = self.shared.get(meeting).map(Vec::as_slice).unwrap_or_default();
        if shared.is_empty() {
            return Book::of(own);
        }
        let by_key: HashMap<RecordKey, &Record> = own.iter().map(|record| (record.key, record)).collect();
        // Of its own the kiosk knows more than the hub tells.
        let shared = shared.iter().map(|record| by_key.get(&record.key).copied().unwrap_or(record));
        // A book takes each key once.
        Book::of(shared.chain(own))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::attendance::{Party, Standing, Way, What};
    use crate::domain::meeting::Capacity;

    fn registered(key: u128) -> Record {
        let party = Party::one(Standing::NotSaid);
        let what = What::Registered { mark: None, way: Way::Venue, party };
        let at = "2026-12-03T05:00:00Z".parse().unwrap();
        Record::new(RecordKey(key), MeetingId("tea".into()), at, true, what)
    }

    #[test]
    fn two_kiosks_seat_the_same_people_once_the_hub_has_everything() {
        let (mine, theirs) = (registered(1), registered(2));
        let (mut here, mut there) = (Ledger::default(), Ledger::default());
        here.open(vec![mine.clone()]);
        there.open(vec![theirs.clone()]);
        for ledger in [&mut here, &mut there] {
            ledger.learn(vec![theirs.clone(), mine.clone()], Vec::new());
        }
        let capacity = Capacity { venue: Some(1), online: None };
        for ledger in [here, there] {
            let seats = ledger.book(&MeetingId("tea".into())).seats(Way::Venue, capacity);
            assert_eq!((seats.taken, seats.waiting), (1, vec![RecordKey(1)]));
        }
    }

    #[test]
    fn what_has_not_reached_the_hub_comes_after_what_has() {
        let mut ledger = Ledger::default();
        ledger.open(vec![registered(1)]);
        ledger.learn(vec![registered(2)], Vec::new());
        let capacity = Capacity { venue: Some(1), online: None };
        let seats = ledger.book(&MeetingId("tea".into())).seats(Way::Venue, capacity);
        assert_eq!(seats.waiting, vec![RecordKey(1)]);
    }
}
