//! Words beside a ring or a picture, with the ways to reach the ward.
//!
//! No page ends inside a sentence unless one alone is too much for it. What gives way when there is no
//! room, in this order: a second page, on which the ways stand
//! together; the large title; the title on further pages; the ring, whose words then stand in
//! a row. Never the size of text.

mod way;

use super::flow::{self, Block, MOST_READING, Room};
use super::{Page, Piece, Rect, Said, SaidRole, Scale, header, ring};
use crate::domain::text::Phrase;
use crate::view::typeset::Style;
use crate::view::words::Words;
use crate::view::{Article, PictureView, RingLine, RingRole, Row, Sign, View};

/// How much of the design a board can keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Plan {
    ring: bool,
    /// QR code and numbers beside the words instead of on a page of their own.
    way_beside: bool,
    title: Title,
    /// Kicker and title on every page, or on the first alone.
    repeats_title: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Title {
    Large,
    Small,
    /// As large as the head of a row.
    Text,
}

/// The better picture stands before the worse.
const PLANS: [Plan; 13] = {
    const fn plan(ring: bool, way_beside: bool, title: Title, repeats_title: bool) -> Plan {
        Plan { ring, way_beside, title, repeats_title }
    }
    [
        plan(true, true, Title::Large, true),
        plan(true, true, Title::Small, true),
        plan(true, false, Title::Large, true),
        plan(true, false, Title::Small, true),
        plan(true, false, Title::Large, false),
        plan(true, false, Title::Small, false),
        plan(true, false, Title::Text, false),
        plan(false, true, Title::Large, true),
        plan(false, false, Title::Large, true),
        plan(false, false, Title::Small, true),
        plan(false, false, Title::Large, false),
        plan(false, false, Title::Small, false),
        plan(false, false, Title::Text, false),
    ]
};

pub fn pages(article: &Article, view: &View, scale: &Scale, board: Rect) -> Vec<Page> {
    let mut best: Option<Composed> = None;
    for plan in PLANS {
        let Some(composed) = compose(article, view, scale, board, plan) else { continue };
        // A plan that tears no sentence; of these the first with the fewest pages, and one whose title
        // stands as a whole.
        if best.as_ref().is_none_or(|best| composed.cost() < best.cost()) {
            best = Some(composed);
        }
        if best.as_ref().is_some_and(|best| best.cost() == (false, 1, false)) {
            break;
        }
    }
    best.map(|best| best.pages).unwrap_or_default()
}

struct Composed {
    pages: Vec<Page>,
    /// Whether a page ends inside a sentence.
    torn: bool,
    /// Whether the title is divided between pages, or a line of it ends inside a word.
    divided: bool,
}

impl Composed {
    fn cost(&self) -> (bool, usize, bool) {
        (self.torn, self.pages.len(), self.divided)
    }
}

/// The frame in which the words of a plan stand.
struct Frame {
    /// Ring or picture, on every page.
    beside: Page,
    words: Rect,
}

impl Frame {
    /// The whole board under the header, with nothing beside the words.
    fn whole(scale: &Scale, board: Rect) -> Frame {
        let margin = scale.margin();
        let top = header::height(scale) + scale.b(12.0);
        let bottom = board.bottom() - scale.b(22.0);
        let words = Rect::new(margin, top, board.w - 2.0 * margin, bottom - top);
        Frame { beside: Page::default(), words }
    }

    fn room(&self, scale: &Scale) -> Room {
        Room { height: self.words.h, reading: MOST_READING - self.beside.reading, ruby: scale.ruby }
    }

    /// A page of this frame with blocks on it.
    fn page(&self, blocks: &[Block], scale: &Scale) -> Page {
        let mut page = self.beside.clone();
        // Words that do not fill the board stand a little above its middle, as in the design.
        let slack = (self.words.h - flow::height(blocks, scale.ruby)).max(0.0);
        let top = self.words.y + if scale.portrait { 0.0 } else { slack * 0.4 };
        flow::put(&mut page, blocks, self.words.x, top, scale.ruby);
        page
    }
}

fn compose(article: &Article, view: &View, scale: &Scale, board: Rect, plan: Plan) -> Option<Composed> {
    let frame = frame(article, view, scale, board, plan)?;
    match (&article.way, plan.way_beside) {
        (Some(way), true) => {
            let page = way::beside(article, way, view, scale, board, frame, plan)?;
            Some(Composed { pages: vec![page], torn: false, divided: false })
        }
        // Nothing to put beside: a later plan is the same.
        (None, true) => None,
        (way, false) => {
            let (lead, rest) = words(article, view, scale, frame.words.w, plan);
            let label = article.title.as_ref().map(Phrase::text);
            let flow::Paged { pages, torn } = flow::paginate(&lead, rest, frame.room(scale))?;
            // A divided block has other words on each page.
            let title = pages.iter().flatten().find(|block| Some(&block.label) == label.as_ref());
            let divided = label.is_some() && title.is_none_or(Block::breaks_words);
            let mut pages: Vec<Page> = pages.iter().map(|blocks| frame.page(blocks, scale)).collect();
            if let Some(way) = way {
                pages.extend(way::pages(article, way, view, scale, board, &frame));
            }
            Some(Composed { pages, torn, divided })
        }
    }
}

/// Ring or picture at its place and what is left for words; nothing when the ring cannot carry
/// what it has to.
fn frame(article: &Article, view: &View, scale: &Scale, board: Rect, plan: Plan) -> Option<Frame> {
    let asking = view.counter.is_asking();
    let whole = Frame::whole(scale, board);
    if let Some(picture) = &article.picture {
        // A picture is not dropped for want of room: the words go on over further pages.
        return plan.ring.then(|| with_picture(picture, scale, board, whole.words));
    }
    if !plan.ring {
        return Some(whole);
    }
    if article.ring.is_empty() {
        return None;
    }
    let whole = whole.words;
    if scale.portrait {
        let place = if asking {
            ring::Place::portrait_asking(scale, header::height(scale), board.bottom())
        } else {
            // Leave the words at least a third; the ring stands under them.
            let top = (board.bottom() - scale.b(580.0)).max(whole.y + whole.h / 3.0);
            ring::Place::portrait(scale, top, board.bottom())
        };
        let beside = ring::place((&article.ring, article.lit), place, view.lang, scale, board)?;
        let words = if asking {
            Rect { w: place.cx - place.outer[1] - scale.b(20.0) - whole.x, ..whole }
        } else {
            Rect { h: place.cy - place.outer[1] - scale.b(12.0) - whole.y, ..whole }
        };
        return Some(Frame { beside, words });
    }
    let place = if asking {
        ring::Place::asking(scale, board.bottom())
    } else {
        ring::Place::at_rest(scale, board.bottom())
    };
    if place.cy + place.radius > board.bottom() {
        return None;
    }
    let beside = ring::place((&article.ring, article.lit), place, view.lang, scale, board)?;
    let left = scale.b(680.0);
    Some(Frame { beside, words: Rect { x: left, w: whole.right() - left, ..whole } })
}

fn with_picture(picture: &PictureView, scale: &Scale, board: Rect, whole: Rect) -> Frame {
    let mut beside = Page::default();
    let (rect, words) = if scale.portrait {
        let height = (board.h * 0.42).min(board.w * 0.75);
        let top = board.bottom() - height;
        let rect = Rect::new(0.0, top, board.w, height);
        (rect, Rect { h: top - scale.b(24.0) - whole.y, ..whole })
    } else {
        let left = scale.b(830.0);
        let rect = Rect::new(0.0, 0.0, scale.b(760.0), board.h);
        (rect, Rect { x: left, w: whole.right() - left, ..whole })
    };
    beside.pieces.push(Piece::Picture { rect, source: picture.source.clone() });
    if !picture.alt.is_empty() {
        beside.said.push(Said { rect, label: picture.alt.text(), role: SaidRole::Image });
    }
    Frame { beside, words }
}

/// What stands on every page, and what is distributed over them.
fn words(article: &Article, view: &View, scale: &Scale, width: f32, plan: Plan) -> (Vec<Block>, Vec<Block>) {
    let lang = view.lang;
    let title_style: Style = match plan.title {
        Title::Large => scale.title(),
        Title::Small => scale.small_title(),
        Title::Text => scale.row_head(),
    };
    let ring = if plan.ring { None } else { ring_in_words(article, view) };
    let mut lead = Vec::new();
    // A ring that only says what the slide is stands over the title, one with a day under it.
    let over = ring.iter().filter(|ring| ring.large.is_empty()).map(|ring| &ring.small);
    for kicker in over.chain(&article.kicker) {
        lead.push(Block::text(kicker, lang, scale.text(), width, 0.0).with_next());
    }
    if let Some(title) = &article.title {
        lead.push(Block::text(title, lang, title_style, width, scale.b(2.0)));
    }
    let mut rest = Vec::new();
    let gap = scale.b(20.0);
    if let Some(RingInWords { large, small }) = ring.filter(|ring| !ring.large.is_empty()) {
        rest.push(Block::row(Sign::Info, &large, &[small], lang, scale, width, gap));
    }
    for Row { sign, head, lines } in &article.rows {
        rest.push(Block::row(*sign, head, lines, lang, scale, width, gap));
    }
    for paragraph in &article.paragraphs {
        rest.push(Block::text(paragraph, lang, scale.text(), width, scale.paragraph_gap()));
    }
    if rest.is_empty() || !plan.repeats_title {
        lead.append(&mut rest);
        std::mem::swap(&mut lead, &mut rest);
    }
    (lead, rest)
}

/// What the ring would have carried.
struct RingInWords {
    /// The day, or the one thing it is about, with its year and weekday. Empty when there is none.
    large: Phrase,
    /// Times, and what is said in their place.
    small: Phrase,
}

/// The words of the ring, unless the title or the kicker says the same or a picture is in its place.
fn ring_in_words(article: &Article, view: &View) -> Option<RingInWords> {
    if article.picture.is_some() {
        return None;
    }
    let words = Words::of(view.lang);
    let said: Vec<String> =
        [&article.title, &article.kicker].into_iter().flatten().map(Phrase::text).collect();
    let joined = |lines: &[RingLine]| {
        let lines = lines.iter().filter(|line| !said.contains(&line.phrase.text()));
        lines.fold(Phrase::default(), |whole, line| {
            let space = if whole.is_empty() { "" } else { " " };
            whole.and(&Phrase::plain(space)).and(&words.one_line(&line.phrase))
        })
    };
    // The year stands over the day, the weekday under it: they are read with it.
    let has_big = article.ring.iter().any(|line| line.role == RingRole::Big);
    let day = article.ring.iter().rposition(|line| line.role != RingRole::Small).filter(|_| has_big);
    let (large, small) = article.ring.split_at(day.map_or(0, |day| day + 1));
    let ring = RingInWords { large: joined(large), small: joined(small) };
    (!ring.large.is_empty() || !ring.small.is_empty()).then_some(ring)
}
