//! What the hub does by itself, at its time: planned versions come onto the screens.

use std::sync::Arc;
use std::time::Duration;

use super::store::{Entry, StoreError};
use super::{Hub, new_id};

/// How often it looks. The hub's clock may be set, so it is asked again instead of slept through.
const ROUND: Duration = Duration::from_millis(500);

/// The name of the hub in the log of changes.
const WHO: &str = "hiroba";

/// Works until the last other holder of the hub is gone.
pub fn keep(hub: &Hub) {
    let weak = Arc::downgrade(&hub.settings);
    let (store, live, clock) = (hub.store.clone(), hub.live.clone(), hub.clock.clone());
    tokio::spawn(async move {
        let mut failed = false;
        loop {
            tokio::time::sleep(ROUND).await;
            let Some(settings) = weak.upgrade() else { return };
            let (store, live, clock) = (store.clone(), live.clone(), clock.clone());
            let hub = Hub { store, live, settings, clock, painter: None };
            let shown = show_due(&hub).await;
            if let Err(error) = &shown
                && !failed
            {
                // Once: it is tried again in a moment, and that would fill a log.
                tracing::error!("What was planned could not be shown: {error}");
            }
            failed = shown.is_err();
        }
    });
}

/// Shows every planned version whose moment has come; how many there were.
///
/// # Errors
/// When the database does not answer; it is tried again.
pub async fn show_due(hub: &Hub) -> Result<usize, StoreError> {
    let now = hub.now_ms();
    if hub.store.read().await?.next_planned().await?.is_none_or(|next| next > now) {
        return Ok(0);
    }
    let mut change = hub.store.begin().await?;
    let due = change.due(now).await?;
    let Some(count) = Some(due.len()).filter(|count| *count > 0) else { return Ok(0) };
    let revision = change.next_revision().await?;
    for item in &due {
        let Some((number, _)) = item.planned else { continue };
        change.show_version(item.kind, &item.id, Some(number)).await?;
        let entry = Entry {
            at: now,
            who: WHO.to_owned(),
            act: format!("{}-published", item.kind.key()),
            subject: format!("{}/{}", item.kind.key(), item.id),
            earlier: item.shown.map(|shown| format!("version {shown}")),
            later: Some(format!("version {number}")),
        };
        change.note(&new_id()?, &entry).await?;
    }
    change.commit().await?;
    hub.live.announce_revision(revision);
    Ok(count)
}
