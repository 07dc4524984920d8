//! The place and what is going on in it: three meetings at most, which staff move, fill, call off
//! and forget as they like.

use std::path::Path;

use hiroba::config::Config;
use hiroba::domain::meeting::{Capacity, Meeting, Mode, Status, When};
use hiroba::domain::notice::{AlertInfo, AlertStatus, Emergency};
use hiroba::domain::programme::{Category, Division, Programme, SubCategory};
use hiroba::domain::text::{Lang, Text};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};

use crate::chance::Chance;

pub const MEETINGS: [&str; 3] = ["a", "b", "c"];
/// The PIN of staff.
pub const PIN: &str = "2468";

pub fn config(chance: &mut Chance) -> Config {
    let settings = match chance.below(4) {
        0 => "[attendance]\nasks_category = false\n",
        1 => "[attendance]\ncheck_in_before_min = 120\nhow_was_today_min = 0\n",
        _ => "",
    };
    Config::parse(settings, Path::new("kiosk.toml")).unwrap()
}

/// What staff may have written by now.
pub fn programme(now: Timestamp, chance: &mut Chance) -> Programme {
    let zone = TimeZone::get("Asia/Tokyo").unwrap();
    let mut programme = Programme::empty(zone.clone());
    if !chance.one_in(8) {
        programme.categories = categories(chance.one_in(4));
    }
    for id in MEETINGS {
        if chance.one_in(3) {
            continue;
        }
        programme.meetings.push(meeting(id, now, &zone, chance));
    }
    if chance.one_in(16) {
        programme.emergencies.push(emergency(now, chance.between(20, 900)));
    }
    programme
}

fn meeting(id: &str, now: Timestamp, zone: &TimeZone, chance: &mut Chance) -> Meeting {
    // Minutes from now: just over, running, about to begin, one can check in, later, in two weeks.
    const STARTS: [i64; 12] = [-200, -130, -60, -30, -5, 5, 10, 20, 25, 180, 60 * 24, 60 * 24 * 14];
    let at = now + SignedDuration::from_mins(*chance.among(&STARTS));
    let minute = at.as_second().div_euclid(300) * 300;
    let start = Timestamp::from_second(minute).unwrap().to_zoned(zone.clone());
    let end = start.checked_add(2.hours()).unwrap();
    let mut meeting = Meeting::new(id, Text::ja(id), When::exact(start, Some(end)).unwrap());
    meeting.mode = Some(*chance.among(&[Mode::Both, Mode::Both, Mode::Venue, Mode::Online]));
    if chance.one_in(3) {
        let mut room = || chance.one_in(2).then(|| chance.between(0, 3) as u32);
        meeting.capacity = Capacity { venue: room(), online: room() };
    }
    if chance.one_in(4) {
        meeting.attending.asks_category = Some(chance.one_in(2));
    }
    if chance.one_in(10) {
        meeting.status = Status::Cancelled;
    }
    meeting
}

fn categories(is_short: bool) -> Vec<Category> {
    let category = |id: &str, subs: &[&str]| Category {
        id: id.to_owned(),
        name: Text::ja(id),
        hint: None,
        subs: subs.iter().map(|sub| SubCategory { id: (*sub).to_owned(), name: Text::ja(sub) }).collect(),
        division: Division::OfWhich,
    };
    let mut all = vec![category("当事者", &[]), category("家族", &[]), category("その他", &["学生"])];
    if is_short {
        all.truncate(1);
    }
    all
}

fn emergency(now: Timestamp, seconds: i64) -> Emergency {
    Emergency {
        identifier: "1".to_owned(),
        sent: now,
        status: AlertStatus::Actual,
        effective: None,
        expires: now + SignedDuration::from_secs(seconds),
        infos: vec![AlertInfo {
            lang: Lang::JA,
            headline: "地震です".to_owned(),
            description: String::new(),
            instruction: String::new(),
        }],
    }
}
