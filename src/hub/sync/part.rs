//! Content that never changes, whole or from where an earlier answer broke off (RFC 9110, 14).

use axum::body::Bytes;
use axum::http::header::{
    ACCEPT_RANGES, CACHE_CONTROL, CONTENT_RANGE, CONTENT_TYPE, ETAG, IF_NONE_MATCH, IF_RANGE, RANGE,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

use super::problem::problem;

/// What goes out of some content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece {
    Whole,
    /// From this byte on, up to and without that one.
    Of(usize, usize),
    /// It has no such bytes.
    Nowhere,
}

/// Content with the mark by which it is recognised, to be answered as it was asked for.
pub struct Content {
    pub kind: HeaderValue,
    /// Without its quotes. The same mark means the same bytes.
    pub mark: String,
    pub kept_for: &'static str,
    pub bytes: Bytes,
}

impl Content {
    /// The whole, a part of it, or that it is known already.
    pub fn answer(self, asked: &HeaderMap) -> Response {
        let text = |name: HeaderName| asked.get(name).and_then(|value| value.to_str().ok());
        let mark = format!("\"{}\"", self.mark);
        let marks = [
            (ETAG, mark.clone()),
            (CACHE_CONTROL, self.kept_for.to_owned()),
            (ACCEPT_RANGES, "bytes".to_owned()),
        ];
        if is_known(asked, &mark) {
            return (StatusCode::NOT_MODIFIED, marks).into_response();
        }
        // A part of something else does not fit what somebody has: then the whole goes out. There is no date to
        // go by, and a weak mark promises too little.
        let fits = text(IF_RANGE).is_none_or(|known| known.trim() == mark);
        let length = self.bytes.len();
        let piece = text(RANGE).filter(|_| fits).map_or(Piece::Whole, |range| piece(range, length));
        let kind = [(CONTENT_TYPE, self.kind)];
        match piece {
            Piece::Whole => (marks, kind, self.bytes).into_response(),
            Piece::Of(from, until) => {
                let last = until.saturating_sub(1);
                let place = [(CONTENT_RANGE, format!("bytes {from}-{last}/{length}"))];
                let part = self.bytes.slice(from..until);
                (StatusCode::PARTIAL_CONTENT, marks, kind, place, part).into_response()
            }
            Piece::Nowhere => {
                let place = [(CONTENT_RANGE, format!("bytes */{length}"))];
                let detail = Some(format!("it has {length} bytes"));
                (place, problem(StatusCode::RANGE_NOT_SATISFIABLE, detail)).into_response()
            }
        }
    }
}

/// Whether somebody who asks has what has this mark: one of a list, or whatever there is (`*`). A server
/// between may have made the mark a weak one.
pub fn is_known(asked: &HeaderMap, mark: &str) -> bool {
    let lines = asked.get_all(IF_NONE_MATCH).into_iter().filter_map(|line| line.to_str().ok());
    lines
        .flat_map(|line| line.split(','))
        .map(|one| one.trim().trim_start_matches("W/"))
        .any(|one| one == mark || one == "*")
}

/// Which piece a range means. What cannot be understood, and several pieces at once, are not asked for at all:
/// the whole is an answer to everything.
fn piece(range: &str, length: usize) -> Piece {
    let Some((unit, set)) = range.split_once('=') else { return Piece::Whole };
    let Some((first, last)) = set.trim().split_once('-') else { return Piece::Whole };
    let number = |text: &str| {
        let text = text.trim();
        // A number beyond all numbers is beyond the end.
        let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| text.parse::<usize>().unwrap_or(usize::MAX))
    };
    if !unit.trim().eq_ignore_ascii_case("bytes") {
        return Piece::Whole;
    }
    match (number(first), number(last)) {
        (Some(from), Some(last)) if last < from => Piece::Whole,
        (Some(from), _) if from >= length && (last.trim().is_empty() || number(last).is_some()) => {
            Piece::Nowhere
        }
        (Some(from), Some(last)) => Piece::Of(from, last.saturating_add(1).min(length)),
        (Some(from), None) if last.trim().is_empty() => Piece::Of(from, length),
        (None, Some(0)) if first.trim().is_empty() => Piece::Nowhere,
        (None, Some(_)) if first.trim().is_empty() && length == 0 => Piece::Nowhere,
        (None, Some(count)) if first.trim().is_empty() => Piece::Of(length.saturating_sub(count), length),
        (Some(_) | None, Some(_) | None) => Piece::Whole,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(range: &str, expected: Piece) {
        assert_eq!(piece(range, 10), expected, "{range}");
    }

    #[test]
    fn a_range_is_read_as_it_is_written() {
        check("bytes=0-", Piece::Of(0, 10));
        check("bytes=4-", Piece::Of(4, 10));
        check("bytes=4-6", Piece::Of(4, 7));
        check("bytes=4-99999999999999999999999", Piece::Of(4, 10));
        check("bytes=-3", Piece::Of(7, 10));
        check("bytes=-30", Piece::Of(0, 10));
        check("Bytes = 9-9", Piece::Of(9, 10));
    }

    #[test]
    fn what_lies_beyond_the_end_is_nowhere() {
        for range in ["bytes=10-", "bytes=10-20", "bytes=99999999999999999999999-", "bytes=-0"] {
            check(range, Piece::Nowhere);
        }
        assert_eq!(piece("bytes=-3", 0), Piece::Nowhere);
    }

    #[test]
    fn what_cannot_be_understood_gets_the_whole() {
        for range in [
            "",
            "bytes",
            "lines=1-",
            "bytes=",
            "bytes=-",
            "bytes=a-",
            "bytes=4-x",
            "bytes=6-4",
            "bytes=1-2,4-5",
        ] {
            check(range, Piece::Whole);
        }
    }
}
