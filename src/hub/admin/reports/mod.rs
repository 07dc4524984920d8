//! Reports for staff and for the public: on the page, as files, and over time.

mod chart;
mod files;
mod list;
mod page;

pub use files::{sheet, table, text};
pub use list::list;
pub use page::{mark, report, series};

use serde::Deserialize;

use super::super::web::Failure;
use crate::domain::report::{Report, Threshold};

/// Whom a report is for.
#[derive(Clone, Default, Deserialize)]
pub struct Wanted {
    /// For the public: numbers below this are hidden. Nothing is for staff.
    #[serde(default)]
    public: Option<u32>,
    #[serde(default)]
    done: Option<String>,
}

impl Wanted {
    fn threshold(&self) -> Result<Option<Threshold>, Failure> {
        let too_small = || Failure::Request("a threshold that would protect nobody".to_owned());
        self.public.map(|people| Threshold::of(people).ok_or_else(too_small)).transpose()
    }

    /// The report as it is wanted.
    fn of(&self, report: Report) -> Result<Report, Failure> {
        Ok(match self.threshold()? {
            Some(threshold) => report.for_public(threshold),
            None => report,
        })
    }

    /// What stands behind an address for it.
    fn query(&self) -> String {
        self.public.map(|people| format!("?public={people}")).unwrap_or_default()
    }
}
