//! The meetings of a file under the names that they have here.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;

use crate::api;
use crate::domain::meeting::MeetingId;
use crate::feed::Format;
use crate::hub::rows;
use crate::hub::secret::fingerprint;

/// Names that cannot stand in an address of ours: something else stands there, or a browser goes up by them.
const TAKEN: [&str; 4] = [".", "..", "new", "receipt"];

/// The id of a meeting here, one that can stand in an address. Calendars name their events by anything,
/// and this hub its own by the meeting's id and the name of its machine, dates of rows behind it or before.
pub fn id_of(id: &str, host: &str) -> String {
    let without_host = |id: &str| match id.strip_suffix(host).and_then(|id| id.strip_suffix('@')) {
        Some(own) => own.to_owned(),
        None => id.to_owned(),
    };
    let id = without_host(id);
    match MeetingId::row_and_day(&id) {
        Some((row, day)) => rows::id_of(&plain(&without_host(row)), day),
        None => plain(&id),
    }
}

fn plain(id: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let can_stand = !id.is_empty() && id.len() <= 60 && id.chars().all(is_plain) && !TAKEN.contains(&id);
    if can_stand {
        return id.to_owned();
    }
    format!("in-{}", fingerprint(id).get(..24).unwrap_or_default())
}

/// Events of a calendar with a rule that a programme cannot say: there are their times, and no row.
fn without_row(meetings: &[api::Meeting], format: Format) -> HashSet<&str> {
    if format != Format::Ics {
        return HashSet::new();
    }
    let rows: HashSet<&str> =
        meetings.iter().filter(|meeting| meeting.repeat.is_some()).map(|row| row.id.as_str()).collect();
    let times = meetings.iter().filter(|meeting| meeting.repeat.is_none());
    let of = times.filter_map(|time| time.occurrence.as_ref()).map(|occurrence| occurrence.of.as_str());
    of.filter(|of| !rows.contains(of)).collect()
}

/// A time of an event of which there is no row in the file, or of which the file has nothing but this time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Time {
    /// The id that a row of them has here, or would have.
    pub row: String,
    /// The day on which its rule has it.
    pub day: Date,
    /// The id that such a time once had: by its moment, so that it was another whenever the event was moved.
    pub earlier: String,
}

/// What the ids of all times of one event begin with, by the id that a row of them would have.
pub fn mark(row: &str) -> String {
    format!("in-{}", fingerprint(row).get(..24).unwrap_or_default())
}

/// The event, the day and the clock of a time: "uid/2026-12-17T15:00".
fn moment(id: &str) -> Option<(&str, Date, &str)> {
    let (of, moment) = id.rsplit_once('/')?;
    let (day, clock) = moment.split_at_checked(10)?;
    let is_clock = clock.is_empty() || (clock.starts_with('T') && clock.len() >= 6);
    Some((of, day.parse().ok()?, clock)).filter(|_| is_clock)
}

/// All times of events whose rule no row can say, by their names in the file, with their ids here. Such a time
/// is no date of a row and does not go with one. It is named by its day, so that it keeps its name when the event
/// goes to another hour; by its hour too only where a day has several.
fn named(meetings: &[api::Meeting], format: Format, host: &str) -> HashMap<String, (String, Time)> {
    let without_row = without_row(meetings, format);
    let of_those = |meeting: &'_ api::Meeting| {
        moment(&meeting.id).is_some_and(|(of, _, _)| without_row.contains(of)).then(|| meeting.id.clone())
    };
    let ids: Vec<String> = meetings.iter().filter_map(of_those).collect();
    let mut on_one_day: HashMap<(&str, Date), usize> = HashMap::new();
    for (of, day, _) in ids.iter().filter_map(|id| moment(id)) {
        *on_one_day.entry((of, day)).or_default() += 1;
    }
    let named = ids.iter().filter_map(|id| {
        let (of, day, clock) = moment(id)?;
        let row = id_of(of, host);
        let is_alone = on_one_day.get(&(of, day)).is_none_or(|count| *count == 1);
        let clock = if is_alone { String::new() } else { clock.replace(':', "") };
        let name = format!("{}-{day}{clock}", mark(&row));
        Some((id.clone(), (name, Time { row, day, earlier: plain(id) })))
    });
    named.collect()
}

/// The same by their ids here.
pub fn laid_out(meetings: &[api::Meeting], format: Format, host: &str) -> HashMap<String, Time> {
    named(meetings, format, host).into_values().collect()
}

/// Times of events of which the file has nothing else, by their ids here: changed dates without their series.
pub fn without_series(meetings: &[api::Meeting], format: Format, host: &str) -> HashMap<String, Time> {
    if format != Format::Ics {
        return HashMap::new();
    }
    let without_row = without_row(meetings, format);
    let known: HashSet<&str> = meetings.iter().map(|meeting| meeting.id.as_str()).collect();
    let times = meetings.iter().filter(|meeting| meeting.repeat.is_none() && meeting.occurrence.is_none());
    let alone = times.filter_map(|time| {
        let (of, day, _) = moment(&time.id)?;
        let is_alone = !without_row.contains(of) && !known.contains(of);
        let row = id_of(of, host);
        is_alone.then(|| (id_of(&time.id, host), Time { row, day, earlier: plain(&time.id) }))
    });
    alone.collect()
}

/// The meetings of a file as they would be kept: under their ids here, without the lines of the file, of
/// two with one id the first. Rows come first, and know nothing of the days that stand by themselves.
pub fn kept(meetings: &[api::Meeting], format: Format, host: &str) -> Vec<api::Meeting> {
    let named = named(meetings, format, host);
    let mut known: HashSet<String> = HashSet::new();
    let mut kept: Vec<api::Meeting> = meetings
        .iter()
        .map(|meeting| api::Meeting {
            id: named.get(&meeting.id).map_or_else(|| id_of(&meeting.id, host), |(id, _)| id.clone()),
            source_line: None,
            occurrence: None,
            ..meeting.clone()
        })
        .filter(|meeting| known.insert(meeting.id.clone()))
        .collect();
    kept.sort_by_key(|meeting| meeting.repeat.is_none());
    for meeting in &mut kept {
        let Some(repeat) = &mut meeting.repeat else { continue };
        repeat.except.retain(|day| match day {
            api::StringOr::String(day) => !known.contains(&format!("{}/{day}", meeting.id)),
            api::StringOr::Object(_) => true,
        });
        rows::begin::sort(&mut repeat.except);
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_an_event_is_called_it_can_stand_in_an_address() {
        for odd in [".", "..", "new", "receipt", "", "a b", "会"] {
            let id = id_of(odd, "hub.example");
            assert!(id.starts_with("in-") && id.len() == 27, "{odd:?} became {id}");
            let date = id_of(&format!("{odd}/2026-12-17"), "hub.example");
            assert_eq!(date, format!("{id}/2026-12-17"), "a date goes with its row");
        }
        assert_eq!(id_of("tea-1@hub.example", "hub.example"), "tea-1");
        assert_eq!(id_of("news", "hub.example"), "news");
    }
}
