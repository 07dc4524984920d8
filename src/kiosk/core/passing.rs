//! What time does to a sign: slides change, visitors turn out to have left, clocks are set.

use jiff::{SignedDuration, Timestamp};

use super::attend::ASKED_FOR;
use super::{Kiosk, Now, Screen, Visit, playlist};
use crate::domain::display::Colours;
use crate::view::words::Say;

/// A paused sign waits as long as a personal screen before it thinks that nobody is there any
/// more (ACCESSIBILITY row 11).
const PAUSE_HOLDS: SignedDuration = SignedDuration::from_secs(300);

/// How long the sign stays quiet: about as long as a meeting.
const CALM_HOLDS: SignedDuration = SignedDuration::from_hours(2);
/// So many times as long stands a slide meanwhile.
const CALM_SLOWER: i32 = 2;

impl Kiosk {
    /// Quiet for the room: dark and slow, whoever comes next, until it is over or somebody ends it.
    pub(super) fn set_calm(&mut self, calm: bool, now: Now) {
        self.calm_until = calm.then(|| now.at + CALM_HOLDS);
        self.announce(if calm { Say::AnnounceCalm } else { Say::AnnounceLively });
    }

    /// The same by staff: until the day is over here, or earlier where the hub says so. What arrives after
    /// that begins nothing. Staff's end is one for whoever asked for it.
    pub(super) fn set_calm_by_staff(&mut self, calm: bool, until: Option<Timestamp>, now: Now) {
        if calm {
            self.hub.calm_until = Some(until.unwrap_or(Timestamp::MAX));
            self.pass_calm(now);
        } else {
            (self.hub.calm_until, self.calm_until) = (None, None);
        }
    }

    /// Whether it is quiet, whoever asked for it.
    pub(super) fn is_calm(&self) -> bool {
        self.calm_until.is_some() || self.hub.calm_until.is_some()
    }

    fn day_ends(&self, now: Now) -> Timestamp {
        let today = self.zoned(now);
        let midnight = today.tomorrow().and_then(|tomorrow| tomorrow.start_of_day());
        midnight.map_or(now.at + SignedDuration::from_hours(24), |midnight| midnight.timestamp())
    }

    fn pass_calm(&mut self, now: Now) {
        if let Some(until) = self.hub.calm_until {
            let until = until.min(self.day_ends(now));
            self.hub.calm_until = Some(until).filter(|until| *until > now.at);
        }
        // A clock that was set back does not make it longer.
        let until = self.calm_until.map(|until| until.min(now.at + CALM_HOLDS));
        self.calm_until = until.filter(|until| *until > now.at);
    }

    /// At rest it is dark while it is quiet: as easily read, and less light (LOOK "Dark is for dim
    /// rooms"). Whoever touches it has the colours of the place, or those of their choice.
    pub(super) fn colours(&self) -> Colours {
        let is_dark = self.is_calm() && self.visit.last_touch.is_none();
        match self.visit.colours {
            Colours::Light if is_dark => Colours::Dark,
            colours @ (Colours::Light | Colours::Dark | Colours::HighContrast) => colours,
        }
    }

    /// A clock that was set back must not hold a slide for hours.
    pub(super) fn notice_clock(&mut self, now: Now) {
        if now.at < self.last_seen.at {
            self.visit.clock_was_set(now.at);
            self.round.shown_since = now.at;
            self.next_change = None;
        }
        self.last_seen = now;
    }

    pub(super) fn pass_time(&mut self, now: Now) {
        if self.next_change.is_none_or(|change| change <= now.at) {
            self.renew_round(now);
        }
        self.pass_calm(now);
        self.pass_pending(now);
        if self.programme.emergency(now.at).is_some() {
            // It is for everybody who stands there, and who sees is not locked out afterwards.
            self.visit.listening.curtain = false;
        }
        if self.may_leave(now) && self.leaves_at(now).is_some_and(|leaves| leaves <= now.at) {
            if self.is_personal() && self.visit.asked_at.is_none() {
                // Asked first, in words, and for as long as anybody likes (row 11).
                self.visit.asked_at = Some(now.at);
            } else {
                // Nobody is there to hear a last word.
                self.end_listening(false);
                self.go_to_rest(now);
            }
        }
        if self.visit.screen == Screen::Sign && self.turn_due().is_some_and(|due| due <= now.at) {
            self.round.turn(now.at);
        }
    }

    /// When the slide of now makes room for the next; never while it is held.
    pub(super) fn turn_due(&self) -> Option<Timestamp> {
        if self.visit.paused || self.round.stops.len() < 2 {
            return None;
        }
        let least =
            SignedDuration::try_from(self.config.sign.least_dwell).unwrap_or(SignedDuration::from_secs(20));
        let dwell = playlist::dwell(self.round.reading(), least);
        let dwell = if self.is_calm() { dwell * CALM_SLOWER } else { dwell };
        let due = self.round.shown_since + dwell;
        // Any touch holds the rotation until the visitor has clearly left.
        let holds = if self.visit.listening.held { PAUSE_HOLDS } else { self.returns_after() };
        Some(self.visit.last_touch.map_or(due, |touch| due.max(touch + holds)))
    }

    pub(super) fn returns_after(&self) -> SignedDuration {
        SignedDuration::try_from(self.config.sign.returns_after).unwrap_or(SignedDuration::from_secs(90))
    }

    /// When an untouched screen goes back to rest. The time to read what stands there comes on top.
    pub(super) fn leaves_at(&self, now: Now) -> Option<Timestamp> {
        let touch = self.visit.last_touch?;
        if self.visit.is_at_rest(&self.config.display) {
            return None;
        }
        if self.is_personal() {
            return self.personal_ends();
        }
        let holds = self.visit.paused || self.visit.listening.held;
        let idle = if holds { PAUSE_HOLDS } else { self.idle() };
        let reading = match self.visit.screen {
            Screen::Sign => self.round.reading(),
            Screen::Schedule { .. }
            | Screen::Detail { .. }
            | Screen::Language
            | Screen::Size
            | Screen::Colours
            | Screen::Voice
            | Screen::Why
            | Screen::Attend(_)
            | Screen::Staff => self.sheet(now).reading,
        };
        Some(touch + idle + playlist::reading_time(reading))
    }

    /// Whether it is worth working out when somebody will have left: how long a screen takes to read
    /// is known only when it is set.
    fn may_leave(&self, now: Now) -> bool {
        let least = PAUSE_HOLDS.min(self.idle()).min(ASKED_FOR);
        self.visit.last_touch.is_some_and(|touch| now.at >= touch + least)
    }

    /// Whether what is on the screen is somebody's own: an errand, or a look aside from one.
    pub(super) fn is_personal(&self) -> bool {
        match self.visit.screen {
            Screen::Attend(step) => step.is_personal() && !self.visit.is_welcome(),
            Screen::Sign => false,
            Screen::Schedule { .. }
            | Screen::Detail { .. }
            | Screen::Language
            | Screen::Size
            | Screen::Colours
            | Screen::Voice
            | Screen::Why
            | Screen::Staff => self.visit.has_errand_behind(),
        }
    }

    /// Language, size, colours and place are those of the place again (ACCESSIBILITY row 26).
    pub(super) fn go_to_rest(&mut self, now: Now) {
        let changed = !self.visit.looks_at_rest(&self.config.display);
        self.end_listening(true);
        self.visit = Visit::at_rest(&self.config, self.attendance.pinned);
        self.attendance.scan = Default::default();
        self.hub.call = None;
        self.forget_answered();
        self.announcement.clear();
        self.forget_wishes(now);
        if changed {
            self.renew_round(now);
        }
        self.round.shown_since = now.at;
    }
}
