//! A day of staff: a real browser at the hub of a real sign. What they write stands on the real window,
//! pixel by pixel, and a reader that knows nothing of this program finds their meeting's code on it.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use hiroba::clock;
use jiff::ToSpan;
use reqwest::StatusCode;
use serde_json::Value;

use crate::chrome::{Chrome, DESK};
use crate::display::{Display, HEIGHT, done, until};
use crate::house::{PASSWORD, client};
use crate::hub::said;
use crate::sign::{PATIENCE, Sign, Twin};

/// Where the meeting's code leads.
const PAGE: &str = "https://www.city.setagaya.lg.jp/mokuji/fukushi/005/002/d00212345.html";

/// What the sign's hub gives its screens, as a screen of its own would get it.
struct Gets {
    address: String,
    token: String,
}

impl Gets {
    fn of(display: &Display, address: &str) -> Gets {
        let mut hub = std::process::Command::new(env!("CARGO_BIN_EXE_hiroba"));
        let file: PathBuf = display.home.path().join("kiosk.toml");
        hub.args(["hub", "kiosk", "another screen", "--config"]).arg(file);
        let printed = done(display.prepare(&mut hub)).stdout;
        Gets { address: address.to_owned(), token: String::from_utf8(printed).unwrap().trim().to_owned() }
    }

    async fn programme(&self) -> String {
        let request = client().get(format!("{}/api/v1/programme", self.address));
        let answer = request.bearer_auth(&self.token).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK);
        answer.text().await.unwrap()
    }
}

/// The one meeting of a programme.
fn only(programme: &str) -> Value {
    let programme: Value = serde_json::from_str(programme).unwrap();
    assert_eq!(programme["meetings"].as_array().map(Vec::len), Some(1), "{programme}");
    programme["meetings"][0].clone()
}

/// What staff press, and how long it takes until the sign is another one: from before the mouse
/// goes down until after a look at the screen that finds it.
async fn changes(display: &Display, chrome: &Chrome, css: &str) -> Duration {
    let (before, begun) = (display.shot(), Instant::now());
    let found = std::thread::scope(|scope| {
        let looking = scope.spawn(|| {
            until("other pixels", PATIENCE, || (display.shot().differs(&before, 0..700) > 500).then_some(()));
            begun.elapsed()
        });
        tokio::task::block_in_place(|| {
            tokio::runtime::Handle::current().block_on(async { chrome.click(css).await });
        });
        looking.join().unwrap()
    });
    assert!(display.shot().differs(&before, 0..HEIGHT) > 500);
    found
}

#[tokio::test(flavor = "multi_thread")]
async fn what_staff_do_in_a_browser_stands_on_the_real_screen_from_the_first_account_to_an_emergency() {
    let display = Display::open();
    let mut twin = Twin::of("");
    let mut sign = Sign::start(&display, "");
    twin.is_on(&display);
    let address = said(&sign, "Staff find the hub at ");
    let link = said(&sign, "makes the first one here: ");
    until("the programme of the hub", PATIENCE, || {
        sign.log().contains("/api/v1/programme): good").then_some(())
    });
    let gets = Gets::of(&display, &address);

    // The first account, out and in again.
    let chrome = Chrome::start(&DESK).await;
    chrome.goto(&link).await;
    for (name, text) in [("name", "管理"), ("password", PASSWORD), ("again", PASSWORD)] {
        chrome.write(name, text).await;
    }
    chrome.press("アカウントを 作る").await;
    chrome.click(".mine summary").await;
    chrome.press("サインアウト").await;
    chrome.goto(&format!("{address}/schedule")).await;
    chrome.write("name", "管理").await;
    chrome.write("password", PASSWORD).await;
    chrome.click("main form button").await;

    // A meeting in a week, written, looked at in another size, and published.
    let day = (clock::now().in_tz("Asia/Tokyo").unwrap() + 7.days()).strftime("%Y-%m-%d").to_string();
    chrome.press("会を 加える").await;
    chrome.write("theme-ja", "窓をひらく").await;
    chrome.write("series-ja", "ピアサポートの会").await;
    chrome.write("series-number", "3").await;
    chrome.choose("known", "exact").await;
    for (name, value) in [("day", day.as_str()), ("start", "13:30"), ("end", "16:00")] {
        chrome.put(name, value).await;
    }
    chrome.choose("mode", "both").await;
    chrome.write("place-ja", "地域交流スペース").await;
    chrome.write("url", PAGE).await;
    chrome.write("page-number", "212345").await;
    chrome.press("下書きに 保存").await;
    chrome.says("下書きに 保存しました").await;
    let shot = "const shot = document.querySelector('#preview .shot img');
        return shot && shot.complete && shot.naturalWidth > 200 ? shot.src : null;";
    let preview = async || {
        let begun = Instant::now();
        loop {
            let seen = chrome.ask(shot, vec![]).await;
            if let Some(address) = seen.as_str() {
                return address.to_owned();
            }
            assert!(begun.elapsed() < PATIENCE, "there is no preview on:\n{}", chrome.text().await);
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    let usual = preview().await;
    chrome.choose("look-size", "largest").await;
    let begun = Instant::now();
    while preview().await == usual {
        assert!(begun.elapsed() < PATIENCE, "another size is another picture");
    }
    twin.stays_on(&display, Duration::from_millis(300));
    assert!(!gets.programme().await.contains("窓をひらく"), "a draft is nobody else's");
    chrome.press("公開の 確認へ").await;
    let took = changes(&display, &chrome, "button[name=act][value=now]").await;
    eprintln!("published, and other pixels after {took:?}");
    assert!(took < Duration::from_secs(5), "{took:?}");
    let programme = gets.programme().await;
    assert_eq!(only(&programme)["when"]["start"], format!("{day}T13:30"));
    twin.read(&programme, clock::now());
    assert!(twin.words().contains("窓をひらく"), "{}", twin.words());
    assert_eq!(twin.is_on(&display).code("day.png"), PAGE, "it is this meeting");
    let path = chrome.ask("return location.pathname", vec![]).await;
    let path = path.as_str().unwrap().trim_end_matches("/publish").to_owned();

    // Another theme.
    chrome.goto(&format!("{address}{path}")).await;
    chrome.write("theme-ja", "音楽をきく").await;
    chrome.press("公開の 確認へ").await;
    chrome.says("窓をひらく").await;
    changes(&display, &chrome, "button[name=act][value=now]").await;
    twin.read(&gets.programme().await, clock::now());
    assert!(twin.words().contains("音楽をきく"), "{}", twin.words());
    assert_eq!(twin.is_on(&display).code("day.png"), PAGE);

    // Called off: it says so, and does not go away.
    chrome.goto(&format!("{address}{path}/cancel")).await;
    changes(&display, &chrome, "form[action$=\"/cancel\"] button").await;
    twin.read(&gets.programme().await, clock::now());
    assert!(twin.words().contains("中止") && twin.words().contains("音楽をきく"), "{}", twin.words());
    twin.is_on(&display);

    // An emergency: on the screen within a second, and off it as fast.
    chrome.goto(&format!("{address}/emergency/new?template=fire")).await;
    chrome.choose("status", "Exercise").await;
    chrome.choose("for", "30").await;
    chrome.click("section.actions .primary").await;
    let begins = changes(&display, &chrome, "button[formaction=\"/emergency/send\"]").await;
    twin.read(&gets.programme().await, clock::now());
    assert!(twin.words().contains("訓練"), "{}", twin.words());
    twin.is_on(&display);
    chrome.click("a[href$=\"/end\"]").await;
    let ends = changes(&display, &chrome, "section.actions .primary").await;
    twin.read(&gets.programme().await, clock::now());
    assert!(!twin.words().contains("訓練") && twin.words().contains("中止"), "{}", twin.words());
    twin.is_on(&display);
    eprintln!("an emergency began after {begins:?} and ended after {ends:?}");
    assert!(begins < Duration::from_secs(1) && ends < Duration::from_secs(1), "{begins:?}, {ends:?}");

    chrome.end().await;
    sign.is_running();
    assert!(!sign.log().contains("panicked"), "{}", sign.log());
    assert_eq!(sign.end().0.code(), Some(0));
}
