//! The meetings of a file under the names that they have here.

use std::collections::{HashMap, HashSet};

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
pub fn without_row(meetings: &[api::Meeting], format: Format) -> HashSet<&str> {
    if format != Format::Ics {
        return HashSet::new();
    }
    let rows: HashSet<&str> =
        meetings.iter().filter(|meeting| meeting.repeat.is_some()).map(|row| row.id.as_str()).collect();
    let times = meetings.iter().filter(|meeting| meeting.repeat.is_none());
    let of = times.filter_map(|time| time.occurrence.as_ref()).map(|occurrence| occurrence.of.as_str());
    of.filter(|of| !rows.contains(of)).collect()
}

/// The name of a time that belongs to one of those. It is no date of a row here, and does not go with one.
fn own_id(id: &str, without_row: &HashSet<&str>) -> Option<String> {
    let (of, _) = id.rsplit_once('/')?;
    without_row.contains(of).then(|| plain(id))
}

/// All times that belong to those, by their names, with the name that a row of them would have.
pub fn laid_out(meetings: &[api::Meeting], format: Format, host: &str) -> HashMap<String, String> {
    let without_row = without_row(meetings, format);
    let named = meetings.iter().filter_map(|meeting| {
        let (of, _) = meeting.id.rsplit_once('/')?;
        Some((own_id(&meeting.id, &without_row)?, id_of(of, host)))
    });
    named.collect()
}

/// The meetings of a file as they would be kept: under their ids here, without the lines of the file, of
/// two with one id the first. Rows come first, and know nothing of the days that stand by themselves.
pub fn kept(meetings: &[api::Meeting], format: Format, host: &str) -> Vec<api::Meeting> {
    let without_row = without_row(meetings, format);
    let mut known: HashSet<String> = HashSet::new();
    let mut kept: Vec<api::Meeting> = meetings
        .iter()
        .map(|meeting| api::Meeting {
            id: own_id(&meeting.id, &without_row).unwrap_or_else(|| id_of(&meeting.id, host)),
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
