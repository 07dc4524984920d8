//! The keys of `[keys]`: which key of a keyboard does what.

use super::super::keymap::{Action, Key as Pressed, KeyMap};
use super::super::kinds::KeyNames;
use super::{Key, Section, once};

macro_rules! key_of {
    ($name:ident, $action:ident, $key:literal, $doc:literal) => {
        pub(in crate::config) static $name: Key<KeyNames> = Key {
            name: $key,
            kind: KeyNames,
            otherwise: || -> Vec<Pressed> { KeyMap::usual(Action::$action) },
            doc: $doc,
        };
    };
}

key_of!(KEY_PREVIOUS, Previous, "previous", "The slide before.");
key_of!(KEY_PAUSE, Pause, "pause", "Stops the slides, and lets them go on.");
key_of!(KEY_NEXT, Next, "next", "The slide after.");
key_of!(KEY_SCHEDULE, Schedule, "schedule", "The list of meetings.");
key_of!(KEY_DETAIL, Detail, "detail", "More about the meeting on the screen.");
key_of!(KEY_LANGUAGE, Language, "language", "Language and text.");
key_of!(KEY_STAFF, Staff, "staff", "Call staff.");
key_of!(KEY_REGISTER, Register, "register", "Registers for the meeting on the screen.");
key_of!(KEY_CHECK_IN, CheckIn, "check_in", "Opens the reception.");
key_of!(KEY_CORNER, Corner, "corner", "Asks staff for their PIN.");
key_of!(KEY_HOME, Home, "home", "Back to the sign.");
key_of!(KEY_SELECT, Select, "select", "Presses the button that has the frame.");
key_of!(KEY_BACK, Back, "back", "One step back.");
key_of!(KEY_UP, Up, "up", "Moves the frame up.");
key_of!(KEY_DOWN, Down, "down", "Moves the frame down.");
key_of!(KEY_LEFT, Left, "left", "Moves the frame to the left.");
key_of!(KEY_RIGHT, Right, "right", "Moves the frame to the right.");
key_of!(KEY_SWITCH, Switch, "switch", "The one key of somebody who works everything with one key.");
key_of!(KEY_SPEAK, Speak, "speak", "Reads the screen aloud; holds, goes on, and says it again.");
key_of!(
    KEY_HELP,
    Help,
    "help",
    "Says how one moves about on this screen; begins to read aloud where it is silent."
);
key_of!(KEY_SLOWER, Slower, "slower", "Speaks slower, while it reads aloud.");
key_of!(KEY_FASTER, Faster, "faster", "Speaks faster, while it reads aloud.");
key_of!(KEY_SOFTER, Softer, "softer", "Speaks softer, while it reads aloud.");
key_of!(KEY_LOUDER, Louder, "louder", "Speaks louder, while it reads aloud.");
key_of!(KEY_LOW, Low, "low", "Brings everything within reach of a wheelchair, and back.");
key_of!(KEY_CURTAIN, Curtain, "curtain", "Makes the screen black while it reads aloud, and brings it back.");

pub(in crate::config) static KEYS: Section = once(
    "keys",
    &[
        &KEY_PREVIOUS,
        &KEY_PAUSE,
        &KEY_NEXT,
        &KEY_SCHEDULE,
        &KEY_DETAIL,
        &KEY_LANGUAGE,
        &KEY_STAFF,
        &KEY_REGISTER,
        &KEY_CHECK_IN,
        &KEY_CORNER,
        &KEY_HOME,
        &KEY_SELECT,
        &KEY_BACK,
        &KEY_UP,
        &KEY_DOWN,
        &KEY_LEFT,
        &KEY_RIGHT,
        &KEY_SWITCH,
        &KEY_SPEAK,
        &KEY_HELP,
        &KEY_SLOWER,
        &KEY_FASTER,
        &KEY_SOFTER,
        &KEY_LOUDER,
        &KEY_CURTAIN,
        &KEY_LOW,
    ],
);

/// The declaration of an action's keys.
pub(in crate::config) fn key_for(action: Action) -> &'static Key<KeyNames> {
    match action {
        Action::Previous => &KEY_PREVIOUS,
        Action::Pause => &KEY_PAUSE,
        Action::Next => &KEY_NEXT,
        Action::Schedule => &KEY_SCHEDULE,
        Action::Detail => &KEY_DETAIL,
        Action::Language => &KEY_LANGUAGE,
        Action::Staff => &KEY_STAFF,
        Action::Register => &KEY_REGISTER,
        Action::CheckIn => &KEY_CHECK_IN,
        Action::Corner => &KEY_CORNER,
        Action::Home => &KEY_HOME,
        Action::Select => &KEY_SELECT,
        Action::Back => &KEY_BACK,
        Action::Up => &KEY_UP,
        Action::Down => &KEY_DOWN,
        Action::Left => &KEY_LEFT,
        Action::Right => &KEY_RIGHT,
        Action::Switch => &KEY_SWITCH,
        Action::Speak => &KEY_SPEAK,
        Action::Slower => &KEY_SLOWER,
        Action::Faster => &KEY_FASTER,
        Action::Softer => &KEY_SOFTER,
        Action::Louder => &KEY_LOUDER,
        Action::Help => &KEY_HELP,
        Action::Curtain => &KEY_CURTAIN,
        Action::Low => &KEY_LOW,
    }
}
