//! What kiosks send, read from JSON.

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{FromRequest, Request};
use axum::response::{IntoResponse, Response};
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use super::ApiFailure;
use crate::hub::web::json_has_nul;

/// A body in JSON, in none of whose texts is a NUL character: not every database keeps one. Records are
/// looked at one by one instead ([`super::row`]).
pub struct Read<T>(pub T);

/// Why it cannot be read.
pub enum Unreadable {
    Json(JsonRejection),
    Nul,
}

impl From<JsonRejection> for Unreadable {
    fn from(rejection: JsonRejection) -> Unreadable {
        Unreadable::Json(rejection)
    }
}

impl IntoResponse for Unreadable {
    fn into_response(self) -> Response {
        match self {
            Unreadable::Json(rejection) => rejection.into_response(),
            Unreadable::Nul => {
                ApiFailure::Request("a text has a NUL character in it".to_owned()).into_response()
            }
        }
    }
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Read<T> {
    type Rejection = Unreadable;

    async fn from_request(request: Request, state: &S) -> Result<Read<T>, Unreadable> {
        let Json(raw) = Json::<Box<RawValue>>::from_request(request, state).await?;
        if json_has_nul(raw.get()) {
            return Err(Unreadable::Nul);
        }
        let Json(read) = Json::from_bytes(raw.get().as_bytes())?;
        Ok(Read(read))
    }
}
