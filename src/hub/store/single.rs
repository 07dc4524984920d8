//! The single dates of rows among the items (`hub/rows`): by their ids, which are those of their rows with a day.

use std::collections::{HashMap, HashSet};

use sqlx::AnyConnection;

use super::item::{COLUMNS, item, last_shown, one_version};
use super::{Change, Item, Kind, Reading, StoreError, Version};
use crate::domain::meeting::MeetingId;
use crate::hub::audience::Audience;

/// The ids of the single dates of a row, as a pattern (`LIKE ... ESCAPE '!'`).
pub(super) fn singles(row: &str) -> String {
    format!("{}/____-__-__", row.replace('!', "!!").replace('%', "!%").replace('_', "!_"))
}

/// A single date of a row goes off the screens with its row (`hub/rows`): in a condition.
pub(super) const WITH_ITS_ROW: &str = "NOT EXISTS (SELECT 1 FROM item whole WHERE item.kind = 'meeting' \
    AND whole.kind = 'meeting' AND whole.shown IS NULL AND whole.id = \
    CASE WHEN item.id LIKE '%/____-__-__' THEN substr(item.id, 1, length(item.id) - 11) END)";

/// The day that a single date has in the plan of its row, whatever day it is on: '2026-12-10', or nothing.
pub(super) const PLANNED: &str =
    "CASE WHEN item.id LIKE '%/____-__-__' THEN substr(item.id, length(item.id) - 9) ELSE '' END";

/// A single date goes wherever its row goes: what it was for when it was set apart is no matter any more.
/// Otherwise a date that was called off would take place on the screens that its row came to later.
pub(super) fn to_where_their_rows_go<T>(
    shown: &mut [T],
    id: impl Fn(&T) -> &String,
    audience: impl Fn(&mut T) -> &mut Audience,
) {
    let row_of = |one: &T| MeetingId::row_and_day(id(one)).map(|(row, _)| row.to_owned());
    let wanted: HashSet<String> = shown.iter().filter_map(row_of).collect();
    let mut of_rows: HashMap<String, Audience> = HashMap::new();
    for one in shown.iter_mut().filter(|one| wanted.contains(id(one))) {
        of_rows.insert(id(one).clone(), audience(one).clone());
    }
    for one in shown.iter_mut() {
        if let Some(of_row) = row_of(one).and_then(|row| of_rows.get(&row)) {
            *audience(one) = of_row.clone();
        }
    }
}

/// The dates of a row that are more than days of its plan, by their ids.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DaysApart {
    /// Those that stand on the screens by themselves, as the wire's JSON; nothing where a draft waits beside it.
    pub shown: Vec<(String, Option<String>)>,
    /// Those that have records.
    pub recorded: Vec<String>,
    /// What screens show of the row itself, or showed last, as the wire's JSON.
    pub row: Option<String>,
    /// Where it has no rule, and has records: the version that screens show of it, or showed last.
    pub alone: Option<Version>,
}

async fn days_apart(connection: &mut AnyConnection, row: &str) -> Result<DaysApart, StoreError> {
    let Some(number) = last_shown(connection, Kind::Meeting, row).await? else {
        return Ok(DaysApart::default());
    };
    let Some(shown) = one_version(connection, Kind::Meeting, row, number).await? else {
        return Ok(DaysApart::default());
    };
    // What does not come again has no dates, and all records need not be looked through.
    if !shown.body.contains("\"repeat\"") {
        let sql = "SELECT 1 FROM record WHERE meeting = $1 LIMIT 1";
        let recorded: Option<i64> = sqlx::query_scalar(sql).bind(row).fetch_optional(connection).await?;
        return Ok(DaysApart { alone: recorded.map(|_| shown), ..DaysApart::default() });
    }
    let sql = "SELECT item.id, CASE WHEN item.shown = item.latest THEN version.body END FROM item \
               JOIN version ON version.kind = item.kind AND version.id = item.id \
               AND version.number = item.shown \
               WHERE item.kind = $1 AND item.removed IS NULL AND item.id LIKE $2 ESCAPE '!' ORDER BY item.id";
    let query = sqlx::query_as(sql).bind(Kind::Meeting.key()).bind(singles(row));
    let own = query.fetch_all(&mut *connection).await?;
    let sql = "SELECT DISTINCT meeting FROM record WHERE meeting LIKE $1 ESCAPE '!' ORDER BY meeting";
    let recorded = sqlx::query_scalar(sql).bind(singles(row)).fetch_all(connection).await?;
    Ok(DaysApart { shown: own, recorded, row: Some(shown.body), alone: None })
}

impl Reading {
    /// The single dates of a row that have become meetings of their own, in the order of their days.
    ///
    /// # Errors
    /// When the database does.
    pub async fn singles(&mut self, row: &str) -> Result<Vec<Item>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM item WHERE kind = $1 AND removed IS NULL AND id LIKE $2 ESCAPE '!' \
             ORDER BY id"
        );
        let query = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(Kind::Meeting.key()).bind(singles(row));
        query.fetch_all(&mut **self).await?.iter().map(item).collect()
    }

    /// The dates of a row that are more than days of its plan.
    ///
    /// # Errors
    /// When the database does.
    pub async fn days_apart(&mut self, row: &str) -> Result<DaysApart, StoreError> {
        days_apart(self, row).await
    }
}

impl Change {
    /// The same, as they are within this change.
    ///
    /// # Errors
    /// When the database does.
    pub async fn days_apart(&mut self, row: &str) -> Result<DaysApart, StoreError> {
        days_apart(self, row).await
    }
}
