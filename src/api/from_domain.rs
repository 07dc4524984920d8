//! From the domain onto the wire: every field, so that what was kept is what is shown again.
//!
//! The pairs of enums stand here as well, both ways, so that a new value cannot be forgotten in
//! one direction.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::*;
use crate::domain::attendance;
use crate::domain::meeting as domain;
use crate::domain::notice;
use crate::domain::programme as whole;
use crate::domain::quiet;
use crate::domain::text::Text as DomainText;

/// Two closed enums that mean the same.
macro_rules! same {
    ($wire:ty, $domain:ty: $($name:ident = $other:ident),+) => {
        impl From<$wire> for $domain {
            fn from(wire: $wire) -> Self {
                match wire { $(<$wire>::$name => <$domain>::$other),+ }
            }
        }
        impl From<$domain> for $wire {
            fn from(domain: $domain) -> Self {
                match domain { $(<$domain>::$other => <$wire>::$name),+ }
            }
        }
    };
}

same!(Times, domain::Times: WholeDay = WholeDay, NotAnnounced = NotAnnounced);
same!(Mode, domain::Mode: Venue = Venue, Online = Online, Both = Both);
same!(Status, domain::Status: Planned = Planned, Cancelled = Cancelled);
same!(Registration, domain::RegistrationWish: Open = Open, Later = Later, NotNeeded = NotNeeded);
same!(Priority, notice::Priority: Low = Low, Normal = Normal, High = High);
same!(QuietScreen, quiet::QuietScreen: Dim = Dim, Dark = Dark);
same!(Division, whole::Division: Complete = Complete, OfWhich = OfWhich);
same!(record::Way, attendance::Way: Venue = Venue, Online = Online, Open = Open);
same!(record::Feeling, attendance::Feeling: Relieved = Relieved, Enjoyed = Enjoyed, Ordinary = Ordinary,
    Tired = Tired, Unsettled = Unsettled);
same!(record::Reason, attendance::Reason: Mistake = Mistake, OnPaper = OnPaper, Recounted = Recounted,
    Elsewhere = Elsewhere);
same!(Weekday, jiff::civil::Weekday: Mo = Monday, Tu = Tuesday, We = Wednesday, Th = Thursday,
    Fr = Friday, Sa = Saturday, Su = Sunday);

impl From<Part> for domain::PartOfMonth {
    fn from(part: Part) -> Self {
        match part {
            Part::Early => domain::PartOfMonth::Early,
            Part::Middle => domain::PartOfMonth::Middle,
            Part::Late => domain::PartOfMonth::Late,
        }
    }
}

impl Kind {
    /// The word a programme uses.
    pub fn key(self) -> &'static str {
        match self {
            Kind::Exact => "exact",
            Kind::Days => "days",
            Kind::Month => "month",
            Kind::Undecided => "undecided",
        }
    }
}

fn some(text: &Option<DomainText>) -> Option<Text> {
    text.as_ref().map(Text::from)
}

fn instant(timestamp: Timestamp) -> Moment {
    StringOr::String(timestamp.to_string())
}

/// A month as programmes write it.
pub(crate) fn month_string(year: i16, month: i8) -> String {
    format!("{year:04}-{month:02}")
}

/// A zone by its name, or by its offset where it has none.
pub(crate) fn zone_string(zone: &TimeZone) -> String {
    let printer = jiff::fmt::temporal::DateTimePrinter::new();
    // Only a zone that was read from a file without a name cannot be written; such a file
    // describes this machine, where clocks of a Tokyo ward show its time.
    printer.time_zone_to_string(zone).unwrap_or_else(|_| "Asia/Tokyo".to_owned())
}

impl From<&domain::When> for When {
    fn from(when: &domain::When) -> When {
        let mut wire = When {
            kind: Kind::Undecided,
            start: None,
            end: None,
            first: None,
            last: None,
            times: None,
            month: None,
            about: None,
        };
        match when {
            domain::When::Exact { start, end } => {
                wire.kind = Kind::Exact;
                wire.start = Some(StringOr::String(start.to_string()));
                wire.end = end.as_ref().map(|end| StringOr::String(end.to_string()));
            }
            domain::When::Days { first, last, times } => {
                wire.kind = Kind::Days;
                wire.first = Some(StringOr::String(first.to_string()));
                wire.last = Some(StringOr::String(last.to_string()));
                wire.times = Some((*times).into());
            }
            domain::When::Month { year, month, about } => {
                wire.kind = Kind::Month;
                wire.month = Some(StringOr::String(month_string(*year, *month)));
                wire.about = Some(*about);
            }
            domain::When::Undecided => {}
        }
        wire
    }
}

impl From<&domain::Roughly> for StringOr<Rough> {
    fn from(rough: &domain::Roughly) -> StringOr<Rough> {
        match rough {
            domain::Roughly::Day(day) => StringOr::String(day.to_string()),
            domain::Roughly::Month { year, month, part } => StringOr::Object(Rough {
                month: Some(StringOr::String(month_string(*year, *month))),
                part: match part {
                    domain::PartOfMonth::Early => Some(Part::Early),
                    domain::PartOfMonth::Middle => Some(Part::Middle),
                    domain::PartOfMonth::Late => Some(Part::Late),
                    domain::PartOfMonth::Any => None,
                },
                in_days: None,
                weekday: None,
            }),
        }
    }
}

fn window(shown: domain::Window) -> Option<Window> {
    let window = Window { from: shown.from.map(instant), until: shown.until.map(instant) };
    (shown != domain::Window::default()).then_some(window)
}

impl From<&domain::Repeats> for Occurrence {
    fn from(repeats: &domain::Repeats) -> Occurrence {
        let (rhythm, days) = match &repeats.rhythm {
            domain::Rhythm::Daily => (Rhythm::Daily, Vec::new()),
            domain::Rhythm::Weekdays => (Rhythm::Weekdays, Vec::new()),
            domain::Rhythm::Weekly(days) => (Rhythm::Weekly, days.iter().copied().map(Into::into).collect()),
            domain::Rhythm::Other => (Rhythm::Other, Vec::new()),
        };
        Occurrence { of: repeats.key.clone(), rhythm, days }
    }
}

impl From<&domain::Page> for Page {
    fn from(page: &domain::Page) -> Page {
        Page { url: page.url.clone(), number: page.number.clone() }
    }
}

impl From<&domain::Contact> for Contact {
    fn from(contact: &domain::Contact) -> Contact {
        Contact { office: Text::from(&contact.office), tel: contact.tel.clone(), fax: contact.fax.clone() }
    }
}

impl From<&domain::Picture> for Picture {
    fn from(picture: &domain::Picture) -> Picture {
        Picture { source: picture.source.clone(), alt: Text::from(&picture.alt) }
    }
}

impl From<&domain::Meeting> for Meeting {
    fn from(meeting: &domain::Meeting) -> Meeting {
        let domain::Capacity { venue, online } = meeting.capacity;
        let series =
            |series: &domain::Series| Series { name: Text::from(&series.name), number: series.number };
        let deadline = |deadline: &domain::Deadline| match deadline {
            domain::Deadline::At(moment) => StringOr::String(moment.to_string()),
            domain::Deadline::Day(day) => StringOr::String(day.to_string()),
        };
        Meeting {
            id: meeting.id.0.clone(),
            title: Text::from(&meeting.title),
            series: meeting.series.as_ref().map(series),
            theme: some(&meeting.theme),
            when: When::from(&meeting.when),
            repeat: None,
            occurrence: meeting.repeats.as_ref().map(Occurrence::from),
            details_follow: meeting.details_follow.as_ref().map(Into::into),
            mode: meeting.mode.map(Into::into),
            place: some(&meeting.place),
            description: some(&meeting.description),
            who: some(&meeting.who),
            access: meeting.access.iter().map(|access| access.key().to_owned()).collect(),
            capacity: (meeting.capacity != domain::Capacity::default()).then_some(Capacity { venue, online }),
            register_by: meeting.register_by.as_ref().map(deadline),
            attendance: attending::attending(&meeting.attending),
            shown: window(meeting.shown),
            status: match meeting.status {
                domain::Status::Planned => None,
                domain::Status::Cancelled => Some(Status::Cancelled),
            },
            page: meeting.page.as_ref().map(Page::from),
            qr: (!meeting.qr).then_some(Qr::None),
            contact: meeting.contact.as_ref().map(Contact::from),
            picture: meeting.picture.as_ref().map(Picture::from),
            source_line: meeting.source_line,
        }
    }
}

impl From<&notice::Theme> for Theme {
    fn from(theme: &notice::Theme) -> Theme {
        Theme {
            id: theme.id.clone(),
            title: Text::from(&theme.title),
            body: some(&theme.body),
            meeting: theme.meeting.as_ref().map(|id| id.0.clone()),
            picture: theme.picture.as_ref().map(Picture::from),
            shown: window(theme.shown),
        }
    }
}

impl From<&notice::Notice> for Notice {
    fn from(notice: &notice::Notice) -> Notice {
        let hours = Hours {
            days: notice.hours.days.iter().copied().map(Into::into).collect(),
            spans: notice
                .hours
                .spans
                .iter()
                .map(|(from, to)| Span { from: from.to_string(), to: to.to_string() })
                .collect(),
        };
        Notice {
            id: notice.id.clone(),
            title: Text::from(&notice.title),
            body: some(&notice.body),
            picture: notice.picture.as_ref().map(Picture::from),
            priority: Some(notice.priority.into()),
            shown: window(notice.shown),
            hours: (notice.hours != notice::Hours::default()).then_some(hours),
        }
    }
}

impl From<&notice::Voice> for Voice {
    fn from(voice: &notice::Voice) -> Voice {
        Voice {
            id: voice.id.clone(),
            sentence: Text::from(&voice.sentence),
            role: some(&voice.role),
            shown: window(voice.shown),
        }
    }
}

impl From<&notice::Emergency> for Emergency {
    fn from(alert: &notice::Emergency) -> Emergency {
        let info = |info: &notice::AlertInfo| Info {
            language: Some(info.lang.to_string()),
            headline: info.headline.clone(),
            description: info.description.clone(),
            instruction: info.instruction.clone(),
        };
        Emergency {
            identifier: alert.identifier.clone(),
            sent: instant(alert.sent),
            status: match alert.status {
                notice::AlertStatus::Actual => AlertStatus::Actual,
                notice::AlertStatus::Exercise => AlertStatus::Exercise,
            },
            msg_type: Some(MsgType::Alert),
            references: None,
            effective: alert.effective.map(instant),
            expires: Some(instant(alert.expires)),
            info: alert.infos.iter().map(info).collect(),
        }
    }
}

impl From<&whole::Category> for Category {
    fn from(category: &whole::Category) -> Category {
        let sub = |sub: &whole::SubCategory| SubCategory { id: sub.id.clone(), name: Text::from(&sub.name) };
        Category {
            id: category.id.clone(),
            name: Text::from(&category.name),
            hint: some(&category.hint),
            subs: category.subs.iter().map(sub).collect(),
            division: Some(category.division.into()),
        }
    }
}

impl Quiet {
    /// Each span of the hours as one of its own.
    fn of(quiet: &quiet::Quiet) -> impl Iterator<Item = Quiet> {
        let days: Vec<Weekday> = quiet.hours.days.iter().copied().map(Into::into).collect();
        quiet.hours.spans.iter().map(move |(from, to)| Quiet {
            days: days.clone(),
            from: from.to_string(),
            to: to.to_string(),
            screen: Some(quiet.screen.into()),
        })
    }
}

impl From<&whole::Programme> for Programme {
    fn from(programme: &whole::Programme) -> Programme {
        Programme {
            schema: None,
            format: FORMAT.to_owned(),
            version: VERSION,
            time_zone: Some(zone_string(&programme.zone)),
            name: some(&programme.name),
            welcome: some(&programme.welcome),
            staff_place: some(&programme.staff_place),
            page: programme.page.as_ref().map(Page::from),
            contact: programme.contact.as_ref().map(Contact::from),
            meetings: programme.meetings.iter().map(Meeting::from).collect(),
            themes: programme.themes.iter().map(Theme::from).collect(),
            notices: programme.notices.iter().map(Notice::from).collect(),
            voices: programme.voices.iter().map(Voice::from).collect(),
            emergencies: programme.emergencies.iter().map(Emergency::from).collect(),
            categories: programme.categories.iter().map(Category::from).collect(),
            texts: programme
                .texts
                .iter()
                .map(|(wording, text)| (wording.key().to_owned(), Text::from(text)))
                .collect(),
            quiet: programme.quiet.as_ref().map(|quiet| quiet.iter().flat_map(Quiet::of).collect()),
            readings: programme
                .readings
                .iter()
                .map(|(word, reading)| Reading { word: word.to_owned(), reading: reading.to_owned() })
                .collect(),
        }
    }
}
