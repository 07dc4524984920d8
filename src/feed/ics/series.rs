//! An event, the occurrences of it that somebody changed, and its rule, put together.
//!
//! Events are grouped by UID and, within it, by the occurrence they stand for. The newest
//! version wins. An occurrence that was moved takes the place of the one the rule gave, so
//! nothing is left standing at the old time.

use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};

use super::super::ProblemKind;
use super::Notes;
use super::event::{Class, Ending, Event, Face};
use super::expand;
use super::moment::Moment;
use super::occurrence::{Home, Length, home_of, meeting, names_day, occurrence_id, when};
use super::said::inherited;
use super::zone::Zones;
use crate::api;
use crate::domain::meeting::{Meeting, Repeats, Rhythm, When};
use crate::feed::Span;

/// As many occurrences of one event are always shown, whatever the span: more than one a day
/// over a year.
const FREE_OCCURRENCES: usize = 400;
/// As many more all events of a calendar may have together ("every minute").
const MORE_OCCURRENCES: usize = 20_000;
/// The meetings of all events that touch the span.
pub fn meetings(events: Vec<Event>, span: Span, zones: &Zones, notes: &mut Notes) -> Vec<Meeting> {
    plan(events, span, zones, notes, Keep::Occurrences).0
}

/// The same with rows in the place of occurrences, where there is a row that says the same; and those rows.
/// Events without a time in the span are counted.
pub fn rows(events: Vec<Event>, span: Span, zones: &Zones, notes: &mut Notes) -> Planned {
    plan(events, span, zones, notes, Keep::Rows)
}

/// What became of the events of a calendar: meetings, rows, and how many are outside of the span.
pub type Planned = (Vec<Meeting>, Vec<api::Meeting>, usize);

/// What is kept of events that come again.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    Occurrences,
    Rows,
}

fn plan(events: Vec<Event>, span: Span, zones: &Zones, notes: &mut Notes, keep: Keep) -> Planned {
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
        keep,
        rows: Vec::new(),
        laid_out: 0,
    };
    let mut outside = 0;
    for group in groups {
        let before = planner.meetings.len() + planner.rows.len();
        let is_taken = planner.plan(group);
        let brought = planner.meetings.len() + planner.rows.len() - before;
        outside += usize::from(is_taken && brought == 0);
    }
    (planner.meetings, planner.rows, outside)
}

/// All events of one UID, in the order of the file.
#[derive(Default)]
struct Group {
    events: Vec<Event>,
}

/// An event that stands for more than one day, as its occurrences need it.
pub struct Series<'a> {
    pub master: &'a Event,
    pub home: Home,
    pub start: DateTime,
    pub length: Length,
    pub face: Face,
}

/// The changed occurrences of an event, by the time the rule gave them.
pub type Changes = BTreeMap<DateTime, Event>;

/// What is known while the events of a calendar are gone through.
pub struct Planner<'a> {
    pub span: Span,
    pub from: Timestamp,
    pub to: Timestamp,
    pub zones: &'a Zones,
    pub notes: &'a mut Notes,
    pub more_left: usize,
    pub in_vain: usize,
    pub meetings: Vec<Meeting>,
    pub keep: Keep,
    pub rows: Vec<api::Meeting>,
    /// Times of rules that are kept one by one so far.
    pub laid_out: usize,
}

impl Planner<'_> {
    /// Whether it is an event that may be taken, wherever its times are.
    fn plan(&mut self, group: Group) -> bool {
        let (changed, whole): (Vec<Event>, Vec<Event>) =
            group.events.into_iter().partition(|event| event.instead.is_some());
        let master = whole.into_iter().reduce(|older, newer| self.newest(older, newer));
        let Some(master) = master else {
            let changes = self.changes(changed, None);
            for (key, change) in &changes {
                self.changed(*key, change, None);
            }
            return changes.values().any(|change| change.class == Class::Public);
        };
        // Changes of a hidden event are as private as the event.
        if master.class == Class::Hidden || self.is_too_often(&master) {
            return false;
        }
        let Some(start) = master.start.clone() else {
            let face = self.titled(&master, None);
            self.push(meeting(master.uid.clone(), &face, When::Undecided, master.line, None));
            for (key, change) in self.changes(changed, None) {
                self.changed(key, &change, None);
            }
            return true;
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
        let before = self.meetings.len();
        self.series(&series, &changes);
        self.bound(&master, before);
        true
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
                ProblemKind::UidTwice,
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
                // Of a series that may be here, told by the clock of here.
                None if self.keep == Keep::Rows && !instead.of.is_day() => {
                    self.zones.wall_in(&instead.of, &self.zones.sign)
                }
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
    pub fn key(&self, moment: &Moment, home: &Home, start: DateTime) -> DateTime {
        if home.whole_days {
            self.zones.day_of(moment).at(0, 0, 0, 0)
        } else if moment.is_day() {
            moment.wall().date().to_datetime(start.time())
        } else {
            self.zones.wall_in(moment, &home.zone)
        }
    }

    pub fn length(&self, ending: &Ending, start: DateTime, home: &Home) -> Length {
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
        let changed = self.meetings.len();
        for (key, change) in changes {
            if deleted.contains(key) {
                if change.class == Class::Public {
                    self.notes.add(
                        Some(change.line),
                        "RECURRENCE-ID",
                        ProblemKind::ChangedAndDeleted,
                        "This occurrence was changed and is also deleted (EXDATE). It is not shown.",
                    );
                }
            } else if !times.contains_key(key) || !is_range(change) {
                self.changed(*key, change, Some(series));
            }
        }
        let repeats = self.repeats(series);
        let planned = self.meetings.len();
        let mut shown = 0;
        for (time, length) in times {
            if changes.get(&time).is_some_and(|change| !is_range(change)) {
                continue;
            }
            let range = changes.range(..=time).rev().find(|(_, change)| is_range(change));
            let meeting = match range {
                Some((key, change)) => self.shifted(series, time, *key, change, repeats.as_ref()),
                None => self.planned(series, time, length, repeats.as_ref()),
            };
            let Some(meeting) = meeting.filter(|meeting| self.touches(&meeting.when)) else { continue };
            shown += 1;
            if shown > FREE_OCCURRENCES {
                if self.more_left == 0 {
                    self.notes.add(
                        Some(series.master.rule_line),
                        "RRULE",
                        ProblemKind::TooOften,
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
        if self.keep == Keep::Rows {
            self.fold(series, changes, (changed, planned));
        }
    }

    /// Whether a changed occurrence was deleted afterwards.
    fn is_deleted(&self, series: &Series<'_>, key: &DateTime, gone: bool) -> bool {
        series.master.not_dates.iter().any(|moment| {
            let not = self.key(moment, &series.home, series.start);
            not == *key || (gone && names_day(moment) && not.date() == key.date())
        })
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

    pub fn touches(&self, when: &When) -> bool {
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

/// Whether a change holds for all later occurrences too.
pub fn is_range(change: &Event) -> bool {
    change.instead.as_ref().is_some_and(|instead| instead.and_later)
}
