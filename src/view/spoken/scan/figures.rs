//! Times, dates, telephone numbers and other figures in a text.

use super::{Time, Token};
use crate::view::spoken::tidy::SPELLED;

/// The figure a text begins with, and its length.
pub(super) fn token(before: &str, rest: &str) -> Option<(Token, usize)> {
    let c = rest.chars().next()?;
    if c == SPELLED {
        return spelled(rest);
    }
    if c == '¥' {
        let (number, length) = number(rest.get(c.len_utf8()..)?)?;
        return Some((Token::Money(number), c.len_utf8() + length));
    }
    if c == '+' {
        return telephone(rest);
    }
    if !c.is_ascii_digit() || before.ends_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    telephone(rest)
        .or_else(|| time(before, rest))
        .or_else(|| date(rest))
        .or_else(|| groups(rest))
        .or_else(|| long(rest))
        .or_else(|| {
            let (number, length) = number(rest)?;
            Some(match rest.get(length..).and_then(|rest| rest.strip_prefix('%')) {
                Some(_) => (Token::Percent(number), length + 1),
                None => (Token::Number(number), length),
            })
        })
}

/// Figures that the caller wants one by one.
fn spelled(rest: &str) -> Option<(Token, usize)> {
    let mark = SPELLED.len_utf8();
    let inside = rest.get(mark..)?;
    let end = inside.find(SPELLED)?;
    let groups = inside.get(..end)?.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty());
    Some((Token::Digits(groups.map(str::to_owned).collect()), mark + end + mark))
}

pub(super) fn leading_digits(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

/// "1,500" without its comma, "3.5" with its point.
fn number(text: &str) -> Option<(String, usize)> {
    let first = leading_digits(text);
    if first.is_empty() {
        return None;
    }
    let (mut number, mut length) = (first.to_owned(), first.len());
    if first.len() <= 3 {
        while let Some(after) = text.get(length..).and_then(|rest| rest.strip_prefix([',', '，'])) {
            let group = leading_digits(after);
            if group.len() != 3 {
                break;
            }
            number.push_str(group);
            length = text.len() - after.len() + group.len();
        }
    }
    if let Some(after) = text.get(length..).and_then(|rest| rest.strip_prefix('.')) {
        let part = leading_digits(after);
        if !part.is_empty() {
            number.push('.');
            number.push_str(part);
            length += 1 + part.len();
        }
    }
    Some((number, length))
}

/// "03-5432-2247", "03(5432)2247", "+81-3-5432-2247", "0120-000-111".
fn telephone(text: &str) -> Option<(Token, usize)> {
    let plus = usize::from(text.starts_with('+'));
    let mut at = plus;
    let mut groups: Vec<String> = Vec::new();
    loop {
        let digits = leading_digits(text.get(at..)?);
        if digits.is_empty() || digits.len() > 4 {
            break;
        }
        groups.push(digits.to_owned());
        at += digits.len();
        let next = text.get(at..).unwrap_or_default();
        let goes_on = next.starts_with(['-', '(', ')'])
            && next.get(1..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        if !goes_on {
            break;
        }
        at += 1;
    }
    let digits: usize = groups.iter().map(String::len).sum();
    let is_number = groups.len() > 2 && (plus == 1 || text.starts_with('0')) && (9..=13).contains(&digits);
    let ends = !text.get(at..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    (is_number && ends).then_some((Token::Digits(groups), at))
}

/// "1234 5678": a receipt, or a number to connect a screen.
fn groups(text: &str) -> Option<(Token, usize)> {
    let first = leading_digits(text);
    let second = leading_digits(text.get(first.len()..)?.strip_prefix(' ')?);
    let after = text.get(first.len() + 1 + second.len()..)?;
    let alike = first.len() == second.len() && (3..=4).contains(&first.len());
    let ends = !after.starts_with(|c: char| c.is_ascii_alphanumeric() || ":/.,-%".contains(c));
    (alike && ends)
        .then(|| (Token::Digits(vec![first.to_owned(), second.to_owned()]), first.len() + 1 + second.len()))
}

/// What is too long to be a count, or begins with a zero.
fn long(text: &str) -> Option<(Token, usize)> {
    let digits = leading_digits(text);
    let after = text.get(digits.len()..)?;
    let counts = after.starts_with(|c: char| "円人名万億件冊個歳年時日分回元名원명개년".contains(c));
    let is_part = after.starts_with(['.', ',', '%'])
        && after.get(1..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let zero = digits.len() > 1 && digits.starts_with('0');
    if counts || is_part || !(digits.len() > 4 || (zero && digits.len() > 2)) {
        return None;
    }
    let groups = if digits.len() == 8 {
        let (first, last) = digits.split_at_checked(4)?;
        vec![first.to_owned(), last.to_owned()]
    } else {
        vec![digits.to_owned()]
    };
    Some((Token::Digits(groups), digits.len()))
}

/// "13:30", "13時30分", "13点30分", "13시 30분".
fn time(before: &str, text: &str) -> Option<(Token, usize)> {
    let hours = leading_digits(text);
    let hour: u8 = hours.parse().ok().filter(|hour| *hour <= 24)?;
    let after = text.get(hours.len()..)?;
    let next = after.chars().next()?;
    let mut length = hours.len() + next.len_utf8();
    let rest = after.get(next.len_utf8()..)?;
    let clock = next == ':';
    let minute = match next {
        ':' => {
            let minutes = leading_digits(rest);
            let minute: u8 = minutes.parse().ok().filter(|minute| *minute <= 59 && minutes.len() == 2)?;
            length += minutes.len();
            // Seconds are nobody's business here.
            let seconds = rest.get(2..).and_then(|rest| rest.strip_prefix(':')).map(leading_digits);
            length += seconds.filter(|seconds| seconds.len() == 2).map_or(0, |seconds| 1 + seconds.len());
            Some(minute)
        }
        '時' | '点' | '时' | '시' if !rest.starts_with(['間', '间', '간']) => {
            let blank = rest.len() - rest.trim_start_matches(' ').len();
            let from = rest.get(blank..).unwrap_or_default();
            let minutes = leading_digits(from);
            let unit = from.get(minutes.len()..).and_then(|rest| rest.chars().next());
            let minute = minutes.parse().ok().filter(|minute: &u8| *minute <= 59);
            match (minute, unit) {
                (Some(minute), Some(unit @ ('分' | '분'))) => {
                    length += blank + minutes.len() + unit.len_utf8();
                    Some(minute)
                }
                (Some(_), Some(_) | None) | (None, Some(_) | None) => None,
            }
        }
        _ => return None,
    };
    let named = is_named(before, text.get(length..).unwrap_or_default());
    Some((Token::Time(Time { hour, minute, named, clock }), length))
}

/// Whether the half of the day stands before a time ("午後") or behind it ("pm").
fn is_named(before: &str, after: &str) -> bool {
    const BEFORE: [&str; 24] = [
        "午前",
        "午後",
        "朝の",
        "夜の",
        "夕方",
        "ごぜん",
        "ごご",
        "凌晨",
        "早上",
        "上午",
        "中午",
        "下午",
        "晚上",
        "半夜",
        "傍晚",
        "오전",
        "오후",
        "낮",
        "밤",
        "아침",
        "저녁",
        "새벽",
        "정오",
        "夜",
    ];
    let before = before.trim_end();
    let after = after.trim_start().to_ascii_lowercase();
    let is_half = ["am", "pm", "a.m", "p.m"].iter().any(|half| {
        after.strip_prefix(half).is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphabetic()))
    });
    BEFORE.iter().any(|half| before.ends_with(half)) || is_half
}

/// "7/16", "2026/7/16", "2026-07-16".
fn date(text: &str) -> Option<(Token, usize)> {
    let first = leading_digits(text);
    let sign = text.get(first.len()..)?.chars().next().filter(|c| matches!(c, '/' | '-' | '.'))?;
    let mut parts = vec![first];
    let mut at = first.len();
    while let Some(after) = text.get(at..).and_then(|rest| rest.strip_prefix(sign)) {
        let digits = leading_digits(after);
        if digits.is_empty() {
            break;
        }
        parts.push(digits);
        at += 1 + digits.len();
    }
    let number = |part: &str| (part.len() <= 2).then(|| part.parse::<u8>().ok()).flatten();
    let (year, month, day) = match parts.as_slice() {
        [year, month, day] if year.len() == 4 => (year.parse().ok(), number(month)?, number(day)?),
        [month, day] if sign == '/' => (None, number(month)?, number(day)?),
        _ => return None,
    };
    let exists = (1..=12).contains(&month) && (1..=31).contains(&day);
    exists.then_some((Token::Date { year, month, day }, at))
}
