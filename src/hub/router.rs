//! Every route of the hub on one page.

use axum::Router;
use axum::middleware::from_fn;
use axum::routing::{get, post};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::limit::RequestBodyLimitLayer;

use super::{Hub, admin, sync, web};
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
        .route("/attendance", get(admin::attendance::list))
        .route("/attendance/{meeting}", get(admin::attendance::meeting))
        .route("/attendance/{meeting}/counts", get(admin::attendance::counts))
        .route(
            "/attendance/{meeting}/sign-up",
            get(admin::attendance::sign_up).post(admin::attendance::add_sign_up),
        )
        .route(
            "/attendance/{meeting}/arrivals",
            get(admin::attendance::arrivals).post(admin::attendance::add_arrivals),
        )
        .route(
            "/attendance/{meeting}/count",
            get(admin::attendance::count).post(admin::attendance::add_count),
        )
        .route(
            "/attendance/{meeting}/correct",
            get(admin::attendance::correction).post(admin::attendance::correct),
        )
        .route(
            "/attendance/{meeting}/contacts",
            get(admin::attendance::contacts).post(admin::attendance::remove_contact),
        )
        .route("/settings/contacts", get(admin::attendance::keeping).post(admin::attendance::keep))
        .route("/reports", get(admin::reports::list))
        .route("/reports/{meeting}", get(admin::reports::report))
        .route("/reports/{meeting}/reported", post(admin::reports::mark))
        .route("/reports/{meeting}/series", get(admin::reports::series))
        .route("/reports/{meeting}/report.csv", get(admin::reports::table))
        .route("/reports/{meeting}/report.xlsx", get(admin::reports::sheet))
        .route("/reports/{meeting}/report.txt", get(admin::reports::text))
        // Accounts and the log of changes.
        // In and out.
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
