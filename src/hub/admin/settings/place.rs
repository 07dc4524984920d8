//! The place: what it is called, what it says, where staff are, the ward's page, the office.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::{Deserialize, Serialize};

use super::keep_form;
use crate::api::{self, Contact, Text};
use crate::hub::Hub;
use crate::hub::admin::fields::{Fields, Mends, WRITTEN, Written};
use crate::hub::store::Kind;
use crate::hub::web::{Administrator, Failure, Here, Page, html};

/// The fields of a programme that are the place's, as they are kept.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Place {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    welcome: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    staff_place: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<api::Page>,
    #[serde(skip_serializing_if = "Option::is_none")]
    contact: Option<Contact>,
}

/// Longest texts, characters.
const LONGEST: [(&str, usize); 4] = [("name", 30), ("welcome", 80), ("staff-place", 80), ("office", 60)];

#[derive(Template)]
#[template(path = "settings/place.html", config = "src/hub/askama.toml")]
struct PlacePage {
    page: Page,
    form: Fields,
    mends: Mends,
    langs: [Written; 5],
}

impl PlacePage {
    fn is_missing(&self, lang: &Written) -> bool {
        LONGEST.iter().all(|(name, _)| self.form.lang(name, lang).is_empty())
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
) -> Result<Html<String>, Failure> {
    let mut reading = hub.store.read().await?;
    let item = reading.item(Kind::Place, Kind::Place.key()).await?;
    let version = match &item {
        Some(item) => reading.version(Kind::Place, &item.id, item.latest).await?,
        None => None,
    };
    let mut form = Fields::default();
    if let Some(version) = version {
        let place: Place =
            serde_json::from_str(&version.body).map_err(|error| Failure::Internal(error.to_string()))?;
        form.set("base", version.number.to_string());
        form.set_text("name", place.name.as_ref());
        form.set_text("welcome", place.welcome.as_ref());
        form.set_text("staff-place", place.staff_place.as_ref());
        if let Some(page) = place.page {
            form.set("url", page.url);
            form.set("number", page.number.unwrap_or_default());
        }
        if let Some(contact) = place.contact {
            form.set_text("office", Some(&contact.office));
            form.set("tel", contact.tel.unwrap_or_default());
            form.set("fax", contact.fax.unwrap_or_default());
        }
    }
    html(&PlacePage { page: Page::of(&staff, Here::Settings), form, mends: Mends::default(), langs: WRITTEN })
}

fn read(page: &Page, form: &Fields) -> Result<Place, Mends> {
    let mut mends = Mends::default();
    for (name, most) in LONGEST {
        for lang in &WRITTEN {
            if form.lang(name, lang).chars().count() > most {
                let count = i64::try_from(most).unwrap_or(i64::MAX);
                mends.add(format!("{name}-{}", lang.key), page.n("mend-text-long", count));
            }
        }
    }
    if form.of("name-ja").is_empty() {
        mends.add("name-ja", page.t("mend-place-name"));
    }
    let number = form.some("number");
    let web = form.some("url").map(|url| api::Page { url, number: number.clone() });
    if web.as_ref().is_some_and(|web| web.check().is_err()) {
        mends.add("url", page.t("mend-url"));
    }
    if web.is_none() && number.is_some() {
        mends.add("url", page.t("mend-url-missing"));
    }
    for field in ["tel", "fax"] {
        let is_number = |c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | ' ' | '(' | ')' | '#' | '*');
        if !form.of(field).chars().all(is_number) {
            mends.add(field, page.t("mend-telephone"));
        }
    }
    let contact = Contact { office: form.text("office"), tel: form.some("tel"), fax: form.some("fax") };
    let is_there = !contact.office.is_empty() || contact.tel.is_some() || contact.fax.is_some();
    let place = Place {
        name: form.some_text("name"),
        welcome: form.some_text("welcome"),
        staff_place: form.some_text("staff-place"),
        page: web,
        contact: is_there.then_some(contact),
    };
    if let Err(fault) = place.contact.as_ref().map(Contact::to_domain).transpose() {
        mends.add("office-ja", page.with("mend-unclear", "where", &fault.place()));
    }
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
    let page = PlacePage { page, form, mends, langs: WRITTEN };
    Ok((StatusCode::UNPROCESSABLE_ENTITY, html(&page)?).into_response())
}
