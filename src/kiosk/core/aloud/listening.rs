//! What one visitor hears: whether it reads aloud, what is being said, and the name that a finger asked for.

use jiff::{SignedDuration, Timestamp};

use super::heard::Heard;
use crate::domain::speech::{SpeechId, Speed, Volume};
use crate::domain::text::Phrase;
use crate::kiosk::core::Now;
use crate::view::Action;

/// No single sentence takes longer to say. A voice that reports nothing for so long has failed, and whoever
/// works with one switch must not wait for it.
const LONGEST: SignedDuration = SignedDuration::from_secs(60);

/// The name under a finger begins sooner than this. A voice that takes longer makes no button a dead one.
pub(super) const NAME_COMES: SignedDuration = SignedDuration::from_secs(5);

/// What one visitor hears; it ends with the visit.
#[derive(Clone, Debug)]
pub(in crate::kiosk::core) struct Listening {
    pub(in crate::kiosk::core) on: bool,
    /// The screen is black meanwhile.
    pub(in crate::kiosk::core) curtain: bool,
    pub(super) going: Option<Going>,
    pub(in crate::kiosk::core) held: bool,
    pub(super) touched: Option<Touched>,
    /// Headphones began it: whether there are keys at hand, or fingers on the glass, is not known.
    pub(super) by_plug: bool,
    /// What was last heard of the screen. Nothing: all of it is to be said.
    pub(super) heard: Option<Heard>,
    /// The web address that was heard last.
    pub(in crate::kiosk::core) address: Option<Phrase>,
    pub(super) speed: Speed,
    pub(super) volume: Volume,
}

/// What is being said.
#[derive(Clone, Copy, Debug)]
pub(super) struct Going {
    pub(super) id: SpeechId,
    /// When the voice was last known to be at it.
    pub(super) since: Timestamp,
    /// Whether somebody asked for it, who is therefore there.
    pub(super) is_answer: bool,
}

/// The control that a first touch asked the name of: a second one acts.
#[derive(Clone, Debug)]
pub(super) struct Touched {
    pub(super) action: Action,
    pub(super) name: Name,
}

/// How far the name of a control has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Name {
    Asked,
    /// It is about to be said, since then.
    Coming(SpeechId, Timestamp),
    Heard,
}

impl Listening {
    pub(in crate::kiosk::core) fn at_rest(speed: Speed, volume: Volume) -> Listening {
        Listening {
            on: false,
            curtain: false,
            going: None,
            held: false,
            touched: None,
            by_plug: false,
            heard: None,
            address: None,
            speed,
            volume,
        }
    }

    /// Until when something is being said as far as one can know, so that nothing hurries on.
    pub(in crate::kiosk::core) fn told_until(&self) -> Option<Timestamp> {
        self.going.filter(|_| !self.held).map(|going| going.since + LONGEST)
    }

    pub(in crate::kiosk::core) fn clock_was_set(&mut self, now: Timestamp) {
        self.going = self.going.map(|going| Going { since: going.since.min(now), ..going });
        if let Some(Touched { name: Name::Coming(_, since), .. }) = &mut self.touched {
            *since = (*since).min(now);
        }
    }

    pub(super) fn is_going(&self, id: SpeechId) -> bool {
        self.going.is_some_and(|going| going.id == id)
    }

    /// The control whose name is about to be heard.
    pub(super) fn name_to_come(&self, now: Now) -> Option<&Action> {
        let touched = self.touched.as_ref()?;
        match touched.name {
            Name::Coming(id, since) => {
                let is_coming = self.is_going(id) && now.at.duration_since(since) < NAME_COMES;
                is_coming.then_some(&touched.action)
            }
            Name::Asked | Name::Heard => None,
        }
    }

    /// Nothing more will be heard of the name that was asked for than what was.
    pub(super) fn name_is_heard(&mut self) {
        if let Some(touched) = &mut self.touched {
            touched.name = Name::Heard;
        }
    }

    /// Whether something is to be heard right now.
    pub(super) fn is_being_told(&self, now: Now) -> bool {
        self.told_until().is_some_and(|until| now.at < until)
    }
}
