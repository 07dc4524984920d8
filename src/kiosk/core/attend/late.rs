//! Answers of the store that come when nobody waits for them any more.
//!
//! Whoever was told that it was not recorded, or went before it was, has no receipt: a registration
//! that nobody can use must not hold a seat. Whatever else became durable stands.

use jiff::{SignedDuration, Timestamp};

use super::errand::Deed;
use super::record::Pending;
use super::{Desk, Kiosk, NotRecorded, Now};
use crate::domain::attendance::{Record, RecordKey, What};
use crate::domain::meeting::MeetingId;
use crate::kiosk::core::Effect;

/// A record to be taken back. Asked of the store until it is: until then the seat is not free, here
/// as little as in the report.
#[derive(Clone, Debug)]
pub(super) struct Undo {
    of: RecordKey,
    meeting: MeetingId,
    /// Made when the store is there to take it, and the same ever after.
    record: Option<Record>,
    is_asked: bool,
    /// Not asked before then.
    again: Timestamp,
}

/// A store that refuses to take something back is left alone for so long.
const AGAIN: SignedDuration = SignedDuration::from_secs(30);

impl Kiosk {
    /// It came after all.
    pub(super) fn come_late(&mut self, pending: &Pending, now: Now) {
        let key = pending.key();
        let is_waited_for = key.is_some() && self.visit.errand.late == key;
        match pending.deed {
            Deed::Register | Deed::Feel { before: None, .. } => self.undo(pending, now),
            // They are here, or changed what they had: it stands, also for those who try again.
            Deed::WalkIn
            | Deed::WithoutReceipt
            | Deed::CheckIn { .. }
            | Deed::ChangeWay { .. }
            | Deed::TakeBack { .. }
            | Deed::Feel { before: Some(_), .. }
            | Deed::Correct => {
                if is_waited_for {
                    self.visit.errand.late = None;
                    self.thank_for(pending, now);
                }
            }
        }
    }

    /// Takes back what nobody was thanked for.
    pub(super) fn undo(&mut self, pending: &Pending, now: Now) {
        let Some(first) = pending.records.first() else { return };
        let (of, meeting) = (first.key, first.meeting.clone());
        self.attendance.undos.push(Undo { of, meeting, record: None, is_asked: false, again: now.at });
        self.ask_to_undo(now);
    }

    /// Asks the store for what it has not taken back yet.
    pub(super) fn ask_to_undo(&mut self, now: Now) {
        let Desk::Open(desk) = &mut self.attendance.desk else { return };
        for undo in &mut self.attendance.undos {
            // A clock that was set back must not put it off for a year.
            let is_due = undo.again <= now.at || undo.again > now.at + AGAIN;
            if undo.is_asked || !is_due {
                continue;
            }
            let record = undo.record.get_or_insert_with(|| {
                let what = What::TakenBack { record: undo.of };
                Record::new(desk.chance.key(), undo.meeting.clone(), now.at, now.sure, what)
            });
            self.effects.push(Effect::Record(vec![record.clone()]));
            undo.is_asked = true;
        }
    }

    /// The store is there again, with all that is durable.
    pub(in crate::kiosk::core) fn undo_again(&mut self, now: Now) {
        let books = &self.attendance.books;
        self.attendance
            .undos
            .retain(|undo| books.get(&undo.meeting).is_none_or(|book| !book.is_taken_back(undo.of)));
        for undo in &mut self.attendance.undos {
            (undo.is_asked, undo.again) = (false, now.at);
        }
        self.ask_to_undo(now);
    }

    /// Whether the answer was to something that is taken back.
    pub(super) fn is_undone(&mut self, key: RecordKey, result: &Result<(), NotRecorded>, now: Now) -> bool {
        let is_it = |undo: &Undo| undo.record.as_ref().is_some_and(|record| record.key == key);
        let Some(at) = self.attendance.undos.iter().position(is_it) else { return false };
        match result {
            Ok(()) => {
                let undo = self.attendance.undos.remove(at);
                self.take_in(undo.record.as_slice());
            }
            Err(_) => {
                if let Some(undo) = self.attendance.undos.get_mut(at) {
                    (undo.is_asked, undo.again) = (false, now.at + AGAIN);
                }
            }
        }
        true
    }

    /// What is not there and will not come is kept only for whoever may try it again.
    pub(in crate::kiosk::core) fn forget_answered(&mut self) {
        let kept = self.visit.errand.late;
        self.attendance.late.retain(|key, pending| pending.awaited > 0 || kept == Some(*key));
    }
}
