//! A row of meetings (one item with a rule) and the single dates of it that staff changed. Such a date is
//! an item of its own, "tea/2026-12-10", under the id that the row's occurrence of that day has anyway: so
//! records, receipts and addresses go on meaning it. It stands in the place of that occurrence wherever a
//! programme is put together, goes with its row when that is taken down, and is called off with it. The
//! row's own versions know nothing of it: neither a draft nor an older version brings the date back. It goes
//! wherever its row goes, on the same screens; what it has in common with its row follows the row (`follow`).

pub mod begin;
pub mod follow;

use std::borrow::Cow;
use std::collections::HashMap;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::{Value, json};

use super::store::StoreError;
use crate::api::{self, Known};
use crate::domain::meeting::{Meeting, MeetingId};
use crate::feed::{Span, json};

/// Meetings with their ids as they go into a programme: each row without the days that stand beside it by
/// themselves, and those called off where their row is. Whether a day goes on as one of its row is told by the
/// row as it is now, not by what it was when the day was set apart.
///
/// # Errors
/// When what is kept is no JSON.
pub fn settled<'a>(
    meetings: &[(&'a str, &'a str)],
    zone: &TimeZone,
) -> Result<Vec<Cow<'a, str>>, StoreError> {
    let mut days: HashMap<&str, Vec<Date>> = HashMap::new();
    for (row, day) in meetings.iter().filter_map(|(id, _)| MeetingId::row_and_day(id)) {
        days.entry(row).or_default().push(day);
    }
    let mut called_off: Vec<&str> = Vec::new();
    let mut rows: HashMap<&str, String> = HashMap::new();
    let mut plans: HashMap<&str, api::Meeting> = HashMap::new();
    if !days.is_empty() {
        for (id, body) in meetings {
            let Some(days) = days.get(id) else { continue };
            let mut row = value(body)?;
            // What this program cannot read goes through as it is.
            plans.extend(serde_json::from_str(body).ok().map(|plan| (*id, plan)));
            if row.get("status").and_then(Value::as_str) == Some("cancelled") {
                called_off.push(id);
            }
            let Some(repeat) = row.get_mut("repeat").and_then(Value::as_object_mut) else { continue };
            let except = repeat.entry("except").or_insert_with(|| json!([]));
            if let Some(except) = except.as_array_mut() {
                except.extend(days.iter().map(|day| json!(day.to_string())));
            }
            rows.insert(id, row.to_string());
        }
    }
    meetings
        .iter()
        .map(|(id, body)| {
            if let Some(row) = rows.remove(id) {
                return Ok(Cow::Owned(row));
            }
            let Some((row, day)) = MeetingId::row_and_day(id) else { return Ok(Cow::Borrowed(*body)) };
            let Some(plan) = plans.get(row) else { return Ok(Cow::Borrowed(*body)) };
            let Ok(mut own) = serde_json::from_str::<api::Meeting>(body) else {
                return Ok(Cow::Borrowed(*body));
            };
            own.occurrence = occurrence(plan, &own, day, zone);
            // What says itself that it takes place had begun before its row was called off.
            if called_off.contains(&row) && own.status.is_none() {
                own.status = Some(api::Status::Cancelled);
            }
            serde_json::to_string(&own).map(Cow::Owned).map_err(|error| StoreError::Row(error.to_string()))
        })
        .collect()
}

fn value(body: &str) -> Result<Value, StoreError> {
    serde_json::from_str(body).map_err(|error| StoreError::Row(error.to_string()))
}

/// The id of a day of a row.
pub fn id_of(row: &str, day: Date) -> String {
    format!("{row}/{day}")
}

/// The days of a row's plan within a span, also those that are days off.
pub fn plan(row: &api::Meeting, span: Span, zone: &TimeZone) -> Vec<Meeting> {
    let repeat = row.repeat.clone().map(|repeat| api::Repeat { except: Vec::new(), ..repeat });
    let whole = api::Meeting { repeat, ..row.clone() };
    json::expand(&whole, Known { zone, today: None }, span).unwrap_or_default()
}

/// One day of a row as a meeting of its own that says the same. Nothing where its rule has no such day.
pub fn single(row: &api::Meeting, day: Date, zone: &TimeZone) -> Option<api::Meeting> {
    let planned = planned(row, day, zone)?;
    Some(one_to_which_people_come(api::Meeting {
        id: planned.id.0.clone(),
        when: api::When::from(&planned.when),
        repeat: None,
        occurrence: planned.repeats.as_ref().map(api::Occurrence::from),
        ..row.clone()
    }))
}

/// One date of a row, also where it has become another than the others: where nothing else is said, people
/// simply come to it, as they do to its row.
pub fn one_to_which_people_come(date: api::Meeting) -> api::Meeting {
    let mut attendance = date.attendance.clone().unwrap_or_default();
    attendance.registration.get_or_insert(api::Registration::NotNeeded);
    api::Meeting { attendance: Some(attendance), ..date }
}

fn planned(row: &api::Meeting, day: Date, zone: &TimeZone) -> Option<Meeting> {
    row.repeat.as_ref()?;
    let id = id_of(&row.id, day);
    let span = Span { today: day, from: day, to: day };
    plan(row, span, zone).into_iter().find(|meeting| meeting.id.0 == id)
}

/// Whether a date of a row goes on as one of its occurrences: when it is called off (which is then told
/// beside the next one), or says what the row says. What is told of otherwise stands by itself, so that it
/// does not vanish behind "every Thursday".
pub fn occurrence(
    row: &api::Meeting,
    own: &api::Meeting,
    day: Date,
    zone: &TimeZone,
) -> Option<api::Occurrence> {
    let known = Known { zone, today: None };
    let (planned, own) = (planned(row, day, zone)?, own.to_domain(known).ok()?);
    let as_ever = have_one_face(&planned, &own);
    let is_called_off = own.status == crate::domain::meeting::Status::Cancelled;
    let goes_on = as_ever || (is_called_off && planned.when == own.when);
    planned.repeats.as_ref().filter(|_| goes_on).map(api::Occurrence::from)
}

/// Whether two meetings look alike to whoever passes a screen or reads a report.
fn have_one_face(one: &Meeting, other: &Meeting) -> bool {
    let face = |meeting: &Meeting| {
        (
            meeting.when.clone(),
            meeting.title.clone(),
            meeting.theme.clone(),
            meeting.series.clone(),
            meeting.place.clone(),
            meeting.mode,
        )
    };
    face(one) == face(other)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn tokyo() -> TimeZone {
        TimeZone::get("Asia/Tokyo").unwrap()
    }

    fn tea() -> api::Meeting {
        serde_json::from_value(json!({
            "id": "tea",
            "title": { "ja": "お茶の会" },
            "when": { "kind": "exact", "start": "2026-12-03T13:30", "end": "16:00" },
            "repeat": { "every": "week", "days": ["th"], "except": ["2026-12-31"] },
        }))
        .unwrap()
    }

    fn days(bodies: &[Cow<'_, str>]) -> Vec<(String, bool)> {
        let meetings = bodies.iter().map(|body| serde_json::from_str::<Value>(body).unwrap());
        let whole = json!({
            "format": "hiroba-programme", "version": 1, "timeZone": "Asia/Tokyo",
            "meetings": meetings.collect::<Vec<_>>(),
        });
        let span = Span { today: date(2026, 12, 3), from: date(2026, 12, 3), to: date(2026, 12, 31) };
        let read = json::read(whole.to_string().as_bytes(), span, &tokyo()).unwrap();
        assert_eq!(read.problems, []);
        let off = crate::domain::meeting::Status::Cancelled;
        read.programme.meetings.iter().map(|meeting| (meeting.id.0.clone(), meeting.status == off)).collect()
    }

    #[test]
    fn a_day_that_stands_by_itself_takes_the_place_of_the_rows_and_is_called_off_with_it() {
        let mut row = tea();
        let mut own = single(&row, date(2026, 12, 10), &tokyo()).unwrap();
        own.status = Some(api::Status::Cancelled);
        let text = |meeting: &api::Meeting| serde_json::to_string(meeting).unwrap();
        let (whole, day) = (text(&row), text(&own));
        let both = [("tea", whole.as_str()), ("tea/2026-12-10", day.as_str())];
        let is = |day: &str, off: bool| (format!("tea/2026-12-{day}"), off);
        let expected = [is("03", false), is("10", true), is("17", false), is("24", false)];
        assert_eq!(days(&settled(&both, &tokyo()).unwrap()), expected);
        own.status = None;
        row.status = Some(api::Status::Cancelled);
        let (whole, day) = (text(&row), text(&own));
        let both = [("tea/2026-12-10", day.as_str()), ("tea", whole.as_str())];
        assert_eq!(days(&settled(&both, &tokyo()).unwrap()).into_iter().filter(|(_, off)| *off).count(), 4);
    }

    #[test]
    fn what_has_no_days_of_its_own_goes_through_untouched() {
        let body = serde_json::to_string(&tea()).unwrap();
        let settled = settled(&[("tea", body.as_str()), ("uid@x/2026-12-10T13:30", "{}")], &tokyo()).unwrap();
        assert!(settled.iter().all(|body| matches!(body, Cow::Borrowed(_))));
    }

    #[test]
    fn only_a_day_that_says_what_the_row_says_or_is_called_off_stays_one_of_the_row() {
        let (row, day) = (tea(), date(2026, 12, 10));
        let own = single(&row, day, &tokyo()).unwrap();
        assert!(occurrence(&row, &own, day, &tokyo()).is_some());
        let elsewhere =
            api::Meeting { place: Some(serde_json::from_value(json!("庭")).unwrap()), ..own.clone() };
        assert_eq!(occurrence(&row, &elsewhere, day, &tokyo()), None);
        let off = api::Meeting { status: Some(api::Status::Cancelled), ..elsewhere };
        assert!(occurrence(&row, &off, day, &tokyo()).is_some());
        assert_eq!(single(&row, date(2026, 12, 11), &tokyo()), None, "no Thursday");
    }
}
