//! A disk that fills up, and one that cannot be written.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use hiroba::store::{FILE, Remedy, Store, Trouble};

use crate::small_disk::SmallDisk;
use crate::story::{SALT, now, open};
use crate::strategy::{every_kind, registered};

/// How large the disk is.
const PAGES: u64 = 175;

/// Stores records until one is refused. Gives how many were stored, and why no more.
async fn append_until_refused(store: &mut Store, mut next: u128) -> (u128, Trouble) {
    loop {
        match store.append(&[registered(next, "a")], "kiosk", &[]).await {
            Ok(_) => next += 1,
            Err(trouble) => return (next, trouble),
        }
        assert!(next < 100_000, "this disk is not small");
    }
}

#[tokio::test]
async fn a_full_disk_loses_nothing_and_is_over_when_there_is_room_again() {
    let name = "full_disk::a_full_disk_loses_nothing_and_is_over_when_there_is_room_again";
    let Some(small) = SmallDisk::of(name, PAGES) else { return };
    let path = small.folder.join(FILE);
    let mut store = open(&path).await;
    small.leave(0);
    let (stored, trouble) = append_until_refused(&mut store, 0).await;
    assert_eq!(trouble, Trouble::Full { path: path.clone() });
    assert_eq!(trouble.remedy(), Remedy::TryAgain);
    // Still full, still all there, and readable by others.
    assert!(store.append(&[registered(stored, "a")], "kiosk", &[]).await.is_err());
    assert_eq!(store.all().await.unwrap().len() as u128, stored);
    let mut report = Store::open_to_read(&path).await.unwrap();
    assert_eq!(report.all().await.unwrap().len() as u128, stored);
    report.close().await.unwrap();
    small.make_room();
    let (more, why) = append_until_refused(&mut store, stored).await;
    assert!(more > stored + 10, "{stored}, then {more}: {why}");
    assert_eq!(store.outbox().await.unwrap().waiting as u128, more);
    store.close().await.unwrap();
    let mut again = Store::open(&path, now(), SALT).await.unwrap();
    assert_eq!((again.aside, again.store.all().await.unwrap().len() as u128), (None, more));
}

#[tokio::test]
async fn where_there_is_no_room_none_is_begun_and_the_reason_is_told() {
    let name = "full_disk::where_there_is_no_room_none_is_begun_and_the_reason_is_told";
    let Some(small) = SmallDisk::of(name, PAGES) else { return };
    small.leave(0);
    let path = small.folder.join("state").join(FILE);
    let trouble = Store::open(&path, now(), SALT).await.unwrap_err();
    assert_eq!(trouble, Trouble::Full { path: path.clone() });
    small.make_room();
    let mut opened = Store::open(&path, now(), SALT).await.unwrap();
    assert_eq!(opened.aside, None);
    opened.store.append(&[registered(1, "a")], "kiosk", &[]).await.unwrap();
}

#[tokio::test]
async fn a_backup_that_does_not_fit_leaves_nothing_behind() {
    let name = "full_disk::a_backup_that_does_not_fit_leaves_nothing_behind";
    let Some(small) = SmallDisk::of(name, PAGES) else { return };
    let (_folder, path) = crate::story::place();
    let mut store = open(&path).await;
    let many: Vec<_> = (0..15_000).map(|key| registered(key, "a")).collect();
    store.append(&many, "kiosk", &[]).await.unwrap();
    let to = small.folder.join("backup.sqlite");
    assert_eq!(store.backup(&to).await.unwrap_err(), Trouble::Full { path: to.clone() });
    assert_eq!(fs::read_dir(&small.folder).unwrap().count(), 0);
}

#[tokio::test]
async fn on_a_disk_that_cannot_be_written_attendance_says_so_and_reports_go_on() {
    let name = "full_disk::on_a_disk_that_cannot_be_written_attendance_says_so_and_reports_go_on";
    let Some(small) = SmallDisk::of(name, PAGES) else { return };
    let remount = |how: &str| {
        let status = Command::new("mount").args(["-o", how]).arg(&small.folder).status().unwrap();
        assert!(status.success());
    };
    let (closed, left) = (small.folder.join("closed.sqlite"), small.folder.join("left.sqlite"));
    let mut store = open(&closed).await;
    store.append(&every_kind("a"), "kiosk", &[]).await.unwrap();
    store.close().await.unwrap();
    // What a kiosk leaves that lost its power: the records are still in the log beside the file.
    let mut store = open(&small.folder.join("live.sqlite")).await;
    store.append(&every_kind("a"), "kiosk", &[]).await.unwrap();
    for ending in ["", "-wal", "-shm"] {
        let copied = |path: &Path| PathBuf::from(format!("{}{ending}", path.display()));
        fs::copy(copied(&small.folder.join("live.sqlite")), copied(&left)).unwrap();
    }
    store.close().await.unwrap();
    remount("remount,ro");
    for path in [&closed, &left] {
        let trouble = Store::open(path, now(), SALT).await.unwrap_err();
        assert_eq!(trouble, Trouble::ReadOnly { path: path.clone() });
        let mut report = Store::open_to_read(path).await.unwrap();
        assert_eq!(report.all().await.unwrap(), every_kind("a"), "{}", path.display());
        report.close().await.unwrap();
    }
    let missing = small.folder.join("new").join(FILE);
    let trouble = Store::open(&missing, now(), SALT).await.unwrap_err();
    assert_eq!(trouble, Trouble::ReadOnly { path: missing });
    remount("remount,rw");
    for path in [&closed, &left] {
        let mut opened = Store::open(path, now(), SALT).await.unwrap();
        assert_eq!((opened.aside, opened.store.all().await.unwrap()), (None, every_kind("a")));
        opened.store.close().await.unwrap();
    }
}
