//! The programme and its pictures.

use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, VARY};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::document::ProgrammeDocument;
use super::part::{Content, is_known};
use super::{ApiFailure, Device, Refusals};
use crate::api::sync::Problem;
use crate::feed::built_in::SAMPLE_PICTURE;
use crate::hub::Hub;
use crate::hub::programme::{SAMPLE_PICTURE_NAME, Sample};
use crate::hub::secret::hash_of;

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
#[utoipa::path(get, path = "/api/v1/programme", tag = "kiosk", security(("kiosk" = [])),
    params(("sample" = Option<String>, Query, description = "`no`: the built-in sample is not wanted."),
        ("if-none-match" = Option<String>, Header, description = "The mark of the one that is known.")),
    responses(
        (status = 200, body = ProgrammeDocument,
            headers(("etag" = String), ("hiroba-revision" = i64, description = "Its revision."))),
        (status = 304, description = "It is the one that is known."),
        Refusals,
    ))]
pub async fn programme(
    State(hub): State<Hub>,
    Device(kiosk): Device,
    Query(wanted): Query<Wanted>,
    headers: HeaderMap,
) -> Result<Response, ApiFailure> {
    let sample = if wanted.sample.as_deref() == Some("no") { Sample::NotWanted } else { Sample::Wanted };
    let ready = hub.shelf.ready(&hub, kiosk, sample).await?;
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let marks = [
        (ETAG, ready.etag.clone()),
        (REVISION, ready.revision.to_string()),
        (CACHE_CONTROL, "no-cache".to_owned()),
        (VARY, ACCEPT_ENCODING.to_string()),
    ];
    if is_known(&headers, &ready.etag) {
        return Ok((StatusCode::NOT_MODIFIED, marks).into_response());
    }
    let kind = [(CONTENT_TYPE, "application/json")];
    if text(ACCEPT_ENCODING).is_some_and(takes_gzip) {
        return Ok((marks, kind, [(CONTENT_ENCODING, "gzip")], ready.gzip.clone()).into_response());
    }
    Ok((marks, kind, ready.plain.clone()).into_response())
}

/// Whether somebody can unpack, as `gzip, br;q=0.5` says.
fn takes_gzip(accepted: &str) -> bool {
    accepted.split(',').map(str::trim).any(|coding| {
        let (name, weight) = coding.split_once(';').unwrap_or((coding, ""));
        name.trim() == "gzip" && !matches!(weight.trim(), "q=0" | "q=0.0" | "q=0.00" | "q=0.000")
    })
}

/// How long a browser or a proxy may keep the sample's picture, and one that is named by its hash.
const A_DAY: &str = "public, max-age=86400";
const FOR_GOOD: &str = "public, max-age=31536000, immutable";

/// A picture by the SHA-256 of its bytes: whoever knows that may see it, since it never changes and
/// only stands in programmes. What broke off goes on from where it did.
///
/// # Errors
/// When there is none.
#[utoipa::path(get, path = "/api/v1/pictures/{name}", tag = "kiosk",
    params(("name" = String, Path, description = "SHA-256 of its bytes; what follows a dot is passed over."),
        ("range" = Option<String>, Header, description = "`bytes=1000-`: only what follows the first thousand bytes. \
            One range; for several, or for what is no range, the whole is the answer."),
        ("if-range" = Option<String>, Header, description = "The mark of what is there already: a part of anything \
            else is not wanted, but the whole."),
        ("if-none-match" = Option<String>, Header, description = "The mark of the one that is known.")),
    responses(
        (status = 200, content(
            (Vec<u8> = "image/png"), (Vec<u8> = "image/jpeg"), (Vec<u8> = "image/webp")),
            headers(("etag" = String, description = "Its mark: the hash."), ("accept-ranges" = String))),
        (status = 206, description = "A part of it, where a part was asked for.", content(
            (Vec<u8> = "image/png"), (Vec<u8> = "image/jpeg"), (Vec<u8> = "image/webp")),
            headers(("etag" = String), ("accept-ranges" = String),
                ("content-range" = String, description = "Which part: `bytes 1000-4999/5000`."))),
        (status = 304, description = "It is the one that is known."),
        (status = 416, description = "It has no such bytes.", body = Problem,
            headers(("content-range" = String, description = "How many it has: `bytes */5000`."))),
        Refusals,
    ))]
pub async fn picture(
    State(hub): State<Hub>,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Result<Response, ApiFailure> {
    let content = if name == SAMPLE_PICTURE_NAME {
        let (kind, bytes) = (HeaderValue::from_static("image/png"), Bytes::from_static(SAMPLE_PICTURE));
        Content { kind, mark: hash_of(&bytes), kept_for: A_DAY, bytes }
    } else {
        let hash = name.split('.').next().unwrap_or_default();
        let row = hub.store.read().await?.picture(hash).await?.ok_or(ApiFailure::NotFound)?;
        let kind = HeaderValue::from_str(&row.kind);
        let kind = kind.unwrap_or(HeaderValue::from_static("application/octet-stream"));
        Content { kind, mark: row.hash, kept_for: FOR_GOOD, bytes: row.bytes.into() }
    };
    Ok(content.answer(&headers))
}
