//! Korean. Hours and what is counted have numbers of their own (한 시, 두 명); minutes, days and
//! money have the Chinese ones (삼십 분, 십칠일).

use super::{Ends, Form, Joints, Sign};
use crate::view::spoken::scan::Time;

pub(super) struct Korean;

const DIGITS: [&str; 10] = ["공", "일", "이", "삼", "사", "오", "육", "칠", "팔", "구"];
const NATIVE: [&str; 10] = ["", "한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉"];
const NATIVE_TENS: [&str; 10] = ["", "열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔"];

/// Counters that take the native numbers. "개월" begins like one of them and does not.
const COUNTERS: [&str; 18] = [
    "번째", "시간", "명", "개", "장", "살", "사람", "가지", "곳", "달", "잔", "권", "마리", "송이", "분이",
    "분의", "칸", "자리",
];

/// A number as the Chinese ones are said: 이천이십육.
fn sino(number: u64) -> String {
    if number == 0 {
        return "영".into();
    }
    let mut said = String::new();
    if number >= 10_000 {
        let many = number / 10_000;
        if many > 1 {
            said.push_str(&sino(many));
        }
        said.push('만');
    }
    for (unit, name) in [(1000, "천"), (100, "백"), (10, "십"), (1, "")] {
        let count = number / unit % 10;
        if count == 0 {
            continue;
        }
        if count > 1 || unit == 1 {
            said.push_str(DIGITS.get(count as usize).copied().unwrap_or_default());
        }
        said.push_str(name);
    }
    said
}

/// A number below a hundred as one counts: 스물한.
fn native(number: u64) -> String {
    // Twenty is shorter before what it counts.
    if number == 20 {
        return "스무".into();
    }
    let ten = NATIVE_TENS.get(number as usize / 10).copied().unwrap_or_default();
    let one = NATIVE.get(number as usize % 10).copied().unwrap_or_default();
    format!("{ten}{one}")
}

fn decimal(number: &str) -> String {
    let ones = |digits: &str| -> String { digits.chars().map(|digit| Korean.digit(digit)).collect() };
    match number.split_once('.') {
        Some((whole, part)) => format!("{}점{}", sino(whole.parse().unwrap_or_default()), ones(part)),
        None => number.parse().map_or_else(|_| ones(number), sino),
    }
}

/// June and October lose a sound.
fn month(month: u64) -> String {
    match month {
        6 => "유".into(),
        10 => "시".into(),
        month => sino(month),
    }
}

impl Form for Korean {
    fn time(&self, time: Time) -> String {
        let minutes = match time.minute.unwrap_or_default() {
            0 => String::new(),
            minute => format!(" {} 분", sino(minute.into())),
        };
        let hour = |hour: u8| match hour {
            0 => "영".to_owned(),
            hour => native(hour.into()),
        };
        if time.named || !time.is_certain() {
            return format!("{} 시{minutes}", hour(time.hour));
        }
        let (half, of_half) = match time.hour {
            12 => ("낮", 12),
            24 => ("밤", 12),
            0..12 => ("오전", time.hour),
            _ => ("오후", time.hour - 12),
        };
        format!("{half} {} 시{minutes}", hour(of_half))
    }

    fn date(&self, year: Option<u16>, month_: u8, day: u8) -> String {
        let year = year.map(|year| format!("{}년 ", sino(year.into()))).unwrap_or_default();
        format!("{year}{}월 {}일", month(month_.into()), sino(day.into()))
    }

    fn weekdays(&self) -> &'static [&'static str] {
        &["월요일", "화요일", "수요일", "목요일", "금요일", "토요일", "일요일", "공휴일"]
    }

    fn digits(&self) -> &'static [&'static str; 10] {
        &DIGITS
    }

    fn number(&self, number: &str, _: &str, after: &str) -> (String, usize) {
        let Ok(whole) = number.parse::<u64>() else { return (decimal(number), 0) };
        if after.starts_with("번째") && whole == 1 {
            return ("첫 ".into(), 0);
        }
        let counts = COUNTERS.iter().any(|counter| after.starts_with(counter)) && !after.starts_with("개월");
        let said = match after {
            _ if counts && (1..100).contains(&whole) => format!("{} ", native(whole)),
            after if after.starts_with('월') && (1..=12).contains(&whole) => month(whole),
            after if counts || after.starts_with('쪽') => format!("{} ", sino(whole)),
            _ => sino(whole),
        };
        (said, 0)
    }

    fn money(&self, number: &str) -> String {
        format!("{} 엔", decimal(number))
    }

    fn percent(&self, number: &str) -> String {
        format!("{} 퍼센트", decimal(number))
    }

    fn nth(&self, number: &str) -> String {
        format!("{} 번", decimal(number))
    }

    fn word(&self, word: &str) -> Option<String> {
        let known = [("fax", "팩스"), ("tel", "전화"), ("zoom", "줌"), ("hiroba", "히로바"), ("qr", "큐알")];
        known
            .iter()
            .find(|(written, _)| word.eq_ignore_ascii_case(written))
            .map(|(_, said)| (*said).to_owned())
    }

    fn range(&self, ends: Ends) -> Joints {
        match ends {
            Ends::Moments => Joints { before: "", between: "부터 ", behind: "까지" },
            Ends::Counts => Joints { before: "", between: "에서 ", behind: "" },
            Ends::From => Joints { before: "", between: "부터", behind: "" },
            Ends::Until => Joints { before: "", between: "", behind: "까지" },
        }
    }

    fn sign(&self, sign: Sign) -> &'static str {
        match sign {
            Sign::Becomes => "에서",
            Sign::And => " 그리고 ",
            Sign::At => " 앳 ",
        }
    }

    fn has_blanks(&self) -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_kinds_of_numbers_are_told_apart() {
        assert_eq!(
            [1, 10, 14, 111, 2026, 10_000].map(sino),
            ["일", "십", "십사", "백십일", "이천이십육", "만"]
        );
        assert_eq!(
            [1, 4, 10, 12, 20, 21, 30].map(native),
            ["한", "네", "열", "열두", "스무", "스물한", "서른"]
        );
    }
}
