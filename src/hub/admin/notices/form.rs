//! Between the form and the wire: what is written, what can be mended in it.

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;

use super::Sort;
use crate::api::{
    Fault, Hours, Known, Moment, Notice, Picture, Priority, Span, StringOr, Theme, Voice, Weekday, Window,
};
use crate::hub::admin::fields::{DAYS, Fields, Mends, shown_text, words_of};
use crate::hub::web::{Failure, Page};

/// How many spans of hours the form has room for.
pub const SPANS: [&str; 2] = ["1", "2"];

/// Longest texts, characters. A slide has room for 120 of body; more takes a second page of it.
const LONGEST: [(&str, usize); 5] =
    [("title", 60), ("body", 400), ("sentence", 120), ("role", 40), ("alt", 200)];

/// Something that can be kept: the wire's JSON, and what lists need of it.
pub struct Written {
    pub body: String,
    pub title: String,
    pub words: String,
    /// Milliseconds since 1970.
    pub starts: Option<i64>,
    pub ends: Option<i64>,
}

/// Reads the form.
///
/// # Errors
/// What can be mended.
pub fn read(page: &Page, sort: Sort, id: &str, form: &Fields, zone: &TimeZone) -> Result<Written, Mends> {
    let mut mends = Mends::default();
    for (name, most) in LONGEST {
        mends.add_long(page, form, name, most);
    }
    let main = form.text(sort.main());
    if !main.0.contains_key("ja") {
        mends.add(format!("{}-ja", sort.main()), page.t("mend-japanese-missing"));
    }
    let shown = window(page, form, &mut mends);
    let picture = form.some("picture").map(|source| Picture { source, alt: form.text("alt") });
    if picture.as_ref().is_some_and(|picture| !picture.alt.0.contains_key("ja")) {
        mends.add("alt-ja", page.t("mend-alt-missing"));
    }
    let id = id.to_owned();
    let written = match sort {
        Sort::Notice => serde_json::to_string(&Notice {
            id,
            title: main,
            body: form.some_text("body"),
            picture,
            priority: priority(form.of("priority")),
            shown,
            hours: hours(page, form, &mut mends),
        }),
        Sort::Theme => serde_json::to_string(&Theme {
            id,
            title: main,
            body: form.some_text("body"),
            meeting: form.some("meeting"),
            picture,
            shown,
        }),
        Sort::Voice => {
            serde_json::to_string(&Voice { id, sentence: main, role: form.some_text("role"), shown })
        }
    };
    if !mends.is_empty() {
        return Err(mends);
    }
    let body = written.map_err(|error| Fault::wrong(error.to_string()));
    let written = match body.and_then(|body| again(sort, &body, zone)) {
        Ok(written) => written,
        Err(fault) => {
            mends.add("save", page.with("mend-unclear", "where", &fault.place()));
            return Err(mends);
        }
    };
    if let (Some(from), Some(until)) = (written.starts, written.ends)
        && until <= from
    {
        mends.add("until", page.t("mend-until-before"));
        return Err(mends);
    }
    Ok(written)
}

fn priority(key: &str) -> Option<Priority> {
    match key {
        "low" => Some(Priority::Low),
        "high" => Some(Priority::High),
        // Normal is what is meant when nothing is said.
        _ => None,
    }
}

fn window(page: &Page, form: &Fields, mends: &mut Mends) -> Option<Window> {
    let mut edge = |name: &str| {
        let (date, time) = (form.of(name), form.of(format!("{name}-time")));
        if date.is_empty() {
            if !time.is_empty() {
                mends.add(name, page.t("mend-day-missing"));
            }
            return None;
        }
        if date.parse::<Date>().is_err() || !(time.is_empty() || time.parse::<Time>().is_ok()) {
            mends.add(name, page.t("mend-day-unclear"));
            return None;
        }
        let moment = if time.is_empty() { date.to_owned() } else { format!("{date}T{time}") };
        Some(StringOr::String(moment))
    };
    let window = Window { from: edge("from"), until: edge("until") };
    (window.from.is_some() || window.until.is_some()).then_some(window)
}

fn hours(page: &Page, form: &Fields, mends: &mut Mends) -> Option<Hours> {
    let days: Vec<Weekday> =
        DAYS.iter().filter(|(key, _)| form.has("day", key)).map(|(_, day)| *day).collect();
    let mut spans = Vec::new();
    for number in SPANS {
        let (from, to) = (format!("hours-from-{number}"), format!("hours-to-{number}"));
        let (begins, ends) = (form.of(&from), form.of(&to));
        match (begins.is_empty(), ends.is_empty()) {
            (true, true) => {}
            (false, false) if begins.parse::<Time>().is_ok() && ends.parse::<Time>().is_ok() => {
                spans.push(Span { from: begins.to_owned(), to: ends.to_owned() });
            }
            (true, false) => mends.add(from, page.t("mend-hours")),
            (false, true) => mends.add(to, page.t("mend-hours")),
            (false, false) => mends.add(from, page.t("mend-hours-unclear")),
        }
    }
    // All seven days are every day.
    let days = if days.len() == DAYS.len() { Vec::new() } else { days };
    (!days.is_empty() || !spans.is_empty()).then_some(Hours { days, spans })
}

/// What was written once before, as it would be written now.
///
/// # Errors
/// When it cannot be.
pub fn again(sort: Sort, body: &str, zone: &TimeZone) -> Result<Written, Fault> {
    let unread = |error: serde_json::Error| Fault::wrong(error.to_string());
    let known = Known { zone, today: None };
    let (main, shown, words) = match sort {
        Sort::Notice => {
            let notice: Notice = serde_json::from_str(body).map_err(unread)?;
            let words = words_of([Some(&notice.title), notice.body.as_ref()]);
            let shown = notice.to_domain(known)?.shown;
            (notice.title, shown, words)
        }
        Sort::Theme => {
            let theme: Theme = serde_json::from_str(body).map_err(unread)?;
            let words = words_of([Some(&theme.title), theme.body.as_ref()]);
            let shown = theme.to_domain(known)?.shown;
            (theme.title, shown, words)
        }
        Sort::Voice => {
            let voice: Voice = serde_json::from_str(body).map_err(unread)?;
            let words = words_of([Some(&voice.sentence), voice.role.as_ref()]);
            let shown = voice.to_domain(known)?.shown;
            (voice.sentence, shown, words)
        }
    };
    Ok(Written {
        body: body.to_owned(),
        title: shown_text(&main),
        words,
        starts: shown.from.map(|at| at.as_millisecond()),
        ends: shown.until.map(|at| at.as_millisecond()),
    })
}

/// The form of what was written before.
///
/// # Errors
/// When a stored row cannot be read, which would be a mistake of ours.
pub fn fill(sort: Sort, body: &str) -> Result<Fields, Failure> {
    let unread = |error: serde_json::Error| Failure::Internal(error.to_string());
    let mut form = Fields::default();
    match sort {
        Sort::Notice => {
            let notice: Notice = serde_json::from_str(body).map_err(unread)?;
            form.set_text("title", Some(&notice.title));
            form.set_text("body", notice.body.as_ref());
            fill_picture(&mut form, notice.picture.as_ref());
            fill_window(&mut form, notice.shown.as_ref());
            form.set(
                "priority",
                match notice.priority {
                    Some(Priority::Low) => "low",
                    Some(Priority::High) => "high",
                    Some(Priority::Normal) | None => "normal",
                },
            );
            let hours = notice.hours.unwrap_or(Hours { days: Vec::new(), spans: Vec::new() });
            for (key, day) in DAYS {
                if hours.days.contains(&day) {
                    form.add("day", key);
                }
            }
            for (span, number) in hours.spans.iter().zip(SPANS) {
                form.set(&format!("hours-from-{number}"), &span.from);
                form.set(&format!("hours-to-{number}"), &span.to);
            }
        }
        Sort::Theme => {
            let theme: Theme = serde_json::from_str(body).map_err(unread)?;
            form.set_text("title", Some(&theme.title));
            form.set_text("body", theme.body.as_ref());
            form.set("meeting", theme.meeting.clone().unwrap_or_default());
            fill_picture(&mut form, theme.picture.as_ref());
            fill_window(&mut form, theme.shown.as_ref());
        }
        Sort::Voice => {
            let voice: Voice = serde_json::from_str(body).map_err(unread)?;
            form.set_text("sentence", Some(&voice.sentence));
            form.set_text("role", voice.role.as_ref());
            fill_window(&mut form, voice.shown.as_ref());
        }
    }
    Ok(form)
}

fn fill_picture(form: &mut Fields, picture: Option<&Picture>) {
    if let Some(picture) = picture {
        form.set("picture", &picture.source);
        form.set_text("alt", Some(&picture.alt));
    }
}

fn fill_window(form: &mut Fields, window: Option<&Window>) {
    let edges = window.map(|window| [("from", &window.from), ("until", &window.until)]);
    for (name, edge) in edges.into_iter().flatten() {
        if let Some(text) = edge.as_ref().and_then(written) {
            let (date, time) = text.split_once('T').unwrap_or((text, ""));
            form.set(name, date);
            form.set(&format!("{name}-time"), time);
        }
    }
}

/// A moment as this form writes it.
fn written(moment: &Moment) -> Option<&str> {
    match moment {
        StringOr::String(text) => Some(text),
        // Counted from today: only in files that people write.
        StringOr::Object(_) => None,
    }
}
