//! What is set for some screens only.

use std::collections::HashSet;

use super::{Kind, Reading, StoreError};

impl Reading {
    /// The kiosks for which something is set that holds for them alone, by id.
    ///
    /// # Errors
    /// When the database does.
    pub async fn kiosks_with_own(&mut self) -> Result<HashSet<String>, StoreError> {
        let sql = "SELECT id FROM item WHERE kind IN ($1, $2, $3) AND removed IS NULL AND shown IS NOT NULL";
        let ids: Vec<String> = sqlx::query_scalar(sql)
            .bind(Kind::Texts.key())
            .bind(Kind::Quiet.key())
            .bind(Kind::Reach.key())
            .fetch_all(&mut **self)
            .await?;
        Ok(ids.iter().filter_map(|id| id.strip_prefix("kiosk/").map(str::to_owned)).collect())
    }
}
