//! Whether the panel that `kiosk.toml` describes can be a compliant kiosk where it hangs
//! (ACCESSIBILITY "Geometry is in millimetres"): the numbers, and what to do about them.

use std::fmt;

use crate::domain::display::Panel;

/// The height above the floor at which every function can be reached, mm (ACCESSIBILITY row 2).
pub const REACH_FROM_MM: f32 = 800.0;
pub const REACH_TO_MM: f32 = 1100.0;
/// The smallest control, and the smallest gap between two (row 1).
pub const LEAST_TARGET_MM: f32 = 20.0;
pub const LEAST_GAP_MM: f32 = 3.0;
/// Free edge above and below the controls: one unit of LOOK's grid.
pub const STRIP_MARGIN_MM: f32 = 10.0;
/// Two rows of controls, the gap between them, and the edges.
pub const LEAST_STRIP_MM: f32 = 2.0 * LEAST_TARGET_MM + LEAST_GAP_MM + 2.0 * STRIP_MARGIN_MM;

/// x-height and line of the sign's face, in parts of its em (LOOK "Type").
const X_HEIGHT_EM: f32 = 0.541;
const LINE_EM: f32 = 1.4;
/// LOOK's margin on either side of the words, mm.
const SIDE_MARGIN_MM: f32 = 40.0;
/// Under this many pixels an em has no room for the strokes of a kanji, and half of it none for
/// furigana: text is made larger than the distance asks for.
const LEAST_EM_PX: f32 = 24.0;
/// The smallest em, mm, however near people come: at the largest size, 4/3 of it, capitals (0.765
/// em) are 8.55 mm high (ACCESSIBILITY row 6).
const LEAST_EM_MM: f32 = 8.55 / 0.765 * 3.0 / 4.0;
/// A line with fewer full-width characters breaks inside most words and dates.
const LEAST_GLYPHS: f32 = 12.0;
/// A slide needs a title of two lines, a date, a place and who may come.
const LEAST_LINES: f32 = 6.0;

/// Something about the panel that keeps people out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Finding {
    /// The picture begins above the height that can be reached.
    TooHigh { strip_mm: f32, lower_by_mm: f32 },
    /// The picture ends below the height that can be reached.
    TooLow { strip_mm: f32, raise_by_mm: f32 },
    /// The picture is lower than two rows of controls.
    TooFlat { strip_mm: f32 },
    /// Letters that can be read from the viewing distance leave too few on a line.
    TooNarrow { glyphs: f32, x_height_mm: f32, viewing_mm: f32, fits_from_mm: Option<f32> },
    /// Letters that can be read from the viewing distance leave too few lines.
    TooFewLines { lines: f32, x_height_mm: f32, viewing_mm: f32, fits_from_mm: Option<f32> },
}

/// Looks at a panel. Nothing found is good news.
pub fn geometry(panel: &Panel) -> Vec<Finding> {
    let mut findings = Vec::new();
    findings.extend(reach(panel));
    let viewing_mm = panel.viewing_mm;
    let em_mm = (panel.least_x_height_mm() / X_HEIGHT_EM).max(LEAST_EM_PX * panel.mm_per_px).max(LEAST_EM_MM);
    let x_height_mm = em_mm * X_HEIGHT_EM;
    let words_mm = panel.width_mm() - 2.0 * SIDE_MARGIN_MM;
    let board_mm = panel.height_mm() - LEAST_STRIP_MM;
    let glyphs = words_mm / em_mm;
    let lines = board_mm / (em_mm * LINE_EM);
    if glyphs < LEAST_GLYPHS {
        let fits_from_mm = distance_for(panel, words_mm / LEAST_GLYPHS);
        findings.push(Finding::TooNarrow { glyphs, x_height_mm, viewing_mm, fits_from_mm });
    }
    if lines < LEAST_LINES {
        let fits_from_mm = distance_for(panel, board_mm / LEAST_LINES / LINE_EM);
        findings.push(Finding::TooFewLines { lines, x_height_mm, viewing_mm, fits_from_mm });
    }
    findings
}

/// The distance, in whole decimetres, from which text of this em can be read; nothing when the
/// em is too small at any distance.
fn distance_for(panel: &Panel, em_mm: f32) -> Option<f32> {
    let mm_per_mm = panel.least_x_height_mm() / panel.viewing_mm;
    let distance = (em_mm * X_HEIGHT_EM / mm_per_mm / 100.0).floor() * 100.0;
    (em_mm >= LEAST_EM_MM && em_mm >= LEAST_EM_PX * panel.mm_per_px).then_some(distance)
}

/// Whether there is a strip of controls that everybody reaches.
fn reach(panel: &Panel) -> Option<Finding> {
    let bottom = panel.lower_edge_mm;
    let top = bottom + panel.height_mm();
    let strip_mm = (top.min(REACH_TO_MM) - bottom.max(REACH_FROM_MM)).max(0.0);
    if strip_mm >= LEAST_STRIP_MM {
        None
    } else if panel.height_mm() < LEAST_STRIP_MM {
        Some(Finding::TooFlat { strip_mm: panel.height_mm() })
    } else if bottom > REACH_TO_MM - LEAST_STRIP_MM {
        Some(Finding::TooHigh { strip_mm, lower_by_mm: tens(bottom - (REACH_TO_MM - LEAST_STRIP_MM)) })
    } else {
        Some(Finding::TooLow { strip_mm, raise_by_mm: tens(REACH_FROM_MM + LEAST_STRIP_MM - top) })
    }
}

/// Rounded up to whole centimetres: nobody hangs a panel more exactly.
fn tens(mm: f32) -> f32 {
    (mm / 10.0).ceil() * 10.0
}

impl Finding {
    /// The key of `kiosk.toml` it is about.
    pub fn key(&self) -> &'static str {
        match self {
            Finding::TooHigh { .. } | Finding::TooLow { .. } => "panel.lower_edge_mm",
            Finding::TooFlat { .. } => "panel.height_px",
            Finding::TooNarrow { .. } | Finding::TooFewLines { .. } => "panel.viewing_distance_mm",
        }
    }

    /// What can be done.
    pub fn remedy(&self) -> String {
        match self {
            Finding::TooHigh { lower_by_mm, .. } => {
                format!("Mount the panel {lower_by_mm:.0} mm lower.")
            }
            Finding::TooLow { raise_by_mm, .. } => format!("Mount the panel {raise_by_mm:.0} mm higher."),
            Finding::TooFlat { .. } => {
                format!(
                    "A touch screen needs a picture at least {LEAST_STRIP_MM:.0} mm high: take a larger panel."
                )
            }
            Finding::TooNarrow { fits_from_mm: Some(near), .. }
            | Finding::TooFewLines { fits_from_mm: Some(near), .. } => {
                format!(
                    "Let people come as near as {near:.0} mm and set viewing_distance_mm to it, or take a larger panel."
                )
            }
            Finding::TooNarrow { fits_from_mm: None, .. }
            | Finding::TooFewLines { fits_from_mm: None, .. } => "Take a larger panel.".to_owned(),
        }
    }
}

impl fmt::Display for Finding {
    /// What is the matter, with its numbers.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Finding::TooHigh { strip_mm, .. } | Finding::TooLow { strip_mm, .. } => write!(
                f,
                "Only {strip_mm:.0} mm of the picture lie between {REACH_FROM_MM:.0} and {REACH_TO_MM:.0} mm above the \
                 floor, where everybody can touch; two rows of controls need {LEAST_STRIP_MM:.0} mm."
            ),
            Finding::TooFlat { strip_mm } => write!(
                f,
                "The picture is {strip_mm:.0} mm high; two rows of controls alone need {LEAST_STRIP_MM:.0} mm."
            ),
            Finding::TooNarrow { glyphs, x_height_mm, viewing_mm, .. } => write!(
                f,
                "Read from {viewing_mm:.0} mm, small letters must be {x_height_mm:.1} mm high, and only {glyphs:.0} \
                 characters fit on a line; {LEAST_GLYPHS:.0} are needed."
            ),
            Finding::TooFewLines { lines, x_height_mm, viewing_mm, .. } => write!(
                f,
                "Read from {viewing_mm:.0} mm, small letters must be {x_height_mm:.1} mm high, and only {lines:.0} \
                 lines fit above the controls; {LEAST_LINES:.0} are needed."
            ),
        }
    }
}
