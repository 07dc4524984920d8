//! One category: its name and meaning in every language, how it divides, and what it divides into.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse, Redirect, Response};

use super::categories::{Current, current, keep_all};
use super::to_mend;
use crate::api::{Category, Division, SubCategory};
use crate::hub::Hub;
use crate::hub::admin::fields::{Fields, Mends, WRITTEN, Written};
use crate::hub::secret::new_id;
use crate::hub::web::{Administrator, Failure, Here, Page, html};

/// How many categories, and how many parts of one, a screen has buttons for beside 答えない.
pub(super) const MOST: usize = 7;
/// Room for new parts in a form.
const ROOM: usize = 2;
/// Longest name and meaning, characters: what stands on a button.
const LONGEST: usize = 30;
/// The name under which a new one is asked for.
const NEW: &str = "new";

#[derive(Template)]
#[template(path = "settings/category.html", config = "src/hub/askama.toml")]
struct CategoryPage {
    page: Page,
    id: String,
    form: Fields,
    mends: Mends,
    langs: [Written; 5],
    /// Numbers of the parts in the form.
    parts: Vec<usize>,
}

impl CategoryPage {
    fn is_missing(&self, lang: &Written) -> bool {
        self.form.lang("name", lang).is_empty()
    }

    fn has_mend(&self, lang: &Written) -> bool {
        self.mends.0.iter().any(|mend| mend.field.ends_with(&format!("-{}", lang.key)))
    }
}

impl CategoryPage {
    /// The place of a part, as people count.
    fn place_of(&self, number: &usize) -> i64 {
        i64::try_from(number + 1).unwrap_or(i64::MAX)
    }
}

fn parts(form: &Fields) -> Vec<usize> {
    (0..form.of("parts").parse().unwrap_or(ROOM).min(MOST)).collect()
}

fn fill(category: &Category) -> Fields {
    let mut form = Fields::default();
    form.set_text("name", Some(&category.name));
    form.set_text("hint", category.hint.as_ref());
    form.set("division", if category.division == Some(Division::OfWhich) { "of-which" } else { "complete" });
    for (number, sub) in category.subs.iter().enumerate() {
        form.set(&format!("part-{number}-id"), &sub.id);
        form.set(&format!("part-{number}-order"), (number + 1).to_string());
        form.set_text(&format!("part-{number}"), Some(&sub.name));
    }
    form.set("parts", (category.subs.len() + ROOM).min(MOST).to_string());
    form
}

/// The form of a category, or of a new one.
///
/// # Errors
/// When there is no such category, or the database does.
pub async fn category(
    State(hub): State<Hub>,
    Administrator(staff): Administrator,
    Path(id): Path<String>,
) -> Result<Html<String>, Failure> {
    let current = current(&mut hub.store.read().await?).await?;
    let mut form = match current.list.iter().find(|category| category.id == id) {
        Some(category) => fill(category),
        None if id == NEW => Fields::default(),
        None => return Err(Failure::NotFound),
    };
    form.set("base", current.base.unwrap_or_default().to_string());
    if form.of("division").is_empty() {
        form.set("division", "complete");
    }
    let (page, parts) = (Page::of(&staff, Here::Settings), parts(&form));
    html(&CategoryPage { page, id, parts, form, mends: Mends::default(), langs: WRITTEN })
}

/// A name for what the form has none for yet. Records know categories by it.
fn named(known: &str) -> Result<String, Failure> {
    if known.is_empty() { Ok(new_id()?.chars().take(12).collect()) } else { Ok(known.to_owned()) }
}

fn read(page: &Page, form: &Fields, id: &str) -> Result<Result<Category, Mends>, Failure> {
    let mut mends = Mends::default();
    let mut check = |field: &str| mends.add_long(page, form, field, LONGEST);
    check("name");
    check("hint");
    let mut subs = Vec::new();
    for number in parts(form) {
        let field = format!("part-{number}");
        check(&field);
        let name = form.text(&field);
        if !name.is_empty() {
            let order: i64 = form.of(format!("{field}-order")).parse().unwrap_or(i64::MAX);
            subs.push((order, number, SubCategory { id: named(form.of(format!("{field}-id")))?, name }));
        }
    }
    subs.sort_by_key(|(order, number, _)| (*order, *number));
    let category = Category {
        id: named(if id == NEW { "" } else { id })?,
        name: form.text("name"),
        hint: form.some_text("hint"),
        subs: subs.into_iter().map(|(_, _, sub)| sub).collect(),
        division: Some(match form.of("division") {
            "of-which" => Division::OfWhich,
            _ => Division::Complete,
        }),
    };
    if !category.name.0.contains_key("ja") {
        mends.add("name-ja", page.t("mend-category-name"));
    } else if let Err(fault) = category.to_domain() {
        mends.add("name-ja", page.with("mend-unclear", "where", &fault.place()));
    }
    Ok(if mends.is_empty() { Ok(category) } else { Err(mends) })
}

/// Keeps it; kiosks ask with it at once.
///
/// # Errors
/// When there is no such category, or the database does.
pub async fn save_category(
    State(hub): State<Hub>,
    Administrator(staff): Administrator,
    Path(id): Path<String>,
    mut form: Fields,
) -> Result<Response, Failure> {
    let page = Page::of(&staff, Here::Settings);
    let Current { mut list, base, .. } = current(&mut hub.store.read().await?).await?;
    let at = list.iter().position(|category| category.id == id);
    if at.is_none() && (id != NEW || list.len() >= MOST) {
        return Err(Failure::NotFound);
    }
    let mends = match read(&page, &form, &id)? {
        Ok(category) => {
            match at.and_then(|at| list.get_mut(at)) {
                Some(place) => *place = category,
                None => list.push(category),
            }
            let seen: i64 = form.of("base").parse().unwrap_or_default();
            if seen == base.unwrap_or_default() && keep_all(&hub, &staff, list, base).await? {
                return Ok(Redirect::to("/settings/categories?done=categories-saved").into_response());
            }
            let mut mends = Mends::default();
            mends.add("save", page.t("mend-place-somebody-else"));
            form.set("base", base.unwrap_or_default().to_string());
            mends
        }
        Err(mends) => mends,
    };
    let parts = parts(&form);
    let page = CategoryPage { page, id, parts, form, mends, langs: WRITTEN };
    Ok(to_mend(html(&page)?))
}
