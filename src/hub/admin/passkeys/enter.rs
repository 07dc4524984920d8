//! Coming in with a passkey. It says itself whose it is, so that no name is typed, and nobody learns
//! from the hub which names there are.

use std::net::IpAddr;

use axum::Form;
use axum::extract::State;
use axum::http::header::{RETRY_AFTER, SET_COOKIE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use webauthn_rs::prelude::{DiscoverableAuthentication, Passkey, PublicKeyCredential, WebauthnError};

use super::{Answered, AskedName, internal, later, party, problem};
use crate::hub::Hub;
use crate::hub::admin::sign::{SignInPage, begin_session, end_earlier_session, own_page};
use crate::hub::secret::{hex, new_id};
use crate::hub::store::{Account, ChallengePurpose, PasskeyRow};
use crate::hub::web::{Caller, Failure, Page, asked_language, html};

/// What the browser is to ask a passkey for.
///
/// # Errors
/// When the database does.
pub async fn begin(
    State(hub): State<Hub>,
    Caller(from): Caller,
    asked: AskedName,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let page = Page::outside(asked_language(&headers));
    let Some(party) = party(&hub, &asked) else {
        return Ok(problem(StatusCode::UNPROCESSABLE_ENTITY, page.t("passkeys-not-here")));
    };
    if let Err(seconds) = hub.attempts.questions.take(from, hub.now()) {
        return Ok(later(&page, seconds));
    }
    let (options, state) = party.webauthn.start_discoverable_authentication().map_err(internal)?;
    let options = serde_json::to_value(options).map_err(internal)?;
    super::ask(&hub, &page, ChallengePurpose::SignIn, None, options, &state).await
}

/// What the passkey has answered.
#[derive(Deserialize)]
pub struct SignIn {
    #[serde(flatten)]
    answered: Answered,
    #[serde(default)]
    back: String,
}

/// Why nobody came in.
enum Refused {
    /// Not a passkey of somebody here, or not an answer to what was asked.
    Unknown,
    /// Its count of signatures went back: there may be two of it.
    Copied,
    Pause(u64),
    Failure(Failure),
}

impl<E: Into<Failure>> From<E> for Refused {
    fn from(error: E) -> Refused {
        Refused::Failure(error.into())
    }
}

/// Signs somebody in.
///
/// # Errors
/// When the database does.
pub async fn sign_in(
    State(hub): State<Hub>,
    Caller(from): Caller,
    asked: AskedName,
    headers: HeaderMap,
    Form(form): Form<SignIn>,
) -> Result<Response, Failure> {
    let mut page = SignInPage::new(&hub, &headers, &asked, &form.back);
    let (status, seconds) = match enter(&hub, from, &asked, &headers, &form.answered).await {
        Ok(cookie) => {
            return Ok(([(SET_COOKIE, cookie)], Redirect::to(own_page(&form.back))).into_response());
        }
        Err(Refused::Failure(failure)) => return Err(failure),
        Err(Refused::Unknown) => {
            page.mend_passkey = page.page.t("mend-passkey");
            (StatusCode::UNPROCESSABLE_ENTITY, None)
        }
        Err(Refused::Copied) => {
            page.mend_passkey = page.page.t("mend-passkey-copied");
            (StatusCode::UNPROCESSABLE_ENTITY, None)
        }
        Err(Refused::Pause(seconds)) => {
            page.mend_passkey = page.page.n("mend-sign-in-later", i64::try_from(seconds).unwrap_or(i64::MAX));
            (StatusCode::TOO_MANY_REQUESTS, Some([(RETRY_AFTER, seconds.to_string())]))
        }
    };
    Ok((status, seconds, html(&page)?).into_response())
}

/// Looks at the answer of a passkey and begins a session; its cookie.
async fn enter(
    hub: &Hub,
    from: IpAddr,
    asked: &AskedName,
    headers: &HeaderMap,
    answered: &Answered,
) -> Result<String, Refused> {
    let party = party(hub, asked).ok_or(Refused::Unknown)?;
    let answer: Option<PublicKeyCredential> = serde_json::from_str(&answered.credential).ok();
    let credential = answer.as_ref().map(|answer| hex(answer.get_credential_id())).unwrap_or_default();
    let known = whose(hub, &credential).await?;
    // Counted before it is looked at, with the name where there is one: as passwords are.
    let name = known.as_ref().map_or_else(|| format!("passkey {credential}"), |(_, who)| who.name.clone());
    if let Err(seconds) = hub.attempts.ask(&name, from, hub.now_ms()) {
        tracing::warn!("Many attempts to sign in in a row: the next one is looked at in {seconds} s.");
        return Err(Refused::Pause(seconds));
    }
    let challenge = super::asked(hub, &answered.ceremony, ChallengePurpose::SignIn).await?;
    let (Some(answer), Some((row, account)), Some(challenge)) = (answer, known, challenge) else {
        return Err(Refused::Unknown);
    };
    let (person, _) =
        party.webauthn.identify_discoverable_authentication(&answer).map_err(|_| Refused::Unknown)?;
    if person.simple().to_string() != account.id {
        return Err(Refused::Unknown);
    }
    let state: DiscoverableAuthentication = serde_json::from_str(&challenge.state).map_err(internal)?;
    let mut passkey: Passkey = serde_json::from_str(&row.body).map_err(internal)?;
    let looked_at = party.webauthn.finish_discoverable_authentication_v2(&answer, state, &passkey);
    let result = match looked_at {
        Ok(result) => result,
        Err(WebauthnError::CredentialPossibleCompromise) => {
            tracing::warn!("A passkey counts fewer signatures than before: there may be a copy of it.");
            note(hub, &row, &account, "passkey-refused").await?;
            return Err(Refused::Copied);
        }
        Err(error) => {
            tracing::warn!("A passkey opened nothing: {error}.");
            return Err(Refused::Unknown);
        }
    };
    passkey.update_credential(&result);
    let body = serde_json::to_string(&passkey).map_err(internal)?;
    let now = hub.now_ms();
    let mut change = hub.store.begin().await?;
    change.hold_accounts().await?;
    // In the meantime the account may have been closed, or the passkey used or removed.
    let is_open = change.account_now(&account.id).await?.is_some_and(|account| !account.closed);
    if !is_open || !change.use_passkey(&row, &body, now).await? {
        return Err(Refused::Unknown);
    }
    let used = super::entry(now, &account.name, "passkey-used", &account.id, None, Some(&row.name));
    change.note(&new_id()?, &used).await?;
    end_earlier_session(hub, &mut change, headers).await?;
    let cookie = begin_session(hub, &mut change, &account.id, now).await?;
    change.commit().await?;
    hub.attempts.was_right(&name, from);
    Ok(cookie)
}

/// The passkey that a device knows by this, and whose it is; nobody's when the account is closed.
async fn whose(hub: &Hub, credential: &str) -> Result<Option<(PasskeyRow, Account)>, Failure> {
    let mut reading = hub.store.read().await?;
    let Some(row) = reading.passkey(credential).await? else { return Ok(None) };
    let account = reading.account(&row.account).await?.filter(|account| !account.closed);
    Ok(account.map(|account| (row, account)))
}

async fn note(hub: &Hub, row: &PasskeyRow, account: &Account, act: &str) -> Result<(), Failure> {
    let mut change = hub.store.begin().await?;
    let entry = super::entry(hub.now_ms(), &account.name, act, &account.id, None, Some(&row.name));
    change.note(&new_id()?, &entry).await?;
    change.commit().await?;
    Ok(())
}
