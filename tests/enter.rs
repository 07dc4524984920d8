//! Lists that were kept on paper: taken whole or not at all, and never twice.

use std::fs;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use hiroba::domain::attendance::{Book, Record, Standing, Way};
use hiroba::domain::meeting::{Capacity, MeetingId};
use hiroba::domain::programme::{Category, Division, SubCategory};
use hiroba::domain::text::{Lang, Phrase, Text};
use hiroba::feed::paper::{Entry, Known, List, Others, read};
use hiroba::store::{FILE, Store};
use proptest::prelude::*;

fn named(ja: &str, en: &str) -> Text {
    let mut text = Text::ja(ja);
    text.set(Lang::EN, Phrase::parse(en));
    text
}

fn known() -> Known {
    let category = |id: &str, name, subs| Category {
        id: id.into(),
        name,
        hint: None,
        subs,
        division: Division::OfWhich,
    };
    let sub = |id: &str, name| SubCategory { id: id.into(), name };
    Known {
        meetings: vec![
            (MeetingId("peer-3".into()), named("[第3回|だいさんかい] ピアサポートの会", "Peer support 3")),
            (MeetingId("peer-4".into()), named("第4回 ピアサポートの会", "Peer support 4")),
            (MeetingId("tea-1".into()), named("お茶の会", "Tea")),
            (MeetingId("tea-2".into()), named("お茶の会", "Tea")),
        ],
        categories: vec![
            category("lived", named("当事者", "People with lived experience"), Vec::new()),
            category("other", named("その他", "Others"), vec![sub("student", named("学生", "Students"))]),
        ],
        others: Others::Refused,
    }
}

fn list(text: &str) -> List {
    read(text.as_bytes(), &known()).unwrap_or_else(|problems| panic!("{problems:?}"))
}

/// A row under the usual names, as it is understood.
#[track_caller]
fn good(row: &str, meeting: &str, entry: Entry, said: Option<(&str, Option<&str>)>, people: u32) {
    let list = list(&format!("meeting,kind,way,category,sub-category,count\n{row}\n"));
    assert_eq!(list.rows.len(), 1);
    let found = &list.rows[0];
    let standing = match said {
        None => Standing::NotSaid,
        Some((category, sub)) => {
            Standing::Said { category: category.to_owned(), sub: sub.map(str::to_owned) }
        }
    };
    let expected = (MeetingId(meeting.to_owned()), entry, standing, people);
    assert_eq!((found.meeting.clone(), found.entry, found.standing.clone(), found.people), expected, "{row}");
}

#[test]
fn a_row_is_understood_in_both_languages_and_however_it_is_typed() {
    let venue = Entry::Registered(Way::Venue);
    good("peer-3,register,venue,lived,,14", "peer-3", venue, Some(("lived", None)), 14);
    good("peer-3,申し込み,会場,当事者,,14人", "peer-3", venue, Some(("lived", None)), 14);
    good(" ｐｅｅｒ－３ ,申込,会　場,当事者,,１４ 名", "peer-3", venue, Some(("lived", None)), 14);
    good(
        "Peer Support 3,Registered,Venue,Others,STUDENTS,1",
        "peer-3",
        venue,
        Some(("other", Some("student"))),
        1,
    );
    good(
        "だいさんかい ピアサポートの会,register,venue,その他,学生,1",
        "peer-3",
        venue,
        Some(("other", Some("student"))),
        1,
    );
    good("peer-4,register,online,,,1000", "peer-4", Entry::Registered(Way::Online), None, 1000);
    good("peer-4,register,未定,答えない,,2", "peer-4", Entry::Registered(Way::Open), None, 2);
    good("peer-4,check-in,,other,,3", "peer-4", Entry::Came, Some(("other", None)), 3);
    good("peer-4,受付,オンライン,無回答,,3", "peer-4", Entry::Came, None, 3);
    good("peer-4,Check In,venue,-,,3", "peer-4", Entry::Came, None, 3);
}

#[test]
fn columns_are_found_by_their_names_and_a_row_without_a_number_is_one_person() {
    let rows = list("人数,区分,備考,種別,会,参加方法\n2,当事者,電話で,申し込み,peer-3,会場\n").rows;
    assert_eq!((rows[0].people, rows[0].entry, rows[0].line), (2, Entry::Registered(Way::Venue), 2));
    let rows = list("\u{feff}会\t種別\r\n\r\npeer-3\t受付\r\npeer-3\t受付\r\n").rows;
    assert_eq!(rows.iter().map(|row| (row.line, row.people)).collect::<Vec<_>>(), [(3, 1), (4, 1)]);
    let (sjis, ..) =
        encoding_rs::SHIFT_JIS.encode("会,種別,参加方法,区分,人数\npeer-3,申し込み,会場,当事者,5\n");
    assert_eq!(read(&sjis, &known()).unwrap().rows[0].people, 5);
}

/// Every mistake of a file: line, field, and a part of what is said.
#[track_caller]
fn bad(text: &str, expected: &[(u32, &str, &str)]) {
    let problems = read(text.as_bytes(), &known()).unwrap_err();
    let found: Vec<(u32, String, &str)> = problems
        .iter()
        .map(|problem| {
            (problem.line.unwrap_or(0), problem.field.clone().unwrap_or_default(), problem.message.as_str())
        })
        .collect();
    assert_eq!(found.len(), expected.len(), "{found:#?}");
    for ((line, field, message), (expected_line, expected_field, part)) in found.iter().zip(expected) {
        assert_eq!((line, field.as_str()), (expected_line, *expected_field), "{message}");
        assert!(message.contains(part), "\"{message}\" does not say \"{part}\"");
        assert!(message.ends_with('.'), "{message}");
    }
}

#[test]
fn every_mistake_is_named_with_its_line_its_field_and_what_to_do() {
    bad(
        "meeting,kind,way,category,sub-category,count\n\
         peer-3,register,venue,lived,,2\n\
         peer-9,jump,there,nobody,x,0\n\
         ,,,,,\n\
         tea,register,,lived,student,1001\n\
         ,check-in,venue,,student,\n\
         peer-3,,venue,other,teacher,two\n",
        &[
            (3, "meeting", "no meeting that the programme or the records know. Known are: peer-3, peer-4"),
            (3, "kind", "\"jump\" is not known. Write register or check-in"),
            (3, "category", "\"nobody\" is no category. Known are: lived, other"),
            (3, "count", "Nobody did this. Take the row out"),
            (5, "meeting", "More than one meeting is called \"tea\". Write its id: tea-1, tea-2"),
            (5, "way", "The way is missing. Write venue, online or open"),
            (5, "sub-category", "has no sub-categories. Leave this empty"),
            (5, "count", "1001 is more than 1000"),
            (6, "meeting", "The meeting is missing"),
            (6, "category", "A sub-category stands here without its category"),
            (6, "count", "How many is missing"),
            (7, "kind", "What they did is missing"),
            (7, "sub-category", "\"teacher\" is no sub-category of \"other\". Known are: student"),
            (7, "count", "\"two\" is not a number of people"),
        ],
    );
    bad("会,種別,参加方法\npeer-3,申し込み,電車\n", &[(2, "参加方法", "\"電車\" is no way of taking part")]);
}

#[test]
fn a_file_that_is_no_list_says_what_one_looks_like() {
    bad("", &[(0, "", "empty")]);
    bad("\n \n", &[(0, "", "empty")]);
    bad("meeting,kind\n", &[(0, "", "no rows")]);
    bad(
        "meeting,way\npeer-3,venue\n",
        &[(1, "", "There is no column kind (種別). The first row names the columns")],
    );
    bad("meeting,kind,categry\n", &[(1, "categry", "perhaps \"category\" is meant")]);
    bad("meeting,kind,名前\n", &[(1, "名前", "take it out, or call it note (備考)")]);
    bad("meeting,kind,会\n", &[(1, "会", "A second column means the same")]);
    bad("meeting,kind\n\"peer-3,check-in\n", &[(2, "", "A quotation mark")]);
    let problems = read(b"meeting,kind\npeer-3,\xff\xff\n", &known()).unwrap_err();
    assert!(problems[0].message.contains("Save it again"), "{problems:?}");
}

#[test]
fn a_meeting_that_nobody_knows_is_taken_when_somebody_says_so() {
    let known = Known { others: Others::Taken, ..known() };
    let list = read("meeting,kind\nold-1,check-in\nTEA,check-in\n".as_bytes(), &known);
    assert_eq!(list.unwrap_err().len(), 1, "two meetings of one name are no unknown meeting");
    let list = read("meeting,kind\nold-1,check-in\n".as_bytes(), &known).unwrap();
    assert_eq!(list.rows[0].meeting, MeetingId("old-1".into()));
}

fn keys(list: &List) -> Vec<u128> {
    let now = "2026-12-17T04:40:00Z".parse().unwrap();
    list.records(now, true).iter().map(|record| record.key.0).collect()
}

#[test]
fn a_list_is_the_same_list_however_it_was_saved_and_no_other_is() {
    let text = "会,種別,参加方法,区分,人数\npeer-3,申し込み,会場,当事者,3\npeer-3,申し込み,会場,当事者,3\n";
    let first = keys(&list(text));
    let distinct: std::collections::HashSet<&u128> = first.iter().collect();
    assert_eq!((first.len(), distinct.len()), (6, 6), "two rows that say the same are six people");
    let (sjis, ..) = encoding_rs::SHIFT_JIS.encode(text);
    assert_eq!(keys(&read(&sjis, &known()).unwrap()), first);
    for other in [
        text.replace('\n', "\r\n"),
        format!("\u{feff}{text}\n\n"),
        text.replace(",3", ", ３ "),
        text.replace(',', "\t"),
        "区分,人数,会,種別,参加方法\n当事者,3,peer-3,申し込み,会場\n\"当事者\",3,peer-3,申し込み,会場\n"
            .to_owned(),
    ] {
        assert_eq!(keys(&list(&other)), first, "{other:?}");
    }
    for other in
        [text.replace("peer-3", "peer-4"), text.replace("会場", "未定"), format!("{text}peer-3,受付,,,1\n")]
    {
        assert!(keys(&list(&other)).iter().all(|key| !first.contains(key)), "{other:?}");
    }
}

proptest! {
    #[test]
    fn nothing_in_a_file_makes_it_fall_over(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let header = b"meeting,kind,way,category,sub-category,count\n";
        if let Err(problems) = read(&bytes, &known()) {
            prop_assert!(!problems.is_empty());
        }
        if let Err(problems) = read(&[header.as_slice(), &bytes].concat(), &known()) {
            prop_assert!(!problems.is_empty());
        }
    }
}

/// The attendance of the third meeting, as the newsletter had it.
const NEWSLETTER: &str = "\
会,種別,参加方法,区分,小区分,人数
peer-3,申し込み,オンライン,当事者,,20
peer-3,申し込み,会場,当事者,,7
peer-3,申し込み,オンライン,当事者家族,,5
peer-3,申し込み,オンライン,支援関係者,障害者支援事業所,16
peer-3,申し込み,オンライン,支援関係者,高齢者支援事業所,4
peer-3,申し込み,オンライン,支援関係者,病院・訪問看護,5
peer-3,申し込み,オンライン,支援関係者,居住支援関係者,4
peer-3,申し込み,会場,支援関係者,行政関係,7
peer-3,申し込み,オンライン,支援関係者,学識・アドバイザー,3
peer-3,申し込み,オンライン,支援関係者,その他,3
peer-3,申し込み,オンライン,その他,学生,45
peer-3,申し込み,オンライン,その他,,6
peer-3,受付,,,,99
";

/// A place with settings of its own, the built-in sample and a list.
struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    fn new(list: &str) -> Place {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("kiosk.toml"), "[paths]\nrecords = \"state\"\ncache = \"cache\"\n")
            .unwrap();
        fs::write(folder.path().join("list.csv"), list).unwrap();
        Place { folder }
    }

    fn database(&self) -> PathBuf {
        self.folder.path().join("state").join(FILE)
    }

    fn command(&self, more: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hiroba"));
        command
            .args(["enter", "list.csv", "--config", "kiosk.toml"])
            .args(more)
            .current_dir(self.folder.path());
        command
    }

    /// What it said on standard output and on standard error, and whether it succeeded.
    fn enter(&self, more: &[&str]) -> (String, String, bool) {
        let output = self.command(more).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (text(output.stdout), text(output.stderr), output.status.success())
    }

    async fn all(&self) -> Vec<Record> {
        let mut store = Store::open_to_read(&self.database()).await.unwrap();
        let all = store.all().await.unwrap();
        store.close().await.unwrap();
        all
    }
}

#[tokio::test]
async fn the_newsletter_is_entered_once_however_often_it_is_tried() {
    let place = Place::new(NEWSLETTER);
    let sums = "peer-3 第3回 ピアサポートの会: 125 registered (venue 14, online 111), 99 came.\n";
    let (out, error, _) = place.enter(&["--dry-run"]);
    assert_eq!((out, error), (format!("{sums}Nothing was entered (--dry-run).\n"), String::new()));
    assert!(!place.database().exists());
    assert_eq!(place.enter(&[]), (format!("{sums}Entered: 224.\n"), String::new(), true));
    let (out, ..) = place.enter(&[]);
    let before = "  From paper there were before: 125 registered (venue 14, online 111), 99 came.\n";
    let again = "This list was entered before: all 224 are there already. Nothing was changed.\n";
    assert_eq!(out, format!("{sums}{before}{again}"));

    let records = place.all().await;
    let tally = Book::of(&records).tally(Capacity::default());
    assert_eq!((tally.registered_in_all(), tally.came, tally.arrivals.on_paper), (125, 99, 99));
    assert_eq!((tally.registered[&Way::Online], tally.registered[&Way::Venue]), (111, 14));
    let of = |category: &str| -> u32 {
        let said =
            |standing: &Standing| matches!(standing, Standing::Said { category: of, .. } if of == category);
        tally.registered_as.iter().filter(|(standing, _)| said(standing)).map(|(_, people)| people).sum()
    };
    assert_eq!(["lived", "family", "supporter", "other"].map(of), [27, 5, 42, 51]);
    assert!(records.iter().all(|record| record.observed.as_second() % 900 == 0));
    // A report can name the meeting and the categories from now on, whatever the programme says.
    let mut store = Store::open_to_read(&place.database()).await.unwrap();
    assert!(store.snapshot(&MeetingId("peer-3".into())).await.unwrap().is_some());
    assert_eq!(store.categories().await.unwrap().len(), 4);
}

#[tokio::test]
async fn a_list_with_one_bad_row_changes_nothing_until_it_is_mended() {
    let place = Place::new(&NEWSLETTER.replace("peer-3,受付,,,,99", "peer-3,受付,,,,99\npeer-7,受付,,,,1"));
    let (out, error, success) = place.enter(&[]);
    assert!(!success && out.is_empty() && !place.database().exists());
    assert!(error.starts_with("list.csv line 15 会: \"peer-7\" is no meeting"), "{error}");
    assert!(error.ends_with("Nothing was entered: 1 to mend.\n"), "{error}");
    let (out, ..) = place.enter(&["--new-meetings"]);
    assert!(out.contains("peer-7: 0 registered, 1 came.\nEntered: 225."), "{out}");
    // From now on the records know it.
    fs::write(place.folder.path().join("list.csv"), "会,種別\npeer-7,受付\n").unwrap();
    let (out, ..) = place.enter(&[]);
    assert!(out.ends_with("before: 0 registered, 1 came.\nEntered: 1.\n"), "{out}");
    assert_eq!(place.all().await.len(), 226);
}

#[tokio::test]
async fn a_file_that_is_not_there_is_named() {
    let place = Place::new("");
    fs::remove_file(place.folder.path().join("list.csv")).unwrap();
    let (_, error, success) = place.enter(&[]);
    assert!(!success && error.contains("list.csv cannot be read"), "{error}");
}

#[tokio::test]
async fn entering_that_is_killed_at_any_moment_has_entered_all_or_nothing() {
    let place = Place::new("meeting,kind,way,count\npeer-3,register,venue,1000\npeer-3,check-in,,1000\n");
    let (mut none, mut all) = (0, 0);
    for round in 0..30_u64 {
        let mut child: Child =
            place.command(&[]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(4 * round));
        // It may be done already.
        let _ = child.kill();
        child.wait().unwrap();
        let count = match Store::open_to_read(&place.database()).await {
            Ok(mut store) => {
                let count = store.all().await.unwrap().len();
                store.close().await.unwrap();
                count
            }
            Err(_) => 0,
        };
        match count {
            0 => none += 1,
            2000 => {
                all += 1;
                fs::remove_dir_all(place.folder.path().join("state")).unwrap();
            }
            part => panic!("round {round}: {part} of 2000 records"),
        }
    }
    println!("killed {} times: nothing {none}, all {all}", none + all);
    assert!(none > 0);
    assert!(place.enter(&[]).2);
    assert_eq!(place.all().await.len(), 2000);
}
