//! More about items: what has run out, and what lists need at once.

use super::{Change, Item, Kind, StoreError};

impl Change {
    /// Items of a kind that are still shown although their end has passed.
    ///
    /// # Errors
    /// When the database does.
    pub async fn run_out(&mut self, kind: Kind, now: i64) -> Result<Vec<String>, StoreError> {
        let sql = "SELECT id FROM item WHERE kind = $1 AND shown IS NOT NULL AND ends <= $2";
        Ok(sqlx::query_scalar(sql).bind(kind.key()).bind(now).fetch_all(&mut **self).await?)
    }
}

impl Item {
    /// Whether what was written last is not what screens show.
    pub fn has_draft(&self) -> bool {
        self.shown != Some(self.latest)
    }
}
