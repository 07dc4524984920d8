//! Staff pages in a real browser: what axe-core says of them in every state, at 320 px, with text at
//! 200 %, in forced colours and with reduced motion, by keys alone, and without scripts.
//! (ACCESSIBILITY row 27.)

#![cfg(feature = "hub")]

#[path = "browser/chrome.rs"]
mod chrome;
#[path = "browser/day.rs"]
mod day;
#[path = "hub/house.rs"]
#[allow(dead_code, reason = "shared with tests/hub.rs, which uses all of it")]
mod house;
#[path = "browser/passkeys.rs"]
mod passkeys;
#[path = "hub/place.rs"]
#[allow(dead_code, reason = "shared with tests/hub.rs, which uses all of it")]
mod place;

use chrome::{Chrome, DESK, PHONE, Setting};
use house::{House, PASSWORD};

const SETTINGS: [Setting; 5] = [
    DESK,
    PHONE,
    Setting { name: "large-text", text: 32, ..DESK },
    Setting { name: "forced-colours", media: &[("forced-colors", "active")], ..DESK },
    Setting { name: "reduced-motion", media: &[("prefers-reduced-motion", "reduce")], width: 320, ..DESK },
];

/// Pages, and what stands on each. Nothing has been written yet: what is empty helps.
const PAGES: [(&str, &str); 14] = [
    ("/nothing-of-that-name", "ありません"),
    ("/schedule", "予定"),
    ("/schedule/new", "日にち"),
    ("/notices", "おしらせ"),
    ("/notices/notice/new", "おしらせ"),
    ("/emergency/new", "緊急"),
    ("/kiosks", "画面"),
    ("/kiosks/pair", "画面"),
    ("/attendance", "申し込み"),
    ("/reports", "報告"),
    ("/settings", "設定"),
    ("/settings/categories", "区分"),
    ("/accounts", "アカウント"),
    ("/log", "記録"),
];

async fn signed_in(house: &House, setting: &Setting) -> Chrome {
    let chrome = Chrome::start(setting).await;
    chrome.goto(&format!("{}/sign-in?back=/", house.address)).await;
    chrome.write("name", "管理").await;
    chrome.write("password", PASSWORD).await;
    let button = chrome.client.find(fantoccini::Locator::Css("main form button")).await.unwrap();
    button.click().await.unwrap();
    chrome
}

/// Looks at one page as it stands: axe, and whether it has to be moved sideways.
async fn look(chrome: &Chrome, setting: &Setting, what: &str, faults: &mut Vec<String>) {
    for fault in chrome.axe().await {
        faults.push(format!("{what} ({}): {fault}", setting.name));
    }
    let sideways = chrome.sideways().await;
    if sideways > 0 {
        faults.push(format!("{what} ({}): {sideways} px wider than the window", setting.name));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_page_has_a_fault_that_axe_knows_in_any_setting_of_the_browser() {
    let house = House::open().await;
    house.administrator().await;
    let mut faults = Vec::new();
    for setting in &SETTINGS {
        let chrome = signed_in(&house, setting).await;
        for (path, says) in PAGES {
            chrome.goto(&format!("{}{path}", house.address)).await;
            let text = chrome.text().await;
            assert!(text.contains(says), "{path} does not say {says}: {text}");
            look(&chrome, setting, path, &mut faults).await;
        }
        chrome.end().await;
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

/// A page that is known to be bad must be found out, or the test above means nothing.
#[tokio::test(flavor = "multi_thread")]
async fn a_bad_page_is_found_out() {
    let chrome = Chrome::start(&DESK).await;
    let page = "<html><title>x</title><body><p style=\"color:#999\">pale</p><img src=x><div style=\"width:4000px\">wide</div>";
    chrome.goto(&format!("data:text/html,{}", page.replace('#', "%23"))).await;
    let faults = chrome.axe().await;
    for id in ["color-contrast", "html-has-lang", "image-alt"] {
        assert!(faults.iter().any(|fault| fault.starts_with(id)), "{id}: {faults:?}");
    }
    assert!(chrome.sideways().await > 0);
    chrome.end().await;
}
