//! The places where a visitor can be.

use super::attend::Step;
use crate::domain::meeting::MeetingId;

/// Where a visitor is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Screen {
    /// The rotation.
    Sign,
    Schedule {
        chosen: Option<MeetingId>,
    },
    Detail {
        meeting: MeetingId,
        page: usize,
    },
    Language,
    Size,
    Colours,
    /// How the voice speaks.
    Voice,
    /// What becomes of the answers.
    Why,
    Staff,
    /// Attendance: registering, checking in, and what staff do about it.
    Attend(Step),
}

impl Screen {
    /// The screen of attendance, where it is one.
    pub fn step(&self) -> Option<Step> {
        match self {
            Screen::Attend(step) => Some(*step),
            Screen::Sign
            | Screen::Schedule { .. }
            | Screen::Detail { .. }
            | Screen::Language
            | Screen::Size
            | Screen::Colours
            | Screen::Voice
            | Screen::Why
            | Screen::Staff => None,
        }
    }

    /// The same place, whatever is chosen on it.
    pub(super) fn without_choice(&self) -> Screen {
        match self {
            Screen::Schedule { .. } => Screen::Schedule { chosen: None },
            Screen::Sign
            | Screen::Detail { .. }
            | Screen::Language
            | Screen::Size
            | Screen::Colours
            | Screen::Voice
            | Screen::Why
            | Screen::Staff
            | Screen::Attend(_) => self.clone(),
        }
    }

    /// Whether coming there is coming back: whatever is chosen or paged on it.
    pub(super) fn is_same_place(&self, other: &Screen) -> bool {
        match (self, other) {
            (Screen::Attend(step), Screen::Attend(other)) => step == other,
            (this, other) => std::mem::discriminant(this) == std::mem::discriminant(other),
        }
    }
}
