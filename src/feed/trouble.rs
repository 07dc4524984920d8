//! Why a source could not be read, as one of a few kinds: for whoever says it in words of their own.

use super::Unreadable;
use super::fetch::FetchError;

/// What is the matter with a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Trouble {
    /// There is nothing at the address.
    NotThere,
    /// One would have to sign in.
    NotAllowed,
    UnknownName,
    Unreachable,
    Certificate,
    /// The server asks to wait, or has trouble of its own.
    Busy,
    TooLarge,
    TooSlow,
    /// It stopped in the middle, or came garbled.
    Broken,
    Redirected,
    /// The address leads to this machine itself.
    TooNear,
    OddAnswer,
    Empty,
    WebPage,
    Truncated,
    UnknownFormat,
    Unreadable,
    /// Nothing of it could be used, although there were meetings before.
    NothingUsable,
    /// A mistake of this program.
    Program,
}

impl Trouble {
    pub const ALL: [Trouble; 19] = [
        Trouble::NotThere,
        Trouble::NotAllowed,
        Trouble::UnknownName,
        Trouble::Unreachable,
        Trouble::Certificate,
        Trouble::Busy,
        Trouble::TooLarge,
        Trouble::TooSlow,
        Trouble::Broken,
        Trouble::Redirected,
        Trouble::TooNear,
        Trouble::OddAnswer,
        Trouble::Empty,
        Trouble::WebPage,
        Trouble::Truncated,
        Trouble::UnknownFormat,
        Trouble::Unreadable,
        Trouble::NothingUsable,
        Trouble::Program,
    ];

    /// Its name, for words and for what is kept.
    pub fn key(self) -> &'static str {
        match self {
            Trouble::NotThere => "not-there",
            Trouble::NotAllowed => "not-allowed",
            Trouble::UnknownName => "unknown-name",
            Trouble::Unreachable => "unreachable",
            Trouble::Certificate => "certificate",
            Trouble::Busy => "busy",
            Trouble::TooLarge => "too-large",
            Trouble::TooSlow => "too-slow",
            Trouble::Broken => "broken",
            Trouble::Redirected => "redirected",
            Trouble::TooNear => "too-near",
            Trouble::OddAnswer => "odd-answer",
            Trouble::Empty => "empty",
            Trouble::WebPage => "web-page",
            Trouble::Truncated => "truncated",
            Trouble::UnknownFormat => "unknown-format",
            Trouble::Unreadable => "unreadable",
            Trouble::NothingUsable => "nothing-usable",
            Trouble::Program => "program",
        }
    }

    pub fn from_key(key: &str) -> Option<Trouble> {
        Trouble::ALL.into_iter().find(|trouble| trouble.key() == key)
    }
}

impl From<&FetchError> for Trouble {
    fn from(error: &FetchError) -> Trouble {
        match error {
            FetchError::NoFile | FetchError::Folder | FetchError::NotAFile | FetchError::NotThere(_) => {
                Trouble::NotThere
            }
            FetchError::Unopenable(_) | FetchError::NotAllowed(_) => Trouble::NotAllowed,
            FetchError::UnknownName(_) => Trouble::UnknownName,
            FetchError::NoConnection { .. } | FetchError::NoWeb(_) => Trouble::Unreachable,
            FetchError::Certificate { .. } | FetchError::NoCertificates => Trouble::Certificate,
            FetchError::Busy { .. } | FetchError::ServerTrouble(_) => Trouble::Busy,
            FetchError::TooLarge { .. } => Trouble::TooLarge,
            FetchError::TooSlow(_) | FetchError::Stalled(_) => Trouble::TooSlow,
            FetchError::CutOff | FetchError::Garbled(_) | FetchError::BeingWritten => Trouble::Broken,
            FetchError::RedirectedTooOften(_) | FetchError::RedirectedElsewhere(_) => Trouble::Redirected,
            FetchError::TooNear(_) => Trouble::TooNear,
            FetchError::OddAnswer(_) | FetchError::Other(_) => Trouble::OddAnswer,
        }
    }
}

impl From<&Unreadable> for Trouble {
    fn from(error: &Unreadable) -> Trouble {
        match error {
            Unreadable::Empty => Trouble::Empty,
            Unreadable::WebPage => Trouble::WebPage,
            Unreadable::Truncated(_) => Trouble::Truncated,
            Unreadable::UnknownFormat => Trouble::UnknownFormat,
            Unreadable::Broken(_) => Trouble::Unreadable,
        }
    }
}
