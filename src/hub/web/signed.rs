//! Who is signed in. A handler names the least role it needs in its arguments: what is not named
//! cannot be forgotten in its body.

use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use axum::http::header::{ACCEPT_LANGUAGE, AUTHORIZATION, COOKIE as COOKIES};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method};

use super::Failure;
use crate::domain::text::Lang;
use crate::hub::Hub;
use crate::hub::secret::fingerprint;
use crate::hub::store::{OpenCall, Role};

/// Name of the cookie of staff. With TLS browsers hold it to its prefix: it can come from this host
/// alone, by TLS alone.
pub fn session_cookie(hub: &Hub) -> &'static str {
    if hub.is_https() { "__Host-hiroba-session" } else { "hiroba-session" }
}

/// Name of the cookie with the language of somebody who is not signed in.
pub const LANGUAGE_COOKIE: &str = "hiroba-language";

/// A session ends after so long without a sign of somebody, ms.
pub(in crate::hub) const SESSION_IDLE: i64 = 8 * 60 * 60 * 1000;
/// And in any case after so long, ms.
const SESSION_LONGEST: i64 = 7 * 24 * 60 * 60 * 1000;
/// How often a sign of somebody is written down, ms: not for every picture on a page.
const SEEN_EVERY: i64 = 5 * 60 * 1000;
/// A call that nobody answered for so long rings no more, ms: the visitor has found somebody.
pub(in crate::hub) const CALL_RINGS: i64 = 2 * 60 * 60 * 1000;
/// What a page says when it asks by itself: that is no sign of somebody.
const BY_ITSELF: &str = "hiroba-by-itself";

/// Somebody of the staff who is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Staff {
    pub account: String,
    pub name: String,
    pub role: Role,
    pub lang: Lang,
    /// Fingerprint of the session.
    pub session: String,
    /// Path and query of the page they are on.
    pub path: String,
    /// Visitors who wait for somebody of the staff.
    pub calls: Vec<OpenCall>,
}

impl Staff {
    /// # Errors
    /// When their role does not go so far.
    pub fn may(&self, role: Role) -> Result<(), Failure> {
        if self.role >= role { Ok(()) } else { Err(Failure::NotAllowed) }
    }
}

/// The value of a cookie.
pub fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let cookies = headers.get_all(COOKIES).into_iter().filter_map(|value| value.to_str().ok());
    cookies
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value)
}

/// The token that a program brings. The word before it may be written in any way (RFC 9110, 11.1).
pub fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (word, token) = headers.get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    word.eq_ignore_ascii_case("bearer").then(|| token.trim_start())
}

/// The language that was chosen in this browser, or that it asks for: English only when it stands
/// before Japanese.
pub fn asked_language(headers: &HeaderMap) -> Lang {
    match cookie(headers, LANGUAGE_COOKIE) {
        Some("en") => return Lang::EN,
        Some("ja") => return Lang::JA,
        _ => {}
    }
    let asked = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let first = |name: &str| asked.split(',').position(|part| part.trim().starts_with(name));
    match (first("ja"), first("en")) {
        (None, Some(_)) => Lang::EN,
        (Some(ja), Some(en)) if en < ja => Lang::EN,
        _ => Lang::JA,
    }
}

/// Who is signed in, if anybody.
async fn staff(parts: &Parts, hub: &Hub) -> Result<Option<Staff>, Failure> {
    let Some(token) = cookie(&parts.headers, session_cookie(hub)) else { return Ok(None) };
    let (token, now) = (fingerprint(token), hub.now_ms());
    let mut reading = hub.store.read().await?;
    let Some(session) = reading.session(&token, now).await? else { return Ok(None) };
    let calls = reading.open_calls(now - CALL_RINGS).await?;
    drop(reading);
    if now - session.seen > SEEN_EVERY && !parts.headers.contains_key(BY_ITSELF) {
        let ends = (now + SESSION_IDLE).min(session.begun + SESSION_LONGEST);
        let seen = async {
            let mut change = hub.store.begin().await?;
            change.see_session(&token, now, ends).await?;
            change.commit().await
        };
        // On a full disk whoever is signed in can still read.
        if let Err(error) = seen.await {
            tracing::warn!("That somebody is still there could not be written down: {error}");
        }
    }
    let lang = if session.account.lang == "en" { Lang::EN } else { Lang::JA };
    Ok(Some(Staff {
        account: session.account.id,
        name: session.account.name,
        role: session.account.role,
        lang,
        session: token,
        path: parts.uri.path_and_query().map(|path| path.as_str().to_owned()).unwrap_or_default(),
        calls,
    }))
}

async fn signed(parts: &Parts, hub: &Hub, least: Role) -> Result<Staff, Failure> {
    match staff(parts, hub).await? {
        Some(staff) => staff.may(least).map(|()| staff),
        None => {
            // Back to a page, never to a form that was sent.
            let back = match (&parts.method, parts.uri.path_and_query()) {
                (&Method::GET, Some(path)) => path.as_str().to_owned(),
                _ => "/".to_owned(),
            };
            Err(Failure::SignIn { back })
        }
    }
}

impl OptionalFromRequestParts<Hub> for Staff {
    type Rejection = Failure;
    async fn from_request_parts(parts: &mut Parts, hub: &Hub) -> Result<Option<Staff>, Failure> {
        staff(parts, hub).await
    }
}

impl FromRequestParts<Hub> for Staff {
    type Rejection = Failure;
    async fn from_request_parts(parts: &mut Parts, hub: &Hub) -> Result<Staff, Failure> {
        signed(parts, hub, Role::Viewer).await
    }
}

macro_rules! least {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug)]
        pub struct $name(pub Staff);

        impl FromRequestParts<Hub> for $name {
            type Rejection = Failure;
            async fn from_request_parts(parts: &mut Parts, hub: &Hub) -> Result<$name, Failure> {
                signed(parts, hub, Role::$name).await.map($name)
            }
        }
    };
}

least!(
    /// Any of the staff.
    Viewer
);
least!(
    /// Who may write drafts.
    Editor
);
least!(
    /// Who may bring something onto the screens.
    Publisher
);
least!(
    /// Who may change accounts, kiosks and settings.
    Administrator
);
