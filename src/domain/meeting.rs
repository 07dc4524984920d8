//! A meeting (会): what it is about, when, where, and for whom, as far as that is known.
//!
//! An open date, theme or place is a value of its own. Nothing is ever squeezed into a made-up
//! exact date (DOMAIN "What this teaches the model").

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan, Zoned};

use super::text::Text;

/// A name that stays the same when staff edit the meeting. Identity is never a position.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MeetingId(pub String);

/// When a meeting is, exactly as far as somebody decided it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum When {
    /// A day with a time. `end` is later than `start` or not given.
    Exact { start: Zoned, end: Option<Zoned> },
    /// One day or several, without times. `last` is not before `first`.
    Days { first: Date, last: Date, times: Times },
    /// Somewhen in a month; `about` adds ごろ.
    Month { year: i16, month: i8, about: bool },
    /// Not decided yet.
    Undecided,
}

/// Why a day has no time: it lasts the whole day, or nobody has announced it yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Times {
    WholeDay,
    NotAnnounced,
}

/// How a [`When`] cannot be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WhenError {
    #[error("it ends ({end}) before it starts ({start})")]
    EndsBeforeStart { start: String, end: String },
    #[error("{year}-{month:02} is not a month")]
    NoSuchMonth { year: i16, month: i8 },
}

impl When {
    /// # Errors
    /// When the end is before the start. An end equal to the start is taken as "no end given".
    pub fn exact(start: Zoned, end: Option<Zoned>) -> Result<When, WhenError> {
        match end {
            Some(end) if end < start => {
                Err(WhenError::EndsBeforeStart { start: start.to_string(), end: end.to_string() })
            }
            Some(end) if end == start => Ok(When::Exact { start, end: None }),
            end => Ok(When::Exact { start, end }),
        }
    }

    /// # Errors
    /// When the last day is before the first.
    pub fn days(first: Date, last: Date, times: Times) -> Result<When, WhenError> {
        if last < first {
            return Err(WhenError::EndsBeforeStart { start: first.to_string(), end: last.to_string() });
        }
        Ok(When::Days { first, last, times })
    }

    /// # Errors
    /// When there is no such month.
    pub fn month(year: i16, month: i8, about: bool) -> Result<When, WhenError> {
        if Date::new(year, month, 1).is_err() {
            return Err(WhenError::NoSuchMonth { year, month });
        }
        Ok(When::Month { year, month, about })
    }

    /// The moment it starts, or at the latest can be said to have started; nothing for the undecided.
    pub fn starts_at(&self, zone: &TimeZone) -> Option<Timestamp> {
        match self {
            When::Exact { start, .. } => Some(start.timestamp()),
            When::Days { first, .. } => midnight(*first, zone),
            When::Month { year, month, .. } => midnight(Date::new(*year, *month, 1).ok()?, zone),
            When::Undecided => None,
        }
    }

    /// The moment from which it is over and must not be shown any more. A meeting without an end
    /// time stands until its day is over where the sign stands; an undecided one is never over.
    pub fn over_at(&self, zone: &TimeZone) -> Option<Timestamp> {
        match self {
            When::Exact { end: Some(end), .. } => Some(end.timestamp()),
            When::Exact { start, end: None } => midnight(day_of(start, zone).tomorrow().ok()?, zone),
            When::Days { last, .. } => midnight(last.tomorrow().ok()?, zone),
            When::Month { year, month, .. } => {
                let first = Date::new(*year, *month, 1).ok()?;
                midnight(first.checked_add(1.month()).ok()?, zone)
            }
            When::Undecided => None,
        }
    }

    /// The day it is known to start on, by the calendar in which it is written down.
    pub fn first_day(&self) -> Option<Date> {
        match self {
            When::Exact { start, .. } => Some(start.date()),
            When::Days { first, .. } => Some(*first),
            When::Month { .. } | When::Undecided => None,
        }
    }

    /// Whether part of it lies on that day, by the calendar of `zone`. A meeting that ends at
    /// midnight is not on the day which begins then.
    pub fn is_on(&self, day: Date, zone: &TimeZone) -> bool {
        match self {
            When::Exact { start, end } => {
                let first = day_of(start, zone);
                let begun = |end: &Zoned| midnight(day, zone).is_none_or(|dawn| dawn < end.timestamp());
                first <= day && end.as_ref().map_or(day <= first, |end| day <= first || begun(end))
            }
            When::Days { first, last, .. } => *first <= day && day <= *last,
            When::Month { .. } | When::Undecided => false,
        }
    }
}

/// The day a moment falls on where the sign stands: a calendar may be written in another zone.
fn day_of(moment: &Zoned, zone: &TimeZone) -> Date {
    zone.to_datetime(moment.timestamp()).date()
}

fn midnight(day: Date, zone: &TimeZone) -> Option<Timestamp> {
    day.to_zoned(zone.clone()).ok().map(|start| start.timestamp())
}

/// A day or the part of a month in which something will be announced ("1月はじめ").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Roughly {
    Day(Date),
    Month { year: i16, month: i8, part: PartOfMonth },
}

/// 上旬, 中旬, 下旬, or just the month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartOfMonth {
    Early,
    Middle,
    Late,
    Any,
}

/// How one takes part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mode {
    Venue,
    Online,
    Both,
}

/// One meeting of a row of them: "第3回 ピアサポートの会".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    pub name: Text,
    pub number: Option<u32>,
}

/// In which rhythm a meeting comes again; the schedule then shows it once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rhythm {
    Daily,
    /// Monday to Friday.
    Weekdays,
    Weekly(Vec<jiff::civil::Weekday>),
    /// Anything else that comes again.
    Other,
}

/// The occurrences of one repeating meeting share the key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repeats {
    pub key: String,
    pub rhythm: Rhythm,
}

/// Help that is there for taking part. The words are those of the government's event model
/// (GIF DS-43C, accessibility block) and of DOMAIN.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Access {
    Captions,
    SignLanguage,
    WrittenCommunication,
    HearingLoop,
    Wheelchair,
    Lift,
    AccessibleToilet,
    GuideDog,
    QuietRoom,
    EasyJapanese,
    Interpreter,
}

impl Access {
    pub const ALL: [Access; 11] = [
        Access::Captions,
        Access::SignLanguage,
        Access::WrittenCommunication,
        Access::HearingLoop,
        Access::Wheelchair,
        Access::Lift,
        Access::AccessibleToilet,
        Access::GuideDog,
        Access::QuietRoom,
        Access::EasyJapanese,
        Access::Interpreter,
    ];

    /// The name programmes and translations use.
    pub fn key(self) -> &'static str {
        match self {
            Access::Captions => "captions",
            Access::SignLanguage => "sign-language",
            Access::WrittenCommunication => "written-communication",
            Access::HearingLoop => "hearing-loop",
            Access::Wheelchair => "wheelchair",
            Access::Lift => "lift",
            Access::AccessibleToilet => "accessible-toilet",
            Access::GuideDog => "guide-dog",
            Access::QuietRoom => "quiet-room",
            Access::EasyJapanese => "easy-japanese",
            Access::Interpreter => "interpreter",
        }
    }

    pub fn from_key(key: &str) -> Option<Access> {
        Access::ALL.into_iter().find(|access| access.key() == key)
    }
}

/// Whether a meeting takes place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    Planned,
    /// Shown as 中止, never silently gone.
    Cancelled,
}

/// How many people there is room for, by way of taking part. `None` is no limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Capacity {
    pub venue: Option<u32>,
    pub online: Option<u32>,
}

/// The last moment or day to register beforehand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deadline {
    At(Zoned),
    /// That day is the last one.
    Day(Date),
}

/// What staff say about registering. Where they say nothing, the shape of the meeting does
/// ([`Rules`](super::attendance::Rules)).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RegistrationWish {
    Open,
    /// Not yet.
    Later,
    /// One simply comes.
    NotNeeded,
}

/// How a meeting differs from what holds in its place for registering and checking in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Attending {
    pub registration: Option<RegistrationWish>,
    pub check_in: Option<bool>,
    /// How long before the start one can check in.
    pub check_in_before: Option<SignedDuration>,
    /// How long after the end the kiosk asks how it was; zero is never.
    pub how_was_today: Option<SignedDuration>,
    /// Whether visitors are asked as what they take part.
    pub asks_category: Option<bool>,
}

/// From when until when something may be shown at all. Both ends are optional; `until` is the
/// first moment at which it is gone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Window {
    pub from: Option<Timestamp>,
    pub until: Option<Timestamp>,
}

impl Window {
    pub fn contains(&self, now: Timestamp) -> bool {
        self.from.is_none_or(|from| from <= now) && self.until.is_none_or(|until| now < until)
    }

    /// The next moment after `now` at which the answer of [`Window::contains`] changes.
    pub fn next_change(&self, now: Timestamp) -> Option<Timestamp> {
        [self.from, self.until].into_iter().flatten().filter(|edge| *edge > now).min()
    }
}

/// A web page, reachable by QR code, by its address and by the ward's page number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// What the QR code holds.
    pub url: String,
    /// What people type into the search box of the ward's site ("191091").
    pub number: Option<String>,
}

impl Page {
    /// The short address to be read and typed: the host without `www.`.
    pub fn short_address(&self) -> &str {
        let rest = self.url.split_once("://").map_or(self.url.as_str(), |(_, rest)| rest);
        let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
        host.strip_prefix("www.").unwrap_or(host)
    }
}

/// How to reach the office. Fax is how many deaf residents reach it: where there is a telephone
/// number the fax number is shown with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contact {
    pub office: Text,
    pub tel: Option<String>,
    pub fax: Option<String>,
}

/// A picture by its address (file or http(s)) and its text alternative.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    pub source: String,
    pub alt: Text,
}

/// A meeting (会).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meeting {
    pub id: MeetingId,
    /// What it is called. Feeds know only this; the sign shows the theme large when there is one.
    pub title: Text,
    pub series: Option<Series>,
    /// `None`: still open.
    pub theme: Option<Text>,
    pub when: When,
    /// When what is still open will be announced.
    pub details_follow: Option<Roughly>,
    pub mode: Option<Mode>,
    /// `None`: still open (or nowhere, when it is online).
    pub place: Option<Text>,
    pub description: Option<Text>,
    /// Who may come.
    pub who: Option<Text>,
    pub access: Vec<Access>,
    pub capacity: Capacity,
    pub register_by: Option<Deadline>,
    pub attending: Attending,
    pub shown: Window,
    pub status: Status,
    pub repeats: Option<Repeats>,
    pub page: Option<Page>,
    /// Whether a QR code leads to its page.
    pub qr: bool,
    pub contact: Option<Contact>,
    pub picture: Option<Picture>,
    /// Line of its source on which it begins, for staff who look for it.
    pub source_line: Option<u32>,
}

impl Meeting {
    /// A meeting of which only name and time are known.
    pub fn new(id: impl Into<String>, title: Text, when: When) -> Meeting {
        Meeting {
            id: MeetingId(id.into()),
            title,
            series: None,
            theme: None,
            when,
            details_follow: None,
            mode: None,
            place: None,
            description: None,
            who: None,
            access: Vec::new(),
            capacity: Capacity::default(),
            register_by: None,
            attending: Attending::default(),
            shown: Window::default(),
            status: Status::Planned,
            repeats: None,
            page: None,
            qr: true,
            contact: None,
            picture: None,
            source_line: None,
        }
    }

    /// Whether a visitor may see it now: inside its window and not over.
    pub fn is_shown(&self, now: Timestamp, zone: &TimeZone) -> bool {
        self.shown.contains(now) && self.when.over_at(zone).is_none_or(|over| now < over)
    }

    /// The next moment after `now` at which [`Meeting::is_shown`] changes.
    pub fn next_change(&self, now: Timestamp, zone: &TimeZone) -> Option<Timestamp> {
        let over = self.when.over_at(zone).filter(|over| *over > now);
        [self.shown.next_change(now), over].into_iter().flatten().min()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn zone() -> TimeZone {
        TimeZone::get("Asia/Tokyo").unwrap()
    }

    fn at(text: &str) -> Zoned {
        text.parse().unwrap()
    }

    #[track_caller]
    fn over(when: When, expected: &str) {
        assert_eq!(when.over_at(&zone()).unwrap(), at(expected).timestamp(), "{when:?}");
    }

    #[test]
    fn a_meeting_is_over_at_its_end_and_not_before() {
        let start = at("2026-12-17T13:30[Asia/Tokyo]");
        over(
            When::exact(start.clone(), Some(at("2026-12-17T16:00[Asia/Tokyo]"))).unwrap(),
            "2026-12-17T16:00[Asia/Tokyo]",
        );
        over(When::exact(start, None).unwrap(), "2026-12-18T00:00[Asia/Tokyo]");
        over(
            When::days(date(2026, 12, 30), date(2027, 1, 2), Times::WholeDay).unwrap(),
            "2027-01-03T00:00[Asia/Tokyo]",
        );
        over(
            When::days(date(2028, 2, 29), date(2028, 2, 29), Times::NotAnnounced).unwrap(),
            "2028-03-01T00:00[Asia/Tokyo]",
        );
        over(When::month(2026, 12, true).unwrap(), "2027-01-01T00:00[Asia/Tokyo]");
        assert_eq!(When::Undecided.over_at(&zone()), None);
    }

    #[test]
    fn the_day_of_a_meeting_is_that_of_the_place_where_the_sign_stands() {
        // Ten in the morning of the 18th in Tokyo.
        let abroad = When::exact(at("2026-12-17T20:00[America/New_York]"), None).unwrap();
        over(abroad.clone(), "2026-12-19T00:00[Asia/Tokyo]");
        assert!(abroad.is_on(date(2026, 12, 18), &zone()) && !abroad.is_on(date(2026, 12, 17), &zone()));
    }

    #[test]
    fn a_meeting_that_ends_at_midnight_is_not_on_the_next_day() {
        let evening = |end: &str| When::exact(at("2026-12-17T22:00[Asia/Tokyo]"), Some(at(end))).unwrap();
        assert!(!evening("2026-12-18T00:00[Asia/Tokyo]").is_on(date(2026, 12, 18), &zone()));
        assert!(evening("2026-12-18T00:01[Asia/Tokyo]").is_on(date(2026, 12, 18), &zone()));
        assert!(evening("2026-12-18T00:01[Asia/Tokyo]").is_on(date(2026, 12, 17), &zone()));
    }

    #[test]
    fn nothing_ends_before_it_starts() {
        let start = at("2026-12-17T13:30[Asia/Tokyo]");
        assert!(When::exact(start.clone(), Some(at("2026-12-17T13:00[Asia/Tokyo]"))).is_err());
        assert_eq!(
            When::exact(start.clone(), Some(start.clone())).unwrap(),
            When::Exact { start, end: None }
        );
        assert!(When::days(date(2026, 2, 2), date(2026, 2, 1), Times::WholeDay).is_err());
        assert!(When::month(2026, 13, false).is_err());
    }

    #[test]
    fn a_page_is_typed_by_its_host() {
        let page = |url: &str| Page { url: url.into(), number: None }.short_address().to_owned();
        assert_eq!(page("https://www.city.setagaya.lg.jp/mokuji/d00191091.html"), "city.setagaya.lg.jp");
        assert_eq!(page("example.org"), "example.org");
    }
}
