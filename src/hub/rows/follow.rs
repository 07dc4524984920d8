//! What becomes of the dates of a row when it is shown in another version: what a single date has in common
//! with its row follows the row; a date to come for which people signed up, and which the new plan does not
//! have any more, is called off and not silently gone; what is over stays as it was.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::{Map, Value};

use super::{have_one_face, planned, single};
use crate::api::{self, Known};
use crate::domain::meeting::Meeting;

/// A row in two versions.
pub struct Rewritten<'a> {
    pub before: &'a api::Meeting,
    pub after: &'a api::Meeting,
    pub zone: &'a TimeZone,
    /// What has begun is as good as over: it takes place as it was announced.
    pub now: Timestamp,
}

/// Why a date is written anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// It stood by itself already, and follows its row in what it has in common with it.
    Follows,
    /// It is over, and stays as it was.
    Over,
    /// The new plan does not have it, and people signed up for it.
    CalledOff,
}

/// A date with what it says from now on.
#[derive(Clone, Debug, PartialEq)]
pub struct Fate {
    pub day: Date,
    pub why: Why,
    pub meeting: api::Meeting,
}

/// What stands in a meeting beside what makes it this one.
const ITS_OWN: [&str; 4] = ["id", "repeat", "occurrence", "status"];

impl Rewritten<'_> {
    /// What becomes of its dates: of those that stand by themselves (`own`: as screens show them, nothing where
    /// a draft waits beside it), and of those with records.
    pub fn fates(&self, own: &[(Date, Option<api::Meeting>)], recorded: &[Date]) -> Vec<Fate> {
        let follows = own.iter().filter_map(|(day, shown)| {
            let meeting = self.carried(shown.as_ref()?, *day)?;
            Some(Fate { day: *day, why: Why::Follows, meeting })
        });
        let stands = |day: &Date| own.iter().any(|(known, _)| known == day);
        let left = recorded.iter().filter(|day| !stands(day)).filter_map(|day| self.left(*day));
        let mut fates: Vec<Fate> = follows.chain(left).collect();
        fates.sort_by_key(|fate| fate.day);
        fates
    }

    /// A date in whose fields the new row stands wherever the old one stood. Nothing where that is no change.
    fn carried(&self, own: &api::Meeting, day: Date) -> Option<api::Meeting> {
        let (before, after) = (single(self.before, day, self.zone)?, single(self.after, day, self.zone)?);
        let (before, after) = (fields(&before)?, fields(&after)?);
        // A time may be written in more than one way.
        let known = Known { zone: self.zone, today: None };
        let told = own.to_domain(known).ok().filter(|own| !self.has_begun(own))?;
        let when = api::When::from(&told.when);
        let mut fields = fields(&api::Meeting { when, ..own.clone() })?;
        let was = fields.clone();
        for key in before.keys().chain(after.keys()).filter(|key| !ITS_OWN.contains(&key.as_str())) {
            if fields.get(key) != before.get(key) {
                continue;
            }
            match after.get(key) {
                Some(value) => fields.insert(key.clone(), value.clone()),
                None => fields.remove(key),
            };
        }
        if fields == was { None } else { serde_json::from_value(Value::Object(fields)).ok() }
    }

    /// A date with records of which the new row does not say what the old one said.
    fn left(&self, day: Date) -> Option<Fate> {
        let was = self.planned(self.before, day)?;
        let is = self.planned(self.after, day);
        let (why, status) = match (is, self.has_begun(&was)) {
            (Some(_), false) => return None,
            (Some(is), true) if have_one_face(&was, &is) => return None,
            (Some(_) | None, true) => (Why::Over, self.before.status),
            (None, false) => (Why::CalledOff, Some(api::Status::Cancelled)),
        };
        let meeting = api::Meeting { status, ..single(self.before, day, self.zone)? };
        Some(Fate { day, why, meeting })
    }

    fn has_begun(&self, meeting: &Meeting) -> bool {
        meeting.when.starts_at(self.zone).is_some_and(|start| start <= self.now)
    }

    fn planned(&self, row: &api::Meeting, day: Date) -> Option<Meeting> {
        planned_and_no_day_off(row, day, self.zone)
    }
}

/// A day of a row's plan that is no day off.
fn planned_and_no_day_off(row: &api::Meeting, day: Date, zone: &TimeZone) -> Option<Meeting> {
    let text = day.to_string();
    let is_off = |except: &api::Day| matches!(except, api::StringOr::String(off) if *off == text);
    planned(row, day, zone).filter(|_| !row.repeat.iter().flat_map(|repeat| &repeat.except).any(is_off))
}

/// Whether a row has a day that is no day off.
pub(super) fn is_in_plan(row: &api::Meeting, day: Date, zone: &TimeZone) -> bool {
    planned_and_no_day_off(row, day, zone).is_some()
}

fn fields(meeting: &api::Meeting) -> Option<Map<String, Value>> {
    match serde_json::to_value(meeting) {
        Ok(Value::Object(fields)) => Some(fields),
        Ok(_) | Err(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use serde_json::json;

    use super::*;

    fn tokyo() -> TimeZone {
        TimeZone::get("Asia/Tokyo").unwrap()
    }

    fn tea(start: &str, on: &str) -> api::Meeting {
        serde_json::from_value(json!({
            "id": "tea",
            "title": { "ja": "お茶の会" },
            "place": { "ja": "和室" },
            "when": { "kind": "exact", "start": start, "end": "16:00" },
            "repeat": { "every": "week", "days": [on] },
        }))
        .unwrap()
    }

    fn fates(
        (before, after): (&api::Meeting, &api::Meeting),
        own: &[(Date, Option<api::Meeting>)],
        recorded: &[Date],
    ) -> Vec<(i8, Why, Value)> {
        let zone = tokyo();
        // The session of this day has begun.
        let now = date(2026, 12, 3).at(14, 5, 0, 0).to_zoned(zone.clone()).unwrap().timestamp();
        let rewritten = Rewritten { before, after, zone: &zone, now };
        let told = |fate: Fate| {
            let meeting = serde_json::to_value(&fate.meeting).unwrap();
            (fate.day.day(), fate.why, json!([meeting["when"]["start"], meeting["status"], meeting["place"]]))
        };
        rewritten.fates(own, recorded).into_iter().map(told).collect()
    }

    #[test]
    fn a_date_follows_its_row_in_what_was_not_changed_for_it_alone() {
        let (before, after) = (tea("2026-11-05T13:30", "th"), tea("2026-11-05T14:00", "th"));
        let own = |day: i8, place: &str, status: Option<api::Status>| {
            let on = date(2026, 12, day);
            let mut own = single(&before, on, &tokyo()).unwrap();
            own.place = Some(serde_json::from_value(json!({ "ja": place })).unwrap());
            own.status = status;
            (on, Some(own))
        };
        let mut moved = own(24, "和室", None);
        let when = json!({ "kind": "exact", "start": "2026-12-25T10:00", "end": "12:00" });
        moved.1.as_mut().unwrap().when = serde_json::from_value(when).unwrap();
        let off = Some(api::Status::Cancelled);
        let dates = [own(10, "和室", off), own(17, "庭", None), moved, (date(2026, 12, 31), None)];
        assert_eq!(
            fates((&before, &after), &dates, &[]),
            [
                (10, Why::Follows, json!(["2026-12-10T14:00:00+09:00[Asia/Tokyo]", "cancelled", "和室"])),
                (17, Why::Follows, json!(["2026-12-17T14:00:00+09:00[Asia/Tokyo]", null, "庭"])),
            ],
            "what was moved for itself stays, and where a draft waits nothing is written over it"
        );
        assert_eq!(fates((&before, &before), &dates, &[]), []);
    }

    #[test]
    fn a_date_with_sign_ups_that_falls_out_of_the_plan_is_called_off_and_what_is_over_stays_as_it_was() {
        let before = tea("2026-11-05T13:30", "th");
        let days = [date(2026, 11, 26), date(2026, 12, 10)];
        let friday = tea("2026-11-06T13:30", "fr");
        assert_eq!(
            fates((&before, &friday), &[], &days),
            [
                (26, Why::Over, json!(["2026-11-26T13:30:00+09:00[Asia/Tokyo]", null, "和室"])),
                (10, Why::CalledOff, json!(["2026-12-10T13:30:00+09:00[Asia/Tokyo]", "cancelled", "和室"])),
            ]
        );
        let mut off = before.clone();
        off.repeat.as_mut().unwrap().except.push(api::StringOr::String("2026-12-10".to_owned()));
        assert_eq!(fates((&before, &off), &[], &days).len(), 1, "a day off is no day of the plan");
        assert_eq!(fates((&off, &before), &[], &days), [], "nor was it one before");
        let later = tea("2026-11-05T14:00", "th");
        let kept = fates((&before, &later), &[], &days);
        assert_eq!(kept, [(26, Why::Over, json!(["2026-11-26T13:30:00+09:00[Asia/Tokyo]", null, "和室"]))]);
        let today = [date(2026, 12, 3)];
        let begun = fates((&before, &friday), &[], &today);
        assert_eq!(begun, [(3, Why::Over, json!(["2026-12-03T13:30:00+09:00[Asia/Tokyo]", null, "和室"]))]);
        let own = [(date(2026, 12, 10), None)];
        assert_eq!(fates((&before, &friday), &own, &days[1..]), [], "it stands by itself already");
    }
}
