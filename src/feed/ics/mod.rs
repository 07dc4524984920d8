//! iCalendar (RFC 5545): what Google Calendar, Outlook, Nextcloud and others publish.
//!
//! [`lines`] cuts the file into components, calcard parses each alone, [`zone`] finds out which
//! zone a time is in, [`event`] reads one event, [`series`] puts an event and its changed
//! occurrences together ([`said`]: what it does not say itself, [`bounds`]: what is left out of what is taken in),
//! [`times`] finds the times of its rules and lists, and [`expand`] follows
//! one rule.
//!
//! Every time comes out in the zone of the place where the sign stands. Nothing in here knows
//! what is shown now: the span decides alone.

mod bounds;
mod event;
mod expand;
mod lines;
mod moment;
mod occurrence;
mod rows;
mod said;
mod series;
mod times;
mod words;
mod zone;

use calcard::icalendar::ICalendar;
use calcard::{Entry, Parser};
use jiff::tz::TimeZone;

use self::lines::{Block, Lines};
use self::zone::Zones;
use super::{Problem, ProblemKind, Reading, Span, Unreadable};
use crate::api;
use crate::domain::programme::Programme;

/// Reads a calendar. Repeating meetings are expanded into the occurrences that touch the span.
///
/// # Errors
/// When it is empty, no calendar, or stops in the middle.
pub fn read(bytes: &[u8], span: Span, zone: &TimeZone) -> Result<Reading, Unreadable> {
    let plan = |events, zones: &Zones, notes: &mut Notes| {
        (series::meetings(events, span, zones, notes), Vec::new(), 0)
    };
    Ok(read_by(plan, bytes, zone)?.0)
}

/// The same for who keeps it: a row with its rule where a programme has the same rule, and beside it what
/// was changed of it by itself ("uid/2026-12-10"). Everything else by its single meetings in the span; how
/// many events have none there is the last.
///
/// # Errors
/// As [`read`].
pub fn rows(
    bytes: &[u8],
    span: Span,
    zone: &TimeZone,
) -> Result<(Reading, Vec<api::Meeting>, usize), Unreadable> {
    let plan = |events, zones: &Zones, notes: &mut Notes| series::rows(events, span, zones, notes);
    let (reading, mut rows, outside) = read_by(plan, bytes, zone)?;
    rows.extend(reading.programme.meetings.iter().map(api::Meeting::from));
    Ok((reading, rows, outside))
}

fn read_by(
    plan: impl FnOnce(Vec<event::Event>, &Zones, &mut Notes) -> series::Planned,
    bytes: &[u8],
    zone: &TimeZone,
) -> Result<(Reading, Vec<api::Meeting>, usize), Unreadable> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Unreadable::Empty);
    }
    let mut notes = Notes::default();
    let lines = Lines::of(bytes, &mut notes.problems);
    let parts = lines.parts(&mut notes.problems)?;
    let mut zones = Zones::of(&parts, zone, &mut notes);
    let events: Vec<_> =
        parts.events.iter().filter_map(|block| event::read(*block, &mut zones, &mut notes)).collect();

    let mut programme = Programme::empty(zone.clone());
    let (meetings, rows, outside) = plan(events, &zones, &mut notes);
    programme.meetings = meetings;
    programme.sort();
    notes.problems.sort_by_key(|problem| problem.line);
    Ok((Reading { programme, problems: notes.problems }, rows, outside))
}

/// Parses one component by itself.
fn parse(block: Block<'_>) -> Option<ICalendar> {
    match Parser::new(block.text).entry() {
        Entry::ICalendar(calendar) => Some(calendar),
        Entry::VCard(_)
        | Entry::InvalidLine(_)
        | Entry::UnexpectedComponentEnd { .. }
        | Entry::UnterminatedComponent(_)
        | Entry::TooManyComponents
        | Entry::Eof => None,
        // calcard keeps the right to add kinds of entries; none of them would be a calendar.
        _ => None,
    }
}

/// Problems as they are found.
#[derive(Default)]
struct Notes {
    problems: Vec<Problem>,
    muted: bool,
}

impl Notes {
    fn add(&mut self, line: Option<u32>, field: &str, kind: ProblemKind, message: impl Into<String>) {
        if !self.muted {
            let field = Some(field.to_owned());
            self.problems.push(Problem { line, field, kind, message: message.into() });
        }
    }

    /// Keeps silent about an event that nobody may see.
    fn mute(&mut self) {
        self.muted = true;
    }

    fn unmute(&mut self) {
        self.muted = false;
    }
}
