//! Where people find more and whom they reach: the ward's page with its number, the office, telephone and
//! fax. The place has them for all screens; a group or one screen may have its own.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::{Html, Response};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::scope::{Chosen, Screens};
use super::{For, keep_form, kept, own_form, to_mend, versions};
use crate::api::{self, Contact};
use crate::hub::Hub;
use crate::hub::admin::fields::{Fields, Mends, WRITTEN, Written};
use crate::hub::store::Kind;
use crate::hub::web::{Administrator, Failure, Here, Page, html};

/// Both are taken as a whole: a telephone of one office beside the fax of another helps nobody.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Reach {
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<api::Page>,
    #[serde(skip_serializing_if = "Option::is_none")]
    contact: Option<Contact>,
}

/// Longest name of an office, characters.
const LONGEST_OFFICE: usize = 60;

impl Reach {
    pub(super) fn fill(&self, form: &mut Fields) {
        if let Some(page) = &self.page {
            form.set("url", &page.url);
            form.set("number", page.number.clone().unwrap_or_default());
        }
        if let Some(contact) = &self.contact {
            form.set_text("office", Some(&contact.office));
            form.set("tel", contact.tel.clone().unwrap_or_default());
            form.set("fax", contact.fax.clone().unwrap_or_default());
        }
    }

    pub(super) fn read(page: &Page, form: &Fields, mends: &mut Mends) -> Reach {
        mends.add_long(page, form, "office", LONGEST_OFFICE);
        let number = form.some("number");
        let web = form.some("url").map(|url| api::Page { url, number: number.clone() });
        if web.as_ref().is_some_and(|web| web.check().is_err()) {
            mends.add("url", page.t("mend-url"));
        }
        if web.is_none() && number.is_some() {
            mends.add("url", page.t("mend-url-missing"));
        }
        for field in ["tel", "fax"] {
            let is_number =
                |c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | ' ' | '(' | ')' | '#' | '*');
            if !form.of(field).chars().all(is_number) {
                mends.add(field, page.t("mend-telephone"));
            }
        }
        let contact = Contact { office: form.text("office"), tel: form.some("tel"), fax: form.some("fax") };
        let is_there = !contact.office.is_empty() || contact.tel.is_some() || contact.fax.is_some();
        let contact = is_there.then_some(contact);
        if let Err(fault) = contact.as_ref().map(Contact::to_domain).transpose() {
            mends.add("office-ja", page.with("mend-unclear", "where", &fault.place()));
        }
        Reach { page: web, contact }
    }

    /// Everything with its label: the page, and whom one reaches.
    pub(super) fn said(&self, page: &Page) -> Vec<(String, Vec<String>)> {
        let labelled = |key: &str, value: Option<String>| {
            let value = value.filter(|value| !value.is_empty())?;
            Some(page.with_all("schedule-labelled", &[("label", &page.t(key)), ("value", &value)]))
        };
        let (web, contact) = (self.page.as_ref(), self.contact.as_ref());
        let url = labelled("place-url", web.map(|web| web.url.clone()));
        let number = labelled("place-number", web.and_then(|web| web.number.clone()));
        let office = |lang: &Written| {
            let text = contact?.office.0.get(lang.key).cloned();
            let label = page.t("place-office");
            let label = if lang.is_first() { label } else { format!("{label} {}", page.t(lang.word())) };
            Some(page.with_all("schedule-labelled", &[("label", &label), ("value", &text?)]))
        };
        let mut reached: Vec<String> = WRITTEN.iter().filter_map(office).collect();
        reached.extend(labelled("place-tel", contact.and_then(|contact| contact.tel.clone())));
        reached.extend(labelled("place-fax", contact.and_then(|contact| contact.fax.clone())));
        vec![
            (page.t("reach-page"), url.into_iter().chain(number).collect()),
            (page.t("reach-contact"), reached),
        ]
    }
}

#[derive(Template)]
#[template(path = "settings/reach.html", config = "src/hub/askama.toml")]
struct ReachPage {
    page: Page,
    screens: Screens,
    form: Fields,
    mends: Mends,
    langs: [Written; 5],
    /// What holds where nothing is written here.
    otherwise: Vec<String>,
    versions: String,
}

impl ReachPage {
    fn has_mend(&self, lang: &Written) -> bool {
        !self.mends.lang("office", lang).is_empty()
    }
}

fn reach_page(page: Page, form: Fields, mends: Mends, chosen: Chosen) -> Result<Html<String>, Failure> {
    let mut wider = chosen.otherwise();
    wider.retain(|name, _| matches!(name.as_str(), "page" | "contact"));
    let wider: Reach = serde_json::from_value(Value::Object(wider)).unwrap_or_default();
    let otherwise = wider.said(&page).into_iter().flat_map(|(_, lines)| lines).collect();
    let (screens, langs) = (chosen.screens, WRITTEN);
    let versions = versions::address(Kind::Reach, &screens.key, &form);
    html(&ReachPage { page, screens, form, mends, langs, otherwise, versions })
}

/// Page and contacts as they are. What holds for all screens is only said here: it is set with the place.
///
/// # Errors
/// When there are no such screens, or the database does.
pub async fn reach(
    State(hub): State<Hub>,
    Administrator(staff): Administrator,
    Query(wish): Query<For>,
) -> Result<Html<String>, Failure> {
    let page = Page::of(&staff, Here::Settings).after(wish.done.as_deref());
    let mut reading = hub.store.read().await?;
    let chosen = Chosen::read(&mut reading, &page, Kind::Reach, &wish.screens).await?;
    let filled = |own: &Reach| {
        let mut form = Fields::default();
        own.fill(&mut form);
        form
    };
    let form = own_form(&mut reading, Kind::Reach, &chosen.scope, filled).await?;
    drop(reading);
    reach_page(page, form, Mends::default(), chosen)
}

/// Keeps them and shows them at once.
///
/// # Errors
/// When there are no such screens, or the database does.
pub async fn save_reach(
    State(hub): State<Hub>,
    Administrator(staff): Administrator,
    mut form: Fields,
) -> Result<Response, Failure> {
    let page = Page::of(&staff, Here::Settings);
    let chosen = Chosen::read(&mut hub.store.read().await?, &page, Kind::Reach, form.of("for")).await?;
    if chosen.screens.is_all {
        return Err(Failure::NotFound);
    }
    let id = chosen.scope.key();
    let mut mends = Mends::default();
    let own = Reach::read(&page, &form, &mut mends);
    let read = if mends.is_empty() { Ok(own) } else { Err(mends) };
    let Some(mends) = keep_form(&hub, (&staff, &page), &mut form, (Kind::Reach, &id), read).await? else {
        return Ok(kept(Kind::Reach, &chosen.scope));
    };
    Ok(to_mend(reach_page(page, form, mends, chosen)?))
}
