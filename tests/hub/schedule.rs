//! The part "schedule" of the hub.

#[path = "schedule/acting.rs"]
mod acting;
#[path = "schedule/looking.rs"]
mod looking;
#[path = "schedule/together.rs"]
mod together;
#[path = "schedule/writing.rs"]
mod writing;

use reqwest::StatusCode;
use serde_json::Value;

use crate::house::{Answer, Browser, Device, House};

/// The form of a meeting on a day with times, as a browser sends it.
pub fn third() -> Vec<(&'static str, &'static str)> {
    vec![
        ("theme-ja", "場をひろげる"),
        ("series-ja", "ピアサポートの会"),
        ("series-number", "3"),
        ("known", "exact"),
        ("day", "2026-12-17"),
        ("start", "13:30"),
        ("end", "16:00"),
        ("repeat", "none"),
        ("follow", "none"),
        ("mode", "both"),
        ("place-ja", "地域交流スペース"),
        ("who-ja", "どなたでも どうぞ"),
        ("act", "save"),
    ]
}

/// The same with some fields in other words.
pub fn changed<'a>(form: &[(&'a str, &'a str)], changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut form: Vec<_> =
        form.iter().filter(|(name, _)| !changes.iter().any(|(other, _)| other == name)).copied().collect();
    form.extend_from_slice(changes);
    form
}

/// Saves a new meeting; the path of its pages.
pub async fn written(browser: &Browser, form: &[(&str, &str)]) -> String {
    let answer = browser.post("/schedule/new", form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    answer.leads_to().split('?').next().unwrap().trim_end_matches("/publish").to_owned()
}

/// Publishes the version that a meeting has now.
pub async fn published(browser: &Browser, path: &str, version: &str) -> Answer {
    let answer = browser.post(&format!("{path}/publish"), &[("version", version), ("act", "now")]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    answer
}

/// The meetings that a kiosk is given.
pub async fn on_screens(device: &Device) -> Vec<Value> {
    let answer = device.get("/programme").await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    let programme: Value = serde_json::from_str(&answer.body).unwrap();
    programme["meetings"].as_array().cloned().unwrap_or_default()
}

/// What a meeting's newest version says, as it is kept.
pub async fn kept(house: &House, path: &str) -> Value {
    let id = path.strip_prefix("/schedule/").unwrap();
    let mut reading = house.hub.store.read().await.unwrap();
    let kind = hiroba::hub::store::Kind::Meeting;
    let item = reading.item(kind, id).await.unwrap().unwrap();
    let version = reading.version(kind, id, item.latest).await.unwrap().unwrap();
    serde_json::from_str(&version.body).unwrap()
}
