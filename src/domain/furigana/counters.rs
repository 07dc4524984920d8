//! How a counter is read after its number: 3日 みっか, 10分 ぷん, 3階 がい.

use std::ops::Range;

use super::Draft;
use super::table::Counter::{Age, Always, ByDigit, Day, Minutes, Nights, People};
use super::table::{BEHIND, COUNTERS, DAYS, WRITTEN_OUT};
use crate::domain::readings::is_kanji;

/// Readings of numbers that are written in kanji.
pub(super) fn written_out(draft: &mut Draft) {
    let mut at = 0;
    while at < draft.letters.len() {
        // 四月二十日: what was read before it is another word.
        let begins = !at.checked_sub(1).is_some_and(|at| draft.is_open(at));
        let here = |word: &str| {
            let range = at..at + word.chars().count();
            begins
                && range.end <= draft.letters.len()
                && draft.is_free(range.clone())
                && draft.text(range) == word
        };
        let longest = WRITTEN_OUT.iter().filter(|(word, _)| here(word)).max_by_key(|(word, _)| word.len());
        match longest {
            Some((word, ruby)) => {
                let end = at + word.chars().count();
                draft.put(at..end, ruby);
                behind(draft, end);
                at = end;
            }
            None => at += 1,
        }
    }
}

pub(super) fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => c.to_digit(10),
        '０'..='９' => Some(u32::from(c) - u32::from('０')),
        _ => None,
    }
}

/// Readings of counters, and of 第 before a number.
pub(super) fn counted(draft: &mut Draft) {
    let mut at = 0;
    while at < draft.letters.len() {
        let digits = draft.letters.iter().skip(at).take_while(|c| digit(**c).is_some()).count();
        if digits == 0 || !draft.is_free(at..at + digits) {
            // What a screen fills in is a number too: {people}人.
            let is_filled_in = draft.letters.get(at) == Some(&'}');
            at += 1;
            if is_filled_in {
                counter(draft, at..at);
            }
            continue;
        }
        if let Some(before) = at.checked_sub(1)
            && draft.letters.get(before) == Some(&'第')
            && draft.is_open(before)
        {
            draft.put(before..at, "だい");
        }
        counter(draft, at..at + digits);
        at += digits;
    }
}

/// The counter behind a number, which may be a range of it: 3〜4人.
fn counter(draft: &mut Draft, number: Range<usize>) {
    let digits: Vec<u32> =
        draft.letters.get(number.clone()).unwrap_or_default().iter().copied().filter_map(digit).collect();
    let from = number.end;
    // 2つ目: what is counted in kana.
    if draft.letters.get(from) == Some(&'つ')
        && draft.letters.get(from + 1) == Some(&'目')
        && draft.is_open(from + 1)
    {
        draft.put(from + 1..from + 2, "め");
        return;
    }
    // か月, カ月: only the second of it is kanji.
    if matches!(draft.letters.get(from), Some('か' | 'カ' | 'ケ')) {
        for (word, ruby) in [("月", "げつ"), ("所", "しょ"), ("国", "こく")] {
            if draft.text(from + 1..from + 2) == word && draft.is_open(from + 1) {
                draft.put(from + 1..from + 2, ruby);
                if word == "月" {
                    behind(draft, from + 2);
                }
                return;
            }
        }
    }
    let fits = |word: &str| {
        let range = from..from + word.chars().count();
        range.end <= draft.letters.len() && draft.is_free(range.clone()) && draft.text(range) == word
    };
    let Some((word, how)) = COUNTERS.iter().filter(|(word, _)| fits(word)).max_by_key(|(word, _)| word.len())
    else {
        return;
    };
    let end = from + word.chars().count();
    let value = digits.iter().fold(0_u32, |value, digit| value.saturating_mul(10).saturating_add(*digit));
    let last = digits.last().copied();
    // A decimal, or the second number of a fraction or of a time, is no number of days or people.
    let is_whole = !digits.is_empty()
        && !number
            .start
            .checked_sub(1)
            .and_then(|at| draft.letters.get(at))
            .is_some_and(|c| matches!(c, '.' | ',' | '．' | '，'));
    let word_of = |value: u32, of: &[(u32, &'static str)]| {
        of.iter().find(|(known, _)| *known == value && is_whole).map(|(_, ruby)| *ruby)
    };
    let whole = match how {
        Day => {
            let is_date = number.start.checked_sub(1).and_then(|at| draft.letters.get(at)) == Some(&'月');
            let known = match value {
                1 if is_date => Some(DAYS[0]),
                2..=10 if is_whole => usize::try_from(value - 1).ok().and_then(|at| DAYS.get(at)).copied(),
                _ => word_of(value, &[(14, "じゅうよっか"), (20, "はつか"), (24, "にじゅうよっか")]),
            };
            known.filter(|_| is_whole)
        }
        People => word_of(value, &[(1, "ひとり"), (2, "ふたり")]),
        Age => word_of(value, &[(20, "はたち")]),
        Always(_) | ByDigit(..) | Minutes | Nights => None,
    };
    if let Some(ruby) = whole {
        // The reading takes the number along: 1人 ひとり.
        draft.put(number.start..end, ruby);
        behind(draft, end);
        return;
    }
    let ruby = match how {
        Always(ruby) => ruby,
        ByDigit(one, three, other) => match last {
            Some(0 | 1 | 6 | 8) => one,
            Some(3) => three,
            Some(_) | None => other,
        },
        // 5分の1 is a part.
        Minutes
            if draft.letters.get(end) == Some(&'の')
                && draft.letters.get(end + 1).is_some_and(|c| digit(*c).is_some()) =>
        {
            "ぶん"
        }
        Minutes => match last {
            Some(2 | 5 | 7 | 9) | None => "ふん",
            Some(_) => "ぷん",
        },
        Nights => match last {
            Some(0 | 1 | 3 | 4 | 6 | 8) => "ぱく",
            Some(_) | None => "はく",
        },
        Day => "にち",
        People => "にん",
        Age => "さい",
    };
    draft.put(from..end, ruby);
    behind(draft, end);
}

/// What stands behind a counter: 10分前, 14人以上.
fn behind(draft: &mut Draft, from: usize) {
    // 1日中 is the whole of it, 会議中 is not.
    let here = |word: &str| {
        let range = from..from + word.chars().count();
        let next = draft.letters.get(range.end);
        range.end <= draft.letters.len()
            && draft.is_free(range.clone())
            && draft.text(range) == word
            // Not the beginning of another word: 3年前期.
            && !(word.chars().count() == 1 && next.is_some_and(|c| is_kanji(*c)) && !matches!(next, Some('前' | '後' | '目' | '半' | '以')))
    };
    let found = BEHIND.iter().chain([&("中", "じゅう")]).find(|(word, _)| here(word));
    if let Some((word, ruby)) = found {
        let end = from + word.chars().count();
        draft.put(from..end, ruby);
        behind(draft, end);
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Source, Word};
    use crate::domain::readings::Readings;
    use crate::domain::text::Phrase;

    /// By the rules alone, with a dictionary that knows nothing.
    fn read(text: &str) -> String {
        let nothing = |text: &str| vec![Word { surface: text.to_owned(), kana: String::new() }];
        let source = Source { staff: &Readings::default(), automatic: Some(&nothing) };
        source.complete(&Phrase::plain(text)).to_markup()
    }

    #[test]
    fn counters_are_read_by_their_number() {
        for (text, expected) in [
            ("12月", "12[月|がつ]"),
            ("12月1日", "12[月|がつ][1日|ついたち]"),
            ("1日3回", "1[日|にち]3[回|かい]"),
            ("3日", "[3日|みっか]"),
            ("１４日", "[１４日|じゅうよっか]"),
            ("15日", "15[日|にち]"),
            ("2.5日", "2.5[日|にち]"),
            ("1人、2人、10人", "[1人|ひとり]、[2人|ふたり]、10[人|にん]"),
            ("{people}人", "{people}[人|にん]"),
            ("5分、10分、5分の1", "5[分|ふん]、10[分|ぷん]、5[分|ぶん]の1"),
            ("1本3本5本", "1[本|ぽん]3[本|ぼん]5[本|ほん]"),
            ("1階と3階", "1[階|かい]と3[階|がい]"),
            ("2泊3日", "2[泊|はく][3日|みっか]"),
            ("3か月、3ヶ月、2カ所", "3か[月|げつ]、3[ヶ月|かげつ]、2カ[所|しょ]"),
            ("第3回", "[第|だい]3[回|かい]"),
            ("2つ目", "2つ[目|め]"),
            (
                "10分前、3日後、2週間前、14人以上",
                "10[分|ぷん][前|まえ]、[3日|みっか][後|ご]、2[週間|しゅうかん][前|まえ]、14[人|にん][以上|いじょう]",
            ),
            ("20歳、65歳", "[20歳|はたち]、65[歳|さい]"),
            ("四月二十日", "[四月|しがつ][二十日|はつか]"),
            ("十一月", "[十一月|じゅういちがつ]"),
            ("一人", "[一人|ひとり]"),
            // No counter of ours, and what begins another word.
            ("3会場", "3会場"),
            ("令和3年前期", "令和3[年|ねん]前期"),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn days_of_the_week_are_read_where_they_stand_for_one() {
        for (text, expected) in [
            ("（木）", "（[木|もく]）"),
            ("(土・日・祝)", "([土|ど]・[日|にち]・[祝|しゅく])"),
            ("月・水・金", "[月|げつ]・[水|すい]・[金|きん]"),
            ("木にのぼる", "木にのぼる"),
            ("日が出る", "日が出る"),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }
}
