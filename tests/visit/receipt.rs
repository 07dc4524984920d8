//! With the receipt in hand: typed, tapped or scanned; to check in, to change, to take back.

use hiroba::domain::attendance::{Guesses, Way};
use hiroba::domain::meeting::{Mode, Status};
use hiroba::domain::text::Text;
use hiroba::domain::wording::Wording;
use hiroba::view::words::Say;
use hiroba::view::{Action, Ask};

use crate::world::{AFTER, AT_THE_DOOR, BEFORE, HERE, World, meeting, moment, one, with};

/// Somebody registered two weeks ago, and has gone; their receipt.
fn registered(way: Way) -> (World, String) {
    let mut world = World::new(BEFORE, one());
    world.registers(way);
    let receipt = world.receipt();
    world.tap(Ask::Finish);
    (world, receipt)
}

/// The same, and now they stand at the door.
fn at_the_door() -> (World, String) {
    let (mut world, receipt) = registered(Way::Venue);
    world.comes_to(AT_THE_DOOR);
    (world, receipt)
}

#[test]
fn large_digits_on_the_screen_find_it() {
    let (mut world, receipt) = at_the_door();
    world.tap(Ask::CheckIn).tap(Ask::HaveReceipt).sees(Say::NumberHeading);
    for digit in receipt.bytes() {
        world.tap(Ask::Digit(digit - b'0'));
    }
    world.sees(Say::WhatToDo).tap(Ask::CheckInNow).sees(Say::CheckedIn);
    assert_eq!(world.tally(HERE).came, 1);
    assert_eq!(world.tally(HERE).arrivals.with_receipt, 1);
}

/// It said "you are signed up", and offered to change the way.
#[test]
fn who_comes_with_a_receipt_of_a_meeting_that_was_cancelled_is_told_so_and_asked_nothing() {
    let (mut world, receipt) = at_the_door();
    world.programme_becomes(with(|meeting| meeting.status = Status::Cancelled));
    world.scans(&receipt).sees(Say::CancelledSentence).misses(Say::WhatToDo).misses(Say::CheckInLater);
    assert!(!world.is_offered(Ask::TakeBack) && !world.is_offered(Ask::ChangeWay), "{:?}", world.offered());
    assert!(!world.is_offered(Ask::CheckInNow));
    assert!(world.is_offered(Action::Home), "{:?}", world.offered());
}

#[test]
fn a_keypad_finds_it() {
    let (mut world, receipt) = at_the_door();
    world.tap(Ask::CheckIn).tap(Ask::HaveReceipt).types(&receipt).sees(Say::WhatToDo);
    world.tap(Ask::CheckInNow).sees(Say::CheckedIn);
    assert_eq!(world.tally(HERE).came, 1);
}

#[test]
fn what_was_mistyped_is_erased_one_by_one_or_all_at_once() {
    let (mut world, receipt) = at_the_door();
    world.tap(Ask::CheckIn).tap(Ask::HaveReceipt).types("99").tap(Ask::EraseAll);
    world.types(&receipt[..4]).types("9").tap(Ask::Erase).types(&receipt[4..6]).types("9").key("backspace");
    world.types(&receipt[6..]).sees(Say::WhatToDo);
}

#[test]
fn a_scanner_checks_in_wherever_the_screen_is() {
    let ways_there: [&[Action]; 6] = [
        &[],
        &[Action::Attend(Ask::CheckIn)],
        &[Action::Attend(Ask::CheckIn), Action::Attend(Ask::HaveReceipt)],
        &[Action::Schedule],
        &[Action::LanguageMenu],
        &[Action::Staff],
    ];
    for way_there in ways_there {
        let (mut world, receipt) = at_the_door();
        for step in way_there {
            world.tap(step.clone());
        }
        world.scans(&receipt).sees(Say::CheckedIn);
        assert_eq!(world.tally(HERE).came, 1, "{way_there:?}");
        world.pass(200).is_at_rest();
    }
}

#[test]
fn a_scanner_at_a_pinned_reception_serves_one_after_the_other() {
    let mut world = World::new(BEFORE, one());
    let receipts: Vec<String> = (0..3)
        .map(|_| {
            world.registers(Way::Venue);
            let receipt = world.receipt();
            world.tap(Ask::Finish);
            receipt
        })
        .collect();
    world.pinned = true;
    world.comes_to(AT_THE_DOOR).opens();
    for receipt in &receipts {
        world.scans(receipt).sees(Say::CheckedIn);
    }
    assert_eq!(world.tally(HERE).came, 3);
    assert_eq!(world.tally(HERE).flags, []);
}

#[test]
fn before_the_session_a_scanner_shows_what_can_be_done() {
    let (mut world, receipt) = registered(Way::Venue);
    world.scans(&receipt).sees(Say::WhatToDo).sees(Say::CheckInLater);
    assert!(!world.is_offered(Ask::CheckInNow));
    assert!(world.is_offered(Ask::ChangeWay) && world.is_offered(Ask::TakeBack));
    assert_eq!(world.disk.len(), 1, "nothing is done by itself");
}

#[test]
fn slow_digits_on_the_sign_are_nobodys_receipt() {
    let (mut world, receipt) = at_the_door();
    world.types(&receipt).key("enter").misses(Say::WhatToDo).misses(Say::CheckedIn);
    assert_eq!(world.disk.len(), 1);
}

#[test]
fn an_unknown_receipt_is_nobodys_fault() {
    let (mut world, receipt) = at_the_door();
    let wrong = if receipt == "12345678" { "12345679" } else { "12345678" };
    world.tap(Ask::CheckIn).tap(Ask::HaveReceipt).types(wrong);
    world.sees(Say::UnknownReceipt).sees(Say::NoReceiptNeeded);
    world.tap(Action::Back);
    assert!(world.is_offered(Ask::NoReceipt) && world.is_offered(Ask::WalkIn));
}

#[test]
fn guessing_is_slowed_and_the_right_number_waits_as_well() {
    let (mut world, receipt) = at_the_door();
    world.tap(Ask::CheckIn).tap(Ask::HaveReceipt);
    for guess in 0..Guesses::FREE {
        world.misses(Say::NumberPaused);
        world.tap(Ask::EraseAll).types(&(10_000_000 + guess).to_string());
    }
    world.sees(Say::NumberPaused).tap(Ask::EraseAll).types(&receipt).sees(Say::NumberPaused);
    world.pass(31).tap(Ask::EraseAll).types(&receipt).sees(Say::WhatToDo);
}

#[test]
fn the_way_can_be_changed_and_the_receipt_stays_the_same() {
    let (mut world, receipt) = registered(Way::Venue);
    world.scans(&receipt).tap(Ask::ChangeWay);
    assert!(!world.is_offered(Ask::Way(Way::Venue)), "only what is another way");
    world.tap(Ask::Way(Way::Online)).sees(Say::SameReceipt).tap(Ask::Finish);
    let tally = world.tally(HERE);
    assert_eq!((tally.registered.get(&Way::Venue), tally.registered[&Way::Online]), (None, 1));
    world.scans(&receipt).sees(Say::WhatToDo).tap(Ask::ChangeWay);
    assert!(world.is_offered(Ask::Way(Way::Venue)));
}

#[test]
fn one_way_only_cannot_be_changed() {
    let mut world = World::new(BEFORE, with(|meeting| meeting.mode = Some(Mode::Venue)));
    world.tap(Ask::Register).tap(Ask::Category(None)).tap(Ask::Submit);
    let receipt = world.receipt();
    world.tap(Ask::Finish).scans(&receipt);
    assert!(!world.is_offered(Ask::ChangeWay) && world.is_offered(Ask::TakeBack));
}

#[test]
fn the_registration_can_be_taken_back_until_the_session_ends() {
    let (mut world, receipt) = registered(Way::Venue);
    world.scans(&receipt).tap(Ask::TakeBack).sees(Say::ConfirmTakeBack);
    // Regression: it said that this can be taken back later.
    assert_eq!(world.shown().view.counter.hint, None);
    world.tap(Ask::Submit);
    world.sees(Say::TakenBack).sees(Say::ComeAnyway).tap(Ask::Finish);
    assert_eq!(world.tally(HERE).registered_in_all(), 0);
    world.scans(&receipt).sees(Say::WasTakenBack);
    assert!(!world.is_offered(Ask::TakeBack) && !world.is_offered(Ask::ChangeWay));

    let (mut late, receipt) = registered(Way::Venue);
    late.comes_to(AFTER).scans(&receipt).sees(Say::WhatToDo);
    assert!(!late.is_offered(Ask::TakeBack) && !late.is_offered(Ask::ChangeWay));
}

#[test]
fn whoever_took_it_back_and_comes_after_all_is_welcome_and_counted_once() {
    let (mut world, receipt) = registered(Way::Venue);
    world.scans(&receipt).tap(Ask::TakeBack).tap(Ask::Submit).tap(Ask::Finish);
    world.comes_to(AT_THE_DOOR);
    for _ in 0..2 {
        world.scans(&receipt).tap(Ask::Finish);
    }
    let tally = world.tally(HERE);
    assert_eq!((tally.came, tally.arrivals.walk_in, tally.registered_in_all()), (1, 1, 0));
}

#[test]
fn one_receipt_three_times_is_one_person_and_a_friendly_answer() {
    let (mut world, receipt) = at_the_door();
    world.scans(&receipt).sees(Say::CheckedIn).tap(Ask::Finish);
    for _ in 0..2 {
        world.scans(&receipt).sees(Say::AlreadyDone).misses(Say::UnknownReceipt);
        world.pass(200);
        world.tap(Ask::CheckIn).tap(Ask::HaveReceipt).types(&receipt).sees(Say::AlreadyDone);
        assert!(!world.is_offered(Ask::CheckInNow));
        world.tap(Action::Home);
    }
    assert_eq!(world.tally(HERE).came, 1);
    assert_eq!(world.disk.len(), 2);
}

#[test]
fn a_party_arrives_in_parts() {
    let mut world = World::new(BEFORE, one());
    world.tap(Ask::Register).tap(Ask::Way(Way::Venue)).tap(Ask::Category(None));
    world.tap(Ask::PeopleMenu).tap(Ask::People(4)).tap(Ask::Alike(true)).tap(Ask::Submit);
    let receipt = world.receipt();
    world.tap(Ask::Finish).comes_to(AT_THE_DOOR);
    let mut comes = |offered: &[u32], come: u32, in_all: u32| {
        world.tap(Ask::CheckIn).tap(Ask::HaveReceipt).types(&receipt).tap(Ask::CheckInNow);
        let people = |number: u32| Action::Attend(Ask::People(number));
        let numbers: Vec<u32> = (1..=6).filter(|number| world.is_offered(people(*number))).collect();
        assert_eq!(numbers, offered, "only so many are missing");
        world.tap(people(come)).sees(Say::CheckedIn).tap(Ask::Finish);
        assert_eq!(world.tally(HERE).came, in_all);
    };
    comes(&[1, 2, 3, 4], 1, 1);
    comes(&[1, 2, 3], 2, 3);
    // The last one is asked nothing.
    world.tap(Ask::CheckIn).tap(Ask::HaveReceipt).types(&receipt).tap(Ask::CheckInNow).sees(Say::CheckedIn);
    world.tap(Ask::Finish).scans(&receipt).sees(Say::AlreadyDone);
    assert_eq!(world.tally(HERE).came, 4);
    assert_eq!(world.tally(HERE).flags, []);
}

#[test]
fn a_scanned_party_has_come_as_a_whole() {
    let mut world = World::new(BEFORE, one());
    world.tap(Ask::Register).tap(Ask::Way(Way::Venue)).tap(Ask::Category(None));
    world.tap(Ask::PeopleMenu).tap(Ask::People(3)).tap(Ask::Alike(true)).tap(Ask::Submit);
    let receipt = world.receipt();
    world.tap(Ask::Finish).comes_to(AT_THE_DOOR).scans(&receipt);
    world.sees((Say::CheckedInPeople, [("people", 3)]));
    assert_eq!(world.tally(HERE).came, 3);
}

#[test]
fn the_places_own_words_stand_where_it_has_some_with_their_number() {
    let mut programme = one();
    programme.texts.set(Wording::CheckedInPeople, Text::ja("{people}人で どうぞ"));
    programme.texts.set(Wording::LostReceipt, Text::ja("なくしても かまいません"));
    let mut world = World::new(BEFORE, programme);
    world.tap(Ask::Register).tap(Ask::Way(Way::Venue)).tap(Ask::Category(None));
    world.tap(Ask::PeopleMenu).tap(Ask::People(3)).tap(Ask::Alike(true)).tap(Ask::Submit);
    world.sees(Say::KeepReceipt).misses(Say::LostReceipt);
    assert!(world.words().contains("なくしても かまいません"), "{}", world.words());
    let receipt = world.receipt();
    world.tap(Ask::Finish).comes_to(AT_THE_DOOR).scans(&receipt);
    world.misses((Say::CheckedInPeople, [("people", 3)]));
    assert!(world.words().contains("3人で どうぞ"), "{}", world.words());
}

#[test]
fn a_check_in_can_be_taken_back_where_it_was_made() {
    let (mut world, receipt) = at_the_door();
    world.scans(&receipt).sees(Say::CheckedIn).tap(Ask::TakeBack).tap(Ask::Submit).sees(Say::TakenBack);
    assert_eq!(world.tally(HERE).came, 0);
    assert_eq!(world.tally(HERE).registered_in_all(), 1, "the registration stands");
    world.tap(Ask::Finish).scans(&receipt).sees(Say::CheckedIn);
    assert_eq!(world.tally(HERE).came, 1);
}

#[test]
fn a_receipt_is_known_on_every_kiosk_of_the_same_house() {
    let (first, receipt) = registered(Way::Venue);
    let mut second = World::new(AT_THE_DOOR, one());
    second.scans(&receipt).sees(Say::UnknownReceipt);
    second.keep(first.disk.clone());
    second.opens().pass(400).scans(&receipt).sees(Say::CheckedIn);
    assert_eq!(second.tally(HERE).came, 1);
}

#[test]
fn a_receipt_belongs_to_its_meeting() {
    let mut programme = one();
    programme.meetings.push(meeting("お茶の会", "2026-12-17T13:30", 2, Mode::Venue));
    let mut world = World::new(BEFORE, programme);
    world
        .tap(Action::Schedule)
        .tap(Action::Next)
        .sees("お茶の会")
        .tap(Ask::Register)
        .tap(Ask::Category(None));
    world.tap(Ask::Submit);
    let receipt = world.receipt();
    world.tap(Ask::Finish);
    // Both sessions are open; nobody has to say which.
    world.comes_to(AT_THE_DOOR).scans(&receipt).sees(Say::CheckedIn);
    assert_eq!((world.tally("お茶の会").came, world.tally(HERE).came), (1, 0));
}

#[test]
fn the_deadline_is_over_and_the_receipt_still_works() {
    let (mut world, receipt) = registered(Way::Venue);
    world.now = moment("2026-12-17T12:00");
    world.tap(Ask::CheckIn).sees(Say::NothingOpen).sees(Say::ReceiptStillWorks);
    world.tap(Ask::HaveReceipt).types(&receipt).tap(Ask::ChangeWay).tap(Ask::Way(Way::Online));
    assert_eq!(world.tally(HERE).registered[&Way::Online], 1);
}

#[test]
fn a_scanner_is_heard_over_what_was_typed_before() {
    for typed in ["1", "1234", "12345678"] {
        let (mut world, receipt) = at_the_door();
        world.tap(Ask::CheckIn).tap(Ask::HaveReceipt).types(typed).scans(&receipt).sees(Say::CheckedIn);
        assert_eq!(world.tally(HERE).came, 1, "after {typed}");
    }
}

#[test]
fn after_a_number_that_was_not_found_the_next_digit_begins_anew() {
    let (mut world, receipt) = at_the_door();
    world.tap(Ask::CheckIn).tap(Ask::HaveReceipt).types("12345678").sees(Say::UnknownReceipt);
    world.types(&receipt).sees(Say::WhatToDo);
}

#[test]
fn an_unknown_receipt_under_the_scanner_counts_as_one_guess() {
    let (mut world, receipt) = at_the_door();
    for _ in 1..Guesses::FREE {
        world.scans("12345678").sees(Say::UnknownReceipt).misses(Say::NumberPaused);
    }
    world.scans(&receipt).sees(Say::CheckedIn);
}

#[test]
fn a_receipt_says_nothing_about_checking_in_where_that_will_not_be() {
    let (mut world, receipt) = registered(Way::Venue);
    world.comes_to(AFTER).scans(&receipt).sees(Say::NotPossible).misses(Say::CheckInLater);

    let mut online = World::new(BEFORE, with(|meeting| meeting.mode = Some(Mode::Online)));
    online.tap(Ask::Register).tap(Ask::Category(None)).tap(Ask::Submit);
    let receipt = online.receipt();
    online.tap(Ask::Finish).scans(&receipt).sees(Say::WhatToDo).misses(Say::CheckInLater);

    let (mut gone, receipt) = registered(Way::Venue);
    let mut empty = one();
    empty.meetings.clear();
    gone.programme_becomes(empty).scans(&receipt).sees(Say::NotPossible).tap(Action::Home).is_at_rest();
}

#[test]
fn a_session_that_ends_under_the_finger_leaves_no_question_without_an_answer() {
    let mut world = World::new("2026-12-17T15:29:50", one());
    world.tap(Ask::CheckIn);
    world.now = moment("2026-12-17T15:30:01");
    world.send(hiroba::kiosk::core::Event::Tick).taps_what_was_there(Ask::WalkIn).sees(Say::NothingOpen);
}
