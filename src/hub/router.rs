//! Every route of the hub on one page.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn;
use axum::routing::{get, post};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::limit::RequestBodyLimitLayer;

use super::admin::schedule;
use super::{Hub, admin, sync, web};
use crate::api::sync::BASE;

/// Largest body at all, bytes: a form with a picture. Everything else ends at 2 MB, as axum has it.
const LARGEST: usize = schedule::MOST_BYTES + 4 * 1024 * 1024;

/// The whole server as one service.
pub fn router(hub: Hub) -> Router {
    let staff = Router::new()
        .route("/", get(admin::home))
        .route("/setup", get(admin::sign::setup).post(admin::sign::set_up))
        .route("/sign-in", get(admin::sign::form).post(admin::sign::sign_in))
        .route("/sign-out", post(admin::sign::sign_out))
        .route("/language", post(admin::sign::language))
        // Schedule.
        .route("/schedule", get(schedule::list))
        .route("/schedule/{id}", get(schedule::edit))
        .route("/schedule/new", get(schedule::edit_new))
        .route("/schedule/{id}/preview.png", get(schedule::preview))
        .route("/schedule/{id}/merge", post(schedule::merge))
        .route("/schedule/{id}/publish", get(schedule::publish_page).post(schedule::publish))
        .route("/schedule/{id}/withdraw", get(schedule::withdraw_page).post(schedule::withdraw))
        .route("/schedule/{id}/cancel", get(schedule::cancel_page).post(schedule::cancel))
        .route("/schedule/{id}/resume", post(schedule::resume))
        .route("/schedule/{id}/move", get(schedule::move_page).post(schedule::move_meeting))
        .route("/schedule/{id}/duplicate", post(schedule::duplicate))
        .route("/schedule/{id}/remove", get(schedule::remove_page).post(schedule::remove))
        .route("/schedule/{id}/versions", get(schedule::versions))
        .route("/schedule/{id}/versions/{number}", get(schedule::version))
        .route("/schedule/{id}/versions/{number}/restore", post(schedule::restore))
        // Notices, themes, voices, emergencies, the place.
        // Displays and calls.
        // Attendance and reports.
        // Accounts and the log of changes.
        // In and out.
        .fallback(admin::nothing_here);
    // Forms with a picture in them.
    let uploads = Router::new()
        .route("/schedule/new", post(schedule::save_new))
        .route("/schedule/{id}", post(schedule::save))
        .layer(DefaultBodyLimit::disable());
    let staff = staff.merge(uploads).layer(from_fn(web::guard));

    let kiosks = Router::new()
        .route("/pairing", post(sync::new_pairing))
        .route("/pairing/{secret}", get(sync::pairing_state))
        .route("/programme", get(sync::programme))
        .route("/pictures/{name}", get(sync::picture))
        .route("/live", get(sync::live))
        .route("/records", post(sync::push))
        .route("/shared", get(sync::shared))
        .route("/report", post(sync::report))
        .route("/calls", post(sync::call));

    // What a visitor's own phone sees.
    // What an operator's monitoring reads.

    Router::new()
        .merge(staff)
        .nest(BASE, kiosks)
        .route("/static/{name}", get(web::statics))
        .route("/fonts/{name}", get(web::fonts))
        .layer(from_fn(web::headers))
        .layer(CompressionLayer::new().gzip(true))
        .layer(RequestBodyLimitLayer::new(LARGEST))
        .layer(CatchPanicLayer::new())
        .with_state(hub)
}
