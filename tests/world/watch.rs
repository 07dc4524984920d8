//! What has to hold whatever happens, and what has to be remembered to know whether it does.
//!
//! The watch believes neither kiosk nor store: it keeps what the kiosk asked for, what it thanked
//! for and who wished it, and holds that against the disk.

use std::collections::{HashMap, HashSet};

use hiroba::domain::attendance::{Arrival, Book, Record, RecordKey, Tally, What};
use hiroba::domain::meeting::MeetingId;
use hiroba::kiosk::core::Effect;
use hiroba::view::{Action, Ask, Board, Corner, View};

use crate::disk::Disk;

/// Whose doing an event is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// Somebody used a control.
    Wish(Action),
    /// Keys that are no control: of a scanner, or with a meaning of their own.
    Keys,
    /// Time, the clerk, staff elsewhere.
    Nobody,
}

/// What somebody has begun and not yet confirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Intent {
    Register,
    WalkIn,
    NoReceipt,
    Feel,
    Correct,
}

#[derive(Clone, Debug, Default)]
pub struct Watch {
    /// All the kiosk ever wanted on the disk, by the first key.
    asked: HashMap<RecordKey, Vec<Record>>,
    /// The keys of all of it.
    keys: HashSet<RecordKey>,
    pub thanked: HashSet<RecordKey>,
    /// What somebody who was thanked for it wished to take back.
    pub given_up: HashSet<RecordKey>,
    /// What the kiosk takes back by itself, for nobody was thanked for it.
    undone: HashSet<RecordKey>,
    /// What nobody was thanked for and the kiosk cannot know of: it was killed, or never told.
    unknown: HashSet<RecordKey>,
    /// Written by other programs, or elsewhere.
    pub by_others: HashSet<RecordKey>,
    intents: HashSet<Intent>,
    /// What the last wish was, if it was taken for one.
    pub wishes: u64,
}

impl Watch {
    /// Before the event: what somebody begins by it.
    pub fn begins(&mut self, cause: &Cause) {
        let Cause::Wish(Action::Attend(ask)) = cause else { return };
        let intent = match ask {
            Ask::Register => Intent::Register,
            Ask::WalkIn => Intent::WalkIn,
            Ask::NoReceipt => Intent::NoReceipt,
            Ask::HowWasToday | Ask::FeelAgain => Intent::Feel,
            Ask::Corner(Corner::Correct) => Intent::Correct,
            _ => return,
        };
        self.intents.insert(intent);
    }

    /// After it: what the kiosk asked for.
    pub fn asked(&mut self, cause: &Cause, effects: &[Effect], disk: &impl Disk) {
        let mut wishes = 0;
        for effect in effects {
            let Effect::Record(records) = effect else { continue };
            let first = records.first().expect("nothing is to be recorded");
            if let Some(before) = self.asked.get(&first.key) {
                assert_eq!(before, records, "another try is another record");
                continue;
            }
            for record in records {
                assert!(self.keys.insert(record.key), "a key that was there before: {record:?}");
            }
            self.asked.insert(first.key, records.clone());
            match first.what {
                What::TakenBack { record }
                    if !self.thanked.contains(&record) && !self.by_others.contains(&record) =>
                {
                    assert_eq!(records.len(), 1);
                    assert!(disk.holds(record), "it takes back what is not there");
                    assert!(self.keys.contains(&record), "it takes back what it did not make");
                    self.undone.insert(record);
                }
                _ => {
                    wishes += 1;
                    self.wished(cause, records);
                }
            }
        }
        assert!(wishes <= 1, "one wish was taken for {wishes}: {effects:?}");
    }

    fn wished(&mut self, cause: &Cause, records: &[Record]) {
        self.wishes += 1;
        assert_ne!(*cause, Cause::Nobody, "nobody wished that: {records:?}");
        let intent = match &records[0].what {
            What::Registered { .. } => Some(Intent::Register),
            What::CheckedIn(Arrival::WalkIn { .. }) => Some(Intent::WalkIn),
            What::CheckedIn(Arrival::WithoutReceipt { .. }) => Some(Intent::NoReceipt),
            What::Felt(_) => Some(Intent::Feel),
            What::Corrected { .. } => Some(Intent::Correct),
            // Whether these count twice is for the book to see.
            What::CheckedIn(Arrival::Receipt { .. } | Arrival::Paper { .. })
            | What::WayChanged { .. }
            | What::TakenBack { .. } => None,
        };
        if let Some(intent) = intent {
            // Another try at what came after all, was not wished any more and is taken back.
            let again = *cause == Cause::Wish(Action::Attend(Ask::Retry));
            let is_begun = self.intents.remove(&intent) || again;
            assert!(is_begun, "confirmed once, recorded twice: {records:?}");
        }
        for record in records {
            if let What::TakenBack { record } = record.what {
                self.given_up.insert(record);
            }
        }
    }

    /// Somebody reads a thank-you. Whether they do for the first time.
    pub fn thanks(&mut self, key: RecordKey, disk: &impl Disk) -> bool {
        assert!(disk.holds(key), "thanked before it is on the disk");
        assert!(!self.undone.contains(&key), "thanked for what is being taken back");
        self.thanked.insert(key)
    }

    /// The kiosk will never hear that this is on the disk, if it is.
    pub fn nobody_knows(&mut self, key: RecordKey) {
        self.unknown.insert(key);
    }

    /// The kiosk forgets all but what is on the disk.
    pub fn forgets(&mut self, disk: &impl Disk) {
        self.intents.clear();
        let lost = |key: &&RecordKey| !self.thanked.contains(key) && disk.holds(**key);
        let unknown: Vec<RecordKey> = self.asked.keys().filter(lost).copied().collect();
        self.unknown.extend(unknown);
        self.holds(disk);
    }

    /// Nobody who was thanked is lost.
    pub fn holds(&self, disk: &impl Disk) {
        let lost: Vec<&RecordKey> = self.thanked.iter().filter(|key| !disk.holds(**key)).collect();
        assert!(lost.is_empty(), "thanked, and lost: {lost:?}");
    }

    /// The disk and the promises, when nothing is under way any more.
    pub fn reckons(&self, records: &[Record]) {
        let mut keys = HashSet::new();
        let doubled: Vec<&Record> = records.iter().filter(|record| !keys.insert(record.key)).collect();
        assert!(doubled.is_empty(), "these are there twice: {doubled:?}");
        let stranger =
            |record: &&Record| !self.keys.contains(&record.key) && !self.by_others.contains(&record.key);
        let strangers: Vec<&Record> = records.iter().filter(stranger).collect();
        assert!(strangers.is_empty(), "nobody wished these: {strangers:?}");
        for asked in self.asked.values() {
            let there = asked.iter().filter(|record| keys.contains(&record.key)).count();
            assert!(there == 0 || there == asked.len(), "half of it is there: {asked:?}");
        }
        let lost: Vec<&RecordKey> = self.thanked.iter().filter(|key| !keys.contains(key)).collect();
        assert!(lost.is_empty(), "thanked, and lost: {lost:?}");
        let gone: HashSet<RecordKey> = gone(records);
        for key in gone.iter().filter(|key| self.thanked.contains(key)) {
            assert!(self.given_up.contains(key), "taken back, and nobody wished it: {key}");
        }
        for record in records.iter().filter(|record| !gone.contains(&record.key)) {
            // Whoever is there is there, and a word is a word; but a seat needs somebody with a receipt.
            let is_seat = matches!(record.what, What::Registered { .. });
            let is_known = self.thanked.contains(&record.key) || self.unknown.contains(&record.key);
            assert!(!is_seat || is_known, "nobody has its receipt, and it holds a seat: {record:?}");
        }
    }
}

/// What was taken back.
fn gone(records: &[Record]) -> HashSet<RecordKey> {
    let taken_back = |record: &Record| match record.what {
        What::TakenBack { record } => Some(record),
        _ => None,
    };
    records.iter().filter_map(taken_back).collect()
}

/// Counts who came in the plainest way there is, to hold it against the book's. Only registrations of which
/// it is said so may be unknown here; whoever came with their receipt is counted as they said.
pub fn counts(records: &[Record], meeting: &MeetingId, is_elsewhere: impl Fn(&RecordKey) -> bool) -> i64 {
    let gone = gone(records);
    let of_it = records.iter().filter(|record| record.meeting == *meeting && !gone.contains(&record.key));
    let (mut came, mut with_receipt) = (0, HashMap::<RecordKey, u32>::new());
    for record in of_it {
        match &record.what {
            What::CheckedIn(Arrival::Receipt { registration, people }) => {
                *with_receipt.entry(*registration).or_default() += people;
            }
            What::CheckedIn(Arrival::WithoutReceipt { people }) => came += i64::from(*people),
            What::CheckedIn(Arrival::WalkIn { party }) => came += i64::from(party.people()),
            What::CheckedIn(Arrival::Paper { .. }) => came += 1,
            What::Corrected { count: hiroba::domain::attendance::Counted::Came, by, .. } => {
                came += i64::from(*by);
            }
            What::Corrected { .. }
            | What::Registered { .. }
            | What::WayChanged { .. }
            | What::TakenBack { .. }
            | What::Felt(_) => {}
        }
    }
    for (registration, people) in with_receipt {
        let party = records.iter().find_map(|record| match &record.what {
            What::Registered { party, .. } if record.key == registration => Some(party.people()),
            _ => None,
        });
        assert!(party.is_some() || is_elsewhere(&registration), "nobody has a receipt of nothing");
        came += i64::from(people.min(party.unwrap_or(people)));
    }
    came.max(0)
}

/// The book that the kiosk has and the one that the disk gives are of one mind.
pub fn agree(kiosk: &Book, disk: &Book, meeting: &hiroba::domain::meeting::Meeting, in_order: bool) {
    let blank = |tally: Tally| if in_order { tally } else { Tally { waiting: Default::default(), ..tally } };
    let (theirs, ours) = (kiosk.tally(meeting.capacity), disk.tally(meeting.capacity));
    assert_eq!(blank(theirs), blank(ours), "the kiosk knows it otherwise than the disk");
    let standing = |book: &Book| {
        let mut all: Vec<_> = book.standing().map(|known| (known.key, known.way)).collect();
        all.sort_unstable();
        all
    };
    assert_eq!(standing(kiosk), standing(disk));
    for way in hiroba::domain::attendance::Way::ALL.into_iter().filter(|_| in_order) {
        assert_eq!(kiosk.seats(way, meeting.capacity), disk.seats(way, meeting.capacity));
    }
}

/// The screen says something, staff can be called, and a way leads on.
pub fn is_well(view: &View, is_emergency: bool) {
    let board = match &view.board {
        Board::List(list) => list.rows.len(),
        Board::Article(article) => {
            article.ring.len()
                + article.rows.len()
                + article.paragraphs.len()
                + usize::from(article.title.is_some())
        }
    };
    assert!(board > 0, "an empty screen");
    let controls = &view.counter.controls;
    let offers = |action: &Action| controls.iter().any(|control| control.action == *action);
    assert!(offers(&Action::Staff), "staff cannot be called");
    let leads = |action: &Action| {
        let ask = [Ask::Finish, Ask::StillHere].map(Action::Attend);
        matches!(action, Action::Home | Action::Back | Action::Schedule) || ask.contains(action)
    };
    let is_way = controls.iter().any(|control| leads(&control.action));
    assert!(is_emergency || is_way, "no way on or back: {controls:?}");
    for (at, control) in controls.iter().enumerate() {
        let is_again = controls[..at].iter().any(|before| before.action == control.action);
        assert!(!is_again, "a control stands twice: {:?}", control.action);
    }
}
