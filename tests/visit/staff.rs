//! What staff do at the kiosk, behind a gesture or a key and a PIN.

use hiroba::domain::attendance::{Counted, Guesses, Reason, Way, What};
use hiroba::domain::meeting::Mode;
use hiroba::kiosk::core::{Effect, Event, Outbox, Pin, SourceState};
use hiroba::view::words::Say;
use hiroba::view::{Action, Ask, Corner};

use crate::world::{AT_THE_DOOR, BEFORE, HERE, World, meeting, one};

fn corner(wish: Corner) -> Ask {
    Ask::Corner(wish)
}

/// Where staff tap: the upper right corner of a panel that is 952 mm wide.
const CORNER: (f32, f32) = (940.0, 10.0);

/// Five taps into the corner.
fn knocks(world: &mut World) {
    for _ in 0..5 {
        world.wait_ms(300).send(Event::Touched(Some(CORNER)));
    }
}

/// Staff are in their corner.
fn inside(at: &str) -> World {
    let mut world = World::new(at, one());
    enters(&mut world);
    world
}

fn enters(world: &mut World) {
    knocks(world);
    world.sees(Say::PinHeading).types("2468").tap(corner(Corner::Enter)).sees(Say::CornerHeading);
}

#[test]
fn five_taps_into_the_corner_or_a_key_ask_for_the_pin() {
    let mut world = World::new(BEFORE, one());
    knocks(&mut world);
    world.sees(Say::PinHeading).tap(Action::Back).misses(Say::PinHeading);
    world.key("f12").sees(Say::PinHeading).tap(Action::Home).is_at_rest();
}

#[test]
fn four_taps_slow_taps_and_taps_elsewhere_do_not() {
    let mut world = World::new(BEFORE, one());
    for _ in 0..4 {
        world.wait_ms(300).send(Event::Touched(Some(CORNER)));
    }
    world.misses(Say::PinHeading).wait_ms(10_000);
    for _ in 0..8 {
        world.wait_ms(1100).send(Event::Touched(Some(CORNER)));
    }
    world.misses(Say::PinHeading).wait_ms(10_000);
    for x in [940.0, 940.0, 940.0, 600.0, 940.0, 940.0] {
        world.wait_ms(300).send(Event::Touched(Some((x, CORNER.1))));
    }
    world.misses(Say::PinHeading);
}

#[test]
fn the_digits_of_a_pin_are_never_on_the_screen() {
    let mut world = World::new(BEFORE, one());
    knocks(&mut world);
    world.types("2468").sees("●●●●").misses("2468");
    world.tap(corner(Corner::Enter));
    assert_eq!(world.asked_for, [Effect::CheckPin("2468".to_owned()), Effect::AskOutbox]);
    world.tap(Action::Home).is_at_rest();
}

#[test]
fn the_digits_can_be_tapped_as_well() {
    let mut world = World::new(BEFORE, one());
    knocks(&mut world);
    for digit in [2, 4, 6, 8] {
        world.tap(Ask::Digit(digit));
    }
    world.tap(corner(Corner::Enter)).sees(Say::CornerHeading);
}

#[test]
fn a_wrong_pin_opens_nothing_and_guessing_is_slowed() {
    let mut world = World::new(BEFORE, one());
    world.pin = Pin::Wrong;
    knocks(&mut world);
    for _ in 1..Guesses::FREE {
        world.types("1111").tap(corner(Corner::Enter)).sees(Say::WrongPin).misses(Say::CornerHeading);
    }
    world.types("1111").tap(corner(Corner::Enter)).sees(Say::NumberPaused);
    let asked = world.asked_for.len();
    world.pin = Pin::Right;
    world.types("2468").tap(corner(Corner::Enter)).sees(Say::NumberPaused);
    assert_eq!(world.asked_for.len(), asked, "while it is paused nothing is tried");
    world.pass(31).types("2468").tap(corner(Corner::Enter)).sees(Say::CornerHeading);
}

#[test]
fn a_pin_that_is_too_short_is_not_even_tried() {
    let mut world = World::new(BEFORE, one());
    knocks(&mut world);
    world.types("123").tap(corner(Corner::Enter)).sees(Say::WrongPin);
    assert_eq!(world.asked_for, []);
}

#[test]
fn where_no_pin_is_set_the_screen_says_how_to_set_one() {
    let mut world = World::new(BEFORE, one());
    world.pin = Pin::NotSet;
    knocks(&mut world);
    world.types("2468").tap(corner(Corner::Enter)).sees(Say::NoPin).misses(Say::CornerHeading);
}

#[test]
fn no_wish_opens_the_corner_without_the_pin() {
    let wishes = [
        Corner::Enter,
        Corner::Pin,
        Corner::Unpin,
        Corner::Correct,
        Corner::Meeting(HERE.to_owned()),
        Corner::Count(Counted::Came),
        Corner::By(10),
        Corner::Choose,
        Corner::Reason(Reason::Mistake),
        Corner::Status,
        Corner::Restart,
        Corner::LeaveFullscreen,
    ];
    let mut world = World::new(AT_THE_DOOR, one());
    for screen in [Action::Home, Action::Schedule, Action::Staff, Action::Attend(Ask::CheckIn)] {
        for wish in &wishes {
            world.wait_ms(600).taps_what_was_there(screen.clone());
            world.wait_ms(600).taps_what_was_there(corner(wish.clone()));
            for heading in [Say::CornerHeading, Say::Status, Say::WhichCountHeading, Say::ReasonHeading] {
                world.misses(heading);
            }
        }
    }
    // Whoever opens the staff screen calls: that is theirs to do.
    world.asked_for.retain(|effect| *effect != Effect::Call);
    assert!(world.asked_for.is_empty() && world.disk.is_empty() && !world.pinned);
}

#[test]
fn the_corner_is_locked_again_when_staff_have_gone() {
    let mut world = inside(AT_THE_DOOR);
    world.tap(Action::Home).is_at_rest();
    knocks(&mut world);
    world.sees(Say::PinHeading);

    let mut forgotten = inside(AT_THE_DOOR);
    forgotten.tap(corner(Corner::Status)).pass(300).sees(Say::StillThere).pass(60).is_at_rest();
    knocks(&mut forgotten);
    forgotten.sees(Say::PinHeading);
}

#[test]
fn todays_counts_stand_in_the_corner() {
    let mut world = World::new(AT_THE_DOOR, one());
    world.tap(Ask::CheckIn).tap(Ask::WalkIn).tap(Ask::Category(None)).tap(Ask::PeopleMenu);
    world.tap(Ask::People(3)).tap(Ask::Alike(true)).tap(Ask::Submit).tap(Ask::Finish);
    enters(&mut world);
    world.sees(HERE).sees("3人");
    let mut nothing = inside(BEFORE);
    nothing.sees(Say::NothingToday);
}

#[test]
fn nothing_is_counted_below_nought_and_nothing_corrected_by_nought() {
    let mut world = inside(AT_THE_DOOR);
    world.tap(corner(Corner::Correct)).tap(corner(Corner::Count(Counted::Came)));
    world.tap(corner(Corner::By(-10))).tap(corner(Corner::Choose)).misses(Say::ReasonHeading);
    world.tap(Action::Back).tap(Action::Back).sees(Say::CornerHeading);
    assert!(world.disk.is_empty());
}

#[test]
fn the_reception_is_pinned_and_unpinned() {
    let mut world = inside(AT_THE_DOOR);
    world.tap(corner(Corner::Pin)).sees(Say::ReceptionHeading).is_at_rest();
    assert!(world.pinned, "kept over a restart");
    world.restarts().sees(Say::ReceptionHeading);
    enters(&mut world);
    world.tap(corner(Corner::Unpin)).misses(Say::ReceptionHeading).is_at_rest();
    assert!(!world.pinned);
}

#[test]
fn staff_see_how_things_are() {
    let mut world = inside(AT_THE_DOOR);
    world.send(Event::Outbox(Outbox { waiting: 3, parked: 1 }));
    let source = SourceState { name: "calendar".to_owned(), confirmed: Some(world.now), failing: true };
    world.send(Event::Sources(vec![source])).tap(corner(Corner::Status)).sees("calendar");
    world.sees(Say::DeskOpen).sees(Say::SourceFailing).sees("3件").tap(Action::Back);
    world.closes().tap(corner(Corner::Status)).sees("the disk is full");
}

#[test]
fn staff_restart_and_leave_full_screen() {
    let mut world = inside(AT_THE_DOOR);
    world.asked_for.clear();
    world.tap(corner(Corner::Restart)).tap(corner(Corner::LeaveFullscreen));
    assert_eq!(world.asked_for, [Effect::Restart, Effect::LeaveFullscreen]);
}

#[test]
fn the_corner_does_not_stay_open_behind_the_reception() {
    let mut world = inside(AT_THE_DOOR);
    world.key("c").sees(Say::ReceptionHeading).key("escape").misses(Say::CornerHeading);
    world.wait_ms(600).taps_what_was_there(corner(Corner::Status)).misses(Say::DeskOpen);
}

#[test]
fn a_count_is_corrected_with_a_reason_and_the_records_stay() {
    let mut world = inside(AT_THE_DOOR);
    world.tap(corner(Corner::Correct)).sees(Say::WhichCountHeading);
    world.tap(corner(Corner::Count(Counted::Came))).tap(corner(Corner::By(10))).tap(corner(Corner::By(-1)));
    world.tap(corner(Corner::By(1)));
    world.tap(corner(Corner::Choose)).sees(Say::ReasonHeading);
    assert!(world.disk.is_empty());
    world.tap(corner(Corner::Reason(Reason::OnPaper))).sees(Say::Corrected).sees(Say::CornerHeading);
    let what = world.disk[0].what.clone();
    assert_eq!(what, What::Corrected { count: Counted::Came, by: 10, reason: Reason::OnPaper });
    assert_eq!(world.tally(HERE).came, 10);
    // And the registrations.
    world.tap(corner(Corner::Correct)).tap(corner(Corner::Count(Counted::Registered(Way::Online))));
    world.tap(corner(Corner::By(1))).tap(corner(Corner::Choose));
    world.tap(corner(Corner::Reason(Reason::Elsewhere))).sees(Say::Corrected);
    assert_eq!(world.tally(HERE).registered[&Way::Online], 1);
}

/// The simulated world found that it did: the wish was taken on any screen of staff.
#[test]
fn a_reason_that_is_tapped_again_where_the_counts_stand_again_corrects_nothing() {
    let mut world = inside(AT_THE_DOOR);
    world.tap(corner(Corner::Correct)).tap(corner(Corner::Count(Counted::Came))).tap(corner(Corner::By(1)));
    world.tap(corner(Corner::Choose)).tap(corner(Corner::Reason(Reason::OnPaper))).sees(Say::Corrected);
    for late in [Corner::Reason(Reason::OnPaper), Corner::By(1), Corner::Choose, Corner::Count(Counted::Came)]
    {
        world.wait_ms(700).taps_what_was_there(corner(late)).sees(Say::CornerHeading);
    }
    assert_eq!(world.disk.len(), 1);
}

#[test]
fn of_several_meetings_of_the_day_each_can_be_corrected() {
    let mut programme = one();
    programme.meetings.push(meeting("お茶の会", "2026-12-17T10:00", 1, Mode::Venue));
    let mut world = World::new("2026-12-17T10:30:00", programme);
    enters(&mut world);
    for name in [HERE, "お茶の会", HERE] {
        world.tap(corner(Corner::Correct)).tap(corner(Corner::Meeting(name.to_owned()))).sees(name);
        world.tap(corner(Corner::Count(Counted::Came))).tap(corner(Corner::By(1)));
        world.tap(corner(Corner::Choose)).tap(corner(Corner::Reason(Reason::Recounted))).sees(Say::Corrected);
    }
    assert_eq!((world.tally(HERE).came, world.tally("お茶の会").came), (2, 1));
}

#[test]
fn a_pin_whose_answer_comes_late_opens_the_corner_to_nobody_else() {
    let mut world = World::new(BEFORE, one());
    world.answers_pin = false;
    knocks(&mut world);
    world.types("2468").tap(corner(Corner::Enter)).tap(Action::Home);
    knocks(&mut world);
    world.send(Event::PinChecked(Pin::Right)).sees(Say::PinHeading).misses(Say::CornerHeading);
    // Nor does one that nobody asked for.
    world.types("1111").send(Event::PinChecked(Pin::Right)).sees(Say::PinHeading);
    // One at a time is tried.
    world.asked_for.clear();
    world.tap(corner(Corner::Enter)).types("2222").tap(corner(Corner::Enter));
    assert_eq!(world.asked_for, [Effect::CheckPin("1111".to_owned())]);
    world.send(Event::PinChecked(Pin::Right)).sees(Say::CornerHeading);
}

#[test]
fn a_reception_pinned_while_the_store_was_closed_stays_pinned() {
    let mut world = inside(AT_THE_DOOR);
    world.closes().keeps_pinned = false;
    world.tap(corner(Corner::Pin)).keeps_pinned = true;
    assert!(!world.pinned, "the store was not there");
    world.opens().sees(Say::ReceptionHeading).is_at_rest();
    assert!(world.pinned, "it was told again");
}
