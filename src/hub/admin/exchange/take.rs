//! What was looked at is taken in: all of it or nothing.

use axum::Form;
use axum::extract::{Path, State};
use axum::response::Redirect;
use serde::Deserialize;

use super::compare::{self, Fate, compare, facts};
use crate::api;
use crate::domain::text::Lang;
use crate::hub::Hub;
use crate::hub::secret::new_id;
use crate::hub::store::{Entry, Kind, NewVersion, Role};
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
    let (now, zone) = (hub.now_ms(), &hub.settings.zone);
    let mut reading = hub.store.read().await?;
    let intake = reading.intake(&id, &staff.account, now).await?.ok_or(Failure::NotFound)?;
    let programme = super::programme(&intake)?;
    let rows = compare(&mut reading, &programme.meetings, zone, Lang::JA).await?;
    drop(reading);
    let again = Redirect::to(&format!("/exchange/{id}?changed=true"));
    if compare::seen(&rows) != wish.seen {
        return Ok(again);
    }
    let mut change = hub.store.begin().await?;
    for row in rows.iter().filter(|row| row.fate != Fate::Same) {
        let meeting: api::Meeting =
            serde_json::from_str(&row.body).map_err(|error| Failure::Internal(error.to_string()))?;
        let read = meeting.to_domain(api::Known { zone, today: None });
        let read = read.map_err(|fault| Failure::Request(fault.to_string()))?;
        let facts = facts(&read, zone);
        // A file does not say for which screens a meeting is: that stays as it was.
        let known = change.item(Kind::Meeting, &row.id).await?.filter(|item| !item.removed);
        let audience = known.map(|item| item.audience).unwrap_or_default();
        let new = NewVersion {
            kind: Kind::Meeting,
            id: &row.id,
            body: &row.body,
            title: &facts.title,
            words: &facts.words,
            starts: facts.starts,
            ends: facts.ends,
            audience: &audience,
            at: now,
            who: &staff.name,
        };
        // Changed between being looked at and now: given up as a whole.
        let Ok(number) = change.add_version(&new, row.latest).await? else { return Ok(again) };
        if publish {
            change.show_version(Kind::Meeting, &row.id, Some(number)).await?;
        }
        let entry = Entry {
            at: now,
            who: staff.name.clone(),
            act: if publish { "meeting-imported-published" } else { "meeting-imported" }.to_owned(),
            subject: format!("meeting/{}", row.id),
            earlier: row.latest.map(|latest| latest.to_string()),
            later: Some(number.to_string()),
        };
        change.note(&new_id()?, &entry).await?;
    }
    change.end_intake(&id).await?;
    let revision = if publish { Some(change.next_revision().await?) } else { None };
    change.commit().await?;
    if let Some(revision) = revision {
        hub.live.announce_revision(revision);
    }
    Ok(Redirect::to(if publish { "/exchange?done=imported-published" } else { "/exchange?done=imported" }))
}
