//! Who asks for a phone page: a language, a path, an address of the net. Nothing else is known.

use std::net::IpAddr;

use askama::Template;
use axum::extract::{FromRequestParts, OriginalUri};
use axum::http::header::{ACCEPT_LANGUAGE, RETRY_AFTER};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{Html, IntoResponse, Response};

use super::page::{self, PhonePage, asked_language, language};
use super::{find, is_on};
use crate::domain::meeting::Meeting;
use crate::domain::text::{Lang, Phrase};
use crate::hub::Hub;
use crate::hub::store::{Reading, StoreError};
use crate::hub::web::{Caller, Failure};
use crate::view::reader::Reader;
use crate::view::slides;

/// Somebody with a phone. Named in a handler's arguments, it is there only while staff have the pages
/// switched on.
pub struct Visitor {
    pub lang: Lang,
    /// The path, without its query.
    pub path: String,
    pub from: IpAddr,
}

/// Why there is no page. Whatever is said is said in the visitor's language.
pub enum Oops {
    Said(Box<Response>),
    Failed(Failure),
}

impl From<StoreError> for Oops {
    fn from(error: StoreError) -> Oops {
        Oops::Failed(error.into())
    }
}

impl From<Failure> for Oops {
    fn from(failure: Failure) -> Oops {
        Oops::Failed(failure)
    }
}

impl IntoResponse for Oops {
    fn into_response(self) -> Response {
        match self {
            Oops::Said(response) => *response,
            Oops::Failed(failure) => failure.into_response(),
        }
    }
}

#[derive(Template)]
#[template(path = "phone/elsewhere.html", config = "src/hub/askama.toml")]
struct Elsewhere {
    page: PhonePage,
    title: String,
    heading: String,
    words: Vec<String>,
    way: Option<Way>,
    /// Where to go on, and its word.
    link: Option<(String, String)>,
    /// What was typed and may be sent again.
    again: Option<Again>,
}

/// What somebody sent that cannot be taken just now: it travels in the page, so that nothing has to be
/// typed again.
pub struct Again {
    action: String,
    fields: Vec<(String, String)>,
}

/// How to reach the office, as it stands on a page.
pub struct Way {
    pub url: String,
    pub short: String,
    /// The page number's label and the number.
    pub number: Option<(String, String)>,
    /// Telephone and fax.
    pub contact: Vec<String>,
}

impl Way {
    /// `tel` is the telephone number among its lines: on a phone it can be touched.
    fn of(page: &PhonePage, way: &crate::view::Way, tel: Option<&str>) -> Way {
        let called = |line: String| match tel {
            Some(tel) => page::with_call(&line, tel),
            None => line,
        };
        Way {
            url: way.url.clone().unwrap_or_default(),
            short: way.address.as_ref().map(Phrase::text).unwrap_or_default(),
            number: way.number.as_ref().map(|(label, number)| (page.rich(label), number.text())),
            contact: way
                .contact
                .iter()
                .enumerate()
                // The telephone comes first; the fax may have the same number, and is nothing to call.
                .map(|(i, line)| if i == 0 { called(page.rich(line)) } else { page.rich(line) })
                .collect(),
        }
    }

    /// How the office of a place is reached.
    pub fn of_place(page: &PhonePage, reader: &Reader<'_>) -> Option<Way> {
        let contact = reader.programme.contact.as_ref();
        let tel = contact.and_then(|contact| contact.tel.as_deref());
        slides::contact(reader).map(|way| Way::of(page, &way, tel))
    }

    /// How the office of a meeting is reached: its own, or that of the place.
    pub fn of_meeting(page: &PhonePage, reader: &Reader<'_>, meeting: &Meeting) -> Option<Way> {
        let contact = meeting.contact.as_ref().or(reader.programme.contact.as_ref());
        let tel = contact.and_then(|contact| contact.tel.as_deref());
        slides::detail(reader, meeting).way.map(|way| Way::of(page, &way, tel))
    }
}

impl Visitor {
    /// The frame of a page at this visitor's path.
    pub fn page(&self) -> PhonePage {
        PhonePage::new(self.lang, &self.path, "")
    }

    /// No such page: friendly, with the ward's own.
    pub async fn not_here(&self, hub: &Hub, reading: &mut Reading) -> Oops {
        let page = self.page();
        let words = vec![page.r("not-here-ward"), page.r("not-here-come")];
        let heading = page.p("not-here");
        let made = elsewhere(hub, reading, page, &heading, words, None, None).await;
        Oops::Said(Box::new(match made {
            Ok(html) => (StatusCode::NOT_FOUND, html).into_response(),
            Err(oops) => oops.into_response(),
        }))
    }

    /// Too often: when to come again. What was sent stays in the page, with a button to send it again.
    pub async fn wait(
        &self,
        hub: &Hub,
        reading: &mut Reading,
        seconds: u64,
        sent: Vec<(&str, String)>,
    ) -> Oops {
        let page = self.page().in_form();
        let fields = sent.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        let again = Again { action: format!("{}?lang={}", self.path, self.lang), fields };
        let minutes = i64::try_from(seconds.div_ceil(60)).unwrap_or(60).max(1);
        let words = vec![page.n("wait-minutes", minutes), page.r("wait-elsewhere")];
        let heading = page.p("wait");
        let made = elsewhere(hub, reading, page, &heading, words, None, Some(again)).await;
        Oops::Said(Box::new(match made {
            Ok(html) => {
                let mut response = (StatusCode::TOO_MANY_REQUESTS, html).into_response();
                if let Ok(value) = HeaderValue::from_str(&seconds.to_string()) {
                    response.headers_mut().insert(RETRY_AFTER, value);
                }
                response
            }
            Err(oops) => oops.into_response(),
        }))
    }

    /// Something that was done or is not possible, in some sentences, with a link to go on.
    ///
    /// # Errors
    /// When the database does.
    pub async fn tell(
        &self,
        hub: &Hub,
        reading: &mut Reading,
        heading: &Phrase,
        words: Vec<String>,
        link: Option<(String, String)>,
    ) -> Result<Response, Oops> {
        let html = elsewhere(hub, reading, self.page(), heading, words, link, None).await?;
        Ok(html.into_response())
    }
}

async fn elsewhere(
    hub: &Hub,
    reading: &mut Reading,
    page: PhonePage,
    heading: &Phrase,
    words: Vec<String>,
    link: Option<(String, String)>,
    again: Option<Again>,
) -> Result<Html<String>, Oops> {
    let (title, heading) = (page.said.one_line(heading).text(), page.line(heading));
    let programme = find::place(hub, reading).await?;
    let none = Default::default();
    let today = hub.now().to_zoned(hub.settings.zone.clone()).date();
    let reader = Reader { programme: &programme, words: page.said, today, pictures: &none, desk: None };
    let way = Way::of_place(&page, &reader);
    Ok(crate::hub::web::html(&Elsewhere { page, title, heading, words, way, link, again })?)
}

impl FromRequestParts<Hub> for Visitor {
    type Rejection = Oops;

    async fn from_request_parts(parts: &mut Parts, hub: &Hub) -> Result<Visitor, Oops> {
        let uri = OriginalUri::from_request_parts(parts, hub)
            .await
            .map_or_else(|never| match never {}, |uri| uri.0);
        let query = uri.query().unwrap_or_default();
        let chosen = query.split('&').find_map(|pair| language(pair.strip_prefix("lang=")?));
        let from =
            Caller::from_request_parts(parts, hub).await.map_or_else(|never| match never {}, |from| from.0);
        let asked =
            parts.headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let visitor = Visitor {
            lang: chosen.unwrap_or_else(|| asked_language(asked)),
            path: uri.path().to_owned(),
            from,
        };
        let mut reading = hub.store.read().await?;
        if is_on(&mut reading).await? {
            return Ok(visitor);
        }
        Err(visitor.not_here(hub, &mut reading).await)
    }
}
