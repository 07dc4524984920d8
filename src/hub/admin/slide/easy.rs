//! Easy Japanese before it is published: what could be easier, and which readings a kanji gets.

use super::lint::{Line, Said};
use crate::domain::easy::{self, Hard, What};
use crate::domain::text::{Chunk, Lang, Phrase};
use crate::hub::furigana::Known;
use crate::hub::web::Page;

/// Of how many readings and words at most something is said in one line.
const MOST: usize = 6;

/// Everything there is to look at in the texts of easy Japanese.
pub fn lines(page: &Page, texts: &[Said<'_>], known: &Known) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut readings = Vec::new();
    for said in texts {
        let Some(markup) = said.text.0.get(Lang::JA_EASY.as_str()) else { continue };
        let phrase = Phrase::parse(markup);
        let complete = known.complete(&phrase);
        let line = |title: String, detail: String, way: &str| {
            Line::open(title, detail, &said.field(Lang::JA_EASY), page.t(way)).in_lang(Lang::JA_EASY)
        };
        let found = easy::look(&complete);
        lines.extend(
            bare(page, said, &found).map(|(title, detail)| line(title, detail, "schedule-lint-reading-way")),
        );
        if complete != phrase {
            // What a screen will put over the kanji by itself: to be looked at, and to be mended here.
            let detail = page.with_all(
                "easy-proposal-detail",
                &[("field", said.label.as_str()), ("markup", &complete.to_markup())],
            );
            lines.push(line(page.t("easy-proposal"), detail, "schedule-lint-readings-way").good());
        }
        for (title, detail, is_gentle) in of_text(page, said, &found) {
            let line = line(title, detail, "easy-way");
            lines.push(if is_gentle { line.good() } else { line });
        }
        readings.extend(phrase.chunks().iter().filter_map(read));
    }
    readings.dedup();
    if !readings.is_empty() && lines.is_empty() {
        let words = readings.iter().take(MOST).map(|word| page.with("schedule-quoted", "word", word));
        let detail = page.with("schedule-lint-readings-detail", "words", &words.collect::<String>());
        let word = page.t("schedule-lint-readings-way");
        let title = page.t("schedule-lint-readings");
        let field = texts.first().map(|said| said.field(Lang::JA_EASY)).unwrap_or_default();
        lines.push(Line::open(title, detail, &field, word).in_lang(Lang::JA_EASY).good());
    }
    lines
}

/// The kinds of hints by their titles, and whether they only help: what is promised comes first.
const KINDS: [(&str, bool); 6] = [
    ("easy-words", false),
    ("easy-numbers", false),
    ("easy-negative", false),
    ("easy-loans", true),
    ("easy-explain", true),
    ("easy-polite", true),
];

/// A word with its reading in brackets.
fn read(chunk: &Chunk) -> Option<String> {
    chunk.ruby.as_ref().map(|ruby| format!("{}（{ruby}）", chunk.base))
}

/// Kanji that nobody knows a reading for.
fn bare(page: &Page, said: &Said<'_>, found: &[Hard]) -> Option<(String, String)> {
    let mut bare: Vec<&str> =
        found.iter().filter(|hard| hard.what == What::Bare).map(|hard| hard.words.as_str()).collect();
    bare.dedup();
    (!bare.is_empty()).then(|| {
        let words = bare.join(&page.t("schedule-joint"));
        let detail =
            page.with_all("schedule-lint-reading-detail", &[("field", &said.label), ("words", &words)]);
        (page.t("schedule-lint-reading"), detail)
    })
}

/// Everything else in one text: title, detail, and whether it only helps.
fn of_text(page: &Page, said: &Said<'_>, found: &[Hard]) -> Vec<(String, String, bool)> {
    let mut lines = Vec::new();
    let longest = found.iter().filter_map(|hard| match &hard.what {
        What::Long(count) => Some((*count, hard)),
        What::Word(_)
        | What::Explain(_)
        | What::Loan(_)
        | What::DoubleNegative
        | What::Polite(_)
        | What::SlashDate(_)
        | What::Hours24(_)
        | What::Bare => None,
    });
    if let Some((count, _)) = longest.max_by_key(|(count, _)| *count) {
        let title = page.n("schedule-lint-sentence", i64::try_from(count).unwrap_or(i64::MAX));
        lines.push((title, page.with("schedule-lint-sentence-detail", "field", &said.label), false));
    }
    // One line for each kind, so that the list stays short.
    for (key, is_gentle) in KINDS {
        let mut hints: Vec<String> = Vec::new();
        for hard in found.iter().filter(|hard| key_of(&hard.what) == Some(key)) {
            let hint = match &hard.what {
                What::Word(easier) | What::Explain(easier) | What::Loan(easier) | What::Polite(easier) => {
                    instead(page, hard, easier)
                }
                What::SlashDate(easier) | What::Hours24(easier) => instead(page, hard, easier),
                What::DoubleNegative => page.with("schedule-quoted", "word", &hard.sentence),
                What::Long(_) | What::Bare => continue,
            };
            if !hints.contains(&hint) && hints.len() < MOST {
                hints.push(hint);
            }
        }
        if !hints.is_empty() {
            let hints = hints.join(&page.t("easy-joint"));
            let detail = page.with_all("easy-detail", &[("field", &said.label), ("hints", &hints)]);
            lines.push((page.t(key), detail, is_gentle));
        }
    }
    lines
}

fn instead(page: &Page, hard: &Hard, easier: &str) -> String {
    page.with_all("easy-instead", &[("words", hard.words.as_str()), ("easier", easier)])
}

/// Under which title a hint stands.
fn key_of(what: &What) -> Option<&'static str> {
    Some(match what {
        What::Word(_) => "easy-words",
        What::SlashDate(_) | What::Hours24(_) => "easy-numbers",
        What::DoubleNegative => "easy-negative",
        What::Loan(_) => "easy-loans",
        What::Explain(_) => "easy-explain",
        What::Polite(_) => "easy-polite",
        What::Long(_) | What::Bare => return None,
    })
}
