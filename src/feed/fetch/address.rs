//! Where a source lies.

use std::fmt;
use std::path::{Path, PathBuf};

use reqwest::Url;

/// A file or a web address.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Address {
    File(PathBuf),
    /// http or https, with a host and without a fragment.
    Web(Url),
}

/// Why a text is no address.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    #[error("The address is empty.")]
    Empty,
    #[error("\"{0}\" is not a complete web address.")]
    Incomplete(String),
    #[error("An address that starts with {0}: cannot be read.")]
    Scheme(String),
    #[error("\"{0}\" is not a file of this machine.")]
    FarFile(String),
    #[error("~ stands for the home folder on a command line only.")]
    Tilde,
}

impl AddressError {
    /// How to mend it: a whole sentence.
    pub fn remedy(&self) -> &'static str {
        match self {
            AddressError::Empty => "Give a file or an address that starts with https://.",
            AddressError::Incomplete(_) => "Copy it whole from the browser, from https:// on.",
            AddressError::Scheme(_) => "Give a file, or an address that starts with http:// or https://.",
            AddressError::FarFile(_) => {
                "Write file:/// with three strokes and the whole path, or just the path."
            }
            AddressError::Tilde => "Write the whole path, from / on.",
        }
    }
}

impl Address {
    /// Reads an address as people write it; a path is seen from `folder`. `webcal:`, under which
    /// calendars are handed out for subscription, is https.
    ///
    /// # Errors
    /// When it is neither a path nor a web address.
    pub fn parse(text: &str, folder: &Path) -> Result<Address, AddressError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(AddressError::Empty);
        }
        if text == "~" || text.starts_with("~/") {
            return Err(AddressError::Tilde);
        }
        let Some(scheme) = scheme_of(text) else {
            return Ok(Address::File(folder.join(text)));
        };
        let subscription = if scheme.starts_with("webcal") { text.split_once(':') } else { None };
        let text = subscription.map_or_else(|| text.to_owned(), |(_, rest)| format!("https:{rest}"));
        match scheme.as_str() {
            "http" | "https" | "webcal" | "webcals" => match Url::parse(&text) {
                Ok(mut url) if url.has_host() && text.contains("://") => {
                    url.set_fragment(None);
                    Ok(Address::Web(url))
                }
                Ok(_) | Err(_) => Err(AddressError::Incomplete(text)),
            },
            "file" => match Url::parse(&text).ok().and_then(|url| url.to_file_path().ok()) {
                Some(path) => Ok(Address::File(path)),
                None => Err(AddressError::FarFile(text)),
            },
            _ => Err(AddressError::Scheme(scheme)),
        }
    }

    /// Whether it says who asks, perhaps with a password.
    pub fn has_user(&self) -> bool {
        match self {
            Address::File(_) => false,
            Address::Web(url) => !url.username().is_empty() || url.password().is_some(),
        }
    }

    /// The whole address, secrets included: for identity, never for messages.
    pub fn canonical(&self) -> String {
        match self {
            Address::File(path) => path.display().to_string(),
            Address::Web(url) => url.to_string(),
        }
    }
}

/// "https" of "https://...". A path that merely holds a colon has none.
fn scheme_of(text: &str) -> Option<String> {
    let (scheme, rest) = text.split_once(':')?;
    let is_scheme = scheme.len() > 1
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    let known = ["http", "https", "webcal", "webcals", "file", "ftp", "mailto", "data"];
    let lower = scheme.to_ascii_lowercase();
    (is_scheme && (rest.starts_with("//") || known.contains(&lower.as_str()))).then_some(lower)
}

/// A part of a path longer than this is most likely a secret: calendars put theirs there.
const LONGEST_OPEN_PART: usize = 30;

impl fmt::Display for Address {
    /// For logs and screens of staff: without password, query and the secret parts of a path.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Address::File(path) => write!(f, "{}", path.display()),
            Address::Web(url) => {
                write!(f, "{}://{}", url.scheme(), url.host_str().unwrap_or_default())?;
                if let Some(port) = url.port() {
                    write!(f, ":{port}")?;
                }
                for part in url.path_segments().into_iter().flatten() {
                    if part.len() > LONGEST_OPEN_PART {
                        f.write_str("/…")?;
                    } else {
                        write!(f, "/{part}")?;
                    }
                }
                if url.query().is_some() {
                    f.write_str("?…")?;
                }
                Ok(())
            }
        }
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Address({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Result<&str, AddressError>) {
        let read = Address::parse(text, Path::new("/etc/hiroba"));
        assert_eq!(read.map(|address| address.canonical()), expected.map(str::to_owned), "{text}");
    }

    #[test]
    fn an_address_is_read_as_people_write_it() {
        check("programme.json", Ok("/etc/hiroba/programme.json"));
        check(" /srv/a b.csv ", Ok("/srv/a b.csv"));
        check("会/10:30.csv", Ok("/etc/hiroba/会/10:30.csv"));
        check("file:///srv/a%20b.csv", Ok("/srv/a b.csv"));
        check("https://example.jp/a.ics#top", Ok("https://example.jp/a.ics"));
        check("webcal://example.jp/a.ics", Ok("https://example.jp/a.ics"));
        check("HTTP://例え.jp/a", Ok("http://xn--r8jz45g.jp/a"));
        check("", Err(AddressError::Empty));
        check("~/a.json", Err(AddressError::Tilde));
        check("https:", Err(AddressError::Incomplete("https:".into())));
        check("https:example.jp", Err(AddressError::Incomplete("https:example.jp".into())));
        check("ftp://example.jp/a", Err(AddressError::Scheme("ftp".into())));
        check("file://far.example/a", Err(AddressError::FarFile("file://far.example/a".into())));
    }

    #[test]
    fn secrets_stay_out_of_messages() {
        let address = "https://kiosk:pass@calendar.example/ical/x/private-0123456789abcdef0123456789abcdef/basic.ics?key=1";
        let address = Address::parse(address, Path::new("")).unwrap();
        assert_eq!(address.to_string(), "https://calendar.example/ical/x/…/basic.ics?…");
        assert_eq!(format!("{address:?}"), "Address(https://calendar.example/ical/x/…/basic.ics?…)");
    }
}
