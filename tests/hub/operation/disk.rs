//! A disk that fills up under a hub: a small file system of its own, for which Linux has to let a
//! test have a name space. Where it does not, this says so.

use std::path::{Path, PathBuf};
use std::process::Command;

use hiroba::hub::operation::{self, Copies};
use hiroba::hub::store::Database;
use reqwest::StatusCode;
use serde_json::json;

use crate::house::{Device, House};

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
        "mount -t tmpfs -o size=2m small \"$HIROBA_TEST_DISK\" && exec \"$0\" --exact \"$1\" --nocapture";
    let output = Command::new("unshare")
        .args(["-rm", "sh", "-c", mount])
        .arg(std::env::current_exe().unwrap())
        .arg(format!("operation::disk::{name}"))
        .env(DISK, disk.path())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && said.contains("1 passed"), "{said}");
    None
}

fn fill(path: &Path) {
    let mut size = 1 << 20;
    let mut file = std::fs::File::create(path).unwrap();
    while size > 0 {
        match std::io::Write::write_all(&mut file, &vec![1; size]) {
            Ok(()) => {}
            Err(_) => size /= 2,
        }
    }
}

/// Sends records until one is refused; how many were kept, and what was said then.
async fn send_until_refused(device: &Device, mut next: u128) -> (u128, StatusCode) {
    loop {
        let record = json!({ "key": format!("{next:032x}"), "meeting": "third", "version": 1 });
        let answer = device.post("/records", &json!({ "records": [record] })).await;
        if answer.status != StatusCode::OK {
            return (next, answer.status);
        }
        next += 1;
        assert!(next < 100_000, "this disk is not small");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn on_a_full_disk_pages_are_still_there_kiosks_are_told_to_wait_and_it_is_over_when_there_is_room() {
    let name =
        "on_a_full_disk_pages_are_still_there_kiosks_are_told_to_wait_and_it_is_over_when_there_is_room";
    let Some(disk) = on_a_small_disk(name) else { return };
    let path = disk.join("hub.sqlite");
    let house = House::open_on(Database::File(path.clone()), None).await;
    let staff = house.administrator().await;
    let device = Device::taken_in(&house, "入口").await;
    fill(&disk.join("ballast"));
    let (kept, refused) = send_until_refused(&device, 0).await;
    assert_eq!(refused, StatusCode::SERVICE_UNAVAILABLE, "worth another try");
    // Time enough that their sign of life would be written down.
    house.later(jiff::SignedDuration::from_mins(30));
    let answer = staff.get("/").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let form = [("name", "管理"), ("password", crate::house::PASSWORD), ("back", "/help")];
    let answer = house.stranger().post("/sign-in", &form).await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    answer.shows("<h1");
    assert_eq!(device.get("/programme").await.status, StatusCode::OK, "the sign goes on");
    assert_eq!(house.stranger().get("/health/ready").await.status, StatusCode::OK);
    // A copy that does not fit leaves nothing behind.
    let copies = Copies { folder: Copies::folder_beside(&path), keep: 14 };
    assert!(operation::make_copy(&house.hub, &copies).await.is_err());
    assert_eq!(std::fs::read_dir(&copies.folder).map_or(0, Iterator::count), 0);

    std::fs::remove_file(disk.join("ballast")).unwrap();
    let record = json!({ "key": format!("{kept:032x}"), "meeting": "third", "version": 1 });
    let answer = device.post("/records", &json!({ "records": [record] })).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    assert_eq!(house.stranger().post("/sign-in", &form).await.leads_to(), "/help");
    let rows = house.hub.store.read().await.unwrap().records("third").await.unwrap();
    assert_eq!(rows.len() as u128, kept + 1);
}
