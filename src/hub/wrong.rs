//! What a reader found in a file or a calendar, as it is kept until somebody looks at it.

use serde::{Deserialize, Serialize};

use super::web::Page;
use crate::feed::{Problem, ProblemKind};

/// Something that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wrong {
    pub line: Option<u32>,
    pub field: Option<String>,
    /// Key of its kind.
    kind: String,
    /// In English, as the command line says it.
    message: String,
}

impl Wrong {
    pub fn new(kind: ProblemKind, message: String) -> Wrong {
        Wrong { line: None, field: None, kind: kind.key().to_owned(), message }
    }

    /// What is wrong and what was done, in the language of the page. One that a newer program has kept
    /// is said as it said it.
    pub fn said(&self, page: &Page) -> String {
        page.word(&format!("problem-{}", self.kind)).unwrap_or_else(|| self.message.clone())
    }
}

impl From<&Problem> for Wrong {
    fn from(problem: &Problem) -> Wrong {
        let Problem { line, field, kind, message } = problem.clone();
        Wrong { line, field, kind: kind.key().to_owned(), message }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::text::Lang;
    use crate::feed::Trouble;
    use crate::hub::words::Words;

    #[test]
    fn whatever_can_be_wrong_is_said_in_the_languages_of_staff() {
        for lang in [Lang::JA, Lang::EN] {
            let words = Words::staff(lang);
            for kind in ProblemKind::ALL {
                // Lists on paper are read on the command line only.
                let is_said = words.has(&format!("problem-{}", kind.key()));
                assert_eq!(is_said, *kind != ProblemKind::OnPaper, "{kind:?} in {lang}");
            }
            for trouble in Trouble::ALL {
                assert!(words.has(&format!("trouble-{}", trouble.key())), "{trouble:?} in {lang}");
                assert_eq!(Trouble::from_key(trouble.key()), Some(trouble));
            }
        }
    }
}
