//! Slowing those who guess passwords, without locking out whoever knows theirs.
//!
//! Attempts are counted three ways: of one name from one address, of one address whatever the name,
//! and of one name whatever the address. The first few are free; after them each is answered only
//! after a pause that doubles. What is counted is counted before the password is looked at, so that a
//! hundred attempts at once are a hundred.
//!
//! Somebody else's guessing does not lock anybody out: the pause of a name holds up only addresses
//! that have themselves failed with that name a few times. From an address without failures the right
//! password always opens the door; those who guess from many addresses have a few guesses with each,
//! and from then on share the pause of the name, some four guesses in an hour among all of them.
//!
//! Counts live in this process and are forgotten after an hour without an attempt. There is a limit
//! to how many are kept, so that nobody can fill the memory with names.

use std::collections::HashMap;
use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::{Mutex, PoisonError};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use ipnet::IpNet;
use tokio::sync::{Semaphore, SemaphorePermit};

use crate::hub::Hub;
use crate::hub::phone::{Limit, Pace};
use crate::hub::secret::fingerprint;

/// Attempts with one name from one address without a pause.
const FREE: u32 = 5;
/// Attempts from one address, whatever the name: people in one house share an address.
const FREE_OF_ADDRESS: u32 = 20;
/// Attempts with one name, whatever the address.
const FREE_OF_NAME: u32 = 20;
/// From how many failures of its own on an address is held up by the pause of a name.
const OWN_BEFORE_NAME: u32 = 3;
/// The first pause, ms; each one after it is twice as long.
const FIRST_PAUSE: i64 = 4_000;
/// The longest pause, ms.
const LONGEST_PAUSE: i64 = 15 * 60 * 1000;
/// After so long without an attempt nothing is remembered, ms.
const FORGOTTEN: i64 = 60 * 60 * 1000;
/// Counts that are kept at the most.
const MOST: usize = 20_000;
/// Passwords looked at side by side: each takes 19 MiB for a moment.
const SIDE_BY_SIDE: usize = 4;

/// What is counted. A name is known by its fingerprint: all are of one length then.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Of {
    Both(String, IpAddr),
    Address(IpAddr),
    Name(String),
}

#[derive(Clone, Copy, Debug)]
struct Count {
    tries: u32,
    last: i64,
}

/// The attempts of the last hour.
#[derive(Debug)]
pub struct Attempts {
    counts: Mutex<HashMap<Of, Count>>,
    places: Semaphore,
    /// What passkeys are asked before anybody is known: each is kept until it is answered. From one
    /// address twenty at once, then one in ten seconds; of all together so many that in the five
    /// minutes for which they are kept they do not fill their place.
    pub questions: Limit,
    /// Kiosks that ask to be taken in. From one address twenty at once, then one in thirty seconds: forty in the
    /// ten minutes for which a code is good, of the places that there are ([`crate::hub::sync`]).
    pub pairings: Limit,
}

impl Default for Attempts {
    fn default() -> Attempts {
        let questions =
            Limit::new(Pace { at_once: 20, one_every_ms: 10_000 }, Pace { at_once: 1000, one_every_ms: 50 });
        let pairings =
            Limit::new(Pace { at_once: 20, one_every_ms: 30_000 }, Pace { at_once: 300, one_every_ms: 1000 });
        Attempts { counts: Mutex::default(), places: Semaphore::new(SIDE_BY_SIDE), questions, pairings }
    }
}

impl Attempts {
    /// Counts an attempt with a name from an address.
    ///
    /// # Errors
    /// With the seconds to wait, when it has to wait; it is not counted then.
    pub fn ask(&self, name: &str, address: IpAddr, now: i64) -> Result<(), u64> {
        let (name, address) = (fingerprint(name), network(address));
        let of = [Of::Both(name.clone(), address), Of::Address(address), Of::Name(name)];
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        let [own, at_address, with_name] = of.each_ref().map(|of| {
            let fresh = counts.get(of).filter(|count| now - count.last < FORGOTTEN);
            fresh.copied().unwrap_or(Count { tries: 0, last: now })
        });
        let wait = own.wait(FREE, now).max(at_address.wait(FREE_OF_ADDRESS, now));
        let wait =
            if own.tries >= OWN_BEFORE_NAME { wait.max(with_name.wait(FREE_OF_NAME, now)) } else { wait };
        if wait > 0 {
            return Err(u64::try_from(wait).unwrap_or_default().div_ceil(1000));
        }
        for (of, count) in of.into_iter().zip([own, at_address, with_name]) {
            make_room(&mut counts, now);
            counts.insert(of, Count { tries: count.tries.saturating_add(1), last: now });
        }
        Ok(())
    }

    /// The password was right: what was counted with this name is forgotten. Not what was counted at
    /// the address, or an account of one's own would make guessing others' free.
    pub fn was_right(&self, name: &str, address: IpAddr) {
        let (name, address) = (fingerprint(name), network(address));
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        counts.remove(&Of::Name(name.clone()));
        counts.remove(&Of::Both(name, address));
        if let Some(count) = counts.get_mut(&Of::Address(address)) {
            count.tries = count.tries.saturating_sub(1);
        }
    }

    /// A place among those whose passwords are looked at now. Nobody closes it; without one it goes
    /// on all the same.
    pub async fn place(&self) -> Option<SemaphorePermit<'_>> {
        self.places.acquire().await.ok()
    }
}

impl Count {
    /// Milliseconds until the next attempt.
    fn wait(self, free: u32, now: i64) -> i64 {
        let Some(over) = self.tries.checked_sub(free) else { return 0 };
        let pause = FIRST_PAUSE.saturating_mul(1 << over.min(16)).min(LONGEST_PAUSE);
        (self.last + pause - now).max(0)
    }
}

/// When there are too many counts, what is old goes first.
fn make_room(counts: &mut HashMap<Of, Count>, now: i64) {
    if counts.len() < MOST {
        return;
    }
    counts.retain(|_, count| now - count.last < FORGOTTEN);
    if counts.len() >= MOST {
        let mut ages: Vec<i64> = counts.values().map(|count| count.last).collect();
        let middle = ages.len() / 2;
        let (_, middle, _) = ages.select_nth_unstable(middle);
        let middle = *middle;
        counts.retain(|_, count| count.last > middle);
    }
}

/// What one person has: an address of IPv4, or the 64 bits of an IPv6 network.
fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(v6) => match v6.to_ipv4_mapped() {
            Some(v4) => IpAddr::V4(v4),
            None => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() & !u128::from(u64::MAX))),
        },
    }
}

/// The address a request comes from. A proxy on this machine, or one that settings name, says it in
/// `X-Forwarded-For`, after whatever was written there before: of what stands there the last that is none of
/// these is it. Nobody else is believed, since anybody can write that.
#[derive(Clone, Copy, Debug)]
pub struct Caller(pub IpAddr);

impl FromRequestParts<Hub> for Caller {
    type Rejection = Infallible;
    async fn from_request_parts(parts: &mut Parts, hub: &Hub) -> Result<Caller, Infallible> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
        let peer = peer.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED));
        let named = parts.headers.get_all("x-forwarded-for").iter();
        let named: Vec<&str> = named.filter_map(|value| value.to_str().ok()).collect();
        Ok(Caller(caller(peer, &named, hub.proxies())))
    }
}

fn caller(peer: IpAddr, named: &[&str], proxies: &[IpNet]) -> IpAddr {
    let is_proxy = |address: IpAddr| {
        let address = address.to_canonical();
        address.is_loopback() || proxies.iter().any(|network| network.contains(&address))
    };
    let mut from = peer;
    for one in named.iter().rev().flat_map(|line| line.rsplit(',')) {
        if !is_proxy(from) {
            break;
        }
        let one = one.trim();
        // Some write the port too.
        let with_port = || one.parse::<SocketAddr>().map(|address| address.ip());
        let Ok(before) = one.parse().or_else(|_| with_port()) else { break };
        from = before;
    }
    from
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOME: IpAddr = IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1));
    const ELSEWHERE: IpAddr = IpAddr::V4(Ipv4Addr::new(198, 51, 100, 7));

    #[test]
    fn an_address_is_believed_of_a_known_proxy_only_and_of_what_it_says_the_last() {
        let proxies: Vec<IpNet> = vec!["192.0.2.0/28".parse().unwrap(), "2001:db8::5/128".parse().unwrap()];
        for (peer, named, expected) in [
            ("203.0.113.9", &["198.51.100.7"][..], "203.0.113.9"),
            ("127.0.0.1", &[], "127.0.0.1"),
            ("127.0.0.1", &["198.51.100.7"], "198.51.100.7"),
            ("127.0.0.1", &["10.9.9.9, 198.51.100.7"], "198.51.100.7"),
            ("127.0.0.1", &["10.9.9.9", "198.51.100.7, ::1"], "198.51.100.7"),
            ("192.0.2.3", &["10.9.9.9, 198.51.100.7"], "198.51.100.7"),
            ("::ffff:192.0.2.3", &["198.51.100.7:4711"], "198.51.100.7"),
            ("2001:db8::5", &["[2001:db8:1::7]:4711, 192.0.2.9, 127.0.0.1"], "2001:db8:1::7"),
            ("192.0.2.16", &["198.51.100.7"], "192.0.2.16"),
            ("192.0.2.3", &["198.51.100.7, unknown"], "192.0.2.3"),
            ("192.0.2.3", &["192.0.2.4"], "192.0.2.4"),
        ] {
            let expected: IpAddr = expected.parse().unwrap();
            assert_eq!(caller(peer.parse().unwrap(), named, &proxies), expected, "{peer} {named:?}");
        }
    }

    #[test]
    fn after_five_attempts_each_one_waits_twice_as_long() {
        let attempts = Attempts::default();
        let mut now = 0;
        for _ in 0..FREE {
            assert_eq!(attempts.ask("aoki", HOME, now), Ok(()));
        }
        for seconds in [4, 8, 16, 32] {
            assert_eq!(attempts.ask("aoki", HOME, now), Err(seconds));
            now += i64::try_from(seconds).unwrap() * 1000;
            assert_eq!(attempts.ask("aoki", HOME, now), Ok(()), "after {seconds} s");
        }
        for _ in 0..20 {
            now += LONGEST_PAUSE;
            assert_eq!(
                attempts.ask("aoki", HOME, now),
                Ok(()),
                "no pause is longer than a quarter of an hour"
            );
        }
    }

    #[test]
    fn who_guesses_a_name_from_many_addresses_does_not_lock_its_owner_out() {
        let attempts = Attempts::default();
        for number in 0..200 {
            let address = IpAddr::V4(Ipv4Addr::from_bits(0x0a00_0000 + number));
            for _ in 0..FREE {
                let _ = attempts.ask("aoki", address, 0);
            }
        }
        assert_eq!(attempts.ask("aoki", HOME, 0), Ok(()), "a first try from home");
        let guesser = IpAddr::V4(Ipv4Addr::from_bits(0x0a00_0000 + 150));
        assert!(attempts.ask("aoki", guesser, 0).is_err(), "all who guess share the pause of the name");
    }

    #[test]
    fn one_address_that_tries_many_names_is_slowed_too() {
        let attempts = Attempts::default();
        for number in 0..FREE_OF_ADDRESS {
            assert_eq!(attempts.ask(&format!("name {number}"), HOME, 0), Ok(()));
        }
        assert_eq!(attempts.ask("another", HOME, 0), Err(4));
        assert_eq!(attempts.ask("another", ELSEWHERE, 0), Ok(()));
        attempts.was_right("another", ELSEWHERE);
        assert_eq!(attempts.ask("another", HOME, FORGOTTEN), Ok(()), "an hour later it is forgotten");
    }

    #[test]
    fn all_addresses_of_one_ipv6_network_are_one_and_memory_has_a_limit() {
        let attempts = Attempts::default();
        for number in 0..FREE {
            let address = IpAddr::V6(Ipv6Addr::from_bits((0x2001_0db8 << 96) + u128::from(number)));
            assert_eq!(attempts.ask("aoki", address, 0), Ok(()));
        }
        let next = IpAddr::V6(Ipv6Addr::from_bits((0x2001_0db8 << 96) + 99));
        assert!(attempts.ask("aoki", next, 0).is_err());
        for number in 0..3 * u32::try_from(MOST).unwrap() {
            let address = IpAddr::V4(Ipv4Addr::from_bits(number));
            let _ = attempts.ask(&number.to_string(), address, i64::from(number));
        }
        assert!(attempts.counts.lock().unwrap().len() <= MOST);
    }
}
