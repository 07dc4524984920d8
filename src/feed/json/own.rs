//! What a place says in its own way: words of the screen, quiet hours, readings of words.

use serde_json::Value;

use super::{Reader, node};
use crate::api;
use crate::domain::quiet::Quiet;
use crate::domain::readings::Readings;
use crate::domain::wording::Wordings;
use crate::feed::ProblemKind;

impl Reader<'_> {
    /// Words of the screen; what cannot be said is left to the built-in ones.
    pub(super) fn texts(&mut self) -> Wordings {
        let texts = |value: &Value| api::wordings(&node::read(value)?);
        self.value("texts", "texts", texts).unwrap_or_default()
    }

    /// Quiet hours; those that cannot be read are left out.
    pub(super) fn quiet(&mut self) -> Option<Vec<Quiet>> {
        self.field("quiet").filter(|raw| raw.get() != "null")?;
        let rows = self.rows("quiet", "quiet hours");
        let read = |value: &Value| node::read::<api::Quiet>(value)?.to_domain();
        Some(rows.iter().filter_map(|row| self.read(row, read)).collect())
    }

    /// Readings of words; of two for one word the first stands.
    pub(super) fn readings(&mut self) -> Readings {
        let mut readings = Readings::default();
        for row in self.rows("readings", "reading") {
            let read = |value: &Value| node::read::<api::Reading>(value)?.to_domain();
            let Some((word, reading)) = self.read(&row, read) else { continue };
            if readings.get(&word).is_some() {
                let message =
                    format!("The word \"{word}\" has a reading above already. This reading was left out.");
                self.tell(row.raw, &row.place, ProblemKind::RowLeftOut, message);
            } else if readings.insert(&word, &reading).is_err() {
                // Cannot be: it was checked when it was read.
                continue;
            }
        }
        readings
    }
}
