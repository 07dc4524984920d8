//! What holds whatever anybody does, in whatever order, and whatever the store makes of it.

use std::collections::HashSet;

use hiroba::domain::attendance::RecordKey;
use hiroba::domain::meeting::{Capacity, Mode, Status};
use hiroba::domain::notice::{AlertInfo, AlertStatus, Emergency};
use hiroba::domain::programme::Programme;
use hiroba::domain::text::Lang;
use hiroba::kiosk::core::{Event, Outbox, Pin, Shown};
use hiroba::view::{Action, Ask, Corner, Slot};
use jiff::SignedDuration;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::programme::{meeting, one, with};
use crate::world::{AFTER, AT_THE_DOOR, Answers, BEFORE, World, receipt_on};

/// Something that happens to a kiosk.
#[derive(Clone, Debug)]
enum Op {
    /// On any control that is on the screen.
    Tap(Index),
    /// On one that leads on in an errand, if there is one: else visits would not get far.
    GoOn(Index),
    /// A second tap, so many milliseconds later, on whatever stands there by then.
    TapAgain(Index, i64),
    /// On something that was on the screen before.
    TapWhatWasThere(Index),
    Key(&'static str),
    Digits(u32),
    /// A receipt that was given out here, or one that was not.
    Scan(Option<Index>),
    Touch,
    /// Five taps into the corner, and a PIN.
    Knock(Pin),
    PinAnswer(Pin),
    Pass(i64),
    Clock(i64),
    Unsure(bool),
    Programme(usize),
    Store(Answers),
    /// The oldest answer that is still to come: whether it is durable.
    Answer(bool),
    /// It is durable, and nobody ever says so.
    Lose,
    Close,
    Open,
    Outbox,
}

fn op() -> impl Strategy<Value = Op> {
    let keys = vec![
        "tab",
        "enter",
        "space",
        "escape",
        "backspace",
        "delete",
        "up",
        "down",
        "left",
        "right",
        "home",
        "pageup",
        "pagedown",
        "p",
        "s",
        "d",
        "l",
        "r",
        "c",
        "f1",
        "f12",
        "7",
    ];
    let pins = || select(vec![Pin::Right, Pin::Right, Pin::Wrong, Pin::NotSet]);
    prop_oneof![
        8 => any::<Index>().prop_map(Op::Tap),
        40 => any::<Index>().prop_map(Op::GoOn),
        4 => (any::<Index>(), 1..499_i64).prop_map(|(at, ms)| Op::TapAgain(at, ms)),
        2 => any::<Index>().prop_map(Op::TapWhatWasThere),
        8 => select(keys).prop_map(Op::Key),
        1 => (0..99_999_999_u32).prop_map(Op::Digits),
        2 => proptest::option::weighted(0.8, any::<Index>()).prop_map(Op::Scan),
        1 => Just(Op::Touch),
        1 => pins().prop_map(Op::Knock),
        1 => pins().prop_map(Op::PinAnswer),
        4 => select(vec![1, 2, 11, 25, 61, 100, 301, 365, 5000]).prop_map(Op::Pass),
        1 => select(vec![-86_400 * 30, -3600, -5, 3600, 86_400]).prop_map(Op::Clock),
        1 => any::<bool>().prop_map(Op::Unsure),
        2 => (0..programmes().len()).prop_map(Op::Programme),
        2 => select(vec![Answers::AtOnce, Answers::AtOnce, Answers::Later, Answers::Failing]).prop_map(Op::Store),
        4 => any::<bool>().prop_map(Op::Answer),
        1 => Just(Op::Lose),
        1 => Just(Op::Close),
        2 => Just(Op::Open),
        1 => Just(Op::Outbox),
    ]
}

/// What staff may have written in the meantime.
fn programmes() -> Vec<Programme> {
    let full = Capacity { venue: Some(1), online: Some(1) };
    let mut two = one();
    two.meetings.push(meeting("お茶の会", "2026-12-17T13:00", 2, Mode::Venue));
    let mut none = one();
    none.meetings.clear();
    let mut others = one();
    others.categories.truncate(1);
    vec![
        one(),
        with(|meeting| meeting.capacity = full),
        two,
        with(|meeting| meeting.attending.asks_category = Some(false)),
        with(|meeting| meeting.mode = Some(Mode::Venue)),
        with(|meeting| meeting.status = Status::Cancelled),
        none,
        others,
        one(),
    ]
}

/// The world, and what was seen of it on the way.
struct Watched {
    world: World,
    shown: Shown,
    before: Vec<Action>,
    receipts: Vec<String>,
    /// Records of which the store has said that they are durable.
    answered: HashSet<RecordKey>,
    /// Whether a PIN was right since nobody was there.
    is_unlocked: bool,
}

impl Watched {
    fn new(at: &str) -> Watched {
        let mut world = World::new(at, one());
        world.pin = Pin::Wrong;
        let shown = world.shown();
        let (before, receipts, answered) = (Vec::new(), Vec::new(), HashSet::new());
        Watched { world, shown, before, receipts, answered, is_unlocked: false }
    }

    fn actions(&self) -> Vec<Action> {
        self.shown.sheet.controls.iter().map(|control| control.action.clone()).collect()
    }

    fn happens(&mut self, op: &Op) {
        let there = self.actions();
        let world = &mut self.world;
        match op {
            Op::Tap(at) => {
                world.wait_ms(600).send(Event::Touched(None)).send(Event::Act(at.get(&there).clone()));
            }
            Op::GoOn(at) => {
                let leads_on = |action: &&Action| match action {
                    Action::Attend(ask) => !matches!(
                        ask,
                        Ask::Digit(_) | Ask::Erase | Ask::EraseAll | Ask::Finish | Ask::Corner(Corner::Enter)
                    ),
                    Action::Home | Action::Back => there.contains(&Action::Attend(Ask::Digit(0))),
                    _ => false,
                };
                if there.contains(&Action::Attend(Ask::Digit(0))) && !self.receipts.is_empty() {
                    let receipt: &String = at.get(&self.receipts);
                    world.types(receipt);
                }
                let on: Vec<Action> = there.iter().filter(leads_on).cloned().collect();
                let from = if on.is_empty() { &there } else { &on };
                world.wait_ms(600).send(Event::Touched(None)).send(Event::Act(at.get(from).clone()));
            }
            Op::TapAgain(at, ms) => {
                world.wait_ms(*ms).send(Event::Touched(None)).send(Event::Act(at.get(&there).clone()));
            }
            Op::TapWhatWasThere(at) => {
                if !self.before.is_empty() {
                    world.wait_ms(600).taps_what_was_there(at.get(&self.before).clone());
                }
            }
            Op::Key(name) => {
                world.key(name);
            }
            Op::Digits(digits) => {
                world.types(&format!("{digits:08}"));
            }
            Op::Scan(which) => {
                let known =
                    which.filter(|_| !self.receipts.is_empty()).map(|at| at.get(&self.receipts).clone());
                world.scans(&known.unwrap_or_else(|| "12345678".to_owned()));
            }
            Op::Touch => {
                world.wait_ms(600).send(Event::Touched(Some((500.0, 300.0))));
            }
            Op::Knock(pin) => {
                world.pin = *pin;
                for _ in 0..5 {
                    world.wait_ms(200).send(Event::Touched(Some((940.0, 10.0))));
                }
                self.is_unlocked |= *pin == Pin::Right;
                world.types("2468").key("enter");
                world.pin = Pin::Wrong;
            }
            Op::PinAnswer(pin) => {
                // Whether anybody asked or not; only who asked may come in by it.
                world.send(Event::PinChecked(*pin));
            }
            Op::Pass(seconds) => {
                world.pass(*seconds);
            }
            Op::Clock(seconds) => {
                world.now += SignedDuration::from_secs(*seconds);
                world.send(Event::Tick);
            }
            Op::Unsure(sure) => {
                world.sure = *sure;
                world.send(Event::Tick);
            }
            Op::Programme(which) => {
                let mut programmes = programmes();
                let last = programmes.len() - 1;
                let mut programme = programmes.swap_remove(*which);
                if *which == last {
                    programme.emergencies.push(emergency(world));
                }
                world.programme_becomes(programme);
            }
            Op::Store(answers) => world.answers = *answers,
            Op::Answer(is_durable) => {
                if !world.waiting.is_empty() {
                    world.answer(*is_durable);
                }
            }
            Op::Lose => {
                if !world.waiting.is_empty() {
                    let lost = world.waiting.remove(0);
                    world.keep(lost);
                }
            }
            Op::Close => {
                world.closes();
            }
            Op::Open => {
                world.opens();
            }
            Op::Outbox => {
                world.send(Event::Outbox(Outbox { waiting: 1, parked: 1 }));
            }
        }
        self.before = there;
        self.shown = self.world.shown();
        self.answered.extend(self.world.answered.iter());
        self.receipts.extend(receipt_on(&self.shown));
        self.receipts.dedup();
    }

    fn is_well(&mut self) -> Result<(), TestCaseError> {
        let controls = &self.shown.view.counter.controls;
        let actions = self.actions();
        prop_assert!(actions.contains(&Action::Staff), "staff cannot be called");
        prop_assert!(!self.shown.sheet.said.is_empty(), "an empty screen");
        let primary = controls.iter().filter(|control| control.slot == Slot::Primary).count();
        prop_assert!(primary <= 1, "{} first actions", primary);
        if let Some(focus) = &self.shown.view.focus {
            prop_assert!(actions.contains(focus), "the keys stand on {:?}, which is not there", focus);
        }
        let leads = |action: &Action| {
            let ask = [Ask::Finish, Ask::StillHere].map(Action::Attend);
            matches!(action, Action::Home | Action::Back | Action::Schedule) || ask.contains(action)
        };
        let is_emergency = self.world.kiosk.programme().emergency(self.world.now).is_some();
        prop_assert!(is_emergency || actions.iter().any(leads), "no way on or back: {:?}", actions);
        let mut unique = actions.clone();
        unique.sort_by_key(|action| format!("{action:?}"));
        unique.dedup();
        prop_assert_eq!(unique.len(), actions.len(), "a control stands twice");
        if let Some(key) = self.world.kiosk.thanked_for() {
            prop_assert!(self.answered.contains(&key), "thanked before it was durable");
        }
        let is_inside = |action: &Action| match action {
            Action::Attend(Ask::Corner(corner)) => *corner != Corner::Enter,
            _ => false,
        };
        prop_assert!(self.is_unlocked || !actions.iter().any(is_inside), "in the corner without a PIN");
        self.is_unlocked &= self.world.is_visited();
        Ok(())
    }
}

fn emergency(world: &World) -> Emergency {
    let info = |lang, headline: &str| AlertInfo {
        lang,
        headline: headline.to_owned(),
        description: String::new(),
        instruction: String::new(),
    };
    Emergency {
        identifier: "1".to_owned(),
        sent: world.now,
        status: AlertStatus::Exercise,
        effective: None,
        expires: world.now + SignedDuration::from_secs(600),
        infos: vec![info(Lang::JA, "地震です"), info(Lang::EN, "Earthquake")],
    }
}

/// Each case is some dozen screens; PROPTEST_CASES makes them more.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(64)
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: cases(), failure_persistence: None, ..ProptestConfig::default()
    })]

    #[test]
    fn whatever_happens_there_is_a_way_on_nobody_is_thanked_too_early_and_nothing_is_left(
        at in select(vec![BEFORE, AT_THE_DOOR, AFTER]),
        ops in vec(op(), 1..60),
    ) {
        let mut watched = Watched::new(at);
        for op in &ops {
            watched.happens(op);
            watched.is_well()?;
        }
        // By going back, as often as it takes ...
        let mut back = watched.world.clone();
        for _ in 0..25 {
            back.pass(11).key("escape");
        }
        prop_assert!(back.is_on_resting_screen(), "back does not lead out:\n{}", back.words());
        // ... or by doing nothing at all.
        let mut silent = watched.world;
        silent.pass(700).pass(700);
        silent.is_at_rest();
    }
}
