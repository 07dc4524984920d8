//! The character NUL: PostgreSQL keeps it in no text, SQLite does, and no page of ours sends it. So that
//! both say the same, it ends here for all: nothing has it in its address, forms lose it before they
//! are read, and kiosks are told so (`hub/sync/read.rs`).

use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tokio_stream::StreamExt;

/// Answers what has it in its address as what it is, and reads it as a blank in forms.
pub async fn no_nul(request: Request, next: Next) -> Response {
    if request.uri().path().contains("%00") {
        return StatusCode::NOT_FOUND.into_response();
    }
    if request.uri().query().is_some_and(|query| query.contains("%00")) {
        return (StatusCode::BAD_REQUEST, "the address has a NUL character in it").into_response();
    }
    let kind = request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    if !kind.is_some_and(|kind| kind.to_ascii_lowercase().starts_with("application/x-www-form-urlencoded")) {
        return next.run(request).await;
    }
    let mut blank = Blank::default();
    let without = |body: Body| {
        Body::from_stream(body.into_data_stream().map(move |chunk| chunk.map(|bytes| blank.read(bytes))))
    };
    next.run(request.map(without)).await
}

/// Writes a blank where a form says NUL. As many bytes as before, so that nothing new comes about where
/// what stood around it meets, and a piece of a body can go on at once.
#[derive(Debug, Default)]
struct Blank {
    /// How many signs of `%00` have gone by.
    seen: u8,
}

impl Blank {
    fn read(&mut self, bytes: Bytes) -> Bytes {
        // Nearly every piece is as it should be.
        if self.seen == 0 && !bytes.iter().any(|byte| matches!(byte, 0 | b'%')) {
            return bytes;
        }
        let read = bytes.iter().map(|byte| {
            let (seen, read) = match (self.seen, *byte) {
                (_, 0) => (0, b'+'),
                (_, b'%') => (1, b'%'),
                (1, b'0') => (2, b'0'),
                // A tab (%09) counts as a blank, like it is left out around a word, and is one sign away.
                (2, b'0') => (0, b'9'),
                (_, other) => (0, other),
            };
            self.seen = seen;
            read
        });
        read.collect()
    }
}

/// A text of a form in parts, read in the same way.
pub fn without_nul(text: String) -> String {
    if text.contains('\0') { text.replace('\0', "\t") } else { text }
}

/// Whether a text in JSON says NUL: `\u0000`, unless its first sign is itself what another one says.
pub fn json_has_nul(json: &str) -> bool {
    let mut rest = json;
    while let Some((_, escaped)) = rest.split_once('\\') {
        if escaped.starts_with("u0000") {
            return true;
        }
        let mut signs = escaped.chars();
        signs.next();
        rest = signs.as_str();
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_says_a_blank_where_it_said_nul_however_it_comes_in_pieces() {
        let form = b"name=a%00b&text=%%0000&raw=\0&other=%2500%09%0";
        let expected = b"name=a%09b&text=%%0900&raw=+&other=%2500%09%0";
        for size in 1..form.len() {
            let mut blank = Blank::default();
            let read: Vec<u8> =
                form.chunks(size).flat_map(|piece| blank.read(Bytes::copy_from_slice(piece))).collect();
            assert_eq!(read, expected, "in pieces of {size}");
        }
    }

    #[test]
    fn what_only_looks_like_nul_in_json_is_none() {
        for nul in [r#"{"name":"a\u0000b"}"#, r#""\\\u0000""#, r#"{"\u0000":1}"#] {
            assert!(json_has_nul(nul), "{nul}");
        }
        for text in [r#"{"name":"a\\u0000b"}"#, r#""\u0001""#, r#""u0000""#, ""] {
            assert!(!json_has_nul(text), "{text}");
        }
    }
}
