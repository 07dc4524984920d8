//! What is more than a schedule holds, or than its pages take, is told and left out.

use super::{seen, upload};
use crate::house::House;

fn calendar(events: &[(&str, &str)]) -> String {
    let events = events.iter().map(|(uid, lines)| {
        format!("BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTAMP:20261101T000000Z\r\n{lines}SUMMARY:{uid}の会\r\nEND:VEVENT\r\n")
    });
    let events: String = events.collect();
    format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//JA\r\n{events}END:VCALENDAR\r\n")
}

/// One event with FREQ=SECONDLY was 20,452 meetings behind one button.
#[tokio::test(flavor = "multi_thread")]
async fn what_comes_several_times_a_day_is_no_meeting_of_a_schedule() {
    let house = House::open().await;
    let staff = house.administrator().await;
    let start = "DTSTART;TZID=Asia/Tokyo:20261210T140000\r\n";
    let rules = ["FREQ=SECONDLY", "FREQ=MINUTELY", "FREQ=HOURLY;COUNT=3", "FREQ=DAILY;BYHOUR=9,10"];
    let lines = rules.map(|rule| format!("{start}RRULE:{rule}\r\n"));
    let mut events: Vec<(&str, &str)> =
        ["秒", "分", "時", "朝"].into_iter().zip(lines.iter().map(String::as_str)).collect();
    events.push(("ほか", start));
    let place = upload(&staff, "often.ics", &calendar(&events)).await.leads_to().to_owned();
    let page = staff.get(&place).await;
    assert_eq!(page.body.matches("一日に 何度も くり返すので").count(), 4, "{}", page.body);
    page.shows("ほかの会");
    for left_out in ["秒の会", "分の会", "時の会", "朝の会"] {
        page.shows_not(left_out);
    }
}

/// Every other day for years, in many events: the first two thousand times are kept, and that is said.
#[tokio::test(flavor = "multi_thread")]
async fn of_rules_that_no_row_can_say_two_thousand_times_are_kept() {
    let house = House::open().await;
    let staff = house.administrator().await;
    let lines = "DTSTART;VALUE=DATE:20261203\r\nRRULE:FREQ=DAILY;INTERVAL=2\r\n";
    let uids: Vec<String> = (0..12).map(|n| format!("often-{n}")).collect();
    let events: Vec<(&str, &str)> = uids.iter().map(|uid| (uid.as_str(), lines)).collect();
    let place = upload(&staff, "often.ics", &calendar(&events)).await.leads_to().to_owned();
    let page = staff.get(&place).await;
    let rows = page.body.matches("<tr role=\"row\"><td").count();
    assert!((1..=2000).contains(&rows), "{rows}");
    page.shows("くり返しが 多すぎます");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_cancelled_says_so_before_it_is_taken_in_and_what_is_out_of_sight_is_counted() {
    let house = House::open().await;
    let staff = house.administrator().await;
    let file = calendar(&[
        ("中", "DTSTART;TZID=Asia/Tokyo:20261210T140000\r\nSTATUS:CANCELLED\r\n"),
        ("昔", "DTSTART;TZID=Asia/Tokyo:20200110T140000\r\n"),
        ("先", "DTSTART;VALUE=DATE:99991210\r\n"),
        ("秘", "DTSTART;TZID=Asia/Tokyo:20200110T140000\r\nCLASS:PRIVATE\r\n"),
    ]);
    let place = upload(&staff, "old.ics", &file).await.leads_to().to_owned();
    let page = staff.get(&place).await;
    assert_eq!(page.body.matches("<span>中止</span>").count(), 1, "{}", page.body);
    page.shows("一年より 先の 会が 2 件 あります");
    staff.post("/language", &[("lang", "en"), ("back", &place)]).await;
    staff.get(&place).await.shows("2 events are over for more than a month");
}

/// A title of a hundred thousand letters came in by a file, and its form would not let it be saved again.
#[tokio::test(flavor = "multi_thread")]
async fn a_text_that_the_form_would_not_take_does_not_come_in_by_a_file() {
    let house = House::open().await;
    let staff = house.administrator().await;
    let (most, more) = ("あ".repeat(200), "あ".repeat(201));
    let programme = serde_json::json!({
        "format": "hiroba-programme", "version": 1, "timeZone": "Asia/Tokyo",
        "meetings": [
            { "id": "fits", "title": { "ja": most }, "description": "い".repeat(2000), "when": { "kind": "undecided" } },
            { "id": "title", "title": { "ja": "短い", "ko": more }, "when": { "kind": "undecided" } },
            { "id": "text", "title": "短い", "description": "い".repeat(2001), "when": { "kind": "undecided" } },
        ],
    });
    let place = upload(&staff, "long.json", &programme.to_string()).await.leads_to().to_owned();
    let page = staff.get(&place).await;
    assert_eq!(page.body.matches("文が 長すぎます").count(), 2, "{}", page.body);
    staff.post(&place, &[("seen", &seen(&page)), ("how", "draft")]).await;
    let items = house.hub.store.read().await.unwrap().items(hiroba::hub::store::Kind::Meeting).await.unwrap();
    let ids: Vec<&str> = items.iter().map(|item| item.id.as_str()).collect();
    assert_eq!(ids, ["fits"]);
}

/// "/schedule/new" is where a meeting is written and "/m/receipt" where a receipt is looked at; a browser
/// goes up by "..".
#[tokio::test(flavor = "multi_thread")]
async fn an_event_that_is_called_like_a_page_has_a_page_of_its_own() {
    let house = House::open().await;
    let staff = house.administrator().await;
    let start = "DTSTART;TZID=Asia/Tokyo:20261210T140000\r\n";
    let file = calendar(&[".", "..", "receipt", "new"].map(|uid| (uid, start)));
    let place = upload(&staff, "odd.ics", &file).await.leads_to().to_owned();
    let page = staff.get(&place).await;
    staff.post(&place, &[("seen", &seen(&page)), ("how", "publish")]).await;
    let items = house.hub.store.read().await.unwrap().items(hiroba::hub::store::Kind::Meeting).await.unwrap();
    assert_eq!(items.len(), 4);
    for item in items {
        assert!(item.id.starts_with("in-"), "{}", item.id);
        staff.get(&format!("/schedule/{}", item.id)).await.shows(&item.title);
    }
}
