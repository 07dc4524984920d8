//! What a dictionary of words cannot know: what a day of the week is in brackets, and the few words whose
//! reading hangs on what stands around them. Counters have rules of their own.

use std::ops::Range;

use super::Draft;
use super::counters::digit;
use crate::domain::readings::is_kanji;

/// Days of the week that stand alone in brackets, or apart by dots: （木）, (土・日・祝), 月・水・金.
pub(super) fn weekdays(draft: &mut Draft) {
    const NAMES: [(char, &str); 8] = [
        ('月', "げつ"),
        ('火', "か"),
        ('水', "すい"),
        ('木', "もく"),
        ('金', "きん"),
        ('土', "ど"),
        ('日', "にち"),
        ('祝', "しゅく"),
    ];
    let name = |c: char| NAMES.iter().find(|(known, _)| *known == c).map(|(_, ruby)| *ruby);
    let is_joint = |c: char| matches!(c, '・' | '、' | ',' | '，' | '/' | '／' | '〜' | '～' | ' ' | '-');
    let mut at = 0;
    while at < draft.letters.len() {
        let run = draft.letters.iter().skip(at).take_while(|c| name(**c).is_some() || is_joint(**c)).count();
        let range = at..at + run;
        let letter = |at: Option<usize>| at.and_then(|at| draft.letters.get(at)).copied();
        let (before, after) = (letter(at.checked_sub(1)), letter(Some(range.end)));
        let is_bracketed = matches!(before, Some('(' | '（')) && matches!(after, Some(')' | '）'));
        let letters = draft.letters.get(range.clone()).unwrap_or_default();
        let is_apart = letters
            .windows(3)
            .any(|three| matches!(three, [a, '・', b] if name(*a).is_some() && name(*b).is_some()));
        // 月・水曜日 is left to the dictionary at its end.
        let stands_alone = !before.is_some_and(is_kanji) && !after.is_some_and(is_kanji);
        if run > 0 && (is_bracketed || (is_apart && stands_alone)) {
            for at in range.clone() {
                let ruby = draft.letters.get(at).and_then(|c| name(*c));
                if let Some(ruby) = ruby.filter(|_| draft.is_open(at)) {
                    draft.put(at..at + 1, ruby);
                }
            }
        }
        at = range.end.max(at + 1);
    }
}

/// Whether を or に stands before a word, also with a blank between.
fn takes_object(draft: &Draft, word: &Range<usize>) -> bool {
    let before = draft.letters.get(..word.start).unwrap_or_default();
    let last = before.iter().rev().find(|c| !c.is_whitespace());
    matches!(last, Some('を' | 'に'))
}

/// A word whose reading hangs on where it stands. Nothing: the dictionary is believed.
pub(super) fn in_place(draft: &Draft, word: &Range<usize>, surface: &str) -> Option<&'static str> {
    let letter = |at: Option<usize>| at.and_then(|at| draft.letters.get(at)).copied();
    let (before, after) = (letter(word.start.checked_sub(1)), letter(Some(word.end)));
    let is_hiragana = |c: char| ('ぁ'..='ゖ').contains(&c);
    let after_hiragana = before.is_some_and(is_hiragana);
    let after_no = before == Some('の');
    let alone = !before.is_some_and(is_kanji) && !after.is_some_and(is_kanji);
    Some(match surface {
        // ご家族の方, 参加する方.
        "方" if after_hiragana || alone => "かた",
        "方々" => "かたがた",
        // 家族等: not 平等, which is a word.
        "等" => "など",
        "人" if alone && before.is_none_or(|c| digit(c).is_none()) => "ひと",
        "後" if after_no || alone => "あと",
        "中" if after_no => "なか",
        "間" if after_no || after_hiragana => "あいだ",
        "上" if after_no => "うえ",
        "下" if after_no => "した",
        "前" if after_no || after_hiragana => "まえ",
        "頃" | "ころ" if !alone => "ごろ",
        "他" if alone => "ほか",
        "その他" => "そのほか",
        "所" if alone => "ところ",
        "角" if alone => "かど",
        // What is put in has を or に before it; otherwise somebody comes in.
        "入れ" if !takes_object(draft, word) => "はいれ",
        "入れる" if !takes_object(draft, word) => "はいれる",
        "私" => "わたし",
        "明日" => "あした",
        "今日" => "きょう",
        "昨日" => "きのう",
        "一昨日" => "おととい",
        "明後日" => "あさって",
        "家" if alone => "いえ",
        "声" if alone => "こえ",
        "場" if alone => "ば",
        "話" if alone => "はなし",
        "輪" if alone => "わ",
        "会" if alone => "かい",
        _ => return None,
    })
}
