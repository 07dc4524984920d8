//! Many simulated worlds, one after the other: what the tests that play against chance have in common.
//!
//! Every run plays the same worlds in the same order, as far as its time reaches: a run that failed can be had
//! again, and one that fails after a change fails because of it. A search for worlds that nobody has seen yet
//! is asked for:
//!
//! - `HIROBA_SEEDS=new`: other worlds every time.
//!
//! What else can be asked for by the environment is called after the kind of world ([`Search::name`]):
//!
//! - `HIROBA_<NAME>_SEED`: one world only.
//! - `HIROBA_<NAME>_STEPS`: until so many steps were taken.
//! - `HIROBA_<NAME>_SECONDS`: and at most so long.
//!
//! A world that failed is written to its file of seeds, whose worlds are played first from then on.

use std::any::Any;
use std::fmt;
use std::fs;
use std::hash::{BuildHasher, RandomState};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use crate::chance::Chance;

/// A search through worlds of one sort.
pub struct Search {
    /// "world": what a message calls one, and what is put into the names of the environment.
    pub name: &'static str,
    /// The file of those that failed once, below the top of the repository.
    pub seeds: &'static str,
    /// How many steps are enough when nothing else is asked for.
    pub steps: u64,
    /// How many seconds are enough when nothing else is asked for.
    pub seconds: u64,
}

/// What a search came to.
pub struct Played {
    pub steps: u64,
    seconds: f64,
    failed: Vec<(u64, String)>,
}

impl fmt::Display for Played {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Played { steps, seconds, .. } = self;
        write!(f, "{steps} steps in {seconds:.1} s, {:.0} a second", *steps as f64 / seconds)
    }
}

/// A world that failed, told with its seed on the first line, which is left of a log even when it is cut.
pub fn told(name: &str, seed: u64, why: &str) -> String {
    format!("The {name} {seed} failed.\n{why}")
}

/// What a panic said.
pub fn said(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("it panicked")
}

fn number(name: &str) -> Option<u64> {
    let text = std::env::var(name).ok()?;
    Some(text.parse().unwrap_or_else(|_| panic!("{name} is a whole number, not {text:?}")))
}

/// Whether other seeds are asked for every time.
fn are_new() -> bool {
    match std::env::var("HIROBA_SEEDS") {
        Err(std::env::VarError::NotPresent) => false,
        Ok(text) if text == "new" => true,
        other => panic!("HIROBA_SEEDS is \"new\" or is not there, not {other:?}"),
    }
}

/// The first number of a row of seeds: the same for the same text, on every machine, for ever.
fn fixed(text: &str) -> u64 {
    text.bytes().fold(0, |mixed, byte| Chance::new(mixed ^ u64::from(byte)).next())
}

/// The seeds of a search, from the first on and without end.
fn row(text: &str) -> impl Fn(u64) -> u64 {
    let base = if are_new() { RandomState::new().hash_one(text) } else { fixed(text) };
    move |at| Chance::new(base.wrapping_add(at)).next()
}

impl Search {
    fn asked(&self, what: &str) -> Option<u64> {
        number(&format!("HIROBA_{}_{what}", self.name.to_uppercase()))
    }

    /// The one world that is asked for.
    pub fn asked_seed(&self) -> Option<u64> {
        self.asked("SEED")
    }

    fn seeds_file(&self) -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join(self.seeds)
    }

    fn seeds(&self) -> Vec<u64> {
        let text = fs::read_to_string(self.seeds_file()).unwrap();
        let line = |line: &str| line.split('#').next().unwrap_or_default().trim().to_owned();
        let lines = text.lines().map(line).filter(|line| !line.is_empty());
        lines.map(|line| line.parse().unwrap_or_else(|_| panic!("{}: {line:?}", self.seeds))).collect()
    }

    /// That those that failed once do not fail again.
    pub fn holds_where_it_failed_once<T>(&self, play: impl Fn(u64) -> Result<T, String>) {
        let failed: Vec<String> = self.seeds().into_iter().filter_map(|seed| play(seed).err()).collect();
        assert!(failed.is_empty(), "{}", failed.join("\n\n"));
    }

    fn remember(&self, seed: u64) {
        let file = fs::OpenOptions::new().append(true).open(self.seeds_file());
        let written = file.and_then(|mut file| writeln!(file, "{seed}"));
        // Where the tree cannot be written, the message has to do.
        println!("{} {}: {seed}", self.seeds, if written.is_ok() { "has now" } else { "should have" });
    }

    /// A few worlds for a test that is called so; or the one that is asked for.
    pub fn some(&self, test: &str) -> Vec<u64> {
        let row = row(test);
        self.asked_seed().map_or_else(|| (0..12).map(row).collect(), |seed| vec![seed])
    }

    /// Plays one after the other on all cores, until enough steps are taken, the time is over, or one fails.
    /// `play` is given the seed and says how many steps its world took, or why it failed.
    pub fn play(&self, play: impl Fn(u64) -> Result<u64, String> + Sync) -> Played {
        let goal = self.asked("STEPS").unwrap_or(self.steps);
        let longest = Duration::from_secs(self.asked("SECONDS").unwrap_or(self.seconds));
        let row = row(self.name);
        let (begun, done, next) = (Instant::now(), AtomicU64::new(0), AtomicU64::new(0));
        let (is_over, failed) = (AtomicBool::new(false), Mutex::new(Vec::new()));
        let one_after_the_other = || {
            while !is_over.load(Ordering::Relaxed) {
                let seed = row(next.fetch_add(1, Ordering::Relaxed));
                let has_failed = match play(seed) {
                    Ok(steps) => {
                        done.fetch_add(steps, Ordering::Relaxed);
                        false
                    }
                    Err(why) => {
                        failed.lock().unwrap().push((seed, why));
                        true
                    }
                };
                if has_failed || done.load(Ordering::Relaxed) >= goal || begun.elapsed() >= longest {
                    is_over.store(true, Ordering::Relaxed);
                }
            }
        };
        std::thread::scope(|scope| {
            for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
                scope.spawn(one_after_the_other);
            }
        });
        Played {
            steps: done.into_inner(),
            seconds: begun.elapsed().as_secs_f64(),
            failed: failed.into_inner().unwrap(),
        }
    }

    /// That no world failed; one that did is remembered.
    pub fn holds(&self, played: &Played) {
        for (seed, _) in &played.failed {
            self.remember(*seed);
        }
        let why: Vec<&str> = played.failed.iter().map(|(_, why)| why.as_str()).collect();
        let Some((seed, _)) = played.failed.first() else { return };
        panic!("{}\n\nAgain: HIROBA_{}_SEED={seed}", why.join("\n\n"), self.name.to_uppercase());
    }
}

#[test]
fn the_same_seeds_are_played_in_every_run() {
    // Written down once: whoever changes how they are made loses the worlds that were played before.
    assert_eq!([fixed("world"), fixed("ward")], [10_387_399_633_203_350_482, 3_959_765_476_455_486_689]);
    assert_ne!(fixed("ab"), fixed("ba"));
}

#[test]
fn the_first_line_of_a_failure_names_its_seed() {
    let told = told("ward", 7, "somebody is lost\nin step 3");
    assert_eq!(told.lines().next(), Some("The ward 7 failed."));
}
