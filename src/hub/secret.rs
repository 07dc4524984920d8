//! What nobody may guess: tokens, and the fingerprints by which they are known here.

use std::fmt::Write;

use sha2::{Digest, Sha256};

use super::store::StoreError;
use crate::clock;

/// A secret of 256 bits, in hexadecimal digits. Never stored: the database has its fingerprint.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// A new one.
    ///
    /// # Errors
    /// When the machine has no randomness.
    pub fn new() -> Result<Token, StoreError> {
        let bytes = clock::random_bytes::<32>().map_err(|error| StoreError::Chance(error.to_string()))?;
        Ok(Token(hex(&bytes)))
    }

    /// What is handed out, once.
    pub fn text(&self) -> &str {
        &self.0
    }

    pub fn fingerprint(&self) -> String {
        fingerprint(&self.0)
    }
}

/// Never in a log.
impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(..)")
    }
}

/// SHA-256 of a secret, in hexadecimal digits.
pub fn fingerprint(secret: &str) -> String {
    hash_of(secret.as_bytes())
}

/// SHA-256 of bytes, in hexadecimal digits.
pub(in crate::hub) fn hash_of(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// A random id of 128 bits.
///
/// # Errors
/// When the machine has no randomness.
pub fn new_id() -> Result<String, StoreError> {
    let bytes = clock::random_bytes::<16>().map_err(|error| StoreError::Chance(error.to_string()))?;
    Ok(hex(&bytes))
}

pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing into a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Bytes out of hexadecimal digits. Twice the room of the bytes, and no library for a column that
/// both databases can hold.
pub(super) fn unhex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let pairs = text.as_bytes().chunks_exact(2);
    if !pairs.remainder().is_empty() {
        return None;
    }
    pairs.map(|pair| Some(digit(*pair.first()?)? << 4 | digit(*pair.get(1)?)?)).collect()
}
