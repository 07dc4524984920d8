//! Whether the hub lives, whether it can work, and its figures.

use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use axum::extract::{ConnectInfo, State};
use axum::http::header::{CONTENT_TYPE, FORWARDED, VIA};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};

use crate::hub::Hub;
use crate::hub::secret::fingerprint;
use crate::hub::web::bearer;

/// A database that takes longer to say one number is not there.
const PATIENCE: Duration = Duration::from_secs(2);
/// What OpenMetrics calls itself.
const OPEN_METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// The process answers.
pub async fn alive() -> &'static str {
    "alive\n"
}

/// The database answers too, so that requests can be sent here. Why not stands in the log.
pub async fn ready(State(hub): State<Hub>) -> (StatusCode, &'static str) {
    match tokio::time::timeout(PATIENCE, hub.store.ping()).await {
        Ok(Ok(())) => (StatusCode::OK, "ready\n"),
        Ok(Err(error)) => {
            tracing::error!("Not ready: {error}");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n")
        }
        Err(_) => {
            tracing::error!("Not ready: the database has not answered for {} s.", PATIENCE.as_secs());
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n")
        }
    }
}

/// Figures, for this machine itself or who brings the token of the settings. To anybody else there
/// is no such page.
pub async fn metrics(
    State(hub): State<Hub>,
    ConnectInfo(from): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
) -> Response {
    if !(is_this_machine(from.ip(), &headers) || brings_token(&headers, hub.metrics_token())) {
        return StatusCode::NOT_FOUND.into_response();
    }
    ([(CONTENT_TYPE, OPEN_METRICS)], hub.meter.text()).into_response()
}

/// Not what a proxy on this machine brings from elsewhere: those say that they do.
fn is_this_machine(from: IpAddr, headers: &HeaderMap) -> bool {
    let brought = headers.contains_key(FORWARDED)
        || headers.contains_key(VIA)
        || headers.keys().any(|name| name.as_str().starts_with("x-forwarded-") || name == "x-real-ip");
    from.to_canonical().is_loopback() && !brought
}

/// By their fingerprints, so that the time it takes tells nothing of the token.
fn brings_token(headers: &HeaderMap, token: Option<&str>) -> bool {
    matches!((bearer(headers), token), (Some(brought), Some(token)) if fingerprint(brought) == fingerprint(token))
}
