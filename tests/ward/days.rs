//! What can happen next in a ward.

use jiff::SignedDuration;

use crate::disk::Cut;
use crate::office::Letter;
use crate::phones::receipt_on;
use crate::place::MEETINGS;
use crate::staff::{self, Staff, hours};
use crate::stand::Errand;
use crate::steps::{self, Step};
use crate::ward::Ward;

/// One thing that happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Somebody does something at a kiosk, or the kiosk by itself.
    Visit,
    Pass,
    /// Nobody does anything for days.
    Weeks,
    Hurry,
    Dawdle,
    Cut,
    CutAll,
    Mend,
    /// Something on the way answers in the place of the hub.
    Portal,
    Ask,
    Deliver,
    /// A letter comes, and stays on the road to come once more.
    DeliverTwice,
    Arrive,
    LoseLetter,
    LoseAnswer,
    GiveUp,
    KillHub,
    KillHubAsked,
    StartHub,
    KillKiosk,
    SetClock,
    Poison,
    PhoneRegisters,
    PhoneAgain,
    PhoneTakesBack,
    PhoneChanges,
    StaffSignUp,
    StaffCorrect,
    StaffEnter,
    StaffAgain,
    StaffPublish,
    StaffCancel,
    StaffResume,
    StaffMove,
    StaffWithdraw,
    StaffRestore,
    /// Staff take a kiosk away.
    StaffRemove,
    Rest,
}

const OFTEN: [(usize, Deed); 38] = [
    (500, Deed::Visit),
    (12, Deed::Pass),
    (2, Deed::Weeks),
    (12, Deed::Hurry),
    (6, Deed::Dawdle),
    (4, Deed::Cut),
    (1, Deed::CutAll),
    (10, Deed::Mend),
    (3, Deed::Portal),
    (60, Deed::Ask),
    (40, Deed::Deliver),
    (8, Deed::DeliverTwice),
    (40, Deed::Arrive),
    (6, Deed::LoseLetter),
    (8, Deed::LoseAnswer),
    (20, Deed::GiveUp),
    (1, Deed::KillHub),
    (4, Deed::KillHubAsked),
    (12, Deed::StartHub),
    (6, Deed::KillKiosk),
    (2, Deed::SetClock),
    (1, Deed::Poison),
    (25, Deed::PhoneRegisters),
    (10, Deed::PhoneAgain),
    (8, Deed::PhoneTakesBack),
    (5, Deed::PhoneChanges),
    (6, Deed::StaffSignUp),
    (4, Deed::StaffCorrect),
    (4, Deed::StaffEnter),
    (4, Deed::StaffAgain),
    (6, Deed::StaffPublish),
    (1, Deed::StaffCancel),
    (1, Deed::StaffResume),
    (2, Deed::StaffMove),
    (1, Deed::StaffWithdraw),
    (1, Deed::StaffRestore),
    (1, Deed::StaffRemove),
    (2, Deed::Rest),
];

/// What can happen at a kiosk by itself. Its programme comes from the hub here, its clock and its end are
/// the ward's, and no other program writes.
fn visits() -> Vec<(usize, Step)> {
    let is_ours = |step: Step| {
        !matches!(
            step,
            Step::SetClock
                | Step::DoubtClock
                | Step::Edit
                | Step::Confirm
                | Step::Kill
                | Step::Restart
                | Step::OthersWrite
                | Step::Rest
        )
    };
    steps::OFTEN.into_iter().filter(|(_, step)| is_ours(*step)).collect()
}

impl Ward {
    /// One thing happens, and what it was is told.
    pub fn goes_on(&mut self, told: &mut impl FnMut(String)) {
        let deed = self.chance.weighed(&OFTEN);
        let here = self.here();
        let stand = *self.chance.among(&here);
        self.happens(deed, stand, told);
        self.looks_at_the_boards();
        self.flows();
        if !self.stands[stand].is_gone {
            self.stands[stand].world.is_well();
        }
    }

    fn happens(&mut self, deed: Deed, stand: usize, told: &mut impl FnMut(String)) {
        if deed != Deed::Visit {
            told(format!("{deed:?} {stand}"));
        }
        match deed {
            Deed::Visit => {
                // Somebody stays for a while.
                for _ in 0..=self.chance.below(8) {
                    self.at(stand, |it| {
                        it.world.goes(&self::visits(), &mut |step, action| {
                            let action = action.map(|action| format!(" {action:?}")).unwrap_or_default();
                            told(format!("{step:?}{action} at {stand}"));
                        });
                    });
                    self.flows();
                }
            }
            Deed::Pass => {
                let minutes = *self.chance.among(&[1, 5, 20, 60, 240]);
                self.passes(SignedDuration::from_mins(minutes));
            }
            Deed::Weeks => {
                let days = *self.chance.among(&[1, 3, 7, 21]);
                self.passes(SignedDuration::from_hours(24 * days));
            }
            Deed::Hurry => {
                self.is_quick = true;
            }
            Deed::Dawdle => self.is_quick = false,
            Deed::Cut => self.stands[stand].is_cut = true,
            Deed::CutAll => self.stands.iter_mut().for_each(|stand| stand.is_cut = true),
            Deed::Mend => (self.stands[stand].is_cut, self.stands[stand].portal) = (false, None),
            Deed::Portal => {
                let status = *self.chance.among(&[200, 302, 401, 403, 404, 502, 511]);
                self.stands[stand].portal = Some(status);
            }
            Deed::Ask => {
                let errand = *self.chance.among(&Errand::ALL);
                let letter = self.asks(stand, errand);
                // Where the cable is cut or nobody listens, it is told so at once.
                match letter {
                    Some(_) if self.stands[stand].is_cut || !self.office.is_up() => {
                        self.gives_up(stand, errand)
                    }
                    letter => self.road.going.extend(letter),
                }
            }
            Deed::Deliver | Deed::DeliverTwice => {
                if self.road.going.is_empty() {
                    return;
                }
                let at = self.chance.below(self.road.going.len());
                let letter = self.road.going[at].clone();
                if deed == Deed::Deliver {
                    self.road.going.swap_remove(at);
                }
                self.counts("letters on the slow road");
                if let Some(what) = self.delivers(&letter) {
                    let (number, stand, errand) = (letter.number, letter.stand, letter.errand);
                    self.road.coming.push(crate::road::Carried { number, stand, errand, what });
                }
            }
            Deed::Arrive => {
                if self.road.coming.is_empty() {
                    return;
                }
                let at = self.chance.below(self.road.coming.len());
                let answer = self.road.coming.swap_remove(at);
                let waits = self.stands[answer.stand].waits[answer.errand as usize].as_ref();
                // Nobody takes an answer to a question that was given up.
                if waits.is_some_and(|asked| asked.letter == answer.number) {
                    self.answers(answer.stand, answer.errand, Some(answer.what));
                }
            }
            Deed::LoseLetter => {
                if !self.road.going.is_empty() {
                    let at = self.chance.below(self.road.going.len());
                    self.road.going.swap_remove(at);
                }
            }
            Deed::LoseAnswer => {
                if !self.road.coming.is_empty() {
                    let at = self.chance.below(self.road.coming.len());
                    self.road.coming.swap_remove(at);
                    self.counts("answers lost");
                }
            }
            Deed::GiveUp => {
                self.passes(SignedDuration::from_secs(30));
                let errand = *self.chance.among(&Errand::ALL);
                self.gives_up(stand, errand);
            }
            Deed::KillHub => self.kills_the_hub(None, Cut::BeforeCommit),
            Deed::KillHubAsked => {
                let cut = self.a_cut();
                let letter = match self.asks(stand, Errand::Push) {
                    Some(letter) => letter.what,
                    // Or while somebody registers on a phone.
                    None => {
                        let form = self.phones.begins(&mut self.chance);
                        self.phones.letter(form)
                    }
                };
                self.kills_the_hub(Some(letter), cut);
            }
            Deed::StartHub => {
                self.office.comes_to(self.now);
                self.office.starts();
            }
            Deed::KillKiosk => {
                let cut = self.a_cut();
                self.counts("kiosks killed");
                self.at(stand, |stand| stand.is_killed(cut));
                if self.chance.one_in(8) {
                    // No chip keeps the time while there is no current.
                    self.stands[stand].off = jiff::Timestamp::UNIX_EPOCH.duration_since(self.now);
                }
            }
            Deed::SetClock => {
                let off = *self.chance.among(&[0, 0, 2, -2, 90, -90, 3600, -3600, 86_400 * 40, -86_400 * 40]);
                self.stands[stand].off = SignedDuration::from_secs(off);
            }
            Deed::Poison => {
                let waiting = self.stands[stand].store(async |store| store.batch(1).await);
                if let Some((record, _)) = waiting.unwrap_or_default().pop() {
                    self.poison.insert(record.key);
                    // Nobody elsewhere can know the receipt, so nobody goes elsewhere with it.
                    for (_, other) in self.stands.iter_mut().enumerate().filter(|(at, _)| *at != stand) {
                        other.world.receipts.retain(|(_, key)| *key != record.key);
                    }
                }
            }
            Deed::PhoneRegisters | Deed::PhoneAgain => {
                let forms = self.phones.forms.len();
                let form = match deed {
                    Deed::PhoneAgain if forms > 0 => forms - 1 - self.chance.below(forms.min(6)),
                    _ => self.phones.begins(&mut self.chance),
                };
                let letter = self.phones.letter(form);
                let Some(answer) = self.reads(&letter) else { return };
                if let Some(receipt) = self.phones.reads(form, &answer) {
                    self.counts("registered on a phone");
                    self.has_receipt(receipt, None);
                }
            }
            Deed::PhoneTakesBack | Deed::PhoneChanges => {
                if self.receipts.is_empty() {
                    return;
                }
                let recent = self.chance.below(self.receipts.len().min(20));
                let receipt = self.receipts[self.receipts.len() - 1 - recent].clone();
                let letter = match deed {
                    Deed::PhoneTakesBack => self.phones.takes_back(&receipt),
                    _ => {
                        let way = *self.chance.among(&["venue", "online", "open"]);
                        self.phones.changes(&receipt, way)
                    }
                };
                if let Some(answer) = self.reads(&letter) {
                    assert!(receipt_on(&answer.text()).is_none(), "a receipt is shown to whoever has one");
                }
            }
            Deed::StaffSignUp => {
                let (key, letter) = self.staff.signs_up(&mut self.chance);
                self.staff_send(key, letter);
            }
            Deed::StaffCorrect => {
                let (key, letter) = self.staff.corrects(&mut self.chance);
                self.staff_send(key, letter);
            }
            Deed::StaffEnter => {
                let (key, letter) = self.staff.enters(&mut self.chance);
                self.staff_send(key, letter);
            }
            Deed::StaffAgain => {
                if !self.staff.forms.is_empty() {
                    let recent = self.chance.below(self.staff.forms.len().min(6));
                    let (key, letter) = self.staff.forms[self.staff.forms.len() - 1 - recent].clone();
                    self.staff_send(key, letter);
                }
            }
            Deed::StaffPublish => {
                if self.office.is_up() {
                    self.office.comes_to(self.now);
                    let id = *self.chance.among(&MEETINGS);
                    Staff::publishes(&self.office, id, self.now, &mut self.chance);
                }
            }
            Deed::StaffCancel => self.staff_act("cancel", &[]),
            Deed::StaffResume => self.staff_act("resume", &[]),
            Deed::StaffWithdraw => self.staff_act("withdraw", &[]),
            Deed::StaffMove | Deed::StaffRestore => self.staff_move(deed),
            Deed::StaffRemove => self.staff_remove(stand),
            Deed::Rest => self.rests(),
        }
    }

    /// The kiosks that are not taken away.
    pub fn here(&self) -> Vec<usize> {
        (0..self.stands.len()).filter(|stand| !self.stands[*stand].is_gone).collect()
    }

    /// A kiosk is taken away that has sent everything, and nobody is at it.
    fn staff_remove(&mut self, stand: usize) {
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

    fn a_cut(&mut self) -> Cut {
        match *self.chance.among(&[Cut::BeforeCommit, Cut::AfterCommit, Cut::During]) {
            Cut::During if !self.cuts_in_the_middle => Cut::BeforeCommit,
            cut => cut,
        }
    }

    fn kills_the_hub(&mut self, asked: Option<Letter>, cut: Cut) {
        self.counts("hubs killed");
        self.office.comes_to(self.now);
        match asked {
            Some(letter) => self.office.asked_and_killed(&letter, cut),
            None => self.office.is_killed(),
        }
        self.staff.signs_in_again();
        for stand in &mut self.stands {
            // A connection to somebody who is dead stands no more.
            stand.read = -1;
        }
        if self.chance.one_in(2) {
            self.office.starts();
            self.looks_at_the_boards();
            self.keeps_what_it_promised();
        }
    }

    /// A page that somebody sees; or the letter is lost, or the answer.
    fn reads(&mut self, letter: &Letter) -> Option<crate::office::Answer> {
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

    fn staff_send(&mut self, key: hiroba::domain::attendance::RecordKey, letter: Letter) {
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

    fn staff_act(&mut self, act: &str, fields: &[(&str, String)]) {
        if !self.office.is_up() {
            return;
        }
        self.office.comes_to(self.now);
        let id = *self.chance.among(&MEETINGS);
        let letter = Letter::form(format!("/schedule/{id}/{act}"), fields);
        let letter = self.staff.signs(&self.office, self.now, letter);
        if let Some(answer) = self.reads(&letter) {
            assert_eq!(answer.status, 303, "{act}: {}", answer.text());
        }
    }

    /// A draft, and then screens show it.
    fn staff_move(&mut self, deed: Deed) {
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
}
