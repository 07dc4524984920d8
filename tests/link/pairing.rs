//! A kiosk that nobody has taken in yet, and one that was put out again.

use hiroba::domain::attendance::Way;
use hiroba::hub::sync::take_in as pair;
use hiroba::kiosk::link::kept_token;

use crate::house::House;
use crate::kiosk::Sign;
use crate::staff::{meeting, publish, records};

/// The six digits on the screen.
fn code_on(sign: &Sign) -> Option<String> {
    let words = sign.words();
    words.lines().find_map(|line| {
        let digits: String = line.chars().filter(char::is_ascii_digit).collect();
        (digits.len() == 6 && line.trim().len() == 7).then_some(digits)
    })
}

async fn type_in(house: &House, code: &str) -> String {
    let mut change = house.hub.store.begin().await.unwrap();
    let id =
        pair(&mut change, code, "談話室", house.hub.now_ms()).await.unwrap().expect("nobody has this code");
    change.commit().await.unwrap();
    id
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kiosk_shows_a_code_and_is_taken_in_by_it_for_good() {
    let house = House::open().await;
    publish(&house.hub, "tea", &meeting("tea", None)).await;
    let sign = Sign::start(&house.address, None);
    let code = sign.until("a code", code_on).await;
    sign.says(&house.address).await;
    type_in(&house, &code).await;
    sign.until("tea", |sign| (sign.meetings() == ["tea"]).then_some(())).await;
    let folder = sign.folder.path().join("records");
    let token = kept_token(&folder, &house.address).unwrap();
    assert_eq!(sign.pass.token(), Some(token.clone()));
    let sign = Sign::start_in(sign.kill(), &house.address, Some(&token));
    publish(&house.hub, "music", &meeting("music", None)).await;
    sign.until("music", |sign| sign.meetings().contains(&"music".to_owned()).then_some(())).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kiosk_that_was_put_out_keeps_its_records_and_sends_them_when_it_is_in_again() {
    let house = House::open().await;
    publish(&house.hub, "tea", &meeting("tea", None)).await;
    let sign = Sign::start(&house.address, None);
    let code = sign.until("a code", code_on).await;
    let id = type_in(&house, &code).await;
    sign.until("tea", |sign| (sign.meetings() == ["tea"]).then_some(())).await;
    let mut change = house.hub.store.begin().await.unwrap();
    change.remove_kiosk(&id, house.hub.now_ms()).await.unwrap();
    change.commit().await.unwrap();
    sign.registers(Way::Venue).await;
    // The sign goes on: its code is for staff, in their corner.
    let corner = |sign: &Sign| {
        format!("{:?}", sign.kiosk.lock().unwrap())
            .split("code: Some(\"")
            .nth(1)
            .map(|rest| rest[..6].to_owned())
    };
    let code = sign.until("another code", corner).await;
    assert_eq!(sign.meetings(), ["tea"]);
    assert_eq!(sign.stored().await.1.waiting, 1);
    type_in(&house, &code).await;
    sign.has_sent().await;
    assert_eq!(records(&house.hub).await.len(), 1);
}
