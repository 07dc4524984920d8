//! How a kiosk comes to a hub: it shows a code, staff type the code in, and it gets its token.

use axum::Json;
use axum::extract::{Path, State};
use jiff::Timestamp;

use super::{ApiFailure, Read, Refusals};
use crate::api::sync::{PairingState, PairingTicket, PairingWish};
use crate::clock;
use crate::hub::Hub;
use crate::hub::secret::{Token, fingerprint, new_id};
use crate::hub::store::{Change, PairingRow, StoreError};
use crate::hub::web::Caller;

/// How long a code is good, ms. A kiosk asks for the next one by itself.
const GOOD_FOR: i64 = 10 * 60 * 1000;
/// Kiosks that wait at once, at the most: more is somebody who plays. One address comes to forty
/// (`Attempts::pairings`), so that nobody alone keeps all others out; with more places a code that staff
/// mistype would too often be somebody's.
const MOST_WAITING: i64 = 300;
/// Longest name, characters.
const LONGEST_NAME: usize = 60;

/// A code for a kiosk that waits.
///
/// # Errors
/// When too many wait, or the database does.
#[utoipa::path(post, path = "/api/v1/pairing", tag = "pairing", request_body = PairingWish,
    responses((status = 200, body = PairingTicket), Refusals))]
pub async fn new_pairing(
    State(hub): State<Hub>,
    Caller(from): Caller,
    Read(wish): Read<PairingWish>,
) -> Result<Json<PairingTicket>, ApiFailure> {
    hub.attempts.pairings.take(from, hub.now()).map_err(|_| ApiFailure::TooMany)?;
    let (now, secret) = (hub.now_ms(), Token::new()?);
    let mut change = hub.store.begin().await?;
    if change.waiting_pairings(now).await? >= MOST_WAITING {
        return Err(ApiFailure::TooMany);
    }
    let code = code()?;
    let row = PairingRow {
        secret: secret.fingerprint(),
        code: code.clone(),
        made: now,
        ends: now + GOOD_FOR,
        name: wish.name.trim().chars().take(LONGEST_NAME).collect(),
        kiosk: None,
        token: None,
    };
    change.add_pairing(&row).await?;
    change.commit().await?;
    let ends = Timestamp::from_millisecond(row.ends).unwrap_or(Timestamp::MAX);
    Ok(Json(PairingTicket { code, secret: secret.text().to_owned(), ends }))
}

/// Six digits, evenly spread.
fn code() -> Result<String, StoreError> {
    let bytes = clock::random_bytes::<8>().map_err(|error| StoreError::Chance(error.to_string()))?;
    Ok(format!("{:06}", u64::from_be_bytes(bytes) % 1_000_000))
}

/// Whether staff have taken it in. Whoever has the secret is told the token again as long as the code is good
/// and nobody has used it: an answer may be lost on its way. With the kiosk's first report it is forgotten here.
///
/// # Errors
/// When the database does.
#[utoipa::path(get, path = "/api/v1/pairing/{secret}", tag = "pairing",
    params(("secret" = String, Path, description = "What the ticket said.")),
    responses((status = 200, body = PairingState), Refusals))]
pub async fn pairing_state(
    State(hub): State<Hub>,
    Path(secret): Path<String>,
) -> Result<Json<PairingState>, ApiFailure> {
    let (secret, now) = (fingerprint(&secret), hub.now_ms());
    let found = hub.store.read().await?.pairing(&secret, now).await?;
    let Some(row) = found else { return Ok(Json(PairingState::Over)) };
    let (Some(kiosk), Some(token)) = (row.kiosk, row.token) else {
        return Ok(Json(PairingState::Waiting));
    };
    Ok(Json(PairingState::Paired { kiosk, name: row.name, token }))
}

/// Takes the kiosk with this code in under a name; its id, or nothing when no kiosk waits with it.
///
/// # Errors
/// When the database does.
pub async fn take_in(
    change: &mut Change,
    code: &str,
    name: &str,
    now: i64,
) -> Result<Option<String>, StoreError> {
    let Some(row) = change.pairing_by_code(code, now).await? else { return Ok(None) };
    let (id, token) = (new_id()?, Token::new()?);
    change.add_kiosk(&id, name, &token.fingerprint(), now).await?;
    change.pair(&row.secret, &id, token.text()).await?;
    Ok(Some(id))
}
