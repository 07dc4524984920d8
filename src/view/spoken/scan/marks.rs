//! Signs between words, and weekdays in brackets.

use super::{Mark, Token};

const WEEKDAYS: [(char, u8); 16] = [
    ('月', 0),
    ('火', 1),
    ('水', 2),
    ('木', 3),
    ('金', 4),
    ('土', 5),
    ('日', 6),
    ('祝', 7),
    ('월', 0),
    ('화', 1),
    ('수', 2),
    ('목', 3),
    ('금', 4),
    ('토', 5),
    ('일', 6),
    ('休', 7),
];

/// The sign a text begins with, and its length.
pub(super) fn token(before: &str, rest: &str) -> Option<(Token, usize)> {
    let c = rest.chars().next()?;
    let after = rest.get(c.len_utf8()..).unwrap_or_default();
    let figure = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    let ends_in_figure =
        before.trim_end().ends_with(|c: char| c.is_ascii_digit() || "日時分)月年階歳人名点".contains(c));
    let mark = match c {
        '(' => return weekdays(rest).or(Some((Token::Mark(Mark::Pause), 1))),
        '〜' | '~' => Mark::Range,
        // A dash between figures is a range, between words a pause.
        '–' | '—' | '―' | '-' | 'ー' if ends_in_figure && figure(after.trim_start()) => Mark::Range,
        '–' | '—' | '―' | '‐' => Mark::Pause,
        '-' if !(before.ends_with(char::is_alphanumeric) && after.starts_with(char::is_alphanumeric)) => {
            Mark::Pause
        }
        '→' | '⇒' | '➡' | '⇨' => Mark::Arrow,
        '/' | '・' | '·' | '•' | '‧' | '、' | '，' | '：' | '；' | ';' | '…' | '‥' | '|' | '[' | ']'
        | ')' | '{' | '}' | '<' | '>' | '【' | '】' | '〔' | '〕' | '《' | '》' | '〈' | '〉' => {
            Mark::Pause
        }
        ',' => Mark::Pause,
        ':' => Mark::Pause,
        '※' | '★' | '☆' | '●' | '○' | '◎' | '◆' | '◇' | '■' | '□' | '▲' | '△' | '▼' | '▽' | '▶' | '♪'
        | '\n' => Mark::Stop('\n'),
        '。' | '！' | '？' | '!' | '?' | '．' => Mark::Stop(c),
        // A point inside a word or a number is none.
        '.' if after.is_empty()
            || after.starts_with(|c: char| c.is_whitespace() || "」』”’\")".contains(c)) =>
        {
            Mark::Stop('.')
        }
        '&' => Mark::And,
        '@' => Mark::At,
        '①'..='⑳' => {
            let number = c as u32 - '①' as u32 + 1;
            return Some((Token::Item(number.to_string()), c.len_utf8()));
        }
        '.' | '%' | '*' | '_' | '#' | '^' | '`' | '=' | '+' | '\\' | '$' | '"' => {
            return Some((Token::Text(" ".into()), c.len_utf8()));
        }
        _ => return None,
    };
    Some((Token::Mark(mark), c.len_utf8()))
}

/// "(木)", "(土・日)", "(木・祝)", "(月〜金)". "(Thu)" is a word in brackets like any other.
fn weekdays(rest: &str) -> Option<(Token, usize)> {
    let end = rest.find(')')?;
    let inside = rest.get(1..end)?;
    let named = |c: char| WEEKDAYS.iter().find(|(name, _)| *name == c).map(|(_, day)| *day);
    let letters: Vec<char> = inside.chars().collect();
    if let [from, '〜' | '~' | '-' | '–', to] = *letters.as_slice() {
        return Some((Token::WeekdayRange(named(from)?, named(to)?), end + 1));
    }
    let mut days = Vec::new();
    for c in letters {
        match named(c) {
            Some(day) => days.push(day),
            None if matches!(c, '・' | '、' | ',' | ' ') => {}
            None => return None,
        }
    }
    (!days.is_empty()).then_some((Token::Weekdays(days), end + 1))
}
