//! Whoever does not see the screen hears it (ACCESSIBILITY rows 16 and 17): what is said, when it ends,
//! and what others in the room never hear.

use hiroba::domain::attendance::Way;
use hiroba::domain::speech::{Headphones, Order, Report, SpeechId, Trouble};
use hiroba::domain::text::Lang;
use hiroba::kiosk::core::{Effect, Event, Offer};
use hiroba::view::spoken::{Part, Utterance};
use hiroba::view::words::{Say, Words};
use hiroba::view::{Action, Aloud, Ask, Light};

use crate::world::{AT_THE_DOOR, BEFORE, HERE, World, category, one};

pub(crate) const BOTH: Offer = Offer { japanese: true, others: true };

/// A screen that can speak, and what has been heard of it.
fn world() -> World {
    world_with("")
}

pub(crate) fn world_with(settings: &str) -> World {
    let mut world = World::with(settings, BEFORE, one());
    world.send(Event::Voices(BOTH));
    world
}

impl World {
    /// What has been asked of the voice since the last look, in words: "hush", or what was said.
    pub(crate) fn heard(&mut self) -> Vec<String> {
        let asked = std::mem::take(&mut self.asked_for);
        let (voice, others): (Vec<Effect>, Vec<Effect>) =
            asked.into_iter().partition(|effect| matches!(effect, Effect::Speak { .. } | Effect::Voice(_)));
        self.asked_for = others;
        voice
            .into_iter()
            .flat_map(|effect| match effect {
                Effect::Speak { utterances, .. } => utterances.into_iter().map(|said| said.text).collect(),
                Effect::Voice(order) => vec![format!("{order:?}").to_lowercase()],
                other => panic!("{other:?} is not of the voice"),
            })
            .collect()
    }

    /// The last speech that was asked for.
    #[track_caller]
    pub(crate) fn speech(&self) -> (SpeechId, Vec<Utterance>) {
        let spoken = self.asked_for.iter().rev().find_map(|effect| match effect {
            Effect::Speak { id, utterances } => Some((*id, utterances.clone())),
            _ => None,
        });
        spoken.expect("nothing was said")
    }

    /// Whether there is a speech that was not looked at.
    pub(crate) fn has_said_something(&self) -> bool {
        self.asked_for.iter().any(|effect| matches!(effect, Effect::Speak { .. }))
    }

    /// The first sound of what was asked for last goes out.
    fn begins_to_say(&mut self) -> &mut World {
        if !self.has_said_something() {
            return self;
        }
        let (id, _) = self.speech();
        self.send(Event::Voice(Report::Started { id, index: 0 }))
    }

    pub(crate) fn says_to_its_end(&mut self) -> &mut World {
        let (id, _) = self.speech();
        self.send(Event::Voice(Report::Started { id, index: 0 }));
        self.send(Event::Voice(Report::Finished { id }))
    }

    pub(crate) fn aloud(&mut self, wish: Aloud) -> &mut World {
        self.tap(Action::Aloud(wish))
    }

    /// Two touches, as while it reads aloud: the first says what it is, the second acts.
    pub(crate) fn touch_twice(&mut self, action: impl Into<crate::world::Wished>) -> &mut World {
        let crate::world::Wished(action) = action.into();
        self.wait_ms(1_000).send(Event::Act(action.clone())).begins_to_say();
        self.wait_ms(1_000).send(Event::Act(action))
    }

    pub(crate) fn headphones(&mut self, are: Headphones) -> &mut World {
        self.send(Event::Voice(Report::Headphones(are)))
    }
}

pub(crate) fn say(key: Say) -> String {
    Words::of(Lang::JA).one_line(&Words::of(Lang::JA).say(key)).text().replace(' ', "")
}

/// Whether some of what was heard says this, whatever blanks stand in it.
pub(crate) fn says(heard: &[String], text: &str) -> bool {
    heard.iter().any(|said| said.replace(' ', "").contains(&text.replace(' ', "")))
}

/// A number as it is heard.
fn figures(receipt: &str) -> String {
    let names = ["ゼロ", "イチ", "ニー", "サン", "ヨン", "ゴー", "ロク", "ナナ", "ハチ", "キュー"];
    let digits: Vec<&str> =
        receipt.chars().filter_map(|c| names.get(c.to_digit(10)? as usize).copied()).collect();
    assert_eq!(digits.len(), 8);
    format!("{}、{}", digits[..4].concat(), digits[4..].concat())
}

#[test]
fn it_never_speaks_by_itself() {
    let mut world = world();
    world.tap(Ask::Register).tap(Action::Back).key("tab").pass(3_600);
    assert_eq!(world.heard(), Vec::<String>::new());
}

#[test]
fn a_button_in_its_place_on_every_screen_begins_it_and_all_of_the_screen_is_heard() {
    let mut world = world();
    assert!(world.offered().contains(&Action::Aloud(Aloud::Start)));
    world.aloud(Aloud::Start);
    let (_, said) = world.speech();
    let parts: Vec<&Part> = said.iter().map(|said| &said.part).collect();
    assert_eq!(parts[0], &Part::Title);
    assert!([Part::Content, Part::Header, Part::Help].iter().all(|part| parts.contains(&part)));
    for action in world.offered() {
        assert!(said.iter().any(|said| said.part == Part::Choice(action.clone())), "{action:?} is not heard");
    }
    assert!(world.offered().contains(&Action::Aloud(Aloud::Menu)), "how it speaks, in the same place");
}

#[test]
fn without_a_voice_there_is_no_button_and_nothing_is_said() {
    let mut world = World::new(BEFORE, one());
    assert!(!world.offered().iter().any(|action| matches!(action, Action::Aloud(_))));
    world.key("f2").headphones(Headphones::Unplugged).headphones(Headphones::Plugged);
    assert_eq!(world.heard(), Vec::<String>::new());
    // Japanese is missing, and other languages can be heard.
    world.send(Event::Voices(Offer { japanese: false, others: true }));
    assert!(!world.offered().contains(&Action::Aloud(Aloud::Start)));
    world.tap(Action::LanguageMenu).tap(Action::SetLanguage(Lang::KO));
    assert!(world.offered().contains(&Action::Aloud(Aloud::Start)));
}

#[test]
fn whatever_somebody_does_ends_what_is_being_said() {
    for act in [Event::Touched(None), Event::Touched(Some((5.0, 5.0))), Event::Act(Action::Schedule)] {
        let mut world = world();
        world.aloud(Aloud::Start);
        world.heard();
        world.wait_ms(1_000).send(act.clone());
        assert_eq!(world.heard().first().map(String::as_str), Some("hush"), "{act:?}");
    }
    let mut world = world();
    world.aloud(Aloud::Start);
    world.heard();
    world.key("right");
    assert_eq!(world.heard().first().map(String::as_str), Some("hush"), "a key");
}

#[test]
fn a_first_touch_says_what_lies_under_the_finger_and_a_second_acts() {
    let mut world = world();
    world.aloud(Aloud::Start).wait_ms(1_000);
    world.heard();
    world.send(Event::Act(Action::Schedule)).begins_to_say();
    let heard = world.heard();
    assert!(says(&heard, &say(Say::Schedule)), "{heard:?}");
    assert!(world.is_on_resting_screen(), "a first touch does nothing else");
    world.wait_ms(1_000).send(Event::Act(Action::Schedule));
    assert!(!world.is_on_resting_screen());
    assert!(says(&world.heard(), &say(Say::ScheduleTitle)));
    // Another button in between begins anew.
    for action in [Action::Home, Action::Staff, Action::Home] {
        world.wait_ms(1_000).send(Event::Act(action)).begins_to_say();
    }
    assert!(!world.is_on_resting_screen());
}

#[test]
fn a_touch_beside_the_buttons_reads_what_stands_there_and_elsewhere_everything() {
    let mut world = world();
    world.aloud(Aloud::Start).wait_ms(1_000);
    world.heard();
    let theme = world.shown().sheet.said.iter().find(|said| said.label.contains("場をひろげる")).cloned();
    let (x, y) = theme.expect("the theme stands on the board").rect.centre();
    world.send(Event::Touched(Some((x, y))));
    assert_eq!(world.heard(), ["hush", "場をひろげる"]);
    world.wait_ms(1_000).send(Event::Touched(Some((1.0, 1.0))));
    assert!(world.heard().len() > 10, "all of it once more");
}

#[test]
fn keys_are_told_where_they_stand() {
    let mut world = world();
    world.key("f2").wait_ms(1_000);
    world.heard();
    world.key("tab");
    let heard = world.heard();
    assert_eq!((heard.first().map(String::as_str), heard.len()), (Some("hush"), 2), "{heard:?}");
    assert!(says(&heard, &say(Say::Register)), "{heard:?}");
    world.key("enter");
    let heard = world.heard();
    assert!(says(&heard, &say(Say::HowHeading)), "{heard:?}");
}

#[test]
fn the_key_holds_goes_on_and_says_it_again() {
    let mut world = world();
    world.key("f2");
    let first = world.heard();
    world.key("f2");
    assert_eq!(world.heard(), ["pause"]);
    world.pass(30).key("f2");
    assert_eq!(world.heard(), ["resume"]);
    world.key("f2").key("f2").key("right");
    let (id, _) = world.speech();
    let heard = world.heard();
    assert_eq!(heard[..3], ["pause", "resume", "hush"], "any other key ends it");
    world.send(Event::Voice(Report::Finished { id })).key("f2");
    let again = world.heard();
    assert!(again.len() > first.len() / 2 && says(&again, "場をひろげる"), "{again:?}");
}

#[test]
fn slower_louder_and_a_black_screen_for_this_visit_only() {
    let mut world = world();
    world.aloud(Aloud::Start).touch_twice(Action::Aloud(Aloud::Menu));
    world.heard();
    world.touch_twice(Action::Aloud(Aloud::Slower));
    let heard = world.heard();
    assert!(heard.contains(&"slower".to_owned()) && says(&heard, "7段階の3"), "{heard:?}");
    world.touch_twice(Action::Aloud(Aloud::Louder)).touch_twice(Action::Aloud(Aloud::Louder));
    let heard = world.heard();
    assert_eq!(heard.iter().filter(|said| *said == "louder").count(), 2);
    assert!(says(&heard, "5段階の5"), "{heard:?}");
    world.touch_twice(Action::Aloud(Aloud::Curtain(true)));
    assert_eq!(world.shown().view.light, Light::Dark);
    assert!(says(&world.heard(), &say(Say::SpokenCurtainClosed)));
    world.key("f7");
    assert_eq!(world.shown().view.light, Light::Full);
    world.key("f7").pass(900).is_at_rest();
    let heard = world.heard();
    assert_eq!(heard[heard.len() - 2..], ["hush", "reset"], "{heard:?}");
    assert_eq!(world.shown().view.light, Light::Full);
    world.aloud(Aloud::Start);
    assert!(world.heard().len() > 10, "the next one begins anew");
}

#[test]
fn what_is_somebodys_own_is_not_said_to_the_room() {
    let mut world = world();
    world.aloud(Aloud::Start).touch_twice(Ask::Register).touch_twice(Ask::Way(Way::Online));
    assert!(says(&world.heard(), "当事者"), "what can be chosen is heard when it is asked");
    world.touch_twice(category("当事者"));
    let heard = world.heard();
    assert!(!says(&heard, "当事者") && says(&heard, "声に出しません"), "what was chosen is not: {heard:?}");
    world.touch_twice(Ask::Submit);
    let heard = world.heard();
    let receipt = world.receipt();
    assert!(says(&heard, &say(Say::RegisteredTitle)) && says(&heard, "声に出しません"), "{heard:?}");
    assert!(!says(&heard, &receipt) && !says(&heard, &figures(&receipt)), "{heard:?}");
    assert_eq!(world.tally(HERE).registered[&Way::Online], 1);
}

#[test]
fn with_headphones_the_receipt_is_heard_figure_by_figure() {
    for settings in ["", "[voice]\nprivate = true\n"] {
        let mut world = world_with(settings);
        world.headphones(Headphones::Unplugged);
        if settings.is_empty() {
            world.headphones(Headphones::Plugged);
            assert!(says(&world.heard(), "場をひろげる"), "plugging them in begins it");
        } else {
            world.aloud(Aloud::Start);
        }
        world.touch_twice(Ask::Register).touch_twice(Ask::Way(Way::Venue)).touch_twice(Ask::Category(None));
        world.touch_twice(Ask::Submit);
        let (heard, receipt) = (world.heard(), world.receipt());
        assert!(says(&heard, &figures(&receipt)), "{receipt} is not among {heard:?}");
    }
}

#[test]
fn typed_figures_are_counted_aloud_and_not_said() {
    let mut world = world();
    world.registers(Way::Venue);
    let receipt = world.receipt();
    world
        .tap(Ask::Finish)
        .comes_to(AT_THE_DOOR)
        .aloud(Aloud::Start)
        .touch_twice(Ask::CheckIn)
        .touch_twice(Ask::HaveReceipt);
    world.heard();
    for (n, digit) in receipt.chars().filter(char::is_ascii_digit).enumerate().take(7) {
        world.wait_ms(600).key(&digit.to_string());
        let heard = world.heard();
        assert!(says(&heard, &format!("8けたのうち、{}けた", n + 1)), "{heard:?}");
        assert!(!heard.iter().any(|said| said.trim() == digit.to_string()), "{heard:?}");
    }
}

#[test]
fn pulling_the_headphones_out_is_silence() {
    let mut world = world();
    world.headphones(Headphones::Unplugged).headphones(Headphones::Plugged);
    world.heard();
    world.headphones(Headphones::Unplugged);
    assert_eq!(world.heard(), ["hush", "reset"]);
    world.wait_ms(1_000).tap(Action::Schedule);
    assert_eq!(world.heard(), Vec::<String>::new());
    // Those that were there when the program started, or came back from where nobody knew, say nothing.
    let mut world = world_with("");
    world.headphones(Headphones::Plugged).headphones(Headphones::Unknown).headphones(Headphones::Plugged);
    assert_eq!(world.heard(), Vec::<String>::new());
}

#[test]
fn whoever_listens_is_there_and_is_asked_aloud_before_they_are_thought_gone() {
    let mut world = world();
    world.aloud(Aloud::Start).touch_twice(Ask::Register);
    for _ in 0..20 {
        // Twenty minutes of listening.
        world.pass(60);
        let (id, _) = world.speech();
        world.send(Event::Voice(Report::Started { id, index: 1 }));
    }
    world.sees(Say::HowHeading).says_to_its_end();
    world.heard();
    world.pass(310);
    assert!(says(&world.heard(), &say(Say::StillThere)), "it is asked aloud");
}

#[test]
fn the_end_of_a_visit_is_said_to_who_ends_it_and_to_an_empty_room_nothing() {
    let mut world = world();
    world.aloud(Aloud::Start).touch_twice(Ask::Register).touch_twice(Ask::Way(Way::Venue));
    world.touch_twice(Ask::Category(None)).touch_twice(Ask::Submit);
    world.heard();
    world.touch_twice(Ask::Finish).is_at_rest();
    let (id, _) = world.speech();
    assert!(says(&world.heard(), &say(Say::SpokenBye)));
    world.send(Event::Voice(Report::Finished { id })).wait_ms(2_000).tap(Action::Schedule);
    assert_eq!(world.heard(), Vec::<String>::new(), "the next one has not asked for it");
    world.aloud(Aloud::Start).pass(900).is_at_rest();
    assert!(!says(&world.heard(), &say(Say::SpokenBye)));
}

#[test]
fn a_voice_that_fails_gives_the_screen_back() {
    let mut world = world();
    world.aloud(Aloud::Start);
    world.key("f7");
    let (id, _) = world.speech();
    let trouble = Trouble::NoDevice { device: None, why: "it was pulled out".to_owned() };
    world.send(Event::Voice(Report::Failed { id, trouble }));
    assert_eq!(world.shown().view.light, Light::Full);
    assert!(!world.offered().iter().any(|action| matches!(action, Action::Aloud(_))));
    let said = Words::of(Lang::JA).say(Say::ReadAloudLater).text();
    assert_eq!(world.shown().announcement, said);
}

#[test]
fn a_frame_that_walks_waits_until_it_was_heard() {
    let mut world = world();
    world.aloud(Aloud::Start).says_to_its_end().key("f9");
    let (id, said) = world.speech();
    assert!(!said.is_empty());
    let framed = world.shown().view.framed;
    world.pass(30);
    assert_eq!(world.shown().view.framed, framed);
    world.send(Event::Voice(Report::Finished { id })).pass(5);
    assert_ne!(world.shown().view.framed, framed);
    assert_ne!(world.speech().0, id, "the next row is said");
}

/// Regression: a voice that had ended without a word held the frame for ever.
#[test]
fn a_frame_does_not_wait_for_a_voice_that_reports_nothing_any_more() {
    let mut world = world();
    world.aloud(Aloud::Start).says_to_its_end().key("f9");
    let (id, _) = world.speech();
    let framed = world.shown().view.framed;
    world.pass(40).send(Event::Voice(Report::Started { id, index: 3 })).pass(50);
    assert_eq!(world.shown().view.framed, framed, "it is being said all the while");
    world.pass(15);
    assert_ne!(world.shown().view.framed, framed);
}

#[test]
fn a_choice_of_language_is_heard_in_it() {
    let mut world = world();
    world.aloud(Aloud::Start).touch_twice(Action::LanguageMenu);
    let (_, said) = world.speech();
    let korean = said.iter().find(|said| said.part == Part::Choice(Action::SetLanguage(Lang::KO)));
    assert_eq!(korean.map(|said| said.lang), Some(Lang::KO), "each language names itself");
    world.touch_twice(Action::SetLanguage(Lang::EN));
    let (_, said) = world.speech();
    assert!(said.iter().filter(|said| said.lang == Lang::EN).count() > 5, "{said:?}");
}

/// Regression: reading aloud stayed on without a sound, and with it the first touch that only says.
#[test]
fn a_language_that_has_no_voice_ends_it_in_words_that_are_still_understood() {
    let mut world = world();
    world.send(Event::Voices(Offer { japanese: true, others: false }));
    world.aloud(Aloud::Start).touch_twice(Action::LanguageMenu);
    world.heard();
    world.touch_twice(Action::SetLanguage(Lang::KO)).says_to_its_end();
    let heard = world.heard();
    assert!(says(&heard, &say(Say::SpokenBye)), "{heard:?}");
    let later = Words::of(Lang::KO).say(Say::ReadAloudLater).text();
    assert_eq!(world.shown().announcement, later);
    world.wait_ms(1_000).send(Event::Act(Action::Schedule));
    assert!(world.heard().is_empty(), "one touch acts again, and is not said");
}

#[test]
fn nothing_asks_for_anything_but_speech() {
    let mut world = world();
    world.aloud(Aloud::Start).key("f3").key("f4").key("f5").key("f6");
    let orders: Vec<Order> = world
        .asked_for
        .iter()
        .filter_map(|effect| match effect {
            Effect::Voice(order) => Some(order.clone()),
            _ => None,
        })
        .filter(|order| *order != Order::Hush)
        .collect();
    assert_eq!(orders, [Order::Slower, Order::Faster, Order::Softer, Order::Louder]);
}

#[test]
fn names_are_said_as_staff_want_them_said() {
    let mut programme = one();
    programme.readings.insert("場", "ひろっぱ").unwrap();
    let mut world = World::new(BEFORE, programme);
    world.send(Event::Voices(BOTH)).aloud(Aloud::Start);
    assert!(says(&world.heard(), "ひろっぱをひろげる"));
}
