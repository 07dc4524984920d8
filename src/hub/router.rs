//! Every route of the hub on one page.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn;
use axum::routing::{get, post};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::limit::RequestBodyLimitLayer;

use super::{Hub, admin, sync, web};
use crate::api::sync::BASE;

/// Largest form or batch, bytes; uploads of pictures have their own.
const LARGEST: usize = 4 * 1024 * 1024;

/// Largest form with a picture, bytes. Pictures themselves are held to less, and that is said in words.
const LARGEST_UPLOAD: usize = 32 * 1024 * 1024;

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
        .route("/notices", get(admin::notices::list))
        .route("/notices/{kind}/new", get(admin::notices::new))
        .route("/notices/{kind}/{id}", get(admin::notices::edit))
        .route("/notices/{kind}/{id}/publish", post(admin::notices::publish))
        .route("/notices/{kind}/{id}/take-down", post(admin::notices::take_down))
        .route("/notices/{kind}/{id}/remove", get(admin::notices::removal).post(admin::notices::remove))
        .route("/emergency", get(admin::emergency::list))
        .route("/emergency/new", get(admin::emergency::new).post(admin::emergency::again))
        .route("/emergency/confirm", post(admin::emergency::confirm))
        .route("/emergency/send", post(admin::emergency::send))
        .route("/emergency/{id}", get(admin::emergency::one))
        .route("/emergency/{id}/end", get(admin::emergency::ending).post(admin::emergency::end))
        .route("/settings", get(admin::settings::overview))
        .route("/settings/sample", post(admin::settings::sample))
        .route("/settings/place", get(admin::settings::place).post(admin::settings::save_place))
        .route("/settings/categories", get(admin::settings::categories).post(admin::settings::built_in))
        .route(
            "/settings/categories/{id}",
            get(admin::settings::category).post(admin::settings::save_category),
        )
        .route("/settings/categories/{id}/move", post(admin::settings::move_category))
        .route(
            "/settings/categories/{id}/remove",
            get(admin::settings::category_removal).post(admin::settings::remove_category),
        )
        // Displays and calls.
        .route("/kiosks", get(admin::kiosks::list))
        .route("/kiosks/pair", get(admin::kiosks::pair_form).post(admin::kiosks::pair))
        .route("/kiosks/{id}", get(admin::kiosks::page).post(admin::kiosks::change))
        .route("/kiosks/{id}/do", post(admin::kiosks::act))
        .route("/kiosks/{id}/picture.png", get(admin::kiosks::picture))
        .route("/kiosks/{id}/remove", get(admin::kiosks::removal).post(admin::kiosks::remove))
        .route("/calls", get(admin::calls::list))
        .route("/calls/now", get(admin::calls::now))
        .route("/calls/{id}/answer", post(admin::calls::answer))
        // Attendance and reports.
        // Accounts and the log of changes.
        // In and out.
        .fallback(admin::nothing_here)
        .layer(from_fn(web::guard));

    // Forms with a picture in them.
    let uploads = Router::new()
        .route("/notices/{kind}/{id}", post(admin::notices::save))
        .layer(from_fn(web::guard))
        .layer(DefaultBodyLimit::max(LARGEST_UPLOAD));

    let kiosks = Router::new()
        .route("/pairing", post(sync::new_pairing))
        .route("/pairing/{secret}", get(sync::pairing_state))
        .route("/programme", get(sync::programme))
        .route("/pictures/{name}", get(sync::picture))
        .route("/live", get(sync::live))
        .route("/records", post(sync::push))
        .route("/shared", get(sync::shared))
        .route("/report", post(sync::report))
        .route("/calls", post(sync::call))
        .route("/picture", post(sync::shot));

    // What a visitor's own phone sees.
    // What an operator's monitoring reads.

    Router::new()
        .merge(staff)
        .nest(BASE, kiosks)
        .route("/static/{name}", get(web::statics))
        .route("/fonts/{name}", get(web::fonts))
        .layer(RequestBodyLimitLayer::new(LARGEST))
        .merge(uploads)
        .layer(from_fn(web::headers))
        .layer(CompressionLayer::new().gzip(true))
        .layer(CatchPanicLayer::new())
        .with_state(hub)
}
