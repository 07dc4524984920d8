//! Drawing on a PDF, in millimetres.

use krilla::Document;
use krilla::color::rgb;
use krilla::geom::{Path, PathBuilder, Point, Rect};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke};
use krilla::text::{Font, TextDirection};
use qrcode::{Color, EcLevel, QrCode};

use crate::domain::text::Lang;
use crate::view::typeset::{Family, Line, RUBY, RunKind, Style, Weight};

/// A4, mm.
pub const SHEET: (f32, f32) = (210.0, 297.0);

/// Points to the millimetre.
const PT: f32 = 72.0 / 25.4;

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

enum Mark {
    Letters { text: String, family: Family, weight: Weight, size: f32, x: f32, y: f32, colour: Colour },
    Shape { path: Path, fill: Option<Colour>, stroke: Option<(Colour, f32)> },
}

/// What is drawn, in its order.
pub struct Canvas(Vec<Mark>);

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
        let mut path = PathBuilder::new();
        push_rect(&mut path, x, y, width, height);
        self.shape(path, Some(colour), None);
    }

    pub fn circle(&mut self, x: f32, y: f32, radius: f32, stroke: f32, colour: Colour) {
        self.shape(circle(x, y, radius), None, Some((colour, stroke)));
    }

    /// The mark: an open ring with a person at its opening.
    pub fn mark(&mut self, x: f32, y: f32, radius: f32) {
        self.shape(circle(x, y, radius), None, Some((INK, radius * 0.28)));
        self.rect(x - radius * 0.42, y + radius * 0.4, radius * 0.84, radius * 1.2, PAPER);
        self.shape(circle(x, y + radius * 0.95, radius * 0.26), Some(YAMABUKI), Some((INK, radius * 0.12)));
    }

    /// A QR code with its quiet zone inside the square. Nothing where the text is too long for one.
    pub fn qr(&mut self, text: &str, x: f32, y: f32, side: f32) {
        let Ok(code) = QrCode::with_error_correction_level(text, EcLevel::M) else { return };
        let (count, quiet) = (code.width(), 2);
        let module = side / (count + 2 * quiet) as f32;
        let mut path = PathBuilder::new();
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
                        push_rect(&mut path, x + at(first), y + at(row), width, module * 1.01);
                        from = None;
                    }
                    (true, Some(_)) | (false, None) => {}
                }
            }
        }
        self.shape(path, Some(BLACK), None);
    }

    fn shape(&mut self, path: PathBuilder, fill: Option<Colour>, stroke: Option<(Colour, f32)>) {
        if let Some(path) = path.finish() {
            self.0.push(Mark::Shape { path, fill, stroke });
        }
    }

    /// The whole as a PDF.
    pub fn finish(self, title: &str, lang: Lang) -> Result<Vec<u8>, String> {
        let mut document = Document::new();
        let language = if lang == Lang::JA_EASY { Lang::JA } else { lang };
        document.set_metadata(Metadata::new().title(title.to_owned()).language(language.as_str().to_owned()));
        let size = PageSettings::from_wh(SHEET.0 * PT, SHEET.1 * PT).ok_or("A4 is no page")?;
        let mut page = document.start_page_with(size);
        let mut surface = page.surface();
        let mut fonts: Vec<(Family, Weight, Font)> = Vec::new();
        for mark in self.0 {
            match mark {
                Mark::Shape { path, fill, stroke } => {
                    surface.set_fill(fill.map(filled));
                    surface.set_stroke(stroke.map(|(colour, width)| Stroke {
                        paint: filled(colour).paint,
                        width: width * PT,
                        ..Stroke::default()
                    }));
                    surface.draw_path(&path);
                }
                Mark::Letters { text, family, weight, size, x, y, colour } => {
                    let known = fonts.iter().find(|(f, w, _)| (*f, *w) == (family, weight));
                    let font = match known {
                        Some((_, _, font)) => font.clone(),
                        None => {
                            let font =
                                Font::new(family.file(weight).into(), 0).ok_or("a face cannot be read")?;
                            fonts.push((family, weight, font.clone()));
                            font
                        }
                    };
                    surface.set_stroke(None);
                    surface.set_fill(Some(filled(colour)));
                    let start = Point::from_xy(x * PT, y * PT);
                    surface.draw_text(start, font, size * PT, &text, false, TextDirection::LeftToRight);
                }
            }
        }
        surface.finish();
        page.finish();
        document.finish().map_err(|error| format!("{error:?}"))
    }
}

fn filled((red, green, blue): Colour) -> Fill {
    Fill { paint: rgb::Color::new(red, green, blue).into(), opacity: NormalizedF32::ONE, ..Fill::default() }
}

fn push_rect(path: &mut PathBuilder, x: f32, y: f32, width: f32, height: f32) {
    if let Some(rect) = Rect::from_xywh(x * PT, y * PT, width * PT, height * PT) {
        path.push_rect(rect);
    }
}

/// A circle of four curves.
fn circle(x: f32, y: f32, radius: f32) -> PathBuilder {
    /// How far the handles of a quarter circle reach.
    const KAPPA: f32 = 0.552_284_8;
    let (x, y, r) = (x * PT, y * PT, radius * PT);
    let k = r * KAPPA;
    let mut path = PathBuilder::new();
    path.move_to(x + r, y);
    path.cubic_to(x + r, y + k, x + k, y + r, x, y + r);
    path.cubic_to(x - k, y + r, x - r, y + k, x - r, y);
    path.cubic_to(x - r, y - k, x - k, y - r, x, y - r);
    path.cubic_to(x + k, y - r, x + r, y - k, x + r, y);
    path.close();
    path
}
