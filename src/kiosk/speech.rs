//! The voice beside the window: looks once for what can be spoken here, hands orders to the voice, and
//! reports back. Nothing is said before the core says so.

use std::fs::File;
use std::io::Write;
use std::path::PathBuf;
use std::thread;

use super::core::{Event, Offer};
use crate::clock;
use crate::domain::speech::{Headphones, Order, Report, Settings, SpeechId, Trouble, Utterance};
use crate::view::spoken;
use crate::voice::{self, Voice};

/// What is asked of the voice, where there is one.
pub struct Speech {
    voice: Option<Voice>,
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
        let Some(settings) = settings else { return Speech { voice: None, log } };
        let report = tell.clone();
        let voice = Voice::start(&settings, move |told| report(Event::Voice(told)));
        let voice = voice.map_err(|error| tracing::error!("Nothing can be read aloud: {error}.")).ok();
        if voice.is_some() {
            let look = move || {
                let missing = voice::missing(&settings);
                for trouble in &missing {
                    tracing::warn!("{trouble}");
                }
                tell(Event::Voices(offer(&missing)));
            };
            let looks = thread::Builder::new().name("voice-look".to_owned()).spawn(look);
            if let Err(error) = looks {
                tracing::error!("It is not known what can be read aloud, so nothing is: {error}.");
            }
        }
        Speech { voice, log }
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
