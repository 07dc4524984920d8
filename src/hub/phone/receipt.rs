//! What can be done with a receipt on the phone: look at the registration, change the way, take it
//! back, until the session ends. Whoever tries numbers learns nothing and is slowed down.

use std::collections::HashSet;
use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Form, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::find::{Found, book, find, records};
use super::limits::Limits;
use super::meeting;
use super::page::{PhonePage, segment};
use super::register::keep_what;
use super::visitor::{Oops, Visitor};
use crate::domain::attendance::{
    Already, Book, Mark, Offer, Outcome, Receipt, Record, RecordKey, Registration, Salt, Way, What, Wish,
    decide,
};
use crate::domain::meeting::{Meeting, Status};
use crate::domain::text::Phrase;
use crate::hub::store::{Reading, SALT, StoreError};
use crate::hub::web::html;
use crate::hub::{Hub, new_id};
use crate::view::words::Say;

/// What an address or a form says.
#[derive(Default, Deserialize)]
pub struct Typed {
    #[serde(default)]
    number: String,
    /// The meeting whose page led here, to go back to.
    #[serde(default)]
    meeting: String,
    /// `take-back`, `take-back-yes`, `change`; nothing is to look.
    #[serde(default)]
    r#do: String,
    #[serde(default)]
    way: String,
}

#[derive(Template)]
#[template(path = "phone/number.html", config = "src/hub/askama.toml")]
struct NumberPage {
    page: PhonePage,
    action: String,
    meeting: String,
    number: String,
    mend: String,
    /// The meeting's page, where one came from there.
    home: String,
}

struct Choice {
    name: &'static str,
    value: String,
    label: String,
    hint: String,
    primary: bool,
}

#[derive(Template)]
#[template(path = "phone/receipt.html", config = "src/hub/askama.toml")]
struct ReceiptPage {
    page: PhonePage,
    title: String,
    about: String,
    heading: String,
    words: Vec<String>,
    way: Option<super::visitor::Way>,
    action: String,
    number: String,
    meeting: String,
    choices: Vec<Choice>,
    /// Back to the look at it, on pages behind that.
    back: bool,
    home: String,
}

/// The page to type a receipt on.
///
/// # Errors
/// When the page cannot be made.
pub async fn ask(visitor: Visitor, Query(typed): Query<Typed>) -> Result<Response, Oops> {
    number_page(&visitor, &typed.meeting, String::new(), None)
}

fn number_page(
    visitor: &Visitor,
    meeting: &str,
    number: String,
    mend: Option<Say>,
) -> Result<Response, Oops> {
    let query = if meeting.is_empty() { String::new() } else { format!("meeting={}", segment(meeting)) };
    let page = PhonePage::new(visitor.lang, "/m/receipt", &query);
    let status = if mend.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let mend = mend.map(|mend| page.say(mend)).unwrap_or_default();
    let action = format!("/m/receipt?lang={}", visitor.lang);
    let home = match meeting {
        "" => String::new(),
        meeting => format!("/m/{}?lang={}", segment(meeting), visitor.lang),
    };
    let template = NumberPage { action, meeting: meeting.to_owned(), number, mend, home, page };
    Ok((status, html(&template)?).into_response())
}

/// The registration of a receipt.
struct Held {
    found: Found,
    meeting: Meeting,
    book: Book,
    key: RecordKey,
}

impl Held {
    fn registration(&self) -> Option<&Registration> {
        self.book.registration(self.key)
    }
}

/// What a number turns out to be.
enum Known {
    Held(Box<Held>),
    /// The meeting is over: nothing can be changed any more.
    Over(Box<Meeting>),
    /// The meeting is not shown: it was taken down, or is long over.
    NotShown,
    No,
}

/// Looks a receipt up under the salts of all kiosks and the hub's own, whichever meeting's page it was typed
/// on: the digits are the proof, and whoever guesses would leave the meeting out of the form anyway.
async fn held(hub: &Hub, reading: &mut Reading, receipt: Receipt) -> Result<Known, StoreError> {
    let mut salts = reading.kiosk_salts().await?;
    salts.extend(reading.setting(SALT).await?);
    let mark = |text: &String| {
        let Mark(bits) = Mark::parse(text)?;
        Some(receipt.mark(&Salt(bits)).to_string())
    };
    let marks: Vec<String> = salts.iter().filter_map(mark).collect();
    let mut known = Known::No;
    for holder in reading.holders(&marks).await? {
        let Some(key) = RecordKey::parse(&holder.record) else { continue };
        let book = book(&reading.record_bodies(&holder.meeting).await?);
        if book.registration(key).is_none() {
            continue;
        }
        let found = find(hub, reading, &holder.meeting).await?;
        let meeting = found.as_ref().and_then(|found| {
            found.programme.meetings.iter().find(|meeting| meeting.id.0 == holder.meeting).cloned()
        });
        match (found, meeting) {
            (Some(found), Some(meeting)) if !found.rules(&meeting).is_over(hub.now()) => {
                return Ok(Known::Held(Box::new(Held { found, meeting, book, key })));
            }
            (Some(_), Some(meeting)) => known = Known::Over(Box::new(meeting)),
            (Some(_) | None, _) => known = Known::NotShown,
        }
    }
    Ok(known)
}

/// How often a registration can be changed on the phone: more is nobody's change of mind, and would fill
/// the house with records.
const MOST_CHANGES: usize = 20;

/// How often a registration was changed so far, also where it was changed back.
fn changes(bodies: &[String], key: RecordKey) -> usize {
    let is_change = |record: &Record| match record.what {
        What::WayChanged { registration, .. } => registration == key,
        What::Registered { .. }
        | What::CheckedIn(_)
        | What::TakenBack { .. }
        | What::Felt(_)
        | What::Corrected { .. } => false,
    };
    records(bodies).iter().filter(|record| is_change(record)).count()
}

/// What is done with a receipt.
///
/// # Errors
/// When too many numbers were tried.
pub async fn open(
    State(hub): State<Hub>,
    Extension(limits): Extension<Arc<Limits>>,
    visitor: Visitor,
    Form(typed): Form<Typed>,
) -> Result<Response, Oops> {
    let Ok(receipt) = Receipt::parse(&typed.number) else {
        // No number that could be one: nobody's attempt.
        let number: String = typed.number.chars().take(40).collect();
        return number_page(&visitor, &typed.meeting, number, Some(Say::NumberHint));
    };
    let mut reading = hub.store.read().await?;
    let taken = match limits.guesses.take(visitor.from, hub.now()) {
        Ok(taken) => taken,
        Err(seconds) => return Err(visitor.wait(&hub, &mut reading, seconds, typed.fields()).await),
    };
    let known = held(&hub, &mut reading, receipt).await?;
    match known {
        Known::Held(_) | Known::Over(_) | Known::NotShown => limits.guesses.give_back(visitor.from, taken),
        Known::No => {}
    }
    let page = visitor.page();
    let held = match known {
        Known::Held(held) => *held,
        Known::Over(meeting) => {
            let words = vec![page.say(Say::NotPossible)];
            let link = format!("{}?lang={}", meeting::path(&meeting), visitor.lang);
            let link = Some((link, page.r("to-the-meeting")));
            return visitor.tell(&hub, &mut reading, &page.p("over"), words, link).await;
        }
        Known::NotShown => {
            let words = vec![page.r("not-here-ward")];
            return visitor.tell(&hub, &mut reading, &page.p("receipt-not-shown"), words, None).await;
        }
        Known::No => {
            let number = receipt.groups().join(" ");
            return number_page(&visitor, &typed.meeting, number, Some(Say::UnknownReceipt));
        }
    };
    drop(reading);
    let desk = Counter { visitor: &visitor, typed: &typed, receipt, held };
    if desk.held.meeting.status == Status::Cancelled {
        return desk.cancelled();
    }
    match (typed.r#do.as_str(), Way::from_key(&typed.way)) {
        (_, Some(way)) => {
            let wish = Wish::ChangeWay { registration: desk.held.key, way };
            desk.carry_out(&hub, &limits, wish).await
        }
        ("take-back-yes", None) => {
            let wish = Wish::TakeBack { record: desk.held.key };
            desk.carry_out(&hub, &limits, wish).await
        }
        ("take-back", None) => desk.may_be_taken_back(),
        ("change", None) => desk.other_ways(),
        _ => desk.look(),
    }
}

/// A receipt at hand, and somebody with it.
struct Counter<'a> {
    visitor: &'a Visitor,
    typed: &'a Typed,
    receipt: Receipt,
    held: Held,
}

impl Typed {
    /// All of it, to be sent again.
    fn fields(&self) -> Vec<(&'static str, String)> {
        let all =
            [("number", &self.number), ("meeting", &self.meeting), ("do", &self.r#do), ("way", &self.way)];
        all.into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| (name, value.clone()))
            .collect()
    }
}

impl Counter<'_> {
    fn page(&self) -> PhonePage {
        PhonePage::new(self.visitor.lang, "/m/receipt", "").about(&self.held.meeting).in_form()
    }

    fn show(
        &self,
        page: PhonePage,
        heading: &Phrase,
        words: Vec<String>,
        choices: Vec<Choice>,
        back: bool,
    ) -> Result<Response, Oops> {
        self.show_with(page, heading, words, choices, back, false)
    }

    /// The same, where it is said how the office is reached.
    fn show_with(
        &self,
        page: PhonePage,
        heading: &Phrase,
        words: Vec<String>,
        choices: Vec<Choice>,
        back: bool,
        office: bool,
    ) -> Result<Response, Oops> {
        let pictures = HashSet::new();
        let today = self.held.found.today();
        let reader = meeting::reader(&self.held.found, &page, today, &pictures);
        let template = ReceiptPage {
            way: if office {
                super::visitor::Way::of_meeting(&page, &reader, &self.held.meeting)
            } else {
                None
            },
            title: page.said.one_line(heading).text(),
            about: meeting::about(&page, &reader, &self.held.meeting, Say::AboutRegistration),
            heading: page.line(heading),
            words,
            action: format!("/m/receipt?lang={}", self.visitor.lang),
            number: self.receipt.digits(),
            meeting: self.typed.meeting.clone(),
            choices,
            back,
            home: format!("{}?lang={}", meeting::path(&self.held.meeting), self.visitor.lang),
            page,
        };
        Ok(html(&template)?.into_response())
    }

    /// The meeting will not take place: nobody is asked what they want of it, nor told that they can come.
    fn cancelled(&self) -> Result<Response, Oops> {
        let page = self.page();
        let heading = page.said.say(Say::CancelledSentence);
        let words = vec![page.r("nothing-to-do")];
        self.show_with(page, &heading, words, Vec::new(), false, true)
    }

    /// How the registration stands.
    fn look(&self) -> Result<Response, Oops> {
        let page = self.page();
        let Some(registration) = self.held.registration() else { return self.gone(page) };
        if registration.taken_back {
            return self.gone(page);
        }
        let way = page.said.say(Say::way(registration.way));
        let mut words = vec![page.say_with(Say::RegisteredFor, &[("way", (&way).into())])];
        words.extend(self.waiting(&page, &self.held.book));
        let mut choices = Vec::new();
        if self.held.found.rules(&self.held.meeting).ways().len() > 1 {
            choices.push(button("do", "change", page.say(Say::ChangeWay), false));
        }
        choices.push(button("do", "take-back", page.say(Say::TakeBackRegistration), false));
        let heading = page.said.say(Say::WhatToDo);
        self.show(page, &heading, words, choices, false)
    }

    /// The place in the line, for one who waits.
    fn waiting(&self, page: &PhonePage, book: &Book) -> Option<String> {
        let registration = book.registration(self.held.key)?;
        let seats = book.seats(registration.way, self.held.meeting.capacity);
        let position = seats.waiting.iter().position(|key| *key == self.held.key)?;
        let position = i64::try_from(position + 1).unwrap_or(i64::MAX);
        Some(page.say_with(Say::WaitingPosition, &[("position", position.into())]))
    }

    fn gone(&self, page: PhonePage) -> Result<Response, Oops> {
        let words = vec![page.say(Say::ComeAnyway)];
        let heading = page.said.say(Say::WasTakenBack);
        self.show(page, &heading, words, Vec::new(), false)
    }

    /// Asked once more: what is taken back loses its place in the line.
    fn may_be_taken_back(&self) -> Result<Response, Oops> {
        let page = self.page();
        if self.held.registration().is_none_or(|registration| registration.taken_back) {
            return self.gone(page);
        }
        let words = vec![page.say(Say::TakeBackSentence)];
        let choices = vec![button("do", "take-back-yes", page.say(Say::TakeBack), true)];
        let heading = page.said.say(Say::ConfirmTakeBack);
        self.show(page, &heading, words, choices, true)
    }

    fn other_ways(&self) -> Result<Response, Oops> {
        let page = self.page();
        let Some(registration) = self.held.registration().filter(|known| !known.taken_back) else {
            return self.gone(page);
        };
        let rules = self.held.found.rules(&self.held.meeting);
        let people = registration.party.people();
        let others = rules.ways().iter().filter(|way| **way != registration.way);
        let choices = others.map(|way| {
            let hint = match rules.offer(&self.held.book, *way, people) {
                Offer::Wait { position, .. } => {
                    page.say_with(Say::WayFull, &[("position", i64::from(position).into())])
                }
                Offer::Seat { .. } => String::new(),
            };
            let label = page.say(Say::way(*way));
            Choice { name: "way", value: way.key().to_owned(), label, hint, primary: false }
        });
        let choices = choices.collect();
        let heading = page.said.say(Say::HowHeading);
        let words = vec![page.say(Say::SameReceipt)];
        self.show(page, &heading, words, choices, true)
    }

    /// Changes or takes back, with the rules asked again in the same change of the database.
    async fn carry_out(&self, hub: &Hub, limits: &Limits, wish: Wish) -> Result<Response, Oops> {
        let page = self.page();
        let meeting = &self.held.meeting;
        let mut change = hub.store.begin().await?;
        change.count("record", 0).await?;
        let bodies = change.record_bodies(&meeting.id.0).await?;
        let outcome = decide(&book(&bodies), &self.held.found.rules(meeting), wish.clone(), hub.now());
        match outcome {
            // Taking back is never refused.
            Outcome::Record(What::WayChanged { .. }) if changes(&bodies, self.held.key) >= MOST_CHANGES => {
                drop(change);
                let (heading, words) = (page.p("changed-often"), vec![page.r("changed-often-sentence")]);
                return self.show_with(page, &heading, words, Vec::new(), true, true);
            }
            Outcome::Record(what) => {
                if let Err(seconds) = limits.records.take(self.visitor.from, hub.now()) {
                    drop(change);
                    let mut reading = hub.store.read().await?;
                    let sent = self.typed.fields();
                    return Err(self.visitor.wait(hub, &mut reading, seconds, sent).await);
                }
                let key = RecordKey::parse(&new_id()?).unwrap_or(RecordKey(0));
                keep_what(hub, change, &meeting.id, key, what).await?;
            }
            // Sent twice: it is so already.
            Outcome::Already(Already::SameWay | Already::TakenBack) => drop(change),
            Outcome::Already(Already::CheckedIn) | Outcome::Refused(_) => {
                drop(change);
                let heading = page.said.say(Say::NotPossible);
                return self.show(page, &heading, Vec::new(), Vec::new(), true);
            }
        }
        let bodies = hub.store.read().await?.record_bodies(&meeting.id.0).await?;
        let book_now = book(&bodies);
        let stands = book_now.registration(self.held.key);
        match stands.filter(|known| !known.taken_back) {
            Some(registration) => {
                let way = page.said.say(Say::way(registration.way));
                let heading = page.said.say_with(Say::WayChanged, &[("way", (&way).into())]);
                let mut words: Vec<String> = self.waiting(&page, &book_now).into_iter().collect();
                words.push(page.say(Say::SameReceipt));
                self.show(page, &heading, words, Vec::new(), false)
            }
            None => {
                let words = vec![page.say(Say::ComeAnyway)];
                let heading = page.said.say(Say::TakenBack);
                self.show(page, &heading, words, Vec::new(), false)
            }
        }
    }
}

fn button(name: &'static str, value: &str, label: String, primary: bool) -> Choice {
    Choice { name, value: value.to_owned(), label, hint: String::new(), primary }
}
