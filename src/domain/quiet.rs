//! Quiet hours: when a screen that nobody uses is dimmed or dark.

use super::notice::Hours;

/// Hours in which the screen is quiet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quiet {
    pub hours: Hours,
    pub screen: QuietScreen,
}

/// What a quiet screen shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuietScreen {
    /// The sign, darkened.
    Dim,
    /// Nothing: a black screen.
    Dark,
}

impl QuietScreen {
    pub const ALL: [QuietScreen; 2] = [QuietScreen::Dim, QuietScreen::Dark];

    /// Its name in settings, in programmes and in forms.
    pub fn key(self) -> &'static str {
        match self {
            QuietScreen::Dim => "dim",
            QuietScreen::Dark => "dark",
        }
    }

    pub fn from_key(key: &str) -> Option<QuietScreen> {
        QuietScreen::ALL.into_iter().find(|screen| screen.key() == key)
    }
}
