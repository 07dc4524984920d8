//! A meeting as the fields of its form. The way back is [`super::read`].

use jiff::Zoned;
use jiff::tz::TimeZone;

use super::fields::Fields;
use crate::api::{self, Every, Registration};
use crate::domain::meeting::{Deadline, PartOfMonth, Roughly, Times, When};
use crate::domain::text::Lang;
use crate::hub::admin::fields::DAYS;
use crate::hub::admin::screens;
use crate::hub::audience::Audience;

/// The texts of a meeting, by the first part of their fields' names.
pub const TEXTS: [&str; 8] = ["theme", "title", "series", "place", "who", "description", "office", "alt"];

/// Which of the days of a week in a month.
pub const NTHS: [i8; 5] = [1, 2, 3, 4, -1];

/// A text of a meeting by the name of its fields.
pub fn text_of<'a>(meeting: &'a api::Meeting, name: &str) -> Option<&'a api::Text> {
    match name {
        "theme" => meeting.theme.as_ref(),
        "title" => Some(&meeting.title),
        "series" => meeting.series.as_ref().map(|series| &series.name),
        "place" => meeting.place.as_ref(),
        "who" => meeting.who.as_ref(),
        "description" => meeting.description.as_ref(),
        "office" => meeting.contact.as_ref().map(|contact| &contact.office),
        "alt" => meeting.picture.as_ref().map(|picture| &picture.alt),
        _ => None,
    }
}

/// The name of a text's field in a language.
pub fn field_of(text: &str, lang: Lang) -> String {
    format!("{text}-{lang}")
}

fn number(number: Option<u32>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}

fn day(at: &Zoned) -> String {
    at.date().to_string()
}

fn time(at: &Zoned) -> String {
    at.strftime("%H:%M").to_string()
}

/// Choice of three: as everywhere, yes, no.
fn choice(wish: Option<bool>) -> &'static str {
    match wish {
        None => "",
        Some(true) => "yes",
        Some(false) => "no",
    }
}

fn is_day(moment: &api::Moment) -> bool {
    matches!(moment, api::StringOr::String(text) if text.len() == 10)
}

/// A day of a programme as a field has it; one that is counted from today has none.
fn written_day(day: &api::Day) -> String {
    match day {
        api::StringOr::String(text) => text.clone(),
        api::StringOr::Object(_) => String::new(),
    }
}

/// The form of a meeting. What cannot be read any more is left empty, for somebody to write anew.
pub fn fields_of(meeting: &api::Meeting, audience: &Audience, base: i64, zone: &TimeZone) -> Fields {
    let mut fields = Fields::default();
    fields.add("base", base.to_string());
    for (name, value) in screens::fields(audience) {
        fields.add(name, value);
    }
    for text in TEXTS {
        for (lang, markup) in text_of(meeting, text).map(|text| &text.0).into_iter().flatten() {
            fields.add(&format!("{text}-{lang}"), markup.clone());
        }
    }
    fields.add("series-number", number(meeting.series.as_ref().and_then(|series| series.number)));
    let known = api::Known { zone, today: None };
    if let Ok(domain) = meeting.to_domain(known) {
        when(&mut fields, &domain.when, zone);
        follows(&mut fields, domain.details_follow);
        match &domain.register_by {
            Some(Deadline::Day(day)) => fields.add("register-by-day", day.to_string()),
            Some(Deadline::At(at)) => {
                let at = at.with_time_zone(zone.clone());
                fields.add("register-by-day", day(&at));
                fields.add("register-by-time", time(&at));
            }
            None => {}
        }
        let written = meeting.shown.as_ref();
        let from = (written.and_then(|shown| shown.from.as_ref()), domain.shown.from);
        let until = (written.and_then(|shown| shown.until.as_ref()), domain.shown.until);
        for (name, (written, edge)) in [("from", from), ("until", until)] {
            let Some(edge) = edge else { continue };
            // A day alone counts whole; as a moment, the last day would be the one after it.
            if let Some(api::StringOr::String(whole)) = written.filter(|written| is_day(written)) {
                fields.add(&format!("shown-{name}-day"), whole.clone());
                continue;
            }
            let at = edge.to_zoned(zone.clone());
            fields.add(&format!("shown-{name}-day"), day(&at));
            fields.add(&format!("shown-{name}-time"), time(&at));
        }
    } else {
        fields.add("known", "undecided");
        fields.add("follow", "none");
    }
    repeat(&mut fields, meeting.repeat.as_ref());
    fields.add("mode", mode_key(meeting.mode));
    for access in &meeting.access {
        fields.add("access", access.clone());
    }
    fields.add("capacity-venue", number(meeting.capacity.and_then(|capacity| capacity.venue)));
    fields.add("capacity-online", number(meeting.capacity.and_then(|capacity| capacity.online)));
    let attending = meeting.attendance.clone().unwrap_or_default();
    fields.add("registration", registration_key(attending.registration));
    fields.add("check-in", choice(attending.check_in));
    fields.add("check-in-before", number(attending.check_in_minutes_before));
    fields.add("how-was", number(attending.how_was_today_minutes));
    fields.add("asks-category", choice(attending.asks_category));
    if let Some(page) = &meeting.page {
        fields.add("url", page.url.clone());
        fields.add("page-number", page.number.clone().unwrap_or_default());
    }
    fields.add("qr", meeting.qr.map(api::Qr::key).unwrap_or_default());
    if let Some(contact) = &meeting.contact {
        fields.add("tel", contact.tel.clone().unwrap_or_default());
        fields.add("fax", contact.fax.clone().unwrap_or_default());
    }
    if let Some(picture) = &meeting.picture {
        fields.add("picture", picture.source.clone());
    }
    fields
}

/// The name of a way of taking part in a form; empty while it is open.
pub fn mode_key(mode: Option<api::Mode>) -> &'static str {
    match mode {
        None => "",
        Some(api::Mode::Venue) => "venue",
        Some(api::Mode::Online) => "online",
        Some(api::Mode::Both) => "both",
    }
}

/// The same of a wish about registering.
pub fn registration_key(wish: Option<Registration>) -> &'static str {
    match wish {
        None => "",
        Some(Registration::Open) => "open",
        Some(Registration::Later) => "later",
        Some(Registration::NotNeeded) => "not-needed",
    }
}

/// When it is, in the fields of its own kind. Also for the page that moves a meeting.
pub fn when(fields: &mut Fields, when: &When, zone: &TimeZone) {
    match when {
        When::Exact { start, end } => {
            let start = start.with_time_zone(zone.clone());
            fields.add("known", "exact");
            fields.add("day", day(&start));
            fields.add("start", time(&start));
            if let Some(end) = end {
                let end = end.with_time_zone(zone.clone());
                fields.add("end", time(&end));
                if end.date() != start.date() {
                    fields.add("end-day", day(&end));
                }
            }
        }
        When::Days { first, last, times } => {
            fields.add("known", "days");
            fields.add("first", first.to_string());
            if last != first {
                fields.add("last", last.to_string());
            }
            fields.add(
                "times",
                match times {
                    Times::WholeDay => "whole-day",
                    Times::NotAnnounced => "not-announced",
                },
            );
        }
        When::Month { year, month, about } => {
            fields.add("known", "month");
            fields.add("month", format!("{year:04}-{month:02}"));
            if *about {
                fields.add("about", "yes");
            }
        }
        When::Undecided => fields.add("known", "undecided"),
    }
}

fn follows(fields: &mut Fields, follow: Option<Roughly>) {
    match follow {
        None => fields.add("follow", "none"),
        Some(Roughly::Day(day)) => {
            fields.add("follow", "day");
            fields.add("follow-day", day.to_string());
        }
        Some(Roughly::Month { year, month, part }) => {
            fields.add("follow", "month");
            fields.add("follow-month", format!("{year:04}-{month:02}"));
            fields.add(
                "follow-part",
                match part {
                    PartOfMonth::Early => "early",
                    PartOfMonth::Middle => "middle",
                    PartOfMonth::Late => "late",
                    PartOfMonth::Any => "",
                },
            );
        }
    }
}

fn repeat(fields: &mut Fields, repeat: Option<&api::Repeat>) {
    let Some(repeat) = repeat else {
        fields.add("repeat", "none");
        return;
    };
    fields.add(
        "repeat",
        match repeat.every {
            Every::Day => "day",
            Every::Weekday => "weekday",
            Every::Week => "week",
            Every::Month => "month",
        },
    );
    for (name, day) in DAYS {
        if repeat.days.contains(&day) {
            fields.add("on", name);
        }
    }
    for nth in &repeat.nth {
        fields.add("nth", nth.to_string());
    }
    fields.add("repeat-until", repeat.until.as_ref().map(written_day).unwrap_or_default());
    for except in &repeat.except {
        fields.add("except", written_day(except));
    }
}

/// A meeting of which nothing is known yet.
pub fn blank(id: &str) -> api::Meeting {
    api::Meeting {
        id: id.to_owned(),
        title: api::Text::default(),
        series: None,
        theme: None,
        when: api::When {
            kind: api::Kind::Undecided,
            start: None,
            end: None,
            first: None,
            last: None,
            times: None,
            month: None,
            about: None,
        },
        repeat: None,
        occurrence: None,
        details_follow: None,
        mode: None,
        place: None,
        description: None,
        who: None,
        access: Vec::new(),
        capacity: None,
        register_by: None,
        attendance: None,
        shown: None,
        status: None,
        page: None,
        qr: None,
        contact: None,
        picture: None,
        source_line: None,
    }
}
