//! More about displays: their groups and pictures, calls that wait, codes that were tried.

use std::collections::BTreeSet;

use super::kiosk::COLUMNS;
use super::{Change, KioskRow, Reading, StoreError};
use crate::hub::audience::Audience;
use crate::hub::secret::unhex;

/// A call that nobody has answered yet, with the name of the display it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenCall {
    pub id: String,
    pub kiosk: String,
    pub name: String,
    /// When somebody called last, milliseconds since 1970.
    pub at: i64,
    /// The id of the last of those who called and are answered with it: another one is heard anew.
    pub last: String,
}

/// A call with its display and its answer, for the list of all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastCall {
    pub name: String,
    pub at: i64,
    pub answered: Option<i64>,
    pub who: Option<String>,
}

/// A small picture of what a display shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shot {
    pub at: i64,
    /// PNG.
    pub bytes: Vec<u8>,
}

impl Reading {
    /// A display by its id.
    ///
    /// # Errors
    /// When the database does.
    pub async fn kiosk(&mut self, id: &str) -> Result<Option<KioskRow>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM kiosk WHERE id = $1 AND removed IS NULL");
        let row = sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(id).fetch_optional(&mut **self).await?;
        Ok(row.map(super::kiosk::kiosk))
    }

    /// The groups that displays belong to or that something is shown for, by name.
    ///
    /// # Errors
    /// When the database does.
    pub async fn groups(&mut self) -> Result<Vec<String>, StoreError> {
        let of_kiosks = "SELECT DISTINCT audience FROM kiosk WHERE removed IS NULL AND audience IS NOT NULL";
        let mut groups: BTreeSet<String> =
            sqlx::query_scalar(of_kiosks).fetch_all(&mut **self).await?.into_iter().collect();
        let chosen = "SELECT audience FROM item WHERE removed IS NULL AND audience IS NOT NULL \
                      UNION SELECT audience FROM calendar WHERE audience IS NOT NULL";
        let chosen: Vec<String> = sqlx::query_scalar(chosen).fetch_all(&mut **self).await?;
        for text in &chosen {
            groups.extend(Audience::from_column(Some(text)).groups().map(str::to_owned));
        }
        Ok(groups.into_iter().collect())
    }

    /// Id and name of displays that are there no more, by name.
    ///
    /// # Errors
    /// When the database does.
    pub async fn gone_kiosks(&mut self) -> Result<Vec<(String, String)>, StoreError> {
        let sql = "SELECT id, name FROM kiosk WHERE removed IS NOT NULL ORDER BY name, id";
        Ok(sqlx::query_as(sql).fetch_all(&mut **self).await?)
    }

    /// The last picture of a display.
    ///
    /// # Errors
    /// When the database does.
    pub async fn shot(&mut self, kiosk: &str) -> Result<Option<Shot>, StoreError> {
        let sql = "SELECT at, bytes FROM kiosk_picture WHERE kiosk = $1";
        let row: Option<(i64, String)> = sqlx::query_as(sql).bind(kiosk).fetch_optional(&mut **self).await?;
        row.map(|(at, text)| {
            let bytes = unhex(&text).ok_or_else(|| StoreError::Row(format!("picture of {kiosk}")))?;
            Ok(Shot { at, bytes })
        })
        .transpose()
    }

    /// When the last picture of a display came, milliseconds since 1970.
    ///
    /// # Errors
    /// When the database does.
    pub async fn shot_at(&mut self, kiosk: &str) -> Result<Option<i64>, StoreError> {
        let sql = "SELECT at FROM kiosk_picture WHERE kiosk = $1";
        Ok(sqlx::query_scalar(sql).bind(kiosk).fetch_optional(&mut **self).await?)
    }

    /// Calls since a moment that wait for an answer, the one that waits longest first. Nobody stands before a screen
    /// that was removed.
    ///
    /// # Errors
    /// When the database does.
    pub async fn open_calls(&mut self, since: i64) -> Result<Vec<OpenCall>, StoreError> {
        let sql = "SELECT call.id, call.kiosk, kiosk.name, call.at, call.again FROM call \
                   JOIN kiosk ON kiosk.id = call.kiosk \
                   WHERE call.answered IS NULL AND call.at >= $1 AND kiosk.removed IS NULL \
                   ORDER BY call.at, call.id";
        let rows: Vec<(String, String, String, i64, Option<String>)> =
            sqlx::query_as(sql).bind(since).fetch_all(&mut **self).await?;
        let open = rows.into_iter().map(|(id, kiosk, name, at, again)| {
            let last = again.as_deref().and_then(|again| again.rsplit(' ').next()).unwrap_or(&id).to_owned();
            OpenCall { id, kiosk, name, at, last }
        });
        Ok(open.collect())
    }

    /// Calls since a moment, the newest first.
    ///
    /// # Errors
    /// When the database does.
    pub async fn past_calls(&mut self, since: i64, most: i64) -> Result<Vec<PastCall>, StoreError> {
        let sql = "SELECT kiosk.name, call.at, call.answered, call.who FROM call \
                   JOIN kiosk ON kiosk.id = call.kiosk \
                   WHERE call.at >= $1 ORDER BY call.at DESC, call.id DESC LIMIT $2";
        let rows: Vec<(String, i64, Option<i64>, Option<String>)> =
            sqlx::query_as(sql).bind(since).bind(most).fetch_all(&mut **self).await?;
        Ok(rows.into_iter().map(|(name, at, answered, who)| PastCall { name, at, answered, who }).collect())
    }

    /// How many codes that did not fit somebody has tried since a moment.
    ///
    /// # Errors
    /// When the database does.
    pub async fn pairing_tries(&mut self, account: &str, since: i64) -> Result<i64, StoreError> {
        let sql = "SELECT COUNT(*) FROM pairing_try WHERE account = $1 AND at > $2";
        Ok(sqlx::query_scalar(sql).bind(account).bind(since).fetch_one(&mut **self).await?)
    }
}

impl Change {
    /// Keeps the newest picture of a display.
    ///
    /// # Errors
    /// When the database does.
    pub async fn keep_shot(&mut self, kiosk: &str, shot: &Shot) -> Result<(), StoreError> {
        let sql = "INSERT INTO kiosk_picture (kiosk, at, bytes) VALUES ($1, $2, $3) \
                   ON CONFLICT (kiosk) DO UPDATE SET at = excluded.at, bytes = excluded.bytes";
        sqlx::query(sql)
            .bind(kiosk)
            .bind(shot.at)
            .bind(crate::hub::secret::hex(&shot.bytes))
            .execute(&mut **self)
            .await?;
        Ok(())
    }

    /// Nothing is kept of what a display showed once it is gone.
    ///
    /// # Errors
    /// When the database does.
    pub async fn forget_shot(&mut self, kiosk: &str) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM kiosk_picture WHERE kiosk = $1").bind(kiosk).execute(&mut **self).await?;
        Ok(())
    }

    /// Notes a code that did not fit, and forgets those from before a moment.
    ///
    /// # Errors
    /// When the database does.
    pub async fn note_pairing_try(
        &mut self,
        id: &str,
        account: &str,
        now: i64,
        before: i64,
    ) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM pairing_try WHERE at <= $1").bind(before).execute(&mut **self).await?;
        sqlx::query("INSERT INTO pairing_try (id, account, at) VALUES ($1, $2, $3)")
            .bind(id)
            .bind(account)
            .bind(now)
            .execute(&mut **self)
            .await?;
        Ok(())
    }

    /// Whoever found a code starts anew.
    ///
    /// # Errors
    /// When the database does.
    pub async fn forget_pairing_tries(&mut self, account: &str) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM pairing_try WHERE account = $1").bind(account).execute(&mut **self).await?;
        Ok(())
    }
}
