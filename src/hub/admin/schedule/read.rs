//! From the fields of a form to a meeting; what can be mended is said field by field.

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;

use super::fields::Fields;
use super::form::{TEXTS, field_of, text_of};
use crate::api::{self, Every, Kind, Registration, Step, StringOr};
use crate::hub::admin::fields::{DAYS, LANGS};

/// Something to look at again: where, and the word for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mend {
    /// Id of what it leads to.
    pub field: String,
    /// Which message says it.
    pub key: &'static str,
}

/// Longest text of a line and of a description, characters.
pub const LONGEST_LINE: usize = 200;
pub const LONGEST_TEXT: usize = 2000;

/// How long a text of this name may be.
fn longest(name: &str) -> usize {
    if name == "description" { LONGEST_TEXT } else { LONGEST_LINE }
}

/// The first text of a meeting that is longer than its form takes.
pub fn too_long(meeting: &api::Meeting) -> Option<&'static str> {
    TEXTS.into_iter().find(|name| {
        let texts = text_of(meeting, name).map(|text| &text.0);
        texts.into_iter().flatten().any(|(_, text)| text.chars().count() > longest(name))
    })
}

/// A reader of one form.
struct Reader<'a> {
    fields: &'a Fields,
    mends: Vec<Mend>,
}

/// Digits and signs as a keyboard for Japanese may write them, in their plain form.
fn half_width(text: &str) -> String {
    let plain = |c: char| match c {
        '０'..='９' => u32::from(c).checked_sub(0xFEE0).and_then(char::from_u32).unwrap_or(c),
        '：' | '時' => ':',
        '／' | '/' | '年' | '月' | '．' | '.' => '-',
        '－' | '−' | '‐' => '-',
        c => c,
    };
    text.trim().chars().map(plain).filter(|c| !matches!(c, '日' | '分' | ' ' | '　')).collect()
}

/// A day, however it was written: 2026-12-17, 2026/12/17, 2026年12月17日.
pub fn day(text: &str) -> Option<Date> {
    let text = half_width(text);
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// A time of the day: 13:30, 9:00, 13時30分.
pub fn time(text: &str) -> Option<Time> {
    let text = half_width(text);
    let mut parts = text.split(':');
    let (hour, minute) = (parts.next()?.parse().ok()?, parts.next()?);
    let minute = if minute.is_empty() { 0 } else { minute.parse().ok()? };
    Time::new(hour, minute, 0, 0).ok()
}

fn month(text: &str) -> Option<String> {
    let text = half_width(text);
    let (year, month) = text.trim_end_matches('-').split_once('-')?;
    let first = Date::new(year.parse().ok()?, month.parse().ok()?, 1).ok()?;
    Some(format!("{:04}-{:02}", first.year(), first.month()))
}

fn string<T>(text: impl ToString) -> StringOr<T> {
    StringOr::String(text.to_string())
}

fn moment<T>(day: Date, time: Time) -> StringOr<T> {
    StringOr::String(format!("{day}T{}", time.strftime("%H:%M")))
}

impl Reader<'_> {
    fn mend(&mut self, field: &str, key: &'static str) {
        if !self.mends.iter().any(|mend| mend.field == field) {
            self.mends.push(Mend { field: field.to_owned(), key });
        }
    }

    /// A value that may be missing: a mistake when it is there and cannot be read.
    fn optional<T>(&mut self, name: &str, read: fn(&str) -> Option<T>, key: &'static str) -> Option<T> {
        let text = self.fields.text(name);
        if text.is_empty() {
            return None;
        }
        let value = read(&text);
        if value.is_none() {
            self.mend(name, key);
        }
        value
    }

    /// A value that has to be there.
    fn needed<T>(
        &mut self,
        name: &str,
        read: fn(&str) -> Option<T>,
        missing: &'static str,
        wrong: &'static str,
    ) -> Option<T> {
        if self.fields.text(name).is_empty() {
            self.mend(name, missing);
            return None;
        }
        self.optional(name, read, wrong)
    }

    fn number(&mut self, name: &str) -> Option<u32> {
        self.optional(name, |text| half_width(text).parse().ok(), "schedule-mend-number")
    }

    /// A text in the five languages; in others it stays what it was.
    fn text(&mut self, name: &str, was: Option<&api::Text>) -> api::Text {
        let mut text = was.cloned().unwrap_or_default();
        let longest = longest(name);
        for lang in LANGS {
            let field = field_of(name, lang);
            let written = self.fields.text(&field);
            if written.chars().count() > longest {
                self.mend(&field, "schedule-mend-long");
            }
            if written.is_empty() {
                text.0.remove(lang.as_str());
            } else {
                text.0.insert(lang.to_string(), written);
            }
        }
        text
    }

    fn some_text(&mut self, name: &str, was: Option<&api::Text>) -> Option<api::Text> {
        Some(self.text(name, was)).filter(|text| !text.is_empty())
    }

    fn when(&mut self) -> api::When {
        let mut when = api::When {
            kind: Kind::Undecided,
            start: None,
            end: None,
            first: None,
            last: None,
            times: None,
            month: None,
            about: None,
        };
        match self.fields.get("known") {
            "exact" => {
                when.kind = Kind::Exact;
                let first = self.needed("day", day, "schedule-mend-day-missing", "schedule-mend-day");
                let start = self.needed("start", time, "schedule-mend-start-missing", "schedule-mend-time");
                let end = self.optional("end", time, "schedule-mend-time");
                let last = self.optional("end-day", day, "schedule-mend-day").or(first);
                let (Some(first), Some(start)) = (first, start) else { return when };
                when.start = Some(moment(first, start));
                match (last, end) {
                    (Some(last), Some(end)) if (last, end) <= (first, start) => {
                        self.mend("end", "schedule-mend-end-before");
                    }
                    (Some(last), Some(end)) if last == first => {
                        when.end = Some(string(end.strftime("%H:%M")))
                    }
                    (Some(last), Some(end)) => when.end = Some(moment(last, end)),
                    (Some(last), None) if last != first => self.mend("end", "schedule-mend-end-missing"),
                    (Some(_) | None, None) | (None, Some(_)) => {}
                }
            }
            "days" => {
                when.kind = Kind::Days;
                let first = self.needed("first", day, "schedule-mend-day-missing", "schedule-mend-day");
                let last = self.optional("last", day, "schedule-mend-day");
                if let (Some(first), Some(last)) = (first, last)
                    && last < first
                {
                    self.mend("last", "schedule-mend-last-before");
                }
                when.first = first.map(string);
                when.last = last.filter(|last| Some(*last) != first).map(string);
                let announced = self.fields.get("times") == "not-announced";
                when.times = Some(if announced { api::Times::NotAnnounced } else { api::Times::WholeDay });
            }
            "month" => {
                when.kind = Kind::Month;
                when.month = self
                    .needed("month", month, "schedule-mend-month-missing", "schedule-mend-month")
                    .map(string);
                when.about = Some(self.fields.has("about", "yes"));
            }
            _ => {}
        }
        when
    }

    fn follows(&mut self) -> Option<StringOr<api::Rough>> {
        match self.fields.get("follow") {
            "day" => {
                self.needed("follow-day", day, "schedule-mend-day-missing", "schedule-mend-day").map(string)
            }
            "month" => {
                let month =
                    self.needed("follow-month", month, "schedule-mend-month-missing", "schedule-mend-month")?;
                let part = match self.fields.get("follow-part") {
                    "early" => Some(api::Part::Early),
                    "middle" => Some(api::Part::Middle),
                    "late" => Some(api::Part::Late),
                    _ => None,
                };
                let rough = api::Rough { month: Some(string(month)), part, in_days: None, weekday: None };
                Some(StringOr::Object(rough))
            }
            _ => None,
        }
    }

    fn repeat(&mut self, when: &api::When) -> Option<api::Repeat> {
        let every = match self.fields.get("repeat") {
            "day" => Every::Day,
            "weekday" => Every::Weekday,
            "week" => Every::Week,
            "month" => Every::Month,
            _ => return None,
        };
        if matches!(when.kind, Kind::Month | Kind::Undecided) {
            self.mend("repeat", "schedule-mend-repeat-day");
        }
        let chosen = |name: &str| self.fields.has("on", name);
        let by_weekday = matches!(every, Every::Week | Every::Month);
        let days: Vec<api::Weekday> =
            DAYS.iter().filter(|(name, _)| by_weekday && chosen(name)).map(|(_, day)| *day).collect();
        let nth: Vec<i8> = self
            .fields
            .all("nth")
            .filter(|_| every == Every::Month)
            .filter_map(|nth| nth.parse().ok())
            .filter(|nth| matches!(nth, -5..=-1 | 1..=5))
            .collect();
        if !days.is_empty() && nth.is_empty() && every == Every::Month {
            self.mend("nth", "schedule-mend-nth");
        }
        let until = self.optional("repeat-until", day, "schedule-mend-day");
        let first = [&when.start, &when.first].into_iter().flatten().next().and_then(|first| match first {
            StringOr::String(text) => text.get(..10).and_then(day),
            StringOr::Object(_) => None,
        });
        if let (Some(until), Some(first)) = (until, first)
            && until < first
        {
            self.mend("repeat-until", "schedule-mend-until-before");
        }
        let mut except = Vec::new();
        for text in self.fields.all("except").filter(|text| !text.trim().is_empty()) {
            match day(text) {
                Some(day) => except.push(string(day)),
                None => self.mends.push(Mend { field: "except".to_owned(), key: "schedule-mend-day" }),
            }
        }
        Some(api::Repeat { every, days, nth, until: until.map(string), except })
    }

    /// A day with a time, where only the day is needed.
    fn edge(&mut self, name: &str) -> Option<api::Moment> {
        let (on, at) = (format!("{name}-day"), format!("{name}-time"));
        let on_day = self.optional(&on, day, "schedule-mend-day");
        let at_time = self.optional(&at, time, "schedule-mend-time");
        if self.fields.text(&on).is_empty() && at_time.is_some() {
            self.mend(&on, "schedule-mend-day-missing");
        }
        match (on_day?, at_time) {
            (day, Some(time)) => Some(moment(day, time)),
            (day, None) => Some(string(day)),
        }
    }

    fn window(&mut self) -> Option<api::Window> {
        let (from, until) = (self.edge("shown-from"), self.edge("shown-until"));
        (from.is_some() || until.is_some()).then_some(api::Window { from, until })
    }

    fn minutes(&mut self, name: &str) -> Option<u32> {
        let minutes = self.number(name);
        if minutes.is_some_and(|minutes| minutes > 24 * 60) {
            self.mend(name, "schedule-mend-minutes");
        }
        minutes
    }

    fn attending(&mut self) -> Option<api::Attending> {
        let choice = |name: &str| match self.fields.get(name) {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        };
        let attending = api::Attending {
            registration: match self.fields.get("registration") {
                "open" => Some(Registration::Open),
                "later" => Some(Registration::Later),
                "not-needed" => Some(Registration::NotNeeded),
                _ => None,
            },
            check_in: choice("check-in"),
            asks_category: choice("asks-category"),
            check_in_minutes_before: self.minutes("check-in-before"),
            how_was_today_minutes: self.minutes("how-was"),
        };
        (attending != api::Attending::default()).then_some(attending)
    }

    fn page(&mut self) -> Option<api::Page> {
        let (url, number) = (self.fields.text("url"), self.fields.text("page-number"));
        if url.is_empty() {
            if !number.is_empty() {
                self.mend("url", "schedule-mend-url-missing");
            }
            return None;
        }
        let page = api::Page { url, number: Some(number).filter(|number| !number.is_empty()) };
        if page.check().is_err() || page.url.contains(char::is_whitespace) {
            self.mend("url", "schedule-mend-url");
        }
        Some(page)
    }

    fn picture(&mut self, was: Option<&api::Picture>) -> Option<api::Picture> {
        let source = self.fields.text("picture");
        if source.is_empty() || self.fields.has("picture-gone", "yes") {
            return None;
        }
        let alt = self.text("alt", was.map(|was| &was.alt));
        if !alt.0.contains_key("ja") {
            self.mend("alt-ja", "schedule-mend-alt");
        }
        Some(api::Picture { source, alt })
    }
}

/// The meeting that a form says, on the ground of what it was: fields that no form shows stay.
///
/// # Errors
/// What can be mended, in the order of the form.
pub fn meeting_of(fields: &Fields, was: &api::Meeting, zone: &TimeZone) -> Result<api::Meeting, Vec<Mend>> {
    let mut reader = Reader { fields, mends: Vec::new() };
    let theme = reader.some_text("theme", was.theme.as_ref());
    let title = reader.text("title", Some(&was.title));
    let name = reader.text("series", was.series.as_ref().map(|series| &series.name));
    let number = reader.number("series-number");
    if number.is_some() && name.is_empty() {
        reader.mend("series-ja", "schedule-mend-series");
    }
    if theme.is_none() && title.is_empty() && name.is_empty() {
        reader.mend("theme-ja", "schedule-mend-name");
    }
    let when = reader.when();
    let repeat = reader.repeat(&when);
    let mode = match fields.get("mode") {
        "venue" => Some(api::Mode::Venue),
        "online" => Some(api::Mode::Online),
        "both" => Some(api::Mode::Both),
        _ => None,
    };
    let (venue, online) = (reader.number("capacity-venue"), reader.number("capacity-online"));
    let office = reader.text("office", was.contact.as_ref().map(|contact| &contact.office));
    let phone = |name: &str| Some(fields.text(name)).filter(|number| !number.is_empty());
    let contact = api::Contact { office, tel: phone("tel"), fax: phone("fax") };
    let meeting = api::Meeting {
        title,
        series: (!name.is_empty()).then_some(api::Series { name, number }),
        theme,
        details_follow: reader.follows(),
        place: reader.some_text("place", was.place.as_ref()),
        description: reader.some_text("description", was.description.as_ref()),
        who: reader.some_text("who", was.who.as_ref()),
        mode,
        access: fields.all("access").map(str::to_owned).collect(),
        capacity: (venue.is_some() || online.is_some()).then_some(api::Capacity { venue, online }),
        register_by: reader.edge("register-by"),
        attendance: reader.attending(),
        shown: reader.window(),
        page: reader.page(),
        qr: api::Qr::from_key(fields.get("qr")),
        contact: (!contact.office.is_empty() || contact.tel.is_some() || contact.fax.is_some())
            .then_some(contact),
        picture: reader.picture(was.picture.as_ref()),
        when,
        repeat,
        ..was.clone()
    };
    let mut mends = reader.mends;
    if mends.is_empty() {
        match meeting.to_domain(api::Known { zone, today: None }) {
            Err(fault) => mends.push(Mend { field: field_of_fault(&fault), key: "schedule-mend-other" }),
            Ok(domain) => {
                if let (Some(from), Some(until)) = (domain.shown.from, domain.shown.until)
                    && until <= from
                {
                    mends.push(Mend { field: "shown-until-day".to_owned(), key: "schedule-mend-window" });
                }
            }
        }
    }
    if mends.is_empty() { Ok(meeting) } else { Err(mends) }
}

/// Where in the form something stands that the wire does not take.
fn field_of_fault(fault: &api::Fault) -> String {
    let name = fault.path.iter().find_map(|step| match step {
        Step::Field(name) => Some(name.as_str()),
        Step::Row(_) => None,
    });
    match name.unwrap_or_default() {
        "when" => "known-group".to_owned(),
        "repeat" => "repeat".to_owned(),
        "detailsFollow" => "follow-group".to_owned(),
        "access" => "access-group".to_owned(),
        "registerBy" => "register-by-day".to_owned(),
        "attendance" => "check-in-before".to_owned(),
        "shown" => "shown-from-day".to_owned(),
        "page" => "url".to_owned(),
        "contact" => "tel".to_owned(),
        "picture" => "picture-file".to_owned(),
        name if TEXTS.contains(&name) => format!("{name}-ja"),
        _ => "theme-ja".to_owned(),
    }
}
