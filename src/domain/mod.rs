//! The rules of an open place: what can be shown, when, and in which order.
//!
//! Nothing in here reads a clock, a file, a socket or a window, and nothing in here knows
//! how its values are written down: time is an argument, wire types are [`crate::api`]'s.

pub mod attendance;
pub mod calendar;
pub mod display;
pub mod easy;
pub mod furigana;
pub mod meeting;
pub mod notice;
pub mod playlist;
pub mod programme;
pub mod quiet;
pub mod readings;
pub mod report;
pub mod speech;
pub mod text;
pub mod wording;
