//! Somebody who listens: a voice whose sound goes to a file, and what it tells.

use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use hiroba::config::Config;
use hiroba::domain::speech::{Headphones, Jack, Order, Report, Settings, SpeechId, Speed, Utterance, Volume};
use hiroba::domain::text::Lang;
use hiroba::voice::{self, RATE, Voice};

/// Settings with what scripts/voices installs. Nothing where it is not; CI has to have it.
#[track_caller]
pub fn installed() -> Option<Settings> {
    let settings = Config::default().speech(|name| std::env::var_os(name));
    let settings = Settings { device: Some("null".to_owned()), ..settings };
    let missing = voice::missing(&settings);
    if missing.is_empty() {
        return Some(settings);
    }
    assert!(std::env::var_os("CI").is_none(), "{missing:?}");
    println!("NOT RUN: {}", missing[0]);
    None
}

/// Settings of a machine that has nothing of it.
pub fn bare(folder: &Path) -> Settings {
    Settings {
        device: Some("null".to_owned()),
        dictionary: folder.join("dictionary"),
        voice: folder.join("mei_normal.htsvoice"),
        program: "espeak-ng-that-is-not-here".into(),
        speed: Speed::USUAL,
        volume: Volume::USUAL,
        jack: Jack::File(folder.join("jack")),
    }
}

/// Something to say.
pub fn said(lang: &str, text: &str) -> Utterance {
    Utterance { lang: Lang::parse(lang).unwrap(), text: text.to_owned() }
}

pub struct Ear {
    pub voice: Voice,
    told: Receiver<Report>,
    file: PathBuf,
    next: Cell<u64>,
    _folder: tempfile::TempDir,
}

impl Ear {
    /// A voice with these settings, but its sound goes to a file. Where `null` is not their device, it stays.
    pub fn new(settings: &Settings) -> Ear {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("heard.raw");
        let mut settings = settings.clone();
        if settings.device.as_deref() == Some("null") {
            settings.device = Some(format!("file:FILE={},FORMAT=raw", file.display()));
        }
        let (tell, told) = channel();
        let voice = Voice::start(&settings, move |report| drop(tell.send(report))).unwrap();
        Ear { voice, told, file, next: Cell::new(1), _folder: folder }
    }

    /// Asks for a speech.
    pub fn ask(&self, utterances: &[Utterance]) -> SpeechId {
        let id = SpeechId(self.next.replace(self.next.get() + 1));
        self.voice.order(Order::Speak { id, utterances: utterances.to_vec() });
        id
    }

    /// What it tells until this comes, without what it says at first of headphones it knows nothing of.
    #[track_caller]
    pub fn until(&self, wanted: impl Fn(&Report) -> bool) -> Vec<Report> {
        let mut reports = Vec::new();
        loop {
            match self.told.recv_timeout(Duration::from_secs(30)) {
                Ok(report) => {
                    let found = wanted(&report);
                    if found || report != Report::Headphones(Headphones::Unknown) {
                        reports.push(report);
                    }
                    if found {
                        return reports;
                    }
                }
                Err(_) => panic!("it told {reports:?}, and then nothing for 30 s"),
            }
        }
    }

    /// What it has told since it was last asked.
    pub fn told(&self) -> Vec<Report> {
        self.told.try_iter().collect()
    }

    /// All that has been played.
    pub fn heard(&self) -> Vec<i16> {
        samples(&std::fs::read(&self.file).unwrap_or_default())
    }
}

pub fn samples(bytes: &[u8]) -> Vec<i16> {
    bytes.as_chunks::<2>().0.iter().map(|pair| i16::from_le_bytes(*pair)).collect()
}

pub fn seconds(sound: &[i16]) -> f64 {
    ms(sound.len()) / 1000.0
}

pub fn ms(samples: usize) -> f64 {
    samples as f64 * 1000.0 / f64::from(RATE)
}

/// How strong each twentieth of a second is.
fn levels(sound: &[i16]) -> Vec<f32> {
    let strength = |piece: &[i16]| {
        let sum: f32 = piece.iter().map(|sample| f32::from(*sample).powi(2)).sum();
        (sum / piece.len() as f32).sqrt()
    };
    sound.chunks(RATE as usize / 20).map(strength).collect()
}

/// How strong the sound is while there is any.
pub fn level(sound: &[i16]) -> f32 {
    let loud: Vec<f32> = levels(sound).into_iter().filter(|level| *level > 100.0).collect();
    if loud.is_empty() {
        0.0
    } else {
        (loud.iter().map(|level| level * level).sum::<f32>() / loud.len() as f32).sqrt()
    }
}

/// The longest silence, ms.
pub fn dropout(sound: &[i16]) -> f32 {
    let runs = levels(sound);
    runs.split(|level| *level > 60.0).map(|run| run.len() as f32 * 50.0).fold(0.0, f32::max)
}
