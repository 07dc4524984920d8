//! A server of somebody else, on loopback, that publishes a calendar.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::extract::State;
use axum::http::header::{ETAG, IF_NONE_MATCH, LOCATION};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};

use crate::house::{Browser, House};

/// What the other side publishes, and what it was asked.
#[derive(Clone, Default)]
pub struct Published(pub Arc<Mutex<Content>>);

#[derive(Default)]
pub struct Content {
    text: String,
    pub moved_to: Option<String>,
    /// How long an answer takes.
    takes: Duration,
    /// The marks that were brought, one for each request.
    asked: Vec<Option<String>>,
}

async fn answer(State(published): State<Published>, headers: HeaderMap) -> Response {
    let known = headers.get(IF_NONE_MATCH).map(|value| value.to_str().unwrap().to_owned());
    let takes = {
        let mut content = published.0.lock().unwrap();
        content.asked.push(known.clone());
        content.takes
    };
    tokio::time::sleep(takes).await;
    let content = published.0.lock().unwrap();
    if let Some(to) = &content.moved_to {
        return (StatusCode::FOUND, [(LOCATION, to.clone())]).into_response();
    }
    let mark = format!("\"{}\"", hiroba::hub::fingerprint(&content.text));
    if known.as_deref() == Some(mark.as_str()) {
        return StatusCode::NOT_MODIFIED.into_response();
    }
    ([(ETAG, mark)], content.text.clone()).into_response()
}

/// A server of somebody else, until it is dropped.
pub struct Elsewhere {
    pub published: Published,
    pub address: String,
    task: tokio::task::JoinHandle<()>,
}

impl Elsewhere {
    pub async fn open(text: &str) -> Elsewhere {
        let published = Published::default();
        published.0.lock().unwrap().text = text.to_owned();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!(
            "http://{}/private-0123456789abcdef0123456789abcdef/a.ics",
            listener.local_addr().unwrap()
        );
        let router = axum::Router::new().fallback(answer).with_state(published.clone());
        let task = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Elsewhere { published, address, task }
    }

    pub fn say(&self, text: impl Into<String>) {
        self.published.0.lock().unwrap().text = text.into();
    }

    pub fn takes(&self, long: Duration) {
        self.published.0.lock().unwrap().takes = long;
    }

    /// The marks that were brought since this was asked last, one for each request.
    pub fn asked(&self) -> Vec<Option<String>> {
        std::mem::take(&mut self.published.0.lock().unwrap().asked)
    }

    pub async fn close(self) {
        self.task.abort();
        let _ = self.task.await;
    }
}

pub fn event(uid: &str, day: &str, title: &str, more: &str) -> String {
    format!(
        "BEGIN:VEVENT\r\nUID:{uid}@elsewhere.example\r\nDTSTAMP:20261101T000000Z\r\n\
         DTSTART;TZID=Asia/Tokyo:{day}T140000\r\nDTEND;TZID=Asia/Tokyo:{day}T160000\r\n\
         SUMMARY:{title}\r\n{more}END:VEVENT\r\n"
    )
}

pub fn calendar(events: &[String]) -> String {
    format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//elsewhere//\r\n{}END:VCALENDAR\r\n", events.concat())
}

/// Connects a calendar; the path of its page.
pub async fn connected(staff: &Browser, address: &str) -> String {
    let form = [("address", address), ("name", "川の会"), ("to", "all"), ("minutes", "60"), ("format", "")];
    let answer = staff.post("/calendars", &form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    answer.leads_to().split('?').next().unwrap().to_owned()
}

/// Waits until nothing is to be read any more.
pub async fn settled(house: &House) {
    for _ in 0..200 {
        house.hub.calendars.read_due().await.unwrap();
        let held = house.hub.store.read().await.unwrap().calendars().await.unwrap();
        if held.iter().all(|row| row.paused || row.state.next > house.hub.now_ms()) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    panic!("a calendar is still to be read");
}
