//! What a reading brought, as rows that screens get; and what of that is another than before.

use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::api::{self, Status};
use crate::domain::programme::Programme;
use crate::hub::secret::fingerprint;
use crate::hub::store::{CalendarEntry, StoreError};

/// Meetings of one calendar at the most, the nearest to come first: a calendar of a whole ward has some
/// hundreds, and every screen carries all of them.
pub const MOST: usize = 2000;

/// The rows of a programme.
pub struct Brought {
    pub entries: Vec<CalendarEntry>,
    /// What the calendar calls each, by their ids.
    names: HashMap<String, String>,
    /// The ids of those that were too many.
    pub left_out: HashSet<String>,
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
pub fn brought(calendar: &str, programme: &Programme, zone: &TimeZone) -> Result<Brought, StoreError> {
    let ms = |at: Option<Timestamp>| at.map(Timestamp::as_millisecond);
    let mut names = HashMap::new();
    let mut entries = Vec::new();
    for meeting in &programme.meetings {
        let wire = api::Meeting::from(meeting);
        let id = id_of(calendar, &wire.id);
        if names.insert(id.clone(), wire.id.clone()).is_some() {
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
            body: written(&wire)?,
            starts: ms(meeting.when.starts_at(zone)),
            ends: ms(meeting.when.over_at(zone)),
            is_gone: false,
        });
    }
    Ok(Brought { entries, names, left_out: HashSet::new() })
}

fn written(wire: &api::Meeting) -> Result<String, StoreError> {
    serde_json::to_string(wire).map_err(|error| StoreError::Row(error.to_string()))
}

fn read(body: &str) -> Result<api::Meeting, StoreError> {
    serde_json::from_str(body).map_err(|error| StoreError::Row(error.to_string()))
}

/// The event and the day of a time, as calendars name them: "uid/2026-12-17T15:00".
fn event_and_day(name: &str) -> Option<(&str, &str)> {
    let (event, moment) = name.rsplit_once('/')?;
    let day = moment.get(..10)?;
    day.parse::<jiff::civil::Date>().is_ok().then_some((event, day))
}

/// Every name that a time of this day can have: by the hour, as programs of calendars have it, or by the day.
fn names_on<'a>(event: &'a str, day: &'a str) -> impl Iterator<Item = String> + use<'a> {
    let clock = |minute: u32| format!("T{:02}:{:02}", minute / 60, minute % 60);
    let clocks = (0..24 * 60).step_by(5).map(clock);
    std::iter::once(String::new()).chain(clocks).map(move |clock| format!("{event}/{day}{clock}"))
}

impl Brought {
    /// Lets a time whose event went to another hour have the id that it has on screens and in records. What it is
    /// called has its hour in it; where an event has one time on a day, that is the same one.
    ///
    /// # Errors
    /// When a meeting cannot be written, which would be a mistake of ours.
    pub fn under_known_ids(&mut self, calendar: &str, before: &[CalendarEntry]) -> Result<(), StoreError> {
        let brought: HashSet<&str> = self.entries.iter().map(|entry| entry.id.as_str()).collect();
        let known = before.iter().filter(|entry| !entry.is_gone).map(|entry| entry.id.as_str());
        let (known, mut left): (HashSet<&str>, HashSet<&str>) = known.partition(|id| brought.contains(id));
        let mut on_one_day: HashMap<(&str, &str), usize> = HashMap::new();
        for day in self.names.values().filter_map(|name| event_and_day(name)) {
            *on_one_day.entry(day).or_default() += 1;
        }
        for entry in &mut self.entries {
            if left.is_empty() {
                break;
            }
            let day = self.names.get(&entry.id).and_then(|name| event_and_day(name));
            let day = day.filter(|day| !known.contains(entry.id.as_str()) && on_one_day.get(day) == Some(&1));
            let Some((event, day)) = day else { continue };
            let id =
                names_on(event, day).map(|name| id_of(calendar, &name)).find(|id| left.remove(id.as_str()));
            if let Some(id) = id {
                entry.body = written(&api::Meeting { id: id.clone(), ..read(&entry.body)? })?;
                entry.id = id;
            }
        }
        Ok(())
    }

    /// Leaves out the farthest of too many; how many those were.
    pub fn bounded(&mut self, now: i64) -> usize {
        let too_many = self.entries.len().saturating_sub(MOST);
        if too_many > 0 {
            let is_over = |entry: &CalendarEntry| entry.ends.is_some_and(|ends| ends <= now);
            self.entries.sort_by_key(|entry| (is_over(entry), entry.starts.is_none(), entry.starts));
            self.left_out.extend(self.entries.split_off(MOST).into_iter().map(|entry| entry.id));
        }
        too_many
    }
}

/// What becomes of the rows.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Differences<'a> {
    pub new: Vec<&'a CalendarEntry>,
    pub other: Vec<&'a CalendarEntry>,
    /// Ids of those that are in the calendar no more. What is over stays: calendars are tidied, and
    /// what was is not undone by that.
    pub gone: Vec<&'a str>,
    /// What is to come, has records and is in the calendar no more: it is called off instead, so that whoever
    /// signed up for it is told.
    pub off: Vec<CalendarEntry>,
}

impl Differences<'_> {
    pub fn is_empty(&self) -> bool {
        self.new.is_empty() && self.other.is_empty() && self.gone.is_empty() && self.off.is_empty()
    }

    /// For the log of changes.
    pub fn said(&self) -> String {
        format!("+{} ~{} -{}", self.new.len(), self.other.len(), self.gone.len() + self.off.len())
    }
}

/// Compares what was with what was brought. What is `recorded` has records, by its id.
///
/// # Errors
/// When a meeting cannot be written, which would be a mistake of ours.
pub fn differences<'a>(
    before: &'a [CalendarEntry],
    brought: &'a Brought,
    recorded: &HashSet<String>,
    now: i64,
) -> Result<Differences<'a>, StoreError> {
    let known: BTreeMap<&str, &CalendarEntry> =
        before.iter().map(|entry| (entry.id.as_str(), entry)).collect();
    let mut differences = Differences::default();
    for entry in &brought.entries {
        match known.get(entry.id.as_str()) {
            None => differences.new.push(entry),
            Some(earlier) if earlier.is_gone => differences.new.push(entry),
            Some(earlier) if earlier.body != entry.body => differences.other.push(entry),
            Some(_) => {}
        }
    }
    let ids: HashSet<&str> = brought.entries.iter().map(|entry| entry.id.as_str()).collect();
    let is_over = |entry: &CalendarEntry| entry.ends.is_some_and(|ends| ends <= now);
    for entry in before.iter().filter(|entry| !entry.is_gone && !is_over(entry)) {
        if ids.contains(entry.id.as_str()) {
            continue;
        }
        if !recorded.contains(&entry.id) {
            differences.gone.push(&entry.id);
            continue;
        }
        // What has begun takes place as it was announced, and what was too many is in the calendar still.
        let is_to_come = entry.starts.is_none_or(|starts| now < starts);
        let wire = read(&entry.body)?;
        if is_to_come && !brought.left_out.contains(&entry.id) && wire.status != Some(Status::Cancelled) {
            let wire = api::Meeting { status: Some(Status::Cancelled), ..wire };
            differences.off.push(CalendarEntry { body: written(&wire)?, ..entry.clone() });
        }
    }
    Ok(differences)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(id: &str, body: &str, ends: Option<i64>) -> CalendarEntry {
        let (id, body) = (id.to_owned(), body.to_owned());
        CalendarEntry { id, body, starts: None, ends, is_gone: false }
    }

    fn brought<const COUNT: usize>(entries: [CalendarEntry; COUNT]) -> Brought {
        Brought { entries: entries.into(), names: HashMap::new(), left_out: HashSet::new() }
    }

    #[test]
    fn what_is_over_stays_when_a_calendar_is_tidied_and_what_is_to_come_goes() {
        let before = [entry("was", "a", Some(10)), entry("comes", "b", Some(30)), entry("stays", "c", None)];
        let brought = brought([entry("stays", "c", None)]);
        let differences = differences(&before, &brought, &HashSet::new(), 20).unwrap();
        assert_eq!(differences, Differences { gone: vec!["comes"], ..Differences::default() });
    }

    #[test]
    fn what_comes_back_is_new_and_what_says_something_else_is_another() {
        let gone = CalendarEntry { is_gone: true, ..entry("back", "a", None) };
        let before = [gone, entry("moved", "b", None)];
        let brought =
            brought([entry("back", "a", None), entry("moved", "c", None), entry("first", "d", None)]);
        assert_eq!(differences(&before, &brought, &HashSet::new(), 0).unwrap().said(), "+2 ~1 -0");
    }

    #[test]
    fn two_calendars_with_one_id_do_not_meet() {
        assert_ne!(id_of("a", "tea/2026-12-03"), id_of("b", "tea/2026-12-03"));
        assert_eq!(id_of("a", "tea"), id_of("a", "tea"));
    }
}
