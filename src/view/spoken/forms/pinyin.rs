//! Chinese characters -> their sound. The voice for Chinese reads pinyin with tones; it cannot
//! read characters.

use pinyin::ToPinyin;

/// Words in which a character is not said as it mostly is: word, syllables.
const WORDS: &str = include_str!("heteronyms.txt");

/// The longest word of the list, in characters.
const LONGEST: usize = 4;

/// A sentence as the voice takes it: "huan1 ying2".
pub(in crate::view::spoken) fn pinyin(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut sound = String::new();
    let mut at = 0;
    while let Some(c) = letters.get(at) {
        let rest = letters.get(at..).unwrap_or_default();
        if let Some((length, syllables)) = word(rest) {
            syllable(&mut sound, syllables);
            at += length;
            continue;
        }
        let before = at.checked_sub(1).and_then(|at| letters.get(at)).copied();
        match changed(*c, before, letters.get(at + 1).copied()) {
            Some(changed) => syllable(&mut sound, changed),
            None => match c.to_pinyin() {
                Some(known) => syllable(&mut sound, &with_tone(known.with_tone_num_end())),
                None => other(&mut sound, *c),
            },
        }
        at += 1;
    }
    sound.trim().to_owned()
}

/// The longest word of the list that stands here.
fn word(letters: &[char]) -> Option<(usize, &'static str)> {
    (2..=LONGEST.min(letters.len())).rev().find_map(|length| {
        let here: String = letters.get(..length)?.iter().collect();
        let row = WORDS.lines().filter_map(|line| line.split_once(' ')).find(|(word, _)| *word == here)?;
        Some((length, row.1))
    })
}

/// 一 and 不 follow the tone of what comes after them, 一 only where it counts.
fn changed(c: char, before: Option<char>, next: Option<char>) -> Option<&'static str> {
    let tone = next?.to_pinyin()?.with_tone_num_end().chars().last()?;
    match c {
        '不' if tone == '4' => Some("bu2"),
        '一' if !before.is_some_and(|c| "第十百零期〇".contains(c)) => match next? {
            '个' | '位' | '次' | '项' | '页' | '样' | '定' | '下' | '步' => Some("yi2"),
            '张' | '名' | '些' | '直' | '起' | '种' | '条' | '天' => {
                Some(if tone == '4' { "yi2" } else { "yi4" })
            }
            _ => None,
        },
        _ => None,
    }
}

/// A syllable without a tone has the light one.
fn with_tone(syllable: &str) -> String {
    if syllable.ends_with(|c: char| c.is_ascii_digit()) {
        syllable.to_owned()
    } else {
        format!("{syllable}5")
    }
}

fn syllable(sound: &mut String, syllable: &str) {
    if !(sound.is_empty() || sound.ends_with(' ')) {
        sound.push(' ');
    }
    sound.push_str(syllable);
}

/// Marks become those of Latin letters.
fn other(sound: &mut String, c: char) {
    match c {
        '，' | '、' | '：' | '；' => sound.push_str(", "),
        '。' => sound.push_str(". "),
        '？' => sound.push_str("? "),
        '！' => sound.push_str("! "),
        '“' | '”' | '‘' | '’' | '「' | '」' | '《' | '》' => {}
        c => sound.push(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_list_has_a_syllable_for_each_character() {
        for line in WORDS.lines() {
            let (word, syllables) = line.split_once(' ').unwrap();
            assert_eq!(word.chars().count(), syllables.split(' ').count(), "{line}");
            assert!((2..=LONGEST).contains(&word.chars().count()), "{line}");
            for syllable in syllables.split(' ') {
                assert!(syllable.ends_with(|c: char| ('1'..='5').contains(&c)), "{line}");
            }
        }
    }

    #[test]
    fn characters_sound_as_the_word_they_stand_in() {
        for (text, sound) in [
            ("欢迎", "huan1 ying2"),
            ("银行", "yin2 hang2"),
            ("不是，不用。", "bu2 shi4, bu2 yong4."),
            ("一个人", "yi2 ge4 ren2"),
            ("第一个", "di4 yi1 ge4"),
            ("星期一", "xing1 qi1 yi1"),
            ("您还在这里吗", "nin2 hai2 zai4 zhe4 li3 ma5"),
        ] {
            assert_eq!(pinyin(text), sound);
        }
    }
}
