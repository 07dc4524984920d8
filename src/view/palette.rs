//! Colours by what they are for (LOOK "Colour"). Every pair that carries text is at least 7:1 and
//! every other meaning 3:1; the tests below hold the table to it (ACCESSIBILITY rows 4 and 5).

use crate::domain::display::Colours;

/// An opaque sRGB colour, 0xRRGGBB.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Rgb(pub u32);

/// What a colour is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tone {
    /// The board.
    Paper,
    /// The control strip.
    Counter,
    /// A button.
    Face,
    Ink,
    /// Secondary text on paper.
    Ink2,
    Primary,
    OnPrimary,
    Staff,
    OnStaff,
    Border,
    RingLit,
    RingNext,
    RingFar,
    Rule,
    DotPerson,
    DotVenue,
    DotOnline,
    FocusOuter,
    FocusInner,
    /// Under QR codes, in every theme.
    White,
}

impl Tone {
    pub const ALL: [Tone; 20] = [
        Tone::Paper,
        Tone::Counter,
        Tone::Face,
        Tone::Ink,
        Tone::Ink2,
        Tone::Primary,
        Tone::OnPrimary,
        Tone::Staff,
        Tone::OnStaff,
        Tone::Border,
        Tone::RingLit,
        Tone::RingNext,
        Tone::RingFar,
        Tone::Rule,
        Tone::DotPerson,
        Tone::DotVenue,
        Tone::DotOnline,
        Tone::FocusOuter,
        Tone::FocusInner,
        Tone::White,
    ];

    pub fn rgb(self, colours: Colours) -> Rgb {
        let [light, dark, contrast] = self.table();
        Rgb(match colours {
            Colours::Light => light,
            Colours::Dark => dark,
            Colours::HighContrast => contrast,
        })
    }

    fn table(self) -> [u32; 3] {
        match self {
            Tone::Paper => [0xfbf9f4, 0x131e2b, 0x000000],
            Tone::Counter => [0xd6e1ea, 0x24364a, 0x000000],
            Tone::Face => [0xffffff, 0x131e2b, 0x000000],
            Tone::Ink => [0x16263d, 0xf4efe4, 0xffffff],
            Tone::Ink2 => [0x3b4a61, 0xcbd5df, 0xffffff],
            Tone::Primary => [0x1f4373, 0xbfe4ff, 0xffff00],
            Tone::OnPrimary => [0xffffff, 0x10202f, 0x000000],
            Tone::Staff => [0xf6aa00, 0xf6aa00, 0xffffff],
            Tone::OnStaff => [0x16263d, 0x10202f, 0x000000],
            Tone::Border => [0x16263d, 0xb9cbdb, 0xffffff],
            Tone::RingLit => [0x1f4373, 0xb9cbdb, 0xffff00],
            Tone::RingNext => [0xb9cbdb, 0x3f566e, 0xffffff],
            Tone::RingFar => [0xdce5ec, 0x26374a, 0xffffff],
            Tone::Rule => [0x8fa3b5, 0x5c7590, 0xffffff],
            Tone::DotPerson => [0xf6aa00, 0xf6aa00, 0xffff00],
            Tone::DotVenue => [0x03af7a, 0x03af7a, 0xffff00],
            Tone::DotOnline => [0x4dc4ff, 0x4dc4ff, 0xffff00],
            Tone::FocusOuter => [0x16263d, 0xffd43d, 0xffffff],
            Tone::FocusInner => [0xffd43d, 0x16263d, 0x000000],
            Tone::White => [0xffffff, 0xffffff, 0xffffff],
        }
    }
}

/// Contrast ratio by WCAG 2.2, 1 to 21.
pub fn contrast(a: Rgb, b: Rgb) -> f32 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn luminance(colour: Rgb) -> f32 {
    let channel = |shift: u32| {
        let value = ((colour.0 >> shift) & 0xff) as f32 / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(16) + 0.7152 * channel(8) + 0.0722 * channel(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_pair_reaches_7_and_every_meaning_3() {
        let text = [
            (Tone::Ink, Tone::Paper),
            (Tone::Ink, Tone::Counter),
            (Tone::Ink, Tone::Face),
            (Tone::Ink2, Tone::Paper),
            (Tone::OnPrimary, Tone::Primary),
            (Tone::OnStaff, Tone::Staff),
        ];
        let meaning = [
            (Tone::Border, Tone::Counter),
            (Tone::RingLit, Tone::Paper),
            (Tone::Primary, Tone::Counter),
            (Tone::FocusOuter, Tone::Counter),
            (Tone::FocusOuter, Tone::Paper),
            (Tone::FocusOuter, Tone::FocusInner),
        ];
        for colours in Colours::ALL {
            let ratio = |(a, b): (Tone, Tone)| contrast(a.rgb(colours), b.rgb(colours));
            for pair in text {
                assert!(ratio(pair) >= 7.0, "{colours:?} {pair:?}: {}", ratio(pair));
            }
            for pair in meaning {
                assert!(ratio(pair) >= 3.0, "{colours:?} {pair:?}: {}", ratio(pair));
            }
        }
    }

    #[test]
    fn contrast_is_that_of_the_guideline() {
        assert!((contrast(Rgb(0xffffff), Rgb(0x000000)) - 21.0).abs() < 0.01);
        assert!(
            (contrast(Tone::Ink.rgb(Colours::Light), Tone::Paper.rgb(Colours::Light)) - 14.5).abs() < 0.1
        );
    }
}
