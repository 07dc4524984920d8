//! A screen and a hub, and with `scripts/across`, which builds and names the other one, those of two versions
//! of the program: nothing of it is looked at but what a visitor, staff and the hub's file show.

use std::path::{Path, PathBuf};

use sqlx::{ConnectOptions, Connection};

use super::screen_reader::{Bus, Listener};
use super::*;
use crate::house::{Browser, PASSWORD, changed, third};

/// The program of the other version.
const OTHER: &str = "HIROBA_OTHER";

/// A hub of one of the two versions, with its files.
struct Hub {
    folder: tempfile::TempDir,
    address: String,
    process: Owned,
    runtime: tokio::runtime::Runtime,
    program: PathBuf,
}

impl Hub {
    fn opens(program: &Path) -> Hub {
        let folder = tempfile::tempdir().unwrap();
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let settings = format!("[hub]\nlisten = \"127.0.0.1:{port}\"\ndatabase = \"hub.sqlite\"\n");
        std::fs::write(folder.path().join("kiosk.toml"), settings).unwrap();
        let log = std::fs::File::create(folder.path().join("log")).unwrap();
        let mut command = std::process::Command::new(program);
        command.args(["hub", "--config", "kiosk.toml"]).current_dir(&folder).env_remove("RUST_LOG");
        let process = Owned(command.stderr(log).spawn().unwrap());
        until("the hub", PATIENCE, || std::net::TcpStream::connect(("127.0.0.1", port)).ok());
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let address = format!("http://127.0.0.1:{port}");
        Hub { folder, address, process, runtime, program: program.to_owned() }
    }

    fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("log")).unwrap()
    }

    /// The administrator makes an account by the link of the first start.
    fn has_staff(&self) -> Browser {
        let link = until("the link", PATIENCE, || {
            let log = self.log();
            let (_, link) = log.split_once("makes the first one here: ")?;
            link.split_whitespace().next().map(str::to_owned)
        });
        let token = link.rsplit_once("token=").unwrap().1;
        let staff = Browser::new(&self.address);
        let form = [("token", token), ("name", "管理"), ("password", PASSWORD), ("again", PASSWORD)];
        let answer = self.runtime.block_on(staff.post("/setup", &form));
        assert_eq!(answer.status, 303, "{}", answer.body);
        staff
    }

    /// A token for a screen, as its own program prints it.
    fn takes_in(&self, name: &str) -> String {
        let mut command = std::process::Command::new(&self.program);
        command.args(["hub", "kiosk", name, "--config", "kiosk.toml"]).current_dir(&self.folder);
        String::from_utf8(done(&mut command).stdout).unwrap().trim().to_owned()
    }

    fn posts(&self, staff: &Browser, path: &str, form: &[(&str, &str)]) -> String {
        let answer = self.runtime.block_on(staff.post(path, form));
        assert_eq!(answer.status, 303, "{path}: {}", answer.body);
        answer.leads_to().split('?').next().unwrap().to_owned()
    }

    /// What has been recorded, in its order.
    fn records(&self) -> Vec<String> {
        let file = self.folder.path().join("hub.sqlite");
        self.runtime.block_on(async {
            let options = sqlx::sqlite::SqliteConnectOptions::new().filename(file).read_only(true);
            let mut connection = options.connect().await.unwrap();
            let kinds = sqlx::query_scalar("SELECT what FROM record ORDER BY number");
            let kinds = kinds.fetch_all(&mut connection).await.unwrap();
            connection.close().await.unwrap();
            kinds
        })
    }
}

/// Hears the screen until it says so.
#[track_caller]
fn hears(display: &Display, bus: &Bus, words: &str) -> Listener {
    until(words, PATIENCE, || {
        let listener = Listener::begin(display, bus);
        listener.heard.iter().any(|(_, name)| name.contains(words)).then_some(listener)
    })
}

/// Staff publish and change a meeting, somebody registers for it and takes it back at the screen.
fn get_on(screen: &Path, hub: &Path) {
    let hub = Hub::opens(hub);
    let staff = hub.has_staff();
    let display = Display::open();
    let bus = Bus::open(&display);
    let records = display.home.path().join("state/hiroba");
    std::fs::create_dir_all(&records).unwrap();
    std::fs::write(records.join("hub-token"), format!("{} {}\n", hub.takes_in("入口"), hub.address)).unwrap();
    let settings = format!("[hub]\naddress = \"{}\"\n", hub.address);
    let mut sign = Sign::start_program(screen, &display, &settings, |command| bus.lend(command));
    until("what the hub has", PATIENCE, || sign.log().contains("/api/v1/programme").then_some(()));

    let day = (clock::now().in_tz("Asia/Tokyo").unwrap() + 7.days()).strftime("%Y-%m-%d").to_string();
    let form = |theme: &'static str| changed(&third(), &[("theme-ja", theme), ("day", &day)]);
    let path = hub.posts(&staff, "/schedule/new", &form("お茶の会"));
    let path = path.trim_end_matches("/publish");
    hub.posts(&staff, &format!("{path}/publish"), &[("version", "1"), ("act", "now")]);
    hears(&display, &bus, "お茶の会");
    let mut change = form("音楽の会");
    change.push(("base", "1"));
    hub.posts(&staff, path, &change);
    hub.posts(&staff, &format!("{path}/publish"), &[("version", "2"), ("act", "now")]);
    let changed = Instant::now();
    let mut visitor = hears(&display, &bus, "音楽の会");
    // Asking now and then alone would take up to a minute.
    assert!(changed.elapsed() < Duration::from_secs(10), "it comes over the live channel");

    visitor.chooses("申し込む");
    while !visitor.heard.iter().any(|(_, name)| name.contains("申し込みを うけつけました")) {
        let is_there = |name: &&&str| visitor.heard.iter().any(|(_, there)| there.starts_with(**name));
        let next = ["申し込む", "会場", "答えない"].iter().find(is_there);
        let next = next.unwrap_or_else(|| panic!("no way on among {:#?}", visitor.heard));
        visitor.chooses(next);
    }
    let has =
        |records: &[&str]| until("it at the hub", PATIENCE, || (hub.records() == records).then_some(()));
    has(&["registered"]);
    visitor.chooses("申し込みを 取り消す");
    visitor.chooses("取り消す");
    has(&["registered", "taken-back"]);
    sign.is_running();
    for (whose, log) in [("screen", sign.log()), ("hub", hub.log())] {
        assert!(!log.contains("panicked"), "the {whose}: {log}");
    }
    drop(hub.process);
}

/// With the program of another version, if one is named: each of the two in both places.
#[test]
fn a_screen_and_a_hub_get_on() {
    let own = Path::new(env!("CARGO_BIN_EXE_hiroba"));
    match std::env::var_os(OTHER).map(PathBuf::from) {
        None => get_on(own, own),
        Some(other) => {
            get_on(&other, own);
            println!("A screen of the other version gets on with this hub.");
            get_on(own, &other);
            println!("This screen gets on with a hub of the other version.");
        }
    }
}
