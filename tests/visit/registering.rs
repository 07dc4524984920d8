//! Registering beforehand: the questions, their order, and what is said before, between and after.

use hiroba::domain::attendance::{Book, MOST_PEOPLE, Standing, Way};
use hiroba::domain::meeting::{Capacity, Deadline, Mode, RegistrationWish};
use hiroba::kiosk::core::Event;
use hiroba::view::words::Say;
use hiroba::view::{Action, Ask, Slot};

use crate::world::{BEFORE, HERE, World, category, in_groups, meeting, moment, one, with};

/// Standings of those who are registered, in the order of their names, with how many they are.
#[track_caller]
fn standings(world: &World, expected: &[(&str, u32)]) {
    let said = |standing: &Standing| match standing {
        Standing::NotSaid => "答えない".to_owned(),
        Standing::Said { category, sub: None } => category.clone(),
        Standing::Said { category, sub: Some(sub) } => format!("{category} {sub}"),
    };
    let tally = world.tally(HERE);
    let mut found: Vec<(String, u32)> =
        tally.registered_as.iter().map(|(standing, people)| (said(standing), *people)).collect();
    found.sort();
    let mut expected: Vec<(String, u32)> =
        expected.iter().map(|(name, people)| ((*name).to_owned(), *people)).collect();
    expected.sort();
    assert_eq!(found, expected);
}

#[test]
fn from_the_sign_it_is_one_tap_and_three_answers() {
    let mut world = World::new(BEFORE, one());
    world.tap(Ask::Register).sees(Say::HowHeading).sees(Say::NoNamesAsked);
    world.tap(Ask::Way(Way::Venue)).sees(Say::WhoHeading);
    world.tap(category("当事者")).sees(Say::ConfirmRegistration).sees(Say::way(Way::Venue)).sees("当事者");
    assert!(world.disk.is_empty(), "nothing is recorded before it was confirmed");
    world.tap(Ask::Submit).sees(Say::RegisteredTitle).sees(Say::KeepReceipt);
    assert_eq!(world.tally(HERE).registered[&Way::Venue], 1);
    standings(&world, &[("当事者", 1)]);
    assert_eq!(world.kiosk.thanked_for(), Some(world.disk[0].key));
}

#[test]
fn from_the_list_and_from_the_details_it_is_one_tap_as_well() {
    for way_there in [vec![Action::Schedule], vec![Action::Schedule, Action::Detail], vec![Action::Detail]] {
        let mut world = World::new(BEFORE, one());
        for step in &way_there {
            // Where registering comes first, the details stand in the middle of the upper row.
            if world.is_offered(step.clone()) {
                world.tap(step.clone());
            } else {
                world.send(Event::Act(step.clone())).wait_ms(600);
            }
        }
        world.tap(Ask::Register).sees(Say::HowHeading).tap(Ask::Way(Way::Online)).tap(category("家族"));
        world.tap(Ask::Submit).sees(Say::RegisteredTitle);
        assert_eq!(world.tally(HERE).registered[&Way::Online], 1, "{way_there:?}");
    }
}

#[test]
fn registering_comes_first_wherever_a_meeting_is_seen() {
    let mut world = World::new(BEFORE, one());
    let first = |world: &World| {
        let view = world.shown().view;
        let mut controls = view.counter.controls.into_iter();
        controls.find(|control| control.slot == Slot::Primary).map(|control| control.action)
    };
    assert_eq!(first(&world), Some(Action::Attend(Ask::Register)));
    world.tap(Action::Schedule);
    assert_eq!(first(&world), Some(Action::Attend(Ask::Register)));
    world.tap(Action::Detail);
    assert_eq!(first(&world), Some(Action::Attend(Ask::Register)));
}

#[test]
fn the_steps_are_said_from_the_first_on() {
    let mut world = World::new(BEFORE, one());
    for (n, tap) in [(1, Ask::Register), (2, Ask::Way(Way::Open)), (3, Ask::Category(None))] {
        let of = [("n", n), ("of", 3)];
        world.tap(tap).sees((Say::StepsInAll, of)).sees((Say::StepNumber, of));
    }
}

#[test]
fn not_saying_is_an_answer_like_any_other() {
    let mut world = World::new(BEFORE, one());
    world.tap(Ask::Register).tap(Ask::Way(Way::Open)).sees(Say::NotSaying).sees(Say::WhoSame);
    let slots: Vec<Slot> =
        world.shown().view.counter.controls.iter().map(|control| control.slot).take(4).collect();
    assert_eq!(slots, [0, 1, 2, 3].map(Slot::Choice), "it stands among the others, as large as they");
    world.tap(Ask::Category(None)).sees(Say::NotSaying).tap(Ask::Submit).sees(Say::RegisteredTitle);
    standings(&world, &[("答えない", 1)]);
}

#[test]
fn a_category_with_kinds_asks_which_and_not_saying_is_possible_there_too() {
    let mut world = World::new(BEFORE, one());
    world.tap(Ask::Register).tap(Ask::Way(Way::Venue)).tap(category("その他")).sees(Say::KindHeading);
    let mut other = World::new(BEFORE, one());
    other.tap(Ask::Register).tap(Ask::Way(Way::Venue)).tap(category("その他"));
    world.tap(Ask::Kind(Some("学生".to_owned()))).sees("学生").tap(Ask::Submit);
    standings(&world, &[("その他 学生", 1)]);
    other.tap(Ask::Kind(None)).tap(Ask::Submit);
    standings(&other, &[("その他", 1)]);
}

#[test]
fn where_staff_ask_for_no_category_nobody_is_asked() {
    let mut world = World::new(BEFORE, with(|meeting| meeting.attending.asks_category = Some(false)));
    world.tap(Ask::Register).sees((Say::StepsInAll, [("of", 2)]));
    world.tap(Ask::Way(Way::Venue)).sees(Say::ConfirmRegistration).misses(Say::NotSaying);
    world.tap(Ask::Submit).sees(Say::RegisteredTitle);
    standings(&world, &[("答えない", 1)]);

    let mut house = World::with("[attendance]\nasks_category = false\n", BEFORE, one());
    house.tap(Ask::Register).tap(Ask::Way(Way::Venue)).sees(Say::ConfirmRegistration);

    let mut programme = one();
    programme.categories.clear();
    let mut without = World::new(BEFORE, programme);
    without.tap(Ask::Register).tap(Ask::Way(Way::Venue)).sees(Say::ConfirmRegistration);
}

#[test]
fn where_there_is_one_way_only_nobody_is_asked_how() {
    for (mode, way) in [(Mode::Venue, Way::Venue), (Mode::Online, Way::Online)] {
        let mut world = World::new(BEFORE, with(|meeting| meeting.mode = Some(mode)));
        world.tap(Ask::Register).sees(Say::WhoHeading).sees((Say::StepsInAll, [("of", 2)]));
        world.tap(category("家族")).tap(Ask::Submit).sees(Say::RegisteredTitle);
        assert_eq!(world.tally(HERE).registered.get(&way), Some(&1));
    }
}

#[test]
fn when_it_is_full_that_is_said_before_any_question() {
    let full = with(|meeting| {
        meeting.mode = Some(Mode::Venue);
        meeting.capacity = Capacity { venue: Some(1), online: None };
    });
    let mut world = World::new(BEFORE, full);
    world.tap(Ask::Register).sees(Say::WhoHeading).tap(Ask::Category(None)).tap(Ask::Submit);
    world.sees(Say::RegisteredTitle).tap(Ask::Finish);
    // The next one, and the one after.
    for position in 1..=2 {
        world.tap(Ask::Register).sees(Say::FullChoices).sees((Say::WayFull, [("position", position)]));
        world
            .tap(Ask::Way(Way::Venue))
            .tap(Ask::Category(None))
            .sees((Say::WouldWait, [("position", position)]));
        world.tap(Ask::Submit).sees(Say::WaitingTitle).sees((Say::WaitingPosition, [("position", position)]));
        world.receipt();
        world.tap(Ask::Finish);
    }
    let tally = world.tally_within(HERE, Capacity { venue: Some(1), online: None });
    assert_eq!((tally.registered[&Way::Venue], tally.waiting[&Way::Venue]), (3, 2));
}

#[test]
fn a_full_room_leaves_the_other_ways_open() {
    let mut world =
        World::new(BEFORE, with(|meeting| meeting.capacity = Capacity { venue: Some(1), online: None }));
    for _ in 0..2 {
        world.tap(Ask::Register).tap(Ask::Way(Way::Venue)).tap(Ask::Category(None));
        world.tap(Ask::Submit).tap(Ask::Finish);
    }
    world.tap(Ask::Register).sees((Say::WayFull, [("position", 2)]));
    world.tap(Ask::Way(Way::Online)).tap(Ask::Category(None)).tap(Ask::Submit).sees(Say::RegisteredTitle);
}

#[test]
fn whoever_takes_back_makes_room_for_the_first_in_line() {
    let capacity = Capacity { venue: Some(1), online: None };
    let mut world = World::new(BEFORE, with(|meeting| meeting.capacity = capacity));
    world.registers(Way::Venue);
    let first = world.receipt();
    world.tap(Ask::Finish).registers(Way::Venue).sees(Say::WaitingTitle).tap(Ask::Finish);
    world.scans(&first).tap(Ask::TakeBack).tap(Ask::Submit).sees(Say::TakenBack);
    let seats = world.book(HERE).seats(Way::Venue, capacity);
    assert_eq!((seats.taken, seats.waiting.len()), (1, 0), "the second has the seat now");
}

#[test]
fn several_register_together_as_the_same() {
    let mut world = World::new(BEFORE, one());
    world.tap(Ask::Register).tap(Ask::Way(Way::Venue)).tap(category("家族"));
    world.tap(Ask::PeopleMenu).sees(Say::PeopleHeading).tap(Ask::People(3)).sees(Say::AlikeHeading);
    world.tap(Ask::Alike(true)).sees((Say::People, [("people", 3)])).tap(Ask::Submit);
    standings(&world, &[("家族", 3)]);
}

#[test]
fn several_register_together_one_by_one() {
    let mut world = World::new(BEFORE, one());
    world.tap(Ask::Register).tap(Ask::Way(Way::Venue)).tap(category("家族"));
    world.tap(Ask::PeopleMenu).tap(Ask::People(3)).tap(Ask::Alike(false));
    world.sees((Say::WhoHeadingOf, [("n", 1)])).tap(category("家族"));
    world
        .sees((Say::WhoHeadingOf, [("n", 2)]))
        .tap(category("その他"))
        .tap(Ask::Kind(Some("学生".to_owned())));
    world.sees((Say::WhoHeadingOf, [("n", 3)])).tap(Ask::Category(None));
    world.sees(Say::ConfirmRegistration).tap(Ask::Submit).sees(Say::RegisteredTitle);
    standings(&world, &[("家族", 1), ("その他 学生", 1), ("答えない", 1)]);
    assert_eq!(world.tally(HERE).registered[&Way::Venue], 3);
}

#[test]
fn as_many_as_staff_can_greet_come_together_and_no_more() {
    let mut world = World::new(BEFORE, one());
    world.tap(Ask::Register).tap(Ask::Way(Way::Venue)).tap(Ask::Category(None)).tap(Ask::PeopleMenu);
    let mut numbers = Vec::new();
    loop {
        let offered = world.offered();
        let new: Vec<u32> = offered
            .iter()
            .filter_map(|action| match action {
                Action::Attend(Ask::People(people)) => Some(*people),
                _ => None,
            })
            .collect();
        if new.iter().all(|number| numbers.contains(number)) {
            break;
        }
        numbers.extend(new);
        world.tap(Ask::MoreAnswers);
    }
    assert_eq!(numbers, (1..=MOST_PEOPLE).collect::<Vec<_>>());
}

#[test]
fn back_loses_no_answer() {
    let mut world = World::new(BEFORE, one());
    world.tap(Ask::Register).tap(Ask::Way(Way::Online)).tap(category("その他"));
    world.tap(Ask::Kind(Some("学生".to_owned()))).sees(Say::ConfirmRegistration);
    let chosen = |world: &World| {
        let controls = world.shown().view.counter.controls;
        controls.into_iter().find(|control| control.chosen).map(|control| control.action)
    };
    world.tap(Action::Back).sees(Say::KindHeading);
    assert_eq!(chosen(&world), Some(Action::Attend(Ask::Kind(Some("学生".to_owned())))));
    world.tap(Action::Back).sees(Say::WhoHeading);
    assert_eq!(chosen(&world), Some(Action::Attend(category("その他"))));
    world.tap(Action::Back).sees(Say::HowHeading);
    assert_eq!(chosen(&world), Some(Action::Attend(Ask::Way(Way::Online))));
    // Forward by the same answers, and the kind is still known.
    world.tap(Ask::Way(Way::Online)).tap(category("その他"));
    assert_eq!(chosen(&world), Some(Action::Attend(Ask::Kind(Some("学生".to_owned())))));
    world.tap(Action::Back).tap(Action::Back).tap(Action::Back).misses(Say::HowHeading);
    assert!(world.is_offered(Ask::Register), "all the way back is where they came from");
}

#[test]
fn looking_aside_loses_no_answer() {
    let mut world = World::new(BEFORE, one());
    world.tap(Ask::Register).tap(Ask::Way(Way::Venue)).tap(category("家族")).tap(Action::LanguageMenu);
    world.tap(Action::Back).sees(Say::ConfirmRegistration).sees("家族").tap(Action::Staff);
    world.tap(Action::Back).sees(Say::ConfirmRegistration).tap(Ask::Submit).sees(Say::RegisteredTitle);
}

#[test]
fn registration_ends_with_its_deadline_and_that_is_said_as_it_is() {
    let deadline = "2026-12-10T17:00[Asia/Tokyo]".parse().unwrap();
    let programme = with(|meeting| meeting.register_by = Some(Deadline::At(deadline)));
    let mut world = World::new("2026-12-10T16:59:00", programme);
    world.tap(Ask::Register).tap(Ask::Way(Way::Venue)).tap(Ask::Category(None));
    world.pass(120).tap(Ask::Submit).sees(Say::RegistrationClosed).sees(Say::ComeAnyway);
    assert!(world.disk.is_empty());
    world.tap(Ask::Finish);
    assert!(!world.is_offered(Ask::Register));
}

#[test]
fn what_needs_no_registration_offers_none() {
    for wish in [RegistrationWish::NotNeeded, RegistrationWish::Later] {
        let world = World::new(BEFORE, with(|meeting| meeting.attending.registration = Some(wish)));
        assert!(!world.is_offered(Ask::Register), "{wish:?}");
    }
}

#[test]
fn each_meeting_of_the_list_has_its_own_registrations() {
    let mut programme = one();
    programme.meetings.push(meeting("お茶の会", "2026-12-20T10:00", 1, Mode::Venue));
    let mut world = World::new(BEFORE, programme);
    world.tap(Action::Schedule).tap(Action::Next).tap(Ask::Register).tap(Ask::Category(None));
    world.tap(Ask::Submit).sees("お茶の会");
    assert_eq!(world.book("お茶の会").standing().count(), 1);
    assert_eq!(world.book(HERE).standing().count(), 0);
}

#[test]
fn the_receipt_is_shown_once_in_digits_and_as_a_qr_code_with_nothing_else_in_it() {
    let mut world = World::new(BEFORE, one());
    world.registers(Way::Venue);
    let receipt = world.receipt();
    assert!(receipt.len() == 8 && receipt.bytes().all(|byte| byte.is_ascii_digit()), "{receipt}");
    for group in in_groups(&receipt) {
        world.sees(group.as_str());
    }
    world.sees(Say::LabelReceiptQr).tap(Ask::Finish).is_at_rest().misses(&receipt[..4]);
    let disk = format!("{:?}", world.disk);
    assert!(!disk.contains(&receipt), "the store has only its mark");
    assert!(!format!("{:?}", world.kiosk).contains(&receipt), "nor does the kiosk keep it");
}

#[test]
fn no_category_stands_on_a_thank_you_or_on_a_screen_at_rest() {
    let mut world = World::new(BEFORE, one());
    world.tap(Ask::Register).tap(Ask::Way(Way::Venue)).tap(category("当事者")).tap(Ask::Submit);
    world.sees(Say::RegisteredTitle).misses("当事者").misses(Say::NotSaying);
    world.tap(Ask::Finish).misses("当事者").is_at_rest();
}

#[test]
fn one_tap_from_the_thank_you_takes_it_back() {
    let mut world = World::new(BEFORE, one());
    world.registers(Way::Venue);
    world.tap(Ask::TakeBack).sees(Say::ConfirmTakeBack).sees(Say::TakeBackSentence);
    world.tap(Action::Back).sees(Say::RegisteredTitle);
    world.receipt();
    world.tap(Ask::TakeBack).tap(Ask::Submit).sees(Say::TakenBack);
    assert_eq!(world.book(HERE).standing().count(), 0);
    assert_eq!(world.disk.len(), 2, "an event, not a deletion");
    assert_eq!(
        Book::of(&world.disk).registration(world.disk[0].key).map(|known| known.taken_back),
        Some(true)
    );
    world.tap(Ask::Finish).is_at_rest();
}

#[test]
fn a_meeting_that_begins_while_somebody_answers_tells_them_so() {
    let mut world = World::new("2026-12-17T13:29:30", one());
    world.tap(Ask::Register).tap(Ask::Way(Way::Venue)).tap(Ask::Category(None));
    world.now = moment("2026-12-17T13:30:01");
    world.tap(Ask::Submit).sees(Say::RegistrationClosed);
    assert!(world.disk.is_empty());
}

#[test]
fn back_among_several_goes_from_one_to_the_one_before() {
    let mut world = World::new(BEFORE, one());
    world.tap(Ask::Register).tap(Ask::Way(Way::Venue)).tap(category("家族")).tap(Ask::PeopleMenu);
    world.tap(Ask::People(3)).tap(Ask::Alike(false)).tap(category("当事者"));
    world.tap(category("その他")).tap(Ask::Kind(None)).sees((Say::WhoHeadingOf, [("n", 3)]));
    world.tap(Action::Back).sees((Say::WhoHeadingOf, [("n", 2)]));
    world.tap(Action::Back).sees((Say::WhoHeadingOf, [("n", 1)]));
    world.tap(Action::Back).sees(Say::AlikeHeading);
    world.tap(Action::Back).sees(Say::PeopleHeading);
    world.tap(Action::Back).sees(Say::ConfirmRegistration);
}

#[test]
fn an_answer_to_a_question_of_before_does_not_lead_back_into_the_errand() {
    // From there a second "register" would have been a second registration of the same person.
    let mut world = World::new(BEFORE, one());
    world.registers(Way::Venue).sees(Say::RegisteredTitle);
    let of_before =
        [Ask::Way(Way::Online), Ask::Category(None), Ask::Kind(None), Ask::PeopleMenu, Ask::People(2)];
    for ask in of_before.into_iter().chain([Ask::Alike(true), Ask::WalkIn, Ask::CheckInNow, Ask::ChangeWay]) {
        world.wait_ms(600).taps_what_was_there(ask).sees(Say::RegisteredTitle);
    }
    assert_eq!(world.disk.len(), 1);
}
