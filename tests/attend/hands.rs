//! Hands that tremble, hold on, or try to get out.

use std::time::Duration;

use hiroba::domain::attendance::Way;
use hiroba::kiosk::core::Event;
use hiroba::view::Ask;
use hiroba::view::words::Say;

use crate::display::{Display, HEIGHT};
use crate::place::{Place, ask, in_ten_days, key};

/// The settings of the window manager that the manual gives.
fn manual() -> String {
    let manual = include_str!("../../docs/operations.md");
    let (_, from) = manual.split_once("   <?xml").unwrap();
    let (settings, _) = from.split_once("</openbox_config>").unwrap();
    format!("<?xml{settings}</openbox_config>")
}

fn as_in_the_manual() -> Display {
    Display::open_with(|home| {
        let folder = home.join("config/openbox");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("rc.xml"), manual()).unwrap();
    })
}

#[test]
fn a_hand_that_trembles_neither_answers_unseen_nor_loses_the_receipt() {
    let mut place = Place::open(&in_ten_days());
    // Each tap twice within a third of a second: the twin is told of one.
    let twice = |place: &mut Place, wish: Ask| {
        let (x, y) = place.twin.place_of(&ask(wish.clone()));
        place.taps(ask(wish));
        std::thread::sleep(Duration::from_millis(100));
        place.display.tap(x, y);
        place.shows();
    };
    twice(&mut place, Ask::Register);
    twice(&mut place, Ask::Way(Way::Venue));
    place.reads(Say::WhoHeading);
    twice(&mut place, Ask::Category(Some("lived".into())));
    twice(&mut place, Ask::Submit);
    place.reads(Say::RegisteredTitle);
    let receipt = place.receipt();
    assert_eq!(place.stored().0.len(), 1, "registered once");
    twice(&mut place, Ask::Finish);
    // Back on the sign, and no new registration begun.
    place.reads("場をひろげる");
    assert!(!place.twin.words().contains(&receipt.digits()[..4]));
}

#[test]
fn a_key_that_is_held_down_does_no_more_than_one_that_is_pressed() {
    let mut place = Place::open(&in_ten_days());
    place.asks(&[Ask::Register, Ask::Way(Way::Venue), Ask::Category(None)]);
    place.presses("Tab", "Tab");
    // Longer than the wait before a keyboard repeats, and than any guard against trembling.
    place.display.xdotool(&["keydown", "Return", "sleep", "2", "keyup", "Return"]);
    place.twin_hears(Event::Key(key("Enter")));
    place.reads(Say::RegisteredTitle);
    place.receipt();
}

#[test]
fn a_visitor_cannot_leave_in_the_middle_of_a_registration_but_a_signal_still_ends_it() {
    let mut place = Place::on(as_in_the_manual(), &in_ten_days(), None);
    place.starts();
    place.opens();
    place.asks(&[Ask::Register, Ask::Way(Way::Venue), Ask::Category(Some("lived".into()))]);
    place.twin_hears(Event::Touched(None));
    let paper = ["mousemove", "900", "100"];
    for button in ["3", "2", "4", "5", "8", "9"] {
        place.display.xdotool(&[&paper[..], &["click", button]].concat());
    }
    for drag in [["900", "100", "1900", "1070"], ["5", "5", "900", "700"], ["960", "1079", "960", "2"]] {
        let [x, y, to_x, to_y] = drag;
        for held in [&[][..], &["keydown", "alt"]] {
            let drag = ["mousemove", x, y, "mousedown", "1", "mousemove", to_x, to_y, "mouseup", "1"];
            place.display.xdotool(&[held, &drag, &["keyup", "alt"]].concat());
        }
    }
    place.shows();
    // None of them is in the key map of the settings.
    let keys = [
        "alt+F4",
        "alt+F4",
        "super+w",
        "super+e",
        "super+x",
        "ctrl+alt+t",
        "ctrl+alt+F2",
        "ctrl+q",
        "ctrl+w",
        "ctrl+z",
        "ctrl+shift+q",
        "F11",
        "F10",
        "Menu",
        "Print",
        "Pause",
        "XF86PowerOff",
        "XF86Back",
        "XF86HomePage",
    ];
    for key in keys {
        place.display.key(key);
        place.twin.stays_on(&place.display, Duration::from_millis(150));
    }
    place.sign().is_running();
    // These are known without Alt and Ctrl, and do no more with them.
    place.presses("alt+Tab", "Tab");
    place.presses("ctrl+alt+Delete", "Delete");
    place.presses("ctrl+alt+BackSpace", "Backspace");
    place.presses("alt+Escape", "Escape");
    // Escape is one step back, as often as it is pressed, and then stays on the sign.
    for _ in 0..5 {
        place.display.key("Escape");
        place.twin_hears(Event::Key(key("Escape")));
        place.shows();
    }
    place.sign().is_running();
    // A tap still finds everything where it was.
    let sign = place.shows();
    let asked = place.asks(&[Ask::Register]);
    assert!(asked.differs(&sign, 100..HEIGHT) > 1000);
    assert_eq!(place.end().code(), Some(0));
}
