//! Files, read whole; and never a second time while the first reading hangs.

use std::collections::HashSet;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::FetchError;

/// What reads files.
#[derive(Clone, Debug, Default)]
pub struct Files {
    /// Those whose reading hangs, on a network drive that is gone: a second reading would hang too.
    reading: Arc<Mutex<HashSet<PathBuf>>>,
}

impl Files {
    /// The content of a file. `silence` is what is said of one whose last reading still hangs.
    ///
    /// # Errors
    /// When it cannot be had whole, is larger than that, or its last reading is not over.
    pub async fn read(&self, path: &Path, max_bytes: u64, silence: Duration) -> Result<Vec<u8>, FetchError> {
        let turn = Turn::take(&self.reading, path).ok_or(FetchError::Stalled(silence))?;
        let path = path.to_owned();
        let reading = tokio::task::spawn_blocking(move || {
            let bytes = whole(&path, max_bytes);
            drop(turn);
            bytes
        });
        reading.await.map_err(|error| FetchError::Other(error.to_string()))?
    }
}

/// The right to read a file, given back when the reading is over, however long it hung.
struct Turn {
    reading: Arc<Mutex<HashSet<PathBuf>>>,
    path: PathBuf,
}

impl Turn {
    fn take(reading: &Arc<Mutex<HashSet<PathBuf>>>, path: &Path) -> Option<Turn> {
        let first = reading.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned());
        first.then(|| Turn { reading: Arc::clone(reading), path: path.to_owned() })
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.reading.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.path);
    }
}

/// Reads a file whole. Its time of change is no proof that it is the same (memory sticks count
/// in steps of two seconds), its content is; but a file that changes meanwhile is half a file.
fn whole(path: &Path, max_bytes: u64) -> Result<Vec<u8>, FetchError> {
    // Looked at before it is opened: opening a pipe would wait for somebody to write.
    let before = std::fs::metadata(path).map_err(FetchError::of_open)?;
    if before.is_dir() {
        return Err(FetchError::Folder);
    }
    if !before.is_file() {
        return Err(FetchError::NotAFile);
    }
    if before.len() > max_bytes {
        return Err(FetchError::TooLarge { limit: max_bytes });
    }
    let mut file = std::fs::File::open(path).map_err(FetchError::of_open)?;
    let mut bytes = Vec::with_capacity(usize::try_from(before.len()).unwrap_or_default());
    file.by_ref().take(max_bytes + 1).read_to_end(&mut bytes).map_err(FetchError::Unopenable)?;
    if bytes.len() as u64 > max_bytes {
        return Err(FetchError::TooLarge { limit: max_bytes });
    }
    let after = file.metadata().map_err(FetchError::Unopenable)?;
    let changed = before.modified().ok() != after.modified().ok();
    if changed || after.len() != bytes.len() as u64 {
        return Err(FetchError::BeingWritten);
    }
    Ok(bytes)
}
