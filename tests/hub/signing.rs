//! Coming in and going out.

use hiroba::hub::admin::sign::{only_setup_link, setup_link};
use hiroba::hub::store::Database;
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
    assert_eq!(browser.get(path).await.status, StatusCode::NOT_FOUND);
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
