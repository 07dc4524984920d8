//! What others can take along: a meeting for one's own calendar, all of them for another site, as
//! iCalendar, as schema.org's events, and as the programme that screens read.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::{Map, Value};
use tokio::sync::Mutex;

use super::find::{find, find_all};
use super::meeting::today;
use super::page;
use super::visitor::{Oops, Visitor};
use crate::api;
use crate::domain::text::Lang;
use crate::hub::Hub;
use crate::hub::outward::{EMPTY_CALENDAR, Kept, Maker};
use crate::hub::programme::{Receiver, Sample, published};
use crate::hub::store::Reading;
use crate::hub::web::Failure;

/// Which group of screens.
#[derive(Default, Deserialize)]
pub struct Group {
    #[serde(default)]
    group: Option<String>,
    #[serde(default)]
    lang: Option<String>,
}

impl Group {
    /// The name of a feed of this group in this language.
    fn name(&self, feed: &str) -> String {
        let group = self.group.as_deref().map(|group| format!("/{group}")).unwrap_or_default();
        format!("{feed}?{}{group}", self.lang())
    }

    /// A calendar that is read again and again has one language: Japanese unless its address says
    /// another. What a reading machine asks for is no reader's wish.
    fn lang(&self) -> Lang {
        self.lang.as_deref().and_then(page::language).unwrap_or(Lang::JA)
    }
}

/// A meeting for somebody's own calendar.
///
/// # Errors
/// When there is no such meeting, or its day is not known yet.
pub async fn calendar_of(
    State(hub): State<Hub>,
    Path(id): Path<String>,
    visitor: Visitor,
) -> Result<Response, Oops> {
    let mut reading = hub.store.read().await?;
    let found = find(&hub, &mut reading, &id).await?;
    let mut made = None;
    if let Some(found) = &found
        && let Some(meeting) = found.coming(hub.now())
    {
        let (number, at) = found.told(&mut reading, &meeting.id).await?;
        made = Maker::new(&hub, &found.programme, visitor.lang, found.today()).calendar(meeting, number, at);
    }
    match made {
        Some(text) => Ok(file("text/calendar; charset=utf-8", "attachment; filename=\"hiroba.ics\"", text)),
        None => Err(visitor.not_here(&hub, &mut reading).await),
    }
}

/// A meeting as schema.org describes events.
///
/// # Errors
/// When there is no such meeting.
pub async fn event_of(
    State(hub): State<Hub>,
    Path(id): Path<String>,
    visitor: Visitor,
) -> Result<Response, Oops> {
    let mut reading = hub.store.read().await?;
    let found = find(&hub, &mut reading, &id).await?;
    let made = found.and_then(|found| {
        let meeting = found.coming(hub.now())?;
        let event = Maker::new(&hub, &found.programme, visitor.lang, found.today()).one_event(meeting);
        Some(Value::Object(event).to_string())
    });
    match made {
        Some(text) => Ok(file("application/ld+json", "inline", text)),
        None => Err(visitor.not_here(&hub, &mut reading).await),
    }
}

/// Feeds ready to be handed out: whoever asks within the same minute gets the same one, and of many
/// who ask at once one does the work. Of bounded size, whatever groups are asked for.
#[derive(Debug, Default)]
pub struct Feeds(Mutex<HashMap<String, Feed>>);

/// Revision and minute of a feed, and the feed.
type Feed = (i64, i64, Arc<str>);

/// Feeds that are kept at the most.
const MOST_FEEDS: usize = 32;

impl Feeds {
    /// A feed by its name, made where there is none of now.
    async fn of(
        &self,
        hub: &Hub,
        name: String,
        make: impl AsyncFnOnce(&mut Reading) -> Result<String, Oops>,
    ) -> Result<String, Oops> {
        let mut reading = hub.store.read().await?;
        let (revision, minute) = (reading.revision().await?, hub.now_ms() / 60_000);
        let mut kept = self.0.lock().await;
        if let Some((known, then, text)) = kept.get(&name)
            && (*known, *then) == (revision, minute)
        {
            return Ok(text.to_string());
        }
        let text = make(&mut reading).await?;
        kept.retain(|_, (known, then, _)| (*known, *then) == (revision, minute));
        if kept.len() < MOST_FEEDS {
            kept.insert(name, (revision, minute, Arc::from(text.as_str())));
        }
        Ok(text)
    }
}

/// All meetings as a calendar to subscribe to.
///
/// # Errors
/// When the database does.
pub async fn calendar(
    State(hub): State<Hub>,
    Extension(feeds): Extension<Arc<Feeds>>,
    _visitor: Visitor,
    Query(group): Query<Group>,
) -> Result<Response, Oops> {
    let text = feeds.of(&hub, group.name("calendar"), async |reading| {
        let (programme, rows) = find_all(&hub, reading, group.group.as_deref()).await?;
        // What may be seen: a row by any of its times.
        let seen: HashSet<&str> = programme
            .meetings
            .iter()
            .map(|meeting| meeting.repeats.as_ref().map_or(meeting.id.0.as_str(), |row| row.key.as_str()))
            .chain(programme.meetings.iter().map(|meeting| meeting.id.0.as_str()))
            .collect();
        let kept: Vec<Kept<'_>> = rows
            .iter()
            .filter(|row| seen.contains(row.id.as_str()))
            .map(|row| Kept { id: &row.id, body: &row.body, number: row.number, at: row.at })
            .collect();
        let text = Maker::new(&hub, &programme, group.lang(), today(&hub)).calendar_of(&kept);
        // A calendar without events is one all the same: whoever subscribed keeps it.
        Ok(text.unwrap_or_else(|| EMPTY_CALENDAR.to_owned()))
    });
    Ok(file("text/calendar; charset=utf-8", "inline; filename=\"hiroba.ics\"", text.await?))
}

/// All meetings as schema.org describes events.
///
/// # Errors
/// When the database does.
pub async fn events(
    State(hub): State<Hub>,
    Extension(feeds): Extension<Arc<Feeds>>,
    _visitor: Visitor,
    Query(group): Query<Group>,
) -> Result<Response, Oops> {
    let text = feeds.of(&hub, group.name("events"), async |reading| {
        let (programme, _) = find_all(&hub, reading, group.group.as_deref()).await?;
        let maker = Maker::new(&hub, &programme, group.lang(), today(&hub));
        Ok(maker.events().to_string())
    });
    Ok(file("application/ld+json", "inline", text.await?))
}

/// The programme as screens read it, without what is not to be seen yet. Emergencies are not in it:
/// they are for the screens, within a second, and not for whoever comes by in an hour.
///
/// # Errors
/// When the database does.
pub async fn programme(
    State(hub): State<Hub>,
    Extension(feeds): Extension<Arc<Feeds>>,
    _visitor: Visitor,
    Query(group): Query<Group>,
) -> Result<Response, Oops> {
    let text = feeds.of(&hub, group.name("programme"), async |reading| {
        let receiver = Receiver { group: group.group.clone(), ..Receiver::default() };
        let published = published(&hub, reading, &receiver, Sample::NotWanted).await?;
        let failed = |error: serde_json::Error| Failure::Internal(error.to_string());
        let mut whole: Map<String, Value> = serde_json::from_str(&published.body).map_err(failed)?;
        whole.remove("emergencies");
        let known = api::Known { zone: &hub.settings.zone, today: Some(today(&hub)) };
        for list in ["meetings", "themes", "notices", "voices"] {
            if let Some(Value::Array(rows)) = whole.get_mut(list) {
                rows.retain(|row| has_begun(row, known, hub.now()));
            }
        }
        Ok(Value::Object(whole).to_string())
    });
    Ok(file("application/json", "inline", text.await?))
}

/// Whether something may be seen already.
fn has_begun(row: &Value, known: api::Known<'_>, now: jiff::Timestamp) -> bool {
    let window = row.get("shown").and_then(|shown| serde_json::from_value::<api::Window>(shown.clone()).ok());
    let window = api::window(window.as_ref(), known).ok();
    window.and_then(|window| window.from).is_none_or(|from| from <= now)
}

fn file(kind: &'static str, disposition: &'static str, text: String) -> Response {
    let headers = [
        (CONTENT_TYPE, kind),
        (CONTENT_DISPOSITION, disposition),
        // Whoever asks again and again is answered by what lies in between.
        (CACHE_CONTROL, "public, max-age=300"),
    ];
    (headers, text).into_response()
}
