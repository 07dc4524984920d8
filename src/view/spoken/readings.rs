//! How staff want names to be said: a word and its reading in kana. One list for the voice and
//! for furigana.

use std::collections::BTreeMap;

use super::forms::ja::said_as;
use crate::domain::text::Phrase;

/// Words with their readings. The longest word that stands somewhere wins.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Readings {
    by_surface: BTreeMap<String, String>,
}

/// Why a reading was not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadingProblem {
    #[error("a reading needs the word it belongs to")]
    NoWord,
    #[error("the reading of {word} is written in kana only, not {reading}")]
    NotKana { word: String, reading: String },
}

impl Readings {
    /// Adds a word. A second reading of the same word takes the place of the first.
    ///
    /// # Errors
    /// When there is no word, or when the reading is not in kana.
    pub fn insert(&mut self, word: &str, reading: &str) -> Result<(), ReadingProblem> {
        let (word, reading) = (word.trim(), reading.trim());
        if word.is_empty() {
            return Err(ReadingProblem::NoWord);
        }
        if reading.is_empty() || !reading.chars().all(|c| is_kana(c) || c == ' ') {
            return Err(ReadingProblem::NotKana { word: word.into(), reading: reading.into() });
        }
        self.by_surface.insert(word.to_owned(), reading.to_owned());
        Ok(())
    }

    /// The reading of a word.
    pub fn get(&self, word: &str) -> Option<&str> {
        self.by_surface.get(word).map(String::as_str)
    }

    pub fn is_empty(&self) -> bool {
        self.by_surface.is_empty()
    }

    /// Words and readings in the order of the words.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.by_surface.iter().map(|(word, reading)| (word.as_str(), reading.as_str()))
    }

    /// A phrase as it is read: words of this list first, then the readings that the phrase
    /// brings. `furigana` says whether those are used.
    pub(super) fn read(&self, phrase: &Phrase, furigana: bool) -> String {
        let atoms = atoms(phrase, furigana);
        let mut read = String::new();
        let mut at = 0;
        while let Some(atom) = atoms.get(at) {
            let rest = atoms.get(at..).unwrap_or_default();
            if let Some((length, reading)) = self.longest(rest) {
                let after = atoms.get(at + length).and_then(|atom| atom.base.chars().next());
                read.push_str(&said_as(reading, after));
                at += length;
                continue;
            }
            match atom.ruby {
                Some(ruby) => {
                    let after = atoms.get(at + 1).and_then(|atom| atom.base.chars().next());
                    read_ruby(&mut read, atom.base, ruby, after, is_word_before(&atoms, at));
                }
                None => read.push_str(atom.base),
            }
            at += 1;
        }
        read
    }

    /// The longest word that begins here and ends where a part of the phrase ends.
    fn longest(&self, atoms: &[Atom<'_>]) -> Option<(usize, &str)> {
        if self.by_surface.is_empty() {
            return None;
        }
        let mut text = String::new();
        let mut found = None;
        for (n, atom) in atoms.iter().enumerate() {
            text.push_str(atom.base);
            if let Some(reading) = self.by_surface.get(&text) {
                found = Some((n + 1, reading.as_str()));
            }
            let goes_on =
                self.by_surface.range(text.clone()..).next().is_some_and(|(word, _)| word.starts_with(&text));
            if !goes_on {
                break;
            }
        }
        found
    }
}

/// What cannot be torn: a stretch with its reading, or one letter.
struct Atom<'a> {
    base: &'a str,
    ruby: Option<&'a str>,
}

fn atoms(phrase: &Phrase, furigana: bool) -> Vec<Atom<'_>> {
    let mut atoms = Vec::new();
    for chunk in phrase.chunks() {
        match chunk.ruby.as_deref().filter(|_| furigana) {
            Some(ruby) => atoms.push(Atom { base: &chunk.base, ruby: Some(ruby) }),
            None => {
                let ends = chunk.base.char_indices().map(|(at, c)| (at, at + c.len_utf8()));
                atoms.extend(
                    ends.filter_map(|(from, to)| chunk.base.get(from..to))
                        .map(|base| Atom { base, ruby: None }),
                );
            }
        }
    }
    atoms
}

/// Whether only a blank parts this reading from a noun before it.
fn is_word_before(atoms: &[Atom<'_>], at: usize) -> bool {
    let before = |n: usize| at.checked_sub(n).and_then(|at| atoms.get(at));
    let is_noun = |atom: &Atom<'_>| {
        atom.ruby.is_some()
            || atom.base.ends_with(|c: char| !('ぁ'..='ゖ').contains(&c) && c.is_alphanumeric())
    };
    before(1).is_some_and(|atom| atom.base == " ") && before(2).is_some_and(is_noun)
}

fn read_ruby(read: &mut String, base: &str, ruby: &str, after: Option<char>, word_before: bool) {
    // A counter is read right by its number ("10人", "1回"), and by its reading alone it is not.
    let counts = read.ends_with(|c: char| c.is_ascii_digit()) && base.chars().count() == 1;
    if counts {
        read.push_str(base);
        return;
    }
    // A word in kana runs into the one before it: "いちど おしても".
    if word_before && read.ends_with(' ') {
        read.pop();
        read.push('、');
    }
    read.push_str(&said_as(ruby, after));
}

/// Hiragana, katakana and the mark that lengthens.
pub(super) fn is_kana(c: char) -> bool {
    matches!(c, 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー')
}
