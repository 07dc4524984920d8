//! Whoever tells the hub how words are read: the dictionary of the voice, opened when a text is asked for that
//! nobody has asked for, and closed behind it, so that a hub at rest holds nothing of it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use hiroba::config::Config;
use hiroba::domain::furigana::Word;
use hiroba::hub::furigana::ReadWords;
use hiroba::voice::{Words, dictionary};

/// Texts that are remembered; then all of them are forgotten.
const REMEMBERED: usize = 4096;

/// Nothing where there is no dictionary.
pub fn words(config: &Config) -> Option<ReadWords> {
    let folder = config.speech(|name| std::env::var_os(name)).dictionary;
    if !dictionary::is_there(&folder) {
        return None;
    }
    let known: Mutex<HashMap<String, Vec<Word>>> = Mutex::default();
    Some(Arc::new(move |text: &str| {
        // What somebody left in a panic is whole: a text is put in at once.
        let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(words) = known.get(text) {
            return words.clone();
        }
        let words = match Words::load(&folder) {
            Ok(dictionary) => dictionary.of(text),
            Err(trouble) => {
                tracing::warn!("{trouble}");
                return Vec::new();
            }
        };
        if known.len() >= REMEMBERED {
            known.clear();
        }
        known.insert(text.to_owned(), words.clone());
        words
    }))
}
