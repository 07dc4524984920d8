//! Rows of meetings: a sign, when, what, where. In columns where every cell fits in its column,
//! otherwise one cell under the other; as many rows on a page as there is room for.

use super::{Ground, Page, Piece, Rect, Said, SaidRole, Scale, header, line_height, put_line};
use crate::domain::text::Phrase;
use crate::view::palette::Tone;
use crate::view::typeset::{self, Line, Style};
use crate::view::{List, ListRow, View};

/// At most this many rows on a page: more is a table, not a sign.
const MOST_ROWS: usize = 4;

/// The pages, and which of them holds the chosen row.
pub fn pages(list: &List, view: &View, scale: &Scale, board: Rect) -> (Vec<Page>, Option<usize>) {
    let margin = scale.b(if scale.portrait { 60.0 } else { 80.0 });
    let top = header::height(scale) + scale.b(14.0);
    let room = Rect::new(margin, top, board.w - 2.0 * margin, board.bottom() - scale.b(18.0) - top);
    let columns = Columns::of(scale, room);
    let in_columns: Option<Vec<SetRow>> = if scale.portrait {
        None
    } else {
        list.rows.iter().map(|row| columns.set(row, view, scale)).collect()
    };
    let rows =
        in_columns.unwrap_or_else(|| list.rows.iter().map(|row| stacked(row, view, scale, room)).collect());

    let mut pages: Vec<(Page, Vec<&str>)> = Vec::new();
    let mut start = 0;
    while start < rows.len() {
        let mut count = 0;
        let mut used = 0.0;
        for row in &rows[start..] {
            if count == MOST_ROWS || (count > 0 && used + row.height > room.h + 0.1) {
                break;
            }
            used += row.height;
            count += 1;
        }
        let chunk = &rows[start..start + count];
        // Rows keep the height of a full page's quarter, so that a short list does not fall apart.
        let least = if chunk.len() < MOST_ROWS {
            (room.h / MOST_ROWS as f32).min((room.h - used) / count as f32 + used / count as f32)
        } else {
            room.h / count as f32
        };
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
        pages.push((page, list.rows[start..start + count].iter().map(|row| row.id.as_str()).collect()));
        start += count;
    }
    let chosen =
        list.chosen.as_deref().and_then(|chosen| pages.iter().position(|(_, ids)| ids.contains(&chosen)));
    (pages.into_iter().map(|(page, _)| page).collect(), chosen)
}

/// A row with its lines at their places, measured from its upper left corner.
struct SetRow {
    lines: Vec<(Line, Style, Tone, f32, f32)>,
    height: f32,
    sign_middle: f32,
    reading: f32,
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

    /// Nothing, when some cell needs more than two lines a part.
    fn set(&self, row: &ListRow, view: &View, scale: &Scale) -> Option<SetRow> {
        let mut lines = Vec::new();
        let mut height: f32 = 0.0;
        let padding = scale.b(10.0);
        for (cell, (x, width)) in [&row.when, &row.what, &row.place].into_iter().zip(self.cells) {
            let mut y = padding;
            for (part, style) in parts(cell, scale) {
                let set = typeset::set(part, view.lang, style, width);
                if set.len() > 2 || set.iter().any(|line| line.width > width + 0.1) {
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

fn stacked(row: &ListRow, view: &View, scale: &Scale, room: Rect) -> SetRow {
    let x = scale.b(110.0).max(scale.text().size * 1.6);
    let padding = scale.b(12.0);
    let mut y = padding;
    let mut lines = Vec::new();
    let place = [row.place[0].clone(), Phrase::default()];
    for cell in [&row.when, &row.what, &place] {
        for (part, style) in parts(cell, scale) {
            for line in typeset::set(part, view.lang, style, room.w - x) {
                lines.push((line, style, Tone::Ink, x, y));
                y += line_height(style, scale.ruby);
            }
        }
    }
    SetRow { lines, height: y + padding, sign_middle: sign_middle(scale, padding), reading: reading(row) }
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
