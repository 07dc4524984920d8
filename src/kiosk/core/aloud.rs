//! Reading aloud (ACCESSIBILITY rows 16 and 17): when something is said, and what of a screen. The
//! sound is made elsewhere; here are only [`Effect::Speak`] and [`Effect::Voice`], and what the voice
//! reports.
//!
//! It never begins by itself: a button, a key, or headphones that somebody plugs in. Whatever a visitor
//! does ends what is being said, but not what a hand that trembles adds to it. While it is on, a first touch
//! says what lies under the finger, and a second one acts, as soon as the name is heard. What is somebody's
//! own is said to headphones only.

mod heard;
mod listening;

use crate::domain::speech::{Headphones, Order, Report, SpeechId, Speed, Trouble, Volume};
use crate::domain::text::{Lang, Phrase};
use crate::view::spoken::{self, Part, Spelling, Utterance};
use crate::view::words::{Say, Words};
use crate::view::{Action, Aloud};

use super::{By, Effect, Event, Kiosk, Now, Screen, Stroke};
use crate::config;
pub(super) use listening::Listening;
use listening::{Going, NAME_COMES, Name, Touched};

/// The voice of this machine, whoever is before it.
#[derive(Clone, Debug)]
pub(super) struct Voice {
    /// What can be spoken here; nothing before the shell has looked.
    offer: Offer,
    headphones: Headphones,
    last: u64,
    /// A word after the end of a visit, which is nobody's any more and can be stopped all the same.
    last_word: Option<SpeechId>,
}

impl Default for Voice {
    fn default() -> Voice {
        Voice { offer: Offer::default(), headphones: Headphones::Unknown, last: 0, last_word: None }
    }
}

/// Which languages can be heard.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Offer {
    pub japanese: bool,
    pub others: bool,
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

    /// Whatever somebody does ends what is being said, but for the key that holds and goes on, and what a
    /// hand that trembles does once more.
    pub(super) fn hush_for(&mut self, event: &Event, now: Now) {
        let speak = |key| self.config.keys.action_of(key) == Some(config::Action::Speak);
        let is_own_key = matches!(event, Event::Key(Stroke::Key(key)) if speak(*key));
        if event.by() == By::Visitor && !is_own_key && !self.adds_nothing(event, now) {
            self.hush();
        }
    }

    /// Whether it is only the echo of what was done, or the same finger that waits for a name.
    fn adds_nothing(&self, event: &Event, now: Now) -> bool {
        let coming = self.visit.listening.name_to_come(now);
        match event {
            Event::Act(action) => self.is_echo(action, now) || coming == Some(action),
            Event::Key(stroke) => self.guarded_wish(stroke).is_some_and(|wish| self.is_echo(&wish, now)),
            // A finger that comes down on a control.
            Event::Touched(None) => self.has_just_acted(now) || coming.is_some(),
            Event::Touched(Some(_))
            | Event::Tick
            | Event::Resized(..)
            | Event::Programme { .. }
            | Event::Confirmed(_)
            | Event::Pictures(_)
            | Event::Opened(_)
            | Event::Closed(_)
            | Event::Recorded { .. }
            | Event::PinChecked(_)
            | Event::Sources(_)
            | Event::Outbox(_)
            | Event::Hub(_)
            | Event::Voices(_)
            | Event::Voice(_) => false,
        }
    }

    fn hush(&mut self) {
        let was_going = self.visit.listening.going.take().is_some();
        let was_last_word = self.voice.last_word.take().is_some();
        if was_going || was_last_word {
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
        self.speak(words, true, now);
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
                // What an emergency says is for everybody who stands there.
                let closed = closed && self.programme.emergency(now.at).is_none();
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
        self.speak(words, true, now);
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
            self.voice.last_word = self.utter(words);
        }
    }

    fn set_speed(&mut self, order: Order, step: impl Fn(Speed) -> Speed) {
        let speed = step(self.visit.listening.speed);
        self.visit.listening.speed = speed;
        self.effects.push(Effect::Voice(order));
        self.announce_words(self.speed_words(speed).text());
    }

    fn set_volume(&mut self, order: Order, step: impl Fn(Volume) -> Volume) {
        let volume = step(self.visit.listening.volume);
        self.visit.listening.volume = volume;
        self.effects.push(Effect::Voice(order));
        self.announce_words(self.volume_words(volume).text());
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

    /// Whether a touch only says what it lies on. A second one on the same acts, but not before anything of the
    /// name was heard.
    pub(super) fn explores(&mut self, action: &Action, now: Now) -> bool {
        let listening = &mut self.visit.listening;
        if !listening.on {
            return false;
        }
        if listening.name_to_come(now) == Some(action) {
            return true;
        }
        if let Some(touched) = listening.touched.take()
            && touched.action == *action
        {
            let acts = match touched.name {
                Name::Heard => true,
                Name::Coming(_, since) => now.at.duration_since(since) >= NAME_COMES,
                Name::Asked => false,
            };
            if acts {
                return false;
            }
        }
        listening.touched = Some(Touched { action: action.clone(), name: Name::Asked });
        // Said also where the keys stood on it already.
        if let Some(heard) = &mut listening.heard {
            heard.focus = None;
        }
        self.visit.focus = Some(action.clone());
        true
    }

    /// What the voice reports.
    pub(super) fn voice_says(&mut self, report: Report, now: Now) {
        if let Report::Finished { id } | Report::Failed { id, .. } = &report {
            self.voice.last_word.take_if(|last| last == id);
        }
        let listening = &mut self.visit.listening;
        let going = listening.going;
        let is_current = |id: SpeechId| going.is_some_and(|going| going.id == id);
        match report {
            Report::Started { id, .. } if is_current(id) => {
                listening.going = going.map(|going| Going { since: now.at, ..going });
                listening.name_is_heard();
                self.is_heard(going, now);
            }
            Report::Finished { id } if is_current(id) => {
                listening.going = None;
                listening.name_is_heard();
                self.is_heard(going, now);
                self.scan_waited(now);
            }
            // No more will be heard of it.
            Report::Skipped { id, .. } if is_current(id) => listening.name_is_heard(),
            Report::Failed { id, trouble } => {
                if is_current(id) {
                    listening.going = None;
                    listening.name_is_heard();
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

    /// Whoever hears what they asked for is there as much as whoever touches. What is said by itself is said to
    /// who has left too, and in an emergency everybody may have.
    fn is_heard(&mut self, going: Option<Going>, now: Now) {
        if going.is_some_and(|going| going.is_answer) && self.programme.emergency(now.at).is_none() {
            self.visit.last_touch = self.visit.last_touch.map(|_| now.at);
        }
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
                let was_on = self.visit.listening.on;
                self.start_listening();
                self.visit.listening.by_plug = self.visit.listening.on && !was_on;
            }
            // A card that is pulled out with them is silence too: nobody knows who hears it from now on.
            (Headphones::Plugged, Headphones::Unplugged | Headphones::Unknown) => self.end_listening(false),
            (
                Headphones::Plugged | Headphones::Unplugged | Headphones::Unknown,
                Headphones::Plugged | Headphones::Unplugged | Headphones::Unknown,
            ) => {}
        }
    }

    /// Whether others hear what this visitor hears.
    pub(super) fn is_heard_by_the_room(&self) -> bool {
        self.visit.listening.on && !self.is_private()
    }

    /// Whether only the one in front hears what is said.
    fn is_private(&self) -> bool {
        self.voice.headphones == Headphones::Plugged || self.config.voice.private
    }

    fn spoken_word(&self, key: Say) -> Vec<Utterance> {
        let lang = self.visit.lang;
        spoken::phrase(lang, &Words::of(lang).say(key), &Part::Hint, &self.programme.readings)
    }

    /// Says it in the place of what is being said.
    fn speak(&mut self, utterances: Vec<Utterance>, is_answer: bool, now: Now) {
        let id = self.utter(utterances);
        let listening = &mut self.visit.listening;
        if let Some(id) = id {
            listening.going = Some(Going { id, since: now.at, is_answer });
            listening.held = false;
            self.voice.last_word = None;
        }
        let name_of = |id: SpeechId| Name::Coming(id, now.at);
        match (&mut listening.touched, id) {
            // A control that has no name to be said.
            (Some(Touched { name, .. }), id) if *name == Name::Asked => {
                *name = id.map_or(Name::Heard, name_of)
            }
            // A name that was cut off before anything of it was heard is asked for anew.
            (Some(Touched { name: Name::Coming(..), .. }), Some(_)) => listening.touched = None,
            (Some(_) | None, _) => {}
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
