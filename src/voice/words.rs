//! A Japanese text, word by word, with how each is read: what furigana are made of.

use std::path::Path;

use jpreprocess::{DefaultTokenizer, Dictionary, JPreprocess, normalize_text_for_naist_jdic};

use super::dictionary;
use crate::domain::furigana::Word;
use crate::domain::speech::Trouble;

/// The dictionary, opened. What is looked up is mapped into memory, and given back when this is dropped.
pub struct Words {
    words: JPreprocess<DefaultTokenizer>,
}

impl Words {
    /// Opens the dictionary in this folder.
    ///
    /// # Errors
    /// When it is not there or cannot be used.
    pub fn load(folder: &Path) -> Result<Words, Trouble> {
        if !dictionary::is_there(folder) {
            return Err(Trouble::NoDictionary(folder.to_owned()));
        }
        let system = Dictionary::load_from_path_with_options(folder, true);
        let system =
            system.map_err(|error| Trouble::Unusable { path: folder.to_owned(), why: error.to_string() })?;
        Ok(Words { words: JPreprocess::with_dictionaries(system, None) })
    }

    /// The words of a text. One after the other they are the text; what the dictionary passes over has
    /// no reading.
    pub fn of(&self, text: &str) -> Vec<Word> {
        let letters: Vec<char> = text.chars().collect();
        let read = match self.words.text_to_njd(text) {
            Ok(read) => read,
            Err(error) => {
                tracing::warn!("a text could not be taken apart into words: {error}");
                return vec![Word { surface: text.to_owned(), kana: String::new() }];
            }
        };
        let mut words = Vec::new();
        let mut at = 0;
        let word = |from: usize, to: usize, kana: &str| Word {
            surface: letters.get(from..to).unwrap_or_default().iter().collect(),
            kana: kana.to_owned(),
        };
        for node in &read.nodes {
            let length = node.get_string().chars().count();
            // The dictionary writes half-width letters as full-width ones, one for one, except where a
            // mark of its own makes a letter voiced: then it is found a little further on.
            let is_here = |from: usize| {
                let here: String = letters.get(from..from + length).unwrap_or_default().iter().collect();
                length > 0 && normalize_text_for_naist_jdic(&here) == node.get_string()
            };
            let Some(from) = (at..letters.len()).find(|from| is_here(*from)) else { continue };
            if from > at {
                words.push(word(at, from, ""));
            }
            words.push(word(from, from + length, node.get_read().unwrap_or_default()));
            at = from + length;
        }
        if at < letters.len() {
            words.push(word(at, letters.len(), ""));
        }
        words
    }
}
