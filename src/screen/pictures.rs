//! Pictures of a programme: decoded once, with limits, turned as their EXIF says, cut and scaled
//! to the place they stand in.

use std::io::Cursor;

use image::imageops::{self, FilterType};
use image::{DynamicImage, ImageDecoder, ImageReader, Limits, RgbaImage};

/// Widest and highest picture that is taken, px.
const MOST_SIDE: u32 = 12_000;
/// Memory that decoding may take, bytes: a 40-megapixel photograph and some.
const MOST_MEMORY: u64 = 200 << 20;
/// Pictures are kept no larger than this, px: the larger side of a 4K panel.
const KEPT_SIDE: u32 = 3840;

/// Why a picture is not shown. Its slide then stands with its text.
#[derive(Debug, thiserror::Error)]
pub enum PictureError {
    #[error("it is not a picture that can be read (PNG, JPEG, WebP, GIF or BMP): {0}")]
    Undecodable(#[from] image::ImageError),
    #[error("it cannot be read: {0}")]
    Unreadable(#[from] std::io::Error),
}

/// A decoded picture, right side up.
#[derive(Clone)]
pub struct Decoded(DynamicImage);

/// Decodes a picture.
///
/// # Errors
/// When it is no picture, is broken, or larger than the limits.
pub fn decode(bytes: &[u8]) -> Result<Decoded, PictureError> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format()?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(MOST_SIDE);
    limits.max_image_height = Some(MOST_SIDE);
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder()?;
    let orientation = decoder.orientation()?;
    let mut picture = DynamicImage::from_decoder(decoder)?;
    picture.apply_orientation(orientation);
    if picture.width().max(picture.height()) > KEPT_SIDE {
        picture = picture.resize(KEPT_SIDE, KEPT_SIDE, FilterType::CatmullRom);
    }
    Ok(Decoded(picture))
}

impl Decoded {
    /// Width and height as it is looked at, px.
    pub fn size(&self) -> (u32, u32) {
        (self.0.width(), self.0.height())
    }

    /// Cut and scaled to cover `width` x `height`.
    pub fn covering(&self, width: u32, height: u32) -> slint::Image {
        let cut = self.0.resize_to_fill(width.max(1), height.max(1), FilterType::CatmullRom).to_rgba8();
        let pixels = slint::SharedPixelBuffer::clone_from_slice(cut.as_raw(), cut.width(), cut.height());
        slint::Image::from_rgba8(pixels)
    }
}

/// RGBA pixels as a PNG that is at most so wide.
///
/// # Errors
/// When the number of bytes is not that of the size.
pub fn smaller(width: u32, height: u32, rgba: Vec<u8>, widest: u32) -> Result<Vec<u8>, PictureError> {
    let whole = RgbaImage::from_raw(width, height, rgba)
        .ok_or_else(|| std::io::Error::other("the number of pixels is not that of its size"))?;
    let wide = width.clamp(1, widest.max(1));
    let high = u32::try_from(u64::from(height) * u64::from(wide) / u64::from(width.max(1))).unwrap_or(1);
    let small = imageops::thumbnail(&whole, wide, high.max(1));
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::ImageRgba8(small).to_rgb8().write_to(&mut bytes, image::ImageFormat::Png)?;
    Ok(bytes.into_inner())
}

#[cfg(test)]
mod tests {
    use image::{ExtendedColorType, ImageEncoder, RgbImage};

    use super::*;

    /// An EXIF block that says nothing but how the picture is turned.
    fn exif(orientation: u8) -> Vec<u8> {
        let mut tiff = b"II*\0\x08\0\0\0".to_vec();
        tiff.extend([1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0]);
        tiff
    }

    /// A JPEG whose upper left quarter is red.
    fn photograph(width: u32, height: u32, orientation: u8) -> Vec<u8> {
        let pixels = RgbImage::from_fn(width, height, |x, y| {
            image::Rgb(if x < width / 2 && y < height / 2 { [220, 0, 0] } else { [240, 240, 240] })
        });
        let mut bytes = Vec::new();
        let mut encoder = image::codecs::jpeg::JpegEncoder::new(&mut bytes);
        encoder.set_exif_metadata(exif(orientation)).unwrap();
        encoder.write_image(pixels.as_raw(), width, height, ExtendedColorType::Rgb8).unwrap();
        bytes
    }

    #[track_caller]
    fn turned(orientation: u8, size: (u32, u32), red_at: (u32, u32)) {
        let decoded = decode(&photograph(80, 40, orientation)).unwrap();
        assert_eq!(decoded.size(), size, "orientation {orientation}");
        let pixel = decoded.0.to_rgb8().get_pixel(red_at.0, red_at.1).0;
        assert!(pixel[0] > 150 && pixel[1] < 100, "orientation {orientation}: {pixel:?}");
    }

    #[test]
    fn a_picture_for_looking_at_in_passing_is_small_and_keeps_its_shape() {
        let small = smaller(1920, 1080, vec![200; 1920 * 1080 * 4], 480).unwrap();
        assert_eq!(decode(&small).unwrap().size(), (480, 270));
        let as_it_is = smaller(300, 100, vec![200; 300 * 100 * 4], 480).unwrap();
        assert_eq!(decode(&as_it_is).unwrap().size(), (300, 100));
        assert!(smaller(300, 100, vec![0; 7], 480).is_err());
    }

    #[test]
    fn a_photograph_stands_as_it_was_taken() {
        turned(1, (80, 40), (10, 5));
        turned(3, (80, 40), (70, 35));
        turned(6, (40, 80), (35, 10));
        turned(8, (40, 80), (5, 70));
    }

    #[test]
    fn a_large_picture_is_kept_no_larger_than_a_screen() {
        let decoded = decode(&photograph(6000, 300, 1)).unwrap();
        assert_eq!(decoded.size(), (3840, 192));
    }

    #[test]
    fn what_is_no_picture_or_too_large_a_one_is_refused_in_words() {
        for bytes in [&b""[..], b"<html>sign in</html>", &photograph(80, 40, 1)[..200]] {
            let why = decode(bytes).err().map(|error| error.to_string());
            assert!(
                why.is_some_and(|why| why.contains("cannot be read") || why.contains("not a picture")),
                "{bytes:?}"
            );
        }
        // A PNG of a few bytes that says it is 100,000 px wide.
        let mut bomb = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        bomb.extend(100_000_u32.to_be_bytes());
        bomb.extend(100_000_u32.to_be_bytes());
        bomb.extend([8, 6, 0, 0, 0]);
        bomb.extend(0xdead_beef_u32.to_be_bytes());
        assert!(decode(&bomb).is_err());
    }

    #[test]
    fn a_picture_covers_its_place() {
        let image = decode(&photograph(80, 40, 1)).unwrap().covering(50, 70);
        assert_eq!((image.size().width, image.size().height), (50, 70));
    }
}
