//! Somebody who works everything with one key (ACCESSIBILITY row 13), in both ways of scanning.

use hiroba::domain::attendance::Way;
use hiroba::kiosk::core::Event;
use hiroba::view::words::Say;
use hiroba::view::{Action, Aloud, Ask};
use jiff::SignedDuration;

use crate::aloud::BOTH;
use crate::world::{AT_THE_DOOR, BEFORE, HERE, Wished, World, category, one};

const AUTO: &str = "";
const STEP: &str = "[scanning]\nway = \"step\"\npace_s = 1.5\n";

impl World {
    /// What the frame stands on: a row, or one control.
    pub(crate) fn framed(&self) -> Vec<Action> {
        let view = self.shown().view;
        if view.framed.is_empty() { view.focus.into_iter().collect() } else { view.framed }
    }

    fn switch(&mut self) -> &mut World {
        self.key("f9")
    }

    /// Time passes until the frame has moved, or the screen with it.
    #[track_caller]
    fn until_it_moves(&mut self) -> &mut World {
        let (was, offered) = (self.framed(), self.offered());
        for _ in 0..100 {
            self.wait_ms(100).send(Event::Tick);
            if self.framed() != was || self.offered() != offered {
                return self;
            }
        }
        panic!("the frame stays on {was:?}");
    }

    /// Where the frame walks: waits until it stands there, and presses, first for the row.
    #[track_caller]
    fn by_switch(&mut self, wish: impl Into<Wished>) -> &mut World {
        let Wished(action) = wish.into();
        if self.framed().is_empty() {
            self.switch();
        }
        for _ in 0..60 {
            let framed = self.framed();
            if framed == [action.clone()] {
                return self.switch();
            }
            if framed.contains(&action) {
                self.switch();
            } else {
                self.until_it_moves();
            }
        }
        panic!("the frame does not come to {action:?} among {:#?}", self.offered());
    }

    /// Where the key walks: presses until it stands there, and waits.
    #[track_caller]
    fn by_steps(&mut self, wish: impl Into<Wished>) -> &mut World {
        let Wished(action) = wish.into();
        let mut inside = false;
        for _ in 0..60 {
            self.switch();
            let framed = self.framed();
            if inside && framed == [action.clone()] {
                return self.until_it_acts();
            }
            if framed.contains(&action) && !inside {
                // Into the row.
                self.wait_ms(3_100).send(Event::Tick);
                inside = true;
            }
        }
        panic!("the frame does not come to {action:?} among {:#?}", self.offered());
    }

    fn until_it_acts(&mut self) -> &mut World {
        self.wait_ms(3_100).send(Event::Tick)
    }
}

#[test]
fn a_registration_with_one_key() {
    let mut world = World::with(AUTO, BEFORE, one());
    world.by_switch(Ask::Register).sees(Say::HowHeading).by_switch(Ask::Way(Way::Online));
    world.by_switch(category("その他")).by_switch(Ask::Kind(Some("学生".to_owned())));
    world.by_switch(Ask::PeopleMenu).by_switch(Ask::People(2)).by_switch(Ask::Alike(true));
    world.by_switch(Ask::Submit).sees(Say::RegisteredTitle);
    assert_eq!(world.tally(HERE).registered[&Way::Online], 2);
    world.by_switch(Ask::TakeBack).by_switch(Ask::Submit).sees(Say::TakenBack);
    world.by_switch(Ask::Finish).is_at_rest();
}

#[test]
fn a_check_in_with_one_key_and_the_receipt_typed_with_it() {
    let mut world = World::with(AUTO, BEFORE, one());
    world.registers(Way::Venue);
    let receipt = world.receipt();
    world.tap(Ask::Finish).comes_to(AT_THE_DOOR).by_switch(Ask::CheckIn).by_switch(Ask::HaveReceipt);
    for digit in receipt.chars().filter_map(|digit| digit.to_digit(10)) {
        world.by_switch(Ask::Digit(digit as u8));
    }
    world.sees(Say::WhatToDo).by_switch(Ask::CheckInNow).sees(Say::CheckedIn).by_switch(Ask::Finish);
    world.is_at_rest();
    assert_eq!(world.tally(HERE).came, 1);
}

#[test]
fn a_registration_and_a_walk_in_where_the_key_walks_and_waiting_takes() {
    let mut world = World::with(STEP, BEFORE, one());
    world.by_steps(Ask::Register).sees(Say::HowHeading).by_steps(Ask::Way(Way::Venue));
    world.by_steps(Ask::Category(None)).by_steps(Ask::Submit).sees(Say::RegisteredTitle);
    world.by_steps(Ask::Finish).is_at_rest().comes_to(AT_THE_DOOR);
    world.by_steps(Ask::CheckIn).by_steps(Ask::WalkIn).by_steps(Ask::Category(None)).by_steps(Ask::Submit);
    world.sees(Say::CheckedIn).by_steps(Ask::Finish).is_at_rest();
    assert_eq!((world.tally(HERE).registered[&Way::Venue], world.tally(HERE).came), (1, 1));
}

#[test]
fn one_press_by_accident_does_nothing_in_either_way() {
    for settings in [AUTO, STEP] {
        let mut world = World::with(settings, BEFORE, one());
        let before = world.offered();
        world.switch().pass(60);
        assert_eq!(world.offered(), before, "{settings}");
        assert!(world.disk.is_empty());
        world.pass(600).is_at_rest();
    }
}

/// Regression: a row that had been taken looked and sounded as it did before, and nobody knew that the next press
/// walks inside it.
#[test]
fn a_row_that_was_taken_is_seen_and_heard() {
    for (settings, takes) in [(AUTO, 0), (STEP, 3_100)] {
        let mut world = World::with(settings, BEFORE, one());
        world.send(Event::Voices(BOTH)).aloud(Aloud::Start).says_to_its_end();
        world.wait_ms(600).switch().says_to_its_end();
        if settings == AUTO {
            world.wait_ms(600);
        }
        let row = world.framed();
        assert!(row.len() > 1, "{row:?}");
        world.heard();
        // Where the key walks, waiting takes what it led to.
        match takes {
            0 => world.switch(),
            ms => world.wait_ms(ms).send(Event::Tick),
        };
        assert_eq!(world.framed(), row[..1], "{settings}");
        assert!(world.has_said_something(), "{settings}");
        // A hand that trembles, or a press that came a moment too late, does nothing yet.
        let before = world.offered();
        world.wait_ms(-500).switch();
        assert_eq!((world.framed(), world.offered()), (row[..1].to_vec(), before), "{settings}");
    }
}

#[test]
fn a_frame_that_walks_rests_when_nobody_presses() {
    let mut world = World::with(AUTO, BEFORE, one());
    world.switch();
    assert!(world.framed().len() > 1, "a row is framed first: {:?}", world.framed());
    world.pass(60);
    assert_eq!(world.framed(), [], "three rounds without a press: nobody is there");
}

#[test]
fn a_clock_that_is_set_back_does_not_hold_the_frame() {
    let mut world = World::with(AUTO, BEFORE, one());
    world.switch();
    let row = world.framed();
    world.wait_ms(-3_600_000).send(Event::Tick);
    world.until_it_moves();
    assert_ne!(world.framed(), row);
}

#[test]
fn a_machine_that_slept_finds_the_frame_at_rest_and_not_in_a_loop() {
    let mut world = World::with(AUTO, BEFORE, one());
    world.switch();
    let before = world.offered();
    world.wait_ms(6 * 3_600_000).send(Event::Tick);
    assert_eq!(world.framed(), []);
    assert_eq!(world.offered(), before);
}

#[test]
fn a_trembling_hand_presses_the_switch_once() {
    let mut world = World::with(AUTO, BEFORE, one());
    world.switch();
    let row = world.framed();
    world.wait_ms(100).send(Event::Key(stroke())).wait_ms(100).send(Event::Key(stroke()));
    assert_eq!(world.framed(), row);
    world.switch();
    assert_eq!(world.framed().len(), 1, "the row has been taken");
}

#[test]
fn a_finger_or_another_key_ends_the_walk_of_the_frame() {
    let mut world = World::with(AUTO, BEFORE, one());
    world.switch();
    assert!(!world.framed().is_empty());
    world.tap(Action::Next);
    assert_eq!(world.framed(), []);
    world.switch().key("tab");
    assert_eq!(world.framed().len(), 1, "Tab walks on alone");
    let stays = world.framed();
    world.pass(20);
    assert_eq!(world.framed(), stays);
}

#[test]
fn every_control_of_the_sign_and_of_a_question_is_reached_with_one_key() {
    for asks in [&[][..], &[Ask::Register], &[Ask::Register, Ask::Way(Way::Venue)]] {
        let mut world = World::with(AUTO, BEFORE, one());
        for ask in asks {
            world.tap(ask.clone());
        }
        for action in world.offered() {
            let mut one = world.clone();
            one.by_switch(action);
        }
    }
}

fn stroke() -> hiroba::kiosk::core::Stroke {
    hiroba::kiosk::core::Stroke::Key(hiroba::config::Key::Function(9))
}

/// Regression: the timer rang a millisecond before the wait was over, the wait was over when the next one was
/// asked for, and what stood framed was taken at the turn of the minute.
#[test]
fn a_timer_that_rings_early_forgets_nothing() {
    let mut world = World::with(STEP, BEFORE, one());
    world.key("f9");
    let due = world.kiosk.next_deadline();
    assert!(due < world.now + SignedDuration::from_secs(4), "the frame is what comes next");
    world.now = due - SignedDuration::from_millis(1);
    world.send(Event::Tick).wait_ms(5);
    assert_eq!(world.kiosk.next_deadline(), due);
}
