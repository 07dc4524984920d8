//! The form of a notice, a theme or a voice, and keeping what was written in it.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};

use super::form::{DAYS, SPANS, fill, read};
use super::{Sort, find, state};
use crate::hub::Hub;
use crate::hub::admin::calls::Done;
use crate::hub::admin::fields::{Fields, Mends, Upload, WRITTEN, Written};
use crate::hub::admin::said::{self, Changed};
use crate::hub::admin::upload;
use crate::hub::secret::new_id;
use crate::hub::store::{Item, Kind, NewVersion, Role};
use crate::hub::web::{Editor, Failure, Here, Page, Staff, html};

#[derive(Template)]
#[template(path = "notices/form.html", config = "src/hub/askama.toml")]
struct FormPage {
    page: Page,
    sort: Sort,
    id: String,
    /// What is known of it; nothing before it is first kept.
    item: Option<Item>,
    sign: &'static str,
    state: String,
    form: Fields,
    mends: Mends,
    groups: Vec<String>,
    /// Id and title of meetings a theme can lead to.
    meetings: Vec<(String, String)>,
    langs: [Written; 5],
    days: [(&'static str, crate::api::Weekday); 7],
    spans: [&'static str; 2],
}

impl FormPage {
    fn is_missing(&self, lang: &Written) -> bool {
        self.form.lang(self.sort.main(), lang).is_empty()
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

async fn form_page(
    hub: &Hub,
    page: Page,
    sort: Sort,
    id: &str,
    item: Option<Item>,
    (form, mends): (Fields, Mends),
) -> Result<Html<String>, Failure> {
    let mut reading = hub.store.read().await?;
    let groups = reading.groups().await?;
    let meetings = match sort {
        Sort::Theme => reading.items(Kind::Meeting).await?,
        Sort::Notice | Sort::Voice => Vec::new(),
    };
    let meetings = meetings.into_iter().map(|meeting| (meeting.id, meeting.title)).collect();
    drop(reading);
    let (sign, key) = item.as_ref().map_or(("open", "state-new"), |item| state(item, hub.now_ms()));
    let (state, id) = (page.t(key), id.to_owned());
    html(&FormPage {
        page,
        sort,
        id,
        item,
        sign,
        state,
        form,
        mends,
        groups,
        meetings,
        langs: WRITTEN,
        days: DAYS,
        spans: SPANS,
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
    form_page(&hub, page, sort, &new_id()?, None, (form, Mends::default())).await
}

/// The form of one that there is.
///
/// # Errors
/// When there is none, or the database does.
pub async fn edit(
    State(hub): State<Hub>,
    Editor(staff): Editor,
    Path((sort, id)): Path<(String, String)>,
    Query(done): Query<Done>,
) -> Result<Html<String>, Failure> {
    let sort = Sort::from_key(&sort)?;
    let item = find(&hub, sort, &id).await?;
    let version = hub.store.read().await?.version(sort.kind(), &id, item.latest).await?;
    let mut form = fill(sort, &version.ok_or(Failure::NotFound)?.body)?;
    form.set("base", item.latest.to_string());
    form.set("group", item.audience.clone().unwrap_or_default());
    let page = Page::of(&staff, Here::Notices).after(done.done.as_deref());
    form_page(&hub, page, sort, &id, Some(item), (form, Mends::default())).await
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

/// Keeps what was written: as a draft, or on the screens at once.
///
/// # Errors
/// When it may not be published by this account, or the database does.
pub async fn save(
    State(hub): State<Hub>,
    Editor(staff): Editor,
    Path((sort, id)): Path<(String, String)>,
    mut form: Fields,
) -> Result<Response, Failure> {
    let sort = Sort::from_key(&sort)?;
    let publishes = form.of("do") == "publish";
    if publishes {
        staff.may(Role::Publisher)?;
    }
    let item = hub.store.read().await?.item(sort.kind(), &id).await?;
    let is_id = id.len() == 32 && id.bytes().all(|byte| byte.is_ascii_hexdigit());
    if item.as_ref().map_or(!is_id, |item| item.removed) {
        return Err(Failure::NotFound);
    }
    let page = Page::of(&staff, Here::Notices);
    let mut mends = Mends::default();
    take_picture(&hub, &page, &mut form, &mut mends).await?;
    let group = form.some("group");
    let shown = item.as_ref().filter(|item| item.shown.is_some());
    if !publishes && shown.is_some_and(|item| item.audience != group) {
        mends.add("group", page.t("mend-group-at-once"));
    }
    match read(&page, sort, &id, &form, &hub.settings.zone) {
        Err(more) => mends.0.extend(more.0),
        Ok(written) if mends.is_empty() => {
            let base = form.of("base").parse().ok();
            match keep(&hub, &staff, sort, &id, (&written, group.as_deref(), base), publishes).await? {
                Ok(done) => {
                    return Ok(Redirect::to(&format!("/notices?done={done}")).into_response());
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
    let page = form_page(&hub, page, sort, &id, item, (form, mends)).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

/// What was done, as `?done=` says it; or the version that somebody else has written, and who.
type Kept = Result<&'static str, (i64, String)>;

async fn keep(
    hub: &Hub,
    staff: &Staff,
    sort: Sort,
    id: &str,
    (written, group, base): (&super::form::Written, Option<&str>, Option<i64>),
    publishes: bool,
) -> Result<Kept, Failure> {
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
        audience: group,
        at: now,
        who: &staff.name,
    };
    let number = match change.add_version(&version, base).await? {
        Ok(number) => number,
        Err(newest) => {
            drop(change);
            let theirs = hub.store.read().await?.version(sort.kind(), id, newest).await?;
            return Ok(Err((newest, theirs.map(|version| version.who).unwrap_or_default())));
        }
    };
    let subject = format!("{}/{id}", sort.key());
    let act = if publishes { "notice-published" } else { "notice-saved" };
    let earlier = earlier.as_ref().map(|version| version.body.as_str());
    let changed = Changed { act, subject: &subject, earlier, later: Some(&written.body) };
    said::note(&mut change, staff, now, changed).await?;
    if !publishes {
        change.commit().await?;
        return Ok(Ok("notice-saved"));
    }
    change.show_version(sort.kind(), id, Some(number)).await?;
    let revision = change.next_revision().await?;
    change.commit().await?;
    hub.live.announce_revision(revision);
    Ok(Ok("notice-published"))
}
