//! A passkey in a real browser, with a device that Chromium plays: added, and signed in with.

use std::time::Duration;

use fantoccini::Locator;

use crate::chrome::{Chrome, DESK, PHONE, Setting};
use crate::house::{House, PASSWORD};

/// Waits until the page says something.
async fn says(chrome: &Chrome, words: &str) {
    for _ in 0..200 {
        // While one page gives way to the next there may be none to be read.
        let body = chrome.client.find(Locator::Css("body")).await;
        let text = match body {
            Ok(body) => body.text().await.unwrap_or_default(),
            Err(_) => String::new(),
        };
        if text.contains(words) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("{words} is not on:\n{}", chrome.text().await);
}

async fn comes_in(chrome: &Chrome, address: &str) {
    chrome.goto(&format!("{address}/sign-in?back=/account")).await;
    chrome.write("name", "管理").await;
    chrome.write("password", PASSWORD).await;
    chrome.client.find(Locator::Css("main form button")).await.unwrap().click().await.unwrap();
}

async fn looks_well(chrome: &Chrome, what: &str) {
    assert_eq!(chrome.axe().await, Vec::<String>::new(), "{what}");
    assert_eq!(chrome.sideways().await, 0, "{what}");
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_adds_a_passkey_and_signs_in_with_it() {
    let house = House::open().await;
    house.administrator().await;
    let address = house.address.replace("127.0.0.1", "localhost");
    let chrome = Chrome::start(&PHONE).await;
    chrome.has_a_device().await;
    comes_in(&chrome, &address).await;
    looks_well(&chrome, "the page of one's own account").await;
    chrome.write("passkey-name", "事務所の パソコン").await;
    chrome.write("passkey-password", "not the password").await;
    chrome.press("パスキーを 作る").await;
    says(&chrome, "いまの パスワードと ちがいます").await;
    chrome.write("passkey-password", PASSWORD).await;
    chrome.press("パスキーを 作る").await;
    says(&chrome, "パスキーを 加えました。").await;
    looks_well(&chrome, "the page with a passkey").await;
    let text = chrome.text().await;
    assert!(text.contains("事務所の パソコン") && text.contains("まだ 使っていません"), "{text}");
    // The device has one for this account and makes no other.
    chrome.write("passkey-name", "もう一つ").await;
    chrome.write("passkey-password", PASSWORD).await;
    chrome.press("パスキーを 作る").await;
    says(&chrome, "この 端末の パスキーは もう 入っています").await;

    chrome.client.delete_all_cookies().await.unwrap();
    chrome.goto(&format!("{address}/sign-in?back=/account")).await;
    looks_well(&chrome, "the page for signing in").await;
    chrome.press("パスキーで サインイン").await;
    says(&chrome, "わたしの 設定").await;
    assert!(chrome.client.current_url().await.unwrap().as_str().ends_with("/account"));
    assert!(!chrome.text().await.contains("まだ 使っていません"));
    chrome.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_that_knows_nobody_or_has_no_scripts_is_told_so_and_the_password_works() {
    let house = House::open().await;
    house.administrator().await;
    let address = house.address.replace("127.0.0.1", "localhost");
    let chrome = Chrome::start(&DESK).await;
    chrome.has_a_device().await;
    chrome.goto(&format!("{address}/sign-in?back=/account")).await;
    chrome.press("パスキーで サインイン").await;
    says(&chrome, "パスキーは 使われませんでした").await;
    looks_well(&chrome, "after no passkey was found").await;
    // By its number the browser would not take part: a way leads to where it does.
    chrome.goto(&format!("{}/sign-in", house.address)).await;
    assert!(!chrome.text().await.contains("パスキーで サインイン"));
    looks_well(&chrome, "by its number").await;
    chrome.press(&format!("{address}/sign-in")).await;
    says(&chrome, "パスキーで サインイン").await;
    chrome.end().await;
    let chrome = Chrome::start(&Setting { name: "no-scripts", scripts: false, ..DESK }).await;
    chrome.goto(&format!("{address}/sign-in?back=/account")).await;
    let text = chrome.text().await;
    assert!(text.contains("スクリプトを 使えるように") && !text.contains("パスキーで サインイン"), "{text}");
    comes_in(&chrome, &address).await;
    says(&chrome, "わたしの 設定").await;
    assert!(!chrome.text().await.contains("パスキーを 作る"));
    chrome.end().await;
}
