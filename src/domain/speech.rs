//! What is asked of the voice, and what it tells: plain data, so that whoever decides what is said
//! needs to know nothing of sound. `voice` makes the sound.

use std::fmt;
use std::path::PathBuf;

use super::text::Lang;

/// Something to be said in one language, in spoken form: no addresses, times as people say them,
/// Mandarin in pinyin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Utterance {
    pub lang: Lang,
    pub text: String,
}

/// What tells one speech from another in reports. Whoever asks for speech chooses it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SpeechId(pub u64);

/// How a word is read, as staff say it. Kana of either kind.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Reading {
    pub surface: String,
    pub kana: String,
}

/// What the voice can be told to do. Each takes effect at once, also while something is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Order {
    /// Gets the voices ready, so that the first word need not wait for them.
    Load,
    /// Says these, one after the other. What was being said ends.
    Speak { id: SpeechId, utterances: Vec<Utterance> },
    /// Silence, and what was being said is forgotten.
    Hush,
    /// Silence until [`Order::Resume`]; what was being said is kept.
    Pause,
    /// Goes on where [`Order::Pause`] came.
    Resume,
    /// One step slower. What is being said starts anew from its sentence on.
    Slower,
    /// One step faster. What is being said starts anew from its sentence on.
    Faster,
    /// One step louder, at once.
    Louder,
    /// One step softer, at once.
    Softer,
    /// Speed and loudness as at rest: a visit has ended.
    Reset,
    /// How staff want words read, instead of all that was said of it before.
    Readings(Vec<Reading>),
}

/// What the voice tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Report {
    /// The voices are ready.
    Loaded,
    /// Japanese cannot be got ready; other languages may still be spoken.
    NotLoaded { trouble: Trouble },
    /// The first sound of this utterance, counted from 0, has gone out.
    Started { id: SpeechId, index: usize },
    /// The last sound has been heard.
    Finished { id: SpeechId },
    /// One utterance could not be said; the others go on.
    Skipped { id: SpeechId, index: usize, trouble: Trouble },
    /// The rest cannot be said.
    Failed { id: SpeechId, trouble: Trouble },
    /// How fast and how loud it is from now on.
    Set { speed: Speed, volume: Volume },
    /// What is known of the headphones has changed.
    Headphones(Headphones),
}

/// Why something cannot be said. [`fmt::Display`] says it, and what helps, in a sentence.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Trouble {
    /// The dictionary of Japanese is not in this folder.
    NoDictionary(PathBuf),
    /// The voice for Japanese is not in this file.
    NoVoice(PathBuf),
    /// Dictionary or voice are there and cannot be used.
    Unusable { path: PathBuf, why: String },
    /// The program for other languages is not installed.
    NoProgram(PathBuf),
    /// No voice speaks this language.
    NoLanguage(Lang),
    /// A text that cannot be made into sound.
    NotMade { lang: Lang, why: String },
    /// There is nowhere to send sound to. No name: the usual device.
    NoDevice { device: Option<String>, why: String },
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Trouble::NoDictionary(path) => write!(
                f,
                "Japanese cannot be spoken: its dictionary is not in {}. scripts/voices installs it.",
                path.display()
            ),
            Trouble::NoVoice(path) => write!(
                f,
                "Japanese cannot be spoken: its voice is not at {}. scripts/voices installs it.",
                path.display()
            ),
            Trouble::Unusable { path, why } => write!(
                f,
                "Japanese cannot be spoken: {} cannot be used ({why}). Take it away, and scripts/voices \
                 makes it anew.",
                path.display()
            ),
            Trouble::NoProgram(path) => write!(
                f,
                "Only Japanese can be spoken: the program {} is not installed. It is in the Debian package \
                 espeak-ng.",
                path.display()
            ),
            Trouble::NoLanguage(lang) => write!(f, "There is no voice for the language \"{lang}\"."),
            Trouble::NotMade { lang, why } => {
                write!(f, "A text in \"{lang}\" could not be made into sound: {why}.")
            }
            Trouble::NoDevice { device: Some(device), why } => write!(
                f,
                "Nothing can be heard: the sound device \"{device}\" cannot be used ({why}). It is named under \
                 [voice] in kiosk.toml."
            ),
            Trouble::NoDevice { device: None, why } => {
                write!(f, "Nothing can be heard: this machine has no sound device that can be used ({why}).")
            }
        }
    }
}

/// Whether headphones are plugged in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Headphones {
    Plugged,
    Unplugged,
    /// Nothing here can tell.
    Unknown,
}

/// How it is known whether headphones are plugged in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Jack {
    /// The sound card says it, where it can.
    Card,
    /// A file holds 1 while they are plugged in, else 0: that of a switch on a GPIO line, or of a test.
    File(PathBuf),
}

/// What the voice has to know before it starts. All paths are whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Name of an ALSA device; nothing: the usual one.
    pub device: Option<String>,
    /// Folder of the dictionary of Japanese.
    pub dictionary: PathBuf,
    /// File of the voice for Japanese.
    pub voice: PathBuf,
    /// Program for all other languages.
    pub program: PathBuf,
    pub speed: Speed,
    pub volume: Volume,
    pub jack: Jack,
}

/// How fast speech goes, in steps that can be told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Speed(u8);

impl Speed {
    const PERCENT: [u32; 7] = [60, 75, 90, 100, 120, 145, 175];
    pub const USUAL: Speed = Speed(3);
    /// How many steps there are.
    pub const STEPS: u32 = Speed::PERCENT.len() as u32;

    /// The step nearest to so many percent of the usual speed.
    pub fn near(percent: u32) -> Speed {
        let steps = Speed::PERCENT.iter().zip(0..);
        Speed(steps.min_by_key(|(step, _)| step.abs_diff(percent)).map_or(3, |(_, at)| at))
    }

    pub fn percent(self) -> u32 {
        Speed::PERCENT.get(usize::from(self.0)).copied().unwrap_or(100)
    }

    /// Which step it is, from 1.
    pub fn step(self) -> u32 {
        u32::from(self.0) + 1
    }

    #[must_use]
    pub fn faster(self) -> Speed {
        Speed(self.0.saturating_add(1).min(Speed::PERCENT.len() as u8 - 1))
    }

    #[must_use]
    pub fn slower(self) -> Speed {
        Speed(self.0.saturating_sub(1))
    }
}

/// How loud speech is: 1 to 5, each 6 dB from the next, so that no step startles (ACCESSIBILITY row 17).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Volume(u8);

impl Volume {
    pub const LEAST: Volume = Volume(1);
    pub const MOST: Volume = Volume(5);
    pub const USUAL: Volume = Volume(4);
    /// From one step to the next.
    pub const STEP_DB: u32 = 6;

    /// A step; what lies outside becomes the nearest.
    pub fn at(step: u32) -> Volume {
        Volume(step.clamp(1, 5) as u8)
    }

    pub fn step(self) -> u32 {
        u32::from(self.0)
    }

    #[must_use]
    pub fn louder(self) -> Volume {
        Volume::at(self.step() + 1)
    }

    #[must_use]
    pub fn softer(self) -> Volume {
        Volume::at(self.step().saturating_sub(1))
    }

    /// What every sample is multiplied by. The loudest leaves sound as it is.
    pub fn gain(self) -> f32 {
        let below = (Volume::MOST.step() - self.step()) * Volume::STEP_DB;
        10_f32.powf(-(below as f32) / 20.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_step_of_loudness_is_larger_than_ten_decibels_and_the_range_is_wide() {
        let all: Vec<Volume> = (1..=5).map(Volume::at).collect();
        for pair in all.windows(2) {
            let step = 20.0 * (pair[1].gain() / pair[0].gain()).log10();
            assert!((1.0..=10.0).contains(&step), "{step} dB");
            assert_eq!((pair[0].louder(), pair[1].softer()), (pair[1], pair[0]));
        }
        assert_eq!((Volume::LEAST.softer(), Volume::MOST.louder()), (Volume::LEAST, Volume::MOST));
        let range = 20.0 * (Volume::MOST.gain() / Volume::LEAST.gain()).log10();
        assert!(range >= 20.0, "{range} dB from the softest to the loudest");
        assert_eq!(Volume::MOST.gain(), 1.0, "nothing is ever clipped by being louder");
    }

    #[test]
    fn speed_goes_by_steps_and_stops_at_both_ends() {
        let mut speed = Speed::USUAL;
        let mut steps = vec![speed.percent()];
        for _ in 0..9 {
            speed = speed.faster();
            steps.push(speed.percent());
        }
        assert_eq!(steps, [100, 120, 145, 175, 175, 175, 175, 175, 175, 175]);
        assert_eq!((0..9).fold(speed, |speed, _| speed.slower()).percent(), 60);
        assert_eq!(
            [0, 60, 82, 100, 111, 900].map(|percent| Speed::near(percent).percent()),
            [60, 60, 75, 100, 120, 175]
        );
    }

    #[test]
    fn what_is_missing_is_said_with_what_helps() {
        let said = Trouble::NoDictionary("/var/lib/hiroba/voice/dictionary".into()).to_string();
        assert!(
            said.contains("/var/lib/hiroba/voice/dictionary") && said.contains("scripts/voices"),
            "{said}"
        );
        let said = Trouble::NoDevice { device: Some("hw:7".to_owned()), why: "no such device".to_owned() };
        assert!(said.to_string().contains("\"hw:7\"") && said.to_string().contains("kiosk.toml"), "{said}");
    }
}
