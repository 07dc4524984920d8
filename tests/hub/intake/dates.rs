//! Dates and rules on which a file and this house do not agree: that is said, and nothing is done about it
//! that nobody has wished.

use hiroba::hub::store::{Kind, Role};
use reqwest::StatusCode;

use super::{seen, upload};
use crate::house::{Answer, Browser, Device, House};
use crate::schedule::dates::days;

pub fn event(uid: &str, lines: &str) -> String {
    format!("BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTAMP:20261101T000000Z\r\n{lines}END:VEVENT\r\n")
}

pub fn calendar(events: &[String]) -> String {
    format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//JA\r\n{}END:VCALENDAR\r\n", events.concat())
}

fn weekly(rule: &str) -> String {
    event(
        "tea",
        &format!(
            "DTSTART;TZID=Asia/Tokyo:20261203T150000\r\nRRULE:FREQ=WEEKLY{rule}\r\nSUMMARY:お茶の会\r\n"
        ),
    )
}

pub async fn look(staff: &Browser, file: &str) -> (String, Answer) {
    let place = upload(staff, "tea.ics", file).await.leads_to().to_owned();
    let page = staff.get(&place).await;
    (place, page)
}

pub async fn take(staff: &Browser, file: &str, how: &str, more: &[(&str, &str)]) -> Answer {
    let (place, page) = look(staff, file).await;
    let mark = seen(&page);
    let form: Vec<(&str, &str)> =
        [("seen", mark.as_str()), ("how", how)].into_iter().chain(more.iter().copied()).collect();
    let taken = staff.post(&place, &form).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.body);
    page
}

pub async fn ids(house: &House) -> Vec<String> {
    let items = house.hub.store.read().await.unwrap().items(Kind::Meeting).await.unwrap();
    items.into_iter().map(|item| item.id).collect()
}

/// The calendar took back that the date is called off, and nothing told that it went on being so here.
#[tokio::test(flavor = "multi_thread")]
async fn a_date_that_is_cancelled_here_and_planned_in_the_file_is_told_and_put_back_if_that_is_wished() {
    let house = House::open().await;
    let (staff, device) = (house.administrator().await, Device::taken_in(&house, "入口").await);
    let off = event(
        "tea",
        "RECURRENCE-ID;TZID=Asia/Tokyo:20261217T150000\r\nDTSTART;TZID=Asia/Tokyo:20261217T150000\r\n\
         STATUS:CANCELLED\r\nSUMMARY:お茶の会\r\n",
    );
    take(&staff, &calendar(&[weekly(""), off]), "publish", &[]).await;
    device.get("/programme").await.shows("cancelled");
    let whole = calendar(&[weekly("")]);
    let page = take(&staff, &whole, "publish", &[]).await;
    page.shows("ファイルでは 予定どおり、ここでは 中止の 日です");
    page.shows("2026-12-17 (木) 15:00");
    device.get("/programme").await.shows("cancelled");
    // Only who may publish is offered what changes screens.
    let editor = house.colleague("編集", Role::Editor).await;
    let (_, page) = look(&editor, &whole).await;
    page.shows("ここでは 中止の 日です");
    page.shows_not("name=\"planned\"");
    page.shows_not("name=\"how\"");
    let page = take(&staff, &whole, "publish", &[("planned", "tea/2026-12-17")]).await;
    page.shows("value=\"tea/2026-12-17\"");
    device.get("/programme").await.shows_not("cancelled");
    let (_, page) = look(&staff, &whole).await;
    page.shows_not("ここだけ ちがう日");
    page.shows_not("name=\"how\"");
}

/// The times of the new rule stood beside the old row, and everything was on the screens twice.
#[tokio::test(flavor = "multi_thread")]
async fn times_of_a_rule_that_no_row_can_say_come_in_the_place_of_the_row_that_was() {
    for whole_days in [false, true] {
        let house = House::open().await;
        let (staff, device) = (house.administrator().await, Device::taken_in(&house, "入口").await);
        let weekly = |rule: &str| match whole_days {
            true => weekly(rule).replace(";TZID=Asia/Tokyo:20261203T150000", ";VALUE=DATE:20261203"),
            false => weekly(rule),
        };
        take(&staff, &calendar(&[weekly("")]), "publish", &[]).await;
        let fortnight = calendar(&[weekly(";INTERVAL=2;COUNT=3")]);
        let page = take(&staff, &fortnight, "draft", &[]).await;
        page.shows("入れかわる 会");
        page.shows("毎週 木曜日");
        assert_eq!(ids(&house).await.len(), 4, "as drafts nothing makes room");
        device.get("/programme").await.shows("\"tea\"");
        let page = take(&staff, &fortnight, "publish", &[]).await;
        page.shows("入れかわる 会");
        let there = ids(&house).await;
        assert!(there.len() == 3 && !there.contains(&"tea".to_owned()), "{there:?}");
        let shown = device.get("/programme").await;
        assert_eq!(shown.body.matches("お茶の会").count(), 3, "{}", shown.body);
        let (_, page) = look(&staff, &fortnight).await;
        page.shows_not("入れかわる 会");
        page.shows_not("name=\"how\"");
    }
}

/// A meeting of upstairs stays one of upstairs, however it repeats; and what was taken off by itself is not
/// brought back by a file that has nothing new.
#[tokio::test(flavor = "multi_thread")]
async fn what_comes_in_the_place_of_another_is_for_its_screens_and_stays_off_when_it_is_taken_off() {
    let house = House::open().await;
    let staff = house.administrator().await;
    take(&staff, &calendar(&[weekly("")]), "publish", &[]).await;
    let mut change = house.hub.store.begin().await.unwrap();
    let audience = hiroba::hub::audience::Audience::from_column(Some("上"));
    let body = crate::schedule::kept(&house, "/schedule/tea").await.to_string();
    let version = hiroba::hub::store::NewVersion {
        kind: Kind::Meeting,
        id: "tea",
        body: &body,
        title: "お茶の会",
        words: "",
        starts: None,
        ends: None,
        audience: &audience,
        at: house.hub.now_ms(),
        who: "上の人",
    };
    let number = change.add_version(&version, Some(1)).await.unwrap().unwrap();
    change.show_version(Kind::Meeting, "tea", Some(number)).await.unwrap();
    change.commit().await.unwrap();
    let fortnight = calendar(&[weekly(";INTERVAL=2;COUNT=3")]);
    take(&staff, &fortnight, "publish", &[]).await;
    let items = house.hub.store.read().await.unwrap().items(Kind::Meeting).await.unwrap();
    assert_eq!(items.len(), 3);
    assert!(items.iter().all(|item| item.audience == audience), "{items:?}");
    staff.post(&format!("/schedule/{}/withdraw", items[0].id), &[]).await;
    let more = calendar(&[
        weekly(";INTERVAL=2;COUNT=3"),
        event("song", "DTSTART;VALUE=DATE:20261220\r\nSUMMARY:うた\r\n"),
    ]);
    take(&staff, &more, "publish", &[]).await;
    let item =
        house.hub.store.read().await.unwrap().item(Kind::Meeting, &items[0].id).await.unwrap().unwrap();
    assert_eq!(item.shown, None);
}

/// The row's new time moved its date too, which the file says for itself, and the file could never be taken in.
#[tokio::test(flavor = "multi_thread")]
async fn what_a_file_says_of_a_date_by_itself_does_not_follow_the_row_beside_it() {
    let house = House::open().await;
    let (staff, device) = (house.administrator().await, Device::taken_in(&house, "入口").await);
    let row = |start: &str, name: &str| {
        event(
            "tea",
            &format!("DTSTART;TZID=Asia/Tokyo:20261203T{start}\r\nRRULE:FREQ=WEEKLY\r\nSUMMARY:{name}\r\n"),
        )
    };
    let date = |of: &str, name: &str| {
        event(
            "tea",
            &format!(
                "RECURRENCE-ID;TZID=Asia/Tokyo:20261217T{of}\r\nDTSTART;TZID=Asia/Tokyo:20261217T150000\r\n\
                 SUMMARY:{name}\r\n"
            ),
        )
    };
    take(&staff, &calendar(&[row("150000", "お茶の会"), date("150000", "外で お茶")]), "publish", &[]).await;
    device.get("/programme").await.shows("外で お茶");
    let later = calendar(&[row("160000", "お茶の会"), date("160000", "庭で お茶")]);
    take(&staff, &later, "publish", &[]).await;
    let shown = device.get("/programme").await;
    shown.shows("庭で お茶");
    shown.shows("2026-12-17T15:00");
    let (_, page) = look(&staff, &later).await;
    page.shows_not("name=\"how\"");
}

/// A calendar had one event, people signed up for it here, and then the event came again every week: a second
/// reading must find the row that began beside it.
#[tokio::test(flavor = "multi_thread")]
async fn an_event_with_sign_ups_that_comes_again_is_a_row_beside_it_and_the_same_when_it_is_read_again() {
    let house = House::open().await;
    let (staff, device) = (house.administrator().await, Device::taken_in(&house, "入口").await);
    let once = event("tea", "DTSTART;TZID=Asia/Tokyo:20261210T150000\r\nSUMMARY:お茶の会\r\n");
    take(&staff, &calendar(&[once]), "publish", &[]).await;
    let came = serde_json::json!({
        "version": 1, "key": format!("{:032x}", 1), "meeting": "tea", "sure": true,
        "observed": "2026-12-03T04:45:00Z", "what": { "kind": "walked-in", "party": [{ "people": 1 }] }
    });
    device.post("/records", &serde_json::json!({ "records": [came] })).await;
    let moved = event(
        "tea",
        "RECURRENCE-ID;TZID=Asia/Tokyo:20261217T150000\r\nDTSTART;TZID=Asia/Tokyo:20261218T160000\r\n\
         SUMMARY:お茶の会\r\n",
    );
    let whole = calendar(&[weekly("").replace("20261203T", "20261210T"), moved]);
    take(&staff, &whole, "publish", &[]).await;
    let expected = [(10, false), (18, false), (24, false), (31, false)];
    assert_eq!(days(&device).await, expected);
    let mut known = ids(&house).await;
    known.sort();
    let [alone, row, moved] = known.as_slice() else { panic!("{known:?}") };
    assert!(alone == "tea" && row.starts_with("tea-row-"), "{known:?}");
    assert_eq!(*moved, format!("{row}/2026-12-17"));
    let (_, page) = look(&staff, &whole).await;
    page.shows_not("name=\"how\"");
    staff.get("/attendance/tea").await.shows("お茶の会");
}
