//! Whatever goes wrong, the answer has the shape of ours: a page for a browser, a problem in JSON for
//! a kiosk. Also what axum refuses before a handler of ours is asked (a form that cannot be read, a
//! method that a page does not have, a body that is too large), a handler that took too long, and one
//! that panicked.

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::header::{ALLOW, CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::Failure;
use crate::api::sync::BASE;
use crate::hub::sync;

/// Longest text of a refusal that is passed on, bytes.
const LONGEST: usize = 4096;

/// Gives every failure that has none yet its shape.
pub async fn in_our_shape(request: Request, next: Next) -> Response {
    let path = request.uri().path();
    // Read by programs, which are told in plain words.
    let is_plain = path.starts_with("/health/");
    let is_api = path.strip_prefix(BASE).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    let response = next.run(request).await;
    let status = response.status();
    if !(status.is_client_error() || status.is_server_error()) || is_plain || has_shape(response.headers()) {
        return response;
    }
    let (parts, body) = response.into_parts();
    let said = to_bytes(body, LONGEST).await.unwrap_or_default();
    let said = String::from_utf8_lossy(&said).into_owned();
    let mut shaped = if is_api { problem(status, said) } else { page(status, said) };
    for name in [ALLOW, RETRY_AFTER] {
        if let Some(value) = parts.headers.get(&name) {
            shaped.headers_mut().insert(name, value.clone());
        }
    }
    shaped
}

/// What axum and its layers refuse is plain text or nothing.
fn has_shape(headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    kind.is_some_and(|kind| !kind.starts_with("text/plain"))
}

fn page(status: StatusCode, said: String) -> Response {
    let failure = match status {
        StatusCode::NOT_FOUND => Failure::NotFound,
        StatusCode::METHOD_NOT_ALLOWED => Failure::Method,
        StatusCode::REQUEST_TIMEOUT => Failure::Slow,
        StatusCode::PAYLOAD_TOO_LARGE => Failure::TooLarge,
        _ if status.is_server_error() => Failure::Internal(format!("{status}: {said}")),
        _ => Failure::Request(said),
    };
    let mut response = failure.into_response();
    *response.status_mut() = status;
    response
}

fn problem(status: StatusCode, said: String) -> Response {
    if status.is_server_error() {
        tracing::error!("A request of a kiosk failed: {status}: {said}");
    }
    // What went wrong inside is for the log.
    let detail = (!status.is_server_error() && !said.is_empty()).then_some(said);
    let mut response = sync::problem(status, detail).into_response();
    // The body is another one now.
    *response.status_mut() = status;
    response
}

/// What is answered where a handler has panicked, before it gets its shape.
pub fn panicked(_: Box<dyn std::any::Any + Send + 'static>) -> Response {
    // The message is with the panic in the log.
    (StatusCode::INTERNAL_SERVER_ERROR, Body::empty()).into_response()
}
