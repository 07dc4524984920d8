//! What happens to disks and files, done to the store on purpose.

use std::fs;
use std::path::Path;

use hiroba::domain::attendance::Salt;
use hiroba::store::{Remedy, Store, Trouble};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection, SqliteConnection};

use crate::story::{SALT, now, open, place};
use crate::strategy::{every_kind, registered};

pub async fn connect(path: &Path) -> SqliteConnection {
    SqliteConnectOptions::new().filename(path).create_if_missing(true).connect().await.unwrap()
}

/// Changes a database as no version of this program would.
pub async fn sql(path: &Path, sql: &'static str) {
    let mut connection = connect(path).await;
    sqlx::raw_sql(sql).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}

/// The files of a folder by name.
fn names(path: &Path) -> Vec<String> {
    let entries = fs::read_dir(path.parent().unwrap()).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

async fn filled(path: &Path) {
    let mut store = open(path).await;
    store.append(&every_kind("a"), "kiosk", &[]).await.unwrap();
    store.close().await.unwrap();
}

#[tokio::test]
async fn a_file_that_is_no_database_is_set_aside_to_the_byte_and_a_new_one_begun() {
    let (_folder, path) = place();
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let garbage: Vec<u8> = (0..20_000_u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    fs::write(&path, &garbage).unwrap();
    let opened = Store::open(&path, now(), SALT).await.unwrap();
    let aside = opened.aside.clone().unwrap();
    assert_eq!(aside.file_name().unwrap(), "records.damaged-20261217T044000Z.sqlite");
    assert!(fs::read(&aside).unwrap() == garbage);
    let news = opened.news().unwrap();
    assert!(news.contains("damaged-20261217T044000Z") && news.contains("hiroba restore"), "{news}");
    let mut store = opened.store;
    store.append(&[registered(1, "a")], "kiosk", &[]).await.unwrap();
    store.close().await.unwrap();
    // A second damage within the second takes nothing from the first.
    fs::write(&path, b"short").unwrap();
    let second = Store::open(&path, now(), SALT).await.unwrap().aside.unwrap();
    assert_eq!(second.file_name().unwrap(), "records.damaged-20261217T044000Z-2.sqlite");
    assert!(fs::read(&aside).unwrap() == garbage);
}

#[tokio::test]
async fn a_file_cut_short_is_set_aside() {
    let (_folder, path) = place();
    let mut store = open(&path).await;
    let many: Vec<_> = (0..2000).map(|key| registered(key, "a")).collect();
    store.append(&many, "kiosk", &[]).await.unwrap();
    store.close().await.unwrap();
    let whole = fs::read(&path).unwrap();
    for length in [whole.len() / 2, 4096, 4000, 100, 50] {
        let cut = &whole[..length];
        fs::write(&path, cut).unwrap();
        let opened = Store::open(&path, now(), SALT).await.unwrap();
        opened.store.close().await.unwrap();
        let aside = opened.aside.unwrap_or_else(|| panic!("{length} bytes went unnoticed"));
        assert!(fs::read(aside).unwrap() == cut, "{length} bytes were changed");
    }
}

#[tokio::test]
async fn whatever_bytes_change_nothing_is_overwritten_and_what_is_acknowledged_is_there() {
    let (_folder, path) = place();
    filled(&path).await;
    let whole = fs::read(&path).unwrap();
    let (mut set_aside, mut taken) = (0, 0);
    for at in (16..whole.len()).step_by(211) {
        let mut bytes = whole.clone();
        bytes[at..(at + 40).min(whole.len())].fill(0xff);
        fs::write(&path, &bytes).unwrap();
        match Store::open(&path, now(), SALT).await {
            Ok(opened) => {
                if let Some(aside) = &opened.aside {
                    set_aside += 1;
                    assert!(fs::read(aside).unwrap() == bytes, "byte {at}");
                }
                let mut store = opened.store;
                let stored = store.append(&[registered(900, "b")], "kiosk", &[]).await;
                store.close().await.unwrap();
                if stored.is_ok() {
                    taken += 1;
                    let mut store = open(&path).await;
                    let all = store.all().await.unwrap();
                    assert!(all.contains(&registered(900, "b")), "byte {at}");
                    store.close().await.unwrap();
                }
            }
            // Its head says that it is somebody else's, or newer: not ours to touch.
            Err(Trouble::Foreign { .. } | Trouble::Newer { .. }) => {
                assert!(fs::read(&path).unwrap() == bytes, "byte {at}");
            }
            Err(trouble) => panic!("byte {at}: {trouble}"),
        }
        for name in names(&path) {
            fs::remove_file(path.with_file_name(name)).unwrap();
        }
    }
    assert!(set_aside > 10 && taken > 100, "{set_aside} set aside, {taken} records taken");
}

#[tokio::test]
async fn what_a_lost_file_left_behind_does_not_flow_into_a_new_one() {
    let (_folder, path) = place();
    let mut store = open(&path).await;
    store.append(&every_kind("a"), "kiosk", &[]).await.unwrap();
    let wal = path.with_file_name("records.sqlite-wal");
    let log = fs::read(&wal).unwrap();
    store.close().await.unwrap();
    fs::remove_file(&path).unwrap();
    fs::write(&wal, &log).unwrap();
    let opened = Store::open(&path, now(), SALT).await.unwrap();
    let mut aside = opened.aside.unwrap().into_os_string();
    aside.push("-wal");
    assert!(fs::read(aside).unwrap() == log);
    assert_eq!(opened.store.salt(), SALT);
}

#[tokio::test]
async fn a_newer_file_is_refused_and_left_as_it_is() {
    let (_folder, path) = place();
    filled(&path).await;
    sql(
        &path,
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) \
                VALUES (99, 'later', TRUE, x'00', 0)",
    )
    .await;
    let before = fs::read(&path).unwrap();
    let to_write = Store::open(&path, now(), Salt([1; 16])).await.unwrap_err();
    assert_eq!(names(&path), ["records.sqlite", "records.sqlite-lock"]);
    let to_read = Store::open_to_read(&path).await.unwrap_err();
    for trouble in [to_write, to_read] {
        assert_eq!(trouble.remedy(), Remedy::Staff);
        assert_eq!(trouble, Trouble::Newer { path: path.clone() });
        assert!(trouble.to_string().contains("newer hiroba"), "{trouble}");
    }
    assert!(fs::read(&path).unwrap() == before);
}

#[tokio::test]
async fn an_older_file_is_brought_up_to_date_by_writing_and_not_by_reading() {
    let (_folder, path) = place();
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    // What the first version's bookkeeping looks like before its first step.
    sql(
        &path,
        "PRAGMA application_id = 1751741039; CREATE TABLE _sqlx_migrations (version BIGINT PRIMARY KEY, \
                description TEXT NOT NULL, installed_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP, \
                success BOOLEAN NOT NULL, checksum BLOB NOT NULL, execution_time BIGINT NOT NULL)",
    )
    .await;
    assert_eq!(Store::open_to_read(&path).await.unwrap_err(), Trouble::Older { path: path.clone() });
    open(&path).await.close().await.unwrap();
    assert_eq!(Store::open_to_read(&path).await.unwrap().salt(), SALT);
}

#[tokio::test]
async fn the_database_of_another_program_is_left_as_it_is() {
    let (_folder, path) = place();
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    sql(&path, "CREATE TABLE bookmarks (url TEXT)").await;
    let before = fs::read(&path).unwrap();
    let trouble = Store::open(&path, now(), SALT).await.unwrap_err();
    assert_eq!(trouble, Trouble::Foreign { path: path.clone() });
    assert!(fs::read(&path).unwrap() == before);
    assert_eq!(names(&path), ["records.sqlite", "records.sqlite-lock"]);
}

#[tokio::test]
async fn nobody_is_thanked_for_a_record_in_a_file_that_was_taken_away() {
    let (_folder, path) = place();
    for take_away in [
        |path: &Path| fs::remove_file(path),
        |path: &Path| fs::rename(path, path.with_file_name("elsewhere")),
    ] {
        let mut store = open(&path).await;
        store.append(&[registered(1, "a")], "kiosk", &[]).await.unwrap();
        take_away(&path).unwrap();
        let trouble = store.append(&[registered(2, "a")], "kiosk", &[]).await.unwrap_err();
        assert_eq!((trouble.remedy(), trouble), (Remedy::OpenAgain, Trouble::Gone { path: path.clone() }));
        let mut again = store.open_again(now()).await.unwrap().store;
        again.append(&[registered(2, "a")], "kiosk", &[]).await.unwrap();
        assert_eq!(again.all().await.unwrap(), [registered(2, "a")]);
        again.close().await.unwrap();
        for name in names(&path) {
            fs::remove_file(path.with_file_name(name)).unwrap();
        }
    }
}
