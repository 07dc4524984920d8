//! What people do who are not at a kiosk: with their phones, and at the pages of staff.

use hiroba::domain::attendance::RecordKey;
use jiff::SignedDuration;

use crate::days::Deed;
use crate::office::{Answer, Letter};
use crate::phones::receipt_on;
use crate::place::MEETINGS;
use crate::staff::{self, hours};
use crate::ward::Ward;

impl Ward {
    /// Somebody registers on a phone, or sends a form again.
    pub fn phone_registers(&mut self, deed: Deed) {
        let forms = self.phones.forms.len();
        let form = if deed == Deed::PhoneAgain && forms > 0 {
            forms - 1 - self.chance.below(forms.min(6))
        } else {
            self.phones.begins(&mut self.chance)
        };
        let letter = self.phones.letter(form);
        if let Some(answer) = self.reads(&letter) {
            self.phone_is_answered(form, &answer);
        }
    }

    pub fn phone_is_answered(&mut self, form: usize, answer: &Answer) {
        if let Some(receipt) = self.phones.reads(form, answer) {
            self.counts("registered on a phone");
            self.has_receipt(receipt, None);
        }
    }

    /// Somebody has a receipt, from wherever, and types it into a phone.
    pub fn phone_returns(&mut self, deed: Deed) {
        if self.receipts.is_empty() {
            return;
        }
        let recent = self.chance.below(self.receipts.len().min(20));
        let receipt = self.receipts[self.receipts.len() - 1 - recent].clone();
        let letter = if deed == Deed::PhoneTakesBack {
            self.phones.takes_back(&receipt)
        } else {
            let way = *self.chance.among(&["venue", "online", "open"]);
            self.phones.changes(&receipt, way)
        };
        if let Some(answer) = self.reads(&letter) {
            assert!(receipt_on(&answer.text()).is_none(), "a receipt is shown to whoever has one");
        }
    }

    /// A page that somebody sees; or the letter is lost, or the answer.
    fn reads(&mut self, letter: &Letter) -> Option<Answer> {
        if self.chance.one_in(12) {
            return None;
        }
        let answer = self.page(letter)?;
        if self.chance.one_in(8) {
            self.counts("pages lost");
            return None;
        }
        Some(answer)
    }

    pub fn staff_send(&mut self, key: RecordKey, letter: Letter) {
        if !self.office.is_up() {
            return;
        }
        self.office.comes_to(self.now);
        let letter = self.staff.signs(&self.office, self.now, letter);
        let Some(answer) = self.reads(&letter) else { return };
        if let Some(receipt) = self.staff.reads(key, &answer) {
            self.has_receipt(receipt, None);
        }
    }

    pub fn staff_act(&mut self, act: &str) {
        if !self.office.is_up() {
            return;
        }
        self.office.comes_to(self.now);
        let id = *self.chance.among(&MEETINGS);
        let letter = Letter::form(format!("/schedule/{id}/{act}"), &[]);
        let letter = self.staff.signs(&self.office, self.now, letter);
        if let Some(answer) = self.reads(&letter) {
            assert_eq!(answer.status, 303, "{act}: {}", answer.text());
        }
    }

    /// A draft, and then screens show it.
    pub fn staff_move(&mut self, deed: Deed) {
        if !self.office.is_up() {
            return;
        }
        self.office.comes_to(self.now);
        let id = *self.chance.among(&MEETINGS);
        let latest = staff::latest(&self.office, id);
        let letter = match deed {
            Deed::StaffRestore => {
                let version = self.chance.between(1, latest);
                Letter::form(format!("/schedule/{id}/versions/{version}/restore"), &[])
            }
            _ => {
                let hours_on = *self.chance.among(&[1, 2, 5, 30, 24 * 7]);
                let (start, end) = hours(self.now + SignedDuration::from_hours(hours_on));
                let ((day, start), (end_day, end)) =
                    (start.split_once('T').unwrap(), end.split_once('T').unwrap());
                let end_day = if end_day == day { "" } else { end_day };
                let fields = [
                    ("base", latest.to_string()),
                    ("known", "exact".to_owned()),
                    ("day", day.to_owned()),
                    ("start", start.to_owned()),
                    ("end", end.to_owned()),
                    ("end-day", end_day.to_owned()),
                ];
                Letter::form(format!("/schedule/{id}/move"), &fields)
            }
        };
        let letter = self.staff.signs(&self.office, self.now, letter);
        let Some(answer) = self.reads(&letter) else { return };
        assert_eq!(answer.status, 303, "{deed:?}: {}", answer.text());
        let fields = [("version", (latest + 1).to_string()), ("act", "now".to_owned())];
        let letter = Letter::form(format!("/schedule/{id}/publish"), &fields);
        let letter = self.staff.signs(&self.office, self.now, letter);
        if let Some(answer) = self.reads(&letter) {
            assert_eq!(answer.status, 303, "publish: {}", answer.text());
        }
    }

    /// A kiosk is taken away that has sent everything, and nobody is at it.
    pub fn staff_remove(&mut self, stand: usize) {
        self.at(stand, |stand| stand.world.goes_home());
        self.flows();
        let has_sent =
            self.stands[stand].outbox().is_some_and(|outbox| outbox.waiting == 0 && outbox.parked.is_empty());
        if self.here().len() < 3 || !self.stands[stand].is_known || !has_sent || !self.office.is_up() {
            return;
        }
        self.office.comes_to(self.now);
        let letter = Letter::form(format!("/kiosks/{}/remove", self.stands[stand].id), &[]);
        let letter = self.staff.signs(&self.office, self.now, letter);
        let answer = self.page(&letter).expect("the hub is up");
        assert_eq!(answer.status, 303, "remove: {}", answer.text());
        self.counts("kiosks taken away");
        self.stands[stand].is_gone = true;
        self.road.going.retain(|letter| letter.stand != stand);
        self.road.coming.retain(|answer| answer.stand != stand);
    }
}
