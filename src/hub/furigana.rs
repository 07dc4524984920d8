//! How words are read here: by staff's list, and by the dictionary where this machine has one.

use std::sync::Arc;

use crate::domain::furigana::{self, Source, Word};
use crate::domain::programme::Programme;
use crate::domain::readings::Readings;
use crate::domain::text::Phrase;

/// Takes a Japanese text apart into words with their readings. Like who draws, it comes from outside: the hub
/// knows no voice.
pub type ReadWords = Arc<dyn Fn(&str) -> Vec<Word> + Send + Sync>;

/// Everything that is known of readings.
pub struct Known {
    pub readings: Readings,
    pub words: Option<ReadWords>,
}

impl Known {
    /// The phrase with a reading over every kanji that somebody knows one for.
    pub fn complete(&self, phrase: &Phrase) -> Phrase {
        let of = self.words.as_ref().map(|words| |text: &str| words(text));
        let automatic = of.as_ref().map(|of| of as &furigana::Dictionary<'_>);
        Source { staff: &self.readings, automatic }.complete(phrase)
    }

    /// The same for every text of a programme that somebody reads in easy Japanese.
    pub fn complete_all(&self, programme: &mut Programme) {
        furigana::programme(programme, &mut |phrase| self.complete(phrase));
    }
}
