//! Databases that are damaged, read-only, full or in the way: the sign goes on, and says honestly
//! that attendance cannot be taken, to visitors where to go and to staff why.

use std::process::Command;

use hiroba::domain::attendance::Way;
use hiroba::kiosk::core::{Event, NotRecorded};
use hiroba::view::Ask;
use hiroba::view::words::Say;

use crate::display::{done, until};
use crate::place::{Place, ask, in_ten_days, soon};
use crate::sign::PATIENCE;
use crate::small_disk::SmallDisk;

/// The last warning of the log: what staff are told as well.
#[track_caller]
fn warning(place: &mut Place, words: &str) -> String {
    let log = until(words, PATIENCE, || {
        let log = place.sign().log();
        log.lines().any(|line| line.contains("WARN") && line.contains(words)).then_some(log)
    });
    let line = log.lines().rfind(|line| line.contains("WARN") && line.contains(words)).unwrap();
    line.split_once("WARN").unwrap().1.trim().to_owned()
}

/// The desk of the twin is closed as well, and for the same reason.
#[track_caller]
fn closes(place: &mut Place, words: &str) -> String {
    let why = warning(place, words);
    place.twin_hears(Event::Closed(why.clone()));
    place.shows();
    why
}

/// The sign is as it always is, and whoever wants to register is told where they can.
#[track_caller]
fn sends_elsewhere(place: &mut Place) {
    place.reads("場をひろげる");
    place.asks(&[Ask::Register]);
    place.reads(Say::DeskClosed);
    place.reads(Say::AskElsewhere);
    place.asks(&[Ask::Finish]);
}

#[test]
fn a_database_of_garbage_is_set_aside_and_visitors_register_as_always() {
    let mut place = Place::with(&in_ten_days(), None);
    std::fs::create_dir_all(&place.records).unwrap();
    let garbage = b"these are no records at all, but they may be somebody's ".repeat(400);
    std::fs::write(place.database(), &garbage).unwrap();
    place.starts();
    place.opens();
    let told = warning(&mut place, "was set aside as");
    place.registers(Some("lived"));
    assert_eq!(place.stored().0.len(), 1);
    let mut aside = std::fs::read_dir(&place.records).unwrap().map(|entry| entry.unwrap().path());
    let aside = aside.find(|path| told.contains(path.to_str().unwrap())).unwrap();
    assert_eq!(std::fs::read(aside).unwrap(), garbage, "to the byte");
}

#[test]
fn a_database_that_is_overwritten_while_it_is_used_thanks_nobody_and_comes_back() {
    let mut place = Place::open(&in_ten_days());
    place.registers(Some("lived"));
    place.asks(&[Ask::Finish, Ask::Register, Ask::Way(Way::Venue), Ask::Category(None)]);
    for ending in ["", "-wal", "-shm"] {
        let file = place.records.join(format!("{}{ending}", hiroba::store::FILE));
        let length = usize::try_from(std::fs::metadata(&file).unwrap().len()).unwrap();
        std::fs::write(&file, vec![0x5a; length]).unwrap();
    }
    place.taps(ask(Ask::Submit));
    // The twin was thanked; the visitor was not.
    let log = until("the damage", PATIENCE, || {
        let log = place.sign().log();
        (log.matches("Records are kept in").count() == 2).then_some(log)
    });
    assert!(log.contains("was set aside as"), "{log}");
    place.sign().is_running();
    assert_eq!(place.stored().0.len(), 0, "{log}");
    assert!(!log.contains("panicked"), "{log}");
    // Whoever comes next is served.
    place.display.key("Home");
    place.twin_hears(Event::Key(crate::place::key("Home")));
    place.tell_twin();
    // A hand that trembles is not obeyed, neither on a key nor on what comes behind it.
    std::thread::sleep(crate::sign::READING);
    place.registers(None);
    assert_eq!(place.stored().0.len(), 1);
}

#[test]
fn a_folder_that_is_a_file_closes_the_desk_and_nothing_else() {
    let mut place = Place::with(&in_ten_days(), None);
    std::fs::create_dir_all(place.records.parent().unwrap()).unwrap();
    std::fs::write(&place.records, "in the way").unwrap();
    place.starts();
    closes(&mut place, "cannot be opened");
    sends_elsewhere(&mut place);
    place.sign().is_running();
    // Mended while it runs.
    std::fs::remove_file(&place.records).unwrap();
    place.opens();
    place.registers(Some("family"));
    assert_eq!(place.stored().0.len(), 1);
}

#[test]
fn a_database_on_a_read_only_disk_closes_the_desk_until_it_can_be_written() {
    let name = "trouble::a_database_on_a_read_only_disk_closes_the_desk_until_it_can_be_written";
    let Some(disk) = SmallDisk::of(name, 512) else { return };
    let remount = |how: &str| {
        done(Command::new("mount").args(["-o", &format!("remount,{how}")]).arg(&disk.folder));
    };
    let mut place = Place::with(&soon(), Some(&disk.folder.join("records")));
    place.starts();
    place.opens();
    place.sets_pin();
    let receipt = place.registers(Some("lived"));
    place.asks(&[Ask::Finish]);
    place.end();
    remount("ro");
    place.starts();
    let why = closes(&mut place, "not written");
    sends_elsewhere(&mut place);
    // Who is here comes in: a machine's trouble is not theirs.
    place.asks(&[Ask::CheckIn]);
    place.reads(Say::ComeInAnyway);
    place.asks(&[Ask::Finish]);
    // Staff come in, and the log has the same reason, before the disk is mended: the desk opens by itself.
    place.staff_come_in();
    place.presses("Home", "Home");
    assert!(place.sign().log().contains(&why));
    remount("rw");
    place.opens();
    place.scans(&receipt);
    place.reads(Say::ComeIn);
}

#[test]
fn a_full_disk_thanks_nobody_and_a_second_try_counts_once_when_there_is_room() {
    let name = "trouble::a_full_disk_thanks_nobody_and_a_second_try_counts_once_when_there_is_room";
    let Some(disk) = SmallDisk::of(name, 128) else { return };
    let mut place = Place::with(&in_ten_days(), Some(&disk.folder.join("records")));
    // What the hub of this machine keeps would take the room that is made for the next record.
    place.with_setting("[hub]\nlisten = \"127.0.0.1:0\"\ndatabase = \"hub/hub.sqlite\"\n");
    place.starts();
    place.opens();
    place.registers(Some("lived"));
    place.asks(&[Ask::Finish, Ask::Register, Ask::Way(Way::Venue), Ask::Category(Some("family".into()))]);
    disk.leave(0);
    // The twin's record does not reach its disk either.
    let (x, y) = place.twin.place_of(&ask(Ask::Submit));
    std::thread::sleep(std::time::Duration::from_millis(600));
    place.display.tap(x, y);
    let effects = place.twin.update(Event::Act(ask(Ask::Submit)));
    let why = warning(&mut place, "The disk is full");
    let key = effects.iter().find_map(|effect| match effect {
        hiroba::kiosk::core::Effect::Record(records) => Some(records[0].key),
        _ => None,
    });
    let result = Err(NotRecorded(why.clone()));
    place.twin_hears(Event::Recorded { key: key.unwrap(), result });
    place.twin_hears(Event::Closed(why));
    place.reads(Say::NotRecorded);
    assert_eq!(place.stored().0.len(), 1, "as the visitor was told");
    // Room again: the desk opens within ten seconds, and the same can be tried once more.
    disk.make_room();
    place.opens();
    place.asks(&[Ask::Retry]);
    place.reads(Say::RegisteredTitle);
    let receipt = place.receipt();
    let (records, salt) = place.stored();
    assert_eq!(records.len(), 2);
    let mark = receipt.mark(&salt).to_string().to_uppercase();
    assert_eq!(place.sql("SELECT hex(mark) FROM record WHERE seq = 2"), [mark]);
}
