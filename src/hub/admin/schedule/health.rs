//! How the screens are (画面の ようす), beside the schedule.

use crate::hub::admin::slide::panel::{panel_words, report_of};
use crate::hub::store::KioskRow;
use crate::hub::web::Page;

/// One screen in a few words.
pub struct Screen {
    pub name: String,
    pub panel: String,
    pub sign: &'static str,
    pub state: String,
    pub detail: String,
    /// A way to look after it; empty while all is well.
    pub way: String,
}

/// After so long without a word a screen is said to be silent, ms.
const SILENT_AFTER: i64 = 5 * 60 * 1000;

/// The screens there are.
pub fn screens(page: &Page, kiosks: &[KioskRow], now: i64) -> Vec<Screen> {
    kiosks.iter().map(|kiosk| screen(page, kiosk, now)).collect()
}

fn ago(page: &Page, ms: i64) -> String {
    let minutes = ms / 60_000;
    match (minutes, minutes / 60, minutes / (24 * 60)) {
        (..1, _, _) => page.t("schedule-ago-now"),
        (minutes, 0, _) => page.n("schedule-ago-minutes", minutes),
        (_, hours, 0) => page.n("schedule-ago-hours", hours),
        (_, _, days) => page.n("schedule-ago-days", days),
    }
}

fn screen(page: &Page, kiosk: &KioskRow, now: i64) -> Screen {
    let panel = report_of(kiosk).and_then(|report| report.panel);
    let (sign, state, detail, way) = match kiosk.seen {
        Some(seen) if now - seen <= SILENT_AFTER => {
            let when = ago(page, now - seen);
            ("settled", page.t("schedule-screen-shows"), page.with("schedule-screen-seen", "ago", &when), "")
        }
        Some(seen) => {
            let long = ago(page, now - seen);
            let state = page.with("schedule-screen-silent", "ago", &long);
            ("open", state, page.t("schedule-screen-goes-on"), "schedule-screen-help")
        }
        None => ("waiting", page.t("schedule-screen-new"), page.t("schedule-screen-new-detail"), ""),
    };
    Screen {
        name: kiosk.name.clone(),
        panel: panel.map(|panel| panel_words(page, &panel)).unwrap_or_default(),
        sign,
        state,
        detail,
        way: if way.is_empty() { String::new() } else { page.t(way) },
    }
}
