//! Makes sound out of utterances, on a thread of its own, each language in its way.

use std::collections::HashSet;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender};

use super::espeak::{self, Running};
use super::japanese::Japanese;
use super::sound::Trim;
use super::speaker::Message;
use crate::domain::speech::{Reading, Settings, Speed, Trouble, Utterance};
use crate::domain::text::Lang;

/// What the maker is asked for.
pub enum Job {
    /// Gets ready.
    Load,
    Readings(Vec<Reading>),
    /// The sound of one utterance. `turn` tells whether it is still wanted when it is made.
    Make {
        turn: u64,
        index: usize,
        utterance: Utterance,
        speed: Speed,
    },
}

/// What is wanted now; everything of another turn is left.
#[derive(Clone, Default)]
pub struct Turn(Arc<AtomicU64>);

impl Turn {
    /// The next one; what is made for the last is not wanted any more.
    pub fn next(&self) -> u64 {
        self.0.fetch_add(1, Ordering::SeqCst) + 1
    }

    pub fn is(&self, turn: u64) -> bool {
        self.0.load(Ordering::SeqCst) == turn
    }
}

/// The voices. None takes memory before it is first needed.
pub struct Maker {
    settings: Settings,
    running: Running,
    readings: Vec<Reading>,
    japanese: Option<Japanese>,
    /// What is known to be missing is told once in the log.
    told: HashSet<Trouble>,
}

impl Maker {
    pub fn new(settings: Settings, running: Running) -> Maker {
        Maker { settings, running, readings: Vec::new(), japanese: None, told: HashSet::new() }
    }

    /// Works through jobs until nobody can send one.
    pub fn work(mut self, jobs: &Receiver<Job>, turn: &Turn, inbox: &Sender<Message>) {
        while let Ok(job) = jobs.recv() {
            // Whoever would hear of it may have gone: then the next recv says so.
            let _ = match job {
                Job::Load => {
                    let loaded = self.load();
                    self.tell(&loaded);
                    inbox.send(Message::Loaded(loaded))
                }
                Job::Readings(readings) => {
                    self.readings = readings;
                    Ok(())
                }
                Job::Make { turn: wanted, index, utterance, speed } => {
                    if !turn.is(wanted) {
                        continue;
                    }
                    let mut sink = |samples: &[i16]| {
                        let part = Message::Part { turn: wanted, index, samples: samples.to_vec() };
                        if turn.is(wanted) && inbox.send(part).is_ok() {
                            ControlFlow::Continue(())
                        } else {
                            ControlFlow::Break(())
                        }
                    };
                    let made = self.make(&utterance, speed, &mut sink);
                    inbox.send(Message::Made { turn: wanted, index, made })
                }
            };
        }
    }

    /// Says one utterance, piece by piece, until `sink` has enough.
    ///
    /// # Errors
    /// What is missing for it, or wrong with it.
    pub fn make(
        &mut self,
        utterance: &Utterance,
        speed: Speed,
        sink: &mut dyn FnMut(&[i16]) -> ControlFlow<()>,
    ) -> Result<(), Trouble> {
        if !utterance.text.chars().any(char::is_alphanumeric) {
            return Ok(());
        }
        let mut trim = Trim::default();
        let mut trimmed = |samples: &[i16]| sink(trim.next(samples));
        let made = match utterance.lang {
            Lang::JA | Lang::JA_EASY => self.load().and_then(|()| {
                let Some(japanese) = &mut self.japanese else { return Ok(()) };
                // Dictionary and voice are files of others: what they make go wrong stays one text.
                let said = || japanese.speak(&utterance.text, speed, &mut trimmed);
                catch_unwind(AssertUnwindSafe(said)).unwrap_or_else(|_| {
                    let why = "dictionary or voice are damaged".to_owned();
                    Err(Trouble::NotMade { lang: utterance.lang, why })
                })
            }),
            lang => espeak::speak(
                &self.settings.program,
                &self.running,
                lang,
                &utterance.text,
                speed,
                &mut trimmed,
            ),
        };
        self.tell(&made);
        made
    }

    fn tell(&mut self, made: &Result<(), Trouble>) {
        if let Err(trouble) = made
            && self.told.insert(trouble.clone())
        {
            tracing::warn!("{trouble}");
        }
    }

    /// Gets Japanese ready, with the readings that hold now.
    ///
    /// # Errors
    /// What is missing for it.
    pub fn load(&mut self) -> Result<(), Trouble> {
        if self.japanese.as_ref().is_some_and(|japanese| japanese.readings() == self.readings) {
            return Ok(());
        }
        // Two at once would take twice the memory.
        self.japanese = None;
        let Settings { dictionary, voice, .. } = &self.settings;
        let loaded = catch_unwind(|| Japanese::load(dictionary, voice, &self.readings));
        let loaded = loaded.unwrap_or_else(|_| {
            Err(Trouble::Unusable { path: dictionary.clone(), why: "it is damaged".to_owned() })
        })?;
        self.japanese = Some(loaded);
        Ok(())
    }
}
