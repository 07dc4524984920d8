//! The two steps: looked at once more, then sent; and the same for ending one.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};

use super::{FormPage, Told, draft, infos, title, told};
use crate::api::{AlertStatus, Emergency, MsgType};
use crate::hub::Hub;
use crate::hub::admin::fields::{Fields, Mends, WRITTEN};
use crate::hub::admin::said::{self, Changed};
use crate::hub::admin::screens::{self, ScreenList};
use crate::hub::audience::Audience;
use crate::hub::secret::new_id;
use crate::hub::store::{Change, Kind, NewVersion, StoreError};
use crate::hub::web::{Failure, Here, Page, Publisher, Staff, html};

/// The field in which the look before sending carries the name of the message, so that a second
/// press sends nothing twice.
const IDENTIFIER: &str = "identifier";

#[derive(Template)]
#[template(path = "emergency/confirm.html", config = "src/hub/askama.toml")]
struct ConfirmPage {
    page: Page,
    told: Told,
    form: Fields,
}

async fn form_page(hub: &Hub, page: Page, form: Fields, mends: Mends) -> Result<Response, Failure> {
    let screens = ScreenList::read(&mut hub.store.read().await?).await?;
    let boxes = screens.boxes(&page, form.pairs(), mends.of(screens::FIELD));
    let status = if mends.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = FormPage { page, form, mends, boxes, langs: WRITTEN, lengths: &draft::LENGTHS };
    Ok((status, html(&page)?).into_response())
}

/// Back to the form with everything that was written.
///
/// # Errors
/// When the database does.
pub async fn again(
    State(hub): State<Hub>,
    Publisher(staff): Publisher,
    form: Fields,
) -> Result<Response, Failure> {
    form_page(&hub, Page::of(&staff, Here::Notices), form, Mends::default()).await
}

/// Shows exactly what would be shown. Nothing is sent yet.
///
/// # Errors
/// When the database does.
pub async fn confirm(
    State(hub): State<Hub>,
    Publisher(staff): Publisher,
    mut form: Fields,
) -> Result<Response, Failure> {
    let page = Page::of(&staff, Here::Notices);
    let (id, now) = (new_id()?, said::zoned(&hub, hub.now_ms()));
    let screens = ScreenList::read(&mut hub.store.read().await?).await?;
    let draft = match draft::read((&page, &screens), &form, &id, &now) {
        Ok(draft) => draft,
        Err(mends) => return form_page(&hub, page, form, mends).await,
    };
    form.set(IDENTIFIER, &id);
    let told = Told {
        headline: title(&draft.message),
        exercise: draft.message.status == AlertStatus::Exercise,
        audience: screens.said(&page, &draft.audience),
        is_for_all: draft.audience == Audience::All,
        screens: screens.counted(&page, &draft.audience),
        sent: String::new(),
        until: said::moment(&hub, &page, draft.expires.timestamp().as_millisecond()),
        running: false,
        ended: false,
        infos: infos(&draft.message),
        id,
    };
    Ok(html(&ConfirmPage { page, told, form })?.into_response())
}

/// Sends it: on every screen of its group within a moment.
///
/// # Errors
/// When the database does.
pub async fn send(
    State(hub): State<Hub>,
    Publisher(staff): Publisher,
    form: Fields,
) -> Result<Response, Failure> {
    let page = Page::of(&staff, Here::Notices);
    let id = form.of(IDENTIFIER).to_owned();
    if id.len() != 32 || !id.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(Failure::Request("an emergency notice is looked at before it is sent".to_owned()));
    }
    let now = said::zoned(&hub, hub.now_ms());
    let screens = ScreenList::read(&mut hub.store.read().await?).await?;
    let draft = match draft::read((&page, &screens), &form, &id, &now) {
        Ok(draft) => draft,
        Err(mends) => return form_page(&hub, page, form, mends).await,
    };
    let to = Redirect::to(&format!("/emergency/{id}?done=emergency-sent")).into_response();
    let ends = draft.expires.timestamp().as_millisecond();
    let mut change = hub.store.begin().await?;
    tidy_away(&mut change, hub.now_ms()).await?;
    let act = "emergency-sent";
    let to_whom = (&draft.audience, &screens);
    let kept = keep(&mut change, &staff, &draft.message, to_whom, ends, act, &now).await?;
    let Some(number) = kept else {
        // It was sent already, by the first press of the button.
        return Ok(to);
    };
    change.show_version(Kind::Emergency, &id, Some(number)).await?;
    let revision = change.next_revision().await?;
    change.commit().await?;
    hub.live.announce_revision(revision);
    Ok(to)
}

/// Adds a version of a message; nothing when there is one already that it does not follow.
async fn keep(
    change: &mut Change,
    staff: &Staff,
    message: &Emergency,
    (audience, screens): (&Audience, &ScreenList),
    ends: i64,
    act: &str,
    now: &jiff::Zoned,
) -> Result<Option<i64>, Failure> {
    let body = serde_json::to_string(message).map_err(|error| Failure::Internal(error.to_string()))?;
    let (title, at) = (title(message), now.timestamp().as_millisecond());
    let words = message.info.iter().map(|info| format!("{} {}", info.headline, info.description));
    let words = words.collect::<Vec<_>>().join(" ").to_lowercase();
    let id = &message.identifier;
    let known = change.item(Kind::Emergency, id).await?;
    let base = known.as_ref().filter(|_| message.msg_type == Some(MsgType::Cancel)).map(|item| item.latest);
    let version = NewVersion {
        kind: Kind::Emergency,
        id,
        body: &body,
        title: &title,
        words: &words,
        starts: known.and_then(|item| item.starts).or(Some(at)),
        ends: Some(ends),
        audience,
        at,
        who: &staff.name,
    };
    let Ok(number) = change.add_version(&version, base).await? else { return Ok(None) };
    let subject = format!("emergency/{id}");
    let later = screens.log_of(&body, audience);
    let changed = Changed { act, subject: &subject, later: Some(&later), ..Changed::default() };
    said::note(change, staff, at, changed).await?;
    Ok(Some(number))
}

/// Takes what has run out of its own accord out of the programme.
async fn tidy_away(change: &mut Change, now: i64) -> Result<(), StoreError> {
    for id in change.run_out(Kind::Emergency, now).await? {
        change.show_version(Kind::Emergency, &id, None).await?;
    }
    Ok(())
}

#[derive(Template)]
#[template(path = "emergency/end.html", config = "src/hub/askama.toml")]
struct EndPage {
    page: Page,
    told: Told,
}

/// Asks whether it is to end, showing what is shown now.
///
/// # Errors
/// When there is none, or the database does.
pub async fn ending(
    State(hub): State<Hub>,
    Publisher(staff): Publisher,
    Path(id): Path<String>,
) -> Result<Html<String>, Failure> {
    let page = Page::of(&staff, Here::Notices);
    let mut reading = hub.store.read().await?;
    let item = reading.item(Kind::Emergency, &id).await?.ok_or(Failure::NotFound)?;
    let screens = ScreenList::read(&mut reading).await?;
    let told = told(&hub, (&page, &screens), &mut reading, item).await?.ok_or(Failure::NotFound)?;
    html(&EndPage { page, told })
}

/// Ends it: off the screens within a moment. The message that ends it stays in its history.
///
/// # Errors
/// When there is none, or the database does.
pub async fn end(
    State(hub): State<Hub>,
    Publisher(staff): Publisher,
    Path(id): Path<String>,
) -> Result<Redirect, Failure> {
    let to = Redirect::to(&format!("/emergency/{id}?done=emergency-ended"));
    let now = said::zoned(&hub, hub.now_ms());
    let mut reading = hub.store.read().await?;
    let version = reading.version(Kind::Emergency, &id, 1).await?.ok_or(Failure::NotFound)?;
    let screens = ScreenList::read(&mut reading).await?;
    drop(reading);
    let sent: Emergency =
        serde_json::from_str(&version.body).map_err(|error| Failure::Internal(error.to_string()))?;
    let message = Emergency {
        msg_type: Some(MsgType::Cancel),
        references: Some(sent.identifier.clone()),
        sent: draft::written(&now),
        ..sent
    };
    let mut change = hub.store.begin().await?;
    let item = change.item(Kind::Emergency, &id).await?.ok_or(Failure::NotFound)?;
    if item.shown.is_none() {
        return Ok(to);
    }
    let ends = now.timestamp().as_millisecond().min(item.ends.unwrap_or(i64::MAX));
    let act = "emergency-ended";
    keep(&mut change, &staff, &message, (&item.audience, &screens), ends, act, &now).await?;
    tidy_away(&mut change, hub.now_ms()).await?;
    change.show_version(Kind::Emergency, &id, None).await?;
    let revision = change.next_revision().await?;
    change.commit().await?;
    hub.live.announce_revision(revision);
    Ok(to)
}
