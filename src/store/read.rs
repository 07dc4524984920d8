//! Reading records, all of them at once and fast.

use std::collections::HashMap;

use sqlx::SqliteConnection;

use super::row::{self, Line};
use super::{Access, Store, Trouble};
use crate::domain::attendance::{Party, Record};
use crate::domain::meeting::MeetingId;

/// Records, thousands of them as one text. SQLx hands every row and every value of it from one
/// thread to another: 100,000 records in rows of their own take 235 ms, in these texts 65 ms.
macro_rules! lines {
    ($which:literal) => {
        concat!(
            "SELECT max(seq), group_concat(line, char(10)) FROM (SELECT seq, concat_ws(',', \
             seq, meeting, origin, band, sure, what, ifnull(way, ''), ifnull(party, ''), \
             ifnull(people, ''), ifnull(word, ''), hex(about), hex(mark), hex(key)) AS line FROM record WHERE ",
            $which,
            ")"
        )
    };
}

/// Of one or of all meetings, those after $1.
const ALL: &str = lines!("seq > $1 AND ($2 IS NULL OR meeting = $2) ORDER BY seq LIMIT 5000");
/// The first $2 after $1 that wait to be sent.
const WAITING: &str =
    lines!("seq > $1 AND seq IN (SELECT record FROM outbox WHERE parked IS NULL) ORDER BY seq LIMIT $2");

/// A record with what is stored beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Kept {
    pub seq: i64,
    pub origin: String,
    pub record: Record,
}

impl Store {
    /// The records of a meeting in the order in which they were stored.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn records(&mut self, meeting: &MeetingId) -> Result<Vec<Record>, Trouble> {
        self.read(Some(meeting), |line, names| names.record(&line)).await
    }

    /// Every record in the order in which they were stored.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn all(&mut self) -> Result<Vec<Record>, Trouble> {
        self.read(None, |line, names| names.record(&line)).await
    }

    /// What `make` makes of every record and of the name of where it was made, in the order in
    /// which they were stored.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn exported<T>(&mut self, make: impl Fn(Record, &str) -> T) -> Result<Vec<T>, Trouble> {
        self.read(None, |line, names| {
            let Kept { origin, record, .. } = names.kept(&line)?;
            Some(make(record, &origin))
        })
        .await
    }

    async fn read<T>(
        &mut self,
        meeting: Option<&MeetingId>,
        make: impl Fn(Line, &Names) -> Option<T>,
    ) -> Result<Vec<T>, Trouble> {
        self.begin(Access::Read).await?;
        let read = read(&mut self.connection, meeting, make).await;
        self.end(read).await
    }
}

/// The texts that records name by number.
pub(super) struct Names {
    meetings: HashMap<i64, MeetingId>,
    origins: HashMap<i64, String>,
    parties: HashMap<i64, Party>,
}

impl Names {
    async fn read(connection: &mut SqliteConnection) -> sqlx::Result<Names> {
        async fn texts(
            connection: &mut SqliteConnection,
            sql: &'static str,
        ) -> sqlx::Result<Vec<(i64, String)>> {
            sqlx::query_as(sql).fetch_all(connection).await
        }
        let meetings = texts(connection, "SELECT id, name FROM meeting").await?;
        let origins = texts(connection, "SELECT id, name FROM origin").await?;
        let parties = texts(connection, "SELECT id, people FROM party").await?;
        Ok(Names {
            meetings: meetings.into_iter().map(|(id, name)| (id, MeetingId(name))).collect(),
            origins: origins.into_iter().collect(),
            parties: parties.iter().filter_map(|(id, text)| Some((*id, row::party(text)?))).collect(),
        })
    }

    fn record(&self, line: &Line) -> Option<Record> {
        let party = match line.columns.party {
            Some(number) => Some(self.parties.get(&number)?),
            None => None,
        };
        row::record(line.key, self.meetings.get(&line.meeting)?.clone(), &line.columns, party)
    }

    pub fn kept(&self, line: &Line) -> Option<Kept> {
        let record = self.record(line)?;
        Some(Kept { seq: line.seq, origin: self.origins.get(&line.origin)?.clone(), record })
    }
}

/// Reads the records of one or of all meetings and makes something of each.
pub(super) async fn read<T>(
    connection: &mut SqliteConnection,
    meeting: Option<&MeetingId>,
    make: impl Fn(Line, &Names) -> Option<T>,
) -> sqlx::Result<Vec<T>> {
    let names = Names::read(connection).await?;
    let number = match meeting {
        None => None,
        Some(meeting) => match names.meetings.iter().find(|(_, name)| *name == meeting) {
            Some((number, _)) => Some(*number),
            None => return Ok(Vec::new()),
        },
    };
    let mut all = Vec::new();
    let mut text = text_of(connection, ALL, i64::MIN, number).await?;
    while let Some((last, lines)) = text {
        // The database is on another thread: it writes the next text while this one is read.
        let read = async { records_of(&lines, |line| make(line, &names), &mut all) };
        let (next, ()) = tokio::join!(biased; text_of(connection, ALL, last, number), read);
        text = next?;
    }
    Ok(all)
}

/// The first records that wait to be sent.
pub(super) async fn waiting(connection: &mut SqliteConnection, most: u32) -> sqlx::Result<Vec<Kept>> {
    let names = Names::read(connection).await?;
    let mut all = Vec::new();
    if let Some((_, lines)) = text_of(connection, WAITING, i64::MIN, Some(i64::from(most))).await? {
        records_of(&lines, |line| names.kept(&line), &mut all);
    }
    Ok(all)
}

/// One text of records and the number of the last; nothing when there are none.
async fn text_of(
    connection: &mut SqliteConnection,
    sql: &'static str,
    after: i64,
    second: Option<i64>,
) -> sqlx::Result<Option<(i64, String)>> {
    let text = sqlx::query_as(sql).bind(after).bind(second).fetch_one(connection).await?;
    let (last, lines): (Option<i64>, Option<String>) = text;
    Ok(last.zip(lines))
}

/// The records of a text. One that cannot be read is told and passed over: it must not take the
/// others with it.
fn records_of<T>(lines: &str, make: impl Fn(Line) -> Option<T>, all: &mut Vec<T>) {
    for line in lines.split('\n') {
        match Line::parse(line).and_then(&make) {
            Some(made) => all.push(made),
            None => tracing::error!("A record in the database cannot be read; it is passed over."),
        }
    }
}
