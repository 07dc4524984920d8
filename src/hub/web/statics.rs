//! Files of the program itself: styles, fonts, scripts.

use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use super::Failure;
use crate::view::typeset::{Family, Weight};

/// Name, kind and content of every file but the fonts, which the screen has already.
static FILES: &[(&str, &str, &[u8])] = &[
    ("hub.css", "text/css; charset=utf-8", include_bytes!("../../../assets/hub/hub.css")),
    ("phone.css", "text/css; charset=utf-8", include_bytes!("../../../assets/hub/phone.css")),
    ("htmx.min.js", "text/javascript; charset=utf-8", include_bytes!("../../../assets/hub/htmx.min.js")),
    ("focus.js", "text/javascript; charset=utf-8", include_bytes!("../../../assets/hub/focus.js")),
    ("calls.js", "text/javascript; charset=utf-8", include_bytes!("../../../assets/hub/calls.js")),
    ("passkeys.js", "text/javascript; charset=utf-8", include_bytes!("../../../assets/hub/passkeys.js")),
    ("chime.wav", "audio/wav", include_bytes!("../../../assets/hub/chime.wav")),
    ("mark.svg", "image/svg+xml", include_bytes!("../../../assets/hub/mark.svg")),
];

/// One of the program's own files.
///
/// # Errors
/// When there is none of that name.
pub async fn statics(Path(name): Path<String>) -> Result<Response, Failure> {
    let (_, kind, bytes) = FILES.iter().find(|(known, _, _)| *known == name).ok_or(Failure::NotFound)?;
    Ok(file(kind, bytes))
}

/// One of the fonts of the screen.
///
/// # Errors
/// When there is none of that name.
pub async fn fonts(Path(name): Path<String>) -> Result<Response, Failure> {
    Ok(match name.as_str() {
        "BIZUDPGothic-Regular.ttf" => file("font/ttf", Family::Japanese.file(Weight::Regular)),
        "BIZUDPGothic-Bold.ttf" => file("font/ttf", Family::Japanese.file(Weight::Bold)),
        "HirobaSC-Regular.otf" => file("font/otf", Family::Chinese.file(Weight::Regular)),
        "HirobaKR-Regular.otf" => file("font/otf", Family::Korean.file(Weight::Regular)),
        _ => return Err(Failure::NotFound),
    })
}

/// For a day: a new version of the program may bring others under the same name.
fn file(kind: &'static str, bytes: &'static [u8]) -> Response {
    ([(CONTENT_TYPE, kind), (CACHE_CONTROL, "public, max-age=86400")], bytes).into_response()
}
