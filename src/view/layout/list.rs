//! Rows of meetings: a sign, when, what, where. In columns where every cell fits in its column,
//! otherwise one cell under the other; as many rows on a page as there is room for.
//!
//! A row is never divided. One that is higher than the board loses second lines, which are
//! all in the meeting's details (LOOK "Order of giving way"); never its day or what it is about.

use std::ops::Range;

use super::{Ground, Page, Piece, Rect, Said, SaidRole, Scale, header, line_height, put_line};
use crate::domain::text::Phrase;
use crate::view::palette::Tone;
use crate::view::typeset::{self, Line, Style};
use crate::view::{List, ListRow, View};

/// At most this many rows on a page: more is a table, not a sign.
const MOST_ROWS: usize = 4;

/// Lines of one part of a cell in its column.
const MOST_LINES: usize = 3;

/// The pages, and which of them holds the chosen row.
pub fn pages(list: &List, view: &View, scale: &Scale, board: Rect) -> (Vec<Page>, Option<usize>) {
    let margin = scale.margin();
    let top = header::height(scale) + scale.b(14.0);
    let room = Rect::new(margin, top, board.w - 2.0 * margin, board.bottom() - scale.b(18.0) - top);
    let stacked = stacked(list, view, scale, room);
    let rows = match in_columns(list, view, scale, room) {
        Some(columns) if groups(&columns, room).len() <= groups(&stacked, room).len() => columns,
        Some(_) | None => stacked,
    };
    let mut pages: Vec<(Page, Vec<&str>)> = Vec::new();
    for Range { start, end } in groups(&rows, room) {
        let chunk = &rows[start..end];
        let count = chunk.len();
        let used: f32 = chunk.iter().map(|row| row.height).sum();
        // A short list keeps the height of a full page's quarter, so that it does not fall apart.
        let least = room.h / MOST_ROWS as f32;
        let mut page = Page::default();
        let mut y = room.y;
        let spare = (room.h - used).max(0.0) / count as f32;
        for (i, row) in chunk.iter().enumerate() {
            let height = row.height + spare.min((least - row.height).max(0.0));
            let rect = Rect::new(room.x, y, room.w, height);
            let source = &list.rows[start + i];
            let chosen = list.chosen.as_deref() == Some(source.id.as_str());
            put_row(&mut page, row, source, scale, rect, chosen);
            let next_chosen = list
                .rows
                .get(start + i + 1)
                .is_some_and(|next| list.chosen.as_deref() == Some(next.id.as_str()));
            if !chosen && !next_chosen && i + 1 < count {
                page.pieces.push(Piece::Fill {
                    rect: Rect::new(room.x, rect.bottom() - scale.b(1.0), room.w, scale.b(3.0)),
                    radius: 0.0,
                    tone: Tone::Rule,
                });
            }
            y += height;
        }
        pages.push((page, list.rows[start..end].iter().map(|row| row.id.as_str()).collect()));
    }
    let chosen =
        list.chosen.as_deref().and_then(|chosen| pages.iter().position(|(_, ids)| ids.contains(&chosen)));
    (pages.into_iter().map(|(page, _)| page).collect(), chosen)
}

/// Which rows stand together on a page: as many as there is room for, at least one.
fn groups(rows: &[SetRow], room: Rect) -> Vec<Range<usize>> {
    let mut groups: Vec<Range<usize>> = Vec::new();
    let mut used = 0.0;
    for (at, row) in rows.iter().enumerate() {
        used += row.height;
        match groups.last_mut() {
            Some(group) if group.len() < MOST_ROWS && used <= room.h + 0.1 => group.end = at + 1,
            Some(_) | None => {
                used = row.height;
                groups.push(at..at + 1);
            }
        }
    }
    groups
}

/// A row with its lines at their places, measured from its upper left corner.
struct SetRow {
    lines: Vec<(Line, Style, Tone, f32, f32)>,
    height: f32,
    sign_middle: f32,
    reading: f32,
}

impl SetRow {
    /// Keeps as many lines as have room, at least one.
    fn keep(&mut self, height: f32, scale: &Scale) {
        while self.height > height && self.lines.len() > 1 {
            let last = self.lines.pop();
            self.height -= last.map_or(0.0, |(_, style, ..)| line_height(style, scale.ruby));
        }
    }
}

struct Columns {
    /// Left end and width of when, what, where, from the row's left end.
    cells: [(f32, f32); 3],
}

impl Columns {
    fn of(scale: &Scale, room: Rect) -> Columns {
        let first = scale.b(110.0);
        let last_width = scale.b(410.0);
        let last = room.w - last_width;
        let gap = scale.b(40.0);
        let middle = first + (last - first) * 0.515;
        Columns { cells: [(first, middle - gap - first), (middle, last - gap - middle), (last, last_width)] }
    }

    /// Nothing, when some cell needs more than [`MOST_LINES`] a part.
    fn set(&self, row: &ListRow, view: &View, scale: &Scale) -> Option<SetRow> {
        let mut lines = Vec::new();
        let mut height: f32 = 0.0;
        let padding = scale.b(10.0);
        for (cell, (x, width)) in [&row.when, &row.what, &row.place].into_iter().zip(self.cells) {
            let mut y = padding;
            for (part, style) in parts(cell, scale) {
                let set = typeset::set(part, view.lang, style, width);
                if set.len() > MOST_LINES || set.iter().any(|line| line.width > width + 0.1) {
                    return None;
                }
                for line in set {
                    lines.push((line, style, Tone::Ink, x, y));
                    y += line_height(style, scale.ruby);
                }
            }
            height = height.max(y + padding);
        }
        Some(SetRow { lines, height, sign_middle: sign_middle(scale, padding), reading: reading(row) })
    }
}

/// All rows in columns, where every one of them fits.
fn in_columns(list: &List, view: &View, scale: &Scale, room: Rect) -> Option<Vec<SetRow>> {
    if scale.portrait {
        return None;
    }
    let columns = Columns::of(scale, room);
    let rows: Option<Vec<SetRow>> = list.rows.iter().map(|row| columns.set(row, view, scale)).collect();
    rows.filter(|rows| rows.iter().all(|row| row.height <= room.h))
}

/// How much a stacked row says, by its parts: day, times; subject, series; place. What gives way
/// first is gone in the second.
const SAID: [[bool; 5]; 4] = [
    [true, true, true, true, true],
    [true, true, true, false, true],
    [true, true, true, false, false],
    [true, false, true, false, false],
];

/// All rows with their cells one under the other. The series gives way where that saves a page,
/// all else only where a row would be higher than the board.
fn stacked(list: &List, view: &View, scale: &Scale, room: Rect) -> Vec<SetRow> {
    let set = |said: [bool; 5]| -> Vec<SetRow> {
        list.rows.iter().map(|row| stacked_row(row, said, view, scale, room)).collect()
    };
    let fits = |rows: &Vec<SetRow>| rows.iter().all(|row| row.height <= room.h);
    let (whole, short) = (set(SAID[0]), set(SAID[1]));
    if fits(&whole) && groups(&whole, room).len() <= groups(&short, room).len() {
        return whole;
    }
    let mut rows = short;
    for said in &SAID[2..] {
        if fits(&rows) {
            break;
        }
        rows = set(*said);
    }
    // What is then still higher has its end in the details, and in its label.
    for row in &mut rows {
        row.keep(room.h, scale);
    }
    rows
}

fn stacked_row(row: &ListRow, said: [bool; 5], view: &View, scale: &Scale, room: Rect) -> SetRow {
    let x = scale.b(110.0).max(scale.text().size * 1.6);
    let padding = scale.b(12.0);
    let (head, text) = (scale.row_head(), scale.text());
    let [day, times] = &row.when;
    let [subject, series] = &row.what;
    let parts = [(day, head), (times, text), (subject, head), (series, text), (&row.place[0], head)];
    let mut y = padding;
    let mut lines = Vec::new();
    let mut reading = 0.0;
    for ((part, style), _) in parts.into_iter().zip(said).filter(|(_, said)| *said) {
        reading += part.reading_length();
        for line in typeset::set(part, view.lang, style, room.w - x) {
            lines.push((line, style, Tone::Ink, x, y));
            y += line_height(style, scale.ruby);
        }
    }
    SetRow { lines, height: y + padding, sign_middle: sign_middle(scale, padding), reading }
}

fn parts<'a>(cell: &'a [Phrase; 2], scale: &Scale) -> [(&'a Phrase, Style); 2] {
    [(&cell[0], scale.row_head()), (&cell[1], scale.text())]
}

fn sign_middle(scale: &Scale, padding: f32) -> f32 {
    let style = scale.row_head();
    let height = line_height(style, scale.ruby);
    padding + if scale.ruby { height - style.size * 0.56 } else { height / 2.0 }
}

fn reading(row: &ListRow) -> f32 {
    [&row.when, &row.what, &row.place].into_iter().flatten().map(Phrase::reading_length).sum()
}

fn put_row(page: &mut Page, row: &SetRow, source: &ListRow, scale: &Scale, rect: Rect, chosen: bool) {
    if chosen {
        let frame = Rect::new(
            rect.x - scale.b(40.0),
            rect.y - scale.b(2.0),
            rect.w + scale.b(80.0),
            rect.h + scale.b(2.0),
        );
        page.pieces.push(Piece::Fill { rect: frame, radius: scale.b(16.0), tone: Tone::Face });
        page.pieces.push(Piece::Frame {
            rect: frame,
            radius: scale.b(16.0),
            stroke: scale.b(6.0),
            tone: Tone::RingLit,
        });
    }
    let top = rect.y + (rect.h - row.height).max(0.0) / 2.0;
    let size = scale.b(68.0);
    page.pieces.push(Piece::Sign {
        rect: Rect::new(rect.x, top + row.sign_middle - size / 2.0 + scale.b(14.0), size, size),
        sign: source.sign,
        ground: if chosen { Ground::Face } else { Ground::Paper },
    });
    for (line, style, tone, x, y) in &row.lines {
        put_line(&mut page.pieces, line, *style, *tone, rect.x + x, top + y, scale.ruby);
    }
    page.reading += row.reading;
    let words: Vec<String> = [&source.when, &source.what, &source.place]
        .into_iter()
        .flatten()
        .map(Phrase::text)
        .filter(|text| !text.is_empty())
        .collect();
    page.said.push(Said { rect, label: words.join("\n"), role: SaidRole::Text });
}
