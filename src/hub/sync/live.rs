//! The live channel: what has changed, a moment after it has.

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::State;
use axum::http::HeaderName;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use tokio_stream::StreamExt;
use tokio_stream::wrappers::{BroadcastStream, WatchStream};

use super::{Device, Refusals};
use crate::api::sync::Announcement;
use crate::hub::Hub;
use crate::hub::live::Happening;

/// How often something is said when there is nothing to say.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// When a kiosk comes again after the connection was cut.
const RETRY: Duration = Duration::from_secs(5);
/// A proxy that holds everything back until the end is asked not to.
const NO_BUFFER: HeaderName = HeaderName::from_static("x-accel-buffering");

/// Server-sent events. The first one is the revision of now.
#[utoipa::path(get, path = "/api/v1/live", tag = "kiosk", security(("kiosk" = [])),
    responses(
        (status = 200, body = Announcement, content_type = "text/event-stream",
            description = "Events without an end; the data of each is an announcement in JSON."),
        Refusals,
    ))]
pub async fn live(State(hub): State<Hub>, Device(kiosk): Device) -> Response {
    let revisions = WatchStream::new(hub.live.revision()).map(|revision| Announcement::Revision { revision });
    let records = WatchStream::new(hub.live.records()).map(|last| Announcement::Records { last });
    let errands = BroadcastStream::new(hub.live.happenings()).filter_map(move |happening| match happening {
        Ok(Happening::Errand { kiosk: whose }) if whose == kiosk.id => Some(Announcement::Errands),
        Ok(
            Happening::Errand { .. }
            | Happening::Call { .. }
            | Happening::Answered { .. }
            | Happening::Reported { .. },
        ) => None,
        // It was behind: whatever it was, asking once finds it.
        Err(_) => Some(Announcement::Errands),
    });
    let mut first = true;
    let stream = revisions.merge(records).merge(errands).map(move |announcement| {
        let event = Event::default().json_data(&announcement).unwrap_or_default();
        let event = if std::mem::take(&mut first) { event.retry(RETRY) } else { event };
        Ok::<Event, Infallible>(event)
    });
    let sse = Sse::new(stream).keep_alive(KeepAlive::new().interval(HEARTBEAT));
    ([(NO_BUFFER, "no")], sse).into_response()
}
