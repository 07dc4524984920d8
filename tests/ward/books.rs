//! When everything has arrived and nobody is on the way: whether all books say the same, and the same as
//! one counts on fingers.

use std::collections::{HashMap, HashSet};

use hiroba::domain::attendance::{Arrival, Book, Counted, Flag, Receipt, Record, RecordKey, Way, What};
use hiroba::domain::meeting::{Capacity, MeetingId};
use jiff::SignedDuration;
use jiff::tz::TimeZone;

use crate::disk::Disk;
use crate::place::MEETINGS;
use crate::stand::Errand;
use crate::ward::{Row, Ward, board};
use crate::watch;

impl Ward {
    /// Cables are mended, the hub is up, everybody goes home, and the next visitor comes.
    pub fn rests(&mut self) {
        self.is_quick = true;
        self.office.comes_to(self.now);
        self.office.starts();
        self.looks_at_the_boards();
        self.road.is_cleared();
        for stand in self.here() {
            for errand in Errand::ALL {
                self.gives_up(stand, errand);
            }
            let known = &mut self.stands[stand];
            (known.is_cut, known.portal, known.off) = (false, None, SignedDuration::ZERO);
        }
        for _ in 0..2 {
            for stand in self.here() {
                self.at(stand, |stand| stand.world.goes_home());
            }
            self.everybody_asks();
        }
        for stand in self.here() {
            let screen = self.stands[stand].world.screen_at_rest();
            if screen == "Sign" {
                self.stands[stand].world.shows_what_is_coming();
            }
            self.at(stand, |stand| stand.world.next_visitor_is_served());
            self.flows();
        }
        for stand in self.here() {
            self.at(stand, |stand| stand.world.goes_home());
        }
        self.everybody_asks();
        self.agrees();
        self.counts("rests");
    }

    /// As every minute: whatever was not announced is asked for.
    fn everybody_asks(&mut self) {
        for stand in &mut self.stands {
            (stand.read, stand.learned, stand.has_reported) = (-1, -1, false);
        }
        self.flows();
    }

    /// What somebody was told is there is there, however the hub ended.
    pub fn keeps_what_it_promised(&mut self) {
        let keys: HashSet<RecordKey> = self.records().into_iter().map(|row| row.record.key).collect();
        let phones = self.phones.forms.iter().filter(|form| form.receipt.is_some()).map(|form| form.key);
        let promised: Vec<RecordKey> = phones.chain(self.staff.done.iter().copied()).collect();
        let lost: Vec<&RecordKey> = promised.iter().filter(|key| !keys.contains(key)).collect();
        assert!(lost.is_empty(), "the hub said that it is done, and lost it: {lost:?}");
        for stand in &mut self.stands {
            let Some(waiting) = stand.store(async |store| store.batch(100_000).await) else { continue };
            let Some(outbox) = stand.outbox() else { continue };
            let mut here: HashSet<RecordKey> = waiting.into_iter().map(|(record, _)| record.key).collect();
            here.extend(outbox.parked.into_iter().map(|parked| parked.key));
            let all = stand.world.clerk.disk.all();
            let lost = all.iter().find(|record| !here.contains(&record.key) && !keys.contains(&record.key));
            assert!(lost.is_none(), "neither on its way nor at the hub: {lost:?}");
        }
    }

    fn agrees(&mut self) {
        self.keeps_what_it_promised();
        let rows = self.records();
        let records: Vec<Record> = rows.iter().map(|row| row.record.clone()).collect();
        let at: HashMap<RecordKey, i64> = rows.iter().map(|row| (row.record.key, row.number)).collect();
        assert_eq!(at.len(), rows.len(), "a key that is there twice");
        self.nobody_is_lost_and_nobody_a_stranger(&rows);
        self.nobody_takes_back_for_others(&records);
        self.everything_was_sent();
        for id in MEETINGS {
            self.counts_are_right(id, &records);
        }
        self.receipts_are_known();
        self.seats_were_as_told(&rows);
        self.receipts_twice_are_flagged(&rows);
        let latest = self.boards.last().unwrap().clone();
        for stand in self.stands.iter().filter(|stand| !stand.is_gone) {
            let mut shown = board(stand.world.kiosk.programme());
            shown.extend(
                latest
                    .iter()
                    .filter(|(id, _)| !shown.contains_key(*id))
                    .map(|(id, text)| (id.clone(), text.clone()))
                    .collect::<Vec<_>>(),
            );
            assert_eq!(shown, latest, "{} does not show what is published", stand.id);
        }
    }

    fn nobody_is_lost_and_nobody_a_stranger(&mut self, rows: &[Row]) {
        let there: HashMap<RecordKey, &Record> =
            rows.iter().map(|row| (row.record.key, &row.record)).collect();
        let mut wished: HashSet<RecordKey> = &self.phones.keys | &self.staff.keys;
        let elsewhere: HashSet<RecordKey> = self.receipts.iter().map(|(_, key)| *key).collect();
        for stand in &mut self.stands {
            let on_disk = stand.world.clerk.disk.all();
            stand.world.watch.reckons(&on_disk);
            let own = |key: &RecordKey| stand.world.watch.thanked.contains(key);
            for record in &on_disk {
                let is_parked = self.poison.contains(&record.key);
                match there.get(&record.key) {
                    Some(known) => assert_eq!(*known, record, "the hub knows it otherwise"),
                    None => assert!(is_parked, "it never came from {} to the hub: {record:?}", stand.id),
                }
                let is_of_others = elsewhere.contains(&record.key) && !own(&record.key);
                assert!(!is_of_others, "what others did is on the disk of {}: {record:?}", stand.id);
            }
            wished.extend(on_disk.iter().map(|record| record.key));
        }
        for Row { origin, record, .. } in rows {
            let is_of_phone = origin == "phone" && self.phones.wished(record);
            assert!(wished.contains(&record.key) || is_of_phone, "nobody wished it: {origin} {record:?}");
        }
        for (key, wishes) in &self.phones.changed {
            let is_it = |record: &Record| matches!(&record.what, What::WayChanged { registration, .. } if registration == key);
            let changes = rows.iter().filter(|row| row.origin == "phone" && is_it(&row.record)).count();
            assert!(changes <= *wishes as usize, "{wishes} wishes and {changes} changes of {key}");
        }
    }

    fn nobody_takes_back_for_others(&self, records: &[Record]) {
        let mut thanked: HashSet<RecordKey> = self.receipts.iter().map(|(_, key)| *key).collect();
        thanked.extend(self.stands.iter().flat_map(|stand| stand.world.watch.thanked.iter().copied()));
        for record in records {
            let What::TakenBack { record: gone } = record.what else { continue };
            let at_kiosk = self.stands.iter().any(|stand| stand.world.watch.given_up.contains(&gone));
            let is_wished = at_kiosk || self.phones.given_up.contains(&gone) || !thanked.contains(&gone);
            assert!(is_wished, "taken back, and nobody wished it: {gone}");
        }
    }

    /// Nothing waits, and what cannot be sent is in plain sight.
    fn everything_was_sent(&mut self) {
        assert!(self.road.going.is_empty() && self.road.coming.is_empty());
        for at in self.here() {
            let outbox = self.stands[at].outbox().expect("the clerk is there");
            assert_eq!(outbox.waiting, 0, "it waits still");
            let on_disk: HashSet<RecordKey> =
                self.stands[at].world.clerk.disk.all().iter().map(|record| record.key).collect();
            for parked in &outbox.parked {
                assert!(self.poison.contains(&parked.key), "parked without a reason: {parked:?}");
                assert_eq!(parked.why, "It is of another make.");
                assert!(on_disk.contains(&parked.key));
            }
            if outbox.parked.is_empty() {
                continue;
            }
            let (id, count) = (self.stands[at].id.clone(), outbox.parked.len());
            let reported = self.office.look(async |hub| {
                let kiosks = hub.store.read().await.unwrap().kiosks().await.unwrap();
                kiosks.into_iter().find(|kiosk| kiosk.id == id).and_then(|kiosk| kiosk.reported).unwrap()
            });
            let reported: hiroba::api::sync::Report = serde_json::from_str(&reported).unwrap();
            assert_eq!(reported.parked.len(), count, "staff do not see what is parked");
        }
    }

    fn counts_are_right(&mut self, id: &str, records: &[Record]) {
        let meeting = MeetingId(id.to_owned());
        let of_it: Vec<&Record> = records.iter().filter(|record| record.meeting == meeting).collect();
        let standing =
            self.office.look(async |hub| hub.standing(id).await.unwrap().expect("it was written once"));
        let capacity = standing.meeting.capacity;
        let book = Book::of(of_it.iter().copied());
        let zone = TimeZone::get("Asia/Tokyo").unwrap();
        let tally = book.tally(capacity).on_days_of(&standing.meeting.when, &zone);
        assert_eq!(*standing.tally, tally, "the hub counts otherwise than its records");
        assert_eq!(
            i64::from(tally.came),
            watch::counts(records, &meeting, |key| self.poison.contains(key)),
            "counted otherwise than they came"
        );
        assert_eq!(tally.registered, on_fingers(&of_it), "counted otherwise than they registered");
        let is_over = tally.flags.iter().any(|flag| matches!(flag, Flag::OverCapacity { .. }));
        let came_over = capacity.venue.is_some_and(|seats| tally.came > seats);
        assert_eq!(is_over, came_over, "more than there is room for, and nobody is told");
        for way in Way::ALL {
            has_room(&book, way, capacity);
        }
        for stand in self.stands.iter().filter(|stand| !stand.is_gone) {
            let known = stand.world.kiosk.book(&meeting);
            let line = |book: &Book| {
                let mut all: Vec<(RecordKey, Way, u32)> =
                    book.standing().map(|one| (one.key, one.way, book.came_with(one.key))).collect();
                all.sort_unstable();
                all
            };
            let is_parked = |key: &RecordKey| self.poison.contains(key);
            if of_it.iter().any(|record| is_parked(&record.key)) || !self.poison.is_empty() {
                // What the hub cannot have the others cannot know.
                continue;
            }
            assert_eq!(line(&known), line(&book), "{} knows other people than the hub", stand.id);
            for way in Way::ALL {
                let (here, there) = (known.seats(way, capacity), book.seats(way, capacity));
                assert_eq!(here, there, "{} has other seats than the hub", stand.id);
            }
        }
    }

    /// Whoever has a receipt is known everywhere.
    fn receipts_are_known(&self) {
        for (digits, key) in self.receipts.iter().filter(|(_, key)| !self.poison.contains(key)) {
            let receipt = Receipt::parse(digits).unwrap();
            for stand in self.stands.iter().filter(|stand| !stand.is_gone) {
                assert!(stand.world.kiosk.knows(&receipt), "{} does not know the receipt of {key}", stand.id);
            }
        }
    }

    /// Where a kiosk knew everything, and nobody came between, it was as it said. Only kiosks that were apart
    /// give one seat to two.
    fn seats_were_as_told(&mut self, rows: &[Row]) {
        for promise in std::mem::take(&mut self.promises) {
            let Some(own) = rows.iter().find(|row| row.record.key == promise.key) else { continue };
            let of_it = rows.iter().filter(|row| row.record.meeting == promise.meeting);
            let before: Vec<&Row> = of_it.filter(|row| row.number <= own.number).collect();
            let book = Book::of(before.iter().map(|row| &row.record));
            let Some(registration) = book.registration(promise.key) else { continue };
            let seats = book.seats(registration.way, promise.capacity);
            let waits = seats.waiting.contains(&promise.key);
            if waits == promise.waits {
                self.counts("seats as they were told");
                continue;
            }
            let comes_between = |row: &&&Row| row.number > promise.known && row.number != own.number;
            let is_apart = !promise.is_in_step || before.iter().any(|row| comes_between(&row));
            let said = if promise.waits { "no seat" } else { "a seat" };
            assert!(is_apart, "somebody was told that there is {said}, and it was not so");
            self.counts("told otherwise, apart");
        }
    }

    /// A receipt that comes again is one person, and staff are told.
    fn receipts_twice_are_flagged(&mut self, rows: &[Row]) {
        let (mut came, mut made) = (HashSet::new(), HashMap::new());
        for row in rows {
            if let What::Registered { .. } = row.record.what {
                made.insert(row.record.key, &row.origin);
            }
            let What::CheckedIn(Arrival::Receipt { registration, .. }) = row.record.what else {
                assert!(!row.flags.contains("receipt-twice"));
                continue;
            };
            let is_again = !came.insert(registration);
            assert_eq!(row.flags.contains("receipt-twice"), is_again, "{row:?}");
            if made.get(&registration).is_some_and(|origin| **origin != row.origin) {
                self.counts("came with a receipt of elsewhere");
            }
            if is_again {
                self.counts("receipts twice");
            }
        }
    }
}

/// Nobody sits where there is no chair, but for those whom staff put there.
fn has_room(book: &Book, way: Way, capacity: Capacity) {
    let limit = match way {
        Way::Venue => capacity.venue,
        Way::Online => capacity.online,
        Way::Open => None,
    };
    let Some(limit) = limit else { return };
    let waiting = book.seats(way, capacity).waiting;
    let seated = book.standing().filter(|one| one.way == way && !waiting.contains(&one.key));
    let seated: u32 = seated.map(|one| one.party.people()).sum();
    let corrected = book.corrected(Counted::Registered(way));
    assert!(
        seated == 0 || i64::from(seated) + corrected <= i64::from(limit),
        "{seated} people in {limit} seats"
    );
}

/// Registered people, way by way, in the plainest way there is.
fn on_fingers(records: &[&Record]) -> std::collections::BTreeMap<Way, u32> {
    let gone: HashSet<RecordKey> = records
        .iter()
        .filter_map(|record| match record.what {
            What::TakenBack { record } => Some(record),
            _ => None,
        })
        .collect();
    let standing = || records.iter().filter(|record| !gone.contains(&record.key));
    let mut all = std::collections::BTreeMap::new();
    for way in Way::ALL {
        let (mut people, mut is_any) = (0_i64, false);
        for record in standing() {
            match &record.what {
                What::Registered { way: first, party, .. } => {
                    let changed = standing().rev().find_map(|other| match &other.what {
                        What::WayChanged { registration, way } if *registration == record.key => Some(*way),
                        _ => None,
                    });
                    if changed.unwrap_or(*first) == way {
                        people += i64::from(party.people());
                        is_any = true;
                    }
                }
                What::Corrected { count: Counted::Registered(of), by, .. } if *of == way => {
                    people += i64::from(*by)
                }
                What::Corrected { .. } | What::CheckedIn(Arrival::Receipt { .. }) => {}
                What::CheckedIn(_) | What::WayChanged { .. } | What::TakenBack { .. } | What::Felt(_) => {}
            }
        }
        if is_any || people > 0 {
            all.insert(way, people.max(0) as u32);
        }
    }
    all
}
