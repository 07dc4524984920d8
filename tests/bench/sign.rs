//! What one step of the sign costs, from 10 to 10,000 meetings: the round made anew, a tick, a
//! frame set, and the screens a visitor opens.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use hiroba::config::Config;
use hiroba::domain::meeting::{Meeting, When};
use hiroba::domain::programme::Programme;
use hiroba::domain::text::Text;
use hiroba::kiosk::core::{Event, Kiosk, Now};
use hiroba::view::Action;
use jiff::{ToSpan, Zoned};

fn start() -> Zoned {
    "2026-12-03T09:00[Asia/Tokyo]".parse().expect("a time as it is written")
}

/// Meetings of two hours, three a day, as far ahead as it takes.
fn programme(meetings: usize) -> Programme {
    let mut programme = Programme::empty(start().time_zone().clone());
    for i in 0..meetings {
        let day = i64::try_from(i / 3).expect("few");
        let from = start() + day.days() + i64::try_from(i % 3).expect("few").hours() * 3;
        let to = &from + 2.hours();
        let title = Text::ja(&format!("第{i}回 ピアサポートの会"));
        let when = When::exact(from, Some(to)).expect("it ends after it begins");
        let mut meeting = Meeting::new(format!("meeting-{i}"), title, when);
        meeting.place = Some(Text::ja("地域交流スペース 2階"));
        meeting.description = Some(Text::ja("どなたでも参加できます。話さなくてもだいじょうぶです。"));
        programme.meetings.push(meeting);
    }
    programme
}

fn costs(criterion: &mut Criterion) {
    let config = Config::parse("", std::path::Path::new("kiosk.toml")).expect("what holds without a file");
    let now = Now { at: start().timestamp(), sure: true };
    let mut group = criterion.benchmark_group("sign");
    group.sample_size(10);
    for meetings in [10, 100, 1_000, 10_000] {
        let programme = programme(meetings);
        group.throughput(Throughput::Elements(meetings as u64));
        group.bench_function(BenchmarkId::new("new programme", meetings), |bencher| {
            bencher.iter(|| Kiosk::new(config.clone(), black_box(programme.clone()), now));
        });
        let mut kiosk = Kiosk::new(config.clone(), programme, now);
        group.bench_function(BenchmarkId::new("tick and show", meetings), |bencher| {
            bencher.iter(|| {
                kiosk.update(Event::Tick, now);
                black_box(kiosk.show(now))
            });
        });
        group.bench_function(BenchmarkId::new("tap next and show", meetings), |bencher| {
            bencher.iter(|| {
                kiosk.update(Event::Act(Action::Next), now);
                black_box(kiosk.show(now))
            });
        });
        kiosk.update(Event::Act(Action::Schedule), now);
        group.bench_function(BenchmarkId::new("next row of the schedule and show", meetings), |bencher| {
            bencher.iter(|| {
                kiosk.update(Event::Act(Action::Next), now);
                black_box(kiosk.show(now))
            });
        });
    }
    group.finish();
}

criterion_group!(benches, costs);
criterion_main!(benches);
