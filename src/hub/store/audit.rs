//! Who changed what. Part of the change it tells of, so that neither is without the other.

use super::{Change, Kind, Reading, StoreError};

/// What entries are about: how their subjects begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// Whatever screens can show, and what is set for them.
    Item(Kind),
    Kiosk,
    Calendar,
    Sentence,
    Account,
    Setting,
}

impl About {
    /// In the order of lists.
    pub const ALL: [About; 16] = [
        About::Item(Kind::Meeting),
        About::Item(Kind::Notice),
        About::Item(Kind::Theme),
        About::Item(Kind::Voice),
        About::Sentence,
        About::Item(Kind::Emergency),
        About::Item(Kind::Place),
        About::Item(Kind::Categories),
        About::Item(Kind::Texts),
        About::Item(Kind::Quiet),
        About::Item(Kind::Reach),
        About::Item(Kind::Readings),
        About::Kiosk,
        About::Calendar,
        About::Account,
        About::Setting,
    ];

    pub fn key(self) -> &'static str {
        match self {
            About::Item(kind) => kind.key(),
            About::Kiosk => "kiosk",
            About::Calendar => "calendar",
            About::Sentence => "sentence",
            About::Account => "account",
            About::Setting => "setting",
        }
    }

    /// What a subject is about.
    pub fn of(subject: &str) -> Option<About> {
        let (kind, _) = subject.split_once('/')?;
        About::ALL.into_iter().find(|about| about.key() == kind)
    }
}

/// One change by somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Milliseconds since 1970.
    pub at: i64,
    /// Name of the account, or of what did it by itself.
    pub who: String,
    /// A name for lists and words: `meeting-published`.
    pub act: String,
    /// What was changed: `meeting/tea-1`.
    pub subject: String,
    pub earlier: Option<String>,
    pub later: Option<String>,
}

/// Which entries are wanted. What is not said is not asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    pub who: String,
    /// A whole subject: `meeting/tea-1`.
    pub subject: String,
    /// Everything of one kind: `meeting`.
    pub kind: String,
    /// From this moment on, milliseconds since 1970.
    pub from: Option<i64>,
    /// Before this moment.
    pub before: Option<i64>,
}

impl Asked {
    /// What stands in `LIKE`: only the letters of a kind, so that no sign in it means something else.
    fn kind(&self) -> String {
        let kind: String =
            self.kind.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').take(40).collect();
        if kind.is_empty() { "%".to_owned() } else { format!("{kind}/%") }
    }
}

const ASKED: &str = "($1 = '' OR who = $2) AND ($3 = '' OR subject = $4) AND subject LIKE $5 \
                     AND at >= $6 AND at < $7";

impl Change {
    /// Notes a change in the change itself. Never with secrets in it.
    ///
    /// # Errors
    /// When the database does.
    pub async fn note(&mut self, id: &str, entry: &Entry) -> Result<(), StoreError> {
        debug_assert!(About::of(&entry.subject).is_some(), "nobody could filter by {}", entry.subject);
        let sql = "INSERT INTO audit (id, at, who, act, subject, earlier, later) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7)";
        sqlx::query(sql)
            .bind(id)
            .bind(entry.at)
            .bind(&entry.who)
            .bind(&entry.act)
            .bind(&entry.subject)
            .bind(entry.earlier.as_deref())
            .bind(entry.later.as_deref())
            .execute(&mut **self)
            .await?;
        Ok(())
    }
}

impl Reading {
    /// The newest first, from a place in the list.
    ///
    /// # Errors
    /// When the database does.
    pub async fn audit(
        &mut self,
        subject: Option<&str>,
        from: i64,
        most: i64,
    ) -> Result<Vec<Entry>, StoreError> {
        type Row = (i64, String, String, String, Option<String>, Option<String>);
        let sql = "SELECT at, who, act, subject, earlier, later FROM audit \
                   WHERE $1 = '' OR subject = $2 ORDER BY at DESC, id DESC LIMIT $3 OFFSET $4";
        let subject = subject.unwrap_or_default();
        let rows: Vec<Row> = sqlx::query_as(sql)
            .bind(subject)
            .bind(subject)
            .bind(most)
            .bind(from)
            .fetch_all(&mut **self)
            .await?;
        let entry = |(at, who, act, subject, earlier, later)| Entry { at, who, act, subject, earlier, later };
        Ok(rows.into_iter().map(entry).collect())
    }

    /// Entries that are asked for, the newest first, from a place in the list.
    ///
    /// # Errors
    /// When the database does.
    pub async fn audit_asked(
        &mut self,
        asked: &Asked,
        from: i64,
        most: i64,
    ) -> Result<Vec<Entry>, StoreError> {
        type Row = (i64, String, String, String, Option<String>, Option<String>);
        let sql = format!(
            "SELECT at, who, act, subject, earlier, later FROM audit WHERE {ASKED} \
             ORDER BY at DESC, id DESC LIMIT $8 OFFSET $9"
        );
        let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(sql))
            .bind(&asked.who)
            .bind(&asked.who)
            .bind(&asked.subject)
            .bind(&asked.subject)
            .bind(asked.kind())
            .bind(asked.from.unwrap_or(i64::MIN))
            .bind(asked.before.unwrap_or(i64::MAX))
            .bind(most)
            .bind(from)
            .fetch_all(&mut **self)
            .await?;
        let entry = |(at, who, act, subject, earlier, later)| Entry { at, who, act, subject, earlier, later };
        Ok(rows.into_iter().map(entry).collect())
    }

    /// How many there are of them.
    ///
    /// # Errors
    /// When the database does.
    pub async fn audit_count(&mut self, asked: &Asked) -> Result<i64, StoreError> {
        let sql = format!("SELECT COUNT(*) FROM audit WHERE {ASKED}");
        Ok(sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
            .bind(&asked.who)
            .bind(&asked.who)
            .bind(&asked.subject)
            .bind(&asked.subject)
            .bind(asked.kind())
            .bind(asked.from.unwrap_or(i64::MIN))
            .bind(asked.before.unwrap_or(i64::MAX))
            .fetch_one(&mut **self)
            .await?)
    }

    /// Everybody who ever changed something, by name.
    ///
    /// # Errors
    /// When the database does.
    pub async fn audit_people(&mut self) -> Result<Vec<String>, StoreError> {
        Ok(sqlx::query_scalar("SELECT DISTINCT who FROM audit ORDER BY who").fetch_all(&mut **self).await?)
    }

    /// What the entry of the same subject before this moment said that it had become.
    ///
    /// # Errors
    /// When the database does.
    pub async fn audit_before(&mut self, subject: &str, at: i64) -> Result<Option<String>, StoreError> {
        let sql = "SELECT later FROM audit WHERE subject = $1 AND at < $2 AND later IS NOT NULL \
                   ORDER BY at DESC, id DESC LIMIT 1";
        Ok(sqlx::query_scalar(sql).bind(subject).bind(at).fetch_optional(&mut **self).await?)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn whatever_has_versions_can_be_asked_for_and_every_kind_is_one() {
        for kind in Kind::ALL {
            assert!(About::ALL.contains(&About::Item(kind)), "{kind:?}");
        }
        let keys: BTreeSet<&str> = About::ALL.into_iter().map(About::key).collect();
        assert_eq!(keys.len(), About::ALL.len());
    }

    #[test]
    fn a_subject_says_what_it_is_about() {
        assert_eq!(About::of("meeting/tea-1"), Some(About::Item(Kind::Meeting)));
        assert_eq!(About::of("texts/kiosk/entrance"), Some(About::Item(Kind::Texts)));
        assert_eq!(About::of("sentence/1"), Some(About::Sentence));
        assert_eq!(About::of("sentences"), None);
        assert_eq!(About::of("tea/1"), None);
    }
}
