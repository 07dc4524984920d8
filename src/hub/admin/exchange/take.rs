//! What was looked at is taken in: all of it or nothing.

use axum::Form;
use axum::extract::{Path, State};
use axum::response::Redirect;
use serde::Deserialize;

use super::compare::{self, Fate, compare};
use crate::api;
use crate::domain::text::Lang;
use crate::hub::Hub;
use crate::hub::admin::schedule::add_version;
use crate::hub::store::{Kind, Role};
use crate::hub::web::{Editor, Failure};

/// How it is taken in.
#[derive(Deserialize)]
pub struct Wish {
    seen: String,
    /// `draft` or `publish`.
    how: String,
}

/// Takes in what is new and what is another, as drafts or onto the screens, in one change. When
/// somebody has changed one of these meetings since it was looked at, nothing is taken in and it is
/// shown anew.
///
/// # Errors
/// When their role does not go so far, or the upload is not there any more.
pub async fn take(
    State(hub): State<Hub>,
    Editor(staff): Editor,
    Path(id): Path<String>,
    Form(wish): Form<Wish>,
) -> Result<Redirect, Failure> {
    let publish = wish.how == "publish";
    if publish {
        staff.may(Role::Publisher)?;
    }
    let mut reading = hub.store.read().await?;
    let intake = reading.intake(&id, &staff.account, hub.now_ms()).await?.ok_or(Failure::NotFound)?;
    let uploaded = super::uploaded(&intake)?;
    let rows = compare(&hub, &mut reading, &uploaded, Lang::JA).await?;
    drop(reading);
    let again = Redirect::to(&format!("/exchange/{id}?changed=true"));
    if compare::seen(&rows) != wish.seen {
        return Ok(again);
    }
    let act = if publish { "meeting-imported-published" } else { "meeting-imported" };
    let mut change = hub.store.begin().await?;
    for row in rows.iter().filter(|row| row.fate != Fate::Same) {
        let meeting: api::Meeting =
            serde_json::from_str(&row.body).map_err(|error| Failure::Internal(error.to_string()))?;
        // A date of a row that was deleted here once is one of it again.
        let base = match row.latest {
            Some(latest) => Some(latest),
            None => change.item(Kind::Meeting, &row.id).await?.map(|item| item.latest),
        };
        let by = (staff.name.as_str(), act);
        let added = add_version(&hub, &mut change, &meeting, &row.audience, base, by).await?;
        // Changed between being looked at and now: given up as a whole.
        let Ok(number) = added else { return Ok(again) };
        if publish {
            change.show_version(Kind::Meeting, &row.id, Some(number)).await?;
        }
    }
    change.end_intake(&id).await?;
    let revision = if publish { Some(change.next_revision().await?) } else { None };
    change.commit().await?;
    if let Some(revision) = revision {
        hub.live.announce_revision(revision);
    }
    Ok(Redirect::to(if publish { "/exchange?done=imported-published" } else { "/exchange?done=imported" }))
}
