//! Attendance, as kiosks, phones and staff send it: only ever added to, known by its key first.

use std::collections::{HashMap, HashSet};

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

    /// Records of a meeting after a number, in the order of their arrival, so many at the most.
    ///
    /// # Errors
    /// When the database does.
    pub async fn records_of_after(
        &mut self,
        meeting: &str,
        number: i64,
        most: i64,
    ) -> Result<Vec<RecordRow>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM record WHERE meeting = $1 AND number > $2 ORDER BY number LIMIT $3"
        );
        let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(sql))
            .bind(meeting)
            .bind(number)
            .bind(most)
            .fetch_all(&mut **self)
            .await?;
        Ok(rows.into_iter().map(record).collect())
    }

    /// The meetings that records after a number are of.
    ///
    /// # Errors
    /// When the database does.
    pub async fn meetings_recorded_after(&mut self, number: i64) -> Result<Vec<String>, StoreError> {
        let sql = "SELECT DISTINCT meeting FROM record WHERE number > $1";
        Ok(sqlx::query_scalar(sql).bind(number).fetch_all(&mut **self).await?)
    }

    /// How many versions of items there are.
    ///
    /// # Errors
    /// When the database does.
    pub async fn versions_in_all(&mut self) -> Result<i64, StoreError> {
        Ok(sqlx::query_scalar("SELECT COUNT(*) FROM version").fetch_one(&mut **self).await?)
    }

    /// When meetings begin, ms, by their ids: those that have a day.
    ///
    /// # Errors
    /// When the database does.
    pub async fn begins(&mut self) -> Result<HashMap<String, i64>, StoreError> {
        let sql = "SELECT id, starts FROM item WHERE kind = 'meeting' AND starts IS NOT NULL";
        let rows: Vec<(String, i64)> = sqlx::query_as(sql).fetch_all(&mut **self).await?;
        Ok(rows.into_iter().collect())
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

/// Rows in one statement: few lengths, so that the database knows every statement already.
const AT_ONCE: [usize; 4] = [64, 16, 4, 1];

/// A list in pieces of these lengths.
fn pieces<T>(mut rows: &[T]) -> Vec<&[T]> {
    let mut pieces = Vec::new();
    for length in AT_ONCE {
        while let Some((piece, rest)) = rows.split_at_checked(length) {
            pieces.push(piece);
            rows = rest;
        }
    }
    pieces
}

/// `($1, $2), ($3, $4)`: so many rows of so many values.
fn placeholders(rows: usize, values: usize) -> String {
    let row = |row: usize| {
        let row: Vec<String> = (1..=values).map(|value| format!("${}", row * values + value)).collect();
        format!("({})", row.join(", "))
    };
    (0..rows).map(row).collect::<Vec<_>>().join(", ")
}

/// What became of records that were added together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Added {
    /// In the order in which they were given.
    pub answers: Vec<Answer>,
    /// Number of the last record there is now.
    pub last: i64,
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

    /// Adds records under the next numbers. Their keys are looked at first, under the lock of the
    /// counter; whoever sent one before gets the first answer, whatever the rules say now
    /// (invariant 6). One that comes with a receipt which somebody came with already is flagged.
    ///
    /// # Errors
    /// When the database does; nothing of the change holds then.
    pub async fn add_records(&mut self, rows: &[RecordRow]) -> Result<Added, StoreError> {
        // Whoever adds records stands in a line, on PostgreSQL by this row.
        let before = self.count("record", 0).await?;
        let mut known = self.first_answers(rows).await?;
        let mut arrived = self.arrivals_with(rows).await?;
        let (mut answers, mut fresh) = (Vec::with_capacity(rows.len()), Vec::new());
        for row in rows {
            if let Some(flags) = known.get(row.key.as_str()) {
                answers.push(Answer::Repeated { flags: flags.clone() });
                continue;
            }
            let mut flags = row.flags.clone();
            if let Some(registration) = with_receipt(row)
                && !arrived.insert(registration.to_owned())
            {
                flags =
                    Some(flags.map_or(RECEIPT_TWICE.to_owned(), |flags| format!("{flags} {RECEIPT_TWICE}")));
            }
            known.insert(row.key.clone(), flags.clone());
            answers.push(Answer::Stored { flags: flags.clone() });
            fresh.push((row, flags));
        }
        if fresh.is_empty() {
            return Ok(Added { answers, last: before });
        }
        let last = self.count("record", fresh.len() as i64).await?;
        let mut number = last - fresh.len() as i64;
        for piece in pieces(&fresh) {
            let sql = format!("INSERT INTO record ({COLUMNS}) VALUES {}", placeholders(piece.len(), 10));
            let mut query = sqlx::query(sqlx::AssertSqlSafe(sql));
            for (row, flags) in piece {
                number += 1;
                query = query
                    .bind(&row.key)
                    .bind(number)
                    .bind(&row.meeting)
                    .bind(&row.origin)
                    .bind(&row.kiosk)
                    .bind(&row.what)
                    .bind(row.about.as_deref())
                    .bind(&row.body)
                    .bind(row.received)
                    .bind(flags.as_deref());
            }
            query.execute(&mut **self).await?;
        }
        for (row, _) in &fresh {
            self.keep_mark(row).await?;
        }
        Ok(Added { answers, last })
    }

    /// Flags of those of these records that are here, by key.
    async fn first_answers(
        &mut self,
        rows: &[RecordRow],
    ) -> Result<HashMap<String, Option<String>>, StoreError> {
        let mut known = HashMap::new();
        for piece in pieces(rows) {
            let sql = format!("SELECT key, flags FROM record WHERE key IN {}", placeholders(1, piece.len()));
            let mut query = sqlx::query_as(sqlx::AssertSqlSafe(sql));
            for row in piece {
                query = query.bind(&row.key);
            }
            known.extend(query.fetch_all(&mut **self).await?);
        }
        Ok(known)
    }

    /// Those of the registrations these records come with of which somebody came already.
    async fn arrivals_with(&mut self, rows: &[RecordRow]) -> Result<HashSet<String>, StoreError> {
        let wanted: Vec<&str> = rows.iter().filter_map(with_receipt).collect();
        let mut arrived = HashSet::new();
        for piece in pieces(&wanted) {
            let sql = format!(
                "SELECT DISTINCT about FROM record WHERE about IN {} AND what = '{CAME_WITH_RECEIPT}'",
                placeholders(1, piece.len())
            );
            let mut query = sqlx::query_scalar(sqlx::AssertSqlSafe(sql));
            for registration in piece {
                query = query.bind(*registration);
            }
            arrived.extend(query.fetch_all(&mut **self).await?);
        }
        Ok(arrived)
    }
}

/// What [`RecordRow::what`] is for somebody who came with a receipt.
const CAME_WITH_RECEIPT: &str = "came-with-receipt";
/// The flag of a receipt that somebody came with already.
const RECEIPT_TWICE: &str = "receipt-twice";

/// The registration whose receipt somebody came with.
fn with_receipt(row: &RecordRow) -> Option<&str> {
    row.about.as_deref().filter(|_| row.what == CAME_WITH_RECEIPT)
}
