//! The meetings of today and those near it, with their counts.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Html;
use jiff::{SignedDuration, Timestamp};

use super::{Done, Head};
use crate::domain::attendance::{House, RegistrationState, Rules};
use crate::domain::meeting::Meeting;
use crate::hub::Hub;
use crate::hub::web::{Failure, Here, Page, Viewer, html};

/// How far back and ahead meetings are near.
const BEFORE: SignedDuration = SignedDuration::from_hours(7 * 24);
const AHEAD: SignedDuration = SignedDuration::from_hours(60 * 24);
/// Of each list, at the most.
const MOST: usize = 12;

/// A meeting with its counts.
struct Row {
    head: Head,
    registered: u32,
    waiting: u32,
    came: u32,
    walk_in: u32,
    flags: i64,
}

#[derive(Template)]
#[template(path = "attendance/list.html", config = "src/hub/askama.toml")]
struct ListPage {
    page: Page,
    today: Vec<Row>,
    coming: Vec<Row>,
    past: Vec<Row>,
    /// Records that name no meeting: nobody knows where they belong.
    stray: i64,
}

/// Today's meetings, those that people register for, and those of the last days.
///
/// # Errors
/// When the database does.
pub async fn list(
    State(hub): State<Hub>,
    Viewer(staff): Viewer,
    Query(done): Query<Done>,
) -> Result<Html<String>, Failure> {
    let page = Page::of(&staff, Here::Attendance).after(done.done.as_deref());
    let (now, zone) = (hub.now(), hub.settings.zone.clone());
    let (known, recorded) = (hub.known().await?, hub.recorded().await?);
    let day = now.to_zoned(zone.clone()).date();
    let (mut today, mut coming, mut past) = (Vec::new(), Vec::new(), Vec::new());
    let house = House::default();
    for meeting in &known.programme.meetings {
        let start = meeting.when.starts_at(&zone);
        let is_recorded = recorded.contains(&meeting.id.0);
        if meeting.when.is_on(day, &zone) {
            today.push(meeting);
        } else if start.is_none_or(|start| start > now) {
            let rules = Rules { meeting, zone: &zone, house: &house };
            let registers = match rules.registration(now) {
                RegistrationState::Open | RegistrationState::Closed => true,
                RegistrationState::Later | RegistrationState::NotNeeded | RegistrationState::Cancelled => {
                    false
                }
            };
            let near = start.is_none_or(|start| start.duration_since(now) < AHEAD);
            if near && (registers || is_recorded) {
                coming.push(meeting);
            }
        } else if is_recorded && ended(meeting, now, &zone) {
            past.push(meeting);
        }
    }
    // The latest first.
    past.reverse();
    let stray = if recorded.contains("") {
        hub.standing_of(Meeting::new("", Default::default(), crate::domain::meeting::When::Undecided))
            .await?
            .records as i64
    } else {
        0
    };
    html(&ListPage {
        today: rows(&hub, &page, &today).await?,
        coming: rows(&hub, &page, &coming).await?,
        past: rows(&hub, &page, &past).await?,
        page,
        stray,
    })
}

/// Whether it was in the last days.
fn ended(meeting: &Meeting, now: Timestamp, zone: &jiff::tz::TimeZone) -> bool {
    meeting.when.over_at(zone).is_some_and(|over| now.duration_since(over) < BEFORE)
}

async fn rows(hub: &Hub, page: &Page, meetings: &[&Meeting]) -> Result<Vec<Row>, Failure> {
    let mut rows = Vec::new();
    for meeting in meetings.iter().take(MOST) {
        let standing = hub.standing_of((*meeting).clone()).await?;
        let tally = &standing.tally;
        rows.push(Row {
            head: Head::of(&standing.meeting, page),
            registered: tally.registered_in_all(),
            waiting: tally.waiting.values().sum(),
            came: tally.came,
            walk_in: tally.arrivals.walk_in,
            flags: (tally.flags.len() + standing.flagged.len()) as i64,
        });
    }
    Ok(rows)
}
