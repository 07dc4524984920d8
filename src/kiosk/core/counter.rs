//! What the counter offers: the same thing in the same place on every screen.

use super::attend::{Desktop, still_there_controls};
use super::{Kiosk, Now, Screen, playlist};
use crate::domain::display::{Colours, TextSize};
use crate::domain::playlist::Slide;
use crate::domain::text::Phrase;
use crate::view::layout::within_reach;
use crate::view::words::{Say, Words};
use crate::view::{Action, Aloud, Ask, Control, Counter, Place, Shape, Sign, Slot, dates};

impl Kiosk {
    /// What can be done here. The same thing stands in the same place on every screen.
    pub(super) fn counter(&self, now: Now) -> Counter {
        let words = Words::of(self.visit.lang);
        if self.visit.asked_at.is_some() {
            let Desktop { controls, hint } = still_there_controls(words);
            return self.with_tools(controls, None, hint, now);
        }
        let control = |action, slot, sign, key| control(words, action, slot, sign, key);
        let mut controls = Vec::new();
        let previous = || control(Action::Previous, Slot::Rotation(0), Sign::Previous, Say::Previous);
        let next = || control(Action::Next, Slot::Rotation(2), Sign::Next, Say::Next);
        let back = || control(Action::Back, Slot::Back, Sign::Back, Say::Back);
        let home = |slot| control(Action::Home, slot, Sign::Home, Say::Home);
        let register = || Action::Attend(Ask::Register);
        let mut place = None;
        let mut hint = None;
        match &self.visit.screen {
            Screen::Sign => {
                controls.extend(self.sign_actions(words, now));
                controls.push(previous());
                controls.push(if self.visit.paused {
                    control(Action::Resume, Slot::Rotation(1), Sign::Resume, Say::Resume)
                } else {
                    control(Action::Pause, Slot::Rotation(1), Sign::Pause, Say::Pause)
                });
                controls.push(next());
                let (at, of) = self.round.position();
                place = Some(self.place_of(words, Say::SlidePosition, at, of));
            }
            Screen::Schedule { .. } => {
                let zoned = self.zoned(now);
                let coming = playlist::coming(&self.programme, &zoned);
                if let Some(at) = self.chosen_row(&coming) {
                    let can_register = coming.get(at).is_some_and(|meeting| self.can_register(meeting, now));
                    if can_register {
                        controls.push(control(register(), Slot::Primary, Sign::Register, Say::Register));
                        controls.push(previous());
                        controls.push(control(Action::Detail, Slot::Rotation(1), Sign::Detail, Say::Details));
                        controls.push(next());
                        controls.push(control(Action::Back, Slot::Tool(0), Sign::Back, Say::Back));
                    } else {
                        controls.push(control(Action::Detail, Slot::Primary, Sign::Detail, Say::Details));
                        controls.push(previous());
                        controls.push(control(Action::Back, Slot::Rotation(1), Sign::Back, Say::Back));
                        controls.push(next());
                    }
                    place = Some(self.place_of(words, Say::RowPosition, at, coming.len()));
                } else {
                    controls.push(back());
                }
                controls.push(home(if self.attendance.is_on() { Slot::Tool(1) } else { Slot::Tool(0) }));
            }
            Screen::Detail { meeting, .. }
                if self.meeting(meeting).is_some_and(|meeting| self.can_register(meeting, now))
                    && !self.visit.has_errand_behind() =>
            {
                controls.push(control(register(), Slot::Primary, Sign::Register, Say::Register));
                controls.push(control(Action::Back, Slot::Rotation(1), Sign::Back, Say::Back));
                controls.push(home(Slot::Tool(1)));
            }
            Screen::Detail { .. } | Screen::Staff | Screen::Why => {
                controls.push(back());
                controls.push(home(Slot::Home));
            }
            Screen::Attend(step) => {
                let desktop = self.errand_controls(*step, now);
                controls.extend(desktop.controls);
                hint = desktop.hint;
            }
            Screen::Language => {
                controls.push(back());
                controls.push(home(Slot::Home));
                let offered =
                    Words::languages().filter(|(lang, _)| self.config.display.languages.contains(lang));
                controls.extend((0..).zip(offered).map(|(i, (lang, name))| Control {
                    label: name,
                    lang: Some(lang),
                    chosen: lang == self.visit.lang,
                    ..control(
                        Action::SetLanguage(lang),
                        Slot::Choice(i),
                        chosen_sign(lang == self.visit.lang),
                        Say::Back,
                    )
                }));
            }
            Screen::Size => {
                controls.push(back());
                controls.push(home(Slot::Home));
                controls.extend((0..).zip(TextSize::ALL).map(|(i, size)| {
                    let chosen = size == self.visit.text_size;
                    Control {
                        chosen,
                        ..control(
                            Action::SetSize(size),
                            Slot::Choice(i),
                            chosen_sign(chosen),
                            Say::size(size),
                        )
                    }
                }));
            }
            Screen::Colours => {
                controls.push(back());
                controls.push(home(Slot::Home));
                controls.extend((0..).zip(Colours::ALL).map(|(i, colours)| {
                    let chosen = colours == self.visit.colours;
                    Control {
                        chosen,
                        ..control(
                            Action::SetColours(colours),
                            Slot::Choice(i),
                            chosen_sign(chosen),
                            Say::colours(colours),
                        )
                    }
                }));
            }
            Screen::Voice => {
                controls.push(back());
                controls.push(home(Slot::Home));
                let is_closed = self.visit.listening.curtain;
                let curtain = if is_closed { Say::CurtainOpen } else { Say::CurtainClose };
                let choices = [
                    (Aloud::Slower, Sign::Slower, Say::VoiceSlower),
                    (Aloud::Faster, Sign::Faster, Say::VoiceFaster),
                    (Aloud::Softer, Sign::Softer, Say::VoiceSofter),
                    (Aloud::Louder, Sign::Louder, Say::VoiceLouder),
                    (Aloud::Curtain(!is_closed), Sign::Curtain, curtain),
                ];
                // Only where there is one to spell.
                let spell = (Aloud::Spell, Sign::Detail, Say::VoiceSpell);
                let choices =
                    choices.into_iter().chain(self.visit.listening.address.is_some().then_some(spell));
                controls.extend(
                    (0..).zip(choices).map(|(i, (wish, sign, say))| {
                        control(Action::Aloud(wish), Slot::Choice(i), sign, say)
                    }),
                );
            }
        }
        self.with_tools(controls, place, hint, now)
    }

    /// A counter with what stands on every one: how the screen is read, and staff.
    fn with_tools(
        &self,
        mut controls: Vec<Control>,
        place: Option<Place>,
        hint: Option<Phrase>,
        now: Now,
    ) -> Counter {
        let words = Words::of(self.visit.lang);
        controls.extend(self.tools(words));
        controls.push(control(words, Action::Staff, Slot::Staff, Sign::Staff, Say::CallStaff));
        Counter { controls, place, hint, note: self.stale_note(words, now) }
    }

    /// How the screen is read. Where the voice or an action has the place of size and colours, those
    /// stand behind language and text.
    fn tools(&self, words: &Words) -> Vec<Control> {
        let control = |action, slot, sign, key| control(words, action, slot, sign, key);
        let size = |slot| control(Action::SizeMenu, slot, Sign::TextSize, Say::SizeHeading);
        let colours = |slot| control(Action::ColoursMenu, slot, Sign::Colours, Say::ColoursHeading);
        let language = |key| control(Action::LanguageMenu, Slot::Tool(3), Sign::Language, key);
        let is_reading = match self.visit.screen {
            Screen::Language | Screen::Size | Screen::Colours | Screen::Voice => {
                self.visit.asked_at.is_none()
            }
            Screen::Sign
            | Screen::Schedule { .. }
            | Screen::Detail { .. }
            | Screen::Why
            | Screen::Staff
            | Screen::Attend(_) => false,
        };
        let mut tools = match (self.voice_control(words), is_reading, self.attendance.is_on()) {
            (Some(voice), true, _) => {
                vec![size(Slot::Tool(0)), colours(Slot::Tool(1)), voice, language(Say::LanguageHeading)]
            }
            (Some(voice), false, true) => vec![voice, language(Say::LanguageAndText)],
            (Some(voice), false, false) => vec![size(Slot::Tool(1)), voice, language(Say::LanguageAndText)],
            (None, true, true) => {
                vec![colours(Slot::Tool(1)), size(Slot::Tool(2)), language(Say::LanguageHeading)]
            }
            (None, false, true) => vec![size(Slot::Tool(2)), language(Say::LanguageHeading)],
            (None, _, false) => {
                vec![size(Slot::Tool(1)), colours(Slot::Tool(2)), language(Say::LanguageHeading)]
            }
        };
        if is_reading && within_reach(&self.panel).is_some() {
            let low = self.visit.low;
            let (sign, key) =
                if low { (Sign::Higher, Say::WholeHeight) } else { (Sign::Lower, Say::LowHeight) };
            tools.push(control(Action::SetLow(!low), Slot::Rotation(0), sign, key));
        }
        // What staff decided for the room is theirs to end: no button that would do nothing.
        if is_reading && self.hub.calm_until.is_none() {
            let calm = self.calm_until.is_some();
            let (sign, key) = if calm { (Sign::Lively, Say::Lively) } else { (Sign::Calm, Say::Calm) };
            tools.push(control(Action::SetCalm(!calm), Slot::Rotation(1), sign, key));
        }
        tools
    }

    /// The voice, always in the same place: it begins, and then leads to how it speaks.
    pub(super) fn voice_control(&self, words: &Words) -> Option<Control> {
        let (wish, sign, key) = match (self.visit.listening.on, self.visit.screen == Screen::Voice) {
            (true, true) => (Aloud::Stop, Sign::Silent, Say::VoiceStop),
            (true, false) => (Aloud::Menu, Sign::ReadAloud, Say::VoiceMenu),
            (false, _) => (Aloud::Start, Sign::ReadAloud, Say::ReadAloud),
        };
        let control = control(words, Action::Aloud(wish), Slot::Tool(2), sign, key);
        (self.can_speak(words.lang()) || self.visit.listening.on).then_some(control)
    }

    /// What can be done with what is on the sign. Checking in comes first while a session is open.
    fn sign_actions(&self, words: &Words, now: Now) -> Vec<Control> {
        let control = |action, slot, sign, key| control(words, action, slot, sign, key);
        let schedule = |slot| control(Action::Schedule, slot, Sign::Calendar, Say::Schedule);
        let detail = |slot| control(Action::Detail, slot, Sign::Detail, Say::Details);
        let meeting = self.meeting_at_hand();
        if !self.attendance.is_on() {
            return match meeting {
                Some(_) => vec![detail(Slot::Primary), schedule(Slot::Tool(0))],
                None => {
                    let home = control(Action::Home, Slot::Tool(0), Sign::Home, Say::Home);
                    vec![schedule(Slot::Primary), home]
                }
            };
        }
        let can_register = meeting
            .as_ref()
            .and_then(|id| self.meeting(id))
            .is_some_and(|meeting| self.can_register(meeting, now));
        let check_in = |slot| control(Action::Attend(Ask::CheckIn), slot, Sign::CheckIn, Say::CheckIn);
        let register = |slot| control(Action::Attend(Ask::Register), slot, Sign::Register, Say::Register);
        let how = |slot| {
            control(Action::Attend(Ask::HowWasToday), slot, Sign::Shape(Shape::Wave), Say::HowWasToday)
        };
        let is_open = !self.sessions(now).is_empty();
        let asks = matches!(self.round.stop().slide, Slide::HowWasToday(_));
        let (primary, tool) = match (is_open, asks, can_register, meeting.is_some()) {
            (true, true, _, _) => (check_in(Slot::Primary), how(Slot::Tool(0))),
            (true, false, true, _) => (check_in(Slot::Primary), register(Slot::Tool(0))),
            (true, false, false, true) => (check_in(Slot::Primary), detail(Slot::Tool(0))),
            (true, false, false, false) => {
                return vec![check_in(Slot::Primary), schedule(Slot::Tool(1))];
            }
            (false, true, _, _) => (how(Slot::Primary), check_in(Slot::Tool(0))),
            (false, false, true, _) => (register(Slot::Primary), check_in(Slot::Tool(0))),
            (false, false, false, true) => (detail(Slot::Primary), check_in(Slot::Tool(0))),
            (false, false, false, false) => {
                return vec![
                    schedule(Slot::Primary),
                    check_in(Slot::Tool(0)),
                    control(Action::Home, Slot::Tool(1), Sign::Home, Say::Home),
                ];
            }
        };
        vec![primary, tool, schedule(Slot::Tool(1))]
    }

    pub(super) fn page_controls(&self, words: &Words) -> [Control; 2] {
        let control = |action, slot, sign, key| control(words, action, slot, sign, key);
        [
            control(Action::Previous, Slot::Rotation(0), Sign::Previous, Say::Previous),
            control(Action::Next, Slot::Rotation(2), Sign::Next, Say::Next),
        ]
    }

    pub(super) fn place_of(&self, words: &Words, key: Say, at: usize, of: usize) -> Place {
        let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        let phrase = words.say_with(key, &[("n", number(at + 1).into()), ("of", number(of).into())]);
        Place { at, of, phrase }
    }

    /// "最終更新 ..." once the content is older than staff think right.
    fn stale_note(&self, words: &Words, now: Now) -> Option<Phrase> {
        let confirmed = self.confirmed?;
        let age = now.at.duration_since(confirmed);
        let limit = jiff::SignedDuration::try_from(self.config.stale_after).ok()?;
        if age < limit || !now.sure {
            return None;
        }
        let at = confirmed.to_zoned(self.programme.zone.clone());
        let moment = dates::moment(words, &at, self.zoned(now).date());
        Some(words.say_with(Say::LastUpdated, &[("moment", (&moment).into())]))
    }
}

/// A control as most of them are.
pub(super) fn control(words: &Words, action: Action, slot: Slot, sign: Sign, key: Say) -> Control {
    Control { action, slot, sign, label: words.say(key), sub: None, lang: None, chosen: false, enabled: true }
}

pub(super) fn chosen_sign(chosen: bool) -> Sign {
    if chosen { Sign::Chosen } else { Sign::NotChosen }
}
