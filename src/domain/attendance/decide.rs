//! What a wish comes to: a record to be made, a friendly "that is done already", or what stands
//! in the way. Nothing else decides about attendance.

use jiff::Timestamp;

use super::{
    Arrival, Book, Counted, Feeling, Mark, Party, Reason, RecordKey, RegistrationState, Rules, Way, What,
};

/// What somebody wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    Register {
        mark: Mark,
        way: Way,
        party: Party,
    },
    CheckIn(Arrival),
    ChangeWay {
        registration: RecordKey,
        way: Way,
    },
    TakeBack {
        record: RecordKey,
    },
    Feel(Feeling),
    /// By staff.
    Correct {
        count: Counted,
        by: i32,
        reason: Reason,
    },
}

/// What it comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    Record(What),
    Already(Already),
    Refused(Refusal),
}

/// What was wished is so already: a friendly answer, and nothing to record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Already {
    CheckedIn,
    TakenBack,
    SameWay,
}

/// What stands in the way. On site nothing does: who is there is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Registration has not opened, is not needed, or the meeting was called off.
    NotOpen,
    /// The deadline has passed.
    Closed,
    /// The meeting is over.
    Over,
    /// No such registration here, or nothing that could be taken back.
    Unknown,
    /// The meeting does not offer that way.
    NoSuchWay,
    /// This receipt is somebody else's already; another has to be drawn.
    ReceiptTaken,
}

/// Decides about a wish. The rules are a table in `tests/attendance.rs`.
pub fn decide(book: &Book, rules: &Rules, wish: Wish, now: Timestamp) -> Outcome {
    match wish {
        Wish::Register { mark, way, party } => match rules.registration(now) {
            RegistrationState::Open if !rules.ways().contains(&way) => Outcome::Refused(Refusal::NoSuchWay),
            RegistrationState::Open if book.by_mark(mark).is_some() => {
                Outcome::Refused(Refusal::ReceiptTaken)
            }
            RegistrationState::Open => Outcome::Record(What::Registered { mark: Some(mark), way, party }),
            RegistrationState::Closed => Outcome::Refused(Refusal::Closed),
            RegistrationState::Later | RegistrationState::NotNeeded | RegistrationState::Cancelled => {
                Outcome::Refused(Refusal::NotOpen)
            }
        },
        Wish::CheckIn(Arrival::Receipt { registration: key, people }) => match book.registration(key) {
            None => Outcome::Refused(Refusal::Unknown),
            // Also one that was taken back: they changed their mind, and they are here. The receipt
            // goes into the record all the same, so that they are counted once however often it
            // is read; the tally counts them as having come without registering.
            Some(registration) => {
                let missing = registration.party.people().saturating_sub(book.came_with(key));
                match people.clamp(1, missing.max(1)) {
                    _ if missing == 0 => Outcome::Already(Already::CheckedIn),
                    people => {
                        Outcome::Record(What::CheckedIn(Arrival::Receipt { registration: key, people }))
                    }
                }
            }
        },
        Wish::CheckIn(arrival) => Outcome::Record(What::CheckedIn(arrival)),
        Wish::ChangeWay { registration: key, way } => match book.registration(key) {
            None => Outcome::Refused(Refusal::Unknown),
            Some(registration) if registration.taken_back => Outcome::Already(Already::TakenBack),
            Some(registration) if registration.way == way => Outcome::Already(Already::SameWay),
            Some(_) if rules.is_over(now) => Outcome::Refused(Refusal::Over),
            Some(_) if !rules.ways().contains(&way) => Outcome::Refused(Refusal::NoSuchWay),
            Some(_) => Outcome::Record(What::WayChanged { registration: key, way }),
        },
        Wish::TakeBack { record } if book.is_taken_back(record) => Outcome::Already(Already::TakenBack),
        Wish::TakeBack { record } if !book.knows(record) || book.takes_back(record) => {
            Outcome::Refused(Refusal::Unknown)
        }
        // A registration until the session ends; a check-in or a word just given at any time.
        Wish::TakeBack { record } if book.registration(record).is_some() && rules.is_over(now) => {
            Outcome::Refused(Refusal::Over)
        }
        Wish::TakeBack { record } => Outcome::Record(What::TakenBack { record }),
        Wish::Feel(feeling) => Outcome::Record(What::Felt(feeling)),
        Wish::Correct { count, by, reason } => Outcome::Record(What::Corrected { count, by, reason }),
    }
}
