//! One line in the log and one count for each request: its route as it stands in the program, so
//! that neither holds a receipt, a secret, a name or anybody's address.

use std::sync::atomic::Ordering;

use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;

use crate::clock::Stopwatch;
use crate::hub::Hub;

/// By it, what somebody saw is found in the log.
const REQUEST: HeaderName = HeaderName::from_static("x-request-id");
/// For what no route knows.
const NO_ROUTE: &str = "none";

/// Counts a request and says in the log how it ended.
pub async fn watched(State(hub): State<Hub>, request: Request, next: Next) -> Response {
    let watch = Stopwatch::start();
    let number = hub.meter.requests_so_far.fetch_add(1, Ordering::Relaxed);
    let id = format!("{}-{number}", hub.store.process());
    let method = method(request.method());
    // Only what the program says of a path, never what somebody wrote into it.
    let matched = request.extensions().get::<MatchedPath>().cloned();
    let mut response = next.run(request).await;
    let route = matched.as_ref().map_or(NO_ROUTE, MatchedPath::as_str);
    let (status, took) = (response.status(), watch.elapsed());
    hub.meter.answered(method, route, status.as_u16(), took);
    let ms = took.as_secs_f64() * 1000.0;
    let code = status.as_u16();
    match worth(route, status) {
        Worth::Warning => tracing::warn!(request = %id, method, route, status = code, ms, "request"),
        Worth::Line => tracing::info!(request = %id, method, route, status = code, ms, "request"),
        Worth::Detail => tracing::debug!(request = %id, method, route, status = code, ms, "request"),
        Worth::Nothing => {}
    }
    if let Ok(id) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST, id);
    }
    response
}

/// What a request is worth to whoever reads the log.
enum Worth {
    Warning,
    Line,
    /// The program's own files and whoever looks after it would drown the rest.
    Detail,
    Nothing,
}

/// A line has a time. What kiosks and phones send comes in the moment in which somebody registers or
/// arrives, so it has none as long as all is well: times of visits are kept to the quarter of an
/// hour, here too (FACTS "Privacy").
fn worth(route: &str, status: StatusCode) -> Worth {
    let begins = |starts: &[&str]| starts.iter().any(|start| route.starts_with(start));
    if status.is_server_error() {
        Worth::Warning
    } else if status.is_client_error() {
        Worth::Line
    } else if begins(&["/api/", "/m/"]) {
        Worth::Nothing
    } else if begins(&["/static/", "/fonts/", "/health/", "/metrics"]) {
        Worth::Detail
    } else {
        Worth::Line
    }
}

/// A method by a name of ours: a made-up one is not counted under its own.
fn method(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        _ => "other",
    }
}
