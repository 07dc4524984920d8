//! Whom to call back: for staff who enter sign-ups, and as a list on paper for the day.

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::response::{Html, Redirect};
use serde::Deserialize;

use super::{Head, enter, standing};
use crate::hub::Hub;
use crate::hub::attendance::keeping;
use crate::hub::store::ContactRow;
use crate::hub::web::{Editor, Failure, Here, Page, html};

#[derive(Template)]
#[template(path = "attendance/contacts.html", config = "src/hub/askama.toml")]
struct ContactsPage {
    page: Page,
    head: Head,
    contacts: Vec<ContactRow>,
    /// Which of them is to be removed, if staff say so once more.
    asked: Option<ContactRow>,
    caption: String,
    /// For how long they are kept.
    kept_for: String,
}

/// What was done, and what is asked about.
#[derive(Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    done: Option<String>,
    #[serde(default)]
    remove: Option<String>,
}

/// The list.
///
/// # Errors
/// When there is no such meeting.
pub async fn contacts(
    State(hub): State<Hub>,
    Editor(staff): Editor,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Html<String>, Failure> {
    let standing = standing(&hub, &id).await?;
    let page = Page::of(&staff, Here::Attendance).after(asked.done.as_deref());
    let mut reading = hub.store.read().await?;
    let contacts = reading.contacts(&id).await?;
    let kept_for = keeping(&mut reading).await?.said(&page);
    let caption = page.n("at-contacts-count", contacts.len() as i64);
    let asked = contacts.iter().find(|row| Some(&row.id) == asked.remove.as_ref()).cloned();
    html(&ContactsPage { head: Head::of(&standing.meeting, &page), contacts, asked, caption, kept_for, page })
}

/// Which one.
#[derive(Deserialize)]
pub struct Which {
    #[serde(default)]
    contact: String,
}

/// Removes one.
///
/// # Errors
/// When the database does.
pub async fn remove_contact(
    State(hub): State<Hub>,
    Editor(staff): Editor,
    Path(id): Path<String>,
    Form(Which { contact }): Form<Which>,
) -> Result<Redirect, Failure> {
    let standing = standing(&hub, &id).await?;
    let mut change = hub.store.begin().await?;
    if change.remove_contact(&id, &contact).await? {
        enter::note(&hub, &mut change, &staff, "contact-removed", &standing.meeting.id, None).await?;
    }
    change.commit().await?;
    let path = super::path_of(&id);
    Ok(Redirect::to(&format!("/attendance/{path}/contacts?done=at-contact-removed")))
}
