//! The counts of one meeting: what a report prints.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::book::Came;
use super::{Arrival, Book, Counted, Feeling, Party, Standing, Way};
use crate::domain::meeting::Capacity;

/// People by standing. Whoever did not say stands under [`Standing::NotSaid`].
pub type Standings = BTreeMap<Standing, u32>;

/// How people came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Arrivals {
    pub with_receipt: u32,
    pub without_receipt: u32,
    pub walk_in: u32,
    pub on_paper: u32,
    /// What staff added or took away.
    pub corrected: i64,
}

/// Something staff should know about a meeting's figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Flag {
    /// More people came to the venue than there is room for.
    OverCapacity { came: u32, capacity: u32 },
    /// Recorded while the kiosk's clock could not be believed.
    UnsureClock { records: u32 },
    /// A receipt was used for more people than its registration has; they were counted once.
    CountedOnce { people: u32 },
    /// Receipts that no registration here is known for; the people were counted.
    UnknownRegistration { people: u32 },
    /// Corrections would make a count negative; it was taken as nought.
    BelowNought,
}

/// The counts of one meeting.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// People registered beforehand, by way, with and without a seat.
    pub registered: BTreeMap<Way, u32>,
    /// Of these, people who wait for a seat.
    pub waiting: BTreeMap<Way, u32>,
    /// What staff added to or took from the registered; part of `registered`, in no standing.
    pub registered_corrected: i64,
    /// People registered, by standing.
    pub registered_as: Standings,
    /// People who took part on site.
    pub came: u32,
    pub arrivals: Arrivals,
    /// People who came, by standing. Corrections are in no standing.
    pub came_as: Standings,
    /// People who came, by the quarter of an hour.
    pub came_at: BTreeMap<Timestamp, u32>,
    /// People who had registered and took it back.
    pub taken_back: u32,
    pub felt: BTreeMap<Feeling, u32>,
    pub flags: Vec<Flag>,
}

impl Tally {
    /// All registered people, whatever their way.
    pub fn registered_in_all(&self) -> u32 {
        self.registered.values().fold(0, |sum, people| sum.saturating_add(*people))
    }
}

impl Book {
    /// Counts what stands.
    pub fn tally(&self, capacity: Capacity) -> Tally {
        let mut tally = Tally::default();
        let mut below_nought = false;
        let mut corrected = |counted: u32, count: Counted| {
            let by = self.corrected(count);
            let sum = i64::from(counted) + by;
            below_nought |= sum < 0;
            (u32::try_from(sum.max(0)).unwrap_or(u32::MAX), by)
        };
        for registration in self.standing() {
            *tally.registered.entry(registration.way).or_default() += registration.party.people();
            add(&mut tally.registered_as, &registration.party);
        }
        for way in Way::ALL {
            let counted = tally.registered.get(&way).copied().unwrap_or_default();
            let (sum, by) = corrected(counted, Counted::Registered(way));
            tally.registered_corrected += by;
            if sum > 0 || counted > 0 {
                tally.registered.insert(way, sum);
            }
            let waiting = self.seats(way, capacity).waiting_people;
            if waiting > 0 {
                tally.waiting.insert(way, waiting);
            }
        }
        let gone = self.registrations.iter().filter(|registration| registration.taken_back);
        tally.taken_back = gone.map(|registration| registration.party.people()).sum();
        let (mut once, mut unknown, mut unsure) = (0, 0, 0);
        let mut counted_of: BTreeMap<super::RecordKey, u32> = BTreeMap::new();
        for came in self.came.iter().filter(|came| !self.is_taken_back(came.key)) {
            unsure += u32::from(!came.sure);
            let people = match &came.arrival {
                Arrival::Receipt { registration, people } => {
                    let before = counted_of.entry(*registration).or_default();
                    let party = self.registration(*registration).map(|known| &known.party);
                    // One person counted once, however many kiosks saw the receipt.
                    let most = party.map_or(*people, |party| party.people().saturating_sub(*before));
                    let counted = (*people).min(most);
                    once += people - counted;
                    match party {
                        Some(party) => add_more(&mut tally.came_as, party, *before, counted),
                        None => {
                            unknown += counted;
                            *tally.came_as.entry(Standing::NotSaid).or_default() += counted;
                        }
                    }
                    *before += counted;
                    tally.arrivals.with_receipt += counted;
                    counted
                }
                Arrival::WithoutReceipt { people } => {
                    tally.arrivals.without_receipt += people;
                    *tally.came_as.entry(Standing::NotSaid).or_default() += people;
                    *people
                }
                Arrival::WalkIn { party } => {
                    tally.arrivals.walk_in += party.people();
                    add(&mut tally.came_as, party);
                    party.people()
                }
                Arrival::Paper { standing } => {
                    tally.arrivals.on_paper += 1;
                    *tally.came_as.entry(standing.clone()).or_default() += 1;
                    1
                }
            };
            tally.came += people;
            if people > 0 && in_band(came) {
                *tally.came_at.entry(came.observed).or_default() += people;
            }
        }
        tally.came_as.retain(|_, people| *people > 0);
        let (came, by) = corrected(tally.came, Counted::Came);
        (tally.came, tally.arrivals.corrected) = (came, by);
        for (_, feeling) in self.felt.iter().filter(|(key, _)| !self.is_taken_back(*key)) {
            *tally.felt.entry(*feeling).or_default() += 1;
        }
        let over = capacity.venue.filter(|capacity| tally.came > *capacity);
        tally.flags.extend(over.map(|capacity| Flag::OverCapacity { came: tally.came, capacity }));
        let mut flag = |count: u32, flag: fn(u32) -> Flag| {
            if count > 0 {
                tally.flags.push(flag(count));
            }
        };
        flag(once, |people| Flag::CountedOnce { people });
        flag(unknown, |people| Flag::UnknownRegistration { people });
        flag(unsure, |records| Flag::UnsureClock { records });
        if below_nought {
            tally.flags.push(Flag::BelowNought);
        }
        tally
    }
}

/// Whether the time of an arrival means anything: not on paper, and not by a clock nobody believes.
fn in_band(came: &Came) -> bool {
    came.sure && !matches!(came.arrival, Arrival::Paper { .. })
}

fn add(standings: &mut Standings, party: &Party) {
    for group in party.groups() {
        *standings.entry(group.standing.clone()).or_default() += group.people;
    }
}

/// Adds the next `people` of a party, of whom `before` were added earlier.
fn add_more(standings: &mut Standings, party: &Party, before: u32, people: u32) {
    if people == 0 {
        return;
    }
    add(standings, &party.first(before + people));
    if before > 0 {
        for group in party.first(before).groups() {
            if let Some(count) = standings.get_mut(&group.standing) {
                *count = count.saturating_sub(group.people);
            }
        }
    }
}
