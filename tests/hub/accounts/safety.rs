//! What every answer says and what no answer, log or address says.

use std::io::Write;
use std::sync::{Arc, Mutex};

use hiroba::hub::store::Database;
use hiroba::hub::store::Role;
use hiroba::hub::{self, Hub, Listening, Settings};
use jiff::tz::TimeZone;
use reqwest::{Method, StatusCode};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use super::{account, ask, link_on, signed_in};
use crate::house::{BEGINNING, Device, House, PASSWORD};

/// Answers of every kind: pages, failures of all sorts, files, and what kiosks get.
const EVERYWHERE: [(&str, &str); 12] = [
    ("GET", "/sign-in"),
    ("GET", "/"),
    ("GET", "/nothing-here"),
    ("POST", "/sign-in"),
    ("DELETE", "/sign-in"),
    ("GET", "/password?token=nobody"),
    ("GET", "/static/hub.css"),
    ("GET", "/static/nothing.css"),
    ("GET", "/api/v1/programme"),
    ("GET", "/api/v1/nothing"),
    ("POST", "/api/v1/pairing"),
    ("PUT", "/api/v1/pairing"),
];

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_tells_browsers_to_be_careful() {
    let house = House::open().await;
    for (method, path) in EVERYWHERE {
        let answer = ask(&house, method.parse().unwrap(), path, &[], "").await;
        let policy = answer.headers["content-security-policy"].to_str().unwrap();
        for part in ["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'"] {
            assert!(policy.contains(part), "{method} {path}: {policy}");
        }
        assert!(!policy.contains("unsafe"), "{policy}");
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "DENY"),
            ("referrer-policy", "same-origin"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
        ] {
            assert_eq!(answer.headers[name], value, "{method} {path}");
        }
        assert!(answer.headers.contains_key("cache-control"), "{method} {path}");
        assert!(!answer.headers.contains_key("strict-transport-security"), "without TLS that would lock out");
        assert!(!answer.headers.contains_key("server"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn with_tls_cookies_are_bound_to_it_and_browsers_stay_with_it() {
    let house = House::open_called("https://hub.example").await;
    account(&house, "aoki", Role::Viewer).await;
    let headers = [
        ("host", "hub.example"),
        ("origin", "https://hub.example"),
        ("content-type", "application/x-www-form-urlencoded"),
    ];
    let body = format!("name=aoki&password={}", PASSWORD.replace(' ', "+"));
    let answer = ask(&house, Method::POST, "/sign-in", &headers, &body).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let cookie = answer.headers["set-cookie"].to_str().unwrap();
    assert!(cookie.starts_with("__Host-hiroba-session="), "{cookie}");
    for part in ["; Secure", "; HttpOnly", "; SameSite=Lax", "; Path=/"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert!(!cookie.contains("Domain"), "{cookie}");
    assert_eq!(answer.headers["strict-transport-security"], "max-age=31536000");
    let pair = cookie.split(';').next().unwrap();
    let page = ask(&house, Method::GET, "/account", &[("host", "hub.example"), ("cookie", pair)], "").await;
    assert_eq!(page.status, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_somebody_pointed_at_this_machine_opens_no_page() {
    let house = House::open().await;
    account(&house, "aoki", Role::Viewer).await;
    for host in ["elsewhere.example", "elsewhere.example:8168"] {
        let answer = ask(&house, Method::GET, "/sign-in", &[("host", host)], "").await;
        assert_eq!(answer.status, StatusCode::MISDIRECTED_REQUEST);
        answer.shows("この アドレスでは 開けません");
        let origin = format!("http://{host}");
        let headers = [("host", host), ("origin", origin.as_str())];
        let answer = ask(&house, Method::POST, "/sign-in", &headers, "name=aoki").await;
        assert_eq!(answer.status, StatusCode::MISDIRECTED_REQUEST);
    }
    for host in ["localhost:8168", "127.0.0.1", "[::1]:8168"] {
        let answer = ask(&house, Method::GET, "/sign-in", &[("host", host)], "").await;
        assert_eq!(answer.status, StatusCode::OK, "{host}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_from_elsewhere_changes_nothing_whatever_it_says_of_itself() {
    let house = House::open().await;
    account(&house, "青木", Role::Viewer).await;
    let browser = signed_in(&house, "青木").await;
    let own = house.address.clone();
    for headers in [
        vec![],
        vec![("origin", "null")],
        vec![("origin", "https://elsewhere.example")],
        vec![("origin", own.as_str()), ("sec-fetch-site", "cross-site")],
        vec![("origin", own.as_str()), ("sec-fetch-site", "same-site")],
    ] {
        let answer = ask(&house, Method::POST, "/sign-out", &headers, "").await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{headers:?}");
    }
    assert_eq!(browser.get("/account").await.status, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_read_is_answered_in_the_shape_of_whoever_sent_it() {
    let house = House::open().await;
    let device = Device::taken_in(&house, "入口").await;
    let token = format!("Bearer {}", device.token);
    let own = house.address.clone();
    let page = async |method: Method, path: &str, kind: &str, body: &str| {
        ask(&house, method, path, &[("origin", own.as_str()), ("content-type", kind)], body).await
    };
    let form = "application/x-www-form-urlencoded";
    for (answer, status, says) in [
        (page(Method::GET, "/nothing", form, "").await, 404, "この ページは ありません"),
        (page(Method::DELETE, "/sign-in", form, "").await, 405, "そのようには 使えません"),
        (page(Method::POST, "/sign-in", "text/plain", "name").await, 415, "読みとれませんでした"),
        (page(Method::POST, "/sign-in", form, "name=a&name=b").await, 422, "読みとれませんでした"),
    ] {
        assert_eq!(answer.status.as_u16(), status);
        assert_eq!(answer.headers["content-type"], "text/html; charset=utf-8");
        answer.shows(says);
        answer.shows("はじめの ページへ");
    }
    let call = async |method: Method, path: &str, kind: &str, body: &str| {
        let headers = [("authorization", token.as_str()), ("content-type", kind)];
        ask(&house, method, path, &headers, body).await
    };
    let json = "application/json";
    for (answer, status) in [
        (call(Method::GET, "/api/v1/nothing", json, "").await, 404),
        (call(Method::GET, "/api/v1/pictures/nothing", json, "").await, 404),
        (call(Method::DELETE, "/api/v1/records", json, "").await, 405),
        (call(Method::POST, "/api/v1/records", "text/plain", "{}").await, 415),
        (call(Method::POST, "/api/v1/records", json, "{").await, 400),
        (call(Method::POST, "/api/v1/records", json, "{\"records\":3}").await, 422),
        (call(Method::GET, "/api/v1/shared?after=many", json, "").await, 400),
    ] {
        assert_eq!(answer.status.as_u16(), status, "{}", answer.body);
        assert_eq!(answer.headers["content-type"], "application/json");
        let problem: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
        assert_eq!(problem["status"], status);
        assert!(problem["title"].is_string());
    }
    let allowed = call(Method::DELETE, "/api/v1/records", json, "").await;
    assert_eq!(allowed.headers["allow"], "POST");
}

/// Sends bytes as they are and takes what comes back.
async fn raw(house: &House, request: &str) -> String {
    let host = house.address.strip_prefix("http://").unwrap();
    let mut stream = tokio::net::TcpStream::connect(host).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn who_announces_more_than_can_be_taken_is_told_before_sending_it() {
    let house = House::open().await;
    let host = house.address.strip_prefix("http://").unwrap();
    let announce = |path: &str| {
        format!(
            "POST {path} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nConnection: close\r\n\
             Content-Length: 1000000000\r\n\r\n"
        )
    };
    let page = raw(&house, &announce("/sign-in")).await;
    assert!(page.starts_with("HTTP/1.1 413"), "{page}");
    assert!(page.contains("大きすぎます") && page.contains("content-security-policy"), "{page}");
    let call = raw(&house, &announce("/api/v1/records")).await;
    assert!(call.starts_with("HTTP/1.1 413") && call.contains("\"status\":413"), "{call}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_handler_that_panics_is_a_page_and_the_next_request_is_served() {
    let folder = tempfile::tempdir().unwrap();
    let database = Database::File(folder.path().join("hub.sqlite"));
    let listening = Listening::on("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listening.address);
    let broken = Arc::new(std::sync::atomic::AtomicBool::new(false));
    let clock = {
        let broken = broken.clone();
        Arc::new(move || {
            assert!(!broken.load(std::sync::atomic::Ordering::SeqCst), "the clock is broken");
            BEGINNING.parse().unwrap()
        })
    };
    let zone = TimeZone::get("Asia/Tokyo").unwrap();
    let hub = Hub::open(Settings { database, zone, address: address.clone() }, clock, None).await.unwrap();
    tokio::spawn(hub::serve(listening, hub::router(hub), std::future::pending()));
    let browser = crate::house::Browser::new(&address);
    broken.store(true, std::sync::atomic::Ordering::SeqCst);
    let page = browser.get("/password?token=x").await;
    assert_eq!(page.status, StatusCode::INTERNAL_SERVER_ERROR);
    page.shows("ページを 作れませんでした");
    page.shows_not("the clock is broken");
    let call = browser.get("/api/v1/pairing/x").await;
    assert_eq!(call.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(call.body, r#"{"status":500,"title":"Internal Server Error"}"#);
    broken.store(false, std::sync::atomic::Ordering::SeqCst);
    assert_eq!(browser.get("/sign-in").await.status, StatusCode::OK);
}

/// What a log takes down.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// One thread, so that whatever is said on it is taken down. `hiroba hub` says the set-up link once,
/// on purpose, outside of what is tried here: it is how the first person comes in.
#[tokio::test(flavor = "current_thread")]
async fn a_day_of_use_leaves_no_secret_in_the_log_nor_in_an_address_that_is_led_to() {
    let lines = Lines::default();
    let writer = lines.clone();
    let log = tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE);
    let log = log.with_writer(move || writer.clone()).finish();
    let _log = tracing::subscriber::set_default(log);

    let house = House::open().await;
    let setup = hub::admin::sign::setup_link(&house.hub).await.unwrap().unwrap();
    let setup = setup.rsplit_once('=').unwrap().1.to_owned();
    let administrator = house.stranger();
    let form = [("token", setup.as_str()), ("name", "管理"), ("password", PASSWORD), ("again", PASSWORD)];
    let mut led = vec![administrator.post("/setup", &form).await];
    let page = administrator.post("/accounts/new", &[("name", "青木"), ("role", "editor")]).await;
    let link = link_on(&house, &page).rsplit_once('=').unwrap().1.to_owned();
    let other = "kettle umbrella fourteen walnut";
    let browser = house.stranger();
    led.push(browser.post("/password", &[("token", &link), ("password", other), ("again", other)]).await);
    led.push(browser.post("/sign-out", &[]).await);
    led.push(browser.post("/sign-in", &[("name", "青木"), ("password", "harbour of guesses")]).await);
    led.push(browser.post("/sign-in", &[("name", "青木"), ("password", other)]).await);
    for _ in 0..7 {
        let wrong = [("old", "harbour of guesses"), ("password", PASSWORD), ("again", PASSWORD)];
        led.push(browser.post("/account/password", &wrong).await);
    }
    let device = Device::taken_in(&house, "入口").await;
    device.get("/programme").await;
    let record = serde_json::json!({ "records": [{ "key": "f".repeat(32), "meeting": "tea" }] });
    device.post("/records", &record).await;
    ask(&house, Method::POST, "/api/v1/records", &[("authorization", "Bearer nobody")], "{").await;

    let cookies: Vec<String> = led
        .iter()
        .filter_map(|answer| answer.headers.get("set-cookie"))
        .map(|cookie| {
            cookie.to_str().unwrap().split(';').next().unwrap().split_once('=').unwrap().1.to_owned()
        })
        .filter(|value| !value.is_empty())
        .collect();
    assert!(cookies.len() >= 3, "sessions were begun");
    let mut secrets = vec![setup, link, PASSWORD.to_owned(), other.to_owned(), device.token.clone()];
    secrets.push("harbour of guesses".to_owned());
    secrets.push("argon2".to_owned());
    secrets.extend(cookies);
    let log = String::from_utf8(lines.0.lock().unwrap().clone()).unwrap();
    assert!(log.contains("Many attempts to sign in"), "the log is taken down:\n{log}");
    for secret in &secrets {
        assert!(!log.contains(secret), "{secret} is in the log");
        for answer in &led {
            assert!(!answer.leads_to().contains(secret), "{secret} is in {}", answer.leads_to());
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn ids_say_nothing_and_cannot_be_counted_through() {
    let house = House::open().await;
    let (first, second) =
        (account(&house, "青木", Role::Viewer).await, account(&house, "井上", Role::Viewer).await);
    for id in [&first, &second] {
        assert!(id.len() == 32 && id.bytes().all(|byte| byte.is_ascii_hexdigit()), "{id}");
    }
    assert_ne!(first[..8], second[..8]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_that_says_nothing_sensible_is_let_go_and_others_are_served() {
    let house = House::open().await;
    let answer = raw(&house, "\x16\x03\x01 not http at all\r\n\r\n").await;
    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 400"), "{answer:?}");
    assert_eq!(house.stranger().get("/sign-in").await.status, StatusCode::OK);
}
