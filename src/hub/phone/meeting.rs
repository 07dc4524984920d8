//! The page of a meeting: what there is to know, and what can be done now.

use std::collections::HashSet;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;

use super::find::{Found, book, find};
use super::page::{PhonePage, segment};
use super::visitor::{Oops, Visitor, Way};
use crate::domain::attendance::{Offer, RegistrationState};
use crate::domain::meeting::{Meeting, Status, When};
use crate::domain::text::Phrase;
use crate::hub::store::{Reading, StoreError};
use crate::hub::web::html;
use crate::hub::{Hub, new_id};
use crate::view::reader::{Reader, headline};
use crate::view::words::Say;
use crate::view::{RingLine, RingRole, Sign, slides};

/// A line with a sign before it.
pub struct Line {
    pub sign: &'static str,
    pub head: String,
    pub lines: Vec<String>,
}

/// The form for a sentence, and what is to be looked at again in it.
pub struct SentenceForm {
    pub action: String,
    pub key: String,
    pub text: String,
    pub mend: String,
}

#[derive(Template)]
#[template(path = "phone/meeting.html", config = "src/hub/askama.toml")]
struct MeetingPage {
    page: PhonePage,
    title: String,
    kicker: String,
    heading: String,
    ring: String,
    rows: Vec<Line>,
    paragraphs: Vec<String>,
    way: Option<Way>,
    event: String,
    /// What can be done: sentences, the one thing that is next, and other ways.
    notes: Vec<String>,
    primary: Option<(String, String)>,
    links: Vec<(String, String)>,
    sentence: Option<SentenceForm>,
}

/// What a page says of a meeting is worded with this.
pub fn reader<'a>(
    found: &'a Found,
    page: &PhonePage,
    today: Date,
    pictures: &'a HashSet<String>,
) -> Reader<'a> {
    Reader { programme: &found.programme, words: page.said, today, pictures, desk: None }
}

/// The day in the zone of the hub.
pub fn today(hub: &Hub) -> Date {
    hub.now().to_zoned(hub.settings.zone.clone()).date()
}

/// "12月17日「場をひろげる」の 申し込み", as markup.
pub fn about(page: &PhonePage, reader: &Reader<'_>, meeting: &Meeting, key: Say) -> String {
    let (_, title) = headline(reader, meeting);
    let (title, day) = (page.said.one_line(&title), page.said.one_line(&reader.when(meeting).day_short));
    page.say_with(key, &[("day", (&day).into()), ("title", (&title).into())])
}

/// The words in the ring as markup.
pub fn ring_words(page: &PhonePage, lines: &[RingLine]) -> String {
    let line = |line: &RingLine| {
        let words = page.rich(&line.phrase);
        match line.role {
            RingRole::Big => format!("<strong>{words}</strong>"),
            RingRole::Middle => format!("<b>{words}</b><br>"),
            RingRole::Small => format!("<span>{words}</span><br>"),
        }
    };
    lines.iter().map(line).collect()
}

/// The symbol of a sign.
fn symbol(sign: Sign) -> &'static str {
    match sign {
        Sign::Venue => "venue",
        Sign::Online => "online",
        Sign::Open => "open",
        Sign::Person => "person",
        Sign::Settled => "settled",
        Sign::Repeating => "repeating",
        Sign::Mark => "mark",
        Sign::CheckIn => "done",
        Sign::Staff => "staff",
        Sign::DayOnly
        | Sign::Info
        | Sign::Previous
        | Sign::Next
        | Sign::Pause
        | Sign::Resume
        | Sign::Calendar
        | Sign::Detail
        | Sign::TextSize
        | Sign::Colours
        | Sign::Language
        | Sign::Home
        | Sign::Back
        | Sign::Chosen
        | Sign::NotChosen
        | Sign::Register
        | Sign::Receipt
        | Sign::Question
        | Sign::Plus
        | Sign::Undo
        | Sign::Done
        | Sign::Erase
        | Sign::Waiting
        | Sign::ReadAloud
        | Sign::Silent
        | Sign::Slower
        | Sign::Faster
        | Sign::Softer
        | Sign::Louder
        | Sign::Curtain
        | Sign::Lower
        | Sign::Calm
        | Sign::Lively
        | Sign::Higher
        | Sign::Shape(_) => "day",
    }
}

/// The page of a meeting.
///
/// # Errors
/// When there is none that a visitor may see.
pub async fn show(
    State(hub): State<Hub>,
    Path(id): Path<String>,
    visitor: Visitor,
) -> Result<Response, Oops> {
    let mut reading = hub.store.read().await?;
    let Some(found) = find(&hub, &mut reading, &id).await? else {
        return Err(visitor.not_here(&hub, &mut reading).await);
    };
    let form = sentence_form(&hub, &visitor, &found, String::new(), String::new(), None)?;
    render(&hub, &visitor, &mut reading, &found, form, StatusCode::OK).await
}

/// The form for a sentence, while it can be written.
///
/// # Errors
/// When the machine has no randomness.
pub fn sentence_form(
    hub: &Hub,
    visitor: &Visitor,
    found: &Found,
    text: String,
    mend: String,
    key: Option<String>,
) -> Result<Option<SentenceForm>, StoreError> {
    let Some(meeting) = found.just_been(hub.now()) else { return Ok(None) };
    let action = format!("/m/{}/sentence?lang={}", segment(&meeting.id.0), visitor.lang);
    let key = match key {
        Some(key) => key,
        None => new_id()?,
    };
    Ok(Some(SentenceForm { action, key, text, mend }))
}

/// Makes the page.
///
/// # Errors
/// When the database does.
pub async fn render(
    hub: &Hub,
    visitor: &Visitor,
    reading: &mut Reading,
    found: &Found,
    sentence: Option<SentenceForm>,
    status: StatusCode,
) -> Result<Response, Oops> {
    let now = hub.now();
    let Some(meeting) = found.coming(now) else { return Err(visitor.not_here(hub, reading).await) };
    let (pictures, today) = (HashSet::new(), today(hub));
    let mut page = PhonePage::new(visitor.lang, &path(meeting), "").about(meeting);
    let reader = reader(found, &page, today, &pictures);
    let article = slides::detail(&reader, meeting);
    let heading = article.title.clone().unwrap_or_default();
    let lang = visitor.lang;
    let at = segment(&meeting.id.0);
    let rules = found.rules(meeting);
    let is_over = rules.is_over(now);
    let state = rules.registration(now);

    let mut notes: Vec<String> = found
        .cancelled_before_it(now)
        .map(|date| {
            let day = page.said.one_line(&reader.when(date).day_short);
            page.say_with(Say::CancelledOn, &[("day", (&day).into())])
        })
        .collect();
    let mut primary = None;
    match state {
        _ if is_over => notes.push(page.r("over")),
        RegistrationState::Open => {
            let book = book(&reading.record_bodies(&meeting.id.0).await?);
            let is_full = |way: &&_| matches!(rules.offer(&book, **way, 1), Offer::Wait { .. });
            let full: Vec<Phrase> =
                rules.ways().iter().filter(is_full).map(|way| page.said.say(Say::way(*way))).collect();
            if !full.is_empty() {
                notes.push(page.say_with(Say::FullNow, &[("way", (&page.said.list(&full)).into())]));
                notes.push(page.say(Say::FullChoices));
            }
            primary = Some((format!("/m/{at}/register?lang={lang}"), page.say(Say::Register)));
        }
        RegistrationState::Later => notes.push(page.say(Say::RegistrationLater)),
        RegistrationState::NotNeeded => notes.push(page.say(Say::RegistrationNotNeeded)),
        RegistrationState::Closed => {
            notes.extend([page.say(Say::RegistrationClosed), page.say(Say::ComeAnyway)]);
        }
        RegistrationState::Cancelled => {}
    }
    let mut links = Vec::new();
    if !is_over && matches!(state, RegistrationState::Open | RegistrationState::Closed) {
        links.push((format!("/m/receipt?lang={lang}&meeting={at}"), page.r("have-receipt")));
    }
    match &meeting.when {
        When::Exact { .. } | When::Days { .. } if !is_over && meeting.status == Status::Planned => {
            links.push((format!("/m/{at}/calendar.ics?lang={lang}"), page.r("add-to-calendar")));
        }
        When::Month { .. } | When::Undecided if meeting.status == Status::Planned => {
            notes.push(page.r("no-calendar-yet"));
        }
        When::Exact { .. } | When::Days { .. } | When::Month { .. } | When::Undecided => {}
    }
    page.has_counter = !notes.is_empty() || sentence.is_some() || primary.is_some() || !links.is_empty();
    let rows = article.rows.iter().map(|row| Line {
        sign: symbol(row.sign),
        head: page.rich(&row.head),
        lines: row.lines.iter().map(|line| page.rich(line)).collect(),
    });
    let template = MeetingPage {
        title: page.said.one_line(&heading).text(),
        kicker: article.kicker.as_ref().map(|kicker| page.line(kicker)).unwrap_or_default(),
        heading: page.line(&heading),
        ring: ring_words(&page, &article.ring),
        rows: rows.collect(),
        paragraphs: article.paragraphs.iter().map(|text| page.line(text)).collect(),
        way: Way::of_meeting(&page, &reader, meeting),
        event: format!("/m/{at}/event.json?lang={lang}"),
        notes,
        primary,
        links,
        sentence,
        page,
    };
    Ok((status, html(&template)?).into_response())
}

/// The path of a meeting's page.
pub fn path(meeting: &Meeting) -> String {
    format!("/m/{}", segment(&meeting.id.0))
}
