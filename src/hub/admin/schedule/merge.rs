//! Two have written the same meeting. The second is shown what differs and chooses; nothing is
//! overwritten, and nothing that was typed is lost.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::differ::{self, OfField, Side};
use super::fields::Sent;
use super::save::onwards;
use super::{add_version, find, path_of, said, today, understood};
use crate::api;
use crate::hub::Hub;
use crate::hub::admin::screens::ScreenList;
use crate::hub::audience::Audience;
use crate::hub::store::Kind;
use crate::hub::web::{Editor, Failure, Here, Page, Staff, html};

struct Question {
    field: OfField,
    /// Whether this field is better taken from the other: it was not touched here.
    theirs: bool,
}

#[derive(Template)]
#[template(path = "schedule/merge.html", config = "src/hub/askama.toml")]
struct MergePage {
    page: Page,
    path: String,
    name: String,
    who: String,
    when: String,
    base: i64,
    mine: String,
    audience: String,
    act: String,
    questions: Vec<Question>,
}

/// Shows what somebody else has saved since, beside what was written here.
pub async fn ask(
    hub: &Hub,
    staff: &Staff,
    (id, base): (&str, i64),
    (meeting, audience): (&api::Meeting, &Audience),
    act: String,
) -> Result<Response, Failure> {
    let page = Page::of(staff, Here::Schedule);
    let mut reading = hub.store.read().await?;
    let found = find(&mut reading, id).await?;
    let ground = reading.version(Kind::Meeting, id, base).await?;
    let screens = ScreenList::read(&mut reading).await?;
    drop(reading);
    let mine = Side::of(meeting.clone(), audience.clone())?;
    let theirs = Side::of(found.meeting.clone(), found.version.audience.clone())?;
    let ground = match ground {
        Some(version) => Some(Side::of(understood(&version.body)?, version.audience)?),
        None => None,
    };
    let differences = differ::differences((&page, hub, &screens), &theirs, &mine);
    let untouched = |key: &str| ground.as_ref().is_some_and(|ground| ground.field(key) == mine.field(key));
    let questions = differences.into_iter().map(|field| {
        let theirs = untouched(field.key);
        Question { field, theirs }
    });
    let body = serde_json::to_string(meeting).map_err(|error| Failure::Internal(error.to_string()))?;
    let answer = MergePage {
        path: path_of(id),
        name: said::domain(&found.meeting, &hub.settings.zone)
            .map(|domain| said::short_name(&page, &domain))
            .unwrap_or_default(),
        when: said::moment(&page, found.version.at, &hub.settings.zone, today(hub)),
        who: found.version.who.clone(),
        base: found.item.latest,
        mine: body,
        audience: audience.to_column().unwrap_or_default(),
        act,
        questions: questions.collect(),
        page,
    };
    Ok((StatusCode::CONFLICT, html(&answer)?).into_response())
}

/// Saves what was chosen, on the ground of the version that was shown.
///
/// # Errors
/// When there is no such meeting, or the form is none of ours.
pub async fn merge(
    State(hub): State<Hub>,
    Editor(staff): Editor,
    Path(id): Path<String>,
    sent: Sent,
) -> Result<Response, Failure> {
    let fields = sent.fields;
    let found = find(&mut hub.store.read().await?, &id).await?;
    let base = fields.get("base").parse::<i64>().map_err(|error| Failure::Request(error.to_string()))?;
    let mine: api::Meeting =
        serde_json::from_str(fields.get("mine")).map_err(|error| Failure::Request(error.to_string()))?;
    if mine.id != id || said::domain(&mine, &hub.settings.zone).is_none() {
        return Err(Failure::Request("not this meeting".to_owned()));
    }
    let mine = Side::of(mine, Audience::from_column(Some(fields.get("audience"))))?;
    let version = hub.store.read().await?.version(Kind::Meeting, &id, base).await?;
    let version = version.ok_or(Failure::NotFound)?;
    let theirs = Side::of(understood(&version.body)?, version.audience)?;
    let taken = fields
        .pairs()
        .iter()
        .filter(|(name, value)| name.starts_with("pick-") && value == "theirs")
        .filter_map(|(name, _)| name.strip_prefix("pick-"))
        .filter(|key| differ::is_field(key));
    let chosen = if fields.has("all", "mine") { mine } else { mine.with(&theirs, taken)? };
    if said::domain(&chosen.meeting, &hub.settings.zone).is_none() {
        return Err(Failure::Request("the fields do not go together".to_owned()));
    }
    if found.item.latest == base
        && chosen.meeting == found.meeting
        && chosen.audience == found.version.audience
    {
        return Ok(onwards(&id, fields.get("act")));
    }
    let mut change = hub.store.begin().await?;
    let by = (staff.name.as_str(), "meeting-changed");
    match add_version(&hub, &mut change, &chosen.meeting, &chosen.audience, Some(base), by).await? {
        Ok(_) => {
            change.commit().await?;
            Ok(onwards(&id, fields.get("act")))
        }
        Err(_) => {
            drop(change);
            let act = fields.text("act");
            ask(&hub, &staff, (&id, base), (&chosen.meeting, &chosen.audience), act).await
        }
    }
}
