//! The page of one meeting: its counts as they are now.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use serde::Deserialize;

use super::view::Counts;
use super::{Done, Head, standing};
use crate::hub::Hub;
use crate::hub::attendance::Standing;
use crate::hub::web::{Failure, Here, Page, Viewer, html};

#[derive(Template)]
#[template(path = "attendance/meeting.html", config = "src/hub/askama.toml")]
struct MeetingPage {
    page: Page,
    head: Head,
    counts: Counts,
    /// Whether it is on today: the page renews itself.
    live: bool,
    contacts: i64,
}

#[derive(Template)]
#[template(path = "attendance/counts.html", config = "src/hub/askama.toml")]
struct CountsPart {
    page: Page,
    counts: Counts,
    live: bool,
}

fn is_live(hub: &Hub, standing: &Standing) -> bool {
    let zone = &hub.settings.zone;
    standing.meeting.when.is_on(hub.now().to_zoned(zone.clone()).date(), zone)
}

async fn counts_of(hub: &Hub, page: &Page, standing: &Standing) -> Result<Counts, Failure> {
    let known = hub.known().await?;
    let mut reading = hub.store.read().await?;
    let id = &standing.meeting.id.0;
    let (heads, channels) = (reading.head_counts(id).await?, reading.sign_ups(id).await?);
    let kiosks = reading.kiosks().await?;
    Ok(Counts::of(page, standing, &known, &heads, &channels, &kiosks))
}

/// The whole page.
///
/// # Errors
/// When there is no such meeting.
pub async fn meeting(
    State(hub): State<Hub>,
    Viewer(staff): Viewer,
    Path(id): Path<String>,
    Query(done): Query<Done>,
) -> Result<Html<String>, Failure> {
    let standing = standing(&hub, &id).await?;
    let page = Page::of(&staff, Here::Attendance).after(done.done.as_deref());
    let counts = counts_of(&hub, &page, &standing).await?;
    let contacts = hub.store.read().await?.contacts(&id).await?.len() as i64;
    let (head, live) = (Head::of(&standing.meeting, &page), is_live(&hub, &standing));
    html(&MeetingPage { page, head, counts, live, contacts })
}

/// What the page shows already.
#[derive(Deserialize)]
pub struct Seen {
    #[serde(default)]
    seen: String,
}

/// The counts alone, for a page that is open; nothing when nothing has come since.
///
/// # Errors
/// When there is no such meeting.
pub async fn counts(
    State(hub): State<Hub>,
    Viewer(staff): Viewer,
    Path(id): Path<String>,
    Query(Seen { seen }): Query<Seen>,
) -> Result<Response, Failure> {
    let standing = standing(&hub, &id).await?;
    let page = Page::of(&staff, Here::Attendance);
    let counts = counts_of(&hub, &page, &standing).await?;
    if counts.stamp == seen {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    let live = is_live(&hub, &standing);
    Ok(html(&CountsPart { page, counts, live })?.into_response())
}
