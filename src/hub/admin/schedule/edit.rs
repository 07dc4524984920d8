//! One meeting to be written: the form, the picture of the screen beside it, and what to look at
//! before publishing.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};

use super::choices::{Tongue, access, days, excepts, nths, tongues};
use super::fields::Fields;
use super::form::{blank, fields_of};
use super::read::Mend;
use super::{
    Address, Found, find_or_planned, is_without_its_row, lint, path_of, row_of, said, subject, today,
};
use crate::api;
use crate::domain::text::Lang;
use crate::hub::admin::fields::{LANGS, WRITTEN, Written};
use crate::hub::admin::screens::{self, Boxes, ScreenList};
use crate::hub::admin::slide::lint::Line;
use crate::hub::admin::slide::preview::{self, Look, Shot};
use crate::hub::admin::slide::{Choice, picture};
use crate::hub::audience::Audience;
use crate::hub::store::{Item, Reading};
use crate::hub::web::{Editor, Failure, Here, Page, Staff, Viewer, html};
use crate::hub::{Hub, new_id};
use crate::view::dates;
use crate::view::words::Words;

#[derive(Template)]
#[template(path = "schedule/edit.html", config = "src/hub/askama.toml")]
struct EditPage {
    page: Page,
    /// Where the form is sent.
    path: String,
    crumb: String,
    heading: String,
    sign: &'static str,
    state: String,
    planned: String,
    is_new: bool,
    cancelled: bool,
    shown: bool,
    /// It comes again: its dates have a page.
    repeats: bool,
    /// It is one date of a row: what is said of that, and where the others are.
    one_of: Option<(String, String)>,
    /// It is a date as its row has it.
    as_planned: bool,
    /// Where it is called off.
    cancel: String,
    f: Fields,
    mends: Vec<(String, String)>,
    mends_title: String,
    said: String,
    saved: String,
    tongues: Vec<Tongue>,
    access: Vec<Choice>,
    days: Vec<Choice>,
    nths: Vec<Choice>,
    excepts: Vec<String>,
    boxes: Boxes,
    picture: String,
    shot: Shot,
    lints: Vec<Line>,
    lint_count: String,
}

impl EditPage {
    /// In which languages there are posters beside the first.
    fn others(&self) -> impl Iterator<Item = Written> {
        WRITTEN.into_iter().filter(|lang| !lang.is_first())
    }

    /// Where it can be had for a calendar.
    fn calendar(&self) -> String {
        format!("/exchange/out?shape=ics&meeting={}", self.path.trim_start_matches("/schedule/"))
    }

    /// What can be mended in a field.
    fn mend(&self, field: &str) -> String {
        let found = self.mends.iter().find(|(known, _)| known == field);
        found.map(|(_, text)| text.clone()).unwrap_or_default()
    }
}

/// What the page is made of.
struct Draft<'a> {
    fields: Fields,
    mends: Vec<Mend>,
    /// The item, unless it is a new one.
    item: Option<&'a Item>,
    /// When it was last saved, and by whom.
    saved: Option<(i64, &'a str)>,
    /// What the form says, where it can be read; otherwise what was saved.
    meeting: &'a api::Meeting,
    look: Look,
    /// A picture of what is not saved, already drawn.
    drawn: Option<Result<Vec<u8>, String>>,
    lang: String,
    links: bool,
}

async fn page_of(
    hub: &Hub,
    reading: &mut Reading,
    mut page: Page,
    id: &str,
    draft: Draft<'_>,
) -> Result<EditPage, Failure> {
    let (zone, today, now) = (&hub.settings.zone, today(hub), hub.now_ms());
    let domain = said::domain(draft.meeting, zone);
    let screens = ScreenList::read(reading).await?;
    let kiosks = screens.reached(&draft.look.audience);
    let (heading, crumb, said) = match &domain {
        Some(domain) if draft.item.is_some() => {
            let (name, _) = said::names(&page, domain, draft.meeting.repeat.is_some());
            (
                name,
                said::short_name(&page, domain),
                said::when_line(&page, draft.meeting, domain, zone, today),
            )
        }
        Some(_) | None => (page.t("schedule-new"), page.t("schedule-new"), String::new()),
    };
    let (sign, state) = match draft.item {
        Some(item) if is_without_its_row(reading, item).await? => ("open", page.t("dates-row-not-shown")),
        Some(item) => said::state(&page, item, domain.as_ref(), now),
        None => ("open", page.t("state-draft")),
    };
    let planned = draft
        .item
        .and_then(|item| item.planned)
        .map(|(_, at)| page.with("schedule-planned-at", "when", &said::moment(&page, at, zone, today)));
    let lints = match (&domain, draft.item) {
        (Some(domain), Some(_)) => {
            lint::lines(
                &page,
                hub,
                reading,
                &lint::Asked { wire: draft.meeting, domain, kiosks: &kiosks, links: draft.links },
            )
            .await?
        }
        (Some(_) | None, _) => Vec::new(),
    };
    let shot = preview::shot(
        &page,
        hub,
        screens.kiosks(),
        draft.look,
        draft.item.map(|item| preview::saved(&path_of(id), item.latest)),
        draft.drawn,
        said::alt(&page, draft.meeting, domain.as_ref(), zone, today),
    );
    let mends: Vec<(String, String)> =
        draft.mends.iter().map(|mend| (mend.field.clone(), page.t(mend.key))).collect();
    let saved = draft.saved.map(|(at, who)| {
        let when = said::moment(&page, at, zone, today);
        page.with_all("schedule-saved-at", &[("when", &when), ("who", who)])
    });
    if draft.item.is_none() {
        page.path = "/schedule/new".to_owned();
    }
    let one_of = match row_of(reading, id).await? {
        Some((row, day)) => {
            let day_words = dates::day_words(Words::of(page.language()), day, today).text();
            let said = page.with_all("dates-one-of", &[("name", &row.item.title), ("day", &day_words)]);
            Some((said, format!("{}/dates", path_of(&row.item.id)), day))
        }
        None => None,
    };
    // What screens show of a date is called off, not what was only prepared.
    let cancel = match &one_of {
        Some((_, dates, day)) if draft.item.is_some_and(|item| item.shown.is_none()) => {
            format!("{dates}/{day}/cancel")
        }
        Some(_) | None => format!("{}/cancel", path_of(id)),
    };
    let f = draft.fields;
    let mend = mends.iter().find(|(field, _)| field == screens::FIELD).map(|(_, text)| text.as_str());
    let boxes = screens.boxes(&page, f.pairs(), mend.unwrap_or_default());
    Ok(EditPage {
        repeats: draft.item.is_some() && draft.meeting.repeat.is_some(),
        one_of: one_of.map(|(said, dates, _)| (said, dates)),
        as_planned: draft.item.is_some_and(|item| item.removed),
        cancel,
        path: if draft.item.is_some() { path_of(id) } else { "/schedule/new".to_owned() },
        crumb,
        heading,
        sign,
        state,
        planned: planned.unwrap_or_default(),
        is_new: draft.item.is_none(),
        cancelled: draft.meeting.status == Some(api::Status::Cancelled),
        shown: draft.item.is_some_and(|item| item.shown.is_some()),
        mends_title: page.with("to-mend", "n", &mends.len().to_string()),
        mends,
        said,
        saved: saved.unwrap_or_default(),
        tongues: tongues(&page, &f, &draft.lang),
        access: access(&page, &f),
        days: days(&page, &f),
        nths: nths(&page, &f),
        excepts: excepts(&f),
        boxes,
        picture: picture::address(f.get("picture")),
        shot,
        lint_count: page.n("schedule-lint-count", lints.iter().filter(|line| line.open).count() as i64),
        lints,
        f,
        page,
    })
}

/// A meeting that is not there yet.
///
/// # Errors
/// When the database does.
pub async fn edit_new(State(hub): State<Hub>, Editor(staff): Editor) -> Result<Html<String>, Failure> {
    let mut reading = hub.store.read().await?;
    let id = new_id()?;
    let meeting = blank(&id);
    let mut fields = fields_of(&meeting, &Audience::All, 0, &hub.settings.zone);
    fields.add("id", id.clone());
    fields.set("known", "exact");
    let draft = Draft {
        fields,
        mends: Vec::new(),
        item: None,
        saved: None,
        meeting: &meeting,
        look: Look::default(),
        drawn: None,
        lang: String::new(),
        links: false,
    };
    html(&page_of(&hub, &mut reading, Page::of(&staff, Here::Schedule), &id, draft).await?)
}

/// A meeting as it was last saved.
///
/// # Errors
/// When there is none.
pub async fn edit(
    State(hub): State<Hub>,
    Viewer(staff): Viewer,
    Path(id): Path<String>,
    Query(address): Query<Address>,
    Query(look): Query<Look>,
) -> Result<Html<String>, Failure> {
    let mut reading = hub.store.read().await?;
    let Found { item, version, meeting, of_row } =
        find_or_planned(&mut reading, &id, &hub.settings.zone).await?;
    let mut fields = fields_of(&meeting, &version.audience, item.latest, &hub.settings.zone);
    fields.set("row", of_row.map(|number| number.to_string()).unwrap_or_default());
    let page = Page::of(&staff, Here::Schedule).after(address.done());
    let draft = Draft {
        fields,
        mends: Vec::new(),
        item: Some(&item),
        saved: Some((version.at, &version.who)),
        meeting: &meeting,
        look: look.of_audience(version.audience.clone()),
        drawn: None,
        links: !address.links.is_empty(),
        lang: address.lang,
    };
    html(&page_of(&hub, &mut reading, page, &id, draft).await?)
}

/// The page with what was typed: something can be mended, or it is only to be looked at.
pub(super) async fn shown_again(
    hub: &Hub,
    staff: &Staff,
    id: &str,
    found: Option<&Found>,
    (fields, audience): (Fields, Audience),
    read: Result<api::Meeting, Vec<Mend>>,
    was: &api::Meeting,
) -> Result<Response, Failure> {
    let look = Look::of(|name| fields.text(name)).of_audience(audience);
    let mut reading = hub.store.read().await?;
    let (mends, drawn, meeting) = match &read {
        Ok(meeting) => {
            let sketch = preview::sketch(hub, &mut reading, subject(meeting)?, &look).await?;
            (Vec::new(), preview::paint(hub, sketch).await, meeting)
        }
        Err(mends) => (mends.clone(), None, was),
    };
    let status = if mends.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let first_language = mends.iter().find_map(|mend| {
        LANGS.iter().find(|lang| **lang != Lang::JA && mend.field.ends_with(&format!("-{lang}")))
    });
    let draft = Draft {
        mends,
        item: found.map(|found| &found.item),
        saved: found.map(|found| (found.version.at, found.version.who.as_str())),
        meeting,
        look,
        drawn,
        lang: first_language.map(|lang| lang.to_string()).unwrap_or_default(),
        links: false,
        fields,
    };
    let page = page_of(hub, &mut reading, Page::of(staff, Here::Schedule), id, draft).await?;
    Ok((status, html(&page)?).into_response())
}
