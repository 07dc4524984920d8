//! What broke off on its way, kept so that it goes on from there, also after a restart. It lies in a folder of its
//! own, is bounded in size and age, and is never shown: only a whole becomes content.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

use super::{Cache, CacheError, read_up_to, write_atomically};
use crate::feed::fetch::{Address, Part, sha256};

/// The folder of parts, and how their files end.
const FOLDER: &str = "parts";
const ENDING: &str = "part";
/// All parts together, bytes; and one of them.
const MOST_BYTES: u64 = 64_000_000;
const MOST_OF_ONE: u64 = 32_000_000;
/// How many there are at most.
const MOST: usize = 16;
/// Who has not come back for it by then will not.
const OLDEST_DAYS: i64 = 7;

/// The first line of a part's file.
#[derive(Debug, Serialize, Deserialize)]
struct Head {
    at: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    mark: Option<String>,
}

impl Cache {
    fn part_path(&self, address: &Address) -> PathBuf {
        let name = &sha256(address.canonical().as_bytes())[..32];
        self.folder.join(FOLDER).join(name).with_extension(ENDING)
    }

    /// What has come of some content so far. Nothing when it is too old, or damaged.
    pub fn part(&self, address: &Address, now: Timestamp) -> Part {
        read(&self.part_path(address), now).map(|(_, part)| part).unwrap_or_default()
    }

    /// Keeps what has come so far, and takes away what nobody came back for.
    ///
    /// # Errors
    /// When the disk is full or cannot be written: then the content begins anew next time.
    pub fn keep_part(&self, address: &Address, part: &Part, now: Timestamp) -> Result<(), CacheError> {
        let path = self.part_path(address);
        if part.bytes.is_empty() || part.bytes.len() as u64 > MOST_OF_ONE {
            self.forget_part(address);
            return Ok(());
        }
        let folder = self.folder.join(FOLDER);
        fs::create_dir_all(&folder).map_err(CacheError::of("Making the folder", &folder))?;
        let head = serde_json::to_vec(&Head { at: now, mark: part.mark.clone() });
        let mut file = head.map_err(|error| CacheError::of("Writing", &path)(error.into()))?;
        file.push(b'\n');
        file.extend_from_slice(&part.bytes);
        write_atomically(&path, &file).map_err(CacheError::of("Writing", &path))?;
        tidy(&folder, &path, now);
        Ok(())
    }

    /// It has come whole, or is worth nothing.
    pub fn forget_part(&self, address: &Address) {
        // A failure here costs space only, and the next tidying takes it.
        let _ = fs::remove_file(self.part_path(address));
    }
}

fn read(path: &Path, now: Timestamp) -> Option<(Timestamp, Part)> {
    let file = read_up_to(path, MOST_OF_ONE + 4096).ok().flatten()?;
    let end = file.iter().position(|byte| *byte == b'\n')?;
    let (head, bytes) = file.split_at_checked(end)?;
    let head: Head = serde_json::from_slice(head).ok()?;
    let bytes = bytes.get(1..)?.to_vec();
    is_fresh(head.at, now).then_some((head.at, Part { bytes, mark: head.mark, is_known: false }))
}

/// A clock may have been set: what seems to come from the future is as old as it is young.
fn is_fresh(at: Timestamp, now: Timestamp) -> bool {
    let age = (OLDEST_DAYS * 24).hours();
    at <= now.saturating_add(age).unwrap_or(Timestamp::MAX)
        && now <= at.saturating_add(age).unwrap_or(Timestamp::MAX)
}

/// Takes away the old, the damaged and what is too much, the oldest first, but never the newest.
fn tidy(folder: &Path, newest: &Path, now: Timestamp) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut kept: Vec<(Timestamp, u64, PathBuf)> = Vec::new();
    for entry in entries.flatten() {
        let path = entry.path();
        if path == newest {
            continue;
        }
        match read(&path, now) {
            Some((at, part)) => kept.push((at, part.bytes.len() as u64, path)),
            None => drop(fs::remove_file(&path)),
        }
    }
    kept.sort();
    let mut room = MOST_BYTES - MOST_OF_ONE;
    for (index, (_, size, path)) in kept.iter().rev().enumerate() {
        room = room.saturating_sub(*size);
        if index + 1 >= MOST || room == 0 {
            let _ = fs::remove_file(path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: &str = "2026-12-04T12:00:00Z";

    fn now() -> Timestamp {
        NOON.parse().unwrap()
    }

    fn address(name: &str) -> Address {
        Address::parse(&format!("https://example.jp/{name}"), Path::new("")).unwrap()
    }

    fn part(bytes: &[u8]) -> Part {
        Part { bytes: bytes.to_vec(), mark: Some("\"a\"".to_owned()), is_known: false }
    }

    fn count(cache: &Cache) -> usize {
        fs::read_dir(cache.folder.join(FOLDER)).unwrap().count()
    }

    #[test]
    fn what_came_is_there_after_a_restart_until_it_is_whole() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::new(folder.path().join("cache"));
        assert_eq!(cache.part(&address("a.png"), now()), Part::default());
        let came = part(b"half\nof it");
        cache.keep_part(&address("a.png"), &came, now()).unwrap();
        let again = Cache::new(folder.path().join("cache"));
        assert_eq!(again.part(&address("a.png"), now()), came);
        assert_eq!(
            again.part(&address("b.png"), now()),
            Part::default(),
            "another picture's part is not its own"
        );
        again.forget_part(&address("a.png"));
        assert_eq!(again.part(&address("a.png"), now()), Part::default());
    }

    #[test]
    fn a_part_that_is_damaged_or_too_old_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::new(folder.path());
        cache.keep_part(&address("a.png"), &part(b"half"), now()).unwrap();
        assert_eq!(cache.part(&address("a.png"), now() + (8 * 24).hours()), Part::default());
        assert_eq!(
            cache.part(&address("a.png"), now() - (8 * 24).hours()),
            Part::default(),
            "the clock was set"
        );
        assert_eq!(cache.part(&address("a.png"), now() + (6 * 24).hours()), part(b"half"));
        fs::write(cache.part_path(&address("a.png")), b"no head").unwrap();
        assert_eq!(cache.part(&address("a.png"), now()), Part::default());
    }

    #[test]
    fn parts_nobody_comes_back_for_are_taken_away_and_there_are_never_many() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::new(folder.path());
        cache.keep_part(&address("old.png"), &part(b"half"), now()).unwrap();
        fs::write(folder.path().join(FOLDER).join("damaged.part"), b"x").unwrap();
        let later = now() + (8 * 24).hours();
        for index in 0..MOST + 5 {
            let at = later + i64::try_from(index).unwrap().seconds();
            cache.keep_part(&address(&format!("{index}.png")), &part(b"half"), at).unwrap();
        }
        assert_eq!(count(&cache), MOST);
        assert_eq!(cache.part(&address("0.png"), later), Part::default(), "the oldest go first");
        assert_eq!(cache.part(&address(&format!("{}.png", MOST + 4)), later), part(b"half"));
        let large = part(&vec![7; usize::try_from(MOST_OF_ONE).unwrap() + 1]);
        cache.keep_part(&address("large.png"), &large, later).unwrap();
        assert_eq!(
            cache.part(&address("large.png"), later),
            Part::default(),
            "what is too large begins anew"
        );
    }
}
