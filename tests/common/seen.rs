//! What somebody reads on the screen, by what the kiosk's words are called.

use hiroba::domain::text::Lang;
use hiroba::view::words::{Arg, Say, Words};

/// What somebody reads, in Japanese.
pub trait Seen {
    fn words(&self) -> String;
}

impl Seen for Say {
    fn words(&self) -> String {
        let words = Words::of(Lang::JA);
        words.one_line(&words.say(*self)).text()
    }
}

/// Words with numbers in them.
impl<const COUNT: usize> Seen for (Say, [(&str, i64); COUNT]) {
    fn words(&self) -> String {
        let words = Words::of(Lang::JA);
        let args = self.1.map(|(name, number)| (name, Arg::from(number)));
        words.one_line(&words.say_with(self.0, &args)).text()
    }
}

impl Seen for &str {
    fn words(&self) -> String {
        (*self).to_owned()
    }
}
