//! The place: what it is called, what it says, where staff are, the ward's page, the office.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::{Deserialize, Serialize};

use super::reach::Reach;
use super::{keep_form, to_mend, understood, versions};
use crate::api::Text;
use crate::domain::text::Phrase;
use crate::hub::Hub;
use crate::hub::admin::calls::Done;
use crate::hub::admin::fields::{Fields, Mends, WRITTEN, Written};
use crate::hub::admin::history::text;
use crate::hub::store::{Kind, Reading, StoreError};
use crate::hub::web::{Administrator, Failure, Here, Page, html};

/// The fields of a programme that are the place's, as they are kept.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Place {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    welcome: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    staff_place: Option<Text>,
    #[serde(flatten)]
    reach: Reach,
}

impl Place {
    /// For its history: every field with its label.
    pub(super) fn said(&self, page: &Page) -> Vec<(String, Vec<String>)> {
        let mut said = vec![
            (page.t("place-name"), text(page, self.name.as_ref())),
            (page.t("place-welcome"), text(page, self.welcome.as_ref())),
            (page.t("place-staff"), text(page, self.staff_place.as_ref())),
        ];
        said.extend(self.reach.said(page));
        said
    }
}

/// What the place is called, in every language and as it is read: whoever guesses begins with that.
///
/// # Errors
/// When the database does.
pub async fn words_of_place(reading: &mut Reading) -> Result<Vec<String>, StoreError> {
    let Some(item) = reading.item(Kind::Place, Kind::Place.key()).await? else { return Ok(Vec::new()) };
    let version = reading.version(Kind::Place, &item.id, item.latest).await?;
    let place: Place =
        version.and_then(|version| serde_json::from_str(&version.body).ok()).unwrap_or_default();
    let phrases = place.name.iter().flat_map(|name| name.0.values()).map(|text| Phrase::parse(text));
    Ok(phrases.flat_map(|phrase| [phrase.text(), phrase.reading()]).collect())
}

/// Longest texts, characters.
const LONGEST: [(&str, usize); 3] = [("name", 30), ("welcome", 80), ("staff-place", 80)];

#[derive(Template)]
#[template(path = "settings/place.html", config = "src/hub/askama.toml")]
struct PlacePage {
    page: Page,
    form: Fields,
    mends: Mends,
    langs: [Written; 5],
    versions: String,
}

impl PlacePage {
    fn of(page: Page, form: Fields, mends: Mends) -> PlacePage {
        let versions = versions::address(Kind::Place, "all", &form);
        PlacePage { page, form, mends, langs: WRITTEN, versions }
    }

    fn is_missing(&self, lang: &Written) -> bool {
        ["name", "welcome", "staff-place", "office"].iter().all(|name| self.form.lang(name, lang).is_empty())
    }

    fn has_mend(&self, lang: &Written) -> bool {
        self.mends.0.iter().any(|mend| mend.field.ends_with(&format!("-{}", lang.key)))
    }
}

/// The form, as it is now.
///
/// # Errors
/// When the database does.
pub async fn place(
    State(hub): State<Hub>,
    Administrator(staff): Administrator,
    Query(done): Query<Done>,
) -> Result<Html<String>, Failure> {
    let mut reading = hub.store.read().await?;
    let item = reading.item(Kind::Place, Kind::Place.key()).await?;
    let version = match &item {
        Some(item) => reading.version(Kind::Place, &item.id, item.latest).await?,
        None => None,
    };
    let mut form = Fields::default();
    if let Some(version) = version {
        let place: Place = understood(&version)?;
        form.set("base", version.number.to_string());
        form.set_text("name", place.name.as_ref());
        form.set_text("welcome", place.welcome.as_ref());
        form.set_text("staff-place", place.staff_place.as_ref());
        place.reach.fill(&mut form);
    }
    let page = Page::of(&staff, Here::Settings).after(done.done.as_deref());
    html(&PlacePage::of(page, form, Mends::default()))
}

fn read(page: &Page, form: &Fields) -> Result<Place, Mends> {
    let mut mends = Mends::default();
    for (name, most) in LONGEST {
        mends.add_long(page, form, name, most);
    }
    if form.of("name-ja").is_empty() {
        mends.add("name-ja", page.t("mend-place-name"));
    }
    let reach = Reach::read(page, form, &mut mends);
    let place = Place {
        name: form.some_text("name"),
        welcome: form.some_text("welcome"),
        staff_place: form.some_text("staff-place"),
        reach,
    };
    if mends.is_empty() { Ok(place) } else { Err(mends) }
}

/// Keeps it and shows it at once.
///
/// # Errors
/// When the database does.
pub async fn save_place(
    State(hub): State<Hub>,
    Administrator(staff): Administrator,
    mut form: Fields,
) -> Result<Response, Failure> {
    let page = Page::of(&staff, Here::Settings);
    let read = read(&page, &form);
    let item = (Kind::Place, Kind::Place.key());
    let Some(mends) = keep_form(&hub, (&staff, &page), &mut form, item, read).await? else {
        return Ok(Redirect::to("/settings?done=place-saved").into_response());
    };
    Ok(to_mend(html(&PlacePage::of(page, form, mends))?))
}
