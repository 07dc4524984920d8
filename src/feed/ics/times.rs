//! The times of a repeating event, before anything is said about its changed occurrences.

use std::collections::BTreeMap;

use calcard::icalendar::ICalendarRecurrenceRule as Rule;
use jiff::ToSpan;
use jiff::civil::{Date, DateTime};

use super::super::ProblemKind;
use super::event::Ending;
use super::expand::{self, Ended, Window};
use super::moment::{self, Moment};
use super::occurrence::{Length, days_of, home_of};
use super::series::{Changes, Planner, Series, is_range};

/// After so many rules whose days never come, only everyday rules are followed.
const MAX_RULES_IN_VAIN: usize = 50;

impl Planner<'_> {
    /// The times of an event by its rules and lists, without what was deleted by rule.
    pub fn times(&mut self, series: &Series<'_>, changes: &Changes) -> BTreeMap<DateTime, Length> {
        let master = series.master;
        let window = self.window(series, changes);
        let mut times = BTreeMap::from([(series.start, series.length)]);
        for rule in &master.rules {
            let found = self.follow(rule, series, window);
            times.extend(found.into_iter().map(|time| (time, series.length)));
        }
        for (moment, ending) in &master.dates {
            let time = self.key(moment, &series.home, series.start);
            let length = match ending {
                Ending::Open => series.length,
                Ending::At(_) | Ending::After(_) => self.length(ending, time, &series.home),
            };
            times.insert(time, length);
        }
        for rule in &master.not_rules {
            let until = self.until(rule, series);
            let excluded = expand::rule(rule, series.start, until, window);
            for time in excluded.walls {
                if time != series.start || excluded.names_start {
                    times.remove(&time);
                }
            }
        }
        times
    }

    fn follow(&mut self, rule: &Rule, series: &Series<'_>, window: Window) -> Vec<DateTime> {
        let line = Some(series.master.rule_line);
        if self.in_vain >= MAX_RULES_IN_VAIN && !expand::is_plain(rule) {
            self.notes.add(
                line,
                "RRULE",
                ProblemKind::DaysNeverCome,
                "Too many rules of this calendar name days that never come. This rule was not followed; only \
                 its first time is shown.",
            );
            return Vec::new();
        }
        let times = expand::rule(rule, series.start, self.until(rule, series), window);
        match times.ended {
            Ended::Well => {}
            Ended::TooMany => self.notes.add(
                line,
                "RRULE",
                ProblemKind::TooOften,
                "The event repeats too often to follow to its end. What comes after the first 65,535 times is \
                 not shown.",
            ),
            Ended::InVain => {
                self.in_vain += 1;
                self.notes.add(
                    line,
                    "RRULE",
                    ProblemKind::DaysNeverCome,
                    "The rule names days that do not come (such as 30 February). What comes before is shown.",
                );
            }
            Ended::Wrong(why) => self.notes.add(
                line,
                "RRULE",
                ProblemKind::RuleUnread,
                format!("The rule by which the event repeats contradicts itself ({why}). Only its first time is shown."),
            ),
        }
        times.walls
    }

    /// The end of a rule on the clock of its event.
    pub fn until(&self, rule: &Rule, series: &Series<'_>) -> Option<DateTime> {
        let written = rule.until.as_ref()?;
        let end_of_day = |day: Date| day.at(23, 59, 59, 0);
        if !written.has_time() {
            return moment::day(written).map(end_of_day);
        }
        let (wall, zone) = moment::civil(written)?;
        let moment = zone.map_or(Moment::Floating(wall), |zone| Moment::At(wall, zone));
        if !series.home.whole_days {
            return Some(self.zones.wall_in(&moment, &series.home.zone));
        }
        // 23:59:59Z is meant as the end of that very day; every other UTC time is what Outlook
        // makes of midnight.
        let is_end_of_day = wall.time() == jiff::civil::time(23, 59, 59, 0);
        Some(end_of_day(if is_end_of_day { wall.date() } else { self.zones.day_of(&moment) }))
    }

    /// Where to look for times by the rule so that none that touches the span is missed.
    fn window(&self, series: &Series<'_>, changes: &Changes) -> Window {
        let mut before = days_of(series.length, series.start);
        let mut after = 0;
        for (key, change) in changes.iter().filter(|(_, change)| is_range(change)) {
            let Some(start) = &change.start else { continue };
            let moved = start.wall().duration_since(*key).as_hours() / 24;
            let home = home_of(start, self.zones);
            let length = days_of(self.length(&change.ending, start.wall(), &home), start.wall());
            before = before.max(length.saturating_add(moved.max(0)));
            after = after.max(-moved);
        }
        // Two days more for any two zones of the world, and a part of a day.
        let days = |count: i64| count.clamp(0, 100_000).saturating_add(3).days();
        Window {
            from: self.span.from.saturating_sub(days(before)).at(0, 0, 0, 0),
            to: self.span.to.saturating_add(days(after)).at(23, 59, 59, 0),
        }
    }
}
