//! Blocks of text one under the other, and onto further pages when there is no more room.

use super::{Ground, Page, Piece, Rect, Said, SaidRole, Scale, line_height, put_line};
use crate::domain::text::{Lang, Phrase};
use crate::view::Sign;
use crate::view::palette::Tone;
use crate::view::typeset::{self, End, Line, Style};

/// At most this much to read on one slide (ACCESSIBILITY row 10).
pub const MOST_READING: f32 = 120.0;

/// A line of a block.
#[derive(Clone, Debug)]
pub struct SetLine {
    pub line: Line,
    pub style: Style,
    pub tone: Tone,
    /// How much of it counts as text to read.
    reading: f32,
    /// Whether a text ends with it, so that a page may.
    ends: bool,
}

/// A block of lines that belong together.
#[derive(Clone, Debug)]
pub struct Block {
    /// Space above it, unless it is the first on its page.
    pub gap: f32,
    /// A pictogram before the first line, with the lines set in behind it.
    pub sign: Option<(Sign, f32)>,
    pub lines: Vec<SetLine>,
    pub label: String,
    /// Whether the block must stand with the one after it (a kicker with its title).
    pub with_next: bool,
    /// How far its lines stand in, mm.
    indent: f32,
    /// What it says, and how wide it may be: for the sentences of a text that is too long for a page.
    source: Option<(Phrase, Lang, f32)>,
}

impl Block {
    pub fn text(phrase: &Phrase, lang: Lang, style: Style, width: f32, gap: f32) -> Block {
        let lines = typeset::set(phrase, lang, style, width);
        let last = lines.len().saturating_sub(1);
        let set = |(at, line): (usize, Line)| SetLine {
            reading: Phrase::plain(line.text()).reading_length(),
            line,
            style,
            tone: Tone::Ink,
            ends: at == last,
        };
        Block {
            gap,
            sign: None,
            lines: lines.into_iter().enumerate().map(set).collect(),
            label: phrase.text(),
            with_next: false,
            indent: 0.0,
            source: Some((phrase.clone(), lang, width)),
        }
    }

    /// Its sentences, each from a line of its own on, so that a page can end behind one. Nothing where it
    /// is one sentence.
    fn by_sentences(&self) -> Vec<Block> {
        let (Some((phrase, lang, width)), Some(first)) = (&self.source, self.lines.first()) else {
            return Vec::new();
        };
        let sentences = phrase.sentences();
        if sentences.len() < 2 {
            return Vec::new();
        }
        let counts = self.reading() > 0.0;
        let block = |(at, sentence): (usize, &Phrase)| {
            let gap = if at == 0 { self.gap } else { 0.0 };
            let block = Block::text(sentence, *lang, first.style, *width, gap);
            let block = Block { indent: self.indent, ..block };
            if counts { block } else { block.unread() }
        };
        sentences.iter().enumerate().map(block).collect()
    }

    /// The same block, standing with the one after it.
    pub fn with_next(mut self) -> Block {
        self.with_next = true;
        self
    }

    /// The same block, not counted as text to read: contact, address, page number.
    pub fn unread(mut self) -> Block {
        for line in &mut self.lines {
            line.reading = 0.0;
        }
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
        let indent = Block::row_indent(scale);
        let mut block = Block::text(head, lang, scale.row_head(), width - indent, gap);
        // A head stands with what it is the head of.
        if let (Some(last), false) = (block.lines.last_mut(), lines.is_empty()) {
            last.ends = false;
        }
        for phrase in lines {
            let more = Block::text(phrase, lang, scale.text(), width - indent, 0.0);
            block.lines.extend(more.lines);
            block.label = format!("{}\n{}", block.label, phrase.text());
        }
        block.sign = Some((sign, Block::sign_size(scale)));
        block.indent = indent;
        block.source = None;
        block
    }

    /// A block set in as far as rows are, so that it stands under their words.
    pub fn under_rows(mut self, scale: &Scale) -> Block {
        self.indent = Block::row_indent(scale);
        self
    }

    fn sign_size(scale: &Scale) -> f32 {
        scale.b(58.0).max(scale.text().size * 1.1)
    }

    pub fn row_indent(scale: &Scale) -> f32 {
        Block::sign_size(scale) + scale.b(32.0)
    }

    pub fn height(&self, ruby: bool) -> f32 {
        self.lines.iter().map(|set| line_height(set.style, ruby)).sum()
    }

    pub fn width(&self) -> f32 {
        self.indent + self.lines.iter().map(|set| set.line.width).fold(0.0, f32::max)
    }

    /// Whether some line ends inside a word.
    pub fn breaks_words(&self) -> bool {
        self.lines.iter().any(|set| set.line.end == End::InWord)
    }

    pub fn reading(&self) -> f32 {
        self.lines.iter().map(|set| set.reading).sum()
    }
}

/// Height of blocks on one page.
pub fn height(blocks: &[Block], ruby: bool) -> f32 {
    blocks.iter().enumerate().map(|(i, block)| block.height(ruby) + if i > 0 { block.gap } else { 0.0 }).sum()
}

pub fn reading(blocks: &[Block]) -> f32 {
    blocks.iter().map(Block::reading).sum()
}

/// Puts blocks on a page from `top` down.
pub fn put(page: &mut Page, blocks: &[Block], x: f32, top: f32, ruby: bool) {
    let mut y = top;
    for (i, block) in blocks.iter().enumerate() {
        if i > 0 {
            y += block.gap;
        }
        let start = y;
        if let (Some((sign, size)), Some(SetLine { style, .. })) = (block.sign, block.lines.first()) {
            let first = line_height(*style, ruby);
            // The sign stands beside the letters of the first line, not beside their furigana.
            let middle = if ruby { y + first - style.size * 0.56 } else { y + first / 2.0 };
            page.pieces.push(Piece::Sign {
                rect: Rect::new(x, middle - size / 2.0, size, size),
                sign,
                ground: Ground::Paper,
            });
        }
        for SetLine { line, style, tone, .. } in &block.lines {
            put_line(&mut page.pieces, line, *style, *tone, x + block.indent, y, ruby);
            y += line_height(*style, ruby);
        }
        page.reading += block.reading();
        if !block.label.trim().is_empty() {
            page.said.push(Said {
                rect: Rect::new(x, start, block.width(), y - start),
                label: block.label.clone(),
                role: SaidRole::Text,
            });
        }
    }
}

/// How much there is room for on a page.
#[derive(Clone, Copy, Debug)]
pub struct Room {
    pub height: f32,
    pub reading: f32,
    pub ruby: bool,
}

impl Room {
    /// What is left when these blocks stand there. Gaps above further blocks are theirs.
    fn without(self, blocks: &[Block]) -> Room {
        let (height, reading) = (self.height - height(blocks, self.ruby), self.reading - reading(blocks));
        Room { height, reading, ..self }
    }

    fn holds(self, blocks: &[Block]) -> bool {
        let left = self.without(blocks);
        left.height > -0.1 && left.reading > -0.01
    }

    /// How many lines of a block there is room for under `gap`.
    fn lines(self, block: &Block, gap: f32) -> usize {
        let (mut height, mut reading) = (self.height - gap, self.reading);
        let fits = |set: &&SetLine| {
            height -= line_height(set.style, self.ruby);
            reading -= set.reading;
            height > -0.1 && reading > -0.01
        };
        block.lines.iter().take_while(fits).count()
    }
}

/// Blocks on their pages.
#[derive(Default)]
pub struct Paged {
    pub pages: Vec<Vec<Block>>,
    /// Whether some page ends inside a sentence.
    pub torn: bool,
}

/// Distributes blocks over pages, `lead` on every one. A block that is too much for a page of its
/// own is divided behind one of its texts or sentences, and only where one sentence alone is too much
/// between its lines. Nothing, when not even a line has room.
pub fn paginate(lead: &[Block], blocks: Vec<Block>, room: Room) -> Option<Paged> {
    let fresh = room.without(lead);
    let mut paged = Paged::default();
    let mut page: Vec<Block> = lead.to_vec();
    let mut queue: std::collections::VecDeque<Block> = blocks.into();
    while let Some(block) = queue.pop_front() {
        let left = room.without(&page);
        let gap = if page.is_empty() { 0.0 } else { block.gap };
        let is_fresh = page.len() == lead.len();
        // What must stand with it: the first lines of the one behind a kicker.
        let next = queue.front().filter(|_| block.with_next);
        let needs_next = next.is_some_and(|next| {
            let under = left.without(std::slice::from_ref(&block));
            under.lines(next, gap + next.gap) == 0
        });
        let count = left.lines(&block, gap);
        if count == block.lines.len() && (is_fresh || !needs_next) {
            page.push(block);
            continue;
        }
        let starts_anew = fresh.holds(std::slice::from_ref(&block)) || block.with_next;
        if !is_fresh && starts_anew {
            paged.pages.push(std::mem::replace(&mut page, lead.to_vec()));
            queue.push_front(block);
            continue;
        }
        let sentences = block.by_sentences();
        if !sentences.is_empty() {
            for sentence in sentences.into_iter().rev() {
                queue.push_front(sentence);
            }
            continue;
        }
        let ends = block.lines.iter().take(count).rposition(|line| line.ends).map(|at| at + 1);
        if ends.is_none() && !is_fresh {
            paged.pages.push(std::mem::replace(&mut page, lead.to_vec()));
            queue.push_front(block);
            continue;
        }
        if count == 0 {
            return None;
        }
        paged.torn |= ends.is_none();
        let (first, rest) = divide(block, ends, count);
        page.push(first);
        paged.pages.push(std::mem::replace(&mut page, lead.to_vec()));
        queue.push_front(rest);
    }
    if page.len() > lead.len() || paged.pages.is_empty() {
        if !room.holds(&page) {
            return None;
        }
        paged.pages.push(page);
    }
    Some(paged)
}

/// The first lines of a block, and the rest of it: behind the last of its texts that has room, or else as
/// many lines as have. A single line is not left behind where it can be helped.
fn divide(block: Block, ends: Option<usize>, count: usize) -> (Block, Block) {
    let fewer = if count + 1 == block.lines.len() && count > 2 { count - 1 } else { count };
    let mut first = block;
    let lines = first.lines.split_off(ends.unwrap_or(fewer));
    let mut rest = Block { lines, sign: None, ..first.clone() };
    for part in [&mut first, &mut rest] {
        part.label = part.lines.iter().map(|set| set.line.text()).collect::<Vec<_>>().join(" ");
        part.source = None;
    }
    (first, rest)
}
