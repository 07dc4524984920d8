//! Hands that use keys alone, and hands that tremble (ACCESSIBILITY rows 12 and 14).

use std::collections::HashSet;

use hiroba::domain::attendance::{Feeling, Way};
use hiroba::domain::meeting::Mode;
use hiroba::kiosk::core::Event;
use hiroba::view::words::Say;
use hiroba::view::{Action, Aloud, Ask, Corner};

use crate::aloud::{BOTH, says};
use crate::world::{AFTER, AT_THE_DOOR, Answers, BEFORE, HERE, Wished, World, category, meeting, one};

impl World {
    fn focus(&self) -> Option<Action> {
        self.shown().view.focus
    }

    /// Walks there with Tab and presses Return.
    #[track_caller]
    fn by_keys(&mut self, wish: impl Into<Wished>) -> &mut World {
        let Wished(action) = wish.into();
        for _ in 0..=self.offered().len() {
            if self.focus().as_ref() == Some(&action) {
                return self.key("enter");
            }
            self.key("tab");
        }
        panic!("Tab does not reach {action:?} among {:#?}", self.offered());
    }

    /// What arrows reach from the first control on.
    fn reached_by_arrows(&self) -> HashSet<Action> {
        let mut reached = HashSet::new();
        let mut first = self.clone();
        first.key("down");
        let mut open = vec![first];
        while let Some(world) = open.pop() {
            let Some(focus) = world.focus() else { continue };
            if !reached.insert(focus) {
                continue;
            }
            for arrow in ["up", "down", "left", "right"] {
                let mut next = world.clone();
                next.key(arrow);
                open.push(next);
            }
        }
        reached
    }
}

#[test]
fn a_registration_by_keys_alone() {
    let mut world = World::new(BEFORE, one());
    world.by_keys(Ask::Register).sees(Say::HowHeading).by_keys(Ask::Way(Way::Online));
    world.by_keys(category("その他")).by_keys(Ask::Kind(Some("学生".to_owned())));
    world.by_keys(Ask::PeopleMenu).by_keys(Ask::People(2)).by_keys(Ask::Alike(true)).by_keys(Ask::Submit);
    world.sees(Say::RegisteredTitle);
    assert_eq!(world.tally(HERE).registered[&Way::Online], 2);
    world.by_keys(Ask::TakeBack).by_keys(Ask::Submit).sees(Say::TakenBack).by_keys(Ask::Finish).is_at_rest();
}

#[test]
fn a_check_in_by_keys_alone() {
    let mut world = World::new(BEFORE, one());
    world.registers(Way::Venue);
    let receipt = world.receipt();
    world.tap(Ask::Finish).comes_to(AT_THE_DOOR).by_keys(Ask::CheckIn).by_keys(Ask::HaveReceipt);
    world.types(&receipt).sees(Say::WhatToDo).by_keys(Ask::CheckInNow).sees(Say::CheckedIn);
    world.by_keys(Ask::Finish).is_at_rest();
    world.by_keys(Ask::CheckIn).by_keys(Ask::WalkIn).by_keys(Ask::Category(None)).by_keys(Ask::Submit);
    world.sees(Say::CheckedIn);
    assert_eq!(world.tally(HERE).came, 2);
}

#[test]
fn keys_of_their_own_register_and_check_in() {
    let mut world = World::new(BEFORE, one());
    world.key("r").sees(Say::HowHeading).key("escape");
    assert!(world.is_offered(Ask::Register));
    let mut there = World::new(AT_THE_DOOR, one());
    there.key("c").sees(Say::ReceptionHeading);
}

#[test]
fn how_it_was_by_keys_alone() {
    let mut world = World::new(AFTER, one());
    assert!(world.turns_to("how-was-today"));
    world.by_keys(Ask::HowWasToday).by_keys(Ask::Feel(Feeling::Tired)).sees(Say::Felt);
    world.by_keys(Ask::FeelAgain).by_keys(Ask::Feel(Feeling::Enjoyed)).by_keys(Ask::Finish).is_at_rest();
    assert_eq!(world.tally(HERE).felt.into_iter().collect::<Vec<_>>(), [(Feeling::Enjoyed, 1)]);
}

#[test]
fn the_corner_by_keys_alone() {
    let mut world = World::new(AT_THE_DOOR, one());
    world.key("f12").types("2468").by_keys(Ask::Corner(Corner::Enter)).sees(Say::CornerHeading);
    world.by_keys(Ask::Corner(Corner::Status)).by_keys(Action::Back).by_keys(Ask::Corner(Corner::Pin));
    world.sees(Say::ReceptionHeading);
    assert!(world.pinned);
}

#[test]
fn a_pin_is_entered_with_return() {
    let mut world = World::new(AT_THE_DOOR, one());
    world.key("f12").types("2468").key("enter").sees(Say::CornerHeading);
}

#[test]
fn arrows_reach_every_control_of_every_question() {
    let screens: [(&str, &[Ask]); 8] = [
        (BEFORE, &[Ask::Register]),
        (BEFORE, &[Ask::Register, Ask::Way(Way::Venue)]),
        (BEFORE, &[Ask::Register, Ask::Way(Way::Venue), Ask::Category(None)]),
        (BEFORE, &[Ask::Register, Ask::Way(Way::Venue), Ask::Category(None), Ask::Submit]),
        (AT_THE_DOOR, &[Ask::CheckIn]),
        (AT_THE_DOOR, &[Ask::CheckIn, Ask::HaveReceipt]),
        (AFTER, &[Ask::HowWasToday]),
        (AFTER, &[Ask::HowWasToday, Ask::Feel(Feeling::Tired)]),
    ];
    for (at, asks) in screens {
        let mut world = World::new(at, one());
        world.turns_to("how-was-today");
        for ask in asks {
            world.tap(ask.clone());
        }
        let offered: HashSet<Action> = world.offered().into_iter().collect();
        assert_eq!(world.reached_by_arrows(), offered, "{asks:?}");
    }
}

#[test]
fn fast_fingers_type_a_receipt_on_the_glass() {
    let mut world = World::new(AT_THE_DOOR, one());
    world.tap(Ask::CheckIn).tap(Ask::HaveReceipt).tap(Ask::Digit(1));
    for digit in [2, 3, 4, 5, 6, 7] {
        world.wait_ms(120).tap_at_once(Ask::Digit(digit));
    }
    world.sees("1234 567");
}

#[test]
fn every_double_tap_of_a_whole_visit_counts_as_one() {
    let mut world = World::new(AT_THE_DOOR, one());
    for ask in [Ask::CheckIn, Ask::WalkIn, Ask::Category(None), Ask::Submit] {
        world.tap(ask.clone());
        world.wait_ms(150).taps_what_was_there(ask);
    }
    world.sees(Say::CheckedIn);
    assert_eq!((world.tally(HERE).came, world.disk.len()), (1, 1));
}

#[test]
fn a_double_tap_on_the_last_question_does_not_throw_the_receipt_away() {
    let mut world = World::new(BEFORE, one());
    world.tap(Ask::Register).tap(Ask::Way(Way::Venue)).tap(Ask::Category(None)).tap(Ask::Submit);
    // What is in its place now: おわる.
    world.wait_ms(250).tap_at_once(Ask::Finish).sees(Say::RegisteredTitle);
    assert_eq!(world.receipt().len(), 8);
    world.wait_ms(300).tap_at_once(Ask::Finish).is_at_rest();
}

#[test]
fn a_second_tap_while_a_slow_disk_works_does_not_throw_the_receipt_away() {
    let mut world = World::new(BEFORE, one());
    world.tap(Ask::Register).tap(Ask::Way(Way::Venue)).tap(Ask::Category(None));
    world.answers = Answers::Later;
    world.tap(Ask::Submit).wait_ms(800).answer(true);
    world.wait_ms(100).tap_at_once(Ask::Finish).sees(Say::RegisteredTitle);
    world.wait_ms(500).tap_at_once(Ask::Finish).is_at_rest();
}

#[test]
fn a_trembling_hand_answers_one_question_at_a_time() {
    let mut world = World::new(BEFORE, one());
    world.tap(Ask::Register).wait_ms(200).tap_at_once(Action::Back).sees(Say::HowHeading);
    world.tap(Ask::Way(Way::Venue)).wait_ms(200).tap_at_once(category("当事者")).sees(Say::WhoHeading);
    world.tap(category("家族")).wait_ms(100).tap_at_once(Ask::Submit).sees(Say::ConfirmRegistration);
    assert!(world.disk.is_empty());
    world.tap(Ask::Submit).tap(Ask::Finish).wait_ms(200).tap_at_once(Ask::Register);
    assert!(world.is_offered(Ask::Register), "nor does it begin anew");
    world.pass(400).is_at_rest();
}

#[test]
fn a_trembling_hand_on_a_key_does_not_throw_the_receipt_away_either() {
    let mut world = World::new(BEFORE, one());
    world.by_keys(Ask::Register).by_keys(Ask::Way(Way::Venue)).by_keys(Ask::Category(None));
    world.by_keys(Ask::Submit).sees(Say::RegisteredTitle);
    for _ in 0..3 {
        world.wait_ms(-500).key("enter").sees(Say::RegisteredTitle);
    }
}

/// Regression: only the key that chooses was guarded; Escape pressed twice by a trembling hand went two screens back.
#[test]
fn a_trembling_hand_on_a_key_of_its_own_is_one_wish() {
    let mut world = World::new(BEFORE, one());
    world.tap(Ask::Register).tap(Ask::Way(Way::Venue)).sees(Say::WhoHeading);
    world.key("escape").wait_ms(-450).key("escape").sees(Say::HowHeading);
    world.key("escape");
    assert!(world.is_offered(Ask::Register));
    // A letter that opens a screen, and what the hand slips onto.
    world.key("r").wait_ms(-450).key("escape").sees(Say::HowHeading);
    let mut programme = one();
    for day in ["2026-12-18T10:00", "2026-12-19T10:00"] {
        programme.meetings.push(meeting(day, day, 1, Mode::Venue));
    }
    let mut world = World::new(BEFORE, programme);
    let at = |world: &World| world.kiosk.position();
    let first = at(&world);
    world.key("pagedown").wait_ms(-450).key("pagedown");
    let once = at(&world);
    assert_ne!(once, first);
    world.key("pageup");
    assert_eq!(at(&world), first, "it was one step");
    // Who walks may be fast.
    world.key("tab");
    let stood = world.focus();
    world.wait_ms(-500).key("tab");
    assert_ne!(world.focus(), stood);
}

#[test]
fn the_keys_stand_on_something_that_is_there_whatever_changes_the_screen() {
    let mut world = World::new(AT_THE_DOOR, one());
    let stands = |world: &World| {
        let focus = world.focus();
        assert!(focus.is_some_and(|focus| world.offered().contains(&focus)), "{:?}", world.focus());
    };
    world.by_keys(Ask::CheckIn).by_keys(Ask::WalkIn).by_keys(Ask::Category(None));
    // The answer of the store changes the screen.
    world.by_keys(Ask::Submit).sees(Say::CheckedIn);
    stands(&world);
    world.by_keys(Ask::TakeBack);
    stands(&world);
    // Time does.
    world.pass(300).sees(Say::StillThere);
    stands(&world);
}

#[test]
fn whether_somebody_is_there_is_answered_by_keys_either_way_and_digits_do_nothing_behind_it() {
    let mut world = World::new(BEFORE, one());
    world.key("f12").types("24").pass(300).sees(Say::StillThere).types("6").by_keys(Ask::StillHere);
    world.sees("●●・・").pass(300).by_keys(Ask::Finish).is_at_rest();
}

/// Two keys and one to choose are all that a tactile keypad has, and who hears it has no places to go by.
#[test]
fn while_it_is_read_aloud_down_goes_through_everything_in_one_order_and_up_back() {
    let mut world = World::new(BEFORE, one());
    world.send(Event::Voices(BOTH)).aloud(Aloud::Start);
    world.tap(Ask::Register);
    let offered = world.offered();
    let mut walked = Vec::new();
    for _ in &offered {
        world.key("down");
        walked.extend(world.focus());
    }
    let all = |actions: &[Action]| actions.iter().cloned().collect::<HashSet<Action>>();
    assert_eq!(all(&walked), all(&offered), "each of them once");
    let last = world.focus();
    world.key("down");
    assert_eq!(world.focus().as_ref(), walked.first(), "and begins anew");
    world.key("up");
    assert_eq!(world.focus(), last);
}

/// How one moves about is told once by itself; after that whoever wants to hear it asks for it.
#[test]
fn the_key_of_help_says_how_one_moves_about_and_what_the_screen_says_of_itself() {
    let mut world = World::new(BEFORE, one());
    world.send(Event::Voices(BOTH));
    world.key("f10");
    assert!(!world.heard().is_empty(), "it begins the voice");
    world.touch_twice(Ask::Register);
    world.heard();
    world.key("f10");
    let said = world.heard();
    for words in ["選ぶと、次へ すすみます", "矢印の キーで"] {
        assert!(says(&said, words), "{words} is not in {said:?}");
    }
}
