//! What staff do at the hub, as its pages would.

#[path = "../common/publish.rs"]
pub mod publish;

use hiroba::api::sync::Job;
use hiroba::clock;
use hiroba::hub::store::{ErrandRow, Kind};
use hiroba::hub::{self, Happening, Hub};
use jiff::ToSpan;

/// A meeting in ten days, for so many at the venue.
pub fn meeting(id: &str, seats: Option<u32>) -> String {
    let start = clock::now().in_tz("Asia/Tokyo").unwrap() + 10.days();
    let [start, end] =
        [start.clone(), start + 2.hours()].map(|moment| moment.strftime("%Y-%m-%dT%H:%M").to_string());
    let capacity = seats.map(|seats| format!(r#", "capacity": {{"venue": {seats}}}"#)).unwrap_or_default();
    format!(
        r#"{{"id": "{id}", "title": "{id}", "mode": "both",
            "when": {{"kind": "exact", "start": "{start}", "end": "{end}"}}{capacity}}}"#
    )
}

/// Publishes a meeting.
pub async fn publish(hub: &Hub, id: &str, body: &str) {
    publish::publish(hub, Kind::Meeting, id, body).await;
}

/// Wants something of a kiosk.
pub async fn want(hub: &Hub, kiosk: &str, job: Job) {
    let mut change = hub.store.begin().await.unwrap();
    let body = serde_json::to_string(&job).unwrap();
    let errand = ErrandRow { id: hub::new_id().unwrap(), made: hub.now_ms(), body };
    change.add_errand(kiosk, &errand).await.unwrap();
    change.commit().await.unwrap();
    hub.live.announce(Happening::Errand { kiosk: kiosk.to_owned() });
}

/// Takes a kiosk in without the way over the code; its id and its token.
pub async fn take_in(hub: &Hub, name: &str) -> (String, String) {
    let (token, id) = (hub::Token::new().unwrap(), hub::new_id().unwrap());
    let mut change = hub.store.begin().await.unwrap();
    change.add_kiosk(&id, name, &token.fingerprint(), hub.now_ms()).await.unwrap();
    change.commit().await.unwrap();
    (id, token.text().to_owned())
}

/// The keys of all records the hub has, each as often as it has it.
pub async fn records(hub: &Hub) -> Vec<String> {
    let rows = hub.store.read().await.unwrap().records_after(0, "-", 10_000).await.unwrap();
    rows.into_iter().map(|row| row.key).collect()
}
