//! Chinese. Every figure becomes a character, because the voice is given the sound of characters
//! only ([`super::pinyin`]).

use super::{Ends, Form, Joints, Sign};
use crate::view::spoken::scan::Time;

pub(super) struct Chinese;

const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

/// What is counted with 两, not with 二.
const COUNTED: [&str; 13] = ["个", "位", "名", "人", "张", "次", "小时", "点", "天", "种", "条", "项", "页"];

/// 二千零二十六.
fn said(number: u64) -> String {
    let digit = |n: u64| DIGITS.get(n as usize).copied().unwrap_or_default();
    match number {
        0..10 => digit(number).into(),
        10..20 => {
            let one = if number == 10 { "" } else { digit(number % 10) };
            format!("十{one}")
        }
        20..10_000 => {
            let (unit, name) = match number {
                20..100 => (10, "十"),
                100..1000 => (100, "百"),
                _ => (1000, "千"),
            };
            let (first, rest) = (number / unit, number % unit);
            let gap = if rest > 0 && rest < unit / 10 { "零" } else { "" };
            let rest = match rest {
                0 => String::new(),
                // 一百一十, not 一百十.
                10..20 => format!("一{}", said(rest)),
                rest => said(rest),
            };
            format!("{}{name}{gap}{rest}", digit(first))
        }
        10_000..100_000_000 => {
            let rest = number % 10_000;
            let gap = if rest > 0 && rest < 1000 { "零" } else { "" };
            let rest = if rest == 0 { String::new() } else { said(rest) };
            format!("{}万{gap}{rest}", said(number / 10_000))
        }
        _ => one_by_one(&number.to_string()),
    }
}

fn one_by_one(digits: &str) -> String {
    digits.chars().filter_map(|c| DIGITS.get(c.to_digit(10)? as usize)).copied().collect()
}

fn decimal(number: &str) -> String {
    match number.split_once('.') {
        Some((whole, part)) => format!("{}点{}", said(whole.parse().unwrap_or_default()), one_by_one(part)),
        None => number.parse().map_or_else(|_| one_by_one(number), said),
    }
}

fn hour(hour: u8) -> String {
    if hour == 2 { "两".into() } else { said(hour.into()) }
}

impl Form for Chinese {
    fn time(&self, time: Time) -> String {
        let minutes = match time.minute.unwrap_or_default() {
            0 => String::new(),
            minute @ 1..=9 => format!("零{}分", said(minute.into())),
            minute => format!("{}分", said(minute.into())),
        };
        if time.named || !time.is_certain() {
            return format!("{}点{minutes}", hour(time.hour));
        }
        let (half, of_half) = match time.hour {
            0..=4 => ("凌晨", time.hour),
            5..=7 => ("早上", time.hour),
            8..=11 => ("上午", time.hour),
            12 => ("中午", 12),
            13..=17 => ("下午", time.hour - 12),
            24 => ("半夜", 12),
            _ => ("晚上", time.hour - 12),
        };
        format!("{half}{}点{minutes}", hour(of_half))
    }

    fn date(&self, year: Option<u16>, month: u8, day: u8) -> String {
        let year = year.map(|year| format!("{}年", one_by_one(&year.to_string()))).unwrap_or_default();
        format!("{year}{}月{}日", said(month.into()), said(day.into()))
    }

    fn weekdays(&self) -> &'static [&'static str] {
        &["星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日", "节日"]
    }

    fn digits(&self) -> &'static [&'static str; 10] {
        &DIGITS
    }

    fn number(&self, number: &str, before: &str, after: &str) -> (String, usize) {
        let is_year = number.len() == 4 && after.starts_with('年');
        let counts = number == "2"
            && !before.ends_with('第')
            && COUNTED.iter().any(|counted| after.trim_start().starts_with(counted));
        let said = match (is_year, counts) {
            (true, _) => one_by_one(number),
            (false, true) => "两".into(),
            (false, false) => decimal(number),
        };
        (said, 0)
    }

    fn money(&self, number: &str) -> String {
        format!("{}日元", decimal(number))
    }

    fn percent(&self, number: &str) -> String {
        format!("百分之{}", decimal(number))
    }

    fn nth(&self, number: &str) -> String {
        format!("第{}", decimal(number))
    }

    fn word(&self, _: &str) -> Option<String> {
        None
    }

    fn range(&self, ends: Ends) -> Joints {
        match ends {
            Ends::Moments | Ends::Counts => Joints { before: "", between: "到", behind: "" },
            Ends::From => Joints { before: "", between: "开始", behind: "" },
            Ends::Until => Joints { before: "到", between: "", behind: "" },
        }
    }

    fn sign(&self, sign: Sign) -> &'static str {
        match sign {
            Sign::Becomes => "变为",
            Sign::And => "和",
            Sign::At => "在",
        }
    }

    fn has_blanks(&self) -> bool {
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_said_in_characters() {
        let all = [0, 2, 10, 14, 20, 105, 111, 250, 1000, 1050, 2026, 10_500].map(said);
        assert_eq!(
            all,
            [
                "零",
                "二",
                "十",
                "十四",
                "二十",
                "一百零五",
                "一百一十一",
                "二百五十",
                "一千",
                "一千零五十",
                "二千零二十六",
                "一万零五百"
            ]
        );
    }
}
