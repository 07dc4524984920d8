//! What a calendar file puts on the sign, and what it says about what is wrong with it.

use hiroba::domain::meeting::{Mode, Rhythm, Status, When};
use hiroba::domain::text::Lang;
use hiroba::feed::{Format, Reading, Span, Unreadable, read};
use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use proptest::prelude::*;

fn zone(name: &str) -> TimeZone {
    TimeZone::get(name).unwrap()
}

fn span(from: &str, to: &str) -> Span {
    let from = from.parse::<Date>().unwrap();
    Span { today: from, from, to: to.parse::<Date>().unwrap() }
}

fn calendar(events: &str) -> String {
    format!("BEGIN:VCALENDAR\nVERSION:2.0\n{events}\nEND:VCALENDAR\n")
}

fn event(properties: &str) -> String {
    format!("BEGIN:VEVENT\n{properties}\nEND:VEVENT")
}

fn in_tokyo(text: &str) -> Reading {
    read(Some(Format::Ics), text.as_bytes(), span("2020-01-01", "2030-12-31"), &zone("Asia/Tokyo")).unwrap()
}

fn one(properties: &str) -> Reading {
    in_tokyo(&calendar(&event(&format!("UID:a\nSUMMARY:会\n{properties}"))))
}

/// "2026-01-08T13:30/15:30", "2026-01-08", "2026-01-08..10" and the like.
fn times(reading: &Reading) -> Vec<String> {
    let show = |when: &When| match when {
        When::Exact { start, end: None } => start.strftime("%F %H:%M").to_string(),
        When::Exact { start, end: Some(end) } if end.date() == start.date() => {
            format!("{}-{}", start.strftime("%F %H:%M"), end.strftime("%H:%M"))
        }
        When::Exact { start, end: Some(end) } => {
            format!("{} - {}", start.strftime("%F %H:%M"), end.strftime("%F %H:%M"))
        }
        When::Days { first, last, .. } if first == last => first.to_string(),
        When::Days { first, last, .. } => format!("{first}..{last}"),
        When::Month { year, month, .. } => format!("{year}-{month}"),
        When::Undecided => "undecided".into(),
    };
    reading.programme.meetings.iter().map(|meeting| show(&meeting.when)).collect()
}

fn ids(reading: &Reading) -> Vec<&str> {
    reading.programme.meetings.iter().map(|meeting| meeting.id.0.as_str()).collect()
}

fn fields(reading: &Reading) -> Vec<(u32, &str)> {
    reading
        .problems
        .iter()
        .map(|problem| (problem.line.unwrap_or(0), problem.field.as_deref().unwrap_or("")))
        .collect()
}

#[track_caller]
fn check(properties: &str, expected: &[&str]) {
    let reading = one(properties);
    assert_eq!(times(&reading), expected, "{properties}");
    assert_eq!(reading.problems, [], "{properties}");
}

#[track_caller]
fn check_with_problem(properties: &str, expected: &[&str], field: &str) {
    let reading = one(properties);
    assert_eq!(times(&reading), expected, "{properties}");
    let named: Vec<_> = fields(&reading).into_iter().map(|(_, field)| field).collect();
    assert_eq!(named, [field], "{:?}", reading.problems);
}

#[test]
fn a_moved_occurrence_leaves_no_ghost_and_overlapping_series_both_show() {
    let text = include_str!("data/ics/google_like.ics");
    let reading = in_tokyo(text);
    assert_eq!(reading.problems, []);
    assert_eq!(
        times(&reading),
        [
            "2022-01-06 13:30-15:30",
            "2022-01-06 13:30-15:30",
            "2022-01-13 13:30-15:30",
            "2022-01-14 10:00-12:00",
            "2022-01-20 13:30-15:30",
            "2022-01-20 13:30-15:30",
            "2022-01-27 13:30-15:30",
            "2022-01-27 13:30-15:30",
        ]
    );
    let moved = &reading.programme.meetings[3];
    assert_eq!(moved.id.0, "A@google.com/2022-01-13T13:30", "it keeps the name of its original time");
    assert_eq!(moved.repeats, None, "what differs must not vanish behind \"every Thursday\"");
    assert_eq!(moved.source_line, Some(22));
    let first = &reading.programme.meetings[0];
    assert_eq!(first.repeats.as_ref().unwrap().rhythm, Rhythm::Weekly(vec![Weekday::Thursday]));
    assert_eq!(reading.programme.name, None, "the calendar's own name is not the place's");
}

#[test]
fn outlook_is_read_with_its_zones_and_whole_days() {
    let reading = in_tokyo(&include_str!("data/ics/outlook.ics").replace('\n', "\r\n"));
    assert_eq!(reading.problems, []);
    assert_eq!(
        times(&reading),
        [
            "2026-03-26 10:00-11:30",
            "2026-03-26 18:00-19:00",
            "2026-03-28",
            "2026-03-29",
            "2026-03-30",
            "2026-03-31",
            "2026-04-01..2026-04-02",
            "2026-04-02 17:00-18:00",
        ]
    );
}

#[track_caller]
fn check_in(place: &str, properties: &str, expected: &[&str]) {
    let text = calendar(&event(&format!("UID:a\nSUMMARY:x\n{properties}")));
    let reading = read(None, text.as_bytes(), span("2026-01-01", "2026-12-31"), &zone(place)).unwrap();
    let found: Vec<_> = reading
        .programme
        .meetings
        .iter()
        .map(|meeting| meeting.when.starts_at(&zone(place)).unwrap().to_zoned(zone(place)).to_string())
        .collect();
    assert_eq!(found, expected, "{properties}");
}

#[test]
fn the_hour_stays_the_hour_when_the_clocks_change() {
    check_in(
        "Europe/Berlin",
        "DTSTART;TZID=Europe/Berlin:20260322T100000\nRRULE:FREQ=WEEKLY;COUNT=2",
        &["2026-03-22T10:00:00+01:00[Europe/Berlin]", "2026-03-29T10:00:00+02:00[Europe/Berlin]"],
    );
    check_in(
        "America/New_York",
        "DTSTART;TZID=Eastern Standard Time:20261031T100000\nRRULE:FREQ=DAILY;COUNT=2",
        &["2026-10-31T10:00:00-04:00[America/New_York]", "2026-11-01T10:00:00-05:00[America/New_York]"],
    );
    // A time that does not exist, and one that comes twice.
    check_in(
        "Europe/Berlin",
        "DTSTART;TZID=Europe/Berlin:20260328T023000\nRRULE:FREQ=DAILY;COUNT=2",
        &["2026-03-28T02:30:00+01:00[Europe/Berlin]", "2026-03-29T03:30:00+02:00[Europe/Berlin]"],
    );
    check_in(
        "America/New_York",
        "DTSTART;TZID=America/New_York:20261101T013000",
        &["2026-11-01T01:30:00-04:00[America/New_York]"],
    );
    // Far away it is another time, but the same moment.
    check_in(
        "Asia/Tokyo",
        "DTSTART;TZID=Europe/Berlin:20260322T100000\nRRULE:FREQ=WEEKLY;COUNT=2",
        &["2026-03-22T18:00:00+09:00[Asia/Tokyo]", "2026-03-29T17:00:00+09:00[Asia/Tokyo]"],
    );
}

#[test]
fn times_without_a_zone_or_in_utc_are_told_by_the_clock_of_the_place() {
    check("DTSTART:20260108T133000\nDTEND:20260108T160000", &["2026-01-08 13:30-16:00"]);
    check("DTSTART:20260108T043000Z\nDTEND:20260108T070000Z", &["2026-01-08 13:30-16:00"]);
    let declared = calendar(&format!(
        "X-WR-TIMEZONE:Europe/Berlin\n{}",
        event("UID:a\nSUMMARY:x\nDTSTART:20260108T100000")
    ));
    assert_eq!(times(&in_tokyo(&declared)), ["2026-01-08 18:00"]);
    check("DTSTART;TZID=/mozilla.org/20050126_1/Asia/Tokyo:20260108T133000", &["2026-01-08 13:30"]);
    check_with_problem("DTSTART;TZID=Atlantis:20260108T133000", &["2026-01-08 13:30"], "DTSTART");
}

#[test]
fn whole_days_fall_on_their_days() {
    check("DTSTART;VALUE=DATE:20261231\nDTEND;VALUE=DATE:20270102", &["2026-12-31..2027-01-01"]);
    check("DTSTART;VALUE=DATE:20280229\nDTEND;VALUE=DATE:20280229", &["2028-02-29"]);
    check("DTSTART;VALUE=DATE:20260108", &["2026-01-08"]);
    check("DTSTART;VALUE=DATE:20260108\nDURATION:P2D", &["2026-01-08..2026-01-09"]);
    check(
        "DTSTART;VALUE=DATE:20260108\nRRULE:FREQ=DAILY;UNTIL=20260110",
        &["2026-01-08", "2026-01-09", "2026-01-10"],
    );
    check(
        "DTSTART;VALUE=DATE:20260108\nRRULE:FREQ=DAILY;UNTIL=20260109T235959Z",
        &["2026-01-08", "2026-01-09"],
    );
    check("DTSTART;VALUE=DATE:20240229\nRRULE:FREQ=YEARLY", &["2024-02-29", "2028-02-29"]);
}

#[test]
fn ends_are_believed_only_when_they_can_be() {
    check("DTSTART:20260108T133000", &["2026-01-08 13:30"]);
    check("DTSTART:20260108T133000\nDTEND:20260108T133000", &["2026-01-08 13:30"]);
    check("DTSTART:20260108T133000\nDURATION:PT2H", &["2026-01-08 13:30-15:30"]);
    check("DTSTART:20260108T220000\nDTEND:20260109T010000", &["2026-01-08 22:00 - 2026-01-09 01:00"]);
    check_with_problem("DTSTART:20260108T133000\nDTEND:20260108T120000", &["2026-01-08 13:30"], "DTEND");
    check_with_problem("DTSTART:20260108T133000\nDTEND;VALUE=DATE:20260109", &["2026-01-08 13:30"], "DTEND");
    check_with_problem("DTSTART:20260108T133000\nDURATION:-PT1H", &["2026-01-08 13:30"], "DURATION");
    check_with_problem("DTSTART:20260108T133000\nDURATION:long", &["2026-01-08 13:30"], "DURATION");
    check_with_problem("DTSTART:20260108T133000\nDTEND:soon", &["2026-01-08 13:30"], "DTEND");
}

#[test]
fn what_has_no_date_is_kept_undecided() {
    check_with_problem("DTSTAMP:20260101T000000Z", &["undecided"], "DTSTART");
    check_with_problem("DTSTART:20260230T100000", &["undecided"], "DTSTART");
    check_with_problem("DTSTART:", &["undecided"], "DTSTART");
}

#[test]
fn rules_end_when_they_say() {
    let start = "DTSTART;TZID=Asia/Tokyo:20260108T133000\nRRULE:FREQ=WEEKLY;UNTIL=";
    let three = ["2026-01-08 13:30", "2026-01-15 13:30", "2026-01-22 13:30"];
    check(&format!("{start}20260122T043000Z"), &three);
    check(&format!("{start}20260122T042959Z"), &three[..2]);
    check(&format!("{start}20260122T133000"), &three);
    check(&format!("{start}20260122"), &three);
    check(&format!("{start}20260121T150000Z"), &three[..2]);
    check(&format!("{start}20250101T000000Z"), &three[..1]);
    let early = "DTSTART:20260108T083000\nRRULE:FREQ=DAILY;UNTIL=20260108T233000Z";
    check(early, &["2026-01-08 08:30", "2026-01-09 08:30"]);
}

#[test]
fn rules_say_which_days() {
    let thursday = "DTSTART:20260108T133000\nRRULE:";
    check(
        &format!("{thursday}FREQ=MONTHLY;BYDAY=2TH;COUNT=3"),
        &["2026-01-08 13:30", "2026-02-12 13:30", "2026-03-12 13:30"],
    );
    check(
        &format!("{thursday}FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=3"),
        &["2026-01-08 13:30", "2026-01-30 13:30", "2026-02-27 13:30"],
    );
    check(&format!("{thursday}FREQ=WEEKLY;INTERVAL=2;COUNT=2"), &["2026-01-08 13:30", "2026-01-22 13:30"]);
    check(&format!("{thursday}FREQ=WEEKLY;BYDAY=FR;COUNT=2"), &["2026-01-08 13:30", "2026-01-09 13:30"]);
    check(
        "DTSTART:20261230T133000\nRRULE:FREQ=DAILY;COUNT=3",
        &["2026-12-30 13:30", "2026-12-31 13:30", "2027-01-01 13:30"],
    );
    check(
        "DTSTART:20280228T133000\nRRULE:FREQ=DAILY;COUNT=3",
        &["2028-02-28 13:30", "2028-02-29 13:30", "2028-03-01 13:30"],
    );
    check(
        "DTSTART:20260131T133000\nRRULE:FREQ=MONTHLY;COUNT=3",
        &["2026-01-31 13:30", "2026-03-31 13:30", "2026-05-31 13:30"],
    );
    check(
        "DTSTART:20201231T133000\nRRULE:FREQ=YEARLY;BYWEEKNO=53;BYDAY=TH;COUNT=2",
        &["2020-12-31 13:30", "2026-12-31 13:30"],
    );
    check(
        "DTSTART:20260108T133000\nRDATE:20260109T100000,20260110T110000\nRDATE;VALUE=PERIOD:20260111T120000/PT1H",
        &["2026-01-08 13:30", "2026-01-09 10:00", "2026-01-10 11:00", "2026-01-11 12:00-13:00"],
    );
    check(
        "DTSTART:20260108T133000\nRRULE:FREQ=DAILY;COUNT=4\nEXRULE:FREQ=DAILY;INTERVAL=2",
        &["2026-01-09 13:30", "2026-01-11 13:30"],
    );
    check(
        "DTSTART:20260108T133000\nRRULE:FREQ=DAILY;COUNT=3\nEXRULE:FREQ=WEEKLY;BYDAY=FR",
        &["2026-01-08 13:30", "2026-01-10 13:30"],
    );
}

#[test]
fn old_and_endless_rules_show_only_what_lies_in_the_span() {
    let text = calendar(&event(
        "UID:a\nSUMMARY:x\nDTSTART:19700101T133000\nDTEND:19700101T143000\nRRULE:FREQ=WEEKLY;INTERVAL=3;BYDAY=TH",
    ));
    let reading = read(None, text.as_bytes(), span("2026-01-01", "2026-01-31"), &zone("Asia/Tokyo")).unwrap();
    assert_eq!(times(&reading), ["2026-01-01 13:30-14:30", "2026-01-22 13:30-14:30"]);
    let count = calendar(&event("UID:a\nSUMMARY:x\nDTSTART:20251230T133000\nRRULE:FREQ=DAILY;COUNT=4"));
    let reading =
        read(None, count.as_bytes(), span("2026-01-02", "2026-01-31"), &zone("Asia/Tokyo")).unwrap();
    assert_eq!(times(&reading), ["2026-01-02 13:30"], "COUNT counts from the beginning");
    let long = calendar(&event("UID:a\nSUMMARY:x\nDTSTART:20251231T220000\nDTEND:20260101T020000"));
    let reading = read(None, long.as_bytes(), span("2026-01-01", "2026-01-31"), &zone("Asia/Tokyo")).unwrap();
    assert_eq!(reading.programme.meetings.len(), 1, "what began the day before still touches the span");
}

#[test]
fn an_old_rule_is_followed_from_near_as_if_it_were_followed_from_its_start() {
    let seen = |start: &str, rule: &str| {
        let text = calendar(&event(&format!("UID:a\nSUMMARY:x\nDTSTART:{start}T133000\nRRULE:{rule}")));
        times(&read(None, text.as_bytes(), span("2026-01-01", "2028-12-31"), &zone("Asia/Tokyo")).unwrap())
    };
    for start in ["19700101", "19720229", "19851231", "20040430", "20250131", "20260115"] {
        for rule in [
            "FREQ=MONTHLY",
            "FREQ=MONTHLY;BYDAY=1TH",
            "FREQ=MONTHLY;INTERVAL=5;BYDAY=2MO,-1FR",
            "FREQ=MONTHLY;INTERVAL=7;BYMONTHDAY=-1,15",
            "FREQ=MONTHLY;BYMONTH=2,5;BYDAY=TU;BYSETPOS=-1",
            "FREQ=WEEKLY;INTERVAL=3;BYDAY=TU,SA;WKST=SU",
            "FREQ=DAILY;INTERVAL=11",
        ] {
            // What is counted has to be counted from the start.
            let from_start = seen(start, &format!("{rule};COUNT=30000"));
            assert!(from_start.len() > 3 || rule == "FREQ=MONTHLY", "{start} {rule}");
            assert_eq!(seen(start, rule), from_start, "{start} {rule}");
        }
    }
}

#[test]
fn mad_rules_are_bounded_and_named() {
    for rule in [
        "FREQ=SECONDLY",
        "FREQ=MINUTELY",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=WEEKLY;BYDAY=TH,XX",
        "FREQ=DAILY;UNTIL=never",
        "FREQ=MONTHLY;BYSETPOS=2",
        "FREQ=SOMETIMES",
    ] {
        let reading = one(&format!("DTSTART:20260108T133000\nRRULE:{rule}"));
        assert!(!reading.programme.meetings.is_empty(), "{rule}: the first time stays");
        assert!(reading.programme.meetings.len() < 25_000, "{rule}");
        assert!(
            fields(&reading).iter().all(|(line, field)| (*line, *field) == (7, "RRULE")),
            "{rule}: {:?}",
            reading.problems
        );
        assert!(!reading.problems.is_empty(), "{rule}");
    }
    let hours = one("DTSTART:20260108T133000\nRRULE:FREQ=HOURLY;COUNT=3");
    assert_eq!(times(&hours), ["2026-01-08 13:30", "2026-01-08 14:30", "2026-01-08 15:30"]);
}

#[test]
fn deleted_occurrences_are_gone() {
    let daily = "DTSTART;TZID=Asia/Tokyo:20260108T133000\nRRULE:FREQ=DAILY;COUNT=3\n";
    let without_second = ["2026-01-08 13:30", "2026-01-10 13:30"];
    check(&format!("{daily}EXDATE;TZID=Asia/Tokyo:20260109T133000"), &without_second);
    check(&format!("{daily}EXDATE:20260109T043000Z"), &without_second);
    check(&format!("{daily}EXDATE;VALUE=DATE:20260109"), &without_second);
    check(&format!("{daily}EXDATE;TZID=Asia/Tokyo:20260109T000000"), &without_second);
    check(&format!("{daily}EXDATE;TZID=Asia/Tokyo:20260108T133000,20260109T133000"), &["2026-01-10 13:30"]);
    check("DTSTART;VALUE=DATE:20260108\nRRULE:FREQ=DAILY;COUNT=2\nEXDATE:20260107T150000Z", &["2026-01-09"]);
}

fn series_with(change: &str) -> Reading {
    let series = event(
        "UID:a\nSUMMARY:会\nLOCATION:部屋\nDTSTART;TZID=Asia/Tokyo:20260108T133000\nDTEND;TZID=Asia/Tokyo:20260108T150000\nRRULE:FREQ=WEEKLY;COUNT=3",
    );
    in_tokyo(&calendar(&format!("{}\n{series}", event(&format!("UID:a\n{change}")))))
}

#[test]
fn a_cancelled_occurrence_is_shown_as_cancelled() {
    let reading = series_with(
        "RECURRENCE-ID:20260115T043000Z\nSTATUS:CANCELLED\nDTSTART;TZID=Asia/Tokyo:20260115T133000",
    );
    assert_eq!(
        times(&reading),
        ["2026-01-08 13:30-15:00", "2026-01-15 13:30-15:00", "2026-01-22 13:30-15:00"]
    );
    let cancelled = &reading.programme.meetings[1];
    assert_eq!((cancelled.status, &cancelled.repeats), (Status::Cancelled, &None));
    assert_eq!(cancelled.title.phrase(Lang::JA).text(), "会");
    assert_eq!(cancelled.place.as_ref().unwrap().phrase(Lang::JA).text(), "部屋");
    assert_eq!(
        one("DTSTART:20260108T133000\nSTATUS:CANCELLED").programme.meetings[0].status,
        Status::Cancelled
    );
    assert_eq!(
        one("DTSTART:20260108T133000\nSTATUS:TENTATIVE").programme.meetings[0].status,
        Status::Planned
    );
}

#[test]
fn the_newest_version_of_an_occurrence_stands() {
    let change = |sequence: u8, hour: u8| {
        event(&format!(
            "UID:a\nSUMMARY:x\nSEQUENCE:{sequence}\nRECURRENCE-ID:20260109T133000\nDTSTART:20260109T{hour}0000"
        ))
    };
    let series = event("UID:a\nSUMMARY:x\nDTSTART:20260108T133000\nRRULE:FREQ=DAILY;COUNT=2");
    let reading = in_tokyo(&calendar(&format!("{}\n{series}\n{}", change(2, 17), change(1, 10))));
    assert_eq!(times(&reading), ["2026-01-08 13:30", "2026-01-09 17:00"]);
    assert_eq!(reading.problems, []);
    let stamped = |stamp: &str, hour: u8| {
        event(&format!("UID:a\nSUMMARY:x\nDTSTAMP:{stamp}\nDTSTART:20260109T{hour}0000"))
    };
    let reading = in_tokyo(&calendar(&format!(
        "{}\n{}",
        stamped("20260102T000000Z", 17),
        stamped("20260101T000000Z", 10)
    )));
    assert_eq!(times(&reading), ["2026-01-09 17:00"]);
    let reading = in_tokyo(&calendar(&format!(
        "{}\n{}",
        stamped("20260101T000000Z", 17),
        stamped("20260101T000000Z", 10)
    )));
    assert_eq!(times(&reading), ["2026-01-09 10:00"]);
    assert_eq!(fields(&reading), [(3, "UID")]);
}

#[test]
fn a_change_from_here_on_moves_all_later_ones() {
    let reading = series_with(
        "SUMMARY:新しい会\nRECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Asia/Tokyo:20260115T133000\nDTSTART;TZID=Asia/Tokyo:20260115T180000\nDTEND;TZID=Asia/Tokyo:20260115T190000",
    );
    assert_eq!(
        times(&reading),
        ["2026-01-08 13:30-15:00", "2026-01-15 18:00-19:00", "2026-01-22 18:00-19:00"]
    );
    assert_eq!(ids(&reading), ["a/2026-01-08T13:30", "a/2026-01-15T13:30", "a/2026-01-22T13:30"]);
    assert_eq!(reading.problems, []);
}

#[test]
fn a_change_without_its_series_stands_alone() {
    let reading = one("RECURRENCE-ID:20260115T133000\nDTSTART:20260116T133000");
    assert_eq!(
        (times(&reading), ids(&reading)),
        (vec!["2026-01-16 13:30".to_owned()], vec!["a/2026-01-15T13:30"])
    );
    let unreadable = series_with("SUMMARY:x\nRECURRENCE-ID:then\nDTSTART:20260116T133000");
    assert_eq!(times(&unreadable).len(), 4, "the series stays beside it");
    assert_eq!(fields(&unreadable), [(6, "RECURRENCE-ID")]);
}

#[test]
fn what_is_private_never_shows_and_is_never_quoted() {
    for class in ["PRIVATE", "CONFIDENTIAL", "X-SECRET"] {
        let reading = one(&format!("DESCRIPTION:himitsu\nDTSTART:himitsu\nCLASS:{class}"));
        assert!(reading.programme.meetings.is_empty());
        assert_eq!(fields(&reading), [(8, "CLASS")]);
        assert!(!format!("{:?}", reading.problems).contains("himitsu"));
    }
    let reading =
        series_with("SUMMARY:x\nCLASS:PRIVATE\nRECURRENCE-ID:20260115T043000Z\nDTSTART:20260116T133000");
    assert_eq!(times(&reading), ["2026-01-08 13:30-15:00", "2026-01-22 13:30-15:00"]);
}

#[test]
fn texts_are_unfolded_unescaped_and_freed_of_mark_up() {
    let reading = one(
        "DTSTART:20260108T133000\r\nDESCRIPTION:<p>どなた\r\n でも\\, どうぞ\\;</p>一\\n二\r\nLOCATION:部屋\\, 2階\r\nURL:https://example.org/a",
    );
    let meeting = &reading.programme.meetings[0];
    let text = |text: &Option<hiroba::domain::text::Text>| text.as_ref().unwrap().phrase(Lang::JA).text();
    assert_eq!(text(&meeting.description), "どなたでも, どうぞ;\n一\n二");
    assert_eq!(text(&meeting.place), "部屋, 2階");
    assert_eq!(meeting.mode, Some(Mode::Venue));
    assert_eq!(meeting.page.as_ref().unwrap().url, "https://example.org/a");
    assert_eq!(reading.problems, []);
    // Folded in the middle of a character, as some programs do.
    let whole = calendar(&event("UID:a\nSUMMARY:場をひろげる\nDTSTART:20260108T133000")).into_bytes();
    let inside = whole.windows(3).position(|bytes| bytes == "場".as_bytes()).unwrap() + 1;
    let folded = [&whole[..inside], b"\r\n ", &whole[inside..]].concat();
    let reading = read(None, &folded, span("2026-01-01", "2026-12-31"), &zone("Asia/Tokyo")).unwrap();
    assert_eq!(reading.programme.meetings[0].title.phrase(Lang::JA).text(), "場をひろげる");
}

#[test]
fn a_byte_order_mark_and_shift_jis_are_read() {
    let text = calendar(&event("UID:a\nSUMMARY:場をひろげる\nDTSTART:20260108T133000"));
    let title = |bytes: &[u8]| {
        let reading = read(None, bytes, span("2026-01-01", "2026-12-31"), &zone("Asia/Tokyo")).unwrap();
        (reading.programme.meetings[0].title.phrase(Lang::JA).text(), reading.problems.len())
    };
    assert_eq!(title(format!("\u{feff}{text}").as_bytes()), ("場をひろげる".into(), 0));
    assert_eq!(title(&encoding_rs::SHIFT_JIS.encode(&text).0), ("場をひろげる".into(), 1));
}

#[test]
fn a_text_stands_in_every_language_it_is_given_in() {
    let reading = one("SUMMARY;LANGUAGE=en-GB:Meeting\nSUMMARY;LANGUAGE=zh-CN:会议\nDTSTART:20260108T133000");
    let title = &reading.programme.meetings[0].title;
    assert_eq!(title.get(Lang::JA).unwrap().text(), "会");
    assert_eq!(title.get(Lang::EN).unwrap().text(), "Meeting");
    assert_eq!(title.get(Lang::ZH_HANS).unwrap().text(), "会议");
    let untitled = in_tokyo(&calendar(&event("UID:a\nDTSTART:20260108T133000")));
    assert_eq!(untitled.programme.meetings[0].title.phrase(Lang::EN).text(), "Title to follow");
    assert_eq!(fields(&untitled), [(3, "SUMMARY")]);
}

#[test]
fn a_link_makes_a_meeting_online() {
    let mode = |properties: &str| {
        let reading = one(&format!("DTSTART:20260108T133000\n{properties}"));
        (reading.programme.meetings[0].mode, reading.programme.meetings[0].place.is_some())
    };
    assert_eq!(mode("LOCATION:https://zoom.us/j/1"), (Some(Mode::Online), false));
    assert_eq!(
        mode("LOCATION:部屋\nX-GOOGLE-CONFERENCE:https://meet.google.com/x"),
        (Some(Mode::Both), true)
    );
    assert_eq!(mode("CONFERENCE;VALUE=URI:https://example.org/room"), (Some(Mode::Online), false));
    assert_eq!(mode("DESCRIPTION:x"), (None, false));
    check_with_problem("DTSTART:20260108T133000\nURL:javascript:alert(1)", &["2026-01-08 13:30"], "URL");
}

#[test]
fn rhythms_are_told_as_a_schedule_says_them() {
    let rhythm = |rule: &str| {
        let reading = one(&format!("DTSTART:20260105T133000\nRRULE:{rule};COUNT=2"));
        reading.programme.meetings[0].repeats.clone().unwrap().rhythm
    };
    assert_eq!(rhythm("FREQ=DAILY"), Rhythm::Daily);
    assert_eq!(rhythm("FREQ=WEEKLY;BYDAY=FR,TH,WE,TU,MO"), Rhythm::Weekdays);
    assert_eq!(rhythm("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR"), Rhythm::Weekdays);
    assert_eq!(rhythm("FREQ=WEEKLY"), Rhythm::Weekly(vec![Weekday::Monday]));
    assert_eq!(rhythm("FREQ=WEEKLY;BYDAY=TH,MO"), Rhythm::Weekly(vec![Weekday::Monday, Weekday::Thursday]));
    assert_eq!(rhythm("FREQ=WEEKLY;INTERVAL=2"), Rhythm::Other);
    assert_eq!(rhythm("FREQ=MONTHLY;BYDAY=1MO"), Rhythm::Other);
}

#[test]
fn half_a_calendar_is_no_calendar() {
    let whole = include_str!("data/ics/google_like.ics").trim_end();
    for end in (16..whole.len()).filter(|end| whole.is_char_boundary(*end)) {
        let result = read(
            Some(Format::Ics),
            &whole.as_bytes()[..end],
            span("2022-01-01", "2022-12-31"),
            &zone("Asia/Tokyo"),
        );
        assert!(matches!(result, Err(Unreadable::Truncated(_))), "{end} bytes");
    }
    let result = |text: &str| {
        read(Some(Format::Ics), text.as_bytes(), span("2022-01-01", "2022-12-31"), &zone("Asia/Tokyo"))
    };
    assert_eq!(result(""), Err(Unreadable::Empty));
    assert_eq!(result("<html>"), Err(Unreadable::WebPage));
    assert!(matches!(result("hello"), Err(Unreadable::Broken(_))));
}

#[test]
fn tasks_journals_and_busy_times_are_passed_over_in_silence() {
    let others = "BEGIN:VTODO\nUID:t\nSUMMARY:x\nDUE:never\nEND:VTODO\nBEGIN:VFREEBUSY\nUID:f\nEND:VFREEBUSY\nBEGIN:VJOURNAL\nUID:j\nEND:VJOURNAL";
    let alarm = "UID:a\nSUMMARY:x\nBEGIN:VALARM\nACTION:DISPLAY\nDESCRIPTION:alarm\nTRIGGER:-PT10M\nDURATION:bad\nEND:VALARM\nDTSTART:20260108T133000";
    let reading = in_tokyo(&calendar(&format!("{others}\n{}", event(alarm))));
    assert_eq!((times(&reading).len(), reading.problems.len()), (1, 0));
    assert_eq!(reading.programme.meetings[0].description, None);
}

/// Lines as broken programs write them.
fn bad_line() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("SUMMARY;X=\"never closed:会".to_owned()),
        Just("BEGIN:VALARM".to_owned()),
        Just("END:VALARM".to_owned()),
        Just("END:VTIMEZONE".to_owned()),
        Just("BEGIN:VEVENT".to_owned()),
        Just("DTSTART;VALUE=RECUR:FREQ=DAILY".to_owned()),
        Just("RRULE:FREQ=YEARLY;BYMONTH=13;COUNT=0".to_owned()),
        Just("RRULE;VALUE=DATE:20260101".to_owned()),
        Just("DESCRIPTION;ENCODING=BASE64:!!!!".to_owned()),
        Just("DTEND:99999999T999999Z".to_owned()),
        Just("DURATION:P4294967295W".to_owned()),
        Just("RECURRENCE-ID;RANGE=THISANDFUTURE:00010101T000000".to_owned()),
        Just("EXDATE:,,,".to_owned()),
        "(DTSTART|DTEND|RRULE|EXDATE|RDATE|UID|SUMMARY|CLASS|DURATION|LOCATION|DESCRIPTION)[:;]\\PC{0,30}",
        "RRULE:FREQ=(YEARLY|MONTHLY|WEEKLY|DAILY|HOURLY|SECONDLY);(INTERVAL|COUNT|BYDAY|BYMONTHDAY|BYSETPOS|BYWEEKNO|BYHOUR|WKST|UNTIL)=[-0-9A-Z,]{0,9}",
        "(DTSTART|DTEND|EXDATE|RDATE|RECURRENCE-ID):[0-9]{8}(T[0-9]{6}Z?)?",
        "\\PC{0,40}",
    ]
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = read(Some(Format::Ics), &bytes, span("2026-01-01", "2026-12-31"), &zone("Asia/Tokyo"));
        let mut inside = b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n".to_vec();
        inside.extend(bytes);
        inside.extend(b"\nEND:VEVENT\nEND:VCALENDAR\n");
        let _ = read(Some(Format::Ics), &inside, span("2026-01-01", "2026-12-31"), &zone("Asia/Tokyo"));
    }

    #[test]
    fn no_change_to_a_good_file_makes_it_panic(
        at in any::<prop::sample::Index>(),
        length in 0_usize..20,
        new in proptest::collection::vec(any::<u8>(), 0..20),
        file in prop::sample::select(vec![include_str!("data/ics/google_like.ics"), include_str!("data/ics/outlook.ics")]),
    ) {
        let mut bytes = file.as_bytes().to_vec();
        let at = at.index(bytes.len());
        let end = (at + length).min(bytes.len());
        bytes.splice(at..end, new);
        let _ = read(Some(Format::Ics), &bytes, span("2021-01-01", "2026-12-31"), &zone("Asia/Tokyo"));
    }

    #[test]
    fn a_good_event_survives_any_bad_neighbour(before in proptest::collection::vec(bad_line(), 0..8), after in proptest::collection::vec(bad_line(), 0..8)) {
        let text = calendar(&format!(
            "{}\n{}\n{}",
            event(&before.join("\n")),
            event("UID:good\nSUMMARY:よい会\nDTSTART:20260108T133000\nRRULE:FREQ=DAILY;COUNT=2"),
            event(&after.join("\n")),
        ));
        let reading = read(Some(Format::Ics), text.as_bytes(), span("2026-01-01", "2026-12-31"), &zone("Asia/Tokyo")).unwrap();
        let good = reading.programme.meetings.iter().filter(|meeting| meeting.id.0.starts_with("good/")).count();
        prop_assert_eq!(good, 2);
    }
}
