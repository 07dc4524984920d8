//! How often something may be tried, from one address and from all together. In memory and of bounded
//! size: whoever asks from ever new addresses fills no memory, and comes no further than all together.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;

/// Addresses that are remembered at the most.
const MOST: usize = 4096;

/// How much at once, and how long until one more may be tried.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    pub at_once: u32,
    pub one_every_ms: i64,
}

/// A vessel that fills again with time. What is in it is counted in milliseconds, so that nothing is
/// rounded: it is full at `at_once * one_every_ms`.
#[derive(Clone, Copy, Debug)]
struct Vessel {
    level: i64,
    seen: i64,
}

impl Pace {
    fn full(self) -> i64 {
        i64::from(self.at_once).saturating_mul(self.one_every_ms)
    }

    fn new_vessel(self, now: i64) -> Vessel {
        Vessel { level: self.full(), seen: now }
    }

    /// What is in it by now. A clock that was set back neither fills nor empties it.
    fn level(self, vessel: Vessel, now: i64) -> i64 {
        vessel.level.saturating_add((now - vessel.seen).max(0)).min(self.full())
    }

    /// Takes one, or says how many seconds until there is one.
    fn take(self, vessel: &mut Vessel, now: i64) -> Result<(), u64> {
        let level = self.level(*vessel, now);
        let missing = self.one_every_ms - level;
        if missing > 0 {
            return Err(u64::try_from(missing / 1000).unwrap_or_default() + 1);
        }
        *vessel = Vessel { level: level - self.one_every_ms, seen: now };
        Ok(())
    }

    fn give_back(self, vessel: &mut Vessel) {
        vessel.level = vessel.level.saturating_add(self.one_every_ms).min(self.full());
    }
}

#[derive(Debug)]
struct Vessels {
    all: Option<Vessel>,
    by_address: HashMap<IpAddr, Vessel>,
}

/// One thing that is limited.
#[derive(Debug)]
pub struct Limit {
    each: Pace,
    all: Pace,
    vessels: Mutex<Vessels>,
}

impl Limit {
    pub fn new(each: Pace, all: Pace) -> Limit {
        Limit { each, all, vessels: Mutex::new(Vessels { all: None, by_address: HashMap::new() }) }
    }

    /// Counts one attempt.
    ///
    /// # Errors
    /// How many seconds to wait, when there were too many.
    pub fn take(&self, address: IpAddr, now: Timestamp) -> Result<(), u64> {
        let now = now.as_millisecond();
        let mut vessels = self.vessels.lock().unwrap_or_else(PoisonError::into_inner);
        let Vessels { all, by_address } = &mut *vessels;
        let all = all.get_or_insert_with(|| self.all.new_vessel(now));
        let address = neighbourhood(address);
        if by_address.len() >= MOST && !by_address.contains_key(&address) {
            // Those who have waited long enough are like new.
            by_address.retain(|_, vessel| self.each.level(*vessel, now) < self.each.full());
        }
        if by_address.len() >= MOST && !by_address.contains_key(&address) {
            return self.all.take(all, now);
        }
        let mine = by_address.entry(address).or_insert_with(|| self.each.new_vessel(now));
        self.each.take(mine, now)?;
        self.all.take(all, now).inspect_err(|_| self.each.give_back(mine))
    }

    /// Takes one attempt back: it was none. An attempt is counted before it is made, so that a
    /// thousand at once are not all free.
    pub fn give_back(&self, address: IpAddr) {
        let mut vessels = self.vessels.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(all) = &mut vessels.all {
            self.all.give_back(all);
        }
        if let Some(mine) = vessels.by_address.get_mut(&neighbourhood(address)) {
            self.each.give_back(mine);
        }
    }
}

/// What one line to the net usually has: an address, or of IPv6 the 64 bits before the house.
fn neighbourhood(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => IpAddr::V4(address),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            IpAddr::from([a, b, c, d, 0, 0, 0, 0])
        }
    }
}

/// Everything that is limited on the phone pages.
#[derive(Debug)]
pub struct Limits {
    /// Numbers that were no receipt. From one address six, then one in two minutes; from all of
    /// them 60, then one in 30 seconds: of 125 receipts the whole world finds one in 9 months.
    pub guesses: Limit,
    /// Registrations and sentences.
    pub records: Limit,
}

const SECOND: i64 = 1000;

impl Default for Limits {
    fn default() -> Limits {
        let guesses = Limit::new(
            Pace { at_once: 6, one_every_ms: 120 * SECOND },
            Pace { at_once: 60, one_every_ms: 30 * SECOND },
        );
        let records = Limit::new(
            Pace { at_once: 20, one_every_ms: 30 * SECOND },
            // A hall full of people who all register within a minute.
            Pace { at_once: 2000, one_every_ms: 500 },
        );
        Limits { guesses, records }
    }
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;

    fn start() -> Timestamp {
        "2026-12-17T04:30:00Z".parse().unwrap()
    }

    fn address(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    fn limit() -> Limit {
        Limit::new(Pace { at_once: 3, one_every_ms: 60_000 }, Pace { at_once: 5, one_every_ms: 10_000 })
    }

    #[test]
    fn some_are_free_and_then_one_waits() {
        let limit = limit();
        let from = address("192.0.2.1");
        for _ in 0..3 {
            assert_eq!(limit.take(from, start()), Ok(()));
        }
        assert_eq!(limit.take(from, start()), Err(61));
        let later = start() + SignedDuration::from_secs(45);
        assert_eq!(limit.take(from, later), Err(16));
        assert_eq!(limit.take(from, start() + SignedDuration::from_secs(60)), Ok(()));
    }

    #[test]
    fn others_are_not_hindered_until_all_together_are_too_many() {
        let limit = limit();
        for _ in 0..3 {
            assert_eq!(limit.take(address("192.0.2.1"), start()), Ok(()));
        }
        assert_eq!(limit.take(address("192.0.2.2"), start()), Ok(()));
        assert_eq!(limit.take(address("192.0.2.2"), start()), Ok(()));
        assert_eq!(limit.take(address("192.0.2.3"), start()), Err(11), "five were all there are");
    }

    #[test]
    fn what_was_given_back_was_no_attempt() {
        let limit = limit();
        let from = address("192.0.2.1");
        for _ in 0..50 {
            assert_eq!(limit.take(from, start()), Ok(()));
            limit.give_back(from);
        }
    }

    #[test]
    fn a_house_with_many_addresses_is_one() {
        let limit = limit();
        for n in 1..=3 {
            assert_eq!(limit.take(address(&format!("2001:db8:1:2::{n}")), start()), Ok(()));
        }
        assert!(limit.take(address("2001:db8:1:2:ffff::9"), start()).is_err());
        assert_eq!(limit.take(address("2001:db8:1:3::1"), start()), Ok(()));
    }

    #[test]
    fn ever_new_addresses_fill_no_memory_and_come_no_further() {
        let limit = Limit::new(
            Pace { at_once: 1, one_every_ms: 60_000 },
            Pace { at_once: 9000, one_every_ms: 60_000 },
        );
        let passed = (0..20_000_u32).filter(|n| {
            let from = IpAddr::from(n.to_be_bytes());
            limit.take(from, start()).is_ok()
        });
        assert_eq!(passed.count(), 9000);
        assert!(limit.vessels.lock().unwrap().by_address.len() <= MOST);
    }

    #[test]
    fn a_clock_set_back_locks_nobody_out_for_longer() {
        let limit = limit();
        let from = address("192.0.2.1");
        for _ in 0..3 {
            assert_eq!(limit.take(from, start()), Ok(()));
        }
        let earlier = start() - SignedDuration::from_hours(24 * 300);
        assert_eq!(limit.take(from, earlier), Err(61));
    }
}
