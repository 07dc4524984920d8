//! The sign with its own hub, as `hiroba kiosk` starts it: what staff do in a browser changes the
//! pixels of the real window a moment later.

use std::time::{Duration, Instant};

use hiroba::domain::programme::Programme;
use hiroba::kiosk::core::Event;

use crate::display::{Display, until};
use crate::house::{Browser, PASSWORD};
use crate::sign::{PATIENCE, Sign, Twin};

/// What follows these words in the log, to the next blank.
pub fn said(sign: &Sign, words: &str) -> String {
    until(words, PATIENCE, || {
        let log = sign.log();
        let rest = log.split_once(words)?.1;
        Some(rest.split_whitespace().next()?.to_owned())
    })
}

#[test]
fn what_staff_change_at_the_hub_of_a_sign_shows_on_it_a_moment_later() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let display = Display::open();
    let mut twin = Twin::of("");
    let mut sign = Sign::start(&display, "");
    // The sample at once, and still once the hub has spoken.
    twin.is_on(&display);
    let address = said(&sign, "Staff find the hub at ");
    until("the programme of the hub", PATIENCE, || {
        sign.log().contains("/api/v1/programme): good").then_some(())
    });
    twin.is_on(&display);

    let staff = Browser::new(&address);
    let link = said(&sign, "makes the first one here: ");
    let token = link.rsplit_once("token=").unwrap().1;
    let form = [("token", token), ("name", "管理"), ("password", PASSWORD), ("again", PASSWORD)];
    let answer = runtime.block_on(staff.post("/setup", &form));
    assert_eq!(answer.status, 303, "{}", answer.body);

    let zone = twin.config.place.zone.clone();
    let empty = Event::Programme { programme: Box::new(Programme::empty(zone)), confirmed: None };
    let before = display.shot();
    let answer = runtime.block_on(staff.post("/settings/sample", &[("sample", "off")]));
    assert_eq!(answer.status, 303, "{}", answer.body);
    let changed = Instant::now();
    until("other pixels", PATIENCE, || (display.shot().differs(&before, 0..700) > 500).then_some(()));
    // Unoptimised, on a busy machine; docs/performance.md has the figure of the real program. Asking
    // now and then alone would take up to a minute.
    assert!(changed.elapsed() < Duration::from_secs(10), "{:?}", changed.elapsed());
    twin.update(empty);
    twin.is_on(&display);
    sign.is_running();
    let (status, took) = sign.end();
    assert_eq!(status.code(), Some(0));
    assert!(took < Duration::from_secs(10), "{took:?}");
}
