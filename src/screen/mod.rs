//! The only place that names slint.

mod window {
    #![allow(clippy::all, clippy::pedantic, missing_docs)]
    slint::include_modules!();
}
