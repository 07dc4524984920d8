//! Words beside a ring or a picture, with the ways to reach the ward.
//!
//! What gives way when there is no room, in this order: a second page, on which the ways stand
//! together; the large title; the ring, whose words then stand in a row. Never the size of text.

use super::flow::{self, Block};
use super::{Page, Piece, Rect, Said, SaidRole, Scale, header, line_height, ring};
use crate::domain::text::Phrase;
use crate::view::palette::Tone;
use crate::view::typeset::{self, Style};
use crate::view::{Article, PictureView, RingRole, Row, Sign, View, Way};

/// How much of the design a board can keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Plan {
    ring: bool,
    /// QR code and numbers beside the words instead of on a page of their own.
    way_beside: bool,
    large_title: bool,
}

const PLANS: [Plan; 6] = [
    Plan { ring: true, way_beside: true, large_title: true },
    Plan { ring: true, way_beside: false, large_title: true },
    Plan { ring: true, way_beside: false, large_title: false },
    Plan { ring: false, way_beside: true, large_title: true },
    Plan { ring: false, way_beside: false, large_title: true },
    Plan { ring: false, way_beside: false, large_title: false },
];

pub fn pages(article: &Article, view: &View, scale: &Scale, board: Rect) -> Vec<Page> {
    let boards = PLANS.iter().filter_map(|plan| compose(article, view, scale, board, *plan));
    // The first plan with the fewest pages: an earlier plan is the better picture.
    let best = boards.reduce(|best, next| if next.len() < best.len() { next } else { best });
    best.unwrap_or_default()
}

/// The frame in which the words of a plan stand.
struct Frame {
    /// Ring or picture, on every page.
    beside: Page,
    words: Rect,
}

fn compose(article: &Article, view: &View, scale: &Scale, board: Rect, plan: Plan) -> Option<Vec<Page>> {
    let has_way = article.way.is_some();
    if plan.way_beside && !has_way && plan.ring {
        // Nothing to put beside: the next plan is the same without the empty column.
        return None;
    }
    let frame = frame(article, view, scale, board, plan)?;
    let way = article.way.as_ref();
    if let (true, Some(way)) = (plan.way_beside, way) {
        return with_way_beside(article, way, view, scale, board, frame, plan).map(|page| vec![page]);
    }

    let ruby = scale.ruby;
    let (lead, rest) = words(article, view, scale, frame.words.w, plan);
    let mut pages: Vec<Page> = flow::paginate(&lead, rest, frame.words.h, ruby)
        .iter()
        .map(|blocks| {
            let mut page = frame.beside.clone();
            flow::put(&mut page, blocks, frame.words.x, top_of(frame.words, blocks, ruby, scale), ruby);
            page
        })
        .collect();
    if let Some(way) = way {
        pages.extend(way_pages(article, way, view, scale, board, &frame));
    }
    Some(pages)
}

/// Words that do not fill the board stand a little above its middle, as in the design.
fn top_of(words: Rect, blocks: &[Block], ruby: bool, scale: &Scale) -> f32 {
    if scale.portrait {
        return words.y;
    }
    words.y + ((words.h - flow::height(blocks, ruby)) * 0.4).max(0.0)
}

fn frame(article: &Article, view: &View, scale: &Scale, board: Rect, plan: Plan) -> Option<Frame> {
    let asking = view.counter.is_asking();
    let margin = scale.b(if scale.portrait { 60.0 } else { 80.0 });
    let top = header::height(scale) + scale.b(12.0);
    let bottom = board.bottom() - scale.b(22.0);
    let whole = Rect::new(margin, top, board.w - 2.0 * margin, bottom - top);

    if let Some(picture) = &article.picture {
        return Some(with_picture(picture, scale, board, whole));
    }
    if !plan.ring || article.ring.is_empty() {
        return Some(Frame { beside: Page::default(), words: whole });
    }
    if scale.portrait {
        let place = if asking {
            ring::Place { cx: board.w - scale.b(290.0), ..ring::Place::asking(scale, board.bottom()) }
        } else {
            // Leave the words at least a third; the ring stands under them.
            let top = (board.bottom() - scale.b(580.0)).max(whole.y + whole.h / 3.0);
            ring::Place::portrait(scale, top, board.bottom())
        };
        let beside = ring::place(&article.ring, place, view.lang, scale, board)?;
        let words = if asking {
            Rect { w: place.cx - place.outer[1] - scale.b(20.0) - whole.x, ..whole }
        } else {
            Rect { h: place.cy - place.outer[1] - scale.b(12.0) - whole.y, ..whole }
        };
        return (words.h > line_height(scale.text(), scale.ruby) * 2.0).then_some(Frame { beside, words });
    }
    let place = if asking {
        ring::Place::asking(scale, board.bottom())
    } else {
        ring::Place::at_rest(scale, board.bottom())
    };
    if place.cy + place.radius > board.bottom() {
        return None;
    }
    let beside = ring::place(&article.ring, place, view.lang, scale, board)?;
    let left = scale.b(680.0);
    Some(Frame { beside, words: Rect { x: left, w: board.w - margin - left, ..whole } })
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

/// Kicker and title, which stand on every page, and all the rest.
fn words(article: &Article, view: &View, scale: &Scale, width: f32, plan: Plan) -> (Vec<Block>, Vec<Block>) {
    let lang = view.lang;
    let title_style = if plan.large_title { scale.title() } else { scale.small_title() };
    let mut lead = Vec::new();
    if let Some(kicker) = &article.kicker {
        lead.push(Block::text(kicker, lang, scale.text(), Tone::Ink, width, 0.0).with_next());
    }
    if let Some(title) = &article.title {
        lead.push(Block::text(title, lang, title_style, Tone::Ink, width, scale.b(2.0)));
    }
    let mut rest = Vec::new();
    let gap = scale.b(20.0);
    if !plan.ring && !article.ring.is_empty() && article.picture.is_none() {
        rest.push(ring_as_row(article, view, scale, width, gap));
    }
    for Row { sign, head, lines } in &article.rows {
        rest.push(Block::row(*sign, head, lines, lang, scale, width, gap));
    }
    for paragraph in &article.paragraphs {
        rest.push(Block::text(paragraph, lang, scale.text(), Tone::Ink, width, gap * 1.4));
    }
    if rest.is_empty() && lead.len() > 1 {
        // A title alone: it is the text, and may be divided.
        rest.push(lead.remove(1));
    } else if rest.is_empty() {
        std::mem::swap(&mut lead, &mut rest);
    }
    (lead, rest)
}

/// What the ring would have carried, as words.
fn ring_as_row(article: &Article, view: &View, scale: &Scale, width: f32, gap: f32) -> Block {
    let of = |roles: &[RingRole]| {
        article
            .ring
            .iter()
            .filter(|line| roles.contains(&line.role))
            .map(|line| &line.phrase)
            .collect::<Vec<_>>()
    };
    let head = joined(&of(&[RingRole::Big, RingRole::Middle]));
    let lines: Vec<Phrase> = match of(&[RingRole::Small]) {
        small if small.is_empty() => Vec::new(),
        small => vec![joined(&small)],
    };
    Block::row(Sign::Settled, &head, &lines, view.lang, scale, width, gap)
}

fn joined(phrases: &[&Phrase]) -> Phrase {
    let mut whole = Phrase::default();
    for phrase in phrases {
        if !whole.is_empty() {
            whole = whole.and(&Phrase::plain(" "));
        }
        whole = whole.and(phrase);
    }
    whole
}

/// One page with everything, if everything fits.
fn with_way_beside(
    article: &Article,
    way: &Way,
    view: &View,
    scale: &Scale,
    board: Rect,
    frame: Frame,
    plan: Plan,
) -> Option<Page> {
    let ruby = scale.ruby;
    let words_rect = frame.words;
    let mut page = frame.beside;
    let (column, narrow) = if scale.portrait {
        if !plan.ring {
            return None;
        }
        let column = Rect::new(
            scale.b(660.0),
            words_rect.bottom(),
            board.w - scale.b(60.0 + 660.0),
            board.bottom() - words_rect.bottom(),
        );
        (column, words_rect.w)
    } else {
        let width = scale.b(410.0);
        let x = words_rect.right() - width;
        (
            Rect { x, w: width, y: scale.b(140.0), h: words_rect.bottom() - scale.b(140.0) },
            x - scale.b(36.0) - words_rect.x,
        )
    };
    let way_bottom = put_way(&mut page, way, view, scale, column)?;

    let contact: Vec<Block> = contact_lines(way, view, scale, words_rect.w - Block::row_indent(scale));
    let (mut blocks, rest) = words(article, view, scale, narrow, plan);
    blocks.extend(rest);
    let mut top = words_rect.y;
    if scale.portrait {
        blocks.extend(contact.iter().cloned());
        if flow::height(&blocks, ruby) > words_rect.h {
            return None;
        }
    } else {
        // Telephone and fax stand under both columns.
        let contact_height = flow::height(&contact, ruby);
        let room = words_rect.h - contact_height - scale.b(24.0);
        let used = flow::height(&blocks, ruby);
        if used > room || way_bottom > words_rect.bottom() - contact_height {
            return None;
        }
        top += ((room - used) * 0.3).max(0.0);
        let contact_top = (top + used + scale.b(24.0)).max(way_bottom + scale.b(16.0)).max(scale.b(640.0));
        let contact_top = contact_top.min(words_rect.bottom() - contact_height);
        flow::put(&mut page, &contact, words_rect.x, contact_top, ruby);
    }
    flow::put(&mut page, &blocks, words_rect.x, top, ruby);
    // The ways do not count as reading text (LOOK "Decisions").
    page.reading -= flow::reading(&contact);
    (page.reading <= flow::MOST_READING).then_some(page)
}

/// Telephone and fax: on one line where they fit, else one under the other.
fn contact_lines(way: &Way, view: &View, scale: &Scale, width: f32) -> Vec<Block> {
    let style = scale.text();
    let gap = Phrase::plain("\u{3000}");
    let mut one = Phrase::default();
    for phrase in &way.contact {
        one = if one.is_empty() { phrase.clone() } else { one.and(&gap).and(phrase) };
    }
    let phrases =
        if typeset::width(&one, view.lang, style) <= width { vec![one] } else { way.contact.clone() };
    phrases
        .iter()
        .filter(|phrase| !phrase.is_empty())
        .map(|phrase| Block::text(phrase, view.lang, style, Tone::Ink, width, 0.0).under_rows(scale))
        .collect()
}

/// Side of the QR code with its quiet zone, mm. Never under 80 mm, which a telephone reads at 0.8 m.
fn qr_side(scale: &Scale) -> f32 {
    scale.b(if scale.portrait { 270.0 } else { 225.0 }).max(80.0)
}

/// QR code, page number and address one under the other; the lower end, or nothing if the column
/// is too small.
fn put_way(page: &mut Page, way: &Way, view: &View, scale: &Scale, column: Rect) -> Option<f32> {
    let mut y = column.y;
    if let Some(url) = &way.url {
        let side = qr_side(scale);
        if side > column.w {
            return None;
        }
        put_qr(page, way, url, Rect::new(column.x, y, side, side));
        y += side + scale.b(24.0);
    }
    for (phrase, style) in way_words(way, scale) {
        let block = Block::text(&phrase, view.lang, style, Tone::Ink, column.w, 0.0);
        let height = block.height(scale.ruby);
        if block.width() > column.w || y + height > column.bottom() {
            return None;
        }
        flow::put(page, &[block], column.x, y, scale.ruby);
        page.reading -= phrase.reading_length();
        y += height;
    }
    Some(y)
}

fn way_words(way: &Way, scale: &Scale) -> Vec<(Phrase, Style)> {
    let mut words = Vec::new();
    if let Some((label, number)) = &way.number {
        words.push((label.clone(), scale.text()));
        words.push((number.clone(), scale.page_number()));
    }
    if let Some(address) = &way.address {
        words.push((address.clone(), scale.address()));
    }
    words
}

fn put_qr(page: &mut Page, way: &Way, url: &str, rect: Rect) {
    page.pieces.push(Piece::Fill { rect, radius: 0.0, tone: Tone::White });
    page.pieces.push(Piece::Qr { rect, url: url.to_owned() });
    page.said.push(Said { rect, label: way.qr_label.text(), role: SaidRole::Image });
}

/// The ways on a page of their own: the title again, the code at the left, the words beside it;
/// on further pages if they need to.
fn way_pages(
    article: &Article,
    way: &Way,
    view: &View,
    scale: &Scale,
    board: Rect,
    frame: &Frame,
) -> Vec<Page> {
    let with_frame = way_pages_in(article, way, view, scale, frame.words, &frame.beside);
    if with_frame.len() == 1 {
        return with_frame;
    }
    let margin = scale.b(if scale.portrait { 60.0 } else { 80.0 });
    let top = header::height(scale) + scale.b(12.0);
    let whole = Rect::new(margin, top, board.w - 2.0 * margin, board.bottom() - scale.b(22.0) - top);
    let without = way_pages_in(article, way, view, scale, whole, &Page::default());
    if without.len() < with_frame.len() { without } else { with_frame }
}

fn way_pages_in(
    article: &Article,
    way: &Way,
    view: &View,
    scale: &Scale,
    words: Rect,
    beside: &Page,
) -> Vec<Page> {
    let ruby = scale.ruby;
    let side = qr_side(scale).min(words.h).min(words.w);
    let side = if way.url.is_some() { side } else { 0.0 };
    let gap = if side > 0.0 { scale.b(44.0) } else { 0.0 };
    let all: Vec<(Phrase, Style)> = way_words(way, scale)
        .into_iter()
        .chain(way.contact.iter().map(|phrase| (phrase.clone(), scale.text())))
        .collect();
    let width = words.w - side - gap;
    let widest =
        all.iter().map(|(phrase, style)| typeset::width(phrase, view.lang, *style)).fold(0.0, f32::max);
    let beside_code = widest <= width;
    let text_width = if beside_code { width } else { words.w };
    let blocks: Vec<Block> = all
        .iter()
        .map(|(phrase, style)| {
            let mut block = Block::text(phrase, view.lang, *style, Tone::Ink, text_width, 0.0);
            block.reading = 0.0;
            block
        })
        .collect();
    // The title once more, where there is room for it over the code and its words.
    let body = if beside_code {
        side.max(flow::height(&blocks, ruby))
    } else {
        side + scale.b(16.0) + flow::height(&blocks, ruby)
    };
    let title: Vec<Block> = article
        .title
        .iter()
        .map(|title| Block::text(title, view.lang, scale.small_title(), Tone::Ink, words.w, 0.0))
        .filter(|block| block.lines.len() == 1 && block.height(ruby) + scale.b(20.0) + body <= words.h)
        .collect();
    let title_height = title.iter().map(|block| block.height(ruby) + scale.b(20.0)).sum::<f32>();

    let mut page = beside.clone();
    page.reading = 0.0;
    let slack = if scale.portrait { 0.0 } else { ((words.h - title_height - body) * 0.4).max(0.0) };
    flow::put(&mut page, &title, words.x, words.y + slack, ruby);
    let top = words.y + slack + title_height;
    if let Some(url) = &way.url {
        put_qr(&mut page, way, url, Rect::new(words.x, top, side, side));
    }
    let (x, y, room) = if beside_code {
        (words.x + side + gap, top, words.bottom() - top)
    } else {
        (words.x, top + side + scale.b(16.0), words.bottom() - top - side - scale.b(16.0))
    };
    if flow::height(&blocks, ruby) <= room + 0.1 {
        let y = if beside_code { y + ((side - flow::height(&blocks, ruby)) / 2.0).max(0.0) } else { y };
        flow::put(&mut page, &blocks, x, y, ruby);
        return vec![page];
    }
    // The code alone, then its words.
    let mut pages = vec![page];
    for blocks in flow::paginate(&[], refit(&all, view, words.w), words.h, ruby) {
        let mut page = beside.clone();
        page.reading = 0.0;
        flow::put(&mut page, &blocks, words.x, words.y, ruby);
        pages.push(page);
    }
    if way.url.is_none() {
        pages.remove(0);
    }
    pages
}

fn refit(all: &[(Phrase, Style)], view: &View, width: f32) -> Vec<Block> {
    all.iter()
        .map(|(phrase, style)| {
            let mut block = Block::text(phrase, view.lang, *style, Tone::Ink, width, 0.0);
            block.reading = 0.0;
            block
        })
        .collect()
}
