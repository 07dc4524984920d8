//! Whether a panel is large enough for the distance from which it is read.

use super::{Scale, header};
use crate::domain::display::{Panel, TextSize};

/// Lines with furigana that the board must hold at the largest size: a title and a sentence.
const LEAST_LINES: f32 = 4.0;
/// Letters that a line must hold at the largest size: a date with its weekday, a telephone number.
const LEAST_LETTERS: f32 = 12.0;

/// Text that can be read from the viewing distance leaves too little room on the panel.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
#[error(
    "text that is read from {viewing_mm:.0} mm leaves no room for a date and a sentence on this panel; \
     from {largest_viewing_mm:.0} mm and nearer it does"
)]
pub struct TooSmall {
    pub viewing_mm: f32,
    /// The largest viewing distance that works, mm.
    pub largest_viewing_mm: f32,
}

/// Looks at a panel as every screen will be set on it.
///
/// # Errors
/// When the sign's text at the largest size has no room for [`LEAST_LINES`] of [`LEAST_LETTERS`]
/// at the viewing distance.
pub fn legible(panel: &Panel) -> Result<(), TooSmall> {
    let scale = Scale::of(panel, TextSize::Largest, true);
    let board = scale.height - scale.lift - scale.strip();
    let room = board - header::height(&scale) - scale.b(34.0);
    let width = scale.width - 2.0 * scale.margin();
    let largest_em = (room / LEAST_LINES / 1.65).min(width / LEAST_LETTERS);
    if scale.text().size <= largest_em {
        return Ok(());
    }
    // The em grows with the distance, so the distance shrinks with the em.
    let distance = panel.viewing_mm * largest_em / scale.text().size;
    Err(TooSmall { viewing_mm: panel.viewing_mm, largest_viewing_mm: (distance / 10.0).floor() * 10.0 })
}
