//! The way between kiosks and hub: letters on it can be late, lost, doubled and overtaken, and so can
//! their answers.

use jiff::SignedDuration;

use crate::days::Deed;
use crate::office::{Answer, Letter};
use crate::stand::Errand;
use crate::ward::Ward;

/// A question on its way, or its answer on the way back.
#[derive(Clone, Debug)]
pub struct Carried<T> {
    pub number: u64,
    /// Which kiosk, and for what.
    pub stand: usize,
    pub errand: Errand,
    pub what: T,
}

#[derive(Debug, Default)]
pub struct Road {
    pub going: Vec<Carried<Letter>>,
    pub coming: Vec<Carried<Answer>>,
    last: u64,
}

impl Road {
    pub fn number(&mut self) -> u64 {
        self.last += 1;
        self.last
    }

    /// Nothing is on its way any more.
    pub fn is_cleared(&mut self) {
        self.going.clear();
        self.coming.clear();
    }
}

impl Ward {
    /// Something happens on the road.
    pub fn on_the_road(&mut self, deed: Deed, stand: usize) {
        match deed {
            Deed::Ask => self.sets_out(stand),
            Deed::Deliver => self.comes_in(false),
            Deed::DeliverTwice => self.comes_in(true),
            Deed::Arrive => self.comes_back(),
            Deed::LoseLetter => drop(any(&mut self.road.going, &mut self.chance)),
            Deed::LoseAnswer => {
                if any(&mut self.road.coming, &mut self.chance).is_some() {
                    self.counts("answers lost");
                }
            }
            Deed::GiveUp => {
                self.passes(SignedDuration::from_secs(30));
                let errand = *self.chance.among(&Errand::ALL);
                self.gives_up(stand, errand);
            }
            other => panic!("{other:?} does not happen on the road"),
        }
    }

    fn sets_out(&mut self, stand: usize) {
        let errand = *self.chance.among(&Errand::ALL);
        let letter = self.asks(stand, errand);
        // Where the cable is cut or nobody listens, it is told so at once.
        if letter.is_some() && (self.stands[stand].is_cut || !self.office.is_up()) {
            self.gives_up(stand, errand);
        } else {
            self.road.going.extend(letter);
        }
    }

    /// A letter comes to the hub. It may stay on the road, to come once more.
    fn comes_in(&mut self, stays: bool) {
        let Some(letter) = any(&mut self.road.going, &mut self.chance) else { return };
        self.counts("letters on the slow road");
        if let Some(answer) = self.delivers(&letter) {
            self.road.coming.push(letter.answered(answer));
        }
        if stays {
            self.road.going.push(letter);
        }
    }

    fn comes_back(&mut self) {
        let Some(answer) = any(&mut self.road.coming, &mut self.chance) else { return };
        let waits = self.stands[answer.stand].waits[answer.errand as usize].as_ref();
        // Nobody takes an answer to a question that was given up.
        if waits.is_some_and(|asked| asked.letter == answer.number) {
            self.answers(answer.stand, answer.errand, Some(answer.what));
        }
    }

    /// All that is on its way comes at once, and with it a form from a phone twice, and one of staff.
    pub fn all_at_once(&mut self) {
        if !self.is_left_to_the_machine || !self.office.is_up() || self.lie.is_some() {
            return;
        }
        self.office.comes_to(self.now);
        let going = std::mem::take(&mut self.road.going);
        let (going, stay): (Vec<_>, Vec<_>) =
            going.into_iter().partition(|letter| self.is_let_through(letter));
        self.road.going = stay;
        let form = self.phones.begins(&mut self.chance);
        let (key, by_staff) = self.staff.signs_up(&mut self.chance);
        let by_staff = self.staff.signs(&self.office, self.now, by_staff);
        let mut letters: Vec<Letter> = going.iter().map(|letter| letter.what.clone()).collect();
        letters.extend([self.phones.letter(form), by_staff, self.phones.letter(form)]);
        let mut answers = self.office.asked_together(&letters);
        for answer in &answers {
            assert!(answer.status < 500, "{}", answer.text());
        }
        let last = answers.split_off(going.len());
        for (letter, answer) in going.iter().zip(answers) {
            self.is_fit_for_others(letter, &answer);
            self.road.coming.push(letter.answered(answer));
        }
        let [first, by_staff, again] = &last[..] else { panic!("three more were asked") };
        self.phone_is_answered(form, first);
        self.phone_is_answered(form, again);
        if let Some(receipt) = self.staff.reads(key, by_staff) {
            self.has_receipt(receipt, None);
        }
        self.counts("at once");
    }
}

/// One of them, whichever, and it is there no more.
fn any<T>(all: &mut Vec<T>, chance: &mut crate::chance::Chance) -> Option<T> {
    let is_any = !all.is_empty();
    is_any.then(|| all.swap_remove(chance.below(all.len())))
}

impl Carried<Letter> {
    fn answered(&self, what: Answer) -> Carried<Answer> {
        Carried { number: self.number, stand: self.stand, errand: self.errand, what }
    }
}
