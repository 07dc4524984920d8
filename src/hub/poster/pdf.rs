//! A sheet as PDF: its letters stay letters, which can be read aloud and searched.

use krilla::Document;
use krilla::color::rgb;
use krilla::geom::{Path, PathBuilder, Point, Rect};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke};
use krilla::text::{Font, TextDirection};

use super::canvas::{Canvas, Colour, Figure, Mark, SHEET};
use crate::domain::text::Lang;
use crate::view::typeset::{Family, Weight};

/// Points to the millimetre.
const PT: f32 = 72.0 / 25.4;

/// The whole sheet as a document of one page.
pub fn write(canvas: &Canvas, title: &str, lang: Lang) -> Result<Vec<u8>, String> {
    let mut document = Document::new();
    let language = if lang == Lang::JA_EASY { Lang::JA } else { lang };
    document.set_metadata(Metadata::new().title(title.to_owned()).language(language.as_str().to_owned()));
    let size = PageSettings::from_wh(SHEET.0 * PT, SHEET.1 * PT).ok_or("A4 is no page")?;
    let mut page = document.start_page_with(size);
    let mut surface = page.surface();
    let mut fonts: Vec<(Family, Weight, Font)> = Vec::new();
    for mark in &canvas.0 {
        match mark {
            Mark::Shape { figure, fill, stroke } => {
                let Some(path) = path(figure) else { continue };
                surface.set_fill(fill.map(filled));
                surface.set_stroke(stroke.map(|(colour, width)| Stroke {
                    paint: filled(colour).paint,
                    width: width * PT,
                    ..Stroke::default()
                }));
                surface.draw_path(&path);
            }
            Mark::Letters { text, family, weight, size, x, y, colour } => {
                let known = fonts.iter().find(|(f, w, _)| (f, w) == (family, weight));
                let font = match known {
                    Some((_, _, font)) => font.clone(),
                    None => {
                        let font =
                            Font::new(family.file(*weight).into(), 0).ok_or("a face cannot be read")?;
                        fonts.push((*family, *weight, font.clone()));
                        font
                    }
                };
                surface.set_stroke(None);
                surface.set_fill(Some(filled(*colour)));
                let start = Point::from_xy(x * PT, y * PT);
                surface.draw_text(start, font, size * PT, text, false, TextDirection::LeftToRight);
            }
        }
    }
    surface.finish();
    page.finish();
    document.finish().map_err(|error| format!("{error:?}"))
}

fn filled((red, green, blue): Colour) -> Fill {
    Fill { paint: rgb::Color::new(red, green, blue).into(), opacity: NormalizedF32::ONE, ..Fill::default() }
}

fn path(figure: &Figure) -> Option<Path> {
    let mut path = PathBuilder::new();
    match *figure {
        Figure::Rects(ref rects) => {
            for rect in rects {
                path.push_rect(Rect::from_xywh(rect.x * PT, rect.y * PT, rect.width * PT, rect.height * PT)?);
            }
        }
        Figure::Circle { x, y, radius } => push_circle(&mut path, x * PT, y * PT, radius * PT),
    }
    path.finish()
}

/// A circle of four curves.
fn push_circle(path: &mut PathBuilder, x: f32, y: f32, r: f32) {
    /// How far the handles of a quarter circle reach.
    const KAPPA: f32 = 0.552_284_8;
    let k = r * KAPPA;
    path.move_to(x + r, y);
    path.cubic_to(x + r, y + k, x + k, y + r, x, y + r);
    path.cubic_to(x - k, y + r, x - r, y + k, x - r, y);
    path.cubic_to(x - r, y - k, x - k, y - r, x, y - r);
    path.cubic_to(x + k, y - r, x + r, y - k, x + r, y);
    path.close();
}
