//! Staff: accounts, sessions and one-time links. Secrets are here only as hashes.

use super::{Change, Reading, StoreError};

/// What somebody may do. Each may do all that the one before may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Sees everything but accounts.
    Viewer,
    /// Writes drafts, enters sign-ups.
    Editor,
    /// Brings onto the screens, sends emergencies, corrects counts.
    Publisher,
    /// Accounts, kiosks, settings.
    Administrator,
}

impl Role {
    pub const ALL: [Role; 4] = [Role::Viewer, Role::Editor, Role::Publisher, Role::Administrator];

    pub fn key(self) -> &'static str {
        match self {
            Role::Viewer => "viewer",
            Role::Editor => "editor",
            Role::Publisher => "publisher",
            Role::Administrator => "administrator",
        }
    }

    pub fn from_key(key: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.key() == key)
    }
}

/// One of the staff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    pub id: String,
    pub name: String,
    /// argon2id, in the PHC form; nothing until the first password is set.
    pub password: Option<String>,
    pub role: Role,
    /// The language of their pages: `ja` or `en`.
    pub lang: String,
    pub closed: bool,
}

/// Somebody who is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionRow {
    pub token: String,
    pub account: Account,
    /// Milliseconds since 1970.
    pub begun: i64,
    pub seen: i64,
    pub ends: i64,
}

/// What a one-time link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkPurpose {
    /// Makes the first account.
    Setup,
    /// Sets the password of an account.
    Password,
}

impl LinkPurpose {
    pub const ALL: [LinkPurpose; 2] = [LinkPurpose::Setup, LinkPurpose::Password];

    pub fn key(self) -> &'static str {
        match self {
            LinkPurpose::Setup => "setup",
            LinkPurpose::Password => "password",
        }
    }

    pub fn from_key(key: &str) -> Option<LinkPurpose> {
        LinkPurpose::ALL.into_iter().find(|purpose| purpose.key() == key)
    }
}

/// A one-time link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// SHA-256 of what the address holds.
    pub token: String,
    pub purpose: LinkPurpose,
    pub account: Option<String>,
    pub made: i64,
    pub ends: i64,
}

type AccountRow = (String, String, Option<String>, String, String, Option<i64>);
const COLUMNS: &str =
    "account.id, account.name, account.password, account.role, account.lang, account.closed";

fn account((id, name, password, role, lang, closed): AccountRow) -> Result<Account, StoreError> {
    let role = Role::from_key(&role).ok_or_else(|| StoreError::Row(format!("role {role}")))?;
    Ok(Account { id, name, password, role, lang, closed: closed.is_some() })
}

impl Reading {
    /// All accounts by name.
    ///
    /// # Errors
    /// When the database does.
    pub async fn accounts(&mut self) -> Result<Vec<Account>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM account ORDER BY name");
        let rows: Vec<AccountRow> = sqlx::query_as(sqlx::AssertSqlSafe(sql)).fetch_all(&mut **self).await?;
        rows.into_iter().map(account).collect()
    }

    /// An account by its id.
    ///
    /// # Errors
    /// When the database does.
    pub async fn account(&mut self, id: &str) -> Result<Option<Account>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM account WHERE id = $1");
        let row: Option<AccountRow> =
            sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(id).fetch_optional(&mut **self).await?;
        row.map(account).transpose()
    }

    /// An account by the name it signs in with.
    ///
    /// # Errors
    /// When the database does.
    pub async fn account_named(&mut self, name: &str) -> Result<Option<Account>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM account WHERE name = $1");
        let row: Option<AccountRow> =
            sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(name).fetch_optional(&mut **self).await?;
        row.map(account).transpose()
    }

    /// Whether somebody can sign in at all: before that, there is the set-up link.
    ///
    /// # Errors
    /// When the database does.
    pub async fn has_accounts(&mut self) -> Result<bool, StoreError> {
        let count: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM account WHERE password IS NOT NULL")
            .fetch_one(&mut **self)
            .await?;
        Ok(count > 0)
    }

    /// A session that has not ended, of an account that is not closed.
    ///
    /// # Errors
    /// When the database does.
    pub async fn session(&mut self, token: &str, now: i64) -> Result<Option<SessionRow>, StoreError> {
        type Row = (i64, i64, i64, String, String, Option<String>, String, String);
        let sql = "SELECT session.begun, session.seen, session.ends, \
                   account.id, account.name, account.password, account.role, account.lang \
                   FROM session JOIN account ON account.id = session.account \
                   WHERE session.token = $1 AND session.ends > $2 AND account.closed IS NULL";
        let row: Option<Row> = sqlx::query_as(sql).bind(token).bind(now).fetch_optional(&mut **self).await?;
        row.map(|(begun, seen, ends, id, name, password, role, lang)| {
            let account = account((id, name, password, role, lang, None))?;
            Ok(SessionRow { token: token.to_owned(), account, begun, seen, ends })
        })
        .transpose()
    }

    /// A one-time link that can still be used.
    ///
    /// # Errors
    /// When the database does.
    pub async fn link(&mut self, token: &str, now: i64) -> Result<Option<Link>, StoreError> {
        type Row = (String, Option<String>, i64, i64);
        let sql = "SELECT purpose, account, made, ends FROM link \
                   WHERE token = $1 AND used IS NULL AND ends > $2";
        let row: Option<Row> = sqlx::query_as(sql).bind(token).bind(now).fetch_optional(&mut **self).await?;
        row.map(|(purpose, account, made, ends)| {
            let purpose = LinkPurpose::from_key(&purpose)
                .ok_or_else(|| StoreError::Row(format!("purpose {purpose}")))?;
            Ok(Link { token: token.to_owned(), purpose, account, made, ends })
        })
        .transpose()
    }
}

impl Change {
    /// # Errors
    /// When the database does, also when the name is taken.
    pub async fn add_account(&mut self, account: &Account, now: i64) -> Result<(), StoreError> {
        let sql = "INSERT INTO account (id, name, password, role, lang, made) \
                   VALUES ($1, $2, $3, $4, $5, $6)";
        sqlx::query(sql)
            .bind(&account.id)
            .bind(&account.name)
            .bind(account.password.as_deref())
            .bind(account.role.key())
            .bind(&account.lang)
            .bind(now)
            .execute(&mut **self)
            .await?;
        Ok(())
    }

    /// Name, role, language and whether it is closed; the password has its own call.
    ///
    /// # Errors
    /// When the database does.
    pub async fn change_account(&mut self, account: &Account, now: i64) -> Result<(), StoreError> {
        let sql = "UPDATE account SET name = $1, role = $2, lang = $3, closed = $4 WHERE id = $5";
        sqlx::query(sql)
            .bind(&account.name)
            .bind(account.role.key())
            .bind(&account.lang)
            .bind(account.closed.then_some(now))
            .bind(&account.id)
            .execute(&mut **self)
            .await?;
        Ok(())
    }

    /// Sets a password's hash and ends every session of the account.
    ///
    /// # Errors
    /// When the database does.
    pub async fn set_password(&mut self, account: &str, hash: &str) -> Result<(), StoreError> {
        sqlx::query("UPDATE account SET password = $1 WHERE id = $2")
            .bind(hash)
            .bind(account)
            .execute(&mut **self)
            .await?;
        self.end_sessions_of(account).await
    }

    /// # Errors
    /// When the database does.
    pub async fn begin_session(
        &mut self,
        token: &str,
        account: &str,
        now: i64,
        ends: i64,
    ) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM session WHERE ends <= $1").bind(now).execute(&mut **self).await?;
        let sql = "INSERT INTO session (token, account, begun, seen, ends) VALUES ($1, $2, $3, $4, $5)";
        sqlx::query(sql)
            .bind(token)
            .bind(account)
            .bind(now)
            .bind(now)
            .bind(ends)
            .execute(&mut **self)
            .await?;
        Ok(())
    }

    /// Somebody is still there.
    ///
    /// # Errors
    /// When the database does.
    pub async fn see_session(&mut self, token: &str, now: i64, ends: i64) -> Result<(), StoreError> {
        sqlx::query("UPDATE session SET seen = $1, ends = $2 WHERE token = $3")
            .bind(now)
            .bind(ends)
            .bind(token)
            .execute(&mut **self)
            .await?;
        Ok(())
    }

    /// # Errors
    /// When the database does.
    pub async fn end_session(&mut self, token: &str) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM session WHERE token = $1").bind(token).execute(&mut **self).await?;
        Ok(())
    }

    /// # Errors
    /// When the database does.
    pub async fn end_sessions_of(&mut self, account: &str) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM session WHERE account = $1").bind(account).execute(&mut **self).await?;
        Ok(())
    }

    /// # Errors
    /// When the database does.
    pub async fn add_link(&mut self, link: &Link) -> Result<(), StoreError> {
        let sql = "INSERT INTO link (token, purpose, account, made, ends) VALUES ($1, $2, $3, $4, $5)";
        sqlx::query(sql)
            .bind(&link.token)
            .bind(link.purpose.key())
            .bind(link.account.as_deref())
            .bind(link.made)
            .bind(link.ends)
            .execute(&mut **self)
            .await?;
        Ok(())
    }

    /// Uses a link up. Whether it could still be used: of two that come at once, one is told no.
    ///
    /// # Errors
    /// When the database does.
    pub async fn use_link(&mut self, token: &str, now: i64) -> Result<bool, StoreError> {
        let used = sqlx::query("UPDATE link SET used = $1 WHERE token = $2 AND used IS NULL AND ends > $3")
            .bind(now)
            .bind(token)
            .bind(now)
            .execute(&mut **self)
            .await?;
        Ok(used.rows_affected() == 1)
    }

    /// Takes back links of a purpose that nobody has used, but for so many of the newest that still hold.
    ///
    /// # Errors
    /// When the database does.
    pub async fn keep_links(&mut self, purpose: LinkPurpose, most: i64, now: i64) -> Result<(), StoreError> {
        let sql = "DELETE FROM link WHERE purpose = $1 AND used IS NULL AND (ends <= $2 OR token NOT IN \
                   (SELECT token FROM link WHERE purpose = $3 AND used IS NULL \
                   ORDER BY made DESC, token LIMIT $4))";
        sqlx::query(sql)
            .bind(purpose.key())
            .bind(now)
            .bind(purpose.key())
            .bind(most)
            .execute(&mut **self)
            .await?;
        Ok(())
    }
}
