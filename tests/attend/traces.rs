//! What a day of visits leaves behind, in every file there is: the closed list of what may stand
//! there, and nothing else (ARCHITECTURE invariant 8, FACTS "Privacy").

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use hiroba::clock;
use hiroba::domain::attendance::{BAND, Feeling, Receipt, Way};
use hiroba::view::words::Say;
use hiroba::view::{Action, Ask};

use crate::place::{MEETING, PIN, Place, soon};

/// Every file under a folder.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}

pub fn holds(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

/// Registers, checks in, walks in, errs, takes back, says how it was, corrects: a day in little.
fn a_day(place: &mut Place) -> Vec<Receipt> {
    let mut receipts = Vec::new();
    for category in [Some("lived"), Some("family"), None] {
        receipts.push(place.registers(category));
        place.asks(&[Ask::Finish]);
    }
    place.asks(&[Ask::Register, Ask::Way(Way::Online), Ask::Category(Some("supporter".into()))]);
    place.asks(&[Ask::Kind(Some("office".into())), Ask::PeopleMenu, Ask::People(3), Ask::Alike(true)]);
    place.asks(&[Ask::Submit]);
    receipts.push(place.receipt());
    place.asks(&[Ask::TakeBack, Ask::Submit, Ask::Finish]);
    for receipt in &receipts[..2] {
        place.tell_twin();
        place.scans(receipt);
        place.reads(Say::ComeIn);
    }
    place.presses("Home", "Home");
    place.asks(&[Ask::CheckIn, Ask::WalkIn, Ask::Category(Some("lived".into())), Ask::Submit, Ask::Finish]);
    place.asks(&[Ask::CheckIn, Ask::HaveReceipt]);
    place.display.xdotool(&["type", "--delay", "60", "00000000"]);
    place.twin_types("00000000");
    place.shows();
    place.presses("Home", "Home");
    place.staff_come_in();
    place.presses("Home", "Home");
    receipts
}

/// The closed list: which columns there are, and what may stand in each.
fn check_columns(place: &Place, from: i64) {
    let columns = place.sql(
        "SELECT m.name || '.' || p.name FROM sqlite_schema m JOIN pragma_table_info(m.name) p \
         WHERE m.type = 'table' AND m.name <> '_sqlx_migrations' ORDER BY 1",
    );
    let expected = "category.name category.place category.words meeting.id meeting.name meeting.words \
                    origin.id origin.name outbox.parked outbox.record party.id party.people purged.at \
                    purged.before purged.meeting purged.not_sent purged.records purged.what record.about \
                    record.band record.key record.mark record.meeting record.origin record.party record.people \
                    record.seq record.sure record.way record.what record.word setting.name setting.value";
    assert_eq!(columns, expected.split_whitespace().collect::<Vec<_>>());
    let all = |sql: &str| place.sql(sql).into_iter().collect::<BTreeSet<String>>();
    let of = |values: &[&str]| values.iter().map(|value| (*value).to_owned()).collect::<BTreeSet<String>>();
    // Names of settings; the salt is 128 random bits, the rest are flags.
    assert_eq!(all("SELECT name FROM setting"), of(&["opened", "salt"]));
    assert_eq!(all("SELECT value FROM setting WHERE name <> 'salt'"), of(&["1"]));
    assert_eq!(all("SELECT length(value) FROM setting WHERE name = 'salt'"), of(&["32"]));
    assert_eq!(all("SELECT name FROM meeting"), of(&[MEETING]));
    assert_eq!(all("SELECT name FROM origin"), of(&["kiosk"]));
    place.has_sent();
    assert_eq!(all("SELECT count(*) FROM purged"), of(&["0"]));
    // Parties: ids of the programme's categories and a number of people, each composition once.
    let parties = all("SELECT people FROM party");
    let known = [
        r#"[["lived",null,1]]"#,
        r#"[["family",null,1]]"#,
        r#"[[null,null,1]]"#,
        r#"[["supporter","office",3]]"#,
    ];
    assert_eq!(parties, of(&known));
    // Times: a number of quarters of an hour, so nothing finer has room.
    let bands = all("SELECT band FROM record");
    for band in &bands {
        let band: i64 = band.parse().unwrap();
        assert!((from / BAND..=clock::now().as_second() / BAND).contains(&band), "{band}");
    }
    // Numbers that are small, and random bits of one length.
    let large = "what > 9 OR sure > 1 OR way > 2 OR people > 20 OR word > 4";
    assert_eq!(all(&format!("SELECT seq FROM record WHERE {large}")), of(&[]));
    assert_eq!(all("SELECT length(key) FROM record"), of(&["16"]));
    assert_eq!(all("SELECT length(mark) FROM record WHERE mark IS NOT NULL"), of(&["16"]));
    assert_eq!(all("SELECT typeof(about) FROM record WHERE about IS NOT NULL"), of(&["blob"]));
}

/// What the log may say, with a pattern of the line behind its time and level.
const LOG: [&str; 12] = [
    "Kanji without readings stay without them in easy Japanese.",
    "programme.json): good, read at ",
    "Records are kept in ",
    // Of the hub, which lies beside the records.
    "Staff find the hub at ",
    "There is no account yet.",
    "A copy of the database was made: ",
    "programme?…): good, read at ",
    "The live channel to the hub ",
    "What others recorded cannot be had",
    "Ending, as told by a signal.",
    "Reading all sources again, as told by a signal.",
    // Of the window toolkit: there is no desktop here.
    "Error watching for xdg desktop settings",
];

#[test]
fn a_day_of_visits_leaves_neither_receipts_nor_moments_nor_anything_that_is_not_listed() {
    let programme = soon();
    let mut place = Place::with(&programme, None);
    // As talkative as the log can be made.
    // What a hub of its own keeps has a test of its own: it knows when it heard of its kiosk last.
    place.with_setting(
        "[log]\nlevel = \"trace\"\n[hub]\nlisten = \"127.0.0.1:0\"\ndatabase = \"hub/hub.sqlite\"\n",
    );
    place.starts();
    place.opens();
    let from = clock::now().as_second();
    let receipts = a_day(&mut place);
    let until = clock::now().as_second();
    check_columns(&place, from);

    let log = place.sign().log();
    for line in log.lines() {
        assert!(LOG.iter().any(|known| line.contains(known)), "not expected in the log: {line}");
    }
    let words = ["当事者", "家族", "支援者", "lived", "family", "supporter", "office"];
    for word in words {
        assert!(!log.contains(word), "{word} is in the log: {log}");
    }

    // While it runs the write-ahead log holds what was written; after the end the file itself.
    for is_over in [false, true] {
        if is_over {
            assert_eq!(place.end().code(), Some(0));
        }
        for file in files(place.display.home.path()) {
            let bytes = std::fs::read(&file).unwrap();
            check_bytes(&file, &bytes, &receipts, from, until);
        }
    }
    // Nobody else can read any of it.
    use std::os::unix::fs::PermissionsExt;
    for file in files(&place.records) {
        let mode = std::fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{}: {mode:o}", file.display());
    }
}

/// No receipt and no PIN in any form, and in the folder of records no moment of the day: neither as
/// text nor as a number that SQLite would store.
#[track_caller]
fn check_bytes(file: &Path, bytes: &[u8], receipts: &[Receipt], from: i64, until: i64) {
    for receipt in receipts {
        let [first, last] = receipt.groups();
        for form in [format!("{first}{last}"), format!("{first} {last}"), format!("{first}-{last}")] {
            assert!(!holds(bytes, form.as_bytes()), "a receipt is in {}", file.display());
            let wide: Vec<u8> = form.encode_utf16().flat_map(u16::to_le_bytes).collect();
            assert!(!holds(bytes, &wide), "a receipt is in {}", file.display());
        }
    }
    if file.components().all(|part| part.as_os_str() != "state") {
        return;
    }
    assert!(!holds(bytes, format!("\"{PIN}\"").as_bytes()), "the PIN is in {}", file.display());
    for second in from..=until {
        let text = second.to_string();
        assert!(!holds(bytes, text.as_bytes()), "{text} is in {}", file.display());
    }
    // Milliseconds take six bytes; two of them are the same for the whole day.
    for window in bytes.windows(6) {
        let millis = window.iter().fold(0_i64, |number, byte| number << 8 | i64::from(*byte));
        let is_moment = (from * 1000..=until * 1000 + 999).contains(&millis);
        assert!(!is_moment, "{millis} ms since 1970 are in {}", file.display());
    }
}

#[test]
fn one_word_about_the_day_leaves_no_more_than_the_word() {
    let mut place = Place::open(&crate::place::programme(-70, 60));
    place.taps(Action::Next);
    place.asks(&[Ask::HowWasToday, Ask::Feel(Feeling::Unsettled), Ask::Finish]);
    let row = "SELECT what || ' ' || word || ' ' || (way IS NULL AND party IS NULL AND people IS NULL AND about \
               IS NULL AND mark IS NULL) FROM record";
    assert_eq!(place.sql(row), ["8 4 1"]);
}
