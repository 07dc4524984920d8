//! The programme and its pictures.

use axum::extract::{Path, Query, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, HeaderName, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::{ApiFailure, Device};
use crate::feed::built_in::SAMPLE_PICTURE;
use crate::hub::Hub;
use crate::hub::programme::{SAMPLE_PICTURE_NAME, Sample, published};

/// The revision a programme has, beside its mark.
pub const REVISION: HeaderName = HeaderName::from_static("hiroba-revision");

/// What a kiosk wants of the programme.
#[derive(Deserialize)]
pub struct Wanted {
    /// `no`: not even the sample, where nothing is published.
    #[serde(default)]
    sample: Option<String>,
}

/// The whole programme, or "not modified".
///
/// # Errors
/// When the database does.
pub async fn programme(
    State(hub): State<Hub>,
    Device(kiosk): Device,
    Query(wanted): Query<Wanted>,
    headers: HeaderMap,
) -> Result<Response, ApiFailure> {
    let mut reading = hub.store.read().await?;
    let sample = if wanted.sample.as_deref() == Some("no") { Sample::NotWanted } else { Sample::Wanted };
    let published = published(&hub, &mut reading, kiosk.audience.as_deref(), sample).await?;
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
pub async fn picture(State(hub): State<Hub>, Path(name): Path<String>) -> Result<Response, ApiFailure> {
    if name == SAMPLE_PICTURE_NAME {
        let marks = [(CONTENT_TYPE, "image/png"), (CACHE_CONTROL, "public, max-age=86400")];
        return Ok((marks, SAMPLE_PICTURE).into_response());
    }
    let hash = name.split('.').next().unwrap_or_default();
    let row = hub.store.read().await?.picture(hash).await?.ok_or(ApiFailure::NotFound)?;
    Ok((
        [(CONTENT_TYPE, row.kind), (CACHE_CONTROL, "public, max-age=31536000, immutable".to_owned())],
        row.bytes,
    )
        .into_response())
}
