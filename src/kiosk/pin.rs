//! The PIN of staff: a salted, slow hash in a file that only the service can read.

use std::io;
use std::path::{Path, PathBuf};

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};

use super::core::Pin;
use crate::clock;
use crate::feed::cache::write_atomically;

/// Digits of a PIN. Shorter ones are tried out in an afternoon, even slowly.
pub const DIGITS: std::ops::RangeInclusive<usize> = 4..=12;

/// Why no PIN was set.
#[derive(Debug, thiserror::Error)]
pub enum PinError {
    #[error("A PIN has 4 to 12 digits and nothing else. Choose another one.")]
    NotDigits,
    #[error("That PIN is among the first that anybody would try. Choose another one.")]
    Trivial,
    #[error("The PIN could not be kept in {}: {error}. Check who may write there.", .path.display())]
    NotKept { path: PathBuf, error: io::Error },
    #[error("The PIN could not be hashed: {0}.")]
    NotHashed(String),
}

fn file(folder: &Path) -> PathBuf {
    folder.join("pin")
}

/// Whether anybody would try it first: one digit over and over, or counting up or down.
fn is_trivial(pin: &str) -> bool {
    let digits = pin.as_bytes();
    let steps: Vec<i16> = digits.windows(2).map(|two| i16::from(two[1]) - i16::from(two[0])).collect();
    [0, 1, -1].iter().any(|step| steps.iter().all(|known| known == step))
}

/// Sets the PIN, in the place of any earlier one.
///
/// # Errors
/// When it is no good PIN, or cannot be kept.
pub fn set(folder: &Path, pin: &str) -> Result<PathBuf, PinError> {
    if !DIGITS.contains(&pin.len()) || !pin.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(PinError::NotDigits);
    }
    if is_trivial(pin) {
        return Err(PinError::Trivial);
    }
    let path = file(folder);
    let not_kept = |error| PinError::NotKept { path: path.clone(), error };
    let salt = clock::random_bytes::<16>().map_err(not_kept)?;
    let hash: PasswordHash = Argon2::default()
        .hash_password_with_salt(pin.as_bytes(), &salt)
        .map_err(|error| PinError::NotHashed(error.to_string()))?;
    keep_private(&path, hash.to_string().as_bytes()).map_err(not_kept)?;
    Ok(path)
}

/// Writes a file that only the service can read, into a folder that only it can enter.
pub(super) fn keep_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    private_folder(path.parent().unwrap_or(Path::new(".")))?;
    write_atomically(path, bytes)?;
    set_private(path)
}

fn private_folder(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

fn set_private(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600))
}

/// Whether it is the PIN. Slow on purpose; not for the window's thread.
pub fn check(folder: &Path, pin: &str) -> Pin {
    let Ok(text) = std::fs::read_to_string(file(folder)) else { return Pin::NotSet };
    let Ok(hash) = PasswordHash::new(text.trim()) else {
        tracing::warn!("The file of the PIN is damaged. Set the PIN again with: hiroba pin");
        return Pin::NotSet;
    };
    match Argon2::default().verify_password(pin.as_bytes(), &hash) {
        Ok(()) => Pin::Right,
        Err(_) => Pin::Wrong,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pin_is_known_again_and_nothing_of_it_stands_in_its_file() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(check(folder.path(), "2468"), Pin::NotSet);
        let path = set(folder.path(), "2468").unwrap();
        assert_eq!(check(folder.path(), "2468"), Pin::Right);
        assert_eq!(check(folder.path(), "2469"), Pin::Wrong);
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.starts_with("$argon2id$") && !text.contains("2468"), "{text}");
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        set(folder.path(), "97531").unwrap();
        assert_eq!(check(folder.path(), "2468"), Pin::Wrong, "the earlier one is gone");
    }

    #[test]
    fn a_pin_that_is_tried_first_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        for pin in ["1234", "0000", "9876", "456789"] {
            assert!(matches!(set(folder.path(), pin), Err(PinError::Trivial)), "{pin}");
        }
        for pin in ["", "123", "12a4", "１２３５", "1234567890123"] {
            assert!(matches!(set(folder.path(), pin), Err(PinError::NotDigits)), "{pin}");
        }
    }
}
