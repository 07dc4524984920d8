//! From a confirmed wish to a record on disk, and only then to a thank-you.

use jiff::{SignedDuration, Timestamp};

use super::desk::Found;
use super::errand::{Deed, Done, Note, Sorrow, Step};
use super::{Desk, Kiosk, Now};
use crate::domain::attendance::{self, Arrival, Outcome, Receipt, Record, RecordKey, Refusal, What, Wish};
use crate::domain::meeting::MeetingId;
use crate::kiosk::core::Effect;

/// What is being recorded, and for what.
#[derive(Clone, Debug, PartialEq)]
pub struct Pending {
    pub records: Vec<Record>,
    pub deed: Deed,
    pub receipt: Option<Receipt>,
    pub since: Timestamp,
    /// Answers of the store that are still to come: one for each time it was asked.
    pub awaited: u32,
}

/// Why a record is not on disk, in a sentence for staff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotRecorded(pub String);

/// An answer that has not come by then will be told to the visitor as it is: not recorded.
const PATIENCE: SignedDuration = SignedDuration::from_secs(10);
/// From then on the screen says that it is being recorded.
pub(super) const NOTICEABLE: SignedDuration = SignedDuration::from_secs(1);
/// Receipts drawn before one is free: two in a row that are taken are less likely than lightning.
const DRAWS: usize = 8;

impl Kiosk {
    /// Does what was confirmed: decides, and asks the shell to record it.
    pub(super) fn do_deed(&mut self, deed: Deed, now: Now) {
        if self.attendance.pending.is_some() {
            return;
        }
        let Some(meeting) = self.visit.errand.meeting.clone() else { return };
        self.visit.errand.deed = Some(deed);
        let Some((outcome, receipt)) = self.outcome(deed, &meeting, now) else {
            return self.sorry(Sorrow::Closed);
        };
        match outcome {
            Outcome::Record(what) => self.record(deed, receipt, &meeting, what, now),
            Outcome::Already(_) => self.thank(Done::Already),
            Outcome::Refused(Refusal::Closed | Refusal::NotOpen) => self.sorry(Sorrow::RegistrationOver),
            Outcome::Refused(
                Refusal::Over | Refusal::Unknown | Refusal::NoSuchWay | Refusal::ReceiptTaken,
            ) => self.visit.errand.note = Some(Note::NotPossible),
        }
    }

    /// What the rules say; nothing while the desk is closed.
    fn outcome(&mut self, deed: Deed, id: &MeetingId, now: Now) -> Option<(Outcome, Option<Receipt>)> {
        let Desk::Open(desk) = &mut self.attendance.desk else { return None };
        let mut receipt = None;
        let errand = &self.visit.errand;
        let wish = match deed {
            Deed::Register => {
                let books = &self.attendance.books;
                // Free in every book, those of others too: at the desk a receipt is all there is to know
                // somebody by.
                let salts = self.attendance.ledger.salts(desk.salt);
                let is_free = |drawn: &Receipt| {
                    salts.iter().all(|salt| {
                        let mark = drawn.mark(salt);
                        books.values().all(|book| book.by_mark(mark).is_none())
                    })
                };
                let drawn = (0..DRAWS).map(|_| desk.chance.receipt()).find(is_free)?;
                receipt = Some(drawn);
                let mark = drawn.mark(&desk.salt);
                Wish::Register { mark, way: errand.way?, party: errand.party() }
            }
            Deed::WalkIn | Deed::WithoutReceipt | Deed::CheckIn { .. } => {
                Wish::CheckIn(deed.arrival(errand)?)
            }
            Deed::ChangeWay { registration, way } => Wish::ChangeWay { registration, way },
            Deed::TakeBack { record } => Wish::TakeBack { record },
            Deed::Feel { feeling, .. } => Wish::Feel(feeling),
            Deed::Correct => {
                let reason = errand.reason?;
                Wish::Correct { count: errand.count?, by: errand.by, reason }
            }
        };
        let meeting = self.meeting(id)?;
        let outcome = attendance::decide(&self.book(id), &self.rules(meeting), wish, now.at);
        Some((outcome, receipt))
    }

    fn record(&mut self, deed: Deed, receipt: Option<Receipt>, meeting: &MeetingId, what: What, now: Now) {
        let Desk::Open(desk) = &mut self.attendance.desk else { return self.sorry(Sorrow::Closed) };
        let mut record = |what| Record::new(desk.chance.key(), meeting.clone(), now.at, now.sure, what);
        let mut records = vec![record(what)];
        if let Deed::Feel { before: Some(before), .. } = deed {
            // One word for another: both or neither.
            records.push(record(What::TakenBack { record: before }));
        }
        self.ask_to_record(Pending { records, deed, receipt, since: now.at, awaited: 0 });
    }

    fn ask_to_record(&mut self, pending: Pending) {
        self.effects.push(Effect::Record(pending.records.clone()));
        self.attendance.pending = Some(Pending { awaited: pending.awaited + 1, ..pending });
    }

    /// The same records once more, by the same keys: whatever became of the first try, they count once.
    pub(super) fn retry(&mut self, now: Now) {
        let Some(key) = self.visit.errand.late.filter(|_| matches!(self.attendance.desk, Desk::Open(_)))
        else {
            return;
        };
        self.visit.errand.late = None;
        match self.attendance.late.remove(&key) {
            Some(pending) => self.ask_to_record(Pending { since: now.at, ..pending }),
            // It came in the meantime and was taken back: this is another try.
            None => {
                if let Some(deed) = self.visit.errand.deed {
                    self.do_deed(deed, now);
                }
            }
        }
    }

    /// The store has answered.
    pub(in crate::kiosk::core) fn recorded(
        &mut self,
        key: RecordKey,
        result: Result<(), NotRecorded>,
        now: Now,
    ) {
        if self.is_undone(key, &result, now) {
            return;
        }
        match self.attendance.pending.take() {
            Some(mut pending) if pending.key() == Some(key) => {
                pending.awaited = pending.awaited.saturating_sub(1);
                match result {
                    Ok(()) => {
                        self.take_in(&pending.records);
                        self.thank_for(&pending, now);
                    }
                    // That was the answer to an earlier try; this one's is to come.
                    Err(_) if pending.awaited > 0 => self.attendance.pending = Some(pending),
                    Err(_) => self.give_up(pending),
                }
            }
            other => {
                self.attendance.pending = other;
                self.answered_late(key, &result, now);
            }
        }
    }

    fn answered_late(&mut self, key: RecordKey, result: &Result<(), NotRecorded>, now: Now) {
        match result {
            Ok(()) => {
                if let Some(pending) = self.attendance.late.remove(&key) {
                    self.take_in(&pending.records);
                    self.come_late(&pending, now);
                }
            }
            // It is not there: as they were told.
            Err(_) => {
                if let Some(pending) = self.attendance.late.get_mut(&key) {
                    pending.awaited = pending.awaited.saturating_sub(1);
                }
                self.forget_answered();
            }
        }
    }

    pub(super) fn take_in(&mut self, records: &[Record]) {
        for record in records {
            self.attendance.books.entry(record.meeting.clone()).or_default().apply(record);
            self.attendance.ledger.note(record);
        }
    }

    /// No answer came, or a bad one: said as it is, and kept so that trying again counts once.
    fn give_up(&mut self, pending: Pending) {
        let Some(key) = pending.key() else { return };
        let is_wished = self.is_wished(&pending);
        self.attendance.late.insert(key, pending);
        if is_wished {
            self.visit.errand.late = Some(key);
            self.sorry(Sorrow::NotRecorded);
        }
        self.forget_answered();
    }

    /// Whether whoever wished it is still there: at it, or looking aside from it.
    fn is_wished(&self, pending: &Pending) -> bool {
        self.visit.errand.deed == Some(pending.deed)
            && (self.visit.is_attending() || self.visit.looks_aside())
    }

    /// When the patience with the store ends, or becomes noticeable.
    pub(in crate::kiosk::core) fn pending_edge(&self, now: Now) -> Option<Timestamp> {
        let since = self.attendance.pending.as_ref()?.since;
        [since + NOTICEABLE, since + PATIENCE].into_iter().find(|edge| *edge > now.at)
    }

    pub(in crate::kiosk::core) fn pass_pending(&mut self, now: Now) {
        // A clock that was set back must not make anybody wait for a year.
        let is_over = |pending: &mut Pending| now.at < pending.since || now.at >= pending.since + PATIENCE;
        if let Some(pending) = self.attendance.pending.take_if(is_over) {
            self.give_up(pending);
        }
        self.ask_to_undo(now);
    }

    /// Whether it takes so long that somebody should be told.
    pub(super) fn is_slow(&self, now: Now) -> bool {
        self.attendance.pending.as_ref().is_some_and(|pending| now.at >= pending.since + NOTICEABLE)
    }

    pub(super) fn thank_for(&mut self, pending: &Pending, now: Now) {
        if !self.is_wished(pending) {
            // They went before it was done. What they wished is done, but for a receipt that
            // nobody has seen.
            if pending.deed == Deed::Register {
                self.undo(pending, now);
            }
            return;
        }
        let Some(record) = pending.records.first() else { return };
        let key = record.key;
        match (pending.deed, &record.what) {
            (Deed::Register, _) => {
                if let Some(receipt) = pending.receipt {
                    self.thank(Done::Registered { receipt, record: key });
                }
            }
            (Deed::WalkIn | Deed::WithoutReceipt | Deed::CheckIn { .. }, What::CheckedIn(arrival)) => {
                self.thank(Done::CheckedIn { record: key, people: people_of(arrival) });
            }
            (Deed::ChangeWay { way, .. }, _) => self.thank(Done::WayChanged { record: key, way }),
            (Deed::TakeBack { .. }, _) => self.thank(Done::TakenBack { record: key }),
            (Deed::Feel { .. }, _) => self.thank(Done::Felt { record: key }),
            (Deed::Correct, _) => {
                self.visit.end_of_way(Step::Corner);
                self.visit.errand.note = Some(Note::Corrected);
                self.visit.errand.by = 0;
            }
            (Deed::WalkIn | Deed::WithoutReceipt | Deed::CheckIn { .. }, _) => {}
        }
    }

    /// The only way to a thank-you.
    pub(super) fn thank(&mut self, done: Done) {
        self.visit.errand.done = Some(done);
        self.visit.end_of_way(Step::Thanks);
        self.answer_came();
    }

    pub(super) fn sorry(&mut self, sorrow: Sorrow) {
        self.visit.errand.sorrow = Some(sorrow);
        self.visit.end_of_way(Step::Sorry);
        self.answer_came();
    }

    /// Whether a receipt belongs to a registration, of whichever kiosk.
    pub fn knows(&self, receipt: &Receipt) -> bool {
        self.find(receipt).is_some()
    }

    /// The receipt of a registration in any book.
    pub(super) fn find(&self, receipt: &Receipt) -> Option<Found> {
        let Desk::Open(desk) = &self.attendance.desk else { return None };
        // Whichever kiosk or phone it is from.
        self.attendance.ledger.salts(desk.salt).iter().find_map(|salt| {
            let mark = receipt.mark(salt);
            self.attendance.books.iter().find_map(|(meeting, book)| {
                book.by_mark(mark).map(|known| Found { meeting: meeting.clone(), registration: known.key })
            })
        })
    }
}

impl Pending {
    /// The first record's key names the whole.
    pub fn key(&self) -> Option<RecordKey> {
        self.records.first().map(|record| record.key)
    }
}

fn people_of(arrival: &Arrival) -> u32 {
    match arrival {
        Arrival::Receipt { people, .. } | Arrival::WithoutReceipt { people } => *people,
        Arrival::WalkIn { party } => party.people(),
        Arrival::Paper { .. } => 1,
    }
}
