//! What a form would not take, a file does not bring.

use serde_json::Value;

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

/// Leaves out of every text what no reader sees (tabulators, bells): in a calendar that goes out it would be
/// another, and the meeting a changed one whenever it is read in again.
pub fn cleaned(programme: &mut api::Programme) {
    for meeting in &mut programme.meetings {
        let Ok(mut value) = serde_json::to_value(&*meeting) else { continue };
        if clean(&mut value)
            && let Ok(cleaned) = serde_json::from_value::<api::Meeting>(value)
        {
            let (id, source_line) = (std::mem::take(&mut meeting.id), meeting.source_line);
            *meeting = api::Meeting { id, source_line, ..cleaned };
        }
    }
}

/// Whether anything was left out.
fn clean(value: &mut Value) -> bool {
    let is_unseen = |c: char| c.is_control() && c != '\n';
    match value {
        Value::String(text) if text.contains(is_unseen) => {
            let line = |line: &str| {
                let line: String = line.chars().filter(|c| *c == '\t' || !c.is_control()).collect();
                line.split_whitespace().collect::<Vec<_>>().join(" ")
            };
            *text = text.lines().map(line).collect::<Vec<_>>().join("\n");
            true
        }
        Value::Array(values) => values.iter_mut().map(clean).fold(false, |any, one| any | one),
        Value::Object(fields) => fields.values_mut().map(clean).fold(false, |any, one| any | one),
        Value::String(_) | Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}
