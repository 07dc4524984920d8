//! One visit: where somebody is, what they chose, and what the counter offers them.

use jiff::Timestamp;

use super::aloud::Listening;
use super::attend::{Errand, Step};
use super::scan::Scan;
use super::screens::Screen;
use super::{Kiosk, Now, playlist};
use crate::config::{Config, Display};
use crate::domain::display::{Colours, TextSize};
use crate::domain::meeting::{Meeting, MeetingId};
use crate::domain::playlist::Slide;
use crate::domain::text::{Lang, Phrase};
use crate::view::layout;
use crate::view::slides::GROUP;
use crate::view::words::{Say, Words};
use crate::view::{Action, Article, Ask, RingLine, RingRole};

/// What belongs to one visitor and goes with them.
#[derive(Clone, Debug)]
pub struct Visit {
    pub screen: Screen,
    /// Where "back" leads, the nearest last. Never longer than the way is deep.
    pub trail: Vec<Screen>,
    pub lang: Lang,
    pub text_size: TextSize,
    pub colours: Colours,
    /// Whether everything stands within reach of a wheelchair.
    pub low: bool,
    pub paused: bool,
    pub focus: Option<Action>,
    /// The frame of somebody who has one key.
    pub(super) scan: Option<Scan>,
    /// Page of a screen that has several and no state of its own.
    pub page: usize,
    /// Nothing: nobody is there.
    pub last_touch: Option<Timestamp>,
    /// Since when the screen asks whether somebody is still there.
    pub asked_at: Option<Timestamp>,
    /// The finger that is on the glass came down on a black screen: what it lies on was not seen.
    pub(super) waking: bool,
    pub errand: Errand,
    pub(super) listening: Listening,
}

impl Visit {
    /// Nobody is there. While staff have pinned the reception, it stands in the place of the sign.
    pub fn at_rest(config: &Config, pinned: bool) -> Visit {
        let display = &config.display;
        Visit {
            screen: if pinned { Screen::Attend(Step::Reception) } else { Screen::Sign },
            asked_at: None,
            waking: false,
            errand: Errand::default(),
            trail: Vec::new(),
            lang: display.language,
            text_size: display.text_size,
            colours: display.colours,
            low: false,
            paused: false,
            focus: None,
            scan: None,
            page: 0,
            last_touch: None,
            listening: Listening::at_rest(config.voice.speed, config.voice.volume),
        }
    }

    pub fn touched(&mut self, now: Timestamp) {
        self.last_touch = Some(now);
        // The question stands until it is answered: a button must not turn into another one under
        // the finger that is on it. Only the time to answer begins anew.
        self.asked_at = self.asked_at.map(|_| now);
    }

    pub fn clock_was_set(&mut self, now: Timestamp) {
        self.last_touch = self.last_touch.map(|touch| touch.min(now));
        self.asked_at = self.asked_at.map(|asked| asked.min(now));
        if let Some(scan) = &mut self.scan {
            scan.clock_was_set(now);
        }
        self.listening.clock_was_set(now);
    }

    pub fn looks_at_rest(&self, display: &Display) -> bool {
        (self.lang, self.text_size, self.colours, self.low)
            == (display.language, display.text_size, display.colours, false)
    }

    /// Whether there is nothing that would have to be put back.
    pub fn is_at_rest(&self, _display: &Display) -> bool {
        self.last_touch.is_none()
    }

    pub(super) fn go(&mut self, screen: Screen) {
        if self.screen == screen {
            return;
        }
        // Coming by a place again is going back to it, not deeper.
        if let Some(at) = self.trail.iter().position(|known| known.is_same_place(&screen)) {
            self.trail.truncate(at);
        } else {
            self.trail.push(self.screen.clone());
        }
        self.screen = screen;
        self.page = 0;
    }

    /// Whether the screen greets somebody who has just come in, or says another word that holds
    /// nothing of theirs: it makes room for the next soon.
    pub fn is_welcome(&self) -> bool {
        self.screen == Screen::Attend(Step::Thanks) && self.errand.is_nobodys()
    }

    /// Whether somebody only looks aside from an errand, to which they will come back.
    pub fn has_errand_behind(&self) -> bool {
        self.trail.iter().any(|screen| matches!(screen, Screen::Attend(step) if step.is_personal()))
    }
}

/// Whether it is a button of the screen that asks if somebody is still there.
fn is_on_question(action: &Action) -> bool {
    match action {
        Action::Attend(ask) => matches!(ask, Ask::StillHere | Ask::Finish),
        Action::LanguageMenu | Action::SizeMenu | Action::Staff | Action::Aloud(_) => true,
        Action::Previous
        | Action::Next
        | Action::Pause
        | Action::Resume
        | Action::Schedule
        | Action::Detail
        | Action::ColoursMenu
        | Action::Home
        | Action::Back
        | Action::SetLanguage(_)
        | Action::SetSize(_)
        | Action::SetLow(_)
        | Action::SetCalm(_)
        | Action::Why
        | Action::SetColours(_) => false,
    }
}

impl Kiosk {
    /// Does what a visitor wishes, if it means something where they are.
    pub(super) fn act(&mut self, action: Action, now: Now) {
        self.announcement.clear();
        if self.programme.emergency(now.at).is_some()
            && !matches!(
                action,
                Action::SetLanguage(_) | Action::Staff | Action::Home | Action::Back | Action::Aloud(_)
            )
        {
            // The emergency holds the sign; what lies behind it waits.
            return;
        }
        if self.visit.asked_at.take().is_some() && !is_on_question(&action) {
            // Whatever was meant, somebody is there; what they see next is where they were.
            return;
        }
        match action {
            Action::Previous => self.step(false, now),
            Action::Next => self.step(true, now),
            Action::Pause => {
                if self.is_on_sign() {
                    self.visit.paused = true;
                    self.announce(Say::AnnouncePaused);
                }
            }
            Action::Resume => {
                self.visit.paused = false;
                self.round.shown_since = now.at;
                self.announce(Say::AnnounceResumed);
            }
            Action::Attend(ask) => self.ask(ask, now),
            Action::Aloud(wish) => self.aloud(wish, now),
            Action::Schedule => {
                let chosen = self.meeting_at_hand();
                self.visit.go(Screen::Schedule { chosen });
            }
            Action::Detail => {
                if let Some(meeting) = self.meeting_in_question(now) {
                    self.visit.go(Screen::Detail { meeting, page: 0 });
                }
            }
            Action::LanguageMenu => self.visit.go(Screen::Language),
            Action::SizeMenu => self.visit.go(Screen::Size),
            Action::ColoursMenu => self.visit.go(Screen::Colours),
            Action::Staff => {
                self.visit.go(Screen::Staff);
                self.call_staff();
            }
            // Whoever stops an errand takes its answers along.
            Action::Home if self.visit.is_attending() || self.visit.has_errand_behind() => {
                self.go_to_rest(now)
            }
            Action::Home => {
                self.visit.screen = self.resting_screen();
                self.visit.trail.clear();
                self.visit.page = 0;
                self.visit.errand = Errand::default();
            }
            Action::Back if self.visit.errand.steps_back(&self.visit.screen) => {}
            Action::Back => self.back(),
            Action::SetLanguage(lang) => {
                let unheard = self.visit.listening.on && !self.can_speak(lang);
                if unheard {
                    // Whoever only hears is told in the words they know, before it is silent.
                    self.end_listening(true);
                }
                self.visit.lang = lang;
                // Nobody loses their place by changing the language.
                if self.visit.screen == Screen::Language {
                    self.back();
                }
                self.renew_round(now);
                self.announce(if unheard { Say::ReadAloudLater } else { Say::AnnounceLanguage });
            }
            Action::SetSize(size) => {
                self.visit.text_size = size;
                self.renew_round(now);
                let words = Words::of(self.visit.lang);
                let name = words.say(Say::size(size));
                self.announce_words(words.say_with(Say::AnnounceSize, &[("size", (&name).into())]).text());
            }
            Action::Why => self.visit.go(Screen::Why),
            Action::SetCalm(calm) => self.set_calm(calm, now),
            Action::SetLow(low) => {
                self.visit.low = low;
                self.renew_round(now);
                self.announce(if low { Say::AnnounceLow } else { Say::AnnounceWhole });
            }
            Action::SetColours(colours) => {
                self.visit.colours = colours;
                let words = Words::of(self.visit.lang);
                let name = words.say(Say::colours(colours));
                let said = words.say_with(Say::AnnounceColours, &[("colours", (&name).into())]);
                self.announce_words(said.text());
            }
        }
    }

    pub(super) fn back(&mut self) {
        let rest = self.resting_screen();
        self.visit.screen = self.visit.trail.pop().unwrap_or(rest);
        self.visit.page = 0;
        self.visit.errand.note = None;
        if self.visit.screen == Screen::Attend(Step::Which) {
            // Back to the choice is to choose again.
            self.visit.errand.meeting = None;
        }
    }

    /// Where nobody is: the sign, or the reception that staff have pinned.
    pub(super) fn resting_screen(&self) -> Screen {
        Visit::at_rest(&self.config, self.attendance.pinned).screen
    }

    pub(super) fn announce(&mut self, key: Say) {
        self.announce_words(Words::of(self.visit.lang).say(key).text());
    }

    pub(super) fn announce_words(&mut self, words: String) {
        self.announcement = words;
        self.announced += 1;
    }

    fn step(&mut self, forward: bool, now: Now) {
        match self.visit.screen.clone() {
            Screen::Sign => self.round.step(forward, now.at),
            Screen::Schedule { .. } => {
                let zoned = self.zoned(now);
                let coming = playlist::coming(&self.programme, &zoned);
                let Some(at) = self.chosen_row(&coming) else { return };
                let count = coming.len();
                let next = if forward { (at + 1) % count } else { (at + count - 1) % count };
                let chosen = coming.get(next).map(|meeting| meeting.id.clone());
                self.visit.screen = Screen::Schedule { chosen };
            }
            Screen::Detail { meeting, page } => {
                let pages = self.pages(now);
                let page = if forward { (page + 1) % pages } else { (page + pages - 1) % pages };
                self.visit.screen = Screen::Detail { meeting, page };
            }
            Screen::Staff | Screen::Why | Screen::Attend(_) => {
                let pages = self.pages(now);
                self.visit.page = if forward {
                    (self.visit.page + 1) % pages
                } else {
                    (self.visit.page + pages - 1) % pages
                };
            }
            Screen::Language | Screen::Size | Screen::Colours | Screen::Voice => {}
        }
    }

    fn pages(&self, now: Now) -> usize {
        let (view, _) = self.view(now);
        layout::page_lengths(&view, &self.panel).len().max(1)
    }

    /// The meeting that shows on the sign, if one does.
    pub(super) fn meeting_at_hand(&self) -> Option<MeetingId> {
        match self.round.stop().slide {
            Slide::Meeting(id) => Some(id),
            Slide::Theme(id) => self
                .programme
                .themes
                .iter()
                .find(|theme| theme.id == id)
                .and_then(|theme| theme.meeting.clone()),
            Slide::Welcome
            | Slide::Notice(_)
            | Slide::Voice(_)
            | Slide::Page
            | Slide::Glance
            | Slide::HowWasToday(_) => None,
        }
    }

    /// The meeting "details" is about.
    pub(super) fn meeting_in_question(&self, now: Now) -> Option<MeetingId> {
        match &self.visit.screen {
            Screen::Sign => self.meeting_at_hand(),
            Screen::Schedule { .. } => {
                let zoned = self.zoned(now);
                let coming = playlist::coming(&self.programme, &zoned);
                self.chosen_row(&coming).and_then(|at| coming.get(at)).map(|meeting| meeting.id.clone())
            }
            Screen::Detail { meeting, .. } => Some(meeting.clone()),
            Screen::Language
            | Screen::Size
            | Screen::Colours
            | Screen::Voice
            | Screen::Why
            | Screen::Staff
            | Screen::Attend(_) => None,
        }
    }

    /// Row of the schedule that is framed: the first, if the chosen one has gone.
    pub(super) fn chosen_row(&self, coming: &[&Meeting]) -> Option<usize> {
        if coming.is_empty() {
            return None;
        }
        let chosen = match &self.visit.screen {
            Screen::Schedule { chosen } => chosen.as_ref(),
            Screen::Sign
            | Screen::Detail { .. }
            | Screen::Language
            | Screen::Size
            | Screen::Colours
            | Screen::Voice
            | Screen::Why
            | Screen::Attend(_)
            | Screen::Staff => None,
        };
        Some(coming.iter().position(|meeting| Some(&meeting.id) == chosen).unwrap_or_default())
    }

    /// The rows that stand together with the chosen one. Only they are worded and set: a schedule
    /// of ten thousand costs no more than one of four.
    pub(super) fn schedule_group<'a>(&self, coming: &[&'a Meeting]) -> Option<(Vec<&'a Meeting>, String)> {
        let at = self.chosen_row(coming)?;
        let start = at - at % GROUP;
        let group = coming.iter().skip(start).take(GROUP).copied().collect();
        Some((group, coming.get(at)?.id.0.clone()))
    }

    /// Heading of a question, and the name of its screen.
    pub(super) fn question(&self, words: &Words) -> (Article, Phrase) {
        let heading = match self.visit.screen {
            Screen::Size => Say::SizeHeading,
            Screen::Colours => Say::ColoursHeading,
            Screen::Voice => Say::VoiceHeading,
            Screen::Language
            | Screen::Sign
            | Screen::Schedule { .. }
            | Screen::Detail { .. }
            | Screen::Attend(_)
            | Screen::Why
            | Screen::Staff => Say::LanguageHeading,
        };
        let title = words.say(heading);
        let paragraphs = if self.visit.screen == Screen::Voice {
            self.voice_words().into()
        } else {
            vec![words.say(Say::LanguageSentence)]
        };
        let ring = vec![RingLine { role: RingRole::Small, phrase: title.clone() }];
        let article = Article { ring, title: Some(title.clone()), paragraphs, ..Article::default() };
        (article, title)
    }
}
