//! The only caller of now() and of randomness (invariant 1). `tests/tidy.rs` keeps it so.

use std::sync::atomic::{AtomicI64, Ordering};

use jiff::{SignedDuration, Timestamp};

/// A day on which this program already existed: no true clock shows an earlier one. A machine
/// without a clock chip starts in 1970 or at its last shutdown.
const WRITTEN: &str = "2026-11-01T00:00:00Z";

/// By how much the machine's clock was put right, ms.
static PUT_RIGHT: AtomicI64 = AtomicI64::new(0);

/// The time by the machine's clock, as far as it was put right.
pub fn now() -> Timestamp {
    let by = SignedDuration::from_millis(PUT_RIGHT.load(Ordering::Relaxed));
    let machine = Timestamp::now();
    machine.checked_add(by).unwrap_or(machine)
}

/// Puts the clock right for this program: somebody who knows better says by how much [`now`] is
/// behind. The machine's own clock stays as it is.
pub fn put_right(behind: SignedDuration) {
    let by = i64::try_from(behind.as_millis()).unwrap_or_default();
    PUT_RIGHT.fetch_add(by, Ordering::Relaxed);
}

/// A number from 0 to 1 that others do not draw at the same time: so that not all come at once.
pub fn chance() -> f64 {
    random_bytes().map_or(0.5, |bytes| f64::from(u32::from_be_bytes(bytes)) / f64::from(u32::MAX))
}

/// Measures how long something takes, for logs and figures.
#[derive(Clone, Copy, Debug)]
pub struct Stopwatch(std::time::Instant);

impl Stopwatch {
    pub fn start() -> Stopwatch {
        Stopwatch(std::time::Instant::now())
    }

    pub fn elapsed(self) -> std::time::Duration {
        self.0.elapsed()
    }
}

/// Random bits of the machine, fit for keys and receipts that nobody can guess.
///
/// # Errors
/// When the machine has none to give, which on Linux only a very broken one does. Nothing may be
/// recorded then: two records with one key would be taken for one.
pub fn random_bytes<const N: usize>() -> std::io::Result<[u8; N]> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)?;
    Ok(bytes)
}

/// The earliest time that can be true: that of the program and of everything seen since.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Floor(Timestamp);

impl Floor {
    /// The floor of the program itself.
    pub fn of_program() -> Floor {
        Floor(WRITTEN.parse().unwrap_or(Timestamp::UNIX_EPOCH))
    }

    /// Something was seen to happen then, so it cannot be earlier now.
    pub fn seen(self, at: Timestamp) -> Floor {
        Floor(self.0.max(at))
    }

    /// A reading of the clock, and whether it can be believed.
    pub fn judge(self, reading: Timestamp) -> (Timestamp, bool) {
        (reading.max(self.0), reading >= self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_draws_are_alike() {
        let draws: std::collections::HashSet<[u8; 16]> = (0..1000).map(|_| random_bytes().unwrap()).collect();
        assert_eq!(draws.len(), 1000);
    }

    #[test]
    fn a_clock_before_what_was_already_seen_is_not_believed() {
        let seen: Timestamp = "2027-01-05T03:00:00Z".parse().unwrap();
        let floor = Floor::of_program().seen(seen);
        assert_eq!(floor.judge(Timestamp::UNIX_EPOCH), (seen, false));
        let later: Timestamp = "2027-01-05T03:00:01Z".parse().unwrap();
        assert_eq!(floor.judge(later), (later, true));
    }
}
