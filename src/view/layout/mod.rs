//! A view set on a panel: every letter, line and button at its place, in millimetres.
//!
//! Pure and complete: the window draws what stands on the [`Sheet`] and adds nothing, so that
//! clipping, overlap, reach and target sizes are tested without one. Text is never shrunk to
//! fit; what does not fit goes on a further page (LOOK "Order of giving way").

mod article;
mod counter;
mod flow;
mod header;
mod legible;
mod list;
mod reach;
mod ring;
mod scale;
mod seen;

use super::typeset::{Family, Line, RUBY, RunKind, Style, Weight};
use super::{Action, Board, Set, Sign, View};
use crate::domain::display::Panel;
use crate::view::palette::Tone;

pub use flow::MOST_READING;
pub use legible::{TooSmall, legible};
pub use reach::within_reach;
pub use scale::{CONTROLS_WIDTH, LEAST_TARGET, REACH, Scale};
pub use seen::seen;

/// A rectangle in mm from the upper left corner of the panel's picture.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct Rect {
    pub x: f32,
    pub y: f32,
    pub w: f32,
    pub h: f32,
}

impl Rect {
    pub fn new(x: f32, y: f32, w: f32, h: f32) -> Rect {
        Rect { x, y, w, h }
    }

    pub fn right(&self) -> f32 {
        self.x + self.w
    }

    pub fn bottom(&self) -> f32 {
        self.y + self.h
    }

    pub fn centre(&self) -> (f32, f32) {
        (self.x + self.w / 2.0, self.y + self.h / 2.0)
    }

    /// Whether another rectangle lies in this one, give or take `slack` mm.
    pub fn contains(&self, other: &Rect, slack: f32) -> bool {
        other.x >= self.x - slack
            && other.y >= self.y - slack
            && other.right() <= self.right() + slack
            && other.bottom() <= self.bottom() + slack
    }

    /// Whether two rectangles share more than `slack` mm in both directions.
    pub fn overlaps(&self, other: &Rect, slack: f32) -> bool {
        self.x + slack < other.right()
            && other.x + slack < self.right()
            && self.y + slack < other.bottom()
            && other.y + slack < self.bottom()
    }
}

/// One thing to draw.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    /// A filled rectangle with rounded corners.
    Fill { rect: Rect, radius: f32, tone: Tone },
    /// A rectangle's outline, its stroke inside.
    Frame { rect: Rect, radius: f32, stroke: f32, tone: Tone },
    /// Letters of one face on one line. The rectangle is one em high.
    Text { rect: Rect, text: String, family: Family, weight: Weight, size: f32, tone: Tone },
    /// A pictogram, square.
    Sign { rect: Rect, sign: Sign, ground: Ground },
    /// A QR code with its quiet zone, square.
    Qr { rect: Rect, url: String },
    /// A picture, cut to cover the rectangle.
    Picture { rect: Rect, source: String },
}

/// What a pictogram stands on, and so which colours it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ground {
    Paper,
    Face,
    Primary,
    Staff,
}

impl Piece {
    pub fn rect(&self) -> Rect {
        match self {
            Piece::Fill { rect, .. }
            | Piece::Frame { rect, .. }
            | Piece::Text { rect, .. }
            | Piece::Sign { rect, .. }
            | Piece::Qr { rect, .. }
            | Piece::Picture { rect, .. } => *rect,
        }
    }
}

/// Something that is said as a whole by a screen reader: the set letters themselves stay silent.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    pub rect: Rect,
    pub label: String,
    pub role: SaidRole,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaidRole {
    Text,
    Image,
}

/// A control at its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    pub action: Action,
    pub rect: Rect,
    pub kind: Kind,
    /// What is on it, measured from its own upper left corner.
    pub pieces: Vec<Piece>,
    pub label: String,
    /// Among which others it is counted, and which of how many it is, from 0.
    pub set: Set,
    pub position: Option<(usize, usize)>,
    pub chosen: bool,
    pub enabled: bool,
    pub radius: f32,
    pub border: f32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Primary,
    Staff,
    Plain,
    Choice,
}

/// A view, set.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    pub width: f32,
    pub height: f32,
    pub mm_per_px: f32,
    pub board: Rect,
    pub counter: Rect,
    pub pieces: Vec<Piece>,
    pub said: Vec<Said>,
    pub controls: Vec<Placed>,
    /// Controls with a frame: the one that keys stand on, or a row of them.
    pub framed: Vec<Action>,
    /// How many pages the board has in all; this sheet is one of them.
    pub pages: usize,
    /// Reading length of this page (ACCESSIBILITY row 10).
    pub reading: f32,
}

/// One page of a board, before the rest of the screen is put around it.
#[derive(Clone, Debug, Default)]
struct Page {
    pieces: Vec<Piece>,
    said: Vec<Said>,
    reading: f32,
}

/// Sets one page of a view on a panel. A page past the last is the last.
pub fn set(view: &View, panel: &Panel, page: usize) -> Sheet {
    let mut setting = Setting::of(view, panel);
    let count = setting.pages.len();
    let at = setting.holding.unwrap_or(page).min(count - 1);
    let page = setting.pages.swap_remove(at);
    setting.sheet(page, count)
}

/// Sets every page of a view, in order.
pub fn sheets(view: &View, panel: &Panel) -> Vec<Sheet> {
    let mut setting = Setting::of(view, panel);
    let pages = std::mem::take(&mut setting.pages);
    let count = pages.len();
    pages.into_iter().map(|page| setting.sheet(page, count)).collect()
}

/// Reading length of each page of a view, which is also how many pages there are.
pub fn page_lengths(view: &View, panel: &Panel) -> Vec<f32> {
    let (panel, _) = ground(view, panel);
    let scale = Scale::of_view(view, &panel);
    let counter = counter::place(view, &scale);
    let (pages, _) = pages_of(view, &scale, board_over(&counter.rect, &scale));
    pages.iter().map(|page| page.reading).collect()
}

/// What a view is set on: the whole panel, or the part of it within reach.
fn ground(view: &View, panel: &Panel) -> (Panel, Option<Rect>) {
    let within = if view.low { within_reach(panel) } else { None };
    within.map_or((*panel, None), |(inner, at)| (inner, Some(at)))
}

/// What is above the counter.
fn board_over(counter: &Rect, scale: &Scale) -> Rect {
    Rect::new(0.0, 0.0, scale.width, counter.y)
}

/// A view with all its pages, before one of them becomes a sheet.
struct Setting<'a> {
    view: &'a View,
    panel: &'a Panel,
    /// The part of the panel that it stands on, where that is not all of it.
    within: Option<Rect>,
    scale: Scale,
    board: Rect,
    counter: counter::SetCounter,
    header: Page,
    /// At least one.
    pages: Vec<Page>,
    /// The page that holds what is chosen.
    holding: Option<usize>,
}

impl<'a> Setting<'a> {
    fn of(view: &'a View, panel: &'a Panel) -> Setting<'a> {
        let (inner, within) = ground(view, panel);
        let scale = Scale::of_view(view, &inner);
        let counter = counter::place(view, &scale);
        let board = board_over(&counter.rect, &scale);
        let (pages, holding) = pages_of(view, &scale, board);
        let header = header::place(&view.header, view, &scale);
        Setting { view, panel, within, scale, board, counter, header, pages, holding }
    }

    fn sheet(&self, page: Page, pages: usize) -> Sheet {
        let Scale { width, height, .. } = self.scale;
        let whole = Rect::new(0.0, 0.0, width, height);
        let mut pieces = vec![Piece::Fill { rect: whole, radius: 0.0, tone: Tone::Paper }];
        pieces.extend(page.pieces);
        pieces.extend_from_slice(&self.header.pieces);
        pieces.extend_from_slice(&self.counter.pieces);
        let mut said = self.header.said.clone();
        said.extend(page.said);
        said.extend_from_slice(&self.counter.said);
        let sheet = Sheet {
            width,
            height,
            mm_per_px: self.panel.mm_per_px,
            board: self.board,
            counter: self.counter.rect,
            pieces,
            said,
            controls: self.counter.controls.clone(),
            framed: self.view.focus.iter().chain(&self.view.framed).cloned().collect(),
            pages,
            reading: page.reading,
        };
        match self.within {
            Some(at) => sheet.placed_on(self.panel, at),
            None => sheet,
        }
    }
}

/// The pages of a board, and the one that holds what is chosen.
fn pages_of(view: &View, scale: &Scale, board: Rect) -> (Vec<Page>, Option<usize>) {
    let (mut pages, holding) = match &view.board {
        Board::Article(article) => (article::pages(article, view, scale, board), None),
        Board::List(list) => list::pages(list, view, scale, board),
    };
    if pages.is_empty() {
        pages.push(Page::default());
    }
    (pages, holding)
}

/// Height of a line of text, with room for furigana where the mode has them. Titles and heads,
/// which are bold, stand a little closer (LOOK "Line height").
fn line_height(style: Style, ruby: bool) -> f32 {
    let factor = match (ruby, style.weight) {
        (true, Weight::Regular | Weight::Bold) => 1.65,
        (false, Weight::Regular) => 1.36,
        (false, Weight::Bold) => 1.3,
    };
    style.size * factor
}

/// Puts a set line on the page: `top` is the top of its line box.
fn put_line(pieces: &mut Vec<Piece>, line: &Line, style: Style, tone: Tone, x: f32, top: f32, ruby: bool) {
    put_line_in(pieces, line, style, tone, x, top, line_height(style, ruby));
}

/// The same in a line box of a given height. A box with room for furigana has its letters at its
/// lower end, one without has them in its middle.
fn put_line_in(
    pieces: &mut Vec<Piece>,
    line: &Line,
    style: Style,
    tone: Tone,
    x: f32,
    top: f32,
    height: f32,
) {
    let base_top = if height > style.size * 1.5 {
        top + height - style.size * 1.06
    } else {
        top + (height - style.size) / 2.0
    };
    for run in &line.runs {
        let (size, y) = match run.kind {
            RunKind::Base => (style.size, base_top),
            RunKind::Ruby => (style.size * RUBY, base_top - style.size * (RUBY + 0.03)),
        };
        if run.text.trim().is_empty() {
            continue;
        }
        pieces.push(Piece::Text {
            rect: Rect::new(x + run.x, y, run.width, size),
            text: run.text.clone(),
            family: run.family,
            weight: style.weight,
            size,
            tone,
        });
    }
}
