//! The panels of kiosks, as they reported them.

use crate::api::sync::{PanelReport, Report};
use crate::domain::display::Panel;
use crate::hub::store::KioskRow;
use crate::hub::web::Page;

/// The panel of the design: 43 inches, lying, 800 mm above the floor.
pub const REFERENCE: PanelReport = PanelReport {
    diagonal_in: 43.0,
    width_px: 1920,
    height_px: 1080,
    lower_edge_mm: 800.0,
    viewing_distance_mm: 2000.0,
};

/// The same, hanging upright.
pub const UPRIGHT: PanelReport = PanelReport { width_px: 1080, height_px: 1920, ..REFERENCE };

/// What a kiosk last said of itself.
pub fn report_of(kiosk: &KioskRow) -> Option<Report> {
    kiosk.reported.as_deref().and_then(|text| serde_json::from_str(text).ok())
}

/// A panel by its diagonal and how it hangs: "43型・横".
pub fn panel_words(page: &Page, panel: &PanelReport) -> String {
    let key = if panel.height_px > panel.width_px { "schedule-panel-tall" } else { "schedule-panel-wide" };
    page.n(key, panel.diagonal_in.round() as i64)
}

/// A panel as a kiosk reported it.
pub fn panel_of(report: &PanelReport) -> Panel {
    Panel {
        lower_edge_mm: report.lower_edge_mm as f32,
        viewing_mm: report.viewing_distance_mm as f32,
        ..Panel::by_diagonal(report.diagonal_in as f32, report.width_px, report.height_px)
    }
}

/// The panels of these kiosks, each kind once; that of the design where nobody has reported one.
pub fn panels_of(kiosks: &[KioskRow]) -> Vec<Panel> {
    let mut reports: Vec<PanelReport> = Vec::new();
    for report in kiosks.iter().filter_map(|kiosk| report_of(kiosk)?.panel) {
        if !reports.contains(&report) {
            reports.push(report);
        }
    }
    if reports.is_empty() {
        reports.push(REFERENCE);
    }
    reports.iter().map(panel_of).collect()
}
