//! Processes that are killed while they write, and several that write at once.

use std::collections::HashSet;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use hiroba::store::{Remedy, Store};

use crate::story::{SALT, now, open, place};
use crate::strategy::registered;

/// Set in a process that does nothing but write: where, from which key on, and how many.
const WRITER: &str = "HIROBA_TEST_WRITER";

/// This test itself, run again as a process of its own.
fn writer(path: &Path, first: u128, count: u128) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "crash::a_writer_tells_of_a_record_only_when_it_is_stored", "--nocapture"])
        .env(WRITER, format!("{first} {count} {}", path.display()))
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Stores records one by one and tells of each when it is there.
async fn write(path: &Path, first: u128, count: u128, mut tell: impl FnMut(u128)) {
    let mut store = Store::open(path, now(), SALT).await.unwrap().store;
    for key in first..first + count {
        // What a kiosk does: a busy moment is waited out.
        while let Err(trouble) = store.append(&[registered(key, "a")], "kiosk", &[]).await {
            assert_eq!(trouble.remedy(), Remedy::TryAgain, "{trouble}");
        }
        tell(key);
    }
    store.close().await.unwrap();
}

#[tokio::test]
async fn a_writer_tells_of_a_record_only_when_it_is_stored() {
    if let Ok(task) = std::env::var(WRITER) {
        let mut words = task.splitn(3, ' ');
        let mut number = || words.next().unwrap().parse().unwrap();
        let (first, count) = (number(), number());
        let path = PathBuf::from(words.next().unwrap());
        return write(&path, first, count, |key| {
            let mut out = std::io::stdout();
            // The one who listens may have had enough.
            let _ = writeln!(out, "stored {key}").and_then(|()| out.flush());
        })
        .await;
    }
    let (_folder, path) = place();
    let mut told = Vec::new();
    write(&path, 1, 20, |key| told.push(key)).await;
    assert_eq!(told, (1..=20).collect::<Vec<_>>());
    assert_eq!(open(&path).await.all().await.unwrap().len(), 20);
}

fn told(line: &str) -> Option<u128> {
    line.trim_end().strip_prefix("stored ")?.parse().ok()
}

/// Numbers that look random, always the same for one seed.
fn random(seed: &mut u64) -> u64 {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    *seed >> 33
}

#[tokio::test]
async fn a_writer_killed_at_any_moment_loses_nothing_that_it_told_of() {
    const KILLS: u64 = 40;
    let (_folder, path) = place();
    let mut seed = std::process::id().into();
    println!("seed {seed}");
    let mut acknowledged = HashSet::new();
    for round in 0..KILLS {
        let mut child = writer(&path, u128::from(round) * 1_000_000, 900_000);
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut lines = Vec::new();
        if !random(&mut seed).is_multiple_of(4) {
            // Most are killed while they write; the others while they open.
            let mut line = String::new();
            while told(&line).is_none() {
                line.clear();
                assert_ne!(out.read_line(&mut line).unwrap(), 0, "the writer died by itself");
            }
            lines.push(line);
        }
        std::thread::sleep(Duration::from_micros(random(&mut seed) % 40_000));
        child.kill().unwrap();
        child.wait().unwrap();
        let mut rest = Vec::new();
        out.read_to_end(&mut rest).unwrap();
        // A last line without its end was cut off by the kill.
        let rest = String::from_utf8(rest).unwrap();
        let whole = rest.rfind('\n').map_or("", |end| &rest[..end]);
        lines.extend(whole.lines().map(str::to_owned));
        let new: HashSet<u128> = lines.iter().filter_map(|line| told(line)).collect();
        acknowledged.extend(&new);

        let mut store = open(&path).await;
        let all = store.all().await.unwrap();
        let keys: HashSet<u128> = all.iter().map(|record| record.key.0).collect();
        let lost: Vec<_> = acknowledged.difference(&keys).collect();
        assert!(lost.is_empty(), "round {round}: lost {lost:?}");
        assert_eq!(keys.len(), all.len(), "round {round}: one is there twice");
        assert_eq!(store.outbox().await.unwrap().waiting, all.len() as u64, "round {round}");
        // In each round one more may be stored than it had time to tell of.
        assert!(all.len() as u64 <= acknowledged.len() as u64 + round + 1, "round {round}");
        store.close().await.unwrap();
    }
    println!("{} records were acknowledged by {KILLS} killed writers, and all are there", acknowledged.len());
    assert!(acknowledged.len() > 100, "{}", acknowledged.len());
}

#[tokio::test]
async fn several_processes_begin_and_write_one_database_at_once() {
    let (_folder, path) = place();
    let children: Vec<Child> = (0..4).map(|number| writer(&path, number * 1000, 60)).collect();
    for child in children {
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    }
    let mut store = open(&path).await;
    let keys: HashSet<u128> = store.all().await.unwrap().iter().map(|record| record.key.0).collect();
    let expected: HashSet<u128> = (0..4).flat_map(|number| number * 1000..number * 1000 + 60).collect();
    assert_eq!(keys, expected);
    assert_eq!(store.outbox().await.unwrap().waiting, 240);
}
