//! A sheet as a picture: for an e-mail, a web page or a copy shop that takes no PDF.

use image::{DynamicImage, RgbImage, RgbaImage};
use png::{BitDepth, ColorType, Encoder, PixelDimensions, Unit};
use rustybuzz::ttf_parser::{GlyphId, OutlineBuilder};
use rustybuzz::{Direction, Face, UnicodeBuffer};
use tiny_skia::{Color, FillRule, Paint, Path, PathBuilder, Pixmap, Rect, Stroke, Transform};

use super::canvas::{Canvas, Colour, Figure, Mark, SHEET};
use crate::view::typeset::{Family, Weight};

/// Pixels to the metre: 300 to the inch, which is what print wants.
const PER_METRE: u32 = 11_811;
const PER_MM: f32 = PER_METRE as f32 / 1000.0;

/// The whole sheet as a picture that knows its size on paper.
pub fn write(canvas: &Canvas, title: &str) -> Result<Vec<u8>, String> {
    let pixels = |mm: f32| (mm * PER_MM).round() as u32;
    let mut sheet = Pixmap::new(pixels(SHEET.0), pixels(SHEET.1)).ok_or("A4 is no picture")?;
    sheet.fill(Color::WHITE);
    for mark in &canvas.0 {
        match mark {
            Mark::Shape { figure, fill, stroke } => {
                let Some(path) = path(figure) else { continue };
                let scale = Transform::from_scale(PER_MM, PER_MM);
                if let Some(colour) = fill {
                    sheet.fill_path(&path, &paint(*colour), FillRule::Winding, scale, None);
                }
                if let Some((colour, width)) = stroke {
                    let stroke = Stroke { width: *width, ..Stroke::default() };
                    sheet.stroke_path(&path, &paint(*colour), &stroke, scale, None);
                }
            }
            Mark::Letters { text, family, weight, size, x, y, colour } => {
                let (path, units) = letters(text, *family, *weight)?;
                let Some(path) = path else { continue };
                let em = size * PER_MM / units;
                // Faces count upwards, sheets downwards.
                let place = Transform::from_row(em, 0.0, 0.0, -em, x * PER_MM, y * PER_MM);
                sheet.fill_path(&path, &paint(*colour), FillRule::Winding, place, None);
            }
        }
    }
    let (width, height) = (sheet.width(), sheet.height());
    // Everything stands on white paper: nothing of it can be seen through.
    let opaque = RgbaImage::from_raw(width, height, sheet.take()).ok_or("a picture without its pixels")?;
    encode(&DynamicImage::from(opaque).into_rgb8(), title).map_err(|error| error.to_string())
}

fn encode(sheet: &RgbImage, title: &str) -> Result<Vec<u8>, png::EncodingError> {
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, sheet.width(), sheet.height());
    encoder.set_color(ColorType::Rgb);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_pixel_dims(Some(PixelDimensions { xppu: PER_METRE, yppu: PER_METRE, unit: Unit::Meter }));
    encoder.add_itxt_chunk("Title".to_owned(), title.to_owned())?;
    let mut writer = encoder.write_header()?;
    writer.write_image_data(sheet)?;
    writer.finish()?;
    Ok(file)
}

fn paint((red, green, blue): Colour) -> Paint<'static> {
    let mut paint = Paint::default();
    paint.set_color_rgba8(red, green, blue, u8::MAX);
    paint
}

fn path(figure: &Figure) -> Option<Path> {
    let mut path = PathBuilder::new();
    match *figure {
        Figure::Rects(ref rects) => {
            for rect in rects {
                path.push_rect(Rect::from_xywh(rect.x, rect.y, rect.width, rect.height)?);
            }
        }
        Figure::Circle { x, y, radius } => path.push_circle(x, y, radius),
    }
    path.finish()
}

/// Letters as one outline, shaped as in the PDF, in the units of their face; and how many of these an em has.
fn letters(text: &str, family: Family, weight: Weight) -> Result<(Option<Path>, f32), String> {
    let face = Face::from_slice(family.file(weight), 0).ok_or("a face cannot be read")?;
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(text);
    buffer.guess_segment_properties();
    buffer.set_direction(Direction::LeftToRight);
    let shaped = rustybuzz::shape(&face, &[], buffer);
    let mut pen = Pen { path: PathBuilder::new(), x: 0.0, y: 0.0 };
    let mut at = 0;
    for (glyph, place) in shaped.glyph_infos().iter().zip(shaped.glyph_positions()) {
        (pen.x, pen.y) = ((at + place.x_offset) as f32, place.y_offset as f32);
        if let Ok(id) = u16::try_from(glyph.glyph_id) {
            // A blank has no outline.
            let _ = face.outline_glyph(GlyphId(id), &mut pen);
        }
        at += place.x_advance;
    }
    Ok((pen.path.finish(), face.units_per_em() as f32))
}

/// Draws outlines from where the letter stands.
struct Pen {
    path: PathBuilder,
    x: f32,
    y: f32,
}

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.path.move_to(self.x + x, self.y + y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.path.line_to(self.x + x, self.y + y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.path.quad_to(self.x + x1, self.y + y1, self.x + x, self.y + y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let (dx, dy) = (self.x, self.y);
        self.path.cubic_to(dx + x1, dy + y1, dx + x2, dy + y2, dx + x, dy + y);
    }

    fn close(&mut self) {
        self.path.close();
    }
}
