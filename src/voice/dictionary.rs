//! The dictionary of Japanese: made once from the lists of words of Debian's source package
//! open-jtalk, and read from then on.

use std::path::{Path, PathBuf};

use jpreprocess_dictionary::dictionary::to_dict::JPreprocessDictionaryBuilder;

/// Says how the dictionary was made. Written last: a folder without it is no dictionary.
const MADE_BY: &str = "made-by";

/// Another form of dictionary is another text here. The form is jpreprocess's, and that version's own.
const FORM: &str = "jpreprocess 0.15.0\n";

/// What the lists of words are.
const LISTS: [&str; 4] = ["char.def", "matrix.def", "unk.def", "naist-jdic.csv"];

/// Why a dictionary was not made.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    #[error("There is no {name} in {folder}, so these are not the lists of words of NAIST-jdic.")]
    NoList { name: &'static str, folder: PathBuf },
    #[error("The lists of words cannot be understood: {0}")]
    Lists(String),
    #[error("The dictionary cannot be written to {path}: {error}")]
    Write { path: PathBuf, error: std::io::Error },
}

/// Whether this folder holds a dictionary that can be used.
pub fn is_there(folder: &Path) -> bool {
    std::fs::read_to_string(folder.join(MADE_BY)).is_ok_and(|form| form == FORM)
}

/// Makes the dictionary out of the lists in `lists`. Another process never sees half a dictionary in
/// `out`: it is made beside it and renamed.
///
/// # Errors
/// When a list is missing or damaged, or when it cannot be written.
pub fn build(lists: &Path, out: &Path) -> Result<(), BuildError> {
    for name in LISTS {
        if !lists.join(name).is_file() {
            return Err(BuildError::NoList { name, folder: lists.to_owned() });
        }
    }
    let mut beside = out.as_os_str().to_owned();
    beside.push(".new");
    let beside = PathBuf::from(beside);
    let write = |error| BuildError::Write { path: out.to_owned(), error };
    let clear = |folder: &Path| match std::fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(write(error)),
        Ok(()) | Err(_) => Ok(()),
    };
    clear(&beside)?;
    std::fs::create_dir_all(&beside).map_err(write)?;
    JPreprocessDictionaryBuilder::default()
        .build_dictionary(lists, &beside)
        .map_err(|error| BuildError::Lists(error.to_string()))?;
    let licence = lists.join("COPYING");
    if licence.is_file() {
        std::fs::copy(licence, beside.join("COPYING")).map_err(write)?;
    }
    std::fs::write(beside.join(MADE_BY), FORM).map_err(write)?;
    clear(out)?;
    std::fs::rename(&beside, out).map_err(write)
}
