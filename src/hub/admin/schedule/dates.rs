//! The coming dates of a meeting that comes again, and one of them called off. Such a date becomes a meeting of
//! its own (`hub/rows`); to be changed it is opened as every meeting is, and kept when something of it is saved.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use jiff::ToSpan;
use jiff::civil::Date;
use serde::Deserialize;

use super::deeds::{Question, ask};
use super::publish::show;
use super::{Found, add_version, find, path_of, said, today, understood};
use crate::api;
use crate::domain::meeting::{Meeting, MeetingId, Status};
use crate::feed::Span;
use crate::hub::audience::Audience;
use crate::hub::rows::follow::is_in_plan;
use crate::hub::store::{Item, Kind, Reading};
use crate::hub::web::{Failure, Here, Page, Publisher, Viewer, html};
use crate::hub::{Hub, rows};

/// Dates of a page.
const DATES: usize = 16;

/// How far dates are looked for, in days.
const DAYS: i64 = 800;

/// A date of the row.
struct OneDate {
    day: Date,
    /// As the plan has it: "12月10日 木曜日 午後1時30分から4時まで".
    when: String,
    /// What became of it, where something did: its sign, its word, and when it is instead.
    state: Option<(&'static str, String)>,
    instead: String,
    /// The page of the meeting that it has become.
    own: Option<String>,
}

#[derive(Template)]
#[template(path = "schedule/dates.html", config = "src/hub/askama.toml")]
struct DatesPage {
    page: Page,
    path: String,
    crumb: String,
    name: String,
    rhythm: String,
    dates: Vec<OneDate>,
    /// Where the dates after these are.
    later: String,
    /// Whether screens show the row: a date can only be changed of what is there.
    is_shown: bool,
    is_cancelled: bool,
}

/// From which day on.
#[derive(Default, Deserialize)]
pub struct From {
    #[serde(default)]
    from: String,
    #[serde(default)]
    done: String,
}

/// The row as screens show it, or as it was written last, and the screens it is for.
struct Row {
    item: Item,
    meeting: api::Meeting,
    audience: Audience,
}

async fn find_row(reading: &mut Reading, id: &str) -> Result<Row, Failure> {
    let Found { item, version, meeting, .. } = find(reading, id).await?;
    let row = match item.shown {
        Some(number) => {
            let version = reading.version(Kind::Meeting, id, number).await?.ok_or(Failure::NotFound)?;
            Row { item, meeting: understood(&version.body)?, audience: version.audience }
        }
        None => Row { item, meeting, audience: version.audience },
    };
    if row.meeting.repeat.is_none() { Err(Failure::NotFound) } else { Ok(row) }
}

/// A date that stands by itself, or for which a change was only prepared.
struct Own {
    item: Item,
    wire: api::Meeting,
    single: Option<Meeting>,
}

impl Own {
    fn is_cancelled(&self) -> bool {
        self.single.as_ref().is_some_and(|single| single.status == Status::Cancelled)
    }
}

async fn own_dates(hub: &Hub, reading: &mut Reading, id: &str) -> Result<BTreeMap<Date, Own>, Failure> {
    let mut own = BTreeMap::new();
    for item in reading.singles(id).await? {
        let number = item.shown.unwrap_or(item.latest);
        let Some(version) = reading.version(Kind::Meeting, &item.id, number).await? else { continue };
        let Some((_, day)) = MeetingId::row_and_day(&item.id) else { continue };
        let wire = understood(&version.body)?;
        let single = said::domain(&wire, &hub.settings.zone);
        own.insert(day, Own { item, wire, single });
    }
    Ok(own)
}

/// The dates that are to come.
///
/// # Errors
/// When there is no such meeting, or it does not come again.
pub async fn dates(
    State(hub): State<Hub>,
    Viewer(staff): Viewer,
    Path(id): Path<String>,
    Query(asked): Query<From>,
) -> Result<Html<String>, Failure> {
    let mut reading = hub.store.read().await?;
    let row = find_row(&mut reading, &id).await?;
    let (zone, today) = (&hub.settings.zone, today(&hub));
    let page = Page::of(&staff, Here::Schedule).after(Some(&asked.done));
    let meeting = said::domain(&row.meeting, zone)
        .ok_or_else(|| Failure::Internal(format!("meeting {id} cannot be read")))?;
    let from = super::read::day(&asked.from).unwrap_or(today).max(today);
    let span = Span { today, from, to: from.saturating_add(DAYS.days()) };
    let repeat = row.meeting.repeat.as_ref();
    let except: Vec<Date> = repeat.iter().flat_map(|repeat| &repeat.except).filter_map(day_of).collect();
    let mut planned = rows::plan(&row.meeting, span, zone).into_iter().filter_map(|meeting| {
        let (_, day) = MeetingId::row_and_day(&meeting.id.0)?;
        Some((day, meeting))
    });
    let own = own_dates(&hub, &mut reading, &id).await?;
    let line = |meeting: &Meeting| {
        let single = api::Meeting { repeat: None, ..row.meeting.clone() };
        said::when_line(&page, &single, meeting, zone, today)
    };
    let mut dates = Vec::new();
    for (day, meeting) in planned.by_ref().take(DATES) {
        let mut date = OneDate { day, when: line(&meeting), state: None, instead: String::new(), own: None };
        match own.get(&day) {
            Some(own) => {
                date.own = Some(path_of(&own.item.id));
                let moved = own.single.as_ref().filter(|single| single.when != meeting.when);
                date.state = match (own.item.shown, own.is_cancelled()) {
                    // Screens have it as planned.
                    (None, _) => Some(("open", page.t("dates-draft"))),
                    (Some(_), true) => Some(("cancelled", page.t("state-cancelled"))),
                    (Some(_), false) if moved.is_some() => Some(("waiting", page.t("dates-moved"))),
                    (Some(_), false) => Some(("settled", page.t("dates-own"))),
                };
                if let Some(moved) = moved.filter(|_| own.item.shown.is_some() && !own.is_cancelled()) {
                    date.instead = page.with("dates-instead", "when", &line(moved));
                }
            }
            None if except.contains(&day) => date.state = Some(("open", page.t("dates-off"))),
            None => {}
        }
        dates.push(date);
    }
    let next = planned.next().map(|(day, _)| day);
    // What stands by itself although the rule does not name its day any more, or was moved from a day that is
    // over: it is on the screens, too.
    let days_here = from..next.unwrap_or(Date::MAX);
    for (day, own) in own.iter().filter(|(_, own)| own.item.shown.is_some()) {
        let on = own.single.as_ref().and_then(|single| single.when.first_day()).unwrap_or(*day);
        let is_here = days_here.contains(day) || (*day < from && days_here.contains(&on));
        if !is_here || dates.iter().any(|date| date.day == *day) {
            continue;
        }
        let (sign, key) = match (own.is_cancelled(), *day < today) {
            (true, _) => ("cancelled", "state-cancelled"),
            (false, true) => ("waiting", "dates-moved"),
            (false, false) => ("open", "dates-outside"),
        };
        let outside = (key != "dates-outside" && *day >= today).then(|| page.t("dates-outside"));
        dates.push(OneDate {
            day: *day,
            when: own.single.as_ref().map(&line).unwrap_or_else(|| own.item.title.clone()),
            state: Some((sign, page.t(key))),
            instead: outside.unwrap_or_default(),
            own: Some(path_of(&own.item.id)),
        });
    }
    dates.sort_by_key(|date| date.day);
    let path = path_of(&id);
    let later = next.map(|day| format!("{path}/dates?from={day}")).unwrap_or_default();
    html(&DatesPage {
        crumb: said::short_name(&page, &meeting),
        name: said::names(&page, &meeting, true).0,
        rhythm: repeat.map(|repeat| said::rhythm(&page, repeat, &meeting)).unwrap_or_default(),
        dates,
        later,
        is_shown: row.item.shown.is_some(),
        is_cancelled: row.meeting.status == Some(api::Status::Cancelled),
        path,
        page,
    })
}

fn day_of(day: &api::Day) -> Option<Date> {
    match day {
        api::StringOr::String(text) => text.parse().ok(),
        api::StringOr::Object(_) => None,
    }
}

/// The row and the date that an address names, as screens show that date. Nothing where the row is on no
/// screen or does not have that day.
async fn date_of(
    hub: &Hub,
    reading: &mut Reading,
    id: &str,
    day: &str,
) -> Result<Option<(Row, api::Meeting)>, Failure> {
    let row = find_row(reading, id).await?;
    let Some(day) = super::read::day(day) else { return Ok(None) };
    if let Some(own) = own_dates(hub, reading, id).await?.remove(&day)
        && own.item.shown.is_some()
    {
        return Ok(Some((row, own.wire)));
    }
    let single = rows::single(&row.meeting, day, &hub.settings.zone);
    // A day off is no date of it.
    let is_date = row.item.shown.is_some() && is_in_plan(&row.meeting, day, &hub.settings.zone);
    Ok(single.filter(|_| is_date).map(|single| (row, single)))
}

/// Back to the dates: what was asked for is none any more.
fn gone(id: &str) -> Response {
    Redirect::to(&format!("{}/dates?done=date-gone", path_of(id))).into_response()
}

/// Asks whether one date is to be called off.
///
/// # Errors
/// When there is no such meeting.
pub async fn cancel_date_page(
    State(hub): State<Hub>,
    Publisher(staff): Publisher,
    Path((id, day)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let Some((_, single)) = date_of(&hub, &mut hub.store.read().await?, &id, &day).await? else {
        return Ok(gone(&id));
    };
    let back = format!("{}/dates", path_of(&id));
    let action = format!("{back}/{day}/cancel");
    Ok(ask(&hub, &staff, &single, Question { key: "cancel-date", action, back, ends_plan: false })?
        .into_response())
}

/// Calls one date off: it shows as 中止, and the others go on. It stays as screens have it in everything else,
/// also where somebody prepares a change.
///
/// # Errors
/// When there is no such meeting.
pub async fn cancel_date(
    State(hub): State<Hub>,
    Publisher(staff): Publisher,
    Path((id, day)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let mut reading = hub.store.read().await?;
    let Some((row, single)) = date_of(&hub, &mut reading, &id, &day).await? else {
        return Ok(gone(&id));
    };
    let known = reading.item(Kind::Meeting, &single.id).await?;
    drop(reading);
    let single = api::Meeting { status: Some(api::Status::Cancelled), ..single };
    let mut change = hub.store.begin().await?;
    let base = known.as_ref().map(|item| item.latest);
    let by = (staff.name.as_str(), "date-cancelled");
    let added = add_version(&hub, &mut change, &single, &row.audience, base, by).await?;
    // Somebody has saved something of it since it was read: nothing is written over that.
    let there = || Failure::Meanwhile { to: path_of(&single.id) };
    let number = added.map_err(|_| there())?;
    let earlier = known.and_then(|item| item.shown);
    let (revision, _) = show(&hub, &mut change, &staff.name, &single.id, earlier, Some(number)).await?;
    change.commit().await?;
    hub.live.announce_revision(revision);
    Ok(Redirect::to(&format!("{}/dates?done=date-cancelled", path_of(&id))).into_response())
}
