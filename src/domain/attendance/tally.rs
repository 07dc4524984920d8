//! The counts of one meeting: what a report prints.

use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::book::Came;
use super::{Arrival, Book, ByKey, Counted, Feeling, Party, RecordKey, Standing, Way};
use crate::domain::meeting::{Capacity, When};

/// People by standing. Whoever did not say stands under [`Standing::NotSaid`].
pub type Standings = BTreeMap<Standing, u32>;

/// How people came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Arrivals {
    /// With the receipt of a registration that stands, or of one nobody here knows.
    pub with_receipt: u32,
    pub without_receipt: u32,
    /// Without having registered, or after taking it back.
    pub walk_in: u32,
    pub on_paper: u32,
    /// What staff added or took away.
    pub corrected: i64,
}

impl Arrivals {
    /// People who were recorded as they came: all but what staff corrected.
    pub fn recorded(&self) -> u32 {
        [self.with_receipt, self.without_receipt, self.walk_in, self.on_paper]
            .into_iter()
            .fold(0, u32::saturating_add)
    }
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

/// The counts of one meeting. Unless [`Flag::BelowNought`] is there, these sums agree:
///
/// - `registered` over all ways = `registered_as` over all standings + `registered_corrected`
/// - `waiting` of a way + people with a seat of it = `registered` of it
/// - `came` = [`Arrivals::recorded`] + `arrivals.corrected`
/// - [`Arrivals::recorded`] = `came_as` over all standings = `came_at` over all times + `untimed`
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
    /// People who came nobody knows when: on paper, typed in on another day, or by a clock that could not be
    /// believed.
    pub untimed: u32,
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

    /// The same, where times of arrival are those of the meeting's own days: what staff typed in later was typed at
    /// that time, and when those people came nobody knows. Of a meeting without a day every time stays.
    #[must_use]
    pub fn on_days_of(mut self, when: &When, zone: &TimeZone) -> Tally {
        let is_known = match when {
            When::Exact { .. } | When::Days { .. } => true,
            When::Month { .. } | When::Undecided => false,
        };
        if is_known {
            let untimed = &mut self.untimed;
            self.came_at.retain(|at, people| {
                let is_on = when.is_on(at.to_zoned(zone.clone()).date(), zone);
                if !is_on {
                    more(untimed, *people);
                }
                is_on
            });
        }
        self
    }
}

impl Book {
    /// Counts what stands. The order in which records arrived does not matter, but for the two
    /// things that [`Book`] names.
    pub fn tally(&self, capacity: Capacity) -> Tally {
        let mut tally = Tally::default();
        let mut below_nought = self.count_registered(&mut tally, capacity);
        self.count_came(&mut tally);
        let (came, by) = self.with_correction(tally.came, Counted::Came, &mut below_nought);
        (tally.came, tally.arrivals.corrected) = (came, by);
        for (_, feeling) in self.felt.iter().filter(|(key, _)| !self.is_taken_back(*key)) {
            more(tally.felt.entry(*feeling).or_default(), 1);
        }
        let over = capacity.venue.filter(|capacity| tally.came > *capacity);
        tally.flags.extend(over.map(|capacity| Flag::OverCapacity { came: tally.came, capacity }));
        if below_nought {
            tally.flags.push(Flag::BelowNought);
        }
        tally.flags.sort_unstable();
        tally
    }

    /// Whether a correction would have made a count negative.
    fn count_registered(&self, tally: &mut Tally, capacity: Capacity) -> bool {
        for registration in &self.registrations {
            let people = registration.party.people();
            if registration.taken_back {
                more(&mut tally.taken_back, people);
            } else {
                more(tally.registered.entry(registration.way).or_default(), people);
                add(&mut tally.registered_as, &registration.party);
            }
        }
        let mut below_nought = false;
        for way in Way::ALL {
            let counted = tally.registered.get(&way).copied().unwrap_or_default();
            let (sum, by) = self.with_correction(counted, Counted::Registered(way), &mut below_nought);
            tally.registered_corrected += by;
            if sum > 0 || counted > 0 {
                tally.registered.insert(way, sum);
            }
            let waiting = self.seats(way, capacity).waiting_people;
            if waiting > 0 {
                tally.waiting.insert(way, waiting);
            }
        }
        below_nought
    }

    fn count_came(&self, tally: &mut Tally) {
        let (mut once, mut unknown, mut unsure) = (0, 0, 0);
        let mut counted_of: HashMap<RecordKey, u32, ByKey> = HashMap::default();
        // Whoever showed their receipt twice is counted when they came first.
        let mut came: Vec<&Came> = self.came.iter().filter(|came| !self.is_taken_back(came.key)).collect();
        came.sort_unstable_by_key(|came| (came.observed, came.key));
        for came in came {
            more(&mut unsure, u32::from(!came.sure));
            let arrivals = &mut tally.arrivals;
            let people = match &came.arrival {
                Arrival::Receipt { registration: key, people } => {
                    let before = counted_of.entry(*key).or_default();
                    let registration = self.registration(*key);
                    // One person counted once, however many kiosks saw the receipt.
                    let left = registration.map(|known| known.party.people().saturating_sub(*before));
                    let counted = left.map_or(*people, |left| left.min(*people));
                    more(&mut once, people - counted);
                    match registration {
                        Some(known) => add_more(&mut tally.came_as, &known.party, *before, counted),
                        None => {
                            more(&mut unknown, counted);
                            more_of(&mut tally.came_as, &Standing::NotSaid, counted);
                        }
                    }
                    more(before, counted);
                    let gone = registration.is_some_and(|known| known.taken_back);
                    more(if gone { &mut arrivals.walk_in } else { &mut arrivals.with_receipt }, counted);
                    counted
                }
                Arrival::WithoutReceipt { people } => {
                    more(&mut arrivals.without_receipt, *people);
                    more_of(&mut tally.came_as, &Standing::NotSaid, *people);
                    *people
                }
                Arrival::WalkIn { party } => {
                    more(&mut arrivals.walk_in, party.people());
                    add(&mut tally.came_as, party);
                    party.people()
                }
                Arrival::Paper { standing } => {
                    more(&mut arrivals.on_paper, 1);
                    more_of(&mut tally.came_as, standing, 1);
                    1
                }
            };
            if !has_time(came) {
                more(&mut tally.untimed, people);
            } else if people > 0 {
                more(tally.came_at.entry(came.observed).or_default(), people);
            }
        }
        tally.came = tally.arrivals.recorded();
        tally.came_as.retain(|_, people| *people > 0);
        let mut flag = |count: u32, flag: fn(u32) -> Flag| {
            if count > 0 {
                tally.flags.push(flag(count));
            }
        };
        flag(once, |people| Flag::CountedOnce { people });
        flag(unknown, |people| Flag::UnknownRegistration { people });
        flag(unsure, |records| Flag::UnsureClock { records });
    }

    /// A count with what staff corrected, and by how much that was. No count is below nought.
    fn with_correction(&self, counted: u32, count: Counted, below_nought: &mut bool) -> (u32, i64) {
        let by = self.corrected(count);
        let sum = i64::from(counted) + by;
        *below_nought |= sum < 0;
        (u32::try_from(sum.max(0)).unwrap_or(u32::MAX), by)
    }
}

/// Whether the time of an arrival means anything: not on paper, and not by a clock nobody believes.
fn has_time(came: &Came) -> bool {
    came.sure && !matches!(came.arrival, Arrival::Paper { .. })
}

/// Counts on, and never over the end: a figure that is absurd must not stop the report.
fn more(count: &mut u32, by: u32) {
    *count = count.saturating_add(by);
}

fn more_of(standings: &mut Standings, standing: &Standing, by: u32) {
    // Nearly always it is there: no copy of its words is needed.
    match standings.get_mut(standing) {
        Some(count) => more(count, by),
        None => drop(standings.insert(standing.clone(), by)),
    }
}

fn add(standings: &mut Standings, party: &Party) {
    for group in party.groups() {
        more_of(standings, &group.standing, group.people);
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
