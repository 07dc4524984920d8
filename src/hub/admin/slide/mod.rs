//! What staff see of a slide before it is on a screen: its picture, and what to look at. The same for
//! meetings, notices, themes and voices.

pub mod easy;
pub mod lint;
pub mod measure;
pub mod panel;
pub mod picture;
pub mod preview;

/// A value that can be chosen, its word, and whether it is.
pub struct Choice {
    pub value: String,
    pub word: String,
    pub chosen: bool,
}
