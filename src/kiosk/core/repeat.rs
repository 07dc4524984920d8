//! A hand that trembles taps twice: within half a second the same wish is the first one, and so is
//! any wish on a screen that the first has just brought (ACCESSIBILITY row 14). Nobody has read it
//! yet, and what stands in the place of "register" there may well be "done, go home".

use std::mem::{Discriminant, discriminant};

use jiff::{SignedDuration, Timestamp};

use super::attend::Step;
use super::{Action, Kiosk, Now, Screen};

/// Sooner than this it is a trembling hand.
pub(super) const GUARD: SignedDuration = SignedDuration::from_millis(500);

/// A wish that was taken, when, and where.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct LastAct {
    action: Action,
    at: Timestamp,
    place: Place,
}

/// Which screen it is, whatever is chosen or paged on it, and whether it asks if somebody is there.
type Place = (Discriminant<Screen>, Option<Step>, bool);

impl Kiosk {
    /// Whether a wish is only the echo of the one before. If not, it is the one to compare with.
    pub(super) fn is_repeat(&mut self, action: &Action, now: Now) -> bool {
        let is_echo = self.is_echo(action, now);
        if !is_echo {
            self.last_act = Some(LastAct { action: action.clone(), at: now.at, place: self.place() });
        }
        is_echo
    }

    /// The same, and nothing is remembered.
    pub(super) fn is_echo(&self, action: &Action, now: Now) -> bool {
        let is_same = |last: &LastAct| last.action == *action || last.place != self.place();
        self.has_just_acted(now) && self.last_act.as_ref().is_some_and(is_same)
    }

    /// Whether a wish was taken so shortly before that a hand may still tremble.
    pub(super) fn has_just_acted(&self, now: Now) -> bool {
        self.last_act.as_ref().is_some_and(|last| {
            let since = now.at.duration_since(last.at);
            since >= SignedDuration::ZERO && since < GUARD
        })
    }

    fn place(&self) -> Place {
        let visit = &self.visit;
        (discriminant(&visit.screen), visit.screen.step(), visit.asked_at.is_some())
    }

    /// A screen came in answer to the last wish, however long that took: nobody has read it yet.
    pub(super) fn answer_came(&mut self) {
        if let Some(last) = &mut self.last_act {
            last.at = self.last_seen.at;
        }
    }

    /// Forgets what was wished, but for the wish of this moment: that ended a visit, says nothing
    /// about it, and a second tap must not begin the next.
    pub(super) fn forget_wishes(&mut self, now: Now) {
        self.last_act.take_if(|last| last.at != now.at);
    }
}
