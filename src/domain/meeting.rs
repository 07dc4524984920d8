//! A meeting (会): what it is about, when, where, and for whom, as far as that is known.
//!
//! An open date, theme or place is a value of its own. Nothing is ever squeezed into a made-up
//! exact date (DOMAIN "What this teaches the model").

mod when;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, Zoned};

use super::text::Text;
pub use when::{PartOfMonth, Roughly, Times, When, WhenError};

/// A name that stays the same when staff edit the meeting. Identity is never a position.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MeetingId(pub String);

impl MeetingId {
    /// The row and the day that the id of one of its occurrences names: "tea/2026-12-10" is that day's of
    /// "tea". It keeps the day of the plan also when it was moved.
    pub fn row_and_day(id: &str) -> Option<(&str, Date)> {
        let (row, day) = id.rsplit_once('/')?;
        // A moment ("2026-12-10T13:30") is how calendars of others name theirs.
        let day = (day.len() == 10).then_some(day)?.parse().ok()?;
        Some((row, day))
    }
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
    use super::*;

    #[test]
    fn a_page_is_typed_by_its_host() {
        let page = |url: &str| Page { url: url.into(), number: None }.short_address().to_owned();
        assert_eq!(page("https://www.city.setagaya.lg.jp/mokuji/d00191091.html"), "city.setagaya.lg.jp");
        assert_eq!(page("example.org"), "example.org");
    }
}
