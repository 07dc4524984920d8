//! What a visitor can wish for around the voice.

/// Wishes about reading aloud.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Aloud {
    /// From now on everything is heard, beginning with this screen.
    Start,
    /// How it speaks.
    Menu,
    Stop,
    Slower,
    Faster,
    Softer,
    Louder,
    /// The address that was heard last, letter by letter.
    Spell,
    /// Whether the screen is black meanwhile, so that nobody reads along.
    Curtain(bool),
}
