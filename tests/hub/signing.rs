//! Coming in and going out.

use reqwest::StatusCode;

use crate::house::{House, PASSWORD};

#[tokio::test(flavor = "multi_thread")]
async fn the_first_account_is_made_by_a_link_that_works_once() {
    let house = House::open().await;
    let link = hiroba::hub::admin::sign::setup_link(&house.hub).await.unwrap().unwrap();
    let path = link.strip_prefix(&house.address).unwrap();
    let token = path.rsplit_once('=').unwrap().1;
    let browser = house.stranger();
    browser.get(path).await.shows("はじめの 設定");
    let form = |password| [("token", token), ("name", "管理"), ("password", password), ("again", password)];
    browser.post("/setup", &form("password12345")).await.shows("すぐに 思いつかれる");
    browser.post("/setup", &form("short")).await.shows("10文字以上");
    assert_eq!(browser.post("/setup", &form(PASSWORD)).await.status, StatusCode::SEE_OTHER);
    assert_eq!(browser.get(path).await.status, StatusCode::NOT_FOUND);
    assert_eq!(hiroba::hub::admin::sign::setup_link(&house.hub).await.unwrap(), None);
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
