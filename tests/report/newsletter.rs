//! The figures of the third meeting as the newsletter reported them (DOMAIN), with the built-in
//! categories.

use std::collections::BTreeMap;

use hiroba::domain::attendance::{Arrivals, Standing, Standings, Tally, Way};
use hiroba::domain::programme::Category;
use hiroba::domain::report::Report;
use hiroba::feed::{Format, Span, read};
use jiff::civil::date;
use jiff::tz::TimeZone;

use crate::{meeting, said};

/// Category, sub-category and people.
pub const REGISTERED: [(&str, Option<&str>, u32); 11] = [
    ("lived", None, 27),
    ("family", None, 5),
    ("supporter", Some("disability"), 16),
    ("supporter", Some("elderly"), 4),
    ("supporter", Some("medical"), 5),
    ("supporter", Some("housing"), 4),
    ("supporter", Some("government"), 7),
    ("supporter", Some("academic"), 3),
    ("supporter", Some("supporter-other"), 3),
    ("other", Some("student"), 45),
    ("other", None, 6),
];

/// One standing for each of the 125.
pub fn standings() -> impl Iterator<Item = Standing> {
    REGISTERED.into_iter().flat_map(|(category, sub, people)| (0..people).map(move |_| said(category, sub)))
}

pub fn categories() -> Vec<Category> {
    let sample = include_bytes!("../../assets/sample/programme.json");
    let span = Span { today: date(2026, 12, 3), from: date(2026, 12, 3), to: date(2027, 12, 3) };
    let zone = TimeZone::get("Asia/Tokyo").unwrap();
    read(Some(Format::Json), sample, span, &zone).unwrap().programme.categories
}

pub fn report() -> Report {
    let mut registered_as = Standings::new();
    for standing in standings() {
        *registered_as.entry(standing).or_default() += 1;
    }
    let tally = Tally {
        registered: BTreeMap::from([(Way::Online, 111), (Way::Venue, 14)]),
        registered_as,
        came: 99,
        arrivals: Arrivals { on_paper: 99, ..Arrivals::default() },
        came_as: BTreeMap::from([(Standing::NotSaid, 99)]),
        untimed: 99,
        ..Tally::default()
    };
    Report::of(meeting(), &categories(), &tally)
}
