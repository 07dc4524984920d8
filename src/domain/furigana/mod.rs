//! Furigana: which reading stands over which kanji. What a text says itself comes first, then staff's
//! list, then what is found automatically.
//!
//! Where automatic readings come from is the caller's: a function from a text to its words.

mod align;
mod counters;
mod rules;
mod table;

use std::ops::Range;

pub use align::align;

use super::programme::Programme;
use super::readings::{Readings, is_kanji};
use super::text::{Chunk, Lang, Phrase, Text};

/// A word of a text, as a dictionary takes it apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// As it stands in the text, letter for letter.
    pub surface: String,
    /// How it is read, in kana of either kind; empty when nobody knows.
    pub kana: String,
}

/// Takes a Japanese text apart. The surfaces one after the other are the text.
pub type Dictionary<'a> = dyn Fn(&str) -> Vec<Word> + 'a;

/// Where readings come from.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    pub staff: &'a Readings,
    /// Nothing where there is no dictionary: then only staff's words are read.
    pub automatic: Option<&'a Dictionary<'a>>,
}

/// Whether every kanji has its reading.
pub fn is_complete(phrase: &Phrase) -> bool {
    phrase.chunks().iter().all(|chunk| chunk.ruby.is_some() || !chunk.base.contains(is_kanji))
}

/// Stretches of kanji that have no reading.
pub fn bare(phrase: &Phrase) -> impl Iterator<Item = &str> {
    let plain = phrase.chunks().iter().filter(|chunk| chunk.ruby.is_none());
    plain.flat_map(|chunk| chunk.base.split(|c| !is_kanji(c))).filter(|word| !word.is_empty())
}

/// Readings for every text of a programme that somebody reads in easy Japanese, also where that is the
/// Japanese text because nobody wrote an easy one. `complete` is asked once for each.
pub fn programme(programme: &mut Programme, complete: &mut dyn FnMut(&Phrase) -> Phrase) {
    programme.each_text(&mut |text: &mut Text| {
        let lang = if text.get(Lang::JA_EASY).is_some() { Lang::JA_EASY } else { Lang::JA };
        if let Some(phrase) = text.get(lang).filter(|phrase| !is_complete(phrase)) {
            let phrase = complete(phrase);
            text.set(lang, phrase);
        }
    });
}

/// A text in which some letters are spoken for.
struct Draft {
    letters: Vec<char>,
    /// By letter: whether its reading is settled, also that it needs none.
    taken: Vec<bool>,
    spans: Vec<(Range<usize>, String)>,
}

impl Draft {
    fn text(&self, range: Range<usize>) -> String {
        self.letters.get(range).unwrap_or_default().iter().collect()
    }

    fn is_free(&self, range: Range<usize>) -> bool {
        self.taken.get(range).is_some_and(|taken| !taken.contains(&true))
    }

    /// A kanji that nobody has spoken for.
    fn is_open(&self, at: usize) -> bool {
        self.is_free(at..at + 1) && self.letters.get(at).is_some_and(|c| is_kanji(*c))
    }

    fn take(&mut self, range: Range<usize>) {
        for taken in self.taken.get_mut(range).into_iter().flatten() {
            *taken = true;
        }
    }

    /// A reading over just these letters.
    fn put(&mut self, range: Range<usize>, ruby: &str) {
        self.take(range.clone());
        self.spans.push((range, ruby.to_owned()));
    }

    /// A word and its reading: over its kanji only.
    fn put_word(&mut self, range: Range<usize>, kana: &str) -> bool {
        let Some(parts) = align(&self.text(range.clone()), kana) else { return false };
        let mut at = range.start;
        for Chunk { base, ruby } in parts {
            let length = base.chars().count();
            if let Some(ruby) = ruby {
                self.put(at..at + length, &ruby);
            }
            at += length;
        }
        self.take(range);
        true
    }

    fn phrase(mut self) -> Phrase {
        self.spans.sort_by_key(|(range, _)| range.start);
        let mut chunks = Vec::new();
        let mut at = 0;
        for (range, ruby) in &self.spans {
            chunks.push(Chunk { base: self.text(at..range.start), ruby: None });
            chunks.push(Chunk { base: self.text(range.clone()), ruby: Some(ruby.clone()) });
            at = range.end;
        }
        chunks.push(Chunk { base: self.text(at..self.letters.len()), ruby: None });
        chunks.into_iter().collect()
    }
}

impl Source<'_> {
    /// The phrase with a reading over every kanji that somebody knows one for.
    pub fn complete(&self, phrase: &Phrase) -> Phrase {
        if is_complete(phrase) {
            return phrase.clone();
        }
        let letters: Vec<char> = phrase.text().chars().collect();
        let mut draft = Draft { taken: vec![false; letters.len()], letters, spans: Vec::new() };
        let mut at = 0;
        for chunk in phrase.chunks() {
            let range = at..at + chunk.base.chars().count();
            at = range.end;
            if let Some(ruby) = &chunk.ruby {
                draft.put(range, ruby);
            }
        }
        self.of_staff(&mut draft);
        if let Some(automatic) = self.automatic {
            counters::written_out(&mut draft);
            counters::counted(&mut draft);
            rules::weekdays(&mut draft);
            found(&mut draft, automatic);
        }
        draft.phrase()
    }

    fn of_staff(&self, draft: &mut Draft) {
        let mut at = 0;
        while at < draft.letters.len() {
            let free = (at..draft.letters.len()).take_while(|at| draft.is_free(*at..*at + 1));
            let parts: Vec<String> = free.map(|at| draft.text(at..at + 1)).collect();
            let found = self.staff.longest(parts.iter().map(String::as_str));
            match found.map(|(length, reading)| (at..at + length, reading.to_owned())) {
                Some((range, reading)) if !is_inside(draft, &range) => {
                    at = range.end;
                    draft.put_word(range, &reading.replace(' ', ""));
                }
                Some(_) | None => at += 1,
            }
        }
    }
}

/// Whether one kanji alone stands here in the middle of a word: 会 of the list is not the 会 of 会場.
fn is_inside(draft: &Draft, range: &Range<usize>) -> bool {
    let kanji = |at: Option<usize>| at.and_then(|at| draft.letters.get(at)).is_some_and(|c| is_kanji(*c));
    range.len() == 1
        && kanji(Some(range.start))
        && (kanji(range.start.checked_sub(1)) || kanji(Some(range.end)))
}

/// What a dictionary finds for what is still open.
fn found(draft: &mut Draft, automatic: &Dictionary<'_>) {
    let whole = 0..draft.letters.len();
    read(draft, whole, automatic);
    // A word of which a part is settled already is looked at once more, without that part.
    let mut at = 0;
    while at < draft.letters.len() {
        let end = (at..draft.letters.len()).find(|at| !draft.is_open(*at)).unwrap_or(draft.letters.len());
        if end > at {
            read(draft, at..end, automatic);
        }
        at = end.max(at + 1);
    }
}

fn read(draft: &mut Draft, range: Range<usize>, automatic: &Dictionary<'_>) {
    if !range.clone().any(|at| draft.is_open(at)) {
        return;
    }
    let mut at = range.start;
    for Word { surface, kana } in automatic(&draft.text(range.clone())) {
        let word = at..at + surface.chars().count();
        at = word.end;
        // A dictionary that does not keep to the letters is not believed any further.
        if word.end > range.end || draft.text(word.clone()) != surface {
            return;
        }
        if draft.is_free(word.clone()) && word.clone().any(|at| draft.is_open(at)) {
            let kana = rules::in_place(draft, &word, &surface).map_or(kana, str::to_owned);
            draft.put_word(word, &kana);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A dictionary of a few words; what it does not know is one letter without a reading.
    fn few(text: &str) -> Vec<Word> {
        const KNOWN: &[(&str, &str)] = &[
            ("食べる", "タベル"),
            ("会場", "カイジョウ"),
            ("家族", "カゾク"),
            ("方", "ホウ"),
            ("集い", "ツドイ"),
        ];
        let mut words = Vec::new();
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let known = KNOWN.iter().find(|(surface, _)| rest.starts_with(surface));
            let (surface, kana) =
                known.map_or((&rest[..first.len_utf8()], ""), |(surface, kana)| (*surface, *kana));
            words.push(Word { surface: surface.to_owned(), kana: kana.to_owned() });
            rest = &rest[surface.len()..];
        }
        words
    }

    #[track_caller]
    fn check(staff: &[(&str, &str)], markup: &str, expected: &str) {
        let mut readings = Readings::default();
        for (word, reading) in staff {
            readings.insert(word, reading).unwrap();
        }
        let source = Source { staff: &readings, automatic: Some(&few) };
        let phrase = Phrase::parse(markup);
        let complete = source.complete(&phrase);
        assert_eq!(complete.to_markup(), expected);
        assert_eq!(complete.text(), phrase.text(), "not a letter is changed");
        assert_eq!(source.complete(&complete), complete, "what is complete stays");
    }

    #[test]
    fn readings_stand_over_kanji_only() {
        check(&[], "会場で 食べる", "[会場|かいじょう]で [食|た]べる");
        check(&[], "集い食べる", "[集|つど]い[食|た]べる");
    }

    #[test]
    fn a_text_comes_before_staff_and_staff_before_the_dictionary() {
        let staff = [("会場", "ばしょ"), ("集い", "つどひ")];
        // A reading that does not fit the kana of its word is not used.
        check(&staff, "会場の 集い", "[会場|ばしょ]の [集|つど]い");
        check(&staff, "[会場|ホール]の 会場", "[会場|ホール]の [会場|ばしょ]");
        check(&[("会", "え")], "会場 会", "[会場|かいじょう] [会|え]");
    }

    #[test]
    fn without_a_dictionary_only_staffs_words_are_read() {
        let mut staff = Readings::default();
        staff.insert("会場", "かいじょう").unwrap();
        let source = Source { staff: &staff, automatic: None };
        let complete = source.complete(&Phrase::plain("会場は 3階"));
        assert_eq!(complete.to_markup(), "[会場|かいじょう]は 3階");
        assert_eq!(bare(&complete).collect::<Vec<_>>(), ["階"]);
    }

    #[test]
    fn a_dictionary_that_loses_letters_does_no_harm() {
        let wrong = |_: &str| {
            vec![
                Word { surface: "会".to_owned(), kana: "カイ".to_owned() },
                Word { surface: "別".to_owned(), kana: "ベツ".to_owned() },
            ]
        };
        let source = Source { staff: &Readings::default(), automatic: Some(&wrong) };
        assert_eq!(source.complete(&Phrase::plain("会場")).to_markup(), "[会|かい]場");
    }
}
