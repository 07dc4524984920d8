//! What of a screen is said: all of it where it is new, else what has become different.

use crate::domain::playlist::Slide;
use crate::domain::text::{Lang, Phrase};
use crate::kiosk::core::attend::Step;
use crate::kiosk::core::{By, Kiosk, Now, Screen};
use crate::view::layout::{self, Rect};
use crate::view::spoken::{self, Part, Spelling, Utterance};
use crate::view::words::{Say, Words};
use crate::view::{Action, Article, Ask, Board, View};

/// A screen as it was last heard.
#[derive(Clone, Debug)]
pub(super) struct Heard {
    place: Place,
    said: Vec<Utterance>,
    chosen: Option<String>,
    pub(super) focus: Option<Action>,
    framed: Vec<Action>,
    /// How many announcements there had been.
    announced: u64,
}

/// Where one is. Somewhere else, everything is new.
#[derive(Clone, Debug, PartialEq)]
struct Place {
    screen: Screen,
    slide: Option<Slide>,
    page: usize,
    /// Which of the answers, where there are more than stand on the counter.
    answers: usize,
    lang: Lang,
    urgent: Urgent,
    title: Phrase,
}

/// What is said also to who holds the voice: it does not wait for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Urgent {
    is_asked: bool,
    is_emergency: bool,
}

impl Kiosk {
    /// Says what has come onto the screen, and where the keys or the frame went.
    pub(in crate::kiosk::core) fn tell(&mut self, by: By, now: Now) {
        if !self.visit.listening.on {
            return;
        }
        let urgent = Urgent {
            is_asked: self.visit.asked_at.is_some(),
            is_emergency: self.programme.emergency(now.at).is_some(),
        };
        if self.visit.listening.held {
            let heard = self.visit.listening.heard.as_ref();
            if heard.is_none_or(|heard| heard.place.urgent == urgent) {
                return;
            }
            self.hush();
        }
        let (view, page) = self.view(now);
        let place = Place {
            screen: self.visit.screen.without_choice(),
            slide: (self.visit.screen == Screen::Sign).then(|| self.round.stop().slide),
            page,
            answers: self.visit.errand.answers,
            lang: view.lang,
            urgent,
            title: view.title.clone(),
        };
        // Of a screen of several pages the one that is seen, and that more follows.
        let view = self.for_who_hears(layout::seen(&view, &self.panel, page));
        let address = address_of(&view);
        self.visit.listening.address = address.cloned().or(self.visit.listening.address.take());
        let heard = Heard {
            said: self.with_both_hints(&view, spoken::screen(&view, &self.programme.readings)),
            chosen: chosen_row(&view),
            focus: view.focus.clone(),
            framed: view.framed.clone(),
            announced: self.announced,
            place,
        };
        let before = self.visit.listening.heard.replace(heard.clone());
        let mut words = Vec::new();
        let was_announced = before.as_ref().is_some_and(|before| before.announced == self.announced);
        if !self.announcement.is_empty() && !was_announced {
            let announcement = Phrase::plain(self.announcement.as_str());
            words.extend(spoken::phrase(view.lang, &announcement, &Part::Hint, &self.programme.readings));
        }
        match before {
            Some(before) if before.place == heard.place => {
                if by == By::Visitor || !self.visit.listening.is_being_told(now) {
                    words.extend(news(&before, &heard));
                }
                words.extend(self.stand(&view, Some(&before)));
            }
            // Once is enough to be told who and when this is, and how one moves about.
            Some(_) => {
                let is_news = |said: &Utterance| !matches!(said.part, Part::Header | Part::Help);
                words.extend(heard.said.into_iter().filter(is_news));
                words.extend(self.stand(&view, None));
            }
            None => {
                words.extend(heard.said);
                words.extend(self.stand(&view, None));
            }
        }
        // A frame walks for somebody who pressed, and comes to rest without them.
        let is_answer = by != By::Itself || self.visit.scan.is_some();
        self.speak(words, is_answer, now);
    }

    /// Whoever began with headphones may have keys or fingers: they are told of both, first of the keys, which
    /// those who see nothing have more often.
    fn with_both_hints(&self, view: &View, mut said: Vec<Utterance>) -> Vec<Utterance> {
        let first = said.iter().position(|said| said.part == Part::Help);
        if let Some(at) = first.filter(|_| self.visit.listening.by_plug && view.focus.is_none()) {
            let words = Words::of(view.lang);
            let of_keys = [Say::SpokenHintKeys, Say::SpokenHintAgainKeys]
                .map(|key| spoken::phrase(view.lang, &words.say(key), &Part::Help, &self.programme.readings));
            said.splice(at..at, of_keys.into_iter().flatten());
        }
        said
    }

    /// Where the keys or the frame stand, unless that was heard.
    fn stand(&self, view: &View, before: Option<&Heard>) -> Vec<Utterance> {
        if before.is_some_and(|before| before.focus == view.focus && before.framed == view.framed) {
            return Vec::new();
        }
        let readings = &self.programme.readings;
        let standing: Vec<Action> =
            if view.framed.is_empty() { view.focus.iter().cloned().collect() } else { view.framed.clone() };
        // What is said last before the next screen comes is what was chosen: so of several secrets the
        // same word is said, and once for all that are framed together.
        let word = self.secret_word().filter(|_| standing.iter().any(is_secret));
        let masked = word.map(|word| self.spoken_word(word)).unwrap_or_default();
        let open: Vec<Action> = match word {
            Some(_) => standing.into_iter().filter(|action| !is_secret(action)).collect(),
            None => standing,
        };
        let named = if view.framed.is_empty() {
            open.iter().flat_map(|action| spoken::control(view, action, readings)).collect()
        } else {
            spoken::row(view, &open, readings)
        };
        [masked, named].concat()
    }

    /// What the room hears in the place of the one thing that somebody stands on, where that would tell
    /// who they are, how they are, or a number that is theirs. Nothing where no such thing can be chosen,
    /// and nothing for headphones.
    fn secret_word(&self) -> Option<Say> {
        if self.is_private() || self.visit.asked_at.is_some() {
            return None;
        }
        match self.visit.screen.step()? {
            Step::Number | Step::Pin => Some(Say::SpokenSecretFigure),
            Step::Who | Step::Kind | Step::HowWasToday => Some(Say::SpokenSecretAnswer),
            // How one comes and how many come together is no secret: the room will see it.
            Step::How
            | Step::People
            | Step::Alike
            | Step::Confirm
            | Step::Thanks
            | Step::Sorry
            | Step::Reception
            | Step::Which
            | Step::Receipt
            | Step::ChangeWay
            | Step::Corner
            | Step::Status
            | Step::WhichCount
            | Step::Count
            | Step::Reason => None,
        }
    }

    /// A touch on what is only to be read says it: the text under the finger, or else all of it.
    pub(in crate::kiosk::core) fn read_at(&mut self, x: f32, y: f32, now: Now) {
        if !self.visit.listening.on {
            return;
        }
        self.visit.listening.touched = None;
        let (view, page) = self.view(now);
        let sheet = layout::set(&view, &self.panel, page);
        let finger = Rect::new(x, y, 0.0, 0.0);
        match sheet.said.iter().find(|said| said.rect.contains(&finger, 0.0)) {
            Some(said) if !self.hides_board() => {
                let text = Phrase::plain(said.label.as_str());
                // Whoever points at the address asks for all of it.
                let is_address = address_of(&view).is_some_and(|address| address.text() == said.label);
                let words = if is_address {
                    spoken::address(view.lang, &text, Spelling::Letters, &Part::Way)
                } else {
                    spoken::phrase(view.lang, &text, &Part::Content, &self.programme.readings)
                };
                self.speak(words, true, now);
            }
            Some(_) | None => self.visit.listening.heard = None,
        }
    }

    /// Whether what stands on the board is somebody's own, and others would hear it.
    fn hides_board(&self) -> bool {
        let is_own = match self.visit.screen.step() {
            // Which kinds there are tells the category that was chosen.
            Some(Step::Kind | Step::Confirm | Step::Receipt | Step::Number | Step::Pin) => true,
            Some(Step::Thanks) => !self.visit.is_welcome(),
            Some(
                Step::How
                | Step::Who
                | Step::People
                | Step::Alike
                | Step::Sorry
                | Step::Reception
                | Step::Which
                | Step::ChangeWay
                | Step::HowWasToday
                | Step::Corner
                | Step::Status
                | Step::WhichCount
                | Step::Count
                | Step::Reason,
            )
            | None => false,
        };
        is_own && !self.is_private() && self.visit.asked_at.is_none()
    }

    /// The view as it may be heard: by everybody in the room, or by the one who wears headphones.
    fn for_who_hears(&self, mut view: View) -> View {
        if self.is_private() {
            return view;
        }
        if self.visit.is_attending() {
            // What somebody answered earlier is theirs.
            for control in &mut view.counter.controls {
                control.chosen = false;
            }
        }
        let words = Words::of(view.lang);
        let why = match self.secret_word() {
            Some(Say::SpokenSecretFigure) => Some(Say::SpokenFiguresPrivate),
            Some(_) => Some(Say::SpokenAnswersPrivate),
            None => None,
        };
        if let (Some(why), Board::Article(article)) = (why, &mut view.board) {
            article.paragraphs.push(words.say(why));
        }
        if !self.hides_board() {
            return view;
        }
        match (self.visit.screen.step(), &mut view.board) {
            // How many figures there are may be heard, and not which.
            (Some(Step::Number | Step::Pin), Board::Article(article)) => {
                article.title = article.title.as_ref().map(hidden);
            }
            // That there is one more question can be heard, and not of what.
            (Some(Step::Kind), board) => {
                let is_kind = |action: &Action| matches!(action, Action::Attend(Ask::Kind(Some(_))));
                view.counter.controls.retain(|control| !is_kind(&control.action));
                view.title = words.say(Say::WhoHeading);
                *board = private_board(words);
            }
            (Some(_) | None, board) => *board = private_board(words),
        }
        view
    }
}

/// In the place of what is not said to the room.
fn private_board(words: &Words) -> Board {
    Board::Article(Box::new(Article {
        paragraphs: vec![words.say(Say::SpokenPrivate)],
        ..Article::default()
    }))
}

/// Whether taking it tells who somebody is, how they are, or a figure of a number that is theirs. Not to
/// say is no such thing.
fn is_secret(action: &Action) -> bool {
    match action {
        Action::Attend(ask) => {
            matches!(ask, Ask::Digit(_) | Ask::Category(Some(_)) | Ask::Kind(Some(_)) | Ask::Feel(_))
        }
        Action::Previous
        | Action::Next
        | Action::Pause
        | Action::Resume
        | Action::Schedule
        | Action::Detail
        | Action::LanguageMenu
        | Action::SizeMenu
        | Action::ColoursMenu
        | Action::Staff
        | Action::Home
        | Action::Back
        | Action::SetLanguage(_)
        | Action::SetSize(_)
        | Action::SetColours(_)
        | Action::SetLow(_)
        | Action::SetCalm(_)
        | Action::Why
        | Action::Aloud(_) => false,
    }
}

/// The same without its figures.
fn hidden(phrase: &Phrase) -> Phrase {
    let hide = |c: char| if c.is_ascii_digit() { '●' } else { c };
    Phrase::plain(phrase.text().chars().map(hide).collect::<String>())
}

/// What is different on a screen that stands.
fn news(before: &Heard, now: &Heard) -> Vec<Utterance> {
    let is_new = |utterance: &&Utterance| match &utterance.part {
        Part::Title | Part::Content | Part::Way | Part::Place => !before.said.contains(utterance),
        Part::Row(id) => now.chosen != before.chosen && now.chosen.as_ref() == Some(id),
        Part::Note | Part::Choice(_) | Part::Header | Part::Hint | Part::Help => false,
    };
    now.said.iter().filter(is_new).cloned().collect()
}

fn address_of(view: &View) -> Option<&Phrase> {
    match &view.board {
        Board::Article(article) => article.way.as_ref()?.address.as_ref(),
        Board::List(_) => None,
    }
}

fn chosen_row(view: &View) -> Option<String> {
    match &view.board {
        Board::List(list) => list.chosen.clone(),
        Board::Article(_) => None,
    }
}
