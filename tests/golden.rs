//! Golden pictures: what every screen looks like, drawn with the bundled faces by the kiosk's own
//! renderer, without a display. Kept a quarter of the size and in few colours, so that the repository
//! stays light: no colour of a picture is further than [`NEAR`] from what was drawn.
//!
//! After a change that is meant to change the look: `HIROBA_GOLDEN=write cargo test --test golden`,
//! then look at every changed picture in tests/golden/ before it is accepted.

#![cfg(feature = "kiosk")]

use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::path::{Path, PathBuf};

use hiroba::config::Config;
use hiroba::domain::display::{Colours, Panel, TextSize};
use hiroba::domain::text::Lang;
use hiroba::kiosk::core::Now;
use hiroba::kiosk::{gallery, sources};
use hiroba::screen::offscreen::Offscreen;
use image::imageops::FilterType;
use image::{Rgb, RgbImage};

/// One picture for each kind of slide and screen.
const EVERY_KIND: [&str; 23] = [
    "sign-01-meeting",
    "sign-02-meeting",
    "sign-04-meeting",
    "glance",
    "theme",
    "notice",
    "voice",
    "page",
    "sign-paused",
    "sign-focus",
    "schedule",
    "detail-1",
    "language",
    "text-size",
    "staff",
    "staff-told",
    "staff-coming",
    "pairing",
    "read-aloud",
    "low-language",
    "low-sign",
    "welcome",
    "emergency-exercise",
];

/// The ones that are drawn in every language, at the largest size and upright.
const HARDEST: [&str; 7] =
    ["sign-02-meeting", "schedule", "language", "read-aloud", "low-sign", "notice", "emergency-exercise"];

/// Every screen of attendance: in every language at the largest size, upright; and as the place
/// sets it up.
const ATTENDANCE: [&str; 37] = [
    "register-how",
    "why",
    "register-category",
    "register-kind",
    "register-confirm",
    "register-people",
    "register-alike",
    "register-confirm-group",
    "thanks",
    "take-back",
    "taken-back",
    "still-there",
    "register-closed",
    "register-full",
    "register-confirm-waiting",
    "thanks-waiting",
    "reception-nothing-open",
    "sign-check-in",
    "reception",
    "reception-pinned",
    "number",
    "number-unknown",
    "check-in-confirm",
    "checked-in",
    "receipt",
    "change-way",
    "way-changed",
    "sign-how-was-today",
    "how-was-today",
    "how-was-today-thanks",
    "pin",
    "corner",
    "corner-status",
    "corner-which-count",
    "corner-count",
    "corner-reason",
    "corner-corrected",
];

/// The ones of attendance that are drawn in high contrast as well: buttons that are chosen, digits, a
/// code, five shapes, and the corner of staff.
const CONTRAST: [&str; 10] = [
    "register-how",
    "register-category",
    "register-confirm",
    "thanks",
    "reception",
    "number",
    "receipt",
    "how-was-today",
    "still-there",
    "corner-count",
];

struct Variant {
    lang: Lang,
    colours: Colours,
    size: TextSize,
    portrait: bool,
    kinds: Vec<&'static str>,
}

fn variants() -> Vec<Variant> {
    let every = |colours| Variant {
        lang: Lang::JA,
        colours,
        size: TextSize::Normal,
        portrait: false,
        kinds: EVERY_KIND.to_vec(),
    };
    let hardest = |lang, size, portrait| Variant {
        lang,
        colours: Colours::Light,
        size,
        portrait,
        kinds: HARDEST.to_vec(),
    };
    let mut variants: Vec<Variant> = Colours::ALL.into_iter().map(every).collect();
    for lang in [Lang::JA, Lang::JA_EASY, Lang::EN, Lang::ZH_HANS, Lang::KO] {
        let mut largest = hardest(lang, TextSize::Largest, true);
        largest.kinds.extend(ATTENDANCE);
        variants.push(largest);
        if lang != Lang::JA {
            variants.push(hardest(lang, TextSize::Normal, false));
        }
    }
    variants.push(Variant { kinds: ATTENDANCE.to_vec(), ..hardest(Lang::JA, TextSize::Normal, false) });
    for (size, portrait) in [(TextSize::Normal, false), (TextSize::Largest, true)] {
        let (colours, kinds) = (Colours::HighContrast, CONTRAST.to_vec());
        variants.push(Variant { colours, kinds, ..hardest(Lang::JA, size, portrait) });
    }
    variants
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden")
}

#[test]
fn every_screen_looks_as_it_was_accepted() {
    let write = std::env::var("HIROBA_GOLDEN").is_ok_and(|value| value == "write");
    let mut screen = Offscreen::new().unwrap();
    let (name, picture) = sources::sample_picture().unwrap();
    screen.set_picture(&name, Some(picture));
    let pictures = HashSet::from([name]);
    let mut config = Config::parse("", Path::new("kiosk.toml")).unwrap();
    let zone = config.place.zone.clone();
    let at = "2026-12-03T14:05[Asia/Tokyo]".parse::<jiff::Zoned>().unwrap().timestamp();
    let programme = sources::sample(at, &zone);

    let mut different = Vec::new();
    let mut expected = HashSet::new();
    for variant in variants() {
        config.display.language = variant.lang;
        config.display.colours = variant.colours;
        config.display.text_size = variant.size;
        config.panel = if variant.portrait { Panel::by_diagonal(43.0, 1080, 1920) } else { Panel::REFERENCE };
        let exhibits = gallery::walk(&config, &programme, &pictures, Now { at, sure: true });
        for kind in &variant.kinds {
            let exact = exhibits.iter().find(|exhibit| exhibit.name == *kind);
            let exhibit = exact.or_else(|| exhibits.iter().find(|exhibit| exhibit.name.contains(kind)));
            // In another language the same place of the round can be another slide.
            let Some(exhibit) = exhibit.or_else(|| exhibits.get(1)) else { panic!("no picture of {kind}") };
            let shown = &exhibit.shown;
            let picture = screen.draw(&shown.sheet, shown.view.colours, shown.view.light);
            let whole = RgbImage::from_raw(picture.width, picture.height, picture.rgb).unwrap();
            let small = light(&whole);
            let upright = if variant.portrait { "-portrait" } else { "" };
            let file = format!(
                "{kind}-{}-{}-{}{upright}.png",
                variant.lang,
                variant.colours.key(),
                variant.size.key()
            );
            let path = folder().join(&file);
            if !expected.insert(file.clone()) {
                continue;
            }
            if write {
                std::fs::create_dir_all(folder()).unwrap();
                write_png(&small, &path);
                continue;
            }
            let accepted = image::open(&path).map(|accepted| accepted.to_rgb8());
            match accepted {
                Ok(accepted) if alike(&accepted, &small) => {}
                Ok(_) => different.push(keep(&file, &small)),
                Err(error) => different.push(format!("{file}: {error}")),
            }
        }
    }
    for entry in std::fs::read_dir(folder()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if !expected.contains(&name) {
            different.push(format!("{name} is of no screen any more; take it away"));
        }
    }
    assert!(different.is_empty(), "these look different; look at them:\n{}", different.join("\n"));
}

/// A quarter of the size: enough to see any letter, a tenth of the bytes.
fn light(whole: &RgbImage) -> RgbImage {
    image::imageops::resize(whole, whole.width() / 4, whole.height() / 4, FilterType::Triangle)
}

/// As far may a kept colour be from the drawn one, in steps of 256. Edges of letters need a dozen
/// colours then instead of hundreds, and a picture a third of the room.
const NEAR: u8 = 30;
/// What rounding may add between processors.
const HAIR: u8 = 10;

fn distance(a: Rgb<u8>, b: Rgb<u8>) -> u8 {
    a.0.into_iter().zip(b.0).map(|(a, b)| a.abs_diff(b)).max().unwrap_or_default()
}

/// As few of its colours as are near enough to all of them; those that cover most come first.
fn palette(picture: &RgbImage) -> Vec<Rgb<u8>> {
    let mut counts: HashMap<Rgb<u8>, usize> = HashMap::new();
    for pixel in picture.pixels() {
        *counts.entry(*pixel).or_default() += 1;
    }
    let mut colours: Vec<(Rgb<u8>, usize)> = counts.into_iter().collect();
    colours.sort_by_key(|(colour, count)| (std::cmp::Reverse(*count), colour.0));
    let mut palette: Vec<Rgb<u8>> = Vec::new();
    for (colour, _) in colours {
        if palette.iter().all(|kept| distance(*kept, colour) > NEAR) {
            palette.push(colour);
        }
    }
    palette
}

fn write_png(picture: &RgbImage, path: &Path) {
    let palette = palette(picture);
    assert!(palette.len() <= 256, "{} has too many colours", path.display());
    let nearest = |pixel: &Rgb<u8>| {
        let at = (0..palette.len()).min_by_key(|at| distance(palette[*at], *pixel)).unwrap();
        u8::try_from(at).unwrap()
    };
    let (depth, bits) = match palette.len() {
        0..=2 => (png::BitDepth::One, 1),
        3..=4 => (png::BitDepth::Two, 2),
        5..=16 => (png::BitDepth::Four, 4),
        _ => (png::BitDepth::Eight, 8),
    };
    let mut bytes = Vec::new();
    for row in picture.rows() {
        let indices: Vec<u8> = row.map(nearest).collect();
        bytes.extend(indices.chunks(8 / bits).map(|chunk| {
            let places = chunk.iter().zip((0..8 / bits).rev());
            places.fold(0, |byte, (index, place)| byte | (index << (place * bits)))
        }));
    }
    let mut encoder = png::Encoder::new(File::create(path).unwrap(), picture.width(), picture.height());
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(depth);
    encoder.set_palette(palette.iter().flat_map(|colour| colour.0).collect::<Vec<u8>>());
    encoder.set_compression(png::Compression::High);
    encoder.set_filter(png::Filter::NoFilter);
    encoder.write_header().unwrap().write_image_data(&bytes).unwrap();
}

/// Writes what was drawn beside the build, so that it can be looked at.
fn keep(file: &str, drawn: &RgbImage) -> String {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("golden");
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join(file);
    drawn.save(&path).unwrap();
    format!("{file}: drawn now as {}", path.display())
}

/// Rounding may differ by a hair between processors; anything a person could see may not.
fn alike(accepted: &RgbImage, drawn: &RgbImage) -> bool {
    if accepted.dimensions() != drawn.dimensions() {
        return false;
    }
    let pairs = accepted.pixels().zip(drawn.pixels());
    let far = pairs.filter(|(a, b)| distance(**a, **b) > NEAR + HAIR).count();
    far * 5000 <= accepted.pixels().len()
}

#[test]
fn the_comparison_sees_a_missing_letter() {
    let white = RgbImage::from_pixel(480, 270, image::Rgb([255, 255, 255]));
    let mut marked = white.clone();
    for x in 0..8 {
        for y in 0..8 {
            marked.put_pixel(100 + x, 100 + y, image::Rgb([22, 38, 61]));
        }
    }
    assert!(alike(&white, &white));
    assert!(!alike(&white, &marked), "an 8 x 8 px letter of a quarter picture");
}

#[test]
fn a_kept_picture_is_near_what_was_drawn_and_not_near_anything_else() {
    // Every grey there is, as at the edges of letters, and a picture's worth of colours.
    let drawn = RgbImage::from_fn(320, 200, |x, y| {
        let grey = u8::try_from(x.min(255)).unwrap();
        if y < 100 { Rgb([grey; 3]) } else { Rgb([grey, u8::try_from(y).unwrap(), 255 - grey]) }
    });
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("kept.png");
    write_png(&drawn, &path);
    let kept = image::open(&path).unwrap().to_rgb8();
    assert!(drawn.pixels().zip(kept.pixels()).all(|(drawn, kept)| distance(*drawn, *kept) <= NEAR));
    assert!(alike(&kept, &drawn));
    let mut other = drawn.clone();
    for (x, y, pixel) in other.enumerate_pixels_mut() {
        // A thin line of a letter, half covered.
        if x == 40 && y < 60 {
            *pixel = Rgb([pixel.0[0].saturating_add(90); 3]);
        }
    }
    assert!(!alike(&kept, &other), "a stroke that came or went is seen");
}
