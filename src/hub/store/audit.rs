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

/// Which entries are wanted. What is not said is not asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    pub who: String,
    /// A whole subject: `meeting/tea-1`.
    pub subject: String,
    /// Everything of one kind: `meeting`.
    pub kind: String,
    /// From this moment on, milliseconds since 1970.
    pub from: Option<i64>,
    /// Before this moment.
    pub before: Option<i64>,
}

impl Asked {
    /// What stands in `LIKE`: only the letters of a kind, so that no sign in it means something else.
    fn kind(&self) -> String {
        let kind: String =
            self.kind.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').take(40).collect();
        if kind.is_empty() { "%".to_owned() } else { format!("{kind}/%") }
    }
}

const ASKED: &str = "($1 = '' OR who = $2) AND ($3 = '' OR subject = $4) AND subject LIKE $5 \
                     AND at >= $6 AND at < $7";

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

    /// Entries that are asked for, the newest first, from a place in the list.
    ///
    /// # Errors
    /// When the database does.
    pub async fn audit_asked(
        &mut self,
        asked: &Asked,
        from: i64,
        most: i64,
    ) -> Result<Vec<Entry>, StoreError> {
        type Row = (i64, String, String, String, Option<String>, Option<String>);
        let sql = format!(
            "SELECT at, who, act, subject, earlier, later FROM audit WHERE {ASKED} \
             ORDER BY at DESC, id DESC LIMIT $8 OFFSET $9"
        );
        let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(sql))
            .bind(&asked.who)
            .bind(&asked.who)
            .bind(&asked.subject)
            .bind(&asked.subject)
            .bind(asked.kind())
            .bind(asked.from.unwrap_or(i64::MIN))
            .bind(asked.before.unwrap_or(i64::MAX))
            .bind(most)
            .bind(from)
            .fetch_all(&mut **self)
            .await?;
        let entry = |(at, who, act, subject, earlier, later)| Entry { at, who, act, subject, earlier, later };
        Ok(rows.into_iter().map(entry).collect())
    }

    /// How many there are of them.
    ///
    /// # Errors
    /// When the database does.
    pub async fn audit_count(&mut self, asked: &Asked) -> Result<i64, StoreError> {
        let sql = format!("SELECT COUNT(*) FROM audit WHERE {ASKED}");
        Ok(sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
            .bind(&asked.who)
            .bind(&asked.who)
            .bind(&asked.subject)
            .bind(&asked.subject)
            .bind(asked.kind())
            .bind(asked.from.unwrap_or(i64::MIN))
            .bind(asked.before.unwrap_or(i64::MAX))
            .fetch_one(&mut **self)
            .await?)
    }

    /// Everybody who ever changed something, by name.
    ///
    /// # Errors
    /// When the database does.
    pub async fn audit_people(&mut self) -> Result<Vec<String>, StoreError> {
        Ok(sqlx::query_scalar("SELECT DISTINCT who FROM audit ORDER BY who").fetch_all(&mut **self).await?)
    }

    /// What the entry of the same subject before this moment said that it had become.
    ///
    /// # Errors
    /// When the database does.
    pub async fn audit_before(&mut self, subject: &str, at: i64) -> Result<Option<String>, StoreError> {
        let sql = "SELECT later FROM audit WHERE subject = $1 AND at < $2 AND later IS NOT NULL \
                   ORDER BY at DESC, id DESC LIMIT 1";
        Ok(sqlx::query_scalar(sql).bind(subject).bind(at).fetch_optional(&mut **self).await?)
    }
}
