//! One display. The shell: receive an event, update, perform the effects, show.
//!
//! Decisions are [`core`]'s, which does no I/O; drawing is [`crate::screen`]'s. This room never
//! names the hub: a kiosk talks to its sources by file and HTTP like anybody else.

mod clerk;
pub mod core;
pub mod gallery;
pub mod pin;
mod shell;
pub mod sources;

pub use shell::{Ended, KioskError, Trial, run};
