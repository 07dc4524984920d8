//! The pictures of pages in the manual for staff, in both of its languages. scripts/picture-pages makes
//! them of this, and reduces their colours.

use std::path::Path;

use crate::chrome::{Chrome, DESK, Setting};
use crate::full::Full;

/// Where `scripts/picture-pages` wants them.
const FOLDER: &str = "HIROBA_MANUAL";

/// Name, address, and what the page says in Japanese and in English.
const PICTURES: [(&str, &str, [&str; 2]); 7] = [
    ("schedule", "/schedule", ["画面の ようす", "Screens"]),
    ("edit", "/schedule/coming", ["公開の前に", "Before publishing"]),
    ("emergency", "/emergency/new?template=earthquake", ["訓練", "drill"]),
    ("screen", "{kiosk}", ["表示しています", "Showing"]),
    ("attendance", "/attendance/today", ["当日参加", "Walk-in"]),
    ("report", "/reports/past", ["参加", "Took part"]),
    ("import", "{import}", ["うたの会", "うたの会"]),
];

#[tokio::test(flavor = "multi_thread")]
async fn the_manual_shows_the_pages_as_they_are() {
    let folder = std::env::var_os(FOLDER).unwrap_or_else(|| env!("CARGO_TARGET_TMPDIR").into());
    let full = Full::open().await;
    let window = Setting { width: 1200, height: 860, ..DESK };
    for (number, lang) in ["ja", "en"].into_iter().enumerate() {
        let chrome = Chrome::start(&window).await;
        crate::sign_in(&chrome, &full.house, lang).await;
        for (name, path, says) in PICTURES {
            chrome.goto(&full.address(path, lang)).await;
            chrome.says(says[number]).await;
            // Fonts and pictures of the page are there, and nothing is being said about what was done.
            let whole = "return document.fonts.status === 'loaded' && [...document.images].every(one => one.complete)";
            let begun = std::time::Instant::now();
            while chrome.ask(whole, vec![]).await != serde_json::json!(true) {
                assert!(begun.elapsed().as_secs() < 60, "{name} is never whole");
            }
            let file = Path::new(&folder).join(format!("staff-{name}-{lang}.png"));
            std::fs::write(file, chrome.client.screenshot().await.unwrap()).unwrap();
        }
        chrome.end().await;
    }
}
