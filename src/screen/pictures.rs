//! Pictures of a programme: decoded once, with limits, turned as their EXIF says, cut and scaled
//! to the place they stand in.

use std::io::Cursor;

use image::{DynamicImage, ImageDecoder, ImageReader, Limits, imageops::FilterType};

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
    /// Cut and scaled to cover `width` x `height`.
    pub fn covering(&self, width: u32, height: u32) -> slint::Image {
        let cut = self.0.resize_to_fill(width.max(1), height.max(1), FilterType::CatmullRom).to_rgba8();
        let pixels = slint::SharedPixelBuffer::clone_from_slice(cut.as_raw(), cut.width(), cut.height());
        slint::Image::from_rgba8(pixels)
    }
}
