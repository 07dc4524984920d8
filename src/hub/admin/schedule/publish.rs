//! Onto the screens, at once or at a time.

use std::collections::HashSet;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::Timestamp;
use jiff::civil::Date;

use super::differ::{self, Side};
use super::fields::{Fields, Sent};
use super::follow::{foreseen, show_version};
use super::{
    Address, Found, find, is_without_its_row, lint, note, path_of, read, row_of, said, today, understood,
};
use crate::api;
use crate::hub::Hub;
use crate::hub::admin::history::Difference;
use crate::hub::admin::screens::ScreenList;
use crate::hub::admin::slide::lint::Line;
use crate::hub::rows;
use crate::hub::rows::follow::{Fate, Why};
use crate::hub::store::{Change, Kind, Reading};
use crate::hub::web::{Editor, Failure, Here, Page, Publisher, Staff, html};

#[derive(Template)]
#[template(path = "schedule/publish.html", config = "src/hub/askama.toml")]
struct PublishPage {
    page: Page,
    path: String,
    crumb: String,
    name: String,
    when: String,
    version: i64,
    audience: String,
    /// That no screen would show it now.
    nobody: String,
    lints: Vec<Line>,
    lint_count: String,
    /// What changes on the screens.
    changes: Vec<Difference>,
    /// What becomes of single dates of a row.
    dates: Vec<String>,
    first: bool,
    planned: String,
    has_link: bool,
    links: bool,
    /// Somebody has saved since the page was made.
    newer: bool,
    f: Fields,
    mend_day: String,
    mend_time: String,
}

/// What has to be said on the page again.
#[derive(Default)]
struct Again {
    newer: bool,
    fields: Fields,
    mend_day: String,
    mend_time: String,
}

async fn page_of(
    hub: &Hub,
    reading: &mut Reading,
    page: Page,
    found: &Found,
    links: bool,
    again: Again,
) -> Result<PublishPage, Failure> {
    let (zone, today) = (&hub.settings.zone, today(hub));
    let Found { item, version, meeting, .. } = found;
    let domain = said::domain(meeting, zone)
        .ok_or_else(|| Failure::Internal(format!("meeting {} cannot be read", item.id)))?;
    let screens = ScreenList::read(reading).await?;
    let kiosks = screens.reached(&version.audience);
    let asked = lint::Asked { wire: meeting, domain: &domain, kiosks: &kiosks, links };
    let lints = lint::lines(&page, hub, reading, &asked).await?;
    let shown = match item.shown {
        Some(shown) => reading.version(Kind::Meeting, &item.id, shown).await?,
        None => None,
    };
    let mut dates = Vec::new();
    let foreseen = foreseen(reading, meeting, (zone, hub.now())).await?;
    if let Some(alone) = &foreseen.alone {
        dates.extend(told_of_alone(hub, &page, alone).await?);
    }
    if let Some(over) = &foreseen.over
        && let Some(domain) = said::domain(over, zone)
    {
        let when = said::when_line(&page, over, &domain, zone, today);
        dates.push(page.with("dates-over-moved", "when", &when));
    }
    if let Some(row) = &foreseen.one_day
        && let Some(domain) = said::domain(row, zone)
    {
        let when = said::when_line(&page, meeting, &domain, zone, today);
        dates.push(page.with("dates-stays-row", "when", &when));
    }
    for fate in &foreseen.dates {
        dates.extend(told(hub, &page, fate).await?);
    }
    let changes = match shown {
        Some(shown) => {
            let before = Side::of(understood(&shown.body)?, shown.audience)?;
            let after = Side::of(meeting.clone(), version.audience.clone())?;
            differ::differences((&page, hub, &screens), &before, &after)
                .into_iter()
                .map(|one| one.told)
                .collect()
        }
        // A date that was as planned until now.
        None => match row_of(reading, &item.id).await? {
            Some((row, day)) => {
                planned_differences((&page, hub, &screens), reading, &row, day, found).await?
            }
            None => Vec::new(),
        },
    };
    Ok(PublishPage {
        path: path_of(&item.id),
        crumb: said::short_name(&page, &domain),
        name: said::names(&page, &domain, meeting.repeat.is_some()).0,
        when: said::when_line(&page, meeting, &domain, zone, today),
        version: item.latest,
        audience: screens.said(&page, &version.audience),
        nobody: match is_without_its_row(reading, item).await? {
            true => page.t("dates-row-not-shown-text"),
            false => screens.nobody(&page, &version.audience),
        },
        lint_count: page.n("schedule-lint-count", lints.iter().filter(|line| line.open).count() as i64),
        lints,
        first: item.shown.is_none() && changes.is_empty(),
        changes,
        dates,
        planned: item
            .planned
            .map(|(_, at)| page.with("schedule-planned-at", "when", &said::moment(&page, at, zone, today)))
            .unwrap_or_default(),
        has_link: meeting.page.is_some(),
        links,
        newer: again.newer,
        f: again.fields,
        mend_day: again.mend_day,
        mend_time: again.mend_time,
        page,
    })
}

/// In what a date that stands by itself now is another than its row, as screens show that, has it.
async fn planned_differences(
    with: (&Page, &Hub, &ScreenList),
    reading: &mut Reading,
    row: &Found,
    day: Date,
    found: &Found,
) -> Result<Vec<Difference>, Failure> {
    let zone = &with.1.settings.zone;
    let Some(shown) = row.item.shown else { return Ok(Vec::new()) };
    let Some(version) = reading.version(Kind::Meeting, &row.item.id, shown).await? else {
        return Ok(Vec::new());
    };
    let Some(planned) = rows::single(&understood(&version.body)?, day, zone) else { return Ok(Vec::new()) };
    let plain =
        |meeting: &api::Meeting| said::with_plain_time(meeting, zone).unwrap_or_else(|| meeting.clone());
    let to = &found.version.audience;
    let before = Side::of(plain(&planned), to.clone())?;
    let after = Side::of(plain(&found.meeting), to.clone())?;
    Ok(differ::differences(with, &before, &after).into_iter().map(|one| one.told).collect())
}

/// What becomes of a meeting beside which a row begins, in lines.
async fn told_of_alone(hub: &Hub, page: &Page, fate: &Fate) -> Result<Vec<String>, Failure> {
    let (zone, today) = (&hub.settings.zone, today(hub));
    let when = said::domain(&fate.meeting, zone)
        .map(|domain| said::when_line(page, &fate.meeting, &domain, zone, today))
        .unwrap_or_default();
    let mut lines = vec![page.with("dates-stays-alone", "when", &when)];
    if fate.why == Why::CalledOff {
        lines.extend(told(hub, page, fate).await?);
    }
    Ok(lines)
}

/// What becomes of a date, in a line. Of what is over nothing changes that anybody could see.
async fn told(hub: &Hub, page: &Page, fate: &Fate) -> Result<Option<String>, Failure> {
    let (zone, today) = (&hub.settings.zone, today(hub));
    let Some(domain) = said::domain(&fate.meeting, zone) else { return Ok(None) };
    let when = said::when_line(page, &fate.meeting, &domain, zone, today);
    Ok(match fate.why {
        Why::Over => None,
        Why::Follows => Some(page.with("dates-follows", "when", &when)),
        Why::StaysMoved => Some(page.with("dates-stays-moved", "when", &when)),
        Why::StaysOff => Some(page.with("dates-stays-off", "when", &when)),
        Why::CalledOff => {
            let standing = hub.standing(&fate.meeting.id).await?;
            let counted =
                standing.map_or((0, 0), |standing| (standing.tally.registered_in_all(), standing.records));
            match counted {
                (0, 0) => Some(page.with("dates-falls-out-apart", "when", &when)),
                // They took it back, or were only at the desk.
                (0, _) => Some(page.with("dates-falls-out-nobody", "when", &when)),
                (people, _) => {
                    let people = people.to_string();
                    Some(page.with_all("dates-falls-out", &[("when", &when), ("people", &people)]))
                }
            }
        }
    })
}

/// The page before it is published: what will change, and what to look at.
///
/// # Errors
/// When there is no such meeting.
pub async fn publish_page(
    State(hub): State<Hub>,
    Editor(staff): Editor,
    Path(id): Path<String>,
    Query(address): Query<Address>,
) -> Result<Response, Failure> {
    let mut reading = hub.store.read().await?;
    let found = find(&mut reading, &id).await?;
    let page = Page::of(&staff, Here::Schedule).after(address.done());
    let links = !address.links.is_empty();
    Ok(html(&page_of(&hub, &mut reading, page, &found, links, Again::default()).await?)?.into_response())
}

/// Lets screens show what was looked at, at once or from a moment on.
///
/// # Errors
/// When there is no such meeting.
pub async fn publish(
    State(hub): State<Hub>,
    Publisher(staff): Publisher,
    Path(id): Path<String>,
    sent: Sent,
) -> Result<Response, Failure> {
    let fields = sent.fields;
    let found = find(&mut hub.store.read().await?, &id).await?;
    let seen = fields.get("version").parse::<i64>().unwrap_or(0);
    if seen != found.item.latest {
        return again(&hub, &staff, &found, Again { newer: true, fields, ..Again::default() }).await;
    }
    match fields.get("act") {
        "later" => later(&hub, &staff, &found, fields).await,
        "not-later" => {
            let mut change = hub.store.begin().await?;
            change.plan_version(Kind::Meeting, &id, None).await?;
            note(&hub, &mut change, &staff.name, "meeting-plan-ended", &id, (None, None)).await?;
            change.commit().await?;
            Ok(Redirect::to(&format!("{}?done=meeting-plan-ended", path_of(&id))).into_response())
        }
        _ => {
            let mut change = hub.store.begin().await?;
            // Under the lock of the change: nobody has saved in between.
            let now = change.item(Kind::Meeting, &id).await?;
            if now.is_none_or(|item| item.latest != seen || item.removed) {
                drop(change);
                return again(&hub, &staff, &found, Again { newer: true, fields, ..Again::default() }).await;
            }
            let (revision, shown) =
                show(&hub, &mut change, &staff.name, &id, found.item.shown, Some(seen)).await?;
            change.commit().await?;
            hub.live.announce_revision(revision);
            Ok(Redirect::to(&format!("{}?done=meeting-published", path_of(&shown))).into_response())
        }
    }
}

/// Lets screens show a version, or none, with its entry in the log; the revision to announce, and under which
/// id screens show it.
pub async fn show(
    hub: &Hub,
    change: &mut Change,
    who: &str,
    id: &str,
    earlier: Option<i64>,
    later: Option<i64>,
) -> Result<(i64, String), Failure> {
    let revision = change.next_revision().await?;
    let plan = change.item(Kind::Meeting, id).await?.and_then(|item| item.planned);
    if let Some((number, _)) = plan.filter(|(number, _)| Some(*number) != later) {
        note(hub, change, who, "meeting-plan-ended", id, (Some(format!("version {number}")), None)).await?;
    }
    let shown = match later {
        Some(later) => {
            let at = (&hub.settings.zone, hub.now_ms());
            show_version(change, at, who, (id, later), &HashSet::new()).await?
        }
        None => {
            change.show_version(Kind::Meeting, id, None).await?;
            id.to_owned()
        }
    };
    let act = if later.is_some() { "meeting-published" } else { "meeting-withdrawn" };
    let said = |number: Option<i64>| number.map(|number| format!("version {number}"));
    note(hub, change, who, act, id, (said(earlier), said(later))).await?;
    Ok((revision, shown))
}

async fn again(hub: &Hub, staff: &Staff, found: &Found, again: Again) -> Result<Response, Failure> {
    let status = if again.newer { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    let mut reading = hub.store.read().await?;
    let page = Page::of(staff, Here::Schedule);
    Ok((status, html(&page_of(hub, &mut reading, page, found, false, again).await?)?).into_response())
}

async fn later(hub: &Hub, staff: &Staff, found: &Found, fields: Fields) -> Result<Response, Failure> {
    let page = Page::of(staff, Here::Schedule);
    let day = read::day(fields.get("day"));
    let time = read::time(fields.get("time"));
    let (Some(on), Some(at)) = (day, time) else {
        let mend = |known: bool, key: &str| if known { String::new() } else { page.t(key) };
        let mend_day = mend(day.is_some(), "schedule-mend-day-missing");
        let mend_time = mend(time.is_some(), "schedule-mend-time-missing");
        return again(hub, staff, found, Again { mend_day, mend_time, fields, newer: false }).await;
    };
    let moment = on.to_datetime(at).to_zoned(hub.settings.zone.clone()).map(|zoned| zoned.timestamp());
    let moment = moment.unwrap_or(Timestamp::MIN);
    if moment <= hub.now() {
        let mend_day = page.t("schedule-mend-plan-past");
        return self::again(hub, staff, found, Again { mend_day, fields, ..Again::default() }).await;
    }
    let (id, ms) = (&found.item.id, moment.as_millisecond());
    let mut change = hub.store.begin().await?;
    change.plan_version(Kind::Meeting, id, Some((found.item.latest, ms))).await?;
    let later = Some(format!("version {} at {moment}", found.item.latest));
    note(hub, &mut change, &staff.name, "meeting-planned", id, (None, later)).await?;
    change.commit().await?;
    Ok(Redirect::to(&format!("{}?done=meeting-planned", path_of(id))).into_response())
}
