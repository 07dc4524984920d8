//! Posters: a picture that somebody sent is looked into, not believed by its name, and written
//! anew, so that nothing of the file but what is seen goes any further.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};
use sha2::{Digest, Sha256};

use crate::hub::Hub;
use crate::hub::secret::hex;
use crate::hub::store::PictureRow;
use crate::hub::web::Failure;

/// Widest and highest picture that is taken, px, and what decoding it may take, bytes.
const MOST_SIDE: u32 = 12_000;
const MOST_MEMORY: u64 = 200 << 20;
/// Smallest side that a screen can show, px.
const LEAST_SIDE: u32 = 16;
/// Largest file that is taken, bytes.
pub const MOST_BYTES: usize = 15 << 20;
/// Larger pictures are made smaller, px: the larger side of a Full HD panel.
const KEPT_SIDE: u32 = 1920;
/// A photograph looks the same from a step away.
const QUALITY: u8 = 88;

/// Why a picture is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureTrouble {
    /// No picture, or a kind that is not read.
    Unreadable,
    TooLarge,
    TooSmall,
}

impl PictureTrouble {
    /// The message that says it.
    pub fn key(self) -> &'static str {
        match self {
            PictureTrouble::Unreadable => "schedule-mend-picture",
            PictureTrouble::TooLarge => "schedule-mend-picture-large",
            PictureTrouble::TooSmall => "schedule-mend-picture-small",
        }
    }
}

/// A picture written anew: PNG where it has see-through parts or few colours, otherwise JPEG.
///
/// # Errors
/// When it is none, or outside of the limits.
pub fn taken_in(bytes: &[u8]) -> Result<PictureRow, PictureTrouble> {
    if bytes.len() > MOST_BYTES {
        return Err(PictureTrouble::TooLarge);
    }
    let unreadable = |_| PictureTrouble::Unreadable;
    let mut reader =
        ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_| PictureTrouble::Unreadable)?;
    let was_png = reader.format() == Some(ImageFormat::Png);
    let mut limits = Limits::default();
    limits.max_image_width = Some(MOST_SIDE);
    limits.max_image_height = Some(MOST_SIDE);
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let too_large = |error: image::ImageError| match error {
        image::ImageError::Limits(_) => PictureTrouble::TooLarge,
        other => unreadable(other),
    };
    let mut decoder = reader.into_decoder().map_err(too_large)?;
    let orientation = decoder.orientation().map_err(unreadable)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(too_large)?;
    picture.apply_orientation(orientation);
    if picture.width().min(picture.height()) < LEAST_SIDE {
        return Err(PictureTrouble::TooSmall);
    }
    if picture.width().max(picture.height()) > KEPT_SIDE {
        picture = picture.resize(KEPT_SIDE, KEPT_SIDE, FilterType::CatmullRom);
    }
    let mut written = Vec::new();
    let kind = if was_png || picture.color().has_alpha() {
        picture.write_to(&mut Cursor::new(&mut written), ImageFormat::Png).map_err(unreadable)?;
        "image/png"
    } else {
        let encoder = JpegEncoder::new_with_quality(&mut written, QUALITY);
        picture.to_rgb8().write_with_encoder(encoder).map_err(unreadable)?;
        "image/jpeg"
    };
    Ok(PictureRow {
        hash: hex(&Sha256::digest(&written)),
        kind: kind.to_owned(),
        width: i64::from(picture.width()),
        height: i64::from(picture.height()),
        bytes: written,
    })
}

/// Keeps a picture; where programmes find it, seen from the programme itself.
pub async fn keep(hub: &Hub, bytes: Vec<u8>) -> Result<Result<String, PictureTrouble>, Failure> {
    // Decoding takes a moment: not on a thread that serves others.
    let taking = tokio::task::spawn_blocking(move || taken_in(&bytes));
    let row = match taking.await.map_err(|error| Failure::Internal(error.to_string()))? {
        Ok(row) => row,
        Err(trouble) => return Ok(Err(trouble)),
    };
    let mut change = hub.store.begin().await?;
    change.add_picture(&row, hub.now_ms()).await?;
    change.commit().await?;
    let ending = if row.kind == "image/png" { "png" } else { "jpg" };
    Ok(Ok(format!("pictures/{}.{ending}", row.hash)))
}

/// The hash in the source of a picture that is kept here.
pub fn hash_of(source: &str) -> Option<String> {
    let name = source.strip_prefix("pictures/")?;
    let hash = name.split('.').next().unwrap_or_default();
    (hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit())).then(|| hash.to_owned())
}

/// Where a page shows a picture; empty for one that is not kept here.
pub fn address(source: &str) -> String {
    hash_of(source).map(|_| format!("{}/{source}", crate::api::sync::BASE)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = Vec::new();
        let picture = DynamicImage::new_rgb8(width, height);
        picture.write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png).unwrap();
        bytes
    }

    #[test]
    fn a_picture_is_written_anew_and_made_smaller() {
        let row = taken_in(&png(2400, 1200)).unwrap();
        assert_eq!((row.width, row.height, row.kind.as_str()), (1920, 960, "image/png"));
        let mut with_more = png(100, 50);
        with_more.extend_from_slice(b"<script>alert(1)</script>");
        let row = taken_in(&with_more).unwrap();
        assert!(!row.bytes.windows(7).any(|part| part == b"<script"), "what is not seen does not go on");
    }

    #[test]
    fn what_is_no_picture_is_not_taken() {
        assert_eq!(taken_in(b"<svg onload=alert(1)></svg>").unwrap_err(), PictureTrouble::Unreadable);
        assert_eq!(taken_in(b"").unwrap_err(), PictureTrouble::Unreadable);
        assert_eq!(taken_in(&png(8, 8)).unwrap_err(), PictureTrouble::TooSmall);
        assert_eq!(taken_in(&png(13_000, 16)).unwrap_err(), PictureTrouble::TooLarge);
    }

    #[test]
    fn only_a_hash_is_a_picture_of_this_hub() {
        let hash = "ab".repeat(32);
        assert_eq!(hash_of(&format!("pictures/{hash}.png")), Some(hash));
        assert_eq!(hash_of("pictures/../../etc/passwd"), None);
        assert_eq!(address("https://elsewhere.example/a.png"), "");
    }
}
