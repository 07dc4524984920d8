//! What somebody has uploaded and looks at before it is taken in.

use super::item::{COLUMNS, item};
use super::{Change, Item, Kind, Reading, StoreError};

/// How long an upload waits to be taken in, ms.
const GOOD_FOR: i64 = 24 * 60 * 60 * 1000;

/// An upload.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IntakeRow {
    pub id: String,
    pub at: i64,
    /// Id of the account it belongs to: nobody else sees it.
    pub who: String,
    /// Name of the file.
    pub name: String,
    /// The wire's JSON of its programme.
    pub body: String,
    /// What was wrong with it, as JSON.
    pub problems: String,
}

impl Reading {
    /// An upload of somebody, as long as it waits.
    ///
    /// # Errors
    /// When the database does.
    pub async fn intake(&mut self, id: &str, who: &str, now: i64) -> Result<Option<IntakeRow>, StoreError> {
        find(self, id, who, now).await
    }

    /// The meetings whose ids begin with a mark and a day: times of one event of a file.
    ///
    /// # Errors
    /// When the database does.
    pub async fn marked(&mut self, mark: &str) -> Result<Vec<Item>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM item WHERE kind = $1 AND removed IS NULL AND id LIKE $2 ORDER BY id"
        );
        let query = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(Kind::Meeting.key());
        let query = query.bind(format!("{mark}-____-__-__%"));
        query.fetch_all(&mut **self).await?.iter().map(item).collect()
    }
}

async fn find(
    connection: &mut sqlx::AnyConnection,
    id: &str,
    who: &str,
    now: i64,
) -> Result<Option<IntakeRow>, StoreError> {
    let sql = "SELECT id, at, who, name, body, problems FROM intake WHERE id = $1 AND who = $2 AND at > $3";
    let row: Option<(String, i64, String, String, String, String)> =
        sqlx::query_as(sql).bind(id).bind(who).bind(now - GOOD_FOR).fetch_optional(connection).await?;
    Ok(row.map(|(id, at, who, name, body, problems)| IntakeRow { id, at, who, name, body, problems }))
}

impl Change {
    /// Keeps an upload for a day; older ones go.
    ///
    /// # Errors
    /// When the database does.
    pub async fn add_intake(&mut self, row: &IntakeRow) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM intake WHERE at <= $1").bind(row.at - GOOD_FOR).execute(&mut **self).await?;
        let sql = "INSERT INTO intake (id, at, who, name, body, problems) VALUES ($1, $2, $3, $4, $5, $6)";
        sqlx::query(sql)
            .bind(&row.id)
            .bind(row.at)
            .bind(&row.who)
            .bind(&row.name)
            .bind(&row.body)
            .bind(&row.problems)
            .execute(&mut **self)
            .await?;
        Ok(())
    }

    /// It was taken in, or is not wanted.
    ///
    /// # Errors
    /// When the database does.
    pub async fn end_intake(&mut self, id: &str) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM intake WHERE id = $1").bind(id).execute(&mut **self).await?;
        Ok(())
    }
}
