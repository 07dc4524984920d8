//! What can be measured of screens as they are drawn.

use std::collections::HashMap;

use hiroba::domain::display::{Colours, TextSize};
use hiroba::domain::text::Lang;
use hiroba::kiosk::gallery::Exhibit;
use hiroba::kiosk::sources;
use hiroba::screen::offscreen::{Offscreen, Picture};
use hiroba::view::layout::{Piece, Rect, Sheet};
use hiroba::view::palette::{Rgb, contrast};
use hiroba::view::{Action, Light};

use crate::sheets::{self, Span};

#[derive(Debug)]
pub struct Figures {
    pub pictures: usize,
    /// Of letters on what they stand on, in each set of colours; and as some eyes see them.
    pub text: Vec<(Colours, Span)>,
    /// Of signs on what they stand on.
    pub signs: Span,
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

/// The pixels of a part of a picture, row by row.
fn rows(picture: &Picture, rect: Rect, mm_per_px: f32) -> impl Iterator<Item = &[u8]> {
    let px = |mm: f32, most: u32| ((mm / mm_per_px).round().max(0.0) as u32).min(most) as usize;
    let (x0, x1) = (px(rect.x, picture.width), px(rect.right(), picture.width));
    let (y0, y1) = (px(rect.y, picture.height), px(rect.bottom(), picture.height));
    let width = picture.width as usize;
    (y0..y1).map(move |y| &picture.rgb[(y * width + x0) * 3..(y * width + x1.max(x0)) * 3])
}

fn colour(pixel: &[u8]) -> Rgb {
    Rgb(u32::from(pixel[0]) << 16 | u32::from(pixel[1]) << 8 | u32::from(pixel[2]))
}

fn pixels(picture: &Picture, rect: Rect, mm_per_px: f32) -> Vec<Rgb> {
    rows(picture, rect, mm_per_px).flat_map(|row| row.chunks_exact(3).map(colour)).collect()
}

/// The colour of the ground, which is most of it, and that of the letters, which is farthest from it.
fn ink_and_ground(picture: &Picture, rect: Rect, mm_per_px: f32) -> Option<(Rgb, Rgb)> {
    let mut counts: HashMap<u32, usize> = HashMap::new();
    for row in rows(picture, rect, mm_per_px) {
        // Most of it is ground: pixels in a line that are alike are counted together.
        let (mut alike, mut count) = (None, 0);
        for pixel in row.chunks_exact(3) {
            if alike != Some(pixel) {
                if let Some(before) = alike {
                    *counts.entry(colour(before).0).or_default() += count;
                }
                (alike, count) = (Some(pixel), 0);
            }
            count += 1;
        }
        if let Some(last) = alike {
            *counts.entry(colour(last).0).or_default() += count;
        }
    }
    let ground = Rgb(counts.iter().max_by_key(|(colour, count)| (**count, **colour))?.0.to_owned());
    let ink = counts
        .keys()
        .map(|colour| Rgb(*colour))
        .max_by(|a, b| contrast(*a, ground).total_cmp(&contrast(*b, ground)).then(a.0.cmp(&b.0)))?;
    Some((ink, ground))
}

/// Every way of looking: the first is how a screen stands when nobody has chosen anything.
fn looks() -> Vec<(Lang, TextSize)> {
    let languages = [Lang::JA, Lang::JA_EASY, Lang::EN, Lang::ZH_HANS, Lang::KO];
    let of = |size: TextSize| languages.map(|lang| (lang, size));
    let mut looks: Vec<_> = TextSize::ALL.into_iter().flat_map(of).collect();
    looks.sort_by_key(|look| *look != (Lang::JA, TextSize::Normal));
    looks
}

/// Every screen in every set of colours as it stands, and in every language and size in one of them, by turns;
/// with `HIROBA_CONFORMANCE=all` in all of them. Lying and upright by turns as well.
pub fn figures() -> Figures {
    let all = std::env::var("HIROBA_CONFORMANCE").is_ok_and(|value| value == "all");
    let mut screen = Offscreen::new().unwrap();
    let (name, picture) = sources::sample_picture().unwrap();
    screen.set_picture(&name, Some(picture));
    let mut figures = Figures {
        pictures: 0,
        text: Colours::ALL.map(|colours| (colours, Span::none())).into(),
        signs: Span::none(),
        simulated: f32::INFINITY,
        focus_mm: 0.0,
        focus: 0.0,
        chosen: f32::INFINITY,
    };
    for (turn, (lang, size)) in looks().into_iter().enumerate() {
        let mut config = sheets::config();
        (config.display.language, config.display.text_size) = (lang, size);
        config.panel = sheets::panel(turn % 2 == 1);
        let exhibits = sheets::exhibits(&config);
        for (set, colours) in Colours::ALL.into_iter().enumerate() {
            for (n, exhibit) in exhibits.iter().enumerate() {
                let is_its_turn = turn == 0 || all || (n + turn) % Colours::ALL.len() == set;
                if exhibit.shown.view.light == Light::Full && is_its_turn {
                    let drawn = screen.draw(&exhibit.shown.sheet, colours, Light::Full);
                    figures.add(&exhibit.shown.sheet, &drawn, set);
                    if turn == 0 {
                        figures.add_frames(&mut screen, exhibit, (&exhibits, colours), &drawn);
                    }
                }
            }
        }
    }
    figures
}

impl Figures {
    /// Letters and signs of one picture on what they stand on.
    fn add(&mut self, sheet: &Sheet, drawn: &Picture, set: usize) {
        self.pictures += 1;
        let own = sheet
            .controls
            .iter()
            .flat_map(|control| control.pieces.iter().map(|piece| (piece, control.rect.x, control.rect.y)));
        for (piece, x, y) in sheet.pieces.iter().map(|piece| (piece, 0.0, 0.0)).chain(own) {
            let (rect, is_text) = match piece {
                Piece::Text { rect, text: letters, size, .. }
                    if *size / sheet.mm_per_px >= THIN_PX && !letters.trim().is_empty() =>
                {
                    (rect, true)
                }
                Piece::Sign { rect, .. } => (rect, false),
                _ => continue,
            };
            let rect = Rect::new(rect.x + x, rect.y + y, rect.w, rect.h);
            let Some((ink, ground)) = ink_and_ground(drawn, rect, sheet.mm_per_px) else { continue };
            if !is_text {
                self.signs.add(contrast(ink, ground));
                continue;
            }
            self.text[set].1.add(contrast(ink, ground));
            for eye in &EYES {
                self.simulated = self.simulated.min(contrast(seen_by(eye, ink), seen_by(eye, ground)));
            }
        }
    }

    /// The frame around what keys have reached, and what tells the chosen one.
    fn add_frames(
        &mut self,
        screen: &mut Offscreen,
        exhibit: &Exhibit,
        (all, colours): (&[Exhibit], Colours),
        drawn: &Picture,
    ) {
        let (sheet, view) = (&exhibit.shown.sheet, &exhibit.shown.view);
        if exhibit.name == "sign-focus" {
            let plain = all.iter().find(|other| other.name.starts_with("sign-01")).unwrap();
            let without = screen.draw(&plain.shown.sheet, colours, Light::Full);
            let (mm, ring) = focus(drawn, &without, view.focus.as_ref().unwrap(), sheet);
            self.focus_mm = if self.focus_mm == 0.0 { mm } else { self.focus_mm.min(mm) };
            self.focus = if self.focus == 0.0 { ring } else { self.focus.min(ring) };
        }
        if matches!(exhibit.name.as_str(), "language" | "text-size") {
            self.chosen = self.chosen.min(chosen(drawn, sheet));
        }
    }
}

/// How wide the frame is that keys have put around a button, and its contrast with what was there.
fn focus(with: &Picture, without: &Picture, action: &Action, sheet: &Sheet) -> (f32, f32) {
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
fn chosen(drawn: &Picture, sheet: &Sheet) -> f32 {
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
