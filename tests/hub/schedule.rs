//! The part "schedule" of the hub.

#[path = "schedule/acting.rs"]
mod acting;
#[path = "schedule/clash.rs"]
mod clash;
#[path = "schedule/dates.rs"]
pub mod dates;
#[path = "schedule/looking.rs"]
mod looking;
#[path = "schedule/rewritten.rs"]
mod rewritten;
#[path = "schedule/together.rs"]
mod together;
#[path = "schedule/writing.rs"]
mod writing;

use reqwest::StatusCode;
use serde_json::Value;

use crate::house::{Answer, Browser, Device, House};
pub use crate::house::{changed, third};

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
