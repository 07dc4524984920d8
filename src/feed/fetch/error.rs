//! Why a source could not be fetched, in words for staff, and whether trying again can help.

use std::error::Error;
use std::io;
use std::time::Duration;

/// Why a source could not be fetched. The sentence goes on after "The source ... could not be read: ".
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    #[error("there is no such file")]
    NoFile,
    #[error("this is a folder; name the file in it")]
    Folder,
    #[error("this is a device or a pipe, not a file")]
    NotAFile,
    #[error("the file cannot be opened ({0}); check who may read it")]
    Unopenable(io::Error),
    #[error("the file was being written while it was read")]
    BeingWritten,
    #[error("it is larger than {} MB; raise max_megabytes if that is right", .limit / 1_000_000)]
    TooLarge { limit: u64 },
    #[error("it took longer than {} s in all", .0.as_secs_f32())]
    TooSlow(Duration),
    #[error("nothing more came for {} s", .0.as_secs_f32())]
    Stalled(Duration),
    #[error("nobody in the network knows a server {0}; check the address and the network cable")]
    UnknownName(String),
    #[error("the server {host} cannot be reached ({why})")]
    NoConnection { host: String, why: String },
    #[error(
        "the server {host} cannot prove who it is ({why}); check this machine's clock and the server's certificate"
    )]
    Certificate { host: String, why: String },
    #[error(
        "this machine trusts no certificates, so https is not possible; install the package ca-certificates"
    )]
    NoCertificates,
    #[error(
        "this machine can make no web connection at all ({0}), so only files are read; start the kiosk again when that is mended"
    )]
    NoWeb(String),
    #[error("the server says there is nothing at this address (status {0}); check the address")]
    NotThere(u16),
    #[error("the server does not let us in (status {0}); the programme must be readable without signing in")]
    NotAllowed(u16),
    #[error("the server asks to wait (status {status})")]
    Busy { status: u16, wait: Option<Duration> },
    #[error("the server has trouble of its own (status {0})")]
    ServerTrouble(u16),
    #[error("the server gave an answer that is no content (status {0})")]
    OddAnswer(u16),
    #[error("the address was passed on more than {0} times")]
    RedirectedTooOften(usize),
    #[error("the server passes on to {0}, which is not a web address")]
    RedirectedElsewhere(String),
    #[error(
        "the address {0} leads to this machine itself, which is not read; the one who looks after it can allow that"
    )]
    TooNear(String),
    #[error("it broke off in the middle")]
    CutOff,
    #[error("it arrived garbled and could not be unpacked ({0})")]
    Garbled(String),
    #[error("it could not be fetched ({0})")]
    Other(String),
}

/// What can help after a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retry {
    /// It may have been a passing trouble: try again soon.
    Soon,
    /// The server named a time before which trying again is no use.
    After(Duration),
    /// Somebody has to mend something; the usual rhythm is enough.
    WhenMended,
}

impl FetchError {
    pub fn retry(&self) -> Retry {
        match self {
            FetchError::BeingWritten
            | FetchError::TooSlow(_)
            | FetchError::Stalled(_)
            | FetchError::UnknownName(_)
            | FetchError::NoConnection { .. }
            | FetchError::Busy { wait: None, .. }
            | FetchError::ServerTrouble(_)
            | FetchError::CutOff
            | FetchError::Garbled(_)
            | FetchError::Other(_) => Retry::Soon,
            FetchError::Busy { wait: Some(wait), .. } => Retry::After(*wait),
            // Files come back too, when a share is mounted again.
            FetchError::NoFile | FetchError::Unopenable(_) => Retry::Soon,
            // A machine without a clock chip doubts every certificate until its clock is set.
            FetchError::Certificate { .. } => Retry::Soon,
            FetchError::Folder
            | FetchError::NotAFile
            | FetchError::TooLarge { .. }
            | FetchError::NoCertificates
            | FetchError::NoWeb(_)
            | FetchError::NotThere(_)
            | FetchError::NotAllowed(_)
            | FetchError::OddAnswer(_)
            | FetchError::RedirectedTooOften(_)
            | FetchError::RedirectedElsewhere(_)
            | FetchError::TooNear(_) => Retry::WhenMended,
        }
    }

    pub(super) fn of_open(error: io::Error) -> FetchError {
        match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => FetchError::NoFile,
            io::ErrorKind::IsADirectory => FetchError::Folder,
            _ => FetchError::Unopenable(error),
        }
    }

    /// An answer other than 200.
    pub(super) fn of_status(status: u16, wait: Option<Duration>) -> FetchError {
        match status {
            404 | 410 => FetchError::NotThere(status),
            401 | 403 | 407 | 511 => FetchError::NotAllowed(status),
            408 | 429 | 503 => FetchError::Busy { status, wait },
            500..=599 => FetchError::ServerTrouble(status),
            _ => FetchError::OddAnswer(status),
        }
    }

    /// Looks through the layers of the HTTP client for the reason that says something to people.
    pub(super) fn of_client(error: &reqwest::Error, host: &str) -> FetchError {
        let host = host.to_owned();
        let mut innermost = error.to_string();
        for cause in causes(error) {
            innermost = cause.to_string();
            if let Some(refused) = cause.downcast_ref::<RefusedRedirect>() {
                return match refused {
                    RefusedRedirect::TooMany(most) => FetchError::RedirectedTooOften(*most),
                    RefusedRedirect::Elsewhere(to) => FetchError::RedirectedElsewhere(to.clone()),
                    RefusedRedirect::TooNear(host) => FetchError::TooNear(host.clone()),
                };
            }
            if let Some(error) = cause.downcast_ref::<rustls::Error>() {
                return match error {
                    rustls::Error::InvalidCertificate(why) => {
                        FetchError::Certificate { host, why: why.to_string() }
                    }
                    other => FetchError::NoConnection { host, why: other.to_string() },
                };
            }
            // Before an answer has begun these are troubles of the connection.
            let kind = cause.downcast_ref::<io::Error>().map(io::Error::kind);
            match kind {
                Some(io::ErrorKind::UnexpectedEof | io::ErrorKind::ConnectionReset) if error.is_decode() => {
                    return FetchError::CutOff;
                }
                Some(io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput) if error.is_decode() => {
                    return FetchError::Garbled(innermost);
                }
                Some(_) | None => {}
            }
        }
        if error.is_timeout() {
            FetchError::NoConnection { host, why: "no answer".to_owned() }
        } else if error.is_dns() {
            FetchError::UnknownName(host)
        } else if error.is_connect() || error.is_request() {
            FetchError::NoConnection { host, why: innermost }
        } else {
            FetchError::Other(innermost)
        }
    }
}

/// The innermost reason of an error, which is the one that says something to people.
pub(super) fn innermost(error: &(dyn Error + 'static)) -> String {
    causes(error).last().map_or_else(|| error.to_string(), ToString::to_string)
}

/// What lies under an error, outermost first. An I/O error hides the error it was made of from
/// [`Error::source`], so that one is asked for separately.
fn causes<'e>(error: &'e (dyn Error + 'static)) -> Vec<&'e (dyn Error + 'static)> {
    let mut causes = Vec::new();
    let mut next = error.source();
    while let Some(cause) = next {
        causes.push(cause);
        next = match cause.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
            Some(inner) => Some(inner),
            None => cause.source(),
        };
    }
    causes
}

/// An address that is refused while the client works: one it is passed on to, or one that a name stands for.
#[derive(Debug, thiserror::Error)]
pub(super) enum RefusedRedirect {
    #[error("passed on more than {0} times")]
    TooMany(usize),
    #[error("passed on to {0}")]
    Elsewhere(String),
    #[error("{0} is this machine")]
    TooNear(String),
}
