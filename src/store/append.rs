//! Adding records: all of them with their places in the outbox, or none.

use std::collections::{HashMap, HashSet};

use sqlx::{QueryBuilder, Sqlite, SqliteConnection};

use super::row::{self, Columns};
use super::{Access, Store, Trouble, setting};
use crate::api;
use crate::domain::attendance::{Record, RecordKey, What};

/// What became of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stored {
    New,
    /// It was here before; nothing was changed.
    Repeated,
}

/// Whether a record has still to be sent to a hub.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sending {
    Waits,
    Done,
}

/// Records to a statement: thirteen values each stay far below what SQLite takes.
const AT_ONCE: usize = 500;

/// What lies in one of the tables of texts (meetings, origins, parties), by its number.
type Numbers = HashMap<String, i64>;

impl Store {
    /// Stores records that were made by `origin` (the name of a kiosk or command), in their order.
    /// When this comes back they are on the disk: all, or with an error none. A key that is known
    /// is looked at first and answered as stored. `about` are the public words of the meetings, as
    /// the programme has them now: reports need them when it has them no more.
    ///
    /// # Errors
    /// When they could not be stored; nothing was then.
    pub async fn append(
        &mut self,
        records: &[Record],
        origin: &str,
        about: &[api::Meeting],
    ) -> Result<Vec<Stored>, Trouble> {
        self.begin(Access::Write).await?;
        let appended = self.append_now(records, origin, about).await;
        match self.end(appended).await? {
            Some(stored) => Ok(stored),
            None => Err(Trouble::Gone { path: self.path.clone() }),
        }
    }

    /// Nothing when this is no longer the database whose salt is known here.
    async fn append_now(
        &mut self,
        records: &[Record],
        origin: &str,
        about: &[api::Meeting],
    ) -> sqlx::Result<Option<Vec<Stored>>> {
        // A restore may have brought another salt: a receipt given out under the old one could
        // never be found again.
        if records.iter().any(has_receipt) && setting::salt(&mut self.connection).await? != Some(self.salt) {
            return Ok(None);
        }
        let from = records.iter().map(|record| (record, origin));
        let stored = append(&mut self.connection, from, Sending::Waits).await?;
        if stored.contains(&Stored::New) {
            for meeting in about {
                keep_words(&mut self.connection, meeting).await?;
            }
        }
        Ok(Some(stored))
    }
}

fn has_receipt(record: &Record) -> bool {
    matches!(record.what, What::Registered { mark: Some(_), .. })
}

/// Adds those records whose keys are not here yet.
pub(super) async fn append<'r>(
    connection: &mut SqliteConnection,
    records: impl Iterator<Item = (&'r Record, &'r str)>,
    sending: Sending,
) -> sqlx::Result<Vec<Stored>> {
    let records: Vec<(&Record, &str)> = records.collect();
    let (mut meetings, mut origins, mut parties) = (Numbers::new(), Numbers::new(), Numbers::new());
    let mut stored = Vec::with_capacity(records.len());
    for records in records.chunks(AT_ONCE) {
        let mut known = known(connection, records.iter().map(|(record, _)| record.key)).await?;
        let mut rows = Vec::new();
        for (record, origin) in records {
            if !known.insert(record.key) {
                stored.push(Stored::Repeated);
                continue;
            }
            stored.push(Stored::New);
            let meeting = number(connection, &MEETING, &record.meeting.0, &mut meetings).await?;
            let origin = number(connection, &ORIGIN, origin, &mut origins).await?;
            let columns = row::columns(record);
            let party = match &columns.party {
                Some(party) => Some(number(connection, &PARTY, party, &mut parties).await?),
                None => None,
            };
            rows.push((record.key, meeting, origin, party, columns));
        }
        insert(connection, &rows, sending).await?;
    }
    Ok(stored)
}

/// Which of these keys are here.
pub(super) async fn known(
    connection: &mut SqliteConnection,
    keys: impl Iterator<Item = RecordKey>,
) -> sqlx::Result<HashSet<RecordKey>> {
    let mut query = QueryBuilder::<Sqlite>::new("SELECT key FROM record WHERE key IN (");
    let mut list = query.separated(", ");
    for key in keys {
        list.push_bind(key.0.to_be_bytes().to_vec());
    }
    query.push(")");
    let found: Vec<Vec<u8>> = query.build_query_scalar().fetch_all(connection).await?;
    let key = |bytes: Vec<u8>| bytes.try_into().ok().map(|bytes| RecordKey(u128::from_be_bytes(bytes)));
    Ok(found.into_iter().filter_map(key).collect())
}

/// How to find a text in a table and how to put it there.
struct Texts {
    find: &'static str,
    add: &'static str,
}

const MEETING: Texts = Texts {
    find: "SELECT id FROM meeting WHERE name = $1",
    add: "INSERT INTO meeting (name) VALUES ($1) RETURNING id",
};
const ORIGIN: Texts = Texts {
    find: "SELECT id FROM origin WHERE name = $1",
    add: "INSERT INTO origin (name) VALUES ($1) RETURNING id",
};
const PARTY: Texts = Texts {
    find: "SELECT id FROM party WHERE people = $1",
    add: "INSERT INTO party (people) VALUES ($1) RETURNING id",
};

/// The number of a text, which is put into its table when it is not there.
async fn number(
    connection: &mut SqliteConnection,
    table: &Texts,
    text: &str,
    seen: &mut Numbers,
) -> sqlx::Result<i64> {
    if let Some(number) = seen.get(text) {
        return Ok(*number);
    }
    let found = sqlx::query_scalar(table.find).bind(text).fetch_optional(&mut *connection).await?;
    let number = match found {
        Some(number) => number,
        None => sqlx::query_scalar(table.add).bind(text).fetch_one(&mut *connection).await?,
    };
    seen.insert(text.to_owned(), number);
    Ok(number)
}

/// A record with the numbers of its meeting, its origin and its party.
type Row = (RecordKey, i64, i64, Option<i64>, Columns<String>);

async fn insert(connection: &mut SqliteConnection, rows: &[Row], sending: Sending) -> sqlx::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let mut query = QueryBuilder::<Sqlite>::new(
        "INSERT INTO record (key, meeting, origin, band, sure, what, way, party, people, word, about, mark) ",
    );
    query.push_values(rows, |mut values, (key, meeting, origin, party, columns)| {
        values.push_bind(key.0.to_be_bytes().to_vec());
        values.push_bind(*meeting).push_bind(*origin);
        values.push_bind(columns.band).push_bind(i64::from(columns.sure)).push_bind(columns.what);
        values.push_bind(columns.way).push_bind(*party).push_bind(columns.people).push_bind(columns.word);
        values.push_bind(columns.about.map(|key| key.0.to_be_bytes().to_vec()));
        values.push_bind(columns.mark.map(|mark| mark.0.to_vec()));
    });
    let last = query.build().execute(&mut *connection).await?.last_insert_rowid();
    if sending == Sending::Waits {
        // One statement numbers its rows one after the other.
        let first = last - rows.len() as i64 + 1;
        let sql = "INSERT INTO outbox (record) SELECT seq FROM record WHERE seq BETWEEN $1 AND $2";
        sqlx::query(sql).bind(first).bind(last).execute(connection).await?;
    }
    Ok(())
}

/// Remembers the words of a meeting that has records.
pub(super) async fn keep_words(
    connection: &mut SqliteConnection,
    meeting: &api::Meeting,
) -> sqlx::Result<()> {
    // On which line of its source a meeting stands is nothing that a report needs.
    let meeting = api::Meeting { source_line: None, ..meeting.clone() };
    let words = serde_json::to_string(&meeting).map_err(|error| sqlx::Error::Encode(error.into()))?;
    let sql = "UPDATE meeting SET words = $2 WHERE name = $1 AND words IS NOT $2";
    sqlx::query(sql).bind(&meeting.id).bind(words).execute(connection).await.map(drop)
}
