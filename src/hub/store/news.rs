//! What several hubs on one PostgreSQL tell each other: part of the change it is about, so that
//! nobody hears of what did not come to be. On SQLite there is one process, and nothing to tell.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use sqlx::postgres::{PgListener, PgNotification};

use super::{Change, Engine, Reading, Store, StoreError};
use crate::hub::live::{Happening, Live};

/// Name of the channel within the database.
const CHANNEL: &str = "hiroba";
/// When listening is begun again after it failed.
const AGAIN: Duration = Duration::from_secs(1);
/// How often it is looked whether something was missed, however good the connection seems.
const ROUND: Duration = Duration::from_secs(20);
/// A call this old that nobody answered is no news, ms.
const OLD_CALL: i64 = 2 * 60 * 1000;

/// One piece of news of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// What screens show has this revision.
    Revision(i64),
    /// Records up to this number are here.
    Records(i64),
    Happening(Happening),
}

impl News {
    /// As it goes to others: a word and ids, apart by spaces.
    fn text(&self) -> String {
        match self {
            News::Revision(revision) => format!("revision {revision}"),
            News::Records(last) => format!("records {last}"),
            News::Happening(Happening::Errand { kiosk }) => format!("errand {kiosk}"),
            News::Happening(Happening::Call { id, kiosk }) => format!("call {id} {kiosk}"),
            News::Happening(Happening::Answered { id }) => format!("answered {id}"),
            News::Happening(Happening::Reported { kiosk }) => format!("reported {kiosk}"),
        }
    }

    /// What another process said. One of a newer program may say what this one does not know.
    fn parse(text: &str) -> Option<News> {
        let mut parts = text.split(' ');
        let kind = parts.next()?;
        let first = parts.next()?;
        let own = |text: &str| text.to_owned();
        Some(match kind {
            "revision" => News::Revision(first.parse().ok()?),
            "records" => News::Records(first.parse().ok()?),
            "errand" => News::Happening(Happening::Errand { kiosk: own(first) }),
            "call" => News::Happening(Happening::Call { id: own(first), kiosk: own(parts.next()?) }),
            "answered" => News::Happening(Happening::Answered { id: own(first) }),
            "reported" => News::Happening(Happening::Reported { kiosk: own(first) }),
            _ => return None,
        })
    }

    fn spread(self, live: &Live) {
        match self {
            News::Revision(revision) => live.announce_revision(revision),
            News::Records(last) => live.announce_records(last),
            News::Happening(happening) => live.announce(happening),
        }
    }
}

impl Change {
    /// Notes what other processes have to hear once this holds. Its own process is told by whoever
    /// makes the change, after the commit.
    pub fn tell(&mut self, news: News) {
        if self.engine == Engine::Sqlite {
            return;
        }
        // Of numbers the last one says it all.
        self.news.retain(|known| {
            !matches!(
                (known, &news),
                (News::Revision(_), News::Revision(_)) | (News::Records(_), News::Records(_))
            )
        });
        self.news.push(news);
    }

    pub(super) async fn announce(&mut self) -> Result<(), StoreError> {
        for news in std::mem::take(&mut self.news) {
            let text = format!("{} {}", self.process, news.text());
            // As a text: the type that it has by itself is none that both databases know.
            let sql = "SELECT pg_notify($1, $2)::text";
            sqlx::query(sql).bind(CHANNEL).bind(text).execute(&mut **self).await?;
        }
        Ok(())
    }
}

impl Reading {
    /// Kiosks of which staff want something.
    ///
    /// # Errors
    /// When the database does.
    pub async fn kiosks_with_errands(&mut self) -> Result<Vec<String>, StoreError> {
        let sql = "SELECT DISTINCT kiosk FROM errand WHERE taken IS NULL";
        Ok(sqlx::query_scalar(sql).fetch_all(&mut **self).await?)
    }

    /// Ids of the kiosks that belong to the hub.
    ///
    /// # Errors
    /// When the database does.
    pub async fn kiosk_ids(&mut self) -> Result<HashSet<String>, StoreError> {
        let ids: Vec<String> =
            sqlx::query_scalar("SELECT id FROM kiosk WHERE removed IS NULL").fetch_all(&mut **self).await?;
        Ok(ids.into_iter().collect())
    }
}

/// Listens to the other processes for as long as the hub is open.
pub async fn listen(store: Store, live: Live, address: String, now: impl Fn() -> i64) {
    loop {
        let failed = listen_once(&store, &live, &address, &now).await;
        if let Err(error) = failed {
            tracing::warn!("News of other hubs on this database cannot be heard, trying again: {error}");
        }
        tokio::time::sleep(AGAIN).await;
    }
}

async fn listen_once(
    store: &Store,
    live: &Live,
    address: &str,
    now: &impl Fn() -> i64,
) -> Result<(), StoreError> {
    let mut listener = PgListener::connect(address).await?;
    listener.listen(CHANNEL).await?;
    loop {
        catch_up(store, live, now()).await?;
        // Nothing comes when the connection was lost, and what was said meanwhile is looked up.
        while let Some(notification) = listener.try_recv().await? {
            take(&notification, &store.process, live);
        }
    }
}

fn take(notification: &PgNotification, own: &Arc<str>, live: &Live) {
    let Some((process, text)) = notification.payload().split_once(' ') else { return };
    if process == &**own {
        return;
    }
    if let Some(news) = News::parse(text) {
        news.spread(live);
    }
}

/// Looks up what may have been said while nobody listened.
async fn catch_up(store: &Store, live: &Live, now: i64) -> Result<(), StoreError> {
    look_again(store, live).await?;
    let mut reading = store.read().await?;
    for call in reading.calls(now - OLD_CALL).await?.into_iter().filter(|call| call.answered.is_none()) {
        live.announce(Happening::Call { id: call.id, kiosk: call.kiosk });
    }
    Ok(())
}

async fn look_again(store: &Store, live: &Live) -> Result<(), StoreError> {
    let mut reading = store.read().await?;
    live.announce_revision(reading.revision().await?);
    live.announce_records(reading.last_record().await?);
    for kiosk in reading.kiosks_with_errands().await? {
        live.announce(Happening::Errand { kiosk });
    }
    Ok(())
}

/// Looks round from time to time: a connection may be dead and not say so, and a kiosk that was
/// taken out may still listen.
pub async fn look_round(store: Store, live: Live) {
    loop {
        tokio::time::sleep(ROUND).await;
        let looked = async {
            if store.engine() == Engine::Postgres {
                look_again(&store, &live).await?;
            }
            if live.displays.count() > 0 {
                let known = store.read().await?.kiosk_ids().await?;
                live.displays.keep_only(&known);
            }
            Ok::<(), StoreError>(())
        };
        if let Err(error) = looked.await {
            tracing::warn!("The database could not be looked at: {error}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn news_are_understood_as_they_were_said_and_unknown_ones_passed_over() {
        let id = || "0123456789abcdef".to_owned();
        for news in [
            News::Revision(7),
            News::Records(i64::MAX),
            News::Happening(Happening::Errand { kiosk: id() }),
            News::Happening(Happening::Call { id: id(), kiosk: "k".to_owned() }),
            News::Happening(Happening::Answered { id: id() }),
            News::Happening(Happening::Reported { kiosk: id() }),
        ] {
            assert_eq!(News::parse(&news.text()), Some(news));
        }
        for text in ["", "revision", "revision x", "sang loudly", "call 1"] {
            assert_eq!(News::parse(text), None, "{text}");
        }
    }
}
