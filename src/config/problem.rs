//! What is wrong with a settings file, in a form staff can act on: where, what, and how to mend it.

use std::fmt;
use std::path::{Path, PathBuf};

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigProblem {
    /// Counted from 1; nothing when it is about the file as a whole.
    pub line: Option<u32>,
    /// "panel.diagonal_in"; nothing when it is about the file as a whole.
    pub key: Option<String>,
    /// What is wrong: a whole sentence.
    pub what: String,
    /// How to mend it: a whole sentence.
    pub remedy: String,
}

impl ConfigProblem {
    /// A problem of the file as a whole.
    pub fn of_file(what: impl Into<String>, remedy: impl Into<String>) -> ConfigProblem {
        ConfigProblem { line: None, key: None, what: what.into(), remedy: remedy.into() }
    }
}

/// Everything that is wrong with a settings file, in the order of its lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigProblems {
    path: PathBuf,
    problems: Vec<ConfigProblem>,
}

impl ConfigProblems {
    pub(super) fn new(path: &Path, mut problems: Vec<ConfigProblem>) -> ConfigProblems {
        problems.sort_by_key(|problem| problem.line);
        ConfigProblems { path: path.to_owned(), problems }
    }

    pub fn iter(&self) -> impl Iterator<Item = &ConfigProblem> {
        self.problems.iter()
    }
}

impl fmt::Display for ConfigProblems {
    /// One line a problem: "kiosk.toml line 12, panel.diagonal_in: what is wrong. What to do."
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, problem) in self.problems.iter().enumerate() {
            if i > 0 {
                writeln!(f)?;
            }
            write!(f, "{}", self.path.display())?;
            if let Some(line) = problem.line {
                write!(f, " line {line}")?;
            }
            if let Some(key) = &problem.key {
                write!(f, ", {key}")?;
            }
            write!(f, ": {} {}", problem.what, problem.remedy)?;
        }
        Ok(())
    }
}

impl std::error::Error for ConfigProblems {}
