//! The rules of attendance as tables: what somebody wishes, what is known, what it comes to.
//!
//! `attendance/windows.rs` has the times at which one can register, check in and say how it was;
//! `attendance/lines.rs` seats and waiting lists; `attendance/properties.rs` what holds for any
//! records in any order.

#[path = "attendance/lines.rs"]
mod lines;
#[path = "attendance/properties.rs"]
mod properties;
#[path = "attendance/windows.rs"]
mod windows;
#[path = "attendance/world.rs"]
mod world;

use hiroba::domain::attendance::{
    Already, Arrival, Book, Counted, Feeling, Flag, Outcome, Reason, Record, RecordKey, Refusal, Standing,
    Way, What, Wish, decide,
};
use hiroba::domain::meeting::{Deadline, MeetingId, Mode, RegistrationWish, Status, When};
use jiff::civil::date;
use world::{World, at, lived, mark, meeting, party, people, zoned};

// Registering.

/// What registering for the venue comes to at a time of 17 December 2026.
#[track_caller]
fn registering(world: &World, time: &str, expected: Result<(), Refusal>) {
    let what = What::Registered { mark: Some(mark(1)), way: Way::Venue, party: people(1) };
    let expected = match expected {
        Ok(()) => Outcome::Record(what),
        Err(refusal) => Outcome::Refused(refusal),
    };
    let wish = Wish::Register { mark: mark(1), way: Way::Venue, party: people(1) };
    assert_eq!(world.decide(wish, time), expected, "at {time}");
}

#[test]
fn one_registers_until_the_meeting_begins() {
    let world = World::new();
    registering(&world, "2026-10-01T00:00", Ok(()));
    registering(&world, "2026-12-17T13:29:59", Ok(()));
    registering(&world, "2026-12-17T13:30", Err(Refusal::Closed));
    registering(&world, "2026-12-18T00:00", Err(Refusal::Closed));
}

#[test]
fn one_registers_until_the_deadline() {
    let moment = World::with(|meeting| {
        meeting.register_by = Some(Deadline::At(zoned("2026-12-10T17:00")));
    });
    registering(&moment, "2026-12-10T16:59:59", Ok(()));
    registering(&moment, "2026-12-10T17:00", Err(Refusal::Closed));

    let day = World::with(|meeting| meeting.register_by = Some(Deadline::Day(date(2026, 12, 10))));
    registering(&day, "2026-12-10T23:59:59", Ok(()));
    registering(&day, "2026-12-11T00:00", Err(Refusal::Closed));

    // A deadline after the start, or on the day itself, does not keep it open.
    for late in [Deadline::At(zoned("2026-12-20T00:00")), Deadline::Day(date(2026, 12, 17))] {
        let world = World::with(|meeting| meeting.register_by = Some(late));
        registering(&world, "2026-12-17T13:29", Ok(()));
        registering(&world, "2026-12-17T13:30", Err(Refusal::Closed));
    }
}

#[test]
fn one_does_not_register_for_what_is_called_off_not_open_or_simply_visited() {
    let not_open = [
        World::with(|meeting| meeting.status = Status::Cancelled),
        World::with(|meeting| meeting.attending.registration = Some(RegistrationWish::Later)),
        World::with(|meeting| meeting.attending.registration = Some(RegistrationWish::NotNeeded)),
        World::with(|meeting| meeting.when = When::Undecided),
        World::with(|meeting| meeting.mode = None),
    ];
    for world in not_open {
        registering(&world, "2026-12-01T12:00", Err(Refusal::NotOpen));
        // Not even after its end: it never was open.
        registering(&world, "2026-12-18T12:00", Err(Refusal::NotOpen));
    }
}

#[test]
fn one_registers_for_a_way_that_is_offered() {
    #[track_caller]
    fn offered(mode: Option<Mode>, expected: &[Way]) {
        let world = World::with(|meeting| {
            meeting.mode = mode;
            meeting.attending.registration = Some(RegistrationWish::Open);
        });
        for way in Way::ALL {
            let wish = Wish::Register { mark: mark(1), way, party: people(1) };
            let outcome = world.decide(wish, "2026-12-01T12:00");
            if expected.contains(&way) {
                assert!(matches!(outcome, Outcome::Record(_)), "{mode:?} {way:?}: {outcome:?}");
            } else {
                assert_eq!(outcome, Outcome::Refused(Refusal::NoSuchWay), "{mode:?} {way:?}");
            }
        }
    }
    offered(Some(Mode::Venue), &[Way::Venue]);
    offered(Some(Mode::Online), &[Way::Online]);
    offered(Some(Mode::Both), &Way::ALL);
    offered(None, &[Way::Open]);
}

#[test]
fn full_is_no_reason_to_send_anybody_away() {
    let mut world = World::with(|meeting| meeting.capacity.venue = Some(1));
    world.register(Way::Venue, people(1));
    let wish = Wish::Register { mark: mark(9), way: Way::Venue, party: people(20) };
    assert!(matches!(world.decide(wish, "2026-12-01T12:00"), Outcome::Record(_)));
}

#[test]
fn a_receipt_is_given_to_one_registration_only() {
    let mut world = World::new();
    let first = world.register_as(mark(1), Way::Venue, people(1));
    let again = || Wish::Register { mark: mark(1), way: Way::Online, party: people(2) };
    assert_eq!(world.decide(again(), "2026-12-01T12:00"), Outcome::Refused(Refusal::ReceiptTaken));
    // Also after it was taken back: the visitor still has the number.
    world.take_back(first);
    assert_eq!(world.decide(again(), "2026-12-01T12:00"), Outcome::Refused(Refusal::ReceiptTaken));
}

#[test]
fn should_two_kiosks_draw_the_same_receipt_it_stays_with_the_first() {
    let mut world = World::new();
    let first = world.register_as(mark(1), Way::Venue, people(1));
    world.register_as(mark(1), Way::Online, people(3));
    assert_eq!(world.book.by_mark(mark(1)).unwrap().key, first);
    assert_eq!(world.tally().registered_in_all(), 4, "both have registered");
}

// Checking in. The kiosk offers it in a window; who comes outside of it is there all the same.

#[track_caller]
fn checking_in(world: &World, arrival: Arrival, expected: Outcome) {
    for time in ["2026-12-01T12:00", "2026-12-17T13:45", "2026-12-20T12:00"] {
        assert_eq!(world.decide(Wish::CheckIn(arrival.clone()), time), expected, "at {time}");
    }
}

fn receipt(registration: RecordKey, people: u32) -> Arrival {
    Arrival::Receipt { registration, people }
}

fn recorded(arrival: Arrival) -> Outcome {
    Outcome::Record(What::CheckedIn(arrival))
}

#[test]
fn nobody_who_is_there_is_turned_away() {
    let full = World::with(|meeting| meeting.capacity.venue = Some(0));
    let called_off = World::with(|meeting| meeting.status = Status::Cancelled);
    let online = World::with(|meeting| meeting.mode = Some(Mode::Online));
    for world in [full, called_off, online] {
        for arrival in [
            Arrival::WalkIn { party: people(20) },
            Arrival::WithoutReceipt { people: 3 },
            Arrival::Paper { standing: lived() },
        ] {
            checking_in(&world, arrival.clone(), recorded(arrival));
        }
    }
}

#[test]
fn a_receipt_nobody_knows_is_said_to_be_unknown() {
    let world = World::new();
    checking_in(&world, receipt(RecordKey(99), 1), Outcome::Refused(Refusal::Unknown));
}

#[test]
fn a_receipt_counts_those_who_belong_to_it_and_no_more() {
    let mut world = World::new();
    let three = world.register(Way::Venue, people(3));
    for (asked, counted) in [(0, 1), (1, 1), (3, 3), (4, 3), (u32::MAX, 3)] {
        checking_in(&world, receipt(three, asked), recorded(receipt(three, counted)));
    }
}

#[test]
fn a_party_may_arrive_in_parts() {
    let mut world = World::new();
    let three = world.register(Way::Venue, people(3));
    world.come(receipt(three, 2), "2026-12-17T13:20");
    checking_in(&world, receipt(three, 3), recorded(receipt(three, 1)));
    world.come(receipt(three, 1), "2026-12-17T13:50");
    checking_in(&world, receipt(three, 1), Outcome::Already(Already::CheckedIn));
    assert_eq!((world.tally().came, world.tally().arrivals.with_receipt), (3, 3));
}

#[test]
fn a_receipt_used_twice_is_a_friendly_answer_and_nothing_to_record() {
    let mut world = World::new();
    let one = world.register(Way::Venue, people(1));
    world.come(receipt(one, 1), "2026-12-17T13:20");
    checking_in(&world, receipt(one, 1), Outcome::Already(Already::CheckedIn));
}

#[test]
fn a_check_in_that_was_taken_back_can_be_done_again() {
    let mut world = World::new();
    let one = world.register(Way::Venue, people(1));
    let came = world.come(receipt(one, 1), "2026-12-17T13:20");
    world.take_back(came);
    assert_eq!(world.tally().came, 0);
    checking_in(&world, receipt(one, 1), recorded(receipt(one, 1)));
}

#[test]
fn two_kiosks_that_see_the_same_receipt_count_one_person() {
    let mut world = World::new();
    let one = world.register(Way::Venue, party(&[(lived(), 1)]));
    // Neither has heard of the other yet: both record it.
    world.apply(What::CheckedIn(receipt(one, 1)), "2026-12-17T13:40");
    let other = world.apply(What::CheckedIn(receipt(one, 1)), "2026-12-17T13:20");
    let tally = world.tally();
    assert_eq!((tally.came, tally.arrivals.with_receipt), (1, 1));
    assert_eq!(tally.came_as[&lived()], 1);
    assert_eq!(tally.came_at.into_iter().collect::<Vec<_>>(), [(at("2026-12-17T13:15"), 1)]);
    assert_eq!(tally.flags, [Flag::CountedOnce { people: 1 }]);
    // When one of the two is taken back the other holds.
    world.take_back(other);
    let tally = world.tally();
    assert_eq!((tally.came, tally.flags), (1, vec![]));
    assert_eq!(tally.came_at.into_iter().collect::<Vec<_>>(), [(at("2026-12-17T13:30"), 1)]);
}

#[test]
fn whoever_took_back_and_comes_anyway_is_there_and_counted_once() {
    let mut world = World::new();
    let two = world.register(Way::Venue, party(&[(lived(), 1), (Standing::NotSaid, 1)]));
    world.take_back(two);
    checking_in(&world, receipt(two, 1), recorded(receipt(two, 1)));
    world.come(receipt(two, 2), "2026-12-17T13:20");
    checking_in(&world, receipt(two, 2), Outcome::Already(Already::CheckedIn));
    let tally = world.tally();
    assert_eq!((tally.registered_in_all(), tally.taken_back), (0, 2));
    // They had no registration any more, so they came without one.
    assert_eq!((tally.came, tally.arrivals.walk_in, tally.arrivals.with_receipt), (2, 2, 0));
    assert_eq!(tally.came_as[&lived()], 1);
    assert!(tally.flags.is_empty());
}

#[test]
fn a_receipt_of_another_kiosk_is_counted_before_its_registration_is_known() {
    let mut world = World::new();
    world.apply(What::CheckedIn(receipt(RecordKey(500), 2)), "2026-12-17T13:20");
    let tally = world.tally();
    assert_eq!((tally.came, tally.arrivals.with_receipt), (2, 2));
    assert_eq!(tally.flags, [Flag::UnknownRegistration { people: 2 }]);
    let what = What::Registered { mark: None, way: Way::Venue, party: party(&[(lived(), 1)]) };
    world.book.apply(&Record::new(
        RecordKey(500),
        world.meeting.id.clone(),
        at("2026-12-01T12:00"),
        true,
        what,
    ));
    let tally = world.tally();
    assert_eq!((tally.came, tally.came_as[&lived()]), (1, 1));
    assert_eq!(tally.flags, [Flag::CountedOnce { people: 1 }]);
}

#[test]
fn more_people_than_there_is_room_for_are_counted_and_staff_are_told() {
    let mut world = World::with(|meeting| meeting.capacity.venue = Some(2));
    world.come(Arrival::WalkIn { party: people(2) }, "2026-12-17T13:20");
    assert!(world.tally().flags.is_empty());
    world.come(Arrival::WithoutReceipt { people: 1 }, "2026-12-17T13:20");
    assert_eq!(world.tally().flags, [Flag::OverCapacity { came: 3, capacity: 2 }]);
}

// Changing the way.

#[track_caller]
fn changing(world: &World, registration: RecordKey, way: Way, time: &str, expected: Outcome) {
    assert_eq!(world.decide(Wish::ChangeWay { registration, way }, time), expected, "at {time}");
}

#[test]
fn the_way_can_be_changed_until_the_meeting_is_over() {
    let mut world = World::with(|meeting| {
        // The deadline is for those who register.
        meeting.register_by = Some(Deadline::Day(date(2026, 12, 1)));
    });
    let one = world.register(Way::Venue, people(1));
    let changed = |way| Outcome::Record(What::WayChanged { registration: one, way });
    changing(&world, one, Way::Online, "2026-12-10T12:00", changed(Way::Online));
    changing(&world, one, Way::Open, "2026-12-17T15:59:59", changed(Way::Open));
    changing(&world, one, Way::Online, "2026-12-17T16:00", Outcome::Refused(Refusal::Over));
    changing(&world, one, Way::Venue, "2026-12-10T12:00", Outcome::Already(Already::SameWay));
    changing(&world, RecordKey(99), Way::Venue, "2026-12-10T12:00", Outcome::Refused(Refusal::Unknown));
    world.change(one, Way::Online);
    changing(&world, one, Way::Online, "2026-12-10T12:00", Outcome::Already(Already::SameWay));
    world.take_back(one);
    changing(&world, one, Way::Venue, "2026-12-10T12:00", Outcome::Already(Already::TakenBack));
}

#[test]
fn one_changes_to_a_way_that_is_offered() {
    let mut world = World::with(|meeting| meeting.mode = Some(Mode::Venue));
    let one = world.register(Way::Venue, people(1));
    changing(&world, one, Way::Online, "2026-12-10T12:00", Outcome::Refused(Refusal::NoSuchWay));
}

#[test]
fn a_change_that_is_taken_back_leads_back() {
    let mut world = World::new();
    let one = world.register(Way::Venue, people(1));
    let online = world.change(one, Way::Online);
    let open = world.change(one, Way::Open);
    assert_eq!(world.way_of(one), Way::Open);
    world.take_back(online);
    assert_eq!(world.way_of(one), Way::Open, "the later change holds");
    world.take_back(open);
    assert_eq!(world.way_of(one), Way::Venue);
}

// Taking back.

#[track_caller]
fn taking_back(world: &World, record: RecordKey, time: &str, expected: Outcome) {
    assert_eq!(world.decide(Wish::TakeBack { record }, time), expected, "at {time}");
}

#[test]
fn a_registration_is_taken_back_until_the_meeting_is_over_and_the_rest_at_any_time() {
    let mut world = World::new();
    let registered = world.register(Way::Venue, people(1));
    let came = world.come(receipt(registered, 1), "2026-12-17T13:20");
    let felt = world.apply(What::Felt(Feeling::Ordinary), "2026-12-17T16:10");
    let gone = |record| Outcome::Record(What::TakenBack { record });
    taking_back(&world, registered, "2026-12-17T15:59:59", gone(registered));
    taking_back(&world, registered, "2026-12-17T16:00", Outcome::Refused(Refusal::Over));
    taking_back(&world, came, "2026-12-17T16:30", gone(came));
    taking_back(&world, felt, "2026-12-17T16:30", gone(felt));
    taking_back(&world, RecordKey(99), "2026-12-10T12:00", Outcome::Refused(Refusal::Unknown));
    world.take_back(registered);
    for time in ["2026-12-10T12:00", "2026-12-20T12:00"] {
        taking_back(&world, registered, time, Outcome::Already(Already::TakenBack));
    }
}

#[test]
fn what_takes_back_stands_for_good() {
    let mut world = World::new();
    let registered = world.register(Way::Venue, people(1));
    let taking = world.take_back(registered);
    taking_back(&world, taking, "2026-12-10T12:00", Outcome::Refused(Refusal::Unknown));
    // Should such a record come from elsewhere, it changes nothing.
    world.take_back(taking);
    assert_eq!(world.tally().registered_in_all(), 0);
}

#[test]
fn taking_back_a_meeting_without_a_date_is_always_possible() {
    let mut world = World::with(|meeting| meeting.when = When::Undecided);
    let one = world.register(Way::Open, people(1));
    taking_back(&world, one, "2036-12-10T12:00", Outcome::Record(What::TakenBack { record: one }));
}

// How it was, and what staff correct.

#[test]
fn a_word_of_how_it_was_counts_once_and_can_be_changed() {
    let mut world = World::new();
    let wish = Wish::Feel(Feeling::Unsettled);
    assert_eq!(world.decide(wish, "2026-12-17T16:10"), Outcome::Record(What::Felt(Feeling::Unsettled)));
    let felt = world.apply(What::Felt(Feeling::Unsettled), "2026-12-17T16:10");
    world.apply(What::Felt(Feeling::Relieved), "2026-12-17T16:11");
    world.take_back(felt);
    let felt: Vec<_> = world.tally().felt.into_iter().collect();
    assert_eq!(felt, [(Feeling::Relieved, 1)]);
}

#[test]
fn staff_correct_a_count_and_the_correction_can_be_taken_back() {
    let mut world = World::new();
    world.register(Way::Venue, people(2));
    world.come(Arrival::WalkIn { party: people(3) }, "2026-12-17T13:20");
    let correct = |count, by| What::Corrected { count, by, reason: Reason::Recounted };
    let wish = Wish::Correct { count: Counted::Came, by: 2, reason: Reason::Recounted };
    assert_eq!(world.decide(wish, "2026-12-20T12:00"), Outcome::Record(correct(Counted::Came, 2)));
    let first = world.apply(correct(Counted::Came, 2), "2026-12-17T16:10");
    world.apply(correct(Counted::Registered(Way::Online), 4), "2026-12-17T16:10");
    world.apply(correct(Counted::Registered(Way::Venue), -1), "2026-12-17T16:10");
    let tally = world.tally();
    assert_eq!((tally.came, tally.arrivals.corrected), (5, 2));
    assert_eq!((tally.registered[&Way::Venue], tally.registered[&Way::Online]), (1, 4));
    assert_eq!((tally.registered_in_all(), tally.registered_corrected), (5, 3));
    world.take_back(first);
    assert_eq!((world.tally().came, world.tally().arrivals.corrected), (3, 0));
}

#[test]
fn no_count_is_below_nought_and_staff_are_told_why() {
    let mut world = World::new();
    world.register(Way::Venue, people(2));
    let correct = |count, by| What::Corrected { count, by, reason: Reason::Mistake };
    world.apply(correct(Counted::Registered(Way::Venue), i32::MIN), "2026-12-17T16:10");
    world.apply(correct(Counted::Registered(Way::Venue), i32::MIN), "2026-12-17T16:10");
    world.apply(correct(Counted::Came, -1), "2026-12-17T16:10");
    let tally = world.tally();
    assert_eq!((tally.registered[&Way::Venue], tally.came), (0, 0));
    assert_eq!(tally.flags, [Flag::BelowNought]);
}

#[test]
fn absurd_figures_do_not_stop_the_count() {
    let mut world = World::new();
    for _ in 0..3 {
        world.apply(What::CheckedIn(Arrival::WithoutReceipt { people: u32::MAX }), "2026-12-17T13:20");
        world.apply(What::CheckedIn(receipt(RecordKey(99), u32::MAX)), "2026-12-17T13:20");
    }
    assert_eq!(world.tally().came, u32::MAX);
}

#[test]
fn times_that_mean_nothing_are_counted_and_not_shown() {
    let mut world = World::new();
    world.apply(What::CheckedIn(Arrival::Paper { standing: lived() }), "2026-12-17T13:20");
    let what = What::CheckedIn(Arrival::WalkIn { party: people(2) });
    let unsure = Record::new(RecordKey(77), MeetingId("m".into()), at("1970-01-01T09:00"), false, what);
    world.book.apply(&unsure);
    let tally = world.tally();
    assert_eq!((tally.came, tally.untimed), (3, 3));
    assert!(tally.came_at.is_empty());
    assert_eq!(tally.flags, [Flag::UnsureClock { records: 1 }]);
}

#[test]
fn nothing_known_is_nothing_counted() {
    let tally = Book::default().tally(meeting().capacity);
    assert_eq!(tally, hiroba::domain::attendance::Tally::default());
    let outcome = decide(
        &Book::default(),
        &World::new().rules(),
        Wish::TakeBack { record: RecordKey(1) },
        at("2026-12-10T12:00"),
    );
    assert_eq!(outcome, Outcome::Refused(Refusal::Unknown));
}
