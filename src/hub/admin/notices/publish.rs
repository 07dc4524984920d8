//! Onto the screens, after a last look.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::look::{self, Wire};
use super::{Sort, find, path_of, show, versions, window};
use crate::hub::Hub;
use crate::hub::admin::fields::Fields;
use crate::hub::admin::history::Difference;
use crate::hub::admin::screens::ScreenList;
use crate::hub::admin::slide::lint::Line;
use crate::hub::admin::slide::preview::{self, Look, Shot};
use crate::hub::store::Item;
use crate::hub::web::{Editor, Failure, Here, Page, Publisher, Staff, html};

/// What stands in the address.
#[derive(Default, Deserialize)]
pub struct Wish {
    /// Whether links are to be tried.
    #[serde(default)]
    links: String,
}

#[derive(Template)]
#[template(path = "notices/publish.html", config = "src/hub/askama.toml")]
struct PublishPage {
    page: Page,
    path: String,
    name: String,
    window: String,
    audience: String,
    /// That no screen would show it now.
    nobody: String,
    version: i64,
    lints: Vec<Line>,
    lint_count: String,
    has_link: bool,
    links: bool,
    /// What changes on the screens.
    changes: Vec<Difference>,
    first: bool,
    shot: Shot,
    /// Somebody has saved since the page was made.
    newer: bool,
}

async fn page_of(
    hub: &Hub,
    staff: &Staff,
    sort: Sort,
    item: &Item,
    (links, newer): (bool, bool),
) -> Result<Html<String>, Failure> {
    let page = Page::of(staff, Here::Notices);
    let mut reading = hub.store.read().await?;
    let version = reading.version(sort.kind(), &item.id, item.latest).await?.ok_or(Failure::NotFound)?;
    let shown = match item.shown {
        Some(shown) => reading.version(sort.kind(), &item.id, shown).await?,
        None => None,
    };
    let wire = Wire::read(sort, &version.body)?;
    let screens = ScreenList::read(&mut reading).await?;
    let kiosks = screens.reached(&version.audience);
    let what = (sort, item.id.as_str(), &wire);
    let lints = look::lines(&page, hub, &mut reading, what, (item.ends, &*kiosks, links)).await?;
    let changes = match &shown {
        Some(shown) => versions::differ((&page, &screens), shown, &version)?,
        None => Vec::new(),
    };
    let look = Look::default().of_audience(version.audience.clone());
    let saved = Some(preview::saved(&path_of(sort, &item.id), item.latest));
    let shot = preview::shot(&page, hub, screens.kiosks(), look, saved, None, wire.said(&page));
    let window = window(hub, &page, item);
    html(&PublishPage {
        path: path_of(sort, &item.id),
        name: item.title.clone(),
        window: if window.is_empty() { page.t("shown-always") } else { window },
        audience: screens.said(&page, &version.audience),
        nobody: screens.nobody(&page, &version.audience),
        version: item.latest,
        lint_count: page.n("schedule-lint-count", lints.iter().filter(|line| line.open).count() as i64),
        lints,
        has_link: !look::addresses(&wire).is_empty(),
        links,
        changes,
        first: shown.is_none(),
        shot,
        newer,
        page,
    })
}

/// The page before it is published: its picture, what changes, and what to look at.
///
/// # Errors
/// When there is none, or the database does.
pub async fn publish_page(
    State(hub): State<Hub>,
    Editor(staff): Editor,
    Path((sort, id)): Path<(String, String)>,
    Query(wish): Query<Wish>,
) -> Result<Html<String>, Failure> {
    let sort = Sort::from_key(&sort)?;
    let item = find(&hub, sort, &id).await?;
    page_of(&hub, &staff, sort, &item, (!wish.links.is_empty(), false)).await
}

/// Brings the version that was looked at onto the screens.
///
/// # Errors
/// When there is none, or the database does.
pub async fn publish(
    State(hub): State<Hub>,
    Publisher(staff): Publisher,
    Path((sort, id)): Path<(String, String)>,
    form: Fields,
) -> Result<Response, Failure> {
    let sort = Sort::from_key(&sort)?;
    let seen: i64 = form.of("version").parse().unwrap_or_default();
    if !show(&hub, &staff, sort, &id, Some(seen)).await? {
        let item = find(&hub, sort, &id).await?;
        let page = page_of(&hub, &staff, sort, &item, (false, true)).await?;
        return Ok((StatusCode::CONFLICT, page).into_response());
    }
    Ok(Redirect::to("/notices?done=notice-published").into_response())
}
