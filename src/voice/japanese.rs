//! Japanese, spoken in this process: words to readings with a dictionary, readings to sound with a voice.

use std::ops::ControlFlow;
use std::path::Path;

use jbonsai::Engine;
use jpreprocess::{DefaultTokenizer, Dictionary, JPreprocess, normalize_text_for_naist_jdic};
use jpreprocess_dictionary::dictionary::to_dict::JPreprocessDictionaryBuilder;

use super::dictionary;
use super::sound::{self, RATE, Resampler};
use crate::domain::speech::{Reading, Speed, Trouble};
use crate::domain::text::Lang;

/// The voice's level beside that of other languages.
const GAIN: f32 = 1.9;

/// Sound is handed on in pieces of about so many samples.
const PIECE: usize = sound::samples(100);

/// Longer sentences are cut at a comma, or the first sound would wait for the last word.
const LONG: usize = 60;

/// Dictionary and voice, loaded.
pub struct Japanese {
    words: JPreprocess<DefaultTokenizer>,
    engine: Engine,
    readings: Vec<Reading>,
}

impl Japanese {
    /// Loads both. Words are read as `readings` say, before what the dictionary says.
    ///
    /// # Errors
    /// What is missing or cannot be used.
    pub fn load(dictionary: &Path, voice: &Path, readings: &[Reading]) -> Result<Japanese, Trouble> {
        if !dictionary::is_there(dictionary) {
            return Err(Trouble::NoDictionary(dictionary.to_owned()));
        }
        if !voice.is_file() {
            return Err(Trouble::NoVoice(voice.to_owned()));
        }
        let unusable = |path: &Path, why: String| Trouble::Unusable { path: path.to_owned(), why };
        let engine = Engine::load([voice]).map_err(|error| unusable(voice, error.to_string()))?;
        let words = words(dictionary, readings).map_err(|why| unusable(dictionary, why))?;
        Ok(Japanese { words, engine, readings: readings.to_vec() })
    }

    /// What it reads before the dictionary.
    pub fn readings(&self) -> &[Reading] {
        &self.readings
    }

    /// Says a text, piece by piece, until `sink` has enough.
    ///
    /// # Errors
    /// When the text cannot be made into sound.
    pub fn speak(
        &mut self,
        text: &str,
        speed: Speed,
        sink: &mut dyn FnMut(&[i16]) -> ControlFlow<()>,
    ) -> Result<(), Trouble> {
        self.engine.condition.set_speed(f64::from(speed.percent()) / 100.0);
        for sentence in sentences(text) {
            if self.say(sentence, sink)?.is_break() {
                break;
            }
        }
        Ok(())
    }

    fn say(
        &self,
        sentence: &str,
        sink: &mut dyn FnMut(&[i16]) -> ControlFlow<()>,
    ) -> Result<ControlFlow<()>, Trouble> {
        let not_made = |why: String| Trouble::NotMade { lang: Lang::JA, why };
        let labels = self.words.extract_fullcontext(sentence).map_err(|error| not_made(error.to_string()))?;
        // Signs that have no sound.
        if labels.is_empty() {
            return Ok(ControlFlow::Continue(()));
        }
        let mut generator = self.engine.generator(labels).map_err(|error| not_made(error.to_string()))?;
        let rate = u32::try_from(self.engine.condition.get_sampling_frequency()).unwrap_or(RATE);
        let mut resampler = (rate != RATE).then(|| Resampler::from_rate(rate));
        let mut frame = vec![0.0; generator.fperiod()];
        let mut piece = Vec::with_capacity(PIECE + frame.len());
        loop {
            let made = generator.generate_step(&mut frame);
            // The voice counts in whole samples of 16 bits.
            let new = frame.iter().take(made).map(|sample| *sample as f32 * GAIN / f32::from(i16::MAX));
            match &mut resampler {
                None => piece.extend(new.map(sound::whole)),
                Some(resampler) => piece.extend(resampler.push(new).into_iter().map(sound::whole)),
            }
            if made == 0 || piece.len() >= PIECE {
                if sink(&piece).is_break() {
                    return Ok(ControlFlow::Break(()));
                }
                piece.clear();
            }
            if made == 0 {
                return Ok(ControlFlow::Continue(()));
            }
        }
    }
}

fn words(dictionary: &Path, readings: &[Reading]) -> Result<JPreprocess<DefaultTokenizer>, String> {
    // Mapped: of its 77 MB only what is looked up takes memory, and the system can take it back.
    let system =
        Dictionary::load_from_path_with_options(dictionary, true).map_err(|error| error.to_string())?;
    let rows: Vec<[String; 3]> = readings.iter().filter_map(row).collect();
    let own = if rows.is_empty() {
        None
    } else {
        let rows = rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
        let built = JPreprocessDictionaryBuilder::default().build_user_dict_from_data(rows);
        Some(built.map_err(|error| format!("the readings of staff: {error}"))?)
    };
    Ok(JPreprocess::with_dictionaries(system, own))
}

/// A reading as a row of the dictionary: surface, kana, how the kana sound. Nothing for one that says
/// nothing.
fn row(reading: &Reading) -> Option<[String; 3]> {
    let surface = normalize_text_for_naist_jdic(reading.surface.trim());
    let kana: String = reading.kana.chars().filter(|c| !c.is_whitespace()).map(katakana).collect();
    let speakable = |c: char| ('ァ'..='ヺ').contains(&c) || c == 'ー';
    if surface.is_empty() || kana.is_empty() || !kana.chars().all(speakable) {
        tracing::warn!(surface = reading.surface, "a reading is not in kana, so it is not used for speech");
        return None;
    }
    let sound = sounding(&kana);
    Some([surface, kana, sound])
}

fn katakana(c: char) -> char {
    match c {
        'ぁ'..='ゖ' => char::from_u32(u32::from(c) + 0x60).unwrap_or(c),
        other => other,
    }
}

/// Kana as they sound: とうきょう is said トーキョー.
fn sounding(kana: &str) -> String {
    const O: &str = "オコソトノホモヨロヲゴゾドボポョォ";
    const E: &str = "エケセテネヘメレゲゼデベペェ";
    let mut sound = String::with_capacity(kana.len());
    let mut before = None;
    for c in kana.chars() {
        let long = match c {
            'ウ' => before.is_some_and(|before| O.contains(before)),
            'イ' => before.is_some_and(|before| E.contains(before)),
            _ => false,
        };
        sound.push(if long { 'ー' } else { c });
        before = (!long).then_some(c);
    }
    sound
}

/// The sentences of a text; a long one in parts.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut count = 0;
    text.split_inclusive(move |c: char| {
        count += 1;
        let ends = matches!(c, '。' | '！' | '？' | '!' | '?' | '\n')
            || (count > LONG && matches!(c, '、' | '，' | ',' | '　' | ' '))
            // No reader takes more in one breath.
            || count > 4 * LONG;
        if ends {
            count = 0;
        }
        ends
    })
    .map(str::trim)
    .filter(|sentence| sentence.chars().any(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_said_by_sentences_and_a_long_one_in_parts() {
        let parts = |text| sentences(text).collect::<Vec<&str>>();
        assert_eq!(
            parts("ようこそ。きょうは、三つの会が あります。\n"),
            ["ようこそ。", "きょうは、三つの会が あります。"]
        );
        assert_eq!(parts("。\n…「」"), Vec::<&str>::new());
        let long = "あいうえお、".repeat(40);
        let cut = parts(&long);
        assert!(cut.len() >= 3 && cut.iter().all(|part| part.chars().count() <= LONG + 6), "{cut:?}");
        assert_eq!(cut.concat(), long);
        let endless = "あ".repeat(1000);
        assert!(parts(&endless).iter().all(|part| part.chars().count() <= 4 * LONG + 1));
    }

    #[test]
    fn a_reading_of_staff_becomes_a_row_that_sounds_right() {
        let row = |surface: &str, kana: &str| row(&Reading { surface: surface.into(), kana: kana.into() });
        assert_eq!(row("東京", "とうきょう").unwrap()[1..], ["トウキョウ", "トーキョー"]);
        assert_eq!(row("先生", "センセイ").unwrap()[2], "センセー");
        // A vowel that is a word's own stays: 思う is not オモー after all that was long already.
        assert_eq!(row("大桶", "おおおけ").unwrap()[2], "オオオケ");
        // Half-width letters are looked up as full-width ones.
        assert_eq!(row("SETA", "せた").unwrap()[0], "ＳＥＴＡ");
        assert_eq!(row("会", "kai"), None);
        assert_eq!(row("", "かい"), None);
    }
}
