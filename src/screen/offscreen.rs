//! Sheets to pictures, without a display: for previews, tests and the README.

use std::rc::Rc;

use slint::platform::software_renderer::{MinimalSoftwareWindow, RepaintBufferType};
use slint::platform::{Platform, PlatformError, WindowAdapter};
use slint::{PhysicalSize, Rgb8Pixel, SharedPixelBuffer};

use super::pictures::Decoded;
use super::stage::{self, Stage, start_fonts};
use crate::domain::display::Colours;
use crate::view::Light;
use crate::view::layout::Sheet;

/// A picture in memory: RGB, 8 bits each, row by row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    pub width: u32,
    pub height: u32,
    pub rgb: Vec<u8>,
}

impl Picture {
    /// The picture as a PNG file.
    ///
    /// # Errors
    /// When the encoder fails, which it does for empty pictures only.
    pub fn png(&self) -> Result<Vec<u8>, image::ImageError> {
        png(self.width, self.height, &self.rgb, image::ExtendedColorType::Rgb8)
    }
}

/// Pixels as a PNG file.
///
/// # Errors
/// When the number of bytes is not that of the size.
pub fn png(
    width: u32,
    height: u32,
    pixels: &[u8],
    colours: image::ExtendedColorType,
) -> Result<Vec<u8>, image::ImageError> {
    use image::ImageEncoder;
    let mut bytes = Vec::new();
    image::codecs::png::PngEncoder::new(&mut bytes).write_image(pixels, width, height, colours)?;
    Ok(bytes)
}

struct Headless {
    window: Rc<MinimalSoftwareWindow>,
}

impl Platform for Headless {
    fn create_window_adapter(&self) -> Result<Rc<dyn WindowAdapter>, PlatformError> {
        Ok(self.window.clone())
    }
}

/// A window in memory. One a thread.
pub struct Offscreen {
    window: Rc<MinimalSoftwareWindow>,
    stage: Stage,
}

impl Offscreen {
    /// # Errors
    /// When this thread already has a window system.
    pub fn new() -> Result<Offscreen, PlatformError> {
        let window = MinimalSoftwareWindow::new(RepaintBufferType::NewBuffer);
        slint::platform::set_platform(Box::new(Headless { window: window.clone() }))
            .map_err(|error| PlatformError::Other(error.to_string()))?;
        start_fonts();
        let stage = Stage::new(false)?;
        stage.show_window()?;
        Ok(Offscreen { window, stage })
    }

    /// See [`Stage::set_picture`].
    pub fn set_picture(&mut self, source: &str, picture: Option<Decoded>) {
        self.stage.set_picture(source, picture);
    }

    /// Draws a sheet.
    pub fn draw(&mut self, sheet: &Sheet, colours: Colours, light: Light) -> Picture {
        let px = |mm: f32| (mm / sheet.mm_per_px).round().max(1.0) as u32;
        let (width, height) = (px(sheet.width), px(sheet.height));
        self.window.set_size(PhysicalSize::new(width, height));
        self.stage.show(sheet, colours, light, "", "");
        slint::platform::update_timers_and_animations();
        let mut pixels = SharedPixelBuffer::<Rgb8Pixel>::new(width, height);
        self.stage.window().request_redraw();
        self.window.draw_if_needed(|renderer| {
            renderer.render(pixels.make_mut_slice(), width as usize);
        });
        let (width, height, rgb) = stage::rgb(&pixels);
        Picture { width, height, rgb }
    }
}
