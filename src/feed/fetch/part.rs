//! Content that broke off, and how it goes on (RFC 9110, 14).

use reqwest::header::{ACCEPT_ENCODING, CONTENT_RANGE, ETAG, IF_RANGE, RANGE};
use reqwest::{RequestBuilder, Response, StatusCode};

use super::{FetchError, header};

/// What has come of some content, from its first byte on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    pub bytes: Vec<u8>,
    /// The strong mark of what it is a part of, where the server gave one.
    pub mark: Option<String>,
    /// Nobody but the content itself says what it is: its hash is known beforehand, and the whole is going to be
    /// held against it.
    pub is_known: bool,
}

impl Part {
    /// Whether a server can be asked for what follows.
    fn goes_on(&self) -> bool {
        // Without a mark the rest might be that of something else.
        !self.bytes.is_empty() && (self.mark.is_some() || self.is_known)
    }

    /// The same request for what is not here yet.
    pub(super) fn asks_for_the_rest(
        &mut self,
        request: &RequestBuilder,
        resumes: bool,
    ) -> Result<RequestBuilder, FetchError> {
        // A request without a body can always be repeated.
        let again = || FetchError::Other("it could not be asked for again".to_owned());
        let mut request = request.try_clone().ok_or_else(again)?;
        if !resumes {
            return Ok(request);
        }
        // Packed bytes cannot be counted from here.
        request = request.header(ACCEPT_ENCODING, "identity");
        if !self.goes_on() {
            self.bytes.clear();
            self.mark = None;
            return Ok(request);
        }
        request = request.header(RANGE, format!("bytes={}-", self.bytes.len()));
        Ok(match &self.mark {
            Some(mark) => request.header(IF_RANGE, mark),
            None => request,
        })
    }

    /// Whether an answer goes on from what is here. Another content than that begins anew: then this is empty.
    pub(super) fn goes_on_with(&mut self, response: &Response) -> bool {
        let place = header(response.headers(), CONTENT_RANGE.as_str());
        let is_rest = response.status() == StatusCode::PARTIAL_CONTENT && !self.bytes.is_empty();
        if is_rest && place.and_then(|place| first_of(&place)) == Some(self.bytes.len()) {
            return true;
        }
        // Whatever else a server says, it may send the rest another time.
        if response.status().is_success() || response.status() == StatusCode::RANGE_NOT_SATISFIABLE {
            self.bytes.clear();
            self.mark = None;
        }
        false
    }

    /// Notes the mark of what is coming.
    pub(super) fn is_marked_by(&mut self, response: &Response) {
        let mark = header(response.headers(), ETAG.as_str());
        // A weak one says that it means the same, not that the bytes are.
        self.mark = mark.filter(|mark| mark.starts_with('"'));
    }
}

/// The first byte of `bytes 1000-4999/5000`.
fn first_of(place: &str) -> Option<usize> {
    let (first, _) = place.trim().strip_prefix("bytes")?.trim_start().split_once('-')?;
    first.trim().parse().ok()
}

/// Whether what came before a failure is still worth something after it.
pub(super) fn can_go_on_after(error: &FetchError) -> bool {
    match error {
        FetchError::TooSlow(_)
        | FetchError::Stalled(_)
        | FetchError::UnknownName(_)
        | FetchError::NoConnection { .. }
        | FetchError::Certificate { .. }
        | FetchError::NoCertificates
        | FetchError::NoWeb(_)
        | FetchError::NotAllowed(_)
        | FetchError::Busy { .. }
        | FetchError::ServerTrouble(_)
        | FetchError::CutOff
        | FetchError::Other(_) => true,
        FetchError::NoFile
        | FetchError::Folder
        | FetchError::NotAFile
        | FetchError::Unopenable(_)
        | FetchError::BeingWritten
        | FetchError::TooLarge { .. }
        | FetchError::NotThere(_)
        | FetchError::OddAnswer(_)
        | FetchError::RedirectedTooOften(_)
        | FetchError::RedirectedElsewhere(_)
        | FetchError::TooNear(_)
        | FetchError::Garbled(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_an_answer_begins_is_read() {
        assert_eq!(first_of("bytes 1000-4999/5000"), Some(1000));
        assert_eq!(first_of("bytes 0-0/*"), Some(0));
        for odd in ["", "bytes */5000", "bytes", "lines 1-2/3", "bytes x-2/3"] {
            assert_eq!(first_of(odd), None, "{odd}");
        }
    }

    #[test]
    fn nobody_asks_for_the_rest_of_what_cannot_be_recognised() {
        let part = |mark: Option<&str>, is_known| Part {
            bytes: vec![1, 2, 3],
            mark: mark.map(str::to_owned),
            is_known,
        };
        assert!(part(Some("\"a\""), false).goes_on() && part(None, true).goes_on());
        assert!(!part(None, false).goes_on());
        assert!(!Part { is_known: true, ..Part::default() }.goes_on(), "nothing came yet");
    }
}
