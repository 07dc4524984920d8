//! Everything the settings ever said, and the way back: texts of the screens, quiet hours, page and contacts,
//! and the place itself.

use axum::extract::{Path, Query, State};
use axum::response::{Html, Redirect};

use super::scope::Chosen;
use super::{For, keep, place, quiet, reach, texts, understood};
use crate::hub::Hub;
use crate::hub::admin::fields::Fields;
use crate::hub::admin::history::{self, Against, Difference, Told};
use crate::hub::store::{Item, Kind, Version};
use crate::hub::web::{Administrator, Failure, Here, Page, Staff, url_encoded};

/// Where the versions of what a scope says are; empty where the form stands on none.
pub(super) fn address(kind: Kind, scope: &str, form: &Fields) -> String {
    if form.is_filled("base") { format!("{}{}", versions_of(kind), query_of(scope)) } else { String::new() }
}

fn versions_of(kind: Kind) -> String {
    format!("/settings/{}/versions", kind.key())
}

/// A group may have any name: it does not belong into a path.
fn query_of(scope: &str) -> String {
    format!("?for={}", url_encoded(scope))
}

/// One setting with everything it ever said.
struct Found {
    item: Item,
    told: Told,
}

async fn find(hub: &Hub, staff: &Staff, kind: &str, wish: &For) -> Result<Found, Failure> {
    let kind = Kind::from_key(kind).ok_or(Failure::NotFound)?;
    let scope = wish.screens.as_str();
    let page = Page::of(staff, Here::Settings);
    let title = page.t(format!("{}-title", kind.key()));
    let mut reading = hub.store.read().await?;
    let (id, path, name) = match kind {
        // There is one place.
        Kind::Place if scope == "all" => (kind.key().to_owned(), "/settings/place".to_owned(), title.clone()),
        Kind::Texts | Kind::Quiet | Kind::Reach => {
            let chosen = Chosen::read(&mut reading, &page, kind, scope).await?;
            let key = chosen.scope.key();
            let path = format!("/settings/{}?for={}", kind.key(), url_encoded(&key));
            (key, path, format!("{title} {}", chosen.screens.name))
        }
        Kind::Meeting
        | Kind::Theme
        | Kind::Notice
        | Kind::Voice
        | Kind::Emergency
        | Kind::Place
        | Kind::Categories
        | Kind::Readings => return Err(Failure::NotFound),
    };
    let item = reading.item(kind, &id).await?.ok_or(Failure::NotFound)?;
    let told = Told {
        list: "/settings",
        list_name: page.t("nav-settings"),
        path,
        versions: versions_of(kind),
        query: query_of(scope),
        crumb: title,
        name,
        restore: page.t("own-restore-text"),
        page,
    };
    Ok(Found { item, told })
}

/// What a version says, in the order of its form; every version of one kind has the same labels.
type Said = Vec<(String, Vec<String>)>;

fn said(page: &Page, kind: Kind, version: &Version) -> Result<Said, Failure> {
    Ok(match kind {
        Kind::Texts => understood::<texts::Own>(version)?.said(page),
        Kind::Quiet => understood::<quiet::Own>(version)?.said(page),
        Kind::Reach => understood::<reach::Reach>(version)?.said(page),
        Kind::Place => understood::<place::Place>(version)?.said(page),
        Kind::Meeting
        | Kind::Theme
        | Kind::Notice
        | Kind::Voice
        | Kind::Emergency
        | Kind::Categories
        | Kind::Readings => {
            return Err(Failure::NotFound);
        }
    })
}

fn differ(page: &Page, kind: Kind, before: &Version, after: &Version) -> Result<Vec<Difference>, Failure> {
    let both = said(page, kind, before)?.into_iter().zip(said(page, kind, after)?);
    let told = both.map(|((label, earlier), (_, later))| Difference { label, earlier, later });
    Ok(told.filter(|one| one.earlier != one.later).collect())
}

/// The history of a setting, the newest version first.
///
/// # Errors
/// When there is no such setting, or it was never set.
pub async fn versions(
    State(hub): State<Hub>,
    Administrator(staff): Administrator,
    Path(kind): Path<String>,
    Query(wish): Query<For>,
) -> Result<Html<String>, Failure> {
    let Found { item, told } = find(&hub, &staff, &kind, &wish).await?;
    history::versions(&hub, told, &item, |page, before, after| differ(page, item.kind, before, after)).await
}

/// A version beside another one.
///
/// # Errors
/// When there is no such version.
pub async fn version(
    State(hub): State<Hub>,
    Administrator(staff): Administrator,
    Path((kind, number)): Path<(String, i64)>,
    Query(wish): Query<For>,
    Query(against): Query<Against>,
) -> Result<Html<String>, Failure> {
    let Found { item, told } = find(&hub, &staff, &kind, &wish).await?;
    let differ = |page: &Page, before: &Version, after: &Version| differ(page, item.kind, before, after);
    history::version(&hub, told, &item, (number, &against), differ).await
}

/// Makes an older version the newest again. Settings have no drafts: screens follow at once.
///
/// # Errors
/// When there is no such version, or somebody has just saved another.
pub async fn restore(
    State(hub): State<Hub>,
    Administrator(staff): Administrator,
    Path((kind, number)): Path<(String, i64)>,
    Query(wish): Query<For>,
) -> Result<Redirect, Failure> {
    let Found { item, told } = find(&hub, &staff, &kind, &wish).await?;
    let version = history::one(&hub, item.kind, &item.id, number).await?;
    let (named, act) = ((item.kind, item.id.as_str()), "own-restored");
    if keep(&hub, &staff, named, &version.body, Some(item.latest), act).await?.is_err() {
        return Err(Failure::Meanwhile { to: told.path });
    }
    let joint = if told.path.contains('?') { '&' } else { '?' };
    Ok(Redirect::to(&format!("{}{joint}done=own-restored", told.path)))
}
