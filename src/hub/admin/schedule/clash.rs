//! Two meetings in one room at the same time: those that staff write, and those of calendars that are read.

use super::{said, today, understood};
use crate::api;
use crate::domain::meeting::{Meeting, Mode, Status, When};
use crate::domain::programme::Programme;
use crate::domain::text::Lang;
use crate::hub::Hub;
use crate::hub::admin::slide::lint::Line;
use crate::hub::admin::slide::measure;
use crate::hub::audience::Audience;
use crate::hub::programme::assemble;
use crate::hub::store::{Kind, Neighbour, Reading};
use crate::hub::web::{Failure, Page};

/// Meetings whose words are looked at together. Of how many there are only the times are read.
const AT_ONCE: usize = 50;

/// From when until when something takes a room, ms.
type Time = (i64, i64);

fn meets(times: &[Time], begin: i64, end: Option<i64>) -> bool {
    times.iter().any(|(from, until)| begin < *until && end.is_none_or(|end| *from < end))
}

/// The first other meeting that is in the same place at one of the times of this one.
///
/// # Errors
/// When the database does.
pub async fn clash(
    page: &Page,
    hub: &Hub,
    reading: &mut Reading,
    (wire, domain): (&api::Meeting, &Meeting),
    programme: &Programme,
) -> Result<Option<Line>, Failure> {
    let Some(place) = place_of(domain) else { return Ok(None) };
    let times: Vec<Time> =
        measure::occurrences(programme, &wire.id).filter_map(|meeting| span_of(hub, meeting)).collect();
    let (Some(from), Some(until)) =
        (times.iter().map(|(from, _)| *from).min(), times.iter().map(|(_, until)| *until).max())
    else {
        return Ok(None);
    };
    let mut near = reading.neighbours(from, until).await?;
    near.retain(|other| other.id != wire.id && meets(&times, other.starts, other.ends));
    for near in near.chunks(AT_ONCE) {
        let Some((other, begin)) = first_of(hub, reading, near, &place, &times).await? else { continue };
        let (today, zone) = (today(hub), &hub.settings.zone);
        let name = said::name(&other.meeting, page.language());
        let name = match &other.calendar {
            Some(calendar) => {
                page.with_all("schedule-lint-clash-of", &[("name", &name), ("calendar", calendar)])
            }
            None => name,
        };
        let when = said::moment(page, begin, zone, today);
        let detail = page.with_all("schedule-lint-clash-detail", &[("name", &name), ("when", &when)]);
        let word = page.t("schedule-lint-clash-way");
        return Ok(Some(Line::open(page.t("schedule-lint-clash"), detail, "place-ja", word)));
    }
    Ok(None)
}

/// One that is in the same place.
struct Other {
    meeting: Meeting,
    /// The calendar it comes from.
    calendar: Option<String>,
}

/// Of some neighbours the one that comes first to the same place at one of the times, and when.
async fn first_of(
    hub: &Hub,
    reading: &mut Reading,
    near: &[Neighbour],
    place: &str,
    times: &[Time],
) -> Result<Option<(Other, i64)>, Failure> {
    let mut here = Vec::new();
    let mut rows = Vec::new();
    for (neighbour, body) in reading.bodies_of(near).await? {
        let Ok(wire) = understood(&body) else { continue };
        let Some(meeting) = said::domain(&wire, &hub.settings.zone) else { continue };
        if place_of(&meeting).as_deref() == Some(place) {
            here.push((wire.id, Other { meeting, calendar: neighbour.calendar.clone() }));
            rows.push((Kind::Meeting, neighbour.id.clone(), Audience::All, body));
        }
    }
    if rows.is_empty() {
        return Ok(None);
    }
    // The same code as on the screen says on which days a row of meetings is.
    let together = assemble(&hub.settings, &rows, |_| true)?;
    let Some(together) = measure::understood(hub, &together, today(hub)) else { return Ok(None) };
    let first = |(id, other): (String, Other)| {
        let meeting = measure::occurrences(&together, &id).filter_map(|meeting| span_of(hub, meeting));
        let begin =
            meeting.filter(|(begin, end)| meets(times, *begin, Some(*end))).map(|(begin, _)| begin).min()?;
        Some((other, begin))
    };
    Ok(here.into_iter().filter_map(first).min_by_key(|(_, begin)| *begin))
}

/// Where it is, as far as two can be in one place.
fn place_of(meeting: &Meeting) -> Option<String> {
    if meeting.status == Status::Cancelled || meeting.mode == Some(Mode::Online) {
        return None;
    }
    let place = meeting.place.as_ref()?.phrase(Lang::JA).text();
    Some(place.split_whitespace().collect())
}

/// From when until when it takes the room: only what has times.
fn span_of(hub: &Hub, meeting: &Meeting) -> Option<Time> {
    let When::Exact { start, .. } = &meeting.when else { return None };
    let over = meeting.when.over_at(&hub.settings.zone)?;
    Some((start.timestamp().as_millisecond(), over.as_millisecond()))
}
