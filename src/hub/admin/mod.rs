//! What staff see and do in a browser.

pub mod accounts;
pub mod attendance;
pub mod calendars;
pub mod calls;
pub mod emergency;
pub mod exchange;
pub mod fields;
mod history;
pub mod kiosks;
pub mod log;
pub mod notices;
pub mod passkeys;
pub mod phone;
pub mod reports;
pub mod said;
pub mod schedule;
mod screens;
pub mod sentences;
pub mod settings;
pub mod sign;
mod slide;
pub mod upload;

use axum::response::Redirect;

use super::web::{Failure, Viewer};

/// The first page is the schedule.
pub async fn home(Viewer(_): Viewer) -> Redirect {
    Redirect::to("/schedule")
}

/// No such page.
pub async fn nothing_here() -> Failure {
    Failure::NotFound
}
