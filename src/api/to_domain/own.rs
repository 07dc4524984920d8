//! What a place says in its own way, its quiet hours and its readings, into the domain.

use super::*;
use crate::domain::notice::Hours as DomainHours;
use crate::domain::quiet;
use crate::domain::readings::{self, ReadingProblem};
use crate::domain::wording::{Wording, Wordings};

/// The texts of a programme by their names. A newer hub may know more of them.
///
/// # Errors
/// At the first name that nobody knows, and at the first text that could not be said.
pub fn wordings(texts: &BTreeMap<String, Text>) -> Result<Wordings, Fault> {
    let mut wordings = Wordings::default();
    for (key, text) in texts {
        let Some(wording) = Wording::from_key(key) else {
            let near = nearest(key, Wording::ALL.iter().map(|wording| wording.key()));
            let kind = FaultKind::Unknown { near: near.map(str::to_owned) };
            return Err(Fault { path: vec![Step::Field(key.clone())], kind });
        };
        for markup in text.0.values() {
            // The text as a whole: alone it may be a string, in which no language can be left out.
            wording.check(markup).map_err(|error| Fault::wrong(format!("{error}.")).at(key))?;
        }
        wordings.set(wording, text.to_domain().map_err(|fault| fault.at(key))?);
    }
    Ok(wordings)
}

impl Quiet {
    /// # Errors
    /// When a time is none.
    pub fn to_domain(&self) -> Result<quiet::Quiet, Fault> {
        let edge = |text: &str, field: &str| clock(text).map_err(|fault| fault.at(field));
        let days = self.days.iter().copied().map(Into::into).collect();
        let spans = vec![(edge(&self.from, "from")?, edge(&self.to, "to")?)];
        let screen = self.screen.map_or(quiet::QuietScreen::Dim, Into::into);
        Ok(quiet::Quiet { hours: DomainHours { days, spans }, screen })
    }
}

impl Reading {
    /// The word and its reading.
    ///
    /// # Errors
    /// When there is no word, or when the reading is not in kana.
    pub fn to_domain(&self) -> Result<(String, String), Fault> {
        readings::checked(&self.word, &self.reading).map_err(|problem| match problem {
            ReadingProblem::NoWord => Fault::wrong("A reading needs the word it belongs to.").at("word"),
            ReadingProblem::NotKana { reading, .. } if reading.is_empty() => Fault::missing("reading"),
            ReadingProblem::NotKana { .. } => {
                Fault::wrong("A reading is written in hiragana or katakana only.").at("reading")
            }
        })
    }
}
