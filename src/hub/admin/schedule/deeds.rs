//! What is done with a whole meeting: taken down, cancelled, moved, copied, deleted.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use jiff::tz::TimeZone;

use super::fields::{Fields, Sent};
use super::follow::caught_up;
use super::form::fields_of;
use super::publish::show;
use super::read::meeting_of;
use super::{Found, add_version, find, find_or_planned, note, path_of, row_of, said, today, understood};
use crate::api;
use crate::hub::rows::follow::is_in_plan;
use crate::hub::store::{Kind, Reading, Role};
use crate::hub::web::{Editor, Failure, Here, Page, Publisher, Staff, html};
use crate::hub::{Hub, new_id};

/// A question on its own page, before something is taken away.
#[derive(Template)]
#[template(path = "schedule/ask.html", config = "src/hub/askama.toml")]
struct AskPage {
    page: Page,
    path: String,
    crumb: String,
    name: String,
    when: String,
    title: String,
    text: String,
    /// What else it brings.
    more: String,
    /// Where the answer is sent, and the word on its button.
    action: String,
    word: String,
}

/// What is asked, by its words, where the answer goes, and where whoever stops goes back to.
pub struct Question {
    pub key: &'static str,
    pub action: String,
    pub back: String,
    /// Whether a version waits for its time to be published, and will not be any more.
    pub ends_plan: bool,
}

impl Question {
    async fn of(
        reading: &mut Reading,
        found: &Found,
        key: &'static str,
        zone: &TimeZone,
    ) -> Result<Question, Failure> {
        let path = path_of(&found.item.id);
        // A single date is not deleted: it goes back to the plan of its row.
        let date = row_of(reading, &found.item.id).await?;
        let is_date = date.is_some();
        let is_outside = date.is_some_and(|(row, day)| !is_in_plan(&row.meeting, day, zone));
        let words = match key {
            "remove" if is_outside => "remove-outside",
            "withdraw" if is_outside => "withdraw-outside",
            "remove" if is_date => "rejoin",
            "withdraw" if is_date => "withdraw-date",
            "cancel" if is_date => "cancel-date",
            "cancel" if found.meeting.repeat.is_some() => "cancel-all",
            key => key,
        };
        let ends_plan = found.item.planned.is_some();
        Ok(Question { key: words, action: format!("{path}/{key}"), back: path, ends_plan })
    }
}

/// A question about a meeting, on a page of its own.
pub fn ask(
    hub: &Hub,
    staff: &Staff,
    meeting: &api::Meeting,
    question: Question,
) -> Result<Html<String>, Failure> {
    let page = Page::of(staff, Here::Schedule);
    let (zone, today) = (&hub.settings.zone, today(hub));
    let domain = said::domain(meeting, zone);
    let name = domain.as_ref().map(|domain| said::names(&page, domain, meeting.repeat.is_some()).0);
    let Question { key, action, back, ends_plan } = question;
    html(&AskPage {
        crumb: domain.as_ref().map(|domain| said::short_name(&page, domain)).unwrap_or_default(),
        when: domain
            .as_ref()
            .map(|domain| said::when_line(&page, meeting, domain, zone, today))
            .unwrap_or_default(),
        name: name.unwrap_or_default(),
        title: page.t(format!("schedule-{key}-title")),
        text: page.t(format!("schedule-{key}-text")),
        more: if ends_plan { page.t("schedule-ends-plan") } else { String::new() },
        word: page.t(format!("schedule-{key}-do")),
        action,
        path: back,
        page,
    })
}

fn done(id: &str, what: &str) -> Response {
    Redirect::to(&format!("{}?done=meeting-{what}", path_of(id))).into_response()
}

/// Asks whether a meeting is to be cancelled.
///
/// # Errors
/// When there is none.
pub async fn cancel_page(
    State(hub): State<Hub>,
    Publisher(staff): Publisher,
    Path(id): Path<String>,
) -> Result<Html<String>, Failure> {
    let mut reading = hub.store.read().await?;
    let found = find(&mut reading, &id).await?;
    let question = Question::of(&mut reading, &found, "cancel", &hub.settings.zone).await?;
    ask(&hub, &staff, &found.meeting, question)
}

/// Cancels a meeting: shown as 中止 where it was shown, never silently gone.
///
/// # Errors
/// When there is none.
pub async fn cancel(
    State(hub): State<Hub>,
    Publisher(staff): Publisher,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    set_status(&hub, &staff, &id, Some(api::Status::Cancelled)).await?;
    Ok(done(&id, "cancelled"))
}

/// Takes a cancellation back.
///
/// # Errors
/// When there is none.
pub async fn resume(
    State(hub): State<Hub>,
    Publisher(staff): Publisher,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    set_status(&hub, &staff, &id, None).await?;
    Ok(done(&id, "resumed"))
}

/// Changes whether a meeting takes place, on the ground of what screens show: changes that nobody
/// has published yet do not slip in. They stay in the history.
async fn set_status(hub: &Hub, staff: &Staff, id: &str, status: Option<api::Status>) -> Result<(), Failure> {
    let mut reading = hub.store.read().await?;
    let found = find(&mut reading, id).await?;
    let ground = match found.item.shown {
        Some(shown) => reading.version(Kind::Meeting, id, shown).await?.ok_or(Failure::NotFound)?,
        None => found.version,
    };
    drop(reading);
    let meeting = api::Meeting { status, ..understood(&ground.body)? };
    let act = if status.is_some() { "meeting-cancelled" } else { "meeting-resumed" };
    let mut change = hub.store.begin().await?;
    let by = (staff.name.as_str(), act);
    let latest = Some(found.item.latest);
    let added = add_version(hub, &mut change, &meeting, &ground.audience, latest, by).await?;
    let Ok(number) = added else {
        return Err(Failure::Meanwhile { to: path_of(id) });
    };
    let mut revision = None;
    if found.item.shown.is_some() {
        revision = Some(show(hub, &mut change, &staff.name, id, found.item.shown, Some(number)).await?.0);
    }
    change.commit().await?;
    if let Some(revision) = revision {
        hub.live.announce_revision(revision);
    }
    Ok(())
}

/// Asks whether a meeting is to be taken off the screens.
///
/// # Errors
/// When there is none.
pub async fn withdraw_page(
    State(hub): State<Hub>,
    Publisher(staff): Publisher,
    Path(id): Path<String>,
) -> Result<Html<String>, Failure> {
    let mut reading = hub.store.read().await?;
    let found = find(&mut reading, &id).await?;
    let question = Question::of(&mut reading, &found, "withdraw", &hub.settings.zone).await?;
    ask(&hub, &staff, &found.meeting, question)
}

/// Takes a meeting off the screens; it is a draft again.
///
/// # Errors
/// When there is none.
pub async fn withdraw(
    State(hub): State<Hub>,
    Publisher(staff): Publisher,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let found = find(&mut hub.store.read().await?, &id).await?;
    let mut change = hub.store.begin().await?;
    let (revision, _) = show(&hub, &mut change, &staff.name, &id, found.item.shown, None).await?;
    change.commit().await?;
    hub.live.announce_revision(revision);
    Ok(done(&id, "withdrawn"))
}

/// Asks whether a meeting is to be deleted.
///
/// # Errors
/// When there is none.
pub async fn remove_page(
    State(hub): State<Hub>,
    Editor(staff): Editor,
    Path(id): Path<String>,
) -> Result<Html<String>, Failure> {
    let mut reading = hub.store.read().await?;
    let found = find(&mut reading, &id).await?;
    let question = Question::of(&mut reading, &found, "remove", &hub.settings.zone).await?;
    ask(&hub, &staff, &found.meeting, question)
}

/// Deletes a meeting from every list. Its versions stay.
///
/// # Errors
/// When there is none; when it is on the screens and somebody may not change those.
pub async fn remove(
    State(hub): State<Hub>,
    Editor(staff): Editor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let found = find(&mut hub.store.read().await?, &id).await?;
    if found.item.shown.is_some() {
        staff.may(Role::Publisher)?;
    }
    let mut change = hub.store.begin().await?;
    let revision = change.next_revision().await?;
    change.remove_item(Kind::Meeting, &id, hub.now_ms()).await?;
    let earlier = Some(format!("version {}", found.item.latest));
    note(&hub, &mut change, &staff.name, "meeting-removed", &id, (earlier, None)).await?;
    change.commit().await?;
    hub.live.announce_revision(revision);
    let to = match row_of(&mut hub.store.read().await?, &id).await? {
        Some((row, _)) => format!("{}/dates?done=date-rejoined", path_of(&row.item.id)),
        None => "/schedule?done=meeting-removed".to_owned(),
    };
    Ok(Redirect::to(&to).into_response())
}

/// Makes a draft that says the same, with its day still to be named.
///
/// # Errors
/// When there is none.
pub async fn duplicate(
    State(hub): State<Hub>,
    Editor(staff): Editor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let found = find(&mut hub.store.read().await?, &id).await?;
    let copy = new_id()?;
    let mut meeting = api::Meeting {
        id: copy.clone(),
        when: super::form::blank(&copy).when,
        repeat: None,
        occurrence: None,
        details_follow: None,
        register_by: None,
        shown: None,
        status: None,
        source_line: None,
        ..found.meeting
    };
    // The next of a row.
    if let Some(series) = &mut meeting.series {
        series.number = series.number.map(|number| number.saturating_add(1));
    }
    let mut change = hub.store.begin().await?;
    let by = (staff.name.as_str(), "meeting-copied");
    let added = add_version(&hub, &mut change, &meeting, &found.version.audience, None, by).await?;
    if added.is_err() {
        return Err(Failure::Internal("a new id is taken".to_owned()));
    }
    change.commit().await?;
    Ok(done(&copy, "copied"))
}

#[derive(Template)]
#[template(path = "schedule/move.html", config = "src/hub/askama.toml")]
struct MovePage {
    page: Page,
    path: String,
    crumb: String,
    name: String,
    when: String,
    f: Fields,
    mends: Vec<(String, String)>,
    mends_title: String,
}

impl MovePage {
    fn mend(&self, field: &str) -> String {
        let found = self.mends.iter().find(|(known, _)| known == field);
        found.map(|(_, text)| text.clone()).unwrap_or_default()
    }
}

fn moving(
    hub: &Hub,
    staff: &Staff,
    found: &Found,
    f: Fields,
    mends: Vec<(String, String)>,
) -> Result<Html<String>, Failure> {
    let page = Page::of(staff, Here::Schedule);
    let (zone, today) = (&hub.settings.zone, today(hub));
    let domain = said::domain(&found.meeting, zone)
        .ok_or_else(|| Failure::Internal(format!("meeting {} cannot be read", found.item.id)))?;
    html(&MovePage {
        path: path_of(&found.item.id),
        crumb: said::short_name(&page, &domain),
        name: said::names(&page, &domain, found.meeting.repeat.is_some()).0,
        when: said::when_line(&page, &found.meeting, &domain, zone, today),
        mends_title: page.with("to-mend", "n", &mends.len().to_string()),
        f,
        mends,
        page,
    })
}

/// The page for another day.
///
/// # Errors
/// When there is no such meeting.
pub async fn move_page(
    State(hub): State<Hub>,
    Editor(staff): Editor,
    Path(id): Path<String>,
) -> Result<Html<String>, Failure> {
    let found = find_or_planned(&mut hub.store.read().await?, &id, &hub.settings.zone).await?;
    let mut fields =
        fields_of(&found.meeting, &found.version.audience, found.item.latest, &hub.settings.zone);
    fields.set("row", found.of_row.map(|number| number.to_string()).unwrap_or_default());
    if !matches!(fields.get("known"), "exact" | "days") {
        fields.set("known", "exact");
    }
    moving(&hub, &staff, &found, fields, Vec::new())
}

/// A row that comes on the weekday of its first day goes on the weekday of its new one when it is moved.
fn with_its_weekday(moved: api::Meeting, was: &api::Meeting, zone: &TimeZone) -> api::Meeting {
    let weekday = |meeting: &api::Meeting| {
        let day = said::domain(meeting, zone)?.when.first_day()?;
        Some(api::Weekday::from(day.weekday()))
    };
    let (Some(old), Some(new)) = (weekday(was), weekday(&moved)) else { return moved };
    let repeat = moved.repeat.map(|repeat| match repeat.days.as_slice() {
        [only] if repeat.every == api::Every::Week && *only == old => {
            api::Repeat { days: vec![new], ..repeat }
        }
        _ => repeat,
    });
    api::Meeting { repeat, ..moved }
}

/// Moves a meeting to another day, as a draft; the next page is the one before publishing.
///
/// # Errors
/// When there is no such meeting.
pub async fn move_meeting(
    State(hub): State<Hub>,
    Editor(staff): Editor,
    Path(id): Path<String>,
    sent: Sent,
) -> Result<Response, Failure> {
    let found = find_or_planned(&mut hub.store.read().await?, &id, &hub.settings.zone).await?;
    let base = sent.fields.get("base").parse::<i64>().unwrap_or(0);
    let mut fields =
        fields_of(&found.meeting, &found.version.audience, found.item.latest, &hub.settings.zone);
    for name in ["known", "day", "start", "end", "end-day", "first", "last"] {
        fields.set(name, sent.fields.get(name));
    }
    let page = Page::of(&staff, Here::Schedule);
    let meeting = match meeting_of(&fields, &found.meeting, &hub.settings.zone) {
        Ok(meeting) => meeting,
        Err(mends) => {
            let said = mends.into_iter().map(|mend| (mend.field, page.t(mend.key))).collect();
            fields.set("row", sent.fields.get("row"));
            let page = moving(&hub, &staff, &found, fields, said)?;
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
        }
    };
    let meeting = with_its_weekday(meeting, &found.meeting, &hub.settings.zone);
    let at = (&hub.settings.zone, hub.now());
    let meeting =
        caught_up(&mut hub.store.read().await?, &found, sent.fields.get("row"), meeting, at).await?;
    let mut change = hub.store.begin().await?;
    let by = (staff.name.as_str(), "meeting-moved");
    let audience = &found.version.audience;
    match add_version(&hub, &mut change, &meeting, audience, Some(base), by).await? {
        Ok(_) => {
            change.commit().await?;
            Ok(Redirect::to(&format!("{}/publish?done=meeting-moved", path_of(&id))).into_response())
        }
        Err(_) => {
            drop(change);
            let act = fields.text("act");
            super::merge::ask(&hub, &staff, (&id, base), (&meeting, audience), act).await
        }
    }
}
