//! What a visitor's own phone asks for: the meeting it stands before, and the registration a receipt
//! belongs to.

use serde::Deserialize;

use super::single::{WITH_ITS_ROW, singles, to_where_their_rows_go};
use super::{Change, Kind, Reading, RecordRow, StoreError};
use crate::hub::audience::Audience;

/// A version that is shown, and since when there is it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownRow {
    pub id: String,
    /// The kiosks that show it.
    pub audience: Audience,
    /// Number of the version.
    pub number: i64,
    /// When it was written, milliseconds since 1970.
    pub at: i64,
    /// The wire's JSON.
    pub body: String,
}

/// A registration that a receipt belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HolderRow {
    /// Key of the record.
    pub record: String,
    pub meeting: String,
}

/// Marks that are looked up at once.
const AT_ONCE: usize = 200;

/// The part of a record that says which receipt it was given.
#[derive(Deserialize)]
struct Marked {
    what: MarkedWhat,
}

#[derive(Deserialize)]
struct MarkedWhat {
    #[serde(default)]
    mark: Option<String>,
}

const SHOWN: &str = "SELECT item.id, version.audience, version.number, version.at, version.body FROM item \
                     JOIN version ON version.kind = item.kind AND version.id = item.id \
                     AND version.number = item.shown WHERE item.removed IS NULL AND item.kind = $1";

type Row = (String, Option<String>, i64, i64, String);

fn shown((id, audience, number, at, body): Row) -> ShownRow {
    ShownRow { id, audience: Audience::from_column(audience.as_deref()), number, at, body }
}

impl Reading {
    /// What screens show of one item now.
    ///
    /// # Errors
    /// When the database does.
    pub async fn shown_item(&mut self, kind: Kind, id: &str) -> Result<Option<ShownRow>, StoreError> {
        let sql = format!("{SHOWN} AND {WITH_ITS_ROW} AND item.id = $2");
        let row: Option<Row> = sqlx::query_as(sqlx::AssertSqlSafe(sql))
            .bind(kind.key())
            .bind(id)
            .fetch_optional(&mut **self)
            .await?;
        match row {
            Some(row) => Ok(Some(shown(row))),
            None if kind == Kind::Meeting => Ok(self.shown_entries(Some(id)).await?.pop()),
            None => Ok(None),
        }
    }

    /// The single dates of a row that are shown by themselves.
    ///
    /// # Errors
    /// When the database does.
    pub async fn shown_singles(&mut self, row: &str) -> Result<Vec<ShownRow>, StoreError> {
        let sql = format!("{SHOWN} AND {WITH_ITS_ROW} AND item.id LIKE $2 ESCAPE '!' ORDER BY item.id");
        let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(sql))
            .bind(Kind::Meeting.key())
            .bind(singles(row))
            .fetch_all(&mut **self)
            .await?;
        Ok(rows.into_iter().map(shown).collect())
    }

    /// What screens show of all items of a kind now.
    ///
    /// # Errors
    /// When the database does.
    pub async fn shown_items(&mut self, kind: Kind) -> Result<Vec<ShownRow>, StoreError> {
        let sql = format!("{SHOWN} AND {WITH_ITS_ROW} ORDER BY item.starts IS NULL, item.starts, item.id");
        let rows: Vec<Row> =
            sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(kind.key()).fetch_all(&mut **self).await?;
        let mut rows: Vec<ShownRow> = rows.into_iter().map(shown).collect();
        if kind == Kind::Meeting {
            to_where_their_rows_go(&mut rows, |row| &row.id, |row| &mut row.audience);
            rows.extend(self.shown_entries(None).await?);
        }
        Ok(rows)
    }

    /// The records of a meeting as the wire has them, in the order of their arrival.
    ///
    /// # Errors
    /// When the database does.
    pub async fn record_bodies(&mut self, meeting: &str) -> Result<Vec<String>, StoreError> {
        bodies(self, meeting).await
    }

    /// The registrations that these marks belong to.
    ///
    /// # Errors
    /// When the database does.
    pub async fn holders(&mut self, marks: &[String]) -> Result<Vec<HolderRow>, StoreError> {
        holders(self, marks).await
    }

    /// The salts of all kiosks that ever brought records, also of those that are here no more.
    ///
    /// # Errors
    /// When the database does.
    pub async fn kiosk_salts(&mut self) -> Result<Vec<String>, StoreError> {
        kiosk_salts(self).await
    }
}

impl Change {
    /// The records of a meeting as they are within this change.
    ///
    /// # Errors
    /// When the database does.
    pub async fn record_bodies(&mut self, meeting: &str) -> Result<Vec<String>, StoreError> {
        bodies(self, meeting).await
    }

    /// The registrations that these marks belong to, within this change.
    ///
    /// # Errors
    /// When the database does.
    pub async fn holders(&mut self, marks: &[String]) -> Result<Vec<HolderRow>, StoreError> {
        holders(self, marks).await
    }

    /// The salts of all kiosks, as they are within this change.
    ///
    /// # Errors
    /// When the database does.
    pub async fn kiosk_salts(&mut self) -> Result<Vec<String>, StoreError> {
        kiosk_salts(self).await
    }

    /// Remembers the receipt of a record that has one.
    pub(super) async fn keep_mark(&mut self, row: &RecordRow) -> Result<(), StoreError> {
        if row.what != "registered" {
            return Ok(());
        }
        let marked = serde_json::from_str::<Marked>(&row.body).ok();
        let Some(mark) = marked.and_then(|marked| marked.what.mark) else { return Ok(()) };
        let sql = "INSERT INTO receipt (mark, record, meeting) VALUES ($1, $2, $3) \
                   ON CONFLICT (mark) DO NOTHING";
        sqlx::query(sql).bind(mark).bind(&row.key).bind(&row.meeting).execute(&mut **self).await?;
        Ok(())
    }
}

async fn bodies(connection: &mut sqlx::AnyConnection, meeting: &str) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT body FROM record WHERE meeting = $1 ORDER BY number";
    Ok(sqlx::query_scalar(sql).bind(meeting).fetch_all(connection).await?)
}

async fn kiosk_salts(connection: &mut sqlx::AnyConnection) -> Result<Vec<String>, StoreError> {
    // A kiosk may have had several, apart by blanks.
    let sql = "SELECT salt FROM kiosk WHERE salt IS NOT NULL";
    let rows: Vec<String> = sqlx::query_scalar(sql).fetch_all(connection).await?;
    let mut salts: Vec<String> =
        rows.iter().flat_map(|row| row.split_whitespace()).map(str::to_owned).collect();
    salts.sort();
    salts.dedup();
    Ok(salts)
}

async fn holders(
    connection: &mut sqlx::AnyConnection,
    marks: &[String],
) -> Result<Vec<HolderRow>, StoreError> {
    let mut found = Vec::new();
    for some in marks.chunks(AT_ONCE) {
        let places: Vec<String> = (1..=some.len()).map(|n| format!("${n}")).collect();
        let sql = format!(
            "SELECT record, meeting FROM receipt WHERE mark IN ({}) ORDER BY record",
            places.join(", ")
        );
        let mut query = sqlx::query_as::<_, (String, String)>(sqlx::AssertSqlSafe(sql));
        for mark in some {
            query = query.bind(mark);
        }
        let rows = query.fetch_all(&mut *connection).await?;
        found.extend(rows.into_iter().map(|(record, meeting)| HolderRow { record, meeting }));
    }
    Ok(found)
}
