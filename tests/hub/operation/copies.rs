//! Copies of the database, and what comes back from one.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use hiroba::hub::operation::{self, Copies};
use hiroba::hub::store::{self, Database, Engine, Store, StoreError, restore};
use jiff::SignedDuration;
use reqwest::StatusCode;
use serde_json::json;

use super::publish;
use crate::house::{Device, House, PASSWORD};

async fn record(device: &Device, key: u128) -> StatusCode {
    let record = json!({ "key": format!("{key:032x}"), "meeting": "third", "version": 1 });
    device.post("/records", &json!({ "records": [record] })).await.status
}

async fn records(house: &House) -> usize {
    house.hub.store.read().await.unwrap().records("third").await.unwrap().len()
}

/// A hub on a file in a folder that outlives it.
async fn house_in(folder: &Path) -> (House, PathBuf) {
    house_at(folder.join("hub.sqlite")).await
}

/// As `hiroba hub` begins: what is damaged or lost is mended first.
async fn house_at(path: PathBuf) -> (House, PathBuf) {
    operation::mend(&path, &Copies::folder_beside(&path), 0).await.unwrap();
    (House::open_on(Database::File(path.clone()), None).await, path)
}

/// Kills a hub: nothing of its pool is there any more.
async fn kill(house: House) {
    let hub = house.end();
    hub.store.close().await;
    drop(hub);
    // The server's own clones go with its tasks.
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_is_made_while_the_hub_works_and_everything_is_there_after_it_was_brought_back() {
    let folder = tempfile::tempdir().unwrap();
    let (house, path) = house_in(folder.path()).await;
    house.administrator().await;
    let device = Device::taken_in(&house, "入口").await;
    for key in 0..20 {
        record(&device, key).await;
    }
    let revision = publish(&house).await;
    let copy = folder.path().join("copy.sqlite");
    house.hub.store.copy_to(&copy).await.unwrap();
    assert_eq!(fs::metadata(&copy).unwrap().permissions().mode() & 0o777, 0o600);
    let again = house.hub.store.copy_to(&copy).await;
    assert!(matches!(again, Err(StoreError::Exists(_))), "{again:?}");
    record(&device, 20).await;
    // Never under a hub that works.
    let refused = restore(&copy, &path, 0).await;
    assert!(matches!(refused, Err(StoreError::InUse(_))), "{refused:?}");

    kill(house).await;
    let aside = restore(&copy, &path, 7).await.unwrap().unwrap();
    let (house, _) = house_in(folder.path()).await;
    assert_eq!(records(&house).await, 20);
    let form = [("name", "管理"), ("password", PASSWORD), ("back", "/help")];
    assert_eq!(house.stranger().post("/sign-in", &form).await.leads_to(), "/help");
    let device = device.at(&house.address);
    assert_eq!(device.get("/programme").await.status, StatusCode::OK, "its token is known");
    // Kiosks that saw what came after the copy do not take this for old news.
    assert!(*house.hub.live.revision().borrow() > revision + 1000);
    assert_eq!(record(&device, 21).await, StatusCode::OK);
    let shared = device.get("/shared?after=21").await;
    assert_eq!(shared.status, StatusCode::OK);
    let audit = house.hub.store.read().await.unwrap().audit(None, 0, 10).await.unwrap();
    assert!(audit.iter().any(|entry| entry.act == "hub-restored" && entry.at == 7));
    // And the one before is whole, with what came after the copy.
    kill(house).await;
    restore(&aside, &path, 8).await.unwrap();
    let (house, _) = house_in(folder.path()).await;
    assert_eq!(records(&house).await, 21);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_is_made_every_day_and_the_oldest_go() {
    let house = House::open().await;
    let folder = tempfile::tempdir().unwrap();
    let copies = Copies { folder: folder.path().to_owned(), keep: 3 };
    fs::write(folder.path().join("hub-by-hand.sqlite"), "mine").unwrap();
    let names = || {
        let entries = fs::read_dir(folder.path()).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    };
    if house.hub.store.engine() == Engine::Postgres {
        let refused = operation::make_copy(&house.hub, &copies).await;
        assert!(refused.unwrap_err().to_string().contains("pg_dump"));
        return;
    }
    for _ in 0..5 {
        assert!(operation::make_copy(&house.hub, &copies).await.unwrap().is_some());
        assert_eq!(operation::make_copy(&house.hub, &copies).await.unwrap(), None, "once a day");
        house.later(SignedDuration::from_hours(24));
    }
    let expected =
        ["hub-2026-12-05.sqlite", "hub-2026-12-06.sqlite", "hub-2026-12-07.sqlite", "hub-by-hand.sqlite"];
    assert_eq!(names(), expected);
    let none = Copies { keep: 0, ..copies };
    house.later(SignedDuration::from_hours(24));
    assert_eq!(operation::make_copy(&house.hub, &none).await.unwrap(), None);
    assert_eq!(names(), expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_database_is_set_aside_and_the_newest_good_copy_takes_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let (house, path) = house_in(folder.path()).await;
    let device = Device::taken_in(&house, "入口").await;
    record(&device, 1).await;
    let copies = Copies { folder: Copies::folder_beside(&path), keep: 14 };
    operation::make_copy(&house.hub, &copies).await.unwrap();
    kill(house).await;
    // The newest copy is broken too.
    fs::write(copies.folder.join("hub-2026-12-09.sqlite"), "no database at all").unwrap();
    let mut bytes = fs::read(&path).unwrap();
    bytes.iter_mut().skip(100).for_each(|byte| *byte ^= 0x5a);
    fs::write(&path, &bytes).unwrap();

    let (house, _) = house_in(folder.path()).await;
    assert_eq!(records(&house).await, 1);
    assert_eq!(device.at(&house.address).get("/programme").await.status, StatusCode::OK);
    let aside = folder.path().join("hub.sqlite.damaged-1");
    assert_eq!(fs::read(&aside).unwrap(), bytes, "nothing of it was written over");

    // Without a copy a new one begins, and the next damaged one gets a name of its own.
    kill(house).await;
    fs::remove_dir_all(&copies.folder).unwrap();
    fs::write(&path, "no database at all, and long enough to be looked at").unwrap();
    let (house, _) = house_in(folder.path()).await;
    assert_eq!(records(&house).await, 0);
    assert!(folder.path().join("hub.sqlite.damaged-2").exists() && aside.exists());
}

// A mistyped [hub] database renamed whatever it named, as if it were a hub's own that was damaged.
#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_never_was_a_hubs_stays_where_it_is_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let copies = folder.path().join("backups");
    for (name, bytes) in
        [("list.csv", "日にち,会の名前\n"), ("notes.txt", "A note of sixteen letters and more.")]
    {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        for _ in 0..2 {
            let refused = operation::mend(&path, &copies, 0).await.unwrap_err();
            assert!(matches!(&refused, StoreError::NoDatabase(at) if *at == path), "{refused:?}");
            assert!(refused.to_string().contains("[hub] database"), "{refused}");
            assert_eq!(fs::read_to_string(&path).unwrap(), bytes);
        }
    }
    // Nothing lies beside them now that was not there.
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    // A head of zeros is no evidence by itself; a mark beside it is.
    let torn = folder.path().join("hub.sqlite");
    fs::write(&torn, [0; 4096]).unwrap();
    assert!(matches!(operation::mend(&torn, &copies, 0).await, Err(StoreError::NoDatabase(_))));
    fs::write(folder.path().join("hub.sqlite.lock"), format!("{:032x}", 7)).unwrap();
    operation::mend(&torn, &copies, 0).await.unwrap();
    assert!(!torn.exists() && folder.path().join("hub.sqlite.damaged-1").exists());
}

// A list that others read was for the hub's user alone after `hub backup`, and `hub restore` set it aside.
#[tokio::test(flavor = "multi_thread")]
async fn whatever_is_done_with_a_wrong_name_the_file_stays_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let (house, _) = house_at(folder.path().join("hub/hub.sqlite")).await;
    let copy = folder.path().join("hub/copy.sqlite");
    house.hub.store.copy_to(&copy).await.unwrap();
    kill(house).await;
    let wrong = folder.path().join("list.csv");
    let begins_as_one = [b"SQLite format 3\0".as_slice(), "は、よく ある 言葉です".as_bytes()].concat();
    for bytes in ["日にち,会の名前\n".as_bytes(), &begins_as_one, &[0; 4096]] {
        fs::write(&wrong, bytes).unwrap();
        fs::set_permissions(&wrong, fs::Permissions::from_mode(0o644)).unwrap();
        let none = folder.path().join("backups");
        let database = Database::File(wrong.clone());
        let refused = [
            Store::open(&database).await.err().unwrap(),
            store::is_whole(&wrong).await.unwrap_err(),
            store::is_a_hubs(&wrong, &none).await.unwrap_err(),
            operation::mend(&wrong, &none, 0).await.unwrap_err(),
        ];
        for refused in refused {
            assert!(matches!(&refused, StoreError::NoDatabase(_)), "{refused:?}");
        }
        assert_eq!(fs::read(&wrong).unwrap(), bytes);
        assert_eq!(fs::metadata(&wrong).unwrap().permissions().mode() & 0o777, 0o644);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "the list and the hub's own folder");
    }
}

// `hiroba hub user list` set a damaged database aside, looked for copies in another folder than the settings name,
// and began an empty hub.
#[tokio::test(flavor = "multi_thread")]
async fn a_command_mends_nothing_and_says_who_does() {
    let folder = tempfile::tempdir().unwrap();
    let (house, path) = house_in(folder.path()).await;
    kill(house).await;
    store::is_whole(&path).await.unwrap();
    let whole = fs::read(&path).unwrap();
    damage(&path);
    let damaged = fs::read(&path).unwrap();
    let torn = |bytes: &[u8]| bytes[..bytes.len() / 2].to_vec();
    for bytes in [damaged, torn(&whole), Vec::new()] {
        fs::write(&path, &bytes).unwrap();
        let refused = store::is_whole(&path).await.unwrap_err();
        assert!(matches!(&refused, StoreError::Damaged(_)), "{refused:?}");
        assert!(refused.to_string().contains("hiroba hub restore"), "{refused}");
        assert_eq!(fs::read(&path).unwrap(), bytes);
    }
    fs::remove_file(&path).unwrap();
    assert!(matches!(store::is_whole(&path).await, Err(StoreError::Damaged(_))));
    assert!(!path.exists());
}

// The hub began anew beside the copies of the database that was gone, and the next copy was made of nothing.
#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_is_gone_comes_back_from_its_copy_and_without_one_it_is_said() {
    for lost in ["missing", "empty"] {
        let folder = tempfile::tempdir().unwrap();
        let (house, path) = house_in(folder.path()).await;
        record(&Device::taken_in(&house, "入口").await, 1).await;
        let copies = Copies { folder: Copies::folder_beside(&path), keep: 14 };
        operation::make_copy(&house.hub, &copies).await.unwrap();
        kill(house).await;
        let lose = || match lost {
            "empty" => fs::write(&path, "").unwrap(),
            _ => fs::remove_file(&path).unwrap(),
        };
        lose();
        let (house, _) = house_in(folder.path()).await;
        assert_eq!(records(&house).await, 1, "{lost}");
        kill(house).await;
        // Another hub's copy is none of its own.
        let (other, _) = house_at(folder.path().join("other/hub.sqlite")).await;
        let strange = copies.folder.join("hub-2026-12-09.sqlite");
        other.hub.store.copy_to(&strange).await.unwrap();
        kill(other).await;
        fs::remove_file(copies.folder.join("hub-2026-12-03.sqlite")).unwrap();
        lose();
        let mended = store::mend(&path, &copies.folder, 0).await.unwrap().unwrap();
        assert_eq!((mended.aside, mended.from), (None, None), "{lost}");
        let (house, _) = house_in(folder.path()).await;
        assert_eq!(records(&house).await, 0, "{lost}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_copy_is_not_brought_back_and_nothing_is_touched() {
    let folder = tempfile::tempdir().unwrap();
    let (house, path) = house_in(folder.path()).await;
    kill(house).await;
    let before = fs::read(&path).unwrap();
    let wrong = folder.path().join("wrong.sqlite");
    for bytes in [b"".as_slice(), b"no database", &before[..before.len() / 2]] {
        fs::write(&wrong, bytes).unwrap();
        let refused = restore(&wrong, &path, 0).await;
        assert!(matches!(refused, Err(StoreError::NoCopy { .. })), "{refused:?}");
    }
    let refused = restore(&folder.path().join("missing"), &path, 0).await.unwrap_err().to_string();
    assert!(refused.contains("there is no such file"), "{refused}");
    assert_eq!(fs::read(&path).unwrap(), before);
}

/// Breaks a database where it cannot say any more whose it is.
fn damage(path: &Path) {
    let mut bytes = fs::read(path).unwrap();
    bytes.iter_mut().skip(100).for_each(|byte| *byte ^= 0x5a);
    fs::write(path, &bytes).unwrap();
}

// Two databases in a folder had one name for their copies: the second made none, and the first one's came in its
// place when it was damaged, with its accounts and kiosks.
#[tokio::test(flavor = "multi_thread")]
async fn databases_that_share_a_folder_have_copies_of_their_own() {
    let folder = tempfile::tempdir().unwrap();
    let copies = Copies { folder: folder.path().join("backups"), keep: 14 };
    for (name, count) in [("north", 1), ("south", 2)] {
        let (house, path) = house_at(folder.path().join(format!("{name}.sqlite"))).await;
        let device = Device::taken_in(&house, name).await;
        for key in 0..count {
            record(&device, key).await;
        }
        let made = operation::make_copy(&house.hub, &copies).await.unwrap().unwrap();
        assert_eq!(made, copies.folder.join(format!("{name}-2026-12-03.sqlite")));
        kill(house).await;
        damage(&path);
    }
    for (name, count) in [("north", 1), ("south", 2)] {
        let (house, _) = house_at(folder.path().join(format!("{name}.sqlite"))).await;
        assert_eq!(records(&house).await, count, "{name}");
        kill(house).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn another_hubs_copy_never_takes_the_place_of_a_damaged_database_and_is_neither_removed_nor_written_over()
 {
    let folder = tempfile::tempdir().unwrap();
    let copies = Copies { folder: folder.path().join("backups"), keep: 1 };
    let (house, _) = house_at(folder.path().join("one/hub.sqlite")).await;
    record(&Device::taken_in(&house, "入口").await, 1).await;
    operation::make_copy(&house.hub, &copies).await.unwrap();
    kill(house).await;

    // Of the same name, in a folder of its own, with the same folder for its copies.
    let (house, path) = house_at(folder.path().join("two/hub.sqlite")).await;
    let refused = operation::make_copy(&house.hub, &copies).await;
    assert!(matches!(refused, Err(StoreError::CopyOfAnother(_))), "{refused:?}");
    for _ in 0..2 {
        house.later(SignedDuration::from_hours(24));
        assert!(operation::make_copy(&house.hub, &copies).await.unwrap().is_some());
    }
    let mut names: Vec<_> =
        fs::read_dir(&copies.folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["hub-2026-12-03.sqlite", "hub-2026-12-05.sqlite"], "of its own it keeps one");
    fs::remove_file(copies.folder.join("hub-2026-12-05.sqlite")).unwrap();
    kill(house).await;

    damage(&path);
    operation::mend(&path, &copies.folder, 0).await.unwrap();
    assert!(!path.exists(), "better a new one than another hub's");
    // By hand whatever somebody names is brought back.
    restore(&copies.folder.join("hub-2026-12-03.sqlite"), &path, 0).await.unwrap();
    let (house, _) = house_at(path).await;
    assert_eq!(records(&house).await, 1);
}
