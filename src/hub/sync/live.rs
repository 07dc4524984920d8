//! The live channel: what has changed, a moment after it has.

use axum::body::Body;
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderName, StatusCode};
use axum::response::{IntoResponse, Response};

use super::document::LiveEvent;
use super::{Device, Refusals};
use crate::hub::Hub;

/// A proxy that holds everything back until the end is asked not to.
const NO_BUFFER: HeaderName = HeaderName::from_static("x-accel-buffering");

/// Server-sent events. The first one is the revision of now.
#[utoipa::path(get, path = "/api/v1/live", tag = "kiosk", security(("kiosk" = [])),
    responses(
        (status = 200, body = LiveEvent, content_type = "text/event-stream",
            description = "Events without an end."),
        Refusals,
    ))]
pub async fn live(State(hub): State<Hub>, Device(kiosk): Device) -> Response {
    let line = hub.live.listen(&kiosk.id);
    let headers = [(CONTENT_TYPE, "text/event-stream"), (CACHE_CONTROL, "no-cache"), (NO_BUFFER, "no")];
    (StatusCode::OK, headers, Body::from_stream(line)).into_response()
}
