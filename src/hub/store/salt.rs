//! What the hub's own receipts are made with: the salt of their marks, which kiosks are told so that
//! they know these receipts too, and a secret that nobody is told.

use super::{Change, StoreError};
use crate::clock;
use crate::domain::attendance::{Mark, Salt};

/// Name of the setting that holds the salt.
pub const SALT: &str = "salt";
/// Name of the setting that holds what this hub is known by.
pub(super) const HUB_ID: &str = "hub-id";
/// Name of the setting that holds the secret.
const SECRET: &str = "receipt-secret";

/// The hub's own salt, made when it is first asked for.
///
/// # Errors
/// When the database does, or the machine has no randomness.
pub async fn salt(change: &mut Change) -> Result<Salt, StoreError> {
    once(change, SALT).await.map(Salt)
}

/// What the hub draws receipts with. Not known outside, so that nobody can choose a receipt.
///
/// # Errors
/// When the database does, or the machine has no randomness.
pub async fn receipt_secret(change: &mut Change) -> Result<[u8; 16], StoreError> {
    once(change, SECRET).await
}

/// What this hub is known by, wherever its database lies: its copies have it too.
///
/// # Errors
/// When the database does, or the machine has no randomness.
pub(super) async fn hub_id(change: &mut Change) -> Result<String, StoreError> {
    Ok(Mark(once(change, HUB_ID).await?).to_string())
}

/// 128 random bits under a name, the same for ever.
async fn once(change: &mut Change, name: &str) -> Result<[u8; 16], StoreError> {
    if let Some(bits) = change.setting(name).await?.as_deref().and_then(Mark::parse) {
        return Ok(bits.0);
    }
    // In a line with all others, so that of two who find none only one makes it.
    change.count("record", 0).await?;
    if let Some(bits) = change.setting(name).await?.as_deref().and_then(Mark::parse) {
        return Ok(bits.0);
    }
    let bits = clock::random_bytes::<16>().map_err(|error| StoreError::Chance(error.to_string()))?;
    change.set_setting(name, &Mark(bits).to_string()).await?;
    Ok(bits)
}
