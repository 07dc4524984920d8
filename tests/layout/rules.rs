//! What must be true of a sheet, in rectangles. Each finding is a short sentence with its numbers.

use std::collections::HashSet;

use hiroba::domain::display::Panel;
use hiroba::domain::text::Phrase;
use hiroba::view::layout::{CONTROLS_WIDTH, Kind, LEAST_TARGET, Piece, Rect, Scale, Sheet};
use hiroba::view::typeset::Family;
use hiroba::view::{Article, Board, View};

/// Rounding, and the hair by which the boxes of neighbouring letters may touch, mm.
const HAIR: f32 = 0.3;
/// x-height of the sign's face by its own field (LOOK "Decisions").
const X_HEIGHT: f32 = 1108.0 / 2048.0;
/// Where somebody stands who uses the controls, mm.
const ARM: f32 = 700.0;
/// Primary targets, gaps between targets, mm (ACCESSIBILITY row 1).
const LEAST_PRIMARY: f32 = 25.0;
const LEAST_GAP: f32 = 3.0;

struct Letters<'a> {
    /// Where there is ink: Latin letters of the Noto faces hang out of their em box.
    ink: Rect,
    text: &'a str,
    size: f32,
    is_ruby: bool,
}

fn letters(pieces: &[Piece]) -> Vec<Letters<'_>> {
    let mut all: Vec<Letters> = pieces
        .iter()
        .filter_map(|piece| match piece {
            Piece::Text { rect, text, family, size, .. } => {
                let hangs =
                    *family != Family::Japanese && text.contains(['g', 'j', 'p', 'q', 'y', ',', '(', ')']);
                let ink = Rect { h: size * if hangs { 1.12 } else { 1.0 }, ..*rect };
                Some(Letters { ink, text, size: *size, is_ruby: false })
            }
            Piece::Fill { .. }
            | Piece::Frame { .. }
            | Piece::Sign { .. }
            | Piece::Qr { .. }
            | Piece::Picture { .. } => None,
        })
        .collect();
    let bases: Vec<(Rect, f32)> = all.iter().map(|letters| (letters.ink, letters.size)).collect();
    for letters in &mut all {
        letters.is_ruby = bases.iter().any(|(base, size)| {
            (size / 2.0 - letters.size).abs() < 0.01
                && base.x < letters.ink.right()
                && letters.ink.x < base.right()
                && (0.0..size * 0.1).contains(&(base.y - letters.ink.bottom()))
        });
    }
    all
}

/// The largest text of some pieces, mm.
pub fn largest_text(pieces: &[Piece]) -> f32 {
    letters(pieces).iter().map(|letters| letters.size).fold(0.0, f32::max)
}

/// Everything that is wrong with a sheet.
pub fn faults(sheet: &Sheet, view: &View, panel: &Panel, scale: &Scale) -> Vec<String> {
    let mut faults = Vec::new();
    places(sheet, &mut faults);
    apart(&sheet.pieces, &mut faults);
    rings(sheet, &mut faults);
    sizes(sheet, view, panel, scale, &mut faults);
    controls(sheet, scale, &mut faults);
    if sheet.said.iter().any(|said| said.label.trim().is_empty()) {
        faults.push("something is said without words".into());
    }
    let is_list = matches!(view.board, Board::List(_));
    if sheet.reading > 120.0 && !is_list {
        faults.push(format!("too much to read: {:.0} characters", sheet.reading));
    }
    faults
}

/// No page ends inside a sentence; where panels are small (not `strict`), unless one alone is too much for it.
pub fn torn(view: &View, sheets: &[Sheet], strict: bool) -> Vec<String> {
    let Board::Article(article) = &view.board else { return Vec::new() };
    let solid = |text: &str| text.replace(char::is_whitespace, "");
    let pages: Vec<Vec<String>> =
        sheets.iter().map(|sheet| sheet.said.iter().map(|said| solid(&said.label)).collect()).collect();
    let texts: Vec<String> = article.paragraphs.iter().map(|text| solid(&text.text())).collect();
    let mut faults = Vec::new();
    for sentence in article.paragraphs.iter().flat_map(Phrase::sentences).map(|phrase| solid(&phrase.text()))
    {
        if pages.iter().flatten().any(|label| label.contains(&sentence)) {
            continue;
        }
        // Parts of it, and whether other texts stand with them.
        let is_part = |label: &String| sentence.contains(label.as_str());
        let is_other =
            |label: &String| !is_part(label) && texts.iter().any(|text| text.contains(label.as_str()));
        let torn = pages.iter().any(|page| page.iter().any(is_part) && page.iter().any(is_other));
        if torn || strict {
            faults.push(format!("{sentence:?} is torn"));
        }
    }
    faults
}

fn name(piece: &Piece) -> String {
    match piece {
        Piece::Text { text, .. } => format!("{text:?}"),
        Piece::Sign { sign, .. } => format!("the sign {sign:?}"),
        Piece::Qr { .. } => "the QR code".into(),
        Piece::Picture { .. } => "the picture".into(),
        Piece::Fill { tone, .. } | Piece::Frame { tone, .. } => format!("an area of {tone:?}"),
    }
}

/// What is read or looked at stands on the panel, on the board or on the counter, never across.
fn places(sheet: &Sheet, faults: &mut Vec<String>) {
    let whole = Rect::new(0.0, 0.0, sheet.width, sheet.height);
    for piece in &sheet.pieces {
        let rect = piece.rect();
        match piece {
            Piece::Text { .. } | Piece::Sign { .. } | Piece::Qr { .. } | Piece::Picture { .. } => {
                if !whole.contains(&rect, 0.05) {
                    faults.push(format!("{} leaves the panel: {rect:?}", name(piece)));
                } else if !sheet.board.contains(&rect, 0.05) && !sheet.counter.contains(&rect, 0.05) {
                    faults.push(format!("{} lies across the counter's edge: {rect:?}", name(piece)));
                }
            }
            Piece::Fill { .. } | Piece::Frame { .. } => {}
        }
    }
    for control in &sheet.controls {
        if !sheet.counter.contains(&control.rect, 0.05) {
            faults.push(format!("{:?} leaves the counter: {:?}", control.action, control.rect));
        }
        for piece in sheet.pieces.iter().filter(|piece| !matches!(piece, Piece::Fill { .. })) {
            if piece.rect().overlaps(&control.rect, HAIR) {
                let board = sheet.board.contains(&piece.rect(), 0.05);
                if !board {
                    faults.push(format!("{} lies on the control {:?}", name(piece), control.label));
                }
            }
        }
    }
}

/// No text on text, on a sign, a code or a picture; and nothing painted over text.
fn apart(pieces: &[Piece], faults: &mut Vec<String>) {
    let letters = letters(pieces);
    for (n, one) in letters.iter().enumerate() {
        for other in &letters[n + 1..] {
            if one.ink.overlaps(&other.ink, HAIR) {
                faults.push(format!("{:?} and {:?} overlap", one.text, other.text));
            }
        }
    }
    let images: Vec<&Piece> = pieces
        .iter()
        .filter(|piece| matches!(piece, Piece::Sign { .. } | Piece::Qr { .. } | Piece::Picture { .. }))
        .collect();
    for (n, image) in images.iter().enumerate() {
        for text in letters.iter().filter(|text| text.ink.overlaps(&image.rect(), HAIR)) {
            faults.push(format!("{:?} stands on {}", text.text, name(image)));
        }
        for other in images[n + 1..].iter().filter(|other| other.rect().overlaps(&image.rect(), HAIR)) {
            faults.push(format!("{} stands on {}", name(image), name(other)));
        }
    }
    let mut painted: Vec<(&str, Rect)> = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Text { rect, text, .. } => painted.push((text, *rect)),
            Piece::Fill { rect, tone, .. } => {
                for (text, _) in painted.iter().filter(|(_, text)| text.overlaps(rect, HAIR)) {
                    faults.push(format!("{text:?} is painted over with {tone:?}"));
                }
            }
            Piece::Frame { .. } | Piece::Sign { .. } | Piece::Qr { .. } | Piece::Picture { .. } => {}
        }
    }
}

/// Text stands inside a ring or outside it, never on its stroke; the same for signs and codes.
fn rings(sheet: &Sheet, faults: &mut Vec<String>) {
    for ring in &sheet.pieces {
        let Piece::Frame { rect, radius, stroke, .. } = ring else { continue };
        if (radius - rect.w / 2.0).abs() > 0.01 || rect.w != rect.h {
            continue;
        }
        let (cx, cy) = rect.centre();
        for piece in &sheet.pieces {
            let other = piece.rect();
            if matches!(piece, Piece::Fill { .. } | Piece::Frame { .. }) {
                continue;
            }
            let far_x = (other.x - cx).abs().max((other.right() - cx).abs());
            // The letters of a line leave some white at the top and bottom of their box.
            let inset = if matches!(piece, Piece::Text { .. }) { other.h * 0.08 } else { 0.0 };
            let far_y = (other.y + inset - cy).abs().max((other.bottom() - inset - cy).abs());
            let near_x = cx.clamp(other.x, other.right()) - cx;
            let near_y = cy.clamp(other.y, other.bottom()) - cy;
            let inside = far_x.hypot(far_y) <= radius - stroke;
            let outside = near_x.hypot(near_y) >= radius - HAIR;
            if !inside && !outside {
                faults.push(format!("{} lies on the stroke of a ring", name(piece)));
            }
        }
    }
    for frame in &sheet.pieces {
        // Frames with corners: nothing on their strokes either.
        let Piece::Frame { rect, radius, stroke, .. } = frame else { continue };
        if (radius - rect.w / 2.0).abs() <= 0.01 {
            continue;
        }
        let inner = Rect::new(rect.x + stroke, rect.y + stroke, rect.w - 2.0 * stroke, rect.h - 2.0 * stroke);
        for text in letters(&sheet.pieces) {
            if text.ink.overlaps(rect, HAIR) && !inner.contains(&text.ink, HAIR) {
                faults.push(format!("{:?} lies on a frame", text.text));
            }
        }
    }
}

/// What a passer-by reads is large enough from where he stands, the counter from an arm's length.
fn sizes(sheet: &Sheet, view: &View, panel: &Panel, scale: &Scale, faults: &mut Vec<String>) {
    let sign = panel.least_x_height_mm() / X_HEIGHT - 0.01;
    let arm = ARM * 16.0 / 2688.0 / X_HEIGHT - 0.01;
    let header = scale.b(120.0);
    let address = match &view.board {
        Board::Article(article) => {
            article.way.as_ref().and_then(|way| way.address.as_ref()).map(Phrase::text)
        }
        Board::List(_) => None,
    };
    for text in letters(&sheet.pieces) {
        let is_address = address.as_ref().is_some_and(|address| address.contains(text.text));
        // Who is asked a question stands at the counter; the header is read from near by too.
        let near =
            view.counter.is_asking() || text.ink.y >= sheet.counter.y || text.ink.bottom() <= header + 1.0;
        let least = if near {
            arm
        } else if is_address {
            // Readable at 1.4 m of 2 m (LOOK "Decisions").
            sign * 0.7
        } else {
            sign
        };
        if text.size < least && !(text.is_ruby && text.size * 2.0 >= least) {
            faults.push(format!("{:?} is {:.1} mm high, {least:.1} are needed", text.text, text.size));
        }
    }
    for control in &sheet.controls {
        for text in letters(&control.pieces) {
            if text.size < arm && !(text.is_ruby && text.size * 2.0 >= arm) {
                faults.push(format!(
                    "{:?} on a control is {:.1} mm high, {arm:.1} are needed",
                    text.text, text.size
                ));
            }
        }
    }
}

/// Controls are large enough, far enough apart, within reach, and what is on them stays inside.
fn controls(sheet: &Sheet, scale: &Scale, faults: &mut Vec<String>) {
    for (n, control) in sheet.controls.iter().enumerate() {
        let least = if control.kind == Kind::Primary { LEAST_PRIMARY } else { LEAST_TARGET };
        if control.rect.w < least || control.rect.h < least {
            faults.push(format!("the control {:?} is too small: {:?}", control.label, control.rect));
        }
        for other in &sheet.controls[n + 1..] {
            let (a, b) = (control.rect, other.rect);
            let across = (b.x - a.right()).max(a.x - b.right());
            let down = (b.y - a.bottom()).max(a.y - b.bottom());
            if across.max(down) < LEAST_GAP {
                faults.push(format!(
                    "{:?} and {:?} are {:.1} mm apart",
                    control.label,
                    other.label,
                    across.max(down)
                ));
            }
        }
        let own = Rect::new(0.0, 0.0, control.rect.w, control.rect.h);
        let (side, over) = (scale.c(13.5), control.border + scale.c(2.0));
        let room = Rect::new(side, over, own.w - 2.0 * side, own.h - 2.0 * over);
        for piece in &control.pieces {
            if !room.contains(&piece.rect(), 0.05) {
                faults.push(format!("{} sticks out of the control {:?}", name(piece), control.label));
            }
        }
        apart(&control.pieces, faults);
        let drawn: String =
            letters(&control.pieces).iter().filter(|text| !text.is_ruby).map(|text| text.text).collect();
        if solid(&drawn) != solid(&control.label) {
            faults.push(format!("the control {:?} shows {drawn:?}", control.label));
        }
    }
    let left = sheet.controls.iter().map(|control| control.rect.x).fold(f32::INFINITY, f32::min);
    let right = sheet.controls.iter().map(|control| control.rect.right()).fold(0.0, f32::max);
    if right - left > CONTROLS_WIDTH {
        faults.push(format!("the controls span {:.0} mm", right - left));
    }
}

fn solid(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '\u{200b}').collect()
}

/// What a board says that must be read on one page or another.
fn words_of(board: &Board) -> Vec<&Phrase> {
    match board {
        Board::Article(article) => {
            let Article { ring, kicker, title, rows, paragraphs, way, picture, lit: _ } = &**article;
            let mut words: Vec<&Phrase> = kicker.iter().chain(title).chain(paragraphs).collect();
            // A picture stands in the place of the ring.
            if picture.is_none() {
                words.extend(ring.iter().map(|line| &line.phrase));
            }
            words.extend(rows.iter().flat_map(|row| std::iter::once(&row.head).chain(&row.lines)));
            if let Some(way) = way {
                words.extend(way.number.iter().flat_map(|(label, number)| [label, number]));
                words.extend(way.address.iter().chain(&way.contact));
            }
            words
        }
        // Second lines give way first, and are in the details (LOOK "Order of giving way").
        Board::List(list) => list.rows.iter().flat_map(|row| [&row.when[0], &row.what[0]]).collect(),
    }
}

/// The letters of the boards in the order in which they are read, in runs.
fn stream(sheets: &[Sheet], scale: &Scale) -> Vec<Vec<char>> {
    let header = scale.b(120.0);
    let runs = |sheet: &Sheet| {
        letters(&sheet.pieces)
            .into_iter()
            .filter(|text| !text.is_ruby && text.ink.y < sheet.counter.y && text.ink.bottom() > header)
            .map(|text| solid(text.text).chars().collect())
            .collect::<Vec<_>>()
    };
    sheets.iter().flat_map(runs).collect()
}

/// Whether a phrase stands on the pages as a whole.
pub fn stands(phrase: &Phrase, sheets: &[Sheet], scale: &Scale) -> bool {
    is_found(&solid(&phrase.text()).chars().collect::<Vec<_>>(), &stream(sheets, scale))
}

/// Phrases that stand on no page as a whole.
pub fn lost(view: &View, sheets: &[Sheet], scale: &Scale) -> Vec<String> {
    let stream = stream(sheets, scale);
    let mut lost: Vec<String> = words_of(&view.board)
        .into_iter()
        .map(|phrase| solid(&phrase.text()))
        .filter(|text| !is_found(&text.chars().collect::<Vec<_>>(), &stream))
        .map(|text| format!("{text:?} is lost"))
        .collect();
    let codes = sheets
        .iter()
        .flat_map(|sheet| &sheet.pieces)
        .filter(|piece| matches!(piece, Piece::Qr { .. }))
        .count();
    if let Board::Article(article) = &view.board
        && article.way.as_ref().is_some_and(|way| way.url.is_some())
        && codes == 0
    {
        lost.push("the QR code is lost".into());
    }
    lost
}

/// Whether a text stands in a stream of runs: from anywhere in one, over the end of it into the
/// beginning of any later one, and so on.
fn is_found(text: &[char], stream: &[Vec<char>]) -> bool {
    let mut open: HashSet<usize> = HashSet::new();
    for run in stream {
        let mut next = HashSet::new();
        for start in 0..run.len() {
            let tail = &run[start..];
            if tail.starts_with(text) {
                return true;
            }
            if text.starts_with(tail) {
                next.insert(tail.len());
            }
        }
        for at in &open {
            let rest = &text[*at..];
            if run.starts_with(rest) {
                return true;
            }
            if rest.starts_with(run) {
                next.insert(at + run.len());
            }
        }
        open.extend(next);
    }
    text.is_empty()
}
