//! The only caller of now() and of randomness (invariant 1). `tests/tidy.rs` keeps it so.

use jiff::Timestamp;

/// A day on which this program already existed: no true clock shows an earlier one. A machine
/// without a clock chip starts in 1970 or at its last shutdown.
const WRITTEN: &str = "2026-11-01T00:00:00Z";

/// The time by the machine's clock.
pub fn now() -> Timestamp {
    Timestamp::now()
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
