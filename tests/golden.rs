//! Golden pictures: what every screen looks like, drawn with the bundled faces by the kiosk's own
//! renderer, without a display. Kept a quarter of the size to keep the repository light.
//!
//! After a change that is meant to change the look: `HIROBA_GOLDEN=write cargo test --test golden`,
//! then look at every changed picture in tests/golden/ before it is accepted.

#![cfg(feature = "kiosk")]

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use hiroba::config::Config;
use hiroba::domain::display::{Colours, Panel, TextSize};
use hiroba::domain::text::Lang;
use hiroba::kiosk::core::Now;
use hiroba::kiosk::{gallery, sources};
use hiroba::screen::offscreen::Offscreen;
use image::RgbImage;
use image::imageops::FilterType;

/// One picture for each kind of slide and screen.
const EVERY_KIND: [&str; 17] = [
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
    "welcome",
    "emergency-exercise",
];

/// The ones that are drawn in every language, at the largest size and upright.
const HARDEST: [&str; 5] = ["sign-02-meeting", "schedule", "language", "notice", "emergency-exercise"];

/// Every screen of attendance: in every language at the largest size, upright; and as the place
/// sets it up.
const ATTENDANCE: [&str; 36] = [
    "register-how",
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

/// A quarter of the size and sixteen steps a colour: enough to see any letter, a tenth of the bytes.
fn light(whole: &RgbImage) -> RgbImage {
    let mut small =
        image::imageops::resize(whole, whole.width() / 4, whole.height() / 4, FilterType::Triangle);
    for channel in small.iter_mut() {
        *channel = (*channel & 0xf0) | 0x08;
    }
    small
}

fn write_png(picture: &RgbImage, path: &Path) {
    use image::ImageEncoder;
    use image::codecs::png::{CompressionType, FilterType, PngEncoder};
    let file = std::fs::File::create(path).unwrap();
    PngEncoder::new_with_quality(file, CompressionType::Best, FilterType::NoFilter)
        .write_image(picture.as_raw(), picture.width(), picture.height(), image::ExtendedColorType::Rgb8)
        .unwrap();
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
fn alike(a: &RgbImage, b: &RgbImage) -> bool {
    if a.dimensions() != b.dimensions() {
        return false;
    }
    let far = a
        .pixels()
        .zip(b.pixels())
        .filter(|(a, b)| a.0.iter().zip(b.0).any(|(a, b)| a.abs_diff(b) > 24))
        .count();
    far * 5000 <= a.pixels().len()
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
