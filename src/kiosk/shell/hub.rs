//! What the window's thread does for the hub: says what shows, gives a picture.

use super::Shell;
use crate::api::sync::PanelReport;
use crate::kiosk::core::{self, Now};
use crate::kiosk::link;
use crate::screen;

/// Of the picture that staff see on the hub, px.
const WIDEST_PICTURE: u32 = 480;
const MM_PER_INCH: f32 = 25.4;

impl Shell {
    /// The screen as it is, small enough to look at in passing.
    pub(super) fn small_picture(&self) -> Option<Vec<u8>> {
        if self.kiosk.is_somebodys() {
            // A receipt may stand there. It is its holder's, and nobody's who looks from afar.
            tracing::info!("No picture of the screen while somebody is at it.");
            return None;
        }
        let (width, height, rgba) = self.stage.picture().ok()?;
        match screen::pictures::smaller(width, height, rgba, WIDEST_PICTURE) {
            Ok(png) => Some(png),
            Err(error) => {
                tracing::warn!("There is no picture of the screen: {error}");
                None
            }
        }
    }

    /// Tells the hub what shows, when that has changed.
    pub(super) fn tell_hub(&self, now: Now) {
        let Some(link) = &self.link else { return };
        let core::Standing { showing, pinned, dimmed, calm, closed, confirmed } = self.kiosk.standing(now);
        let panel = self.kiosk.panel();
        let panel = PanelReport {
            diagonal_in: f64::from(panel.width_mm().hypot(panel.height_mm()) / MM_PER_INCH),
            width_px: panel.width_px,
            height_px: panel.height_px,
            lower_edge_mm: f64::from(panel.lower_edge_mm),
            viewing_distance_mm: f64::from(panel.viewing_mm),
        };
        let (sure, panel) = (now.sure, Some(panel));
        link.is(link::State { showing, pinned, dimmed, calm, closed, confirmed, sure, panel });
    }
}
