//! What is going on: one meeting, or what a story makes of it.

use hiroba::domain::meeting::{Meeting, Mode, When};
use hiroba::domain::programme::{Category, Division, Programme, SubCategory};
use hiroba::domain::text::Text;
use jiff::tz::TimeZone;
use jiff::{ToSpan, Zoned};

fn tokyo() -> TimeZone {
    TimeZone::get("Asia/Tokyo").unwrap()
}

pub fn meeting(name: &str, start: &str, hours: i64, mode: Mode) -> Meeting {
    let start: Zoned = format!("{start}[Asia/Tokyo]").parse().unwrap();
    let end = start.checked_add(hours.hours()).unwrap();
    let mut meeting = Meeting::new(name, Text::ja(name), When::exact(start, Some(end)).unwrap());
    meeting.mode = Some(mode);
    meeting
}

/// Three categories, one with kinds, and one meeting in two weeks, at the venue and online.
pub fn one() -> Programme {
    let mut programme = Programme::empty(tokyo());
    let category = |id: &str, subs: &[&str]| Category {
        id: id.to_owned(),
        name: Text::ja(id),
        hint: None,
        subs: subs.iter().map(|sub| SubCategory { id: (*sub).to_owned(), name: Text::ja(sub) }).collect(),
        division: Division::OfWhich,
    };
    programme.categories =
        vec![category("当事者", &[]), category("家族", &[]), category("その他", &["学生"])];
    programme.meetings.push(meeting("場をひろげる", "2026-12-17T13:30", 2, Mode::Both));
    programme
}

pub fn with(change: impl FnOnce(&mut Meeting)) -> Programme {
    let mut programme = one();
    change(&mut programme.meetings[0]);
    programme
}

/// Two weeks before the meeting.
pub const BEFORE: &str = "2026-12-03T12:00:10";
/// Ten minutes before it, while one checks in.
pub const AT_THE_DOOR: &str = "2026-12-17T13:20:10";
/// Ten minutes after it.
pub const AFTER: &str = "2026-12-17T15:40:10";
pub const HERE: &str = "場をひろげる";
