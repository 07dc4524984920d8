//! A disk that is really full: a file system of a few pages, made for this test alone.
//!
//! Mounting needs rights that not every machine gives: they are those of root, or of a user who
//! may be root in a name space of their own. The test starts itself again in there. Where neither
//! is possible it says so, past the runner's capture, and proves nothing.

use std::fs;
use std::io::Write;
use std::os::unix::fs::MetadataExt;
use std::path::PathBuf;
use std::process::Command;

use super::*;

/// Names the small disk to the test within.
const DISK: &str = "HIROBA_SMALL_DISK";
/// In the units in which a tmpfs takes room.
const PAGES: u64 = 16;

/// Runs a test of this file again, with a small disk of its own.
fn on_a_small_disk(name: &str) {
    let folder = tempfile::tempdir().unwrap();
    let script = format!(
        "mount -t tmpfs -o size=$(({PAGES} * $(getconf PAGESIZE))) tmpfs \"${DISK}\" || exit 77\nexec \"$@\""
    );
    let mut tried = String::new();
    // A user who becomes root within, then root itself. The mount goes with the name space.
    for rights in [&["--map-root-user", "--mount"][..], &["--mount"]] {
        let mut command = Command::new("unshare");
        command.args(rights).args(["sh", "-c", &script, "sh"]).arg(std::env::current_exe().unwrap());
        command.args(["--exact", name, "--nocapture"]).env(DISK, folder.path());
        let Ok(output) = command.output() else { continue };
        let told =
            [String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr)].concat();
        match output.status.code() {
            Some(0) => {
                assert!(told.contains("1 passed"), "{name} was not found: {told}");
                return;
            }
            // What the runner of tests ends with when a test fails.
            Some(101) => panic!("{told}"),
            Some(_) | None => tried.push_str(&told),
        }
    }
    // Past the runner, which shows nothing of a test that passes.
    let _ = writeln!(
        std::io::stderr(),
        "NOT RUN: {name}. A small disk cannot be mounted here, so nothing is known about a full one.\n{tried}"
    );
}

/// The small disk, when this is the test within.
fn small_disk() -> Option<Disk> {
    std::env::var_os(DISK).map(|folder| Disk { folder: folder.into() })
}

struct Disk {
    folder: PathBuf,
}

impl Disk {
    fn filler(&self) -> PathBuf {
        self.folder.join("filler")
    }

    /// Fills the disk but for so many pages.
    fn leave(&self, pages: u64) {
        let mut filler = fs::File::create(self.filler()).unwrap();
        let page = fs::metadata(&self.folder).unwrap().blksize();
        let zeros = vec![0; usize::try_from(page).unwrap()];
        let mut written = 0;
        while filler.write_all(&zeros).is_ok() {
            written += 1;
            assert!(written <= PAGES, "this is not the small disk");
        }
        filler.set_len((written - pages) * page).unwrap();
    }

    fn make_room(&self) {
        fs::remove_file(self.filler()).unwrap();
    }

    /// Files of one source, without what a test put there.
    fn files(&self, cache: &Cache, address: &Address) -> usize {
        fs::read_dir(cache.folder_of(address)).unwrap().count()
    }
}

fn kept(cache: &Cache, address: &Address) -> Vec<u8> {
    match cache.load(address).unwrap() {
        Loaded::Whole(kept) => kept.bytes,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_swap_on_a_full_disk_is_whole_or_not_at_all_wherever_the_room_ends() {
    let Some(disk) = small_disk() else {
        return on_a_small_disk(
            "full_disk::a_swap_on_a_full_disk_is_whole_or_not_at_all_wherever_the_room_ends",
        );
    };
    let cache = Cache::new(disk.folder.join("cache"));
    let address = at("https://example.jp/a.ics");
    let store = |bytes: &[u8]| cache.store(&address, bytes, &Validators::default(), now(0));
    // Two pages of content and one of marks, beside what is kept already.
    let (old, new) = (vec![b'o'; 8000], vec![b'n'; 8000]);
    let mut refused = 0;
    for pages in 0..=4 {
        store(&old).unwrap();
        disk.leave(pages);
        match store(&new) {
            Ok(()) => assert_eq!(kept(&cache, &address), new, "{pages} pages of room"),
            Err(error) => {
                refused += 1;
                assert!(error.to_string().contains("No space left"), "{error}");
                assert_eq!(kept(&cache, &address), old, "{pages} pages of room");
            }
        }
        assert_eq!(disk.files(&cache, &address), 2, "{pages} pages of room: nothing half is left");
        disk.make_room();
    }
    assert!((1..5).contains(&refused), "{refused} of 5 were refused");
}

#[test]
fn what_a_full_disk_cannot_keep_shows_is_told_and_is_kept_when_there_is_room() {
    let Some(disk) = small_disk() else {
        return on_a_small_disk(
            "full_disk::what_a_full_disk_cannot_keep_shows_is_told_and_is_kept_when_there_is_room",
        );
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let server = server_saying(vec![ok("meeting a\n"), ok("meeting b\n")]).await;
        let mut world = World::of(&server);
        world.intake.cache = Some(Cache::new(disk.folder.join("cache")));
        changed(world.turn(0).await, &["a"]);
        disk.leave(0);
        for minute in [5, 10] {
            let outcome = world.turn(minute).await;
            let Outcome::Changed { reading, not_kept: Some(_) } = outcome else { panic!("{outcome:?}") };
            assert_eq!(ids(&reading), meetings(&["b"]), "the screen has the new one");
            assert_eq!(world.after_restart(), Some(meetings(&["a"])), "a start has the last one kept");
            let sentence = world.refresh.sentence(&world.source, &world.zone, now(minute));
            let expected = "What the screen shows of it could not be kept on disk: Writing ";
            assert!(sentence.contains(expected) && sentence.contains("No space left"), "{sentence}");
        }
        // Although the source has not changed since.
        disk.make_room();
        changed(world.turn(15).await, &["b"]);
        assert_eq!(world.after_restart(), Some(meetings(&["b"])));
        let sentence = world.refresh.sentence(&world.source, &world.zone, now(15));
        assert!(!sentence.contains("could not be kept"), "{sentence}");
        let unchanged = world.turn(20).await;
        assert!(matches!(unchanged, Outcome::Unchanged { not_kept: None }), "{unchanged:?}");
    });
}
