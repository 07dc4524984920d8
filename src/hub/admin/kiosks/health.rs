//! How a display is, in words: from what it last said of itself and when.

use std::collections::HashMap;

use super::said;
use crate::api::sync::{PanelReport, Report};
use crate::domain::meeting::MeetingId;
use crate::hub::store::{Kind, KioskRow, Reading, StoreError};
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
    /// Whether staff have made it quiet; nothing where it is of a version that cannot be, or has said nothing.
    pub calm: Option<bool>,
}

/// A record that could not be sent.
pub struct Parked {
    pub meeting: String,
    pub why: String,
}

/// What a display is held against: the programme as it is here, and the time.
pub struct Here {
    revision: i64,
    now: i64,
    /// What meetings that displays name are called.
    titles: HashMap<String, String>,
}

impl Here {
    /// What is needed for these displays.
    ///
    /// # Errors
    /// When the database does.
    pub async fn read(reading: &mut Reading, kiosks: &[KioskRow], now: i64) -> Result<Here, StoreError> {
        let mut titles = HashMap::new();
        for report in kiosks.iter().filter_map(said_by) {
            let parked = report.parked.iter().map(|row| row.meeting.as_str());
            for id in parked.chain([named(&report.showing).1]).filter(|id| !id.is_empty()) {
                if !titles.contains_key(id)
                    && let Some(item) = reading.item(Kind::Meeting, meeting_of(id)).await?
                {
                    titles.insert(id.to_owned(), item.title);
                }
            }
        }
        Ok(Here { revision: reading.revision().await?, now, titles })
    }

    /// What a meeting is called; its id where nobody knows.
    fn title<'a>(&'a self, id: &'a str) -> &'a str {
        self.titles.get(id).map_or(id, String::as_str)
    }
}

fn said_by(kiosk: &KioskRow) -> Option<Report> {
    kiosk.reported.as_deref().and_then(|reported| serde_json::from_str(reported).ok())
}

/// The meeting that an occurrence belongs to: "tea/2026-12-03" is one of "tea".
fn meeting_of(id: &str) -> &str {
    MeetingId::row_and_day(id).map_or(id, |(row, _)| row)
}

/// What is on a screen: its kind, and the meeting it is about where it is about one.
fn named(showing: &str) -> (&str, &str) {
    showing.split_once(' ').unwrap_or((showing, ""))
}

impl Health {
    /// From what it said last.
    pub fn of(page: &Page, kiosk: &KioskRow, here: &Here) -> Health {
        let (said, revision, now) = (said_by(kiosk), here.revision, here.now);
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
        let parked = parked
            .map(|row| Parked { meeting: here.title(&row.meeting).to_owned(), why: row.why.clone() })
            .collect();
        Health {
            sign,
            state,
            seen: silence.map(|ms| said::length(page, "kiosk-seen", ms)).unwrap_or_default(),
            panel: report.panel.map(|panel| panel_words(page, panel)).unwrap_or_default(),
            showing: showing(page, here, &report.showing),
            quiet,
            look,
            facts: if known { facts(page, &report, kiosk.seen, revision) } else { Vec::new() },
            parked,
            pinned: report.pinned,
            dimmed: report.dimmed,
            calm: report.calm,
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
    if report.calm == Some(true) {
        fact("kiosk-room", page.t("kiosk-calm"));
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

/// What is on the screen, in words.
fn showing(page: &Page, here: &Here, text: &str) -> String {
    if let Some(word) = page.word(&format!("showing-{}", text.replace(' ', "-"))) {
        return word;
    }
    let (kind, id) = named(text);
    match page.word(&format!("showing-{kind}")) {
        Some(kind) if id.is_empty() => kind,
        Some(kind) => page.with_all("showing-named", &[("kind", &kind), ("name", here.title(id))]),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_occurrence_is_known_by_its_meeting() {
        assert_eq!(meeting_of("tea/2026-12-03"), "tea");
        assert_eq!(meeting_of("tea/spring"), "tea/spring");
        assert_eq!(meeting_of("tea"), "tea");
        assert_eq!(named("meeting tea/2026-12-03"), ("meeting", "tea/2026-12-03"));
        assert_eq!(named("welcome"), ("welcome", ""));
    }
}
