//! What somebody taps on.

use hiroba::domain::attendance::Receipt;
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

pub fn category(name: &str) -> Ask {
    Ask::Category(Some(name.to_owned()))
}

/// As every receipt is shown.
pub fn in_groups(digits: &str) -> [String; 2] {
    Receipt::parse(digits).unwrap().groups()
}
