//! What kiosks say of themselves, and visitors who call.

use axum::Json;
use axum::extract::State;

use super::{ApiFailure, Device, Read, Refusals};
use crate::api::sync::{Call, Errand, PanelReport, Reply, Report};
use crate::hub::Hub;
use crate::hub::live::Happening;
use crate::hub::store::{ErrandRow, News};
use crate::hub::web::CALL_RINGS;

/// Longest report that is kept, bytes.
const LONGEST: usize = 64 * 1024;

/// A kiosk reports, and learns what staff want of it and what time it is.
///
/// # Errors
/// When the database does.
#[utoipa::path(post, path = "/api/v1/report", tag = "kiosk", request_body = Report,
    security(("kiosk" = [])), responses((status = 200, body = Reply), Refusals))]
pub async fn report(
    State(hub): State<Hub>,
    Device(kiosk): Device,
    Read(mut report): Read<Report>,
) -> Result<Json<Reply>, ApiFailure> {
    let now = hub.now();
    // Previews are drawn on it: one that cannot be is none.
    report.panel = report.panel.filter(PanelReport::is_possible);
    let text = serde_json::to_string(&report).map_err(|error| ApiFailure::Request(error.to_string()))?;
    if text.len() > LONGEST {
        return Err(ApiFailure::Request("a report is at most 64 KiB".to_owned()));
    }
    let salt = report.salt.as_deref().filter(|salt| is_salt(salt));
    let salts = salt.and_then(|salt| with_salt(kiosk.salts.as_deref(), salt));
    let mut change = hub.store.begin().await?;
    for done in &report.done {
        change.take_errand(&kiosk.id, done, now.as_millisecond()).await?;
    }
    change.report_kiosk(&kiosk.id, now.as_millisecond(), &text, salts.as_deref()).await?;
    if !report.done.is_empty() {
        // Whoever waits for it may be on a page of another process. Mere signs of life are not
        // worth a word between processes.
        change.tell(News::Happening(Happening::Reported { kiosk: kiosk.id.clone() }));
    }
    change.commit().await?;
    let errands = hub.store.read().await?.errands(&kiosk.id).await?;
    hub.live.announce(Happening::Reported { kiosk: kiosk.id });
    Ok(Json(Reply { now, name: kiosk.name, errands: errands_of(errands) }))
}

/// Errands as they go out.
fn errands_of(rows: Vec<ErrandRow>) -> Vec<Errand> {
    let errand = |row: ErrandRow| {
        let job = serde_json::from_str(&row.body).ok()?;
        Some(Errand { id: row.id, job })
    };
    rows.into_iter().filter_map(errand).collect()
}

/// All salts of a kiosk with one that it may not have had before; nothing where it had it. Another one
/// comes when its records were damaged and begun anew: who registered before still has the receipt.
fn with_salt(known: Option<&str>, salt: &str) -> Option<String> {
    match known {
        None => Some(salt.to_owned()),
        Some(known) if known.split_whitespace().any(|known| known == salt) => None,
        Some(known) => Some(format!("{known} {salt}")),
    }
}

fn is_salt(text: &str) -> bool {
    text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// A visitor calls staff. Where nobody has an account yet nobody can hear it, and the kiosk must not
/// say that somebody did.
///
/// # Errors
/// When nobody can hear it, or the database cannot take it.
#[utoipa::path(post, path = "/api/v1/calls", tag = "kiosk", request_body = Call, security(("kiosk" = [])),
    responses((status = 200, description = "It rings, with whatever rings at this kiosk already."), Refusals))]
pub async fn call(
    State(hub): State<Hub>,
    Device(kiosk): Device,
    Read(call): Read<Call>,
) -> Result<(), ApiFailure> {
    if !is_salt(&call.id) {
        return Err(ApiFailure::Request("the id of a call is 32 hexadecimal digits".to_owned()));
    }
    if !hub.store.read().await?.has_accounts().await? {
        return Err(ApiFailure::NotFound);
    }
    let now = hub.now_ms();
    let mut change = hub.store.begin().await?;
    let new = change.add_call(&call.id, &kiosk.id, now, now - CALL_RINGS).await?;
    change.commit().await?;
    if new {
        hub.live.announce(Happening::Call { id: call.id, kiosk: kiosk.id });
    }
    Ok(())
}
