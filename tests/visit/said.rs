//! What somebody taps on and reads, in the words of the kiosk.

use hiroba::domain::attendance::Receipt;
use hiroba::domain::text::Lang;
use hiroba::view::words::{Arg, Say, Words};
use hiroba::view::{Action, Ask};

/// What somebody taps on.
pub struct Wished(pub Action);

impl From<Action> for Wished {
    fn from(action: Action) -> Wished {
        Wished(action)
    }
}

impl From<Ask> for Wished {
    fn from(ask: Ask) -> Wished {
        Wished(Action::Attend(ask))
    }
}

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

pub fn category(name: &str) -> Ask {
    Ask::Category(Some(name.to_owned()))
}

/// As every receipt is shown.
pub fn in_groups(digits: &str) -> [String; 2] {
    Receipt::parse(digits).unwrap().groups()
}
