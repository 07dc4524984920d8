//! A meeting on a sheet of A4, as PDF and as a picture: the words, the open ring with its date, QR code and page
//! number, telephone and fax. What the sign shows, for the wall and the letter box.
//!
//! All lengths are millimetres from the upper left corner; what points and pixels are, only [`pdf`] and
//! [`png`] know. Both draw one [`canvas`].

mod canvas;
mod pdf;
mod png;

use std::collections::HashSet;

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

use crate::domain::meeting::Meeting;
use crate::domain::playlist::Slide;
use crate::domain::programme::Programme;
use crate::domain::text::{Lang, Phrase};
use crate::view::reader::Reader;
use crate::view::typeset::{self, Line, Style};
use crate::view::words::Words;
use crate::view::{Article, Board, RingRole, Way, slides};

use canvas::{Canvas, INK, LIT, NEXT, PAPER, QUIET, SHEET};

/// Why there is no poster.
#[derive(Debug, thiserror::Error)]
pub enum PosterError {
    #[error("there is no such meeting")]
    NoMeeting,
    /// More words than a sheet has room for.
    #[error("the words need more room than one sheet has")]
    TooLong,
    #[error("the poster could not be written: {0}")]
    Written(String),
}

/// As what a poster is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Pdf,
    Png,
}

/// Margin on every side, and the width between them, mm.
const MARGIN: f32 = 18.0;
const WIDTH: f32 = SHEET.0 - 2.0 * MARGIN;
/// Text that is read at arm's length and on a wall, em, mm.
const TITLE: f32 = 20.0;
const LEAST_TITLE: f32 = 13.0;
const HEAD: f32 = 8.4;
const TEXT: f32 = 6.2;
/// The ring: radii and strokes, mm, as on the sign (LOOK "Grid").
const RINGS: [(f32, f32); 3] = [(41.0, 2.6), (50.0, 1.9), (59.0, 1.5)];
const PATH: f32 = 14.5;
const QR: f32 = 44.0;
/// Where the lower half may begin at the latest.
const LOWEST_RING: f32 = 186.0;

/// The poster of one meeting of a programme.
///
/// # Errors
/// When there is no such meeting, or its words do not fit.
pub fn poster(
    programme: &Programme,
    meeting: &Meeting,
    lang: Lang,
    now: Timestamp,
    format: Format,
) -> Result<Vec<u8>, PosterError> {
    let reader = Reader {
        programme,
        words: Words::of(lang),
        today: far_from(meeting, programme, now),
        pictures: &HashSet::new(),
        desk: None,
    };
    let Board::Article(article) = slides::board(&reader, &Slide::Meeting(meeting.id.clone()), &[]) else {
        return Err(PosterError::NoMeeting);
    };
    let name = programme.name.as_ref().map(|name| reader.phrase(name));
    let description = meeting.description.as_ref().map(|text| reader.phrase(text));
    let mut page = Page { canvas: Canvas::new(), lang, y: MARGIN };
    page.top(name.as_ref(), &article)?;
    page.rows(&article, description.as_ref());
    if page.y > LOWEST_RING - RINGS[2].0 {
        return Err(PosterError::TooLong);
    }
    // The ring stands in the middle of what is left above the numbers.
    let middle = f32::midpoint(page.y, SHEET.1 - 46.0).max(page.y + RINGS[2].0 * 0.9);
    page.ring(&article, middle.min(LOWEST_RING + 20.0));
    if let Some(way) = &article.way {
        page.way(way, middle);
    }
    let title = article.title.map(|title| title.text()).unwrap_or_default();
    let written = match format {
        Format::Pdf => pdf::write(&page.canvas, &title, lang),
        Format::Png => png::write(&page.canvas, &title),
    };
    written.map_err(PosterError::Written)
}

/// A sheet hangs for weeks: no きょう, あした or 来年 may stand on it. Seen from years before, every
/// day is said with its year.
fn far_from(meeting: &Meeting, programme: &Programme, now: Timestamp) -> Date {
    let starts = meeting.when.starts_at(&programme.zone).unwrap_or(now);
    let day = starts.to_zoned(programme.zone.clone()).date();
    day.checked_sub(3.years()).unwrap_or(day)
}

struct Page {
    canvas: Canvas,
    lang: Lang,
    /// Where the next words stand.
    y: f32,
}

impl Page {
    /// Height of one line.
    fn step(line: &Line, size: f32) -> f32 {
        if line.has_ruby() { size * 1.85 } else { size * 1.4 }
    }

    /// Sets a text under what is there.
    fn text(&mut self, phrase: &Phrase, style: Style, x: f32, width: f32, colour: canvas::Colour) {
        for line in typeset::set(phrase, self.lang, style, width) {
            self.y += Page::step(&line, style.size);
            self.canvas.line(&line, style, x, self.y - style.size * 0.3, colour);
        }
    }

    fn top(&mut self, name: Option<&Phrase>, article: &Article) -> Result<(), PosterError> {
        if let Some(name) = name {
            self.canvas.mark(MARGIN + 3.2, MARGIN + 3.4, 3.2);
            let style = Style::bold(5.4);
            let lines = typeset::set(name, self.lang, style, WIDTH - 12.0);
            if let Some(line) = lines.first() {
                self.canvas.line(line, style, MARGIN + 9.5, MARGIN + 5.4, INK);
            }
            self.y += 12.0;
        }
        if let Some(kicker) = &article.kicker {
            self.text(kicker, Style::regular(HEAD), MARGIN, WIDTH, QUIET);
        }
        let Some(title) = &article.title else { return Ok(()) };
        // A title is as large as lets it stand in three lines; it is never so small that it is none.
        let mut size = TITLE;
        while typeset::set(title, self.lang, Style::bold(size), WIDTH).len() > 3 {
            size -= 1.0;
            if size < LEAST_TITLE {
                return Err(PosterError::TooLong);
            }
        }
        self.text(title, Style::bold(size), MARGIN, WIDTH, INK);
        self.y += 5.0;
        Ok(())
    }

    fn rows(&mut self, article: &Article, description: Option<&Phrase>) {
        for row in &article.rows {
            self.text(&row.head, Style::bold(HEAD), MARGIN, WIDTH, INK);
            for line in &row.lines {
                self.text(line, Style::regular(TEXT + 0.8), MARGIN, WIDTH, INK);
            }
            self.y += 2.4;
        }
        for paragraph in article.paragraphs.iter().chain(description) {
            self.text(paragraph, Style::regular(TEXT), MARGIN, WIDTH, INK);
            self.y += 1.6;
        }
    }

    /// The open ring, its path down to the edge of the sheet, and the date inside.
    fn ring(&mut self, article: &Article, middle: f32) {
        let x = MARGIN + RINGS[1].0;
        for ((radius, stroke), colour) in RINGS.into_iter().zip([LIT, NEXT, canvas::FAR]) {
            self.canvas.circle(x, middle, radius, stroke, colour);
        }
        self.canvas.rect(x - PATH / 2.0, middle + RINGS[0].0 - 6.0, PATH, SHEET.1 - middle, PAPER);
        let sizes = |role: RingRole| match role {
            RingRole::Big => Style::bold(11.6),
            RingRole::Middle => Style::bold(7.6),
            RingRole::Small => Style::regular(5.8),
        };
        let width = RINGS[0].0 * 2.0 - 14.0;
        let lines: Vec<(Line, Style)> = article
            .ring
            .iter()
            .flat_map(|line| {
                let style = sizes(line.role);
                typeset::set(&line.phrase, self.lang, style, width).into_iter().map(move |line| (line, style))
            })
            .collect();
        let height: f32 = lines.iter().map(|(line, style)| Page::step(line, style.size)).sum();
        let mut y = middle - height / 2.0;
        for (line, style) in &lines {
            y += Page::step(line, style.size);
            self.canvas.line(line, *style, x - line.width / 2.0, y - style.size * 0.3, INK);
        }
    }

    /// QR code, page number, address; telephone and fax below, where the path goes by.
    fn way(&mut self, way: &Way, middle: f32) {
        let x = MARGIN + WIDTH - 54.0;
        let mut y = middle - 40.0;
        if let Some(url) = &way.url {
            self.canvas.qr(url, x, y, QR);
            y += QR + 2.0;
        }
        let mut lines: Vec<(Phrase, Style)> = Vec::new();
        if let Some((label, number)) = &way.number {
            lines.push((label.clone(), Style::regular(5.0)));
            lines.push((number.clone(), Style::bold(9.0)));
        }
        lines.extend(way.address.clone().map(|address| (address, Style::regular(4.2))));
        for (phrase, style) in lines {
            for line in typeset::set(&phrase, self.lang, style, 56.0) {
                y += Page::step(&line, style.size);
                self.canvas.line(&line, style, x, y - style.size * 0.3, INK);
            }
        }
        let style = Style::bold(6.6);
        let lines: Vec<Line> = way
            .contact
            .iter()
            .flat_map(|phrase| typeset::set(phrase, self.lang, style, WIDTH / 2.0))
            .collect();
        let widest = lines.iter().map(|line| line.width).fold(0.0, f32::max);
        let mut y = SHEET.1 - MARGIN - 1.0;
        for line in lines.iter().rev() {
            self.canvas.line(line, style, SHEET.0 - MARGIN - widest, y, INK);
            y -= if line.has_ruby() { 12.5 } else { 9.5 };
        }
    }
}
