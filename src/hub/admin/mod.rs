//! What staff see and do in a browser.

pub mod exchange;
pub mod sign;

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
