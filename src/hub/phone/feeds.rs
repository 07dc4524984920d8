//! What others can take along: a meeting for one's own calendar, all of them for another site, as
//! iCalendar, as schema.org's events, and as the programme that screens read.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use tokio::sync::Mutex;

use super::find::{find, find_all};
use super::ics::{self, Entry};
use super::meeting::today;
use super::visitor::{Oops, Visitor};
use super::{address, page};
use crate::api;
use crate::domain::meeting::{Contact, Meeting, Mode, Status, When};
use crate::domain::programme::Programme;
use crate::domain::text::Lang;
use crate::hub::Hub;
use crate::hub::programme::{Audience, Sample, published};
use crate::hub::store::Reading;
use crate::hub::web::Failure;
use crate::view::reader::{Reader, headline, place_or_open};
use crate::view::slides;
use crate::view::words::Words;

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
    let made = found.and_then(|found| {
        let programme = &found.programme;
        let meeting = found.coming(hub.now())?;
        let maker = Maker::new(&hub, programme, visitor.lang, found.today());
        maker.calendar(&[(meeting, found.version, found.at)])
    });
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
        let mut event = Maker::new(&hub, &found.programme, visitor.lang, found.today()).event(meeting);
        event.insert("@context".to_owned(), json!("https://schema.org"));
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
        let versions: HashMap<&str, (i64, i64)> =
            rows.iter().map(|row| (row.id.as_str(), (row.number, row.at))).collect();
        let meetings: Vec<(&Meeting, i64, i64)> = programme
            .meetings
            .iter()
            .filter_map(|meeting| {
                let row = meeting.repeats.as_ref().map_or(&meeting.id.0, |repeats| &repeats.key);
                let (number, at) = versions.get(row.as_str())?;
                Some((meeting, *number, *at))
            })
            .collect();
        let text = Maker::new(&hub, &programme, group.lang(), today(&hub)).calendar(&meetings);
        // A calendar without events is one all the same: whoever subscribed keeps it.
        Ok(text.unwrap_or_else(|| {
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//hiroba//hub//JA\r\nEND:VCALENDAR\r\n".to_owned()
        }))
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
        let events: Vec<Value> =
            programme.meetings.iter().map(|meeting| Value::Object(maker.event(meeting))).collect();
        Ok(json!({ "@context": "https://schema.org", "@graph": events }).to_string())
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
        let audience = Audience { group: group.group.clone(), kiosk: None };
        let published = published(&hub, reading, &audience, Sample::NotWanted).await?;
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

/// Makes files of meetings, in one language.
struct Maker<'a> {
    hub: &'a Hub,
    programme: &'a Programme,
    words: &'static Words,
    lang: Lang,
    today: Date,
    none: HashSet<String>,
}

impl<'a> Maker<'a> {
    fn new(hub: &'a Hub, programme: &'a Programme, lang: Lang, today: Date) -> Maker<'a> {
        // Readings have no place in a calendar.
        Maker { hub, programme, words: Words::of(lang), lang, today, none: HashSet::new() }
    }

    fn reader(&self) -> Reader<'_> {
        Reader {
            programme: self.programme,
            words: self.words,
            today: self.today,
            pictures: &self.none,
            desk: None,
        }
    }

    /// Series and theme in one line: "第3回 ピアサポートの会 場をひろげる".
    fn name(&self, meeting: &Meeting) -> String {
        let (kicker, title) = headline(&self.reader(), meeting);
        let pieces = kicker.iter().chain([&title]).map(|phrase| self.words.one_line(phrase).text());
        pieces.collect::<Vec<_>>().join(" ")
    }

    /// What it is about, and how to ask: telephone never without fax.
    fn description(&self, meeting: &Meeting) -> String {
        let reader = self.reader();
        let article = slides::detail(&reader, meeting);
        let mut lines: Vec<String> =
            meeting.description.iter().map(|text| text.phrase(self.lang).text()).collect();
        if let Some(way) = &article.way {
            lines.extend(
                way.number.as_ref().map(|(label, number)| format!("{} {}", label.text(), number.text())),
            );
            lines.extend(way.contact.iter().map(|line| line.text()));
        }
        lines.join("\n")
    }

    fn place(&self, meeting: &Meeting) -> Option<String> {
        meeting.place.as_ref()?;
        place_or_open(&self.reader(), meeting).map(|place| place.text())
    }

    fn calendar(&self, meetings: &[(&Meeting, i64, i64)]) -> Option<String> {
        let host = self.hub.settings.address.split_once("://").map_or("", |(_, rest)| rest);
        let host = host.split([':', '/']).next().filter(|host| !host.is_empty()).unwrap_or("hiroba");
        let entries: Vec<Entry<'_>> = meetings
            .iter()
            .map(|(meeting, sequence, written)| Entry {
                meeting,
                uid: format!("{}@{host}", meeting.id.0),
                sequence: *sequence,
                written: *written,
                summary: self.name(meeting),
                place: self.place(meeting),
                description: self.description(meeting),
                url: address(self.hub, &meeting.id.0),
            })
            .collect();
        let name = self.programme.name.as_ref().map(|name| name.phrase(self.lang).text());
        ics::calendar(name.as_deref().unwrap_or("hiroba"), &entries, &self.programme.zone)
    }

    /// A meeting as schema.org describes it, without its context.
    fn event(&self, meeting: &Meeting) -> Map<String, Value> {
        let mut event = Map::new();
        let mut set = |name: &str, value: Value| {
            event.insert(name.to_owned(), value);
        };
        set("@type", json!("Event"));
        set("@id", json!(address(self.hub, &meeting.id.0)));
        set("url", json!(address(self.hub, &meeting.id.0)));
        set("name", json!(self.name(meeting)));
        set("inLanguage", json!(if self.lang == Lang::JA_EASY { "ja" } else { self.lang.as_str() }));
        let zone = &self.programme.zone;
        let moment =
            |at: &jiff::Zoned| at.with_time_zone(zone.clone()).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string();
        // Of what is not decided there is no date, rather than a made-up one.
        match &meeting.when {
            When::Exact { start, end } => {
                set("startDate", json!(moment(start)));
                if let Some(end) = end {
                    set("endDate", json!(moment(end)));
                }
            }
            When::Days { first, last, .. } => {
                set("startDate", json!(first.to_string()));
                set("endDate", json!(last.to_string()));
            }
            When::Month { .. } | When::Undecided => {}
        }
        set(
            "eventStatus",
            json!(match meeting.status {
                Status::Planned => "https://schema.org/EventScheduled",
                Status::Cancelled => "https://schema.org/EventCancelled",
            }),
        );
        let online = json!({ "@type": "VirtualLocation", "url": address(self.hub, &meeting.id.0) });
        let place =
            self.place(meeting).map(|name| json!({ "@type": "Place", "name": name, "address": name }));
        match meeting.mode {
            Some(Mode::Venue) => {
                set("eventAttendanceMode", json!("https://schema.org/OfflineEventAttendanceMode"));
                place.into_iter().for_each(|place| set("location", place));
            }
            Some(Mode::Online) => {
                set("eventAttendanceMode", json!("https://schema.org/OnlineEventAttendanceMode"));
                set("location", online);
            }
            Some(Mode::Both) => {
                set("eventAttendanceMode", json!("https://schema.org/MixedEventAttendanceMode"));
                let both: Vec<Value> = place.into_iter().chain([online]).collect();
                set("location", Value::Array(both));
            }
            None => place.into_iter().for_each(|place| set("location", place)),
        }
        if let Some(text) = &meeting.description {
            set("description", json!(text.phrase(self.lang).text()));
        }
        let contact = meeting.contact.as_ref().or(self.programme.contact.as_ref());
        if let Some(organizer) = contact.and_then(|contact| organizer(contact, self.lang)) {
            set("organizer", organizer);
        }
        event
    }
}

fn organizer(contact: &Contact, lang: Lang) -> Option<Value> {
    let name = contact.office.phrase(lang).text();
    if name.is_empty() {
        return None;
    }
    let mut organizer = json!({ "@type": "Organization", "name": name });
    if let Value::Object(fields) = &mut organizer {
        fields.extend(contact.tel.as_ref().map(|tel| ("telephone".to_owned(), json!(tel))));
        fields.extend(contact.fax.as_ref().map(|fax| ("faxNumber".to_owned(), json!(fax))));
    }
    Some(organizer)
}
