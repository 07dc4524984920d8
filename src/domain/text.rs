//! Text in several languages, and phrases that carry their readings (furigana).

use std::collections::BTreeMap;
use std::fmt;

/// The name of a language as the programme and `ui/lang/` write it: `ja`, `ja-easy`, `en`,
/// `zh-Hans`, `ko`. A new language is data, so this is an open set, not an enum.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lang {
    bytes: [u8; Lang::MAX],
    len: u8,
}

impl Lang {
    const MAX: usize = 15;

    /// Japanese, the language every text falls back to at last.
    pub const JA: Lang = Lang::of("ja");
    /// Easy Japanese (やさしい日本語) with furigana.
    pub const JA_EASY: Lang = Lang::of("ja-easy");
    pub const EN: Lang = Lang::of("en");
    pub const ZH_HANS: Lang = Lang::of("zh-Hans");
    pub const KO: Lang = Lang::of("ko");

    /// For names known at compile time.
    ///
    /// # Panics
    /// When the name is not 2 to 15 ASCII letters, digits or hyphens.
    pub const fn of(name: &str) -> Lang {
        match Lang::try_of(name) {
            Some(lang) => lang,
            None => panic!("not the name of a language"),
        }
    }

    const fn try_of(name: &str) -> Option<Lang> {
        let source = name.as_bytes();
        if source.len() < 2 || source.len() > Lang::MAX {
            return None;
        }
        let mut bytes = [0; Lang::MAX];
        let mut i = 0;
        while i < source.len() {
            if !(source[i].is_ascii_alphanumeric() || source[i] == b'-') {
                return None;
            }
            bytes[i] = source[i];
            i += 1;
        }
        Some(Lang { bytes, len: source.len() as u8 })
    }

    /// A language by its name, if it can be one.
    pub fn parse(name: &str) -> Option<Lang> {
        Lang::try_of(name)
    }

    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..usize::from(self.len)]).unwrap_or_default()
    }

    /// Whether kanji get furigana in this language's mode.
    pub fn has_furigana(self) -> bool {
        self == Lang::JA_EASY
    }

    /// The languages to try, best first, for a reader of this one. Japanese stands last for
    /// everybody because a place in Tokyo always writes Japanese.
    pub fn fallbacks(self) -> impl Iterator<Item = Lang> {
        let second = match self {
            Lang::JA => Lang::EN,
            Lang::JA_EASY => Lang::JA,
            other => {
                debug_assert!(other != Lang::JA && other != Lang::JA_EASY);
                Lang::EN
            }
        };
        [self, second, Lang::JA, Lang::EN].into_iter()
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A stretch of text and, where somebody gave it, how it is read.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Chunk {
    pub base: String,
    pub ruby: Option<String>,
}

/// One text in one language, possibly with readings over parts of it.
///
/// Written `[場|ば]をひろげる`: brackets around the base, a bar, the reading. Any other use of
/// brackets stands for itself, so that no text of a feed has to be escaped.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Phrase {
    chunks: Vec<Chunk>,
}

impl Phrase {
    /// Text without readings, to the letter.
    pub fn plain(text: impl Into<String>) -> Phrase {
        let base = text.into();
        if base.is_empty() {
            return Phrase::default();
        }
        Phrase { chunks: vec![Chunk { base, ruby: None }] }
    }

    /// Reads the `[base|reading]` markup. Never fails: what is not markup is text.
    pub fn parse(markup: &str) -> Phrase {
        let mut phrase = Phrase::default();
        let mut rest = markup;
        while let Some(open) = rest.find('[') {
            let (before, from_open) = rest.split_at(open);
            let inner = from_open[1..].split_once(']').map(|(inner, after)| (inner.split_once('|'), after));
            match inner {
                Some((Some((base, ruby)), after))
                    if !base.is_empty() && !ruby.is_empty() && !base.contains('[') && !ruby.contains('|') =>
                {
                    phrase.push(before, None);
                    phrase.push(base, Some(ruby));
                    rest = after;
                }
                Some(_) | None => {
                    phrase.push(before, None);
                    phrase.push("[", None);
                    rest = &from_open[1..];
                }
            }
        }
        phrase.push(rest, None);
        phrase
    }

    fn push(&mut self, base: &str, ruby: Option<&str>) {
        if base.is_empty() {
            return;
        }
        match (self.chunks.last_mut(), ruby) {
            (Some(Chunk { base: last, ruby: None }), None) => last.push_str(base),
            (_, ruby) => self.chunks.push(Chunk { base: base.to_owned(), ruby: ruby.map(str::to_owned) }),
        }
    }

    pub fn chunks(&self) -> &[Chunk] {
        &self.chunks
    }

    pub fn is_empty(&self) -> bool {
        self.chunks.is_empty()
    }

    /// The text without its readings: what a screen reader is given as the label.
    pub fn text(&self) -> String {
        self.chunks.iter().map(|chunk| chunk.base.as_str()).collect()
    }

    /// The text with readings in the place of what they read.
    pub fn reading(&self) -> String {
        self.chunks.iter().map(|chunk| chunk.ruby.as_deref().unwrap_or(&chunk.base)).collect()
    }

    /// Back to the markup that [`Phrase::parse`] reads.
    pub fn to_markup(&self) -> String {
        self.chunks
            .iter()
            .map(|chunk| match &chunk.ruby {
                Some(ruby) => format!("[{}|{ruby}]", chunk.base),
                None => chunk.base.clone(),
            })
            .collect()
    }

    /// This phrase with another behind it.
    pub fn and(mut self, other: &Phrase) -> Phrase {
        for chunk in &other.chunks {
            self.push(&chunk.base, chunk.ruby.as_deref());
        }
        self
    }

    /// Its first letters, so many at the most. What one reading stands over is not divided.
    #[must_use]
    pub fn first(&self, letters: usize) -> Phrase {
        let mut first = Phrase::default();
        let mut left = letters;
        for chunk in &self.chunks {
            let count = chunk.base.chars().count();
            if count > left {
                if chunk.ruby.is_none() {
                    first.push(&chunk.base.chars().take(left).collect::<String>(), None);
                }
                break;
            }
            first.push(&chunk.base, chunk.ruby.as_deref());
            left -= count;
        }
        first
    }

    /// The same phrase without readings, for every mode but easy Japanese.
    pub fn without_ruby(&self) -> Phrase {
        Phrase::plain(self.text())
    }

    /// Its sentences, each with its readings. A text without an end of a sentence is one.
    pub fn sentences(&self) -> Vec<Phrase> {
        let mut sentences = vec![Phrase::default()];
        for (at, chunk) in self.chunks.iter().enumerate() {
            // A reading never stands over the end of a sentence.
            let ends = if chunk.ruby.is_some() { Vec::new() } else { sentence_ends(&chunk.base) };
            let (mut rest, mut from) = (chunk.base.as_str(), 0);
            for end in ends {
                let is_last = at + 1 == self.chunks.len() && end == chunk.base.len();
                let Some((sentence, behind)) = rest.split_at_checked(end - from) else { continue };
                if let Some(last) = sentences.last_mut() {
                    last.push(sentence, None);
                }
                if !is_last {
                    sentences.push(Phrase::default());
                }
                (rest, from) = (behind, end);
            }
            if let Some(last) = sentences.last_mut() {
                let rest = if last.is_empty() { rest.trim_start() } else { rest };
                last.push(rest, chunk.ruby.as_deref());
            }
        }
        sentences.retain(|sentence| !sentence.text().trim().is_empty());
        sentences
    }

    /// Reading length by the project's count: a full-width character 1, a Latin letter or
    /// digit 1/2. Slides and their dwell both use it (ACCESSIBILITY row 10, LOOK "Decisions").
    pub fn reading_length(&self) -> f32 {
        self.chunks.iter().flat_map(|chunk| chunk.base.chars()).map(char_weight).sum()
    }
}

/// Behind which bytes a sentence has ended, with the blanks that follow it.
fn sentence_ends(text: &str) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut word = String::new();
    let mut chars = text.char_indices().peekable();
    while let Some((_, c)) = chars.next() {
        let is_end = match c {
            '。' | '！' | '？' => {
                !matches!(chars.peek(), Some((_, '」' | '』' | '）' | '。' | '！' | '？')))
            }
            // Not "a.m." and not "no. 3".
            '.' | '!' | '?' => {
                let is_word = !word.is_empty() && !word.contains('.') && !word.eq_ignore_ascii_case("no");
                is_word && chars.peek().is_some_and(|(_, next)| next.is_whitespace())
            }
            _ => false,
        };
        if c.is_whitespace() {
            word.clear();
        } else {
            word.push(c);
        }
        if is_end {
            while chars.next_if(|(_, next)| next.is_whitespace()).is_some() {}
            ends.push(chars.peek().map_or(text.len(), |(at, _)| *at));
            word.clear();
        }
    }
    ends
}

fn char_weight(c: char) -> f32 {
    if c.is_whitespace() {
        0.0
    } else if (c as u32) < 0x2000 {
        0.5
    } else {
        1.0
    }
}

impl FromIterator<Chunk> for Phrase {
    fn from_iter<T: IntoIterator<Item = Chunk>>(chunks: T) -> Phrase {
        let mut phrase = Phrase::default();
        for Chunk { base, ruby } in chunks {
            phrase.push(&base, ruby.as_deref());
        }
        phrase
    }
}

/// A text in the languages somebody wrote it in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    by_lang: BTreeMap<Lang, Phrase>,
}

impl Text {
    /// A text known in one language only.
    pub fn in_lang(lang: Lang, markup: &str) -> Text {
        let mut text = Text::default();
        text.set(lang, Phrase::parse(markup));
        text
    }

    /// A Japanese text, as feeds give them. Brackets are markup only where a reading stands in them.
    pub fn ja(markup: &str) -> Text {
        Text::in_lang(Lang::JA, markup)
    }

    /// An empty phrase is no text: it takes the language away.
    pub fn set(&mut self, lang: Lang, phrase: Phrase) {
        if phrase.text().trim().is_empty() {
            self.by_lang.remove(&lang);
        } else {
            self.by_lang.insert(lang, phrase);
        }
    }

    pub fn is_empty(&self) -> bool {
        self.by_lang.is_empty()
    }

    /// The languages this text is written in.
    pub fn langs(&self) -> impl Iterator<Item = Lang> {
        self.by_lang.keys().copied()
    }

    pub fn get(&self, lang: Lang) -> Option<&Phrase> {
        self.by_lang.get(&lang)
    }

    /// The best phrase for a reader of `lang`, and the language it is really in. Furigana stay
    /// only where the reader chose easy Japanese.
    pub fn best(&self, lang: Lang) -> Option<(Lang, Phrase)> {
        let found = lang.fallbacks().find_map(|lang| self.by_lang.get(&lang).map(|phrase| (lang, phrase)));
        let (found_lang, phrase) =
            found.or_else(|| self.by_lang.iter().next().map(|(lang, phrase)| (*lang, phrase)))?;
        let phrase = if lang.has_furigana() { phrase.clone() } else { phrase.without_ruby() };
        Some((found_lang, phrase))
    }

    /// [`Text::best`] without the language; empty when there is nothing at all.
    pub fn phrase(&self, lang: Lang) -> Phrase {
        self.best(lang).map(|(_, phrase)| phrase).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(markup: &str, text: &str, reading: &str) {
        let phrase = Phrase::parse(markup);
        assert_eq!((phrase.text().as_str(), phrase.reading().as_str()), (text, reading));
        assert_eq!(Phrase::parse(&phrase.to_markup()), phrase, "the markup survives a round trip");
    }

    #[test]
    fn the_first_letters_of_a_phrase_keep_their_readings_and_none_is_cut_in_two() {
        let phrase = Phrase::parse("[場|ば]を[広間|ひろま]にひろげる");
        let first = |letters| phrase.first(letters).to_markup();
        assert_eq!((first(0), first(2)), (String::new(), "[場|ば]を".to_owned()));
        assert_eq!((first(3), first(4)), ("[場|ば]を".to_owned(), "[場|ば]を[広間|ひろま]".to_owned()));
        assert_eq!((first(6), first(99)), ("[場|ば]を[広間|ひろま]にひ".to_owned(), phrase.to_markup()));
    }

    #[test]
    fn brackets_with_a_bar_are_furigana_and_all_others_are_text() {
        reads("[場|ば]をひろげる", "場をひろげる", "ばをひろげる");
        reads("[人|ひと]と[場|ば]をつなぐ", "人と場をつなぐ", "ひととばをつなぐ");
        reads("a [b] c", "a [b] c", "a [b] c");
        reads("[", "[", "[");
        reads("[|x]", "[|x]", "[|x]");
        reads("[[場|ば]", "[場", "[ば");
        reads("", "", "");
    }

    #[test]
    fn a_reader_gets_the_nearest_language_there_is() {
        let mut text = Text::ja("[場|ば]");
        assert_eq!(text.best(Lang::KO).unwrap().0, Lang::JA);
        text.set(Lang::EN, Phrase::plain("place"));
        assert_eq!(text.phrase(Lang::KO).text(), "place");
        assert_eq!(text.phrase(Lang::JA_EASY).reading(), "ば");
        assert_eq!(text.phrase(Lang::JA).reading(), "場", "furigana show in easy Japanese only");
    }

    #[test]
    fn latin_letters_count_half() {
        assert_eq!(Phrase::plain("場をひろげる").reading_length(), 6.0);
        assert_eq!(Phrase::plain("open ring").reading_length(), 4.0);
    }
}
