//! The ways to reach the ward: QR code, page number and address; telephone and fax.

use super::{Frame, Plan, words};
use crate::domain::text::Phrase;
use crate::view::layout::flow::{self, Block, MOST_READING, Room};
use crate::view::layout::{Page, Piece, Rect, Said, SaidRole, Scale};
use crate::view::palette::Tone;
use crate::view::typeset::{self, Style};
use crate::view::{Article, View, Way};

/// Smallest side of a QR code, mm: a telephone reads it at 0.8 m.
const LEAST_CODE: f32 = 80.0;

/// One page with everything, if everything fits.
pub(super) fn beside(
    article: &Article,
    way: &Way,
    view: &View,
    scale: &Scale,
    board: Rect,
    frame: Frame,
    plan: Plan,
) -> Option<Page> {
    if scale.portrait && !plan.ring {
        return under(article, way, view, scale, frame, plan);
    }
    if way.is_bare() && !scale.portrait {
        return around_code(article, way, view, scale, frame, plan);
    }
    let ruby = scale.ruby;
    let room = frame.words;
    let mut page = frame.beside;
    let (column, narrow) = if scale.portrait {
        let left = scale.b(660.0);
        let bottom = board.bottom() - scale.b(22.0);
        (Rect::new(left, room.bottom(), board.w - scale.margin() - left, bottom - room.bottom()), room.w)
    } else {
        let width = scale.b(410.0);
        let x = room.right() - width;
        let top = scale.b(140.0);
        (Rect::new(x, top, width, room.bottom() - top), x - scale.b(36.0) - room.x)
    };
    let way_bottom = put_column(&mut page, way, view, scale, column)?;

    let contact = contact_lines(way, view, scale, room.w - Block::row_indent(scale));
    let (mut blocks, rest) = words(article, view, scale, narrow, plan);
    blocks.extend(rest);
    if blocks.iter().any(Block::breaks_words) {
        return None;
    }
    let mut top = room.y;
    if scale.portrait {
        blocks.extend(contact.iter().cloned());
        if flow::height(&blocks, ruby) > room.h {
            return None;
        }
    } else {
        // Telephone and fax stand under both columns.
        let contact_height = flow::height(&contact, ruby);
        let gap = scale.b(16.0);
        let over = room.h - contact_height - gap;
        let used = flow::height(&blocks, ruby);
        if used > over || way_bottom > room.bottom() - contact_height {
            return None;
        }
        top += ((over - used) * 0.3).max(0.0);
        let contact_top = (top + used + gap).max(way_bottom + gap).max(scale.b(640.0));
        let contact_top = contact_top.min(room.bottom() - contact_height);
        flow::put(&mut page, &contact, room.x, contact_top, ruby);
    }
    flow::put(&mut page, &blocks, room.x, top, ruby);
    (page.reading <= MOST_READING).then_some(page)
}

/// A code that needs no words beside it, as that of a receipt: kicker and title over the whole
/// width, the rest beside the code.
fn around_code(
    article: &Article,
    way: &Way,
    view: &View,
    scale: &Scale,
    frame: Frame,
    plan: Plan,
) -> Option<Page> {
    let ruby = scale.ruby;
    let room = frame.words;
    let mut page = frame.beside;
    let side = code_side(scale);
    let gap = scale.b(36.0);
    let (lead, _) = words(article, view, scale, room.w, plan);
    let (_, rest) = words(article, view, scale, room.w - side - gap, plan);
    let (over, beside) = (flow::height(&lead, ruby), flow::height(&rest, ruby));
    let body = beside.max(side);
    let breaks = lead.iter().chain(&rest).any(Block::breaks_words);
    if breaks || over + gap + body > room.h {
        return None;
    }
    let top = room.y + (room.h - over - gap - body) * 0.3;
    flow::put(&mut page, &lead, room.x, top, ruby);
    let under = top + over + gap;
    flow::put(&mut page, &rest, room.x, under, ruby);
    put_code(&mut page, way, way.url.as_deref()?, Rect::new(room.right() - side, under, side, side));
    (page.reading <= MOST_READING).then_some(page)
}

/// The same without a ring in portrait: the code and its words stand at the lower end.
fn under(article: &Article, way: &Way, view: &View, scale: &Scale, frame: Frame, plan: Plan) -> Option<Page> {
    let ruby = scale.ruby;
    let room = frame.words;
    let mut page = frame.beside;
    let (mut blocks, rest) = words(article, view, scale, room.w, plan);
    blocks.extend(rest);
    blocks.extend(contact_lines(way, view, scale, room.w - Block::row_indent(scale)));
    let url = way.url.as_deref();
    let side = url.map_or(0.0, |_| code_side(scale));
    let gap = scale.b(44.0);
    let left = if url.is_some() { side + gap } else { 0.0 };
    let names = set(&names(way, scale), view, (room.w - left).max(1.0));
    let height = flow::height(&names, ruby);
    let body = side.max(height);
    let too_wide = names.iter().chain(&blocks).any(Block::breaks_words);
    if too_wide || flow::height(&blocks, ruby) + gap + body > room.h {
        return None;
    }
    flow::put(&mut page, &blocks, room.x, room.y, ruby);
    let top = room.bottom() - body;
    if let Some(url) = url {
        put_code(&mut page, way, url, Rect::new(room.x, top, side, side));
    }
    flow::put(&mut page, &names, room.x + left, top + (body - height) / 2.0, ruby);
    (page.reading <= MOST_READING).then_some(page)
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
        .map(|phrase| Block::text(phrase, view.lang, style, width, 0.0).under_rows(scale).unread())
        .collect()
}

fn code_side(scale: &Scale) -> f32 {
    scale.b(if scale.portrait { 270.0 } else { 225.0 }).max(LEAST_CODE)
}

/// QR code, page number and address one under the other; the lower end, or nothing if the column
/// is too small.
fn put_column(page: &mut Page, way: &Way, view: &View, scale: &Scale, column: Rect) -> Option<f32> {
    let mut y = column.y;
    if let Some(url) = &way.url {
        let side = code_side(scale);
        if side > column.w {
            return None;
        }
        put_code(page, way, url, Rect::new(column.x, y, side, side));
        y += side + scale.b(24.0);
    }
    let blocks = set(&names(way, scale), view, column.w);
    let height = flow::height(&blocks, scale.ruby);
    if blocks.iter().any(|block| block.width() > column.w + 0.1) || y + height > column.bottom() {
        return None;
    }
    flow::put(page, &blocks, column.x, y, scale.ruby);
    Some(y + height)
}

/// Words and the size they have.
type Sized = (Phrase, Style);

/// Page number and address.
fn names(way: &Way, scale: &Scale) -> Vec<Sized> {
    let mut words = Vec::new();
    if let Some((label, number)) = &way.number {
        words.push((label.clone(), scale.text()));
        words.push((number.clone(), scale.page_number()));
    }
    words.extend(way.address.iter().map(|address| (address.clone(), scale.address())));
    words
}

fn numbers(way: &Way, scale: &Scale) -> Vec<Sized> {
    way.contact.iter().map(|phrase| (phrase.clone(), scale.text())).collect()
}

fn set(words: &[Sized], view: &View, width: f32) -> Vec<Block> {
    words.iter().map(|(phrase, style)| Block::text(phrase, view.lang, *style, width, 0.0).unread()).collect()
}

fn put_code(page: &mut Page, way: &Way, url: &str, rect: Rect) {
    page.pieces.push(Piece::Fill { rect, radius: 0.0, tone: Tone::White });
    page.pieces.push(Piece::Qr { rect, url: url.to_owned() });
    page.said.push(Said { rect, label: way.qr_label.text(), role: SaidRole::Image });
}

/// The ways on a page of their own, kept together; where that cannot be, telephone and fax follow
/// on the next one. With the ring beside them if that takes no more pages.
pub(super) fn pages(
    article: &Article,
    way: &Way,
    view: &View,
    scale: &Scale,
    board: Rect,
    frame: &Frame,
) -> Vec<Page> {
    let whole = Frame::whole(scale, board);
    let (names, numbers) = (names(way, scale), numbers(way, scale));
    let all: Vec<Sized> = names.iter().chain(&numbers).cloned().collect();
    let code = way.url.as_deref();
    let on_one = |frame: &Frame, code: Option<&str>, words: &[Sized]| {
        page(article, way, view, scale, frame, code, words)
    };
    for frame in [frame, &whole] {
        if let Some(page) = on_one(frame, code, &all) {
            return vec![page];
        }
    }
    let mut pages = Vec::new();
    for (code, words) in [(code, names), (None, numbers)] {
        if code.is_none() && words.is_empty() {
            continue;
        }
        match [frame, &whole].into_iter().find_map(|frame| on_one(frame, code, &words)) {
            Some(page) => pages.push(page),
            None => pages.extend(one_after_another(way, view, scale, &whole, code, &words)),
        }
    }
    pages
}

/// One page of ways: the title again if there is room, the code at the left, words beside or under
/// it.
fn page(
    article: &Article,
    way: &Way,
    view: &View,
    scale: &Scale,
    frame: &Frame,
    code: Option<&str>,
    words: &[Sized],
) -> Option<Page> {
    let ruby = scale.ruby;
    let room = frame.words;
    let side = if code.is_some() { code_side(scale) } else { 0.0 };
    let gap = if code.is_some() { scale.b(44.0) } else { 0.0 };
    if side > room.w || side > room.h {
        return None;
    }
    let width = room.w - side - gap;
    let widest =
        words.iter().map(|(phrase, style)| typeset::width(phrase, view.lang, *style)).fold(0.0, f32::max);
    let beside = set(words, view, width.max(1.0));
    let (blocks, at, body) = if widest <= width && flow::height(&beside, ruby) <= room.h {
        let height = flow::height(&beside, ruby);
        (beside, (side + gap, ((side - height) / 2.0).max(0.0)), side.max(height))
    } else {
        let under = set(words, view, room.w);
        let top = if code.is_some() { side + scale.b(16.0) } else { 0.0 };
        let body = top + flow::height(&under, ruby);
        (under, (0.0, top), body)
    };
    if body > room.h + 0.1 {
        return None;
    }
    let title: Vec<Block> = article
        .title
        .iter()
        .map(|title| Block::text(title, view.lang, scale.small_title(), room.w, 0.0).unread())
        .filter(|block| block.lines.len() == 1 && block.height(ruby) + scale.b(20.0) + body <= room.h)
        .collect();
    let title_height = title.iter().map(|block| block.height(ruby) + scale.b(20.0)).sum::<f32>();
    let mut page = frame.beside.clone();
    let slack = if scale.portrait { 0.0 } else { ((room.h - title_height - body) * 0.4).max(0.0) };
    flow::put(&mut page, &title, room.x, room.y + slack, ruby);
    let top = room.y + slack + title_height;
    if let Some(url) = code {
        put_code(&mut page, way, url, Rect::new(room.x, top, side, side));
    }
    flow::put(&mut page, &blocks, room.x + at.0, top + at.1, ruby);
    // Nothing on such a page counts as reading text (LOOK "Decisions").
    page.reading = 0.0;
    Some(page)
}

/// The code alone, then its words: for the smallest boards.
fn one_after_another(
    way: &Way,
    view: &View,
    scale: &Scale,
    whole: &Frame,
    code: Option<&str>,
    words: &[Sized],
) -> Vec<Page> {
    let mut pages = Vec::new();
    if let Some(url) = code {
        let side = code_side(scale).min(whole.words.h).min(whole.words.w);
        let mut page = Page::default();
        put_code(&mut page, way, url, Rect::new(whole.words.x, whole.words.y, side, side));
        pages.push(page);
    }
    let room = Room { height: whole.words.h, reading: MOST_READING, ruby: scale.ruby };
    let set = flow::paginate(&[], set(words, view, whole.words.w), room).unwrap_or_default();
    pages.extend(set.pages.iter().map(|blocks| whole.page(blocks, scale)));
    pages
}
