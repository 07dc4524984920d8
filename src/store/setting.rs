//! Small facts that outlive a restart, the salt among them, and the words that records speak of.

use sqlx::SqliteConnection;

use super::{Access, Store, Trouble};
use crate::api;
use crate::domain::attendance::{Mark, Salt};
use crate::domain::meeting::MeetingId;

const SALT: &str = "salt";

/// The salt of a database; nothing in one that was just made.
pub(super) async fn salt(connection: &mut SqliteConnection) -> sqlx::Result<Option<Salt>> {
    let text = get(connection, SALT).await?;
    // A mark has the same bits and the same form.
    Ok(text.and_then(|text| Mark::parse(&text)).map(|Mark(bits)| Salt(bits)))
}

pub(super) async fn keep_salt(connection: &mut SqliteConnection, salt: Salt) -> sqlx::Result<()> {
    set(connection, SALT, &Mark(salt.0).to_string()).await
}

async fn get(connection: &mut SqliteConnection, name: &str) -> sqlx::Result<Option<String>> {
    sqlx::query_scalar("SELECT value FROM setting WHERE name = $1")
        .bind(name)
        .fetch_optional(connection)
        .await
}

async fn set(connection: &mut SqliteConnection, name: &str, value: &str) -> sqlx::Result<()> {
    let sql = "INSERT INTO setting (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = $2";
    sqlx::query(sql).bind(name).bind(value).execute(connection).await.map(drop)
}

impl Store {
    /// What was set under this name.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn get_setting(&mut self, name: &str) -> Result<Option<String>, Trouble> {
        let value = get(&mut self.connection, name).await;
        value.map_err(|error| Trouble::of(&self.path, &error))
    }

    /// Remembers a value over restarts, such as whether the reception is pinned.
    ///
    /// # Errors
    /// When it could not be written.
    pub async fn set_setting(&mut self, name: &str, value: &str) -> Result<(), Trouble> {
        self.begin(Access::Write).await?;
        let set = set(&mut self.connection, name, value).await;
        self.end(set).await
    }

    /// Remembers the words of the categories in their order. What a programme has no more stays
    /// behind them, for the reports of earlier meetings.
    ///
    /// # Errors
    /// When they could not be written.
    pub async fn keep_categories(&mut self, categories: &[api::Category]) -> Result<(), Trouble> {
        let known = self.categories().await?;
        if known.get(..categories.len()).is_some_and(|known| known == categories) {
            return Ok(());
        }
        self.begin(Access::Write).await?;
        let kept = keep_categories(&mut self.connection, categories).await;
        self.end(kept).await
    }

    /// Every category that was ever kept, those of the latest programme first and in its order.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn categories(&mut self) -> Result<Vec<api::Category>, Trouble> {
        let rows: Result<Vec<String>, _> =
            sqlx::query_scalar("SELECT words FROM category ORDER BY place, name")
                .fetch_all(&mut self.connection)
                .await;
        let rows = rows.map_err(|error| Trouble::of(&self.path, &error))?;
        Ok(rows.iter().filter_map(|words| serde_json::from_str(words).ok()).collect())
    }

    /// The words of a meeting as they were when its last record came.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn snapshot(&mut self, meeting: &MeetingId) -> Result<Option<api::Meeting>, Trouble> {
        let words: Result<Option<Option<String>>, _> =
            sqlx::query_scalar("SELECT words FROM meeting WHERE name = $1")
                .bind(&meeting.0)
                .fetch_optional(&mut self.connection)
                .await;
        let words = words.map_err(|error| Trouble::of(&self.path, &error))?.flatten();
        Ok(words.and_then(|words| serde_json::from_str(&words).ok()))
    }

    /// The meetings that have records, in the order of their first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn meetings(&mut self) -> Result<Vec<MeetingId>, Trouble> {
        let names: Result<Vec<String>, _> =
            sqlx::query_scalar("SELECT name FROM meeting ORDER BY id").fetch_all(&mut self.connection).await;
        let names = names.map_err(|error| Trouble::of(&self.path, &error))?;
        Ok(names.into_iter().map(MeetingId).collect())
    }
}

pub(super) async fn keep_categories(
    connection: &mut SqliteConnection,
    categories: &[api::Category],
) -> sqlx::Result<()> {
    let behind = "UPDATE category SET place = place + $1";
    sqlx::query(behind).bind(categories.len() as i64).execute(&mut *connection).await?;
    for (place, category) in (0_i64..).zip(categories) {
        let sql = "INSERT INTO category (name, place, words) VALUES ($1, $2, $3) \
                   ON CONFLICT (name) DO UPDATE SET place = $2, words = $3";
        let words = serde_json::to_string(category).map_err(|error| sqlx::Error::Encode(error.into()))?;
        sqlx::query(sql).bind(&category.id).bind(place).bind(words).execute(&mut *connection).await?;
    }
    Ok(())
}
