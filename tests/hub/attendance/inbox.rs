//! Many kiosks at once: their records share a commit, and no one's trouble is another's.

use std::collections::BTreeSet;

use hiroba::hub::store::Engine;
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::house::{Answer, Device, House};

fn walked_in(key: u128, meeting: &str) -> Value {
    json!({
        "version": 1, "key": format!("{key:032x}"), "meeting": meeting, "sure": true,
        "observed": "2026-12-03T05:00:00Z",
        "what": { "kind": "walked-in", "party": [{ "people": 1 }] }
    })
}

fn came_with(key: u128, registration: u128) -> Value {
    json!({
        "version": 1, "key": format!("{key:032x}"), "meeting": "third", "sure": true,
        "observed": "2026-12-03T05:00:00Z",
        "what": { "kind": "came-with-receipt", "registration": format!("{registration:032x}"), "people": 1 }
    })
}

#[track_caller]
fn outcomes(answer: &Answer) -> Vec<(String, Vec<String>)> {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    let answers: Value = serde_json::from_str(&answer.body).unwrap();
    let of = |answer: &Value| {
        let flags = answer["flags"].as_array().into_iter().flatten();
        let flags = flags.map(|flag| flag.as_str().unwrap().to_owned()).collect();
        (answer["outcome"].as_str().unwrap().to_owned(), flags)
    };
    answers["answers"].as_array().unwrap().iter().map(of).collect()
}

async fn add_poison(house: &House) {
    let mut change = house.hub.store.begin().await.unwrap();
    let statements: &[&str] = match house.hub.store.engine() {
        Engine::Sqlite => &["CREATE TRIGGER poison BEFORE INSERT ON record WHEN NEW.meeting = 'poison' \
                             BEGIN SELECT RAISE(ABORT, 'poison'); END"],
        Engine::Postgres => &[
            "CREATE FUNCTION poison() RETURNS trigger AS $$ BEGIN IF NEW.meeting = 'poison' THEN \
             RAISE EXCEPTION 'poison' USING ERRCODE = '23514'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql",
            "CREATE TRIGGER poison BEFORE INSERT ON record FOR EACH ROW EXECUTE FUNCTION poison()",
        ],
    };
    for statement in statements {
        sqlx::query(*statement).execute(&mut *change).await.unwrap();
    }
    change.commit().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn records_of_many_kiosks_at_once_are_each_kept_once_and_answered_to_whoever_sent_them() {
    let house = House::open().await;
    let device = std::sync::Arc::new(Device::taken_in(&house, "入口").await);
    let mut running = tokio::task::JoinSet::new();
    for client in 0..32_u128 {
        let device = device.clone();
        running.spawn(async move {
            for round in 0..8 {
                // The last of each is the first of the next client's.
                let keys = [client * 1000 + round, client * 1000 + round + 100, (client + 1) * 1000 + round];
                let records: Vec<Value> = keys.iter().map(|key| walked_in(*key, "third")).collect();
                let told = outcomes(&device.post("/records", &json!({ "records": records })).await);
                assert_eq!(told.len(), 3);
                let again = outcomes(&device.post("/records", &json!({ "records": records })).await);
                assert!(again.iter().all(|(outcome, _)| outcome == "repeated"), "{again:?}");
            }
        });
    }
    while let Some(ended) = running.join_next().await {
        ended.unwrap();
    }
    let rows = house.hub.store.read().await.unwrap().records("third").await.unwrap();
    let keys: BTreeSet<&str> = rows.iter().map(|row| row.key.as_str()).collect();
    assert_eq!((rows.len(), keys.len()), (33 * 8 + 32 * 8, 33 * 8 + 32 * 8));
    assert!(rows.windows(2).all(|pair| pair[0].number < pair[1].number), "numbers grow");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_record_that_the_database_does_not_take_is_parked_and_all_others_are_kept() {
    let house = House::open().await;
    add_poison(&house).await;
    let device = std::sync::Arc::new(Device::taken_in(&house, "入口").await);
    let mut running = tokio::task::JoinSet::new();
    for client in 0..16_u128 {
        let device = device.clone();
        running.spawn(async move {
            let meeting = if client % 4 == 0 { "poison" } else { "third" };
            let records = [
                walked_in(client * 10, "third"),
                walked_in(client * 10 + 1, meeting),
                walked_in(client * 10 + 2, "third"),
            ];
            let told = outcomes(&device.post("/records", &json!({ "records": records })).await);
            let middle = if meeting == "poison" { "parked" } else { "stored" };
            let told: Vec<&str> = told.iter().map(|(outcome, _)| outcome.as_str()).collect();
            assert_eq!(told, ["stored", middle, "stored"], "client {client}");
        });
    }
    while let Some(ended) = running.join_next().await {
        ended.unwrap();
    }
    let rows = house.hub.store.read().await.unwrap().records("third").await.unwrap();
    assert_eq!(rows.len(), 16 * 3 - 4);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receipt_that_somebody_came_with_is_flagged_the_second_time_also_within_one_batch() {
    let house = House::open().await;
    let device = Device::taken_in(&house, "入口").await;
    let first = [came_with(1, 500), came_with(2, 500), came_with(3, 501)];
    let told = outcomes(&device.post("/records", &json!({ "records": first })).await);
    let flags: Vec<usize> = told.iter().map(|(_, flags)| flags.len()).collect();
    assert_eq!(flags, [0, 1, 0], "{told:?}");
    assert_eq!(told[1].1, ["receipt-twice"]);
    let second = [came_with(4, 501), came_with(3, 501), came_with(2, 500)];
    let told = outcomes(&device.post("/records", &json!({ "records": second })).await);
    assert_eq!(told[0], ("stored".to_owned(), vec!["receipt-twice".to_owned()]));
    assert_eq!(told[1], ("repeated".to_owned(), vec![]), "its first answer, whatever holds now");
    assert_eq!(told[2], ("repeated".to_owned(), vec!["receipt-twice".to_owned()]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_larger_than_any_one_statement_is_kept_in_its_order() {
    let house = House::open().await;
    let device = Device::taken_in(&house, "入口").await;
    let records: Vec<Value> = (0..1000).map(|key| walked_in(5000 - key, "third")).collect();
    let told = outcomes(&device.post("/records", &json!({ "records": records })).await);
    assert!(told.iter().all(|(outcome, _)| outcome == "stored"));
    let rows = house.hub.store.read().await.unwrap().records("third").await.unwrap();
    let keys: Vec<String> = rows.iter().map(|row| row.key.clone()).collect();
    let sent: Vec<String> = (0..1000).map(|key| format!("{:032x}", 5000 - key)).collect();
    assert_eq!(keys, sent);
}
