//! Digits: typed on the number screen, on a keypad, or by a scanner that is a keyboard.

use jiff::{SignedDuration, Timestamp};

use super::errand::{Deed, Errand, Note, Step};
use super::{Desk, Kiosk, Now};
use crate::config;
use crate::domain::attendance::{Receipt, RecordKey};
use crate::domain::meeting::MeetingId;

/// A registration, found by its receipt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub meeting: MeetingId,
    pub registration: RecordKey,
}

/// Digits that come in while no number is asked for. A scanner types a whole receipt and Return
/// in a moment; a hand on a keypad does not.
#[derive(Clone, Debug, Default)]
pub(in crate::kiosk::core) struct Scan {
    digits: String,
    last: Option<Timestamp>,
    /// A receipt was complete on the number screen: the Return that a scanner sends after it.
    completed: Option<Timestamp>,
}

/// Between two keys of a scanner at most.
const SCANNER_GAP: SignedDuration = SignedDuration::from_millis(500);
/// A PIN has at most so many digits.
pub const LONGEST_PIN: usize = 12;
pub const SHORTEST_PIN: usize = 4;

impl Scan {
    fn digit(&mut self, digit: char, now: Timestamp) {
        if !self.is_fresh(now) || self.digits.len() >= Receipt::DIGITS {
            self.digits.clear();
        }
        self.digits.push(digit);
        self.last = Some(now);
    }

    fn is_fresh(&self, now: Timestamp) -> bool {
        self.last.is_some_and(|last| last <= now && now.duration_since(last) <= SCANNER_GAP)
    }

    /// Whether Return belongs to a receipt that was complete a moment ago.
    fn ends_completed(&mut self, now: Timestamp) -> bool {
        let completed = self.completed.take();
        let is_end = completed.is_some_and(|at| at <= now && now.duration_since(at) <= SCANNER_GAP);
        if is_end {
            self.digits.clear();
        }
        is_end
    }

    /// The receipt that Return has just ended.
    fn end(&mut self, now: Timestamp) -> Option<Receipt> {
        let digits = std::mem::take(&mut self.digits);
        self.is_fresh(now).then(|| Receipt::parse(&digits).ok()).flatten()
    }
}

impl Kiosk {
    /// Takes a key that belongs to a number. Whether it did.
    pub(in crate::kiosk::core) fn number_key(&mut self, key: config::Key, now: Now) -> bool {
        if !self.attendance.is_on() {
            return false;
        }
        // While somebody is asked whether they are there, no number is: a scanner is heard all the same.
        let is_asked = self.visit.asked_at.is_some();
        let typing = self.visit.screen.step();
        let typing = typing.filter(|step| matches!(step, Step::Number | Step::Pin) && !is_asked);
        let mapped = self.config.keys.action_of(key);
        match (key, typing) {
            (config::Key::Sign(digit @ '0'..='9'), Some(_)) => {
                if typing == Some(Step::Number) {
                    self.attendance.scan.digit(digit, now.at);
                }
                self.digit(digit, now);
                if typing == Some(Step::Number) && self.visit.screen.step() != typing {
                    self.attendance.scan.completed = Some(now.at);
                }
                true
            }
            (config::Key::Sign(digit @ '0'..='9'), None) => {
                self.attendance.scan.digit(digit, now.at);
                // A digit that somebody gave a meaning keeps it.
                mapped.is_none()
            }
            (config::Key::Backspace | config::Key::Delete, Some(_))
                if !self.visit.errand.digits.is_empty() =>
            {
                self.visit.errand.digits.pop();
                true
            }
            (config::Key::Enter, Some(Step::Pin)) if self.visit.focus.is_none() => {
                self.enter_pin();
                true
            }
            (config::Key::Enter, _) if self.attendance.scan.ends_completed(now.at) => {
                self.come_in(now);
                true
            }
            // A scanner after digits that were typed by hand: the whole is on the screen, its end is the
            // receipt.
            (config::Key::Enter, Some(Step::Number)) => match self.attendance.scan.end(now.at) {
                Some(receipt) => {
                    if receipt.digits() != self.visit.errand.digits {
                        self.scanned(&receipt, now);
                    }
                    true
                }
                None => false,
            },
            (config::Key::Enter, None) => match self.attendance.scan.end(now.at) {
                Some(receipt) => {
                    self.scanned(&receipt, now);
                    true
                }
                None => false,
            },
            _ => false,
        }
    }

    /// A digit on the number screen, from wherever.
    pub(super) fn digit(&mut self, digit: char, now: Now) {
        let step = self.visit.screen.step();
        if !matches!(step, Some(Step::Number | Step::Pin)) {
            return;
        }
        let most = if step == Some(Step::Pin) { LONGEST_PIN } else { Receipt::DIGITS };
        let errand = &mut self.visit.errand;
        if errand.digits.len() >= most {
            if self.visit.screen.step() == Some(Step::Pin) {
                return;
            }
            // A receipt that was looked up in vain: this is the first digit of the next try.
            errand.digits.clear();
        }
        errand.note = None;
        errand.digits.push(digit);
        if self.visit.screen.step() == Some(Step::Number) && self.visit.errand.digits.len() == most {
            let typed = self.visit.errand.digits.clone();
            if let Ok(receipt) = Receipt::parse(&typed) {
                self.look_up(&receipt, now);
            }
        }
    }

    fn scanned(&mut self, receipt: &Receipt, now: Now) {
        if self.programme.emergency(now.at).is_some() || self.attendance.pending.is_some() {
            return;
        }
        // A new visitor: whatever the one before left standing is theirs no more.
        self.begin(Errand::default());
        self.visit.step(Step::Reception);
        self.visit.step(Step::Number);
        self.visit.errand.digits = receipt.digits();
        self.look_up(receipt, now);
        self.come_in(now);
    }

    /// Checks in whoever has just shown a receipt to the scanner.
    fn come_in(&mut self, now: Now) {
        // Whoever holds a receipt under the scanner of an open session has come: that is the
        // confirmation. Everybody else chooses.
        let session =
            self.visit.errand.meeting.clone().filter(|_| self.visit.screen.step() == Some(Step::Receipt));
        let (Some(meeting), Some(registration)) = (session, self.visit.errand.registration) else { return };
        let is_open = self.sessions(now).iter().any(|session| session.id == meeting);
        if is_open && let Some(missing) = self.missing(&meeting, registration) {
            self.do_deed(Deed::CheckIn { registration, people: missing.max(1) }, now);
        }
    }

    /// How many of a registration have not come yet.
    pub(super) fn missing(&self, meeting: &MeetingId, registration: RecordKey) -> Option<u32> {
        let book = self.attendance.book(meeting)?;
        let party = book.registration(registration)?.party.people();
        Some(party.saturating_sub(book.came_with(registration)))
    }

    fn look_up(&mut self, receipt: &Receipt, now: Now) {
        match self.attendance.desk {
            Desk::Open(_) => {}
            Desk::Off | Desk::Closed(_) => return self.sorry(super::errand::Sorrow::Closed),
        }
        if let Some(until) = self.attendance.guesses.paused_until(now.at) {
            self.visit.errand.note = Some(Note::Paused(until));
            return;
        }
        match self.find(receipt) {
            Some(found) => {
                self.attendance.guesses.hit();
                self.visit.errand.meeting = Some(found.meeting);
                self.visit.errand.registration = Some(found.registration);
                self.visit.errand.digits.clear();
                self.visit.step(Step::Receipt);
            }
            None => {
                self.attendance.guesses.missed(now.at);
                let paused = self.attendance.guesses.paused_until(now.at);
                self.visit.errand.note = Some(paused.map_or(Note::UnknownReceipt, Note::Paused));
            }
        }
    }
}
