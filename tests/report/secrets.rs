//! Tries to work out what a public report hides.
//!
//! The reader of these tests knows everything but the records: what is printed, how people are
//! divided, and the program itself. Two worlds that are printed alike are one to them. So a number
//! is safe if among all worlds that are printed like the true one it is not always the same.

use std::collections::{BTreeMap, HashMap};

use hiroba::domain::attendance::{Feeling, Standing, Standings, Tally, Way};
use hiroba::domain::programme::{Category, Division};
use hiroba::domain::report::{Report, Threshold};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::{category, meeting, said};

/// People of one meeting, by everything a public report tells of.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct World {
    /// Of each category, its sub-categories and last those without one.
    categories: Vec<Vec<u32>>,
    not_said: u32,
    /// All others have registered online.
    venue: u32,
    felt: Vec<u32>,
    /// Whether anybody registered; else all this is of those who came.
    beforehand: bool,
}

const SUBS: [&str; 8] = ["a", "b", "c", "d", "e", "f", "g", "h"];

impl World {
    fn people(&self) -> u32 {
        self.categories.iter().flatten().sum::<u32>() + self.not_said
    }

    /// The categories as the programme has them: every other one is of-which.
    fn programme(&self) -> Vec<Category> {
        let category = |(at, cells): (usize, &Vec<u32>)| {
            let division = if at % 2 == 0 { Division::Complete } else { Division::OfWhich };
            category(&at.to_string(), division, &SUBS[..cells.len() - 1])
        };
        self.categories.iter().enumerate().map(category).collect()
    }

    fn report(&self) -> Report {
        let mut standings = Standings::new();
        standings.insert(Standing::NotSaid, self.not_said);
        for (at, cells) in self.categories.iter().enumerate() {
            for (sub, people) in cells.iter().enumerate() {
                let sub = (sub + 1 < cells.len()).then(|| SUBS[sub]);
                standings.insert(said(&at.to_string(), sub), *people);
            }
        }
        standings.retain(|_, people| *people > 0);
        let felt = Feeling::ALL.into_iter().zip(self.felt.iter().copied()).filter(|(_, count)| *count > 0);
        let mut tally = Tally { felt: felt.collect(), ..Tally::default() };
        if self.beforehand {
            let ways = [(Way::Venue, self.venue), (Way::Online, self.people() - self.venue)];
            tally.registered = BTreeMap::from(ways);
            tally.registered.retain(|_, people| *people > 0);
            tally.registered_as = standings;
        } else {
            (tally.came, tally.came_as) = (self.people(), standings);
        }
        Report::of(meeting(), &self.programme(), &tally)
    }

    /// Everything one could want to know, by name.
    fn cells(&self) -> Vec<(String, u32)> {
        let mut cells = vec![("not said".to_owned(), self.not_said)];
        for (at, of) in self.categories.iter().enumerate() {
            cells.push((format!("category {at}"), of.iter().sum()));
            cells
                .extend(of.iter().enumerate().map(|(sub, people)| (format!("category {at}.{sub}"), *people)));
        }
        let registered = if self.beforehand { self.people() } else { 0 };
        cells.push(("venue".to_owned(), self.venue));
        cells.push(("online".to_owned(), registered.saturating_sub(self.venue)));
        cells.extend(self.felt.iter().enumerate().map(|(at, count)| (format!("felt {at}"), *count)));
        cells
    }
}

/// All ways to divide so many people among so many cells.
fn divisions(people: u32, cells: usize) -> Vec<Vec<u32>> {
    if cells == 1 {
        return vec![vec![people]];
    }
    let rest = |first: u32| divisions(people - first, cells - 1).into_iter().map(move |rest| (first, rest));
    let all = (0..=people).flat_map(rest);
    all.map(|(first, rest)| [vec![first], rest].concat()).collect()
}

/// Groups worlds by what is printed, and finds every small number that is the same in a whole group.
///
/// A group is left out if all its worlds are `excused`.
#[track_caller]
fn nothing_small_is_known(
    worlds: impl Iterator<Item = World>,
    threshold: Threshold,
    least: usize,
    excused: fn(&World) -> bool,
) {
    let mut groups: HashMap<String, Vec<World>> = HashMap::new();
    let mut count = 0;
    for world in worlds {
        count += 1;
        let printed = world.report().for_public(threshold);
        groups.entry(format!("{:?}", printed.tables)).or_default().push(world);
    }
    assert!(count >= least, "only {count} worlds");
    for worlds in groups.values().filter(|worlds| !worlds.iter().all(excused)) {
        for (at, (name, people)) in worlds[0].cells().into_iter().enumerate() {
            let is_known = worlds.iter().all(|world| world.cells()[at].1 == people);
            let is_small = 0 < people && people < threshold.people();
            assert!(!is_known || !is_small, "{name} is {people}: {:?} of {}", worlds[0], worlds.len());
        }
    }
}

fn threshold(people: u32) -> Threshold {
    Threshold::of(people).unwrap()
}

#[test]
fn no_small_number_can_be_worked_out_of_any_small_breakdown() {
    for (least, cells) in [(3, 4), (4, 4), (5, 3)] {
        let worlds = (0..=13).flat_map(|people| divisions(people, cells)).map(|cells| World {
            categories: cells[1..].iter().map(|people| vec![*people]).collect(),
            not_said: cells[0],
            venue: 0,
            felt: vec![0; 5],
            beforehand: true,
        });
        nothing_small_is_known(worlds, threshold(least), 500, |_| false);
    }
}

/// As above, and the reader knows who is not there at all. Where they know of everybody else that they
/// are one or nobody, nothing printed can keep it from them.
#[test]
fn to_know_who_is_not_there_does_not_help() {
    fn of(cells: &[u32]) -> World {
        World {
            categories: cells[1..].iter().map(|people| vec![*people]).collect(),
            not_said: cells[0],
            venue: 0,
            felt: vec![0; 5],
            beforehand: true,
        }
    }
    for least in [3, 4] {
        for present in 1..16_u32 {
            let fits = |cells: &Vec<u32>| {
                (0..).zip(cells).all(|(at, cell)| (*cell > 0) == (present & (1 << at) > 0))
            };
            let worlds = (0..=13).flat_map(|people| divisions(people, 4)).filter(fits);
            nothing_small_is_known(worlds.map(|cells| of(&cells)), threshold(least), 10, |world| {
                world.not_said <= 1 && world.categories.iter().all(|cells| cells[0] <= 1)
            });
        }
    }
}

#[test]
fn no_small_number_can_be_worked_out_of_small_meetings() {
    // A category of two complete sub-categories, one with an of-which, and who did not say; at the venue
    // and online, or nobody registered at all.
    let worlds =
        (0..=7).flat_map(|people| divisions(people, 6).into_iter().map(move |cells| (people, cells)));
    let worlds = worlds.flat_map(|(people, cells)| {
        let world = move |venue: u32, beforehand: bool| World {
            categories: vec![cells[0..3].to_vec(), cells[3..5].to_vec()],
            not_said: cells[5],
            venue,
            felt: vec![0; 5],
            beforehand,
        };
        let ways = (0..=people).map({
            let world = world.clone();
            move |venue| world(venue, true)
        });
        ways.chain([world(0, false)]).collect::<Vec<_>>()
    });
    nothing_small_is_known(worlds, threshold(3), 8_000, |_| false);
}

#[test]
fn no_small_number_of_words_can_be_worked_out() {
    let worlds = (0..=12).flat_map(|people| divisions(people, 5)).map(|felt| World {
        categories: vec![vec![0]],
        not_said: 0,
        venue: 0,
        felt,
        beforehand: true,
    });
    nothing_small_is_known(worlds, threshold(4), 5_000, |_| false);
}

// Large meetings: of every small number, another world that is printed alike and has another.

/// Other ways to divide the same people among the same cells.
fn other_divisions(cells: &[u32]) -> Vec<Vec<u32>> {
    let mut others = Vec::new();
    for one in 0..cells.len() {
        for other in (0..cells.len()).filter(|other| *other != one) {
            let mut swapped = cells.to_vec();
            swapped.swap(one, other);
            others.push(swapped);
            if cells[other] > 0 {
                let mut moved = cells.to_vec();
                moved[one] += 1;
                moved[other] -= 1;
                others.push(moved);
            }
        }
        // One has them all, but for one each.
        let mut heaped: Vec<u32> = cells.iter().map(|cell| u32::from(*cell > 0)).collect();
        heaped[one] += cells.iter().sum::<u32>() - heaped.iter().sum::<u32>();
        others.push(heaped);
    }
    others
}

fn other_worlds(world: &World) -> Vec<World> {
    let mut others = Vec::new();
    for (at, cells) in world.categories.iter().enumerate() {
        others.extend(other_divisions(cells).into_iter().map(|cells| {
            let mut other = world.clone();
            other.categories[at] = cells;
            other
        }));
    }
    let mut sums: Vec<u32> = world.categories.iter().map(|cells| cells.iter().sum()).collect();
    sums.push(world.not_said);
    for sums in other_divisions(&sums) {
        let mut other = world.clone();
        let (not_said, sums) = sums.split_last().unwrap();
        other.not_said = *not_said;
        for (cells, sum) in other.categories.iter_mut().zip(sums) {
            if cells.iter().sum::<u32>() != *sum {
                // Of a category that is not told it does not matter how it is divided.
                cells.fill(0);
                cells[0] = *sum;
            }
        }
        others.push(other);
    }
    for way in other_divisions(&[world.venue, world.people() - world.venue]) {
        others.push(World { venue: way[0], ..world.clone() });
    }
    for felt in other_divisions(&world.felt) {
        others.push(World { felt, ..world.clone() });
    }
    // Where too few registered or nearly nothing was said, the whole is not told either.
    for few in 1..4 {
        let mut other = world.clone();
        other.categories.iter_mut().for_each(|cells| cells.fill(0));
        (other.categories[0][0], other.not_said, other.venue) = (few, 0, few % 2);
        others.push(other);
        let felt = [few, 0, 0, 0, 0];
        others.extend((0..5).map(|turn| {
            let mut felt = felt.to_vec();
            felt.rotate_right(turn);
            World { felt, ..world.clone() }
        }));
    }
    others
}

fn cell() -> impl Strategy<Value = u32> {
    prop_oneof![2 => Just(0), 4 => 1..6_u32, 2 => 3..15_u32, 1 => 10..60_u32]
}

fn world() -> impl Strategy<Value = World> {
    let categories = vec(vec(cell(), 1..8), 1..6);
    (categories, cell(), any::<prop::sample::Index>(), vec(cell(), 5), any::<bool>()).prop_map(
        |(categories, not_said, venue, felt, beforehand)| {
            let mut world = World { categories, not_said, venue: 0, felt, beforehand };
            let people = usize::try_from(world.people()).unwrap();
            world.venue = u32::try_from(venue.index(people + 1)).unwrap();
            world
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_small_number_could_be_another(world in world(), least in 3..12_u32) {
        let threshold = threshold(least);
        let printed = world.report().for_public(threshold);
        let mut open: Vec<(usize, (String, u32))> =
            world.cells().into_iter().enumerate().filter(|(_, (_, people))| 0 < *people && *people < least).collect();
        for other in other_worlds(&world) {
            if open.is_empty() {
                break;
            }
            if other.report().for_public(threshold) == printed {
                let cells = other.cells();
                open.retain(|(at, (_, people))| cells[*at].1 == *people);
            }
        }
        prop_assert!(open.is_empty(), "known: {:?} of {:#?}", open, printed.tables);
    }
}
