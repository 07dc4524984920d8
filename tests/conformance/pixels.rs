//! What can be measured of screens as they are drawn.

use std::collections::HashMap;

use hiroba::domain::display::Colours;
use hiroba::kiosk::sources;
use hiroba::screen::offscreen::{Offscreen, Picture};
use hiroba::view::layout::{Piece, Rect};
use hiroba::view::palette::{Rgb, contrast};
use hiroba::view::{Action, Light};

use crate::sheets::{self, Span};

#[derive(Debug)]
pub struct Figures {
    pub pictures: usize,
    /// Of letters on what they stand on, in each set of colours; and as some eyes see them.
    pub text: Vec<(Colours, f32)>,
    pub simulated: f32,
    pub focus_mm: f32,
    pub focus: f32,
    /// How much of the sign of a chosen button differs from that of another one, in grey.
    pub chosen: f32,
}

/// Letters this small have strokes thinner than a pixel, which no pixel shows in full: furigana.
const THIN_PX: f32 = 14.0;

/// Machado, Oliveira, Fernandes 2009, severity 1.0: without red, green and blue cones; and none at all.
const EYES: [[f32; 9]; 4] = [
    [0.152_286, 1.052_583, -0.204_868, 0.114_503, 0.786_281, 0.099_216, -0.003_882, -0.048_116, 1.051_998],
    [0.367_322, 0.860_646, -0.227_968, 0.280_085, 0.672_501, 0.047_413, -0.011_820, 0.042_940, 0.968_881],
    [1.255_528, -0.076_749, -0.178_779, -0.078_411, 0.930_809, 0.147_602, 0.004_733, 0.691_367, 0.303_900],
    [0.2126, 0.7152, 0.0722, 0.2126, 0.7152, 0.0722, 0.2126, 0.7152, 0.0722],
];

fn seen_by(eye: &[f32; 9], colour: Rgb) -> Rgb {
    let linear = |shift: u32| {
        let value = ((colour.0 >> shift) & 0xff) as f32 / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    let (r, g, b) = (linear(16), linear(8), linear(0));
    let back = |row: usize| {
        let value = (eye[row] * r + eye[row + 1] * g + eye[row + 2] * b).clamp(0.0, 1.0);
        let value = if value <= 0.003_130_8 { value * 12.92 } else { 1.055 * value.powf(1.0 / 2.4) - 0.055 };
        (value * 255.0).round() as u32
    };
    Rgb(back(0) << 16 | back(3) << 8 | back(6))
}

fn pixels(picture: &Picture, rect: Rect, mm_per_px: f32) -> Vec<Rgb> {
    let px = |mm: f32, most: u32| ((mm / mm_per_px).round().max(0.0) as u32).min(most);
    let (x0, x1) = (px(rect.x, picture.width), px(rect.right(), picture.width));
    let (y0, y1) = (px(rect.y, picture.height), px(rect.bottom(), picture.height));
    let mut found = Vec::new();
    for y in y0..y1 {
        for x in x0..x1 {
            let at = ((y * picture.width + x) * 3) as usize;
            let [r, g, b] = [0, 1, 2].map(|n| u32::from(picture.rgb[at + n]));
            found.push(Rgb(r << 16 | g << 8 | b));
        }
    }
    found
}

/// The colour of the ground, which is most of it, and that of the letters, which is farthest from it.
fn ink_and_ground(pixels: &[Rgb]) -> Option<(Rgb, Rgb)> {
    let mut counts: HashMap<u32, usize> = HashMap::new();
    for pixel in pixels {
        *counts.entry(pixel.0).or_default() += 1;
    }
    let ground = Rgb(counts.iter().max_by_key(|(colour, count)| (**count, **colour))?.0.to_owned());
    let ink = counts
        .keys()
        .map(|colour| Rgb(*colour))
        .max_by(|a, b| contrast(*a, ground).total_cmp(&contrast(*b, ground)).then(a.0.cmp(&b.0)))?;
    Some((ink, ground))
}

pub fn figures() -> Figures {
    let mut screen = Offscreen::new().unwrap();
    let (name, picture) = sources::sample_picture().unwrap();
    screen.set_picture(&name, Some(picture));
    let mut figures = Figures {
        pictures: 0,
        text: Vec::new(),
        simulated: f32::INFINITY,
        focus_mm: 0.0,
        focus: 0.0,
        chosen: f32::INFINITY,
    };
    for colours in Colours::ALL {
        let mut config = sheets::config();
        config.display.colours = colours;
        let mut text = Span::none();
        let exhibits = sheets::exhibits(&config);
        for exhibit in exhibits.iter().filter(|exhibit| exhibit.shown.view.light == Light::Full) {
            let sheet = &exhibit.shown.sheet;
            let drawn = screen.draw(sheet, exhibit.shown.view.colours, Light::Full);
            figures.pictures += 1;
            let own = sheet.controls.iter().flat_map(|control| {
                control.pieces.iter().map(|piece| (piece, control.rect.x, control.rect.y))
            });
            for (piece, x, y) in sheet.pieces.iter().map(|piece| (piece, 0.0, 0.0)).chain(own) {
                let Piece::Text { rect, text: letters, size, .. } = piece else { continue };
                if *size / sheet.mm_per_px < THIN_PX || letters.trim().is_empty() {
                    continue;
                }
                let rect = Rect::new(rect.x + x, rect.y + y, rect.w, rect.h);
                let Some((ink, ground)) = ink_and_ground(&pixels(&drawn, rect, sheet.mm_per_px)) else {
                    continue;
                };
                text.add(contrast(ink, ground));
                for eye in &EYES {
                    figures.simulated =
                        figures.simulated.min(contrast(seen_by(eye, ink), seen_by(eye, ground)));
                }
            }
            if exhibit.name == "sign-focus" {
                let plain = exhibits.iter().find(|other| other.name.starts_with("sign-01")).unwrap();
                let without = screen.draw(&plain.shown.sheet, colours, Light::Full);
                let (mm, ring) = focus(&drawn, &without, exhibit.shown.view.focus.as_ref().unwrap(), sheet);
                figures.focus_mm = if figures.focus_mm == 0.0 { mm } else { figures.focus_mm.min(mm) };
                figures.focus = if figures.focus == 0.0 { ring } else { figures.focus.min(ring) };
            }
            if matches!(exhibit.name.as_str(), "language" | "text-size") {
                figures.chosen = figures.chosen.min(chosen(&drawn, sheet));
            }
        }
        figures.text.push((colours, text.least));
    }
    figures
}

/// How wide the frame is that keys have put around a button, and its contrast with what was there.
fn focus(
    with: &Picture,
    without: &Picture,
    action: &Action,
    sheet: &hiroba::view::layout::Sheet,
) -> (f32, f32) {
    let rect = sheet.controls.iter().find(|control| control.action == *action).unwrap().rect;
    // To the left of the middle of its left edge.
    let line = Rect::new(rect.x - 15.0, rect.centre().1, 20.0, sheet.mm_per_px);
    let pairs: Vec<(Rgb, Rgb)> = pixels(with, line, sheet.mm_per_px)
        .into_iter()
        .zip(pixels(without, line, sheet.mm_per_px))
        .filter(|(with, without)| with.0 != without.0)
        .collect();
    let strong: Vec<f32> =
        pairs.iter().map(|(with, without)| contrast(*with, *without)).filter(|c| *c >= 3.0).collect();
    (strong.len() as f32 * sheet.mm_per_px, strong.iter().copied().fold(0.0, f32::max))
}

/// The part of a sign's pixels in which a chosen button and another one differ by 3:1, in grey.
fn chosen(drawn: &Picture, sheet: &hiroba::view::layout::Sheet) -> f32 {
    let sign = |chosen: bool| {
        let control = sheet
            .controls
            .iter()
            .find(|control| control.chosen == chosen && control.kind == hiroba::view::layout::Kind::Choice)?;
        let rect = control.pieces.iter().find_map(|piece| match piece {
            Piece::Sign { rect, .. } => Some(*rect),
            _ => None,
        })?;
        let at = Rect::new(control.rect.x + rect.x, control.rect.y + rect.y, rect.w, rect.h);
        Some(pixels(drawn, at, sheet.mm_per_px))
    };
    let (Some(chosen), Some(other)) = (sign(true), sign(false)) else { return f32::INFINITY };
    let grey = &EYES[3];
    let differ = chosen
        .iter()
        .zip(&other)
        .filter(|(a, b)| contrast(seen_by(grey, **a), seen_by(grey, **b)) >= 3.0)
        .count();
    differ as f32 / chosen.len() as f32
}
