//! One occurrence: on whose clock it is, how long it lasts, and the meeting it becomes.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, ToSpan};

use super::event::Face;
use super::moment::Moment;
use super::zone::Zones;
use crate::domain::meeting::{Meeting, Repeats, Status, Times, When};

/// On which clock the times of an event are.
pub struct Home {
    pub zone: TimeZone,
    pub whole_days: bool,
}

/// How long an event lasts, so that it can be put on any of its occurrences.
#[derive(Clone, Copy)]
pub enum Length {
    Open,
    Days(i32),
    /// By the clock on the wall: what says 13:30-16:00 stays so when the clocks change.
    Wall(SignedDuration),
    Span(jiff::Span),
}

/// The clock on which an event is that begins at a moment.
pub fn home_of(moment: &Moment, zones: &Zones) -> Home {
    match moment {
        Moment::Day(_) => Home { zone: zones.floating().clone(), whole_days: true },
        Moment::Floating(_) => Home { zone: zones.floating().clone(), whole_days: false },
        Moment::At(_, zone) => Home { zone: zone.clone(), whole_days: false },
    }
}

/// Whether a deletion means a day rather than a time: some programs write the local midnight
/// for it. Midnight in UTC is nine in the morning in Tokyo, and means that.
pub fn names_day(moment: &Moment) -> bool {
    match moment {
        Moment::Day(_) => true,
        Moment::At(_, zone) if *zone == TimeZone::UTC => false,
        Moment::Floating(wall) | Moment::At(wall, _) => wall.time() == jiff::civil::Time::midnight(),
    }
}

/// How many days it may stretch over, for finding what began before a span.
pub fn days_of(length: Length, start: DateTime) -> i64 {
    match length {
        Length::Open => 1,
        Length::Days(days) => i64::from(days),
        Length::Wall(duration) => duration.as_hours() / 24 + 1,
        Length::Span(span) => {
            start.checked_add(span).map_or(0, |end| end.duration_since(start).as_hours() / 24 + 1)
        }
    }
}

/// An occurrence by the clock of its home, told in the zone of the sign.
pub fn when(time: DateTime, length: Length, home: &Home, sign: &TimeZone) -> Option<When> {
    if home.whole_days {
        let days = match length {
            Length::Days(days) => i64::from(days),
            Length::Open | Length::Wall(_) | Length::Span(_) => 1,
        };
        let last = time.date().checked_add((days - 1).days()).ok()?;
        return When::days(time.date(), last, Times::WholeDay).ok();
    }
    let start = time.to_zoned(home.zone.clone()).ok()?;
    let end = match length {
        Length::Open => None,
        Length::Days(days) => start.checked_add(days.days()).ok(),
        Length::Wall(duration) => {
            let by_wall = time.checked_add(duration).ok()?.to_zoned(home.zone.clone()).ok();
            // Where the clock jumps over the end, the length still holds.
            by_wall.filter(|end| start <= *end).or_else(|| start.checked_add(duration).ok())
        }
        Length::Span(span) => start.checked_add(span).ok(),
    };
    let here = |time: jiff::Zoned| time.with_time_zone(sign.clone());
    let start = here(start);
    When::exact(start.clone(), end.map(here)).ok().or(Some(When::Exact { start, end: None }))
}

/// The name of one occurrence: by the time its rule gave it, so that it keeps it when it is moved.
pub fn occurrence_id(uid: &str, time: DateTime, whole_day: bool) -> String {
    let day = time.date();
    if whole_day {
        return format!("{uid}/{day}");
    }
    match time.second() {
        0 => format!("{uid}/{day}T{:02}:{:02}", time.hour(), time.minute()),
        second => format!("{uid}/{day}T{:02}:{:02}:{second:02}", time.hour(), time.minute()),
    }
}

/// The meeting that a visitor sees.
pub fn meeting(id: String, face: &Face, when: When, line: u32, repeats: Option<Repeats>) -> Meeting {
    Meeting {
        mode: face.mode,
        place: face.place.clone(),
        description: face.description.clone(),
        page: face.page.clone(),
        status: if face.cancelled { Status::Cancelled } else { Status::Planned },
        repeats,
        source_line: Some(line),
        ..Meeting::new(id, face.title.clone(), when)
    }
}
