//! The only caller of now() and of randomness (invariant 1). `tests/tidy.rs` keeps it so.

use jiff::Timestamp;

/// The time by the machine's clock.
pub fn now() -> Timestamp {
    Timestamp::now()
}
