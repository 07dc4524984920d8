//! When the store is away, slow or full: said as it is, and nothing counted twice (invariant 5).

use hiroba::domain::attendance::{Feeling, Way, What};
use hiroba::domain::meeting::Capacity;
use hiroba::domain::notice::{AlertInfo, AlertStatus, Emergency};
use hiroba::domain::text::Lang;
use hiroba::view::words::Say;
use hiroba::view::{Action, Ask};
use jiff::SignedDuration;

use crate::world::{AFTER, AT_THE_DOOR, Answers, BEFORE, HERE, World, category, one, with};

/// Everything is answered but the last tap.
fn ready_to_register() -> World {
    let mut world = World::new(BEFORE, one());
    world.tap(Ask::Register).tap(Ask::Way(Way::Venue)).tap(category("家族"));
    world.answers = Answers::Later;
    world
}

fn ready_to_walk_in() -> World {
    let mut world = World::new(AT_THE_DOOR, one());
    world.tap(Ask::CheckIn).tap(Ask::WalkIn).tap(Ask::Category(None));
    world.answers = Answers::Later;
    world
}

#[test]
fn a_closed_store_says_so_before_any_question_and_where_to_go() {
    let mut world = World::new(BEFORE, one());
    world.closes().tap(Ask::Register).sees(Say::DeskClosed).sees(Say::AskElsewhere).misses(Say::HowHeading);
    world.tap(Ask::Finish).is_at_rest();
    let mut there = World::new(AT_THE_DOOR, one());
    there.closes().tap(Ask::CheckIn).sees(Say::DeskClosed).sees(Say::ComeInAnyway).tap(Ask::Finish);
}

#[test]
fn the_sign_goes_on_while_the_store_is_closed_and_attendance_comes_back_with_it() {
    let mut world = World::new(BEFORE, one());
    let (first, count) = world.kiosk.position();
    world.closes().sees(HERE).pass(60);
    assert!(count == 1 || world.kiosk.position().0 != first, "it turns");
    assert!(world.turns_to("meeting"));
    world.opens().registers(Way::Venue).sees(Say::RegisteredTitle);
}

#[test]
fn a_store_that_closes_in_the_middle_is_met_with_words_at_the_end() {
    let mut world = ready_to_register();
    world.closes().tap(Ask::Submit).sees(Say::DeskClosed).tap(Ask::Finish).is_at_rest();
    assert!(world.disk.is_empty() && world.waiting.is_empty());
}

#[test]
fn nobody_is_thanked_before_it_is_durable() {
    let mut world = ready_to_register();
    world.tap(Ask::Submit).misses(Say::RegisteredTitle);
    assert_eq!(world.kiosk.thanked_for(), None);
    world.pass(1).sees(Say::RecordingSentence);
    world.answer(true).sees(Say::RegisteredTitle);
    assert_eq!(world.kiosk.thanked_for(), Some(world.disk[0].key));
}

#[test]
fn what_was_not_recorded_is_said_and_tried_again_by_the_same_key() {
    let mut world = ready_to_register();
    world.tap(Ask::Submit);
    let key = world.waiting[0][0].key;
    world.answer(false).sees(Say::NotRecorded).misses(Say::RegisteredTitle);
    world.tap(Ask::Retry);
    assert_eq!(world.waiting[0][0].key, key);
    world.answer(true).sees(Say::RegisteredTitle);
    assert_eq!(world.disk.len(), 1);
}

#[test]
fn a_check_in_that_was_not_recorded_keeps_nobody_out() {
    let mut world = ready_to_walk_in();
    world.tap(Ask::Submit).answer(false).sees(Say::CheckInNotRecorded).sees(Say::ComeInAnyway);
    world.tap(Ask::Retry).answer(true).sees(Say::CheckedIn);
    assert_eq!(world.tally(HERE).came, 1);
}

#[test]
fn a_store_that_never_answers_is_waited_for_ten_seconds() {
    let mut world = ready_to_register();
    world.tap(Ask::Submit).pass(9).misses(Say::NotRecorded).pass(1).sees(Say::NotRecorded);
    world.tap(Ask::Finish).is_at_rest();
}

#[test]
fn a_success_after_giving_up_takes_the_registration_back() {
    let mut world = ready_to_register();
    world.tap(Ask::Submit).pass(11).sees(Say::NotRecorded).tap(Ask::Finish).answer(true);
    world.answer(true);
    let what: Vec<_> = world.disk.iter().map(|record| record.what.clone()).collect();
    assert_eq!(what[1], What::TakenBack { record: world.disk[0].key });
    assert_eq!(world.tally(HERE).registered_in_all(), 0, "nobody has its receipt");
}

#[test]
fn a_late_arrival_stands_for_they_are_here() {
    let mut world = ready_to_walk_in();
    world.tap(Ask::Submit).pass(11).sees(Say::CheckInNotRecorded).tap(Ask::Finish).answer(true);
    assert_eq!(world.tally(HERE).came, 1);
    assert!(world.waiting.is_empty());
}

#[test]
fn a_retry_while_the_first_answer_is_still_to_come_counts_once() {
    let mut world = ready_to_walk_in();
    world.tap(Ask::Submit).pass(11).tap(Ask::Retry);
    assert_eq!(world.waiting.len(), 2);
    world.answer(true).sees(Say::CheckedIn).answer(true).sees(Say::CheckedIn);
    assert_eq!((world.tally(HERE).came, world.disk.len()), (1, 1));
}

#[test]
fn impatient_taps_while_it_is_being_recorded_are_one() {
    let mut world = ready_to_walk_in();
    world.tap(Ask::Submit);
    for _ in 0..5 {
        world.tap(Ask::Submit);
    }
    assert_eq!(world.waiting.len(), 1);
    world.answer(true).sees(Say::CheckedIn);
}

#[test]
fn a_full_disk_takes_nothing_and_promises_nothing() {
    let mut world = World::new(AFTER, one());
    world.answers = Answers::Failing;
    world.asks_how_it_was().tap(Ask::Feel(Feeling::Enjoyed)).sees(Say::NotRecorded).misses(Say::Felt);
    world.answers = Answers::AtOnce;
    world.tap(Ask::Retry).sees(Say::Felt);
    assert_eq!(world.disk.len(), 1);
}

#[test]
fn a_restart_knows_what_is_durable_and_nothing_else() {
    let mut world = World::new(BEFORE, one());
    world.registers(Way::Venue);
    let receipt = world.receipt();
    world.tap(Ask::Finish).tap(Ask::Register).tap(Ask::Way(Way::Venue)).tap(Ask::Category(None));
    world.answers = Answers::Later;
    world.tap(Ask::Submit).restarts().is_at_rest();
    world.scans(&receipt).sees(Say::WhatToDo);
    assert_eq!(world.tally(HERE).registered[&Way::Venue], 1);
}

#[test]
fn a_clock_set_back_while_it_is_being_recorded_makes_nobody_wait() {
    let mut world = ready_to_walk_in();
    world.tap(Ask::Submit);
    world.now -= SignedDuration::from_hours(24 * 365);
    world.send(hiroba::kiosk::core::Event::Tick).sees(Say::CheckInNotRecorded);
}

#[test]
fn an_emergency_stands_over_everything_and_gives_it_back() {
    let mut world = World::new(BEFORE, one());
    world.registers(Way::Venue);
    let receipt = world.receipt();
    let mut programme = one();
    programme.emergencies.push(Emergency {
        identifier: "1".to_owned(),
        sent: world.now,
        status: AlertStatus::Actual,
        effective: None,
        expires: world.now + SignedDuration::from_secs(120),
        infos: vec![AlertInfo {
            lang: Lang::JA,
            headline: "地震です".to_owned(),
            description: String::new(),
            instruction: String::new(),
        }],
    });
    world.programme_becomes(programme).sees("地震です").misses(&receipt[..4]);
    assert_eq!(world.offered(), [Action::Staff]);
    for wish in [Ask::Finish, Ask::TakeBack, Ask::CheckIn, Ask::Submit] {
        world.wait_ms(600).taps_what_was_there(wish).sees("地震です");
    }
    world.scans(&receipt).sees("地震です").pass(121);
    assert_eq!(world.receipt(), receipt, "what lies behind it waited");
    assert_eq!(world.disk.len(), 1);
}

#[test]
fn whoever_looks_aside_while_it_is_recorded_finds_their_receipt_and_registers_once() {
    let mut world = ready_to_register();
    // They see it at once: a receipt that waits behind another screen may never be seen.
    world.tap(Ask::Submit).tap(Action::LanguageMenu).answer(true).sees(Say::RegisteredTitle);
    world.tap(Action::LanguageMenu).tap(Action::SetLanguage(Lang::EN));
    assert_eq!(world.receipt().len(), 8);
    assert_eq!(world.kiosk.thanked_for(), Some(world.disk[0].key));
    assert!(!world.is_offered(Ask::Submit));
}

#[test]
fn whoever_looks_aside_while_it_fails_is_told_and_tries_again_by_the_same_key() {
    let mut world = ready_to_walk_in();
    world.tap(Ask::Submit);
    let key = world.waiting[0][0].key;
    world.tap(Action::Staff).answer(false).sees(Say::CheckInNotRecorded).tap(Ask::Retry);
    assert_eq!(world.waiting[0][0].key, key);
    world.answer(true).sees(Say::CheckedIn);
    assert_eq!(world.tally(HERE).came, 1);
}

#[test]
fn whoever_stops_while_it_is_being_recorded_holds_no_seat() {
    let mut world = ready_to_register();
    world.tap(Ask::Submit).tap(Action::Back).tap(Action::Home).is_at_rest();
    world.answer(true).answer(true).is_at_rest();
    assert_eq!(world.tally(HERE).registered_in_all(), 0, "nobody has its receipt");
    // Somebody who is at the door is there, whatever they stop.
    let mut there = ready_to_walk_in();
    there.tap(Ask::Submit).tap(Action::Back).tap(Action::Home).answer(true);
    assert_eq!(there.tally(HERE).came, 1);
}

#[test]
fn a_late_success_is_good_news_for_whoever_still_stands_there() {
    let mut world = ready_to_walk_in();
    world.tap(Ask::Submit).pass(11).sees(Say::CheckInNotRecorded).answer(true).sees(Say::CheckedIn);
    assert_eq!(world.kiosk.thanked_for(), Some(world.disk[0].key));
    // A registration they were told is not there is not; another try is another one.
    let mut world = ready_to_register();
    world.tap(Ask::Submit).pass(11).answer(true).answer(true).sees(Say::NotRecorded);
    world.answers = Answers::AtOnce;
    world.tap(Ask::Retry).sees(Say::RegisteredTitle);
    let receipt = world.receipt();
    assert_eq!(world.tally(HERE).registered_in_all(), 1);
    world.tap(Ask::Finish).scans(&receipt).sees(Say::WhatToDo);
}

#[test]
fn a_retry_that_is_double_tapped_is_one_and_ends_nothing() {
    let mut world = ready_to_register();
    world.tap(Ask::Submit).answer(false).tap(Ask::Retry).wait_ms(100).tap_at_once(Ask::Retry);
    assert_eq!(world.waiting.len(), 1);
    world.answer(true).sees(Say::RegisteredTitle);
}

#[test]
fn the_answer_to_an_earlier_try_does_not_end_a_later_one() {
    let mut world = ready_to_register();
    world.tap(Ask::Submit).pass(11).tap(Ask::Retry).answer(false).misses(Say::RegisteredTitle);
    assert!(world.waiting.len() == 1);
    world.answer(true).sees(Say::RegisteredTitle);
    assert_eq!(world.disk.len(), 1);
}

#[test]
fn an_answer_that_comes_after_everybody_has_gone_is_still_taken_in() {
    let mut world = ready_to_register();
    world.tap(Ask::Submit).pass(11).tap(Ask::Retry).pass(11).sees(Say::NotRecorded).tap(Ask::Finish);
    // The first try failed, the second did not: what is durable is known, and taken back.
    world.answer(false).answer(true).answer(true);
    assert!(world.waiting.is_empty());
    assert_eq!((world.disk.len(), world.tally(HERE).registered_in_all()), (2, 0));
}

#[test]
fn what_has_to_be_taken_back_is_asked_for_until_it_is() {
    let capacity = Capacity { venue: Some(1), online: None };
    let mut world = World::new(BEFORE, with(|meeting| meeting.capacity = capacity));
    world.tap(Ask::Register).tap(Ask::Way(Way::Venue)).tap(Ask::Category(None));
    world.answers = Answers::Later;
    world.tap(Ask::Submit).pass(11).tap(Ask::Finish).answer(true).answer(false);
    assert_eq!(world.tally(HERE).registered_in_all(), 1);
    // Until then the seat is not free: what the next one is told holds.
    world.tap(Ask::Register).sees(Say::FullChoices).tap(Action::Home);
    world.pass(60).answer(false).closes().opens().answer(true);
    assert_eq!(world.tally(HERE).registered_in_all(), 0);
    assert_eq!(world.disk.len(), 2, "however often it was asked for");
    world.pass(120);
    assert!(world.waiting.is_empty());
    world.tap(Ask::Register).misses(Say::FullChoices);
}

#[test]
fn a_change_of_word_that_comes_late_is_one_word() {
    let mut world = World::new(AFTER, one());
    world.asks_how_it_was().tap(Ask::Feel(Feeling::Tired)).tap(Ask::FeelAgain);
    world.answers = Answers::Later;
    world.tap(Ask::Feel(Feeling::Enjoyed)).pass(11).tap(Ask::Finish).answer(true);
    assert!(world.waiting.is_empty(), "neither word is taken back for it");
    assert_eq!(world.tally(HERE).felt.into_iter().collect::<Vec<_>>(), [(Feeling::Enjoyed, 1)]);
}

#[test]
fn a_pinned_reception_without_its_store_says_so_at_the_first_tap() {
    for ask in [Ask::HaveReceipt, Ask::NoReceipt, Ask::WalkIn] {
        let mut world = World::new(AT_THE_DOOR, one());
        world.pinned = true;
        world.opens().closes().tap(ask).sees(Say::DeskClosed).sees(Say::ComeInAnyway);
        world.tap(Ask::Finish).is_at_rest();
    }
}

#[test]
fn where_attendance_is_switched_off_no_key_brings_it_up() {
    let mut world = World::with("[attendance]\nenabled = false\n", AT_THE_DOOR, one());
    let words = world.words();
    world.key("r").key("c").key("f12").scans("12345678");
    assert_eq!(world.words(), words);
    assert!(!world.is_offered(Ask::CheckIn) && !world.is_offered(Ask::Register));
}
