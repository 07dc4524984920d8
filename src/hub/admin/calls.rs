//! "A visitor calls staff": rings on every page, is answered, and the answer goes back to the kiosk.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::said::{self, Changed};
use crate::api::sync::Job;
use crate::hub::Hub;
use crate::hub::live::Happening;
use crate::hub::secret::new_id;
use crate::hub::store::{AnsweredCall, ErrandRow};
use crate::hub::web::{Failure, Here, Page, Viewer, html};

/// Of how many days the list tells, ms.
const LISTED: i64 = 30 * 24 * 60 * said::MINUTE;
/// How many calls it tells of at the most.
const MOST_LISTED: i64 = 200;
/// What htmx understands as: ask no more.
const ASK_NO_MORE: u16 = 286;

/// What the ring shows already.
#[derive(Default, Deserialize)]
pub struct Known {
    #[serde(default)]
    known: String,
}

#[derive(Template)]
#[template(path = "calls/now.html", config = "src/hub/askama.toml")]
struct Now {
    page: Page,
}

/// The calls that wait, for a page that asks by itself; nothing when it shows them already.
///
/// # Errors
/// When the page cannot be made.
pub async fn now(viewer: Result<Viewer, Failure>, Query(known): Query<Known>) -> Result<Response, Failure> {
    let Ok(Viewer(staff)) = viewer else {
        let status = StatusCode::from_u16(ASK_NO_MORE).unwrap_or(StatusCode::NO_CONTENT);
        return Ok(status.into_response());
    };
    let page = Page::of(&staff, Here::Outside);
    if page.calls.mark() == known.known {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    Ok(html(&Now { page })?.into_response())
}

/// Somebody goes there: the kiosk says so. With htmx the ring alone is renewed, so that nobody
/// loses the page they were writing on.
///
/// # Errors
/// When there is no such call, or the database does.
pub async fn answer(
    State(hub): State<Hub>,
    Viewer(mut staff): Viewer,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let now = hub.now_ms();
    let mut change = hub.store.begin().await?;
    let answered = change.answer_call(&id, &staff.name, now).await?;
    if answered == AnsweredCall::Unknown {
        return Err(Failure::NotFound);
    }
    if let AnsweredCall::Now { kiosk, calls } = &answered {
        for call in calls {
            let body = serde_json::to_string(&Job::Coming { call: call.clone() });
            let body = body.map_err(|error| Failure::Internal(error.to_string()))?;
            change.add_errand(kiosk, &ErrandRow { id: new_id()?, made: now, body }).await?;
        }
        let subject = format!("kiosk/{kiosk}");
        let changed =
            Changed { act: "call-answered", subject: &subject, later: Some(&id), ..Changed::default() };
        said::note(&mut change, &staff, now, changed).await?;
    }
    change.commit().await?;
    let done = match answered {
        AnsweredCall::Now { kiosk, .. } => {
            hub.live.announce(Happening::Errand { kiosk });
            hub.live.announce(Happening::Answered { id: id.clone() });
            "call-answered"
        }
        AnsweredCall::Before | AnsweredCall::Unknown => "call-answered-before",
    };
    if headers.contains_key("hx-request") {
        staff.calls.retain(|call| call.id != id);
        return Ok(html(&Now { page: Page::of(&staff, Here::Outside) })?.into_response());
    }
    Ok(Redirect::to(&format!("/calls?done={done}")).into_response())
}

/// What was done.
#[derive(Default, Deserialize)]
pub struct Done {
    pub done: Option<String>,
}

/// A line of the list.
struct Line {
    name: String,
    at: String,
    /// Who answered and after how long; empty when nobody did.
    answer: String,
}

#[derive(Template)]
#[template(path = "calls/list.html", config = "src/hub/askama.toml")]
struct List {
    page: Page,
    lines: Vec<Line>,
}

/// The calls of the last weeks.
///
/// # Errors
/// When the database does.
pub async fn list(
    State(hub): State<Hub>,
    Viewer(staff): Viewer,
    Query(done): Query<Done>,
) -> Result<Html<String>, Failure> {
    let page = Page::of(&staff, Here::Kiosks).after(done.done.as_deref());
    let rows = hub.store.read().await?.past_calls(hub.now_ms() - LISTED, MOST_LISTED).await?;
    let line = |row: crate::hub::store::PastCall| {
        let answer = row.answered.zip(row.who).map(|(answered, who)| {
            let after = said::length(&page, "call-after", answered - row.at);
            page.with_all("call-answer", &[("who", &who), ("after", &after)])
        });
        Line { name: row.name, at: said::moment(&hub, &page, row.at), answer: answer.unwrap_or_default() }
    };
    let lines = rows.into_iter().map(line).collect();
    html(&List { page, lines })
}
