//! Repetition rules into the times they stand for, by the clock on the wall.
//!
//! Rules are worked out in floating time, so that 13:30 stays 13:30 on both sides of a change of
//! the clock; the zone is put on afterwards.

use calcard::icalendar::{
    ICalendarFrequency as Freq, ICalendarRecurrenceRule as Rule, ICalendarWeekday as Day,
};
use chrono::{Datelike, NaiveDate, TimeZone as _, Timelike};
use jiff::SignedDuration;
use jiff::civil::{DateTime, Weekday};
use rrule::{Frequency, NWeekday, RRule, RRuleError, RRuleSet, Tz};

use super::moment;
use crate::domain::meeting::Rhythm;

/// Times outside of it are of no interest. Both ends are included.
#[derive(Clone, Copy, Debug)]
pub struct Window {
    pub from: DateTime,
    pub to: DateTime,
}

/// How a rule ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ended {
    Well,
    /// It yields more times than anybody can show; the rest is left out.
    TooMany,
    /// It was searched for long without a (further) time: the 30th of February.
    InVain,
    /// It contradicts itself.
    Wrong(String),
}

/// The times of a rule within a window.
#[derive(Clone, Debug)]
pub struct Times {
    pub walls: Vec<DateTime>,
    /// Whether the rule itself names the start, which stands in the times in any case.
    pub names_start: bool,
    pub ended: Ended,
}

/// The most times a rule may be followed through, from its start or from the window.
const MAX_STEPS: u16 = u16::MAX;

/// The times a rule yields from `start` on. `until` is its end on the same clock. The start
/// itself is always among them and counts, also where the rule does not name it (RFC 5545,
/// 3.8.5.3).
pub fn rule(rule: &Rule, start: DateTime, until: Option<DateTime>, window: Window) -> Times {
    let mut walls = Vec::new();
    if window.from <= start && start <= window.to {
        walls.push(start);
    }
    let last = until.map_or(window.to, |until| until.min(window.to));
    if last < start {
        return Times { walls, names_start: false, ended: Ended::Well };
    }
    // With COUNT every time since the start matters; otherwise whole periods can be skipped.
    let from = if rule.count.is_some() { start } else { skip_periods(rule, start, window.from) };
    let generated = match generate(rule, from, last, MAX_STEPS) {
        Ok(generated) => generated,
        Err(error) => return Times { walls, names_start: false, ended: Ended::Wrong(error.to_string()) },
    };
    let is_full = generated.dates.len() >= usize::from(MAX_STEPS);
    let ended = match (generated.limited, is_full) {
        (false, _) if generated.dates.is_empty() && never_comes(rule, from) => Ended::InVain,
        (false, _) => Ended::Well,
        (true, true) => Ended::TooMany,
        (true, false) => Ended::InVain,
    };
    let names_start = generated.dates.first().and_then(from_chrono) == Some(start);
    let times = generated.dates.iter().filter_map(from_chrono).filter(|wall| *wall != start);
    let rest = rule.count.map_or(usize::MAX, |count| (count as usize).saturating_sub(1));
    walls.extend(times.take(rest).filter(|wall| window.from <= *wall && *wall <= window.to));
    Times { walls, names_start, ended }
}

/// Whether a rule has several times on one day.
pub fn is_more_than_daily(rule: &Rule) -> bool {
    let by_the_clock = match rule.freq {
        Freq::Yearly | Freq::Monthly | Freq::Weekly | Freq::Daily => false,
        Freq::Hourly | Freq::Minutely | Freq::Secondly => true,
    };
    by_the_clock || rule.byhour.len() > 1 || rule.byminute.len() > 1 || rule.bysecond.len() > 1
}

/// Whether a rule is of the everyday kind that always has a next time soon.
pub fn is_plain(rule: &Rule) -> bool {
    let at_least_daily = match rule.freq {
        Freq::Yearly | Freq::Monthly | Freq::Weekly | Freq::Daily => true,
        Freq::Hourly | Freq::Minutely | Freq::Secondly => false,
    };
    at_least_daily
        && rule.byhour.is_empty()
        && rule.byminute.is_empty()
        && rule.bysecond.is_empty()
        && rule.bymonthday.is_empty()
        && rule.byyearday.is_empty()
        && rule.byweekno.is_empty()
        && rule.bymonth.is_empty()
        && rule.bysetpos.is_empty()
}

/// The first part of a written rule that calcard passed over because it cannot be read.
pub fn misread<'a>(rule: &Rule, written: &'a str) -> Option<&'a str> {
    written.split(';').find(|part| {
        let Some((name, value)) = part.split_once('=') else { return !part.trim().is_empty() };
        let count = value.split(',').filter(|item| !item.trim().is_empty()).count();
        let is_read = match name.trim().to_ascii_uppercase().as_str() {
            "INTERVAL" => rule.interval.is_some_and(|interval| interval > 0),
            "COUNT" => rule.count.is_some(),
            "UNTIL" => rule.until.as_ref().is_some_and(|until| moment::day(until).is_some()),
            "WKST" => rule.wkst.is_some(),
            "BYDAY" => rule.byday.len() == count,
            "BYMONTH" => rule.bymonth.len() == count,
            "BYMONTHDAY" => rule.bymonthday.len() == count,
            "BYYEARDAY" => rule.byyearday.len() == count,
            "BYWEEKNO" => rule.byweekno.len() == count,
            "BYHOUR" => rule.byhour.len() == count,
            "BYMINUTE" => rule.byminute.len() == count,
            "BYSECOND" => rule.bysecond.len() == count,
            "BYSETPOS" => rule.bysetpos.len() == count,
            // FREQ is read or the whole rule is not; what programs add of their own (X-...) says
            // nothing about days.
            _ => true,
        };
        !is_read
    })
}

/// The rhythm as a schedule words it. `start` is the first time where the sign stands, and
/// `shift` by how many days its date there differs from the one the rule was written for.
pub fn rhythm(rule: &Rule, start: Weekday, shift: i64) -> Rhythm {
    let every_time = rule.interval.unwrap_or(1) == 1 && {
        let mut without_days = rule.clone();
        without_days.byday.clear();
        is_plain(&without_days)
    };
    let numbered = rule.byday.iter().any(|day| day.ordwk.is_some());
    let mut days: Vec<Weekday> =
        rule.byday.iter().map(|day| jiff_weekday(day.weekday).wrapping_add(shift)).collect();
    days.sort_unstable_by_key(|day| day.to_monday_zero_offset());
    days.dedup();
    match (every_time && !numbered, rule.freq) {
        (true, Freq::Daily) if days.is_empty() => Rhythm::Daily,
        (true, Freq::Weekly) if days.is_empty() => Rhythm::Weekly(vec![start]),
        (true, Freq::Daily | Freq::Weekly) => weekly(days),
        (true, Freq::Yearly | Freq::Monthly | Freq::Hourly | Freq::Minutely | Freq::Secondly) => {
            Rhythm::Other
        }
        (false, _) => Rhythm::Other,
    }
}

fn weekly(days: Vec<Weekday>) -> Rhythm {
    use Weekday::{Friday, Monday, Thursday, Tuesday, Wednesday};
    if days.len() == 7 {
        Rhythm::Daily
    } else if days == [Monday, Tuesday, Wednesday, Thursday, Friday] {
        Rhythm::Weekdays
    } else {
        Rhythm::Weekly(days)
    }
}

/// A start nearer to the window in the same phase, so that a meeting since 1970 costs no more than
/// a new one.
fn skip_periods(rule: &Rule, start: DateTime, from: DateTime) -> DateTime {
    let unit: i64 = match rule.freq {
        Freq::Weekly => 7 * 86_400,
        Freq::Daily => 86_400,
        Freq::Hourly => 3_600,
        Freq::Minutely => 60,
        Freq::Secondly => 1,
        Freq::Monthly => return skip_months(rule, start, from),
        // What a rule leaves open can hang on the weekday of its start; and years are few.
        Freq::Yearly => return start,
    };
    let period = unit.saturating_mul(i64::from(rule.interval.unwrap_or(1).max(1)));
    let periods = from.duration_since(start).as_secs() / period - 1;
    if periods <= 0 {
        return start;
    }
    start.checked_add(SignedDuration::from_secs(periods * period)).unwrap_or(start)
}

/// Months differ in length, so the start moves by times four years, where it finds its own day
/// again, also the 29th of February, unless a century has left that out.
fn skip_months(rule: &Rule, start: DateTime, from: DateTime) -> DateTime {
    let years = 4 * i64::from(rule.interval.unwrap_or(1).max(1));
    let periods = (i64::from(from.year()) - i64::from(start.year()) - 1) / years;
    let moved = i32::try_from(periods * years).ok().filter(|years| *years > 0).and_then(|years| {
        let moved = start.checked_add(jiff::Span::new().try_years(years).ok()?).ok()?;
        (moved.day() == start.day()).then_some(moved)
    });
    moved.unwrap_or(start)
}

/// Whether a rule without a time in the window has none at all.
fn never_comes(rule: &Rule, start: DateTime) -> bool {
    let end_of_time = jiff::civil::Date::MAX.at(23, 59, 59, 0);
    generate(rule, start, end_of_time, 1).is_ok_and(|generated| generated.dates.is_empty())
}

fn generate(
    rule: &Rule,
    start: DateTime,
    last: DateTime,
    limit: u16,
) -> Result<rrule::RRuleResult, RRuleError> {
    let freq = match rule.freq {
        Freq::Yearly => Frequency::Yearly,
        Freq::Monthly => Frequency::Monthly,
        Freq::Weekly => Frequency::Weekly,
        Freq::Daily => Frequency::Daily,
        Freq::Hourly => Frequency::Hourly,
        Freq::Minutely => Frequency::Minutely,
        Freq::Secondly => Frequency::Secondly,
    };
    let days = rule.byday.iter().map(|day| NWeekday::new(day.ordwk, weekday(day.weekday))).collect();
    let months: Vec<chrono::Month> =
        rule.bymonth.iter().filter_map(|month| chrono::Month::try_from(month.month()).ok()).collect();
    let mut built = RRule::new(freq)
        .interval(rule.interval.unwrap_or(1))
        .by_weekday(days)
        .by_month(&months)
        .by_month_day(rule.bymonthday.clone())
        .by_year_day(rule.byyearday.clone())
        .by_week_no(rule.byweekno.clone())
        .by_hour(rule.byhour.clone())
        .by_minute(rule.byminute.clone())
        .by_second(rule.bysecond.clone())
        .by_set_pos(rule.bysetpos.clone());
    if let Some(first_day) = rule.wkst {
        built = built.week_start(weekday(first_day));
    }
    let (Some(start), Some(last)) = (to_chrono(start), to_chrono(last)) else {
        return Ok(rrule::RRuleResult { dates: Vec::new(), limited: true });
    };
    let built = built.until(last).validate(start)?;
    Ok(RRuleSet::new(start).rrule(built).all(limit))
}

fn to_chrono(wall: DateTime) -> Option<chrono::DateTime<Tz>> {
    let part = |number: i8| u32::try_from(number).ok();
    let date = NaiveDate::from_ymd_opt(wall.year().into(), part(wall.month())?, part(wall.day())?)?;
    let naive = date.and_hms_opt(part(wall.hour())?, part(wall.minute())?, part(wall.second())?)?;
    Some(Tz::UTC.from_utc_datetime(&naive))
}

fn from_chrono(date: &chrono::DateTime<Tz>) -> Option<DateTime> {
    let part = |number: u32| i8::try_from(number).ok();
    DateTime::new(
        i16::try_from(date.year()).ok()?,
        part(date.month())?,
        part(date.day())?,
        part(date.hour())?,
        part(date.minute())?,
        part(date.second())?,
        0,
    )
    .ok()
}

fn weekday(day: Day) -> rrule::Weekday {
    match day {
        Day::Sunday => rrule::Weekday::Sun,
        Day::Monday => rrule::Weekday::Mon,
        Day::Tuesday => rrule::Weekday::Tue,
        Day::Wednesday => rrule::Weekday::Wed,
        Day::Thursday => rrule::Weekday::Thu,
        Day::Friday => rrule::Weekday::Fri,
        Day::Saturday => rrule::Weekday::Sat,
    }
}

fn jiff_weekday(day: Day) -> Weekday {
    match day {
        Day::Sunday => Weekday::Sunday,
        Day::Monday => Weekday::Monday,
        Day::Tuesday => Weekday::Tuesday,
        Day::Wednesday => Weekday::Wednesday,
        Day::Thursday => Weekday::Thursday,
        Day::Friday => Weekday::Friday,
        Day::Saturday => Weekday::Saturday,
    }
}
