//! The counter: what is only to be touched. Fixed places, sizes in mm, within reach.

mod grid;

use super::{Ground, Kind, Piece, Placed, Rect, Said, SaidRole, Scale, put_line_in};
use crate::domain::display::{Colours, TextSize};
use crate::domain::text::{Lang, Phrase};
use crate::view::palette::Tone;
use crate::view::typeset::{self, Line, Style, Weight};
use crate::view::{Control, Counter, Place, Sign, Slot, View};

use grid::Grid;

/// The counter with all that stands on it.
pub struct SetCounter {
    pub rect: Rect,
    pub pieces: Vec<Piece>,
    pub said: Vec<Said>,
    pub controls: Vec<Placed>,
}

pub fn place(view: &View, scale: &Scale) -> SetCounter {
    let grid = Grid::of(scale, view.counter.choices());
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
    let small = small_label(&view.counter, view, scale, &grid);
    let choice = choice_label(&view.counter, view, scale, &grid);
    for control in &view.counter.controls {
        let rect = grid.rect(control.slot);
        let (kind, pieces) = match control.slot {
            Slot::Primary => (Kind::Primary, primary(control, view, scale, rect)),
            Slot::Staff => (Kind::Staff, staff(control, view, scale, rect)),
            Slot::Rotation(_) | Slot::Tool(_) => (Kind::Plain, plain(control, view, scale, rect, small)),
            Slot::Back | Slot::Home => (Kind::Plain, beside(control, view, scale, rect)),
            Slot::Choice(_) => (Kind::Choice, choice_pieces(control, view, scale, rect, choice)),
        };
        set.controls.push(Placed {
            action: control.action.clone(),
            rect,
            kind,
            pieces,
            label: label_of(control),
            chosen: control.chosen,
            enabled: control.enabled,
            radius: scale.c(16.0),
            border: scale.c(if view.colours == Colours::HighContrast { 4.0 } else { 3.0 }),
        });
    }
    set
}

fn label_of(control: &Control) -> String {
    let label = control.label.text().replace('\n', "");
    match &control.sub {
        Some(sub) => format!("{label} {}", sub.text()),
        None => label,
    }
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

/// The sizes a label may take, largest first: the visitor's wish, and the steps down to ふつう.
/// The boxes never change, so a wish that no longer fits is met as far as they allow.
fn steps(size: TextSize) -> impl Iterator<Item = f32> {
    TextSize::ALL
        .into_iter()
        .rev()
        .filter(move |step| *step <= size)
        .map(TextSize::factor)
        .chain([0.92, 0.84, 0.76])
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
            label.width() <= rect.w - scale.c(2.0 * INSET) && label.height() <= rect.h - scale.c(12.0)
        })
    };
    let base = scale.c(38.0);
    steps(view.text_size).map(|factor| base * factor).find(|size| fits(*size)).unwrap_or(base * 0.76)
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
fn largest(control: &Control, view: &View, scale: &Scale, base_px: f32, width: f32, height: f32) -> Label {
    let set = |factor: f32| {
        let style = Style { size: scale.c(base_px) * factor, weight: Weight::Bold };
        Label::set(&control.label, lang_of(control, view), style, width, scale.ruby)
    };
    // No line ends inside a word or phrase as long as a smaller step avoids it.
    steps(view.text_size)
        .map(set)
        .find(|label| label.width() <= width && label.height() <= height)
        .unwrap_or_else(|| set(0.6))
}

fn primary(control: &Control, view: &View, scale: &Scale, rect: Rect) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let inset = scale.c(2.0 * INSET + 8.0);
    if scale.portrait {
        let sign = scale.c(104.0);
        let label = largest(
            control,
            view,
            scale,
            64.0,
            rect.w - sign - scale.c(40.0) - inset,
            rect.h - scale.c(24.0),
        );
        let left = (rect.w - sign - scale.c(36.0) - label.width()) / 2.0;
        put_sign(&mut pieces, control.sign, Ground::Primary, left, (rect.h - sign) / 2.0, sign);
        label.put_left(
            &mut pieces,
            left + sign + scale.c(36.0),
            (rect.h - label.height()) / 2.0,
            Tone::OnPrimary,
        );
        return pieces;
    }
    let sign = scale.c(if scale.ruby { 84.0 } else { 104.0 });
    let label = largest(control, view, scale, 64.0, rect.w - inset, rect.h - sign - scale.c(40.0));
    let gap = scale.c(12.0);
    let top = (rect.h - sign - gap - label.height()) / 2.0;
    put_sign(&mut pieces, control.sign, Ground::Primary, (rect.w - sign) / 2.0, top, sign);
    label.put_centred(&mut pieces, rect.w / 2.0, top + sign + gap, Tone::OnPrimary);
    pieces
}

fn staff(control: &Control, view: &View, scale: &Scale, rect: Rect) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let sign = scale.c(if scale.portrait { 64.0 } else { 84.0 });
    let width = rect.w - scale.c(2.0 * INSET);
    let label = largest(control, view, scale, 44.0, width, rect.h - sign - scale.c(26.0));
    let gap = scale.c(8.0);
    let top = (rect.h - sign - gap - label.height()) / 2.0;
    put_sign(&mut pieces, control.sign, Ground::Staff, (rect.w - sign) / 2.0, top, sign);
    label.put_centred(&mut pieces, rect.w / 2.0, top + sign + gap, Tone::OnStaff);
    pieces
}

/// A sign at the left of its word: back and home.
fn beside(control: &Control, view: &View, scale: &Scale, rect: Rect) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let (sign, gap) = (scale.c(44.0), scale.c(20.0));
    let inset = scale.c(2.0 * INSET + 8.0);
    let label = largest(control, view, scale, 46.0, rect.w - inset - sign - gap, rect.h - scale.c(16.0));
    let left = (rect.w - sign - gap - label.width()) / 2.0;
    put_sign(&mut pieces, control.sign, Ground::Face, left, (rect.h - sign) / 2.0, sign);
    label.put_left(&mut pieces, left + sign + gap, (rect.h - label.height()) / 2.0, Tone::Ink);
    pieces
}

/// Head and sub size of all answers: they are of one size and weight.
#[derive(Clone, Copy)]
struct ChoiceLabel {
    head: f32,
    sub: f32,
    sign: f32,
    above: bool,
}

fn choice_label(counter: &Counter, view: &View, scale: &Scale, grid: &Grid) -> ChoiceLabel {
    let choices: Vec<&Control> =
        counter.controls.iter().filter(|control| matches!(control.slot, Slot::Choice(_))).collect();
    let above = !scale.portrait && (4..=5).contains(&choices.len());
    let sized = |factor: f32| ChoiceLabel {
        head: scale.c(if above { 44.0 } else { 48.0 }) * factor,
        sub: scale.c(36.0) * factor,
        sign: scale.c(if choices.len() > 5 { 56.0 } else { 76.0 }),
        above,
    };
    steps(view.text_size)
        .map(sized)
        .find(|sizes| {
            choices.iter().all(|control| {
                let rect = grid.rect(control.slot);
                let (head, sub, width, height) = choice_set(control, view, scale, rect, *sizes);
                let sub_height = sub.as_ref().map_or(0.0, Label::height);
                let sub_width = sub.as_ref().map_or(0.0, Label::width);
                head.width().max(sub_width) <= width && head.height() + sub_height <= height
            })
        })
        .unwrap_or_else(|| sized(0.6))
}

fn choice_set(
    control: &Control,
    view: &View,
    scale: &Scale,
    rect: Rect,
    sizes: ChoiceLabel,
) -> (Label, Option<Label>, f32, f32) {
    let inset = scale.c(2.0 * INSET + 8.0);
    let (width, height) = if sizes.above {
        (rect.w - inset, rect.h - sizes.sign - scale.c(44.0))
    } else {
        (rect.w - inset - sizes.sign - scale.c(48.0), rect.h - scale.c(16.0))
    };
    let lang = lang_of(control, view);
    let head = Label::set(&control.label, lang, Style::bold(sizes.head), width, scale.ruby);
    let sub =
        control.sub.as_ref().map(|sub| Label::set(sub, lang, Style::regular(sizes.sub), width, scale.ruby));
    (head, sub, width, height)
}

fn choice_pieces(
    control: &Control,
    view: &View,
    scale: &Scale,
    rect: Rect,
    sizes: ChoiceLabel,
) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let (head, sub, ..) = choice_set(control, view, scale, rect, sizes);
    let words = head.height() + sub.as_ref().map_or(0.0, Label::height);
    if sizes.above {
        let gap = scale.c(14.0);
        let top = (rect.h - sizes.sign - gap - words) / 2.0;
        put_sign(&mut pieces, control.sign, Ground::Face, (rect.w - sizes.sign) / 2.0, top, sizes.sign);
        let y = top + sizes.sign + gap;
        head.put_centred(&mut pieces, rect.w / 2.0, y, Tone::Ink);
        if let Some(sub) = sub {
            sub.put_centred(&mut pieces, rect.w / 2.0, y + head.height(), Tone::Ink);
        }
        return pieces;
    }
    let left = scale.c(34.0);
    put_sign(&mut pieces, control.sign, Ground::Face, left, (rect.h - sizes.sign) / 2.0, sizes.sign);
    let x = left + sizes.sign + scale.c(28.0);
    let top = (rect.h - words) / 2.0;
    head.put_left(&mut pieces, x, top, Tone::Ink);
    if let Some(sub) = sub {
        sub.put_left(&mut pieces, x, top + head.height(), Tone::Ink);
    }
    pieces
}

/// Most dots that are still seen at a glance.
const MOST_DOTS: usize = 8;

fn put_place(set: &mut SetCounter, place: &Place, view: &View, scale: &Scale, rect: Rect) {
    let dots = (2..=MOST_DOTS).contains(&place.of);
    let dot = scale.c(28.0);
    let gap = scale.c(16.0).min((rect.w - dot * place.of as f32) / (place.of.max(2) - 1) as f32);
    let dots_height = if dots { dot + scale.c(14.0) } else { 0.0 };
    let style = |factor: f32| Style::regular(scale.c(36.0) * factor);
    let label = steps(view.text_size)
        .map(|factor| Label::set(&place.phrase, view.lang, style(factor), rect.w, scale.ruby))
        .find(|label| label.width() <= rect.w && label.height() <= rect.h - dots_height)
        .unwrap_or_else(|| Label::set(&place.phrase, view.lang, style(0.68), rect.w, scale.ruby));
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
    let style = Style::regular(scale.c(28.0));
    let label = Label::set(&note.without_ruby(), view.lang, style, grid.strip.w - 2.0 * grid.x, false);
    let top = grid.strip.bottom() - margin + (margin - label.line_height) / 2.0;
    if let Some(line) = label.lines.first() {
        put_line_in(&mut set.pieces, line, style, Tone::Ink, grid.x, top, label.line_height);
        let rect = Rect::new(grid.x, top, line.width, label.line_height);
        set.said.push(Said { rect, label: note.text(), role: SaidRole::Text });
    }
}
