//! The uppermost strip: the mark or a title, the date, the clock. Its rectangle never changes.

use super::{Ground, Page, Piece, Rect, Said, SaidRole, Scale, put_line};
use crate::domain::text::Phrase;
use crate::view::palette::Tone;
use crate::view::typeset::{self, Style};
use crate::view::{Board, Header, Leading, Sign, View};

/// Height of the strip, mm.
pub fn height(scale: &Scale) -> f32 {
    scale.h(120.0)
}

pub fn place(header: &Header, view: &View, scale: &Scale) -> Page {
    let mut page = Page::default();
    let margin = scale.margin();
    let right = scale.width - margin;

    let clock_left = put_right(&mut page, &header.clock, view, scale, scale.clock(), Tone::Ink, right);

    // Over an article it begins where the words begin: rings and pictures reach up to the edge.
    let left = match (scale.portrait, &view.board) {
        (true, _) | (false, Board::List(_)) => margin,
        (false, Board::Article(article)) => scale.b(if article.picture.is_some() { 830.0 } else { 680.0 }),
    };
    let text_left = match &header.leading {
        Leading::Name(_) => left + scale.h(82.0),
        Leading::Title(_) => left,
    };
    let phrase = match &header.leading {
        Leading::Name(phrase) => {
            let size = scale.h(62.0);
            page.pieces.push(Piece::Sign {
                rect: Rect::new(left, scale.h(36.0), size, size),
                sign: Sign::Mark,
                ground: Ground::Paper,
            });
            phrase
        }
        Leading::Title(phrase) => phrase,
    };
    // A long name gives way before the clock does: one line, cut at a phrase, whole in the label.
    let style = scale.header_name();
    let room = clock_left - scale.b(40.0) - text_left;
    let lines = typeset::set(phrase, view.lang, style, room);
    let mut name_right = text_left;
    if let Some(line) = lines.first() {
        let top = baseline_top(scale, style);
        put_line(&mut page.pieces, line, style, Tone::Ink, text_left, top, scale.ruby);
        name_right = text_left + line.width;
        page.said.push(Said {
            rect: Rect::new(left, 0.0, name_right - left, height(scale)),
            label: phrase.text(),
            role: SaidRole::Text,
        });
    }

    // The date stands where it has room; the calendar on the wall is not what people come for.
    let date_width = typeset::width(&header.date, view.lang, scale.header_date());
    let date_right = clock_left - scale.b(28.0);
    if date_right - date_width > name_right + scale.b(28.0) {
        put_right(&mut page, &header.date, view, scale, scale.header_date(), Tone::Ink2, date_right);
    }
    page
}

fn baseline_top(scale: &Scale, style: Style) -> f32 {
    // All of the strip stands on one line, 94 design px down.
    let base = scale.h(94.0);
    let height = super::line_height(style, scale.ruby);
    if scale.ruby {
        base - height + style.size * 0.18
    } else {
        base - (height + style.size) / 2.0 + style.size * 0.12
    }
}

/// Sets a phrase against a right edge and returns its left end.
fn put_right(
    page: &mut Page,
    phrase: &Phrase,
    view: &View,
    scale: &Scale,
    style: Style,
    tone: Tone,
    right: f32,
) -> f32 {
    let lines = typeset::set(phrase, view.lang, style, f32::INFINITY);
    let Some(line) = lines.first() else { return right };
    let left = right - line.width;
    put_line(&mut page.pieces, line, style, tone, left, baseline_top(scale, style), scale.ruby);
    page.said.push(Said {
        rect: Rect::new(left, 0.0, line.width, height(scale)),
        label: phrase.text(),
        role: SaidRole::Text,
    });
    left
}
