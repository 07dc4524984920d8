//! What is to be said of a screen, as plain data: which words, in which language, in which order.
//! No sound here, and no time.
//!
//! [`screen`] goes through a [`View`] as one reads it. Every text becomes what a person would say
//! for it: an address inside a text is named and not read out, one that stands alone is said by its
//! names, a telephone number digit by digit, a clock as a time of the day (`forms/`). A stretch in the letters of another language is an utterance in
//! that language.

mod address;
mod forms;
mod order;
mod readings;
mod scan;
mod script;
mod split;
mod tidy;

use std::borrow::Cow;

use super::{Action, View};
use crate::domain::text::{Lang, Phrase};

pub use address::Spelling;
use forms::Tongue;
pub use readings::{ReadingProblem, Readings};

/// Something to be said without a break.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Utterance {
    /// The language of the voice: that of the screen, or of a stretch in other letters.
    pub lang: Lang,
    /// In spoken form, but readable: what stands in a log and may stand in a caption.
    pub text: String,
    pub part: Part,
}

/// What of a screen an utterance says, so that it can be found and said again.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// What the screen is called.
    Title,
    /// What stands on the board.
    Content,
    /// A row of a list, by its id.
    Row(String),
    /// How to go on outside: code, page number, telephone.
    Way,
    /// Where one is: "Page 2 of 3".
    Place,
    /// How old the content is.
    Note,
    /// Something that can be done.
    Choice(Action),
    /// The name of the place, the date and the time.
    Header,
    /// A sentence between the buttons: what a touch will do.
    Hint,
    /// How one moves about by ear.
    Help,
}

impl Utterance {
    /// The text as the engine of its language takes it: pinyin for Chinese, figures without
    /// blanks for Japanese. Never for the eye.
    pub fn sounded(&self) -> Cow<'_, str> {
        match Tongue::of(self.lang) {
            Tongue::Japanese => forms::ja::sounded(&self.text).into(),
            Tongue::Chinese => forms::pinyin(&self.text).into(),
            Tongue::English => forms::en::sounded(&self.text),
            Tongue::Korean | Tongue::Other => self.text.as_str().into(),
        }
    }
}

/// Everything that is to be heard of a screen, in reading order: its name, its content, where one
/// is, what can be done, and how to go on.
pub fn screen(view: &View, readings: &Readings) -> Vec<Utterance> {
    order::screen(view, readings)
}

/// One control alone: its name, its second line, its state, its position. Nothing where the
/// screen has no such control.
pub fn control(view: &View, action: &Action, readings: &Readings) -> Vec<Utterance> {
    order::control(view, action, readings)
}

/// Controls that are framed together, in one breath: their names alone.
pub fn row(view: &View, actions: &[Action], readings: &Readings) -> Vec<Utterance> {
    order::row(view, actions, readings)
}

/// A text by itself: an announcement.
pub fn phrase(lang: Lang, phrase: &Phrase, part: &Part, readings: &Readings) -> Vec<Utterance> {
    text(lang, &order::read(lang, phrase, readings), part, readings)
}

/// A web address by itself.
pub fn address(lang: Lang, address: &Phrase, spelling: Spelling, part: &Part) -> Vec<Utterance> {
    address::said(lang, address, spelling, part)
}

/// A text whose readings stand in it, in utterances.
fn text(lang: Lang, text: &str, part: &Part, readings: &Readings) -> Vec<Utterance> {
    let base = Tongue::of(lang);
    let tidy = tidy::tidy(text);
    let mut utterances = Vec::new();
    let runs = script::runs(base, &tidy);
    let is_cut = runs.len() > 1;
    for (tongue, run) in runs {
        // Before it is known to be a Japanese name, a Chinese text has Chinese readings.
        let read = match (base, tongue) {
            (Tongue::Chinese, Tongue::Japanese) => readings.read(&Phrase::plain(run), false),
            (_, _) => run.to_owned(),
        };
        let said = forms::said(tongue, lang, &scan::scan(&read));
        // Quotation marks around a name in another language would be left over.
        let said = if is_cut { split::trimmed(&said) } else { &said };
        for text in split::pieces(tongue, said) {
            utterances.push(Utterance { lang: tongue.lang(lang), text, part: part.clone() });
        }
    }
    utterances
}
