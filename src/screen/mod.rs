//! The only place that names slint: sheets onto a window, taps and keys out of it.
//!
//! It draws what it is given and adds nothing: no words, no sizes, no decisions. It knows nothing
//! of programmes, visits or sources.

mod keys;
pub mod offscreen;
pub mod pictures;
mod qr;
mod sets;
mod signs;
mod stage;

// Generated code is not ours to lint.
mod window {
    #![allow(clippy::all, clippy::pedantic, missing_docs, unreachable_pub)]
    slint::include_modules!();
}

pub use keys::Stroke;
pub use stage::{Alarm, Stage, Wishes, open_window, post, quit, run, start_fonts};

/// Why a window could not be opened or was lost.
pub use slint::PlatformError as WindowError;

/// Pixel order of a picture of the window.
pub const RGBA: image::ExtendedColorType = image::ExtendedColorType::Rgba8;
