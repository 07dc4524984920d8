//! Attendance: registering beforehand, checking in on the day, taking back, and how it was.
//!
//! Everything that happens is a [`Record`] that is only ever added. What stands now is worked out
//! from them ([`Book`]), what may happen next is decided by [`decide`]. Nobody has a name here:
//! a record knows how somebody takes part and, if they said so, as what (DOMAIN, FACTS "Privacy").

mod book;
mod decide;
mod receipt;
mod rules;
mod tally;

use std::fmt;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::Arc;

use jiff::Timestamp;

use super::meeting::MeetingId;

pub use book::{Book, Registration, Seats};
pub use decide::{Already, Outcome, Refusal, Wish, decide};
pub use receipt::{Guesses, Mark, Receipt, ReceiptError, Salt};
pub use rules::{House, Offer, RegistrationState, Rules};
pub use tally::{Arrivals, Flag, Standings, Tally};

/// Names one record for ever: 128 random bits made on the kiosk, so that a record which is sent
/// twice is stored once (invariant 6). Random and not ordered by time: a key that held the
/// millisecond would say when somebody came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RecordKey(pub u128);

impl fmt::Display for RecordKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl RecordKey {
    /// Reads what [`Display`](fmt::Display) writes.
    pub fn parse(text: &str) -> Option<RecordKey> {
        let hex = text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        hex.then(|| u128::from_str_radix(text, 16).ok().map(RecordKey)).flatten()
    }
}

/// Finds things by their key. Keys are random already, so they need no more than to be folded: that
/// counts a hundred thousand records in a third of the time.
type ByKey = BuildHasherDefault<KeyHasher>;

#[derive(Default)]
struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u128(u128::from(*byte));
        }
    }

    fn write_u128(&mut self, key: u128) {
        // The multiplication is for keys that are not random after all: those of tests count up.
        let folded = (key >> 64) as u64 ^ key as u64 ^ self.0.rotate_left(5);
        self.0 = folded.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

/// How somebody takes part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Way {
    Venue,
    Online,
    /// まだ決めていない. Holds no seat of either.
    Open,
}

impl Way {
    pub const ALL: [Way; 3] = [Way::Venue, Way::Online, Way::Open];

    /// The name in records, tables and exports.
    pub fn key(self) -> &'static str {
        match self {
            Way::Venue => "venue",
            Way::Online => "online",
            Way::Open => "open",
        }
    }

    pub fn from_key(key: &str) -> Option<Way> {
        Way::ALL.into_iter().find(|way| way.key() == key)
    }
}

/// As what somebody takes part (区分). The words are those of the programme; here are their ids.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Standing {
    /// 答えない, or nobody asked. As good an answer as any.
    #[default]
    NotSaid,
    Said {
        category: String,
        sub: Option<String>,
    },
}

/// Some people of one standing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    pub standing: Standing,
    pub people: u32,
}

/// Who comes together: at least one person. Few parties differ, and many records have the same: a
/// copy costs nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party(Arc<[Group]>);

/// As many people come with one registration; more are helped by staff.
pub const MOST_PEOPLE: u32 = 20;

impl Party {
    /// One person.
    pub fn one(standing: Standing) -> Party {
        Party([Group { standing, people: 1 }].into())
    }

    /// A party of groups, or nothing when nobody is in them or more than [`MOST_PEOPLE`].
    pub fn of(groups: impl IntoIterator<Item = Group>) -> Option<Party> {
        let mut all: Vec<Group> = Vec::new();
        for group in groups.into_iter().filter(|group| group.people > 0) {
            match all.iter_mut().find(|known| known.standing == group.standing) {
                Some(known) => known.people = known.people.saturating_add(group.people),
                None => all.push(group),
            }
        }
        let party = Party(all.into());
        (1..=MOST_PEOPLE).contains(&party.people()).then_some(party)
    }

    pub fn people(&self) -> u32 {
        self.0.iter().fold(0, |sum, group| sum.saturating_add(group.people))
    }

    pub fn groups(&self) -> &[Group] {
        &self.0
    }

    /// The first so many of them, at least one.
    pub fn first(&self, people: u32) -> Party {
        let mut left = people.max(1);
        let mut groups = Vec::new();
        for group in self.groups() {
            let taken = group.people.min(left);
            left -= taken;
            if taken > 0 {
                groups.push(Group { people: taken, ..group.clone() });
            }
        }
        Party(groups.into())
    }
}

/// How somebody arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// With the receipt of a registration, and so many of those who belong to it.
    Receipt { registration: RecordKey, people: u32 },
    /// Registered, but without the receipt at hand.
    WithoutReceipt { people: u32 },
    /// 当日参加.
    WalkIn { party: Party },
    /// From a list on paper: whether they had registered is not known.
    Paper { standing: Standing },
}

/// きょうは どうでしたか: five words of equal worth, not marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Feeling {
    /// ほっとした
    Relieved,
    /// たのしかった
    Enjoyed,
    /// ふつう
    Ordinary,
    /// つかれた
    Tired,
    /// もやもやする
    Unsettled,
}

impl Feeling {
    pub const ALL: [Feeling; 5] =
        [Feeling::Relieved, Feeling::Enjoyed, Feeling::Ordinary, Feeling::Tired, Feeling::Unsettled];

    pub fn key(self) -> &'static str {
        match self {
            Feeling::Relieved => "relieved",
            Feeling::Enjoyed => "enjoyed",
            Feeling::Ordinary => "ordinary",
            Feeling::Tired => "tired",
            Feeling::Unsettled => "unsettled",
        }
    }

    pub fn from_key(key: &str) -> Option<Feeling> {
        Feeling::ALL.into_iter().find(|feeling| feeling.key() == key)
    }
}

/// A count that staff can correct.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Counted {
    /// People who came.
    Came,
    /// People registered for one way.
    Registered(Way),
}

/// Why staff correct a count. A closed list: free text would sooner or later hold a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reason {
    /// Somebody pressed the wrong button.
    Mistake,
    /// People who were noted on paper.
    OnPaper,
    /// The room was counted again.
    Recounted,
    /// Telephone, fax or the counter.
    Elsewhere,
}

impl Reason {
    pub const ALL: [Reason; 4] = [Reason::Mistake, Reason::OnPaper, Reason::Recounted, Reason::Elsewhere];

    pub fn key(self) -> &'static str {
        match self {
            Reason::Mistake => "mistake",
            Reason::OnPaper => "on-paper",
            Reason::Recounted => "recounted",
            Reason::Elsewhere => "elsewhere",
        }
    }

    pub fn from_key(key: &str) -> Option<Reason> {
        Reason::ALL.into_iter().find(|reason| reason.key() == key)
    }
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// Somebody registered. Without a mark there is no receipt: it came in on paper.
    Registered { mark: Option<Mark>, way: Way, party: Party },
    /// Somebody came.
    CheckedIn(Arrival),
    /// A registration goes on in another way, at the end of that way's line.
    WayChanged { registration: RecordKey, way: Way },
    /// A record does not count any more. It stays where it is.
    TakenBack { record: RecordKey },
    /// How it was, in one word.
    Felt(Feeling),
    /// Staff correct a count.
    Corrected { count: Counted, by: i32, reason: Reason },
}

/// One thing that happened, never changed afterwards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    pub key: RecordKey,
    pub meeting: MeetingId,
    /// When, by the kiosk's clock, and no finer than [`band`]: arrivals are nobody's business to
    /// the minute (FACTS "Privacy").
    pub observed: Timestamp,
    /// Whether that clock could be believed.
    pub sure: bool,
    pub what: What,
}

impl Record {
    pub fn new(key: RecordKey, meeting: MeetingId, at: Timestamp, sure: bool, what: What) -> Record {
        Record { key, meeting, observed: band(at), sure, what }
    }
}

/// Length of the bands in which times are kept, s.
pub const BAND: i64 = 15 * 60;

/// The beginning of the quarter of an hour in which a moment lies. Zones with other offsets than
/// quarters of an hour are history.
pub fn band(at: Timestamp) -> Timestamp {
    let start = at.as_second().div_euclid(BAND) * BAND;
    Timestamp::from_second(start).unwrap_or(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(category: &str) -> Standing {
        Standing::Said { category: category.to_owned(), sub: None }
    }

    #[test]
    fn a_key_is_read_as_it_is_written() {
        for key in [RecordKey(0), RecordKey(u128::MAX), RecordKey(0x0123_4567)] {
            assert_eq!(RecordKey::parse(&key.to_string()), Some(key));
        }
        for text in ["", "12", "+0000000000000000000000000000001", "g0000000000000000000000000000000"] {
            assert_eq!(RecordKey::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_party_has_somebody_in_it_and_no_more_than_staff_can_greet() {
        let group = |people| Group { standing: Standing::NotSaid, people };
        assert_eq!(Party::of([]), None);
        assert_eq!(Party::of([group(0)]), None);
        assert_eq!(Party::of([group(20)]).map(|party| party.people()), Some(20));
        assert_eq!(Party::of([group(20), group(1)]), None);
        assert_eq!(Party::of([group(u32::MAX), group(u32::MAX)]), None);
    }

    #[test]
    fn the_first_of_a_party_are_its_first_groups() {
        let party = Party::of([
            Group { standing: said("lived"), people: 2 },
            Group { standing: said("family"), people: 1 },
        ])
        .unwrap();
        assert_eq!(party.first(1).groups(), [Group { standing: said("lived"), people: 1 }]);
        assert_eq!(party.first(3), party);
        assert_eq!(party.first(9), party);
        assert_eq!(party.first(0).people(), 1);
    }

    #[test]
    fn a_time_is_kept_to_the_quarter_of_an_hour() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        assert_eq!(band(at("2026-12-17T04:44:59Z")), at("2026-12-17T04:30:00Z"));
        assert_eq!(band(at("2026-12-17T04:45:00Z")), at("2026-12-17T04:45:00Z"));
        assert_eq!(band(at("1969-12-31T23:59:59Z")), at("1969-12-31T23:45:00Z"));
    }
}
