//! How words are read (よみかた): names of places, nicknames. One list for the voice and for furigana, on all screens.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::{Deserialize, Serialize};

use super::{keep_noted, own_version, to_mend, understood};
use crate::api::Reading;
use crate::domain::readings::{self, ReadingProblem, Readings, is_kana};
use crate::hub::Hub;
use crate::hub::admin::calls::Done;
use crate::hub::admin::fields::{Fields, Mends};
use crate::hub::admin::said::Changed;
use crate::hub::furigana::Known;
use crate::hub::own::Scope;
use crate::hub::secret::fingerprint;
use crate::hub::store::{self, Kind};
use crate::hub::web::{Failure, Here, Page, Publisher, Staff, Viewer, html};

/// How many words there is room for, and how long they are, characters.
const MOST: usize = 500;
const LONGEST_WORD: usize = 30;
const LONGEST_READING: usize = 60;

const PATH: &str = "/settings/readings";

/// The list as it is kept: a field of the programme.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Listed {
    #[serde(default)]
    readings: Vec<Reading>,
}

/// The list as it is now, and the version it stands in.
struct Current {
    list: Vec<Reading>,
    base: Option<i64>,
}

impl Current {
    async fn read(reading: &mut store::Reading) -> Result<Current, Failure> {
        let Some(version) = own_version(reading, Kind::Readings, &Scope::All).await? else {
            return Ok(Current { list: Vec::new(), base: None });
        };
        let listed: Listed = understood(&version)?;
        Ok(Current { list: listed.readings, base: Some(version.number) })
    }

    /// The list with the one word of it that an address names.
    async fn with(hub: &Hub, id: &str) -> Result<(Current, Reading), Failure> {
        let current = Current::read(&mut hub.store.read().await?).await?;
        let found = current.list.iter().find(|reading| id_of(&reading.word) == id).cloned();
        Ok((current, found.ok_or(Failure::NotFound)?))
    }
}

/// A word as an address names it.
fn id_of(word: &str) -> String {
    fingerprint(word).chars().take(16).collect()
}

/// A reading as the log tells it.
fn told(reading: &Reading) -> String {
    format!("{}（{}）", reading.word, reading.reading)
}

struct Row {
    id: String,
    word: String,
    reading: String,
}

impl Row {
    fn of(reading: &Reading) -> Row {
        Row { id: id_of(&reading.word), word: reading.word.clone(), reading: reading.reading.clone() }
    }
}

#[derive(Template)]
#[template(path = "settings/readings.html", config = "src/hub/askama.toml")]
struct ListPage {
    page: Page,
    rows: Vec<Row>,
    form: Fields,
    mends: Mends,
    full: bool,
}

fn list_page(page: Page, current: &Current, form: Fields, mends: Mends) -> Result<Html<String>, Failure> {
    let mut rows: Vec<Row> = current.list.iter().map(Row::of).collect();
    // As one looks for a word in a list of names: by its sound.
    rows.sort_by_key(|row| readings::hiragana(&row.reading));
    html(&ListPage { page, rows, form, mends, full: current.list.len() >= MOST })
}

/// The list, with room for one more word.
///
/// # Errors
/// When the database does.
pub async fn readings(
    State(hub): State<Hub>,
    Viewer(staff): Viewer,
    Query(done): Query<Done>,
) -> Result<Html<String>, Failure> {
    let page = Page::of(&staff, Here::Settings).after(done.done.as_deref());
    let current = Current::read(&mut hub.store.read().await?).await?;
    list_page(page, &current, Fields::default(), Mends::default())
}

/// What a form says, or what can be mended in it. `others` are the words there are already.
fn read(page: &Page, form: &Fields, others: &[Reading]) -> Result<Reading, Mends> {
    let (word, reading) = (form.of("word"), form.of("reading"));
    let mut mends = Mends::default();
    if word.chars().count() > LONGEST_WORD {
        mends.add("word", page.n("mend-text-long", LONGEST_WORD as i64));
    } else if let Some(other) = others.iter().find(|other| other.word == word) {
        let (word, reading) = (other.word.as_str(), other.reading.as_str());
        mends.add("word", page.with_all("mend-reading-twice", &[("word", word), ("reading", reading)]));
    }
    if reading.chars().count() > LONGEST_READING {
        mends.add("reading", page.n("mend-text-long", LONGEST_READING as i64));
    }
    match readings::checked(word, reading) {
        Ok((word, reading)) if mends.is_empty() => return Ok(Reading { word, reading }),
        Ok(_) => {}
        Err(ReadingProblem::NoWord) => mends.add("word", page.t("mend-reading-word")),
        Err(ReadingProblem::NotKana { reading, .. }) => {
            let strange: String = reading.chars().filter(|c| !is_kana(*c) && *c != ' ').take(8).collect();
            let text = if strange.is_empty() {
                page.t("mend-reading-empty")
            } else {
                page.with("mend-reading-kana", "strange", &strange)
            };
            mends.add("reading", text);
        }
    }
    // Without a word the reading is looked at too: both are mended at once.
    if word.is_empty() && reading.is_empty() {
        mends.add("reading", page.t("mend-reading-empty"));
    }
    Err(mends)
}

/// Keeps the list, and notes the one word that is another now; whether nobody else was first.
async fn keep(
    hub: &Hub,
    staff: &Staff,
    current: Current,
    (act, earlier, later): (&str, Option<&Reading>, Option<&Reading>),
) -> Result<bool, Failure> {
    let mut list = current.list;
    if let Some(earlier) = earlier {
        list.retain(|reading| reading.word != earlier.word);
    }
    list.extend(later.cloned());
    // In the order of a programme, so that the same list is always the same text.
    list.sort_by(|a, b| a.word.cmp(&b.word));
    let body = serde_json::to_string(&Listed { readings: list });
    let body = body.map_err(|error| Failure::Internal(error.to_string()))?;
    let (earlier, later) = (earlier.map(told), later.map(told));
    let changed =
        Changed { act, subject: "readings/all", earlier: earlier.as_deref(), later: later.as_deref() };
    let base = Some(current.base.unwrap_or_default());
    Ok(keep_noted(hub, staff, (Kind::Readings, &Scope::All.key()), &body, base, changed).await?.is_ok())
}

fn done(word: &str) -> Response {
    Redirect::to(&format!("{PATH}?done={word}")).into_response()
}

/// Somebody else changed the list in this moment: what was written stays in the form.
fn somebody_else(page: &Page) -> Mends {
    Mends::one("save", page.t("mend-reading-somebody-else"))
}

/// Adds a word; screens follow at once.
///
/// # Errors
/// When the database does.
pub async fn add_reading(
    State(hub): State<Hub>,
    Publisher(staff): Publisher,
    form: Fields,
) -> Result<Response, Failure> {
    let page = Page::of(&staff, Here::Settings);
    let mut current = Current::read(&mut hub.store.read().await?).await?;
    let mends = if current.list.len() >= MOST {
        Mends::one("word", page.t("readings-full"))
    } else {
        match read(&page, &form, &current.list) {
            Ok(reading) => {
                if keep(&hub, &staff, current, ("reading-added", None, Some(&reading))).await? {
                    return Ok(done("reading-saved"));
                }
                current = Current::read(&mut hub.store.read().await?).await?;
                somebody_else(&page)
            }
            Err(mends) => mends,
        }
    };
    let page = list_page(page, &current, form, mends)?;
    Ok(to_mend(page))
}

#[derive(Template)]
#[template(path = "settings/reading.html", config = "src/hub/askama.toml")]
struct OnePage {
    page: Page,
    row: Row,
    form: Fields,
    mends: Mends,
}

/// One word.
///
/// # Errors
/// When there is none, or the database does.
pub async fn reading(
    State(hub): State<Hub>,
    Publisher(staff): Publisher,
    Path(id): Path<String>,
) -> Result<Html<String>, Failure> {
    let (_, reading) = Current::with(&hub, &id).await?;
    let row = Row::of(&reading);
    let mut form = Fields::default();
    form.set("word", &row.word);
    form.set("reading", &row.reading);
    html(&OnePage { page: Page::of(&staff, Here::Settings), row, form, mends: Mends::default() })
}

/// Changes a word or its reading; screens follow at once.
///
/// # Errors
/// When there is none, or the database does.
pub async fn save_reading(
    State(hub): State<Hub>,
    Publisher(staff): Publisher,
    Path(id): Path<String>,
    form: Fields,
) -> Result<Response, Failure> {
    let page = Page::of(&staff, Here::Settings);
    let (current, earlier) = Current::with(&hub, &id).await?;
    let others: Vec<Reading> =
        current.list.iter().filter(|other| other.word != earlier.word).cloned().collect();
    let mends = match read(&page, &form, &others) {
        Ok(later) if later == earlier => return Ok(done("reading-saved")),
        Ok(later) => {
            if keep(&hub, &staff, current, ("reading-changed", Some(&earlier), Some(&later))).await? {
                return Ok(done("reading-saved"));
            }
            somebody_else(&page)
        }
        Err(mends) => mends,
    };
    let page = OnePage { page, row: Row::of(&earlier), form, mends };
    Ok(to_mend(html(&page)?))
}

#[derive(Template)]
#[template(path = "settings/reading_remove.html", config = "src/hub/askama.toml")]
struct RemovalPage {
    page: Page,
    row: Row,
}

/// Asks whether a word is really to go.
///
/// # Errors
/// When there is none, or the database does.
pub async fn reading_removal(
    State(hub): State<Hub>,
    Publisher(staff): Publisher,
    Path(id): Path<String>,
) -> Result<Html<String>, Failure> {
    let (_, reading) = Current::with(&hub, &id).await?;
    let row = Row::of(&reading);
    html(&RemovalPage { page: Page::of(&staff, Here::Settings), row })
}

/// Takes a word out of the list.
///
/// # Errors
/// When there is none, or the database does.
pub async fn remove_reading(
    State(hub): State<Hub>,
    Publisher(staff): Publisher,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let (current, earlier) = Current::with(&hub, &id).await?;
    let kept = keep(&hub, &staff, current, ("reading-removed", Some(&earlier), None)).await?;
    Ok(done(if kept { "reading-removed" } else { "reading-somebody-else" }))
}

/// How words are read, for pages that look at texts.
///
/// # Errors
/// When the database does.
pub async fn easy_known(hub: &Hub, reading: &mut store::Reading) -> Result<Known, Failure> {
    let mut readings = Readings::default();
    for row in Current::read(reading).await?.list {
        // Cannot be refused: it was checked when it was kept.
        let _ = readings.insert(&row.word, &row.reading);
    }
    Ok(Known { readings, words: hub.words().cloned() })
}
