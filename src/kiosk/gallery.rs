//! Every slide and screen of a programme, one after the other: for previews and golden pictures.

mod attendance;
mod wording;

use std::collections::HashSet;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};

use super::core::attend::Opened;
use super::core::{Effect, Event, HubNews, Kiosk, Now, Offer, Pairing, Pin, Shown, Stroke};
use super::sources;
use crate::config::{Config, Key};
use crate::domain::attendance::{Record, Salt};
use crate::domain::notice::Emergency;
use crate::domain::programme::Programme;
use crate::domain::speech::Report;
use crate::domain::text::Lang;
use crate::domain::wording::Wording;
use crate::view::{Action, Aloud, Ask, Light};

/// One picture to be drawn, by a name that serves as a file name.
pub struct Exhibit {
    pub name: String,
    pub shown: Shown,
}

/// Walks through everything a visitor can come to, as a visitor would.
pub fn walk(config: &Config, programme: &Programme, pictures: &HashSet<String>, now: Now) -> Vec<Exhibit> {
    let hall = Hall { config, pictures, now };
    let start = || hall.walker(programme);
    let mut exhibits = Vec::new();
    let mut walker = start();
    let (_, stops) = walker.kiosk.position();
    for stop in 0..stops {
        let name = format!("sign-{:02}-{}", stop + 1, walker.kiosk.slide_name());
        exhibits.push(walker.exhibit(name));
        walker.act(Action::Next);
    }
    exhibits.push(start().after(&[Action::Pause]).exhibit("sign-paused"));
    let mut walker = start();
    walker.send(Event::Key(Stroke::Tab));
    exhibits.push(walker.exhibit("sign-focus"));

    let mut walker = start().after(&[Action::Schedule]);
    exhibits.push(walker.exhibit("schedule"));
    walker.act(Action::Detail);
    let pages = walker.kiosk.page_count(walker.now);
    for page in 0..pages {
        exhibits.push(walker.exhibit(format!("detail-{}", page + 1)));
        walker.act(Action::Next);
    }
    for (name, action) in [
        ("language", Action::LanguageMenu),
        ("text-size", Action::SizeMenu),
        ("colours", Action::ColoursMenu),
        ("staff", Action::Staff),
    ] {
        exhibits.push(start().after(&[action]).exhibit(name));
    }
    let low = start().after(&[Action::LanguageMenu, Action::SetLow(true)]);
    exhibits.push(low.exhibit("low-language"));
    exhibits
        .push(start().after(&[Action::LanguageMenu, Action::SetLow(true), Action::Home]).exhibit("low-sign"));
    // While it reads aloud, a second touch acts.
    let listener = start().after(&[Action::Aloud(Aloud::Start), Action::Aloud(Aloud::Menu)]);
    exhibits.push(listener.after(&[Action::Aloud(Aloud::Menu)]).exhibit("read-aloud"));
    let mut caller = start().after(&[Action::Staff]);
    caller.send(Event::Hub(HubNews::Called(Some("call".to_owned()))));
    exhibits.push(caller.exhibit("staff-told"));
    caller.send(Event::Hub(HubNews::Coming("call".to_owned())));
    exhibits.push(caller.exhibit("staff-coming"));
    exhibits.extend(attendance::walk(&hall, programme));

    let mut empty = Programme::empty(programme.zone.clone());
    empty.name.clone_from(&programme.name);
    exhibits.push(hall.walker(&empty).exhibit("welcome"));
    let mut pairing = hall.walker(&empty);
    let (address, code) = ("http://192.168.1.20:8168".to_owned(), Some("482913".to_owned()));
    pairing.send(Event::Hub(HubNews::Pairing(Some(Pairing { address, code }))));
    exhibits.push(pairing.exhibit("pairing"));
    if let Some(exercise) = exercise(config.display.language, now, &empty.zone) {
        empty.emergencies.push(exercise);
        exhibits.push(hall.walker(&empty).exhibit("emergency-exercise"));
    }
    exhibits
}

/// The slide of a kind ("meeting", "notice") that a visitor would see now, if there is one.
pub fn slide(
    config: &Config,
    programme: &Programme,
    pictures: &HashSet<String>,
    now: Now,
    kind: &str,
) -> Option<Shown> {
    let hall = Hall { config, pictures, now };
    let walker = hall.walker(programme).on_slide(kind);
    (walker.kiosk.slide_name() == kind).then(|| walker.kiosk.show(walker.now))
}

/// The screen on which a text of the place's own stands, as a visitor comes to it.
pub fn wording(config: &Config, programme: &Programme, now: Now, wording: Wording) -> Option<Shown> {
    let pictures = HashSet::new();
    let reader = wording::reader(&Hall { config, pictures: &pictures, now }, programme, wording)?;
    Some(reader.kiosk.show(reader.now))
}

/// Where the pictures are taken.
struct Hall<'a> {
    config: &'a Config,
    pictures: &'a HashSet<String>,
    now: Now,
}

impl Hall<'_> {
    fn walker(&self, programme: &Programme) -> Walker {
        self.walker_with(programme, Vec::new(), false)
    }

    /// A visitor before a display that has these records.
    fn walker_with(&self, programme: &Programme, records: Vec<Record>, pinned: bool) -> Walker {
        let mut kiosk = Kiosk::new(self.config.clone(), programme.clone(), self.now);
        kiosk.update(Event::Pictures(self.pictures.clone()), self.now);
        kiosk.update(Event::Voices(Offer { japanese: true, others: true }), self.now);
        if self.config.attendance.enabled {
            // A preview is the same every time: its receipts are drawn from a known seed and belong
            // to nobody.
            let opened = Opened { salt: Salt([0; 16]), seed: [7; 32], records, pinned };
            kiosk.update(Event::Opened(Box::new(opened)), self.now);
        }
        Walker { kiosk, now: self.now }
    }
}

/// A visitor who takes their time: wishes in the same moment would be a trembling hand's.
struct Walker {
    kiosk: Kiosk,
    now: Now,
}

impl Walker {
    fn send(&mut self, event: Event) {
        let mut effects = self.kiosk.update(event, self.now);
        while let Some(effect) = effects.pop() {
            let answer = match effect {
                Effect::Record(records) => {
                    records.first().map(|record| Event::Recorded { key: record.key, result: Ok(()) })
                }
                Effect::CheckPin(_) => Some(Event::PinChecked(Pin::Right)),
                // Nothing is done before its name began to be heard.
                Effect::Speak { id, .. } => Some(Event::Voice(Report::Started { id, index: 0 })),
                Effect::Show
                | Effect::KeepPinned(_)
                | Effect::AskOutbox
                | Effect::Restart
                | Effect::LeaveFullscreen
                | Effect::Call
                | Effect::Voice(_) => None,
            };
            if let Some(answer) = answer {
                effects.extend(self.kiosk.update(answer, self.now));
            }
        }
    }

    fn act(&mut self, action: Action) {
        self.now.at += SignedDuration::from_millis(600);
        if self.kiosk.glance(self.now).light == Light::Dark {
            // In quiet hours a first finger only wakes the screen; this is the next.
            self.send(Event::Touched(None));
            self.send(Event::Touched(None));
        }
        self.send(Event::Act(action));
    }

    fn ask(&mut self, ask: Ask) {
        self.act(Action::Attend(ask));
    }

    fn after(mut self, actions: &[Action]) -> Walker {
        for action in actions {
            self.act(action.clone());
        }
        self
    }

    fn asking(mut self, asks: &[Ask]) -> Walker {
        for ask in asks {
            self.ask(ask.clone());
        }
        self
    }

    fn keys(mut self, keys: &str) -> Walker {
        for key in keys.chars() {
            self.now.at += SignedDuration::from_millis(600);
            self.send(Event::Key(Stroke::Key(Key::Sign(key))));
        }
        self
    }

    /// Stands still until then, as the shell would: from deadline to deadline.
    fn waiting(mut self, until: Timestamp) -> Walker {
        while self.now.at < until {
            self.now.at = self.kiosk.next_deadline().min(until);
            self.send(Event::Tick);
        }
        self
    }

    /// Goes on until the slide of that name shows.
    fn on_slide(mut self, name: &str) -> Walker {
        let (_, stops) = self.kiosk.position();
        for _ in 0..stops {
            if self.kiosk.slide_name() == name {
                break;
            }
            self.act(Action::Next);
        }
        self
    }

    fn exhibit(&self, name: impl Into<String>) -> Exhibit {
        Exhibit { name: name.into(), shown: self.kiosk.show(self.now) }
    }
}

/// The built-in drill in one language, as it would hold the sign for an hour from now on.
fn exercise(lang: Lang, now: Now, zone: &TimeZone) -> Option<Emergency> {
    let mut drill = sources::drill(now.at, zone)?;
    drill.sent = now.at;
    drill.expires = now.at.checked_add(1.hour()).ok()?;
    drill.infos.retain(|info| info.lang == lang);
    Some(drill)
}
