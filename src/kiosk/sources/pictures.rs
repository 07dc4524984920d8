//! Pictures that programmes name: fetched, decoded and kept.

use std::collections::HashSet;
use std::path::PathBuf;
use std::time::Duration;

use tokio::sync::{mpsc, watch};

use super::built_in::SAMPLE_PICTURE_NAME;
use super::{News, asked};
use crate::clock;
use crate::feed::built_in::SAMPLE_PICTURE;
use crate::feed::cache::Loaded;
use crate::feed::fetch::{Address, Fetched, Limits};
use crate::feed::refresh::Intake;
use crate::screen::pictures::{self, Decoded};

/// Largest picture file, bytes.
const MOST_PICTURE: u64 = 20_000_000;
/// How often a picture that could not be had is tried again.
const PICTURE_AGAIN: Duration = Duration::from_secs(300);

pub(super) async fn fetch_pictures(
    intake: Intake,
    news: impl Fn(News),
    mut wanted: mpsc::UnboundedReceiver<Vec<String>>,
    mut again: watch::Receiver<()>,
) {
    // Those that show, and of them those that need not be looked at again.
    let mut shown: HashSet<String> = HashSet::new();
    let mut fresh: HashSet<String> = HashSet::new();
    let mut list: Vec<String> = Vec::new();
    loop {
        let missing = list.iter().any(|name| !name.is_empty() && !fresh.contains(name));
        let try_again = async {
            if missing { tokio::time::sleep(PICTURE_AGAIN).await } else { std::future::pending().await }
        };
        tokio::select! {
            names = wanted.recv() => match names {
                Some(names) => list = names,
                None => return,
            },
            // A picture that has changed under its name is only seen by looking at it anew.
            () = asked(&mut again) => fresh.clear(),
            () = try_again => {}
        }
        fresh.retain(|name| list.contains(name));
        shown.retain(|name| {
            let kept = list.contains(name);
            if !kept {
                news(News::Picture(name.clone(), None));
            }
            kept
        });
        for name in &list {
            if fresh.contains(name) || name.is_empty() {
                continue;
            }
            match picture(&intake, name).await {
                Ok(picture) => {
                    fresh.insert(name.clone());
                    shown.insert(name.clone());
                    news(News::Picture(name.clone(), Some(picture)));
                }
                Err(why) if shown.contains(name) => {
                    tracing::warn!("The picture {name} stays as it was: {why}");
                }
                Err(why) => tracing::warn!("The picture {name} is not shown, its text is: {why}"),
            }
        }
    }
}

/// A picture from its place, or as it was when it was last seen there.
pub(super) async fn picture(intake: &Intake, name: &str) -> Result<Decoded, String> {
    if name == SAMPLE_PICTURE_NAME {
        return decoded(SAMPLE_PICTURE.to_vec()).await;
    }
    let address = Address::parse(name, &PathBuf::from(".")).map_err(|error| error.to_string())?;
    let limits = Limits { max_bytes: MOST_PICTURE, ..Limits::default() };
    let fetched = intake.fetcher.fetch(&address, limits, None).await;
    match fetched {
        Ok(Fetched::New { bytes, validators }) => {
            let picture = decoded(bytes.clone()).await?;
            if let Some(cache) = &intake.cache
                && let Err(error) = cache.store(&address, &bytes, &validators, clock::now())
            {
                tracing::warn!("A picture could not be kept for the next start: {error}");
            }
            Ok(picture)
        }
        Ok(Fetched::NotModified(_)) => Err("the server sends nothing".to_owned()),
        Err(error) => match intake.cache.as_ref().map(|cache| cache.load(&address)) {
            Some(Ok(Loaded::Whole(kept))) => decoded(kept.bytes).await,
            Some(Ok(Loaded::Nothing | Loaded::Damaged { .. }) | Err(_)) | None => Err(error.to_string()),
        },
    }
}

async fn decoded(bytes: Vec<u8>) -> Result<Decoded, String> {
    let decoding = tokio::task::spawn_blocking(move || pictures::decode(&bytes));
    match decoding.await {
        Ok(decoded) => decoded.map_err(|error| error.to_string()),
        Err(_) => Err("it could not be decoded".to_owned()),
    }
}
