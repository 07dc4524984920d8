//! Texts, days and moments as a programme writes them.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan, Zoned};
use serde::de::value::MapAccessDeserializer;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Fault, Rough, Weekday};
use crate::domain::text::{Lang, Phrase, Text as DomainText};

/// What a row cannot say itself: the zone of its programme, and the day it is read on.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    pub zone: &'a TimeZone,
    /// `None` where days counted from today have no meaning: in what was kept for later.
    pub today: Option<Date>,
}

/// A string, or an object that says the same in another way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StringOr<T> {
    String(String),
    Object(T),
}

/// A moment: "2026-12-17T13:30" in the programme's zone, with a zone or offset of its own, or
/// counted from today.
pub type Moment = StringOr<InDays>;
/// A day: "2026-12-17", or counted from today.
pub type Day = StringOr<InDays>;
/// A month: "2027-05", or counted from this one.
pub type Month = StringOr<InMonths>;

/// A day counted from today; with `weekday` the first such day from there on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct InDays {
    pub in_days: i32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weekday: Option<Weekday>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<String>,
}

/// A month counted from this one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct InMonths {
    pub in_months: i32,
}

/// What a [`StringOr`] says it wanted when it got something else.
pub trait Expecting {
    const EXPECTING: &'static str;
}

impl Expecting for InDays {
    const EXPECTING: &'static str = "a date in quotation marks, such as \"2026-12-17\"";
}

impl Expecting for InMonths {
    const EXPECTING: &'static str = "a month in quotation marks, such as \"2027-05\"";
}

impl Expecting for Rough {
    const EXPECTING: &'static str = "a day in quotation marks, or an object with \"month\"";
}

impl<T: Serialize> Serialize for StringOr<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            StringOr::String(text) => serializer.serialize_str(text),
            StringOr::Object(object) => object.serialize(serializer),
        }
    }
}

impl<'de, T: Deserialize<'de> + Expecting> Deserialize<'de> for StringOr<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de> + Expecting> Visitor<'de> for Either<T> {
            type Value = StringOr<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(T::EXPECTING)
            }

            fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
                Ok(StringOr::String(text.to_owned()))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
                T::deserialize(MapAccessDeserializer::new(map)).map(StringOr::Object)
            }
        }
        deserializer.deserialize_any(Either(PhantomData))
    }
}

/// A text: a string is Japanese, an object has one string a language. `[場|ば]` gives a reading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text(pub BTreeMap<String, String>);

impl Text {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// # Errors
    /// When a language has a name that cannot be one.
    pub fn to_domain(&self) -> Result<DomainText, Fault> {
        let mut text = DomainText::default();
        for (name, markup) in &self.0 {
            let lang = Lang::parse(name).ok_or_else(|| {
                Fault::wrong("This is not the name of a language, such as ja, ja-easy or en.").at(name)
            })?;
            text.set(lang, Phrase::parse(markup));
        }
        Ok(text)
    }
}

impl From<&DomainText> for Text {
    fn from(text: &DomainText) -> Text {
        let phrases = text.langs().filter_map(|lang| Some((lang.to_string(), text.get(lang)?.to_markup())));
        Text(phrases.collect())
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.get(Lang::JA.as_str()) {
            Some(text) if self.0.len() == 1 => serializer.serialize_str(text),
            Some(_) | None => self.0.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = Text;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text in quotation marks, or an object with one text for each language")
            }

            fn visit_str<E>(self, text: &str) -> Result<Text, E> {
                Ok(Text(BTreeMap::from([(Lang::JA.to_string(), text.to_owned())])))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Text, A::Error> {
                BTreeMap::deserialize(MapAccessDeserializer::new(map)).map(Text)
            }
        }
        deserializer.deserialize_any(Either)
    }
}

impl InDays {
    fn day(&self, known: Known<'_>) -> Result<Date, Fault> {
        day_from_today(self.in_days, self.weekday, known)
    }

    fn time(&self) -> Result<Option<Time>, Fault> {
        self.time.as_deref().map(|text| clock(text).map_err(|fault| fault.at("time"))).transpose()
    }
}

/// The day so many days from today, or the first such weekday from there on.
pub(super) fn day_from_today(
    in_days: i32,
    weekday: Option<Weekday>,
    known: Known<'_>,
) -> Result<Date, Fault> {
    let today = known.today.ok_or_else(|| Fault::wrong("Days counted from today cannot stand here."))?;
    let far = || Fault::wrong("This is too many days away.").at("inDays");
    // Out of jiff's own range its constructor would panic; nothing of this sign lies that far off.
    if in_days.abs() > 1_000_000 {
        return Err(far());
    }
    let day = today.checked_add(in_days.days()).map_err(|_| far())?;
    match weekday.map(jiff::civil::Weekday::from) {
        Some(weekday) if day.weekday() != weekday => day.nth_weekday(1, weekday).map_err(|_| far()),
        Some(_) | None => Ok(day),
    }
}

/// A time of the day: "13:30". "24:00" is midnight, as people write the end of a day.
pub(super) fn clock(text: &str) -> Result<Time, Fault> {
    if text == "24:00" {
        return Ok(Time::midnight());
    }
    // jiff alone would take a whole date here and drop its day.
    let is_time = text.contains(':') && text.chars().all(|c| c.is_ascii_digit() || c == ':' || c == '.');
    let padded = if text.find(':') == Some(1) { format!("0{text}") } else { text.to_owned() };
    match padded.parse() {
        Ok(time) if is_time => Ok(time),
        Ok(_) | Err(_) => Err(Fault::wrong(format!("\"{text}\" is not a time of the day, such as 13:30."))),
    }
}

/// A day, to the letter: jiff alone would also take a moment and drop its time.
fn civil_day(text: &str) -> Option<Date> {
    text.chars().all(|c| c.is_ascii_digit() || c == '-').then(|| text.parse().ok())?
}

pub(super) fn day(day: &Day, known: Known<'_>) -> Result<Date, Fault> {
    match day {
        StringOr::String(text) => civil_day(text).ok_or_else(|| {
            let what = if looks_like_a_date(text) { "in the calendar" } else { "a day, such as 2026-12-17" };
            Fault::wrong(format!("\"{text}\" is not {what}."))
        }),
        StringOr::Object(relative) if relative.time.is_some() => {
            Err(Fault::out_of_place("time", "A day has no time here."))
        }
        StringOr::Object(relative) => relative.day(known),
    }
}

/// A moment or a whole day, whichever was written.
pub(super) enum DayOrMoment {
    Day(Date),
    Moment(Zoned),
}

pub(super) fn day_or_moment(moment: &Moment, known: Known<'_>) -> Result<DayOrMoment, Fault> {
    match moment {
        StringOr::String(text) => match civil_day(text) {
            Some(day) => Ok(DayOrMoment::Day(day)),
            None => zoned(text, known.zone).map(DayOrMoment::Moment),
        },
        StringOr::Object(relative) => {
            let day = relative.day(known)?;
            match relative.time()? {
                Some(time) => on_the_clock(day.to_datetime(time), known.zone).map(DayOrMoment::Moment),
                None => Ok(DayOrMoment::Day(day)),
            }
        }
    }
}

pub(super) fn moment(moment: &Moment, known: Known<'_>) -> Result<Zoned, Fault> {
    match day_or_moment(moment, known)? {
        DayOrMoment::Moment(zoned) => Ok(zoned),
        DayOrMoment::Day(day) => Err(Fault::wrong(format!(
            "{day} is a day without a time. Write a time too (2026-12-17T13:30), or, in \"when\", the kind \"days\"."
        ))),
    }
}

fn zoned(text: &str, zone: &TimeZone) -> Result<Zoned, Fault> {
    let wrong = || {
        if looks_like_a_date(text) {
            return Fault::wrong(format!("\"{text}\" is not in the calendar: there is no such day or time."));
        }
        Fault::wrong(format!("\"{text}\" is not a day with a time, such as 2026-12-17T13:30."))
    };
    if text.contains('[') {
        return text.parse().map_err(|_| {
            Fault::wrong(format!(
                "\"{text}\" is not a day with a time and a time zone, such as 2026-12-17T13:30[Asia/Tokyo]."
            ))
        });
    }
    if let Ok(timestamp) = text.parse::<Timestamp>() {
        return Ok(timestamp.to_zoned(zone.clone()));
    }
    on_the_clock(text.parse::<DateTime>().map_err(|_| wrong())?, zone)
}

/// Whether the digits stand where they should, so that it is their value that cannot be.
fn looks_like_a_date(text: &str) -> bool {
    let shape: String = text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    shape == "0000-00-00" || shape.starts_with("0000-00-00T00:00")
}

/// The moment at which clocks in the zone show it. Where they skip it, the moment after the skip.
pub(super) fn on_the_clock(civil: DateTime, zone: &TimeZone) -> Result<Zoned, Fault> {
    civil.to_zoned(zone.clone()).map_err(|_| Fault::wrong(format!("{civil} is too far away.")))
}

pub(super) fn month(month: &Month, known: Known<'_>) -> Result<(i16, i8), Fault> {
    match month {
        StringOr::String(text) => {
            let wrong = || Fault::wrong(format!("\"{text}\" is not a month, such as 2027-05."));
            let (year, month) = text.rsplit_once('-').ok_or_else(wrong)?;
            let (year, month) = (year.parse().map_err(|_| wrong())?, month.parse().map_err(|_| wrong())?);
            Date::new(year, month, 1).map(|_| (year, month)).map_err(|_| wrong())
        }
        StringOr::Object(InMonths { in_months }) => {
            let far = || Fault::wrong("This is too many months away.").at("inMonths");
            let today =
                known.today.ok_or_else(|| Fault::wrong("Months counted from today cannot stand here."))?;
            if in_months.abs() > 100_000 {
                return Err(far());
            }
            let day = today.first_of_month().checked_add(in_months.months()).map_err(|_| far())?;
            Ok((day.year(), day.month()))
        }
    }
}

impl Day {
    /// # Errors
    /// When it is not a day of the calendar.
    pub fn to_date(&self, known: Known<'_>) -> Result<Date, Fault> {
        day(self, known)
    }
}
