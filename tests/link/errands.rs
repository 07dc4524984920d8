//! What a kiosk says of itself, and what staff want of it from afar.

use std::time::Instant;

use hiroba::api::sync::{Job, Report};
use hiroba::domain::display::Colours;
use hiroba::hub::Hub;
use hiroba::view::Light;

use crate::house::House;
use crate::kiosk::{PATIENCE, Sign};
use crate::staff::{take_in, want};

/// Waits until the last report is as it should be, and nothing is left to do.
async fn reports(hub: &Hub, id: &str, what: &str, is: impl Fn(&Report) -> bool) -> Report {
    let begun = Instant::now();
    loop {
        let mut reading = hub.store.read().await.unwrap();
        let kiosks = reading.kiosks().await.unwrap();
        let left = reading.errands(id).await.unwrap();
        let row = kiosks.into_iter().find(|row| row.id == id).unwrap();
        let report: Option<Report> = row.reported.and_then(|text| serde_json::from_str(&text).ok());
        if let Some(report) = report.clone().filter(|report| is(report) && left.is_empty()) {
            return report;
        }
        assert!(begun.elapsed() < PATIENCE, "{what} never came: {report:?}, and {left:?} is left");
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kiosk_tells_what_it_is_and_learns_what_time_it_is() {
    let house = House::open().await;
    let (id, token) = take_in(&house.hub, "入口").await;
    let sign = Sign::start(&house.address, Some(&token));
    let report = reports(&house.hub, &id, "a report", |report| {
        report.salt.is_some() && report.revision.is_some() && report.showing != "welcome"
    })
    .await;
    assert_eq!(report.version, env!("CARGO_PKG_VERSION"));
    assert!(report.disk_free.is_some_and(|bytes| bytes > 0) && report.sure && !report.pinned);
    assert_eq!((report.waiting, report.records_closed), (0, None));
    let (behind, seen) = sign.seen.lock().unwrap().clock.unwrap();
    assert_eq!(seen, house.hub.now(), "the hub has a clock of the test's own");
    let really = house.hub.now().duration_since(hiroba::clock::now());
    assert!((really - behind).abs().as_secs() < 60, "{behind} instead of {really}");
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_dim_and_pin_and_restart_a_kiosk_each_once() {
    let house = House::open().await;
    let (id, token) = take_in(&house.hub, "入口").await;
    let sign = Sign::start(&house.address, Some(&token));
    sign.until("the sample", |sign| (sign.meetings().len() > 1).then_some(())).await;
    assert_eq!(sign.shown().view.light, Light::Full);
    want(&house.hub, &id, Job::Dim { dimmed: true }).await;
    reports(&house.hub, &id, "dimmed", |report| report.dimmed).await;
    assert_eq!(sign.shown().view.light, Light::Dim);
    want(&house.hub, &id, Job::Dim { dimmed: false }).await;
    want(&house.hub, &id, Job::Pin { pinned: true }).await;
    reports(&house.hub, &id, "pinned", |report| report.pinned && !report.dimmed).await;
    sign.says("受付").await;
    want(&house.hub, &id, Job::Restart).await;
    sign.until("a restart", |sign| (sign.seen.lock().unwrap().restarts > 0).then_some(())).await;
    reports(&house.hub, &id, "the end of it", |_| true).await;
    want(&house.hub, &id, Job::Refresh).await;
    reports(&house.hub, &id, "a refresh", |_| true).await;
    assert_eq!(sign.seen.lock().unwrap().restarts, 1, "not for ever");
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_make_it_quiet_for_the_room_and_end_that_and_a_wish_of_yesterday_begins_nothing() {
    let house = House::open().await;
    let (id, token) = take_in(&house.hub, "入口").await;
    let sign = Sign::start(&house.address, Some(&token));
    sign.until("the sample", |sign| (sign.meetings().len() > 1).then_some(())).await;
    reports(&house.hub, &id, "a first report", |report| report.calm == Some(false)).await;
    // By the kiosk's clock: the hub has one of the test's own.
    let yesterday = hiroba::clock::now() - jiff::SignedDuration::from_hours(24);
    want(&house.hub, &id, Job::Calm { calm: true, until: Some(yesterday) }).await;
    reports(&house.hub, &id, "nothing of yesterday", |report| report.calm == Some(false)).await;
    want(&house.hub, &id, Job::Calm { calm: true, until: None }).await;
    reports(&house.hub, &id, "quiet", |report| report.calm == Some(true)).await;
    assert_eq!(sign.shown().view.colours, Colours::Dark);
    want(&house.hub, &id, Job::Calm { calm: false, until: None }).await;
    reports(&house.hub, &id, "the end of it", |report| report.calm == Some(false)).await;
    assert_eq!(sign.shown().view.colours, Colours::Light);
}
