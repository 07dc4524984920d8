//! What kiosks and hub say to each other.

use std::sync::Arc;
use std::time::{Duration, Instant};

use hiroba::hub::store::ErrandRow;
use hiroba::hub::{Happening, new_id};
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

/// What a kiosk is told that asks for changes.
async fn changes(device: &Device, asks: &str) -> Value {
    let answer = device.get(&format!("/changes?{asks}")).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    serde_json::from_str(&answer.body).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn who_asks_for_changes_is_answered_when_there_are_some() {
    let house = House::open().await;
    let device = Device::taken_in(&house, "入口").await;
    let first = changes(&device, "").await;
    let known = format!("after={}&records={}", first["revision"], first["records"]);
    let begun = Instant::now();
    assert_eq!(changes(&device, &format!("{known}&wait=1")).await, first, "nothing is new");
    assert!(begun.elapsed() >= Duration::from_secs(1));

    let later = async {
        tokio::time::sleep(Duration::from_millis(300)).await;
        let mut change = house.hub.store.begin().await.unwrap();
        let revision = change.next_revision().await.unwrap();
        change.commit().await.unwrap();
        house.hub.live.announce_revision(revision);
        revision
    };
    let begun = Instant::now();
    let (second, revision) = tokio::join!(changes(&device, &known), later);
    assert_eq!(second["revision"], revision);
    assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());

    let known = format!("after={revision}&records={}", first["records"]);
    let other = Device::taken_in(&house, "談話室").await;
    let batch = json!({ "records": [registered(1)] });
    let (third, _) = tokio::join!(changes(&device, &known), other.post("/records", &batch));
    assert_eq!(third["records"], 1);
    assert_eq!(changes(&device, &format!("after={}&records=1", revision + 7)).await["revision"], revision);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_errand_answers_the_kiosk_it_is_for_once_and_no_other() {
    let house = House::open().await;
    let (one, other) = (Device::taken_in(&house, "入口").await, Device::taken_in(&house, "談話室").await);
    let stand = changes(&one, "").await;
    let known = format!("after={}&records={}", stand["revision"], stand["records"]);
    let errand =
        ErrandRow { id: new_id().unwrap(), made: house.hub.now_ms(), body: "{\"kind\":\"sing\"}".to_owned() };
    let mut change = house.hub.store.begin().await.unwrap();
    change.add_errand(&one.id, &errand).await.unwrap();
    change.commit().await.unwrap();
    house.hub.live.announce(Happening::Errand { kiosk: one.id.clone() });
    assert_eq!(changes(&one, &known).await["errand"], errand.id);
    assert_eq!(changes(&other, &format!("{known}&wait=1")).await, stand);
    // It does not know the job: that is no reason to answer for ever.
    let begun = Instant::now();
    changes(&one, &format!("{known}&errand={}&wait=1", errand.id)).await;
    assert!(begun.elapsed() >= Duration::from_secs(1));
}

#[tokio::test(flavor = "multi_thread")]
async fn few_questions_of_one_kiosk_wait_and_all_are_answered_when_the_hub_ends() {
    let house = House::open().await;
    let device = Arc::new(Device::taken_in(&house, "入口").await);
    let stand = changes(&device, "").await;
    let asks = format!("/changes?after={}", stand["revision"]);
    let mut waiting = tokio::task::JoinSet::new();
    for _ in 0..4 {
        let (device, asks) = (device.clone(), asks.clone());
        waiting.spawn(async move { device.get(&asks).await });
    }
    while house.hub.live.displays.waiting() < 4 {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    assert_eq!(device.get(&asks).await.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(Device::taken_in(&house, "談話室").await.get("/changes?wait=0").await.status, StatusCode::OK);
    let begun = Instant::now();
    house.hub.live.displays.end();
    while let Some(answer) = waiting.join_next().await {
        assert_eq!(answer.unwrap().status, StatusCode::OK);
    }
    assert!(begun.elapsed() < Duration::from_secs(2));
    assert_eq!(house.hub.live.displays.waiting(), 0);
}
