//! The door: signing in, signing out, and the language of whoever stands before it.

use std::net::IpAddr;

use askama::Template;
use axum::Form;
use axum::extract::{Query, State};
use axum::http::header::{RETRY_AFTER, SET_COOKIE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::password::{hash, is_right};
use super::same_name;
use crate::domain::text::Lang;
use crate::hub::Hub;
use crate::hub::admin::passkeys::{AskedName, Usable};
use crate::hub::secret::{Token, fingerprint};
use crate::hub::store::{Account, Change};
use crate::hub::web::{
    Caller, Failure, LANGUAGE_COOKIE, Page, SESSION_IDLE, Staff, asked_language, cookie, html,
    session_cookie, url_encoded,
};

/// Hashing takes a tenth of a second on purpose: not on a thread that serves others.
pub(in crate::hub::admin) async fn hashed(hub: &Hub, password: String) -> Result<String, Failure> {
    let _place = hub.attempts.place().await;
    let hashing = tokio::task::spawn_blocking(move || hash(&password));
    let hashed = hashing.await.map_err(|error| Failure::Internal(error.to_string()))?;
    hashed.map_err(Failure::Internal)
}

/// Whether it is the password of an account. Also for a name that nobody has it takes its time: how
/// long it takes must not tell which names there are.
///
/// # Errors
/// With the seconds to wait, after many attempts.
pub(in crate::hub::admin) async fn checked(
    hub: &Hub,
    name: &str,
    known: Option<&Account>,
    password: String,
    from: IpAddr,
) -> Result<bool, Failure> {
    if let Err(seconds) = hub.attempts.ask(name, from, hub.now_ms()) {
        // Without the address: the log has none of anybody.
        tracing::warn!("Many attempts to sign in in a row: the next one is looked at in {seconds} s.");
        return Err(Failure::TooMany(seconds));
    }
    let kept = known.and_then(|account| account.password.clone());
    let _place = hub.attempts.place().await;
    let checking = tokio::task::spawn_blocking(move || is_right(&password, kept.as_deref()));
    let right = checking.await.map_err(|error| Failure::Internal(error.to_string()))?;
    if right {
        hub.attempts.was_right(name, from);
    }
    Ok(right)
}

/// Begins a session; the cookie that carries it.
pub(in crate::hub::admin) async fn begin_session(
    hub: &Hub,
    change: &mut Change,
    account: &str,
    now: i64,
) -> Result<String, Failure> {
    let token = Token::new()?;
    change.begin_session(&token.fingerprint(), account, now, now + SESSION_IDLE).await?;
    Ok(cookie_of(hub, token.text()))
}

/// Ends the session that this browser was in before: a new one never goes on beside it.
pub(in crate::hub::admin) async fn end_earlier_session(
    hub: &Hub,
    change: &mut Change,
    headers: &HeaderMap,
) -> Result<(), Failure> {
    if let Some(earlier) = cookie(headers, session_cookie(hub)) {
        change.end_session(&fingerprint(earlier)).await?;
    }
    Ok(())
}

fn cookie_of(hub: &Hub, value: &str) -> String {
    let secure = if hub.is_https() { "; Secure" } else { "" };
    let gone = if value.is_empty() { "; Max-Age=0" } else { "" };
    format!("{}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{gone}", session_cookie(hub))
}

/// Where to go after signing in.
#[derive(Default, Deserialize)]
pub struct Back {
    #[serde(default)]
    back: String,
}

/// Only a page of this hub: anything else would lead away from it. Browsers leave tabs and breaks out of an
/// address and turn backslashes round, so that `/<tab>/elsewhere` is another machine to them. Our own addresses
/// are of signs that can be seen, whatever is in them.
pub(in crate::hub::admin) fn own_page(back: &str) -> &str {
    let is_own = back.starts_with('/')
        && !back.starts_with("//")
        && back.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    if is_own { back } else { "/" }
}

#[derive(Template)]
#[template(path = "sign/in.html", config = "src/hub/askama.toml")]
pub(in crate::hub::admin) struct SignInPage {
    pub page: Page,
    back: String,
    name: String,
    mend: String,
    /// Whether one can come in with a passkey here.
    usable: Usable,
    pub mend_passkey: String,
}

impl SignInPage {
    pub fn new(hub: &Hub, headers: &HeaderMap, asked: &AskedName, back: &str) -> SignInPage {
        let back = own_page(back).to_owned();
        let mut page = Page::outside(asked_language(headers));
        page.path = format!("/sign-in?back={}", url_encoded(&back));
        let usable = Usable::at(hub, asked);
        let (name, mend, mend_passkey) = Default::default();
        SignInPage { page, back, name, mend, usable, mend_passkey }
    }
}

/// The page for signing in.
///
/// # Errors
/// When the page cannot be made.
pub async fn form(
    State(hub): State<Hub>,
    headers: HeaderMap,
    asked: AskedName,
    Query(back): Query<Back>,
) -> Result<Html<String>, Failure> {
    html(&SignInPage::new(&hub, &headers, &asked, &back.back))
}

/// Name and password.
#[derive(Deserialize)]
pub struct SignIn {
    #[serde(default)]
    name: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    back: String,
}

/// The account of a name: as it was written, or else the only one that looks the same. An input method may write
/// a wide blank where the name has a narrow one.
fn named(accounts: &[Account], name: &str) -> Option<Account> {
    let mut alike = accounts.iter().filter(|account| same_name(&account.name, name));
    let exact = accounts.iter().find(|account| account.name == name);
    exact.or_else(|| alike.next().filter(|_| alike.next().is_none())).cloned()
}

/// Signs somebody in.
///
/// # Errors
/// When the database does.
pub async fn sign_in(
    State(hub): State<Hub>,
    Caller(from): Caller,
    headers: HeaderMap,
    asked: AskedName,
    Form(form): Form<SignIn>,
) -> Result<Response, Failure> {
    let name = form.name.trim().to_owned();
    let known = named(&hub.store.read().await?.accounts().await?, &name).filter(|account| !account.closed);
    // However it is written, it is one name that is guessed at.
    let asked_for = known.as_ref().map_or(&name, |account| &account.name).clone();
    let mut page = SignInPage::new(&hub, &headers, &asked, &form.back);
    page.name.clone_from(&name);
    let right = match checked(&hub, &asked_for, known.as_ref(), form.password, from).await {
        Ok(right) => right,
        Err(Failure::TooMany(seconds)) => {
            page.mend = page.page.n("mend-sign-in-later", i64::try_from(seconds).unwrap_or(i64::MAX));
            let later = [(RETRY_AFTER, seconds.to_string())];
            return Ok((StatusCode::TOO_MANY_REQUESTS, later, html(&page)?).into_response());
        }
        Err(failure) => return Err(failure),
    };
    let Some(account) = known.filter(|_| right) else {
        page.mend = page.page.t("mend-sign-in");
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, html(&page)?).into_response());
    };
    let mut change = hub.store.begin().await?;
    end_earlier_session(&hub, &mut change, &headers).await?;
    let cookie = begin_session(&hub, &mut change, &account.id, hub.now_ms()).await?;
    change.commit().await?;
    Ok(([(SET_COOKIE, cookie)], Redirect::to(own_page(&form.back))).into_response())
}

/// Ends the session.
///
/// # Errors
/// When the database does.
pub async fn sign_out(State(hub): State<Hub>, staff: Staff) -> Result<Response, Failure> {
    let mut change = hub.store.begin().await?;
    change.end_session(&staff.session).await?;
    change.commit().await?;
    Ok(([(SET_COOKIE, cookie_of(&hub, ""))], Redirect::to("/sign-in")).into_response())
}

/// The other language.
#[derive(Deserialize)]
pub struct Other {
    #[serde(default)]
    lang: String,
    #[serde(default)]
    back: String,
}

/// Changes the language: of somebody's pages, for good; of who is not signed in, in this browser.
///
/// # Errors
/// When the database does.
pub async fn language(
    State(hub): State<Hub>,
    staff: Option<Staff>,
    Form(form): Form<Other>,
) -> Result<Response, Failure> {
    let lang = if form.lang == "en" { Lang::EN } else { Lang::JA };
    let code = lang.as_str();
    let back = Redirect::to(own_page(&form.back));
    let Some(staff) = staff else {
        let secure = if hub.is_https() { "; Secure" } else { "" };
        let kept =
            format!("{LANGUAGE_COOKIE}={code}; Path=/; HttpOnly; SameSite=Lax; Max-Age=31536000{secure}");
        return Ok(([(SET_COOKIE, kept)], back).into_response());
    };
    let mut change = hub.store.begin().await?;
    change.hold_accounts().await?;
    let account = change.account_now(&staff.account).await?.ok_or(Failure::NotFound)?;
    change.change_account(&Account { lang: code.to_owned(), ..account }, hub.now_ms()).await?;
    change.commit().await?;
    Ok(back.into_response())
}

#[cfg(test)]
mod tests {
    use super::own_page;

    #[test]
    fn nobody_is_led_away_from_the_hub() {
        for away in [
            "https://evil.example",
            "//evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "/\t/evil.example",
            "/\n/evil.example",
            "/\u{0}/evil.example",
            "\t//evil.example",
            " //evil.example",
            "/ /evil.example",
            "/\u{3000}/evil.example",
            "schedule",
            "",
        ] {
            assert_eq!(own_page(away), "/", "{away:?}");
        }
        for own in ["/", "/schedule?q=%E4%BC%9A&state=draft", "/kiosks/0f#errands"] {
            assert_eq!(own_page(own), own);
        }
    }
}
