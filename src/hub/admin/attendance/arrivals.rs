//! People who came and were noted on paper, who had no receipt with them, or who simply came.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};

use super::form::{Choice, Line, groups, key_of, lines, people};
use super::{Head, enter, standing};
use crate::domain::attendance::{Arrival, Group, MOST_PEOPLE, Party, RecordKey, What};
use crate::feed::paper;
use crate::hub::Hub;
use crate::hub::admin::fields::{Fields, Mends};
use crate::hub::attendance::Standing;
use crate::hub::web::{Editor, Failure, Here, Page, Staff, html};

/// How they came.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Came {
    WalkIn,
    /// Registered, without the receipt.
    Registered,
    /// From a list on paper: nobody knows whether they had registered.
    Paper,
}

impl Came {
    const ALL: [Came; 3] = [Came::WalkIn, Came::Registered, Came::Paper];

    fn key(self) -> &'static str {
        match self {
            Came::WalkIn => "walk-in",
            Came::Registered => "registered",
            Came::Paper => "paper",
        }
    }

    fn word(self) -> &'static str {
        match self {
            Came::WalkIn => "at-came-walk-in",
            Came::Registered => "at-came-registered",
            Came::Paper => "at-came-paper",
        }
    }

    /// The most people of one form, so that a slip of the finger is noticed.
    fn most(self) -> u32 {
        match self {
            Came::WalkIn => MOST_PEOPLE,
            Came::Registered | Came::Paper => paper::MOST_PEOPLE,
        }
    }
}

#[derive(Template)]
#[template(path = "attendance/arrivals.html", config = "src/hub/askama.toml")]
struct ArrivalsPage {
    page: Page,
    head: Head,
    deed: &'static str,
    key: String,
    kinds: Vec<Choice>,
    lines: Vec<Line>,
    mends: Mends,
}

async fn form(
    hub: &Hub,
    staff: &Staff,
    standing: &Standing,
    fields: Fields,
    mends: Mends,
) -> Result<Html<String>, Failure> {
    let page = Page::of(staff, Here::Attendance);
    let known = hub.known().await?;
    let kinds = Came::ALL.into_iter().enumerate().map(|(at, came)| Choice {
        value: came.key(),
        label: page.t(came.word()),
        chosen: if fields.is_filled("kind") { fields.of("kind") == came.key() } else { at == 0 },
    });
    html(&ArrivalsPage {
        head: Head::of(&standing.meeting, &page),
        deed: "at-do-arrivals",
        key: key_of(&fields)?,
        kinds: kinds.collect(),
        lines: lines(&known.programme.categories, &page, &fields),
        mends,
        page,
    })
}

/// The empty form.
///
/// # Errors
/// When there is no such meeting.
pub async fn arrivals(
    State(hub): State<Hub>,
    Editor(staff): Editor,
    Path(id): Path<String>,
) -> Result<Html<String>, Failure> {
    form(&hub, &staff, &standing(&hub, &id).await?, Fields::default(), Mends::default()).await
}

/// What happened, one record or many, each with its key.
fn records(came: Came, groups: Vec<Group>, key: RecordKey) -> Vec<(RecordKey, What)> {
    let count = people(&groups);
    match came {
        Came::WalkIn => {
            let party = Party::of(groups);
            party.map(|party| (key, What::CheckedIn(Arrival::WalkIn { party }))).into_iter().collect()
        }
        // As what they come, their registration says.
        Came::Registered => {
            vec![(key, What::CheckedIn(Arrival::WithoutReceipt { people: count }))]
        }
        Came::Paper => {
            let all = groups.into_iter().flat_map(|group| {
                let arrival = move || Arrival::Paper { standing: group.standing.clone() };
                (0..group.people).map(move |_| What::CheckedIn(arrival()))
            });
            enter::keys(key, count).zip(all).collect()
        }
    }
}

/// Adds them.
///
/// # Errors
/// When the database does.
pub async fn add_arrivals(
    State(hub): State<Hub>,
    Editor(staff): Editor,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Response, Failure> {
    let standing = standing(&hub, &id).await?;
    let page = Page::of(&staff, Here::Attendance);
    let known = hub.known().await?;
    let key = enter::key(fields.of("key"))?;
    let came = Came::ALL.into_iter().find(|came| came.key() == fields.of("kind"));
    let came = came.ok_or_else(|| Failure::Request("a kind that there is not".to_owned()))?;
    let groups = match groups(&known.programme.categories, &fields) {
        Err(field) => Err(Mends::one(&field, page.t("mend-at-number"))),
        Ok(groups) => match people(&groups) {
            0 => Err(Mends::one("people", page.t("mend-at-nobody"))),
            count if count > came.most() => Err(Mends::one("people", page.n("mend-at-many", came.most()))),
            _ => Ok(groups),
        },
    };
    let groups = match groups {
        Ok(groups) => groups,
        Err(mends) => {
            let page = form(&hub, &staff, &standing, fields, mends).await?;
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
        }
    };
    let (count, meeting) = (people(&groups), &standing.meeting.id);
    let later = format!("{} {count}", came.key());
    enter::write(&hub, &staff, meeting, records(came, groups, key), ("arrivals-added", later)).await?;
    let path = super::path_of(&meeting.0);
    Ok(Redirect::to(&format!("/attendance/{path}?done=at-arrived")).into_response())
}
