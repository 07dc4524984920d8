//! When a row is shown in another version, its dates are written anew where that is called for
//! (`hub/rows/follow.rs`): in the same change, so that no screen ever has the one without the other.

use std::collections::HashSet;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::{understood, write_version};
use crate::api;
use crate::domain::meeting::MeetingId;
use crate::hub::rows::follow::{Fate, Rewritten, Why};
use crate::hub::store::{Change, DaysApart, Kind, Reading};
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

/// What will become of the dates of a row, before it is shown.
///
/// # Errors
/// When the database does.
pub async fn foreseen(
    reading: &mut Reading,
    after: &api::Meeting,
    at: (&TimeZone, Timestamp),
) -> Result<Vec<Fate>, Failure> {
    fates(&reading.days_apart(&after.id).await?, after, at)
}

/// Lets screens show a version of a meeting, and writes the dates anew that it calls for where it is a row.
/// What is `decided` in the same change, by ids, says for itself what it is.
///
/// # Errors
/// When the database does.
pub async fn show_version(
    change: &mut Change,
    (zone, now): (&TimeZone, i64),
    who: &str,
    (id, number): (&str, i64),
    decided: &HashSet<&str>,
) -> Result<(), Failure> {
    let version = change.version(Kind::Meeting, id, number).await?.ok_or(Failure::NotFound)?;
    let at = (zone, Timestamp::from_millisecond(now).unwrap_or_default());
    let fates = fates(&change.days_apart(id).await?, &understood(&version.body)?, at)?;
    for Fate { why, meeting, .. } in fates {
        if decided.contains(meeting.id.as_str()) {
            continue;
        }
        let act = match why {
            Why::Follows => "date-followed",
            Why::Over => "date-kept",
            Why::CalledOff => "date-cancelled",
        };
        let base = change.item(Kind::Meeting, &meeting.id).await?.map(|item| item.latest);
        let added = write_version(change, (zone, now), &meeting, &version.audience, base, (who, act)).await?;
        if let Ok(number) = added {
            change.show_version(Kind::Meeting, &meeting.id, Some(number)).await?;
        }
    }
    Ok(change.show_version(Kind::Meeting, id, Some(number)).await?)
}
