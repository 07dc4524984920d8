//! An event, the occurrences of it that somebody changed, and its rule, put together.
//!
//! Events are grouped by UID and, within it, by the occurrence they stand for. The newest
//! version wins. An occurrence that was moved takes the place of the one the rule gave, so
//! nothing is left standing at the old time.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};

use super::Notes;
use super::event::{Class, Ending, Event, Face};
use super::expand::{self, Ended, Window};
use super::moment::Moment;
use super::zone::Zones;
use crate::domain::meeting::{Meeting, Repeats, Rhythm, Status, Times, When};
use crate::domain::text::{Lang, Phrase, Text};
use crate::feed::Span;

/// As many occurrences of one event are always shown, whatever the span: more than one a day
/// over a year.
const FREE_OCCURRENCES: usize = 400;
/// As many more all events of a calendar may have together ("every minute").
const MORE_OCCURRENCES: usize = 20_000;
/// After so many rules whose days never come, only everyday rules are followed.
const MAX_RULES_IN_VAIN: usize = 50;

/// The meetings of all events that touch the span.
pub fn meetings(events: Vec<Event>, span: Span, zones: &Zones, notes: &mut Notes) -> Vec<Meeting> {
    let mut groups: Vec<Group> = Vec::new();
    let mut by_uid: HashMap<String, usize> = HashMap::new();
    for event in events {
        let group = *by_uid.entry(event.uid.clone()).or_insert_with(|| {
            groups.push(Group::default());
            groups.len() - 1
        });
        groups[group].events.push(event);
    }
    let midnight = |day: Option<Date>, otherwise| {
        day.and_then(|day| day.to_zoned(zones.sign.clone()).ok()).map_or(otherwise, |start| start.timestamp())
    };
    let mut planner = Planner {
        span,
        from: midnight(Some(span.from), Timestamp::MIN),
        to: midnight(span.to.tomorrow().ok(), Timestamp::MAX),
        zones,
        notes,
        more_left: MORE_OCCURRENCES,
        in_vain: 0,
        meetings: Vec::new(),
    };
    for group in groups {
        planner.plan(group);
    }
    planner.meetings
}

/// All events of one UID, in the order of the file.
#[derive(Default)]
struct Group {
    events: Vec<Event>,
}

/// On which clock the times of an event are.
struct Home {
    zone: TimeZone,
    whole_days: bool,
}

/// How long an event lasts, so that it can be put on any of its occurrences.
#[derive(Clone, Copy)]
enum Length {
    Open,
    Days(i32),
    /// By the clock on the wall: what says 13:30-16:00 stays so when the clocks change.
    Wall(SignedDuration),
    Span(jiff::Span),
}

/// The changed occurrences of an event, by the time the rule gave them.
type Changes = BTreeMap<DateTime, Event>;

struct Planner<'a> {
    span: Span,
    from: Timestamp,
    to: Timestamp,
    zones: &'a Zones,
    notes: &'a mut Notes,
    more_left: usize,
    in_vain: usize,
    meetings: Vec<Meeting>,
}

impl Planner<'_> {
    fn plan(&mut self, group: Group) {
        let (changed, whole): (Vec<Event>, Vec<Event>) =
            group.events.into_iter().partition(|event| event.instead.is_some());
        let master = whole.into_iter().reduce(|older, newer| self.newest(older, newer));
        let Some(master) = master else {
            for (key, change) in self.changes(changed, None) {
                self.changed(key, &change, None);
            }
            return;
        };
        // Changes of a hidden event are as private as the event.
        if master.class == Class::Hidden {
            return;
        }
        let Some(start) = master.start.clone() else {
            let face = self.titled(&master, None);
            self.push(meeting(master.uid.clone(), &face, When::Undecided, master.line, None));
            for (key, change) in self.changes(changed, None) {
                self.changed(key, &change, None);
            }
            return;
        };
        let home = home_of(&start, self.zones);
        let start = self.key(&start, &home, start.wall());
        let series = Series {
            length: self.length(&master.ending, start, &home),
            face: self.titled(&master, None),
            home,
            start,
            master: &master,
        };
        let changes = self.changes(changed, Some(&series));
        self.series(&series, &changes);
    }

    /// The one of two versions of the same event that was written later.
    fn newest(&mut self, older: Event, newer: Event) -> Event {
        let rank = |event: &Event| (event.sequence, event.written);
        let differ = older.start != newer.start || older.face != newer.face;
        if rank(&older) == rank(&newer)
            && differ
            && newer.class == Class::Public
            && older.class == Class::Public
        {
            self.notes.add(
                Some(older.line),
                "UID",
                format!(
                    "Another event, on line {}, has the same UID and does not say which of them is newer. Only \
                     that later one is shown.",
                    newer.line
                ),
            );
        }
        if rank(&older) > rank(&newer) { older } else { newer }
    }

    fn changes(&mut self, changed: Vec<Event>, series: Option<&Series<'_>>) -> Changes {
        let mut changes = Changes::new();
        for change in changed {
            let Some(instead) = &change.instead else { continue };
            let key = match series {
                Some(series) => self.key(&instead.of, &series.home, series.start),
                None => instead.of.wall(),
            };
            let change = match changes.remove(&key) {
                Some(older) => self.newest(older, change),
                None => change,
            };
            changes.insert(key, change);
        }
        changes
    }

    /// A time of the file by the clock of an event. A day alone means the event of that day.
    fn key(&self, moment: &Moment, home: &Home, start: DateTime) -> DateTime {
        if home.whole_days {
            self.zones.day_of(moment).at(0, 0, 0, 0)
        } else if moment.is_day() {
            moment.wall().date().to_datetime(start.time())
        } else {
            self.zones.wall_in(moment, &home.zone)
        }
    }

    fn length(&self, ending: &Ending, start: DateTime, home: &Home) -> Length {
        if home.whole_days {
            let end = match ending {
                Ending::Open => return Length::Days(1),
                Ending::At(end) => self.zones.day_of(end).at(0, 0, 0, 0),
                Ending::After(span) => start.checked_add(*span).unwrap_or(start),
            };
            // The end is the first moment, or day, that no longer belongs to it.
            let hours = end.duration_since(start).as_hours();
            return Length::Days(i32::try_from((hours + 23) / 24).unwrap_or(1).max(1));
        }
        match ending {
            Ending::Open => Length::Open,
            Ending::At(end) => Length::Wall(self.zones.wall_in(end, &home.zone).duration_since(start)),
            Ending::After(span) => Length::Span(*span),
        }
    }

    fn series(&mut self, series: &Series<'_>, changes: &Changes) {
        let mut times = self.times(series, changes);
        let gone = |time: &DateTime| !times.contains_key(time);
        let deleted: Vec<DateTime> =
            changes.keys().copied().filter(|key| self.is_deleted(series, key, gone(key))).collect();
        for moment in &series.master.not_dates {
            let key = self.key(moment, &series.home, series.start);
            if times.remove(&key).is_none() && names_day(moment) {
                times.retain(|time, _| time.date() != key.date());
            }
        }
        for (key, change) in changes {
            if deleted.contains(key) {
                if change.class == Class::Public {
                    self.notes.add(
                        Some(change.line),
                        "RECURRENCE-ID",
                        "This occurrence was changed and is also deleted (EXDATE). It is not shown.",
                    );
                }
            } else if !times.contains_key(key) || !is_range(change) {
                self.changed(*key, change, Some(series));
            }
        }
        let repeats = self.repeats(series);
        let mut shown = 0;
        for (time, length) in times {
            if changes.get(&time).is_some_and(|change| !is_range(change)) {
                continue;
            }
            let range = changes.range(..=time).rev().find(|(_, change)| is_range(change));
            let planned = match range {
                Some((key, change)) => self.shifted(series, time, *key, change, repeats.as_ref()),
                None => self.planned(series, time, length, repeats.as_ref()),
            };
            let Some(meeting) = planned.filter(|meeting| self.touches(&meeting.when)) else { continue };
            shown += 1;
            if shown > FREE_OCCURRENCES {
                if self.more_left == 0 {
                    self.notes.add(
                        Some(series.master.rule_line),
                        "RRULE",
                        format!(
                            "The event repeats too often to show. The first {} times are shown.",
                            FREE_OCCURRENCES.max(shown - 1)
                        ),
                    );
                    break;
                }
                self.more_left -= 1;
            }
            self.meetings.push(meeting);
        }
    }

    /// Whether a changed occurrence was deleted afterwards.
    fn is_deleted(&self, series: &Series<'_>, key: &DateTime, gone: bool) -> bool {
        series.master.not_dates.iter().any(|moment| {
            let not = self.key(moment, &series.home, series.start);
            not == *key || (gone && names_day(moment) && not.date() == key.date())
        })
    }

    /// The times of an event by its rules and lists, without what was deleted by rule.
    fn times(&mut self, series: &Series<'_>, changes: &Changes) -> BTreeMap<DateTime, Length> {
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
            for time in expand::rule(rule, series.start, until, window).walls {
                times.remove(&time);
            }
        }
        times
    }

    fn follow(
        &mut self,
        rule: &calcard::icalendar::ICalendarRecurrenceRule,
        series: &Series<'_>,
        window: Window,
    ) -> Vec<DateTime> {
        let line = Some(series.master.rule_line);
        if self.in_vain >= MAX_RULES_IN_VAIN && !expand::is_plain(rule) {
            self.notes.add(
                line,
                "RRULE",
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
                "The event repeats too often to follow to its end. What comes after the first 65,535 times is \
                 not shown.",
            ),
            Ended::InVain => {
                self.in_vain += 1;
                self.notes.add(
                    line,
                    "RRULE",
                    "The rule names days that do not come (such as 30 February). What comes before is shown.",
                );
            }
            Ended::Wrong(why) => self.notes.add(
                line,
                "RRULE",
                format!("The rule by which the event repeats contradicts itself ({why}). Only its first time is shown."),
            ),
        }
        times.walls
    }

    /// The end of a rule on the clock of its event.
    fn until(
        &self,
        rule: &calcard::icalendar::ICalendarRecurrenceRule,
        series: &Series<'_>,
    ) -> Option<DateTime> {
        let written = rule.until.as_ref()?;
        let end_of_day = |day: Date| day.at(23, 59, 59, 0);
        if !written.has_time() {
            return super::moment::day(written).map(end_of_day);
        }
        let (wall, zone) = super::moment::civil(written)?;
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

    fn repeats(&self, series: &Series<'_>) -> Option<Repeats> {
        let master = series.master;
        let rhythm = match master.rules.as_slice() {
            [] if master.dates.is_empty() => return None,
            [rule] => {
                let here = series
                    .start
                    .to_zoned(series.home.zone.clone())
                    .map_or(series.start, |start| start.with_time_zone(self.zones.sign.clone()).datetime());
                let here = if series.home.whole_days { series.start } else { here };
                let shift = here.date().duration_since(series.start.date()).as_hours() / 24;
                expand::rhythm(rule, here.date().weekday(), shift)
            }
            [] | [_, _, ..] => Rhythm::Other,
        };
        Some(Repeats { key: master.uid.clone(), rhythm })
    }

    /// An occurrence as the rule gives it.
    fn planned(
        &self,
        series: &Series<'_>,
        time: DateTime,
        length: Length,
        repeats: Option<&Repeats>,
    ) -> Option<Meeting> {
        let master = series.master;
        let when = when(time, length, &series.home, &self.zones.sign)?;
        let id = match repeats {
            Some(_) => occurrence_id(&master.uid, time, series.home.whole_days),
            None => master.uid.clone(),
        };
        Some(meeting(id, &series.face, when, master.line, repeats.cloned()))
    }

    /// An occurrence after the series was changed "from here on".
    fn shifted(
        &self,
        series: &Series<'_>,
        time: DateTime,
        key: DateTime,
        change: &Event,
        repeats: Option<&Repeats>,
    ) -> Option<Meeting> {
        if change.class == Class::Hidden {
            return None;
        }
        let id = occurrence_id(&series.master.uid, time, series.home.whole_days);
        let Some(start) = &change.start else {
            let when = when(time, series.length, &series.home, &self.zones.sign)?;
            return Some(meeting(id, &inherited(change, Some(series)), when, change.line, repeats.cloned()));
        };
        let home = home_of(start, self.zones);
        let start = self.key(start, &home, start.wall());
        let moved = start.duration_since(key);
        let time = time.checked_add(moved).ok()?;
        let when = when(time, self.length(&change.ending, start, &home), &home, &self.zones.sign)?;
        let rhythm = |repeats: &Repeats| {
            let same_day = start.date() == key.date();
            Repeats {
                key: repeats.key.clone(),
                rhythm: if same_day { repeats.rhythm.clone() } else { Rhythm::Other },
            }
        };
        Some(meeting(id, &inherited(change, Some(series)), when, change.line, repeats.map(rhythm)))
    }

    /// An occurrence that was changed by itself.
    fn changed(&mut self, key: DateTime, change: &Event, series: Option<&Series<'_>>) {
        if change.class == Class::Hidden {
            return;
        }
        let face = match series {
            Some(series) => self.titled(change, Some(series)),
            None => self.titled(change, None),
        };
        let moment = match (&change.start, series, &change.instead) {
            (Some(start), _, _) => start.clone(),
            (None, Some(series), _) if series.home.whole_days => Moment::Day(key.date()),
            (None, Some(series), _) => Moment::At(key, series.home.zone.clone()),
            (None, None, Some(instead)) => instead.of.clone(),
            (None, None, None) => return,
        };
        let home = home_of(&moment, self.zones);
        let start = self.key(&moment, &home, moment.wall());
        let length = match (&change.ending, series) {
            // A cancellation often says no more than which occurrence it means.
            (Ending::Open, Some(series)) if face.cancelled || change.start.is_none() => series.length,
            (ending, _) => self.length(ending, start, &home),
        };
        let Some(when) = when(start, length, &home, &self.zones.sign) else { return };
        let by_day = match (series, &change.instead) {
            (Some(series), _) => series.home.whole_days,
            (None, Some(instead)) => instead.of.is_day(),
            (None, None) => false,
        };
        // What differs from its series must not vanish behind "every Thursday".
        let as_ever = series.is_some_and(|series| {
            let planned = self.planned(series, key, series.length, None);
            planned.is_some_and(|planned| planned.when == when)
                && !face.cancelled
                && face.title == series.face.title
                && face.place == series.face.place
                && face.mode == series.face.mode
        });
        let repeats = series.filter(|_| as_ever).and_then(|series| self.repeats(series));
        let id = occurrence_id(&change.uid, key, by_day);
        self.push(meeting(id, &face, when, change.line, repeats));
    }

    /// What an event says, with a title in any case.
    fn titled(&mut self, event: &Event, series: Option<&Series<'_>>) -> Face {
        let mut face = inherited(event, series);
        if face.title.is_empty() {
            self.notes.add(
                Some(event.line),
                "SUMMARY",
                "The event has no title. It is shown with \"題名は これから\" (title to follow).",
            );
            face.title = Text::ja("題名は これから");
            face.title.set(Lang::EN, Phrase::plain("Title to follow"));
        }
        face
    }

    fn touches(&self, when: &When) -> bool {
        let sign = &self.zones.sign;
        when.starts_at(sign).is_none_or(|start| start < self.to)
            && when.over_at(sign).is_none_or(|over| self.from < over)
    }

    fn push(&mut self, meeting: Meeting) {
        if self.touches(&meeting.when) {
            self.meetings.push(meeting);
        }
    }
}

/// An event that stands for more than one day, as its occurrences need it.
struct Series<'a> {
    master: &'a Event,
    home: Home,
    start: DateTime,
    length: Length,
    face: Face,
}

fn home_of(moment: &Moment, zones: &Zones) -> Home {
    match moment {
        Moment::Day(_) => Home { zone: zones.floating().clone(), whole_days: true },
        Moment::Floating(_) => Home { zone: zones.floating().clone(), whole_days: false },
        Moment::At(_, zone) => Home { zone: zone.clone(), whole_days: false },
    }
}

fn is_range(change: &Event) -> bool {
    change.instead.as_ref().is_some_and(|instead| instead.and_later)
}

/// Whether a deletion means a day rather than a time: some programs write the local midnight
/// for it. Midnight in UTC is nine in the morning in Tokyo, and means that.
fn names_day(moment: &Moment) -> bool {
    match moment {
        Moment::Day(_) => true,
        Moment::At(_, zone) if *zone == TimeZone::UTC => false,
        Moment::Floating(wall) | Moment::At(wall, _) => wall.time() == jiff::civil::Time::midnight(),
    }
}

/// What a changed occurrence does not say, its series says.
fn inherited(event: &Event, series: Option<&Series<'_>>) -> Face {
    let mut face = event.face.clone();
    if let Some(series) = series {
        if face.title.is_empty() {
            face.title = series.face.title.clone();
        }
        if face.cancelled {
            face.place = face.place.or_else(|| series.face.place.clone());
            face.description = face.description.or_else(|| series.face.description.clone());
            face.page = face.page.or_else(|| series.face.page.clone());
            face.mode = face.mode.or(series.face.mode);
        }
    }
    face
}

fn days_of(length: Length, start: DateTime) -> i64 {
    match length {
        Length::Open => 1,
        Length::Days(days) => i64::from(days),
        Length::Wall(duration) => duration.as_hours() / 24 + 1,
        Length::Span(span) => {
            start.checked_add(span).map_or(0, |end| end.duration_since(start).as_hours() / 24 + 1)
        }
    }
}

fn when(time: DateTime, length: Length, home: &Home, sign: &TimeZone) -> Option<When> {
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
fn occurrence_id(uid: &str, time: DateTime, whole_day: bool) -> String {
    let day = time.date();
    if whole_day {
        return format!("{uid}/{day}");
    }
    match time.second() {
        0 => format!("{uid}/{day}T{:02}:{:02}", time.hour(), time.minute()),
        second => format!("{uid}/{day}T{:02}:{:02}:{second:02}", time.hour(), time.minute()),
    }
}

fn meeting(id: String, face: &Face, when: When, line: u32, repeats: Option<Repeats>) -> Meeting {
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
