//! What can be saved of a row with mistakes in it.
//!
//! A mistake costs the value it stands in, then what cannot be without that value, and only at
//! last the row. Where leaving a value out would change when something is shown, the row goes at
//! once: a notice must not stand for ever because its last day was misspelt.

use serde_json::Value;

use crate::api::{Fault, FaultKind, Step};

/// Fields without which a row would be shown at the wrong time, or as something it is not.
const GUARDED: [&str; 7] = ["when", "repeat", "occurrence", "shown", "hours", "status", "msgType"];
/// Parts of them that can be missing without harm: the end time, and ごろ.
const HARMLESS: [[&str; 2]; 2] = [["when", "end"], ["when", "about"]];

/// What was done about a mistake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    PassedOver,
    LeftOut,
    RowLeftOut,
}

/// Reads a row, taking out of `value` what stands in the way. Every fault comes with its place as
/// the source has it.
pub fn mend<T>(
    value: &mut Value,
    read: impl Fn(&Value) -> Result<T, Fault>,
) -> (Option<T>, Vec<(Fault, Done)>) {
    let mut told: Vec<(Fault, Done)> = Vec::new();
    let mut removed: Vec<Vec<Step>> = Vec::new();
    // Every turn removes a value or is the last.
    loop {
        let fault = match read(value) {
            Ok(row) => return (Some(row), told),
            Err(fault) => fault,
        };
        let (target, done) = match fault.kind {
            FaultKind::Unknown { .. } | FaultKind::OutOfPlace(_) => (fault.path.clone(), Done::PassedOver),
            FaultKind::Wrong(_) if is_guarded(&fault.path) => (Vec::new(), Done::LeftOut),
            FaultKind::Wrong(_) => (fault.path.clone(), Done::LeftOut),
            FaultKind::Missing => {
                let parent = fault.path[..fault.path.len().saturating_sub(1)].to_vec();
                if is_guarded(&parent) { (Vec::new(), Done::LeftOut) } else { (parent, Done::LeftOut) }
            }
        };
        let own_doing = fault.kind == FaultKind::Missing && removed.contains(&fault.path);
        let gone = remove(value, &target);
        if !own_doing {
            let path = as_written(fault.path, &removed);
            told.push((Fault { path, kind: fault.kind }, done));
        }
        if !gone {
            for (_, done) in told.iter_mut().filter(|(_, done)| *done == Done::LeftOut) {
                *done = Done::RowLeftOut;
            }
            // A field that could not be passed over would be found again for ever.
            if let Some((_, done)) = told.last_mut() {
                *done = Done::RowLeftOut;
            }
            return (None, told);
        }
        removed.push(target);
    }
}

fn is_guarded(path: &[Step]) -> bool {
    let name = |i: usize| match path.get(i) {
        Some(Step::Field(name)) => name.as_str(),
        Some(Step::Row(_)) | None => "",
    };
    GUARDED.contains(&name(0)) && !HARMLESS.contains(&[name(0), name(1)])
}

/// Takes the value at the end of the path away. The row itself cannot be.
fn remove(value: &mut Value, path: &[Step]) -> bool {
    let Some((last, way)) = path.split_last() else { return false };
    let parent = way.iter().try_fold(value, |value, step| match step {
        Step::Field(name) => value.get_mut(name),
        Step::Row(index) => value.get_mut(index),
    });
    match (parent, last) {
        (Some(Value::Object(fields)), Step::Field(name)) => fields.remove(name).is_some(),
        (Some(Value::Array(rows)), Step::Row(index)) if *index < rows.len() => {
            rows.remove(*index);
            true
        }
        (_, Step::Field(_) | Step::Row(_)) => false,
    }
}

/// The path before rows in front of it were removed.
fn as_written(mut path: Vec<Step>, removed: &[Vec<Step>]) -> Vec<Step> {
    for gone in removed.iter().rev() {
        let Some((Step::Row(gap), way)) = gone.split_last() else { continue };
        if path.len() > way.len()
            && path[..way.len()] == *way
            && let Step::Row(index) = &mut path[way.len()]
            && *index >= *gap
        {
            *index += 1;
        }
    }
    path
}
