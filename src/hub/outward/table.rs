//! Meetings as the event table of Japanese municipalities (イベント一覧), in the columns and words that
//! [`feed::csv`](crate::feed::csv) reads back: what such a table can hold comes back as it was. What it
//! cannot hold (other languages than English in the name, ways in, windows) stays here.

use std::io;

use jiff::Zoned;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::domain::meeting::{Capacity, Deadline, Meeting, Mode, PartOfMonth, Roughly, Status, Times, When};
use crate::domain::text::{Lang, Text};
use crate::feed::csv::Column;
use crate::report::spreadsheet::{BYTE_ORDER_MARK, harmless, writer};

/// The columns, in the order of the recommended data set.
const COLUMNS: [Column; 18] = [
    Column::Number,
    Column::Title,
    Column::TitleEn,
    Column::StartDay,
    Column::EndDay,
    Column::StartTime,
    Column::EndTime,
    Column::StartNote,
    Column::Description,
    Column::Office,
    Column::Tel,
    Column::Fax,
    Column::Place,
    Column::Who,
    Column::Capacity,
    Column::RegisterDay,
    Column::RegisterTime,
    Column::Url,
];

/// The column of how one takes part: the later standard has it, and the recommended data set does not.
const WAY: &str = "開催方法";

/// The whole table, for a spreadsheet as for a program.
///
/// # Errors
/// When it cannot be written, which in memory does not happen.
pub fn table<'a>(meetings: impl IntoIterator<Item = &'a Meeting>, zone: &TimeZone) -> io::Result<String> {
    let mut csv = writer(Vec::new());
    csv.write_record(COLUMNS.iter().map(|column| column.name()).chain([WAY]))?;
    for meeting in meetings {
        let row = Row::of(meeting, zone);
        let cells = COLUMNS.iter().map(|column| harmless(&row.cell(*column)));
        csv.write_record(cells.chain([way(meeting.mode).to_owned()]))?;
    }
    let bytes = csv.into_inner().map_err(|error| error.into_error())?;
    let text = String::from_utf8(bytes).map_err(io::Error::other)?;
    Ok(format!("{BYTE_ORDER_MARK}{text}"))
}

fn way(mode: Option<Mode>) -> &'static str {
    match mode {
        Some(Mode::Venue) => "会場のみ",
        Some(Mode::Online) => "オンラインのみ",
        Some(Mode::Both) => "会場とオンライン",
        None => "",
    }
}

struct Row<'a> {
    meeting: &'a Meeting,
    zone: &'a TimeZone,
    start: (String, String),
    end: (String, String),
    note: String,
}

impl<'a> Row<'a> {
    fn of(meeting: &'a Meeting, zone: &'a TimeZone) -> Row<'a> {
        let nothing = || (String::new(), String::new());
        let (start, end, mut note) = match &meeting.when {
            When::Exact { start, end } => {
                let end = end.as_ref().map_or_else(nothing, |end| moment(end, zone));
                (moment(start, zone), end, String::new())
            }
            When::Days { first, last, times } => {
                let end = if last > first { (last.to_string(), String::new()) } else { nothing() };
                let note = match times {
                    Times::WholeDay => "終日",
                    // Of one day that is what a table without times means.
                    Times::NotAnnounced if last > first => "時間は後日お知らせします",
                    Times::NotAnnounced => "",
                };
                ((first.to_string(), String::new()), end, note.to_owned())
            }
            When::Month { year, month, about } => {
                let about = if *about { "頃" } else { "" };
                ((format!("{year}年{month}月{about}"), String::new()), nothing(), String::new())
            }
            When::Undecided => (nothing(), nothing(), String::new()),
        };
        if let Some(follows) = &meeting.details_follow {
            let follows = format!("詳細は{}にお知らせします", roughly(*follows));
            // The note that says it already says no more by being said twice.
            note = match (note.as_str(), &meeting.when) {
                ("終日", _) => format!("終日。{follows}"),
                (_, _) => follows,
            };
        }
        Row { meeting, zone, start, end, note }
    }

    fn cell(&self, column: Column) -> String {
        let meeting = self.meeting;
        let contact = meeting.contact.as_ref();
        match column {
            Column::Number => meeting.id.0.clone(),
            Column::Title => {
                let name = name(meeting);
                match meeting.status {
                    Status::Planned => name,
                    Status::Cancelled => format!("【中止】{name}"),
                }
            }
            Column::TitleEn => markup(Some(&meeting.title), Lang::EN),
            Column::StartDay => self.start.0.clone(),
            Column::StartTime => self.start.1.clone(),
            Column::EndDay => self.end.0.clone(),
            Column::EndTime => self.end.1.clone(),
            Column::StartNote => self.note.clone(),
            Column::Description => {
                let text = markup(meeting.description.as_ref(), Lang::JA);
                // The reader puts a note that it cannot follow under the description.
                let note = text.strip_suffix(self.note.as_str()).filter(|_| !self.note.is_empty());
                note.map_or(text.clone(), |text| text.trim_end_matches('\n').to_owned())
            }
            Column::Office => markup(contact.map(|contact| &contact.office), Lang::JA),
            Column::Tel => contact.and_then(|contact| contact.tel.clone()).unwrap_or_default(),
            Column::Fax => contact.and_then(|contact| contact.fax.clone()).unwrap_or_default(),
            Column::Place => markup(meeting.place.as_ref(), Lang::JA),
            Column::Who => markup(meeting.who.as_ref(), Lang::JA),
            Column::Capacity => capacity(meeting.capacity),
            Column::RegisterDay => self.register_by().0,
            Column::RegisterTime => self.register_by().1,
            Column::Url => meeting.page.as_ref().map(|page| page.url.clone()).unwrap_or_default(),
            Column::Code | Column::Extension | Column::Building | Column::Way | Column::Unused => {
                String::new()
            }
        }
    }

    fn register_by(&self) -> (String, String) {
        match &self.meeting.register_by {
            Some(Deadline::Day(day)) => (day.to_string(), String::new()),
            Some(Deadline::At(at)) => moment(at, self.zone),
            None => (String::new(), String::new()),
        }
    }
}

/// A text in one language with its readings, as programmes write them.
fn markup(text: Option<&Text>, lang: Lang) -> String {
    text.and_then(|text| text.get(lang)).map(|phrase| phrase.to_markup()).unwrap_or_default()
}

/// The name as offices write it: 第3回ピアサポートの会「場をひろげる」.
fn name(meeting: &Meeting) -> String {
    let title = markup(Some(&meeting.title), Lang::JA);
    let theme = markup(meeting.theme.as_ref(), Lang::JA);
    let series = meeting.series.as_ref().map(|series| (markup(Some(&series.name), Lang::JA), series.number));
    // One that was read out of a table has all of it in its title already.
    let is_whole = title.contains('第') && title.contains('回') && title.contains(theme.as_str());
    match series {
        Some((series, Some(number))) if !is_whole => {
            let theme = if theme.is_empty() { title } else { theme };
            let theme = if theme.is_empty() { theme } else { format!("「{theme}」") };
            format!("第{number}回{series}{theme}")
        }
        Some((series, _)) if title.is_empty() && theme.is_empty() => series,
        Some(_) | None if title.is_empty() => theme,
        Some(_) | None => title,
    }
}

fn moment(at: &Zoned, zone: &TimeZone) -> (String, String) {
    let at = at.with_time_zone(zone.clone());
    (at.date().to_string(), format!("{:02}:{:02}", at.hour(), at.minute()))
}

fn capacity(capacity: Capacity) -> String {
    match (capacity.venue, capacity.online) {
        (Some(venue), Some(online)) => format!("会場{venue}名、オンライン{online}名"),
        (Some(venue), None) => format!("会場{venue}名"),
        (None, Some(online)) => format!("オンライン{online}名"),
        (None, None) => String::new(),
    }
}

fn roughly(follows: Roughly) -> String {
    let of_day = |day: Date| format!("{}年{}月{}日", day.year(), day.month(), day.day());
    match follows {
        Roughly::Day(day) => of_day(day),
        Roughly::Month { year, month, part } => {
            let part = match part {
                PartOfMonth::Early => "上旬",
                PartOfMonth::Middle => "中旬",
                PartOfMonth::Late => "下旬",
                PartOfMonth::Any => "",
            };
            format!("{year}年{month}月{part}")
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::domain::meeting::{Contact, Page, Series};
    use crate::feed::csv;

    fn tokyo() -> TimeZone {
        TimeZone::get("Asia/Tokyo").unwrap()
    }

    fn read(table: &str) -> Vec<Meeting> {
        let reading = csv::read(table.as_bytes(), &tokyo()).unwrap();
        assert_eq!(reading.problems, [], "{table}");
        let without_line = |meeting: Meeting| Meeting { source_line: None, ..meeting };
        reading.programme.meetings.into_iter().map(without_line).collect()
    }

    #[track_caller]
    fn comes_back(meeting: &Meeting) {
        let written = table([meeting], &tokyo()).unwrap();
        assert_eq!(read(&written), std::slice::from_ref(meeting), "{written}");
    }

    fn tea(when: When) -> Meeting {
        Meeting::new("tea-1", Text::ja("お茶の会"), when)
    }

    #[test]
    fn every_kind_of_day_comes_back() {
        let at = |text: &str| text.parse::<Zoned>().unwrap();
        let (start, end) = (at("2026-12-17T13:30[Asia/Tokyo]"), at("2026-12-18T00:00[Asia/Tokyo]"));
        let (first, last) = (date(2026, 12, 17), date(2026, 12, 19));
        for when in [
            When::exact(start.clone(), Some(at("2026-12-17T16:00[Asia/Tokyo]"))),
            When::exact(start.clone(), Some(end)),
            When::exact(start.clone(), Some(at("2026-12-19T09:05[Asia/Tokyo]"))),
            When::exact(start, None),
            When::days(first, first, Times::WholeDay),
            When::days(first, first, Times::NotAnnounced),
            When::days(first, last, Times::WholeDay),
            When::month(2027, 5, true),
            When::month(2027, 5, false),
            Ok(When::Undecided),
        ] {
            comes_back(&tea(when.unwrap()));
        }
    }

    #[test]
    fn everything_a_table_can_hold_comes_back() {
        let at = |text: &str| text.parse::<Zoned>().unwrap();
        let mut meeting = tea(When::days(date(2026, 12, 17), date(2026, 12, 17), Times::WholeDay).unwrap());
        meeting.title = Text::ja("第3回ピアサポートの会「場を[広|ひろ]げる」");
        meeting.title.set(Lang::EN, crate::domain::text::Phrase::plain("Making room"));
        meeting.series = Some(Series { name: Text::ja("ピアサポートの会"), number: Some(3) });
        meeting.theme = Some(Text::ja("場を[広|ひろ]げる"));
        meeting.details_follow = Some(Roughly::Month { year: 2026, month: 12, part: PartOfMonth::Early });
        meeting.place = Some(Text::ja("談話室, 2階 \"広間\""));
        meeting.description =
            Some(Text::ja("=cmd|' /C calc'!A0 ではじまる一行目\n二行目。オンラインの話もします"));
        meeting.who = Some(Text::ja("@どなたでも"));
        meeting.mode = Some(Mode::Venue);
        meeting.capacity = Capacity { venue: Some(30), online: None };
        meeting.register_by = Some(Deadline::At(at("2026-12-10T17:00[Asia/Tokyo]")));
        meeting.status = Status::Cancelled;
        meeting.page = Some(Page { url: "https://ward.example/tea?a=1".to_owned(), number: None });
        meeting.contact = Some(Contact {
            office: Text::ja("-相談係"),
            tel: Some("+81-3-5432-2247".to_owned()),
            fax: Some("03-5432-3021".to_owned()),
        });
        comes_back(&meeting);
        meeting.mode = Some(Mode::Both);
        meeting.capacity = Capacity { venue: Some(30), online: Some(100) };
        meeting.register_by = Some(Deadline::Day(date(2026, 12, 10)));
        meeting.details_follow = Some(Roughly::Day(date(2026, 12, 1)));
        comes_back(&meeting);
    }

    #[test]
    fn no_cell_is_taken_for_a_formula() {
        let mut meeting = tea(When::Undecided);
        meeting.description = Some(Text::ja("=HYPERLINK(\"http://x.example\")"));
        let written = table([&meeting], &tokyo()).unwrap();
        assert!(written.starts_with(BYTE_ORDER_MARK) && written.contains("\"'=HYPERLINK("), "{written}");
        comes_back(&meeting);
    }

    #[test]
    fn what_was_written_from_a_table_reads_back_as_that_table() {
        for file in ["events_utf8bom.csv", "standard.csv"] {
            let path = format!("{}/tests/data/csv/{file}", env!("CARGO_MANIFEST_DIR"));
            let bytes = std::fs::read(path).unwrap();
            let first = csv::read(&bytes, &tokyo()).unwrap().programme.meetings;
            let first: Vec<Meeting> =
                first.into_iter().map(|meeting| Meeting { source_line: None, ..meeting }).collect();
            let written = table(&first, &tokyo()).unwrap();
            assert_eq!(read(&written), first, "{file}:\n{written}");
        }
    }

    #[test]
    fn series_and_theme_of_the_schedule_are_said_in_one_name_as_offices_do() {
        let mut meeting = tea(When::Undecided);
        meeting.title = Text::default();
        meeting.series = Some(Series { name: Text::ja("ピアサポートの会"), number: Some(3) });
        meeting.theme = Some(Text::ja("場をひろげる"));
        let back = read(&table([&meeting], &tokyo()).unwrap());
        assert_eq!(back[0].series, meeting.series);
        assert_eq!(back[0].theme, meeting.theme);
    }
}
