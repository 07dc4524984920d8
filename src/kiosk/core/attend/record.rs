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
    /// The store said that it is not there: no answer is to come any more.
    pub answered: bool,
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
                // Free in every book: at the desk a receipt is all there is to know somebody by.
                let is_free = |drawn: &Receipt| {
                    let mark = drawn.mark(&desk.salt);
                    books.values().all(|book| book.by_mark(mark).is_none())
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
        self.ask_to_record(Pending { records, deed, receipt, since: now.at, answered: false });
    }

    fn ask_to_record(&mut self, pending: Pending) {
        self.effects.push(Effect::Record(pending.records.clone()));
        self.attendance.pending = Some(pending);
    }

    /// The same records once more, by the same keys: whatever became of the first try, they count once.
    pub(super) fn retry(&mut self, now: Now) {
        let Some(key) = self.visit.errand.late else { return };
        match self.attendance.late.remove(&key) {
            Some(pending) if matches!(self.attendance.desk, Desk::Open(_)) => {
                self.visit.errand.late = None;
                self.ask_to_record(Pending { since: now.at, answered: false, ..pending });
            }
            Some(pending) => {
                self.attendance.late.insert(key, pending);
            }
            None => {}
        }
    }

    /// The store has answered.
    pub(in crate::kiosk::core) fn recorded(
        &mut self,
        key: RecordKey,
        result: Result<(), NotRecorded>,
        now: Now,
    ) {
        let is_pending = self.attendance.pending.as_ref().is_some_and(|pending| pending.key() == Some(key));
        match (is_pending, result) {
            (true, Ok(())) => {
                if let Some(pending) = self.attendance.pending.take() {
                    self.take_in(&pending.records);
                    self.thank_for(&pending);
                }
            }
            (true, Err(_)) => self.give_up(true),
            // It came after all, but nobody was thanked for it.
            (false, Ok(())) => {
                if let Some(pending) = self.attendance.late.remove(&key) {
                    self.take_in(&pending.records);
                    self.undo_unthanked(&pending, now);
                }
            }
            // It is not there: as they were told.
            (false, Err(_)) => {
                if let Some(pending) = self.attendance.late.get_mut(&key) {
                    pending.answered = true;
                }
                self.forget_answered();
            }
        }
    }

    pub(super) fn take_in(&mut self, records: &[Record]) {
        for record in records {
            self.attendance.books.entry(record.meeting.clone()).or_default().apply(record);
        }
    }

    /// Whoever was told that it was not recorded has no receipt: a registration nobody can use
    /// must not hold a seat. An arrival stands: they are here.
    fn undo_unthanked(&mut self, pending: &Pending, now: Now) {
        let Some(first) = pending.records.first() else { return };
        let stands = match pending.deed {
            Deed::Register | Deed::Feel { .. } => false,
            Deed::WalkIn
            | Deed::WithoutReceipt
            | Deed::CheckIn { .. }
            | Deed::ChangeWay { .. }
            | Deed::TakeBack { .. }
            | Deed::Correct => true,
        };
        if stands {
            return;
        }
        let Desk::Open(desk) = &mut self.attendance.desk else { return };
        let what = What::TakenBack { record: first.key };
        let undo = Record::new(desk.chance.key(), first.meeting.clone(), now.at, now.sure, what);
        self.take_in(std::slice::from_ref(&undo));
        self.effects.push(Effect::Record(vec![undo]));
    }

    /// No answer came, or a bad one: said as it is, and kept so that trying again counts once.
    pub(super) fn give_up(&mut self, answered: bool) {
        let Some(pending) = self.attendance.pending.take() else { return };
        let Some(key) = pending.key() else { return };
        let is_here = self.visit.errand.deed == Some(pending.deed) && self.visit.is_attending();
        self.attendance.late.insert(key, Pending { answered, ..pending });
        if is_here {
            self.visit.errand.late = Some(key);
            self.sorry(Sorrow::NotRecorded);
        }
    }

    /// What is not there and will not come is kept only for whoever may try it again.
    pub(in crate::kiosk::core) fn forget_answered(&mut self) {
        let kept = self.visit.errand.late;
        self.attendance.late.retain(|key, pending| !pending.answered || kept == Some(*key));
    }

    /// When the patience with the store ends, or becomes noticeable.
    pub(in crate::kiosk::core) fn pending_edge(&self, now: Now) -> Option<Timestamp> {
        let since = self.attendance.pending.as_ref()?.since;
        [since + NOTICEABLE, since + PATIENCE].into_iter().find(|edge| *edge > now.at)
    }

    pub(in crate::kiosk::core) fn pass_pending(&mut self, now: Now) {
        let since = self.attendance.pending.as_ref().map(|pending| pending.since);
        // A clock that was set back must not make anybody wait for a year.
        if since.is_some_and(|since| now.at < since || now.at >= since + PATIENCE) {
            self.give_up(false);
        }
    }

    /// Whether it takes so long that somebody should be told.
    pub(super) fn is_slow(&self, now: Now) -> bool {
        self.attendance.pending.as_ref().is_some_and(|pending| now.at >= pending.since + NOTICEABLE)
    }

    fn thank_for(&mut self, pending: &Pending) {
        // They went before it was done; it is done.
        if self.visit.errand.deed != Some(pending.deed) || !self.visit.is_attending() {
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
            (Deed::ChangeWay { way, .. }, _) => self.thank(Done::WayChanged { way }),
            (Deed::TakeBack { .. }, _) => self.thank(Done::TakenBack),
            (Deed::Feel { .. }, _) => self.thank(Done::Felt { record: key }),
            (Deed::Correct, _) => {
                self.visit.errand.note = Some(Note::Corrected);
                self.visit.errand.by = 0;
                self.visit.step(Step::Corner);
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

    /// The receipt of a registration in any book.
    pub(super) fn find(&self, receipt: &Receipt) -> Option<Found> {
        let Desk::Open(desk) = &self.attendance.desk else { return None };
        let mark = receipt.mark(&desk.salt);
        self.attendance.books.iter().find_map(|(meeting, book)| {
            book.by_mark(mark).map(|known| Found { meeting: meeting.clone(), registration: known.key })
        })
    }
}

impl Pending {
    /// The first record's key names the whole.
    fn key(&self) -> Option<RecordKey> {
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
