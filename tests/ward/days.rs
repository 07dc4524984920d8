//! What can happen next in a ward.

use jiff::SignedDuration;

use crate::disk::Cut;
use crate::office::Letter;
use crate::place::MEETINGS;
use crate::staff::Staff;
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
    /// All letters come at once, and a form that is sent twice at once.
    Together,
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

const OFTEN: [(usize, Deed); 39] = [
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
    (10, Deed::Together),
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
            Deed::Ask
            | Deed::Deliver
            | Deed::DeliverTwice
            | Deed::Arrive
            | Deed::LoseLetter
            | Deed::LoseAnswer
            | Deed::GiveUp => self.on_the_road(deed, stand),
            Deed::Together => self.all_at_once(),
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
            Deed::PhoneRegisters | Deed::PhoneAgain => self.phone_registers(deed),
            Deed::PhoneTakesBack | Deed::PhoneChanges => self.phone_returns(deed),
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
            Deed::StaffCancel => self.staff_act("cancel"),
            Deed::StaffResume => self.staff_act("resume"),
            Deed::StaffWithdraw => self.staff_act("withdraw"),
            Deed::StaffMove | Deed::StaffRestore => self.staff_move(deed),
            Deed::StaffRemove => self.staff_remove(stand),
            Deed::Rest => self.rests(),
        }
    }

    /// The kiosks that are not taken away.
    pub fn here(&self) -> Vec<usize> {
        (0..self.stands.len()).filter(|stand| !self.stands[*stand].is_gone).collect()
    }

    fn a_cut(&mut self) -> Cut {
        match *self.chance.among(&[Cut::BeforeCommit, Cut::AfterCommit, Cut::During]) {
            Cut::During if !self.is_left_to_the_machine => Cut::BeforeCommit,
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
            self.lied_to_the_disk();
            self.looks_at_the_boards();
            self.keeps_what_it_promised();
        }
    }
}
