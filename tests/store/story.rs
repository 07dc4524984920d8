//! One story of a database: it is made, filled, read, closed and opened again.

use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::slice;

use hiroba::api;
use hiroba::domain::attendance::{Receipt, Record, RecordKey, Salt, What};
use hiroba::domain::meeting::MeetingId;
use hiroba::store::{FILE, Opened, OutboxState, Remedy, Store, Stored, Trouble};
use proptest::prelude::*;

use crate::strategy::{any_record, at, every_kind, record, registered};

pub const SALT: Salt = Salt([9; 16]);

pub fn now() -> jiff::Timestamp {
    at("2026-12-17T04:40:00Z")
}

/// A place for a database that does not exist yet.
pub fn place() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("state/hiroba").join(FILE);
    (folder, path)
}

/// The pages of a database in its file and in the log beside it, without what SQLite puts around
/// them there: numbers that are drawn by lot and might look like letters.
fn pages(path: &Path) -> Vec<u8> {
    const LOG_HEAD: usize = 32;
    const PAGE_HEAD: usize = 24;
    const PAGE: usize = 4096;
    let mut all = std::fs::read(path).unwrap();
    let log = std::fs::read(path.with_file_name("records.sqlite-wal")).unwrap_or_default();
    for page in log.get(LOG_HEAD..).unwrap_or_default().chunks(PAGE_HEAD + PAGE) {
        all.extend(&page[PAGE_HEAD..]);
    }
    all
}

pub fn holds(bytes: &[u8], text: &[u8]) -> bool {
    bytes.windows(text.len()).any(|window| window == text)
}

pub async fn open(path: &Path) -> Store {
    let Opened { store, aside } = Store::open(path, now(), SALT).await.unwrap();
    assert_eq!(aside, None);
    store
}

fn meeting(id: &str, title: &str) -> api::Meeting {
    let text = format!(r#"{{"id": "{id}", "title": "{title}", "when": {{"kind": "undecided"}}}}"#);
    serde_json::from_str(&text).unwrap()
}

fn category(id: &str) -> api::Category {
    serde_json::from_str(&format!(r#"{{"id": "{id}", "name": "{id}"}}"#)).unwrap()
}

#[tokio::test]
async fn what_is_stored_is_read_back_after_a_restart_word_for_word_and_in_order() {
    let (_folder, path) = place();
    let mut store = open(&path).await;
    let (first, second) = (every_kind("meeting-3"), registered(100, "meeting-4"));
    let about = [meeting("meeting-3", "第3回")];
    assert_eq!(store.append(&first, "kiosk", &about).await.unwrap(), [Stored::New; 12]);
    assert_eq!(store.append(slice::from_ref(&second), "kiosk", &[]).await.unwrap(), [Stored::New]);
    store.close().await.unwrap();

    let mut store = Store::open(&path, now(), Salt([1; 16])).await.unwrap().store;
    assert_eq!(store.salt(), SALT, "a salt is for ever");
    assert_eq!(store.records(&MeetingId("meeting-3".into())).await.unwrap(), first);
    assert_eq!(store.records(&MeetingId("meeting-4".into())).await.unwrap(), slice::from_ref(&second));
    assert_eq!(store.records(&MeetingId("meeting-5".into())).await.unwrap(), []);
    assert_eq!(store.all().await.unwrap(), [first, vec![second]].concat());
    let ids: Vec<String> = store.meetings().await.unwrap().into_iter().map(|id| id.0).collect();
    assert_eq!(ids, ["meeting-3", "meeting-4"]);
    assert_eq!(store.snapshot(&MeetingId("meeting-3".into())).await.unwrap(), Some(about[0].clone()));
    assert_eq!(store.snapshot(&MeetingId("meeting-4".into())).await.unwrap(), None);
}

#[tokio::test]
async fn only_the_user_can_read_it() {
    let (_folder, path) = place();
    let mut store = open(&path).await;
    store.append(&[registered(1, "a")], "kiosk", &[]).await.unwrap();
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    for (path, expected) in [
        (path.clone(), 0o600),
        (path.with_file_name("records.sqlite-wal"), 0o600),
        (path.parent().unwrap().to_owned(), 0o700),
    ] {
        assert_eq!(mode(&path), expected, "{}", path.display());
    }
}

#[tokio::test]
async fn what_an_administrator_makes_in_a_kiosks_folder_is_the_kiosks() {
    let (_folder, path) = place();
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    if std::os::unix::fs::chown(path.parent().unwrap(), Some(4711), Some(4711)).is_err() {
        println!("NOT RUN: only an administrator can give a folder away.");
        return;
    }
    let mut store = open(&path).await;
    store.append(&[registered(1, "a")], "enter", &[]).await.unwrap();
    for entry in std::fs::read_dir(path.parent().unwrap()).unwrap() {
        let entry = entry.unwrap();
        assert_eq!(entry.metadata().unwrap().uid(), 4711, "{}", entry.path().display());
    }
}

#[tokio::test]
async fn a_repeat_is_answered_as_stored_and_changes_nothing() {
    let (_folder, path) = place();
    let mut store = open(&path).await;
    let records = every_kind("a");
    store.append(&records, "kiosk", &[meeting("a", "first words")]).await.unwrap();
    let again = store.append(&records, "other", &[meeting("a", "other words")]).await.unwrap();
    assert_eq!(again, [Stored::Repeated; 12]);
    // The first answer holds, whatever else the repeat says; also within one call.
    let (liar, new) = (registered(1, "b"), registered(50, "b"));
    let mixed = store.append(&[liar, new.clone(), new.clone()], "kiosk", &[]).await.unwrap();
    assert_eq!(mixed, [Stored::Repeated, Stored::New, Stored::Repeated]);
    assert_eq!(store.all().await.unwrap(), [records, vec![new]].concat());
    assert_eq!(store.outbox().await.unwrap().waiting, 13);
    let words = store.snapshot(&MeetingId("a".into())).await.unwrap().unwrap();
    assert_eq!(words, meeting("a", "first words"));
}

#[tokio::test]
async fn thousands_at_once_are_stored_in_their_order() {
    let (_folder, path) = place();
    let mut store = open(&path).await;
    let records: Vec<_> = (0..45_000).map(|key| registered(key * 7919 % 45_007, "a")).collect();
    let stored = store.append(&records, "enter", &[]).await.unwrap();
    assert!(stored.iter().all(|stored| *stored == Stored::New));
    assert_eq!(store.all().await.unwrap(), records);
    assert_eq!(store.outbox().await.unwrap().waiting, 45_000);
}

#[tokio::test]
async fn the_words_of_a_meeting_are_those_of_its_last_record() {
    let (_folder, path) = place();
    let mut store = open(&path).await;
    let id = MeetingId("a".into());
    store.append(&[registered(1, "a")], "kiosk", &[meeting("a", "early")]).await.unwrap();
    let late = api::Meeting { source_line: Some(12), ..meeting("a", "late") };
    store.append(&[registered(2, "a")], "kiosk", &[late, meeting("b", "no records")]).await.unwrap();
    assert_eq!(store.snapshot(&id).await.unwrap(), Some(meeting("a", "late")));
    assert_eq!(store.snapshot(&MeetingId("b".into())).await.unwrap(), None);
}

#[tokio::test]
async fn categories_outlive_the_programme_that_had_them() {
    let (_folder, path) = place();
    let mut store = open(&path).await;
    assert_eq!(store.categories().await.unwrap(), []);
    store.keep_categories(&["a", "b", "c"].map(category)).await.unwrap();
    store.keep_categories(&["d", "b"].map(category)).await.unwrap();
    assert_eq!(store.categories().await.unwrap(), ["d", "b", "a", "c"].map(category));
    let version = store.version().await.unwrap();
    store.keep_categories(&["d", "b"].map(category)).await.unwrap();
    assert_eq!(store.version().await.unwrap(), version);
}

#[tokio::test]
async fn settings_outlive_a_restart() {
    let (_folder, path) = place();
    let mut store = open(&path).await;
    assert_eq!(store.get_setting("reception").await.unwrap(), None);
    store.set_setting("reception", "pinned").await.unwrap();
    store.set_setting("reception", "open").await.unwrap();
    store.close().await.unwrap();
    assert_eq!(open(&path).await.get_setting("reception").await.unwrap().as_deref(), Some("open"));
}

#[tokio::test]
async fn what_another_program_wrote_is_noticed_and_ones_own_is_not() {
    let (_folder, path) = place();
    let mut kiosk = open(&path).await;
    let before = kiosk.version().await.unwrap();
    kiosk.append(&[registered(1, "a")], "kiosk", &[]).await.unwrap();
    assert_eq!(kiosk.version().await.unwrap(), before);
    let mut other = open(&path).await;
    other.append(&[registered(2, "a")], "enter", &[]).await.unwrap();
    assert_ne!(kiosk.version().await.unwrap(), before);
    assert_eq!(kiosk.all().await.unwrap().len(), 2);
}

#[tokio::test]
async fn a_report_reads_while_a_kiosk_writes() {
    let (_folder, path) = place();
    let mut kiosk = open(&path).await;
    kiosk.append(&every_kind("a"), "kiosk", &[]).await.unwrap();
    let mut report = Store::open_to_read(&path).await.unwrap();
    assert_eq!(report.salt(), SALT);
    assert_eq!(report.all().await.unwrap(), every_kind("a"));
    kiosk.append(&[registered(99, "a")], "kiosk", &[]).await.unwrap();
    assert_eq!(report.all().await.unwrap().len(), 13);
    let refused = report.append(&[registered(100, "a")], "report", &[]).await.unwrap_err();
    assert_eq!(refused, Trouble::ReadOnly { path });
}

#[tokio::test]
async fn there_is_nothing_to_read_where_nothing_was_written() {
    let (folder, path) = place();
    let trouble = Store::open_to_read(&path).await.unwrap_err();
    assert_eq!((trouble.remedy(), trouble), (Remedy::Staff, Trouble::Missing { path: path.clone() }));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "reading makes nothing");
}

#[tokio::test]
async fn the_outbox_empties_in_order_and_a_parked_record_holds_up_nobody() {
    let (_folder, path) = place();
    let mut store = open(&path).await;
    let records: Vec<_> = (1..=5).map(|key| registered(key, "a")).collect();
    store.append(&records[..4], "kiosk", &[]).await.unwrap();
    store.append(&records[4..], "enter", &[]).await.unwrap();
    let keys = |batch: &[(_, String)]| -> Vec<u128> {
        batch.iter().map(|(record, _): &(Record, _)| record.key.0).collect()
    };
    let batch = store.batch(2).await.unwrap();
    assert_eq!(keys(&batch), [1, 2]);
    store.park(RecordKey(1), "The hub does not know this meeting.").await.unwrap();
    store.sent(&[RecordKey(2), RecordKey(3), RecordKey(777)]).await.unwrap();
    let batch = store.batch(100).await.unwrap();
    assert_eq!(keys(&batch), [4, 5]);
    assert_eq!(batch.iter().map(|(_, origin)| origin.as_str()).collect::<Vec<_>>(), ["kiosk", "enter"]);
    assert_eq!(batch[1].0, records[4]);
    let OutboxState { waiting, parked } = store.outbox().await.unwrap();
    assert_eq!((waiting, parked.len(), parked[0].key), (2, 1, RecordKey(1)));
    assert_eq!((&*parked[0].meeting.0, &*parked[0].why), ("a", "The hub does not know this meeting."));
    assert_eq!(store.all().await.unwrap(), records, "sending takes nothing away");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_record_comes_back_as_it_was(records in proptest::collection::vec(any_record(), 1..40)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let (_folder, path) = place();
            let mut store = open(&path).await;
            store.append(&records, "kiosk", &[]).await.unwrap();
            let mut seen = std::collections::HashSet::new();
            let expected: Vec<_> = records.iter().filter(|record| seen.insert(record.key)).cloned().collect();
            assert_eq!(store.all().await.unwrap(), expected);
        });
    }
}

#[tokio::test]
async fn whoever_gives_up_waiting_leaves_nothing_half_done() {
    let (_folder, path) = place();
    let mut store = open(&path).await;
    let mut given_up = 0;
    for steps in 0..40 {
        let records = [registered(1000 + steps, "a"), registered(2000 + steps, "a")];
        let mut append = Box::pin(store.append(&records, "kiosk", &[]));
        // So many times it is asked whether it is done; then it is dropped.
        for _ in 0..steps {
            let asked = std::future::poll_fn(|context| std::task::Poll::Ready(append.as_mut().poll(context)));
            if asked.await.is_ready() {
                break;
            }
            std::thread::sleep(std::time::Duration::from_micros(20));
        }
        drop(append);
        let next = registered(steps, "a");
        assert_eq!(store.append(slice::from_ref(&next), "kiosk", &[]).await.unwrap(), [Stored::New]);
        let keys: Vec<u128> = store.all().await.unwrap().iter().map(|record| record.key.0).collect();
        let both = [1000, 2000].map(|from| keys.contains(&(from + steps)));
        assert_eq!(both[0], both[1], "after {steps} steps");
        given_up += u32::from(!both[0]);
    }
    assert!((2..40).contains(&given_up), "{given_up} of 40 were given up");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_may_be_used_from_any_thread() {
    let (_folder, path) = place();
    let mut store = open(&path).await;
    let used = tokio::spawn(async move {
        store.append(&every_kind("a"), "kiosk", &[]).await?;
        store.set_setting("reception", "pinned").await?;
        let count = store.records(&MeetingId("a".into())).await?.len();
        store.close().await.map(|()| count)
    });
    assert_eq!(used.await.unwrap(), Ok(12));
}

#[tokio::test]
async fn nothing_finer_than_a_quarter_of_an_hour_is_kept() {
    let (_folder, path) = place();
    let mut store = open(&path).await;
    let exact = Record { observed: at("2026-12-17T04:44:59.123Z"), ..registered(1, "a") };
    store.append(&[exact], "kiosk", &[]).await.unwrap();
    assert_eq!(store.all().await.unwrap()[0].observed, at("2026-12-17T04:30:00Z"));
}

#[tokio::test]
async fn a_record_that_cannot_be_read_takes_no_other_with_it() {
    let (_folder, path) = place();
    let mut store = open(&path).await;
    let records = every_kind("a");
    store.append(&records, "kiosk", &[]).await.unwrap();
    store.close().await.unwrap();
    crate::harm::sql(&path, "UPDATE record SET what = 99 WHERE seq = 3").await;
    let rest: Vec<_> = records.iter().filter(|record| record.key.0 != 3).cloned().collect();
    assert_eq!(open(&path).await.all().await.unwrap(), rest);
    assert_eq!(rest.len(), 11);
    let other = record(3, "a", records[0].what.clone());
    let stored = open(&path).await.append(&[other], "kiosk", &[]).await.unwrap();
    assert_eq!(stored, [Stored::Repeated], "its key stays taken");
}

#[tokio::test]
async fn nothing_can_be_read_in_the_files_but_words_that_are_public() {
    let (_folder, path) = place();
    let mut store = open(&path).await;
    let receipt = Receipt::parse("04271836").unwrap();
    let mut records = every_kind("peer-3");
    for record in &mut records {
        // Keys are random; of these it can be told that no letter is in them.
        record.key = RecordKey(record.key.0 | u128::from_be_bytes([0xf8; 16]));
        if let What::Registered { mark: Some(mark), .. } = &mut record.what {
            *mark = receipt.mark(&SALT);
        }
    }
    let words = meeting("peer-3", "ピアサポート");
    store.append(&records, "kiosk-1", slice::from_ref(&words)).await.unwrap();
    store.keep_categories(&[category("supporter")]).await.unwrap();
    store.set_setting("reception", "pinned").await.unwrap();
    store.park(records[0].key, "unknown here").await.unwrap();
    let while_open = pages(&path);
    assert!(while_open.len() > 50_000, "the log is looked at too");
    store.close().await.unwrap();

    // What may stand there, the longest first, so that no word is cut out of another.
    let (made, checksum): (String, Vec<u8>) = {
        let mut connection = crate::harm::connect(&path).await;
        let checksum = sqlx::query_scalar("SELECT checksum FROM _sqlx_migrations")
            .fetch_one(&mut connection)
            .await
            .unwrap();
        let sql = "SELECT group_concat(concat_ws(' ', type, name, tbl_name, sql), ' ') FROM sqlite_schema";
        let schema: String = sqlx::query_scalar(sql).fetch_one(&mut connection).await.unwrap();
        let installed: String = sqlx::query_scalar("SELECT installed_on FROM _sqlx_migrations")
            .fetch_one(&mut connection)
            .await
            .unwrap();
        (format!("{schema} {installed}"), checksum)
    };
    let json =
        [serde_json::to_string(&words).unwrap(), serde_json::to_string(&category("supporter")).unwrap()];
    let names = [
        "salt",
        "reception",
        "pinned",
        "kiosk-1",
        "peer-3",
        "unknown here",
        "records",
        "SQLite format 3",
        "hiro",
    ];
    let salt = "09".repeat(16);
    let parties = ["supporter", "hospital", "other", "student", "さまざま、「その他」", "null"];
    let allowed = made.split_whitespace().chain(json.iter().map(String::as_str)).chain(names).chain([&*salt]);
    let mut allowed: Vec<&str> = allowed.chain(parties).collect();
    allowed.sort_by_key(|word| std::cmp::Reverse(word.len()));
    for (when, bytes) in [("open", while_open), ("closed", pages(&path))] {
        for digits in ["04271836", "0427 1836", "0427-1836", "４２７"] {
            assert!(!holds(&bytes, digits.as_bytes()), "{when}: the receipt {digits}");
        }
        // So might the checksum that SQLx keeps of the tables.
        let places = bytes.windows(checksum.len()).enumerate().filter(|(_, window)| *window == checksum);
        let places: Vec<usize> = places.map(|(at, _)| at).collect();
        assert!(!places.is_empty(), "{when}: no table was looked at");
        let mut bytes = bytes;
        places.iter().for_each(|at| bytes[*at..at + checksum.len()].fill(0));
        let mut text = String::from_utf8_lossy(&bytes).into_owned();
        for word in &allowed {
            text = text.replace(word, " ");
        }
        let letter = |c: char| c.is_alphanumeric() && c != char::REPLACEMENT_CHARACTER;
        // Random bytes of keys and of the log's own sums look like a short Latin word now and then.
        let east_asian = |c: &char| ('\u{3040}'..='\u{9fff}').contains(c);
        let least = |run: &str| if run.chars().filter(east_asian).count() >= 3 { 4 } else { 8 };
        let left: Vec<&str> =
            text.split(|c| !letter(c)).filter(|run| run.chars().count() >= least(run)).collect();
        assert!(left.is_empty(), "{when}: {left:?}");
    }
}
