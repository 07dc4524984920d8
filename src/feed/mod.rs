//! What others publish, read into a [`Programme`]: iCalendar, municipal CSV, the project's own JSON.
//!
//! Readers are pure: bytes in, a programme and a list of problems out. They never fetch, never
//! ask for the time, and never let one broken row take its neighbours with it. Only
//! [`fetch`] and [`cache`] touch files and the network, and [`refresh`] uses both.

pub mod built_in;
pub mod cache;
pub mod csv;
pub mod encoding;
pub mod fetch;
pub mod ics;
pub mod json;
pub mod paper;
pub mod print;
mod problem;
pub mod refresh;
mod trouble;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::api;
use crate::domain::programme::Programme;

pub use problem::{Problem, ProblemKind};
pub use trouble::Trouble;

/// What a reader got out of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    pub programme: Programme,
    pub problems: Vec<Problem>,
}

/// The days a reader expands repeating meetings into. Both ends are included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The day it is read on, from which a programme may count ("in 14 days").
    pub today: Date,
    pub from: Date,
    pub to: Date,
}

/// The formats there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    Json,
    Ics,
    Csv,
}

impl Format {
    pub const ALL: [Format; 3] = [Format::Json, Format::Ics, Format::Csv];

    /// The name `kiosk.toml` uses.
    pub fn key(self) -> &'static str {
        match self {
            Format::Json => "json",
            Format::Ics => "ics",
            Format::Csv => "csv",
        }
    }

    pub fn from_key(key: &str) -> Option<Format> {
        Format::ALL.into_iter().find(|format| format.key() == key)
    }
}

/// A source that is no programme at all: the last good one stays.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    #[error("it is empty")]
    Empty,
    #[error("it is a web page, not a programme: perhaps a sign-in page stands before it")]
    WebPage,
    #[error("it stops in the middle: {0}")]
    Truncated(String),
    #[error("it is neither a calendar (ICS) nor an event table (CSV) nor a programme (JSON)")]
    UnknownFormat,
    #[error("{0}")]
    Broken(String),
}

/// Reads a source of a known or unknown format.
///
/// # Errors
/// When nothing of it can be used; what can be used partly comes back with its problems.
pub fn read(
    format: Option<Format>,
    bytes: &[u8],
    span: Span,
    zone: &TimeZone,
) -> Result<Reading, Unreadable> {
    match format_of(format, bytes)? {
        Format::Json => json::read(bytes, span, zone),
        Format::Ics => ics::read(bytes, span, zone),
        Format::Csv => csv::read(bytes, zone),
    }
}

/// What is in a file that somebody wants to keep, not to show: meetings that come again are one row each,
/// with their rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Rows {
    pub format: Format,
    pub programme: api::Programme,
    pub problems: Vec<Problem>,
    /// Events of a calendar that have no time within the span.
    pub outside: usize,
}

/// Reads a file for keeping it. A rule of a calendar that a programme cannot say becomes its single
/// meetings within the span; a table knows no rules.
///
/// # Errors
/// As [`read`].
pub fn rows(format: Option<Format>, bytes: &[u8], span: Span, zone: &TimeZone) -> Result<Rows, Unreadable> {
    let format = format_of(format, bytes)?;
    let (reading, meetings, outside) = match format {
        Format::Json => {
            let (reading, meetings) = json::rows(bytes, span, zone)?;
            (reading, meetings, 0)
        }
        Format::Ics => ics::rows(bytes, span, zone)?,
        Format::Csv => {
            let reading = csv::read(bytes, zone)?;
            let meetings = reading.programme.meetings.iter().map(api::Meeting::from).collect();
            (reading, meetings, 0)
        }
    };
    let around = Programme { meetings: Vec::new(), ..reading.programme };
    let programme = api::Programme { meetings, ..api::Programme::from(&around) };
    Ok(Rows { format, programme, problems: reading.problems, outside })
}

fn format_of(format: Option<Format>, bytes: &[u8]) -> Result<Format, Unreadable> {
    let head = encoding::decode(&bytes[..bytes.len().min(2048)])
        .text
        .trim_start_matches('\u{feff}')
        .trim_start()
        .to_ascii_lowercase();
    if head.is_empty() {
        return Err(Unreadable::Empty);
    }
    if head.starts_with('<') {
        return Err(Unreadable::WebPage);
    }
    format.or_else(|| sniff(&head)).ok_or(Unreadable::UnknownFormat)
}

fn sniff(head: &str) -> Option<Format> {
    if head.starts_with('{') {
        Some(Format::Json)
    } else if head.starts_with("begin:vcalendar") {
        Some(Format::Ics)
    } else if head.lines().next().is_some_and(|line| line.contains(',')) {
        Some(Format::Csv)
    } else {
        None
    }
}
