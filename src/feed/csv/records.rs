//! A file cut into its records, so that a quotation mark somebody forgot costs its own row only.
//!
//! The csv crate reads fields; where a record ends is decided here. By the letter of RFC 4180 an
//! open quotation mark swallows every row behind it. A record that goes over several lines is
//! therefore taken as one only when its quotation marks are in order; otherwise its first line is
//! the broken row, and the next line begins a new one.

use super::super::encoding::Lines;

/// One record: where it begins, its text, and whether its quotation marks were in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Record<'a> {
    pub line: u32,
    pub text: &'a str,
    pub is_sound: bool,
}

/// No cell of an event list is longer; one that seems to be lacks a quotation mark.
const LONGEST_CELL: usize = 20_000;

/// All records but the empty lines.
pub fn records<'a>(text: &'a str, delimiter: u8, lines: &Lines) -> Vec<Record<'a>> {
    let mut records = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let (length, is_sound) = record(&text.as_bytes()[start..], delimiter);
        let end = if is_sound { start + length } else { lines.next_after(start).unwrap_or(text.len()) };
        // Every end lies behind an ASCII character or at the end, so it cuts no character.
        let record = text[start..end].trim_end_matches(['\r', '\n']);
        if !record.trim().is_empty() {
            records.push(Record { line: lines.at(start), text: record, is_sound });
        }
        start = end;
    }
    records
}

/// The length of the first record with its line's end, and whether its quotation marks are in order.
fn record(bytes: &[u8], delimiter: u8) -> (usize, bool) {
    enum Place {
        FieldStart,
        Plain,
        Quoted { since: usize },
        AfterQuote,
    }
    let mut place = Place::FieldStart;
    let mut i = 0;
    while i < bytes.len() {
        let byte = bytes[i];
        let ends_line = byte == b'\n' || byte == b'\r';
        place = match place {
            Place::Quoted { since } if byte == b'"' && bytes.get(i + 1) == Some(&b'"') => {
                i += 1;
                Place::Quoted { since }
            }
            Place::Quoted { .. } if byte == b'"' => Place::AfterQuote,
            Place::Quoted { since } if i - since > LONGEST_CELL => return (i, false),
            Place::Quoted { since } => Place::Quoted { since },
            Place::FieldStart | Place::Plain | Place::AfterQuote if ends_line => {
                let is_pair = byte == b'\r' && bytes.get(i + 1) == Some(&b'\n');
                return (i + 1 + usize::from(is_pair), true);
            }
            Place::FieldStart | Place::Plain | Place::AfterQuote if byte == delimiter => Place::FieldStart,
            Place::FieldStart if byte == b'"' => Place::Quoted { since: i },
            Place::FieldStart | Place::Plain => Place::Plain,
            Place::AfterQuote => return (i, false),
        };
        i += 1;
    }
    match place {
        Place::Quoted { .. } => (bytes.len(), false),
        Place::FieldStart | Place::Plain | Place::AfterQuote => (bytes.len(), true),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(u32, &str, bool)]) {
        let found = records(text, b',', &Lines::of(text));
        let found: Vec<_> = found.iter().map(|record| (record.line, record.text, record.is_sound)).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn records_begin_where_a_reader_would_say() {
        check("a,b\nc,d\n", &[(1, "a,b", true), (2, "c,d", true)]);
        check("a,\"b\nb\"\r\nc,d", &[(1, "a,\"b\nb\"", true), (3, "c,d", true)]);
        check("a\n\n\nb", &[(1, "a", true), (4, "b", true)]);
        check("a,\"\"\"b\"\"\"\nc", &[(1, "a,\"\"\"b\"\"\"", true), (2, "c", true)]);
        check("", &[]);
    }

    #[test]
    fn a_forgotten_quotation_mark_costs_its_own_line_only() {
        check("a,\"b\nc,d\n", &[(1, "a,\"b", false), (2, "c,d", true)]);
        check("a,\"b\nc,\"d\"\n", &[(1, "a,\"b", false), (2, "c,\"d\"", true)]);
        check("a,\"b\" c\nd", &[(1, "a,\"b\" c", false), (2, "d", true)]);
        // A quotation mark inside a plain cell is part of it.
        check("a,5\" b\nc", &[(1, "a,5\" b", true), (2, "c", true)]);
    }
}
