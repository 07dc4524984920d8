//! What to look at before a meeting is published.

use super::clash::clash;
use super::form::{TEXTS, field_of, text_of};
use super::{subject, today};
use crate::api;
use crate::domain::meeting::{Meeting, When};
use crate::domain::playlist::Slide;
use crate::domain::programme::Programme;
use crate::domain::text::Lang;
use crate::hub::Hub;
use crate::hub::admin::settings::easy_known;
use crate::hub::admin::slide::easy;
use crate::hub::admin::slide::lint::{self, Line, Said};
use crate::hub::admin::slide::measure;
use crate::hub::admin::slide::preview::{self, Look};
use crate::hub::store::{KioskRow, Reading};
use crate::hub::web::{Failure, Page};

/// What is looked at.
pub struct Asked<'a> {
    pub wire: &'a api::Meeting,
    pub domain: &'a Meeting,
    pub kiosks: &'a [KioskRow],
    /// Whether links are tried once more, whatever is known of them.
    pub links: bool,
}

/// Everything there is to look at.
///
/// # Errors
/// When the database does.
pub async fn lines(
    page: &Page,
    hub: &Hub,
    reading: &mut Reading,
    asked: &Asked<'_>,
) -> Result<Vec<Line>, Failure> {
    let mut lines = Vec::new();
    let sketch = preview::sketch(hub, reading, subject(asked.wire)?, &Look::default()).await?;
    let programme = measure::understood(hub, &sketch.programme, today(hub));
    lines.extend(past(page, hub, asked, programme.as_ref()));
    if let Some(programme) = &programme {
        lines.extend(too_long(page, hub, asked, programme));
        let own = (asked.wire, asked.domain);
        lines.extend(clash(page, hub, reading, own, programme).await?);
    }
    let said = |name: &'static str| {
        let label = page.t(format!("schedule-f-{name}"));
        text_of(asked.wire, name).map(|text| Said { name, label, text })
    };
    let texts: Vec<Said<'_>> = TEXTS.into_iter().filter_map(said).collect();
    lines.extend(lint::translations(page, &texts));
    lines.extend(easy::lines(page, &texts, &easy_known(hub, reading).await?));
    lines.extend(lint::alt(page, asked.wire.picture.as_ref()));
    lines.extend(lint::contrast(page, reading, asked.wire.picture.as_ref()).await?);
    lines.extend(fax(page, asked.wire));
    if let Some(address) = &asked.wire.page {
        lines.push(lint::link(page, hub, &address.url, "url", asked.links).await);
    }
    Ok(lines)
}

/// A meeting that is over, or a row of them of which none is to come.
fn past(page: &Page, hub: &Hub, asked: &Asked<'_>, programme: Option<&Programme>) -> Option<Line> {
    let zone = &hub.settings.zone;
    let meeting = asked.domain;
    let is_over = |meeting: &Meeting| meeting.when.over_at(zone).is_some_and(|over| over <= hub.now());
    let goes_on = asked.wire.repeat.is_some()
        && programme.is_none_or(|programme| {
            measure::occurrences(programme, &asked.wire.id).any(|occurrence| !is_over(occurrence))
        });
    (is_over(meeting) && !goes_on).then(|| {
        let field = match meeting.when {
            When::Exact { .. } => "day",
            When::Days { .. } => "first",
            When::Month { .. } => "month",
            When::Undecided => "known-group",
        };
        let (title, detail) = (page.t("schedule-lint-past"), page.t("schedule-lint-past-detail"));
        Line::open(title, detail, field, page.t("schedule-lint-day"))
    })
}

/// Whether the slide needs a second page somewhere, and where.
fn too_long(page: &Page, hub: &Hub, asked: &Asked<'_>, programme: &Programme) -> Vec<Line> {
    let Some(meeting) = measure::occurrences(programme, &asked.wire.id).next() else { return Vec::new() };
    let longest = ["place", "who", "theme", "title"]
        .into_iter()
        .max_by_key(|name| {
            text_of(asked.wire, name).and_then(|text| text.0.get("ja")).map_or(0, |text| text.chars().count())
        })
        .unwrap_or("place");
    let (slide, today) = (Slide::Meeting(meeting.id.clone()), today(hub));
    lint::too_long(page, asked.kiosks, &field_of(longest, Lang::JA), |lang, size, panel| {
        measure::slide_pages(programme, &slide, (lang, size), panel, today)
    })
}

/// Fax is how many deaf residents reach an office.
fn fax(page: &Page, wire: &api::Meeting) -> Option<Line> {
    let contact = wire.contact.as_ref()?;
    (contact.tel.is_some() && contact.fax.is_none()).then(|| {
        let (title, detail) = (page.t("schedule-lint-fax"), page.t("schedule-lint-fax-detail"));
        Line::open(title, detail, "fax", page.t("schedule-lint-write"))
    })
}
