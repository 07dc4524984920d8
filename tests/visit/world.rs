//! A kiosk, the time that passes for it, and a store that does as it is told.

use std::path::Path;

use hiroba::config::{self, Config};
use hiroba::domain::attendance::{Book, Record, RecordKey, Salt, Tally, Way};
use hiroba::domain::meeting::Capacity;
use hiroba::domain::programme::Programme;
use hiroba::kiosk::core::{Effect, Event, Kiosk, NotRecorded, Now, Opened, Pin, Shown, Stroke};
use hiroba::view::{Action, Ask, Board};
use jiff::{SignedDuration, Timestamp, Zoned};

pub use crate::programme::{AFTER, AT_THE_DOOR, BEFORE, HERE, meeting, one, with};
pub use crate::said::{Wished, category, in_groups};
pub use crate::seen::Seen;

/// What the store makes of the records it is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answers {
    /// Durable, and said so at once.
    AtOnce,
    /// Durable or not: it says nothing yet. [`World::answer`] does.
    Later,
    /// Not durable, and said so.
    Failing,
}

#[derive(Clone)]
pub struct World {
    pub kiosk: Kiosk,
    pub now: Timestamp,
    pub sure: bool,
    pub answers: Answers,
    /// What is durable.
    pub disk: Vec<Record>,
    /// What it has said so of, by the first key of what was recorded together.
    pub answered: Vec<RecordKey>,
    /// What was to be recorded and has no answer yet.
    pub waiting: Vec<Vec<Record>>,
    /// What the store remembers of the reception.
    pub pinned: bool,
    /// Whether it takes that in.
    pub keeps_pinned: bool,
    /// What the PIN that is typed turns out to be.
    pub pin: Pin,
    /// Whether that is said at once.
    pub answers_pin: bool,
    /// Everything else the kiosk asked for.
    pub asked_for: Vec<Effect>,
    settings: String,
    programme: Programme,
}

/// Nothing here is a secret: the same receipts every time.
const SALT: Salt = Salt([9; 16]);

impl World {
    pub fn new(at: &str, programme: Programme) -> World {
        World::with("", at, programme)
    }

    pub fn with(settings: &str, at: &str, programme: Programme) -> World {
        let now = moment(at);
        let mut world = World {
            kiosk: kiosk(settings, &programme, now),
            now,
            sure: true,
            answers: Answers::AtOnce,
            disk: Vec::new(),
            answered: Vec::new(),
            waiting: Vec::new(),
            pinned: false,
            keeps_pinned: true,
            pin: Pin::Right,
            answers_pin: true,
            asked_for: Vec::new(),
            settings: settings.to_owned(),
            programme,
        };
        world.opens();
        world
    }

    pub fn at(&self) -> Now {
        Now { at: self.now, sure: self.sure }
    }

    pub fn send(&mut self, event: Event) -> &mut World {
        let mut effects = self.update(event);
        while !effects.is_empty() {
            for effect in std::mem::take(&mut effects) {
                if let Some(answer) = self.perform(effect) {
                    effects.extend(self.update(answer));
                }
            }
        }
        self
    }

    fn update(&mut self, event: Event) -> Vec<Effect> {
        if let Event::Recorded { key, result: Ok(()) } = &event {
            self.answered.push(*key);
        }
        self.kiosk.update(event, self.at())
    }

    fn perform(&mut self, effect: Effect) -> Option<Event> {
        match effect {
            Effect::Show => None,
            Effect::Record(records) => {
                let key = records.first().expect("nothing is recorded").key;
                match self.answers {
                    Answers::AtOnce => {
                        self.keep(records);
                        Some(Event::Recorded { key, result: Ok(()) })
                    }
                    Answers::Later => {
                        self.waiting.push(records);
                        None
                    }
                    Answers::Failing => Some(Event::Recorded { key, result: Err(full()) }),
                }
            }
            Effect::CheckPin(digits) => {
                self.asked_for.push(Effect::CheckPin(digits));
                self.answers_pin.then_some(Event::PinChecked(self.pin))
            }
            Effect::KeepPinned(pinned) => {
                if self.keeps_pinned {
                    self.pinned = pinned;
                }
                None
            }
            effect => {
                self.asked_for.push(effect);
                None
            }
        }
    }

    /// Makes records durable; those that are so already count once.
    pub fn keep(&mut self, records: Vec<Record>) {
        for record in records {
            if self.disk.iter().all(|known| known.key != record.key) {
                self.disk.push(record);
            }
        }
    }

    /// The oldest of what has no answer yet gets one.
    #[track_caller]
    pub fn answer(&mut self, is_durable: bool) -> &mut World {
        assert!(!self.waiting.is_empty(), "nothing waits for an answer");
        let records = self.waiting.remove(0);
        let key = records[0].key;
        if is_durable {
            self.keep(records);
        }
        self.send(Event::Recorded { key, result: if is_durable { Ok(()) } else { Err(full()) } })
    }

    /// The store is there, with what is durable.
    pub fn opens(&mut self) -> &mut World {
        let opened = self.opened();
        self.send(Event::Opened(Box::new(opened)))
    }

    fn opened(&self) -> Opened {
        Opened { salt: SALT, seed: [7; 32], records: self.disk.clone(), pinned: self.pinned }
    }

    pub fn closes(&mut self) -> &mut World {
        self.send(Event::Closed("the disk is full".to_owned()))
    }

    /// The program ends and starts again. What is durable is all that is left.
    pub fn restarts(&mut self) -> &mut World {
        self.kiosk = kiosk(&self.settings, &self.programme, self.now);
        self.waiting.clear();
        self.opens()
    }

    pub fn programme_becomes(&mut self, programme: Programme) -> &mut World {
        self.programme = programme.clone();
        self.send(Event::Programme { programme: Box::new(programme), confirmed: None })
    }

    /// A tap as the window reports it, some time after the one before.
    #[track_caller]
    pub fn tap(&mut self, wish: impl Into<Wished>) -> &mut World {
        self.wait_ms(600).tap_at_once(wish)
    }

    /// The same without any time between.
    #[track_caller]
    pub fn tap_at_once(&mut self, wish: impl Into<Wished>) -> &mut World {
        let Wished(action) = wish.into();
        let on_screen = self.offered();
        assert!(on_screen.contains(&action), "{action:?} is not on the screen, but {on_screen:#?}");
        // The finger comes down; that it goes up again is told by what it acts on.
        self.send(Event::Touched(None)).send(Event::Act(action))
    }

    /// A tap on a control of another screen: it was still under the finger.
    pub fn taps_what_was_there(&mut self, wish: impl Into<Wished>) -> &mut World {
        self.send(Event::Act(wish.into().0))
    }

    pub fn wait_ms(&mut self, ms: i64) -> &mut World {
        self.now += SignedDuration::from_millis(ms);
        self
    }

    pub fn key(&mut self, name: &str) -> &mut World {
        let stroke = if name == "tab" { Stroke::Tab } else { Stroke::Key(config::Key::parse(name).unwrap()) };
        self.wait_ms(600).send(Event::Key(stroke))
    }

    /// Digits on a keypad, one after the other.
    pub fn types(&mut self, digits: &str) -> &mut World {
        for digit in digits.chars() {
            self.key(&digit.to_string());
        }
        self
    }

    /// What a scanner does with a QR code: all digits and Return in a moment.
    pub fn scans(&mut self, digits: &str) -> &mut World {
        self.wait_ms(600);
        for digit in digits.chars() {
            self.wait_ms(4).send(Event::Key(Stroke::Key(config::Key::Sign(digit))));
        }
        self.wait_ms(4).send(Event::Key(Stroke::Key(config::Key::Enter)))
    }

    /// Lets time pass as the shell does: from deadline to deadline.
    pub fn pass(&mut self, seconds: i64) -> &mut World {
        let end = self.now + SignedDuration::from_secs(seconds);
        self.send(Event::Tick);
        loop {
            let next = self.kiosk.next_deadline();
            assert!(next > self.now, "a deadline that is already over would be a busy loop");
            if next > end {
                break;
            }
            self.now = next;
            self.send(Event::Tick);
        }
        self.now = end;
        self.send(Event::Tick)
    }

    /// Nobody is there until then.
    pub fn comes_to(&mut self, at: &str) -> &mut World {
        self.now = moment(at);
        self.send(Event::Tick)
    }

    /// Whether the sign has a slide of that kind; it shows then.
    pub fn turns_to(&mut self, slide: &str) -> bool {
        self.send(Event::Tick);
        let (_, stops) = self.kiosk.position();
        (0..stops).any(|_| {
            let is = self.kiosk.slide_name() == slide;
            if !is {
                self.tap(Action::Next);
            }
            is
        })
    }

    pub fn shown(&self) -> Shown {
        self.kiosk.show(self.at())
    }

    /// What can be done on the screen.
    pub fn offered(&self) -> Vec<Action> {
        self.shown().sheet.controls.into_iter().map(|control| control.action).collect()
    }

    pub fn is_offered(&self, wish: impl Into<Wished>) -> bool {
        self.offered().contains(&wish.into().0)
    }

    /// All that is said on the screen.
    pub fn words(&self) -> String {
        let shown = self.shown();
        let sheet = &shown.sheet;
        let said = sheet.said.iter().map(|said| said.label.as_str()).chain([shown.title.as_str()]);
        said.chain(sheet.controls.iter().map(|control| control.label.as_str())).collect::<Vec<_>>().join("\n")
    }

    #[track_caller]
    pub fn sees(&mut self, what: impl Seen) -> &mut World {
        let (all, words) = (self.words(), what.words());
        assert!(all.contains(&words), "{words:?} is not on the screen at {}:\n{all}", self.now);
        self
    }

    #[track_caller]
    pub fn misses(&mut self, what: impl Seen) -> &mut World {
        let (all, words) = (self.words(), what.words());
        assert!(!all.contains(&words), "{words:?} is on the screen at {}:\n{all}", self.now);
        self
    }

    /// The receipt on the screen: what its QR code holds.
    #[track_caller]
    pub fn receipt(&self) -> String {
        receipt_on(&self.shown()).unwrap_or_else(|| panic!("no receipt on the screen:\n{}", self.words()))
    }

    /// Whether somebody is there.
    pub fn is_visited(&self) -> bool {
        !visit_of(&self.kiosk).contains("last_touch: None")
    }

    /// Whether it is the screen at which nobody has to be, whoever is.
    pub fn is_on_resting_screen(&self) -> bool {
        let visit = visit_of(&self.kiosk);
        let screens: &[&str] = if self.pinned { &["Attend(Reception)", "Attend(Which)"] } else { &["Sign"] };
        screens.iter().any(|screen| visit.starts_with(&format!("visit: Visit {{ screen: {screen},")))
    }

    pub fn book(&self, meeting: &str) -> Book {
        Book::of(self.disk.iter().filter(|record| record.meeting.0 == meeting))
    }

    /// What a report of the meeting would count.
    pub fn tally(&self, meeting: &str) -> Tally {
        self.book(meeting).tally(Capacity::default())
    }

    pub fn tally_within(&self, meeting: &str, capacity: Capacity) -> Tally {
        self.book(meeting).tally(capacity)
    }

    /// From the sign to the thank-you, without saying as what.
    #[track_caller]
    pub fn registers(&mut self, way: Way) -> &mut World {
        self.tap(Ask::Register).tap(Ask::Way(way)).tap(Ask::Category(None)).tap(Ask::Submit)
    }

    /// On the sign, when the slide that asks for it has its turn.
    #[track_caller]
    pub fn asks_how_it_was(&mut self) -> &mut World {
        assert!(self.turns_to("how-was-today"), "the sign does not ask");
        self.tap(Ask::HowWasToday)
    }

    /// Nobody is there, and nothing of anybody is left (ACCESSIBILITY row 26): the visit is that
    /// of a kiosk which has just started, and no digits are kept.
    #[track_caller]
    pub fn is_at_rest(&mut self) -> &mut World {
        let mut fresh = kiosk(&self.settings, &self.programme, self.now);
        fresh.update(Event::Opened(Box::new(self.opened())), self.at());
        assert_eq!(visit_of(&self.kiosk), visit_of(&fresh));
        let inside = format!("{:?}", self.kiosk);
        assert!(inside.contains("digits: \"\""), "{inside}");
        assert!(!inside.replace("digits: \"\"", "").contains("digits: "), "digits are kept: {inside}");
        let (is, should) = (self.shown(), fresh.show(self.at()));
        assert_eq!(is.announcement, "");
        // Colours are among what was compared above; the sign may be dark for the room.
        let looks = |shown: &Shown| (shown.view.lang, shown.view.text_size);
        assert_eq!(looks(&is), looks(&should));
        self
    }
}

/// The receipt on a screen, if one is there.
pub fn receipt_on(shown: &Shown) -> Option<String> {
    match &shown.view.board {
        Board::Article(article) => article.way.as_ref().filter(|way| way.is_bare())?.url.clone(),
        Board::List(_) => None,
    }
}

/// The part of a kiosk's state that belongs to a visitor.
fn visit_of(kiosk: &Kiosk) -> String {
    let all = format!("{kiosk:?}");
    let from = all.find("visit: Visit {").expect("a kiosk has a visit");
    let until = all[from..].find(", attendance: Attendance {").expect("attendance comes after the visit");
    all[from..from + until].to_owned()
}

fn full() -> NotRecorded {
    NotRecorded("the disk is full".to_owned())
}

fn kiosk(settings: &str, programme: &Programme, now: Timestamp) -> Kiosk {
    let config = Config::parse(settings, Path::new("kiosk.toml")).unwrap();
    Kiosk::new(config, programme.clone(), Now { at: now, sure: true })
}

pub fn moment(at: &str) -> Timestamp {
    format!("{at}[Asia/Tokyo]").parse::<Zoned>().unwrap().timestamp()
}
