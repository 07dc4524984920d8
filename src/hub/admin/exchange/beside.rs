//! What is here and not so in the file: dates that stand by themselves here and are as planned there, and
//! meetings in whose place the file has the times of another rule. Neither is done without being wished.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;

use super::compare::{Fate, Row, internal, is_day_off, value};
use super::times::{self, Room, Times};
use crate::api::{self, Known};
use crate::domain::meeting::MeetingId;
use crate::domain::text::Lang;
use crate::feed::print;
use crate::hub::admin::schedule::follow::one_day;
use crate::hub::store::{Item, Kind, Reading};
use crate::hub::web::Failure;
use crate::hub::{Hub, rows};

/// Meetings that are here under the name of an event whose rule a programme cannot say: its times would
/// stand beside them.
///
/// # Errors
/// When the database does.
pub async fn replaced(
    hub: &Hub,
    reading: &mut Reading,
    (times, meetings): (&Times, &[api::Meeting]),
    lang: Lang,
) -> Result<Vec<Row>, Failure> {
    let mut names: Vec<&str> = times.laid_out.values().map(|time| time.row.as_str()).collect();
    names.retain(|name| meetings.iter().all(|meeting| meeting.id != *name));
    names.sort_unstable();
    names.dedup();
    let mut replaced = Vec::new();
    for id in names {
        let Some(item) = reading.item(Kind::Meeting, id).await?.filter(|item| !item.removed) else {
            continue;
        };
        let days = reading.days_apart(id).await?;
        if times::room(&days, item.shown.is_some(), (&hub.settings.zone, hub.now()))? == Room::Stays {
            continue;
        }
        let Some(wire) = said(reading, &item).await? else { continue };
        replaced.push(row(hub, &item, &wire, Fate::Replaced, "exchange-replaced-text", lang));
    }
    Ok(replaced)
}

/// Times that are here of events of the file, and in it no more; each with its event.
///
/// # Errors
/// When the database does.
pub async fn gone(
    hub: &Hub,
    reading: &mut Reading,
    times: &Times,
    lang: Lang,
) -> Result<Vec<(String, Row)>, Failure> {
    let mut gone = Vec::new();
    for (event, item) in &times.gone {
        let Some(wire) = said(reading, item).await? else { continue };
        gone.push((event.clone(), row(hub, item, &wire, Fate::Gone, "exchange-gone-text", lang)));
    }
    Ok(gone)
}

/// What screens show of a meeting, or what was written of it last.
async fn said(reading: &mut Reading, item: &Item) -> Result<Option<api::Meeting>, Failure> {
    let number = item.shown.unwrap_or(item.latest);
    let version = reading.version(Kind::Meeting, &item.id, number).await?;
    version.map(|version| serde_json::from_str(&version.body).map_err(internal)).transpose()
}

/// Rows of a file that began here beside a meeting with records (`hub/rows/begin.rs`) are meant by the ids that they
/// have here, and so are their dates; and a meeting that stays a row here, because its one day has records, is one.
///
/// # Errors
/// When the database does.
pub async fn under_their_rows(
    hub: &Hub,
    reading: &mut Reading,
    meetings: &mut [api::Meeting],
) -> Result<(), Failure> {
    let mut begun: HashMap<String, String> = HashMap::new();
    for meeting in meetings {
        if meeting.repeat.is_none() {
            meeting.id = rows::begin::id_under(&begun, &meeting.id);
            let days = reading.days_apart(&meeting.id).await?;
            if let Some(row) = one_day(&days, meeting, &hub.settings.zone)? {
                *meeting = row;
            }
            continue;
        }
        let id_of_row = rows::begin::id_of_row(&meeting.id);
        if reading.item(Kind::Meeting, &id_of_row).await?.is_none_or(|row| row.removed) {
            continue;
        }
        let Some(alone) = reading.days_apart(&meeting.id).await?.alone else { continue };
        let alone: api::Meeting = serde_json::from_str(&alone.body).map_err(internal)?;
        let (zone, now) = (&hub.settings.zone, hub.now());
        let row = rows::begin::Begun { alone: &alone, after: meeting, zone, now }.row();
        begun.insert(std::mem::replace(meeting, row).id, id_of_row);
    }
    Ok(())
}

/// Dates to come that stand by themselves here, and that the file plans with their rows.
///
/// # Errors
/// When the database does.
pub async fn planned(
    hub: &Hub,
    reading: &mut Reading,
    meetings: &[api::Meeting],
    lang: Lang,
) -> Result<Vec<Row>, Failure> {
    let zone = &hub.settings.zone;
    let today = hub.now().to_zoned(zone.clone()).date();
    let known: HashSet<&str> = meetings.iter().map(|meeting| meeting.id.as_str()).collect();
    let mut planned = Vec::new();
    for there in meetings.iter().filter(|meeting| meeting.repeat.is_some()) {
        let Some(item) = reading.item(Kind::Meeting, &there.id).await?.filter(|item| !item.removed) else {
            continue;
        };
        let here = item.shown.unwrap_or(item.latest);
        let here = reading.version(Kind::Meeting, &there.id, here).await?;
        let here = here.and_then(|here| serde_json::from_str::<api::Meeting>(&here.body).ok());
        for single in reading.singles(&there.id).await? {
            let Some((_, day)) = MeetingId::row_and_day(&single.id) else { continue };
            if day < today || known.contains(single.id.as_str()) || is_day_off(there, day) {
                continue;
            }
            let Some(plan) = rows::single(there, day, zone) else { continue };
            let number = single.shown.unwrap_or(single.latest);
            let Some(version) = reading.version(Kind::Meeting, &single.id, number).await? else { continue };
            let own: api::Meeting = serde_json::from_str(&version.body).map_err(internal)?;
            if here.as_ref().is_some_and(|here| says_the_same(hub, here, &own, day)) {
                continue;
            }
            let note = match own.status {
                Some(api::Status::Cancelled) => "exchange-planned-cancelled",
                Some(api::Status::Planned) | None => "exchange-planned-own",
            };
            planned.push(row(hub, &single, &plan, Fate::Planned, note, lang));
        }
    }
    Ok(planned)
}

/// Whether a date that stands by itself says what its row says.
fn says_the_same(hub: &Hub, row: &api::Meeting, own: &api::Meeting, day: Date) -> bool {
    let Some(plan) = rows::single(row, day, &hub.settings.zone) else { return false };
    let face = |meeting: &api::Meeting| {
        let known = Known { zone: &hub.settings.zone, today: None };
        let read = meeting.to_domain(known).ok().map(|read| api::Meeting::from(&read))?;
        value(&api::Meeting { occurrence: None, source_line: None, ..read }).ok()
    };
    face(&plan) == face(own)
}

fn row(hub: &Hub, item: &Item, said: &api::Meeting, fate: Fate, note: &'static str, lang: Lang) -> Row {
    let read = said.to_domain(Known { zone: &hub.settings.zone, today: None }).ok();
    Row {
        id: item.id.clone(),
        fate,
        title: read.as_ref().map(|read| print::title(read, lang)).unwrap_or_default(),
        when: read.as_ref().map(|read| print::when(&read.when, lang)).unwrap_or_default(),
        fields: Vec::new(),
        body: serde_json::to_string(said).unwrap_or_default(),
        latest: Some(item.latest),
        audience: item.audience.clone(),
        is_cancelled: false,
        is_draft: false,
        comes_for_another: false,
        note,
        dates: Vec::new(),
    }
}
