//! Pictures from servers of every kind, as far as a picture can come in parts.

use std::sync::{Arc, Mutex};

use hiroba::clock;
use hiroba::config::Config;
use hiroba::feed::fetch::{Fetcher, Patience, Proxies, sha256};
use hiroba::kiosk::sources::Feeding;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

/// A server that answers one question on each connection, with what a test wants, and breaks off after it.
struct Server {
    address: String,
    /// What was asked, in small letters.
    asked: Arc<Mutex<Vec<String>>>,
}

impl Server {
    async fn saying(answer: impl Fn(&str) -> Vec<u8> + Send + Sync + 'static) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let asked: Arc<Mutex<Vec<String>>> = Arc::default();
        let noted = asked.clone();
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let mut question = Vec::new();
                let mut piece = [0; 4096];
                while !question.ends_with(b"\r\n\r\n") {
                    match stream.read(&mut piece).await {
                        Ok(count @ 1..) => question.extend_from_slice(&piece[..count]),
                        Ok(0) | Err(_) => break,
                    }
                }
                let question = String::from_utf8(question).unwrap().to_lowercase();
                let said = answer(&question);
                noted.lock().unwrap().push(question);
                let _ = stream.write_all(&said).await;
            }
        });
        Server { address, asked }
    }

    /// From which byte on it was asked, question by question.
    fn ranges(&self) -> Vec<Option<String>> {
        let range = |question: &String| {
            let line = question.lines().find_map(|line| line.strip_prefix("range: "))?;
            Some(line.to_owned())
        };
        self.asked.lock().unwrap().iter().map(range).collect()
    }
}

/// From which byte on a question asks.
fn from_of(question: &str) -> Option<usize> {
    let range = question.lines().find_map(|line| line.strip_prefix("range: bytes="))?;
    range.trim_end_matches('-').parse().ok()
}

fn answer(status: &str, heads: &str, length: usize, body: &[u8]) -> Vec<u8> {
    let mut said =
        format!("HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n{heads}\r\n");
    said.push_str("\r\n");
    let mut said = said.replace("\r\n\r\n\r\n", "\r\n\r\n").into_bytes();
    said.extend_from_slice(body);
    said
}

/// The whole, or what follows a byte; broken off after so many bytes.
fn part_of(whole: &[u8], from: Option<usize>, heads: &str, most: usize) -> Vec<u8> {
    let begin = from.unwrap_or_default();
    let rest = &whole[begin..];
    let sent = &rest[..rest.len().min(most)];
    match from {
        None => answer("200 OK", heads, rest.len(), sent),
        Some(from) => {
            let place = format!("Content-Range: bytes {from}-{}/{}\r\n{heads}", whole.len() - 1, whole.len());
            answer("206 Partial Content", &place, rest.len(), sent)
        }
    }
}

fn picture(shade: u8) -> Vec<u8> {
    let mut state = u32::from(shade);
    let noisy = image::RgbImage::from_fn(60, 40, |_, _| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        image::Rgb([(state >> 24) as u8, shade, shade])
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    noisy.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

/// A kiosk whose programme names one picture.
struct Screen {
    folder: tempfile::TempDir,
    feeding: Feeding,
}

impl Screen {
    fn naming(source: &str) -> Screen {
        let folder = tempfile::tempdir().unwrap();
        let text = format!(
            r#"{{"format": "hiroba-programme", "version": 1,
                "meetings": [{{"id": "walk", "title": "散歩", "when": {{"kind": "undecided"}},
                    "picture": {{"source": "{source}", "alt": "川"}} }}]}}"#
        );
        std::fs::write(folder.path().join("house.json"), text).unwrap();
        let settings = "[paths]\ncache = \"cache\"\n[[source]]\nname = \"house\"\naddress = \"house.json\"\n";
        let config = Config::parse(settings, &folder.path().join("kiosk.toml")).unwrap();
        let fetcher = Fetcher::new(Patience::default(), Proxies::None);
        let feeding = Feeding::open_with(fetcher, &config, None, clock::now());
        Screen { folder, feeding }
    }

    /// Tries once; whether the picture is there.
    async fn tries(&mut self) -> bool {
        !self.feeding.read_once(clock::now()).await.is_empty()
    }

    /// Parts that lie on the disk.
    fn parts(&self) -> usize {
        std::fs::read_dir(self.folder.path().join("cache/parts")).map_or(0, Iterator::count)
    }
}

fn ranges(of: &[&str]) -> Vec<Option<String>> {
    of.iter().map(|range| (!range.is_empty()).then(|| (*range).to_owned())).collect()
}

#[tokio::test]
async fn what_broke_off_goes_on_where_the_server_marks_what_it_sends() {
    let whole = picture(1);
    let sent = whole.clone();
    let server =
        Server::saying(move |question| part_of(&sent, from_of(question), "ETag: \"one\"\r\n", 1500)).await;
    let mut screen = Screen::naming(&format!("{}/a.png", server.address));
    let tries = whole.len().div_ceil(1500);
    for done in 1..tries {
        assert!(!screen.tries().await);
        assert_eq!(screen.parts(), 1, "after {done} tries");
    }
    assert!(screen.tries().await);
    assert_eq!(screen.parts(), 0);
    let expected: Vec<String> =
        (0..tries).map(|n| if n == 0 { String::new() } else { format!("bytes={}-", n * 1500) }).collect();
    assert_eq!(server.ranges(), ranges(&expected.iter().map(String::as_str).collect::<Vec<_>>()));
    let asked = server.asked.lock().unwrap();
    assert!(asked[1].contains("if-range: \"one\""), "only of the same: {}", asked[1]);
}

#[tokio::test]
async fn another_picture_under_the_same_name_begins_anew() {
    let (first, second) = (picture(1), picture(2));
    let sent = second.clone();
    let server = Server::saying(move |question| match from_of(question) {
        None => part_of(&first, None, "ETag: \"one\"\r\n", 1500),
        // What was asked for the rest of is another one now.
        Some(_) => part_of(&sent, None, "ETag: \"two\"\r\n", usize::MAX),
    })
    .await;
    let mut screen = Screen::naming(&format!("{}/a.png", server.address));
    assert!(!screen.tries().await);
    assert!(screen.tries().await);
    assert_eq!(screen.parts(), 0);
    assert_eq!(server.ranges(), ranges(&["", "bytes=1500-"]));
}

#[tokio::test]
async fn without_a_strong_mark_nobody_asks_for_the_rest() {
    for mark in ["", "ETag: W/\"one\"\r\n"] {
        let whole = picture(1);
        let times = Mutex::new(0);
        let server = Server::saying(move |question| {
            *times.lock().unwrap() += 1;
            let most = if *times.lock().unwrap() == 1 { 1500 } else { usize::MAX };
            part_of(&whole, from_of(question), mark, most)
        })
        .await;
        let mut screen = Screen::naming(&format!("{}/a.png", server.address));
        assert!(!screen.tries().await);
        assert!(screen.tries().await);
        assert_eq!(server.ranges(), ranges(&["", ""]), "{mark}");
    }
}

#[tokio::test]
async fn a_server_that_knows_no_ranges_is_fine() {
    let whole = picture(1);
    let hash = sha256(&whole);
    let times = Mutex::new(0);
    let server = Server::saying(move |_| {
        *times.lock().unwrap() += 1;
        let most = if *times.lock().unwrap() == 1 { 1500 } else { usize::MAX };
        part_of(&whole, None, "", most)
    })
    .await;
    let mut screen = Screen::naming(&format!("{}/api/v1/pictures/{hash}.png", server.address));
    assert!(!screen.tries().await);
    assert!(screen.tries().await);
    assert_eq!(server.ranges(), ranges(&["", "bytes=1500-"]), "a hash is mark enough to ask");
    assert_eq!(screen.parts(), 0);
}

#[tokio::test]
async fn parts_that_do_not_make_what_was_named_are_thrown_away_and_it_begins_anew() {
    let whole = picture(1);
    let (hash, other) = (sha256(&whole), picture(2));
    let times = Mutex::new(0);
    let server = Server::saying(move |question| {
        *times.lock().unwrap() += 1;
        match from_of(question) {
            // A cache on the way has mixed something up.
            Some(from) => part_of(&other, Some(from), "", usize::MAX),
            None if *times.lock().unwrap() == 1 => part_of(&whole, None, "", 1500),
            None => part_of(&whole, None, "", usize::MAX),
        }
    })
    .await;
    let mut screen = Screen::naming(&format!("{}/api/v1/pictures/{hash}.png", server.address));
    assert!(!screen.tries().await);
    assert!(screen.tries().await, "at once");
    assert_eq!(server.ranges(), ranges(&["", "bytes=1500-", ""]));
    assert_eq!(screen.parts(), 0);
}

#[tokio::test]
async fn a_picture_that_is_not_what_its_name_says_is_never_shown() {
    let (named, sent) = (sha256(&picture(1)), picture(2));
    let server = Server::saying(move |_| part_of(&sent, None, "", usize::MAX)).await;
    let mut screen = Screen::naming(&format!("{}/api/v1/pictures/{named}.png", server.address));
    for _ in 0..2 {
        assert!(!screen.tries().await);
        assert_eq!(screen.parts(), 0);
    }
    assert_eq!(server.ranges(), ranges(&["", ""]));
}

#[tokio::test]
async fn a_server_that_says_there_is_no_more_or_sends_another_part_is_asked_for_the_whole() {
    let whole = picture(1);
    let hash = sha256(&whole);
    let times = Mutex::new(0);
    let server = Server::saying(move |question| {
        *times.lock().unwrap() += 1;
        let time = *times.lock().unwrap();
        match from_of(question) {
            None if time == 1 => part_of(&whole, None, "", 1500),
            None => part_of(&whole, None, "", if time == 3 { 1500 } else { usize::MAX }),
            Some(_) if time == 2 => {
                answer("416 Range Not Satisfiable", "Content-Range: bytes */9\r\n", 0, b"")
            }
            Some(_) => part_of(&whole, Some(7), "", usize::MAX),
        }
    })
    .await;
    let mut screen = Screen::naming(&format!("{}/api/v1/pictures/{hash}.png", server.address));
    assert!(!screen.tries().await, "broken off");
    assert!(!screen.tries().await, "nothing more, so the whole, which breaks off too");
    assert!(!screen.tries().await, "from another place than was asked for");
    assert_eq!(screen.parts(), 0);
    assert!(screen.tries().await);
    assert_eq!(server.ranges(), ranges(&["", "bytes=1500-", "", "bytes=1500-", ""]));
}
