//! The real program: begun, copied, killed, restored, ended.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use reqwest::StatusCode;

use crate::house::{Browser, PASSWORD};

pub struct Running {
    child: Child,
    pub address: String,
    log: PathBuf,
}

impl Running {
    async fn begin(folder: &Path) -> Running {
        Running::begin_with(folder, "database = \"state/hub.sqlite\"\nkeep_backups = 2\n").await
    }

    /// One with settings of the hub of its own, beside its address.
    pub async fn begin_with(folder: &Path, settings: &str) -> Running {
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let settings = format!("[hub]\nlisten = \"127.0.0.1:{port}\"\n{settings}");
        std::fs::write(folder.join("kiosk.toml"), settings).unwrap();
        let log = folder.join("log");
        let child = Command::new(env!("CARGO_BIN_EXE_hiroba"))
            .args(["hub", "--config"])
            .arg(folder.join("kiosk.toml"))
            .stderr(std::fs::File::create(&log).unwrap())
            .stdout(Stdio::null())
            .env_remove("RUST_LOG")
            .spawn()
            .unwrap();
        let running = Running { child, address: format!("http://127.0.0.1:{port}"), log };
        let client = crate::house::client();
        let began = Instant::now();
        loop {
            match client.get(format!("{}/health/ready", running.address)).send().await {
                Ok(answer) if answer.status() == StatusCode::OK => return running,
                _ => tokio::time::sleep(Duration::from_millis(20)).await,
            }
            assert!(began.elapsed() < Duration::from_secs(20), "{}", running.log());
        }
    }

    pub fn log(&self) -> String {
        let mut log = String::new();
        std::fs::File::open(&self.log).unwrap().read_to_string(&mut log).unwrap();
        log
    }

    /// The administrator, by the set-up link that it has logged.
    pub async fn administrator(&self) -> Browser {
        let log = self.log();
        let token = log.split_once("/setup?token=").unwrap().1.split_whitespace().next().unwrap();
        let form = [("token", token), ("name", "管理"), ("password", PASSWORD), ("again", PASSWORD)];
        let browser = Browser::new(&self.address);
        assert_eq!(browser.post("/setup", &form).await.status, StatusCode::SEE_OTHER);
        browser
    }

    pub fn signal(&self, name: &str) {
        let sent = Command::new("kill").args([name, &self.child.id().to_string()]).status().unwrap();
        assert!(sent.success());
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn hub(folder: &Path, job: &str, file: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hiroba"));
    command.args(["hub", job, "--config"]).arg(folder.join("kiosk.toml")).arg(folder.join(file));
    command.output().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hub_is_copied_killed_restored_and_ended_and_everything_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let mut running = Running::begin(folder).await;
    running.administrator().await;
    // The day's copy is made by itself; this one by hand.
    let made = hub(folder, "backup", "by-hand.sqlite");
    assert!(made.status.success(), "{made:?}");
    let again = hub(folder, "backup", "by-hand.sqlite");
    assert!(!again.status.success() && String::from_utf8_lossy(&again.stderr).contains("is there already"));
    let refused = hub(folder, "restore", "by-hand.sqlite");
    assert!(!refused.status.success() && String::from_utf8_lossy(&refused.stderr).contains("End it first"));
    assert_eq!(std::fs::read_dir(folder.join("state/backups")).unwrap().count(), 1);

    running.signal("-KILL");
    running.child.wait().unwrap();
    // The disk has lost it all.
    std::fs::remove_dir_all(folder.join("state")).unwrap();
    let restored = hub(folder, "restore", "by-hand.sqlite");
    assert!(restored.status.success(), "{restored:?}");
    let mut running = Running::begin(folder).await;
    assert!(!running.log().contains("/setup?token="), "there is an account");
    let form = [("name", "管理"), ("password", PASSWORD), ("back", "/help")];
    assert_eq!(Browser::new(&running.address).post("/sign-in", &form).await.leads_to(), "/help");

    // Without a certificate there is nothing to read again, and nothing ends.
    running.signal("-HUP");
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert_eq!(Browser::new(&running.address).get("/health/live").await.status, StatusCode::OK);
    let began = Instant::now();
    running.signal("-TERM");
    let ended = running.child.wait().unwrap();
    assert!(ended.success() && began.elapsed() < Duration::from_secs(2), "{ended} {:?}", began.elapsed());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_log_for_programs_has_one_object_on_each_line_and_no_secret() {
    let folder = tempfile::tempdir().unwrap();
    let settings = "database = \"state/hub.sqlite\"\n[log]\nlevel = \"debug\"\nformat = \"json\"\n";
    let running = Running::begin_with(folder.path(), settings).await;
    let log = running.log();
    let link = log.split_once("/setup?token=").unwrap().1.split([' ', '"']).next().unwrap().to_owned();
    let form = [("token", link.as_str()), ("name", "管理"), ("password", PASSWORD), ("again", PASSWORD)];
    let staff = Browser::new(&running.address);
    assert_eq!(staff.post("/setup", &form).await.status, StatusCode::SEE_OTHER);
    assert_eq!(staff.get("/schedule?q=private").await.status, StatusCode::OK);
    let wrong = [("name", "somebody"), ("password", "their secret"), ("back", "/")];
    Browser::new(&running.address).post("/sign-in", &wrong).await;
    let log = running.log();
    let mut routes = Vec::new();
    for line in log.lines() {
        let line: serde_json::Value =
            serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
        let at = line["timestamp"].as_str().unwrap();
        assert!(at.parse::<jiff::Timestamp>().is_ok(), "{at}");
        assert!(["INFO", "WARN", "ERROR", "DEBUG"].contains(&line["level"].as_str().unwrap()), "{line}");
        assert!(!line["message"].as_str().unwrap_or_default().contains('\u{1b}'), "{line}");
        if let Some(route) = line["route"].as_str() {
            assert!(line["status"].is_u64() && line["method"].is_string(), "{line}");
            routes.push(route.to_owned());
        }
    }
    assert!(routes.iter().any(|route| route == "/schedule"), "{log}");
    // The link is there once, to be used; it is used up.
    assert_eq!(log.matches(&link).count(), 1);
    for private in [PASSWORD, "their secret", "somebody", "private"] {
        assert!(!log.contains(private), "{private} is in the log:\n{log}");
    }
}

// Each would have kept the other's changes from its own screens, for as long as nobody started it anew.
#[tokio::test(flavor = "multi_thread")]
async fn a_second_hub_on_the_same_file_is_refused_and_commands_work_beside_the_first() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let running = Running::begin(folder).await;
    running.administrator().await;
    let other = folder.join("other.toml");
    std::fs::write(&other, "[hub]\nlisten = \"127.0.0.1:0\"\ndatabase = \"state/hub.sqlite\"\n").unwrap();
    let mut second = Command::new(env!("CARGO_BIN_EXE_hiroba"))
        .args(["hub", "--config"])
        .arg(&other)
        .stderr(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let began = Instant::now();
    while second.try_wait().unwrap().is_none() && began.elapsed() < Duration::from_secs(10) {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    // It may have ended already.
    let _ = second.kill();
    let second = second.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&second.stderr);
    assert!(!second.status.success() && said.contains("Another hub works on"), "{said}");
    assert_eq!(Browser::new(&running.address).get("/health/ready").await.status, StatusCode::OK);
    for job in [&["user", "list"][..], &["kiosk", "入口"], &["user", "add", "Aoki", "viewer"]] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hiroba"));
        let done =
            command.arg("hub").args(job).arg("--config").arg(folder.join("kiosk.toml")).output().unwrap();
        assert!(done.status.success(), "{job:?}: {done:?}");
    }
    assert!(hub(folder, "backup", "by-hand.sqlite").status.success());
}

// There were thirty seconds of silence, and then "pool timed out".
#[tokio::test(flavor = "multi_thread")]
async fn a_hub_that_waits_for_its_database_says_so_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let settings = folder.path().join("kiosk.toml");
    let database = format!("postgres://hiroba:SECRET@127.0.0.1:{port}/ward");
    std::fs::write(&settings, format!("[hub]\nlisten = \"127.0.0.1:0\"\ndatabase = \"{database}\"\n"))
        .unwrap();
    let log = folder.path().join("log");
    let mut waiting = Command::new(env!("CARGO_BIN_EXE_hiroba"))
        .args(["hub", "--config"])
        .arg(&settings)
        .stderr(std::fs::File::create(&log).unwrap())
        .stdout(Stdio::null())
        .env_remove("RUST_LOG")
        .spawn()
        .unwrap();
    let began = Instant::now();
    let mut said = String::new();
    while !said.contains("Waiting for the database") && began.elapsed() < Duration::from_secs(5) {
        tokio::time::sleep(Duration::from_millis(20)).await;
        said = std::fs::read_to_string(&log).unwrap();
    }
    // Both end it, however far it has come.
    let _ = waiting.kill();
    let _ = waiting.wait();
    assert!(said.contains(&format!("127.0.0.1:{port}/ward")) && said.contains("refused"), "{said}");
    assert!(!said.contains("SECRET"), "{said}");
}
