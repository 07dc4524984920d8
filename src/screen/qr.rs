//! QR codes at whole pixels per module, with their quiet zone, black on white in every theme.

use qrcode::{EcLevel, QrCode};
use slint::{Image, Rgb8Pixel, SharedPixelBuffer};

/// Modules of white around the code (ISO/IEC 18004: four).
const QUIET: u32 = 4;

/// A code of `px` x `px`; nothing when the text is too long for one or the space too small.
pub fn image(text: &str, px: u32) -> Option<Image> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let modules = u32::try_from(code.width()).ok()?;
    let module = px / (modules + 2 * QUIET);
    if module == 0 {
        return None;
    }
    let margin = (px - modules * module) / 2;
    let mut pixels = SharedPixelBuffer::<Rgb8Pixel>::new(px, px);
    let colours = code.to_colors();
    for (i, pixel) in pixels.make_mut_slice().iter_mut().enumerate() {
        let i = u32::try_from(i).unwrap_or_default();
        let (x, y) = (i % px, i / px);
        let inside = |v: u32| v.checked_sub(margin).map(|v| v / module).filter(|v| *v < modules);
        let dark = match (inside(x), inside(y)) {
            (Some(x), Some(y)) => colours.get((y * modules + x) as usize) == Some(&qrcode::Color::Dark),
            (None, _) | (_, None) => false,
        };
        *pixel = if dark { Rgb8Pixel::new(0, 0, 0) } else { Rgb8Pixel::new(255, 255, 255) };
    }
    Some(Image::from_rgb8(pixels))
}
