//! What was looked at is taken in: all of it or nothing.

use std::collections::{HashMap, HashSet};

use axum::Form;
use axum::extract::{Path, State};
use axum::response::Redirect;

use super::compare::{self, Fate, compare};
use super::times::{self, Room};
use crate::api;
use crate::domain::text::Lang;
use crate::hub::Hub;
use crate::hub::admin::schedule::follow::show_version;
use crate::hub::admin::schedule::{add_version, take_out};
use crate::hub::rows::begin::id_under;
use crate::hub::store::{Kind, Role};
use crate::hub::web::{Editor, Failure};

/// How it is taken in.
struct Wish {
    seen: String,
    publish: bool,
    /// Dates that are to be as planned again, by their ids.
    planned: HashSet<String>,
}

impl Wish {
    fn of(form: Vec<(String, String)>) -> Wish {
        let mut wish = Wish { seen: String::new(), publish: false, planned: HashSet::new() };
        for (name, value) in form {
            match name.as_str() {
                "seen" => wish.seen = value,
                "how" => wish.publish = value == "publish",
                "planned" => {
                    wish.planned.insert(value);
                }
                _ => {}
            }
        }
        wish
    }
}

/// Takes in what is new and what is another, as drafts or onto the screens, in one change. What makes room
/// for it goes off the screens only with what comes onto them. When somebody has changed one of these meetings since it was looked at, nothing is taken in and it is
/// shown anew.
///
/// # Errors
/// When their role does not go so far, or the upload is not there any more.
pub async fn take(
    State(hub): State<Hub>,
    Editor(staff): Editor,
    Path(id): Path<String>,
    Form(form): Form<Vec<(String, String)>>,
) -> Result<Redirect, Failure> {
    let wish = Wish::of(form);
    let publish = wish.publish;
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
    // What the file says of a date by itself is not to follow its row beside it.
    let decided: HashSet<&str> =
        rows.iter().filter(|row| row.fate.is_decided()).map(|row| row.id.as_str()).collect();
    let at = (&hub.settings.zone, hub.now_ms());
    // Rows that begin beside a meeting with records; the file's dates of them go with them.
    let mut begun: HashMap<String, String> = HashMap::new();
    for row in &rows {
        let (is_taken, makes_room) = match row.fate {
            Fate::New | Fate::Changed => (true, false),
            // A date of a row that ends in the same change stands by itself from now on.
            Fate::Same => (publish && row.comes_for_another && row.latest.is_none(), false),
            Fate::Planned => (false, publish && wish.planned.contains(&row.id)),
            Fate::Replaced | Fate::Gone => (false, publish),
        };
        if makes_room {
            let there = change.item(Kind::Meeting, &row.id).await?;
            if there.as_ref().map(|item| item.latest) != row.latest {
                return Ok(again);
            }
            let room = match row.fate {
                Fate::Replaced | Fate::Gone => {
                    let is_shown = there.is_some_and(|item| item.shown.is_some());
                    let days = change.days_apart(&row.id).await?;
                    times::room(&days, is_shown, (&hub.settings.zone, hub.now()))?
                }
                // As planned, it goes on under its name.
                Fate::Planned | Fate::New | Fate::Changed | Fate::Same => Room::TakenOut,
            };
            match room {
                Room::TakenOut => take_out(&hub, &mut change, &staff.name, &row.id, row.latest).await?,
                Room::Written(meeting) => {
                    let by = (staff.name.as_str(), act);
                    let added =
                        add_version(&hub, &mut change, &meeting, &row.audience, row.latest, by).await?;
                    let Ok(number) = added else { return Ok(again) };
                    show_version(&mut change, at, &staff.name, (&row.id, number), &decided).await?;
                }
                Room::Stays => {}
            }
        }
        if !is_taken {
            // What comes in the place of another and waits as a draft comes with it, and so does what only waits
            // as a draft.
            if publish
                && row.fate.is_said()
                && (row.comes_for_another || row.is_draft)
                && let Some(item) = change.item(Kind::Meeting, &row.id).await?
                && item.shown.is_none()
                && !item.removed
            {
                show_version(&mut change, at, &staff.name, (&row.id, item.latest), &decided).await?;
            }
            continue;
        }
        let mut meeting: api::Meeting =
            serde_json::from_str(&row.body).map_err(|error| Failure::Internal(error.to_string()))?;
        meeting.id = id_under(&begun, &row.id);
        // A date of a row that was deleted here once is one of it again.
        let base = match row.latest.filter(|_| meeting.id == row.id) {
            Some(latest) => Some(latest),
            None => change.item(Kind::Meeting, &meeting.id).await?.map(|item| item.latest),
        };
        let by = (staff.name.as_str(), act);
        let added = add_version(&hub, &mut change, &meeting, &row.audience, base, by).await?;
        // Changed between being looked at and now: given up as a whole.
        let Ok(number) = added else { return Ok(again) };
        if publish {
            let item = (meeting.id.as_str(), number);
            let shown = show_version(&mut change, at, &staff.name, item, &decided).await?;
            if shown != meeting.id {
                begun.insert(meeting.id, shown);
            }
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
