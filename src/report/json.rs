//! The report for programs, as docs/reports.md describes it. Ids stay the same; names are in the
//! language asked for.

use crate::api;
use crate::domain::attendance::Flag;
use crate::domain::report::{self as domain, Audience, People};
use serde::Serialize;

use super::words::{Times, Words};

const FORMAT: &str = "hiroba-report";
const VERSION: u32 = 1;

/// The whole report, ready to be written.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    format: &'static str,
    version: u32,
    meeting: api::Meeting,
    /// In a public report.
    #[serde(skip_serializing_if = "Option::is_none")]
    threshold: Option<u32>,
    tables: Vec<Table>,
    differences: Vec<Difference>,
    remarks: Vec<Remark>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Table {
    id: &'static str,
    name: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    people: Option<i64>,
    /// In the place of `people` where these are too few to be told.
    #[serde(skip_serializing_if = "Option::is_none")]
    fewer_than: Option<u32>,
    #[serde(flatten)]
    split: Split,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Split {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    lines: Vec<Line>,
    /// What a public report does not tell of the lines.
    #[serde(skip_serializing_if = "Option::is_none")]
    untold: Option<Untold>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
enum Untold {
    /// So many people are in lines that are told as one.
    Together(i64),
    All,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Line {
    id: String,
    name: String,
    people: i64,
    /// What its own lines are to it, where it has any.
    #[serde(skip_serializing_if = "Option::is_none")]
    division: Option<api::Division>,
    #[serde(flatten)]
    split: Split,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Difference {
    table: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<String>,
    lines_make: i64,
    people: i64,
    text: String,
}

/// The numbers of a remark are in its text.
#[derive(Serialize)]
struct Remark {
    kind: &'static str,
    text: String,
}

/// The report as programs read it.
pub fn print(report: &domain::Report, words: &Words) -> Report {
    let times = words.times(report);
    let difference = |difference: &domain::Difference| Difference {
        table: difference.subject.key(),
        line: difference.line.as_ref().map(domain::Label::key),
        lines_make: difference.lines,
        people: difference.people,
        text: words.difference(difference),
    };
    let remark = |remark: &domain::Remark| Remark { kind: kind(remark), text: words.remark(remark) };
    Report {
        format: FORMAT,
        version: VERSION,
        meeting: api::Meeting::from(&report.meeting),
        threshold: match report.audience {
            Audience::Staff => None,
            Audience::Public(threshold) => Some(threshold.people()),
        },
        tables: report.tables.iter().map(|one| table(one, words, times)).collect(),
        differences: report.differences.iter().map(difference).collect(),
        remarks: report.remarks.iter().map(remark).collect(),
    }
}

fn table(table: &domain::Table, words: &Words, times: Times) -> Table {
    let (people, fewer_than) = match table.people {
        People::Told(people) => (Some(people), None),
        People::FewerThan(threshold) => (None, Some(threshold.people())),
    };
    let (id, name) = (table.subject.key(), words.subject(table.subject));
    Table { id, name, people, fewer_than, split: split(&table.split, words, times) }
}

fn split(split: &domain::Split, words: &Words, times: Times) -> Split {
    let line = |line: &domain::Line| Line {
        id: line.label.key(),
        name: words.label(&line.label, times),
        people: line.people,
        division: (!line.parts.lines.is_empty()).then(|| api::Division::from(line.division)),
        split: self::split(&line.parts, words, times),
    };
    let untold = match split.untold {
        domain::Untold::Nothing => None,
        domain::Untold::Merged(people) => Some(Untold::Together(people)),
        domain::Untold::All => Some(Untold::All),
    };
    Split { lines: split.lines.iter().map(line).collect(), untold }
}

fn kind(remark: &domain::Remark) -> &'static str {
    match remark {
        domain::Remark::Flag(Flag::OverCapacity { .. }) => "over-capacity",
        domain::Remark::Flag(Flag::UnsureClock { .. }) => "unsure-clock",
        domain::Remark::Flag(Flag::CountedOnce { .. }) => "counted-once",
        domain::Remark::Flag(Flag::UnknownRegistration { .. }) => "unknown-registration",
        domain::Remark::Flag(Flag::BelowNought) => "below-nought",
        domain::Remark::UnknownCategory { .. } => "unknown-category",
    }
}
