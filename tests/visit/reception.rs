//! On the day: checking in with and without a receipt, and the screen that staff have pinned.

use hiroba::domain::attendance::{Flag, Way};
use hiroba::domain::meeting::{Capacity, Mode};
use hiroba::kiosk::core::Event;
use hiroba::view::words::Say;
use hiroba::view::{Action, Ask, Slot};
use jiff::SignedDuration;

use crate::world::{AFTER, AT_THE_DOOR, BEFORE, HERE, World, category, meeting, moment, one, with};

/// What stands in the place of the first action.
fn first(world: &World) -> Option<Action> {
    let view = world.shown().view;
    view.counter.controls.into_iter().find(|control| control.slot == Slot::Primary).map(|first| first.action)
}

#[test]
fn checking_in_becomes_the_first_action_by_itself_and_stops_being_it() {
    let mut world = World::new("2026-12-17T12:59:30", one());
    assert_eq!(first(&world), Some(Action::Attend(Ask::Register)));
    world.pass(30);
    assert_eq!(first(&world), Some(Action::Attend(Ask::CheckIn)));
    assert_eq!(world.now, moment("2026-12-17T13:00"), "half an hour before the start");
    world.pass(2 * 3600 + 1799);
    assert_eq!(first(&world), Some(Action::Attend(Ask::CheckIn)));
    world.pass(1);
    assert_ne!(first(&world), Some(Action::Attend(Ask::CheckIn)), "at its end it is over");
}

#[test]
fn a_meeting_can_have_its_own_window() {
    let two_hours = Some(SignedDuration::from_hours(2));
    let mut world =
        World::new("2026-12-17T11:30:00", with(|meeting| meeting.attending.check_in_before = two_hours));
    world.tap(Ask::CheckIn).sees(Say::ReceptionHeading);
}

#[test]
fn without_registering_one_walks_in() {
    let mut world = World::new(AT_THE_DOOR, one());
    world.tap(Ask::CheckIn).sees(Say::ReceptionHeading).tap(Ask::WalkIn).sees(Say::WhoHeading);
    world.tap(category("家族")).sees(Say::ConfirmCheckIn).tap(Ask::Submit).sees(Say::CheckedIn);
    let tally = world.tally(HERE);
    assert_eq!((tally.came, tally.arrivals.walk_in, tally.registered_in_all()), (1, 1, 0));
    world.misses("家族").tap(Ask::Finish).is_at_rest();
}

#[test]
fn a_group_walks_in_together() {
    let mut world = World::new(AT_THE_DOOR, one());
    world.tap(Ask::CheckIn).tap(Ask::WalkIn).tap(Ask::Category(None)).tap(Ask::PeopleMenu);
    world.tap(Ask::People(4)).tap(Ask::Alike(true)).tap(Ask::Submit);
    world.sees((Say::CheckedInPeople, [("people", 4)]));
    assert_eq!(world.tally(HERE).came, 4);
}

#[test]
fn registered_without_the_receipt_at_hand_one_comes_in_without_a_question() {
    let mut world = World::new(AT_THE_DOOR, one());
    world.tap(Ask::CheckIn).tap(Ask::NoReceipt).sees(Say::ConfirmCheckIn).misses(Say::WhoHeading);
    world.tap(Ask::Submit).sees(Say::CheckedIn);
    assert_eq!(world.tally(HERE).arrivals.without_receipt, 1);
    world.tap(Ask::Finish).tap(Ask::CheckIn).tap(Ask::NoReceipt).tap(Ask::PeopleMenu).tap(Ask::People(2));
    world.tap(Ask::Submit).sees((Say::CheckedInPeople, [("people", 2)]));
    assert_eq!(world.tally(HERE).arrivals.without_receipt, 3);
}

#[test]
fn nobody_is_turned_away_and_staff_see_that_it_is_full() {
    let capacity = Capacity { venue: Some(1), online: None };
    let mut world = World::new(AT_THE_DOOR, with(|meeting| meeting.capacity = capacity));
    for _ in 0..3 {
        world.tap(Ask::CheckIn).tap(Ask::WalkIn).tap(Ask::Category(None)).tap(Ask::Submit);
        world.sees(Say::CheckedIn).tap(Ask::Finish);
    }
    let tally = world.tally_within(HERE, capacity);
    assert_eq!(tally.came, 3);
    assert_eq!(tally.flags, [Flag::OverCapacity { came: 3, capacity: 1 }]);
}

#[test]
fn two_visitors_within_a_second_are_two() {
    let mut world = World::new(BEFORE, one());
    world.registers(Way::Venue);
    let one = world.receipt();
    world.tap(Ask::Finish).registers(Way::Venue);
    let two = world.receipt();
    world.tap(Ask::Finish).comes_to(AT_THE_DOOR);
    let start = world.now;
    world.scans(&one).sees(Say::CheckedIn);
    world.now = start + SignedDuration::from_millis(300);
    world.scans(&two).sees(Say::CheckedIn);
    assert!(world.now < start + SignedDuration::from_secs(1));
    assert_eq!(world.tally(HERE).came, 2);
}

#[test]
fn when_nothing_is_open_the_screen_says_what_comes_next() {
    let mut world = World::new(BEFORE, one());
    world.tap(Ask::CheckIn).sees(Say::NothingOpen).sees(HERE).sees("12月17日");
    assert!(!world.is_offered(Ask::WalkIn) && !world.is_offered(Ask::NoReceipt));
    assert!(world.is_offered(Ask::HaveReceipt), "a receipt works at any time");
    world.tap(Action::Back);
    assert!(world.is_offered(Ask::CheckIn));
}

#[test]
fn a_reception_that_is_waiting_opens_by_itself() {
    let mut world = World::new("2026-12-17T12:59:30", one());
    world.tap(Ask::CheckIn).sees(Say::NothingOpen).pass(31).sees(Say::ReceptionHeading);
    world.tap(Ask::WalkIn).sees(Say::WhoHeading);
}

/// Two sessions at the same time.
fn two_sessions(at: &str) -> World {
    let mut programme = one();
    programme.meetings.push(meeting("お茶の会", "2026-12-17T13:00", 1, Mode::Venue));
    World::new(at, programme)
}

#[test]
fn of_several_sessions_one_is_chosen_first() {
    let mut world = two_sessions(AT_THE_DOOR);
    world.tap(Ask::CheckIn).sees(Say::WhichHeading).tap(Ask::Meeting("お茶の会".to_owned()));
    world.sees(Say::ReceptionHeading).sees("お茶の会").tap(Ask::WalkIn).tap(Ask::Category(None));
    world.tap(Ask::Submit).sees(Say::CheckedIn);
    assert_eq!((world.tally("お茶の会").came, world.tally(HERE).came), (1, 0));
}

#[test]
fn when_one_of_two_sessions_ends_the_other_needs_no_choice() {
    let mut world = two_sessions("2026-12-17T13:59:30");
    world.tap(Ask::CheckIn).sees(Say::WhichHeading).pass(31).sees(Say::ReceptionHeading).sees(HERE);
}

#[test]
fn a_pinned_reception_does_not_turn_and_home_leads_to_it() {
    let mut world = World::new(AT_THE_DOOR, one());
    world.pinned = true;
    world.opens().sees(Say::ReceptionHeading).is_at_rest();
    world.pass(600).sees(Say::ReceptionHeading).is_at_rest();
    assert!(!world.is_offered(Action::Next) && !world.is_offered(Action::Home));
    for aside in [Action::Schedule, Action::LanguageMenu, Action::Staff] {
        world.tap(aside.clone()).misses(Say::ReceptionHeading).tap(Action::Home).sees(Say::ReceptionHeading);
        world.tap(aside).tap(Action::Back).sees(Say::ReceptionHeading);
    }
    world.tap(Ask::WalkIn).tap(Action::Home).sees(Say::ReceptionHeading).is_at_rest();
    world.tap(Ask::WalkIn).tap(Ask::Category(None)).tap(Ask::Submit).tap(Ask::Finish);
    world.sees(Say::ReceptionHeading).is_at_rest();
}

#[test]
fn a_pinned_reception_survives_a_restart() {
    let mut world = World::new(AT_THE_DOOR, one());
    world.pinned = true;
    world.restarts().sees(Say::ReceptionHeading).is_at_rest();
    world.pinned = false;
    world.restarts().misses(Say::ReceptionHeading).is_at_rest();
}

#[test]
fn a_pinned_reception_says_what_comes_next_and_opens_by_itself() {
    let mut world = World::new(BEFORE, one());
    world.pinned = true;
    world.opens().sees(Say::NothingOpen).sees(HERE);
    world.comes_to("2026-12-17T13:00:01").sees(Say::ReceptionHeading);
    world.comes_to(AFTER).sees(Say::NothingOpen);
}

#[test]
fn todays_meeting_can_be_looked_up_at_the_reception() {
    let mut world = World::new(AT_THE_DOOR, one());
    world.tap(Ask::CheckIn).tap(Ask::Today).sees(HERE).tap(Action::Back).sees(Say::ReceptionHeading);
}

#[test]
fn the_screen_of_somebody_who_came_in_makes_room_for_the_next() {
    let mut world = World::new(AT_THE_DOOR, one());
    world.pinned = true;
    world.opens().tap(Ask::NoReceipt).tap(Ask::Submit).sees(Say::CheckedIn);
    world.pass(15).sees(Say::CheckedIn);
    world.pass(45).sees(Say::ReceptionHeading).is_at_rest();
}

#[test]
fn a_clock_that_is_not_sure_opens_no_session() {
    let mut world = World::new(AT_THE_DOOR, one());
    world.sure = false;
    world.send(Event::Tick).tap(Ask::CheckIn).sees(Say::NothingOpen);
    world.sure = true;
    world.send(Event::Tick).sees(Say::ReceptionHeading);
}

#[test]
fn whoever_chose_the_other_session_comes_back_to_the_choice() {
    for pinned in [false, true] {
        let mut world = two_sessions(AT_THE_DOOR);
        world.pinned = pinned;
        world.opens();
        if !pinned {
            world.tap(Ask::CheckIn);
        }
        world.tap(Ask::Meeting("お茶の会".to_owned())).sees(Say::ReceptionHeading).tap(Action::Back);
        world.sees(Say::WhichHeading).tap(Ask::Meeting(HERE.to_owned())).sees(HERE);
    }
    let mut pinned = two_sessions(AT_THE_DOOR);
    pinned.pinned = true;
    pinned.opens().tap(Ask::Meeting(HERE.to_owned())).tap(Action::Schedule).tap(Action::Home);
    pinned.sees(Say::WhichHeading);
}

#[test]
fn no_way_back_leads_into_an_errand_that_was_left_for_another() {
    let mut world = World::new(AT_THE_DOOR, one());
    world.tap(Ask::CheckIn).tap(Ask::WalkIn).tap(Ask::Category(None)).sees(Say::ConfirmCheckIn);
    // A key of its own begins anew, from wherever somebody is.
    world.key("c").sees(Say::ReceptionHeading).key("escape").misses(Say::ConfirmCheckIn);
    assert!(world.is_offered(Ask::CheckIn), "where they came from");
}

#[test]
fn back_from_a_scanned_receipt_never_leads_to_the_thank_you_of_somebody_else() {
    let mut world = World::new(BEFORE, one());
    world.registers(Way::Venue);
    let receipt = world.receipt();
    world.scans(&receipt).sees(Say::WhatToDo);
    for _ in 0..4 {
        world.key("escape").misses(Say::AlreadyDone).misses(Say::RegisteredTitle);
    }
    assert!(world.is_offered(Ask::Register));
}

#[test]
fn at_a_pinned_reception_back_leads_to_it_and_not_to_the_sign() {
    let mut world = World::new(AT_THE_DOOR, one());
    world.pinned = true;
    world.opens().tap(Ask::WalkIn).tap(Action::Back).sees(Say::ReceptionHeading);
    world.key("escape").sees(Say::ReceptionHeading).key("escape").sees(Say::ReceptionHeading);
}
