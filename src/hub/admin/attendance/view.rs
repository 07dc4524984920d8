//! The counts of a meeting as a page shows them.

use std::collections::HashMap;

use jiff::Timestamp;

use crate::api::sync::Report as KioskReport;
use crate::domain::attendance::Way;
use crate::domain::report::{Label, Line, Report, Subject};
use crate::hub::attendance::{Known, Standing};
use crate::hub::store::{HeadCount, KioskRow};
use crate::hub::web::Page;
use crate::report::{Language, Times, Words};

/// People of one way.
#[derive(Clone, Debug)]
pub struct WayRow {
    pub label: String,
    pub registered: u32,
    pub waiting: u32,
    /// Seats there are; empty where there is no limit.
    pub room: String,
}

/// People of one category.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupRow {
    pub label: String,
    pub is_part: bool,
    pub registered: String,
    pub came: String,
}

/// People of a quarter of an hour.
#[derive(Clone, Debug)]
pub struct BandRow {
    pub label: String,
    pub people: i64,
    /// Of the longest bar, 0 to 100.
    pub share: i64,
}

/// Something to look at, with its explanation.
#[derive(Clone, Debug)]
pub struct FlagRow {
    pub when: String,
    pub origin: String,
    pub what: String,
    pub why: String,
}

/// A count with its name.
#[derive(Clone, Debug)]
pub struct Named {
    pub label: String,
    pub count: i64,
}

/// All of it.
pub struct Counts {
    pub meeting: String,
    /// Changes when anything here does.
    pub stamp: String,
    pub registered: u32,
    pub waiting: u32,
    /// Everybody who took part.
    pub came: u32,
    pub checked_in: u32,
    pub walk_in: u32,
    pub on_paper: u32,
    pub corrected: i64,
    pub taken_back: u32,
    /// The newest count of those online, and when; empty where nobody counted.
    pub online: String,
    pub online_at: String,
    pub ways: Vec<WayRow>,
    pub groups: Vec<GroupRow>,
    pub bands: Vec<BandRow>,
    pub felt: Vec<Named>,
    pub channels: Vec<Named>,
    pub remarks: Vec<String>,
    pub flags: Vec<FlagRow>,
    /// Flags that are not in the list any more.
    pub more_flags: i64,
    pub parked: Vec<FlagRow>,
}

/// Flags shown at the most.
const MOST_FLAGS: usize = 50;

/// The words of reports in the language of a page.
pub fn words(page: &Page, zone: &jiff::tz::TimeZone) -> Words {
    Words::of(if page.is_ja() { Language::Ja } else { Language::En }, zone)
}

/// The beginning of the quarter of an hour.
pub fn band_of(at: Timestamp, words: &Words) -> String {
    words.label(&Label::At(at), Times::OneDay)
}

impl Counts {
    pub fn of(
        page: &Page,
        standing: &Standing,
        known: &Known,
        heads: &[HeadCount],
        channels: &[(String, i64)],
        kiosks: &[KioskRow],
    ) -> Counts {
        let words = words(page, &known.programme.zone);
        let (tally, report) = (&standing.tally, standing.report(known));
        let arrivals = tally.arrivals;
        let online = heads.iter().find(|count| count.place == "online");
        let at = |at: i64| {
            let at = Timestamp::from_millisecond(at).unwrap_or_default();
            at.to_zoned(known.programme.zone.clone()).strftime("%H:%M").to_string()
        };
        let flags: Vec<FlagRow> = standing
            .flagged
            .iter()
            .take(MOST_FLAGS)
            .map(|flagged| {
                let reasons: Vec<String> = flagged.flags.iter().map(|flag| page.t(flag_key(flag))).collect();
                FlagRow {
                    when: band_of(flagged.at, &words),
                    origin: origin(page, &flagged.origin),
                    what: page.t(what_key(&flagged.what)),
                    why: reasons.join(" "),
                }
            })
            .collect();
        let felt = report.table(Subject::Felt).into_iter().flat_map(|table| &table.split.lines);
        Counts {
            meeting: super::path_of(&standing.meeting.id.0),
            stamp: format!("{}.{}", standing.last, heads.len()),
            registered: tally.registered_in_all(),
            waiting: tally.waiting.values().sum(),
            came: tally.came,
            checked_in: arrivals.with_receipt.saturating_add(arrivals.without_receipt),
            walk_in: arrivals.walk_in,
            on_paper: arrivals.on_paper,
            corrected: arrivals.corrected,
            taken_back: tally.taken_back,
            online: online.map(|count| count.people.to_string()).unwrap_or_default(),
            online_at: online.map(|count| at(count.at)).unwrap_or_default(),
            ways: ways(standing, &words),
            groups: groups(&report, &words),
            bands: bands(&report, &words),
            felt: felt
                .map(|line| Named { label: words.label(&line.label, Times::OneDay), count: line.people })
                .collect(),
            channels: channels
                .iter()
                .map(|(channel, people)| Named { label: page.t(channel_key(channel)), count: *people })
                .collect(),
            remarks: report
                .differences
                .iter()
                .map(|difference| words.difference(difference))
                .chain(report.remarks.iter().map(|remark| words.remark(remark)))
                .collect(),
            more_flags: standing.flagged.len().saturating_sub(flags.len()) as i64,
            flags,
            parked: parked(page, &standing.meeting.id.0, kiosks),
        }
    }
}

fn ways(standing: &Standing, words: &Words) -> Vec<WayRow> {
    let (tally, capacity) = (&standing.tally, standing.meeting.capacity);
    let row = |way: Way| {
        let room = match way {
            Way::Venue => capacity.venue,
            Way::Online => capacity.online,
            Way::Open => None,
        };
        let registered = tally.registered.get(&way).copied().unwrap_or_default();
        let waiting = tally.waiting.get(&way).copied().unwrap_or_default();
        (registered > 0 || room.is_some()).then(|| WayRow {
            label: words.label(&Label::Way(way), Times::OneDay),
            registered,
            waiting,
            room: room.map(|room| room.to_string()).unwrap_or_default(),
        })
    };
    Way::ALL.into_iter().filter_map(row).collect()
}

/// Who registered and who came, by category, each with its parts.
fn groups(report: &Report, words: &Words) -> Vec<GroupRow> {
    let lines = |subject| report.table(subject).map(|table| table.split.lines.as_slice()).unwrap_or_default();
    let (registered, came) = (lines(Subject::RegisteredAs), lines(Subject::CameAs));
    let mut rows = Vec::new();
    pairs(registered, came, &mut |before, after| {
        let Some(line) = before.or(after) else { return };
        rows.push(group(line, before, after, false, words));
        let parts = |line: Option<&Line>| line.map(|line| line.parts.lines.clone()).unwrap_or_default();
        let division = line.division;
        pairs(&parts(before), &parts(after), &mut |before, after| {
            let Some(line) = before.or(after) else { return };
            let mut row = group(line, before, after, true, words);
            if division == crate::domain::programme::Division::OfWhich {
                row.label = words.of_which(&row.label);
            }
            rows.push(row);
        });
    });
    rows
}

/// Lines of the same label beside each other: those of the first list, then what only the second has.
fn pairs(first: &[Line], second: &[Line], tell: &mut dyn FnMut(Option<&Line>, Option<&Line>)) {
    let of_second: HashMap<String, &Line> = second.iter().map(|line| (line.label.key(), line)).collect();
    for line in first {
        tell(Some(line), of_second.get(&line.label.key()).copied());
    }
    for line in second {
        if first.iter().all(|known| known.label.key() != line.label.key()) {
            tell(None, Some(line));
        }
    }
}

fn group(line: &Line, before: Option<&Line>, after: Option<&Line>, is_part: bool, words: &Words) -> GroupRow {
    let people = |line: Option<&Line>| line.map_or("0".to_owned(), |line| line.people.to_string());
    GroupRow {
        label: words.label(&line.label, Times::OneDay),
        is_part,
        registered: people(before),
        came: people(after),
    }
}

fn bands(report: &Report, words: &Words) -> Vec<BandRow> {
    let lines = report.table(Subject::CameAt).map(|table| table.split.lines.as_slice()).unwrap_or_default();
    let longest = lines.iter().map(|line| line.people).max().unwrap_or_default().max(1);
    let times = words.times(report);
    let row = |line: &Line| BandRow {
        label: words.label(&line.label, times),
        people: line.people,
        share: line.people.max(0) * 100 / longest,
    };
    lines.iter().map(row).collect()
}

/// Records that kiosks hold back because they could not be kept here.
fn parked(page: &Page, meeting: &str, kiosks: &[KioskRow]) -> Vec<FlagRow> {
    let of = |kiosk: &KioskRow| {
        let report: KioskReport = serde_json::from_str(kiosk.reported.as_deref()?).ok()?;
        let row = |parked: crate::api::sync::ParkedReport| FlagRow {
            when: String::new(),
            origin: kiosk.name.clone(),
            what: page.t("at-what-unknown"),
            why: parked.why,
        };
        let own = report.parked.into_iter().filter(|parked| parked.meeting == meeting);
        Some(own.map(row).collect::<Vec<_>>())
    };
    kiosks.iter().filter_map(of).flatten().collect()
}

fn origin(page: &Page, origin: &str) -> String {
    match origin {
        "staff" => page.t("at-origin-staff"),
        "phone" => page.t("at-origin-phone"),
        "paper" | "enter" => page.t("at-origin-paper"),
        kiosk => kiosk.to_owned(),
    }
}

/// The explanation of a flag.
fn flag_key(flag: &str) -> String {
    match flag {
        "clock" | "receipt-twice" | "not-understood" => format!("at-flag-{flag}"),
        _ => "at-flag-other".to_owned(),
    }
}

fn what_key(what: &str) -> &'static str {
    match what {
        "registered" => "at-what-registered",
        "came-with-receipt" | "came-without-receipt" | "came-on-paper" => "at-what-came",
        "walked-in" => "at-what-walked-in",
        "way-changed" => "at-what-way-changed",
        "taken-back" => "at-what-taken-back",
        "felt" => "at-what-felt",
        "corrected" => "at-what-corrected",
        _ => "at-what-unknown",
    }
}

/// The word for the way in which somebody registered with staff.
pub fn channel_key(channel: &str) -> &'static str {
    match channel {
        "telephone" => "at-channel-telephone",
        "fax" => "at-channel-fax",
        "counter" => "at-channel-counter",
        _ => "at-channel-other",
    }
}
