//! The description of all that kiosks may ask, as OpenAPI, made from the handlers and the types of
//! the wire. `tests/hub/accounts/document.rs` holds it and the router together.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use utoipa::openapi::content::ContentBuilder;
use utoipa::openapi::response::{ResponseBuilder, ResponsesBuilder};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{Ref, RefOr};
use utoipa::{IntoResponses, Modify, OpenApi, ToSchema};

use crate::api::record::Record;
use crate::api::sync::{Announcement, Problem};

/// Whatever stands in the way, as any call may answer it.
pub struct Refusals;

impl IntoResponses for Refusals {
    fn responses() -> BTreeMap<String, RefOr<utoipa::openapi::Response>> {
        let refusals = [
            (StatusCode::BAD_REQUEST, "It cannot be read. Sending it again does not help."),
            (StatusCode::UNAUTHORIZED, "The token is not that of a kiosk: it has to pair anew."),
            (StatusCode::NOT_FOUND, "There is no such thing."),
            (StatusCode::METHOD_NOT_ALLOWED, "There is no such call."),
            (StatusCode::REQUEST_TIMEOUT, "It took too long. It can be sent again."),
            (StatusCode::PAYLOAD_TOO_LARGE, "It is larger than can be taken."),
            (StatusCode::UNSUPPORTED_MEDIA_TYPE, "It is not JSON."),
            (StatusCode::UNPROCESSABLE_ENTITY, "It is JSON, but not what is described here."),
            (StatusCode::TOO_MANY_REQUESTS, "Too many at once. It can be sent again later."),
            (StatusCode::SERVICE_UNAVAILABLE, "The hub cannot read or write now. It can be sent again."),
        ];
        let mut responses = ResponsesBuilder::new();
        for (status, meaning) in refusals {
            let problem = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
            let response = ResponseBuilder::new().description(meaning).content("application/json", problem);
            responses = responses.response(status.as_str(), response.build());
        }
        responses.build().responses.into_iter().collect()
    }
}

/// Everything a screen can show. Its fields are described in `docs/programme.schema.json`.
#[derive(ToSchema)]
pub struct ProgrammeDocument {
    /// `hiroba-programme`
    #[expect(dead_code, reason = "described, never made: the programme goes out as text")]
    format: String,
    #[expect(dead_code, reason = "described, never made: the programme goes out as text")]
    version: u32,
}

/// One event of the live channel. Comments between them say that it still stands.
#[derive(ToSchema)]
pub struct LiveEvent {
    /// An `Announcement` in JSON.
    #[schema(content_media_type = "application/json")]
    #[expect(dead_code, reason = "described, never made: events go out as text")]
    data: String,
}

/// The token that a kiosk got when it was taken in.
struct Token;

impl Modify for Token {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).description(Some(
            "The token that a kiosk got when it was taken in. It opens what is described here.",
        ));
        let scheme = SecurityScheme::Http(bearer.build());
        document.components.get_or_insert_default().add_security_scheme("kiosk", scheme);
    }
}

/// What a handler says to those who read its source is not for those who call it.
struct Readers;

impl Modify for Readers {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        for item in document.paths.paths.values_mut() {
            for call in [&mut item.get, &mut item.post].into_iter().flatten() {
                let said = call.description.take().unwrap_or_default();
                let said = said.split("# Errors").next().unwrap_or_default().trim();
                call.description = (!said.is_empty()).then(|| said.to_owned());
            }
        }
    }
}

#[derive(OpenApi)]
#[openapi(
    info(
        title = "hiroba hub",
        description = "What kiosks say to their hub. A field that is missing has a meaning, one that is unknown \
                       is passed over: a kiosk that is a version older or newer goes on working. Only in a record an unknown \
                       field may change what it means: such a record is stored as it was sent, with the flag \
                       `not-understood`, and counts nothing until the hub is of a version that knows it."
    ),
    paths(
        super::pairing::new_pairing,
        super::pairing::pairing_state,
        super::programme::programme,
        super::programme::picture,
        super::live::live,
        super::changes::changes,
        super::records::push,
        super::records::shared,
        super::report::report,
        super::report::call,
        super::shot::shot,
        document,
    ),
    components(schemas(Record, Problem, Announcement)),
    modifiers(&Token, &Readers),
    tags(
        (name = "pairing", description = "How a kiosk gets its token."),
        (name = "kiosk", description = "With the token."),
        (name = "document", description = "This description."),
    )
)]
struct Document;

/// The description itself.
#[utoipa::path(get, path = "/api/v1/openapi.json", tag = "document",
    responses((status = 200, body = Object, description = "OpenAPI 3.1")))]
pub async fn document() -> Response {
    let headers = [(CONTENT_TYPE, "application/json"), (CACHE_CONTROL, "public, max-age=300")];
    match Document::openapi().to_json() {
        Ok(text) => (headers, text).into_response(),
        Err(error) => super::problem(StatusCode::INTERNAL_SERVER_ERROR, Some(error.to_string())),
    }
}
