//! From the panel and the visitor's wish to the sizes of everything, in mm.

use crate::domain::display::{Panel, TextSize};
use crate::view::View;
use crate::view::typeset::Style;

/// Length of a design pixel on the reference panel (43" 1080p), mm.
const DESIGN_PX: f32 = 0.4958;
/// x-height of BIZ UDPGothic by its own font field: 1108 of 2048 (LOOK "Decisions").
const X_HEIGHT: f32 = 1108.0 / 2048.0;
/// Height of capitals of the same, and what it has to be at the largest size, mm (row 6).
const CAPITALS: f32 = 1567.0 / 2048.0;
const CAPITALS_MM: f32 = 8.55;
/// Where somebody stands who uses the controls, mm.
pub const ARM: f32 = 700.0;
/// Smallest target, mm (ACCESSIBILITY row 1).
pub const LEAST_TARGET: f32 = 20.0;
/// The band of heights above the floor in which controls can be reached, mm (row 2).
pub const REACH: (f32, f32) = (800.0, 1100.0);
/// Widest span of controls, mm (row 3).
pub const CONTROLS_WIDTH: f32 = 900.0;

/// The sizes of one screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// Of the panel, mm.
    pub width: f32,
    pub height: f32,
    pub portrait: bool,
    /// Read at an arm's length and from nowhere else: less on the board, more on the controls.
    pub near: bool,
    /// Length of a design pixel on the board.
    board_px: f32,
    /// Length of a design pixel on the counter. Controls keep their millimetres on large panels.
    counter_px: f32,
    /// How far the control strip stands above the panel's lower edge, mm.
    pub lift: f32,
    /// Em of the sign's text.
    text: f32,
    /// Whether a question is asked: its heading is smaller, since the board is lower.
    pub asking: bool,
    /// By how much the visitor enlarged the text.
    pub size: TextSize,
    /// Whether lines leave room for furigana.
    pub ruby: bool,
}

impl Scale {
    pub fn of(panel: &Panel, size: TextSize, ruby: bool) -> Scale {
        let (width, height) = (panel.width_mm(), panel.height_mm());
        let portrait = panel.is_portrait();
        let (design_w, design_h) = if portrait { (1080.0, 1920.0) } else { (1920.0, 1080.0) };
        let board_px = (width / design_w).min(height / design_h);
        let counter_px = board_px.min(DESIGN_PX);
        let near = !portrait && panel.viewing_mm <= ARM;
        // What the viewing distance needs, and on a large panel what its proportions give.
        let needed = panel.least_x_height_mm() / X_HEIGHT;
        let text = needed.max(if near { 36.0 } else { 45.0 } * board_px) * size.factor();
        let mut scale = Scale {
            width,
            height,
            portrait,
            near,
            board_px,
            counter_px,
            lift: 0.0,
            text,
            asking: false,
            size,
            ruby,
        };
        // The lowest button stands 40 design px above the strip's lower end.
        let lowest = panel.lower_edge_mm + scale.c(40.0);
        scale.lift = (REACH.0 - lowest).clamp(0.0, (height - scale.strip()).max(0.0) / 2.0);
        scale
    }

    /// Height of the control strip that is the same on every screen, mm.
    pub fn strip(&self) -> f32 {
        let row = self.row_px();
        self.c(if self.portrait { 600.0 } else { 40.0 + 2.0 * row + 20.0 + self.above_px() })
    }

    /// Height of a row of buttons of a lying panel, design px. Two lines of the largest text with
    /// furigana stand in it where it is small and near.
    pub fn row_px(&self) -> f32 {
        if self.near { 148.0 } else { 120.0 }
    }

    /// What is left free over the upper row of a lying panel, design px.
    pub fn above_px(&self) -> f32 {
        if self.near { 24.0 } else { 40.0 }
    }

    /// The sizes of a view: somebody who is asked a question stands at an arm's length, and
    /// everything about it has to stand on the smaller board at once.
    pub fn of_view(view: &View, panel: &Panel) -> Scale {
        let scale = Scale::of(panel, view.text_size, view.lang.has_furigana());
        if !view.counter.is_asking() {
            return scale;
        }
        let text = scale.b(if scale.near { 36.0 } else { 45.0 }).max(Scale::least_label());
        let text = text * view.text_size.factor();
        Scale { text: text.min(scale.text), asking: true, ..scale }
    }

    /// A length of the design on the board, mm.
    pub fn b(&self, design_px: f32) -> f32 {
        design_px * self.board_px
    }

    /// A length of the design on the counter, mm.
    pub fn c(&self, design_px: f32) -> f32 {
        design_px * self.counter_px
    }

    /// The smallest em that is read at an arm's length: that of a label on the counter, mm.
    pub fn least_label() -> f32 {
        ARM * 16.0 / 2688.0 / X_HEIGHT
    }

    /// The em whose capitals are as high as the largest text asks for (ACCESSIBILITY row 6), mm.
    pub fn large_label() -> f32 {
        CAPITALS_MM / CAPITALS
    }

    /// White at the left and right of the board, mm.
    pub fn margin(&self) -> f32 {
        self.b(if self.portrait { 60.0 } else { 80.0 })
    }

    /// The sign's text.
    pub fn text(&self) -> Style {
        Style::regular(self.text)
    }

    pub fn row_head(&self) -> Style {
        Style::bold(self.at_least(50.0, 1.0))
    }

    /// Themes and receipts, or a question.
    pub fn title(&self) -> Style {
        Style::bold(self.at_least(if self.asking { 80.0 } else { 112.0 }, 1.15))
    }

    /// Space over a paragraph, mm: what is said beside a question stands closer.
    pub fn paragraph_gap(&self) -> f32 {
        self.b(if self.asking { 4.0 } else { 28.0 })
    }

    /// Titles of long articles, where the large one would leave no room.
    pub fn small_title(&self) -> Style {
        Style::bold(self.at_least(64.0, 1.08))
    }

    pub fn ring_big(&self) -> Style {
        Style::bold(self.at_least(if self.asking { 64.0 } else { 80.0 }, 1.05))
    }

    pub fn ring_middle(&self) -> Style {
        Style::bold(self.at_least(56.0, 1.0))
    }

    pub fn page_number(&self) -> Style {
        Style::bold(self.at_least(48.0, 1.0))
    }

    /// The web address: smaller than the floor, since QR code and page number stand beside it,
    /// but readable at 1.4 m of 2 m (LOOK "Decisions").
    pub fn address(&self) -> Style {
        // Upright there is less room beside the ring, and it stays on one line.
        let part = if self.portrait { 32.0 / 45.0 } else { 0.8 };
        Style::regular(self.text * part / self.size.factor() * self.size.factor().min(1.12))
    }

    pub fn header_name(&self) -> Style {
        Style::bold(self.h(56.0))
    }

    pub fn header_date(&self) -> Style {
        Style::regular(self.h(if self.near { 55.0 } else { 45.0 }))
    }

    pub fn clock(&self) -> Style {
        Style::bold(self.h(64.0))
    }

    /// A height of the design in the header, mm: it is lower where every line counts.
    pub fn h(&self, design_px: f32) -> f32 {
        self.b(design_px) * if self.near { 0.75 } else { 1.0 }
    }

    /// A size of the design on the board, but never under `ratio` times the sign's text.
    fn at_least(&self, design_px: f32, ratio: f32) -> f32 {
        let design = self.b(design_px) * if self.near { 0.8 } else { 1.0 };
        design.max(self.text * ratio)
    }
}
