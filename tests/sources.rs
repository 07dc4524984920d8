//! The sources of a kiosk together: what a start has to show before any network, and without any.

#![cfg(feature = "kiosk")]

#[path = "sources/pictures.rs"]
mod pictures;

use std::path::Path;
use std::sync::{Arc, Mutex};

use hiroba::clock;
use hiroba::config::Config;
use hiroba::feed::cache::Cache;
use hiroba::feed::fetch::{Address, Fetcher, Patience, Validators};
use hiroba::kiosk::sources::Feeding;
use jiff::ToSpan;

/// A programme file of one meeting without a day.
fn programme(id: &str) -> String {
    format!(
        r#"{{"format": "hiroba-programme", "version": 1,
            "meetings": [{{"id": "{id}", "title": "{id}", "when": {{"kind": "undecided"}} }}]}}"#
    )
}

/// What a kiosk writes into its log.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl std::io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[track_caller]
fn shows(feeding: &Feeding, expected: &[&str]) {
    let (programme, _) = feeding.first();
    let ids: Vec<&str> = programme.meetings.iter().map(|meeting| meeting.id.0.as_str()).collect();
    assert_eq!(ids, expected);
}

#[tokio::test]
async fn a_machine_without_any_web_connection_shows_what_was_kept_and_reads_its_files() {
    let folder = tempfile::tempdir().unwrap();
    let web = "https://example.jp/programme.json";
    let settings = format!(
        "[paths]\ncache = \"cache\"\n[[source]]\nname = \"ward\"\naddress = \"{web}\"\n\
         [[source]]\nname = \"house\"\naddress = \"house.json\"\n"
    );
    std::fs::write(folder.path().join("house.json"), programme("music")).unwrap();
    let config = Config::parse(&settings, &folder.path().join("kiosk.toml")).unwrap();
    let (now, address) = (clock::now(), Address::parse(web, Path::new("")).unwrap());
    let cache = Cache::new(config.cache_dir(|_| None).unwrap());
    let yesterday = now - 24.hours();
    cache.store(&address, programme("tea").as_bytes(), &Validators::default(), yesterday).unwrap();

    let log = Log::default();
    let to = log.clone();
    let subscriber = tracing_subscriber::fmt().with_writer(move || to.clone()).finish();
    let _listening = tracing::subscriber::set_default(subscriber);
    let fetcher = Fetcher::without_web(Patience::default(), "there is no TLS here");
    let mut feeding = Feeding::open_with(fetcher, &config, None, now);
    shows(&feeding, &["tea"]);
    assert_eq!(feeding.first().1, Some(yesterday), "it is as old as it is");
    feeding.read_once(now).await;
    shows(&feeding, &["tea", "music"]);
    let said = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    let why = format!(
        "ward ({web}): could not be read (once): this machine can make no web connection at all (there is no \
         TLS here), so only files are read; start the kiosk again when that is mended. The screen keeps what"
    );
    assert!(said.contains(&why), "{said}");
}

/// Categories are asked for and reported also where nobody thought of writing them down.
#[tokio::test]
async fn a_place_whose_sources_name_no_categories_has_the_built_in_ones() {
    let folder = tempfile::tempdir().unwrap();
    let own = r#"{"format": "hiroba-programme", "version": 1, "meetings": [],
        "categories": [{"id": "neighbour", "name": "近所の人"}]}"#;
    for (file, text) in [("house.json", programme("music").as_str()), ("own.json", own)] {
        std::fs::write(folder.path().join(file), text).unwrap();
    }
    let built_in = ["lived", "family", "supporter", "other"];
    for (files, expected) in [
        (&["house.json"][..], &built_in[..]),
        (&["house.json", "own.json"], &["neighbour"]),
        (&["not-there.json"], &built_in),
    ] {
        let source = |file: &&str| format!("[[source]]\nname = \"{file}\"\naddress = \"{file}\"\n");
        let settings =
            format!("[paths]\ncache = \"cache\"\n{}", files.iter().map(source).collect::<String>());
        let config = Config::parse(&settings, &folder.path().join("kiosk.toml")).unwrap();
        let now = clock::now();
        let mut feeding =
            Feeding::open_with(Fetcher::without_web(Patience::default(), "none here"), &config, None, now);
        feeding.read_once(now).await;
        let (programme, _) = feeding.first();
        let ids: Vec<&str> = programme.categories.iter().map(|category| category.id.as_str()).collect();
        assert_eq!(ids, expected, "{files:?}");
    }
}
