//! The set sheet on the real renderer: the letters are as wide as the setter thought, and a QR
//! code can be read from the pixels by somebody else's reader.

#![cfg(feature = "kiosk")]

use std::collections::HashSet;
use std::path::Path;

use hiroba::config::Config;
use hiroba::domain::display::{Colours, TextSize};
use hiroba::domain::text::Lang;
use hiroba::kiosk::core::Now;
use hiroba::kiosk::{gallery, sources};
use hiroba::screen::offscreen::{Offscreen, Picture};
use hiroba::view::Light;
use hiroba::view::layout::{Piece, Rect, Sheet};
use hiroba::view::palette::Tone;
use hiroba::view::typeset::{Family, Weight};
use image::GrayImage;

fn sheets(lang: Lang, size: TextSize, colours: Colours) -> Vec<(String, Sheet)> {
    let mut config = Config::parse("", Path::new("kiosk.toml")).unwrap();
    config.display.language = lang;
    config.display.text_size = size;
    config.display.colours = colours;
    let at = "2026-12-03T14:05[Asia/Tokyo]".parse::<jiff::Zoned>().unwrap().timestamp();
    let programme = sources::sample(at, &config.place.zone);
    let exhibits = gallery::walk(&config, &programme, &HashSet::new(), Now { at, sure: true });
    exhibits.into_iter().map(|exhibit| (exhibit.name, exhibit.shown.sheet)).collect()
}

/// Columns of a region that differ from its upper left pixel: where something is drawn.
fn inked(picture: &Picture, x: u32, y: u32, w: u32, h: u32) -> Option<(u32, u32)> {
    let at = |x: u32, y: u32| {
        let i = ((y * picture.width + x) * 3) as usize;
        [picture.rgb[i], picture.rgb[i + 1], picture.rgb[i + 2]]
    };
    let ground = at(x, y);
    let far = |pixel: [u8; 3]| pixel.iter().zip(ground).any(|(a, b)| a.abs_diff(b) > 60);
    let columns: Vec<u32> = (x..x + w).filter(|x| (y..y + h).any(|y| far(at(*x, y)))).collect();
    Some((*columns.first()?, *columns.last()?))
}

#[test]
fn letters_are_drawn_where_and_as_wide_as_they_were_set() {
    let mut screen = Offscreen::new().unwrap();
    for lang in [Lang::JA, Lang::EN, Lang::ZH_HANS, Lang::KO] {
        for (name, sheet) in sheets(lang, TextSize::Normal, Colours::Light) {
            // One line at a time, alone on its paper, so that neighbours cannot be mistaken for it.
            let texts = sheet.pieces.iter().filter(|piece| matches!(piece, Piece::Text { .. }));
            let longest = texts.max_by(|a, b| a.rect().w.total_cmp(&b.rect().w)).cloned();
            let Some(piece) = longest else { continue };
            let rect = piece.rect();
            let Piece::Text { text, .. } = &piece else { continue };
            let only =
                Sheet { pieces: vec![sheet.pieces[0].clone(), piece.clone()], controls: Vec::new(), ..sheet };
            let picture = screen.draw(&only, Colours::Light, Light::Full);
            let px = |mm: f32| (mm / only.mm_per_px).round().max(0.0) as u32;
            let (y, h) = (px(rect.y - rect.h * 0.2), px(rect.h * 1.4));
            let found = inked(&picture, 0, y, picture.width, h.min(picture.height - y));
            let (left, right) =
                found.unwrap_or_else(|| panic!("{lang} {name}: nothing is drawn of {piece:?}"));
            // Side bearings are less than a fifth of an em; kerning takes away a hair.
            // A closing mark of East Asian writing fills half of its em, or less, at the left.
            let slack =
                px(rect.h * if text.ends_with(['，', '。', '、', '」', '”']) { 0.8 } else { 0.2 }) + 2;
            assert!(left + 2 >= px(rect.x), "{lang} {name}: {piece:?} begins at {left} px");
            assert!(right <= px(rect.right()) + 2, "{lang} {name}: {piece:?} ends at {right} px");
            assert!(
                right + slack + px(rect.w / 25.0) >= px(rect.right()),
                "{lang} {name}: {piece:?} ends at {right} px already"
            );
        }
    }
}

/// Regression: the last row of pixels of what hangs under the line was cut off (ACCESSIBILITY row 6: nothing is
/// clipped). The same letter four times as large shows how high it is.
#[test]
fn what_hangs_under_the_line_is_drawn_to_its_end() {
    let mut screen = Offscreen::new().unwrap();
    let (_, sheet) = sheets(Lang::EN, TextSize::Normal, Colours::Light).remove(0);
    let mut height = |letter: &str, px: f32| {
        let size = px * sheet.mm_per_px;
        let text = Piece::Text {
            rect: Rect::new(40.0, 100.0, size, size),
            text: letter.to_owned(),
            family: Family::Japanese,
            weight: Weight::Bold,
            size,
            tone: Tone::Ink,
        };
        let only =
            Sheet { pieces: vec![sheet.pieces[0].clone(), text], controls: Vec::new(), ..sheet.clone() };
        let picture = screen.draw(&only, Colours::Light, Light::Full);
        let (from, to) = ((40.0 / sheet.mm_per_px) as u32, (260.0 / sheet.mm_per_px) as u32);
        let mut rows = (from..to).filter(|y| inked(&picture, 0, *y, picture.width / 4, 1).is_some());
        let first = rows.next().unwrap();
        (rows.next_back().unwrap_or(first) - first + 1) as f32
    };
    for px in (24..72).step_by(3) {
        for letter in ["g", ","] {
            let (drawn, whole) = (height(letter, px as f32), height(letter, 4.0 * px as f32) / 4.0);
            assert!(drawn > whole - 0.7, "{letter} at {px} px is {drawn} px high, not {whole}");
        }
    }
}

#[test]
fn every_qr_code_is_read_by_another_reader_in_every_theme() {
    let mut screen = Offscreen::new().unwrap();
    let mut read = 0;
    for colours in Colours::ALL {
        for (name, sheet) in sheets(Lang::JA, TextSize::Normal, colours) {
            let Some(Piece::Qr { url, rect }) =
                sheet.pieces.iter().find(|piece| matches!(piece, Piece::Qr { .. }))
            else {
                continue;
            };
            let picture = screen.draw(&sheet, colours, Light::Full);
            let grey: Vec<u8> = picture.rgb.chunks_exact(3).map(|pixel| pixel[1]).collect();
            let grey = GrayImage::from_raw(picture.width, picture.height, grey).unwrap();
            // What a telephone held before the code sees: the code with its quiet zone.
            let px = |mm: f32| (mm / sheet.mm_per_px).round() as usize;
            let (x0, y0) = (px(rect.x), px(rect.y));
            let mut prepared = rqrr::PreparedImage::prepare_from_greyscale(px(rect.w), px(rect.h), |x, y| {
                grey.get_pixel((x0 + x) as u32, (y0 + y) as u32).0[0]
            });
            let texts: Vec<String> = prepared
                .detect_grids()
                .iter()
                .filter_map(|grid| grid.decode().ok())
                .map(|(_, text)| text)
                .collect();
            assert_eq!(texts, [url.as_str()], "{name} {colours:?}");
            read += 1;
        }
    }
    assert!(read >= 9, "the sample has codes in every theme: {read}");
}
