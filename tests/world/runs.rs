//! Many worlds, one after the other, and each again when it has failed.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering};

use hiroba::domain::attendance::Record;
use hiroba::view::Action;

use crate::disk::{Disk, Lie, Model, SALT};
use crate::life::World;
use crate::search::{Search, said, told};
use crate::small_disk::SmallDisk;
use crate::steps::Step;
use crate::store::RealDisk;

const WORLDS: Search =
    Search { name: "world", seeds: "tests/world/seeds.txt", steps: 1_000_000, seconds: 300 };
/// A world lasts so long; then another begins.
const STEPS: u64 = 400;
/// What is told of a world that failed.
const TOLD: usize = 40;

/// What a world came to.
#[derive(Debug, PartialEq)]
struct Came {
    records: Vec<Record>,
    thanked: usize,
    wishes: u64,
    lives: u32,
    steps: Vec<Step>,
}

/// A world from its beginning to its rest. When it fails: its last steps, and why.
fn world<D: Disk>(
    seed: u64,
    disk: D,
    steps: u64,
    change: impl FnOnce(&mut World<D>),
) -> Result<Came, String> {
    let mut last: VecDeque<(Step, Option<Action>)> = VecDeque::new();
    let mut all = Vec::new();
    let came = catch_unwind(AssertUnwindSafe(|| {
        let mut world = World::new(seed, disk);
        change(&mut world);
        for _ in 0..steps {
            world.goes_on(&mut |step, action| {
                all.push(step);
                last.push_back((step, action.cloned()));
                if last.len() > TOLD {
                    last.pop_front();
                }
            });
        }
        world.rests();
        world.watch.holds(&world.clerk.disk);
        (world.clerk.disk.all(), world.watch.thanked.len(), world.watch.wishes, world.lives)
    }));
    match came {
        Ok((records, thanked, wishes, lives)) => Ok(Came { records, thanked, wishes, lives, steps: all }),
        Err(panic) => {
            let steps: Vec<String> = last
                .iter()
                .map(|(step, action)| match action {
                    Some(action) => format!("  {step:?} {action:?}"),
                    None => format!("  {step:?}"),
                })
                .collect();
            let why = format!("{}\nin step {}, after\n{}", said(&*panic), all.len(), steps.join("\n"));
            Err(told("world", seed, &why))
        }
    }
}

fn whole(seed: u64) -> Result<Came, String> {
    world(seed, Model::default(), STEPS, |_| {})
}

#[test]
fn worlds_that_failed_once_hold() {
    WORLDS.holds_where_it_failed_once(whole);
}

#[test]
fn whatever_happens_nobody_who_was_thanked_is_lost_and_nobody_counts_twice() {
    if let Some(seed) = WORLDS.asked_seed() {
        let came = whole(seed).unwrap_or_else(|why| panic!("{why}"));
        println!("The world {seed} holds: {} thanked, {} records.", came.thanked, came.records.len());
        return;
    }
    let (thanked, wishes) = (AtomicU64::new(0), AtomicU64::new(0));
    let played = WORLDS.play(|seed| {
        let came = whole(seed)?;
        thanked.fetch_add(came.thanked as u64, Ordering::Relaxed);
        wishes.fetch_add(came.wishes, Ordering::Relaxed);
        Ok(STEPS)
    });
    let (thanked, wishes) = (thanked.into_inner(), wishes.into_inner());
    println!("{played}: {wishes} wishes to be recorded, {thanked} thanked, none lost, none twice.");
    WORLDS.holds(&played);
    let steps = played.steps;
    assert!(thanked * 100 > steps, "hardly anybody gets to a thank-you: {thanked} in {steps} steps");
}

fn real_disk() -> RealDisk {
    RealDisk::new(None, tempfile::tempdir().unwrap(), SALT)
}

#[test]
fn the_model_of_the_disk_and_the_store_tell_the_same_story() {
    let mut stored = 0;
    for seed in WORLDS.some("stories") {
        // What is left of a transaction cut in the middle is for the machine to say.
        let model = world(seed, Model::default(), STEPS, |world| world.cuts_in_the_middle = false);
        let store = world(seed, real_disk(), STEPS, |world| world.cuts_in_the_middle = false);
        let model = model.unwrap_or_else(|why| panic!("with the model: {why}"));
        let store = store.unwrap_or_else(|why| panic!("with the store: {why}"));
        assert!(model == store, "the world {seed} goes one way with the model and another with the store");
        stored += store.records.len();
    }
    assert!(stored > 12 || WORLDS.asked_seed().is_some(), "hardly anything was stored");
}

#[test]
fn the_store_itself_loses_nobody_when_it_is_killed_in_the_middle() {
    for seed in WORLDS.some("stores") {
        world(seed, real_disk(), STEPS, |_| {}).unwrap_or_else(|why| panic!("with the store: {why}"));
    }
}

#[test]
fn the_store_itself_loses_nobody_on_a_disk_that_is_really_full() {
    let name = "runs::the_store_itself_loses_nobody_on_a_disk_that_is_really_full";
    if SmallDisk::of(name, 600).is_none() {
        return;
    }
    for seed in WORLDS.some("full disks") {
        let small = SmallDisk::of(name, 600).unwrap();
        let folder = tempfile::tempdir_in(&small.folder).unwrap();
        let disk = RealDisk::new(Some(small), folder, SALT);
        world(seed, disk, STEPS, |_| {}).unwrap_or_else(|why| panic!("with a small disk: {why}"));
    }
}

#[test]
fn the_watch_sees_every_lie_of_a_disk() {
    for (lie, said) in [
        (Lie::Early, ["thanked, and lost", "thanked, and lost"]),
        (Lie::Twice, ["nobody wished these", "counted otherwise"]),
        (Lie::Half, ["half of it is there", "the kiosk knows it otherwise"]),
    ] {
        let found = (0..200).find_map(|seed| world(seed, Model::that_lies(lie), STEPS, |_| {}).err());
        let found = found.unwrap_or_else(|| panic!("nobody sees that the disk lies: {lie:?}"));
        assert!(said.iter().any(|words| found.contains(words)), "{lie:?} was found, but as {found}");
    }
}

#[test]
fn a_world_is_made_of_its_seed_alone() {
    assert_eq!(whole(7), whole(7));
}
