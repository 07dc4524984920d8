//! The voice beside the window: looks for what can be spoken here, hands orders to the voice, and reports
//! back. Nothing is said before the core says so.

use std::fs::File;
use std::io::Write;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use super::core::{Event, Offer};
use crate::clock;
use crate::domain::speech::{Headphones, Order, Report, Settings, SpeechId, Trouble, Utterance};
use crate::view::spoken;
use crate::voice::{self, Voice};

/// A sound card may be ready later than this program, and a plug may be put back: where there was nothing to
/// send sound to, it is looked for again after this.
const LOOKS_AGAIN: Duration = Duration::from_secs(30);

/// What is asked of the voice, where there is one.
pub struct Speech {
    voice: Option<Voice>,
    /// Told when the sound device has failed.
    lost: Option<Sender<()>>,
    log: Option<File>,
}

impl Speech {
    /// Starts the voice, if settings give one, and looks beside the window what it can say. `tell` is
    /// called from other threads.
    pub fn begin(
        settings: Option<Settings>,
        log: Option<PathBuf>,
        tell: impl Fn(Event) + Clone + Send + 'static,
    ) -> Speech {
        let log = log.and_then(|path| {
            let opened = File::options().create(true).append(true).open(&path);
            let named = |error| tracing::warn!("What is said cannot be kept in {}: {error}.", path.display());
            opened.map_err(named).ok()
        });
        let Some(settings) = settings else { return Speech { voice: None, lost: None, log } };
        let report = tell.clone();
        let voice = Voice::start(&settings, move |told| report(Event::Voice(told)));
        let voice = voice.map_err(|error| tracing::error!("Nothing can be read aloud: {error}.")).ok();
        let (lost, is_lost) = channel();
        if voice.is_some() {
            let look = move || look(&settings, &is_lost, LOOKS_AGAIN, |offer| tell(Event::Voices(offer)));
            let looks = thread::Builder::new().name("voice-look".to_owned()).spawn(look);
            if let Err(error) = looks {
                tracing::error!("It is not known what can be read aloud, so nothing is: {error}.");
            }
        }
        Speech { voice, lost: Some(lost), log }
    }

    pub fn speak(&mut self, id: SpeechId, utterances: &[spoken::Utterance]) {
        for utterance in utterances {
            let line = serde_json::json!({
                "speech": id.0, "lang": utterance.lang.to_string(), "text": utterance.text,
                "part": format!("{:?}", utterance.part),
            });
            self.note(line);
        }
        let utterances = utterances
            .iter()
            .map(|utterance| Utterance { lang: utterance.lang, text: utterance.sounded().into_owned() })
            .collect();
        self.send(Order::Speak { id, utterances });
    }

    pub fn order(&mut self, order: Order) {
        self.note(serde_json::json!({ "order": format!("{order:?}") }));
        self.send(order);
    }

    /// Tells staff's log what the voice could not do, and the trial's what it did.
    pub fn hears(&mut self, report: &Report) {
        self.note(serde_json::json!({ "report": format!("{report:?}") }));
        match report {
            Report::NotLoaded { trouble }
            | Report::Skipped { trouble, .. }
            | Report::Failed { trouble, .. } => {
                tracing::warn!("{trouble}");
                if let (Trouble::NoDevice { .. }, Some(lost)) = (trouble, &self.lost) {
                    // Nobody looks any more only where there was no room for the thread, which is in the log.
                    let _ = lost.send(());
                }
            }
            Report::Headphones(Headphones::Plugged) => tracing::info!("Headphones are plugged in."),
            Report::Headphones(Headphones::Unplugged) => tracing::info!("No headphones are plugged in."),
            Report::Loaded
            | Report::Started { .. }
            | Report::Finished { .. }
            | Report::Set { .. }
            | Report::Headphones(Headphones::Unknown) => {}
        }
    }

    fn send(&self, order: Order) {
        if let Some(voice) = &self.voice {
            voice.order(order);
        }
    }

    fn note(&mut self, mut line: serde_json::Value) {
        let Some(file) = &mut self.log else { return };
        if let Some(line) = line.as_object_mut() {
            line.insert("at".to_owned(), clock::now().to_string().into());
        }
        if let Err(error) = writeln!(file, "{line}") {
            tracing::warn!("What is said is not kept any longer: {error}.");
            self.log = None;
        }
    }
}

/// Tells what can be spoken here, and looks again where there was nothing to send sound to, or it has failed,
/// until nobody can say so any more.
fn look(settings: &Settings, is_lost: &Receiver<()>, again: Duration, mut tell: impl FnMut(Offer)) {
    let mut known = Vec::new();
    loop {
        let missing = voice::missing(settings);
        for trouble in missing.iter().filter(|trouble| !known.contains(*trouble)) {
            tracing::warn!("{trouble}");
        }
        tell(offer(&missing));
        let has_device = !missing.iter().any(|trouble| matches!(trouble, Trouble::NoDevice { .. }));
        known = missing;
        if has_device && is_lost.recv().is_err() {
            return;
        }
        // Not at once: what has just failed would be offered, and fail, again and again.
        if is_lost.recv_timeout(again) == Err(RecvTimeoutError::Disconnected) {
            return;
        }
    }
}

/// What can be spoken where this is missing.
fn offer(missing: &[Trouble]) -> Offer {
    let mut offer = Offer { japanese: true, others: true };
    for trouble in missing {
        match trouble {
            Trouble::NoDevice { .. } => return Offer::default(),
            Trouble::NoDictionary(_) | Trouble::NoVoice(_) | Trouble::Unusable { .. } => {
                offer.japanese = false
            }
            Trouble::NoProgram(_) => offer.others = false,
            Trouble::NoLanguage(_) | Trouble::NotMade { .. } => {}
        }
    }
    offer
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::speech::{Jack, Speed, Volume};

    /// With this device and, but for it, only a voice for other languages.
    fn settings(device: &str) -> Settings {
        Settings {
            device: Some(device.to_owned()),
            dictionary: "/nonexistent".into(),
            voice: "/nonexistent".into(),
            program: "/bin/true".into(),
            speed: Speed::USUAL,
            volume: Volume::USUAL,
            jack: Jack::Card,
        }
    }

    /// Looks from another thread, and tells what is found each time.
    fn looking(device: &'static str) -> (Sender<()>, Receiver<Offer>) {
        let ((lost, is_lost), (tell, told)) = (channel(), channel());
        let again = Duration::from_millis(10);
        thread::spawn(move || {
            look(&settings(device), &is_lost, again, |offer| tell.send(offer).unwrap_or(()))
        });
        (lost, told)
    }

    const PATIENCE: Duration = Duration::from_secs(20);

    /// Regression: a sound card that was ready later than the program was not known before the next start.
    #[test]
    fn a_device_that_is_not_there_is_looked_for_again_and_again() {
        let (_lost, told) = looking("no-such-device");
        for _ in 0..3 {
            assert_eq!(told.recv_timeout(PATIENCE), Ok(Offer::default()));
        }
    }

    #[test]
    fn a_device_that_is_there_is_looked_at_again_only_when_it_has_failed() {
        // ALSA's own, which takes every sound and makes none.
        let (lost, told) = looking("null");
        let others = Offer { japanese: false, others: true };
        assert_eq!(told.recv_timeout(PATIENCE), Ok(others));
        assert!(told.recv_timeout(Duration::from_millis(200)).is_err());
        lost.send(()).unwrap();
        assert_eq!(told.recv_timeout(PATIENCE), Ok(others));
        drop(lost);
        assert_eq!(told.recv_timeout(PATIENCE), Err(RecvTimeoutError::Disconnected));
    }
}
