//! What staff add to attendance: contact details, head counts, what was reported. The records
//! themselves are in `record.rs`, and nothing here leads to one.

use super::{Change, Reading, StoreError};

/// How to reach somebody who registered by telephone, fax or at the counter.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct ContactRow {
    pub id: String,
    pub meeting: String,
    pub name: String,
    pub tel: String,
    pub fax: String,
    pub mail: String,
    pub note: String,
    /// The day it was entered, milliseconds since 1970: no finer.
    pub day: i64,
    /// The end of its meeting as it was last known.
    pub over: Option<i64>,
}

/// Never with what it says: it must not stand in a log.
impl std::fmt::Debug for ContactRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ContactRow(..)")
    }
}

/// People that staff counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadCount {
    pub id: String,
    pub meeting: String,
    /// `venue` or `online`.
    pub place: String,
    pub people: i64,
    pub at: i64,
    pub who: String,
}

/// That a meeting was reported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reported {
    /// Number of the last record that was in it.
    pub last: i64,
    pub at: i64,
    pub who: String,
}

type Row = (String, String, String, String, String, String, String, i64, Option<i64>);

const COLUMNS: &str = "id, meeting, name, tel, fax, mail, note, day, ends";

fn contact((id, meeting, name, tel, fax, mail, note, day, over): Row) -> ContactRow {
    ContactRow { id, meeting, name, tel, fax, mail, note, day, over }
}

async fn contacts(
    connection: &mut sqlx::AnyConnection,
    meeting: &str,
) -> Result<Vec<ContactRow>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM contact WHERE meeting = $1 ORDER BY name, id");
    let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(meeting).fetch_all(connection).await?;
    Ok(rows.into_iter().map(contact).collect())
}

impl Reading {
    /// Contact details for a meeting, by name.
    ///
    /// # Errors
    /// When the database does.
    pub async fn contacts(&mut self, meeting: &str) -> Result<Vec<ContactRow>, StoreError> {
        contacts(self, meeting).await
    }

    /// Meetings that there are contact details for, with the earliest day of them and the end of
    /// the meeting as it was last known.
    ///
    /// # Errors
    /// When the database does.
    pub async fn meetings_with_contacts(&mut self) -> Result<Vec<(String, i64, Option<i64>)>, StoreError> {
        let sql = "SELECT meeting, MIN(day), MAX(ends) FROM contact GROUP BY meeting ORDER BY meeting";
        Ok(sqlx::query_as(sql).fetch_all(&mut **self).await?)
    }

    /// How many people came in by each channel.
    ///
    /// # Errors
    /// When the database does.
    pub async fn sign_ups(&mut self, meeting: &str) -> Result<Vec<(String, i64)>, StoreError> {
        let sql = "SELECT channel, people FROM sign_up WHERE meeting = $1 ORDER BY channel";
        Ok(sqlx::query_as(sql).bind(meeting).fetch_all(&mut **self).await?)
    }

    /// All head counts of a meeting, the newest first.
    ///
    /// # Errors
    /// When the database does.
    pub async fn head_counts(&mut self, meeting: &str) -> Result<Vec<HeadCount>, StoreError> {
        let sql = "SELECT id, meeting, place, people, at, who FROM head_count WHERE meeting = $1 \
                   ORDER BY at DESC, id";
        let rows: Vec<(String, String, String, i64, i64, String)> =
            sqlx::query_as(sql).bind(meeting).fetch_all(&mut **self).await?;
        let count = |(id, meeting, place, people, at, who)| HeadCount { id, meeting, place, people, at, who };
        Ok(rows.into_iter().map(count).collect())
    }

    /// Whether a meeting was reported, and when.
    ///
    /// # Errors
    /// When the database does.
    pub async fn reported(&mut self, meeting: &str) -> Result<Option<Reported>, StoreError> {
        let sql = "SELECT last, at, who FROM reported WHERE meeting = $1";
        let row: Option<(i64, i64, String)> =
            sqlx::query_as(sql).bind(meeting).fetch_optional(&mut **self).await?;
        Ok(row.map(|(last, at, who)| Reported { last, at, who }))
    }
}

impl Change {
    /// Adds contact details. All those of the meeting are written anew in the order of their random
    /// ids: the order in which rows lie on the disk tells nothing of who came first.
    ///
    /// # Errors
    /// When the database does.
    pub async fn add_contact(&mut self, new: &ContactRow) -> Result<(), StoreError> {
        let mut rows = contacts(self, &new.meeting).await?;
        if rows.iter().any(|row| row.id == new.id) {
            return Ok(());
        }
        rows.push(new.clone());
        rows.sort_by(|a, b| a.id.cmp(&b.id));
        self.remove_contacts(&new.meeting).await?;
        let sql = format!("INSERT INTO contact ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)");
        for row in rows {
            sqlx::query(sqlx::AssertSqlSafe(sql.clone()))
                .bind(row.id)
                .bind(row.meeting)
                .bind(row.name)
                .bind(row.tel)
                .bind(row.fax)
                .bind(row.mail)
                .bind(row.note)
                .bind(row.day)
                .bind(row.over)
                .execute(&mut **self)
                .await?;
        }
        Ok(())
    }

    /// Removes the contact details of a meeting; how many there were.
    ///
    /// # Errors
    /// When the database does.
    pub async fn remove_contacts(&mut self, meeting: &str) -> Result<u64, StoreError> {
        let removing = sqlx::query("DELETE FROM contact WHERE meeting = $1").bind(meeting);
        Ok(removing.execute(&mut **self).await?.rows_affected())
    }

    /// Removes one; whether it was there.
    ///
    /// # Errors
    /// When the database does.
    pub async fn remove_contact(&mut self, meeting: &str, id: &str) -> Result<bool, StoreError> {
        let removing = sqlx::query("DELETE FROM contact WHERE meeting = $1 AND id = $2");
        Ok(removing.bind(meeting).bind(id).execute(&mut **self).await?.rows_affected() > 0)
    }

    /// Notes the end of the meeting of contact details, so that it is still known when the meeting is
    /// not.
    ///
    /// # Errors
    /// When the database does.
    pub async fn note_end(&mut self, meeting: &str, over: i64) -> Result<(), StoreError> {
        let sql = "UPDATE contact SET ends = $1 WHERE meeting = $2";
        sqlx::query(sql).bind(over).bind(meeting).execute(&mut **self).await?;
        Ok(())
    }

    /// Counts people who came in by a channel.
    ///
    /// # Errors
    /// When the database does.
    pub async fn count_sign_up(
        &mut self,
        meeting: &str,
        channel: &str,
        people: i64,
    ) -> Result<(), StoreError> {
        let sql = "INSERT INTO sign_up (meeting, channel, people) VALUES ($1, $2, $3) \
                   ON CONFLICT (meeting, channel) DO UPDATE SET people = sign_up.people + excluded.people";
        sqlx::query(sql).bind(meeting).bind(channel).bind(people).execute(&mut **self).await?;
        Ok(())
    }

    /// Adds a head count; whether it is new.
    ///
    /// # Errors
    /// When the database does.
    pub async fn add_head_count(&mut self, count: &HeadCount) -> Result<bool, StoreError> {
        let sql = "INSERT INTO head_count (id, meeting, place, people, at, who) \
                   VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id) DO NOTHING";
        let adding = sqlx::query(sql)
            .bind(&count.id)
            .bind(&count.meeting)
            .bind(&count.place)
            .bind(count.people)
            .bind(count.at)
            .bind(&count.who);
        Ok(adding.execute(&mut **self).await?.rows_affected() > 0)
    }

    /// Notes that a meeting was reported, or that it was not.
    ///
    /// # Errors
    /// When the database does.
    pub async fn set_reported(
        &mut self,
        meeting: &str,
        reported: Option<&Reported>,
    ) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM reported WHERE meeting = $1").bind(meeting).execute(&mut **self).await?;
        if let Some(reported) = reported {
            let sql = "INSERT INTO reported (meeting, last, at, who) VALUES ($1, $2, $3, $4)";
            sqlx::query(sql)
                .bind(meeting)
                .bind(reported.last)
                .bind(reported.at)
                .bind(&reported.who)
                .execute(&mut **self)
                .await?;
        }
        Ok(())
    }
}
