//! The real binary in a real window, with a real server that is changed, broken, slowed and
//! stopped. Pixels are read from the X server, taps and keys go through it, and a reader that knows
//! nothing of this program decodes the QR code.
#![cfg(feature = "kiosk")]

#[path = "e2e/by_ear.rs"]
mod by_ear;
#[cfg(feature = "hub")]
#[path = "browser/chrome.rs"]
#[allow(dead_code, reason = "the looks at staff's pages use the rest of it")]
mod chrome;
mod common;
#[cfg(feature = "hub")]
#[path = "e2e/day.rs"]
mod day;
#[path = "common/display.rs"]
mod display;
#[path = "e2e/flashes.rs"]
mod flashes;
#[cfg(feature = "hub")]
#[path = "hub/house.rs"]
#[allow(dead_code, reason = "the stories of staff pages use the rest of it")]
mod house;
#[cfg(feature = "hub")]
#[path = "e2e/hub.rs"]
mod hub;
#[cfg(feature = "hub")]
#[path = "hub/place.rs"]
#[allow(dead_code, reason = "the stories of the hub use the rest of it")]
mod place;
#[path = "e2e/screen_reader.rs"]
mod screen_reader;
#[path = "common/sign.rs"]
mod sign;
#[cfg(feature = "hub")]
#[path = "e2e/versions.rs"]
mod versions;

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use common::{Answer, Server, Step, answer, head};
use display::{Display, Owned, Shot, done, tool, until};
use hiroba::clock;
use hiroba::domain::display::{Colours, TextSize};
use hiroba::feed::cache::Cache;
use hiroba::feed::fetch::{Address, Validators};
use hiroba::kiosk::core::{Event, Shown, Stroke};
use hiroba::view::Action;
use jiff::{Timestamp, ToSpan};
use sign::{PATIENCE, READING, Sign, Twin};

const QR: &str = "https://www.city.setagaya.lg.jp/mokuji/fukushi/005/002/002/002/d00191091.html";

/// A programme of one meeting, which fills the sign without ever turning.
fn programme(title: &str) -> String {
    format!(
        r#"{{"format": "hiroba-programme", "version": 1, "meetings": [{{
            "id": "tea", "title": "{title}", "place": "地域交流スペース",
            "when": {{"kind": "exact", "start": {{"inDays": 7, "time": "13:30"}}, "end": "16:00"}},
            "page": {{"url": "{QR}", "number": "191091"}} }}]}}"#
    )
}

/// What the server does with every request from now on.
#[derive(Clone)]
enum Mood {
    Gives(String),
    Fails,
    Babbles,
    WantsALogin,
    Breaks(String),
    Floods,
    Drips(String),
}

impl Mood {
    fn answer(&self) -> Answer {
        let json = [("Content-Type", "application/json")];
        match self {
            Mood::Gives(text) => answer("200 OK", &json, text.as_bytes()),
            Mood::Fails => answer("500 Internal Server Error", &[], b"sorry"),
            Mood::Babbles => answer("200 OK", &json, &[0xff, 0x00, 0xc3, 0x28].repeat(500)),
            Mood::WantsALogin => answer(
                "200 OK",
                &[("Content-Type", "text/html")],
                b"<!doctype html><html><title>Login</title><form><input name=user></form></html>",
            ),
            Mood::Breaks(text) => {
                let half = text.as_bytes()[..text.len() / 2].to_vec();
                vec![head(&format!("Content-Length: {}\r\n", text.len())), Step::Send(half)]
            }
            // Twenty times what a kiosk takes.
            Mood::Floods => vec![head(""), Step::Repeat(vec![b' '; 1_000_000], 400)],
            Mood::Drips(text) => {
                let mut steps = vec![head(&format!("Content-Length: {}\r\n", text.len()))];
                for piece in text.as_bytes().chunks(100) {
                    steps.extend([Step::Wait(Duration::from_millis(400)), Step::Send(piece.to_vec())]);
                }
                steps
            }
        }
    }
}

/// A server that can be changed, and stops when it is dropped.
struct Ward {
    server: Server,
    mood: Arc<Mutex<Mood>>,
    _runtime: tokio::runtime::Runtime,
}

impl Ward {
    fn open(mood: Mood) -> Ward {
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let mood = Arc::new(Mutex::new(mood));
        let now = mood.clone();
        let server = runtime.block_on(Server::start(move |_| now.lock().unwrap().answer()));
        Ward { server, mood, _runtime: runtime }
    }

    fn becomes(&self, mood: Mood) {
        *self.mood.lock().unwrap() = mood;
    }

    fn settings(&self) -> String {
        settings(&format!("{}/programme.json", self.server.address))
    }
}

impl Twin {
    /// Taps a control of the real kiosk, tells the twin, and sees that both come to the same.
    #[track_caller]
    pub fn tap(&mut self, display: &Display, action: Action) -> Shot {
        std::thread::sleep(READING);
        let (x, y) = self.place_of(&action);
        display.tap(x, y);
        self.update(Event::Touched(None));
        self.update(Event::Act(action));
        self.is_on(display)
    }
}

fn settings(address: &str) -> String {
    format!("[[source]]\nname = \"ward\"\naddress = \"{address}\"\n")
}

/// Tells the kiosk to read everything again, and waits until its log says what came of it.
#[track_caller]
fn read_again(sign: &Sign, expected: &str) {
    let before = sign.log().matches(expected).count();
    sign.signal("HUP");
    until(expected, PATIENCE, || (sign.log().matches(expected).count() > before).then_some(()));
}

#[test]
fn a_change_is_shown_whole_and_no_trouble_of_the_server_reaches_the_screen() {
    let display = Display::open();
    let ward = Ward::open(Mood::Gives(programme("お茶の会")));
    let settings = ward.settings();
    let mut twin = Twin::of(&settings);
    let mut sign = Sign::start(&display, &settings);
    twin.read(&programme("お茶の会"), clock::now());
    assert_eq!(twin.is_on(&display).code("code.png"), QR);

    // Changed.
    ward.becomes(Mood::Gives(programme("音楽の会")));
    sign.signal("HUP");
    let tea = twin.draw();
    twin.read(&programme("音楽の会"), clock::now());
    assert!(twin.draw().differs(&tea, 0..700) > 500, "the two programmes look different");
    twin.is_on(&display);

    // Broken in five ways.
    let half = Mood::Breaks(programme("ちがう会"));
    for mood in [Mood::Fails, Mood::Babbles, Mood::WantsALogin, half, Mood::Floods] {
        ward.becomes(mood);
        read_again(&sign, "could not be read");
        twin.stays_on(&display, Duration::from_millis(500));
    }

    let sent = ward.server.sent();
    assert!(sent < 100_000_000, "hung up on in time, not after {sent} bytes");

    // Slow: what was there stands until the last byte, then all of it is new.
    ward.becomes(Mood::Drips(programme("手紙の会")));
    sign.signal("HUP");
    let asked = Instant::now();
    twin.stays_on(&display, Duration::from_secs(1));
    twin.read(&programme("手紙の会"), clock::now());
    twin.is_on(&display);
    assert!(asked.elapsed() > Duration::from_secs(1));

    // Seven times asked by a signal, once at the start; never more often than that.
    assert_eq!(ward.server.requests().len(), 8);

    // Gone.
    drop(ward);
    read_again(&sign, "could not be read");
    twin.stays_on(&display, Duration::from_secs(1));
    sign.is_running();
    assert!(!sign.log().contains("panicked"), "{}", sign.log());
}

#[test]
fn a_kiosk_that_starts_without_its_server_shows_the_last_good_programme_at_once() {
    let display = Display::open();
    let ward = Ward::open(Mood::Gives(programme("お茶の会")));
    let settings = ward.settings();
    let mut twin = Twin::of(&settings);
    twin.read(&programme("お茶の会"), clock::now());
    let sign = Sign::start(&display, &settings);
    twin.is_on(&display);
    let (status, _) = sign.end();
    assert_eq!(status.code(), Some(0));

    drop(ward);
    let started = Instant::now();
    let mut sign = Sign::start(&display, &settings);
    twin.is_on(&display);
    // Unoptimised, on a busy machine; scripts/measure has the figure of the real program.
    assert!(started.elapsed() < Duration::from_secs(5), "{:?}", started.elapsed());
    until("the failure in the log", PATIENCE, || sign.log().contains("could not be read").then_some(()));
    twin.stays_on(&display, Duration::from_secs(1));
    sign.is_running();
}

/// Puts a programme into the cache as if it had been read then.
fn keep(display: &Display, address: &str, file: &str, at: Timestamp) {
    let cache = Cache::new(display.home.path().join("cache/hiroba"));
    let address = Address::parse(address, display.home.path()).unwrap();
    cache.store(&address, file.as_bytes(), &Validators::default(), at).unwrap();
}

#[test]
fn content_that_has_become_old_says_when_it_was_last_confirmed() {
    let display = Display::open();
    let ward = Ward::open(Mood::Fails);
    let settings = ward.settings();
    let two_days_ago = clock::now() - 48.hours();
    keep(&display, &format!("{}/programme.json", ward.server.address), &programme("お茶の会"), two_days_ago);
    let _sign = Sign::start(&display, &settings);
    let mut twin = Twin::of(&settings);
    twin.read(&programme("お茶の会"), two_days_ago);
    assert!(twin.words().contains("最終更新"), "{}", twin.words());
    let old = twin.is_on(&display);

    // The server is mended: the note goes.
    ward.becomes(Mood::Gives(programme("お茶の会")));
    _sign.signal("HUP");
    twin.update(Event::Confirmed(Some(clock::now())));
    assert!(!twin.words().contains("最終更新"));
    let fresh = twin.is_on(&display);
    assert!(fresh.differs(&old, 700..display::HEIGHT) > 200);
}

#[test]
fn a_termination_signal_ends_it_well_within_two_seconds() {
    let display = Display::open();
    let sign = Sign::start(&display, "");
    Twin::of("").is_on(&display);
    let (status, time) = sign.end();
    assert_eq!(status.code(), Some(0));
    assert!(time < Duration::from_secs(2), "{time:?}");
}

#[test]
fn a_visitor_walks_through_the_sign_by_touch() {
    let display = Display::open();
    let _sign = Sign::start(&display, "");
    let mut twin = Twin::of("");
    let first = twin.is_on(&display);
    let second = twin.tap(&display, Action::Next);
    assert!(first.differs(&second, 100..700) > 1000, "another slide");
    assert!(twin.tap(&display, Action::Previous).differs(&first, 100..700) == 0, "the first again");
    let paused = twin.tap(&display, Action::Pause);
    assert!(paused.differs(&first, 700..1080) > 100, "the button says that it goes on");
    twin.tap(&display, Action::Resume);
    twin.tap(&display, Action::Schedule);
    assert!(twin.words().contains("場をひろげる"), "{}", twin.words());
    twin.tap(&display, Action::Next);
    let details = twin.tap(&display, Action::Detail);
    assert!(details.differs(&first, 100..700) > 1000);
    twin.tap(&display, Action::Home);
    twin.tap(&display, Action::LanguageMenu);
    let en = hiroba::domain::text::Lang::EN;
    twin.tap(&display, Action::SetLanguage(en));
    assert_eq!(twin.shown().view.lang, en);
    twin.tap(&display, Action::Staff);
    twin.tap(&display, Action::Back);
}

#[test]
fn nothing_a_hand_can_do_by_mistake_opens_a_menu_or_closes_the_sign() {
    let display = Display::open();
    let mut sign = Sign::start(&display, "");
    let mut twin = Twin::of("");
    twin.is_on(&display);
    // Where no control is: a touch there holds the sign, and nothing else.
    twin.update(Event::Touched(None));
    let upper = ["mousemove", "900", "300"];
    display.xdotool(&[&upper[..], &["click", "3", "click", "2", "click", "4", "click", "5"]].concat());
    twin.stays_on(&display, Duration::from_millis(500));
    let drag = ["mousedown", "1", "mousemove", "300", "500", "mousemove", "1500", "200", "mouseup", "1"];
    display.xdotool(&[&upper[..], &drag].concat());
    twin.stays_on(&display, Duration::from_millis(500));
    // Slid off a button before letting go: it was not meant.
    let (x, y) = twin.place_of(&Action::Next);
    let (x, y) = (format!("{x:.0}"), format!("{y:.0}"));
    display.xdotool(&["mousemove", &x, &y, "mousedown", "1", "sleep", "0.1", "mousemove", "900", "300"]);
    display.xdotool(&["sleep", "0.1", "mouseup", "1"]);
    twin.stays_on(&display, Duration::from_millis(500));
    // By openbox's own key map, which is more than the manual leaves visitors.
    for key in ["alt+F4", "alt+F4", "F11", "ctrl+q", "ctrl+w"] {
        display.key(key);
        twin.stays_on(&display, Duration::from_millis(300));
    }
    sign.is_running();
    twin.tap(&display, Action::Next);
}

#[test]
fn keys_alone_open_the_schedule_and_come_back() {
    let display = Display::open();
    let _sign = Sign::start(&display, "");
    let mut twin = Twin::of("");
    twin.is_on(&display);
    let key = |twin: &mut Twin, name: &str, stroke: Stroke| {
        display.key(name);
        twin.update(Event::Key(stroke));
        twin.is_on(&display)
    };
    let named = |name: &str| Stroke::Key(hiroba::config::Key::parse(name).unwrap());
    let focus = |twin: &Twin| twin.shown().view.focus;
    for _ in 0..20 {
        if focus(&twin) == Some(Action::Schedule) {
            break;
        }
        key(&mut twin, "Tab", Stroke::Tab);
    }
    assert_eq!(focus(&twin), Some(Action::Schedule));
    key(&mut twin, "Return", named("Enter"));
    assert!(twin.words().contains("これからの予定"), "{}", twin.words());
    key(&mut twin, "Right", named("Right"));
    key(&mut twin, "Up", named("Up"));
    key(&mut twin, "shift+Tab", Stroke::BackTab);
    key(&mut twin, "Escape", named("Escape"));
    key(&mut twin, "Next", named("PageDown"));
    key(&mut twin, "s", named("s"));
    key(&mut twin, "Home", named("Home"));
    assert!(!twin.words().contains("これからの予定"), "{}", twin.words());
}
