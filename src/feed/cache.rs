//! The last good content of every source, on disk, so that the sign stands at once at start and
//! through every failure (invariant 7).
//!
//! Plain files and not the attendance database, on purpose: the sign must stand even when that
//! database cannot be opened, and one source's damage must not reach another's.
//!
//! A source has a folder named by the hash of its address, in it `meta.json` and one `*.body`
//! named by the hash of its content. Renaming `meta.json` is the moment of the swap: before it
//! the old pair is whole, after it the new one is, and a body nobody names is swept away later.
//! What does not fit together is set aside as `*.damaged`, for staff to look at, and reported.

mod parts;

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

use super::fetch::{Address, Validators, sha256};

/// The folder of all last good contents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cache {
    folder: PathBuf,
}

/// The last good content of one source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    pub bytes: Vec<u8>,
    pub validators: Validators,
    /// When these bytes came.
    pub fetched_at: Timestamp,
    /// When the source last said that they still hold.
    pub confirmed_at: Timestamp,
}

/// What there is on disk for a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Loaded {
    Nothing,
    Whole(Kept),
    /// It did not fit together and has been moved out of the way, if the disk let us.
    Damaged {
        why: String,
        set_aside: Option<PathBuf>,
    },
}

/// Why something could not be kept. Never fatal: the screen goes on with what it has in memory.
#[derive(Debug, thiserror::Error)]
#[error("{what} {} failed ({error}); the screen goes on, but a start would begin with what was kept before", .path.display())]
pub struct CacheError {
    what: &'static str,
    path: PathBuf,
    #[source]
    error: io::Error,
}

impl CacheError {
    fn of(what: &'static str, path: &Path) -> impl FnOnce(io::Error) -> CacheError {
        let path = path.to_owned();
        move |error| CacheError { what, path, error }
    }
}

/// `meta.json`.
#[derive(Debug, Serialize, Deserialize)]
struct Meta {
    version: u32,
    /// For people who look into the folder; secrets are left out of it.
    address: String,
    fetched_at: Timestamp,
    confirmed_at: Timestamp,
    /// Of the body, in bytes; its hash is among the validators.
    length: u64,
    validators: Validators,
}

const META_VERSION: u32 = 1;
const META: &str = "meta.json";
/// No `meta.json` of ours is larger.
const META_MAX_BYTES: u64 = 64 * 1024;
/// A confirmation is written down only so often: a card wears out by writing every few minutes.
const CONFIRM_EVERY_HOURS: i64 = 1;

impl Cache {
    /// Nothing is read or made yet.
    pub fn new(folder: impl Into<PathBuf>) -> Cache {
        Cache { folder: folder.into() }
    }

    /// The folder of one source.
    pub fn folder_of(&self, address: &Address) -> PathBuf {
        self.folder.join(&sha256(address.canonical().as_bytes())[..32])
    }

    /// The last good content of a source, verified to the byte.
    ///
    /// # Errors
    /// When the disk cannot be read. Content that is damaged is no error but an answer.
    pub fn load(&self, address: &Address) -> Result<Loaded, CacheError> {
        let folder = self.folder_of(address);
        let meta_path = folder.join(META);
        let meta = match read_up_to(&meta_path, META_MAX_BYTES) {
            Ok(Some(bytes)) => bytes,
            Ok(None) => return Ok(set_aside(&folder, "meta.json is too large")),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Loaded::Nothing),
            Err(error) => return Err(CacheError::of("Reading", &meta_path)(error)),
        };
        let meta: Meta = match serde_json::from_slice(&meta) {
            Ok(meta) => meta,
            Err(error) => return Ok(set_aside(&folder, &format!("meta.json is not whole ({error})"))),
        };
        if meta.version != META_VERSION {
            return Ok(set_aside(&folder, &format!("it was written by another version ({})", meta.version)));
        }
        let Some(body_name) = body_name(&meta.validators) else {
            return Ok(set_aside(&folder, "meta.json names no content"));
        };
        let body_path = folder.join(body_name);
        let bytes = match read_up_to(&body_path, meta.length) {
            Ok(Some(bytes)) => bytes,
            Ok(None) => return Ok(set_aside(&folder, "the content is longer than it was")),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Ok(set_aside(&folder, "the content is missing"));
            }
            Err(error) => return Err(CacheError::of("Reading", &body_path)(error)),
        };
        if sha256(&bytes) != meta.validators.sha256 {
            return Ok(set_aside(&folder, "the content is not what was written"));
        }
        Ok(Loaded::Whole(Kept {
            bytes,
            validators: meta.validators,
            fetched_at: meta.fetched_at,
            confirmed_at: meta.confirmed_at,
        }))
    }

    /// Puts new content in the place of the old, as a whole or not at all.
    ///
    /// # Errors
    /// When the disk is full or cannot be written; the old content is still whole then.
    pub fn store(
        &self,
        address: &Address,
        bytes: &[u8],
        validators: &Validators,
        now: Timestamp,
    ) -> Result<(), CacheError> {
        let folder = self.folder_of(address);
        fs::create_dir_all(&folder).map_err(CacheError::of("Making the folder", &folder))?;
        let validators = Validators { sha256: sha256(bytes), ..validators.clone() };
        // The hash has just been made, so there is a name.
        let name = body_name(&validators).unwrap_or_default();
        let body_path = folder.join(&name);
        let was_there = body_path.exists();
        write_atomically(&body_path, bytes).map_err(CacheError::of("Writing", &body_path))?;
        let meta = Meta {
            version: META_VERSION,
            address: address.to_string(),
            fetched_at: now,
            confirmed_at: now,
            length: bytes.len() as u64,
            validators,
        };
        if let Err(error) = write_meta(&folder, &meta) {
            if !was_there {
                // Nobody names it, and the disk may be full. A failure here costs space only.
                let _ = fs::remove_file(&body_path);
            }
            return Err(error);
        }
        sweep(&folder, &name);
        Ok(())
    }

    /// Notes that the source still holds what is kept, under perhaps new validators.
    ///
    /// # Errors
    /// When the disk cannot be written; what is kept is still whole then.
    pub fn confirm(
        &self,
        address: &Address,
        validators: &Validators,
        now: Timestamp,
    ) -> Result<(), CacheError> {
        let folder = self.folder_of(address);
        let known = read_up_to(&folder.join(META), META_MAX_BYTES).ok().flatten();
        let Some(meta) = known.and_then(|bytes| serde_json::from_slice::<Meta>(&bytes).ok()) else {
            // Nothing is kept, or it is damaged, which the next start reports.
            return Ok(());
        };
        let same = meta.validators == *validators;
        let due = meta.confirmed_at + CONFIRM_EVERY_HOURS.hours() <= now || now < meta.confirmed_at;
        if meta.validators.sha256 != validators.sha256 || (same && !due) {
            return Ok(());
        }
        write_meta(&folder, &Meta { confirmed_at: now, validators: validators.clone(), ..meta })
    }
}

/// The file a body lies in; nothing when the validators hold no hash, as only damage explains.
fn body_name(validators: &Validators) -> Option<String> {
    let hash = &validators.sha256;
    (hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit())).then(|| format!("{hash}.body"))
}

fn write_meta(folder: &Path, meta: &Meta) -> Result<(), CacheError> {
    let path = folder.join(META);
    let json =
        serde_json::to_vec_pretty(meta).map_err(|error| CacheError::of("Writing", &path)(error.into()))?;
    write_atomically(&path, &json).map_err(CacheError::of("Writing", &path))
}

/// Nothing when the file is longer.
fn read_up_to(path: &Path, most: u64) -> io::Result<Option<Vec<u8>>> {
    if fs::metadata(path)?.len() > most {
        return Ok(None);
    }
    fs::read(path).map(Some)
}

/// Moves the folder of a source out of the way. An older damage is replaced: one is enough to
/// look at, and many would fill the disk.
fn set_aside(folder: &Path, why: &str) -> Loaded {
    let aside = folder.with_extension("damaged");
    // It is not there most times; what matters is whether the renaming works.
    let _ = fs::remove_dir_all(&aside);
    let moved = fs::rename(folder, &aside).is_ok();
    Loaded::Damaged { why: why.to_owned(), set_aside: moved.then_some(aside) }
}

/// Takes away what a swap or a power cut has left behind. A failure here costs space only.
fn sweep(folder: &Path, body: &str) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        if name != META && name != body {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Writes a file so that whoever reads it finds the old content or the new one, whole, also after
/// a power cut: a file beside it, flushed, renamed over it, and the folder flushed.
///
/// # Errors
/// When any of that fails; the old content stands then, and nothing is left beside it.
pub fn write_atomically(path: &Path, bytes: &[u8]) -> io::Result<()> {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let name = path.file_name().ok_or_else(|| io::Error::other("this is not the path of a file"))?;
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        Some(_) | None => Path::new("."),
    };
    // Unique among the threads of this process and among processes; one that a power cut has left
    // behind may be overwritten.
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let mut beside = std::ffi::OsString::from(".");
    beside.push(name);
    beside.push(format!(".{}.{count}.tmp", std::process::id()));
    let beside = folder.join(beside);
    let written = write_flushed(&beside, bytes).and_then(|()| fs::rename(&beside, path));
    if let Err(error) = written {
        // The first error is the one worth telling.
        let _ = fs::remove_file(&beside);
        return Err(error);
    }
    File::open(folder)?.sync_all()
}

fn write_flushed(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: &str = "2026-12-04T12:00:00Z";

    struct World {
        folder: tempfile::TempDir,
        address: Address,
    }

    impl World {
        fn new() -> World {
            let address = Address::parse("https://example.jp/a.ics", Path::new("")).unwrap();
            World { folder: tempfile::tempdir().unwrap(), address }
        }

        fn cache(&self) -> Cache {
            Cache::new(self.folder.path().join("cache"))
        }

        fn holding(content: &[u8]) -> World {
            let world = World::new();
            world
                .cache()
                .store(&world.address, content, &Validators::default(), NOON.parse().unwrap())
                .unwrap();
            world
        }

        fn files(&self) -> Vec<PathBuf> {
            let mut files: Vec<_> = fs::read_dir(self.cache().folder_of(&self.address))
                .unwrap()
                .map(|entry| entry.unwrap().path())
                .collect();
            files.sort();
            files
        }

        fn body(&self) -> PathBuf {
            self.files().into_iter().find(|path| path.extension().is_some_and(|e| e == "body")).unwrap()
        }

        fn bytes(&self) -> Option<Vec<u8>> {
            match self.cache().load(&self.address).unwrap() {
                Loaded::Whole(kept) => Some(kept.bytes),
                Loaded::Nothing | Loaded::Damaged { .. } => None,
            }
        }

        #[track_caller]
        fn is_damaged(&self, expected: &str) {
            let Loaded::Damaged { why, set_aside } = self.cache().load(&self.address).unwrap() else {
                panic!("the damage was not seen");
            };
            assert!(why.contains(expected), "{why}");
            assert!(set_aside.unwrap().is_dir());
            assert_eq!(self.cache().load(&self.address).unwrap(), Loaded::Nothing, "it is reported once");
            self.cache().store(&self.address, b"new", &Validators::default(), Timestamp::UNIX_EPOCH).unwrap();
            assert_eq!(self.bytes().unwrap(), b"new", "and the place is free again");
        }
    }

    #[test]
    fn what_is_stored_comes_back_whole() {
        let world = World::new();
        assert_eq!(world.cache().load(&world.address).unwrap(), Loaded::Nothing);
        let validators = Validators { etag: Some("\"1\"".into()), ..Validators::default() };
        world.cache().store(&world.address, b"content", &validators, NOON.parse().unwrap()).unwrap();
        let Loaded::Whole(kept) = world.cache().load(&world.address).unwrap() else { panic!() };
        assert_eq!(kept.bytes, b"content");
        assert_eq!(kept.validators, Validators { sha256: sha256(b"content"), ..validators });
        assert_eq!((kept.fetched_at, kept.confirmed_at), (NOON.parse().unwrap(), NOON.parse().unwrap()));
    }

    #[test]
    fn a_new_content_leaves_nothing_of_the_old_one() {
        let world = World::holding(b"old");
        let litter = world.body().with_file_name(".x.tmp");
        fs::write(&litter, b"of a power cut").unwrap();
        world.cache().store(&world.address, b"new", &Validators::default(), NOON.parse().unwrap()).unwrap();
        assert_eq!(world.bytes().unwrap(), b"new");
        assert_eq!(world.files().len(), 2);
    }

    #[test]
    fn a_power_cut_before_the_swap_keeps_the_old_content() {
        let world = World::holding(b"old");
        fs::write(world.body().with_file_name(format!("{}.body", sha256(b"new"))), b"new").unwrap();
        assert_eq!(world.bytes().unwrap(), b"old");
    }

    #[test]
    fn damage_is_set_aside_and_told() {
        let world = World::holding(b"content");
        fs::write(world.body(), b"kontent").unwrap();
        world.is_damaged("not what was written");

        let world = World::holding(b"content");
        fs::write(world.body(), b"").unwrap();
        world.is_damaged("not what was written");

        let world = World::holding(b"content");
        fs::write(world.body(), b"content and more").unwrap();
        world.is_damaged("longer");

        let world = World::holding(b"content");
        fs::remove_file(world.body()).unwrap();
        world.is_damaged("missing");

        let meta = |world: &World| world.body().with_file_name(META);
        let world = World::holding(b"content");
        fs::write(meta(&world), b"{").unwrap();
        world.is_damaged("not whole");

        let world = World::holding(b"content");
        let text = fs::read_to_string(meta(&world)).unwrap();
        fs::write(meta(&world), text.replace("\"version\": 1", "\"version\": 9")).unwrap();
        world.is_damaged("another version");

        let world = World::holding(b"content");
        let text = fs::read_to_string(meta(&world)).unwrap();
        fs::write(meta(&world), text.replace(&sha256(b"content"), "../../etc/passwd")).unwrap();
        world.is_damaged("names no content");
    }

    #[test]
    fn a_disk_that_cannot_be_written_is_an_answer_and_the_old_content_stays() {
        let world = World::holding(b"old");
        let blocked = Cache::new(world.body().join("beneath a file"));
        let error = blocked.store(&world.address, b"new", &Validators::default(), NOON.parse().unwrap());
        assert!(error.unwrap_err().to_string().contains("the screen goes on"));
        assert_eq!(world.bytes().unwrap(), b"old");
    }

    #[test]
    fn a_confirmation_is_written_down_once_an_hour() {
        let world = World::holding(b"content");
        let Loaded::Whole(kept) = world.cache().load(&world.address).unwrap() else { panic!() };
        let confirmed = |now: &str, validators: &Validators| {
            world.cache().confirm(&world.address, validators, now.parse().unwrap()).unwrap();
            let Loaded::Whole(kept) = world.cache().load(&world.address).unwrap() else { panic!() };
            assert_eq!(kept.fetched_at, NOON.parse().unwrap());
            kept.confirmed_at.to_string()
        };
        assert_eq!(confirmed("2026-12-04T12:59:00Z", &kept.validators), NOON);
        assert_eq!(confirmed("2026-12-04T13:00:00Z", &kept.validators), "2026-12-04T13:00:00Z");
        let marked = Validators { etag: Some("\"2\"".into()), ..kept.validators.clone() };
        assert_eq!(confirmed("2026-12-04T13:01:00Z", &marked), "2026-12-04T13:01:00Z");
        let other = Validators { sha256: sha256(b"other"), ..kept.validators };
        assert_eq!(confirmed("2026-12-05T13:01:00Z", &other), "2026-12-04T13:01:00Z");
    }

    #[test]
    fn a_failed_write_leaves_nothing_beside() {
        let folder = tempfile::tempdir().unwrap();
        let taken = folder.path().join("taken");
        fs::create_dir(&taken).unwrap();
        fs::write(taken.join("x"), b"").unwrap();
        assert!(write_atomically(&taken, b"new").is_err());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        write_atomically(&folder.path().join("fresh"), b"new").unwrap();
        assert_eq!(fs::read(folder.path().join("fresh")).unwrap(), b"new");
    }
}
