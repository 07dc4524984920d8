//! The commands over the records, through the real program: what staff type and what they read.

#[path = "store/strategy.rs"]
mod strategy;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::slice;

use hiroba::api;
use hiroba::domain::attendance::{Mark, Party, Receipt, Record, RecordKey, Salt, Standing, Way, What};
use hiroba::domain::meeting::MeetingId;
use hiroba::store::{FILE, Store, Stored};
use proptest::prelude::*;
use strategy::{any_record, at, every_kind, record, registered};

const SALT: Salt = Salt([9; 16]);

/// A place with settings of its own.
struct Place {
    folder: tempfile::TempDir,
}

/// What a command said and whether it succeeded.
#[derive(Debug)]
struct Said {
    out: String,
    error: String,
    success: bool,
}

impl Place {
    fn new() -> Place {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("kiosk.toml"), "[paths]\nrecords = \"state\"\ncache = \"cache\"\n")
            .unwrap();
        Place { folder }
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn database(&self) -> PathBuf {
        self.file("state").join(FILE)
    }

    fn run(&self, arguments: &[&str]) -> Said {
        let output = Command::new(env!("CARGO_BIN_EXE_hiroba"))
            .args(arguments)
            .arg("--config")
            .arg(self.file("kiosk.toml"))
            .current_dir(self.folder.path())
            .output()
            .unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Said { out: text(output.stdout), error: text(output.stderr), success: output.status.success() }
    }

    #[track_caller]
    fn good(&self, arguments: &[&str]) -> String {
        let said = self.run(arguments);
        assert!(said.success && said.error.is_empty(), "{said:?}");
        said.out
    }

    #[track_caller]
    fn bad(&self, arguments: &[&str]) -> String {
        let said = self.run(arguments);
        assert!(!said.success && said.out.is_empty(), "{said:?}");
        said.error
    }

    async fn store(&self, salt: Salt) -> Store {
        Store::open(&self.database(), at("2026-12-17T04:40:00Z"), salt).await.unwrap().store
    }

    /// What is recorded here now.
    async fn all(&self) -> Vec<Record> {
        let mut store = Store::open_to_read(&self.database()).await.unwrap();
        let all = store.all().await.unwrap();
        store.close().await.unwrap();
        all
    }
}

fn meeting(id: &str, when: &str) -> api::Meeting {
    serde_json::from_str(&format!(r#"{{"id": "{id}", "title": "第三回の会", "when": {when}}}"#)).unwrap()
}

fn on(day: &str) -> String {
    format!(
        r#"{{"kind": "exact", "start": "{day}T13:30:00+09:00[Asia/Tokyo]", "end": "{day}T16:00:00+09:00[Asia/Tokyo]"}}"#
    )
}

fn at_day(key: u128, meeting: &str, day: &str) -> Record {
    let party = Party::one(Standing::NotSaid);
    let what = What::Registered { mark: None, way: Way::Venue, party };
    Record::new(RecordKey(key), MeetingId(meeting.to_owned()), at(&format!("{day}T04:30:00Z")), true, what)
}

#[tokio::test]
async fn an_export_holds_every_record_and_no_receipt() {
    let place = Place::new();
    let mut store = place.store(SALT).await;
    let mut records = every_kind("peer-3");
    records[1].meeting = MeetingId("=HYPERLINK(\"http://a\")".to_owned());
    let receipt = Receipt::parse("04271836").unwrap();
    let mark = receipt.mark(&SALT);
    if let What::Registered { mark: given, .. } = &mut records[0].what {
        *given = Some(mark);
    }
    store.append(&records, "kiosk-1", &[]).await.unwrap();

    // A kiosk has it open all the while.
    let out = place.good(&["export"]);
    let lines: Vec<api::record::Record> =
        out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let back: Vec<Record> = lines.iter().map(|line| Record::try_from(line).unwrap()).collect();
    let without_receipts: Vec<Record> = records
        .iter()
        .cloned()
        .map(|mut record| {
            if let What::Registered { mark, .. } = &mut record.what {
                *mark = None;
            }
            record
        })
        .collect();
    assert_eq!(back, without_receipts);
    assert!(lines.iter().all(|line| line.origin.as_deref() == Some("kiosk-1")));

    let table = place.good(&["export", "--format", "csv"]);
    assert!(table.starts_with(
        "\u{feff}meeting,observed,clock,kind,way,category,sub-category,count,word,origin,key,about\r\n"
    ));
    let rows: Vec<&str> = table.lines().skip(1).collect();
    // A party of three groups is three rows, and it came twice.
    assert_eq!(rows.len(), 12 + 2 + 2, "{table}");
    let key = |key: u128| RecordKey(key).to_string();
    let expected =
        format!("peer-3,2026-12-17 13:30,sure,registered,online,supporter,hospital,2,,kiosk-1,{},", key(1));
    assert_eq!(rows[0], expected);
    let formula = format!(
        "\"'=HYPERLINK(\"\"http://a\"\")\",2026-12-17 13:30,sure,registered,open,,,1,,kiosk-1,{},",
        key(2)
    );
    assert_eq!(rows[3], formula);
    let corrected =
        format!("peer-3,2026-12-17 13:30,sure,corrected-came,,,,-3,recounted,kiosk-1,{},", key(11));
    assert!(rows.contains(&corrected.as_str()), "{table}");
    for text in [&out, &table] {
        for secret in
            [receipt.digits(), receipt.groups().join(" "), mark.to_string(), Mark(SALT.0).to_string()]
        {
            assert!(!text.contains(&secret), "{secret}");
        }
    }
}

proptest! {
    #[test]
    fn a_record_on_the_wire_comes_back_as_it_was(record in any_record()) {
        let wire = api::record::Record::from(&record);
        let text = serde_json::to_string(&wire).unwrap();
        let read: api::record::Record = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(&read, &wire);
        prop_assert_eq!(Record::try_from(&read).unwrap(), record);
    }
}

#[test]
fn a_record_on_the_wire_that_cannot_be_names_its_fault() {
    #[track_caller]
    fn check(change: &[(&str, &str)], expected: &str) {
        let mut text = serde_json::to_string(&api::record::Record::from(&registered(1, "a"))).unwrap();
        for (from, to) in change {
            assert!(text.contains(from), "{from} is not in {text}");
            text = text.replacen(from, to, 1);
        }
        let wire: api::record::Record = serde_json::from_str(&text).unwrap();
        assert_eq!(Record::try_from(&wire).unwrap_err().to_string(), expected);
    }
    let version = "version: This record has another version; this program knows version 1 only.";
    check(&[("\"version\":1", "\"version\":2")], version);
    check(&[("00000001", "0001")], "key: This is not 32 hexadecimal digits.");
    check(&[("\"meeting\":\"a\"", "\"meeting\":\"\"")], "meeting: This field is missing.");
    check(&[("\"people\":1", "\"people\":0")], "what.party: A party has at least one and at most 20 people.");
    check(
        &[("\"people\":1", "\"sub\":\"x\",\"people\":1")],
        "what.party[0].category: This field is missing.",
    );
    let what = r#""kind":"registered","way":"venue","party":[{"people":1}]"#;
    check(
        &[(what, r#""kind":"corrected","count":"registered","by":1,"reason":"mistake""#)],
        "what.way: This field is missing.",
    );
    check(&[(what, r#""kind":"came-without-receipt","people":0"#)], "what.people: Nobody is no arrival.");
}

#[tokio::test]
async fn a_backup_is_whole_private_and_never_over_another() {
    let place = Place::new();
    assert!(place.bad(&["backup", "b.sqlite"]).contains("There are no records in"));
    assert!(!place.file("b.sqlite").exists() && !place.file("state").exists());
    let mut kiosk = place.store(SALT).await;
    kiosk.append(&every_kind("a"), "kiosk", &[]).await.unwrap();
    let said = place.good(&["backup", "b.sqlite"]);
    assert_eq!(said, "12 records are in b.sqlite, readable for you alone.\n");
    let backup = place.file("b.sqlite");
    assert_eq!(fs::metadata(&backup).unwrap().permissions().mode() & 0o777, 0o600);
    let mut copy = Store::open_to_read(&backup).await.unwrap();
    assert_eq!((copy.salt(), copy.all().await.unwrap()), (SALT, every_kind("a")));
    copy.close().await.unwrap();
    let before = fs::read(&backup).unwrap();
    assert!(place.bad(&["backup", "b.sqlite"]).contains("There is already a file b.sqlite"));
    assert!(place.bad(&["backup", "no/such/folder/b.sqlite"]).contains("cannot be opened"));
    assert!(fs::read(&backup).unwrap() == before);
    // The kiosk has noticed nothing and goes on.
    kiosk.append(&[registered(99, "a")], "kiosk", &[]).await.unwrap();
}

#[tokio::test]
async fn a_restore_brings_back_what_is_missing_and_touches_nothing_else() {
    let place = Place::new();
    let mut store = place.store(SALT).await;
    let words = meeting("a", r#"{"kind": "undecided"}"#);
    let categories = [serde_json::from_str(r#"{"id": "lived", "name": "当事者"}"#).unwrap()];
    store.append(&every_kind("a"), "kiosk-1", slice::from_ref(&words)).await.unwrap();
    store.keep_categories(&categories).await.unwrap();
    store.sent(&[RecordKey(1), RecordKey(2)]).await.unwrap();
    store.park(RecordKey(3), "unknown there").await.unwrap();
    store.close().await.unwrap();
    place.good(&["backup", "b.sqlite"]);
    let same = place.good(&["restore", "b.sqlite"]);
    assert_eq!(same, "0 records came back; 12 were here already.\n");

    // The disk is replaced; nobody has registered since, somebody said how it was.
    fs::remove_dir_all(place.file("state")).unwrap();
    let mut kiosk = place.store(Salt([1; 16])).await;
    let felt = record(500, "b", every_kind("b")[9].what.clone());
    kiosk.append(slice::from_ref(&felt), "kiosk-2", &[]).await.unwrap();
    let version = kiosk.version().await.unwrap();
    let said = place.good(&["restore", "b.sqlite"]);
    assert_eq!(
        said,
        "12 records came back; 0 were here already.\nReceipts given out before the backup are known again.\n"
    );
    // The kiosk that runs sees it, and gives out no receipt under a salt that is no more.
    assert_ne!(kiosk.version().await.unwrap(), version);
    let with_receipt = every_kind("b").swap_remove(0);
    let with_receipt = Record { key: RecordKey(501), ..with_receipt };
    assert!(kiosk.append(slice::from_ref(&with_receipt), "kiosk-2", &[]).await.is_err());
    let mut kiosk = kiosk.open_again(at("2026-12-17T04:40:00Z")).await.unwrap().store;
    assert_eq!(kiosk.salt(), SALT);
    assert_eq!(kiosk.append(slice::from_ref(&with_receipt), "kiosk-2", &[]).await.unwrap(), [Stored::New]);
    assert_eq!(kiosk.all().await.unwrap(), [vec![felt], every_kind("a"), vec![with_receipt]].concat());
    assert_eq!(kiosk.snapshot(&MeetingId("a".into())).await.unwrap(), Some(words));
    assert_eq!(kiosk.categories().await.unwrap(), categories);
    let outbox = kiosk.outbox().await.unwrap();
    assert_eq!((outbox.waiting, outbox.parked.len()), (11, 1), "what was sent is not sent again");
    assert_eq!(&*outbox.parked[0].why, "unknown there");
    let batch = kiosk.batch(100).await.unwrap();
    let origins: Vec<&str> = batch.iter().map(|(_, origin)| origin.as_str()).collect();
    assert_eq!(origins[..3], ["kiosk-2", "kiosk-1", "kiosk-1"]);
    assert_eq!(place.good(&["restore", "b.sqlite"]), "0 records came back; 12 were here already.\n");
}

#[tokio::test]
async fn receipts_given_out_since_keep_their_salt() {
    let place = Place::new();
    let mut store = place.store(SALT).await;
    store.append(&every_kind("a"), "kiosk", &[]).await.unwrap();
    store.close().await.unwrap();
    place.good(&["backup", "b.sqlite"]);
    fs::remove_dir_all(place.file("state")).unwrap();
    let mut store = place.store(Salt([1; 16])).await;
    let since = Record { key: RecordKey(900), ..every_kind("a").swap_remove(0) };
    store.append(&[since], "kiosk", &[]).await.unwrap();
    store.close().await.unwrap();
    let said = place.good(&["restore", "b.sqlite"]);
    assert!(said.contains("12 records came back") && said.contains("are not known here"), "{said}");
    assert_eq!(place.store(SALT).await.salt(), Salt([1; 16]));
}

#[tokio::test]
async fn what_is_no_backup_changes_nothing() {
    let place = Place::new();
    fs::write(place.file("text.sqlite"), "this is a letter").unwrap();
    fs::write(place.file("empty.sqlite"), "").unwrap();
    for (name, why) in
        [("text.sqlite", "not a database"), ("empty.sqlite", ""), ("none.sqlite", "no such file")]
    {
        let said = place.bad(&["restore", name]);
        assert!(said.contains("is not a whole backup") && said.contains(why), "{said}");
    }
    let mut store = place.store(SALT).await;
    let many: Vec<Record> = (0..3000).map(|key| registered(key, "a")).collect();
    store.append(&many, "kiosk", &[]).await.unwrap();
    store.close().await.unwrap();
    place.good(&["backup", "b.sqlite"]);
    let whole = fs::read(place.file("b.sqlite")).unwrap();
    fs::write(place.file("b.sqlite"), &whole[..whole.len() / 2]).unwrap();
    fs::remove_dir_all(place.file("state")).unwrap();
    assert!(place.bad(&["restore", "b.sqlite"]).contains("is not a whole backup"));
    assert!(!place.file("state").exists(), "a wrong name makes no database");
}

/// Everything that stands in a folder.
fn bytes(folder: &Path) -> Vec<u8> {
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    files.flat_map(|path| fs::read(path).unwrap()).collect()
}

fn holds(bytes: &[u8], text: &[u8]) -> bool {
    bytes.windows(text.len()).any(|window| window == text)
}

#[tokio::test]
async fn a_purge_takes_the_bytes_too_keeps_what_may_still_come_and_says_what_went() {
    let place = Place::new();
    let mut kiosk = place.store(SALT).await;
    let secret = u128::from_be_bytes(*b"old-key-to-purge");
    let old = Record { key: RecordKey(secret), ..at_day(0, "old", "2026-01-10") };
    let came = Record { key: RecordKey(2), observed: old.observed, ..every_kind("old").swap_remove(4) };
    let about = [
        meeting("old", &on("2026-01-20")).clone(),
        meeting("coming", &on("2027-02-03")),
        meeting("someday", r#"{"kind": "undecided"}"#),
        meeting("monthly", &on("2026-01-20")),
    ];
    let records = [
        old,
        came,
        at_day(3, "coming", "2026-01-10"),
        at_day(4, "someday", "2026-01-10"),
        at_day(5, "monthly", "2026-01-10"),
        at_day(6, "monthly", "2026-02-01"),
        at_day(7, "wordless", "2026-01-31"),
        at_day(8, "recent", "2026-05-01"),
    ];
    kiosk.append(&records, "kiosk", &about).await.unwrap();
    kiosk.sent(&[RecordKey(secret)]).await.unwrap();
    assert!(holds(&bytes(&place.file("state")), b"old-key-to-purge"));

    let would = place.good(&["purge", "--before", "2026-02-01", "--dry-run"]);
    let receipt = "old: registrations 1, check-ins 1\n\
                   wordless: registrations 1\n\
                   coming: stays, because it was not over before that day\n\
                   someday: stays, because its day is not decided, so it may still come\n\
                   monthly: stays, because something was recorded since\n";
    let sums = "records 3, meetings 2, all from before 2026-02-01.\n\
                Of these records 2 had not been sent to a hub.\n";
    assert_eq!(would, format!("{receipt}Would be removed: {sums}Nothing was removed (--dry-run).\n"));
    assert_eq!(kiosk.all().await.unwrap().len(), 8);

    let said = place.good(&["purge", "--before", "2026-02-01"]);
    let backups = "Backups and exports that were made before still hold these records. Remove those too.\n";
    assert_eq!(said, format!("{receipt}Removed: {sums}{backups}"));
    let left = bytes(&place.file("state"));
    for gone in ["old-key-to-purge", "2026-01-20T13:30", "さまざま"] {
        // The meeting that stays was on the same day.
        let stays = gone == "2026-01-20T13:30";
        assert_eq!(holds(&left, gone.as_bytes()), stays, "{gone}");
    }
    // The kiosk was open all the while.
    let keys: Vec<u128> = kiosk.all().await.unwrap().iter().map(|record| record.key.0).collect();
    assert_eq!(keys, [3, 4, 5, 6, 8]);
    assert_eq!(kiosk.outbox().await.unwrap().waiting, 5);
    assert_eq!(kiosk.snapshot(&MeetingId("old".into())).await.unwrap(), None);
    kiosk.append(&[registered(9, "new")], "kiosk", &[]).await.unwrap();
    kiosk.close().await.unwrap();

    let again = place.good(&["purge", "--before", "2026-02-01"]);
    assert!(again.contains("Removed: records 0, meetings 0"), "{again}");
    let kept = purge_receipts(&place.database()).await;
    let expected =
        [("old", "check-ins", 1, 1), ("old", "registrations", 1, 0), ("wordless", "registrations", 1, 1)];
    assert_eq!(
        kept,
        expected.map(|(meeting, what, records, not_sent)| (meeting.into(), what.into(), records, not_sent))
    );
}

/// The receipts of purges, as they are kept.
async fn purge_receipts(path: &Path) -> Vec<(String, String, i64, i64)> {
    use sqlx::ConnectOptions;
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(path);
    let mut connection = options.connect().await.unwrap();
    let sql = "SELECT meeting, what, records, not_sent FROM purged ORDER BY meeting, what";
    sqlx::query_as(sql).fetch_all(&mut connection).await.unwrap()
}

#[tokio::test]
async fn what_was_purged_does_not_come_back() {
    let place = Place::new();
    let mut store = place.store(SALT).await;
    let records =
        [at_day(1, "old", "2026-01-10"), at_day(2, "older", "2025-12-10"), at_day(3, "recent", "2026-05-01")];
    let about = [meeting("old", &on("2026-01-20"))];
    store.append(&records, "kiosk", &about).await.unwrap();
    store.close().await.unwrap();
    place.good(&["backup", "b.sqlite"]);
    place.good(&["purge", "--before", "2026-02-01"]);
    let said = place.good(&["restore", "b.sqlite"]);
    let away = "2 stay away: they were purged, or are older than the purge before 2026-02-01.\n";
    assert_eq!(said, format!("0 records came back; 1 were here already.\n{away}"));
    assert!(!holds(&bytes(&place.file("state")), b"2026-01-20T13:30"));

    // Another kiosk's backup: what this purge would have taken stays away too, and no more.
    let other = Place::new();
    let mut store = other.store(SALT).await;
    let theirs = [
        at_day(11, "their-old", "2026-01-15"),
        at_day(12, "coming", "2026-01-15"),
        at_day(13, "monthly", "2026-01-15"),
        at_day(14, "monthly", "2026-03-15"),
        at_day(15, "old", "2026-06-01"),
        at_day(16, "recent", "2026-01-01"),
    ];
    store.append(&theirs, "kiosk-2", &[meeting("coming", &on("2027-02-03"))]).await.unwrap();
    store.close().await.unwrap();
    other.good(&["backup", "other.sqlite"]);
    let said = place.good(&["restore", other.file("other.sqlite").to_str().unwrap()]);
    assert!(said.starts_with("5 records came back; 0 were here already.\n1 stay away"), "{said}");
    let keys: Vec<u128> = place.all().await.iter().map(|record| record.key.0).collect();
    assert_eq!(keys, [3, 12, 13, 14, 15, 16]);

    // A new disk: the backup itself remembers what had been purged when it was made.
    place.good(&["backup", "c.sqlite"]);
    fs::remove_dir_all(place.file("state")).unwrap();
    place.good(&["restore", "c.sqlite"]);
    assert!(place.good(&["restore", "b.sqlite"]).contains("2 stay away"));
}

#[test]
fn a_day_that_is_still_to_come_is_no_day_to_purge_before() {
    let place = Place::new();
    let said = place.bad(&["purge", "--before", "2999-01-01"]);
    assert!(said.contains("2999-01-01 is still to come. Name today"), "{said}");
    assert!(!place.run(&["purge", "--before", "yesterday"]).success);
}

#[tokio::test]
async fn a_damaged_database_is_set_aside_by_the_command_that_writes_and_a_backup_comes_back() {
    let place = Place::new();
    let mut store = place.store(SALT).await;
    store.append(&every_kind("a"), "kiosk", &[]).await.unwrap();
    store.close().await.unwrap();
    place.good(&["backup", "b.sqlite"]);
    fs::write(place.database(), vec![7; 9000]).unwrap();
    let said = place.bad(&["export"]);
    assert!(said.contains("is damaged") && said.contains("hiroba restore"), "{said}");
    let said = place.run(&["restore", "b.sqlite"]);
    assert!(said.success && said.out.starts_with("12 records came back"), "{said:?}");
    assert!(said.error.contains("It was set aside as"), "{said:?}");
    assert_eq!(place.all().await, every_kind("a"));
    let names = fs::read_dir(place.file("state")).unwrap().map(|entry| entry.unwrap().file_name());
    let mut aside = names
        .map(|name| name.into_string().unwrap())
        .filter(|name| name.starts_with("records.damaged-") && name.ends_with(".sqlite"));
    let aside = place.file("state").join(aside.next().unwrap());
    assert!(fs::read(aside).unwrap() == vec![7; 9000]);
}
