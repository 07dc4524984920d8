//! What the hub does by itself, at its time: planned versions come onto the screens.

use std::collections::HashSet;
use std::time::Duration;

use jiff::tz::TimeZone;

use super::admin::schedule::follow::show_version;
use super::store::{Entry, Kind, Store, StoreError};
use super::web::Failure;
use super::{Clock, Live, new_id};

/// How often it looks. The hub's clock may be set, so it is asked again instead of slept through.
const ROUND: Duration = Duration::from_millis(500);

/// The name of the hub in the log of changes.
const WHO: &str = "hiroba";

/// Works until it is ended with the hub.
pub async fn keep(store: Store, live: Live, zone: TimeZone, clock: Clock) {
    let mut failed = false;
    loop {
        tokio::time::sleep(ROUND).await;
        let shown = show_due(&store, &live, &zone, clock().as_millisecond()).await;
        if let Err(error) = &shown
            && !failed
        {
            // Once: it is tried again in a moment, and that would fill a log.
            tracing::error!("What was planned could not be shown: {error}");
        }
        failed = shown.is_err();
    }
}

/// Shows every planned version whose moment has come; how many there were.
///
/// # Errors
/// When the database does not answer; it is tried again.
pub async fn show_due(store: &Store, live: &Live, zone: &TimeZone, now: i64) -> Result<usize, StoreError> {
    if store.read().await?.next_planned().await?.is_none_or(|next| next > now) {
        return Ok(0);
    }
    let mut change = store.begin().await?;
    let due = change.due(now).await?;
    let Some(count) = Some(due.len()).filter(|count| *count > 0) else { return Ok(0) };
    let revision = change.next_revision().await?;
    for item in &due {
        let Some((number, _)) = item.planned else { continue };
        if item.kind == Kind::Meeting {
            let shown =
                show_version(&mut change, (zone, now), WHO, (&item.id, number), &HashSet::new()).await;
            shown.map_err(|failure| match failure {
                Failure::Store(error) => error,
                other => StoreError::Row(other.to_string()),
            })?;
        } else {
            change.show_version(item.kind, &item.id, Some(number)).await?;
        }
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
    live.announce_revision(revision);
    Ok(count)
}
