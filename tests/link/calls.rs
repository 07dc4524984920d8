//! A visitor calls staff, and somebody comes.

use hiroba::api::sync::Job;
use hiroba::view::Action;

use crate::house::House;
use crate::kiosk::Sign;
use crate::staff::{meeting, publish, take_in, want};
use crate::wire::{Mood, Wire};

const TOLD: &str = "スタッフに しらせました";

#[tokio::test(flavor = "multi_thread")]
async fn the_screen_says_that_staff_know_once_they_can_and_that_somebody_comes_once_they_do() {
    let house = House::open().await;
    let _ = house.administrator().await;
    let (id, token) = take_in(&house.hub, "入口").await;
    publish(&house.hub, "tea", &meeting("tea", None)).await;
    let sign = Sign::start(&house.address, Some(&token));
    sign.until("tea", |sign| (sign.meetings() == ["tea"]).then_some(())).await;
    sign.tap(Action::Staff).await;
    sign.says(TOLD).await;
    assert_eq!(sign.shown().announcement, TOLD, "whoever hears the screen hears it too");
    let calls = house.hub.store.read().await.unwrap().calls(0).await.unwrap();
    assert_eq!(calls.len(), 1);
    assert_eq!(calls[0].kiosk, id);
    // Once more does not ring once more.
    sign.tap(Action::Home).await;
    sign.tap(Action::Staff).await;
    sign.says(TOLD).await;
    assert_eq!(house.hub.store.read().await.unwrap().calls(0).await.unwrap().len(), 1);
    want(&house.hub, &id, Job::Coming { call: "somebody else's".to_owned() }).await;
    want(&house.hub, &id, Job::Coming { call: calls[0].id.clone() }).await;
    sign.says("すぐ 行きます").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_whose_answer_is_lost_rings_once() {
    let house = House::open().await;
    let _ = house.administrator().await;
    let wire = Wire::to(&house.address).await;
    let (_, token) = take_in(&house.hub, "入口").await;
    let sign = Sign::start(&wire.address, Some(&token));
    sign.until("the sample", |sign| (sign.meetings().len() > 1).then_some(())).await;
    wire.becomes(Mood::LosesAnswers);
    sign.tap(Action::Staff).await;
    sign.says("スタッフの いるところ").await;
    let calls = || async { house.hub.store.read().await.unwrap().calls(0).await.unwrap().len() };
    while calls().await == 0 {
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    assert!(!sign.words().contains(TOLD), "nobody knows yet whether staff know");
    wire.becomes(Mood::Good);
    sign.says(TOLD).await;
    assert_eq!(calls().await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn where_nobody_can_hear_a_call_the_screen_says_where_staff_are_and_promises_nothing() {
    let house = House::open().await;
    let (_, token) = take_in(&house.hub, "入口").await;
    let sign = Sign::start(&house.address, Some(&token));
    sign.until("the sample", |sign| (sign.meetings().len() > 1).then_some(())).await;
    sign.tap(Action::Staff).await;
    sign.says("スタッフの いるところ").await;
    tokio::time::sleep(std::time::Duration::from_secs(1)).await;
    assert!(!sign.words().contains(TOLD));
    assert!(house.hub.store.read().await.unwrap().calls(0).await.unwrap().is_empty());
}
