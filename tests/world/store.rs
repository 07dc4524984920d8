//! The real store as a disk of the world.

use std::collections::HashSet;
use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use hiroba::api;
use hiroba::domain::attendance::{Record, RecordKey, Salt};
use hiroba::domain::programme::Programme;
use hiroba::store::{FILE, Store, Trouble};
use jiff::Timestamp;
use tokio::runtime::Runtime;

use crate::disk::{Cut, Disk, Refused};
use crate::small_disk::SmallDisk;

const PINNED: &str = "reception-pinned";

/// A database in a folder of its own, and after every kill a copy of what the dead program left.
pub struct RealDisk {
    pub runtime: Runtime,
    folder: tempfile::TempDir,
    /// Really full, where a small disk can be mounted; else refused before the store is asked.
    small: Option<SmallDisk>,
    is_full: bool,
    lives: u32,
    pub store: Option<Store>,
    salt: Salt,
    keys: HashSet<RecordKey>,
    /// How long a store works before it is killed in the middle of it, in millionths of a second.
    works_us: u64,
}

impl RealDisk {
    /// In a folder of its own, on the small disk if there is one.
    pub fn new(small: Option<SmallDisk>, folder: tempfile::TempDir, salt: Salt) -> RealDisk {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let (store, keys) = (None, HashSet::new());
        let mut disk =
            RealDisk { runtime, folder, small, is_full: false, lives: 0, store, salt, keys, works_us: 0 };
        disk.open().unwrap();
        disk
    }

    fn place(&self) -> PathBuf {
        self.folder.path().join(format!("life-{}", self.lives)).join(FILE)
    }

    fn open(&mut self) -> Result<(), Trouble> {
        let opened = self.runtime.block_on(Store::open(&self.place(), Timestamp::UNIX_EPOCH, self.salt))?;
        assert_eq!(opened.news(), None, "a database that was only killed is not damaged");
        let mut store = opened.store;
        self.runtime.block_on(store.set_setting("opened", "1"))?;
        self.store = Some(store);
        Ok(())
    }

    /// What the store says, as the clerk takes it: after trouble it opens again, later.
    fn judge<T>(&mut self, said: Result<T, Trouble>) -> Result<T, Refused> {
        let said = refusal(said);
        if matches!(said, Err(Refused::Full)) {
            self.store = None;
        }
        said
    }

    fn is_refused(&self) -> bool {
        self.is_full && self.small.is_none()
    }

    fn know_keys(&mut self) {
        self.keys = self.all().iter().map(|record| record.key).collect();
    }
}

impl Disk for RealDisk {
    fn append(&mut self, records: &[Record], programme: &Programme) -> Result<(), Refused> {
        if self.is_refused() && records.iter().any(|record| !self.keys.contains(&record.key)) {
            return Err(Refused::Full);
        }
        let about = about(records, programme);
        let store = self.store.as_mut().unwrap();
        let said = self.runtime.block_on(store.append(records, "kiosk", &about));
        self.judge(said)?;
        self.keys.extend(records.iter().map(|record| record.key));
        Ok(())
    }

    fn append_beside(&mut self, records: &[Record], programme: &Programme) -> Result<(), Refused> {
        if self.is_refused() {
            return Err(Refused::Full);
        }
        let about = about(records, programme);
        let said = self.runtime.block_on(async {
            let mut store = Store::open(&self.place(), Timestamp::UNIX_EPOCH, self.salt).await?.store;
            let said = store.append(records, "paper", &about).await;
            // On a full disk it says so, and nothing is lost by it.
            let _ = store.close().await;
            said
        });
        refusal(said)?;
        self.keys.extend(records.iter().map(|record| record.key));
        Ok(())
    }

    fn salt(&self) -> Salt {
        self.salt
    }

    fn keep_pinned(&mut self, pinned: bool) -> Result<(), Refused> {
        if self.is_refused() {
            return Err(Refused::Full);
        }
        let store = self.store.as_mut().unwrap();
        let said = self.runtime.block_on(store.set_setting(PINNED, if pinned { "1" } else { "0" }));
        self.judge(said)
    }

    fn pinned(&mut self) -> bool {
        let store = self.store.as_mut().unwrap();
        self.runtime.block_on(store.get_setting(PINNED)).unwrap().as_deref() == Some("1")
    }

    fn opens(&mut self) -> bool {
        if self.is_refused() {
            return false;
        }
        self.store = None;
        match self.open() {
            Ok(()) => true,
            Err(Trouble::Full { .. }) => false,
            Err(other) => panic!("the store does not open: {other}"),
        }
    }

    fn all(&mut self) -> Vec<Record> {
        match &mut self.store {
            Some(store) => self.runtime.block_on(store.all()).unwrap(),
            None => self.runtime.block_on(async {
                let mut store = Store::open_to_read(&self.place()).await.unwrap();
                store.all().await.unwrap()
            }),
        }
    }

    fn holds(&self, key: RecordKey) -> bool {
        self.keys.contains(&key)
    }

    fn fill(&mut self) {
        if let Some(small) = self.small.as_ref().filter(|_| !self.is_full) {
            small.leave(0);
        }
        self.is_full = true;
    }

    fn make_room(&mut self) {
        if let Some(small) = self.small.as_ref().filter(|_| self.is_full) {
            small.make_room();
        }
        self.is_full = false;
    }

    fn is_killed(&mut self, storing: Option<(&[Record], Cut)>, programme: &Programme) {
        if let (Some((records, cut)), Some(store)) = (storing, &mut self.store)
            && !self.is_full
        {
            let about = about(records, programme);
            self.works_us = (self.works_us + 37) % 400;
            let works = Duration::from_micros(self.works_us);
            self.runtime.block_on(async {
                let storing = store.append(records, "kiosk", &about);
                match cut {
                    Cut::BeforeCommit => drop(storing),
                    Cut::AfterCommit => drop(storing.await.unwrap()),
                    // Between two statements of it: what one of them does is cut by real kills in
                    // tests/store/crash.rs.
                    Cut::During => drop(tokio::time::timeout(works, storing).await),
                }
                // Its thread has done what it was told, so that it does not write while this copies.
                store.version().await.unwrap();
            });
        }
        if self.small.is_none() {
            let (dead, next) = (self.place(), self.lives + 1);
            self.lives = next;
            let folder = self.folder.path().join(format!("life-{next}"));
            fs::create_dir(&folder).unwrap();
            for file in [FILE.to_owned(), format!("{FILE}-wal")] {
                let from = dead.with_file_name(&file);
                if from.exists() {
                    fs::copy(from, folder.join(&file)).unwrap();
                }
            }
            self.store = None;
            fs::remove_dir_all(dead.parent().unwrap()).unwrap();
        } else {
            // No room for a copy: what kills do is seen where there is.
            self.is_closed();
        }
        self.know_keys();
    }

    fn is_closed(&mut self) {
        if let Some(store) = self.store.take() {
            // On a full disk it says so, and nothing is lost by it.
            let _ = self.runtime.block_on(store.close());
        }
    }
}

fn refusal<T>(said: Result<T, Trouble>) -> Result<T, Refused> {
    said.map_err(|trouble| match trouble {
        Trouble::Busy { .. } => Refused::Busy,
        Trouble::Full { .. } => Refused::Full,
        other => panic!("the store is in trouble that this world does not make: {other}"),
    })
}

/// What the shell hands over beside records: the public words of their meetings.
fn about(records: &[Record], programme: &Programme) -> Vec<api::Meeting> {
    let is_about = |meeting: &&hiroba::domain::meeting::Meeting| {
        records.iter().any(|record| record.meeting == meeting.id)
    };
    programme.meetings.iter().filter(is_about).map(api::Meeting::from).collect()
}
