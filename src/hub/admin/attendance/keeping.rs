//! For how long contact details are kept.

use askama::Template;
use axum::Form;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::Done;
use super::form::number;
use crate::hub::admin::fields::Mends;
use crate::hub::attendance::{CONTACT_DAYS, Keeping, keeping as kept};
use crate::hub::store::Entry;
use crate::hub::web::{Administrator, Failure, Here, Page, Viewer, html};
use crate::hub::{Hub, new_id};

/// Longest time, days.
const MOST: u32 = 365;

#[derive(Template)]
#[template(path = "attendance/keeping.html", config = "src/hub/askama.toml")]
struct KeepingPage {
    page: Page,
    forgets: bool,
    kept_for: String,
    days: String,
    mends: Mends,
}

/// What holds now.
///
/// # Errors
/// When the database does.
pub async fn keeping(
    State(hub): State<Hub>,
    Viewer(staff): Viewer,
    Query(done): Query<Done>,
) -> Result<Html<String>, Failure> {
    let page = Page::of(&staff, Here::Settings).after(done.done.as_deref());
    let kept = kept(&mut hub.store.read().await?).await?;
    let kept_for = kept.said(&page);
    let (forgets, days) = match kept {
        Keeping::Days(days) => (true, days.to_string()),
        Keeping::UntilRemoved => (false, "30".to_owned()),
    };
    html(&KeepingPage { page, forgets, kept_for, days, mends: Mends::default() })
}

/// As it is typed.
#[derive(Deserialize)]
pub struct Typed {
    #[serde(default)]
    forgets: String,
    #[serde(default)]
    days: String,
}

/// Changes it.
///
/// # Errors
/// When the database does.
pub async fn keep(
    State(hub): State<Hub>,
    Administrator(staff): Administrator,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let page = Page::of(&staff, Here::Settings);
    let days = number(&typed.days).filter(|days| (1..=MOST).contains(days));
    let wanted = match (typed.forgets.as_str(), days) {
        ("no", _) => Keeping::UntilRemoved,
        (_, Some(days)) => Keeping::Days(days),
        (_, None) => {
            let mends = Mends::one("days", page.n("mend-at-days", MOST));
            let page =
                html(&KeepingPage { page, forgets: true, kept_for: String::new(), days: typed.days, mends })?;
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
        }
    };
    let before = kept(&mut hub.store.read().await?).await?;
    let mut change = hub.store.begin().await?;
    change.set_setting(CONTACT_DAYS, &wanted.key()).await?;
    let entry = Entry {
        at: hub.now_ms(),
        who: staff.name.clone(),
        act: "setting-changed".to_owned(),
        subject: format!("setting/{CONTACT_DAYS}"),
        earlier: Some(before.key()),
        later: Some(wanted.key()),
    };
    change.note(&new_id()?, &entry).await?;
    change.commit().await?;
    hub.forget_contacts().await?;
    Ok(Redirect::to("/settings/contacts?done=at-keeping").into_response())
}
