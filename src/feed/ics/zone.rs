//! Which time zone a `TZID` means.
//!
//! In this order: a name of the IANA database, a name that Windows or an old calendar program
//! uses (calcard brings that table), the file's own `VTIMEZONE`, the zone the calendar declares
//! for itself, and at last the zone of the place where the sign stands, with a problem.

use std::collections::HashMap;
use std::str::FromStr;

use calcard::common::timezone::Tz;
use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarProperty, ICalendarValue,
};
use jiff::civil::{Date, DateTime};
use jiff::tz::{Offset, TimeZone};

use super::super::ProblemKind;
use super::expand::{self, Window};
use super::lines::Parts;
use super::moment::{self, Moment};
use super::{Notes, parse};

/// The zones of one calendar.
pub struct Zones {
    /// Where the sign stands.
    pub sign: TimeZone,
    /// What the calendar says its zone is (`X-WR-TIMEZONE`); times without a zone are in it.
    declared: Option<TimeZone>,
    from_file: HashMap<String, TimeZone>,
    known: HashMap<String, TimeZone>,
}

impl Zones {
    /// Collects what the calendar says about zones.
    pub fn of(parts: &Parts<'_>, sign: &TimeZone, notes: &mut Notes) -> Zones {
        let mut zones =
            Zones { sign: sign.clone(), declared: None, from_file: HashMap::new(), known: HashMap::new() };
        for block in &parts.zones {
            let Some(calendar) = parse(*block) else { continue };
            let Some(id) = calendar.components.first().and_then(|zone| text(zone, "TZID")) else { continue };
            match observed(&calendar) {
                Some(zone) => {
                    zones.from_file.insert(id.to_owned(), zone);
                }
                // Only worth a word when somebody needs it, and that is told there.
                None => continue,
            }
        }
        if let Some((name, line)) = parts.declared_zone {
            zones.declared = zones.by_any_name(name);
            if zones.declared.is_none() {
                notes.add(
                    Some(line),
                    "X-WR-TIMEZONE",
                    ProblemKind::UnknownZone,
                    format!("The time zone \"{name}\" of the calendar is not known. It was ignored."),
                );
            }
        }
        zones
    }

    /// The zone of times that name none.
    pub fn floating(&self) -> &TimeZone {
        self.declared.as_ref().unwrap_or(&self.sign)
    }

    /// The zone a `TZID` means.
    pub fn get(&mut self, id: &str, line: u32, field: &str, notes: &mut Notes) -> TimeZone {
        if let Some(zone) = self.known.get(id) {
            return zone.clone();
        }
        let zone = self.by_any_name(id).unwrap_or_else(|| {
            let (zone, whose) = match &self.declared {
                Some(declared) => (declared, "the time zone of the calendar"),
                None => (&self.sign, "the time zone of this sign"),
            };
            let name = zone.iana_name().unwrap_or("local time");
            notes.add(
                Some(line),
                field,
                ProblemKind::UnknownZone,
                format!(
                    "The time zone \"{id}\" is not known and the calendar does not describe it. Its times \
                     were taken in {whose} ({name}); please check the hour."
                ),
            );
            zone.clone()
        });
        // A zone met first in a hidden event has not been told about yet.
        if !notes.muted {
            self.known.insert(id.to_owned(), zone.clone());
        }
        zone
    }

    fn by_any_name(&self, id: &str) -> Option<TimeZone> {
        let name = id.trim().trim_matches('"');
        by_name(name).or_else(|| self.from_file.get(id).or_else(|| self.from_file.get(name)).cloned())
    }
}

/// By the IANA database, then by the names of Windows and of old programs.
fn by_name(name: &str) -> Option<TimeZone> {
    if name.eq_ignore_ascii_case("Z") || name.eq_ignore_ascii_case("tzone://Microsoft/Utc") {
        return Some(TimeZone::UTC);
    }
    let iana = |name: &str| TimeZone::get(name).ok().filter(|zone| !zone.is_unknown());
    iana(name).or_else(|| iana(&Tz::from_str(name).ok()?.name()?))
}

/// Years for which the rules of a described zone are worked out.
const LAST_YEAR: i16 = 2100;

/// The zone that a `VTIMEZONE` describes.
fn observed(calendar: &ICalendar) -> Option<TimeZone> {
    let zone = calendar.components.first()?;
    if let Some(zone) = text(zone, "X-LIC-LOCATION").and_then(by_name) {
        return Some(zone);
    }
    let mut changes: Vec<(i64, i32)> = Vec::new();
    let mut first: Option<(DateTime, i32)> = None;
    for part in &calendar.components {
        let is_rule = matches!(
            part.component_type,
            ICalendarComponentType::Standard | ICalendarComponentType::Daylight
        );
        if !is_rule {
            continue;
        }
        let from = offset(part, &ICalendarProperty::Tzoffsetfrom);
        let Some(to) = offset(part, &ICalendarProperty::Tzoffsetto) else { continue };
        let from = from.unwrap_or(to);
        let Some(start) = wall(part, &ICalendarProperty::Dtstart) else { continue };
        if first.is_none_or(|(earliest, _)| start < earliest) {
            first = Some((start, from));
        }
        for onset in onsets(part, start, from) {
            if let Ok(instant) = Offset::from_seconds(from).ok()?.to_timestamp(onset) {
                changes.push((instant.as_second(), to));
            }
        }
    }
    let (_, before) = first?;
    changes.sort_unstable();
    changes.dedup_by_key(|(instant, _)| *instant);
    TimeZone::tzif("calendar", &tzif(before, &changes)).ok()
}

/// When a part of a zone begins to hold, by the clock that holds until then.
fn onsets(part: &ICalendarComponent, start: DateTime, from: i32) -> Vec<DateTime> {
    let mut onsets = vec![start];
    let window = Window { from: start, to: Date::constant(LAST_YEAR, 12, 31).at(0, 0, 0, 0) };
    for entry in &part.entries {
        for value in &entry.values {
            match (&entry.name, value) {
                (ICalendarProperty::Rrule, ICalendarValue::RecurrenceRule(rule)) => {
                    let until = rule.until.as_ref().and_then(moment::civil).and_then(|(wall, zone)| {
                        // UNTIL of a zone's rule is told in UTC.
                        let offset = Offset::from_seconds(from).ok()?;
                        match zone {
                            Some(_) => Some(offset.to_datetime(Offset::UTC.to_timestamp(wall).ok()?)),
                            None => Some(wall),
                        }
                    });
                    onsets.extend(expand::rule(rule, start, until, window).walls);
                }
                (ICalendarProperty::Rdate, ICalendarValue::PartialDateTime(date)) => {
                    onsets.extend(moment::civil(date).map(|(wall, _)| wall));
                }
                _ => {}
            }
        }
    }
    onsets
}

fn offset(part: &ICalendarComponent, name: &ICalendarProperty) -> Option<i32> {
    let date = part.property(name)?.values.first()?.as_partial_date_time()?;
    let seconds = i32::from(date.tz_hour?) * 3600 + i32::from(date.tz_minute.unwrap_or(0)) * 60;
    let seconds = if date.tz_minus { -seconds } else { seconds };
    Offset::from_seconds(seconds).ok().map(Offset::seconds)
}

fn wall(part: &ICalendarComponent, name: &ICalendarProperty) -> Option<DateTime> {
    moment::civil(part.property(name)?.values.first()?.as_partial_date_time()?).map(|(wall, _)| wall)
}

fn text<'a>(component: &'a ICalendarComponent, name: &str) -> Option<&'a str> {
    component
        .entries
        .iter()
        .find(|entry| entry.name.as_str().eq_ignore_ascii_case(name))?
        .values
        .first()?
        .as_text()
        .map(str::trim)
}

/// The changes in the format of the IANA database (RFC 9636), which jiff reads: a first block of
/// 32 bits that readers skip, and the same with 64 bits.
fn tzif(before: i32, changes: &[(i64, i32)]) -> Vec<u8> {
    let mut offsets = vec![before];
    let mut kinds = Vec::with_capacity(changes.len());
    for (_, offset) in changes {
        let kind = offsets.iter().position(|known| known == offset).unwrap_or_else(|| {
            offsets.push(*offset);
            offsets.len() - 1
        });
        // A zone with more than 255 offsets does not exist; the last kind would then stand for all.
        kinds.push(u8::try_from(kind).unwrap_or(u8::MAX));
    }
    offsets.truncate(usize::from(u8::MAX) + 1);
    let mut bytes = Vec::new();
    header(&mut bytes, 0, 1);
    kind(&mut bytes, 0);
    bytes.extend_from_slice(b"-00\0");
    header(&mut bytes, changes.len(), offsets.len());
    for (instant, _) in changes {
        bytes.extend_from_slice(&instant.to_be_bytes());
    }
    bytes.extend_from_slice(&kinds);
    for offset in &offsets {
        kind(&mut bytes, *offset);
    }
    bytes.extend_from_slice(b"-00\0\n\n");
    bytes
}

fn header(bytes: &mut Vec<u8>, changes: usize, kinds: usize) {
    bytes.extend_from_slice(b"TZif2");
    bytes.extend_from_slice(&[0; 15]);
    for count in [0, 0, 0, changes, kinds, 4] {
        bytes.extend_from_slice(&u32::try_from(count).unwrap_or(u32::MAX).to_be_bytes());
    }
}

fn kind(bytes: &mut Vec<u8>, offset: i32) {
    bytes.extend_from_slice(&offset.to_be_bytes());
    bytes.extend_from_slice(&[0, 0]);
}

impl Zones {
    /// A time of the file in the zone of its place: what a clock there shows.
    pub fn wall_in(&self, moment: &Moment, home: &TimeZone) -> DateTime {
        match moment {
            Moment::Day(day) => day.at(0, 0, 0, 0),
            Moment::Floating(wall) => *wall,
            Moment::At(wall, zone) if zone == home => *wall,
            Moment::At(wall, zone) => wall
                .to_zoned(zone.clone())
                .map_or(*wall, |instant| instant.with_time_zone(home.clone()).datetime()),
        }
    }

    /// The day a time of the file lies on, for meetings that last whole days. Outlook writes
    /// such days as UTC moments, which begin on the day before in Tokyo.
    pub fn day_of(&self, moment: &Moment) -> Date {
        match moment {
            Moment::At(_, zone) if *zone == TimeZone::UTC => self.wall_in(moment, self.floating()).date(),
            Moment::Day(_) | Moment::Floating(_) | Moment::At(..) => moment.wall().date(),
        }
    }
}
