//! Every route of the hub on one page.

use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{get, post};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;

use super::admin::schedule;
use super::{Hub, admin, operation, phone, sync, web};
use crate::api::sync::BASE;

/// Largest form or batch, bytes; uploads of pictures have their own.
const LARGEST: usize = 4 * 1024 * 1024;

/// How long a request may take until its answer begins: whoever sends a body by the byte is let go
/// then. What is told as it happens (the live channel) has begun long before.
const PATIENCE: Duration = Duration::from_secs(60);

/// Largest form with a picture, bytes: a camera's largest, so that what is too large is said in words beside what
/// was written. No more than a picture may have is ever kept in memory.
const LARGEST_UPLOAD: usize = 128 * 1024 * 1024;

/// The whole server as one service.
pub fn router(hub: Hub) -> Router {
    let staff = Router::new()
        .route("/", get(admin::home))
        .route("/setup", get(admin::sign::setup).post(admin::sign::set_up))
        .route("/sign-in", get(admin::sign::form).post(admin::sign::sign_in))
        .route("/sign-in/passkey", post(admin::passkeys::enter::sign_in))
        .route("/sign-in/passkey/begin", post(admin::passkeys::enter::begin))
        .route("/sign-out", post(admin::sign::sign_out))
        .route("/language", post(admin::sign::language))
        // Schedule.
        .route("/schedule", get(schedule::list))
        .route("/schedule/{id}", get(schedule::edit))
        .route("/schedule/new", get(schedule::edit_new))
        .route("/schedule/{id}/preview.png", get(schedule::preview))
        .route("/schedule/{id}/poster.pdf", get(schedule::poster_pdf))
        .route("/schedule/{id}/poster.png", get(schedule::poster_png))
        .route("/schedule/{id}/merge", post(schedule::merge))
        .route("/schedule/{id}/publish", get(schedule::publish_page).post(schedule::publish))
        .route("/schedule/{id}/withdraw", get(schedule::withdraw_page).post(schedule::withdraw))
        .route("/schedule/{id}/cancel", get(schedule::cancel_page).post(schedule::cancel))
        .route("/schedule/{id}/resume", post(schedule::resume))
        .route("/schedule/{id}/move", get(schedule::move_page).post(schedule::move_meeting))
        .route("/schedule/{id}/duplicate", post(schedule::duplicate))
        .route("/schedule/{id}/remove", get(schedule::remove_page).post(schedule::remove))
        .route("/schedule/{id}/dates", get(schedule::dates))
        .route(
            "/schedule/{id}/dates/{day}/cancel",
            get(schedule::cancel_date_page).post(schedule::cancel_date),
        )
        .route("/schedule/{id}/versions", get(schedule::versions))
        .route("/schedule/{id}/versions/{number}", get(schedule::version))
        .route("/schedule/{id}/versions/{number}/restore", post(schedule::restore))
        // Notices, themes, voices, emergencies, the place.
        .route("/notices", get(admin::notices::list))
        .route("/notices/{kind}/new", get(admin::notices::new))
        .route("/notices/{kind}/{id}", get(admin::notices::edit))
        .route("/notices/{kind}/{id}/preview.png", get(admin::notices::preview))
        .route(
            "/notices/{kind}/{id}/publish",
            get(admin::notices::publish_page).post(admin::notices::publish),
        )
        .route("/notices/{kind}/{id}/versions", get(admin::notices::versions))
        .route("/notices/{kind}/{id}/versions/{number}", get(admin::notices::version))
        .route("/notices/{kind}/{id}/versions/{number}/restore", post(admin::notices::restore))
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
        .route("/settings/texts", get(admin::settings::texts).post(admin::settings::save_texts))
        .route("/settings/texts/preview.png", get(admin::settings::preview_texts))
        .route("/settings/quiet", get(admin::settings::quiet).post(admin::settings::save_quiet))
        .route("/settings/reach", get(admin::settings::reach).post(admin::settings::save_reach))
        .route("/settings/{kind}/versions", get(admin::settings::versions))
        .route("/settings/{kind}/versions/{number}", get(admin::settings::version))
        .route("/settings/{kind}/versions/{number}/restore", post(admin::settings::restore))
        .route("/settings/readings", get(admin::settings::readings).post(admin::settings::add_reading))
        .route("/settings/readings/{id}", get(admin::settings::reading).post(admin::settings::save_reading))
        .route(
            "/settings/readings/{id}/remove",
            get(admin::settings::reading_removal).post(admin::settings::remove_reading),
        )
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
        // The phone pages, and what people said.
        .route("/settings/phone", get(admin::phone::form).post(admin::phone::save))
        .route("/sentences", get(admin::sentences::list))
        .route("/sentences/list.txt", get(admin::sentences::text))
        .route("/sentences/list.csv", get(admin::sentences::table))
        .route("/sentences/{id}", get(admin::sentences::one).post(admin::sentences::act))
        .route("/sentences/{id}/delete", get(admin::sentences::deletion).post(admin::sentences::delete))
        // Accounts and the log of changes.
        .route("/accounts", get(admin::accounts::pages::list))
        .route("/accounts/new", get(admin::accounts::pages::new).post(admin::accounts::pages::add))
        .route("/accounts/{id}", get(admin::accounts::pages::one).post(admin::accounts::pages::change))
        .route("/accounts/{id}/link", post(admin::accounts::pages::new_link))
        .route(
            "/accounts/{id}/close",
            get(admin::accounts::pages::ask_close).post(admin::accounts::pages::close),
        )
        .route(
            "/accounts/{id}/passkeys",
            get(admin::passkeys::others::ask_remove).post(admin::passkeys::others::remove),
        )
        .route("/accounts/{id}/open", post(admin::accounts::pages::reopen))
        .route("/password", get(admin::accounts::setting::form).post(admin::accounts::setting::set))
        .route("/account", get(admin::accounts::own::page))
        .route("/account/password", post(admin::accounts::own::change_password))
        .route("/account/sessions", post(admin::accounts::own::end_sessions))
        .route("/account/passkeys", post(admin::passkeys::own::add))
        .route("/account/passkeys/begin", post(admin::passkeys::own::begin))
        .route(
            "/account/passkeys/{id}/remove",
            get(admin::passkeys::own::ask_remove).post(admin::passkeys::own::remove),
        )
        .route("/log", get(admin::log::page))
        // In and out.
        .route("/exchange", get(admin::exchange::index))
        .route("/exchange/out", get(admin::exchange::out))
        .route("/exchange/{id}", get(admin::exchange::look).post(admin::exchange::take))
        .route("/calendars", get(admin::calendars::list).post(admin::calendars::add))
        .route("/calendars/new", get(admin::calendars::new))
        .route("/calendars/{id}", get(admin::calendars::one).post(admin::calendars::save))
        .route("/calendars/{id}/edit", get(admin::calendars::edit))
        .route("/calendars/{id}/do", post(admin::calendars::act))
        .route("/calendars/{id}/copy/{meeting}", post(admin::calendars::copy))
        .route("/calendars/{id}/remove", get(admin::calendars::removal).post(admin::calendars::remove))
        .fallback(admin::nothing_here)
        .layer(from_fn(web::keep_form))
        .layer(from_fn(web::guard))
        .layer(from_fn_with_state(hub.clone(), web::own_name));

    // Forms with a picture or a file in them.
    let uploads = Router::new()
        .route("/exchange", post(admin::exchange::upload))
        .route("/notices/{kind}/{id}", post(admin::notices::save))
        .route("/schedule/new", post(schedule::save_new))
        .route("/schedule/{id}", post(schedule::save))
        .layer(from_fn(web::keep_form))
        .layer(from_fn(web::guard))
        .layer(from_fn_with_state(hub.clone(), web::own_name))
        .layer(DefaultBodyLimit::max(LARGEST_UPLOAD))
        .layer(RequestBodyLimitLayer::new(LARGEST_UPLOAD));

    let kiosks = Router::new()
        .route("/pairing", post(sync::new_pairing))
        .route("/pairing/{secret}", get(sync::pairing_state))
        .route("/programme", get(sync::programme))
        .route("/pictures/{name}", get(sync::picture))
        .route("/live", get(sync::live))
        .route("/changes", get(sync::changes))
        .route("/records", post(sync::push))
        .route("/shared", get(sync::shared))
        .route("/report", post(sync::report))
        .route("/calls", post(sync::call))
        .route("/picture", post(sync::shot))
        .route("/openapi.json", get(sync::document))
        .fallback(sync::nothing_here);

    // What a visitor's own phone sees: its routes are in phone/mod.rs, with what is limited on them.
    let phones = phone::routes().layer(from_fn(web::guard));
    // What an operator's monitoring reads.
    let operator = Router::new()
        .route("/health/live", get(operation::alive))
        .route("/health/ready", get(operation::ready))
        .route("/metrics", get(operation::metrics));

    Router::new()
        .merge(staff)
        .merge(operator)
        .nest(BASE, kiosks)
        .merge(phones)
        .route("/static/{name}", get(web::statics))
        .route("/fonts/{name}", get(web::fonts))
        .layer(RequestBodyLimitLayer::new(LARGEST))
        .merge(uploads)
        // From the inside to the outside: whatever a layer refuses, those after it give it its shape,
        // and the headers are on every answer.
        .layer(CatchPanicLayer::custom(web::panicked))
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, PATIENCE))
        .layer(from_fn(web::no_nul))
        .layer(from_fn(web::in_our_shape))
        .layer(CompressionLayer::new().gzip(true))
        .layer(from_fn_with_state(hub.clone(), web::headers))
        .layer(from_fn_with_state(hub.clone(), operation::watched))
        .with_state(hub)
}
