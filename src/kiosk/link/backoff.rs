//! How long to wait before the next try.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// Draws a number from 0 to 1 (invariant 1: randomness is an argument).
#[derive(Clone)]
pub struct Jitter(pub Arc<dyn Fn() -> f64 + Send + Sync>);

impl fmt::Debug for Jitter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Jitter")
    }
}

/// Waits twice as long every time, and never as long as everybody else: when a hub comes back, its
/// kiosks come one after the other.
#[derive(Clone, Debug)]
pub struct Backoff {
    failures: u32,
    jitter: Jitter,
}

impl Backoff {
    const FIRST: Duration = Duration::from_secs(1);
    const LONGEST: Duration = Duration::from_secs(60);

    pub fn new(jitter: Jitter) -> Backoff {
        Backoff { failures: 0, jitter }
    }

    /// It went well.
    pub fn reset(&mut self) {
        self.failures = 0;
    }

    /// It did not: how long to wait now.
    pub fn wait(&mut self) -> Duration {
        let wait = Backoff::FIRST.saturating_mul(1 << self.failures.min(6)).min(Backoff::LONGEST);
        self.failures = self.failures.saturating_add(1);
        wait.mul_f64(0.5 + 0.5 * (self.jitter.0)().clamp(0.0, 1.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn waits(drawn: f64) -> Vec<u64> {
        let mut backoff = Backoff::new(Jitter(Arc::new(move || drawn)));
        (0..8).map(|_| u64::try_from(backoff.wait().as_millis()).unwrap()).collect()
    }

    #[test]
    fn waits_grow_to_a_minute_and_differ_from_kiosk_to_kiosk() {
        assert_eq!(waits(1.0), [1000, 2000, 4000, 8000, 16000, 32000, 60000, 60000]);
        assert_eq!(waits(0.0), [500, 1000, 2000, 4000, 8000, 16000, 30000, 30000]);
    }

    #[test]
    fn after_a_success_the_next_failure_is_the_first() {
        let mut backoff = Backoff::new(Jitter(Arc::new(|| 1.0)));
        let first = backoff.wait();
        backoff.wait();
        backoff.reset();
        assert_eq!(backoff.wait(), first);
    }
}
