//! Who changed what. Part of the change it tells of, so that neither is without the other.

use super::{Change, Reading, StoreError};

/// One change by somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Milliseconds since 1970.
    pub at: i64,
    /// Name of the account, or of what did it by itself.
    pub who: String,
    /// A name for lists and words: `meeting-published`.
    pub act: String,
    /// What was changed: `meeting/tea-1`.
    pub subject: String,
    pub earlier: Option<String>,
    pub later: Option<String>,
}

impl Change {
    /// Notes a change in the change itself. Never with secrets in it.
    ///
    /// # Errors
    /// When the database does.
    pub async fn note(&mut self, id: &str, entry: &Entry) -> Result<(), StoreError> {
        let sql = "INSERT INTO audit (id, at, who, act, subject, earlier, later) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7)";
        sqlx::query(sql)
            .bind(id)
            .bind(entry.at)
            .bind(&entry.who)
            .bind(&entry.act)
            .bind(&entry.subject)
            .bind(entry.earlier.as_deref())
            .bind(entry.later.as_deref())
            .execute(&mut **self)
            .await?;
        Ok(())
    }
}

impl Reading {
    /// The newest first, from a place in the list.
    ///
    /// # Errors
    /// When the database does.
    pub async fn audit(
        &mut self,
        subject: Option<&str>,
        from: i64,
        most: i64,
    ) -> Result<Vec<Entry>, StoreError> {
        type Row = (i64, String, String, String, Option<String>, Option<String>);
        let sql = "SELECT at, who, act, subject, earlier, later FROM audit \
                   WHERE $1 = '' OR subject = $2 ORDER BY at DESC, id DESC LIMIT $3 OFFSET $4";
        let subject = subject.unwrap_or_default();
        let rows: Vec<Row> = sqlx::query_as(sql)
            .bind(subject)
            .bind(subject)
            .bind(most)
            .bind(from)
            .fetch_all(&mut **self)
            .await?;
        let entry = |(at, who, act, subject, earlier, later)| Entry { at, who, act, subject, earlier, later };
        Ok(rows.into_iter().map(entry).collect())
    }
}
