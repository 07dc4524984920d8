//! The page behind a one-time link: whoever has it sets the password of one account.

use askama::Template;
use axum::Form;
use axum::extract::{Query, State};
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Deserialize;

use crate::hub::Hub;
use crate::hub::admin::passkeys;
use crate::hub::admin::sign::{begin_session, end_earlier_session, hashed, mend_password};
use crate::hub::secret::{fingerprint, new_id};
use crate::hub::store::{Account, LinkPurpose};
use crate::hub::web::{Failure, Page, asked_language, html};

/// What stands in the address.
#[derive(Deserialize)]
pub struct Address {
    #[serde(default)]
    token: String,
}

/// The new password.
#[derive(Deserialize)]
pub struct NewPassword {
    #[serde(default)]
    token: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    again: String,
}

#[derive(Template)]
#[template(path = "accounts/password.html", config = "src/hub/askama.toml")]
struct PasswordPage {
    page: Page,
    token: String,
    name: String,
    mend_password: String,
    mend_again: String,
}

#[derive(Template)]
#[template(path = "accounts/link-over.html", config = "src/hub/askama.toml")]
struct LinkOverPage {
    page: Page,
}

/// Whose password a link sets; nothing when it was used, is too old or is none.
async fn whose(hub: &Hub, token: &str) -> Result<Option<Account>, Failure> {
    let mut reading = hub.store.read().await?;
    let link = reading.link(&fingerprint(token), hub.now_ms()).await?;
    let Some(id) = link.filter(|link| link.purpose == LinkPurpose::Password).and_then(|link| link.account)
    else {
        return Ok(None);
    };
    Ok(reading.account(&id).await?.filter(|account| !account.closed))
}

fn over(page: Page) -> Result<Response, Failure> {
    Ok((StatusCode::NOT_FOUND, html(&LinkOverPage { page })?).into_response())
}

/// The page for the new password.
///
/// # Errors
/// When the database does.
pub async fn form(
    State(hub): State<Hub>,
    headers: HeaderMap,
    Query(Address { token }): Query<Address>,
) -> Result<Response, Failure> {
    let mut page = Page::outside(asked_language(&headers));
    let Some(account) = whose(&hub, &token).await? else { return over(page) };
    page.path = format!("/password?token={token}");
    let (mend_password, mend_again) = Default::default();
    let page: Html<String> =
        html(&PasswordPage { page, token, name: account.name, mend_password, mend_again })?;
    Ok(page.into_response())
}

/// Sets it, ends all sessions of the account and begins a new one.
///
/// # Errors
/// When the database does.
pub async fn set(
    State(hub): State<Hub>,
    headers: HeaderMap,
    Form(form): Form<NewPassword>,
) -> Result<Response, Failure> {
    let page = Page::outside(asked_language(&headers));
    let Some(account) = whose(&hub, &form.token).await? else { return over(page) };
    let (mend_password, mend_again) =
        mend_password(&page, &hub, &form.password, &form.again, &account.name).await?;
    if !mend_password.is_empty() || !mend_again.is_empty() {
        let page = PasswordPage { page, token: form.token, name: account.name, mend_password, mend_again };
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, html(&page)?).into_response());
    }
    let hash = hashed(&hub, form.password).await?;
    let now = hub.now_ms();
    let mut change = hub.store.begin().await?;
    change.hold_accounts().await?;
    // In the meantime the link may have been used, or the account closed.
    let still = change.account_now(&account.id).await?.is_some_and(|account| !account.closed);
    if !still || !change.use_link(&fingerprint(&form.token), now).await? {
        return over(page);
    }
    change.set_password(&account.id, &hash).await?;
    // What was added since the link was made was not added by who has just used it.
    passkeys::others::remove_all(&mut change, &account.name, &account.id, now).await?;
    let set = super::entry(now, &account.name, "password-set", &account.id);
    change.note(&new_id()?, &set).await?;
    end_earlier_session(&hub, &mut change, &headers).await?;
    let cookie = begin_session(&hub, &mut change, &account.id, now).await?;
    change.commit().await?;
    Ok(([(SET_COOKIE, cookie)], Redirect::to("/account?done=password-set")).into_response())
}
