//! Everything a meeting ever said: the history, two versions side by side, and the way back.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::differ::{self, Difference, Side};
use super::{add_version, find, path_of, said, today, understood};
use crate::hub::Hub;
use crate::hub::store::Kind;
use crate::hub::web::{Editor, Failure, Here, Page, Viewer, html};

struct Row {
    number: i64,
    when: String,
    who: String,
    /// On the screens, or the newest.
    sign: &'static str,
    state: String,
    /// What changed against the one before.
    changes: String,
    newest: bool,
}

#[derive(Template)]
#[template(path = "schedule/versions.html", config = "src/hub/askama.toml")]
struct VersionsPage {
    page: Page,
    path: String,
    crumb: String,
    name: String,
    rows: Vec<Row>,
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
    let page = Page::of(&staff, Here::Schedule);
    let mut reading = hub.store.read().await?;
    let found = find(&mut reading, &id).await?;
    let versions = reading.versions(Kind::Meeting, &id).await?;
    drop(reading);
    let (zone, today) = (&hub.settings.zone, today(&hub));
    let mut sides = Vec::new();
    for version in &versions {
        sides.push(Side::of(understood(&version.body)?, version.audience.clone())?);
    }
    let mut rows = Vec::new();
    for (i, version) in versions.iter().enumerate() {
        let changes: Vec<String> = match (sides.get(i + 1), sides.get(i)) {
            (Some(before), Some(after)) => {
                differ::differences(&page, &hub, before, after).into_iter().map(|one| one.label).collect()
            }
            (None, _) | (_, None) => vec![page.t("schedule-version-first")],
        };
        let planned = found.item.planned.is_some_and(|(number, _)| number == version.number);
        let (sign, state) = if found.item.shown == Some(version.number) {
            ("settled", page.t("state-published"))
        } else if planned {
            ("waiting", page.t("state-scheduled"))
        } else if i == 0 {
            ("open", page.t("state-draft"))
        } else {
            ("", String::new())
        };
        rows.push(Row {
            number: version.number,
            when: said::moment(&page, version.at, zone, today),
            who: version.who.clone(),
            sign,
            state,
            changes: if changes.is_empty() {
                page.t("schedule-version-same")
            } else {
                changes.join(&page.t("schedule-joint"))
            },
            newest: i == 0,
        });
    }
    let domain = said::domain(&found.meeting, zone);
    html(&VersionsPage {
        path: path_of(&id),
        crumb: domain.as_ref().map(|domain| said::short_name(&page, domain)).unwrap_or_default(),
        name: domain.map(|domain| said::names(&page, &domain, false).0).unwrap_or(found.item.title),
        rows,
        page,
    })
}

/// Which other version it is held against; the newest where none is named.
#[derive(Default, Deserialize)]
pub struct Against {
    #[serde(default)]
    with: String,
}

#[derive(Template)]
#[template(path = "schedule/version.html", config = "src/hub/askama.toml")]
struct VersionPage {
    page: Page,
    path: String,
    crumb: String,
    number: i64,

    title: String,
    earlier: String,
    later: String,
    changes: Vec<Difference>,
    newest: bool,
    restore: String,
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
    let page = Page::of(&staff, Here::Schedule);
    let mut reading = hub.store.read().await?;
    let found = find(&mut reading, &id).await?;
    let other = against.with.parse::<i64>().unwrap_or(found.item.latest);
    // The older one stands first, however it was asked.
    let (first, second) = (number.min(other), number.max(other));
    let earlier = reading.version(Kind::Meeting, &id, first).await?.ok_or(Failure::NotFound)?;
    let later = reading.version(Kind::Meeting, &id, second).await?.ok_or(Failure::NotFound)?;
    drop(reading);
    let (zone, today) = (&hub.settings.zone, today(&hub));
    let said = |number: i64, at: i64, who: &str| {
        let when = said::moment(&page, at, zone, today);
        page.with_all("schedule-version-said", &[("n", &number.to_string()), ("when", &when), ("who", who)])
    };
    let (head, foot) = (said(first, earlier.at, &earlier.who), said(second, later.at, &later.who));
    let before = Side::of(understood(&earlier.body)?, earlier.audience)?;
    let after = Side::of(understood(&later.body)?, later.audience)?;
    let domain = said::domain(&found.meeting, zone);
    html(&VersionPage {
        path: path_of(&id),
        crumb: domain.map(|domain| said::short_name(&page, &domain)).unwrap_or_default(),
        title: page.n("schedule-version-title", number),
        number,

        changes: differ::differences(&page, &hub, &before, &after),
        earlier: head,
        later: foot,
        newest: number == found.item.latest,
        restore: page.n("schedule-restore-do", number),
        page,
    })
}

/// Makes an older version the newest again, as a draft.
///
/// # Errors
/// When there is no such version.
pub async fn restore(
    State(hub): State<Hub>,
    Editor(staff): Editor,
    Path((id, number)): Path<(String, i64)>,
) -> Result<Response, Failure> {
    let mut reading = hub.store.read().await?;
    let found = find(&mut reading, &id).await?;
    let version = reading.version(Kind::Meeting, &id, number).await?.ok_or(Failure::NotFound)?;
    drop(reading);
    let meeting = understood(&version.body)?;
    let mut change = hub.store.begin().await?;
    let by = (staff.name.as_str(), "meeting-restored");
    let latest = Some(found.item.latest);
    let added = add_version(&hub, &mut change, &meeting, version.audience.as_deref(), latest, by).await?;
    if added.is_err() {
        return Err(Failure::Request("somebody has just saved this meeting".to_owned()));
    }
    change.commit().await?;
    Ok(Redirect::to(&format!("{}?done=meeting-restored", path_of(&id))).into_response())
}
