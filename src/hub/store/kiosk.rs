//! Displays: pairing, what they reported, what staff want of them, and visitors who call.

use super::{Change, News, Reading, StoreError};
use crate::hub::live::Happening;

/// A display.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KioskRow {
    pub id: String,
    pub name: String,
    /// The group it belongs to.
    pub group: Option<String>,
    /// What its receipts are and were marked with, each 32 hexadecimal digits, apart by blanks; nothing until
    /// it has said so.
    pub salts: Option<String>,
    pub paired: i64,
    /// Milliseconds since 1970.
    pub seen: Option<i64>,
    /// What it last said of itself, the wire's JSON.
    pub reported: Option<String>,
}

/// A display that waits to be paired.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairingRow {
    /// SHA-256 of what only the kiosk knows.
    pub secret: String,
    /// What it shows to staff.
    pub code: String,
    pub made: i64,
    pub ends: i64,
    pub name: String,
    /// Set once staff have taken it in.
    pub kiosk: Option<String>,
    pub token: Option<String>,
}

/// What staff want of a display.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrandRow {
    pub id: String,
    pub made: i64,
    /// The wire's JSON.
    pub body: String,
}

/// A visitor who called staff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallRow {
    pub id: String,
    pub kiosk: String,
    pub at: i64,
    pub answered: Option<i64>,
    pub who: Option<String>,
}

/// Of how many calls that ring as one it is known, after the first, that they are none of somebody new: a try that
/// failed is made again within a minute.
const MERGED_KNOWN: usize = 20;

/// What became of a call that somebody answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnsweredCall {
    /// On this kiosk; the ids that it may know the call by.
    Now { kiosk: String, calls: Vec<String> },
    /// Somebody had answered it already.
    Before,
    /// There is none.
    Unknown,
}

pub(super) type Row = (String, String, Option<String>, Option<String>, i64, Option<i64>, Option<String>);

pub(super) fn kiosk((id, name, group, salts, paired, seen, reported): Row) -> KioskRow {
    KioskRow { id, name, group, salts, paired, seen, reported }
}

pub(super) const COLUMNS: &str = "id, name, audience, salt, paired, seen, reported";

impl Reading {
    /// All displays by name.
    ///
    /// # Errors
    /// When the database does.
    pub async fn kiosks(&mut self) -> Result<Vec<KioskRow>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM kiosk WHERE removed IS NULL ORDER BY name, id");
        let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(sql)).fetch_all(&mut **self).await?;
        Ok(rows.into_iter().map(kiosk).collect())
    }

    /// A display by the SHA-256 of its token.
    ///
    /// # Errors
    /// When the database does.
    pub async fn kiosk_by_token(&mut self, token: &str) -> Result<Option<KioskRow>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM kiosk WHERE token = $1 AND removed IS NULL");
        let row: Option<Row> =
            sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(token).fetch_optional(&mut **self).await?;
        Ok(row.map(kiosk))
    }

    /// A pairing by the SHA-256 of its secret.
    ///
    /// # Errors
    /// When the database does.
    pub async fn pairing(&mut self, secret: &str, now: i64) -> Result<Option<PairingRow>, StoreError> {
        let sql = "SELECT secret, code, made, ends, name, kiosk, token FROM pairing \
                   WHERE secret = $1 AND ends > $2";
        pairing(sqlx::query_as(sql).bind(secret).bind(now).fetch_optional(&mut **self).await?)
    }

    /// What staff want of a display and it has not taken yet, oldest first.
    ///
    /// # Errors
    /// When the database does.
    pub async fn errands(&mut self, kiosk: &str) -> Result<Vec<ErrandRow>, StoreError> {
        let sql = "SELECT id, made, body FROM errand WHERE kiosk = $1 AND taken IS NULL ORDER BY made, id";
        let rows: Vec<(String, i64, String)> = sqlx::query_as(sql).bind(kiosk).fetch_all(&mut **self).await?;
        Ok(rows.into_iter().map(|(id, made, body)| ErrandRow { id, made, body }).collect())
    }

    /// Calls of visitors since a moment, the newest first.
    ///
    /// # Errors
    /// When the database does.
    pub async fn calls(&mut self, since: i64) -> Result<Vec<CallRow>, StoreError> {
        let sql = "SELECT id, kiosk, at, answered, who FROM call WHERE at >= $1 ORDER BY at DESC, id DESC";
        type Row = (String, String, i64, Option<i64>, Option<String>);
        let rows: Vec<Row> = sqlx::query_as(sql).bind(since).fetch_all(&mut **self).await?;
        let call = |(id, kiosk, at, answered, who)| CallRow { id, kiosk, at, answered, who };
        Ok(rows.into_iter().map(call).collect())
    }
}

type Waiting = (String, String, i64, i64, String, Option<String>, Option<String>);

#[expect(clippy::unnecessary_wraps, reason = "stands at the end of every reading of a pairing")]
fn pairing(row: Option<Waiting>) -> Result<Option<PairingRow>, StoreError> {
    Ok(row.map(|(secret, code, made, ends, name, kiosk, token)| PairingRow {
        secret,
        code,
        made,
        ends,
        name,
        kiosk,
        token,
    }))
}

impl Change {
    /// Takes a display in. `token` is the SHA-256 of its token.
    ///
    /// # Errors
    /// When the database does.
    pub async fn add_kiosk(&mut self, id: &str, name: &str, token: &str, now: i64) -> Result<(), StoreError> {
        sqlx::query("INSERT INTO kiosk (id, name, token, paired) VALUES ($1, $2, $3, $4)")
            .bind(id)
            .bind(name)
            .bind(token)
            .bind(now)
            .execute(&mut **self)
            .await?;
        Ok(())
    }

    /// Gives a display another token: the old one opens nothing any more.
    ///
    /// # Errors
    /// When the database does.
    pub async fn renew_token(&mut self, id: &str, token: &str) -> Result<bool, StoreError> {
        let sql = "UPDATE kiosk SET token = $1, removed = NULL WHERE id = $2";
        Ok(sqlx::query(sql).bind(token).bind(id).execute(&mut **self).await?.rows_affected() == 1)
    }

    /// # Errors
    /// When the database does.
    pub async fn rename_kiosk(
        &mut self,
        id: &str,
        name: &str,
        group: Option<&str>,
    ) -> Result<(), StoreError> {
        sqlx::query("UPDATE kiosk SET name = $1, audience = $2 WHERE id = $3")
            .bind(name)
            .bind(group)
            .bind(id)
            .execute(&mut **self)
            .await?;
        Ok(())
    }

    /// Ends the pairing of a display. Its records stay.
    ///
    /// # Errors
    /// When the database does.
    pub async fn remove_kiosk(&mut self, id: &str, now: i64) -> Result<(), StoreError> {
        sqlx::query("UPDATE kiosk SET removed = $1 WHERE id = $2")
            .bind(now)
            .bind(id)
            .execute(&mut **self)
            .await?;
        self.forget_token(id).await
    }

    /// Nobody is told the token of a display any more.
    async fn forget_token(&mut self, id: &str) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM pairing WHERE kiosk = $1").bind(id).execute(&mut **self).await?;
        Ok(())
    }

    /// Notes what a display says of itself; `salts` are all it ever had, nothing where none is new. It has its
    /// token then, and is not told it again.
    ///
    /// # Errors
    /// When the database does.
    pub async fn report_kiosk(
        &mut self,
        id: &str,
        now: i64,
        reported: &str,
        salts: Option<&str>,
    ) -> Result<(), StoreError> {
        let sql = "UPDATE kiosk SET seen = $1, reported = $2, salt = COALESCE($3, salt) WHERE id = $4";
        sqlx::query(sql).bind(now).bind(reported).bind(salts).bind(id).execute(&mut **self).await?;
        self.forget_token(id).await
    }

    /// # Errors
    /// When the database does.
    pub async fn add_pairing(&mut self, row: &PairingRow) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM pairing WHERE ends <= $1").bind(row.made).execute(&mut **self).await?;
        let sql = "INSERT INTO pairing (secret, code, made, ends, name) VALUES ($1, $2, $3, $4, $5)";
        sqlx::query(sql)
            .bind(&row.secret)
            .bind(&row.code)
            .bind(row.made)
            .bind(row.ends)
            .bind(&row.name)
            .execute(&mut **self)
            .await?;
        Ok(())
    }

    /// A pairing by the code staff read off the screen; single use.
    ///
    /// # Errors
    /// When the database does.
    pub async fn pairing_by_code(&mut self, code: &str, now: i64) -> Result<Option<PairingRow>, StoreError> {
        let sql = "SELECT secret, code, made, ends, name, kiosk, token FROM pairing \
                   WHERE code = $1 AND ends > $2 AND kiosk IS NULL";
        pairing(sqlx::query_as(sql).bind(code).bind(now).fetch_optional(&mut **self).await?)
    }

    /// Says that a waiting display has become this one; its token is kept until it is fetched.
    ///
    /// # Errors
    /// When the database does.
    pub async fn pair(&mut self, secret: &str, kiosk: &str, token: &str) -> Result<(), StoreError> {
        sqlx::query("UPDATE pairing SET kiosk = $1, token = $2 WHERE secret = $3")
            .bind(kiosk)
            .bind(token)
            .bind(secret)
            .execute(&mut **self)
            .await?;
        Ok(())
    }

    /// # Errors
    /// When the database does.
    pub async fn add_errand(&mut self, kiosk: &str, errand: &ErrandRow) -> Result<(), StoreError> {
        sqlx::query("INSERT INTO errand (id, kiosk, made, body) VALUES ($1, $2, $3, $4)")
            .bind(&errand.id)
            .bind(kiosk)
            .bind(errand.made)
            .bind(&errand.body)
            .execute(&mut **self)
            .await?;
        self.tell(News::Happening(Happening::Errand { kiosk: kiosk.to_owned() }));
        Ok(())
    }

    /// A display has taken an errand.
    ///
    /// # Errors
    /// When the database does.
    pub async fn take_errand(&mut self, kiosk: &str, id: &str, now: i64) -> Result<(), StoreError> {
        sqlx::query("UPDATE errand SET taken = $1 WHERE id = $2 AND kiosk = $3 AND taken IS NULL")
            .bind(now)
            .bind(id)
            .bind(kiosk)
            .execute(&mut **self)
            .await?;
        Ok(())
    }

    /// A visitor calls. The id is made on the kiosk: a repeat changes nothing, also where the call was merged with
    /// another and answered with it. While a call of the same kiosk since `ringing` waits for an answer, it is that
    /// one that rings, from now on anew; whoever answers it answers this one too.
    ///
    /// # Errors
    /// When the database does.
    pub async fn add_call(
        &mut self,
        id: &str,
        kiosk: &str,
        now: i64,
        ringing: i64,
    ) -> Result<bool, StoreError> {
        // In a line, where two come at once.
        sqlx::query("UPDATE kiosk SET id = id WHERE id = $1").bind(kiosk).execute(&mut **self).await?;
        let sql = "SELECT COUNT(*) FROM call WHERE kiosk = $1 AND (id = $2 OR again LIKE $3)";
        let known = sqlx::query_scalar(sql).bind(kiosk).bind(id).bind(format!("%{id}%"));
        let known: i64 = known.fetch_one(&mut **self).await?;
        if known > 0 {
            return Ok(false);
        }
        let sql = "SELECT id, again FROM call WHERE kiosk = $1 AND answered IS NULL AND at >= $2";
        let rings = sqlx::query_as(sql).bind(kiosk).bind(ringing);
        let rings: Option<(String, Option<String>)> = rings.fetch_optional(&mut **self).await?;
        if let Some((first, again)) = rings {
            let known = again.as_deref().unwrap_or_default().split_whitespace();
            let mut known: Vec<&str> = known.chain([id]).collect();
            known.drain(..known.len().saturating_sub(MERGED_KNOWN));
            let sql = "UPDATE call SET at = $1, again = $2 WHERE id = $3";
            let merged = sqlx::query(sql).bind(now).bind(known.join(" ")).bind(first);
            merged.execute(&mut **self).await?;
            return Ok(false);
        }
        let sql = "INSERT INTO call (id, kiosk, at) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING";
        let added = sqlx::query(sql).bind(id).bind(kiosk).bind(now).execute(&mut **self).await?;
        let is_new = added.rows_affected() == 1;
        if is_new {
            let (id, kiosk) = (id.to_owned(), kiosk.to_owned());
            self.tell(News::Happening(Happening::Call { id, kiosk }));
        }
        Ok(is_new)
    }

    /// Somebody of the staff answers a call.
    ///
    /// # Errors
    /// When the database does.
    pub async fn answer_call(&mut self, id: &str, who: &str, now: i64) -> Result<AnsweredCall, StoreError> {
        let sql = "UPDATE call SET answered = $1, who = $2 WHERE id = $3 AND answered IS NULL \
                   RETURNING kiosk, again";
        let row: Option<(String, Option<String>)> =
            sqlx::query_as(sql).bind(now).bind(who).bind(id).fetch_optional(&mut **self).await?;
        if let Some((kiosk, again)) = row {
            self.tell(News::Happening(Happening::Answered { id: id.to_owned() }));
            // Who called first may still stand there, and who called last does.
            let again = again.unwrap_or_default();
            let last = again.rsplit(' ').next().filter(|last| !last.is_empty());
            let calls = std::iter::once(id).chain(last).map(str::to_owned).collect();
            return Ok(AnsweredCall::Now { kiosk, calls });
        }
        let known: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM call WHERE id = $1")
            .bind(id)
            .fetch_one(&mut **self)
            .await?;
        Ok(if known > 0 { AnsweredCall::Before } else { AnsweredCall::Unknown })
    }

    /// Displays that wait to be taken in.
    ///
    /// # Errors
    /// When the database does.
    pub async fn waiting_pairings(&mut self, now: i64) -> Result<i64, StoreError> {
        let sql = "SELECT COUNT(*) FROM pairing WHERE ends > $1 AND kiosk IS NULL";
        Ok(sqlx::query_scalar(sql).bind(now).fetch_one(&mut **self).await?)
    }
}
