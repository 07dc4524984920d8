//! What visitors do: register, come back with a receipt, walk in, take back, say how it was.

use hiroba::domain::attendance::{Arrival, Feeling, Standing, Way, What};
use hiroba::view::words::Say;
use hiroba::view::{Action, Ask};

use crate::place::{Place, in_ten_days, programme, soon};

/// The records of the database, by what happened.
fn happened(place: &Place) -> Vec<What> {
    place.stored().0.into_iter().map(|record| record.what).collect()
}

#[test]
fn a_registration_by_taps_ends_with_a_receipt_that_only_the_screen_has_ever_held() {
    let mut place = Place::open(&in_ten_days());
    let receipt = place.registers(Some("family"));
    let (records, salt) = place.stored();
    let [record] = records.as_slice() else { panic!("{records:?}") };
    let What::Registered { mark, way: Way::Venue, party } = &record.what else { panic!("{record:?}") };
    assert_eq!(*mark, Some(receipt.mark(&salt)), "the mark of the receipt on the screen");
    assert_eq!(party.groups()[0].standing, Standing::Said { category: "family".into(), sub: None });
    // As another program reads it, while the kiosk has it open.
    let mark = receipt.mark(&salt).to_string().to_uppercase();
    assert_eq!(place.sql("SELECT hex(mark) FROM record"), [mark]);
    place.has_sent();
    let digits = receipt.digits();
    place.asks(&[Ask::Finish]);
    assert!(!place.twin.words().contains(&digits[..4]));
    for file in crate::traces::files(place.display.home.path()) {
        let bytes = std::fs::read(&file).unwrap();
        assert!(!crate::traces::holds(&bytes, digits.as_bytes()), "the receipt is in {}", file.display());
    }
}

#[test]
fn a_receipt_outlives_the_plug_being_pulled_and_opens_the_door_once() {
    let programme = soon();
    let mut place = Place::open(&programme);
    let receipt = place.registers(Some("lived"));
    place.kill();
    place.starts_again(&programme);

    // By digits, on the pad of the screen, which any key of the keyboard may help.
    place.asks(&[Ask::CheckIn, Ask::HaveReceipt]);
    place.display.xdotool(&["type", "--delay", "60", &receipt.digits()]);
    place.twin_types(&receipt.digits());
    place.reads("場をひろげる");
    place.asks(&[Ask::CheckInNow]);
    place.reads(Say::ComeIn);
    place.asks(&[Ask::Finish]);

    // The same receipt under the scanner, from the sign, and twice within a second.
    place.tell_twin();
    place.scans_alone(&receipt.digits());
    place.scans(&receipt);
    place.reads(Say::AlreadyDone);
    let came: Vec<What> =
        happened(&place).into_iter().filter(|what| matches!(what, What::CheckedIn(_))).collect();
    let [What::CheckedIn(Arrival::Receipt { people: 1, .. })] = came.as_slice() else { panic!("{came:?}") };
}

#[test]
fn a_scanner_checks_in_from_the_resting_sign_and_without_a_tap() {
    let mut place = Place::open(&soon());
    let receipts = [place.registers(Some("lived")), {
        place.asks(&[Ask::Finish]);
        place.registers(None)
    }];
    place.asks(&[Ask::Finish]);
    for receipt in &receipts {
        place.tell_twin();
        place.scans(receipt);
        place.reads(Say::ComeIn);
    }
    place.presses("Home", "Home");
    // Nobody's receipt: said without reproach, and nothing recorded.
    let wrong = receipts.iter().fold(12_345_678, |wrong, receipt| {
        if receipt.digits() == wrong.to_string() { wrong + 1 } else { wrong }
    });
    let before = happened(&place).len();
    place.scans_alone(&wrong.to_string());
    place.twin_types(&wrong.to_string());
    place.twin_hears(hiroba::kiosk::core::Event::Key(crate::place::key("Enter")));
    place.shows();
    assert_eq!(happened(&place).len(), before);
}

#[test]
fn what_was_done_is_taken_back_by_the_thank_you_and_later_by_the_receipt() {
    let mut place = Place::open(&in_ten_days());
    place.registers(Some("lived"));
    place.asks(&[Ask::TakeBack, Ask::Submit, Ask::Finish]);
    let receipt = place.registers(Some("lived"));
    place.asks(&[Ask::Finish]);
    place.tell_twin();
    place.asks(&[Ask::CheckIn, Ask::HaveReceipt]);
    place.display.xdotool(&["type", "--delay", "60", &receipt.digits()]);
    place.twin_types(&receipt.digits());
    place.shows();
    place.asks(&[Ask::ChangeWay, Ask::Way(Way::Online), Ask::Finish]);
    place.asks(&[Ask::CheckIn, Ask::HaveReceipt]);
    place.display.xdotool(&["type", "--delay", "60", &receipt.digits()]);
    place.twin_types(&receipt.digits());
    place.shows();
    place.asks(&[Ask::TakeBack, Ask::Submit]);
    let (records, _) = place.stored();
    let keys: Vec<_> = records.iter().map(|record| record.key).collect();
    let what: Vec<What> = records.into_iter().map(|record| record.what).collect();
    let [What::Registered { .. }, first, What::Registered { .. }, changed, second] = what.as_slice() else {
        panic!("{what:?}")
    };
    assert_eq!(*first, What::TakenBack { record: keys[0] });
    assert_eq!(*changed, What::WayChanged { registration: keys[2], way: Way::Online });
    assert_eq!(*second, What::TakenBack { record: keys[2] });
}

#[test]
fn somebody_walks_in_and_a_group_of_three_comes_with_a_category_for_each() {
    let mut place = Place::open(&soon());
    place.asks(&[Ask::CheckIn, Ask::WalkIn, Ask::Category(Some("supporter".into()))]);
    place.asks(&[Ask::Kind(Some("welfare".into())), Ask::Submit, Ask::Finish]);
    place.asks(&[Ask::CheckIn, Ask::WalkIn, Ask::Category(Some("lived".into())), Ask::PeopleMenu]);
    place.asks(&[Ask::People(3), Ask::Alike(false), Ask::Category(Some("lived".into()))]);
    place.asks(&[Ask::Category(Some("family".into())), Ask::Category(None), Ask::Submit]);
    place.reads((Say::CheckedInPeople, [("people", 3)]));
    place.asks(&[Ask::Finish, Ask::CheckIn, Ask::NoReceipt, Ask::Submit]);
    let what = happened(&place);
    let [
        What::CheckedIn(Arrival::WalkIn { party: one }),
        What::CheckedIn(Arrival::WalkIn { party: three }),
        What::CheckedIn(Arrival::WithoutReceipt { people: 1 }),
    ] = what.as_slice()
    else {
        panic!("{what:?}")
    };
    assert_eq!((one.people(), three.people(), three.groups().len()), (1, 3, 3));
}

#[test]
fn after_the_session_one_word_is_given_and_changed_for_another() {
    let mut place = Place::open(&programme(-70, 60));
    // Its turn would come by itself.
    place.taps(Action::Next);
    place.asks(&[Ask::HowWasToday, Ask::Feel(Feeling::Tired)]);
    place.reads(Say::Felt);
    place.asks(&[Ask::FeelAgain, Ask::Feel(Feeling::Relieved)]);
    let (records, _) = place.stored();
    let first = records[0].key;
    let what: Vec<What> = records.into_iter().map(|record| record.what).collect();
    let expected =
        [What::Felt(Feeling::Tired), What::Felt(Feeling::Relieved), What::TakenBack { record: first }];
    assert_eq!(what, expected);
}
