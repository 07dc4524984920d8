//! Passwords: argon2id, and no password that is guessed first.

use argon2::Argon2;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};

use crate::clock;

/// Shortest password, characters (NIST SP 800-63B-4, 3.1.1.2).
const SHORTEST: usize = 15;
/// With fewer guesses than ten to this it is somebody's second try.
const LEAST_SCORE: u8 = 3;
/// Shorter than [`SHORTEST`] it has to be really hard to guess.
const SHORTEST_OF_ALL: usize = 10;

/// Why a password is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weak {
    Short,
    Long,
    /// In a list of passwords that became known, or built as people build them.
    Guessable,
}

impl Weak {
    /// The message that says what can be done.
    pub fn key(self) -> &'static str {
        match self {
            Weak::Short => "mend-password-short",
            Weak::Long => "mend-password-long",
            Weak::Guessable => "mend-password-guessable",
        }
    }
}

/// Longest password, characters: longer ones only cost time.
const LONGEST: usize = 200;

/// Whether a password can be taken. `known` are words that are guessed first: the name.
///
/// # Errors
/// With what can be mended.
pub fn judge(password: &str, known: &[&str]) -> Result<(), Weak> {
    let count = password.chars().count();
    if count < SHORTEST_OF_ALL {
        return Err(Weak::Short);
    }
    if count > LONGEST {
        return Err(Weak::Long);
    }
    let known: Vec<&str> = known.iter().copied().chain(["hiroba", "ひろば", "setagaya"]).collect();
    let score = u8::from(zxcvbn::zxcvbn(password, &known).score());
    let least = if count < SHORTEST { LEAST_SCORE + 1 } else { LEAST_SCORE };
    if score < least { Err(Weak::Guessable) } else { Ok(()) }
}

/// The hash of a password, in the PHC form, with its own salt.
///
/// # Errors
/// When the machine has no randomness.
pub fn hash(password: &str) -> Result<String, String> {
    let salt = clock::random_bytes::<16>().map_err(|error| error.to_string())?;
    let hashed = Argon2::default().hash_password_with_salt(password.as_bytes(), &salt);
    hashed.map(|hash| hash.to_string()).map_err(|error| error.to_string())
}

/// Whether it is the password. Without a hash the answer takes as long, and is no.
pub fn is_right(password: &str, kept: Option<&str>) -> bool {
    // Of a password nobody has: its only use is the time it takes.
    const NOBODY: &str =
        "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    let Ok(hash) = argon2::PasswordHash::new(kept.unwrap_or(NOBODY)) else { return false };
    let right = Argon2::default().verify_password(password.as_bytes(), &hash).is_ok();
    right && kept.is_some()
}
