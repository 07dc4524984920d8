//! The open ring: three rings widening around a centre, cut by one path that leads down to where
//! the visitor stands. It always carries something.

use super::{Page, Piece, Rect, Said, SaidRole, Scale, line_height, put_line};
use crate::domain::text::Lang;
use crate::view::palette::Tone;
use crate::view::typeset::{self, End, Style};
use crate::view::{Lit, RingLine, RingRole};

/// Where a ring stands and how large it is, mm.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    pub cx: f32,
    pub cy: f32,
    /// Of the inner, lit ring.
    pub radius: f32,
    /// Of the two outer ones.
    pub outer: [f32; 2],
    pub strokes: [f32; 3],
    /// Width of the path, and how far down it goes.
    pub path: f32,
    pub path_end: f32,
}

impl Place {
    /// The big one of a sign at rest, in landscape.
    pub fn at_rest(scale: &Scale, board_bottom: f32) -> Place {
        // Middle of the board under which the counter stands, as in the design (y = 370 of 740).
        let radius = scale.b(250.0);
        let cy = (board_bottom / 2.0).max(radius + scale.b(20.0));
        Place {
            cx: scale.b(285.0),
            cy,
            radius,
            outer: [scale.b(305.0), scale.b(360.0)],
            strokes: [scale.b(14.0), scale.b(10.0), scale.b(8.0)],
            path: scale.b(88.0),
            path_end: board_bottom,
        }
    }

    /// The small one while a question is asked.
    pub fn asking(scale: &Scale, board_bottom: f32) -> Place {
        // As large as in the design, or as the board is high: it never lies on an answer.
        let part = if scale.portrait { 1.0 } else { (board_bottom / scale.b(480.0)).min(1.0) };
        let r = |design_px: f32| scale.b(design_px) * part;
        Place {
            cx: scale.b(285.0),
            cy: (board_bottom / 2.0).min(scale.b(240.0)),
            radius: r(140.0),
            outer: [r(186.0), r(230.0)],
            strokes: [r(12.0); 3],
            path: r(88.0),
            path_end: board_bottom,
        }
    }

    /// The small one in portrait: at the right, under the header.
    pub fn portrait_asking(scale: &Scale, top: f32, board_bottom: f32) -> Place {
        let place = Place::asking(scale, board_bottom);
        Place { cx: scale.width - scale.b(290.0), cy: top + scale.b(12.0) + place.outer[1], ..place }
    }

    /// Beside the QR code, in portrait.
    pub fn portrait(scale: &Scale, top: f32, board_bottom: f32) -> Place {
        let radius = scale.b(223.0);
        Place {
            cx: scale.b(345.0),
            cy: (top + scale.b(288.0)).min(board_bottom - radius - scale.b(20.0)),
            radius,
            outer: [scale.b(257.0), scale.b(288.0)],
            strokes: [scale.b(14.0), scale.b(10.0), scale.b(8.0)],
            path: scale.b(88.0),
            path_end: board_bottom,
        }
    }
}

/// Draws the ring with its lines, or says that they do not fit into it.
pub fn place(
    (lines, lit): (&[RingLine], Lit),
    at: Place,
    lang: Lang,
    scale: &Scale,
    board: Rect,
) -> Option<Page> {
    let set = fit(lines, at, lang, scale)?;
    let mut page = Page::default();
    draw(&mut page, at, lit, board);
    let total: f32 = set.iter().map(|(_, style)| line_height(*style, scale.ruby)).sum();
    // The eye's middle of the ring is a little above its centre, since the path opens below.
    let mut y = at.cy - total / 2.0 - at.radius * 0.04;
    let top = y;
    for (line, style) in &set {
        put_line(&mut page.pieces, line, *style, Tone::Ink, at.cx - line.width / 2.0, y, scale.ruby);
        y += line_height(*style, scale.ruby);
    }
    page.reading = lines.iter().map(|line| line.phrase.reading_length()).sum();
    page.said.push(Said {
        rect: Rect::new(at.cx - at.radius, top, at.radius * 2.0, total),
        label: lines.iter().map(|line| line.phrase.text()).collect::<Vec<_>>().join("\n"),
        role: SaidRole::Text,
    });
    Some(page)
}

fn draw(page: &mut Page, at: Place, lit: Lit, board: Rect) {
    let (next, far) = match lit {
        Lit::One => (Tone::RingNext, Tone::RingFar),
        Lit::Two => (Tone::RingLit, Tone::RingNext),
        Lit::All => (Tone::RingLit, Tone::RingLit),
    };
    let rings = [
        (at.outer[1], at.strokes[2], far),
        (at.outer[0], at.strokes[1], next),
        (at.radius, at.strokes[0], Tone::RingLit),
    ];
    for (radius, stroke, tone) in rings {
        let rect = Rect::new(at.cx - radius, at.cy - radius, radius * 2.0, radius * 2.0);
        page.pieces.push(Piece::Frame { rect, radius, stroke, tone });
    }
    let top = at.cy + at.radius * 0.7;
    page.pieces.push(Piece::Fill {
        rect: Rect::new(at.cx - at.path / 2.0, top, at.path, at.path_end.min(board.bottom()) - top),
        radius: 0.0,
        tone: Tone::Paper,
    });
}

type SetLine = (typeset::Line, Style);

/// The lines at the largest of three sizes at which all of them lie inside the ring. The smallest
/// is the sign's own text: below it the ring gives way to a row of words.
fn fit(lines: &[RingLine], at: Place, lang: Lang, scale: &Scale) -> Option<Vec<SetLine>> {
    // Whoever is asked stands at an arm's length: there the text of a button can be read.
    let text = if scale.asking { Scale::least_label() } else { scale.text().size };
    for step in [1.0, 0.85, 0.7, 0.55, 0.0] {
        let sized = |style: Style| Style { size: (style.size * step).max(text), ..style };
        let style_of = |role: RingRole| match role {
            RingRole::Big => sized(scale.ring_big()),
            RingRole::Middle => sized(scale.ring_middle()),
            RingRole::Small if scale.asking => sized(scale.text()),
            RingRole::Small => scale.text(),
        };
        if let Some(set) = inside(lines, at, lang, scale, style_of) {
            return Some(set);
        }
    }
    None
}

fn inside(
    lines: &[RingLine],
    at: Place,
    lang: Lang,
    scale: &Scale,
    style_of: impl Fn(RingRole) -> Style,
) -> Option<Vec<SetLine>> {
    let inner = at.radius - at.strokes[0] - scale.b(10.0);
    let set: Vec<SetLine> = lines
        .iter()
        .flat_map(|line| {
            let style = style_of(line.role);
            typeset::set(&line.phrase, lang, style, inner * 1.86).into_iter().map(move |set| (set, style))
        })
        .collect();
    // A phrase that would break inside stands better beside the ring.
    if set.iter().any(|(line, _)| line.end != End::Whole) {
        return None;
    }
    let total: f32 = set.iter().map(|(_, style)| line_height(*style, scale.ruby)).sum();
    let mut y = -total / 2.0 - at.radius * 0.04;
    for (line, style) in &set {
        let height = line_height(*style, scale.ruby);
        // The letters themselves, not the white above and below them, must lie in the circle.
        let white = (height - style.size) / 2.0;
        let far = (y + white).abs().max((y + height - white).abs());
        let half_chord = (inner * inner - far * far).max(0.0).sqrt();
        if line.width / 2.0 > half_chord {
            return None;
        }
        y += height;
    }
    // The way in stays open: no words stand on the path.
    (y <= at.radius * 0.78).then_some(set)
}
