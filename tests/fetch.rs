//! Sources over a real socket and on a real disk: everything that can go wrong with them, and
//! that none of it changes what is on the screen.

mod common;
#[cfg(target_os = "linux")]
#[path = "fetch/full_disk.rs"]
mod full_disk;
#[path = "common/small_disk.rs"]
mod small_disk;

use std::io::Write;
use std::path::Path;
use std::time::Duration;

use common::{Answer, Server, Step, answer, head};
use hiroba::domain::meeting::{Meeting, MeetingId, When};
use hiroba::domain::programme::Programme;
use hiroba::domain::text::Text;
use hiroba::feed::cache::{Cache, Loaded};
use hiroba::feed::fetch::{
    Address, FetchError, Fetched, Fetcher, Limits, Patience, Proxies, Retry, Source, Validators,
};
use hiroba::feed::refresh::{Intake, Outcome, Refresh, Restored, refresh_once, restore};
use hiroba::feed::{Format, Problem, Reading, Span, Unreadable};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;

const LIMITS: Limits = Limits { max_bytes: 1_000_000, total: Duration::from_secs(5) };

fn fetcher() -> Fetcher {
    let patience = Patience { connect: Duration::from_secs(2), silence: Duration::from_millis(300) };
    Fetcher::new(patience, Proxies::None)
}

fn at(address: &str) -> Address {
    Address::parse(address, Path::new("")).unwrap()
}

async fn fetch(address: &str, known: Option<&Validators>) -> Result<Fetched, FetchError> {
    fetcher().fetch(&at(address), LIMITS, known).await
}

#[track_caller]
fn new(fetched: Result<Fetched, FetchError>) -> (Vec<u8>, Validators) {
    match fetched {
        Ok(Fetched::New { bytes, validators }) => (bytes, validators),
        other => panic!("no new content: {other:?}"),
    }
}

/// Asks a server once and compares the message and whether a retry can help.
async fn fails(steps: Answer, expected: &str, retry: Retry) -> Server {
    let server = Server::start(move |_| steps.clone()).await;
    let error = fetch(&server.address, None).await.expect_err(expected);
    let host = server.address.trim_start_matches("http://").split(':').next().unwrap();
    assert_eq!(error.to_string().replace(host, "HOST"), expected);
    assert_eq!(error.retry(), retry, "{expected}");
    server
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[tokio::test]
async fn what_has_not_changed_is_not_sent_again() {
    let server = Server::start(|request| {
        let marks = [("ETag", "\"v1\""), ("Last-Modified", "Fri, 04 Dec 2026 00:00:00 GMT")];
        let knows = |header: &str| request.to_lowercase().contains(header);
        if knows("if-none-match: \"v1\"") && knows("if-modified-since: fri, 04 dec 2026") {
            answer("304 Not Modified", &marks, b"")
        } else {
            answer("200 OK", &marks, b"content")
        }
    })
    .await;
    let (bytes, validators) = new(fetch(&server.address, None).await);
    assert_eq!(bytes, b"content");
    assert_eq!(validators.etag.as_deref(), Some("\"v1\""));
    let again = fetch(&server.address, Some(&validators)).await.unwrap();
    assert_eq!(again, Fetched::NotModified(validators));
    let agent = format!("user-agent: hiroba/{}", env!("CARGO_PKG_VERSION"));
    assert!(server.requests().iter().all(|request| request.to_lowercase().contains(&agent)));
}

#[tokio::test]
async fn a_server_without_marks_is_recognised_by_its_content() {
    let server = Server::start(|_| answer("200 OK", &[], b"content")).await;
    let (_, validators) = new(fetch(&server.address, None).await);
    let again = fetch(&server.address, Some(&validators)).await.unwrap();
    assert!(matches!(again, Fetched::NotModified(_)));
}

#[tokio::test]
async fn packed_content_is_unpacked() {
    let packed = gzip("会".repeat(10_000).as_bytes());
    let server = Server::start(move |request| {
        assert!(request.to_lowercase().contains("accept-encoding: gzip"));
        answer("200 OK", &[("Content-Encoding", "gzip")], &packed)
    })
    .await;
    assert_eq!(new(fetch(&server.address, None).await).0.len(), 30_000);
}

/// The most memory this process has ever held, in kB.
fn most_memory_kb() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

#[tokio::test]
async fn a_bomb_and_a_flood_stop_at_the_limit_without_filling_the_memory() {
    // 512 MB of zeros in 0.5 MB, made of small members so that the test itself needs no memory.
    let member = gzip(&vec![0; 1 << 20]);
    let mut bomb = Vec::new();
    for _ in 0..512 {
        bomb.extend_from_slice(&member);
    }
    assert!(bomb.len() < LIMITS.max_bytes as usize);
    let before = most_memory_kb();
    let too_large = "it is larger than 1 MB; raise max_megabytes if that is right";
    fails(answer("200 OK", &[("Content-Encoding", "gzip")], &bomb), too_large, Retry::WhenMended).await;

    let flood = vec![head(""), Step::Repeat(vec![b'x'; 1 << 16], 1600)];
    let server = fails(flood, too_large, Retry::WhenMended).await;
    assert!(server.sent() < 20_000_000, "{} bytes went out", server.sent());

    let announced = vec![head("Content-Length: 100000000\r\n"), Step::Repeat(vec![b'x'; 1 << 16], 1600)];
    let server = fails(announced, too_large, Retry::WhenMended).await;
    assert!(server.sent() < 20_000_000, "{} bytes went out", server.sent());
    if let (Some(before), Some(after)) = (before, most_memory_kb()) {
        assert!(after - before < 64_000, "{} kB more than before", after - before);
    }
}

#[tokio::test]
async fn a_server_that_falls_silent_or_drips_for_ever_is_given_up() {
    let silent = vec![head("Content-Length: 100\r\n"), Step::Wait(Duration::from_secs(9))];
    fails(silent, "nothing more came for 0.3 s", Retry::Soon).await;

    let mut drip = vec![head("Content-Length: 1000\r\n")];
    for _ in 0..100 {
        drip.extend([Step::Send(b"x".to_vec()), Step::Wait(Duration::from_millis(50))]);
    }
    let server = Server::start(move |_| drip.clone()).await;
    let limits = Limits { total: Duration::from_millis(500), ..LIMITS };
    let error = fetcher().fetch(&at(&server.address), limits, None).await.unwrap_err();
    assert_eq!(error.to_string(), "it took longer than 0.5 s in all");
    assert_eq!(error.retry(), Retry::Soon);

    let error = fetcher()
        .fetch(&at(&Server::start(|_| vec![Step::Wait(Duration::from_secs(9))]).await.address), LIMITS, None)
        .await
        .unwrap_err();
    assert_eq!(error.to_string(), "nothing more came for 0.3 s");
}

#[tokio::test]
async fn half_a_content_is_none() {
    let broke_off = "it broke off in the middle";
    fails(vec![head("Content-Length: 100\r\n"), Step::Send(b"half".to_vec())], broke_off, Retry::Soon).await;
    let chunked = vec![head("Transfer-Encoding: chunked\r\n"), Step::Send(b"4\r\nhalf\r\n".to_vec())];
    fails(chunked, broke_off, Retry::Soon).await;
    let packed = gzip(b"content that was packed");
    let half = &packed[..packed.len() / 2];
    fails(answer("200 OK", &[("Content-Encoding", "gzip")], half), broke_off, Retry::Soon).await;
    let length = format!("Content-Encoding: gzip\r\nContent-Length: {}\r\n", packed.len());
    fails(vec![head(&length), Step::Send(half.to_vec())], broke_off, Retry::Soon).await;
}

#[tokio::test]
async fn content_that_cannot_be_unpacked_is_told() {
    let server =
        Server::start(|_| answer("200 OK", &[("Content-Encoding", "gzip")], b"this is not packed")).await;
    let error = fetch(&server.address, None).await.unwrap_err();
    assert!(matches!(error, FetchError::Garbled(_)), "{error:?}");
    let brotli = answer("200 OK", &[("Content-Encoding", "br")], b"x");
    let message = "it arrived garbled and could not be unpacked (packed as br, which was not asked for)";
    fails(brotli, message, Retry::Soon).await;
}

#[tokio::test]
async fn an_address_may_be_passed_on_a_few_times_and_to_the_web_only() {
    let server = Server::start(|request| {
        let step: u32 = request.split(['/', ' ']).nth(2).and_then(|n| n.parse().ok()).unwrap_or(0);
        match step {
            0 => answer("200 OK", &[], b"content"),
            step => answer("302 Found", &[("Location", &format!("/{}", step - 1))], b""),
        }
    })
    .await;
    assert_eq!(new(fetch(&format!("{}/5", server.address), None).await).0, b"content");
    let error = fetch(&format!("{}/6", server.address), None).await.unwrap_err();
    assert_eq!(error.to_string(), "the address was passed on more than 5 times");
    assert_eq!(error.retry(), Retry::WhenMended);

    let to = |location: &str| answer("302 Found", &[("Location", location)], b"");
    let more = "the address was passed on more than 5 times";
    fails(to("/"), more, Retry::WhenMended).await;
    for elsewhere in ["file:///etc/passwd", "ftp://example.jp/a", "data:text/plain,x"] {
        let message = format!("the server passes on to {elsewhere}, which is not a web address");
        fails(to(elsewhere), &message, Retry::WhenMended).await;
    }
    let nowhere = "the server passes on to nowhere, which is not a web address";
    fails(answer("301 Moved", &[], b""), nowhere, Retry::WhenMended).await;
}

#[tokio::test]
async fn every_status_says_who_can_help() {
    let check = async |status: &'static str, headers: &[(&str, &str)], message: &str, retry: Retry| {
        fails(answer(status, headers, b"<html>"), message, retry).await;
    };
    let wait = Retry::After(Duration::from_secs(120));
    let no_entry = |status| {
        format!(
            "the server does not let us in (status {status}); the programme must be readable without signing in"
        )
    };
    let nothing = |status| {
        format!("the server says there is nothing at this address (status {status}); check the address")
    };
    check("404 Not Found", &[], &nothing(404), Retry::WhenMended).await;
    check("410 Gone", &[], &nothing(410), Retry::WhenMended).await;
    check("401 Unauthorized", &[], &no_entry(401), Retry::WhenMended).await;
    check("403 Forbidden", &[], &no_entry(403), Retry::WhenMended).await;
    check("500 Error", &[], "the server has trouble of its own (status 500)", Retry::Soon).await;
    check("502 Error", &[], "the server has trouble of its own (status 502)", Retry::Soon).await;
    check("503 Busy", &[], "the server asks to wait (status 503)", Retry::Soon).await;
    check("429 Busy", &[("Retry-After", "120")], "the server asks to wait (status 429)", wait).await;
    let odd = |status| format!("the server gave an answer that is no content (status {status})");
    check("204 No Content", &[], &odd(204), Retry::WhenMended).await;
    check("206 Partial", &[], &odd(206), Retry::WhenMended).await;
    check("304 Not Modified", &[], &odd(304), Retry::WhenMended).await;
}

#[tokio::test]
async fn a_server_that_is_not_there_or_speaks_something_else_is_told() {
    let closed = {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        format!("http://{}", listener.local_addr().unwrap())
    };
    let error = fetch(&closed, None).await.unwrap_err();
    assert!(error.to_string().starts_with("the server 127.0.0.1 cannot be reached ("), "{error}");
    assert_eq!(error.retry(), Retry::Soon);

    let server = Server::start(|_| answer("200 OK", &[], b"content")).await;
    let error = fetch(&server.address.replace("http:", "https:"), None).await.unwrap_err();
    assert!(matches!(error, FetchError::NoConnection { .. } | FetchError::NoCertificates), "{error:?}");

    for noise in [&b"SSH-2.0-OpenSSH\r\n"[..], b""] {
        let server = Server::start(move |_| vec![Step::Send(noise.to_vec())]).await;
        let error = fetch(&server.address, None).await.unwrap_err();
        assert!(matches!(error, FetchError::NoConnection { .. }), "{error:?}");
    }
}

#[tokio::test]
async fn files_are_read_whole_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("番組 1.json");
    let get =
        async |known: Option<&Validators>| fetcher().fetch(&Address::File(path.clone()), LIMITS, known).await;
    let message = async || get(None).await.unwrap_err().to_string();
    assert_eq!(message().await, "there is no such file");
    std::fs::create_dir(&path).unwrap();
    assert_eq!(message().await, "this is a folder; name the file in it");
    std::fs::remove_dir(&path).unwrap();
    std::fs::write(&path, b"content").unwrap();
    let (bytes, validators) = new(get(None).await);
    assert_eq!(bytes, b"content");
    assert_eq!(get(Some(&validators)).await.unwrap(), Fetched::NotModified(validators.clone()));
    let url = format!("file://{}", path.display()).replace(' ', "%20");
    assert_eq!(new(fetch(&url, None).await).0, b"content");
    // The same length, and on many disks the same time too.
    std::fs::write(&path, b"CONTENT").unwrap();
    assert_eq!(new(get(Some(&validators)).await).0, b"CONTENT");
    std::fs::write(&path, vec![b'x'; 1_000_001]).unwrap();
    assert_eq!(message().await, "it is larger than 1 MB; raise max_megabytes if that is right");
    let device = fetch("/dev/zero", None).await.unwrap_err();
    assert_eq!(device.to_string(), "this is a device or a pipe, not a file");
    assert_eq!(device.retry(), Retry::WhenMended);
}

#[cfg(unix)]
#[tokio::test]
async fn a_pipe_nobody_writes_to_does_not_hang_the_kiosk() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let error = fetcher().fetch(&Address::File(pipe), LIMITS, None).await.unwrap_err();
    assert!(matches!(error, FetchError::NotAFile), "{error:?}");
}

// From here on: sources that have been on the screen already.

/// A format for these tests only: a line "meeting NAME" is one, any other line is a problem.
fn lines(format: Option<Format>, bytes: &[u8], span: Span, zone: &TimeZone) -> Result<Reading, Unreadable> {
    if bytes.is_empty() || bytes.starts_with(b"<") {
        return hiroba::feed::read(format, bytes, span, zone);
    }
    let text = String::from_utf8_lossy(bytes);
    if text.starts_with("panic") {
        panic!("a mistake in a reader");
    }
    let mut programme = Programme::empty(zone.clone());
    let mut problems = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        match line.strip_prefix("meeting ") {
            Some(id) => programme.meetings.push(Meeting::new(id, Text::ja(id), When::Undecided)),
            None => problems.push(Problem {
                kind: hiroba::feed::ProblemKind::EventUnread,
                line: Some(number),
                field: None,
                message: format!("\"{line}\" is no meeting and was left out."),
            }),
        }
    }
    Ok(Reading { programme, problems })
}

fn span(from: Date) -> Span {
    Span { today: from, from, to: date(2027, 12, 31) }
}

fn now(minute: i64) -> Timestamp {
    Timestamp::from_second(1_796_000_000 + 60 * minute).unwrap()
}

/// A source, its server and its screen.
struct World {
    folder: tempfile::TempDir,
    source: Source,
    intake: Intake,
    refresh: Refresh,
    zone: TimeZone,
}

impl World {
    fn of(server: &Server) -> World {
        let folder = tempfile::tempdir().unwrap();
        let source = Source {
            name: "calendar".into(),
            address: at(&server.address),
            format: None,
            every: Duration::from_secs(300),
            limits: LIMITS,
            pass: None,
        };
        let cache = Cache::new(folder.path().join("cache"));
        let intake = Intake { reader: lines, ..Intake::new(fetcher(), Some(cache)) };
        let refresh = Refresh::new(source.every);
        World { folder, source, intake, refresh, zone: TimeZone::get("Asia/Tokyo").unwrap() }
    }

    async fn turn_on(&mut self, day: Date, minute: i64) -> Outcome {
        let World { source, intake, refresh, zone, .. } = self;
        refresh_once(refresh, source, intake, span(day), zone, now(minute)).await
    }

    async fn turn(&mut self, minute: i64) -> Outcome {
        self.turn_on(date(2026, 12, 4), minute).await
    }

    /// What a kiosk that starts now would show at once.
    fn after_restart(&self) -> Option<Vec<MeetingId>> {
        let mut refresh = Refresh::new(self.source.every);
        match restore(&mut refresh, &self.source, &self.intake, span(date(2026, 12, 4)), &self.zone) {
            Restored::Content(reading) => {
                assert_eq!(refresh.next_try(now(99)), now(99), "it asks the source at once");
                Some(ids(&reading))
            }
            Restored::Nothing => None,
            Restored::Unusable(why) => panic!("{why}"),
        }
    }
}

fn ids(reading: &Reading) -> Vec<MeetingId> {
    reading.programme.meetings.iter().map(|meeting| meeting.id.clone()).collect()
}

#[track_caller]
fn changed(outcome: Outcome, expected: &[&str]) {
    let Outcome::Changed { reading, not_kept: None } = outcome else { panic!("{outcome:?}") };
    assert_eq!(ids(&reading), meetings(expected));
}

fn meetings(ids: &[&str]) -> Vec<MeetingId> {
    ids.iter().map(|id| MeetingId((*id).to_owned())).collect()
}

#[track_caller]
fn failed(outcome: Outcome, expected: &str) {
    let Outcome::Failed { why, .. } = outcome else { panic!("{outcome:?}") };
    assert_eq!(why, expected);
}

/// A server whose answers come one after the other; the last one stays.
async fn server_saying(answers: Vec<Answer>) -> Server {
    let left = std::sync::Mutex::new(answers.into_iter());
    let last = std::sync::Mutex::new(Vec::new());
    Server::start(move |_| {
        let mut last = last.lock().unwrap();
        if let Some(next) = left.lock().unwrap().next() {
            *last = next;
        }
        last.clone()
    })
    .await
}

fn ok(body: &str) -> Answer {
    answer("200 OK", &[], body.as_bytes())
}

#[tokio::test]
async fn nothing_takes_good_content_off_the_screen_but_better_content() {
    let bad: Vec<(Answer, &str)> = vec![
        (
            ok("<!doctype html><title>Sign in</title>"),
            "it is a web page, not a programme: perhaps a sign-in page stands before it",
        ),
        (ok(""), "it is empty"),
        (answer("500 Error", &[], b""), "the server has trouble of its own (status 500)"),
        (
            vec![head("Content-Length: 99\r\n"), Step::Send(b"meeting c".to_vec())],
            "it broke off in the middle",
        ),
        (
            ok("x\ny\n"),
            "nothing of it could be used (2 problems, the first: \"x\" is no meeting and was left out.), although there were meetings before",
        ),
    ];
    let messages: Vec<&str> = bad.iter().map(|(_, message)| *message).collect();
    let mut answers = vec![ok("meeting a\nmeeting b\n")];
    answers.extend(bad.into_iter().map(|(answer, _)| answer));
    answers.push(ok("meeting c\nnonsense\n"));
    let server = server_saying(answers).await;
    let mut world = World::of(&server);
    assert_eq!(world.after_restart(), None);
    changed(world.turn(0).await, &["a", "b"]);
    for (minute, message) in (1..).zip(messages) {
        failed(world.turn(minute).await, message);
        assert_eq!(world.after_restart(), Some(meetings(&["a", "b"])), "{message}");
        assert_eq!(world.refresh.last_good_at(), Some(now(0)));
        assert_eq!(world.refresh.failure(), Some(message));
    }
    // One bad row takes nothing with it.
    changed(world.turn(9).await, &["c"]);
    assert_eq!(world.after_restart(), Some(meetings(&["c"])));
    assert_eq!(world.refresh.failure(), None);
}

#[tokio::test]
async fn an_honest_empty_programme_is_taken_and_a_first_reading_in_ruins_is_shown_with_its_problems() {
    let server = server_saying(vec![ok("nonsense\n"), ok("meeting a\n"), ok("\n")]).await;
    let mut world = World::of(&server);
    changed(world.turn(0).await, &[]);
    changed(world.turn(1).await, &["a"]);
    // A reader that finds nothing and has nothing to complain about.
    world.intake.reader =
        |_, _, _, zone| Ok(Reading { programme: Programme::empty(zone.clone()), problems: Vec::new() });
    changed(world.turn(2).await, &[]);
}

#[tokio::test]
async fn a_mistake_in_a_reader_stops_neither_the_kiosk_nor_the_screen() {
    let server = server_saying(vec![ok("meeting a\n"), ok("panic")]).await;
    let mut world = World::of(&server);
    changed(world.turn(0).await, &["a"]);
    let Outcome::Failed { why, retry, .. } = world.turn(1).await else { panic!() };
    assert!(why.starts_with("reading it stopped on a mistake of this program"), "{why}");
    assert_eq!(retry, Retry::WhenMended);
    assert_eq!(world.after_restart(), Some(meetings(&["a"])));
}

#[tokio::test]
async fn the_same_content_changes_nothing_until_the_day_does() {
    let server = server_saying(vec![ok("meeting a\n")]).await;
    let mut world = World::of(&server);
    changed(world.turn(0).await, &["a"]);
    let unchanged = world.turn(5).await;
    assert!(matches!(unchanged, Outcome::Unchanged { not_kept: None }), "{unchanged:?}");
    assert_eq!(world.refresh.last_good_at(), Some(now(5)), "the source has confirmed it");
    changed(world.turn_on(date(2026, 12, 5), 10).await, &["a"]);
    assert_eq!(server.requests().len(), 3);

    // Without what lies on disk the source is asked for the whole again.
    std::fs::remove_dir_all(world.folder.path().join("cache")).unwrap();
    changed(world.turn_on(date(2026, 12, 6), 15).await, &["a"]);
    assert_eq!(server.requests().len(), 5);
    assert_eq!(world.after_restart(), Some(meetings(&["a"])), "and it is kept again");
}

#[tokio::test]
async fn after_a_restart_the_marks_of_before_still_spare_the_network() {
    let server = Server::start(|request| {
        if request.to_lowercase().contains("if-none-match: \"v1\"") {
            answer("304 Not Modified", &[], b"")
        } else {
            answer("200 OK", &[("ETag", "\"v1\"")], b"meeting a\n")
        }
    })
    .await;
    let mut world = World::of(&server);
    changed(world.turn(0).await, &["a"]);
    world.refresh = Refresh::new(world.source.every);
    let today = span(date(2026, 12, 4));
    let restored = restore(&mut world.refresh, &world.source, &world.intake, today, &world.zone);
    assert!(matches!(restored, Restored::Content(_)));
    assert_eq!(world.refresh.last_good_at(), Some(now(0)), "its age is that of before");
    let unchanged = world.turn(7).await;
    assert!(matches!(unchanged, Outcome::Unchanged { .. }), "{unchanged:?}");
}

#[tokio::test]
async fn a_disk_that_keeps_nothing_does_not_keep_content_off_the_screen() {
    let server = server_saying(vec![ok("meeting a\n")]).await;
    let mut world = World::of(&server);
    let blocked = world.folder.path().join("a file");
    std::fs::write(&blocked, b"").unwrap();
    world.intake.cache = Some(Cache::new(blocked));
    let Outcome::Changed { reading, not_kept: Some(error) } = world.turn(0).await else { panic!() };
    assert_eq!(ids(&reading), meetings(&["a"]));
    assert!(error.to_string().contains("the screen goes on"), "{error}");
}

#[tokio::test]
async fn damage_on_disk_is_told_and_the_source_heals_it() {
    let server = server_saying(vec![ok("meeting a\n")]).await;
    let mut world = World::of(&server);
    changed(world.turn(0).await, &["a"]);
    let cache = world.intake.cache.clone().unwrap();
    let folder = cache.folder_of(&world.source.address);
    for entry in std::fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|kind| kind == "body") {
            std::fs::write(path, b"meeting z\n").unwrap();
        }
    }
    world.refresh = Refresh::new(world.source.every);
    let today = span(date(2026, 12, 4));
    let restored = restore(&mut world.refresh, &world.source, &world.intake, today, &world.zone);
    let Restored::Unusable(why) = restored else { panic!("{restored:?}") };
    let aside = folder.with_extension("damaged");
    assert_eq!(
        why,
        format!(
            "The last good content of calendar is damaged: the content is not what was written; it now lies in {}.",
            aside.display()
        )
    );
    changed(world.turn(1).await, &["a"]);
    assert_eq!(world.after_restart(), Some(meetings(&["a"])));
}
