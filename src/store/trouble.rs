//! What can be wrong with the database: each variant says what follows from it, for staff, and
//! whether anything is gained by trying again.

use std::io;
use std::path::{Path, PathBuf};

/// What the one who meets a [`Trouble`] can do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// The same again, a moment later.
    TryAgain,
    /// Open the database anew.
    OpenAgain,
    /// Nothing: a person has to look at it.
    Staff,
}

/// Why attendance cannot be stored or read. What was stored before is never touched by it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    #[error(
        "There are no records in {} yet. If there should be, look at [paths] records in kiosk.toml.", .path.display()
    )]
    Missing { path: PathBuf },
    #[error(
        "The database {} cannot be opened ({why}). Attendance cannot be taken. Check who may read and write it and the folder it lies in.", .path.display()
    )]
    CannotOpen { path: PathBuf, why: String },
    #[error(
        "The database {} can be read but not written. Attendance cannot be taken. Check who may write it, and whether the disk is mounted read-only.", .path.display()
    )]
    ReadOnly { path: PathBuf },
    #[error("The disk is full ({}). Attendance cannot be taken until there is room. What was recorded is safe.", .path.display())]
    Full { path: PathBuf },
    #[error(
        "The database {} is damaged ({why}). It is set aside and a new one begun when it is next opened for writing; a backup can be brought back with hiroba restore.", .path.display()
    )]
    Damaged { path: PathBuf, why: String },
    #[error(
        "The database {} was written by a newer hiroba. It was left as it is. Attendance cannot be taken until the newer version runs here again.", .path.display()
    )]
    Newer { path: PathBuf },
    #[error(
        "The database {} was written by an older hiroba. Start the kiosk once, which brings it up to date.", .path.display()
    )]
    Older { path: PathBuf },
    #[error(
        "{} is a database of another program. It was left as it is. Name another folder in [paths] records.", .path.display()
    )]
    Foreign { path: PathBuf },
    #[error("{} is not a whole backup ({why}). Nothing was changed.", .path.display())]
    NoBackup { path: PathBuf, why: String },
    #[error("There is already a file {}. It was left as it is; name another.", .path.display())]
    Exists { path: PathBuf },
    #[error("Another program holds the database {} for longer than it should. Try again in a moment.", .path.display())]
    Busy { path: PathBuf },
    #[error(
        "The database {} was moved, removed or restored while it was in use. It has to be opened again.", .path.display()
    )]
    Gone { path: PathBuf },
    #[error("The disk reports a fault ({why}) at {}. Attendance cannot be taken. The disk or card may have to be replaced; make a backup.", .path.display())]
    Disk { path: PathBuf, why: String },
    #[error("The database {} cannot be used ({why}).", .path.display())]
    Other { path: PathBuf, why: String },
}

/// Primary result codes of SQLite (sqlite.org/rescode.html); extended ones have them in their
/// lowest byte.
mod code {
    pub const PERM: i32 = 3;
    pub const BUSY: i32 = 5;
    pub const LOCKED: i32 = 6;
    pub const READONLY: i32 = 8;
    pub const IOERR: i32 = 10;
    pub const CORRUPT: i32 = 11;
    pub const FULL: i32 = 13;
    pub const CANTOPEN: i32 = 14;
    pub const AUTH: i32 = 23;
    pub const NOTADB: i32 = 26;
    /// The index beside the write-ahead log could not be made larger: no room.
    pub const IOERR_SHMSIZE: i32 = IOERR | (19 << 8);
}

impl Trouble {
    /// Whether a retry can help.
    pub fn remedy(&self) -> Remedy {
        match self {
            Trouble::Busy { .. } | Trouble::Full { .. } => Remedy::TryAgain,
            Trouble::CannotOpen { .. }
            | Trouble::ReadOnly { .. }
            | Trouble::Damaged { .. }
            | Trouble::Gone { .. }
            | Trouble::Disk { .. }
            | Trouble::Other { .. } => Remedy::OpenAgain,
            Trouble::Missing { .. }
            | Trouble::Newer { .. }
            | Trouble::Older { .. }
            | Trouble::NoBackup { .. }
            | Trouble::Exists { .. }
            | Trouble::Foreign { .. } => Remedy::Staff,
        }
    }

    pub(super) fn of(path: &Path, error: &sqlx::Error) -> Trouble {
        let path = path.to_owned();
        let why = error.to_string();
        match error {
            sqlx::Error::Database(inner) => {
                let code = inner.code().and_then(|code| code.parse().ok()).unwrap_or_default();
                Trouble::of_code(path, code, inner.message().to_owned())
            }
            sqlx::Error::Io(error) => Trouble::of_io(&path, error),
            // What does not decode is not what was written.
            sqlx::Error::ColumnDecode { .. } | sqlx::Error::Decode(_) => Trouble::Damaged { path, why },
            _ => Trouble::Other { path, why },
        }
    }

    fn of_code(path: PathBuf, code: i32, why: String) -> Trouble {
        match code & 0xff {
            _ if code == code::IOERR_SHMSIZE => Trouble::Full { path },
            code::BUSY | code::LOCKED => Trouble::Busy { path },
            code::READONLY => Trouble::ReadOnly { path },
            code::IOERR => Trouble::Disk { path, why },
            code::CORRUPT | code::NOTADB => Trouble::Damaged { path, why },
            code::FULL => Trouble::Full { path },
            code::CANTOPEN | code::PERM | code::AUTH => Trouble::CannotOpen { path, why },
            _ => Trouble::Other { path, why },
        }
    }

    pub(super) fn of_io(path: &Path, error: &io::Error) -> Trouble {
        let path = path.to_owned();
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Trouble::Full { path },
            io::ErrorKind::ResourceBusy => Trouble::Busy { path },
            io::ErrorKind::ReadOnlyFilesystem => Trouble::ReadOnly { path },
            // Nothing is wrong with the disk: something else has the name of a folder, or may not be used.
            io::ErrorKind::NotFound
            | io::ErrorKind::PermissionDenied
            | io::ErrorKind::NotADirectory
            | io::ErrorKind::IsADirectory
            | io::ErrorKind::AlreadyExists => Trouble::CannotOpen { path, why: error.to_string() },
            _ => Trouble::Disk { path, why: error.to_string() },
        }
    }
}
