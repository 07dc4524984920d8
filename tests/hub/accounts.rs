//! Accounts and the log of changes, and what keeps the whole hub safe.

#[path = "accounts/device.rs"]
mod device;
#[path = "accounts/document.rs"]
mod document;
#[path = "accounts/door.rs"]
mod door;
#[path = "accounts/log.rs"]
mod log;
#[path = "accounts/nul.rs"]
mod nul;
#[path = "accounts/passkeys.rs"]
mod passkeys;
#[path = "accounts/people.rs"]
mod people;
#[path = "accounts/roles.rs"]
pub mod roles;
#[path = "accounts/safety.rs"]
mod safety;
#[path = "accounts/versions.rs"]
mod versions;

use hiroba::hub;
use hiroba::hub::store::{Account, Role};
use reqwest::{Method, StatusCode};

use crate::house::{Answer, Browser, House, PASSWORD};

/// An account with [`PASSWORD`], as if somebody had set it by a link; its id.
async fn account(house: &House, name: &str, role: Role) -> String {
    // Slow on purpose: once for all accounts of a test.
    static HASH: std::sync::OnceLock<String> = std::sync::OnceLock::new();
    let hash = HASH.get_or_init(|| hub::admin::sign::hash(PASSWORD).unwrap());
    let id = hub::new_id().unwrap();
    let account = Account {
        id: id.clone(),
        name: name.to_owned(),
        password: Some(hash.clone()),
        role,
        lang: "ja".to_owned(),
        closed: false,
    };
    let mut change = house.hub.store.begin().await.unwrap();
    change.add_account(&account, house.hub.now_ms()).await.unwrap();
    change.commit().await.unwrap();
    id
}

/// The browser of somebody who has just signed in.
async fn signed_in(house: &House, name: &str) -> Browser {
    let browser = house.stranger();
    let answer = browser.post("/sign-in", &[("name", name), ("password", PASSWORD)]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    browser
}

/// The path of the only one-time link on a page.
fn link_on(house: &House, page: &Answer) -> String {
    let start = format!("{}/password?token=", house.hub.settings.address);
    let (_, rest) = page.body.split_once(&start).expect("a link on the page");
    let token: String = rest.chars().take_while(char::is_ascii_hexdigit).collect();
    format!("/password?token={token}")
}

/// A request in every detail, by nobody's browser.
async fn ask(house: &House, method: Method, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none());
    let client = client.no_proxy().tls_certs_only([]).build().unwrap();
    let mut request = client.request(method, format!("{}{path}", house.address)).body(body.to_owned());
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let response = request.send().await.unwrap();
    let (status, headers) = (response.status(), response.headers().clone());
    let streams = headers.get("content-type").is_some_and(|kind| kind == "text/event-stream");
    // What is told as it happens never ends.
    let body = if streams { String::new() } else { response.text().await.unwrap() };
    Answer { status, headers, body }
}
