//! Calendars of others: where they lie, how their last reading went, and the meetings they brought.

use std::collections::HashSet;

use sqlx::Row;

use super::phone::ShownRow;
use super::{Change, Kind, Reading, StoreError};
use crate::hub::audience::Audience;
use crate::hub::own::Row as ShownItem;

/// A calendar that the hub reads again and again.
#[derive(Clone, PartialEq, Eq)]
pub struct CalendarRow {
    pub id: String,
    pub name: String,
    /// The whole address. It may hold a secret: never in a log, never on a page.
    pub address: String,
    /// Key of a format; nothing: what it looks like.
    pub format: Option<String>,
    /// The kiosks that show its meetings.
    pub audience: Audience,
    /// How often it is read.
    pub minutes: i64,
    pub paused: bool,
    pub state: CalendarState,
}

/// Never with its address.
impl std::fmt::Debug for CalendarRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CalendarRow")
            .field("id", &self.id)
            .field("state", &self.state)
            .finish_non_exhaustive()
    }
}

/// How a calendar's readings went. Moments are milliseconds since 1970.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CalendarState {
    /// When it is to be read next.
    pub next: i64,
    pub tried: Option<i64>,
    /// When it last gave, or confirmed, what is shown.
    pub good: Option<i64>,
    /// When it last brought something else.
    pub changed: Option<i64>,
    /// Key of why it could not be read, if it could not.
    pub trouble: Option<String>,
    /// What was wrong in it, as JSON, the first of them; and how many there were.
    pub problems: String,
    pub problem_count: i64,
    /// By what it is recognised, as JSON.
    pub memory: String,
}

/// A meeting of a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarEntry {
    /// Its id on screens.
    pub id: String,
    /// The wire's JSON.
    pub body: String,
    /// First and last moment, milliseconds since 1970.
    pub starts: Option<i64>,
    pub ends: Option<i64>,
    /// It was in the calendar and is not any more.
    pub is_gone: bool,
}

const COLUMNS: &str = "id, name, address, format, audience, minutes, paused, next, tried, good, changed, \
                       trouble, problems, problem_count, memory";

fn calendar(row: &sqlx::any::AnyRow) -> Result<CalendarRow, StoreError> {
    Ok(CalendarRow {
        id: row.try_get(0)?,
        name: row.try_get(1)?,
        address: row.try_get(2)?,
        format: row.try_get(3)?,
        audience: Audience::from_column(row.try_get(4)?),
        minutes: row.try_get(5)?,
        paused: row.try_get::<i64, _>(6)? != 0,
        state: CalendarState {
            next: row.try_get(7)?,
            tried: row.try_get(8)?,
            good: row.try_get(9)?,
            changed: row.try_get(10)?,
            trouble: row.try_get(11)?,
            problems: row.try_get(12)?,
            problem_count: row.try_get(13)?,
            memory: row.try_get(14)?,
        },
    })
}

type EntryRow = (String, String, Option<i64>, Option<i64>, Option<i64>);

fn entry((id, body, starts, ends, gone): EntryRow) -> CalendarEntry {
    CalendarEntry { id, body, starts, ends, is_gone: gone.is_some() }
}

type ShownEntry = (String, Option<String>, i64, i64, String);

fn shown((id, audience, number, at, body): ShownEntry) -> ShownRow {
    ShownRow { id, audience: Audience::from_column(audience.as_deref()), number, at, body }
}

const SHOWN: &str = "SELECT calendar_entry.id, calendar.audience, calendar_entry.number, calendar_entry.at, \
                     calendar_entry.body FROM calendar_entry \
                     JOIN calendar ON calendar.id = calendar_entry.calendar \
                     WHERE calendar_entry.gone IS NULL";

impl Reading {
    /// All calendars, in the order of their names.
    ///
    /// # Errors
    /// When the database does.
    pub async fn calendars(&mut self) -> Result<Vec<CalendarRow>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM calendar ORDER BY name, id");
        let rows = sqlx::query(sqlx::AssertSqlSafe(sql)).fetch_all(&mut **self).await?;
        rows.iter().map(calendar).collect()
    }

    /// One calendar.
    ///
    /// # Errors
    /// When the database does.
    pub async fn calendar(&mut self, id: &str) -> Result<Option<CalendarRow>, StoreError> {
        find(self, id).await
    }

    /// Calendars that are to be read now and that nobody reads.
    ///
    /// # Errors
    /// When the database does.
    pub async fn due_calendars(&mut self, now: i64) -> Result<Vec<String>, StoreError> {
        let sql = "SELECT id FROM calendar WHERE paused = 0 AND next <= $1 \
                   AND (reads_until IS NULL OR reads_until <= $2) ORDER BY next, id";
        Ok(sqlx::query_scalar(sql).bind(now).bind(now).fetch_all(&mut **self).await?)
    }

    /// The meetings of a calendar in the order of time, what has no day last; also those that are gone.
    ///
    /// # Errors
    /// When the database does.
    pub async fn calendar_entries(&mut self, calendar: &str) -> Result<Vec<CalendarEntry>, StoreError> {
        entries(self, calendar).await
    }

    /// A meeting of any calendar, also one that is gone, and the id of its calendar.
    ///
    /// # Errors
    /// When the database does.
    pub async fn calendar_entry(&mut self, id: &str) -> Result<Option<(String, CalendarEntry)>, StoreError> {
        let sql = "SELECT calendar, id, body, starts, ends, gone FROM calendar_entry WHERE id = $1";
        type Found = (String, String, String, Option<i64>, Option<i64>, Option<i64>);
        let row: Option<Found> = sqlx::query_as(sql).bind(id).fetch_optional(&mut **self).await?;
        Ok(row.map(|(calendar, id, body, starts, ends, gone)| {
            (calendar, entry((id, body, starts, ends, gone)))
        }))
    }

    /// How many meetings of each calendar are still to come.
    ///
    /// # Errors
    /// When the database does.
    pub async fn calendar_counts(&mut self, now: i64) -> Result<Vec<(String, i64)>, StoreError> {
        let sql = "SELECT calendar, COUNT(*) FROM calendar_entry WHERE gone IS NULL \
                   AND (ends IS NULL OR ends > $1) GROUP BY calendar ORDER BY calendar";
        Ok(sqlx::query_as(sql).bind(now).fetch_all(&mut **self).await?)
    }

    /// What screens show of calendars: kind, id, audience and body, without what was over before
    /// `since`.
    pub(super) async fn shown_of_calendars(&mut self, since: i64) -> Result<Vec<ShownItem>, StoreError> {
        let sql = format!(
            "{SHOWN} AND (calendar_entry.ends IS NULL OR calendar_entry.ends >= $1) \
             ORDER BY calendar_entry.starts IS NULL, calendar_entry.starts, calendar_entry.id"
        );
        let rows: Vec<ShownEntry> =
            sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(since).fetch_all(&mut **self).await?;
        let row = |(id, audience, _, _, body): ShownEntry| {
            (Kind::Meeting, id, Audience::from_column(audience.as_deref()), body)
        };
        Ok(rows.into_iter().map(row).collect())
    }

    /// The same as rows for phones: all of them, or one.
    pub(super) async fn shown_entries(&mut self, id: Option<&str>) -> Result<Vec<ShownRow>, StoreError> {
        let rows: Vec<ShownEntry> = match id {
            Some(id) => {
                let sql = format!("{SHOWN} AND calendar_entry.id = $1");
                sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(id).fetch_all(&mut **self).await?
            }
            None => {
                let sql = format!("{SHOWN} ORDER BY calendar_entry.starts, calendar_entry.id");
                sqlx::query_as(sqlx::AssertSqlSafe(sql)).fetch_all(&mut **self).await?
            }
        };
        Ok(rows.into_iter().map(shown).collect())
    }
}

async fn find(connection: &mut sqlx::AnyConnection, id: &str) -> Result<Option<CalendarRow>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM calendar WHERE id = $1");
    let row = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(id).fetch_optional(connection).await?;
    row.as_ref().map(calendar).transpose()
}

async fn entries(
    connection: &mut sqlx::AnyConnection,
    calendar: &str,
) -> Result<Vec<CalendarEntry>, StoreError> {
    let sql = "SELECT id, body, starts, ends, gone FROM calendar_entry WHERE calendar = $1 \
               ORDER BY starts IS NULL, starts, id";
    let rows: Vec<EntryRow> = sqlx::query_as(sql).bind(calendar).fetch_all(connection).await?;
    Ok(rows.into_iter().map(entry).collect())
}

impl Change {
    /// Adds a calendar that is read for the first time at once.
    ///
    /// # Errors
    /// When the database does.
    pub async fn add_calendar(&mut self, row: &CalendarRow, now: i64) -> Result<(), StoreError> {
        let sql = "INSERT INTO calendar (id, name, address, format, audience, minutes, paused, made, next, \
                   problems, problem_count, memory) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, '[]', 0, '{}')";
        sqlx::query(sql)
            .bind(&row.id)
            .bind(&row.name)
            .bind(&row.address)
            .bind(row.format.as_deref())
            .bind(row.audience.to_column())
            .bind(row.minutes)
            .bind(i64::from(row.paused))
            .bind(now)
            .bind(now)
            .execute(&mut **self)
            .await?;
        Ok(())
    }

    /// One calendar as it is within this change.
    ///
    /// # Errors
    /// When the database does.
    pub async fn calendar(&mut self, id: &str) -> Result<Option<CalendarRow>, StoreError> {
        find(self, id).await
    }

    /// Keeps its name, for whom it is and how often it is read.
    ///
    /// # Errors
    /// When the database does.
    pub async fn set_calendar(&mut self, row: &CalendarRow) -> Result<(), StoreError> {
        let sql = "UPDATE calendar SET name = $1, audience = $2, minutes = $3, paused = $4 WHERE id = $5";
        sqlx::query(sql)
            .bind(&row.name)
            .bind(row.audience.to_column())
            .bind(row.minutes)
            .bind(i64::from(row.paused))
            .bind(&row.id)
            .execute(&mut **self)
            .await?;
        Ok(())
    }

    /// Lets it be read as soon as anybody can.
    ///
    /// # Errors
    /// When the database does.
    pub async fn read_calendar_soon(&mut self, id: &str, now: i64) -> Result<(), StoreError> {
        let sql = "UPDATE calendar SET next = $1 WHERE id = $2";
        sqlx::query(sql).bind(now).bind(id).execute(&mut **self).await?;
        Ok(())
    }

    /// Takes a calendar to read it, until a moment after which others may. Nothing when it is not to be
    /// read, or somebody reads it: of several hubs on one database one does.
    ///
    /// # Errors
    /// When the database does.
    pub async fn take_calendar(
        &mut self,
        id: &str,
        reader: &str,
        now: i64,
        until: i64,
    ) -> Result<Option<CalendarRow>, StoreError> {
        let sql = "UPDATE calendar SET reader = $1, reads_until = $2 WHERE id = $3 AND paused = 0 \
                   AND next <= $4 AND (reads_until IS NULL OR reads_until <= $5)";
        let taken = sqlx::query(sql)
            .bind(reader)
            .bind(until)
            .bind(id)
            .bind(now)
            .bind(now)
            .execute(&mut **self)
            .await?;
        if taken.rows_affected() == 0 { Ok(None) } else { find(self, id).await }
    }

    /// Says how a reading went and gives the calendar back. Whether it was still the reader's: somebody
    /// may have removed it, or another have taken it over.
    ///
    /// # Errors
    /// When the database does.
    pub async fn give_calendar(
        &mut self,
        id: &str,
        reader: &str,
        state: &CalendarState,
    ) -> Result<bool, StoreError> {
        let sql = "UPDATE calendar SET next = $1, tried = $2, good = $3, changed = $4, trouble = $5, \
                   problems = $6, problem_count = $7, memory = $8, reader = NULL, reads_until = NULL \
                   WHERE id = $9 AND reader = $10";
        let given = sqlx::query(sql)
            .bind(state.next)
            .bind(state.tried)
            .bind(state.good)
            .bind(state.changed)
            .bind(state.trouble.as_deref())
            .bind(&state.problems)
            .bind(state.problem_count)
            .bind(&state.memory)
            .bind(id)
            .bind(reader)
            .execute(&mut **self)
            .await?;
        Ok(given.rows_affected() > 0)
    }

    /// The meetings of a calendar within this change, also those that are gone.
    ///
    /// # Errors
    /// When the database does.
    pub async fn calendar_entries(&mut self, calendar: &str) -> Result<Vec<CalendarEntry>, StoreError> {
        entries(self, calendar).await
    }

    /// The meetings of a calendar that have records, by their ids.
    ///
    /// # Errors
    /// When the database does.
    pub async fn recorded_entries(&mut self, calendar: &str) -> Result<HashSet<String>, StoreError> {
        let sql = "SELECT id FROM calendar_entry WHERE calendar = $1 AND gone IS NULL \
                   AND EXISTS (SELECT 1 FROM record WHERE record.meeting = calendar_entry.id)";
        let ids = sqlx::query_scalar(sql).bind(calendar).fetch_all(&mut **self).await?;
        Ok(ids.into_iter().collect())
    }

    /// Puts a meeting of a calendar in the place of what it said before.
    ///
    /// # Errors
    /// When the database does.
    pub async fn put_calendar_entry(
        &mut self,
        calendar: &str,
        entry: &CalendarEntry,
        now: i64,
    ) -> Result<(), StoreError> {
        let sql = "INSERT INTO calendar_entry (id, calendar, number, body, starts, ends, at, gone) \
                   VALUES ($1, $2, 1, $3, $4, $5, $6, NULL) ON CONFLICT (id) DO UPDATE SET \
                   number = calendar_entry.number + 1, body = excluded.body, starts = excluded.starts, \
                   ends = excluded.ends, at = excluded.at, gone = NULL";
        sqlx::query(sql)
            .bind(&entry.id)
            .bind(calendar)
            .bind(&entry.body)
            .bind(entry.starts)
            .bind(entry.ends)
            .bind(now)
            .execute(&mut **self)
            .await?;
        Ok(())
    }

    /// Takes a meeting of a calendar off the screens.
    ///
    /// # Errors
    /// When the database does.
    pub async fn end_calendar_entry(&mut self, id: &str, now: i64) -> Result<(), StoreError> {
        let sql = "UPDATE calendar_entry SET gone = $1 WHERE id = $2 AND gone IS NULL";
        sqlx::query(sql).bind(now).bind(id).execute(&mut **self).await?;
        Ok(())
    }

    /// Removes a calendar. Its meetings leave the screens; what was recorded of them keeps their names.
    ///
    /// # Errors
    /// When the database does.
    pub async fn remove_calendar(&mut self, id: &str, now: i64) -> Result<(), StoreError> {
        let sql = "UPDATE calendar_entry SET gone = $1 WHERE calendar = $2 AND gone IS NULL";
        sqlx::query(sql).bind(now).bind(id).execute(&mut **self).await?;
        sqlx::query("DELETE FROM calendar WHERE id = $1").bind(id).execute(&mut **self).await?;
        Ok(())
    }
}
