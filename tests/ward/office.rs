//! The hub: all of its real code on its real file, asked as over a wire but without one, with a clock of
//! the ward's own. It can be killed at any moment and begins again on what it left.

#[path = "../common/form.rs"]
mod form;

use std::fs;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Request;
use axum::http::header::{ETAG, HOST};
use hiroba::hub::store::Database;
use hiroba::hub::{Hub, Settings, router};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use sqlx::{ConnectOptions, Connection};
use tokio::runtime::Runtime;
use tower_service::Service;

use crate::disk::Cut;

const HOUSE: &str = "127.0.0.1:8168";
const FILE: &str = "hub.sqlite";

/// What somebody asks.
#[derive(Clone, Debug)]
pub struct Letter {
    pub method: &'static str,
    pub path: String,
    pub headers: Vec<(&'static str, String)>,
    pub body: Vec<u8>,
    /// Where it comes from.
    pub from: IpAddr,
}

impl Letter {
    pub fn get(path: impl Into<String>) -> Letter {
        let from = IpAddr::from([192, 0, 2, 1]);
        Letter { method: "GET", path: path.into(), headers: Vec::new(), body: Vec::new(), from }
    }

    pub fn json(path: impl Into<String>, body: Vec<u8>) -> Letter {
        let letter = Letter { method: "POST", body, ..Letter::get(path) };
        letter.with("content-type", "application/json")
    }

    /// A form, as a page of the hub's own sends it.
    pub fn form(path: impl Into<String>, fields: &[(&str, String)]) -> Letter {
        let body = form::body(fields).into_bytes();
        let letter = Letter { method: "POST", body, ..Letter::get(path) };
        letter
            .with("content-type", "application/x-www-form-urlencoded")
            .with("origin", format!("http://{HOUSE}"))
    }

    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Letter {
        self.headers.push((name, value.into()));
        self
    }
}

/// What comes back.
#[derive(Clone, Debug)]
pub struct Answer {
    pub status: u16,
    pub etag: Option<String>,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

struct Alive {
    hub: Hub,
    router: Router,
    runtime: Runtime,
}

pub struct Office {
    folder: tempfile::TempDir,
    pub lives: u32,
    now: Arc<AtomicI64>,
    alive: Option<Alive>,
    /// How long it works before it is killed in the middle of it, in millionths of a second.
    works_us: u64,
}

impl Office {
    pub fn open(folder: tempfile::TempDir, now: Timestamp) -> Office {
        let now = Arc::new(AtomicI64::new(now.as_millisecond()));
        let mut office = Office { folder, lives: 0, now, alive: None, works_us: 0 };
        fs::create_dir(office.place()).unwrap();
        office.starts();
        office
    }

    fn place(&self) -> PathBuf {
        self.folder.path().join(format!("life-{}", self.lives))
    }

    pub fn is_up(&self) -> bool {
        self.alive.is_some()
    }

    pub fn comes_to(&self, now: Timestamp) {
        self.now.store(now.as_millisecond(), Ordering::SeqCst);
    }

    pub fn starts(&mut self) {
        if self.is_up() {
            return;
        }
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let database = Database::File(self.place().join(FILE));
        let zone = TimeZone::get("Asia/Tokyo").unwrap();
        let settings = Settings { database, zone, address: format!("http://{HOUSE}") };
        let now = self.now.clone();
        let clock = Arc::new(move || Timestamp::from_millisecond(now.load(Ordering::SeqCst)).unwrap());
        let hub = runtime.block_on(Hub::open(settings, clock, None)).expect("a hub begins on what it left");
        self.alive = Some(Alive { router: router(hub.clone()), hub, runtime });
    }

    /// Looks at it, or does something in its place.
    pub fn look<T>(&self, look: impl AsyncFnOnce(&Hub) -> T) -> T {
        let alive = self.alive.as_ref().expect("the hub is up");
        alive.runtime.block_on(look(&alive.hub))
    }

    /// Asks it. Nobody answers when it is down.
    pub fn asked(&self, letter: &Letter) -> Option<Answer> {
        let Alive { router, runtime, .. } = self.alive.as_ref()?;
        Some(runtime.block_on(answered(router.clone(), letter)))
    }

    /// Several ask at once; what each of them is answered.
    pub fn asked_together(&self, letters: &[Letter]) -> Vec<Answer> {
        let Some(Alive { router, runtime, .. }) = &self.alive else { return Vec::new() };
        runtime.block_on(async {
            let asking: Vec<_> = letters
                .iter()
                .map(|letter| {
                    let (router, letter) = (router.clone(), letter.clone());
                    tokio::spawn(async move { answered(router, &letter).await })
                })
                .collect();
            let mut answers = Vec::new();
            for answering in asking {
                answers.push(answering.await.unwrap());
            }
            answers
        })
    }

    /// Asks it, and it is killed.
    pub fn asked_and_killed(&mut self, letter: &Letter, cut: Cut) {
        let Some(Alive { router, runtime, .. }) = &self.alive else { return };
        self.works_us = (self.works_us + 137) % 4000;
        let works = Duration::from_micros(self.works_us);
        let answering = answered(router.clone(), letter);
        runtime.block_on(async {
            match cut {
                Cut::BeforeCommit => drop(answering),
                Cut::AfterCommit => drop(answering.await),
                Cut::During => drop(tokio::time::timeout(works, answering).await),
            }
        });
        self.is_killed();
    }

    /// As the plug being pulled would: what is on the disk is all there is.
    pub fn is_killed(&mut self) {
        let Some(Alive { hub, router, runtime }) = self.alive.take() else { return };
        let within = runtime.enter();
        drop(router);
        drop(hub);
        drop(within);
        runtime.shutdown_background();
        let dead = self.place();
        self.lives += 1;
        let next = self.place();
        fs::create_dir(&next).unwrap();
        let copying = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        copying.block_on(async {
            let options = sqlx::sqlite::SqliteConnectOptions::new().filename(dead.join(FILE));
            let options = options.busy_timeout(Duration::from_secs(10));
            let mut connection = options.connect().await.unwrap();
            // Its threads have done what they had been told, or never will.
            sqlx::query("BEGIN IMMEDIATE").execute(&mut connection).await.unwrap();
            for file in [FILE.to_owned(), format!("{FILE}-wal")] {
                if dead.join(&file).exists() {
                    fs::copy(dead.join(&file), next.join(&file)).unwrap();
                }
            }
            sqlx::query("ROLLBACK").execute(&mut connection).await.unwrap();
            connection.close().await.unwrap();
        });
        fs::remove_dir_all(dead).unwrap();
    }
}

async fn answered(mut router: Router, letter: &Letter) -> Answer {
    let mut request = Request::builder().method(letter.method).uri(&letter.path).header(HOST, HOUSE);
    for (name, value) in &letter.headers {
        request = request.header(*name, value);
    }
    let mut request = request.body(Body::from(letter.body.clone())).unwrap();
    request.extensions_mut().insert(ConnectInfo(SocketAddr::new(letter.from, 4711)));
    let answer = match router.call(request).await {
        Ok(answer) => answer,
        Err(never) => match never {},
    };
    let status = answer.status().as_u16();
    let etag = answer.headers().get(ETAG).map(|value| value.to_str().unwrap().to_owned());
    let body = axum::body::to_bytes(answer.into_body(), usize::MAX).await.unwrap().to_vec();
    Answer { status, etag, body }
}
