//! The counter: what is only to be touched. Fixed places, sizes in mm, within reach.

mod choice;
mod grid;

use super::{Ground, Kind, Piece, Placed, Rect, Said, SaidRole, Scale, put_line_in};
use crate::domain::display::{Colours, TextSize};
use crate::domain::text::{Lang, Phrase};
use crate::view::palette::Tone;
use crate::view::typeset::{self, End, Line, Style};
use crate::view::words::{Say, Words};
use crate::view::{Action, Ask, Control, Counter, Place, Sign, Slot, View};

use grid::Grid;

/// The counter with all that stands on it.
pub struct SetCounter {
    pub rect: Rect,
    pub pieces: Vec<Piece>,
    pub said: Vec<Said>,
    pub controls: Vec<Placed>,
}

pub fn place(view: &View, scale: &Scale) -> SetCounter {
    let grid = Grid::of(scale, view.counter.choices(), view.counter.has_digits());
    let mut set = SetCounter {
        rect: grid.strip,
        pieces: vec![Piece::Fill { rect: grid.strip, radius: 0.0, tone: Tone::Counter }],
        said: Vec::new(),
        controls: Vec::new(),
    };
    if view.colours == Colours::HighContrast {
        // Black on black: a rule says where the counter begins.
        let rule = Rect { h: scale.c(4.0), ..grid.strip };
        set.pieces.push(Piece::Fill { rect: rule, radius: 0.0, tone: Tone::Border });
    }
    if let Some(place) = &view.counter.place {
        put_place(&mut set, place, view, scale, grid.place());
    }
    if let Some(note) = &view.counter.note {
        put_note(&mut set, note, view, scale, &grid);
    }
    if let Some(hint) = &view.counter.hint {
        put_hint(&mut set, hint, view, scale, grid.hint(view.counter.has_upper_row()));
    }
    let small = small_label(&view.counter, view, scale, &grid);
    let choice = choice::label(&view.counter, view, scale, &grid);
    for control in &view.counter.controls {
        let rect = grid.rect(control.slot);
        let (kind, pieces) = match control.slot {
            Slot::Primary => (Kind::Primary, primary(control, view, scale, rect)),
            Slot::Staff => (Kind::Staff, staff(control, view, scale, rect)),
            Slot::Rotation(_) | Slot::Tool(_) => (Kind::Plain, plain(control, view, scale, rect, small)),
            Slot::Back | Slot::Home | Slot::Wide(_) => (Kind::Plain, beside(control, view, scale, rect)),
            Slot::Digit(_) => (Kind::Choice, digit(control, view, scale, rect)),
            Slot::Choice(_) => (Kind::Choice, choice::pieces(control, view, scale, rect, choice)),
        };
        set.controls.push(Placed {
            action: control.action.clone(),
            rect,
            kind,
            pieces,
            label: label_of(control, view),
            set: control.slot.set(),
            position: view.counter.position(control),
            chosen: control.chosen,
            enabled: control.enabled,
            radius: scale.c(16.0),
            border: scale.c(if view.colours == Colours::HighContrast { 4.0 } else { 3.0 }),
        });
    }
    set
}

/// What a screen reader calls a control: its words as one line of its language. An answer that was given
/// before says so, since it is a button and has no state.
fn label_of(control: &Control, view: &View) -> String {
    let words = Words::of(lang_of(control, view));
    let label = words.one_line(&control.label).text();
    let label = match &control.sub {
        Some(sub) => format!("{label} {}", sub.text()),
        None => label,
    };
    if control.chosen && !control.action.keeps_state() {
        let label = Phrase::plain(label);
        return words.say_with(Say::LabelChosen, &[("label", (&label).into())]).text();
    }
    label
}

/// Lines of a label at a size, and how high they stand.
struct Label {
    lines: Vec<Line>,
    style: Style,
    line_height: f32,
}

impl Label {
    fn set(phrase: &Phrase, lang: Lang, style: Style, width: f32, ruby: bool) -> Label {
        let lines = typeset::set(phrase, lang, style, width);
        let has_ruby = ruby && lines.iter().any(Line::has_ruby);
        Label { lines, style, line_height: style.size * if has_ruby { 1.62 } else { 1.18 } }
    }

    fn width(&self) -> f32 {
        self.lines.iter().map(|line| line.width).fold(0.0, f32::max)
    }

    fn height(&self) -> f32 {
        self.line_height * self.lines.len() as f32
    }

    /// Whether it stands inside a box without a line that ends inside a word or phrase.
    fn fits(&self, width: f32, height: f32) -> bool {
        let whole = self.lines.iter().all(|line| line.end == End::Whole);
        whole && self.width() <= width && self.height() <= height
    }

    fn put_centred(&self, pieces: &mut Vec<Piece>, cx: f32, top: f32, tone: Tone) {
        for (i, line) in self.lines.iter().enumerate() {
            let top = top + self.line_height * i as f32;
            put_line_in(pieces, line, self.style, tone, cx - line.width / 2.0, top, self.line_height);
        }
    }

    fn put_left(&self, pieces: &mut Vec<Piece>, x: f32, top: f32, tone: Tone) {
        for (i, line) in self.lines.iter().enumerate() {
            put_line_in(
                pieces,
                line,
                self.style,
                tone,
                x,
                top + self.line_height * i as f32,
                self.line_height,
            );
        }
    }
}

/// Text stays this far from its button's edge, design px.
const INSET: f32 = 14.0;

/// The sizes a label may take, largest first: the visitor's wish, the steps down to ふつう, and
/// below it. The boxes never change, so a wish that no longer fits is met as far as they allow,
/// but a label is never too small to be read at an arm's length.
fn sizes(view: &View, scale: &Scale, base_px: f32) -> impl Iterator<Item = f32> {
    let (base, wish, least) = (scale.c(base_px), view.text_size, Scale::least_label());
    let steps = TextSize::ALL.into_iter().rev().filter(|step| *step <= wish).map(TextSize::factor);
    let mut sizes: Vec<f32> =
        steps.chain([0.92, 0.84, 0.76, 0.68]).map(|factor| base * factor).chain([least]).collect();
    if wish == TextSize::Largest {
        sizes.push(Scale::large_label());
    }
    sizes.retain(|size| *size >= least);
    sizes.sort_by(|a, b| b.total_cmp(a));
    sizes.into_iter()
}

fn lang_of(control: &Control, view: &View) -> Lang {
    control.lang.unwrap_or(view.lang)
}

/// One size for all the small labels, the largest at which every one of them fits.
fn small_label(counter: &Counter, view: &View, scale: &Scale, grid: &Grid) -> f32 {
    let small: Vec<&Control> = counter
        .controls
        .iter()
        .filter(|control| matches!(control.slot, Slot::Rotation(_) | Slot::Tool(_)))
        .collect();
    let fits = |size: f32| {
        small.iter().all(|control| {
            let rect = grid.rect(control.slot);
            let label = small_set(control, view, scale, rect, size);
            label.fits(rect.w - scale.c(2.0 * INSET), rect.h - scale.c(12.0))
        })
    };
    sizes(view, scale, 38.0).find(|size| fits(*size)).unwrap_or_else(Scale::least_label)
}

fn small_set(control: &Control, view: &View, scale: &Scale, rect: Rect, size: f32) -> Label {
    Label::set(
        &control.label,
        lang_of(control, view),
        Style::bold(size),
        rect.w - scale.c(2.0 * INSET),
        scale.ruby,
    )
}

fn put_sign(pieces: &mut Vec<Piece>, sign: Sign, ground: Ground, x: f32, y: f32, size: f32) {
    pieces.push(Piece::Sign { rect: Rect::new(x, y, size, size), sign, ground });
}

/// A sign above its word; where both do not fit, the word alone.
fn plain(control: &Control, view: &View, scale: &Scale, rect: Rect, size: f32) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let label = small_set(control, view, scale, rect, size);
    let (sign, gap) = (scale.c(42.0), scale.c(if scale.ruby { 0.0 } else { 7.0 }));
    let whole = sign + gap + label.height();
    if whole <= rect.h - scale.c(12.0) {
        let top = (rect.h - whole) / 2.0;
        put_sign(&mut pieces, control.sign, Ground::Face, (rect.w - sign) / 2.0, top, sign);
        label.put_centred(&mut pieces, rect.w / 2.0, top + sign + gap, Tone::Ink);
    } else {
        label.put_centred(&mut pieces, rect.w / 2.0, (rect.h - label.height()) / 2.0, Tone::Ink);
    }
    pieces
}

/// The largest label that fits a box, by the visitor's size.
fn largest(control: &Control, view: &View, scale: &Scale, base_px: f32, room: (f32, f32)) -> Option<Label> {
    let (width, height) = room;
    sizes(view, scale, base_px)
        .map(|size| Label::set(&control.label, lang_of(control, view), Style::bold(size), width, scale.ruby))
        .find(|label| label.fits(width, height))
}

/// A control's sign and its word, in that order from the top or from the left. The sign gives way
/// where both have no room at any size.
struct Pair {
    sign: f32,
    gap: f32,
    label: Label,
}

impl Pair {
    fn above(
        control: &Control,
        view: &View,
        scale: &Scale,
        base_px: f32,
        sign: f32,
        room: (f32, f32),
    ) -> Pair {
        let gap = scale.c(if sign > scale.c(90.0) { 12.0 } else { 8.0 });
        match largest(control, view, scale, base_px, (room.0, room.1 - sign - gap)) {
            Some(label) => Pair { sign, gap, label },
            None => Pair::word(control, view, scale, base_px, room),
        }
    }

    fn beside(
        control: &Control,
        view: &View,
        scale: &Scale,
        base_px: f32,
        (sign, gap): (f32, f32),
        room: (f32, f32),
    ) -> Pair {
        match largest(control, view, scale, base_px, (room.0 - sign - gap, room.1)) {
            Some(label) => Pair { sign, gap, label },
            None => Pair::word(control, view, scale, base_px, room),
        }
    }

    fn word(control: &Control, view: &View, scale: &Scale, base_px: f32, room: (f32, f32)) -> Pair {
        let smallest = || {
            let style = Style::bold(Scale::least_label());
            Label::set(&control.label, lang_of(control, view), style, room.0, scale.ruby)
        };
        let label = largest(control, view, scale, base_px, room).unwrap_or_else(smallest);
        Pair { sign: 0.0, gap: 0.0, label }
    }

    fn put_above(&self, pieces: &mut Vec<Piece>, control: &Control, ground: Ground, tone: Tone, rect: Rect) {
        let top = (rect.h - self.sign - self.gap - self.label.height()) / 2.0;
        if self.sign > 0.0 {
            put_sign(pieces, control.sign, ground, (rect.w - self.sign) / 2.0, top, self.sign);
        }
        self.label.put_centred(pieces, rect.w / 2.0, top + self.sign + self.gap, tone);
    }

    fn put_beside(&self, pieces: &mut Vec<Piece>, control: &Control, ground: Ground, tone: Tone, rect: Rect) {
        let left = (rect.w - self.sign - self.gap - self.label.width()) / 2.0;
        if self.sign > 0.0 {
            put_sign(pieces, control.sign, ground, left, (rect.h - self.sign) / 2.0, self.sign);
        }
        self.label.put_left(pieces, left + self.sign + self.gap, (rect.h - self.label.height()) / 2.0, tone);
    }
}

/// Room for sign and word inside a button's edge.
fn inside(rect: Rect, scale: &Scale, side: f32, over: f32) -> (f32, f32) {
    (rect.w - scale.c(2.0 * INSET + side), rect.h - scale.c(over))
}

fn primary(control: &Control, view: &View, scale: &Scale, rect: Rect) -> Vec<Piece> {
    let mut pieces = Vec::new();
    if scale.portrait {
        let sign = (scale.c(104.0), scale.c(36.0));
        let pair = Pair::beside(control, view, scale, 64.0, sign, inside(rect, scale, 12.0, 24.0));
        pair.put_beside(&mut pieces, control, Ground::Primary, Tone::OnPrimary, rect);
    } else {
        let sign = scale.c(if scale.ruby { 84.0 } else { 104.0 });
        let pair = Pair::above(control, view, scale, 64.0, sign, inside(rect, scale, 8.0, 28.0));
        pair.put_above(&mut pieces, control, Ground::Primary, Tone::OnPrimary, rect);
    }
    pieces
}

fn staff(control: &Control, view: &View, scale: &Scale, rect: Rect) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let sign = scale.c(if scale.portrait { 64.0 } else { 84.0 });
    let pair = Pair::above(control, view, scale, 44.0, sign, inside(rect, scale, 0.0, 18.0));
    pair.put_above(&mut pieces, control, Ground::Staff, Tone::OnStaff, rect);
    pieces
}

/// A sign at the left of its word: back and home.
fn beside(control: &Control, view: &View, scale: &Scale, rect: Rect) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let sign = (scale.c(44.0), scale.c(20.0));
    let pair = Pair::beside(control, view, scale, 46.0, sign, inside(rect, scale, 8.0, 16.0));
    pair.put_beside(&mut pieces, control, Ground::Face, Tone::Ink, rect);
    pieces
}

/// A key of the number pad: large, and nothing but its digit or word.
fn digit(control: &Control, view: &View, scale: &Scale, rect: Rect) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let base = if matches!(control.action, Action::Attend(Ask::Digit(_))) { 72.0 } else { 44.0 };
    let pair = Pair::word(control, view, scale, base, inside(rect, scale, 0.0, 12.0));
    pair.put_above(&mut pieces, control, Ground::Face, Tone::Ink, rect);
    pieces
}

/// A sentence on the counter, at the left of its room and in its middle.
fn put_hint(set: &mut SetCounter, hint: &Phrase, view: &View, scale: &Scale, rect: Rect) {
    let sized = |size: f32| Label::set(hint, view.lang, Style::regular(size), rect.w, scale.ruby);
    let label = sizes(view, scale, 40.0).map(sized).find(|label| label.fits(rect.w, rect.h));
    let label = label.unwrap_or_else(|| sized(Scale::least_label()));
    // A promise that does not fit is left out rather than cut: it stands on the board as well.
    if label.height() > rect.h {
        return;
    }
    let top = rect.y + (rect.h - label.height()) / 2.0;
    label.put_left(&mut set.pieces, rect.x, top, Tone::Ink);
    set.said.push(Said { rect, label: Words::of(view.lang).one_line(hint).text(), role: SaidRole::Text });
}

/// Most dots that are still seen at a glance.
const MOST_DOTS: usize = 8;
/// How much of the size that a visitor wishes words under dots keep.
const NEARLY: f32 = 0.84;

fn put_place(set: &mut SetCounter, place: &Place, view: &View, scale: &Scale, rect: Rect) {
    let dot = scale.c(28.0);
    let gap = scale.c(16.0).min((rect.w - dot * place.of as f32) / (place.of.max(2) - 1) as f32);
    let sized = |size: f32| Label::set(&place.phrase, view.lang, Style::regular(size), rect.w, scale.ruby);
    let largest = |height: f32| sizes(view, scale, 36.0).map(sized).find(|label| label.fits(rect.w, height));
    // The dots say the same as the words, and give way to them: words that have to be small under dots
    // stand without them.
    let over = dot + scale.c(14.0);
    let alone = largest(rect.h);
    let wanted = scale.c(36.0) * view.text_size.factor() * NEARLY;
    let least = alone.as_ref().map_or(0.0, |label| label.style.size.min(wanted));
    let under_dots = largest(rect.h - over).filter(|label| label.style.size >= least - 0.01);
    let under_dots = under_dots.filter(|_| (2..=MOST_DOTS).contains(&place.of));
    let dots = under_dots.is_some();
    let dots_height = if dots { over } else { 0.0 };
    let label = under_dots.or(alone).unwrap_or_else(|| sized(Scale::least_label()));
    let whole = dots_height + label.height();
    let top = rect.y + ((rect.h - whole) / 2.0).max(0.0);
    let cx = rect.centre().0;
    if dots {
        let left = cx - (dot * place.of as f32 + gap * (place.of - 1) as f32) / 2.0;
        for i in 0..place.of {
            let at = Rect::new(left + (dot + gap) * i as f32, top, dot, dot);
            set.pieces.push(if i == place.at {
                Piece::Fill { rect: at, radius: dot / 2.0, tone: Tone::Ink }
            } else {
                Piece::Frame { rect: at, radius: dot / 2.0, stroke: scale.c(4.0), tone: Tone::Ink }
            });
        }
    }
    label.put_centred(&mut set.pieces, cx, top + dots_height, Tone::Ink);
    set.said.push(Said { rect, label: place.phrase.text(), role: SaidRole::Text });
}

/// Quiet, in the margin under the controls.
fn put_note(set: &mut SetCounter, note: &Phrase, view: &View, scale: &Scale, grid: &Grid) {
    let margin = scale.c(if scale.portrait { 60.0 } else { 40.0 });
    let style = Style::regular(scale.c(28.0).max(Scale::least_label()));
    let label = Label::set(&note.without_ruby(), view.lang, style, grid.strip.w - 2.0 * grid.x, false);
    let top = grid.strip.bottom() - margin + (margin - label.line_height) / 2.0;
    if let Some(line) = label.lines.first() {
        put_line_in(&mut set.pieces, line, style, Tone::Ink, grid.x, top, label.line_height);
        let rect = Rect::new(grid.x, top, line.width, label.line_height);
        set.said.push(Said { rect, label: note.text(), role: SaidRole::Text });
    }
}
