//! From the kiosk to the hub: every record once, whatever the network does.

use std::collections::HashSet;
use std::time::{Duration, Instant};

use hiroba::domain::attendance::Way;

use crate::house::House;
use crate::kiosk::{PATIENCE, Sign};
use crate::staff::{meeting, publish, records, take_in};
use crate::wire::{Mood, Wire};

async fn at_the_hub(house: &House, count: usize) -> Vec<String> {
    let begun = Instant::now();
    loop {
        let keys = records(&house.hub).await;
        if keys.len() >= count {
            return keys;
        }
        assert!(begun.elapsed() < PATIENCE, "the hub has {} of {count} records", keys.len());
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_registers_is_at_the_hub_a_moment_later_and_once() {
    let house = House::open().await;
    let (_, token) = take_in(&house.hub, "入口").await;
    publish(&house.hub, "tea", &meeting("tea", None)).await;
    let sign = Sign::start(&house.address, Some(&token));
    sign.until("tea", |sign| (sign.meetings() == ["tea"]).then_some(())).await;
    sign.registers(Way::Venue).await;
    let keys = at_the_hub(&house, 1).await;
    sign.has_sent().await;
    let (stored, outbox) = sign.stored().await;
    assert_eq!(keys, [stored[0].key.to_string()]);
    assert_eq!(outbox.parked, []);
    let rows = house.hub.store.read().await.unwrap().records("tea").await.unwrap();
    assert_eq!((rows[0].origin.as_str(), rows[0].what.as_str()), ("入口", "registered"));
    assert!(rows[0].body.contains("lived"), "{}", rows[0].body);
}

#[tokio::test(flavor = "multi_thread")]
async fn lost_answers_and_a_cut_network_lose_nothing_and_double_nothing() {
    let house = House::open().await;
    let wire = Wire::to(&house.address).await;
    let (_, token) = take_in(&house.hub, "入口").await;
    publish(&house.hub, "tea", &meeting("tea", None)).await;
    let sign = Sign::start(&wire.address, Some(&token));
    sign.until("tea", |sign| (sign.meetings() == ["tea"]).then_some(())).await;
    wire.becomes(Mood::LosesAnswers);
    sign.registers(Way::Venue).await;
    let keys = at_the_hub(&house, 1).await;
    assert_eq!(sign.stored().await.1.waiting, 1, "it arrived, and the kiosk cannot know");
    wire.becomes(Mood::Cut);
    sign.registers(Way::Online).await;
    // Even over its own death.
    let sign = Sign::start_in(sign.kill(), &wire.address, Some(&token));
    sign.until("tea", |sign| (sign.meetings() == ["tea"]).then_some(())).await;
    wire.becomes(Mood::Good);
    let all = at_the_hub(&house, 2).await;
    sign.has_sent().await;
    let (stored, _) = sign.stored().await;
    let expected: HashSet<String> = stored.iter().map(|record| record.key.to_string()).collect();
    assert_eq!(all.len(), 2);
    assert_eq!(all.iter().cloned().collect::<HashSet<_>>(), expected);
    assert!(all.contains(&keys[0]));
    assert!(wire.passed() > 0);
}
