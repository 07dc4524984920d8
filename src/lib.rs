//! hiroba (ひろば, an open place): an accessible event kiosk and sign for community spaces.
//!
//! `docs/ARCHITECTURE.md` tells which room knows what; `tests/tidy.rs` holds it to that.

pub mod api;
pub mod clock;
pub mod config;
pub mod domain;
pub mod feed;
pub mod report;
pub mod store;
pub mod view;

#[cfg(feature = "hub")]
pub mod hub;

#[cfg(feature = "voice")]
pub mod voice;

#[cfg(feature = "kiosk")]
pub mod kiosk;
#[cfg(feature = "kiosk")]
pub mod screen;
