//! The display as a thing in a room: its panel in millimetres, and how a visitor wants it to look.

/// A panel, and where it stands. The source of every size on the screen (ACCESSIBILITY
/// "Geometry is in millimetres").
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Panel {
    pub width_px: u32,
    pub height_px: u32,
    /// Length of one pixel's edge in mm; pixels are square.
    pub mm_per_px: f32,
    /// Height of the lower edge of the picture above the floor, mm.
    pub lower_edge_mm: f32,
    /// Distance from which a passer-by reads the sign, mm.
    pub viewing_mm: f32,
}

/// Millimetres in an inch.
const INCH: f32 = 25.4;

impl Panel {
    /// The reference of the design: 43" 16:9 1080p, 800 mm above the floor, read at 2 m.
    pub const REFERENCE: Panel = Panel {
        width_px: 1920,
        height_px: 1080,
        mm_per_px: 0.4958,
        lower_edge_mm: 800.0,
        viewing_mm: 2000.0,
    };

    /// A panel by its diagonal in inches, as it is sold.
    pub fn by_diagonal(diagonal_in: f32, width_px: u32, height_px: u32) -> Panel {
        let diagonal_px = (width_px as f32).hypot(height_px as f32);
        Panel { width_px, height_px, mm_per_px: diagonal_in * INCH / diagonal_px, ..Panel::REFERENCE }
    }

    pub fn width_mm(&self) -> f32 {
        self.width_px as f32 * self.mm_per_px
    }

    pub fn height_mm(&self) -> f32 {
        self.height_px as f32 * self.mm_per_px
    }

    pub fn is_portrait(&self) -> bool {
        self.height_px > self.width_px
    }

    /// The smallest x-height that reads well from the viewing distance, mm (ACCESSIBILITY rows 6
    /// and 7: distance x 16 / 2688).
    pub fn least_x_height_mm(&self) -> f32 {
        self.viewing_mm * 16.0 / 2688.0
    }
}

/// ふつう, 大, 特大, 最大.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum TextSize {
    #[default]
    Normal,
    Large,
    Larger,
    Largest,
}

impl TextSize {
    pub const ALL: [TextSize; 4] = [TextSize::Normal, TextSize::Large, TextSize::Larger, TextSize::Largest];

    /// How much larger than ふつう (LOOK "Sizes": 45, 50, 55, 60 px).
    pub fn factor(self) -> f32 {
        match self {
            TextSize::Normal => 1.0,
            TextSize::Large => 50.0 / 45.0,
            TextSize::Larger => 55.0 / 45.0,
            TextSize::Largest => 60.0 / 45.0,
        }
    }

    /// The name settings and file names use.
    pub fn key(self) -> &'static str {
        match self {
            TextSize::Normal => "normal",
            TextSize::Large => "large",
            TextSize::Larger => "larger",
            TextSize::Largest => "largest",
        }
    }

    pub fn from_key(key: &str) -> Option<TextSize> {
        TextSize::ALL.into_iter().find(|size| size.key() == key)
    }
}

/// Which colours the screen wears. (A テーマ is what a meeting is about; this is never called one.)
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Colours {
    #[default]
    Light,
    Dark,
    HighContrast,
}

impl Colours {
    pub const ALL: [Colours; 3] = [Colours::Light, Colours::Dark, Colours::HighContrast];

    /// The name settings and file names use.
    pub fn key(self) -> &'static str {
        match self {
            Colours::Light => "light",
            Colours::Dark => "dark",
            Colours::HighContrast => "high-contrast",
        }
    }

    pub fn from_key(key: &str) -> Option<Colours> {
        Colours::ALL.into_iter().find(|colours| colours.key() == key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reference_panel_has_the_published_pixel() {
        let panel = Panel::by_diagonal(43.0, 1920, 1080);
        assert!((panel.mm_per_px - 0.4958).abs() < 0.0001);
        assert!((panel.least_x_height_mm() - 11.9).abs() < 0.01);
    }
}
