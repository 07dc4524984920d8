//! What becomes of an answer is one tap away wherever something is asked (issue "Feel safe"), and no answer is
//! lost by looking.

use hiroba::domain::attendance::Way;
use hiroba::view::words::Say;
use hiroba::view::{Action, Ask};

use crate::world::{AFTER, AT_THE_DOOR, BEFORE, World, category, one};

impl World {
    /// Looks at what becomes of the answers, and is back where it was.
    #[track_caller]
    fn asks_why(&mut self) -> &mut World {
        let before = self.words();
        self.tap(Action::Why).sees(Say::WhyTitle).sees(Say::WhyNobody).tap(Action::Back);
        assert_eq!(self.words(), before);
        self
    }
}

#[test]
fn what_becomes_of_an_answer_is_one_tap_away_on_every_question_of_a_registration() {
    let mut world = World::new(BEFORE, one());
    world.tap(Ask::Register).asks_why().tap(Ask::Way(Way::Venue)).asks_why();
    world.tap(category("その他")).asks_why().tap(Ask::Kind(None)).sees(Say::ConfirmRegistration).asks_why();
    world.tap(Ask::PeopleMenu).asks_why().tap(Ask::People(2)).asks_why().tap(Ask::Alike(true));
    world.tap(Ask::Submit).tap(Ask::TakeBack).sees(Say::ConfirmTakeBack).asks_why();
}

#[test]
fn and_at_the_reception_with_a_number_and_about_the_day() {
    let mut world = World::new(BEFORE, one());
    world.registers(Way::Venue);
    let receipt = world.receipt();
    world.tap(Ask::Finish).comes_to(AT_THE_DOOR).tap(Ask::CheckIn).sees(Say::ReceptionHeading).asks_why();
    world
        .tap(Ask::HaveReceipt)
        .types(&receipt[..3])
        .asks_why()
        .types(&receipt[3..])
        .sees(Say::WhatToDo)
        .asks_why();
    world.tap(Ask::ChangeWay).asks_why();
    let mut world = World::new(AT_THE_DOOR, one());
    world.tap(Ask::CheckIn).tap(Ask::NoReceipt).sees(Say::ConfirmCheckIn).asks_why();
    let mut world = World::new(AFTER, one());
    world.asks_how_it_was().asks_why();
}

#[test]
fn and_where_one_of_several_meetings_is_chosen() {
    let mut programme = one();
    let mut other = programme.meetings[0].clone();
    other.id = hiroba::domain::meeting::MeetingId("お茶の会".to_owned());
    programme.meetings.push(other);
    let mut world = World::new(AT_THE_DOOR, programme);
    world.tap(Ask::CheckIn).sees(Say::WhichHeading).asks_why();
}
