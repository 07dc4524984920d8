//! Everything an item ever said: its versions, and two of them side by side. The same for whatever has
//! versions; what differs between two is said by those who know the item.

use askama::Template;
use axum::response::Html;
use serde::Deserialize;

use super::fields::LANGS;
use super::said;
use crate::api::Text;
use crate::domain::text::Phrase;
use crate::hub::Hub;
use crate::hub::store::{Item, Kind, Version};
use crate::hub::web::{Failure, Page, html};

/// One field that is not the same in two versions.
pub struct Difference {
    pub label: String,
    pub earlier: Vec<String>,
    pub later: Vec<String>,
}

/// A text line by line, each with its language; with its readings where it has some.
pub fn text(page: &Page, text: Option<&Text>) -> Vec<String> {
    let Some(text) = text else { return Vec::new() };
    LANGS
        .into_iter()
        .filter_map(|lang| {
            let markup = text.0.get(lang.as_str())?;
            let language = page.t(format!("lang-{lang}"));
            let phrase = Phrase::parse(markup);
            let read = if phrase.reading() == phrase.text() { phrase.text() } else { markup.clone() };
            Some(page.with_all("schedule-labelled", &[("label", &language), ("value", &read)]))
        })
        .collect()
}

/// What the pages say around the versions.
pub struct Told {
    pub page: Page,
    /// Where the list of such items is, and its name.
    pub list: &'static str,
    pub list_name: String,
    /// Where the item is, and where its versions are.
    pub path: String,
    pub versions: String,
    /// What stands behind every address of a version; empty where the address says it all.
    pub query: String,
    pub crumb: String,
    pub name: String,
    /// What going back to a version does.
    pub restore: String,
}

impl Told {
    fn all(&self) -> String {
        format!("{}{}", self.versions, self.query)
    }

    /// A version beside the newest.
    fn one(&self, number: &i64) -> String {
        format!("{}/{number}{}", self.versions, self.query)
    }

    /// A version beside the one before it.
    fn beside_earlier(&self, number: &i64) -> String {
        let joint = if self.query.is_empty() { '?' } else { '&' };
        format!("{}{joint}with={}", self.one(number), number - 1)
    }

    fn restoring(&self, number: &i64) -> String {
        format!("{}/{number}/restore{}", self.versions, self.query)
    }
}

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
#[template(path = "history/versions.html", config = "src/hub/askama.toml")]
struct VersionsPage {
    page: Page,
    told: Told,
    rows: Vec<Row>,
}

/// Which other version it is held against; the newest where none is named.
#[derive(Default, Deserialize)]
pub struct Against {
    #[serde(default)]
    with: String,
}

#[derive(Template)]
#[template(path = "history/version.html", config = "src/hub/askama.toml")]
struct VersionPage {
    page: Page,
    told: Told,
    number: i64,
    title: String,
    earlier: String,
    later: String,
    changes: Vec<Difference>,
    newest: bool,
    restore: String,
}

/// The history of an item, the newest version first.
///
/// # Errors
/// When the database does, or a version cannot be read.
pub async fn versions(
    hub: &Hub,
    told: Told,
    item: &Item,
    differ: impl Fn(&Page, &Version, &Version) -> Result<Vec<Difference>, Failure>,
) -> Result<Html<String>, Failure> {
    let versions = hub.store.read().await?.versions(item.kind, &item.id).await?;
    let page = &told.page;
    let mut rows = Vec::new();
    for (i, version) in versions.iter().enumerate() {
        let changes = match versions.get(i + 1) {
            Some(before) => {
                let labels: Vec<String> =
                    differ(page, before, version)?.into_iter().map(|one| one.label).collect();
                let none = labels.is_empty();
                if none { page.t("schedule-version-same") } else { labels.join(&page.t("schedule-joint")) }
            }
            None => page.t("schedule-version-first"),
        };
        let planned = item.planned.is_some_and(|(number, _)| number == version.number);
        let (sign, state) = if item.shown == Some(version.number) {
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
            when: said::moment(hub, page, version.at),
            who: version.who.clone(),
            sign,
            state,
            changes,
            newest: i == 0,
        });
    }
    let page = told.page.clone();
    html(&VersionsPage { page, told, rows })
}

/// A version beside another one.
///
/// # Errors
/// When there is no such version.
pub async fn version(
    hub: &Hub,
    told: Told,
    item: &Item,
    (number, against): (i64, &Against),
    differ: impl Fn(&Page, &Version, &Version) -> Result<Vec<Difference>, Failure>,
) -> Result<Html<String>, Failure> {
    let other = against.with.parse::<i64>().unwrap_or(item.latest);
    // The older one stands first, however it was asked.
    let (first, second) = (number.min(other), number.max(other));
    let earlier = one(hub, item.kind, &item.id, first).await?;
    let later = one(hub, item.kind, &item.id, second).await?;
    let page = told.page.clone();
    let said = |version: &Version| {
        let (n, when) = (version.number.to_string(), said::moment(hub, &page, version.at));
        page.with_all("schedule-version-said", &[("n", &n), ("when", &when), ("who", &version.who)])
    };
    html(&VersionPage {
        title: page.n("schedule-version-title", number),
        number,
        changes: differ(&page, &earlier, &later)?,
        earlier: said(&earlier),
        later: said(&later),
        newest: number == item.latest,
        restore: page.n("schedule-restore-do", number),
        told,
        page,
    })
}

/// One version.
///
/// # Errors
/// When there is none.
pub async fn one(hub: &Hub, kind: Kind, id: &str, number: i64) -> Result<Version, Failure> {
    hub.store.read().await?.version(kind, id, number).await?.ok_or(Failure::NotFound)
}
