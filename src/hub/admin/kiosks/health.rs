//! How a display is, in words: from what it last said of itself and when.

use super::said;
use crate::api::sync::{PanelReport, Report};
use crate::hub::store::KioskRow;
use crate::hub::web::Page;

/// After so long without a word staff are told what to look at, ms.
const QUIET_AFTER: i64 = 5 * said::MINUTE;
/// A clock may be so far off before it is told, ms.
const CLOCK_OFF: i64 = 2000;
/// Less room than this is told, bytes.
const LITTLE_ROOM: u64 = 500_000_000;

/// How a display is.
pub struct Health {
    /// Name of the sign beside the state.
    pub sign: &'static str,
    /// In a few words.
    pub state: String,
    /// When it last said something; empty when it never has.
    pub seen: String,
    /// "43型・横"; empty when it is not known.
    pub panel: String,
    /// What is on it now; empty when it is not known.
    pub showing: String,
    /// It says nothing any more: what to look at is told.
    pub quiet: bool,
    /// What staff should know, each in a sentence.
    pub look: Vec<String>,
    /// More about it: what it is about, and how that is.
    pub facts: Vec<(String, String)>,
    pub parked: Vec<Parked>,
    pub pinned: bool,
    pub dimmed: bool,
}

/// A record that could not be sent.
pub struct Parked {
    pub meeting: String,
    pub why: String,
}

impl Health {
    /// From what it said last. `revision` is that of the programme as it is here.
    pub fn of(page: &Page, kiosk: &KioskRow, revision: i64, now: i64) -> Health {
        let said: Option<Report> =
            kiosk.reported.as_deref().and_then(|reported| serde_json::from_str(reported).ok());
        let known = said.is_some();
        let report = said.unwrap_or_default();
        let silence = kiosk.seen.map(|seen| now - seen);
        let quiet = silence.is_some_and(|silence| silence >= QUIET_AFTER);
        let (sign, state) = match silence {
            None => ("open", page.t("kiosk-never")),
            Some(silence) if quiet => ("open", said::length(page, "kiosk-quiet", silence)),
            Some(_) if !report.sure && known => ("day", page.t("kiosk-clock-unsure")),
            Some(_) => ("settled", page.t("kiosk-shows")),
        };
        let mut look = Vec::new();
        if let (Some(closed), false) = (report.records_closed.as_deref(), quiet) {
            look.push(page.with("kiosk-records-closed", "why", closed));
        }
        if let (Some(free), false) = (report.disk_free.filter(|free| *free < LITTLE_ROOM), quiet) {
            look.push(page.with("kiosk-little-room", "room", &room(free)));
        }
        if !report.parked.is_empty() {
            look.push(page.n("kiosk-parked", count(report.parked.len())));
        }
        let parked = report.parked.iter();
        let parked =
            parked.map(|row| Parked { meeting: row.meeting.clone(), why: row.why.clone() }).collect();
        Health {
            sign,
            state,
            seen: silence.map(|ms| said::length(page, "kiosk-seen", ms)).unwrap_or_default(),
            panel: report.panel.map(|panel| panel_words(page, panel)).unwrap_or_default(),
            showing: showing(page, &report.showing),
            quiet,
            look,
            facts: if known { facts(page, &report, kiosk.seen, revision) } else { Vec::new() },
            parked,
            pinned: report.pinned,
            dimmed: report.dimmed,
        }
    }
}

fn facts(page: &Page, report: &Report, seen: Option<i64>, revision: i64) -> Vec<(String, String)> {
    let mut facts = Vec::new();
    let mut fact = |key: &str, text: String| facts.push((page.t(key), text));
    fact("kiosk-content", page.t(content(report.revision.as_deref(), revision)));
    if let (Some(clock), Some(seen)) = (report.clock, seen) {
        let off = clock.as_millisecond() - seen;
        let seconds = off.abs() / 1000;
        fact(
            "kiosk-clock",
            match off {
                _ if off.abs() < CLOCK_OFF => page.t("kiosk-clock-right"),
                ..0 => page.n("kiosk-clock-behind", seconds),
                _ => page.n("kiosk-clock-ahead", seconds),
            },
        );
    }
    let waiting = i64::try_from(report.waiting).unwrap_or(i64::MAX);
    let waits =
        if waiting == 0 { page.t("kiosk-waiting-none") } else { page.n("kiosk-waiting-some", waiting) };
    fact("kiosk-waiting", waits);
    if let Some(free) = report.disk_free {
        fact("kiosk-disk", page.with("kiosk-disk-free", "room", &room(free)));
    }
    if report.pinned {
        fact("kiosk-reception", page.t("kiosk-pinned"));
    }
    if report.dimmed {
        fact("kiosk-light", page.t("kiosk-dimmed"));
    }
    if !report.version.is_empty() {
        fact("kiosk-version", report.version.clone());
    }
    facts
}

/// Whether it shows what is published here.
fn content(shows: Option<&str>, revision: i64) -> &'static str {
    match shows {
        None => "kiosk-content-unknown",
        Some(shows) if shows == revision.to_string() => "kiosk-content-new",
        Some(_) => "kiosk-content-old",
    }
}

/// What is on the screen: a kind, and after it a name where it has one.
fn showing(page: &Page, text: &str) -> String {
    let (kind, name) = text.split_once([' ', ':']).unwrap_or((text, ""));
    match page.maybe(&format!("showing-{kind}")) {
        Some(kind) if name.trim().is_empty() => kind,
        Some(kind) => page.with_all("showing-named", &[("kind", &kind), ("name", name.trim())]),
        None => text.to_owned(),
    }
}

fn panel_words(page: &Page, panel: PanelReport) -> String {
    let inches = format!("{:.0}", panel.diagonal_in);
    let key = if panel.width_px >= panel.height_px { "panel-landscape" } else { "panel-portrait" };
    page.with(key, "inches", &inches)
}

/// Room on a disk as people read it.
fn room(bytes: u64) -> String {
    match bytes {
        1_000_000_000.. => format!("{} GB", bytes / 1_000_000_000),
        _ => format!("{} MB", bytes / 1_000_000),
    }
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
