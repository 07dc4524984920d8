//! Correcting a count, with a reason. What was recorded stays; the correction is a record of its own.

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::form::{Choice, number};
use super::{Head, enter, standing, view};
use crate::domain::attendance::{Counted, Reason, Way, What};
use crate::domain::report::Label;
use crate::hub::admin::fields::Mends;
use crate::hub::attendance::Standing;
use crate::hub::web::{Failure, Here, Page, Publisher, Staff, html};
use crate::hub::{Hub, new_id};
use crate::report::Times;

/// A correction as it is typed, or as a page suggests it.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Typed {
    #[serde(default)]
    key: String,
    /// `came`, or the key of a way.
    #[serde(default)]
    count: String,
    /// `more` or `fewer`.
    #[serde(default)]
    sign: String,
    #[serde(default)]
    by: String,
    #[serde(default)]
    reason: String,
}

#[derive(Template)]
#[template(path = "attendance/correct.html", config = "src/hub/askama.toml")]
struct CorrectPage {
    page: Page,
    head: Head,
    deed: &'static str,
    key: String,
    counts: Vec<Choice>,
    signs: Vec<Choice>,
    reasons: Vec<Choice>,
    by: String,
    mends: Mends,
}

/// What can be corrected.
const COUNTED: [Counted; 4] = [
    Counted::Came,
    Counted::Registered(Way::Venue),
    Counted::Registered(Way::Online),
    Counted::Registered(Way::Open),
];

fn count_key(counted: Counted) -> &'static str {
    match counted {
        Counted::Came => "came",
        Counted::Registered(way) => way.key(),
    }
}

/// The most by which one form corrects, so that a slip of the finger is noticed.
const MOST: u32 = 1000;

fn reason_key(reason: Reason) -> &'static str {
    match reason {
        Reason::Mistake => "at-reason-mistake",
        Reason::OnPaper => "at-reason-on-paper",
        Reason::Recounted => "at-reason-recounted",
        Reason::Elsewhere => "at-reason-elsewhere",
    }
}

fn form(
    hub: &Hub,
    staff: &Staff,
    standing: &Standing,
    typed: Typed,
    mends: Mends,
) -> Result<Html<String>, Failure> {
    let page = Page::of(staff, Here::Attendance);
    let (words, tally) = (view::words(&page, &hub.settings.zone), &standing.tally);
    let or_first =
        |typed: &str, value: &str, first: bool| if typed.is_empty() { first } else { typed == value };
    let counts = COUNTED.into_iter().enumerate().map(|(at, counted)| {
        let (name, now) = match counted {
            Counted::Came => (page.t("at-came"), tally.came),
            Counted::Registered(way) => {
                let way_word = words.label(&Label::Way(way), Times::OneDay);
                (
                    page.with("at-registered-for", "way", &way_word),
                    tally.registered.get(&way).copied().unwrap_or(0),
                )
            }
        };
        let label = page.with_all("at-now", &[("name", name.as_str()), ("count", &now.to_string())]);
        Choice {
            value: count_key(counted),
            label,
            chosen: or_first(&typed.count, count_key(counted), at == 0),
        }
    });
    let signs =
        [("more", "at-more"), ("fewer", "at-fewer")].into_iter().enumerate().map(|(at, (value, word))| {
            Choice { value, label: page.t(word), chosen: or_first(&typed.sign, value, at == 0) }
        });
    let reasons = Reason::ALL.into_iter().map(|reason| Choice {
        value: reason.key(),
        label: page.t(reason_key(reason)),
        chosen: or_first(&typed.reason, reason.key(), reason == Reason::Recounted),
    });
    let (counts, signs, reasons) = (counts.collect(), signs.collect(), reasons.collect());
    html(&CorrectPage {
        head: Head::of(&standing.meeting, &page),
        deed: "at-do-correct",
        key: if typed.key.is_empty() { new_id()? } else { typed.key },
        counts,
        signs,
        reasons,
        by: typed.by,
        mends,
        page,
    })
}

/// The form; what a page suggests stands in it.
///
/// # Errors
/// When there is no such meeting.
pub async fn correction(
    State(hub): State<Hub>,
    Publisher(staff): Publisher,
    Path(id): Path<String>,
    Query(typed): Query<Typed>,
) -> Result<Html<String>, Failure> {
    form(&hub, &staff, &standing(&hub, &id).await?, Typed { key: String::new(), ..typed }, Mends::default())
}

/// Corrects.
///
/// # Errors
/// When the database does.
pub async fn correct(
    State(hub): State<Hub>,
    Publisher(staff): Publisher,
    Path(id): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let standing = standing(&hub, &id).await?;
    let page = Page::of(&staff, Here::Attendance);
    let key = enter::key(&typed.key)?;
    let counted = COUNTED.into_iter().find(|counted| count_key(*counted) == typed.count);
    let reason = Reason::from_key(&typed.reason);
    let (Some(count), Some(reason)) = (counted, reason) else {
        return Err(Failure::Request("a count or a reason that there is not".to_owned()));
    };
    let by = match number(&typed.by) {
        None => Err("mend-at-number"),
        Some(0) => Err("mend-at-by-nought"),
        Some(by) if by > MOST => Err("mend-at-by-many"),
        Some(by) => i32::try_from(by).map_err(|_| "mend-at-by-many"),
    };
    let by = match by {
        Ok(by) => by,
        Err(key) => {
            let mends = Mends::one("by", page.n(key, MOST));
            let page = form(&hub, &staff, &standing, typed, mends)?;
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
        }
    };
    let by = if typed.sign == "fewer" { -by } else { by };
    let meeting = &standing.meeting.id;
    let later = format!("{} {by:+} {}", count_key(count), reason.key());
    let record = (key, What::Corrected { count, by, reason });
    enter::write(&hub, &staff, meeting, [record], ("count-corrected", later)).await?;
    let path = super::path_of(&meeting.0);
    Ok(Redirect::to(&format!("/attendance/{path}/count?done=at-corrected")).into_response())
}
