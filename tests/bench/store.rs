//! What the store costs: from a tap to the disk, reading 100,000 records, opening, and room.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use criterion::{Criterion, criterion_group, criterion_main};
use hiroba::domain::attendance::{
    Arrival, Book, Group, Mark, Party, Record, RecordKey, Salt, Standing, Way, What,
};
use hiroba::domain::meeting::{Capacity, MeetingId};
use hiroba::store::{FILE, Store};
use jiff::Timestamp;
use tokio::runtime::Runtime;

const MANY: u64 = 100_000;

/// Bits that look random, as keys and marks do.
fn bits(n: u64) -> u128 {
    let mix = |n: u64| {
        (n ^ (n >> 29))
            .wrapping_mul(0xbf58_476d_1ce4_e5b9)
            .rotate_left(31)
            .wrapping_mul(0x94d0_49bb_1331_11eb)
    };
    u128::from(mix(n)) << 64 | u128::from(mix(n ^ 0x9e37_79b9_7f4a_7c15))
}

/// Attendance as it is: registrations with receipts, of whom most come.
fn record(n: u64, meeting: &MeetingId) -> Record {
    let said = |n: u64| match n % 5 {
        0 => Standing::NotSaid,
        1 => Standing::Said { category: "lived".into(), sub: None },
        2 => Standing::Said { category: "supporter".into(), sub: Some("medical".into()) },
        3 => Standing::Said { category: "other".into(), sub: Some("student".into()) },
        _ => Standing::Said { category: "family".into(), sub: None },
    };
    let party = Party::of([Group { standing: said(n), people: 1 + u32::from(n.is_multiple_of(17)) }]);
    let party = party.unwrap_or_else(|| Party::one(Standing::NotSaid));
    let what = match n % 2 {
        0 => What::Registered {
            mark: Some(Mark(bits(!n).to_be_bytes())),
            way: Way::ALL[n as usize / 2 % 3],
            party,
        },
        _ if n % 10 == 9 => What::CheckedIn(Arrival::WalkIn { party }),
        _ => What::CheckedIn(Arrival::Receipt { registration: RecordKey(bits(n - 1)), people: 1 }),
    };
    let at = Timestamp::from_second(1_790_000_000 + n as i64 * 40).unwrap_or(Timestamp::UNIX_EPOCH);
    Record::new(RecordKey(bits(n)), meeting.clone(), at, true, what)
}

async fn open(path: &Path) -> Store {
    match Store::open(path, Timestamp::UNIX_EPOCH, Salt([1; 16])).await {
        Ok(opened) => opened.store,
        Err(trouble) => panic!("{trouble}"),
    }
}

/// A database of so many records, all of one meeting.
async fn filled(folder: &Path, count: u64) -> PathBuf {
    let path = folder.join(count.to_string()).join(FILE);
    let meeting = MeetingId("peer-3".to_owned());
    let records: Vec<Record> = (0..count).map(|n| record(n, &meeting)).collect();
    let mut store = open(&path).await;
    for part in records.chunks(10_000) {
        store.append(part, "kiosk", &[]).await.unwrap_or_else(|trouble| panic!("{trouble}"));
    }
    store.close().await.unwrap_or_else(|trouble| panic!("{trouble}"));
    path
}

fn size(path: &Path) -> u64 {
    std::fs::metadata(path).map_or(0, |metadata| metadata.len())
}

/// One record after the other, as visitors come. Criterion has no percentiles.
async fn commits(path: &Path) -> Vec<Duration> {
    let meeting = MeetingId("peer-3".to_owned());
    let mut store = open(path).await;
    let mut took = Vec::new();
    for n in 0..3000 {
        let record = record(1_000_000 + n, &meeting);
        let start = Instant::now();
        store.append(&[record], "kiosk", &[]).await.unwrap_or_else(|trouble| panic!("{trouble}"));
        took.push(start.elapsed());
    }
    took.sort();
    took
}

fn store(criterion: &mut Criterion) {
    let runtime = Runtime::new().unwrap_or_else(|error| panic!("{error}"));
    // Not in /tmp, which is often no disk.
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap_or_else(|error| panic!("{error}"));
    let (few, many) =
        runtime.block_on(async { (filled(folder.path(), 1000).await, filled(folder.path(), MANY).await) });
    let a_record = (size(&many) - size(&few)) as f64 / (MANY - 1000) as f64;
    println!("store: room for a record, its place in the outbox with it: {a_record:.0} bytes");
    let took = runtime.block_on(commits(&many));
    let at = |share: f64| took[(took.len() as f64 * share) as usize].as_secs_f64() * 1000.0;
    println!(
        "store: a record to the disk, of {} in a database of {MANY}: p50 {:.2} ms, p99 {:.2} ms, worst {:.2} ms",
        took.len(),
        at(0.5),
        at(0.99),
        at(0.9999)
    );

    let mut group = criterion.benchmark_group(format!("store of {MANY} records"));
    group.sample_size(10);
    let meeting = MeetingId("peer-3".to_owned());
    group.bench_function("open to write, with its check", |bencher| {
        bencher.iter(|| runtime.block_on(async { open(&many).await.close().await }));
    });
    group.bench_function("open to read", |bencher| {
        bencher.iter(|| runtime.block_on(async { Store::open_to_read(&many).await?.close().await }));
    });
    let mut store = runtime.block_on(open(&many));
    group.bench_function("read those of one meeting", |bencher| {
        bencher.iter(|| runtime.block_on(store.records(&meeting)));
    });
    let records = runtime.block_on(store.records(&meeting)).unwrap_or_default();
    group.bench_function("what stands, counted", |bencher| {
        bencher.iter(|| Book::of(&records).tally(Capacity::default()));
    });
    group.finish();
}

criterion_group!(benches, store);
criterion_main!(benches);
