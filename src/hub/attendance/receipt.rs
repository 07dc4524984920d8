//! What the hub marks its own receipts with.

use crate::clock;
use crate::domain::attendance::Salt;
use crate::hub::secret::hex;
use crate::hub::store::{Change, StoreError};

/// The name of the setting. Kiosks are told it: a receipt of the hub is read by all of them.
const SETTING: &str = "salt";

/// The hub's own salt. It is drawn once and then stays: with another, no receipt would be known.
///
/// # Errors
/// When the database does, or the machine has no randomness.
pub async fn salt(change: &mut Change) -> Result<Salt, StoreError> {
    let drawn = clock::random_bytes::<16>().map_err(|error| StoreError::Chance(error.to_string()))?;
    let kept = change.setting_or(SETTING, &hex(&drawn)).await?;
    let bits = u128::from_str_radix(&kept, 16).ok().filter(|_| kept.len() == 32);
    let bits = bits.ok_or_else(|| StoreError::Row("the setting salt".to_owned()))?;
    Ok(Salt(bits.to_be_bytes()))
}
