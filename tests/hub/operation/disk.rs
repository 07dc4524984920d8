//! A disk that fills up under a hub.

use hiroba::hub::operation::{self, Copies};
use hiroba::hub::store::Database;
use reqwest::StatusCode;
use serde_json::json;

use crate::house::{Device, House};
use crate::small_disk::SmallDisk;

/// How large the disk is.
const PAGES: u64 = 512;

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
    let name = "operation::disk::on_a_full_disk_pages_are_still_there_kiosks_are_told_to_wait_and_it_is_over_when_there_is_room";
    let Some(small) = SmallDisk::of(name, PAGES) else { return };
    let path = small.folder.join("hub.sqlite");
    let house = House::open_on(Database::File(path.clone()), None).await;
    let staff = house.administrator().await;
    let device = Device::taken_in(&house, "入口").await;
    small.leave(0);
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

    small.make_room();
    let record = json!({ "key": format!("{kept:032x}"), "meeting": "third", "version": 1 });
    let answer = device.post("/records", &json!({ "records": [record] })).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    assert_eq!(house.stranger().post("/sign-in", &form).await.leads_to(), "/help");
    let rows = house.hub.store.read().await.unwrap().records("third").await.unwrap();
    assert_eq!(rows.len() as u128, kept + 1);
}
