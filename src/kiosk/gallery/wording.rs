//! The screens on which a place's own words stand, reached as a visitor reaches them.

use super::attendance::{example, full_house, moved, roomy};
use super::{Hall, Walker};
use crate::domain::attendance::{Feeling, Way};
use crate::domain::programme::Programme;
use crate::domain::wording::Wording;
use crate::kiosk::core::Event;
use crate::view::{Action, Ask};

/// A visitor who reads this. Nothing where the programme has no meeting that one can register for.
pub(super) fn reader(hall: &Hall, programme: &Programme, wording: Wording) -> Option<Walker> {
    let example = || example(hall, programme);
    Some(match wording {
        Wording::WelcomeTitle | Wording::NothingPlanned => hall.walker(&without_plans(programme)),
        Wording::StaffHelp => hall.walker(programme).after(&[Action::Staff]),
        Wording::PageHint => hall.walker(programme).on_slide("page"),
        Wording::FullChoices => full_house(hall, programme, &example()?),
        Wording::AskElsewhere => {
            let mut closed = roomy(hall, programme, &example()?);
            closed.send(Event::Closed("the disk is full".to_owned()));
            closed.asking(&[Ask::Register])
        }
        Wording::KeepReceipt | Wording::LostReceipt => roomy(hall, programme, &example()?).asking(&REGISTERS),
        Wording::ComeAnyway => {
            let receipt = roomy(hall, programme, &example()?).asking(&REGISTERS);
            receipt.asking(&[Ask::TakeBack, Ask::Submit])
        }
        Wording::ComeIn => at_the_door(hall, programme)?.asking(&[Ask::Submit]),
        Wording::CheckedInPeople => {
            let several = [Ask::PeopleMenu, Ask::People(3), Ask::Alike(true), Ask::Submit];
            at_the_door(hall, programme)?.asking(&several)
        }
        Wording::ThankYou => {
            let over = hall.walker(&moved(hall, programme, &example()?, -160)).on_slide("how-was-today");
            over.asking(&[Ask::HowWasToday, Ask::Feel(Feeling::Relieved)])
        }
    })
}

/// Who is asked nothing of it goes by the question.
const REGISTERS: [Ask; 4] = [Ask::Register, Ask::Way(Way::Venue), Ask::Category(None), Ask::Submit];

fn at_the_door(hall: &Hall, programme: &Programme) -> Option<Walker> {
    let open = moved(hall, programme, &example(hall, programme)?, 20);
    Some(hall.walker(&open).asking(&[Ask::CheckIn, Ask::WalkIn, Ask::Category(None)]))
}

/// The same place with nothing planned.
fn without_plans(programme: &Programme) -> Programme {
    Programme {
        name: programme.name.clone(),
        welcome: programme.welcome.clone(),
        staff_place: programme.staff_place.clone(),
        texts: programme.texts.clone(),
        page: programme.page.clone(),
        contact: programme.contact.clone(),
        ..Programme::empty(programme.zone.clone())
    }
}
