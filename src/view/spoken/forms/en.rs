//! English.

use std::borrow::Cow;

use super::{Ends, Form, Joints, Sign};
use crate::view::spoken::scan::Time;

pub(super) struct English;

const DIGITS: [&str; 10] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

const ONES: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];

const TENS: [&str; 6] = ["", "", "twenty", "thirty", "forty", "fifty"];

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const WEEKDAYS: [&str; 8] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "a holiday"];

/// Words that are written short.
const SHORT: [(&str, &str); 7] = [
    ("tel", "Telephone"),
    ("vs", "versus"),
    ("approx", "approximately"),
    ("incl", "including"),
    ("min", "minutes"),
    ("hrs", "hours"),
    ("hr", "hour"),
];

/// A number below sixty in words.
fn words(number: u8) -> String {
    let number = usize::from(number);
    if let Some(word) = ONES.get(number) {
        return (*word).to_owned();
    }
    let ten = TENS.get(number / 10).copied().unwrap_or_default();
    match ONES.get(number % 10).filter(|_| number % 10 > 0) {
        Some(one) => format!("{ten} {one}"),
        None => ten.to_owned(),
    }
}

fn ordinal(day: u32) -> String {
    let ending = match (day % 100, day % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        (_, _) => "th",
    };
    format!("{day}{ending}")
}

/// The month that a word names, short or long.
fn month(word: &str) -> Option<&'static str> {
    let short = if word.eq_ignore_ascii_case("sept") { "sep" } else { word };
    // "may" and "march" are words of their own unless they are written large.
    let is_name = word.starts_with(|c: char| c.is_ascii_uppercase());
    MONTHS.into_iter().filter(|_| is_name).find(|month| {
        month.eq_ignore_ascii_case(word)
            || short.len() == 3 && month.get(..3).is_some_and(|start| start.eq_ignore_ascii_case(short))
    })
}

fn weekday(word: &str) -> Option<&'static str> {
    let is_name = word.starts_with(|c: char| c.is_ascii_uppercase());
    let short = match word {
        "Tues" => "Tue",
        "Thur" | "Thurs" => "Thu",
        "Weds" => "Wed",
        other => other,
    };
    WEEKDAYS.into_iter().take(7).filter(|_| is_name && short.len() == 3).find(|day| day.starts_with(short))
}

/// What the engine is given: it takes "am" behind an hour for the word.
pub(in crate::view::spoken) fn sounded(text: &str) -> Cow<'_, str> {
    let halves = [("am", "a.m."), ("pm", "p.m.")];
    let is_number = |word: &str| !word.is_empty() && (ONES.contains(&word) || TENS.contains(&word));
    let mut sounded = String::new();
    let (mut before, mut changed) = ("", false);
    for word in text.split_inclusive(' ') {
        let bare = word.trim_end_matches([' ', '.', ',', ';', '?']);
        let half = halves.iter().find(|(half, _)| *half == bare && is_number(before));
        match half {
            Some((_, letters)) => {
                changed = true;
                sounded.push_str(letters);
                // Its own point ends a sentence as well.
                sounded.push_str(word.get(bare.len()..).unwrap_or_default().trim_start_matches('.'));
            }
            None => sounded.push_str(word),
        }
        before = bare.rsplit('-').next().unwrap_or(bare);
    }
    if changed { sounded.into() } else { text.into() }
}

impl Form for English {
    fn time(&self, time: Time) -> String {
        let minute = time.minute.unwrap_or_default();
        let certain = !time.named && time.is_certain();
        match (time.hour, minute) {
            (12, 0) if certain => return "noon".into(),
            (0 | 24, 0) if certain => return "midnight".into(),
            (0..=24, _) => {}
            (_, _) => return format!("{} {minute}", time.hour),
        }
        let hour = match time.hour % 12 {
            0 => words(12),
            hour => words(hour),
        };
        let minutes = match minute {
            0 => String::new(),
            1..=9 => format!(" oh {}", words(minute)),
            minute => format!(" {}", words(minute)),
        };
        let half = match (certain, time.hour) {
            (true, 12..=23) => " pm",
            (true, _) => " am",
            (false, _) if minute == 0 && !time.named => " o’clock",
            (false, _) => "",
        };
        format!("{hour}{minutes}{half}")
    }

    fn date(&self, year: Option<u16>, month: u8, day: u8) -> String {
        let name = MONTHS.get(usize::from(month).saturating_sub(1)).copied().unwrap_or_default();
        let year = year.map(|year| format!(", {year}")).unwrap_or_default();
        format!("{name} {}{year}", ordinal(day.into()))
    }

    fn weekdays(&self) -> &'static [&'static str] {
        &WEEKDAYS
    }

    fn digits(&self) -> &'static [&'static str; 10] {
        &DIGITS
    }

    fn number(&self, number: &str, before: &str, _: &str) -> (String, usize) {
        let follows_month = before.split_whitespace().last().is_some_and(|word| MONTHS.contains(&word));
        match number.parse() {
            Ok(day @ 1..=31) if follows_month => (ordinal(day), 0),
            Ok(_) | Err(_) => (number.to_owned(), 0),
        }
    }

    fn money(&self, number: &str) -> String {
        format!("{number} yen")
    }

    fn percent(&self, number: &str) -> String {
        format!("{number} percent")
    }

    fn nth(&self, number: &str) -> String {
        format!("number {number}")
    }

    fn word(&self, word: &str) -> Option<String> {
        let short = SHORT.iter().find(|(short, _)| word.eq_ignore_ascii_case(short)).map(|(_, long)| *long);
        month(word).or_else(|| weekday(word)).or(short).map(str::to_owned)
    }

    fn range(&self, ends: Ends) -> Joints {
        match ends {
            Ends::Moments | Ends::Counts => Joints { before: "", between: " to ", behind: "" },
            Ends::From => Joints { before: "", between: " onwards", behind: "" },
            Ends::Until => Joints { before: "until ", between: "", behind: "" },
        }
    }

    fn sign(&self, sign: Sign) -> &'static str {
        match sign {
            Sign::Becomes => "to",
            Sign::And => "and",
            Sign::At => "at",
        }
    }

    fn has_blanks(&self) -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Regression: "ten am" was heard as the word.
    #[test]
    fn the_halves_of_the_day_are_letters_for_the_engine() {
        assert_eq!(sounded("from ten am to two oh five pm."), "from ten a.m. to two oh five p.m.");
        assert_eq!(sounded("At ten am, I am here."), "At ten a.m., I am here.");
        assert_eq!(sounded("I am one"), "I am one");
    }
}
