//! The programme and its pictures.

use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, HeaderName, StatusCode};
use axum::response::{IntoResponse, Response};

use super::document::ProgrammeDocument;
use super::{ApiFailure, Device, Refusals};
use crate::hub::Hub;
use crate::hub::programme::published;

/// The revision a programme has, beside its mark.
pub const REVISION: HeaderName = HeaderName::from_static("hiroba-revision");

/// The whole programme, or "not modified".
///
/// # Errors
/// When the database does.
#[utoipa::path(get, path = "/api/v1/programme", tag = "kiosk", security(("kiosk" = [])),
    params(("if-none-match" = Option<String>, Header, description = "The mark of the one that is known.")),
    responses(
        (status = 200, body = ProgrammeDocument,
            headers(("etag" = String), ("hiroba-revision" = i64, description = "Its revision."))),
        (status = 304, description = "It is the one that is known."),
        Refusals,
    ))]
pub async fn programme(
    State(hub): State<Hub>,
    Device(kiosk): Device,
    headers: HeaderMap,
) -> Result<Response, ApiFailure> {
    let mut reading = hub.store.read().await?;
    let published = published(&hub, &mut reading, kiosk.audience.as_deref()).await?;
    let known = headers.get(IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    let marks = [
        (ETAG, published.etag.clone()),
        (REVISION, published.revision.to_string()),
        (CACHE_CONTROL, "no-cache".to_owned()),
    ];
    // A server between may have made the mark a weak one.
    if known.is_some_and(|known| known.trim_start_matches("W/") == published.etag) {
        return Ok((StatusCode::NOT_MODIFIED, marks).into_response());
    }
    Ok((marks, [(CONTENT_TYPE, "application/json")], published.body).into_response())
}

/// A picture by the SHA-256 of its bytes: whoever knows that may see it, since it never changes and
/// only stands in programmes.
///
/// # Errors
/// When there is none.
#[utoipa::path(get, path = "/api/v1/pictures/{name}", tag = "kiosk",
    params(("name" = String, Path, description = "SHA-256 of its bytes; what follows a dot is passed over.")),
    responses(
        (status = 200, content(
            (Vec<u8> = "image/png"), (Vec<u8> = "image/jpeg"), (Vec<u8> = "image/webp"))),
        (status = 206, description = "A part of it, where a part was asked for.", content(
            (Vec<u8> = "image/png"), (Vec<u8> = "image/jpeg"), (Vec<u8> = "image/webp"))),
        Refusals,
    ))]
pub async fn picture(State(hub): State<Hub>, Path(name): Path<String>) -> Result<Response, ApiFailure> {
    let hash = name.split('.').next().unwrap_or_default();
    let row = hub.store.read().await?.picture(hash).await?.ok_or(ApiFailure::NotFound)?;
    Ok((
        [(CONTENT_TYPE, row.kind), (CACHE_CONTROL, "public, max-age=31536000, immutable".to_owned())],
        row.bytes,
    )
        .into_response())
}
