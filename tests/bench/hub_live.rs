//! Kiosks on the live channel of one hub: how much memory they take there, and how long it takes
//! until all have heard of a change.
//!
//! `nice -n 10 cargo bench --no-default-features --features hub --bench hub_live [-- KIOSKS]`: the
//! hub is a process of its own, and so are its kiosks; loopback only. Needs as many open files as
//! kiosks, twice; asks for them itself.

use std::io::{BufRead, BufReader, Write};
use std::os::unix::process::CommandExt;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use hiroba::clock;
use hiroba::hub::store::Database;
use hiroba::hub::{self, Hub, Listening, Settings};
use jiff::tz::TimeZone;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

const KIOSKS: usize = 10_000;
/// Changes that are announced.
const CHANGES: usize = 20;
/// What may be open at once.
const FILES: usize = 19_000;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    let number = |word: Option<&String>| word.and_then(|word| word.parse().ok()).unwrap_or(KIOSKS);
    match words.first().map(String::as_str) {
        Some("hub") => serve(number(words.get(1))),
        Some("kiosks") => kiosks(number(words.get(1))),
        first => {
            // The limit of files is only raised by a shell.
            let line =
                format!("ulimit -n {FILES} && exec \"$0\" kiosks {}", number(first.map(|_| &words[0])));
            let error = Command::new("sh").args(["-c", &line]).arg(std::env::current_exe().unwrap()).exec();
            panic!("{error}");
        }
    }
}

fn token(number: usize) -> String {
    format!("kiosk-{number}")
}

/// The hub: says where it is, and then makes a change for every line it is sent.
fn serve(kiosks: usize) {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let folder = tempfile::tempdir().unwrap();
        let settings = Settings {
            database: Database::File(folder.path().join("hub.sqlite")),
            zone: TimeZone::get("Asia/Tokyo").unwrap(),
            address: String::new(),
        };
        let hub = Hub::open(settings, Arc::new(clock::now), None).await.unwrap();
        let mut change = hub.store.begin().await.unwrap();
        for number in 0..kiosks {
            let (id, token) = (hub::new_id().unwrap(), hub::fingerprint(&token(number)));
            change.add_kiosk(&id, &id, &token, hub.now_ms()).await.unwrap();
        }
        change.commit().await.unwrap();
        let listening = Listening::on("127.0.0.1:0").await.unwrap();
        println!("{}", listening.address);
        tokio::spawn(hub::work(hub.clone(), listening, None, std::future::pending()));
        // This thread may wait; the hub works on others.
        for line in std::io::stdin().lines() {
            line.unwrap();
            let mut change = hub.store.begin().await.unwrap();
            let revision = change.next_revision().await.unwrap();
            change.commit().await.unwrap();
            hub.live.announce_revision(revision);
        }
    });
}

/// Memory of a process, MB of 1024 x 1024 bytes.
fn pss(process: u32) -> f64 {
    let rollup = std::fs::read_to_string(format!("/proc/{process}/smaps_rollup")).unwrap();
    let line = rollup.lines().find(|line| line.starts_with("Pss:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<f64>().unwrap() / 1024.0
}

fn kiosks(kiosks: usize) {
    let program = std::env::current_exe().unwrap();
    let mut hub = Command::new(program)
        .args(["hub", &kiosks.to_string()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut address = String::new();
    BufReader::new(hub.stdout.take().unwrap()).read_line(&mut address).unwrap();
    let (address, process) = (address.trim().to_owned(), hub.id());
    let mut tell = hub.stdin.take().unwrap();
    let empty = pss(process);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let heard = Arc::new(AtomicUsize::new(0));
        let (here, mut arrived) = tokio::sync::mpsc::unbounded_channel::<()>();
        let began = Instant::now();
        let places = Arc::new(tokio::sync::Semaphore::new(64));
        for number in 0..kiosks {
            let place = places.clone().acquire_owned().await.unwrap();
            let (address, here, heard) = (address.clone(), here.clone(), heard.clone());
            tokio::spawn(async move {
                let mut stream = TcpStream::connect(&address).await.unwrap();
                let token = token(number);
                let head = format!(
                    "GET /api/v1/live HTTP/1.1\r\nhost: {address}\r\nauthorization: Bearer {token}\r\n\
                     accept-encoding: gzip\r\n\r\n"
                );
                stream.write_all(head.as_bytes()).await.unwrap();
                let mut buffer = [0; 1024];
                let mut seen = 0;
                while seen == 0 {
                    let read = stream.read(&mut buffer).await.unwrap();
                    seen = revisions(&buffer[..read]);
                    assert!(read > 0, "cut before the first word");
                }
                here.send(()).unwrap();
                drop((here, place));
                loop {
                    let read = stream.read(&mut buffer).await.unwrap();
                    assert!(read > 0, "the hub has cut a kiosk");
                    heard.fetch_add(revisions(&buffer[..read]), Ordering::SeqCst);
                }
            });
        }
        drop(here);
        let mut count = 0;
        while arrived.recv().await.is_some() {
            count += 1;
        }
        assert_eq!(count, kiosks);
        println!("{kiosks} kiosks on the live channel after {:.1} s", began.elapsed().as_secs_f64());
        // A round of heartbeats, so that every connection has been written to.
        tokio::time::sleep(Duration::from_secs(16)).await;
        let full = pss(process);
        println!(
            "memory of the hub: {empty:.1} MB without, {full:.1} MB with them, {:.1} KB each",
            (full - empty) * 1024.0 / kiosks as f64
        );
        let mut times = Vec::new();
        for _ in 0..CHANGES {
            heard.store(0, Ordering::SeqCst);
            let began = Instant::now();
            tell.write_all(b"change\n").unwrap();
            while heard.load(Ordering::SeqCst) < kiosks {
                assert!(
                    began.elapsed() < Duration::from_secs(20),
                    "{} have heard",
                    heard.load(Ordering::SeqCst)
                );
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
            times.push(began.elapsed());
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
        times.sort();
        println!(
            "a change announced to all, with its commit: median {:.0} ms, worst of {CHANGES} {:.0} ms",
            times[CHANGES / 2].as_secs_f64() * 1000.0,
            times[CHANGES - 1].as_secs_f64() * 1000.0
        );
        println!("memory of the hub afterwards: {:.1} MB", pss(process));
    });
    hub.kill().unwrap();
    hub.wait().unwrap();
}

/// How often a revision is named.
fn revisions(bytes: &[u8]) -> usize {
    String::from_utf8_lossy(bytes).matches("\"revision\":").count()
}
