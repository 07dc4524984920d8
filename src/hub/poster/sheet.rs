//! The sheet: words above, the ring and the ways to go on below. Long words make it tighter step by step: smaller
//! type and a smaller ring first, then a shorter description, and at last few lines of everything.

use super::canvas::{self, Canvas, INK, LIT, NEXT, PAPER, QUIET, SHEET};
use super::shorten::{in_lines, shortened};
use crate::domain::text::{Lang, Phrase};
use crate::view::typeset::{self, Line, Style};
use crate::view::{Article, RingRole, Way};

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
/// Where the numbers at the foot begin.
const FOOT: f32 = SHEET.1 - 46.0;
/// Room between the words and the ring, and between the ring and the foot.
const AIR: f32 = 6.0;

/// What is left of the words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Words {
    All,
    /// The description ends where there is no more room.
    Shortened,
    /// So many lines of a name, and so many of everything else; of the description what has room yet.
    Few {
        title: usize,
        others: usize,
    },
}

/// How tight a sheet is.
#[derive(Clone, Copy)]
struct Fit {
    /// Of the type, against what is best.
    type_size: f32,
    ring: f32,
    words: Words,
}

/// From the widest to the tightest. The last one holds whatever a form can.
const FITS: [Fit; 8] = [
    Fit { type_size: 1.0, ring: 1.0, words: Words::All },
    Fit { type_size: 0.92, ring: 1.0, words: Words::All },
    Fit { type_size: 0.92, ring: 0.86, words: Words::All },
    Fit { type_size: 0.84, ring: 0.86, words: Words::All },
    Fit { type_size: 0.84, ring: 0.74, words: Words::All },
    Fit { type_size: 0.84, ring: 0.74, words: Words::Shortened },
    Fit { type_size: 0.84, ring: 0.74, words: Words::Few { title: 4, others: 2 } },
    Fit { type_size: 0.8, ring: 0.74, words: Words::Few { title: 3, others: 1 } },
];

impl Fit {
    /// The lowest place for words.
    fn lowest(self) -> f32 {
        FOOT - 2.0 * RINGS[2].0 * self.ring - AIR
    }
}

/// The sheet on which these words stand, as large as they can.
pub fn fitting(name: Option<&Phrase>, article: &Article, description: Option<&Phrase>, lang: Lang) -> Canvas {
    let mut page = Page::new(lang, FITS[0]);
    for fit in FITS {
        page = Page::new(lang, fit);
        let whole = page.top(name, article) && page.rows(article, description);
        if whole && page.y <= fit.lowest() {
            break;
        }
    }
    let ring = RINGS[2].0 * page.fit.ring;
    // The ring stands in the middle of what is left above the numbers.
    let middle = f32::midpoint(page.y, FOOT).max(page.y + ring * 0.9).min(SHEET.1 - 32.0 - ring);
    page.ring(article, middle);
    if let Some(way) = &article.way {
        page.way(way, middle);
    }
    page.canvas
}

struct Page {
    canvas: Canvas,
    lang: Lang,
    fit: Fit,
    /// Where the next words stand.
    y: f32,
}

impl Page {
    fn new(lang: Lang, fit: Fit) -> Page {
        Page { canvas: Canvas::new(), lang, fit, y: MARGIN }
    }

    /// Height of one line.
    fn step(line: &Line, size: f32) -> f32 {
        if line.has_ruby() { size * 1.85 } else { size * 1.4 }
    }

    /// Sets a text under what is there.
    fn text(&mut self, phrase: &Phrase, style: Style, colour: canvas::Colour) {
        for line in typeset::set(phrase, self.lang, style, WIDTH) {
            self.y += Page::step(&line, style.size);
            self.canvas.line(&line, style, MARGIN, self.y - style.size * 0.3, colour);
        }
    }

    /// The same in as many lines as everything but a name may have.
    fn bounded(&mut self, phrase: &Phrase, style: Style, colour: canvas::Colour) {
        let phrase = match self.fit.words {
            Words::All | Words::Shortened => phrase.clone(),
            Words::Few { others, .. } => in_lines(phrase, self.lang, style, WIDTH, others),
        };
        self.text(&phrase, style, colour);
    }

    /// The place, and the name of the meeting. Whether the name stands whole.
    fn top(&mut self, name: Option<&Phrase>, article: &Article) -> bool {
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
            self.bounded(kicker, Style::regular(HEAD * self.fit.type_size), QUIET);
        }
        let Some(title) = &article.title else { return true };
        let lines = |size| typeset::set(title, self.lang, Style::bold(size), WIDTH).len();
        // A title is as large as lets it stand in three lines; it is never so small that it is none.
        let most = match self.fit.words {
            Words::All | Words::Shortened => 3,
            Words::Few { title, .. } => title,
        };
        let least = match self.fit.words {
            Words::All | Words::Shortened => LEAST_TITLE,
            Words::Few { .. } => LEAST_TITLE * self.fit.type_size,
        };
        let mut size = TITLE * self.fit.type_size.sqrt();
        while size > least && lines(size) > most {
            size = (size - 1.0).max(least);
        }
        let style = Style::bold(size);
        let is_whole = lines(size) <= most;
        let title = match self.fit.words {
            Words::All | Words::Shortened => title.clone(),
            Words::Few { .. } => in_lines(title, self.lang, style, WIDTH, most),
        };
        self.text(&title, style, INK);
        self.y += 5.0;
        is_whole || matches!(self.fit.words, Words::Few { .. })
    }

    /// Everything else that is told. Whether something of each is.
    fn rows(&mut self, article: &Article, description: Option<&Phrase>) -> bool {
        let size = self.fit.type_size;
        for row in &article.rows {
            self.bounded(&row.head, Style::bold(HEAD * size), INK);
            for line in &row.lines {
                self.bounded(line, Style::regular((TEXT + 0.8) * size), INK);
            }
            self.y += 2.4 * size;
        }
        let style = Style::regular(TEXT * size);
        for paragraph in &article.paragraphs {
            self.bounded(paragraph, style, INK);
            self.y += 1.6 * size;
        }
        let Some(description) = description else { return true };
        if self.fit.words == Words::All {
            self.text(description, style, INK);
            return true;
        }
        let room = self.fit.lowest() - self.y;
        let height = |phrase: &Phrase| -> f32 {
            let lines = typeset::set(phrase, self.lang, style, WIDTH);
            lines.iter().map(|line| Page::step(line, style.size)).sum()
        };
        // One line of it would say nothing.
        let short = match room >= style.size * 2.8 {
            true => shortened(description, self.lang, |phrase| height(phrase) <= room),
            false => Phrase::default(),
        };
        self.text(&short, style, INK);
        !short.is_empty() || matches!(self.fit.words, Words::Few { .. })
    }

    /// The open ring, its path down to the edge of the sheet, and the date inside.
    fn ring(&mut self, article: &Article, middle: f32) {
        let ring = self.fit.ring;
        let x = MARGIN + RINGS[1].0 * ring;
        for ((radius, stroke), colour) in RINGS.into_iter().zip([LIT, NEXT, canvas::FAR]) {
            self.canvas.circle(x, middle, radius * ring, stroke * ring.sqrt(), colour);
        }
        let path = PATH * ring;
        let opening = middle + (RINGS[0].0 - 6.0) * ring;
        self.canvas.rect(x - path / 2.0, opening, path, SHEET.1 - middle, PAPER);
        let inside = RINGS[0].0 * 2.0 * ring;
        let mut size = ring;
        let mut lines = self.ring_lines(article, size, inside - 14.0 * ring);
        // More than a day and its times: what a calendar has for years.
        while height(&lines) > inside * 0.78 && size > ring * 0.5 {
            size *= 0.94;
            lines = self.ring_lines(article, size, inside - 14.0 * ring);
        }
        let mut y = middle - height(&lines) / 2.0;
        for (line, style) in &lines {
            y += Page::step(line, style.size);
            self.canvas.line(line, *style, x - line.width / 2.0, y - style.size * 0.3, INK);
        }
    }

    fn ring_lines(&self, article: &Article, size: f32, width: f32) -> Vec<(Line, Style)> {
        let sizes = |role: RingRole| match role {
            RingRole::Big => Style::bold(11.6 * size),
            RingRole::Middle => Style::bold(7.6 * size),
            RingRole::Small => Style::regular(5.8 * size),
        };
        let each = article.ring.iter().flat_map(|line| {
            let style = sizes(line.role);
            typeset::set(&line.phrase, self.lang, style, width).into_iter().map(move |line| (line, style))
        });
        each.collect()
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
        lines.extend(way.address.as_ref().map(|address| {
            let style = Style::regular(4.2);
            (in_lines(address, self.lang, style, 56.0, 3), style)
        }));
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

fn height(lines: &[(Line, Style)]) -> f32 {
    lines.iter().map(|(line, style)| Page::step(line, style.size)).sum()
}
