//! When a meeting is, as far as it is decided: from when on it has begun, when it is over, on which days it is.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan, Zoned};

/// When a meeting is, exactly as far as somebody decided it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum When {
    /// A day with a time. `end` is later than `start` or not given.
    Exact { start: Zoned, end: Option<Zoned> },
    /// One day or several, without times. `last` is not before `first`.
    Days { first: Date, last: Date, times: Times },
    /// Somewhen in a month; `about` adds ごろ.
    Month { year: i16, month: i8, about: bool },
    /// Not decided yet.
    Undecided,
}

/// Why a day has no time: it lasts the whole day, or nobody has announced it yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Times {
    WholeDay,
    NotAnnounced,
}

/// How a [`When`] cannot be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WhenError {
    #[error("it ends ({end}) before it starts ({start})")]
    EndsBeforeStart { start: String, end: String },
    #[error("{year}-{month:02} is not a month")]
    NoSuchMonth { year: i16, month: i8 },
}

impl When {
    /// # Errors
    /// When the end is before the start. An end equal to the start is taken as "no end given".
    pub fn exact(start: Zoned, end: Option<Zoned>) -> Result<When, WhenError> {
        match end {
            Some(end) if end < start => {
                Err(WhenError::EndsBeforeStart { start: start.to_string(), end: end.to_string() })
            }
            Some(end) if end == start => Ok(When::Exact { start, end: None }),
            end => Ok(When::Exact { start, end }),
        }
    }

    /// # Errors
    /// When the last day is before the first.
    pub fn days(first: Date, last: Date, times: Times) -> Result<When, WhenError> {
        if last < first {
            return Err(WhenError::EndsBeforeStart { start: first.to_string(), end: last.to_string() });
        }
        Ok(When::Days { first, last, times })
    }

    /// # Errors
    /// When there is no such month.
    pub fn month(year: i16, month: i8, about: bool) -> Result<When, WhenError> {
        if Date::new(year, month, 1).is_err() {
            return Err(WhenError::NoSuchMonth { year, month });
        }
        Ok(When::Month { year, month, about })
    }

    /// The moment it starts, or at the latest can be said to have started; nothing for the undecided.
    pub fn starts_at(&self, zone: &TimeZone) -> Option<Timestamp> {
        match self {
            When::Exact { start, .. } => Some(start.timestamp()),
            When::Days { first, .. } => midnight(*first, zone),
            When::Month { year, month, .. } => midnight(Date::new(*year, *month, 1).ok()?, zone),
            When::Undecided => None,
        }
    }

    /// The moment from which it is over and must not be shown any more. A meeting without an end
    /// time stands until its day is over where the sign stands; an undecided one is never over.
    pub fn over_at(&self, zone: &TimeZone) -> Option<Timestamp> {
        match self {
            When::Exact { end: Some(end), .. } => Some(end.timestamp()),
            When::Exact { start, end: None } => midnight(day_of(start, zone).tomorrow().ok()?, zone),
            When::Days { last, .. } => midnight(last.tomorrow().ok()?, zone),
            When::Month { year, month, .. } => {
                let first = Date::new(*year, *month, 1).ok()?;
                midnight(first.checked_add(1.month()).ok()?, zone)
            }
            When::Undecided => None,
        }
    }

    /// The day it is known to start on, by the calendar in which it is written down.
    pub fn first_day(&self) -> Option<Date> {
        match self {
            When::Exact { start, .. } => Some(start.date()),
            When::Days { first, .. } => Some(*first),
            When::Month { .. } | When::Undecided => None,
        }
    }

    /// Whether part of it lies on that day, by the calendar of `zone`. A meeting that ends at
    /// midnight is not on the day which begins then.
    pub fn is_on(&self, day: Date, zone: &TimeZone) -> bool {
        match self {
            When::Exact { start, end } => {
                let first = day_of(start, zone);
                let begun = |end: &Zoned| midnight(day, zone).is_none_or(|dawn| dawn < end.timestamp());
                first <= day && end.as_ref().map_or(day <= first, |end| day <= first || begun(end))
            }
            When::Days { first, last, .. } => *first <= day && day <= *last,
            When::Month { .. } | When::Undecided => false,
        }
    }
}

/// The day a moment falls on where the sign stands: a calendar may be written in another zone.
fn day_of(moment: &Zoned, zone: &TimeZone) -> Date {
    zone.to_datetime(moment.timestamp()).date()
}

fn midnight(day: Date, zone: &TimeZone) -> Option<Timestamp> {
    day.to_zoned(zone.clone()).ok().map(|start| start.timestamp())
}

/// A day or the part of a month in which something will be announced ("1月はじめ").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Roughly {
    Day(Date),
    Month { year: i16, month: i8, part: PartOfMonth },
}

/// 上旬, 中旬, 下旬, or just the month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartOfMonth {
    Early,
    Middle,
    Late,
    Any,
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn zone() -> TimeZone {
        TimeZone::get("Asia/Tokyo").unwrap()
    }

    fn at(text: &str) -> Zoned {
        text.parse().unwrap()
    }

    #[track_caller]
    fn over(when: When, expected: &str) {
        assert_eq!(when.over_at(&zone()).unwrap(), at(expected).timestamp(), "{when:?}");
    }

    #[test]
    fn a_meeting_is_over_at_its_end_and_not_before() {
        let start = at("2026-12-17T13:30[Asia/Tokyo]");
        over(
            When::exact(start.clone(), Some(at("2026-12-17T16:00[Asia/Tokyo]"))).unwrap(),
            "2026-12-17T16:00[Asia/Tokyo]",
        );
        over(When::exact(start, None).unwrap(), "2026-12-18T00:00[Asia/Tokyo]");
        over(
            When::days(date(2026, 12, 30), date(2027, 1, 2), Times::WholeDay).unwrap(),
            "2027-01-03T00:00[Asia/Tokyo]",
        );
        over(
            When::days(date(2028, 2, 29), date(2028, 2, 29), Times::NotAnnounced).unwrap(),
            "2028-03-01T00:00[Asia/Tokyo]",
        );
        over(When::month(2026, 12, true).unwrap(), "2027-01-01T00:00[Asia/Tokyo]");
        assert_eq!(When::Undecided.over_at(&zone()), None);
    }

    #[test]
    fn the_day_of_a_meeting_is_that_of_the_place_where_the_sign_stands() {
        // Ten in the morning of the 18th in Tokyo.
        let abroad = When::exact(at("2026-12-17T20:00[America/New_York]"), None).unwrap();
        over(abroad.clone(), "2026-12-19T00:00[Asia/Tokyo]");
        assert!(abroad.is_on(date(2026, 12, 18), &zone()) && !abroad.is_on(date(2026, 12, 17), &zone()));
    }

    #[test]
    fn a_meeting_that_ends_at_midnight_is_not_on_the_next_day() {
        let evening = |end: &str| When::exact(at("2026-12-17T22:00[Asia/Tokyo]"), Some(at(end))).unwrap();
        assert!(!evening("2026-12-18T00:00[Asia/Tokyo]").is_on(date(2026, 12, 18), &zone()));
        assert!(evening("2026-12-18T00:01[Asia/Tokyo]").is_on(date(2026, 12, 18), &zone()));
        assert!(evening("2026-12-18T00:01[Asia/Tokyo]").is_on(date(2026, 12, 17), &zone()));
    }

    #[test]
    fn nothing_ends_before_it_starts() {
        let start = at("2026-12-17T13:30[Asia/Tokyo]");
        assert!(When::exact(start.clone(), Some(at("2026-12-17T13:00[Asia/Tokyo]"))).is_err());
        assert_eq!(
            When::exact(start.clone(), Some(start.clone())).unwrap(),
            When::Exact { start, end: None }
        );
        assert!(When::days(date(2026, 2, 2), date(2026, 2, 1), Times::WholeDay).is_err());
        assert!(When::month(2026, 13, false).is_err());
    }
}
