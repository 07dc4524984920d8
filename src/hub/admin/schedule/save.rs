//! Saving what was written of a meeting: as a draft, on the version that it was written on, or not at all.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::edit::shown_again;
use super::fields::Sent;
use super::follow::caught_up;
use super::form::blank;
use super::read::{Mend, meeting_of};
use super::{Found, add_version, find_or_planned, merge, path_of, row_of, said, understood};
use crate::hub::admin::screens::{self, ScreenList};
use crate::hub::admin::slide::picture;
use crate::hub::audience::Audience;
use crate::hub::store::Kind;
use crate::hub::web::{Editor, Failure, Staff};
use crate::hub::{Hub, new_id, rows};

/// Saves a new meeting as a draft.
///
/// # Errors
/// When the database does.
pub async fn save_new(
    State(hub): State<Hub>,
    Editor(staff): Editor,
    sent: Sent,
) -> Result<Response, Failure> {
    // The page made its id, so that a form that is sent twice is one meeting.
    let made = sent.fields.get("id").to_owned();
    let is_id = made.len() == 32 && made.bytes().all(|byte| byte.is_ascii_hexdigit());
    let id = if is_id { made } else { new_id()? };
    if hub.store.read().await?.item(Kind::Meeting, &id).await?.is_some() {
        return Ok(Redirect::to(&format!("{}?done=meeting-saved", path_of(&id))).into_response());
    }
    take(&hub, &staff, &id, None, sent).await
}

/// Saves a meeting as a draft, draws what is not saved, or leads on to publishing.
///
/// # Errors
/// When there is none.
pub async fn save(
    State(hub): State<Hub>,
    Editor(staff): Editor,
    Path(id): Path<String>,
    sent: Sent,
) -> Result<Response, Failure> {
    let mut reading = hub.store.read().await?;
    let found = match find_or_planned(&mut reading, &id, &hub.settings.zone).await {
        Err(Failure::NotFound) if reading.item(Kind::Meeting, &id).await?.is_some() => {
            return anew(&hub, &staff, sent).await;
        }
        found => found?,
    };
    drop(reading);
    take(&hub, &staff, &id, Some(found), sent).await
}

/// Somebody has deleted it meanwhile. What was typed is not lost with it.
async fn anew(hub: &Hub, staff: &Staff, sent: Sent) -> Result<Response, Failure> {
    let (id, act) = (new_id()?, sent.fields.get("act").to_owned());
    let saved = take(hub, staff, &id, None, sent).await?;
    if saved.status() != StatusCode::SEE_OTHER || act == "publish" {
        return Ok(saved);
    }
    Ok(Redirect::to(&format!("{}?done=meeting-saved-anew", path_of(&id))).into_response())
}

async fn take(
    hub: &Hub,
    staff: &Staff,
    id: &str,
    found: Option<Found>,
    sent: Sent,
) -> Result<Response, Failure> {
    let Sent { mut fields, file } = sent;
    let mut wrong_picture = None;
    if let Some(bytes) = file {
        match picture::keep(hub, bytes).await? {
            Ok(source) => fields.set("picture", source),
            Err(trouble) => {
                wrong_picture = Some(Mend { field: "picture-file".to_owned(), key: trouble.key() })
            }
        }
    }
    // What somebody wrote stands on the version it was written on, not on what came since.
    let base = fields.get("base").parse::<i64>().ok();
    let was = match (&found, base) {
        (None, _) => blank(id),
        (Some(found), Some(base)) if base != found.item.latest => {
            let version = hub.store.read().await?.version(Kind::Meeting, id, base).await?;
            match version {
                Some(version) => understood(&version.body)?,
                None => found.meeting.clone(),
            }
        }
        (Some(found), _) => found.meeting.clone(),
    };
    let read = match (meeting_of(&fields, &was, &hub.settings.zone), wrong_picture) {
        (Ok(meeting), None) => Ok(meeting),
        (Ok(_), Some(mend)) => Err(vec![mend]),
        (Err(mut mends), mend) => {
            mends.extend(mend);
            Err(mends)
        }
    };
    // One date of a row is on the screens of its row.
    let mut reading = hub.store.read().await?;
    let is_date = row_of(&mut reading, id).await?.is_some();
    let audience = match &found {
        Some(found) if is_date => Ok(found.version.audience.clone()),
        Some(_) | None => ScreenList::read(&mut reading).await?.chosen(fields.pairs()),
    };
    drop(reading);
    let read = read.map(|meeting| if is_date { rows::one_to_which_people_come(meeting) } else { meeting });
    let (read, audience) = match (read, audience) {
        (read, Ok(audience)) => (read, audience),
        (read, Err(key)) => {
            let mend = Mend { field: screens::FIELD.to_owned(), key };
            (Err(read.err().unwrap_or_default().into_iter().chain([mend]).collect()), Audience::All)
        }
    };
    let act = fields.get("act").to_owned();
    let meeting = match read {
        Ok(meeting) if act != "look" => meeting,
        read => return shown_again(hub, staff, id, found.as_ref(), (fields, audience), read, &was).await,
    };
    let meeting = match &found {
        Some(found) => {
            let mut reading = hub.store.read().await?;
            let at = (&hub.settings.zone, hub.now());
            caught_up(&mut reading, found, fields.get("row"), meeting, at).await?
        }
        None => meeting,
    };
    if let Some(found) = &found
        && base == Some(found.item.latest)
        && found.version.audience == audience
    {
        let zone = &hub.settings.zone;
        // A date as planned has its time from its row, written in another way.
        if found.item.removed
            && said::with_plain_time(&found.meeting, zone) == said::with_plain_time(&meeting, zone)
        {
            return Ok(Redirect::to(&format!("{}?done=date-as-planned", path_of(id))).into_response());
        }
        if found.meeting == meeting {
            return Ok(onwards(id, &act));
        }
    }
    let mut change = hub.store.begin().await?;
    let (base, deed) = match &found {
        Some(_) => (Some(base.unwrap_or(0)), "meeting-changed"),
        None => (None, "meeting-made"),
    };
    let by = (staff.name.as_str(), deed);
    match add_version(hub, &mut change, &meeting, &audience, base, by).await? {
        Ok(_) => {
            change.commit().await?;
            Ok(onwards(id, &act))
        }
        Err(_) => {
            drop(change);
            merge::ask(hub, staff, (id, base.unwrap_or(0)), (&meeting, &audience), act).await
        }
    }
}

/// Where somebody goes after saving.
pub fn onwards(id: &str, act: &str) -> Response {
    let path = path_of(id);
    let to = match act {
        "publish" => format!("{path}/publish"),
        _ => format!("{path}?done=meeting-saved"),
    };
    Redirect::to(&to).into_response()
}
