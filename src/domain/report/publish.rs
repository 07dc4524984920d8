//! What of a report may be printed and hung up.
//!
//! **What is hidden.** In every split the small lines: those of somebody, but of fewer than the threshold.
//! Where these could be worked out from the rest, also the smallest large line, with all lines as large
//! as it. They are told as one number, or not at all.
//!
//! **Why nobody can work them out**, not even one who knows this file and which lines are nought:
//!
//! - Only small lines are hidden. That is done if they are two or more, if together they are at
//!   least as many as the threshold, and if they are neither all as small nor all as large as small lines
//!   can be. As many other small lines with the same sum are printed alike, so each could have one more
//!   or one less.
//! - Large lines are hidden with them. If any of the hidden lines change places, the same is printed:
//!   the choice depends on their numbers and not on their order, and that is why all lines equal to the
//!   smallest large one are hidden. They are not all equal, so each could have another number.
//! - No line is told because all are small, and all as large as small lines can be. One large line
//!   beside lines of one is printed alike. So are, where all are ones, a two, ones and a nought.
//!
//! A threshold of two would protect nobody: what is more than none and fewer than two is one.
//!
//! The splits of one report do not help each other. A line is split further only if it is told. Two
//! splits of the same people share only their sum, which both tell. Counts that bound each other
//! (who came with a receipt had registered) are never both there: a public report is the newsletter's
//! block and the words people left, and everything else is for staff.
//!
//! That nobody came, said a word or belongs to a category is told: nobody is nobody's secret.

use super::{Audience, Label, Line, People, Report, Split, Subject, Table, Untold};
use crate::domain::meeting::{Capacity, Meeting};
use crate::domain::programme::Division;

/// Fewer people than this are not told in public. At least three.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Threshold(u32);

impl Threshold {
    pub const LEAST: u32 = 3;
    /// In the newsletter (FACTS "Privacy").
    pub const NEWSLETTER: Threshold = Threshold(5);

    /// Nothing when it would protect nobody: of two people each knows the other.
    pub fn of(people: u32) -> Option<Threshold> {
        (people >= Threshold::LEAST).then_some(Threshold(people))
    }

    pub fn people(self) -> u32 {
        self.0
    }

    /// Of somebody, but of too few.
    fn hides(self, people: i64) -> bool {
        0 < people && people < i64::from(self.0)
    }
}

impl Report {
    /// The report as it may be published: the newsletter's block and how it was.
    pub fn for_public(&self, threshold: Threshold) -> Report {
        let mut tables = Vec::new();
        for table in &self.tables {
            match table.subject {
                Subject::Came | Subject::Registered | Subject::Felt => {
                    tables.push(publish(table, threshold));
                }
                // As what people take part is told once: of those who registered, or, where (nearly)
                // nobody did, of those who came. Told twice, one would be taken from the other.
                Subject::RegisteredAs | Subject::CameAs => {
                    let told = |table: &Table| table.subject == Subject::RegisteredAs;
                    let is_large = matches!(table.people, People::Told(people) if !threshold.hides(people));
                    if is_large && !tables.iter().any(told) {
                        tables.extend(with_corrections(table).map(|table| publish(&table, threshold)));
                    }
                }
                Subject::Waiting | Subject::TakenBack | Subject::CameBy | Subject::CameAt => {}
            }
        }
        // Of how many there is room for, and of how many registered, one could take how many wait.
        let meeting = Meeting { capacity: Capacity::default(), ..self.meeting.clone() };
        Report {
            meeting,
            audience: Audience::Public(threshold),
            tables,
            differences: Vec::new(),
            remarks: Vec::new(),
        }
    }
}

/// The breakdown of a table with what staff corrected put to those of whom nothing is known, so that it
/// adds up to what is told elsewhere. Nothing where it cannot, or where nobody said anything.
fn with_corrections(table: &Table) -> Option<Table> {
    let People::Told(people) = table.people else { return None };
    let mut said: Vec<Line> = table.split.lines.clone();
    said.retain(|line| matches!(line.label, Label::Category { .. }));
    let in_all: i64 = said.iter().map(|line| line.people).sum();
    if in_all == 0 || in_all > people {
        return None;
    }
    said.push(Line::of(Label::NotSaid, people - in_all));
    Some(Table::of(table.subject, people, said))
}

fn publish(table: &Table, threshold: Threshold) -> Table {
    match table.people {
        People::Told(people) if people == 0 || !threshold.hides(people) => Table {
            split: publish_split(&table.split, Division::Complete, people, threshold),
            ..table.clone()
        },
        People::Told(_) | People::FewerThan(_) => {
            let people = People::FewerThan(threshold);
            Table { subject: table.subject, people, split: Split::default() }
        }
    }
}

fn publish_split(split: &Split, division: Division, people: i64, threshold: Threshold) -> Split {
    let mut cells: Vec<i64> = split.lines.iter().map(|line| line.people).collect();
    // Whoever is in none of the lines is a cell, too: a reader has it by subtraction.
    let in_lines: i64 = cells.iter().sum();
    cells.push(people - in_lines);
    let hidden = hidden(&cells, threshold);
    let mut lines = Vec::new();
    for (line, hidden) in split.lines.iter().zip(&hidden) {
        // That nobody belongs to a line needs no line.
        if !hidden && line.people > 0 {
            let parts = publish_split(&line.parts, line.division, line.people, threshold);
            lines.push(Line { parts, ..line.clone() });
        }
    }
    let merged = cells.iter().zip(&hidden).filter(|(_, hidden)| **hidden).map(|(cell, _)| cell).sum();
    let untold = match division {
        _ if merged == 0 => Untold::Nothing,
        _ if lines.is_empty() => Untold::All,
        Division::Complete => Untold::Merged(merged),
        // What is left of the whole is none of the lines, and so is what is hidden.
        Division::OfWhich => Untold::Nothing,
    };
    Split { lines, untold }
}

/// Which of the cells that make a whole are hidden. No cell is below nought.
fn hidden(cells: &[i64], threshold: Threshold) -> Vec<bool> {
    let mut hidden: Vec<bool> = cells.iter().map(|cell| threshold.hides(*cell)).collect();
    let small: Vec<i64> = cells.iter().copied().filter(|cell| threshold.hides(*cell)).collect();
    let sum: i64 = small.iter().sum();
    let most = i64::from(threshold.people()) - 1;
    let all = |value: i64| small.iter().all(|cell| *cell == value);
    if small.len() == 1 || threshold.hides(sum) || all(1) || all(most) {
        let least = cells.iter().copied().filter(|cell| *cell > most).min();
        for (cell, hidden) in cells.iter().zip(&mut hidden) {
            *hidden |= !small.is_empty() && Some(*cell) == least;
        }
    }
    hidden
}
