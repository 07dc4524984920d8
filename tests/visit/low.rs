//! Somebody who sits before a tall panel and reaches no higher than 1100 mm (ACCESSIBILITY rows 2 and 3).

use hiroba::config;
use hiroba::domain::attendance::Way;
use hiroba::kiosk::core::{Event, Stroke};
use hiroba::view::words::Say;
use hiroba::view::{Action, Ask};

use crate::world::{AT_THE_DOOR, BEFORE, HERE, Wished, World, category, one};

/// 43 inches upright, its lower edge 800 mm above the floor: 952 mm of picture.
const UPRIGHT: &str = "[panel]\nwidth_px = 1080\nheight_px = 1920\n";

impl World {
    /// Heights above the floor, mm: the upper edge of every control and word that is highest.
    fn highest(&self) -> f32 {
        let (sheet, panel) = (self.shown().sheet, *self.kiosk.panel());
        let edges = sheet
            .controls
            .iter()
            .map(|control| control.rect.y)
            .chain(sheet.said.iter().map(|said| said.rect.y));
        panel.lower_edge_mm + panel.height_mm() - edges.fold(f32::MAX, f32::min)
    }

    /// Only what a hand reaches is tapped.
    #[track_caller]
    fn reaches(&mut self, wish: impl Into<Wished>) -> &mut World {
        let Wished(action) = wish.into();
        let (sheet, panel) = (self.shown().sheet, *self.kiosk.panel());
        let control = sheet.controls.iter().find(|control| control.action == action);
        let rect = control.unwrap_or_else(|| panic!("{action:?} is not there")).rect;
        let floor = panel.lower_edge_mm + panel.height_mm() - rect.y;
        assert!(floor <= 1100.5, "{action:?} ends {floor} mm above the floor");
        self.tap(action)
    }
}

#[test]
fn the_way_there_lies_within_reach_and_everything_follows_it() {
    let mut world = World::with(UPRIGHT, BEFORE, one());
    assert!(world.highest() > 1_600.0, "the sign is tall");
    world.reaches(Action::LanguageMenu).reaches(Action::SetLow(true));
    assert!(world.highest() <= 1_100.5);
    world.reaches(Action::Home).reaches(Ask::Register).sees(Say::HowHeading);
    world
        .reaches(Ask::Way(Way::Online))
        .reaches(category("その他"))
        .reaches(Ask::Kind(Some("学生".to_owned())));
    world.reaches(Ask::PeopleMenu).reaches(Ask::People(2)).reaches(Ask::Alike(true)).reaches(Ask::Submit);
    world.sees(Say::RegisteredTitle);
    assert!(world.highest() <= 1_100.5);
    let receipt = world.receipt();
    world.reaches(Ask::Finish).is_at_rest();
    assert!(world.highest() > 1_600.0, "it was for that visit");
    assert_eq!(world.tally(HERE).registered[&Way::Online], 2);

    world
        .comes_to(AT_THE_DOOR)
        .reaches(Action::LanguageMenu)
        .reaches(Action::SetLow(true))
        .reaches(Action::Home);
    world.reaches(Ask::CheckIn).reaches(Ask::HaveReceipt);
    for digit in receipt.chars().filter_map(|digit| digit.to_digit(10)) {
        world.reaches(Ask::Digit(digit as u8));
    }
    world.reaches(Ask::CheckInNow).reaches(Ask::People(2)).sees(Say::CheckedIn).reaches(Action::Staff);
    assert!(world.highest() <= 1_100.5);
}

#[test]
fn a_key_brings_it_and_takes_it_back_and_the_place_is_kept() {
    let mut world = World::with(UPRIGHT, BEFORE, one());
    world.tap(Ask::Register).sees(Say::HowHeading).key("f8").sees(Say::HowHeading);
    assert!(world.highest() <= 1_100.5);
    world.key("f8").sees(Say::HowHeading);
    assert!(world.highest() > 1_600.0);
}

#[test]
fn where_a_panel_has_no_strip_of_that_height_it_is_not_offered() {
    let mut world = World::with("[panel]\nlower_edge_mm = 1000\n", BEFORE, one());
    world.tap(Action::LanguageMenu);
    assert!(!world.is_offered(Action::SetLow(true)));
    let before = world.shown().sheet;
    world.send(Event::Key(Stroke::Key(config::Key::Function(8))));
    assert_eq!(world.shown().sheet.board, before.board, "the key does nothing either");
}
