//! Rows of meetings: a sign, when, what, where. In columns where every cell fits in its column,
//! otherwise one cell under the other; as many rows on a page as there is room for.
//!
//! What gives way for a row that is higher than the board (LOOK "Order of giving way"): its second
//! lines, which are all in the meeting's details; then the row goes on over a second page, whole,
//! with a sign that it does. Never its day or what it is about, and never the size of text.

use std::ops::Range;

use super::flow::MOST_READING;
use super::{Ground, Page, Piece, Rect, Said, SaidRole, Scale, header, line_height, put_line};
use crate::domain::text::Phrase;
use crate::view::palette::Tone;
use crate::view::typeset::{self, Line, Style};
use crate::view::{List, ListRow, View};

/// At most this many rows on a page: more is a table, not a sign.
const MOST_ROWS: usize = 4;

/// Lines of one part of a cell in its column.
const MOST_LINES: usize = 3;

/// Stands behind the last line of a row that goes on.
const MORE: &str = "…";

/// The pages, and which of them holds the chosen row.
pub fn pages(list: &List, view: &View, scale: &Scale, board: Rect) -> (Vec<Page>, Option<usize>) {
    let margin = scale.margin();
    let top = header::height(scale) + scale.b(14.0);
    let room = Rect::new(margin, top, board.w - 2.0 * margin, board.bottom() - scale.b(18.0) - top);
    // A slide goes by: it has no more than can be read meanwhile. A list with a frame waits.
    let most = if list.chosen.is_none() { MOST_READING } else { f32::INFINITY };
    let groups = |rows: &[SetRow<'_>]| groups(rows, room, most);
    let stacked = stacked(list, view, scale, room, most);
    let rows = match in_columns(list, view, scale, room) {
        Some(columns) if groups(&columns).len() <= groups(&stacked).len() => columns,
        Some(_) | None => stacked,
    };
    let mut pages: Vec<(Page, Vec<&str>)> = Vec::new();
    for Range { start, end } in groups(&rows) {
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
            let chosen = list.chosen.as_ref() == Some(&row.source.id);
            put_row(&mut page, row, scale, rect, chosen);
            let next = rows.get(start + i + 1);
            let next_chosen = next.is_some_and(|next| list.chosen.as_ref() == Some(&next.source.id));
            if !chosen && !next_chosen && i + 1 < count {
                page.pieces.push(Piece::Fill {
                    rect: Rect::new(room.x, rect.bottom() - scale.b(1.0), room.w, scale.b(3.0)),
                    radius: 0.0,
                    tone: Tone::Rule,
                });
            }
            y += height;
        }
        pages.push((page, chunk.iter().map(|row| row.source.id.as_str()).collect()));
    }
    let chosen =
        list.chosen.as_deref().and_then(|chosen| pages.iter().position(|(_, ids)| ids.contains(&chosen)));
    (pages.into_iter().map(|(page, _)| page).collect(), chosen)
}

/// Which rows stand together on a page: as many as there is room for and no more than `most` to read, at
/// least one.
fn groups(rows: &[SetRow<'_>], room: Rect, most: f32) -> Vec<Range<usize>> {
    let mut groups: Vec<Range<usize>> = Vec::new();
    let (mut used, mut reading) = (0.0, 0.0);
    for (at, row) in rows.iter().enumerate() {
        used += row.height;
        reading += row.reading;
        match groups.last_mut() {
            Some(group) if group.len() < MOST_ROWS && used <= room.h + 0.1 && reading <= most => {
                group.end = at + 1;
            }
            Some(_) | None => {
                (used, reading) = (row.height, row.reading);
                groups.push(at..at + 1);
            }
        }
    }
    groups
}

/// A row, or a part of one, with its lines at their places.
struct SetRow<'a> {
    source: &'a ListRow,
    part: Part,
    lines: Vec<SetLine>,
    height: f32,
    sign_middle: f32,
    reading: f32,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// The row from its beginning, which is all of it unless a rest follows.
    Begins,
    /// What a page before had no room for.
    Rest,
}

struct SetLine {
    line: Line,
    style: Style,
    /// Left end and top of its line box, from the upper left corner of the row.
    x: f32,
    y: f32,
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
    fn set<'a>(&self, row: &'a ListRow, view: &View, scale: &Scale) -> Option<SetRow<'a>> {
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
                    lines.push(SetLine { line, style, x, y });
                    y += line_height(style, scale.ruby);
                }
            }
            height = height.max(y + padding);
        }
        let sign_middle = sign_middle(scale, padding);
        Some(SetRow { source: row, part: Part::Begins, lines, height, sign_middle, reading: reading(row) })
    }
}

/// All rows in columns, where every one of them fits.
fn in_columns<'a>(list: &'a List, view: &View, scale: &Scale, room: Rect) -> Option<Vec<SetRow<'a>>> {
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
/// all else only in a row that would be higher than the board.
fn stacked<'a>(list: &'a List, view: &View, scale: &Scale, room: Rect, most: f32) -> Vec<SetRow<'a>> {
    let set = |least: usize| -> Vec<SetRow<'a>> {
        let row = |row| fitting_row(row, least, view, scale, room);
        list.rows.iter().flat_map(row).collect()
    };
    let (whole, short) = (set(0), set(1));
    let pages = |rows: &[SetRow<'_>]| groups(rows, room, most).len();
    if pages(&whole) <= pages(&short) { whole } else { short }
}

/// A row that says as much as the board has room for, and at most what `SAID[most]` says. A row
/// for which nothing else is left goes on over further pages; then it may say everything.
fn fitting_row<'a>(row: &'a ListRow, most: usize, view: &View, scale: &Scale, room: Rect) -> Vec<SetRow<'a>> {
    let mut shorter = SAID[most..].iter().map(|said| stacked_row(row, *said, view, scale, room.w));
    let fitting = shorter.find(|row| row.height <= room.h);
    fitting.map_or_else(|| divided_row(row, view, scale, room), |row| vec![row])
}

fn stacked_row<'a>(row: &'a ListRow, said: [bool; 5], view: &View, scale: &Scale, width: f32) -> SetRow<'a> {
    let x = scale.b(110.0).max(scale.text().size * 1.6);
    let padding = stack_padding(scale);
    let (head, text) = (scale.row_head(), scale.text());
    let [day, times] = &row.when;
    let [subject, series] = &row.what;
    let parts = [(day, head), (times, text), (subject, head), (series, text), (&row.place[0], head)];
    let mut y = padding;
    let mut lines = Vec::new();
    let mut reading = 0.0;
    for ((part, style), _) in parts.into_iter().zip(said).filter(|(_, said)| *said) {
        reading += part.reading_length();
        for line in typeset::set(part, view.lang, style, width - x) {
            lines.push(SetLine { line, style, x, y });
            y += line_height(style, scale.ruby);
        }
    }
    let sign_middle = sign_middle(scale, padding);
    SetRow { source: row, part: Part::Begins, lines, height: y + padding, sign_middle, reading }
}

/// A whole row in parts of which each has room on a page.
fn divided_row<'a>(row: &'a ListRow, view: &View, scale: &Scale, room: Rect) -> Vec<SetRow<'a>> {
    let more = Phrase::plain(MORE);
    let width = room.w - typeset::width(&more, view.lang, scale.row_head());
    let padding = stack_padding(scale);
    let mut parts: Vec<SetRow<'a>> = Vec::new();
    let mut top = 0.0;
    for SetLine { line, style, x, y } in stacked_row(row, SAID[0], view, scale, width).lines {
        let bottom = y + line_height(style, scale.ruby) + padding;
        if parts.is_empty() || bottom - top > room.h {
            top = y - padding;
            let part = if parts.is_empty() { Part::Begins } else { Part::Rest };
            let sign_middle = sign_middle(scale, padding);
            let empty =
                SetRow { source: row, part, lines: Vec::new(), height: 0.0, sign_middle, reading: 0.0 };
            parts.push(empty);
        }
        if let Some(part) = parts.last_mut() {
            part.height = bottom - top;
            part.reading += Phrase::plain(line.text()).reading_length();
            part.lines.push(SetLine { line, style, x, y: y - top });
        }
    }
    let before_last = parts.len().saturating_sub(1);
    for SetRow { lines, .. } in &mut parts[..before_last] {
        let sign = lines.last().and_then(|SetLine { line, style, x, y }| {
            let line_end = x + line.width;
            let sign = typeset::set(&more, view.lang, *style, f32::INFINITY).into_iter().next()?;
            Some(SetLine { line: sign, style: *style, x: line_end, y: *y })
        });
        lines.extend(sign);
    }
    parts
}

fn stack_padding(scale: &Scale) -> f32 {
    scale.b(12.0)
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

fn put_row(page: &mut Page, row: &SetRow<'_>, scale: &Scale, rect: Rect, chosen: bool) {
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
    if row.part == Part::Begins {
        let size = scale.b(68.0);
        page.pieces.push(Piece::Sign {
            rect: Rect::new(rect.x, top + row.sign_middle - size / 2.0 + scale.b(14.0), size, size),
            sign: row.source.sign,
            ground: if chosen { Ground::Face } else { Ground::Paper },
        });
    }
    for SetLine { line, style, x, y } in &row.lines {
        put_line(&mut page.pieces, line, *style, Tone::Ink, rect.x + x, top + y, scale.ruby);
    }
    page.reading += row.reading;
    page.said.push(Said { rect, label: label(row), role: SaidRole::Text });
}

/// What is heard of a row: all of it where it begins, whatever gave way; of its rest, the rest.
fn label(row: &SetRow<'_>) -> String {
    match row.part {
        Part::Begins => whole(row.source),
        Part::Rest => joined(row.lines.iter().map(|set| set.line.text())),
    }
}

/// All that a row says.
pub fn whole(row: &ListRow) -> String {
    joined([&row.when, &row.what, &row.place].into_iter().flatten().map(Phrase::text))
}

fn joined(words: impl Iterator<Item = String>) -> String {
    words.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n")
}
