//! A disk that can really be full or read-only: a file system of a few pages, made for one test.
//!
//! Mounting needs rights that not every machine gives: they are those of root, or of a user who
//! may be root in a name space of their own. The test starts itself again in there. Where neither
//! is possible it says so, past the runner's capture, and proves nothing.

use std::fs;
use std::io::Write;
use std::os::unix::fs::MetadataExt;
use std::path::PathBuf;
use std::process::Command;

/// Names the small disk to the test within.
const DISK: &str = "HIROBA_SMALL_DISK";

/// Where a test runs that needs a small disk.
pub struct SmallDisk {
    pub folder: PathBuf,
}

impl SmallDisk {
    /// The small disk, when this is the test within. Otherwise runs the test of this name again,
    /// with a disk of so many pages (the units in which a tmpfs takes room).
    pub fn of(name: &str, pages: u64) -> Option<SmallDisk> {
        match std::env::var_os(DISK) {
            Some(folder) => Some(SmallDisk { folder: folder.into() }),
            None => {
                run_within(name, pages);
                None
            }
        }
    }

    fn filler(&self) -> PathBuf {
        self.folder.join("filler")
    }

    /// Fills the disk but for so many pages.
    pub fn leave(&self, pages: u64) {
        let mut filler = fs::File::create(self.filler()).unwrap();
        let page = fs::metadata(&self.folder).unwrap().blksize();
        let zeros = vec![0; usize::try_from(page).unwrap()];
        let mut written = 0;
        while filler.write_all(&zeros).is_ok() {
            written += 1;
            assert!(written <= 4096, "this is not the small disk");
        }
        filler.set_len((written - pages) * page).unwrap();
    }

    pub fn make_room(&self) {
        fs::remove_file(self.filler()).unwrap();
    }
}

fn run_within(name: &str, pages: u64) {
    let folder = tempfile::tempdir().unwrap();
    let script = format!(
        "mount -t tmpfs -o size=$(({pages} * $(getconf PAGESIZE))) tmpfs \"${DISK}\" || exit 77\nexec \"$@\""
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
