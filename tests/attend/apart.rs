//! A kiosk and the hub of another machine, both as real programs, with a network between them that
//! fails: whoever came is at the hub once, whatever was killed in the middle of it.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use hiroba::clock;
use hiroba::hub::store::Database;
use hiroba::hub::{Hub, Settings};
use hiroba::view::Ask;
use hiroba::view::words::Say;
use jiff::ToSpan;
use jiff::tz::TimeZone;

use crate::display::{Display, Owned, until};
use crate::place::Place;
use crate::sign::PATIENCE;
use crate::ward;
use crate::wire::{Mood, Wire};

/// `hiroba hub`, with its files.
struct Ward {
    folder: tempfile::TempDir,
    port: u16,
    process: Option<Owned>,
    runtime: tokio::runtime::Runtime,
}

impl Ward {
    /// One with a meeting that people come to, and a screen that was taken in; its token.
    fn open() -> (Ward, String) {
        let folder = tempfile::tempdir().unwrap();
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let settings = format!("[hub]\nlisten = \"127.0.0.1:{port}\"\ndatabase = \"hub.sqlite\"\n");
        std::fs::write(folder.path().join("kiosk.toml"), settings).unwrap();
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let mut ward = Ward { folder, port, process: None, runtime };
        let token = ward.with_files(async |hub| {
            let start = clock::now().in_tz("Asia/Tokyo").unwrap() + 20.minutes();
            let [start, end] = [start.clone(), start + 150.minutes()]
                .map(|moment| moment.strftime("%Y-%m-%dT%H:%M").to_string());
            let body = format!(
                r#"{{"id": "tea", "title": "お茶の会", "mode": "venue", "attendance": {{"asksCategory": false}},
                    "when": {{"kind": "exact", "start": "{start}", "end": "{end}"}}}}"#
            );
            ward::publish(hub, "tea", &body).await;
            ward::take_in(hub, "入口").await.1
        });
        ward.starts();
        (ward, token)
    }

    fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Looks into its files, as they lie there.
    fn with_files<T>(&self, look: impl AsyncFnOnce(&Hub) -> T) -> T {
        let database = Database::File(self.folder.path().join("hub.sqlite"));
        let zone = TimeZone::get("Asia/Tokyo").unwrap();
        let settings = Settings { database, zone, address: self.address() };
        self.runtime.block_on(async {
            let hub = Hub::open(settings, std::sync::Arc::new(clock::now), None).await.unwrap();
            look(&hub).await
        })
    }

    /// The keys of the records it has, each as often as it has it.
    fn records(&self) -> Vec<String> {
        let mut keys = self.with_files(async |hub| ward::records(hub).await);
        keys.sort();
        keys
    }

    fn starts(&mut self) {
        let log = self.folder.path().join("log");
        let log = std::fs::OpenOptions::new().append(true).create(true).open(log).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_hiroba"));
        command.args(["hub", "--config"]).arg(self.folder.path().join("kiosk.toml"));
        command.stdin(Stdio::null()).stdout(Stdio::null()).env_remove("RUST_LOG");
        command.stderr(log);
        self.process = Some(Owned(command.spawn().unwrap()));
        let at = ("127.0.0.1", self.port);
        until("the hub", PATIENCE, || std::net::TcpStream::connect(at).ok());
    }

    /// SIGKILL, and started again.
    fn is_killed(&mut self) {
        let mut process = self.process.take().unwrap();
        assert_eq!(process.0.try_wait().unwrap(), None, "the hub has ended by itself: {}", self.log());
        process.0.kill().unwrap();
        process.0.wait().unwrap();
        self.starts();
    }

    fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("log")).unwrap()
    }

    /// What it gives a screen.
    fn programme(&self, token: &str) -> String {
        // The first caller in the process wins; all of them want the same.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = reqwest::Client::builder().no_proxy().tls_certs_only([]).build().unwrap();
        let request = client.get(format!("{}/api/v1/programme", self.address())).bearer_auth(token);
        self.runtime.block_on(async { request.send().await.unwrap().text().await.unwrap() })
    }
}

/// As a kiosk keeps the token by which it was taken in.
fn keep_token(records: &Path, token: &str, address: &str) {
    std::fs::create_dir_all(records).unwrap();
    std::fs::write(records.join("hub-token"), format!("{token} {address}\n")).unwrap();
}

#[test]
fn whoever_comes_while_the_hub_is_killed_or_the_network_cut_is_there_once() {
    let (mut ward, token) = Ward::open();
    let wire = ward.runtime.block_on(Wire::to(&ward.address()));
    let programme = ward.programme(&token);
    let mut place = Place::on(Display::open(), &programme, None);
    place.belongs_to(&wire.address, &programme);
    keep_token(&place.records, &token, &wire.address);
    place.starts();
    place.opens();
    let arrive = |place: &mut Place| {
        place.asks(&[Ask::CheckIn, Ask::WalkIn]);
        place.taps(crate::place::ask(Ask::Submit));
    };
    let leave = |place: &mut Place| {
        place.reads(Say::ComeIn);
        // They read it first: it may have come late, and a hand that trembles is not obeyed.
        std::thread::sleep(crate::sign::READING);
        place.asks(&[Ask::Finish]);
    };
    // The hub dies sooner or later after somebody has come in.
    for pause in [0, 30, 90] {
        arrive(&mut place);
        std::thread::sleep(Duration::from_millis(pause));
        ward.is_killed();
        leave(&mut place);
    }
    place.has_sent();
    assert_eq!(ward.records().len(), 3);

    // It has the record, dies, and nobody ever heard its answer.
    wire.becomes(Mood::LosesAnswers);
    arrive(&mut place);
    until("the record at the hub", PATIENCE, || (ward.records().len() == 4).then_some(()));
    assert_eq!(place.sql("SELECT count(*) FROM outbox"), ["1"], "the kiosk cannot know");
    ward.is_killed();
    leave(&mut place);
    wire.becomes(Mood::Good);
    place.has_sent();
    assert_eq!(ward.records().len(), 4, "sent twice, it is there once");

    // The network is cut, people go on coming, and both programs die before it is mended.
    wire.becomes(Mood::Cut);
    for _ in 0..2 {
        arrive(&mut place);
        leave(&mut place);
    }
    place.kill();
    ward.is_killed();
    place.starts_again(&programme);
    assert_eq!(ward.records().len(), 4);
    wire.becomes(Mood::Good);
    place.has_sent();

    let mut expected: Vec<String> = place.stored().0.iter().map(|record| record.key.to_string()).collect();
    expected.sort();
    assert_eq!(expected.len(), 6);
    assert_eq!(ward.records(), expected);
    assert_eq!(place.end().code(), Some(0));
    assert!(!ward.log().contains("panicked"), "{}", ward.log());
}
