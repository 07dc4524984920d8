//! The corner of staff: behind a gesture or a key, and a PIN.

use jiff::Timestamp;

use super::desk::SHORTEST_PIN;
use super::errand::{Deed, Errand, Note, Step};
use super::{Kiosk, Now};
use crate::domain::attendance::Counted;
use crate::domain::meeting::{Meeting, MeetingId};
use crate::kiosk::core::{Effect, Screen};
use crate::view::{Corner, layout::Rect};

/// What a PIN turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pin {
    Right,
    Wrong,
    /// Nobody has set one: `hiroba pin` does.
    NotSet,
}

/// How a source is, for staff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceState {
    pub name: String,
    /// When it was last found as it is shown.
    pub confirmed: Option<Timestamp>,
    /// Whether its last reading failed.
    pub failing: bool,
}

/// Records on their way to a hub.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outbox {
    pub waiting: u64,
    /// Refused for good, and kept in plain sight.
    pub parked: u64,
}

/// What staff see of the machine.
#[derive(Clone, Debug, Default)]
pub(super) struct Office {
    pub sources: Vec<SourceState>,
    pub outbox: Outbox,
    taps: Vec<Timestamp>,
}

/// Taps that open the way to the PIN, and within what time.
const TAPS: usize = 5;
const TAPS_WITHIN: jiff::SignedDuration = jiff::SignedDuration::from_secs(4);
/// Side of the corner in which they count, mm.
const CORNER: f32 = 80.0;
/// A count is corrected by at most this much at once.
const MOST_CORRECTED: i32 = 500;

impl Kiosk {
    pub(in crate::kiosk::core) fn sources_are(&mut self, sources: Vec<SourceState>) {
        self.attendance.office.sources = sources;
    }

    pub(in crate::kiosk::core) fn outbox_is(&mut self, outbox: Outbox) {
        self.attendance.office.outbox = outbox;
    }

    /// Counts taps into the corner. The gesture is for staff and never the only way: a key does
    /// the same.
    pub(in crate::kiosk::core) fn tapped_at(&mut self, x: f32, y: f32, now: Now) {
        let Some(side) = self.config.attendance.corner else { return };
        let left = match side {
            crate::config::CornerSide::TopLeft => 0.0,
            crate::config::CornerSide::TopRight => self.panel.width_mm() - CORNER,
        };
        let taps = &mut self.attendance.office.taps;
        if !Rect::new(left, 0.0, CORNER, CORNER).contains(&Rect::new(x, y, 0.0, 0.0), 0.0) {
            taps.clear();
            return;
        }
        taps.retain(|tap| *tap <= now.at && now.at.duration_since(*tap) <= TAPS_WITHIN);
        taps.push(now.at);
        if taps.len() >= TAPS {
            taps.clear();
            self.knock();
        }
    }

    /// Asks for the PIN.
    pub(in crate::kiosk::core) fn knock(&mut self) {
        if self.attendance.is_on() && self.attendance.pending.is_none() {
            self.begin(Errand::default());
            self.visit.step(Step::Pin);
        }
    }

    pub(super) fn enter_pin(&mut self) {
        if self.visit.errand.checks_pin {
            return;
        }
        let digits = std::mem::take(&mut self.visit.errand.digits);
        if digits.len() < SHORTEST_PIN {
            self.visit.errand.note = Some(Note::WrongPin);
            return;
        }
        match self.attendance.pin_guesses.paused_until(self.last_seen.at) {
            Some(until) => self.visit.errand.note = Some(Note::Paused(until)),
            None => {
                self.visit.errand.checks_pin = true;
                self.effects.push(Effect::CheckPin(digits));
            }
        }
    }

    pub(in crate::kiosk::core) fn pin_checked(&mut self, pin: Pin, now: Now) {
        // An answer opens the corner only to those who asked: they may have gone, and others come.
        if !std::mem::take(&mut self.visit.errand.checks_pin) || self.visit.screen.step() != Some(Step::Pin) {
            return;
        }
        match pin {
            Pin::Right => {
                self.attendance.pin_guesses.hit();
                self.visit.errand = Errand { unlocked: true, ..Errand::default() };
                self.visit.end_of_way(Step::Corner);
                self.effects.push(Effect::AskOutbox);
            }
            Pin::Wrong => {
                self.attendance.pin_guesses.missed(now.at);
                let paused = self.attendance.pin_guesses.paused_until(now.at);
                self.visit.errand.note = Some(paused.map_or(Note::WrongPin, Note::Paused));
            }
            Pin::NotSet => self.visit.errand.note = Some(Note::NoPin),
        }
    }

    pub(super) fn corner(&mut self, wish: Corner, now: Now) {
        if wish == Corner::Enter {
            if self.visit.screen.step() == Some(Step::Pin) {
                self.enter_pin();
            }
            return;
        }
        if !self.visit.errand.unlocked {
            return;
        }
        match wish {
            Corner::Enter => {}
            Corner::Pin => self.pin_reception(true, now),
            Corner::Unpin => self.pin_reception(false, now),
            Corner::Correct => {
                let meetings: Vec<MeetingId> =
                    self.counted_today(now).iter().map(|meeting| meeting.id.clone()).collect();
                self.visit.errand.by = 0;
                self.visit.errand.meeting = match meetings.as_slice() {
                    [only] => Some(only.clone()),
                    _ => None,
                };
                self.visit.step(Step::WhichCount);
            }
            Corner::Meeting(id) => {
                self.visit.errand.meeting = Some(MeetingId(id));
            }
            Corner::Count(count) => {
                self.visit.errand.count = Some(count);
                self.visit.errand.by = 0;
                self.visit.step(Step::Count);
            }
            Corner::By(by) => {
                let sum = (self.visit.errand.by + by).clamp(-MOST_CORRECTED, MOST_CORRECTED);
                // Nothing is counted below nought.
                let least = -i32::try_from(self.counted()).unwrap_or(MOST_CORRECTED);
                self.visit.errand.by = sum.max(least);
            }
            Corner::Choose => {
                if self.visit.errand.by != 0 {
                    self.visit.step(Step::Reason);
                }
            }
            Corner::Reason(reason) => {
                self.visit.errand.reason = Some(reason);
                self.do_deed(Deed::Correct, now);
            }
            Corner::Status => {
                self.effects.push(Effect::AskOutbox);
                self.visit.step(Step::Status);
            }
            Corner::Restart => self.effects.push(Effect::Restart),
            Corner::LeaveFullscreen => self.effects.push(Effect::LeaveFullscreen),
        }
    }

    fn pin_reception(&mut self, pinned: bool, now: Now) {
        self.attendance.pin(pinned);
        self.effects.push(Effect::KeepPinned(pinned));
        self.go_to_rest(now);
    }

    /// Meetings whose counts staff may want today: those of the day, and those with records whose
    /// session is open.
    pub(super) fn counted_today(&self, now: Now) -> Vec<&Meeting> {
        let zone = &self.programme.zone;
        let today = self.zoned(now).date();
        let of_today = |meeting: &&Meeting| {
            meeting.when.is_on(today, zone)
                && (self.rules(meeting).check_in_window().is_some()
                    || self.attendance.book(&meeting.id).is_some())
        };
        self.programme.meetings.iter().filter(of_today).take(MOST_MEETINGS).collect()
    }

    /// The count at hand as it stands.
    pub(super) fn counted(&self) -> u32 {
        let errand = &self.visit.errand;
        let (Some(id), Some(count)) = (&errand.meeting, errand.count) else { return 0 };
        let Some(meeting) = self.meeting(id) else { return 0 };
        let tally = self.book(id).tally(meeting.capacity);
        match count {
            Counted::Came => tally.came,
            Counted::Registered(way) => tally.registered.get(&way).copied().unwrap_or_default(),
        }
    }

    /// Nobody reaches the rooms of staff without the PIN, whatever way they came.
    pub(in crate::kiosk::core) fn guard_corner(&mut self) {
        let inside = self.visit.screen.step().is_some_and(Step::is_for_staff);
        if inside && !self.visit.errand.unlocked {
            self.visit.screen = Screen::Attend(Step::Pin);
        }
    }
}

/// As many meetings of one day stand on the corner.
const MOST_MEETINGS: usize = 3;
