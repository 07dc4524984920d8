//! Readings over the kanji of a programme: once for each text, beside the window. The dictionary is open only as
//! long as there is a text that nobody has read before, so a sign at rest holds nothing of it.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Mutex;

use super::lock;
use crate::domain::furigana::{self, Source};
use crate::domain::programme::Programme;
use crate::domain::readings::Readings;
use crate::domain::text::Phrase;
use crate::voice::{Words, dictionary};

/// Reads programmes, and remembers what it has read.
pub struct Furigana {
    dictionary: PathBuf,
    known: Mutex<Known>,
}

/// What was read with which list of staff.
#[derive(Default)]
struct Known {
    readings: Readings,
    by_markup: HashMap<String, Phrase>,
}

impl Furigana {
    pub fn new(dictionary: PathBuf) -> Furigana {
        Furigana { dictionary, known: Mutex::default() }
    }

    /// Puts readings over every kanji that staff's list or the dictionary knows one for.
    pub fn read(&self, programme: &mut Programme) {
        let mut known = self.known(&programme.readings);
        let readings = programme.readings.clone();
        let mut words = None;
        // Only what this programme says is kept: texts of the past are not asked for again.
        let mut read = HashMap::new();
        furigana::programme(programme, &mut |phrase| {
            let markup = phrase.to_markup();
            let complete = match known.by_markup.get(&markup).or_else(|| read.get(&markup)) {
                Some(complete) => complete.clone(),
                None => {
                    let words = words.get_or_insert_with(|| self.open());
                    let of = words.as_ref().map(|words| |text: &str| words.of(text));
                    let automatic = of.as_ref().map(|of| of as &furigana::Dictionary<'_>);
                    Source { staff: &readings, automatic }.complete(phrase)
                }
            };
            read.insert(markup, complete.clone());
            complete
        });
        // Without a dictionary nothing is settled: it may be installed while the sign runs.
        known.by_markup = if matches!(words, Some(None)) { HashMap::new() } else { read };
    }

    /// The same without opening the dictionary: what was read before, and staff's list.
    pub fn read_at_once(&self, programme: &mut Programme) {
        let known = self.known(&programme.readings);
        let readings = programme.readings.clone();
        let source = Source { staff: &readings, automatic: None };
        furigana::programme(programme, &mut |phrase| {
            known.by_markup.get(&phrase.to_markup()).cloned().unwrap_or_else(|| source.complete(phrase))
        });
    }

    /// Whether the dictionary would find more.
    pub fn has_more(&self, programme: &Programme) -> bool {
        let mut has_more = false;
        furigana::programme(&mut programme.clone(), &mut |phrase| {
            has_more = true;
            phrase.clone()
        });
        has_more && dictionary::is_there(&self.dictionary)
    }

    /// What is known with this list of staff.
    fn known(&self, readings: &Readings) -> std::sync::MutexGuard<'_, Known> {
        let mut known = lock(&self.known);
        if known.readings != *readings {
            *known = Known { readings: readings.clone(), by_markup: HashMap::new() };
        }
        known
    }

    fn open(&self) -> Option<Words> {
        match Words::load(&self.dictionary) {
            Ok(words) => Some(words),
            Err(trouble) => {
                tracing::info!("Kanji without readings stay without them in easy Japanese. {trouble}");
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZone;

    use super::*;
    use crate::domain::text::{Lang, Text};

    fn programme(name: &str, readings: &[(&str, &str)]) -> Programme {
        let mut programme = Programme::empty(TimeZone::UTC);
        programme.name = Some(Text::ja(name));
        for (word, reading) in readings {
            programme.readings.insert(word, reading).unwrap();
        }
        programme
    }

    fn shown(programme: &Programme) -> String {
        programme.name.as_ref().unwrap().phrase(Lang::JA_EASY).to_markup()
    }

    #[test]
    fn without_a_dictionary_staffs_words_are_read_and_follow_their_list() {
        let furigana = Furigana::new(PathBuf::from("/nowhere"));
        let mut first = programme("集い処の会", &[("集い処", "つどいどころ")]);
        assert!(!furigana.has_more(&first), "nobody is woken for nothing");
        furigana.read_at_once(&mut first);
        assert_eq!(shown(&first), "[集|つど]い[処|どころ]の会");
        let mut same = programme("集い処の会", &[("集い処", "つどいどころ")]);
        furigana.read(&mut same);
        assert_eq!(first, same);
        let mut other = programme("集い処の会", &[("集い処", "つどいしょ"), ("会", "かい")]);
        furigana.read(&mut other);
        assert_eq!(shown(&other), "[集|つど]い[処|しょ]の[会|かい]");
        let mut none = programme("集い処の会", &[]);
        furigana.read(&mut none);
        assert_eq!(shown(&none), "集い処の会");
    }

    #[test]
    fn what_was_read_is_known_at_once_the_next_time() {
        let Some(dictionary) = std::env::var_os("HOME")
            .map(|home| PathBuf::from(home).join(".local/share/hiroba/voice/dictionary"))
            .filter(|folder| dictionary::is_there(folder))
        else {
            return;
        };
        let furigana = Furigana::new(dictionary);
        let plain = programme("地域の集い", &[]);
        assert!(furigana.has_more(&plain));
        let (mut at_once, mut read, mut again) = (plain.clone(), plain.clone(), plain);
        furigana.read_at_once(&mut at_once);
        assert_eq!(shown(&at_once), "地域の集い");
        furigana.read(&mut read);
        assert_eq!(shown(&read), "[地域|ちいき]の[集|つど]い");
        furigana.read_at_once(&mut again);
        assert_eq!(again, read);
    }
}
