//! What a reading brought, as rows that screens get; and what of that is another than before.

use std::collections::{BTreeMap, HashSet};

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::api;
use crate::domain::programme::Programme;
use crate::hub::secret::fingerprint;
use crate::hub::store::{CalendarEntry, StoreError};

/// Meetings of one calendar at the most, the nearest to come first: a calendar of a whole ward has some
/// hundreds, and every screen carries all of them.
pub const MOST: usize = 2000;

/// The rows of a programme, and how many meetings were too many.
pub struct Brought {
    pub entries: Vec<CalendarEntry>,
    pub too_many: usize,
}

/// A meeting of a calendar on screens: a name that stays the same at every reading, that no meeting of
/// the hub and of another calendar has, and that can stand in an address.
pub fn id_of(calendar: &str, id: &str) -> String {
    let mark = fingerprint(&format!("{calendar}\n{id}"));
    format!("cal-{}", mark.get(..24).unwrap_or_default())
}

/// Reads the rows out of a programme.
///
/// # Errors
/// When a meeting cannot be written, which would be a mistake of ours.
pub fn brought(
    calendar: &str,
    programme: &Programme,
    zone: &TimeZone,
    now: Timestamp,
) -> Result<Brought, StoreError> {
    let ms = |at: Option<Timestamp>| at.map(Timestamp::as_millisecond);
    let mut known = HashSet::new();
    let mut entries = Vec::new();
    for meeting in &programme.meetings {
        let wire = api::Meeting::from(meeting);
        let id = id_of(calendar, &wire.id);
        if !known.insert(id.clone()) {
            continue;
        }
        let occurrence = wire
            .occurrence
            .clone()
            .map(|occurrence| api::Occurrence { of: id_of(calendar, &occurrence.of), ..occurrence });
        // A picture would be fetched by every screen from where others say.
        let wire = api::Meeting { id: id.clone(), occurrence, source_line: None, picture: None, ..wire };
        entries.push(CalendarEntry {
            id,
            body: serde_json::to_string(&wire).map_err(|error| StoreError::Row(error.to_string()))?,
            starts: ms(meeting.when.starts_at(zone)),
            ends: ms(meeting.when.over_at(zone)),
            is_gone: false,
        });
    }
    let too_many = entries.len().saturating_sub(MOST);
    if too_many > 0 {
        let now = now.as_millisecond();
        let is_over = |entry: &CalendarEntry| entry.ends.is_some_and(|ends| ends <= now);
        entries.sort_by_key(|entry| (is_over(entry), entry.starts.is_none(), entry.starts));
        entries.truncate(MOST);
    }
    Ok(Brought { entries, too_many })
}

/// What becomes of the rows.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Differences<'a> {
    pub new: Vec<&'a CalendarEntry>,
    pub other: Vec<&'a CalendarEntry>,
    /// Ids of those that are in the calendar no more. What is over stays: calendars are tidied, and
    /// what was is not undone by that.
    pub gone: Vec<&'a str>,
}

impl Differences<'_> {
    pub fn is_empty(&self) -> bool {
        self.new.is_empty() && self.other.is_empty() && self.gone.is_empty()
    }

    /// For the log of changes.
    pub fn said(&self) -> String {
        format!("+{} ~{} -{}", self.new.len(), self.other.len(), self.gone.len())
    }
}

/// Compares what was with what was brought.
pub fn differences<'a>(
    before: &'a [CalendarEntry],
    brought: &'a [CalendarEntry],
    now: i64,
) -> Differences<'a> {
    let known: BTreeMap<&str, &CalendarEntry> =
        before.iter().map(|entry| (entry.id.as_str(), entry)).collect();
    let mut differences = Differences::default();
    for entry in brought {
        match known.get(entry.id.as_str()) {
            None => differences.new.push(entry),
            Some(earlier) if earlier.is_gone => differences.new.push(entry),
            Some(earlier) if earlier.body != entry.body => differences.other.push(entry),
            Some(_) => {}
        }
    }
    let brought: HashSet<&str> = brought.iter().map(|entry| entry.id.as_str()).collect();
    let is_over = |entry: &CalendarEntry| entry.ends.is_some_and(|ends| ends <= now);
    let gone = before.iter().filter(|entry| !entry.is_gone && !is_over(entry));
    differences.gone = gone.map(|entry| entry.id.as_str()).filter(|id| !brought.contains(id)).collect();
    differences
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(id: &str, body: &str, ends: Option<i64>) -> CalendarEntry {
        let (id, body) = (id.to_owned(), body.to_owned());
        CalendarEntry { id, body, starts: None, ends, is_gone: false }
    }

    #[test]
    fn what_is_over_stays_when_a_calendar_is_tidied_and_what_is_to_come_goes() {
        let before = [entry("was", "a", Some(10)), entry("comes", "b", Some(30)), entry("stays", "c", None)];
        let brought = [entry("stays", "c", None)];
        let differences = differences(&before, &brought, 20);
        assert_eq!(differences, Differences { gone: vec!["comes"], ..Differences::default() });
    }

    #[test]
    fn what_comes_back_is_new_and_what_says_something_else_is_another() {
        let gone = CalendarEntry { is_gone: true, ..entry("back", "a", None) };
        let before = [gone, entry("moved", "b", None)];
        let brought = [entry("back", "a", None), entry("moved", "c", None), entry("first", "d", None)];
        assert_eq!(differences(&before, &brought, 0).said(), "+2 ~1 -0");
    }

    #[test]
    fn two_calendars_with_one_id_do_not_meet() {
        assert_ne!(id_of("a", "tea/2026-12-03"), id_of("b", "tea/2026-12-03"));
        assert_eq!(id_of("a", "tea"), id_of("a", "tea"));
    }
}
