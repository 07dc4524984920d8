//! Coming in with what a device signs, beside the password.

use hiroba::hub::admin::accounts;
use hiroba::hub::store::{PasskeyRow, Role};
use jiff::SignedDuration;
use reqwest::StatusCode;
use serde_json::Value;

use super::device::Passkey;
use super::{account, ask, signed_in};
use crate::house::{Answer, Browser, House, PASSWORD};

/// This hub by the name that passkeys know it by: it is this machine's alone.
fn named(house: &House) -> String {
    house.address.replace("127.0.0.1", "localhost")
}

fn browser(house: &House) -> Browser {
    Browser::new(&named(house))
}

async fn inside(house: &House, name: &str) -> Browser {
    let browser = browser(house);
    let answer = browser.post("/sign-in", &[("name", name), ("password", PASSWORD)]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    browser
}

fn question(answer: &Answer) -> Value {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    serde_json::from_str(&answer.body).unwrap()
}

const WRITTEN: [(&str, &str); 2] = [("passkey-name", "窓口の端末"), ("passkey-password", PASSWORD)];

async fn send(browser: &Browser, path: &str, question: &Value, credential: &str) -> Answer {
    let ceremony = question["ceremony"].as_str().unwrap();
    let form = [
        ("ceremony", ceremony),
        ("credential", credential),
        ("passkey-name", "窓口の端末"),
        ("back", "/log"),
    ];
    browser.post(path, &form).await
}

/// Adds a passkey to the account of whoever sits at this browser.
async fn added(house: &House, browser: &Browser, seed: u8) -> Passkey {
    let asked = question(&browser.post("/account/passkeys/begin", &WRITTEN).await);
    let (passkey, answer) = Passkey::made(seed, &asked, &named(house));
    let answer = send(browser, "/account/passkeys", &asked, &answer).await;
    assert_eq!(answer.leads_to(), "/account?done=passkey-added", "{}", answer.body);
    passkey
}

async fn asks(browser: &Browser) -> Value {
    question(&browser.post("/sign-in/passkey/begin", &[]).await)
}

/// Comes to the door with a passkey.
async fn comes(browser: &Browser, passkey: &mut Passkey) -> Answer {
    let asked = asks(browser).await;
    let answer = passkey.signs(&asked);
    send(browser, "/sign-in/passkey", &asked, &answer).await
}

async fn kept(house: &House, account: &str) -> Vec<PasskeyRow> {
    house.hub.store.read().await.unwrap().passkeys_of(account).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_adds_a_passkey_and_comes_in_without_name_and_password() {
    let house = House::open().await;
    let id = account(&house, "青木", Role::Administrator).await;
    let here = inside(&house, "青木").await;
    let mut passkey = added(&house, &here, 1).await;
    let page = here.get("/account?done=passkey-added").await;
    page.shows("パスキーを 加えました。");
    page.shows("窓口の端末");
    page.shows("まだ 使っていません");
    house.later(SignedDuration::from_hours(1));
    let elsewhere = browser(&house);
    let page = elsewhere.get("/sign-in?back=/log").await;
    page.shows("パスキーで サインイン");
    page.shows("/static/passkeys.js");
    let answer = comes(&elsewhere, &mut passkey).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    assert_eq!(answer.leads_to(), "/log");
    let log = elsewhere.get("/log").await;
    log.shows("パスキーで サインインしました");
    log.shows("窓口の端末");
    elsewhere.get("/account").await.shows("2026-12-03 15:05");
    assert_eq!(kept(&house, &id).await[0].used, Some(house.hub.now_ms()));
    // And once more: what it signed before opens nothing, what it signs now does.
    assert_eq!(comes(&elsewhere, &mut passkey).await.status, StatusCode::SEE_OTHER);
    let old = house.stranger().post("/sign-in", &[("name", "青木"), ("password", PASSWORD)]).await;
    assert_eq!(old.status, StatusCode::SEE_OTHER, "the password goes on");
}

#[tokio::test(flavor = "multi_thread")]
async fn where_passkeys_cannot_be_used_the_pages_say_so_and_offer_none() {
    let house = House::open().await;
    account(&house, "青木", Role::Viewer).await;
    let number = signed_in(&house, "青木").await;
    for (page, there) in
        [(number.get("/account").await, "/account"), (house.stranger().get("/sign-in").await, "/sign-in")]
    {
        page.shows("こちらの アドレスで 開いたとき");
        page.shows(&format!("href=\"{}{there}\"", named(&house)));
        page.shows_not("id=\"passkey\"");
        page.shows_not("passkeys.js");
    }
    for path in ["/account/passkeys/begin", "/sign-in/passkey/begin"] {
        let refused = number.post(path, &WRITTEN).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.shows("この アドレスでは パスキーを 使えません");
    }
    let plain = House::open_called("http://hub.example").await;
    let page = ask(&plain, reqwest::Method::GET, "/sign-in", &[("host", "hub.example")], "").await;
    page.shows("https:// で はじまる 名前の アドレスが 要ります");
    page.shows_not("id=\"passkey\"");
    let safe = House::open_called("https://hub.example").await;
    let page = ask(&safe, reqwest::Method::GET, "/sign-in", &[("host", "hub.example")], "").await;
    page.shows("data-begin=\"/sign-in/passkey/begin\"");
    let page = ask(&safe, reqwest::Method::GET, "/sign-in", &[("host", "192.0.2.7")], "").await;
    page.shows("href=\"https://hub.example/sign-in\"");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_passkey_is_added_only_by_who_knows_the_password_and_under_a_name() {
    let house = House::open().await;
    let id = account(&house, "青木", Role::Viewer).await;
    let here = inside(&house, "青木").await;
    let refused = async |name: &str, password: &str, says: &str| {
        let form = [("passkey-name", name), ("passkey-password", password)];
        let answer = here.post("/account/passkeys/begin", &form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.body);
        assert_eq!(answer.headers["content-type"], "application/json");
        answer.shows(says);
    };
    refused("端末", "not the password", "いまの パスワードと ちがいます").await;
    refused(" ", PASSWORD, "名前を 書いてください").await;
    refused(&"あ".repeat(61), PASSWORD, "60文字まで").await;
    for seed in 1..=10 {
        added(&house, &here, seed).await;
    }
    refused("端末", PASSWORD, "パスキーは 10までです").await;
    assert_eq!(kept(&house, &id).await.len(), 10);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_asked_is_answered_once_and_within_five_minutes_and_by_who_was_asked() {
    let house = House::open().await;
    account(&house, "青木", Role::Viewer).await;
    let other = account(&house, "井上", Role::Viewer).await;
    let (here, there) = (inside(&house, "青木").await, inside(&house, "井上").await);
    let mut passkey = added(&house, &here, 1).await;

    let door = browser(&house);
    let asked = asks(&door).await;
    let answer = passkey.signs(&asked);
    assert_eq!(send(&door, "/sign-in/passkey", &asked, &answer).await.status, StatusCode::SEE_OTHER);
    let again = send(&browser(&house), "/sign-in/passkey", &asked, &answer).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "the same answer a second time");
    again.shows("この パスキーでは 入れませんでした");
    let fresh = asks(&door).await;
    let again = send(&door, "/sign-in/passkey", &fresh, &answer).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "an answer to another question");
    let answer = passkey.signs(&fresh);
    let again = send(&door, "/sign-in/passkey", &fresh, &answer).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "a wrong answer uses the question up");

    let asked = asks(&door).await;
    let answer = passkey.signs(&asked);
    house.later(SignedDuration::from_mins(5));
    let late = send(&door, "/sign-in/passkey", &asked, &answer).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY, "after five minutes");

    // Of adding: somebody else's question, the door's question, an answer a second time.
    let asked = question(&here.post("/account/passkeys/begin", &WRITTEN).await);
    let (_, answer) = Passkey::made(2, &asked, &named(&house));
    let stolen = send(&there, "/account/passkeys", &asked, &answer).await;
    assert_eq!(stolen.status, StatusCode::UNPROCESSABLE_ENTITY);
    stolen.shows("パスキーを 加えられませんでした");
    let late = send(&here, "/account/passkeys", &asked, &answer).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY, "it was used up");
    let asked = question(&there.post("/account/passkeys/begin", &WRITTEN).await);
    let (_, answer) = Passkey::made(1, &asked, &named(&house));
    let twice = send(&there, "/account/passkeys", &asked, &answer).await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY, "one passkey is not two people's");
    assert!(kept(&house, &other).await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_made_on_another_page_or_for_somebody_else_opens_nothing() {
    let house = House::open().await;
    account(&house, "青木", Role::Viewer).await;
    let other = account(&house, "井上", Role::Administrator).await;
    let here = inside(&house, "青木").await;
    let passkey = added(&house, &here, 1).await;
    for origin in ["http://localhost:1", "https://elsewhere.example", house.address.as_str()] {
        let mut caught = passkey.on_a_page_of(origin);
        let answer = comes(&browser(&house), &mut caught).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "signed on a page of {origin}");
        house.later(SignedDuration::from_hours(1));
    }
    let mut liar = passkey.clone();
    liar.pretends_to_be(&other);
    assert_eq!(comes(&browser(&house), &mut liar).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let mut unknown = passkey.clone();
    unknown.id = vec![9; 20];
    assert_eq!(comes(&browser(&house), &mut unknown).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let asked = question(&here.post("/account/passkeys/begin", &WRITTEN).await);
    let (_, elsewhere) = Passkey::made(3, &asked, "https://elsewhere.example");
    let answer = send(&here, "/account/passkeys", &asked, &elsewhere).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "made on a page of another site");
    assert_eq!(comes(&browser(&house), &mut passkey.clone()).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_of_a_passkey_is_noticed_by_its_count_and_told() {
    let house = House::open().await;
    account(&house, "青木", Role::Administrator).await;
    let here = inside(&house, "青木").await;
    let mut passkey = added(&house, &here, 1).await;
    let mut copy = passkey.clone();
    assert_eq!(comes(&browser(&house), &mut passkey).await.status, StatusCode::SEE_OTHER);
    let refused = comes(&browser(&house), &mut copy).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    refused.shows("写しが あるかもしれない");
    here.get("/log").await.shows("写しかもしれない パスキーを 受けつけませんでした");
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_answers_at_once_with_one_count_only_one_opens() {
    let house = House::open().await;
    account(&house, "青木", Role::Viewer).await;
    let here = inside(&house, "青木").await;
    let passkey = added(&house, &here, 1).await;
    let (mut one, mut other) = (passkey.clone(), passkey);
    let (first, second) = (browser(&house), browser(&house));
    let (first, second) = tokio::join!(comes(&first, &mut one), comes(&second, &mut other));
    let mut came = [first.status, second.status];
    came.sort_by_key(|status| status.as_u16());
    assert_eq!(came, [StatusCode::SEE_OTHER, StatusCode::UNPROCESSABLE_ENTITY]);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_guesses_is_slowed_as_with_passwords_and_questions_have_a_limit() {
    let house = House::open().await;
    account(&house, "青木", Role::Viewer).await;
    let here = inside(&house, "青木").await;
    let mut passkey = added(&house, &here, 1).await;
    let door = browser(&house);
    let mut wrong = passkey.on_a_page_of("https://elsewhere.example");
    for _ in 0..5 {
        assert_eq!(comes(&door, &mut wrong).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let pause = comes(&door, &mut passkey).await;
    assert_eq!(pause.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(pause.headers["retry-after"], "4");
    pause.shows("4秒 待ってから");
    house.later(SignedDuration::from_secs(4));
    assert_eq!(comes(&door, &mut passkey).await.status, StatusCode::SEE_OTHER);
    let mut asked = 0;
    while door.post("/sign-in/passkey/begin", &[]).await.status == StatusCode::OK {
        asked += 1;
        assert!(asked < 30, "questions have no limit");
    }
    let pause = door.post("/sign-in/passkey/begin", &[]).await;
    assert_eq!(pause.status, StatusCode::TOO_MANY_REQUESTS);
    pause.shows("待ってから");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_account_is_closed_to_its_passkeys_too_until_it_is_opened_again() {
    let house = House::open().await;
    let id = account(&house, "青木", Role::Viewer).await;
    account(&house, "管理", Role::Administrator).await;
    let mut passkey = added(&house, &inside(&house, "青木").await, 1).await;
    let inside = browser(&house);
    assert_eq!(comes(&inside, &mut passkey).await.status, StatusCode::SEE_OTHER);
    accounts::close(&house.hub, "管理", &id).await.unwrap();
    assert!(inside.get("/account").await.leads_to().starts_with("/sign-in"), "its session has ended");
    assert_eq!(comes(&browser(&house), &mut passkey).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    accounts::reopen(&house.hub, "管理", &id).await.unwrap();
    assert_eq!(comes(&browser(&house), &mut passkey).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_for_a_lost_account_takes_the_passkeys_away_and_a_changed_password_leaves_them() {
    let house = House::open().await;
    let id = account(&house, "青木", Role::Viewer).await;
    account(&house, "管理", Role::Administrator).await;
    let here = inside(&house, "青木").await;
    let mut passkey = added(&house, &here, 1).await;
    let other = "kettle umbrella fourteen walnut";
    let form = [("old", PASSWORD), ("password", other), ("again", other)];
    assert_eq!(here.post("/account/password", &form).await.status, StatusCode::SEE_OTHER);
    assert_eq!(comes(&browser(&house), &mut passkey).await.status, StatusCode::SEE_OTHER);
    let administrator = inside(&house, "管理").await;
    administrator.get(&format!("/accounts/{id}")).await.shows("いまの パスキーは とりのぞかれます");
    let link = accounts::new_link(&house.hub, "管理", &id).await.unwrap();
    assert!(kept(&house, &id).await.is_empty());
    assert_eq!(comes(&browser(&house), &mut passkey).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    administrator.get(&format!("/log?subject=account/{id}")).await.shows("パスキーを とりのぞきました");
    // Whoever is still in there adds another: it goes when the link is used.
    let form = [("passkey-name", "窓口の端末"), ("passkey-password", other)];
    let asked = question(&here.post("/account/passkeys/begin", &form).await);
    let (_, answer) = Passkey::made(2, &asked, &named(&house));
    assert_eq!(send(&here, "/account/passkeys", &asked, &answer).await.status, StatusCode::SEE_OTHER);
    let token = link.rsplit_once('=').unwrap().1;
    let set = [("token", token), ("password", PASSWORD), ("again", PASSWORD)];
    assert_eq!(house.stranger().post("/password", &set).await.status, StatusCode::SEE_OTHER);
    assert!(kept(&house, &id).await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn one_removes_ones_own_passkeys_and_an_administrator_those_of_who_lost_a_device() {
    let house = House::open().await;
    let id = account(&house, "青木", Role::Viewer).await;
    account(&house, "井上", Role::Viewer).await;
    account(&house, "管理", Role::Administrator).await;
    let here = inside(&house, "青木").await;
    let mut first = added(&house, &here, 1).await;
    added(&house, &here, 2).await;
    let rows = kept(&house, &id).await;
    let row = rows.iter().find(|row| row.credential == "01".repeat(20)).unwrap();
    let path = format!("/account/passkeys/{}/remove", row.id);
    let somebody = inside(&house, "井上").await;
    assert_eq!(somebody.get(&path).await.status, StatusCode::NOT_FOUND);
    assert_eq!(somebody.post(&path, &[]).await.status, StatusCode::NOT_FOUND);
    here.get(&path).await.shows("パスキー「窓口の端末」を とりのぞきますか");
    assert_eq!(here.post(&path, &[]).await.leads_to(), "/account?done=passkey-removed");
    assert_eq!(comes(&browser(&house), &mut first).await.status, StatusCode::UNPROCESSABLE_ENTITY);

    let administrator = inside(&house, "管理").await;
    administrator.get(&format!("/accounts/{id}")).await.shows("パスキーが 1つ あります");
    let path = format!("/accounts/{id}/passkeys");
    administrator.get(&path).await.shows("青木さんの パスキーを すべて とりのぞきますか");
    let removed = administrator.post(&path, &[]).await;
    assert_eq!(removed.leads_to(), format!("/accounts/{id}?done=passkeys-removed"));
    assert!(kept(&house, &id).await.is_empty());
    assert!(here.get("/account").await.leads_to().starts_with("/sign-in"), "whoever has the device is out");
    let log = administrator.get(&format!("/log?subject=account/{id}")).await;
    assert_eq!(log.body.matches("パスキーを とりのぞきました").count(), 2);
    assert_eq!(log.body.matches("パスキーを 加えました").count(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_of_a_passkey_is_made_of_what_nobody_can_read() {
    let house = House::open().await;
    account(&house, "青木", Role::Viewer).await;
    let here = inside(&house, "青木").await;
    for credential in
        ["", "null", "{}", "[]", "{\"id\":\"\",\"rawId\":\"\",\"type\":\"public-key\",\"response\":{}}"]
    {
        let asked = question(&here.post("/account/passkeys/begin", &WRITTEN).await);
        let answer = send(&here, "/account/passkeys", &asked, credential).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{credential}");
        let door = browser(&house);
        let asked = asks(&door).await;
        let answer = send(&door, "/sign-in/passkey", &asked, credential).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{credential}");
    }
}
