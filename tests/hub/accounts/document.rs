//! What kiosks may ask, as it is described, and whether that is so.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::roles::table;
use crate::house::{Device, House};

async fn document(house: &House) -> Value {
    let answer = house.stranger().get("/api/v1/openapi.json").await;
    assert_eq!(answer.headers["content-type"], "application/json");
    serde_json::from_str(&answer.body).unwrap()
}

/// The schema of an answer or question, with everything it refers to.
fn schema(document: &Value, name: &str) -> jsonschema::Validator {
    let schema =
        json!({ "$ref": format!("#/components/schemas/{name}"), "components": document["components"] });
    jsonschema::draft202012::new(&schema).unwrap()
}

#[track_caller]
fn fits(document: &Value, name: &str, value: &Value) {
    let problems: Vec<String> =
        schema(document, name).iter_errors(value).map(|error| error.to_string()).collect();
    assert!(problems.is_empty(), "{value} is no {name}: {problems:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_call_is_described_and_nothing_that_is_none() {
    let house = House::open().await;
    let document = document(&house).await;
    let parameters = document["paths"]["/api/v1/shared"]["get"]["parameters"].as_array().unwrap();
    assert!(parameters.iter().any(|parameter| parameter["name"] == "own"), "{parameters:?}");
    // A record with a field that is unknown is kept, and not passed over like any other.
    assert!(document["info"]["description"].as_str().unwrap().contains("`not-understood`"));
    let mut described = BTreeSet::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, call) in item.as_object().unwrap() {
            described.insert(format!("{} {path}", method.to_uppercase()));
            let answers = call["responses"].as_object().unwrap();
            for refused in ["400", "401", "404", "408", "413", "503"] {
                let own = path.ends_with("openapi.json");
                assert!(own || answers.contains_key(refused), "{method} {path} does not say {refused}");
            }
        }
    }
    let routes: BTreeSet<String> = table()
        .into_keys()
        .filter(|(path, _)| path.starts_with("/api/"))
        .map(|(path, method)| format!("{method} {path}"))
        .collect();
    assert_eq!(described, routes, "describe it with utoipa::path and name it in sync/document.rs");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_takes_a_token_says_so_and_nothing_else_does() {
    let house = House::open().await;
    let document = document(&house).await;
    assert_eq!(document["components"]["securitySchemes"]["kiosk"]["scheme"], "bearer");
    for ((path, method), least) in table() {
        if path.starts_with("/api/") {
            let call = &document["paths"][&path][method.to_lowercase()];
            let says = call["security"] == json!([{ "kiosk": [] }]);
            assert_eq!(says, least.is_kiosk(), "{method} {path}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_are_as_they_are_described() {
    let house = House::open().await;
    let document = document(&house).await;
    let device = Device::taken_in(&house, "入口").await;
    let read = |text: &str| -> Value { serde_json::from_str(text).unwrap() };
    fits(&document, "ProgrammeDocument", &read(&device.get("/programme").await.body));
    let record = json!({
        "version": 1, "key": "0".repeat(32), "meeting": "tea", "sure": true, "observed": "2026-12-03T05:00:00Z",
        "what": { "kind": "registered", "way": "venue", "party": [{ "people": 1 }] }
    });
    let newer = json!({ "version": 2, "key": "1".repeat(32), "meeting": "tea", "what": { "kind": "sang" } });
    let batch = json!({ "records": [record, newer, {}] });
    fits(&document, "Batch", &batch);
    fits(&document, "Record", &batch["records"][0]);
    fits(&document, "Answers", &read(&device.post("/records", &batch).await.body));
    let other = Device::taken_in(&house, "談話室").await;
    let shared = read(&other.get("/shared").await.body);
    assert_eq!(shared["records"][0]["what"]["kind"], "registered");
    fits(&document, "Shared", &shared);
    let report = json!({ "version": "0.1.0", "clock": "2026-12-03T05:00:00Z", "sure": true });
    fits(&document, "Report", &report);
    fits(&document, "Reply", &read(&device.post("/report", &report).await.body));
    fits(&document, "Changes", &read(&device.get("/changes?wait=0").await.body));
    let ticket = read(&device.post("/pairing", &json!({ "name": "入口" })).await.body);
    fits(&document, "PairingTicket", &ticket);
    let state = device.get(&format!("/pairing/{}", ticket["secret"].as_str().unwrap())).await;
    fits(&document, "PairingState", &read(&state.body));
    fits(&document, "Problem", &read(&device.get("/nothing").await.body));
    assert!(
        !schema(&document, "Record").is_valid(&json!({ "key": 3 })),
        "the types of records are described"
    );
}
