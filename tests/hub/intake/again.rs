//! A file that was taken in says nothing new when it comes again, whatever goes out beside its meetings.

use reqwest::StatusCode;

use super::{seen, upload};
use crate::house::{Browser, House};

/// A calendar from elsewhere: a plain event, one with a page of its own, one without a title.
const ELSEWHERE: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//test//JA\r\n\
    BEGIN:VEVENT\r\nUID:plain\r\nDTSTAMP:20261101T000000Z\r\nDTSTART;TZID=Asia/Tokyo:20261210T140000\r\n\
    SUMMARY:お茶の会\r\nDESCRIPTION:お茶を飲みます\r\nEND:VEVENT\r\n\
    BEGIN:VEVENT\r\nUID:paged\r\nDTSTAMP:20261101T000000Z\r\nDTSTART;TZID=Asia/Tokyo:20261211T140000\r\n\
    SUMMARY:うたの会\r\nURL:https://songs.example/next\r\nEND:VEVENT\r\n\
    BEGIN:VEVENT\r\nUID:weekly\r\nDTSTAMP:20261101T000000Z\r\nDTSTART;TZID=Asia/Tokyo:20261203T100000\r\n\
    RRULE:FREQ=WEEKLY\r\nSUMMARY:朝の会\r\nEND:VEVENT\r\n\
    BEGIN:VEVENT\r\nUID:untitled\r\nDTSTAMP:20261101T000000Z\r\nDTSTART;TZID=Asia/Tokyo:20261212T140000\r\n\
    SUMMARY:\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

/// What the look at a file shows, and takes in whatever there is to take.
async fn taken(staff: &Browser, file: &str) -> String {
    let place = upload(staff, "elsewhere.ics", file).await.leads_to().to_owned();
    let page = staff.get(&place).await;
    let took = staff.post(&place, &[("seen", &seen(&page)), ("how", "publish")]).await;
    assert_eq!(took.status, StatusCode::SEE_OTHER, "{}", took.body);
    page.body
}

async fn place_with_everything(staff: &Browser) {
    let place = [
        ("name-ja", "ひろば"),
        ("office-ja", "地域支援係"),
        ("tel", "03-1111-1111"),
        ("fax", "03-1111-1112"),
        ("url", "https://ward.example"),
        ("number", "10000"),
    ];
    assert_eq!(staff.post("/settings/place", &place).await.status, StatusCode::SEE_OTHER);
}

/// The address of the phone page and the number to call went out beside a meeting, and came back as a
/// change of it at every import.
#[tokio::test(flavor = "multi_thread")]
async fn the_same_calendar_a_second_time_is_the_same_whatever_leads_to_phone_pages() {
    let house = House::open().await;
    let staff = house.administrator().await;
    place_with_everything(&staff).await;
    for phone in [vec![("days", "90")], vec![("phone", "on"), ("qr", "phone"), ("days", "90")]] {
        staff.post("/settings/phone", &phone).await;
        taken(&staff, ELSEWHERE).await;
        for qr in ["phone", "ward"] {
            let others = phone.iter().copied().filter(|(name, _)| *name != "qr");
            let phone: Vec<(&str, &str)> = others.chain([("qr", qr)]).collect();
            staff.post("/settings/phone", &phone).await;
            let page = taken(&staff, ELSEWHERE).await;
            assert!(!page.contains("name=\"how\""), "{qr}: there is something to take in\n{page}");
        }
    }
}

/// "Title to follow" stood in two languages here and in one in what was compared with it.
#[tokio::test(flavor = "multi_thread")]
async fn an_event_without_a_title_is_taken_in_once() {
    let house = House::open().await;
    let staff = house.administrator().await;
    taken(&staff, ELSEWHERE).await;
    for lang in ["ja", "en"] {
        staff.post("/language", &[("lang", lang), ("back", "/exchange")]).await;
        let page = taken(&staff, ELSEWHERE).await;
        assert!(page.contains(if lang == "ja" { "題名は これから" } else { "Title to follow" }), "{page}");
        assert!(!page.contains("name=\"how\""), "{page}");
    }
}

/// A file of this house carries what was beside its meetings. Changed elsewhere in one thing, it brings
/// that thing and not the telephone number as a description.
#[tokio::test(flavor = "multi_thread")]
async fn what_went_out_beside_a_meeting_does_not_come_in_as_its_own() {
    let house = House::open().await;
    let staff = house.administrator().await;
    place_with_everything(&staff).await;
    staff.post("/settings/phone", &[("phone", "on"), ("qr", "phone"), ("days", "90")]).await;
    taken(&staff, ELSEWHERE).await;
    let file = staff.get("/exchange/out?shape=ics&show=all").await.body.replace("\r\n ", "");
    assert!(file.contains("03-1111-1111") && file.contains("/m/plain"), "{file}");
    let elsewhere = file.replace("お茶を飲みます", "お茶を入れます");
    assert_ne!(file, elsewhere);
    let page = taken(&staff, &elsewhere).await;
    assert_eq!(page.matches("ちがう所").count(), 1, "{page}");
    assert!(page.contains("ちがう所：説明"), "{page}");
    let kept = crate::schedule::kept(&house, "/schedule/plain").await;
    assert_eq!(kept["description"], "お茶を入れます", "{kept}");
    assert_eq!(kept.get("page"), None, "{kept}");
    let kept = crate::schedule::kept(&house, "/schedule/paged").await;
    assert_eq!(kept["page"]["url"], "https://songs.example/next", "{kept}");
}
