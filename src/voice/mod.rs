//! Words to sound. [`Voice`] takes orders ([`Order`]) and tells what comes of them ([`Report`]).
//!
//! Japanese is made in this process, other languages by the program espeak-ng; both go out through
//! ALSA. Nothing is loaded, and no device held, before somebody asks for speech; [`missing`] opens it for a
//! moment, to see whether it can be. What must never know: who decides what is said, and why.

pub mod dictionary;
mod espeak;
mod jack;
mod japanese;
mod maker;
mod output;
mod sound;
mod speaker;
mod words;

use std::io;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::thread::{self, JoinHandle};

use self::espeak::Running;
use self::maker::{Maker, Turn};
use self::output::Output;
pub use self::sound::{RATE, wav};
use self::speaker::{Message, Speaker};
pub use self::words::Words;
use crate::domain::speech::{Order, Report, Settings, Trouble, Utterance};

/// To be shown wherever the Japanese voice is offered; its licence asks for it.
pub const ATTRIBUTION: &str = "Japanese voice: HTS Voice \"Mei\", released by MMDAgent Project Team \
     (http://www.mmdagent.jp/), Copyright (c) 2009-2013 Nagoya Institute of Technology, Department of Computer \
     Science; Creative Commons Attribution 3.0 (https://creativecommons.org/licenses/by/3.0/).\n\
     Japanese dictionary: NAIST Japanese Dictionary and UniDic, as in Open JTalk 1.11, under the BSD \
     licence; its text lies beside the dictionary.\n\
     Other languages: espeak-ng, GPL-3.0-or-later.";

/// A voice at work: threads that wait for orders. They end with it, and so does the sound.
pub struct Voice {
    inbox: Sender<Message>,
    ends: Arc<AtomicBool>,
    threads: Vec<JoinHandle<()>>,
}

impl Voice {
    /// Starts the threads. `report` is called from them, and must not wait for anything.
    ///
    /// # Errors
    /// When the machine has no room for another thread.
    pub fn start(settings: &Settings, report: impl Fn(Report) + Clone + Send + 'static) -> io::Result<Voice> {
        let (inbox, messages) = channel();
        let (jobs, asked) = channel();
        let (turn, running) = (Turn::default(), Running::default());
        let ends = Arc::new(AtomicBool::new(false));
        let tell = report.clone();
        let speaker = Speaker::new(settings, jobs, turn.clone(), running.clone(), Box::new(report));
        let maker = Maker::new(settings.clone(), running);
        let made = inbox.clone();
        let (jack, over) = (settings.jack.clone(), ends.clone());
        let threads = vec![
            thread::Builder::new().name("voice".to_owned()).spawn(move || speaker.work(&messages))?,
            thread::Builder::new()
                .name("voice-maker".to_owned())
                .spawn(move || maker.work(&asked, &turn, &made))?,
            thread::Builder::new().name("voice-jack".to_owned()).spawn(move || {
                jack::watch(&jack, &over, &|headphones| tell(Report::Headphones(headphones)));
            })?,
        ];
        Ok(Voice { inbox, ends, threads })
    }

    /// Gives an order. It comes back at once.
    pub fn order(&self, order: Order) {
        // The thread that takes it ends only with this value.
        let _ = self.inbox.send(Message::Order(order));
    }
}

impl Drop for Voice {
    fn drop(&mut self) {
        self.ends.store(true, Ordering::Relaxed);
        let _ = self.inbox.send(Message::End);
        for thread in self.threads.drain(..) {
            thread.thread().unpark();
            // One that panicked has said so in the log.
            let _ = thread.join();
        }
    }
}

/// What of speech will not work, without making a sound: for a check before opening time.
pub fn missing(settings: &Settings) -> Vec<Trouble> {
    let mut missing = Vec::new();
    if !dictionary::is_there(&settings.dictionary) {
        missing.push(Trouble::NoDictionary(settings.dictionary.clone()));
    }
    if !settings.voice.is_file() {
        missing.push(Trouble::NoVoice(settings.voice.clone()));
    }
    if !espeak::is_there(&settings.program) {
        missing.push(Trouble::NoProgram(settings.program.clone()));
    }
    if let Err(why) = Output::new(settings.device.clone()).open() {
        missing.push(Trouble::NoDevice { device: settings.device.clone(), why });
    }
    missing
}

/// The samples of these utterances at [`RATE`], one after the other, without a sound device.
///
/// # Errors
/// With the first that cannot be said.
pub fn samples(settings: &Settings, utterances: &[Utterance]) -> Result<Vec<i16>, Trouble> {
    let mut maker = Maker::new(settings.clone(), Running::default());
    let mut samples = Vec::new();
    for utterance in utterances {
        maker.make(utterance, settings.speed, &mut |piece| {
            samples.extend(piece.iter().map(|sample| (f32::from(*sample) * settings.volume.gain()) as i16));
            ControlFlow::Continue(())
        })?;
    }
    Ok(samples)
}
