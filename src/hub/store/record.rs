//! Attendance, as kiosks, phones and staff send it: only ever added to, known by its key first.

use super::{Change, Reading, StoreError};

/// A record as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordRow {
    /// 32 hexadecimal digits.
    pub key: String,
    /// In the order of arrival here, from 1.
    pub number: i64,
    pub meeting: String,
    /// Where it was made: name of a kiosk, `phone`, `staff`, `paper`.
    pub origin: String,
    /// Whose salt its receipt is marked with: id of a kiosk, or empty for the hub's own.
    pub kiosk: String,
    /// Its kind as the wire names it; empty when it could not be read.
    pub what: String,
    /// The record it is about, where it is about one.
    pub about: Option<String>,
    /// The wire's JSON.
    pub body: String,
    pub received: i64,
    /// Why staff should look at it.
    pub flags: Option<String>,
}

/// What became of a record that was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    Stored {
        flags: Option<String>,
    },
    /// It was here before: its first answer.
    Repeated {
        flags: Option<String>,
    },
}

type Row = (String, i64, String, String, String, String, Option<String>, String, i64, Option<String>);

const COLUMNS: &str = "key, number, meeting, origin, kiosk, what, about, body, received, flags";

fn record((key, number, meeting, origin, kiosk, what, about, body, received, flags): Row) -> RecordRow {
    RecordRow { key, number, meeting, origin, kiosk, what, about, body, received, flags }
}

impl Reading {
    /// All records of a meeting in the order of their arrival.
    ///
    /// # Errors
    /// When the database does.
    pub async fn records(&mut self, meeting: &str) -> Result<Vec<RecordRow>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM record WHERE meeting = $1 ORDER BY number");
        let rows: Vec<Row> =
            sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(meeting).fetch_all(&mut **self).await?;
        Ok(rows.into_iter().map(record).collect())
    }

    /// Records of others after a number, for a kiosk that shares receipts and seats.
    ///
    /// # Errors
    /// When the database does.
    pub async fn records_after(
        &mut self,
        number: i64,
        not_of: &str,
        most: i64,
    ) -> Result<Vec<RecordRow>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM record WHERE number > $1 AND kiosk <> $2 ORDER BY number LIMIT $3"
        );
        let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(sql))
            .bind(number)
            .bind(not_of)
            .bind(most)
            .fetch_all(&mut **self)
            .await?;
        Ok(rows.into_iter().map(record).collect())
    }

    /// Number of the record that came last.
    ///
    /// # Errors
    /// When the database does.
    pub async fn last_record(&mut self) -> Result<i64, StoreError> {
        let sql = "SELECT value FROM counter WHERE name = 'record'";
        Ok(sqlx::query_scalar(sql).fetch_one(&mut **self).await?)
    }
}

impl Change {
    /// A record by its key, as it was answered first.
    ///
    /// # Errors
    /// When the database does.
    pub async fn record(&mut self, key: &str) -> Result<Option<RecordRow>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM record WHERE key = $1");
        let row: Option<Row> =
            sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(key).fetch_optional(&mut **self).await?;
        Ok(row.map(record))
    }

    /// Adds a record under the next number. Its key is looked at first, under the lock of the
    /// counter; whoever sent it before gets the first answer (invariant 6).
    ///
    /// # Errors
    /// When the database does.
    pub async fn add_record(&mut self, row: &RecordRow) -> Result<Answer, StoreError> {
        let number = self.count("record", 1).await?;
        let sql = "INSERT INTO record (key, number, meeting, origin, kiosk, what, about, body, received, flags) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (key) DO NOTHING";
        let added = sqlx::query(sql)
            .bind(&row.key)
            .bind(number)
            .bind(&row.meeting)
            .bind(&row.origin)
            .bind(&row.kiosk)
            .bind(&row.what)
            .bind(row.about.as_deref())
            .bind(&row.body)
            .bind(row.received)
            .bind(row.flags.as_deref())
            .execute(&mut **self)
            .await?;
        if added.rows_affected() == 1 {
            self.keep_mark(row).await?;
            return Ok(Answer::Stored { flags: row.flags.clone() });
        }
        // The number stays unused: numbers grow, they need not be without gaps.
        let first = self.record(&row.key).await?;
        Ok(Answer::Repeated { flags: first.and_then(|first| first.flags) })
    }

    /// Whether somebody came with the receipt of this registration already.
    ///
    /// # Errors
    /// When the database does.
    pub async fn has_arrival(&mut self, registration: &str) -> Result<bool, StoreError> {
        let sql = "SELECT COUNT(*) FROM record WHERE about = $1 AND what = 'came-with-receipt'";
        let count: i64 = sqlx::query_scalar(sql).bind(registration).fetch_one(&mut **self).await?;
        Ok(count > 0)
    }
}
