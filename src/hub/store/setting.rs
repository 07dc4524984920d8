//! Settings by name.

use super::{Change, Reading, StoreError};

impl Reading {
    /// A setting, if it was ever set.
    ///
    /// # Errors
    /// When the database does.
    pub async fn setting(&mut self, name: &str) -> Result<Option<String>, StoreError> {
        let sql = "SELECT value FROM setting WHERE name = $1";
        Ok(sqlx::query_scalar(sql).bind(name).fetch_optional(&mut **self).await?)
    }

    /// The revision of what screens show.
    ///
    /// # Errors
    /// When the database does.
    pub async fn revision(&mut self) -> Result<i64, StoreError> {
        let sql = "SELECT value FROM counter WHERE name = 'revision'";
        Ok(sqlx::query_scalar(sql).fetch_one(&mut **self).await?)
    }
}

impl Change {
    /// A setting as it is within this change.
    ///
    /// # Errors
    /// When the database does.
    pub async fn setting(&mut self, name: &str) -> Result<Option<String>, StoreError> {
        let sql = "SELECT value FROM setting WHERE name = $1";
        Ok(sqlx::query_scalar(sql).bind(name).fetch_optional(&mut **self).await?)
    }

    /// # Errors
    /// When the database does.
    pub async fn set_setting(&mut self, name: &str, value: &str) -> Result<(), StoreError> {
        let sql = "INSERT INTO setting (name, value) VALUES ($1, $2) \
                   ON CONFLICT (name) DO UPDATE SET value = excluded.value";
        sqlx::query(sql).bind(name).bind(value).execute(&mut **self).await?;
        Ok(())
    }

    /// Counts a change of what screens show; the new revision. Announce it after the commit.
    ///
    /// # Errors
    /// When the database does.
    pub async fn next_revision(&mut self) -> Result<i64, StoreError> {
        self.count("revision", 1).await
    }
}
