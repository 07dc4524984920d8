//! The emergency notice, which takes over the whole sign: all its languages and pages in turn.

use jiff::{SignedDuration, Timestamp};

use super::{Kiosk, Now, Screen};
use crate::view::words::{Say, Words};
use crate::view::{Action, Article, Board, View, dates, layout, slides};

/// Each page of an emergency notice stands this long: the least that any slide stands
/// (ACCESSIBILITY row 10). Not longer, because somebody waits for their own language.
const EMERGENCY_TURN: SignedDuration = SignedDuration::from_secs(20);

/// When the next language's turn begins.
pub(super) fn next_turn(at: Timestamp) -> Timestamp {
    let turn = EMERGENCY_TURN.as_secs();
    let next = (at.as_second().div_euclid(turn) + 1) * turn;
    Timestamp::from_second(next).unwrap_or(Timestamp::MAX)
}

impl Kiosk {
    /// The emergency of now and which page of it, if there is one.
    pub(super) fn emergency_view(&self, now: Now) -> Option<(View, usize)> {
        let (article, words) = self.emergency_article(now)?;
        let mut view = self.around(Board::Article(Box::new(article)), now, None);
        view.lang = words.lang();
        view.title = words.say(Say::EmergencyKicker);
        let zoned = self.zoned(now);
        if now.sure {
            view.header.date = dates::header_date(words, zoned.date());
            view.header.clock = dates::clock(words, zoned.time());
        }
        // Nothing leads away from it but to those who help.
        view.counter.controls.retain(|control| control.action == Action::Staff);
        for control in &mut view.counter.controls {
            control.label = words.say(Say::CallStaff);
        }
        view.counter.place = None;
        // All languages once, then their next pages.
        let pages = layout::page_lengths(&view, &self.panel).len().max(1);
        let (_, passes) = self.emergency_turn(now);
        Some((view, passes % pages))
    }

    /// Nothing, while somebody looks where staff are: that is what an emergency asks for.
    fn emergency_article(&self, now: Now) -> Option<(Article, &'static Words)> {
        if self.visit.screen == Screen::Staff {
            return None;
        }
        let alert = self.programme.emergency(now.at)?;
        let (index, _) = self.emergency_turn(now);
        let info = alert.infos.get(index)?;
        let words = Words::of(info.lang);
        let zoned = self.zoned(now);
        let until = alert.expires.to_zoned(self.programme.zone.clone());
        let moment = dates::moment(words, &until, zoned.date());
        let until = words.say_with(Say::ValidUntil, &[("moment", (&moment).into())]);
        Some((slides::emergency(words, alert, info, until), words))
    }

    /// Which language of the emergency stands now, and how often all of them have had their turn:
    /// by the clock alone, so that every screen of a house shows the same.
    fn emergency_turn(&self, now: Now) -> (usize, usize) {
        let Some(alert) = self.programme.emergency(now.at) else { return (0, 0) };
        let turn = now.at.as_second().div_euclid(EMERGENCY_TURN.as_secs());
        let turn = usize::try_from(turn).unwrap_or_default();
        let languages = alert.infos.len().max(1);
        (turn % languages, turn / languages)
    }
}
