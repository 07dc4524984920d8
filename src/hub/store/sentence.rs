//! What people said of a meeting afterwards.

use super::{Change, Reading, StoreError};

/// What has become of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SentenceState {
    New,
    /// For the newsletter.
    Kept,
    /// It stands on the screens as a voice.
    Published,
    /// Its text is gone; the row is left so that sending it again does not bring it back.
    Removed,
}

impl SentenceState {
    pub const ALL: [SentenceState; 4] =
        [SentenceState::New, SentenceState::Kept, SentenceState::Published, SentenceState::Removed];

    pub fn key(self) -> &'static str {
        match self {
            SentenceState::New => "new",
            SentenceState::Kept => "kept",
            SentenceState::Published => "published",
            SentenceState::Removed => "removed",
        }
    }

    pub fn from_key(key: &str) -> Option<SentenceState> {
        SentenceState::ALL.into_iter().find(|state| state.key() == key)
    }
}

/// One sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// 32 hexadecimal digits, made with the form: sent twice, it is one.
    pub id: String,
    pub meeting: String,
    /// The language of the page it was written on.
    pub lang: String,
    pub text: String,
    /// 2026-12-17.
    pub day: String,
    pub state: SentenceState,
}

type Row = (String, String, String, String, String, String);
const COLUMNS: &str = "id, meeting, lang, text, day, state";

fn sentence((id, meeting, lang, text, day, state): Row) -> Result<Sentence, StoreError> {
    let state = SentenceState::from_key(&state)
        .ok_or_else(|| StoreError::Row(format!("state of a sentence {state}")))?;
    Ok(Sentence { id, meeting, lang, text, day, state })
}

async fn find(connection: &mut sqlx::AnyConnection, id: &str) -> Result<Option<Sentence>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM sentence WHERE id = $1");
    let row: Option<Row> =
        sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(id).fetch_optional(connection).await?;
    row.map(sentence).transpose()
}

impl Reading {
    /// All sentences in a state, the newest day first.
    ///
    /// # Errors
    /// When the database does.
    pub async fn sentences(&mut self, state: SentenceState) -> Result<Vec<Sentence>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM sentence WHERE state = $1 ORDER BY day DESC, meeting, id");
        let rows: Vec<Row> =
            sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(state.key()).fetch_all(&mut **self).await?;
        rows.into_iter().map(sentence).collect()
    }

    /// One sentence.
    ///
    /// # Errors
    /// When the database does.
    pub async fn sentence(&mut self, id: &str) -> Result<Option<Sentence>, StoreError> {
        find(self, id).await
    }
}

impl Change {
    /// One sentence as it is within this change.
    ///
    /// # Errors
    /// When the database does.
    pub async fn sentence(&mut self, id: &str) -> Result<Option<Sentence>, StoreError> {
        find(self, id).await
    }

    /// How many sentences of a meeting nobody has looked at.
    ///
    /// # Errors
    /// When the database does.
    pub async fn new_sentences(&mut self, meeting: &str) -> Result<i64, StoreError> {
        let sql = "SELECT COUNT(*) FROM sentence WHERE meeting = $1 AND state = 'new'";
        Ok(sqlx::query_scalar(sql).bind(meeting).fetch_one(&mut **self).await?)
    }

    /// Takes a sentence in. One that is here stays as it is.
    ///
    /// # Errors
    /// When the database does.
    pub async fn add_sentence(&mut self, row: &Sentence) -> Result<(), StoreError> {
        let sql = "INSERT INTO sentence (id, meeting, lang, text, day, state) \
                   VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id) DO NOTHING";
        sqlx::query(sql)
            .bind(&row.id)
            .bind(&row.meeting)
            .bind(&row.lang)
            .bind(&row.text)
            .bind(&row.day)
            .bind(row.state.key())
            .execute(&mut **self)
            .await?;
        Ok(())
    }

    /// Puts other words in the place of a sentence that nobody has taken up yet; whether it was so.
    ///
    /// # Errors
    /// When the database does.
    pub async fn correct_sentence(&mut self, id: &str, lang: &str, text: &str) -> Result<bool, StoreError> {
        let sql = "UPDATE sentence SET lang = $1, text = $2 WHERE id = $3 AND state = 'new'";
        let corrected = sqlx::query(sql).bind(lang).bind(text).bind(id).execute(&mut **self).await?;
        Ok(corrected.rows_affected() == 1)
    }

    /// Says what became of a sentence. A removed one loses its text.
    ///
    /// # Errors
    /// When the database does.
    pub async fn set_sentence_state(&mut self, id: &str, state: SentenceState) -> Result<(), StoreError> {
        let sql = match state {
            SentenceState::Removed => "UPDATE sentence SET state = $1, text = '' WHERE id = $2",
            SentenceState::New | SentenceState::Kept | SentenceState::Published => {
                "UPDATE sentence SET state = $1 WHERE id = $2"
            }
        };
        sqlx::query(sql).bind(state.key()).bind(id).execute(&mut **self).await?;
        Ok(())
    }

    /// Deletes every sentence of an earlier day that was not published; how many there were.
    ///
    /// # Errors
    /// When the database does.
    pub async fn delete_sentences(&mut self, before: &str) -> Result<u64, StoreError> {
        let sql = "DELETE FROM sentence WHERE state <> 'published' AND day < $1";
        Ok(sqlx::query(sql).bind(before).execute(&mut **self).await?.rows_affected())
    }
}
