//! From the counts of a meeting to its tables.

use std::collections::BTreeMap;

use super::{ArrivedBy, Audience, Label, Line, People, Remark, Report, Split, Subject, Table, Untold};
use crate::domain::attendance::{Feeling, Standing, Standings, Tally, Way};
use crate::domain::meeting::Meeting;
use crate::domain::programme::{Category, Division, SubCategory};
use crate::domain::text::Text;

/// The order of the newsletter.
const WAYS: [Way; 3] = [Way::Online, Way::Venue, Way::Open];

impl Report {
    /// The whole report, for staff.
    pub fn of(meeting: Meeting, categories: &[Category], tally: &Tally) -> Report {
        let registered = i64::from(tally.registered_in_all());
        let came = i64::from(tally.came);
        let mut groups = Groups { categories, unknown: Vec::new() };
        let mut tables = vec![
            Table::of(Subject::Came, came, []),
            Table::of(Subject::Registered, registered, ways(&tally.registered)),
        ];
        let lines = groups.lines(&tally.registered_as, tally.registered_corrected);
        tables.extend(breakdown(Subject::RegisteredAs, registered, lines));
        if !tally.waiting.is_empty() {
            let waiting = sum(tally.waiting.values());
            tables.push(Table::of(Subject::Waiting, waiting, ways(&tally.waiting)));
        }
        if tally.taken_back > 0 {
            tables.push(Table::of(Subject::TakenBack, i64::from(tally.taken_back), []));
        }
        if came > 0 {
            tables.push(Table::of(Subject::CameBy, came, arrivals(tally)));
        }
        let lines = groups.lines(&tally.came_as, tally.arrivals.corrected);
        tables.extend(breakdown(Subject::CameAs, came, lines));
        if !tally.felt.is_empty() {
            let lines = Feeling::ALL.into_iter().filter_map(|feeling| {
                tally.felt.get(&feeling).map(|count| Line::of(Label::Feeling(feeling), i64::from(*count)))
            });
            tables.push(Table::of(Subject::Felt, sum(tally.felt.values()), lines));
        }
        if !tally.came_at.is_empty() {
            tables.push(Table::of(Subject::CameAt, came, times(tally)));
        }
        let mut unknown = groups.unknown;
        unknown.sort_unstable();
        unknown.dedup();
        let unknown = unknown.into_iter().map(|id| Remark::UnknownCategory { id });
        let remarks = tally.flags.iter().copied().map(Remark::Flag).chain(unknown).collect();
        let mut report =
            Report { meeting, audience: Audience::Staff, tables, differences: Vec::new(), remarks };
        report.find_differences();
        report
    }
}

impl Table {
    pub(super) fn of(subject: Subject, people: i64, lines: impl IntoIterator<Item = Line>) -> Table {
        let split = Split { lines: lines.into_iter().collect(), untold: Untold::Nothing };
        Table { subject, people: People::Told(people), split }
    }
}

impl Line {
    pub(super) fn of(label: Label, people: i64) -> Line {
        Line { label, people, division: Division::Complete, parts: Split::default() }
    }
}

/// A breakdown, unless nobody said anything and it adds up: it would say nothing.
fn breakdown(subject: Subject, people: i64, lines: Vec<Line>) -> Option<Table> {
    let is_said = lines.iter().any(|line| matches!(line.label, Label::Category { .. }));
    let in_lines: i64 = lines.iter().map(|line| line.people).sum();
    (is_said || in_lines != people).then(|| Table::of(subject, people, lines))
}

fn ways(people: &BTreeMap<Way, u32>) -> impl Iterator<Item = Line> {
    let line = |way| people.get(&way).map(|people| Line::of(Label::Way(way), i64::from(*people)));
    WAYS.into_iter().filter_map(line)
}

fn arrivals(tally: &Tally) -> impl Iterator<Item = Line> {
    let by = tally.arrivals;
    [
        (ArrivedBy::Receipt, by.with_receipt),
        (ArrivedBy::WithoutReceipt, by.without_receipt),
        (ArrivedBy::WalkIn, by.walk_in),
        (ArrivedBy::Paper, by.on_paper),
    ]
    .into_iter()
    .filter(|(_, people)| *people > 0)
    .map(|(by, people)| Line::of(Label::Arrival(by), i64::from(people)))
    .chain(corrected(by.corrected))
}

fn times(tally: &Tally) -> impl Iterator<Item = Line> {
    let known = tally.came_at.iter().map(|(at, people)| Line::of(Label::At(*at), i64::from(*people)));
    let untimed = (tally.untimed > 0).then(|| Line::of(Label::AtUnknown, i64::from(tally.untimed)));
    known.chain(untimed).chain(corrected(tally.arrivals.corrected))
}

fn corrected(by: i64) -> Option<Line> {
    (by != 0).then(|| Line::of(Label::Corrected, by))
}

/// People by standing as lines, in the order of the programme. What nobody said has no line.
struct Groups<'a> {
    categories: &'a [Category],
    /// Ids that the programme does not name.
    unknown: Vec<String>,
}

/// People of one category: those without a sub-category under `None`.
type Subs<'a> = BTreeMap<Option<&'a str>, i64>;

impl Groups<'_> {
    fn lines(&mut self, standings: &Standings, correction: i64) -> Vec<Line> {
        let mut said: BTreeMap<&str, Subs> = BTreeMap::new();
        let mut not_said = 0;
        for (standing, people) in standings {
            match standing {
                Standing::NotSaid => not_said += i64::from(*people),
                Standing::Said { category, sub } => {
                    let of_category = said.entry(category).or_default();
                    *of_category.entry(sub.as_deref()).or_default() += i64::from(*people);
                }
            }
        }
        let mut lines = Vec::new();
        for category in self.categories {
            if let Some(subs) = said.remove(category.id.as_str()) {
                let label = label(&category.id, Some(&category.name));
                lines.push(self.line(label, category.division, &category.subs, subs));
            }
        }
        for (id, subs) in said {
            self.unknown.push(id.to_owned());
            lines.push(self.line(label(id, None), Division::Complete, &[], subs));
        }
        if not_said > 0 {
            lines.push(Line::of(Label::NotSaid, not_said));
        }
        lines.extend(corrected(correction));
        lines
    }

    /// A category with its sub-categories, where anybody said one.
    fn line<'s>(
        &mut self,
        label: Label,
        division: Division,
        named: &'s [SubCategory],
        mut subs: Subs<'s>,
    ) -> Line {
        let people = subs.values().sum();
        let no_sub = subs.remove(&None).unwrap_or_default();
        let mut parts = Vec::new();
        for sub in named {
            if let Some(people) = subs.remove(&Some(sub.id.as_str())) {
                parts.push(Line::of(self::label(&sub.id, Some(&sub.name)), people));
            }
        }
        for (id, people) in subs {
            let id = id.unwrap_or_default();
            self.unknown.push(id.to_owned());
            parts.push(Line::of(self::label(id, None), people));
        }
        match division {
            Division::Complete if no_sub > 0 && !parts.is_empty() => {
                parts.push(Line::of(Label::NoSub, no_sub));
            }
            // Of-which picks some out of the whole: the others need no line.
            Division::Complete | Division::OfWhich => {}
        }
        Line { label, people, division, parts: Split { lines: parts, untold: Untold::Nothing } }
    }
}

fn label(id: &str, name: Option<&Text>) -> Label {
    Label::Category { id: id.to_owned(), name: name.cloned().unwrap_or_else(|| Text::ja(id)) }
}

fn sum<'a>(counts: impl Iterator<Item = &'a u32>) -> i64 {
    counts.map(|count| i64::from(*count)).sum()
}
