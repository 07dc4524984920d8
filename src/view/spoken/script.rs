//! Which stretch of a text is in which language, judged by its letters: a Japanese name inside an
//! English sentence is said in Japanese.

use super::forms::{Tongue, ja};
use super::tidy::{ADDRESS, MAIL, SPELLED};
use crate::domain::readings::is_kana;

/// Stretches of one language each, in order; together they are the whole text.
pub(super) fn runs(base: Tongue, text: &str) -> Vec<(Tongue, &str)> {
    let mut runs: Vec<(Tongue, usize, usize)> = Vec::new();
    for (from, to, tongue) in settled(base, text) {
        match runs.last_mut() {
            Some((last, _, end)) if *last == tongue => *end = to,
            Some(_) | None => runs.push((tongue, from, to)),
        }
    }
    runs.into_iter().filter_map(|(tongue, from, to)| Some((tongue, text.get(from..to)?))).collect()
}

/// Every word with its language; what stands between words goes with one of its neighbours.
fn settled(base: Tongue, text: &str) -> Vec<(usize, usize, Tongue)> {
    let words = words(text);
    let own: Vec<Option<Tongue>> = own(base, &words);
    let mut settled = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let before = own.get(..at).and_then(|own| own.iter().rev().find_map(|tongue| *tongue));
        let after = own.get(at..).and_then(|own| own.iter().find_map(|tongue| *tongue));
        let tongue = match (own.get(at).copied().flatten(), before, after) {
            (Some(own), _, _) => own,
            // Figures and blanks inside a name belong to it.
            (None, Some(before), Some(after)) if before == after => before,
            // The mark behind the last word is that word's.
            (None, Some(before), None) if !word.text.chars().any(char::is_alphanumeric) => before,
            (None, Some(_) | None, Some(_) | None) => base,
        };
        settled.push((word.from, word.to, tongue));
    }
    settled
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Kanji and kana, with figures that touch them.
    Japanese,
    /// The same without kana: Chinese or Japanese.
    Han,
    Hangul,
    Latin,
    Other,
}

struct Word<'a> {
    from: usize,
    to: usize,
    text: &'a str,
    kind: Kind,
}

/// What a letter says about the language it stands in. Nothing is not even a letter.
fn kind(c: char) -> Option<Kind> {
    match c {
        ADDRESS | MAIL | SPELLED => None,
        c if is_kana(c) => Some(Kind::Japanese),
        '々' | '〇' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' => Some(Kind::Han),
        '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{ac00}'..='\u{d7a3}' => Some(Kind::Hangul),
        '\'' | '’' => None,
        c if c.is_alphabetic() => Some(Kind::Latin),
        _ => None,
    }
}

fn words(text: &str) -> Vec<Word<'_>> {
    let mut words: Vec<Word<'_>> = Vec::new();
    for (from, c) in text.char_indices() {
        let to = from + c.len_utf8();
        let kind = kind(c).unwrap_or(Kind::Other);
        // Figures and the middle dot do not end a word of kanji.
        let inside = matches!(c, '0'..='9' | '・');
        if let Some(last) = words.last_mut() {
            let joined = match (last.kind, kind) {
                (Kind::Japanese | Kind::Han, Kind::Japanese) | (Kind::Japanese, Kind::Han) => {
                    Some(Kind::Japanese)
                }
                (Kind::Han, Kind::Han) => Some(Kind::Han),
                (Kind::Hangul, Kind::Hangul) => Some(Kind::Hangul),
                (Kind::Latin, Kind::Latin) => Some(Kind::Latin),
                (Kind::Japanese | Kind::Han, Kind::Other) if inside => Some(last.kind),
                (Kind::Other, Kind::Other) => Some(Kind::Other),
                // "3月の会": its figures go with it.
                (Kind::Other, Kind::Japanese | Kind::Han)
                    if last.text.chars().all(|c| c.is_ascii_digit()) =>
                {
                    Some(kind)
                }
                (
                    Kind::Other | Kind::Hangul | Kind::Latin | Kind::Japanese | Kind::Han,
                    Kind::Japanese | Kind::Han | Kind::Hangul | Kind::Latin | Kind::Other,
                ) => None,
            };
            // Figures begin a word of their own: something may follow that they belong to.
            let apart = kind == Kind::Other
                && last.kind == Kind::Other
                && c.is_ascii_digit() != last.text.ends_with(|c: char| c.is_ascii_digit());
            if let Some(joined) = joined.filter(|_| !apart) {
                last.kind = joined;
                last.to = to;
                last.text = text.get(last.from..to).unwrap_or_default();
                continue;
            }
        }
        words.push(Word { from, to, text: text.get(from..to).unwrap_or_default(), kind });
    }
    words
}

/// The language of each word that has one by itself.
fn own(base: Tongue, words: &[Word<'_>]) -> Vec<Option<Tongue>> {
    // The next word on either side, whatever figures and marks stand between.
    let beside = |at: usize, of: fn(Tongue, &Word<'_>) -> bool| {
        let is_word = |word: &&Word<'_>| word.kind != Kind::Other;
        let before = words.get(..at).and_then(|words| words.iter().rev().find(is_word));
        let after = words.get(at + 1..).and_then(|words| words.iter().find(is_word));
        [before, after].into_iter().flatten().any(|word| of(base, word))
    };
    words
        .iter()
        .enumerate()
        .map(|(at, word)| {
            match word.kind {
                Kind::Other => None,
                Kind::Hangul => Some(Tongue::Korean),
                Kind::Japanese => Some(Tongue::Japanese),
                Kind::Han if base == Tongue::Chinese => Some(Tongue::Chinese),
                Kind::Han => Some(Tongue::Japanese),
                Kind::Latin => Some(match base {
                    Tongue::English | Tongue::Other => base,
                    Tongue::Chinese => Tongue::English,
                    // "NPO" by itself is said in Japanese; inside an English sentence it is English.
                    Tongue::Japanese => {
                        let foreign = is_foreign(base, word) || beside(at, is_foreign);
                        if foreign { Tongue::English } else { base }
                    }
                    // One foreign word is said by the voice of the sentence, two are a sentence.
                    Tongue::Korean => {
                        if beside(at, |_, word| word.kind == Kind::Latin) {
                            Tongue::English
                        } else {
                            base
                        }
                    }
                }),
            }
        })
        .collect()
}

fn is_foreign(base: Tongue, word: &Word<'_>) -> bool {
    base == Tongue::Japanese && word.kind == Kind::Latin && !ja::says(word.text)
}
