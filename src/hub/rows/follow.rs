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

/// Why a date is written anew, or named although it is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// It stood by itself already, and follows its row in what it has in common with it.
    Follows,
    /// It is over, and stays as it was.
    Over,
    /// The new plan does not have it, and people signed up for it, or screens told of it by itself.
    CalledOff,
    /// The new plan does not have its day, but it was moved to another one, where it stays. Not written.
    StaysMoved,
    /// The new plan has it again, but it was called off, and stays so. Not written.
    StaysOff,
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
        let of_own = own.iter().filter_map(|(day, shown)| self.apart(shown.as_ref()?, *day));
        let stands = |day: &Date| own.iter().any(|(known, _)| known == day);
        let left = recorded.iter().filter(|day| !stands(day)).filter_map(|day| self.left(*day));
        let mut fates: Vec<Fate> = of_own.chain(left).collect();
        fates.sort_by_key(|fate| fate.day);
        fates
    }

    /// What becomes of a date that stands by itself.
    fn apart(&self, own: &api::Meeting, day: Date) -> Option<Fate> {
        let fate = |why, meeting| Some(Fate { day, why, meeting });
        let told = own.to_domain(Known { zone: self.zone, today: None }).ok()?;
        if self.has_begun(&told) {
            let meeting = api::Meeting { status: self.kept_status(), ..own.clone() };
            let goes_with_row = own.status.is_none() && self.changes_status();
            return if goes_with_row { fate(Why::Over, meeting) } else { None };
        }
        let is_off = own.status == Some(api::Status::Cancelled);
        match (self.planned(self.before, day), self.planned(self.after, day)) {
            (Some(was), None) if is_moved(&was, &told) => fate(Why::StaysMoved, own.clone()),
            (Some(_), None) if !is_off => {
                let status = Some(api::Status::Cancelled);
                fate(Why::CalledOff, api::Meeting { status, ..own.clone() })
            }
            (None, Some(_)) if is_off => fate(Why::StaysOff, own.clone()),
            _ => fate(Why::Follows, self.carried(own, day)?),
        }
    }

    /// Whether the row is called off, or brought back.
    fn changes_status(&self) -> bool {
        let is_off = |row: &api::Meeting| row.status == Some(api::Status::Cancelled);
        is_off(self.before) != is_off(self.after)
    }

    /// What the old row said of whether it takes place, said so that it holds whatever becomes of the row.
    fn kept_status(&self) -> Option<api::Status> {
        self.before.status.or(Some(api::Status::Planned))
    }

    /// A date in whose fields the new row stands wherever the old one stood. Nothing where that is no change.
    pub fn carried(&self, own: &api::Meeting, day: Date) -> Option<api::Meeting> {
        let (before, after) = (single(self.before, day, self.zone)?, single(self.after, day, self.zone)?);
        let (before, after) = (fields(&before)?, fields(&after)?);
        // A time may be written in more than one way.
        let known = Known { zone: self.zone, today: None };
        let told = own.to_domain(known).ok()?;
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
            (Some(_), true) if self.changes_status() => (Why::Over, self.kept_status()),
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
pub fn is_in_plan(row: &api::Meeting, day: Date, zone: &TimeZone) -> bool {
    planned_and_no_day_off(row, day, zone).is_some()
}

/// Whether a date that was set apart is on another day than its row had it.
fn is_moved(was: &Meeting, own: &Meeting) -> bool {
    was.when.first_day() != own.when.first_day()
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

    /// They went on taking place, or were off for ever, and nobody was told.
    #[test]
    fn a_date_that_stands_by_itself_falls_out_of_the_plan_like_any_other_and_what_stays_is_named() {
        let (before, friday) = (tea("2026-11-05T13:30", "th"), tea("2026-11-06T13:30", "fr"));
        let own = |day: i8, change: &dyn Fn(&mut api::Meeting)| {
            let on = date(2026, 12, day);
            let mut own = single(&before, on, &tokyo()).unwrap();
            change(&mut own);
            (on, Some(own))
        };
        let garden = own(10, &|own| own.place = Some(serde_json::from_value(json!({ "ja": "庭" })).unwrap()));
        let moved = own(17, &|own| {
            let when = json!({ "kind": "exact", "start": "2026-12-19T10:00" });
            own.when = serde_json::from_value(when).unwrap();
        });
        let off = own(24, &|own| own.status = Some(api::Status::Cancelled));
        let dates = [garden, moved, off.clone()];
        let told: Vec<(i8, Why)> =
            fates((&before, &friday), &dates, &[]).into_iter().map(|(day, why, _)| (day, why)).collect();
        assert_eq!(told, [(10, Why::CalledOff), (17, Why::StaysMoved)]);
        assert_eq!(fates((&friday, &before), &[off], &[])[0].1, Why::StaysOff);
    }

    /// The report of a meeting that six people had come to said that it was cancelled.
    #[test]
    fn what_has_begun_took_place_also_where_its_row_is_called_off_later() {
        let before = tea("2026-11-05T13:30", "th");
        let off = api::Meeting { status: Some(api::Status::Cancelled), ..before.clone() };
        let own = (date(2026, 12, 3), single(&before, date(2026, 12, 3), &tokyo()));
        let days = [date(2026, 11, 26), date(2026, 12, 10)];
        let took_place =
            |day: &str| json!([format!("2026-{day}T13:30:00+09:00[Asia/Tokyo]"), "planned", "和室"]);
        assert_eq!(
            fates((&before, &off), &[own], &days),
            [(26, Why::Over, took_place("11-26")), (3, Why::Over, took_place("12-03"))]
        );
        let told = |row: &api::Meeting| fates((&off, row), &[], &days[..1])[0].2[1].clone();
        assert_eq!(told(&before), "cancelled", "and what was off stays off when it is brought back");
    }
}
