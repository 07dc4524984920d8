//! The disk, and a model of it that is as fast as the kiosk.

use std::collections::HashSet;

use hiroba::domain::attendance::{Record, RecordKey, Salt};
use hiroba::domain::programme::Programme;

/// Nothing here is a secret: the same marks every time.
pub const SALT: Salt = Salt([9; 16]);

/// Why records were not taken. None of them is on the disk then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    Full,
    /// Another program was writing.
    Busy,
}

/// When the program is killed that was about to store something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    BeforeCommit,
    AfterCommit,
    /// In the middle of it: all of it is there afterwards or nothing.
    During,
}

/// What the clerk keeps records on.
pub trait Disk {
    /// All of them are on the disk when this comes back, or none with an error.
    fn append(&mut self, records: &[Record], programme: &Programme) -> Result<(), Refused>;
    /// The same for the one word about the reception that is kept.
    /// The same by another program; what it is refused does not trouble the clerk's own connection.
    fn append_beside(&mut self, records: &[Record], programme: &Programme) -> Result<(), Refused>;
    /// What receipts are marked with here.
    fn salt(&self) -> Salt;
    fn keep_pinned(&mut self, pinned: bool) -> Result<(), Refused>;
    fn pinned(&mut self) -> bool;
    /// Whether it can be opened and written to.
    fn opens(&mut self) -> bool;
    /// Everything on it, in the order in which it came.
    fn all(&mut self) -> Vec<Record>;
    fn holds(&self, key: RecordKey) -> bool;
    fn fill(&mut self);
    fn make_room(&mut self);
    /// The program is killed, maybe while it stores something, and starts anew on what is left.
    fn is_killed(&mut self, storing: Option<(&[Record], Cut)>, programme: &Programme);
    /// The program ends in good order and starts anew.
    fn is_closed(&mut self);
}

/// What a disk is: what was committed is there, what was not is not. That it is so of the store is
/// what `runs.rs` shows, by telling both the same story.
#[derive(Clone, Debug, Default)]
pub struct Model {
    committed: Vec<Record>,
    keys: HashSet<RecordKey>,
    pinned: bool,
    is_full: bool,
    /// For the tests of the watch itself.
    lie: Option<Lie>,
}

/// What no disk and no store may do, and the watch has to see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lie {
    /// Says that it is there before it is, and loses it when the program is killed.
    Early,
    /// Takes a repeat for something new.
    Twice,
    /// Stores the first of several records only.
    Half,
}

impl Model {
    pub fn that_lies(lie: Lie) -> Model {
        Model { lie: Some(lie), ..Model::default() }
    }

    fn commit(&mut self, records: &[Record]) {
        let whole = if self.lie == Some(Lie::Half) { 1 } else { records.len() };
        for record in &records[..whole] {
            let is_new = self.keys.insert(record.key);
            if self.lie == Some(Lie::Twice) && !is_new {
                let key = RecordKey(record.key.0 ^ self.committed.len() as u128);
                self.committed.push(Record { key, ..record.clone() });
            } else if is_new {
                self.committed.push(record.clone());
            }
        }
    }
}

impl Disk for Model {
    fn append(&mut self, records: &[Record], _: &Programme) -> Result<(), Refused> {
        // What is there already needs no room.
        if self.is_full && records.iter().any(|record| !self.keys.contains(&record.key)) {
            return Err(Refused::Full);
        }
        self.commit(records);
        Ok(())
    }

    fn append_beside(&mut self, records: &[Record], programme: &Programme) -> Result<(), Refused> {
        self.append(records, programme)
    }

    fn salt(&self) -> Salt {
        SALT
    }

    fn keep_pinned(&mut self, pinned: bool) -> Result<(), Refused> {
        if self.is_full {
            return Err(Refused::Full);
        }
        self.pinned = pinned;
        Ok(())
    }

    fn pinned(&mut self) -> bool {
        self.pinned
    }

    fn opens(&mut self) -> bool {
        !self.is_full
    }

    fn all(&mut self) -> Vec<Record> {
        self.committed.clone()
    }

    fn holds(&self, key: RecordKey) -> bool {
        self.keys.contains(&key)
    }

    fn fill(&mut self) {
        self.is_full = true;
    }

    fn make_room(&mut self) {
        self.is_full = false;
    }

    fn is_killed(&mut self, storing: Option<(&[Record], Cut)>, _: &Programme) {
        if self.lie == Some(Lie::Early)
            && let Some(last) = self.committed.pop()
        {
            self.keys.remove(&last.key);
        }
        match storing {
            Some((records, Cut::AfterCommit)) if !self.is_full => self.commit(records),
            // One of the two things that may be; the store shows the other as well.
            Some((_, Cut::BeforeCommit | Cut::During | Cut::AfterCommit)) | None => {}
        }
    }

    fn is_closed(&mut self) {}
}
