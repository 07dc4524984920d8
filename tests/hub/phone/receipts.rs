//! With a receipt on the phone.

use hiroba::domain::attendance::{Mark, Receipt, Salt};
use jiff::SignedDuration;
use reqwest::StatusCode;
use serde_json::json;

use super::*;
use crate::house::Device;

async fn look(phone: &Browser, number: &str) -> Answer {
    let page = phone.post("/m/receipt?lang=ja", &[("number", number)]).await;
    assert!(!page.headers.contains_key("set-cookie"));
    page
}

#[tokio::test(flavor = "multi_thread")]
async fn with_a_receipt_one_looks_changes_the_way_and_takes_back() {
    let house = open().await;
    let phone = house.stranger();
    let number = receipt(&register(&phone, "venue", "lived").await);
    let typed = format!("{} {}", &number[..4], &number[4..]);
    let page = look(&phone, &typed).await;
    page.shows("申し込みが あります（会場）。");
    page.shows_not("当事者");
    let ways = answer(&phone, "/m/receipt?lang=ja", &page, ("do", "change")).await;
    ways.shows("オンライン");
    let changed = answer(&phone, "/m/receipt?lang=ja", &ways, ("way", "online")).await;
    changed.shows("「オンライン」に 変えました");
    // Sent twice, it is so already.
    answer(&phone, "/m/receipt?lang=ja", &ways, ("way", "online")).await.shows("「オンライン」に 変えました");
    let sure = answer(&phone, "/m/receipt?lang=ja", &page, ("do", "take-back")).await;
    sure.shows("取り消しますか");
    assert_eq!(records(&house).await, 2, "it is asked once more first");
    let gone = answer(&phone, "/m/receipt?lang=ja", &sure, ("do", "take-back-yes")).await;
    gone.shows("取り消しました");
    answer(&phone, "/m/receipt?lang=ja", &sure, ("do", "take-back-yes")).await.shows("取り消しました");
    look(&phone, &number).await.shows("この申し込みは 取り消してあります。");
    let rows = house.hub.store.read().await.unwrap().records("third").await.unwrap();
    let whats: Vec<&str> = rows.iter().map(|row| row.what.as_str()).collect();
    assert_eq!(whats, ["registered", "way-changed", "taken-back"]);
}

/// It said "you are signed up", and after taking back "you can still come".
#[tokio::test(flavor = "multi_thread")]
async fn a_receipt_of_a_meeting_that_was_cancelled_says_so_and_invites_nobody() {
    let house = open().await;
    let phone = house.stranger();
    let done = register(&phone, "venue", "lived").await;
    let number = receipt(&done);
    let mut off = third();
    off["status"] = json!("cancelled");
    publish(&house, Kind::Meeting, "third", &off).await;
    for wish in ["", "take-back", "take-back-yes", "change"] {
        let page = phone.post("/m/receipt?lang=ja", &[("number", number.as_str()), ("do", wish)]).await;
        page.shows("この会は 中止に なりました。");
        for words in ["申し込みが あります", "来られます", "取り消しますか", "変える</span>"]
        {
            page.shows_not(words);
        }
    }
    assert_eq!(records(&house).await, 1, "nothing was asked, nothing was done");
    let english = phone.post("/m/receipt?lang=en", &[("number", number.as_str())]).await;
    english.shows("This meeting will not take place.");
    // There was this heading and a button, and nobody to ask.
    english.shows("There is nothing you need to do.");
    english.shows("Phone <a href=\"tel:0354322247\">03-5432-2247</a>");
    english.shows("Fax 03-5432-3021");
    // The page of the meeting has nothing to choose, and said "what you can do here" of an empty place.
    let page = phone.get("/m/third?lang=en").await;
    page.shows("href=\"tel:0354322247\"");
    page.shows_not("What you can do here");
}

#[tokio::test(flavor = "multi_thread")]
async fn from_the_thank_you_it_is_one_touch_to_take_it_back() {
    let house = open().await;
    let phone = house.stranger();
    let done = register(&phone, "venue", "lived").await;
    done.shows("取り消す");
    let number = receipt(&done);
    let fields = [("number", number.as_str()), ("do", "take-back")];
    phone.post("/m/receipt?lang=ja", &fields).await.shows("取り消しますか");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_takes_back_makes_room_for_the_first_in_line() {
    let house = open().await;
    let phone = house.stranger();
    let first = receipt(&register(&phone, "venue", "-").await);
    register(&phone, "venue", "-").await;
    let waits = receipt(&register(&phone, "venue", "-").await);
    look(&phone, &waits).await.shows("いま、空きを 待つ 1番目です。");
    phone.post("/m/receipt?lang=ja", &[("number", first.as_str()), ("do", "take-back-yes")]).await;
    look(&phone, &waits).await.shows_not("空きを 待つ");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receipt_of_any_kiosk_of_the_hub_is_found() {
    let house = open().await;
    let device = Device::taken_in(&house, "入口").await;
    let salt = Salt([9; 16]);
    let report = json!({ "version": "0.1.0", "salt": Mark(salt.0).to_string() });
    let told = device.post("/report", &report).await;
    assert_eq!(told.status, StatusCode::OK, "{}", told.body);
    let number = Receipt::parse("0427 1836").unwrap();
    let record = json!({
        "version": 1, "key": format!("{:032x}", 5), "meeting": "third", "sure": true,
        "observed": "2026-12-03T05:00:00Z",
        "what": { "kind": "registered", "way": "online", "mark": number.mark(&salt).to_string(),
                  "party": [{ "category": "lived", "people": 1 }] }
    });
    device.post("/records", &json!({ "records": [record] })).await;
    let phone = house.stranger();
    look(&phone, "04271836").await.shows("申し込みが あります（オンライン）。");
}

// A right number that was typed on the page of another meeting "was not found", and counted as a guess.
#[tokio::test(flavor = "multi_thread")]
async fn a_receipt_typed_on_the_page_of_another_meeting_opens_its_own() {
    let house = open().await;
    let mut fourth = third();
    fourth["id"] = json!("fourth");
    publish(&house, Kind::Meeting, "fourth", &fourth).await;
    let phone = house.stranger();
    let number = receipt(&register(&phone, "venue", "-").await);
    for _ in 0..10 {
        let fields = [("number", number.as_str()), ("meeting", "fourth")];
        let page = phone.post("/m/receipt?lang=ja", &fields).await;
        page.shows("申し込みが あります（会場）。");
        page.shows("href=\"/m/third?lang=ja\"");
    }
    let wrong = [("number", "99999999"), ("meeting", "fourth")];
    phone.post("/m/receipt?lang=ja", &wrong).await.shows("この番号は 見つかりませんでした。");
}

// It was "not found", as if it had been mistyped, and after six tries there was a pause.
#[tokio::test(flavor = "multi_thread")]
async fn a_receipt_of_a_meeting_that_is_over_or_taken_down_says_so_and_is_no_guess() {
    let house = open().await;
    let phone = house.stranger();
    let number = receipt(&register(&phone, "venue", "-").await);
    house.later(SignedDuration::from_hours(14 * 24 + 3));
    for _ in 0..10 {
        let over = look(&phone, &number).await;
        assert_eq!(over.status, StatusCode::OK);
        over.shows("この会は おわりました。");
        over.shows("03-5432-2247");
    }
    let mut change = house.hub.store.begin().await.unwrap();
    change.show_version(Kind::Meeting, "third", None).await.unwrap();
    change.commit().await.unwrap();
    for _ in 0..10 {
        let gone = look(&phone, &number).await;
        assert_eq!(gone.status, StatusCode::OK);
        gone.shows("この番号の 会は、いま 出ていません");
        gone.shows("href=\"tel:0354322247\"");
    }
}

// 400 changes of one registration in eight seconds were 400 records.
#[tokio::test(flavor = "multi_thread")]
async fn a_registration_is_changed_twenty_times_and_then_by_telephone() {
    let house = open().await;
    let phone = house.stranger();
    let number = receipt(&register(&phone, "venue", "-").await);
    let change = async |n: usize| {
        let way = if n.is_multiple_of(2) { "online" } else { "venue" };
        phone.post("/m/receipt?lang=ja", &[("number", number.as_str()), ("way", way)]).await
    };
    for n in 0..20 {
        change(n).await.shows("に 変えました");
    }
    let often = change(20).await;
    often.shows("ここでは もう 変えられません");
    often.shows("03-5432-2247");
    assert_eq!(records(&house).await, 21);
    // Whoever does not come can always say so.
    let gone = phone.post("/m/receipt?lang=ja", &[("number", &number), ("do", "take-back-yes")]).await;
    gone.shows("取り消しました");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_tries_numbers_is_slowed_down_and_whoever_has_one_is_not() {
    let house = open().await;
    let phone = house.stranger();
    let number = receipt(&register(&phone, "venue", "-").await);
    for _ in 0..40 {
        look(&phone, &number).await.shows("申し込みが あります");
    }
    let mut tried = 0_u32;
    let slowed = loop {
        // In between a right one: it buys no further tries.
        look(&phone, &number).await;
        let page = look(&phone, &format!("{:08}", 11_111_111 + tried)).await;
        if page.status == StatusCode::TOO_MANY_REQUESTS {
            break page;
        }
        tried += 1;
        assert!(tried < 10, "nobody is slowed down");
    };
    assert_eq!(tried, 6, "the right ones in between buy no further tries");
    slowed.shows("すこし 待ってから");
    let wait: i64 = slowed.headers["retry-after"].to_str().unwrap().parse().unwrap();
    assert!((1..=121).contains(&wait), "{wait}");
    // No number at all is nobody's guess.
    assert_eq!(look(&phone, "12").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(look(&phone, &number).await.status, StatusCode::TOO_MANY_REQUESTS);
    house.later(SignedDuration::from_secs(wait));
    look(&phone, &number).await.shows("申し込みが あります");
}

/// A look by way of a proxy on this machine, which says where it comes from.
async fn look_from(house: &House, from: &str, number: &str) -> StatusCode {
    let request = crate::house::client().post(format!("{}/m/receipt?lang=ja", house.address));
    let request = request
        .header("x-forwarded-for", from)
        .header("origin", &house.address)
        .header("content-type", "application/x-www-form-urlencoded");
    request.body(format!("number={number}")).send().await.unwrap().status()
}

// Sixty wrong numbers from ten addresses kept everybody else from their registrations.
#[tokio::test(flavor = "multi_thread")]
async fn who_guesses_from_many_addresses_does_not_keep_out_who_has_a_number() {
    let house = open().await;
    let number = receipt(&register(&house.stranger(), "venue", "-").await);
    let mut tried = 0;
    for n in 0..12 {
        let from = format!("198.51.100.{n}");
        for _ in 0..6 {
            tried += 1;
            look_from(&house, &from, &format!("{:08}", 11_000_000 + tried)).await;
        }
    }
    for n in 0..12 {
        let guesser = look_from(&house, &format!("198.51.100.{n}"), &number).await;
        assert_eq!(guesser, StatusCode::TOO_MANY_REQUESTS, "{n}");
    }
    for _ in 0..20 {
        assert_eq!(look_from(&house, "203.0.113.5", &number).await, StatusCode::OK);
    }
    // A slip of a finger is no reason to be kept out either, but three are.
    for wrong in 0..3 {
        assert_eq!(look_from(&house, "203.0.113.5", &number).await, StatusCode::OK, "{wrong}");
        let slip = look_from(&house, "203.0.113.5", &format!("{:08}", 22_000_000 + wrong)).await;
        assert_ne!(slip, StatusCode::TOO_MANY_REQUESTS, "{wrong}");
    }
    assert_eq!(look_from(&house, "203.0.113.5", &number).await, StatusCode::TOO_MANY_REQUESTS);
}
