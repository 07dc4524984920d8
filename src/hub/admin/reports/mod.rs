//! Reports for staff and for the public: on the page, as files, and over time.

mod chart;
mod files;
mod list;
mod page;
mod series;

pub use files::{sheet, table, text};
pub use list::list;
pub use page::{mark, report};
pub use series::series;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Deserialize;

use super::super::web::Failure;
use crate::domain::meeting::MeetingId;
use crate::domain::report::{Report, Threshold};
use crate::hub::Hub;
use crate::hub::attendance::Known;

/// Whom a report is for.
#[derive(Clone, Default, Deserialize)]
pub struct Wanted {
    /// For the public: numbers below this are hidden. Nothing is for staff.
    #[serde(default)]
    public: Option<u32>,
    #[serde(default)]
    done: Option<String>,
}

impl Wanted {
    fn threshold(&self) -> Result<Option<Threshold>, Failure> {
        let too_small = || Failure::Request("a threshold that would protect nobody".to_owned());
        self.public.map(|people| Threshold::of(people).ok_or_else(too_small)).transpose()
    }

    /// The report as it is wanted.
    fn of(&self, report: Report) -> Result<Report, Failure> {
        Ok(match self.threshold()? {
            Some(threshold) => report.for_public(threshold),
            None => report,
        })
    }

    /// What stands behind an address for it.
    fn query(&self) -> String {
        self.public.map(|people| format!("?public={people}")).unwrap_or_default()
    }
}

/// Everything that has begun and has records, the latest first, with when it began; what has no day comes
/// last. By ids alone: in a hub with years behind it only the meetings of one page are looked at.
async fn begun(hub: &Hub) -> Result<Vec<(Option<Timestamp>, String)>, Failure> {
    let (now, zone) = (hub.now(), &hub.settings.zone);
    let (known, recorded) = (hub.known().await?, hub.recorded().await?);
    let written = hub.begins().await?;
    let mut begun: Vec<(Option<Timestamp>, String)> = recorded
        .into_iter()
        .filter(|id| !id.is_empty())
        .map(|id| (begins(&known, zone, written.get(&id).copied(), &id), id))
        .filter(|(start, _)| start.is_none_or(|start| start <= now))
        .collect();
    begun.sort_by(|a, b| b.cmp(a));
    Ok(begun)
}

/// When a meeting begins, as its item says (`written`, milliseconds since 1970); one of a calendar elsewhere,
/// or one date of a row, as screens have it; a date of long ago by its day.
fn begins(known: &Known, zone: &TimeZone, written: Option<i64>, id: &str) -> Option<Timestamp> {
    match written {
        Some(at) => Timestamp::from_millisecond(at).ok(),
        None => known.meeting(id).and_then(|meeting| meeting.when.starts_at(zone)).or_else(|| {
            let (_, day) = MeetingId::row_and_day(id)?;
            Some(day.to_zoned(zone.clone()).ok()?.timestamp())
        }),
    }
}
