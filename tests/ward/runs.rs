//! Many wards, one after the other.

use std::collections::{BTreeMap, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::lies::Lie;
use crate::search::{Search, said, told};
use crate::ward::Ward;

const WARDS: Search = Search { name: "ward", seeds: "tests/ward/seeds.txt", steps: 1_000_000, seconds: 60 };
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
            let last: Vec<String> = last.into_iter().map(|step| format!("  {step}")).collect();
            let why = format!("{}\nin step {}, after\n{}", said(&*panic), all.len(), last.join("\n"));
            Err(told("ward", seed, &why))
        }
    }
}

fn whole(seed: u64) -> Result<Came, String> {
    ward(seed, DEEDS, |_| {})
}

#[test]
fn wards_that_failed_once_hold() {
    WARDS.holds_where_it_failed_once(whole);
}

#[test]
fn whatever_happens_everybody_is_at_the_hub_once_and_all_books_agree() {
    if let Some(seed) = WARDS.asked_seed() {
        let came = whole(seed).unwrap_or_else(|why| panic!("{why}"));
        println!("The ward {seed} holds: {} records. {:?}", came.records, came.told);
        return;
    }
    let (records, told) = (AtomicU64::new(0), Mutex::new(BTreeMap::<&str, u64>::new()));
    let played = WARDS.play(|seed| {
        let came = whole(seed)?;
        records.fetch_add(came.records as u64, Ordering::Relaxed);
        let mut told = told.lock().unwrap();
        for (what, count) in came.told {
            *told.entry(what).or_default() += count;
        }
        Ok(came.steps.len() as u64)
    });
    let (records, told) = (records.into_inner(), told.into_inner().unwrap());
    println!("{played}: {records} records at their hubs. {told:?}");
    WARDS.holds(&played);
    let steps = played.steps;
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
