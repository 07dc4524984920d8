//! The same news as on the live channel, asked for one after the other: for a kiosk behind a proxy
//! that holds back what does not end.

use std::time::Duration;

use axum::Json;
use axum::extract::{Query, State};
use serde::Deserialize;
use tokio::sync::broadcast::error::RecvError;

use super::{ApiFailure, Device, Refusals};
use crate::api::sync::{Changes, LONGEST_WAIT};
use crate::hub::store::StoreError;
use crate::hub::{Happening, Hub};

/// Records come by the hundred when a meeting begins; kiosks need not ask after each.
const BETWEEN_RECORDS: Duration = Duration::from_millis(250);

/// What a kiosk knows.
#[derive(Deserialize)]
pub struct Known {
    /// The revision.
    #[serde(default)]
    after: i64,
    /// The number of the last record.
    #[serde(default)]
    records: Option<i64>,
    /// The newest errand it has heard of.
    #[serde(default)]
    errand: Option<String>,
    /// How long to wait, s.
    #[serde(default)]
    wait: Option<i64>,
}

impl Known {
    /// Whether there is anything new to a kiosk in how things stand.
    fn is_behind(&self, now: &Changes) -> bool {
        // Also when the number is lower: it is another hub then, or a copy from before.
        self.after != now.revision
            || self.records.is_some_and(|known| known != now.records)
            || (now.errand.is_some() && now.errand != self.errand)
    }
}

/// What has changed. Answered at once when something has, otherwise when something does, or when the
/// time to wait is over.
///
/// # Errors
/// When too many wait already.
#[utoipa::path(get, path = "/api/v1/changes", tag = "kiosk", security(("kiosk" = [])),
    params(
        ("after" = Option<i64>, Query, description = "The revision that is known; without it: none."),
        ("records" = Option<i64>, Query, description = "The number of the last record that is known; \
            without it records are no reason to answer."),
        ("errand" = Option<String>, Query, description = "The newest errand that is known."),
        ("wait" = Option<i64>, Query, description = "Seconds to wait. More than 25 are 25; 0 or less: do not wait."),
    ),
    responses((status = 200, body = Changes), Refusals))]
pub async fn changes(
    State(hub): State<Hub>,
    Device(kiosk): Device,
    Query(known): Query<Known>,
) -> Result<Json<Changes>, ApiFailure> {
    let mut waiting = hub.live.displays.wait(&kiosk.id).ok_or(ApiFailure::TooMany)?;
    let (mut revision, mut records) = (hub.live.revision(), hub.live.records());
    let mut happenings = hub.live.happenings();
    let wait = known.wait.map_or(LONGEST_WAIT, |wait| u64::try_from(wait).unwrap_or(0).min(LONGEST_WAIT));
    let patience = Duration::from_secs(wait);
    let (mut patience, mut is_over) = (Box::pin(tokio::time::sleep(patience)), wait == 0);
    let mut errand = newest_errand(&hub, &kiosk.id).await?;
    loop {
        let revision_now = *revision.borrow_and_update();
        let now =
            Changes { revision: revision_now, records: *records.borrow_and_update(), errand: errand.clone() };
        if known.is_behind(&now) || is_over {
            return Ok(Json(now));
        }
        tokio::select! {
            () = &mut patience => is_over = true,
            // The server ends: whoever waits is told how things stand, and comes again elsewhere.
            () = waiting.over() => return Ok(Json(now)),
            _ = revision.changed() => {}
            _ = records.changed(), if known.records.is_some() => tokio::time::sleep(BETWEEN_RECORDS).await,
            happening = happenings.recv() => match happening {
                Ok(Happening::Errand { kiosk: whose }) if whose == kiosk.id => {
                    errand = newest_errand(&hub, &kiosk.id).await?;
                }
                Ok(
                    Happening::Errand { .. }
                    | Happening::Call { .. }
                    | Happening::Answered { .. }
                    | Happening::Reported { .. },
                ) => {}
                // Behind: whatever it was, asking once finds it.
                Err(RecvError::Lagged(_)) => errand = newest_errand(&hub, &kiosk.id).await?,
                Err(RecvError::Closed) => return Ok(Json(now)),
            },
        }
    }
}

/// The newest thing that staff want of a kiosk and that it has not said it has done.
async fn newest_errand(hub: &Hub, kiosk: &str) -> Result<Option<String>, StoreError> {
    let errands = hub.store.read().await?.errands(kiosk).await?;
    let newest = errands.into_iter().max_by(|one, other| (one.made, &one.id).cmp(&(other.made, &other.id)));
    Ok(newest.map(|errand| errand.id))
}
