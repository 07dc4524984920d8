//! A reading as `hiroba programme` prints it: what a screen would show, then every problem row by
//! row. Pure: the caller knows the days and the language.

use std::fmt::Write as _;

use jiff::civil::{Date, Weekday};
use serde_json::{Value, json};

use super::{Problem, Reading, Span};
use crate::api;
use crate::domain::meeting::{Meeting, Mode, PartOfMonth, Roughly, Status, Times, When};
use crate::domain::text::{Lang, Text};

/// The reading for programs: meetings in the order of time, repeating ones expanded, those outside
/// the span left out. What has no day yet stays when it may still fall into the span.
pub fn to_json(reading: &Reading, span: Span) -> Value {
    json!({
        "meetings": meetings(reading, span).map(meeting_json).collect::<Vec<_>>(),
        "problems": reading.problems.iter().map(problem_json).collect::<Vec<_>>(),
    })
}

/// The reading for people.
pub fn to_text(reading: &Reading, span: Span, lang: Lang) -> String {
    let words = Words::of(lang);
    let mut out = String::new();
    let mut count = 0;
    for meeting in meetings(reading, span) {
        count += 1;
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{}  {}", words.when(&meeting.when), title(meeting, lang));
        for detail in words.details(meeting, lang) {
            let _ = writeln!(out, "    {detail}");
        }
    }
    let programme = &reading.programme;
    let others = [
        (words.notices, programme.notices.len()),
        (words.themes, programme.themes.len()),
        (words.voices, programme.voices.len()),
        (words.emergencies, programme.emergencies.len()),
    ];
    if count > 0 {
        out.push('\n');
    }
    let _ = write!(out, "{}: {count}", words.meetings);
    for (name, number) in others.into_iter().filter(|(_, number)| *number > 0) {
        let _ = write!(out, ", {name}: {number}");
    }
    let _ = writeln!(out, ", {}: {}", words.problems, reading.problems.len());
    if !reading.problems.is_empty() {
        out.push('\n');
    }
    for problem in &reading.problems {
        let _ = writeln!(out, "{}", words.problem(problem));
    }
    out
}

/// When a meeting is, in short: "2026-12-17 (Thu) 13:30-16:00".
pub fn when(when: &When, lang: Lang) -> String {
    Words::of(lang).when(when)
}

/// The meetings that lie in the span or may still fall into it, in order.
fn meetings(reading: &Reading, span: Span) -> impl Iterator<Item = &Meeting> {
    let zone = &reading.programme.zone;
    let mut meetings: Vec<&Meeting> =
        reading.programme.meetings.iter().filter(|meeting| may_lie_in(&meeting.when, span)).collect();
    meetings.sort_by_cached_key(|meeting| {
        let start = meeting.when.starts_at(zone);
        (start.is_none(), start)
    });
    meetings.into_iter()
}

fn may_lie_in(when: &When, span: Span) -> bool {
    let touches = |first: Date, last: Date| first <= span.to && last >= span.from;
    match when {
        When::Exact { start, end } => {
            touches(start.date(), end.as_ref().map_or(start.date(), |end| end.date()))
        }
        When::Days { first, last, .. } => touches(*first, *last),
        // `When::month` has made sure that there is such a month.
        When::Month { year, month, .. } => {
            Date::new(*year, *month, 1).is_ok_and(|first| touches(first, first.last_of_month()))
        }
        When::Undecided => true,
    }
}

/// What a meeting is called on a line of its own.
pub fn title(meeting: &Meeting, lang: Lang) -> String {
    let text = if meeting.title.is_empty() { meeting.theme.as_ref() } else { Some(&meeting.title) };
    text.map(|text| text.phrase(lang).text()).unwrap_or_default()
}

fn meeting_json(meeting: &Meeting) -> Value {
    json!({
        "id": meeting.id.0,
        "title": title(meeting, Lang::JA),
        "when": when_json(&meeting.when),
        "place": meeting.place.as_ref().map(|place| place.phrase(Lang::JA).text()),
        "mode": meeting.mode.map(mode_key),
        "source_line": meeting.source_line,
    })
}

fn when_json(when: &When) -> Value {
    let kind = api::When::from(when).kind.key();
    let (start, end) = match when {
        When::Exact { start, end } => (Some(start.to_string()), end.as_ref().map(ToString::to_string)),
        When::Days { first, last, .. } => (Some(first.to_string()), Some(last.to_string())),
        When::Month { year, month, .. } => (Some(format!("{year:04}-{month:02}")), None),
        When::Undecided => (None, None),
    };
    json!({ "kind": kind, "start": start, "end": end })
}

fn mode_key(mode: Mode) -> &'static str {
    match mode {
        Mode::Venue => "venue",
        Mode::Online => "online",
        Mode::Both => "both",
    }
}

fn problem_json(problem: &Problem) -> Value {
    json!({ "line": problem.line, "field": problem.field, "message": problem.message })
}

/// The few words of this printout. They are for staff at a terminal and never on the sign, whose
/// words are in `ui/lang/`.
struct Words {
    is_japanese: bool,
    meetings: &'static str,
    notices: &'static str,
    themes: &'static str,
    voices: &'static str,
    emergencies: &'static str,
    problems: &'static str,
}

impl Words {
    fn of(lang: Lang) -> Words {
        if [Lang::JA, Lang::JA_EASY].contains(&lang) {
            Words {
                is_japanese: true,
                meetings: "会",
                notices: "おしらせ",
                themes: "テーマ",
                voices: "声",
                emergencies: "緊急のおしらせ",
                problems: "気づいたこと",
            }
        } else {
            Words {
                is_japanese: false,
                meetings: "meetings",
                notices: "notices",
                themes: "themes",
                voices: "voices",
                emergencies: "emergency notices",
                problems: "problems",
            }
        }
    }

    fn pick(&self, ja: &'static str, en: &'static str) -> &'static str {
        if self.is_japanese { ja } else { en }
    }

    fn when(&self, when: &When) -> String {
        match when {
            When::Exact { start, end } => {
                let begin = format!("{} {}", self.day(start.date()), start.strftime("%H:%M"));
                match end {
                    Some(end) if end.date() == start.date() => format!("{begin}-{}", end.strftime("%H:%M")),
                    Some(end) => format!("{begin} - {} {}", self.day(end.date()), end.strftime("%H:%M")),
                    None => begin,
                }
            }
            When::Days { first, last, times } => {
                let days = if first == last {
                    self.day(*first)
                } else {
                    format!("{} - {}", self.day(*first), self.day(*last))
                };
                let times = match times {
                    Times::WholeDay => self.pick("終日", "whole day"),
                    Times::NotAnnounced => self.pick("時間は未定", "time not announced"),
                };
                format!("{days} {times}")
            }
            When::Month { year, month, about } => {
                let about = if *about { self.pick("ごろ", " (about)") } else { "" };
                format!("{year:04}-{month:02}{about}")
            }
            When::Undecided => self.pick("日は未定", "not decided yet").to_owned(),
        }
    }

    fn day(&self, day: Date) -> String {
        let (ja, en) = match day.weekday() {
            Weekday::Monday => ("月", "Mon"),
            Weekday::Tuesday => ("火", "Tue"),
            Weekday::Wednesday => ("水", "Wed"),
            Weekday::Thursday => ("木", "Thu"),
            Weekday::Friday => ("金", "Fri"),
            Weekday::Saturday => ("土", "Sat"),
            Weekday::Sunday => ("日", "Sun"),
        };
        format!("{day} ({})", self.pick(ja, en))
    }

    fn details(&self, meeting: &Meeting, lang: Lang) -> Vec<String> {
        let mut details = Vec::new();
        let mut tell = |name: &str, text: String| details.push(format!("{name}: {text}"));
        let words = |text: &Text| text.phrase(lang).text();
        match meeting.status {
            Status::Planned => {}
            Status::Cancelled => tell(self.pick("状態", "status"), self.pick("中止", "cancelled").to_owned()),
        }
        if let Some(theme) = &meeting.theme {
            tell(self.pick("テーマ", "theme"), words(theme));
        }
        if let Some(place) = &meeting.place {
            tell(self.pick("場所", "place"), words(place));
        }
        if let Some(mode) = meeting.mode {
            let mode = match mode {
                Mode::Venue => self.pick("会場", "at the venue"),
                Mode::Online => self.pick("オンライン", "online"),
                Mode::Both => self.pick("会場とオンライン", "at the venue and online"),
            };
            tell(self.pick("参加のしかた", "mode"), mode.to_owned());
        }
        if let Some(follows) = &meeting.details_follow {
            tell(self.pick("くわしいおしらせ", "details follow"), self.roughly(follows));
        }
        let line = meeting.source_line.map(|line| match self.is_japanese {
            true => format!("（{line}行目）"),
            false => format!(" (line {line})"),
        });
        tell("id", format!("{}{}", meeting.id.0, line.unwrap_or_default()));
        details
    }

    fn roughly(&self, roughly: &Roughly) -> String {
        match roughly {
            Roughly::Day(day) => self.day(*day),
            Roughly::Month { year, month, part } => {
                let part = match part {
                    PartOfMonth::Early => self.pick(" 上旬", ", early"),
                    PartOfMonth::Middle => self.pick(" 中旬", ", middle"),
                    PartOfMonth::Late => self.pick(" 下旬", ", late"),
                    PartOfMonth::Any => "",
                };
                format!("{year:04}-{month:02}{part}")
            }
        }
    }

    fn problem(&self, problem: &Problem) -> String {
        let line = problem.line.map(|line| match self.is_japanese {
            true => format!("{line}行目"),
            false => format!("line {line}"),
        });
        let place: Vec<String> = line.into_iter().chain(problem.field.clone()).collect();
        if place.is_empty() {
            problem.message.clone()
        } else {
            format!("{}: {}", place.join(", "), problem.message)
        }
    }
}
