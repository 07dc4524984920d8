//! Where a line may end: phrase boundaries by a trained model (BudouX), forbidden places by
//! kinsoku (JIS X 4051) and by what people read in one go: numbers, times, telephone numbers.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use budoux::Model;

use crate::domain::text::Lang;

/// Whether a line may end before a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Break {
    Never,
    /// Allowed, but inside a phrase or word.
    Letter,
    /// Between phrases or words.
    Phrase,
    /// After a newline.
    Must,
}

/// Letters that must not begin a line.
const NOT_FIRST: &str = "、。，．,.:;・：；?？!！）)]］｝}〕〉》」』】ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶゝゞ々～〜-%％°’”…‥";
/// Letters that must not end a line.
const NOT_LAST: &str = "（([［｛{〔〈《「『【‘“¥￥$＄№#＃";

/// Beginnings of words of this field that the model takes for two: 申し込み lost its second half to the next line.
const WHOLE: [&str; 8] =
    ["申し込", "使いおわ", "取り消", "受け付", "問い合わ", "打ち合わ", "話し合", "さがせ"];

/// Months before a day of theirs, and halves of the day behind an hour: one thing across a space.
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const HALVES: [&str; 4] = ["am", "pm", "a.m", "p.m"];

/// What was found, by language and text.
type Found = HashMap<Lang, HashMap<Box<str>, Rc<[Break]>>>;

/// As many texts are remembered; then it begins anew. A sign has some hundreds.
const REMEMBERED: usize = 2000;

thread_local! {
    /// The same few texts are set again and again, many times for one frame, and asking the model is
    /// more than half of setting them.
    static FOUND: RefCell<Found> = RefCell::default();
}

/// For each letter of the text (by position among its `char`s), whether a line may end before it.
pub fn find(text: &str, lang: Lang) -> Rc<[Break]> {
    let known = || FOUND.with_borrow(|found| found.get(&lang)?.get(text).cloned());
    if let Some(known) = known() {
        return known;
    }
    let breaks: Rc<[Break]> = work_out(text, lang).into();
    if !may_be_personal(text) {
        FOUND.with_borrow_mut(|found| {
            if found.values().map(HashMap::len).sum::<usize>() >= REMEMBERED {
                found.clear();
            }
            found.entry(lang).or_default().insert(text.into(), Rc::clone(&breaks));
        });
    }
    breaks
}

/// A receipt is two groups of four digits, and nothing of a visit may outlast it (invariant 8).
fn may_be_personal(text: &str) -> bool {
    let mut digits = 0;
    text.chars().any(|c| {
        digits = if c.is_numeric() { digits + 1 } else { 0 };
        digits >= 4
    })
}

fn work_out(text: &str, lang: Lang) -> Vec<Break> {
    let chars: Vec<char> = text.chars().collect();
    let phrases = phrase_starts(text, lang);
    // The last letter that is not a space, and what stands between it and the one at hand.
    let mut solid = None;
    let mut gap = Gap::None;
    let mut breaks = Vec::with_capacity(chars.len());
    // Whether that letter begins what the writer has set a space before.
    let mut begins = false;
    // The word before the gap.
    let mut word = String::new();
    for (i, c) in chars.iter().enumerate() {
        // The model takes the は of はじめへ for a particle. One has no space before it: the writer is right.
        let alone = begins && gap == Gap::None && solid.is_some_and(is_hiragana);
        let one_thing = gap == Gap::Space && is_one_thing(&word, chars.get(i..).unwrap_or_default());
        breaks.push(match solid {
            Some(before) if !one_thing => between(before, gap, *c, phrases[i] && !alone),
            Some(_) | None => Break::Never,
        });
        if *c == '\n' {
            gap = Gap::Newline;
        } else if is_space(*c) {
            gap = if gap == Gap::Newline { gap } else { Gap::Space };
        } else {
            begins = gap != Gap::None || solid.is_none();
            if gap != Gap::None {
                word.clear();
            }
            word.push(*c);
            (solid, gap) = (Some(*c), Gap::None);
        }
    }
    breaks
}

/// What stands between two letters.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gap {
    None,
    Space,
    Newline,
}

/// Spaces at which a line may end; a no-break space is a letter like any other.
fn is_space(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}')
}

fn between(before: char, gap: Gap, after: char, phrase_start: bool) -> Break {
    if is_space(after) {
        return Break::Never;
    }
    if gap == Gap::Newline {
        return Break::Must;
    }
    // Marks hold on to their words across a space too.
    if NOT_FIRST.contains(after) || NOT_LAST.contains(before) {
        return Break::Never;
    }
    if gap == Gap::None && is_number_like(before, after) {
        return Break::Never;
    }
    if gap == Gap::Space {
        return Break::Phrase;
    }
    if !is_wide(before) && !is_wide(after) {
        // Inside a Latin word: only when the word is wider than a whole line, which the setter
        // sees by finding no other place.
        return Break::Never;
    }
    if is_hangul(before) && is_hangul(after) {
        return Break::Never;
    }
    if phrase_start {
        return Break::Phrase;
    }
    Break::Letter
}

/// Whether what stands before a space and what begins behind it are one date or one time: "December 10",
/// "12월 10일", "1:30 pm".
fn is_one_thing(word: &str, behind: &[char]) -> bool {
    let digit = |c: Option<&char>| c.is_some_and(char::is_ascii_digit);
    let next: String = behind.iter().take_while(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
    let is_day = digit(behind.first());
    let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    let is_month = word.starts_with(|c: char| c.is_ascii_uppercase())
        && word.get(..3).is_some_and(|start| MONTHS.contains(&start.to_ascii_lowercase().as_str()))
        && word.chars().all(char::is_alphabetic);
    let of_calendar = word.ends_with(['월', '月']) && word.starts_with(|c: char| c.is_ascii_digit());
    let half = next.trim_end_matches(|c: char| !c.is_alphanumeric());
    let is_time = word.ends_with(|c: char| c.is_ascii_digit()) && HALVES.contains(&half);
    (is_day && (is_month || of_calendar)) || is_time
}

/// Digits hold to what they count and to each other: 12月, 第3回, 13:30, 03-5432.
fn is_number_like(before: char, after: char) -> bool {
    let digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let counter = |c: char| "年月日時分秒回枚人名階番号円歳つ字".contains(c);
    (digit(before) && (digit(after) || counter(after)))
        || (digit(after) && "第午前後令和平成約".contains(before))
        // 12月10日.
        || (before == '月' && digit(after))
        || (before == '午' && (after == '前' || after == '後'))
        || (before == '-' && digit(after))
}

fn is_hiragana(c: char) -> bool {
    ('\u{3041}'..='\u{3096}').contains(&c)
}

fn is_hangul(c: char) -> bool {
    ('\u{1100}'..='\u{11ff}').contains(&c) || ('\u{ac00}'..='\u{d7a3}').contains(&c)
}

/// Letters between which East Asian text may break.
fn is_wide(c: char) -> bool {
    ('\u{2e80}'..='\u{9fff}').contains(&c)
        || is_hangul(c)
        || ('\u{f900}'..='\u{faff}').contains(&c)
        || ('\u{ff00}'..='\u{ffef}').contains(&c)
        || (c as u32) >= 0x20000
}

fn phrase_starts(text: &str, lang: Lang) -> Vec<bool> {
    let count = text.chars().count();
    let mut starts = vec![false; count];
    let Some(model) = model_for(text, lang) else { return starts };
    let mut at = 0;
    for phrase in budoux::parse(model, text) {
        if let Some(start) = starts.get_mut(at) {
            *start = true;
        }
        at += phrase.chars().count();
    }
    for (from, word) in WHOLE.iter().flat_map(|word| text.match_indices(word)) {
        let first = text.get(..from).map_or(0, |before| before.chars().count());
        for inside in starts.iter_mut().skip(first + 1).take(word.chars().count() - 1) {
            *inside = false;
        }
    }
    hold_together(text, &mut starts);
    starts
}

/// As long as a phrase may be that its writer has set between spaces, to stand whole, in letters: it fits on a
/// line at the largest size too.
const LONGEST_SET: usize = 10;

/// Where the writer sets spaces between phrases (分かち書き), the model finds no other beginnings among the kana of
/// one: of ありがとう it made ありが and とう.
fn hold_together(text: &str, starts: &mut [bool]) {
    if !text.trim().contains(is_space) {
        return;
    }
    let chars: Vec<char> = text.chars().collect();
    let mut from = 0;
    for set in chars.split(|c| is_space(*c)) {
        if set.len() <= LONGEST_SET {
            for (inside, pair) in set.windows(2).enumerate() {
                if pair.iter().all(|c| is_hiragana(*c))
                    && let Some(start) = starts.get_mut(from + inside + 1)
                {
                    *start = false;
                }
            }
        }
        from += set.len() + 1;
    }
}

fn model_for(text: &str, lang: Lang) -> Option<&'static Model> {
    let has_kana = text.chars().any(|c| ('\u{3041}'..='\u{30fa}').contains(&c));
    let has_han = text.chars().any(|c| ('\u{3400}'..='\u{9fff}').contains(&c));
    if has_kana {
        Some(budoux::models::default_japanese_model())
    } else if has_han && lang == Lang::ZH_HANS {
        Some(budoux::models::default_simplified_chinese_model())
    } else {
        None
    }
}
