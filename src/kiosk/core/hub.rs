//! What a hub says, and what becomes of it: errands of staff, what other kiosks recorded, how a
//! call stands, and a code while the kiosk waits to be taken in.

use jiff::Timestamp;

use super::attend::Desk;
use super::{Effect, Kiosk, Now, Screen};
use crate::domain::attendance::{Record, Salt};
use crate::domain::playlist::Slide;
use crate::view::words::Say;

/// What comes from the hub.
#[derive(Clone, Debug, PartialEq)]
pub enum HubNews {
    /// Staff pin the reception or end that.
    Pin(bool),
    /// Staff darken the screen or end that.
    Dim(bool),
    /// Staff want it quiet for the room, until a moment or the end of the day; or end that.
    Calm { calm: bool, until: Option<Timestamp> },
    /// Staff start the program again.
    Restart,
    /// Records in the order of the hub, this kiosk's own among them, people without categories;
    /// and what marks of receipts are made with.
    Shared {
        records: Vec<Record>,
        salts: Vec<Salt>,
        /// All there are: what was known before is forgotten.
        is_first: bool,
    },
    /// A call has reached the hub, under this id, or has not.
    Called(Option<String>),
    /// Somebody of the staff comes to whoever called.
    Coming(String),
    /// The kiosk waits to be taken in; or no longer.
    Pairing(Option<Pairing>),
}

/// What staff need to take a kiosk in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pairing {
    /// Of the hub.
    pub address: String,
    /// Six digits; nothing until the hub has given them.
    pub code: Option<String>,
}

/// What a kiosk knows of its hub.
#[derive(Clone, Debug, Default)]
pub(super) struct Hub {
    pub dimmed: bool,
    /// Until when it is quiet for the room because staff asked for it.
    pub calm_until: Option<Timestamp>,
    pub pairing: Option<Pairing>,
    /// The visitor's own: it goes with them.
    pub call: Option<Call>,
}

/// How a call stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Call {
    /// Nobody has heard it yet.
    Asked,
    /// The hub has it, under this id.
    Heard(String),
    /// スタッフが すぐ 行きます.
    Coming,
    /// It reached nobody: the screen says where staff are, and that is all.
    Unheard,
}

/// What a kiosk tells its hub of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// A kind, and the meeting it is about where there is one.
    pub showing: String,
    pub pinned: bool,
    pub dimmed: bool,
    /// Quiet for the room, by staff. What a visitor chose is not told.
    pub calm: bool,
    /// Why attendance cannot be taken.
    pub closed: Option<String>,
    /// When the hub's programme was last found to be what shows.
    pub confirmed: Option<Timestamp>,
}

impl Kiosk {
    pub(super) fn hub_says(&mut self, news: HubNews, now: Now) {
        match news {
            HubNews::Pin(pinned) => {
                self.attendance.pin(pinned);
                self.effects.push(Effect::KeepPinned(pinned));
                // Whoever is there finishes what they are at.
                if self.visit.last_touch.is_none() {
                    self.go_to_rest(now);
                }
            }
            HubNews::Dim(dimmed) => self.hub.dimmed = dimmed,
            HubNews::Calm { calm, until } => self.set_calm_by_staff(calm, until, now),
            HubNews::Restart => self.effects.push(Effect::Restart),
            HubNews::Shared { records, salts, is_first } => {
                self.attendance.learn(records, salts, is_first);
                self.renew_round(now);
            }
            HubNews::Called(id) => self.call_is(id),
            HubNews::Coming(id) => {
                if self.hub.call == Some(Call::Heard(id)) {
                    self.hub.call = Some(Call::Coming);
                    self.announce_call();
                }
            }
            HubNews::Pairing(pairing) => self.hub.pairing = pairing,
        }
    }

    /// Calls staff, once in a visit unless it reached nobody.
    pub(super) fn call_staff(&mut self) {
        match self.hub.call {
            None | Some(Call::Unheard) => {
                self.hub.call = Some(Call::Asked);
                self.effects.push(Effect::Call);
            }
            // It rings already.
            Some(Call::Asked | Call::Heard(_) | Call::Coming) => self.announce_call(),
        }
    }

    /// Only now anybody is told that staff know (invariant 5 holds for calls too).
    fn call_is(&mut self, id: Option<String>) {
        // Whoever called may have gone.
        if self.hub.call == Some(Call::Asked) {
            self.hub.call = Some(id.map_or(Call::Unheard, Call::Heard));
            self.announce_call();
        }
    }

    /// How the call of this visit stands, in words; nothing when nobody has heard it.
    pub(super) fn call_words(&self) -> Option<Say> {
        match self.hub.call.as_ref()? {
            Call::Heard(_) => Some(Say::StaffTold),
            Call::Coming => Some(Say::StaffComing),
            Call::Asked | Call::Unheard => None,
        }
    }

    fn announce_call(&mut self) {
        if let Some(words) = self.call_words().filter(|_| self.visit.screen == Screen::Staff) {
            self.announce(words);
        }
    }

    /// Whether somebody has called and staff know.
    pub(super) fn waits_for_staff(&self) -> bool {
        self.visit.screen == Screen::Staff && self.call_words().is_some()
    }

    pub(super) fn pairing(&self) -> Option<&Pairing> {
        self.hub.pairing.as_ref()
    }

    /// A code that has the screen to itself: there is nothing else to show yet.
    pub(super) fn pairing_alone(&self) -> Option<&Pairing> {
        let is_empty = matches!(self.round.stop().slide, Slide::Welcome);
        self.hub.pairing.as_ref().filter(|_| is_empty)
    }

    /// Whether what shows is somebody's own, and nothing for others to see.
    pub fn is_somebodys(&self) -> bool {
        self.is_personal()
    }

    /// What the hub is told.
    pub fn standing(&self, now: Now) -> Standing {
        let showing = match &self.visit.screen {
            _ if self.programme.emergency(now.at).is_some() => "emergency".to_owned(),
            Screen::Sign => match self.meeting_at_hand() {
                Some(meeting) => format!("{} {}", self.slide_name(), meeting.0),
                None => self.slide_name().to_owned(),
            },
            // What a visitor does is nobody's business: only that the screen is in use.
            Screen::Attend(step) if self.visit.last_touch.is_none() && !step.is_for_staff() => {
                "reception".to_owned()
            }
            Screen::Schedule { .. }
            | Screen::Detail { .. }
            | Screen::Language
            | Screen::Size
            | Screen::Colours
            | Screen::Voice
            | Screen::Why
            | Screen::Staff
            | Screen::Attend(_) => "in use".to_owned(),
        };
        let closed = match &self.attendance.desk {
            // Without a reason it is about to open.
            Desk::Closed(why) => Some(why.clone()).filter(|why| !why.is_empty()),
            Desk::Off | Desk::Open(_) => None,
        };
        Standing {
            showing,
            pinned: self.attendance.pinned,
            dimmed: self.hub.dimmed,
            calm: self.hub.calm_until.is_some(),
            closed,
            // The hub is the first of the sources.
            confirmed: self.attendance.first_confirmed(),
        }
    }
}
