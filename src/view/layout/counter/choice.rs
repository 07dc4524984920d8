//! The answers to a question: all of one size and weight, none more important than another.

use super::{Grid, Label, inside, lang_of, put_sign, sizes};
use crate::domain::display::TextSize;
use crate::domain::text::Phrase;
use crate::view::layout::{Ground, Piece, Rect, Scale};
use crate::view::palette::Tone;
use crate::view::typeset::Style;
use crate::view::{Control, Counter, Sign, Slot, View};

/// How all answers are set: they are of one size and weight.
#[derive(Clone, Copy)]
pub(super) struct ChoiceLabel {
    head: f32,
    sub: f32,
    /// Nothing where it gives way to the words.
    sign: f32,
    above: bool,
}

/// Head and second line of an answer, and the room they have.
struct SetChoice {
    head: Label,
    sub: Option<Label>,
    room: (f32, f32),
}

impl SetChoice {
    fn of(control: &Control, view: &View, scale: &Scale, rect: Rect, sizes: ChoiceLabel) -> SetChoice {
        let (width, height) = inside(rect, scale, 8.0, 16.0);
        let room = match (sizes.sign > 0.0, sizes.above) {
            (false, _) => (width, height),
            (true, true) => (width, height - sizes.sign - scale.c(28.0)),
            (true, false) => (width - sizes.sign - scale.c(48.0), height),
        };
        let lang = lang_of(control, view);
        let label = |phrase: &Phrase, style: Style| Label::set(phrase, lang, style, room.0, scale.ruby);
        let sub = control.sub.as_ref().map(|sub| label(sub, Style::regular(sizes.sub)));
        SetChoice { head: label(&control.label, Style::bold(sizes.head)), sub, room }
    }

    fn height(&self) -> f32 {
        self.head.height() + self.sub.as_ref().map_or(0.0, Label::height)
    }

    fn fits(&self) -> bool {
        let (width, height) = self.room;
        let sub = self.sub.as_ref();
        let sub_fits = sub.is_none_or(|sub| sub.fits(width, height - self.head.height()));
        self.head.fits(width, height) && sub_fits
    }
}

pub(super) fn label(counter: &Counter, view: &View, scale: &Scale, grid: &Grid) -> ChoiceLabel {
    let choices: Vec<&Control> =
        counter.controls.iter().filter(|control| matches!(control.slot, Slot::Choice(_))).collect();
    let above = !scale.portrait && (4..=5).contains(&choices.len());
    // Where none is chosen yet there is nothing for the rings to tell: the words have the room.
    let is_bare = choices.iter().all(|control| control.sign == Sign::NotChosen);
    let sign = scale.c(match choices.len() {
        _ if is_bare => 0.0,
        6.. => 56.0,
        _ => 76.0,
    });
    let base = if above { 44.0 } else { 48.0 };
    // The second line is read as well: of the largest text it is not the one that is too small.
    let least = if view.text_size == TextSize::Largest { Scale::large_label() } else { Scale::least_label() };
    let sized = |head: f32, sign: f32| ChoiceLabel {
        head,
        sub: (head * 36.0 / base).max(if head > least { least } else { Scale::least_label() }),
        sign,
        above,
    };
    let fits = |sizes: &ChoiceLabel| {
        choices.iter().all(|control| {
            let rect = grid.rect(control.slot);
            SetChoice::of(control, view, scale, rect, *sizes).fits()
        })
    };
    let with_sign = sizes(view, scale, base).map(|head| sized(head, sign)).find(fits);
    let without = || sizes(view, scale, base).map(|head| sized(head, 0.0)).find(fits);
    with_sign.or_else(without).unwrap_or_else(|| sized(Scale::least_label(), 0.0))
}

pub(super) fn pieces(
    control: &Control,
    view: &View,
    scale: &Scale,
    rect: Rect,
    sizes: ChoiceLabel,
) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let set = SetChoice::of(control, view, scale, rect, sizes);
    let has_sign = sizes.sign > 0.0;
    if sizes.above {
        let (sign, gap) = if has_sign { (sizes.sign, scale.c(14.0)) } else { (0.0, 0.0) };
        let top = (rect.h - sign - gap - set.height()) / 2.0;
        if has_sign {
            put_sign(&mut pieces, control.sign, Ground::Face, (rect.w - sign) / 2.0, top, sign);
        }
        let y = top + sign + gap;
        set.head.put_centred(&mut pieces, rect.w / 2.0, y, Tone::Ink);
        if let Some(sub) = set.sub {
            sub.put_centred(&mut pieces, rect.w / 2.0, y + set.head.height(), Tone::Ink);
        }
        return pieces;
    }
    if !has_sign {
        // Nothing stands before the words: they have the middle.
        let top = (rect.h - set.height()) / 2.0;
        set.head.put_centred(&mut pieces, rect.w / 2.0, top, Tone::Ink);
        if let Some(sub) = set.sub {
            sub.put_centred(&mut pieces, rect.w / 2.0, top + set.head.height(), Tone::Ink);
        }
        return pieces;
    }
    let left = scale.c(34.0);
    let x = left + sizes.sign + scale.c(28.0);
    put_sign(&mut pieces, control.sign, Ground::Face, left, (rect.h - sizes.sign) / 2.0, sizes.sign);
    let top = (rect.h - set.height()) / 2.0;
    set.head.put_left(&mut pieces, x, top, Tone::Ink);
    if let Some(sub) = set.sub {
        sub.put_left(&mut pieces, x, top + set.head.height(), Tone::Ink);
    }
    pieces
}
