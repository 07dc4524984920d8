//! What somebody met before the real program who only hears: fingers as a window reports them, a voice that
//! takes its time, an emergency, a pause, headphones.

use hiroba::domain::notice::{AlertInfo, AlertStatus, Emergency};
use hiroba::domain::programme::Programme;
use hiroba::domain::speech::{Headphones, Report};
use hiroba::domain::text::Lang;
use hiroba::kiosk::core::Event;
use hiroba::view::words::Say;
use hiroba::view::{Action, Aloud, Ask, Light};
use jiff::{SignedDuration, Timestamp};

use crate::aloud::{say, says, world_with};
use crate::world::{World, one};

impl World {
    /// A finger as the window reports it: it comes down, and a tenth of a second later it goes up.
    fn finger(&mut self, action: Action) -> &mut World {
        self.send(Event::Touched(None)).wait_ms(100).send(Event::Act(action))
    }

    fn emergency_begins(&mut self) -> &mut World {
        let programme = alarmed(self.now);
        self.programme_becomes(programme)
    }
}

fn alarmed(now: Timestamp) -> Programme {
    let info = |lang, headline: &str| AlertInfo {
        lang,
        headline: headline.to_owned(),
        description: String::new(),
        instruction: String::new(),
    };
    let mut programme = one();
    programme.emergencies.push(Emergency {
        identifier: "1".to_owned(),
        sent: now,
        status: AlertStatus::Actual,
        effective: None,
        expires: now + SignedDuration::from_hours(1),
        infos: vec![info(Lang::JA, "地震です"), info(Lang::EN, "Earthquake")],
    });
    programme
}

/// It reads aloud, and whoever began it is before it.
fn listening() -> World {
    let mut world = world_with("");
    world.aloud(Aloud::Start).says_to_its_end().wait_ms(1_000).heard();
    world
}

/// Regression: the second press of a tremble silenced the name, and the touch after it acted on what nobody had
/// heard.
#[test]
fn a_finger_that_trembles_hears_the_name_to_its_end() {
    let mut world = listening();
    world.finger(Action::Schedule).wait_ms(150).finger(Action::Schedule);
    let heard = world.heard();
    assert!(says(&heard, &say(Say::Schedule)), "{heard:?}");
    assert!(!heard.contains(&"hush".to_owned()), "{heard:?}");
    assert_eq!(world.shown().view.focus, Some(Action::Schedule), "it stands on what is being said");
    assert!(world.is_on_resting_screen());
}

#[test]
fn nothing_is_done_before_its_name_began_to_be_heard() {
    let mut world = listening();
    world.finger(Action::Schedule);
    let (id, _) = world.speech();
    world.wait_ms(700).finger(Action::Schedule);
    assert!(world.is_on_resting_screen(), "not a sound has come yet");
    assert!(!world.heard().contains(&"hush".to_owned()), "and it is still to come");
    world.send(Event::Voice(Report::Started { id, index: 0 })).wait_ms(700).finger(Action::Schedule);
    assert!(!world.is_on_resting_screen());
}

#[test]
fn a_voice_that_reports_nothing_makes_no_button_a_dead_one() {
    let mut world = listening();
    world.finger(Action::Schedule).wait_ms(6_000).finger(Action::Schedule);
    assert!(!world.is_on_resting_screen());
}

/// Regression: a new screen that was being read was silenced by the second tap of a tremble.
#[test]
fn a_key_that_trembles_does_not_silence_what_the_first_one_asked_for() {
    let mut world = world_with("");
    world.key("f2").key("tab").heard();
    world.key("enter").heard();
    world.wait_ms(-450).key("enter");
    assert_eq!(world.heard(), Vec::<String>::new());
}

/// Regression: a screen that somebody had made black stayed black while the sign had an emergency to show.
#[test]
fn an_emergency_opens_the_curtain() {
    let mut world = listening();
    world.key("f7");
    assert_eq!(world.shown().view.light, Light::Dark);
    world.emergency_begins();
    assert_eq!(world.shown().view.light, Light::Full);
    world.key("f7");
    assert_eq!(world.shown().view.light, Light::Full, "nor can it be closed meanwhile");
    world.programme_becomes(one());
    assert_eq!(world.shown().view.light, Light::Full, "and it stays open");
}

/// Regression: each turn of an emergency was said, and each time it was said counted as somebody being there: the
/// visit of who had run outside never ended.
#[test]
fn what_is_said_by_itself_keeps_nobodys_visit_alive() {
    for emergency in [false, true] {
        let mut world = listening();
        if emergency {
            world.emergency_begins();
        }
        for _ in 0..60 {
            world.pass(10);
            if world.has_said_something() {
                world.says_to_its_end();
                world.heard();
            }
        }
        assert!(!world.is_visited(), "ten minutes without a hand, emergency: {emergency}");
    }
}

/// Regression: whoever had paused the voice was told nothing any more.
#[test]
fn whoever_holds_the_voice_is_told_of_an_emergency_and_of_its_end() {
    let mut world = world_with("");
    world.key("f2").key("f2");
    assert_eq!(world.heard().last().map(String::as_str), Some("pause"));
    world.pass(20).emergency_begins();
    let heard = world.heard();
    assert!(says(&heard, "地震です"), "{heard:?}");
    world.key("f2");
    assert_eq!(world.heard(), ["pause"]);
    world.programme_becomes(one());
    assert!(says(&world.heard(), "場をひろげる"), "it is over");
}

#[test]
fn whoever_holds_the_voice_is_asked_aloud_before_they_are_thought_gone() {
    let mut world = world_with("");
    world.key("f2").key("r").key("f2").heard();
    world.pass(310);
    let heard = world.heard();
    assert!(says(&heard, &say(Say::StillThere)), "{heard:?}");
}

#[test]
fn what_is_held_waits_as_long_as_a_pause() {
    let mut world = world_with("");
    world.key("f2").key("f2").heard();
    world.pass(290);
    assert!(world.is_visited());
    world.key("f2");
    assert_eq!(world.heard(), ["resume"]);
    world.key("f2").pass(600).is_at_rest();
}

/// Regression: a USB card that was pulled out took the headphones along, and the loudspeaker went on with what
/// was somebody's own.
#[test]
fn headphones_that_nobody_knows_of_any_more_are_silence() {
    let mut world = world_with("");
    world.headphones(Headphones::Unplugged).headphones(Headphones::Plugged);
    world.heard();
    world.headphones(Headphones::Unknown);
    assert_eq!(world.heard(), ["hush", "reset"]);
}

#[test]
fn whoever_plugs_headphones_in_is_told_of_keys_and_of_touching() {
    let mut world = world_with("");
    world.headphones(Headphones::Unplugged).headphones(Headphones::Plugged);
    let heard = world.heard();
    let place = |key: Say| {
        let sentence = say(key);
        let first = sentence.split(['。', '、']).next().unwrap().to_owned();
        heard.iter().position(|said| said.replace(' ', "").contains(&first))
    };
    let (keys, touch) = (place(Say::SpokenHintKeys), place(Say::SpokenHintTouch));
    assert!(keys.is_some() && touch.is_some() && keys < touch, "{heard:?}");
    // Whoever began it with a finger has one.
    let mut world = world_with("");
    world.aloud(Aloud::Start);
    let heard = world.heard();
    assert!(!says(&heard, "矢印のキーで") && says(&heard, "ボタンにさわると"), "{heard:?}");
}

/// Regression: the last word could not be stopped.
#[test]
fn the_last_word_ends_at_a_key_too() {
    let mut world = world_with("");
    world.aloud(Aloud::Start).touch_twice(Action::Aloud(Aloud::Menu));
    world.touch_twice(Action::Aloud(Aloud::Stop));
    assert!(says(&world.heard(), &say(Say::SpokenBye)));
    world.key("right");
    assert_eq!(world.heard(), ["hush"]);
    world.key("right");
    assert_eq!(world.heard(), Vec::<String>::new(), "nothing is being said any more");
}

/// Regression: louder at the top was silence, and it cut what was being said.
#[test]
fn a_key_that_can_do_no_more_says_how_it_is() {
    let mut world = world_with("");
    world.key("f2");
    for (key, most) in [("f6", "5段階の5"), ("f4", "7段階の7")] {
        for _ in 0..9 {
            world.key(key);
        }
        world.heard();
        world.key(key);
        assert!(says(&world.heard(), most), "{key}");
    }
}

/// Regression: the name of these screens was said as their title and once more as what stands in the ring.
#[test]
fn the_name_of_a_screen_is_heard_once() {
    let count = |heard: &[String], name: &str| {
        let name = name.replace(' ', "");
        heard.iter().filter(|said| said.replace(' ', "") == name).count()
    };
    for (menu, name) in
        [(Action::LanguageMenu, Say::LanguageHeading), (Action::Aloud(Aloud::Menu), Say::VoiceHeading)]
    {
        let mut world = listening();
        world.touch_twice(menu);
        let heard = world.heard();
        assert_eq!(count(&heard, &say(name)), 1, "{heard:?}");
    }
    let mut world = listening();
    world.emergency_begins();
    let heard = world.heard();
    assert_eq!(count(&heard, &say(Say::EmergencyKicker)), 1, "{heard:?}");
}

/// On the reception a screen may be black at night: a hand that comes finds light and does nothing unseen.
#[test]
fn the_first_touch_on_a_black_screen_only_wakes_it() {
    let night = "[[quiet]]\nfrom = \"00:00\"\nto = \"23:59\"\nscreen = \"dark\"\n";
    let woken = |world: &World| {
        assert_eq!(world.shown().view.light, Light::Full);
        assert!(world.is_on_resting_screen());
        assert!(!world.asked_for.contains(&hiroba::kiosk::core::Effect::Call));
    };
    let dark = || {
        let mut world = world_with(night);
        world.send(Event::Tick);
        assert_eq!(world.shown().view.light, Light::Dark);
        world
    };
    let mut world = dark();
    world.finger(Action::Staff);
    woken(&world);
    world.wait_ms(600).finger(Action::Staff);
    assert!(!world.is_on_resting_screen(), "the next one is seen");
    // A touch that the window reports by its end alone.
    let mut world = dark();
    world.send(Event::Act(Action::Staff));
    woken(&world);
    for key in ["r", "enter", "tab", "f9"] {
        let mut world = dark();
        world.key(key);
        woken(&world);
        assert_eq!(world.shown().view.focus, None, "{key}");
    }
    // Keys that are found by touch do what they do for whoever needs no light.
    let mut world = dark();
    world.key("f2");
    assert!(says(&world.heard(), "場をひろげる"));
}

/// A scanner needs no light either.
#[test]
fn a_scanner_is_understood_in_the_dark() {
    let night = "[[quiet]]\nfrom = \"00:00\"\nto = \"23:59\"\nscreen = \"dark\"\n";
    let mut world = World::with(night, crate::world::AT_THE_DOOR, one());
    world.send(Event::Touched(None));
    world.registers(hiroba::domain::attendance::Way::Venue);
    let receipt = world.receipt();
    world.tap(Ask::Finish).pass(600);
    assert_eq!(world.shown().view.light, Light::Dark);
    world.scans(&receipt).sees(Say::CheckedIn);
}
