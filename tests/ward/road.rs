//! The way between kiosks and hub: letters on it can be late, lost, doubled and overtaken, and so can
//! their answers.

use crate::office::{Answer, Letter};
use crate::stand::Errand;

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
