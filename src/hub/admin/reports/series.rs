//! The meetings of a series over time.

use std::collections::{BTreeSet, HashMap};

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Html;
use jiff::Timestamp;
use jiff::civil::Date;

use super::begins;
use super::chart::{Chart, Point};
use crate::domain::meeting::{Meeting, MeetingId};
use crate::domain::text::Lang;
use crate::feed::print;
use crate::hub::Hub;
use crate::hub::admin::attendance::Head;
use crate::hub::attendance::Standing;
use crate::hub::web::{Failure, Here, Page, Viewer, html};

/// What meetings of one series have in common.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Shared {
    /// The repeating meeting they are of, by its id.
    Row(String),
    /// The name of their series, in Japanese.
    Series(String),
}

impl Shared {
    pub(super) fn of(meeting: &Meeting) -> Option<Shared> {
        if let Some(repeats) = &meeting.repeats {
            return Some(Shared::Row(repeats.key.clone()));
        }
        // A date that was moved or is about something else still is one of its row.
        if let Some((row, _)) = MeetingId::row_and_day(&meeting.id.0) {
            return Some(Shared::Row(row.to_owned()));
        }
        let series = meeting.series.as_ref()?;
        Some(Shared::Series(series.name.phrase(Lang::JA).text()))
    }
}

/// Meetings in a chart, at the most: the latest.
const MOST: usize = 24;

/// A point as the table tells it.
struct Told {
    head: Head,
    registered: u32,
    came: u32,
}

#[derive(Template)]
#[template(path = "reports/series.html", config = "src/hub/askama.toml")]
struct SeriesPage {
    page: Page,
    head: Head,
    /// What its meetings have in common.
    name: String,
    chart: Option<Chart>,
    told: Vec<Told>,
}

/// The latest of them that have begun, the first one first. In a hub with years behind it only those are
/// looked at that may be of it: by what screens show, by ids, and by the words of what is over.
async fn latest(hub: &Hub, wanted: &Shared) -> Result<Vec<Meeting>, Failure> {
    let (known, zone, now) = (hub.known().await?, &hub.settings.zone, hub.now());
    let said: HashMap<String, Option<i64>> = match wanted {
        Shared::Row(_) => HashMap::new(),
        Shared::Series(name) => hub.store.read().await?.meetings_that_say(name).await?.into_iter().collect(),
    };
    let is_near = |id: &String| match (known.meeting(id), wanted) {
        (Some(meeting), _) => Shared::of(meeting).as_ref() == Some(wanted),
        (None, Shared::Row(row)) => id.rsplit_once('/').is_some_and(|(of, _)| of == row),
        (None, Shared::Series(_)) => said.contains_key(id),
    };
    let mut near: Vec<(Option<Timestamp>, String)> = hub
        .recorded()
        .await?
        .into_iter()
        .filter(is_near)
        .map(|id| (begins(&known, zone, said.get(&id).copied().flatten(), &id), id))
        .collect();
    near.sort_by(|a, b| b.cmp(a));
    let mut found = Vec::new();
    for (_, id) in near {
        if let Some(meeting) = hub.meeting(&id).await?
            && Shared::of(&meeting).as_ref() == Some(wanted)
            && let Some(start) = meeting.when.starts_at(zone).filter(|start| *start <= now)
        {
            found.push((start, meeting));
            if found.len() == MOST {
                break;
            }
        }
    }
    found.sort_by_key(|(start, _)| *start);
    Ok(found.into_iter().map(|(_, meeting)| meeting).collect())
}

/// The meetings of its series over time.
///
/// # Errors
/// When there is no such meeting, or it is alone.
pub async fn series(
    State(hub): State<Hub>,
    Viewer(staff): Viewer,
    Path(id): Path<String>,
) -> Result<Html<String>, Failure> {
    let meeting = hub.meeting(&id).await?.ok_or(Failure::NotFound)?;
    let wanted = Shared::of(&meeting).ok_or(Failure::NotFound)?;
    let page = Page::of(&staff, Here::Reports);
    let zone = hub.settings.zone.clone();
    let (mut points, mut told) = (Vec::new(), Vec::new());
    let meetings = latest(&hub, &wanted).await?;
    let day = |one: &Meeting| one.when.starts_at(&zone).map(|start| start.to_zoned(zone.clone()).date());
    let years: BTreeSet<i16> = meetings.iter().filter_map(day).map(Date::year).collect();
    let mut last_year = None;
    for one in meetings {
        let day = day(&one);
        let label = day.map(|day| day.strftime("%-m/%-d").to_string());
        let year = day.map(Date::year).filter(|year| years.len() > 1 && last_year != Some(*year));
        last_year = year.or(last_year);
        let standing: Standing = hub.standing_of(one).await?;
        let (registered, came) = (standing.tally.registered_in_all(), standing.tally.came);
        points.push(Point {
            label: label.unwrap_or_default(),
            year: year.map(|year| year.to_string()),
            registered,
            came,
        });
        told.push(Told { head: Head::of(&standing.meeting, &page), registered, came });
    }
    let lang = page.language();
    let name = match (&wanted, &meeting.series) {
        (Shared::Series(_), Some(series)) => series.name.phrase(lang).text(),
        (Shared::Series(_), None) | (Shared::Row(_), _) => print::title(&meeting, lang),
    };
    html(&SeriesPage { name, head: Head::of(&meeting, &page), chart: Chart::of(&points), told, page })
}
