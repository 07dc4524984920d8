//! What a form would not take, a file does not bring.

use crate::api;
use crate::feed::{Problem, ProblemKind};
use crate::hub::admin::schedule::too_long;

/// Leaves out the meetings with a text that is longer than the form lets one be, and tells of each.
pub fn bounded(programme: &mut api::Programme, problems: &mut Vec<Problem>) {
    programme.meetings.retain(|meeting| {
        let Some(field) = too_long(meeting) else { return true };
        problems.push(Problem {
            line: meeting.source_line,
            field: Some(field.to_owned()),
            kind: ProblemKind::TooLong,
            message: "A text is too long: a line has 200 characters at the most, a description 2,000. The \
                      meeting was left out."
                .to_owned(),
        });
        false
    });
}
