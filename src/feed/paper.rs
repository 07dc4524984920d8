//! Lists that were kept on paper and typed into a table: who registered, who came, how many.
//!
//! Unlike a programme, a list is taken whole or not at all: half a list cannot be told from a
//! whole one afterwards. Every row that is wrong is named. Nobody's name has a column here.

mod words;

use jiff::Timestamp;
use sha2::{Digest, Sha256};

use super::csv::{self, half_width, records};
use super::encoding::{self, Lines};
use super::{Problem, ProblemKind};
use crate::domain::attendance::{Arrival, Party, Record, RecordKey, Standing, Way, What};
use crate::domain::meeting::MeetingId;
use crate::domain::programme::Category;
use crate::domain::text::Text;
use words::{Column, Columns, Kind, SaidWay, is_called};

/// The most people of one row, so that a slip of the finger is noticed.
pub const MOST_PEOPLE: u32 = 1000;

/// What a list may speak of.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Meetings by id, with what they are called.
    pub meetings: Vec<(MeetingId, Text)>,
    pub categories: Vec<Category>,
    pub others: Others,
}

/// What to do about a meeting that is not known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Others {
    /// It is a mistake.
    #[default]
    Refused,
    /// It is the id of a meeting that the programme has no more.
    Taken,
}

/// A list that is right as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    pub rows: Vec<Row>,
    /// The same for every file that says the same, however it was saved.
    hash: [u8; 32],
}

/// Some people who did the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Of the file, counted from 1.
    pub line: u32,
    pub meeting: MeetingId,
    pub entry: Entry,
    pub standing: Standing,
    pub people: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    Registered(Way),
    /// In what way somebody took part is not kept of those who came.
    Came,
}

impl List {
    /// One record for every person. Keys come from what the list says and the place in it, so that
    /// a list which is entered a second time is known by them.
    pub fn records(&self, now: Timestamp, sure: bool) -> Vec<Record> {
        let mut records = Vec::new();
        for (number, row) in (0_u32..).zip(&self.rows) {
            for person in 0..row.people {
                let what = match row.entry {
                    Entry::Registered(way) => {
                        What::Registered { mark: None, way, party: Party::one(row.standing.clone()) }
                    }
                    Entry::Came => What::CheckedIn(Arrival::Paper { standing: row.standing.clone() }),
                };
                let key = self.key(number, person);
                records.push(Record::new(key, row.meeting.clone(), now, sure, what));
            }
        }
        records
    }

    fn key(&self, row: u32, person: u32) -> RecordKey {
        let hash = Sha256::new().chain_update(self.hash);
        let hash = hash.chain_update(row.to_be_bytes()).chain_update(person.to_be_bytes()).finalize();
        let mut bits = [0; 16];
        bits.copy_from_slice(&hash[..16]);
        RecordKey(u128::from_be_bytes(bits))
    }
}

/// Reads a list.
///
/// # Errors
/// With everything that is wrong, in the order of lines.
pub fn read(bytes: &[u8], known: &Known) -> Result<List, Vec<Problem>> {
    let decoded = encoding::decode(bytes);
    let text = decoded.text.trim_start_matches('\u{feff}');
    let of_file = |message: &str| {
        vec![Problem { line: None, field: None, kind: ProblemKind::OnPaper, message: message.to_owned() }]
    };
    if text.trim().is_empty() {
        return Err(of_file("The file is empty."));
    }
    if !decoded.clean {
        return Err(of_file(
            "Some characters of the file are broken. Save it again, as UTF-8 (\"CSV UTF-8\") or Shift_JIS.",
        ));
    }
    let delimiter = csv::delimiter(text);
    let lines = records::records(text, delimiter, &Lines::of(text));
    let mut lines = lines.iter();
    let first = lines.next().ok_or_else(|| of_file("The file is empty."))?;
    let columns = Columns::of(&csv::fields(first, delimiter), first.line)?;
    let mut list = Reader { columns, known, problems: Vec::new(), hash: Sha256::new() };
    let mut rows = Vec::new();
    for line in lines {
        let cells = csv::fields(line, delimiter);
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if !line.is_sound {
            let message =
                "A quotation mark (\") is missing or one too many. Mend it, or take all of them out.";
            let (line, message) = (Some(line.line), message.to_owned());
            list.problems.push(Problem { line, field: None, kind: ProblemKind::OnPaper, message });
            continue;
        }
        rows.extend(list.row(&cells, line.line));
    }
    if rows.is_empty() && list.problems.is_empty() {
        return Err(of_file("There are no rows under the names of the columns."));
    }
    if list.problems.is_empty() {
        Ok(List { rows, hash: list.hash.finalize().into() })
    } else {
        Err(list.problems)
    }
}

struct Reader<'a> {
    columns: Columns,
    known: &'a Known,
    problems: Vec<Problem>,
    hash: Sha256,
}

impl Reader<'_> {
    /// The row, if all of it is right. Every cell is looked at, so that all mistakes are told.
    fn row(&mut self, cells: &::csv::StringRecord, line: u32) -> Option<Row> {
        let cell = |column| self.columns.cell(cells, column);
        let [meeting, kind, way] = [Column::Meeting, Column::Kind, Column::Way].map(cell);
        let [category, sub, count] = [Column::Category, Column::Sub, Column::Count].map(cell);
        for cell in [&meeting, &kind, &way, &category, &sub, &count] {
            self.hash.update(cell.as_bytes());
            self.hash.update([0]);
        }
        self.hash.update([1]);
        let meeting = self.meeting(&meeting).map_err(|why| self.tell(line, Column::Meeting, why));
        let entry = entry(&kind, &way).map_err(|(column, why)| self.tell(line, column, why));
        let standing = self.standing(&category, &sub).map_err(|(column, why)| self.tell(line, column, why));
        let people = self.people(&count).map_err(|why| self.tell(line, Column::Count, why));
        Some(Row {
            line,
            meeting: meeting.ok()?,
            entry: entry.ok()?,
            standing: standing.ok()?,
            people: people.ok()?,
        })
    }

    fn tell(&mut self, line: u32, column: Column, message: String) {
        let field = Some(self.columns.name(column));
        self.problems.push(Problem { line: Some(line), field, kind: ProblemKind::OnPaper, message });
    }

    fn meeting(&self, cell: &str) -> Result<MeetingId, String> {
        let known = &self.known.meetings;
        if cell.is_empty() {
            return Err("The meeting is missing. Write its id or its title.".to_owned());
        }
        if let Some((id, _)) = known.iter().find(|(id, _)| half_width(&id.0) == cell) {
            return Ok(id.clone());
        }
        let called: Vec<&MeetingId> =
            known.iter().filter(|(_, title)| is_called(title, cell)).map(|(id, _)| id).collect();
        match called[..] {
            [id] => Ok(id.clone()),
            [] if self.known.others == Others::Taken => Ok(MeetingId(cell.to_owned())),
            [] => Err(format!(
                "\"{cell}\" is no meeting that the programme or the records know. Known are: {}. If the \
                 programme has it no more, enter the list with --new-meetings.",
                some(known.iter().map(|(id, _)| id.0.as_str()))
            )),
            _ => Err(format!(
                "More than one meeting is called \"{cell}\". Write its id: {}.",
                some(called.iter().map(|id| id.0.as_str()))
            )),
        }
    }

    fn standing(&self, category: &str, sub: &str) -> Result<Standing, (Column, String)> {
        if words::is_not_said(category) && sub.is_empty() {
            return Ok(Standing::NotSaid);
        }
        let categories = &self.known.categories;
        let names = || some(categories.iter().map(|category| category.id.as_str()));
        if words::is_not_said(category) {
            let why = "A sub-category stands here without its category. Write the category too.".to_owned();
            return Err((Column::Category, why));
        }
        let found = categories.iter().find(|known| known.id == category || is_called(&known.name, category));
        let Some(found) = found else {
            let why = format!(
                "\"{category}\" is no category. Known are: {}, or nothing for those who did not say.",
                names()
            );
            return Err((Column::Category, why));
        };
        let id = found.id.clone();
        if sub.is_empty() {
            return Ok(Standing::Said { category: id, sub: None });
        }
        match found.subs.iter().find(|known| known.id == sub || is_called(&known.name, sub)) {
            Some(sub) => Ok(Standing::Said { category: id, sub: Some(sub.id.clone()) }),
            None if found.subs.is_empty() => {
                Err((Column::Sub, format!("The category \"{id}\" has no sub-categories. Leave this empty.")))
            }
            None => {
                let subs = some(found.subs.iter().map(|sub| sub.id.as_str()));
                Err((Column::Sub, format!("\"{sub}\" is no sub-category of \"{id}\". Known are: {subs}.")))
            }
        }
    }

    /// A list without the column has a row for every person.
    fn people(&self, cell: &str) -> Result<u32, String> {
        if !self.columns.has(Column::Count) {
            return Ok(1);
        }
        let cell = cell.strip_suffix(['人', '名']).unwrap_or(cell).trim_end();
        match cell.parse::<u32>() {
            Ok(people) if (1..=MOST_PEOPLE).contains(&people) => Ok(people),
            Ok(0) => Err("Nobody did this. Take the row out.".to_owned()),
            Ok(_) => {
                Err(format!("{cell} is more than {MOST_PEOPLE}. If that is right, make several rows of it."))
            }
            Err(_) if cell.is_empty() => Err("How many is missing. Write a number from 1.".to_owned()),
            Err(_) => Err(format!("\"{cell}\" is not a number of people from 1 to {MOST_PEOPLE}.")),
        }
    }
}

fn entry(kind: &str, way: &str) -> Result<Entry, (Column, String)> {
    let no_way = || {
        let why = format!(
            "\"{way}\" is no way of taking part. Write venue, online or open (会場, オンライン, 未定)."
        );
        (Column::Way, why)
    };
    match (Kind::of(kind), SaidWay::of(way)) {
        (None, _) if kind.is_empty() => Err((
            Column::Kind,
            "What they did is missing. Write register or check-in (申し込み, 受付).".to_owned(),
        )),
        (None, _) => Err((
            Column::Kind,
            format!("\"{kind}\" is not known. Write register or check-in (申し込み, 受付)."),
        )),
        (Some(_), None) => Err(no_way()),
        (Some(Kind::Register), Some(SaidWay::Said(way))) => Ok(Entry::Registered(way)),
        (Some(Kind::Register), Some(SaidWay::Nothing)) => {
            let why = "The way is missing. Write venue, online or open (会場, オンライン, 未定).".to_owned();
            Err((Column::Way, why))
        }
        (Some(Kind::CheckIn), Some(SaidWay::Said(_) | SaidWay::Nothing)) => Ok(Entry::Came),
    }
}

/// The first few names of a list.
fn some<'a>(names: impl Iterator<Item = &'a str>) -> String {
    const MOST: usize = 12;
    let mut names: Vec<&str> = names.take(MOST + 1).collect();
    match names.len() {
        0 => "none".to_owned(),
        count if count > MOST => {
            names.truncate(MOST);
            format!("{} and others", names.join(", "))
        }
        _ => names.join(", "),
    }
}
