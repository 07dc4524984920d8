//! Coming in and going out: the first account, signing in, signing out.

mod password;

use askama::Template;
use axum::Form;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::http::header::SET_COOKIE;
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Deserialize;

use crate::domain::text::Lang;
use crate::hub::secret::{Token, fingerprint, new_id};
use crate::hub::store::{Account, Entry, Link, LinkPurpose, Role, StoreError};
use crate::hub::web::{COOKIE, Failure, Page, Staff, asked_language, html};
use crate::hub::{Hub, web};

pub use password::{Weak, hash, is_right, judge};

/// How long the set-up link is good, ms.
const SETUP_GOOD_FOR: i64 = 24 * 60 * 60 * 1000;

/// A one-time link that makes the first account; nothing where there is one already. Earlier
/// links of this kind end.
///
/// # Errors
/// When the database does.
pub async fn setup_link(hub: &Hub) -> Result<Option<String>, StoreError> {
    if hub.store.read().await?.has_accounts().await? {
        return Ok(None);
    }
    let (token, now) = (Token::new()?, hub.now_ms());
    let mut change = hub.store.begin().await?;
    change.end_links(LinkPurpose::Setup).await?;
    let link = Link {
        token: token.fingerprint(),
        purpose: LinkPurpose::Setup,
        account: None,
        made: now,
        ends: now + SETUP_GOOD_FOR,
    };
    change.add_link(&link).await?;
    change.commit().await?;
    Ok(Some(format!("{}/setup?token={}", hub.settings.address, token.text())))
}

/// What stands in the address of the set-up page.
#[derive(Deserialize)]
pub struct SetupAddress {
    #[serde(default)]
    token: String,
}

/// The first account.
#[derive(Default, Deserialize)]
pub struct FirstAccount {
    #[serde(default)]
    token: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    again: String,
}

#[derive(Template)]
#[template(path = "sign/setup.html", config = "src/hub/askama.toml")]
struct SetupPage {
    page: Page,
    token: String,
    name: String,
    /// What can be mended, by field.
    mend_name: String,
    mend_password: String,
    mend_again: String,
}

/// The page behind the set-up link.
///
/// # Errors
/// When the link is not good any more.
pub async fn setup(
    State(hub): State<Hub>,
    headers: HeaderMap,
    Query(address): Query<SetupAddress>,
) -> Result<Html<String>, Failure> {
    let link = hub.store.read().await?.link(&fingerprint(&address.token), hub.now_ms()).await?;
    if !link.is_some_and(|link| link.purpose == LinkPurpose::Setup) {
        return Err(Failure::NotFound);
    }
    html(&SetupPage {
        page: Page::outside(asked_language(&headers)),
        token: address.token,
        name: String::new(),
        mend_name: String::new(),
        mend_password: String::new(),
        mend_again: String::new(),
    })
}

/// Longest name of an account, characters.
const LONGEST_NAME: usize = 60;

/// Makes the first account, an administrator's, and signs it in.
///
/// # Errors
/// When the link is not good any more.
pub async fn set_up(
    State(hub): State<Hub>,
    headers: HeaderMap,
    Form(form): Form<FirstAccount>,
) -> Result<Response, Failure> {
    let (lang, token, now) = (asked_language(&headers), fingerprint(&form.token), hub.now_ms());
    let link = hub.store.read().await?.link(&token, now).await?;
    if !link.is_some_and(|link| link.purpose == LinkPurpose::Setup) {
        return Err(Failure::NotFound);
    }
    let page = Page::outside(lang);
    let name = form.name.trim().to_owned();
    let mend_name = match name.chars().count() {
        0 => page.t("mend-name-missing"),
        count if count > LONGEST_NAME => page.t("mend-name-long"),
        _ => String::new(),
    };
    let mend_password =
        judge(&form.password, &[&name]).err().map(|weak| page.t(weak.key())).unwrap_or_default();
    let mend_again = if form.password == form.again { String::new() } else { page.t("mend-password-again") };
    if ![&mend_name, &mend_password, &mend_again].iter().all(|mend| mend.is_empty()) {
        let token = form.token;
        let page = SetupPage { page, token, name, mend_name, mend_password, mend_again };
        return Ok(html(&page)?.into_response());
    }
    let hash = hashed(form.password).await?;
    let account = Account {
        id: new_id()?,
        name,
        password: Some(hash),
        role: Role::Administrator,
        lang: lang.as_str().to_owned(),
        closed: false,
    };
    let mut change = hub.store.begin().await?;
    if !change.use_link(&token, now).await? {
        return Err(Failure::NotFound);
    }
    change.add_account(&account, now).await?;
    let entry = Entry {
        at: now,
        who: account.name.clone(),
        act: "account-made".to_owned(),
        subject: format!("account/{}", account.id),
        earlier: None,
        later: Some(account.role.key().to_owned()),
    };
    change.note(&new_id()?, &entry).await?;
    let cookie = begin_session(&hub, &mut change, &account.id, now).await?;
    change.commit().await?;
    Ok(([(SET_COOKIE, cookie)], Redirect::to("/?done=set-up")).into_response())
}

/// Hashing takes a tenth of a second on purpose: not on a thread that serves others.
async fn hashed(password: String) -> Result<String, Failure> {
    let hashing = tokio::task::spawn_blocking(move || hash(&password));
    let hashed = hashing.await.map_err(|error| Failure::Internal(error.to_string()))?;
    hashed.map_err(Failure::Internal)
}

/// Begins a session; the cookie that carries it.
async fn begin_session(
    hub: &Hub,
    change: &mut crate::hub::store::Change,
    account: &str,
    now: i64,
) -> Result<String, Failure> {
    let token = Token::new()?;
    change.begin_session(&token.fingerprint(), account, now, now + web::SESSION_IDLE).await?;
    let secure = if hub.settings.address.starts_with("https://") { "; Secure" } else { "" };
    Ok(format!("{COOKIE}={}; Path=/; HttpOnly; SameSite=Lax{secure}", token.text()))
}

/// Where to go after signing in.
#[derive(Default, Deserialize)]
pub struct Back {
    #[serde(default)]
    back: String,
}

/// Only a page of this hub: anything else would lead away from it.
fn own_page(back: &str) -> &str {
    let own = back.starts_with('/') && !back.starts_with("//") && !back.contains(['\\', '\r', '\n']);
    if own { back } else { "/" }
}

#[derive(Template)]
#[template(path = "sign/in.html", config = "src/hub/askama.toml")]
struct SignInPage {
    page: Page,
    back: String,
    name: String,
    mend: String,
}

/// The page for signing in.
///
/// # Errors
/// When the page cannot be made.
pub async fn form(headers: HeaderMap, Query(back): Query<Back>) -> Result<Html<String>, Failure> {
    html(&SignInPage {
        page: Page::outside(asked_language(&headers)),
        back: own_page(&back.back).to_owned(),
        name: String::new(),
        mend: String::new(),
    })
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

/// Signs somebody in.
///
/// # Errors
/// When the database does.
pub async fn sign_in(
    State(hub): State<Hub>,
    headers: HeaderMap,
    Form(form): Form<SignIn>,
) -> Result<Response, Failure> {
    let now = hub.now_ms();
    let name = form.name.trim().to_owned();
    let known = hub.store.read().await?.account_named(&name).await?.filter(|account| !account.closed);
    let kept = known.as_ref().and_then(|account| account.password.clone());
    let password = form.password;
    // Also for a name that nobody has: how long it takes must not tell which names there are.
    let checking = tokio::task::spawn_blocking(move || is_right(&password, kept.as_deref()));
    let right = checking.await.map_err(|error| Failure::Internal(error.to_string()))?;
    let Some(account) = known.filter(|_| right) else {
        let page = Page::outside(asked_language(&headers));
        let mend = page.t("mend-sign-in");
        let back = own_page(&form.back).to_owned();
        return Ok(html(&SignInPage { page, back, name, mend })?.into_response());
    };
    let mut change = hub.store.begin().await?;
    let cookie = begin_session(&hub, &mut change, &account.id, now).await?;
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
    let gone = format!("{COOKIE}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0");
    Ok(([(SET_COOKIE, gone)], Redirect::to("/sign-in")).into_response())
}

/// The other language.
#[derive(Deserialize)]
pub struct Other {
    #[serde(default)]
    lang: String,
    #[serde(default)]
    back: String,
}

/// Changes the language of somebody's pages, for good.
///
/// # Errors
/// When the database does.
pub async fn language(
    State(hub): State<Hub>,
    staff: Staff,
    Form(form): Form<Other>,
) -> Result<Redirect, Failure> {
    let lang = if form.lang == "en" { Lang::EN } else { Lang::JA };
    let account = hub.store.read().await?.account(&staff.account).await?.ok_or(Failure::NotFound)?;
    let mut change = hub.store.begin().await?;
    change.change_account(&Account { lang: lang.as_str().to_owned(), ..account }, hub.now_ms()).await?;
    change.commit().await?;
    Ok(Redirect::to(own_page(&form.back)))
}
