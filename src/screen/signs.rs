//! Pictograms, drawn at their exact pixel size in the colours of what they stand on.
//!
//! All are made of the open ring or of plain strokes on a 48 x 48 grid (LOOK "Rings as signs").
//! Never a closed ring, never a single ring with a small gap at the side, never arcs pointing up.

use resvg::{tiny_skia, usvg};
use slint::{Image, Rgba8Pixel, SharedPixelBuffer};

use crate::domain::display::Colours;
use crate::view::layout::Ground;
use crate::view::palette::{Rgb, Tone};
use crate::view::{Shape, Sign};

/// The colours of one pictogram.
struct Inks {
    line: Rgb,
    ground: Rgb,
    person: Rgb,
    venue: Rgb,
    online: Rgb,
}

fn inks(ground: Ground, colours: Colours, pressed: bool) -> Inks {
    let (mut line, mut under) = match ground {
        Ground::Paper => (Tone::Ink, Tone::Paper),
        Ground::Face => (Tone::Ink, Tone::Face),
        Ground::Primary => (Tone::OnPrimary, Tone::Primary),
        Ground::Staff => (Tone::OnStaff, Tone::Staff),
    };
    if pressed {
        std::mem::swap(&mut line, &mut under);
    }
    let line = line.rgb(colours);
    // On the yellow of high contrast a yellow dot would be lost: it takes the line's colour.
    let dot = |tone: Tone| {
        if colours == Colours::HighContrast && ground == Ground::Primary { line } else { tone.rgb(colours) }
    };
    Inks {
        line,
        ground: under.rgb(colours),
        person: dot(Tone::DotPerson),
        venue: dot(Tone::DotVenue),
        online: dot(Tone::DotOnline),
    }
}

/// A pictogram as an image of `px` x `px`.
pub fn image(sign: Sign, ground: Ground, colours: Colours, pressed: bool, px: u32) -> Option<Image> {
    let svg = svg(sign, &inks(ground, colours, pressed));
    let tree = usvg::Tree::from_str(&svg, &usvg::Options::default()).ok()?;
    let mut pixmap = tiny_skia::Pixmap::new(px.max(1), px.max(1))?;
    let scale = px as f32 / 48.0;
    resvg::render(&tree, tiny_skia::Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    let pixels =
        SharedPixelBuffer::<Rgba8Pixel>::clone_from_slice(pixmap.data(), pixmap.width(), pixmap.height());
    Some(Image::from_rgba8_premultiplied(pixels))
}

/// An arc of a ring round (24, `cy`), open below by `gap` on each side of the axis.
fn open_ring(cy: f32, radius: f32, gap: f32) -> String {
    let dy = (radius * radius - gap * gap).max(0.0).sqrt();
    format!("M{} {} A{radius} {radius} 0 1 1 {} {}", 24.0 - gap, cy + dy, 24.0 + gap, cy + dy)
}

fn svg(sign: Sign, inks: &Inks) -> String {
    let hex = |colour: Rgb| format!("#{:06x}", colour.0);
    let (line, ground) = (hex(inks.line), hex(inks.ground));
    let (person, venue, online) = (hex(inks.person), hex(inks.venue), hex(inks.online));
    let stroke = |path: &str, width: f32| {
        format!(
            r#"<path d="{path}" fill="none" stroke="{line}" stroke-width="{width}" stroke-linecap="butt" stroke-linejoin="round"/>"#
        )
    };
    let round = |path: &str, width: f32| {
        format!(
            r#"<path d="{path}" fill="none" stroke="{line}" stroke-width="{width}" stroke-linecap="round" stroke-linejoin="round"/>"#
        )
    };
    let filled = |path: &str| format!(r#"<path d="{path}" fill="{line}"/>"#);
    let dot = |cx: f32, cy: f32, r: f32, fill: &str| {
        format!(r#"<circle cx="{cx}" cy="{cy}" r="{r}" fill="{fill}" stroke="{line}" stroke-width="2"/>"#)
    };
    let outer = stroke(&open_ring(23.0, 19.0, 8.5), 4.0);
    let speaker = || round("M5 18 H12 L24 8 V40 L12 30 H5 Z", 3.8);
    let body = match sign {
        Sign::Mark => outer + &stroke(&open_ring(23.0, 10.5, 4.5), 4.0) + &dot(24.0, 40.5, 5.0, &person),
        Sign::Language => {
            // Strokes of a character and a letter: two ways of writing beside each other.
            round("M8 12 H28 M18 7 V12 M25 12 C23 22 16 28 9 31 M12 18 C15 24 20 28 26 30", 3.5)
                + &round("M24 41 L32 20 L40 41 M27 34 H37", 3.5)
        }
        Sign::Settled => outer + &format!(r#"<circle cx="24" cy="23" r="8" fill="{line}"/>"#),
        Sign::DayOnly => {
            outer
                + &format!(r#"<circle cx="24" cy="23" r="6" fill="none" stroke="{line}" stroke-width="4"/>"#)
        }
        Sign::Open => (0..14)
            .map(|i| {
                // From one side of the way in round to the other.
                let angle = (120.0 + 300.0 * f32::from(i as u8) / 13.0).to_radians();
                let (x, y) = (24.0 + 19.0 * angle.cos(), 23.0 + 19.0 * angle.sin());
                format!(r#"<circle cx="{x}" cy="{y}" r="2.2" fill="{line}"/>"#)
            })
            .collect(),
        Sign::Repeating => outer + &stroke(&open_ring(23.0, 10.0, 4.5), 4.0),
        Sign::Venue => outer + &dot(24.0, 23.0, 8.0, &venue),
        Sign::Online => {
            round(
                "M8 7 H40 A3 3 0 0 1 43 10 V34 A3 3 0 0 1 40 37 H8 A3 3 0 0 1 5 34 V10 A3 3 0 0 1 8 7 Z M17 44 H31",
                3.6,
            ) + &stroke(&open_ring(22.0, 9.5, 4.5), 3.4)
                + &dot(24.0, 22.0, 4.0, &online)
        }
        Sign::Person => outer + &dot(24.0, 23.0, 6.5, &person),
        Sign::Info => {
            outer
                + &format!(
                    r#"<circle cx="24" cy="39.5" r="4.5" fill="{ground}" stroke="{line}" stroke-width="3"/>"#
                )
        }
        Sign::Previous => filled("M31 10 V38 L13 24 Z"),
        Sign::Next => filled("M17 10 V38 L35 24 Z"),
        Sign::Pause => round("M18 12 V36 M30 12 V36", 5.0),
        Sign::Resume => filled("M16 10 V38 L36 24 Z"),
        Sign::Calendar => round(
            "M10 12 H38 A2 2 0 0 1 40 14 V38 A2 2 0 0 1 38 40 H10 A2 2 0 0 1 8 38 V14 A2 2 0 0 1 10 12 Z M8 21 H40 M16 6 V14 M32 6 V14 M16 29 H32",
            3.6,
        ),
        Sign::Detail => round("M10 13 H38 M10 24 H38 M10 35 H28", 4.0),
        Sign::TextSize => {
            round("M6 40 L17 12 L28 40 M10 31 H24", 4.0) + &round("M31 40 L37 25 L43 40 M33 35 H41", 3.4)
        }
        Sign::Colours => outer + &filled("M24 4 A19 19 0 0 1 32.5 40 L24 40 Z"),
        Sign::Staff => {
            format!(r#"<circle cx="17" cy="13" r="8" fill="{line}"/>"#)
                + &filled("M3 43 V38 C3 29 9 25 17 25 C25 25 31 29 31 38 V43 Z")
                + &format!(
                    r#"<circle cx="34" cy="13" r="6.5" fill="none" stroke="{line}" stroke-width="3.4"/>"#
                )
                + &round("M33 26 C40 26 44 31 44 38 V41 H37", 3.4)
        }
        Sign::Home => stroke(&open_ring(23.0, 18.0, 8.0), 4.0) + &dot(24.0, 23.0, 5.5, &person),
        Sign::Back => round("M40 24 H9 M20 12 L8 24 L20 36", 4.2),
        Sign::Chosen => outer + &format!(r#"<circle cx="24" cy="23" r="10" fill="{line}"/>"#),
        Sign::NotChosen => stroke(&open_ring(23.0, 19.0, 8.5), 3.0),
        Sign::Register => outer + &dot(24.0, 40.0, 6.0, &person),
        Sign::CheckIn => outer + &round("M15 23 L22 30 L33 17", 4.2),
        Sign::Receipt => round(
            "M8 11 H40 A4 4 0 0 1 44 15 V33 A4 4 0 0 1 40 37 H8 A4 4 0 0 1 4 33 V15 A4 4 0 0 1 8 11 Z M13 20 V28 M20.3 20 V28 M27.6 20 V28 M35 20 V28",
            3.8,
        ),
        Sign::Question => {
            outer
                + &round("M18 18 C18 11 30 11 30 18 C30 23 24 22 24 27", 3.8)
                + &filled("M21.8 31 H26.2 V35.4 H21.8 Z")
        }
        Sign::Plus => outer + &round("M24 14 V32 M15 23 H33", 4.2),
        Sign::Undo => round("M18 10 L8 19 L18 28 M8 19 H28 A10 10 0 0 1 28 39 H20", 4.0),
        Sign::Done => outer + &dot(24.0, 23.0, 6.5, &person),
        Sign::Erase => round("M16 10 H42 V38 H16 L5 24 Z M22 18 L34 30 M34 18 L22 30", 3.8),
        Sign::ReadAloud => speaker() + &round("M31 17 A10 10 0 0 1 31 31 M36 11 A18 18 0 0 1 36 37", 3.8),
        Sign::Silent => speaker() + &round("M32 18 L44 30 M44 18 L32 30", 3.8),
        Sign::Slower => round("M18 11 L31 24 L18 37", 4.2),
        Sign::Faster => round("M6 11 L19 24 L6 37 M18 11 L31 24 L18 37 M30 11 L43 24 L30 37", 4.2),
        Sign::Softer => speaker() + &round("M32 24 H44", 3.8),
        Sign::Louder => speaker() + &round("M32 24 H44 M38 18 V30", 3.8),
        Sign::Curtain => filled(
            "M8 7 H40 A4 4 0 0 1 44 11 V33 A4 4 0 0 1 40 37 H8 A4 4 0 0 1 4 33 V11 A4 4 0 0 1 8 7 Z M16 41 H32 V45 H16 Z",
        ),
        Sign::Calm => filled("M30 6 A19 19 0 1 0 42 32 A16 16 0 0 1 30 6 Z"),
        Sign::Lively => {
            format!(r#"<circle cx="24" cy="24" r="9" fill="{line}"/>"#)
                + &round(
                    "M24 4 V9 M24 39 V44 M4 24 H9 M39 24 H44 M10 10 L13.5 13.5 M34.5 34.5 L38 38 M38 10 L34.5 13.5 M13.5 34.5 L10 38",
                    3.8,
                )
        }
        Sign::Lower => round("M24 6 V32 M13 22 L24 33 L35 22 M8 42 H40", 4.2),
        Sign::Higher => round("M24 42 V16 M13 26 L24 15 L35 26 M8 6 H40", 4.2),
        Sign::Waiting => outer + &round("M24 12 V23 L32 28", 4.0),
        Sign::Shape(Shape::Circle) => {
            format!(r#"<circle cx="24" cy="24" r="16" fill="none" stroke="{line}" stroke-width="4.5"/>"#)
        }
        Sign::Shape(Shape::Square) => round("M9 9 H39 V39 H9 Z", 4.5),
        Sign::Shape(Shape::Triangle) => round("M24 8 L42 39 H6 Z", 4.5),
        Sign::Shape(Shape::Diamond) => round("M24 5 L43 24 L24 43 L5 24 Z", 4.5),
        Sign::Shape(Shape::Wave) => round("M4 24 C10 10 18 10 24 24 C30 38 38 38 44 24", 4.5),
    };
    format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48" width="48" height="48">{body}</svg>"#
    )
}
