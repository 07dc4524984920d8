//! What becomes of a meeting on a day of its own that has records, when it is to come again from now on. Records,
//! receipts and addresses mean it by its id, and a row's dates have others: so it stays a meeting of its own,
//! and the row begins beside it under a new id, without that day. The other way round, a row with records of the
//! one day that it is to be on stays a row, which ends on that day.

use std::collections::HashMap;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::follow::{Fate, Why, is_in_plan};
use super::{id_of, single};
use crate::api::{self, Known};
use crate::domain::meeting::{Meeting, MeetingId};
use crate::hub::secret::fingerprint;

/// The id of the row that begins beside a meeting: always the same, so that a calendar that is read in once
/// more, or a plan that is shown once more, finds it; and one that nobody gives a meeting by hand.
pub fn id_of_row(alone: &str) -> String {
    format!("{alone}-row-{}", fingerprint(alone).get(..6).unwrap_or_default())
}

/// The id of a meeting, where the row that it is a date of has begun under another (by the ids of those that
/// stand alone).
pub fn id_under(begun: &HashMap<String, String>, id: &str) -> String {
    let of = MeetingId::row_and_day(id).and_then(|(row, day)| Some(id_of(begun.get(row)?, day)));
    of.unwrap_or_else(|| id.to_owned())
}

/// A row that is to be on one day alone, as a row that begins and ends on that day: its date goes on by the id
/// that it has. Nothing where its day is none of those that are more than days of its plan.
pub fn row_of_one_day(
    before: &api::Meeting,
    after: &api::Meeting,
    apart: impl Fn(Date) -> bool,
    zone: &TimeZone,
) -> Option<api::Meeting> {
    if before.repeat.is_none() || after.repeat.is_some() {
        return None;
    }
    let day =
        after.to_domain(Known { zone, today: None }).ok()?.when.first_day().filter(|day| apart(*day))?;
    let repeat = api::Repeat {
        // A rule whose rhythm has no name: screens tell its day, and not "every Thursday".
        every: api::Every::Month,
        days: Vec::new(),
        nth: Vec::new(),
        until: Some(api::StringOr::String(day.to_string())),
        except: Vec::new(),
    };
    let row = api::Meeting { repeat: Some(repeat), ..after.clone() };
    is_in_plan(&row, day, zone).then_some(row)
}

/// Days off in their order.
pub fn sort(except: &mut [api::Day]) {
    except.sort_by_key(|day| match day {
        api::StringOr::String(day) => day.clone(),
        api::StringOr::Object(_) => String::new(),
    });
}

/// A meeting that stood alone, and what it is to be from now on.
pub struct Begun<'a> {
    /// As screens show it, or showed it last.
    pub alone: &'a api::Meeting,
    /// With its rule, under the same id.
    pub after: &'a api::Meeting,
    pub zone: &'a TimeZone,
    /// What has begun is as good as over: it takes place as it was announced.
    pub now: Timestamp,
}

impl Begun<'_> {
    fn told(&self) -> Option<Meeting> {
        self.alone.to_domain(Known { zone: self.zone, today: None }).ok()
    }

    /// Its day, where the row has it too.
    fn day(&self) -> Option<Date> {
        let day = self.told()?.when.first_day()?;
        is_in_plan(self.after, day, self.zone).then_some(day)
    }

    /// The row, as it begins.
    pub fn row(&self) -> api::Meeting {
        let mut row = self.after.clone();
        row.id = id_of_row(&self.alone.id);
        if let (Some(repeat), Some(day)) = (&mut row.repeat, self.day()) {
            repeat.except.push(api::StringOr::String(day.to_string()));
            sort(&mut repeat.except);
        }
        row
    }

    /// What the meeting itself says from now on. To come, it follows the row, or is called off where the row has
    /// no such day; without a day, it stays as it was.
    pub fn fate(&self) -> Fate {
        let stays = |why, status| Fate {
            day: self.told().and_then(|told| told.when.first_day()).unwrap_or_default(),
            why,
            meeting: api::Meeting { status, ..self.alone.clone() },
        };
        let start = self.told().and_then(|told| told.when.starts_at(self.zone));
        if start.is_none_or(|start| start <= self.now) {
            return stays(Why::Over, self.alone.status);
        }
        let Some(day) = self.day() else { return stays(Why::CalledOff, Some(api::Status::Cancelled)) };
        match single(self.after, day, self.zone) {
            Some(own) => {
                // One could register for it, and did: that holds on, unless the row says something of its own.
                let says = self.after.attendance.as_ref().is_some_and(|own| own.registration.is_some());
                let attendance = if says { own.attendance } else { self.alone.attendance.clone() };
                let meeting = api::Meeting { id: self.alone.id.clone(), occurrence: None, attendance, ..own };
                Fate { day, why: Why::Follows, meeting }
            }
            None => stays(Why::Over, self.alone.status),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use serde_json::{Value, json};

    use super::*;

    fn told(start: &str, repeat: Value, now: (i8, i8)) -> (Value, Why, Value) {
        let zone = TimeZone::get("Asia/Tokyo").unwrap();
        let mut alone = json!({
            "id": "tea",
            "title": { "ja": "お茶の会" },
            "when": { "kind": "exact", "start": "2026-12-03T13:30", "end": "16:00" },
        });
        let before: api::Meeting = serde_json::from_value(alone.clone()).unwrap();
        alone["when"]["start"] = json!(start);
        alone["repeat"] = repeat;
        let after: api::Meeting = serde_json::from_value(alone).unwrap();
        let now = date(2026, now.0, now.1).at(12, 0, 0, 0).to_zoned(zone.clone()).unwrap().timestamp();
        let begun = Begun { alone: &before, after: &after, zone: &zone, now };
        let (row, Fate { why, meeting, .. }) = (begun.row(), begun.fate());
        assert_eq!(
            (row.id.as_str(), meeting.id.as_str(), &meeting.repeat),
            (&*id_of_row("tea"), "tea", &None)
        );
        let row = serde_json::to_value(&row.repeat).unwrap();
        let own = serde_json::to_value(&meeting).unwrap();
        (row["except"].clone(), why, json!([own["when"]["start"], own["status"]]))
    }

    #[test]
    fn a_day_with_records_stays_a_meeting_of_its_own_when_it_is_to_come_again() {
        let (thursdays, fridays) =
            (json!({ "every": "week", "days": ["th"] }), json!({ "every": "week", "days": ["fr"] }));
        let (was, later) = (json!(["2026-12-03T13:30", null]), "2026-12-03T14:00");
        let over = told(later, thursdays.clone(), (12, 5));
        assert_eq!(
            over,
            (json!(["2026-12-03"]), Why::Over, was.clone()),
            "it took place as it was announced"
        );
        let begins_later = told("2026-12-10T14:00", thursdays.clone(), (12, 5));
        assert_eq!(begins_later, (Value::Null, Why::Over, was), "the row has no such day");
        let to_come = told(later, thursdays, (12, 1));
        let follows = json!(["2026-12-03T14:00:00+09:00[Asia/Tokyo]", null]);
        assert_eq!(to_come, (json!(["2026-12-03"]), Why::Follows, follows));
        let elsewhere = told("2026-12-04T13:30", fridays, (12, 1));
        assert_eq!(elsewhere, (Value::Null, Why::CalledOff, json!(["2026-12-03T13:30", "cancelled"])));
    }

    #[test]
    fn a_row_that_is_to_be_on_one_day_is_told_by_that_day() {
        let zone = TimeZone::get("Asia/Tokyo").unwrap();
        let row = |repeat: Value| -> api::Meeting {
            let when = json!({ "kind": "exact", "start": "2026-12-17T13:30", "end": "16:00" });
            serde_json::from_value(json!({ "id": "tea", "when": when, "repeat": repeat })).unwrap()
        };
        let (before, after) = (row(json!({ "every": "week", "days": ["th"] })), row(Value::Null));
        let kept = row_of_one_day(&before, &after, |_| true, &zone).unwrap();
        let span =
            crate::feed::Span { today: date(2026, 12, 1), from: date(2026, 1, 1), to: date(2028, 1, 1) };
        let days: Vec<_> = super::super::plan(&kept, span, &zone)
            .into_iter()
            .map(|meeting| (meeting.id.0, meeting.repeats.map(|repeats| repeats.rhythm)))
            .collect();
        assert_eq!(days, [("tea/2026-12-17".to_owned(), Some(crate::domain::meeting::Rhythm::Other))]);
        assert_eq!(row_of_one_day(&before, &after, |_| false, &zone), None, "nobody signed up for it");
    }
}
