//! What is deleted by itself.

use jiff::{Timestamp, ToSpan};

use crate::hub::store::StoreError;
use crate::hub::{Hub, new_id};

/// Name of the setting that says for how many days a sentence is kept that was not published.
pub const KEPT_FOR: &str = "sentences-kept-days";
/// That many where staff say nothing.
pub const KEPT_DAYS: i32 = 90;

/// Deletes sentences that were not published and whose time has passed; how many there were. Once a
/// day is often enough.
///
/// # Errors
/// When the database does.
pub async fn sweep(hub: &Hub, now: Timestamp) -> Result<u64, StoreError> {
    let kept = hub.store.read().await?.setting(KEPT_FOR).await?;
    let days = kept.and_then(|days| days.parse().ok()).filter(|days| *days > 0).unwrap_or(KEPT_DAYS);
    let today = now.to_zoned(hub.settings.zone.clone()).date();
    let before = today.saturating_sub(days.days()).to_string();
    let mut change = hub.store.begin().await?;
    let gone = change.delete_sentences(&before).await?;
    if gone > 0 {
        let entry = crate::hub::store::Entry {
            at: now.as_millisecond(),
            who: "hub".to_owned(),
            act: "sentences-deleted".to_owned(),
            subject: "sentences".to_owned(),
            earlier: Some(gone.to_string()),
            later: None,
        };
        change.note(&new_id()?, &entry).await?;
    }
    change.commit().await?;
    Ok(gone)
}
