//! Reading aloud (ACCESSIBILITY rows 16 and 17): when something is said, and what of a screen. The
//! sound is made elsewhere; here are only [`Effect::Speak`] and [`Effect::Voice`], and what the voice
//! reports.
//!
//! It never begins by itself: a button, a key, or headphones that somebody plugs in. Whatever a visitor
//! does ends what is being said. While it is on, a first touch says what lies under the finger, and a
//! second one acts. What is somebody's own is said to headphones only.

mod heard;

use jiff::{SignedDuration, Timestamp};

use crate::domain::speech::{Headphones, Order, Report, SpeechId, Speed, Trouble, Volume};
use crate::domain::text::{Lang, Phrase};
use crate::view::spoken::{self, Part, Spelling, Utterance};
use crate::view::words::{Say, Words};
use crate::view::{Action, Aloud};

use super::{Effect, Event, Kiosk, Now, Screen, Stroke};
use crate::config;
use heard::Heard;

/// No single sentence takes longer to say. A voice that reports nothing for so long has failed, and whoever
/// works with one switch must not wait for it.
const LONGEST: SignedDuration = SignedDuration::from_secs(60);

/// The voice of this machine, whoever is before it.
#[derive(Clone, Debug)]
pub(super) struct Voice {
    /// What can be spoken here; nothing before the shell has looked.
    offer: Offer,
    headphones: Headphones,
    last: u64,
}

impl Default for Voice {
    fn default() -> Voice {
        Voice { offer: Offer::default(), headphones: Headphones::Unknown, last: 0 }
    }
}

/// Which languages can be heard.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Offer {
    pub japanese: bool,
    pub others: bool,
}

/// What one visitor hears; it ends with the visit.
#[derive(Clone, Debug)]
pub(super) struct Listening {
    pub(super) on: bool,
    /// The screen is black meanwhile.
    pub(super) curtain: bool,
    /// What is being said, and when the voice was last known to be at it.
    going: Option<(SpeechId, Timestamp)>,
    held: bool,
    /// The control whose name was said at a first touch: a second one acts.
    touched: Option<Action>,
    /// What was last heard of the screen. Nothing: all of it is to be said.
    heard: Option<Heard>,
    /// The web address that was heard last.
    pub(super) address: Option<Phrase>,
    speed: Speed,
    volume: Volume,
}

impl Listening {
    pub(super) fn at_rest(speed: Speed, volume: Volume) -> Listening {
        Listening {
            on: false,
            curtain: false,
            going: None,
            held: false,
            touched: None,
            heard: None,
            address: None,
            speed,
            volume,
        }
    }

    /// Whether the screen is looked at for what to say: not while somebody holds it.
    fn is_to_be_told(&self) -> bool {
        !self.held
    }

    /// Until when something is being said as far as one can know, so that nothing hurries on.
    pub(super) fn told_until(&self) -> Option<Timestamp> {
        self.going.filter(|_| !self.held).map(|(_, since)| since + LONGEST)
    }

    pub(super) fn clock_was_set(&mut self, now: Timestamp) {
        self.going = self.going.map(|(id, since)| (id, since.min(now)));
    }

    /// Whether something is to be heard right now.
    fn is_being_told(&self, now: Now) -> bool {
        self.told_until().is_some_and(|until| now.at < until)
    }
}

impl Kiosk {
    /// Whether a screen in this language can be heard.
    pub(super) fn can_speak(&self, lang: Lang) -> bool {
        let is_japanese = [Lang::JA, Lang::JA_EASY].contains(&lang);
        if is_japanese { self.voice.offer.japanese } else { self.voice.offer.others }
    }

    pub(super) fn voices_are(&mut self, offer: Offer) {
        self.voice.offer = offer;
    }

    /// Whatever somebody does ends what is being said, but for the key that holds and goes on.
    pub(super) fn hush_for(&mut self, event: &Event) {
        let speak = |key| self.config.keys.action_of(key) == Some(config::Action::Speak);
        let is_own_key = matches!(event, Event::Key(Stroke::Key(key)) if speak(*key));
        if event.is_of_visitor() && !is_own_key {
            self.hush();
        }
    }

    fn hush(&mut self) {
        if self.visit.listening.going.take().is_some() {
            self.effects.push(Effect::Voice(Order::Hush));
        }
        self.visit.listening.held = false;
    }

    /// The key: begins, holds, goes on, and says the screen once more.
    pub(super) fn speak_key(&mut self, now: Now) {
        let listening = &mut self.visit.listening;
        match (listening.on, listening.going.is_some(), listening.held) {
            (false, _, _) => self.act(Action::Aloud(Aloud::Start), now),
            (true, true, false) => {
                listening.held = true;
                self.effects.push(Effect::Voice(Order::Pause));
            }
            (true, true, true) => {
                listening.held = false;
                self.effects.push(Effect::Voice(Order::Resume));
            }
            (true, false, _) => listening.heard = None,
        }
    }

    /// The key of help: what the screen says about itself, and how one moves about, as often as it is asked.
    /// It begins the voice where that is silent.
    pub(super) fn help_key(&mut self, now: Now) {
        if !self.visit.listening.on {
            return self.act(Action::Aloud(Aloud::Start), now);
        }
        let lang = self.visit.lang;
        let hint = self.view(now).0.counter.hint;
        let hint = hint.map(|hint| spoken::phrase(lang, &hint, &Part::Help, &self.programme.readings));
        let ways = [Say::SpokenHintKeys, Say::SpokenHintAgainKeys].map(|key| self.spoken_word(key));
        let words = hint.into_iter().chain(ways).flatten().collect();
        self.speak(words, now);
    }

    pub(super) fn aloud(&mut self, wish: Aloud, now: Now) {
        // Without a voice there is nothing to set, and no way on a black screen.
        if !self.visit.listening.on && wish != Aloud::Start {
            return;
        }
        match wish {
            Aloud::Start => self.start_listening(),
            Aloud::Menu => self.visit.go(Screen::Voice),
            Aloud::Stop => self.stop_listening(),
            Aloud::Slower => self.set_speed(Order::Slower, Speed::slower),
            Aloud::Faster => self.set_speed(Order::Faster, Speed::faster),
            Aloud::Softer => self.set_volume(Order::Softer, Volume::softer),
            Aloud::Louder => self.set_volume(Order::Louder, Volume::louder),
            Aloud::Spell => self.spell(now),
            Aloud::Curtain(closed) => {
                self.visit.listening.curtain = closed;
                let said = if closed { Say::SpokenCurtainClosed } else { Say::SpokenCurtainOpened };
                self.announce(said);
            }
        }
    }

    /// The address that was heard last, letter by letter.
    fn spell(&mut self, now: Now) {
        let Some(address) = self.visit.listening.address.clone() else { return };
        let words = spoken::address(self.visit.lang, &address, Spelling::Letters, &Part::Hint);
        self.speak(words, now);
    }

    fn start_listening(&mut self) {
        if self.can_speak(self.visit.lang) {
            let listening = &mut self.visit.listening;
            (listening.on, listening.heard) = (true, None);
        }
    }

    fn stop_listening(&mut self) {
        if self.visit.screen == Screen::Voice {
            self.back();
        }
        self.end_listening(true);
    }

    /// No more is heard from now on, but a last word where somebody asked for the end.
    pub(super) fn end_listening(&mut self, last_word: bool) {
        let usual = Listening::at_rest(self.config.voice.speed, self.config.voice.volume);
        let was = std::mem::replace(&mut self.visit.listening, usual);
        if !was.on {
            return;
        }
        self.effects.push(Effect::Voice(Order::Hush));
        self.effects.push(Effect::Voice(Order::Reset));
        if last_word {
            let words = self.spoken_word(Say::SpokenBye);
            self.utter(words);
        }
    }

    fn set_speed(&mut self, order: Order, step: impl Fn(Speed) -> Speed) {
        let speed = step(self.visit.listening.speed);
        self.visit.listening.speed = speed;
        self.effects.push(Effect::Voice(order));
        self.announcement = self.speed_words(speed).text();
    }

    fn set_volume(&mut self, order: Order, step: impl Fn(Volume) -> Volume) {
        let volume = step(self.visit.listening.volume);
        self.visit.listening.volume = volume;
        self.effects.push(Effect::Voice(order));
        self.announcement = self.volume_words(volume).text();
    }

    fn speed_words(&self, speed: Speed) -> Phrase {
        let args = [("n", i64::from(speed.step()).into()), ("of", i64::from(Speed::STEPS).into())];
        Words::of(self.visit.lang).say_with(Say::SpokenSpeed, &args)
    }

    fn volume_words(&self, volume: Volume) -> Phrase {
        let most = i64::from(Volume::MOST.step());
        let args = [("n", i64::from(volume.step()).into()), ("of", most.into())];
        Words::of(self.visit.lang).say_with(Say::SpokenVolume, &args)
    }

    /// How fast and how loud it speaks, for the screen that changes it.
    pub(super) fn voice_words(&self) -> [Phrase; 2] {
        let listening = &self.visit.listening;
        [self.speed_words(listening.speed), self.volume_words(listening.volume)]
    }

    /// Whether a touch only says what it lies on. A second one on the same acts.
    pub(super) fn explores(&mut self, action: &Action) -> bool {
        let listening = &mut self.visit.listening;
        if !listening.on {
            return false;
        }
        if listening.touched.take().as_ref() == Some(action) {
            return false;
        }
        listening.touched = Some(action.clone());
        // Said also where the keys stood on it already.
        if let Some(heard) = &mut listening.heard {
            heard.focus = None;
        }
        self.visit.focus = Some(action.clone());
        true
    }

    /// What the voice reports.
    pub(super) fn voice_says(&mut self, report: Report, now: Now) {
        let going = self.visit.listening.going;
        let is_current = |id: SpeechId| going.is_some_and(|(current, _)| current == id);
        match report {
            // Whoever hears is there as much as whoever touches.
            Report::Started { id, .. } if is_current(id) => {
                self.visit.listening.going = Some((id, now.at));
                self.is_heard(now);
            }
            Report::Finished { id } if is_current(id) => {
                self.visit.listening.going = None;
                self.is_heard(now);
                self.scan_waited(now);
            }
            Report::Failed { id, trouble } => {
                if is_current(id) {
                    self.visit.listening.going = None;
                }
                self.cannot_speak(&trouble);
            }
            Report::NotLoaded { .. } => {
                self.voice.offer.japanese = false;
                self.leave_unheard();
            }
            Report::Headphones(headphones) => self.headphones_are(headphones, now),
            // What cannot be said alone is in the log of the shell.
            Report::Started { .. }
            | Report::Finished { .. }
            | Report::Skipped { .. }
            | Report::Set { .. }
            | Report::Loaded => {}
        }
    }

    fn is_heard(&mut self, now: Now) {
        self.visit.last_touch = self.visit.last_touch.map(|_| now.at);
    }

    fn cannot_speak(&mut self, trouble: &Trouble) {
        match trouble {
            Trouble::NoDevice { .. } => self.voice.offer = Offer::default(),
            Trouble::NoDictionary(_) | Trouble::NoVoice(_) | Trouble::Unusable { .. } => {
                self.voice.offer.japanese = false;
            }
            Trouble::NoProgram(_) => self.voice.offer.others = false,
            Trouble::NoLanguage(_) | Trouble::NotMade { .. } => {}
        }
        self.leave_unheard();
    }

    /// Where nothing can be heard any more the screen comes back, and says so.
    fn leave_unheard(&mut self) {
        if self.visit.listening.on && !self.can_speak(self.visit.lang) {
            // Not in words that nobody can hear.
            if self.visit.screen == Screen::Voice {
                self.back();
            }
            self.end_listening(false);
            self.announce(Say::ReadAloudLater);
        }
    }

    fn headphones_are(&mut self, headphones: Headphones, now: Now) {
        let before = std::mem::replace(&mut self.voice.headphones, headphones);
        match (before, headphones) {
            // Those that have been there since the start say nothing by themselves.
            (Headphones::Unplugged, Headphones::Plugged) => {
                self.visit.touched(now.at);
                self.start_listening();
            }
            (Headphones::Plugged, Headphones::Unplugged) => self.end_listening(false),
            (
                Headphones::Plugged | Headphones::Unplugged | Headphones::Unknown,
                Headphones::Plugged | Headphones::Unplugged | Headphones::Unknown,
            ) => {}
        }
    }

    /// Whether only the one in front hears what is said.
    fn is_private(&self) -> bool {
        self.voice.headphones == Headphones::Plugged || self.config.voice.private
    }

    fn spoken_word(&self, key: Say) -> Vec<Utterance> {
        let lang = self.visit.lang;
        spoken::phrase(lang, &Words::of(lang).say(key), &Part::Hint, &self.programme.readings)
    }

    fn speak(&mut self, utterances: Vec<Utterance>, now: Now) {
        if let Some(id) = self.utter(utterances) {
            (self.visit.listening.going, self.visit.listening.held) = (Some((id, now.at)), false);
        }
    }

    /// Says something that nobody waits for.
    fn utter(&mut self, utterances: Vec<Utterance>) -> Option<SpeechId> {
        if utterances.is_empty() {
            return None;
        }
        self.voice.last += 1;
        let id = SpeechId(self.voice.last);
        self.effects.push(Effect::Speak { id, utterances });
        Some(id)
    }
}
