//! What a text is made of for a voice: words, times, dates, numbers, marks. Which words they
//! become is each language's own (`forms/`).

mod figures;
mod marks;

use super::tidy::{ADDRESS, MAIL};

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// Letters that stand as they are.
    Text(String),
    /// A word of Latin letters.
    Word(String),
    Time(Time),
    Date {
        year: Option<u16>,
        month: u8,
        day: u8,
    },
    /// "(木・祝)": 0 is Monday, 7 a holiday.
    Weekdays(Vec<u8>),
    /// "(月〜金)".
    WeekdayRange(u8, u8),
    /// Said digit by digit, in groups.
    Digits(Vec<String>),
    /// A number, without the commas of its thousands.
    Number(String),
    /// ①, the number of an item in a list.
    Item(String),
    Money(String),
    Percent(String),
    /// The number of "no. 3".
    Nth(String),
    Mark(Mark),
    Address,
    Mail,
}

/// A time of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Time {
    pub(super) hour: u8,
    pub(super) minute: Option<u8>,
    /// Which half of the day it is in is said beside it.
    pub(super) named: bool,
    /// Written with a colon, as on a clock of 24 hours.
    pub(super) clock: bool,
}

impl Time {
    /// Whether the half of the day is certain without being said. From one to seven nobody knows
    /// which was meant.
    pub(super) fn is_certain(self) -> bool {
        let is_late = self.hour == 0 || self.hour > 11;
        if self.clock { is_late || self.hour > 7 } else { self.hour == 0 || self.hour > 12 }
    }
}

/// Signs that are not letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// 〜 and its like: from here to there.
    Range,
    /// →: this becomes that.
    Arrow,
    /// A short pause: commas, brackets, slashes, dots between words.
    Pause,
    /// The end of a sentence, with its own sign.
    Stop(char),
    And,
    At,
}

/// Takes a text apart. It is tidy already.
pub(super) fn scan(text: &str) -> Vec<Token> {
    let mut scan = Scan { tokens: Vec::new(), before: String::new() };
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let length = match scan.token(rest) {
            Some((token, length)) => {
                scan.push(token);
                length.max(c.len_utf8())
            }
            None => {
                scan.letter(c);
                c.len_utf8()
            }
        };
        scan.before.push_str(rest.get(..length).unwrap_or_default());
        rest = rest.get(length..).unwrap_or_default();
    }
    scan.tokens
}

struct Scan {
    tokens: Vec<Token>,
    /// Everything that has been read.
    before: String,
}

impl Scan {
    fn push(&mut self, token: Token) {
        self.tokens.push(token);
    }

    fn letter(&mut self, c: char) {
        match self.tokens.last_mut() {
            Some(Token::Text(text)) => text.push(c),
            Some(_) | None => self.tokens.push(Token::Text(c.into())),
        }
    }

    /// The token a text begins with, and its length.
    fn token(&self, rest: &str) -> Option<(Token, usize)> {
        let c = rest.chars().next()?;
        match c {
            ADDRESS => return Some((Token::Address, c.len_utf8())),
            MAIL => return Some((Token::Mail, c.len_utf8())),
            _ => {}
        }
        let after_word = self.before.ends_with(|c: char| c.is_ascii_alphabetic());
        if c.is_ascii_alphabetic() && !after_word {
            return Some(word(rest));
        }
        figures::token(&self.before, rest).or_else(|| marks::token(&self.before, rest))
    }
}

/// A word of Latin letters, or "no. 3".
fn word(rest: &str) -> (Token, usize) {
    let is_inside = |(at, c): &(usize, char)| {
        let next = rest.get(at + c.len_utf8()..).and_then(|rest| rest.chars().next());
        c.is_alphabetic() && !is_wide(*c)
            || matches!(c, '\'' | '’' | '-') && next.is_some_and(|c| c.is_ascii_alphabetic())
    };
    let length = rest.char_indices().take_while(is_inside).map(|(at, c)| at + c.len_utf8()).last();
    let length = length.unwrap_or_default();
    let (word, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
    if word.eq_ignore_ascii_case("no")
        && let Some(number) = after.strip_prefix('.').map(|after| (after.trim_start(), after))
        && number.0.starts_with(|c: char| c.is_ascii_digit())
    {
        let digits = figures::leading_digits(number.0);
        let blank = number.1.len() - number.0.len();
        return (Token::Nth(digits.to_owned()), length + 1 + blank + digits.len());
    }
    // "p.m." is one word.
    for (written, said) in [("a.m.", "am"), ("p.m.", "pm"), ("a.m", "am"), ("p.m", "pm")] {
        if rest.get(..written.len()).is_some_and(|start| start.eq_ignore_ascii_case(written)) {
            return (Token::Word(said.into()), written.len());
        }
    }
    (Token::Word(word.to_owned()), length)
}

/// Letters of the scripts that need no blanks between words.
pub(super) fn is_wide(c: char) -> bool {
    (c as u32) >= 0x1100
}
