//! A day of staff in a real browser: the first account, a meeting, and what a screen gets of it.

use fantoccini::Locator;

use crate::chrome::{Chrome, DESK};
use crate::house::{Device, House, PASSWORD};

#[tokio::test(flavor = "multi_thread")]
async fn staff_set_up_write_a_meeting_and_publish_it_and_a_screen_has_it() {
    let house = House::open().await;
    let device = Device::taken_in(&house, "入口").await;
    let link = hiroba::hub::admin::sign::setup_link(&house.hub).await.unwrap().unwrap();
    let chrome = Chrome::start(&DESK).await;
    chrome.goto(&link).await;
    for (name, text) in [("name", "管理"), ("password", PASSWORD), ("again", PASSWORD)] {
        chrome.write(name, text).await;
    }
    chrome.press("アカウントを 作る").await;
    chrome.press("会を 加える").await;
    let field = chrome.client.find(Locator::Css("main input[type=text]")).await.unwrap();
    field.send_keys("場をひろげる").await.unwrap();
    // A day is not made up: still open is an answer. Saved without a word about it, the form asks.
    chrome.press("下書きに 保存").await;
    assert!(chrome.text().await.contains("日を 書いてください"));
    let open =
        chrome.client.find(Locator::XPath("//label[.//input[@name='known' and @value='undecided']]")).await;
    open.unwrap().click().await.unwrap();
    chrome.press("下書きに 保存").await;
    device.get("/programme").await.shows_not("\"title\":\"場をひろげる\"");
    chrome.press("公開の 確認へ").await;
    assert!(!chrome.picture().await.is_empty());
    chrome.press("公開する").await;
    device.get("/programme").await.shows("場をひろげる");
    chrome.end().await;
}
