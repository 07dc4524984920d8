//! Days in easy Japanese, on every screen of an errand: the year first, and the weekday (ACCESSIBILITY row 23).

use hiroba::domain::attendance::Way;
use hiroba::domain::text::Lang;
use hiroba::view::{Action, Ask};

use crate::world::{AFTER, BEFORE, World, category, one};

impl World {
    /// That every day on the screen has its year before it and its weekday behind it, and there is one.
    #[track_caller]
    fn says_whole_days(&mut self) -> &mut World {
        // The clock's own day stands over all of them, and has no year: it is today.
        let shown = self.shown();
        let today = shown.view.header.date.text();
        let labels = shown.sheet.said.iter().map(|said| said.label.as_str()).filter(|label| *label != today);
        let words = labels.collect::<Vec<_>>().join("|").replace([' ', '\n'], "");
        assert!(words.contains("12月17日"), "no day is said:\n{words}");
        for (at, day) in words.match_indices("12月17日") {
            let (before, behind) = (&words[..at], &words[at + day.len()..]);
            assert!(before.ends_with("2026年"), "a day without its year:\n{words}");
            assert!(behind.starts_with("木曜日"), "a day without its weekday:\n{words}");
        }
        self
    }
}

#[test]
fn a_day_has_its_year_and_its_weekday_on_every_screen_of_an_errand() {
    let mut world = World::new(BEFORE, one());
    world.tap(Action::LanguageMenu).tap(Action::SetLanguage(Lang::JA_EASY));
    world.tap(Ask::Register).says_whole_days().tap(Ask::Way(Way::Venue)).says_whole_days();
    world.tap(category("その他")).says_whole_days().tap(Ask::Kind(None)).says_whole_days();
    world.tap(Ask::PeopleMenu).says_whole_days().tap(Action::Back);
    world.tap(Ask::Submit).says_whole_days();
    let receipt = world.receipt();
    world.tap(Ask::TakeBack).says_whole_days().tap(Action::Back).tap(Ask::Finish);
    world.tap(Action::LanguageMenu).tap(Action::SetLanguage(Lang::JA_EASY)).tap(Ask::CheckIn);
    world.tap(Ask::HaveReceipt).types(&receipt).says_whole_days();
    world.tap(Ask::ChangeWay).says_whole_days();
    let mut world = World::new(AFTER, one());
    world.tap(Action::LanguageMenu).tap(Action::SetLanguage(Lang::JA_EASY));
    world.asks_how_it_was().says_whole_days();
}
