//! How each language says what stands in a text: times, dates, figures, marks.

pub(super) mod en;
pub(super) mod ja;
mod ko;
pub(super) mod latin;
mod out;
mod pinyin;
mod plain;
mod zh;

use super::scan::{Mark, Time, Token, is_wide};
use crate::domain::text::Lang;
use crate::view::words::{Say, Words};

use out::Out;
pub(super) use pinyin::pinyin;

/// The languages whose spoken forms are known, and all others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tongue {
    Japanese,
    English,
    Chinese,
    Korean,
    Other,
}

impl Tongue {
    pub(super) fn of(lang: Lang) -> Tongue {
        match lang.as_str() {
            "ja" | "ja-easy" => Tongue::Japanese,
            "en" => Tongue::English,
            "zh-Hans" => Tongue::Chinese,
            "ko" => Tongue::Korean,
            _ => Tongue::Other,
        }
    }

    /// The language of a stretch in this tongue, in a text of that language.
    pub(super) fn lang(self, of: Lang) -> Lang {
        if Tongue::of(of) == self {
            return of;
        }
        match self {
            Tongue::Japanese => Lang::JA,
            Tongue::English => Lang::EN,
            Tongue::Chinese => Lang::ZH_HANS,
            Tongue::Korean => Lang::KO,
            Tongue::Other => of,
        }
    }

    fn form(self) -> &'static dyn Form {
        match self {
            Tongue::Japanese => &ja::Japanese,
            Tongue::English => &en::English,
            Tongue::Chinese => &zh::Chinese,
            Tongue::Korean => &ko::Korean,
            Tongue::Other => &plain::Plain,
        }
    }
}

/// What a language does with what a text is made of.
trait Form {
    /// A time, without what is said beside it.
    fn time(&self, time: Time) -> String;
    fn date(&self, year: Option<u16>, month: u8, day: u8) -> String;
    /// From Monday to Sunday, and a holiday; none where days are not said.
    fn weekdays(&self) -> &'static [&'static str];
    fn digits(&self) -> &'static [&'static str; 10];
    /// 0 is Monday, 7 a holiday.
    fn weekday(&self, day: u8) -> &'static str {
        self.weekdays().get(usize::from(day)).copied().unwrap_or_default()
    }
    fn digit(&self, digit: char) -> &'static str {
        let digit = digit.to_digit(10).and_then(|digit| self.digits().get(digit as usize));
        digit.copied().unwrap_or_default()
    }
    /// A number between what stands before it and behind it, and how many bytes of what stands
    /// behind it are said with it.
    fn number(&self, number: &str, before: &str, after: &str) -> (String, usize);
    fn money(&self, number: &str) -> String;
    fn percent(&self, number: &str) -> String;
    fn nth(&self, number: &str) -> String;
    /// A word of Latin letters, where it is not said as it is written.
    fn word(&self, word: &str) -> Option<String>;
    /// What stands between both ends of a range, and behind its end.
    fn range(&self, ends: Ends) -> Joints;
    /// Said for "this becomes that", "and", "at".
    fn sign(&self, sign: Sign) -> &'static str;
    /// Whether words have blanks between them.
    fn has_blanks(&self) -> bool;
}

/// What a range goes over.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ends {
    /// Times and days.
    Moments,
    Counts,
    /// It has no end, or no beginning.
    From,
    Until,
}

/// What is said before, between and behind the ends of a range.
struct Joints {
    before: &'static str,
    between: &'static str,
    behind: &'static str,
}

/// Signs that are words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    Becomes,
    And,
    At,
}

/// A text as it is said in one language.
pub(super) fn said(tongue: Tongue, lang: Lang, tokens: &[Token]) -> String {
    let mut teller = Teller {
        form: tongue.form(),
        words: Words::of(tongue.lang(lang)),
        tokens,
        out: Out::new(tongue),
        behind: None,
    };
    let mut skip = 0;
    for at in 0..tokens.len() {
        skip = teller.tell(at, skip);
    }
    teller.out.finish()
}

struct Teller<'a> {
    form: &'static dyn Form,
    words: &'static Words,
    tokens: &'a [Token],
    out: Out,
    /// What is still to be said behind the end of a range.
    behind: Option<&'static str>,
}

impl Teller<'_> {
    /// Says one token, without what of it was said already; tells how much of the next one was.
    fn tell(&mut self, at: usize, skip: usize) -> usize {
        let Some(token) = self.tokens.get(at) else { return 0 };
        let mut said_of_next = 0;
        match token {
            Token::Text(text) => self.out.text(text.get(skip..).unwrap_or_default()),
            Token::Word(word) => match self.form.word(word) {
                Some(said) => self.out.word(&said),
                None => self.out.word(word),
            },
            Token::Time(time) => self.out.word(&self.form.time(self.as_of_range(at, *time))),
            Token::Date { year, month, day } => self.out.word(&self.form.date(*year, *month, *day)),
            Token::Weekdays(days) => {
                for (n, day) in days.iter().enumerate() {
                    if n > 0 || self.form.has_blanks() {
                        self.out.pause();
                    }
                    self.out.word(self.form.weekday(*day));
                }
            }
            Token::WeekdayRange(from, to) => {
                let range = self.form.range(Ends::Moments);
                let (from, to) = (self.form.weekday(*from), self.form.weekday(*to));
                self.out.pause();
                self.out.word(&format!("{from}{}{to}{}", range.between, range.behind));
                self.out.pause();
            }
            Token::Digits(groups) => {
                for (n, group) in groups.iter().enumerate() {
                    if n > 0 {
                        self.out.pause();
                    }
                    let digits: Vec<&str> = group.chars().map(|digit| self.form.digit(digit)).collect();
                    self.out.word(&digits.join(" "));
                }
            }
            Token::Number(number) => {
                let before = self.out.so_far();
                let after = self.text_at(at + 1);
                let (said, taken) = self.form.number(number, &before, after);
                self.out.word(&said);
                said_of_next = taken;
            }
            Token::Item(number) => {
                let (said, _) = self.form.number(number, "", "");
                self.out.pause();
                self.out.word(&said);
                self.out.pause();
            }
            Token::Money(number) => self.out.word(&self.form.money(number)),
            Token::Percent(number) => self.out.word(&self.form.percent(number)),
            Token::Nth(number) => self.out.word(&self.form.nth(number)),
            Token::Mark(mark) => self.mark(at, *mark),
            Token::Address => self.out.instead(&self.words.say(Say::SpokenAddress).reading()),
            Token::Mail => self.out.instead(&self.words.say(Say::SpokenMail).reading()),
        }
        self.end_range(at, &mut said_of_next);
        said_of_next
    }

    fn text_at(&self, at: usize) -> &str {
        match self.tokens.get(at) {
            Some(Token::Text(text)) => text,
            Some(_) | None => "",
        }
    }

    /// In "1:30–3:30 pm" what is said of the end holds for the beginning.
    fn as_of_range(&self, at: usize, time: Time) -> Time {
        let ahead = self.tokens.get(at + 1..).unwrap_or_default();
        let mut ahead =
            ahead.iter().filter(|token| !matches!(token, Token::Text(text) if text.trim().is_empty()));
        let named = match (ahead.next(), ahead.next()) {
            (Some(Token::Mark(Mark::Range)), Some(Token::Time(end))) => end.named && self.form.has_blanks(),
            (Some(_) | None, Some(_) | None) => false,
        };
        Time { named: time.named || named, ..time }
    }

    fn mark(&mut self, at: usize, mark: Mark) {
        match mark {
            Mark::Pause => self.out.pause(),
            Mark::Stop(sign) => self.out.stop(sign),
            Mark::And => self.out.word(self.form.sign(Sign::And)),
            Mark::At => self.out.word(self.form.sign(Sign::At)),
            Mark::Arrow => {
                if self.counts_before(at) {
                    self.out.word(self.form.sign(Sign::Becomes));
                } else {
                    self.out.pause();
                }
            }
            Mark::Range => self.range(at),
        }
    }

    /// From a number to another, not from word to word.
    fn counts_before(&self, at: usize) -> bool {
        let before = self.tokens.get(..at).unwrap_or_default();
        let next = self.tokens.get(at + 1..).unwrap_or_default();
        let number = |tokens: &[Token]| tokens.iter().any(|token| matches!(token, Token::Number(_)));
        let near = before.get(before.len().saturating_sub(3)..).unwrap_or_default();
        number(near) && number(next.get(..2).unwrap_or(next))
    }

    fn range(&mut self, at: usize) {
        let is_blank = |token: &&Token| !matches!(token, Token::Text(text) if text.trim().is_empty());
        let before = self.tokens.get(..at).unwrap_or_default().iter().rev().find(is_blank);
        let after = self.tokens.get(at + 1..).unwrap_or_default().iter().find(is_blank);
        let from = before.and_then(end_of_range);
        let to = after.and_then(end_of_range);
        let from = from.or_else(|| before.and_then(|before| end_in_words(before, to)));
        let ends = match (from, to) {
            (Some(_), Some(Ends::Moments)) | (Some(Ends::Moments), Some(_)) => Ends::Moments,
            (Some(_), Some(_)) => Ends::Counts,
            (Some(_), None) if after.is_none_or(|token| matches!(token, Token::Mark(_))) => Ends::From,
            (None, Some(Ends::Moments)) => Ends::Until,
            (Some(_) | None, Some(_) | None) => return self.out.pause(),
        };
        let said = self.form.range(ends);
        if !said.before.is_empty() {
            self.out.word(said.before);
        }
        if !said.between.is_empty() {
            self.out.joint(said.between);
        }
        self.behind = (!said.behind.is_empty()).then_some(said.behind);
    }

    /// Behind the end of a range, once all of it was said: its day, its hour, its counter.
    fn end_range(&mut self, at: usize, said_of_next: &mut usize) {
        let Some(behind) = self.behind else { return };
        let ends = match self.tokens.get(at) {
            Some(Token::Time(_) | Token::Date { .. } | Token::Weekdays(_) | Token::WeekdayRange(..)) => true,
            Some(Token::Number(_)) => {
                // "16日": its counter is said first.
                let text = self.text_at(at + 1);
                let counter = text.get(*said_of_next..).and_then(|rest| rest.chars().next());
                if let Some(counter) = counter.filter(|c| "日月年階日月年일월년".contains(*c)) {
                    self.out.text(&counter.to_string());
                    *said_of_next += counter.len_utf8();
                }
                true
            }
            Some(
                Token::Text(_)
                | Token::Word(_)
                | Token::Digits(_)
                | Token::Item(_)
                | Token::Money(_)
                | Token::Percent(_)
                | Token::Nth(_)
                | Token::Mark(_)
                | Token::Address
                | Token::Mail,
            )
            | None => false,
        };
        let next = self.tokens.get(at + 1);
        let goes_on = match next {
            Some(Token::Weekdays(_) | Token::Time(_)) => true,
            Some(Token::Text(text)) if text.trim().is_empty() => {
                matches!(self.tokens.get(at + 2), Some(Token::Time(_)))
            }
            Some(_) | None => false,
        };
        if ends && !goes_on {
            let is_said =
                self.text_at(at + 1).get(*said_of_next..).is_some_and(|text| text.starts_with(behind));
            if !is_said {
                self.out.joint(behind);
            }
            self.behind = None;
        }
    }
}

/// What a range can begin with besides: a number's counter, "pm".
fn end_in_words(token: &Token, to: Option<Ends>) -> Option<Ends> {
    let last = match token {
        Token::Text(text) => text.chars().last()?,
        Token::Word(word) if matches!(word.as_str(), "am" | "pm") => return Some(Ends::Moments),
        Token::Word(_)
        | Token::Time(_)
        | Token::Date { .. }
        | Token::Weekdays(_)
        | Token::WeekdayRange(..)
        | Token::Digits(_)
        | Token::Number(_)
        | Token::Item(_)
        | Token::Money(_)
        | Token::Percent(_)
        | Token::Nth(_)
        | Token::Mark(_)
        | Token::Address
        | Token::Mail => return None,
    };
    if "日時分月年点号일월".contains(last) {
        Some(Ends::Moments)
    } else {
        "階歳人名명개층".contains(last).then(|| to.unwrap_or(Ends::Counts))
    }
}

/// Whether a range can begin or end with it, and what kind of range.
fn end_of_range(token: &Token) -> Option<Ends> {
    match token {
        Token::Time(_) | Token::Date { .. } | Token::Weekdays(_) => Some(Ends::Moments),
        Token::Number(_) | Token::Money(_) | Token::Percent(_) => Some(Ends::Counts),
        Token::Text(_)
        | Token::Word(_)
        | Token::WeekdayRange(..)
        | Token::Digits(_)
        | Token::Item(_)
        | Token::Nth(_)
        | Token::Mark(_)
        | Token::Address
        | Token::Mail => None,
    }
}

/// Whether a letter is written without blanks around it.
fn is_solid(c: char) -> bool {
    is_wide(c) && !('\u{1100}'..='\u{11ff}').contains(&c) && !('\u{ac00}'..='\u{d7a3}').contains(&c)
}
