//! Switched off, and switched on by staff.

use jiff::SignedDuration;
use reqwest::StatusCode;

use super::*;
use crate::house::Device;

const ALL: [&str; 8] = [
    "/m/third",
    "/m/third/register",
    "/m/third/calendar.ics",
    "/m/third/event.json",
    "/m/receipt",
    "/calendar.ics",
    "/events.json",
    "/programme.json",
];

#[tokio::test(flavor = "multi_thread")]
async fn switched_off_nothing_of_it_can_be_reached() {
    let house = open().await;
    let phone = house.stranger();
    for path in ALL {
        assert_eq!(phone.get(path).await.status, StatusCode::OK, "{path}");
    }
    set(&house, "phone", "off").await;
    for path in ALL {
        let page = phone.get(path).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        page.shows("191091");
        page.shows("03-5432-3021");
        page.shows_not("場をひろげる");
        assert!(!page.headers.contains_key("set-cookie"));
    }
    for path in ["/m/third/register", "/m/third/sentence", "/m/receipt"] {
        let form = [("key", "0123456789abcdef0123456789abcdef"), ("way", "venue"), ("who", "-")];
        let form = [&form[..], &[("people", "1"), ("do", "register"), ("number", "12345678")]].concat();
        assert_eq!(phone.post(path, &form).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(records(&house).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_off_until_an_administrator_says_otherwise() {
    let house = House::open().await;
    publish(&house, Kind::Meeting, "third", &third()).await;
    let phone = house.stranger();
    assert_eq!(phone.get("/m/third").await.status, StatusCode::NOT_FOUND);
    let staff = house.administrator().await;
    staff.get("/settings/phone").await.shows("電話の ページ");
    let wrong = [("phone", "on"), ("qr", "phone"), ("days", "many")];
    let again = staff.post("/settings/phone", &wrong).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    again.shows("1から 3650までの 数");
    assert_eq!(phone.get("/m/third").await.status, StatusCode::NOT_FOUND);
    let right = [("phone", "on"), ("qr", "phone"), ("days", "90")];
    assert_eq!(staff.post("/settings/phone", &right).await.leads_to(), "/settings/phone?done=phone-settings");
    assert_eq!(phone.get("/m/third").await.status, StatusCode::OK);
    let log = house.hub.store.read().await.unwrap().audit(Some("setting/phone"), 0, 9).await.unwrap();
    assert_eq!(log.len(), 1);
    assert_eq!(phone.get("/settings/phone").await.status, StatusCode::SEE_OTHER, "only for staff");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_qr_of_a_meeting_leads_to_its_page_when_staff_say_so() {
    let house = open().await;
    let device = Device::taken_in(&house, "入口").await;
    let page_of = async || {
        let body: Value = serde_json::from_str(&device.get("/programme").await.body).unwrap();
        body["meetings"][0]["page"].clone()
    };
    assert_eq!(page_of().await, Value::Null, "the ward's page is that of the place");
    set(&house, "qr", "phone").await;
    let page = page_of().await;
    assert_eq!(page["url"], format!("{}/m/third", house.address));
    assert_eq!(page["number"], "191091", "the ward's page number stays");
    set(&house, "phone", "off").await;
    assert_eq!(page_of().await, Value::Null);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_meeting_chooses_for_itself_where_its_qr_leads() {
    let house = open().await;
    let device = Device::taken_in(&house, "入口").await;
    let shown = async |qr: &str| {
        let mut meeting = third();
        meeting["page"] = json!({ "url": "https://ward.example/third" });
        if !qr.is_empty() {
            meeting["qr"] = json!(qr);
        }
        publish(&house, Kind::Meeting, "third", &meeting).await;
        let body: Value = serde_json::from_str(&device.get("/programme").await.body).unwrap();
        body["meetings"][0].clone()
    };
    let (ward, phone) = ("https://ward.example/third".to_owned(), format!("{}/m/third", house.address));
    for (setting, qr, expected) in [
        ("ward", "", &ward),
        ("ward", "ward", &ward),
        ("ward", "phone", &phone),
        ("phone", "", &phone),
        ("phone", "ward", &ward),
        ("phone", "phone", &phone),
        ("phone", "none", &ward),
    ] {
        set(&house, "qr", setting).await;
        let meeting = shown(qr).await;
        assert_eq!(meeting["page"]["url"], **expected, "{qr} where all lead to {setting}");
        assert_eq!(meeting.get("qr").and_then(Value::as_str).unwrap_or_default(), qr);
    }
    set(&house, "phone", "off").await;
    assert_eq!(shown("phone").await["page"]["url"], *ward, "no code leads to a page that is not there");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_meeting_is_there_from_its_first_day_until_two_weeks_after_its_end() {
    let house = open().await;
    let mut meeting = third();
    meeting["shown"] = json!({ "from": "2026-12-05" });
    publish(&house, Kind::Meeting, "third", &meeting).await;
    let phone = house.stranger();
    assert_eq!(phone.get("/m/third").await.status, StatusCode::NOT_FOUND);
    phone.get("/programme.json").await.shows_not("場をひろげる");
    phone.get("/calendar.ics").await.shows_not("BEGIN:VEVENT");
    house.later(SignedDuration::from_hours(48));
    assert_eq!(phone.get("/m/third").await.status, StatusCode::OK);
    house.later(SignedDuration::from_hours(13 * 24));
    phone.get("/m/third?lang=ja").await.shows("この会は おわりました。");
    house.later(SignedDuration::from_hours(15 * 24));
    assert_eq!(phone.get("/m/third").await.status, StatusCode::NOT_FOUND);
    assert_eq!(phone.get("/m/nothing").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_of_another_site_does_nothing() {
    let house = open().await;
    let phone = house.stranger();
    let form = [("key", "0123456789abcdef0123456789abcdef"), ("way", "venue"), ("who", "-"), ("people", "1")];
    let form = [&form[..], &[("do", "register")]].concat();
    let answer = phone.post_from("https://elsewhere.example", "/m/third/register", &form).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert_eq!(records(&house).await, 0);
}
