//! Many worlds, one after the other, and each again when it has failed.

use std::collections::VecDeque;
use std::fs;
use std::hash::{BuildHasher, RandomState};
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use hiroba::domain::attendance::Record;
use hiroba::view::Action;

use crate::chance::Chance;
use crate::disk::{Disk, Lie, Model, SALT};
use crate::life::World;
use crate::small_disk::SmallDisk;
use crate::steps::Step;
use crate::store::RealDisk;

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
            let why = panic.downcast_ref::<String>().map(String::as_str);
            let why = why.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("it panicked");
            let steps: Vec<String> = last
                .iter()
                .map(|(step, action)| match action {
                    Some(action) => format!("  {step:?} {action:?}"),
                    None => format!("  {step:?}"),
                })
                .collect();
            Err(format!("{why}\nin step {} of the world {seed}, after\n{}", all.len(), steps.join("\n")))
        }
    }
}

fn whole(seed: u64) -> Result<Came, String> {
    world(seed, Model::default(), STEPS, |_| {})
}

fn number(name: &str) -> Option<u64> {
    let text = std::env::var(name).ok()?;
    Some(text.parse().unwrap_or_else(|_| panic!("{name} is a whole number, not {text:?}")))
}

fn seeds_file() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/world/seeds.txt")
}

/// Worlds that failed once.
fn seeds() -> Vec<u64> {
    let text = fs::read_to_string(seeds_file()).unwrap();
    let line = |line: &str| line.split('#').next().unwrap_or_default().trim().to_owned();
    let lines = text.lines().map(line).filter(|line| !line.is_empty());
    lines.map(|line| line.parse().unwrap_or_else(|_| panic!("tests/world/seeds.txt: {line:?}"))).collect()
}

fn remember(seed: u64) {
    let file = fs::OpenOptions::new().append(true).open(seeds_file());
    let written = file.and_then(|mut file| writeln!(file, "{seed}"));
    // Where the tree cannot be written, the message has to do.
    println!("tests/world/seeds.txt {}: {seed}", if written.is_ok() { "has now" } else { "should have" });
}

#[test]
fn worlds_that_failed_once_hold() {
    let failed: Vec<String> = seeds().into_iter().filter_map(|seed| whole(seed).err()).collect();
    assert!(failed.is_empty(), "{}", failed.join("\n\n"));
}

#[test]
fn whatever_happens_nobody_who_was_thanked_is_lost_and_nobody_counts_twice() {
    if let Some(seed) = number("HIROBA_WORLD_SEED") {
        let came = whole(seed).unwrap_or_else(|why| panic!("{why}"));
        println!("The world {seed} holds: {} thanked, {} records.", came.thanked, came.records.len());
        return;
    }
    let goal = number("HIROBA_WORLD_STEPS").unwrap_or(1_000_000);
    let longest = Duration::from_secs(number("HIROBA_WORLD_SECONDS").unwrap_or(300));
    // Other worlds every time; which ones is said when one of them fails.
    let base = RandomState::new().hash_one("worlds");
    let (begun, done, next) = (Instant::now(), AtomicU64::new(0), AtomicU64::new(0));
    let (thanked, wishes) = (AtomicU64::new(0), AtomicU64::new(0));
    let (is_over, failed) = (AtomicBool::new(false), Mutex::new(Vec::new()));
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while !is_over.load(Ordering::Relaxed) {
                    let seed = Chance::new(base.wrapping_add(next.fetch_add(1, Ordering::Relaxed))).next();
                    match whole(seed) {
                        Ok(came) => {
                            thanked.fetch_add(came.thanked as u64, Ordering::Relaxed);
                            wishes.fetch_add(came.wishes, Ordering::Relaxed);
                        }
                        Err(why) => {
                            failed.lock().unwrap().push((seed, why));
                            is_over.store(true, Ordering::Relaxed);
                        }
                    }
                    let steps = done.fetch_add(STEPS, Ordering::Relaxed) + STEPS;
                    if steps >= goal || begun.elapsed() >= longest {
                        is_over.store(true, Ordering::Relaxed);
                    }
                }
            });
        }
    });
    let (steps, seconds) = (done.into_inner(), begun.elapsed().as_secs_f64());
    println!(
        "{steps} steps in {seconds:.1} s, {:.0} a second: {} wishes to be recorded, {} thanked, none lost, none twice.",
        steps as f64 / seconds,
        wishes.into_inner(),
        thanked.load(Ordering::Relaxed),
    );
    let failed = failed.into_inner().unwrap();
    for (seed, _) in &failed {
        remember(*seed);
    }
    let why: Vec<String> = failed.into_iter().map(|(_, why)| why).collect();
    assert!(
        why.is_empty(),
        "{}\n\nAgain: HIROBA_WORLD_SEED=... with the number of the world.",
        why.join("\n\n")
    );
    let thanked = thanked.into_inner();
    assert!(thanked * 100 > steps, "hardly anybody gets to a thank-you: {thanked} in {steps} steps");
}

fn real_disk() -> RealDisk {
    RealDisk::new(None, tempfile::tempdir().unwrap(), SALT)
}

/// Some other worlds every time; or the one that is asked for.
fn some(name: &str) -> Vec<u64> {
    let base = RandomState::new().hash_one(name);
    match number("HIROBA_WORLD_SEED") {
        Some(seed) => vec![seed],
        None => (0..12).map(|at| Chance::new(base.wrapping_add(at)).next()).collect(),
    }
}

#[test]
fn the_model_of_the_disk_and_the_store_tell_the_same_story() {
    let mut stored = 0;
    for seed in some("stories") {
        // What is left of a transaction cut in the middle is for the machine to say.
        let model = world(seed, Model::default(), STEPS, |world| world.cuts_in_the_middle = false);
        let store = world(seed, real_disk(), STEPS, |world| world.cuts_in_the_middle = false);
        let model = model.unwrap_or_else(|why| panic!("with the model: {why}"));
        let store = store.unwrap_or_else(|why| panic!("with the store: {why}"));
        assert!(model == store, "the world {seed} goes one way with the model and another with the store");
        stored += store.records.len();
    }
    assert!(stored > 12 || number("HIROBA_WORLD_SEED").is_some(), "hardly anything was stored");
}

#[test]
fn the_store_itself_loses_nobody_when_it_is_killed_in_the_middle() {
    for seed in some("stores") {
        world(seed, real_disk(), STEPS, |_| {}).unwrap_or_else(|why| panic!("with the store: {why}"));
    }
}

#[test]
fn the_store_itself_loses_nobody_on_a_disk_that_is_really_full() {
    let name = "runs::the_store_itself_loses_nobody_on_a_disk_that_is_really_full";
    if SmallDisk::of(name, 600).is_none() {
        return;
    }
    for seed in some("full disks") {
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
