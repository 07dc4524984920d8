//! One `VEVENT` as it is written, property by property.

mod face;

use calcard::icalendar::{
    ICalendarComponent, ICalendarEntry, ICalendarParameterName as Param, ICalendarPeriod,
    ICalendarProperty as Property, ICalendarRecurrenceRule, ICalendarValue as Value,
};
use jiff::Span;
use jiff::tz::TimeZone;

use super::super::ProblemKind;
use super::expand;
use super::lines::Block;
use super::moment::{self, Moment};
use super::zone::Zones;
use super::{Notes, parse};
pub use face::Face;

/// How an event says when it ends.
#[derive(Clone, Debug)]
pub enum Ending {
    Open,
    At(Moment),
    After(Span),
}

/// Who may see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    Public,
    /// `PRIVATE`, `CONFIDENTIAL`, and every word nobody knows (RFC 5545, 3.8.1.3).
    Hidden,
}

/// Which occurrence of a repeating event this one stands for.
#[derive(Clone, Debug)]
pub struct Instead {
    pub of: Moment,
    /// Whether all later ones change with it (`RANGE=THISANDFUTURE`).
    pub and_later: bool,
}

/// An event as it is written.
#[derive(Clone, Debug)]
pub struct Event {
    pub line: u32,
    pub uid: String,
    pub instead: Option<Instead>,
    pub sequence: i64,
    /// When it was last written, as far as it says so, in the order of time.
    pub written: Option<jiff::civil::DateTime>,
    pub class: Class,
    pub start: Option<Moment>,
    pub ending: Ending,
    pub rules: Vec<ICalendarRecurrenceRule>,
    /// The line on which its rule stands.
    pub rule_line: u32,
    pub not_rules: Vec<ICalendarRecurrenceRule>,
    pub dates: Vec<(Moment, Ending)>,
    pub not_dates: Vec<Moment>,
    pub face: Face,
}

/// Reads one event. `None` only when nothing in it can be read.
pub fn read(block: Block<'_>, zones: &mut Zones, notes: &mut Notes) -> Option<Event> {
    let Some(calendar) = parse(block) else {
        notes.add(
            Some(block.line()),
            "VEVENT",
            ProblemKind::EventUnread,
            "This event cannot be read. It is not shown.",
        );
        return None;
    };
    let component = calendar.components.first()?;
    Some(Reader { component, block, zones, notes }.event())
}

struct Reader<'a> {
    component: &'a ICalendarComponent,
    block: Block<'a>,
    zones: &'a mut Zones,
    notes: &'a mut Notes,
}

impl<'a> Reader<'a> {
    fn event(mut self) -> Event {
        // What is hidden must not leak through a problem that quotes it.
        let class = self.class();
        let line = self.block.line();
        if class == Class::Hidden {
            self.notes.add(
                Some(self.block.line_of("CLASS")),
                "CLASS",
                ProblemKind::Private,
                "This event is marked as private or confidential. It is not shown on a public screen.",
            );
            self.notes.mute();
        }
        let start = self.moment(&Property::Dtstart, "it is kept without a date");
        let ending = self.ending(start.as_ref());
        let (start, ending) = self.whole_day_of_outlook(start, ending);
        let instead = self.instead();
        let mut uid = self.uid(start.as_ref());
        if instead.is_none() && self.first(&Property::RecurrenceId).is_some() {
            // Under the plain UID it would take the place of the whole series.
            let start = start.as_ref().map_or_else(|| "undated".to_owned(), |start| start.wall().to_string());
            uid = format!("{uid}/{start}");
        }
        let event = Event {
            line,
            uid,
            instead,
            sequence: self.first(&Property::Sequence).and_then(Value::as_integer).unwrap_or(0),
            written: self.written(),
            class,
            start,
            ending,
            rules: self.rules(&Property::Rrule),
            rule_line: self.block.line_of("RRULE"),
            not_rules: self.rules(&Property::Exrule),
            dates: self.dates(),
            not_dates: self.moments(&Property::Exdate).into_iter().map(|(moment, _)| moment).collect(),
            face: self.face(),
        };
        if event.start.is_none()
            && event.instead.is_none()
            && self.entries(&Property::Dtstart).next().is_none()
        {
            self.note(
                "DTSTART",
                ProblemKind::NoBeginning,
                "The event has no beginning (DTSTART). It is shown as not yet decided.",
            );
        }
        self.notes.unmute();
        event
    }

    fn entries(&self, name: &Property) -> impl Iterator<Item = &'a ICalendarEntry> + use<'a> {
        let name = name.clone();
        self.component.entries.iter().filter(move |entry| entry.name == name)
    }

    fn first(&self, name: &Property) -> Option<&'a Value> {
        self.entries(name).find_map(|entry| entry.values.first())
    }

    fn other(&self, name: &str) -> Option<&'a str> {
        let entry =
            self.component.entries.iter().find(|entry| entry.name.as_str().eq_ignore_ascii_case(name))?;
        entry.values.first()?.as_text().map(str::trim).filter(|text| !text.is_empty())
    }

    fn note(&mut self, field: &str, kind: ProblemKind, message: impl Into<String>) {
        self.notes.add(Some(self.block.line_of(field)), field, kind, message);
    }

    fn uid(&mut self, start: Option<&Moment>) -> String {
        if let Some(uid) = self.other("UID") {
            return uid.to_owned();
        }
        self.notes.add(
            Some(self.block.line()),
            "UID",
            ProblemKind::NoUid,
            "The event has no UID. It is shown, but changes to it cannot be told from a new event.",
        );
        // From its content, so that the next reading of the same file gives the same name.
        let start = start.map_or_else(|| "undated".to_owned(), |start| start.wall().to_string());
        format!("no-uid/{start}/{}", self.other("SUMMARY").unwrap_or_default())
    }

    fn class(&self) -> Class {
        let public = self.other("CLASS").is_none_or(|class| class.eq_ignore_ascii_case("PUBLIC"));
        if public { Class::Public } else { Class::Hidden }
    }

    fn written(&self) -> Option<jiff::civil::DateTime> {
        [Property::LastModified, Property::Dtstamp]
            .iter()
            .find_map(|name| moment::civil(self.first(name)?.as_partial_date_time()?))
            .map(|(wall, _)| wall)
    }

    fn instead(&mut self) -> Option<Instead> {
        let of = self.moment(&Property::RecurrenceId, "it is shown as an event of its own")?;
        let and_later = self.entries(&Property::RecurrenceId).any(|entry| entry.has_parameter(&Param::Range));
        Some(Instead { of, and_later })
    }

    /// The only time of a property.
    fn moment(&mut self, name: &Property, otherwise: &str) -> Option<Moment> {
        let entry = self.entries(name).next()?;
        match entry.values.first() {
            Some(value) => match self.read_moment(entry, value) {
                Some(moment) => Some(moment),
                None => {
                    let written = shown(value);
                    let field = name.as_str();
                    self.note(
                        field,
                        ProblemKind::DayLeftOut,
                        format!("{written} is not a date that exists; {otherwise}."),
                    );
                    None
                }
            },
            None => {
                self.note(name.as_str(), ProblemKind::DayLeftOut, format!("The date is empty; {otherwise}."));
                None
            }
        }
    }

    fn read_moment(&mut self, entry: &ICalendarEntry, value: &Value) -> Option<Moment> {
        let written = value.as_partial_date_time()?;
        if !written.has_time() {
            return moment::day(written).map(Moment::Day);
        }
        let (wall, offset) = moment::civil(written)?;
        if let Some(zone) = offset {
            return Some(Moment::At(wall, zone));
        }
        Some(match entry.tz_id() {
            Some(id) => {
                let field = entry.name.as_str();
                Moment::At(wall, self.zones.get(id, self.block.line_of(field), field, self.notes))
            }
            None => Moment::Floating(wall),
        })
    }

    /// All times of a property that may hold several, and stand several times.
    fn moments(&mut self, name: &Property) -> Vec<(Moment, Ending)> {
        let mut moments = Vec::new();
        for entry in self.entries(name) {
            for value in &entry.values {
                let read = match value {
                    Value::Period(period) => self.period(entry, period),
                    value => self.read_moment(entry, value).map(|moment| (moment, Ending::Open)),
                };
                match read {
                    Some(read) => moments.push(read),
                    None => {
                        let message = format!("{} is not a date that exists; it was left out.", shown(value));
                        self.note(name.as_str(), ProblemKind::DayLeftOut, message);
                    }
                }
            }
        }
        moments
    }

    fn period(&mut self, entry: &ICalendarEntry, period: &ICalendarPeriod) -> Option<(Moment, Ending)> {
        let moment = |reader: &mut Self, written: &calcard::common::PartialDateTime| {
            reader.read_moment(entry, &Value::PartialDateTime(Box::new(written.clone())))
        };
        match period {
            ICalendarPeriod::Range { start, end } => {
                Some((moment(self, start)?, Ending::At(moment(self, end)?)))
            }
            ICalendarPeriod::Duration { start, duration } => {
                Some((moment(self, start)?, span(duration).map_or(Ending::Open, Ending::After)))
            }
        }
    }

    fn dates(&mut self) -> Vec<(Moment, Ending)> {
        self.moments(&Property::Rdate)
    }

    fn rules(&mut self, name: &Property) -> Vec<ICalendarRecurrenceRule> {
        let mut rules = Vec::new();
        let lines = self.block.values_of(name.as_str());
        for (entry, written) in self.entries(name).zip(lines) {
            let Some(value) = entry.values.first() else { continue };
            match value {
                Value::RecurrenceRule(rule) if rule.rscale.is_none() && rule.skip.is_none() => {
                    match expand::misread(rule, written) {
                        None => rules.push((**rule).clone()),
                        Some(part) => {
                            // Followed without that part it could name days nobody meant.
                            let part: String = part.chars().take(40).collect();
                            let message = format!(
                                "The part \"{part}\" of the rule by which the event repeats cannot be read. Only \
                                 its first time is shown."
                            );
                            self.note(name.as_str(), ProblemKind::RuleUnread, message);
                        }
                    }
                }
                Value::RecurrenceRule(_) => self.note(
                    name.as_str(),
                    ProblemKind::RuleUnread,
                    "The event repeats by another calendar than the Gregorian one (RSCALE). Only its first \
                     time is shown.",
                ),
                other => {
                    let message = format!(
                        "The rule {} by which the event repeats cannot be read. Only its first time is shown.",
                        shown(other)
                    );
                    self.note(name.as_str(), ProblemKind::RuleUnread, message);
                }
            }
        }
        rules
    }

    fn ending(&mut self, start: Option<&Moment>) -> Ending {
        if self.entries(&Property::Dtend).next().is_some() {
            let Some(end) = self.moment(&Property::Dtend, "the end was left out") else {
                return Ending::Open;
            };
            let Some(start) = start else { return Ending::At(end) };
            if start.is_day() != end.is_day() {
                self.note(
                    "DTEND",
                    ProblemKind::EndLeftOut,
                    "The beginning and the end are not both with or both without a time. The end was left out.",
                );
                return Ending::Open;
            }
            if ends_before(start, &end, self.zones) {
                self.note(
                    "DTEND",
                    ProblemKind::EndLeftOut,
                    "The event ends before it begins. The end was left out.",
                );
                return Ending::Open;
            }
            return Ending::At(end);
        }
        match self.first(&Property::Duration) {
            None => Ending::Open,
            Some(Value::Duration(duration)) if !duration.neg => match span(duration) {
                Some(span) => Ending::After(span),
                None => {
                    self.note(
                        "DURATION",
                        ProblemKind::EndLeftOut,
                        "The event lasts for longer than can be. The end was left out.",
                    );
                    Ending::Open
                }
            },
            Some(Value::Duration(_)) => {
                self.note(
                    "DURATION",
                    ProblemKind::EndLeftOut,
                    "The event ends before it begins. The end was left out.",
                );
                Ending::Open
            }
            Some(other) => {
                let message = format!("{} is not a length of time. The end was left out.", shown(other));
                self.note("DURATION", ProblemKind::EndLeftOut, message);
                Ending::Open
            }
        }
    }

    /// Outlook writes whole days as midnights and says beside it that they are days.
    fn whole_day_of_outlook(&self, start: Option<Moment>, ending: Ending) -> (Option<Moment>, Ending) {
        let marked = ["X-MICROSOFT-CDO-ALLDAYEVENT", "X-FUNAMBOL-ALLDAY"].iter().any(|name| {
            self.other(name).is_some_and(|value| matches!(value, "TRUE" | "True" | "true" | "1"))
        });
        let midnight = |moment: &Moment| {
            let wall = match moment {
                Moment::At(_, zone) if *zone == TimeZone::UTC => {
                    self.zones.wall_in(moment, self.zones.floating())
                }
                Moment::Day(_) | Moment::Floating(_) | Moment::At(..) => moment.wall(),
            };
            (wall.time() == jiff::civil::Time::midnight()).then(|| wall.date())
        };
        let Some(first) = start.as_ref().filter(|_| marked).and_then(midnight) else {
            return (start, ending);
        };
        let ending = match &ending {
            Ending::At(end) => midnight(end).map_or(Ending::Open, |end| Ending::At(Moment::Day(end))),
            Ending::Open | Ending::After(_) => ending,
        };
        (Some(Moment::Day(first)), ending)
    }
}

fn ends_before(start: &Moment, end: &Moment, zones: &Zones) -> bool {
    let home = match start {
        Moment::At(_, zone) => zone.clone(),
        Moment::Day(_) | Moment::Floating(_) => zones.floating().clone(),
    };
    let instant = |moment: &Moment| match moment {
        Moment::At(wall, zone) => wall.to_zoned(zone.clone()).ok(),
        Moment::Day(_) | Moment::Floating(_) => moment.wall().to_zoned(home.clone()).ok(),
    };
    match (instant(start), instant(end)) {
        (Some(start), Some(end)) => end < start,
        _ => false,
    }
}

fn span(duration: &calcard::icalendar::ICalendarDuration) -> Option<Span> {
    Span::new()
        .try_weeks(i64::from(duration.weeks))
        .and_then(|span| span.try_days(i64::from(duration.days)))
        .and_then(|span| span.try_hours(i64::from(duration.hours)))
        .and_then(|span| span.try_minutes(i64::from(duration.minutes)))
        .and_then(|span| span.try_seconds(i64::from(duration.seconds)))
        .ok()
}

/// A value for a message: short, and in quotation marks.
fn shown(value: &Value) -> String {
    let text = match value.as_text() {
        Some(text) => text.to_owned(),
        None => value.clone().into_text().unwrap_or_default().into_owned(),
    };
    let short: String = text.chars().take(40).collect();
    format!("\"{short}{}\"", if text.chars().count() > 40 { "…" } else { "" })
}
