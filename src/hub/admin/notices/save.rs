//! The form of a notice, a theme or a voice, and keeping what was written in it.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::form::{SPANS, fill, read};
use super::look::{self, Wire};
use super::{Sort, find, path_of, state};
use crate::hub::Hub;
use crate::hub::admin::fields::{DAYS, Fields, Mends, Upload, WRITTEN, Written};
use crate::hub::admin::said::{self, Changed};
use crate::hub::admin::screens::{self, Boxes, ScreenList};
use crate::hub::admin::slide::lint::Line;
use crate::hub::admin::slide::preview::{self, Look, Shot};
use crate::hub::admin::upload;
use crate::hub::audience::Audience;
use crate::hub::secret::new_id;
use crate::hub::store::{Item, Kind, NewVersion};
use crate::hub::web::{Editor, Failure, Here, Page, Staff, html};

#[derive(Template)]
#[template(path = "notices/form.html", config = "src/hub/askama.toml")]
struct FormPage {
    page: Page,
    sort: Sort,
    path: String,
    /// What is known of it; nothing before it is first kept.
    item: Option<Item>,
    sign: &'static str,
    state: String,
    form: Fields,
    mends: Mends,
    boxes: Boxes,
    /// Id and title of meetings a theme can lead to.
    meetings: Vec<(String, String)>,
    langs: [Written; 5],
    days: [(&'static str, crate::api::Weekday); 7],
    spans: [&'static str; 2],
    /// The language whose texts are open.
    lang: String,
    lints: Vec<Line>,
    lint_count: String,
    shot: Shot,
}

/// What stands in the address of a form.
#[derive(Default, Deserialize)]
pub struct Address {
    done: Option<String>,
    #[serde(default)]
    lang: String,
}

impl FormPage {
    fn is_missing(&self, lang: &Written) -> bool {
        self.form.lang(self.sort.main(), lang).is_empty()
    }

    fn is_open(&self, lang: &Written) -> bool {
        self.lang == lang.key || self.has_mend(lang)
    }

    fn has_mend(&self, lang: &Written) -> bool {
        self.mends.0.iter().any(|mend| mend.field.ends_with(&format!("-{}", lang.key)))
    }

    /// What is edited, by name.
    fn called(&self) -> String {
        match &self.item {
            Some(item) => item.title.clone(),
            None => self.page.t(format!("add-{}", self.sort.key())),
        }
    }

    fn has_picture(&self) -> bool {
        self.sort != Sort::Voice
    }
}

/// What the page is made of, beside the item.
#[derive(Default)]
struct Draft {
    form: Fields,
    mends: Mends,
    look: Look,
    /// The language whose texts are open.
    lang: String,
    /// What was typed and is only to be looked at, as the wire has it.
    typed: Option<String>,
}

async fn form_page(
    hub: &Hub,
    page: Page,
    sort: Sort,
    id: &str,
    item: Option<Item>,
    draft: Draft,
) -> Result<Html<String>, Failure> {
    let mut reading = hub.store.read().await?;
    let screens = ScreenList::read(&mut reading).await?;
    let kiosks = screens.reached(&draft.look.audience);
    let meetings = match sort {
        Sort::Theme => reading.items(Kind::Meeting).await?,
        Sort::Notice | Sort::Voice => Vec::new(),
    };
    let meetings = meetings.into_iter().map(|meeting| (meeting.id, meeting.title)).collect();
    let saved = match &item {
        Some(item) => reading.version(sort.kind(), id, item.latest).await?,
        None => None,
    };
    let body = draft.typed.as_deref().or(saved.as_ref().map(|version| version.body.as_str()));
    let wire = body.map(|body| Wire::read(sort, body)).transpose()?;
    let (mut lints, mut drawn, mut alt) = (Vec::new(), None, String::new());
    if let Some(wire) = &wire {
        let ends = item.as_ref().and_then(|item| item.ends);
        let rest = (ends.filter(|_| draft.typed.is_none()), &*kiosks, false);
        lints = look::lines(&page, hub, &mut reading, (sort, id, wire), rest).await?;
        alt = wire.said(&page);
        if draft.typed.is_some() {
            let sketch = preview::sketch(hub, &mut reading, wire.subject(sort, id)?, &draft.look).await?;
            drawn = preview::paint(hub, sketch).await;
        }
    }
    drop(reading);
    let at = item.as_ref().map(|item| preview::saved(&path_of(sort, id), item.latest));
    let shot = preview::shot(&page, hub, screens.kiosks(), draft.look, at, drawn, alt);
    let (sign, key) = item.as_ref().map_or(("open", "state-new"), |item| state(item, hub.now_ms()));
    let boxes = screens.boxes(&page, draft.form.pairs(), draft.mends.of(screens::FIELD));
    html(&FormPage {
        state: page.t(key),
        lint_count: page.n("schedule-lint-count", lints.iter().filter(|line| line.open).count() as i64),
        path: path_of(sort, id),
        page,
        sort,
        item,
        sign,
        form: draft.form,
        mends: draft.mends,
        lang: draft.lang,
        boxes,
        meetings,
        langs: WRITTEN,
        days: DAYS,
        spans: SPANS,
        lints,
        shot,
    })
}

/// An empty form.
///
/// # Errors
/// When there is no such kind, or the database does.
pub async fn new(
    State(hub): State<Hub>,
    Editor(staff): Editor,
    Path(sort): Path<String>,
) -> Result<Html<String>, Failure> {
    let sort = Sort::from_key(&sort)?;
    let mut form = Fields::default();
    form.set("priority", "normal");
    let page = Page::of(&staff, Here::Notices);
    form_page(&hub, page, sort, &new_id()?, None, Draft { form, ..Draft::default() }).await
}

/// The form of one that there is.
///
/// # Errors
/// When there is none, or the database does.
pub async fn edit(
    State(hub): State<Hub>,
    Editor(staff): Editor,
    Path((sort, id)): Path<(String, String)>,
    Query(address): Query<Address>,
    Query(look): Query<Look>,
) -> Result<Html<String>, Failure> {
    let sort = Sort::from_key(&sort)?;
    let item = find(&hub, sort, &id).await?;
    let version = hub.store.read().await?.version(sort.kind(), &id, item.latest).await?;
    let mut form = fill(sort, &version.ok_or(Failure::NotFound)?.body)?;
    form.set("base", item.latest.to_string());
    for (name, value) in screens::fields(&item.audience) {
        form.add(name, value);
    }
    let look = look.of_audience(item.audience.clone());
    let page = Page::of(&staff, Here::Notices).after(address.done.as_deref());
    let draft = Draft { form, look, lang: address.lang, ..Draft::default() };
    form_page(&hub, page, sort, &id, Some(item), draft).await
}

/// Takes in a picture that came with the form. It is kept at once, so that it need not be chosen
/// again when something else can be mended.
async fn take_picture(hub: &Hub, page: &Page, form: &mut Fields, mends: &mut Mends) -> Result<(), Failure> {
    if form.has("picture-remove", "yes") {
        form.set("picture", "");
    }
    match std::mem::replace(&mut form.file, Upload::Nothing) {
        Upload::Nothing => {
            // Only what this hub keeps, or what was there before it: never an address elsewhere.
            let hash = form.of("picture").strip_prefix("pictures/").and_then(|name| name.split('.').next());
            let known = match hash {
                Some(hash) => hub.store.read().await?.picture(hash).await?.is_some(),
                None => false,
            };
            if !known {
                form.set("picture", "");
            }
        }
        Upload::TooLarge => mends.add("file", page.t("mend-picture-large")),
        Upload::Bytes(bytes) => match upload::picture_aside(bytes).await {
            Ok(row) => {
                let mut change = hub.store.begin().await?;
                change.add_picture(&row, hub.now_ms()).await?;
                change.commit().await?;
                form.set("picture", upload::source_of(&row));
            }
            Err(no) => mends.add("file", page.t(no.key())),
        },
    }
    Ok(())
}

/// Keeps what was written as a draft, draws what is not kept, or leads on to publishing.
///
/// # Errors
/// When there is none, or the database does.
pub async fn save(
    State(hub): State<Hub>,
    Editor(staff): Editor,
    Path((sort, id)): Path<(String, String)>,
    mut form: Fields,
) -> Result<Response, Failure> {
    let sort = Sort::from_key(&sort)?;
    let item = hub.store.read().await?.item(sort.kind(), &id).await?;
    let is_id = id.len() == 32 && id.bytes().all(|byte| byte.is_ascii_hexdigit());
    if item.as_ref().map_or(!is_id, |item| item.removed) {
        return Err(Failure::NotFound);
    }
    let page = Page::of(&staff, Here::Notices);
    let mut mends = Mends::default();
    take_picture(&hub, &page, &mut form, &mut mends).await?;
    let screens = ScreenList::read(&mut hub.store.read().await?).await?;
    let audience = screens.chosen(form.pairs()).unwrap_or_else(|key| {
        mends.add(screens::FIELD, page.t(key));
        Audience::All
    });
    let mut looked = None;
    match read(&page, sort, &id, &form, &hub.settings.zone) {
        Err(more) => mends.0.extend(more.0),
        Ok(written) if form.of("do") == "look" => looked = Some(written.body),
        Ok(written) if mends.is_empty() => {
            let kept = (&written, &audience, form.of("base").parse().ok());
            match keep((&hub, &screens), &staff, sort, &id, kept, "notice-saved").await? {
                Ok(()) => {
                    let to = match form.of("do") {
                        "publish" => format!("{}/publish", path_of(sort, &id)),
                        _ => format!("{}?done=notice-saved", path_of(sort, &id)),
                    };
                    return Ok(Redirect::to(&to).into_response());
                }
                Err((newest, who)) => {
                    mends.add("save", page.with("mend-somebody-else", "who", &who));
                    // Whoever has seen that and saves again means it; the other version stays.
                    form.set("base", newest.to_string());
                }
            }
        }
        Ok(_) => {}
    }
    let status = if mends.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let look = Look::of(|name| form.of(name).to_owned()).of_audience(audience);
    let draft = Draft { form, mends, look, lang: String::new(), typed: looked };
    Ok((status, form_page(&hub, page, sort, &id, item, draft).await?).into_response())
}

/// Adds a version; or the version that somebody else has written since, and who.
pub async fn keep(
    (hub, screens): (&Hub, &ScreenList),
    staff: &Staff,
    sort: Sort,
    id: &str,
    (written, audience, base): (&super::form::Written, &Audience, Option<i64>),
    act: &str,
) -> Result<Result<(), (i64, String)>, Failure> {
    let now = hub.now_ms();
    let earlier = match base {
        Some(base) => hub.store.read().await?.version(sort.kind(), id, base).await?,
        None => None,
    };
    let mut change = hub.store.begin().await?;
    let version = NewVersion {
        kind: sort.kind(),
        id,
        body: &written.body,
        title: &written.title,
        words: &written.words,
        starts: written.starts,
        ends: written.ends,
        audience,
        at: now,
        who: &staff.name,
    };
    if let Err(newest) = change.add_version(&version, base).await? {
        drop(change);
        let theirs = hub.store.read().await?.version(sort.kind(), id, newest).await?;
        return Ok(Err((newest, theirs.map(|version| version.who).unwrap_or_default())));
    }
    let subject = format!("{}/{id}", sort.key());
    let earlier = earlier.map(|version| screens.log_of(&version.body, &version.audience));
    let later = screens.log_of(&written.body, audience);
    let changed = Changed { act, subject: &subject, earlier: earlier.as_deref(), later: Some(&later) };
    said::note(&mut change, staff, now, changed).await?;
    change.commit().await?;
    Ok(Ok(()))
}
