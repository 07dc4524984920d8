//! What the pages of accounts ask: who is signed in where, who can still look after the hub, which
//! links wait.

use super::{Account, Change, LinkPurpose, Reading, Role, StoreError};

/// One session of somebody, without what the browser holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionSeen {
    /// SHA-256 of what the browser holds.
    pub token: String,
    /// Milliseconds since 1970.
    pub begun: i64,
    pub seen: i64,
}

impl Reading {
    /// The sessions of an account that have not ended, the one seen last first.
    ///
    /// # Errors
    /// When the database does.
    pub async fn sessions_of(&mut self, account: &str, now: i64) -> Result<Vec<SessionSeen>, StoreError> {
        let sql = "SELECT token, begun, seen FROM session WHERE account = $1 AND ends > $2 \
                   ORDER BY seen DESC, begun DESC, token";
        let rows: Vec<(String, i64, i64)> =
            sqlx::query_as(sql).bind(account).bind(now).fetch_all(&mut **self).await?;
        Ok(rows.into_iter().map(|(token, begun, seen)| SessionSeen { token, begun, seen }).collect())
    }

    /// When somebody of each account was last seen in a session that has not ended.
    ///
    /// # Errors
    /// When the database does.
    pub async fn last_seen(&mut self, now: i64) -> Result<Vec<(String, i64)>, StoreError> {
        let sql = "SELECT account, MAX(seen) FROM session WHERE ends > $1 GROUP BY account";
        Ok(sqlx::query_as(sql).bind(now).fetch_all(&mut **self).await?)
    }
}

impl Change {
    /// Stands in the line of those who change accounts. First in every such change.
    ///
    /// # Errors
    /// When the database does.
    pub async fn hold_accounts(&mut self) -> Result<(), StoreError> {
        self.count("account", 1).await.map(|_| ())
    }

    /// Whether somebody can sign in at all, as it is within this change.
    ///
    /// # Errors
    /// When the database does.
    pub async fn can_sign_in_now(&mut self) -> Result<bool, StoreError> {
        Ok(self.accounts_now().await?.iter().any(|account| account.password.is_some()))
    }

    /// An account as it is within this change.
    ///
    /// # Errors
    /// When the database does.
    pub async fn account_now(&mut self, id: &str) -> Result<Option<Account>, StoreError> {
        Ok(self.accounts_now().await?.into_iter().find(|account| account.id == id))
    }

    /// All accounts as they are within this change.
    ///
    /// # Errors
    /// When the database does.
    pub async fn accounts_now(&mut self) -> Result<Vec<Account>, StoreError> {
        type Row = (String, String, Option<String>, String, String, Option<i64>);
        let sql = "SELECT id, name, password, role, lang, closed FROM account ORDER BY name";
        let rows: Vec<Row> = sqlx::query_as(sql).fetch_all(&mut **self).await?;
        rows.into_iter()
            .map(|(id, name, password, role, lang, closed)| {
                let role = Role::from_key(&role).ok_or_else(|| StoreError::Row(format!("role {role}")))?;
                Ok(Account { id, name, password, role, lang, closed: closed.is_some() })
            })
            .collect()
    }

    /// Ends all sessions of an account but one.
    ///
    /// # Errors
    /// When the database does.
    pub async fn end_other_sessions(&mut self, account: &str, but: &str) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM session WHERE account = $1 AND token <> $2")
            .bind(account)
            .bind(but)
            .execute(&mut **self)
            .await?;
        Ok(())
    }

    /// Takes back the links of an account that nobody has used.
    ///
    /// # Errors
    /// When the database does.
    pub async fn end_links_of(&mut self, account: &str) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM link WHERE purpose = $1 AND account = $2 AND used IS NULL")
            .bind(LinkPurpose::Password.key())
            .bind(account)
            .execute(&mut **self)
            .await?;
        Ok(())
    }
}
