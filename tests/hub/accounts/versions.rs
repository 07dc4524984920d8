//! A kiosk that is one version older or newer than its hub goes on working. What the neighbours of
//! this version say stands in `tests/data/hub/`, as they would send it.

use hiroba::api::sync::{
    Announcement, Answers, Job, PairingState, Problem, RecordOutcome, Reply, Shared, SharedWhat,
};
use reqwest::{Method, StatusCode};
use serde_json::Value;

use super::ask;
use crate::house::{Device, House};

fn said(name: &str) -> Value {
    let path = format!("{}/tests/data/hub/{name}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_older_kiosk_says_less_and_is_served() {
    let house = House::open().await;
    let device = Device::taken_in(&house, "入口").await;
    let older = said("older-kiosk");
    let report = device.post("/report", &older["report"]).await;
    assert_eq!(report.status, StatusCode::OK, "{}", report.body);
    assert!(serde_json::from_str::<Reply>(&report.body).unwrap().errands.is_empty());
    let answer = device.post("/records", &older["batch"]).await;
    let answers: Answers = serde_json::from_str(&answer.body).unwrap();
    assert_eq!(answers.answers[0].outcome, RecordOutcome::Stored, "{}", answer.body);
    let headers = [("content-type", "application/json")];
    let wish = older["pairing"].to_string();
    let ticket = ask(&house, Method::POST, "/api/v1/pairing", &headers, &wish).await;
    assert_eq!(ticket.status, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newer_kiosk_says_more_and_nothing_of_it_is_lost() {
    let house = House::open().await;
    let device = Device::taken_in(&house, "入口").await;
    let newer = said("newer-kiosk");
    let report = device.post("/report", &newer["report"]).await;
    assert_eq!(report.status, StatusCode::OK, "{}", report.body);
    let answer = device.post("/records", &newer["batch"]).await;
    let answers: Answers = serde_json::from_str(&answer.body).unwrap();
    for (answer, sent) in answers.answers.iter().zip(newer["batch"]["records"].as_array().unwrap()) {
        assert_eq!(answer.outcome, RecordOutcome::Stored, "{sent}");
        assert_eq!(
            answer.flags,
            ["not-understood"],
            "staff see that there is more than this hub knows: {sent}"
        );
    }
    let rows = house.hub.store.read().await.unwrap().records("third").await.unwrap();
    let kept: Vec<Value> = rows.iter().map(|row| serde_json::from_str(&row.body).unwrap()).collect();
    assert_eq!(kept, *newer["batch"]["records"].as_array().unwrap(), "as they were sent, to the last field");
    let other = Device::taken_in(&house, "談話室").await;
    let shared = other.get("/shared").await;
    assert_eq!(shared.status, StatusCode::OK);
    serde_json::from_str::<Shared>(&shared.body).unwrap();
    // Where nobody has an account nobody could hear it.
    house.administrator().await;
    let call = device.post("/calls", &newer["call"]).await;
    assert_eq!(call.status, StatusCode::OK, "{}", call.body);
}

#[test]
fn a_kiosk_reads_what_an_older_hub_leaves_out() {
    let older = said("older-hub");
    let reply: Reply = serde_json::from_value(older["reply"].clone()).unwrap();
    assert!(reply.name.is_empty() && reply.errands.is_empty());
    let answers: Answers = serde_json::from_value(older["answers"].clone()).unwrap();
    assert!(answers.answers[0].flags.is_empty());
    serde_json::from_value::<Problem>(older["problem"].clone()).unwrap();
}

#[test]
fn a_kiosk_passes_over_what_a_newer_hub_adds() {
    let newer = said("newer-hub");
    let reply: Reply = serde_json::from_value(newer["reply"].clone()).unwrap();
    let jobs: Vec<Job> = reply.errands.into_iter().map(|errand| errand.job).collect();
    assert_eq!(jobs, [Job::Unknown, Job::Pin { pinned: true }]);
    let announcements: Vec<Announcement> = serde_json::from_value(newer["announcements"].clone()).unwrap();
    assert_eq!(announcements, [Announcement::Unknown, Announcement::Revision { revision: 7 }]);
    let shared: Shared = serde_json::from_value(newer["shared"].clone()).unwrap();
    assert_eq!(shared.records[0].what, SharedWhat::Unknown);
    assert!(matches!(shared.records[1].what, SharedWhat::TakenBack { .. }));
    let paired: PairingState = serde_json::from_value(newer["paired"].clone()).unwrap();
    assert!(matches!(paired, PairingState::Paired { .. }));
}
