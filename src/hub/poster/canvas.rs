//! What is drawn on a sheet, in millimetres and in its order. How a page or a picture is made of it is
//! for [`super::pdf`] and [`super::png`].

use qrcode::{Color, EcLevel, QrCode};

use crate::view::typeset::{Family, Line, RUBY, RunKind, Style, Weight};

/// A4, mm.
pub const SHEET: (f32, f32) = (210.0, 297.0);

pub type Colour = (u8, u8, u8);
/// The light theme of LOOK.md; paper is the paper itself.
pub const INK: Colour = (0x16, 0x26, 0x3d);
pub const QUIET: Colour = (0x3b, 0x4a, 0x61);
pub const LIT: Colour = (0x1f, 0x43, 0x73);
pub const NEXT: Colour = (0xb9, 0xcb, 0xdb);
pub const FAR: Colour = (0xdc, 0xe5, 0xec);
pub const PAPER: Colour = (0xff, 0xff, 0xff);
const YAMABUKI: Colour = (0xf6, 0xaa, 0x00);
const BLACK: Colour = (0, 0, 0);

pub enum Mark {
    /// Letters of one face, the first at `x` on the baseline `y`.
    Letters {
        text: String,
        family: Family,
        weight: Weight,
        size: f32,
        x: f32,
        y: f32,
        colour: Colour,
    },
    Shape {
        figure: Figure,
        fill: Option<Colour>,
        stroke: Option<(Colour, f32)>,
    },
}

pub enum Figure {
    Rects(Vec<Rect>),
    Circle { x: f32, y: f32, radius: f32 },
}

/// From the upper left corner.
pub struct Rect {
    pub x: f32,
    pub y: f32,
    pub width: f32,
    pub height: f32,
}

/// What is drawn, in its order.
pub struct Canvas(pub Vec<Mark>);

impl Canvas {
    pub fn new() -> Canvas {
        Canvas(Vec::new())
    }

    /// A line of set text, its baseline at `y`.
    pub fn line(&mut self, line: &Line, style: Style, x: f32, y: f32, colour: Colour) {
        for run in &line.runs {
            let (size, y) = match run.kind {
                RunKind::Base => (style.size, y),
                RunKind::Ruby => (style.size * RUBY, y - style.size * 0.98),
            };
            self.0.push(Mark::Letters {
                text: run.text.clone(),
                family: run.family,
                weight: style.weight,
                size,
                x: x + run.x,
                y,
                colour,
            });
        }
    }

    pub fn rect(&mut self, x: f32, y: f32, width: f32, height: f32, colour: Colour) {
        self.shape(Figure::Rects(vec![Rect { x, y, width, height }]), Some(colour), None);
    }

    pub fn circle(&mut self, x: f32, y: f32, radius: f32, stroke: f32, colour: Colour) {
        self.shape(Figure::Circle { x, y, radius }, None, Some((colour, stroke)));
    }

    /// The mark: an open ring with a person at its opening.
    pub fn mark(&mut self, x: f32, y: f32, radius: f32) {
        self.shape(Figure::Circle { x, y, radius }, None, Some((INK, radius * 0.28)));
        self.rect(x - radius * 0.42, y + radius * 0.4, radius * 0.84, radius * 1.2, PAPER);
        let dot = Figure::Circle { x, y: y + radius * 0.95, radius: radius * 0.26 };
        self.shape(dot, Some(YAMABUKI), Some((INK, radius * 0.12)));
    }

    /// A QR code with its quiet zone inside the square. Nothing where the text is too long for one.
    pub fn qr(&mut self, text: &str, x: f32, y: f32, side: f32) {
        let Ok(code) = QrCode::with_error_correction_level(text, EcLevel::M) else { return };
        let (count, quiet) = (code.width(), 2);
        let module = side / (count + 2 * quiet) as f32;
        let mut rects = Vec::new();
        for (row, colours) in code.to_colors().chunks(count).enumerate() {
            let mut from = None;
            // Neighbours as one piece, so that no hair of light stands between them.
            for column in 0..=count {
                let dark = colours.get(column) == Some(&Color::Dark);
                match (dark, from) {
                    (true, None) => from = Some(column),
                    (false, Some(first)) => {
                        let at = |n: usize| (n + quiet) as f32 * module;
                        let width = (column - first) as f32 * module;
                        let (x, y) = (x + at(first), y + at(row));
                        rects.push(Rect { x, y, width, height: module * 1.01 });
                        from = None;
                    }
                    (true, Some(_)) | (false, None) => {}
                }
            }
        }
        self.shape(Figure::Rects(rects), Some(BLACK), None);
    }

    fn shape(&mut self, figure: Figure, fill: Option<Colour>, stroke: Option<(Colour, f32)>) {
        self.0.push(Mark::Shape { figure, fill, stroke });
    }
}
