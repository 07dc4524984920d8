//! What is deleted by itself: sentences that were not published.

use std::sync::Arc;
use std::time::Duration;

use jiff::{Timestamp, ToSpan};

use crate::hub::store::{Entry, Store, StoreError};
use crate::hub::{Clock, Settings, new_id};

/// Name of the setting that says for how many days a sentence is kept that was not published.
pub const KEPT_FOR: &str = "sentences-kept-days";
/// That many where staff say nothing.
pub const KEPT_DAYS: i32 = 90;
/// How often it is looked after.
const EVERY: Duration = Duration::from_secs(60 * 60);

/// Deletes sentences that were not published and whose time has passed; how many there were.
///
/// # Errors
/// When the database does.
pub async fn sweep(store: &Store, settings: &Settings, now: Timestamp) -> Result<u64, StoreError> {
    let kept = store.read().await?.setting(KEPT_FOR).await?;
    let days = kept.and_then(|days| days.parse().ok()).filter(|days| *days > 0).unwrap_or(KEPT_DAYS);
    let today = now.to_zoned(settings.zone.clone()).date();
    let before = today.saturating_sub(days.days()).to_string();
    let mut change = store.begin().await?;
    let gone = change.delete_sentences(&before).await?;
    if gone > 0 {
        let entry = Entry {
            at: now.as_millisecond(),
            who: "hub".to_owned(),
            act: "sentences-deleted".to_owned(),
            subject: "sentence/all".to_owned(),
            earlier: Some(gone.to_string()),
            later: None,
        };
        change.note(&new_id()?, &entry).await?;
    }
    change.commit().await?;
    Ok(gone)
}

/// Looks after them as long as somebody holds the task.
pub async fn keep_sentences(store: Store, settings: Arc<Settings>, clock: Clock) {
    loop {
        match sweep(&store, &settings, clock()).await {
            Ok(0) => {}
            Ok(gone) => tracing::info!("Sentences whose time is over were deleted: {gone}."),
            Err(error) => tracing::error!("Sentences could not be looked through: {error}"),
        }
        tokio::time::sleep(EVERY).await;
    }
}
