//! What stands in the way of a request of a kiosk, as JSON.

use axum::Json;
use axum::http::header::{RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

use crate::api::sync::Problem;
use crate::hub::store::StoreError;

/// Why a request was not carried out. Each knows its HTTP status, and so whether a retry can help.
#[derive(Debug, thiserror::Error)]
pub enum ApiFailure {
    /// Nobody's token: the kiosk pairs anew. A retry does not help.
    #[error("this token is not that of a kiosk")]
    NoToken,
    #[error("there is no such thing")]
    NotFound,
    /// A retry does not help.
    #[error("{0}")]
    Request(String),
    /// A retry helps, later.
    #[error("too many requests")]
    TooMany,
    /// A retry helps.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for ApiFailure {
    fn from(error: sqlx::Error) -> ApiFailure {
        ApiFailure::Store(error.into())
    }
}

impl ApiFailure {
    pub fn status(&self) -> StatusCode {
        match self {
            ApiFailure::NoToken => StatusCode::UNAUTHORIZED,
            ApiFailure::NotFound => StatusCode::NOT_FOUND,
            ApiFailure::Request(_) => StatusCode::BAD_REQUEST,
            ApiFailure::TooMany => StatusCode::TOO_MANY_REQUESTS,
            ApiFailure::Store(_) => StatusCode::SERVICE_UNAVAILABLE,
        }
    }
}

/// A problem as an answer.
pub fn problem(status: StatusCode, detail: Option<String>) -> Response {
    let title = status.canonical_reason().unwrap_or_default().to_owned();
    (status, Json(Problem { status: status.as_u16(), title, detail })).into_response()
}

/// When to come again after too many requests, seconds.
const LATER: HeaderValue = HeaderValue::from_static("60");
/// What is missing where a token is.
const BEARER: HeaderValue = HeaderValue::from_static("Bearer");

impl IntoResponse for ApiFailure {
    fn into_response(self) -> Response {
        if let ApiFailure::Store(error) = &self {
            tracing::error!("A request of a kiosk failed: {error}");
        }
        // What the database says is for the log, not for whoever asks.
        let (detail, header) = match &self {
            ApiFailure::Store(_) => (None, None),
            ApiFailure::NoToken => (Some(self.to_string()), Some((WWW_AUTHENTICATE, BEARER))),
            ApiFailure::TooMany => (Some(self.to_string()), Some((RETRY_AFTER, LATER))),
            ApiFailure::NotFound | ApiFailure::Request(_) => (Some(self.to_string()), None),
        };
        let mut response = problem(self.status(), detail);
        response.headers_mut().extend(header);
        response
    }
}
