//! What a meeting allows at a moment: whether one can register, check in, say how it was.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::{Book, Way};
use crate::domain::meeting::{Deadline, Meeting, Mode, RegistrationWish, Status, When};

/// What holds in this place where a meeting says nothing of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct House {
    /// How long before its start a session can be checked in to.
    pub check_in_before: SignedDuration,
    /// How long after its end the kiosk asks how it was; nothing is never.
    pub how_was_today: Option<SignedDuration>,
    /// Whether visitors are asked as what they take part.
    pub asks_category: bool,
}

impl Default for House {
    fn default() -> House {
        House {
            check_in_before: SignedDuration::from_mins(30),
            how_was_today: Some(SignedDuration::from_mins(90)),
            asks_category: true,
        }
    }
}

/// Whether one can register for a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RegistrationState {
    Open,
    /// Day or way of taking part are still open, or staff say so.
    Later,
    /// そのまま どうぞ.
    NotNeeded,
    /// The deadline has passed, or it has begun.
    Closed,
    Cancelled,
}

/// What one who registers now gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offer {
    /// A seat. `left` is how many are free, where there is a limit.
    Seat { left: Option<u32> },
    /// A place in the line: 1 is the next to get a seat. `left` seats are free but too few.
    Wait { position: u32, left: u32 },
}

/// The rules of one meeting in one place.
#[derive(Clone, Copy, Debug)]
pub struct Rules<'a> {
    pub meeting: &'a Meeting,
    pub zone: &'a TimeZone,
    pub house: &'a House,
}

impl Rules<'_> {
    pub fn registration(&self, now: Timestamp) -> RegistrationState {
        let meeting = self.meeting;
        if meeting.status == Status::Cancelled {
            return RegistrationState::Cancelled;
        }
        let wished = meeting.attending.registration.unwrap_or_else(|| self.registration_by_shape());
        match wished {
            RegistrationWish::NotNeeded => RegistrationState::NotNeeded,
            RegistrationWish::Later => RegistrationState::Later,
            RegistrationWish::Open if self.registration_ends().is_some_and(|end| end <= now) => {
                RegistrationState::Closed
            }
            RegistrationWish::Open => RegistrationState::Open,
        }
    }

    /// Where staff said nothing: one registers for a single meeting whose time and way of taking
    /// part are known. What comes again every week is simply visited; what is still open opens
    /// later.
    fn registration_by_shape(&self) -> RegistrationWish {
        match (&self.meeting.when, self.meeting.mode, &self.meeting.repeats) {
            (_, _, Some(_)) => RegistrationWish::NotNeeded,
            (When::Exact { .. }, Some(_), None) => RegistrationWish::Open,
            (When::Exact { .. } | When::Days { .. } | When::Month { .. } | When::Undecided, _, None) => {
                RegistrationWish::Later
            }
        }
    }

    /// The first moment at which nobody can register any more: the deadline, or the start.
    pub fn registration_ends(&self) -> Option<Timestamp> {
        let start = match &self.meeting.when {
            When::Exact { start, .. } => Some(start.timestamp()),
            // A day without a time begins nobody knows when: the day itself still counts.
            When::Days { .. } | When::Month { .. } | When::Undecided => self.meeting.when.over_at(self.zone),
        };
        let deadline = match &self.meeting.register_by {
            None => None,
            Some(Deadline::At(at)) => Some(at.timestamp()),
            Some(Deadline::Day(day)) => day
                .tomorrow()
                .ok()
                .and_then(|next| next.to_zoned(self.zone.clone()).ok())
                .map(|midnight| midnight.timestamp()),
        };
        [start, deadline].into_iter().flatten().min()
    }

    /// Whether one checks in on site at all: where one registers, unless staff say otherwise, and
    /// never where there is no venue.
    fn has_check_in(&self) -> bool {
        let meeting = self.meeting;
        if meeting.status == Status::Cancelled || meeting.mode == Some(Mode::Online) {
            return false;
        }
        let by_shape = || {
            let wished = meeting.attending.registration.unwrap_or_else(|| self.registration_by_shape());
            wished == RegistrationWish::Open
        };
        meeting.attending.check_in.unwrap_or_else(by_shape)
    }

    /// From when until when one checks in. `until` is the first moment at which it is over.
    pub fn check_in_window(&self) -> Option<(Timestamp, Timestamp)> {
        if !self.has_check_in() {
            return None;
        }
        let over = self.meeting.when.over_at(self.zone)?;
        let start = match &self.meeting.when {
            When::Exact { start, .. } => {
                let before = self.meeting.attending.check_in_before.unwrap_or(self.house.check_in_before);
                start.timestamp().checked_sub(before).ok()?
            }
            When::Days { .. } => self.meeting.when.starts_at(self.zone)?,
            When::Month { .. } | When::Undecided => return None,
        };
        Some((start, over))
    }

    pub fn checks_in(&self, now: Timestamp) -> bool {
        self.check_in_window().is_some_and(|(from, until)| from <= now && now < until)
    }

    /// From when until when the kiosk asks how it was: after a session whose end is known.
    pub fn how_was_today_window(&self) -> Option<(Timestamp, Timestamp)> {
        if !self.has_check_in() {
            return None;
        }
        let length = match self.meeting.attending.how_was_today {
            Some(length) => length,
            None => self.house.how_was_today?,
        };
        match &self.meeting.when {
            When::Exact { end: Some(end), .. } => {
                let from = end.timestamp();
                let until = from.checked_add(length).ok()?;
                (until > from).then_some((from, until))
            }
            When::Exact { end: None, .. } | When::Days { .. } | When::Month { .. } | When::Undecided => None,
        }
    }

    pub fn asks_how_it_was(&self, now: Timestamp) -> bool {
        self.how_was_today_window().is_some_and(|(from, until)| from <= now && now < until)
    }

    /// The moment after which a registration can no longer be changed or taken back.
    pub fn is_over(&self, now: Timestamp) -> bool {
        self.meeting.when.over_at(self.zone).is_some_and(|over| over <= now)
    }

    /// The ways in which one can take part, in the order in which they are offered. Where there is
    /// only one there is nothing to ask.
    pub fn ways(&self) -> &'static [Way] {
        match self.meeting.mode {
            Some(Mode::Venue) => &[Way::Venue],
            Some(Mode::Online) => &[Way::Online],
            Some(Mode::Both) => &[Way::Venue, Way::Online, Way::Open],
            None => &[Way::Open],
        }
    }

    pub fn asks_category(&self) -> bool {
        self.meeting.attending.asks_category.unwrap_or(self.house.asks_category)
    }

    /// What so many people get who register for a way now.
    pub fn offer(&self, book: &Book, way: Way, people: u32) -> Offer {
        let seats = book.seats(way, self.meeting.capacity);
        match seats.free {
            Some(free) if free < people => {
                let ahead = u32::try_from(seats.waiting.len()).unwrap_or(u32::MAX);
                Offer::Wait { position: ahead.saturating_add(1), left: free }
            }
            left => Offer::Seat { left },
        }
    }

    /// Every moment at which one of these answers changes.
    pub fn edges(&self) -> impl Iterator<Item = Timestamp> {
        let windows = [self.check_in_window(), self.how_was_today_window()];
        let windows = windows.into_iter().flatten().flat_map(|(from, until)| [from, until]);
        windows.chain(self.registration_ends())
    }
}
