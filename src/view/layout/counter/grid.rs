//! Where everything on the counter stands. The same thing stands in the same place on every screen.

use crate::view::Slot;
use crate::view::layout::{Rect, Scale};

/// Where everything on the counter stands.
pub struct Grid {
    pub strip: Rect,
    /// Left end of the controls.
    pub x: f32,
    /// Upper end of the block that never moves.
    block: f32,
    /// White between it and what stands over it on a lying panel, design px.
    over: f32,
    choices: usize,
    scale: Scale,
}

/// Keys of a number pad: ten digits and two that erase.
const PAD_COLUMNS: usize = 6;

impl Grid {
    pub fn of(scale: &Scale, choices: usize, digits: bool) -> Grid {
        let span = scale.c(if scale.portrait { 960.0 } else { 1760.0 });
        let bottom = scale.height - scale.lift;
        // Over the block that never moves: answers, and as much white again as is under them.
        let over = 20.0 + if scale.near { 4.0 } else { 10.0 };
        let more = match (choices, scale.portrait) {
            (_, true) if digits => 330.0,
            (_, false) if digits => 2.0 * over + 240.0 - scale.above_px(),
            (0, _) => 0.0,
            (_, false) => 2.0 * over + choices_px(scale) - scale.above_px(),
            (1..=3, true) => 30.0 + 150.0 * choices as f32,
            (_, true) => 30.0 + 150.0 * choices.div_ceil(2) as f32,
        };
        let height = scale.strip() + scale.c(more);
        let block = bottom - scale.c(if scale.portrait { 560.0 } else { 60.0 + 2.0 * scale.row_px() });
        Grid {
            strip: Rect::new(0.0, bottom - height, scale.width, height),
            x: (scale.width - span) / 2.0,
            block,
            over,
            choices,
            scale: *scale,
        }
    }

    fn at(&self, x: f32, y: f32, w: f32, h: f32) -> Rect {
        let c = |px| self.scale.c(px);
        Rect::new(self.x + c(x), self.block + c(y), c(w), c(h))
    }

    pub fn place(&self) -> Rect {
        if self.scale.portrait {
            self.at(600.0, 240.0, 360.0, 120.0)
        } else {
            self.at(1222.0, 0.0, 238.0, self.scale.row_px())
        }
    }

    pub fn rect(&self, slot: Slot) -> Rect {
        let portrait = self.scale.portrait;
        let row = self.scale.row_px();
        let (second, both) = (row + 20.0, 2.0 * row + 20.0);
        let side = self.side();
        match slot {
            Slot::Primary if portrait => self.at(0.0, 0.0, 570.0, 200.0),
            Slot::Primary => self.at(0.0, 0.0, side, both),
            Slot::Staff if portrait => self.at(600.0, 0.0, 360.0, 200.0),
            Slot::Staff => self.at(1500.0, 0.0, 260.0, both),
            Slot::Rotation(column) if portrait => self.at(196.0 * f32::from(column), 240.0, 178.0, 120.0),
            Slot::Rotation(column) => self.between(column, 1, 0.0),
            Slot::Tool(3) if portrait => self.at(600.0, 380.0, 360.0, 120.0),
            Slot::Tool(column) if portrait => self.at(196.0 * f32::from(column), 380.0, 178.0, 120.0),
            Slot::Tool(column) => self.between(column, 1, second),
            Slot::Back if portrait => self.at(0.0, 0.0, 276.0, 200.0),
            Slot::Back => self.at(0.0, 0.0, side, row),
            Slot::Home if portrait => self.at(294.0, 0.0, 276.0, 200.0),
            Slot::Home => self.at(0.0, second, side, row),
            Slot::Choice(index) => self.choice(usize::from(index)),
            Slot::Wide(column) if portrait => self.at(490.0 * f32::from(column), 240.0, 470.0, 120.0),
            Slot::Wide(column) => self.between(2 * column, 2, 0.0),
            Slot::Digit(index) => self.digit(usize::from(index)),
        }
    }

    /// Width of what stands at the left end of a lying panel, design px.
    fn side(&self) -> f32 {
        if self.scale.near { 382.0 } else { 410.0 }
    }

    /// Left and right end of some of the four columns of a lying panel, design px.
    fn column(&self, first: u8, count: u8) -> (f32, f32) {
        // Near by, the longest word of a language stands in one of them at the largest size.
        let (left, step, width) = if self.scale.near { (422.0, 263.5, 247.5) } else { (450.0, 257.5, 237.0) };
        let left = left + step * f32::from(first);
        (left, left + step * f32::from(count - 1) + width)
    }

    fn between(&self, first: u8, count: u8, y: f32) -> Rect {
        let (left, right) = self.column(first, count);
        self.at(left, y, right - left, self.scale.row_px())
    }

    /// Room for a sentence: in the upper row, or in the lower one when buttons stand above.
    pub fn hint(&self, under_buttons: bool) -> Rect {
        let second = self.scale.row_px() + 20.0;
        match (self.scale.portrait, under_buttons) {
            (true, false) => self.at(0.0, 240.0, 960.0, 120.0),
            (true, true) => self.at(0.0, 380.0, 374.0, 120.0),
            (false, false) => self.between(0, 4, 0.0),
            (false, true) => self.between(0, 2, second),
        }
    }

    fn digit(&self, index: usize) -> Rect {
        let (span, height, first) =
            if self.scale.portrait { (960.0, 130.0, -310.0) } else { (1760.0, 110.0, -240.0 - self.over) };
        let width = (span - 20.0 * (PAD_COLUMNS as f32 - 1.0)) / PAD_COLUMNS as f32;
        let (row, column) = (index / PAD_COLUMNS, index % PAD_COLUMNS);
        self.at((width + 20.0) * column as f32, first + (height + 20.0) * row as f32, width, height)
    }

    fn choice(&self, index: usize) -> Rect {
        let n = self.choices.max(1);
        if self.scale.portrait {
            let columns = if n > 3 { 2 } else { 1 };
            let rows = n.div_ceil(columns);
            let width = (960.0 - 20.0 * (columns as f32 - 1.0)) / columns as f32;
            let (row, column) = (index / columns, index % columns);
            let y = -30.0 - 150.0 * (rows - row) as f32 + 20.0;
            return self.at((width + 20.0) * column as f32, y, width, 130.0);
        }
        let columns = if n > 5 { 4 } else { n };
        let rows = n.div_ceil(columns);
        let gap = if columns <= 3 { 40.0 } else { 20.0 };
        // A single answer is not as wide as the screen.
        let width = (1760.0 - gap * (columns as f32 - 1.0)) / columns.max(2) as f32;
        let whole = choices_px(&self.scale);
        let height = if rows > 1 { (whole - 20.0) / 2.0 } else { whole };
        let (row, column) = (index / columns, index % columns);
        self.at(
            (width + gap) * column as f32,
            -whole - self.over + (height + 20.0) * row as f32,
            width,
            height,
        )
    }
}

/// Height of the answers to a question on a lying panel, design px.
fn choices_px(scale: &Scale) -> f32 {
    if scale.near { 2.0 * scale.row_px() + 20.0 } else { 240.0 }
}
