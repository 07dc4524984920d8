//! The program itself: records on disk in, the printed report out.
//!
//! What is printed is compared to the letter with tests/data/report/.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use hiroba::api;
use hiroba::domain::attendance::{
    Arrival, Counted, Feeling, Group, Party, Reason, Record, RecordKey, Salt, Standing, Way, What,
};
use hiroba::domain::meeting::{Capacity, Meeting, MeetingId, Mode, When};
use hiroba::domain::text::{Lang, Phrase, Text};
use hiroba::store::{FILE, Store};
use serde_json::Value;

use crate::newsletter;

/// A folder with settings and records.
struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    fn of(records: &[Record], about: &[Meeting]) -> Place {
        let folder = tempfile::tempdir().unwrap();
        let settings = "[place]\ntime_zone = \"Asia/Tokyo\"\n[paths]\nrecords = \"records\"\n";
        std::fs::write(folder.path().join("kiosk.toml"), settings).unwrap();
        let about: Vec<api::Meeting> = about.iter().map(api::Meeting::from).collect();
        let path = folder.path().join("records").join(FILE);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let now = crate::at("2021-10-07T04:35:00Z");
            let mut store = Store::open(&path, now, Salt([7; 16])).await.unwrap().store;
            let categories: Vec<api::Category> =
                newsletter::categories().iter().map(api::Category::from).collect();
            store.keep_categories(&categories).await.unwrap();
            store.append(records, "test", &about).await.unwrap();
            store.close().await.unwrap();
        });
        Place { folder }
    }

    /// The list of the third meeting, entered by `hiroba enter` where the programme has that meeting and
    /// the categories of the sample.
    fn of_list() -> Place {
        let folder = tempfile::tempdir().unwrap();
        let settings = "[place]\ntime_zone = \"Asia/Tokyo\"\n[paths]\nrecords = \"records\"\n\
                        [[source]]\nname = \"programme\"\naddress = \"programme.json\"\n";
        std::fs::write(folder.path().join("kiosk.toml"), settings).unwrap();
        let categories: Vec<api::Category> =
            newsletter::categories().iter().map(api::Category::from).collect();
        let programme = serde_json::json!({
            "format": "hiroba-programme",
            "version": 1,
            "meetings": [api::Meeting::from(&third())],
            "categories": categories,
        });
        std::fs::write(folder.path().join("programme.json"), programme.to_string()).unwrap();
        let place = Place { folder };
        let list = golden("third-meeting.csv");
        let output = place.hiroba(&["enter", list.to_str().unwrap()]);
        let error = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success(), "{error}");
        place
    }

    fn hiroba(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hiroba"));
        command.current_dir(self.folder.path()).args(arguments).output().unwrap()
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.hiroba(&[&["report"], arguments].concat())
    }

    #[track_caller]
    fn print(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let error = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success() && error.is_empty(), "{error}");
        String::from_utf8(output.stdout).unwrap()
    }

    #[track_caller]
    fn refuse(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(!output.status.success() && output.stdout.is_empty());
        String::from_utf8(output.stderr).unwrap()
    }
}

/// The third meeting. Its venue had room for twenty.
fn third() -> Meeting {
    let at = |text: &str| text.parse().unwrap();
    let when = When::exact(at("2021-10-07T13:30[Asia/Tokyo]"), Some(at("2021-10-07T16:00[Asia/Tokyo]")));
    let mut title = Text::ja("[第|だい]3回 ピアサポートの会");
    title.set(Lang::EN, Phrase::plain("Peer support meeting no. 3"));
    let mut meeting = Meeting::new("peer-3", title, when.unwrap());
    meeting.theme = Some(Text::ja("[場|ば]をひろげる"));
    meeting.mode = Some(Mode::Both);
    meeting
}

fn record(key: u128, what: What) -> Record {
    Record::new(RecordKey(key), MeetingId("peer-3".into()), crate::at("2021-10-07T04:35:00Z"), true, what)
}

/// The 125 who registered, every ninth at the venue, and 99 who took part.
fn newsletter_records() -> Vec<Record> {
    let registered = newsletter::standings().zip(0_u128..).map(|(standing, at)| {
        let way = if at % 9 == 8 || at == 0 { Way::Venue } else { Way::Online };
        record(at, What::Registered { mark: None, way, party: Party::one(standing) })
    });
    let arrival = Arrival::Paper { standing: Standing::NotSaid };
    let came = (1000..1099).map(|at| record(at, What::CheckedIn(arrival.clone())));
    registered.chain(came).collect()
}

fn golden(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/report").join(name)
}

/// That this is printed to the letter as the file says. `HIROBA_WRITE_REPORTS=1` writes the files anew,
/// to be looked through.
#[track_caller]
fn check(printed: &str, name: &str) {
    if std::env::var_os("HIROBA_WRITE_REPORTS").is_some() {
        std::fs::write(golden(name), printed).unwrap();
    }
    let expected = std::fs::read_to_string(golden(name)).unwrap_or_default();
    assert!(printed == expected, "{name}: expected\n{expected}\nprinted\n{printed}");
}

#[test]
fn the_newsletters_block_is_printed_as_the_newsletter_had_it() {
    let place = Place::of_list();
    check(&place.print(&["peer-3"]), "newsletter.ja.txt");
    check(&place.print(&["peer-3", "--lang", "en"]), "newsletter.en.txt");
    check(&place.print(&["peer-3", "--public"]), "newsletter.public-5.ja.txt");
    check(&place.print(&["peer-3", "--public", "10"]), "newsletter.public-10.ja.txt");
    check(&place.print(&["peer-3", "--public", "10", "--lang", "en"]), "newsletter.public-10.en.txt");
    check(&place.print(&["peer-3", "--format", "csv"]), "newsletter.ja.csv");
    check(&place.print(&["peer-3", "--format", "csv", "--public"]), "newsletter.public-5.ja.csv");
    check(&place.print(&["peer-3", "--format", "json", "--lang", "en"]), "newsletter.en.json");
}

/// A small meeting on which everything happens that a report can tell.
fn busy_records() -> Vec<Record> {
    let said = |id: &str, sub| crate::said(id, sub);
    let group = |standing, people| Group { standing, people };
    let party = |groups: Vec<Group>| Party::of(groups).unwrap();
    let register = |way, party| What::Registered { mark: None, way, party };
    let come = What::CheckedIn;
    let receipt =
        |registration, people| come(Arrival::Receipt { registration: RecordKey(registration), people });
    let correct = |count, by| What::Corrected { count, by, reason: Reason::Recounted };
    let early = "2021-10-01T00:00:00Z";
    let (first, second) = ("2021-10-07T04:10:00Z", "2021-10-07T04:20:00Z");
    let after = "2021-10-07T07:05:00Z";
    let all = [
        // Two parties have the three seats, a third waits for one, a fourth does not come.
        (
            1,
            early,
            register(Way::Venue, party(vec![group(said("lived", None), 1), group(said("family", None), 1)])),
        ),
        (2, early, register(Way::Venue, party(vec![group(said("supporter", Some("medical")), 1)]))),
        (3, early, register(Way::Venue, party(vec![group(said("supporter", None), 2)]))),
        (4, early, register(Way::Venue, party(vec![group(said("other", Some("student")), 1)]))),
        (5, early, What::TakenBack { record: RecordKey(4) }),
        (6, early, register(Way::Online, party(vec![group(Standing::NotSaid, 1)]))),
        (7, early, register(Way::Open, party(vec![group(said("other", None), 4)]))),
        (8, early, correct(Counted::Registered(Way::Online), 2)),
        // One came with a receipt that another kiosk had seen, one nobody here knows.
        (20, first, receipt(1, 2)),
        (21, second, receipt(2, 1)),
        (22, second, receipt(2, 1)),
        (23, second, receipt(99, 1)),
        (24, first, come(Arrival::WithoutReceipt { people: 2 })),
        (25, second, come(Arrival::WalkIn { party: party(vec![group(said("gone", None), 1)]) })),
        (26, second, come(Arrival::Paper { standing: said("lived", None) })),
        (27, after, correct(Counted::Came, -1)),
        (30, after, What::Felt(Feeling::Relieved)),
        (31, after, What::Felt(Feeling::Relieved)),
        (32, after, What::Felt(Feeling::Tired)),
    ];
    let meeting = || MeetingId("peer-3".into());
    let record = |(key, at, what)| Record::new(RecordKey(key), meeting(), crate::at(at), true, what);
    let mut records: Vec<Record> = all.into_iter().map(record).collect();
    let unsure = come(Arrival::WalkIn { party: Party::one(said("lived", None)) });
    records.push(Record::new(RecordKey(40), meeting(), crate::at("1970-01-01T00:00:00Z"), false, unsure));
    records
}

#[test]
fn staff_are_told_everything_that_happened_and_what_to_look_at() {
    let mut meeting = third();
    meeting.capacity = Capacity { venue: Some(3), online: Some(100) };
    let place = Place::of(&busy_records(), &[meeting]);
    check(&place.print(&["latest"]), "busy.ja.txt");
    check(&place.print(&["latest", "--lang", "en"]), "busy.en.txt");
    check(&place.print(&["latest", "--format", "csv", "--lang", "en"]), "busy.en.csv");
    check(&place.print(&["latest", "--format", "json"]), "busy.ja.json");
    check(&place.print(&["latest", "--public", "3"]), "busy.public-3.ja.txt");
    check(&place.print(&["latest", "--public", "3", "--format", "json"]), "busy.public-3.ja.json");
}

#[test]
fn a_meeting_is_named_by_its_id_or_by_what_only_it_is_called() {
    let mut fourth = third();
    (fourth.id, fourth.title) = (MeetingId("peer-4".into()), Text::ja("第4回 ピアサポートの会"));
    fourth.theme = None;
    let mut records = newsletter_records();
    records.push(Record { meeting: fourth.id.clone(), ..record(5000, What::Felt(Feeling::Tired)) });
    // One of which nobody kept the words.
    records.push(Record { meeting: MeetingId("tea".into()), ..record(5001, What::Felt(Feeling::Tired)) });
    let place = Place::of(&records, &[third(), fourth]);
    for name in ["peer-3", "第3回", "場を"] {
        assert!(place.print(&[name]).contains("125名"), "{name}");
    }
    assert!(place.print(&["tea"]).starts_with("tea\n日は未定\n"));
    let message = place.refuse(&["ピアサポート"]);
    assert!(message.contains("More than one meeting is called \"ピアサポート\""), "{message}");
    let message = place.refuse(&["peer-9"]);
    for part in
        ["There is no meeting \"peer-9\" with records", "  peer-3  2021-10-07 (Thu) 13:30-16:00", "  tea  "]
    {
        assert!(message.contains(part), "{message}");
    }
}

#[test]
fn what_cannot_be_is_said_with_what_to_do() {
    let empty = Place { folder: tempfile::tempdir().unwrap() };
    std::fs::write(empty.folder.path().join("kiosk.toml"), "[paths]\nrecords = \"records\"\n").unwrap();
    let message = empty.refuse(&["latest"]);
    assert!(message.contains("There are no records in") && message.contains("[paths] records"), "{message}");
    assert!(!empty.folder.path().join("records").exists(), "a report makes nothing");

    let place = Place::of(&newsletter_records(), &[third()]);
    for (arguments, part) in [
        (["peer-3", "--public", "2"], "the least is 3"),
        (["peer-3", "--public", "many"], "not a number of people"),
        (["peer-3", "--format", "xlsx"], "possible values: text, csv, json"),
        (["peer-3", "--lang", "fr"], "possible values: ja, en"),
        (["peer-3", "--config", "missing.toml"], "missing.toml"),
    ] {
        let message = place.refuse(&arguments);
        assert!(message.contains(part), "{message}");
    }
}

#[test]
fn a_spreadsheet_takes_no_name_for_a_formula() {
    let mut meeting = third();
    meeting.title = Text::ja("=HYPERLINK(\"http://example.org\")");
    let standing = crate::said("@SUM(A1)", Some("-1+1"));
    let what = What::Registered { mark: None, way: Way::Venue, party: Party::one(standing) };
    let place = Place::of(&[record(1, what)], &[meeting]);
    let table = place.print(&["peer-3", "--format", "csv"]);
    let table = table.strip_prefix('\u{feff}').expect("a byte order mark");
    let mut reader = csv::ReaderBuilder::new().from_reader(table.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert!(rows.len() > 4, "{table}");
    for row in &rows {
        // All but the last are words; that one is a number or nothing.
        let (people, words) = (&row[5], row.iter().take(5));
        assert!(people.is_empty() || people.parse::<i64>().is_ok(), "{people}");
        for cell in words {
            assert!(!cell.starts_with(['=', '+', '-', '@']), "{cell}");
        }
    }
    assert!(table.contains("'@SUM(A1)") && table.contains("'-1+1"), "{table}");
    assert_eq!(table.matches("\r\n").count(), rows.len() + 1, "lines end as spreadsheets expect");
}

/// Numbers of people in a printed report for programs.
fn numbers(value: &Value, found: &mut BTreeSet<i64>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| numbers(value, found)),
        Value::Object(fields) => {
            found.extend(fields.get("people").and_then(Value::as_i64));
            fields.values().for_each(|value| numbers(value, found));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[test]
fn what_is_hidden_stands_in_no_form_of_a_public_report() {
    let place = Place::of(&newsletter_records(), &[third()]);
    for least in ["5", "10", "20"] {
        let printed = place.print(&["peer-3", "--public", least, "--format", "json"]);
        let value: Value = serde_json::from_str(&printed).unwrap();
        assert_eq!(value["threshold"], least.parse::<i64>().unwrap());
        let mut found = BTreeSet::new();
        numbers(&value["tables"], &mut found);
        assert!(found.first() >= Some(&least.parse().unwrap()), "{found:?}");
        for form in ["text", "csv"] {
            let printed = place.print(&["peer-3", "--public", least, "--format", form]);
            let hidden = ["高齢者支援事業所", "居住支援関係者", "学識・アドバイザー", "受付"];
            assert!(!hidden.iter().any(|name| printed.contains(name)), "{printed}");
        }
    }
}
