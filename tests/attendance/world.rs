//! A meeting, what is known of it, and short words to make things happen.

use hiroba::domain::attendance::{
    Arrival, Book, Group, House, Mark, Outcome, Party, Record, RecordKey, Rules, Standing, Tally, Way, What,
    Wish, decide,
};
use hiroba::domain::meeting::{Meeting, Mode, When};
use hiroba::domain::text::Text;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

pub fn zone() -> TimeZone {
    TimeZone::get("Asia/Tokyo").unwrap()
}

/// A time in Tokyo.
pub fn zoned(time: &str) -> Zoned {
    time.parse::<DateTime>().unwrap().to_zoned(zone()).unwrap()
}

pub fn at(time: &str) -> Timestamp {
    zoned(time).timestamp()
}

pub fn lived() -> Standing {
    Standing::Said { category: "lived".into(), sub: None }
}

pub fn mark(number: u8) -> Mark {
    Mark([number; 16])
}

pub fn party(groups: &[(Standing, u32)]) -> Party {
    Party::of(groups.iter().map(|(standing, people)| Group { standing: standing.clone(), people: *people }))
        .unwrap()
}

/// So many who did not say as what they come.
pub fn people(count: u32) -> Party {
    party(&[(Standing::NotSaid, count)])
}

/// Thursday 17 December 2026, half past one to four, at the venue and online.
pub fn meeting() -> Meeting {
    let when = When::exact(zoned("2026-12-17T13:30"), Some(zoned("2026-12-17T16:00"))).unwrap();
    let mut meeting = Meeting::new("m", Text::default(), when);
    meeting.mode = Some(Mode::Both);
    meeting
}

pub struct World {
    pub meeting: Meeting,
    pub zone: TimeZone,
    pub house: House,
    pub book: Book,
    last_key: u128,
}

impl World {
    pub fn new() -> World {
        World::with(|_| ())
    }

    pub fn with(change: impl FnOnce(&mut Meeting)) -> World {
        let mut meeting = meeting();
        change(&mut meeting);
        World { meeting, zone: zone(), house: House::default(), book: Book::default(), last_key: 0 }
    }

    pub fn rules(&self) -> Rules<'_> {
        Rules { meeting: &self.meeting, zone: &self.zone, house: &self.house }
    }

    pub fn decide(&self, wish: Wish, time: &str) -> Outcome {
        decide(&self.book, &self.rules(), wish, at(time))
    }

    pub fn tally(&self) -> Tally {
        self.book.tally(self.meeting.capacity)
    }

    /// Makes something happen, whatever the rules say: on another kiosk it may have.
    pub fn apply(&mut self, what: What, time: &str) -> RecordKey {
        self.last_key += 1;
        let key = RecordKey(self.last_key);
        assert!(self.book.apply(&Record::new(key, self.meeting.id.clone(), at(time), true, what)));
        key
    }

    pub fn register(&mut self, way: Way, party: Party) -> RecordKey {
        self.apply(What::Registered { mark: None, way, party }, "2026-12-01T12:00")
    }

    pub fn register_as(&mut self, mark: Mark, way: Way, party: Party) -> RecordKey {
        self.apply(What::Registered { mark: Some(mark), way, party }, "2026-12-01T12:00")
    }

    pub fn change(&mut self, registration: RecordKey, way: Way) -> RecordKey {
        self.apply(What::WayChanged { registration, way }, "2026-12-02T12:00")
    }

    pub fn take_back(&mut self, record: RecordKey) -> RecordKey {
        self.apply(What::TakenBack { record }, "2026-12-03T12:00")
    }

    /// Lets somebody check in as the rules say.
    #[track_caller]
    pub fn come(&mut self, arrival: Arrival, time: &str) -> RecordKey {
        match self.decide(Wish::CheckIn(arrival), time) {
            Outcome::Record(what) => self.apply(what, time),
            Outcome::Already(_) | Outcome::Refused(_) => panic!("nothing to record"),
        }
    }

    pub fn way_of(&self, registration: RecordKey) -> Way {
        self.book.registration(registration).unwrap().way
    }
}
