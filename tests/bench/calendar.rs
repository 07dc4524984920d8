//! How long it takes to read a calendar, from 10 to 10,000 events.

use std::fmt::Write as _;
use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use hiroba::feed::{Format, Span, read};
use jiff::civil::date;
use jiff::tz::TimeZone;

/// Events as a busy place has them: half single ones, the rest weekly, monthly and endless since
/// 1970, some with a moved occurrence.
fn calendar(events: usize) -> String {
    let mut text = String::from("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nX-WR-TIMEZONE:Asia/Tokyo\r\n");
    for i in 0..events {
        let (day, month) = (i % 28 + 1, i % 12 + 1);
        let rule = match i % 10 {
            0 | 1 => "RRULE:FREQ=WEEKLY;COUNT=10\r\n",
            2 => "RRULE:FREQ=MONTHLY;BYDAY=1TH\r\n",
            3 => "RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;UNTIL=20270101T000000Z\r\n",
            _ => "",
        };
        let start = match i % 20 {
            13 => format!("DTSTART;VALUE=DATE:2026{month:02}{day:02}\r\n"),
            12 => format!("DTSTART;TZID=Asia/Tokyo:1970{month:02}{day:02}T133000\r\n"),
            _ => format!(
                "DTSTART;TZID=Asia/Tokyo:2026{month:02}{day:02}T133000\r\nDTEND;TZID=Asia/Tokyo:2026{month:02}{day:02}T160000\r\n"
            ),
        };
        // Writing to a String cannot fail.
        let _ = write!(
            text,
            "BEGIN:VEVENT\r\nUID:{i}@example.org\r\nDTSTAMP:20260101T000000Z\r\n{start}{rule}SUMMARY:第{i}回 \
             ピアサポートの会\r\nLOCATION:地域交流スペース\\, 2階\r\nDESCRIPTION:<p>どなたでも参加できます。\r\n \
             話さなくてもだいじょうぶです。</p>\\n申し込みはいりません。\r\nEND:VEVENT\r\n"
        );
    }
    text.push_str("END:VCALENDAR\r\n");
    text
}

fn reading(criterion: &mut Criterion) {
    let zone = TimeZone::get("Asia/Tokyo").unwrap_or(TimeZone::UTC);
    let span = Span { today: date(2026, 6, 1), from: date(2026, 6, 1), to: date(2026, 8, 31) };
    let mut group = criterion.benchmark_group("read a calendar");
    group.sample_size(10);
    for events in [10, 100, 1_000, 10_000] {
        let text = calendar(events);
        group.throughput(Throughput::Elements(events as u64));
        group.bench_with_input(BenchmarkId::from_parameter(events), &text, |bencher, text| {
            bencher.iter(|| read(Some(Format::Ics), black_box(text.as_bytes()), span, &zone));
        });
    }
    group.finish();
}

criterion_group!(benches, reading);
criterion_main!(benches);
