//! When a row is shown in another version, its dates are written anew where that is called for
//! (`hub/rows/follow.rs`): in the same change, so that no screen ever has the one without the other.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::{understood, write_version};
use crate::api;
use crate::domain::meeting::MeetingId;
use crate::hub::rows::follow::{Fate, Rewritten, Why};
use crate::hub::store::{Change, DaysApart, Item, Kind, Reading};
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

/// What will become of the dates of a row, before it is shown.
///
/// # Errors
/// When the database does.
pub async fn foreseen(
    reading: &mut Reading,
    (before, after): (&api::Meeting, &api::Meeting),
    (zone, today): (&TimeZone, Date),
) -> Result<Vec<Fate>, Failure> {
    if before.repeat.is_none() {
        return Ok(Vec::new());
    }
    let (own, recorded) = apart(&reading.days_apart(&after.id).await?)?;
    Ok(Rewritten { before, after, zone, today }.fates(&own, &recorded))
}

/// Writes the dates of a row anew that its other version calls for, and shows them.
///
/// # Errors
/// When the database does.
pub async fn follow(
    change: &mut Change,
    (zone, now): (&TimeZone, i64),
    who: &str,
    item: &Item,
    later: i64,
) -> Result<(), Failure> {
    let Some(earlier) = item.shown.filter(|earlier| *earlier != later) else { return Ok(()) };
    let before = change.version(Kind::Meeting, &item.id, earlier).await?;
    let after = change.version(Kind::Meeting, &item.id, later).await?;
    let (Some(before), Some(after)) = (before, after) else { return Ok(()) };
    let (audience, before, after) = (after.audience, understood(&before.body)?, understood(&after.body)?);
    if before.repeat.is_none() {
        return Ok(());
    }
    let (own, recorded) = apart(&change.days_apart(&item.id).await?)?;
    let now_there = Timestamp::from_millisecond(now).unwrap_or_default().to_zoned(zone.clone());
    let rewritten = Rewritten { before: &before, after: &after, zone, today: now_there.date() };
    for Fate { why, meeting, .. } in rewritten.fates(&own, &recorded) {
        let act = match why {
            Why::Follows => "date-followed",
            Why::Over => "date-kept",
            Why::CalledOff => "date-cancelled",
        };
        let base = change.item(Kind::Meeting, &meeting.id).await?.map(|item| item.latest);
        let added = write_version(change, (zone, now), &meeting, &audience, base, (who, act)).await?;
        if let Ok(number) = added {
            change.show_version(Kind::Meeting, &meeting.id, Some(number)).await?;
        }
    }
    Ok(())
}
