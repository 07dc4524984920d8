//! Times of events whose rule no row can say, beside what is here of the same events: under which ids they are
//! here, and what is here of them that the file does not have any more.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use super::compare::{internal, is_day_off};
use super::ids::{self, Time};
use crate::api::{self, Known};
use crate::domain::meeting::{Meeting, MeetingId};
use crate::feed::Span;
use crate::hub::store::{DaysApart, Item, Kind, Reading};
use crate::hub::web::Failure;
use crate::hub::{Hub, rows};

/// The times of a file by the ids that they have here in the end.
#[derive(Default)]
pub struct Times {
    pub laid_out: HashMap<String, Time>,
    /// Changed dates whose series is neither in the file nor here.
    pub without_series: HashSet<String>,
    /// What is here of events of the file, to come, and in it no more; each behind its event.
    pub gone: Vec<(String, Item)>,
    /// Events of which something is here under another id, each with one of those.
    pub of: HashMap<String, Item>,
}

/// Lets the times of a file have the ids under which they are here, and finds what the file has no more.
///
/// # Errors
/// When the database does.
pub async fn under_what_is_here(
    hub: &Hub,
    reading: &mut Reading,
    meetings: &mut Vec<api::Meeting>,
    (laid_out, without_series): (HashMap<String, Time>, HashMap<String, Time>),
) -> Result<Times, Failure> {
    let mut times = Times::default();
    let mut stands: HashMap<String, Standing> = HashMap::new();
    for time in laid_out.values() {
        if !stands.contains_key(&time.row) {
            stands.insert(time.row.clone(), Standing::read(hub, reading, &time.row).await?);
        }
    }
    let mut taken: HashSet<String> = HashSet::new();
    for meeting in meetings.iter_mut().filter(|meeting| meeting.repeat.is_none()) {
        if let Some(time) = laid_out.get(&meeting.id) {
            let here = stands.get(&time.row).and_then(|stands| stands.id_on(&time.row, time.day));
            let earlier = reading.item(Kind::Meeting, &time.earlier).await?.filter(|item| !item.removed);
            let id = earlier.map(|item| item.id).or(here).filter(|id| taken.insert(id.clone()));
            meeting.id = id.unwrap_or_else(|| meeting.id.clone());
            times.laid_out.insert(meeting.id.clone(), time.clone());
        } else if let Some(time) = without_series.get(&meeting.id) {
            match series_of(hub, reading, time).await? {
                Some(row) => meeting.id = rows::id_of(&row, time.day),
                None => {
                    times.without_series.insert(meeting.id.clone());
                }
            }
        }
    }
    let mut events: Vec<String> = stands.keys().cloned().collect();
    events.extend(meetings.iter().filter(|meeting| meeting.repeat.is_some()).map(|row| row.id.clone()));
    events.sort_unstable();
    for event in events {
        let mut here = reading.marked(&ids::mark(&event)).await?;
        if stands.get(&event).is_some_and(|stands| stands.has_records) {
            here.extend(reading.singles(&event).await?);
        }
        times.of.extend(here.first().map(|item| (event.clone(), item.clone())));
        gone(hub, reading, meetings, (&event, here), &mut times.gone).await?;
    }
    Ok(times)
}

/// What is here of an event, to come and in the file no more; a day with records that the row of the file has
/// stays a meeting of its own.
async fn gone(
    hub: &Hub,
    reading: &mut Reading,
    meetings: &mut Vec<api::Meeting>,
    (event, here): (&str, Vec<Item>),
    gone: &mut Vec<(String, Item)>,
) -> Result<(), Failure> {
    let known: HashSet<String> = meetings.iter().map(|meeting| meeting.id.clone()).collect();
    let (now, end) = (hub.now_ms(), super::span(hub).to.to_string());
    for item in here {
        let day = item.id.get(ids::mark(event).len() + 1..).and_then(|rest| rest.get(..10));
        let day = MeetingId::row_and_day(&item.id).map(|(_, day)| day).or_else(|| day?.parse().ok());
        let Some(day) = day.filter(|day| day.to_string() < end) else { continue };
        if known.contains(&item.id) || item.starts.is_none_or(|starts| starts <= now) {
            continue;
        }
        let days = reading.days_apart(&item.id).await?;
        let row = meetings.iter_mut().find(|meeting| meeting.id == event && meeting.repeat.is_some());
        let row = row.filter(|row| days.alone.is_some() && !is_day_off(row, day));
        if let Some(row) = row
            && let Some(own) = rows::single(row, day, &hub.settings.zone)
        {
            if let Some(repeat) = &mut row.repeat {
                repeat.except.push(api::StringOr::String(day.to_string()));
                rows::begin::sort(&mut repeat.except);
            }
            // How people come to it is not said by the file, and stays as it is here.
            let attendance = row.attendance.clone();
            let own = api::Meeting { id: item.id.clone(), occurrence: None, attendance, ..own };
            meetings.push(own);
            continue;
        }
        match room(&days, item.shown.is_some(), (&hub.settings.zone, hub.now()))? {
            Room::Stays => {}
            Room::TakenOut | Room::Written(_) => gone.push((event.to_owned(), item)),
        }
    }
    Ok(())
}

/// The row that is here, and of which a changed date is one.
async fn series_of(hub: &Hub, reading: &mut Reading, time: &Time) -> Result<Option<String>, Failure> {
    for id in [time.row.clone(), rows::begin::id_of_row(&time.row)] {
        let Some(item) = reading.item(Kind::Meeting, &id).await?.filter(|item| !item.removed) else {
            continue;
        };
        let number = item.shown.unwrap_or(item.latest);
        let Some(version) = reading.version(Kind::Meeting, &id, number).await? else { continue };
        let row: api::Meeting = serde_json::from_str(&version.body).map_err(internal)?;
        if rows::single(&row, time.day, &hub.settings.zone).is_some() {
            return Ok(Some(id));
        }
    }
    Ok(None)
}

/// What stands here under the id of an event itself.
#[derive(Default)]
struct Standing {
    /// The day of a meeting without a rule that has records.
    alone: Option<Date>,
    /// The days of a row that have records or stand by themselves, where any has records.
    apart: HashSet<Date>,
    has_records: bool,
}

impl Standing {
    async fn read(hub: &Hub, reading: &mut Reading, event: &str) -> Result<Standing, Failure> {
        let item = reading.item(Kind::Meeting, event).await?.filter(|item| !item.removed);
        // A date goes off the screens with its row: in the place of one that is not shown it would stand nowhere.
        if item.is_none_or(|item| item.shown.is_none()) {
            return Ok(Standing::default());
        }
        let days = reading.days_apart(event).await?;
        let alone = days.alone.as_ref().map(|alone| read(&alone.body, &hub.settings.zone)).transpose()?;
        let alone = alone.flatten().and_then(|(_, alone)| alone.when.first_day());
        if days.recorded.is_empty() {
            return Ok(Standing { alone, ..Standing::default() });
        }
        let singles = reading.singles(event).await?.into_iter().map(|item| item.id);
        let apart = singles.chain(days.recorded);
        let of_day = |id: &str| MeetingId::row_and_day(id).map(|(_, day)| day);
        let mut apart: HashSet<Date> = apart.filter_map(|id| of_day(&id)).collect();
        // What is over stays with the row.
        let row = days.row.as_deref().map(|row| read(row, &hub.settings.zone)).transpose()?.flatten();
        let span = super::span(hub);
        let over = Span { to: span.today.yesterday().unwrap_or(span.today), ..span };
        let over = row.map(|(row, _)| rows::plan(&row, over, &hub.settings.zone)).unwrap_or_default();
        apart.extend(over.iter().filter_map(|meeting| of_day(&meeting.id.0)));
        Ok(Standing { alone, apart, has_records: true })
    }

    /// Under which id a day of the event is here.
    fn id_on(&self, event: &str, day: Date) -> Option<String> {
        if self.alone == Some(day) {
            return Some(event.to_owned());
        }
        self.apart.contains(&day).then(|| rows::id_of(event, day))
    }
}

fn read(body: &str, zone: &TimeZone) -> Result<Option<(api::Meeting, Meeting)>, Failure> {
    let wire: api::Meeting = serde_json::from_str(body).map_err(internal)?;
    let read = wire.to_domain(Known { zone, today: None }).ok();
    Ok(read.map(|read| (wire, read)))
}

/// How something makes room for what a file has in its place.
#[derive(Clone, Debug, PartialEq)]
pub enum Room {
    /// Nobody has anything of it.
    TakenOut,
    /// There are records: a meeting is called off, a row ends, so that dates of it with records are (`hub/rows`).
    Written(Box<api::Meeting>),
    /// It is over, called off, or ended already.
    Stays,
}

/// How a meeting makes room, by what it is more than its plan.
///
/// # Errors
/// When what is kept cannot be read.
pub fn room(days: &DaysApart, is_shown: bool, (zone, now): (&TimeZone, Timestamp)) -> Result<Room, Failure> {
    if !is_shown {
        return Ok(Room::TakenOut);
    }
    if let Some(alone) = &days.alone {
        let Some((wire, told)) = read(&alone.body, zone)? else { return Ok(Room::Stays) };
        let is_to_come = told.when.starts_at(zone).is_some_and(|start| now < start);
        let off = Some(api::Status::Cancelled);
        return Ok(match is_to_come && wire.status != off {
            true => Room::Written(Box::new(api::Meeting { status: off, ..wire })),
            false => Room::Stays,
        });
    }
    let row = days.row.as_deref().filter(|_| !days.recorded.is_empty());
    let Some((wire, told)) = row.map(|row| read(row, zone)).transpose()?.flatten() else {
        return Ok(Room::TakenOut);
    };
    Ok(ended(&wire, &told, (zone, now)).map_or(Room::Stays, |row| Room::Written(Box::new(row))))
}

/// A row without its days to come; nothing where it has none.
fn ended(row: &api::Meeting, told: &Meeting, (zone, now): (&TimeZone, Timestamp)) -> Option<api::Meeting> {
    let today = now.to_zoned(zone.clone()).date();
    let span = Span { today, from: today, to: today.saturating_add(super::DAYS_AFTER.days()) };
    let to_come = rows::plan(row, span, zone).into_iter().filter(|meeting| {
        meeting.when.starts_at(zone).is_some_and(|start| now < start)
            && MeetingId::row_and_day(&meeting.id.0).is_some_and(|(_, day)| !is_day_off(row, day))
    });
    let next = to_come.filter_map(|meeting| meeting.when.first_day()).min()?;
    let (first, last) = (told.when.first_day()?, next.yesterday().ok()?);
    let mut row = row.clone();
    let repeat = row.repeat.as_mut()?;
    if last < first {
        // An end before the beginning would be none.
        repeat.except.push(api::StringOr::String(first.to_string()));
        rows::begin::sort(&mut repeat.except);
    }
    repeat.until = Some(api::StringOr::String(last.max(first).to_string()));
    Some(row)
}
