//! The sign as a state machine under a simulated clock: what shows, for how long, and what is
//! left when a visitor has gone. Nothing here waits, opens a window or reads a file.

#![cfg(feature = "kiosk")]

use std::path::Path;

use hiroba::config::{self, Config};
use hiroba::domain::display::{Colours, TextSize};
use hiroba::domain::meeting::{Meeting, Page, When};
use hiroba::domain::notice::{AlertInfo, AlertStatus, Emergency, Hours};
use hiroba::domain::programme::Programme;
use hiroba::domain::quiet::{Quiet, QuietScreen};
use hiroba::domain::text::{Lang, Phrase, Text};
use hiroba::domain::wording::Wording;
use hiroba::kiosk::core::{Event, Kiosk, Now, Shown, Stroke};
use hiroba::view::layout::Piece;
use hiroba::view::{Action, Board, Light, Slot};
use jiff::civil::time;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan, Zoned};

/// A kiosk, and the time that passes for it.
struct World {
    kiosk: Kiosk,
    now: Timestamp,
    sure: bool,
}

impl World {
    fn new(at: &str, programme: Programme) -> World {
        World::with("", at, programme)
    }

    fn with(settings: &str, at: &str, programme: Programme) -> World {
        // Attendance has its own tests; here it is the sign alone.
        let settings = format!("{settings}\n[attendance]\nenabled = false\n");
        let config = Config::parse(&settings, Path::new("kiosk.toml")).unwrap();
        let now = at.parse::<Zoned>().unwrap().timestamp();
        World { kiosk: Kiosk::new(config, programme, Now { at: now, sure: true }), now, sure: true }
    }

    fn at(&self) -> Now {
        Now { at: self.now, sure: self.sure }
    }

    fn send(&mut self, event: Event) -> &mut World {
        let now = self.at();
        self.kiosk.update(event, now);
        self
    }

    /// A wish, a moment after the one before.
    fn act(&mut self, action: Action) -> &mut World {
        self.now += SignedDuration::from_millis(600);
        self.send(Event::Act(action))
    }

    fn key(&mut self, name: &str) -> &mut World {
        let stroke = if name == "tab" { Stroke::Tab } else { Stroke::Key(config::Key::parse(name).unwrap()) };
        self.send(Event::Key(stroke))
    }

    /// Lets time pass as the shell does: from deadline to deadline.
    fn pass(&mut self, seconds: i64) -> &mut World {
        let end = self.now + SignedDuration::from_secs(seconds);
        self.send(Event::Tick);
        loop {
            let next = self.kiosk.next_deadline();
            assert!(next > self.now, "a deadline that is already over would be a busy loop");
            if next > end {
                break;
            }
            self.now = next;
            self.send(Event::Tick);
        }
        self.now = end;
        self.send(Event::Tick)
    }

    fn shown(&self) -> Shown {
        self.kiosk.show(self.at())
    }

    /// All that is said on the screen.
    fn words(&self) -> String {
        let sheet = self.shown().sheet;
        let said = sheet.said.iter().map(|said| said.label.as_str());
        said.chain(sheet.controls.iter().map(|control| control.label.as_str())).collect::<Vec<_>>().join("\n")
    }

    #[track_caller]
    fn sees(&mut self, words: &str) -> &mut World {
        let all = self.words();
        assert!(all.contains(words), "{words:?} is not on the screen at {}:\n{all}", self.now);
        self
    }

    #[track_caller]
    fn misses(&mut self, words: &str) -> &mut World {
        let all = self.words();
        assert!(!all.contains(words), "{words:?} is on the screen at {}:\n{all}", self.now);
        self
    }
}

fn tokyo() -> TimeZone {
    TimeZone::get("Asia/Tokyo").unwrap()
}

fn meeting(name: &str, start: &str, hours: i64) -> Meeting {
    let start: Zoned = start.parse().unwrap();
    let end = start.checked_add(hours.hours()).unwrap();
    Meeting::new(name, Text::ja(name), When::exact(start, Some(end)).unwrap())
}

fn two() -> Programme {
    let mut programme = Programme::empty(tokyo());
    programme.meetings.push(meeting("お茶の会", "2026-12-03T15:00[Asia/Tokyo]", 1));
    programme.meetings.push(meeting("場をひろげる", "2026-12-17T13:30[Asia/Tokyo]", 2));
    programme
}

const NOON: &str = "2026-12-03T12:00:10[Asia/Tokyo]";

#[test]
fn a_meeting_disappears_when_it_is_over_and_not_a_second_before() {
    let mut world = World::new("2026-12-03T15:59:00[Asia/Tokyo]", two());
    world.act(Action::Schedule).sees("お茶の会");
    world.pass(59).sees("お茶の会");
    world.pass(1).misses("お茶の会").sees("場をひろげる");
}

#[test]
fn the_last_meeting_leaves_a_welcome_and_never_an_empty_screen() {
    let mut programme = two();
    programme.meetings.truncate(1);
    let mut world = World::new(NOON, programme);
    world.sees("お茶の会");
    world.pass(5 * 3600).misses("お茶の会").sees("ようこそ");
}

#[test]
fn midnight_turns_today_into_what_it_is() {
    let mut programme = Programme::empty(tokyo());
    programme.meetings.push(meeting("あさの会", "2026-12-04T09:00[Asia/Tokyo]", 1));
    let mut world = World::new("2026-12-03T23:59:30[Asia/Tokyo]", programme);
    world.sees("あした").sees("12月3日");
    world.pass(30).sees("きょう").misses("あした");
}

#[test]
fn a_slide_stands_twenty_seconds_and_a_touch_holds_it() {
    let mut world = World::new(NOON, two());
    let first = world.kiosk.position();
    world.pass(19);
    assert_eq!(world.kiosk.position(), first);
    // 20 s, or 5 s and half a second a character.
    world.pass(10);
    assert_ne!(world.kiosk.position(), first, "the next one's turn");
    let held = world.kiosk.position();
    world.send(Event::Touched(None)).pass(89);
    assert_eq!(world.kiosk.position(), held, "somebody is there");
    world.pass(30);
    assert_ne!(world.kiosk.position(), held, "they have clearly left");
}

#[test]
fn pause_holds_until_continue_or_until_nobody_was_there_for_five_minutes() {
    let mut world = World::new(NOON, two());
    world.act(Action::Pause);
    let held = world.kiosk.position();
    world.pass(290);
    assert_eq!(world.kiosk.position(), held);
    world.sees("つづける");
    world.act(Action::Resume).sees("とめる");
    world.act(Action::Pause).pass(330).sees("とめる");
}

#[test]
fn everything_a_visitor_chose_goes_with_them() {
    let mut world = World::new(NOON, two());
    world.act(Action::SetLanguage(Lang::KO)).act(Action::SetSize(TextSize::Largest));
    world.act(Action::SetColours(Colours::HighContrast)).act(Action::Staff);
    let shown = world.shown().view;
    assert_eq!(
        (shown.lang, shown.text_size, shown.colours),
        (Lang::KO, TextSize::Largest, Colours::HighContrast)
    );
    world.pass(80);
    assert_eq!(world.shown().view.lang, Lang::KO, "nobody who reads is interrupted");
    world.pass(80);
    let shown = world.shown().view;
    assert_eq!((shown.lang, shown.text_size, shown.colours), (Lang::JA, TextSize::Normal, Colours::Light));
    world.misses("직원").sees("スタッフを");
    assert_eq!(world.shown().announcement, "");
}

#[test]
fn changing_the_language_costs_one_tap_and_keeps_the_place() {
    let mut world = World::new(NOON, two());
    world.act(Action::Schedule).act(Action::Next).act(Action::Detail).sees("場をひろげる");
    world.act(Action::LanguageMenu).act(Action::SetLanguage(Lang::EN)).sees("場をひろげる").sees("Back");
    world.act(Action::Back).sees("Coming up").act(Action::Back).sees("Pause");
}

#[test]
fn a_trembling_hand_taps_once() {
    let mut world = World::new(NOON, two());
    let (start, count) = world.kiosk.position();
    world.act(Action::Next);
    let once = world.kiosk.position();
    for _ in 0..4 {
        world.now += SignedDuration::from_millis(100);
        world.send(Event::Act(Action::Next));
    }
    assert_eq!(world.kiosk.position(), once);
    assert_eq!(once, ((start + 1) % count, count));
    world.act(Action::Next);
    assert_ne!(world.kiosk.position(), once, "taking one's time it is another wish");
}

#[test]
fn previous_and_next_walk_every_page_and_come_round() {
    let mut world = World::new(NOON, two());
    let (start, count) = world.kiosk.position();
    for _ in 0..count {
        world.act(Action::Next);
    }
    assert_eq!(world.kiosk.position(), (start, count));
    world.act(Action::Previous).act(Action::Next);
    assert_eq!(world.kiosk.position(), (start, count));
}

#[test]
fn keys_alone_reach_every_control_of_every_screen_and_come_back() {
    for screen in [
        Action::Home,
        Action::Schedule,
        Action::Detail,
        Action::LanguageMenu,
        Action::SizeMenu,
        Action::ColoursMenu,
        Action::Staff,
    ] {
        let mut world = World::new(NOON, two());
        world.act(screen.clone());
        let all: Vec<Action> =
            world.shown().sheet.controls.iter().map(|control| control.action.clone()).collect();
        let mut reached = Vec::new();
        for _ in 0..all.len() {
            world.key("tab");
            reached.extend(world.shown().view.focus);
        }
        assert_eq!(reached, all, "{screen:?}: tab walks in the order of the screen");
        for direction in ["left", "right", "up", "down"] {
            world.key(direction);
            assert!(
                world.shown().view.focus.is_some_and(|focus| all.contains(&focus)),
                "{screen:?} {direction}"
            );
        }
        for _ in 0..3 {
            // Sooner it would be a hand that trembles.
            world.now += SignedDuration::from_millis(600);
            world.key("escape");
        }
        world.sees("とめる");
    }
}

#[test]
fn the_focus_is_never_lost_between_screens() {
    let mut world = World::new(NOON, two());
    for key in [
        "tab", "tab", "tab", "enter", "enter", "right", "enter", "down", "enter", "enter", "tab", "enter",
        "left", "enter",
    ] {
        world.key(key);
        let shown = world.shown();
        let focus = shown.view.focus.clone();
        assert!(
            focus.is_some_and(|focus| shown.sheet.controls.iter().any(|control| control.action == focus)),
            "after {key} the keys stand on {:?}",
            shown.view.focus
        );
    }
}

#[test]
fn a_clock_that_jumps_holds_no_slide_and_loses_nothing() {
    for jump in [-86_400 * 30, -3600, -1, 3600, 86_400 * 3] {
        let mut world = World::new(NOON, two());
        world.pass(45);
        world.now += SignedDuration::from_secs(jump);
        world.send(Event::Tick);
        let at = world.kiosk.position();
        let moved = (0..66).any(|_| {
            world.pass(1);
            world.kiosk.position() != at
        });
        assert!(moved || at.1 == 1, "the round goes on after a jump of {jump} s");
    }
}

#[test]
fn a_clock_that_cannot_be_true_is_said_to_be_checked_and_shows_no_date() {
    let mut world = World::new(NOON, two());
    world.sure = false;
    world.send(Event::Tick);
    world.sees("時刻を").misses("12月3日 木曜日");
    world.sees("お茶の会");
}

#[test]
fn days_are_those_of_the_place_across_a_change_of_clocks() {
    // 2026-10-25 in Berlin has 25 hours: the night from the 24th.
    let mut programme = Programme::empty(TimeZone::get("Europe/Berlin").unwrap());
    programme.meetings.push(meeting("Nacht", "2026-10-25T02:30[Europe/Berlin]", 1));
    let mut world = World::new("2026-10-24T23:00[Europe/Berlin]", programme);
    world.act(Action::Schedule).sees("Nacht");
    // 02:30 summer time + 1 h is 02:30 winter time, 4.5 h after 23:00.
    world.pass(4 * 3600 + 1790).act(Action::Schedule).sees("Nacht");
    world.pass(10).misses("Nacht");
}

#[test]
fn old_content_says_how_old_it_is_and_fresh_content_says_nothing() {
    let mut world = World::new(NOON, two());
    let confirmed = Some(world.now);
    world.send(Event::Programme { programme: Box::new(two()), confirmed });
    world.misses("最終更新");
    world.pass(24 * 3600 + 60).sees("最終更新");
    let confirmed = Some(world.now);
    world.send(Event::Confirmed(confirmed)).misses("最終更新");
}

#[test]
fn a_new_programme_is_whole_at_once_and_leaves_the_visitor_where_they_are() {
    let mut world = World::new(NOON, two());
    world.act(Action::Schedule).act(Action::Next).sees("場をひろげる");
    let mut next = two();
    next.meetings.insert(1, meeting("あたらしい会", "2026-12-10T10:00[Asia/Tokyo]", 1));
    next.meetings[2].title = Text::ja("名前が かわった会");
    let confirmed = Some(world.now);
    world.send(Event::Programme { programme: Box::new(next), confirmed });
    world.sees("名前が かわった会").sees("あたらしい会").misses("場をひろげる");
    // The frame stays on the same meeting although it is another row now.
    world.act(Action::Detail).sees("名前が かわった会");
}

#[test]
fn a_meeting_that_is_taken_away_while_somebody_looks_at_it_leaves_words_and_a_way_back() {
    let mut world = World::new(NOON, two());
    world.act(Action::Schedule).act(Action::Next).act(Action::Detail).sees("場をひろげる");
    let mut less = two();
    less.meetings.truncate(1);
    let confirmed = Some(world.now);
    world
        .send(Event::Programme { programme: Box::new(less), confirmed })
        .misses("場をひろげる")
        .sees("もどる");
    world.act(Action::Back).sees("お茶の会");
}

fn exercise(now: Timestamp) -> Emergency {
    let info = |lang, headline: &str| AlertInfo {
        lang,
        headline: headline.to_owned(),
        description: String::new(),
        instruction: String::new(),
    };
    Emergency {
        identifier: "1".to_owned(),
        sent: now,
        status: AlertStatus::Exercise,
        effective: None,
        expires: now + SignedDuration::from_secs(600),
        infos: vec![info(Lang::JA, "地震です"), info(Lang::EN, "Earthquake")],
    }
}

#[test]
fn an_emergency_holds_the_sign_in_all_its_languages_until_it_expires() {
    let mut world = World::new(NOON, two());
    let mut programme = two();
    programme.emergencies.push(exercise(world.now));
    world.act(Action::Schedule);
    world.send(Event::Programme { programme: Box::new(programme), confirmed: None });
    let mut seen = Vec::new();
    for _ in 0..4 {
        seen.push(world.words());
        world.pass(20);
    }
    for (headline, status) in [("地震です", "訓練"), ("Earthquake", "Drill")] {
        assert!(seen.iter().any(|words| words.contains(headline) && words.contains(status)), "{headline}");
    }
    world.act(Action::Next).act(Action::Detail).misses("お茶の会");
    world.act(Action::Staff).act(Action::Back);
    world.pass(600).misses("訓練").act(Action::Schedule).sees("お茶の会");
}

/// An exercise whose languages have little, much and very much to say.
fn wordy_exercise(now: Timestamp) -> Programme {
    let mut exercise = exercise(now);
    exercise.expires = now + SignedDuration::from_secs(3600);
    exercise.infos[1].description = "Please stay where you are. ".repeat(6);
    exercise.infos.push(AlertInfo {
        lang: Lang::JA_EASY,
        headline: "[地震|じしん]の [訓練|くんれん]です".to_owned(),
        description: "[机|つくえ]の [下|した]に [入|はい]ってください。".repeat(20),
        instruction: String::new(),
    });
    let mut programme = two();
    programme.emergencies.push(exercise);
    programme
}

#[test]
fn each_page_of_an_emergency_stands_as_long_as_it_takes_to_read_it() {
    let largest = "[display]\ntext_size = \"largest\"\n";
    let mut languages: Option<Vec<Lang>> = None;
    for (settings, width, height) in [("", 1920, 1080), ("", 1080, 1920), (largest, 1920, 1080)] {
        let start = NOON.parse::<Zoned>().unwrap().timestamp();
        let mut world = World::with(settings, NOON, wordy_exercise(start));
        world.send(Event::Resized(width, height));
        let mut seen: Vec<(Lang, f32, u32)> = Vec::new();
        let mut spoken = Vec::new();
        for _ in 0..330 {
            let shown = world.shown();
            let (lang, reading) = (shown.view.lang, shown.sheet.reading);
            spoken.push(lang);
            match seen.last_mut() {
                Some((last, same, seconds)) if *last == lang => {
                    assert_eq!(*same, reading, "no page changes within a turn");
                    *seconds += 1;
                }
                Some(_) | None => seen.push((lang, reading, 1)),
            }
            world.pass(1);
        }
        // The last one has been cut short by the end of the test.
        seen.pop();
        assert!(seen.len() > 6, "{} turns", seen.len());
        for (lang, reading, seconds) in seen {
            let least = (5.0 + reading / 2.0).max(20.0);
            assert!(seconds as f32 >= least, "{seconds} s instead of {least} s: {lang}");
            assert!(seconds <= 65, "{seconds} s are too long for those who wait: {lang}");
        }
        let shows_as_the_others = languages.get_or_insert_with(|| spoken.clone());
        assert_eq!(*shows_as_the_others, spoken, "the same language at the same moment");
    }
}

#[test]
fn a_restart_finds_an_emergency_where_it_was() {
    let start = NOON.parse::<Zoned>().unwrap().timestamp();
    for seconds in [0, 19, 20, 90, 137, 1000] {
        let mut world = World::new(NOON, wordy_exercise(start));
        world.pass(seconds);
        let later = start.to_zoned(TimeZone::get("Asia/Tokyo").unwrap()) + seconds.seconds();
        let restarted = World::new(&later.to_string(), wordy_exercise(start));
        assert_eq!(world.shown().sheet, restarted.shown().sheet, "{seconds} s later");
    }
}

#[test]
fn quiet_hours_darken_a_screen_that_nobody_touches() {
    let quiet = "[[quiet]]\nfrom = \"22:00\"\nto = \"07:00\"\nscreen = \"dark\"\n";
    let mut world = World::with(quiet, "2026-12-03T21:59:50[Asia/Tokyo]", two());
    assert_eq!(world.shown().view.light, Light::Full);
    world.pass(10);
    assert_eq!(world.shown().view.light, Light::Dark);
    world.send(Event::Touched(None));
    assert_eq!(world.shown().view.light, Light::Full, "whoever comes finds it light");
    world.pass(200);
    assert_eq!(world.shown().view.light, Light::Dark);
    world.pass(9 * 3600);
    assert_eq!(world.shown().view.light, Light::Full);
}

#[test]
fn quiet_hours_of_the_hub_hold_at_once_and_stand_for_those_of_the_settings() {
    let settings = "[[quiet]]\nfrom = \"00:00\"\nto = \"23:59\"\nscreen = \"dark\"\n";
    let mut world = World::with(settings, NOON, two());
    let light = |world: &World| world.shown().view.light;
    let night = |screen| Quiet {
        hours: Hours { days: Vec::new(), spans: vec![(time(22, 0, 0, 0), time(7, 0, 0, 0))] },
        screen,
    };
    let say = |world: &mut World, quiet: Option<Vec<Quiet>>| {
        let programme = Box::new(Programme { quiet, ..two() });
        world.send(Event::Programme { programme, confirmed: None });
    };
    assert_eq!(light(&world), Light::Dark, "the settings hold while the hub says nothing");
    say(&mut world, Some(Vec::new()));
    assert_eq!(light(&world), Light::Full, "the hub says that there are none");
    say(&mut world, Some(vec![night(QuietScreen::Dim)]));
    assert_eq!(light(&world), Light::Full);
    world.pass(10 * 3600);
    assert_eq!(light(&world), Light::Dim);
    say(&mut world, Some(vec![night(QuietScreen::Dark)]));
    assert_eq!(light(&world), Light::Dark, "in the middle of the night, in that moment");
    world.send(Event::Touched(None));
    assert_eq!(light(&world), Light::Full, "whoever comes finds it light");
    world.pass(9 * 3600);
    assert_eq!(light(&world), Light::Full);
    say(&mut world, None);
    assert_eq!(light(&world), Light::Dark, "the settings hold again");
}

#[test]
fn texts_of_the_hub_stand_in_the_place_of_the_built_in_ones_in_each_language_alone() {
    let mut programme = Programme::empty(tokyo());
    let mut help = Text::ja("[手|て]を ふってください");
    help.set(Lang::EN, Phrase::plain("Just wave"));
    programme.texts.set(Wording::StaffHelp, help);
    programme.texts.set(Wording::NothingPlanned, Text::ja("きょうは お休みです"));
    let mut world = World::new(NOON, Programme::empty(tokyo()));
    world.sees("これからの 予定は まだ ありません");
    world.send(Event::Programme { programme: Box::new(programme), confirmed: None });
    world.sees("きょうは お休みです").misses("まだ ありません");
    world.act(Action::Staff).sees("手を ふってください").misses("手を ふるだけでも");
    world.act(Action::Home).act(Action::LanguageMenu).act(Action::SetLanguage(Lang::EN));
    world.act(Action::Home).act(Action::Staff).sees("Just wave");
    world.act(Action::Home).act(Action::LanguageMenu).act(Action::SetLanguage(Lang::KO));
    world.act(Action::Home).act(Action::Staff).misses("手を").misses("Just wave");
}

#[test]
fn the_qr_of_a_meeting_leads_where_it_says_or_is_not_there_while_number_and_address_stay() {
    let page = |url: &str| Page { url: url.to_owned(), number: Some("191091".to_owned()) };
    let payload = |meeting: Meeting| {
        let mut programme = Programme::empty(tokyo());
        programme.page = Some(page("https://ward.example/all"));
        programme.meetings.push(meeting);
        let mut world = World::new(NOON, programme);
        world.sees("191091");
        let Board::Article(article) = world.shown().view.board else { panic!("a meeting is an article") };
        let drawn = world.shown().sheet.pieces.into_iter().find_map(|piece| match piece {
            Piece::Qr { url, .. } => Some(url),
            _ => None,
        });
        let way = article.way.unwrap();
        assert_eq!(way.url, drawn, "what is drawn is what the view says");
        assert!(way.address.is_some());
        way.url
    };
    let plain = || meeting("お茶の会", "2026-12-03T15:00[Asia/Tokyo]", 1);
    assert_eq!(payload(plain()).as_deref(), Some("https://ward.example/all"));
    let own = Meeting { page: Some(page("https://hub.example/m/tea")), ..plain() };
    assert_eq!(payload(own.clone()).as_deref(), Some("https://hub.example/m/tea"));
    assert_eq!(payload(Meeting { qr: false, ..own }), None);
    assert_eq!(payload(Meeting { qr: false, ..plain() }), None);
}

#[test]
fn staff_can_be_called_from_the_same_place_on_every_screen() {
    let place = |world: &World| {
        let sheet = world.shown().sheet;
        sheet.controls.iter().find(|control| control.action == Action::Staff).map(|control| control.rect)
    };
    let world = World::new(NOON, two());
    let at_rest = place(&world);
    assert!(at_rest.is_some());
    for screen in [
        Action::Schedule,
        Action::Detail,
        Action::LanguageMenu,
        Action::SizeMenu,
        Action::ColoursMenu,
        Action::Staff,
    ] {
        let mut world = World::new(NOON, two());
        world.act(screen.clone());
        assert_eq!(place(&world), at_rest, "{screen:?}");
    }
}

#[test]
fn a_button_of_two_lines_is_heard_as_its_words() {
    let staff_in = |lang: &str| {
        let world = World::with(&format!("[display]\nlanguage = \"{lang}\"\n"), NOON, two());
        let mut controls = world.shown().sheet.controls.into_iter();
        controls.find(|control| control.action == Action::Staff).unwrap().label
    };
    assert_eq!(staff_in("en"), "Call staff");
    assert_eq!(staff_in("ja"), "スタッフを 呼ぶ");
}

#[test]
fn previous_pause_and_next_stand_still_while_the_slides_change() {
    let mut world = World::new(NOON, two());
    let places = |world: &World| -> Vec<_> {
        let counter = world.shown().view.counter;
        counter
            .controls
            .iter()
            .filter(|control| matches!(control.slot, Slot::Rotation(_)))
            .map(|control| control.slot)
            .collect()
    };
    let first = places(&world);
    assert_eq!(first.len(), 3);
    for _ in 0..world.kiosk.position().1 {
        world.act(Action::Next);
        assert_eq!(places(&world), first);
    }
}

#[test]
fn a_panel_of_another_size_is_set_anew() {
    let mut world = World::new(NOON, two());
    world.send(Event::Resized(1080, 1920));
    let sheet = world.shown().sheet;
    assert!(sheet.height > sheet.width);
    world.send(Event::Resized(0, 0));
    assert_eq!(world.shown().sheet.height, sheet.height, "a window of no size is no panel");
}
