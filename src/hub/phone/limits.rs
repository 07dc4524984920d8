//! How often something may be tried, from one address and from all together. In memory and of bounded
//! size: whoever asks from ever new addresses fills no memory, and comes no further than all together.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;

/// Addresses that are remembered at the most.
const MOST: usize = 4096;
/// Addresses of whose tries of a day is known, at the most: some megabytes.
const MOST_TRIES: usize = 65_536;
/// After so long without a try an address is a newcomer again, ms.
const A_DAY: i64 = 24 * 60 * 60 * 1000;

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

/// Those who have not tried lately: they get their tries when all together have none left.
#[derive(Clone, Copy, Debug)]
pub struct Newcomers {
    /// How many tries in a day make somebody no newcomer any more.
    pub tries: u32,
    /// Of all of them.
    pub pace: Pace,
}

/// From where a try was taken, to be given back to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    FromAll,
    FromNewcomers,
}

/// Tries of one address in the last day.
#[derive(Clone, Copy, Debug)]
struct Tries {
    count: u32,
    last: i64,
}

#[derive(Debug, Default)]
struct Vessels {
    all: Option<Vessel>,
    newcomers: Option<Vessel>,
    by_address: HashMap<IpAddr, Vessel>,
    tries: HashMap<IpAddr, Tries>,
}

/// One thing that is limited.
#[derive(Debug)]
pub struct Limit {
    each: Pace,
    all: Pace,
    newcomers: Option<Newcomers>,
    vessels: Mutex<Vessels>,
}

impl Limit {
    pub fn new(each: Pace, all: Pace) -> Limit {
        Limit { each, all, newcomers: None, vessels: Mutex::default() }
    }

    /// The same limit, where those who tried much do not use up what newcomers have.
    #[must_use]
    pub fn with_newcomers(self, newcomers: Newcomers) -> Limit {
        Limit { newcomers: Some(newcomers), ..self }
    }

    /// Counts one attempt.
    ///
    /// # Errors
    /// How many seconds to wait, when there were too many.
    pub fn take(&self, address: IpAddr, now: Timestamp) -> Result<Taken, u64> {
        let now = now.as_millisecond();
        let mut vessels = self.vessels.lock().unwrap_or_else(PoisonError::into_inner);
        let address = neighbourhood(address);
        let Vessels { by_address, .. } = &mut *vessels;
        if by_address.len() >= MOST && !by_address.contains_key(&address) {
            // Those who have waited long enough are like new.
            by_address.retain(|_, vessel| self.each.level(*vessel, now) < self.each.full());
        }
        if by_address.len() >= MOST && !by_address.contains_key(&address) {
            return self.take_of_all(&mut vessels, address, now);
        }
        let mine = by_address.entry(address).or_insert_with(|| self.each.new_vessel(now));
        self.each.take(mine, now)?;
        let taken = self.take_of_all(&mut vessels, address, now);
        if taken.is_err()
            && let Some(mine) = vessels.by_address.get_mut(&address)
        {
            self.each.give_back(mine);
        }
        taken
    }

    fn take_of_all(&self, vessels: &mut Vessels, address: IpAddr, now: i64) -> Result<Taken, u64> {
        let Vessels { all, newcomers, tries, .. } = vessels;
        let all = all.get_or_insert_with(|| self.all.new_vessel(now));
        let Some(rule) = self.newcomers else { return self.all.take(all, now).map(|()| Taken::FromAll) };
        if tries.len() >= MOST_TRIES && !tries.contains_key(&address) {
            tries.retain(|_, tries| now - tries.last < A_DAY);
        }
        let has_room = tries.len() < MOST_TRIES || tries.contains_key(&address);
        let mine = tries.get(&address).copied().filter(|tries| now - tries.last < A_DAY);
        let count = mine.map_or(0, |tries| tries.count);
        let taken = self.all.take(all, now).map(|()| Taken::FromAll).or_else(|wait| {
            // Who cannot be remembered would be a newcomer for ever.
            if count >= rule.tries || !has_room {
                return Err(wait);
            }
            let vessel = newcomers.get_or_insert_with(|| rule.pace.new_vessel(now));
            rule.pace.take(vessel, now).map(|()| Taken::FromNewcomers)
        })?;
        if has_room {
            tries.insert(address, Tries { count: count.saturating_add(1), last: now });
        }
        Ok(taken)
    }

    /// Takes one attempt back: it was none. An attempt is counted before it is made, so that a
    /// thousand at once are not all free.
    pub fn give_back(&self, address: IpAddr, taken: Taken) {
        let mut vessels = self.vessels.lock().unwrap_or_else(PoisonError::into_inner);
        let address = neighbourhood(address);
        match (taken, self.newcomers, &mut *vessels) {
            (Taken::FromAll, _, Vessels { all: Some(all), .. }) => self.all.give_back(all),
            (Taken::FromNewcomers, Some(rule), Vessels { newcomers: Some(vessel), .. }) => {
                rule.pace.give_back(vessel);
            }
            (Taken::FromAll | Taken::FromNewcomers, Some(_) | None, Vessels { .. }) => {}
        }
        if let Some(mine) = vessels.by_address.get_mut(&address) {
            self.each.give_back(mine);
        }
        if let Some(tries) = vessels.tries.get_mut(&address) {
            tries.count = tries.count.saturating_sub(1);
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
    /// Numbers that were no receipt. From one address six, then one in two minutes; from all of them 60, then
    /// one in 30 seconds. When those are used up, an address with fewer than three wrong numbers in a day still
    /// has its tries, of all such addresses 120 at once and then one in six seconds: whoever guesses does not keep
    /// out who has a number and has never guessed, as long as they have not thousands of addresses a day.
    ///
    /// A number has 8 digits. With 125 receipts of coming meetings one guess in 800,000 finds one. Who has few
    /// addresses makes 2880 guesses a day, and finds the first after 9 months. Who has 4800 new ones every day, or
    /// networks of IPv6, makes 14,400 more, and finds the first after 46 days: a registration to be looked at or
    /// taken back, with nobody's name on it. A number of a meeting that is over or taken down finds less: that there
    /// was a registration.
    pub guesses: Limit,
    /// Registrations, what becomes of them, and sentences. From one address 200, then one in five seconds; from
    /// all of them 2000, then one in half a second.
    ///
    /// A house with one Wi-Fi, and often a whole telephone network, is one address. Of 125 people who stand in
    /// it each registers within half an hour, and one in two changes something or writes a sentence: some 190,
    /// which are there at once; the half hour adds 360. Who fills the house with records from one address comes
    /// to 17,480 on the first day, from many addresses to 174,800: a hundred megabytes, which staff see and
    /// take away.
    pub records: Limit,
}

const SECOND: i64 = 1000;

impl Default for Limits {
    fn default() -> Limits {
        let guesses = Limit::new(
            Pace { at_once: 6, one_every_ms: 120 * SECOND },
            Pace { at_once: 60, one_every_ms: 30 * SECOND },
        );
        let newcomers = Newcomers { tries: 3, pace: Pace { at_once: 120, one_every_ms: 6 * SECOND } };
        let guesses = guesses.with_newcomers(newcomers);
        let records = Limit::new(
            Pace { at_once: 200, one_every_ms: 5 * SECOND },
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
            assert_eq!(limit.take(from, start()), Ok(Taken::FromAll));
        }
        assert_eq!(limit.take(from, start()), Err(61));
        let later = start() + SignedDuration::from_secs(45);
        assert_eq!(limit.take(from, later), Err(16));
        assert_eq!(limit.take(from, start() + SignedDuration::from_secs(60)), Ok(Taken::FromAll));
    }

    #[test]
    fn others_are_not_hindered_until_all_together_are_too_many() {
        let limit = limit();
        for _ in 0..3 {
            assert_eq!(limit.take(address("192.0.2.1"), start()), Ok(Taken::FromAll));
        }
        assert_eq!(limit.take(address("192.0.2.2"), start()), Ok(Taken::FromAll));
        assert_eq!(limit.take(address("192.0.2.2"), start()), Ok(Taken::FromAll));
        assert_eq!(limit.take(address("192.0.2.3"), start()), Err(11), "five were all there are");
    }

    #[test]
    fn what_was_given_back_was_no_attempt() {
        let limit = limit();
        let from = address("192.0.2.1");
        for _ in 0..50 {
            let taken = limit.take(from, start()).unwrap();
            limit.give_back(from, taken);
        }
    }

    #[test]
    fn who_has_not_tried_gets_a_try_when_others_have_used_up_all() {
        let pace = Pace { at_once: 2, one_every_ms: 60_000 };
        let limit = limit().with_newcomers(Newcomers { tries: 2, pace });
        for n in 0..5 {
            assert_eq!(limit.take(address(&format!("192.0.2.{}", n / 2)), start()), Ok(Taken::FromAll));
        }
        // The guessers have none left, and have all tried; .2 once.
        assert!(limit.take(address("192.0.2.0"), start()).is_err());
        assert!(limit.take(address("192.0.2.1"), start()).is_err());
        for _ in 0..9 {
            let honest = address("198.51.100.7");
            assert_eq!(limit.take(honest, start()), Ok(Taken::FromNewcomers));
            limit.give_back(honest, Taken::FromNewcomers);
        }
        // Of newcomers together there are two tries.
        for n in 1..=2 {
            let taken = limit.take(address(&format!("203.0.113.{n}")), start());
            assert_eq!(taken, Ok(Taken::FromNewcomers));
        }
        assert_eq!(limit.take(address("203.0.113.3"), start()), Err(61));
        // Who has tried comes as a newcomer a day later.
        let day = start() + SignedDuration::from_hours(24);
        for n in 0..5 {
            assert_eq!(limit.take(address(&format!("192.0.2.{}", 50 + n)), day), Ok(Taken::FromAll));
        }
        assert_eq!(limit.take(address("192.0.2.0"), day), Ok(Taken::FromNewcomers));
    }

    #[test]
    fn a_house_with_many_addresses_is_one() {
        let limit = limit();
        for n in 1..=3 {
            assert_eq!(limit.take(address(&format!("2001:db8:1:2::{n}")), start()), Ok(Taken::FromAll));
        }
        assert!(limit.take(address("2001:db8:1:2:ffff::9"), start()).is_err());
        assert_eq!(limit.take(address("2001:db8:1:3::1"), start()), Ok(Taken::FromAll));
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
            assert_eq!(limit.take(from, start()), Ok(Taken::FromAll));
        }
        let earlier = start() - SignedDuration::from_hours(24 * 300);
        assert_eq!(limit.take(from, earlier), Err(61));
    }
}
