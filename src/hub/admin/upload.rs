//! Pictures that come from outside: looked at by what they are, not by their name, and written anew,
//! so that nothing else of the file lives on (place, device, what hides behind it).

use std::io::Cursor;

use axum::body::Bytes;
use image::codecs::jpeg::JpegEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};
use tokio::sync::Semaphore;

use crate::hub::secret::hash_of;
use crate::hub::store::PictureRow;

/// More than any screen shows; larger ones are made smaller.
const LONGEST_SIDE: u32 = 2160;
/// A picture that is decoded at all: a camera's, not a trap. A few bytes can say many pixels, and nothing is
/// decoded before its head was looked at.
const CAMERA: Bounds = Bounds { side: 16_384, pixels: 60_000_000, room: 256 * 1024 * 1024 };
/// A picture of a screen: four thousand pixels wide, in whatever colours a PNG may have.
const SCREEN: Bounds = Bounds { side: 8192, pixels: 3840 * 2160, room: 80 * 1024 * 1024 };
/// Pictures decoded side by side in this process, whoever sends them: each takes room for a moment.
const SIDE_BY_SIDE: usize = 2;

static PLACES: Semaphore = Semaphore::const_new(SIDE_BY_SIDE);

/// How large a picture may be.
#[derive(Clone, Copy)]
struct Bounds {
    /// The longer side, px.
    side: u32,
    pixels: u64,
    /// What it is decoded into, bytes.
    room: u64,
}

/// Quality of a photograph that is written anew.
const QUALITY: u8 = 88;

/// Why it is no picture for a screen. Each has a message for the one who chose it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoPicture {
    #[error("this is no picture of a known kind")]
    Unknown,
    #[error("the picture is damaged")]
    Damaged,
    #[error("the picture has too many pixels")]
    TooLarge,
}

impl NoPicture {
    pub fn key(self) -> &'static str {
        match self {
            NoPicture::Unknown => "mend-picture-unknown",
            NoPicture::Damaged => "mend-picture-damaged",
            NoPicture::TooLarge => "mend-picture-large",
        }
    }
}

/// A picture for screens out of what somebody has chosen.
///
/// # Errors
/// When it is none, is damaged, or is too large to be looked at.
pub fn picture(bytes: &[u8]) -> Result<PictureRow, NoPicture> {
    const KINDS: [ImageFormat; 4] =
        [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP, ImageFormat::Gif];
    let (mut image, turned) = decoded(bytes, &KINDS, CAMERA)?;
    // What makes it small well takes sixteen bytes for each pixel on its way: first it is made nearly as small
    // in whole numbers. And what is turned is there twice: that comes last.
    if image.width().max(image.height()) > 2 * LONGEST_SIDE {
        image = image.thumbnail(2 * LONGEST_SIDE, 2 * LONGEST_SIDE);
    }
    if image.width().max(image.height()) > LONGEST_SIDE {
        image = image.resize(LONGEST_SIDE, LONGEST_SIDE, image::imageops::FilterType::Triangle);
    }
    image.apply_orientation(turned);
    let is_photograph = image::guess_format(bytes).is_ok_and(|kind| kind == ImageFormat::Jpeg);
    let is_drawing = image.color().has_alpha() || !is_photograph;
    let (kind, written) =
        if is_drawing { ("image/png", png(&image)?) } else { ("image/jpeg", jpeg(&image)?) };
    Ok(PictureRow {
        hash: hash_of(&written),
        kind: kind.to_owned(),
        width: i64::from(image.width()),
        height: i64::from(image.height()),
        bytes: written,
        contrast: Some(contrast(&image)),
    })
}

/// A side so long is enough to tell light from dark, px.
const AFAR: u32 = 256;

/// How far the light parts stand out from the dark ones (contrast ratio of WCAG 2.2, hundredths): of the
/// lightest and the darkest twentieth, so that neither a speck nor a rim decides. What can be seen through
/// stands on the light ground of a slide.
fn contrast(image: &DynamicImage) -> i64 {
    let small = image.thumbnail(AFAR, AFAR).to_rgba32f();
    let mut luminance: Vec<f32> = small
        .pixels()
        .map(|pixel| {
            let [red, green, blue, alpha] = pixel.0;
            let on_light = |part: f32| linear(part * alpha + 1.0 - alpha);
            0.2126 * on_light(red) + 0.7152 * on_light(green) + 0.0722 * on_light(blue)
        })
        .collect();
    luminance.sort_by(f32::total_cmp);
    let at = |share: usize| luminance.get((luminance.len() * share / 100).saturating_sub(1)).copied();
    let (dark, light) = (at(5).unwrap_or_default(), at(95).unwrap_or_default());
    ((light + 0.05) / (dark + 0.05) * 100.0).round() as i64
}

/// A part of a colour as light (sRGB, IEC 61966-2-1).
fn linear(part: f32) -> f32 {
    if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
}

/// The same in a thread where decoding holds up nobody.
///
/// # Errors
/// As [`picture`].
pub async fn picture_aside(bytes: Vec<u8>) -> Result<PictureRow, NoPicture> {
    aside(move || picture(&bytes)).await
}

/// As [`shot`], in a thread where decoding holds up nobody.
///
/// # Errors
/// As [`shot`].
pub async fn shot_aside(bytes: Bytes) -> Result<Vec<u8>, NoPicture> {
    aside(move || shot(&bytes)).await
}

async fn aside<T: Send + 'static>(
    decode: impl FnOnce() -> Result<T, NoPicture> + Send + 'static,
) -> Result<T, NoPicture> {
    // Nobody closes them. The place is held until the decoder is done, also where whoever sent the picture
    // has gone meanwhile.
    let place = PLACES.acquire().await;
    let decoding = tokio::task::spawn_blocking(move || {
        let _place = place;
        decode()
    });
    // A decoder that panics is a damaged picture, too.
    decoding.await.unwrap_or(Err(NoPicture::Damaged))
}

/// The small picture that a kiosk makes of its screen, written anew.
///
/// # Errors
/// When it is no PNG, is damaged, or is larger than any screen.
pub fn shot(bytes: &[u8]) -> Result<Vec<u8>, NoPicture> {
    let (mut image, turned) = decoded(bytes, &[ImageFormat::Png], SCREEN)?;
    image.apply_orientation(turned);
    png(&image)
}

/// How programmes name a kept picture: beside the programme itself.
pub fn source_of(row: &PictureRow) -> String {
    let ending = if row.kind == "image/jpeg" { "jpg" } else { "png" };
    format!("pictures/{}.{ending}", row.hash)
}

/// A picture as it lies in a file, and how it has to be turned.
fn decoded(
    bytes: &[u8],
    kinds: &[ImageFormat],
    bounds: Bounds,
) -> Result<(DynamicImage, Orientation), NoPicture> {
    let mut reader =
        ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_| NoPicture::Unknown)?;
    if !reader.format().is_some_and(|kind| kinds.contains(&kind)) {
        return Err(NoPicture::Unknown);
    }
    let mut limits = Limits::default();
    limits.max_alloc = Some(bounds.room);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|_| NoPicture::Damaged)?;
    let (width, height) = decoder.dimensions();
    let is_small = width.max(height) <= bounds.side
        && u64::from(width) * u64::from(height) <= bounds.pixels
        && decoder.total_bytes() <= bounds.room;
    if !is_small {
        return Err(NoPicture::TooLarge);
    }
    let turned = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let image = DynamicImage::from_decoder(decoder).map_err(|_| NoPicture::Damaged)?;
    Ok((image, turned))
}

fn png(image: &DynamicImage) -> Result<Vec<u8>, NoPicture> {
    // Eight bits a colour: what screens show.
    let image = if image.color().has_alpha() {
        DynamicImage::ImageRgba8(image.to_rgba8())
    } else {
        DynamicImage::ImageRgb8(image.to_rgb8())
    };
    let mut written = Cursor::new(Vec::new());
    image.write_to(&mut written, ImageFormat::Png).map_err(|_| NoPicture::Damaged)?;
    Ok(written.into_inner())
}

fn jpeg(image: &DynamicImage) -> Result<Vec<u8>, NoPicture> {
    let mut written = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut written, QUALITY);
    image.to_rgb8().write_with_encoder(encoder).map_err(|_| NoPicture::Damaged)?;
    Ok(written)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(width: u32, height: u32) -> DynamicImage {
        DynamicImage::ImageRgb8(image::RgbImage::from_fn(width, height, |x, y| {
            image::Rgb([u8::try_from(x % 256).unwrap(), u8::try_from(y % 256).unwrap(), 90])
        }))
    }

    #[test]
    fn a_photograph_is_written_anew_and_fits_a_screen() {
        let row = picture(&jpeg(&drawn(4000, 1000)).unwrap()).unwrap();
        assert_eq!((row.kind.as_str(), row.width, row.height), ("image/jpeg", 2160, 540));
        assert_eq!(row.hash, hash_of(&row.bytes));
        assert_eq!(source_of(&row), format!("pictures/{}.jpg", row.hash));
    }

    #[test]
    fn the_contrast_of_a_picture_is_that_of_its_light_parts_to_its_dark_ones() {
        let of = |dark: u8, light: u8, columns: u32| {
            let drawn = image::RgbImage::from_fn(200, 100, |x, _| {
                image::Rgb([if x < columns { dark } else { light }; 3])
            });
            contrast(&DynamicImage::ImageRgb8(drawn))
        };
        assert_eq!(of(0, 255, 100), 2100, "black on white");
        assert!((440..=460).contains(&of(119, 255, 100)), "grey of 4.5 to 1: {}", of(119, 255, 100));
        assert!(of(200, 255, 100) < 300, "pale grey on white");
        assert!(of(0, 255, 2) < 300, "a speck does not decide");
        let clear = DynamicImage::ImageRgba8(image::RgbaImage::from_pixel(20, 20, image::Rgba([0, 0, 0, 0])));
        assert_eq!(contrast(&clear), 100, "what can be seen through is the ground");
    }

    #[test]
    fn what_is_larger_than_a_camera_or_a_screen_makes_is_not_decoded() {
        assert_eq!(picture(&png(&drawn(16_385, 1)).unwrap()), Err(NoPicture::TooLarge));
        assert_eq!(picture(&png(&drawn(1, 16_385)).unwrap()), Err(NoPicture::TooLarge));
        let long = picture(&png(&drawn(16_384, 4)).unwrap()).unwrap();
        assert_eq!((long.width, long.height), (2160, 1));
        assert!(shot(&png(&drawn(3840, 2160)).unwrap()).is_ok());
        for (width, height) in [(8193, 1), (1, 8193), (3841, 2160)] {
            assert_eq!(shot(&png(&drawn(width, height)).unwrap()), Err(NoPicture::TooLarge), "{width}");
        }
    }

    #[test]
    fn what_hides_behind_a_picture_does_not_live_on() {
        let mut bytes = png(&drawn(20, 10)).unwrap();
        bytes.extend_from_slice(b"<script>alert(1)</script>");
        let row = picture(&bytes).unwrap();
        assert!(!row.bytes.windows(8).any(|part| part == b"<script>"));
        assert_eq!((row.width, row.height), (20, 10));
    }

    #[test]
    fn what_is_no_picture_is_told_apart_from_what_is_broken() {
        assert_eq!(picture(b"<svg xmlns='http://www.w3.org/2000/svg'/>"), Err(NoPicture::Unknown));
        assert_eq!(picture(b""), Err(NoPicture::Unknown));
        let whole = png(&drawn(200, 100)).unwrap();
        assert_eq!(picture(&whole[..whole.len() / 2]), Err(NoPicture::Damaged));
        assert_eq!(shot(&jpeg(&drawn(20, 10)).unwrap()), Err(NoPicture::Unknown));
    }
}
