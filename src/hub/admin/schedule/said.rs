//! A meeting in the words of staff pages: what it is called, when it is, what state it is in.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::api::{self, Every};
use crate::domain::meeting::{self, Mode, Status, When};
use crate::domain::text::{Lang, Text};
use crate::hub::store::Item;
use crate::hub::web::Page;
use crate::view::dates;
use crate::view::words::{Say, Words};

/// What lists say of a meeting and search in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    pub title: String,
    pub words: String,
    pub starts: Option<i64>,
    pub ends: Option<i64>,
}

/// A meeting read, in the zone of the hub. Days counted from today do not stand in what is kept.
pub fn domain(meeting: &api::Meeting, zone: &TimeZone) -> Option<meeting::Meeting> {
    meeting.to_domain(api::Known { zone, today: None }).ok()
}

/// What lists need of a meeting.
pub fn facts(meeting: &api::Meeting, zone: &TimeZone) -> Facts {
    let domain = domain(meeting, zone);
    let ms = |at: Option<Timestamp>| at.map(Timestamp::as_millisecond);
    let starts = ms(domain.as_ref().and_then(|meeting| meeting.when.starts_at(zone)));
    let ends = match &meeting.repeat {
        None => ms(domain.as_ref().and_then(|meeting| meeting.when.over_at(zone))),
        Some(repeat) => repeat
            .until
            .as_ref()
            .and_then(|until| until.to_date(api::Known { zone, today: None }).ok())
            .and_then(|last| last.tomorrow().ok()?.to_zoned(zone.clone()).ok())
            .map(|end| end.timestamp().as_millisecond()),
    };
    let texts = super::form::TEXTS.iter().filter_map(|name| super::form::text_of(meeting, name));
    let mut words: Vec<String> = Vec::new();
    for markup in texts.flat_map(|text| text.0.values()) {
        let phrase = crate::domain::text::Phrase::parse(markup);
        words.push(phrase.text().to_lowercase());
        if phrase.reading() != phrase.text() {
            words.push(phrase.reading().to_lowercase());
        }
    }
    if let Some(number) = meeting.series.as_ref().and_then(|series| series.number) {
        words.push(format!("第{number}回"));
    }
    if let Some(day) = domain.as_ref().and_then(|meeting| meeting.when.first_day()) {
        words.push(format!("{day} {}月{}日", day.month(), day.day()));
    }
    if let Some(number) = meeting.page.as_ref().and_then(|page| page.number.clone()) {
        words.push(number);
    }
    let title = domain.as_ref().map(|meeting| name(meeting, Lang::JA)).unwrap_or_default();
    Facts { title, words: words.join("\n"), starts, ends }
}

/// What a meeting is called in one line; empty when it has no name at all.
pub fn name(meeting: &meeting::Meeting, lang: Lang) -> String {
    let said = |text: &Text| text.phrase(lang).text();
    let theme = meeting.theme.as_ref().map(said).filter(|theme| !theme.is_empty());
    let series = meeting.series.as_ref().map(|series| said(&series.name));
    theme.or(Some(said(&meeting.title)).filter(|title| !title.is_empty())).or(series).unwrap_or_default()
}

/// A meeting in two lines: its theme, and which of which row it is.
pub fn names(page: &Page, meeting: &meeting::Meeting, repeats: bool) -> (String, String) {
    let lang = page.language();
    let said = |text: &Text| text.phrase(lang).text();
    let title = said(&meeting.title);
    let first = match &meeting.theme {
        Some(theme) => said(theme),
        None if !title.is_empty() => title.clone(),
        None => page.t("schedule-open"),
    };
    let second = match &meeting.series {
        Some(series) => match series.number {
            Some(number) => page.n("schedule-nth", i64::from(number)),
            None => said(&series.name),
        },
        None if repeats => page.t("schedule-repeats"),
        None if meeting.theme.is_some() && title != first => title,
        None => String::new(),
    };
    (first, second)
}

/// Short name for a sentence: "第3回", or what it is called.
pub fn short_name(page: &Page, meeting: &meeting::Meeting) -> String {
    match meeting.series.as_ref().and_then(|series| series.number) {
        Some(number) => page.n("schedule-nth", i64::from(number)),
        None => {
            let name = name(meeting, page.language());
            if name.is_empty() { page.t("schedule-open") } else { name }
        }
    }
}

/// A time of the hub's own zone.
fn in_zone(when: &When, zone: &TimeZone) -> When {
    match when {
        When::Exact { start, end } => When::Exact {
            start: start.with_time_zone(zone.clone()),
            end: end.as_ref().map(|end| end.with_time_zone(zone.clone())),
        },
        When::Days { .. } | When::Month { .. } | When::Undecided => when.clone(),
    }
}

/// When it is, in two lines, as the schedule on the screen says it.
pub fn when(
    page: &Page,
    wire: &api::Meeting,
    meeting: &meeting::Meeting,
    zone: &TimeZone,
    today: Date,
) -> (String, String) {
    let words = Words::of(page.language());
    let (first, second) =
        dates::row_words(words, &in_zone(&meeting.when, zone), meeting.details_follow, None, today);
    let first = match &wire.repeat {
        Some(repeat) => rhythm(page, repeat, meeting),
        None => first.text(),
    };
    (first, second.text())
}

/// What the screen will say of the day: "12月17日 木曜日 午後1時30分から4時まで".
pub fn when_line(
    page: &Page,
    wire: &api::Meeting,
    meeting: &meeting::Meeting,
    zone: &TimeZone,
    today: Date,
) -> String {
    let (first, second) = when(page, wire, meeting, zone, today);
    [first, second].into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The rhythm of what repeats: 毎週 木曜日, 毎月 第1 木曜日.
pub fn rhythm(page: &Page, repeat: &api::Repeat, meeting: &meeting::Meeting) -> String {
    let words = Words::of(page.language());
    let first = meeting.when.first_day();
    let mut days: Vec<jiff::civil::Weekday> = repeat.days.iter().copied().map(Into::into).collect();
    if days.is_empty()
        && (repeat.every == Every::Week || !repeat.nth.is_empty())
        && let Some(first) = first
    {
        days.push(first.weekday());
    }
    let named = |rhythm: &meeting::Rhythm| dates::rhythm(words, rhythm).map(|phrase| phrase.text());
    let said = match repeat.every {
        Every::Day => named(&meeting::Rhythm::Daily),
        Every::Weekday => named(&meeting::Rhythm::Weekdays),
        Every::Week => named(&meeting::Rhythm::Weekly(days)),
        Every::Month => None,
    };
    said.unwrap_or_else(|| {
        if repeat.nth.is_empty() {
            let day = first.map_or(0, |first| i64::from(first.day()));
            return page.n("schedule-monthly-day", day);
        }
        let nth = repeat.nth.iter().map(|nth| match nth {
            -1 => page.t("schedule-nth-last"),
            nth => page.n("schedule-nth-of", i64::from(*nth)),
        });
        let days = crate::hub::admin::fields::DAYS.iter().filter(|(_, day)| repeat.days.contains(day));
        let days: Vec<String> = days.map(|(name, _)| page.t(format!("schedule-day-{name}"))).collect();
        let joint = page.t("schedule-joint");
        let nth = nth.collect::<Vec<_>>().join(&joint);
        page.with_all("schedule-monthly", &[("nth", &nth), ("days", &days.join(&joint))])
    })
}

/// How one takes part, or that it is open.
pub fn mode(page: &Page, mode: Option<Mode>) -> String {
    match mode {
        Some(mode) => Words::of(page.language()).say(Say::mode(mode)).text(),
        None => page.t("schedule-open"),
    }
}

/// The sign and the word of a meeting's state.
pub fn state(
    page: &Page,
    item: &Item,
    meeting: Option<&meeting::Meeting>,
    now: i64,
) -> (&'static str, String) {
    let cancelled = meeting.is_some_and(|meeting| meeting.status == Status::Cancelled);
    // A date of a row that nobody has changed by itself.
    if item.removed {
        return ("settled", page.t("dates-as-planned"));
    }
    if item.ends.is_some_and(|ends| ends <= now) {
        return ("settled", page.t("state-past"));
    }
    match (item.shown, item.planned) {
        (Some(shown), _) if cancelled && shown == item.latest => ("cancelled", page.t("state-cancelled")),
        (_, Some(_)) => ("waiting", page.t("state-scheduled")),
        (Some(shown), None) if shown == item.latest => ("settled", page.t("state-published")),
        (Some(_), None) => ("settled", page.t("schedule-state-changed")),
        (None, None) => ("open", page.t("state-draft")),
    }
}

/// A moment as staff read it: "12月3日 午後2時5分", "きょう 午後2時5分".
pub fn moment(page: &Page, ms: i64, zone: &TimeZone, today: Date) -> String {
    match Timestamp::from_millisecond(ms) {
        Ok(at) => dates::moment(Words::of(page.language()), &at.to_zoned(zone.clone()), today).text(),
        Err(_) => String::new(),
    }
}

/// What the picture of a slide shows, for those who do not see it.
pub fn alt(
    page: &Page,
    wire: &api::Meeting,
    meeting: Option<&meeting::Meeting>,
    zone: &TimeZone,
    today: Date,
) -> String {
    let Some(meeting) = meeting else { return page.t("schedule-shot") };
    let (name, second) = names(page, meeting, wire.repeat.is_some());
    let place = meeting.place.as_ref().map(|place| place.phrase(page.language()).text());
    let parts = [Some(second), Some(name), Some(when_line(page, wire, meeting, zone, today)), place];
    let said: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    page.with("schedule-shot-of", "what", &said.join("、"))
}

/// A meeting whose time is written in the one way.
pub fn with_plain_time(meeting: &api::Meeting, zone: &TimeZone) -> Option<api::Meeting> {
    let when = api::When::from(&domain(meeting, zone)?.when);
    Some(api::Meeting { when, ..meeting.clone() })
}
