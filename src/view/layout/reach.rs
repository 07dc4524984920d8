//! Everything within reach (ACCESSIBILITY rows 2 and 3): the whole screen once more, as if the panel
//! were only as high as the strip that a hand reaches from a wheelchair, and read at an arm's length.

use super::scale::{ARM, CONTROLS_WIDTH, REACH};
use super::{Piece, Placed, Rect, Said, Sheet, legible};
use crate::domain::display::Panel;
use crate::view::palette::Tone;

/// The proportions for which the design is made.
const WIDE: f32 = 16.0 / 9.0;

/// The part of a panel that is within reach, as a panel of its own, and where it lies, mm. Nothing
/// where it would be too small to be read.
pub fn within_reach(panel: &Panel) -> Option<(Panel, Rect)> {
    let top_mm = panel.lower_edge_mm + panel.height_mm();
    let from = panel.lower_edge_mm.max(REACH.0);
    let strip = top_mm.min(REACH.1) - from;
    let width = (strip * WIDE).min(panel.width_mm()).min(CONTROLS_WIDTH);
    let px = |mm: f32| (mm / panel.mm_per_px).max(0.0) as u32;
    let inner = Panel {
        width_px: px(width),
        height_px: px(width / WIDE),
        lower_edge_mm: from,
        viewing_mm: ARM,
        ..*panel
    };
    let (w, h) = (inner.width_mm(), inner.height_mm());
    let at = Rect::new((panel.width_mm() - w) / 2.0, top_mm - from - h, w, h);
    (inner.width_px > 0 && legible(&inner).is_ok()).then_some((inner, at))
}

impl Sheet {
    /// The same at its place on the panel, with paper around it.
    pub(super) fn placed_on(mut self, panel: &Panel, at: Rect) -> Sheet {
        let moved = |rect: Rect| Rect::new(rect.x + at.x, rect.y + at.y, rect.w, rect.h);
        let place = |piece: Piece| match piece {
            Piece::Fill { rect, radius, tone } => Piece::Fill { rect: moved(rect), radius, tone },
            Piece::Frame { rect, radius, stroke, tone } => {
                Piece::Frame { rect: moved(rect), radius, stroke, tone }
            }
            Piece::Text { rect, text, family, weight, size, tone } => {
                Piece::Text { rect: moved(rect), text, family, weight, size, tone }
            }
            Piece::Sign { rect, sign, ground } => Piece::Sign { rect: moved(rect), sign, ground },
            Piece::Qr { rect, url } => Piece::Qr { rect: moved(rect), url },
            Piece::Picture { rect, source } => Piece::Picture { rect: moved(rect), source },
        };
        (self.width, self.height) = (panel.width_mm(), panel.height_mm());
        let whole = Rect::new(0.0, 0.0, self.width, self.height);
        let paper = Piece::Fill { rect: whole, radius: 0.0, tone: Tone::Paper };
        // What is touched stands on a band of its own, over the whole width.
        let band = moved(self.counter);
        let band = Rect { x: 0.0, w: self.width, ..band };
        let counter = Piece::Fill { rect: band, radius: 0.0, tone: Tone::Counter };
        self.pieces = [paper, counter].into_iter().chain(self.pieces.into_iter().map(place)).collect();
        self.said = self.said.into_iter().map(|said| Said { rect: moved(said.rect), ..said }).collect();
        // What is on a control is measured from its own corner.
        self.controls = self
            .controls
            .into_iter()
            .map(|control| Placed { rect: moved(control.rect), ..control })
            .collect();
        (self.board, self.counter) = (moved(self.board), moved(self.counter));
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn upright(inches: f32, lower_edge_mm: f32) -> Panel {
        Panel { lower_edge_mm, ..Panel::by_diagonal(inches, 1080, 1920) }
    }

    #[test]
    fn it_lies_between_the_heights_that_are_reached_on_every_panel_that_has_them() {
        for panel in [
            Panel::REFERENCE,
            upright(43.0, 800.0),
            upright(55.0, 500.0),
            upright(32.0, 700.0),
            Panel { lower_edge_mm: 400.0, ..Panel::by_diagonal(65.0, 1920, 1080) },
        ] {
            let (inner, at) = within_reach(&panel).unwrap();
            let floor = |y: f32| panel.lower_edge_mm + panel.height_mm() - y;
            assert!(floor(at.y) <= 1100.5 && floor(at.bottom()) >= 799.5, "{panel:?}: {at:?}");
            assert!(at.x >= 0.0 && at.right() <= panel.width_mm() && at.w <= 900.0);
            assert!(inner.height_mm() >= 200.0, "{panel:?}: {inner:?}");
        }
    }

    #[test]
    fn a_panel_that_hangs_too_high_or_too_low_has_none() {
        assert_eq!(within_reach(&upright(43.0, 1050.0)), None);
        assert_eq!(
            within_reach(&Panel { lower_edge_mm: 300.0, ..Panel::by_diagonal(32.0, 1920, 1080) }),
            None
        );
    }
}
