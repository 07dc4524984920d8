//! Every route of the hub on one page.

use axum::Router;
use axum::middleware::from_fn;
use axum::routing::{get, post};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::limit::RequestBodyLimitLayer;

use super::{Hub, admin, phone, sync, web};
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
        // The phone pages, and what people said.
        .route("/settings/phone", get(admin::phone::form).post(admin::phone::save))
        .route("/sentences", get(admin::sentences::list))
        .route("/sentences/list.txt", get(admin::sentences::text))
        .route("/sentences/list.csv", get(admin::sentences::table))
        .route("/sentences/{id}", get(admin::sentences::one).post(admin::sentences::act))
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

    // What a visitor's own phone sees: its routes are in phone/mod.rs, with what is limited on them.
    let phones = phone::routes().layer(from_fn(web::guard));
    // What an operator's monitoring reads.

    Router::new()
        .merge(staff)
        .nest(BASE, kiosks)
        .merge(phones)
        .route("/static/{name}", get(web::statics))
        .route("/fonts/{name}", get(web::fonts))
        .layer(from_fn(web::headers))
        .layer(CompressionLayer::new().gzip(true))
        .layer(RequestBodyLimitLayer::new(LARGEST))
        .layer(CatchPanicLayer::new())
        .with_state(hub)
}
