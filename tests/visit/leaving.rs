//! How a visit ends: only after a question, never while somebody reads, and without leaving
//! anything behind (ACCESSIBILITY rows 11 and 26).

use hiroba::domain::attendance::{Feeling, Way};
use hiroba::domain::display::{Colours, TextSize};
use hiroba::domain::text::Lang;
use hiroba::kiosk::core::Event;
use hiroba::view::words::{Say, Words};
use hiroba::view::{Action, Ask};

use crate::world::{AFTER, AT_THE_DOOR, BEFORE, World, category, one};

#[test]
fn somebody_who_thinks_is_asked_after_five_minutes_and_not_before() {
    let mut world = World::new(BEFORE, one());
    world.tap(Ask::Register).tap(Ask::Way(Way::Venue)).pass(299).sees(Say::WhoHeading);
    world.pass(1).sees(Say::StillThere).sees(Say::NoHurry).misses(Say::WhoHeading);
    // Nothing counts down: the same words a while later.
    let words = world.words();
    world.pass(44).sees(Say::StillThere);
    assert_eq!(world.words(), words);
    world.tap(Ask::StillHere).sees(Say::WhoHeading);
}

#[test]
fn the_question_can_be_answered_without_limit() {
    let mut world = World::new(BEFORE, one());
    world.tap(Ask::Register).tap(Ask::Way(Way::Online)).tap(category("家族"));
    for _ in 0..5 {
        world.pass(300).sees(Say::StillThere).pass(40).tap(Ask::StillHere).sees("家族");
    }
    world.tap(Ask::Submit).sees(Say::RegisteredTitle);
}

#[test]
fn whoever_does_not_answer_has_left_and_left_nothing() {
    let mut world = World::new(BEFORE, one());
    world.tap(Action::LanguageMenu).tap(Action::SetLanguage(Lang::KO)).tap(Action::SizeMenu);
    world.tap(Action::SetSize(TextSize::Largest)).tap(Action::Home);
    world.tap(Ask::Register).tap(Ask::Way(Way::Venue)).tap(category("当事者"));
    world.pass(345);
    assert!(world.is_offered(Ask::StillHere), "at least 45 s to answer");
    world.pass(60).is_at_rest().sees(Say::CallStaff);
    assert!(world.disk.is_empty());
}

#[test]
fn the_question_can_be_answered_by_going() {
    let mut world = World::new(BEFORE, one());
    world.tap(Ask::Register).tap(Ask::Way(Way::Venue)).pass(300).tap(Ask::Finish).is_at_rest();
}

#[test]
fn a_receipt_stands_as_long_as_somebody_writes_it_down() {
    let mut world = World::new(BEFORE, one());
    world.registers(Way::Venue);
    let receipt = world.receipt();
    world.pass(299);
    assert_eq!(world.receipt(), receipt);
    world.pass(10).sees(Say::StillThere).misses(&receipt[..4]);
    world.tap(Ask::StillHere);
    assert_eq!(world.receipt(), receipt, "it comes back with them");
    world.pass(400).is_at_rest();
}

/// Ends a visit wherever it is: at most two taps.
fn ends(world: &mut World) {
    if world.is_offered(Action::Back) && !world.is_offered(Action::Home) {
        world.tap(Action::Back);
    }
    let finish = Action::Attend(Ask::Finish);
    let end = if world.is_offered(finish.clone()) { finish } else { Action::Home };
    world.tap(end);
}

#[test]
fn nothing_of_a_visit_remains_however_far_it_went() {
    let errands: [(&str, &[Ask]); 9] = [
        (BEFORE, &[Ask::Register]),
        (BEFORE, &[Ask::Register, Ask::Way(Way::Venue)]),
        (BEFORE, &[Ask::Register, Ask::Way(Way::Venue), Ask::Category(None), Ask::PeopleMenu]),
        (BEFORE, &[Ask::Register, Ask::Way(Way::Venue), Ask::Category(None), Ask::Submit]),
        (BEFORE, &[Ask::CheckIn, Ask::HaveReceipt, Ask::Digit(4), Ask::Digit(2)]),
        (AT_THE_DOOR, &[Ask::CheckIn, Ask::WalkIn, Ask::Category(None), Ask::Submit]),
        (AT_THE_DOOR, &[Ask::CheckIn, Ask::NoReceipt, Ask::Submit, Ask::TakeBack]),
        (AFTER, &[Ask::HowWasToday]),
        (AFTER, &[Ask::HowWasToday, Ask::Feel(Feeling::Unsettled)]),
    ];
    for (at, errand) in errands {
        for far in 1..=errand.len() {
            let mut world = World::new(at, one());
            world.tap(Action::LanguageMenu).tap(Action::SetLanguage(Lang::EN)).tap(Action::SizeMenu);
            world.tap(Action::SetSize(TextSize::Large)).tap(Action::Back);
            world.turns_to("how-was-today");
            for ask in &errand[..far] {
                world.tap(ask.clone());
            }
            let mut silent = world.clone();
            ends(&mut world);
            world.is_at_rest();
            silent.pass(500).is_at_rest();
        }
    }
}

#[test]
fn language_size_and_colours_go_with_the_visit_and_hold_during_it() {
    let mut world = World::new(BEFORE, one());
    world.tap(Action::LanguageMenu).tap(Action::SetLanguage(Lang::EN));
    world.tap(Action::SizeMenu).tap(Action::SetSize(TextSize::Larger)).tap(Action::ColoursMenu);
    world.tap(Action::SetColours(Colours::Dark)).tap(Action::Home);
    world.registers(Way::Venue);
    let view = world.shown().view;
    assert_eq!((view.lang, view.text_size, view.colours), (Lang::EN, TextSize::Larger, Colours::Dark));
    let finish = Words::of(Lang::EN).say(Say::Finish).text();
    world.sees(finish.as_str()).tap(Ask::Finish).is_at_rest();
}

#[test]
fn the_language_can_be_changed_in_the_middle_without_losing_the_place() {
    let mut world = World::new(BEFORE, one());
    world.tap(Ask::Register).tap(Ask::Way(Way::Venue)).tap(category("家族")).tap(Action::LanguageMenu);
    world.tap(Action::SetLanguage(Lang::EN));
    let heading = Words::of(Lang::EN).say(Say::ConfirmRegistration).text();
    world.sees(heading.as_str()).tap(Ask::Submit);
    assert_eq!(world.receipt().len(), 8);
}

#[test]
fn whoever_looks_aside_from_an_errand_is_asked_as_well() {
    for aside in [Action::LanguageMenu, Action::SizeMenu, Action::Staff] {
        let mut world = World::new(BEFORE, one());
        world.tap(Ask::Register).tap(Ask::Way(Way::Venue)).tap(category("家族")).tap(aside.clone());
        world.pass(299).misses(Say::StillThere).pass(1).sees(Say::StillThere);
        world.pass(44).tap(Ask::StillHere).misses(Say::StillThere).tap(Action::Back);
        world.sees(Say::ConfirmRegistration);
        world.tap(aside).pass(365).is_at_rest();
    }
}

#[test]
fn the_question_stays_under_the_finger_that_answers_it() {
    let mut world = World::new(BEFORE, one());
    world.tap(Ask::Register).tap(Ask::Way(Way::Venue)).tap(category("家族")).pass(300);
    // The finger comes down in the place where "register" was, and rests there a while.
    world.send(Event::Touched(None)).wait_ms(900).sees(Say::StillThere);
    world.tap(Ask::StillHere).sees(Say::ConfirmRegistration);
    assert!(world.disk.is_empty());
}

#[test]
fn what_was_there_before_the_question_is_not_done_behind_it() {
    let mut world = World::new(BEFORE, one());
    world.tap(Ask::Register).tap(Ask::Way(Way::Venue)).tap(category("家族")).pass(300);
    world.wait_ms(600).taps_what_was_there(Ask::Submit).sees(Say::ConfirmRegistration);
    assert!(world.disk.is_empty());
    world.pass(300).key("escape").sees(Say::ConfirmRegistration);
}

#[test]
fn whoever_came_in_and_thinks_about_taking_it_back_is_not_hurried() {
    let mut world = World::new(AT_THE_DOOR, one());
    world.tap(Ask::CheckIn).tap(Ask::NoReceipt).tap(Ask::Submit).tap(Ask::TakeBack).pass(299);
    world.sees(Say::ConfirmTakeBack).pass(1).sees(Say::StillThere);
}

#[test]
fn a_half_scanned_receipt_does_not_stay() {
    let mut world = World::new(AT_THE_DOOR, one());
    for digit in "1234567".chars() {
        world.wait_ms(5).send(Event::Key(hiroba::kiosk::core::Stroke::Key(hiroba::config::Key::Sign(digit))));
    }
    world.pass(200).is_at_rest();
}
