//! The report for a spreadsheet: CSV in UTF-8 with a byte order mark, as spreadsheets of every kind
//! open it with a double click.

use std::io;

use super::spreadsheet::{self, harmless};
use super::words::{Times, Words};
use crate::domain::programme::Division;
use crate::domain::report::{Audience, People, Report, Split, Subject, Untold};
use crate::feed::print as meeting_words;

/// The whole table.
///
/// # Errors
/// When it cannot be written, which in memory does not happen.
pub fn print(report: &Report, words: &Words) -> io::Result<String> {
    let lang = words.lang();
    let mut rows = Rows { words, times: words.times(report), rows: Vec::new() };
    for table in &report.tables {
        let people = match table.people {
            People::Told(people) => people.to_string(),
            few @ People::FewerThan(_) => words.people(table.subject, few),
        };
        rows.row(words.subject(table.subject), "", "", people);
        rows.split(table.subject, &table.split, Division::Complete, None);
    }
    let remarks = report.remarks.iter().map(|remark| words.remark(remark));
    let mut notes: Vec<String> = report.differences.iter().map(|one| words.difference(one)).collect();
    notes.extend(remarks);
    match report.audience {
        Audience::Staff => {}
        Audience::Public(threshold) => notes.push(words.is_public(threshold)),
    }
    for note in notes {
        rows.row(words.note(), &note, "", String::new());
    }

    let mut csv = spreadsheet::writer(Vec::new());
    csv.write_record(words.columns())?;
    let meeting = harmless(&meeting_words::title(&report.meeting, lang));
    let when = harmless(&meeting_words::when(&report.meeting.when, lang));
    for row in rows.rows {
        csv.write_record(
            [meeting.as_str(), when.as_str()].into_iter().chain(row.iter().map(String::as_str)),
        )?;
    }
    let text =
        String::from_utf8(csv.into_inner().map_err(|error| error.into_error())?).map_err(io::Error::other)?;
    Ok(format!("{}{text}", spreadsheet::BYTE_ORDER_MARK))
}

struct Rows<'a> {
    words: &'a Words,
    times: Times,
    /// Table, line, part, people.
    rows: Vec<[String; 4]>,
}

impl Rows<'_> {
    fn row(&mut self, table: &str, line: &str, part: &str, people: String) {
        self.rows.push([harmless(table), harmless(line), harmless(part), people]);
    }

    /// The lines of a table, or the parts of its line `of`.
    fn split(&mut self, subject: Subject, split: &Split, division: Division, of: Option<&str>) {
        let words = self.words;
        let table = words.subject(subject);
        let add = |rows: &mut Self, label: &str, people: String| match of {
            None => rows.row(table, label, "", people),
            Some(line) => rows.row(table, line, label, people),
        };
        for line in &split.lines {
            let name = words.label(&line.label, self.times);
            let label = match division {
                Division::Complete => name.clone(),
                Division::OfWhich => words.of_which(&name),
            };
            add(self, &label, line.people.to_string());
            self.split(subject, &line.parts, line.division, Some(&name));
        }
        match split.untold {
            Untold::Nothing => {}
            Untold::Merged(people) => add(self, words.merged(), people.to_string()),
            Untold::All => add(self, words.untold(), String::new()),
        }
    }
}
