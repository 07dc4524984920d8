//! Passkeys: signing in with what a device or a password manager signs, beside the password. Added and
//! removed on the page of one's own account ([`own`]); no name has to be typed for coming in
//! ([`enter`]), since the passkey says whose it is.
//!
//! What is asked is kept in the database, for five minutes and for one answer: the answer may come to
//! another hub on the same database.

pub mod enter;
pub mod others;
pub mod own;
mod party;

use askama::Template;
use axum::Json;
use axum::http::StatusCode;
use axum::http::header::RETRY_AFTER;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::hub::Hub;
use crate::hub::secret::Token;
use crate::hub::store::{Challenge, ChallengePurpose, Entry};
use crate::hub::web::{Failure, Page};

pub use party::AskedName;
use party::{Party, Stand};

/// How long an answer may take, ms: finding a telephone or a glove takes time.
pub(super) const GOOD_FOR: i64 = 5 * 60 * 1000;
/// Questions that wait for an answer at the most, of everybody together.
const MOST_WAITING: i64 = 10_000;
/// Passkeys of one account at the most.
const MOST_OF_ONE: usize = 10;

/// Whether passkeys can be used on the page somebody looks at, as the page says it.
pub(super) struct Usable {
    pub here: bool,
    /// Where they can be used instead; empty: nowhere.
    pub elsewhere: String,
}

impl Usable {
    /// On a page of this hub that was asked for by this name.
    pub fn at(hub: &Hub, asked: &AskedName) -> Usable {
        match party::stand(&hub.settings.address, &asked.0) {
            Stand::Here(_) => Usable { here: true, elsewhere: String::new() },
            Stand::Elsewhere(elsewhere) => Usable { here: false, elsewhere },
            Stand::Nowhere => Usable { here: false, elsewhere: String::new() },
        }
    }
}

/// The hub as passkeys know it, if they do by the name of this page.
fn party(hub: &Hub, asked: &AskedName) -> Option<Party> {
    match party::stand(&hub.settings.address, &asked.0) {
        Stand::Here(party) => Some(*party),
        Stand::Elsewhere(_) | Stand::Nowhere => None,
    }
}

/// What a page's script is told: what the browser is to ask the passkey, and by what the answer is
/// known.
#[derive(Serialize)]
struct Question {
    ceremony: String,
    #[serde(flatten)]
    options: Value,
}

/// What stands in the way, in words for the page.
#[derive(Serialize)]
struct Problem {
    problem: String,
}

fn problem(status: StatusCode, problem: String) -> Response {
    (status, Json(Problem { problem })).into_response()
}

fn later(page: &Page, seconds: u64) -> Response {
    let said = page.n("mend-sign-in-later", i64::try_from(seconds).unwrap_or(i64::MAX));
    ([(RETRY_AFTER, seconds.to_string())], problem(StatusCode::TOO_MANY_REQUESTS, said)).into_response()
}

/// What a browser sends back: which question, and the answer of the passkey as JSON.
#[derive(Default, Deserialize)]
pub struct Answered {
    #[serde(default)]
    pub(super) ceremony: String,
    #[serde(default)]
    pub(super) credential: String,
}

fn internal(error: impl std::fmt::Display) -> Failure {
    Failure::Internal(error.to_string())
}

/// Keeps a question and hands it to the page.
async fn ask(
    hub: &Hub,
    page: &Page,
    purpose: ChallengePurpose,
    account: Option<String>,
    options: Value,
    state: &impl Serialize,
) -> Result<Response, Failure> {
    let (token, now) = (Token::new()?, hub.now_ms());
    let state = serde_json::to_string(state).map_err(internal)?;
    let challenge = Challenge { purpose, account, state };
    let mut change = hub.store.begin().await?;
    let ends = (now, now + GOOD_FOR);
    if !change.add_challenge(&token.fingerprint(), &challenge, ends, MOST_WAITING).await? {
        return Ok(later(page, 60));
    }
    change.commit().await?;
    Ok(Json(Question { ceremony: token.text().to_owned(), options }).into_response())
}

/// Takes a question back. It is used up with this, whatever the answer is worth.
async fn asked(hub: &Hub, ceremony: &str, purpose: ChallengePurpose) -> Result<Option<Challenge>, Failure> {
    let mut change = hub.store.begin().await?;
    let challenge = change.take_challenge(&crate::hub::secret::fingerprint(ceremony), hub.now_ms()).await?;
    change.commit().await?;
    Ok(challenge.filter(|challenge| challenge.purpose == purpose))
}

/// An entry about a passkey of an account. What it is called stands in quotes: it is one text, whatever
/// somebody has written.
fn entry(now: i64, who: &str, act: &str, account: &str, earlier: Option<&str>, later: Option<&str>) -> Entry {
    let quoted = |name: &str| Value::from(name).to_string();
    Entry {
        at: now,
        who: who.to_owned(),
        act: act.to_owned(),
        subject: format!("account/{account}"),
        earlier: earlier.map(quoted),
        later: later.map(quoted),
    }
}

/// A page that asks before something is removed.
#[derive(Template)]
#[template(path = "passkeys/remove.html", config = "src/hub/askama.toml")]
struct RemovePage {
    page: Page,
    title: String,
    lead: String,
    action: String,
    back: String,
}
