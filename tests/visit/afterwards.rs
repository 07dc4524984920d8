//! How was today: one word of five, by nobody in particular, which can be changed or left.

use hiroba::domain::attendance::Feeling;
use hiroba::view::words::Say;
use hiroba::view::{Action, Ask, Shape, Sign};
use jiff::SignedDuration;

use crate::world::{AFTER, BEFORE, HERE, World, moment, one, with};

fn felt(world: &World) -> Vec<(Feeling, u32)> {
    world.tally(HERE).felt.into_iter().collect()
}

#[test]
fn after_the_end_the_sign_asks_for_one_word_and_stops_after_ninety_minutes() {
    let mut world = World::new("2026-12-17T15:29:30", one());
    assert!(!world.is_offered(Ask::HowWasToday));
    world.pass(30);
    assert_eq!(world.kiosk.slide_name(), "how-was-today");
    assert!(world.is_offered(Ask::HowWasToday));
    world.comes_to("2026-12-17T16:59:59");
    assert!(world.turns_to("how-was-today"));
    world.comes_to("2026-12-17T17:00:00");
    assert!(!world.turns_to("how-was-today"));
}

#[test]
fn one_word_is_one_tap_and_nobody_knows_whose() {
    let mut world = World::new(AFTER, one());
    world.asks_how_it_was().sees(Say::HowWasTodayHeading).sees(Say::NobodyKnowsWho);
    world.tap(Ask::Feel(Feeling::Relieved)).sees(Say::Felt);
    assert_eq!(felt(&world), [(Feeling::Relieved, 1)]);
    world.tap(Ask::Finish).is_at_rest();
}

#[test]
fn five_words_stand_with_five_shapes_and_none_is_marked() {
    let mut world = World::new(AFTER, one());
    world.asks_how_it_was();
    let controls = world.shown().view.counter.controls;
    let words: Vec<_> = controls
        .iter()
        .filter(|control| matches!(control.action, Action::Attend(Ask::Feel(_))))
        .map(|control| (control.sign, control.chosen))
        .collect();
    assert_eq!(words.len(), Feeling::ALL.len());
    assert!(words.iter().all(|(sign, chosen)| matches!(sign, Sign::Shape(_)) && !chosen), "{words:?}");
    let shapes: std::collections::HashSet<Shape> = words
        .iter()
        .filter_map(|(sign, _)| match sign {
            Sign::Shape(shape) => Some(*shape),
            _ => None,
        })
        .collect();
    assert_eq!(shapes.len(), 5);
}

#[test]
fn a_word_can_be_changed_and_counts_once() {
    let mut world = World::new(AFTER, one());
    world.asks_how_it_was().tap(Ask::Feel(Feeling::Tired)).tap(Ask::FeelAgain);
    world.sees(Say::HowWasTodayHeading).tap(Ask::Feel(Feeling::Enjoyed)).sees(Say::Felt);
    assert_eq!(felt(&world), [(Feeling::Enjoyed, 1)]);
    world.tap(Ask::FeelAgain).tap(Ask::Feel(Feeling::Ordinary));
    assert_eq!(felt(&world), [(Feeling::Ordinary, 1)]);
}

#[test]
fn a_word_that_was_given_stays_when_choosing_again_is_left() {
    let mut world = World::new(AFTER, one());
    world.asks_how_it_was().tap(Ask::Feel(Feeling::Tired)).tap(Ask::FeelAgain).tap(Action::Home);
    world.is_at_rest();
    assert_eq!(felt(&world), [(Feeling::Tired, 1)]);
}

#[test]
fn nobody_has_to_say_anything() {
    for leaves in [Action::Back, Action::Home] {
        let mut world = World::new(AFTER, one());
        world.asks_how_it_was().tap(leaves);
        assert!(world.disk.is_empty());
    }
    let mut world = World::new(AFTER, one());
    world.asks_how_it_was().pass(200).is_at_rest();
    assert!(world.disk.is_empty());
}

#[test]
fn everybody_says_their_own() {
    let mut world = World::new(AFTER, one());
    for _ in 0..3 {
        world.asks_how_it_was().tap(Ask::Feel(Feeling::Enjoyed)).tap(Ask::Finish);
    }
    assert_eq!(felt(&world), [(Feeling::Enjoyed, 3)]);
}

#[test]
fn staff_can_switch_it_off_for_a_meeting_and_for_the_place() {
    let none = Some(SignedDuration::ZERO);
    let mut world = World::new(AFTER, with(|meeting| meeting.attending.how_was_today = none));
    assert!(!world.turns_to("how-was-today"));
    let mut house = World::with("[attendance]\nhow_was_today_min = 0\n", AFTER, one());
    assert!(!house.turns_to("how-was-today"));
    let mut before = World::new(BEFORE, one());
    assert!(!before.turns_to("how-was-today"));
}

#[test]
fn a_meeting_can_ask_for_longer() {
    let day = Some(SignedDuration::from_hours(5));
    let mut world = World::new(AFTER, with(|meeting| meeting.attending.how_was_today = day));
    world.now = moment("2026-12-17T20:29:00");
    assert!(world.turns_to("how-was-today"));
}

#[test]
fn a_word_that_is_not_on_the_screen_any_more_changes_nothing() {
    // Assistive technology may press what it has kept of the screen before. tests/world.rs found it.
    let mut world = World::new(AFTER, one());
    world.asks_how_it_was().tap(Ask::Feel(Feeling::Relieved)).sees(Say::Felt);
    world.wait_ms(600).taps_what_was_there(Ask::Feel(Feeling::Tired)).sees(Say::Felt);
    assert_eq!((world.disk.len(), felt(&world)), (1, vec![(Feeling::Relieved, 1)]));
    world.tap(Ask::Finish).wait_ms(600).taps_what_was_there(Ask::FeelAgain);
    assert!(!world.is_offered(Ask::Feel(Feeling::Tired)));
}
