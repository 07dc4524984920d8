//! The event tables of Japanese municipalities (イベント一覧): the recommended data set, the later
//! standard, and their looser relatives.
//!
//! Columns are found by their names, never by position. A row keeps whatever can be read of it; a
//! row without a day is kept as not decided, because offices announce meetings that way.

mod columns;
mod dates;
pub(super) mod records;
mod row;
mod title;
mod words;

use std::collections::HashSet;

use super::encoding::{self, Lines};
use super::*;
pub use columns::Column;
use columns::Columns;
pub(super) use columns::plain;
pub(super) use dates::half_width;
use records::Record;

/// How many lines may stand above the names of the columns.
const LINES_ABOVE: usize = 10;

/// Reads a table. Days and times are those of `zone`.
///
/// # Errors
/// When there is no row that names the columns.
pub fn read(bytes: &[u8], zone: &TimeZone) -> Result<Reading, Unreadable> {
    let decoded = encoding::decode(bytes);
    let text = decoded.text.trim_start_matches('\u{feff}');
    if text.trim().is_empty() {
        return Err(Unreadable::Empty);
    }
    if text.trim_start().starts_with('<') {
        return Err(Unreadable::WebPage);
    }
    let delimiter = delimiter(text);
    let lines = Lines::of(text);
    let records = records::records(text, delimiter, &lines);
    let above = records.iter().take(LINES_ABOVE).enumerate();
    let found = above.filter_map(|(i, record)| Some((i, Columns::of(&fields(record, delimiter))?))).next();
    let (header, columns) = found.ok_or_else(|| {
        Unreadable::Broken("it has no row that names the columns (イベント名, 開始日, ...)".to_owned())
    })?;

    let mut problems = Vec::new();
    let header_line = records[header].line;
    if !decoded.clean {
        let message = format!(
            "Some characters of the file are broken. It was read as {}, with � in their places; please save it as UTF-8 or Shift_JIS.",
            decoded.encoding.name()
        );
        problems.push(Problem { line: None, field: None, kind: ProblemKind::BrokenCharacters, message });
    }
    for name in columns.unknown() {
        let message = "A column of this name is not known. It was passed over.".to_owned();
        let (line, field) = (Some(header_line), Some(name.to_owned()));
        problems.push(Problem { line, field, kind: ProblemKind::UnknownColumn, message });
    }
    let mut programme = Programme::empty(zone.clone());
    let mut ids = HashSet::new();
    for record in &records[header + 1..] {
        let cells = fields(record, delimiter);
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let mut row =
            row::Row { columns: &columns, cells: &cells, line: record.line, zone, problems: &mut problems };
        if !record.is_sound {
            row.tell_row(
                ProblemKind::QuotationMarks,
                "A quotation mark (\") is missing or one too many. The row was read as far as its line goes.",
            );
        }
        let Some(mut meeting) = row.meeting() else { continue };
        if !ids.insert(meeting.id.clone()) {
            // One number for all the days of an event is common; the days are meetings of their own.
            meeting.id.0 = format!("{}-{}", meeting.id.0, row.fingerprint());
            if !ids.insert(meeting.id.clone()) {
                row.tell_row(
                    ProblemKind::RowTwice,
                    "The same row stands here a second time. It was left out.",
                );
                continue;
            }
        }
        programme.meetings.push(meeting);
    }
    programme.sort();
    problems.sort_by_key(|problem| problem.line);
    Ok(Reading { programme, problems })
}

/// Some offices save with tabs and still say CSV.
pub(super) fn delimiter(text: &str) -> u8 {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    if first.matches('\t').count() > first.matches(',').count() { b'\t' } else { b',' }
}

/// The cells of a record. Where its quotation marks are in disorder they are taken as letters.
pub(super) fn fields(record: &Record<'_>, delimiter: u8) -> ::csv::StringRecord {
    let mut reader = ::csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .quoting(record.is_sound)
        .buffer_capacity(record.text.len().clamp(64, 8192))
        .from_reader(record.text.as_bytes());
    let mut cells = ::csv::StringRecord::new();
    // The text is UTF-8 and the reader flexible, so nothing can fail; an empty row would be seen.
    let _is_there = reader.read_record(&mut cells).unwrap_or(false);
    if record.is_sound { cells } else { cells.iter().map(|cell| cell.trim_matches('"')).collect() }
}
