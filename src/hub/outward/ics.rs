//! Meetings as an iCalendar (RFC 5545): only those whose day is known. `feed::ics` reads back what
//! stands here, and the tests do.

use std::borrow::Cow;

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan, Zoned};

use crate::api::{self, Every, Weekday};
use crate::domain::meeting::{Meeting, Status, When};

/// The zone whose times are written by the clock, with its rule in the file. Times of any other are
/// written in UTC, which means the same everywhere.
pub const HERE: &str = "Asia/Tokyo";

/// Octets of a line, at the most.
const LINE: usize = 75;

/// By which rule a meeting comes again, from its day on.
pub struct Comes {
    pub repeat: api::Repeat,
    /// The last day on which it may begin.
    pub until: Option<Date>,
    /// Days on which it would be, and is not. Those that stand beside it by themselves are not among them.
    pub off: Vec<When>,
}

/// One meeting, as a calendar has it.
pub struct Entry<'a> {
    pub meeting: Cow<'a, Meeting>,
    pub comes: Option<Comes>,
    /// The time of the row in whose place it stands.
    pub instead: Option<When>,
    pub uid: String,
    /// Number of the version: the higher one holds.
    pub sequence: i64,
    /// When that version was written, milliseconds since 1970.
    pub written: i64,
    pub summary: String,
    pub place: Option<String>,
    pub description: String,
    /// The page of the meeting, if there is one.
    pub url: Option<String>,
}

/// A whole calendar, or nothing when none of the meetings has a day.
pub fn calendar(name: &str, entries: &[Entry<'_>], zone: &TimeZone) -> Option<String> {
    let mut file = File { text: String::new(), zone };
    file.line("BEGIN", "VCALENDAR");
    file.line("VERSION", "2.0");
    file.line("PRODID", "-//hiroba//hub//JA");
    file.line("CALSCALE", "GREGORIAN");
    file.line("METHOD", "PUBLISH");
    file.line("X-WR-CALNAME", &escaped(name));
    if file.is_here() {
        file.line("X-WR-TIMEZONE", HERE);
        file.rule();
    }
    let before = file.text.len();
    entries.iter().for_each(|entry| file.event(entry));
    let is_empty = file.text.len() == before;
    file.line("END", "VCALENDAR");
    (!is_empty).then_some(file.text)
}

struct File<'a> {
    text: String,
    zone: &'a TimeZone,
}

impl File<'_> {
    fn is_here(&self) -> bool {
        self.zone.iana_name() == Some(HERE)
    }

    /// Japan has known no other time since 1951.
    fn rule(&mut self) {
        for (name, value) in [
            ("BEGIN", "VTIMEZONE"),
            ("TZID", HERE),
            ("BEGIN", "STANDARD"),
            ("DTSTART", "19700101T000000"),
            ("TZOFFSETFROM", "+0900"),
            ("TZOFFSETTO", "+0900"),
            ("TZNAME", "JST"),
            ("END", "STANDARD"),
            ("END", "VTIMEZONE"),
        ] {
            self.line(name, value);
        }
    }

    fn event(&mut self, entry: &Entry<'_>) {
        let end = match &entry.meeting.when {
            When::Exact { end, .. } => end.as_ref().map(Time::At),
            // The day on which it does not go on any more.
            When::Days { last, .. } => last.checked_add(1.day()).ok().map(Time::On),
            When::Month { .. } | When::Undecided => None,
        };
        let Some(start) = begins(&entry.meeting.when) else { return };
        self.line("BEGIN", "VEVENT");
        self.line("UID", &escaped(&entry.uid));
        let written = Timestamp::from_millisecond(entry.written).unwrap_or(Timestamp::UNIX_EPOCH);
        self.line("DTSTAMP", &utc(written));
        self.line("LAST-MODIFIED", &utc(written));
        self.line("SEQUENCE", &entry.sequence.to_string());
        if let Some(instead) = entry.instead.as_ref().and_then(begins) {
            self.time("RECURRENCE-ID", &instead);
        }
        self.time("DTSTART", &start);
        if let Some(end) = &end {
            self.time("DTEND", end);
        }
        if let Some(comes) = &entry.comes {
            let rule = self.recurrence(comes, &entry.meeting.when);
            self.line("RRULE", &rule);
            for off in comes.off.iter().filter_map(begins) {
                self.time("EXDATE", &off);
            }
        }
        self.line("SUMMARY", &escaped(&entry.summary));
        if let Some(place) = &entry.place {
            self.line("LOCATION", &escaped(place));
        }
        if !entry.description.is_empty() {
            self.line("DESCRIPTION", &escaped(&entry.description));
        }
        if let Some(url) = &entry.url {
            self.line("URL", url);
        }
        self.line(
            "STATUS",
            match entry.meeting.status {
                Status::Planned => "CONFIRMED",
                Status::Cancelled => "CANCELLED",
            },
        );
        self.line("CLASS", "PUBLIC");
        self.line("END", "VEVENT");
    }

    /// The rule (RFC 5545, 3.3.10).
    fn recurrence(&self, comes: &Comes, when: &When) -> String {
        let repeat = &comes.repeat;
        let first = when.first_day();
        let mut days: Vec<&str> = repeat.days.iter().map(|day| day_of_week(*day)).collect();
        if days.is_empty() && (repeat.every == Every::Week || !repeat.nth.is_empty()) {
            days.extend(first.map(|first| day_of_week(first.weekday().into())));
        }
        let (frequency, days) = match repeat.every {
            Every::Day if days.is_empty() => ("DAILY", days.join(",")),
            Every::Day | Every::Week => ("WEEKLY", days.join(",")),
            Every::Weekday => {
                let is_on = |day: &&str| days.is_empty() || days.contains(day);
                let working: Vec<&str> = ["MO", "TU", "WE", "TH", "FR"].into_iter().filter(is_on).collect();
                ("WEEKLY", working.join(","))
            }
            Every::Month if repeat.nth.is_empty() => ("MONTHLY", days.join(",")),
            Every::Month => {
                let each =
                    repeat.nth.iter().flat_map(|nth| days.iter().map(move |day| format!("{nth}{day}")));
                ("MONTHLY", each.collect::<Vec<_>>().join(","))
            }
        };
        let mut rule = format!("FREQ={frequency}");
        if !days.is_empty() {
            rule.push_str(&format!(";BYDAY={days}"));
        } else if repeat.every == Every::Month
            && let Some(first) = first
        {
            rule.push_str(&format!(";BYMONTHDAY={}", first.day()));
        }
        // Of times with a zone the end is in UTC: the last moment of that day here.
        let until = comes.until.and_then(|until| match when {
            When::Exact { .. } => {
                let last = until.at(23, 59, 59, 0).to_zoned(self.zone.clone()).ok()?;
                Some(utc(last.timestamp()))
            }
            When::Days { .. } => Some(digits_of_day(until)),
            When::Month { .. } | When::Undecided => None,
        });
        if let Some(until) = until {
            rule.push_str(&format!(";UNTIL={until}"));
        }
        rule
    }

    fn time(&mut self, name: &str, time: &Time<'_>) {
        match time {
            Time::On(day) => self.line(&format!("{name};VALUE=DATE"), &digits_of_day(*day)),
            Time::At(at) if self.is_here() => {
                let clock = at.with_time_zone(self.zone.clone()).datetime();
                self.line(&format!("{name};TZID={HERE}"), &digits(clock));
            }
            Time::At(at) => self.line(name, &utc(at.timestamp())),
        }
    }

    /// A line, folded where it is too long and never inside a character.
    fn line(&mut self, name: &str, value: &str) {
        let mut length = 0;
        for c in format!("{name}:{value}").chars() {
            if length + c.len_utf8() > LINE {
                self.text.push_str("\r\n ");
                length = 1;
            }
            self.text.push(c);
            length += c.len_utf8();
        }
        self.text.push_str("\r\n");
    }
}

fn begins(when: &When) -> Option<Time<'_>> {
    match when {
        When::Exact { start, .. } => Some(Time::At(start)),
        When::Days { first, .. } => Some(Time::On(*first)),
        When::Month { .. } | When::Undecided => None,
    }
}

fn day_of_week(day: Weekday) -> &'static str {
    match day {
        Weekday::Mo => "MO",
        Weekday::Tu => "TU",
        Weekday::We => "WE",
        Weekday::Th => "TH",
        Weekday::Fr => "FR",
        Weekday::Sa => "SA",
        Weekday::Su => "SU",
    }
}

enum Time<'a> {
    At(&'a Zoned),
    On(Date),
}

fn digits_of_day(day: Date) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

fn digits(at: DateTime) -> String {
    format!("{}T{:02}{:02}{:02}", digits_of_day(at.date()), at.hour(), at.minute(), at.second())
}

fn utc(at: Timestamp) -> String {
    format!("{}Z", digits(at.to_zoned(TimeZone::UTC).datetime()))
}

/// A text as a value: what means something in a calendar is written otherwise.
fn escaped(text: &str) -> String {
    let mut value = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => value.extend(['\\', c]),
            '\n' => value.push_str("\\n"),
            c if c.is_control() => {}
            c => value.push(c),
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::domain::meeting::Times;
    use crate::domain::text::{Lang, Text};
    use crate::feed::{Span, ics};

    fn tokyo() -> TimeZone {
        TimeZone::get("Asia/Tokyo").unwrap()
    }

    fn meeting(when: When) -> Meeting {
        let mut meeting = Meeting::new(
            "tea-1",
            Text::ja(
                "お茶の会; とても, 長い\\名前の会です。ことばが たくさん つづいて、行は なんども 折られます",
            ),
            when,
        );
        meeting.place = Some(Text::ja("談話室, 2階"));
        meeting
    }

    fn written(meeting: &Meeting, zone: &TimeZone) -> Option<String> {
        let entry = Entry {
            meeting: Cow::Borrowed(meeting),
            comes: None,
            instead: None,
            uid: "tea-1@hub.example".to_owned(),
            sequence: 3,
            written: 1_780_000_000_000,
            summary: meeting.title.phrase(Lang::JA).text(),
            place: meeting.place.as_ref().map(|place| place.phrase(Lang::JA).text()),
            description: "一行目\n二行目".to_owned(),
            url: Some("https://hub.example/m/tea-1".to_owned()),
        };
        calendar("ひろば", &[entry], zone)
    }

    #[track_caller]
    fn comes_back(when: &When, zone: &TimeZone) {
        let written = written(&meeting(when.clone()), zone).unwrap();
        assert!(written.lines().all(|line| line.len() <= LINE), "{written}");
        assert!(written.split("\r\n").all(|line| !line.contains('\n')), "lines end with CR LF");
        let span = Span { today: date(2026, 12, 3), from: date(2026, 1, 1), to: date(2027, 12, 31) };
        let read = ics::read(written.as_bytes(), span, &tokyo()).unwrap();
        assert_eq!(read.problems, [], "{written}");
        let [back] = read.programme.meetings.as_slice() else { panic!("{:?}", read.programme.meetings) };
        match (when, &back.when) {
            (When::Days { first, last, .. }, When::Days { first: first_read, last: last_read, .. }) => {
                assert_eq!((first, last), (first_read, last_read));
            }
            (When::Exact { start, end }, When::Exact { start: start_read, end: end_read }) => {
                assert_eq!(start.timestamp(), start_read.timestamp(), "{written}");
                let moment = |end: &Option<Zoned>| end.as_ref().map(Zoned::timestamp);
                assert_eq!(moment(end), moment(end_read));
            }
            (written, read) => panic!("{written:?} came back as {read:?}"),
        }
        assert_eq!(
            back.title.phrase(Lang::JA).text(),
            meeting(When::Undecided).title.phrase(Lang::JA).text()
        );
        assert!(written.contains("SEQUENCE:3\r\n"));
    }

    #[test]
    fn what_is_written_is_read_back_the_same() {
        let at = |text: &str| text.parse::<Zoned>().unwrap();
        let (start, end) = (at("2026-12-17T13:30[Asia/Tokyo]"), at("2026-12-17T16:00[Asia/Tokyo]"));
        let abroad = at("2026-12-17T20:00[America/New_York]");
        for zone in [tokyo(), TimeZone::get("Europe/Berlin").unwrap()] {
            comes_back(&When::exact(start.clone(), Some(end.clone())).unwrap(), &zone);
            comes_back(&When::exact(start.clone(), None).unwrap(), &zone);
            comes_back(&When::exact(abroad.clone(), None).unwrap(), &zone);
            for last in [date(2026, 12, 17), date(2026, 12, 31)] {
                comes_back(&When::days(date(2026, 12, 17), last, Times::WholeDay).unwrap(), &zone);
            }
        }
    }

    #[test]
    fn a_time_in_tokyo_is_written_by_its_clock_and_with_its_rule() {
        let start: Zoned = "2026-12-17T13:30[Asia/Tokyo]".parse().unwrap();
        let text = written(&meeting(When::exact(start, None).unwrap()), &tokyo()).unwrap();
        assert!(text.contains("DTSTART;TZID=Asia/Tokyo:20261217T133000\r\n"), "{text}");
        assert!(text.contains("BEGIN:VTIMEZONE\r\nTZID:Asia/Tokyo\r\n"));
        let text = written(
            &meeting(When::days(date(2026, 12, 17), date(2026, 12, 17), Times::NotAnnounced).unwrap()),
            &tokyo(),
        );
        assert!(text.unwrap().contains("DTSTART;VALUE=DATE:20261217\r\nDTEND;VALUE=DATE:20261218\r\n"));
    }

    #[test]
    fn no_day_is_made_up() {
        assert_eq!(written(&meeting(When::Undecided), &tokyo()), None);
        assert_eq!(written(&meeting(When::month(2027, 5, true).unwrap()), &tokyo()), None);
    }

    #[test]
    fn what_is_cancelled_says_so() {
        let start: Zoned = "2026-12-17T13:30[Asia/Tokyo]".parse().unwrap();
        let mut meeting = meeting(When::exact(start, None).unwrap());
        meeting.status = Status::Cancelled;
        let text = written(&meeting, &tokyo()).unwrap();
        assert!(text.contains("STATUS:CANCELLED\r\n"));
        let span = Span { today: date(2026, 12, 3), from: date(2026, 1, 1), to: date(2027, 12, 31) };
        let read = ics::read(text.as_bytes(), span, &tokyo()).unwrap();
        assert!(read.programme.meetings.iter().all(|meeting| meeting.status == Status::Cancelled));
        assert_eq!(read.programme.meetings.len(), 1);
    }
}
