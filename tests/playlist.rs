//! The playlist through time: random programmes at random moments, and a simulated clock across
//! the days on which clocks and calendars are difficult.
//!
//! A kiosk asks for the playlist, sleeps until `next_change`, and asks again. What it shows in
//! between must be what it would show if it asked every moment.
//!
//! `HIROBA_SEED=7 cargo test --test playlist` tries other programmes; a failure names its seed.

use std::collections::HashSet;

use hiroba::domain::meeting::{Contact, Meeting, MeetingId, Repeats, Rhythm, Status, Times, When, Window};
use hiroba::domain::notice::{AlertStatus, Emergency, Hours, Notice, Priority, Theme, Voice};
use hiroba::domain::playlist::{Slide, coming, next_change, playlist};
use hiroba::domain::programme::Programme;
use hiroba::domain::text::Text;
use jiff::civil::{Date, DateTime, Time, Weekday, date, time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan, Zoned};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use proptest::test_runner::{Config, RngSeed, TestRunner};

// Where time is difficult.

/// A zone and a moment of its own calendar around which things happen.
#[derive(Clone, Copy, Debug)]
struct Hard {
    zone: &'static str,
    /// The last moment before, or on, what is difficult.
    at: DateTime,
}

const fn hard(zone: &'static str, year: i16, month: i8, day: i8, hour: i8) -> Hard {
    Hard { zone, at: date(year, month, day).at(hour, 0, 0, 0) }
}

const HARD: [Hard; 14] = [
    // An hour is left out, an hour comes twice.
    hard("Europe/Berlin", 2026, 3, 29, 2),
    hard("Europe/Berlin", 2026, 10, 25, 2),
    hard("America/New_York", 2026, 3, 8, 2),
    hard("America/New_York", 2026, 11, 1, 1),
    // Half an hour; and at midnight itself, both ways: a day that begins at one, a day that begins twice.
    hard("Australia/Lord_Howe", 2026, 4, 5, 1),
    hard("Asia/Beirut", 2026, 3, 29, 0),
    hard("America/Havana", 2026, 11, 1, 0),
    // A day that never was.
    hard("Pacific/Apia", 2011, 12, 29, 23),
    // Leap days, kept and left out.
    hard("Asia/Tokyo", 2028, 2, 29, 0),
    hard("Asia/Tokyo", 2100, 2, 28, 23),
    // New Year, the era's turn (平成 to 令和), and any night.
    hard("Asia/Tokyo", 2026, 12, 31, 23),
    hard("Asia/Tokyo", 2019, 4, 30, 23),
    hard("Asia/Tokyo", 2026, 12, 3, 23),
    hard("Europe/Berlin", 2026, 12, 31, 23),
];

impl Hard {
    fn zone(&self) -> TimeZone {
        TimeZone::get(self.zone).unwrap()
    }

    /// So many minutes after it.
    fn plus(&self, minutes: i64) -> Zoned {
        let at = self.at.to_zoned(self.zone()).unwrap();
        at.checked_add(SignedDuration::from_mins(minutes)).unwrap()
    }
}

// Random programmes, as offsets from that moment: a failing one can be read.

#[derive(Clone, Debug)]
enum Shape {
    /// Minutes to the start, minutes it takes, and whether it is written down in another zone.
    Exact(i64, Option<i64>, bool),
    /// Days to the first, days more.
    Days(i64, i64),
    /// Months ahead.
    Month(i64),
    Undecided,
}

#[derive(Clone, Debug)]
struct Plan {
    hard: Hard,
    meetings: Vec<(Shape, Edges, Option<usize>, bool)>,
    notices: Vec<(usize, Edges, Priority, Vec<Weekday>, Spans)>,
    themes: Vec<Edges>,
    voices: Vec<Edges>,
    emergencies: Vec<(Option<i64>, i64)>,
    has_page: bool,
}

/// From when until when, in minutes.
type Edges = (Option<i64>, Option<i64>);

/// Hours of the day.
type Spans = Vec<(Time, Time)>;

/// Four days both ways; often on a full or a half hour, where edges meet.
fn minutes() -> impl Strategy<Value = i64> {
    prop_oneof![2 => (-96_i64..=96).prop_map(|hours| hours * 60), 1 => (-192_i64..=192).prop_map(|halves| halves * 30), 1 => -5760_i64..=5760]
}

fn edges() -> impl Strategy<Value = Edges> {
    prop_oneof![2 => Just((None, None)), 1 => (option::of(minutes()), option::of(minutes()))]
}

fn shape() -> impl Strategy<Value = Shape> {
    prop_oneof![
        5 => (minutes(), option::of(0_i64..3000), prop::bool::weighted(0.2))
            .prop_map(|(start, long, abroad)| Shape::Exact(start, long, abroad)),
        3 => (-4_i64..12, 0_i64..4).prop_map(|(first, more)| Shape::Days(first, more)),
        1 => (-1_i64..3).prop_map(Shape::Month),
        1 => Just(Shape::Undecided),
    ]
}

fn hour() -> impl Strategy<Value = Time> {
    (0_i8..24, select(vec![0_i8, 30])).prop_map(|(hour, minute)| time(hour, minute, 0, 0))
}

fn days() -> impl Strategy<Value = Vec<Weekday>> {
    let week: Vec<Weekday> = Weekday::Monday.cycle_forward().take(7).collect();
    prop_oneof![Just(Vec::new()), subsequence(week, 0..=7)]
}

fn plan() -> impl Strategy<Value = Plan> {
    let priority = select(vec![Priority::Low, Priority::Normal, Priority::High]);
    let meeting = (shape(), edges(), option::weighted(0.4, 0_usize..2), prop::bool::weighted(0.15));
    // Names from a small set: two sources may give the same one.
    let notice = (0_usize..6, edges(), priority, days(), vec((hour(), hour()), 0..3));
    (
        select(HARD.to_vec()),
        vec(meeting, 0..10),
        vec(notice, 0..5),
        vec(edges(), 0..3),
        vec(edges(), 0..3),
        vec((option::of(minutes()), minutes()), 0..2),
        any::<bool>(),
    )
        .prop_map(|(hard, meetings, notices, themes, voices, emergencies, has_page)| Plan {
            hard,
            meetings,
            notices,
            themes,
            voices,
            emergencies,
            has_page,
        })
}

impl Plan {
    fn window(&self, (from, until): Edges) -> Window {
        let at = |minutes: i64| self.hard.plus(minutes).timestamp();
        Window { from: from.map(at), until: until.map(at) }
    }

    fn when(&self, shape: &Shape) -> When {
        let today = self.hard.at.date();
        match shape {
            Shape::Exact(start, long, abroad) => {
                let zone =
                    if *abroad { TimeZone::get("America/Los_Angeles").unwrap() } else { self.hard.zone() };
                let start = self.hard.plus(*start).with_time_zone(zone);
                let end = long.map(|long| start.checked_add(SignedDuration::from_mins(long)).unwrap());
                When::exact(start, end).unwrap()
            }
            Shape::Days(first, more) => {
                let first = today.checked_add(first.days()).unwrap();
                When::days(first, first.checked_add(more.days()).unwrap(), Times::NotAnnounced).unwrap()
            }
            Shape::Month(ahead) => {
                let month = today.first_of_month().checked_add(ahead.months()).unwrap();
                When::month(month.year(), month.month(), true).unwrap()
            }
            Shape::Undecided => When::Undecided,
        }
    }

    fn programme(&self) -> Programme {
        let mut programme = Programme::empty(self.hard.zone());
        for (n, (shape, edges, repeats, cancelled)) in self.meetings.iter().enumerate() {
            let mut meeting = Meeting::new(format!("m{n}"), Text::ja("会"), self.when(shape));
            meeting.shown = self.window(*edges);
            meeting.repeats = repeats.map(|key| Repeats { key: key.to_string(), rhythm: Rhythm::Daily });
            meeting.status = if *cancelled { Status::Cancelled } else { Status::Planned };
            programme.meetings.push(meeting);
        }
        programme.notices.extend(self.notices.iter().map(|(name, edges, priority, days, spans)| Notice {
            id: format!("n{name}"),
            title: Text::ja("おしらせ"),
            body: None,
            picture: None,
            priority: *priority,
            shown: self.window(*edges),
            hours: Hours { days: days.clone(), spans: spans.clone() },
        }));
        programme.themes.extend(self.themes.iter().enumerate().map(|(n, edges)| Theme {
            id: format!("t{n}"),
            title: Text::ja("テーマ"),
            body: None,
            meeting: None,
            picture: None,
            shown: self.window(*edges),
        }));
        programme.voices.extend(self.voices.iter().enumerate().map(|(n, edges)| Voice {
            id: format!("v{n}"),
            sentence: Text::ja("よかった"),
            role: None,
            shown: self.window(*edges),
        }));
        programme.emergencies.extend(self.emergencies.iter().enumerate().map(|(n, (from, until))| {
            Emergency {
                identifier: format!("e{n}"),
                sent: self.hard.plus(n as i64).timestamp(),
                status: AlertStatus::Exercise,
                effective: from.map(|from| self.hard.plus(from).timestamp()),
                expires: self.hard.plus(*until).timestamp(),
                infos: Vec::new(),
            }
        }));
        programme.contact =
            self.has_page.then(|| Contact { tel: Some("03-5432-2247".into()), ..Contact::default() });
        programme.sort();
        programme
    }
}

/// Tries a property on many plans. The seed is fixed, so that a red test stays red.
fn for_all<T: std::fmt::Debug>(cases: u32, strategy: impl Strategy<Value = T>, check: impl Fn(T)) {
    let seed = std::env::var("HIROBA_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(20_211_007);
    let config =
        Config { cases, rng_seed: RngSeed::Fixed(seed), failure_persistence: None, ..Config::default() };
    let outcome = TestRunner::new(config).run(&strategy, |value| {
        check(value);
        Ok(())
    });
    if let Err(error) = outcome {
        panic!("with HIROBA_SEED={seed}: {error}");
    }
}

// What must be true.

/// Whether a meeting may be seen, said once more in another way: by days and not by moments.
fn may_be_seen(meeting: &Meeting, now: &Zoned) -> bool {
    let today = now.date();
    let is_over = match &meeting.when {
        When::Exact { end: Some(end), .. } => end.timestamp() <= now.timestamp(),
        When::Exact { start, end: None } => start.with_time_zone(now.time_zone().clone()).date() < today,
        When::Days { last, .. } => *last < today,
        When::Month { year, month, .. } => (*year, *month) < (today.year(), today.month()),
        When::Undecided => false,
    };
    let Window { from, until } = meeting.shown;
    !is_over
        && from.is_none_or(|from| from <= now.timestamp())
        && until.is_none_or(|until| now.timestamp() < until)
}

/// All that a kiosk takes from the programme at one moment.
#[derive(Debug, PartialEq)]
struct Shown {
    slides: Vec<Slide>,
    turns: Vec<usize>,
    coming: Vec<MeetingId>,
    emergency: Option<String>,
    /// Words such as きょう hang on it.
    today: Date,
}

fn shown(programme: &Programme, at: Timestamp) -> Shown {
    let now = at.to_zoned(programme.zone.clone());
    let list = playlist(programme, &now);
    Shown {
        slides: list.slides,
        turns: list.turns,
        coming: coming(programme, &now).iter().map(|meeting| meeting.id.clone()).collect(),
        emergency: programme.emergency(at).map(|alert| alert.identifier.clone()),
        today: now.date(),
    }
}

#[track_caller]
fn is_a_good_round(programme: &Programme, now: &Zoned) {
    let list = playlist(programme, now);
    let count = list.turns.len();
    assert!(!list.slides.is_empty(), "there is always something to show");
    assert_eq!(
        list.turns.iter().collect::<HashSet<_>>(),
        (0..list.slides.len()).collect::<Vec<_>>().iter().collect::<HashSet<_>>(),
        "no slide is starved, and no turn is about nothing"
    );
    assert_eq!(list.slides.iter().collect::<HashSet<_>>().len(), list.slides.len(), "no slide twice");
    for at in 0..count {
        let follows_itself = list.turns[at] == list.turns[(at + 1) % count];
        assert!(!follows_itself || list.slides.len() == 1, "{:?} at {at}", list.turns);
    }
    for slide in &list.slides {
        if let Slide::Meeting(id) = slide {
            let meeting = programme.meetings.iter().find(|meeting| meeting.id == *id).unwrap();
            assert!(may_be_seen(meeting, now), "{id:?} is over, or outside its window, at {now}");
        }
    }
    let seen: HashSet<&MeetingId> = coming(programme, now).iter().map(|meeting| &meeting.id).collect();
    for meeting in programme.meetings.iter().filter(|meeting| meeting.repeats.is_none()) {
        assert_eq!(seen.contains(&meeting.id), may_be_seen(meeting, now), "{:?} at {now}", meeting.id);
    }
    // A repeating meeting stands there once, by its next occurrence.
    for key in ["0", "1"] {
        let of = |meeting: &&&Meeting| {
            meeting.status == Status::Planned
                && meeting.repeats.as_ref().is_some_and(|repeats| repeats.key == key)
        };
        let all: Vec<&Meeting> = programme.meetings.iter().collect();
        let next = all.iter().filter(of).find(|meeting| may_be_seen(meeting, now)).map(|meeting| &meeting.id);
        let coming = coming(programme, now);
        let stands: Vec<_> = coming.iter().filter(of).map(|meeting| &meeting.id).collect();
        assert_eq!(stands, next.into_iter().collect::<Vec<_>>());
    }
}

#[test]
fn whatever_is_planned_the_round_is_whole_and_shows_nothing_that_is_over() {
    for_all(1500, (plan(), minutes()), |(plan, minutes)| {
        is_a_good_round(&plan.programme(), &plan.hard.plus(minutes));
    });
}

#[test]
fn a_kiosk_that_sleeps_until_the_next_change_never_shows_a_stale_slide() {
    let fractions = vec(0.0_f64..1.0, 4);
    for_all(600, (plan(), minutes(), fractions), |(plan, minutes, fractions)| {
        let programme = plan.programme();
        let mut at = plan.hard.plus(minutes).timestamp();
        for _ in 0..12 {
            let now = at.to_zoned(programme.zone.clone());
            let held = shown(&programme, at);
            // A day ends in every case, so there is always a next change.
            let next = next_change(&programme, &now).unwrap();
            assert!(next > at, "it lies ahead: {next} after {at}");
            let long = next.duration_since(at);
            assert!(long <= SignedDuration::from_hours(25), "never longer than a day: {long}");
            let last = next.checked_sub(1.nanosecond()).unwrap();
            let between = fractions.iter().map(|fraction| at.checked_add(long.mul_f64(*fraction)).unwrap());
            for moment in between.chain([last]).filter(|moment| *moment < next) {
                assert_eq!(shown(&programme, moment), held, "at {moment}, between {at} and {next}");
            }
            at = next;
        }
    });
}

#[test]
fn the_zone_in_which_somebody_says_now_makes_no_difference() {
    for_all(300, (plan(), minutes()), |(plan, minutes)| {
        let programme = plan.programme();
        let now = plan.hard.plus(minutes);
        let abroad = now.with_time_zone(TimeZone::get("Pacific/Honolulu").unwrap());
        assert_eq!(playlist(&programme, &now), playlist(&programme, &abroad));
        assert_eq!(coming(&programme, &now), coming(&programme, &abroad));
        assert_eq!(next_change(&programme, &now), next_change(&programme, &abroad));
    });
}

// The simulated clock.

/// A programme in which something ends, opens or closes at every awkward hour of these days.
fn busy(hard: &Hard) -> Programme {
    let mut programme = Programme::empty(hard.zone());
    let day = hard.at.date();
    for (n, minutes) in (-2880..=2880).step_by(317).enumerate() {
        let start = hard.plus(minutes);
        let end = (n % 3 > 0).then(|| start.checked_add(90.minutes()).unwrap());
        let mut meeting = Meeting::new(format!("m{n}"), Text::ja("会"), When::exact(start, end).unwrap());
        meeting.shown.from = Some(hard.plus(minutes - 733).timestamp());
        if n % 4 == 0 {
            meeting.repeats = Some(Repeats { key: "k".into(), rhythm: Rhythm::Daily });
            meeting.status = if n % 8 == 0 { Status::Cancelled } else { Status::Planned };
        }
        programme.meetings.push(meeting);
    }
    let days = When::days(day.yesterday().unwrap(), day, Times::WholeDay).unwrap();
    programme.meetings.push(Meeting::new("days", Text::ja("会"), days));
    let month = When::month(day.year(), day.month(), false).unwrap();
    programme.meetings.push(Meeting::new("month", Text::ja("会"), month));
    let spans = [(22, 6), (2, 3), (0, 1), (1, 2), (23, 0), (3, 3)];
    for (n, (from, to)) in spans.into_iter().enumerate() {
        for half in [0, 30] {
            let days = if n % 2 == 0 { vec![day.weekday()] } else { Vec::new() };
            programme.notices.push(Notice {
                id: format!("{from} to {to} and {half}"),
                title: Text::ja("おしらせ"),
                body: None,
                picture: None,
                priority: Priority::Normal,
                shown: Window::default(),
                hours: Hours { days, spans: vec![(time(from, half, 0, 0), time(to, half, 0, 0))] },
            });
        }
    }
    programme.sort();
    programme
}

#[test]
fn minute_by_minute_through_difficult_days_the_sleeper_and_the_watcher_agree() {
    for hard in &HARD {
        let programme = busy(hard);
        let mut wakes = 0;
        let mut held: Option<(Shown, Timestamp)> = None;
        for minutes in -1500..=1500 {
            let now = hard.plus(minutes);
            let at = now.timestamp();
            // The sleeper wakes at each change, however many there were since the last minute.
            while held.as_ref().is_none_or(|(_, next)| *next <= at) {
                let woken = held.map_or(at, |(_, next)| next);
                let next = next_change(&programme, &woken.to_zoned(programme.zone.clone())).unwrap();
                held = Some((shown(&programme, woken), next));
                wakes += 1;
            }
            let seen = shown(&programme, at);
            assert_eq!(held.as_ref().map(|(shown, _)| shown), Some(&seen), "{hard:?} at {now}");
            is_a_good_round(&programme, &now);
        }
        assert!((20..400).contains(&wakes), "{hard:?}: the kiosk woke {wakes} times in two days");
    }
}

// Single stories.

#[track_caller]
fn gone_at(when: When, zone: &str, last: &str, gone: &str) {
    let zone = TimeZone::get(zone).unwrap();
    let mut programme = Programme::empty(zone.clone());
    programme.meetings.push(Meeting::new("m", Text::ja("会"), when));
    let at = |text: &str| text.parse::<DateTime>().unwrap().to_zoned(zone.clone()).unwrap();
    assert_eq!(coming(&programme, &at(last)).len(), 1, "still there at {last}");
    assert_eq!(coming(&programme, &at(gone)).len(), 0, "gone at {gone}");
    let mut now = at(last);
    while let Some(next) = next_change(&programme, &now).filter(|next| *next <= at(gone).timestamp()) {
        now = next.to_zoned(zone.clone());
    }
    assert_eq!(coming(&programme, &now).len(), 0, "a kiosk that sleeps has woken for it");
}

#[test]
fn a_meeting_disappears_when_its_day_is_over_wherever_the_clocks_are_changed() {
    let day = |y, m, d| When::days(date(y, m, d), date(y, m, d), Times::WholeDay).unwrap();
    gone_at(day(2026, 3, 29), "Europe/Berlin", "2026-03-29T23:59:59", "2026-03-30T00:00");
    gone_at(day(2026, 10, 25), "Europe/Berlin", "2026-10-25T23:59:59", "2026-10-26T00:00");
    gone_at(day(2026, 3, 28), "Asia/Beirut", "2026-03-28T23:59:59", "2026-03-29T01:00");
    gone_at(day(2028, 2, 29), "Asia/Tokyo", "2028-02-29T23:59:59", "2028-03-01T00:00");
    gone_at(day(2019, 4, 30), "Asia/Tokyo", "2019-04-30T23:59:59", "2019-05-01T00:00");
    gone_at(day(2026, 12, 31), "America/New_York", "2026-12-31T23:59:59", "2027-01-01T00:00");
    gone_at(When::month(2026, 12, true).unwrap(), "Asia/Tokyo", "2026-12-31T23:59:59", "2027-01-01T00:00");
}

#[test]
fn a_called_off_occurrence_stands_beside_the_next_one_from_a_week_before() {
    let zone = TimeZone::get("Asia/Tokyo").unwrap();
    let mut programme = Programme::empty(zone.clone());
    for (id, day, status) in [("off", 17, Status::Cancelled), ("on", 24, Status::Planned)] {
        let start = date(2026, 12, day).at(13, 30, 0, 0).to_zoned(zone.clone()).unwrap();
        let mut meeting = Meeting::new(id, Text::ja("会"), When::exact(start, None).unwrap());
        meeting.repeats = Some(Repeats { key: "k".into(), rhythm: Rhythm::Weekly(Vec::new()) });
        meeting.status = status;
        programme.meetings.push(meeting);
    }
    let seen = |day: i8, hour: i8| {
        let now = date(2026, 12, day).at(hour, 0, 0, 0).to_zoned(zone.clone()).unwrap();
        coming(&programme, &now).iter().map(|meeting| meeting.id.0.clone()).collect::<Vec<_>>()
    };
    assert_eq!(seen(9, 23), ["on"]);
    assert_eq!(seen(10, 0), ["off", "on"]);
    assert_eq!(seen(17, 23), ["off", "on"]);
    assert_eq!(seen(18, 0), ["on"]);
}

#[test]
fn the_end_of_all_calendars_is_reached_without_a_fault() {
    let zone = TimeZone::UTC;
    let mut programme = Programme::empty(zone.clone());
    let last = When::days(Date::MAX, Date::MAX, Times::WholeDay).unwrap();
    programme.meetings.push(Meeting::new("m", Text::ja("会"), last));
    let now = Timestamp::MAX.to_zoned(zone);
    assert_eq!(coming(&programme, &now).len(), 1);
    assert_eq!(next_change(&programme, &now), None);
}
