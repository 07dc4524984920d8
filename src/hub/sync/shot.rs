//! The small picture of its screen that a kiosk sends when staff ask for one.

use axum::body::Bytes;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;

use super::{ApiFailure, Device, Refusals};
use crate::hub::Hub;
use crate::hub::admin::upload;
use crate::hub::live::Happening;
use crate::hub::store::Shot;

/// Largest picture, bytes.
const LARGEST: usize = 500_000;

/// Keeps the picture, written anew.
///
/// # Errors
/// When it is no PNG or too large, or the database does.
#[utoipa::path(post, path = "/api/v1/picture", tag = "kiosk", security(("kiosk" = [])),
    request_body(content = Vec<u8>, content_type = "image/png", description = "At most 500,000 bytes, and \
        pixels of a screen: 8,294,400 in all, 8192 on a side."),
    responses((status = 200, description = "It is kept in the place of the one before."), Refusals))]
pub async fn shot(
    State(hub): State<Hub>,
    Device(kiosk): Device,
    headers: HeaderMap,
    bytes: Bytes,
) -> Result<(), ApiFailure> {
    if headers.get(CONTENT_TYPE).is_none_or(|kind| kind != "image/png") {
        return Err(ApiFailure::Request("a picture of the screen is image/png".to_owned()));
    }
    if bytes.len() > LARGEST {
        return Err(ApiFailure::Request(format!("a picture of the screen is at most {LARGEST} bytes")));
    }
    let written = upload::shot_aside(bytes).await;
    let bytes = written.map_err(|error| ApiFailure::Request(error.to_string()))?;
    let mut change = hub.store.begin().await?;
    change.keep_shot(&kiosk.id, &Shot { at: hub.now_ms(), bytes }).await?;
    change.commit().await?;
    hub.live.announce(Happening::Reported { kiosk: kiosk.id });
    Ok(())
}
