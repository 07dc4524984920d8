//! The coming dates of a meeting that comes again, and one of them called off or changed by itself. Such a
//! date becomes a meeting of its own (`hub/rows.rs`) that says the same and is on the screens in the same
//! moment; whatever is changed of it then goes the way of every meeting.

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use jiff::ToSpan;
use jiff::civil::Date;
use serde::Deserialize;

use super::deeds::{Question, ask};
use super::publish::show;
use super::{Found, add_version, find, path_of, said, today, understood};
use crate::api;
use crate::domain::meeting::MeetingId;
use crate::feed::Span;
use crate::hub::audience::Audience;
use crate::hub::store::{Change, Kind, Reading};
use crate::hub::web::{Failure, Here, Page, Publisher, Staff, Viewer, html};
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

/// The row as screens show it, or as it was written last.
async fn row_of(reading: &mut Reading, id: &str) -> Result<(Found, api::Meeting), Failure> {
    let found = find(reading, id).await?;
    let row = match found.item.shown {
        Some(number) => {
            let version = reading.version(Kind::Meeting, id, number).await?.ok_or(Failure::NotFound)?;
            understood(&version.body)?
        }
        None => found.meeting.clone(),
    };
    if row.repeat.is_none() { Err(Failure::NotFound) } else { Ok((found, row)) }
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
    let (found, row) = row_of(&mut reading, &id).await?;
    let (zone, today) = (&hub.settings.zone, today(&hub));
    let page = Page::of(&staff, Here::Schedule).after(Some(&asked.done));
    let meeting =
        said::domain(&row, zone).ok_or_else(|| Failure::Internal(format!("meeting {id} cannot be read")))?;
    let from = super::read::day(&asked.from).unwrap_or(today).max(today);
    let span = Span { today, from, to: from.saturating_add(DAYS.days()) };
    let except: Vec<Date> = row.repeat.iter().flat_map(|repeat| &repeat.except).filter_map(day_of).collect();
    let mut planned = rows::plan(&row, span, zone).into_iter().filter_map(|meeting| {
        let (_, day) = MeetingId::row_and_day(&meeting.id.0)?;
        Some((day, meeting))
    });
    let mut own = std::collections::BTreeMap::new();
    for item in reading.singles(&id).await? {
        let number = item.shown.unwrap_or(item.latest);
        let Some(version) = reading.version(Kind::Meeting, &item.id, number).await? else { continue };
        let Some((_, day)) = MeetingId::row_and_day(&item.id) else { continue };
        own.insert(day, (item.clone(), understood(&version.body)?));
    }
    let line = |meeting: &crate::domain::meeting::Meeting| {
        let single = api::Meeting { repeat: None, ..row.clone() };
        said::when_line(&page, &single, meeting, zone, today)
    };
    let mut dates = Vec::new();
    for (day, meeting) in planned.by_ref().take(DATES) {
        let mut date = OneDate { day, when: line(&meeting), state: None, instead: String::new(), own: None };
        match own.get(&day).map(|(item, wire)| (item, wire, said::domain(wire, zone))) {
            Some((item, _, Some(single))) => {
                date.own = Some(path_of(&item.id));
                let is_moved = single.when != meeting.when;
                let cancelled = single.status == crate::domain::meeting::Status::Cancelled;
                date.state = Some(match (cancelled, is_moved) {
                    (true, _) => ("cancelled", page.t("state-cancelled")),
                    (false, true) => ("waiting", page.t("dates-moved")),
                    (false, false) => ("settled", page.t("dates-own")),
                });
                if is_moved {
                    date.instead = page.with("dates-instead", "when", &line(&single));
                }
            }
            Some((item, _, None)) => date.own = Some(path_of(&item.id)),
            None if except.contains(&day) => date.state = Some(("open", page.t("dates-off"))),
            None => {}
        }
        dates.push(date);
    }
    let next = planned.next().map(|(day, _)| day);
    // What stands by itself although the rule does not name its day any more: it is on the screens, too.
    let page_of_days = from..next.unwrap_or(Date::MAX);
    for (day, (item, wire)) in own.range(page_of_days) {
        if dates.iter().any(|date| date.day == *day) {
            continue;
        }
        let single = said::domain(wire, zone);
        dates.push(OneDate {
            day: *day,
            when: single.as_ref().map(&line).unwrap_or_else(|| item.title.clone()),
            state: Some(("open", page.t("dates-outside"))),
            instead: String::new(),
            own: Some(path_of(&item.id)),
        });
    }
    dates.sort_by_key(|date| date.day);
    let path = path_of(&id);
    let later = next.map(|day| format!("{path}/dates?from={day}")).unwrap_or_default();
    html(&DatesPage {
        crumb: said::short_name(&page, &meeting),
        name: said::names(&page, &meeting, true).0,
        rhythm: row.repeat.as_ref().map(|repeat| said::rhythm(&page, repeat, &meeting)).unwrap_or_default(),
        dates,
        later,
        is_shown: found.item.shown.is_some(),
        is_cancelled: row.status == Some(api::Status::Cancelled),
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

/// The date that an address names, as a meeting of its own. Nothing where it is one already, or is no date
/// of what screens show.
async fn date_of(
    hub: &Hub,
    reading: &mut Reading,
    id: &str,
    day: &str,
) -> Result<(Found, api::Meeting), Failure> {
    let (found, row) = row_of(reading, id).await?;
    let day = super::read::day(day).ok_or(Failure::NotFound)?;
    found.item.shown.ok_or(Failure::NotFound)?;
    let single = rows::single(&row, day, &hub.settings.zone).ok_or(Failure::NotFound)?;
    Ok((found, single))
}

/// Asks whether one date is to be called off.
///
/// # Errors
/// When there is no such date.
pub async fn cancel_date_page(
    State(hub): State<Hub>,
    Publisher(staff): Publisher,
    Path((id, day)): Path<(String, String)>,
) -> Result<Html<String>, Failure> {
    let (_, single) = date_of(&hub, &mut hub.store.read().await?, &id, &day).await?;
    let back = format!("{}/dates", path_of(&id));
    let action = format!("{back}/{day}/cancel");
    ask(&hub, &staff, &single, Question { key: "cancel-date", action, back })
}

/// Calls one date off: it shows as 中止, and the others go on.
///
/// # Errors
/// When there is no such date.
pub async fn cancel_date(
    State(hub): State<Hub>,
    Publisher(staff): Publisher,
    Path((id, day)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let (found, single) = date_of(&hub, &mut hub.store.read().await?, &id, &day).await?;
    let single = api::Meeting { status: Some(api::Status::Cancelled), ..single };
    set_apart(&hub, &staff, &found, &single, "date-cancelled").await?;
    Ok(Redirect::to(&format!("{}/dates?done=date-cancelled", path_of(&id))).into_response())
}

/// What is to be changed of a date.
#[derive(Deserialize)]
pub struct Wish {
    /// `move` or `edit`.
    to: String,
}

/// Makes a meeting of its own of one date, which says the same, and goes on to the page where it is
/// changed.
///
/// # Errors
/// When there is no such date.
pub async fn change_date(
    State(hub): State<Hub>,
    Publisher(staff): Publisher,
    Path((id, day)): Path<(String, String)>,
    Form(wish): Form<Wish>,
) -> Result<Response, Failure> {
    let (found, single) = date_of(&hub, &mut hub.store.read().await?, &id, &day).await?;
    set_apart(&hub, &staff, &found, &single, "date-set-apart").await?;
    let path = path_of(&single.id);
    let to = if wish.to == "move" { format!("{path}/move") } else { path };
    Ok(Redirect::to(&to).into_response())
}

/// Keeps a date as a meeting of its own and shows it, in one change. What somebody else has made of it
/// meanwhile stays: only its state follows the wish to call it off.
async fn set_apart(
    hub: &Hub,
    staff: &Staff,
    row: &Found,
    single: &api::Meeting,
    act: &str,
) -> Result<(), Failure> {
    let mut change = hub.store.begin().await?;
    let known = change.item(Kind::Meeting, &single.id).await?;
    let there = known.as_ref().filter(|item| !item.removed);
    let wanted = match there {
        None => single.clone(),
        Some(_) if single.status.is_none() => return Ok(()),
        Some(item) => {
            let number = item.shown.unwrap_or(item.latest);
            let version = change.version(Kind::Meeting, &single.id, number).await?;
            let version = version.ok_or(Failure::NotFound)?;
            api::Meeting { status: single.status, ..understood(&version.body)? }
        }
    };
    let audience = row.version.audience.clone();
    let revision = keep(hub, &mut change, staff, &wanted, &audience, act).await?;
    change.commit().await?;
    hub.live.announce_revision(revision);
    Ok(())
}

/// Adds a version on what is there and shows it; the revision to announce.
async fn keep(
    hub: &Hub,
    change: &mut Change,
    staff: &Staff,
    meeting: &api::Meeting,
    audience: &Audience,
    act: &str,
) -> Result<i64, Failure> {
    let known = change.item(Kind::Meeting, &meeting.id).await?;
    let base = known.as_ref().map(|item| item.latest);
    let by = (staff.name.as_str(), act);
    let added = add_version(hub, change, meeting, audience, base, by).await?;
    let number = added.map_err(|_| Failure::Internal("a version came within a change".to_owned()))?;
    show(hub, change, &staff.name, &meeting.id, known.and_then(|item| item.shown), Some(number)).await
}
