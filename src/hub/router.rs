//! Every route of the hub on one page.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{get, post};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::limit::RequestBodyLimitLayer;

use super::{Hub, admin, operation, sync, web};
use crate::api::sync::BASE;

/// Largest form or batch, bytes; uploads of pictures have their own.
const LARGEST: usize = 4 * 1024 * 1024;

/// The whole server as one service.
pub fn router(hub: Hub) -> Router {
    let staff = Router::new()
        .route("/", get(admin::home))
        .route("/setup", get(admin::sign::setup).post(admin::sign::set_up))
        .route("/sign-in", get(admin::sign::form).post(admin::sign::sign_in))
        .route("/sign-out", post(admin::sign::sign_out))
        .route("/language", post(admin::sign::language))
        // Schedule.
        // Notices, themes, voices, emergencies, the place.
        // Displays and calls.
        // Attendance and reports.
        // Accounts and the log of changes.
        // In and out.
        .route("/exchange", get(admin::exchange::index).post(admin::exchange::upload))
        .route("/exchange/{id}", get(admin::exchange::look).post(admin::exchange::take))
        .fallback(admin::nothing_here)
        .layer(from_fn(web::guard));

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
    let operator = Router::new()
        .route("/health/live", get(operation::alive))
        .route("/health/ready", get(operation::ready))
        .route("/metrics", get(operation::metrics));

    Router::new()
        .merge(staff)
        .merge(operator)
        .nest(BASE, kiosks)
        .route("/static/{name}", get(web::statics))
        .route("/fonts/{name}", get(web::fonts))
        .layer(from_fn(web::headers))
        .layer(CompressionLayer::new().gzip(true))
        // The limit of this one is the only one.
        .layer(DefaultBodyLimit::disable())
        .layer(RequestBodyLimitLayer::new(LARGEST))
        .layer(CatchPanicLayer::new())
        .layer(from_fn_with_state(hub.clone(), operation::watched))
        .with_state(hub)
}
