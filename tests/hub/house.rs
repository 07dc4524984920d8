//! A real hub behind a real socket, with a clock of the test's own, and those who talk to it.

#[path = "../common/form.rs"]
mod form;

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};

use hiroba::hub::store::Database;
use hiroba::hub::{self, Hub, Listening, Settings};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use reqwest::header::{COOKIE, LOCATION, ORIGIN, SET_COOKIE};
use reqwest::{Client, Method, StatusCode, redirect};

use crate::place::OwnDatabase;

/// The moment at which every story begins: a Thursday afternoon in Tokyo.
pub const BEGINNING: &str = "2026-12-03T14:05:00+09:00";

/// A password that nobody guesses first.
pub const PASSWORD: &str = "harbour lantern quince seventeen";

/// A hub that serves on loopback until it is dropped.
pub struct House {
    pub hub: Hub,
    pub address: String,
    now: Arc<AtomicI64>,
    _folder: Option<tempfile::TempDir>,
    _over: tokio::sync::oneshot::Sender<()>,
    _database: Option<OwnDatabase>,
}

impl House {
    /// On SQLite, in a folder of its own; or on a PostgreSQL database of its own when the run is to
    /// try that one (`HIROBA_TEST_POSTGRES`).
    pub async fn open() -> House {
        if let Some(own) = OwnDatabase::make().await {
            let mut house = House::open_on(Database::Postgres(own.address()), None).await;
            house._database = Some(own);
            return house;
        }
        let folder = tempfile::tempdir().unwrap();
        let database = Database::File(folder.path().join("hub.sqlite"));
        House::open_on(database, Some(folder)).await
    }

    /// On SQLite, known to others by an address of its own: behind a proxy with TLS, say.
    pub async fn open_called(public: &str) -> House {
        let folder = tempfile::tempdir().unwrap();
        let database = Database::File(folder.path().join("hub.sqlite"));
        House::open_set_up(database, Some(folder), Some(public), |hub| hub).await
    }

    /// On a database.
    pub async fn open_on(database: Database, folder: Option<tempfile::TempDir>) -> House {
        House::open_set_up(database, folder, None, |hub| hub).await
    }

    async fn open_set_up(
        database: Database,
        folder: Option<tempfile::TempDir>,
        public: Option<&str>,
        set_up: impl FnOnce(Hub) -> Hub,
    ) -> House {
        let beginning: Timestamp = BEGINNING.parse().unwrap();
        let now = Arc::new(AtomicI64::new(beginning.as_millisecond()));
        let clock = {
            let now = now.clone();
            Arc::new(move || Timestamp::from_millisecond(now.load(Ordering::SeqCst)).unwrap())
        };
        let listening = Listening::on("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listening.address);
        let zone = TimeZone::get("Asia/Tokyo").unwrap();
        let public = public.unwrap_or(&address).to_owned();
        let settings = Settings { database, zone, address: public };
        let hub = set_up(Hub::open(settings, clock, None).await.unwrap());
        let (over, is_over) = tokio::sync::oneshot::channel::<()>();
        let served = hub.clone();
        tokio::spawn(async move {
            let shutdown = async {
                let _ = is_over.await;
            };
            hub::work(served, listening, None, shutdown).await.unwrap();
        });
        House { hub, address, now, _folder: folder, _over: over, _database: None }
    }

    /// One with something set up before it serves.
    pub async fn open_with(set_up: impl FnOnce(Hub) -> Hub) -> House {
        let (own, folder) = (OwnDatabase::make().await, tempfile::tempdir().unwrap());
        let database = match &own {
            Some(own) => Database::Postgres(own.address()),
            None => Database::File(folder.path().join("hub.sqlite")),
        };
        let mut house = House::open_set_up(database, Some(folder), None, set_up).await;
        house._database = own;
        house
    }

    /// Ends it in good order, and hands back what a test wants to look at.
    pub fn end(self) -> Hub {
        self.hub.clone()
    }

    /// Lets time go on.
    pub fn later(&self, by: SignedDuration) {
        self.now.fetch_add(i64::try_from(by.as_millis()).unwrap(), Ordering::SeqCst);
    }

    /// Somebody with a browser who is not signed in.
    pub fn stranger(&self) -> Browser {
        Browser::new(&self.address)
    }

    /// Somebody with a lesser role, signed in. There has to be an administrator already.
    pub async fn colleague(&self, name: &str, role: hub::store::Role) -> Browser {
        let account = hub::store::Account {
            id: hub::new_id().unwrap(),
            name: name.to_owned(),
            password: Some(hub::admin::sign::hash(PASSWORD).unwrap()),
            role,
            lang: "ja".to_owned(),
            closed: false,
        };
        let mut change = self.hub.store.begin().await.unwrap();
        change.add_account(&account, self.hub.now_ms()).await.unwrap();
        change.commit().await.unwrap();
        let browser = self.stranger();
        let answer = browser.post("/sign-in", &[("name", name), ("password", PASSWORD)]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        browser
    }

    /// The administrator, who has made the first account by the set-up link.
    pub async fn administrator(&self) -> Browser {
        let link = hub::admin::sign::setup_link(&self.hub).await.unwrap().unwrap();
        let browser = self.stranger();
        let token = link.rsplit_once("token=").unwrap().1;
        let form = [("token", token), ("name", "管理"), ("password", PASSWORD), ("again", PASSWORD)];
        let answer = browser.post("/setup", &form).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        browser
    }
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: reqwest::header::HeaderMap,
    pub body: String,
}

impl Answer {
    /// Where it leads.
    pub fn leads_to(&self) -> &str {
        self.headers.get(LOCATION).map_or("", |value| value.to_str().unwrap())
    }

    /// As it is read: without the places where a line may end.
    fn read(&self) -> String {
        self.body.replace("<wbr>", "")
    }

    #[track_caller]
    pub fn shows(&self, text: &str) {
        assert!(self.read().contains(text), "{text} is not in:\n{}", self.body);
    }

    #[track_caller]
    pub fn shows_not(&self, text: &str) {
        assert!(!self.read().contains(text), "{text} is in:\n{}", self.body);
    }
}

pub fn client() -> Client {
    // The first caller in the process wins; all of them want the same.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let builder = Client::builder().redirect(redirect::Policy::none());
    builder.no_proxy().tls_certs_only([]).build().unwrap()
}

/// A browser: keeps cookies, says where its forms come from, does not run scripts.
pub struct Browser {
    client: Client,
    address: String,
    cookies: Mutex<Vec<(String, String)>>,
}

impl Browser {
    pub fn new(address: &str) -> Browser {
        Browser { client: client(), address: address.to_owned(), cookies: Mutex::default() }
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, None).await
    }

    /// Asks as a page does that asks by itself, without anybody there.
    pub async fn get_by_itself(&self, path: &str) -> Answer {
        let cookies: Vec<String> =
            self.cookies.lock().unwrap().iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = self.client.get(format!("{}{path}", self.address)).header("hiroba-by-itself", "1");
        answer(request.header(COOKIE, cookies.join("; ")).send().await.unwrap()).await
    }

    /// A file as it comes.
    pub async fn bytes(&self, path: &str) -> Vec<u8> {
        let cookies = self
            .cookies
            .lock()
            .unwrap()
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect::<Vec<_>>();
        let request = self.client.get(format!("{}{path}", self.address)).header(COOKIE, cookies.join("; "));
        request.send().await.unwrap().bytes().await.unwrap().to_vec()
    }

    /// Sends a form as this hub's own pages do.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.send(Method::POST, path, Some((&self.address.clone(), fields))).await
    }

    /// Sends a form with a file in it, as `multipart/form-data`.
    pub async fn upload(&self, path: &str, fields: &[(&str, &str)], file: &[u8]) -> Answer {
        const EDGE: &str = "----the-edge-between-parts";
        let mut body = Vec::new();
        for (name, value) in fields {
            let head = format!("--{EDGE}\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n");
            body.extend_from_slice(format!("{head}{value}\r\n").as_bytes());
        }
        let head = "content-disposition: form-data; name=\"file\"; filename=\"picture\"";
        let kind = "content-type: application/octet-stream";
        body.extend_from_slice(format!("--{EDGE}\r\n{head}\r\n{kind}\r\n\r\n").as_bytes());
        body.extend_from_slice(file);
        body.extend_from_slice(format!("\r\n--{EDGE}--\r\n").as_bytes());
        let cookies: Vec<String> =
            self.cookies.lock().unwrap().iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = self.client.post(format!("{}{path}", self.address)).header(ORIGIN, &self.address);
        let request = request
            .header(COOKIE, cookies.join("; "))
            .header("content-type", format!("multipart/form-data; boundary={EDGE}"));
        answer(request.body(body).send().await.unwrap()).await
    }

    /// Sends a form from another site.
    pub async fn post_from(&self, origin: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.send(Method::POST, path, Some((origin, fields))).await
    }

    /// Sends a body of another kind, such as a file, as this hub's own pages do.
    pub async fn post_body(&self, path: &str, kind: &str, body: String) -> Answer {
        self.send_body(Method::POST, path, Some((&self.address, kind, body))).await
    }

    async fn send(&self, method: Method, path: &str, fields: Option<(&str, &[(&str, &str)])>) -> Answer {
        let body =
            fields.map(|(origin, fields)| (origin, "application/x-www-form-urlencoded", form::body(fields)));
        self.send_body(method, path, body).await
    }

    async fn send_body(&self, method: Method, path: &str, body: Option<(&str, &str, String)>) -> Answer {
        let mut request = self.client.request(method, format!("{}{path}", self.address));
        let cookies: Vec<String> =
            self.cookies.lock().unwrap().iter().map(|(name, value)| format!("{name}={value}")).collect();
        if !cookies.is_empty() {
            request = request.header(COOKIE, cookies.join("; "));
        }
        if let Some((origin, kind, body)) = body {
            request = request.header(ORIGIN, origin).header("content-type", kind).body(body);
        }
        let response = request.send().await.unwrap();
        for cookie in response.headers().get_all(SET_COOKIE) {
            let cookie = cookie.to_str().unwrap();
            let (name, value) = cookie.split(';').next().unwrap().split_once('=').unwrap();
            let mut cookies = self.cookies.lock().unwrap();
            cookies.retain(|(known, _)| known != name);
            if !cookie.contains("Max-Age=0") {
                cookies.push((name.to_owned(), value.to_owned()));
            }
        }
        let (status, headers) = (response.status(), response.headers().clone());
        Answer { status, headers, body: response.text().await.unwrap() }
    }
}

/// A kiosk that was taken in, as far as a hub sees one.
pub struct Device {
    client: Client,
    address: String,
    pub id: String,
    pub token: String,
}

impl Device {
    /// One with a token of its own, without the way over the code.
    pub async fn taken_in(house: &House, name: &str) -> Device {
        let token = hub::Token::new().unwrap();
        let mut change = house.hub.store.begin().await.unwrap();
        let id = hub::new_id().unwrap();
        change.add_kiosk(&id, name, &token.fingerprint(), house.hub.now_ms()).await.unwrap();
        change.commit().await.unwrap();
        Device { client: client(), address: house.address.clone(), id, token: token.text().to_owned() }
    }

    /// The same kiosk at another hub of the same database.
    pub fn at(&self, address: &str) -> Device {
        let (id, token) = (self.id.clone(), self.token.clone());
        Device { client: client(), address: address.to_owned(), id, token }
    }

    /// One that is taken in by its code, as a real one is.
    pub async fn paired(address: &str, staff: &Browser) -> Device {
        let screen = Browser::new(address);
        let wish = serde_json::json!({ "name": "new" }).to_string();
        let ticket = screen.post_body("/api/v1/pairing", "application/json", wish).await;
        let ticket: serde_json::Value = serde_json::from_str(&ticket.body).unwrap();
        let code = ticket["code"].as_str().unwrap();
        let taken = staff.post("/kiosks/pair", &[("code", code), ("name", "入口"), ("group", "")]).await;
        assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.body);
        let state = screen.get(&format!("/api/v1/pairing/{}", ticket["secret"].as_str().unwrap())).await;
        let state: serde_json::Value = serde_json::from_str(&state.body).unwrap();
        Device::with_token(address, state["token"].as_str().unwrap())
    }

    /// Holds the live channel.
    pub async fn listen(&self) -> Listener {
        let request =
            self.client.get(format!("{}/api/v1/live", self.address)).header("accept-encoding", "gzip");
        let response = request.bearer_auth(&self.token).send().await.unwrap();
        assert_eq!(response.status(), StatusCode::OK);
        Listener { response, heard: String::new() }
    }

    /// One that was given its token.
    pub fn with_token(address: &str, token: &str) -> Device {
        let (id, token) = (String::new(), token.to_owned());
        Device { client: client(), address: address.to_owned(), id, token }
    }

    pub async fn get(&self, path: &str) -> Answer {
        let request = self.client.get(format!("{}/api/v1{path}", self.address));
        answer(request.bearer_auth(&self.token).send().await.unwrap()).await
    }

    /// Sends bytes of a kind.
    pub async fn post_bytes(&self, path: &str, kind: &str, bytes: Vec<u8>) -> Answer {
        let request = self.client.post(format!("{}/api/v1{path}", self.address));
        let request = request.header("content-type", kind).body(bytes);
        answer(request.bearer_auth(&self.token).send().await.unwrap()).await
    }

    pub async fn post(&self, path: &str, body: &serde_json::Value) -> Answer {
        let request = self.client.post(format!("{}/api/v1{path}", self.address));
        let request = request.header("content-type", "application/json").body(body.to_string());
        answer(request.bearer_auth(&self.token).send().await.unwrap()).await
    }
}

/// A kiosk on the live channel.
pub struct Listener {
    response: reqwest::Response,
    heard: String,
}

impl Listener {
    /// Waits until something was said; panics when it takes longer than a second.
    #[track_caller]
    pub fn hears<'l>(&'l mut self, text: &'l str) -> impl Future<Output = ()> + 'l {
        let caller = std::panic::Location::caller();
        async move {
            let until = tokio::time::Instant::now() + std::time::Duration::from_secs(1);
            while !self.heard.contains(text) {
                match tokio::time::timeout_at(until, self.response.chunk()).await {
                    Ok(Ok(Some(chunk))) => self.heard.push_str(&String::from_utf8_lossy(&chunk)),
                    ended => panic!("{caller}: {text} was not heard but {:?}: {ended:?}", self.heard),
                }
            }
            let (_, rest) = self.heard.split_once(text).unwrap();
            self.heard = rest.to_owned();
        }
    }

    /// Whether the hub has cut it, within so many seconds.
    pub async fn is_cut_within(&mut self, seconds: u64) -> bool {
        let cut = async { while let Ok(Some(_)) = self.response.chunk().await {} };
        tokio::time::timeout(std::time::Duration::from_secs(seconds), cut).await.is_ok()
    }
}

async fn answer(response: reqwest::Response) -> Answer {
    let (status, headers) = (response.status(), response.headers().clone());
    Answer { status, headers, body: response.text().await.unwrap() }
}

/// The form of a meeting on a day with times, as a browser sends it.
pub fn third() -> Vec<(&'static str, &'static str)> {
    vec![
        ("theme-ja", "場をひろげる"),
        ("series-ja", "ピアサポートの会"),
        ("series-number", "3"),
        ("known", "exact"),
        ("day", "2026-12-17"),
        ("start", "13:30"),
        ("end", "16:00"),
        ("repeat", "none"),
        ("follow", "none"),
        ("mode", "both"),
        ("place-ja", "地域交流スペース"),
        ("who-ja", "どなたでも どうぞ"),
        ("act", "save"),
    ]
}

/// The same with some fields in other words.
pub fn changed<'a>(form: &[(&'a str, &'a str)], changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut form: Vec<_> =
        form.iter().filter(|(name, _)| !changes.iter().any(|(other, _)| other == name)).copied().collect();
    form.extend_from_slice(changes);
    form
}
