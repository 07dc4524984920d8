//! The project's own JSON: the sample, the published schema, mistakes, and the way back.

use hiroba::api;
use hiroba::domain::meeting::{Rhythm, When};
use hiroba::domain::notice::AlertStatus;
use hiroba::domain::programme::Programme;
use hiroba::domain::text::Lang;
use hiroba::feed::{Reading, Span, Unreadable, json, print};
use jiff::SignedDuration;
use jiff::civil::{Date, Weekday, date};
use jiff::tz::TimeZone;
use proptest::prelude::*;
use serde_json::{Value, json as value};

const SAMPLE: &str = include_str!("../assets/sample/programme.json");
const DRILL: &str = include_str!("../assets/sample/drill.json");
const SCHEMA: &str = include_str!("../docs/programme.schema.json");
const EVERY_FIELD: &str = include_str!("data/json/every-field.json");
const EXERCISE: &str = include_str!("data/json/exercise.json");
const BROKEN_ROWS: &str = include_str!("data/json/broken-rows.json");

fn tokyo() -> TimeZone {
    TimeZone::get("Asia/Tokyo").unwrap()
}

fn around(today: Date) -> Span {
    Span {
        today,
        from: today.yesterday().unwrap(),
        to: today.checked_add(jiff::Span::new().days(120)).unwrap(),
    }
}

fn read(text: &str, today: Date) -> Reading {
    json::read(text.as_bytes(), around(today), &tokyo()).unwrap()
}

fn programme_of(rows: Value) -> String {
    let mut whole = value!({ "format": "hiroba-programme", "version": 1, "timeZone": "Asia/Tokyo" });
    whole.as_object_mut().unwrap().extend(rows.as_object().unwrap().clone());
    whole.to_string()
}

/// The problems as "line field", to see at a glance where they are.
fn places(reading: &Reading) -> Vec<String> {
    let place = |problem: &hiroba::feed::Problem| {
        format!("{} {}", problem.line.unwrap_or(0), problem.field.as_deref().unwrap_or("-"))
    };
    reading.problems.iter().map(place).collect()
}

#[test]
fn the_sample_is_never_empty_and_has_all_four_shapes_on_any_day() {
    let mut day = date(2026, 1, 1);
    while day < date(2028, 3, 2) {
        let reading = read(SAMPLE, day);
        assert_eq!(reading.problems, [], "{day}");
        let programme = reading.programme;
        let when = |id: &str| &programme.meetings.iter().find(|meeting| meeting.id.0 == id).unwrap().when;
        assert!(
            matches!(when("peer-3"), When::Exact { start, end: Some(_) } if start.date() > day
            && start.weekday() == Weekday::Thursday && start.time().hour() == 13),
            "{day}"
        );
        assert!(matches!(when("peer-4"), When::Days { .. }));
        assert!(matches!(when("peer-5"), When::Month { about: true, .. }));
        assert_eq!(when("peer-6"), &When::Undecided);
        let free = programme.meetings.iter().filter(|meeting| meeting.id.0.starts_with("free-space/"));
        assert!(free.clone().count() >= 80, "{day}");
        assert!(free.clone().all(|meeting| meeting.repeats.as_ref().unwrap().rhythm == Rhythm::Weekdays));
        day = day.checked_add(jiff::Span::new().days(13)).unwrap();
    }
}

#[test]
fn the_sample_speaks_five_languages_everywhere() {
    let langs = [Lang::JA, Lang::JA_EASY, Lang::EN, Lang::ZH_HANS, Lang::KO];
    let mut texts = 0;
    each_text(&serde_json::from_str(SAMPLE).unwrap(), &mut |text| {
        texts += 1;
        for lang in langs {
            assert!(text.contains_key(lang.as_str()), "{lang} is missing in {text:?}");
        }
    });
    assert!(texts > 40);
}

#[test]
fn the_samples_easy_japanese_is_easy() {
    each_text(&serde_json::from_str(SAMPLE).unwrap(), &mut |text| {
        is_easy(text["ja-easy"].as_str().unwrap());
    });
}

/// Readings over all kanji, and sentences of at most 30 characters.
#[track_caller]
fn is_easy(text: &str) {
    let phrase = hiroba::domain::text::Phrase::parse(text);
    for chunk in phrase.chunks() {
        let bare = chunk.ruby.is_none() && chunk.base.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
        assert!(!bare, "no reading over {:?}", chunk.base);
    }
    for sentence in phrase.text().split('。') {
        let length = sentence.chars().filter(|c| !c.is_whitespace()).count();
        assert!(length <= 30, "{length} characters: {sentence}");
    }
}

#[test]
fn the_drill_says_the_same_in_five_languages_on_any_day() {
    for day in [date(2026, 1, 1), date(2028, 2, 29)] {
        let reading = read(DRILL, day);
        assert_eq!(reading.problems, [], "{day}");
        let [drill] = &reading.programme.emergencies[..] else { panic!("one drill") };
        assert_eq!(drill.status, AlertStatus::Exercise);
        assert!(drill.is_shown(day.at(23, 59, 59, 0).to_zoned(tokyo()).unwrap().timestamp()));
        let langs: Vec<Lang> = drill.infos.iter().map(|info| info.lang).collect();
        assert_eq!(langs, [Lang::JA, Lang::JA_EASY, Lang::EN, Lang::ZH_HANS, Lang::KO]);
        for info in &drill.infos {
            assert!(!info.headline.is_empty() && !info.instruction.is_empty(), "{}", info.lang);
        }
        is_easy(&drill.infos[1].headline);
        is_easy(&drill.infos[1].instruction);
    }
}

/// Every object that has a text in Japanese.
fn each_text(value: &Value, check: &mut impl FnMut(&serde_json::Map<String, Value>)) {
    match value {
        Value::Object(fields) if fields.contains_key("ja") => check(fields),
        Value::Object(fields) => fields.values().for_each(|value| each_text(value, check)),
        Value::Array(rows) => rows.iter().for_each(|value| each_text(value, check)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[test]
fn the_schema_accepts_the_sample_and_the_fixtures() {
    let validator = jsonschema::validator_for(&serde_json::from_str(SCHEMA).unwrap()).unwrap();
    for text in [SAMPLE, DRILL, EVERY_FIELD, EXERCISE] {
        let value = serde_json::from_str(text).unwrap();
        let errors: Vec<String> = validator
            .iter_errors(&value)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert_eq!(errors, Vec::<String>::new());
    }
    assert!(!validator.is_valid(&serde_json::from_str(BROKEN_ROWS).unwrap()));
}

#[test]
fn what_the_program_writes_itself_is_valid_too() {
    let validator = jsonschema::validator_for(&serde_json::from_str(SCHEMA).unwrap()).unwrap();
    for text in [SAMPLE, EVERY_FIELD] {
        let wire = api::Programme::from(&read(text, date(2026, 11, 30)).programme);
        let value = serde_json::to_value(&wire).unwrap();
        let errors: Vec<String> = validator
            .iter_errors(&value)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert_eq!(errors, Vec::<String>::new());
    }
}

#[test]
fn every_documented_field_is_known_to_the_reader_and_stands_in_the_fixture() {
    // The fixture is valid by the schema and has no problem, so each of its fields is known to both.
    let reading = read(EVERY_FIELD, date(2026, 11, 30));
    assert_eq!(reading.problems, []);
    let mut used = std::collections::BTreeSet::new();
    each_field(&serde_json::from_str(EVERY_FIELD).unwrap(), &mut |name| {
        used.insert(name.to_owned());
    });
    let mut documented = std::collections::BTreeSet::new();
    properties(&serde_json::from_str(SCHEMA).unwrap(), &mut documented);
    let missing: Vec<&String> = documented.difference(&used).collect();
    assert_eq!(missing, Vec::<&String>::new(), "documented, but not in every-field.json");
}

#[test]
fn every_documented_field_has_a_description() {
    fn check(schema: &Value, way: &str) {
        if let Some(properties) = schema.get("properties").and_then(Value::as_object) {
            for (name, property) in properties {
                let told = property.get("description").is_some() || property.get("$ref").is_some();
                assert!(told, "{way}/{name}");
            }
        }
        match schema {
            Value::Object(fields) => {
                fields.iter().for_each(|(name, value)| check(value, &format!("{way}/{name}")))
            }
            Value::Array(rows) => rows.iter().for_each(|value| check(value, way)),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
    check(&serde_json::from_str(SCHEMA).unwrap(), "");
}

fn each_field(value: &Value, take: &mut impl FnMut(&str)) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                take(name);
                each_field(value, take);
            }
        }
        Value::Array(rows) => rows.iter().for_each(|value| each_field(value, take)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn properties(schema: &Value, names: &mut std::collections::BTreeSet<String>) {
    match schema {
        Value::Object(fields) => {
            if let Some(Value::Object(own)) = fields.get("properties") {
                names.extend(own.keys().cloned());
            }
            fields.values().for_each(|value| properties(value, names));
        }
        Value::Array(rows) => rows.iter().for_each(|value| properties(value, names)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[test]
fn a_broken_row_leaves_the_others_and_is_told_with_line_and_field() {
    let reading = read(BROKEN_ROWS, date(2026, 12, 1));
    let ids: Vec<&str> = reading.programme.meetings.iter().map(|meeting| meeting.id.0.as_str()).collect();
    assert_eq!(ids, ["good", "small-slips", "also-good"]);
    assert_eq!(
        places(&reading),
        [
            "5 titel",
            "6 contact.fax",
            "9 meetings[1].when.start",
            "10 meetings[2].id",
            "13 meetings[3].titel",
            "15 meetings[3].access[1]",
            "15 meetings[3].access[3]",
            "16 meetings[3].capacity.venue",
            "17 meetings[3].when.end",
            "19 meetings[4].when",
            "20 meetings[5].when.start",
            "21 meetings[6]",
            "22 meetings[7].when.month",
            "25 notices[0].shown.until",
            "26 notices[1].picture.alt",
        ]
        .map(str::to_owned)
        .into_iter()
        .collect::<Vec<_>>(),
        "{:#?}",
        reading.problems
    );
    let slips = &reading.programme.meetings[1];
    assert_eq!(slips.access.len(), 2, "captions and lift are left");
    assert!(matches!(slips.when, When::Exact { end: None, .. }), "a wrong end costs the end only");
    assert_eq!(slips.source_line, Some(11));
    assert_eq!(reading.programme.notices.len(), 1, "a notice with a wrong last day must not stand for ever");
    let message = |place: &str| {
        let problem = reading.problems.iter().find(|problem| problem.field.as_deref() == Some(place));
        problem.unwrap().message.clone()
    };
    assert_eq!(
        message("meetings[3].titel"),
        "A field of this name is not known here; perhaps \"title\" is meant. It was passed over."
    );
    assert_eq!(
        message("meetings[1].when.start"),
        "\"2026-02-30T13:30\" is not in the calendar: there is no such day or time. The meeting was left out."
    );
    assert!(message("meetings[3].access[1]").contains("perhaps \"wheelchair\" is meant"));
}

#[test]
fn a_file_that_is_no_programme_is_told_so() {
    #[track_caller]
    fn check(text: &str, expected: Unreadable) {
        let error = json::read(text.as_bytes(), around(date(2026, 12, 1)), &tokyo()).unwrap_err();
        assert_eq!(error, expected, "{text}");
    }
    let broken = |text: &str| Unreadable::Broken(text.to_owned());
    check("", Unreadable::Empty);
    check("\u{feff} \n", Unreadable::Empty);
    check("<!doctype html>", Unreadable::WebPage);
    check("[]", broken("a programme has to begin with { and hold its fields by name"));
    check("{}", broken("it is JSON, but nothing in it belongs to a programme"));
    check("{\"format\": \"geojson\"}", broken("its format is \"geojson\", not \"hiroba-programme\""));
    check(
        "{\n\"meetings\": [],\n}",
        broken("line 3, column 1: a comma stands before a closing bracket; it has to go"),
    );
    check(
        "{\"name\": \"ひろば\n\"}",
        broken(
            "line 1, column 13: a text goes on over the end of its line; a closing quotation mark may be missing (a new line inside a text is written \\n)",
        ),
    );
    check(
        "{\"meetings\": [\n{\"id\": 1",
        Unreadable::Truncated(
            "the end of the file comes at line 2, column 8, before the last bracket or quotation mark is closed"
                .to_owned(),
        ),
    );
}

#[test]
fn half_a_file_is_never_taken_for_a_whole_one() {
    for end in (0..SAMPLE.trim_end().len()).step_by(7) {
        assert!(json::read(&SAMPLE.as_bytes()[..end], around(date(2026, 12, 1)), &tokyo()).is_err(), "{end}");
    }
}

#[test]
fn a_newer_version_is_read_as_far_as_it_is_known() {
    let text = programme_of(value!({ "version": 2, "meetings": [
        { "id": "a", "title": "会", "when": { "kind": "undecided" }, "mood": "calm" }] }));
    let reading = read(&text, date(2026, 12, 1));
    assert_eq!(reading.programme.meetings.len(), 1);
    assert_eq!(places(&reading), ["1 version", "1 meetings[0].mood"]);
}

#[test]
fn a_file_saved_in_another_encoding_is_read_and_told() {
    let text = "{\"format\":\"hiroba-programme\",\"version\":1,\"name\":\"髙﨑ひろば\"}";
    let sjis = encoding_rs::SHIFT_JIS.encode(text).0;
    let reading = json::read(&sjis, around(date(2026, 12, 1)), &tokyo()).unwrap();
    assert_eq!(reading.programme.name.unwrap().phrase(Lang::JA).text(), "髙﨑ひろば");
    assert_eq!(reading.problems.len(), 1);
}

#[track_caller]
fn occurs(when: Value, repeat: Value, (from, to): (Date, Date), expected: &[&str]) {
    let text =
        programme_of(value!({ "meetings": [{ "id": "m", "title": "会", "when": when, "repeat": repeat }] }));
    let span = Span { today: from, from, to };
    let reading = json::read(text.as_bytes(), span, &tokyo()).unwrap();
    assert_eq!(reading.problems, []);
    let starts: Vec<String> = serde_json::to_value(print::to_json(&reading, span)).unwrap()["meetings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|meeting| meeting["when"]["start"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(starts, expected);
}

#[test]
fn a_meeting_comes_again_by_its_rule() {
    let exact = |start: &str| value!({ "kind": "exact", "start": start, "end": "16:00" });
    let december = (date(2026, 12, 1), date(2026, 12, 10));
    occurs(
        exact("2026-12-03T13:30"),
        value!({ "every": "weekday", "except": ["2026-12-08"] }),
        december,
        &[
            "2026-12-03T13:30:00+09:00[Asia/Tokyo]",
            "2026-12-04T13:30:00+09:00[Asia/Tokyo]",
            "2026-12-07T13:30:00+09:00[Asia/Tokyo]",
            "2026-12-09T13:30:00+09:00[Asia/Tokyo]",
            "2026-12-10T13:30:00+09:00[Asia/Tokyo]",
        ],
    );
    // By the clock, on both sides of the change to summer time.
    occurs(
        value!({ "kind": "exact", "start": "2026-03-01T10:00[Europe/Berlin]" }),
        value!({ "every": "week", "until": "2026-04-05" }),
        (date(2026, 3, 20), date(2026, 4, 30)),
        &[
            "2026-03-22T10:00:00+01:00[Europe/Berlin]",
            "2026-03-29T10:00:00+02:00[Europe/Berlin]",
            "2026-04-05T10:00:00+02:00[Europe/Berlin]",
        ],
    );
    let day = |first: &str, last: &str| value!({ "kind": "days", "first": first, "last": last });
    occurs(
        day("2026-01-31", "2026-01-31"),
        value!({ "every": "month" }),
        (date(2026, 1, 1), date(2026, 6, 1)),
        &["2026-01-31", "2026-03-31", "2026-05-31"],
    );
    occurs(
        day("2026-01-01", "2026-01-01"),
        value!({ "every": "month", "days": ["we"], "nth": [1, -1] }),
        (date(2026, 1, 1), date(2026, 2, 28)),
        &["2026-01-07", "2026-01-28", "2026-02-04", "2026-02-25"],
    );
    // One that began before the span and reaches into it.
    occurs(
        day("2026-12-05", "2026-12-07"),
        value!({ "every": "week" }),
        (date(2026, 12, 14), date(2026, 12, 20)),
        &["2026-12-12", "2026-12-19"],
    );
    occurs(day("2026-12-05", "2026-12-05"), value!({ "every": "day", "until": "2026-12-04" }), december, &[]);
}

#[test]
fn occurrences_have_names_of_their_own() {
    let text = programme_of(value!({ "meetings": [{ "id": "tea", "title": "会",
        "when": { "kind": "days", "first": "2026-12-01" }, "repeat": { "every": "week" } }] }));
    let span = Span { today: date(2026, 12, 1), from: date(2026, 12, 1), to: date(2026, 12, 8) };
    let meetings = json::read(text.as_bytes(), span, &tokyo()).unwrap().programme.meetings;
    assert_eq!(
        meetings.iter().map(|meeting| meeting.id.0.as_str()).collect::<Vec<_>>(),
        ["tea/2026-12-01", "tea/2026-12-08"]
    );
    let repeats = meetings[0].repeats.as_ref().unwrap();
    assert_eq!((repeats.key.as_str(), &repeats.rhythm), ("tea", &Rhythm::Weekly(vec![Weekday::Tuesday])));
}

#[test]
fn emergencies_are_cancelled_replaced_and_kept_from_standing_for_ever() {
    let alert = |id: &str, status: &str, msg_type: &str, references: &str, sent: &str| {
        value!({ "identifier": id, "status": status, "msgType": msg_type, "references": references,
            "sent": sent, "info": [{ "headline": id }] })
    };
    #[track_caller]
    fn check(alerts: Vec<Value>, expected: &[&str]) {
        let reading = read(&programme_of(value!({ "emergencies": alerts })), date(2026, 9, 1));
        let ids: Vec<&str> =
            reading.programme.emergencies.iter().map(|alert| alert.identifier.as_str()).collect();
        assert_eq!(ids, expected, "{:#?}", reading.problems);
    }
    let (noon, one, two) = ("2026-09-01T12:00", "2026-09-01T13:00", "2026-09-01T14:00");
    let first = || alert("a", "Actual", "Alert", "", noon);
    check(vec![first()], &["a"]);
    check(vec![first(), alert("b", "Actual", "Cancel", "a", one)], &[]);
    check(vec![alert("b", "Actual", "Cancel", "x@y,a,2026-09-01T12:00:00+09:00", one), first()], &[]);
    check(vec![first(), alert("b", "Actual", "Update", "a", one)], &["b"]);
    check(
        vec![first(), alert("b", "Actual", "Update", "a", one), alert("c", "Actual", "Cancel", "a b", two)],
        &[],
    );
    check(vec![first(), alert("b", "Exercise", "Cancel", "a", one)], &["a"]);
    check(vec![first(), alert("b", "Test", "Cancel", "a", one)], &["a"]);
    check(
        vec![first(), alert("b", "Draft", "Alert", "", one), alert("c", "System", "Alert", "", one)],
        &["a"],
    );
    check(vec![first(), alert("b", "Actual", "cancel", "a", one)], &["a"]);
    check(vec![alert("a", "Actual", "Alert", "", two), alert("b", "Actual", "Cancel", "a", one)], &["a"]);

    let reading = read(&programme_of(value!({ "emergencies": [first()] })), date(2026, 9, 1));
    assert_eq!(reading.programme.emergencies[0].expires, "2026-09-02T12:00+09:00".parse().unwrap());
    assert_eq!(places(&reading), ["1 emergencies[0].expires"]);
    assert!(reading.problems[0].message.contains("24 hours"));
}

#[test]
fn the_exercise_is_shown_as_one_and_ends() {
    let reading = read(EXERCISE, date(2026, 9, 1));
    let ids: Vec<&str> =
        reading.programme.emergencies.iter().map(|alert| alert.identifier.as_str()).collect();
    assert_eq!(ids, ["drill-2026-09"]);
    assert_eq!(places(&reading).len(), 1, "the test of the line is told and not shown");
}

/// Every field, to the letter: `Debug` shows zones, which `==` on a moment does not compare.
#[track_caller]
fn survives_the_way_over_the_wire(programme: &Programme) {
    let text = serde_json::to_string(&api::Programme::from(programme)).unwrap();
    let wire: api::Programme = serde_json::from_str(&text).unwrap();
    let back = Programme::try_from(wire).unwrap();
    assert_eq!(format!("{back:#?}"), format!("{programme:#?}"));
    assert_eq!(&back, programme);
    // The lenient reader understands the same, without a word.
    let span = around(date(2026, 12, 1));
    let lenient = json::read(text.as_bytes(), span, &TimeZone::UTC).unwrap();
    let own_lines = |mut programme: Programme| {
        programme.meetings.iter_mut().for_each(|meeting| meeting.source_line = None);
        programme
    };
    let mut sorted = own_lines(programme.clone());
    sorted.sort();
    assert_eq!(own_lines(lenient.programme), sorted);
}

#[test]
fn what_was_read_survives_the_way_over_the_wire() {
    for text in [SAMPLE, EVERY_FIELD, EXERCISE, BROKEN_ROWS] {
        survives_the_way_over_the_wire(&read(text, date(2026, 12, 1)).programme);
    }
}

mod any {
    use super::*;
    use hiroba::domain::meeting::*;
    use hiroba::domain::notice::*;
    use hiroba::domain::programme::*;
    use hiroba::domain::quiet::{Quiet, QuietScreen};
    use hiroba::domain::readings::Readings;
    use hiroba::domain::text::Text;
    use hiroba::domain::wording::{Wording, Wordings};
    use jiff::Timestamp;
    use jiff::civil::Time;
    use proptest::{collection::vec, option::of};

    pub fn text() -> impl Strategy<Value = Text> {
        let lang = prop::sample::select(vec![Lang::JA, Lang::JA_EASY, Lang::EN, Lang::ZH_HANS, Lang::KO]);
        vec((lang, "[a場\\[\\]| 。\n\"]{0,12}x"), 1..3).prop_map(|texts| {
            let mut text = Text::default();
            for (lang, markup) in texts {
                text.set(lang, hiroba::domain::text::Phrase::parse(&markup));
            }
            text
        })
    }

    fn readings() -> impl Strategy<Value = Readings> {
        vec(("[a場\\[| 。]{0,4}x", "[ぁ-んァ-ンー]{1,6}"), 0..3).prop_map(|rows| {
            let mut readings = Readings::default();
            for (word, reading) in rows {
                readings.insert(&word, &reading).unwrap();
            }
            readings
        })
    }

    fn timestamp() -> impl Strategy<Value = Timestamp> {
        (0i64..4_000_000_000, 0i32..1_000_000_000)
            .prop_map(|(second, nano)| Timestamp::new(second, nano).unwrap())
    }

    fn zoned() -> impl Strategy<Value = jiff::Zoned> {
        let zone = prop::sample::select(vec!["Asia/Tokyo", "America/New_York", "UTC", "Europe/Berlin"]);
        (timestamp(), zone).prop_map(|(at, zone)| at.in_tz(zone).unwrap())
    }

    fn day() -> impl Strategy<Value = Date> {
        (1868i16..2200, 1i8..=12, 1i8..=28).prop_map(|(year, month, day)| date(year, month, day))
    }

    fn weekdays() -> impl Strategy<Value = Vec<Weekday>> {
        vec((1i8..=7).prop_map(|n| Weekday::from_monday_one_offset(n).unwrap()), 0..3)
    }

    fn when() -> impl Strategy<Value = When> {
        let times = prop::sample::select(vec![Times::WholeDay, Times::NotAnnounced]);
        prop_oneof![
            (zoned(), of(1i64..1_000_000)).prop_map(|(start, length)| {
                let end =
                    length.map(|length| start.checked_add(jiff::SignedDuration::from_secs(length)).unwrap());
                When::exact(start, end).unwrap()
            }),
            (day(), day(), times).prop_map(|(a, b, times)| When::days(a.min(b), a.max(b), times).unwrap()),
            (1i16..9999, 1i8..=12, any::<bool>()).prop_map(|(year, month, about)| When::Month {
                year,
                month,
                about
            }),
            Just(When::Undecided),
        ]
    }

    fn window() -> impl Strategy<Value = Window> {
        (of(timestamp()), of(timestamp())).prop_map(|(from, until)| Window { from, until })
    }

    fn roughly() -> impl Strategy<Value = Roughly> {
        use PartOfMonth::*;
        let part = prop::sample::select(vec![Early, Middle, Late, Any]);
        prop_oneof![
            day().prop_map(Roughly::Day),
            (1900i16..2100, 1i8..=12, part).prop_map(|(year, month, part)| Roughly::Month {
                year,
                month,
                part
            }),
        ]
    }

    fn picture() -> impl Strategy<Value = Picture> {
        ("[a-z]{1,8}", text()).prop_map(|(source, alt)| Picture { source, alt })
    }

    fn page() -> impl Strategy<Value = Page> {
        ("https://[a-z]{1,8}", of("[0-9]{1,6}")).prop_map(|(url, number)| Page { url, number })
    }

    fn contact() -> impl Strategy<Value = Contact> {
        (text(), of("[0-9]{3}"), of("[0-9]{3}")).prop_map(|(office, tel, fax)| Contact { office, tel, fax })
    }

    fn repeats() -> impl Strategy<Value = Repeats> {
        let rhythm = prop_oneof![
            Just(Rhythm::Daily),
            Just(Rhythm::Weekdays),
            weekdays().prop_map(Rhythm::Weekly),
            Just(Rhythm::Other)
        ];
        ("[a-z]{1,8}", rhythm).prop_map(|(key, rhythm)| Repeats { key, rhythm })
    }

    fn attending() -> impl Strategy<Value = Attending> {
        let registration = prop::sample::select(vec![
            RegistrationWish::Open,
            RegistrationWish::Later,
            RegistrationWish::NotNeeded,
        ]);
        let minutes = || (0..=1440_i64).prop_map(SignedDuration::from_mins);
        (of(registration), of(any::<bool>()), of(minutes()), of(minutes()), of(any::<bool>())).prop_map(
            |(registration, check_in, check_in_before, how_was_today, asks_category)| Attending {
                registration,
                check_in,
                check_in_before,
                how_was_today,
                asks_category,
            },
        )
    }

    fn meeting() -> impl Strategy<Value = Meeting> {
        let deadline = prop_oneof![zoned().prop_map(Deadline::At), day().prop_map(Deadline::Day)];
        let mode = prop::sample::select(vec![Mode::Venue, Mode::Online, Mode::Both]);
        let status = prop::sample::select(vec![Status::Planned, Status::Cancelled]);
        let series = (text(), of(any::<u32>())).prop_map(|(name, number)| Series { name, number });
        let access = prop::sample::subsequence(Access::ALL.to_vec(), 0..4);
        let capacity =
            (of(any::<u32>()), of(any::<u32>())).prop_map(|(venue, online)| Capacity { venue, online });
        let words = (text(), of(series), of(text()), of(text()), of(text()), of(text()), attending());
        let times = (when(), of(roughly()), of(deadline), window(), of(repeats()), of(any::<u32>()));
        let rest =
            (of(mode), status, access, capacity, of(page()), any::<bool>(), of(contact()), of(picture()));
        (words, times, rest).prop_map(|(words, times, rest)| {
            let (title, series, theme, place, description, who, attending) = words;
            let (when, details_follow, register_by, shown, repeats, source_line) = times;
            let (mode, status, access, capacity, page, qr, contact, picture) = rest;
            Meeting {
                id: MeetingId("m".to_owned()),
                title,
                series,
                theme,
                when,
                details_follow,
                mode,
                place,
                description,
                who,
                access,
                capacity,
                register_by,
                attending,
                shown,
                status,
                repeats,
                page,
                qr,
                contact,
                picture,
                source_line,
            }
        })
    }

    fn alert() -> impl Strategy<Value = Emergency> {
        let status = prop::sample::select(vec![AlertStatus::Actual, AlertStatus::Exercise]);
        let lang = prop::sample::select(vec![Lang::JA, Lang::EN, Lang::KO]);
        let info = (lang, "[a-z]{1,5}", "[a-z]{0,5}", "[a-z]{0,5}").prop_map(
            |(lang, headline, description, instruction)| AlertInfo {
                lang,
                headline,
                description,
                instruction,
            },
        );
        (timestamp(), status, of(timestamp()), timestamp(), vec(info, 1..3)).prop_map(
            |(sent, status, effective, expires, infos)| Emergency {
                identifier: "e".to_owned(),
                sent,
                status,
                effective,
                expires,
                infos,
            },
        )
    }

    fn notice() -> impl Strategy<Value = Notice> {
        let priority = prop::sample::select(vec![Priority::Low, Priority::Normal, Priority::High]);
        let time = (0i8..24, 0i8..60, 0i8..60, 0i32..1_000_000_000)
            .prop_map(|(hour, minute, second, nano)| Time::constant(hour, minute, second, nano));
        let hours =
            (weekdays(), vec((time.clone(), time), 0..3)).prop_map(|(days, spans)| Hours { days, spans });
        (text(), of(text()), of(picture()), priority, window(), hours).prop_map(
            |(title, body, picture, priority, shown, hours)| Notice {
                id: "n".to_owned(),
                title,
                body,
                picture,
                priority,
                shown,
                hours,
            },
        )
    }

    /// Each has one span, as each stands on the wire.
    fn quiet() -> impl Strategy<Value = Quiet> {
        let screen = prop::sample::select(QuietScreen::ALL.to_vec());
        let time = || (0i8..24, 0i8..60).prop_map(|(hour, minute)| Time::constant(hour, minute, 0, 0));
        (weekdays(), time(), time(), screen).prop_map(|(days, from, to, screen)| Quiet {
            hours: Hours { days, spans: Vec::from([(from, to)]) },
            screen,
        })
    }

    fn texts() -> impl Strategy<Value = Wordings> {
        vec((prop::sample::select(Wording::ALL.to_vec()), text()), 0..3).prop_map(|texts| {
            let mut wordings = Wordings::default();
            texts.into_iter().for_each(|(wording, text)| wordings.set(wording, text));
            wordings
        })
    }

    pub fn programme() -> impl Strategy<Value = Programme> {
        let theme = (text(), of(text()), of("[a-z]{1,5}"), of(picture()), window()).prop_map(
            |(title, body, meeting, picture, shown)| Theme {
                id: "t".to_owned(),
                title,
                body,
                meeting: meeting.map(MeetingId),
                picture,
                shown,
            },
        );
        let voice = (text(), of(text()), window()).prop_map(|(sentence, role, shown)| Voice {
            id: "v".to_owned(),
            sentence,
            role,
            shown,
        });
        let division = prop::sample::select(vec![Division::Complete, Division::OfWhich]);
        let sub = text().prop_map(|name| SubCategory { id: "s".to_owned(), name });
        let category =
            (text(), of(text()), vec(sub, 0..2), division).prop_map(|(name, hint, subs, division)| {
                Category { id: "c".to_owned(), name, hint, subs, division }
            });
        let zone = prop::sample::select(vec!["Asia/Tokyo", "America/New_York", "UTC"]);
        let heads = (
            of(text()),
            of(text()),
            of(text()),
            of(page()),
            of(contact()),
            texts(),
            of(vec(quiet(), 0..3)),
            readings(),
        );
        let lists = (
            vec(meeting(), 0..2),
            vec(theme, 0..2),
            vec(notice(), 0..2),
            vec(voice, 0..2),
            vec(alert(), 0..2),
            vec(category, 0..2),
        );
        (zone, heads, lists).prop_map(|(zone, heads, lists)| {
            let (name, welcome, staff_place, page, contact, texts, quiet, readings) = heads;
            let (meetings, themes, notices, voices, emergencies, categories) = lists;
            Programme {
                zone: TimeZone::get(zone).unwrap(),
                name,
                welcome,
                staff_place,
                page,
                contact,
                meetings,
                themes,
                notices,
                voices,
                emergencies,
                categories,
                texts,
                quiet,
                readings,
            }
        })
    }
}

proptest! {
    #[test]
    fn any_programme_survives_the_way_over_the_wire(programme in any::programme()) {
        survives_the_way_over_the_wire(&programme);
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = json::read(&bytes, around(date(2026, 12, 1)), &tokyo());
    }

    #[test]
    fn no_value_in_any_field_makes_it_panic(
        field in prop::sample::select(vec!["id", "title", "when", "repeat", "access", "shown", "capacity", "page", "detailsFollow", "registerBy"]),
        inner in prop::sample::select(vec!["kind", "start", "inDays", "month", "every", "nth", "until", "from", "url", "ja", "0"]),
        text in "\\PC{0,12}",
        number in any::<i64>(),
        shape in 0..6,
    ) {
        let broken = match shape {
            0 => value!(text),
            1 => value!(number),
            2 => value!({ inner: text }),
            3 => value!({ inner: number }),
            4 => value!([{ inner: [number, text] }]),
            _ => value!({ inner: { "inDays": number, "time": text } }),
        };
        let good = value!({ "id": "good", "title": "会", "when": { "kind": "undecided" } });
        let mut bad = value!({ "id": "bad", "title": "会", "when": { "kind": "exact", "start": "2026-12-17T13:30" } });
        bad[field] = broken;
        let reading = read(&programme_of(value!({ "meetings": [bad, good], "notices": [{ "id": "n", "title": "x" }] })), date(2026, 12, 1));
        prop_assert!(reading.programme.meetings.iter().any(|meeting| meeting.id.0 == "good"));
        prop_assert_eq!(reading.programme.notices.len(), 1);
    }

    #[test]
    fn a_good_row_survives_any_neighbour(row in any_value()) {
        let good = value!({ "id": "good", "title": "x", "when": { "kind": "undecided" } });
        let reading = read(&programme_of(value!({ "meetings": [row, good] })), date(2026, 12, 1));
        prop_assert!(reading.programme.meetings.iter().any(|meeting| meeting.id.0 == "good"));
    }
}

fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "\\PC{0,8}".prop_map(Value::from),
        prop::sample::select(vec![
            "2026-12-17T13:30",
            "16:00",
            "2026-12-17",
            "exact",
            "days",
            "month",
            "week",
            "mo",
            "2027-05"
        ])
        .prop_map(Value::from),
    ];
    let name = prop::sample::select(vec![
        "id",
        "title",
        "theme",
        "when",
        "kind",
        "start",
        "end",
        "first",
        "last",
        "month",
        "inDays",
        "inMonths",
        "weekday",
        "time",
        "repeat",
        "every",
        "days",
        "nth",
        "until",
        "except",
        "detailsFollow",
        "part",
        "access",
        "shown",
        "from",
        "page",
        "url",
        "ja",
    ]);
    leaf.prop_recursive(4, 40, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(name.clone(), inner, 0..6).prop_map(|fields| fields
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value))
                .collect()),
        ]
    })
}

#[test]
fn the_printout_has_the_shape_that_was_agreed() {
    let text = programme_of(value!({ "meetings": [
        { "id": "u", "title": "未定", "when": { "kind": "undecided" } },
        { "id": "m", "title": "月", "when": { "kind": "month", "month": "2022-02", "about": true } },
        { "id": "d", "title": "日", "when": { "kind": "days", "first": "2022-01-07" } },
        { "id": "e", "theme": { "en": "Ring" }, "when": { "kind": "exact", "start": "2022-01-06T13:30", "end": "16:00" },
          "place": "会場", "mode": "both" },
        { "id": "past", "title": "前", "when": { "kind": "days", "first": "2021-12-31" } },
        { "id": "far", "title": "先", "when": { "kind": "month", "month": "2022-05" } }],
        "nam": 1 }));
    let span = Span { today: date(2022, 1, 1), from: date(2022, 1, 1), to: date(2022, 2, 1) };
    let reading = json::read(text.as_bytes(), span, &tokyo()).unwrap();
    let row = |id: &str, title: &str, kind: &str, start: Value, end: Value| {
        value!({ "id": id, "title": title, "when": { "kind": kind, "start": start, "end": end },
            "place": null, "mode": null, "source_line": 1 })
    };
    let mut exact = row(
        "e",
        "Ring",
        "exact",
        value!("2022-01-06T13:30:00+09:00[Asia/Tokyo]"),
        value!("2022-01-06T16:00:00+09:00[Asia/Tokyo]"),
    );
    exact["place"] = value!("会場");
    exact["mode"] = value!("both");
    assert_eq!(
        serde_json::to_value(print::to_json(&reading, span)).unwrap(),
        value!({
            "meetings": [
                exact,
                row("d", "日", "days", value!("2022-01-07"), value!("2022-01-07")),
                row("m", "月", "month", value!("2022-02"), Value::Null),
                row("u", "未定", "undecided", Value::Null, Value::Null),
            ],
            "problems": [{ "line": 1, "field": "nam",
                "message": "A field of this name is not known here; perhaps \"name\" is meant. It was passed over." }],
        })
    );
    assert_eq!(
        print::to_text(&reading, span, Lang::JA),
        "2022-01-06 (木) 13:30-16:00  Ring\n    テーマ: Ring\n    場所: 会場\n    参加のしかた: 会場とオンライン\n    id: e（1行目）\n\
         2022-01-07 (金) 終日  日\n    id: d（1行目）\n2022-02ごろ  月\n    id: m（1行目）\n日は未定  未定\n    id: u（1行目）\n\n\
         会: 4, 気づいたこと: 1\n\n\
         1行目, nam: A field of this name is not known here; perhaps \"name\" is meant. It was passed over.\n"
    );
    assert!(
        print::to_text(&reading, span, Lang::EN)
            .starts_with("2022-01-06 (Thu) 13:30-16:00  Ring\n    theme: Ring\n")
    );
}

#[test]
fn the_examples_in_the_staff_docs_are_read_without_a_word() {
    for docs in [include_str!("../docs/programme.md"), include_str!("../docs/programme.ja.md")] {
        let example = docs.split("```json\n").nth(1).unwrap().split("```").next().unwrap();
        let reading = read(example, date(2026, 12, 1));
        assert_eq!((reading.programme.meetings.len(), reading.problems.len()), (1, 0));
        // Fields that are shown by themselves, in the row to which they belong.
        let mut fields = Vec::new();
        for example in docs.split("```json\n").skip(2) {
            let field: Value =
                serde_json::from_str(&format!("{{{}}}", example.split("```").next().unwrap())).unwrap();
            let field = field.as_object().unwrap();
            fields.extend(field.keys().cloned());
            let mut row = value!({ "id": "m", "title": "会", "when": { "kind": "undecided" } });
            let mut whole = value!({});
            let of_all = ["categories", "texts", "readings"].iter().any(|name| field.contains_key(*name));
            let to = if of_all { &mut whole } else { &mut row };
            to.as_object_mut().unwrap().extend(field.clone());
            whole["meetings"] = value!([row]);
            assert_eq!(read(&programme_of(whole), date(2026, 12, 1)).problems, [], "{field:?}");
        }
        assert_eq!(fields, ["attendance", "categories", "quiet", "texts", "readings", "title"]);
        let mut whens = 0;
        for row in docs.lines().filter(|line| line.starts_with('|')) {
            let Some(when) = row.split('`').nth(1).filter(|code| code.starts_with("{\"kind\"")) else {
                continue;
            };
            let when: Value = serde_json::from_str(when).unwrap();
            let text = programme_of(value!({ "meetings": [{ "id": "m", "title": "会", "when": when }] }));
            assert_eq!(read(&text, date(2026, 12, 1)).problems, [], "{row}");
            whens += 1;
        }
        assert_eq!(whens, 5);
    }
}

#[test]
fn texts_of_the_screen_and_quiet_hours_lose_only_what_cannot_be_read() {
    use hiroba::domain::quiet::QuietScreen;
    use hiroba::domain::wording::Wording;

    let text = r#"{ "format": "hiroba-programme", "version": 1,
"texts": { "come-in": "どうぞ", "not-known-yet": "あとから", "lost-receipt": "{people}人", "thank-you": { "en": "Thanks" } },
"quiet": [
  { "from": "22:00", "to": "07:00" },
  { "from": "late", "to": "07:00" },
  { "from": "12:00", "to": "13:00", "screen": "off", "days": ["mo"] }
] }"#;
    let reading = read(text, date(2026, 12, 1));
    let programme = &reading.programme;
    let said = |wording, lang| programme.texts.say(wording, lang, &[]).map(|phrase| phrase.text());
    assert_eq!(said(Wording::ComeIn, Lang::JA).as_deref(), Some("どうぞ"));
    assert_eq!(said(Wording::ThankYou, Lang::EN).as_deref(), Some("Thanks"));
    assert_eq!(said(Wording::LostReceipt, Lang::JA), None, "it is told no number");
    let quiet = programme.quiet.as_ref().unwrap();
    let looks: Vec<QuietScreen> = quiet.iter().map(|quiet| quiet.screen).collect();
    assert_eq!(looks, [QuietScreen::Dim, QuietScreen::Dim], "a look that is not known is the gentle one");
    assert_eq!(
        places(&reading),
        ["2 texts.lost-receipt", "2 texts.not-known-yet", "5 quiet[1].from", "6 quiet[2].screen"]
    );
    // Nothing said is not the same as none at all.
    let none = r#"{ "format": "hiroba-programme", "version": 1, "quiet": [] }"#;
    assert_eq!(read(none, date(2026, 12, 1)).programme.quiet, Some(Vec::new()));
    let silent = r#"{ "format": "hiroba-programme", "version": 1, "meetings": [] }"#;
    assert_eq!(read(silent, date(2026, 12, 1)).programme.quiet, None);
}

#[test]
fn a_reading_that_cannot_be_is_told_and_costs_itself_only() {
    let text = r#"{ "format": "hiroba-programme", "version": 1,
"readings": [
  { "word": "集い処", "reading": "つどいどころ" },
  { "word": "輪", "reading": "rin" },
  { "word": " ", "reading": "わ" },
  { "word": "集い処", "reading": "しゅうい" },
  { "word": "UDトーク", "reading": "ユーディートーク", "since": 3 },
  "輪"
] }"#;
    let reading = read(text, date(2026, 12, 1));
    let readings: Vec<(&str, &str)> = reading.programme.readings.iter().collect();
    assert_eq!(readings, [("UDトーク", "ユーディートーク"), ("集い処", "つどいどころ")]);
    assert_eq!(
        places(&reading),
        [
            "4 readings[1].reading",
            "5 readings[2].word",
            "6 readings[3]",
            "7 readings[4].since",
            "8 readings[5]"
        ]
    );
    // Of several sources the first has the word.
    let other = r#"{ "format": "hiroba-programme", "version": 1,
        "readings": [{ "word": "集い処", "reading": "しゅうい" }, { "word": "輪", "reading": "わ" }] }"#;
    let other = read(other, date(2026, 12, 1)).programme;
    let merged = Programme::merged(tokyo(), [reading.programme.clone(), other]);
    assert_eq!(merged.readings.get("集い処"), Some("つどいどころ"));
    assert_eq!(merged.readings.get("輪"), Some("わ"));
}
