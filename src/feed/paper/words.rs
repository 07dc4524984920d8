//! The words of a list: names of its columns, and what stands in them, in Japanese and English.

use super::super::csv::{half_width, plain};
use super::{Problem, ProblemKind};
use crate::api::nearest;
use crate::domain::attendance::Way;
use crate::domain::text::Text;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    Meeting,
    Kind,
    Way,
    Category,
    Sub,
    Count,
    /// For whoever keeps the list; never stored.
    Unused,
}

/// The first name of each row is the one that messages use.
const NAMES: [(Column, &[&str]); 7] = [
    (Column::Meeting, &["meeting", "会", "会の名前", "会名", "会ID", "会議", "回", "イベント", "イベント名"]),
    (Column::Kind, &["kind", "種別", "種類", "申し込み・受付", "申込・受付"]),
    (Column::Way, &["way", "参加方法", "参加の方法", "方法", "参加形態", "形態"]),
    (Column::Category, &["category", "区分", "カテゴリー", "カテゴリ"]),
    (Column::Sub, &["sub-category", "sub", "小区分", "内訳", "うち", "区分の内訳"]),
    (Column::Count, &["count", "人数", "people", "数", "件数", "number of people"]),
    (Column::Unused, &["note", "備考", "メモ", "no", "番号", "notes"]),
];

fn same(one: &str, other: &str) -> bool {
    let bare = |text: &str| plain(text).replace('-', "");
    bare(one) == bare(other)
}

/// The columns of a list by their names.
pub struct Columns {
    found: Vec<(Column, usize, String)>,
}

impl Columns {
    /// # Errors
    /// When a column is not known, stands there twice, or one that has to be there is missing.
    pub fn of(header: &csv::StringRecord, line: u32) -> Result<Columns, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut tell = |field: &str, message: String| {
            let field = Some(field.to_owned()).filter(|field| !field.is_empty());
            problems.push(Problem { line: Some(line), field, kind: ProblemKind::OnPaper, message });
        };
        let mut columns = Columns { found: Vec::new() };
        for (place, name) in header.iter().map(str::trim).enumerate().filter(|(_, name)| !name.is_empty()) {
            let known = NAMES.iter().find(|(_, names)| names.iter().any(|known| same(known, name)));
            match known {
                Some((Column::Unused, _)) => {}
                Some((column, _)) if columns.has(*column) => {
                    tell(name, "A second column means the same. Take one of them out.".to_owned());
                }
                Some((column, _)) => columns.found.push((*column, place, name.to_owned())),
                None => {
                    let names = NAMES.iter().flat_map(|(_, names)| names.iter().copied());
                    let hint = match nearest(name, names) {
                        Some(near) => format!("perhaps \"{near}\" is meant."),
                        None => "take it out, or call it note (備考): then it is passed over.".to_owned(),
                    };
                    tell(name, format!("A column of this name is not known; {hint}"));
                }
            }
        }
        for (column, needed) in [(Column::Meeting, "meeting (会)"), (Column::Kind, "kind (種別)")] {
            if !columns.has(column) {
                let all = "meeting,kind,way,category,sub-category,count";
                tell("", format!("There is no column {needed}. The first row names the columns: {all}."));
            }
        }
        if problems.is_empty() { Ok(columns) } else { Err(problems) }
    }

    pub fn has(&self, column: Column) -> bool {
        self.found.iter().any(|(known, ..)| *known == column)
    }

    /// What stands in the column, half-width and without blanks around it.
    pub fn cell(&self, cells: &csv::StringRecord, column: Column) -> String {
        let place = self.found.iter().find(|(known, ..)| *known == column).map(|(_, place, _)| *place);
        let cell = place.and_then(|place| cells.get(place)).unwrap_or_default();
        half_width(cell).trim().to_owned()
    }

    /// The name the file gives it, else the one it should have.
    pub fn name(&self, column: Column) -> String {
        let of_file = self.found.iter().find(|(known, ..)| *known == column).map(|(.., name)| name.as_str());
        let usual = || NAMES.iter().find(|(known, _)| *known == column).map_or("", |(_, names)| names[0]);
        of_file.unwrap_or_else(usual).to_owned()
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Register,
    CheckIn,
}

impl Kind {
    pub fn of(cell: &str) -> Option<Kind> {
        const NAMES: [(Kind, &[&str]); 2] = [
            (
                Kind::Register,
                &["register", "registered", "registration", "申し込み", "申込", "申込み", "申しこみ"],
            ),
            (Kind::CheckIn, &["check-in", "checked-in", "受付", "受け付け", "来場"]),
        ];
        NAMES.iter().find(|(_, names)| names.iter().any(|name| same(name, cell))).map(|(kind, _)| *kind)
    }
}

/// What a list says of the way of taking part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaidWay {
    Said(Way),
    Nothing,
}

impl SaidWay {
    /// Nothing when the cell holds some other word.
    pub fn of(cell: &str) -> Option<SaidWay> {
        const NAMES: [(Way, &[&str]); 3] = [
            (Way::Venue, &["venue", "会場", "会場参加", "来場", "現地"]),
            (Way::Online, &["online", "オンライン", "オンライン参加", "web", "zoom"]),
            (Way::Open, &["open", "未定", "まだ決めていない", "検討中"]),
        ];
        if cell.is_empty() {
            return Some(SaidWay::Nothing);
        }
        let found = NAMES.iter().find(|(_, names)| names.iter().any(|name| same(name, cell)));
        found.map(|(way, _)| SaidWay::Said(*way))
    }
}

/// Whether somebody did not say as what they take part. As good an answer as any.
pub fn is_not_said(cell: &str) -> bool {
    const NAMES: [&str; 7] = ["答えない", "無回答", "未回答", "不明", "not said", "no answer", "-"];
    cell.is_empty() || NAMES.iter().any(|name| cell.eq_ignore_ascii_case(name))
}

/// Whether the text is this name in any language.
pub fn is_called(text: &Text, name: &str) -> bool {
    let phrases = text.langs().filter_map(|lang| text.get(lang));
    let mut names = phrases.flat_map(|phrase| [phrase.text(), phrase.reading()]);
    names.any(|known| same(&known, name))
}
