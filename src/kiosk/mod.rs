//! One display. The shell: receive an event, update, perform the effects, show.
//!
//! Decisions are [`core`]'s, which does no I/O; drawing is [`crate::screen`]'s. This room never
//! names the hub: an address and a token is all that a kiosk knows of it, also where it runs in the
//! same process.

pub mod clerk;
pub mod core;
pub mod gallery;
pub mod link;
pub mod pin;
mod shell;
pub mod sources;
mod speech;
pub mod time;

pub use shell::{Ended, KioskError, Trial, run};
