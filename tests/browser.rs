//! Staff pages in a real browser: what axe-core says of them in every state, at 320 px, with text at
//! 200 %, in forced colours and with reduced motion, by keys alone, and without scripts.
//! (ACCESSIBILITY row 27.)

#![cfg(feature = "hub")]

#[path = "browser/chrome.rs"]
#[allow(dead_code, reason = "shared with tests/e2e.rs, which uses all of it")]
mod chrome;
#[path = "browser/day.rs"]
mod day;
#[path = "hub/elsewhere.rs"]
#[allow(dead_code, reason = "shared with tests/hub.rs, which uses all of it")]
mod elsewhere;
#[path = "browser/full.rs"]
mod full;
#[path = "hub/house.rs"]
#[allow(dead_code, reason = "shared with tests/hub.rs, which uses all of it")]
mod house;
#[path = "browser/keys.rs"]
mod keys;
#[path = "hub/attendance/place.rs"]
#[allow(dead_code, reason = "shared with tests/hub.rs, which uses all of it")]
mod meetings;
#[path = "browser/passkeys.rs"]
mod passkeys;
#[path = "browser/pictures.rs"]
mod pictures;
#[path = "hub/place.rs"]
#[allow(dead_code, reason = "shared with tests/hub.rs, which uses all of it")]
mod place;
#[path = "browser/states.rs"]
mod states;

use chrome::{Chrome, DESK, Setting};
use full::Full;
use house::{House, PASSWORD};
use states::{ALARM, Do, EMPTY, FIRST, FULL, NOT_ALLOWED, OUTSIDE, REFUSED, State, TOO_OFTEN, VISITOR};

/// How the page is looked at, one after the other, once a browser has come to it.
const LOOKS: [Look; 4] = [
    Look { name: "desk", width: 1280, media: &[] },
    Look { name: "phone", width: 320, media: &[] },
    Look { name: "forced-colours", width: 1280, media: &[("forced-colors", "active")] },
    Look { name: "reduced-motion", width: 320, media: &[("prefers-reduced-motion", "reduce")] },
];

/// A window and what its reader wishes.
#[derive(Clone, Copy)]
struct Look {
    name: &'static str,
    width: u32,
    media: &'static [(&'static str, &'static str)],
}

/// Text of 200 %, which a browser has from its start on.
const LARGE: Setting = Setting { name: "large-text", text: 32, ..DESK };

/// The visitor's phone is as narrow as phones are.
const LANGUAGES: [&str; 5] = ["ja", "ja-easy", "en", "zh-Hans", "ko"];

/// Signed in, in the setting's language.
async fn sign_in(chrome: &Chrome, house: &House, lang: &str) {
    sign_in_as("管理", chrome, house, lang).await;
}

async fn sign_in_as(name: &str, chrome: &Chrome, house: &House, lang: &str) {
    chrome.goto(&format!("{}/sign-in?back=/account", house.address)).await;
    chrome.write("name", name).await;
    chrome.write("password", PASSWORD).await;
    chrome.click("main form button").await;
    // The page has come, before anybody goes on to another: the later of two ways would not always win.
    let is_there = "return location.pathname === '/account' && document.readyState === 'complete';";
    let begun = std::time::Instant::now();
    while chrome.ask(is_there, vec![]).await != serde_json::json!(true) {
        assert!(begun.elapsed().as_secs() < 60, "nobody comes in");
    }
    if lang == "en" {
        chrome.click("main button[name=lang][value=en]").await;
        chrome.says("Password").await;
    }
}

/// A browser that looks at states, and what it has found.
struct Looking {
    chrome: Chrome,
    lang: &'static str,
    looks: &'static [Look],
    faults: Vec<String>,
}

impl Looking {
    async fn begin(setting: &Setting, lang: &'static str, looks: &'static [Look]) -> Looking {
        Looking { chrome: Chrome::start(setting).await, lang, looks, faults: Vec::new() }
    }

    async fn come_to(&self, dos: &[Do], full: &Full) {
        for one in dos {
            match *one {
                Do::Open(path) => {
                    // The same address with another fragment would not be a new page.
                    self.chrome.goto("about:blank").await;
                    self.chrome.goto(&full.address(path, self.lang)).await;
                }
                Do::Write(name, text) => self.chrome.write(name, text).await,
                Do::Choose(name, value) => self.chrome.choose(name, value).await,
                Do::Click(css) => self.chrome.click(css).await,
                Do::Script(script) => drop(self.chrome.ask(script, vec![]).await),
            }
        }
    }

    /// Looks at one state in every way: axe, whether it has to be moved sideways, whether what has to be
    /// mended has the focus; and keeps pictures where somebody wants to see them.
    async fn look(&mut self, (name, dos, says): State, full: &Full) {
        self.come_to(dos, full).await;
        if self.lang == "ja" && !self.chrome.comes_to_hold(says).await {
            self.faults.push(format!("{name}: nothing says {says} on:\n{}", self.chrome.text().await));
        }
        if name.ends_with(REFUSED) {
            let focus = "const at = document.activeElement;
                return at.id === 'mends' && at.querySelectorAll('a[href^=\"#\"]').length > 0 &&
                    [...at.querySelectorAll('a')].every(a => document.getElementById(a.hash.slice(1)));";
            let begun = std::time::Instant::now();
            let mut has_it = false;
            // In another language nothing has waited for the page yet.
            while !has_it && begun.elapsed().as_secs() < 10 {
                has_it = self.chrome.ask(focus, vec![]).await == serde_json::json!(true);
            }
            if !has_it {
                self.faults.push(format!("{name}: what can be mended has not the focus, or leads nowhere"));
            }
        }
        for look in self.looks {
            self.chrome.looks(look.width, 900, look.media).await;
            let where_ = format!("{name} ({}, {})", look.name, self.lang);
            for fault in self.chrome.axe().await {
                self.faults.push(format!("{where_}: {fault}"));
            }
            let sideways = self.chrome.sideways().await;
            if sideways > 0 {
                self.faults.push(format!("{where_}: {sideways} px wider than the window"));
            }
            if let Some(folder) = std::env::var_os("HIROBA_PICTURES") {
                let file = format!("{}-{}-{name}.png", look.name, self.lang);
                std::fs::write(std::path::Path::new(&folder).join(file), self.chrome.picture().await)
                    .unwrap();
            }
        }
        // As it was when somebody came to it, for what they do next.
        self.chrome.looks(1280, 900, &[]).await;
    }

    async fn end(self) -> Vec<String> {
        self.chrome.end().await;
        self.faults
    }
}

#[track_caller]
fn none(faults: &[String]) {
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

/// Looks at every state of staff's pages.
async fn look_at_all(setting: &Setting, lang: &'static str, looks: &'static [Look]) {
    let mut looking = Looking::begin(setting, lang, looks).await;
    let mut full = Full::open().await;
    for state in OUTSIDE {
        looking.look(*state, &full).await;
    }
    sign_in(&looking.chrome, &full.house, lang).await;
    for state in FULL {
        looking.look(*state, &full).await;
    }
    full.alarm().await;
    for state in ALARM {
        looking.look(*state, &full).await;
    }
    // Somebody with a lesser role.
    looking.chrome.client.delete_all_cookies().await.unwrap();
    sign_in_as("佐藤", &looking.chrome, &full.house, lang).await;
    for state in NOT_ALLOWED {
        looking.look(*state, &full).await;
    }
    none(&looking.end().await);
}

#[tokio::test(flavor = "multi_thread")]
async fn no_state_of_a_page_has_a_fault_that_axe_knows_at_a_desk_on_a_phone_in_forced_colours_without_motion()
{
    look_at_all(&DESK, "ja", &LOOKS).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_state_of_a_page_has_a_fault_that_axe_knows_with_text_at_200_percent() {
    look_at_all(&LARGE, "ja", &[Look { name: "large-text", width: 1280, media: &[] }]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_state_of_a_page_has_a_fault_that_axe_knows_in_english() {
    look_at_all(&DESK, "en", LOOKS.split_at(2).0).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_page_without_content_has_a_fault_that_axe_knows() {
    let mut full = Full::bare(House::open().await);
    let link = hiroba::hub::admin::sign::setup_link(&full.house.hub).await.unwrap().unwrap();
    let token = link.rsplit_once("token=").unwrap().1;
    full.known.insert("setup", format!("/setup?token={token}"));
    let mut looking = Looking::begin(&DESK, "ja", &LOOKS).await;
    for state in FIRST {
        looking.look(*state, &full).await;
    }
    none(&looking.end().await);
    let form = [("token", token), ("name", "管理"), ("password", PASSWORD), ("again", PASSWORD)];
    let made = full.house.stranger().post("/setup", &form).await;
    assert_eq!(made.status.as_u16(), 303, "{}", made.body);
    for lang in ["ja", "en"] {
        let mut looking = Looking::begin(&DESK, lang, &LOOKS).await;
        sign_in(&looking.chrome, &full.house, lang).await;
        for state in EMPTY {
            looking.look(*state, &full).await;
        }
        none(&looking.end().await);
    }
    let wrong = [("name", "管理"), ("password", "x")];
    let mut tries = 0;
    while full.house.stranger().post("/sign-in", &wrong).await.status.as_u16() != 429 {
        tries += 1;
        assert!(tries < 100, "nobody is held up");
    }
    let mut looking = Looking::begin(&DESK, "ja", &LOOKS).await;
    for state in TOO_OFTEN {
        looking.look(*state, &full).await;
    }
    none(&looking.end().await);
}

#[tokio::test(flavor = "multi_thread")]
async fn no_page_of_a_visitors_phone_has_a_fault_that_axe_knows_in_any_language() {
    let full = Full::open().await;
    let large: &[Look] = &[Look { name: "large-text-phone", width: 320, media: &[] }];
    let browsers = LANGUAGES.map(|lang| (&DESK, lang, &LOOKS[..]));
    for (setting, lang, looks) in browsers.into_iter().chain([(&LARGE, "ja-easy", large)]) {
        let mut looking = Looking::begin(setting, lang, looks).await;
        for state in VISITOR {
            looking.look(*state, &full).await;
        }
        none(&looking.end().await);
    }
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
