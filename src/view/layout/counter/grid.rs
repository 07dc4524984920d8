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
    choices: usize,
    scale: Scale,
}

/// Keys of a number pad: ten digits and two that erase.
const PAD_COLUMNS: usize = 6;

impl Grid {
    pub fn of(scale: &Scale, choices: usize, digits: bool) -> Grid {
        let span = scale.c(if scale.portrait { 960.0 } else { 1760.0 });
        let bottom = scale.height - scale.lift;
        let rest = scale.c(if scale.portrait { 600.0 } else { 340.0 });
        let more = match (choices, scale.portrait) {
            (_, true) if digits => 330.0,
            (_, false) if digits => 260.0,
            (0, _) => 0.0,
            (_, false) => 260.0,
            (1..=3, true) => 30.0 + 150.0 * choices as f32,
            (_, true) => 30.0 + 150.0 * choices.div_ceil(2) as f32,
        };
        let height = rest + scale.c(more);
        let block = bottom - scale.c(if scale.portrait { 560.0 } else { 300.0 });
        Grid {
            strip: Rect::new(0.0, bottom - height, scale.width, height),
            x: (scale.width - span) / 2.0,
            block,
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
            self.at(1222.0, 0.0, 238.0, 120.0)
        }
    }

    pub fn rect(&self, slot: Slot) -> Rect {
        let portrait = self.scale.portrait;
        match slot {
            Slot::Primary if portrait => self.at(0.0, 0.0, 570.0, 200.0),
            Slot::Primary => self.at(0.0, 0.0, 410.0, 260.0),
            Slot::Staff if portrait => self.at(600.0, 0.0, 360.0, 200.0),
            Slot::Staff => self.at(1500.0, 0.0, 260.0, 260.0),
            Slot::Rotation(column) if portrait => self.at(196.0 * f32::from(column), 240.0, 178.0, 120.0),
            Slot::Rotation(column) => self.at(450.0 + 257.5 * f32::from(column), 0.0, 237.0, 120.0),
            Slot::Tool(3) if portrait => self.at(600.0, 380.0, 360.0, 120.0),
            Slot::Tool(column) if portrait => self.at(196.0 * f32::from(column), 380.0, 178.0, 120.0),
            Slot::Tool(column) => self.at(450.0 + 257.5 * f32::from(column), 140.0, 237.0, 120.0),
            Slot::Back if portrait => self.at(0.0, 0.0, 276.0, 200.0),
            Slot::Back => self.at(0.0, 0.0, 410.0, 120.0),
            Slot::Home if portrait => self.at(294.0, 0.0, 276.0, 200.0),
            Slot::Home => self.at(0.0, 140.0, 410.0, 120.0),
            Slot::Choice(index) => self.choice(usize::from(index)),
            Slot::Wide(column) if portrait => self.at(490.0 * f32::from(column), 240.0, 470.0, 120.0),
            Slot::Wide(column) => self.at(450.0 + 515.0 * f32::from(column), 0.0, 494.5, 120.0),
            Slot::Digit(index) => self.digit(usize::from(index)),
        }
    }

    /// Room for a sentence: in the upper row, or in the lower one when buttons stand above.
    pub fn hint(&self, under_wide: bool) -> Rect {
        match (self.scale.portrait, under_wide) {
            (true, false) => self.at(0.0, 240.0, 960.0, 120.0),
            (true, true) => self.at(0.0, 380.0, 374.0, 120.0),
            (false, false) => self.at(450.0, 0.0, 1010.0, 120.0),
            (false, true) => self.at(450.0, 140.0, 494.5, 120.0),
        }
    }

    fn digit(&self, index: usize) -> Rect {
        let (span, height, first) =
            if self.scale.portrait { (960.0, 130.0, -310.0) } else { (1760.0, 110.0, -270.0) };
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
        let height = if rows > 1 { 110.0 } else { 240.0 };
        let (row, column) = (index / columns, index % columns);
        self.at((width + gap) * column as f32, -270.0 + (height + 20.0) * row as f32, width, height)
    }
}
