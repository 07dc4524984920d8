//! Feeling safe: what becomes of an answer is told where it is asked, and the sign can be quiet for the room.

use hiroba::domain::attendance::Way;
use hiroba::domain::display::Colours;
use hiroba::domain::meeting::Mode;
use hiroba::view::words::Say;
use hiroba::view::{Action, Ask};

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
