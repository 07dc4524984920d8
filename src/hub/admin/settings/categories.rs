//! The categories (区分) visitors are asked for: their list and order.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{Html, Redirect};
use serde::{Deserialize, Serialize};

use super::{keep, understood};
use crate::api::{Category, Division};
use crate::feed::built_in;
use crate::hub::Hub;
use crate::hub::admin::calls::Done;
use crate::hub::admin::fields::{Fields, shown_text};
use crate::hub::admin::said::{self, Changed};
use crate::hub::store::{Kind, Reading};
use crate::hub::web::{Administrator, Failure, Here, Page, Staff, Viewer, html};

/// The list as it is kept.
#[derive(Serialize, Deserialize)]
struct Listed {
    categories: Vec<Category>,
}

/// The categories as they are now.
pub(super) struct Current {
    pub list: Vec<Category>,
    /// The version they stand in; nothing for the built-in ones.
    pub base: Option<i64>,
    /// They are the place's own, not the built-in ones.
    pub own: bool,
}

/// The categories as they are now: the place's own or those that are built in.
pub(super) async fn current(reading: &mut Reading) -> Result<Current, Failure> {
    let item = reading.item(Kind::Categories, Kind::Categories.key()).await?;
    let base = item.as_ref().map(|item| item.latest);
    if let Some(shown) = item.and_then(|item| item.shown)
        && let Some(version) = reading.version(Kind::Categories, Kind::Categories.key(), shown).await?
    {
        let listed: Listed = understood(&version)?;
        return Ok(Current { list: listed.categories, base, own: true });
    }
    let list = built_in::categories_or_built_in(Vec::new()).iter().map(Category::from).collect();
    Ok(Current { list, base, own: false })
}

/// Keeps the list; whether nobody else was first.
pub(super) async fn keep_all(
    hub: &Hub,
    staff: &Staff,
    list: Vec<Category>,
    base: Option<i64>,
) -> Result<bool, Failure> {
    let body = serde_json::to_string(&Listed { categories: list });
    let body = body.map_err(|error| Failure::Internal(error.to_string()))?;
    let item = (Kind::Categories, Kind::Categories.key());
    Ok(keep(hub, staff, item, &body, base, "categories-changed").await?.is_ok())
}

/// A category as the list shows it.
struct Row {
    id: String,
    name: String,
    of_which: bool,
    subs: String,
}

impl Row {
    fn of(category: &Category) -> Row {
        let subs: Vec<String> = category.subs.iter().map(|sub| shown_text(&sub.name)).collect();
        Row {
            id: category.id.clone(),
            name: shown_text(&category.name),
            of_which: category.division == Some(Division::OfWhich),
            subs: subs.join("、"),
        }
    }
}

#[derive(Template)]
#[template(path = "settings/categories.html", config = "src/hub/askama.toml")]
struct ListPage {
    page: Page,
    rows: Vec<Row>,
    own: bool,
    full: bool,
}

/// The list.
///
/// # Errors
/// When the database does.
pub async fn categories(
    State(hub): State<Hub>,
    Viewer(staff): Viewer,
    Query(done): Query<Done>,
) -> Result<Html<String>, Failure> {
    let page = Page::of(&staff, Here::Settings).after(done.done.as_deref());
    let current = current(&mut hub.store.read().await?).await?;
    let full = current.list.len() >= super::category::MOST;
    html(&ListPage { page, rows: current.list.iter().map(Row::of).collect(), own: current.own, full })
}

const CHANGED: &str = "/settings/categories?done=categories-saved";
const ELSE: &str = "/settings/categories?done=categories-somebody-else";

/// Back to the built-in list.
///
/// # Errors
/// When the database does.
pub async fn built_in(
    State(hub): State<Hub>,
    Administrator(staff): Administrator,
) -> Result<Redirect, Failure> {
    let mut change = hub.store.begin().await?;
    change.show_version(Kind::Categories, Kind::Categories.key(), None).await?;
    let subject = "categories/categories";
    let changed = Changed { act: "categories-built-in", subject, ..Changed::default() };
    said::note(&mut change, &staff, hub.now_ms(), changed).await?;
    let revision = change.next_revision().await?;
    change.commit().await?;
    hub.live.announce_revision(revision);
    Ok(Redirect::to("/settings/categories?done=categories-built-in"))
}

/// One place up or down.
///
/// # Errors
/// When there is no such category, or the database does.
pub async fn move_category(
    State(hub): State<Hub>,
    Administrator(staff): Administrator,
    Path(id): Path<String>,
    form: Fields,
) -> Result<Redirect, Failure> {
    let Current { mut list, base, .. } = current(&mut hub.store.read().await?).await?;
    let at = list.iter().position(|category| category.id == id).ok_or(Failure::NotFound)?;
    let to = if form.of("to") == "up" { at.saturating_sub(1) } else { (at + 1).min(list.len() - 1) };
    list.swap(at, to);
    let kept = keep_all(&hub, &staff, list, base).await?;
    Ok(Redirect::to(if kept { CHANGED } else { ELSE }))
}

#[derive(Template)]
#[template(path = "settings/category_remove.html", config = "src/hub/askama.toml")]
struct RemovalPage {
    page: Page,
    row: Row,
}

/// Asks whether it is really to go.
///
/// # Errors
/// When there is no such category, or the database does.
pub async fn category_removal(
    State(hub): State<Hub>,
    Administrator(staff): Administrator,
    Path(id): Path<String>,
) -> Result<Html<String>, Failure> {
    let current = current(&mut hub.store.read().await?).await?;
    let found = current.list.iter().find(|category| category.id == id).ok_or(Failure::NotFound)?;
    html(&RemovalPage { page: Page::of(&staff, Here::Settings), row: Row::of(found) })
}

/// Takes it out of the list. What visitors have answered so far stays in the records.
///
/// # Errors
/// When there is no such category, or the database does.
pub async fn remove_category(
    State(hub): State<Hub>,
    Administrator(staff): Administrator,
    Path(id): Path<String>,
) -> Result<Redirect, Failure> {
    let Current { mut list, base, .. } = current(&mut hub.store.read().await?).await?;
    let before = list.len();
    list.retain(|category| category.id != id);
    if list.len() == before {
        return Err(Failure::NotFound);
    }
    if list.is_empty() {
        // A list without any would be read as the built-in one: the last stays.
        return Ok(Redirect::to("/settings/categories?done=categories-last"));
    }
    let kept = keep_all(&hub, &staff, list, base).await?;
    Ok(Redirect::to(if kept { CHANGED } else { ELSE }))
}
