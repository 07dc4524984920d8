//! A kiosk and a hub whose clocks are an hour apart: the kiosk goes by the hub's, never back behind
//! what the hub has said, and says that it is checking the time rather than a wrong one.

#![cfg(all(feature = "kiosk", feature = "hub"))]

#[path = "hub/house.rs"]
#[allow(dead_code, reason = "the stories of staff pages use the rest of it")]
mod house;
#[path = "link/kiosk.rs"]
#[allow(dead_code, reason = "the stories of the link use the rest of it")]
mod kiosk;
#[path = "hub/place.rs"]
#[allow(dead_code, reason = "the stories of the hub use the rest of it")]
mod place;
#[path = "link/staff.rs"]
#[allow(dead_code, reason = "the stories of the link use the rest of it")]
mod staff;

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use hiroba::api::sync::Report;
use hiroba::clock;
use house::House;
use jiff::{SignedDuration, Timestamp};
use kiosk::Sign;
use staff::{meeting, publish, take_in};

const HOUR: SignedDuration = SignedDuration::from_hours(1);
const UNSURE: &str = "時刻を 確かめています";

/// The clock of a process is one: stories go one after the other, each from a clock that nobody has
/// put right.
static ONE_CLOCK: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());

fn as_the_machine_has_it() {
    clock::put_right(Timestamp::now().duration_since(clock::now()));
}

/// A hub whose clock goes on, by so much from the machine's.
async fn hub_off_by(by: SignedDuration) -> (Arc<House>, Arc<AtomicI64>) {
    let house = Arc::new(House::open().await);
    let off = Arc::new(AtomicI64::new(i64::try_from(by.as_millis()).unwrap()));
    let set = |house: &House, off: &AtomicI64| {
        let wanted = Timestamp::now() + SignedDuration::from_millis(off.load(Ordering::SeqCst));
        house.later(wanted.duration_since(house.hub.now()));
    };
    set(&house, &off);
    let (ticking, by) = (Arc::downgrade(&house), off.clone());
    tokio::spawn(async move {
        while let Some(house) = ticking.upgrade() {
            set(&house, &by);
            drop(house);
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    });
    (house, off)
}

fn folder() -> Arc<tempfile::TempDir> {
    Arc::new(tempfile::tempdir().unwrap())
}

/// Waits until it goes by this clock and believes it.
async fn goes_by(sign: &Sign, house: &House) {
    let near = |sign: &Sign| {
        let now = sign.time();
        (now.sure && now.at.duration_since(house.hub.now()).abs() < SignedDuration::from_secs(3))
            .then_some(())
    };
    sign.until("the hub's time", near).await;
    sign.until("a screen that is sure", |sign| (!sign.words().contains(UNSURE)).then_some(())).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kiosk_goes_by_a_hub_that_is_an_hour_ahead_and_is_not_sure_when_that_hub_goes_back() {
    let _one = ONE_CLOCK.lock().await;
    as_the_machine_has_it();
    let (house, off) = hub_off_by(HOUR).await;
    let (_, token) = take_in(&house.hub, "入口").await;
    publish(&house.hub, "tea", &meeting("tea", None)).await;
    let sign = Sign::start_by_the_hub(folder(), &house.address, &token);
    sign.until("tea", |sign| (sign.meetings() == ["tea"]).then_some(())).await;
    goes_by(&sign, &house).await;
    let seen = sign.time().at;

    off.store(0, Ordering::SeqCst);
    // At the next start too, with a clock of the machine that says the same as the hub now.
    let sign = {
        let folder = sign.kill();
        as_the_machine_has_it();
        Sign::start_by_the_hub(folder, &house.address, &token)
    };
    sign.until("doubt", |sign| (!sign.time().sure).then_some(())).await;
    let now = sign.time();
    assert!(now.at >= seen - SignedDuration::from_mins(1), "{} is behind {seen}", now.at);
    sign.says(UNSURE).await;
    assert_eq!(sign.meetings(), ["tea"], "what shows goes on");

    off.store(i64::try_from(HOUR.as_millis()).unwrap(), Ordering::SeqCst);
    let sign = Sign::start_by_the_hub(sign.kill(), &house.address, &token);
    goes_by(&sign, &house).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kiosk_whose_own_clock_is_an_hour_ahead_goes_back_to_the_hubs_and_stays_sure() {
    let _one = ONE_CLOCK.lock().await;
    as_the_machine_has_it();
    let (house, _) = hub_off_by(-HOUR).await;
    let (id, token) = take_in(&house.hub, "入口").await;
    publish(&house.hub, "tea", &meeting("tea", None)).await;
    let sign = Sign::start_by_the_hub(folder(), &house.address, &token);
    sign.until("tea", |sign| (sign.meetings() == ["tea"]).then_some(())).await;
    goes_by(&sign, &house).await;
    // What it has announced and read is told as before, although the clock went back between them.
    let begun = std::time::Instant::now();
    loop {
        let kiosks = house.hub.store.read().await.unwrap().kiosks().await.unwrap();
        let row = kiosks.into_iter().find(|row| row.id == id).unwrap();
        let report: Option<Report> = row.reported.and_then(|text| serde_json::from_str(&text).ok());
        let clock = report.as_ref().and_then(|report| report.clock);
        let is_right = clock.is_some_and(|clock| clock.duration_since(house.hub.now()).abs() < HOUR / 2);
        if is_right && report.as_ref().is_some_and(|report| report.revision.is_some() && report.sure) {
            break;
        }
        assert!(begun.elapsed() < Duration::from_secs(90), "{report:?}");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    // A start anew: the machine's clock is wrong again, and files are from both times.
    let folder = sign.kill();
    as_the_machine_has_it();
    let sign = Sign::start_by_the_hub(folder, &house.address, &token);
    goes_by(&sign, &house).await;
    assert_eq!(sign.meetings(), ["tea"]);
}
