//! The report as a spreadsheet (xlsx): numbers are numbers, and every sheet fits its words.

use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

use crate::domain::programme::Division;
use crate::domain::report::{Audience, People, Report, Split, Subject, Untold};
use crate::feed::print as meeting_words;

use super::{Times, Words};

/// A further sheet: its name, and lines of a word and a number.
pub struct Extra {
    pub name: String,
    pub lines: Vec<(String, Option<i64>)>,
}

/// The whole workbook. `names` are those of the first sheet and of the one of times.
///
/// # Errors
/// When it cannot be written, which would be a mistake of ours.
pub fn print(
    report: &Report,
    words: &Words,
    names: [&str; 2],
    extra: &[Extra],
) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let [name, times] = names;
    let mut sheet = Sheet::new(&mut book, name)?;
    let title = meeting_words::title(&report.meeting, words.lang());
    sheet.heading(&[&title, &meeting_words::when(&report.meeting.when, words.lang())])?;
    let [_, _, table, line, part, people] = words.columns();
    sheet.bold(&[table, line, part, people])?;
    for one in report.tables.iter().filter(|one| one.subject != Subject::CameAt) {
        let name = words.subject(one.subject);
        match one.people {
            People::Told(people) => sheet.row([name, "", ""], Some(people), None)?,
            few @ People::FewerThan(_) => {
                sheet.row([name, "", ""], None, Some(&words.people(one.subject, few)))?;
            }
        }
        sheet.split(one.subject, &one.split, Division::Complete, None, words, words.times(report))?;
    }
    for difference in &report.differences {
        sheet.row([words.note(), &words.difference(difference), ""], None, None)?;
    }
    for remark in &report.remarks {
        sheet.row([words.note(), &words.remark(remark), ""], None, None)?;
    }
    match report.audience {
        Audience::Staff => {}
        Audience::Public(threshold) => {
            sheet.row([words.note(), &words.is_public(threshold), ""], None, None)?
        }
    }
    sheet.fit();
    if let Some(came_at) = report.table(Subject::CameAt) {
        let mut sheet = Sheet::new(&mut book, times)?;
        sheet.bold(&[words.subject(Subject::CameAt), people])?;
        for line in &came_at.split.lines {
            sheet.pair(&words.label(&line.label, words.times(report)), Some(line.people))?;
        }
        sheet.fit();
    }
    for one in extra {
        let mut sheet = Sheet::new(&mut book, &one.name)?;
        for (word, number) in &one.lines {
            sheet.pair(word, *number)?;
        }
        sheet.fit();
    }
    book.save_to_buffer()
}

struct Sheet<'b> {
    sheet: &'b mut Worksheet,
    row: u32,
}

impl<'b> Sheet<'b> {
    fn new(book: &'b mut Workbook, name: &str) -> Result<Sheet<'b>, XlsxError> {
        let sheet = book.add_worksheet();
        sheet.set_name(name)?.set_portrait().set_paper_size(9).set_print_fit_to_pages(1, 0);
        Ok(Sheet { sheet, row: 0 })
    }

    fn heading(&mut self, lines: &[&str]) -> Result<(), XlsxError> {
        let bold = Format::new().set_bold();
        for line in lines {
            self.sheet.write_string_with_format(self.row, 0, *line, &bold)?;
            self.row += 1;
        }
        self.row += 1;
        Ok(())
    }

    fn bold(&mut self, cells: &[&str]) -> Result<(), XlsxError> {
        let bold = Format::new().set_bold();
        for (column, cell) in (0_u16..).zip(cells) {
            self.sheet.write_string_with_format(self.row, column, *cell, &bold)?;
        }
        self.row += 1;
        Ok(())
    }

    /// Words, and a number or what is said in its place.
    fn row(&mut self, words: [&str; 3], number: Option<i64>, said: Option<&str>) -> Result<(), XlsxError> {
        for (column, word) in (0_u16..).zip(words).filter(|(_, word)| !word.is_empty()) {
            self.sheet.write_string(self.row, column, word)?;
        }
        if let Some(number) = number {
            // Exact up to 2^53: more people than there are.
            self.sheet.write_number(self.row, 3, number as f64)?;
        }
        if let Some(said) = said {
            self.sheet.write_string(self.row, 3, said)?;
        }
        self.row += 1;
        Ok(())
    }

    fn pair(&mut self, word: &str, number: Option<i64>) -> Result<(), XlsxError> {
        self.sheet.write_string(self.row, 0, word)?;
        if let Some(number) = number {
            self.sheet.write_number(self.row, 1, number as f64)?;
        }
        self.row += 1;
        Ok(())
    }

    fn split(
        &mut self,
        subject: Subject,
        split: &Split,
        division: Division,
        of: Option<&str>,
        words: &Words,
        times: Times,
    ) -> Result<(), XlsxError> {
        let table = words.subject(subject);
        let place = |label: &str| match of {
            None => [table.to_owned(), label.to_owned(), String::new()],
            Some(line) => [table.to_owned(), line.to_owned(), label.to_owned()],
        };
        for line in &split.lines {
            let name = words.label(&line.label, times);
            let label = match division {
                Division::Complete => name.clone(),
                Division::OfWhich => words.of_which(&name),
            };
            let cells = place(&label);
            self.row(cells.each_ref().map(String::as_str), Some(line.people), None)?;
            self.split(subject, &line.parts, line.division, Some(&name), words, times)?;
        }
        match split.untold {
            Untold::Nothing => Ok(()),
            Untold::Merged(people) => {
                let cells = place(words.merged());
                self.row(cells.each_ref().map(String::as_str), Some(people), None)
            }
            Untold::All => {
                let cells = place(words.untold());
                self.row(cells.each_ref().map(String::as_str), None, None)
            }
        }
    }

    fn fit(&mut self) {
        self.sheet.autofit();
    }
}
