//! The thread that is heard: takes orders, keeps what is being said, plays it. It makes no sound
//! itself, so nothing that takes long stands between an order and what follows from it.

use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, TryRecvError};
use std::time::Duration;

use super::espeak::Running;
use super::maker::{Job, Turn};
use super::output::{Output, PIECE};
use super::sound::samples;
use crate::clock::Stopwatch;
use crate::domain::speech::{Order, Report, Settings, SpeechId, Speed, Trouble, Utterance, Volume};

/// The device is let go of after so long without a sound.
const IDLE: Duration = Duration::from_secs(5);
/// Nobody waits longer for a sound that is being made.
const PATIENCE: Duration = Duration::from_secs(8);
/// A device that went may come back within this time, and what was being said goes on.
const AWAY: Duration = Duration::from_secs(3);
const TRY_AGAIN: Duration = Duration::from_millis(250);
/// A device that has taken so much is there again.
const BACK: usize = samples(500);
/// What a device that went has at most taken without its being heard.
const LOST: usize = samples(50);
/// Between two utterances.
const BREATH: usize = samples(120);

/// What comes to the speaker.
pub enum Message {
    Order(Order),
    /// Sound of an utterance, the next piece.
    Part {
        turn: u64,
        index: usize,
        samples: Vec<i16>,
    },
    /// No more comes of it.
    Made {
        turn: u64,
        index: usize,
        made: Result<(), Trouble>,
    },
    Loaded(Result<(), Trouble>),
    End,
}

/// What is being said.
struct Speech {
    id: SpeechId,
    turn: u64,
    utterances: Vec<Utterance>,
    /// The utterance that is being played.
    at: usize,
    /// How many have been asked for.
    asked: usize,
    /// The one that is being played, and the next.
    clips: VecDeque<Clip>,
    /// Since when a sound has been waited for.
    waits: Stopwatch,
    paused: bool,
}

/// The sound of an utterance, as far as it has come.
#[derive(Default)]
struct Clip {
    index: usize,
    samples: Vec<i16>,
    played: usize,
    /// Whether it was told that it started.
    told: bool,
    complete: bool,
}

/// Everything that the thread holds.
pub struct Speaker {
    jobs: Sender<Job>,
    turn: Turn,
    running: Running,
    output: Output,
    report: Box<dyn Fn(Report) + Send>,
    rest: (Speed, Volume),
    speed: Speed,
    volume: Volume,
    speech: Option<Speech>,
    /// Since when the device fails, and how much it has taken since it last did.
    away: Option<(Stopwatch, usize)>,
    /// Since when nothing has been played.
    idle: Stopwatch,
    device: Option<String>,
}

impl Speaker {
    pub fn new(
        settings: &Settings,
        jobs: Sender<Job>,
        turn: Turn,
        running: Running,
        report: Box<dyn Fn(Report) + Send>,
    ) -> Speaker {
        Speaker {
            jobs,
            turn,
            running,
            output: Output::new(settings.device.clone()),
            report,
            rest: (settings.speed, settings.volume),
            speed: settings.speed,
            volume: settings.volume,
            speech: None,
            away: None,
            idle: Stopwatch::start(),
            device: settings.device.clone(),
        }
    }

    /// Works until it is told to end, or nobody can tell it anything any more.
    pub fn work(mut self, inbox: &Receiver<Message>) {
        let mut wait = Duration::ZERO;
        loop {
            // What somebody wants comes before what sounds.
            let message = if wait.is_zero() {
                inbox.try_recv().map_err(|error| error == TryRecvError::Disconnected)
            } else {
                inbox.recv_timeout(wait).map_err(|error| error == RecvTimeoutError::Disconnected)
            };
            wait = match message {
                Ok(Message::End) | Err(true) => break,
                Ok(message) => {
                    self.take(message);
                    Duration::ZERO
                }
                Err(false) => self.play(),
            };
        }
        self.forget();
    }

    fn take(&mut self, message: Message) {
        match message {
            Message::Order(order) => self.obey(order),
            Message::Part { turn, index, samples } => {
                let Some(speech) = self.speech.as_mut().filter(|speech| speech.turn == turn) else { return };
                if samples.is_empty() {
                    return;
                }
                let clip = speech.clip(index);
                if clip.samples.is_empty() && index > 0 {
                    clip.samples.resize(BREATH, 0);
                }
                clip.samples.extend(samples);
                speech.waits = Stopwatch::start();
            }
            Message::Made { turn, index, made } => {
                let Some(speech) = self.speech.as_mut().filter(|speech| speech.turn == turn) else { return };
                speech.clip(index).complete = true;
                speech.waits = Stopwatch::start();
                if let Err(trouble) = made {
                    let id = speech.id;
                    (self.report)(Report::Skipped { id, index, trouble });
                }
            }
            Message::Loaded(Ok(())) => (self.report)(Report::Loaded),
            Message::Loaded(Err(trouble)) => (self.report)(Report::NotLoaded { trouble }),
            Message::End => {}
        }
    }

    fn obey(&mut self, order: Order) {
        match order {
            Order::Load => self.ask(Job::Load),
            Order::Readings(readings) => self.ask(Job::Readings(readings)),
            Order::Speak { id, utterances } => {
                self.forget();
                let turn = self.turn.next();
                self.speech = Some(Speech::new(id, turn, utterances));
                self.ask_for_next();
            }
            Order::Hush => self.forget(),
            Order::Pause => {
                let unheard = self.output.stop();
                if let Some(speech) = &mut self.speech
                    && !speech.paused
                {
                    speech.paused = true;
                    speech.back(unheard);
                }
            }
            Order::Resume => {
                if let Some(speech) = &mut self.speech {
                    speech.paused = false;
                    speech.waits = Stopwatch::start();
                }
            }
            Order::Slower => self.go_at(self.speed.slower()),
            Order::Faster => self.go_at(self.speed.faster()),
            Order::Louder => self.be(self.volume.louder()),
            Order::Softer => self.be(self.volume.softer()),
            Order::Reset => {
                let (speed, volume) = self.rest;
                self.go_at(speed);
                self.be(volume);
            }
        }
    }

    fn be(&mut self, volume: Volume) {
        if volume != self.volume {
            self.volume = volume;
            (self.report)(Report::Set { speed: self.speed, volume });
        }
    }

    fn go_at(&mut self, speed: Speed) {
        if speed == self.speed {
            return;
        }
        self.speed = speed;
        (self.report)(Report::Set { speed, volume: self.volume });
        let turn = self.turn.next();
        self.running.kill();
        self.output.stop();
        if let Some(speech) = &mut self.speech {
            speech.turn = turn;
            speech.clips.clear();
            speech.asked = speech.at;
            speech.waits = Stopwatch::start();
        }
        self.ask_for_next();
    }

    /// Silence, and nothing more of what was being said.
    fn forget(&mut self) {
        self.turn.next();
        self.running.kill();
        self.output.stop();
        self.speech = None;
        self.away = None;
        self.idle = Stopwatch::start();
    }

    fn ask(&self, job: Job) {
        // The maker ends only after this thread.
        let _ = self.jobs.send(job);
    }

    /// One is played, the next is made.
    fn ask_for_next(&mut self) {
        let Some(speech) = &mut self.speech else { return };
        let mut jobs = Vec::new();
        while speech.asked <= speech.at + 1
            && let Some(utterance) = speech.utterances.get(speech.asked)
        {
            let (turn, index, speed) = (speech.turn, speech.asked, self.speed);
            jobs.push(Job::Make { turn, index, utterance: utterance.clone(), speed });
            speech.asked += 1;
        }
        for job in jobs {
            self.ask(job);
        }
    }

    /// One step of playing. Says how long the next may wait; an order ends any waiting.
    fn play(&mut self) -> Duration {
        let Some(speech) = &mut self.speech else { return self.rest_a_while() };
        if speech.paused {
            return self.rest_a_while();
        }
        self.idle = Stopwatch::start();
        if speech.at >= speech.utterances.len() {
            return self.play_out();
        }
        let at = speech.at;
        let clip = speech.clip(at);
        let rest = clip.samples.get(clip.played..).unwrap_or_default();
        if rest.is_empty() {
            if clip.complete {
                speech.at += 1;
                speech.clips.pop_front();
                self.ask_for_next();
                return Duration::ZERO;
            }
            return self.wait_for_sound();
        }
        let gain = self.volume.gain();
        let piece: Vec<i16> =
            rest.iter().take(PIECE).map(|sample| (f32::from(*sample) * gain).round() as i16).collect();
        match self.output.write(&piece) {
            Ok(taken) => {
                let first = taken > 0 && !clip.told;
                clip.told |= first;
                clip.played += taken;
                if let Some((_, took)) = &mut self.away {
                    *took += taken;
                }
                if self.away.is_some_and(|(_, took)| took >= BACK) {
                    self.away = None;
                }
                if first {
                    (self.report)(Report::Started { id: speech.id, index: at });
                }
                Duration::ZERO
            }
            Err(why) => self.without_device(why),
        }
    }

    /// All has been handed to the device; it is over when it has been heard.
    fn play_out(&mut self) -> Duration {
        let unheard = self.output.unheard();
        if unheard > 0 {
            return Duration::from_millis(unheard.div_ceil(samples(1)) as u64).min(Duration::from_millis(20));
        }
        // A device that waits for more would say the end again.
        self.output.stop();
        if let Some(speech) = self.speech.take() {
            (self.report)(Report::Finished { id: speech.id });
        }
        Duration::ZERO
    }

    fn wait_for_sound(&mut self) -> Duration {
        let Some(speech) = &mut self.speech else { return Duration::ZERO };
        if speech.waits.elapsed() < PATIENCE {
            return PATIENCE.saturating_sub(speech.waits.elapsed()).max(Duration::from_millis(1));
        }
        let (id, index) = (speech.id, speech.at);
        let trouble = match speech.utterances.get(index) {
            Some(utterance) => Trouble::NotMade { lang: utterance.lang, why: "it took too long".to_owned() },
            None => return Duration::ZERO,
        };
        tracing::warn!("{trouble}");
        // What is left of it is made for nobody; the next one is asked for anew.
        speech.turn = self.turn.next();
        speech.at += 1;
        speech.asked = speech.at;
        speech.clips.clear();
        speech.waits = Stopwatch::start();
        self.running.kill();
        self.ask_for_next();
        (self.report)(Report::Skipped { id, index, trouble });
        Duration::ZERO
    }

    /// The device does not take the sound: it is tried again for a while, then what was being said ends.
    fn without_device(&mut self, why: String) -> Duration {
        if self.away.is_none() {
            tracing::warn!(why, "the sound device cannot be used");
        }
        let (away, _) = self.away.unwrap_or_else(|| (Stopwatch::start(), 0));
        self.away = Some((away, 0));
        if let Some(speech) = &mut self.speech {
            speech.back(LOST);
        }
        if away.elapsed() < AWAY && self.speech.as_ref().is_some_and(Speech::has_been_heard) {
            return TRY_AGAIN;
        }
        let trouble = Trouble::NoDevice { device: self.device.clone(), why };
        let id = self.speech.as_ref().map(|speech| speech.id);
        self.forget();
        if let Some(id) = id {
            (self.report)(Report::Failed { id, trouble });
        }
        Duration::ZERO
    }

    fn rest_a_while(&mut self) -> Duration {
        if !self.output.is_open() {
            // Nothing happens by itself any more.
            return Duration::from_secs(3600);
        }
        if self.idle.elapsed() >= IDLE {
            self.output.close();
            return Duration::ZERO;
        }
        IDLE
    }
}

impl Speech {
    fn new(id: SpeechId, turn: u64, utterances: Vec<Utterance>) -> Speech {
        Speech {
            id,
            turn,
            utterances,
            at: 0,
            asked: 0,
            clips: VecDeque::new(),
            waits: Stopwatch::start(),
            paused: false,
        }
    }

    fn clip(&mut self, index: usize) -> &mut Clip {
        let at = match self.clips.iter().position(|clip| clip.index == index) {
            Some(at) => at,
            None => {
                self.clips.push_back(Clip { index, ..Clip::default() });
                self.clips.len() - 1
            }
        };
        // Cannot fail: it was found there, or has just been put there.
        self.clips.get_mut(at).expect("a clip")
    }

    /// So many samples were not heard: they are played once more.
    fn back(&mut self, unheard: usize) {
        if let Some(clip) = self.clips.front_mut().filter(|clip| clip.index == self.at) {
            clip.played = clip.played.saturating_sub(unheard);
        }
    }

    /// Whether some of it has been played, so that it is worth going on with.
    fn has_been_heard(&self) -> bool {
        self.at > 0 || self.clips.front().is_some_and(|clip| clip.played > 0)
    }
}
