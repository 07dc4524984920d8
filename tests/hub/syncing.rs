//! What kiosks and hub say to each other.

use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::house::{Device, House};

fn registered(key: u128) -> Value {
    json!({
        "version": 1, "key": format!("{key:032x}"), "meeting": "third", "sure": true,
        "observed": "2026-12-03T05:00:00Z",
        "what": { "kind": "registered", "way": "venue", "mark": format!("{key:032x}"),
                  "party": [{ "category": "lived", "people": 1 }] }
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_is_kept_once_however_often_it_is_sent() {
    let house = House::open().await;
    let device = Device::taken_in(&house, "入口").await;
    let batch = json!({ "records": [registered(1), registered(2), registered(1)] });
    let answer = device.post("/records", &batch).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    let outcomes = |body: &str| -> Vec<String> {
        let answers: Value = serde_json::from_str(body).unwrap();
        let of = |answer: &Value| answer["outcome"].as_str().unwrap().to_owned();
        answers["answers"].as_array().unwrap().iter().map(of).collect()
    };
    assert_eq!(outcomes(&answer.body), ["stored", "stored", "repeated"]);
    let again = device.post("/records", &batch).await;
    assert_eq!(outcomes(&again.body), ["repeated", "repeated", "repeated"]);
    let rows = house.hub.store.read().await.unwrap().records("third").await.unwrap();
    assert_eq!(rows.len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_record_that_cannot_be_kept_does_not_hold_up_the_others() {
    let house = House::open().await;
    let device = Device::taken_in(&house, "入口").await;
    let newer =
        json!({ "version": 9, "key": format!("{:032x}", 7), "meeting": "third", "what": { "kind": "sang" } });
    let batch = json!({ "records": [{ "nothing": true }, newer, registered(3)] });
    let answer = device.post("/records", &batch).await;
    let answers: Value = serde_json::from_str(&answer.body).unwrap();
    assert_eq!(answers["answers"][0]["outcome"], "parked");
    assert_eq!(answers["answers"][1]["outcome"], "stored", "what a newer kiosk sends is kept");
    assert_eq!(answers["answers"][1]["flags"][0], "not-understood");
    assert_eq!(answers["answers"][2]["outcome"], "stored");
}

#[tokio::test(flavor = "multi_thread")]
async fn another_kiosk_learns_receipts_and_seats_but_no_category() {
    let house = House::open().await;
    let (first, second) = (Device::taken_in(&house, "入口").await, Device::taken_in(&house, "談話室").await);
    first.post("/records", &json!({ "records": [registered(1)] })).await;
    let answer = second.get("/shared?after=0").await;
    answer.shows("\"people\":1");
    answer.shows_not("lived");
    let own = first.get("/shared?after=0").await;
    own.shows("\"records\":[]");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_token_there_is_nothing_and_with_one_the_sample_until_staff_have_published() {
    let house = House::open().await;
    assert_eq!(house.stranger().get("/api/v1/programme").await.status, StatusCode::UNAUTHORIZED);
    let device = Device::taken_in(&house, "入口").await;
    let answer = device.get("/programme").await;
    answer.shows("hiroba-programme");
    assert!(answer.headers.contains_key("etag"));
}
