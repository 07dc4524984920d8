//! What can happen next.

use hiroba::domain::attendance::{Arrival, Record, RecordKey, Standing, What};
use hiroba::domain::meeting::MeetingId;
use hiroba::kiosk::core::{Event, Pin};
use hiroba::view::{Action, Ask, Corner};
use jiff::SignedDuration;

use crate::disk::{Cut, Disk};
use crate::life::{Pace, World};
use crate::place;

/// One thing that happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// On any control that is there.
    Tap,
    /// On one that leads on in an errand: else visits would not get far.
    GoOn,
    /// The same again before anybody can have read what came.
    Tremble,
    /// On what stood there before.
    TapWhatWasThere,
    Key,
    TypeReceipt,
    Scan,
    ScanTwice,
    Touch,
    Knock,
    /// A PIN that nobody asked about turns out to be right.
    StrayPin,
    Pass,
    Sleep,
    SetClock,
    DoubtClock,
    Edit,
    Confirm,
    Resize,
    ClerkWorks,
    KioskHears,
    Reorder,
    Repeat,
    Lose,
    Hurry,
    Dawdle,
    Kill,
    Restart,
    FillDisk,
    MakeRoom,
    Busy,
    Close,
    Open,
    OthersWrite,
    Rest,
}

pub const OFTEN: [(usize, Step); 34] = [
    (50, Step::Tap),
    (500, Step::GoOn),
    (60, Step::Tremble),
    (20, Step::TapWhatWasThere),
    (50, Step::Key),
    (15, Step::TypeReceipt),
    (40, Step::Scan),
    (10, Step::ScanTwice),
    (10, Step::Touch),
    (10, Step::Knock),
    (3, Step::StrayPin),
    (12, Step::Pass),
    (25, Step::Sleep),
    (5, Step::SetClock),
    (4, Step::DoubtClock),
    (12, Step::Edit),
    (4, Step::Confirm),
    (1, Step::Resize),
    (60, Step::ClerkWorks),
    (60, Step::KioskHears),
    (3, Step::Reorder),
    (6, Step::Repeat),
    (3, Step::Lose),
    (18, Step::Hurry),
    (14, Step::Dawdle),
    (9, Step::Kill),
    (2, Step::Restart),
    (5, Step::FillDisk),
    (20, Step::MakeRoom),
    (6, Step::Busy),
    (3, Step::Close),
    (20, Step::Open),
    (4, Step::OthersWrite),
    (6, Step::Rest),
];

const KEYS: [&str; 20] = [
    "tab",
    "enter",
    "enter",
    "space",
    "escape",
    "backspace",
    "delete",
    "up",
    "down",
    "left",
    "right",
    "home",
    "pageup",
    "pagedown",
    "p",
    "s",
    "l",
    "r",
    "c",
    "7",
];

impl<D: Disk> World<D> {
    /// One thing happens, and what it was is told.
    pub fn goes_on(&mut self, told: &mut impl FnMut(Step, Option<&Action>)) {
        self.goes(&OFTEN, told);
    }

    /// The same, of what happens so often.
    pub fn goes(&mut self, often: &[(usize, Step)], told: &mut impl FnMut(Step, Option<&Action>)) {
        let step = self.chance.weighed(often);
        let there = self.offered();
        self.happens(step, &there, told);
        self.is_well();
        if self.chance.one_in(64) {
            let shown = self.kiosk.show(self.at());
            assert!(!shown.sheet.said.is_empty() && !shown.title.is_empty(), "an empty screen");
            let controls = &shown.view.counter.controls;
            let focus = shown.view.focus;
            let is_there = focus.iter().all(|focus| controls.iter().any(|on| on.action == *focus));
            assert!(is_there, "the keys stand on {focus:?}, which is not there");
            self.comes_to(self.now);
            assert!(self.kiosk.next_deadline() > self.now, "a busy loop");
        }
        self.before = there;
    }

    fn happens(&mut self, step: Step, there: &[Action], told: &mut impl FnMut(Step, Option<&Action>)) {
        if !matches!(step, Step::Tap | Step::GoOn | Step::Tremble | Step::TapWhatWasThere) {
            told(step, None);
        }
        match step {
            Step::Tap => {
                let action = self.chance.among(there).clone();
                told(step, Some(&action));
                self.wait(600);
                self.taps(action);
            }
            Step::GoOn => {
                let have = Action::Attend(Ask::HaveReceipt);
                let is_vain = |action: &Action| self.receipts.is_empty() && *action == have;
                let on = there.iter().filter(|action| leads_on(action) && !is_vain(action));
                let on: Vec<&Action> = on.collect();
                let action = if !self.offers(&Action::Attend(Ask::Digit(0))) {
                    // Out of menus again, and on from slide to slide.
                    let out = [Action::Next, Action::Back, Action::Home];
                    let out: Vec<&Action> = out.iter().filter(|out| there.contains(out)).collect();
                    match [on, out].into_iter().find(|some| !some.is_empty()) {
                        Some(some) => (*self.chance.among(&some)).clone(),
                        None => self.chance.among(there).clone(),
                    }
                } else if self.receipts.is_empty() {
                    Action::Home
                } else {
                    let receipt = self.a_receipt();
                    self.types(&receipt, 600);
                    return told(step, None);
                };
                told(step, Some(&action));
                self.wait(600);
                self.taps(action);
            }
            Step::Tremble => {
                let action = self.chance.among(there).clone();
                told(step, Some(&action));
                self.wait(600);
                self.taps(action.clone());
                let wishes = self.watch.wishes;
                let apart = self.chance.between(1, 499);
                self.wait(apart);
                self.taps(action);
                assert_eq!(self.watch.wishes, wishes, "one trembling hand, two wishes");
            }
            Step::TapWhatWasThere => {
                if !self.before.is_empty() {
                    let action = self.chance.among(&self.before).clone();
                    told(step, Some(&action));
                    self.wait(600);
                    self.taps(action);
                }
            }
            Step::Key => {
                let key = *self.chance.among(&KEYS);
                self.wait(600);
                self.key(key);
            }
            Step::TypeReceipt => {
                let digits = if self.chance.one_in(3) { self.any_digits() } else { self.a_receipt() };
                self.types(&digits, 300);
            }
            Step::Scan => {
                let receipt = if self.chance.one_in(8) { self.any_digits() } else { self.a_receipt() };
                self.wait(600);
                self.scans(&receipt);
            }
            Step::ScanTwice => {
                let receipt = self.a_receipt();
                self.wait(600);
                self.scans(&receipt);
                self.wait(40);
                self.scans(&receipt);
            }
            Step::Touch => {
                self.wait(600);
                self.send(Event::Touched(Some((500.0, 300.0))));
                self.flows();
            }
            Step::Knock => {
                for _ in 0..5 {
                    self.wait(200);
                    self.send(Event::Touched(Some((940.0, 10.0))));
                }
                let pin = if self.chance.one_in(3) { "1357" } else { place::PIN };
                self.types(pin, 300);
                self.key("enter");
            }
            Step::StrayPin => {
                self.send(Event::PinChecked(Pin::Right));
                self.flows();
            }
            Step::Pass => {
                let seconds = *self.chance.among(&[1, 2, 9, 10, 11, 25, 40]);
                self.passes(seconds);
            }
            Step::Sleep => {
                let seconds = *self.chance.among(&[1, 5, 11, 31, 61, 100, 301, 365, 1800, 7200]);
                self.comes_to(self.now + SignedDuration::from_secs(seconds));
            }
            Step::SetClock => {
                let seconds = *self.chance.among(&[-86_400 * 30, -3600, -5, -1, 3600, 86_400, 86_400 * 30]);
                self.now += SignedDuration::from_secs(seconds);
                self.send(Event::Tick);
                self.flows();
            }
            Step::DoubtClock => {
                self.sure = self.chance.one_in(2) || !self.sure;
                self.send(Event::Tick);
                self.flows();
            }
            Step::Edit => {
                let programme = place::programme(self.now, &mut self.chance);
                self.programme_becomes(programme);
            }
            Step::Confirm => {
                let hours = self.chance.between(0, 100);
                let confirmed = Some(self.now - SignedDuration::from_hours(hours));
                self.send(Event::Confirmed(confirmed));
                self.flows();
            }
            Step::Resize => {
                let (width, height) = *self.chance.among(&[(1920, 1080), (1080, 1920), (1280, 720)]);
                self.send(Event::Resized(width, height));
                self.flows();
            }
            Step::ClerkWorks => self.works(),
            Step::KioskHears => self.hears(),
            Step::Reorder => self.reorders(),
            Step::Repeat => {
                let said = |event: &&Event| matches!(event, Event::Recorded { result: Ok(()), .. });
                if let Some(again) = self.answers.iter().find(said).cloned() {
                    self.answers.push_back(again);
                }
            }
            Step::Lose => {
                if let Some(Event::Recorded { key, .. }) = self.answers.front().cloned() {
                    self.answers.pop_front();
                    self.watch.nobody_knows(key);
                    self.is_deaf = true;
                }
            }
            Step::Hurry => {
                self.pace = Pace::Prompt;
                self.flows();
            }
            Step::Dawdle => self.pace = Pace::Slow,
            Step::Kill => {
                let cut = *self.chance.among(&[Cut::BeforeCommit, Cut::AfterCommit, Cut::During]);
                let is_clean = self.cuts_in_the_middle || cut != Cut::During;
                self.is_killed(if is_clean { cut } else { Cut::BeforeCommit });
            }
            Step::Restart => self.is_restarted(),
            Step::FillDisk => self.clerk.disk.fill(),
            Step::MakeRoom => self.clerk.disk.make_room(),
            Step::Busy => self.clerk.busy = self.chance.between(1, 3) as u32,
            Step::Close => {
                let closed = self.clerk.closes();
                self.answers.push_back(closed);
                self.flows();
            }
            Step::Open => {
                self.opens();
                self.flows();
            }
            Step::OthersWrite => self.others_write(),
            Step::Rest => self.rests(),
        }
    }

    fn a_receipt(&mut self) -> String {
        match self.receipts.len() {
            0 => self.any_digits(),
            // Those of the last days: old ones come seldom.
            count => {
                let recent = self.chance.below(count.min(12));
                self.receipts[count - 1 - recent].0.clone()
            }
        }
    }

    fn any_digits(&mut self) -> String {
        format!("{:08}", self.chance.below(100_000_000))
    }

    /// Two answers overtake each other.
    fn reorders(&mut self) {
        // Never past one that tells all anew: that holds everything of before it and nothing of after,
        // and would take out of the books what was already heard.
        let anew = |event: &Event| matches!(event, Event::Opened(_));
        let from = self.answers.iter().rposition(anew).map_or(0, |at| at + 1);
        let recorded = |event: &Event| matches!(event, Event::Recorded { .. });
        let at: Vec<usize> = (from..self.answers.len()).filter(|at| recorded(&self.answers[*at])).collect();
        if let [first, .., last] = at[..] {
            self.answers.swap(first, last);
            self.is_disordered = true;
        }
    }

    /// `hiroba enter`, beside the kiosk; the clerk notices and tells all anew.
    fn others_write(&mut self) {
        if !self.clerk.is_open() {
            return;
        }
        let key = RecordKey(u128::from(self.chance.next()) << 64 | u128::from(self.chance.next()));
        let meeting = MeetingId((*self.chance.among(&place::MEETINGS)).to_owned());
        let what = What::CheckedIn(Arrival::Paper { standing: Standing::NotSaid });
        let record = Record::new(key, meeting, self.now, true, what);
        self.watch.by_others.insert(key);
        if self.clerk.disk.append_beside(&[record], &self.programme).is_err() {
            return;
        }
        self.opens();
        self.flows();
    }
}

fn leads_on(action: &Action) -> bool {
    match action {
        Action::Attend(ask) => !matches!(
            ask,
            Ask::Digit(_)
                | Ask::Erase
                | Ask::EraseAll
                | Ask::Finish
                | Ask::Corner(Corner::Enter | Corner::Restart)
        ),
        _ => false,
    }
}
