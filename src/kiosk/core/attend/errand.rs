//! What somebody is about: where they are in it, and what they answered so far. It goes with them.

use jiff::Timestamp;

use crate::domain::attendance::{
    Arrival, Counted, Feeling, Group, MOST_PEOPLE, Party, Reason, Receipt, RecordKey, Standing, Way,
};
use crate::domain::meeting::MeetingId;
use crate::kiosk::core::Screen;

/// A screen of attendance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// How one takes part. Says first when there is no room.
    How,
    /// As what.
    Who,
    /// As what of it.
    Kind,
    People,
    /// Whether one category holds for everybody.
    Alike,
    /// What was chosen, once more, before it is done.
    Confirm,
    /// Done.
    Thanks,
    /// It could not be recorded, or not be taken at all.
    Sorry,
    /// 受付.
    Reception,
    /// Which of several sessions.
    Which,
    /// Typing a receipt.
    Number,
    /// What can be done with it.
    Receipt,
    ChangeWay,
    HowWasToday,
    /// Staff: the PIN, the corner, and what is in it.
    Pin,
    Corner,
    Status,
    WhichCount,
    Count,
    Reason,
}

impl Step {
    /// Whether what stands there is somebody's own, so that it ends only after a warning.
    pub fn is_personal(self) -> bool {
        match self {
            Step::How
            | Step::Who
            | Step::Kind
            | Step::People
            | Step::Alike
            | Step::Confirm
            | Step::Number
            | Step::Receipt
            | Step::ChangeWay
            | Step::Pin
            | Step::Corner
            | Step::Status
            | Step::WhichCount
            | Step::Count
            | Step::Reason
            | Step::Thanks => true,
            Step::Sorry | Step::Reception | Step::Which | Step::HowWasToday => false,
        }
    }

    /// Whether only staff come here.
    pub fn is_for_staff(self) -> bool {
        match self {
            Step::Corner | Step::Status | Step::WhichCount | Step::Count | Step::Reason => true,
            Step::How
            | Step::Who
            | Step::Kind
            | Step::People
            | Step::Alike
            | Step::Confirm
            | Step::Number
            | Step::Receipt
            | Step::ChangeWay
            | Step::Pin
            | Step::Thanks
            | Step::Sorry
            | Step::Reception
            | Step::Which
            | Step::HowWasToday => false,
        }
    }
}

/// What is to be done once it is confirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    Register,
    WalkIn,
    WithoutReceipt,
    /// With a receipt, for so many of those who belong to it.
    CheckIn {
        registration: RecordKey,
        people: u32,
    },
    ChangeWay {
        registration: RecordKey,
        way: Way,
    },
    TakeBack {
        record: RecordKey,
    },
    /// How it was; in the place of an earlier word.
    Feel {
        feeling: Feeling,
        before: Option<RecordKey>,
    },
    /// By staff.
    Correct,
}

/// What has been done, for the screen that says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// With the only sight of the receipt there is.
    Registered {
        receipt: Receipt,
        record: RecordKey,
    },
    CheckedIn {
        record: RecordKey,
        people: u32,
    },
    WayChanged {
        record: RecordKey,
        way: Way,
    },
    TakenBack {
        record: RecordKey,
    },
    Felt {
        record: RecordKey,
    },
    /// What was wished is so already.
    Already,
}

/// Something to be said on the screen that stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note {
    UnknownReceipt,
    /// Too many wrong numbers: nothing is tried until then.
    Paused(Timestamp),
    WrongPin,
    NoPin,
    Corrected,
    /// The meeting does not allow it any more.
    NotPossible,
}

/// Why somebody is sent elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sorrow {
    /// The desk is closed: nothing can be taken now.
    Closed,
    /// This one was not recorded; it can be tried again.
    NotRecorded,
    /// Registration is not open (any more).
    RegistrationOver,
}

/// Answers and whereabouts of one visitor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Errand {
    pub meeting: Option<MeetingId>,
    pub way: Option<Way>,
    /// One standing for everybody, or one for each.
    pub standings: Vec<Standing>,
    /// Whose turn it is to say their standing, from 0.
    pub person: usize,
    /// People who come together; nothing is one.
    pub people: Option<u32>,
    pub alike: Option<bool>,
    pub deed: Option<Deed>,
    pub done: Option<Done>,
    pub sorrow: Option<Sorrow>,
    pub note: Option<Note>,
    /// What was typed so far.
    pub digits: String,
    /// The registration of the receipt at hand.
    pub registration: Option<RecordKey>,
    /// Page of a question with many answers.
    pub answers: usize,
    /// Staff: what is corrected, and by how much.
    pub count: Option<Counted>,
    pub by: i32,
    pub reason: Option<Reason>,
    /// What was not recorded in time and can be tried again.
    pub late: Option<RecordKey>,
    /// A PIN was entered, and its answer is to come.
    pub checks_pin: bool,
    /// Staff gave their PIN.
    pub unlocked: bool,
}

impl Errand {
    pub fn people(&self) -> u32 {
        self.people.unwrap_or(1).clamp(1, MOST_PEOPLE)
    }

    /// Whether everybody has a standing of their own.
    pub fn each(&self) -> bool {
        self.people() > 1 && self.alike == Some(false)
    }

    /// The standing somebody chose, if they did.
    pub fn standing(&self, person: usize) -> Option<&Standing> {
        let at = if self.each() { person } else { 0 };
        self.standings.get(at)
    }

    pub fn choose(&mut self, standing: Standing) {
        let at = if self.each() { self.person } else { 0 };
        if self.standings.len() <= at {
            self.standings.resize(at + 1, Standing::NotSaid);
        }
        if let Some(slot) = self.standings.get_mut(at) {
            *slot = standing;
        }
    }

    /// Who comes.
    pub fn party(&self) -> Party {
        let people = self.people();
        let said = |person: u32| {
            self.standing(usize::try_from(person).unwrap_or_default()).cloned().unwrap_or_default()
        };
        let groups = (0..people).map(|person| Group { standing: said(person), people: 1 });
        // Between one and the most: such a party always is one.
        Party::of(groups).unwrap_or_else(|| Party::one(Standing::NotSaid))
    }

    /// One step back inside a question that is asked of one after the other.
    pub fn steps_back(&mut self, screen: &Screen) -> bool {
        let is_back = *screen == Screen::Attend(Step::Who) && self.each() && self.person > 0;
        if is_back {
            self.person -= 1;
        }
        is_back
    }

    /// The record that the screen of now says thank you for.
    pub fn thanked_for(&self, screen: &Screen) -> Option<RecordKey> {
        let is_thanks = *screen == Screen::Attend(Step::Thanks);
        match self.done.filter(|_| is_thanks)? {
            Done::Registered { record, .. }
            | Done::CheckedIn { record, .. }
            | Done::WayChanged { record, .. }
            | Done::TakenBack { record }
            | Done::Felt { record } => Some(record),
            Done::Already => None,
        }
    }

    /// Whether the thank-you for it holds nothing of anybody: all but the one with a receipt.
    pub fn is_nobodys(&self) -> bool {
        match self.done {
            Some(
                Done::CheckedIn { .. }
                | Done::Felt { .. }
                | Done::TakenBack { .. }
                | Done::Already
                | Done::WayChanged { .. },
            ) => true,
            Some(Done::Registered { .. }) | None => false,
        }
    }
}

impl Done {
    /// The record that was made, where it can be taken back or exchanged.
    pub fn record(self) -> Option<RecordKey> {
        match self {
            Done::Registered { record, .. } | Done::CheckedIn { record, .. } | Done::Felt { record } => {
                Some(record)
            }
            Done::WayChanged { .. } | Done::TakenBack { .. } | Done::Already => None,
        }
    }
}

impl Deed {
    /// The arrival it records, if it is one.
    pub fn arrival(self, errand: &Errand) -> Option<Arrival> {
        match self {
            Deed::WalkIn => Some(Arrival::WalkIn { party: errand.party() }),
            Deed::WithoutReceipt => Some(Arrival::WithoutReceipt { people: errand.people() }),
            Deed::CheckIn { registration, people } => Some(Arrival::Receipt { registration, people }),
            Deed::Register
            | Deed::ChangeWay { .. }
            | Deed::TakeBack { .. }
            | Deed::Feel { .. }
            | Deed::Correct => None,
        }
    }
}
