//! A word and its reading, laid over each other: 食べる たべる → 食(た) べる.

use crate::domain::readings::{hiragana, is_kana, is_kanji};
use crate::domain::text::Chunk;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// Stands under a reading.
    Kanji,
    /// Reads itself.
    Kana,
    /// Digits, letters, signs.
    Other,
}

fn sort(c: char) -> Sort {
    // The small ke of 一ヶ月 is read as nothing that it looks like.
    if is_kanji(c) || matches!(c, 'ヶ' | 'ヵ') {
        Sort::Kanji
    } else if is_kana(c) {
        Sort::Kana
    } else {
        Sort::Other
    }
}

/// The parts of a word, its kanji with their readings. Nothing when the reading is none or does not fit
/// the kana of the word.
pub fn align(surface: &str, kana: &str) -> Option<Vec<Chunk>> {
    let reading: Vec<char> = hiragana(kana).chars().collect();
    if reading.is_empty() || !reading.iter().all(|c| is_kana(*c)) {
        return None;
    }
    let mut runs: Vec<(Sort, String)> = Vec::new();
    for c in surface.chars() {
        match runs.last_mut() {
            Some((last, run)) if *last == sort(c) => run.push(c),
            Some(_) | None => runs.push((sort(c), c.to_string())),
        }
    }
    let mut rubies = Vec::new();
    if fits(&runs, &reading, &mut rubies) {
        let chunks = runs.into_iter().zip(rubies).map(|((_, base), ruby)| Chunk { base, ruby });
        return Some(chunks.collect());
    }
    as_one(&runs, &reading)
}

/// Tries to read the runs by the letters of the reading; kanji take as few as the rest allows.
fn fits(runs: &[(Sort, String)], reading: &[char], rubies: &mut Vec<Option<String>>) -> bool {
    let Some(((sort, run), rest)) = runs.split_first() else { return reading.is_empty() };
    match sort {
        Sort::Other => false,
        Sort::Kana => {
            let own: Vec<char> = hiragana(run).chars().collect();
            rubies.push(None);
            let found =
                reading.strip_prefix(own.as_slice()).is_some_and(|reading| fits(rest, reading, rubies));
            if !found {
                rubies.pop();
            }
            found
        }
        Sort::Kanji => (1..=reading.len()).any(|taken| {
            let (ruby, reading) = reading.split_at(taken);
            rubies.push(Some(ruby.iter().collect()));
            let found = fits(rest, reading, rubies);
            if !found {
                rubies.pop();
            }
            found
        }),
    }
}

/// Where kana or letters in the middle do not fit, one reading stands over all from the first kanji to
/// the last; what fits at both ends stays outside.
fn as_one(runs: &[(Sort, String)], reading: &[char]) -> Option<Vec<Chunk>> {
    let first = runs.iter().position(|(sort, _)| *sort != Sort::Kana)?;
    let last = runs.iter().rposition(|(sort, _)| *sort != Sort::Kana)?;
    let text = |runs: &[(Sort, String)]| runs.iter().map(|(_, run)| run.as_str()).collect::<String>();
    let (before, base, after) =
        (text(runs.get(..first)?), text(runs.get(first..=last)?), text(runs.get(last + 1..)?));
    if !base.contains(is_kanji) {
        return None;
    }
    let edge = |kana: &str| hiragana(kana).chars().collect::<Vec<char>>();
    let inner = reading.strip_prefix(edge(&before).as_slice())?.strip_suffix(edge(&after).as_slice())?;
    if inner.is_empty() {
        return None;
    }
    let plain = |base: String| Chunk { base, ruby: None };
    Some(vec![plain(before), Chunk { base, ruby: Some(inner.iter().collect()) }, plain(after)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::text::Phrase;

    #[test]
    fn kana_of_a_word_stays_outside() {
        for (surface, kana, expected) in [
            ("食べる", "タベル", "[食|た]べる"),
            ("受付", "ウケツケ", "[受付|うけつけ]"),
            ("申し込み", "モウシコミ", "[申|もう]し[込|こ]み"),
            ("申込み", "モウシコミ", "[申込|もうしこ]み"),
            ("お茶", "オチャ", "お[茶|ちゃ]"),
            ("大きい", "オオキイ", "[大|おお]きい"),
            ("言い", "イイ", "[言|い]い"),
            ("聞き", "キキ", "[聞|き]き"),
            ("子ども", "コドモ", "[子|こ]ども"),
            ("話し手", "ハナシテ", "[話|はな]し[手|て]"),
            ("聞き手", "キキテ", "[聞|き]き[手|て]"),
            ("気持ち", "キモチ", "[気持|きも]ち"),
            ("一ヶ月", "イッカゲツ", "[一ヶ月|いっかげつ]"),
            ("人々", "ヒトビト", "[人々|ひとびと]"),
            ("バス停", "バステイ", "バス[停|てい]"),
            ("車いす", "くるまいす", "[車|くるま]いす"),
            ("取り扱い", "トリアツカイ", "[取|と]り[扱|あつか]い"),
            // What does not fit in the middle is read as one.
            ("北の丸", "キタンマル", "[北の丸|きたんまる]"),
            ("A棟", "えーとう", "[A棟|えーとう]"),
        ] {
            let phrase: Phrase =
                align(surface, kana).unwrap_or_else(|| panic!("{surface}")).into_iter().collect();
            assert_eq!(phrase.to_markup(), expected);
        }
        for (surface, kana) in
            [("食べる", "ノム"), ("会", ""), ("会", "＊"), ("会", "kai"), ("ひろば", "ひろば2")]
        {
            assert_eq!(align(surface, kana), None, "{surface} {kana}");
        }
    }
}
