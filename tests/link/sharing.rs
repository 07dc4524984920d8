//! Two kiosks of one hub: one set of seats and receipts.

use hiroba::domain::attendance::{Receipt, Way};
use hiroba::domain::meeting::{Capacity, MeetingId};
use hiroba::view::Ask;

use crate::house::House;
use crate::kiosk::Sign;
use crate::staff::{meeting, publish, take_in};
use crate::wire::{Mood, Wire};

async fn with_tea(address: &str, token: &str) -> Sign {
    let sign = Sign::start(address, Some(token));
    sign.until("tea", |sign| (sign.meetings() == ["tea"]).then_some(())).await;
    sign
}

/// Who is registered and who waits, by the keys of their records.
fn line(sign: &Sign) -> (u32, Vec<u128>) {
    let kiosk = sign.kiosk.lock().unwrap();
    let book = kiosk.book_of(&MeetingId("tea".to_owned()));
    let seats = book.seats(Way::Venue, Capacity { venue: Some(1), online: None });
    (seats.taken, seats.waiting.iter().map(|key| key.0).collect())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receipt_of_one_kiosk_is_known_at_the_other_and_stays_out_of_its_files() {
    let house = House::open().await;
    let (_, first) = take_in(&house.hub, "入口").await;
    let (_, second) = take_in(&house.hub, "談話室").await;
    publish(&house.hub, "tea", &meeting("tea", None)).await;
    let (here, there) = (with_tea(&house.address, &first).await, with_tea(&house.address, &second).await);
    let receipt = here.registers(Way::Venue).await;
    there.until("the registration", |sign| (line(sign).0 == 1).then_some(())).await;
    let receipt = Receipt::parse(&receipt).unwrap();
    there.until("the receipt", |sign| sign.kiosk.lock().unwrap().knows(&receipt).then_some(())).await;
    assert_eq!(there.stored().await.0, [], "what others did is not this kiosk's to keep");
    // Taken back there, the seat is free here.
    there.ask(Ask::CheckIn).await;
    there.ask(Ask::HaveReceipt).await;
    for digit in receipt.digits().bytes() {
        there.ask(Ask::Digit(digit - b'0')).await;
    }
    there.ask(Ask::TakeBack).await;
    there.ask(Ask::Submit).await;
    here.until("the free seat", |sign| (line(sign).0 == 0).then_some(())).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_kiosks_that_were_apart_agree_on_who_waits_once_they_are_not() {
    let house = House::open().await;
    let (near, far) = (Wire::to(&house.address).await, Wire::to(&house.address).await);
    let (_, first) = take_in(&house.hub, "入口").await;
    let (_, second) = take_in(&house.hub, "談話室").await;
    publish(&house.hub, "tea", &meeting("tea", Some(1))).await;
    let (here, there) = (with_tea(&near.address, &first).await, with_tea(&far.address, &second).await);
    near.becomes(Mood::Cut);
    far.becomes(Mood::Cut);
    here.registers(Way::Venue).await;
    there.registers(Way::Venue).await;
    assert_eq!((line(&here), line(&there)), ((1, vec![]), (1, vec![])), "each knows of its own");
    // The far one comes first.
    far.becomes(Mood::Good);
    there.has_sent().await;
    near.becomes(Mood::Good);
    here.has_sent().await;
    let own = here.stored().await.0[0].key.0;
    let expected = (1, vec![own]);
    here.until("one line here", |sign| (line(sign) == expected).then_some(())).await;
    there.until("one line there", |sign| (line(sign) == expected).then_some(())).await;
}
