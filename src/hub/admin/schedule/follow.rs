//! When a row is shown in another version, its dates are written anew where that is called for
//! (`hub/rows/follow.rs`, `begin.rs`): in the same change, so that no screen ever has the one without the other.

use std::collections::HashSet;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::{Found, said, understood, write_version};
use crate::api;
use crate::domain::meeting::MeetingId;
use crate::hub::audience::Audience;
use crate::hub::rows::begin::{Begun, row_of_one_day};
use crate::hub::rows::follow::{Fate, Rewritten, Why};
use crate::hub::store::{Change, DaysApart, Kind, Reading, Version};
use crate::hub::web::Failure;

/// The dates of a row that stand by themselves, as screens show them, and those with records.
type Apart = (Vec<(Date, Option<api::Meeting>)>, Vec<Date>);

fn apart(days: &DaysApart) -> Result<Apart, Failure> {
    let day = |id: &str| MeetingId::row_and_day(id).map(|(_, day)| day);
    let mut own = Vec::new();
    for (id, body) in &days.shown {
        let Some(day) = day(id) else { continue };
        own.push((day, body.as_deref().map(understood).transpose()?));
    }
    Ok((own, days.recorded.iter().filter_map(|id| day(id)).collect()))
}

fn fates(
    days: &DaysApart,
    after: &api::Meeting,
    (zone, now): (&TimeZone, Timestamp),
) -> Result<Vec<Fate>, Failure> {
    let before = days.row.as_deref().map(understood).transpose()?;
    let Some(before) = before.filter(|before| before.repeat.is_some()) else { return Ok(Vec::new()) };
    let (own, recorded) = apart(days)?;
    Ok(Rewritten { before: &before, after, zone, now }.fates(&own, &recorded))
}

/// A date as planned with what somebody wrote of it, where its row (in version `written_on`) has changed
/// since: what they left as it was is as the row has it now.
///
/// # Errors
/// When the database does.
pub(super) async fn caught_up(
    reading: &mut Reading,
    found: &Found,
    written_on: &str,
    meeting: api::Meeting,
    (zone, now): (&TimeZone, Timestamp),
) -> Result<api::Meeting, Failure> {
    let then = written_on.parse::<i64>().ok().filter(|then| Some(*then) != found.of_row);
    let (Some(is), Some(then)) = (found.of_row, then) else { return Ok(meeting) };
    let Some((row, day)) = MeetingId::row_and_day(&found.item.id) else { return Ok(meeting) };
    let (before, after) =
        (reading.version(Kind::Meeting, row, then).await?, reading.version(Kind::Meeting, row, is).await?);
    let (Some(before), Some(after)) = (before, after) else { return Ok(meeting) };
    let (before, after) = (understood(&before.body)?, understood(&after.body)?);
    let carried = Rewritten { before: &before, after: &after, zone, now }.carried(&meeting, day);
    Ok(carried.unwrap_or(meeting))
}

/// What will become of dates when a version is shown.
pub struct Foreseen {
    /// The meeting itself, beside which a row begins (`hub/rows/begin.rs`).
    pub alone: Option<Fate>,
    /// The meeting where it stays a row, although it is to be on one day alone.
    pub one_day: Option<api::Meeting>,
    /// What took place, and has records, where the meeting is to be on another day: they would go along.
    pub over: Option<api::Meeting>,
    /// The dates of a row.
    pub dates: Vec<Fate>,
}

/// What will become of the dates of a meeting, before a version of it is shown.
///
/// # Errors
/// When the database does.
pub async fn foreseen(
    reading: &mut Reading,
    after: &api::Meeting,
    (zone, now): (&TimeZone, Timestamp),
) -> Result<Foreseen, Failure> {
    let days = reading.days_apart(&after.id).await?;
    if let (Some(alone), Some(_)) = (&days.alone, &after.repeat) {
        let begun = Begun { alone: &understood(&alone.body)?, after, zone, now };
        let row = begun.row();
        let dates = fates(&reading.days_apart(&row.id).await?, &row, (zone, now))?;
        return Ok(Foreseen { alone: Some(begun.fate()), one_day: None, over: None, dates });
    }
    let one_day = one_day(&days, after, zone)?;
    let dates = fates(&days, one_day.as_ref().unwrap_or(after), (zone, now))?;
    let over = match &days.alone {
        Some(alone) => {
            Some(understood(&alone.body)?).filter(|alone| is_over_and_moved(alone, after, zone, now))
        }
        None => None,
    };
    Ok(Foreseen { alone: None, one_day, over, dates })
}

fn is_over_and_moved(was: &api::Meeting, is: &api::Meeting, zone: &TimeZone, now: Timestamp) -> bool {
    let when = |meeting: &api::Meeting| said::domain(meeting, zone).map(|meeting| meeting.when);
    let (Some(was), Some(is)) = (when(was), when(is)) else { return false };
    was.over_at(zone).is_some_and(|over| over <= now) && was.first_day() != is.first_day()
}

/// A row with records of the one day that it is to be on from now on (`hub/rows/begin.rs`).
fn one_day(days: &DaysApart, after: &api::Meeting, zone: &TimeZone) -> Result<Option<api::Meeting>, Failure> {
    let Some(before) = days.row.as_deref().map(understood).transpose()? else { return Ok(None) };
    let (own, recorded) = apart(days)?;
    let is_apart = |day: Date| own.iter().any(|(own, _)| *own == day) || recorded.contains(&day);
    Ok(row_of_one_day(&before, after, is_apart, zone))
}

/// Lets screens show a version of a meeting, and writes the dates anew that it calls for where it is a row.
/// What is `decided` in the same change, by ids, says for itself what it is. The answer is the id under which
/// screens show it: another where a row begins beside a meeting with records.
///
/// # Errors
/// When the database does.
pub async fn show_version(
    change: &mut Change,
    at: (&TimeZone, i64),
    who: &str,
    (id, number): (&str, i64),
    decided: &HashSet<&str>,
) -> Result<String, Failure> {
    let version = change.version(Kind::Meeting, id, number).await?.ok_or(Failure::NotFound)?;
    let after = understood(&version.body)?;
    let days = change.days_apart(id).await?;
    if let (Some(alone), Some(_)) = (&days.alone, &after.repeat) {
        let (row, number) = begin(change, at, who, alone, (&after, &version.audience)).await?;
        return Box::pin(show_version(change, at, who, (&row, number), decided)).await;
    }
    if let Some(row) = one_day(&days, &after, at.0)? {
        let item = change.item(Kind::Meeting, id).await?.ok_or(Failure::NotFound)?;
        let by = (who, "meeting-stays-row");
        let written = write_version(change, at, &row, &version.audience, Some(item.latest), by).await?;
        let number = written.map_err(|_| Failure::Internal(format!("{id} was changed within a change")))?;
        return Box::pin(show_version(change, at, who, (id, number), decided)).await;
    }
    for Fate { why, meeting, .. } in fates(&days, &after, moment(at))? {
        if decided.contains(meeting.id.as_str()) {
            continue;
        }
        let Some(act) = act_of(why) else { continue };
        let base = change.item(Kind::Meeting, &meeting.id).await?.map(|item| item.latest);
        let added = write_version(change, at, &meeting, &version.audience, base, (who, act)).await?;
        if let Ok(number) = added {
            change.show_version(Kind::Meeting, &meeting.id, Some(number)).await?;
        }
    }
    change.show_version(Kind::Meeting, id, Some(number)).await?;
    Ok(id.to_owned())
}

/// Writes a row beside a meeting that has records, and what the meeting itself says from now on; the row's id
/// and version.
async fn begin(
    change: &mut Change,
    at: (&TimeZone, i64),
    who: &str,
    alone: &Version,
    (after, audience): (&api::Meeting, &Audience),
) -> Result<(String, i64), Failure> {
    let (zone, now) = moment(at);
    let begun = Begun { alone: &understood(&alone.body)?, after, zone, now };
    let (row, Fate { why, meeting: own, .. }) = (begun.row(), begun.fate());
    let in_one_change = |_: i64| Failure::Internal(format!("{} was changed within a change", own.id));
    let item = change.item(Kind::Meeting, &own.id).await?.ok_or(Failure::NotFound)?;
    let base = change.item(Kind::Meeting, &row.id).await?.map(|item| item.latest);
    let written = write_version(change, at, &row, audience, base, (who, "meeting-begins-row")).await?;
    let number = written.map_err(in_one_change)?;
    let act = act_of(why).unwrap_or("date-kept");
    let written = write_version(change, at, &own, &alone.audience, Some(item.latest), (who, act)).await?;
    let kept = written.map_err(in_one_change)?;
    // What was on no screen any more comes back only where the row has its day.
    let is_shown = item.shown.is_some() || why == Why::Follows;
    change.show_version(Kind::Meeting, &own.id, is_shown.then_some(kept)).await?;
    Ok((row.id, number))
}

fn moment((zone, now): (&TimeZone, i64)) -> (&TimeZone, Timestamp) {
    (zone, Timestamp::from_millisecond(now).unwrap_or_default())
}

/// What is written into the log of changes; nothing where nothing is written.
fn act_of(why: Why) -> Option<&'static str> {
    match why {
        Why::Follows => Some("date-followed"),
        Why::Over => Some("date-kept"),
        Why::CalledOff => Some("date-cancelled"),
        Why::StaysMoved | Why::StaysOff => None,
    }
}
