//! Everything a notice, a theme or a voice ever said, and the way back.

use axum::extract::{Path, Query, State};
use axum::response::{Html, Redirect};
use serde_json::{Value, json};

use super::{Sort, find, path_of, save};
use crate::hub::Hub;
use crate::hub::admin::history::{self, Against, Difference, Told};
use crate::hub::admin::log::differences;
use crate::hub::admin::screens::ScreenList;
use crate::hub::store::{Item, Version};
use crate::hub::web::{Editor, Failure, Here, Page, Staff, Viewer};

fn told(staff: &Staff, sort: Sort, item: &Item) -> Told {
    let page = Page::of(staff, Here::Notices);
    Told {
        list: "/notices",
        list_name: page.t("nav-notices"),
        versions: format!("{}/versions", path_of(sort, &item.id)),
        path: path_of(sort, &item.id),
        query: String::new(),
        restore: page.t("schedule-restore-text"),
        crumb: item.title.clone(),
        name: item.title.clone(),
        page,
    }
}

/// A version as it is compared: a text alone is Japanese, and what was chosen stands in words.
fn in_words(page: &Page, body: &str) -> String {
    let Ok(Value::Object(mut fields)) = serde_json::from_str(body) else { return body.to_owned() };
    let by_language = |text: &mut Value| {
        if let Value::String(alone) = text {
            *text = json!({ "ja": alone });
        }
    };
    for name in ["title", "body", "sentence", "role"] {
        fields.get_mut(name).map(by_language);
    }
    fields.get_mut("picture").and_then(|picture| picture.get_mut("alt")).map(by_language);
    if let Some(Value::String(priority)) = fields.get_mut("priority") {
        *priority = page.t(format!("priority-{priority}"));
    }
    if let Some(Value::Array(days)) = fields.get_mut("hours").and_then(|hours| hours.get_mut("days")) {
        let words: Vec<String> =
            days.iter().filter_map(Value::as_str).map(|day| page.t(format!("day-{day}"))).collect();
        *days = vec![Value::from(words.join(" "))];
    }
    Value::Object(fields).to_string()
}

/// What two versions say differently, in the words of the log of changes.
pub fn differ(
    (page, screens): (&Page, &ScreenList),
    before: &Version,
    after: &Version,
) -> Result<Vec<Difference>, Failure> {
    let lines = |text: String| if text.is_empty() { Vec::new() } else { vec![text] };
    let (earlier, later) = (in_words(page, &before.body), in_words(page, &after.body));
    let mut told: Vec<Difference> = differences::between(page, Some(&earlier), Some(&later))
        .into_iter()
        .map(|one| Difference { label: one.field, earlier: lines(one.earlier), later: lines(one.later) })
        .collect();
    if before.audience != after.audience {
        let said = |version: &Version| vec![screens.said(page, &version.audience)];
        told.push(Difference { label: page.t("audience"), earlier: said(before), later: said(after) });
    }
    Ok(told)
}

/// The history of one, the newest version first.
///
/// # Errors
/// When there is none.
pub async fn versions(
    State(hub): State<Hub>,
    Viewer(staff): Viewer,
    Path((sort, id)): Path<(String, String)>,
) -> Result<Html<String>, Failure> {
    let sort = Sort::from_key(&sort)?;
    let item = find(&hub, sort, &id).await?;
    let screens = ScreenList::read(&mut hub.store.read().await?).await?;
    let differ = |page: &Page, before: &Version, after: &Version| differ((page, &screens), before, after);
    history::versions(&hub, told(&staff, sort, &item), &item, differ).await
}

/// A version beside another one.
///
/// # Errors
/// When there is no such version.
pub async fn version(
    State(hub): State<Hub>,
    Viewer(staff): Viewer,
    Path((sort, id, number)): Path<(String, String, i64)>,
    Query(against): Query<Against>,
) -> Result<Html<String>, Failure> {
    let sort = Sort::from_key(&sort)?;
    let item = find(&hub, sort, &id).await?;
    let screens = ScreenList::read(&mut hub.store.read().await?).await?;
    let differ = |page: &Page, before: &Version, after: &Version| differ((page, &screens), before, after);
    history::version(&hub, told(&staff, sort, &item), &item, (number, &against), differ).await
}

/// Makes an older version the newest again, as a draft.
///
/// # Errors
/// When there is no such version, or somebody has just saved another.
pub async fn restore(
    State(hub): State<Hub>,
    Editor(staff): Editor,
    Path((sort, id, number)): Path<(String, String, i64)>,
) -> Result<Redirect, Failure> {
    let sort = Sort::from_key(&sort)?;
    let item = find(&hub, sort, &id).await?;
    let version = history::one(&hub, sort.kind(), &id, number).await?;
    let written = super::form::again(sort, &version.body, &hub.settings.zone)
        .map_err(|fault| Failure::Internal(fault.to_string()))?;
    let kept = (&written, &version.audience, Some(item.latest));
    let screens = ScreenList::read(&mut hub.store.read().await?).await?;
    match save::keep((&hub, &screens), &staff, sort, &id, kept, "notice-restored").await? {
        Ok(()) => Ok(Redirect::to(&format!("{}?done=notice-restored", path_of(sort, &id)))),
        Err(_) => Err(Failure::Meanwhile { to: path_of(sort, &id) }),
    }
}
