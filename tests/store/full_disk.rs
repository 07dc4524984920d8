//! A disk that fills up, and one that cannot be written: a small file system of its own, for which
//! Linux has to let a test have a name space. Where it does not, this says so.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use hiroba::store::{FILE, Remedy, Store, Trouble};

use crate::story::{SALT, now, open};
use crate::strategy::{every_kind, registered};

/// Set in the process that has the small disk: where it is.
const DISK: &str = "HIROBA_TEST_DISK";

/// Runs a test of this file again, in a process that has a small disk.
#[track_caller]
fn on_a_small_disk(name: &str) -> Option<PathBuf> {
    if let Some(disk) = std::env::var_os(DISK) {
        return Some(disk.into());
    }
    let allowed = Command::new("unshare").args(["-rm", "true"]).output();
    if !allowed.is_ok_and(|output| output.status.success()) {
        println!("NOT RUN: {name}. This machine gives a test no file system of its own (unshare -rm).");
        return None;
    }
    let disk = tempfile::tempdir().unwrap();
    let mount =
        "mount -t tmpfs -o size=700k small \"$HIROBA_TEST_DISK\" && exec \"$0\" --exact \"$1\" --nocapture";
    let output = Command::new("unshare")
        .args(["-rm", "sh", "-c", mount])
        .arg(std::env::current_exe().unwrap())
        .arg(format!("small_disk::{name}"))
        .env(DISK, disk.path())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && said.contains("1 passed"), "{said}");
    None
}

fn fill(path: &Path) {
    let mut size = 1 << 20;
    let mut file = fs::File::create(path).unwrap();
    while size > 0 {
        match std::io::Write::write_all(&mut file, &vec![1; size]) {
            Ok(()) => {}
            Err(_) => size /= 2,
        }
    }
}

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
    let name = "a_full_disk_loses_nothing_and_is_over_when_there_is_room_again";
    let Some(disk) = on_a_small_disk(name) else { return };
    let path = disk.join(FILE);
    let mut store = open(&path).await;
    fill(&disk.join("ballast"));
    let (stored, trouble) = append_until_refused(&mut store, 0).await;
    assert_eq!(trouble, Trouble::Full { path: path.clone() });
    assert_eq!(trouble.remedy(), Remedy::TryAgain);
    // Still full, still all there, and readable by others.
    assert!(store.append(&[registered(stored, "a")], "kiosk", &[]).await.is_err());
    assert_eq!(store.all().await.unwrap().len() as u128, stored);
    let mut report = Store::open_to_read(&path).await.unwrap();
    assert_eq!(report.all().await.unwrap().len() as u128, stored);
    report.close().await.unwrap();
    fs::remove_file(disk.join("ballast")).unwrap();
    let (more, why) = append_until_refused(&mut store, stored).await;
    assert!(more > stored + 10, "{stored}, then {more}: {why}");
    assert_eq!(store.outbox().await.unwrap().waiting as u128, more);
    store.close().await.unwrap();
    let mut again = Store::open(&path, now(), SALT).await.unwrap();
    assert_eq!((again.aside, again.store.all().await.unwrap().len() as u128), (None, more));
}

#[tokio::test]
async fn where_there_is_no_room_none_is_begun_and_the_reason_is_told() {
    let name = "where_there_is_no_room_none_is_begun_and_the_reason_is_told";
    let Some(disk) = on_a_small_disk(name) else { return };
    fill(&disk.join("ballast"));
    let path = disk.join("state").join(FILE);
    let trouble = Store::open(&path, now(), SALT).await.unwrap_err();
    assert_eq!(trouble, Trouble::Full { path: path.clone() });
    fs::remove_file(disk.join("ballast")).unwrap();
    let mut opened = Store::open(&path, now(), SALT).await.unwrap();
    assert_eq!(opened.aside, None);
    opened.store.append(&[registered(1, "a")], "kiosk", &[]).await.unwrap();
}

#[tokio::test]
async fn a_backup_that_does_not_fit_leaves_nothing_behind() {
    let name = "a_backup_that_does_not_fit_leaves_nothing_behind";
    let Some(disk) = on_a_small_disk(name) else { return };
    let (_folder, path) = crate::story::place();
    let mut store = open(&path).await;
    let many: Vec<_> = (0..15_000).map(|key| registered(key, "a")).collect();
    store.append(&many, "kiosk", &[]).await.unwrap();
    let to = disk.join("backup.sqlite");
    assert_eq!(store.backup(&to).await.unwrap_err(), Trouble::Full { path: to.clone() });
    assert_eq!(fs::read_dir(&disk).unwrap().count(), 0);
}

#[tokio::test]
async fn on_a_disk_that_cannot_be_written_attendance_says_so_and_reports_go_on() {
    let name = "on_a_disk_that_cannot_be_written_attendance_says_so_and_reports_go_on";
    let Some(disk) = on_a_small_disk(name) else { return };
    let remount = |how: &str| {
        let status = Command::new("mount").args(["-o", how]).arg(&disk).status().unwrap();
        assert!(status.success());
    };
    let (closed, left) = (disk.join("closed.sqlite"), disk.join("left.sqlite"));
    let mut store = open(&closed).await;
    store.append(&every_kind("a"), "kiosk", &[]).await.unwrap();
    store.close().await.unwrap();
    // What a kiosk leaves that lost its power: the records are still in the log beside the file.
    let mut store = open(&disk.join("live.sqlite")).await;
    store.append(&every_kind("a"), "kiosk", &[]).await.unwrap();
    for ending in ["", "-wal", "-shm"] {
        let copied = |path: &Path| PathBuf::from(format!("{}{ending}", path.display()));
        fs::copy(copied(&disk.join("live.sqlite")), copied(&left)).unwrap();
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
    let missing = disk.join("new").join(FILE);
    let trouble = Store::open(&missing, now(), SALT).await.unwrap_err();
    assert_eq!(trouble, Trouble::ReadOnly { path: missing });
    remount("remount,rw");
    for path in [&closed, &left] {
        let mut opened = Store::open(path, now(), SALT).await.unwrap();
        assert_eq!((opened.aside, opened.store.all().await.unwrap()), (None, every_kind("a")));
        opened.store.close().await.unwrap();
    }
}
