//! The character NUL: PostgreSQL keeps it in no text, and said so by "try again" (503) to anybody who sent one;
//! SQLite kept it. It is refused or left out before either database is asked.

use hiroba::hub::store::Role;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use super::{ask, signed_in};
use crate::house::{Device, House, changed, third};

#[tokio::test(flavor = "multi_thread")]
async fn nothing_has_a_nul_in_its_address() {
    let house = House::open().await;
    let staff = house.administrator().await;
    for path in ["/schedule/%00", "/kiosks/a%00b", "/notices/voice/%00", "/m/%00", "/accounts/%00"] {
        assert_eq!(staff.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    for path in ["/schedule?q=%00", "/log?who=%00", "/sign-in?back=%00", "/sentences?state=a%00"] {
        let answer = staff.get(path).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{path}");
        answer.shows("<h1");
    }
    let device = Device::taken_in(&house, "入口").await;
    let answer = device.get("/pictures/%00.png").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert!(answer.body.starts_with('{'), "{}", answer.body);
    assert_eq!(device.get("/changes?errand=%00").await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_loses_its_nul_before_it_is_read() {
    let house = House::open().await;
    let staff = house.administrator().await;
    let wrong = [("name", "a\0b"), ("password", "a\0b")];
    let answer = house.stranger().post("/sign-in", &wrong).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.body);

    let form = changed(&third(), &[("theme-ja", "場を\0ひろげる")]);
    for sent in [staff.post("/schedule/new", &form).await, staff.upload("/schedule/new", &form, b"").await] {
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        staff.get(sent.leads_to()).await.shows("場を\tひろげる");
    }
    let headers = [("origin", house.address.as_str()), ("content-type", "application/x-www-form-urlencoded")];
    let raw = ask(&house, Method::POST, "/sign-in", &headers, "name=a\0b&password=x").await;
    assert_eq!(raw.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kiosk_is_told_that_a_text_has_a_nul_and_a_record_with_one_is_kept_as_it_was_sent() {
    let house = House::open().await;
    super::account(&house, "aoki", Role::Viewer).await;
    signed_in(&house, "aoki").await;
    let device = Device::taken_in(&house, "入口").await;
    for (path, body) in [
        ("/pairing", json!({ "name": "a\0b" })),
        ("/report", json!({ "showing": "a\0b" })),
        ("/report", json!({ "done": ["\0"] })),
        ("/calls", json!({ "id": "\0" })),
    ] {
        let answer = device.post(path, &body).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{path} {}", answer.body);
        answer.shows("NUL");
    }
    let meeting = json!({ "version": 1, "key": format!("{:032x}", 1), "meeting": "a\0b" });
    let elsewhere = json!({ "version": 1, "key": format!("{:032x}", 2), "meeting": "third", "sure": true,
        "observed": "2026-12-03T05:00:00Z", "what": { "kind": "taken-back", "record": "\0" } });
    let whole = json!({ "version": 1, "key": format!("{:032x}", 3), "meeting": "third", "sure": true,
        "observed": "2026-12-03T05:00:00Z", "what": { "kind": "walked-in", "party": [{ "people": 1 }] } });
    let answer = device.post("/records", &json!({ "records": [meeting, elsewhere, whole] })).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    let answers: Value = serde_json::from_str(&answer.body).unwrap();
    for (number, flags) in [(0, json!(["not-understood"])), (1, json!(["not-understood"])), (2, Value::Null)]
    {
        let answer = &answers["answers"][number];
        assert_eq!((&answer["outcome"], &answer["flags"]), (&json!("stored"), &flags), "{answer}");
    }
    let rows = house.hub.store.read().await.unwrap().records("third").await.unwrap();
    assert_eq!(rows.len(), 1, "what names no meeting that can be is nobody's");
}
