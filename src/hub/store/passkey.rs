//! Passkeys, and what they are asked to sign.

use super::{Change, Reading, StoreError};

/// A passkey of somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasskeyRow {
    pub id: String,
    pub account: String,
    /// What its owner calls it.
    pub name: String,
    /// By what the device knows it, in hexadecimal digits.
    pub credential: String,
    /// Its public key and how often it has signed, as JSON.
    pub body: String,
    /// Milliseconds since 1970.
    pub added: i64,
    pub used: Option<i64>,
}

/// What a passkey is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChallengePurpose {
    /// To become one of somebody's passkeys.
    Add,
    SignIn,
}

impl ChallengePurpose {
    const ALL: [ChallengePurpose; 2] = [ChallengePurpose::Add, ChallengePurpose::SignIn];

    fn key(self) -> &'static str {
        match self {
            ChallengePurpose::Add => "add",
            ChallengePurpose::SignIn => "sign-in",
        }
    }

    fn from_key(key: &str) -> Option<ChallengePurpose> {
        ChallengePurpose::ALL.into_iter().find(|purpose| purpose.key() == key)
    }
}

/// What a passkey is asked to sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Challenge {
    pub purpose: ChallengePurpose,
    /// Whose passkey is to be added.
    pub account: Option<String>,
    /// What is needed to look at the answer, as JSON.
    pub state: String,
}

type Row = (String, String, String, String, String, i64, Option<i64>);
const COLUMNS: &str = "id, account, name, credential, body, added, used";

fn passkey((id, account, name, credential, body, added, used): Row) -> PasskeyRow {
    PasskeyRow { id, account, name, credential, body, added, used }
}

async fn of(connection: &mut sqlx::AnyConnection, account: &str) -> Result<Vec<PasskeyRow>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM passkey WHERE account = $1 ORDER BY added, id");
    let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(account).fetch_all(connection).await?;
    Ok(rows.into_iter().map(passkey).collect())
}

impl Reading {
    /// The passkeys of an account, the oldest first.
    ///
    /// # Errors
    /// When the database does.
    pub async fn passkeys_of(&mut self, account: &str) -> Result<Vec<PasskeyRow>, StoreError> {
        of(self, account).await
    }

    /// A passkey by what the device knows it by.
    ///
    /// # Errors
    /// When the database does.
    pub async fn passkey(&mut self, credential: &str) -> Result<Option<PasskeyRow>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM passkey WHERE credential = $1");
        let row: Option<Row> =
            sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(credential).fetch_optional(&mut **self).await?;
        Ok(row.map(passkey))
    }
}

impl Change {
    /// The passkeys of an account as they are within this change.
    ///
    /// # Errors
    /// When the database does.
    pub async fn passkeys_now(&mut self, account: &str) -> Result<Vec<PasskeyRow>, StoreError> {
        of(self, account).await
    }

    /// Adds a passkey. Whether it was new: what a device has made once is somebody's once.
    ///
    /// # Errors
    /// When the database does.
    pub async fn add_passkey(&mut self, row: &PasskeyRow) -> Result<bool, StoreError> {
        let sql = "INSERT INTO passkey (id, account, name, credential, body, added, used) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (credential) DO NOTHING";
        let added = sqlx::query(sql)
            .bind(&row.id)
            .bind(&row.account)
            .bind(&row.name)
            .bind(&row.credential)
            .bind(&row.body)
            .bind(row.added)
            .bind(row.used)
            .execute(&mut **self)
            .await?;
        Ok(added.rows_affected() == 1)
    }

    /// Notes that a passkey has signed. Whether it was still as it was when its signature was looked
    /// at: of two answers with one count, the second is told no.
    ///
    /// # Errors
    /// When the database does.
    pub async fn use_passkey(&mut self, row: &PasskeyRow, body: &str, now: i64) -> Result<bool, StoreError> {
        let sql = "UPDATE passkey SET body = $1, used = $2 WHERE id = $3 AND body = $4";
        let used =
            sqlx::query(sql).bind(body).bind(now).bind(&row.id).bind(&row.body).execute(&mut **self).await?;
        Ok(used.rows_affected() == 1)
    }

    /// # Errors
    /// When the database does.
    pub async fn remove_passkey(&mut self, id: &str) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM passkey WHERE id = $1").bind(id).execute(&mut **self).await?;
        Ok(())
    }

    /// Removes all passkeys of an account; how many there were.
    ///
    /// # Errors
    /// When the database does.
    pub async fn remove_passkeys_of(&mut self, account: &str) -> Result<u64, StoreError> {
        let sql = "DELETE FROM passkey WHERE account = $1";
        Ok(sqlx::query(sql).bind(account).execute(&mut **self).await?.rows_affected())
    }

    /// Keeps what a passkey is asked to sign. Whether there was room: of those that wait there are
    /// `most` at the most.
    ///
    /// # Errors
    /// When the database does.
    pub async fn add_challenge(
        &mut self,
        token: &str,
        challenge: &Challenge,
        (now, ends): (i64, i64),
        most: i64,
    ) -> Result<bool, StoreError> {
        sqlx::query("DELETE FROM challenge WHERE ends <= $1").bind(now).execute(&mut **self).await?;
        let waiting: i64 =
            sqlx::query_scalar("SELECT COUNT(*) FROM challenge").fetch_one(&mut **self).await?;
        if waiting >= most {
            return Ok(false);
        }
        let sql = "INSERT INTO challenge (token, purpose, account, state, ends) VALUES ($1, $2, $3, $4, $5)";
        sqlx::query(sql)
            .bind(token)
            .bind(challenge.purpose.key())
            .bind(challenge.account.as_deref())
            .bind(&challenge.state)
            .bind(ends)
            .execute(&mut **self)
            .await?;
        Ok(true)
    }

    /// Takes what was asked, so that nobody can take it again. Nothing when it was taken before, or is
    /// too old.
    ///
    /// # Errors
    /// When the database does.
    pub async fn take_challenge(&mut self, token: &str, now: i64) -> Result<Option<Challenge>, StoreError> {
        let sql = "DELETE FROM challenge WHERE token = $1 AND ends > $2 RETURNING purpose, account, state";
        let row: Option<(String, Option<String>, String)> =
            sqlx::query_as(sql).bind(token).bind(now).fetch_optional(&mut **self).await?;
        row.map(|(purpose, account, state)| {
            let purpose = ChallengePurpose::from_key(&purpose)
                .ok_or_else(|| StoreError::Row(format!("purpose {purpose}")))?;
            Ok(Challenge { purpose, account, state })
        })
        .transpose()
    }
}
