//! The report of one meeting as plain data: tables of people in the order in which the newsletter
//! prints them, whether they add up, and what staff should know.
//!
//! A line is named by an id or an enum; the words are the printers'. Nowhere is there a table of
//! one thing by another (as what people came, by how they took part): among fourteen people at the
//! venue it would name single ones (FACTS "Privacy").

mod build;
mod publish;

use jiff::Timestamp;

use super::attendance::{Feeling, Flag, Way};
use super::meeting::Meeting;
use super::programme::Division;
use super::text::Text;

pub use publish::Threshold;

/// Who reads a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Everything, for those who have to report who took part.
    Staff,
    /// What may be printed and hung up: no number below the threshold can be read from it.
    Public(Threshold),
}

/// The report of one meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// As it was when its last record came.
    pub meeting: Meeting,
    pub audience: Audience,
    pub tables: Vec<Table>,
    /// Tables whose lines do not add up.
    pub differences: Vec<Difference>,
    pub remarks: Vec<Remark>,
}

/// What a table counts, in the newsletter's order; what the newsletter does not have comes after.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Subject {
    /// People who took part. One number without lines.
    Came,
    /// People registered beforehand, by way.
    Registered,
    /// As what they registered.
    RegisteredAs,
    /// Of the registered, those who wait for a seat, by way.
    Waiting,
    /// People who registered and took it back. One number without lines.
    TakenBack,
    /// How people came: with their receipt, as walk-ins and so on.
    CameBy,
    /// As what people came.
    CameAs,
    /// きょうは どうでしたか: words given.
    Felt,
    /// When people came, by the quarter of an hour.
    CameAt,
}

impl Subject {
    pub const ALL: [Subject; 9] = [
        Subject::Came,
        Subject::Registered,
        Subject::RegisteredAs,
        Subject::Waiting,
        Subject::TakenBack,
        Subject::CameBy,
        Subject::CameAs,
        Subject::Felt,
        Subject::CameAt,
    ];

    /// The name in tables and for programs.
    pub fn key(self) -> &'static str {
        match self {
            Subject::Came => "came",
            Subject::Registered => "registered",
            Subject::RegisteredAs => "registered-as",
            Subject::Waiting => "waiting",
            Subject::TakenBack => "taken-back",
            Subject::CameBy => "came-by",
            Subject::CameAs => "came-as",
            Subject::Felt => "felt",
            Subject::CameAt => "came-at",
        }
    }
}

/// A count and what it is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    pub subject: Subject,
    pub people: People,
    pub split: Split,
}

/// A number of people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum People {
    Told(i64),
    /// Of somebody, but of too few to be told in public.
    FewerThan(Threshold),
}

/// Lines that together make a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Split {
    pub lines: Vec<Line>,
    pub untold: Untold,
}

/// What a public report does not tell of a split. Nothing for staff.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Untold {
    #[default]
    Nothing,
    /// Some lines are told as one, with so many people.
    Merged(i64),
    /// No line can be told.
    All,
}

/// Some of the people of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub label: Label,
    /// Below nought only for [`Label::Corrected`].
    pub people: i64,
    /// How `parts` divides them.
    pub division: Division,
    pub parts: Split,
}

/// What the people of a line have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Label {
    Way(Way),
    /// A category or a sub-category in the programme's words; its id where the programme does not
    /// name it any more.
    Category {
        id: String,
        name: Text,
    },
    /// Of a category, those who did not say which of its sub-categories.
    NoSub,
    /// 答えない, or nobody asked.
    NotSaid,
    /// What staff added or took away, of which nobody knows more.
    Corrected,
    Arrival(ArrivedBy),
    Feeling(Feeling),
    /// The quarter of an hour that begins then.
    At(Timestamp),
    /// On paper, or by a clock that could not be believed.
    AtUnknown,
}

/// How people came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ArrivedBy {
    Receipt,
    WithoutReceipt,
    WalkIn,
    Paper,
}

impl Label {
    /// The name in tables and for programs: an id, or a word of a closed list.
    pub fn key(&self) -> String {
        match self {
            Label::Way(way) => way.key().to_owned(),
            Label::Category { id, .. } => id.clone(),
            Label::NoSub => "no-sub-category".to_owned(),
            Label::NotSaid => "not-said".to_owned(),
            Label::Corrected => "corrected".to_owned(),
            Label::Arrival(ArrivedBy::Receipt) => "receipt".to_owned(),
            Label::Arrival(ArrivedBy::WithoutReceipt) => "without-receipt".to_owned(),
            Label::Arrival(ArrivedBy::WalkIn) => "walk-in".to_owned(),
            Label::Arrival(ArrivedBy::Paper) => "paper".to_owned(),
            Label::Feeling(feeling) => feeling.key().to_owned(),
            Label::At(at) => at.to_string(),
            Label::AtUnknown => "unknown".to_owned(),
        }
    }
}

/// Lines that do not add up to what they should: said, never hidden.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub subject: Subject,
    /// The line whose parts do not add up; nothing for the table itself.
    pub line: Option<Label>,
    pub lines: i64,
    pub people: i64,
}

/// Something staff should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    Flag(Flag),
    /// Records name a category or sub-category that the programme does not.
    UnknownCategory {
        id: String,
    },
}

impl Report {
    pub fn table(&self, subject: Subject) -> Option<&Table> {
        self.tables.iter().find(|table| table.subject == subject)
    }

    /// Everything that is counted and does not add up.
    fn find_differences(&mut self) {
        let of_table = |table: &Table| {
            let People::Told(people) = table.people else { return Vec::new() };
            let (subject, split) = (table.subject, &table.split);
            let whole = match subject {
                Subject::Came | Subject::TakenBack => None,
                Subject::Registered
                | Subject::RegisteredAs
                | Subject::Waiting
                | Subject::CameBy
                | Subject::CameAs
                | Subject::Felt
                | Subject::CameAt => split.difference(subject, None, Division::Complete, people),
            };
            let parts = split.lines.iter().filter(|line| !line.parts.lines.is_empty());
            let parts = parts.filter_map(|line| {
                line.parts.difference(subject, Some(&line.label), line.division, line.people)
            });
            whole.into_iter().chain(parts).collect()
        };
        self.differences = self.tables.iter().flat_map(of_table).collect();
    }
}

impl Split {
    fn difference(
        &self,
        subject: Subject,
        line: Option<&Label>,
        division: Division,
        people: i64,
    ) -> Option<Difference> {
        let lines = self.lines.iter().map(|line| line.people).fold(0, i64::saturating_add);
        let adds_up = match division {
            Division::Complete => lines == people,
            Division::OfWhich => lines <= people,
        };
        (!adds_up).then(|| Difference { subject, line: line.cloned(), lines, people })
    }
}
