//! One display: how it is, what staff want of it, its name and group.

use std::mem::discriminant;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{Html, IntoResponse, Redirect, Response};

use super::said::{self, Changed};
use super::{Against, Health, mend_name};
use crate::api::sync::Job;
use crate::hub::Hub;
use crate::hub::admin::calls::Done;
use crate::hub::admin::fields::{Fields, Mends};
use crate::hub::live::Happening;
use crate::hub::secret::new_id;
use crate::hub::store::{ErrandRow, KioskRow};
use crate::hub::web::{Administrator, Failure, Here, Page, Publisher, Staff, Viewer, html};

#[derive(Template)]
#[template(path = "kiosks/one.html", config = "src/hub/askama.toml")]
struct OnePage {
    page: Page,
    id: String,
    /// Its name as it is kept, whatever stands in the form.
    name: String,
    health: Health,
    /// What it was asked for and has not done yet.
    asked: Vec<String>,
    /// When its picture was made, and what makes a new one a new address.
    shot: Option<(String, i64)>,
    form: Fields,
    mends: Mends,
    groups: Vec<String>,
}

async fn one(
    hub: &Hub,
    staff: &Staff,
    kiosk: KioskRow,
    done: Option<&str>,
    mended: Option<(Fields, Mends)>,
) -> Result<Html<String>, Failure> {
    let page = Page::of(staff, Here::Kiosks).after(done);
    let mut reading = hub.store.read().await?;
    let here = Against::read(&mut reading, std::slice::from_ref(&kiosk), hub.now_ms()).await?;
    let shot_at = reading.shot_at(&kiosk.id).await?;
    let (errands, groups) = (reading.errands(&kiosk.id).await?, reading.groups().await?);
    let job = |errand: &ErrandRow| serde_json::from_str(&errand.body).ok();
    let asked = errands.iter().filter_map(job).map(|job| page.t(job_key(&job))).collect();
    let health = Health::of(&page, &kiosk, &here);
    let shot = shot_at.map(|at| (said::moment(hub, &page, at), at));
    let (form, mends) = mended.unwrap_or_else(|| {
        let mut form = Fields::default();
        form.set("name", &kiosk.name);
        form.set("group", kiosk.group.clone().unwrap_or_default());
        (form, Mends::default())
    });
    html(&OnePage { page, id: kiosk.id, name: kiosk.name, health, asked, shot, form, mends, groups })
}

/// The message that says what a display was asked for.
fn job_key(job: &Job) -> &'static str {
    match job {
        Job::Refresh => "asked-refresh",
        Job::Pin { pinned: true } => "asked-pin",
        Job::Pin { pinned: false } => "asked-unpin",
        Job::Dim { dimmed: true } => "asked-dim",
        Job::Dim { dimmed: false } => "asked-undim",
        Job::Calm { calm: true, .. } => "asked-calm",
        Job::Calm { calm: false, .. } => "asked-uncalm",
        Job::Restart => "asked-restart",
        Job::Picture => "asked-picture",
        Job::Coming { .. } => "asked-coming",
        Job::Unknown => "asked-unknown",
    }
}

/// What a button asks for. Quiet for a room is for this day: a screen that hears of it tomorrow begins nothing.
fn wanted(hub: &Hub, key: &str) -> Option<Job> {
    let tonight = || {
        let tomorrow = said::zoned(hub, hub.now_ms()).tomorrow().and_then(|day| day.start_of_day());
        tomorrow.ok().map(|midnight| midnight.timestamp())
    };
    match key {
        "refresh" => Some(Job::Refresh),
        "pin" => Some(Job::Pin { pinned: true }),
        "unpin" => Some(Job::Pin { pinned: false }),
        "dim" => Some(Job::Dim { dimmed: true }),
        "undim" => Some(Job::Dim { dimmed: false }),
        "calm" => Some(Job::Calm { calm: true, until: tonight() }),
        "uncalm" => Some(Job::Calm { calm: false, until: None }),
        "restart" => Some(Job::Restart),
        "picture" => Some(Job::Picture),
        _ => None,
    }
}

async fn find(hub: &Hub, id: &str) -> Result<KioskRow, Failure> {
    hub.store.read().await?.kiosk(id).await?.ok_or(Failure::NotFound)
}

/// The page of a display.
///
/// # Errors
/// When there is none, or the database does.
pub async fn page(
    State(hub): State<Hub>,
    Viewer(staff): Viewer,
    Path(id): Path<String>,
    Query(done): Query<Done>,
) -> Result<Html<String>, Failure> {
    let kiosk = find(&hub, &id).await?;
    one(&hub, &staff, kiosk, done.done.as_deref(), None).await
}

/// Asks something of a display. It is done when the display hears of it: at once, or when it is
/// there again.
///
/// # Errors
/// When there is no such display, or the database does.
pub async fn act(
    State(hub): State<Hub>,
    Publisher(staff): Publisher,
    Path(id): Path<String>,
    form: Fields,
) -> Result<Redirect, Failure> {
    let (kiosk, now) = (find(&hub, &id).await?, hub.now_ms());
    let job = wanted(&hub, form.of("job")).ok_or_else(|| Failure::Request("no such job".to_owned()))?;
    let body = serde_json::to_string(&job).map_err(|error| Failure::Internal(error.to_string()))?;
    // Of what waits, the last of its kind counts: on, off and on again are three.
    let errands = hub.store.read().await?.errands(&kiosk.id).await?;
    let is_of_kind = |row: &&ErrandRow| {
        let waiting = serde_json::from_str::<Job>(&row.body).ok();
        waiting.is_some_and(|waiting| discriminant(&waiting) == discriminant(&job))
    };
    let waits = errands.iter().rev().find(is_of_kind).is_some_and(|row| row.body == body);
    if !waits {
        let mut change = hub.store.begin().await?;
        let subject = format!("kiosk/{id}");
        let changed =
            Changed { act: "kiosk-asked", subject: &subject, later: Some(&body), ..Changed::default() };
        said::note(&mut change, &staff, now, changed).await?;
        change.add_errand(&kiosk.id, &ErrandRow { id: new_id()?, made: now, body }).await?;
        change.commit().await?;
    }
    hub.live.announce(Happening::Errand { kiosk: kiosk.id });
    // Where it was asked for, which is one of two places.
    let back = if form.of("back") == "schedule" { "/schedule".to_owned() } else { format!("/kiosks/{id}") };
    Ok(Redirect::to(&format!("{back}?done=kiosk-asked")))
}

/// Its name and group.
///
/// # Errors
/// When there is no such display, or the database does.
pub async fn change(
    State(hub): State<Hub>,
    Administrator(staff): Administrator,
    Path(id): Path<String>,
    form: Fields,
) -> Result<Response, Failure> {
    let kiosk = find(&hub, &id).await?;
    let (name, group) = (form.of("name").to_owned(), form.some("group"));
    let page = Page::of(&staff, Here::Kiosks);
    let mut mends = Mends::default();
    if let Some(mend) = mend_name(&page, &name) {
        mends.add("name", mend);
    }
    if !mends.is_empty() {
        let page = one(&hub, &staff, kiosk, None, Some((form, mends))).await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    let (now, regrouped) = (hub.now_ms(), group != kiosk.group);
    let said = |name: &str, group: Option<&str>| format!("{name} ({})", group.unwrap_or("-"));
    let (earlier, later) = (said(&kiosk.name, kiosk.group.as_deref()), said(&name, group.as_deref()));
    let mut change = hub.store.begin().await?;
    change.rename_kiosk(&id, &name, group.as_deref()).await?;
    let subject = format!("kiosk/{id}");
    let changed =
        Changed { act: "kiosk-changed", subject: &subject, earlier: Some(&earlier), later: Some(&later) };
    said::note(&mut change, &staff, now, changed).await?;
    // Another group shows other things.
    let revision = if regrouped { Some(change.next_revision().await?) } else { None };
    change.commit().await?;
    if let Some(revision) = revision {
        hub.live.announce_revision(revision);
    }
    Ok(Redirect::to(&format!("/kiosks/{id}?done=kiosk-changed")).into_response())
}

#[derive(Template)]
#[template(path = "kiosks/remove.html", config = "src/hub/askama.toml")]
struct RemovalPage {
    page: Page,
    id: String,
    name: String,
}

/// Asks whether it is really to go.
///
/// # Errors
/// When there is no such display, or the database does.
pub async fn removal(
    State(hub): State<Hub>,
    Administrator(staff): Administrator,
    Path(id): Path<String>,
) -> Result<Html<String>, Failure> {
    let kiosk = find(&hub, &id).await?;
    html(&RemovalPage { page: Page::of(&staff, Here::Kiosks), id: kiosk.id, name: kiosk.name })
}

/// Lets a display go: its token opens nothing any more.
///
/// # Errors
/// When there is no such display, or the database does.
pub async fn remove(
    State(hub): State<Hub>,
    Administrator(staff): Administrator,
    Path(id): Path<String>,
) -> Result<Redirect, Failure> {
    let (kiosk, now) = (find(&hub, &id).await?, hub.now_ms());
    let mut change = hub.store.begin().await?;
    change.remove_kiosk(&id, now).await?;
    change.forget_shot(&id).await?;
    let subject = format!("kiosk/{id}");
    let changed =
        Changed { act: "kiosk-removed", subject: &subject, earlier: Some(&kiosk.name), ..Changed::default() };
    said::note(&mut change, &staff, now, changed).await?;
    change.commit().await?;
    Ok(Redirect::to("/kiosks?done=kiosk-removed"))
}

/// The last small picture of its screen.
///
/// # Errors
/// When there is none, or the database does.
pub async fn picture(
    State(hub): State<Hub>,
    Viewer(_): Viewer,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let shot = hub.store.read().await?.shot(&id).await?.ok_or(Failure::NotFound)?;
    Ok(([(CONTENT_TYPE, "image/png")], shot.bytes).into_response())
}
