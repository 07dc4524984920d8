//! In and out: a file is read, looked at row by row, and only then taken in.

mod beside;
mod compare;
mod ids;
mod limits;
mod out;
mod take;
mod through;
mod times;

use std::collections::HashSet;

use askama::Template;
use axum::extract::multipart::MultipartError;
use axum::extract::{Multipart, Path, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use jiff::ToSpan;
use serde::Deserialize;

use self::compare::{Fate, Row, compare};
use self::out::Shape;
pub use self::out::out;
pub use self::take::take;
use self::times::Room;
use crate::api;
use crate::feed::{self, Format, Span};
use crate::hub::Hub;
use crate::hub::admin::schedule;
use crate::hub::secret::new_id;
use crate::hub::store::{IntakeRow, Kind, KioskRow, Reading, Which};
use crate::hub::web::{Editor, Failure, Here, Page, Staff, Viewer, html};
use crate::hub::wrong::Wrong;

/// What a page says it has done.
#[derive(Default, Deserialize)]
pub struct Done {
    done: Option<String>,
    #[serde(default)]
    changed: bool,
}

#[derive(Template)]
#[template(path = "exchange/index.html", config = "src/hub/askama.toml")]
struct IndexPage {
    page: Page,
    mend: String,
    shows: Vec<Choice>,
    screens: Vec<Choice>,
    shapes: Vec<Choice>,
}

/// A value that can be chosen, and its word.
struct Choice {
    value: String,
    word: String,
}

impl IndexPage {
    async fn of(reading: &mut Reading, page: Page, mend: String) -> Result<IndexPage, Failure> {
        let shows = Which::ALL.map(|which| Choice {
            value: which.key().to_owned(),
            word: page.t(format!("exchange-show-{}", which.key())),
        });
        let shapes = Shape::ALL.map(|shape| Choice {
            value: shape.key().to_owned(),
            word: page.t(format!("exchange-shape-{}", shape.key())),
        });
        let kiosks = reading.kiosks().await?;
        let mut groups: Vec<&str> = kiosks.iter().filter_map(|kiosk| kiosk.group.as_deref()).collect();
        groups.sort_unstable();
        groups.dedup();
        let group = |group: &str| Choice {
            value: format!("group:{group}"),
            word: page.with("audience-group", "group", group),
        };
        let kiosk =
            |kiosk: &KioskRow| Choice { value: format!("kiosk:{}", kiosk.id), word: kiosk.name.clone() };
        let all = Choice { value: String::new(), word: page.t("audience-all") };
        let screens =
            std::iter::once(all).chain(groups.into_iter().map(group)).chain(kiosks.iter().map(kiosk));
        let screens = screens.collect();
        Ok(IndexPage { mend, shows: shows.into(), screens, shapes: shapes.into(), page })
    }
}

/// Where a file is chosen, and where one is taken along.
///
/// # Errors
/// When the database does.
pub async fn index(
    State(hub): State<Hub>,
    Viewer(staff): Viewer,
    Query(done): Query<Done>,
) -> Result<Html<String>, Failure> {
    let page = Page::of(&staff, Here::Settings).after(done.done.as_deref());
    let mut reading = hub.store.read().await?;
    html(&IndexPage::of(&mut reading, page, String::new()).await?)
}

/// How far before and after today repeating meetings are laid out.
const DAYS_BEFORE: i64 = 31;
const DAYS_AFTER: i64 = 400;

/// The days into which single meetings of a file are laid out.
fn span(hub: &Hub) -> Span {
    let today = hub.now().to_zoned(hub.settings.zone.clone()).date();
    let (from, to) = (today.saturating_sub(DAYS_BEFORE.days()), today.saturating_add(DAYS_AFTER.days()));
    Span { today, from, to }
}

/// What somebody has uploaded, as it was read: meetings that come again as rows.
#[derive(serde::Serialize, Deserialize)]
pub struct Uploaded {
    /// As `kiosk.toml` names them.
    format: String,
    programme: api::Programme,
    /// Events that are too long ago or too far ahead.
    outside: usize,
}

impl Uploaded {
    fn format(&self) -> Format {
        // Written by this program a moment ago.
        Format::from_key(&self.format).unwrap_or(Format::Json)
    }
}

/// Reads a file. Nothing of it is taken in yet.
///
/// # Errors
/// When the database does, or the request is no form of ours.
pub async fn upload(
    State(hub): State<Hub>,
    Editor(staff): Editor,
    form: Multipart,
) -> Result<Response, Failure> {
    let broken = |error: MultipartError| Failure::Request(error.body_text());
    let (name, bytes) = file(form).await.map_err(broken)?;
    let read = {
        let (span, zone) = (span(&hub), hub.settings.zone.clone());
        let task = tokio::task::spawn_blocking(move || feed::rows(None, &bytes, span, &zone));
        task.await.map_err(|error| Failure::Internal(error.to_string()))?
    };
    let mut read = match read {
        Ok(read) => read,
        Err(error) => return no_programme(&hub, &staff, &error).await,
    };
    limits::cleaned(&mut read.programme);
    limits::bounded(&mut read.programme, &mut read.problems);
    let problems: Vec<Wrong> = read.problems.iter().map(Wrong::from).collect();
    let format = read.format.key().to_owned();
    let uploaded = Uploaded { format, programme: read.programme, outside: read.outside };
    let text = |error: serde_json::Error| Failure::Internal(error.to_string());
    let row = IntakeRow {
        id: new_id()?,
        at: hub.now_ms(),
        who: staff.account.clone(),
        name: name.chars().take(120).collect(),
        body: serde_json::to_string(&uploaded).map_err(text)?,
        problems: serde_json::to_string(&problems).map_err(text)?,
    };
    let mut change = hub.store.begin().await?;
    change.add_intake(&row).await?;
    change.commit().await?;
    Ok(Redirect::to(&format!("/exchange/{}", row.id)).into_response())
}

/// The first file of a form, with its name.
async fn file(mut form: Multipart) -> Result<(String, Vec<u8>), MultipartError> {
    while let Some(field) = form.next_field().await? {
        if field.name() == Some("file") {
            let name = field.file_name().unwrap_or_default().to_owned();
            return Ok((name, field.bytes().await?.to_vec()));
        }
    }
    Ok((String::new(), Vec::new()))
}

async fn no_programme(hub: &Hub, staff: &Staff, why: &feed::Unreadable) -> Result<Response, Failure> {
    let page = Page::of(staff, Here::Settings);
    let key = match why {
        feed::Unreadable::Empty => "exchange-mend-empty",
        feed::Unreadable::WebPage => "exchange-mend-web-page",
        feed::Unreadable::Truncated(_) => "exchange-mend-truncated",
        feed::Unreadable::UnknownFormat | feed::Unreadable::Broken(_) => "exchange-mend-unknown",
    };
    let mend = page.t(key);
    let page = IndexPage::of(&mut hub.store.read().await?, page, mend).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, html(&page)?).into_response())
}

#[derive(Template)]
#[template(path = "exchange/look.html", config = "src/hub/askama.toml")]
struct LookPage {
    page: Page,
    name: String,
    rows: Vec<Row>,
    problems: Vec<Wrong>,
    new: i64,
    changed: i64,
    same: i64,
    /// Of what is the same, what waits as a draft.
    drafts: i64,
    /// Things in the file that are no meetings.
    others: i64,
    /// Events that are too long ago or too far ahead.
    outside: i64,
    /// What was compared with, so that what is taken in is what was looked at.
    seen: String,
    /// Somebody has changed one of them meanwhile.
    meanwhile: bool,
}

impl LookPage {
    /// What is another in a row, in words.
    fn differing(&self, row: &Row) -> String {
        let words: Vec<String> = row.fields.iter().map(|field| self.page.t(field)).collect();
        words.join(if self.page.is_ja() { "、" } else { ", " })
    }

    fn is_anything_to_take(&self) -> bool {
        self.new + self.changed > 0
    }

    /// Whether there is something that only goes with what is shown at once.
    fn is_anything_to_publish(&self) -> bool {
        self.is_anything_to_take() || self.rows.iter().any(|row| row.is("draft") || !row.fate.is_said())
    }
}

/// What would happen, row by row.
///
/// # Errors
/// When there is no such upload of theirs any more.
pub async fn look(
    State(hub): State<Hub>,
    Editor(staff): Editor,
    Path(id): Path<String>,
    Query(done): Query<Done>,
) -> Result<Html<String>, Failure> {
    let mut reading = hub.store.read().await?;
    let intake = reading.intake(&id, &staff.account, hub.now_ms()).await?.ok_or(Failure::NotFound)?;
    let uploaded = uploaded(&intake)?;
    let page = Page::of(&staff, Here::Settings);
    let mut rows = compare(&hub, &mut reading, &uploaded, page.language()).await?;
    let known = api::Known { zone: &hub.settings.zone, today: None };
    let decided: HashSet<String> =
        rows.iter().filter(|row| row.fate.is_decided()).map(|row| row.id.clone()).collect();
    let decided: HashSet<&str> = decided.iter().map(String::as_str).collect();
    for row in &mut rows {
        let Ok(wire) = serde_json::from_str::<api::Meeting>(&row.body) else { continue };
        if let (Some(repeat), Ok(meeting)) = (&wire.repeat, wire.to_domain(known)) {
            row.when = format!("{} {}", schedule::rhythm(&page, repeat, &meeting), row.when);
        }
        row.dates = match row.fate {
            Fate::New | Fate::Changed => {
                let shown = api::Meeting { id: row.id.clone(), ..wire };
                schedule::told_of_dates(&hub, &mut reading, &page, &shown, &decided).await?
            }
            Fate::Replaced | Fate::Gone => {
                let item = reading.item(Kind::Meeting, &row.id).await?;
                let days = reading.days_apart(&row.id).await?;
                let is_shown = item.is_some_and(|item| item.shown.is_some());
                match times::room(&days, is_shown, (&hub.settings.zone, hub.now()))? {
                    Room::Written(ended) if ended.repeat.is_some() => {
                        schedule::told_of_dates(&hub, &mut reading, &page, &ended, &decided).await?
                    }
                    Room::Written(off) => schedule::told_of_called_off(&hub, &page, &off).await?,
                    Room::TakenOut | Room::Stays => Vec::new(),
                }
            }
            Fate::Same | Fate::Planned => Vec::new(),
        };
    }
    let programme = &uploaded.programme;
    let count = |fate: Fate| rows.iter().filter(|row| row.fate == fate).count() as i64;
    let drafts = rows.iter().filter(|row| row.is("draft")).count() as i64;
    let others = [
        programme.notices.len(),
        programme.themes.len(),
        programme.voices.len(),
        programme.emergencies.len(),
    ];
    let look = LookPage {
        name: intake.name,
        problems: serde_json::from_str(&intake.problems).unwrap_or_default(),
        new: count(Fate::New),
        changed: count(Fate::Changed),
        same: count(Fate::Same) - drafts,
        drafts,
        others: others.iter().sum::<usize>() as i64,
        outside: uploaded.outside as i64,
        seen: compare::seen(&rows),
        meanwhile: done.changed,
        rows,
        page,
    };
    html(&look)
}

/// An upload, as it was read. One that an older program read is to be uploaded again.
fn uploaded(intake: &IntakeRow) -> Result<Uploaded, Failure> {
    serde_json::from_str(&intake.body).map_err(|_| Failure::NotFound)
}
