//! The form of a calendar: its address, its name, for whom it is, and how often it is read.

use std::path::Path as Folder;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};

use super::super::fields::{Fields, Mends};
use super::super::said::{self, Changed};
use super::super::screens::{self, Boxes, ScreenList};
use super::{find, read_and_wait, shown_address};
use crate::feed::Format;
use crate::feed::fetch::{Address, AddressError};
use crate::hub::Hub;
use crate::hub::audience::Audience;
use crate::hub::secret::new_id;
use crate::hub::store::{CalendarRow, CalendarState, Reading};
use crate::hub::web::{Failure, Here, Page, Publisher, Staff, html};

/// How often a calendar can be read, and the words for it.
const EVERY: [(i64, &str); 4] = [
    (15, "calendar-every-quarter"),
    (60, "calendar-every-hour"),
    (360, "calendar-every-six"),
    (1440, "calendar-every-day"),
];

/// How often one is read when nobody says it.
const USUALLY: i64 = 60;

const LONGEST_NAME: usize = 60;
const LONGEST_ADDRESS: usize = 2000;

/// The words for a rhythm.
pub fn every(minutes: i64) -> &'static str {
    let known = EVERY.iter().find(|(known, _)| *known >= minutes);
    known.map_or("calendar-every-day", |(_, word)| word)
}

struct Choice {
    value: String,
    word: String,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "calendars/form.html", config = "src/hub/askama.toml")]
struct FormPage {
    page: Page,
    /// Empty: a new one.
    id: String,
    /// As it is shown; empty while it can still be written.
    address: String,
    form: Fields,
    mends: Mends,
    boxes: Boxes,
    every: Vec<Choice>,
    formats: Vec<Choice>,
}

async fn shown(
    reading: &mut Reading,
    staff: &Staff,
    row: Option<&CalendarRow>,
    form: Fields,
    mends: Mends,
) -> Result<Html<String>, Failure> {
    let page = Page::of(staff, Here::Schedule);
    let screens = ScreenList::read(reading).await?;
    let boxes = screens.boxes(&page, form.pairs(), mends.of(screens::FIELD));
    let minutes: i64 = form.of("minutes").parse().unwrap_or(USUALLY);
    let every = EVERY.map(|(value, word)| Choice {
        value: value.to_string(),
        word: page.t(word),
        chosen: value == minutes,
    });
    let format = form.of("format");
    let any = Choice { value: String::new(), word: page.t("calendar-format-any"), chosen: format.is_empty() };
    let formats = Format::ALL.map(|one| Choice {
        value: one.key().to_owned(),
        word: page.t(format!("calendar-format-{}", one.key())),
        chosen: format == one.key(),
    });
    html(&FormPage {
        id: row.map(|row| row.id.clone()).unwrap_or_default(),
        address: row.map(shown_address).unwrap_or_default(),
        boxes,
        every: every.into(),
        formats: std::iter::once(any).chain(formats).collect(),
        page,
        form,
        mends,
    })
}

/// The form of a new one.
///
/// # Errors
/// When the database does.
pub async fn new(State(hub): State<Hub>, Publisher(staff): Publisher) -> Result<Html<String>, Failure> {
    let mut reading = hub.store.read().await?;
    shown(&mut reading, &staff, None, Fields::default(), Mends::default()).await
}

/// The form of one that is there.
///
/// # Errors
/// When there is no such calendar.
pub async fn edit(
    State(hub): State<Hub>,
    Publisher(staff): Publisher,
    Path(id): Path<String>,
) -> Result<Html<String>, Failure> {
    let mut reading = hub.store.read().await?;
    let row = find(&mut reading, &id).await?;
    let mut form = Fields::default();
    form.set("name", &row.name);
    for (name, value) in screens::fields(&row.audience) {
        form.add(name, value);
    }
    form.set("minutes", row.minutes.to_string());
    shown(&mut reading, &staff, Some(&row), form, Mends::default()).await
}

/// What both forms have, with what can be mended.
fn read(page: &Page, form: &Fields, screens: &ScreenList, mends: &mut Mends) -> (String, Audience, i64) {
    let name = form.of("name").to_owned();
    if name.is_empty() {
        mends.add("name", page.t("calendar-mend-name"));
    } else if name.chars().count() > LONGEST_NAME {
        mends.add("name", page.n("mend-text-long", 60));
    }
    let minutes = form.of("minutes").parse().unwrap_or(USUALLY);
    let minutes = EVERY.into_iter().map(|(known, _)| known).find(|known| *known == minutes);
    let audience = screens.chosen(form.pairs()).unwrap_or_else(|key| {
        mends.add(screens::FIELD, page.t(key));
        Audience::All
    });
    (name, audience, minutes.unwrap_or(USUALLY))
}

/// What a calendar is, for the log; its address as pages show it.
fn told(row: &CalendarRow, screens: &ScreenList, address: Option<&Address>) -> String {
    let fields = [
        ("name", Some(row.name.clone().into())),
        ("url", address.map(|address| address.to_string().into())),
        ("audience", Some(screens.logged(&row.audience))),
        ("minutes", Some(row.minutes.into())),
    ];
    let written = fields.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
    serde_json::Value::Object(written.collect()).to_string()
}

/// The address, or what is to be mended about it.
fn read_address(hub: &Hub, page: &Page, form: &Fields, known: &[CalendarRow]) -> Result<Address, String> {
    let text = form.of("address");
    if text.len() > LONGEST_ADDRESS {
        return Err(page.t("calendar-mend-address"));
    }
    let address = match Address::parse(text, Folder::new("")) {
        Ok(address @ Address::Web(_)) => address,
        Err(AddressError::Empty) => return Err(page.t("calendar-mend-no-address")),
        Ok(Address::File(_)) | Err(_) => return Err(page.t("calendar-mend-address")),
    };
    if let Address::Web(url) = &address
        && hub.calendars.refuses(url)
    {
        return Err(page.t("calendar-mend-near"));
    }
    let is_known = known.iter().any(|row| row.address == address.canonical());
    if is_known { Err(page.t("calendar-mend-twice")) } else { Ok(address) }
}

/// Adds a calendar and reads it for the first time.
///
/// # Errors
/// When the database does.
pub async fn add(
    State(hub): State<Hub>,
    Publisher(staff): Publisher,
    form: Fields,
) -> Result<Response, Failure> {
    let page = Page::of(&staff, Here::Schedule);
    let mut reading = hub.store.read().await?;
    let mut mends = Mends::default();
    let address = read_address(&hub, &page, &form, &reading.calendars().await?);
    if let Err(mend) = &address {
        mends.add("address", mend.clone());
    }
    let screens = ScreenList::read(&mut reading).await?;
    let (name, audience, minutes) = read(&page, &form, &screens, &mut mends);
    let Ok(address) = address.and_then(|it| if mends.is_empty() { Ok(it) } else { Err(String::new()) })
    else {
        let page = shown(&mut reading, &staff, None, form, mends).await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    };
    drop(reading);
    let (now, id) = (hub.now_ms(), new_id()?);
    let format = Format::from_key(form.of("format")).map(|format| format.key().to_owned());
    let row = CalendarRow {
        id: id.clone(),
        name,
        address: address.canonical(),
        format,
        audience,
        minutes,
        paused: false,
        state: CalendarState::default(),
    };
    let mut change = hub.store.begin().await?;
    change.add_calendar(&row, now).await?;
    let (subject, later) = (format!("calendar/{id}"), told(&row, &screens, Some(&address)));
    let changed = Changed { act: "calendar-added", subject: &subject, later: Some(&later), earlier: None };
    said::note(&mut change, &staff, now, changed).await?;
    change.commit().await?;
    read_and_wait(&hub, &id).await;
    Ok(Redirect::to(&format!("/calendars/{id}?done=calendar-added")).into_response())
}

/// Keeps name, group and rhythm. The address stays: by it its meetings are known.
///
/// # Errors
/// When there is no such calendar, or the database does.
pub async fn save(
    State(hub): State<Hub>,
    Publisher(staff): Publisher,
    Path(id): Path<String>,
    form: Fields,
) -> Result<Response, Failure> {
    let page = Page::of(&staff, Here::Schedule);
    let mut mends = Mends::default();
    let screens = ScreenList::read(&mut hub.store.read().await?).await?;
    let (name, audience, minutes) = read(&page, &form, &screens, &mut mends);
    if !mends.is_empty() {
        let mut reading = hub.store.read().await?;
        let row = find(&mut reading, &id).await?;
        let page = shown(&mut reading, &staff, Some(&row), form, mends).await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    let now = hub.now_ms();
    let mut change = hub.store.begin().await?;
    // Its place in the line of changes first, whatever comes of it.
    let revision = change.next_revision().await?;
    let row = change.calendar(&id).await?.ok_or(Failure::NotFound)?;
    let later = CalendarRow { name, audience, minutes, ..row.clone() };
    change.set_calendar(&later).await?;
    if later.minutes < row.minutes {
        change.read_calendar_soon(&id, now).await?;
    }
    let subject = format!("calendar/{id}");
    let (before, after) = (told(&row, &screens, None), told(&later, &screens, None));
    let changed =
        Changed { act: "calendar-changed", subject: &subject, earlier: Some(&before), later: Some(&after) };
    said::note(&mut change, &staff, now, changed).await?;
    change.commit().await?;
    hub.live.announce_revision(revision);
    Ok(Redirect::to(&format!("/calendars/{id}?done=calendar-saved")).into_response())
}
