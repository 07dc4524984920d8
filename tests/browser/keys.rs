//! Staff's pages by the keyboard alone: every stop is seen, is reached in the order of the page, and
//! holds nobody; and a whole day is done without a mouse.

use std::time::Duration;

use fantoccini::actions::{InputSource as _, KeyAction, KeyActions};
use fantoccini::key::Key;
use serde::Deserialize;

use crate::chrome::{Chrome, DESK, PHONE};
use crate::full::Full;
use crate::house::{Device, House, PASSWORD};
use crate::states::{Do, FULL};

/// What has the focus, and whether somebody sees that.
const FOCUS: &str = "
    const at = document.activeElement;
    if (!at || at === document.body || at === document.documentElement) return null;
    // The radios of a strip lie unseen over their label, which shows the focus for them.
    const seen = at.matches('.seg input') ? at.closest('label') : at;
    const style = getComputedStyle(seen), box = seen.getBoundingClientRect();
    const x = Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 1);
    const y = Math.min(Math.max(box.top + box.height / 2, 1), innerHeight - 1);
    const there = document.elementFromPoint(x, y);
    const label = at.labels && at.labels.length ? at.labels[0].innerText : '';
    return {
        index: [...document.querySelectorAll('*')].indexOf(at),
        what: at.tagName.toLowerCase() + (at.id ? '#' + at.id : '') + (at.name ? `[${at.name}=${at.value}]` : ''),
        words: (at.innerText || '') + ' ' + label + ' ' + (at.getAttribute('aria-label') || ''),
        ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
        large: box.height > innerHeight / 2,
        inside: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
        uncovered: !!there && (seen.contains(there) || there.contains(seen)),
        checked: at.checked ? at.value : '',
    };";

/// Where keys have to come to, in the order of the page.
const STOPS: &str = "
    const all = [...document.querySelectorAll('*')];
    const takes = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]';
    const chosen = one => {
        if (one.type !== 'radio') return true;
        const group = all.filter(other => other.type === 'radio' && other.name === one.name && other.form === one.form);
        return one.checked || (!group.some(other => other.checked) && group[0] === one);
    };
    return all.map((one, index) => [one, index]).filter(([one]) =>
        one.matches(takes) && one.tabIndex >= 0 && !one.matches(':disabled') && chosen(one) &&
        one.checkVisibility({ visibilityProperty: true })).map(([, index]) => index);";

#[derive(Clone, Debug, Deserialize)]
struct Focus {
    index: usize,
    what: String,
    words: String,
    ring: bool,
    large: bool,
    inside: bool,
    uncovered: bool,
    checked: String,
}

impl Focus {
    fn faults(&self) -> Vec<&'static str> {
        let mut faults = Vec::new();
        if !self.ring {
            faults.push("its focus is not seen");
        }
        if !self.inside {
            faults.push("it has the focus outside the window");
        }
        if !self.uncovered && !self.large {
            faults.push("something lies over it");
        }
        faults
    }
}

impl Chrome {
    /// Presses a key, and lets it go.
    async fn key(&self, key: Key) {
        self.keys(&[key.into()]).await;
    }

    /// Presses keys one after the other, holding all of them, and lets go of them.
    async fn keys(&self, keys: &[char]) {
        let mut actions = KeyActions::new("keyboard".to_owned());
        for value in keys {
            actions = actions.then(KeyAction::Down { value: *value });
        }
        for value in keys.iter().rev() {
            actions = actions.then(KeyAction::Up { value: *value });
        }
        self.client.perform_actions(actions).await.unwrap();
    }

    async fn focus(&self) -> Option<Focus> {
        serde_json::from_value(self.ask(FOCUS, vec![]).await).unwrap()
    }

    /// Goes on by Tab until what has the focus says so.
    async fn tab_to(&self, words: &str) -> Focus {
        for _ in 0..200 {
            self.key(Key::Tab).await;
            if let Some(focus) = self.focus().await {
                assert_eq!(focus.faults(), Vec::<&str>::new(), "{focus:?}");
                if focus.words.contains(words) || focus.what.contains(words) {
                    return focus;
                }
            }
        }
        panic!("keys do not come to {words:?} on:\n{}", self.text().await);
    }

    /// Types where the focus is.
    async fn types(&self, text: &str) {
        self.client.active_element().await.unwrap().send_keys(text).await.unwrap();
    }

    /// Comes to it and presses Enter, and waits until the page says what it did not say before: regression:
    /// words that the page had already were taken for the next page.
    async fn enters(&self, words: &str, then: &str) {
        self.tab_to(words).await;
        let before = self.text().await;
        assert!(!before.contains(then), "{then:?} was there before {words:?} is pressed:\n{before}");
        self.key(Key::Enter).await;
        self.says(then).await;
    }

    /// Waits until what was pressed has brought the focus to such an element.
    async fn comes_to(&self, element: &str) {
        let begun = std::time::Instant::now();
        loop {
            let focus = self.focus().await;
            if focus.as_ref().is_some_and(|focus| focus.what.starts_with(element)) {
                return;
            }
            assert!(begun.elapsed() < Duration::from_secs(20), "it leads to no {element}: {focus:?}");
        }
    }

    /// By arrows to one of a few.
    async fn arrows_to(&self, value: &str) {
        for _ in 0..10 {
            if self.focus().await.is_some_and(|focus| focus.checked == value) {
                return;
            }
            self.key(Key::Down).await;
            // The page may put a part of itself anew meanwhile, and the focus comes back with it.
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
        panic!("arrows do not come to {value}");
    }
}

/// Goes through a page by Tab alone, and says what is wrong with it.
async fn walk(chrome: &Chrome, name: &str) -> Vec<String> {
    let stops: Vec<usize> = serde_json::from_value(chrome.ask(STOPS, vec![]).await).unwrap();
    let (mut faults, mut visited): (Vec<String>, Vec<Focus>) = (Vec::new(), Vec::new());
    // A date is several stops in one field.
    for _ in 0..stops.len() * 5 + 20 {
        chrome.key(Key::Tab).await;
        let Some(focus) = chrome.focus().await else { if visited.is_empty() { continue } else { break } };
        match visited.last() {
            Some(last) if focus.index == last.index => continue,
            // Round once more from the top.
            Some(_) if visited.first().is_some_and(|first| first.index == focus.index) => break,
            Some(last) if focus.index < last.index => {
                faults.push(format!("{name}: from {} back to {}", last.what, focus.what));
            }
            _ => {}
        }
        for fault in focus.faults() {
            faults.push(format!("{name}: {} ({}): {fault}", focus.what, focus.words.trim()));
        }
        visited.push(focus);
        if visited.len() > stops.len() + 5 {
            faults.push(format!("{name}: the keys go round and round"));
            break;
        }
    }
    let reached: Vec<usize> = visited.iter().map(|focus| focus.index).collect();
    for stop in stops.iter().filter(|stop| !reached.contains(stop)) {
        let script = "return document.querySelectorAll('*')[arguments[0]].outerHTML.slice(0, 200);";
        let html = chrome.ask(script, vec![serde_json::json!(stop)]).await;
        faults.push(format!("{name}: keys do not come to {html}"));
    }
    if visited.first().is_none_or(|first| !first.what.starts_with('a') || !first.words.contains("本文へ"))
    {
        faults.push(format!("{name}: the way to the text is not the first stop: {:?}", visited.first()));
    }
    faults
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_come_to_everything_on_every_page_in_its_order_and_it_is_seen() {
    let full = Full::open().await;
    let mut faults = Vec::new();
    for setting in [&DESK, &PHONE] {
        let chrome = Chrome::start(setting).await;
        crate::sign_in(&chrome, &full.house, "ja").await;
        for (name, dos, _) in FULL {
            // With a fragment in it, keys begin there.
            if let [Do::Open(path)] = dos
                && !path.contains('#')
            {
                chrome.goto("about:blank").await;
                chrome.goto(&full.address(path, "ja")).await;
                faults.extend(walk(&chrome, &format!("{name} ({})", setting.name)).await);
            }
        }
        chrome.end().await;
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn backwards_it_is_the_same_way() {
    let full = Full::open().await;
    let chrome = Chrome::start(&DESK).await;
    crate::sign_in(&chrome, &full.house, "ja").await;
    for path in ["/schedule", "/schedule/coming/publish", "/kiosks"] {
        chrome.goto(&full.address(path, "ja")).await;
        let mut there = Vec::new();
        for _ in 0..12 {
            chrome.key(Key::Tab).await;
            there.push(chrome.focus().await.unwrap().what);
        }
        for expected in there.iter().rev().skip(1) {
            chrome.keys(&[Key::Shift.into(), Key::Tab.into()]).await;
            assert_eq!(chrome.focus().await.unwrap().what, *expected, "{path}: {there:?}");
        }
    }
    chrome.end().await;
}

/// Regression: pages that renew a part of themselves by the clock took the focus from whoever stood in it,
/// and so did the preview from whoever chose its size by arrows.
#[tokio::test(flavor = "multi_thread")]
async fn what_has_the_focus_keeps_it_when_a_part_of_the_page_is_put_anew() {
    let full = Full::open().await;
    let chrome = Chrome::start(&DESK).await;
    crate::sign_in(&chrome, &full.house, "ja").await;
    chrome.goto(&full.address("/kiosks", "ja")).await;
    chrome.tab_to("談話室").await;
    let before = chrome.focus().await.unwrap();
    let anew = "document.querySelector('#kiosks').dataset.old = 'yes';
        htmx.ajax('GET', '/kiosks', { target: '#kiosks', select: '#kiosks', swap: 'outerHTML' });";
    chrome.ask(anew, vec![]).await;
    let is_new = "return !document.querySelector('#kiosks').dataset.old;";
    while chrome.ask(is_new, vec![]).await != serde_json::json!(true) {}
    let after = chrome.focus().await.expect("the focus is lost");
    assert_eq!((after.what, after.words), (before.what, before.words));
    chrome.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_whole_day_of_staff_is_done_by_keys_alone() {
    let house = House::open().await;
    let device = Device::taken_in(&house, "入口").await;
    let link = hiroba::hub::admin::sign::setup_link(&house.hub).await.unwrap().unwrap();
    let chrome = Chrome::start(&DESK).await;
    chrome.goto(&link).await;

    // The first account. The first key leads past everything to the text.
    chrome.key(Key::Tab).await;
    assert!(chrome.focus().await.unwrap().words.contains("本文へ"));
    chrome.key(Key::Enter).await;
    for (field, text) in [("#name", "管理"), ("#password", PASSWORD), ("#again", PASSWORD)] {
        chrome.tab_to(field).await;
        chrome.types(text).await;
    }
    chrome.key(Key::Enter).await;
    chrome.says("アカウントが できました").await;

    // A meeting. Enter saves, never publishes; what is missing is said first, and leads to its place.
    chrome.enters("会を 加える", "下書きに 保存").await;
    chrome.tab_to("#theme-ja").await;
    chrome.types("窓をひらく").await;
    chrome.key(Key::Enter).await;
    chrome.says("日を 書いてください").await;
    chrome.comes_to("div#mends").await;
    chrome.tab_to("日を 書いてください").await;
    chrome.key(Key::Enter).await;
    chrome.comes_to("input").await;
    for _ in 0..30 {
        if chrome.focus().await.is_some_and(|focus| focus.what.contains("[known=")) {
            break;
        }
        chrome.keys(&[Key::Shift.into(), Key::Tab.into()]).await;
    }
    chrome.arrows_to("undecided").await;
    chrome.enters("下書きに 保存", "下書きに 保存しました").await;
    device.get("/programme").await.shows_not("窓をひらく");
    // Another size of the preview, by arrows in its strip.
    chrome.tab_to("[look-size=").await;
    chrome.arrows_to("largest").await;
    chrome.enters("公開の 確認へ", "いま 公開する").await;
    chrome.enters("公開する", "公開しました").await;
    device.get("/programme").await.shows("窓をひらく");

    // An emergency, in two steps there and two steps back.
    chrome.enters("おしらせ", "緊急").await;
    chrome.enters("緊急", "いま").await;
    chrome.enters("火事", "見出し").await;
    chrome.tab_to("[status=").await;
    chrome.key(Key::Space).await;
    chrome.arrows_to("Exercise").await;
    chrome.tab_to("[for=").await;
    chrome.key(Key::Space).await;
    chrome.arrows_to("30").await;
    chrome.enters("確認へ", "まだ 出ていません").await;
    chrome.enters("いま 出す", "おわらせる").await;
    device.get("/programme").await.shows("\"Exercise\"");
    chrome.enters("おわらせる", "これを おわらせますか").await;
    chrome.enters("いま おわらせる", "おわらせました").await;
    device.get("/programme").await.shows_not("\"Exercise\"");

    // A visitor calls, and is answered from whatever page is open.
    let call = serde_json::json!({ "id": format!("{:032x}", 7) });
    device.post("/calls", &call).await;
    chrome.says("入口で 呼ばれています").await;
    chrome.tab_to("行きます").await;
    chrome.key(Key::Space).await;
    let begun = std::time::Instant::now();
    while chrome.text().await.contains("入口で 呼ばれています") {
        assert!(begun.elapsed().as_secs() < 60, "the call goes on ringing");
    }
    device.post("/report", &serde_json::json!({ "version": "0" })).await.shows("coming");

    // Their own name opens a list: another language, and out.
    chrome.tab_to("summary").await;
    chrome.key(Key::Enter).await;
    chrome.enters("English", "Notices").await;
    chrome.tab_to("summary").await;
    chrome.key(Key::Space).await;
    // Who is signed in no more is spoken to in the language of the browser.
    chrome.enters("Sign out", "サインイン").await;
    chrome.end().await;
}
