//! Blocks of text one under the other, and onto further pages when there is no more room.

use super::{Ground, Page, Piece, Rect, Said, SaidRole, Scale, line_height, put_line};
use crate::domain::text::{Lang, Phrase};
use crate::view::Sign;
use crate::view::palette::Tone;
use crate::view::typeset::{self, Line, Style};

/// At most this much to read on one slide (ACCESSIBILITY row 10).
pub const MOST_READING: f32 = 120.0;

/// A block of lines that belong together.
#[derive(Clone, Debug)]
pub struct Block {
    /// Space above it, unless it is the first on its page.
    pub gap: f32,
    /// A pictogram before the first line, with the lines set in behind it.
    pub sign: Option<(Sign, f32)>,
    pub lines: Vec<(Line, Style, Tone)>,
    pub label: String,
    pub reading: f32,
    /// Whether the block must stand with the one after it (a kicker with its title).
    pub with_next: bool,
    /// How far its lines stand in, mm.
    indent: f32,
}

impl Block {
    pub fn text(phrase: &Phrase, lang: Lang, style: Style, tone: Tone, width: f32, gap: f32) -> Block {
        let lines = typeset::set(phrase, lang, style, width);
        Block {
            gap,
            sign: None,
            lines: lines.into_iter().map(|line| (line, style, tone)).collect(),
            label: phrase.text(),
            reading: phrase.reading_length(),
            with_next: false,
            indent: 0.0,
        }
    }

    pub fn with_next(mut self) -> Block {
        self.with_next = true;
        self
    }

    /// A sign with a head and lines behind it.
    pub fn row(
        sign: Sign,
        head: &Phrase,
        lines: &[Phrase],
        lang: Lang,
        scale: &Scale,
        width: f32,
        gap: f32,
    ) -> Block {
        let size = scale.b(58.0).max(scale.text().size * 1.1);
        let indent = size + scale.b(32.0);
        let mut block = Block::text(head, lang, scale.row_head(), Tone::Ink, width - indent, gap);
        for phrase in lines {
            let more = Block::text(phrase, lang, scale.text(), Tone::Ink, width - indent, 0.0);
            block.lines.extend(more.lines);
            block.label = format!("{}\n{}", block.label, phrase.text());
            block.reading += more.reading;
        }
        block.sign = Some((sign, size));
        block.indent = indent;
        block
    }

    /// A block set in as far as rows are, so that it stands under their words.
    pub fn under_rows(mut self, scale: &Scale) -> Block {
        self.indent = Block::row_indent(scale);
        self
    }

    pub fn row_indent(scale: &Scale) -> f32 {
        scale.b(58.0).max(scale.text().size * 1.1) + scale.b(32.0)
    }

    pub fn height(&self, ruby: bool) -> f32 {
        self.lines.iter().map(|(_, style, _)| line_height(*style, ruby)).sum()
    }

    pub fn width(&self) -> f32 {
        self.indent + self.lines.iter().map(|(line, ..)| line.width).fold(0.0, f32::max)
    }
}

/// Height of blocks on one page.
pub fn height(blocks: &[Block], ruby: bool) -> f32 {
    blocks.iter().enumerate().map(|(i, block)| block.height(ruby) + if i > 0 { block.gap } else { 0.0 }).sum()
}

pub fn reading(blocks: &[Block]) -> f32 {
    blocks.iter().map(|block| block.reading).sum()
}

/// Puts blocks on a page from `top` down.
pub fn put(page: &mut Page, blocks: &[Block], x: f32, top: f32, ruby: bool) {
    let mut y = top;
    for (i, block) in blocks.iter().enumerate() {
        if i > 0 {
            y += block.gap;
        }
        let start = y;
        if let (Some((sign, size)), Some((_, style, _))) = (block.sign, block.lines.first()) {
            let first = line_height(*style, ruby);
            // The sign stands beside the letters of the first line, not beside their furigana.
            let middle = if ruby { y + first - style.size * 0.56 } else { y + first / 2.0 };
            page.pieces.push(Piece::Sign {
                rect: Rect::new(x, middle - size / 2.0, size, size),
                sign,
                ground: Ground::Paper,
            });
        }
        for (line, style, tone) in &block.lines {
            put_line(&mut page.pieces, line, *style, *tone, x + block.indent, y, ruby);
            y += line_height(*style, ruby);
        }
        page.reading += block.reading;
        if !block.label.is_empty() {
            page.said.push(Said {
                rect: Rect::new(x, start, block.width(), y - start),
                label: block.label.clone(),
                role: SaidRole::Text,
            });
        }
    }
}

/// Distributes blocks over pages of `room` mm and [`MOST_READING`] characters. `lead` stands on
/// every page. A block that is too much for a page of its own is divided between its lines.
pub fn paginate(lead: &[Block], blocks: Vec<Block>, room: f32, ruby: bool) -> Vec<Vec<Block>> {
    let lead_height = height(lead, ruby);
    let lead_reading = reading(lead);
    let mut pages = Vec::new();
    let mut page: Vec<Block> = lead.to_vec();
    let mut queue: std::collections::VecDeque<Block> = blocks.into();
    while let Some(block) = queue.pop_front() {
        let used = height(&page, ruby) + if page.is_empty() { 0.0 } else { block.gap };
        let next = queue.front().filter(|_| block.with_next).map_or(0.0, |next| {
            next.gap + next.lines.first().map_or(0.0, |(_, style, _)| line_height(*style, ruby))
        });
        let fits =
            used + block.height(ruby) + next <= room + 0.1 && reading(&page) + block.reading <= MOST_READING;
        if fits {
            page.push(block);
        } else if page.len() > lead.len() {
            pages.push(std::mem::replace(&mut page, lead.to_vec()));
            queue.push_front(block);
        } else {
            let (first, rest) = divide(block, room - lead_height, MOST_READING - lead_reading, ruby);
            page.push(first);
            if let Some(rest) = rest {
                pages.push(std::mem::replace(&mut page, lead.to_vec()));
                queue.push_front(rest);
            }
        }
    }
    if page.len() > lead.len() || pages.is_empty() {
        pages.push(page);
    }
    pages
}

/// As many lines as fit, at least one; the rest goes on.
fn divide(block: Block, room: f32, most_reading: f32, ruby: bool) -> (Block, Option<Block>) {
    let count = block.lines.len().max(1) as f32;
    let per_line = block.reading / count;
    let mut used = 0.0;
    let mut reading = 0.0;
    let mut take = 0;
    for (_, style, _) in &block.lines {
        used += line_height(*style, ruby);
        reading += per_line;
        if take > 0 && (used > room || reading > most_reading) {
            break;
        }
        take += 1;
    }
    if take >= block.lines.len() {
        return (block, None);
    }
    let mut first = block;
    let lines = first.lines.split_off(take);
    let mut rest = Block { lines, sign: None, ..first.clone() };
    for part in [&mut first, &mut rest] {
        part.reading = per_line * part.lines.len() as f32;
        part.label = part.lines.iter().map(|(line, ..)| line.text()).collect();
    }
    (first, Some(rest))
}
