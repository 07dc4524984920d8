//! What is set for some screens only.

use std::collections::HashSet;

use super::{Kind, Reading, StoreError};
use crate::hub::audience::Audience;

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

    /// The audiences of what is shown that name single kiosks, each once.
    ///
    /// # Errors
    /// When the database does.
    pub async fn audiences_of_singles(&mut self) -> Result<Vec<Audience>, StoreError> {
        let sql = "SELECT version.audience FROM item JOIN version ON version.kind = item.kind \
                   AND version.id = item.id AND version.number = item.shown \
                   WHERE item.removed IS NULL AND version.audience LIKE '{%' \
                   UNION SELECT audience FROM calendar WHERE audience LIKE '{%'";
        let texts: Vec<String> = sqlx::query_scalar(sql).fetch_all(&mut **self).await?;
        let audiences = texts.iter().map(|text| Audience::from_column(Some(text)));
        Ok(audiences.filter(|audience| audience.singles().next().is_some()).collect())
    }
}
