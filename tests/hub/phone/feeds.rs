//! What others can take along.

use hiroba::domain::meeting::{Status, When};
use hiroba::domain::text::Lang;
use hiroba::feed::{Span, ics};
use jiff::civil::date;
use jiff::tz::TimeZone;
use reqwest::StatusCode;
use serde_json::json;

use super::*;

fn read(text: &str) -> hiroba::domain::programme::Programme {
    let span = Span { today: date(2026, 12, 3), from: date(2026, 11, 1), to: date(2027, 12, 31) };
    let zone = TimeZone::get("Asia/Tokyo").unwrap();
    let reading = ics::read(text.as_bytes(), span, &zone).unwrap();
    assert_eq!(reading.problems, []);
    reading.programme
}

#[tokio::test(flavor = "multi_thread")]
async fn a_meeting_goes_into_ones_own_calendar_and_comes_back_the_same() {
    let house = open().await;
    let phone = house.stranger();
    let file = phone.get("/m/third/calendar.ics?lang=ja").await;
    assert_eq!(file.headers["content-type"], "text/calendar; charset=utf-8");
    let programme = read(&file.body);
    let [meeting] = programme.meetings.as_slice() else { panic!("{}", file.body) };
    let When::Exact { start, end } = &meeting.when else { panic!("{:?}", meeting.when) };
    assert_eq!(start.to_string(), "2026-12-17T13:30:00+09:00[Asia/Tokyo]");
    assert_eq!(end.as_ref().unwrap().to_string(), "2026-12-17T16:00:00+09:00[Asia/Tokyo]");
    assert!(meeting.title.phrase(Lang::JA).text().contains("場をひろげる"));
    assert_eq!(meeting.place.as_ref().unwrap().phrase(Lang::JA).text(), "地域交流スペース");
    for text in ["SEQUENCE:1\r\n", "DTSTART;TZID=Asia/Tokyo:20261217T133000\r\n", "UID:third@127.0.0.1\r\n"] {
        file.shows(text);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_has_the_same_name_and_a_higher_number_and_a_cancelled_one_says_so() {
    let house = open().await;
    let phone = house.stranger();
    let mut meeting = third();
    meeting["status"] = json!("cancelled");
    publish(&house, Kind::Meeting, "third", &meeting).await;
    let file = phone.get("/calendar.ics").await;
    file.shows("UID:third@127.0.0.1\r\n");
    file.shows("SEQUENCE:2\r\n");
    file.shows("STATUS:CANCELLED\r\n");
    assert_eq!(read(&file.body).meetings[0].status, Status::Cancelled);
    let event = phone.get("/m/third/event.json").await;
    event.shows("https://schema.org/EventCancelled");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_calendar_of_all_has_days_and_occurrences_but_no_made_up_date() {
    let house = open().await;
    let add = async |id: &str, when: Value, more: Value| {
        let mut meeting = json!({ "id": id, "title": { "ja": id }, "when": when, "mode": "venue" });
        meeting.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        publish(&house, Kind::Meeting, id, &meeting).await;
    };
    add("days", json!({ "kind": "days", "first": "2026-12-20", "last": "2026-12-21" }), json!({})).await;
    add("may", json!({ "kind": "month", "month": "2027-05" }), json!({})).await;
    add("open", json!({ "kind": "undecided" }), json!({})).await;
    let weekly = json!({ "repeat": { "every": "week", "until": "2026-12-20" } });
    add("tea", json!({ "kind": "exact", "start": "2026-12-04T10:00", "end": "11:00" }), weekly).await;
    let file = house.stranger().get("/calendar.ics").await;
    let programme = read(&file.body);
    let ids: Vec<String> =
        programme.meetings.iter().map(|meeting| meeting.title.phrase(Lang::JA).text()).collect();
    assert_eq!(ids.iter().filter(|id| *id == "tea").count(), 3, "{ids:?}");
    assert_eq!(ids.iter().filter(|id| *id == "days").count(), 1);
    assert!(!ids.iter().any(|id| id == "may" || id == "open"));
    file.shows("DTSTART;VALUE=DATE:20261220\r\nDTEND;VALUE=DATE:20261222\r\n");
    let page = house.stranger().get("/m/tea?lang=ja").await;
    assert_eq!(page.status, StatusCode::OK);
    page.shows("そのまま どうぞ");
    page.shows("/m/tea%2F2026-12-04/calendar.ics");
    let one = house.stranger().get("/m/tea%2F2026-12-11/calendar.ics").await;
    one.shows("DTSTART;TZID=Asia/Tokyo:20261211T100000");
    let events = house.stranger().get("/events.json").await;
    let events: Value = serde_json::from_str(&events.body).unwrap();
    let undecided =
        events["@graph"].as_array().unwrap().iter().find(|event| event["name"] == "open").unwrap();
    assert_eq!(undecided["startDate"], Value::Null);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_is_described_as_search_engines_read_it() {
    let house = open().await;
    let answer = house.stranger().get("/m/third/event.json?lang=en").await;
    assert_eq!(answer.headers["content-type"], "application/ld+json");
    let event: Value = serde_json::from_str(&answer.body).unwrap();
    assert_eq!(event["@context"], "https://schema.org");
    assert_eq!(event["@type"], "Event");
    assert_eq!(event["startDate"], "2026-12-17T13:30:00+09:00");
    assert_eq!(event["endDate"], "2026-12-17T16:00:00+09:00");
    assert_eq!(event["eventStatus"], "https://schema.org/EventScheduled");
    assert_eq!(event["eventAttendanceMode"], "https://schema.org/MixedEventAttendanceMode");
    assert_eq!(event["organizer"]["faxNumber"], "03-5432-3021");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_programme_is_that_of_the_screens_without_emergencies() {
    let house = open().await;
    let alert = json!({
        "identifier": "a1", "sent": "2026-12-03T14:00", "status": "Actual", "expires": "2026-12-03T18:00",
        "info": [{ "headline": "避難してください" }]
    });
    publish(&house, Kind::Emergency, "a1", &alert).await;
    let answer = house.stranger().get("/programme.json").await;
    answer.shows("hiroba-programme");
    answer.shows("場をひろげる");
    answer.shows_not("避難");
}

/// The highest number that a calendar of several events says of one that is told by itself.
fn sequence(file: &str, of: impl Fn(&str) -> bool) -> i64 {
    let events = file.split("BEGIN:VEVENT").skip(1).filter(|event| of(event));
    let number = |event: &str| {
        event.lines().find_map(|line| line.strip_prefix("SEQUENCE:")).unwrap().trim().parse::<i64>().unwrap()
    };
    events.map(number).max().unwrap()
}

/// A row that was saved four times said 4 of each of its dates, and 1 of the one that was then called off:
/// calendars kept the older one, and people came to a closed door.
#[tokio::test(flavor = "multi_thread")]
async fn whatever_becomes_of_a_date_of_a_row_calendars_hear_it_with_a_higher_number() {
    let house = open().await;
    let (staff, phone) = (house.administrator().await, house.stranger());
    let mut tea = json!({
        "id": "tea", "title": { "ja": "お茶の会" }, "mode": "venue",
        "when": { "kind": "exact", "start": "2026-12-10T13:30", "end": "16:00" },
        "repeat": { "every": "week", "days": ["th"] },
    });
    for place in ["一", "二", "三", "四"] {
        tea["place"] = json!({ "ja": place });
        publish(&house, Kind::Meeting, "tea", &tea).await;
    }
    let alone = async || {
        let file = phone.get("/m/tea%2F2026-12-17/calendar.ics").await;
        (sequence(&file.body, |_| true), file.body)
    };
    let subscribed = async || phone.get("/calendar.ics").await.body;
    let (mut before, _) = alone().await;
    assert_eq!(before, 4);
    staff.post("/schedule/tea/dates/2026-12-17/cancel", &[]).await;
    let (now, file) = alone().await;
    assert!(now > before && file.contains("STATUS:CANCELLED"), "{before}, then {file}");
    let date = |event: &str| event.contains("RECURRENCE-ID;TZID=Asia/Tokyo:20261217T133000");
    let all = subscribed().await;
    let in_all = sequence(&all, date);
    assert!(in_all > sequence(&all, |event| event.contains("RRULE")), "{all}");
    before = now;
    // The row changes again, and the date is still no older than it.
    tea["place"] = json!({ "ja": "五" });
    publish(&house, Kind::Meeting, "tea", &tea).await;
    let (now, _) = alone().await;
    assert!(now > before, "{now} after {before}");
    before = now;
    // The minute has to turn before what is subscribed to is made anew.
    house.later(jiff::SignedDuration::from_mins(1));
    let all = subscribed().await;
    assert!(sequence(&all, date) > in_all, "{all}");
    // Held after all, and at last one of the row's again.
    staff.post("/schedule/tea%2F2026-12-17/resume", &[]).await;
    let (now, file) = alone().await;
    assert!(now > before && file.contains("STATUS:CONFIRMED"), "{before}, then {file}");
    before = now;
    staff.post("/schedule/tea%2F2026-12-17/remove", &[]).await;
    let (now, _) = alone().await;
    assert!(now > before, "{now} after {before}");
}
