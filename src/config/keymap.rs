//! Which key of a keyboard or tactile keypad does what (ACCESSIBILITY row 12: keypads are USB
//! keyboards, and no two are wired alike).

use std::fmt;

/// What a key can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Action {
    Previous,
    Pause,
    Next,
    Schedule,
    Detail,
    Language,
    Staff,
    Register,
    CheckIn,
    Corner,
    Home,
    Select,
    Back,
    Up,
    Down,
    Left,
    Right,
    /// The only key of somebody who works everything with one.
    Switch,
    /// Reads aloud, holds, goes on, and says it again.
    Speak,
    /// Says how one moves about here.
    Help,
    Slower,
    Faster,
    Softer,
    Louder,
    /// A black screen for somebody who hears.
    Curtain,
    /// Everything within reach of a wheelchair, and back.
    Low,
}

impl Action {
    pub const ALL: [Action; 26] = [
        Action::Previous,
        Action::Pause,
        Action::Next,
        Action::Schedule,
        Action::Detail,
        Action::Language,
        Action::Staff,
        Action::Register,
        Action::CheckIn,
        Action::Corner,
        Action::Home,
        Action::Select,
        Action::Back,
        Action::Up,
        Action::Down,
        Action::Left,
        Action::Right,
        Action::Switch,
        Action::Speak,
        Action::Help,
        Action::Slower,
        Action::Faster,
        Action::Softer,
        Action::Louder,
        Action::Curtain,
        Action::Low,
    ];

    /// The name in `kiosk.toml`.
    pub fn key(self) -> &'static str {
        match self {
            Action::Previous => "previous",
            Action::Pause => "pause",
            Action::Next => "next",
            Action::Schedule => "schedule",
            Action::Detail => "detail",
            Action::Language => "language",
            Action::Staff => "staff",
            Action::Register => "register",
            Action::CheckIn => "check_in",
            Action::Corner => "corner",
            Action::Home => "home",
            Action::Select => "select",
            Action::Back => "back",
            Action::Up => "up",
            Action::Down => "down",
            Action::Left => "left",
            Action::Right => "right",
            Action::Switch => "switch",
            Action::Speak => "speak",
            Action::Help => "help",
            Action::Slower => "slower",
            Action::Faster => "faster",
            Action::Softer => "softer",
            Action::Louder => "louder",
            Action::Curtain => "curtain",
            Action::Low => "low",
        }
    }

    /// Whether somebody who has only keys would be shut out without it. The other actions have
    /// buttons on the screen that these keys reach.
    pub fn is_indispensable(self) -> bool {
        match self {
            Action::Select | Action::Back | Action::Up | Action::Down | Action::Left | Action::Right => true,
            Action::Previous
            | Action::Pause
            | Action::Next
            | Action::Schedule
            | Action::Detail
            | Action::Language
            | Action::Staff
            | Action::Register
            | Action::CheckIn
            | Action::Corner
            | Action::Home
            | Action::Switch
            | Action::Speak
            | Action::Help
            | Action::Slower
            | Action::Faster
            | Action::Softer
            | Action::Louder
            | Action::Curtain
            | Action::Low => false,
        }
    }
}

/// A key that can be pressed. Tab is none of them: it always moves the focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Key {
    /// The sign on the key, letters in lower case.
    Sign(char),
    /// F1 to F24.
    Function(u8),
    Enter,
    Space,
    Escape,
    Backspace,
    Delete,
    Insert,
    Home,
    End,
    PageUp,
    PageDown,
    Up,
    Down,
    Left,
    Right,
    Menu,
}

impl Key {
    /// The keys that are written as a word.
    pub const NAMED: [Key; 15] = [
        Key::Enter,
        Key::Space,
        Key::Escape,
        Key::Backspace,
        Key::Delete,
        Key::Insert,
        Key::Home,
        Key::End,
        Key::PageUp,
        Key::PageDown,
        Key::Up,
        Key::Down,
        Key::Left,
        Key::Right,
        Key::Menu,
    ];

    /// The word `kiosk.toml` has for it; nothing for those written as a sign or a number.
    pub fn word(self) -> Option<&'static str> {
        match self {
            Key::Sign(_) | Key::Function(_) => None,
            Key::Enter => Some("Enter"),
            Key::Space => Some("Space"),
            Key::Escape => Some("Escape"),
            Key::Backspace => Some("Backspace"),
            Key::Delete => Some("Delete"),
            Key::Insert => Some("Insert"),
            Key::Home => Some("Home"),
            Key::End => Some("End"),
            Key::PageUp => Some("PageUp"),
            Key::PageDown => Some("PageDown"),
            Key::Up => Some("Up"),
            Key::Down => Some("Down"),
            Key::Left => Some("Left"),
            Key::Right => Some("Right"),
            Key::Menu => Some("Menu"),
        }
    }

    /// A key by its name (in any case) or its sign.
    pub fn parse(name: &str) -> Option<Key> {
        let called = |key: &Key| key.word().is_some_and(|word| word.eq_ignore_ascii_case(name));
        if let Some(key) = Key::NAMED.into_iter().find(called) {
            return Some(key);
        }
        let mut chars = name.chars();
        match (chars.next()?, chars.as_str()) {
            (' ', "") => Some(Key::Space),
            (sign, "") if !sign.is_control() && !sign.is_whitespace() => {
                Some(Key::Sign(sign.to_lowercase().next().unwrap_or(sign)))
            }
            ('F' | 'f', number) => {
                number.parse().ok().filter(|number| (1..=24).contains(number)).map(Key::Function)
            }
            _ => None,
        }
    }
}

impl fmt::Display for Key {
    /// As `kiosk.toml` writes it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (*self, self.word()) {
            (_, Some(word)) => f.write_str(word),
            (Key::Sign(sign), None) => write!(f, "{sign}"),
            (Key::Function(number), None) => write!(f, "F{number}"),
            // All others have a word.
            (_, None) => Ok(()),
        }
    }
}

/// Which key does what. No key does two things.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyMap {
    keys: Vec<(Action, Vec<Key>)>,
}

impl KeyMap {
    /// The keys an action has when `kiosk.toml` says nothing.
    pub(super) fn usual(action: Action) -> Vec<Key> {
        match action {
            Action::Previous => vec![Key::PageUp],
            Action::Pause => vec![Key::Sign('p')],
            Action::Next => vec![Key::PageDown],
            Action::Schedule => vec![Key::Sign('s')],
            Action::Detail => vec![Key::Sign('d')],
            Action::Language => vec![Key::Sign('l')],
            Action::Staff => vec![Key::Function(1)],
            Action::Register => vec![Key::Sign('r')],
            Action::CheckIn => vec![Key::Sign('c')],
            Action::Corner => vec![Key::Function(12)],
            Action::Home => vec![Key::Home],
            Action::Select => vec![Key::Enter, Key::Space],
            Action::Back => vec![Key::Escape, Key::Backspace],
            Action::Up => vec![Key::Up],
            Action::Down => vec![Key::Down],
            Action::Left => vec![Key::Left],
            Action::Right => vec![Key::Right],
            Action::Switch => vec![Key::Function(9)],
            Action::Speak => vec![Key::Function(2), Key::Sign('v')],
            Action::Slower => vec![Key::Function(3)],
            Action::Faster => vec![Key::Function(4)],
            Action::Softer => vec![Key::Function(5), Key::Sign('-')],
            Action::Louder => vec![Key::Function(6), Key::Sign('+')],
            Action::Curtain => vec![Key::Function(7)],
            Action::Help => vec![Key::Function(10), Key::Sign('h')],
            Action::Low => vec![Key::Function(8)],
        }
    }

    /// The caller has seen to it that no key stands twice.
    pub(super) fn new(keys: Vec<(Action, Vec<Key>)>) -> KeyMap {
        KeyMap { keys }
    }

    pub fn action_of(&self, key: Key) -> Option<Action> {
        self.keys.iter().find(|(_, keys)| keys.contains(&key)).map(|(action, _)| *action)
    }

    pub fn keys_of(&self, action: Action) -> &[Key] {
        self.keys.iter().find(|(known, _)| *known == action).map_or(&[], |(_, keys)| keys)
    }
}

impl Default for KeyMap {
    fn default() -> KeyMap {
        KeyMap::new(Action::ALL.into_iter().map(|action| (action, KeyMap::usual(action))).collect())
    }
}
