//! Keys as the window tells them, by their names.

use slint::platform::Key;

/// A key that was pressed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stroke {
    /// A letter, a digit or a sign.
    Sign(char),
    /// A key by the name settings use: "enter", "up", "f1".
    Named(&'static str),
    Tab,
    BackTab,
}

const NAMED: [(Key, &str); 39] = [
    (Key::Return, "enter"),
    (Key::Space, "space"),
    (Key::Escape, "escape"),
    (Key::Backspace, "backspace"),
    (Key::Delete, "delete"),
    (Key::Insert, "insert"),
    (Key::Home, "home"),
    (Key::End, "end"),
    (Key::PageUp, "pageup"),
    (Key::PageDown, "pagedown"),
    (Key::UpArrow, "up"),
    (Key::DownArrow, "down"),
    (Key::LeftArrow, "left"),
    (Key::RightArrow, "right"),
    (Key::Menu, "menu"),
    (Key::F1, "f1"),
    (Key::F2, "f2"),
    (Key::F3, "f3"),
    (Key::F4, "f4"),
    (Key::F5, "f5"),
    (Key::F6, "f6"),
    (Key::F7, "f7"),
    (Key::F8, "f8"),
    (Key::F9, "f9"),
    (Key::F10, "f10"),
    (Key::F11, "f11"),
    (Key::F12, "f12"),
    (Key::F13, "f13"),
    (Key::F14, "f14"),
    (Key::F15, "f15"),
    (Key::F16, "f16"),
    (Key::F17, "f17"),
    (Key::F18, "f18"),
    (Key::F19, "f19"),
    (Key::F20, "f20"),
    (Key::F21, "f21"),
    (Key::F22, "f22"),
    (Key::F23, "f23"),
    (Key::F24, "f24"),
];

impl Stroke {
    /// Every name that a key can come with.
    pub fn names() -> impl Iterator<Item = &'static str> {
        NAMED.iter().map(|(_, name)| *name)
    }

    /// The key of a key event's text, if it is one that can mean something here.
    pub fn of(text: &str, shift: bool) -> Option<Stroke> {
        let c = text.chars().next()?;
        if c == char::from(Key::Backtab) || (c == char::from(Key::Tab) && shift) {
            return Some(Stroke::BackTab);
        }
        if c == char::from(Key::Tab) {
            return Some(Stroke::Tab);
        }
        if let Some((_, name)) = NAMED.iter().find(|(key, _)| char::from(*key) == c) {
            return Some(Stroke::Named(name));
        }
        (!c.is_control() && !('\u{e000}'..='\u{f8ff}').contains(&c))
            .then(|| Stroke::Sign(c.to_ascii_lowercase()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_told_by_their_names() {
        let text = |key: Key| char::from(key).to_string();
        assert_eq!(Stroke::of(&text(Key::LeftArrow), false), Some(Stroke::Named("left")));
        assert_eq!(Stroke::of(&text(Key::Tab), true), Some(Stroke::BackTab));
        assert_eq!(Stroke::of(" ", false), Some(Stroke::Named("space")));
        assert_eq!(Stroke::of("P", false), Some(Stroke::Sign('p')));
        assert_eq!(Stroke::of(&text(Key::Shift), true), None);
    }
}
