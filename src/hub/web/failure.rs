//! What can stand in the way of a page, and what is said then.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};

use super::Page;
use crate::domain::text::Lang;
use crate::hub::store::StoreError;

/// Why there is no page. Each knows its HTTP status.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// Nobody is signed in: they are led to where they can be, and come back afterwards.
    #[error("nobody is signed in")]
    SignIn { back: String },
    /// Their role does not go so far.
    #[error("not allowed for this role")]
    NotAllowed,
    /// A form that came from another site.
    #[error("sent from another site")]
    OtherSite,
    #[error("there is no such page")]
    NotFound,
    /// A set-up link that was used, or whose day is over.
    #[error("the link is over")]
    LinkOver,
    /// A form or address that no page of ours makes.
    #[error("the request cannot be understood: {0}")]
    Request(String),
    /// Somebody else has changed what this was about, a moment before: where to look at it as it is now.
    #[error("somebody has just changed it")]
    Meanwhile { to: String },
    /// A name that is not this hub's: somebody may have pointed theirs at it.
    #[error("asked for by a name that is not its own")]
    OtherName,
    #[error("this page has no such method")]
    Method,
    #[error("more was sent than can be taken")]
    TooLarge,
    #[error("it took too long")]
    Slow,
    #[error("too many attempts; again in {0} s")]
    TooMany(u64),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("{0}")]
    Internal(String),
}

/// Stands with the answer that leads to the door: nothing of what was sent was done.
#[derive(Clone, Copy, Debug)]
pub(super) struct NobodySignedIn;

impl From<sqlx::Error> for Failure {
    fn from(error: sqlx::Error) -> Failure {
        Failure::Store(error.into())
    }
}

impl Failure {
    pub fn status(&self) -> StatusCode {
        match self {
            Failure::SignIn { .. } => StatusCode::SEE_OTHER,
            Failure::NotAllowed | Failure::OtherSite => StatusCode::FORBIDDEN,
            Failure::NotFound | Failure::LinkOver => StatusCode::NOT_FOUND,
            Failure::Request(_) => StatusCode::BAD_REQUEST,
            Failure::Meanwhile { .. } => StatusCode::CONFLICT,
            Failure::OtherName => StatusCode::MISDIRECTED_REQUEST,
            Failure::Method => StatusCode::METHOD_NOT_ALLOWED,
            Failure::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Failure::Slow => StatusCode::REQUEST_TIMEOUT,
            Failure::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Failure::Store(_) => StatusCode::SERVICE_UNAVAILABLE,
            Failure::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The message that says it.
    fn key(&self) -> &'static str {
        match self {
            Failure::SignIn { .. } => "failure-sign-in",
            Failure::NotAllowed => "failure-not-allowed",
            Failure::OtherSite => "failure-other-site",
            Failure::NotFound => "failure-not-found",
            Failure::LinkOver => "failure-link-over",
            Failure::Request(_) => "failure-request",
            Failure::Meanwhile { .. } => "failure-meanwhile",
            Failure::OtherName => "failure-other-name",
            Failure::Method => "failure-method",
            Failure::TooLarge => "failure-too-large",
            Failure::Slow => "failure-slow",
            Failure::TooMany(_) => "failure-too-many",
            Failure::Store(_) => "failure-store",
            Failure::Internal(_) => "failure-internal",
        }
    }
}

#[derive(Template)]
#[template(path = "failure.html", config = "src/hub/askama.toml")]
struct FailurePage<'a> {
    page: &'a Page,
    title: String,
    what: String,
    /// Where one goes on, and the words for that; empty where there is no such place.
    to: String,
    go: String,
    english: String,
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let status = self.status();
        match &self {
            Failure::SignIn { back } => {
                let back: String = url_encoded(back);
                let mut response = Redirect::to(&format!("/sign-in?back={back}")).into_response();
                response.extensions_mut().insert(NobodySignedIn);
                return response;
            }
            Failure::Store(error) => tracing::error!("A page could not be made: {error}"),
            Failure::Internal(error) => tracing::error!("A page could not be made: {error}"),
            Failure::NotAllowed
            | Failure::OtherSite
            | Failure::NotFound
            | Failure::LinkOver
            | Failure::Request(_)
            | Failure::Meanwhile { .. }
            | Failure::OtherName
            | Failure::Method
            | Failure::TooLarge
            | Failure::Slow
            | Failure::TooMany(_) => {}
        }
        // In Japanese: who it is for is not known here, and its English stands below.
        let page = Page::outside(Lang::JA);
        let english = Page::outside(Lang::EN);
        let title = page.t(self.key());
        let what = english.t(self.key());
        let (to, go) = match &self {
            Failure::Meanwhile { to } => (to.clone(), "failure-as-it-is-now"),
            Failure::LinkOver => ("/sign-in".to_owned(), "sign-in-do"),
            Failure::SignIn { .. }
            | Failure::NotAllowed
            | Failure::OtherSite
            | Failure::NotFound
            | Failure::Request(_)
            | Failure::OtherName
            | Failure::Method
            | Failure::TooLarge
            | Failure::Slow
            | Failure::TooMany(_)
            | Failure::Store(_)
            | Failure::Internal(_) => (String::new(), "failure-home"),
        };
        let (go, english) = (page.t(go), english.t(go));
        let body = FailurePage { page: &page, title, what: what.clone(), to, go, english };
        let body = body.render().unwrap_or(what);
        let mut response = (status, Html(body)).into_response();
        if let Failure::TooMany(seconds) = self
            && let Ok(value) = axum::http::HeaderValue::from_str(&seconds.to_string())
        {
            response.headers_mut().insert(axum::http::header::RETRY_AFTER, value);
        }
        response
    }
}

/// A text as it stands in a query of an address.
pub(in crate::hub) fn url_encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' => encoded.push(byte as char),
            byte => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}
