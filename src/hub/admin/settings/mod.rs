//! What holds for the whole place: its name and words, the ward's page and the office, the
//! categories, and whether the sample shows; and what a group or one screen has of its own.

mod categories;
mod category;
mod look;
mod place;
mod quiet;
mod reach;
mod readings;
mod scope;
mod texts;
mod versions;

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

pub use categories::{built_in, categories, category_removal, move_category, remove_category};
pub use category::{category, save_category};
pub use look::preview_texts;
pub use place::{place, save_place, words_of_place};
pub use quiet::{quiet, save_quiet};
pub use reach::{reach, save_reach};
pub use readings::{
    add_reading, easy_known, reading, reading_removal, readings, remove_reading, save_reading,
};
pub use texts::{save_texts, texts};
pub use versions::{restore, version, versions};

use super::calls::Done;
use super::fields::{Fields, Mends};
use super::said::{self, Changed};
use crate::hub::Hub;
use crate::hub::audience::Audience;
use crate::hub::own::Scope;
use crate::hub::store::{Kind, NewVersion, Reading, Version};
use crate::hub::web::{Administrator, Failure, Here, Page, Staff, Viewer, html, url_encoded};

/// Whether the built-in sample shows as long as nothing is published: `on` or `off`.
const SAMPLE: &str = "sample";

#[derive(Template)]
#[template(path = "settings/overview.html", config = "src/hub/askama.toml")]
struct Overview {
    page: Page,
    sample: bool,
    /// Something is published: the sample does not show in any case.
    published: bool,
}

/// What can be set.
///
/// # Errors
/// When the database does.
pub async fn overview(
    State(hub): State<Hub>,
    Viewer(staff): Viewer,
    Query(done): Query<Done>,
) -> Result<Html<String>, Failure> {
    let page = Page::of(&staff, Here::Settings).after(done.done.as_deref());
    let mut reading = hub.store.read().await?;
    let sample = reading.setting(SAMPLE).await?.as_deref() != Some("off");
    let published = reading.is_anything_shown().await?;
    html(&Overview { page, sample, published })
}

/// Lets the sample show, or not.
///
/// # Errors
/// When the database does.
pub async fn sample(
    State(hub): State<Hub>,
    Administrator(staff): Administrator,
    form: Fields,
) -> Result<Redirect, Failure> {
    let value = if form.of("sample") == "off" { "off" } else { "on" };
    let mut change = hub.store.begin().await?;
    change.set_setting(SAMPLE, value).await?;
    let changed =
        Changed { act: "sample-set", subject: "setting/sample", later: Some(value), ..Changed::default() };
    said::note(&mut change, &staff, hub.now_ms(), changed).await?;
    let revision = change.next_revision().await?;
    change.commit().await?;
    hub.live.announce_revision(revision);
    Ok(Redirect::to(if value == "off" { "/settings?done=sample-off" } else { "/settings?done=sample-on" }))
}

/// For which screens a page is, as its address says it.
#[derive(Default, Deserialize)]
pub struct For {
    /// The key of a scope; empty is all.
    #[serde(default, rename = "for")]
    screens: String,
    done: Option<String>,
    /// The language whose texts are open.
    #[serde(default)]
    lang: String,
}

/// What a scope says of its own, as it was last saved.
async fn own_version(reading: &mut Reading, kind: Kind, scope: &Scope) -> Result<Option<Version>, Failure> {
    let id = scope.key();
    Ok(match reading.item(kind, &id).await? {
        Some(item) => reading.version(kind, &id, item.latest).await?,
        None => None,
    })
}

/// What is written in a version.
fn understood<T: DeserializeOwned>(version: &Version) -> Result<T, Failure> {
    serde_json::from_str(&version.body).map_err(|error| Failure::Internal(format!("a version: {error}")))
}

/// The form of what a scope says of its own, with the version it stands on, once there is one.
async fn own_form<T: Default + DeserializeOwned>(
    reading: &mut Reading,
    kind: Kind,
    scope: &Scope,
    fill: impl FnOnce(&T) -> Fields,
) -> Result<Fields, Failure> {
    let Some(version) = own_version(reading, kind, scope).await? else {
        return Ok(fill(&T::default()));
    };
    let mut form = fill(&understood(&version)?);
    form.set("base", version.number.to_string());
    Ok(form)
}

/// What a scope says of its own was kept: back to its form, which says so.
fn kept(kind: Kind, scope: &Scope) -> Response {
    let (kind, scope) = (kind.key(), url_encoded(&scope.key()));
    Redirect::to(&format!("/settings/{kind}?for={scope}&done={kind}-saved")).into_response()
}

/// A form that comes back with what is to be mended in it.
fn to_mend(page: Html<String>) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
}

/// Keeps what was read of a form and shows it at once. Nothing: it is kept. Otherwise what is to be mended; where
/// somebody else was first, the form stands on theirs from now on, and who sends it again means it.
async fn keep_form<T: Serialize>(
    hub: &Hub,
    (staff, page): (&Staff, &Page),
    form: &mut Fields,
    item: (Kind, &str),
    read: Result<T, Mends>,
) -> Result<Option<Mends>, Failure> {
    let own = match read {
        Ok(own) => own,
        Err(mends) => return Ok(Some(mends)),
    };
    let body = serde_json::to_string(&own).map_err(|error| Failure::Internal(error.to_string()))?;
    let act = format!("{}-changed", item.0.key());
    match keep(hub, staff, item, &body, form.of("base").parse().ok(), &act).await? {
        Ok(()) => Ok(None),
        Err(newest) => {
            let mut mends = Mends::default();
            mends.add("save", page.t("mend-place-somebody-else"));
            form.set("base", newest.to_string());
            Ok(Some(mends))
        }
    }
}

/// Keeps an item of the settings and shows it at once; the newest version when somebody else was first.
async fn keep(
    hub: &Hub,
    staff: &Staff,
    (kind, id): (Kind, &str),
    body: &str,
    base: Option<i64>,
    act: &str,
) -> Result<Result<(), i64>, Failure> {
    let earlier = match base {
        Some(base) => hub.store.read().await?.version(kind, id, base).await?,
        None => None,
    };
    let subject = format!("{}/{id}", kind.key());
    let earlier = earlier.as_ref().map(|version| version.body.as_str());
    let changed = Changed { act, subject: &subject, earlier, later: Some(body) };
    keep_noted(hub, staff, (kind, id), body, base, changed).await
}

/// The same, with what the log of changes says of it.
async fn keep_noted(
    hub: &Hub,
    staff: &Staff,
    (kind, id): (Kind, &str),
    body: &str,
    base: Option<i64>,
    changed: Changed<'_>,
) -> Result<Result<(), i64>, Failure> {
    let now = hub.now_ms();
    let mut change = hub.store.begin().await?;
    let version = NewVersion {
        kind,
        id,
        body,
        title: kind.key(),
        words: "",
        starts: None,
        ends: None,
        audience: &Audience::All,
        at: now,
        who: &staff.name,
    };
    let number = match change.add_version(&version, base).await? {
        Ok(number) => number,
        Err(newest) => return Ok(Err(newest)),
    };
    change.show_version(kind, id, Some(number)).await?;
    said::note(&mut change, staff, now, changed).await?;
    let revision = change.next_revision().await?;
    change.commit().await?;
    hub.live.announce_revision(revision);
    Ok(Ok(()))
}
