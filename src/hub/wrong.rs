//! What a reader found in a file or a calendar, as it is kept until somebody looks at it.

use serde::{Deserialize, Serialize};

use super::web::Page;
use crate::feed::Problem;

/// Something that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wrong {
    pub line: Option<u32>,
    pub field: Option<String>,
    pub message: String,
}

impl Wrong {
    /// What is wrong, and what was done.
    pub fn said(&self, _page: &Page) -> String {
        self.message.clone()
    }
}

impl From<&Problem> for Wrong {
    fn from(problem: &Problem) -> Wrong {
        let Problem { line, field, message } = problem.clone();
        Wrong { line, field, message }
    }
}
