//! Registering on the phone.

use jiff::SignedDuration;
use proptest::prelude::*;
use reqwest::StatusCode;
use serde_json::json;

use super::*;

#[tokio::test(flavor = "multi_thread")]
async fn the_page_of_a_meeting_says_what_there_is_to_know() {
    let house = open().await;
    let phone = house.stranger();
    let page = phone.get("/m/third?lang=ja").await;
    assert_eq!(page.status, StatusCode::OK);
    for text in
        ["場をひろげる", "12月17日", "木曜日", "地域交流スペース", "191091", "03-5432-2247", "03-5432-3021"]
    {
        page.shows(text);
    }
    page.shows("/m/third/calendar.ics");
    assert!(!page.headers.contains_key("set-cookie"));
    page.shows_not("<script");
    let easy = phone.get("/m/third?lang=ja-easy").await;
    easy.shows("<ruby>場<rp>（</rp><rt>ば</rt><rp>）</rp></ruby>");
    let english = phone.get("/m/third?lang=en").await;
    english.shows("<html lang=\"en\">");
    english.shows("<span lang=\"ja\">場をひろげる</span>");
    english.shows("Sign up");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_shape_of_a_date_is_said_as_far_as_it_is_known() {
    let house = open().await;
    let phone = house.stranger();
    for (when, text) in [
        (json!({ "kind": "days", "first": "2027-02-04", "times": "not-announced" }), "2月4日"),
        (json!({ "kind": "month", "month": "2027-05", "about": true }), "5月ごろ"),
        (json!({ "kind": "undecided" }), "これから"),
    ] {
        let mut meeting = third();
        meeting["when"] = when.clone();
        publish(&house, Kind::Meeting, "third", &meeting).await;
        phone.get("/m/third?lang=ja").await.shows(text);
        let calendar = phone.get("/m/third/calendar.ics").await;
        let has_day = when["kind"] == "days";
        assert_eq!(calendar.status == StatusCode::OK, has_day, "{when}");
        let page = phone.get("/m/third?lang=en").await;
        assert_eq!(page.body.contains("Once the date is known"), !has_day);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_registers_and_gets_a_receipt_without_saying_a_name() {
    let house = open().await;
    let phone = house.stranger();
    let path = "/m/third/register?lang=ja";
    let how = phone.get(path).await;
    how.shows("どちらで 参加しますか");
    let who = answer(&phone, path, &how, ("way", "venue")).await;
    who.shows("どの立場で 参加しますか");
    who.shows("答えない");
    let kind = answer(&phone, path, &who, ("who", "supporter")).await;
    kind.shows("その中では どれですか");
    let people = answer(&phone, path, &kind, ("kind", "-")).await;
    people.shows("何人で 参加しますか");
    let check = answer(&phone, path, &people, ("people", "1")).await;
    check.shows("これで 申し込みますか");
    check.shows("支援関係者");
    assert_eq!(records(&house).await, 0, "nothing is recorded before it is wanted");
    let done = answer(&phone, path, &check, ("do", "register")).await;
    done.shows("申し込みを うけつけました");
    done.shows("<svg class=\"qr\"");
    receipt(&done);
    for never in ["支援関係者", "当事者", "supporter"] {
        done.shows_not(never);
    }
    assert_eq!(records(&house).await, 1);
    let rows = house.hub.store.read().await.unwrap().records("third").await.unwrap();
    assert_eq!(
        (rows[0].origin.as_str(), rows[0].kiosk.as_str(), rows[0].what.as_str()),
        ("phone", "", "registered")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_is_sent_twice_counts_once_and_shows_the_same_receipt() {
    let house = open().await;
    let phone = house.stranger();
    let path = "/m/third/register?lang=ja";
    let mut page = phone.get(path).await;
    for button in [("way", "venue"), ("who", "-"), ("people", "1")] {
        page = answer(&phone, path, &page, button).await;
    }
    let (first, second) = tokio::join!(
        answer(&phone, path, &page, ("do", "register")),
        answer(&phone, path, &page, ("do", "register"))
    );
    assert_eq!(receipt(&first), receipt(&second));
    // Also in another language, and by way of the page that stands.
    let english = answer(&phone, "/m/third/register?lang=en", &first, ("to", "en")).await;
    english.shows("You are signed up");
    assert_eq!(receipt(&english), receipt(&first));
    assert_eq!(records(&house).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_comes_when_it_is_full_is_told_before_any_question_and_can_wait() {
    let house = open().await;
    let phone = house.stranger();
    register(&phone, "venue", "lived").await;
    let mut page = phone.get("/m/third/register?lang=ja").await;
    for button in [("way", "venue"), ("who", "-"), ("people", "2")] {
        page = answer(&phone, "/m/third/register?lang=ja", &page, button).await;
    }
    let alike = page;
    alike.shows("立場は みんな 同じですか");
    let check = answer(&phone, "/m/third/register?lang=ja", &alike, ("alike", "yes")).await;
    check.shows("のこりは 1人分です。");
    check.shows("空きを 待つ 1番目に なります。");
    register(&phone, "venue", "lived").await.shows("申し込みを うけつけました");
    phone.get("/m/third?lang=ja").await.shows("会場は いま いっぱいです");
    let how = phone.get("/m/third/register?lang=ja").await;
    how.shows("会場は いま いっぱいです");
    how.shows("空きを 待つ（1番目）");
    let waiting = register(&phone, "venue", "-").await;
    waiting.shows("空きを 待つ 順番に 入りました");
    waiting.shows("いま、空きを 待つ 1番目です。");
    register(&phone, "online", "-").await.shows("申し込みを うけつけました");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_meeting_one_cannot_register_for_says_what_is_possible() {
    let house = open().await;
    let phone = house.stranger();
    for (field, value, text) in [
        ("status", json!("cancelled"), "中止"),
        ("attendance", json!({ "registration": "later" }), "申し込みは これから"),
        ("attendance", json!({ "registration": "not-needed" }), "そのまま どうぞ"),
        ("registerBy", json!("2026-12-02"), "当日 そのまま 来ても だいじょうぶです。"),
    ] {
        let mut meeting = third();
        meeting[field] = value;
        publish(&house, Kind::Meeting, "third", &meeting).await;
        let page = phone.get("/m/third?lang=ja").await;
        page.shows(text);
        page.shows_not("/m/third/register");
        let begun = phone.get("/m/third/register?lang=ja").await;
        assert_eq!(begun.leads_to(), "/m/third?lang=ja");
        let form =
            [("key", "0123456789abcdef0123456789abcdef"), ("way", "venue"), ("who", "-"), ("people", "1")];
        let sent =
            phone.post("/m/third/register?lang=ja", &[&form[..], &[("do", "register")]].concat()).await;
        assert_eq!(sent.leads_to(), "/m/third?lang=ja");
        assert_eq!(records(&house).await, 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn where_staff_ask_nobody_as_what_they_come_there_is_no_such_question() {
    let house = open().await;
    let mut meeting = third();
    meeting["attendance"] = json!({ "asksCategory": false });
    meeting["mode"] = json!("venue");
    publish(&house, Kind::Meeting, "third", &meeting).await;
    let phone = house.stranger();
    let first = phone.get("/m/third/register?lang=ja").await;
    first.shows("何人で 参加しますか");
    let form = hidden(&first);
    let key = form.iter().find(|(name, _)| name == "key").unwrap();
    let fields = [("key", key.1.as_str()), ("who", "lived"), ("people", "2"), ("do", "register")];
    phone.post("/m/third/register?lang=ja", &fields).await.shows("申し込みを うけつけました");
    let rows = house.hub.store.read().await.unwrap().records("third").await.unwrap();
    assert!(!rows[0].body.contains("lived"), "{}", rows[0].body);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_group_each_can_answer_for_themselves() {
    let house = open().await;
    let phone = house.stranger();
    let path = "/m/third/register?lang=ja";
    let mut page = phone.get(path).await;
    for button in [
        ("way", "online"),
        ("who", "lived"),
        ("people", "3"),
        ("alike", "no"),
        ("who", "family"),
        ("who", "-"),
    ] {
        page = answer(&phone, path, &page, button).await;
    }
    page.shows("これで 申し込みますか");
    answer(&phone, path, &page, ("do", "register")).await.shows("申し込みを うけつけました");
    let rows = house.hub.store.read().await.unwrap().records("third").await.unwrap();
    let body: Value = serde_json::from_str(&rows[0].body).unwrap();
    let expected = json!([
        { "category": "lived", "people": 1 }, { "category": "family", "people": 1 }, { "people": 1 }
    ]);
    assert_eq!(body["what"]["party"], expected);
}

/// Sends all answers at once, under a key of their own.
async fn register_as(phone: &Browser, n: u32) -> Answer {
    let key = format!("{n:032x}");
    let fields =
        [("key", key.as_str()), ("way", "online"), ("who", "lived/-"), ("people", "2"), ("alike", "yes")];
    phone.post("/m/third/register?lang=ja", &[&fields[..], &[("do", "register")]].concat()).await
}

// A house with one Wi-Fi is one address: the 21st of those who sat in it was told to wait, and what they had
// answered was gone.
#[tokio::test(flavor = "multi_thread")]
async fn too_many_registrations_from_one_address_wait_a_little_and_nobody_has_to_answer_twice() {
    let house = open().await;
    let phone = house.stranger();
    for n in 1..=200 {
        register_as(&phone, n).await;
    }
    let late = register_as(&phone, 201).await;
    assert_eq!(late.status, StatusCode::TOO_MANY_REQUESTS);
    late.shows("すこし 待ってから");
    assert!(late.headers.contains_key("retry-after"));
    assert_eq!(records(&house).await, 200);
    // What was answered stands in the page, which is the same in every language, and a button sends it again.
    late.shows("formaction=\"/m/third/register?lang=en\"");
    late.shows("もう一度</span></button>");
    let fields = hidden(&late);
    for field in [("key", format!("{:032x}", 201)), ("way", "online".into()), ("people", "2".into())] {
        assert!(fields.contains(&(field.0.to_owned(), field.1)), "{fields:?}");
    }
    house.later(SignedDuration::from_secs(6));
    receipt(&answer(&phone, "/m/third/register?lang=ja", &late, ("to", "ja")).await);
    assert_eq!(records(&house).await, 201);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_key_of_another_record_opens_nothing() {
    let house = open().await;
    let device = crate::house::Device::taken_in(&house, "入口").await;
    let key = format!("{:032x}", 77);
    let record = json!({
        "version": 1, "key": key, "meeting": "third", "sure": true, "observed": "2026-12-03T05:00:00Z",
        "what": { "kind": "registered", "way": "venue", "mark": format!("{:032x}", 78), "party": [{ "people": 1 }] }
    });
    device.post("/records", &json!({ "records": [record] })).await;
    let phone = house.stranger();
    let fields =
        [("key", key.as_str()), ("way", "online"), ("who", "-"), ("people", "1"), ("do", "register")];
    let page = phone.post("/m/third/register?lang=ja", &fields).await;
    page.shows("これで 申し込みますか");
    assert_ne!(hidden(&page)[0].1, key, "it goes on under a key of its own");
    assert_eq!(records(&house).await, 1);
}

#[test]
fn any_order_of_steps_records_at_most_once_under_one_key() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let house = runtime.block_on(open());
    let phone = house.stranger();
    let number = std::cell::Cell::new(0_u128);
    let field = prop_oneof![
        prop::sample::select(vec!["venue", "online", "open", "plane"]).prop_map(|value| ("way", value)),
        prop::sample::select(vec!["-", "lived", "supporter", "supporter/medical", "king"])
            .prop_map(|value| ("who", value)),
        prop::sample::select(vec!["-", "medical", "x"]).prop_map(|value| ("kind", value)),
        prop::sample::select(vec!["1", "2", "0", "21"]).prop_map(|value| ("people", value)),
        prop::sample::select(vec!["yes", "no", "?"]).prop_map(|value| ("alike", value)),
        prop::sample::select(vec!["way", "who", "last", "people", "alike"])
            .prop_map(|value| ("clear", value)),
        Just(("do", "register")),
    ];
    let whole = Just(vec![("way", "online"), ("who", "-"), ("people", "1"), ("do", "register")]);
    let form = prop_oneof![3 => prop::collection::vec(field, 0..9), 1 => whole];
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
        cases: 48,
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    let result = runner.run(&prop::collection::vec(form, 1..8), |forms| {
        number.set(number.get() + 1);
        let key = format!("{:032x}", 0xabc0_0000 + number.get());
        house.later(SignedDuration::from_secs(1200 / 8));
        let mut receipts = Vec::new();
        for form in &forms {
            let mut fields = vec![("key", key.as_str())];
            fields.extend(form.iter().copied());
            let page = runtime.block_on(phone.post("/m/third/register?lang=ja", &fields));
            prop_assert!(page.status == StatusCode::OK, "{:?}", page);
            if page.body.contains("class=\"qr\"") {
                receipts.push(receipt(&page));
            } else {
                prop_assert!(receipts.is_empty(), "what is done stays done: {}", page.body);
            }
        }
        receipts.dedup();
        prop_assert!(receipts.len() <= 1);
        let rows =
            runtime.block_on(async { house.hub.store.read().await.unwrap().records("third").await.unwrap() });
        prop_assert_eq!(rows.iter().filter(|row| row.key == key).count(), receipts.len());
        Ok(())
    });
    result.unwrap();
}

// Whoever scanned the code of a row whose next date is cancelled was told that it is cancelled, and could not
// register for any other.
#[tokio::test(flavor = "multi_thread")]
async fn a_row_whose_next_date_is_cancelled_says_so_and_takes_registrations_for_the_one_after() {
    let house = open().await;
    let row = json!({
        "id": "tea", "title": { "ja": "お茶の会" }, "mode": "venue",
        "when": { "kind": "exact", "start": "2026-12-10T13:30", "end": "15:00" },
        "repeat": { "every": "week" },
        "attendance": { "registration": "open" }
    });
    publish(&house, Kind::Meeting, "tea", &row).await;
    let date = json!({
        "id": "tea/2026-12-10", "title": { "ja": "お茶の会" }, "mode": "venue", "status": "cancelled",
        "when": { "kind": "exact", "start": "2026-12-10T13:30", "end": "15:00" }
    });
    publish(&house, Kind::Meeting, "tea/2026-12-10", &date).await;
    let phone = house.stranger();
    let page = phone.get("/m/tea?lang=ja").await;
    page.shows("12月10日は 中止です。");
    page.shows("12月17日");
    page.shows_not("この会は 中止に なりました。");
    page.shows("/m/tea%2F2026-12-17/register");
    phone.get("/m/tea?lang=en").await.shows("is cancelled.");
    let asks = phone.get("/m/tea/register?lang=ja").await;
    asks.shows("12月17日");
    // The date by itself is what it is.
    phone.get("/m/tea%2F2026-12-10?lang=ja").await.shows("この会は 中止に なりました。");
}
