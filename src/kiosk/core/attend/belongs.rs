//! Which screen a wish belongs to. A tap on what stood there a moment ago, or a press that assistive
//! technology has kept, must not answer a question that is not asked any more.

use super::errand::Step;
use crate::view::{Ask, Corner};

/// Whether a wish means anything on that screen; without a step it is none of attendance.
pub(super) fn belongs(ask: &Ask, step: Option<Step>) -> bool {
    let on = |steps: &[Step]| step.is_some_and(|step| steps.contains(&step));
    match ask {
        // These begin or end an errand, from wherever.
        Ask::Register | Ask::CheckIn | Ask::HowWasToday | Ask::StillHere | Ask::Finish => true,
        Ask::Way(_) => on(&[Step::How, Step::ChangeWay]),
        Ask::Category(_) => on(&[Step::Who]),
        Ask::Kind(_) => on(&[Step::Kind]),
        Ask::MoreAnswers => step.is_some(),
        Ask::PeopleMenu | Ask::Submit => on(&[Step::Confirm]),
        Ask::People(_) => on(&[Step::People]),
        Ask::Alike(_) => on(&[Step::Alike]),
        Ask::Feel(_) => on(&[Step::HowWasToday]),
        Ask::FeelAgain => on(&[Step::Thanks]),
        Ask::Retry => on(&[Step::Sorry]),
        Ask::TakeBack => on(&[Step::Thanks, Step::Receipt]),
        Ask::Meeting(_) => on(&[Step::Which]),
        Ask::HaveReceipt | Ask::NoReceipt | Ask::WalkIn | Ask::Today => on(&[Step::Reception]),
        Ask::Digit(_) | Ask::Erase | Ask::EraseAll => on(&[Step::Number, Step::Pin]),
        Ask::CheckInNow | Ask::ChangeWay => on(&[Step::Receipt]),
        Ask::Corner(Corner::Enter) => on(&[Step::Pin]),
        Ask::Corner(
            Corner::Pin
            | Corner::Unpin
            | Corner::Correct
            | Corner::Status
            | Corner::Restart
            | Corner::LeaveFullscreen,
        ) => on(&[Step::Corner]),
        Ask::Corner(Corner::Meeting(_) | Corner::Count(_)) => on(&[Step::WhichCount]),
        Ask::Corner(Corner::By(_) | Corner::Choose) => on(&[Step::Count]),
        Ask::Corner(Corner::Reason(_)) => on(&[Step::Reason]),
    }
}
