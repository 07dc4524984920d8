//! やさしい日本語: what makes a text harder than it need be, and what can stand instead. It advises; nothing is
//! forbidden. ACCESSIBILITY row 23 gives the measures.

mod table;

use super::furigana;
use super::text::Phrase;

pub use table::Advice;

/// Longest sentence, characters without the blanks between phrases.
pub const LONGEST: usize = 30;

/// One thing in a text that could be easier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hard {
    pub what: What,
    /// The words as they stand in the text.
    pub words: String,
    /// The sentence they stand in.
    pub sentence: String,
}

/// What it is, and what can stand instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A sentence of so many characters.
    Long(usize),
    /// A word that is written rather than spoken.
    Word(&'static str),
    /// A hard word that people meet outside too: it may stay when it is explained.
    Explain(&'static str),
    /// A loan word.
    Loan(&'static str),
    /// A negative of a negative.
    DoubleNegative,
    /// Politeness that makes it long.
    Polite(&'static str),
    /// A day with a stroke; how it is said.
    SlashDate(String),
    /// A time of 24 hours; how it is said.
    Hours24(String),
    /// Kanji without a reading.
    Bare,
}

impl What {
    /// Whether this only helps, and nothing promised is missing.
    pub fn is_gentle(&self) -> bool {
        match self {
            What::Explain(_) | What::Polite(_) | What::Loan(_) => true,
            What::Long(_)
            | What::Word(_)
            | What::DoubleNegative
            | What::SlashDate(_)
            | What::Hours24(_)
            | What::Bare => false,
        }
    }
}

/// How many words there is advice for.
pub fn known() -> usize {
    table::HARD.len() + table::LOAN.len()
}

/// Everything in a text that could be easier, sentence by sentence.
pub fn look(phrase: &Phrase) -> Vec<Hard> {
    let mut found = Vec::new();
    for sentence in sentences(phrase) {
        let text = sentence.text();
        // Phrases are apart in easy Japanese, and words may be too.
        let solid: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
        let mut add = |what: What, words: String| {
            found.push(Hard { what, words, sentence: text.trim().to_owned() });
        };
        if solid.len() > LONGEST {
            add(What::Long(solid.len()), text.trim().to_owned());
        }
        words(&solid, &mut add);
        forms(&solid, &mut add);
        // Two numbers with a blank between are two.
        numbers(&text.chars().collect::<Vec<char>>(), &mut add);
        for word in furigana::bare(&sentence) {
            add(What::Bare, word.to_owned());
        }
    }
    found
}

/// The sentences of a phrase, each with its readings.
fn sentences(phrase: &Phrase) -> Vec<Phrase> {
    let mut sentences = vec![Vec::new()];
    for chunk in phrase.chunks() {
        if chunk.ruby.is_some() {
            sentences.last_mut().into_iter().for_each(|sentence| sentence.push(chunk.clone()));
            continue;
        }
        for (n, part) in chunk.base.split_inclusive(['。', '！', '？', '!', '?', '\n']).enumerate() {
            if n > 0 {
                sentences.push(Vec::new());
            }
            let part = super::text::Chunk { base: part.to_owned(), ruby: None };
            sentences.last_mut().into_iter().for_each(|sentence| sentence.push(part.clone()));
        }
        if chunk.base.ends_with(['。', '！', '？', '!', '?', '\n']) {
            sentences.push(Vec::new());
        }
    }
    let phrases = sentences.into_iter().map(|chunks| chunks.into_iter().collect::<Phrase>());
    phrases.filter(|phrase| !phrase.text().trim().is_empty()).collect()
}

fn starts_with(letters: &[char], at: usize, word: &str) -> bool {
    let mut here = letters.get(at..).unwrap_or_default().iter();
    word.chars().all(|c| here.next() == Some(&c))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Letters {
    Kanji,
    Katakana,
    Other,
}

fn letters(c: Option<&char>) -> Letters {
    match c {
        Some(c) if super::readings::is_kanji(*c) => Letters::Kanji,
        Some('ァ'..='ヺ' | 'ー') => Letters::Katakana,
        Some(_) | None => Letters::Other,
    }
}

/// Hard words; of two that begin at one place the longer counts, and nothing inside it.
fn words(solid: &[char], add: &mut dyn FnMut(What, String)) {
    let hard = table::HARD.iter().map(|(word, easier, advice)| {
        let what = match advice {
            Advice::Instead => What::Word(easier),
            Advice::Explain => What::Explain(easier),
        };
        (*word, what)
    });
    let known: Vec<(&str, What)> =
        hard.chain(table::LOAN.iter().map(|(word, easier)| (*word, What::Loan(easier)))).collect();
    let mut at = 0;
    while at < solid.len() {
        let stands_here = |word: &str| {
            let end = at + word.chars().count();
            let before = at.checked_sub(1).and_then(|at| solid.get(at));
            // A loan word, and a kanji alone, is a word only where no more of its kind stands beside it.
            let is_whole = match letters(word.chars().next().as_ref()) {
                Letters::Kanji if word.chars().count() == 1 => {
                    letters(before) != Letters::Kanji && letters(solid.get(end)) != Letters::Kanji
                }
                Letters::Katakana => {
                    letters(before) != Letters::Katakana && letters(solid.get(end)) != Letters::Katakana
                }
                Letters::Kanji | Letters::Other => true,
            };
            starts_with(solid, at, word) && is_whole
        };
        let longest = known.iter().filter(|(word, _)| stands_here(word)).max_by_key(|(word, _)| word.len());
        match longest {
            Some((word, what)) => {
                // Whoever has explained it beside it has done all there is to do.
                let end = at + word.chars().count();
                let is_explained = matches!(solid.get(end), Some('（' | '('));
                if !(is_explained && matches!(what, What::Explain(_))) {
                    add(what.clone(), (*word).to_owned());
                }
                at = end;
            }
            None => at += 1,
        }
    }
}

fn forms(solid: &[char], add: &mut dyn FnMut(What, String)) {
    let text: String = solid.iter().collect();
    let negative = table::DOUBLE_NEGATIVE.iter().find(|form| text.contains(*form));
    if let Some(form) = negative {
        add(What::DoubleNegative, (*form).to_owned());
    }
    // The longest of those that lie in each other.
    let polite = table::POLITE.iter().filter(|(form, _)| text.contains(form));
    let longest = polite.max_by_key(|(form, _)| form.len());
    if let Some((form, easier)) = longest {
        add(What::Polite(easier), (*form).to_owned());
    }
}

fn digits(solid: &[char], at: usize) -> Option<(usize, u32)> {
    let value = |c: &char| match c {
        '0'..='9' => c.to_digit(10),
        '０'..='９' => Some(u32::from(*c) - u32::from('０')),
        _ => None,
    };
    let digits: Vec<u32> = solid.get(at..)?.iter().map_while(value).collect();
    let number = digits.iter().fold(0_u32, |number, digit| number.saturating_mul(10).saturating_add(*digit));
    (!digits.is_empty()).then_some((digits.len(), number))
}

/// Days with strokes, and times of 24 hours.
fn numbers(letters: &[char], add: &mut dyn FnMut(What, String)) {
    let mut at = 0;
    while at < letters.len() {
        let Some((length, first)) = digits(letters, at) else {
            at += 1;
            continue;
        };
        let next = at + length;
        let second = digits(letters, next + 1);
        let text = |end: usize| letters.get(at..end).unwrap_or_default().iter().collect::<String>();
        at = match (letters.get(next), second) {
            (Some('/' | '／'), Some((more, second))) => {
                let end = next + 1 + more;
                let third = digits(letters, end + 1).filter(|_| matches!(letters.get(end), Some('/' | '／')));
                match third {
                    Some((more, third)) => {
                        let end = end + 1 + more;
                        add(What::SlashDate(format!("{first}年{second}月{third}日")), text(end));
                        end
                    }
                    None if (1..=12).contains(&first) && (1..=31).contains(&second) => {
                        add(What::SlashDate(format!("{first}月{second}日")), text(end));
                        end
                    }
                    None => end,
                }
            }
            (Some(':' | '：'), Some((more, minute))) if first < 25 && minute < 60 => {
                let end = next + 1 + more;
                // 午後1:30 says of which half it is.
                let before = letters.get(..at).unwrap_or_default();
                let mut before = before.iter().rev().filter(|c| !c.is_whitespace());
                let half = (before.next(), before.next());
                let is_said = first <= 12 && matches!(half, (Some('前' | '後'), Some('午')));
                if !is_said {
                    add(What::Hours24(said(first, minute)), text(end));
                }
                end
            }
            // 14時 is a time of the day, 14時間 is not.
            (Some('時'), _) if (13..25).contains(&first) && letters.get(next + 1) != Some(&'間') => {
                let minute = second.filter(|(more, _)| letters.get(next + 1 + more) == Some(&'分'));
                let end = minute.map_or(next + 1, |(more, _)| next + 2 + more);
                add(What::Hours24(said(first, minute.map_or(0, |(_, minute)| minute))), text(end));
                end
            }
            _ => next,
        };
    }
}

/// A time as one says it: 午後2時30分.
fn said(hour: u32, minute: u32) -> String {
    let (part, hour) = match hour {
        0..=11 => ("午前", hour),
        12 => ("昼の", 12),
        24.. => ("夜の", 12),
        _ => ("午後", hour - 12),
    };
    if minute == 0 { format!("{part}{hour}時") } else { format!("{part}{hour}時{minute}分") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(markup: &str, expected: &[(What, &str)]) {
        let found: Vec<(What, String)> =
            look(&Phrase::parse(markup)).into_iter().map(|hard| (hard.what, hard.words)).collect();
        let expected: Vec<(What, String)> =
            expected.iter().map(|(what, words)| (what.clone(), (*words).to_owned())).collect();
        assert_eq!(found, expected, "{markup}");
    }

    fn only(markup: &str) -> Vec<What> {
        look(&Phrase::parse(markup))
            .into_iter()
            .map(|hard| hard.what)
            .filter(|what| *what != What::Bare)
            .collect()
    }

    #[test]
    fn there_is_advice_for_many_words_and_none_stands_twice() {
        assert!(known() >= 120, "{}", known());
        let all: Vec<&str> = table::HARD
            .iter()
            .map(|(word, ..)| *word)
            .chain(table::LOAN.iter().map(|(word, _)| *word))
            .collect();
        for (at, word) in all.iter().enumerate() {
            assert!(!all[..at].contains(word), "{word}");
        }
        // No advice is itself to be advised about.
        for (word, easier, advice) in table::HARD {
            if *advice == Advice::Instead {
                let hard =
                    only(easier).into_iter().filter(|what| matches!(what, What::Word(_) | What::Loan(_)));
                assert_eq!(hard.collect::<Vec<_>>(), [], "{word}: {easier}");
            }
        }
    }

    #[test]
    fn an_easy_text_has_nothing_to_say_about() {
        check("[場|ば]を ひろげる。すわるだけでも いいです。", &[]);
        check(
            "2026[年|ねん]12[月|がつ]3[日|みっか] [木曜日|もくようび] [午後|ごご]1[時|じ]30[分|ぷん]から",
            &[],
        );
        check("だれでも [来|き]てください。[予約|よやく]は いりません。", &[]);
        check(
            "3[時間|じかん]です。20[人|にん]まで。1/2の [大|おお]きさ",
            &[(What::SlashDate("1月2日".to_owned()), "1/2")],
        );
    }

    #[test]
    fn hard_words_have_an_easier_one_beside_them() {
        check(
            "[参加費|さんかひ]は [無料|むりょう]です。",
            &[
                (What::Word("お金（参加する ときに はらいます）"), "参加費"),
                (What::Word("お金は いりません"), "無料"),
            ],
        );
        check("[土足|どそく] [厳禁|げんきん]", &[(What::Word("くつを ぬいでください"), "土足厳禁")]);
        check("[可能|かのう]です", &[(What::Word("できます"), "可能")]);
        check("[許可|きょか]です", &[]);
        check("ワークショップです", &[(What::Loan("いっしょに やってみる 会"), "ワークショップ")]);
        check("ケアマネジャー", &[]);
        // A word that people meet outside stays when it is explained.
        check("[高|たか]い [津波|つなみ]", &[(What::Explain("とても 高い 波"), "津波")]);
        check("[津波|つなみ]（とても [高|たか]い [波|なみ]）", &[]);
    }

    #[test]
    fn long_sentences_and_negatives_of_negatives_are_found() {
        let long = "あ".repeat(31);
        assert_eq!(only(&format!("{long}。")), [What::Long(32)]);
        assert_eq!(only(&format!("{}。{}。", "あ".repeat(29), "い".repeat(29))), []);
        assert_eq!(only("あ い ".repeat(15).as_str()), [], "blanks between phrases are not counted");
        for double in [
            "行かないわけではない",
            "できなくはありません",
            "わからないことは ないです",
            "笑わずには いられません",
        ] {
            assert_eq!(only(double), [What::DoubleNegative], "{double}");
        }
        assert_eq!(only("わからない ことは 聞いてください"), []);
        assert_eq!(only("来なくても いいです"), []);
    }

    #[test]
    fn politeness_that_makes_a_sentence_long_is_a_gentle_hint() {
        let found = only("お休みさせていただきます");
        assert_eq!(found, [What::Polite("します")]);
        assert!(found[0].is_gentle());
        assert_eq!(only("先生に なられました"), [What::Polite("ます")]);
        assert_eq!(only("ありがとうございます"), []);
        assert_eq!(only("ここを とおります"), []);
    }

    #[test]
    fn days_with_strokes_and_times_of_24_hours_are_said() {
        let day = |text: &str| What::SlashDate(text.to_owned());
        let time = |text: &str| What::Hours24(text.to_owned());
        assert_eq!(only("10/7に"), [day("10月7日")]);
        assert_eq!(only("2021/10/7に"), [day("2021年10月7日")]);
        assert_eq!(only("10/7 14:00から"), [day("10月7日"), time("午後2時")]);
        assert_eq!(only("24/7"), []);
        assert_eq!(only("13:30から16時まで"), [time("午後1時30分"), time("午後4時")]);
        assert_eq!(only("9：05"), [time("午前9時5分")]);
        assert_eq!(only("14時15分です"), [time("午後2時15分")]);
        assert_eq!(only("14時間です"), []);
        assert_eq!(only("午後2時15分です。午後 1:30から"), []);
        assert_eq!(only("24時まで"), [time("夜の12時")]);
    }

    #[test]
    fn a_kanji_without_a_reading_is_found() {
        check("[集|つど]いの場です", &[(What::Bare, "場")]);
    }
}
