//! The occurrences of a meeting that comes again.

use jiff::civil::{Date, Weekday};
use jiff::{ToSpan, Zoned};

use super::super::Span;
use crate::api::{self, Every, Fault, Known};
use crate::domain::meeting::{Meeting, MeetingId, Repeats, Rhythm, When};

/// The one meeting of a row, or with `repeat` its occurrences that touch the span.
///
/// # Errors
/// When the row or its rule cannot be.
pub fn expand(row: &api::Meeting, known: Known<'_>, span: Span) -> Result<Vec<Meeting>, Fault> {
    let meeting = row.to_domain(known)?;
    let Some(repeat) = &row.repeat else { return Ok(vec![meeting]) };
    let (first, length) = match &meeting.when {
        When::Exact { start, end } => {
            let last = end.as_ref().map_or(start.date(), Zoned::date);
            (start.date(), days_between(start.date(), last))
        }
        When::Days { first, last, .. } => (*first, days_between(*first, *last)),
        When::Month { .. } | When::Undecided => {
            return Err(Fault::out_of_place("repeat", "Only a meeting with a day can come again."));
        }
    };
    let rule = Rule::of(repeat, first, known).map_err(|fault| fault.at("repeat"))?;
    let from = first.max(span.from.checked_sub(length.days()).unwrap_or(Date::MIN));
    let to = rule.until.map_or(span.to, |until| until.min(span.to));
    if to < from {
        return Ok(Vec::new());
    }
    let days = from.series(1.day()).take_while(|day| *day <= to).filter(|day| rule.is_on(*day));
    Ok(days.filter_map(|day| occurrence(&meeting, day, rule.rhythm.clone())).collect())
}

/// A row as it is kept: whatever was counted from today is a day of the calendar.
///
/// # Errors
/// When the row cannot be.
pub fn settled(row: &api::Meeting, known: Known<'_>) -> Result<api::Meeting, Fault> {
    let day = |day: &api::Day| Ok(api::StringOr::String(day.to_date(known)?.to_string()));
    let repeat = row.repeat.as_ref().map(|repeat| {
        let until = repeat.until.as_ref().map(day).transpose()?;
        let except = repeat.except.iter().map(day).collect::<Result<_, Fault>>()?;
        Ok(api::Repeat { until, except, ..repeat.clone() })
    });
    Ok(api::Meeting { repeat: repeat.transpose()?, ..api::Meeting::from(&row.to_domain(known)?) })
}

fn days_between(first: Date, last: Date) -> i32 {
    // Days are what `since` counts by default, so this cannot overflow or round.
    first.until(last).map_or(0, |span| span.get_days())
}

/// A rule of repetition, checked.
struct Rule<'a> {
    repeat: &'a api::Repeat,
    days: Vec<Weekday>,
    first: Date,
    until: Option<Date>,
    except: Vec<Date>,
    rhythm: Rhythm,
}

impl Rule<'_> {
    fn of<'a>(repeat: &'a api::Repeat, first: Date, known: Known<'_>) -> Result<Rule<'a>, Fault> {
        for (i, nth) in repeat.nth.iter().enumerate() {
            if repeat.every != Every::Month {
                return Err(Fault::wrong("\"nth\" belongs to \"every\": \"month\" only.").at("nth"));
            }
            if !matches!(nth, -5..=-1 | 1..=5) {
                let message =
                    format!("{nth} is not one of 1 to 5 (the first to the fifth) or -1 (the last).");
                return Err(Fault::wrong(message).in_row(i).at("nth"));
            }
        }
        let mut days: Vec<Weekday> = repeat.days.iter().copied().map(Weekday::from).collect();
        if days.is_empty() && (repeat.every == Every::Week || !repeat.nth.is_empty()) {
            days.push(first.weekday());
        }
        let day = |day: &api::Day| day.to_date(known);
        let until = repeat.until.as_ref().map(day).transpose().map_err(|fault| fault.at("until"))?;
        let except = repeat.except.iter().enumerate();
        let except = except.map(|(i, date)| day(date).map_err(|fault| fault.in_row(i).at("except")));
        let rhythm = match repeat.every {
            Every::Day if days.is_empty() => Rhythm::Daily,
            Every::Day | Every::Week => Rhythm::Weekly(days.clone()),
            Every::Weekday if days.is_empty() => Rhythm::Weekdays,
            Every::Weekday => {
                Rhythm::Weekly(days.iter().copied().filter(|day| is_working_day(*day)).collect())
            }
            Every::Month => Rhythm::Other,
        };
        Ok(Rule { repeat, days, first, until, except: except.collect::<Result<_, _>>()?, rhythm })
    }

    fn is_on(&self, day: Date) -> bool {
        let weekday = day.weekday();
        let fits = match self.repeat.every {
            Every::Day | Every::Week => true,
            Every::Weekday => is_working_day(weekday),
            Every::Month if self.days.is_empty() => day.day() == self.first.day(),
            Every::Month => {
                let is_nth = |nth: &i8| day.nth_weekday_of_month(*nth, weekday).is_ok_and(|nth| nth == day);
                self.repeat.nth.is_empty() || self.repeat.nth.iter().any(is_nth)
            }
        };
        fits && (self.days.is_empty() || self.days.contains(&weekday)) && !self.except.contains(&day)
    }
}

fn is_working_day(day: Weekday) -> bool {
    !matches!(day, Weekday::Saturday | Weekday::Sunday)
}

/// The meeting on another day, at the same times by the clock. `None` only at the end of time.
fn occurrence(meeting: &Meeting, day: Date, rhythm: Rhythm) -> Option<Meeting> {
    let when = match &meeting.when {
        When::Exact { start, end } => {
            let shift = |moment: &Zoned| {
                let day = day.checked_add(days_between(start.date(), moment.date()).days()).ok()?;
                day.to_datetime(moment.time()).to_zoned(moment.time_zone().clone()).ok()
            };
            let end = match end {
                Some(end) => Some(shift(end)?),
                None => None,
            };
            When::exact(shift(start)?, end).ok()?
        }
        When::Days { first, last, times } => {
            When::days(day, day.checked_add(days_between(*first, *last).days()).ok()?, *times).ok()?
        }
        When::Month { .. } | When::Undecided => return None,
    };
    let key = meeting.id.0.clone();
    Some(Meeting {
        id: MeetingId(format!("{key}/{day}")),
        when,
        repeats: Some(Repeats { key, rhythm }),
        ..meeting.clone()
    })
}
