//! The part "operation" of the hub: on what it stands, and how it is kept going.

#[path = "operation/copies.rs"]
mod copies;
#[path = "operation/disk.rs"]
mod disk;
#[path = "operation/file.rs"]
mod file;
#[path = "operation/log.rs"]
mod log;
#[path = "operation/process.rs"]
mod process;
#[path = "operation/tls.rs"]
mod tls;
#[path = "operation/two.rs"]
mod two;

use std::time::Duration;

use hiroba::hub::Happening;
use hiroba::hub::store::{Database, Engine, ErrandRow};
use reqwest::StatusCode;
use serde_json::json;

use crate::house::{Device, House, client};
use crate::place::OwnDatabase;

/// Publishes something: screens show another revision.
async fn publish(house: &House) -> i64 {
    let mut change = house.hub.store.begin().await.unwrap();
    let revision = change.next_revision().await.unwrap();
    change.commit().await.unwrap();
    house.hub.live.announce_revision(revision);
    revision
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kiosk_on_the_live_channel_hears_how_things_stand_and_what_changes() {
    let house = House::open().await;
    let device = Device::taken_in(&house, "入口").await;
    let mut listener = device.listen().await;
    listener.hears(r#"data: {"kind":"revision","revision":1}"#).await;
    listener.hears(r#"data: {"kind":"records","last":0}"#).await;
    publish(&house).await;
    listener.hears(r#"data: {"kind":"revision","revision":2}"#).await;
    house.hub.live.announce(Happening::Errand { kiosk: device.id.clone() });
    listener.hears(r#"data: {"kind":"errands"}"#).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hub_that_ends_cuts_live_channels_at_once() {
    let house = House::open().await;
    let device = Device::taken_in(&house, "入口").await;
    let mut listener = device.listen().await;
    listener.hears("revision").await;
    let _hub = house.end();
    assert!(listener.is_cut_within(1).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn several_hubs_on_one_database_tell_each_other_what_changes_and_any_of_them_can_die() {
    let Some(own) = OwnDatabase::make().await else {
        // SQLite belongs to one process.
        assert_eq!(House::open().await.hub.store.engine(), Engine::Sqlite);
        return;
    };
    let database = Database::Postgres(own.address());
    let first = House::open_on(database.clone(), None).await;
    let second = House::open_on(database.clone(), None).await;
    let device = Device::taken_in(&first, "入口").await;
    let mut listener = device.at(&second.address).listen().await;
    let mut pages = second.hub.live.happenings();
    listener.hears(r#""revision":1}"#).await;

    publish(&first).await;
    listener.hears(r#""revision":2}"#).await;

    let record = json!({ "records": [{ "key": format!("{:032x}", 1), "meeting": "third", "version": 1 }] });
    assert_eq!(device.post("/records", &record).await.status, StatusCode::OK);
    listener.hears(r#"{"kind":"records","last":1}"#).await;

    let mut change = first.hub.store.begin().await.unwrap();
    let errand = ErrandRow { id: "e".to_owned(), made: 1, body: r#"{"kind":"refresh"}"#.to_owned() };
    change.add_errand(&device.id, &errand).await.unwrap();
    change.commit().await.unwrap();
    listener.hears("errands").await;
    assert_eq!(pages.recv().await.unwrap(), Happening::Errand { kiosk: device.id.clone() });

    // Where nobody has an account nobody could hear it.
    first.administrator().await;
    let call = format!("{:032x}", 9);
    assert_eq!(device.post("/calls", &json!({ "id": call })).await.status, StatusCode::OK);
    // An errand may be told again, which only has it looked for once more.
    let errand = Happening::Errand { kiosk: device.id.clone() };
    let mut told = pages.recv().await.unwrap();
    while told == errand {
        told = pages.recv().await.unwrap();
    }
    assert_eq!(told, Happening::Call { id: call, kiosk: device.id.clone() });

    // What was given up is told to nobody.
    let mut change = first.hub.store.begin().await.unwrap();
    change.next_revision().await.unwrap();
    drop(change);

    // One dies. The other goes on, and one that comes later knows everything.
    drop(first);
    publish(&second).await;
    listener.hears(r#""revision":3}"#).await;
    let third = House::open_on(database, None).await;
    device.at(&third.address).listen().await.hears(r#""revision":3}"#).await;

    // The database throws everybody out, as when it is started anew: what changes meanwhile is
    // looked up, and afterwards each hears again.
    let name = own.name();
    own.tell(format!(
        "SELECT pg_terminate_backend(pid)::text FROM pg_stat_activity WHERE datname = '{name}'"
    ))
    .await;
    tokio::time::sleep(Duration::from_millis(1500)).await;
    publish(&third).await;
    listener.hears(r#""revision":4}"#).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_asked_of_a_hub_is_counted_by_route_and_nothing_else() {
    let house = House::open().await;
    let device = Device::taken_in(&house, "入口").await;
    let record =
        json!({ "records": [{ "key": format!("{:032x}", 1), "meeting": "third", "version": 1 }, 7] });
    device.post("/records", &record).await;
    device.post("/records", &record).await;
    let browser = house.stranger();
    browser.get("/api/v1/pairing/very-secret?token=hidden").await;
    browser.get("/no/such/page-of-somebody").await;
    let listener = device.listen().await;
    let answer = browser.get("/metrics").await;
    assert_eq!(answer.status, StatusCode::OK);
    answer.shows("hiroba_hub_records_total{outcome=\"stored\"} 1");
    answer.shows("hiroba_hub_records_total{outcome=\"repeated\"} 1");
    answer.shows("hiroba_hub_records_total{outcome=\"parked\"} 2");
    answer.shows("method=\"POST\",route=\"/api/v1/records\",status=\"200\"} 2");
    answer.shows("route=\"/api/v1/pairing/{secret}\",status=\"200\"} 1");
    answer.shows("hiroba_hub_request_duration_seconds_bucket");
    answer.shows("hiroba_hub_commit_duration_seconds_count");
    answer.shows("hiroba_hub_live_connections 1");
    answer.shows("hiroba_hub_revision 1");
    for private in ["very-secret", "hidden", "somebody", &device.id, &device.token, "third"] {
        answer.shows_not(private);
    }
    drop(listener);
}

#[tokio::test(flavor = "multi_thread")]
async fn figures_are_for_this_machine_or_who_brings_the_token() {
    let house = House::open_with(|hub| hub.with_metrics_token(Some("a-long-token"))).await;
    let client = client();
    let asked = |header: &'static str, token: &'static str| {
        let request = client.get(format!("{}/metrics", house.address)).header(header, "203.0.113.7");
        async move { request.bearer_auth(token).send().await.unwrap().status() }
    };
    // A proxy on this machine says for whom it asks.
    assert_eq!(asked("x-forwarded-for", "another").await, StatusCode::NOT_FOUND);
    assert_eq!(asked("forwarded", "").await, StatusCode::NOT_FOUND);
    assert_eq!(asked("x-forwarded-for", "a-long-token").await, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hub_says_whether_it_lives_and_whether_it_can_work() {
    let house = House::open().await;
    let browser = house.stranger();
    assert_eq!(browser.get("/health/live").await.status, StatusCode::OK);
    let ready = browser.get("/health/ready").await;
    assert_eq!((ready.status, ready.body.as_str()), (StatusCode::OK, "ready\n"));
    assert!(ready.headers.contains_key("x-request-id"));
    house.hub.store.close().await;
    assert_eq!(browser.get("/health/ready").await.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(browser.get("/health/live").await.status, StatusCode::OK);
}
