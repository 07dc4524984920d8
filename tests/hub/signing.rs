//! Coming in and going out.

use hiroba::hub::admin::sign::{only_setup_link, setup_link};
use hiroba::hub::store::{Database, Role};
use jiff::SignedDuration;
use reqwest::StatusCode;

use crate::house::{House, PASSWORD};
use crate::place::OwnDatabase;

#[tokio::test(flavor = "multi_thread")]
async fn the_first_account_is_made_by_a_link_that_works_once() {
    let house = House::open().await;
    let link = setup_link(&house.hub).await.unwrap().unwrap();
    let path = link.strip_prefix(&house.address).unwrap();
    let token = path.rsplit_once('=').unwrap().1;
    let browser = house.stranger();
    browser.get(path).await.shows("はじめの 設定");
    let form = |password| [("token", token), ("name", "管理"), ("password", password), ("again", password)];
    browser.post("/setup", &form("password12345")).await.shows("すぐに 思いつかれる");
    browser.post("/setup", &form("short")).await.shows("10文字以上");
    assert_eq!(browser.post("/setup", &form(PASSWORD)).await.status, StatusCode::SEE_OTHER);
    // It said "there is no such page" to whoever kept the link.
    let over = house.stranger().get(path).await;
    assert_eq!(over.status, StatusCode::NOT_FOUND);
    over.shows("もう 使われたか、期限が すぎています");
    over.shows("href=\"/sign-in\"");
    assert_eq!(setup_link(&house.hub).await.unwrap(), None);
}

/// The path behind a link, and its secret.
fn parts(link: &str) -> (String, String) {
    let path = link[link.find("/setup?").unwrap()..].to_owned();
    let token = path.rsplit_once('=').unwrap().1.to_owned();
    (path, token)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_link_of_each_start_holds_until_one_of_them_was_used() {
    let (own, folder) = (OwnDatabase::make().await, tempfile::tempdir().unwrap());
    let database = match &own {
        Some(own) => Database::Postgres(own.address()),
        None => Database::File(folder.path().join("hub.sqlite")),
    };
    // Two processes on one PostgreSQL; on SQLite the one that was, and its restart.
    let first = House::open_on(database.clone(), None).await;
    let (first_path, first_token) = parts(&setup_link(&first.hub).await.unwrap().unwrap());
    let first = own.is_some().then_some(first);
    let second = House::open_on(database, None).await;
    let (second_path, second_token) = parts(&setup_link(&second.hub).await.unwrap().unwrap());
    assert_ne!(first_token, second_token);
    let browser = first.as_ref().unwrap_or(&second).stranger();
    browser.get(&first_path).await.shows("はじめの 設定");
    second.stranger().get(&second_path).await.shows("はじめの 設定");
    // Both at once: one of them makes the account, whichever it is.
    let form = |token| [("token", token), ("name", "管理"), ("password", PASSWORD), ("again", PASSWORD)];
    let (one, other) = (form(&first_token), form(&second_token));
    let staff = second.stranger();
    let (one, other) = tokio::join!(browser.post("/setup", &one), staff.post("/setup", &other));
    let mut statuses = [one.status, other.status];
    statuses.sort();
    assert_eq!(statuses, [StatusCode::SEE_OTHER, StatusCode::NOT_FOUND]);
    assert_eq!(second.hub.store.read().await.unwrap().accounts().await.unwrap().len(), 1);
    for path in [&first_path, &second_path] {
        assert_eq!(second.stranger().get(path).await.status, StatusCode::NOT_FOUND);
    }
    assert_eq!(setup_link(&second.hub).await.unwrap(), None);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_that_is_asked_for_by_hand_ends_the_others_and_there_are_never_many() {
    let house = House::open().await;
    let mut paths = Vec::new();
    for _ in 0..20 {
        paths.push(parts(&setup_link(&house.hub).await.unwrap().unwrap()).0);
        house.later(SignedDuration::from_secs(1));
    }
    let stranger = house.stranger();
    assert_eq!(
        stranger.get(&paths[3]).await.status,
        StatusCode::NOT_FOUND,
        "a hub that starts again and again"
    );
    for path in &paths[4..] {
        stranger.get(path).await.shows("はじめの 設定");
    }
    let by_hand = parts(&only_setup_link(&house.hub).await.unwrap().unwrap()).0;
    for path in &paths {
        assert_eq!(stranger.get(path).await.status, StatusCode::NOT_FOUND);
    }
    stranger.get(&by_hand).await.shows("はじめの 設定");
    house.later(SignedDuration::from_hours(25));
    assert_eq!(stranger.get(&by_hand).await.status, StatusCode::NOT_FOUND, "its day is over");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_not_signed_in_is_led_there_and_back_again() {
    let house = House::open().await;
    house.administrator().await;
    let browser = house.stranger();
    let answer = browser.get("/?done=saved").await;
    assert_eq!(answer.leads_to(), "/sign-in?back=/%3Fdone%3Dsaved");
    let wrong = [("name", "管理"), ("password", "not the password"), ("back", "/help")];
    browser.post("/sign-in", &wrong).await.shows("合っていません");
    let right = [("name", "管理"), ("password", PASSWORD), ("back", "/help")];
    assert_eq!(browser.post("/sign-in", &right).await.leads_to(), "/help");
    let elsewhere = [("name", "管理"), ("password", PASSWORD), ("back", "//elsewhere.example/")];
    assert_eq!(browser.post("/sign-in", &elsewhere).await.leads_to(), "/");
    browser.post("/sign-out", &[]).await;
    assert!(browser.get("/").await.leads_to().starts_with("/sign-in"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_from_another_site_changes_nothing() {
    let house = House::open().await;
    let browser = house.administrator().await;
    let answer = browser.post_from("https://elsewhere.example", "/sign-out", &[]).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert_eq!(browser.get("/").await.leads_to(), "/schedule", "still signed in");
}

// An input method writes a wide blank: "name or password are wrong" for whoever had both right.
#[tokio::test(flavor = "multi_thread")]
async fn a_name_is_known_however_its_letters_are_written() {
    let house = House::open().await;
    house.administrator().await;
    house.colleague("青木 Hana", Role::Editor).await;
    for (name, status) in [
        ("青木\u{3000}Hana", StatusCode::SEE_OTHER),
        ("青木 Ｈａｎａ", StatusCode::SEE_OTHER),
        ("青木 hana", StatusCode::UNPROCESSABLE_ENTITY),
    ] {
        let answer = house.stranger().post("/sign-in", &[("name", name), ("password", PASSWORD)]).await;
        assert_eq!(answer.status, status, "{name}");
    }
}

// Whoever wrote for longer than a session lasts was led to the door, and what they had written was gone.
#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_is_sent_after_the_session_has_ended_is_kept_and_can_be_sent_again() {
    let house = House::open().await;
    let browser = house.administrator().await;
    let form = [("name", "談話室 <b>"), ("note", "一行目\r\n二行目"), ("n", "1"), ("n", "2")];
    house.later(SignedDuration::from_hours(9));
    for path in ["/kiosks/none", "/schedule/new"] {
        let kept = browser.post(path, &form).await;
        assert_eq!(kept.status, StatusCode::FORBIDDEN, "{path}");
        kept.shows("まだ 保存していません");
        kept.shows(&format!("action=\"{path}\""));
        kept.shows("name=\"name\" value=\"談話室 &#60;b&#62;\"");
        kept.shows("name=\"note\" value=\"一行目\r\n二行目\"");
        kept.shows("name=\"n\" value=\"1\"");
        kept.shows("name=\"n\" value=\"2\"");
    }
    // The meeting's form has a picture in it; all that was written is kept, and that the picture is not is said.
    let kept = browser.upload("/schedule/new?lang=en", &[("title-ja", "お茶の会")], b"a picture").await;
    kept.shows("action=\"/schedule/new?lang=en\"");
    kept.shows("name=\"title-ja\" value=\"お茶の会\"");
    kept.shows("選んだ ファイルは のこっていません");
    // A password is written in no page, and from elsewhere nothing is answered.
    let secret = [("password", PASSWORD), ("new-password", PASSWORD)];
    let answer = browser.post("/account/password", &secret).await;
    assert!(answer.leads_to().starts_with("/sign-in"), "{}", answer.body);
    let elsewhere = browser.post_from("https://elsewhere.example", "/schedule/new", &form).await;
    assert_eq!(elsewhere.status, StatusCode::FORBIDDEN);
    elsewhere.shows_not("談話室");
    // Signed in beside it, the same form goes where it was sent.
    browser.post("/sign-in", &[("name", "管理"), ("password", PASSWORD)]).await;
    assert_eq!(browser.post("/kiosks/none", &form).await.status, StatusCode::NOT_FOUND);
}
