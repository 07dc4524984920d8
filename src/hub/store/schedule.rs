//! The schedule as lists of it: page by page, by what is looked for.

use std::collections::HashMap;

use sqlx::Row;

use super::item::{COLUMNS, item};
use super::{Change, Item, Kind, Reading, StoreError};

/// Which meetings a list has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// Not over: also what has no day yet.
    Coming,
    /// Of those, what screens show.
    Published,
    /// What was never shown, or has changes that were not.
    Drafts,
    /// Over, the newest first.
    Past,
    All,
}

impl Which {
    pub const ALL: [Which; 5] = [Which::Coming, Which::Published, Which::Drafts, Which::Past, Which::All];

    pub fn key(self) -> &'static str {
        match self {
            Which::Coming => "coming",
            Which::Published => "published",
            Which::Drafts => "drafts",
            Which::Past => "past",
            Which::All => "all",
        }
    }

    pub fn from_key(key: &str) -> Option<Which> {
        Which::ALL.into_iter().find(|which| which.key() == key)
    }

    /// What it asks of a row; whether it asks by the time.
    fn condition(self) -> (&'static str, bool) {
        match self {
            Which::Coming => ("(item.ends IS NULL OR item.ends > $2)", true),
            Which::Published => ("(item.ends IS NULL OR item.ends > $2) AND item.shown IS NOT NULL", true),
            Which::Drafts => ("(item.shown IS NULL OR item.shown <> item.latest)", false),
            Which::Past => ("item.ends <= $2", true),
            Which::All => ("item.removed IS NULL", false),
        }
    }

    /// A repeating meeting without an end has no place among days: it comes after them, and what
    /// is undecided after that.
    fn order(self) -> &'static str {
        match self {
            Which::Coming | Which::Published | Which::Drafts => {
                "CASE WHEN item.starts IS NULL THEN 2 WHEN item.ends IS NULL THEN 1 ELSE 0 END, item.starts, item.id"
            }
            Which::Past | Which::All => "item.starts IS NULL, item.starts DESC, item.id",
        }
    }
}

/// A meeting with what its newest version says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    pub item: Item,
    /// The wire's JSON.
    pub body: String,
    /// When that was written, milliseconds since 1970.
    pub at: i64,
}

/// A meeting at about the time of another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Neighbour {
    pub id: String,
    /// First and last moment, milliseconds since 1970; a row of meetings may have no end.
    pub starts: i64,
    pub ends: Option<i64>,
    /// The name of the calendar it comes from.
    pub calendar: Option<String>,
}

/// A word as a pattern that finds it anywhere.
fn pattern(word: &str) -> String {
    let word = word.to_lowercase().replace('!', "!!").replace('%', "!%").replace('_', "!_");
    format!("%{word}%")
}

/// The condition of a list, and the patterns that are bound behind kind and time.
fn asked(which: Which, words: &[&str]) -> (String, bool, Vec<String>, usize) {
    let (condition, by_time) = which.condition();
    let mut next = if by_time { 3 } else { 2 };
    let mut sql = format!("item.kind = $1 AND {condition} AND item.removed IS NULL");
    let mut patterns = Vec::new();
    for word in words {
        sql.push_str(&format!(" AND item.words LIKE ${next} ESCAPE '!'"));
        patterns.push(pattern(word));
        next += 1;
    }
    (sql, by_time, patterns, next)
}

impl Reading {
    /// One page of a list. Every one of `words` has to stand somewhere in a meeting.
    ///
    /// # Errors
    /// When the database does.
    pub async fn schedule(
        &mut self,
        which: Which,
        words: &[&str],
        now: i64,
        from: i64,
        most: i64,
    ) -> Result<Vec<Listed>, StoreError> {
        let (condition, by_time, patterns, next) = asked(which, words);
        let columns: Vec<String> = COLUMNS.split(", ").map(|column| format!("item.{column}")).collect();
        let (columns, order) = (columns.join(", "), which.order());
        // The page first, then what its rows say: joined the other way round, the whole past is read for
        // fifty lines of it.
        let sql = format!(
            "SELECT {columns}, version.body, version.at \
             FROM (SELECT {COLUMNS} FROM item WHERE {condition} ORDER BY {order} LIMIT ${next} OFFSET ${}) item \
             JOIN version ON version.kind = item.kind AND version.id = item.id \
             AND version.number = item.latest ORDER BY {order}",
            next + 1
        );
        let mut query = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(Kind::Meeting.key());
        if by_time {
            query = query.bind(now);
        }
        for pattern in patterns {
            query = query.bind(pattern);
        }
        let rows = query.bind(most).bind(from).fetch_all(&mut **self).await?;
        rows.iter()
            .map(|row| Ok(Listed { item: item(row)?, body: row.try_get(12)?, at: row.try_get(13)? }))
            .collect()
    }

    /// How many there are in all.
    ///
    /// # Errors
    /// When the database does.
    pub async fn schedule_count(
        &mut self,
        which: Which,
        words: &[&str],
        now: i64,
    ) -> Result<i64, StoreError> {
        let (condition, by_time, patterns, _) = asked(which, words);
        let sql = format!("SELECT COUNT(*) FROM item WHERE {condition}");
        let mut query = sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).bind(Kind::Meeting.key());
        if by_time {
            query = query.bind(now);
        }
        for pattern in patterns {
            query = query.bind(pattern);
        }
        Ok(query.fetch_one(&mut **self).await?)
    }

    /// Meetings that may say something: those of staff whose newest version does, and whatever calendars
    /// of others ever brought, which is not written down word by word. With the moment at which each begins,
    /// milliseconds since 1970, where it is written down.
    ///
    /// # Errors
    /// When the database does.
    pub async fn meetings_that_say(
        &mut self,
        something: &str,
    ) -> Result<Vec<(String, Option<i64>)>, StoreError> {
        let sql = "SELECT id, starts FROM item WHERE kind = $1 AND words LIKE $2 ESCAPE '!' \
                   UNION ALL SELECT id, starts FROM calendar_entry";
        let query = sqlx::query_as(sql).bind(Kind::Meeting.key()).bind(pattern(something));
        Ok(query.fetch_all(&mut **self).await?)
    }

    /// When meetings are that touch a stretch of time: those of staff, by their newest versions, and those of
    /// calendars; repeating ones that began before it are among them. Without their words, so that it is no
    /// matter how many there are.
    ///
    /// # Errors
    /// When the database does.
    pub async fn neighbours(&mut self, from: i64, until: i64) -> Result<Vec<Neighbour>, StoreError> {
        type Row = (String, i64, Option<i64>, Option<String>);
        let sql = "SELECT id, starts, ends, CAST(NULL AS TEXT) FROM item WHERE kind = $1 AND removed IS NULL \
                   AND starts < $2 AND (ends IS NULL OR ends > $3) ORDER BY starts, id";
        let query = sqlx::query_as(sql).bind(Kind::Meeting.key()).bind(until).bind(from);
        let mut rows: Vec<Row> = query.fetch_all(&mut **self).await?;
        let sql = "SELECT calendar_entry.id, calendar_entry.starts, calendar_entry.ends, calendar.name \
                   FROM calendar_entry JOIN calendar ON calendar.id = calendar_entry.calendar \
                   WHERE calendar_entry.gone IS NULL AND calendar_entry.starts < $1 \
                   AND (calendar_entry.ends IS NULL OR calendar_entry.ends > $2) \
                   ORDER BY calendar_entry.starts, calendar_entry.id";
        rows.extend(sqlx::query_as::<_, Row>(sql).bind(until).bind(from).fetch_all(&mut **self).await?);
        let neighbour = |(id, starts, ends, calendar)| Neighbour { id, starts, ends, calendar };
        let mut all: Vec<Neighbour> = rows.into_iter().map(neighbour).collect();
        all.sort_by_key(|one| one.starts);
        Ok(all)
    }

    /// What some of them say, as the wire's JSON.
    ///
    /// # Errors
    /// When the database does.
    pub async fn bodies_of<'n>(
        &mut self,
        neighbours: &'n [Neighbour],
    ) -> Result<Vec<(&'n Neighbour, String)>, StoreError> {
        let mut bodies = HashMap::new();
        for is_of_calendar in [false, true] {
            let ids: Vec<&str> = neighbours
                .iter()
                .filter(|one| one.calendar.is_some() == is_of_calendar)
                .map(|one| one.id.as_str())
                .collect();
            if ids.is_empty() {
                continue;
            }
            let places: Vec<String> = (1..=ids.len()).map(|number| format!("${number}")).collect();
            let (from, id) = if is_of_calendar {
                ("id, body FROM calendar_entry WHERE gone IS NULL".to_owned(), "id")
            } else {
                let joined = "version ON version.kind = item.kind AND version.id = item.id \
                              AND version.number = item.latest";
                let kind = Kind::Meeting.key();
                (
                    format!("item.id, version.body FROM item JOIN {joined} WHERE item.kind = '{kind}'"),
                    "item.id",
                )
            };
            let sql = format!("SELECT {from} AND {id} IN ({})", places.join(", "));
            let mut query = sqlx::query_as::<_, (String, String)>(sqlx::AssertSqlSafe(sql));
            for id in ids {
                query = query.bind(id);
            }
            let found = query.fetch_all(&mut **self).await?;
            bodies.extend(found.into_iter().map(|(id, body)| ((is_of_calendar, id), body)));
        }
        let with_body = |one: &'n Neighbour| {
            let body = bodies.remove(&(one.calendar.is_some(), one.id.clone()))?;
            Some((one, body))
        };
        Ok(neighbours.iter().filter_map(with_body).collect())
    }
}

impl Change {
    /// Planned versions whose moment has come, of every kind. Whoever asks stands in a line, so
    /// that of two hubs one shows them.
    ///
    /// # Errors
    /// When the database does.
    pub async fn due(&mut self, now: i64) -> Result<Vec<Item>, StoreError> {
        self.count("record", 0).await?;
        let sql = format!(
            "SELECT {COLUMNS} FROM item WHERE removed IS NULL AND planned IS NOT NULL AND planned_at <= $1 \
             ORDER BY planned_at, kind, id"
        );
        let rows = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(now).fetch_all(&mut **self).await?;
        rows.iter().map(item).collect()
    }
}
