//! A text that has more lines than there is room for, with as much as there is room for.

use crate::domain::text::{Lang, Phrase};
use crate::view::typeset::breaks::{self, Break};
use crate::view::typeset::{self, Style};

/// What says that there is more. Between Latin letters the one character stands at half height.
fn more(lang: Lang, last: Option<&char>) -> Phrase {
    Phrase::plain(match (lang, last) {
        (Lang::EN | Lang::KO, Some('.')) => " ...",
        (Lang::EN | Lang::KO, _) => "...",
        _ => "…",
    })
}

/// With so much of what there is room for, whole sentences are liked better than one more half.
const ENOUGH: f32 = 0.7;

/// The text as it is where it fits. Otherwise it ends behind a sentence or a phrase, with "…"; nothing is left
/// where not even one phrase fits.
pub fn shortened(phrase: &Phrase, lang: Lang, fits: impl Fn(&Phrase) -> bool) -> Phrase {
    if fits(phrase) {
        return phrase.clone();
    }
    let text: Vec<char> = phrase.text().chars().collect();
    let ends = ends(&text, lang);
    let last = |end: usize| end.checked_sub(1).and_then(|last| text.get(last));
    let cut = |end: usize| phrase.first(end).and(&more(lang, last(end)));
    let best = ends.partition_point(|end| fits(&cut(*end)));
    let Some(best) = best.checked_sub(1).and_then(|best| ends.get(best)).copied() else {
        return Phrase::default();
    };
    let is_sentence = |end: &&usize| last(**end).is_some_and(|c| ends_sentence(*c));
    let sentence = ends.iter().filter(|end| **end <= best && **end as f32 >= best as f32 * ENOUGH);
    cut(sentence.rev().find(is_sentence).copied().unwrap_or(best))
}

/// The same by a number of lines.
pub fn in_lines(phrase: &Phrase, lang: Lang, style: Style, width: f32, lines: usize) -> Phrase {
    shortened(phrase, lang, |phrase| typeset::set(phrase, lang, style, width).len() <= lines)
}

fn ends_sentence(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '!' | '?' | '.')
}

/// Behind how many letters a text may end. Blanks and commas go with what follows. A text that is one long
/// phrase may end behind any of its letters.
fn ends(text: &[char], lang: Lang) -> Vec<usize> {
    let breaks = breaks::find(&text.iter().collect::<String>(), lang);
    let found = |wanted: &[Break]| {
        let starts = breaks.iter().enumerate().filter(|(_, found)| wanted.contains(found));
        let mut ends: Vec<usize> = starts
            .map(|(start, _)| {
                let is_loose = |c: &&char| c.is_whitespace() || matches!(c, '、' | '，' | ',');
                start - text.get(..start).unwrap_or_default().iter().rev().take_while(is_loose).count()
            })
            .filter(|end| *end > 0)
            .collect();
        ends.dedup();
        ends
    };
    let phrases = found(&[Break::Phrase, Break::Must]);
    if phrases.is_empty() { found(&[Break::Letter, Break::Phrase, Break::Must]) } else { phrases }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(lang: Lang, markup: &str, most: usize, expected: &str) {
        let fits = |phrase: &Phrase| phrase.text().chars().count() <= most;
        assert_eq!(shortened(&Phrase::parse(markup), lang, fits).to_markup(), expected, "{markup} in {most}");
    }

    #[test]
    fn a_text_ends_behind_a_sentence_or_a_phrase_and_says_that_there_is_more() {
        let text = "お茶を飲みながら、ゆっくり話しましょう。予約は いりません。";
        check(Lang::JA, text, 99, text);
        check(Lang::JA, text, 22, "お茶を飲みながら、ゆっくり話しましょう。…");
        check(Lang::JA, text, 12, "お茶を飲みながら…");
        check(Lang::EN, "Anyone may come in, and stay.", 22, "Anyone may come in...");
        check(Lang::JA_EASY, "[お茶|おちゃ]を [飲|の]みます。", 5, "[お茶|おちゃ]を…");
        check(Lang::JA, text, 1, "");
    }

    /// No text of a form is without an end: two hundred letters without a space are one phrase in Latin.
    #[test]
    fn one_long_word_ends_somewhere() {
        let word = "あ".repeat(40);
        let short = shortened(&Phrase::plain(word), Lang::KO, |phrase| phrase.text().chars().count() <= 10);
        assert!((2..=10).contains(&short.text().chars().count()), "{short:?}");
    }
}
