//! The corner of staff: behind five taps and a PIN that `hiroba pin` has set.

use hiroba::domain::attendance::{Counted, Reason, What};
use hiroba::view::words::Say;
use hiroba::view::{Action, Ask, Corner};

use crate::place::{MEETING, PIN, Place, soon};

#[test]
fn staff_come_in_by_five_taps_and_a_pin_see_the_counts_and_correct_one() {
    let mut place = Place::open(&soon());
    place.asks(&[Ask::CheckIn, Ask::WalkIn, Ask::Category(Some("lived".into())), Ask::Submit, Ask::Finish]);
    place.registers(Some("family"));
    place.asks(&[Ask::Finish]);
    place.staff_come_in();
    place.reads((Say::CountsCame, [("came", 1), ("walk-in", 1)]));
    place.taps(Action::Next);
    place.reads("会場1・オンライン0");

    // Four more were noted on paper.
    let count = Ask::Corner(Corner::Count(Counted::Came));
    place.asks(&[Ask::Corner(Corner::Correct), count]);
    for _ in 0..4 {
        place.asks(&[Ask::Corner(Corner::By(1))]);
    }
    place.reads((Say::CountFromTo, [("from", 1), ("to", 5)]));
    place.asks(&[Ask::Corner(Corner::Choose), Ask::Corner(Corner::Reason(Reason::OnPaper))]);
    place.reads(Say::Corrected);
    let (records, _) = place.stored();
    let expected = What::Corrected { count: Counted::Came, by: 4, reason: Reason::OnPaper };
    assert_eq!(records.last().unwrap().what, expected);
    assert!(records.iter().all(|record| record.meeting.0 == MEETING));

    // Nothing of the PIN is kept but its hash, which others cannot read.
    let kept = std::fs::read_to_string(place.records.join("pin")).unwrap();
    assert!(kept.starts_with("$argon2id$") && !kept.contains(PIN), "{kept}");
    assert!(!place.sign().log().contains(PIN));
}

#[test]
fn a_wrong_pin_stays_outside_and_a_pinned_reception_outlives_a_restart_by_staff() {
    let mut place = Place::open(&soon());
    place.staff_come_in();
    place.presses("Home", "Home");
    place.presses("F12", "F12");
    for digit in [9, 7, 5, 3] {
        place.asks(&[Ask::Digit(digit)]);
    }
    place.asks(&[Ask::Corner(Corner::Enter)]);
    place.reads(Say::WrongPin);
    place.presses("Home", "Home");

    place.staff_come_in();
    place.asks(&[Ask::Corner(Corner::Pin)]);
    place.reads(Say::ReceptionHeading);
    place.staff_come_in();
    let id = place.sign().process.0.id();
    place.taps(crate::place::ask(Ask::Corner(Corner::Restart)));
    crate::display::until("the start", crate::sign::PATIENCE, || {
        (place.sign().log().matches("Records are kept in").count() == 2).then_some(())
    });
    assert_eq!(place.sign().process.0.id(), id, "the same process, for whoever looks after it");
    place.sign().is_running();
}
