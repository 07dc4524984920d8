//! From the wire into the domain: everything is validated here, and a mistake names its field.

mod notice;
mod own;

pub use own::wordings;

use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use super::scalar::{DayOrMoment, clock, day, day_from_today, day_or_moment, moment, month, on_the_clock};
use super::*;
use crate::domain::meeting as domain;
use crate::domain::programme as whole;
use crate::domain::readings::Readings;
use crate::domain::text::{Lang, Text as DomainText};

/// An optional text; one without letters is none.
fn some_text(text: Option<&Text>, field: &str) -> Result<Option<DomainText>, Fault> {
    let text = text.map(|text| text.to_domain().map_err(|fault| fault.at(field))).transpose()?;
    Ok(text.filter(|text| !text.is_empty()))
}

/// A text that has to be there.
fn full_text(text: &Text, field: &str) -> Result<DomainText, Fault> {
    some_text(Some(text), field)?.ok_or_else(|| Fault::missing(field))
}

fn id(id: &str) -> Result<String, Fault> {
    if id.trim().is_empty() { Err(Fault::missing("id")) } else { Ok(id.to_owned()) }
}

impl Meeting {
    /// The one meeting of this row, without regard to `repeat`.
    ///
    /// # Errors
    /// At the first value that cannot be, with its place.
    pub fn to_domain(&self, known: Known<'_>) -> Result<domain::Meeting, Fault> {
        let title = self.title.to_domain().map_err(|fault| fault.at("title"))?;
        let when = self.when.to_domain(known).map_err(|fault| fault.at("when"))?;
        let mut access = Vec::new();
        for (i, key) in self.access.iter().enumerate() {
            let found = domain::Access::from_key(key).ok_or_else(|| {
                let keys = domain::Access::ALL.map(domain::Access::key);
                let hint = match nearest(key, keys) {
                    Some(near) => format!("perhaps \"{near}\" is meant."),
                    None => format!("known are: {}.", keys.join(", ")),
                };
                Fault::wrong(format!("\"{key}\" is no kind of access that is known; {hint}"))
                    .in_row(i)
                    .at("access")
            })?;
            access.push(found);
        }
        let deadline = |by: &Moment| match day_or_moment(by, known)? {
            DayOrMoment::Day(day) => Ok(domain::Deadline::Day(day)),
            DayOrMoment::Moment(zoned) => Ok(domain::Deadline::At(zoned)),
        };
        let follow = |rough: &StringOr<Rough>| rough_to_domain(rough, known);
        Ok(domain::Meeting {
            title,
            series: self.series.as_ref().map(Series::to_domain).transpose()?,
            theme: some_text(self.theme.as_ref(), "theme")?,
            details_follow: optional(self.details_follow.as_ref(), "detailsFollow", follow)?,
            mode: self.mode.map(domain::Mode::from),
            place: some_text(self.place.as_ref(), "place")?,
            description: some_text(self.description.as_ref(), "description")?,
            who: some_text(self.who.as_ref(), "who")?,
            access,
            capacity: self.capacity.map_or_else(Default::default, |Capacity { venue, online }| {
                domain::Capacity { venue, online }
            }),
            register_by: optional(self.register_by.as_ref(), "registerBy", deadline)?,
            attending: optional(self.attendance.as_ref(), "attendance", Attending::to_domain)?
                .unwrap_or_default(),
            shown: window(self.shown.as_ref(), known)?,
            status: self.status.map_or(domain::Status::Planned, domain::Status::from),
            repeats: self.occurrence.as_ref().map(Occurrence::to_domain),
            page: self.page.as_ref().map(Page::to_domain),
            qr: self.qr != Some(Qr::None),
            contact: optional(self.contact.as_ref(), "contact", Contact::to_domain)?,
            picture: optional(self.picture.as_ref(), "picture", Picture::to_domain)?,
            source_line: self.source_line,
            ..domain::Meeting::new(id(&self.id)?, DomainText::default(), when)
        })
    }
}

/// An optional field: its mistakes are told with its name.
fn optional<T, U>(
    value: Option<&T>,
    field: &str,
    read: impl FnOnce(&T) -> Result<U, Fault>,
) -> Result<Option<U>, Fault> {
    value.map(read).transpose().map_err(|fault| fault.at(field))
}

fn required<'a, T>(value: &'a Option<T>, field: &str) -> Result<&'a T, Fault> {
    value.as_ref().ok_or_else(|| Fault::missing(field))
}

impl When {
    /// # Errors
    /// When a field is missing, stands in the wrong kind, or the end lies before the start.
    pub fn to_domain(&self, known: Known<'_>) -> Result<domain::When, Fault> {
        let kinds: &[(&str, bool, Kind)] = &[
            ("start", self.start.is_some(), Kind::Exact),
            ("end", self.end.is_some(), Kind::Exact),
            ("first", self.first.is_some(), Kind::Days),
            ("last", self.last.is_some(), Kind::Days),
            ("times", self.times.is_some(), Kind::Days),
            ("month", self.month.is_some(), Kind::Month),
            ("about", self.about.is_some(), Kind::Month),
        ];
        for (field, is_there, kind) in kinds {
            if *is_there && *kind != self.kind {
                return Err(Fault::out_of_place(
                    field,
                    format!("This belongs to the kind \"{}\", not to \"{}\".", kind.key(), self.kind.key()),
                ));
            }
        }
        let wrong_end = |field: &'static str| {
            move |error: domain::WhenError| Fault::wrong(format!("This cannot be: {error}.")).at(field)
        };
        match self.kind {
            Kind::Exact => {
                let start =
                    moment(required(&self.start, "start")?, known).map_err(|fault| fault.at("start"))?;
                let end = optional(self.end.as_ref(), "end", |end| end_of(end, &start, known))?;
                domain::When::exact(start, end).map_err(wrong_end("end"))
            }
            Kind::Days => {
                let first = day(required(&self.first, "first")?, known).map_err(|fault| fault.at("first"))?;
                let last = optional(self.last.as_ref(), "last", |last| day(last, known))?.unwrap_or(first);
                let times = self.times.map_or(domain::Times::WholeDay, domain::Times::from);
                domain::When::days(first, last, times).map_err(wrong_end("last"))
            }
            Kind::Month => {
                let (year, number) =
                    month(required(&self.month, "month")?, known).map_err(|fault| fault.at("month"))?;
                domain::When::month(year, number, self.about.unwrap_or(false)).map_err(wrong_end("month"))
            }
            Kind::Undecided => Ok(domain::When::Undecided),
        }
    }
}

/// An end may be a time of the same day.
fn end_of(end: &Moment, start: &Zoned, known: Known<'_>) -> Result<Zoned, Fault> {
    match end {
        StringOr::String(text) if text.len() <= 5 && text.contains(':') => {
            let time = clock(text)?;
            let day = if text == "24:00" {
                start.date().tomorrow().map_err(|_| Fault::wrong("This is too far away."))?
            } else {
                start.date()
            };
            on_the_clock(day.to_datetime(time), start.time_zone())
        }
        StringOr::String(_) | StringOr::Object(_) => moment(end, known),
    }
}

fn rough_to_domain(rough: &StringOr<Rough>, known: Known<'_>) -> Result<domain::Roughly, Fault> {
    match rough {
        StringOr::String(text) => day(&StringOr::String(text.clone()), known).map(domain::Roughly::Day),
        StringOr::Object(Rough { month: Some(_), in_days: Some(_), .. }) => Err(Fault::out_of_place(
            "inDays",
            "There is a month already; a day counted from today cannot stand beside it.",
        )),
        StringOr::Object(Rough { month: Some(written), part, weekday: _, in_days: None }) => {
            let (year, number) = month(written, known).map_err(|fault| fault.at("month"))?;
            let part = part.map_or(domain::PartOfMonth::Any, domain::PartOfMonth::from);
            Ok(domain::Roughly::Month { year, month: number, part })
        }
        StringOr::Object(Rough { month: None, in_days: Some(in_days), weekday, part: _ }) => {
            day_from_today(*in_days, *weekday, known).map(domain::Roughly::Day)
        }
        StringOr::Object(Rough { month: None, in_days: None, .. }) => Err(Fault::missing("month")),
    }
}

/// From when until when something may be shown; always where nothing is said.
///
/// # Errors
/// When an end of it is no day and no moment.
pub fn window(window: Option<&Window>, known: Known<'_>) -> Result<domain::Window, Fault> {
    let Some(window) = window else { return Ok(domain::Window::default()) };
    let midnight = |day: jiff::civil::Date| {
        on_the_clock(day.to_datetime(jiff::civil::Time::midnight()), known.zone)
            .map(|zoned| zoned.timestamp())
    };
    let from = |edge: &Moment| match day_or_moment(edge, known)? {
        DayOrMoment::Day(day) => midnight(day),
        DayOrMoment::Moment(zoned) => Ok(zoned.timestamp()),
    };
    let until = |edge: &Moment| match day_or_moment(edge, known)? {
        DayOrMoment::Day(day) => midnight(day.tomorrow().map_err(|_| Fault::wrong("This is too far away."))?),
        DayOrMoment::Moment(zoned) => Ok(zoned.timestamp()),
    };
    let from = optional(window.from.as_ref(), "from", from).map_err(|fault| fault.at("shown"))?;
    let until = optional(window.until.as_ref(), "until", until).map_err(|fault| fault.at("shown"))?;
    Ok(domain::Window { from, until })
}

impl Series {
    fn to_domain(&self) -> Result<domain::Series, Fault> {
        let name = self.name.to_domain().map_err(|fault| fault.at("name").at("series"))?;
        Ok(domain::Series { name, number: self.number })
    }
}

impl Occurrence {
    fn to_domain(&self) -> domain::Repeats {
        let rhythm = match self.rhythm {
            Rhythm::Daily => domain::Rhythm::Daily,
            Rhythm::Weekdays => domain::Rhythm::Weekdays,
            Rhythm::Weekly => domain::Rhythm::Weekly(self.days.iter().copied().map(Into::into).collect()),
            Rhythm::Other => domain::Rhythm::Other,
        };
        domain::Repeats { key: self.of.clone(), rhythm }
    }
}

impl Page {
    pub fn to_domain(&self) -> domain::Page {
        domain::Page { url: self.url.clone(), number: self.number.clone() }
    }

    /// What staff write has to lead somewhere when a visitor's telephone opens it.
    ///
    /// # Errors
    /// When the address is not one of the web.
    pub fn check(&self) -> Result<(), Fault> {
        let url = self.url.to_lowercase();
        if url.starts_with("https://") || url.starts_with("http://") {
            return Ok(());
        }
        let message = format!("\"{}\" is not a web address that starts with https://.", self.url);
        Err(Fault::wrong(message).at("url"))
    }
}

impl Contact {
    /// # Errors
    /// When a language of the office's name cannot be one.
    pub fn to_domain(&self) -> Result<domain::Contact, Fault> {
        let office = self.office.to_domain().map_err(|fault| fault.at("office"))?;
        Ok(domain::Contact { office, tel: self.tel.clone(), fax: self.fax.clone() })
    }
}

impl Picture {
    fn to_domain(&self) -> Result<domain::Picture, Fault> {
        if self.source.trim().is_empty() {
            return Err(Fault::missing("source"));
        }
        let alt = self.alt.to_domain().map_err(|fault| fault.at("alt"))?;
        Ok(domain::Picture { source: self.source.clone(), alt })
    }
}

impl Category {
    /// # Errors
    /// When an id or a name is missing.
    pub fn to_domain(&self) -> Result<whole::Category, Fault> {
        let sub = |(i, sub): (usize, &SubCategory)| {
            let read = || Ok(whole::SubCategory { id: id(&sub.id)?, name: full_text(&sub.name, "name")? });
            read().map_err(|fault: Fault| fault.in_row(i).at("subs"))
        };
        Ok(whole::Category {
            id: id(&self.id)?,
            name: full_text(&self.name, "name")?,
            hint: some_text(self.hint.as_ref(), "hint")?,
            subs: self.subs.iter().enumerate().map(sub).collect::<Result<_, _>>()?,
            division: self.division.map_or(whole::Division::Complete, whole::Division::from),
        })
    }
}

/// A zone by its name ("Asia/Tokyo") or offset ("+09:00").
///
/// # Errors
/// When there is no such zone.
pub fn zone(name: &str) -> Result<TimeZone, Fault> {
    jiff::fmt::temporal::DateTimeParser::new()
        .parse_time_zone(name)
        .map_err(|_| Fault::wrong(format!("\"{name}\" is not a time zone, such as Asia/Tokyo.")))
}

/// All or nothing, for what this program itself has written: a programme kept on disk or sent by
/// the hub. What people wrote is read leniently by [`crate::feed::json`].
impl TryFrom<Programme> for whole::Programme {
    type Error = Fault;

    fn try_from(wire: Programme) -> Result<whole::Programme, Fault> {
        if wire.format != FORMAT {
            return Err(Fault::wrong(format!("This is not \"{FORMAT}\".")).at("format"));
        }
        if wire.version > VERSION {
            return Err(Fault::wrong("This version is newer than this program.").at("version"));
        }
        let name = wire.time_zone.as_deref().ok_or_else(|| Fault::missing("timeZone"))?;
        let zone = zone(name).map_err(|fault| fault.at("timeZone"))?;
        let known = Known { zone: &zone, today: None };
        fn rows<T, U>(
            rows: &[T],
            field: &str,
            read: impl Fn(&T) -> Result<U, Fault>,
        ) -> Result<Vec<U>, Fault> {
            let rows = rows.iter().enumerate();
            rows.map(|(i, row)| read(row).map_err(|fault| fault.in_row(i).at(field))).collect()
        }
        let single =
            |meeting: &Meeting| match meeting.repeat {
                Some(_) => Err(Fault::wrong("A rule of repetition cannot stand here, only its occurrences.")
                    .at("repeat")),
                None => meeting.to_domain(known),
            };
        Ok(whole::Programme {
            name: some_text(wire.name.as_ref(), "name")?,
            welcome: some_text(wire.welcome.as_ref(), "welcome")?,
            staff_place: some_text(wire.staff_place.as_ref(), "staffPlace")?,
            page: wire.page.as_ref().map(Page::to_domain),
            contact: optional(wire.contact.as_ref(), "contact", Contact::to_domain)?,
            meetings: rows(&wire.meetings, "meetings", single)?,
            themes: rows(&wire.themes, "themes", |theme| theme.to_domain(known))?,
            notices: rows(&wire.notices, "notices", |notice| notice.to_domain(known))?,
            voices: rows(&wire.voices, "voices", |voice| voice.to_domain(known))?,
            emergencies: rows(&wire.emergencies, "emergencies", |alert| alert.to_domain(known))?,
            categories: rows(&wire.categories, "categories", Category::to_domain)?,
            texts: wordings(&wire.texts).map_err(|fault| fault.at("texts"))?,
            quiet: wire.quiet.as_ref().map(|quiet| rows(quiet, "quiet", Quiet::to_domain)).transpose()?,
            readings: {
                let mut readings = Readings::default();
                for (word, reading) in rows(&wire.readings, "readings", Reading::to_domain)? {
                    // The first of two stands, as in a file.
                    if readings.get(&word).is_none() {
                        readings.insert(&word, &reading).map_err(|error| Fault::wrong(error.to_string()))?;
                    }
                }
                readings
            },
            zone: zone.clone(),
        })
    }
}
