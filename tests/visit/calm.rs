//! Feeling safe: what becomes of an answer is told where it is asked, and the sign can be quiet for the room.

use hiroba::domain::attendance::Way;
use hiroba::domain::display::Colours;
use hiroba::domain::meeting::Mode;
use hiroba::kiosk::core::{Event, HubNews};
use hiroba::view::words::Say;
use hiroba::view::{Action, Ask, Light};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use crate::world::{BEFORE, HERE, World, category, meeting, one};

#[test]
fn what_becomes_of_an_answer_is_one_tap_away_on_every_question_and_nothing_is_lost() {
    let mut world = World::new(BEFORE, one());
    world.tap(Ask::Register);
    for answer in [Ask::Way(Way::Online), category("その他"), Ask::Kind(Some("学生".to_owned()))] {
        let question = world.words();
        world.tap(Action::Why).sees(Say::WhyNobody).sees(Say::WhyChoice).tap(Action::Back);
        assert_eq!(world.words(), question, "back at the same question");
        world.tap(answer);
    }
    world.tap(Ask::PeopleMenu).tap(Action::Why).tap(Action::Back).tap(Ask::People(2));
    world
        .tap(Action::Why)
        .tap(Action::Back)
        .tap(Ask::Alike(true))
        .tap(Ask::Submit)
        .sees(Say::RegisteredTitle);
    assert_eq!(world.tally(HERE).registered[&Way::Online], 2);
    // Whoever stops there takes their answers along.
    world.tap(Ask::Finish).tap(Ask::Register).tap(Action::Why).tap(Action::Home).is_at_rest();
}

#[test]
fn the_sign_is_dark_and_slow_for_the_room_for_two_hours() {
    let mut programme = one();
    programme.meetings.push(meeting("お茶の会", "2026-12-18T10:00", 1, Mode::Venue));
    let mut world = World::new(BEFORE, programme);
    let turns = |world: &mut World| {
        let mut seen = 0;
        for _ in 0..600 {
            let before = world.kiosk.position();
            world.pass(1);
            seen += usize::from(world.kiosk.position() != before);
        }
        seen
    };
    world.pass(300);
    let usual = turns(&mut world);
    assert!(usual >= 4, "{usual} in ten minutes");
    world.tap(Action::LanguageMenu).tap(Action::SetCalm(true)).tap(Action::Home).pass(300);
    assert!(!world.is_visited());
    assert_eq!(world.shown().view.colours, Colours::Dark, "it stays when they have gone");
    let calm = turns(&mut world);
    assert!(calm * 2 <= usual + 1, "{calm} and {usual} in ten minutes");
    // Whoever touches it finds it light, and leaves it as it was.
    world.tap(Action::LanguageMenu);
    assert_eq!(world.shown().view.colours, Colours::Light);
    world.pass(900);
    assert_eq!(world.shown().view.colours, Colours::Dark);
    world.pass(2 * 3_600);
    assert_eq!(world.shown().view.colours, Colours::Light, "it is over by itself");
    world
        .tap(Action::LanguageMenu)
        .tap(Action::SetCalm(true))
        .tap(Action::SetCalm(false))
        .pass(900)
        .is_at_rest();
}

/// Staff, from the hub.
fn staff(world: &mut World, calm: bool, until: Option<Timestamp>) {
    world.send(Event::Hub(HubNews::Calm { calm, until }));
}

/// Regression: where colours are dark anyway, quiet for the room changed nothing that is seen.
#[test]
fn dark_colours_have_less_light_while_it_is_quiet() {
    for colours in ["dark", "high-contrast"] {
        let mut world = World::with(&format!("[display]\ncolours = \"{colours}\"\n"), BEFORE, one());
        world.tap(Action::LanguageMenu).tap(Action::SetCalm(true));
        assert_eq!(world.shown().view.light, Light::Full, "whoever is there sees it as always");
        world.tap(Action::Home).pass(300);
        assert_eq!(world.shown().view.light, Light::Dim, "{colours}");
        world.pass(2 * 3_600);
        assert_eq!(world.shown().view.light, Light::Full, "{colours}");
    }
}

#[test]
fn staff_make_it_as_quiet_as_a_visitor_can_and_the_day_ends_it() {
    let mut programme = one();
    programme.meetings.push(meeting("お茶の会", "2026-12-18T10:00", 1, Mode::Venue));
    let mut world = World::new(BEFORE, programme);
    let begun = world.now;
    world.pass(300);
    world.tap(Action::LanguageMenu).tap(Action::SetCalm(true)).tap(Action::Home).pass(300);
    let by_visitor = (world.shown().view.colours, world.shown().view.light);
    world.tap(Action::LanguageMenu).tap(Action::SetCalm(false)).tap(Action::Home).pass(300);
    assert_ne!((world.shown().view.colours, world.shown().view.light), by_visitor);
    staff(&mut world, true, None);
    assert_eq!((world.shown().view.colours, world.shown().view.light), by_visitor, "the same for the eye");
    assert!(world.kiosk.standing(world.at()).calm);
    // Nobody else ends it, and it is longer than a visitor's.
    world.tap(Action::LanguageMenu);
    assert!(!world.is_offered(Action::SetCalm(false)) && !world.is_offered(Action::SetCalm(true)));
    world.tap(Action::Home).pass(3 * 3_600);
    assert_eq!(world.shown().view.colours, Colours::Dark);
    let midnight = begun
        .to_zoned(TimeZone::get("Asia/Tokyo").unwrap())
        .tomorrow()
        .unwrap()
        .start_of_day()
        .unwrap()
        .timestamp();
    let left = midnight.duration_since(world.now).as_secs();
    world.pass(left - 1);
    assert_eq!(world.shown().view.colours, Colours::Dark, "to the last second of the day");
    // What was left of it was told in whole seconds.
    world.pass(2);
    assert_eq!(world.shown().view.colours, Colours::Light);
    assert!(!world.kiosk.standing(world.at()).calm);
}

#[test]
fn staff_end_quiet_for_whoever_asked_for_it_and_what_comes_a_day_late_begins_nothing() {
    let mut world = World::new(BEFORE, one());
    let yesterday = world.now - SignedDuration::from_hours(24);
    staff(&mut world, true, Some(yesterday));
    assert_eq!(world.shown().view.colours, Colours::Light);
    let soon = world.now + SignedDuration::from_mins(10);
    staff(&mut world, true, Some(soon));
    assert_eq!(world.shown().view.colours, Colours::Dark);
    world.pass(600);
    assert_eq!(world.shown().view.colours, Colours::Light, "the hub may say an earlier end");
    world.tap(Action::LanguageMenu).tap(Action::SetCalm(true)).tap(Action::Home).pass(300);
    staff(&mut world, true, None);
    staff(&mut world, false, None);
    assert_eq!(world.shown().view.colours, Colours::Light);
}
