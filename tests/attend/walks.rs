//! Ways through the real program of people who use it otherwise: with one switch, from a wheelchair, with
//! the largest text in a language with long words; and of somebody who walks away.

use std::time::Duration;

use hiroba::domain::attendance::{Arrival, Way, What};
use hiroba::domain::display::TextSize;
use hiroba::domain::text::Lang;
use hiroba::kiosk::core::Event;
use hiroba::view::words::Say;
use hiroba::view::{Action, Ask};

use crate::display::{Display, until};
use crate::place::{MEETING, Place, ask, in_ten_days, soon};

/// Much longer than there is between two presses here, on a busy machine too: two programs have to agree on
/// which press came before the wait was over.
const PACE: Duration = Duration::from_secs(5);

impl Place {
    fn framed(&self) -> Vec<Action> {
        let view = self.twin.shown().view;
        if view.framed.is_empty() { view.focus.into_iter().collect() } else { view.framed }
    }

    /// Waits until what is framed has been taken, on a screen that has just come, too: twice as long. After
    /// that nothing is taken without another press.
    fn waits(&mut self) {
        std::thread::sleep(PACE * 2 + Duration::from_millis(400));
        self.twin_hears(Event::Tick);
    }

    /// Presses the one key until this stands framed, and waits. Regression: now and then the sign did not take
    /// what it had framed before the turn of the minute.
    #[track_caller]
    fn by_switch(&mut self, wish: impl Into<Action>) {
        let wish = wish.into();
        let mut inside = false;
        for _ in 0..40 {
            self.switches();
            let framed = self.framed();
            let is_framed = if inside { framed == [wish.clone()] } else { framed.contains(&wish) };
            if is_framed {
                self.waits();
                self.shows();
                if inside {
                    return;
                }
                inside = true;
            }
        }
        panic!("the frame does not come to {wish:?}");
    }

    /// Waits until the frame, which walks by itself, comes to stand on this, and presses the one key; first
    /// for its row. Only what has just come is taken, so that both programs know where the frame stands.
    #[track_caller]
    fn by_waiting(&mut self, wish: impl Into<Action>) {
        let wish = wish.into();
        if self.framed().is_empty() {
            self.switches();
        }
        let mut before = Vec::new();
        for _ in 0..2400 {
            std::thread::sleep(Duration::from_millis(100));
            self.twin_hears(Event::Tick);
            let framed = self.framed();
            let has_come = framed != before;
            before = framed;
            if has_come && before.contains(&wish) {
                self.switches();
                if before == [wish.clone()] {
                    self.shows();
                    return;
                }
                before = self.framed();
            }
        }
        panic!("the frame does not come to {wish:?}");
    }
}

#[test]
fn one_switch_registers() {
    let programme = in_ten_days();
    let mut place = Place::with(&programme, None);
    let settings = format!("[scanning]\nway = \"step\"\npace_s = {}\n", PACE.as_secs());
    place.both_with_setting(&settings, &programme);
    place.starts();
    place.opens();
    for wish in [Ask::Register, Ask::Way(Way::Venue), Ask::Category(None), Ask::Submit] {
        place.by_switch(ask(wish));
    }
    place.reads(Say::RegisteredTitle);
    let (records, _) = place.stored();
    assert!(
        matches!(records.as_slice(), [record] if matches!(record.what, What::Registered { .. })),
        "{records:?}"
    );
    place.by_switch(ask(Ask::Finish));
}

/// The same key, where the frame walks by itself.
#[test]
fn one_switch_checks_in() {
    let programme = soon();
    let mut place = Place::with(&programme, None);
    let settings = format!("[scanning]\nway = \"auto\"\npace_s = {}\n", PACE.as_secs());
    place.both_with_setting(&settings, &programme);
    place.starts();
    place.opens();
    for wish in [Ask::CheckIn, Ask::WalkIn, Ask::Category(None), Ask::Submit] {
        place.by_waiting(ask(wish));
    }
    place.reads(Say::CheckedIn);
    let (records, _) = place.stored();
    assert!(
        matches!(records.as_slice(), [record] if matches!(record.what, What::CheckedIn(Arrival::WalkIn { .. }))),
        "{records:?}"
    );
    place.by_waiting(ask(Ask::Finish));
}

#[test]
fn from_a_wheelchair_everything_is_reached_between_800_and_1100_mm() {
    let mut place = Place::open(&in_ten_days());
    let within = |place: &Place| {
        let (sheet, panel) = (place.twin.shown().sheet, *place.twin.kiosk.panel());
        for control in &sheet.controls {
            let floor = |y: f32| panel.lower_edge_mm + panel.height_mm() - y;
            let (top, bottom) = (floor(control.rect.y), floor(control.rect.bottom()));
            assert!(top <= 1100.5 && bottom >= 799.5, "{} at {bottom} to {top} mm", control.label);
        }
    };
    within(&place);
    place.taps(Action::LanguageMenu);
    within(&place);
    place.taps(Action::SetLow(true));
    place.shows();
    place.taps(Action::Home);
    for wish in [Ask::Register, Ask::Way(Way::Online), Ask::Category(Some("family".to_owned())), Ask::Submit]
    {
        within(&place);
        place.asks(&[wish]);
    }
    within(&place);
    place.reads(Say::RegisteredTitle);
    assert_eq!(place.receipt().digits().len(), 8, "the code is still read by another reader");
    place.asks(&[Ask::Finish]);
    let report = place.runs(&["report", MEETING, "--format", "json"], "");
    assert!(report.status.success(), "{}", String::from_utf8_lossy(&report.stderr));
}

#[test]
fn the_largest_korean_text_registers_and_whoever_walks_away_leaves_nothing() {
    the_largest_korean_text_on(Display::open());
}

#[test]
fn upright_as_well_the_largest_korean_text_registers_and_whoever_walks_away_leaves_nothing() {
    let place = the_largest_korean_text_on(Display::open_upright());
    assert!(place.twin.kiosk.panel().is_portrait());
}

#[track_caller]
fn the_largest_korean_text_on(display: Display) -> Place {
    let programme = in_ten_days();
    let mut place = Place::on(display, &programme, None);
    place.both_with_setting("[sign]\nreturns_after_s = 60\n", &programme);
    place.starts();
    place.opens();
    place.taps(Action::LanguageMenu);
    place.taps(Action::SetLanguage(Lang::KO));
    place.taps(Action::LanguageMenu);
    place.taps(Action::SizeMenu);
    place.taps(Action::SetSize(TextSize::Largest));
    place.taps(Action::Home);
    place.shows();
    place.asks(&[Ask::Register, Ask::Way(Way::Venue), Ask::Category(None), Ask::Submit]);
    place.reads("신청");
    place.asks(&[Ask::Finish]);
    // Again so far as the schedule, and away.
    place.taps(Action::LanguageMenu);
    place.taps(Action::SetLanguage(Lang::EN));
    place.taps(Action::Schedule);
    place.shows();
    until("the sign as it was", Duration::from_secs(150), || {
        std::thread::sleep(Duration::from_secs(2));
        place.twin_hears(Event::Tick);
        (place.twin.shown().view.lang == Lang::JA).then_some(())
    });
    place.shows();
    assert_eq!(place.stored().0.len(), 1);
    place
}

/// Five minutes untouched, and one more in which it is asked: neither can be made shorter (ACCESSIBILITY row 11).
#[test]
fn whoever_stops_half_way_in_a_question_is_asked_first_and_leaves_nothing() {
    let mut place = Place::open(&in_ten_days());
    place.taps(Action::LanguageMenu);
    place.taps(Action::SetLanguage(Lang::EN));
    place.shows();
    place.asks(&[Ask::Register, Ask::Way(Way::Online), Ask::Category(Some("supporter".to_owned()))]);
    let comes = |place: &mut Place, what: &str, wanted: &dyn Fn(&Place) -> bool| {
        until(what, Duration::from_secs(420), || {
            std::thread::sleep(Duration::from_secs(2));
            place.twin_hears(Event::Tick);
            wanted(place).then_some(())
        });
    };
    let still_here = ask(Ask::StillHere);
    comes(&mut place, "whether somebody is still there", &|place| {
        place.twin.shown().view.counter.controls.iter().any(|control| control.action == still_here)
    });
    place.reads("Are you still here?");
    comes(&mut place, "the sign as it was", &|place| place.twin.shown().view.lang == Lang::JA);
    place.shows();
    assert_eq!(place.stored().0, []);
}
