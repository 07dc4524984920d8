//! What can be wrong in a programme, and where exactly.

use std::fmt;

/// One step on the way from a row to a value in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    Field(String),
    Row(usize),
}

/// One mistake in a row, with the way to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub path: Vec<Step>,
    pub kind: FaultKind,
}

/// The mistakes there are. What is done about each is the reader's to decide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// A field that nobody knows; the path leads to it.
    Unknown { near: Option<String> },
    /// A known field in a place where it means nothing; the path leads to it.
    OutOfPlace(String),
    /// A field that has to be there; the path leads to where it should be.
    Missing,
    /// A value that cannot be; the path leads to it.
    Wrong(String),
}

impl Fault {
    pub fn wrong(message: impl Into<String>) -> Fault {
        Fault { path: Vec::new(), kind: FaultKind::Wrong(message.into()) }
    }

    pub fn missing(field: &str) -> Fault {
        Fault { path: vec![Step::Field(field.to_owned())], kind: FaultKind::Missing }
    }

    pub fn out_of_place(field: &str, message: impl Into<String>) -> Fault {
        Fault { path: vec![Step::Field(field.to_owned())], kind: FaultKind::OutOfPlace(message.into()) }
    }

    /// The same fault seen from one step further out.
    #[must_use]
    pub fn at(mut self, field: &str) -> Fault {
        self.path.insert(0, Step::Field(field.to_owned()));
        self
    }

    /// The same fault seen from outside a list.
    #[must_use]
    pub fn in_row(mut self, index: usize) -> Fault {
        self.path.insert(0, Step::Row(index));
        self
    }

    /// The way as people write it: `when.start`, `info[1].headline`.
    pub fn place(&self) -> String {
        let mut place = String::new();
        for step in &self.path {
            match step {
                Step::Field(name) if place.is_empty() => place.push_str(name),
                Step::Field(name) => {
                    place.push('.');
                    place.push_str(name);
                }
                Step::Row(index) => place.push_str(&format!("[{index}]")),
            }
        }
        place
    }
}

/// The mistake in a sentence; what was done about it follows elsewhere.
impl fmt::Display for FaultKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FaultKind::Unknown { near: Some(near) } => {
                write!(f, "A field of this name is not known here; perhaps \"{near}\" is meant.")
            }
            FaultKind::Unknown { near: None } => f.write_str("A field of this name is not known here."),
            FaultKind::OutOfPlace(message) | FaultKind::Wrong(message) => f.write_str(message),
            FaultKind::Missing => f.write_str("This field is missing."),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place(), self.kind)
    }
}

impl std::error::Error for Fault {}

/// The known name that was probably meant: at most two letters away, and fewer in a short name.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = name.to_lowercase().replace(['_', '-', ' '], "");
    known
        .into_iter()
        .map(|candidate| (distance(&wanted, &candidate.to_lowercase().replace('-', "")), candidate))
        .filter(|(distance, candidate)| *distance <= (candidate.chars().count() / 3).clamp(1, 2))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// How many letters have to be put in, taken out, changed or swapped with their neighbour.
fn distance(from: &str, to: &str) -> usize {
    let (from, to): (Vec<char>, Vec<char>) = (from.chars().collect(), to.chars().collect());
    // Names are short; what is not cannot be near any of them.
    if from.len().abs_diff(to.len()) > 2 {
        return usize::MAX;
    }
    let mut table = vec![vec![0; to.len() + 1]; from.len() + 1];
    for i in 0..=from.len() {
        for j in 0..=to.len() {
            table[i][j] = if i == 0 || j == 0 {
                i + j
            } else {
                let change = table[i - 1][j - 1] + usize::from(from[i - 1] != to[j - 1]);
                let mut best = change.min(table[i - 1][j] + 1).min(table[i][j - 1] + 1);
                if i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1] {
                    best = best.min(table[i - 2][j - 2] + 1);
                }
                best
            };
        }
    }
    table[from.len()][to.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_finds_its_name() {
        let known = ["id", "title", "theme", "registerBy", "detailsFollow"];
        let check = |name: &str, expected: Option<&str>| assert_eq!(nearest(name, known), expected, "{name}");
        check("titel", Some("title"));
        check("register_by", Some("registerBy"));
        check("detailFollow", Some("detailsFollow"));
        check("Id", Some("id"));
        check("colour", None);
        check("", None);
    }
}
