//! Displays: how each is, what staff want of it, taking one in and letting one go.

mod health;
mod one;
mod pair;

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Html;

pub use health::{Health, Here as Against};
pub use one::{act, change, page, picture, removal, remove};
pub use pair::{form as pair_form, take_in as pair};

use super::calls::Done;
use super::said;
use crate::hub::Hub;
use crate::hub::store::KioskRow;
use crate::hub::web::{Failure, Here, Page, Viewer, html};

/// Longest name of a display or a group, characters.
const LONGEST_NAME: usize = 60;

/// A display as a list shows it.
struct Row {
    id: String,
    name: String,
    group: String,
    health: Health,
}

#[derive(Template)]
#[template(path = "kiosks/list.html", config = "src/hub/askama.toml")]
struct List {
    page: Page,
    rows: Vec<Row>,
}

/// All displays and how they are.
///
/// # Errors
/// When the database does.
pub async fn list(
    State(hub): State<Hub>,
    Viewer(staff): Viewer,
    Query(done): Query<Done>,
) -> Result<Html<String>, Failure> {
    let page = Page::of(&staff, Here::Kiosks).after(done.done.as_deref());
    let mut reading = hub.store.read().await?;
    let kiosks = reading.kiosks().await?;
    let here = Against::read(&mut reading, &kiosks, hub.now_ms()).await?;
    let row = |kiosk: KioskRow| Row {
        health: Health::of(&page, &kiosk, &here),
        id: kiosk.id,
        name: kiosk.name,
        group: kiosk.group.unwrap_or_default(),
    };
    let rows = kiosks.into_iter().map(row).collect();
    html(&List { page, rows })
}

/// What is wrong with a name, if anything is.
fn mend_name(page: &Page, name: &str) -> Option<String> {
    match name.chars().count() {
        0 => Some(page.t("mend-kiosk-name-missing")),
        count if count > LONGEST_NAME => Some(page.t("mend-kiosk-name-long")),
        _ => None,
    }
}
