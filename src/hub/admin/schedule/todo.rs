//! What is to be done next (次に すること): translations, what was promised, drafts.

use jiff::civil::Date;

use super::{path_of, said, understood};
use crate::domain::meeting::Times;
use crate::domain::meeting::{Meeting, Status, When};
use crate::domain::text::{Lang, Text};
use crate::hub::Hub;
use crate::hub::store::Listed;
use crate::hub::web::Page;
use crate::view::dates;
use crate::view::words::Words;

/// One thing to do.
pub struct Line {
    pub text: String,
    /// How soon, or nothing.
    pub soon: String,
    pub href: String,
    pub word: String,
    /// Whose it is, for ears.
    pub about: String,
}

/// Lines that are shown: more than can be done today help nobody.
const MOST: usize = 5;

/// How many days before a meeting its translation is asked for.
const TRANSLATED_BEFORE: i32 = 60;

/// The nearest things to do.
pub fn lines(page: &Page, hub: &Hub, coming: &[Listed], today: Date) -> Vec<Line> {
    let mut lines = Vec::new();
    for listed in coming {
        let Ok(wire) = understood(&listed.body) else { continue };
        let Some(meeting) = said::domain(&wire, &hub.settings.zone) else { continue };
        let name = said::short_name(page, &meeting);
        let path = path_of(&listed.item.id);
        let days = meeting.when.first_day().and_then(|day| today.until(day).ok()).map(|span| span.get_days());
        let line = |text: String, soon: String, href: String, word: String| Line {
            text,
            soon,
            href,
            word,
            about: name.clone(),
        };
        // Of what will not take place nothing is to be translated, and nothing will follow.
        let takes_place = meeting.status != Status::Cancelled;
        let is_near = takes_place && days.is_some_and(|days| (0..=TRANSLATED_BEFORE).contains(&days));
        if is_near && wire.repeat.is_none() && lacks(&meeting, Lang::EN) {
            let soon = days.map(|days| page.n("schedule-days-until", i64::from(days))).unwrap_or_default();
            let text = page.with("schedule-todo-english", "name", &name);
            let href = format!("{path}?lang=en#{}-en", first_missing(&meeting, Lang::EN));
            lines.push(line(text, soon, href, page.t("schedule-todo-translate")));
        }
        if let Some(follow) = meeting.details_follow.filter(|_| takes_place) {
            let said = dates::details_follow_sentence(Words::of(page.language()), follow, today);
            if let Some(said) = said {
                let text = page.with_all("schedule-todo-follow", &[("name", &name), ("what", &said.text())]);
                let word = page.with("schedule-todo-to", "name", &name);
                lines.push(line(text, String::new(), path.clone(), word));
            } else if !is_settled(&meeting) {
                let text = page.with("schedule-todo-late", "name", &name);
                let word = page.with("schedule-todo-to", "name", &name);
                lines.push(line(text, String::new(), path.clone(), word));
            }
        }
        let is_draft = listed.item.planned.is_none() && listed.item.shown != Some(listed.item.latest);
        // That it is cancelled has to be said where it is shown as planned.
        if is_draft && (takes_place || listed.item.shown.is_some()) {
            let key =
                if listed.item.shown.is_some() { "schedule-todo-changed" } else { "schedule-todo-draft" };
            let text = page.with(key, "name", &name);
            let word = page.with("schedule-todo-to", "name", &name);
            lines.push(line(text, String::new(), path, word));
        }
        if lines.len() >= MOST {
            break;
        }
    }
    lines.truncate(MOST);
    lines
}

/// Whether day, time and place are all there.
fn is_settled(meeting: &Meeting) -> bool {
    let timed = match &meeting.when {
        When::Exact { .. } => true,
        When::Days { times, .. } => *times == Times::WholeDay,
        When::Month { .. } | When::Undecided => false,
    };
    timed && meeting.mode.is_some()
}

/// The texts on the sign itself.
fn on_the_sign(meeting: &Meeting) -> [(&'static str, Option<&Text>); 4] {
    [
        ("theme", meeting.theme.as_ref()),
        ("title", Some(&meeting.title)),
        ("series", meeting.series.as_ref().map(|series| &series.name)),
        ("place", meeting.place.as_ref()),
    ]
}

fn is_missing(text: &Text, lang: Lang) -> bool {
    !text.is_empty() && text.get(lang).is_none()
}

fn lacks(meeting: &Meeting, lang: Lang) -> bool {
    on_the_sign(meeting).iter().any(|(_, text)| text.is_some_and(|text| is_missing(text, lang)))
}

fn first_missing(meeting: &Meeting, lang: Lang) -> &'static str {
    let texts = on_the_sign(meeting);
    texts
        .iter()
        .find(|(_, text)| text.is_some_and(|text| is_missing(text, lang)))
        .map_or("theme", |(name, _)| name)
}
