//! The times at which one can check in and say how it was, and whether one can register, by the
//! shape of a meeting and what staff say of it.

use hiroba::domain::attendance::{House, RegistrationState, Rules};
use hiroba::domain::meeting::{
    Deadline, Meeting, Mode, RegistrationWish, Repeats, Rhythm, Status, Times, When,
};
use hiroba::domain::text::Text;
use jiff::civil::date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, Zoned};

use crate::world::{World, at, zoned};

type Answer = fn(&Rules, Timestamp) -> Option<(Timestamp, Timestamp)>;

/// That an answer is yes in exactly this window of Tokyo's time, or never.
#[track_caller]
fn window(
    world: &World,
    answer: Answer,
    holds: fn(&Rules, Timestamp) -> bool,
    expected: Option<(&str, &str)>,
) {
    let rules = world.rules();
    let expected = expected.map(|(from, until)| (at(from), at(until)));
    assert_eq!(answer(&rules, Timestamp::UNIX_EPOCH), expected);
    let before = SignedDuration::from_secs(-1);
    match expected {
        Some((from, until)) => {
            let told = [from + before, from, until + before, until].map(|moment| holds(&rules, moment));
            assert_eq!(told, [false, true, true, false]);
            let edges: Vec<Timestamp> = rules.edges().collect();
            assert!(edges.contains(&from) && edges.contains(&until), "{edges:?}");
        }
        None => assert!(!holds(&rules, at("2026-12-17T14:00"))),
    }
}

#[track_caller]
fn checks_in(change: impl FnOnce(&mut Meeting), expected: Option<(&str, &str)>) {
    window(
        &World::with(change),
        |rules, _| rules.check_in_window(),
        |rules, now| rules.checks_in(now),
        expected,
    );
}

#[test]
fn one_checks_in_from_half_an_hour_before_until_the_end() {
    checks_in(|_| (), Some(("2026-12-17T13:00", "2026-12-17T16:00")));
    checks_in(|meeting| meeting.mode = Some(Mode::Venue), Some(("2026-12-17T13:00", "2026-12-17T16:00")));
    checks_in(
        |meeting| meeting.when = When::exact(zoned("2026-12-17T13:30"), None).unwrap(),
        Some(("2026-12-17T13:00", "2026-12-18T00:00")),
    );
}

#[test]
fn a_meeting_may_have_a_check_in_of_its_own() {
    checks_in(
        |meeting| meeting.attending.check_in_before = Some(SignedDuration::from_mins(90)),
        Some(("2026-12-17T12:00", "2026-12-17T16:00")),
    );
    checks_in(
        |meeting| meeting.attending.check_in_before = Some(SignedDuration::ZERO),
        Some(("2026-12-17T13:30", "2026-12-17T16:00")),
    );
    checks_in(|meeting| meeting.attending.check_in = Some(false), None);
    // What is simply visited has none, unless staff want to count who comes.
    checks_in(|meeting| meeting.attending.registration = Some(RegistrationWish::NotNeeded), None);
    checks_in(
        |meeting| {
            meeting.attending.registration = Some(RegistrationWish::NotNeeded);
            meeting.attending.check_in = Some(true);
        },
        Some(("2026-12-17T13:00", "2026-12-17T16:00")),
    );
}

#[test]
fn where_there_is_no_venue_or_no_meeting_nobody_checks_in() {
    checks_in(|meeting| meeting.mode = Some(Mode::Online), None);
    checks_in(
        |meeting| {
            meeting.mode = Some(Mode::Online);
            meeting.attending.check_in = Some(true);
        },
        None,
    );
    checks_in(
        |meeting| {
            meeting.status = Status::Cancelled;
            meeting.attending.check_in = Some(true);
        },
        None,
    );
    // A way that is still open is not online only.
    checks_in(
        |meeting| {
            meeting.mode = None;
            meeting.attending.check_in = Some(true);
        },
        Some(("2026-12-17T13:00", "2026-12-17T16:00")),
    );
}

#[test]
fn days_without_times_are_checked_in_to_all_day() {
    let days = |times| {
        move |meeting: &mut Meeting| {
            meeting.when = When::days(date(2026, 12, 17), date(2026, 12, 18), times).unwrap();
            meeting.attending.check_in = Some(true);
        }
    };
    for times in [Times::WholeDay, Times::NotAnnounced] {
        checks_in(days(times), Some(("2026-12-17T00:00", "2026-12-19T00:00")));
    }
    for when in [When::month(2026, 12, true).unwrap(), When::Undecided] {
        checks_in(
            |meeting| {
                meeting.when = when;
                meeting.attending.check_in = Some(true);
            },
            None,
        );
    }
}

#[track_caller]
fn asks(house: House, change: impl FnOnce(&mut Meeting), expected: Option<(&str, &str)>) {
    let mut world = World::with(change);
    world.house = house;
    window(
        &world,
        |rules, _| rules.how_was_today_window(),
        |rules, now| rules.asks_how_it_was(now),
        expected,
    );
}

#[test]
fn the_kiosk_asks_how_it_was_after_the_end() {
    let house = House::default();
    let minutes = |minutes| Some(SignedDuration::from_mins(minutes));
    asks(house, |_| (), Some(("2026-12-17T16:00", "2026-12-17T17:30")));
    asks(
        house,
        |meeting| meeting.attending.how_was_today = minutes(15),
        Some(("2026-12-17T16:00", "2026-12-17T16:15")),
    );
    asks(house, |meeting| meeting.attending.how_was_today = minutes(0), None);
    let silent = House { how_was_today: None, ..house };
    asks(silent, |_| (), None);
    asks(
        silent,
        |meeting| meeting.attending.how_was_today = minutes(30),
        Some(("2026-12-17T16:00", "2026-12-17T16:30")),
    );
}

#[test]
fn nobody_is_asked_where_the_end_is_not_known_or_nobody_was() {
    let house = House::default();
    asks(house, |meeting| meeting.when = When::exact(zoned("2026-12-17T13:30"), None).unwrap(), None);
    asks(
        house,
        |meeting| {
            meeting.when = When::days(date(2026, 12, 17), date(2026, 12, 17), Times::WholeDay).unwrap();
            meeting.attending.check_in = Some(true);
        },
        None,
    );
    asks(house, |meeting| meeting.mode = Some(Mode::Online), None);
    asks(house, |meeting| meeting.status = Status::Cancelled, None);
}

#[track_caller]
fn registration(change: impl FnOnce(&mut Meeting), expected: RegistrationState) {
    let world = World::with(change);
    assert_eq!(world.rules().registration(at("2026-12-10T12:00")), expected);
}

#[test]
fn where_staff_say_nothing_the_shape_of_the_meeting_does() {
    let weekly = || Some(Repeats { key: "weekly".into(), rhythm: Rhythm::Daily });
    registration(|_| (), RegistrationState::Open);
    registration(|meeting| meeting.mode = None, RegistrationState::Later);
    registration(|meeting| meeting.repeats = weekly(), RegistrationState::NotNeeded);
    for when in [
        When::days(date(2026, 12, 17), date(2026, 12, 17), Times::NotAnnounced).unwrap(),
        When::month(2027, 1, true).unwrap(),
        When::Undecided,
    ] {
        registration(|meeting| meeting.when = when.clone(), RegistrationState::Later);
        let open = |meeting: &mut Meeting| {
            meeting.when = when.clone();
            meeting.attending.registration = Some(RegistrationWish::Open);
        };
        registration(open, RegistrationState::Open);
    }
    let open = |meeting: &mut Meeting| {
        meeting.repeats = weekly();
        meeting.attending.registration = Some(RegistrationWish::Open);
    };
    registration(open, RegistrationState::Open);
    registration(|meeting| meeting.status = Status::Cancelled, RegistrationState::Cancelled);
}

#[test]
fn a_day_without_a_time_is_open_until_it_is_over() {
    let world = World::with(|meeting| {
        meeting.when = When::days(date(2026, 12, 17), date(2026, 12, 18), Times::NotAnnounced).unwrap();
        meeting.attending.registration = Some(RegistrationWish::Open);
    });
    let state = |time| world.rules().registration(at(time));
    assert_eq!(state("2026-12-18T23:59:59"), RegistrationState::Open);
    assert_eq!(state("2026-12-19T00:00"), RegistrationState::Closed);
}

// Where the clock is changed. Half an hour is half an hour, and a day ends when the next begins.

/// The check-in window and the end of registering, in universal time.
#[track_caller]
fn in_zone(name: &str, start: &str, deadline: Option<Deadline>, expected: [&str; 3]) {
    let zone = TimeZone::get(name).unwrap();
    let start: Zoned = start.parse().unwrap();
    let end = start.checked_add(SignedDuration::from_hours(2)).unwrap();
    let mut meeting = Meeting::new("m", Text::default(), When::exact(start, Some(end)).unwrap());
    meeting.mode = Some(Mode::Venue);
    meeting.register_by = deadline;
    let house = House::default();
    let rules = Rules { meeting: &meeting, zone: &zone, house: &house };
    let (from, until) = rules.check_in_window().unwrap();
    let expected = expected.map(|text| text.parse::<Timestamp>().unwrap());
    assert_eq!([from, until, rules.registration_ends().unwrap()], expected);
}

#[test]
fn a_change_of_the_clock_moves_no_window() {
    // An hour is left out at two, and comes twice at three.
    in_zone(
        "Europe/Berlin",
        "2026-03-29T03:15+02:00[Europe/Berlin]",
        None,
        ["2026-03-29T00:45:00Z", "2026-03-29T03:15:00Z", "2026-03-29T01:15:00Z"],
    );
    in_zone(
        "Europe/Berlin",
        "2026-10-25T02:15+01:00[Europe/Berlin]",
        Some(Deadline::Day(date(2026, 10, 24))),
        ["2026-10-25T00:45:00Z", "2026-10-25T03:15:00Z", "2026-10-24T22:00:00Z"],
    );
    // A day that begins at one o'clock: the day before ends there.
    in_zone(
        "Asia/Beirut",
        "2026-03-29T09:00+03:00[Asia/Beirut]",
        Some(Deadline::Day(date(2026, 3, 28))),
        ["2026-03-29T05:30:00Z", "2026-03-29T08:00:00Z", "2026-03-28T22:00:00Z"],
    );
}

#[test]
fn a_meeting_written_down_elsewhere_is_held_to_the_days_of_this_place() {
    // Nine in the morning of the 18th in Tokyo; the deadline is Tokyo's 17th.
    in_zone(
        "Asia/Tokyo",
        "2026-12-17T19:00-05:00[America/New_York]",
        Some(Deadline::Day(date(2026, 12, 17))),
        ["2026-12-17T23:30:00Z", "2026-12-18T02:00:00Z", "2026-12-17T15:00:00Z"],
    );
}
