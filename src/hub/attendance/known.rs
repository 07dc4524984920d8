//! The meetings and categories that attendance is about: those that screens show, and those that
//! only records and old versions know.

use std::collections::HashMap;

use jiff::ToSpan;
use jiff::civil::Date;
use serde_json::value::RawValue;

use crate::api;
use crate::domain::meeting::{Meeting, MeetingId, When};
use crate::domain::programme::Programme;
use crate::domain::text::Text;
use crate::feed::built_in::categories_or_built_in;
use crate::feed::{Format, Span, read};
use crate::hub::Settings;
use crate::hub::programme::everything;
use crate::hub::store::{Kind, Reading, StoreError};

/// How many days back and ahead repeating meetings are looked for.
const DAYS: i64 = 400;

/// What screens show, read.
#[derive(Debug)]
pub struct Known {
    /// With the categories that kiosks ask for.
    pub programme: Programme,
    places: HashMap<MeetingId, usize>,
}

impl Known {
    pub(super) async fn read(
        settings: &Settings,
        reading: &mut Reading,
        today: Date,
    ) -> Result<Known, StoreError> {
        let body = everything(settings, reading).await?;
        let span = Span {
            today,
            from: today.checked_sub(DAYS.days()).unwrap_or(Date::MIN),
            to: today.checked_add(DAYS.days()).unwrap_or(Date::MAX),
        };
        let mut programme = programme(settings, &body, span);
        programme.sort();
        programme.categories = categories_or_built_in(programme.categories);
        let places = programme.meetings.iter().enumerate();
        let places = places.map(|(place, meeting)| (meeting.id.clone(), place)).collect();
        Ok(Known { programme, places })
    }

    pub fn meeting(&self, id: &str) -> Option<&Meeting> {
        let place = self.places.get(&MeetingId(id.to_owned()))?;
        self.programme.meetings.get(*place)
    }
}

/// What can be read of it: every row was checked when it was written.
fn programme(settings: &Settings, body: &str, span: Span) -> Programme {
    match read(Some(Format::Json), body.as_bytes(), span, &settings.zone) {
        Ok(reading) => reading.programme,
        Err(_) => Programme::empty(settings.zone.clone()),
    }
}

/// A meeting that screens do not show any more, as they showed it last, or as its newest version has it. An occurrence has its
/// day behind its id (`tea/2026-12-03`).
pub(super) async fn as_last_written(
    settings: &Settings,
    reading: &mut Reading,
    id: &str,
    today: Date,
) -> Result<Option<Meeting>, StoreError> {
    let occurrence = MeetingId::row_and_day(id);
    let mut wanted = vec![(id, today)];
    wanted.extend(occurrence);
    for (item, day) in wanted {
        let Some(found) = reading.item(Kind::Meeting, item).await? else { continue };
        // What people knew of it before what was only written since.
        let last_shown = reading.last_shown(Kind::Meeting, item).await?;
        for number in last_shown.into_iter().chain([found.latest]) {
            let Some(version) = reading.version(Kind::Meeting, item, number).await? else { continue };
            let span = Span { today, from: day, to: day };
            let body = alone(settings, &version.body)?;
            let meetings = programme(settings, &body, span).meetings;
            if let Some(meeting) = meetings.into_iter().find(|meeting| meeting.id.0 == id) {
                return Ok(Some(meeting));
            }
        }
    }
    // Or one that a calendar of others once brought.
    let Some((_, entry)) = reading.calendar_entry(id).await? else { return Ok(None) };
    let body = alone(settings, &entry.body)?;
    Ok(programme(settings, &body, Span { today, from: today, to: today }).meetings.pop())
}

/// A programme with nothing in it but this meeting.
fn alone(settings: &Settings, body: &str) -> Result<String, StoreError> {
    let row = |error: serde_json::Error| StoreError::Row(error.to_string());
    let meeting = RawValue::from_string(body.to_owned()).map_err(row)?;
    let zone = settings.zone.iana_name().unwrap_or("Asia/Tokyo");
    let (format, version) = (api::FORMAT, api::VERSION);
    Ok(format!(
        "{{\"format\":\"{format}\",\"version\":{version},\"timeZone\":\"{zone}\",\"meetings\":[{meeting}]}}"
    ))
}

/// A meeting of which nothing is left but its records.
pub(super) fn by_id_only(id: &str) -> Meeting {
    Meeting::new(id, Text::ja(id), When::Undecided)
}
