//! The emergency notice, which takes over the whole sign: all its languages and pages in turn.

use jiff::{SignedDuration, Timestamp};

use super::{Kiosk, Now, Screen};
use crate::domain::notice::{AlertInfo, Emergency};
use crate::domain::playlist;
use crate::view::layout::{self, MOST_READING};
use crate::view::words::{Say, Words};
use crate::view::{Action, Aloud, Article, Board, Control, Sign, View, dates, slides};

/// The least that a turn lasts (ACCESSIBILITY row 10).
const LEAST: SignedDuration = SignedDuration::from_secs(20);

/// Whose turn it is.
struct Turn {
    /// Which language block of the alert.
    index: usize,
    /// How often all languages have had their turn before.
    passes: i64,
    ends: Timestamp,
}

impl Kiosk {
    /// The emergency of now and which page of it, if there is one.
    pub(super) fn emergency_view(&self, now: Now) -> Option<(View, usize)> {
        // That is what an emergency asks for: nothing stands before where staff are.
        if self.visit.screen == Screen::Staff {
            return None;
        }
        let (alert, turn) = self.emergency_turn(now)?;
        let info = alert.infos.get(turn.index)?;
        let words = Words::of(info.lang);
        let article = self.emergency_article(alert, info, now);
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
        view.counter.controls.splice(0..0, self.emergency_voice(words));
        view.counter.place = None;
        // All languages once, then their next pages.
        let pages = i64::try_from(layout::page_lengths(&view, &self.panel).len()).unwrap_or(1).max(1);
        Some((view, usize::try_from(turn.passes.rem_euclid(pages)).unwrap_or_default()))
    }

    /// It can be heard; how it speaks can wait.
    fn emergency_voice(&self, words: &Words) -> Option<Control> {
        let control = self.voice_control(words)?;
        Some(match self.visit.listening.on {
            true => Control {
                action: Action::Aloud(Aloud::Stop),
                sign: Sign::Silent,
                label: words.say(Say::VoiceStop),
                ..control
            },
            false => control,
        })
    }

    /// When the next language's turn begins.
    pub(super) fn emergency_turn_ends(&self, now: Now) -> Option<Timestamp> {
        self.emergency_turn(now).map(|(_, turn)| turn.ends)
    }

    /// Which language of the emergency stands now. By the clock and the message alone, so that every
    /// screen of a house shows the same language and a restart does not begin anew; therefore a
    /// turn is as long as the words, and not as the pages that they take on this panel.
    fn emergency_turn(&self, now: Now) -> Option<(&Emergency, Turn)> {
        let alert = self.programme.emergency(now.at)?;
        let lengths: Vec<i64> = alert
            .infos
            .iter()
            .map(|info| turn_length(reading(&self.emergency_article(alert, info, now))))
            .collect();
        let whole: i64 = lengths.iter().sum();
        let since = now.at.as_second() - alert.sent.as_second();
        let passes = since.checked_div_euclid(whole)?;
        let mut left = since.rem_euclid(whole);
        for (index, length) in lengths.into_iter().enumerate() {
            if left < length {
                let ends = now.at.as_second() + length - left;
                let ends = Timestamp::from_second(ends).unwrap_or(Timestamp::MAX);
                return Some((alert, Turn { index, passes, ends }));
            }
            left -= length;
        }
        None
    }

    fn emergency_article(&self, alert: &Emergency, info: &AlertInfo, now: Now) -> Article {
        let words = Words::of(info.lang);
        let until = alert.expires.to_zoned(self.programme.zone.clone());
        let moment = dates::moment(words, &until, self.zoned(now).date());
        let until = words.say_with(Say::ValidUntil, &[("moment", (&moment).into())]);
        slides::emergency(words, alert, info, until)
    }
}

/// Seconds of a turn: those of a slide with the same words, but not longer than any page can
/// need, because somebody waits for their own language.
fn turn_length(reading: f32) -> i64 {
    let length = playlist::dwell(reading.min(MOST_READING), LEAST);
    length.as_secs() + i64::from(length.subsec_nanos() > 0)
}

/// Reading length of an article of ring, title and paragraphs: no page of it has more.
fn reading(article: &Article) -> f32 {
    let ring = article.ring.iter().map(|line| &line.phrase);
    ring.chain(&article.title).chain(&article.paragraphs).map(|phrase| phrase.reading_length()).sum()
}
