//! Times of the day, and what is said in their place while they are open.

use jiff::civil::{Date, Time};
use jiff::{SignedDuration, Zoned};

use crate::domain::meeting::{Roughly, Times, When};
use crate::domain::text::Phrase;
use crate::view::words::{Arg, Say, Words};

use super::roughly_words;

/// The clock in the header: "午後2:05", "2:05 pm".
pub fn clock(words: &Words, time: Time) -> Phrase {
    let part = part_of_day(words, time);
    say_time(words, Say::Clock, time, &part)
}

/// A time inside a text: "午後2時5分".
pub fn time_words(words: &Words, time: Time) -> Phrase {
    let part = part_of_day(words, time);
    say_time(words, Say::Time, time, &part)
}

/// A time in the ring: the part of the day over the hour, where the language says them apart.
pub fn time_lines(words: &Words, time: Time) -> Vec<Phrase> {
    let part = part_of_day(words, time);
    let hour = say_time(words, Say::TimeAgain, time, &part);
    if hour.text().contains(&part.text()) { vec![hour] } else { vec![part, hour] }
}

/// How far an end lies from its start.
pub(super) enum Span {
    Open,
    SameDay(Zoned),
    /// It ends on the next day, but before a whole day has gone by: one evening, not two days.
    OverNight(Zoned),
    Days(Zoned),
}

pub(super) fn span(start: &Zoned, end: Option<&Zoned>) -> Span {
    let Some(end) = end else { return Span::Open };
    let end = end.with_time_zone(start.time_zone().clone());
    let last = last_day(&end);
    if last == start.date() {
        Span::SameDay(end)
    } else if start.date().tomorrow().ok() == Some(last)
        && end.duration_since(start) < SignedDuration::from_hours(24)
    {
        Span::OverNight(end)
    } else {
        Span::Days(end)
    }
}

/// The day a time ends on: midnight ends the day before it, as people say it.
pub(super) fn last_day(end: &Zoned) -> Date {
    if end.time() == Time::midnight() { end.date().yesterday().unwrap_or(end.date()) } else { end.date() }
}

/// The time something ends. `named` is the part of the day that has just been said.
pub(super) fn end_words(words: &Words, end: &Zoned, named: Option<&Phrase>) -> Phrase {
    if end.time() == Time::midnight() {
        return words.say(Say::EndOfDay);
    }
    let part = part_of_day(words, end.time());
    let key = if named == Some(&part) { Say::TimeAgain } else { Say::Time };
    say_time(words, key, end.time(), &part)
}

/// What there is to say about times, as lines of a slide and as a sentence.
pub(super) struct TimesWords {
    pub(super) lines: Phrase,
    pub(super) sentence: Phrase,
}

pub(super) fn times_words(words: &Words, when: &When, follow: Option<Roughly>, today: Date) -> TimesWords {
    let say = |lines: Say, sentence: Say, args: &[(&str, Arg)]| TimesWords {
        lines: words.say_with(lines, args),
        sentence: words.say_with(sentence, args),
    };
    let follow = follow.and_then(|follow| roughly_words(words, follow, today));
    match (when, &follow) {
        (When::Exact { start, end }, _) => {
            let from = time_words(words, start.time());
            match span(start, end.as_ref()) {
                Span::Open => say(Say::TimesFrom, Say::SentenceFrom, &[("start", (&from).into())]),
                Span::SameDay(end) => {
                    let to = end_words(words, &end, Some(&part_of_day(words, start.time())));
                    let args = [("start", (&from).into()), ("end", (&to).into())];
                    say(Say::TimesFromTo, Say::SentenceFromTo, &args)
                }
                Span::OverNight(end) => {
                    let to = end_words(words, &end, None);
                    let args = [("start", (&from).into()), ("end", (&to).into())];
                    say(Say::TimesNextDay, Say::SentenceNextDay, &args)
                }
                Span::Days(end) => {
                    let to = end_words(words, &end, None);
                    let args = [("start", (&from).into()), ("end", (&to).into())];
                    say(Say::TimesFirstLast, Say::SentenceFirstLast, &args)
                }
            }
        }
        (When::Days { times: Times::WholeDay, .. }, _) => say(Say::WholeDay, Say::SentenceWholeDay, &[]),
        (When::Days { times: Times::NotAnnounced, .. }, Some(roughly)) => {
            say(Say::TimesFollow, Say::SentenceTimesFollow, &[("roughly", roughly.into())])
        }
        (When::Days { times: Times::NotAnnounced, .. }, None) => {
            say(Say::TimesOpen, Say::SentenceTimesOpen, &[])
        }
        (When::Month { .. }, Some(roughly)) => {
            say(Say::DateFollow, Say::SentenceDateFollow, &[("roughly", roughly.into())])
        }
        (When::Month { .. }, None) => say(Say::DateArranging, Say::SentenceDateArranging, &[]),
        (When::Undecided, Some(roughly)) => {
            say(Say::NewsFollow, Say::SentenceDateFollow, &[("roughly", roughly.into())])
        }
        (When::Undecided, None) => say(Say::DateArranging, Say::SentenceDateOpen, &[]),
    }
}

fn half(time: Time) -> &'static str {
    if time.hour() < 12 { "am" } else { "pm" }
}

fn part_of_day(words: &Words, time: Time) -> Phrase {
    let args = [("half", half(time).into()), ("hour-24", i64::from(time.hour()).into())];
    words.say_with(Say::PartOfDay, &args)
}

/// Languages count the hours of a half day from 0 or to 12, so a message is given both.
fn say_time(words: &Words, key: Say, time: Time, part: &Phrase) -> Phrase {
    let (hour, minute) = (i64::from(time.hour()), i64::from(time.minute()));
    let minute_00 = format!("{minute:02}");
    let hour_12 = if hour % 12 == 0 { 12 } else { hour % 12 };
    words.say_with(
        key,
        &[
            ("part", part.into()),
            ("hour", (hour % 12).into()),
            ("hour-12", hour_12.into()),
            ("hour-24", hour.into()),
            ("minute", minute.into()),
            ("minute-00", minute_00.as_str().into()),
            ("minute-ending", (minute % 10).into()),
        ],
    )
}
