//! A form that is sent when its session is over: nothing of it is done, and nothing of it is lost.

use askama::Template;
use axum::Form;
use axum::body::{Body, to_bytes};
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::failure::NobodySignedIn;
use super::signed::asked_language;
use super::{Page, html};

/// Largest form that is kept, bytes. Longer ones have a picture in them.
const LARGEST: usize = 1024 * 1024;

#[derive(Template)]
#[template(path = "sign/kept.html", config = "src/hub/askama.toml")]
struct KeptPage {
    page: Page,
    /// Where it was sent.
    to: String,
    fields: Vec<(String, String)>,
    has_file: bool,
}

/// What was written in a form.
#[derive(Default)]
struct Written {
    fields: Vec<(String, String)>,
    has_file: bool,
}

/// Answers a form that nobody was signed in for with a page that has all of it, to be sent again after signing in
/// beside it. It comes from a page of ours then as it does now (`guard`), and who sends it is asked for as always.
/// Passwords are written in no page.
pub async fn keep_form(request: Request, next: Next) -> Response {
    let headers = request.headers();
    let is_form = *request.method() == Method::POST && !headers.contains_key("hx-request");
    if !is_form || !is_short(headers) {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let Ok(bytes) = to_bytes(body, LARGEST).await else { return StatusCode::BAD_REQUEST.into_response() };
    let response = next.run(Request::from_parts(parts.clone(), Body::from(bytes.clone()))).await;
    if response.extensions().get::<NobodySignedIn>().is_none() {
        return response;
    }
    let to = parts.uri.path_and_query().map(|path| path.as_str().to_owned()).unwrap_or_default();
    let page = Page::outside(asked_language(&parts.headers));
    let written = written(Request::from_parts(parts, Body::from(bytes))).await;
    let has_password = written.fields.iter().any(|(name, _)| name.contains("password"));
    if written.fields.is_empty() || has_password {
        return response;
    }
    let Written { fields, has_file } = written;
    match html(&KeptPage { page, to, fields, has_file }) {
        Ok(page) => (StatusCode::FORBIDDEN, page).into_response(),
        Err(failure) => failure.into_response(),
    }
}

fn is_short(headers: &HeaderMap) -> bool {
    let length = headers.get(CONTENT_LENGTH).and_then(|value| value.to_str().ok());
    length.and_then(|length| length.parse::<usize>().ok()).is_some_and(|length| length <= LARGEST)
}

/// The fields of a form in their order; what cannot be read is nothing.
async fn written(request: Request) -> Written {
    let kind = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if !kind.starts_with("multipart/form-data") {
        let form = Form::<Vec<(String, String)>>::from_request(request, &()).await;
        return Written { fields: form.map(|Form(fields)| fields).unwrap_or_default(), has_file: false };
    }
    let mut written = Written::default();
    let Ok(mut parts) = Multipart::from_request(request, &()).await else { return written };
    while let Ok(Some(part)) = parts.next_field().await {
        let name = part.name().unwrap_or_default().to_owned();
        if part.file_name().is_some() {
            let is_chosen = part.bytes().await.is_ok_and(|bytes| !bytes.is_empty());
            written.has_file |= is_chosen;
        } else if let Ok(value) = part.text().await {
            written.fields.push((name, value));
        }
    }
    written
}
