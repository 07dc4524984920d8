//! Days and times as people say them, in the language of the reader.
//!
//! Which words are said, and in which order, is decided here; the words themselves, counters and
//! readings included, are in `ui/lang/`. Nothing here knows what day it is: "today" is given.
//! All moments are taken in the zone they carry, so callers pass them in the zone of the place.

mod times;

use jiff::civil::{Date, Weekday};
use jiff::{ToSpan, Zoned};

use crate::domain::meeting::{Deadline, PartOfMonth, Rhythm, Roughly, When};
use crate::domain::text::{Lang, Phrase};

use super::words::{Say, Words};

use times::{Span, end_words, last_day, span, times_words};
pub use times::{clock, time_lines, time_words};

/// When a meeting is, in the pieces a slide sets one under the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhenWords {
    /// きょう, あした, 来年, 2028年; in easy Japanese always the year (ACCESSIBILITY row 23).
    /// Of several days it is the first one's; a last day in another year says its own in `day`.
    pub lead: Option<Phrase>,
    /// 12月17日, 5月ごろ, 日にちは これから. A newline is the preferred break.
    pub day: Phrase,
    /// The same where there is little room, as in the ring: "Dec 17".
    pub day_short: Phrase,
    /// 木曜日; of several days the first and the last, unless that would mislead.
    pub weekday: Option<Phrase>,
    /// Lines: 午後1時30分から, 4時まで; or what there is to say instead of a time.
    pub times: Vec<Phrase>,
}

impl WhenWords {
    /// The day in one line of a sentence: short, and in easy Japanese whole, with year and weekday
    /// (ACCESSIBILITY row 23).
    pub fn in_line(&self, words: &Words) -> Phrase {
        if words.lang() != Lang::JA_EASY {
            return words.one_line(&self.day_short);
        }
        let parts = self.lead.iter().chain([&self.day]).chain(&self.weekday);
        parts.fold(Phrase::default(), |line, part| {
            let space = if line.is_empty() { "" } else { " " };
            line.and(&Phrase::plain(space)).and(&words.one_line(part))
        })
    }
}

/// A meeting's time in the pieces of a slide.
pub fn when_words(words: &Words, when: &When, details_follow: Option<Roughly>, today: Date) -> WhenWords {
    let times = words.lines(&times_words(words, when, details_follow, today).lines);
    match days_of(when) {
        Days::One(date) => WhenWords {
            lead: lead(words, date, today),
            day: month_day(words, date),
            day_short: short_date(words, date),
            weekday: Some(weekday(words, date.weekday())),
            times,
        },
        Days::Several(first, last) => WhenWords {
            lead: year_said(words, first.year(), today),
            day: range(words, first, last, Detail::Full, Years::Last, today),
            day_short: range(words, first, last, Detail::Short, Years::Neither, today),
            weekday: range_weekdays(words, first, last),
            times,
        },
        Days::Month { year, month, about } => {
            let day = month_words(words, month, about);
            WhenWords {
                lead: year_said(words, year, today),
                day_short: day.clone(),
                day,
                weekday: None,
                times,
            }
        }
        Days::Open => {
            let day = words.say(Say::DateOpen);
            WhenWords { lead: None, day_short: day.clone(), day, weekday: None, times }
        }
    }
}

/// The two lines of a row in the schedule: "来年 2月4日 木曜日", "時間は 1月はじめに お知らせ". What
/// comes again is said by its rhythm, unless that has no name; then its next day stands there.
pub fn row_words(
    words: &Words,
    when: &When,
    details_follow: Option<Roughly>,
    repeats: Option<&Rhythm>,
    today: Date,
) -> (Phrase, Phrase) {
    let detail = if says_every_year(words) { Detail::WithWeekdays } else { Detail::Full };
    let first = repeats
        .and_then(|repeats| rhythm(words, repeats))
        .unwrap_or_else(|| words.one_line(&days_words(words, &days_of(when), detail, today)));
    (first, words.one_line(&times_words(words, when, details_follow, today).lines))
}

/// When it is, in whole sentences: for those who hear the screen.
pub fn sentence(words: &Words, when: &When, details_follow: Option<Roughly>, today: Date) -> Phrase {
    let times = times_sentence(words, when, details_follow, today);
    let day = match days_of(when) {
        // What is undecided has one sentence only, about its date.
        Days::Open => return times,
        days @ Days::Several(first, last) => {
            let end = |date: Date| {
                with_year(words, Say::YearDate, "date", date.year(), &weekday_date(words, date), today)
            };
            let whole = words.one_line(&days_words(words, &days, Detail::WithWeekdays, today));
            let args = [("from", &end(first)), ("to", &end(last)), ("range", &whole)];
            words.say_with(Say::SentenceRange, &args.map(|(name, phrase)| (name, phrase.into())))
        }
        days @ (Days::One(_) | Days::Month { .. }) => {
            let day = words.one_line(&days_words(words, &days, Detail::Full, today));
            words.say_with(Say::SentenceDay, &[("day", (&day).into())])
        }
    };
    words.say_with(Say::TwoSentences, &[("first", (&day).into()), ("second", (&times).into())])
}

/// The times alone as a sentence: "午後1時30分から 4時までです。"
pub fn times_sentence(words: &Words, when: &When, details_follow: Option<Roughly>, today: Date) -> Phrase {
    times_words(words, when, details_follow, today).sentence
}

/// The date in the header: "12月3日 木曜日".
pub fn header_date(words: &Words, date: Date) -> Phrase {
    weekday_date(words, date)
}

/// A date where there is little room, without its year: "12月17日", "Dec 17".
pub fn short_date(words: &Words, date: Date) -> Phrase {
    join(words, Say::MonthShort, date)
}

/// A date with what makes it certain: its weekday, and きょう, あした or the year where needed.
pub fn day_words(words: &Words, date: Date, today: Date) -> Phrase {
    let day = weekday_date(words, date);
    match near_inside(words, date, today) {
        Some(near) => words.say_with(Say::NearDay, &[("near", (&near).into()), ("date", (&day).into())]),
        None => with_year(words, Say::YearDate, "date", date.year(), &day, today),
    }
}

/// A point in time: "12月3日 午後2時5分", "きょう 午後2時5分".
pub fn moment(words: &Words, at: &Zoned, today: Date) -> Phrase {
    let date = at.date();
    let day = if says_every_year(words) {
        day_words(words, date, today)
    } else {
        near_inside(words, date, today).unwrap_or_else(|| {
            with_year(words, Say::YearDate, "date", date.year(), &month_day(words, date), today)
        })
    };
    let time = time_words(words, at.time());
    words.say_with(Say::Moment, &[("day", (&day).into()), ("time", (&time).into())])
}

/// Until when one can register beforehand: "申し込みは 12月10日 木曜日まで".
pub fn deadline(words: &Words, deadline: &Deadline, today: Date) -> Phrase {
    match deadline {
        Deadline::Day(date) => {
            let day = day_words(words, *date, today);
            words.say_with(Say::DeadlineDay, &[("day", (&day).into())])
        }
        Deadline::At(at) => {
            let day = day_words(words, last_day(at), today);
            let time = end_words(words, at, None);
            words.say_with(Say::DeadlineAt, &[("day", (&day).into()), ("time", (&time).into())])
        }
    }
}

/// What is still open will be announced then; nothing when that time has passed.
pub fn details_follow_sentence(words: &Words, follow: Roughly, today: Date) -> Option<Phrase> {
    let roughly = roughly_words(words, follow, today)?;
    Some(words.say_with(Say::SentenceDetailsFollow, &[("roughly", (&roughly).into())]))
}

/// The rhythm in which a meeting comes again; `None` for one without a name.
pub fn rhythm(words: &Words, rhythm: &Rhythm) -> Option<Phrase> {
    match rhythm {
        Rhythm::Daily => Some(words.say(Say::Daily)),
        Rhythm::Weekdays => Some(words.say(Say::EveryWeekday)),
        Rhythm::Weekly(days) if days.is_empty() => Some(words.say(Say::EveryWeek)),
        Rhythm::Weekly(days) => {
            let mut days = days.clone();
            days.sort_by_key(|day| day.to_monday_one_offset());
            days.dedup();
            let names: Vec<Phrase> = days.into_iter().map(|day| weekday(words, day)).collect();
            let list = words.list(&names);
            Some(words.say_with(Say::Weekly, &[("days", (&list).into())]))
        }
        Rhythm::Other => None,
    }
}

/// The days a [`When`] takes, without its times.
enum Days {
    One(Date),
    Several(Date, Date),
    Month { year: i16, month: i8, about: bool },
    Open,
}

fn days_of(when: &When) -> Days {
    match when {
        When::Exact { start, end } => match span(start, end.as_ref()) {
            Span::Open | Span::SameDay(_) | Span::OverNight(_) => Days::One(start.date()),
            Span::Days(end) => Days::Several(start.date(), last_day(&end)),
        },
        When::Days { first, last, .. } if first == last => Days::One(*first),
        When::Days { first, last, .. } => Days::Several(*first, *last),
        When::Month { year, month, about } => Days::Month { year: *year, month: *month, about: *about },
        When::Undecided => Days::Open,
    }
}

/// The days in one text, with year and weekday as far as they are needed.
/// `detail` is that of the ends of a range; one day always has its weekday.
fn days_words(words: &Words, days: &Days, detail: Detail, today: Date) -> Phrase {
    match *days {
        Days::One(date) => day_words(words, date, today),
        Days::Several(first, last) => {
            let days = range(words, first, last, detail, Years::Both, today);
            if first.year() == last.year() {
                with_year(words, Say::YearDate, "date", first.year(), &days, today)
            } else {
                days
            }
        }
        Days::Month { year, month, about } => {
            let month = month_words(words, month, about);
            with_year(words, Say::YearMonth, "month", year, &month, today)
        }
        Days::Open => words.say(Say::DateOpen),
    }
}

/// How much is said of each end of a range.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Detail {
    Short,
    Full,
    WithWeekdays,
}

/// Which ends of a range say their year when it changes between them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Years {
    Neither,
    Last,
    Both,
}

/// "12月5日から 7日まで". A year that both ends share is said by the caller.
fn range(words: &Words, first: Date, last: Date, detail: Detail, years: Years, today: Date) -> Phrase {
    let day = |date: Date| match detail {
        Detail::Short => short_date(words, date),
        Detail::Full => month_day(words, date),
        Detail::WithWeekdays => weekday_date(words, date),
    };
    let dated = |date: Date| with_year(words, Say::YearDate, "date", date.year(), &day(date), today);
    let crosses = first.year() != last.year();
    let from = if crosses && years == Years::Both { dated(first) } else { day(first) };
    // The month is not said twice, except to those who hear it and those spared every inference.
    let month_is_clear = first.first_of_month() == last.first_of_month()
        && detail != Detail::WithWeekdays
        && !says_every_year(words);
    let to = if month_is_clear {
        day_of_month(words, last)
    } else if crosses && years != Years::Neither {
        dated(last)
    } else {
        day(last)
    };
    words.say_with(Say::DaysRange, &[("from", (&from).into()), ("to", (&to).into())])
}

/// The weekdays of both ends. From a week on they would seem to name one and the same week, so
/// they are left out, except for readers to whom a date always comes with its weekday.
fn range_weekdays(words: &Words, first: Date, last: Date) -> Option<Phrase> {
    let within_a_week = first.checked_add(7.days()).is_ok_and(|week_later| last < week_later);
    if !within_a_week && !says_every_year(words) {
        return None;
    }
    let (from, to) = (weekday(words, first.weekday()), weekday(words, last.weekday()));
    Some(words.say_with(Say::DaysRange, &[("from", (&from).into()), ("to", (&to).into())]))
}

/// Easy Japanese gives the (Western) year and the weekday with every date (ACCESSIBILITY row 23).
fn says_every_year(words: &Words) -> bool {
    words.lang().has_furigana()
}

/// The year, as far as it has to be said: not this year's.
fn year_said(words: &Words, year: i16, today: Date) -> Option<Phrase> {
    let args = [("year", i64::from(year).into())];
    if says_every_year(words) {
        Some(words.say_with(Say::YearNumber, &args))
    } else if year == today.year() {
        None
    } else if year == today.year() + 1 {
        Some(words.say_with(Say::NextYear, &args))
    } else {
        Some(words.say_with(Say::YearNumber, &args))
    }
}

fn with_year(words: &Words, key: Say, name: &str, year: i16, date: &Phrase, today: Date) -> Phrase {
    match year_said(words, year, today) {
        Some(year) => words.say_with(key, &[("year", (&year).into()), (name, date.into())]),
        None => date.clone(),
    }
}

/// What stands over a day: きょう, あした, or its year.
fn lead(words: &Words, date: Date, today: Date) -> Option<Phrase> {
    let near = if says_every_year(words) {
        None
    } else if date == today {
        Some(Say::KickerToday)
    } else if today.tomorrow().ok() == Some(date) {
        Some(Say::KickerTomorrow)
    } else {
        None
    };
    near.map(|near| words.say(near)).or_else(|| year_said(words, date.year(), today))
}

/// きょう, あした, きのう as they stand inside a sentence.
fn near_inside(words: &Words, date: Date, today: Date) -> Option<Phrase> {
    let near = if says_every_year(words) {
        None
    } else if date == today {
        Some(Say::Today)
    } else if today.tomorrow().ok() == Some(date) {
        Some(Say::Tomorrow)
    } else if today.yesterday().ok() == Some(date) {
        Some(Say::Yesterday)
    } else {
        None
    };
    near.map(|near| words.say(near))
}

/// "1月はじめ", "in early January"; nothing when that time has passed. The year is left out while
/// there is only one such month ahead.
fn roughly_words(words: &Words, roughly: Roughly, today: Date) -> Option<Phrase> {
    let (year, month) = match roughly {
        Roughly::Day(date) => (date.year(), date.month()),
        Roughly::Month { year, month, .. } => (year, month),
    };
    let months_ahead =
        (i32::from(year) * 12 + i32::from(month)) - (i32::from(today.year()) * 12 + i32::from(today.month()));
    let year_is_clear = (0..11).contains(&months_ahead) && !says_every_year(words);
    match roughly {
        Roughly::Day(date) if date < today => None,
        Roughly::Day(date) => {
            let day = if says_every_year(words) { weekday_date(words, date) } else { month_day(words, date) };
            let day =
                if year_is_clear { day } else { with_year(words, Say::YearDate, "date", year, &day, today) };
            Some(words.say_with(Say::RoughlyDay, &[("date", (&day).into())]))
        }
        Roughly::Month { part, .. } => {
            let first = Date::new(year, month, 1).ok()?;
            let (key, last_day) = match part {
                PartOfMonth::Early => (Say::RoughlyEarly, 10),
                PartOfMonth::Middle => (Say::RoughlyMiddle, 20),
                PartOfMonth::Late => (Say::RoughlyLate, first.days_in_month()),
                PartOfMonth::Any => (Say::RoughlyAny, first.days_in_month()),
            };
            if Date::new(year, month, last_day).ok()? < today {
                return None;
            }
            let name = month_name(words, Say::MonthName, month);
            let month = if year_is_clear {
                name
            } else {
                with_year(words, Say::YearMonth, "month", year, &name, today)
            };
            Some(words.say_with(key, &[("month", (&month).into())]))
        }
    }
}

fn month_words(words: &Words, month: i8, about: bool) -> Phrase {
    let name = month_name(words, Say::MonthName, month);
    if about { words.say_with(Say::MonthAbout, &[("month", (&name).into())]) } else { name }
}

fn month_name(words: &Words, key: Say, month: i8) -> Phrase {
    words.say_with(key, &[("month", i64::from(month).into())])
}

fn day_of_month(words: &Words, date: Date) -> Phrase {
    words.say_with(Say::DayOfMonth, &[("day", i64::from(date.day()).into())])
}

fn month_day(words: &Words, date: Date) -> Phrase {
    join(words, Say::MonthName, date)
}

fn join(words: &Words, month: Say, date: Date) -> Phrase {
    let (month, day) = (month_name(words, month, date.month()), day_of_month(words, date));
    words.say_with(Say::MonthDay, &[("month", (&month).into()), ("day", (&day).into())])
}

fn weekday(words: &Words, day: Weekday) -> Phrase {
    words.say_with(Say::WeekdayName, &[("weekday", i64::from(day.to_monday_one_offset()).into())])
}

fn weekday_date(words: &Words, date: Date) -> Phrase {
    let (day, weekday) = (month_day(words, date), weekday(words, date.weekday()));
    words.say_with(Say::DayWeekday, &[("day", (&day).into()), ("weekday", (&weekday).into())])
}
