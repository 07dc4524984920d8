//! Those who guess are slowed, those who know come in, and nobody stays for ever.

use hiroba::hub::admin::sign::{Weak, judge};
use hiroba::hub::store::Role;
use jiff::SignedDuration;
use reqwest::{Method, StatusCode};

use super::{account, ask, signed_in};
use crate::house::{Answer, House, PASSWORD};

/// An attempt by way of a proxy on this machine, which says where it comes from.
async fn attempt(house: &House, from: &str, name: &str, password: &str) -> Answer {
    let headers = [
        ("x-forwarded-for", from),
        ("origin", house.address.as_str()),
        ("content-type", "application/x-www-form-urlencoded"),
    ];
    let body = format!("name={name}&password={}", password.replace(' ', "+"));
    ask(house, Method::POST, "/sign-in", &headers, &body).await
}

#[tokio::test(flavor = "multi_thread")]
async fn after_five_guesses_there_is_a_pause_that_says_how_long() {
    let house = House::open().await;
    account(&house, "aoki", Role::Viewer).await;
    for _ in 0..5 {
        let answer = attempt(&house, "192.0.2.1", "aoki", "not the password").await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let pause = attempt(&house, "192.0.2.1", "aoki", PASSWORD).await;
    assert_eq!(pause.status, StatusCode::TOO_MANY_REQUESTS, "not even the right one during the pause");
    assert_eq!(pause.headers["retry-after"], "4");
    pause.shows("4秒 待ってから");
    pause.shows("value=\"aoki\"");
    let elsewhere = attempt(&house, "198.51.100.7", "aoki", PASSWORD).await;
    assert_eq!(elsewhere.status, StatusCode::SEE_OTHER, "from elsewhere its owner comes in");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_pause_ends_and_the_right_password_opens_again() {
    let house = House::open().await;
    account(&house, "aoki", Role::Viewer).await;
    for _ in 0..5 {
        attempt(&house, "192.0.2.1", "aoki", "not the password").await;
    }
    house.later(SignedDuration::from_secs(4));
    assert_eq!(attempt(&house, "192.0.2.1", "aoki", PASSWORD).await.status, StatusCode::SEE_OTHER);
    for _ in 0..5 {
        let answer = attempt(&house, "192.0.2.1", "aoki", "not the password").await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "what was counted is forgotten");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_nobody_has_looks_like_any_other() {
    let house = House::open().await;
    account(&house, "aoki", Role::Viewer).await;
    let mut seen = Vec::new();
    for name in ["aoki", "nobody"] {
        for _ in 0..6 {
            let answer = attempt(&house, &format!("192.0.2.{}", name.len()), name, "not the password").await;
            let pause = answer.headers.get("retry-after").map(|value| value.to_str().unwrap().to_owned());
            seen.push((answer.status, pause, answer.body.replace(name, "…")));
        }
    }
    assert_eq!(seen[..6], seen[6..]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_guesses_at_once_are_a_hundred_guesses() {
    let house = House::open().await;
    account(&house, "aoki", Role::Viewer).await;
    let _ = rustls::crypto::ring::default_provider().install_default();
    let mut looked_at = 0;
    let mut running = tokio::task::JoinSet::new();
    for _ in 0..100 {
        let address = house.address.clone();
        running.spawn(async move {
            let client = reqwest::Client::builder().no_proxy().tls_certs_only([]).build().unwrap();
            let request = client.post(format!("{address}/sign-in")).header("origin", address.as_str());
            let request = request.header("content-type", "application/x-www-form-urlencoded");
            request.body("name=aoki&password=wrong").send().await.unwrap().status()
        });
    }
    while let Some(status) = running.join_next().await {
        looked_at += usize::from(status.unwrap() != StatusCode::TOO_MANY_REQUESTS);
    }
    assert_eq!(looked_at, 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_ends_after_eight_hours_without_a_sign_and_after_seven_days_in_any_case() {
    let house = House::open().await;
    account(&house, "青木", Role::Viewer).await;
    let browser = signed_in(&house, "青木").await;
    house.later(SignedDuration::from_hours(8) - SignedDuration::from_secs(1));
    assert_eq!(browser.get("/account").await.status, StatusCode::OK);
    house.later(SignedDuration::from_hours(8));
    assert!(browser.get("/account").await.leads_to().starts_with("/sign-in"));

    let browser = signed_in(&house, "青木").await;
    let mut days = 0;
    loop {
        house.later(SignedDuration::from_hours(6));
        days += 1;
        if browser.get("/account").await.status != StatusCode::OK {
            break;
        }
    }
    assert_eq!(days, 7 * 4, "with a sign every six hours");
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_in_again_ends_the_session_this_browser_had() {
    let house = House::open().await;
    let id = account(&house, "青木", Role::Viewer).await;
    let browser = signed_in(&house, "青木").await;
    browser.post("/sign-in", &[("name", "青木"), ("password", PASSWORD)]).await;
    let sessions = house.hub.store.read().await.unwrap().sessions_of(&id, house.hub.now_ms()).await.unwrap();
    assert_eq!(sessions.len(), 1);
    assert_eq!(browser.get("/account").await.status, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_not_signed_in_chooses_a_language_too() {
    let house = House::open().await;
    let browser = house.stranger();
    browser.get("/sign-in").await.shows("サインイン");
    let answer = browser.post("/language", &[("lang", "en"), ("back", "/sign-in?back=/log")]).await;
    assert_eq!(answer.leads_to(), "/sign-in?back=/log");
    browser.get("/sign-in").await.shows("Sign in");
}

#[test]
fn passwords_that_are_guessed_first_are_not_taken() {
    let guessed = [
        // From the lists of passwords that became known.
        "password123456789",
        "qwertyuiopasdfgh",
        "1234567890123456",
        "iloveyouiloveyou",
        // As people here write them: names, places and words in Latin letters, with a year, twice.
        "tanakahanako1985",
        "sakurasakura2024",
        "hiroba-hiroba-hiroba",
        "setagaya20261203",
        "Suzukitarou19700401",
        "konnichiwa12345",
        "jimukyoku2026!!",
        "ひろばひろばひろばひろばひろば",
        "あいうえおあいうえおあいうえお",
    ];
    for password in guessed {
        assert_eq!(judge(password, &["青木"]), Err(Weak::Guessable), "{password}");
    }
    // Rows of keys, also of a keyboard of this country, and what only a list of breaches holds.
    for password in [
        "1qaz2wsx3edc4rfv",
        "zxcvbnm,./zxcvbnm",
        "asdfghjkl;:asdfghjkl;:",
        "perasperaadastra",
        "1324354657687980",
    ] {
        assert_eq!(judge(password, &[]), Err(Weak::Guessable), "{password}");
    }
    let place = ["地域交流スペース", "Tsukiatari Plaza"];
    for password in ["tsukiatari-plaza-2026", "Plaza!Plaza!2026", "地域交流スペース2026"] {
        assert_eq!(judge(password, &place), Err(Weak::Guessable), "the place itself: {password}");
    }
    assert_eq!(judge("midorikawa-midorikawa", &["midorikawa"]), Err(Weak::Guessable), "the name itself");
    assert_eq!(judge("kasa9bucho", &[]), Err(Weak::Guessable), "ten characters have to be hard to guess");
    for good in [PASSWORD, "おちゃと うみべの ゆうがたに かさ", "x7#Qm!v2Lp9z"] {
        assert_eq!(judge(good, &["青木"]), Ok(()), "{good}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_name_of_the_place_is_no_password() {
    let house = House::open().await;
    let staff = house.administrator().await;
    let words = [("name-ja", "[水無月|みなづき]の いえ"), ("name-en", "Quillfeather House")];
    let saved = staff.post("/settings/place", &words).await;
    assert!(saved.status.is_redirection(), "{}", saved.body);
    for password in ["みなづきみなづきみなづき", "quillfeather-house-2026", "水無月の いえ 20261203"]
    {
        let form = [("old", PASSWORD), ("password", password), ("again", password)];
        staff.post("/account/password", &form).await.shows("すぐに 思いつかれる");
    }
}

// A browser leaves the tab out and goes to another machine, from a link that begins at the hub.
#[tokio::test(flavor = "multi_thread")]
async fn whoever_signs_in_or_changes_the_language_stays_at_the_hub() {
    let house = House::open().await;
    account(&house, "aoki", Role::Viewer).await;
    for back in
        ["/\t/evil.example", "/\n/evil.example", "//evil.example", "/\\evil.example", "https://evil.example"]
    {
        let form = [("name", "aoki"), ("password", PASSWORD), ("back", back)];
        assert_eq!(house.stranger().post("/sign-in", &form).await.leads_to(), "/", "{back:?}");
        let form = [("lang", "en"), ("back", back)];
        assert_eq!(house.stranger().post("/language", &form).await.leads_to(), "/", "{back:?}");
    }
    house.stranger().get("/sign-in?back=/%09/evil.example").await.shows_not("evil.example");
    let form = [("name", "aoki"), ("password", PASSWORD), ("back", "/schedule?q=%E4%BC%9A")];
    assert_eq!(house.stranger().post("/sign-in", &form).await.leads_to(), "/schedule?q=%E4%BC%9A");
}

// Behind a proxy on another machine everybody was one address, and the failures of others held up the administrator.
#[tokio::test(flavor = "multi_thread")]
async fn behind_a_proxy_that_settings_name_everybody_is_somebody() {
    // The nearer proxy is on this machine, the farther one on another.
    let proxies = ["203.0.113.0/24".parse().unwrap()];
    let house = House::open_with(|hub| hub.behind(&proxies)).await;
    account(&house, "aoki", Role::Viewer).await;
    for _ in 0..6 {
        attempt(&house, "192.0.2.1, 203.0.113.9", "aoki", "not the password").await;
    }
    let held_up = attempt(&house, "192.0.2.1, 203.0.113.9", "aoki", PASSWORD).await;
    assert_eq!(held_up.status, StatusCode::TOO_MANY_REQUESTS);
    let other = attempt(&house, "192.0.2.1, 198.51.100.7, 203.0.113.9", "aoki", PASSWORD).await;
    assert_eq!(other.status, StatusCode::SEE_OTHER);
    assert!(attempt(&house, "203.0.113.9", "aoki", PASSWORD).await.status == StatusCode::SEE_OTHER);
}
