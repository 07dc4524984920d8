//! Two meetings in one room, before they are published.

use hiroba::hub::audience::Audience;
use hiroba::hub::store::{CalendarEntry, CalendarRow, CalendarState, Kind, NewVersion};
use jiff::Timestamp;
use serde_json::{Value, json};

use super::{changed, third, written};
use crate::house::House;

const CLASH: &str = "同じ場所に、同じ時間の 会が あります";

fn ms(moment: &str) -> i64 {
    format!("{moment}:00+09:00").parse::<Timestamp>().unwrap().as_millisecond()
}

/// A meeting on the day of the third one.
fn at(id: &str, place: &str, start: &str, end: &str) -> Value {
    json!({ "id": id, "title": id, "mode": "venue", "place": place,
        "when": { "kind": "exact", "start": format!("2026-12-17T{start}"), "end": format!("2026-12-17T{end}") } })
}

fn span(body: &Value) -> (i64, i64) {
    let moment = |name: &str| ms(body["when"][name].as_str().unwrap());
    (moment("start"), moment("end"))
}

/// Written without the pages in between, since there are many.
async fn keep(house: &House, bodies: &[Value]) {
    let mut change = house.hub.store.begin().await.unwrap();
    for body in bodies {
        let (id, text) = (body["id"].as_str().unwrap(), body.to_string());
        let (starts, ends) = span(body);
        let new = NewVersion {
            kind: Kind::Meeting,
            id,
            body: &text,
            title: id,
            words: id,
            starts: Some(starts),
            ends: Some(ends),
            audience: &Audience::All,
            at: house.hub.now_ms(),
            who: "管理",
        };
        change.add_version(&new, None).await.unwrap().unwrap();
    }
    change.commit().await.unwrap();
}

/// A calendar that has brought these.
async fn calendar(house: &House, name: &str, bodies: &[Value]) -> String {
    let row = CalendarRow {
        id: hiroba::hub::new_id().unwrap(),
        name: name.to_owned(),
        address: "https://calendar.example/a.ics".to_owned(),
        format: None,
        audience: Audience::All,
        minutes: 60,
        paused: true,
        state: CalendarState::default(),
    };
    let mut change = house.hub.store.begin().await.unwrap();
    change.add_calendar(&row, house.hub.now_ms()).await.unwrap();
    for body in bodies {
        let (starts, ends) = span(body);
        let (id, body) = (body["id"].as_str().unwrap().to_owned(), body.to_string());
        let entry = CalendarEntry { id, body, starts: Some(starts), ends: Some(ends), is_gone: false };
        change.put_calendar_entry(&row.id, &entry, house.hub.now_ms()).await.unwrap();
    }
    change.commit().await.unwrap();
    row.id
}

#[tokio::test(flavor = "multi_thread")]
async fn a_meeting_of_a_calendar_takes_the_room_too_as_long_as_it_is_there() {
    let house = House::open().await;
    let browser = house.administrator().await;
    let path = written(&browser, &third()).await;
    let page = format!("{path}/publish");
    let walk = at("cal-walk", "地域交流 スペース", "15:30", "17:00");
    let id = calendar(&house, "川の会", &[walk]).await;
    let said = browser.get(&page).await;
    said.shows(CLASH);
    said.shows("cal-walk（川の会の カレンダー）");
    let mut change = house.hub.store.begin().await.unwrap();
    change.end_calendar_entry("cal-walk", house.hub.now_ms()).await.unwrap();
    change.commit().await.unwrap();
    browser.get(&page).await.shows_not(CLASH);
    assert!(!id.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_elsewhere_before_after_online_or_cancelled_takes_no_room() {
    let house = House::open().await;
    let browser = house.administrator().await;
    let path = written(&browser, &third()).await;
    let mut online = at("cal-online", "地域交流スペース", "13:30", "16:00");
    online["mode"] = json!("online");
    let mut cancelled = at("cal-cancelled", "地域交流スペース", "13:30", "16:00");
    cancelled["status"] = json!("cancelled");
    let others = [
        at("cal-elsewhere", "二階の会議室", "13:30", "16:00"),
        at("cal-before", "地域交流スペース", "12:00", "13:30"),
        at("cal-after", "地域交流スペース", "16:00", "17:00"),
        online,
        cancelled,
    ];
    calendar(&house, "川の会", &others).await;
    keep(&house, &[at("before", "地域交流スペース", "11:00", "13:30")]).await;
    browser.get(&format!("{path}/publish")).await.shows_not(CLASH);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_one_in_the_same_room_is_found_among_any_number_in_others() {
    let house = House::open().await;
    let browser = house.administrator().await;
    let path = written(&browser, &third()).await;
    let elsewhere: Vec<Value> = (0..450)
        .map(|number| at(&format!("m-{number:03}"), &format!("会議室 {number}"), "13:00", "17:00"))
        .collect();
    keep(&house, &elsewhere).await;
    browser.get(&format!("{path}/publish")).await.shows_not(CLASH);
    keep(&house, &[at("z-last", "地域交流スペース", "15:00", "17:00")]).await;
    let said = browser.get(&format!("{path}/publish")).await;
    said.shows(CLASH);
    said.shows("「z-last」");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_of_a_row_of_meetings_meets_one_of_a_calendar_weeks_later() {
    let house = House::open().await;
    let browser = house.administrator().await;
    let weekly = changed(&third(), &[("day", "2026-12-03"), ("repeat", "week"), ("on", "th")]);
    let path = written(&browser, &weekly).await;
    let page = format!("{path}/publish");
    let mut walk = at("cal-walk", "地域交流スペース", "14:00", "15:00");
    calendar(&house, "川の会", &[walk.clone()]).await;
    browser.get(&page).await.shows(CLASH);
    // A Friday, on which the row has nothing.
    walk["when"] = json!({ "kind": "exact", "start": "2026-12-18T14:00", "end": "2026-12-18T15:00" });
    let house = House::open().await;
    let browser = house.administrator().await;
    let path = written(&browser, &weekly).await;
    calendar(&house, "川の会", &[walk]).await;
    browser.get(&format!("{path}/publish")).await.shows_not(CLASH);
}
