//! Many wards, one after the other.

use std::collections::VecDeque;
use std::fs;
use std::hash::{BuildHasher, RandomState};
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use std::collections::BTreeMap;

use crate::chance::Chance;
use crate::lies::Lie;
use crate::ward::Ward;

/// A ward lasts so long; then another begins. Somebody who stays at a kiosk is one deed and several steps.
const DEEDS: u64 = 400;
/// What is told of a ward that failed.
const TOLD: usize = 60;

/// What a ward came to.
#[derive(Debug, PartialEq)]
struct Came {
    records: usize,
    told: BTreeMap<&'static str, u64>,
    steps: Vec<String>,
}

/// A ward from its beginning to its rest. When it fails: its last steps, and why.
fn ward(seed: u64, deeds: u64, change: impl FnOnce(&mut Ward)) -> Result<Came, String> {
    let mut last: VecDeque<String> = VecDeque::new();
    let mut all = Vec::new();
    let came = catch_unwind(AssertUnwindSafe(|| {
        let mut ward = Ward::new(seed);
        change(&mut ward);
        for _ in 0..deeds {
            ward.goes_on(&mut |step| {
                all.push(step.clone());
                last.push_back(step);
                if last.len() > TOLD {
                    last.pop_front();
                }
            });
        }
        ward.rests();
        (ward.records().len(), ward.told.into_iter().collect())
    }));
    match came {
        Ok((records, told)) => Ok(Came { records, told, steps: all }),
        Err(panic) => {
            let why = panic.downcast_ref::<String>().map(String::as_str);
            let why = why.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("it panicked");
            let last: Vec<String> = last.into_iter().map(|step| format!("  {step}")).collect();
            Err(format!("{why}\nin step {} of the ward {seed}, after\n{}", all.len(), last.join("\n")))
        }
    }
}

fn whole(seed: u64) -> Result<Came, String> {
    ward(seed, DEEDS, |_| {})
}

fn number(name: &str) -> Option<u64> {
    let text = std::env::var(name).ok()?;
    Some(text.parse().unwrap_or_else(|_| panic!("{name} is a whole number, not {text:?}")))
}

fn seeds_file() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ward/seeds.txt")
}

/// Wards that failed once.
fn seeds() -> Vec<u64> {
    let text = fs::read_to_string(seeds_file()).unwrap();
    let line = |line: &str| line.split('#').next().unwrap_or_default().trim().to_owned();
    let lines = text.lines().map(line).filter(|line| !line.is_empty());
    lines.map(|line| line.parse().unwrap_or_else(|_| panic!("tests/ward/seeds.txt: {line:?}"))).collect()
}

fn remember(seed: u64) {
    let file = fs::OpenOptions::new().append(true).open(seeds_file());
    let written = file.and_then(|mut file| writeln!(file, "{seed}"));
    // Where the tree cannot be written, the message has to do.
    println!("tests/ward/seeds.txt {}: {seed}", if written.is_ok() { "has now" } else { "should have" });
}

#[test]
fn wards_that_failed_once_hold() {
    let failed: Vec<String> = seeds().into_iter().filter_map(|seed| whole(seed).err()).collect();
    assert!(failed.is_empty(), "{}", failed.join("\n\n"));
}

#[test]
fn whatever_happens_everybody_is_at_the_hub_once_and_all_books_agree() {
    if let Some(seed) = number("HIROBA_WARD_SEED") {
        let came = whole(seed).unwrap_or_else(|why| panic!("{why}"));
        println!("The ward {seed} holds: {} records. {:?}", came.records, came.told);
        return;
    }
    let goal = number("HIROBA_WARD_STEPS").unwrap_or(1_000_000);
    let longest = Duration::from_secs(number("HIROBA_WARD_SECONDS").unwrap_or(60));
    // Other wards every time; which ones is said when one of them fails.
    let base = RandomState::new().hash_one("wards");
    let (begun, done, next) = (Instant::now(), AtomicU64::new(0), AtomicU64::new(0));
    let (records, told) = (AtomicU64::new(0), Mutex::new(BTreeMap::<&str, u64>::new()));
    let (is_over, failed) = (AtomicBool::new(false), Mutex::new(Vec::new()));
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while !is_over.load(Ordering::Relaxed) {
                    let seed = Chance::new(base.wrapping_add(next.fetch_add(1, Ordering::Relaxed))).next();
                    match whole(seed) {
                        Ok(came) => {
                            done.fetch_add(came.steps.len() as u64, Ordering::Relaxed);
                            records.fetch_add(came.records as u64, Ordering::Relaxed);
                            let mut told = told.lock().unwrap();
                            for (what, count) in came.told {
                                *told.entry(what).or_default() += count;
                            }
                        }
                        Err(why) => {
                            failed.lock().unwrap().push((seed, why));
                            is_over.store(true, Ordering::Relaxed);
                        }
                    }
                    if done.load(Ordering::Relaxed) >= goal || begun.elapsed() >= longest {
                        is_over.store(true, Ordering::Relaxed);
                    }
                }
            });
        }
    });
    let (steps, seconds) = (done.into_inner(), begun.elapsed().as_secs_f64());
    let (records, told) = (records.into_inner(), told.into_inner().unwrap());
    println!(
        "{steps} steps in {seconds:.1} s, {:.0} a second: {records} records at their hubs. {told:?}",
        steps as f64 / seconds,
    );
    let failed = failed.into_inner().unwrap();
    for (seed, _) in &failed {
        remember(*seed);
    }
    let why: Vec<String> = failed.into_iter().map(|(_, why)| why).collect();
    assert!(
        why.is_empty(),
        "{}\n\nAgain: HIROBA_WARD_SEED=... with the number of the ward.",
        why.join("\n\n")
    );
    assert!(records * 100 > steps, "hardly anything is recorded: {records} in {steps} steps");
}

#[test]
fn the_watch_sees_every_lie_of_a_hub() {
    for lie in Lie::ALL {
        let said = match lie {
            Lie::Forgets => ["neither on its way nor at the hub", "never came from"],
            Lie::Twice => ["nobody wished it", "nobody wished it"],
            Lie::Tells => ["another kiosk is told of a", "another kiosk is told of a"],
            Lie::Half => ["that was ever published", "that was ever published"],
            Lie::Old => ["an older programme", "an older programme"],
            Lie::Silent => ["knows other people than the hub", "has other seats than the hub"],
            Lie::Mute => ["does not know the receipt of", "is not known any more"],
            Lie::Counts => ["has other seats than the hub", "and it was not so"],
            Lie::Early => ["said that it is done, and lost it", "neither on its way nor at the hub"],
            Lie::Refuses => ["parked without a reason", "neither on its way nor at the hub"],
            Lie::Disowns => ["it gives up its token", "it gives up its token"],
        };
        let found = (0..60).find_map(|seed| ward(seed, DEEDS, |ward| ward.lie = Some(lie)).err());
        let found = found.unwrap_or_else(|| panic!("nobody sees that the hub lies: {lie:?}"));
        assert!(said.iter().any(|words| found.contains(words)), "{lie:?} was found, but as {found}");
    }
}

#[test]
fn a_ward_is_made_of_its_seed_alone() {
    let once = || ward(7, DEEDS, |ward| ward.is_left_to_the_machine = false);
    assert_eq!(once(), once());
}
