//! Meetings as they are kept, as the events of a calendar: a row of them is one event with its rule.

use std::collections::{HashMap, HashSet};

use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::ics::{Comes, HERE};
use crate::api::{self, Known};
use crate::domain::meeting::{Meeting, MeetingId, Status, When};
use crate::feed::Span;
use crate::hub::rows;

/// How far a row is followed for its first time, and laid out where its rule cannot be said.
const DAYS: i64 = 400;

/// A meeting as it is kept, with number and moment (milliseconds since 1970) of the version.
#[derive(Clone, Copy)]
pub struct Kept<'a> {
    pub id: &'a str,
    /// The wire's JSON.
    pub body: &'a str,
    pub number: i64,
    pub at: i64,
}

/// What becomes one event.
pub struct Event {
    /// By which id it is known: that of its row, or its own.
    pub of: String,
    pub meeting: Meeting,
    pub comes: Option<Comes>,
    /// The time of its row's plan in whose place it stands.
    pub instead: Option<When>,
    /// Number of what is told, and when that was written.
    pub sequence: i64,
    pub written: i64,
}

/// Number of a date of a row, as calendars count: higher than whatever was told of it before. Before it stood
/// by itself it had the number of its row, which goes on counting; so it has that, and twice its own. Where
/// it has been taken back to its row, that is one more. By their own numbers alone calendars would pass over
/// the first cancellation of a date whose row was saved twice.
pub fn sequence(row: i64, own: Own) -> i64 {
    match own {
        Own::Never => row,
        Own::Shown(number) => row.saturating_add(number.saturating_mul(2)),
        Own::Back(latest) => row.saturating_add(latest.saturating_mul(2)).saturating_add(1),
    }
}

/// What became of a date of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Own {
    /// It was always one of the row's.
    Never,
    /// It stands by itself, in this version.
    Shown(i64),
    /// It stood by itself, up to this version, and does not now.
    Back(i64),
}

/// Everything that is to be written.
pub struct Rows<'a> {
    all: Vec<(Kept<'a>, api::Meeting)>,
    zone: &'a TimeZone,
    today: Date,
    /// Days of rows that stand by themselves.
    singles: HashMap<&'a str, HashSet<Date>>,
}

impl<'a> Rows<'a> {
    pub fn of(kept: &[Kept<'a>], zone: &'a TimeZone, today: Date) -> Rows<'a> {
        let read = |kept: &Kept<'a>| Some((*kept, serde_json::from_str::<api::Meeting>(kept.body).ok()?));
        let mut singles: HashMap<&str, HashSet<Date>> = HashMap::new();
        for (row, day) in kept.iter().filter_map(|kept| MeetingId::row_and_day(kept.id)) {
            singles.entry(row).or_default().insert(day);
        }
        Rows { all: kept.iter().filter_map(read).collect(), zone, today, singles }
    }

    pub fn into_events(self) -> impl Iterator<Item = Event> {
        let mut events = Vec::new();
        for (kept, wire) in &self.all {
            match &wire.repeat {
                None => events.extend(self.single(*kept, wire)),
                Some(repeat) => match self.row(*kept, wire, repeat) {
                    Some(event) => events.push(event),
                    None => events.extend(self.laid_out(*kept, wire, repeat)),
                },
            }
        }
        events.into_iter()
    }

    fn known(&self) -> Known<'_> {
        Known { zone: self.zone, today: None }
    }

    fn single(&self, kept: Kept<'a>, wire: &api::Meeting) -> Option<Event> {
        let mut meeting = wire.to_domain(self.known()).ok()?;
        let (mut of, mut instead) = (kept.id.to_owned(), None);
        let (mut number, mut written) = (kept.number, kept.at);
        if let Some((id, day)) = MeetingId::row_and_day(kept.id)
            && let Some((of_row, row)) = self.all.iter().find(|(kept, _)| kept.id == id)
        {
            number = sequence(of_row.number, Own::Shown(kept.number));
            written = written.max(of_row.at);
            if row.status == Some(api::Status::Cancelled) {
                meeting.status = Status::Cancelled;
            }
            if let Some(planned) = self.planned(row, day).filter(|_| self.has_rule(row)) {
                (of, instead) = (id.to_owned(), Some(planned));
            }
        }
        Some(Event { of, meeting, comes: None, instead, sequence: number, written })
    }

    /// When a day of a row would be.
    fn planned(&self, row: &api::Meeting, day: Date) -> Option<When> {
        let span = Span { today: self.today, from: day, to: day };
        let id = rows::id_of(&row.id, day);
        rows::plan(row, span, self.zone)
            .into_iter()
            .find(|meeting| meeting.id.0 == id)
            .map(|found| found.when)
    }

    /// Whether its rule can be said: by the clock of the zone whose own rule the file carries, or by days.
    fn has_rule(&self, row: &api::Meeting) -> bool {
        match row.to_domain(self.known()).map(|row| row.when) {
            Ok(When::Exact { start, .. }) => {
                self.zone.iana_name() == Some(HERE) && start.time_zone() == self.zone
            }
            Ok(When::Days { .. }) => true,
            Ok(When::Month { .. } | When::Undecided) | Err(_) => false,
        }
    }

    fn row(&self, kept: Kept<'a>, wire: &api::Meeting, repeat: &api::Repeat) -> Option<Event> {
        if !self.has_rule(wire) {
            return None;
        }
        let base = wire.to_domain(self.known()).ok()?;
        let from = base.when.first_day()?;
        let span = Span { today: self.today, from, to: from.saturating_add(DAYS.days()) };
        // The day of the form may be none of the rule's: a calendar would count it as the first.
        let first = rows::plan(wire, span, self.zone).into_iter().next()?;
        let day = |day: &api::Day| day.to_date(self.known()).ok();
        let singles = self.singles.get(kept.id);
        let is_single = |day: &Date| singles.is_some_and(|singles| singles.contains(day));
        let off: Vec<When> = repeat
            .except
            .iter()
            .filter_map(day)
            .filter(|day| !is_single(day))
            .filter_map(|day| self.planned(wire, day))
            .collect();
        let until = repeat.until.as_ref().and_then(day);
        let comes = Comes { repeat: repeat.clone(), until, off };
        let meeting = Meeting { when: first.when, ..base };
        let (of, sequence, written) = (kept.id.to_owned(), kept.number, kept.at);
        Some(Event { of, meeting, comes: Some(comes), instead: None, sequence, written })
    }

    /// Where the rule cannot be said: its times, one by one.
    fn laid_out(&self, kept: Kept<'a>, wire: &api::Meeting, repeat: &api::Repeat) -> Vec<Event> {
        let (from, to) = (self.today.saturating_sub(DAYS.days()), self.today.saturating_add(DAYS.days()));
        let off: HashSet<Date> =
            repeat.except.iter().filter_map(|day| day.to_date(self.known()).ok()).collect();
        let singles = self.singles.get(kept.id);
        rows::plan(wire, Span { today: self.today, from, to }, self.zone)
            .into_iter()
            .filter(|meeting| {
                MeetingId::row_and_day(&meeting.id.0).is_none_or(|(_, day)| {
                    !off.contains(&day) && !singles.is_some_and(|singles| singles.contains(&day))
                })
            })
            .map(|meeting| Event {
                of: meeting.id.0.clone(),
                meeting,
                comes: None,
                instead: None,
                sequence: kept.number,
                written: kept.at,
            })
            .collect()
    }
}
