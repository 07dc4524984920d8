//! How long a report takes, the whole process from its start to its end, and of that the counting.
//!
//! `cargo bench --no-default-features --bench report`

use std::hint::black_box;
use std::path::Path;
use std::process::Command;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use hiroba::api;
use hiroba::domain::attendance::{
    Arrival, Book, Feeling, Group, Mark, Party, Record, RecordKey, Salt, Standing, Way, What,
};
use hiroba::domain::meeting::{Capacity, Meeting, MeetingId, When};
use hiroba::domain::text::Text;
use hiroba::store::{FILE, Store};
use jiff::{SignedDuration, Timestamp};

/// Bits that look random and are the same each time.
fn scatter(number: u128) -> u128 {
    (number + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835)
}

fn standing(number: u128) -> Standing {
    let said = |category: &str, sub: Option<String>| Standing::Said { category: category.to_owned(), sub };
    match number % 7 {
        0 => Standing::NotSaid,
        1 | 2 => said("lived", None),
        3 => said("family", None),
        4 | 5 => said("supporter", Some(format!("kind-{}", number % 5))),
        _ => said("other", Some("student".to_owned())),
    }
}

/// One meeting with so many records: half register, most of them come with their receipt over some
/// hours, and everything else happens now and then.
fn records(count: u128) -> Vec<Record> {
    let begin: Timestamp = "2026-12-17T04:00:00Z".parse().unwrap_or_default();
    let what = |number: u128| {
        let party = |number: u128| {
            let people = if number.is_multiple_of(11) { 3 } else { 1 };
            let group = Group { standing: standing(number), people };
            Party::of([group]).unwrap_or_else(|| Party::one(Standing::NotSaid))
        };
        let registration = RecordKey(scatter(number % (count / 2)));
        match number {
            _ if number < count / 2 => {
                let way = Way::ALL[(number % 3) as usize];
                let mark = Some(Mark(scatter(number + count).to_be_bytes()));
                What::Registered { mark, way, party: party(number) }
            }
            _ if number.is_multiple_of(50) => What::TakenBack { record: registration },
            _ if number % 50 == 1 => What::WayChanged { registration, way: Way::Venue },
            _ if number % 50 == 2 => What::Felt(Feeling::Ordinary),
            _ if number % 10 == 3 => What::CheckedIn(Arrival::WalkIn { party: party(number) }),
            _ => What::CheckedIn(Arrival::Receipt { registration, people: 1 }),
        }
    };
    let record = |number: u128| {
        let at = begin + SignedDuration::from_secs((number % 14_400) as i64);
        Record::new(RecordKey(scatter(number)), MeetingId("m".into()), at, true, what(number))
    };
    (0..count).map(record).collect()
}

/// A folder with settings and these records. It stays there for other measurements.
fn place(folder: &Path, records: &[Record]) -> Result<(), Box<dyn std::error::Error>> {
    if folder.exists() {
        std::fs::remove_dir_all(folder)?;
    }
    std::fs::create_dir_all(folder)?;
    std::fs::write(folder.join("kiosk.toml"), "[paths]\nrecords = \"records\"\n")?;
    let mut meeting = Meeting::new("m", Text::ja("会"), When::Undecided);
    meeting.capacity = Capacity { venue: Some(20_000), online: Some(1_000) };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let path = folder.join("records").join(FILE);
        let mut store = Store::open(&path, Timestamp::UNIX_EPOCH, Salt([1; 16])).await?.store;
        store.append(records, "bench", &[api::Meeting::from(&meeting)]).await?;
        Ok(store.close().await?)
    })
}

fn reports(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("report");
    group.sample_size(20);
    for count in [1_000, 10_000, 100_000] {
        let records = records(count);
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("report-{count}"));
        place(&folder, &records).expect("a place with records");
        group.bench_function(BenchmarkId::new("the whole process", count), |bencher| {
            bencher.iter(|| {
                let mut command = Command::new(env!("CARGO_BIN_EXE_hiroba"));
                let output = command.current_dir(&folder).args(["report", "m"]).output();
                assert!(output.expect("the program runs").status.success());
            });
        });
        let capacity = Capacity { venue: Some(20_000), online: Some(1_000) };
        group.bench_function(BenchmarkId::new("counting", count), |bencher| {
            bencher.iter(|| Book::of(black_box(&records)).tally(capacity));
        });
    }
    group.finish();
}

criterion_group!(benches, reports);
criterion_main!(benches);
