//! The report for people: the newsletter's block, then the rest.

use crate::domain::meeting::Status;
use crate::domain::programme::Division;
use crate::domain::report::{Audience, Report, Split, Subject, Table, Untold};
use crate::feed::print as meeting_words;

use super::words::{Times, Words};

/// The whole report, without a line's end at its end.
pub fn print(report: &Report, words: &Words) -> String {
    let mut printer = Printer { words, times: words.times(report), lines: Vec::new() };
    printer.heading(report);
    for table in &report.tables {
        printer.table(table);
    }
    match report.audience {
        Audience::Staff => printer.remarks(report),
        Audience::Public(_) => {}
    }
    printer.lines.join("\n")
}

struct Printer<'a> {
    words: &'a Words,
    times: Times,
    lines: Vec<String>,
}

impl Printer<'_> {
    fn heading(&mut self, report: &Report) {
        let (meeting, lang) = (&report.meeting, self.words.lang());
        let title = meeting_words::title(meeting, lang);
        let theme = meeting.theme.as_ref().map(|theme| theme.phrase(lang).text());
        // Feeds often name the theme in the title.
        match theme.filter(|theme| !title.contains(theme)) {
            Some(theme) => self.lines.push(self.words.themed(&title, &theme)),
            None => self.lines.push(title),
        }
        let when = meeting_words::when(&meeting.when, lang);
        match meeting.status {
            Status::Planned => self.lines.push(when),
            Status::Cancelled => self.lines.push(self.words.with(&when, self.words.called_off())),
        }
        match report.audience {
            Audience::Staff => self.lines.extend(self.words.capacity(meeting.capacity)),
            Audience::Public(threshold) => self.lines.push(self.words.is_public(threshold)),
        }
        self.gap();
    }

    fn table(&mut self, table: &Table) {
        let words = self.words;
        let subject = words.subject(table.subject);
        let people = words.people(table.subject, table.people);
        match table.subject {
            // What has few parts stands on one line, as in the newsletter.
            Subject::Came | Subject::Registered | Subject::Waiting | Subject::TakenBack => {
                let mut parts = Vec::new();
                for line in &table.split.lines {
                    let count = words.of_line(table.subject, line);
                    parts.push(format!("{} {count}", words.label(&line.label, self.times)));
                }
                match table.split.untold {
                    Untold::Nothing => {}
                    Untold::Merged(people) => {
                        parts.push(format!("{} {}", words.merged(), words.count(table.subject, people)));
                    }
                    Untold::All => parts.push(words.untold().to_owned()),
                }
                self.lines.push(words.with(&words.named(subject, &people), &words.list(&parts)));
            }
            Subject::RegisteredAs | Subject::CameBy | Subject::CameAs | Subject::Felt | Subject::CameAt => {
                self.gap();
                self.lines.push(words.with(subject, &people));
                self.split(table.subject, &table.split, Division::Complete, 1);
                self.gap();
            }
        }
    }

    fn split(&mut self, subject: Subject, split: &Split, division: Division, depth: usize) {
        let words = self.words;
        let indent = "  ".repeat(depth);
        for line in &split.lines {
            let label = words.label(&line.label, self.times);
            let label = match division {
                Division::Complete => label,
                Division::OfWhich => words.of_which(&label),
            };
            let count = words.of_line(subject, line);
            self.lines.push(format!("{indent}{}", words.named(&label, &count)));
            self.split(subject, &line.parts, line.division, depth + 1);
        }
        match split.untold {
            Untold::Nothing => {}
            Untold::Merged(people) => {
                let count = words.count(subject, people);
                self.lines.push(format!("{indent}{}", words.named(words.merged(), &count)));
            }
            Untold::All => self.lines.push(format!("{indent}{}", words.untold())),
        }
    }

    fn remarks(&mut self, report: &Report) {
        self.gap();
        if report.differences.is_empty() {
            self.lines.push(self.words.sums_agree().to_owned());
        }
        self.lines.extend(report.differences.iter().map(|difference| self.words.difference(difference)));
        self.lines.extend(report.remarks.iter().map(|remark| self.words.remark(remark)));
    }

    /// An empty line, one at most.
    fn gap(&mut self) {
        if self.lines.last().is_some_and(|line| !line.is_empty()) {
            self.lines.push(String::new());
        }
    }
}
