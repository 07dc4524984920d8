//! What a hub says, and what becomes of it: errands of staff, what other kiosks recorded, how a
//! call stands, and a code while the kiosk waits to be taken in.

use jiff::Timestamp;

use super::attend::Desk;
use super::{Effect, Kiosk, Now, Screen};
use crate::domain::attendance::{Record, Salt};

/// What comes from the hub.
#[derive(Clone, Debug, PartialEq)]
pub enum HubNews {
    /// Staff pin the reception or end that.
    Pin(bool),
    /// Staff darken the screen or end that.
    Dim(bool),
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
            HubNews::Restart => self.effects.push(Effect::Restart),
            HubNews::Shared { records, salts, is_first } => {
                self.attendance.learn(records, salts, is_first);
                self.renew_round(now);
            }
            HubNews::Called(_) | HubNews::Coming(_) => {}
            HubNews::Pairing(pairing) => self.hub.pairing = pairing,
        }
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
            | Screen::Staff
            | Screen::Attend(_) => "in use".to_owned(),
        };
        let closed = match &self.attendance.desk {
            Desk::Closed(why) => Some(why.clone()),
            Desk::Off | Desk::Open(_) => None,
        };
        Standing {
            showing,
            pinned: self.attendance.pinned,
            dimmed: self.hub.dimmed,
            closed,
            // The hub is the first of the sources.
            confirmed: self.attendance.first_confirmed(),
        }
    }
}
