//! Times as a calendar writes them: a day, a time without a zone, a time in a zone.

use calcard::common::PartialDateTime;
use jiff::civil::{Date, DateTime};
use jiff::tz::{Offset, TimeZone};

/// A time as it is written.
#[derive(Clone, Debug, PartialEq)]
pub enum Moment {
    Day(Date),
    /// By whatever clock hangs where it is read.
    Floating(DateTime),
    At(DateTime, TimeZone),
}

impl Moment {
    /// What stands in the file, whatever zone it is in.
    pub fn wall(&self) -> DateTime {
        match self {
            Moment::Day(day) => day.at(0, 0, 0, 0),
            Moment::Floating(wall) | Moment::At(wall, _) => *wall,
        }
    }

    pub fn is_day(&self) -> bool {
        match self {
            Moment::Day(_) => true,
            Moment::Floating(_) | Moment::At(..) => false,
        }
    }
}

/// Date, time and offset from UTC, if that day and time exist. A leap second is the second before.
pub fn civil(written: &PartialDateTime) -> Option<(DateTime, Option<TimeZone>)> {
    let date = day(written)?;
    let number = |part: Option<u8>| i8::try_from(part.unwrap_or(0)).ok();
    let (hour, minute) = (number(written.hour)?, number(written.minute)?);
    let second = number(written.second)?;
    let second = if second == 60 { 59 } else { second };
    let wall =
        jiff::civil::Time::new(hour, minute, second, 0).ok()?.on(date.year(), date.month(), date.day());
    let zone = match written.tz_hour {
        None => None,
        Some(hours) => {
            let seconds = i32::from(hours) * 3600 + i32::from(written.tz_minute.unwrap_or(0)) * 60;
            let offset = Offset::from_seconds(if written.tz_minus { -seconds } else { seconds }).ok()?;
            Some(if offset == Offset::UTC { TimeZone::UTC } else { TimeZone::fixed(offset) })
        }
    };
    Some((wall, zone))
}

/// The date alone.
pub fn day(written: &PartialDateTime) -> Option<Date> {
    Date::new(
        i16::try_from(written.year?).ok()?,
        i8::try_from(written.month?).ok()?,
        i8::try_from(written.day?).ok()?,
    )
    .ok()
}
