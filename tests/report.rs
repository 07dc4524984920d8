//! The report of a meeting: its tables, its sums, and that what is published tells nobody more than
//! it should. `report/secrets.rs` tries to work out what is hidden.

#[path = "report/newsletter.rs"]
mod newsletter;
#[path = "report/printed.rs"]
mod printed;
#[path = "report/secrets.rs"]
mod secrets;

use std::collections::BTreeMap;

use hiroba::domain::attendance::{
    Arrival, Arrivals, Book, Counted, Feeling, Flag, Group, Party, Reason, Record, RecordKey, Standing,
    Tally, Way, What,
};
use hiroba::domain::meeting::{Capacity, Meeting, MeetingId, When};
use hiroba::domain::programme::{Category, Division, SubCategory};
use hiroba::domain::report::{
    ArrivedBy, Audience, Difference, Label, Line, People, Remark, Report, Subject, Table, Threshold, Untold,
};
use hiroba::domain::text::{Lang, Text};
use jiff::Timestamp;

pub fn meeting() -> Meeting {
    Meeting::new("peer-3", Text::ja("第3回 ピアサポートの会"), When::Undecided)
}

pub fn category(id: &str, division: Division, subs: &[&str]) -> Category {
    let sub = |id: &&str| SubCategory { id: (*id).to_owned(), name: Text::ja(id) };
    let subs = subs.iter().map(sub).collect();
    Category { id: id.to_owned(), name: Text::ja(id), hint: None, subs, division }
}

pub fn said(category: &str, sub: Option<&str>) -> Standing {
    Standing::Said { category: category.to_owned(), sub: sub.map(str::to_owned) }
}

fn threshold(people: u32) -> Threshold {
    Threshold::of(people).unwrap()
}

/// The lines of a table as text, one under the other: key and people, parts further in.
fn lines(table: &Table) -> Vec<String> {
    fn write(lines: &[Line], untold: Untold, depth: usize, out: &mut Vec<String>) {
        for line in lines {
            out.push(format!("{}{} {}", "  ".repeat(depth), line.label.key(), line.people));
            write(&line.parts.lines, line.parts.untold, depth + 1, out);
        }
        match untold {
            Untold::Nothing => {}
            Untold::Merged(people) => out.push(format!("{}merged {people}", "  ".repeat(depth))),
            Untold::All => out.push(format!("{}untold", "  ".repeat(depth))),
        }
    }
    let people = match table.people {
        People::Told(people) => people.to_string(),
        People::FewerThan(threshold) => format!("fewer than {}", threshold.people()),
    };
    let mut out = vec![people];
    write(&table.split.lines, table.split.untold, 0, &mut out);
    out
}

#[track_caller]
fn check(report: &Report, subject: Subject, expected: &[&str]) {
    let table = report.table(subject).map(lines);
    assert_eq!(table.as_deref().unwrap_or(&[]), expected, "{subject:?}");
}

fn subjects(report: &Report) -> Vec<Subject> {
    report.tables.iter().map(|table| table.subject).collect()
}

// The newsletter's figures.

#[test]
fn the_report_of_the_third_meeting_has_the_newsletters_figures() {
    let report = newsletter::report();
    check(&report, Subject::Came, &["99"]);
    check(&report, Subject::Registered, &["125", "online 111", "venue 14"]);
    check(
        &report,
        Subject::RegisteredAs,
        &[
            "125",
            "lived 27",
            "family 5",
            "supporter 42",
            "  disability 16",
            "  elderly 4",
            "  medical 5",
            "  housing 4",
            "  government 7",
            "  academic 3",
            "  supporter-other 3",
            "other 51",
            "  student 45",
        ],
    );
    assert_eq!((report.differences, report.remarks), (vec![], vec![]));
}

#[test]
fn published_at_five_it_merges_the_small_kinds_of_supporters_and_nothing_else() {
    let report = newsletter::report().for_public(Threshold::NEWSLETTER);
    assert_eq!(subjects(&report), [Subject::Came, Subject::Registered, Subject::RegisteredAs]);
    check(&report, Subject::Came, &["99"]);
    check(&report, Subject::Registered, &["125", "online 111", "venue 14"]);
    check(
        &report,
        Subject::RegisteredAs,
        &[
            "125",
            "lived 27",
            "family 5",
            "supporter 42",
            "  disability 16",
            "  medical 5",
            "  government 7",
            // 4 + 4 + 3 + 3
            "  merged 14",
            "other 51",
            // 51 - 45 = 6: enough.
            "  student 45",
        ],
    );
}

#[test]
fn published_at_ten_the_students_go_because_the_six_others_would_be_told_by_them() {
    let report = newsletter::report().for_public(threshold(10));
    check(&report, Subject::Came, &["99"]);
    check(&report, Subject::Registered, &["125", "online 111", "venue 14"]);
    check(
        &report,
        Subject::RegisteredAs,
        // The five of the families would be told by the rest, so the next larger line goes with them.
        &["125", "supporter 42", "  disability 16", "  merged 26", "other 51", "  untold", "merged 32"],
    );
}

#[test]
fn published_at_fifteen_the_fourteen_at_the_venue_go_and_all_ways_with_them() {
    let report = newsletter::report().for_public(threshold(15));
    check(&report, Subject::Registered, &["125", "untold"]);
}

#[test]
fn what_came_as_what_and_by_which_way_is_never_told_together() {
    // The fourteen at the venue are all families and supporters in one world, and all others in the
    // other. No report, not even that for staff, tells one from the other.
    let all: Vec<Standing> = newsletter::standings().collect();
    let report = |is_at_venue: &dyn Fn(usize) -> bool| {
        let register = |(at, standing): (usize, &Standing)| {
            let way = if is_at_venue(at) { Way::Venue } else { Way::Online };
            record(at, What::Registered { mark: None, way, party: Party::one(standing.clone()) })
        };
        let records: Vec<Record> = all.iter().enumerate().map(register).collect();
        let tally = Book::of(&records).tally(Capacity::default());
        Report::of(meeting(), &newsletter::categories(), &tally)
    };
    let first = report(&|at| (27..41).contains(&at));
    assert_eq!(first, report(&|at| at >= all.len() - 14));
    check(&first, Subject::Registered, &["125", "online 111", "venue 14"]);
}

fn record(key: usize, what: What) -> Record {
    Record::new(RecordKey(key as u128), MeetingId("peer-3".into()), at("2021-10-07T04:35:00Z"), true, what)
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

// What staff see.

fn everything() -> Report {
    let came_at = [("2021-10-07T04:00:00Z", 3), ("2021-10-07T04:15:00Z", 4)];
    let tally = Tally {
        registered: BTreeMap::from([(Way::Venue, 9), (Way::Online, 4), (Way::Open, 1)]),
        waiting: BTreeMap::from([(Way::Venue, 2)]),
        registered_corrected: 2,
        registered_as: BTreeMap::from([
            (said("lived", None), 3),
            (said("supporter", None), 1),
            (said("supporter", Some("medical")), 4),
            (said("other", Some("student")), 1),
            (said("other", None), 2),
            (Standing::NotSaid, 1),
        ]),
        came: 8,
        arrivals: Arrivals { with_receipt: 4, without_receipt: 1, walk_in: 2, on_paper: 2, corrected: -1 },
        came_as: BTreeMap::from([(said("lived", None), 6), (Standing::NotSaid, 3)]),
        came_at: came_at.map(|(text, people)| (at(text), people)).into(),
        untimed: 2,
        taken_back: 2,
        felt: BTreeMap::from([(Feeling::Relieved, 3), (Feeling::Unsettled, 1)]),
        flags: vec![Flag::CountedOnce { people: 1 }],
    };
    Report::of(meeting(), &newsletter::categories(), &tally)
}

#[test]
fn staff_see_everything_in_the_newsletters_order_and_then_the_rest() {
    let report = everything();
    assert_eq!(report.audience, Audience::Staff);
    assert_eq!(subjects(&report), Subject::ALL);
    check(&report, Subject::Registered, &["14", "online 4", "venue 9", "open 1"]);
    check(
        &report,
        Subject::RegisteredAs,
        &[
            "14",
            "lived 3",
            "supporter 5",
            "  medical 4",
            "  no-sub-category 1",
            "other 3",
            "  student 1",
            "not-said 1",
            "corrected 2",
        ],
    );
    check(&report, Subject::Waiting, &["2", "venue 2"]);
    check(&report, Subject::TakenBack, &["2"]);
    check(
        &report,
        Subject::CameBy,
        &["8", "receipt 4", "without-receipt 1", "walk-in 2", "paper 2", "corrected -1"],
    );
    check(&report, Subject::CameAs, &["8", "lived 6", "not-said 3", "corrected -1"]);
    check(&report, Subject::Felt, &["4", "relieved 3", "unsettled 1"]);
    check(
        &report,
        Subject::CameAt,
        &["8", "2021-10-07T04:00:00Z 3", "2021-10-07T04:15:00Z 4", "unknown 2", "corrected -1"],
    );
    assert_eq!(report.differences, []);
    assert_eq!(report.remarks, [Remark::Flag(Flag::CountedOnce { people: 1 })]);
}

#[test]
fn a_meeting_of_which_nothing_is_recorded_has_two_noughts() {
    let report = Report::of(meeting(), &newsletter::categories(), &Tally::default());
    assert_eq!(subjects(&report), [Subject::Came, Subject::Registered]);
    check(&report, Subject::Came, &["0"]);
    let public = report.for_public(Threshold::NEWSLETTER);
    assert_eq!(public.tables, report.tables);
}

#[test]
fn what_the_programme_does_not_name_any_more_is_counted_under_its_id_and_said() {
    let tally = Tally {
        registered: BTreeMap::from([(Way::Venue, 6)]),
        registered_as: BTreeMap::from([
            (said("old", None), 1),
            (said("old", Some("young")), 2),
            (said("supporter", Some("gone")), 3),
        ]),
        ..Tally::default()
    };
    let report = Report::of(meeting(), &newsletter::categories(), &tally);
    let table = report.table(Subject::RegisteredAs).unwrap();
    let told = lines(table);
    assert!(told.ends_with(&["old 3", "  young 2", "  no-sub-category 1"].map(str::to_owned)), "{told:?}");
    assert!(told.contains(&"  gone 3".to_owned()), "{told:?}");
    let Label::Category { name, .. } = &table.split.lines[1].label else { panic!("no category") };
    assert_eq!(name.phrase(Lang::EN).text(), "old");
    let unknown = ["gone", "old", "young"].map(|id| Remark::UnknownCategory { id: id.to_owned() });
    assert_eq!(report.remarks, unknown);
    assert_eq!(report.differences, []);
}

#[test]
fn what_does_not_add_up_is_said() {
    let mut tally = Tally {
        registered: BTreeMap::from([(Way::Venue, 6)]),
        registered_as: BTreeMap::from([(said("lived", None), 5)]),
        came: 3,
        arrivals: Arrivals { walk_in: 2, ..Arrivals::default() },
        came_as: BTreeMap::from([(Standing::NotSaid, 3)]),
        ..Tally::default()
    };
    let difference = |subject, lines, people| Difference { subject, line: None, lines, people };
    let report = Report::of(meeting(), &newsletter::categories(), &tally);
    assert_eq!(
        report.differences,
        [difference(Subject::RegisteredAs, 5, 6), difference(Subject::CameBy, 2, 3)]
    );
    tally.registered_corrected = 1;
    tally.arrivals.on_paper = 1;
    assert_eq!(Report::of(meeting(), &newsletter::categories(), &tally).differences, []);
}

#[test]
fn a_correction_below_nought_shows_in_the_sums() {
    let register = What::Registered { mark: None, way: Way::Venue, party: Party::one(said("lived", None)) };
    let correct = What::Corrected { count: Counted::Registered(Way::Venue), by: -3, reason: Reason::Mistake };
    let come = What::CheckedIn(Arrival::WithoutReceipt { people: 2 });
    let uncome = What::Corrected { count: Counted::Came, by: -1, reason: Reason::Mistake };
    let online = Group { standing: Standing::NotSaid, people: 4 };
    let online = What::Registered { mark: None, way: Way::Online, party: Party::of([online]).unwrap() };
    let records = [register, correct, come, uncome, online];
    let records: Vec<Record> = records.into_iter().enumerate().map(|(key, what)| record(key, what)).collect();
    let tally = Book::of(&records).tally(Capacity::default());
    let report = Report::of(meeting(), &newsletter::categories(), &tally);
    let expected = Difference { subject: Subject::RegisteredAs, line: None, lines: 2, people: 4 };
    assert_eq!(report.differences, [expected]);
    assert_eq!(report.remarks, [Remark::Flag(Flag::BelowNought)]);
}

// What is published, besides the newsletter.

#[test]
fn only_the_newsletters_block_and_the_words_people_left_are_published() {
    let mut report = everything();
    report.meeting.capacity.venue = Some(7);
    let report = report.for_public(threshold(3));
    // Nine registered for seven seats: two wait.
    assert_eq!(report.meeting.capacity, Capacity::default());
    assert_eq!(report.audience, Audience::Public(threshold(3)));
    assert_eq!(subjects(&report), [Subject::Came, Subject::Registered, Subject::RegisteredAs, Subject::Felt]);
    assert_eq!((&report.remarks, &report.differences), (&vec![], &vec![]));
    check(&report, Subject::Registered, &["14", "venue 9", "merged 5"]);
    // What staff added stands with those who did not say: 1 + 2.
    check(
        &report,
        Subject::RegisteredAs,
        &["14", "lived 3", "supporter 5", "  untold", "other 3", "  untold", "not-said 3"],
    );
    check(&report, Subject::Felt, &["4", "untold"]);
}

#[test]
fn too_few_people_are_not_told_at_all() {
    let tally = Tally {
        came: 4,
        registered: BTreeMap::from([(Way::Venue, 3), (Way::Online, 1)]),
        registered_as: BTreeMap::from([(said("lived", None), 4)]),
        came_as: BTreeMap::from([(said("lived", None), 4)]),
        felt: BTreeMap::from([(Feeling::Tired, 1)]),
        ..Tally::default()
    };
    let report = Report::of(meeting(), &newsletter::categories(), &tally).for_public(Threshold::NEWSLETTER);
    assert_eq!(subjects(&report), [Subject::Came, Subject::Registered, Subject::Felt]);
    for subject in subjects(&report) {
        check(&report, subject, &["fewer than 5"]);
    }
}

/// Of a breakdown of these categories, what is told and what is not.
#[track_caller]
fn published(cells: &[u32], least: u32, expected: &[&str]) {
    let ids: Vec<String> = (0..cells.len()).map(|at| at.to_string()).collect();
    let programme: Vec<Category> = ids.iter().map(|id| category(id, Division::Complete, &[])).collect();
    let people = cells.iter().sum();
    let tally = Tally {
        registered: BTreeMap::from([(Way::Online, people)]),
        registered_as: ids.iter().map(|id| said(id, None)).zip(cells.iter().copied()).collect(),
        ..Tally::default()
    };
    let report = Report::of(meeting(), &programme, &tally).for_public(threshold(least));
    let table = lines(report.table(Subject::RegisteredAs).unwrap());
    assert_eq!(table[1..], *expected, "{cells:?} at {least}");
}

#[test]
fn small_lines_are_told_as_one_that_is_not_small_itself() {
    published(&[16, 4, 5, 4, 7, 3, 3], 5, &["0 16", "2 5", "4 7", "merged 14"]);
    // Nobody is small.
    published(&[16, 5, 7], 5, &["0 16", "1 5", "2 7"]);
    published(&[16, 0, 5], 5, &["0 16", "2 5"]);
    // One alone, and two that are too few together: the next larger line goes with them.
    published(&[20, 8, 4], 5, &["0 20", "merged 12"]);
    published(&[20, 8, 2, 1], 5, &["0 20", "merged 11"]);
    // With all that are as large as it, or it would show which one comes first.
    published(&[20, 8, 8, 4], 5, &["0 20", "merged 20"]);
    // Eight among two that have four at most is four each, and five among five that have one at
    // least is one each.
    published(&[20, 9, 4, 4], 5, &["0 20", "merged 17"]);
    published(&[20, 9, 4, 3], 5, &["0 20", "1 9", "merged 7"]);
    published(&[20, 9, 1, 1, 1, 1, 1], 5, &["0 20", "merged 14"]);
    published(&[20, 9, 2, 1, 1, 1], 5, &["0 20", "1 9", "merged 5"]);
    // No line is left.
    published(&[8, 4], 5, &["untold"]);
    published(&[4, 4, 4], 5, &["untold"]);
    published(&[4, 3, 2], 5, &["untold"]);
}

#[test]
fn where_nobody_registers_it_is_told_as_what_people_came() {
    let tally = Tally {
        came: 12,
        came_as: BTreeMap::from([(said("lived", None), 7), (Standing::NotSaid, 5)]),
        ..Tally::default()
    };
    let report = Report::of(meeting(), &newsletter::categories(), &tally).for_public(Threshold::NEWSLETTER);
    check(&report, Subject::CameAs, &["12", "lived 7", "not-said 5"]);
    check(&report, Subject::Registered, &["0"]);
}

#[test]
fn a_breakdown_that_cannot_add_up_is_not_published() {
    let tally = Tally {
        registered: BTreeMap::from([(Way::Venue, 20)]),
        registered_corrected: -2,
        registered_as: BTreeMap::from([(said("lived", None), 22)]),
        ..Tally::default()
    };
    let report = Report::of(meeting(), &newsletter::categories(), &tally);
    assert_eq!(report.differences, []);
    assert_eq!(subjects(&report.for_public(Threshold::NEWSLETTER)), [Subject::Came, Subject::Registered]);
}

#[test]
fn a_threshold_below_three_protects_nobody() {
    assert_eq!([0, 1, 2].map(Threshold::of), [None; 3]);
    assert_eq!(Threshold::of(5), Some(Threshold::NEWSLETTER));
}

// The documents.

#[test]
fn everything_a_program_reads_is_documented() {
    let docs = include_str!("../docs/reports.md");
    let arrivals = [ArrivedBy::Receipt, ArrivedBy::WithoutReceipt, ArrivedBy::WalkIn, ArrivedBy::Paper]
        .map(Label::Arrival);
    let others = [Label::NoSub, Label::NotSaid, Label::Corrected, Label::AtUnknown];
    let labels = Way::ALL.map(Label::Way).into_iter().chain(Feeling::ALL.map(Label::Feeling));
    let labels = labels.chain(arrivals).chain(others).map(|label| label.key());
    for key in Subject::ALL.map(|subject| subject.key().to_owned()).into_iter().chain(labels) {
        assert!(docs.contains(&format!("`{key}`")), "{key} is not in docs/reports.md");
    }
}
