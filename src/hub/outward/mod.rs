//! Meetings as others take them along: iCalendar, schema.org's events, municipal tables. Made for
//! visitors' phones and for staff by one code.

mod ics;
mod rows;
mod table;

use std::borrow::Cow;
use std::collections::HashSet;

use jiff::civil::Date;
use serde_json::{Map, Value, json};

use self::ics::Entry;
use self::rows::Rows;
pub use self::rows::{Kept, Own, sequence};
pub use self::table::table;
use super::Hub;
use super::phone::address;
use crate::domain::meeting::{Contact, Meeting, Mode, Status, When};
use crate::domain::programme::Programme;
use crate::domain::text::Lang;
use crate::view::reader::{Reader, headline, place_or_open};
use crate::view::slides;
use crate::view::words::Words;

/// A calendar without events is one all the same: whoever subscribed keeps it.
pub const EMPTY_CALENDAR: &str =
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//hiroba//hub//JA\r\nEND:VCALENDAR\r\n";

/// Makes files of meetings, in one language.
pub struct Maker<'a> {
    hub: &'a Hub,
    programme: &'a Programme,
    words: &'static Words,
    lang: Lang,
    today: Date,
    none: HashSet<String>,
    /// Whether visitors find the phone pages of meetings.
    has_phone_pages: bool,
    /// Whether a meeting is said with what it says itself and nothing beside it.
    is_alone: bool,
}

impl<'a> Maker<'a> {
    pub fn new(hub: &'a Hub, programme: &'a Programme, lang: Lang, today: Date) -> Maker<'a> {
        // Readings have no place in a calendar.
        let (words, none) = (Words::of(lang), HashSet::new());
        Maker { hub, programme, words, lang, today, none, has_phone_pages: true, is_alone: false }
    }

    /// The same for a hub whose phone pages may be switched off: then the page of the ward is meant.
    #[must_use]
    pub fn with_phone_pages(mut self, on: bool) -> Maker<'a> {
        self.has_phone_pages = on;
        self
    }

    /// The same without what a reader needs and the meeting does not say: its phone page, the page of the
    /// ward, how to ask. For comparing with what others say of it.
    #[must_use]
    pub fn alone(mut self, alone: bool) -> Maker<'a> {
        self.is_alone = alone;
        self
    }

    /// The page of a meeting: its phone page, or that of the ward. Nothing where there is neither.
    fn page_of(&self, meeting: &Meeting) -> Option<String> {
        if self.is_alone {
            return meeting.page.as_ref().map(|page| page.url.clone());
        }
        if self.has_phone_pages {
            return Some(address(self.hub, &meeting.id.0));
        }
        let page = meeting.page.as_ref().or(self.programme.page.as_ref());
        page.map(|page| page.url.clone())
    }

    fn reader(&self) -> Reader<'_> {
        Reader {
            programme: self.programme,
            words: self.words,
            today: self.today,
            pictures: &self.none,
            desk: None,
        }
    }

    /// Series and theme in one line: "第3回 ピアサポートの会 場をひろげる".
    fn name(&self, meeting: &Meeting) -> String {
        let (kicker, title) = headline(&self.reader(), meeting);
        let pieces = kicker.iter().chain([&title]).map(|phrase| self.words.one_line(phrase).text());
        pieces.collect::<Vec<_>>().join(" ")
    }

    /// What it is about, and how to ask: telephone never without fax.
    fn description(&self, meeting: &Meeting) -> String {
        let reader = self.reader();
        let article = slides::detail(&reader, meeting);
        let mut lines: Vec<String> =
            meeting.description.iter().map(|text| text.phrase(self.lang).text()).collect();
        if let Some(way) = article.way.as_ref().filter(|_| !self.is_alone) {
            lines.extend(
                way.number.as_ref().map(|(label, number)| format!("{} {}", label.text(), number.text())),
            );
            lines.extend(way.contact.iter().map(|line| line.text()));
        }
        lines.join("\n")
    }

    fn place(&self, meeting: &Meeting) -> Option<String> {
        meeting.place.as_ref()?;
        place_or_open(&self.reader(), meeting).map(|place| place.text())
    }

    /// Meetings as they are kept, as a calendar: what comes again by its rule, and the single dates of it
    /// that staff changed in the places of the planned ones. Nothing when none of them has a day.
    pub fn calendar_of(&self, kept: &[Kept<'_>]) -> Option<String> {
        let rows = Rows::of(kept, &self.programme.zone, self.today);
        let entries: Vec<Entry<'_>> = rows
            .into_events()
            .map(|event| {
                let entry = self.entry(Cow::Owned(event.meeting), event.sequence, event.written);
                let uid = self.uid(&event.of);
                Entry { comes: event.comes, instead: event.instead, uid, ..entry }
            })
            .collect();
        self.file(&entries)
    }

    /// One meeting as a calendar, with number and moment of its version. Nothing when it has no day.
    pub fn calendar(&self, meeting: &Meeting, number: i64, at: i64) -> Option<String> {
        self.file(&[self.entry(Cow::Borrowed(meeting), number, at)])
    }

    fn entry<'m>(&self, meeting: Cow<'m, Meeting>, number: i64, at: i64) -> Entry<'m> {
        Entry {
            comes: None,
            instead: None,
            uid: self.uid(&meeting.id.0),
            sequence: number,
            written: at,
            summary: self.name(&meeting),
            place: self.place(&meeting),
            description: self.description(&meeting),
            url: self.page_of(&meeting),
            meeting,
        }
    }

    fn uid(&self, id: &str) -> String {
        format!("{id}@{}", host_of(self.hub))
    }

    fn file(&self, entries: &[Entry<'_>]) -> Option<String> {
        let name = self.programme.name.as_ref().map(|name| name.phrase(self.lang).text());
        ics::calendar(name.as_deref().unwrap_or("hiroba"), entries, &self.programme.zone)
    }

    /// A meeting as schema.org describes events.
    pub fn one_event(&self, meeting: &Meeting) -> Map<String, Value> {
        let mut event = self.event(meeting);
        event.insert("@context".to_owned(), json!("https://schema.org"));
        event
    }

    /// All meetings as schema.org describes events.
    pub fn events(&self) -> Value {
        let events = self.programme.meetings.iter().map(|meeting| Value::Object(self.event(meeting)));
        json!({ "@context": "https://schema.org", "@graph": events.collect::<Vec<_>>() })
    }

    /// A meeting as schema.org describes it, without its context.
    fn event(&self, meeting: &Meeting) -> Map<String, Value> {
        let mut event = Map::new();
        let mut set = |name: &str, value: Value| {
            event.insert(name.to_owned(), value);
        };
        set("@type", json!("Event"));
        set("@id", json!(address(self.hub, &meeting.id.0)));
        let page = self.page_of(meeting);
        if let Some(page) = &page {
            set("url", json!(page));
        }
        set("name", json!(self.name(meeting)));
        set("inLanguage", json!(if self.lang == Lang::JA_EASY { "ja" } else { self.lang.as_str() }));
        let zone = &self.programme.zone;
        let moment =
            |at: &jiff::Zoned| at.with_time_zone(zone.clone()).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string();
        // Of what is not decided there is no date, rather than a made-up one.
        match &meeting.when {
            When::Exact { start, end } => {
                set("startDate", json!(moment(start)));
                if let Some(end) = end {
                    set("endDate", json!(moment(end)));
                }
            }
            When::Days { first, last, .. } => {
                set("startDate", json!(first.to_string()));
                set("endDate", json!(last.to_string()));
            }
            When::Month { .. } | When::Undecided => {}
        }
        set(
            "eventStatus",
            json!(match meeting.status {
                Status::Planned => "https://schema.org/EventScheduled",
                Status::Cancelled => "https://schema.org/EventCancelled",
            }),
        );
        let mut online = json!({ "@type": "VirtualLocation" });
        if let (Some(page), Value::Object(online)) = (page, &mut online) {
            online.insert("url".to_owned(), json!(page));
        }
        let place =
            self.place(meeting).map(|name| json!({ "@type": "Place", "name": name, "address": name }));
        match meeting.mode {
            Some(Mode::Venue) => {
                set("eventAttendanceMode", json!("https://schema.org/OfflineEventAttendanceMode"));
                place.into_iter().for_each(|place| set("location", place));
            }
            Some(Mode::Online) => {
                set("eventAttendanceMode", json!("https://schema.org/OnlineEventAttendanceMode"));
                set("location", online);
            }
            Some(Mode::Both) => {
                set("eventAttendanceMode", json!("https://schema.org/MixedEventAttendanceMode"));
                let both: Vec<Value> = place.into_iter().chain([online]).collect();
                set("location", Value::Array(both));
            }
            None => place.into_iter().for_each(|place| set("location", place)),
        }
        if let Some(text) = &meeting.description {
            set("description", json!(text.phrase(self.lang).text()));
        }
        let contact = meeting.contact.as_ref().or(self.programme.contact.as_ref());
        if let Some(organizer) = contact.and_then(|contact| organizer(contact, self.lang)) {
            set("organizer", organizer);
        }
        event
    }
}

/// The name of the hub's own machine, which stands behind its events' ids.
pub fn host_of(hub: &Hub) -> &str {
    let host = hub.settings.address.split_once("://").map_or("", |(_, rest)| rest);
    host.split([':', '/']).next().filter(|host| !host.is_empty()).unwrap_or("hiroba")
}

fn organizer(contact: &Contact, lang: Lang) -> Option<Value> {
    let name = contact.office.phrase(lang).text();
    if name.is_empty() {
        return None;
    }
    let mut organizer = json!({ "@type": "Organization", "name": name });
    if let Value::Object(fields) = &mut organizer {
        fields.extend(contact.tel.as_ref().map(|tel| ("telephone".to_owned(), json!(tel))));
        fields.extend(contact.fax.as_ref().map(|fax| ("faxNumber".to_owned(), json!(fax))));
    }
    Some(organizer)
}
