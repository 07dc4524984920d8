//! The list of readings, as the voice uses it.

use super::forms::ja::said_as;
pub use crate::domain::readings::{ReadingProblem, Readings};
use crate::domain::text::Phrase;

impl Readings {
    /// A phrase as it is read: words of this list first, then the readings that the phrase
    /// brings. `furigana` says whether those are used.
    pub(super) fn read(&self, phrase: &Phrase, furigana: bool) -> String {
        let atoms = atoms(phrase, furigana);
        let mut read = String::new();
        let mut at = 0;
        while let Some(atom) = atoms.get(at) {
            let rest = atoms.get(at..).unwrap_or_default();
            if let Some((length, reading)) = self.longest(rest.iter().map(|atom| atom.base)) {
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
