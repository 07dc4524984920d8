//! Rows of meetings go out and come in as rows, whichever file they are in, and nothing that a file cannot
//! say is lost on the way.

use hiroba::hub::store::Kind;
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::house::{Answer, Browser, House, third};
use crate::intake::{seen, upload};
use crate::schedule::{changed, published, written};

async fn take(staff: &Browser, name: &str, file: &str, how: &str) -> Answer {
    let place = upload(staff, name, file).await.leads_to().to_owned();
    let page = staff.get(&place).await;
    let taken = staff.post(&place, &[("seen", &seen(&page)), ("how", how)]).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.body);
    page
}

/// Every meeting with what its newest version says.
async fn kept(house: &House) -> Vec<Value> {
    let mut reading = house.hub.store.read().await.unwrap();
    let mut kept = Vec::new();
    for item in reading.items(Kind::Meeting).await.unwrap() {
        let version = reading.version(Kind::Meeting, &item.id, item.latest).await.unwrap().unwrap();
        kept.push(serde_json::from_str(&version.body).unwrap());
    }
    kept
}

/// A schedule with everything that is hard to carry: a row with a day off, an end, one date called off and
/// one moved; a monthly one in two languages; the third of a series.
async fn schedule(staff: &Browser) -> String {
    let weekly = changed(
        &third(),
        &[
            ("theme-ja", ""),
            ("series-ja", ""),
            ("series-number", ""),
            ("title-ja", "お茶の会"),
            ("title-en", "Tea"),
            ("description-ja", "一行目\n二行目"),
            ("repeat", "week"),
            ("on", "th"),
            // Not one of its days: the first is the tenth.
            ("day", "2026-12-08"),
            ("repeat-until", "2027-02-25"),
            ("except", "2026-12-31"),
        ],
    );
    let tea = written(staff, &weekly).await;
    published(staff, &tea, "1").await;
    staff.post(&format!("{tea}/dates/2026-12-17/cancel"), &[]).await;
    let single = format!("{tea}%2F2026-12-24");
    let moved =
        [("base", "0"), ("known", "exact"), ("day", "2026-12-25"), ("start", "10:00"), ("end", "12:00")];
    staff.post(&format!("{single}/move"), &moved).await;
    published(staff, &single, "1").await;
    let monthly = changed(
        &third(),
        &[
            ("theme-ja", "うたう"),
            ("theme-en", "Singing"),
            ("repeat", "month"),
            ("nth", "2"),
            ("nth", "-1"),
            ("on", "we"),
            ("day", "2026-12-09"),
            ("series-number", ""),
        ],
    );
    let song = written(staff, &monthly).await;
    published(staff, &song, "1").await;
    let once = written(staff, &third()).await;
    published(staff, &once, "1").await;
    tea
}

#[tokio::test(flavor = "multi_thread")]
async fn what_goes_out_in_any_file_comes_back_as_the_same() {
    let house = House::open().await;
    let staff = house.administrator().await;
    schedule(&staff).await;
    let before = kept(&house).await;
    assert_eq!(before.len(), 5);
    for shape in ["json", "ics", "csv"] {
        for language in ["ja", "en"] {
            staff.post("/language", &[("lang", language), ("back", "/exchange")]).await;
            let file = staff.get(&format!("/exchange/out?shape={shape}&show=all")).await;
            let place = upload(&staff, &format!("all.{shape}"), &file.body).await.leads_to().to_owned();
            let page = staff.get(&place).await;
            page.shows(if language == "ja" { "同じ 会" } else { "Same as here" });
            assert!(
                !page.body.contains("name=\"how\""),
                "{shape} in {language}: there is something to take in\n{}\n{}",
                file.body,
                page.body
            );
        }
    }
    assert_eq!(kept(&house).await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_calendar_says_rows_by_their_rules_and_dates_of_them_in_their_places() {
    let house = House::open().await;
    let staff = house.administrator().await;
    let tea = schedule(&staff).await;
    let id = tea.strip_prefix("/schedule/").unwrap();
    let file = staff.get("/exchange/out?shape=ics&show=all").await.body.replace("\r\n ", "");
    assert_eq!(file.matches("BEGIN:VEVENT").count(), 5, "{file}");
    for line in [
        "DTSTART;TZID=Asia/Tokyo:20261210T133000",
        "RRULE:FREQ=WEEKLY;BYDAY=TH;UNTIL=20270225T145959Z",
        "EXDATE;TZID=Asia/Tokyo:20261231T133000",
        "RECURRENCE-ID;TZID=Asia/Tokyo:20261217T133000",
        "STATUS:CANCELLED",
        "RECURRENCE-ID;TZID=Asia/Tokyo:20261224T133000",
        "DTSTART;TZID=Asia/Tokyo:20261225T100000",
        "RRULE:FREQ=MONTHLY;BYDAY=2WE,-1WE",
    ] {
        assert_eq!(file.matches(&format!("{line}\r\n")).count(), 1, "{line} in {file}");
    }
    assert_eq!(file.matches(&format!("UID:{id}@")).count(), 3, "the row and two of its dates: {file}");
    // The same of that meeting alone, and in the calendar that phones subscribe to.
    let alone = staff.get(&format!("/exchange/out?shape=ics&meeting={id}")).await.body;
    assert_eq!(alone.matches("BEGIN:VEVENT").count(), 3, "{alone}");
    staff.post("/settings/phone", &[("phone", "on"), ("qr", "phone"), ("days", "90")]).await;
    let subscribed = house.stranger().get("/calendar.ics").await.body.replace("\r\n ", "");
    for line in ["RRULE:FREQ=WEEKLY;BYDAY=TH;UNTIL=20270225T145959Z", "STATUS:CANCELLED"] {
        assert_eq!(subscribed.matches(line).count(), 1, "{line} in {subscribed}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn another_house_that_takes_the_file_in_has_rows_with_their_dates() {
    let house = House::open().await;
    let staff = house.administrator().await;
    schedule(&staff).await;
    for shape in ["json", "ics"] {
        let file = staff.get(&format!("/exchange/out?shape={shape}&show=all")).await.body;
        let other = House::open().await;
        let there = other.administrator().await;
        take(&there, &format!("all.{shape}"), &file, "publish").await;
        let here = kept(&other).await;
        assert_eq!(here.len(), 5, "{shape}: {here:?}");
        let rows: Vec<&Value> = here.iter().filter(|meeting| meeting.get("repeat").is_some()).collect();
        assert_eq!(rows.len(), 2, "{shape}: {here:?}");
        let off: Vec<&str> = here
            .iter()
            .filter(|meeting| meeting["status"] == "cancelled")
            .map(|meeting| meeting["id"].as_str().unwrap())
            .collect();
        assert!(matches!(off.as_slice(), [id] if id.ends_with("/2026-12-17")), "{shape}: {off:?}");
        let page = there.get(&format!("/schedule/{}/dates", rows[0]["id"].as_str().unwrap())).await;
        assert_eq!(page.status, StatusCode::OK);
    }
}

const ELSEWHERE: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//test//JA\r\n\
    BEGIN:VEVENT\r\nUID:weekly\r\nDTSTAMP:20261101T000000Z\r\nDTSTART;TZID=Asia/Tokyo:20261203T140000\r\n\
    DTEND;TZID=Asia/Tokyo:20261203T153000\r\nRRULE:FREQ=WEEKLY;COUNT=63\r\n\
    EXDATE;TZID=Asia/Tokyo:20261231T140000\r\nSUMMARY:毎週の会\r\nEND:VEVENT\r\n\
    BEGIN:VEVENT\r\nUID:weekly\r\nDTSTAMP:20261101T000000Z\r\nRECURRENCE-ID;TZID=Asia/Tokyo:20261217T140000\r\n\
    DTSTART;TZID=Asia/Tokyo:20261218T140000\r\nSUMMARY:毎週の会\r\nEND:VEVENT\r\n\
    BEGIN:VEVENT\r\nUID:third-friday\r\nDTSTAMP:20261101T000000Z\r\nDTSTART;VALUE=DATE:20261218\r\n\
    RRULE:FREQ=MONTHLY;BYDAY=FR;BYSETPOS=3;UNTIL=20270531\r\nSUMMARY:月いちの会\r\nEND:VEVENT\r\n\
    BEGIN:VEVENT\r\nUID:fortnight\r\nDTSTAMP:20261101T000000Z\r\nDTSTART;TZID=Asia/Tokyo:20261204T100000\r\n\
    RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=4\r\nSUMMARY:隔週の会\r\nEND:VEVENT\r\n\
    END:VCALENDAR\r\n";

/// 63 drafts of one weekly meeting were what came of it once.
#[tokio::test(flavor = "multi_thread")]
async fn a_row_of_another_calendar_is_one_meeting_here_and_what_no_rule_says_are_single_ones() {
    let house = House::open().await;
    let staff = house.administrator().await;
    let page = take(&staff, "elsewhere.ics", ELSEWHERE, "publish").await;
    page.shows("毎週 木曜日");
    let here = kept(&house).await;
    let of = |id: &str| here.iter().find(|meeting| meeting["id"] == id).cloned().unwrap_or_default();
    assert_eq!(
        of("weekly")["repeat"],
        json!({ "every": "week", "days": ["th"], "until": "2028-02-10", "except": ["2026-12-31"] })
    );
    assert!(of("weekly/2026-12-17")["when"]["start"].as_str().unwrap().starts_with("2026-12-18T14:00"));
    assert_eq!(
        of("third-friday")["repeat"],
        json!({ "every": "month", "days": ["fr"], "nth": [3], "until": "2027-05-31" })
    );
    assert_eq!(here.len(), 3 + 4, "every other week is no rule of a programme: {here:?}");
    // The same file again brings nothing new.
    let place = upload(&staff, "elsewhere.ics", ELSEWHERE).await.leads_to().to_owned();
    let again = staff.get(&place).await;
    again.shows_not("name=\"how\"");
}

/// A calendar knows one language and no group: what it does not say stays as it is here.
#[tokio::test(flavor = "multi_thread")]
async fn a_change_in_a_calendar_changes_that_alone() {
    let house = House::open().await;
    let staff = house.administrator().await;
    let tea = schedule(&staff).await;
    let before = crate::schedule::kept(&house, &tea).await;
    let file = staff.get("/exchange/out?shape=ics&show=all").await.body;
    let events = file.split_inclusive("END:VEVENT\r\n").map(|event| {
        let is_row = event.contains("RRULE:FREQ=WEEKLY");
        if is_row { event.replace("地域交流スペース", "二階の 広間") } else { event.to_owned() }
    });
    let elsewhere: String = events.collect();
    assert_ne!(file, elsewhere);
    let page = take(&staff, "moved.ics", &elsewhere, "draft").await;
    page.shows("場所");
    let mut after = crate::schedule::kept(&house, &tea).await;
    assert_eq!(after["place"], "二階の 広間", "{after}");
    after["place"] = before["place"].clone();
    assert_eq!(after, before, "English, the rule and everything else are as before");
}
