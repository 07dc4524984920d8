//! What keys do: those with a meaning of their own, and the focus that walks over the controls.

use super::{Kiosk, Now, Screen};
use crate::config;
use crate::view::layout::Placed;
use crate::view::{Action, Aloud, Ask};

/// A key, as far as the sign knows keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stroke {
    Key(config::Key),
    Tab,
    BackTab,
}

/// Where the focus is to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Walk {
    Next,
    Before,
    Up,
    Down,
    Left,
    Right,
}

impl Kiosk {
    pub(super) fn key(&mut self, stroke: &Stroke, now: Now) {
        if let Stroke::Key(key) = stroke
            && self.config.keys.action_of(*key) == Some(config::Action::Switch)
        {
            return self.switch(now);
        }
        self.end_scan();
        let guarded = self.guarded_wish(stroke);
        let action = match stroke {
            Stroke::Tab => return self.walk(Walk::Next, now),
            Stroke::BackTab => return self.walk(Walk::Before, now),
            Stroke::Key(key) if self.number_key(*key, now) => return,
            Stroke::Key(key) => match self.config.keys.action_of(*key) {
                Some(action) => action,
                None => return,
            },
        };
        let wish = match action {
            // Who hears and does not see has no places, only an order, and on a tactile keypad two keys for it.
            config::Action::Up if self.visit.listening.on => return self.walk(Walk::Before, now),
            config::Action::Down if self.visit.listening.on => return self.walk(Walk::Next, now),
            config::Action::Up => return self.walk(Walk::Up, now),
            config::Action::Down => return self.walk(Walk::Down, now),
            config::Action::Left => return self.walk(Walk::Left, now),
            config::Action::Right => return self.walk(Walk::Right, now),
            config::Action::Select => match self.visit.focus.clone() {
                Some(focus) => focus,
                // The first key shows where one is; only the next one does something.
                None => return self.walk(Walk::Next, now),
            },
            // Taken above.
            config::Action::Switch => return,
            config::Action::Previous => Action::Previous,
            config::Action::Next => Action::Next,
            config::Action::Pause if self.visit.paused => Action::Resume,
            config::Action::Pause => Action::Pause,
            config::Action::Schedule => Action::Schedule,
            config::Action::Detail => Action::Detail,
            config::Action::Language => Action::LanguageMenu,
            config::Action::Staff => Action::Staff,
            config::Action::Register => Action::Attend(Ask::Register),
            config::Action::CheckIn => Action::Attend(Ask::CheckIn),
            config::Action::Corner => return self.knock(),
            config::Action::Speak => return self.speak_key(now),
            config::Action::Help => return self.help_key(now),
            config::Action::Slower => Action::Aloud(Aloud::Slower),
            config::Action::Faster => Action::Aloud(Aloud::Faster),
            config::Action::Softer => Action::Aloud(Aloud::Softer),
            config::Action::Louder => Action::Aloud(Aloud::Louder),
            config::Action::Curtain => Action::Aloud(Aloud::Curtain(!self.visit.listening.curtain)),
            config::Action::Low => Action::SetLow(!self.visit.low),
            config::Action::Home => Action::Home,
            config::Action::Back => Action::Back,
        };
        if guarded.as_ref() == Some(&wish) && self.is_repeat(&wish, now) {
            return;
        }
        self.act(wish, now);
    }

    /// What a key wishes that leads elsewhere: a hand that trembles wishes it once. Who walks with arrows may be
    /// fast.
    pub(super) fn guarded_wish(&self, stroke: &Stroke) -> Option<Action> {
        let Stroke::Key(key) = stroke else { return None };
        match self.config.keys.action_of(*key)? {
            config::Action::Select => self.visit.focus.clone(),
            config::Action::Previous => Some(Action::Previous),
            config::Action::Next => Some(Action::Next),
            config::Action::Staff => Some(Action::Staff),
            config::Action::Register => Some(Action::Attend(Ask::Register)),
            config::Action::CheckIn => Some(Action::Attend(Ask::CheckIn)),
            config::Action::Home => Some(Action::Home),
            config::Action::Back => Some(Action::Back),
            config::Action::Pause
            | config::Action::Schedule
            | config::Action::Detail
            | config::Action::Language
            | config::Action::Corner
            | config::Action::Up
            | config::Action::Down
            | config::Action::Left
            | config::Action::Right
            | config::Action::Switch
            | config::Action::Speak
            | config::Action::Help
            | config::Action::Slower
            | config::Action::Faster
            | config::Action::Softer
            | config::Action::Louder
            | config::Action::Curtain
            | config::Action::Low => None,
        }
    }

    /// Whether a key does on a black screen what it always does: it is found by touch and heard, or a scanner
    /// pressed it.
    pub(super) fn needs_no_light(&self, stroke: &Stroke) -> bool {
        let Stroke::Key(key) = stroke else { return false };
        match self.config.keys.action_of(*key) {
            Some(action) => matches!(action, config::Action::Speak | config::Action::Help),
            None => matches!(key, config::Key::Sign('0'..='9')),
        }
    }

    /// Whatever has changed the screen, the keys stand on something that is there.
    pub(super) fn keep_focus(&mut self, now: Now) {
        let Some(focus) = &self.visit.focus else { return };
        let controls = self.view(now).0.counter.controls;
        if !controls.iter().any(|control| control.action == *focus) {
            let chosen = controls.iter().find(|control| control.chosen);
            // Pause turns into continue in the same place: the focus stays there.
            let twin = controls.iter().find(|control| are_twins(&control.action, focus));
            self.visit.focus = twin.or(chosen).or(controls.first()).map(|control| control.action.clone());
        }
    }

    fn walk(&mut self, walk: Walk, now: Now) {
        let mut controls: Vec<Placed> = self.sheet(now).controls;
        controls.retain(|control| control.enabled);
        let at = controls.iter().position(|control| Some(&control.action) == self.visit.focus.as_ref());
        let next = match (at, walk) {
            (None, _) => controls.first(),
            (Some(at), Walk::Next) => controls.get((at + 1) % controls.len()),
            (Some(at), Walk::Before) => controls.get((at + controls.len() - 1) % controls.len()),
            (Some(at), Walk::Up | Walk::Down | Walk::Left | Walk::Right) => {
                controls.get(at).and_then(|from| nearest(&controls, from, walk)).or(controls.get(at))
            }
        };
        self.visit.focus = next.map(|control| control.action.clone());
    }

    pub(super) fn is_on_sign(&self) -> bool {
        self.visit.screen == Screen::Sign
    }
}

fn are_twins(a: &Action, b: &Action) -> bool {
    matches!(
        (a, b),
        (Action::Pause, Action::Resume)
            | (Action::Resume, Action::Pause)
            | (Action::SetLow(_), Action::SetLow(_))
            | (Action::SetCalm(_), Action::SetCalm(_))
            | (Action::Aloud(Aloud::Curtain(_)), Action::Aloud(Aloud::Curtain(_)))
            | (
                Action::Aloud(Aloud::Start | Aloud::Menu | Aloud::Stop),
                Action::Aloud(Aloud::Start | Aloud::Menu | Aloud::Stop)
            )
    )
}

/// The nearest control in a direction: what lies straight ahead before what lies aside.
fn nearest<'a>(controls: &'a [Placed], from: &Placed, walk: Walk) -> Option<&'a Placed> {
    let (x, y) = from.rect.centre();
    controls
        .iter()
        .filter(|control| control.action != from.action)
        .filter_map(|control| {
            let (cx, cy) = control.rect.centre();
            let (ahead, aside, gap) = match walk {
                Walk::Up => (y - cy, (cx - x).abs(), from.rect.y - control.rect.bottom()),
                Walk::Down => (cy - y, (cx - x).abs(), control.rect.y - from.rect.bottom()),
                Walk::Left => (x - cx, (cy - y).abs(), from.rect.x - control.rect.right()),
                Walk::Right => (cx - x, (cy - y).abs(), control.rect.x - from.rect.right()),
                Walk::Next | Walk::Before => return None,
            };
            (gap > -1.0).then_some((control, ahead + 3.0 * aside))
        })
        .min_by(|(_, a), (_, b)| a.total_cmp(b))
        .map(|(control, _)| control)
}
