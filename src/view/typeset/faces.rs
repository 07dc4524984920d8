//! The bundled faces, and how wide their letters are.
//!
//! Missing glyphs are drawn as nothing at all, so every letter is given to a face that has it,
//! before it reaches the screen.

use std::sync::OnceLock;

use skrifa::charmap::Charmap;
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::{FontRef, GlyphId, MetadataProvider};

use crate::domain::text::Lang;

/// A bundled family. All come in Regular and Bold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Family {
    /// BIZ UDPGothic: Japanese and Latin, a universal-design face.
    Japanese,
    /// A cut of Noto Sans CJK KR.
    Korean,
    /// A cut of Noto Sans CJK SC.
    Chinese,
}

impl Family {
    pub const ALL: [Family; 3] = [Family::Japanese, Family::Korean, Family::Chinese];

    /// The name in the font files.
    pub fn name(self) -> &'static str {
        match self {
            Family::Japanese => "BIZ UDPGothic",
            Family::Korean => "Hiroba KR",
            Family::Chinese => "Hiroba SC",
        }
    }

    /// The bytes of the font file.
    pub fn file(self, weight: Weight) -> &'static [u8] {
        match (self, weight) {
            (Family::Japanese, Weight::Regular) => {
                include_bytes!("../../../assets/fonts/BIZUDPGothic-Regular.ttf")
            }
            (Family::Japanese, Weight::Bold) => include_bytes!("../../../assets/fonts/BIZUDPGothic-Bold.ttf"),
            (Family::Korean, Weight::Regular) => include_bytes!("../../../assets/fonts/HirobaKR-Regular.otf"),
            (Family::Korean, Weight::Bold) => include_bytes!("../../../assets/fonts/HirobaKR-Bold.otf"),
            (Family::Chinese, Weight::Regular) => {
                include_bytes!("../../../assets/fonts/HirobaSC-Regular.otf")
            }
            (Family::Chinese, Weight::Bold) => include_bytes!("../../../assets/fonts/HirobaSC-Bold.otf"),
        }
    }

    /// Where the baseline lies below the top of the em box when the line box is one em high.
    /// Noto's CJK faces and BIZ UD share 0.88, so that words of two faces stand on one line.
    pub const BASELINE: f32 = 0.88;
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Weight {
    Regular,
    Bold,
}

struct Face {
    glyphs: Charmap<'static>,
    metrics: GlyphMetrics<'static>,
    units: f32,
    /// Advances of ASCII in em, which is most of what is asked.
    ascii: [f32; 128],
}

impl Face {
    fn load(bytes: &'static [u8]) -> Option<Face> {
        let font = FontRef::new(bytes).ok()?;
        let units = f32::from(font.metrics(Size::unscaled(), LocationRef::default()).units_per_em);
        let metrics = font.glyph_metrics(Size::unscaled(), LocationRef::default());
        let mut face = Face { glyphs: font.charmap(), metrics, units, ascii: [0.0; 128] };
        for code in 0x20_u8..0x7f {
            face.ascii[usize::from(code)] = face.measured(char::from(code)).unwrap_or_default();
        }
        Some(face)
    }

    fn glyph(&self, c: char) -> Option<GlyphId> {
        self.glyphs.map(c).filter(|glyph| *glyph != GlyphId::NOTDEF)
    }

    fn measured(&self, c: char) -> Option<f32> {
        let glyph = self.glyph(c)?;
        Some(self.metrics.advance_width(glyph)? / self.units)
    }

    fn advance(&self, c: char) -> Option<f32> {
        match self.ascii.get(c as usize) {
            Some(advance) if *advance > 0.0 => Some(*advance),
            Some(_) | None => self.measured(c),
        }
    }
}

fn face(family: Family, weight: Weight) -> Option<&'static Face> {
    type Loaded = ((Family, Weight), Option<Face>);
    static FACES: OnceLock<Vec<Loaded>> = OnceLock::new();
    let faces = FACES.get_or_init(|| {
        Family::ALL
            .into_iter()
            .flat_map(|family| [(family, Weight::Regular), (family, Weight::Bold)])
            .map(|key| (key, Face::load(key.0.file(key.1))))
            .collect()
    });
    faces.iter().find(|(key, _)| *key == (family, weight)).and_then(|(_, face)| face.as_ref())
}

/// The faces to try for a text of a language, best first. What is written tells more than the
/// language of the screen: a Japanese name on a Chinese screen is set in the Japanese face as a
/// whole, not letter by letter in two.
fn order(lang: Lang, text: &str) -> [Family; 3] {
    use Family::{Chinese, Japanese, Korean};
    let has = |from: char, to: char| text.chars().any(|c| from <= c && c <= to);
    if has('\u{ac00}', '\u{d7a3}') {
        [Korean, Japanese, Chinese]
    } else if has('\u{3041}', '\u{30fa}') {
        [Japanese, Chinese, Korean]
    } else if lang == Lang::ZH_HANS {
        [Chinese, Japanese, Korean]
    } else if lang == Lang::KO {
        [Korean, Japanese, Chinese]
    } else {
        [Japanese, Chinese, Korean]
    }
}

/// Sets letters in faces for one text.
#[derive(Clone, Copy, Debug)]
pub struct Setter {
    order: [Family; 3],
    weight: Weight,
}

/// What stands in the place of a letter that no bundled face has.
const MISSING: char = '〓';

impl Setter {
    pub fn new(lang: Lang, text: &str, weight: Weight) -> Setter {
        Setter { order: order(lang, text), weight }
    }

    /// The face, the letter to draw and its advance in em.
    pub fn set(&self, c: char) -> (Family, char, f32) {
        let find = |c: char| {
            self.order
                .into_iter()
                .find_map(|family| Some((family, c, face(family, self.weight)?.advance(c)?)))
        };
        // Control and format characters have no width and no drawing.
        if c.is_control() || is_invisible(c) {
            return (self.order[0], '\u{200b}', 0.0);
        }
        find(c).or_else(|| find(MISSING)).unwrap_or((Family::Japanese, MISSING, 1.0))
    }

    /// Width of a text on one line, em.
    pub fn width(&self, text: &str) -> f32 {
        text.chars().map(|c| self.set(c).2).sum()
    }
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// Whether some bundled face has this letter; for the lint that staff see.
pub fn can_show(c: char) -> bool {
    c.is_whitespace()
        || is_invisible(c)
        || Family::ALL
            .into_iter()
            .any(|family| face(family, Weight::Regular).is_some_and(|face| face.glyph(c).is_some()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn set_in(lang: Lang, text: &str, c: char, expected: Family) {
        assert_eq!(Setter::new(lang, text, Weight::Regular).set(c).0, expected, "{c} of {text}");
    }

    #[test]
    fn a_text_is_set_in_the_face_of_its_own_writing() {
        set_in(Lang::JA, "場をひろげる", '場', Family::Japanese);
        set_in(Lang::ZH_HANS, "会場とオンライン", '会', Family::Japanese);
        set_in(Lang::ZH_HANS, "场所", '场', Family::Chinese);
        set_in(Lang::JA, "简体", '简', Family::Chinese);
        set_in(Lang::EN, "한국어", '국', Family::Korean);
        set_in(Lang::EN, "Open", 'O', Family::Japanese);
    }

    #[test]
    fn a_letter_that_nobody_has_is_seen_as_missing_and_not_as_nothing() {
        let (_, drawn, width) = Setter::new(Lang::JA, "\u{1f600}", Weight::Regular).set('\u{1f600}');
        assert_eq!((drawn, width), (MISSING, 1.0));
        assert!(!can_show('\u{1f600}'));
        assert!(can_show('髙') && can_show('뷁') && can_show('谢'));
    }

    #[test]
    fn all_faces_load_in_both_weights() {
        for family in Family::ALL {
            for weight in [Weight::Regular, Weight::Bold] {
                assert!(face(family, weight).is_some(), "{family:?} {weight:?}");
            }
        }
    }
}
