//! Which of how many a control is, for those who do not see what stands beside it.

use super::window::ControlSet;
use crate::view::layout::{Placed, Sheet};
use crate::view::{Action, Set};

/// What the window calls a set.
pub(super) fn name(set: Set) -> ControlSet {
    match set {
        Set::Answers => ControlSet::Answers,
        Set::Keys => ControlSet::Keys,
        Set::Buttons => ControlSet::Buttons,
    }
}

/// Its place in its set, from 0; -1 where that is not told.
pub(super) fn position(placed: &Placed) -> i32 {
    placed.position.and_then(|(at, _)| i32::try_from(at).ok()).unwrap_or(-1)
}

/// How many stand in a set.
pub(super) fn count(sheet: &Sheet, set: Set) -> i32 {
    let count = sheet.controls.iter().filter(|placed| placed.set == set).count();
    i32::try_from(count).unwrap_or(i32::MAX)
}

/// Controls, and whether each is framed.
pub(super) fn with_focus<'a>(controls: &'a [Placed], framed: &[Action]) -> Vec<(&'a Placed, bool)> {
    controls.iter().map(|placed| (placed, framed.contains(&placed.action))).collect()
}
