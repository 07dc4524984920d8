//! What people said of a meeting: read by staff, shown as a voice, kept for the newsletter, or deleted.

mod list;

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::fields::{Fields, Mends};
use super::screens::{self, Boxes, ScreenList};
use crate::api;
use crate::domain::text::{Lang, Phrase};
use crate::hub::audience::Audience;
use crate::hub::phone::{KEPT_DAYS, KEPT_FOR, LONGEST_SENTENCE};
use crate::hub::store::{
    Change, Entry, Kind, NewVersion, Reading, Role, Sentence, SentenceState, StoreError,
};
use crate::hub::web::{Editor, Failure, Here, Page, Staff, Viewer, html};
use crate::hub::{Hub, new_id};

pub use list::{table, text};

/// What is shown, from the address.
#[derive(Default, Deserialize)]
pub struct Wanted {
    #[serde(default)]
    state: Option<String>,
    #[serde(default)]
    done: Option<String>,
}

impl Wanted {
    fn state(&self) -> SentenceState {
        let named = self.state.as_deref().and_then(SentenceState::from_key);
        named.filter(|state| *state != SentenceState::Removed).unwrap_or(SentenceState::New)
    }
}

/// A meeting and what was said of it.
struct Block {
    title: String,
    sentences: Vec<Sentence>,
}

/// One choice of what is shown.
struct Tab {
    state: &'static str,
    word: String,
    here: bool,
}

#[derive(Template)]
#[template(path = "sentences/list.html", config = "src/hub/askama.toml")]
struct ListPage {
    page: Page,
    tabs: Vec<Tab>,
    state: &'static str,
    blocks: Vec<Block>,
    days: String,
    may_edit: bool,
    may_publish: bool,
}

#[derive(Template)]
#[template(path = "sentences/one.html", config = "src/hub/askama.toml")]
struct OnePage {
    page: Page,
    sentence: Sentence,
    title: String,
    text: String,
    role: String,
    mends: Mends,
    boxes: Boxes,
    lang: &'static str,
}

/// All sentences in a state, by meeting.
///
/// # Errors
/// When the database does.
pub async fn list(
    State(hub): State<Hub>,
    Viewer(staff): Viewer,
    Query(wanted): Query<Wanted>,
) -> Result<Html<String>, Failure> {
    let mut reading = hub.store.read().await?;
    let state = wanted.state();
    let days = reading.setting(KEPT_FOR).await?.unwrap_or_else(|| KEPT_DAYS.to_string());
    let blocks = blocks(&mut reading, state).await?;
    let page = Page::of(&staff, Here::Notices).after(wanted.done.as_deref());
    let tabs = [SentenceState::New, SentenceState::Kept, SentenceState::Published].map(|tab| Tab {
        state: tab.key(),
        word: page.t(format!("sentences-{}", tab.key())),
        here: tab == state,
    });
    html(&ListPage {
        tabs: tabs.into(),
        state: state.key(),
        blocks,
        days,
        may_edit: staff.role >= Role::Editor,
        may_publish: staff.role >= Role::Publisher,
        page,
    })
}

/// Sentences under the meetings they are about, the newest first.
async fn blocks(reading: &mut Reading, state: SentenceState) -> Result<Vec<Block>, Failure> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut at: BTreeMap<String, usize> = BTreeMap::new();
    for sentence in reading.sentences(state).await? {
        let place = match at.get(&sentence.meeting) {
            Some(place) => *place,
            None => {
                let title = title(reading, &sentence.meeting).await?;
                blocks.push(Block { title, sentences: Vec::new() });
                at.insert(sentence.meeting.clone(), blocks.len() - 1);
                blocks.len() - 1
            }
        };
        if let Some(block) = blocks.get_mut(place) {
            block.sentences.push(sentence);
        }
    }
    Ok(blocks)
}

/// What a meeting is called in lists, with the day of one that comes again.
async fn title(reading: &mut Reading, meeting: &str) -> Result<String, Failure> {
    if let Some(item) = reading.item(Kind::Meeting, meeting).await? {
        return Ok(item.title);
    }
    if let Some((row, day)) = meeting.rsplit_once('/')
        && let Some(item) = reading.item(Kind::Meeting, row).await?
    {
        return Ok(format!("{} {day}", item.title));
    }
    Ok(meeting.to_owned())
}

/// A sentence, and the title of the meeting that it is about.
async fn with_title(hub: &Hub, id: &str) -> Result<(Sentence, String), Failure> {
    let mut reading = hub.store.read().await?;
    let sentence = there(reading.sentence(id).await?)?;
    let title = title(&mut reading, &sentence.meeting).await?;
    Ok((sentence, title))
}

/// One sentence, before it is shown as a voice.
///
/// # Errors
/// When it is not there any more.
pub async fn one(
    State(hub): State<Hub>,
    Editor(staff): Editor,
    Path(id): Path<String>,
) -> Result<Html<String>, Failure> {
    let (sentence, title) = with_title(&hub, &id).await?;
    let page = Page::of(&staff, Here::Notices);
    let text = sentence.text.clone();
    let role = page.t("sentence-role-default");
    let lang = html_lang(&sentence.lang);
    let mut reading = hub.store.read().await?;
    let screens = ScreenList::read(&mut reading).await?;
    // Shown once before, it goes to the same screens.
    let voice = reading.item(Kind::Voice, &voice_id(&sentence)).await?;
    let audience = voice.map(|item| item.audience).unwrap_or_default();
    let pairs: Vec<(String, String)> =
        screens::fields(&audience).map(|(name, value)| (name.to_owned(), value)).collect();
    let boxes = screens.boxes(&page, &pairs, "");
    html(&OnePage { page, sentence, title, text, role, mends: Mends::default(), boxes, lang })
}

fn there(sentence: Option<Sentence>) -> Result<Sentence, Failure> {
    sentence.filter(|sentence| sentence.state != SentenceState::Removed).ok_or(Failure::NotFound)
}

fn html_lang(lang: &str) -> &'static str {
    match lang {
        "en" => "en",
        "zh-Hans" => "zh-Hans",
        "ko" => "ko",
        _ => "ja",
    }
}

/// Does it.
///
/// # Errors
/// When it is not there any more, or the role does not go so far.
pub async fn act(
    State(hub): State<Hub>,
    Editor(staff): Editor,
    Path(id): Path<String>,
    form: Fields,
) -> Result<Response, Failure> {
    let (state, name) = match form.of("act") {
        "keep" => (SentenceState::Kept, "sentence-kept"),
        "back" => (SentenceState::New, "sentence-back"),
        "publish" => return publish(&hub, &staff, &id, form).await,
        _ => return Err(Failure::Request("no such act".to_owned())),
    };
    become_of(&hub, &staff, &id, (state, name)).await.map(IntoResponse::into_response)
}

async fn become_of(
    hub: &Hub,
    staff: &Staff,
    id: &str,
    (state, name): (SentenceState, &str),
) -> Result<Redirect, Failure> {
    let mut change = hub.store.begin().await?;
    let sentence = there(change.sentence(id).await?)?;
    change.set_sentence_state(id, state).await?;
    note(&mut change, hub, staff, name, &sentence, state).await?;
    change.commit().await?;
    Ok(Redirect::to(&format!("/sentences?state={}&done={name}", sentence.state.key())))
}

#[derive(Template)]
#[template(path = "sentences/delete.html", config = "src/hub/askama.toml")]
struct DeletionPage {
    page: Page,
    sentence: Sentence,
    title: String,
    lang: &'static str,
    /// The voice that was made of it is an item of its own, and stays.
    is_shown: bool,
}

/// Asks whether a sentence is really to go.
///
/// # Errors
/// When it is not there any more.
pub async fn deletion(
    State(hub): State<Hub>,
    Editor(staff): Editor,
    Path(id): Path<String>,
) -> Result<Html<String>, Failure> {
    let (sentence, title) = with_title(&hub, &id).await?;
    let (lang, is_shown) = (html_lang(&sentence.lang), sentence.state == SentenceState::Published);
    html(&DeletionPage { page: Page::of(&staff, Here::Notices), sentence, title, lang, is_shown })
}

/// Deletes a sentence: its words are gone.
///
/// # Errors
/// When it is not there any more.
pub async fn delete(
    State(hub): State<Hub>,
    Editor(staff): Editor,
    Path(id): Path<String>,
) -> Result<Redirect, Failure> {
    become_of(&hub, &staff, &id, (SentenceState::Removed, "sentence-deleted")).await
}

/// Writes down what was done, without the words: those who deleted them wanted them gone.
async fn note(
    change: &mut Change,
    hub: &Hub,
    staff: &Staff,
    act: &str,
    sentence: &Sentence,
    state: SentenceState,
) -> Result<(), Failure> {
    let entry = Entry {
        at: hub.now_ms(),
        who: staff.name.clone(),
        act: act.to_owned(),
        subject: format!("sentence/{}", sentence.id),
        earlier: Some(sentence.state.key().to_owned()),
        later: Some(state.key().to_owned()),
    };
    change.note(&new_id()?, &entry).await?;
    Ok(())
}

/// Shows a sentence on the screens, as a voice: in the words staff have looked through.
async fn publish(hub: &Hub, staff: &Staff, id: &str, form: Fields) -> Result<Response, Failure> {
    staff.may(Role::Publisher)?;
    let text = form.of("text").split_whitespace().collect::<Vec<_>>().join(" ");
    let role = form.of("role").to_owned();
    let screens = ScreenList::read(&mut hub.store.read().await?).await?;
    let now = hub.now_ms();
    let mut change = hub.store.begin().await?;
    let sentence = there(change.sentence(id).await?)?;
    let page = Page::of(staff, Here::Notices);
    let shown = Phrase::parse(&text).text();
    let mut mends = Mends::default();
    match shown.chars().count() {
        0 => mends.add("text", page.t("mend-sentence-empty")),
        count if count > LONGEST_SENTENCE => mends.add("text", page.t("mend-sentence-long")),
        _ => {}
    }
    let audience = screens.chosen(form.pairs()).unwrap_or_else(|key| {
        mends.add(screens::FIELD, page.t(key));
        Audience::All
    });
    if !mends.is_empty() {
        drop(change);
        let title = title(&mut hub.store.read().await?, &sentence.meeting).await?;
        let lang = html_lang(&sentence.lang);
        let boxes = screens.boxes(&page, form.pairs(), mends.of(screens::FIELD));
        let text = form.of("text").to_owned();
        let page = OnePage { page, sentence, title, text, role, mends, boxes, lang };
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, html(&page)?).into_response());
    }
    let voice = voice(&sentence, &text, &role);
    let known = api::Known { zone: &hub.settings.zone, today: None };
    voice.to_domain(known).map_err(|fault| Failure::Request(fault.to_string()))?;
    let body = serde_json::to_string(&voice).map_err(|error| Failure::Internal(error.to_string()))?;
    let words = format!("{shown} {role}").to_lowercase();
    let new = NewVersion {
        kind: Kind::Voice,
        id: &voice.id,
        body: &body,
        title: &shown,
        words: &words,
        starts: None,
        ends: None,
        audience: &audience,
        at: now,
        who: &staff.name,
    };
    // Shown once before, it is the same voice in other words.
    let base = change.item(Kind::Voice, &voice.id).await?.map(|item| item.latest);
    let added = change.add_version(&new, base).await?;
    let number = added.map_err(|newer| Failure::Internal(format!("version {newer} came between")))?;
    change.show_version(Kind::Voice, &voice.id, Some(number)).await?;
    change.set_sentence_state(id, SentenceState::Published).await?;
    note(&mut change, hub, staff, "sentence-published", &sentence, SentenceState::Published).await?;
    let revision = change.next_revision().await?;
    change.commit().await?;
    hub.live.announce_revision(revision);
    Ok(Redirect::to("/sentences?state=published&done=sentence-published").into_response())
}

/// The voice that a sentence becomes. Published twice, it is the same voice.
fn voice(sentence: &Sentence, text: &str, role: &str) -> api::Voice {
    let mut words = api::Text::default();
    words.0.insert(sentence.lang.clone(), text.to_owned());
    let role = (!role.is_empty()).then(|| {
        let mut words = api::Text::default();
        // Who writes it is of the staff: Japanese, whatever the sentence is in.
        words.0.insert(Lang::JA.as_str().to_owned(), role.to_owned());
        words
    });
    api::Voice { id: voice_id(sentence), sentence: words, role, shown: None }
}

/// What stands before the id of a sentence in that of its voice.
const OF_SENTENCE: &str = "sentence-";

/// The voice that a sentence becomes, by its id.
fn voice_id(sentence: &Sentence) -> String {
    format!("{OF_SENTENCE}{}", sentence.id)
}

/// The sentence that became an item, by its id; nothing where it is no such voice.
pub fn of_voice(kind: Kind, id: &str) -> Option<&str> {
    id.strip_prefix(OF_SENTENCE).filter(|_| kind == Kind::Voice)
}

/// A sentence is as its voice is: taken off the screens it is new again, and goes with the others when its time
/// is over; shown again it is published.
///
/// # Errors
/// When the database does.
pub async fn follow_voice(change: &mut Change, kind: Kind, id: &str, shown: bool) -> Result<(), StoreError> {
    let Some(id) = of_voice(kind, id) else { return Ok(()) };
    let Some(sentence) = change.sentence(id).await? else { return Ok(()) };
    let state = match sentence.state {
        SentenceState::New | SentenceState::Kept if shown => SentenceState::Published,
        SentenceState::Published if !shown => SentenceState::New,
        SentenceState::New | SentenceState::Kept | SentenceState::Published | SentenceState::Removed => {
            return Ok(());
        }
    };
    change.set_sentence_state(id, state).await
}
