//! What others in the room hear while somebody uses the loudspeaker (ACCESSIBILITY row 17): nothing by
//! which two people with different answers, or with different numbers, could be told apart.

use hiroba::domain::attendance::{Feeling, Way};
use hiroba::domain::speech::{Headphones, Report};
use hiroba::kiosk::core::{Effect, Event};
use hiroba::view::words::Say;
use hiroba::view::{Action, Aloud, Ask};

use crate::aloud::{BOTH, say, says, world_with};
use crate::world::{AFTER, AT_THE_DOOR, BEFORE, World, category, one};

/// The figures as a voice says them, alone.
const FIGURES: [&str; 10] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

fn listening(at: &str) -> World {
    let mut world = World::new(at, one());
    world.send(Event::Voices(BOTH)).aloud(Aloud::Start);
    world
}

/// The first sentence of something that is said.
fn begins(key: Say) -> String {
    say(key).split('。').next().unwrap().to_owned()
}

impl World {
    /// With one switch, and hearing all of it before the frame goes on.
    #[track_caller]
    fn by_switch_and_ear(&mut self, wish: Ask) -> &mut World {
        let action = Action::Attend(wish);
        if self.framed().is_empty() {
            self.key("f9");
        }
        for _ in 0..400 {
            let framed = self.framed();
            if framed.contains(&action) {
                self.key("f9");
                if framed == [action.clone()] {
                    return self;
                }
            }
            let speech = self.asked_for.iter().rev().find_map(|effect| match effect {
                Effect::Speak { id, .. } => Some(*id),
                _ => None,
            });
            if let Some(id) = speech {
                self.send(Event::Voice(Report::Finished { id }));
            }
            self.wait_ms(1_000).send(Event::Tick);
        }
        panic!("the frame does not come to {action:?}");
    }
}

/// Whether some figure was said by itself.
fn tells_a_figure(heard: &[String]) -> bool {
    heard.iter().any(|said| FIGURES.contains(&said.trim_matches(['、', '。', ' '])))
}

fn names(heard: &[String]) -> Vec<&str> {
    ["当事者", "家族", "その他", "学生"].into_iter().filter(|name| says(heard, name)).collect()
}

/// Regression: a touch on the pad said the figure, and then it was entered.
#[test]
fn two_numbers_sound_the_same_when_they_are_touched() {
    let by_touch = |digits: &[u8]| {
        let mut world = listening(AT_THE_DOOR);
        world.touch_twice(Ask::CheckIn).touch_twice(Ask::HaveReceipt);
        let whole = world.heard();
        assert!(says(&whole, &begins(Say::SpokenFiguresPrivate)), "it says why, once: {whole:?}");
        for digit in digits {
            world.touch_twice(Ask::Digit(*digit));
        }
        // A finger that only looks for the next.
        world.wait_ms(1_000).taps_what_was_there(Ask::Digit(digits[0]));
        world.heard()
    };
    let (one, other) = (by_touch(&[4, 7, 1]), by_touch(&[0, 3, 9]));
    assert_eq!(one, other);
    assert!(says(&one, "8けたのうち、3けた") && says(&one, &say(Say::SpokenSecretFigure)), "{one:?}");
    assert!(!tells_a_figure(&one) && !says(&one, &begins(Say::SpokenFiguresPrivate)), "{one:?}");
}

#[test]
fn the_pin_of_staff_is_not_told_to_the_room_either() {
    let mut world = listening(BEFORE);
    world.key("f12");
    world.sees(Say::PinHeading).heard();
    for digit in [2, 4, 6] {
        world.touch_twice(Ask::Digit(digit));
    }
    let heard = world.heard();
    assert!(!tells_a_figure(&heard), "{heard:?}");
    assert!(says(&heard, "4けたのうち、3けた"), "{heard:?}");
}

#[test]
fn the_pad_is_silent_about_figures_by_keys_and_by_one_switch() {
    let mut world = listening(AT_THE_DOOR);
    world.touch_twice(Ask::CheckIn).touch_twice(Ask::HaveReceipt).heard();
    for _ in 0..14 {
        world.key("tab");
    }
    world.key("up").key("enter").types("23");
    let heard = world.heard();
    assert!(!tells_a_figure(&heard) && says(&heard, "けた"), "{heard:?}");
    assert!(says(&heard, &say(Say::EraseOne)), "what is no figure is said: {heard:?}");
    let mut world = listening(AT_THE_DOOR);
    world.touch_twice(Ask::CheckIn).touch_twice(Ask::HaveReceipt).heard();
    world.by_switch_and_ear(Ask::Digit(3)).by_switch_and_ear(Ask::Digit(8));
    let heard = world.heard();
    assert!(!tells_a_figure(&heard) && says(&heard, "8けたのうち、2けた"), "{heard:?}");
    assert!(!heard.iter().any(|said| said.contains(|c: char| "12345".contains(c)) && !said.contains("けた")));
}

/// Regression: the last name that was said before the next screen was the category.
#[test]
fn two_categories_sound_the_same_when_they_are_touched() {
    let by_touch = |chosen: &str| {
        let mut world = listening(BEFORE);
        world.touch_twice(Ask::Register).touch_twice(Ask::Way(Way::Venue));
        let whole = world.heard();
        assert_eq!(names(&whole), ["当事者", "家族", "その他"], "all of them are read, for everybody alike");
        assert!(says(&whole, &begins(Say::SpokenAnswersPrivate)), "{whole:?}");
        // Looks at another, and chooses.
        world.wait_ms(1_000).taps_what_was_there(category("その他"));
        world.touch_twice(category(chosen)).touch_twice(Ask::Submit);
        world.heard()
    };
    let (one, other) = (by_touch("当事者"), by_touch("家族"));
    assert_eq!(one, other);
    assert_eq!(names(&one), Vec::<&str>::new(), "{one:?}");
    assert!(says(&one, &say(Say::SpokenSecretAnswer)), "{one:?}");
}

#[test]
fn not_to_answer_has_a_name_that_everybody_may_hear() {
    let mut world = listening(BEFORE);
    world.touch_twice(Ask::Register).touch_twice(Ask::Way(Way::Venue)).heard();
    world.touch_twice(Ask::Category(None));
    let heard = world.heard();
    assert!(says(&heard, &say(Say::NotSaying)), "{heard:?}");
}

#[test]
fn a_category_is_chosen_by_keys_or_one_switch_without_the_room() {
    let mut world = listening(BEFORE);
    world.touch_twice(Ask::Register).touch_twice(Ask::Way(Way::Venue)).heard();
    world.key("tab").key("tab").key("enter").sees(Say::ConfirmRegistration);
    assert_eq!(names(&world.heard()), Vec::<&str>::new(), "by keys");
    let mut world = listening(BEFORE);
    world.touch_twice(Ask::Register).touch_twice(Ask::Way(Way::Venue)).heard();
    world.by_switch_and_ear(category("家族")).sees(Say::ConfirmRegistration);
    assert_eq!(names(&world.heard()), Vec::<&str>::new(), "by one switch");
}

/// One more question, for its kind, told the category; and so did coming back to what was chosen.
#[test]
fn neither_what_follows_nor_the_way_back_tells_a_category() {
    let chosen = |answer: &str| {
        let mut world = listening(BEFORE);
        world.touch_twice(Ask::Register).touch_twice(Ask::Way(Way::Venue)).heard();
        world.touch_twice(category(answer)).sees(Say::ConfirmRegistration);
        let mut heard = world.heard();
        // With the keys one stands on what was chosen. The question is read with all its answers, for everybody.
        world.wait_ms(1_000).key("escape").sees(Say::WhoHeading).heard();
        world.key("tab");
        heard.extend(world.heard());
        assert_eq!(names(&heard), Vec::<&str>::new(), "{heard:?}");
        heard
    };
    assert_eq!(chosen("その他"), chosen("当事者"), "one has kinds, the other has none");
    // Who hears it alone is asked, and so is who hears nothing.
    let mut world = world_with("");
    world.headphones(Headphones::Unplugged).headphones(Headphones::Plugged);
    world.touch_twice(Ask::Register).touch_twice(Ask::Way(Way::Venue)).touch_twice(category("その他"));
    world.sees(Say::KindHeading);
}

#[test]
fn how_it_was_is_nobodys_business_either() {
    let by_touch = |feeling: Feeling| {
        let mut world = World::new(AFTER, one());
        world.asks_how_it_was().send(Event::Voices(BOTH)).aloud(Aloud::Start).heard();
        world.touch_twice(Ask::Feel(feeling)).sees(Say::Felt);
        world.heard()
    };
    assert_eq!(by_touch(Feeling::Tired), by_touch(Feeling::Enjoyed));
}

#[test]
fn with_headphones_every_name_and_every_figure_is_said() {
    let mut world = world_with("");
    world.headphones(Headphones::Unplugged).headphones(Headphones::Plugged);
    world.touch_twice(Ask::Register).touch_twice(Ask::Way(Way::Venue)).heard();
    world.wait_ms(1_000).taps_what_was_there(category("家族"));
    let heard = world.heard();
    assert_eq!(names(&heard), ["家族"], "{heard:?}");
    let mut world = World::new(AT_THE_DOOR, one());
    world.send(Event::Voices(BOTH)).headphones(Headphones::Unplugged).headphones(Headphones::Plugged);
    world.touch_twice(Ask::CheckIn).touch_twice(Ask::HaveReceipt).heard();
    world.wait_ms(1_000).taps_what_was_there(Ask::Digit(7));
    let heard = world.heard();
    assert!(says(&heard, "7") && !says(&heard, &say(Say::SpokenSecretFigure)), "{heard:?}");
}
