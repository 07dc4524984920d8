//! How a place wants words to be read: names of places, nicknames. One list for the voice and for furigana.

use std::collections::BTreeMap;

/// Words with their readings. The longest word that stands somewhere wins.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Readings {
    by_word: BTreeMap<String, String>,
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
        let (word, reading) = checked(word, reading)?;
        self.by_word.insert(word, reading);
        Ok(())
    }

    /// Takes the words of another list that this one does not have.
    pub fn add_missing(&mut self, other: Readings) {
        for (word, reading) in other.by_word {
            self.by_word.entry(word).or_insert(reading);
        }
    }

    /// The reading of a word.
    pub fn get(&self, word: &str) -> Option<&str> {
        self.by_word.get(word).map(String::as_str)
    }

    pub fn is_empty(&self) -> bool {
        self.by_word.is_empty()
    }

    /// Words and readings in the order of the words.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.by_word.iter().map(|(word, reading)| (word.as_str(), reading.as_str()))
    }

    /// The longest word that these parts begin with and that ends where one of them ends: how many
    /// parts it takes, and its reading.
    pub fn longest<'a>(&self, parts: impl Iterator<Item = &'a str>) -> Option<(usize, &str)> {
        if self.by_word.is_empty() {
            return None;
        }
        let mut text = String::new();
        let mut found = None;
        for (n, part) in parts.enumerate() {
            text.push_str(part);
            if let Some(reading) = self.by_word.get(&text) {
                found = Some((n + 1, reading.as_str()));
            }
            let mut from_here = self.by_word.range(text.clone()..);
            if !from_here.next().is_some_and(|(word, _)| word.starts_with(&text)) {
                break;
            }
        }
        found
    }
}

/// A word and its reading as they are kept.
///
/// # Errors
/// When there is no word, or when the reading is not in kana.
pub fn checked(word: &str, reading: &str) -> Result<(String, String), ReadingProblem> {
    let (word, reading) = (word.trim(), reading.trim());
    if word.is_empty() {
        return Err(ReadingProblem::NoWord);
    }
    if reading.is_empty() || !reading.chars().all(|c| is_kana(c) || c == ' ') {
        return Err(ReadingProblem::NotKana { word: word.to_owned(), reading: reading.to_owned() });
    }
    Ok((word.to_owned(), reading.to_owned()))
}

/// Hiragana, katakana and the mark that lengthens.
pub fn is_kana(c: char) -> bool {
    matches!(c, 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー')
}

/// Katakana as hiragana; everything else as it is.
pub fn hiragana(text: &str) -> String {
    let one = |c: char| match c {
        'ァ'..='ヶ' => char::from_u32(u32::from(c) - 0x60).unwrap_or(c),
        other => other,
    };
    text.chars().map(one).collect()
}

/// What furigana stand over.
pub fn is_kanji(c: char) -> bool {
    matches!(c, '々' | '〇' | '〆' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(rows: &[(&str, &str)]) -> Readings {
        let mut readings = Readings::default();
        for (word, reading) in rows {
            readings.insert(word, reading).unwrap();
        }
        readings
    }

    #[test]
    fn the_longest_word_wins_and_ends_where_a_part_ends() {
        let readings =
            list(&[("世田谷", "せたがや"), ("世田谷区民会館", "せたがやくみんかいかん"), ("世", "よ")]);
        let longest =
            |parts: &[&str]| readings.longest(parts.iter().copied()).map(|(n, kana)| (n, kana.to_owned()));
        assert_eq!(longest(&["世", "田", "谷", "区"]), Some((3, "せたがや".to_owned())));
        assert_eq!(longest(&["世田谷区民会館", "で"]), Some((1, "せたがやくみんかいかん".to_owned())));
        assert_eq!(longest(&["世田", "谷区"]), None, "no word may end inside a part");
        assert_eq!(longest(&["区"]), None);
    }

    #[test]
    fn what_an_earlier_list_says_stands() {
        let mut first = list(&[("集い", "つどい")]);
        first.add_missing(list(&[("集い", "あつまい"), ("輪", "わ")]));
        assert_eq!(first.iter().collect::<Vec<_>>(), [("輪", "わ"), ("集い", "つどい")]);
    }
}
