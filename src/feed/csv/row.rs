//! One row of the table as a meeting.

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{ToSpan, Zoned};
use sha2::{Digest, Sha256};

use super::super::{Problem, ProblemKind};
use super::columns::{Column, Columns};
use super::dates::{self, Found, half_width};
use super::title;
use super::words::{first_number, is_open, page_number, says_online, telephone};
use crate::domain::meeting::{
    Capacity, Contact, Deadline, Meeting, Mode, Page, PartOfMonth, Roughly, Series, Status, Times, When,
};
use crate::domain::text::{Lang, Phrase, Text};

/// A row while it is being read.
pub struct Row<'a> {
    pub columns: &'a Columns,
    pub cells: &'a csv::StringRecord,
    pub line: u32,
    pub zone: &'a TimeZone,
    pub problems: &'a mut Vec<Problem>,
}

/// What 開始日時特記事項 says.
#[derive(Default)]
struct Note {
    /// Details are announced then.
    follows: Option<Roughly>,
    /// Details, or times, are announced some time.
    announces: bool,
    /// Not an announcement, but the month of the meeting itself.
    month: Option<When>,
    whole_day: bool,
}

impl Note {
    fn read(note: &str, start: Option<Date>) -> Note {
        let has = |words: &[&str]| words.iter().any(|word| note.contains(word));
        let found = dates::within(note, start);
        let tells = has(&["案内", "知らせ", "公表", "発表", "掲載", "連絡"]);
        let announces = has(&["後日", "追って", "決まり次第", "決定次第"])
            || (tells
                && (has(&["詳細", "詳しく", "くわしく", "時間", "時刻", "会場", "場所", "内容"])
                    || found.is_some()));
        let open = has(&["未定", "調整中"]) && has(&["時間", "時刻"]);
        let follows = found.filter(|_| announces).map(|found| match found {
            Found::Day(day) => Roughly::Day(day),
            Found::Month { year, month, part, .. } => Roughly::Month { year, month, part },
        });
        let month = found.filter(|_| !announces).and_then(month_of);
        Note { follows, announces: announces || open, month, whole_day: has(&["終日", "一日中"]) }
    }

    fn is_understood(&self, start: Option<Found>) -> bool {
        self.follows.is_some() || self.whole_day || (start.is_none() && self.month.is_some())
    }
}

fn month_of(found: Found) -> Option<When> {
    match found {
        Found::Month { year, month, about, part } => {
            When::month(year, month, about || part != PartOfMonth::Any).ok()
        }
        Found::Day(_) => None,
    }
}

impl<'a> Row<'a> {
    /// The meeting, as far as the row tells it; without a name there is none.
    pub fn meeting(&mut self) -> Option<Meeting> {
        self.check_width();
        let Some(name) = self.cell(Column::Title) else {
            self.tell(Column::Title, ProblemKind::NoName, "The name is missing. The row was left out.");
            return None;
        };
        // How offices say in a table that a meeting does not take place.
        let called_off = name.strip_prefix("【中止】").map(str::trim_start).filter(|name| !name.is_empty());
        let (name, status) = called_off.map_or((name, Status::Planned), |name| (name, Status::Cancelled));
        let mut title = Text::ja(name);
        if let Some(english) = self.cell(Column::TitleEn) {
            title.set(Lang::EN, Phrase::parse(english));
        }
        let start = self.start();
        let note_text = self.cell(Column::StartNote);
        let start_day = start.and_then(|found| match found {
            Found::Day(day) => Some(day),
            Found::Month { .. } => None,
        });
        let note = note_text.map(|text| Note::read(text, start_day)).unwrap_or_default();
        let when = match start {
            Some(Found::Day(day)) => self.on_day(day, &note),
            Some(found @ Found::Month { .. }) => month_of(found).unwrap_or(When::Undecided),
            None => note.month.clone().unwrap_or(When::Undecided),
        };
        let mut meeting = Meeting::new(self.id(), title, when);
        if let Some(parts) = title::parts(name) {
            meeting.series = Some(Series { name: Text::ja(parts.series), number: Some(parts.number) });
            meeting.theme = parts.theme.map(Text::ja);
        }
        meeting.status = status;
        meeting.details_follow = note.follows;
        let place = self.place();
        meeting.mode = self.mode(place.is_some());
        meeting.place = place.map(|place| Text::ja(&place));
        meeting.description = self.description(note_text.filter(|_| !note.is_understood(start)), start);
        meeting.who = self.cell(Column::Who).map(Text::ja);
        meeting.capacity = self.capacity(meeting.mode);
        meeting.register_by = self.register_by();
        meeting.page = self.page();
        meeting.contact = self.contact();
        meeting.source_line = Some(self.line);
        Some(meeting)
    }

    /// A name for this row that does not change when other rows or the file's order do.
    fn id(&self) -> String {
        match (self.cell(Column::Code), self.cell(Column::Number)) {
            (Some(code), Some(number)) => format!("{code}-{number}"),
            (None, Some(number)) => number.to_owned(),
            (_, None) => {
                hash([self.cell(Column::Title), self.cell(Column::StartDay), self.cell(Column::StartNote)])
            }
        }
    }

    /// What tells this row from another one with its number.
    pub fn fingerprint(&self) -> String {
        let columns = [Column::Title, Column::StartDay, Column::StartTime, Column::StartNote, Column::Place];
        hash(columns.map(|column| self.cell(column)))
    }

    fn check_width(&mut self) {
        let (wanted, found) = (self.columns.headers.len(), self.cells.len());
        let surplus = self.cells.iter().skip(wanted).any(|cell| !cell.trim().is_empty());
        if found < wanted {
            self.tell_row(ProblemKind::TooFewCells, format!(
                "The row has {found} cells, but there are {wanted} columns. The missing ones were taken as empty."
            ));
        } else if surplus {
            self.tell_row(ProblemKind::TooManyCells, format!(
                "The row has {found} cells, but there are only {wanted} columns: perhaps a comma in a text stands without quotation marks. Cells may stand in the wrong column; the last ones were passed over."
            ));
        }
    }

    /// The day or month in 開始日.
    fn start(&mut self) -> Option<Found> {
        let cell = self.cell(Column::StartDay)?;
        let found = dates::whole(cell);
        if found.is_none() && !is_open(cell) {
            let message = format!(
                "\"{cell}\" is not a day that can be read. The meeting is shown as not yet decided, with this text."
            );
            self.tell(Column::StartDay, ProblemKind::DayAsText, message);
        }
        found
    }

    fn on_day(&mut self, first: Date, note: &Note) -> When {
        let last = match self.cell(Column::EndDay).map(|cell| (cell, dates::whole(cell))) {
            None => first,
            Some((_, Some(Found::Day(last)))) if last >= first => last,
            Some((cell, Some(Found::Day(_)))) => {
                let message =
                    format!("\"{cell}\" is before the first day. It was taken as a meeting of one day.");
                self.tell(Column::EndDay, ProblemKind::OneDay, message);
                first
            }
            Some((cell, Some(Found::Month { .. }) | None)) => {
                let message = format!(
                    "\"{cell}\" is not a day that can be read. It was taken as a meeting of one day."
                );
                self.tell(Column::EndDay, ProblemKind::OneDay, message);
                first
            }
        };
        match self.times() {
            (Some(start), end) => self.exact(first, last, start, end),
            (None, Some(_)) => {
                self.tell(
                    Column::EndTime,
                    ProblemKind::EndWithoutStart,
                    "There is an end without a start. The times were left out.",
                );
                without_times(first, last, note)
            }
            (None, None) => without_times(first, last, note),
        }
    }

    fn exact(&mut self, first: Date, last: Date, start: Time, end: Option<(Time, bool)>) -> When {
        let at = |day: Date, time: Time| day.to_datetime(time).to_zoned(self.zone.clone()).ok();
        let end = match end {
            Some((time, is_next_midnight)) => {
                let day = if is_next_midnight { last.checked_add(1.day()).unwrap_or(last) } else { last };
                at(day, time)
            }
            None if last > first => last.tomorrow().ok().and_then(|day| at(day, Time::midnight())),
            None => None,
        };
        let Some(start) = at(first, start) else { return When::Undecided };
        match When::exact(start.clone(), end) {
            Ok(when) => when,
            Err(error) => {
                self.tell(
                    Column::EndTime,
                    ProblemKind::EndLeftOut,
                    format!("This cannot be: {error}. The end was left out."),
                );
                When::Exact { start, end: None }
            }
        }
    }

    /// 開始時間 and 終了時間; "13:30～16:00" in the first fills both.
    fn times(&mut self) -> (Option<Time>, Option<(Time, bool)>) {
        let start = self.cell(Column::StartTime);
        let end = self.cell(Column::EndTime);
        if let (Some(both), None) = (start, end)
            && let Some((from, to)) = half_width(both).split_once(['~', '-', '→'])
            && let (Some((from, _)), Some(to)) = (dates::time(from), dates::time(to))
        {
            return (Some(from), Some(to));
        }
        (self.time(Column::StartTime).map(|(time, _)| time), self.time(Column::EndTime))
    }

    fn time(&mut self, column: Column) -> Option<(Time, bool)> {
        let cell = self.cell(column)?;
        let time = dates::time(cell);
        if time.is_none() && !is_open(cell) {
            self.tell(
                column,
                ProblemKind::TimeLeftOut,
                format!("\"{cell}\" is not a time that can be read. It was left out."),
            );
        }
        time
    }

    fn place(&self) -> Option<String> {
        let name = self.cell(Column::Place).filter(|name| !is_open(name));
        let place = match (name, self.cell(Column::Building)) {
            (Some(name), Some(building)) if !name.contains(building) => format!("{name} {building}"),
            (Some(name), _) => name.to_owned(),
            (None, Some(building)) => building.to_owned(),
            (None, None) => return None,
        };
        let words =
            ["オンライン", "online", "web", "zoom", "開催", "配信", "会議", "(", ")", " ", "・", "ウェブ"];
        let rest = words.iter().fold(half_width(&place).to_lowercase(), |rest, word| rest.replace(word, ""));
        // "Zoom によるオンライン開催" is a way, not a place.
        (!rest.trim_start_matches("による").is_empty()).then_some(place)
    }

    /// How one takes part, where the row says it. A place alone says "there".
    fn mode(&self, has_place: bool) -> Option<Mode> {
        // A word that leaves no doubt is believed, whatever else stands in the row.
        match self.cell(Column::Way) {
            Some("会場のみ") => return Some(Mode::Venue),
            Some("オンラインのみ") => return Some(Mode::Online),
            Some("会場とオンライン") => return Some(Mode::Both),
            Some(_) | None => {}
        }
        let cells = [Column::Way, Column::Place, Column::Building, Column::Title, Column::Description];
        let said: Vec<&str> = cells.iter().filter_map(|column| self.cell(*column)).collect();
        let is_online = said.iter().any(|text| says_online(text));
        let hybrid =
            ["ハイブリッド", "併用", "会場とオンライン", "会場またはオンライン", "会場及びオンライン"];
        let at_venue = has_place
            || said.iter().any(|text| {
                text.contains("視聴会場")
                    || text.contains("会場あり")
                    || hybrid.iter().any(|word| text.contains(word))
            });
        match (is_online, at_venue) {
            (true, true) => Some(Mode::Both),
            (true, false) => Some(Mode::Online),
            (false, true) => Some(Mode::Venue),
            (false, false) => None,
        }
    }

    /// 説明, then what else visitors should know of the date and could not be told as one.
    fn description(&self, note: Option<&str>, start: Option<Found>) -> Option<Text> {
        let open_day = self.cell(Column::StartDay).filter(|_| start.is_none());
        let parts = [self.cell(Column::Description), open_day, note];
        let parts: Vec<&str> = parts.into_iter().flatten().collect();
        let text = parts.join("\n").replace("\r\n", "\n");
        (!text.is_empty()).then(|| Text::ja(&text))
    }

    fn capacity(&mut self, mode: Option<Mode>) -> Capacity {
        let Some(cell) = self.cell(Column::Capacity) else { return Capacity::default() };
        let text = half_width(cell).replace(',', "");
        let online = text.find("オンライン").and_then(|i| first_number(&text[i..]));
        let venue = text.find("会場").and_then(|i| first_number(&text[i..]));
        if online.is_some() || venue.is_some() {
            return Capacity { venue, online };
        }
        match (first_number(&text), mode) {
            (None, _) => {
                let no_limit = ["なし", "無し", "制限なし", "無制限", "-", "設けない", "特になし", "未定"];
                if !no_limit.iter().any(|word| text.contains(word)) {
                    self.tell(
                        Column::Capacity,
                        ProblemKind::NoNumber,
                        format!("\"{cell}\" holds no number. It was left out."),
                    );
                }
                Capacity::default()
            }
            (number, Some(Mode::Online)) => Capacity { venue: None, online: number },
            (number, Some(Mode::Venue) | None) => Capacity { venue: number, online: None },
            (Some(_), Some(Mode::Both)) => {
                let message = "One number cannot be divided between venue and online. It was left out; write 会場30名、オンライン100名.";
                self.tell(Column::Capacity, ProblemKind::NumberUndivided, message);
                Capacity::default()
            }
        }
    }

    fn register_by(&mut self) -> Option<Deadline> {
        let cell = self.cell(Column::RegisterDay)?;
        let Some(Found::Day(day)) = dates::whole(cell) else {
            if !is_open(cell) {
                self.tell(
                    Column::RegisterDay,
                    ProblemKind::DayLeftOut,
                    format!("\"{cell}\" is not a day that can be read. It was left out."),
                );
            }
            return None;
        };
        let moment = self.time(Column::RegisterTime).and_then(|(time, is_next_midnight)| {
            let day = if is_next_midnight { day.tomorrow().ok()? } else { day };
            day.to_datetime(time).to_zoned(self.zone.clone()).ok()
        });
        Some(moment.map_or(Deadline::Day(day), |moment: Zoned| Deadline::At(moment)))
    }

    fn page(&mut self) -> Option<Page> {
        let cell = self.cell(Column::Url)?;
        let url = half_width(cell.split([' ', '\n', ';', '　']).next().unwrap_or(cell));
        if !["https://", "http://"].iter().any(|scheme| url.to_lowercase().starts_with(scheme)) {
            self.tell(
                Column::Url,
                ProblemKind::AddressLeftOut,
                format!("\"{cell}\" is not a web address. It was left out."),
            );
            return None;
        }
        let number = page_number(&url);
        Some(Page { url, number })
    }

    fn contact(&self) -> Option<Contact> {
        let number = |column| self.cell(column).filter(|cell| !is_open(cell)).map(telephone);
        let tel = number(Column::Tel).map(|tel| match self.cell(Column::Extension) {
            Some(extension) => format!("{tel}（内線{extension}）"),
            None => tel,
        });
        let contact = Contact {
            office: self.cell(Column::Office).map(Text::ja).unwrap_or_default(),
            tel,
            fax: number(Column::Fax),
        };
        (contact != Contact::default()).then_some(contact)
    }

    fn cell(&self, column: Column) -> Option<&'a str> {
        self.columns.cell(self.cells, column)
    }

    fn tell(&mut self, column: Column, kind: ProblemKind, message: impl Into<String>) {
        let field = Some(self.columns.name(column));
        self.problems.push(Problem { line: Some(self.line), field, kind, message: message.into() });
    }

    /// A problem of the row as a whole.
    pub fn tell_row(&mut self, kind: ProblemKind, message: impl Into<String>) {
        self.problems.push(Problem { line: Some(self.line), field: None, kind, message: message.into() });
    }
}

/// A day without times. In these tables an empty time means "not given here": one day is told as
/// "time not announced", which sends people to the page or the telephone; of several days only
/// the days are told, unless the note says that times follow.
fn without_times(first: Date, last: Date, note: &Note) -> When {
    let times = if note.whole_day || (last > first && !note.announces) {
        Times::WholeDay
    } else {
        Times::NotAnnounced
    };
    When::Days { first, last, times }
}

fn hash<const N: usize>(cells: [Option<&str>; N]) -> String {
    let mut hasher = Sha256::new();
    for cell in cells {
        hasher.update(cell.unwrap_or_default().as_bytes());
        hasher.update([0]);
    }
    hasher.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}
