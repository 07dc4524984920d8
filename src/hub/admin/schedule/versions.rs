//! Everything a meeting ever said, and the way back.

use axum::extract::{Path, Query, State};
use axum::response::{Html, IntoResponse, Redirect, Response};

use super::differ::{self, Side};
use super::{Found, add_version, find, path_of, said, understood};
use crate::hub::Hub;
use crate::hub::admin::history::{self, Against, Difference, Told};
use crate::hub::admin::screens::ScreenList;
use crate::hub::store::{Kind, Version};
use crate::hub::web::{Editor, Failure, Here, Page, Staff, Viewer};

fn told(hub: &Hub, staff: &Staff, found: &Found) -> Told {
    let page = Page::of(staff, Here::Schedule);
    let domain = said::domain(&found.meeting, &hub.settings.zone);
    Told {
        list: "/schedule",
        list_name: page.t("nav-schedule"),
        versions: format!("{}/versions", path_of(&found.item.id)),
        path: path_of(&found.item.id),
        query: String::new(),
        restore: page.t("schedule-restore-text"),
        crumb: domain.as_ref().map(|domain| said::short_name(&page, domain)).unwrap_or_default(),
        name: domain
            .map(|domain| said::names(&page, &domain, false).0)
            .unwrap_or_else(|| found.item.title.clone()),
        page,
    }
}

fn differences(
    hub: &Hub,
    (page, screens): (&Page, &ScreenList),
    before: &Version,
    after: &Version,
) -> Result<Vec<Difference>, Failure> {
    let side = |version: &Version| Side::of(understood(&version.body)?, version.audience.clone());
    let told = differ::differences((page, hub, screens), &side(before)?, &side(after)?);
    Ok(told.into_iter().map(|one| one.told).collect())
}

/// The history of a meeting, the newest version first.
///
/// # Errors
/// When there is no such meeting.
pub async fn versions(
    State(hub): State<Hub>,
    Viewer(staff): Viewer,
    Path(id): Path<String>,
) -> Result<Html<String>, Failure> {
    let found = find(&mut hub.store.read().await?, &id).await?;
    let told = told(&hub, &staff, &found);
    let screens = ScreenList::read(&mut hub.store.read().await?).await?;
    let differ =
        |page: &Page, before: &Version, after: &Version| differences(&hub, (page, &screens), before, after);
    history::versions(&hub, told, &found.item, differ).await
}

/// A version beside another one.
///
/// # Errors
/// When there is no such version.
pub async fn version(
    State(hub): State<Hub>,
    Viewer(staff): Viewer,
    Path((id, number)): Path<(String, i64)>,
    Query(against): Query<Against>,
) -> Result<Html<String>, Failure> {
    let found = find(&mut hub.store.read().await?, &id).await?;
    let told = told(&hub, &staff, &found);
    let screens = ScreenList::read(&mut hub.store.read().await?).await?;
    let differ =
        |page: &Page, before: &Version, after: &Version| differences(&hub, (page, &screens), before, after);
    history::version(&hub, told, &found.item, (number, &against), differ).await
}

/// Makes an older version the newest again, as a draft.
///
/// # Errors
/// When there is no such version, or somebody has just saved another.
pub async fn restore(
    State(hub): State<Hub>,
    Editor(staff): Editor,
    Path((id, number)): Path<(String, i64)>,
) -> Result<Response, Failure> {
    let found = find(&mut hub.store.read().await?, &id).await?;
    let version = history::one(&hub, Kind::Meeting, &id, number).await?;
    let meeting = understood(&version.body)?;
    let mut change = hub.store.begin().await?;
    let by = (staff.name.as_str(), "meeting-restored");
    let latest = Some(found.item.latest);
    let added = add_version(&hub, &mut change, &meeting, &version.audience, latest, by).await?;
    if added.is_err() {
        return Err(Failure::Meanwhile { to: path_of(&id) });
    }
    change.commit().await?;
    Ok(Redirect::to(&format!("{}?done=meeting-restored", path_of(&id))).into_response())
}
