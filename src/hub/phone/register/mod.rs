//! Registering: one question on a page, then a look at the answers, then it is done.

mod ask;
mod record;

use std::collections::HashSet;
use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;

use super::answers::{Answers, Asked};
use super::find::{Found, book, find};
use super::limits::Limits;
use super::meeting;
use super::page::{PhonePage, rich};
use super::qr;
use super::visitor::{Oops, Visitor, Way as WayToOffice};
use crate::domain::attendance::{Book, Offer, Receipt, RecordKey, RegistrationState, Rules, Way};
use crate::domain::meeting::{Meeting, Status};
use crate::domain::programme::Category;
use crate::domain::text::Phrase;
use crate::hub::store::Reading;
use crate::hub::web::html;
use crate::hub::{Hub, new_id};
use crate::view::words::Say;
pub use record::keep_what;
use record::{Recorded, record};

/// The meeting somebody registers for, and what is asked for it.
struct Desk {
    found: Found,
    meeting: Meeting,
    book: Book,
    categories: Vec<Category>,
    today: Date,
}

impl Desk {
    fn rules(&self) -> Rules<'_> {
        self.found.rules(&self.meeting)
    }

    fn asked(&self) -> Asked<'_> {
        let rules = self.rules();
        let ways = rules.ways();
        let only_way = match ways {
            [only] if matches!(rules.offer(&self.book, *only, 1), Offer::Seat { .. }) => Some(*only),
            _ => None,
        };
        let categories: &[Category] = if rules.asks_category() { &self.categories } else { &[] };
        Asked { ways, only_way, categories }
    }

    fn action(&self) -> String {
        format!("{}/register", meeting::path(&self.meeting))
    }
}

/// The desk of a meeting; nothing where a visitor may not see it.
async fn desk(hub: &Hub, reading: &mut Reading, id: &str) -> Result<Option<Desk>, Oops> {
    let Some(found) = find(hub, reading, id).await? else { return Ok(None) };
    let Some(meeting) = found.coming(hub.now()).cloned() else { return Ok(None) };
    let book = book(&reading.record_bodies(&meeting.id.0).await?);
    let categories = found.categories();
    Ok(Some(Desk { found, meeting, book, categories, today: meeting::today(hub) }))
}

/// The first question, with the key under which all of it will be recorded.
///
/// # Errors
/// When there is no such meeting.
pub async fn begin(
    State(hub): State<Hub>,
    Path(id): Path<String>,
    visitor: Visitor,
) -> Result<Response, Oops> {
    let mut reading = hub.store.read().await?;
    let Some(desk) = desk(&hub, &mut reading, &id).await? else {
        return Err(visitor.not_here(&hub, &mut reading).await);
    };
    if desk.rules().registration(hub.now()) != RegistrationState::Open {
        return Ok(back_to_meeting(&visitor, &desk.meeting));
    }
    let answers = Answers { key: Some(new_key()?), ..Answers::default() };
    ask::question(&visitor, &desk, &answers)
}

/// The next question, or the registration itself.
///
/// # Errors
/// When there is no such meeting, or too much was recorded from one address.
pub async fn step(
    State(hub): State<Hub>,
    Path(id): Path<String>,
    Extension(limits): Extension<Arc<Limits>>,
    visitor: Visitor,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response, Oops> {
    let mut reading = hub.store.read().await?;
    let Some(desk) = desk(&hub, &mut reading, &id).await? else {
        return Err(visitor.not_here(&hub, &mut reading).await);
    };
    let mut answers = Answers::read(&fields, desk.asked());
    // Whatever else the form says: what was recorded under its key is done, and is shown again.
    let is_known = answers.key.is_some_and(|key| desk.book.knows(key));
    if !is_known && desk.rules().registration(hub.now()) != RegistrationState::Open {
        return Ok(back_to_meeting(&visitor, &desk.meeting));
    }
    let is_ready = answers.is_sent && answers.next(desk.asked()) == super::answers::Step::Check;
    let Some(key) = answers.key.filter(|_| is_known || is_ready) else {
        if answers.key.is_none() {
            answers.key = Some(new_key()?);
        }
        return ask::question(&visitor, &desk, &answers);
    };
    if !is_known && let Err(seconds) = limits.records.take(visitor.from, hub.now()) {
        let mut sent = answers.fields();
        sent.push(("do", "register".to_owned()));
        return Err(visitor.wait(&hub, &mut reading, seconds, sent).await);
    }
    drop(reading);
    match record(&hub, &desk, &answers, key).await? {
        Recorded::Stands { receipt, way, position, is_taken_back } => {
            done(&visitor, &desk, key, receipt, way, position, is_taken_back)
        }
        Recorded::Refused => Ok(back_to_meeting(&visitor, &desk.meeting)),
        // Somebody else's key, or a form of another meeting: begun anew.
        Recorded::Strange => {
            answers.key = Some(new_key()?);
            answers.is_sent = false;
            ask::question(&visitor, &desk, &answers)
        }
    }
}

/// The page of the meeting says what is possible instead.
fn back_to_meeting(visitor: &Visitor, meeting: &Meeting) -> Response {
    Redirect::to(&format!("{}?lang={}", meeting::path(meeting), visitor.lang)).into_response()
}

/// A key that nobody has.
fn new_key() -> Result<RecordKey, Oops> {
    let id = new_id()?;
    // An id has the form of a key; it would be asked for again otherwise.
    Ok(RecordKey::parse(&id).unwrap_or(RecordKey(0)))
}

#[derive(Template)]
#[template(path = "phone/done.html", config = "src/hub/askama.toml")]
struct DonePage {
    page: PhonePage,
    title: String,
    about: String,
    heading: String,
    /// In words; empty for one with a seat.
    waiting: String,
    /// The way, in a word.
    way: String,
    groups: [String; 2],
    /// Digit by digit, for those who hear the page.
    spelled: String,
    number: String,
    qr: String,
    action: String,
    key: String,
    take_back: String,
    home: String,
}

/// What was recorded, with the only sight of the receipt there is. The answers are not on it.
fn done(
    visitor: &Visitor,
    desk: &Desk,
    key: RecordKey,
    receipt: Option<Receipt>,
    way: Way,
    position: Option<i64>,
    is_taken_back: bool,
) -> Result<Response, Oops> {
    let page = PhonePage::new(visitor.lang, &desk.action(), "").about(&desk.meeting).in_form();
    let pictures = HashSet::new();
    let reader = meeting::reader(&desk.found, &page, desk.today, &pictures);
    let about = meeting::about(&page, &reader, &desk.meeting, Say::AboutRegistration);
    let lang = visitor.lang;
    let home = format!("{}?lang={lang}", meeting::path(&desk.meeting));
    let is_cancelled = desk.meeting.status == Status::Cancelled;
    let (Some(receipt), false) = (receipt, is_taken_back || is_cancelled) else {
        let heading = page.said.say(if is_cancelled { Say::CancelledSentence } else { Say::WasTakenBack });
        return Ok(html(&ask::GonePage {
            title: heading.text(),
            heading: page.line(&heading),
            words: if is_cancelled { page.r("nothing-to-do") } else { page.say(Say::ComeAnyway) },
            way: if is_cancelled { WayToOffice::of_meeting(&page, &reader, &desk.meeting) } else { None },
            about,
            home,
            action: format!("{}?lang={lang}", desk.action()),
            key: key.to_string(),
            page,
        })?
        .into_response());
    };
    let heading = page.said.say(if position.is_some() { Say::WaitingTitle } else { Say::RegisteredTitle });
    let groups = receipt.groups();
    let waiting = position
        .map(|position| page.say_with(Say::WaitingPosition, &[("position", position.into())]))
        .unwrap_or_default();
    let label = rich(&Phrase::plain(page.said.say(Say::LabelReceiptQr).text()), "");
    let template = DonePage {
        title: page.said.one_line(&heading).text(),
        about,
        heading: page.line(&heading),
        waiting,
        way: page.say(Say::way(way)),
        spelled: spelled(&groups),
        qr: qr::svg(&receipt.digits(), &label).unwrap_or_default(),
        number: receipt.digits(),
        groups,
        action: format!("{}?lang={lang}", desk.action()),
        key: key.to_string(),
        take_back: format!("/m/receipt?lang={lang}"),
        home,
        page,
    };
    Ok((StatusCode::OK, html(&template)?).into_response())
}

/// "0 4 2 7, 1 8 3 6": a voice reads digits apart, and pauses between the groups.
pub fn spelled(groups: &[String; 2]) -> String {
    let apart = |group: &String| group.chars().map(String::from).collect::<Vec<_>>().join(" ");
    groups.iter().map(apart).collect::<Vec<_>>().join(", ")
}
