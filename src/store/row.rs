//! A record as columns of numbers and short codes, and back.

use jiff::Timestamp;

use crate::domain::attendance::{
    Arrival, BAND, Counted, Feeling, Group, Mark, Party, Reason, Record, RecordKey, Standing, Way, What,
};
use crate::domain::meeting::MeetingId;

/// What happened, in the column `what`. These numbers are on disks: never change one.
mod what {
    pub const REGISTERED: i64 = 1;
    pub const CAME_WITH_RECEIPT: i64 = 2;
    pub const CAME_WITHOUT_RECEIPT: i64 = 3;
    pub const WALKED_IN: i64 = 4;
    pub const CAME_ON_PAPER: i64 = 5;
    pub const WAY_CHANGED: i64 = 6;
    pub const TAKEN_BACK: i64 = 7;
    pub const FELT: i64 = 8;
    pub const CORRECTED: i64 = 9;
}

/// What a record is about, for counting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Topic {
    Registrations,
    CheckIns,
    /// Of way, and taken back.
    Changes,
    Feelings,
    Corrections,
}

impl Topic {
    /// The topic of a code in the column `what`.
    pub(super) fn of(code: i64) -> Topic {
        match code {
            what::REGISTERED => Topic::Registrations,
            what::CAME_WITH_RECEIPT..=what::CAME_ON_PAPER => Topic::CheckIns,
            what::FELT => Topic::Feelings,
            what::CORRECTED => Topic::Corrections,
            _ => Topic::Changes,
        }
    }

    /// The name in receipts.
    pub fn key(self) -> &'static str {
        match self {
            Topic::Registrations => "registrations",
            Topic::CheckIns => "check-ins",
            Topic::Changes => "changes",
            Topic::Feelings => "how it was",
            Topic::Corrections => "corrections",
        }
    }
}

fn way_code(way: Way) -> i64 {
    match way {
        Way::Venue => 0,
        Way::Online => 1,
        Way::Open => 2,
    }
}

fn feeling_code(feeling: Feeling) -> i64 {
    match feeling {
        Feeling::Relieved => 0,
        Feeling::Enjoyed => 1,
        Feeling::Ordinary => 2,
        Feeling::Tired => 3,
        Feeling::Unsettled => 4,
    }
}

fn reason_code(reason: Reason) -> i64 {
    match reason {
        Reason::Mistake => 0,
        Reason::OnPaper => 1,
        Reason::Recounted => 2,
        Reason::Elsewhere => 3,
    }
}

/// The value with this code.
fn of<T: Copy, const N: usize>(all: [T; N], code: fn(T) -> i64, wanted: i64) -> Option<T> {
    all.into_iter().find(|value| code(*value) == wanted)
}

/// The columns of one record but its key, its meeting and its origin. `P` is a party: its text
/// before it is written, its number in the table of parties afterwards.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Columns<P> {
    pub band: i64,
    pub sure: bool,
    pub what: i64,
    pub way: Option<i64>,
    pub party: Option<P>,
    pub people: Option<i64>,
    pub word: Option<i64>,
    pub about: Option<RecordKey>,
    pub mark: Option<Mark>,
}

/// A record as columns, and the composition of its party as text.
pub fn columns(record: &Record) -> Columns<String> {
    let mut row = Columns {
        band: record.observed.as_second().div_euclid(BAND),
        sure: record.sure,
        ..Columns::default()
    };
    match &record.what {
        What::Registered { mark, way, party } => {
            row.what = what::REGISTERED;
            (row.mark, row.way, row.party) = (*mark, Some(way_code(*way)), Some(party_text(party)));
        }
        What::CheckedIn(Arrival::Receipt { registration, people }) => {
            row.what = what::CAME_WITH_RECEIPT;
            (row.about, row.people) = (Some(*registration), Some(i64::from(*people)));
        }
        What::CheckedIn(Arrival::WithoutReceipt { people }) => {
            row.what = what::CAME_WITHOUT_RECEIPT;
            row.people = Some(i64::from(*people));
        }
        What::CheckedIn(Arrival::WalkIn { party }) => {
            row.what = what::WALKED_IN;
            row.party = Some(party_text(party));
        }
        What::CheckedIn(Arrival::Paper { standing }) => {
            row.what = what::CAME_ON_PAPER;
            row.party = Some(party_text(&Party::one(standing.clone())));
        }
        What::WayChanged { registration, way } => {
            row.what = what::WAY_CHANGED;
            (row.about, row.way) = (Some(*registration), Some(way_code(*way)));
        }
        What::TakenBack { record } => {
            row.what = what::TAKEN_BACK;
            row.about = Some(*record);
        }
        What::Felt(feeling) => {
            row.what = what::FELT;
            row.word = Some(feeling_code(*feeling));
        }
        What::Corrected { count, by, reason } => {
            row.what = what::CORRECTED;
            (row.people, row.word) = (Some(i64::from(*by)), Some(reason_code(*reason)));
            row.way = match count {
                Counted::Came => None,
                Counted::Registered(way) => Some(way_code(*way)),
            };
        }
    }
    row
}

/// The record that these columns hold; nothing when no record can.
pub fn record(
    key: RecordKey,
    meeting: MeetingId,
    row: &Columns<i64>,
    party: Option<&Party>,
) -> Option<Record> {
    let way = |code: i64| of(Way::ALL, way_code, code);
    let people = || u32::try_from(row.people?).ok();
    let what = match row.what {
        what::REGISTERED => What::Registered { mark: row.mark, way: way(row.way?)?, party: party?.clone() },
        what::CAME_WITH_RECEIPT => {
            What::CheckedIn(Arrival::Receipt { registration: row.about?, people: people()? })
        }
        what::CAME_WITHOUT_RECEIPT => What::CheckedIn(Arrival::WithoutReceipt { people: people()? }),
        what::WALKED_IN => What::CheckedIn(Arrival::WalkIn { party: party?.clone() }),
        what::CAME_ON_PAPER => {
            let standing = party?.groups().first()?.standing.clone();
            What::CheckedIn(Arrival::Paper { standing })
        }
        what::WAY_CHANGED => What::WayChanged { registration: row.about?, way: way(row.way?)? },
        what::TAKEN_BACK => What::TakenBack { record: row.about? },
        what::FELT => What::Felt(of(Feeling::ALL, feeling_code, row.word?)?),
        what::CORRECTED => What::Corrected {
            count: match row.way {
                None => Counted::Came,
                Some(code) => Counted::Registered(way(code)?),
            },
            by: i32::try_from(row.people?).ok()?,
            reason: of(Reason::ALL, reason_code, row.word?)?,
        },
        _ => return None,
    };
    let observed = Timestamp::from_second(row.band.checked_mul(BAND)?).ok()?;
    Some(Record { key, meeting, observed, sure: row.sure, what })
}

/// Groups as the table of parties keeps them: category, sub-category, people.
type Groups = Vec<(Option<String>, Option<String>, u32)>;

fn party_text(party: &Party) -> String {
    let group = |group: &Group| match &group.standing {
        Standing::NotSaid => (None, None, group.people),
        Standing::Said { category, sub } => (Some(category.clone()), sub.clone(), group.people),
    };
    let groups: Groups = party.groups().iter().map(group).collect();
    // Texts and numbers always have a form in JSON.
    serde_json::to_string(&groups).unwrap_or_default()
}

/// Reads what [`columns`] made of a party.
pub fn party(text: &str) -> Option<Party> {
    let groups: Groups = serde_json::from_str(text).ok()?;
    let group = |(category, sub, people): (Option<String>, Option<String>, u32)| match category {
        None => Group { standing: Standing::NotSaid, people },
        Some(category) => Group { standing: Standing::Said { category, sub }, people },
    };
    Party::of(groups.into_iter().map(group))
}

/// Numbers, texts and keys apart by commas: one record as [`read`](super::read) gets it.
pub struct Line {
    pub seq: i64,
    pub meeting: i64,
    pub origin: i64,
    pub key: RecordKey,
    pub columns: Columns<i64>,
}

impl Line {
    pub fn parse(line: &str) -> Option<Line> {
        let mut cells = Cells(line.split(','));
        let line = Line {
            seq: cells.number()??,
            meeting: cells.number()??,
            origin: cells.number()??,
            columns: Columns {
                band: cells.number()??,
                sure: cells.number()?? != 0,
                what: cells.number()??,
                way: cells.number()?,
                party: cells.number()?,
                people: cells.number()?,
                word: cells.number()?,
                about: cells.bits()?.map(RecordKey),
                mark: cells.bits()?.map(|bits| Mark(bits.to_be_bytes())),
            },
            key: RecordKey(cells.bits()??),
        };
        cells.0.next().is_none().then_some(line)
    }
}

/// The cells of a line. Each is there or not, and one that is empty is a column without a value.
struct Cells<'a>(std::str::Split<'a, char>);

impl Cells<'_> {
    fn next<T>(&mut self, read: impl FnOnce(&str) -> Option<T>) -> Option<Option<T>> {
        match self.0.next()? {
            "" => Some(None),
            cell => read(cell).map(Some),
        }
    }

    fn number(&mut self) -> Option<Option<i64>> {
        self.next(|cell| cell.parse().ok())
    }

    fn bits(&mut self) -> Option<Option<u128>> {
        self.next(bits)
    }
}

/// 128 bits in 32 digits.
fn bits(cell: &str) -> Option<u128> {
    let (high, low) = cell.split_at_checked(16).filter(|_| cell.len() == 32)?;
    let half = |digits| u64::from_str_radix(digits, 16).ok().map(u128::from);
    Some(half(high)? << 64 | half(low)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_read_back_and_no_other_is() {
        for way in Way::ALL {
            assert_eq!(of(Way::ALL, way_code, way_code(way)), Some(way));
        }
        for feeling in Feeling::ALL {
            assert_eq!(of(Feeling::ALL, feeling_code, feeling_code(feeling)), Some(feeling));
        }
        for reason in Reason::ALL {
            assert_eq!(of(Reason::ALL, reason_code, reason_code(reason)), Some(reason));
        }
        assert_eq!(of(Way::ALL, way_code, 3), None);
    }

    #[test]
    fn a_line_that_is_not_whole_is_no_record() {
        let whole = "1,2,3,1950000,1,4,,7,,,,,000102030405060708090A0B0C0D0E0F";
        let line = Line::parse(whole).unwrap();
        assert_eq!((line.seq, line.meeting, line.origin, line.columns.party), (1, 2, 3, Some(7)));
        assert_eq!(line.key, RecordKey(0x0001_0203_0405_0607_0809_0a0b_0c0d_0e0f));
        for end in 0..whole.len() {
            assert!(Line::parse(&whole[..end]).is_none(), "{}", &whole[..end]);
        }
        assert!(Line::parse(&format!("{whole},")).is_none());
        assert!(Line::parse(&whole.replace("7", "seven")).is_none());
    }

    #[test]
    fn codes_that_nobody_wrote_are_no_record() {
        let party = Party::one(Standing::NotSaid);
        let check = |row: Columns<i64>, party: Option<&Party>| {
            assert_eq!(record(RecordKey(1), MeetingId("a".into()), &row, party), None, "{row:?}");
        };
        check(Columns { what: 0, ..Columns::default() }, Some(&party));
        check(Columns { what: 99, ..Columns::default() }, Some(&party));
        check(Columns { what: what::REGISTERED, way: Some(7), ..Columns::default() }, Some(&party));
        check(Columns { what: what::REGISTERED, way: Some(0), ..Columns::default() }, None);
        check(Columns { what: what::FELT, word: Some(9), ..Columns::default() }, None);
        check(Columns { what: what::TAKEN_BACK, ..Columns::default() }, None);
        check(Columns { what: what::FELT, word: Some(1), band: i64::MAX, ..Columns::default() }, None);
    }
}
