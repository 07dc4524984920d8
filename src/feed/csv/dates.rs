//! Days, months and times as Japanese offices write them: 2026/12/17, 令和8年12月17日, R8.12.17,
//! 令和４年５月頃（調整中）, 午後1時30分.

use jiff::civil::{Date, Time};

use crate::domain::calendar::{Era, western_year};
use crate::domain::meeting::PartOfMonth;

/// A day or a month that stands in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    Day(Date),
    Month { year: i16, month: i8, part: PartOfMonth, about: bool },
}

/// Full-width letters, digits and signs as half-width ones.
pub fn half_width(text: &str) -> String {
    let half = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' | '\u{a0}' => ' ',
        '‐' | '‑' | '–' | '—' | '−' => '-',
        '〜' => '~',
        _ => c,
    };
    text.chars().map(half).collect()
}

/// A cell that holds a day or a month and nothing else.
pub fn whole(cell: &str) -> Option<Found> {
    let text = half_width(cell);
    let mut scan = Scan(text.trim());
    let found = scan.day_or_month()?;
    // "(木)" is no contradiction; neither is the midnight that spreadsheets put behind a day.
    scan.bracket();
    let rest = scan.0.trim().trim_start_matches('T');
    let is_midnight = rest.chars().all(|c| matches!(c, '0' | ':')) && !rest.starts_with(':');
    (rest.is_empty() || is_midnight).then_some(found)
}

/// The first day or month in a sentence. A month without a year is the last one up to `before`.
pub fn within(sentence: &str, before: Option<Date>) -> Option<Found> {
    let text = half_width(sentence);
    let starts = text.char_indices().map(|(i, _)| i);
    let mut last_was_digit = false;
    for start in starts {
        let rest = &text[start..];
        let is_digit = rest.starts_with(|c: char| c.is_ascii_digit());
        let inside_a_number = is_digit && last_was_digit;
        last_was_digit = is_digit;
        if inside_a_number {
            continue;
        }
        if let Some(found) = Scan(rest).day_or_month() {
            return Some(found);
        }
        if let Some(found) = before.and_then(|day| Scan(rest).month_without_year(day)) {
            return Some(found);
        }
    }
    None
}

/// A time of the day. The second value is whether it is the midnight at the day's end (24:00).
pub fn time(cell: &str) -> Option<(Time, bool)> {
    let text = half_width(cell);
    let mut scan = Scan(text.trim());
    if scan.0 == "正午" {
        return Some((Time::constant(12, 0, 0, 0), false));
    }
    let half = match () {
        () if scan.eat("午前") || scan.eat("AM") || scan.eat("am") => Some(0),
        () if scan.eat("午後") || scan.eat("PM") || scan.eat("pm") => Some(12),
        () => None,
    };
    scan.spaces();
    let (hour, digits) = scan.number()?;
    let (mut hour, minute) = if digits >= 3 && scan.0.is_empty() {
        (hour / 100, hour % 100)
    } else if scan.eat(":") {
        let (minute, _) = scan.number()?;
        if scan.eat(":") {
            scan.number()?;
        }
        (hour, minute)
    } else if scan.eat("時") {
        let minute = if scan.eat("半") {
            30
        } else if let Some((minute, _)) = scan.number() {
            if !scan.eat("分") {
                return None;
            }
            minute
        } else {
            0
        };
        (hour, minute)
    } else {
        return None;
    };
    scan.spaces();
    if !scan.0.is_empty() {
        return None;
    }
    if let Some(half) = half {
        if hour > 12 {
            return None;
        }
        // 午後0時 and 午後12時 are both noon here, as speakers use them; 午前12時 is noon's mirror, midnight.
        hour = hour % 12 + half;
    }
    if hour == 24 && minute == 0 {
        return Some((Time::midnight(), true));
    }
    let (hour, minute) = (i8::try_from(hour).ok()?, i8::try_from(minute).ok()?);
    Some((Time::new(hour, minute, 0, 0).ok()?, false))
}

/// What is left of a text to be read.
struct Scan<'a>(&'a str);

impl Scan<'_> {
    fn eat(&mut self, sign: &str) -> bool {
        let rest = self.0.strip_prefix(sign);
        self.0 = rest.unwrap_or(self.0);
        rest.is_some()
    }

    fn spaces(&mut self) {
        self.0 = self.0.trim_start();
    }

    /// A number of at most eight digits, and how many there were.
    fn number(&mut self) -> Option<(i32, usize)> {
        let digits = self.0.bytes().take_while(u8::is_ascii_digit).count();
        let number = self.0[..digits].parse().ok().filter(|_| digits <= 8)?;
        self.0 = &self.0[digits..];
        Some((number, digits))
    }

    /// "(木)", "(木・祝)": up to six characters in brackets.
    fn bracket(&mut self) {
        let rest = self.0.trim_start();
        if let Some((inside, rest)) = rest.strip_prefix('(').and_then(|rest| rest.split_once(')'))
            && inside.chars().count() <= 6
            && inside.starts_with(['月', '火', '水', '木', '金', '土', '日'])
        {
            self.0 = rest;
        }
    }

    fn era(&mut self) -> Option<Era> {
        const ERAS: [(Era, [&str; 3]); 4] = [
            (Era::Reiwa, ["令和", "R", "r"]),
            (Era::Heisei, ["平成", "H", "h"]),
            (Era::Showa, ["昭和", "S", "s"]),
            (Era::Taisho, ["大正", "T", "t"]),
        ];
        ERAS.into_iter().find(|(_, names)| names.iter().any(|name| self.eat(name))).map(|(era, _)| era)
    }

    fn day_or_month(&mut self) -> Option<Found> {
        let (year, separator) = match self.era() {
            Some(era) => {
                self.spaces();
                let year = if self.eat("元") { 1 } else { self.number()?.0 };
                (western_year(era, i16::try_from(year).ok()?)?, self.separator(['年', '.', '/', '-'])?)
            }
            None => {
                let (number, digits) = self.number()?;
                if digits == 8 {
                    let part = |by: i32, of: i32| i8::try_from(number / by % of).ok();
                    let year = i16::try_from(number / 10_000).ok()?;
                    return Date::new(year, part(100, 100)?, part(1, 100)?).ok().map(Found::Day);
                }
                if digits != 4 {
                    return None;
                }
                let year = i16::try_from(number).ok()?;
                // "2022年(令和4年)5月": the same year once more.
                let separator = self.separator(['年', '.', '/', '-'])?;
                if separator == '年'
                    && let Some((inside, rest)) =
                        self.0.strip_prefix('(').and_then(|rest| rest.split_once(')'))
                    && inside.ends_with('年')
                {
                    self.0 = rest;
                }
                (year, separator)
            }
        };
        self.spaces();
        let month = i8::try_from(self.number()?.0).ok()?;
        Date::new(year, month, 1).ok()?;
        let closing = if separator == '年' { '月' } else { separator };
        if self.separator([closing; 4]).is_none() {
            // "2022-05" is a month; "2022年5" is not.
            return (separator != '年').then_some(()).map(|()| Found::Month {
                year,
                month,
                part: PartOfMonth::Any,
                about: self.about(),
            });
        }
        self.spaces();
        let before_day = self.0;
        match self.number() {
            Some((day, _)) if separator != '年' || self.eat("日") => {
                Date::new(year, month, i8::try_from(day).ok()?).ok().map(Found::Day)
            }
            Some(_) => {
                self.0 = before_day;
                None
            }
            None => Some(self.part_of_month(year, month)),
        }
    }

    fn month_without_year(&mut self, before: Date) -> Option<Found> {
        let month = i8::try_from(self.number()?.0).ok()?;
        if !self.eat("月") {
            return None;
        }
        let year = if month <= before.month() { before.year() } else { before.year().checked_sub(1)? };
        Date::new(year, month, 1).ok()?;
        if let Some((day, _)) = self.number() {
            let day = Date::new(year, month, i8::try_from(day).ok()?).ok()?;
            return self.eat("日").then_some(Found::Day(day));
        }
        Some(self.part_of_month(year, month))
    }

    fn part_of_month(&mut self, year: i16, month: i8) -> Found {
        const PARTS: [(PartOfMonth, &[&str]); 3] = [
            (PartOfMonth::Early, &["上旬", "初旬", "はじめ", "初め", "前半"]),
            (PartOfMonth::Middle, &["中旬", "なかば", "半ば"]),
            (PartOfMonth::Late, &["下旬", "末", "おわり", "終わり", "後半"]),
        ];
        let found = PARTS.into_iter().find(|(_, words)| words.iter().any(|word| self.eat(word)));
        let part = found.map_or(PartOfMonth::Any, |(part, _)| part);
        Found::Month { year, month, part, about: self.about() || part != PartOfMonth::Any }
    }

    /// ごろ, and what offices write for it; the remarks in brackets behind it are read too.
    fn about(&mut self) -> bool {
        const WORDS: [&str; 10] =
            ["頃", "ごろ", "ころ", "前後", "目途", "目処", "めど", "(予定)", "(調整中)", "(未定)"];
        let mut about = false;
        while WORDS.iter().any(|word| self.eat(word)) || self.eat("調整中") {
            about = true;
            self.spaces();
        }
        about
    }

    fn separator(&mut self, known: [char; 4]) -> Option<char> {
        self.spaces();
        let sign = self.0.chars().next().filter(|sign| known.contains(sign))?;
        self.0 = &self.0[sign.len_utf8()..];
        Some(sign)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_day_is_read_however_it_is_written() {
        #[track_caller]
        fn check(cell: &str, expected: Option<Date>) {
            assert_eq!(whole(cell), expected.map(Found::Day), "{cell}");
        }
        let day = date(2026, 12, 17);
        for cell in [
            "2026-12-17",
            "2026/12/17",
            "20261217",
            "2026年12月17日",
            "令和8年12月17日",
            "R8.12.17",
            "r8/12/17",
            "２０２６年１２月１７日",
            "令和８年１２月１７日（木）",
            "2026/12/17 0:00",
            "2026-12-17T00:00:00",
            " 2026.12.17 ",
            "2026年 12月 17日(木・祝)",
            "2026年（令和8年）12月17日",
            "2026－12－17",
        ] {
            check(cell, Some(day));
        }
        check("令和元年5月1日", Some(date(2019, 5, 1)));
        check("平成31年4月30日", Some(date(2019, 4, 30)));
        check("H7.1.7", Some(date(1995, 1, 7)));
        check("2028/2/29", Some(date(2028, 2, 29)));
        for cell in [
            "2026-02-29",
            "2026-13-01",
            "12月17日",
            "2026-12-17 13:30",
            "未定",
            "",
            "2026",
            "17",
            "2026-12-17~20",
        ] {
            check(cell, None);
        }
    }

    #[test]
    fn a_month_stays_a_month() {
        #[track_caller]
        fn check(cell: &str, year: i16, month: i8, about: bool) {
            assert_eq!(
                whole(cell),
                Some(Found::Month { year, month, part: PartOfMonth::Any, about }),
                "{cell}"
            );
        }
        check("2022年5月", 2022, 5, false);
        check("令和４年５月頃（調整中）", 2022, 5, true);
        check("令和4年5月ごろ", 2022, 5, true);
        check("2022-05", 2022, 5, false);
        check("2022/5", 2022, 5, false);
        check("R4.5", 2022, 5, false);
        check("2022年5月（予定）", 2022, 5, true);
    }

    #[test]
    fn a_sentence_may_hold_a_day_or_a_part_of_a_month() {
        let start = Some(date(2022, 2, 3));
        #[track_caller]
        fn check(sentence: &str, before: Option<Date>, expected: Option<Found>) {
            assert_eq!(within(sentence, before), expected, "{sentence}");
        }
        let month =
            |year, month, part| Some(Found::Month { year, month, part, about: part != PartOfMonth::Any });
        check("詳細は令和４年１月上旬にご案内", start, month(2022, 1, PartOfMonth::Early));
        check("詳細は1月下旬にお知らせ", start, month(2022, 1, PartOfMonth::Late));
        check("詳細は12月中旬に公表", start, month(2021, 12, PartOfMonth::Middle));
        check("詳細は1月に", None, None);
        check("申込みは2022年1月20日まで", start, Some(Found::Day(date(2022, 1, 20))));
        check("1月20日に発表", start, Some(Found::Day(date(2022, 1, 20))));
        check("第12345回、後日お知らせ", start, None);
    }

    #[test]
    fn a_time_is_read_however_it_is_written() {
        #[track_caller]
        fn check(cell: &str, expected: Option<(i8, i8)>) {
            let expected = expected.map(|(hour, minute)| Time::constant(hour, minute, 0, 0));
            assert_eq!(time(cell).map(|(time, _)| time), expected, "{cell}");
        }
        for cell in [
            "13:30",
            "１３：３０",
            "13時30分",
            "午後1時30分",
            "13時半",
            "午後１：３０",
            "1330",
            "13:30:00",
            "PM1:30",
            " 13:30 ",
        ] {
            check(cell, Some((13, 30)));
        }
        check("9時", Some((9, 0)));
        check("午前９時", Some((9, 0)));
        check("正午", Some((12, 0)));
        check("午後0時30分", Some((12, 30)));
        check("930", Some((9, 30)));
        check("24:00", Some((0, 0)));
        for cell in ["25:00", "13:60", "未定", "13", "", "13:30~15:00", "午後13時", "13時30"] {
            check(cell, None);
        }
    }
}
