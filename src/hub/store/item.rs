//! What screens can show: items and all their versions. An item is one row; what it says is in its
//! versions, which are only ever added to.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::single::{PLANNED, WITH_ITS_ROW, to_where_their_rows_go};
use super::{Change, Reading, StoreError};
use crate::hub::audience::Audience;
use crate::hub::own::Row as ShownItem;

/// What an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    Meeting,
    Theme,
    Notice,
    Voice,
    Emergency,
    /// One: name, welcome, page, contact, where staff are.
    Place,
    /// One: the list of categories.
    Categories,
    /// Words of the screen in the place's own way, one for each scope.
    Texts,
    /// Quiet hours, one for each scope.
    Quiet,
    /// Page and contacts of a group or a screen, one for each.
    Reach,
    /// One: how words are read.
    Readings,
}

impl Kind {
    pub const ALL: [Kind; 11] = [
        Kind::Meeting,
        Kind::Theme,
        Kind::Notice,
        Kind::Voice,
        Kind::Emergency,
        Kind::Place,
        Kind::Categories,
        Kind::Texts,
        Kind::Quiet,
        Kind::Reach,
        Kind::Readings,
    ];

    pub fn key(self) -> &'static str {
        match self {
            Kind::Meeting => "meeting",
            Kind::Theme => "theme",
            Kind::Notice => "notice",
            Kind::Voice => "voice",
            Kind::Emergency => "emergency",
            Kind::Place => "place",
            Kind::Categories => "categories",
            Kind::Texts => "texts",
            Kind::Quiet => "quiet",
            Kind::Reach => "reach",
            Kind::Readings => "readings",
        }
    }

    pub fn from_key(key: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

/// One thing that screens can show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    pub kind: Kind,
    pub id: String,
    /// Number of the newest version.
    pub latest: i64,
    /// Number of the version that screens show. Nothing: a draft that never was shown, or taken down.
    pub shown: Option<i64>,
    /// A version that will be shown from a moment on, milliseconds since 1970.
    pub planned: Option<(i64, i64)>,
    /// The kiosks that its newest version is for.
    pub audience: Audience,
    /// What lists sort by: first and last moment of the newest version, milliseconds since 1970.
    pub starts: Option<i64>,
    pub ends: Option<i64>,
    /// For lists.
    pub title: String,
    /// For search: every text of it in lower case.
    pub words: String,
    pub removed: bool,
}

/// A version to be added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewVersion<'a> {
    pub kind: Kind,
    pub id: &'a str,
    /// The wire's JSON.
    pub body: &'a str,
    pub title: &'a str,
    pub words: &'a str,
    pub starts: Option<i64>,
    pub ends: Option<i64>,
    pub audience: &'a Audience,
    pub at: i64,
    pub who: &'a str,
}

/// What an item said at some time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    pub number: i64,
    pub body: String,
    /// Which kiosks it is for.
    pub audience: Audience,
    pub at: i64,
    pub who: String,
}

pub(super) const COLUMNS: &str =
    "kind, id, latest, shown, planned, planned_at, audience, starts, ends, title, words, removed";

pub(super) fn item(row: &sqlx::any::AnyRow) -> Result<Item, StoreError> {
    use sqlx::Row;
    let kind: String = row.try_get(0)?;
    let kind = Kind::from_key(&kind).ok_or_else(|| StoreError::Row(format!("kind {kind}")))?;
    let planned: Option<i64> = row.try_get(4)?;
    let planned_at: Option<i64> = row.try_get(5)?;
    Ok(Item {
        kind,
        id: row.try_get(1)?,
        latest: row.try_get(2)?,
        shown: row.try_get(3)?,
        planned: planned.zip(planned_at),
        audience: Audience::from_column(row.try_get(6)?),
        starts: row.try_get(7)?,
        ends: row.try_get(8)?,
        title: row.try_get(9)?,
        words: row.try_get(10)?,
        removed: row.try_get::<Option<i64>, _>(11)?.is_some(),
    })
}

type VersionRow = (i64, String, Option<String>, i64, String);

fn version((number, body, audience, at, who): VersionRow) -> Version {
    Version { number, body, audience: Audience::from_column(audience.as_deref()), at, who }
}

/// The day of a moment, milliseconds since 1970, as ids of single dates have it; before all days, nothing.
fn day_of(moment: i64) -> String {
    let zoned = Timestamp::from_millisecond(moment).map(|moment| moment.to_zoned(TimeZone::UTC));
    zoned.map(|zoned| zoned.date().to_string()).unwrap_or_default()
}

impl Reading {
    /// One item, also a removed one.
    ///
    /// # Errors
    /// When the database does.
    pub async fn item(&mut self, kind: Kind, id: &str) -> Result<Option<Item>, StoreError> {
        find(self, kind, id).await
    }

    /// All items of a kind that are not removed, in the order of time, undecided ones last.
    ///
    /// # Errors
    /// When the database does.
    pub async fn items(&mut self, kind: Kind) -> Result<Vec<Item>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM item WHERE kind = $1 AND removed IS NULL \
             ORDER BY starts IS NULL, starts, id"
        );
        let rows = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(kind.key()).fetch_all(&mut **self).await?;
        rows.iter().map(item).collect()
    }

    /// One version of an item.
    ///
    /// # Errors
    /// When the database does.
    pub async fn version(
        &mut self,
        kind: Kind,
        id: &str,
        number: i64,
    ) -> Result<Option<Version>, StoreError> {
        one_version(self, kind, id, number).await
    }

    /// The number of the version that screens show of an item, or showed last.
    ///
    /// # Errors
    /// When the database does.
    pub async fn last_shown(&mut self, kind: Kind, id: &str) -> Result<Option<i64>, StoreError> {
        last_shown(self, kind, id).await
    }

    /// All versions of an item, the newest first.
    ///
    /// # Errors
    /// When the database does.
    pub async fn versions(&mut self, kind: Kind, id: &str) -> Result<Vec<Version>, StoreError> {
        let sql = "SELECT number, body, audience, at, who FROM version \
                   WHERE kind = $1 AND id = $2 ORDER BY number DESC";
        let rows: Vec<VersionRow> =
            sqlx::query_as(sql).bind(kind.key()).bind(id).fetch_all(&mut **self).await?;
        Ok(rows.into_iter().map(version).collect())
    }

    /// What was published, and what calendars brought: kind, id, audience and the wire's JSON of every shown version, without
    /// the meetings that were over before `since` (milliseconds since 1970). Of a meeting whose newest
    /// version is not the shown one only that newest one's days are known here, so it stays. So does a date
    /// that was moved to an earlier day, until the day that its row has it on is over: it would come back there.
    ///
    /// # Errors
    /// When the database does.
    pub async fn shown(&mut self, since: i64) -> Result<Vec<ShownItem>, StoreError> {
        let sql = format!(
            "SELECT item.kind, item.id, version.audience, version.body FROM item \
             JOIN version ON version.kind = item.kind AND version.id = item.id \
             AND version.number = item.shown \
             WHERE item.removed IS NULL AND item.shown IS NOT NULL \
             AND (item.kind <> 'meeting' OR item.ends IS NULL OR item.ends >= $1 \
             OR item.shown <> item.latest OR {PLANNED} >= $2) AND {WITH_ITS_ROW} \
             ORDER BY item.starts IS NULL, item.starts, item.id"
        );
        let rows: Vec<(String, String, Option<String>, String)> = sqlx::query_as(sqlx::AssertSqlSafe(sql))
            .bind(since)
            .bind(day_of(since))
            .fetch_all(&mut **self)
            .await?;
        let of_items = rows.into_iter().map(|(kind, id, audience, body)| {
            let kind = Kind::from_key(&kind).ok_or_else(|| StoreError::Row(format!("kind {kind}")))?;
            Ok((kind, id, Audience::from_column(audience.as_deref()), body))
        });
        let mut shown = of_items.collect::<Result<Vec<_>, StoreError>>()?;
        to_where_their_rows_go(&mut shown, |(_, id, ..)| id, |(_, _, audience, _)| audience);
        shown.extend(self.shown_of_calendars(since).await?);
        Ok(shown)
    }

    /// Whether anything is published, however long ago it was over.
    ///
    /// # Errors
    /// When the database does.
    pub async fn is_anything_shown(&mut self) -> Result<bool, StoreError> {
        let sql = "SELECT COUNT(*) FROM item WHERE removed IS NULL AND shown IS NOT NULL \
                   AND kind NOT IN ('texts', 'quiet', 'reach', 'readings')";
        let count: i64 = sqlx::query_scalar(sql).fetch_one(&mut **self).await?;
        Ok(count > 0 || !self.shown_of_calendars(i64::MIN).await?.is_empty())
    }

    /// The next moment at which a planned version is to be shown, milliseconds since 1970.
    ///
    /// # Errors
    /// When the database does.
    pub async fn next_planned(&mut self) -> Result<Option<i64>, StoreError> {
        let sql = "SELECT MIN(planned_at) FROM item WHERE removed IS NULL AND planned IS NOT NULL";
        Ok(sqlx::query_scalar(sql).fetch_one(&mut **self).await?)
    }
}

async fn find(
    connection: &mut sqlx::AnyConnection,
    kind: Kind,
    id: &str,
) -> Result<Option<Item>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM item WHERE kind = $1 AND id = $2");
    let row =
        sqlx::query(sqlx::AssertSqlSafe(sql)).bind(kind.key()).bind(id).fetch_optional(connection).await?;
    row.as_ref().map(item).transpose()
}

pub(super) async fn last_shown(
    connection: &mut sqlx::AnyConnection,
    kind: Kind,
    id: &str,
) -> Result<Option<i64>, StoreError> {
    let sql = "SELECT COALESCE(shown, last_shown) FROM item WHERE kind = $1 AND id = $2";
    let found: Option<Option<i64>> =
        sqlx::query_scalar(sql).bind(kind.key()).bind(id).fetch_optional(connection).await?;
    Ok(found.flatten())
}

pub(super) async fn one_version(
    connection: &mut sqlx::AnyConnection,
    kind: Kind,
    id: &str,
    number: i64,
) -> Result<Option<Version>, StoreError> {
    let sql = "SELECT number, body, audience, at, who FROM version \
               WHERE kind = $1 AND id = $2 AND number = $3";
    let row: Option<VersionRow> =
        sqlx::query_as(sql).bind(kind.key()).bind(id).bind(number).fetch_optional(connection).await?;
    Ok(row.map(version))
}

impl Change {
    /// One item as it is within this change.
    ///
    /// # Errors
    /// When the database does.
    pub async fn item(&mut self, kind: Kind, id: &str) -> Result<Option<Item>, StoreError> {
        find(self, kind, id).await
    }

    /// One version of an item, as it is within this change.
    ///
    /// # Errors
    /// When the database does.
    pub async fn version(
        &mut self,
        kind: Kind,
        id: &str,
        number: i64,
    ) -> Result<Option<Version>, StoreError> {
        one_version(self, kind, id, number).await
    }

    /// Adds a version, and the item when it is the first; the number of the version. `base` is the
    /// version it was written on: when another has come since, nothing is written and that one's
    /// number is the error, so that nobody overwrites anybody.
    ///
    /// # Errors
    /// When the database does.
    pub async fn add_version(
        &mut self,
        new: &NewVersion<'_>,
        base: Option<i64>,
    ) -> Result<Result<i64, i64>, StoreError> {
        // Whoever writes items stands in a line, on PostgreSQL by this row.
        self.count("record", 0).await?;
        let known = self.item(new.kind, new.id).await?;
        if let (Some(known), base) = (&known, base)
            && base != Some(known.latest)
        {
            return Ok(Err(known.latest));
        }
        let number = known.as_ref().map_or(1, |item| item.latest + 1);
        let sql = "INSERT INTO version (kind, id, number, body, at, who, audience) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7)";
        sqlx::query(sql)
            .bind(new.kind.key())
            .bind(new.id)
            .bind(number)
            .bind(new.body)
            .bind(new.at)
            .bind(new.who)
            .bind(new.audience.to_column())
            .execute(&mut **self)
            .await?;
        let sql = if known.is_some() {
            "UPDATE item SET latest = $1, audience = $2, starts = $3, ends = $4, title = $5, words = $6, \
             removed = NULL WHERE kind = $7 AND id = $8"
        } else {
            "INSERT INTO item (latest, audience, starts, ends, title, words, kind, id) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
        };
        sqlx::query(sql)
            .bind(number)
            .bind(new.audience.to_column())
            .bind(new.starts)
            .bind(new.ends)
            .bind(new.title)
            .bind(new.words)
            .bind(new.kind.key())
            .bind(new.id)
            .execute(&mut **self)
            .await?;
        Ok(Ok(number))
    }

    /// Lets screens show a version, or nothing of the item any more. Count a revision beside it.
    ///
    /// # Errors
    /// When the database does.
    pub async fn show_version(
        &mut self,
        kind: Kind,
        id: &str,
        number: Option<i64>,
    ) -> Result<(), StoreError> {
        let sql = "UPDATE item SET last_shown = COALESCE(shown, last_shown), shown = $1, planned = NULL, \
                   planned_at = NULL WHERE kind = $2 AND id = $3";
        sqlx::query(sql).bind(number).bind(kind.key()).bind(id).execute(&mut **self).await?;
        Ok(())
    }

    /// Plans a version for a moment, or takes a plan back.
    ///
    /// # Errors
    /// When the database does.
    pub async fn plan_version(
        &mut self,
        kind: Kind,
        id: &str,
        plan: Option<(i64, i64)>,
    ) -> Result<(), StoreError> {
        let (number, at) = plan.unzip();
        sqlx::query("UPDATE item SET planned = $1, planned_at = $2 WHERE kind = $3 AND id = $4")
            .bind(number)
            .bind(at)
            .bind(kind.key())
            .bind(id)
            .execute(&mut **self)
            .await?;
        Ok(())
    }

    /// Takes an item out of every list and off the screens. Its versions stay.
    ///
    /// # Errors
    /// When the database does.
    pub async fn remove_item(&mut self, kind: Kind, id: &str, now: i64) -> Result<(), StoreError> {
        let sql = "UPDATE item SET removed = $1, last_shown = COALESCE(shown, last_shown), shown = NULL, \
                   planned = NULL, planned_at = NULL WHERE kind = $2 AND id = $3";
        sqlx::query(sql).bind(now).bind(kind.key()).bind(id).execute(&mut **self).await?;
        Ok(())
    }
}
