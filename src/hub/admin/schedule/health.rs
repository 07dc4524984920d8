//! How the screens are (画面の ようす), beside the schedule.

use crate::api::sync::Job;
use crate::hub::Hub;
use crate::hub::admin::kiosks::{Against, Health};
use crate::hub::admin::said;
use crate::hub::admin::slide::panel::{panel_words, report_of};
use crate::hub::store::KioskRow;
use crate::hub::store::{Reading, StoreError};
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

/// What a screen shows now (いま 出ているもの), as a small picture that somebody asked it for.
pub struct Showing {
    /// The screen's id and name.
    pub id: String,
    pub name: String,
    /// In words; empty when it is not known.
    pub words: String,
    /// When the picture was made, and what makes a new one a new address.
    pub shot: Option<(String, i64)>,
    /// It was asked for another and has not sent it yet.
    pub asked: bool,
}

/// The screen that is shown beside the schedule: of those that are there, the one whose picture is the
/// newest, or the first where none has sent one.
///
/// # Errors
/// When the database does.
pub async fn showing(
    page: &Page,
    hub: &Hub,
    reading: &mut Reading,
    kiosks: &[KioskRow],
) -> Result<Option<Showing>, StoreError> {
    let now = hub.now_ms();
    let mut chosen: Option<(&KioskRow, Option<i64>)> = None;
    for kiosk in kiosks.iter().filter(|kiosk| kiosk.seen.is_some_and(|seen| now - seen <= SILENT_AFTER)) {
        let at = reading.shot_at(&kiosk.id).await?;
        if chosen.is_none_or(|(_, newest)| at > newest) {
            chosen = Some((kiosk, at));
        }
    }
    let Some((kiosk, at)) = chosen else { return Ok(None) };
    let against = Against::read(reading, std::slice::from_ref(kiosk), now).await?;
    let is_picture = |body: &str| serde_json::from_str(body).is_ok_and(|job| matches!(job, Job::Picture));
    let asked = reading.errands(&kiosk.id).await?.iter().any(|errand| is_picture(&errand.body));
    Ok(Some(Showing {
        id: kiosk.id.clone(),
        name: kiosk.name.clone(),
        words: Health::of(page, kiosk, &against).showing,
        shot: at.map(|at| (said::moment(hub, page, at), at)),
        asked,
    }))
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
