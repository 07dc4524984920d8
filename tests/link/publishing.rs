//! From a change at the hub to the kiosk.

use std::time::{Duration, Instant};

use hiroba::api::sync::Job;
use hiroba::hub::store::Database;
use hiroba::view::Light;

use crate::house::House;
use crate::kiosk::Sign;
use crate::staff::{meeting, publish, take_in, want};
use crate::wire::{Mood, Wire};

#[tokio::test(flavor = "multi_thread")]
async fn what_staff_publish_is_at_the_kiosk_a_moment_later() {
    let house = House::open().await;
    let (_, token) = take_in(&house.hub, "入口").await;
    let sign = Sign::start(&house.address, Some(&token));
    sign.until("the sample", |sign| (sign.meetings().len() > 1).then_some(())).await;
    publish(&house.hub, "tea", &meeting("tea", None)).await;
    let begun = Instant::now();
    sign.until("tea", |sign| (sign.meetings() == ["tea"]).then_some(())).await;
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
    publish(&house.hub, "music", &meeting("music", None)).await;
    sign.until("music", |sign| sign.meetings().contains(&"music".to_owned()).then_some(())).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn behind_a_proxy_that_holds_the_live_channel_back_it_is_at_the_kiosk_within_two_seconds() {
    for head in [true, false] {
        let house = House::open().await;
        let wire = Wire::to(&house.address).await;
        wire.becomes(Mood::HoldsBack { head });
        let (id, token) = take_in(&house.hub, "入口").await;
        let sign = Sign::start(&wire.address, Some(&token));
        sign.until("the sample", |sign| (sign.meetings().len() > 1).then_some(())).await;
        let begun = Instant::now();
        while house.hub.live.displays.waiting() == 0 {
            assert!(begun.elapsed() < Duration::from_secs(20), "it asks for no changes");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        for id in ["tea", "music", "walk"] {
            publish(&house.hub, id, &meeting(id, None)).await;
            let begun = Instant::now();
            sign.until(id, |sign| sign.meetings().contains(&id.to_owned()).then_some(())).await;
            assert!(begun.elapsed() < Duration::from_secs(2), "{id}: {:?}", begun.elapsed());
        }
        // What staff want comes the same way, and once.
        want(&house.hub, &id, Job::Dim { dimmed: true }).await;
        let begun = Instant::now();
        sign.until("dimmed", |sign| (sign.shown().view.light == Light::Dim).then_some(())).await;
        assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kiosk_without_its_hub_shows_what_it_had_and_catches_up_afterwards() {
    let house = House::open().await;
    let wire = Wire::to(&house.address).await;
    let (_, token) = take_in(&house.hub, "入口").await;
    publish(&house.hub, "tea", &meeting("tea", None)).await;
    let sign = Sign::start(&wire.address, Some(&token));
    sign.until("tea", |sign| (sign.meetings() == ["tea"]).then_some(())).await;
    wire.becomes(Mood::Cut);
    publish(&house.hub, "music", &meeting("music", None)).await;
    let sign = Sign::start_in(sign.kill(), &wire.address, Some(&token));
    assert_eq!(sign.meetings(), ["tea"], "from the disk, before any network");
    wire.becomes(Mood::Good);
    sign.until("music", |sign| sign.meetings().contains(&"music".to_owned()).then_some(())).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hub_that_was_killed_and_started_again_is_found_again() {
    let folder = tempfile::tempdir().unwrap();
    let database = || Database::File(folder.path().join("hub.sqlite"));
    let first = House::open_on(database(), None).await;
    let wire = Wire::to(&first.address).await;
    let (_, token) = take_in(&first.hub, "入口").await;
    publish(&first.hub, "tea", &meeting("tea", None)).await;
    let sign = Sign::start(&wire.address, Some(&token));
    sign.until("tea", |sign| (sign.meetings() == ["tea"]).then_some(())).await;
    wire.becomes(Mood::Cut);
    drop(first);
    let second = House::open_on(database(), None).await;
    wire.leads_to(&second.address);
    wire.becomes(Mood::Good);
    publish(&second.hub, "music", &meeting("music", None)).await;
    sign.until("music", |sign| sign.meetings().contains(&"music".to_owned()).then_some(())).await;
}
