//! What a place says in its own way: words of the screen, and quiet hours.

use serde_json::Value;

use super::{Reader, node};
use crate::api;
use crate::domain::quiet::Quiet;
use crate::domain::wording::Wordings;

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
}
