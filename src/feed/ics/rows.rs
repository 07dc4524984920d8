//! Events that come again, as rows with the rule that a programme has for them: for who keeps a calendar
//! instead of showing it. Where the two rules do not name the same days, there is no row.

use calcard::icalendar::{
    ICalendarFrequency as Freq, ICalendarRecurrenceRule as Rule, ICalendarWeekday as Day,
};
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

use super::expand::{self, Window};
use super::occurrence::{meeting, when};
use super::series::{Changes, Planner, Series};
use crate::api::{self, Every, Known, Weekday};
use crate::domain::meeting::{Meeting, MeetingId, When};
use crate::feed::Span;
use crate::feed::json;

/// How far a rule that counts is followed to its last time, in years.
const YEARS: i32 = 100;

impl Planner<'_> {
    /// Takes the occurrences that were just laid out back for the row that says the same; what was changed
    /// by itself stays beside it, under the name that the row has for that day. `changed` and `planned` are
    /// where either begin among the meetings.
    pub fn fold(&mut self, series: &Series<'_>, changes: &Changes, (changed, planned): (usize, usize)) {
        let Some(row) = self.row(series, changes) else { return };
        let (span, sign) = (self.span, self.zones.sign.clone());
        let laid_out: Vec<&When> = self.meetings.iter().skip(planned).map(|meeting| &meeting.when).collect();
        let says_the_same = occurrences(&row, span, &sign).is_some_and(|own| {
            let own: Vec<&When> =
                own.iter().map(|meeting| &meeting.when).filter(|when| self.touches(when)).collect();
            own == laid_out
        });
        if !says_the_same {
            return;
        }
        self.meetings.truncate(planned);
        let of = format!("{}/", series.master.uid);
        for meeting in self.meetings.iter_mut().skip(changed) {
            let day = meeting.id.0.strip_prefix(&of).and_then(|rest| rest.get(..10)).map(str::to_owned);
            meeting.id = MeetingId(day.map_or_else(|| meeting.id.0.clone(), |day| format!("{of}{day}")));
        }
        self.rows.extend([row]);
    }

    fn row(&self, series: &Series<'_>, changes: &Changes) -> Option<api::Meeting> {
        let (master, home) = (series.master, &series.home);
        let [rule] = master.rules.as_slice() else { return None };
        if !master.dates.is_empty() || !master.not_rules.is_empty() {
            return None;
        }
        // Where its day is another here than where it was written, so are the days of its rule.
        let here = |time: DateTime| match home.whole_days {
            true => Some(time.date()),
            false => {
                Some(time.to_zoned(home.zone.clone()).ok()?.with_time_zone(self.zones.sign.clone()).date())
            }
        };
        let first = here(series.start)?;
        if first != series.start.date() {
            return None;
        }
        let until = match (self.until(rule, series), rule.count) {
            (Some(until), _) if until.time() < series.start.time() => Some(until.date().yesterday().ok()?),
            (Some(until), _) => Some(until.date()),
            (None, Some(_)) => Some(last_of(rule, series.start)?),
            (None, None) => None,
        };
        let not = master.not_dates.iter().map(|moment| self.key(moment, home, series.start));
        let mut except: Vec<Date> = not.chain(changes.keys().copied()).map(|time| time.date()).collect();
        except.sort_unstable();
        except.dedup();
        let day = |day: Date| api::StringOr::String(day.to_string());
        let repeat = api::Repeat {
            until: until.map(day),
            except: except.into_iter().map(day).collect(),
            ..rhythm(rule, first)?
        };
        let when = when(series.start, series.length, home, &self.zones.sign)?;
        let meeting = meeting(master.uid.clone(), &series.face, when, master.line, None);
        Some(api::Meeting { repeat: Some(repeat), ..api::Meeting::from(&meeting) })
    }
}

fn occurrences(row: &api::Meeting, span: Span, zone: &TimeZone) -> Option<Vec<Meeting>> {
    json::expand(row, Known { zone, today: None }, span).ok()
}

/// The day of the last time of a rule that counts.
fn last_of(rule: &Rule, start: DateTime) -> Option<Date> {
    let to = start.checked_add(jiff::Span::new().try_years(YEARS).ok()?).ok()?;
    expand::rule(rule, start, None, Window { from: start, to }).walls.last().map(|last| last.date())
}

/// The rule as a programme says it, without its end and its exceptions; nothing where it has no such.
fn rhythm(rule: &Rule, first: Date) -> Option<api::Repeat> {
    let is_else = [
        rule.interval.unwrap_or(1) != 1,
        !rule.byhour.is_empty(),
        !rule.byminute.is_empty(),
        !rule.bysecond.is_empty(),
        !rule.byyearday.is_empty(),
        !rule.byweekno.is_empty(),
        !rule.bymonth.is_empty(),
    ];
    if is_else.contains(&true) {
        return None;
    }
    let own = |every: Every, days: Vec<Weekday>, nth: Vec<i8>| api::Repeat {
        every,
        days,
        nth,
        until: None,
        except: Vec::new(),
    };
    let mut days: Vec<Weekday> = Vec::new();
    for day in rule.byday.iter().map(|day| weekday(day.weekday)) {
        if !days.contains(&day) {
            days.push(day);
        }
    }
    let numbers: Vec<Option<i16>> = rule.byday.iter().map(|day| day.ordwk).collect();
    let is_plain = numbers.iter().all(Option::is_none);
    let by_place = !rule.bysetpos.is_empty();
    match rule.freq {
        Freq::Daily | Freq::Weekly if !is_plain || by_place || !rule.bymonthday.is_empty() => None,
        Freq::Daily if days.is_empty() => Some(own(Every::Day, days, Vec::new())),
        Freq::Weekly if days.is_empty() => {
            Some(own(Every::Week, vec![Weekday::from(first.weekday())], Vec::new()))
        }
        Freq::Daily | Freq::Weekly if is_working_week(&days) => {
            Some(own(Every::Weekday, Vec::new(), Vec::new()))
        }
        Freq::Daily | Freq::Weekly => Some(own(Every::Week, days, Vec::new())),
        Freq::Monthly if rule.byday.is_empty() && !by_place => {
            let is_own_day =
                matches!(rule.bymonthday.as_slice(), []) || rule.bymonthday.as_slice() == [first.day()];
            is_own_day.then(|| own(Every::Month, Vec::new(), Vec::new()))
        }
        Freq::Monthly if !rule.bymonthday.is_empty() => None,
        // "The second Thursday" as Outlook writes it.
        Freq::Monthly if is_plain && by_place && days.len() == 1 => {
            let nth = rule.bysetpos.iter().map(|place| i8::try_from(*place).ok()).collect::<Option<_>>()?;
            Some(own(Every::Month, days, nth))
        }
        Freq::Monthly if by_place => None,
        Freq::Monthly if is_plain => Some(own(Every::Month, days, Vec::new())),
        Freq::Monthly => {
            let mut nth: Vec<i8> = Vec::new();
            for number in numbers {
                let number = i8::try_from(number?).ok()?;
                if !nth.contains(&number) {
                    nth.push(number);
                }
            }
            // Each of these of each of those days, or it is another rule.
            (nth.len() * days.len() == rule.byday.len()).then(|| own(Every::Month, days, nth))
        }
        Freq::Yearly | Freq::Hourly | Freq::Minutely | Freq::Secondly => None,
    }
}

fn is_working_week(days: &[Weekday]) -> bool {
    let working = [Weekday::Mo, Weekday::Tu, Weekday::We, Weekday::Th, Weekday::Fr];
    days.len() == working.len() && working.iter().all(|day| days.contains(day))
}

fn weekday(day: Day) -> Weekday {
    match day {
        Day::Sunday => Weekday::Su,
        Day::Monday => Weekday::Mo,
        Day::Tuesday => Weekday::Tu,
        Day::Wednesday => Weekday::We,
        Day::Thursday => Weekday::Th,
        Day::Friday => Weekday::Fr,
        Day::Saturday => Weekday::Sa,
    }
}
